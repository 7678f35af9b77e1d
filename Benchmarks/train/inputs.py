#!/usr/bin/env python3
"""Makes what the training benchmarks read: models with random weights, of the paper's sizes where no others are given, and
Multi30K's captions.

    inputs.py DIR --captions MULTI30K [--width 512 --layers 12 --heads 8 --projection 512 --words 119547 --embedding 768]

MULTI30K holds train.en, train.de and so on, val.* and test_2016_flickr.*, a caption a line. In DIR are then

    clip/       a CLIPModel as transformers saves it, its image tower always ViT-B/32's, with byte pairs learnt from the
                English captions
    bert/       word embeddings, and a WordPiece tokenizer learnt from the others
    corpus/     the captions, in German, French and Czech as translations of the English ones; no media
    visual.npy  for each item the frozen English tower's feature of its caption, in place of an image's; ids.txt names them

which `tessera import-features` makes shards of. What is there is left alone; the same captions and the same processor give
the same bytes.
"""
import argparse
import json
import os
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import CLIPConfig, CLIPModel
from transformers.utils import logging

import vocabulary

logging.disable_progress_bar()

LANGUAGES = ("de", "fr", "cs")
SPLITS = {"train": "train", "val": "val", "test": "test_2016_flickr"}
PREPROCESSING = {
    "crop_size": {"height": 224, "width": 224}, "do_center_crop": True, "do_convert_rgb": True, "do_normalize": True,
    "do_rescale": True, "do_resize": True, "image_mean": [0.48145466, 0.4578275, 0.40821073],
    "image_processor_type": "CLIPImageProcessor", "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3,
    "rescale_factor": 1 / 255, "size": {"shortest_edge": 224},
}


def lines(folder, split, language):
    return (folder / f"{SPLITS[split]}.{language}").read_text("utf-8").splitlines()


def make_clip(folder, captions, sizes):
    vocabulary.make_byte_pairs(lines(captions, "train", "en"), folder)
    start, end = vocabulary.byte_pair_ends(folder)
    text = {"bos_token_id": start, "eos_token_id": end, "pad_token_id": end, "hidden_size": sizes.width,
            "intermediate_size": 4 * sizes.width, "num_hidden_layers": sizes.layers, "num_attention_heads": sizes.heads}
    torch.manual_seed(1)
    CLIPModel(CLIPConfig(text_config=text, projection_dim=sizes.projection)).eval().save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps(PREPROCESSING, indent=2) + "\n")


def make_embeddings(folder, captions, sizes):
    texts = [text for language in LANGUAGES for text in lines(captions, "train", language)]
    vocabulary.make_word_pieces(texts, folder, sizes.words, sizes.embedding)
    generator = torch.Generator().manual_seed(2)
    table = torch.randn(sizes.words, sizes.embedding, generator=generator) * 0.02
    save_file({"embeddings.word_embeddings.weight": table}, folder / "model.safetensors", metadata={"format": "pt"})


def make_corpus(folder, captions):
    """-> the ids and English captions of all items, in order"""
    folder.mkdir(exist_ok=True)
    items = []
    for split in SPLITS:
        texts = {language: lines(captions, split, language) for language in ("en", *LANGUAGES)}
        with open(folder / f"{split}-00000-of-00001.jsonl", "w", encoding="utf-8") as file:
            for number, row in enumerate(zip(*texts.values(), strict=True)):
                item = f"{split}-{number:05}"
                written = [{"language": "en", "origin": "human", "text": row[0]}]
                written += [{"engine": "multi30k", "flags": [], "language": language, "origin": "machine", "source": 0,
                             "text": text} for language, text in zip(LANGUAGES, row[1:])]
                media = {"kind": "image", "path": f"media/{item}.jpg"}
                line = {"captions": written, "id": item, "media": media, "split": split}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                items.append((item, row[0]))
    return items


@torch.no_grad()
def make_visual(folder, items):
    """Rows of features in the items' order; captions of like length are encoded together."""
    model = CLIPModel.from_pretrained(folder / "clip").eval()
    tokens = [torch.tensor(ids) for ids in vocabulary.byte_pairs(folder / "clip", [text for _, text in items])]
    order = sorted(range(len(tokens)), key=lambda index: (len(tokens[index]), index))
    features = np.zeros((len(items), model.config.projection_dim), np.float32)
    for start in range(0, len(order), 128):
        batch = order[start:start + 128]
        ids = torch.nn.utils.rnn.pad_sequence(
            [tokens[index] for index in batch], batch_first=True, padding_value=model.config.text_config.eos_token_id)
        features[batch] = model.get_text_features(input_ids=ids).pooler_output.numpy()
    (folder / "ids.txt").write_text("".join(item + "\n" for item, _ in items))
    np.save(folder / "visual.npy", features)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--captions", type=Path, default=os.environ.get("TESSERA_MULTI30K"),
                        help="Multi30K's captions; or the variable TESSERA_MULTI30K")
    parser.add_argument("--width", type=int, default=512, help="of the text tower")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--heads", type=int, default=8)
    parser.add_argument("--projection", type=int, default=512, help="the width of features")
    parser.add_argument("--words", type=int, default=119_547, help="of the target languages' vocabulary")
    parser.add_argument("--embedding", type=int, default=768, help="the width of a word's embedding")
    options = parser.parse_args()
    if options.captions is None or not (options.captions / "train.en").exists():
        parser.error("name the folder of Multi30K's captions with --captions or TESSERA_MULTI30K: train.en, train.de, …")
    final = options.folder.resolve()
    if final.exists():
        return
    # What is half made must not be taken for the whole.
    folder = final.with_name(final.name + ".part")
    for part in ("clip", "bert"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    make_clip(folder / "clip", options.captions, options)
    make_embeddings(folder / "bert", options.captions, options)
    make_visual(folder, make_corpus(folder / "corpus", options.captions))
    folder.rename(final)


if __name__ == "__main__":
    main()
