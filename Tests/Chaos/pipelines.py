"""What is run: the demo, cut short, and a pipeline of Multi30K's size over captions that are made up."""

import json
import os
import random
import shutil
import struct
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEMO = os.path.join(ROOT, "Manifests", "demo")


class Pipeline:
    """A pipeline file in a folder. JSON is YAML too.

    `engine` is None where Apertium translates, which tessera starts itself and no one counts.
    """

    def __init__(self, name, folder, engine):
        self.name = name
        self.folder = folder
        self.engine = engine
        self.path = os.path.join(folder, "pipeline.yaml")

    #: Requests that may be on their way at a time, and the sentences of one.
    REQUESTS, TEXTS = 8, 32

    def endpoint(self):
        if self.engine is None:
            return {"api": "apertium", "start": True}
        # Tries and time-outs are short, so that a server which is away for some seconds is an outage now and then.
        return {
            "api": "libretranslate", "url": self.engine.url, "requests": Pipeline.REQUESTS,
            "limits": {"texts": Pipeline.TEXTS}, "timeout": 4, "retries": 2,
        }

    def write(self, manifest, pipeline):
        with open(os.path.join(self.folder, "manifest.yaml"), "w") as file:
            json.dump(manifest, file, indent=1)
        with open(self.path, "w") as file:
            json.dump({"manifest": "manifest.yaml", "workspace": "unused"} | pipeline, file, indent=1)


def features(targets, **others):
    tokenizer = os.path.join(DEMO, "models", "bert")
    return {"model": os.path.join(DEMO, "models", "clip"), "tokenizers": {t: tokenizer for t in targets}} | others


