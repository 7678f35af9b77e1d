"""Makes Tests/Fixtures/dasd/variants.json: losses of three steps of golden/dasd's model with each of the paper's switches.

Plain PyTorch 2.11.0 (dasd_model.py), fp32 on the CPU, from Tests/Fixtures/golden/dasd's weights and batch; of
generator.global.weight the columns of the conditions that are left, of the layers those that are used. "switches" are
dasd_model.py's; "recipe" says the same as a recipe file would. "rows" are the captions of the batch, each with the next one's
feature as another's: PyTorch has them padded to 77 whatever their lengths are. Needs make-dasd.py first.
"""

import json

import torch
from safetensors.torch import load_file

from dasd_model import STAGES, FrozenTextTower, train
from oracle import FIXTURES, GOLDEN, folder, one_thread, write_json

one_thread()
root = GOLDEN / "dasd"
config = json.loads((root / "config.json").read_text())
weights, batch = load_file(root / "weights.safetensors"), load_file(root / "batch.safetensors")
tower = FrozenTextTower(root / config["clip"])
projection = config["projection"]
VARIANTS = {
    "static adapters": ({"adapters": "static"}, {"adapters": "static"}),
    "related alone": ({"conditions": ["related"]}, {"conditions": ["related"]}),
    "agnostic alone": ({"conditions": ["agnostic"]}, {"conditions": ["agnostic"]}),
    "no consistency": ({"lambda_consistency": 0.0}, {"losses": {"consistency": 0}}),
    "no adversary": ({"lambda_adversarial": 0.0}, {"losses": {"adversarial": 0}}),
    "l2": ({"distance": "l2"}, {"losses": {"distance": "l2"}}),
    "smooth l1": ({"distance": "smooth_l1"}, {"losses": {"distance": "smooth-l1"}}),
    "one layer": ({"layers": 1}, {"sizes": {"layers": 1}}),
    "no adapter in the second layer": ({"without_adapter": [1]}, {"adapters_off": [2]}),
    "no layer under the disentangling": ({"sdm_layers": 0}, {"sizes": {"shared_layers": 0}}),
    "two layers under the disentangling": ({"sdm_layers": 2}, {"sizes": {"shared_layers": 2}}),
    "agnostic features over the context": ({"agnostic_pooling": "context"}, {"agnostic_pooling": "context"}),
}
# The captions of at most 23 tokens, and one alone with another of 9.
SHORT = {"captions shorter than the context": [0, 1, 2, 3, 5], "two captions": [2, 0]}


def chosen(rows):
    """The batch's rows, each with the next one's feature as another's."""
    part = {name: value[rows] for name, value in batch.items()}
    part["negative_index"] = torch.tensor([(place + 1) % len(rows) for place in range(len(rows))], dtype=torch.int32)
    return part


result = []
for name, (switches, recipe) in VARIANTS.items():
    settings, start = config | switches, dict(weights)
    if "conditions" in switches:
        whole = start["generator.global.weight"]
        start["generator.global.weight"] = (
            whole[:, :projection] if switches["conditions"] == ["related"] else whole[:, projection:]).contiguous()
    losses = {stage: train(tower, start, settings, batch, stage)[0] for stage in STAGES}
    result.append({"name": name, "recipe": recipe, "losses": losses})
for name, rows in SHORT.items():
    losses = {stage: train(tower, weights, config, chosen(rows), stage)[0] for stage in STAGES}
    result.append({"name": name, "recipe": {}, "rows": rows, "losses": losses})
write_json(folder(FIXTURES / "dasd") / "variants.json", result)
