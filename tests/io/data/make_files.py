#!/usr/bin/env python3
"""Writes the files of this folder, with Debian's python3-torch and python3-numpy.

usage: make_files.py            (from anywhere; the files are small and kept in the repository)

safetensors are written here by the rules of the format, as Debian does not package the library:
8 bytes with the length of the header, the header as JSON, the numbers.
"""

import json
import pathlib
import struct

import numpy
import torch

folder = pathlib.Path(__file__).parent


def save_safetensors(name, tensors, metadata=None):
    header, data = {}, b""
    if metadata:
        header["__metadata__"] = metadata
    for key, (dtype, shape, content) in tensors.items():
        header[key] = {
            "dtype": dtype,
            "shape": list(shape),
            "data_offsets": [len(data), len(data) + len(content)],
        }
        data += content
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (folder / name).write_bytes(struct.pack("<Q", len(text)) + text + data)


def entry(tensor, dtype):
    """A tensor of PyTorch's as (dtype, shape, bytes)."""
    tensor = tensor.detach().contiguous()
    raw = tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor
    return dtype, tensor.shape, raw.numpy().tobytes()


# A network with its outputs.
torch.manual_seed(5)
network = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 2))
inputs = torch.randn(5, 3)
save_safetensors(
    "pytorch.safetensors", {k: entry(v, "F32") for k, v in network.state_dict().items()}, {"format": "pt"}
)
save_safetensors(
    "pytorch_outputs.safetensors",
    {"inputs": entry(inputs, "F32"), "outputs": entry(network(inputs), "F32")},
)

# The same numbers in every type: 0, 1, 2, 3, 4, 5 as 2 x 3, and what halves make of fractions.
types = {
    "BOOL": torch.bool, "U8": torch.uint8, "I8": torch.int8, "I16": torch.int16, "I32": torch.int32,
    "I64": torch.int64, "F16": torch.float16, "BF16": torch.bfloat16, "F32": torch.float32,
    "F64": torch.float64,
}  # fmt: skip
count = torch.arange(6).reshape(2, 3)
kinds = {name: entry(count.to(dtype), name) for name, dtype in types.items()}
for name, dtype in ("U16", "u2"), ("U32", "u4"), ("U64", "u8"):  # PyTorch 1.13 has none of these
    kinds[name] = (name, (2, 3), count.numpy().astype("<" + dtype).tobytes())
fractions = torch.tensor([1 / 3, -2e-7, 65504.0, 6e-8, -0.0, float("inf")])
kinds["halves"] = entry(fractions.to(torch.float16), "F16")
kinds["halves as float"] = entry(fractions.to(torch.float16).float(), "F32")
kinds["brains"] = entry(fractions.to(torch.bfloat16), "BF16")
kinds["brains as float"] = entry(fractions.to(torch.bfloat16).float(), "F32")
kinds["\u03b8 \"quoted\"\\\n"] = entry(torch.tensor(2.5), "F32")
kinds["empty"] = entry(torch.zeros(3, 0), "F32")
save_safetensors("kinds.safetensors", kinds)

# NumPy's types and orders: i * 10 + j at (i, j), and i * 100 + j * 10 + k at (i, j, k).
matrix = numpy.fromfunction(lambda i, j: 10 * i + j, (3, 4))
cube = numpy.fromfunction(lambda i, j, k: 100 * i + 10 * j + k, (2, 3, 4))
arrays = {t[1:] + ("_big" if t[0] == ">" else ""): matrix.astype(t)
          for t in "|b1 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 <f2 <f4 <f8 >f2 >f4 >f8 >i4 >u8".split()}
arrays["f4_fortran"] = numpy.asfortranarray(matrix.astype("<f4"))
arrays["f8_big_fortran"] = numpy.asfortranarray(matrix.astype(">f8"))
arrays["cube_fortran"] = numpy.asfortranarray(cube.astype("<f4"))
arrays["cube"] = cube
arrays["number"] = numpy.array(2.5)
arrays["vector"] = numpy.arange(3.0)
arrays["none"] = numpy.zeros((0, 3))
numpy.savez(folder / "stored.npz", **arrays)
numpy.savez_compressed(folder / "deflated.npz", **arrays)
for version in (1, 0), (2, 0), (3, 0):
    with open(folder / f"version{version[0]}.npy", "wb") as file:
        numpy.lib.format.write_array(file, matrix.astype("<f4"), version)
