"""Makes JPEG files of about 20 kB: smooth colours with noise, seeded. Usage: make-pictures.py FOLDER COUNT"""

import pathlib
import sys

import cv2
import numpy

folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True)
random = numpy.random.default_rng(7)
total = 0
for index in range(count):
    coarse = random.integers(0, 256, (24, 32, 3), dtype=numpy.uint8)
    smooth = cv2.resize(coarse, (320, 240), interpolation=cv2.INTER_CUBIC).astype(numpy.int16)
    picture = numpy.clip(smooth + random.integers(-14, 15, smooth.shape), 0, 255).astype(numpy.uint8)
    data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 81])[1].tobytes()
    (folder / f"{index:05d}.jpg").write_bytes(data)
    total += len(data)
print(f"{count} pictures of {total / count / 1000:.1f} kB on average")
