#!/usr/bin/env python3
"""Trains DASD in plain PyTorch, as one does who keeps no features: the baseline of the training benchmark.

    plain.py INPUTS [--precision bf16] [--batch 128] [--threads 2,1] [--stage cross-modal]
    plain.py --golden DIR

INPUTS is what inputs.py makes. A sample is an image with an English caption and its translation. Each step computes what
is frozen: the English captions' features and, in the cross-modal stage, the images'; images are random pixels, decoded
already, which spares this side the decoder. Captions are padded to 77; gradients and Adam are dense. For each stage and
number of threads a JSON object tells the samples a second of the steps after the first ones.

With --golden it trains three steps on a golden folder's small model, and fails where losses or weights are not its own.
"""
import argparse
import json
import os
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import CLIPModel
from transformers.utils import logging

from plain_model import DASD, Discriminator, Trainer

logging.disable_progress_bar()

STAGES = {"cross-lingual": 2e-4, "cross-modal": 6e-6}
CONTEXT = 77


def frozen(folder):
    return CLIPModel.from_pretrained(folder).eval().requires_grad_(False)


class Samples:
    """Batches of Multi30K, in an order that the seed gives, with the languages mixed."""

    def __init__(self, folder, clip, batch):
        import vocabulary

        items = [json.loads(line) for line in open(folder / "corpus" / "train-00000-of-00001.jsonl", encoding="utf-8")]
        columns = list(zip(*[[caption["text"] for caption in item["captions"]] for item in items]))
        self.end = clip.config.text_config.eos_token_id
        self.english, _ = padded(vocabulary.byte_pairs(folder / "clip", columns[0]), self.end)
        self.captions = [padded(vocabulary.word_pieces(folder / "bert", texts), 0) for texts in columns[1:]]
        self.random = torch.Generator().manual_seed(1)
        side = clip.config.vision_config.image_size
        self.pixels = torch.randn(batch, 3, side, side, generator=self.random)

    def batches(self, size):
        """-> English ids [size, 77], target ids [size, 77], ends [size], the turn that gives each another's feature"""
        while True:
            for rows in torch.randperm(len(self.english), generator=self.random).split(size):
                if len(rows) < size:
                    continue
                languages = torch.randint(len(self.captions), (size,), generator=self.random)
                ids = torch.stack([self.captions[k][0][row] for k, row in zip(languages.tolist(), rows.tolist())])
                ends = torch.stack([self.captions[k][1][row] for k, row in zip(languages.tolist(), rows.tolist())])
                turn = int(torch.randint(1, size, (), generator=self.random))
                yield self.english[rows], ids.long(), ends, turn


def padded(lists, padding):
    """-> ids [texts, 77] and the position of each end [texts]"""
    ids = torch.full((len(lists), CONTEXT), padding, dtype=torch.int32)
    for row, numbers in enumerate(lists):
        ids[row, :len(numbers)] = torch.tensor(numbers, dtype=torch.int32)
    return ids, torch.tensor([len(numbers) - 1 for numbers in lists])


