#!/usr/bin/env python3
"""Trains and evaluates each row of the tables, some at a time, and prints them and a JSON object.

    measure.py TESSERA MODELS INPUTS [--seeds "1 2 3"] [--steps 400] [--runs 2] [--rows "alignment parallel finetune"]
"""
import argparse
import hashlib
import json
import re
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROUTINES = {"target": "es", "target-to-english": "es", "target-to-translated": "es", "translated": "en-t-es",
            "translated-to-english": "en-t-es"}


def rows(options):
    """-> for each table, for each row: the recipe, the shards, and what `evaluate` is asked for beside"""
    models, steps = options.models, options.steps
    common = f"batch: 64\nthreads: 1\ncheckpoint_every: 1000000\nmodel: {models / 'clip'}\n"
    pixels = f"pixels: {{media: {options.inputs / 'data'}, sample: 'midpoints:2', crop: {{area: [0.7, 1]}}}}\n"
    text = f"text_model: {models / 'bert'}\ntokenizer: {models / 'bert'}\n"
    media = ["--media", options.inputs / "data"]

    def stage(rate):
        return f"stages: [{{objective: cross-modal, steps: {steps}, rate: {rate}, warmup: {steps // 10}}}]\n"
    tables = {"alignment": {}, "parallel": {}, "finetune": {}}
    for routine, language in ROUTINES.items():
        for method in ("full", "lora"):
            tuning = "{method: full}" if method == "full" else "{method: lora, rank: 4, trainable: [LinearTransformation]}"
            tables["alignment"][f"{routine}, {method}"] = (
                f"recipe: alignment\nroutine: {routine}\nlanguages: [{language}]\ntuning: {tuning}\nscale: 20\n"
                + common + text + stage("1e-3" if method == "full" else "1e-2"), "alignment", [])
    for name, languages, unseen in (("English alone", "en", "es,ca"), ("English, Spanish", "en, es", "ca"),
                                    ("English, Spanish, Catalan", "en, es, ca", None)):
        tables["parallel"][name] = (
            f"recipe: parallel\nlanguages: [{languages}]\nprojection: 64\n" + pixels + common + text + stage("5e-4"),
            "alignment", media + (["--unseen", unseen] if unseen else []))
    tables["finetune"]["CLIP, fine-tuned"] = (
        f"recipe: finetune\nlanguages: [en]\ntokenizer: {models / 'clip'}\n" + pixels + common + stage("3e-5"), "clip", media)
    return {name: tables[name] for name in options.rows.split()}


def trained(options, name, seed, row):
    """-> the languages' metrics before and after, and the share of the time that training waited for data"""
    recipe, shards, others = row
    text = f"seed: {seed}\n{recipe}"
    folder = options.inputs / "runs" / f"{seed}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.yaml").write_text(text)
    shards = options.inputs / shards
    log = folder / "log"
    if not (folder / "train/final.done").exists():
        with log.open("w") as errors:
            subprocess.run([options.tessera, "train", folder / "recipe.yaml", "--shards", shards, "--out", folder, "--resume"],
                           check=True, stdout=subprocess.DEVNULL, stderr=errors)
    waiting = [int(share) for share in re.findall(r"(\d+)% waiting", log.read_text())]
    results = []
    for moment in ("initial", "final"):
        found = folder / f"{moment}.json"
        if not found.exists():
            result = subprocess.run(
                [options.tessera, "evaluate", "--checkpoint", folder / "train" / moment, "--shards", shards, "--model",
                 options.models / "clip", "--text-model", options.models / "bert", "--split", "test", "--json", "--quiet",
                 *others], check=True, capture_output=True)
            found.write_bytes(result.stdout)
        results.append(json.loads(found.read_text())["languages"])
    print(f"{name}, seed {seed}: " + ", ".join(
        f"{language} {metrics['mean_recall']:.1f}" for language, metrics in results[1].items()), file=sys.stderr)
    return *results, statistics.mean(waiting) if waiting else 0.0


def spread(values):
    return f"{statistics.mean(values):5.1f} ± {statistics.stdev(values) if len(values) > 1 else 0:4.1f}"


def show(table, rows, results, seeds, steps):
    """Prints a table -> each row's mean recall over the languages that it is trained in"""
    languages = sorted({language for runs in results.values() for language in runs[1]})
    print(f"{table}, {steps} steps, {len(seeds)} seeds: text to video R@1, R@10 and the median rank, mean recall of both "
          "directions, in %")
    means = {}
    for name in rows:
        for language in languages:
            cells = []
            for key in ("r1", "r10", "median_rank", "mean_recall"):
                values = []
                for seed in seeds:
                    metrics = results[name, seed][1].get(language)
                    if metrics:
                        values.append(metrics[key] if key == "mean_recall" else metrics["text_to_visual"][key])
                cells.append(spread(values) if values else "")
            before = [run[language]["mean_recall"] for run in (results[name, seed][0] for seed in seeds) if language in run]
            if any(cells):
                print(f"  {name:30} {language:8} " + " ".join(f"{cell:>13}" for cell in cells)
                      + f"   before {spread(before)}")
                means[f"{name}, {language}"] = round(statistics.mean(
                    results[name, seed][1][language]["mean_recall"] for seed in seeds), 2)
        waiting = [results[name, seed][2] for seed in seeds]
        print(f"  {name:30} waiting for data {statistics.mean(waiting):.1f}% of the time")
    return means


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tessera")
    parser.add_argument("models", type=Path)
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--seeds", default="1 2 3")
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--rows", default="alignment parallel finetune")
    options = parser.parse_args()
    seeds, means = options.seeds.split(), {}
    for table, table_rows in rows(options).items():
        jobs = [(name, seed) for seed in seeds for name in table_rows]
        with ThreadPoolExecutor(options.runs) as pool:
            results = dict(zip(jobs, pool.map(lambda job: trained(options, *job, table_rows[job[0]]), jobs)))
        means |= show(table, table_rows, results, seeds, options.steps)
    english = {name: value for name, value in means.items() if name.endswith(", en")}
    ours = english.pop("English, Spanish, Catalan, en", 0)
    other = english.get("English alone, en", 0)
    print(json.dumps({"name": "recipes", "unit": "mean recall, %", "ours": ours, "others": {"English alone": other},
                      "ratio_to_best": round(ours / other, 3) if other else 0, "parts": means}))


if __name__ == "__main__":
    main()
