#!/usr/bin/env python3
"""Trains a network on data/digits.csv in PyTorch, and writes what the example from_pytorch reads:
data/pytorch_digits.safetensors, its weights, and data/pytorch_outputs.safetensors, its outputs for the
last digits.

usage: from_pytorch.py        (needs python3-torch; the files are small and kept in the repository)
"""

import json
import pathlib
import struct

import torch

DATA = pathlib.Path(__file__).parent / "data"
TRAINED = 1200  # the digits behind these are held out
KEPT = 100  # outputs


def save_file(tensors, path):
    """As safetensors.torch.save_file does, for float32: the package of that name is not Debian's."""
    header, data = {}, b""
    for name, tensor in tensors.items():
        content = tensor.detach().contiguous().numpy().tobytes()
        offsets = [len(data), len(data) + len(content)]
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": offsets}
        data += content
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


torch.manual_seed(1)
table = torch.tensor([[float(x) for x in line.split(",")]
                      for line in (DATA / "digits.csv").read_text().split() if line[0].isdigit()])
images, labels = table[:, :64] / 16, table[:, 64].long()

network = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))
optimiser = torch.optim.Adam(network.parameters(), lr=0.002)
for _ in range(40):
    for batch in torch.randperm(TRAINED).split(32):
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(network(images[batch]), labels[batch]).backward()
        optimiser.step()

with torch.no_grad():
    found = network(images).argmax(dim=1) == labels
    print(f"accuracy {found[:TRAINED].float().mean():.4f}, held out {found[TRAINED:].float().mean():.4f}")
    save_file(network.state_dict(), DATA / "pytorch_digits.safetensors")
    save_file({"outputs": network(images[-KEPT:])}, DATA / "pytorch_outputs.safetensors")
    print(f"largest output {network(images[-KEPT:]).abs().max():.3f}")
