#!/usr/bin/env python3
"""Makes what the alignment benchmark reads: text models with random weights, and Multi30K's English and German captions.

    inputs.py DIR --captions MULTI30K [--size paper] [--shots 50] [--words 32000]

MULTI30K holds train.en and train.de, a caption a line. In DIR are then

    large/     Multilingual-CLIP's text model in XLM-R large's shape, with its vocabulary of 250,002
    base/      the same in XLM-R base's shape, with a vocabulary of --words, as gradients and moments of 250,002 words would
               take more memory than all the rest
    bert/      both models' tokenizer: pieces learnt from the captions, and multilingual BERT's special tokens; so the models'
               padding is 0, and positions begin after it
    clip/      a CLIPModel as transformers saves it, with a small text tower; only its space is of use
    few, all/  a corpus of the first items, and of all; visual.npy with the English captions' features for images', ids.txt

of which `tessera import-features` makes shards. What is there is left alone; `--size small` is for a quick trial.
"""
import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import XLMRobertaConfig, XLMRobertaModel

# Before this folder, whose own inputs.py is this.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "train"))
import vocabulary
from inputs import lines, make_clip, make_visual

PROJECTION = 768
TOWER = SimpleNamespace(width=64, layers=2, heads=2, projection=PROJECTION)
# Layers and width of both models, the first one's vocabulary, and how many captions there are.
SIZES = {"paper": ((24, 1024), (12, 768), 250_002, 29_000), "small": ((3, 128), (2, 64), 20_000, 1_000)}


def make_model(folder, layers, width, words):
    """A text model in the files that Multilingual-CLIP is published in, with the sizes beside their base's name."""
    folder.mkdir()
    sizes = {"vocab_size": words, "num_hidden_layers": layers, "num_attention_heads": width // 64,
             "intermediate_size": 4 * width, "max_position_embeddings": 514, "type_vocab_size": 1, "layer_norm_eps": 1e-5,
             "pad_token_id": vocabulary.SPECIAL.index("[PAD]")}
    torch.manual_seed(3)
    model = XLMRobertaModel(XLMRobertaConfig(hidden_size=width, **sizes), add_pooling_layer=False)
    last = torch.nn.Linear(width, PROJECTION)
    weights = {f"transformer.{name}": value for name, value in model.state_dict().items()}
    weights |= {f"LinearTransformation.{name}": value for name, value in last.state_dict().items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    named = {"model_type": "M-CLIP", "modelBase": "xlm-roberta-large", "transformerDimensions": width, "numDims": PROJECTION}
    (folder / "config.json").write_text(json.dumps(named | sizes, indent=2) + "\n")


def make_corpus(folder, english, german, features):
    (folder / "corpus").mkdir(parents=True)
    items = [f"train-{number:05}" for number in range(len(english))]
    with open(folder / "corpus" / "train-00000-of-00001.jsonl", "w", encoding="utf-8") as file:
        for item, source, text in zip(items, english, german, strict=True):
            written = [{"language": "en", "origin": "human", "text": source},
                       {"engine": "multi30k", "flags": [], "language": "de", "origin": "machine", "source": 0, "text": text}]
            media = {"kind": "image", "path": f"media/{item}.jpg"}
            line = {"captions": written, "id": item, "media": media, "split": "train"}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    (folder / "ids.txt").write_text("".join(item + "\n" for item in items))
    np.save(folder / "visual.npy", features)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--captions", type=Path, default=os.environ.get("TESSERA_MULTI30K"),
                        help="Multi30K's captions; or the variable TESSERA_MULTI30K")
    parser.add_argument("--size", choices=SIZES, default="paper")
    parser.add_argument("--shots", type=int, default=50)
    parser.add_argument("--words", type=int, default=32_000, help="of base's vocabulary, 6,000 at least")
    options = parser.parse_args()
    if options.captions is None or not (options.captions / "train.en").exists():
        parser.error("name the folder of Multi30K's captions with --captions or TESSERA_MULTI30K: train.en, train.de, …")
    if options.words < vocabulary.PIECES:
        parser.error(f"the tokenizer alone has {vocabulary.PIECES} pieces; raise --words")
    final = options.folder.resolve()
    if final.exists():
        return
    large, base, words, count = SIZES[options.size]
    # What is half made must not be taken for the whole.
    folder = final.with_name(final.name + ".part")
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("clip", "bert"):
        (folder / part).mkdir(parents=True)
    english, german = (lines(options.captions, "train", language)[:count] for language in ("en", "de"))
    make_clip(folder / "clip", options.captions, TOWER)
    vocabulary.make_word_pieces(english + german, folder / "bert", vocabulary.PIECES, base[1])
    make_visual(folder, [(text, text) for text in english])
    # Rounded as shards round them, so that both programs learn from the same ones.
    features = np.load(folder / "visual.npy").astype(np.float16).astype(np.float32)
    make_corpus(folder / "few", english[:options.shots], german[:options.shots], features[:options.shots])
    make_corpus(folder / "all", english, german, features)
    for left in ("visual.npy", "ids.txt"):
        (folder / left).unlink()
    make_model(folder / "large", *large, words)
    make_model(folder / "base", *base, options.words)
    folder.rename(final)


if __name__ == "__main__":
    main()
