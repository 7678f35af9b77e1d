#!/usr/bin/env python3
"""Times answers: measure.py TESSERA DIR --models MODELS --captions MULTI30K --queries N"""
import argparse
import http.client
import json
import signal
import statistics
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

import numpy as np
import torch
from transformers import AutoTokenizer, CLIPModel

SHOWN = 48


def times(queries, answer):
    """-> milliseconds of each answer; the first two are not counted"""
    found = []
    for query in queries[:2] + queries:
        begin = time.perf_counter()
        answer(query)
        found.append(1000 * (time.perf_counter() - begin))
    return found[2:]


def browsed(tessera, options, queries):
    """-> milliseconds by language, of the whole page over HTTP"""
    child = subprocess.Popen(
        [tessera, "browse", options.folder / "work", "--port", "0", "--model", options.models / "clip", "--tokenizer",
         f"de={options.models / 'bert'}", "--json", "--quiet"], stdout=subprocess.PIPE, text=True)
    decoder, text = json.JSONDecoder(), ""
    try:
        while True:
            line = child.stdout.readline()
            if not line:
                sys.exit("tessera browse ended")
            text += line
            try:
                address = urllib.parse.urlsplit(decoder.raw_decode(text)[0]["url"])
                break
            except json.JSONDecodeError:
                continue
        connection = http.client.HTTPConnection(address.hostname, address.port)

        def answer(language, query):
            connection.request("GET", "/?" + urllib.parse.urlencode({"q": query, "in": language}))
            page = connection.getresponse().read().decode()
            if page.count('class="score"') != SHOWN:
                sys.exit("tessera browse found something else than was asked for")

        return {tag: times(texts, lambda query: answer(tag, query)) for tag, texts in queries.items()}
    finally:
        child.send_signal(signal.SIGINT)
        child.wait()


@torch.no_grad()
def plain(options, queries):
    """-> milliseconds, of the nearest items' numbers alone"""
    tokenizer = AutoTokenizer.from_pretrained(options.models / "clip")
    model = CLIPModel.from_pretrained(options.models / "clip").eval()
    rows = torch.from_numpy(np.load(options.folder / "visual.npy").astype(np.float32))
    rows = rows / rows.norm(dim=1, keepdim=True)

    def answer(query):
        feature = model.get_text_features(**tokenizer([query], return_tensors="pt")).pooler_output[0]
        return (rows @ (feature / feature.norm())).topk(SHOWN).indices.tolist()

    return min((times(queries, answer) for threads in (1, torch.get_num_threads()) for _ in [torch.set_num_threads(threads)]),
               key=statistics.median)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tessera")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--captions", type=Path, required=True)
    parser.add_argument("--queries", type=int, required=True)
    options = parser.parse_args()
    queries = {tag: (options.captions / f"test_2016_flickr.{tag}").read_text("utf-8").splitlines()[:options.queries]
               for tag in ("en", "de")}
    ours = browsed(options.tessera, options, queries)
    rows = {"tessera browse, English": ours["en"], "tessera browse, German (DASD)": ours["de"],
            "transformers and torch, English": plain(options, queries["en"])}
    print(f"{'milliseconds an answer':34} {'median':>8} {'least':>8} {'most':>8}")
    for name, found in rows.items():
        print(f"{name:34} {statistics.median(found):8.1f} {min(found):8.1f} {max(found):8.1f}")
    mine, other = (1000 / statistics.median(rows[name]) for name in
                   ("tessera browse, English", "transformers and torch, English"))
    print(json.dumps({"name": "browse", "unit": "answers/s", "ours": round(mine, 1),
                      "others": {"transformers and torch": round(other, 1)}, "ratio_to_best": round(mine / other, 2)}))


if __name__ == "__main__":
    main()
