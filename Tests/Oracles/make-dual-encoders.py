"""Makes Tests/Fixtures/dual: what training of an image encoder and a text encoder together gives, in PyTorch.

transformers 5.23.0 on torch 2.11.0, Pillow 13.0.0 and torchvision 0.26.0 (seed 47), fp32 on the CPU, no dropout.
A bias of keys has no effect: its gradient is rounding alone, and Adam makes of that steps as long as any.

- vit, vit-classifier: a small ViTModel with the names of published folders, its outputs for pixels and the first of them,
  the class's; the same weights as ViTForImageClassification has them.
- xlmr: a small XLMRobertaModel.
- parallel: Parallel Multilingual Pre-Training on these. An image's feature is a linear map of the class's output, a
  video's of the mean of that over its frames, a text's of the mean of the outputs over its own positions. An image is to
  tell its caption in each language from all other captions; a caption, its image from the other images. Cases: english
  (one language), three, frozen (neither transformer is trained), cached (features in an image transformer's place), video.
  expected.safetensors: each one's features and the gradient of everything trained; steps.safetensors: the weights after
  four steps of Adam on three, with both transformers frozen in the first two, so that their moments start at the third.
- finetune: a small CLIPModel, its features, its loss's gradients, and its weights after three steps of Adam.
- pillow: pictures [height, width, channels] cropped to a box (left, top, right, bottom), resized to (width, height) and
  then flipped from left to right, where a case says so.
"""
import copy
import math

import torch
from PIL import Image
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as T
from transformers import (CLIPConfig, CLIPModel, ViTConfig, ViTForImageClassification, ViTImageProcessor, ViTModel,
                          XLMRobertaConfig, XLMRobertaModel)

from oracle import FIXTURES, folder, one_thread, save_tensors, spread_weights, write_json

ROOT = FIXTURES / "dual"
WORDS, WIDTH, LAYERS, HEADS, INNER, SIDE, PATCH, PROJECTION = 64, 32, 2, 4, 16, 24, 8, 12
LENGTHS = ((3, 9, 1, 14, 7), (14, 2, 5, 8, 11), (4, 13, 6, 1, 10))
CLIP_LENGTHS = (5, 20, 2, 11, 8)
LARGEST = math.log(100)


def sizes(**others):
    return dict(hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS, intermediate_size=INNER) | others


def published(name):
    """transformers names a ViT's parts anew when it reads them; files keep the names they had."""
    for new, old in (("layers.", "encoder.layer."), ("attention.o_proj", "attention.output.dense"),
                     ("attention.q_proj", "attention.attention.query"), ("attention.k_proj", "attention.attention.key"),
                     ("attention.v_proj", "attention.attention.value"), ("mlp.fc1", "intermediate.dense"),
                     ("mlp.fc2", "output.dense")):
        name = name.replace(new, old)
    return name


def save(root, model, names=str):
    model.save_pretrained(folder(root))
    saved, own = load_file(root / "model.safetensors"), {names(name): value for name, value in model.state_dict().items()}
    assert saved.keys() == own.keys() and all(torch.equal(saved[name], own[name]) for name in own)
    for extra in root.glob("generation_config.json"):
        extra.unlink()
    for file in root.iterdir():
        file.chmod(0o644)


def own_positions(lengths, width):
    return (torch.arange(width) < lengths[..., None]).long()


def gradients(model, names=str):
    return {names(name): value.grad.clone() for name, value in model.named_parameters() if value.grad is not None}


def weights(model, names=str):
    return {names(name): value.detach().clone() for name, value in model.named_parameters()}


def step(optimizer, loss, scale):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        scale.clamp_(max=LARGEST)


# The transformers

def make_vit():
    config = ViTConfig(**sizes(image_size=SIDE, patch_size=PATCH, hidden_act="gelu", qkv_bias=True))
    classifier = ViTForImageClassification(copy.deepcopy(config)).eval()
    spread_weights(classifier)
    model = ViTModel(config, add_pooling_layer=False).eval()
    model.load_state_dict(classifier.vit.state_dict())
    save(ROOT / "vit-classifier", classifier, published)
    root = ROOT / "vit"
    save(root, model, published)
    write_json(root / "preprocessor_config.json", {
        "do_normalize": True, "do_rescale": True, "do_resize": True, "feature_extractor_type": "ViTFeatureExtractor",
        "image_mean": [0.5] * 3, "image_processor_type": "ViTImageProcessor", "image_std": [0.5] * 3, "resample": 2,
        "rescale_factor": 1 / 255, "size": {"height": SIDE, "width": SIDE}})
    assert ViTImageProcessor.from_pretrained(root).size["height"] == SIDE
    pixels = torch.randn(3, 3, SIDE, SIDE)
    with torch.no_grad():
        hidden = model(pixel_values=pixels).last_hidden_state
    save_tensors(root / "expected.safetensors", {"pixels": pixels, "hidden": hidden, "class": hidden[:, 0]})
    return model


