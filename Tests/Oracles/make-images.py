"""Makes Tests/Fixtures/golden/images: eight small still images and their pixel values at 64.

Drawn with numpy 2.4.6 (seed 11) and written by Pillow 13.0.0; `NAME@64` by torchvision 0.26.0 on Pillow's image: bicubic
resize of the shorter side, centre crop, RGB, normalisation. A folder of another seed has other sizes, more pictures, and
`NAME@224` too, which is too large for a repository.
"""

import numpy
from PIL import Image

from oracle import GOLDEN, SEED, drawn, folder, one_thread, pixel_values, save_tensors, vary

random = numpy.random.default_rng(11 + SEED)


def scene(width, height, channels=3):
    """Smooth colour, a few sharp shapes, a little grain -> uint8 [height, width, channels]"""
    if SEED:
        width, height = (max(2, round(side * drawn.uniform(0.3, 4))) for side in (width, height))
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.float64)
    x, y = x / width, y / height
    out = numpy.empty((height, width, channels))
    for c in range(channels):
        a, b, phase = random.uniform(1, 6, 3)
        out[..., c] = 128 + 70 * numpy.sin(a * x * 3 + phase) * numpy.cos(b * y * 3)
    for _ in range(6):
        cx, cy, r = random.uniform(0, 1), random.uniform(0, 1), random.uniform(0.05, 0.2)
        inside = (abs(x - cx) < r) & (abs(y - cy) < r) if random.random() < 0.5 else (x - cx) ** 2 + (y - cy) ** 2 < r * r
        out[inside] = random.uniform(0, 255, channels)
    return numpy.clip(out + random.normal(0, 4, out.shape), 0, 255).round().astype(numpy.uint8)


one_thread()
root = folder(GOLDEN / "images")
Image.fromarray(scene(131, 87)).save(root / "landscape.jpg", quality=vary(90, 40, 100), subsampling=vary("4:2:0", "4:2:2", "4:4:4"))
exif = Image.Exif()
exif[0x0112] = vary(6, 2, 3, 4, 5, 7, 8)
Image.fromarray(scene(75, 101)).save(root / "exif-rotated.jpg", quality=92, subsampling="4:4:4", exif=exif)
Image.fromarray(scene(90, 70, 1)[..., 0]).save(root / "gray.jpg", quality=88)
Image.fromarray(scene(17, 31)).save(root / "tiny.png")
Image.fromarray(scene(70, 56, 4)).save(root / "alpha.png")
Image.fromarray(scene(72, 96)).quantize(48, dither=Image.Dither.NONE).save(root / "palette.png")
Image.fromarray(scene(96, 72)).save(root / "photo.webp", quality=85)
Image.fromarray(scene(301, 50)).save(root / "wide.jpg", quality=85, subsampling="4:2:0")
if SEED:
    Image.fromarray(scene(333, 500)).save(root / "portrait.jpg", quality=drawn.randrange(30, 96), progressive=True)
    Image.fromarray(scene(700, 500)).save(root / "large.jpg", quality=93, subsampling=drawn.choice(["4:2:0", "4:2:2", "4:4:4"]))
    Image.fromarray(scene(224, 224)).save(root / "square.png")
    Image.fromarray(scene(60, 60, 1)[..., 0]).save(root / "gray.png")
    Image.fromarray(scene(90, 80, 4)).save(root / "alpha.webp", lossless=drawn.random() < 0.5)
pictures = sorted(p for p in root.iterdir() if p.suffix != ".safetensors")
save_tensors(root / "pixel_values.safetensors", {
    f"{p.name}@{size}": pixel_values(p, size) for p in pictures for size in ([64, 224, drawn.randrange(20, 300)] if SEED else [64])})
