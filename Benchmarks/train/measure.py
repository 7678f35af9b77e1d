#!/usr/bin/env python3
"""Samples a second of `tessera train` and of the plain program, in turns.

    measure.py TESSERA INPUTS [--precisions "fp32 bf16"] [--rounds 2] [--batch 128]

Of `tessera train` two runs are timed that differ only in their steps, in turns: what both do once, such as reading and
writing the embeddings, cancels out of the difference. Prints a table, and a JSON object a line.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
RATES = {"cross-lingual": 0.0002, "cross-modal": 0.000006}
FEW, MANY = 4, 64


def recipe(options, precision, stage, steps):
    return f"""recipe: dasd
model: {options.inputs / "clip"}
tokenizer: {options.inputs / "bert"}
embeddings: {options.inputs / "bert"}
languages: [de, fr, cs]
seed: 1
batch: {options.batch}
length_window: 50
precision: {precision}
stages:
  - {{objective: {stage}, steps: {steps}, rate: {RATES[stage]}}}
checkpoint_every: 1000000
"""


def seconds(options, precision, stage, steps):
    folder = Path(tempfile.mkdtemp(prefix="train-", dir=options.inputs))
    try:
        (folder / "recipe.yaml").write_text(recipe(options, precision, stage, steps))
        begin = time.perf_counter()
        subprocess.run(
            [options.tessera, "train", folder / "recipe.yaml", "--shards", options.inputs / "work", "--out", folder / "out",
             "--quiet"], check=True)
        return time.perf_counter() - begin
    finally:
        shutil.rmtree(folder)


def ours(options, precision, stage):
    few = seconds(options, precision, stage, FEW)
    many = seconds(options, precision, stage, MANY)
    return options.batch * (MANY - FEW) / (many - few)


def plain(options, precision, stage):
    """The best of all numbers of threads."""
    run = subprocess.run(
        [sys.executable, HERE / "plain.py", options.inputs, "--precision", precision, "--stage", stage, "--batch",
         str(options.batch), "--steps", str(options.steps), "--warmup", str(options.warmup)],
        check=True, capture_output=True, text=True)
    return max(json.loads(line)["samples_per_second"] for line in run.stdout.splitlines())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tessera")
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--precisions", default="fp32 bf16")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--warmup", type=int, default=1)
    options = parser.parse_args()
    results = []
    for precision in options.precisions.split():
        for stage in RATES:
            best = {"tessera": 0.0, "plain": 0.0}
            for _ in range(options.rounds):
                best["tessera"] = max(best["tessera"], ours(options, precision, stage))
                best["plain"] = max(best["plain"], plain(options, precision, stage))
            ratio = best["tessera"] / best["plain"]
            print(f"DASD, {stage}, {precision}, batch {options.batch}, {len(os.sched_getaffinity(0))} cores")
            for name, value in best.items():
                print(f"  {name:10} {value:8.1f} samples/s")
            print(f"  ours {ratio:.1f} times", flush=True)
            results.append({
                "name": f"{stage}, {precision}", "unit": "samples/s", "ours": round(best["tessera"], 1),
                "others": {"plain PyTorch": round(best["plain"], 1)}, "ratio_to_best": round(ratio, 2)})
    # The first one's figures stand for the whole, as every benchmark has one line.
    print(json.dumps(results[0] | {"name": "train", "parts": results}))


if __name__ == "__main__":
    main()
