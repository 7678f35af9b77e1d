"""Makes Tests/Fixtures/evaluation: text and visual features of small sets, and their retrieval metrics.

numpy 2.4.6 (seed 15). features.safetensors, for each set: `SET.visual` F32 [items, D], `SET.text` F32 [captions, D],
`SET.item` I32 [captions], the row of `visual` that a caption belongs to. expected.json, for each set: recalls in percent,
accuracies at 1 to 100, ranks' quartiles (numpy.percentile), and every query's rank, from 1.

Similarity: cosine in float64 of the float32 features, each product summed exactly, so that equal rows tie exactly.
text_to_visual: each caption asks for its item; rank = 1 + the other items at least as similar (ties count against us).
visual_to_text: each item asks for its captions; rank = 1 + other items' captions at least as similar as its best own one.
An item without captions asks nothing. Pairs that do not tie differ by 1e-9.

`ties`: visual rows and captions that are copies of each other, exact or times a power of two. `uncaptioned`: every third
item has no caption, others have up to five, in no order. `many`: more than 100 items, so that some ranks are beyond 100.
`one`: one item, one caption. `equal`: all features alike. `twins`: two kinds of features, so that blocks tie.
"""

import math

import numpy
import torch

from oracle import FIXTURES, folder, save_tensors, write_json

random = numpy.random.default_rng(15)


def norm(row):
    return math.sqrt(math.fsum(x * x for x in row))


def cosine(a, b):
    return math.fsum(x * y for x, y in zip(a, b)) / (norm(a) * norm(b))


def ties(rows):
    """Everything that is not an exact tie (up to the last bit) is told apart by far more than float64's rounding."""
    gaps = numpy.diff(numpy.sort(rows, axis=1), axis=1)
    assert ((gaps < 1e-15) | (gaps > 1e-9)).all(), gaps[(gaps >= 1e-15) & (gaps <= 1e-9)]
    return int((gaps < 1e-15).sum())


def metrics(ranks):
    ranks = numpy.array(ranks)
    accuracy = [float((ranks <= k).mean() * 100) for k in range(1, 101)]
    return {"queries": len(ranks), "r1": accuracy[0], "r5": accuracy[4], "r10": accuracy[9],
            "median_rank": float(numpy.median(ranks)), "mean_rank": float(ranks.mean()),
            "quartiles": [float(q) for q in numpy.percentile(ranks, (25, 50, 75))], "accuracy_at_k": accuracy,
            "ranks": [int(r) for r in ranks]}


def expected(visual, text, item):
    similarity = numpy.array([[cosine(t, v) for v in visual.tolist()] for t in text.tolist()])
    counts = {"among_items": ties(similarity), "among_captions": ties(similarity.T)}
    similarity = similarity.round(12)  # equal rows scaled by a power of two: equal to the last bit
    to_visual = [1 + sum(similarity[c, i] >= similarity[c, item[c]] for i in range(len(visual)) if i != item[c])
                 for c in range(len(item))]
    to_text = [1 + sum(similarity[c, i] >= similarity[item == i, i].max() for c in range(len(item)) if item[c] != i)
               for i in sorted(set(item.tolist()))]
    result = {"text_to_visual": metrics(to_visual), "visual_to_text": metrics(to_text)}
    recalls = [direction[f"r{k}"] for direction in result.values() for k in (1, 5, 10)]
    return {**result, "mean_recall": float(numpy.mean(recalls)), "exact_ties": counts}


def drawn(items, width, item, noises):
    visual = random.normal(size=(items, width)) * random.uniform(0.2, 5, (items, 1))
    unit = visual / numpy.linalg.norm(visual, axis=1, keepdims=True)
    noise = random.choice(noises, size=(len(item), 1))
    text = (unit[item] + noise * random.normal(size=(len(item), width)) / 4) * random.uniform(0.2, 5, (len(item), 1))
    return visual.astype(numpy.float32), text.astype(numpy.float32), numpy.array(item, dtype=numpy.int32)


def tied():
    item = numpy.sort(numpy.concatenate([numpy.arange(40), random.integers(0, 40, 18), [3, 3]]))
    item = item[[i for i in range(len(item)) if (item[:i] == item[i]).sum() < 3]]
    visual, text, item = drawn(40, 16, item, [0.5, 1.5, 4.0])
    visual[7], visual[21], visual[30] = visual[5], 2 * visual[20], visual[5]
    of = lambda i: int(numpy.flatnonzero(item == i)[0])
    text[of(9)], text[of(14)], text[of(33)], text[of(7)] = text[of(8)], 4 * text[of(12)], text[of(8)], text[of(5)]
    return visual, text, item


def uncaptioned():
    captioned = [i for i in range(31) if i % 3 != 1]
    return drawn(31, 13, random.permutation(numpy.repeat(captioned, random.integers(1, 6, len(captioned)))), [0.5, 2.0])


def twins():
    kinds = random.normal(size=(2, 19)).astype(numpy.float32)
    return kinds[numpy.arange(24) % 2], kinds[numpy.arange(48) % 2], (numpy.arange(48) // 2).astype(numpy.int32)


sets = {
    "ties": tied(), "uncaptioned": uncaptioned(),
    "many": drawn(150, 8, numpy.sort(numpy.tile(numpy.arange(150), 2)), [1.5, 6.0]),
    "one": drawn(1, 5, numpy.array([0]), [1.0]),
    "equal": (numpy.full((6, 7), 0.1, numpy.float32), numpy.full((9, 7), 0.1, numpy.float32),
              numpy.array([0, 1, 2, 3, 4, 5, 0, 1, 1], dtype=numpy.int32)),
    "twins": twins(),
}
root = folder(FIXTURES / "evaluation")
save_tensors(root / "features.safetensors", {
    f"{name}.{part}": torch.from_numpy(numpy.ascontiguousarray(value))
    for name, values in sets.items() for part, value in zip(("visual", "text", "item"), values)})
write_json(root / "expected.json", {name: expected(*values) for name, values in sets.items()})
