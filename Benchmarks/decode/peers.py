"""Twelve uniform frames as RGB, by each of the other libraries, in each of its ways."""

import multiprocessing
import time

import numpy as np


def indices(count):
    return np.floor(np.linspace(0, count - 1, 12)).astype(int)


def decord(path, way, threads):
    from decord import VideoReader, cpu

    reader = VideoReader(path, ctx=cpu(0), num_threads=threads)
    return reader.get_batch(indices(len(reader))).asnumpy()


def torchcodec(path, way, threads):
    from torchcodec.decoders import VideoDecoder

    decoder = VideoDecoder(path, seek_mode=way, num_ffmpeg_threads=threads, dimension_order="NHWC")
    return decoder.get_frames_at(indices(len(decoder)).tolist()).data.numpy()


def pyav(path, way, threads):
    import av

    with av.open(path) as container:
        stream = container.streams.video[0]
        stream.thread_count, stream.thread_type = threads, "AUTO"
        wanted = indices(stream.frames)
        if way == "plain":
            numbers = set(wanted.tolist())
            frames = (frame for index, frame in enumerate(container.decode(stream)) if index in numbers)
            return np.stack([frame.to_ndarray(format="rgb24") for frame in frames])
        made = []
        for index in wanted:
            target = round(int(index) / stream.average_rate / stream.time_base) + (stream.start_time or 0)
            container.seek(target, stream=stream)
            frame = next(frame for frame in container.decode(stream) if frame.pts >= target)
            made.append(frame.to_ndarray(format="rgb24"))
        return np.stack(made)


libraries = {"decord": (decord, ["batch"]), "torchcodec": (torchcodec, ["exact", "approximate"]), "pyav": (pyav, ["plain", "seek"])}


def prepare():
    import torch

    torch.set_num_threads(1)


def work(job):
    name, way, threads, path = job
    return len(libraries[name][0](path, way, threads))


class Peer:
    """A library in one of its ways, in processes that are kept and warm."""

    def __init__(self, name, way, processes, threads):
        self.name, self.way, self.processes, self.threads = name, way, processes, threads
        self.pool = multiprocessing.get_context("spawn").Pool(processes, prepare)

    def __str__(self):
        return f"{self.name} ({self.way}, {self.processes} x {self.threads})"

    def seconds(self, paths):
        jobs = [(self.name, self.way, self.threads, path) for path in paths]
        begin = time.monotonic()
        counts = self.pool.map(work, jobs, 1)
        took = time.monotonic() - begin
        if set(counts) != {12}:
            raise SystemExit(f"{self} gave {sorted(set(counts))} frames of a file, and not 12")
        return took

    def close(self):
        self.pool.terminate()
        self.pool.join()
