"""Makes Tests/Fixtures/golden/dasd: a small DASD text model on the text tower of golden/clip, one batch, and what three
training steps give for the cross-lingual and the cross-modal stage.

Plain PyTorch 2.11.0 (dasd_model.py, seed 13), fp32 on the CPU. Needs make-clip.py first.
"""

import json

import torch

from dasd_model import STAGES, FrozenTextTower, train
from oracle import GOLDEN, SEED, drawn, folder, one_thread, save_tensors, vary, write_json

one_thread()
torch.manual_seed(13 + SEED)
root = folder(GOLDEN / "dasd")
clip = json.loads((GOLDEN / "clip" / "config.json").read_text())
text = clip["text_config"]
config = {
    "vocabulary": vary(120, 200, 800), "embedding": vary(12, 8, 40), "width": text["hidden_size"], "heads": text["num_attention_heads"],
    "layers": text["num_hidden_layers"], "projection": clip["projection_dim"], "context": 77, "sdm_layers": 1,
    "sdm_bottleneck": vary(8, 16), "dynamic_rank": vary(4, 8, 2), "global": vary(16, 32), "lambda_consistency": 0.1, "lambda_adversarial": 0.001,
    "temperature": 0.01, "optimizer": "Adam lr 1e-3 betas 0.9 0.999 eps 1e-8", "cls_id": 101, "sep_id": 102, "clip": "../clip",
}
width, projection, rank, between = config["width"], config["projection"], config["dynamic_rank"], config["global"]
weights = {}


def add_linear(name, inputs, outputs):
    weights[name + ".weight"] = torch.randn(outputs, inputs) * inputs ** -0.5
    weights[name + ".bias"] = torch.randn(outputs) * 0.1


weights["embedding.weight"] = torch.randn(config["vocabulary"], config["embedding"])
add_linear("embedding_linear", config["embedding"], width)
for branch in ("related", "agnostic"):
    add_linear(branch + ".adapter.down", width, config["sdm_bottleneck"])
    add_linear(branch + ".adapter.up", config["sdm_bottleneck"], width)
    weights[branch + ".norm.weight"] = 1 + torch.randn(width) * 0.1
    weights[branch + ".norm.bias"] = torch.randn(width) * 0.1
weights["related.projection"] = torch.randn(width, projection) * width ** -0.5
add_linear("generator.global", projection + width, between)
for layer in range(config["layers"]):
    add_linear(f"layers.{layer}.generate", between, rank * rank)
    add_linear(f"layers.{layer}.down", width, rank)
    add_linear(f"layers.{layer}.up", rank, width)
for index, (inputs, outputs) in enumerate([(width + projection, 16), (16, 6), (6, 1)]):
    add_linear(f"discriminator.{index}", inputs, outputs)

lengths = [9, 2, 23, 5, 77, 14, 40]
if SEED:
    drawn.shuffle(lengths)
token_ids = torch.zeros(len(lengths), 77, dtype=torch.int32)
for row, length in enumerate(lengths):
    token_ids[row, 0] = config["cls_id"]
    token_ids[row, 1:length - 1] = torch.randint(103, config["vocabulary"], (length - 2,), dtype=torch.int32)
    token_ids[row, length - 1] = config["sep_id"]
batch = {
    "source_features": torch.randn(len(lengths), projection), "visual_features": torch.randn(len(lengths), projection),
    "lengths": torch.tensor(lengths, dtype=torch.int32),
    "negative_index": torch.tensor([4, 0, 6, 2, 1, 3, 5], dtype=torch.int32), "token_ids": token_ids,
}

tower = FrozenTextTower(root / config["clip"])
losses, expected = {}, {}
for stage in STAGES:
    losses[stage], gradients, after, first = train(tower, weights, config, batch, stage)
    expected.update({f"{stage}.grad.{name}": value for name, value in gradients.items()})
    expected.update({f"{stage}.after3.{name}": value for name, value in after.items()})
    expected.update(first)
write_json(root / "config.json", config)
write_json(root / "losses.json", losses)
save_tensors(root / "weights.safetensors", weights)
save_tensors(root / "batch.safetensors", batch)
save_tensors(root / "expected.safetensors", expected)
