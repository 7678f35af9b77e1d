#!/usr/bin/env python3
"""Steps a second of `tessera train` with the recipe alignment and of the plain program, in turns, and their memory.

    measure.py TESSERA INPUTS [--parts "few-shot full"] [--shots 50] [--rounds 2] [--steps 10] [--threads "1 2"]

First both take all few items as one batch, where their losses must agree. Of `tessera train` two runs are timed that differ
only in their steps, in turns: what both do once, such as reading the model and its digest, cancels out of the difference.
Prints a table, and one JSON object. It imports little, as its own size counts as memory of the programs that it starts.
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
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
LORA = ("{method: lora, rank: 1, alpha: 16, modules: [query, key, value, attention.output.dense], "
        "trainable: [LinearTransformation]}")
PARTS = {
    "few-shot": SimpleNamespace(what="LoRA of rank 1 and the final map", peer="PyTorch + peft", model="large", items="few",
                                batch=5, tuning=LORA, checked=1),
    # Here the second loss must agree too, as nothing is drawn.
    "full": SimpleNamespace(what="all weights", peer="PyTorch", model="base", items="all", batch=32,
                            tuning="{method: full}", checked=2),
}
FEW, EPOCHS, RATE = 10, 50, 0.0001


def recipe(options, part, items, batch, steps):
    # A table's updates are dense as the plain program's; captions of any length come together, as there.
    return f"""recipe: alignment
model: {options.inputs / "clip"}
text_model: {options.inputs / part.model}
tokenizer: {options.inputs / "bert"}
languages: [de]
routine: target-to-english
alignment: {{loss: mse, weight: 0.3}}
tuning: {part.tuning}
seed: 1
{f"shots: {options.shots}" if items == "few" else ""}
batch: {batch}
precision: fp32
embedding_updates: dense
stages:
  - {{objective: cross-modal, steps: {steps}, rate: {RATE}}}
checkpoint_every: 1000000
"""


def child(*command, errors=None):
    """-> what it printed, its seconds, and the most memory it had, in MB"""
    begin = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=errors, text=True)
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return printed, time.perf_counter() - begin, used.ru_maxrss * 1024 / 1e6


def ours(options, part, steps, items=None, batch=None):
    items = items or part.items
    folder = Path(tempfile.mkdtemp(prefix="train-", dir=options.inputs))
    try:
        (folder / "recipe.yaml").write_text(recipe(options, part, items, batch or part.batch, steps))
        printed, seconds, memory = child(
            options.tessera, "train", folder / "recipe.yaml", "--shards", options.inputs / items / "work", "--out",
            folder, "--json", "--quiet")
        counts = json.loads(printed)[0]["counts"]
        final = folder / "train" / "final"
        losses = [json.loads(line)["total"] for line in (final / "metrics.jsonl").read_text().splitlines()]
        return SimpleNamespace(seconds=seconds, memory=memory, losses=losses, trained=counts["parameters"],
                               all=counts["parameters.all"], checkpoint=(final / "model.safetensors").stat().st_size / 1e6)
    finally:
        shutil.rmtree(folder)


def plain(options, name, threads, *others):
    printed, _, memory = child(sys.executable, HERE / "plain.py", options.inputs, "--part", name, "--threads", threads,
                               "--rate", RATE, *others)
    return SimpleNamespace(memory=memory, threads=threads, **json.loads(printed.splitlines()[-1]))


def check(options, name, part):
    """Both programs have the same loss before they learn."""
    own = ours(options, part, part.checked, "few", options.shots)
    other = plain(options, name, max(map(int, options.threads.split())), "--items", "few", "--batch", options.shots,
                  "--warmup", 0, "--steps", part.checked)
    print(f"{name}: losses {own.losses}, and {other.losses}", file=sys.stderr, flush=True)
    if own.trained != other.trained:
        raise SystemExit(f"{name}: {own.trained} parameters are trained, and {other.trained} by the plain program")
    for a, b in zip(own.losses, other.losses, strict=True):
        if not abs(a - b) <= 1e-4 * abs(b):
            raise SystemExit(f"{name}: the programs' losses differ")


def measure(options, name, part):
    check(options, name, part)
    few, many, peers = [], [], []
    for _ in range(options.rounds):
        few.append(ours(options, part, FEW))
        many.append(ours(options, part, FEW + options.steps))
        peers += [plain(options, name, threads, "--warmup", options.warmup, "--steps", options.steps)
                  for threads in options.threads.split()]
    # Of the shortest runs: the shortest difference would be one of runs that were disturbed.
    took = min(run.seconds for run in many) - min(run.seconds for run in few)
    if took <= 0:
        raise SystemExit(f"{name}: {options.steps} steps are too few to be timed; raise STEPS")
    own, best = many[-1], max(peers, key=lambda run: run.steps_per_second)
    rates = {"tessera": options.steps / took, part.peer: best.steps_per_second}
    memory = {"tessera": max(run.memory for run in many),
              part.peer: max(run.memory for run in peers if run.threads == best.threads)}
    ratio = rates["tessera"] / rates[part.peer]
    print(f"{name}: {part.what}, batch {part.batch}, fp32, {len(os.sched_getaffinity(0))} cores")
    print(f"  {'':16} {'steps/s':>9} {'s/step':>9} {'peak MB':>9}")
    for program, rate in rates.items():
        print(f"  {program:16} {rate:9.3f} {1 / rate:9.3f} {memory[program]:9.0f}")
    print(f"  ours {ratio:.2f} times; PyTorch's best with {best.threads} threads")
    print(f"  trained {own.trained} of {own.all} parameters ({100 * own.trained / own.all:.3g}%), in a checkpoint of "
          f"{own.checkpoint:.1f} MB")
    result = {"name": name, "unit": "steps/s", "ours": round(rates["tessera"], 3),
              "others": {part.peer: round(rates[part.peer], 3)}, "ratio_to_best": round(ratio, 2),
              "memory_mb": {program: round(value) for program, value in memory.items()}, "trained": own.trained,
              "parameters": own.all, "checkpoint_mb": round(own.checkpoint, 1)}
    if part.items == "few":
        steps = EPOCHS * (options.shots // part.batch)
        minutes = {program: steps / rate / 60 for program, rate in rates.items()}
        print(f"  {EPOCHS} epochs of {options.shots} shots, {steps} steps: "
              + ", ".join(f"{program} {value:.1f} minutes" for program, value in minutes.items()))
        result["minutes"] = {program: round(value, 1) for program, value in minutes.items()}
    sys.stdout.flush()
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tessera")
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--parts", default=" ".join(PARTS))
    parser.add_argument("--shots", type=int, default=50, help="as many as the inputs have")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--steps", type=int, default=10, help="that are timed")
    parser.add_argument("--warmup", type=int, default=2, help="of the plain program")
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--threads", default=" ".join(str(n) for n in dict.fromkeys([max(1, cores // 2), cores])),
                        help="of the plain program; the best counts")
    options = parser.parse_args()
    options.inputs = options.inputs.resolve()
    results = [measure(options, name, PARTS[name]) for name in options.parts.split()]
    # The first one's figures stand for the whole, as every benchmark has one line.
    print(json.dumps(results[0] | {"name": "alignment", "parts": results}))


if __name__ == "__main__":
    main()
