"""Makes Tests/Fixtures/golden/clip: a tiny random CLIP in the Hugging Face layout, and what it gives for texts and images.

transformers 5.23.0 CLIPModel on torch 2.11.0 (seed 12), fp32 on the CPU. Needs make-tokenizers.py and make-images.py first.
Sizes that are usually alike differ here on purpose: heads, feed-forward width, patch.
"""

import json
import shutil

import torch
from transformers import CLIPConfig, CLIPModel

from captions import CAPTIONS
from oracle import GOLDEN, MEAN, SEED, STD, clip_numbers, drawn, folder, one_thread, save_tensors, spread_weights, vary, write_json

TEXTS = [*CAPTIONS["en"], "", "Ein Hund läuft über die Wiese.", "a dog " * 60]

one_thread()
torch.manual_seed(12 + SEED)
root, bpe = folder(GOLDEN / "clip"), GOLDEN / "tokenizers" / "clip-bpe"
for name in ("merges.txt", "vocab.json", "tokenizer.json"):
    shutil.copyfile(bpe / name, root / name)
vocabulary = json.loads((bpe / "vocab.json").read_text())
projection, activation = vary(24, 16, 40), vary("quick_gelu", "gelu")


def tower(width, heads):
    return dict(hidden_size=width, intermediate_size=vary(2, 3, 4) * 32, num_hidden_layers=vary(2, 1, 3, 4), hidden_act=activation,
                layer_norm_eps=vary(1e-5, 1e-6), projection_dim=projection, num_attention_heads=heads)


config = CLIPConfig(
    projection_dim=projection,
    text_config=dict(**tower(vary(32, 64, 48), vary(2, 4, 1)), vocab_size=len(vocabulary), max_position_embeddings=77,
                     bos_token_id=vocabulary["<|startoftext|>"], eos_token_id=vocabulary["<|endoftext|>"], pad_token_id=1),
    vision_config=dict(**tower(vary(32, 96, 80), vary(4, 2, 8)), image_size=64, patch_size=vary(8, 16, 32)))
model = CLIPModel(config)
spread_weights(model)
model.save_pretrained(root)
(root / "model.safetensors").chmod(0o644)
if SEED and drawn.random() < 0.5:
    # As many published ones are: in half precision, to be read as fp32.
    model.to(drawn.choice([torch.float16, torch.bfloat16])).save_pretrained(root)
for extra in root.glob("generation_config.json"):
    extra.unlink()
write_json(root / "preprocessor_config.json", {
    "crop_size": {"height": 64, "width": 64}, "do_center_crop": True, "do_normalize": True, "do_resize": True,
    "do_convert_rgb": True, "feature_extractor_type": "CLIPFeatureExtractor", "image_mean": MEAN, "image_std": STD,
    "resample": 3, "size": {"shortest_edge": 64}})
images = GOLDEN / "images"
names = sorted(p.name for p in images.iterdir() if p.suffix != ".safetensors")
write_json(root / "inputs.json", {"texts": TEXTS, "images": names})
save_tensors(root / "expected.safetensors", clip_numbers(root, images))
