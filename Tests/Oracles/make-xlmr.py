"""Makes Tests/Fixtures/odd/tokenizers: XLM-R's tokenizer.json, and odd lines for it and for the golden folder's other tokenizers.

- xlm-r/tokenizer.json: the pieces and the map of characters of golden/tokenizers/sentencepiece in the form of the published file;
  `<mask>` takes the spaces before it, and a few added tokens have each of the other switches.
- corpus.json: lines of random characters (seed 15) and lines that other implementations get wrong.
- NAME.expected.json: the ids of Hugging Face tokenizers 0.23.3. Needs make-tokenizers.py first.
"""

import base64
import random

from captions import CORPUS, random_lines
from oracle import FIXTURES, GOLDEN, MAX_LENGTH, folder, tokenizer_rows, write_json

LINES = [
    # Runs of marks longer than any buffer, rare jamo, letters beyond U+FFFF that look composable in 16 bits.
    "\u0340\u034a" * 70, "a" + "\u0323\u0301" * 40, "\uc0d7\ua96d\ua967 \ub69c\u11e3 \u1112\u1161\u11ab\ud7cb", "\U00010041\u0301 \U000103b1\u0301",
    "\U0001d15e\U0001d165 \U0002f800\u0301", "\u0344 \u0f73\u0f74 \u0958\u09df \u2adc \ufb1d",
    # Marks of Unicode 8 that are none today.
    "a\u1734b \u1734", "a\U0001171eb",
    # Graphemes, by which XLM-R's map of characters goes.
    "\uff41\u0301 \u00bd\u0338 \u2126\u0308 \u212b\u0323 \r\n\u0600\u0661 \u0e33\u0e33 \u1e9b\u0323", "\u200d\u200d \ufe0f \u115f\u3164",
    # Added tokens, where they may stand and where not.
    "a <mask> b", "a \u3000 <mask>b<mask>  <mask>", "x <img> , <img>y _<img> \u0301<img> <img>\u0301", "the Vid  eo , Vid eo!", "CAFE\u0301\u2009 caf\u00e9",
]
ADDED = [("<img>", dict(single_word=True)), ("Vid eo", dict(rstrip=True)), ("caf\u00e9", dict(normalized=True, lstrip=True))]


def fields(message):
    """The fields of a protocol buffer message -> (number, value)."""
    place = 0

    def number():
        nonlocal place
        value = shift = 0
        while True:
            byte = message[place]
            place += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value
    while place < len(message):
        tag = number()
        if tag & 7 == 0:
            yield tag >> 3, number()
        else:
            size = number() if tag & 7 == 2 else {1: 8, 5: 4}[tag & 7]
            yield tag >> 3, message[place:place + size]
            place += size


def token(number, text, **switches):
    return {"id": number, "content": text, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
            "special": not switches, **switches}


def make_xlmr(out):
    import sentencepiece
    path = GOLDEN / "tokenizers" / "sentencepiece" / "sentencepiece.bpe.model"
    model = sentencepiece.SentencePieceProcessor(model_file=str(path))
    normalizer = dict(fields(dict(fields(path.read_bytes()))[3]))
    vocabulary = [["<s>", 0.0], ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0]]
    vocabulary += [[model.id_to_piece(i), model.get_score(i)] for i in range(3, model.get_piece_size())]
    specials = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
    added = [token(i, text) for text, i in specials.items()]
    added.append({**token(len(vocabulary), "<mask>"), "lstrip": True})
    vocabulary.append(["<mask>", 0.0])
    added += [token(len(vocabulary) + i, text, **switches) for i, (text, switches) in enumerate(ADDED)]
    part = lambda name: {"Sequence" if len(name) == 1 else "SpecialToken": {"id": name, "type_id": 0}}
    write_json(out / "tokenizer.json", {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(normalizer[2]).decode()},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True}]},
        "post_processor": {
            "type": "TemplateProcessing", "single": [part("<s>"), part("A"), part("</s>")],
            "pair": [part(name) for name in ("<s>", "A", "</s>", "</s>", "B", "</s>")],
            "special_tokens": {name: {"id": name, "ids": [specials[name]], "tokens": [name]} for name in ("<s>", "</s>")}},
        "decoder": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary, "byte_fallback": False},
    })


if __name__ == "__main__":
    root = folder(FIXTURES / "odd" / "tokenizers")
    make_xlmr(folder(root / "xlm-r"))
    corpus = LINES + random_lines(random.Random(15), 300) + CORPUS
    write_json(root / "corpus.json", corpus)
    for name, path in {"xlm-r": root / "xlm-r", **{n: GOLDEN / "tokenizers" / n for n in ("clip-bpe", "wordpiece")}}.items():
        rows = tokenizer_rows(path / "tokenizer.json", corpus)
        write_json(root / f"{name}.expected.json", {"max_length": MAX_LENGTH, "rows": rows})
