"""Images a second through ViT-B/32 with random weights, images already decoded: encoder.py TESSERA_BENCH WORK

Ours (one single-threaded stream a core) against transformers, ONNX Runtime and OpenVINO on the same weights, in fp32 and,
where they have it, bf16. Each library is tried in the ways that its manual gives for throughput, with several batch
sizes, for ROUNDS rounds, and the best of each counts; ours runs in between, when none of them is there. Prints tables, and as its last line a JSON object.

    ROUNDS=3 SECONDS=2 THREADS=   rounds, seconds that one try takes at least, cores (all)
    BATCHES=4,16,32               batch sizes that the others are tried with; ours has its own
    COMPILE=0                     leave torch.compile out; it needs a C++ compiler
"""

import concurrent.futures
import json
import logging
import os
import pathlib
import subprocess
import sys
import time
import warnings

import numpy as np
import torch
from transformers import CLIPConfig, CLIPModel

ROUNDS, SECONDS = int(os.environ.get("ROUNDS", 3)), float(os.environ.get("SECONDS", 2))
CORES = os.sched_getaffinity(0)
THREADS = int(os.environ.get("THREADS") or len(CORES))
BATCHES = [int(batch) for batch in os.environ.get("BATCHES", "4,16,32").split(",")]
warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


class Image(torch.nn.Module):
    """The image encoder alone: pixels to projected features."""

    def __init__(self, clip):
        super().__init__()
        self.clip = clip

    def forward(self, pixels):
        return self.clip.visual_projection(self.clip.vision_model(pixel_values=pixels).pooler_output)


def model(folder):
    if not (folder / "model.safetensors").exists():
        torch.manual_seed(1)
        CLIPModel(CLIPConfig()).save_pretrained(folder)
    return CLIPModel.from_pretrained(folder, attn_implementation="sdpa").eval()


def timed(run, batch):
    """Images a second of run(), which takes `batch` of them."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        run()
        count += batch
    return count / (time.perf_counter() - start)


def side_by_side(run, streams):
    """run() in several threads, each with one thread of its own within an operation."""
    pool = concurrent.futures.ThreadPoolExecutor(streams, initializer=torch.set_num_threads, initargs=(1,))
    return lambda: [future.result() for future in [pool.submit(run) for _ in range(streams)]]


def transformers_tries(clip, precision):
    """PyTorch's advice: inference_mode, sdpa, bfloat16 weights; threads within operations or several instances; compiled."""
    encoder = Image(clip).eval()
    encoder = encoder.to(torch.bfloat16) if precision == "bf16" else encoder
    compiled = [("", encoder)]
    if os.environ.get("COMPILE", "1") != "0":
        from torch._inductor import config as inductor
        inductor.freezing = True
        compiled.append((", compiled", torch.compile(encoder)))
    for name, module in compiled:
        for batch in BATCHES if module is encoder else (16,):
            pixels = torch.randn(batch, 3, 224, 224).to(torch.bfloat16 if precision == "bf16" else torch.float32)

            def run(module=module, pixels=pixels):
                with torch.inference_mode():
                    return module(pixels)

            def whole(run=run):
                torch.set_num_threads(THREADS)
                return run()
            yield f"transformers{name}, batch {batch}, {THREADS} threads", whole, batch
            if module is encoder:
                yield f"transformers, batch {batch}, {THREADS} streams", side_by_side(run, THREADS), batch * THREADS


def exported(clip, folder):
    path = folder / "image.onnx"
    if not path.exists():
        torch.onnx.export(Image(clip).eval(), torch.randn(2, 3, 224, 224), str(path), input_names=["pixels"],
                          output_names=["features"], dynamic_axes={"pixels": {0: "batch"}, "features": {0: "batch"}},
                          opset_version=17, dynamo=False)
    return str(path)


