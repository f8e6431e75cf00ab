"""Tensors of one process in another: torch.multiprocessing, both ways, with the events that it sends along."""

import torch
import torch.multiprocessing as multiprocessing

from common import DEVICE, IS_CUDA, Case


def other(inbox, outbox):
    tensor = inbox.get()
    outbox.put(float(tensor.double().sum()))
    tensor.mul_(3)
    if IS_CUDA:
        torch.cuda.synchronize()
    own = torch.arange(1000, device=DEVICE, dtype=torch.float32)
    outbox.put(own)
    # The memory is this process's: it has to live until the other has looked.
    inbox.get()


def main():
    case = Case("sharing")
    with case.part("there and back"):
        context = multiprocessing.get_context("spawn")
        inbox, outbox = context.Queue(), context.Queue()
        child = context.Process(target=other, args=(inbox, outbox), daemon=True)
        child.start()
        tensor = torch.randn(1000, 1000, device=DEVICE)
        inbox.put(tensor)
        seen = outbox.get(timeout=100)
        theirs = outbox.get(timeout=100)
        case.put("there and back", [seen, tensor, theirs.clone()])
        del theirs
        inbox.put(None)
        child.join(60)
        case.put("the other ends", child.exitcode)
    case.finish()


if __name__ == "__main__":
    main()
