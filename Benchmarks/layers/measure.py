"""Steps through the frozen text layers of ViT-B/32, as training takes them: measure.py LAYER_BENCHMARK

Ours against PyTorch with `transformers`' layers, in fp32 and bf16. Each runs in a process of its own, and they take turns.
Prints a table, and as its last line a JSON object, fp32's with bf16 in it.

    TURNS=3 ROUNDS=5     turns, and rounds of each; the best counts
    CAPTIONS=128 LENGTH=20 THREADS=
"""

import json
import os
import pathlib
import subprocess
import sys

PEER = pathlib.Path(__file__).resolve().with_name("peer.py")
TURNS = int(os.environ.get("TURNS", 3))
CAPTIONS = int(os.environ.get("CAPTIONS", 128))
SIZES = [str(CAPTIONS), os.environ.get("LENGTH", "20"),
         os.environ.get("THREADS") or str(len(os.sched_getaffinity(0))), os.environ.get("ROUNDS", "5")]


def rate(*command):
    made = subprocess.run([*command, *SIZES], check=True, stdout=subprocess.PIPE, text=True)
    return CAPTIONS / json.loads(made.stdout.splitlines()[-1])["seconds"]


def measured(precision):
    ways = {"tessera": (sys.argv[1], precision, "best"), "PyTorch": (sys.executable, str(PEER), precision, "eager")}
    if os.environ.get("COMPILE", "1") != "0":
        ways["PyTorch, compiled"] = (sys.executable, str(PEER), precision, "compiled")
    best = dict.fromkeys(ways, 0)
    for _ in range(TURNS):
        for name, command in ways.items():
            best[name] = max(best[name], rate(*command))
    print(f"12 layers, forward and back, {precision}, {SIZES[2]} threads, captions/s")
    for name, found in sorted(best.items(), key=lambda way: -way[1]):
        print(f"  {found:8.1f}  {name}")
    ours = best.pop("tessera")
    return {"ours": round(ours, 1), "others": {name: round(found, 1) for name, found in best.items()},
            "ratio_to_best": round(ours / max(best.values()), 3)}


fp32, bf16 = measured("fp32"), measured("bf16")
print(json.dumps({"name": "layers", "unit": "captions/s", **fp32, "bf16": bf16}))
