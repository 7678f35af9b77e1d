#!/usr/bin/env python3
"""Trains and evaluates each row of the table, some at a time, and prints the table and a JSON object.

    measure.py TESSERA INPUTS [--seeds "1 2 3"] [--steps 8200] [--runs 2]

A run's folder stands in INPUTS under what it is; `tessera train` goes on in it where it was stopped.
"""
import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LANGUAGES = ("de", "fr", "cs")
VARIANTS = {
    "DASD, dynamic adapters": "",
    "static adapters": "adapters: static\n",
    "without consistency": "losses: {consistency: 0}\n",
    "without adversary": "losses: {adversarial: 0}\n",
}
# The paper's share of its second stage, and its rates, five times as high for word embeddings that nobody has trained before.
CROSS_MODAL, RATES = 6 / 51, (1e-3, 3e-5)


def recipe(inputs, switch, seed, steps):
    second = round(steps * CROSS_MODAL)
    first = steps - second
    return f"""recipe: dasd
model: {inputs / "clip"}
tokenizer: {inputs / "bert"}
embeddings: {inputs / "bert"}
languages: [de, fr, cs]
seed: {seed}
batch: 128
length_window: 50
sizes: {{embedding: 256, bottleneck: 128, rank: 32, global: 128}}
{switch}stages:
  - {{objective: cross-lingual, steps: {first}, rate: {RATES[0]}, warmup: {first // 10}}}
  - {{objective: cross-modal, steps: {second}, rate: {RATES[1]}, warmup: {second // 10}}}
threads: 1
checkpoint_every: 500
"""


def evaluated(options, folder, checkpoint):
    result = subprocess.run(
        [options.tessera, "evaluate", "--checkpoint", folder / "train" / checkpoint, "--shards", options.inputs / "work",
         "--model", options.inputs / "clip", "--split", "test", "--json", "--quiet"], check=True, capture_output=True)
    return json.loads(result.stdout)["languages"]


def trained(options, name, seed):
    """-> the languages' metrics before and after, and the seconds of a core that training took"""
    text = recipe(options.inputs, VARIANTS[name], seed, options.steps)
    folder = options.inputs / "runs" / f"{seed}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.yaml").write_text(text)
    seconds = folder / "seconds"
    # Of a run that was stopped the time is not known.
    is_whole = not (folder / "train").exists()
    child = subprocess.Popen(
        [options.tessera, "train", folder / "recipe.yaml", "--shards", options.inputs / "work", "--out", folder,
         "--resume", "--quiet"],
        stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{name}, seed {seed}: training ended with {child.returncode}")
    if is_whole:
        seconds.write_text(str(used.ru_utime + used.ru_stime))
    result = [evaluated(options, folder, checkpoint) for checkpoint in ("initial", "final")]
    print(f"{name}, seed {seed}: " + ", ".join(
        f"{language} R@1 {metrics['text_to_visual']['r1']:.1f}" for language, metrics in result[1].items()), file=sys.stderr)
    return *result, float(seconds.read_text()) if seconds.exists() else None


def spread(values):
    return f"{statistics.mean(values):5.1f} ± {statistics.stdev(values) if len(values) > 1 else 0:3.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tessera")
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--seeds", default="1 2 3")
    parser.add_argument("--steps", type=int, default=8200)
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    seeds = options.seeds.split()
    # Seed by seed, so that a table that was stopped early has each row.
    jobs = [(name, seed) for seed in seeds for name in VARIANTS]
    with ThreadPoolExecutor(options.runs) as pool:
        results = dict(zip(jobs, pool.map(lambda job: trained(options, *job), jobs)))

    print(f"Text to English on {LANGUAGES} of Multi30K's 1,000 test captions, R@1 and R@10 in %, mean and deviation of "
          f"{len(seeds)} seeds; {options.steps} steps of 128 captions")
    print(f"{'':24} " + " ".join(f"{language + ' R@1':>12} {language + ' R@10':>12}" for language in LANGUAGES)
          + f" {'mean recall':>12} {'core minutes':>12}")
    means = {}
    for name in VARIANTS:
        for place, moment in enumerate(("before", "after")):
            if moment == "before" and name != next(iter(VARIANTS)):
                continue
            rows = [results[name, seed][place] for seed in seeds]
            cells = [spread([row[language]["text_to_visual"][key] for row in rows])
                     for language in LANGUAGES for key in ("r1", "r10")]
            recalls = [statistics.mean(row[language]["mean_recall"] for language in LANGUAGES) for row in rows]
            times = [results[name, seed][2] for seed in seeds if results[name, seed][2]]
            spent = f"{statistics.mean(times) / 60:.1f}" if times and moment == "after" else ""
            print(f"{name if moment == 'after' else 'before training':24} "
                  + " ".join(f"{cell:>12}" for cell in cells) + f" {spread(recalls):>12} {spent:>12}")
            means[name] = round(statistics.mean(recalls), 2)
    ours, *others = VARIANTS
    best = max(means[name] for name in others)
    print(json.dumps({"name": "ablations", "unit": "mean recall, %", "ours": means[ours],
                      "others": {name: means[name] for name in others}, "ratio_to_best": round(means[ours] / best, 3)}))


if __name__ == "__main__":
    main()