def make_xlmr():
    model = XLMRobertaModel(XLMRobertaConfig(**sizes(
        vocab_size=WORDS, max_position_embeddings=40, type_vocab_size=1, layer_norm_eps=1e-5)), add_pooling_layer=False).eval()
    spread_weights(model)
    save(ROOT / "xlmr", model)
    return model


# Parallel Multilingual Pre-Training

class Dual(nn.Module):
    def __init__(self, text, vision):
        super().__init__()
        self.text, self.vision = text, vision
        self.text_projection, self.visual_projection = nn.Linear(WIDTH, PROJECTION), nn.Linear(WIDTH, PROJECTION)
        self.logit_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))
        for linear in (self.text_projection, self.visual_projection):
            spread_weights(linear)

    def of_texts(self, ids, lengths):
        """[languages, items, positions] -> [languages * items, projection], a language after the other"""
        mask = own_positions(lengths, ids.shape[-1]).flatten(0, 1)
        hidden = self.text(input_ids=ids.flatten(0, 1), attention_mask=mask).last_hidden_state
        return self.text_projection((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))

    def of_images(self, seen):
        """Pixels [items, 3, side, side], those of frames [items, frames, 3, side, side] or features [items, width]"""
        if seen.dim() > 2:
            first = self.vision(pixel_values=seen.flatten(0, -4)).last_hidden_state[:, 0]
            seen = first.unflatten(0, (len(seen), -1)).mean(1)
        return self.visual_projection(seen)

    def directions(self, image, text):
        items, languages = len(image), len(text) // len(image)
        logits = self.logit_scale.exp() * F.normalize(image, dim=-1) @ F.normalize(text, dim=-1).T
        own = torch.arange(items)
        to_text = -logits.log_softmax(-1).unflatten(1, (languages, items))[own, :, own].mean()
        return to_text, F.cross_entropy(logits.T, own.repeat(languages))

    def freeze(self, frozen):
        self.text.requires_grad_(not frozen)
        self.vision.requires_grad_(not frozen)


def dual_name(name):
    return published(name) if name.startswith("vision.") else name


def make_parallel(text, vision):
    start, root = Dual(text, vision), folder(ROOT / "parallel")
    lengths = torch.tensor(LENGTHS)
    ids = torch.randint(4, WORDS, (*lengths.shape, 14))
    ids[own_positions(lengths, 14) == 0] = 1
    items = lengths.shape[1]
    seen = {"pixels": torch.randn(items, 3, SIDE, SIDE), "frames": torch.randn(items, 2, 3, SIDE, SIDE),
            "features": torch.randn(items, WIDTH)}
    save_tensors(root / "inputs.safetensors", seen | {
        "input_ids": ids.to(torch.int32), "lengths": lengths.to(torch.int32)} | {
        name: value for name, value in start.state_dict().items() if not name.startswith(("text.", "vision."))})

    expected, terms = {}, {}
    for case, languages, kind in (("english", 1, "pixels"), ("three", 3, "pixels"), ("frozen", 3, "pixels"),
                                  ("cached", 3, "features"), ("video", 3, "frames")):
        model = copy.deepcopy(start)
        model.freeze(case == "frozen")
        image, caption = model.of_images(seen[kind]), model.of_texts(ids[:languages], lengths[:languages])
        to_text, to_image = model.directions(image, caption)
        loss = (to_text + to_image) / 2
        loss.backward()
        terms[case] = {"loss": loss.item(), "image_to_text": to_text.item(), "text_to_image": to_image.item()}
        own = {"image": image.detach(), "text": caption.detach()} | gradients(model, dual_name)
        expected |= {f"{case}.{name}": value for name, value in own.items()}
    save_tensors(root / "expected.safetensors", expected)
    write_json(root / "terms.json", terms)

    model = copy.deepcopy(start)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for index in range(4):
        model.freeze(index < 2)
        loss = sum(model.directions(model.of_images(seen["pixels"]), model.of_texts(ids, lengths))) / 2
        step(optimizer, loss, model.logit_scale)
    save_tensors(root / "steps.safetensors", weights(model, dual_name))


