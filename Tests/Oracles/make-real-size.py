"""Makes models of published sizes with random weights, and what transformers gives for them: make-real-size.py DIR

DIR gets a folder each for ViT-B/32 and ViT-L/14 (transformers 5.23.0 CLIPModel, torch 2.11.0, seed 5), each with
model.safetensors and expected.safetensors: pixels, input_ids, and image_embeds and text_embeds both of the model in
fp32 and (`.exact`, rounded to F32) of the same weights in fp64; and one for a ViTModel, ViT-B/16, without texts. 3 GB; Tests/ModelsTests reads it where TESSERA_REAL_SIZE names DIR.
"""

import pathlib
import sys

import torch
from transformers import CLIPConfig, CLIPModel, ViTConfig, ViTModel

from oracle import folder, save_tensors, spread_weights

SIZES = {
    "vit-b-32": dict(
        projection_dim=512,
        text_config=dict(hidden_size=512, intermediate_size=2048, num_hidden_layers=12, num_attention_heads=8,
                         projection_dim=512, eos_token_id=49407),
        vision_config=dict(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
                           image_size=224, patch_size=32, projection_dim=512)),
    "vit-l-14": dict(
        projection_dim=768,
        text_config=dict(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
                         projection_dim=768, eos_token_id=49407),
        vision_config=dict(hidden_size=1024, intermediate_size=4096, num_hidden_layers=24, num_attention_heads=16,
                           image_size=224, patch_size=14, projection_dim=768)),
}
IMAGES, LENGTHS = 6, (5, 9, 20, 33, 77)


def features(model, ids, pixels):
    plain = lambda output: output if torch.is_tensor(output) else output.pooler_output
    with torch.no_grad():
        return plain(model.get_image_features(pixel_values=pixels)), plain(model.get_text_features(input_ids=ids))


root = pathlib.Path(sys.argv[1])
for name, sizes in SIZES.items():
    torch.manual_seed(5)
    target = folder(root / name)
    model = CLIPModel(CLIPConfig(**sizes)).eval()
    spread_weights(model)
    model.save_pretrained(target)
    pixels = torch.randn(IMAGES, 3, 224, 224)
    ids = torch.full((len(LENGTHS), 77), 49407)
    for row, length in enumerate(LENGTHS):
        ids[row, :length] = torch.cat([torch.tensor([49406]), torch.randint(0, 49406, (length - 2,)), torch.tensor([49407])])
    image, text = features(model, ids, pixels)
    exact_image, exact_text = features(model.double(), ids, pixels.double())
    save_tensors(target / "expected.safetensors", {
        "pixels": pixels, "input_ids": ids.to(torch.int32), "image_embeds": image, "text_embeds": text,
        "image_embeds.exact": exact_image.float(), "text_embeds.exact": exact_text.float()})
    for kind, ours, exact in (("image", image, exact_image), ("text", text, exact_text)):
        print(f"{name}: transformers' fp32 {kind} features differ from fp64 by "
              f"{float((ours - exact).abs().max() / exact.abs().max()):.2g} of the largest")

# ViT-B/16 by itself, whose feature is the class token's.
torch.manual_seed(5)
target = folder(root / "vit-b-16")
model = ViTModel(ViTConfig(), add_pooling_layer=False).eval()
spread_weights(model)
model.save_pretrained(target)
pixels = torch.randn(IMAGES, 3, 224, 224)
with torch.no_grad():
    image = model(pixels).last_hidden_state[:, 0]
    exact = model.double()(pixels.double()).last_hidden_state[:, 0]
save_tensors(target / "expected.safetensors", {"pixels": pixels, "image_embeds": image, "image_embeds.exact": exact.float()})
print(f"vit-b-16: transformers' fp32 features differ from fp64 by "
      f"{float((image - exact).abs().max() / exact.abs().max()):.2g} of the largest")
