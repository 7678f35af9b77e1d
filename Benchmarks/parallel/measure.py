#!/usr/bin/env python3
"""Steps a second of `tessera train` with the recipe parallel and of the plain program, in turns, and their memory.

    measure.py TESSERA INPUTS [--batch 32] [--steps 4] [--warmup 1] [--rounds 1]

Of `tessera train` two runs are timed that differ only in their steps: what both do once, such as reading the models and their
digests, cancels out of the difference. The plain program is timed with one and with all threads, and with one and two workers; the
best counts. Prints a table, and one JSON object.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "alignment"))
from measure import child

FEW = 2


def recipe(options, steps):
    # All is trained from the first step on, and a table's updates are dense as the plain program's.
    return f"""recipe: parallel
model: {options.inputs / "vit"}
text_model: {options.inputs / "text"}
tokenizer: {options.inputs / "bert"}
languages: [en, de, fr, cs]
pixels: {{media: {options.inputs}, crop: {{}}, flip: true}}
frozen_epochs: 0
batch: {options.batch}
embedding_updates: dense
stages:
  - {{objective: cross-modal, steps: {steps}, rate: 0.00001}}
checkpoint_every: 1000000
"""


def ours(options, steps):
    folder = Path(tempfile.mkdtemp(prefix="train-", dir=options.inputs))
    try:
        (folder / "recipe.yaml").write_text(recipe(options, steps))
        log = folder / "log"
        with log.open("w") as errors:
            printed, seconds, memory = child(
                options.tessera, "train", folder / "recipe.yaml", "--shards", options.inputs / "work", "--out", folder,
                "--json", errors=errors)
        lines = (folder / "train/final/metrics.jsonl").read_text().splitlines()
        waiting = [int(share) for share in re.findall(r"(\d+)% waiting", log.read_text())]
        return SimpleNamespace(seconds=seconds, memory=memory, trained=json.loads(printed)[0]["counts"]["parameters"],
                               loss=json.loads(lines[0])["total"], waiting=waiting[-1] if waiting else 0)
    finally:
        shutil.rmtree(folder)


def plain(options, threads, workers):
    printed, _, memory = child(
        sys.executable, HERE / "plain.py", options.inputs, "--batch", options.batch, "--threads", threads, "--workers",
        workers, "--warmup", options.warmup, "--steps", options.steps)
    return SimpleNamespace(memory=memory, threads=threads, workers=workers, **json.loads(printed.splitlines()[-1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tessera")
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    options.inputs = options.inputs.resolve()
    cores = len(os.sched_getaffinity(0))
    few, many, peers = [], [], []
    for _ in range(options.rounds):
        few.append(ours(options, FEW))
        many.append(ours(options, FEW + options.steps))
        peers += [plain(options, threads, workers) for threads in sorted({max(1, cores // 2), cores}) for workers in (1, 2)]
    if few[0].trained != peers[0].trained:
        raise SystemExit(f"{few[0].trained} parameters are trained, and {peers[0].trained} by the plain program")
    took = min(run.seconds for run in many) - min(run.seconds for run in few)
    if took <= 0:
        raise SystemExit(f"{options.steps} steps are too few to be timed; raise STEPS")
    best = max(peers, key=lambda run: run.steps_per_second)
    rates = {"tessera": options.steps / took, "PyTorch": best.steps_per_second}
    memory = {"tessera": max(run.memory for run in many), "PyTorch": best.memory}
    ratio = rates["tessera"] / rates["PyTorch"]
    print(f"parallel: {best.trained} parameters, batch {options.batch} in four languages, fp32, {cores} cores")
    print(f"  {'':10} {'steps/s':>9} {'s/step':>9} {'peak MB':>9}")
    for program, rate in rates.items():
        print(f"  {program:10} {rate:9.4f} {1 / rate:9.3f} {memory[program]:9.0f}")
    print(f"  ours {ratio:.2f} times; PyTorch's best with {best.threads} threads and {best.workers} workers; first losses "
          f"{few[0].loss:.3f} and {best.losses[0]:.3f}; waiting for data {many[-1].waiting}% of the time")
    print(json.dumps({"name": "parallel", "unit": "steps/s", "ours": round(rates["tessera"], 4),
                      "others": {"PyTorch": round(rates["PyTorch"], 4)}, "ratio_to_best": round(ratio, 2),
                      "memory_mb": {program: round(value) for program, value in memory.items()}}))


if __name__ == "__main__":
    main()
