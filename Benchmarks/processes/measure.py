#!/usr/bin/env python3
"""Samples a second of `tessera train` by one process and by several, each with one thread, in turns.

    measure.py TESSERA INPUTS [--processes 2] [--rounds 3] [--batch 128] [--few 2] [--many 10]

Two runs are timed that differ only in their steps: what both do once, such as reading and writing the embeddings, cancels out
of the difference. Prints a table, and a JSON object as its last line.
"""
import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path


def recipe(options, steps):
    return f"""recipe: dasd
model: {options.inputs / "clip"}
tokenizer: {options.inputs / "bert"}
embeddings: {options.inputs / "bert"}
languages: [de, fr, cs]
seed: 1
batch: {options.batch}
length_window: 50
threads: 1
stages:
  - {{objective: cross-lingual, steps: {steps}, rate: 0.0002}}
checkpoint_every: 1000000
"""


def seconds(options, processes, steps):
    folder = Path(tempfile.mkdtemp(prefix="processes-", dir=options.inputs))
    try:
        (folder / "recipe.yaml").write_text(recipe(options, steps))
        command = [options.tessera, "train", folder / "recipe.yaml", "--shards", options.inputs / "work", "--out",
                   folder / "out", "--quiet"]
        begin = time.perf_counter()
        running = []
        for rank in range(processes):
            environment = os.environ | {
                "OMPI_COMM_WORLD_RANK": str(rank), "OMPI_COMM_WORLD_SIZE": str(processes),
                "OMPI_COMM_WORLD_LOCAL_SIZE": str(processes), "PMIX_NAMESPACE": folder.name}
            running.append(subprocess.Popen(command, env=environment))
        if any([process.wait() for process in running]):
            raise SystemExit("a process failed; see above")
        return time.perf_counter() - begin
    finally:
        shutil.rmtree(folder)


def rate(options, processes):
    few = seconds(options, processes, options.few)
    many = seconds(options, processes, options.many)
    return options.batch * (options.many - options.few) / (many - few)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tessera")
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--few", type=int, default=2)
    parser.add_argument("--many", type=int, default=10)
    options = parser.parse_args()
    best = {1: 0.0, options.processes: 0.0}
    for _ in range(options.rounds):
        for processes in best:
            best[processes] = max(best[processes], rate(options, processes))
    ratio = best[options.processes] / best[1]
    print(f"DASD, cross-lingual, fp32, batch {options.batch}, {len(os.sched_getaffinity(0))} cores, one thread a process")
    for processes, value in best.items():
        print(f"  {processes} process{'es' if processes > 1 else ''} {value:8.1f} samples/s")
    print(f"  {ratio:.2f} times")
    print(json.dumps({
        "name": "processes", "unit": "samples/s", "ours": round(best[options.processes], 1),
        "others": {"one process": round(best[1], 1)}, "ratio_to_best": round(ratio, 2)}))


if __name__ == "__main__":
    main()
