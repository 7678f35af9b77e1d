"""Checks these scripts' methods against a golden folder that others made: TESSERA_GOLDEN=DIR python verify.py

Recomputes everything that the folder expects from its inputs, and prints the largest difference of each part; exits 1
where one is too large. Without TESSERA_GOLDEN: the project's own folder.
"""

import json
import sys

from safetensors.torch import load_file

from dasd_model import STAGES, FrozenTextTower, train
from oracle import (clip_numbers, frame_md5, golden_argument, one_thread, pixel_values, relative_difference,
                    sentencepiece_rows, tokenizer_rows, videos)

failed = False


def report(name, value, limit):
    global failed
    failed |= not value <= limit
    print(f"{'ok ' if value <= limit else 'BAD'} {name}: {value:.3g} (limit {limit:g})")


def tokenizers(golden):
    root = golden / "tokenizers"
    corpus = json.loads((root / "corpus.json").read_text())
    for name in ("clip-bpe", "wordpiece", "sentencepiece"):
        theirs = json.loads((root / f"{name}.expected.json").read_text())["rows"]
        ours = (sentencepiece_rows(root / name / "sentencepiece.bpe.model", corpus) if name == "sentencepiece"
                else tokenizer_rows(root / name / "tokenizer.json", corpus))
        report(f"{name}, lines that differ of {len(corpus)}", sum(a != b for a, b in zip(ours, theirs, strict=True)), 0)


def images(golden):
    root = golden / "images"
    theirs = load_file(root / "pixel_values.safetensors")
    worst = max(float((pixel_values(root / key.split("@")[0], int(key.split("@")[1])) - value).abs().max())
                for key, value in theirs.items())
    report(f"pixel values, {len(theirs)} tensors, largest difference", worst, 0)


def clip(golden):
    theirs = load_file(golden / "clip" / "expected.safetensors")
    for key, value in clip_numbers(golden / "clip", golden / "images").items():
        report(f"clip {key}, relative", relative_difference(value.double(), theirs[key].double()), 1e-5)


def dasd(golden):
    root = golden / "dasd"
    config, losses = (json.loads((root / f"{name}.json").read_text()) for name in ("config", "losses"))
    start, batch, theirs = (load_file(root / f"{name}.safetensors") for name in ("weights", "batch", "expected"))
    tower = FrozenTextTower(root / config["clip"])
    for stage in STAGES:
        steps, gradients, after, first = train(tower, start, config, batch, stage)
        report(f"dasd {stage}, losses of three steps, relative",
               max(abs(a[k] - b[k]) / abs(b[k]) for a, b in zip(steps, losses[stage], strict=True) for k in b), 1e-5)
        for name, ours, prefix in (("gradients", gradients, f"{stage}.grad."), ("weights after three", after, f"{stage}.after3."),
                                   ("first outputs", first, "")):
            report(f"dasd {stage}, {name}, relative", max(relative_difference(v, theirs[prefix + k]) for k, v in ours.items()), 1e-5)


def media(golden):
    for video in videos(golden / "media"):
        theirs = (golden / "media" / "frames" / f"{video.name}.md5").read_text().split()
        ours = frame_md5(video)
        report(f"{video.name}, frames that differ of {len(theirs)}", abs(len(ours) - len(theirs)) + sum(a != b for a, b in zip(ours, theirs)), 0)


if __name__ == "__main__":
    one_thread()
    for part in (tokenizers, images, clip, dasd, media):
        part(golden_argument())
    sys.exit(failed)
