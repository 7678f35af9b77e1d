#!/usr/bin/env python3
"""Translation-based alignment in plain PyTorch with transformers and peft: the baseline of the alignment benchmark.

    plain.py INPUTS --part few-shot [--batch 5] [--threads 2] [--warmup 2] [--steps 10]
    plain.py INPUTS --part full [--batch 32] …

INPUTS is what inputs.py makes. A step pads a batch's German captions to the longest of them, and its English ones, and takes
both through the text model; the images' features are in memory, and captions are tokens already. Dropout is off, as on the
other side. --part few-shot trains LoRA of rank 1 and the final map of `large` on the few items, full all of `base` on all.
AdamW, fused, decays nothing. A JSON object tells the steps a second after the first ones, each step's loss before it, and
how many parameters are trained.
"""
import argparse
import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from accelerate import init_empty_weights
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file
from torch import nn
from torch.nn.utils.rnn import pad_sequence
from transformers import XLMRobertaConfig, XLMRobertaModel

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "train"))
import vocabulary

# peft's use of transformers.
warnings.filterwarnings("ignore", category=FutureWarning)

PARTS = {"few-shot": ("large", "few", 5), "full": ("base", "all", 32)}
MODULES = ["query", "key", "value", "attention.output.dense"]
SCALE, WEIGHT = 100, 0.3


class MultilingualCLIP(nn.Module):
    """The mean of a transformer's outputs over a text's own positions, and a linear map."""

    def __init__(self, config):
        super().__init__()
        names = ("vocab_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "max_position_embeddings",
                 "type_vocab_size", "layer_norm_eps", "pad_token_id")
        self.transformer = XLMRobertaModel(
            XLMRobertaConfig(hidden_size=config["transformerDimensions"], **{name: config[name] for name in names}),
            add_pooling_layer=False)
        self.LinearTransformation = nn.Linear(config["transformerDimensions"], config["numDims"])
        self.padding = config["pad_token_id"]

    def forward(self, texts):
        ids = pad_sequence(texts, batch_first=True, padding_value=self.padding)
        mask = (ids != self.padding).long()
        hidden = self.transformer(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.LinearTransformation((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))


def text_model(folder, part):
    """-> the model with what the part trains"""
    with init_empty_weights(include_buffers=False):
        model = MultilingualCLIP(json.loads((folder / "config.json").read_text()))
    model.load_state_dict(load_file(folder / "model.safetensors"), assign=True)
    if part == "few-shot":
        get_peft_model(model.transformer, LoraConfig(r=1, lora_alpha=16, lora_dropout=0, target_modules=MODULES))
    return model.eval()


def batches(count, size, generator):
    while True:
        yield from (rows for rows in torch.randperm(count, generator=generator).split(size) if len(rows) == size)


def contrast(a, b):
    logits = SCALE * F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T
    own = torch.arange(len(logits))
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--part", choices=PARTS, required=True)
    parser.add_argument("--items", choices=["few", "all"], help="others than the part's")
    parser.add_argument("--batch", type=int)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--warmup", type=int, default=2)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--rate", type=float, default=1e-4)
    options = parser.parse_args()
    name, items, size = PARTS[options.part]
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model = text_model(options.inputs / name, options.part)
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0, fused=True)

    folder = options.inputs / (options.items or items)
    rows = [json.loads(line) for line in open(folder / "corpus" / "train-00000-of-00001.jsonl", encoding="utf-8")]
    english, german = (
        [torch.tensor(ids) for ids in vocabulary.word_pieces(
            options.inputs / "bert", [row["captions"][place]["text"] for row in rows])] for place in (0, 1))
    visual = torch.from_numpy(np.load(folder / "visual.npy"))

    seconds, losses = [], []
    order = torch.Generator().manual_seed(1)
    for steps in (options.warmup, options.steps):
        # What is timed begins with an epoch.
        for _, chosen in zip(range(steps), batches(len(rows), options.batch or size, order)):
            begin = time.perf_counter()
            text, partner = model([german[row] for row in chosen]), model([english[row] for row in chosen])
            loss = contrast(text, visual[chosen]) + WEIGHT * F.mse_loss(text, partner)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            seconds.append(time.perf_counter() - begin)
    timed = seconds[options.warmup:]
    print(json.dumps({
        "steps_per_second": len(timed) / sum(timed), "seconds": [round(value, 3) for value in seconds], "losses": losses,
        "trained": sum(parameter.numel() for parameter in trained)}))


if __name__ == "__main__":
    main()
