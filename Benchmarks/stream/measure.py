"""Times ours and the others in turns and prints the tables. Called by run: measure.py INPUTS OURS ROUNDS SECONDS"""

import json
import os
import pathlib
import subprocess
import sys

inputs, ours, rounds, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
here = pathlib.Path(__file__).resolve().parent
cores = os.cpu_count() or 1
BATCH = "128"
# Workers as the manuals have it, one a core, and one fewer and more; numpy in a process a core.
WAYS = {
    "webdataset": [(way, workers) for way in ("npy", "bytes") for workers in (cores, cores + 1)],
    "mosaicml-streaming": [(way, workers) for way in ("npy", "bytes") for workers in (cores, cores + 1)],
    "numpy": [("arrays", 1), ("arrays", cores)],
}


def call(*command):
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(f"{command}: {made.stderr[-2000:]}")
    return json.loads(made.stdout.splitlines()[-1])


def peer(name, way, workers, seconds):
    return call(sys.executable, here / "peers.py", name, way, str(workers), inputs, BATCH, str(seconds))


def check():
    """All give the same samples: as many, with the same sums."""
    mine = call(ours, "check", f"{inputs}/1", BATCH)
    for name, ways in WAYS.items():
        for way in {way for way, _ in ways}:
            found = peer(name, way, 1, 0)
            same = found["samples"] == mine["samples"] and found["tokens"] == mine["tokens"]
            if not same or abs(found["features"] - mine["features"]) > 1e-3:
                raise SystemExit(f"{name} ({way}) gives {found}, ours {mine}")


def main():
    check()
    # The fastest way of each, by a short look.
    chosen = {name: max(ways, key=lambda way: peer(name, *way, 2)["samples"]) for name, ways in WAYS.items()}
    rates = {"tessera": []} | {name: [] for name in chosen}
    for _ in range(rounds):
        rates["tessera"].append(call(ours, "run", f"{inputs}/1", BATCH, seconds)["samples"])
        for name, (way, workers) in chosen.items():
            rates[name].append(peer(name, way, workers, seconds)["samples"])
    best = {name: max(values) for name, values in rates.items()}
    print(f"samples a second with {cores} cores: 512 features and two captions' tokens, shuffled, batches of {BATCH}, best of {rounds}")
    for name, rate in best.items():
        note = f"{chosen[name][0]}, {chosen[name][1]} processes" if name in chosen else "as F32 tensors"
        print(f"  {name:20}{rate:12,.0f}   ours {best['tessera'] / rate:7.2f} times   ({note})")
    print(f"{'shards':>10}{'steps/s':>12}{'opened in s':>13}{'own MB':>9}{'mapped MB':>11}")
    shards = {}
    for count in (1, 100, 10000) * rounds:
        found = call(ours, "run", f"{inputs}/{count}", BATCH, seconds)
        if count not in shards or found["steps"] > shards[count]["steps"]:
            shards[count] = found
    for count, found in shards.items():
        print(f"{count:10}{found['steps']:12,.0f}{found['open']:13.3f}{found['anonymous'] / 1e6:9.0f}{found['files'] / 1e6:11.0f}")
    order = call(ours, "order", "16000000", BATCH)
    print(f"an epoch's order of 16,000,000 captions: {order['a_second'] / 1e6:.1f} million a second, the first batch after "
          f"{order['first'] * 1e3:.2f} ms, {order['memory'] / 1e6:.0f} MB beyond the captions' items")
    others = {name: round(rate) for name, rate in best.items() if name not in ("tessera", "numpy")}
    print(json.dumps({
        "name": "stream", "unit": "samples/s", "ours": round(best["tessera"]), "others": others | {"numpy": round(best["numpy"])},
        "ratio_to_best": round(best["tessera"] / max(others.values()), 2), "ratio_to_numpy": round(best["tessera"] / best["numpy"], 3),
        "steps_by_shards": {count: round(found["steps"]) for count, found in shards.items()}}))


main()
