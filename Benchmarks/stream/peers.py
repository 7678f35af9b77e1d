"""One of the others, in a process of its own: peers.py NAME WAY WORKERS DIR BATCH SECONDS -> {"samples": a second, "sum": of an epoch}

With SECONDS 0 one epoch is read, and the sums of its tokens and features printed.
"""

import json
import multiprocessing
import pathlib
import sys
import time

import numpy as np

name, way, workers, folder, batch, seconds = *sys.argv[1:3], int(sys.argv[3]), pathlib.Path(sys.argv[4]), int(sys.argv[5]), float(sys.argv[6])


def decoded(sample):
    """A sample of raw bytes as arrays."""
    return (np.frombuffer(sample[0], np.float16), np.frombuffer(sample[1], np.int32), np.frombuffer(sample[2], np.int32))


def collate(samples):
    """The features as one array, and each language's tokens one after the other with where they begin."""
    visual, english, german = zip(*samples)
    joined = [(np.concatenate(rows), np.cumsum([0, *map(len, rows)])) for rows in (english, german)]
    return np.stack(visual), joined[0][0], joined[0][1], joined[1][0], joined[1][1]


def from_row(row):
    return (row["visual"], row["en"], row["de"])


def collate_rows(rows):
    return collate([from_row(row) if way == "npy" else decoded(from_row(row)) for row in rows])


def with_webdataset():
    import webdataset as wds

    tars = sorted(str(path) for path in (folder / f"webdataset-{way}").glob("*.tar"))
    data = wds.WebDataset(tars, shardshuffle=len(tars), nodesplitter=None, seed=1, empty_check=False).shuffle(1000)
    if way == "npy":
        data = data.decode().to_tuple("visual.npy", "en.npy", "de.npy")
    else:
        data = data.to_tuple("visual.bin", "en.bin", "de.bin").map(decoded)
    data = data.batched(batch, collation_fn=collate)
    return wds.WebLoader(data, batch_size=None, num_workers=workers)


def with_streaming():
    import torch
    from streaming import StreamingDataset

    data = StreamingDataset(local=str(folder / f"mosaicml-streaming-{way}"), shuffle=True, batch_size=batch)
    return torch.utils.data.DataLoader(data, batch_size=batch, num_workers=workers, collate_fn=collate_rows)


class Arrays:
    """numpy's own indexing on arrays in memory, in a new order each epoch."""

    def __init__(self):
        self.tables = [np.load(folder / "numpy" / f"{n}.npy") for n in ("visual", "en", "de", "en.lengths", "de.lengths")]
        self.random = np.random.default_rng(1)

    def __iter__(self):
        order = self.random.permutation(len(self.tables[0]))
        for start in range(0, len(order), batch):
            chosen = order[start:start + batch]
            yield [table[chosen] for table in self.tables]


def rate(loader):
    """Samples a second, once the workers are under way."""
    samples, begin, end = 0, None, time.perf_counter() + 2
    while True:
        for made in loader:
            now = time.perf_counter()
            if begin is None:
                if now >= end:
                    begin, end = now, now + seconds
                continue
            samples += len(made[0])
            if now >= end:
                return samples / (now - begin)


def check(loader):
    samples, tokens, features = 0, 0, 0.0
    for made in loader:
        parts = [np.asarray(part) for part in made]
        samples += len(parts[0])
        features += float(parts[0].astype(np.float64).sum())
        tokens += int(parts[1].sum(dtype=np.int64)) + int(parts[2 if name == "numpy" else 3].sum(dtype=np.int64))
    return {"samples": samples, "tokens": tokens, "features": features}


def numpy_rate(results):
    results.put(rate(Arrays()))


if __name__ == "__main__":
    make = {"webdataset": with_webdataset, "mosaicml-streaming": with_streaming, "numpy": Arrays}[name]
    if seconds == 0:
        print(json.dumps(check(make())))
    elif name == "numpy" and workers > 1:
        results = multiprocessing.Queue()
        processes = [multiprocessing.Process(target=numpy_rate, args=(results,)) for _ in range(workers)]
        for process in processes:
            process.start()
        print(json.dumps({"samples": sum(results.get() for _ in processes)}))
    else:
        print(json.dumps({"samples": rate(make())}))
