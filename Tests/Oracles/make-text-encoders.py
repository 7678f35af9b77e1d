"""Makes Tests/Fixtures/text: small text models of every layout that is read, what transformers gives for them, and what
PyTorch and peft give for every way to tune them.

transformers 5.23.0 and peft 0.21.2 on torch 2.11.0 (seed 31), fp32 on the CPU.

- xlmr, bert, bert-older: XLMRobertaModel, BertForPreTraining, and that with the names that TensorFlow gave norms.
  hidden.safetensors: the outputs at all positions of texts of several lengths.
- mclip: Multilingual-CLIP's text model by its own configuration and names; its embeddings.
- tuning: for each method that adds weights, what is added, drawn so that it tells; the features of captions; for each
  alignment loss its terms, and the gradient of everything that is trained.
"""
import copy
import json

import torch
from peft import LoraConfig, PromptTuningConfig, TaskType, get_peft_model
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F
from transformers import BertConfig, BertForPreTraining, XLMRobertaConfig, XLMRobertaModel

from oracle import FIXTURES, folder, one_thread, save_tensors, spread_weights, write_json

ROOT = FIXTURES / "text"
WORDS, WIDTH, LAYERS, HEADS, INNER, POSITIONS, PROJECTION = 64, 32, 2, 4, 48, 40, 12
LENGTHS = (3, 9, 1, 14, 7, 5)


def texts(padding):
    """-> ids [6, 14] and the mask of each text's own positions"""
    ids = torch.randint(4, WORDS, (len(LENGTHS), max(LENGTHS)))
    mask = torch.zeros_like(ids)
    for row, length in enumerate(LENGTHS):
        ids[row, length:] = padding
        mask[row, :length] = 1
    return ids, mask


def sizes(**others):
    return dict(vocab_size=WORDS, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
                intermediate_size=INNER, max_position_embeddings=POSITIONS) | others


def xlmr():
    model = XLMRobertaModel(XLMRobertaConfig(**sizes(type_vocab_size=1, layer_norm_eps=1e-5)), add_pooling_layer=False)
    spread_weights(model)
    return model.eval()


def outputs(root, model, padding):
    ids, mask = texts(padding)
    with torch.no_grad():
        hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
    save_tensors(root / "hidden.safetensors", {
        "input_ids": ids.to(torch.int32), "lengths": torch.tensor(LENGTHS, dtype=torch.int32), "hidden": hidden})


def readable(root):
    for file in root.iterdir():
        file.chmod(0o644)


class MultilingualCLIP(nn.Module):
    """The mean of a transformer's outputs over a text's own positions, and a linear map."""

    def __init__(self, transformer):
        super().__init__()
        self.transformer = transformer
        self.LinearTransformation = nn.Linear(WIDTH, PROJECTION)

    def forward(self, ids, mask, **others):
        hidden = self.transformer(input_ids=ids, attention_mask=mask, **others).last_hidden_state
        hidden = hidden[:, hidden.shape[1] - ids.shape[1]:]
        return self.LinearTransformation((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))


def make_layouts():
    root = folder(ROOT / "xlmr")
    model = xlmr()
    model.save_pretrained(root)
    outputs(root, model, 1)
    root = folder(ROOT / "bert")
    model = BertForPreTraining(BertConfig(**sizes(type_vocab_size=2)))
    spread_weights(model)
    model.eval().save_pretrained(root)
    outputs(root, model.bert, 0)
    older = folder(ROOT / "bert-older")
    for name in ("config.json", "hidden.safetensors"):
        (older / name).write_bytes((root / name).read_bytes())
    renamed = {name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): value
               for name, value in load_file(root / "model.safetensors").items()}
    save_file(renamed, older / "model.safetensors", metadata={"format": "pt"})
    for root in (ROOT / "xlmr", root, older):
        readable(root)


# Tuning

class Adapter(nn.Module):
    def __init__(self):
        super().__init__()
        self.down, self.up = nn.Linear(WIDTH, 6), nn.Linear(6, WIDTH)

    def forward(self, x):
        return x + self.up(F.gelu(self.down(x), approximate="tanh"))


