"""The DASD text model and its training step in plain PyTorch: what golden/README.md, "golden/dasd, step by step", says.

Nothing here is shared with Tessera's Swift code. `make-dasd.py` uses it to make fixtures, `verify.py` to check it
against a golden folder that others made.
"""

import json
import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

STAGES = ("crosslingual", "crossmodal")


def quick_gelu(x):
    return x * torch.sigmoid(1.702 * x)


class FrozenTextTower:
    """CLIP's text tower, from a Hugging Face folder. Layers take and give [batch, length, width]."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.weights = {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}
        text = json.loads((folder / "config.json").read_text())["text_config"]
        self.heads, self.layers, self.eps = text["num_attention_heads"], text["num_hidden_layers"], text["layer_norm_eps"]
        self.activation = {"quick_gelu": quick_gelu, "gelu": F.gelu}[text["hidden_act"]]

    def _linear(self, x, name):
        return F.linear(x, self.weights[name + ".weight"], self.weights.get(name + ".bias"))

    def _norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.weights[name + ".weight"], self.weights[name + ".bias"], self.eps)

    def positions(self, length):
        return self.weights["text_model.embeddings.position_embedding.weight"][:length]

    def layer(self, index, x):
        name = f"text_model.encoder.layers.{index}."
        batch, length, width = x.shape
        y = self._norm(x, name + "layer_norm1")
        q, k, v = (self._linear(y, f"{name}self_attn.{p}_proj").view(batch, length, self.heads, -1).transpose(1, 2)
                   for p in "qkv")
        scores = q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5
        scores = scores + torch.full((length, length), float("-inf")).triu(1)
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = x + self._linear(y, name + "self_attn.out_proj")
        y = self._norm(x, name + "layer_norm2")
        return x + self._linear(self.activation(self._linear(y, name + "mlp.fc1")), name + "mlp.fc2")

    def project(self, at_end):
        return F.linear(self._norm(at_end, "text_model.final_layer_norm"), self.weights["text_projection.weight"])


def linear(w, name, x):
    return F.linear(x, w[name + ".weight"], w[name + ".bias"])


def disentangled(w, branch, h):
    """LayerNorm(h + up(ReLU(down(h)))), with PyTorch's usual epsilon, 1e-5."""
    y = h + linear(w, f"{branch}.adapter.up", F.relu(linear(w, f"{branch}.adapter.down", h)))
    return F.layer_norm(y, y.shape[-1:], w[f"{branch}.norm.weight"], w[f"{branch}.norm.bias"])


def forward(tower, w, config, token_ids, lengths):
    """-> semantic_related [batch, projection], semantic_agnostic [batch, width], target_features [batch, projection]

    Switches of config beside golden/dasd's: adapters "dynamic" or "static"; conditions, of "related" and "agnostic";
    without_adapter, layers counted from 0; agnostic_pooling "caption" or "context".
    """
    static, without = config.get("adapters") == "static", config.get("without_adapter", [])
    rows, ends = torch.arange(len(lengths)), lengths - 1
    x = linear(w, "embedding_linear", F.embedding(token_ids, w["embedding.weight"])) + tower.positions(token_ids.shape[1])
    rank = config["dynamic_rank"]
    if static:
        for index in range(config["layers"]):
            x = tower.layer(index, x)
            x = x + linear(w, f"layers.{index}.up", F.relu(linear(w, f"layers.{index}.down", x)))
        return None, None, tower.project(x[rows, ends])
    h = x
    for index in range(config["sdm_layers"]):
        h = tower.layer(index, h)
    related = disentangled(w, "related", h)[rows, ends] @ w["related.projection"]
    own = (torch.arange(token_ids.shape[1])[None] < lengths[:, None]).to(h.dtype)[..., None]
    if config.get("agnostic_pooling") == "context":
        own = torch.ones_like(own)
    agnostic = (disentangled(w, "agnostic", h) * own).sum(1) / own.sum(1)
    chosen = {"related": related, "agnostic": agnostic}
    conditions = config.get("conditions", ["related", "agnostic"])
    z = quick_gelu(linear(w, "generator.global", torch.cat([chosen[name] for name in conditions], -1)))
    for index in range(config["layers"]):
        x = tower.layer(index, x)
        if index in without:
            continue
        generated = linear(w, f"layers.{index}.generate", z).view(-1, rank, rank)
        x = x + linear(w, f"layers.{index}.up", F.relu(linear(w, f"layers.{index}.down", x) @ generated))
    return related, agnostic, tower.project(x[rows, ends])


