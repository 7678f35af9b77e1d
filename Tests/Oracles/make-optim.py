"""Makes Tests/Fixtures/optim/adam.safetensors: five steps of Adam on least squares, loss = mean((X W - Y)^2).

torch 2.11.0 (seed 16), Adam(lr 1e-2, betas 0.9 0.999, eps 1e-8); LambdaLR, the schedule's factor at step s = 0, 1, ...:
(s + 1) / 2 while warming up for 2 steps, then (6 - s) / 4, which reaches 0 at s = 6.
start F32 [6, 3]; X [10, 6]; Y [10, 3]; lr F64 [5], the rate each step used; weights [5, 6, 3], after each step;
losses [5], before each step; m and v [6, 3], the moments after the fifth.
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
