"""Several threads use the GPU at once: in streams of their own, in the default stream, and with autograd's threads."""

import threading

import torch
from common import DEVICE, IS_CUDA, Case

case = Case("threads")


def in_threads(count, work):
    results, errors = [None] * count, []

    def run(index):
        try:
            results[index] = work(index)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise RuntimeError(errors[0])
    return results


def products(index):
    generator = torch.Generator(DEVICE).manual_seed(index)
    a = torch.randn(256, 256, device=DEVICE, generator=generator)
    for _ in range(50):
        a = (a @ a).tanh()
    return a


def in_own_stream(index):
    stream = torch.cuda.Stream()
    with torch.cuda.stream(stream):
        result = products(index)
    stream.synchronize()
    return result


def training(index):
    generator = torch.Generator(DEVICE).manual_seed(index)
    weight = torch.randn(64, 64, device=DEVICE, generator=generator, requires_grad=True)
    x = torch.randn(32, 64, device=DEVICE, generator=generator)
    for _ in range(20):
        (x @ weight).square().mean().backward()
        with torch.no_grad():
            weight -= 0.01 * weight.grad
            weight.grad = None
    return weight


with case.part("default stream"):
    case.put("default stream", in_threads(8, products))
if IS_CUDA:
    with case.part("own streams"):
        case.put("own streams", in_threads(8, in_own_stream))
with case.part("training"):
    case.put("training", in_threads(4, training))
with case.part("copies"):
    def copies(index):
        data = torch.arange(1 << 20, dtype=torch.int64) * (index + 1)
        return all(torch.equal(data.to(DEVICE).cpu(), data) for _ in range(10))

    case.put("copies", in_threads(8, copies))
with case.part("many short threads"):
    case.put("many short threads", [in_threads(8, lambda index: torch.full((4,), index, device=DEVICE).sum()) for _ in range(20)])
if IS_CUDA:
    with case.part("streams and events"):
        a, b = torch.cuda.Stream(), torch.cuda.Stream(priority=-1)
        x = torch.randn(1 << 20, device=DEVICE)
        a.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(a):
            for _ in range(20):
                x = x.sin()
            done = a.record_event()
        with torch.cuda.stream(b):
            b.wait_event(done)
            y = x + 1
            x.record_stream(b)
        b.synchronize()
        case.put("streams and events", [y, done.query(), b.query()])
case.finish()
