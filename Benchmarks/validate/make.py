#!/usr/bin/env python3
"""A corpus of 600,000 captions in six languages, of Multi30K's captions put together anew: make.py MULTI30K OUT

Items beyond the first 29,000 have the beginning of one caption and the end of another, in each language of the same two, so that
few are alike. Two languages are those of another region. The same bytes each time.
"""
import json
import os
import random
import sys

LANGUAGES = {"en": ("en", ""), "de": ("de", ""), "fr": ("fr", ""), "cs": ("cs", ""), "de-AT": ("de", "Hier: "), "fr-CA": ("fr", "Ici : ")}
SPLITS = {"test": 5_000, "val": 5_000, "train": 90_000}
PER_FILE = 25_000


def captions(folder, language):
    with open(f"{folder}/train.{language}", encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\r\n") for line in file]


def joined(a, b, part):
    x, y = a.split(), b.split()
    return " ".join(x[: len(x) * part // 4] + y[len(y) * part // 4 :]) if part else a


def main():
    source, out = sys.argv[1:]
    random.seed(7)
    texts = {language: captions(source, language) for language in ("en", "de", "fr", "cs")}
    count, item = len(texts["en"]), 0
    os.makedirs(f"{out}/corpus", exist_ok=True)
    for split, items in SPLITS.items():
        files = -(-items // PER_FILE)
        for number in range(files):
            with open(f"{out}/corpus/{split}-{number:05d}-of-{files:05d}.jsonl", "w", encoding="utf-8") as file:
                for _ in range(min(PER_FILE, items - number * PER_FILE)):
                    part, first, second = item // count, item % count, random.randrange(count)
                    record = {
                        "captions": [
                            {"language": tag, "origin": "human", "text": prefix + joined(texts[own][first], texts[own][second], part)}
                            for tag, (own, prefix) in LANGUAGES.items()
                        ],
                        "id": f"item-{item}",
                        "media": {"kind": "image", "path": f"media/{item}.jpg"},
                        "split": split,
                    }
                    file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
                    item += 1


if __name__ == "__main__":
    main()