class Kronecker(nn.Module):
    def __init__(self, n, inputs, outputs):
        super().__init__()
        self.rules = nn.Parameter(torch.zeros(n, n, n))
        self.left, self.right = nn.Parameter(torch.zeros(n, inputs // n, 1)), nn.Parameter(torch.zeros(n, 1, outputs // n))
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return x @ sum(torch.kron(rule, left @ right) for rule, left, right in zip(self.rules, self.left, self.right)) + self.bias


class Compacter(nn.Module):
    def __init__(self):
        super().__init__()
        self.down, self.up = Kronecker(4, WIDTH, 8), Kronecker(4, 8, WIDTH)

    def forward(self, x):
        return x + self.up(F.gelu(self.down(x), approximate="tanh"))


class Prefix(nn.Module):
    """Attention of a layer, with keys and values before those of the text."""

    def __init__(self, attention):
        super().__init__()
        self.attention = attention
        self.keys, self.values = nn.Parameter(torch.zeros(3, WIDTH)), nn.Parameter(torch.zeros(3, WIDTH))
        self.seen = None

    def forward(self, hidden_states, *arguments, **named):
        own = self.attention
        split = lambda x: x.view(x.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)
        before = lambda extra, x: torch.cat([extra.expand(len(x), -1, -1), x], 1)
        keys, values = before(self.keys, own.key(hidden_states)), before(self.values, own.value(hidden_states))
        scores = split(own.query(hidden_states)) @ split(keys).transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
        seen = torch.cat([torch.ones(len(keys), 3), self.seen], 1)
        scores = scores.masked_fill(seen[:, None, None] == 0, -torch.inf)
        return (scores.softmax(-1) @ split(values)).transpose(1, 2).flatten(2), None


def after(model, kind, endings):
    """Puts a module of a kind behind each of the named ones -> the added parameters by our names."""
    added = {}
    for name, module in list(model.named_modules()):
        if any(name.endswith("." + ending) for ending in endings):
            extra = kind()
            module.register_forward_hook(lambda _, __, y, extra=extra: extra(y))
            added |= {f"{name}.{kind.__name__.lower()}.{part}": value for part, value in extra.named_parameters()}
    return added


def tuned(method, model):
    """-> what encodes ids and mask, and what is trained, by our names"""
    model.requires_grad_(False)
    own = dict(model.named_parameters())
    if method == "full":
        model.requires_grad_(True)
        return model, own
    if method == "bitfit":
        return model, {name: value.requires_grad_(True) for name, value in own.items() if name.endswith(".bias")}
    if method == "lora":
        modules = ["query", "key", "value", "attention.output.dense"]
        get_peft_model(model, LoraConfig(r=2, lora_alpha=6, target_modules=modules, lora_dropout=0.0))
        ways = {"lora_A.default.weight": "lora.down", "lora_B.default.weight": "lora.up"}
        return model, {name.replace(way, ours): value for name, value in model.named_parameters()
                       for way, ours in ways.items() if name.endswith(way)}
    if method == "adapters":
        return model, after(model, Adapter, ("attention.output.dense", "output.dense"))
    if method == "compacter":
        return model, after(model, Compacter, ("attention.output.dense", "output.dense"))
    if method == "prefix":
        added, layers = {}, model.transformer.encoder.layer
        for index, layer in enumerate(layers):
            layer.attention.self = prefix = Prefix(layer.attention.self)
            for part in ("keys", "values"):
                added[f"transformer.encoder.layer.{index}.prefix.{part}"] = getattr(prefix, part)

        def encode(ids, mask):
            for layer in layers:
                layer.attention.self.seen = mask.float()
            return model(ids, mask)
        return encode, added
    if method == "prompt":
        config = PromptTuningConfig(task_type=TaskType.FEATURE_EXTRACTION, num_virtual_tokens=3, num_attention_heads=HEADS,
                                    num_layers=LAYERS, token_dim=WIDTH, num_transformer_submodules=1)
        model.transformer = get_peft_model(model.transformer, config)
        return model, {"transformer.prompt": model.transformer.prompt_encoder.default.embedding.weight}
    raise ValueError(method)


def contrast(a, b):
    logits = 100 * F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T
    own = torch.arange(len(logits))
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2


def alignment(kind, text, partner, visual):
    if kind == "mse":
        return F.mse_loss(text, partner)
    return contrast(partner, text) if kind == "contrastive" else contrast(visual, partner)


def make_tuning():
    clip = MultilingualCLIP(xlmr())
    spread_weights(clip.LinearTransformation)
    root = folder(ROOT / "mclip")
    write_json(root / "config.json", dict(
        model_type="M-CLIP", modelBase="xlm-roberta-base", transformerDimensions=WIDTH, numDims=PROJECTION,
        type_vocab_size=1, layer_norm_eps=1e-5, pad_token_id=1) | {k: v for k, v in sizes().items() if k != "hidden_size"})
    save_tensors(root / "model.safetensors", clip.state_dict())
    (ids, mask), (partners, partner_mask) = texts(1), texts(1)
    visual = torch.randn(len(LENGTHS), PROJECTION)
    with torch.no_grad():
        plain = clip(ids, mask)
    save_tensors(root / "expected.safetensors", {
        "input_ids": ids.to(torch.int32), "lengths": torch.tensor(LENGTHS, dtype=torch.int32), "features": plain})
    readable(root)

    root = folder(ROOT / "tuning")
    inputs = {"input_ids": ids.to(torch.int32), "partner_ids": partners.to(torch.int32), "visual": visual,
              "lengths": torch.tensor(LENGTHS, dtype=torch.int32)}
    expected, terms = {}, {}
    for method in ("full", "lora", "adapters", "bitfit", "prefix", "prompt", "compacter"):
        model = copy.deepcopy(clip)
        encode, trained = tuned(method, model)
        with torch.no_grad():
            for name, value in trained.items():
                if name not in clip.state_dict():
                    value.copy_(torch.randn_like(value) * 0.3)
                    inputs[f"{method}.{name}"] = value.clone()
        # Where the paper's script trains the final map and the norms beside.
        if method in ("lora", "prompt"):
            for name, value in model.named_parameters():
                if "LinearTransformation" in name or "output.LayerNorm" in name:
                    trained[name.replace("base_model.", "").replace("transformer.base_model", "transformer")] = value.requires_grad_(True)
        terms[method] = {}
        for kind in ("mse", "contrastive", "contrastive-with-image") if method == "lora" else ("mse",):
            for value in trained.values():
                value.grad = None
            text, partner = encode(ids, mask), encode(partners, partner_mask)
            main, extra = contrast(visual, text), alignment(kind, text, partner, visual)
            (main + 0.3 * extra).backward()
            terms[method][kind] = {"contrast": main.item(), "alignment": extra.item()}
            for name, value in trained.items():
                expected[f"{method}.{kind}.{name}"] = value.grad.clone()
        expected[f"{method}.features"] = text.detach()
    save_tensors(root / "inputs.safetensors", inputs)
    save_tensors(root / "expected.safetensors", expected)
    write_json(root / "terms.json", terms)


one_thread()
torch.manual_seed(31)
make_layouts()
make_tuning()