def onnxruntime_tries(path):
    """ONNX Runtime's advice: all graph optimisations; threads within operators, or sessions side by side."""
    import onnxruntime as ort

    def session(threads):
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.intra_op_num_threads = threads
        return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    whole, single = session(THREADS), session(1)
    for batch in BATCHES:
        pixels = np.random.randn(batch, 3, 224, 224).astype(np.float32)
        yield (f"ONNX Runtime, batch {batch}, {THREADS} threads",
               lambda p=pixels: whole.run(None, {"pixels": p}), batch)
        yield (f"ONNX Runtime, batch {batch}, {THREADS} streams",
               side_by_side(lambda p=pixels: single.run(None, {"pixels": p}), THREADS), batch * THREADS)


def openvino_tries(path, precision):
    """OpenVINO's advice: the throughput hint with an asynchronous queue; its own number of streams, or one a core."""
    import openvino as ov
    core = ov.Core()
    network = core.read_model(path)
    for batch in BATCHES:
        network.reshape([batch, 3, 224, 224])
        for streams in ("AUTO", str(THREADS), "1"):
            compiled = core.compile_model(network, "CPU", {
                "INFERENCE_PRECISION_HINT": "f32" if precision == "fp32" else "bf16",
                "PERFORMANCE_HINT": "THROUGHPUT", "INFERENCE_NUM_THREADS": str(THREADS),
                **({} if streams == "AUTO" else {"NUM_STREAMS": streams})})
            jobs = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
            queue = ov.AsyncInferQueue(compiled, jobs)
            pixels = np.random.randn(batch, 3, 224, 224).astype(np.float32)

            def run(queue=queue, pixels=pixels, jobs=jobs):
                for _ in range(2 * jobs):
                    queue.start_async({0: pixels}, share_inputs=True)
                queue.wait_all()
            yield f"OpenVINO, batch {batch}, streams {streams}", run, batch * 2 * jobs


def measure(precision, folder):
    clip = model(folder)
    path = exported(clip, folder)
    tries = [*transformers_tries(clip, precision), *openvino_tries(path, precision)]
    if precision == "fp32":  # ONNX Runtime has no bf16 matrix products on x86-64.
        tries += onnxruntime_tries(path)
    best, kept = {}, []
    for name, run, batch in tries:
        try:
            # OpenVINO binds this thread to a core, and others would stay there with it.
            os.sched_setaffinity(0, CORES)
            run()
            kept.append((name, run, batch))
        except Exception as error:  # A way that this machine lacks, as a compiler, is said and left out.
            print(f"{name}: left out: {str(error).splitlines()[0]}", file=sys.stderr)
    for _ in range(ROUNDS):
        for name, run, batch in kept:
            os.sched_setaffinity(0, CORES)
            best[name] = max(best.get(name, 0), timed(run, batch))
    return best


def main():
    bench, work = sys.argv[1], pathlib.Path(sys.argv[2])
    folder = work / "vit-b-32"
    folder.mkdir(parents=True, exist_ok=True)
    model(folder)
    if sys.argv[3:]:
        print(json.dumps(measure(sys.argv[3], folder)))
        return
    report = {"name": "encoder", "unit": "images/s"}
    for precision in ("fp32", "bf16"):
        ours = [
            json.loads(subprocess.run(
                [bench, folder, str(64 * THREADS), "3", str(THREADS)], check=True, stdout=subprocess.PIPE).stdout)
            for _ in range(ROUNDS)]
        # In a process of their own: their threads turn on after the work, and take the cores from whoever comes next.
        made = subprocess.run([sys.executable, __file__, bench, work, precision], check=True, stdout=subprocess.PIPE)
        best = json.loads(made.stdout.splitlines()[-1]) | {"ours": max(result[precision] for result in ours)}
        libraries = {}
        for name, value in best.items():
            library = name.split(",")[0]
            libraries[library] = max(libraries.get(library, 0), value)
        print(f"\nViT-B/32, {precision}, {THREADS} cores, images/s")
        for name, value in sorted(best.items(), key=lambda item: -item[1]):
            print(f"  {value:8.1f}  {name}")
        ours, others = best["ours"], {k: round(v, 1) for k, v in libraries.items() if k != "ours"}
        report[precision] = {"ours": round(ours, 1), "others": others,
                             "ratio_to_best": round(ours / max(others.values()), 2)}
    print(json.dumps(report | report["fp32"]))


if __name__ == "__main__":
    main()
