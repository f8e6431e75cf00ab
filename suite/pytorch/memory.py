"""Out of memory and recovery; what the allocator and the device say about memory."""

import gc

import torch
from common import DEVICE, IS_CUDA, Case

case = Case("memory")
GIB = 1 << 30
if not IS_CUDA:
    # This fills the device, and a processor's memory is everybody's.
    raise SystemExit("this case needs a GPU")


def outcome(action):
    try:
        action()
        return "succeeds"
    except torch.OutOfMemoryError:
        return "OutOfMemoryError"
    except Exception as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0][:80]}"


with case.part("more than there is"):
    free, total = torch.cuda.mem_get_info()
    case.put("total memory", total)
    case.put("properties agree", torch.cuda.get_device_properties(0).total_memory == total)
    case.put("more than there is", outcome(lambda: torch.empty(total + GIB, dtype=torch.uint8, device=DEVICE)))
    case.put("after it", torch.ones(1000, device=DEVICE).sum())

with case.part("fill the device"):
    kept, size = [], 4 * GIB
    first = outcome(lambda: [kept.append(torch.empty(size, dtype=torch.uint8, device=DEVICE)) for _ in range(1000)])
    full = torch.cuda.mem_get_info()[0]
    case.put("fill the device", first)
    case.put("less than a block is free", full < size)
    case.put("small work goes on", (torch.arange(1000, device=DEVICE) * 2).sum())
    kept[0].fill_(7)
    case.put("data is intact", bool((kept[0][: 1 << 20] == 7).all()))
    kept.clear()
    gc.collect()
    torch.cuda.empty_cache()
    case.put("memory comes back", torch.cuda.mem_get_info()[0] > full + size)
    again = torch.full((GIB,), 3, dtype=torch.uint8, device=DEVICE)
    case.put("and works", again[:: 1 << 20].sum())
    del again

with case.part("out of memory in training"):
    model = torch.nn.Linear(1024, 1024).to(DEVICE)
    torch.cuda.set_per_process_memory_fraction(0.05)
    large = int(torch.cuda.get_device_properties(0).total_memory * 0.06) // 4096
    case.put("out of memory in training", outcome(lambda: model(torch.empty(large, 1024, device=DEVICE))))
    torch.cuda.set_per_process_memory_fraction(1.0)
    torch.cuda.empty_cache()
    case.put("training recovers", model(torch.ones(8, 1024, device=DEVICE)).sum() * 0)

with case.part("statistics"):
    torch.cuda.empty_cache()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    block = torch.empty(10 << 20, dtype=torch.uint8, device=DEVICE)
    case.put("statistics", [torch.cuda.memory_allocated() - before, torch.cuda.max_memory_allocated() - before])
    del block

with case.part("pinned memory"):
    pinned = torch.arange(1 << 22).pin_memory()
    case.put("pinned memory", [pinned.is_pinned(), torch.equal(pinned.to(DEVICE, non_blocking=True).cpu(), pinned)])

case.finish()
