#!/usr/bin/env python3
"""Writes .npy files of every form that matters into Tests/Fixtures/numpy, with numpy itself.

    Tests/Oracles/make-numpy.py [Tests/Fixtures/numpy]
"""
import sys
import warnings
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "Fixtures" / "numpy")
folder.mkdir(parents=True, exist_ok=True)
warnings.simplefilter("ignore")  # versions 2 and 3 are announced

# 0, 0.25, 0.5, …: exact in each type.
values = np.arange(24, dtype=np.float64).reshape(4, 6) / 4


def write(name, array, version=None):
    with open(folder / f"{name}.npy", "wb") as file:
        np.lib.format.write_array(file, array, version=version)


for kind in ("f2", "f4", "f8"):
    write(kind, values.astype("<" + kind))
write("version-2", values.astype("<f4"), (2, 0))
write("version-3", values.astype("<f4"), (3, 0))
write("vector", values[0].astype("<f4"))
write("frames", values.astype("<f4").reshape(2, 2, 6))
write("number", np.float32(1.5))
write("none", np.zeros((0, 6), "<f4"))

write("refused-fortran", np.asfortranarray(values.astype("<f4")))
write("refused-big-endian", values.astype(">f4"))
write("refused-integers", np.arange(6, dtype="<i4"))
write("refused-structured", np.zeros(3, dtype=[("a", "<f4"), ("b", "<f4")]))
np.save(folder / "refused-objects.npy", np.array([None, 1], dtype=object), allow_pickle=True)
whole = (folder / "f4.npy").read_bytes()
(folder / "refused-cut.npy").write_bytes(whole[:-1])
(folder / "refused-long.npy").write_bytes(whole + b"\0")
(folder / "refused-header.npy").write_bytes(whole[:40])
(folder / "refused-shape.npy").write_bytes(whole.replace(b"(4, 6)", b"(4,-6)"))
(folder / "refused-huge.npy").write_bytes(whole.replace(b"(4, 6), }" + b" " * 18, b"(4, 9223372036854775807), }"))
(folder / "refused-version.npy").write_bytes(whole[:6] + b"\4\0" + whole[8:])
(folder / "refused-keys.npy").write_bytes(whole.replace(b"'shape'", b"'shapE'"))
(folder / "refused-text.npy").write_text("1 2 3\n")
