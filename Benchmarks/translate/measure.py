"""Translation against a server that answers after 50 ms, and from the memory alone.

For the first, what the latency allows is requests x 50 ms / requests in flight; ours is the share of it that the whole
command reaches, its start and end included. For the second, captions a second.
"""

import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

tessera = sys.argv[1]
here = pathlib.Path(__file__).parent
LATENCY = 50
IN_FLIGHT = 64
words = "a man woman dog child rides plays holds red blue old small bicycle guitar ball in the park on street near".split()


def captions(count, seed):
    generator = random.Random(seed)
    for index in range(count):
        yield " ".join(generator.choice(words) for _ in range(11)) + f" {index}."


def write_corpus(work, count, per_item):
    """A corpus as users have it: fetched from a manifest, with its done records."""
    work.mkdir(parents=True)
    texts = captions(count, 1)
    with open(work / "captions.jsonl", "w") as file:
        for index in range(count // per_item):
            item = {"id": f"i{index}", "captions": [next(texts) for _ in range(per_item)]}
            file.write(json.dumps(item) + "\n")
    (work / "manifest.yaml").write_text(
        "name: made\nlicence: none\nlanguage: en\nmodality: image\n"
        "files: [{path: captions.jsonl, to: captions.jsonl}]\n"
        "captions: {importer: json-lines, file: captions.jsonl, split: train, columns: {id: id, captions: captions}}\n"
        f"splits: {{train: {{count: {count // per_item}}}}}\n")
    subprocess.run([tessera, "fetch", work / "manifest.yaml", "--out", work, "--quiet"], check=True)


def run(work, endpoint, memory):
    """Seconds of the wall and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(
        [tessera, "translate", work / "source", "--to", "es", "--endpoint", endpoint, "--out", work / "out",
         "--memory", memory, "--quiet"],
        check=True,
    )
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def with_server(delay, texts, work):
    server = subprocess.Popen(
        [sys.executable, here / "server.py", str(delay)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    port = server.stdout.readline().strip()
    endpoint = work / "endpoint.yaml"
    endpoint.write_text(
        f"api: libretranslate\nurl: http://127.0.0.1:{port}\nrequests: {IN_FLIGHT}\nlimits: {{texts: {texts}}}\n")
    return server, endpoint


def stop(server):
    output, _ = server.communicate("")
    return int(output)


def latency(texts, count, folder):
    work = folder / f"latency-{texts}"
    write_corpus(work, count, 5)
    server, endpoint = with_server(LATENCY, texts, work)
    wall, processor = run(work, endpoint, work / "memory.sqlite")
    requests = stop(server)
    ideal = requests * LATENCY / 1000 / IN_FLIGHT
    return {
        "captions": count, "requests": requests, "seconds": wall, "share": ideal / wall,
        "captions_per_second": count / wall, "core_per_1000_per_second": processor / count * 1000,
    }


def cached(count, folder):
    work = folder / "cached"
    write_corpus(work, count, 5)
    server, endpoint = with_server(0, 128, work)
    run(work, endpoint, work / "memory.sqlite")
    best = None
    for _ in range(3):
        shutil.rmtree(work / "out")
        wall, processor = run(work, endpoint, work / "memory.sqlite")
        best = min(best or wall, wall)
    stop(server)
    return {"captions": count, "seconds": best, "captions_per_second": count / best}


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    one = latency(1, 25_600, folder)
    many = latency(32, 204_800, folder)
    memory = cached(1_000_000, folder)
print(f"{'':34}{'captions/s':>12}{'of what 50 ms allow':>22}{'cores per 1,000/s':>20}")
for label, row in [("1 caption a request, 64 in flight", one), ("32 captions a request", many)]:
    print(
        f"{label:34}{row['captions_per_second']:12,.0f}{row['share']:22.1%}{row['core_per_1000_per_second']:20.3f}")
print(f"{'all in the memory':34}{memory['captions_per_second']:12,.0f}")
print(
    json.dumps({
        "name": "translate", "unit": "share of what the latency allows", "ours": round(one["share"], 4),
        "others": {"latency": 1}, "ratio_to_best": round(one["share"], 4), "one": one, "many": many, "cached": memory,
    }))