def measure(options, stage, threads):
    """Samples a second of a stage."""
    torch.set_num_threads(threads)
    clip = frozen(options.inputs / "clip")
    samples = Samples(options.inputs, clip, options.batch)
    torch.manual_seed(1)
    model = DASD(clip, vocabulary=119_547)
    model.embedding.weight.data = load_file(options.inputs / "bert" / "model.safetensors")["embeddings.word_embeddings.weight"]
    width, projection = clip.config.text_config.hidden_size, clip.config.projection_dim
    discriminator = Discriminator(width, projection, [projection // 2, projection // 4])
    trainer = Trainer(model, discriminator, STAGES[stage], bf16=options.precision == "bf16")
    seconds, last = [], {}
    batches = samples.batches(options.batch)
    for step in range(options.warmup + options.steps):
        begin = time.perf_counter()
        english, ids, ends, turn = next(batches)
        with torch.no_grad(), trainer.precision():
            source = clip.get_text_features(input_ids=english).pooler_output
            visual = None
            if stage == "cross-modal":
                visual = clip.get_image_features(pixel_values=samples.pixels).pooler_output
        source = source.float()
        visual = visual if visual is None else visual.float()
        last = trainer.step(ids, ends, source, source.roll(turn, 0), visual)
        took = time.perf_counter() - begin
        print(f"{stage}, {options.precision}, {threads} threads, step {step}: {took:.1f} s, "
              f"loss {last['total'].item():.4f}", file=sys.stderr, flush=True)
        if step >= options.warmup:
            seconds.append(took)
    return {"stage": stage, "precision": options.precision, "threads": threads, "batch": options.batch,
            "steps": len(seconds), "samples_per_second": round(options.batch * len(seconds) / sum(seconds), 2),
            "seconds_per_step": [round(s, 2) for s in seconds], "loss": last["total"].item(), "torch": torch.__version__}


def check(golden):
    """Three steps of both stages from a golden folder's weights, within 1e-4 of its numbers."""
    folder = golden / "dasd"
    config = json.loads((folder / "config.json").read_text())
    losses = json.loads((folder / "losses.json").read_text())
    batch, start, expected = (load_file(folder / f"{name}.safetensors") for name in ("batch", "weights", "expected"))
    critic = {name.replace("discriminator", "layers"): value for name, value in start.items() if "discriminator" in name}
    rest = {name: value for name, value in start.items() if "discriminator" not in name}
    hidden = [critic[f"layers.{index}.weight"].shape[0] for index in (0, 1)]
    worst = 0.0
    for stage in STAGES:
        key = stage.replace("-", "")
        model = DASD(frozen(folder / config["clip"]), config["vocabulary"], config["embedding"], config["sdm_bottleneck"],
                     config["dynamic_rank"], config["global"])
        discriminator = Discriminator(config["width"], config["projection"], hidden)
        model.load_state_dict(rest)
        discriminator.load_state_dict(critic)
        trainer = Trainer(model, discriminator, 1e-3, config["lambda_consistency"], config["lambda_adversarial"],
                          config["temperature"])
        source = batch["source_features"]
        visual = batch["visual_features"] if stage == "cross-modal" else None
        for step, wanted in enumerate(losses[key]):
            terms = trainer.step(batch["token_ids"].long(), batch["lengths"].long() - 1, source,
                                 source[batch["negative_index"].long()], visual)
            for name, value in terms.items():
                off = abs(value.item() - wanted[name]) / max(abs(wanted[name]), 1e-8)
                worst = max(worst, off)
                if off > 1e-4:
                    raise SystemExit(f"{stage}, step {step}: {name} is {value.item()}, and golden's {wanted[name]}")
        trained = dict(model.named_parameters())
        trained |= {name.replace("layers", "discriminator"): value for name, value in discriminator.named_parameters()}
        for name, value in trained.items():
            wanted = expected[f"{key}.after3.{name}"]
            off = ((value - wanted).abs().max() / wanted.abs().max()).item()
            worst = max(worst, off)
            if off > 1e-4:
                raise SystemExit(f"{stage}: {name} is {off:.1e} from golden's after three steps")
    print(json.dumps({"golden": str(golden), "largest_relative_difference": worst}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path, nargs="?")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument("--stage", choices=STAGES, action="append")
    parser.add_argument("--batch", type=int, default=128, help="smaller where memory is short; it is told in the result")
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--threads", default=",".join(str(n) for n in dict.fromkeys([cores, max(1, cores // 2)])),
                        help="of an operation, several with commas; usually all cores, and half of them as where two "
                        "share one")
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--golden", type=Path)
    options = parser.parse_args()
    if options.golden:
        return check(options.golden)
    if options.inputs is None:
        parser.error("name the folder that inputs.py made")
    for stage in options.stage or STAGES:
        for threads in map(int, options.threads.split(",")):
            print(json.dumps(measure(options, stage, threads)), flush=True)


if __name__ == "__main__":
    main()
