"""Makes Tests/Fixtures/stream: one split cut into one shard and into seven, and what numpy gathers from it.

numpy (seed 23) and safetensors' own writer. 29 items with 0 to 3 German captions and 1 to 3 English ones each, which the German
ones translate; features of 21 numbers, among them subnormals, -0 and the largest; tokens of 0 to 9 ids, one caption of none.
one, seven: F16 [29, 21]; written: as they are, with German captions between the others that translate nothing and belong to no
batch that has sources, in two shards; frames: F16 [29, 4, 21], 1 to 4 frames kept an item, zeros after them, in three shards. expected.safetensors, a
row a caption, German first: item I32; visual, source F32 [captions, 21]; tokens, source_tokens I32 with .offsets I32; mean F32
[captions, 21], of frames: their float32 sum in order, divided by their number.
"""

import hashlib
import json
import shutil

import numpy as np
from safetensors.numpy import save_file

from oracle import FIXTURES, folder

random = np.random.default_rng(23)
ITEMS, WIDTH, FRAMES = 29, 21, 4


def halves(*shape):
    values = random.standard_normal(shape).astype(np.float16)
    flat = values.reshape(-1)
    flat[:: 50] = np.float16(6e-8) * random.integers(1, 900, len(flat[::50])).astype(np.float16)
    flat[7:: 90], flat[11:: 110], flat[13:: 130] = np.float16(-0.0), np.float16(65504), np.float16(-6e-8)
    return values


visual = halves(ITEMS, WIDTH)
frames = random.integers(1, FRAMES + 1, ITEMS).astype(np.int32)
kept = halves(ITEMS, FRAMES, WIDTH)
for item, count in enumerate(frames):
    kept[item, count:] = 0
english = [(item, None) for item in range(ITEMS) for _ in range(random.integers(1, 4))]
german = []
for item in range(ITEMS):
    own = [row for row, (other, _) in enumerate(english) if other == item]
    german += [(item, int(row)) for row in random.choice(own, random.integers(0, 4))]
features = halves(len(english), WIDTH)
tokens = {name: [random.integers(0, 60_000, random.integers(0, 10)).astype(np.int32) for _ in rows]
          for name, rows in (("en", english), ("de", german))}
tokens["de"][3] = np.zeros(0, np.int32)


def ragged(parts, dtype, offset):
    offsets = np.cumsum([0] + [len(part) for part in parts]).astype(offset)
    return np.concatenate([np.zeros(0, dtype), *parts]).astype(dtype), offsets


def texts(strings):
    return ragged([np.frombuffer(text.encode(), np.uint8) for text in strings], np.uint8, np.int64)


def annotate(path, notes):
    """The library writes notes in another order each time: so they go in sorted."""
    data = path.read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    header = json.dumps({"__metadata__": dict(sorted(notes.items())), **json.loads(data[8:end])}, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    path.write_bytes(len(header).to_bytes(8, "little") + header + data[end:])


def shard(path, first, end, rows, pooling, written):
    tensors = {"visual": rows[first:end], "visual.frames": frames[first:end]}
    tensors["ids.bytes"], tensors["ids.offsets"] = texts([f"item-{i}" for i in range(first, end)])
    english_first = next(row for row, (item, _) in enumerate(english) if item >= first)
    for name, captions in (("en", english), ("de", german)):
        chosen = [(*caption, f"{name} {row}", tokens[name][row]) for row, caption in enumerate(captions)]
        if written and name == "de":
            for item in range(0, ITEMS, 3):
                place = next((row for row, caption in enumerate(chosen) if caption[0] >= item), len(chosen))
                chosen.insert(place + item % 2, (item, None, f"written {item}", np.arange(item % 7, dtype=np.int32)))
        chosen = [caption for caption in chosen if first <= caption[0] < end]
        key = f"captions.{name}"
        tensors[key + ".item"] = np.array([caption[0] - first for caption in chosen], np.int32)
        tensors[key + ".source"] = np.array(
            [-1 if caption[1] is None else caption[1] - english_first for caption in chosen], np.int32)
        tensors[key + ".text.bytes"], tensors[key + ".text.offsets"] = texts([caption[2] for caption in chosen])
        tensors[key + ".tokens"], tensors[key + ".tokens.offsets"] = ragged(
            [caption[3] for caption in chosen], np.int32, np.int64)
        if name == "en":
            tensors[key + ".features"] = features[[row for row, (item, _) in enumerate(english) if first <= item < end]]
    notes = {
        "format": "tessera.features/1", "dataset": "oracle", "split": "train", "source_language": "en", "model": "m",
        "model.sha256": "1", "preprocessing": "p", "sampling": "uniform:4", "pooling": pooling, "precision": "fp32",
        "salvage": "false"}
    for name in tokens:
        notes |= {f"tokenizer.{name}": "t", f"tokenizer.{name}.sha256": "2"}
    save_file({name: np.ascontiguousarray(value) for name, value in tensors.items()}, path)
    annotate(path, notes)
    path.chmod(0o644)
    return {"file": path.name, "split": "train", "items": end - first, "captions": {}, "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def split(name, cuts, rows, pooling, written=False):
    where = folder(out / name)
    edges = [0, *cuts, ITEMS]
    entries = [shard(where / f"train-{n}.safetensors", a, b, rows, pooling, written) for n, (a, b) in enumerate(zip(edges, edges[1:]))]
    (where / "index.json").write_text(json.dumps({"format": "tessera.features/1", "shards": entries}, indent=1) + "\n")


out = FIXTURES / "stream"
shutil.rmtree(out, ignore_errors=True)
split("one", [], visual, "mean")
split("seven", [1, 5, 9, 10, 18, 25], visual, "mean")
split("frames", [11, 12], kept, "frames")
split("written", [13], visual, "mean", written=True)

captions = german + english
sources = [row for _, row in german] + list(range(len(english)))
items = np.array([item for item, _ in captions], np.int32)
own, own_offsets = ragged(tokens["de"] + tokens["en"], np.int32, np.int32)
source, source_offsets = ragged([tokens["en"][row] for row in sources], np.int32, np.int32)
mean = np.stack([kept[item, :frames[item]].astype(np.float32).sum(0) / np.float32(frames[item]) for item in items])
save_file({
    "item": items, "visual": visual.astype(np.float32)[items], "source": features.astype(np.float32)[sources],
    "mean": mean, "tokens": own, "tokens.offsets": own_offsets, "source_tokens": source,
    "source_tokens.offsets": source_offsets}, out / "expected.safetensors")
(out / "expected.safetensors").chmod(0o644)
