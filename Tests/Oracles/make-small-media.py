"""Writes Tests/MediaTests/SmallMedia.swift: small images and clips, with the pixels that Pillow and ffmpeg give for them.

Needs Pillow from 13 on (it resizes the columns of tall pictures first), numpy and the ffmpeg command. Usage: python make-small-media.py OUT.swift
"""
import base64, io, struct, subprocess, sys, tempfile, zlib
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


def interlaced(values):
    """A PNG of 16 bits in Adam7's seven passes."""
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for x, y, dx, dy in passes for row in values[y::dy, x::dx] if row.size)
    part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", values.shape[1], values.shape[0], 16, 2, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def offset(gif):
    """A GIF on a larger screen, its frame away from the corner, with a background of its own."""
    gif = bytearray(gif)
    place = gif.index(b"\x2c" + bytes(4) + struct.pack("<HH", W, H))
    gif[6:10] = struct.pack("<HH", W + 4, H + 3)
    gif[place + 1:place + 5] = struct.pack("<HH", 2, 1)
    gif[11] = 5
    return bytes(gif)


def tiled(values):
    """A TIFF whose only tile is 16 by 16 pixels."""
    tile = np.zeros((16, 16, 3), np.uint8)
    tile[:H, :W] = values
    tags = [(256, W), (257, H), (258, 8), (259, 1), (262, 2), (277, 3), (322, 16), (323, 16), (324, 142), (325, 768)]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(8) + tile.tobytes()


palette = rgb.quantize(16)
y, x = np.mgrid[0:24, 0:32]
hills = np.stack([128 + 90 * np.sin(x / 9 + y / 7), 128 + 80 * np.cos(x / 8), 60 + 5 * y], -1).astype(np.uint8)
smooth = Image.fromarray(hills)
clear_smooth = Image.fromarray(np.dstack([hills, (8 * x).astype(np.uint8)]))
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
images |= {
    "deep.png": interlaced(ramp.astype(np.uint16) * 251),
    "bytes-clear.png": saved(palette, "PNG", transparency=bytes(range(0, 256, 16))),
    "offset.gif": offset(saved(palette, "GIF")),
    "no-alpha.bmp": saved(rgba, "BMP"),
    "turned.tif": saved(rgb, "TIFF", tiffinfo={274: 3}),
    "brightness.tif": saved(rgb.convert("YCbCr"), "TIFF", compression="tiff_lzw"),
    "pages.tif": saved(rgb, "TIFF", save_all=True, append_images=[rgb.resize((3, 2))]),
    "moving.webp": saved(rgba, "WEBP", lossless=True, exact=True, save_all=True, append_images=[rgba.transpose(0)]),
    "moving-plain.webp": saved(rgb, "WEBP", lossless=True, save_all=True, append_images=[rgb.transpose(0)]),
}
# What is read within a few levels: other libraries turn brightness and differences into colours.
near = {
    "full.avif": saved(smooth, "AVIF", quality=95, subsampling="4:4:4"),
    "half.avif": saved(smooth, "AVIF", quality=95, subsampling="4:2:0"),
    "clear.avif": saved(clear_smooth, "AVIF", quality=95, subsampling="4:4:4"),
    "grey.avif": saved(smooth.convert("L"), "AVIF", quality=95),
    "ink.tif": saved(smooth.convert("CMYK"), "TIFF"),
}
# What Pillow reads and Tessera does not.
refused = {
    "tiles.tif": tiled(ramp), "inside.tif": saved(rgb, "TIFF", compression="jpeg"),
    "float.tif": saved(Image.fromarray(ramp[..., 0].astype(np.float32)), "TIFF"),
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
sizes = [(4, 3), (9, 3), (5, 7), (20, 15), (1, 1), (31, 2), (8, 2), (3, 1), (200, 1), (1, 90)]
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

    /// Stills that are read within a few levels of Pillow.
    static let near: [SmallMedia] = [
{chr(10).join(still(n, d) for n, d in near.items())}
    ]

    /// Stills that Pillow reads and Tessera does not.
    static let refused: [SmallMedia] = [
{chr(10).join(entry(n, d, W, H, b"") for n, d in refused.items())}
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
