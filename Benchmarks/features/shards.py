#!/usr/bin/env python3
"""Writing shards against the disk's sequential speed, and the memory that `tessera features` takes for 100,000 images.

    shards.py TESSERA SHARD_BENCHMARK [--images 100000] [--rounds 3] [--on DIR]

The disk's speed is that of `dd ... conv=fsync` with as many bytes on the same disk, in turns with ours; the best of each
counts. Memory is the largest resident set of `tessera features` on 100,000 small pictures with five captions each, with a
CLIP of one narrow layer whose features are 512 wide, so that the run is all about what is gathered and written, and the
model takes next to nothing. Prints a table and a JSON object a line.
"""
import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOKENIZER = HERE.parents[1] / "Manifests" / "demo" / "models" / "clip"


def disk(folder, size):
    """Bytes a second of a sequential write that reaches the disk."""
    path = Path(folder) / "dd"
    os.sync()
    begin = time.perf_counter()
    subprocess.run(
        ["dd", "if=/dev/zero", f"of={path}", "bs=4M", f"count={size // (4 << 20)}", "conv=fsync", "status=none"],
        check=True)
    seconds = time.perf_counter() - begin
    path.unlink()
    return size // (4 << 20) * (4 << 20) / seconds


def ours(benchmark, folder, images):
    os.sync()
    out = Path(tempfile.mkdtemp(dir=folder))
    try:
        result = json.loads(subprocess.run([benchmark, out, str(images)], check=True, capture_output=True).stdout)
        return result["bytes"], result["bytes"] / result["seconds"]
    finally:
        shutil.rmtree(out)


def speed(options, folder):
    size, best = ours(options.benchmark, folder, options.images)
    top = 0
    for _ in range(options.rounds):
        top = max(top, disk(folder, size))
        best = max(best, ours(options.benchmark, folder, options.images)[1])
    print(f"{size / 1e6:.0f} MB of shards, written, synced and digested")
    print(f"  {'tessera':10} {best / 1e6:8.0f} MB/s")
    print(f"  {'dd, fsync':10} {top / 1e6:8.0f} MB/s  ours {best / top:.2f} times")
    print(json.dumps({
        "name": "shards written", "unit": "MB/s", "ours": round(best / 1e6), "others": {"dd": round(top / 1e6)},
        "ratio_to_best": round(best / top, 3)}), flush=True)


def make_small_model(folder):
    """A CLIP whose features are as wide as ViT-B/32's, and that computes next to nothing."""
    import torch
    from transformers import CLIPConfig, CLIPModel

    torch.manual_seed(1)
    tower = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 1}
    config = CLIPConfig(
        text_config=tower, vision_config={**tower, "image_size": 32, "patch_size": 16}, projection_dim=512)
    CLIPModel(config).eval().save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.json", "merges.txt", "special_tokens_map.json"):
        if (TOKENIZER / name).exists():
            shutil.copy(TOKENIZER / name, folder)
    text = (TOKENIZER / "preprocessor_config.json").read_text()
    (Path(folder) / "preprocessor_config.json").write_text(re.sub(r"\b64\b", "32", text))


def memory(options, folder):
    import numpy as np
    from PIL import Image

    folder = Path(folder)
    make_small_model(folder / "model")
    (folder / "corpus").mkdir()
    (folder / "media").mkdir()
    random = np.random.default_rng(1)
    for index in range(64):
        small = Image.fromarray(random.integers(0, 256, (6, 8, 3), dtype=np.uint8))
        small.resize((80, 60), Image.BICUBIC).save(folder / "media" / f"{index}.jpg")
    words = "a photo of some people who stand near the old house and look at what is going on there".split()
    with open(folder / "corpus" / "train.jsonl", "w") as file:
        for index in range(options.images):
            captions = [
                {"language": "en", "origin": "human", "text": " ".join(random.choice(words, 8 + index % 7))}
                for _ in range(5)]
            file.write(json.dumps({
                "captions": captions, "id": f"image-{index}",
                "media": {"kind": "image", "path": f"media/{index % 64}.jpg"}, "split": "train"}) + "\n")
    begin = time.perf_counter()
    subprocess.run(
        [options.tessera, "features", folder, "--model", folder / "model", "--out", folder / "out", "--quiet"],
        check=True)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    size = sum(f.stat().st_size for f in (folder / "out" / "shards").iterdir())
    count = len(list((folder / "out" / "shards").glob("*.safetensors")))
    print(f"{options.images} images with 5 captions each: {size / 1e6:.0f} MB in {count} shards, {seconds:.0f} s")
    print(f"  largest resident set {peak / 1e6:.0f} MB, of which the limit is 1500 MB and the model")
    print(json.dumps({
        "name": "memory of features", "unit": "images/GB", "ours": round(options.images / (peak / 1e9)),
        "others": {"limit": round(options.images / 1.5)}, "ratio_to_best": round(1.5e9 / peak, 3)}), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tessera")
    parser.add_argument("benchmark")
    parser.add_argument("--images", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--on", help="a folder on the disk to measure")
    parser.add_argument("--only", choices=["speed", "memory"])
    options = parser.parse_args()
    # The peak of all children is the features run's only as long as no larger one came before.
    if options.only != "speed":
        with tempfile.TemporaryDirectory(dir=options.on) as folder:
            memory(options, folder)
    if options.only != "memory":
        with tempfile.TemporaryDirectory(dir=options.on) as folder:
            speed(options, folder)


main()
