"""Writes the samples of DIR/1 as each of the others has it. Called by run: make-inputs.py DIR"""

import pathlib
import sys

import numpy as np
import webdataset
from safetensors.numpy import load_file
from streaming import MDSWriter

folder = pathlib.Path(sys.argv[1])
shard = load_file(folder / "1" / "train-0.safetensors")
visual = shard["visual"]
texts = {}
for name in ("en", "de"):
    ids, offsets = shard[f"captions.{name}.tokens"], shard[f"captions.{name}.tokens.offsets"]
    texts[name] = [ids[a:b] for a, b in zip(offsets, offsets[1:])]

# For numpy the tokens are filled up to the longest, so that one indexing gathers them.
arrays = folder / "numpy"
arrays.mkdir()
np.save(arrays / "visual.npy", visual)
for name, rows in texts.items():
    np.save(arrays / f"{name}.lengths.npy", np.array([len(row) for row in rows], np.int32))
    full = np.zeros((len(rows), max(map(len, rows))), np.int32)
    for place, row in enumerate(rows):
        full[place, : len(row)] = row
    np.save(arrays / f"{name}.npy", full)

# Raw bytes beside .npy: both are usual, and the faster counts.
for way in ("npy", "bytes"):
    (folder / f"webdataset-{way}").mkdir()
    with webdataset.ShardWriter(str(folder / f"webdataset-{way}" / "%05d.tar"), maxcount=2000, verbose=0) as writer:
        for place in range(len(visual)):
            row = {"visual": visual[place], "en": texts["en"][place], "de": texts["de"][place]}
            named = {f"{k}.npy": v for k, v in row.items()} if way == "npy" else {f"{k}.bin": v.tobytes() for k, v in row.items()}
            writer.write({"__key__": f"{place:09d}", **named})
    columns = {"visual": "ndarray:float16:512", "en": "ndarray:int32", "de": "ndarray:int32"}
    if way == "bytes":
        columns = dict.fromkeys(columns, "bytes")
    with MDSWriter(out=str(folder / f"mosaicml-streaming-{way}"), columns=columns) as writer:
        for place in range(len(visual)):
            row = {"visual": visual[place], "en": texts["en"][place], "de": texts["de"][place]}
            writer.write(row if way == "npy" else {k: v.tobytes() for k, v in row.items()})
