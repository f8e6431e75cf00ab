"""PyTorch's allocator on virtual memory management (expandable segments), where allocations grow in place."""

import os

os.environ["PYTORCH_ALLOC_CONF"] = "expandable_segments:True"
os.environ["PYTORCH_CUDA_ALLOC_CONF"] = "expandable_segments:True"

import torch
from common import DEVICE, Case

case = Case("expandable")
with case.part("growing"):
    sums = []
    for size in (1, 3, 40, 200, 500):
        x = torch.arange(size << 18, device=DEVICE, dtype=torch.float32)
        sums.append(x.double().sum())
        del x
    case.put("growing", sums)
with case.part("after emptying"):
    torch.cuda.empty_cache()
    case.put("after emptying", [torch.cuda.memory_reserved(), torch.randn(1000, 1000, device=DEVICE).sum()])
case.finish()
