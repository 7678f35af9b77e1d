"""Writes Tests/MediaTests/SmallMedia.swift: small images and clips, with the pixels that Pillow and ffmpeg give for them.

Needs Pillow below 13 (13 resizes columns before rows), numpy and the ffmpeg command. Usage: python make-small-media.py OUT.swift
"""
import base64, io, subprocess, sys, tempfile
import numpy as np
from PIL import Image

rng = np.random.default_rng(7)
W, H = 9, 7
ramp = np.stack([np.add.outer(np.arange(H) * 20, np.arange(W) * 13) % 256, np.add.outer(np.arange(H) * 3, np.arange(W) * 27) % 256,
                 np.add.outer(255 - np.arange(H) * 31, -np.arange(W) * 5) % 256], -1).astype(np.uint8)
noise = rng.integers(0, 256, (H, W, 4), dtype=np.uint8)
rgb, rgba = Image.fromarray(ramp), Image.fromarray(noise)


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


palette = rgb.quantize(16)
clear = palette.copy()
images = {
    "grey.png": saved(rgb.convert("L"), "PNG"),
    "grey-alpha.png": saved(rgba.convert("LA"), "PNG"),
    "one-bit.png": saved(rgb.convert("1"), "PNG"),
    "alpha.png": saved(rgba, "PNG"),
    "palette-clear.png": saved(clear, "PNG", transparency=3),
    "colour.bmp": saved(rgb, "BMP"),
    "palette.bmp": saved(palette, "BMP"),
    "colour.tif": saved(rgb, "TIFF"),
    "packed.tif": saved(rgba, "TIFF", compression="tiff_lzw"),
    "grey.gif": saved(rgb.convert("L"), "GIF"),
    "grey.bmp": saved(rgb.convert("L"), "BMP"),
    "colour-key.png": saved(rgb, "PNG", transparency=(20, 3, 224)),
    "plain.gif": saved(palette, "GIF"),
    "clear.gif": saved(clear, "GIF", transparency=3),
    "moving.gif": saved(palette, "GIF", save_all=True, append_images=[palette.transpose(0), palette.transpose(1)]),
    "colour.jpg": saved(rgb, "JPEG", quality=90),
    "progressive.jpg": saved(rgb, "JPEG", quality=75, progressive=True, subsampling=1),
    "ink.jpg": saved(rgb.convert("CMYK"), "JPEG", quality=90),
    "lossless.webp": saved(rgba, "WEBP", lossless=True, exact=True),
    "lossy.webp": saved(rgba, "WEBP", quality=70),
}
pattern = bytearray()
for y in range(8):
    for x in range(16):
        pattern += bytes((200, 30, 90)) if x < 8 else bytes((16 * x - 8, 255 - 30 * y, (37 * x * y) % 256))
clips = {}
exact = "bicubic+accurate_rnd+full_chroma_int"
for name, matrix, tag, span in [("limited-601", "bt601", "smpte170m", "tv"), ("limited-709", "bt709", "bt709", "tv"),
                                ("full-601", "bt601", "smpte170m", "pc"), ("full-709", "bt709", "bt709", "pc")]:
    with tempfile.NamedTemporaryFile(suffix=".mkv") as file:
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "16x8", "-i", "-", "-vf",
             f"scale=out_color_matrix={matrix}:out_range={span}:sws_flags={exact},format=yuv420p", "-colorspace", tag,
             "-color_range", span, "-c:v", "libx264", "-qp", "0", "-x264-params", "threads=1", "-bsf:v",
             "filter_units=remove_types=6", "-fflags", "+bitexact", "-flags:v", "+bitexact", file.name],
            input=bytes(pattern), check=True)
        pixels = subprocess.run(["ffmpeg", "-v", "error", "-i", file.name, "-sws_flags", "bicubic", "-pix_fmt", "rgb24", "-f",
                                 "rawvideo", "-"], capture_output=True, check=True).stdout
        clips[name] = (open(file.name, "rb").read(), 16, 8, pixels)
