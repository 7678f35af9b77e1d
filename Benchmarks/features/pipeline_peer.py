"""A pipeline of PyTorch as clip-retrieval's, in a process of its own, for pipeline.py.

    pipeline_peer.py KIND LIBRARY PRECISION MODEL < ["file", ...]

Reads files in a DataLoader's workers, preprocesses with torchvision, encodes with transformers or open_clip. Prints "ready"
when the model is loaded; then answers each line {"reader", "workers", "threads", "seconds", "part": [index, of]} of its
input with a line {"files", "seconds"}: it goes over its part of the files, over and over, for that long.
"""
import json
import sys
import time

BATCHES = {"images": 32, "videos": 2}
FRAMES = 12
MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


def transform():
    from torchvision import transforms as t

    return t.Compose([
        t.Resize(224, interpolation=t.InterpolationMode.BICUBIC), t.CenterCrop(224), t.ToTensor(),
        t.Normalize(MEAN, STD)])


def read_image(path):
    from PIL import Image

    with Image.open(path) as image:
        return [image.convert("RGB")]


def read_decord(path):
    import decord
    import numpy as np
    from PIL import Image

    video = decord.VideoReader(path, num_threads=1)
    indices = np.linspace(0, len(video) - 1, FRAMES).astype(int)
    return [Image.fromarray(frame) for frame in video.get_batch(indices).asnumpy()]


def read_torchcodec(path):
    import numpy as np
    from PIL import Image
    from torchcodec.decoders import VideoDecoder

    video = VideoDecoder(path, dimension_order="NHWC", num_ffmpeg_threads=1, seek_mode="approximate")
    indices = np.linspace(0, video.metadata.num_frames - 1, FRAMES).astype(int)
    return [Image.fromarray(frame) for frame in video.get_frames_at(indices.tolist()).data.numpy()]


READERS = {"PIL": read_image, "decord": read_decord, "torchcodec": read_torchcodec}
KINDS = {"images": ["PIL"], "videos": ["decord", "torchcodec"]}


class Media:
    """Pixels of file after file, without an end that would come within a try."""

    def __init__(self, files, reader):
        self.files, self.read, self.transform = files, READERS[reader], transform()

    def __len__(self):
        return len(self.files) * 1000

    def __getitem__(self, index):
        import torch

        return torch.stack([self.transform(frame) for frame in self.read(self.files[index % len(self.files)])])


def encoder(library, model, precision):
    import torch

    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    if library == "transformers":
        from transformers import CLIPModel

        clip = CLIPModel.from_pretrained(model).eval().to(dtype)

        def encode(pixels):
            features = clip.get_image_features(pixel_values=pixels.to(dtype))
            return getattr(features, "pooler_output", features)
    else:
        import open_clip

        clip = open_clip.create_model("ViT-B-32", pretrained=None).eval().to(dtype)

        def encode(pixels):
            return clip.encode_image(pixels.to(dtype))

    return encode


def main():
    import torch
    from torch.utils.data import DataLoader

    kind, library, precision, model = sys.argv[1:]
    files = json.loads(sys.stdin.readline())
    for reader in KINDS[kind]:
        READERS[reader](files[0])  # Imported before the workers are forked, and not within the time.
    encode = encoder(library, model, precision)
    with torch.inference_mode():
        encode(torch.zeros(2, 3, 224, 224))
        print("ready", flush=True)
        for line in sys.stdin:
            asked = json.loads(line)
            torch.set_num_threads(asked["threads"])
            index, of = asked["part"]
            loader = DataLoader(
                Media(files[index::of], asked["reader"]), batch_size=BATCHES[kind], num_workers=asked["workers"])
            begin, done = time.perf_counter(), 0
            for pixels in loader:
                features = encode(pixels.flatten(0, 1)).reshape(*pixels.shape[:2], -1).mean(1)
                features.to(torch.float16).numpy()
                done += len(pixels)
                if time.perf_counter() - begin >= asked["seconds"]:
                    break
            print(json.dumps({"files": done, "seconds": time.perf_counter() - begin}), flush=True)


main()
