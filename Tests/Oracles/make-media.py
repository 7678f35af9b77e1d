"""Makes Tests/Fixtures/golden/media: short videos, the MD5 of each of their frames, and broken files (bad/).

ffmpeg 5.1 (Debian 12): libx264, libx265, libvpx-vp9, FFV1, GIF on lavfi's moving test pictures. Another build of ffmpeg
may write other bytes; the MD5s are made anew from whatever it writes. noise.mp4: numpy 2.4.6, seed 14. A folder of another seed
has other sizes, lengths and key frames, and the forms that are too large for a repository.
"""

import pathlib
import tempfile

import numpy

from oracle import GOLDEN, SEED, drawn, ffmpeg, folder, frame_md5, vary, videos

EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
X264 = ["-c:v", "libx264", "-preset", "medium", "-pix_fmt", "yuv420p", "-crf", "29"]


def picture(kind, seconds, size="64x48", rate=25):
    """A moving test picture with a little noise of a fixed seed, so that hardly two frames are the same."""
    noise = f"noise=alls=12:allf=t:all_seed={14 + SEED}"
    if SEED:
        size, seconds = f"{drawn.randrange(24, 160) * 2}x{drawn.randrange(24, 120) * 2}", round(seconds * drawn.uniform(1, 4), 2)
    return ["-f", "lavfi", "-i", f"{kind}=s={size}:r={rate},format=yuv420p,{noise}", "-t", seconds]


root = folder(GOLDEN / "media")
b_frames = root / "h264-bframes.mp4"
ffmpeg("-y", *picture("testsrc2", 1.6), *X264, "-bf", vary(3, 1, 2, 5), "-g", vary(24, 12, 250), *EXACT, b_frames)
ffmpeg("-y", *picture("mandelbrot", 1), *X264, "-bf", vary(2, 0, 3), "-g", vary(5, 3, 8), *EXACT, root / "h264-short-gop.mp4")
ffmpeg("-y", *picture("testsrc2", 2), "-vf", "select='not(mod(n,7))+lt(mod(n,11),4)'", "-fps_mode", "vfr", *X264, "-bf", 2,
       *EXACT, root / "vfr.mp4")
# lavfi's sources give even sizes only: hence the scaling.
ffmpeg("-y", *picture("mandelbrot", 0.12), "-vf", "scale=63:47:flags=bitexact+bilinear", "-c:v", "ffv1", "-pix_fmt", "yuv420p", *EXACT, root / "odd-size.mkv")
ffmpeg("-y", *picture("testsrc2", 1), "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-b:v", "60k", "-lag-in-frames", 12,
       "-auto-alt-ref", 1, "-row-mt", 0, *EXACT, root / "vp9.webm")
ffmpeg("-y", *picture("mandelbrot", 0.04), *(["-frames:v", 1] if SEED else []), *X264, *EXACT, root / "one-frame.mp4")
ffmpeg("-y", *picture("mandelbrot", 0.6), "-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-crf", 30, "-tag:v", "hvc1",
       "-x265-params", "log-level=error:pools=1:frame-threads=1", *EXACT, root / "hevc-10bit.mp4")
ffmpeg("-y", *picture("testsrc2", 1, "32x24", 10), *EXACT, root / "anim.gif")
ffmpeg("-y", "-i", b_frames, "-c", "copy", "-metadata:s:v", f"rotate={vary(90, 180, 270)}", "-fflags", "+bitexact", root / "rotated.mp4")
# Cut without decoding, between two key frames: an edit list hides the frames before the cut.
ffmpeg("-y", "-ss", 0.5, "-i", b_frames, "-c", "copy", *EXACT, root / "edit-list.mp4")

if SEED:
    ffmpeg("-y", *picture("testsrc2", 2), *X264, "-bf", 2, "-movflags", "frag_keyframe+empty_moov", *EXACT, root / "h264-fragmented.mp4")
    ffmpeg("-y", *picture("testsrc2", 2), "-f", "lavfi", "-i", "sine=f=440:r=16000", "-t", 2, *X264, "-c:a", "aac", *EXACT,
           root / "h264-with-audio.mkv")
    ffmpeg("-y", *picture("mandelbrot", 1), *X264, "-x264-params", "open-gop=1:keyint=12:bframes=3", *EXACT, root / "open-gop.ts")
    ffmpeg("-y", *picture("testsrc2", 1), "-c:v", "mpeg4", "-bf", 2, *EXACT, root / "mpeg4.avi")
    ffmpeg("-y", *picture("testsrc2", 1), "-c:v", "mpeg2video", "-flags:v", "+ildct+ilme+bitexact", "-bf", 2, "-map_metadata", -1,
           "-fflags", "+bitexact", root / "interlaced.mpg")
    ffmpeg("-y", *picture("testsrc2", 1), "-c:v", "libx264", "-pix_fmt", "yuvj420p", "-crf", 29, *EXACT, root / "full-range.mp4")
    ffmpeg("-y", "-i", b_frames, "-frames:v", 5, *X264, *EXACT, root / "five-frames.mp4")

frames = folder(root / "frames")
for video in videos(root):
    (frames / f"{video.name}.md5").write_text("".join(md5 + "\n" for md5 in frame_md5(video)))

bad = folder(root / "bad")
(bad / "empty.mp4").write_bytes(b"")
(bad / "text.mp4").write_bytes(b"not a video\n")
(bad / "noise.mp4").write_bytes(numpy.random.default_rng(14 + SEED).bytes(2000))
(bad / "header-only.mp4").write_bytes(b_frames.read_bytes()[:600])
ffmpeg("-y", "-f", "lavfi", "-i", "sine=f=440:r=16000", "-t", 0.5, "-c:a", "aac", "-b:a", "24k", "-fflags", "+bitexact",
       "-flags:a", "+bitexact", bad / "audio-only.m4a")
with tempfile.TemporaryDirectory() as scratch:
    whole = pathlib.Path(scratch) / "whole.mkv"
    ffmpeg("-y", "-i", b_frames, "-c", "copy", *EXACT, whole)
    data = whole.read_bytes()
    (bad / "truncated.mkv").write_bytes(data[:len(data) * 6 // 10])