# Without chroma subsampling, so that turning before or after the conversion makes no difference.
turned = {}
for degrees in (90, 180, 270):
    with tempfile.TemporaryDirectory() as folder:
        run = lambda *a, **k: subprocess.run(["ffmpeg", "-v", "error", "-y", *a], check=True, capture_output=True, **k).stdout
        run("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "16x8", "-i", "-", "-c:v", "libx264", "-pix_fmt", "yuv444p", "-qp", "0",
            "-bsf:v", "filter_units=remove_types=6", "-fflags", "+bitexact", "-flags:v", "+bitexact", folder + "/a.mp4", input=bytes(pattern))
        run("-i", folder + "/a.mp4", "-c", "copy", "-metadata:s:v", f"rotate={degrees}", "-fflags", "+bitexact", folder + "/b.mp4")
        pixels = run("-i", folder + "/b.mp4", "-sws_flags", "bicubic", "-pix_fmt", "rgb24", "-f", "rawvideo", "-")
        width, height = (16, 8) if degrees == 180 else (8, 16)
        turned[f"turned-{degrees}"] = (open(folder + "/b.mp4", "rb").read(), width, height, pixels)


def text(data):
    encoded = base64.b64encode(data).decode()
    return "\n".join("            " + encoded[i:i + 100] for i in range(0, len(encoded), 100))


def entry(name, data, width, height, pixels):
    return (f'        SmallMedia(\n            name: "{name}", width: {width}, height: {height},\n            bytes: """\n'
            f'{text(data).replace("            ", "                ")}\n                """,\n            pixels: """\n'
            f'{text(pixels).replace("            ", "                ")}\n                """),')


def still(name, data):
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return entry(name, data, image.width, image.height, image.tobytes())


def shrunk(name, data, width, height):
    image = Image.open(io.BytesIO(data)).resize((width, height), Image.Resampling.BICUBIC).convert("RGB")
    return entry(name, data, width, height, image.tobytes())


# How Pillow shrinks, enlarges and leaves alone.
sizes = [(4, 3), (9, 3), (5, 7), (20, 15), (1, 1), (31, 2)]
resized = "\n".join(entry(f"{w}x{h}", rgb.tobytes(), w, h, rgb.resize((w, h), Image.Resampling.BICUBIC).tobytes()) for w, h in sizes)
import PIL
print(f'''import Foundation
import Testing

/// A small file and the pixels that an independent reader gives for it.
struct SmallMedia: Sendable, CustomTestStringConvertible {{
    let name: String
    let width: Int
    let height: Int
    /// The file, or for `resized` the picture before, in base64.
    let bytes: String
    /// Packed RGB, in base64.
    let pixels: String

    var testDescription: String {{ name }}

    /// Base64 with line ends in it, as bytes.
    static func unpacked(_ text: String) -> [UInt8] {{
        [UInt8](Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
    }}
}}

// Written by Tests/Oracles/make-small-media.py with Pillow {PIL.__version__} and ffmpeg 5.1.
extension SmallMedia {{
    /// Stills, as Pillow's convert("RGB") reads them.
    static let stills: [SmallMedia] = [
{chr(10).join(still(n, d) for n, d in images.items())}
    ]

    /// The same at another size: resized by Pillow's BICUBIC in the file's own mode, then convert("RGB").
    static let shrunk: [SmallMedia] = [
{chr(10).join(shrunk(n, d, 5, 4) for n, d in images.items() if n != "ink.jpg")}
{chr(10).join(shrunk(n, images[n], 13, 11) for n in ("alpha.png", "palette-clear.png"))}
    ]

    /// One-frame clips, as ffmpeg converts them by its defaults.
    static let clips: [SmallMedia] = [
{chr(10).join(entry(n, *c) for n, c in clips.items())}
    ]

    /// One-frame clips with a display matrix, as ffmpeg turns and converts them.
    static let turned: [SmallMedia] = [
{chr(10).join(entry(n, *c) for n, c in turned.items())}
    ]

    /// A {W} by {H} picture at other sizes, by Pillow's BICUBIC.
    static let resized: [SmallMedia] = [
{resized}
    ]
}}''', file=open(sys.argv[1], "w"))
