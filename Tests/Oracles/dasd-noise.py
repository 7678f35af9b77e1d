"""Prints how far PyTorch's weights after three steps of DASD are from PyTorch's own when the batch's rows come in another
order, which changes nothing but the order of sums: dasd-noise.py GOLDEN...

For each stage: the largest difference relative to the parameter's largest weight, the element that has it, and that element's
first gradient relative to the parameter's largest. Where the difference is above 1e-4, that gradient is below 1e-6: it is what
rounding left, and Adam makes a whole step of it.
"""

import json
import pathlib
import sys

import torch
from safetensors.torch import load_file

from dasd_model import STAGES, FrozenTextTower, train
from oracle import one_thread


def in_order(batch, order):
    places = torch.empty_like(order)
    places[order] = torch.arange(len(order))
    turned = {name: value[order] for name, value in batch.items()}
    turned["negative_index"] = places[batch["negative_index"].long()[order]].int()
    return turned


one_thread()
for root in map(pathlib.Path, sys.argv[1:]):
    config = json.loads((root / "dasd" / "config.json").read_text())
    start, batch = load_file(root / "dasd" / "weights.safetensors"), load_file(root / "dasd" / "batch.safetensors")
    tower = FrozenTextTower(root / "clip")
    for stage in STAGES:
        _, gradients, expected, _ = train(tower, start, config, batch, stage)
        worst = (0.0,)
        for seed in range(5):
            order = torch.randperm(len(batch["lengths"]), generator=torch.Generator().manual_seed(seed))
            _, _, after, _ = train(tower, start, config, in_order(batch, order), stage)
            for name, gradient in gradients.items():
                difference = (after[name] - expected[name]).abs().flatten() / expected[name].abs().max()
                at = difference.argmax()
                share = (gradient.flatten()[at] / gradient.abs().max()).abs()
                worst = max(worst, (difference[at].item(), f"{name}[{at}]", share.item()))
        print(root.name, stage, *worst)
