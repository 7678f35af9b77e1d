"""Makes Tests/Fixtures/tensors/cuda-operators.txt: the operators of ATen that have a CUDA kernel of their own, a line each, as
torchgen reads them out of PyTorch's native_functions.yaml. Composite ones are not among them: every device gets those.
"""

import pathlib

import torchgen
from torchgen.gen import parse_native_yaml
from torchgen.model import DispatchKey

from oracle import FIXTURES

packaged = pathlib.Path(torchgen.__file__).parent / "packaged" / "ATen" / "native"
parsed = parse_native_yaml(str(packaged / "native_functions.yaml"), str(packaged / "tags.yaml"))
kernels = parsed.backend_indices[DispatchKey.CUDA]
functions = {str(function.func.name): function for function in parsed.native_functions}


def has_kernel(function):
    if function.structured_delegate:
        return has_kernel(functions[str(function.structured_delegate)])
    return kernels.has_kernel(function)


names = sorted(f"aten::{name}" for name, function in functions.items() if has_kernel(function))
(pathlib.Path(FIXTURES) / "tensors" / "cuda-operators.txt").write_text("\n".join(names) + "\n")
