"""Times the frozen text layers of ViT-B/32 in PyTorch, forward and back to their input:

    peer.py PRECISION WAY CAPTIONS LENGTH THREADS ROUNDS      # WAY: eager or compiled

The layers are `transformers`' own, with sdpa; bf16 is autocast's, whose norms and sums stay fp32. Prints one JSON object: the
seconds of the best round.
"""

import contextlib
import json
import sys
import time

import torch
from transformers import CLIPTextConfig
from transformers.models.clip.modeling_clip import CLIPEncoder

precision, way = sys.argv[1:3]
captions, length, threads, rounds = map(int, sys.argv[3:])
torch.set_num_threads(threads)
torch.manual_seed(1)
config = CLIPTextConfig()
config._attn_implementation = "sdpa"
layers = CLIPEncoder(config).requires_grad_(False).layers
x = (torch.rand(captions, length, config.hidden_size) * 4 - 2).requires_grad_()
context = torch.autocast("cpu", torch.bfloat16) if precision == "bf16" else contextlib.nullcontext()


def forward(y):
    for layer in layers:
        y = layer(y, None, is_causal=True)
        y = y[0] if isinstance(y, tuple) else y
    return y.float().mean()


run = torch.compile(forward) if way == "compiled" else forward
best = float("inf")
for _ in range(rounds + 1):
    x.grad = None
    start = time.perf_counter()
    with context:
        loss = run(x)
    loss.backward()
    best = min(best, time.perf_counter() - start)
print(json.dumps({"seconds": best}))
