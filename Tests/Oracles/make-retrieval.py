"""Makes Tests/Fixtures/evaluation: text and visual features of 40 items, and their retrieval metrics.

numpy 2.4.6 (seed 15). features.safetensors: `visual` F32 [40, 16], `text` F32 [captions, 16], `item` I32 [captions], the
row of `visual` that a caption belongs to. expected.json: recalls in percent, ranks from 1, and every query's rank.

Similarity: cosine in float64 of the float32 features, each product summed exactly, so that equal rows tie exactly.
text_to_visual: each caption asks for its item; rank = 1 + the other items at least as similar (ties count against us).
visual_to_text: each item asks for its captions; rank = 1 + other items' captions at least as similar as its best own one.
Some visual rows and captions are copies of each other, exact or times a power of two; all other pairs differ by 1e-6.
"""

import math

import numpy
import torch

from oracle import FIXTURES, folder, save_tensors, write_json

ITEMS, WIDTH = 40, 16
random = numpy.random.default_rng(15)
visual = random.normal(size=(ITEMS, WIDTH)) * random.uniform(0.2, 5, (ITEMS, 1))
item = numpy.sort(numpy.concatenate([numpy.arange(ITEMS), random.integers(0, ITEMS, 18), [3, 3]]))
kept = [i for i in range(len(item)) if (item[:i] == item[i]).sum() < 3]
item = item[kept].astype(numpy.int32)
noise = random.choice([0.5, 1.5, 4.0], size=(len(item), 1))
unit = visual / numpy.linalg.norm(visual, axis=1, keepdims=True)
text = (unit[item] + noise * random.normal(size=(len(item), WIDTH)) / 4) * random.uniform(0.2, 5, (len(item), 1))
visual, text = visual.astype(numpy.float32), text.astype(numpy.float32)
visual[7], visual[21], visual[30] = visual[5], 2 * visual[20], visual[5]
of = lambda i: int(numpy.flatnonzero(item == i)[0])
text[of(9)], text[of(14)], text[of(33)], text[of(7)] = text[of(8)], 4 * text[of(12)], text[of(8)], text[of(5)]


def norm(row):
    return math.sqrt(math.fsum(x * x for x in row))


def cosine(a, b):
    return math.fsum(x * y for x, y in zip(a, b)) / (norm(a) * norm(b))


similarity = numpy.array([[cosine(t, v) for v in visual.tolist()] for t in text.tolist()])


def check_gaps(rows):
    """Everything that is not an exact tie (up to the last bit) is told apart by more than float32's rounding."""
    gaps = numpy.diff(numpy.sort(rows, axis=1), axis=1)
    assert ((gaps < 1e-15) | (gaps > 1e-6)).all(), gaps[(gaps >= 1e-15) & (gaps <= 1e-6)]
    return int((gaps < 1e-15).sum())


ties = check_gaps(similarity), check_gaps(similarity.T)
similarity = similarity.round(12)  # equal rows scaled by a power of two: equal to the last bit


def metrics(ranks):
    ranks = numpy.array(ranks)
    return {**{f"r{k}": float((ranks <= k).mean() * 100) for k in (1, 5, 10)},
            "median_rank": float(numpy.median(ranks)), "mean_rank": float(ranks.mean())}


to_visual = [1 + sum(similarity[c, i] >= similarity[c, item[c]] for i in range(ITEMS) if i != item[c]) for c in range(len(item))]
to_text = [1 + sum(similarity[c, i] >= similarity[item == i, i].max() for c in range(len(item)) if item[c] != i)
           for i in range(ITEMS)]
expected = {"text_to_visual": metrics(to_visual), "visual_to_text": metrics(to_text)}
recalls = [direction[f"r{k}"] for direction in expected.values() for k in (1, 5, 10)]
expected["mean_recall"] = float(numpy.mean(recalls))
expected["ranks"] = {"text_to_visual": [int(r) for r in to_visual], "visual_to_text": [int(r) for r in to_text]}
expected["exact_ties"] = {"among_items": ties[0], "among_captions": ties[1]}
root = folder(FIXTURES / "evaluation")
save_tensors(root / "features.safetensors", {
    name: torch.from_numpy(value) for name, value in (("visual", visual), ("text", text), ("item", item))})
write_json(root / "expected.json", expected)
