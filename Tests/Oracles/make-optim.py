"""Makes Tests/Fixtures/optim/adam.safetensors: five steps of Adam on least squares, loss = mean((X W - Y)^2).

torch 2.11.0 (seed 16), Adam(lr 1e-2, betas 0.9 0.999, eps 1e-8); LambdaLR, the schedule's factor at step s = 0, 1, ...:
(s + 1) / 2 while warming up for 2 steps, then (6 - s) / 4, which reaches 0 at s = 6.
start F32 [6, 3]; X [10, 6]; Y [10, 3]; lr F64 [5], the rate each step used; weights [5, 6, 3], after each step;
losses [5], before each step; m and v [6, 3], the moments after the fifth.

Tests/Fixtures/optim/rows.safetensors: five steps of SparseAdam on a table of which each step looks some rows up, one of
them twice. start F32 [12, 4]; ids I64 [5, 3, 2]; targets F32 [5, 3, 2, 4]; loss sum((table[ids] - targets)^2), lr 1e-2;
tables [5, 12, 4], after each step; m and v [12, 4].

Tests/Fixtures/optim/clipped.safetensors: as adam.safetensors with a bias b [3] too, each step's gradients clipped to a norm
of 0.5 over both (torch.nn.utils.clip_grad_norm_): norms F32 [5], before clipping; weights [5, 6, 3]; biases [5, 3]; lr 1e-2.
"""

import torch

from oracle import FIXTURES, folder, one_thread, save_tensors

one_thread()
torch.manual_seed(16)
x, y, start = torch.randn(10, 6), torch.randn(10, 3), torch.randn(6, 3)
w = start.clone().requires_grad_()
optimizer = torch.optim.Adam([w], lr=1e-2, betas=(0.9, 0.999), eps=1e-8)
schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: (s + 1) / 2 if s < 2 else max(0, 6 - s) / 4)
rates, weights, losses = [], [], []
for _ in range(5):
    loss = ((x @ w - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    rates.append(optimizer.param_groups[0]["lr"])
    optimizer.step()
    schedule.step()
    losses.append(loss.detach())
    weights.append(w.detach().clone())
state = optimizer.state[w]
save_tensors(folder(FIXTURES / "optim") / "adam.safetensors", {
    "start": start, "X": x, "Y": y, "lr": torch.tensor(rates, dtype=torch.float64), "weights": torch.stack(weights),
    "losses": torch.stack(losses), "m": state["exp_avg"], "v": state["exp_avg_sq"],
})


table = torch.nn.Embedding(12, 4, sparse=True)
start = table.weight.detach().clone()
optimizer = torch.optim.SparseAdam(table.parameters(), lr=1e-2, betas=(0.9, 0.999), eps=1e-8)
ids = torch.randint(0, 12, (5, 3, 2))
ids[:, 0, 0] = ids[:, 1, 1]
targets = torch.randn(5, 3, 2, 4)
tables = []
for i, t in zip(ids, targets):
    optimizer.zero_grad()
    ((table(i) - t) ** 2).sum().backward()
    optimizer.step()
    tables.append(table.weight.detach().clone())
state = optimizer.state[table.weight]
save_tensors(folder(FIXTURES / "optim") / "rows.safetensors", {
    "start": start, "ids": ids, "targets": targets, "tables": torch.stack(tables), "m": state["exp_avg"],
    "v": state["exp_avg_sq"],
})

w, b = torch.randn(6, 3, requires_grad=True), torch.randn(3, requires_grad=True)
begin = {"start": w.detach().clone(), "start_b": b.detach().clone()}
optimizer = torch.optim.Adam([w, b], lr=1e-2, betas=(0.9, 0.999), eps=1e-8)
norms, weights, biases = [], [], []
for _ in range(5):
    optimizer.zero_grad()
    ((x @ w + b - y) ** 2).mean().backward()
    norms.append(torch.nn.utils.clip_grad_norm_([w, b], 0.5))
    optimizer.step()
    weights.append(w.detach().clone())
    biases.append(b.detach().clone())
save_tensors(folder(FIXTURES / "optim") / "clipped.safetensors", begin | {
    "X": x, "Y": y, "norms": torch.stack(norms), "weights": torch.stack(weights), "biases": torch.stack(biases),
})
