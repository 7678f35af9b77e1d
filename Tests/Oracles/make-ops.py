"""Makes Tests/Fixtures/tensors/ops.safetensors and ops.json: what torch gives for a handful of operations.

torch 2.11.0 (seed 17), fp32 on the CPU. ops.json lists the cases: `name`; `op`; `inputs`, the argument names in order;
`attributes`; `gradients`, the arguments that have one. Tensors: `NAME.ARGUMENT`, `NAME.out`, `NAME.weight` (as `out`), and
`NAME.grad.ARGUMENT`: the gradient of sum(out * weight) in that argument. Integer arguments are I64.
"""

import torch
import torch.nn.functional as F

from oracle import FIXTURES, folder, one_thread, save_tensors, write_json

one_thread()
torch.manual_seed(17)
tensors, cases = {}, []


def case(name, function, attributes=None, op=None, **inputs):
    attributes = attributes or {}
    leaves = {k: v.clone().requires_grad_(v.is_floating_point() and k != "target") for k, v in inputs.items()}
    out = function(*leaves.values(), **attributes)
    weight = torch.randn(out.shape)
    (out * weight).sum().backward()
    gradients = [k for k, v in leaves.items() if v.requires_grad]
    for k, v in inputs.items():
        tensors[f"{name}.{k}"] = v
    for k in gradients:
        tensors[f"{name}.grad.{k}"] = leaves[k].grad
    tensors[f"{name}.out"], tensors[f"{name}.weight"] = out.detach(), weight
    cases.append({"name": name, "op": op or name, "inputs": list(inputs), "attributes": attributes, "gradients": gradients})


R = torch.randn
case("matmul", torch.matmul, a=R(5, 4), b=R(4, 3))
case("matmul_broadcast", torch.matmul, op="matmul", a=R(2, 3, 5, 4), b=R(4, 6))
case("bmm", torch.bmm, a=R(3, 2, 4), b=R(3, 4, 5))
case("linear", F.linear, x=R(2, 3, 4), w=R(5, 4), bias=R(5))
case("layer_norm", lambda x, w, b, eps: F.layer_norm(x, x.shape[-1:], w, b, eps), {"eps": 1e-5}, x=R(3, 4, 6) * 3 + 1, w=R(6), bias=R(6))
case("softmax", F.softmax, {"dim": -1}, x=R(3, 7) * 4)
case("softmax_dim1", F.softmax, {"dim": 1}, op="softmax", x=R(2, 4, 3))
case("log_softmax", F.log_softmax, {"dim": -1}, x=R(3, 7) * 30)
case("gelu", F.gelu, x=torch.linspace(-6, 6, 25))
case("gelu_tanh", lambda x, approximate: F.gelu(x, approximate=approximate), {"approximate": "tanh"}, op="gelu", x=torch.linspace(-6, 6, 25))
case("quick_gelu", lambda x: x * torch.sigmoid(1.702 * x), x=torch.linspace(-6, 6, 25))
case("relu", F.relu, x=R(4, 5))
case("tanh", torch.tanh, x=R(4, 5))
case("sigmoid", torch.sigmoid, x=R(4, 5) * 8)
case("cross_entropy", F.cross_entropy, x=R(6, 9) * 3, target=torch.tensor([0, 8, 3, 3, 5, 1]))
case("mse", F.mse_loss, x=R(4, 5), target=R(4, 5))
case("l1", F.l1_loss, x=R(4, 5), target=R(4, 5))
case("bce_with_logits", F.binary_cross_entropy_with_logits, x=R(4, 5) * 10, target=torch.rand(4, 5))
case("embedding", lambda ids, table: F.embedding(ids, table), ids=torch.tensor([[1, 0, 6], [6, 6, 2]]), table=R(7, 4))
case("mean_keepdim", lambda x, dim, keepdim: x.mean(dim, keepdim=keepdim), {"dim": [1], "keepdim": True}, op="mean", x=R(3, 4, 5))
case("mean_two", lambda x, dim, keepdim: x.mean(dim, keepdim=keepdim), {"dim": [0, 2], "keepdim": False}, op="mean", x=R(3, 4, 5))
case("sum_keepdim", lambda x, dim, keepdim: x.sum(dim, keepdim=keepdim), {"dim": [2], "keepdim": True}, op="sum", x=R(3, 4, 5))
case("index_select", lambda x, index, dim: torch.index_select(x, dim, index), {"dim": 1}, x=R(3, 5, 2), index=torch.tensor([4, 0, 4]))
case("scaled_dot_product_attention_causal", lambda q, k, v, is_causal: F.scaled_dot_product_attention(q, k, v, is_causal=is_causal),
     {"is_causal": True}, op="scaled_dot_product_attention", q=R(2, 2, 5, 4), k=R(2, 2, 5, 4), v=R(2, 2, 5, 4))
case("scaled_dot_product_attention", lambda q, k, v, is_causal: F.scaled_dot_product_attention(q, k, v, is_causal=is_causal),
     {"is_causal": False}, q=R(2, 2, 5, 4), k=R(2, 2, 5, 4), v=R(2, 2, 5, 4))
case("conv2d_patch", lambda x, w, stride: F.conv2d(x, w, stride=stride), {"stride": 4}, op="conv2d", x=R(2, 3, 8, 8), w=R(5, 3, 4, 4))
case("normalize", F.normalize, {"dim": -1}, x=R(4, 5))
case("concatenate", lambda a, b, dim: torch.cat([a, b], dim), {"dim": -1}, a=R(3, 2), b=R(3, 4))
case("transpose", lambda x, dim0, dim1: x.transpose(dim0, dim1), {"dim0": 1, "dim1": 2}, x=R(2, 3, 4))
root = folder(FIXTURES / "tensors")
save_tensors(root / "ops.safetensors", tensors)
write_json(root / "ops.json", cases)
