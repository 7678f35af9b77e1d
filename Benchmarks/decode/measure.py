"""Times the libraries in turns and prints the table. Called by run."""

import json
import math
import os
import pathlib
import subprocess
import sys

import peers

videos, ours, repeats = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
cores = os.cpu_count() or 1
# About as long for each size, and as many of each kind.
files = {"320x240": 42, "640x360": 24, "1280x720": 24}


def check(path):
    """Our frames are ffmpeg's, by index and MD5; the others' are about the same pictures."""
    made = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-"],
        capture_output=True, text=True, check=True)
    truth = [line.split(",")[-1].strip() for line in made.stdout.splitlines() if line[0] != "#"]
    listed = subprocess.run([ours, "--digests", "uniform:12", path], capture_output=True, text=True, check=True)
    rows = [line.split("\t") for line in listed.stdout.splitlines() if line[0] != "#"]
    if [(int(row[0]), row[2]) for row in rows] != [(i, truth[i]) for i in peers.indices(len(truth))]:
        raise SystemExit(f"{path}: our frames are not ffmpeg's")
    pictures = {name: call(path, ways[0], 1).astype(int) for name, (call, ways) in peers.libraries.items()}
    for name, frames in pictures.items():
        difference = abs(frames - pictures["pyav"]).mean()
        if difference > 3:
            raise SystemExit(f"{path}: {name}'s frames differ from PyAV's by {difference:.1f} levels")


def our_seconds(paths):
    made = subprocess.run([ours, "uniform:12", str(cores), *paths], capture_output=True, text=True, check=True)
    result = json.loads(made.stdout)
    if result["failures"] or result["frames"] != 12 * len(paths):
        raise SystemExit(f"ours gave {result['frames']} frames of {len(paths)} files")
    return result["seconds"]


def fastest_ways(paths):
    """Of each library the way that is fastest here."""
    best = {}
    for name, (_, ways) in peers.libraries.items():
        for way in ways:
            for processes, threads in {(cores, 1), (1, cores)}:
                peer = peers.Peer(name, way, processes, threads)
                peer.seconds(paths[:processes])
                took = peer.seconds(paths)
                if name not in best or took < best[name][0]:
                    if name in best:
                        best[name][1].close()
                    best[name] = (took, peer)
                else:
                    peer.close()
    return [peer for _, peer in best.values()]


def main():
    rows, rates = [], {}
    for gop in ("gop250", "gop12"):
        for size, count in files.items():
            kinds = sorted(str(path) for path in videos.glob(f"{size}-{gop}-*.mp4"))
            for path in kinds:
                check(path)
            paths = [kinds[index % len(kinds)] for index in range(count)]
            chosen = fastest_ways(paths[: 2 * len(kinds)])
            took = {"tessera": [], **{peer.name: [] for peer in chosen}}
            for _ in range(repeats):
                took["tessera"].append(our_seconds(paths))
                for peer in chosen:
                    took[peer.name].append(peer.seconds(paths))
            for peer in chosen:
                peer.close()
            form = f"{size} {gop}"
            # The least disturbed run of each.
            rates[form] = {name: count / min(values) for name, values in took.items()}
            best = max(rate for name, rate in rates[form].items() if name != "tessera")
            ratio = rates[form]["tessera"] / best
            cells = "".join(f"{rates[form][name]:12.2f}" for name in took)
            print(f"{form:18}{cells}{ratio:8.2f}   {'; '.join(map(str, chosen))}", flush=True)
            rows.append(ratio)
    mean = {name: round(math.exp(sum(math.log(rate[name]) for rate in rates.values()) / len(rates)), 2) for name in rates["320x240 gop12"]}
    mine = mean.pop("tessera")
    result = {"name": "decode", "unit": "files/s", "ours": mine, "others": mean}
    result["ratio_to_best"] = round(mine / max(mean.values()), 3)
    result["smallest_ratio"] = round(min(rows), 3)
    result["forms"] = {form: {name: round(rate, 2) for name, rate in values.items()} for form, values in rates.items()}
    print(json.dumps(result))


if __name__ == "__main__":
    print(f"12 uniform frames of 15 s of H.264 as RGB, files/s with {cores} cores, best of {repeats}")
    print(f"{'':18}{'tessera':>12}{'decord':>12}{'torchcodec':>12}{'pyav':>12}{'ratio':>8}   (way, processes x threads)")
    main()
