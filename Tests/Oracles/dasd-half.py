"""Prints how far three steps of DASD in PyTorch are from fp32's when its frozen layers are under bf16 autocast:
dasd-half.py GOLDEN...

For each stage: the largest relative difference of a loss, the cosine of the first step's gradients of all parameters together,
and that of the way that all parameters went.
"""

import json
import pathlib
import sys

import torch
from safetensors.torch import load_file

from dasd_model import STAGES, FrozenTextTower, train
from oracle import one_thread


class HalfTower(FrozenTextTower):
    def layer(self, index, x):
        with torch.autocast("cpu", torch.bfloat16):
            return super().layer(index, x).float()


def cosine(a, b):
    names = sorted(name for name in a if not name.startswith("discriminator."))
    a, b = (torch.cat([values[name].flatten() for name in names]).double() for values in (a, b))
    return (a @ b / a.norm() / b.norm()).item()


one_thread()
for root in map(pathlib.Path, sys.argv[1:]):
    config = json.loads((root / "dasd" / "config.json").read_text())
    start, batch = load_file(root / "dasd" / "weights.safetensors"), load_file(root / "dasd" / "batch.safetensors")
    for stage in STAGES:
        full = train(FrozenTextTower(root / "clip"), start, config, batch, stage)
        half = train(HalfTower(root / "clip"), start, config, batch, stage)
        loss = max(abs(h[name] - f[name]) / abs(f[name]) for h, f in zip(half[0], full[0]) for name in f)
        ways = [{name: after[name] - start[name] for name in start} for after in (half[2], full[2])]
        print(root.name, stage, f"loss {loss:.4f} gradient {cosine(half[1], full[1]):.5f} movement {cosine(*ways):.4f}")
