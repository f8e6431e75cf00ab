"""NCCL: a process for each device that is there, and all devices in one process. With one device nobody is there to talk to."""

import tempfile

import torch
import torch.distributed as dist
import torch.multiprocessing as multiprocessing

from common import IS_CUDA, Case, digest, settle

COUNT = torch.cuda.device_count() if IS_CUDA else 2


def one(rank, store, outbox):
    """What each of the processes does; puts its rank and what it has got."""
    settle(rank)
    device = torch.device(f"cuda:{rank}" if IS_CUDA else "cpu")
    dist.init_process_group(
        "nccl" if IS_CUDA else "gloo",
        init_method=f"file://{store}",
        rank=rank,
        world_size=COUNT,
        device_id=device if IS_CUDA else None,
    )
    x = torch.randn(1 << 20, device=device)
    summed, root, received = x.clone(), x.clone(), x.clone()
    gathered = [torch.empty_like(x) for _ in range(COUNT)]
    dist.all_reduce(summed)
    dist.all_gather(gathered, x)
    dist.broadcast(root, 0)
    if COUNT > 1:
        # Around the ring.
        following, before = (rank + 1) % COUNT, (rank - 1) % COUNT
        wishes = [dist.P2POp(dist.isend, x, following), dist.P2POp(dist.irecv, received, before)]
        for wish in dist.batch_isend_irecv(wishes):
            wish.wait()
    dist.barrier()
    outbox.put((rank, digest([x, summed, root, received, *gathered])))
    dist.destroy_process_group()


def main():
    case = Case("nccl")
    with case.part("processes"), tempfile.TemporaryDirectory() as folder:
        context = multiprocessing.get_context("spawn")
        outbox = context.SimpleQueue()
        multiprocessing.spawn(one, (f"{folder}/store", outbox), nprocs=COUNT)
        for rank, seen in sorted(outbox.get() for _ in range(COUNT)):
            case.put(f"process {rank} of {COUNT}", seen)
    if IS_CUDA:
        with case.part("one process"):
            parts = [torch.randn(1 << 20, device=f"cuda:{at}") for at in range(COUNT)]
            torch.cuda.nccl.all_reduce(parts)
            for at in range(COUNT):
                torch.cuda.synchronize(at)
            case.put(f"{COUNT} devices of one process", parts)
    case.finish()


if __name__ == "__main__":
    main()
