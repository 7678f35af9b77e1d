"""Makes Tests/Fixtures/encoders: tiny models of every layout that is read, and what transformers gives for them.

transformers 5.23.0 on torch 2.11.0 (seed 21), fp32 on the CPU; SigLIP too. Sizes are odd on purpose: widths that are no
multiple of 16, an image that is no multiple of its patch, more than one part of the feed-forward width. The folders
sharded, f16 and bf16 hold weights that are whole numbers of 1/64, so that each type keeps them exactly.
"""

import json

import torch
from safetensors.torch import load_file, save_file
from transformers import (CLIPConfig, CLIPModel, CLIPVisionConfig, CLIPVisionModelWithProjection, SiglipConfig,
                          SiglipModel)

from oracle import FIXTURES, folder, one_thread, save_tensors, spread_weights, write_json

ROOT = FIXTURES / "encoders"
END = 90


def tower(width, inner, layers, heads, activation, **others):
    return dict(hidden_size=width, intermediate_size=inner, num_hidden_layers=layers, num_attention_heads=heads,
                hidden_act=activation, **others)


def clip(activation, end=END, projection=12, vision=(24, 40, 2, 3), text=(20, 36, 2, 2), image=33, patch=8):
    return CLIPModel(CLIPConfig(
        projection_dim=projection,
        text_config=tower(*text, activation, vocab_size=100, max_position_embeddings=40, eos_token_id=end,
                          bos_token_id=1, pad_token_id=0, projection_dim=projection),
        vision_config=tower(*vision, activation, image_size=image, patch_size=patch, projection_dim=projection)))


def plain(output):
    return output if torch.is_tensor(output) else output.pooler_output


def texts():
    """Lengths of 1 to 40; the end token twice in one row, and in older folders' manner the largest id."""
    ids = torch.randint(3, END, (6, 40))
    for row, length in enumerate((2, 3, 17, 31, 40, 25)):
        ids[row, length - 1:] = END
    ids[5, 7] = END
    return ids


def record(name, model, pixels=None, ids=None, save=True):
    root = folder(ROOT / name)
    if save:
        spread_weights(model)
        model.save_pretrained(root)
    model.eval()
    size = model.config.image_size if hasattr(model.config, "image_size") else model.config.vision_config.image_size
    pixels = torch.randn(5, 3, size, size) if pixels is None else pixels
    with torch.no_grad():
        expected = {"pixels": pixels, "image_embeds": model(pixel_values=pixels).image_embeds
                    if isinstance(model, CLIPVisionModelWithProjection) else plain(model.get_image_features(pixel_values=pixels))}
        if ids is not None:
            expected |= {"input_ids": ids.to(torch.int32), "text_embeds": plain(model.get_text_features(input_ids=ids))}
    save_tensors(root / "expected.safetensors", expected)
    for extra in root.glob("generation_config.json"):
        extra.unlink()
    for file in root.iterdir():
        file.chmod(0o644)


def without_defaults(name):
    """The configuration with only what transformers cannot guess."""
    path = ROOT / name / "config.json"
    config = json.loads(path.read_text())
    for part, default in (("text_config", "quick_gelu"), ("vision_config", "quick_gelu")):
        assert config[part].pop("hidden_act") == default
        config[part].pop("layer_norm_eps", None)
    write_json(path, config)


one_thread()
torch.manual_seed(21)
record("clip-gelu", clip("gelu", vision=(32, 1100, 2, 4)), ids=texts())
record("clip-quick-gelu", clip("quick_gelu", vision=(48, 96, 3, 3), image=64, patch=32), ids=texts())
without_defaults("clip-quick-gelu")
record("clip-tanh", clip("gelu_pytorch_tanh", vision=(64, 70, 1, 1)), ids=texts())
record("clip-new", clip("gelu_new"), ids=texts())
record("clip-older", clip("quick_gelu", end=2), ids=texts())
record("vision-only", CLIPVisionModelWithProjection(CLIPVisionConfig(
    **tower(24, 40, 2, 2, "gelu"), image_size=32, patch_size=8, projection_dim=10)))
record("siglip", SiglipModel(SiglipConfig(
    text_config=tower(24, 40, 1, 2, "gelu_pytorch_tanh", vocab_size=50, max_position_embeddings=16),
    vision_config=tower(24, 40, 2, 2, "gelu_pytorch_tanh", image_size=45, patch_size=8))))

# One model in every type and number of files.
model = clip("quick_gelu")
spread_weights(model)
with torch.no_grad():
    for value in model.parameters():
        value.copy_((value * 64).round() / 64)
state = {name: value.contiguous() for name, value in model.state_dict().items()}
ids, pixels = texts(), torch.randn(5, 3, 33, 33)
for name in ("single", "sharded", "f16", "bf16"):
    root = folder(ROOT / name)
    model.config.save_pretrained(root)
    dtype = {"f16": torch.float16, "bf16": torch.bfloat16}.get(name, torch.float32)
    typed = {key: value.to(dtype) for key, value in state.items()}
    assert all(torch.equal(value.float(), state[key]) for key, value in typed.items())
    # Older folders hold the numbers of the positions too.
    typed["vision_model.embeddings.position_ids"] = torch.arange(17).reshape(1, -1)
    if name == "sharded":
        keys = sorted(typed)
        parts = [keys[::2], keys[1::2]]
        places = {}
        for index, part in enumerate(parts):
            file = f"model-{index + 1:05}-of-{len(parts):05}.safetensors"
            save_file({key: typed[key] for key in part}, root / file, metadata={"format": "pt"})
            places |= {key: file for key in part}
        size = sum(value.numel() * value.element_size() for value in typed.values())
        write_json(root / "model.safetensors.index.json",
                   {"metadata": {"total_size": size}, "weight_map": dict(sorted(places.items()))})
    else:
        save_file(typed, root / "model.safetensors", metadata={"format": "pt"})
    record(name, model, pixels, ids, save=False)
assert len(load_file(ROOT / "single" / "expected.safetensors")) == 4
