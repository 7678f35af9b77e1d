"""Images a second through ViT-B/32 with random weights, images already decoded: encoder.py ENCODER_BENCHMARK WORK

Ours (one single-threaded stream a core) against transformers, ONNX Runtime and OpenVINO on the same weights, in fp32 and,
where they have it, bf16. Each library is tried in the ways that its manual gives for throughput (encoder_peer.py), with
several batch sizes, for ROUNDS rounds, and the best of each counts. Each runs in a process of its own, with ours before it:
what one leaves behind, threads that spin or a core that it is bound to, would slow down whoever comes next. Prints tables,
and as its last line a JSON object.

    ROUNDS=2 SECONDS=2 THREADS=   rounds, seconds that one try takes at least, cores (all)
    BATCHES=4,16,32               batch sizes that the others are tried with; ours has its own
    COMPILE=0                     leave torch.compile out; it needs a C++ compiler
"""

import json
import os
import pathlib
import subprocess
import sys

PEER = pathlib.Path(__file__).resolve().with_name("encoder_peer.py")
THREADS = int(os.environ.get("THREADS") or len(os.sched_getaffinity(0)))
LIBRARIES = ("transformers", "onnxruntime", "openvino")


def output(*command):
    made = subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(made.stdout.splitlines()[-1])


def main():
    benchmark, work = sys.argv[1], pathlib.Path(sys.argv[2])
    subprocess.run([sys.executable, PEER, "make", "fp32", work], check=True)
    ours, best = {"fp32": 0, "bf16": 0}, {"fp32": {}, "bf16": {}}
    for precision, ways in best.items():
        for library in LIBRARIES:
            # Both precisions each time.
            rates = output(benchmark, work / "vit-b-32", 64 * THREADS, 2, THREADS)
            ours = {key: max(value, rates[key]) for key, value in ours.items()}
            ways |= output(sys.executable, PEER, library, precision, work)
    report = {"name": "encoder", "unit": "images/s"}
    for precision, ways in best.items():
        print(f"ViT-B/32, {precision}, {THREADS} cores, images/s")
        rates = {"tessera": ours[precision]} | ways
        for name, rate in sorted(rates.items(), key=lambda way: -way[1]):
            print(f"  {rate:8.1f}  {name}" + (f"  ours {ours[precision] / rate:.2f} times" if name in ways else ""))
        others = {}
        for name, rate in ways.items():
            library = name.split(",")[0]
            others[library] = max(others.get(library, 0), round(rate, 1))
        report[precision] = {
            "ours": round(ours[precision], 1), "others": others,
            "ratio_to_best": round(ours[precision] / max(others.values()), 3)}
    print(json.dumps(report | report["fp32"]))


main()
