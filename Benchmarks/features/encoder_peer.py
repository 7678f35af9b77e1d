"""Images a second of one library's image encoder, tried in each way that its manual gives for throughput, for encoder.py.

    encoder_peer.py LIBRARY PRECISION WORK        # LIBRARY: make, transformers, onnxruntime or openvino

Prints {"way": images a second, ...}, the best of all rounds. "make" makes WORK's model, and its ONNX form, if they are not
there. The environment is encoder.py's.
"""

import concurrent.futures
import json
import logging
import os
import pathlib
import sys
import time
import warnings

import numpy as np

ROUNDS, SECONDS = int(os.environ.get("ROUNDS", 2)), float(os.environ.get("SECONDS", 2))
CORES = os.sched_getaffinity(0)
THREADS = int(os.environ.get("THREADS") or len(CORES))
BATCHES = [int(batch) for batch in os.environ.get("BATCHES", "4,16,32").split(",")]
warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


def image_encoder(folder):
    """The image encoder alone: pixels to projected features."""
    import torch
    from transformers import CLIPModel
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()

    class Image(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.clip = CLIPModel.from_pretrained(folder, attn_implementation="sdpa")

        def forward(self, pixels):
            return self.clip.visual_projection(self.clip.vision_model(pixel_values=pixels).pooler_output)

    return Image().eval()


def make(folder):
    import torch
    from transformers import CLIPConfig, CLIPModel

    if not (folder / "model.safetensors").exists():
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(1)
        CLIPModel(CLIPConfig()).save_pretrained(folder)
    if not (folder / "image.onnx").exists():
        torch.onnx.export(
            image_encoder(folder), torch.randn(2, 3, 224, 224), str(folder / "image.onnx"), input_names=["pixels"],
            output_names=["features"], dynamic_axes={"pixels": {0: "batch"}, "features": {0: "batch"}},
            opset_version=17, dynamo=False)


def timed(run, batch):
    """Images a second of run(), which takes `batch` of them."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        run()
        count += batch
    return count / (time.perf_counter() - start)


def side_by_side(run, streams, **each):
    """run() in several threads."""
    pool = concurrent.futures.ThreadPoolExecutor(streams, **each)
    return lambda: [future.result() for future in [pool.submit(run) for _ in range(streams)]]


def transformers_tries(folder, precision):
    """PyTorch's advice: inference_mode, sdpa, bfloat16 weights; threads within operations or several instances; compiled."""
    import torch

    encoder = image_encoder(folder)
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
                # Each with one thread of its own within an operation.
                streams = side_by_side(run, THREADS, initializer=torch.set_num_threads, initargs=(1,))
                yield f"transformers, batch {batch}, {THREADS} streams", streams, batch * THREADS


def onnxruntime_tries(folder, precision):
    """ONNX Runtime's advice: all graph optimisations; threads within operators, or sessions side by side."""
    if precision == "bf16":  # It has no bf16 matrix products on x86-64.
        return
    import onnxruntime as ort

    def session(threads):
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.intra_op_num_threads = threads
        return ort.InferenceSession(str(folder / "image.onnx"), options, providers=["CPUExecutionProvider"])
    whole, single = session(THREADS), session(1)
    for batch in BATCHES:
        pixels = np.random.randn(batch, 3, 224, 224).astype(np.float32)
        yield (f"ONNX Runtime, batch {batch}, {THREADS} threads",
               lambda p=pixels: whole.run(None, {"pixels": p}), batch)
        yield (f"ONNX Runtime, batch {batch}, {THREADS} streams",
               side_by_side(lambda p=pixels: single.run(None, {"pixels": p}), THREADS), batch * THREADS)


def openvino_tries(folder, precision):
    """OpenVINO's advice: the throughput hint with an asynchronous queue; its own number of streams, or one a core."""
    import openvino as ov
    core = ov.Core()
    network = core.read_model(str(folder / "image.onnx"))
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


def measure(tries):
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
    library, precision, work = sys.argv[1:]
    folder = pathlib.Path(work) / "vit-b-32"
    if library == "make":
        return make(folder)
    tries = {"transformers": transformers_tries, "onnxruntime": onnxruntime_tries, "openvino": openvino_tries}[library]
    print(json.dumps(measure(tries(folder, precision))))


main()
