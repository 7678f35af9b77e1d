"""Makes Tests/Fixtures/golden/tokenizers: three small tokenizers, the corpus, and the ids expected for each line.

- clip-bpe: byte-level BPE in CLIP's form (256 bytes, 256 with </w>, merges, two special tokens), learnt here.
- wordpiece: cased, laid out as multilingual BERT ([PAD] 0, [UNK] 100, [CLS] 101, [SEP] 102, [MASK] 103), learnt here.
- sentencepiece: a unigram model with nmt_nfkc, trained by sentencepiece 0.2.3.
The expected ids are those of Hugging Face tokenizers 0.23.3 and sentencepiece 0.2.3. No random numbers, but in a folder of another seed: other captions to learn from, other
sizes, and many more lines.
"""

import collections
import io
import json
import re
import unicodedata

from captions import ALL_CAPTIONS, CORPUS, random_lines
from oracle import GOLDEN, MAX_LENGTH, SEED, drawn, folder, sentencepiece_rows, tokenizer_rows, vary, write_json

BPE_MERGES, WORDPIECE_MERGES, SENTENCEPIECE_VOCABULARY = vary(400, 60, 1500), vary(400, 60, 1200), vary(700, 600, 1000)
if SEED:
    ALL_CAPTIONS = drawn.sample(ALL_CAPTIONS, len(ALL_CAPTIONS) * 3 // 4)
    CORPUS = CORPUS + random_lines(drawn, 3000)


def learn_merges(words, count, join):
    """Plain byte-pair encoding: the most frequent pair first, ties by text. `words`: tuple of symbols -> frequency."""
    merges = []
    while len(merges) < count:
        pairs = collections.Counter()
        for word, frequency in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += frequency
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        merged, rest = join(*best), collections.Counter()
        for word, frequency in words.items():
            out, i = [], 0
            while i < len(word):
                if word[i:i + 2] == best:
                    out.append(merged)
                    i += 2
                else:
                    out.append(word[i])
                    i += 1
            rest[tuple(out)] += frequency
        words = rest
    return merges


def byte_letters():
    """GPT-2's printable letter for each byte, in CLIP's order."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters, extra = {b: chr(b) for b in kept}, 0
    for b in range(256):
        if b not in letters:
            letters[b] = chr(256 + extra)
            extra += 1
    return letters


def special(number, content):
    return {"id": number, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": True}


def make_clip_bpe(out):
    letters = byte_letters()
    words = collections.Counter()
    for line in ALL_CAPTIONS:
        for word in re.findall(r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|[^\s\w]+", unicodedata.normalize("NFC", line).lower()):
            symbols = [letters[b] for b in word.encode()]
            words[(*symbols[:-1], symbols[-1] + "</w>")] += 1
    merges = learn_merges(words, BPE_MERGES, lambda a, b: a + b)
    start, end = "<|startoftext|>", "<|endoftext|>"
    names = [*letters.values(), *(l + "</w>" for l in letters.values()), *(a + b for a, b in merges), start, end]
    vocabulary = {name: i for i, name in enumerate(dict.fromkeys(names))}
    (out / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (out / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges), encoding="utf-8")
    pattern = "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+"
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    write_json(out / "tokenizer.json", {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [special(vocabulary[start], start), special(vocabulary[end], end)],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "}, {"type": "Lowercase"}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Removed", "invert": True}, byte_level]},
        "post_processor": {"type": "RobertaProcessing", "sep": [end, vocabulary[end]], "cls": [start, vocabulary[start]],
                           "trim_offsets": False, "add_prefix_space": False},
        "decoder": {**byte_level, "add_prefix_space": True},
        "model": {"type": "BPE", "dropout": None, "unk_token": end, "continuing_subword_prefix": "",
                  "end_of_word_suffix": "</w>", "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
                  "vocab": vocabulary, "merges": [list(pair) for pair in merges]},
    })


def make_wordpiece(out):
    words = collections.Counter()
    for line in ALL_CAPTIONS:
        for word in re.findall(r"[\u3040-\u30ff]+|[\u4e00-\u9fff]|[^\W\u3040-\u30ff\u4e00-\u9fff]+|[^\w\s]", line):
            words[(word[0], *("##" + c for c in word[1:]))] += 1
    letters = collections.Counter()
    for word, frequency in words.items():
        for symbol in word:
            letters[symbol] += frequency
    # Alphabets in both forms; ideographs and signs seen once stay out, so that the corpus has unknown words too.
    marks = [chr(c) for c in range(33, 127) if not chr(c).isalnum()]
    alphabet = sorted({l[-1] for l in letters if ord(l[-1]) < 0x3000 and l[-1].isalpha()}
                      | {chr(c) for c in range(33, 127) if chr(c).isalnum()} | set("\u0301\u0308"))
    common = sorted(l for l, n in letters.items() if n > 1)
    kept = list(dict.fromkeys([*marks, *alphabet, *("##" + l for l in alphabet), *common]))
    merges = learn_merges(collections.Counter({w: n for w, n in words.items() if set(w) <= set(kept)}),
                          WORDPIECE_MERGES, lambda a, b: a + b[2:])
    specials = ["[PAD]", *(f"[unused{i}]" for i in range(1, 100)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    names = list(dict.fromkeys([*specials, *kept, *(a + b[2:] for a, b in merges)]))
    vocabulary = {name: i for i, name in enumerate(names)}
    (out / "vocab.txt").write_text("".join(name + "\n" for name in names), encoding="utf-8")
    part = lambda name, kind: {"Sequence" if len(name) == 1 else "SpecialToken": {"id": name, "type_id": kind}}
    named = lambda name: {"id": name, "ids": [vocabulary[name]], "tokens": [name]}
    write_json(out / "tokenizer.json", {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [special(i, name) for i, name in enumerate(specials)],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
                       "lowercase": False},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [part("[CLS]", 0), part("A", 0), part("[SEP]", 0)],
            "pair": [part("[CLS]", 0), part("A", 0), part("[SEP]", 0), part("B", 1), part("[SEP]", 1)],
            "special_tokens": {"[CLS]": named("[CLS]"), "[SEP]": named("[SEP]")}},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100, "vocab": vocabulary},
    })


def make_sentencepiece(out):
    import sentencepiece
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(ALL_CAPTIONS), model_writer=model, model_type="unigram", vocab_size=SENTENCEPIECE_VOCABULARY,
        hard_vocab_limit=False, character_coverage=0.99, normalization_rule_name="nmt_nfkc", num_threads=1,
        unk_id=0, bos_id=1, eos_id=2, pad_id=-1, minloglevel=2)
    (out / "sentencepiece.bpe.model").write_bytes(model.getvalue())


if __name__ == "__main__":
    root = folder(GOLDEN / "tokenizers")
    make_clip_bpe(folder(root / "clip-bpe"))
    make_wordpiece(folder(root / "wordpiece"))
    make_sentencepiece(folder(root / "sentencepiece"))
    write_json(root / "corpus.json", CORPUS)
    for name in ("clip-bpe", "wordpiece"):
        rows = tokenizer_rows(root / name / "tokenizer.json", CORPUS)
        write_json(root / f"{name}.expected.json", {"max_length": MAX_LENGTH, "rows": rows})
    rows = sentencepiece_rows(root / "sentencepiece" / "sentencepiece.bpe.model", CORPUS)
    write_json(root / "sentencepiece.expected.json", {"max_length": MAX_LENGTH, "rows": rows})