# CLIP

def make_finetune():
    tower = sizes(hidden_act="quick_gelu", projection_dim=PROJECTION)
    model = CLIPModel(CLIPConfig(
        projection_dim=PROJECTION,
        text_config=dict(**tower, vocab_size=WORDS, max_position_embeddings=20, bos_token_id=WORDS - 2,
                         eos_token_id=WORDS - 1, pad_token_id=1),
        vision_config=dict(**tower, image_size=SIDE, patch_size=PATCH))).eval()
    spread_weights(model)
    root = ROOT / "finetune"
    save(root, model)
    lengths = torch.tensor(CLIP_LENGTHS)
    ids, mask = torch.randint(2, WORDS - 2, (len(lengths), 20)), own_positions(lengths, 20)
    ids[mask == 0] = 1
    ids[:, 0] = WORDS - 2
    ids[torch.arange(len(lengths)), lengths - 1] = WORDS - 1
    inputs = dict(pixel_values=torch.randn(len(lengths), 3, SIDE, SIDE), input_ids=ids, attention_mask=mask)
    save_tensors(root / "inputs.safetensors", {
        "pixels": inputs["pixel_values"], "input_ids": ids.to(torch.int32), "lengths": lengths.to(torch.int32)})

    output = model(**inputs, return_loss=True)
    output.loss.backward()
    save_tensors(root / "expected.safetensors", gradients(model) | {
        "text": output.text_model_output.pooler_output.detach(), "image": output.vision_model_output.pooler_output.detach()})
    write_json(root / "terms.json", {"loss": output.loss.item()})

    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(3):
        step(optimizer, model(**inputs, return_loss=True).loss, model.logit_scale)
    save_tensors(root / "steps.safetensors", weights(model))


# Pictures

PICTURES = {"wide": (37, 23, 3), "tall": (19, 40, 3), "square": (8, 8, 3), "alpha": (13, 11, 4)}
CASES = (
    ("wide", None, (50, 31)), ("wide", None, (12, 7)), ("wide", None, (37, 11)), ("wide", None, (5, 60)),
    ("wide", (3, 2, 30, 19), (24, 24)), ("wide", (20, 0, 37, 23), (24, 24), "flip"), ("wide", None, (37, 23), "flip"),
    ("tall", None, (41, 47)), ("tall", None, (7, 13)), ("tall", (0, 11, 19, 30), (24, 24)), ("tall", (4, 5, 5, 38), (9, 10)),
    ("square", None, (24, 24)), ("square", None, (3, 5)), ("square", None, (1, 1)), ("square", None, (8, 8)),
    ("square", (2, 3, 7, 8), (5, 5)), ("alpha", None, (24, 24)), ("alpha", None, (6, 5)),
    ("alpha", (1, 2, 12, 9), (24, 24), "flip"))


def make_pillow():
    root = folder(ROOT / "pillow")
    pixels = {name: torch.randint(256, (height, width, channels), dtype=torch.uint8)
              for name, (width, height, channels) in PICTURES.items()}
    pixels["alpha"][:4, :, 3], pixels["alpha"][7:, :, 3] = 0, 255
    pictures = {name: Image.fromarray(value.numpy()) for name, value in pixels.items()}
    cases = []
    for filtered, some in ((InterpolationMode.BILINEAR, CASES), (InterpolationMode.BICUBIC, CASES[::3])):
        for source, box, (width, height), *flipped in some:
            picture = pictures[source]
            left, top, right, bottom = box or (0, 0, *picture.size)
            image = T.resized_crop(picture, top, left, bottom - top, right - left, [height, width], filtered)
            result = "-".join([source, *(["box"] if box else []), f"{width}x{height}", filtered.value, *flipped])
            assert result not in pixels
            pixels[result] = T.pil_to_tensor(T.hflip(image) if flipped else image).permute(1, 2, 0)
            cases.append(dict(source=source, box=box, size=(width, height), filter=filtered.value, flip=bool(flipped),
                              result=result))
    save_tensors(root / "pictures.safetensors", pixels)
    write_json(root / "cases.json", {"cases": cases})


one_thread()
torch.manual_seed(47)
vit, xlmr = make_vit(), make_xlmr()
make_parallel(xlmr, vit)
make_finetune()
make_pillow()
