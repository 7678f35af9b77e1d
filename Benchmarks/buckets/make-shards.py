"""Makes many shards out of a workspace's: its training items again and again, each time under new names and with other features.

make-shards.py WORKSPACE/shards OUT COPIES
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy
from safetensors import safe_open
from safetensors.numpy import save_file


def offsets(lengths):
    return numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int64)


def many(tensors, copies, random):
    """A shard's columns, so many times one after the other."""
    items = len(tensors["ids.offsets"]) - 1
    result = {}
    for name, value in tensors.items():
        if name.endswith(".offsets"):
            result[name] = offsets(numpy.tile(numpy.diff(value), copies))
        elif name == "ids.bytes":
            pass
        elif name.endswith(".item"):
            result[name] = numpy.concatenate([value + items * copy for copy in range(copies)]).astype(value.dtype)
        elif name.endswith(".source"):
            language = name.split(".")[1]
            source = tensors["source.count"]
            result[name] = numpy.concatenate(
                [numpy.where(value < 0, value, value + source * copy) for copy in range(copies)]
            ).astype(value.dtype)
        elif name in ("source.count",):
            pass
        elif value.dtype == numpy.float16:
            rows = numpy.concatenate([value] * copies).astype(numpy.float32)
            rows += random.standard_normal(rows.shape, dtype=numpy.float32) * rows.std() / 4
            result[name] = rows.astype(numpy.float16)
        else:
            result[name] = numpy.concatenate([value] * copies)
    ids = [
        f"{copy}-".encode() + bytes(tensors["ids.bytes"][start:end])
        for copy in range(copies)
        for start, end in zip(tensors["ids.offsets"], tensors["ids.offsets"][1:])
    ]
    result["ids.bytes"] = numpy.frombuffer(b"".join(ids), numpy.uint8)
    result["ids.offsets"] = offsets([len(name) for name in ids])
    return result


def main():
    source, out, copies = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    index = json.loads((source / "index.json").read_text())
    out.mkdir(parents=True)
    random = numpy.random.default_rng(1)
    for entry in index["shards"]:
        with safe_open(source / entry["file"], "numpy") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}
            metadata = file.metadata()
        if entry["split"] == "train":
            first = next(name for name in tensors if name.endswith(".features"))
            tensors["source.count"] = len(tensors[first])
            tensors = many(tensors, copies, random)
            entry["items"] *= copies
            entry["captions"] = {name: count * copies for name, count in entry["captions"].items()}
        save_file(tensors, out / entry["file"], metadata)
        data = (out / entry["file"]).read_bytes()
        entry["bytes"], entry["sha256"] = len(data), hashlib.sha256(data).hexdigest()
    (out / "index.json").write_text(json.dumps(index, indent=2, sort_keys=True) + "\n")


main()