def discriminate(w, agnostic, feature):
    y = torch.cat([agnostic, feature], -1)
    y = torch.tanh(linear(w, "discriminator.0", y))
    y = torch.tanh(linear(w, "discriminator.1", y))
    return linear(w, "discriminator.2", y).squeeze(-1)


def bce(logit, target):
    return F.binary_cross_entropy_with_logits(logit, torch.full_like(logit, target))


def contrast(visual, target, temperature):
    logits = F.normalize(visual, dim=-1) @ F.normalize(target, dim=-1).T / temperature
    own = torch.arange(len(logits))
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2


def train(tower, start, config, batch, stage, steps=3):
    """Trains from `start` -> losses of each step, gradients of the first, weights after the last, first outputs.

    config["distance"] is what draws related features to the source's: "l1", "l2" or "smooth_l1".
    """
    distance = config.get("distance", "l1")
    w = {name: value.clone().requires_grad_() for name, value in start.items()}
    critic = {name: value for name, value in w.items() if name.startswith("discriminator.")}
    rest = {name: value for name, value in w.items() if name not in critic}
    settings = dict(lr=1e-3, betas=(0.9, 0.999), eps=1e-8)
    critic_optimizer = torch.optim.Adam(critic.values(), **settings)
    optimizer = torch.optim.Adam(rest.values(), **settings)
    source, visual = batch["source_features"], batch["visual_features"]
    another = source[batch["negative_index"].long()]
    losses, gradients, first = [], {}, {}
    for step in range(steps):
        related, agnostic, target = forward(tower, w, config, batch["token_ids"].long(), batch["lengths"].long())
        mse = F.mse_loss(target, source)
        nce = contrast(visual, target, config["temperature"])
        main = mse if stage == "crosslingual" else nce
        if related is None:
            optimizer.zero_grad()
            main.backward()
            optimizer.step()
            losses.append({"crosslingual_mse": mse.item(), "crossmodal_nce": nce.item(), "total": main.item()})
            continue
        if step == 0:
            first = {"semantic_related": related.detach().clone(), "semantic_agnostic": agnostic.detach().clone(),
                     "target_features": target.detach().clone()}

        still = agnostic.detach()
        discriminator = (bce(discriminate(w, still, source), 1.0) + bce(discriminate(w, still, another), 0.0)) / 2
        critic_optimizer.zero_grad()
        discriminator.backward()
        critic_optimizer.step()

        consistency = {"l1": F.l1_loss, "l2": F.mse_loss, "smooth_l1": F.smooth_l1_loss}[distance](related, source)
        adversarial = bce(discriminate(w, agnostic, source), 0.0)
        total = main + config["lambda_consistency"] * consistency + config["lambda_adversarial"] * adversarial
        optimizer.zero_grad()
        total.backward()
        if step == 0:
            gradients = {name: value.grad.clone() for name, value in rest.items() if value.grad is not None}
        optimizer.step()
        losses.append({"crosslingual_mse": mse.item(), "crossmodal_nce": nce.item(),
                       f"semantic_consistency_{distance}": consistency.item(), "adversarial": adversarial.item(),
                       "discriminator": discriminator.item(), "total": total.item()})
    return losses, gradients, {name: value.detach() for name, value in w.items()}, first
