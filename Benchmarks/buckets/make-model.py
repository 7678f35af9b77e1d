"""Writes a CLIP with features of 512 numbers, as the common ones have, and random weights: make-model.py CLIP OUT"""

import shutil
import sys
from pathlib import Path

import torch
from transformers import CLIPConfig, CLIPModel

source, out = Path(sys.argv[1]), Path(sys.argv[2])
torch.manual_seed(1)
config = CLIPConfig.from_pretrained(source)
for part in (config, config.text_config, config.vision_config):
    part.projection_dim = 512
CLIPModel(config).save_pretrained(out)
for file in source.iterdir():
    if file.name not in ("config.json", "model.safetensors"):
        shutil.copy(file, out)
