#!/usr/bin/env python3
"""Makes what the feature benchmarks read: a ViT-B/32 with random weights, pictures, videos and their corpora.

    make-inputs.py DIR [--images 768] [--videos 24]

DIR/model is a CLIPModel as transformers saves it, with the demo's tokenizer. DIR/images holds JPEG files of 640 by 480
pixels, as COCO's are, of smooth noise, whose files are about as large as photographs'; DIR/videos holds H.264 files of
15 s and 640 by 360 pixels, a 250-frame GOP with B-frames. DIR/image-corpus and DIR/video-corpus name them, without
captions. What is there is left alone; the same seed gives the same bytes.
"""
import argparse
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

HERE = Path(__file__).resolve().parent
TOKENIZER = HERE.parents[1] / "Manifests" / "demo" / "models" / "clip"
PREPROCESSING = {
    "crop_size": {"height": 224, "width": 224}, "do_center_crop": True, "do_convert_rgb": True, "do_normalize": True,
    "do_rescale": True, "do_resize": True, "image_mean": [0.48145466, 0.4578275, 0.40821073],
    "image_processor_type": "CLIPImageProcessor", "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3,
    "rescale_factor": 1 / 255, "size": {"shortest_edge": 224},
}


def make_model(folder):
    import torch
    from transformers import CLIPConfig, CLIPModel

    torch.manual_seed(1)
    CLIPModel(CLIPConfig()).eval().save_pretrained(folder)  # the default is ViT-B/32
    (folder / "preprocessor_config.json").write_text(json.dumps(PREPROCESSING, indent=2) + "\n")
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.json", "merges.txt", "special_tokens_map.json"):
        if (TOKENIZER / name).exists():
            shutil.copy(TOKENIZER / name, folder)


def picture(random, width=640, height=480):
    """Noise at every scale, the coarse ones strongest."""
    total = np.zeros((height, width, 3))
    for scale in (160, 80, 40, 20, 10, 5, 2):
        noise = random.normal(size=(height // scale + 2, width // scale + 2, 3))
        image = [Image.fromarray(noise[..., c]).resize((width, height), Image.BICUBIC) for c in range(3)]
        total += np.stack([np.asarray(c) for c in image], -1) * scale ** 0.6
    total -= total.min()
    return Image.fromarray((255 * total / total.max()).astype(np.uint8))


def make_images(folder, count):
    folder.mkdir(exist_ok=True)
    for index in range(count):
        path = folder / f"{index:05}.jpg"
        if not path.exists():
            picture(np.random.default_rng(index)).save(path, quality=90)


def make_videos(folder, count):
    folder.mkdir(exist_ok=True)
    for index in range(count):
        path = folder / f"{index:03}.mp4"
        if path.exists():
            continue
        source = f"mandelbrot=size=640x360:rate=25:start_x=-0.{743 + index}:start_scale=1"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-vf", f"noise=alls=8:all_seed={index + 1}:allf=t",
             "-t", "15", "-c:v", "libx264", "-preset", "medium", "-crf", "26", "-g", "250", "-bf", "3", "-pix_fmt",
             "yuv420p", "-threads", "2", "-bitexact", path], check=True)


def make_corpus(folder, files, kind):
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    link = folder / "media"
    if not link.is_symlink():
        link.symlink_to(files[0].parent)
    lines = [
        json.dumps({"captions": [], "id": f.stem, "media": {"kind": kind, "path": f"media/{f.name}"}, "split": "train"})
        for f in files
    ]
    (folder / "corpus" / "train-00000-of-00001.jsonl").write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--images", type=int, default=768)
    parser.add_argument("--videos", type=int, default=24)
    options = parser.parse_args()
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "model" / "tokenizer.json").exists():
        make_model(folder / "model")
    make_images(folder / "images", options.images)
    make_videos(folder / "videos", options.videos)
    images, videos = sorted((folder / "images").iterdir()), sorted((folder / "videos").iterdir())
    make_corpus(folder / "image-corpus", images[:options.images], "image")
    make_corpus(folder / "video-corpus", videos[:options.videos], "video")


if __name__ == "__main__":
    main()
