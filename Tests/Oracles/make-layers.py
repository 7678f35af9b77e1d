"""Makes Tests/Fixtures/tensors/layers.safetensors and layers.json: transformer layers and the gradients of their inputs.

torch 2.11.0 (seed 23), in fp64 on the CPU, kept as F32. layers.json lists the cases; `weights` names a set of them, whose
tensors are `SET.NAME`. Tensors of a case: `NAME.x`; `NAME.out`, `NAME.weight` (as `out`) and `NAME.grad`, the gradient of
sum(out * weight) in x; and `NAME.end.out`, `.end.weight` and `.end.grad` for the output at the positions `ends` alone.
"""

import torch
import torch.nn.functional as F

from oracle import FIXTURES, folder, one_thread, save_tensors, write_json

one_thread()
torch.manual_seed(23)
EPSILON = 1e-5
sets, tensors, cases = {}, {}, []


def rounded(x):
    return x.to(torch.float32).to(torch.float64)


def weights(name, width, heads, inner):
    shapes = {"query": (width, width), "key": (width, width), "value": (width, width), "attention_out": (width, width),
              "feed_forward_in": (inner, width), "feed_forward_out": (width, inner)}
    own = {}
    for k, (out, into) in shapes.items():
        own[f"{k}.weight"] = rounded(torch.randn(out, into, dtype=torch.float64) * into ** -0.5)
        own[f"{k}.bias"] = rounded(torch.randn(out, dtype=torch.float64) * 0.3)
    for k in ("attention_norm", "feed_forward_norm"):
        own[f"{k}.weight"] = rounded(1 + torch.randn(width, dtype=torch.float64) * 0.2)
        own[f"{k}.bias"] = rounded(torch.randn(width, dtype=torch.float64) * 0.2)
    sets[name] = (own, width, heads, inner)
    tensors.update({f"{name}.{k}": v.to(torch.float32) for k, v in own.items()})


ACTIVATIONS = {"quick_gelu": lambda x: x * torch.sigmoid(1.702 * x), "gelu": F.gelu,
               "gelu_pytorch_tanh": lambda x: F.gelu(x, approximate="tanh")}


def layer(w, heads, activation, causal, x):
    batch, length, width = x.shape
    linear = lambda name, x: F.linear(x, w[f"{name}.weight"], w[f"{name}.bias"])
    norm = lambda name, x: F.layer_norm(x, (width,), w[f"{name}.weight"], w[f"{name}.bias"], EPSILON)
    split = lambda x: x.view(batch, length, heads, -1).transpose(1, 2)
    n = norm("attention_norm", x)
    mixed = F.scaled_dot_product_attention(*(split(linear(k, n)) for k in ("query", "key", "value")), is_causal=causal)
    x = x + linear("attention_out", mixed.transpose(1, 2).reshape(x.shape))
    inner = ACTIVATIONS[activation](linear("feed_forward_in", norm("feed_forward_norm", x)))
    return x + linear("feed_forward_out", inner)


def case(name, set_name, activation, causal, batch, length, ends):
    w, width, heads, inner = sets[set_name]
    start = rounded(torch.randn(batch, length, width, dtype=torch.float64))
    tensors[f"{name}.x"] = start.to(torch.float32)
    for prefix, pick in (("", lambda y: y), ("end.", lambda y: y[torch.arange(batch), torch.tensor(ends)])):
        x = start.clone().requires_grad_()
        out = pick(layer(w, heads, activation, causal, x))
        weight = rounded(torch.randn(out.shape, dtype=torch.float64))
        (out * weight).sum().backward()
        for k, v in (("out", out.detach()), ("weight", weight), ("grad", x.grad)):
            tensors[f"{name}.{prefix}{k}"] = v.to(torch.float32)
    cases.append({"name": name, "weights": set_name, "heads": heads, "activation": activation, "causal": causal, "ends": ends})


weights("whole", width=64, heads=2, inner=96)
weights("ragged", width=40, heads=1, inner=72)
weights("deep", width=32, heads=4, inner=1060)
case("causal", "whole", "quick_gelu", True, 3, 9, [8, 3, 0])
case("open", "whole", "gelu", False, 2, 37, [36, 5])
case("one_position", "whole", "gelu_pytorch_tanh", True, 1, 1, [0])
case("ragged_causal", "ragged", "quick_gelu", True, 2, 20, [7, 19])
case("ragged_open", "ragged", "gelu", False, 1, 5, [2])
case("ragged_tanh", "ragged", "gelu_pytorch_tanh", False, 4, 3, [0, 1, 2, 2])
case("deep_causal", "deep", "gelu", True, 2, 33, [32, 31])
case("many", "deep", "quick_gelu", True, 11, 7, [6, 0, 5, 3, 6, 2, 1, 4, 6, 0, 3])
# A trained model's layers: a few channels are many times as large as the others, before and within the feed-forward part.
weights("spiky", width=96, heads=3, inner=200)
own = sets["spiky"][0]
for norm in ("attention_norm", "feed_forward_norm"):
    own[f"{norm}.weight"][5] *= 12
    own[f"{norm}.weight"][64] *= -8
own["feed_forward_in.weight"][7] *= 8
tensors.update({f"spiky.{k}": v.to(torch.float32) for k, v in own.items()})
case("spiky", "spiky", "quick_gelu", True, 3, 19, [18, 4, 0])
root = folder(FIXTURES / "tensors")
save_tensors(root / "layers.safetensors", tensors)
write_json(root / "layers.json", cases)
