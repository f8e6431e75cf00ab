"""Pinned-memory data loading with worker processes that were forked from a process which uses the GPU."""

import torch
from common import DEVICE, IS_CUDA, Case
from torch.utils.data import DataLoader, Dataset


class Numbers(Dataset):
    def __len__(self):
        return 256

    def __getitem__(self, index):
        generator = torch.Generator().manual_seed(index)
        return torch.randn(3, 64, 64, generator=generator), index


def load(case, label, **options):
    with case.part(label):
        sums, kept = [], []
        for batch, indices in DataLoader(Numbers(), batch_size=16, pin_memory=IS_CUDA, **options):
            kept.append(batch.is_pinned())
            on_device = batch.to(DEVICE, non_blocking=True)
            sums.append(on_device.square().sum((1, 2, 3)) + indices.to(DEVICE, non_blocking=True))
        case.put(label, sums)
        case.put(f"{label}: all batches pinned", all(kept))


def main():
    case = Case("loader")
    # The GPU is in use before the workers are forked; they must not disturb it.
    before = torch.randn(1000, device=DEVICE)
    load(case, "no workers")
    load(case, "4 forked workers", num_workers=4)
    load(case, "2 persistent workers", num_workers=2, persistent_workers=True, prefetch_factor=4)
    load(case, "2 spawned workers", num_workers=2, multiprocessing_context="spawn")
    with case.part("large pinned copies"):
        large = torch.empty(64 << 20, dtype=torch.uint8, pin_memory=IS_CUDA)
        large.copy_(torch.arange(64 << 20, dtype=torch.int64).remainder(251).to(torch.uint8))
        there = large.to(DEVICE, non_blocking=True)
        back = torch.empty_like(large, pin_memory=IS_CUDA)
        back.copy_(there, non_blocking=True)
        if IS_CUDA:
            torch.cuda.synchronize()
        case.put("large pinned copies", torch.equal(large, back))
    with case.part("large pageable copies"):
        large = torch.arange(48 << 20, dtype=torch.int32)
        case.put("large pageable copies", torch.equal(large.to(DEVICE).cpu(), large))
    case.put("the parent's data", before)
    case.finish()


if __name__ == "__main__":
    main()
