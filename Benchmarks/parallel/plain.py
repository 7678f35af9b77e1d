#!/usr/bin/env python3
"""Parallel pre-training in plain PyTorch with transformers and torchvision: the baseline of the parallel benchmark.

    plain.py INPUTS [--batch 32] [--threads 2] [--workers 1] [--warmup 1] [--steps 4]

INPUTS is what inputs.py makes. A DataLoader's workers decode pictures, crop and mirror them at random, and pad a batch's
captions in all languages to the longest of them. A step encodes the pictures once and all captions at once; dropout is off, as on
the other side. AdamW, fused, decays nothing. A JSON object tells the steps a second after the first ones, each step's loss before
it, and how many parameters are trained.
"""
import argparse
import json
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn
from torch.nn.utils.rnn import pad_sequence
from torchvision import transforms
from transformers import BertTokenizerFast, ViTModel, XLMRobertaConfig, XLMRobertaModel
from safetensors.torch import load_file

PROJECTION = 512


class Pairs(torch.utils.data.Dataset):
    def __init__(self, folder, crop):
        self.folder = folder
        lines = open(folder / "corpus" / "train-00000-of-00001.jsonl", encoding="utf-8")
        self.items = [json.loads(line) for line in lines]
        tokenizer = BertTokenizerFast(str(folder / "bert" / "vocab.txt"), do_lower_case=False)
        self.tokens = [[torch.tensor(ids) for ids in tokenizer([caption["text"] for caption in item["captions"]],
                                                               truncation=True, max_length=77)["input_ids"]]
                       for item in self.items]
        self.transform = transforms.Compose(
            ([transforms.RandomResizedCrop(224), transforms.RandomHorizontalFlip()] if crop else [
                transforms.Resize((224, 224))])
            + [transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.5] * 3)])

    def __len__(self):
        return len(self.items)

    def __getitem__(self, row):
        image = Image.open(self.folder / self.items[row]["media"]["path"]).convert("RGB")
        return self.transform(image), self.tokens[row]


def together(rows):
    texts = [row[1][language] for language in range(len(rows[0][1])) for row in rows]
    return torch.stack([row[0] for row in rows]), pad_sequence(texts, batch_first=True, padding_value=0)


class Model(nn.Module):
    def __init__(self, folder):
        super().__init__()
        config = json.loads((folder / "text/config.json").read_text())
        names = ("vocab_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "max_position_embeddings",
                 "type_vocab_size", "layer_norm_eps", "pad_token_id")
        width = config["transformerDimensions"]
        self.text = XLMRobertaModel(XLMRobertaConfig(hidden_size=width, **{name: config[name] for name in names}),
                                    add_pooling_layer=False)
        weights = load_file(folder / "text/model.safetensors")
        self.text.load_state_dict({name.removeprefix("transformer."): value for name, value in weights.items()
                                   if name.startswith("transformer.")})
        self.vision = ViTModel.from_pretrained(folder / "vit", add_pooling_layer=False, dtype=torch.float32)
        self.text_projection = nn.Linear(width, PROJECTION)
        self.visual_projection = nn.Linear(self.vision.config.hidden_size, PROJECTION)
        self.logit_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def forward(self, pixels, ids):
        mask = (ids != 0).long()
        hidden = self.text(input_ids=ids, attention_mask=mask).last_hidden_state
        text = self.text_projection((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))
        image = self.visual_projection(self.vision(pixels).last_hidden_state[:, 0])
        logits = self.logit_scale.exp() * F.normalize(image, dim=-1) @ F.normalize(text, dim=-1).T
        items, captions = logits.shape
        own = torch.arange(captions) % items
        targets = F.one_hot(own, items).T.float() * items / captions
        return (F.cross_entropy(logits, targets) + F.cross_entropy(logits.T, own)) / 2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--steps", type=int, default=4)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model = Model(options.inputs).eval()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, weight_decay=0, fused=True)
    loader = torch.utils.data.DataLoader(
        Pairs(options.inputs, crop=True), batch_size=options.batch, shuffle=True, drop_last=True, collate_fn=together,
        num_workers=options.workers)
    seconds, losses = [], []
    batches = iter(loader)
    for _ in range(options.warmup + options.steps):
        begin = time.perf_counter()
        loss = model(*next(batches))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        seconds.append(time.perf_counter() - begin)
    timed = seconds[options.warmup:]
    print(json.dumps({
        "steps_per_second": len(timed) / sum(timed), "seconds": [round(value, 3) for value in seconds], "losses": losses,
        "trained": sum(parameter.numel() for parameter in model.parameters())}))


if __name__ == "__main__":
    main()