def training(recipe, targets, steps, **others):
    stages = [
        {"objective": "cross-lingual", "steps": steps, "rate": 0.003, "warmup": 4},
        {"objective": "cross-modal", "steps": max(steps // 4, 1), "rate": 0.0001, "warmup": 1},
    ]
    return {
        "recipe": recipe, "languages": targets, "seed": 1, "batch": 64, "stages": stages,
        "checkpoint_every": max(steps // 5, 1), "threads": 1,
    } | others


def demo(folder, size, engine=None):
    """Pipelines/demo.yaml with fewer clips and steps: all its stages, videos and Apertium with them."""
    os.makedirs(folder)
    pipeline = Pipeline("demo", folder, engine)
    counts = {"train": (320, size.clips), "val": (28, max(size.clips // 8, 2)), "test": (52, max(size.clips // 4, 4))}
    manifest = {
        "name": "demo", "homepage": "Scripts/chaos", "licence": "Apache-2.0", "language": "en", "modality": "video",
        "files": [
            {"path": os.path.join(DEMO, f"clips-{part}.tar"), "unpack": "tar", "to": "clips"} for part in range(4)
        ] + [{"path": os.path.join(DEMO, "captions.jsonl"), "to": "captions.jsonl"}],
        "captions": {
            "importer": "json-lines", "file": "captions.jsonl", "media": "clips",
            "columns": {"id": "id", "media": "video", "captions": "captions", "split": "split"},
        },
        "splits": {
            name: {"count": all, "take": {"count": taken, "seed": 1}} for name, (all, taken) in counts.items()
        },
    }
    sizes = {"embedding": 96, "shared_layers": 1, "bottleneck": 64, "rank": 16, "global": 64}
    losses = {"consistency": 0.1, "adversarial": 0.001, "temperature": 0.01}
    targets = ["es", "ca"]
    pipeline.write(manifest, {
        "name": "demo", "items_per_shard": max(size.clips // 3, 4),
        "translate": {"to": targets, "endpoint": pipeline.endpoint()},
        "features": features(targets, sample="uniform:4", pooling="mean"),
        "train": training("dasd", targets, size.steps, sizes=sizes, losses=losses),
        "evaluate": {"split": "test"},
    })
    return pipeline


def text(folder, size, engine, seed, captions=None):
    """Captions of Multi30K's number and length, five an item, in two languages; items share some small pictures."""
    os.makedirs(os.path.join(folder, "pictures"))
    pipeline = Pipeline("text", folder, engine)
    rng = random.Random(f"{seed} captions")
    lines = captions or [caption(rng) for _ in range(size.captions)]
    items = [lines[first : first + 5] for first in range(0, len(lines), 5)]
    splits = {"val": len(items) // 100 + 2, "test": len(items) // 100 + 2}
    splits["train"] = len(items) - sum(splits.values())
    pictures = {"train": range(0, 40), "val": range(40, 50), "test": range(50, 64)}
    for number in range(64):
        picture(os.path.join(folder, "pictures", f"{number}.png"), random.Random(f"{seed} {number}"))
    with open(os.path.join(folder, "captions.jsonl"), "w") as file:
        number = 0
        for split, count in splits.items():
            for item in items[number : number + count]:
                media = f"{rng.choice(pictures[split])}.png"
                row = {"id": f"item {number}", "image": media, "split": split, "captions": item}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                number += 1
    shutil.make_archive(os.path.join(folder, "pictures"), "tar", os.path.join(folder, "pictures"))
    manifest = {
        "name": "text", "homepage": "Scripts/chaos", "licence": "Apache-2.0", "language": "en", "modality": "image",
        "files": [
            {"path": "captions.jsonl", "to": "captions.jsonl"},
            {"path": "pictures.tar", "unpack": "tar", "to": "pictures"},
        ],
        "captions": {
            "importer": "json-lines", "file": "captions.jsonl", "media": "pictures",
            "columns": {"id": "id", "media": "image", "captions": "captions", "split": "split"},
        },
        "splits": {name: {"count": count} for name, count in splits.items()},
    }
    targets = ["de", "fr"] if engine else ["es", "ca"]
    pipeline.write(manifest, {
        "name": "text", "items_per_shard": max(splits["train"] // 9, 8),
        "translate": {"to": targets, "endpoint": pipeline.endpoint()},
        "features": features(targets),
        # Captions that are made up of a hundred words are all much alike: to look for those that are nearly the same takes
        # longer than all the rest.
        "validate": {"skip": ["splits", "languages", "media"]},
        "train": training("mla", targets, size.steps, sizes={"embedding": 96, "bottleneck": 32}),
        "evaluate": {"split": "test"},
    })
    return pipeline


WORDS = {
    "who": "man woman boy girl child dog couple group crowd player worker cyclist singer dancer climber chef farmer vendor".split(),
    "how": "young old small tall smiling tired brown black white blond happy busy muscular bearded wet elderly".split(),
    "wears": "shirt jacket hat dress coat helmet uniform scarf vest sweater apron costume".split(),
    "colour": "red blue green yellow orange purple grey pink striped dark".split(),
    "does": "walking running jumping sitting standing reading playing cooking singing climbing looking waiting sleeping".split(),
    "where": "street beach park kitchen field stage mountain river market bridge station garden pool forest sidewalk office".split(),
    "near": "near behind beside under across past towards around through along".split(),
    "thing": "bench tree car boat guitar ball table bicycle tent fountain ladder fence camera kite wall truck".split(),
}


def caption(rng):
    """About twelve words, of which hardly any caption has the same as another."""
    pick = {name: (lambda words: lambda: rng.choice(words))(words) for name, words in WORDS.items()}
    sentence = f"A {pick['how']()} {pick['who']()} in a {pick['colour']()} {pick['wears']()} is {pick['does']()}"
    sentence += f" {pick['near']()} a {pick['thing']()}"
    if rng.random() < 0.7:
        sentence += f" in the {pick['how']()} {pick['where']()}"
    if rng.random() < 0.2:
        sentence += f" with {rng.randrange(2, 30)} {pick['thing']()}s"
    return sentence + "."


def picture(path, rng, side=24):
    """A PNG of some coloured squares."""
    colours = [bytes(rng.randrange(256) for _ in range(3)) for _ in range(9)]
    rows = b"".join(
        b"\0" + b"".join(colours[y * 3 // side * 3 + x * 3 // side] for x in range(side)) for y in range(side))

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
