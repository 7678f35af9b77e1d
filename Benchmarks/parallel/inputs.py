#!/usr/bin/env python3
"""Makes what the parallel benchmark reads: a vision transformer and a text model with random weights, pictures, and captions.

    inputs.py DIR --captions MULTI30K [--size base] [--items 512]

In DIR are then vit/ (a ViTModel with its preprocessing), text/ (the alignment benchmark's `base`), bert/ (the text model's
tokenizer), images/ (the features benchmark's pictures), corpus/ with a caption of Multi30K in four languages a picture, and
visual.npy, random features of which `tessera import-features` makes shards that nobody trains on. What is there is left alone.
"""
import argparse
import importlib.util
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from transformers import ViTConfig, ViTModel

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "de", "fr", "cs")
# Layers and width of both models.
SIZES = {"base": (12, 768), "small": (2, 64)}
PREPROCESSING = {
    "do_normalize": True, "do_rescale": True, "do_resize": True, "image_mean": [0.5, 0.5, 0.5],
    "image_processor_type": "ViTImageProcessor", "image_std": [0.5, 0.5, 0.5], "resample": 2, "rescale_factor": 1 / 255,
    "size": {"height": 224, "width": 224}}


def other(path):
    """Another benchmark's program as a module."""
    spec = importlib.util.spec_from_file_location(path.parent.name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_vit(folder, layers, width):
    torch.manual_seed(2)
    config = ViTConfig(hidden_size=width, num_hidden_layers=layers, num_attention_heads=width // 64 or 1,
                       intermediate_size=4 * width, patch_size=32)
    ViTModel(config, add_pooling_layer=False).save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps(PREPROCESSING, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--captions", type=Path, required=True)
    parser.add_argument("--size", choices=SIZES, default="base")
    parser.add_argument("--items", type=int, default=512)
    options = parser.parse_args()
    final = options.folder.resolve()
    if final.exists():
        return
    folder = final.with_name(final.name + ".part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    alignment = other(HERE.parent / "alignment" / "inputs.py")
    pictures = other(HERE.parent / "features" / "make-inputs.py")
    layers, width = SIZES[options.size]
    captions = [alignment.lines(options.captions, "train", language)[:options.items] for language in LANGUAGES]
    (folder / "bert").mkdir()
    vocabulary = alignment.vocabulary
    vocabulary.make_word_pieces([text for texts in captions for text in texts], folder / "bert", vocabulary.PIECES, width)
    alignment.make_model(folder / "text", layers, width, 32_000)
    make_vit(folder / "vit", layers, width)
    pictures.make_images(folder / "images", options.items)
    (folder / "corpus").mkdir()
    items = [f"train-{number:05}" for number in range(options.items)]
    with open(folder / "corpus" / "train-00000-of-00001.jsonl", "w", encoding="utf-8") as file:
        for number, (item, texts) in enumerate(zip(items, zip(*captions, strict=True), strict=True)):
            written = [{"language": "en", "origin": "human", "text": texts[0]}] + [
                {"engine": "multi30k", "flags": [], "language": language, "origin": "machine", "source": 0, "text": text}
                for language, text in zip(LANGUAGES[1:], texts[1:], strict=True)]
            media = {"kind": "image", "path": f"images/{number:05}.jpg"}
            line = {"captions": written, "id": item, "media": media, "split": "train"}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    (folder / "ids.txt").write_text("".join(item + "\n" for item in items))
    np.save(folder / "visual.npy", np.random.default_rng(1).normal(size=(options.items, width)).astype(np.float32))
    folder.rename(final)


if __name__ == "__main__":
    sys.exit(main())
