"""How fast: small eager operations, a training step, replay of a captured decoding step, copies.

Everything is prepared first. Then each line of standard input asks for one measurement of each, and gets one JSON line.
"""

import json
import sys
import time

import torch
from common import DEVICE, IS_CUDA, QUICK, settle, synchronize, transformer

settle()
torch.use_deterministic_algorithms(False)


def small_operations():
    a = torch.randn(64, 64, device=DEVICE)
    yield "small operation, us", lambda: a + a, 10_000 if IS_CUDA else 200, 1e6
    yield "item, us", lambda: a[0, 0].item(), 2000 if IS_CUDA else 50, 1e6

    def chain():
        x = a
        for _ in range(20):
            x = (x @ a).relu().mul_(0.5).add_(1)

    yield "chain of 80 small operations, us", chain, 100 if IS_CUDA else 5, 1e6


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

    yield "transformer training step, ms", step, 20 if IS_CUDA else 1, 1e3

    def step_with_item():
        step()
        return optimizer.param_groups[0]["params"][0].sum().item()

    yield "training step with item, ms", step_with_item, 20 if IS_CUDA else 1, 1e3


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

        @torch.inference_mode()
        def step():
            graph.replay()
            tokens.copy_(out)

        yield "graph replay of a decoding step, us", step, 500, 1e6

        @torch.inference_mode()
        def step_with_item():
            graph.replay()
            return out.item()

        yield "graph replay with item, us", step_with_item, 500, 1e6


def copies():
    size = 256 << 20 if IS_CUDA else 1 << 20
    there = torch.empty(size, dtype=torch.uint8, device=DEVICE)

    def both_ways(name, here, pinned):
        yield f"256 MiB to the device, {name}, ms", lambda: there.copy_(here, non_blocking=pinned), 2, 1e3
        yield f"256 MiB from the device, {name}, ms", lambda: here.copy_(there, non_blocking=pinned), 2, 1e3

    yield from both_ways("pinned", torch.ones(size, dtype=torch.uint8, pin_memory=IS_CUDA), True)
    yield from both_ways("pageable", torch.ones(size, dtype=torch.uint8), False)


def measure(action, times, unit):
    """The time of one of `times` runs. Those before it bring caches back that somebody else has used meanwhile."""
    for _ in range(times // 10 + 1):
        action()
    synchronize()
    start = time.perf_counter()
    for _ in range(times):
        action()
    synchronize()
    return (time.perf_counter() - start) / times * unit


def why(error):
    return f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"


measurements, failures = [], {}
for part in (small_operations, training, decoding, copies):
    try:
        measurements += part()
    except Exception as error:
        failures[part.__name__.replace("_", " ")] = why(error)
for _ in sys.stdin:
    metrics = dict(failures)
    for name, action, times, unit in measurements:
        try:
            metrics[name] = measure(action, max(1, times // 4) if QUICK else times, unit)
        except Exception as error:
            metrics[name] = why(error)
    print(json.dumps({"case": "timing", "metrics": metrics}), flush=True)
