"""How fast: small eager operations, a training step, replay of a captured decoding step, copies. One JSON line."""

import json
import time

import torch
from common import DEVICE, IS_CUDA, QUICK, settle, synchronize, transformer

settle()
torch.use_deterministic_algorithms(False)
ROUNDS = 3 if QUICK else 5
metrics = {}


def measure(name, action, times, unit):
    """The best of several rounds: what the machine can do, with as little of its other work as possible."""
    action()
    synchronize()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(times):
            action()
        synchronize()
        best = min(best, (time.perf_counter() - start) / times)
    metrics[name] = best * unit


def small_operations():
    a = torch.randn(64, 64, device=DEVICE)
    measure("small operation, us", lambda: a + a, 20_000 if IS_CUDA else 200, 1e6)
    measure("item, us", lambda: a[0, 0].item(), 2000 if IS_CUDA else 50, 1e6)

    def chain():
        x = a
        for _ in range(20):
            x = (x @ a).relu().mul_(0.5).add_(1)

    measure("chain of 80 small operations, us", chain, 200 if IS_CUDA else 5, 1e6)


def training():
    model = transformer()
    optimizer = torch.optim.AdamW(model.parameters(), 3e-4, foreach=True)
    tokens = torch.randint(0, 1000, (16, 129), device=DEVICE)

    def step():
        logits = model(tokens[:, :-1])
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    measure("transformer training step, ms", step, 20 if IS_CUDA else 1, 1e3)

    def step_with_item():
        step()
        return optimizer.param_groups[0]["params"][0].sum().item()

    measure("training step with item, ms", step_with_item, 20 if IS_CUDA else 1, 1e3)


def decoding():
    model = transformer(dropout=0.0).eval().half()
    tokens = torch.randint(0, 1000, (1, 1), device=DEVICE)
    with torch.inference_mode():
        if not IS_CUDA:
            return
        stream = torch.cuda.Stream()
        with torch.cuda.stream(stream):
            for _ in range(3):
                model(tokens)
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            out = model(tokens).argmax(-1)

        def step():
            graph.replay()
            tokens.copy_(out)

        measure("graph replay of a decoding step, us", step, 500, 1e6)

        def step_with_item():
            graph.replay()
            return out.item()

        measure("graph replay with item, us", step_with_item, 500, 1e6)


def copies():
    size = 256 << 20 if IS_CUDA else 1 << 20
    there = torch.empty(size, dtype=torch.uint8, device=DEVICE)
    for name, pinned in (("pinned", True), ("pageable", False)):
        here = torch.ones(size, dtype=torch.uint8, pin_memory=pinned and IS_CUDA)
        measure(f"256 MiB to the device, {name}, ms", lambda: there.copy_(here, non_blocking=pinned), 4, 1e3)
        measure(f"256 MiB from the device, {name}, ms", lambda: here.copy_(there, non_blocking=pinned), 4, 1e3)


for part in (small_operations, training, decoding, copies):
    try:
        part()
    except Exception as error:
        metrics[part.__name__.replace("_", " ")] = f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"
print(json.dumps({"case": "timing", "metrics": metrics}), flush=True)
