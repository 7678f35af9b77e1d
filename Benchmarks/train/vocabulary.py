"""Small tokenizers learnt from captions, in the files that transformers and Tessera read.

Sizes of vocabularies are such that a caption has about as many tokens as with the published ones.
"""
import json

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import CLIPTokenizer

MERGES = 8000
PIECES = 6000
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
BERT = {"cls_token": "[CLS]", "do_lower_case": False, "mask_token": "[MASK]", "model_max_length": 512, "pad_token": "[PAD]",
        "sep_token": "[SEP]", "strip_accents": None, "tokenize_chinese_chars": True, "tokenizer_class": "BertTokenizer",
        "unk_token": "[UNK]"}
CLIP_WORDS = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def learn(tokenizer, texts, symbols, size, **options):
    """Byte pair merges. Naming all symbols beforehand gives them numbers that do not depend on the order of a hash table,
    and by these numbers the trainer chooses between pairs that are as frequent.

    -> tokens in the order of their numbers, and the merges"""
    tokenizer.train_from_iterator(
        texts, trainers.BpeTrainer(vocab_size=size, special_tokens=symbols, show_progress=False, **options))
    model = json.loads(tokenizer.to_str())["model"]
    merges = [tuple(merge.split(" ")) if isinstance(merge, str) else tuple(merge) for merge in model["merges"]]
    return sorted(model["vocab"], key=model["vocab"].get), merges


def make_byte_pairs(texts, folder):
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(CLIP_WORDS), "removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    symbols = letters + [letter + "</w>" for letter in letters]
    tokens, merges = learn(tokenizer, texts, symbols, len(symbols) + MERGES, end_of_word_suffix="</w>")
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    vocab = {token: number for number, token in enumerate(tokens)}
    CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77).save_pretrained(folder)


def byte_pair_ends(folder):
    """-> the numbers of the start and the end"""
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    return tokenizer.bos_token_id, tokenizer.eos_token_id


def byte_pairs(folder, texts):
    """-> each text's token ids, with start and end, 77 at most"""
    return CLIPTokenizer.from_pretrained(folder)(texts, truncation=True, max_length=77)["input_ids"]


def words_of(tokenizer):
    """The tokenizer, with multilingual BERT's way to find words."""
    tokenizer.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def make_word_pieces(texts, folder, size, width):
    """width: of the embeddings that go with them. The rest of `size` is pieces that no text has, as multilingual BERT has some."""
    learner = words_of(Tokenizer(models.BPE(continuing_subword_prefix="##")))
    letters = sorted({letter for text in texts for letter in learner.normalizer.normalize_str(text) if letter != " "})
    symbols = letters + ["##" + letter for letter in letters]
    pieces, _ = learn(learner, texts, symbols, PIECES - len(SPECIAL), continuing_subword_prefix="##")
    pieces = SPECIAL + pieces
    pieces += [f"[unused{number}]" for number in range(1, size - len(pieces) + 1)]
    tokenizer = words_of(Tokenizer(models.WordPiece(
        {piece: number for number, piece in enumerate(pieces)}, unk_token="[UNK]", max_input_chars_per_word=100,
        continuing_subword_prefix="##")))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", SPECIAL.index("[CLS]")), ("[SEP]", SPECIAL.index("[SEP]"))])
    tokenizer.decoder = decoders.WordPiece(prefix="##", cleanup=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "vocab.txt").write_text("".join(piece + "\n" for piece in pieces), "utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(BERT, indent=2) + "\n")
    (folder / "config.json").write_text(json.dumps(
        {"architectures": ["BertModel"], "hidden_size": width, "model_type": "bert", "vocab_size": size}, indent=2) + "\n")


def word_pieces(folder, texts):
    """-> each text's token ids, with [CLS] and [SEP], 77 at most"""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(77)
    return [encoding.ids for encoding in tokenizer.encode_batch(texts)]
