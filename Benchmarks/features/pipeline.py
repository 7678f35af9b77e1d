#!/usr/bin/env python3
"""Files to features, end to end: `tessera features` against a pipeline of PyTorch as clip-retrieval's.

    pipeline.py TESSERA DIR [--rounds 2] [--seconds 4] [--only images|videos] [--precision fp32|bf16]

DIR is as make-inputs.py made it. The others (pipeline_peer.py) read files in a DataLoader's workers (PIL for images; decord
and torchcodec for 12 uniform frames of videos), preprocess with torchvision, and encode with transformers or open_clip; or
do all of it in each of two processes. Every setting is tried for some seconds on both cores, and the best of each library
is tried again in each later round, with ours in between. Their clock starts when the model is loaded; from ours, which runs
over all files from the command's start to its end, shards and digests included, what it takes on one file is taken off.

Prints a table, and a JSON object a line: {"name", "unit", "ours", "others", "ratio_to_best"}.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEER = Path(__file__).resolve().with_name("pipeline_peer.py")
# Workers of the DataLoader, threads of the encoder, processes.
SETTINGS = [(2, 1, 1), (2, 2, 1), (1, 1, 1), (1, 2, 1), (0, 1, 2)]


class Peer:
    """A library, in as many processes as any setting has."""

    def __init__(self, kind, library, precision, files, model):
        self.library = library
        # By reader, the best rate and its setting.
        self.best = {}
        self.processes = [
            subprocess.Popen(
                [sys.executable, PEER, kind, library, precision, model], text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=None if os.environ.get("BENCH_VERBOSE") else subprocess.DEVNULL)
            for _ in range(max(processes for _, _, processes in SETTINGS))]
        for process in self.processes:
            self.say(process, [str(file) for file in files])
        if any(process.stdout.readline().strip() != "ready" for process in self.processes):
            raise RuntimeError(f"{library} did not start; BENCH_VERBOSE=1 shows why")

    @staticmethod
    def say(process, value):
        process.stdin.write(json.dumps(value) + "\n")
        process.stdin.flush()

    def rate(self, reader, setting, seconds):
        """Files a second of all processes together."""
        workers, threads, count = setting
        running = self.processes[:count]
        for index, process in enumerate(running):
            self.say(process, {
                "reader": reader, "workers": workers, "threads": threads, "seconds": seconds, "part": [index, count]})
        answers = [json.loads(process.stdout.readline()) for process in running]
        return sum(answer["files"] / answer["seconds"] for answer in answers)

    def measure(self, reader, seconds):
        """Tries every setting at first, then the best."""
        for setting in [self.best[reader][1]] if reader in self.best else SETTINGS:
            rate = self.rate(reader, setting, seconds)
            self.best[reader] = max(self.best.get(reader, (0, setting)), (rate, setting))

    def end(self):
        for process in self.processes:
            process.stdin.close()
            process.wait()


def measure_ours(tessera, kind, precision, folder, files):
    """Files a second beyond the first one."""
    corpus = folder / f"{kind[:-1]}-corpus"
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        temporary = Path(temporary)
        one = temporary / "one"
        (one / "corpus").mkdir(parents=True)
        (one / "media").symlink_to((corpus / "media").resolve())
        lines = next((corpus / "corpus").iterdir()).read_text().splitlines(True)
        (one / "corpus" / "train.jsonl").write_text(lines[0])

        def seconds(corpus, out):
            begin = time.perf_counter()
            subprocess.run(
                [tessera, "features", corpus, "--model", folder / "model", "--precision", precision, "--out", out,
                 "--quiet"], check=True)
            return time.perf_counter() - begin

        start = seconds(one, temporary / "first")
        return (len(files) - 1) / (seconds(corpus, temporary / "all") - start)


def compare(options, kind, precision):
    folder = options.folder.resolve()
    lines = next((folder / f"{kind[:-1]}-corpus" / "corpus").iterdir()).read_text().splitlines()
    files = [folder / kind / Path(json.loads(line)["media"]["path"]).name for line in lines]
    readers = ["PIL"] if kind == "images" else ["decord", "torchcodec"]
    ours, best = 0, {}
    # One library at a time: all of them at once would need much memory.
    for library in ("transformers", "open_clip"):
        peer = Peer(kind, library, precision, files, folder / "model")
        for _ in range(options.rounds):
            ours = max(ours, measure_ours(options.tessera, kind, precision, folder, files))
            for reader in readers:
                peer.measure(reader, options.seconds)
        peer.end()
        best |= {f"{library} + {reader}": found for reader, found in peer.best.items()}
    unit = f"{kind}/s"
    print(f"{kind} to features, {precision}")
    print(f"  {'tessera':28} {ours:8.2f} {unit}")
    for name, (rate, (workers, threads, processes)) in sorted(best.items(), key=lambda b: -b[1][0]):
        how = f"{processes} processes" if processes > 1 else f"{workers} workers, {threads} threads"
        print(f"  {name:28} {rate:8.2f} {unit}  ({how})  ours {ours / rate:.2f} times")
    top = max(rate for rate, _ in best.values())
    print(json.dumps({
        "name": f"features of {kind}, {precision}", "unit": unit, "ours": round(ours, 2),
        "others": {name: round(rate, 2) for name, (rate, _) in best.items()}, "ratio_to_best": round(ours / top, 3)}),
        flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tessera")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--only", choices=["images", "videos"])
    parser.add_argument("--precision", choices=["fp32", "bf16"])
    options = parser.parse_args()
    for kind in [options.only] if options.only else ["images", "videos"]:
        for precision in [options.precision] if options.precision else ["fp32", "bf16"]:
            compare(options, kind, precision)


main()
