#!/usr/bin/env python3
"""Makes a workspace to be searched: inputs.py DIR --models MODELS --captions MULTI30K --items N

Items have a German caption each, every fiftieth of them translated from an English one: only source captions are encoded on the way to shards, and
search looks at none. Features are random. A recipe of two steps trains a DASD model of the paper's size on it.
"""
import argparse
import json
from pathlib import Path

import numpy as np


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--captions", type=Path, required=True)
    parser.add_argument("--items", type=int, required=True)
    options = parser.parse_args()
    final = options.folder.resolve()
    if final.exists():
        return
    # What is half made must not be taken for the whole.
    folder = final.with_name(final.name + ".part")
    (folder / "work" / "corpus").mkdir(parents=True, exist_ok=True)
    texts = {tag: (options.captions / f"train.{tag}").read_text("utf-8").splitlines() for tag in ("en", "de")}
    ids = [f"item-{number:06}" for number in range(options.items)]
    with open(folder / "work" / "corpus" / "train-00000-of-00001.jsonl", "w", encoding="utf-8") as file:
        for number, item in enumerate(ids):
            tags = ("en", "de") if number % 50 == 0 else ("de",)
            captions = [{"language": tag, "origin": "human", "text": texts[tag][number % len(texts[tag])]} for tag in tags]
            if len(captions) > 1:
                captions[1] |= {"engine": "multi30k", "origin": "machine", "source": 0}
            media = {"kind": "image", "path": f"media/{item}.jpg"}
            line = {"captions": captions, "id": item, "media": media, "split": "train"}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    (folder / "ids.txt").write_text("".join(item + "\n" for item in ids))
    generator = np.random.default_rng(1)
    np.save(folder / "visual.npy", generator.standard_normal((options.items, 512), np.float32).astype(np.float16))
    (folder / "recipe.yaml").write_text(
        f"recipe: dasd\nmodel: {options.models}/clip\ntokenizer: {options.models}/bert\nlanguages: [de]\nseed: 1\nbatch: 32\n"
        "sizes: {embedding: 768}\nstages:\n  - {objective: cross-modal, steps: 2, rate: 0.0001, warmup: 1}\n"
    )
    folder.rename(final)


if __name__ == "__main__":
    main()
