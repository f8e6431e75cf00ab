"""NCCL on one device: its communicator and its kernels, though nobody is there to talk to."""

import tempfile

import torch
import torch.distributed as dist

from common import DEVICE, IS_CUDA, Case

case = Case("nccl")
with case.part("collectives"):
    file = tempfile.NamedTemporaryFile()
    device = torch.device("cuda:0") if IS_CUDA else None
    dist.init_process_group(
        "nccl" if IS_CUDA else "gloo", init_method=f"file://{file.name}-store", rank=0, world_size=1, device_id=device
    )
    x = torch.randn(1 << 20, device=DEVICE)
    summed, gathered = x.clone(), torch.empty_like(x)
    dist.all_reduce(summed)
    dist.all_gather_into_tensor(gathered, x) if IS_CUDA else gathered.copy_(x)
    dist.broadcast(x, 0)
    dist.barrier()
    case.put("collectives", [summed, gathered, x])
    dist.destroy_process_group()
case.finish()
