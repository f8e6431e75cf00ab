"""What every case needs: fixed seeds, deterministic settings, and one JSON line of labelled values.

A case is run natively twice and once on the virtual GPU. A label whose two native values agree must have the same
value on the virtual GPU, to the last bit. VGPU_SUITE_DEVICE=cpu tries the scripts where there is no GPU.
"""

import hashlib
import json
import os
import sys
import time

os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")

import torch

DEVICE = os.environ.get("VGPU_SUITE_DEVICE", "cuda")
IS_CUDA = DEVICE == "cuda"
QUICK = os.environ.get("VGPU_SUITE_QUICK") == "1"


def settle(seed=20240229):
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True


def synchronize():
    if IS_CUDA:
        torch.cuda.synchronize()


def digest(value):
    """A text that two equal values share: shape, type and a hash of every bit of a tensor."""
    if isinstance(value, torch.Tensor):
        value = value.detach().contiguous().cpu()
        shape = "x".join(map(str, value.shape)) or "scalar"
        raw = value.reshape(-1).view(torch.uint8).numpy().tobytes() if value.numel() else b""
        return f"{str(value.dtype)[6:]} {shape} {hashlib.sha256(raw).hexdigest()[:16]}"
    if isinstance(value, (list, tuple)):
        return hashlib.sha256(" ".join(map(digest, value)).encode()).hexdigest()[:16]
    return str(value)


class Case:
    """Collects values. `part` keeps one failing part from hiding the others."""

    def __init__(self, name):
        self.name = name
        self.values = {}
        self.started = time.time()
        settle()

    def put(self, label, value):
        self.values[label] = digest(value)

    def part(self, label):
        return Part(self, label)

    def finish(self):
        seconds = round(time.time() - self.started, 2)
        print(json.dumps({"case": self.name, "seconds": seconds, "values": self.values}), flush=True)


class Part:
    """A block whose exception becomes a value: it must be the same on both sides, too."""

    def __init__(self, case, label):
        self.case, self.label = case, label

    def __enter__(self):
        settle()

    def __exit__(self, kind, error, trace):
        if kind is None or not issubclass(kind, Exception):
            return False
        first = str(error).strip().split("\n")[0][:160]
        self.case.values[self.label] = f"{kind.__name__}: {first}"
        print(f"{self.case.name}: {self.label}: {kind.__name__}: {error}", file=sys.stderr)
        return True


def transformer(width=256, heads=8, depth=4, vocabulary=1000, dropout=0.1):
    """A small language model."""

    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embed = torch.nn.Embedding(vocabulary, width)
            layer = lambda: torch.nn.TransformerEncoderLayer(
                width, heads, 4 * width, dropout=dropout, batch_first=True, norm_first=True
            )
            self.layers = torch.nn.ModuleList(layer() for _ in range(depth))
            self.out = torch.nn.Linear(width, vocabulary)

        def forward(self, tokens, mask=None):
            hidden = self.embed(tokens)
            for layer in self.layers:
                hidden = layer(hidden, src_mask=mask)
            return self.out(hidden)

    return Model().to(DEVICE)
