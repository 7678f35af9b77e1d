"""What the scripts share: where things go, how they are written, and how each independent library is asked."""

import json
import os
import pathlib
import random
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "Fixtures"
SEED = int(os.environ.get("TESSERA_SEED", "0"))
GOLDEN = pathlib.Path(os.environ["TESSERA_MAKE"]) if SEED else FIXTURES / "golden"
MAX_LENGTH = 77
MEAN, STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]


drawn = random.Random(SEED)


def vary(usual, *others):
    """The usual value in the project's own folder; in a folder of another seed one of all, drawn by the seed."""
    return drawn.choice((usual, *others)) if SEED else usual


def folder(path):
    path.mkdir(parents=True, exist_ok=True)
    return path


def write_json(path, value):
    """Readable and small: one line for each thing in the outermost two levels."""
    def line(v):
        return json.dumps(v, ensure_ascii=False)

    def body(v, depth):
        pad = " " * (depth + 1)
        if depth < 2 and isinstance(v, dict) and v:
            return "{\n" + ",\n".join(f"{pad}{line(k)}: {body(x, depth + 1)}" for k, x in v.items()) + "\n" + pad[1:] + "}"
        if depth < 2 and isinstance(v, list) and v and not isinstance(v[0], (int, float)):
            return "[\n" + ",\n".join(pad + body(x, depth + 1) for x in v) + "\n" + pad[1:] + "]"
        return line(v)
    path.write_text(body(value, 0) + "\n", encoding="utf-8")


def save_tensors(path, tensors):
    """A safetensors file that all may read (the library makes it private)."""
    from safetensors.torch import save_file
    save_file({name: value.contiguous() for name, value in tensors.items()}, path)
    path.chmod(0o644)


def one_thread():
    import torch
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


# Tokenizers

def tokenizer_rows(path, lines):
    """Hugging Face tokenizers: `ids` whole, `cut` to 77 with the special tokens kept."""
    from tokenizers import Tokenizer
    whole, cut = Tokenizer.from_file(str(path)), Tokenizer.from_file(str(path))
    cut.enable_truncation(MAX_LENGTH)
    return [{"ids": whole.encode(line).ids, "cut": cut.encode(line).ids} for line in lines]


def sentencepiece_rows(path, lines):
    """sentencepiece, with the ids laid out as XLM-R's: <s> 0, <pad> 1, </s> 2, <unk> 3, others the model's id plus 1."""
    import sentencepiece
    model = sentencepiece.SentencePieceProcessor(model_file=str(path))
    rows = []
    for text in lines:
        ids = [3 if i == model.unk_id() else i + 1 for i in model.encode(text)]
        rows.append({"ids": [0] + ids + [2], "cut": [0] + ids[:MAX_LENGTH - 2] + [2]})
    return rows


# Images

def pixel_values(path, size):
    """torchvision on the PIL image as it was opened: a palette is resized by nearest neighbour, alpha is weighed in the
    resize and then dropped, because the conversion to RGB comes last. EXIF orientation is not applied."""
    from PIL import Image
    import torchvision.transforms.functional as F
    image = F.resize(Image.open(path), size, F.InterpolationMode.BICUBIC, antialias=True)
    image = F.center_crop(image, size).convert("RGB")
    return F.normalize(F.to_tensor(image), MEAN, STD)


# CLIP

def spread_weights(model):
    """transformers starts weights near zero and norms at one: spread them, so that each of them tells in the result."""
    import torch
    with torch.no_grad():
        for name, value in model.named_parameters():
            if any(norm in name.lower() for norm in ("layer_norm", "layrnorm", "layernorm")):
                value.copy_(torch.randn_like(value) * 0.2 + (1.0 if name.endswith("weight") else 0.0))
            elif "embedding" in name and "patch" not in name:
                value.copy_(torch.randn_like(value) * 0.5)
            elif value.dim() > 1:
                value.copy_(torch.randn_like(value) * (value[0].numel() ** -0.5))
            elif value.dim() == 1:
                value.copy_(torch.randn_like(value) * 0.1)


def clip_numbers(clip, images):
    """transformers' CLIPModel in fp32 -> input_ids [texts, 77] padded with the end token, text_embeds, image_embeds"""
    import torch
    from transformers import CLIPModel
    inputs = json.loads((clip / "inputs.json").read_text())
    model = CLIPModel.from_pretrained(clip, attn_implementation="eager", dtype=torch.float32).eval()
    end = model.config.text_config.eos_token_id
    cut = [row["cut"] for row in tokenizer_rows(clip / "tokenizer.json", inputs["texts"])]
    ids = torch.tensor([row + [end] * (MAX_LENGTH - len(row)) for row in cut])
    size = model.config.vision_config.image_size
    pixels = torch.stack([pixel_values(images / name, size) for name in inputs["images"]])
    plain = lambda output: output if torch.is_tensor(output) else output.pooler_output
    with torch.no_grad():
        return {"input_ids": ids.to(torch.int32), "text_embeds": plain(model.get_text_features(input_ids=ids)),
                "image_embeds": plain(model.get_image_features(pixel_values=pixels))}


# Video

def ffmpeg(*arguments, **settings):
    return subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-threads", "1", *map(str, arguments)],
                          check=True, capture_output=True, **settings).stdout


def frame_md5(path):
    """MD5 of the raw planes of every decoded frame, in display order, in the decoder's pixel format, before rotation."""
    out = ffmpeg("-noautorotate", "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-").decode()
    return [line.split(",")[-1].strip() for line in out.splitlines() if not line.startswith("#")]


def videos(media):
    return sorted(p for p in media.iterdir() if p.is_file())


def relative_difference(ours, theirs):
    """Largest difference, as a share of the largest value."""
    return float((ours - theirs).abs().max() / theirs.abs().max().clamp_min(1e-30))


def golden_argument():
    """The folder named by TESSERA_GOLDEN, else the project's own."""
    return pathlib.Path(os.environ.get("TESSERA_GOLDEN", GOLDEN))
