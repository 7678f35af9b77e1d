"""Makes a set of 25,000 captions of 5,000 items, too large to be committed, and its retrieval metrics:

    python make-large-retrieval.py DIR
    TESSERA_RETRIEVAL=DIR Scripts/test --filter LargeRetrievalTests

numpy (seed 16). The files have the form of Tests/Fixtures/evaluation, with one set, `large`: five captions an item, as MSCOCO's
5K test split. Some items and captions are copies of others. Similarity: cosine in float64; what is within 1e-12 of the right
answer ties with it, and must be a copy, or the script stops.
"""

import pathlib
import sys

import numpy
import torch

from oracle import folder, save_tensors, write_json

ITEMS, CAPTIONS, WIDTH, BLOCK, NEAR = 5000, 5, 512, 500, 1e-12
random = numpy.random.default_rng(16)
# One direction that all features share, as CLIP's have, so that similarities are near to each other.
common = random.normal(size=WIDTH) * 2
visual = (random.normal(size=(ITEMS, WIDTH)) + common).astype(numpy.float32)
item = random.permutation(numpy.repeat(numpy.arange(ITEMS), CAPTIONS)).astype(numpy.int32)
text = (0.2 * visual[item] + random.normal(size=(len(item), WIDTH)) + common).astype(numpy.float32)
for table, copies in ((visual, 50), (text, 400)):
    to, source = random.permutation(len(table))[:2 * copies].reshape(2, copies)
    table[to] = table[source]


def unit(rows):
    rows = rows.astype(numpy.float64)
    return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


def ranks(queries, candidates, right, name):
    """right: for each block of queries, which candidates are the right ones."""
    found, ties = [], 0
    for start in range(0, len(queries), BLOCK):
        similarity = unit(queries[start:start + BLOCK]) @ unit(candidates).T
        own = right(start, min(start + BLOCK, len(queries)))
        best = numpy.where(own, similarity, -2).max(axis=1, keepdims=True)
        for row, candidate in zip(*numpy.nonzero((numpy.abs(similarity - best) < NEAR) & ~own)):
            equal = [c for c in numpy.flatnonzero(own[row]) if (candidates[c] == candidates[candidate]).all()]
            assert equal, f"{name}: {start + row} and {candidate} are too near; draw another seed"
            ties += 1
        found += (1 + ((similarity >= best - NEAR) & ~own).sum(axis=1)).tolist()
    print(f"{name}: {len(found)} queries, {ties} ties")
    return numpy.array(found)


def metrics(ranks):
    accuracy = [float((ranks <= k).mean() * 100) for k in range(1, 101)]
    return {"queries": len(ranks), "r1": accuracy[0], "r5": accuracy[4], "r10": accuracy[9],
            "median_rank": float(numpy.median(ranks)), "mean_rank": float(ranks.mean()),
            "quartiles": [float(q) for q in numpy.percentile(ranks, (25, 50, 75))], "accuracy_at_k": accuracy,
            "ranks": [int(r) for r in ranks]}


to_visual = ranks(text, visual, lambda start, end: item[start:end, None] == numpy.arange(ITEMS), "text to visual")
to_text = ranks(visual, text, lambda start, end: numpy.arange(start, end)[:, None] == item, "visual to text")
result = {"text_to_visual": metrics(to_visual), "visual_to_text": metrics(to_text)}
result["mean_recall"] = float(numpy.mean([d[f"r{k}"] for d in result.values() for k in (1, 5, 10)]))
root = folder(pathlib.Path(sys.argv[1]))
save_tensors(root / "features.safetensors", {
    f"large.{name}": torch.from_numpy(value) for name, value in (("visual", visual), ("text", text), ("item", item))})
write_json(root / "expected.json", {"large": result})
