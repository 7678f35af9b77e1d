"""Makes text models of published sizes with random weights, and what transformers gives for them: make-real-size-text.py DIR

DIR gets a folder each for Multilingual-CLIP on XLM-R large, XLM-R base and multilingual BERT (transformers 5.23.0, torch
2.11.0, seed 6), with config.json as the published folders have it, model.safetensors and expected.safetensors: input_ids,
lengths, and `features`: Multilingual-CLIP's, of the others the mean over each text's own positions. 4 GB;
Tests/ModelsTests reads it where TESSERA_REAL_SIZE_TEXT names DIR.
"""
import json
import pathlib
import sys

import torch
from transformers import BertConfig, BertModel, XLMRobertaConfig, XLMRobertaModel

from oracle import folder, save_tensors, spread_weights

LENGTHS = (5, 9, 1, 33, 77)
ROBERTA = dict(vocab_size=250_002, max_position_embeddings=514, type_vocab_size=1, layer_norm_eps=1e-5)
MODELS = {
    "mclip-large": XLMRobertaConfig(hidden_size=1024, intermediate_size=4096, num_hidden_layers=24, num_attention_heads=16, **ROBERTA),
    "xlmr-base": XLMRobertaConfig(**ROBERTA),
    "mbert": BertConfig(vocab_size=119_547),
}

root = pathlib.Path(sys.argv[1])
for name, config in MODELS.items():
    torch.manual_seed(6)
    target = folder(root / name)
    kind = BertModel if name == "mbert" else XLMRobertaModel
    model = kind(config, add_pooling_layer=False).eval()
    spread_weights(model)
    ids = torch.randint(4, config.vocab_size, (len(LENGTHS), max(LENGTHS)))
    mask = (torch.arange(max(LENGTHS)) < torch.tensor(LENGTHS)[:, None]).long()
    ids[mask == 0] = config.pad_token_id
    with torch.no_grad():
        hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
        features = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        if name == "mclip-large":
            last = torch.nn.Linear(1024, 768)
            features = last(features)
            weights = {f"transformer.{key}": value for key, value in model.state_dict().items()}
            save_tensors(target / "model.safetensors", weights | {
                "LinearTransformation.weight": last.weight.data, "LinearTransformation.bias": last.bias.data})
            published = dict(model_type="M-CLIP", modelBase="xlm-roberta-large", numDims=768, transformerDimensions=1024)
            (target / "config.json").write_text(json.dumps(published) + "\n")
        else:
            model.save_pretrained(target)
    save_tensors(target / "expected.safetensors", {
        "input_ids": ids.to(torch.int32), "lengths": torch.tensor(LENGTHS, dtype=torch.int32), "features": features})
