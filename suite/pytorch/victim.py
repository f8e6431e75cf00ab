"""Trains until it is killed. It says where it is, so that the log tells what the kill interrupted."""

import time

print("importing", flush=True)
import torch
from common import DEVICE, IS_CUDA, settle, transformer

settle()
print("starting", flush=True)
model = transformer(depth=2)
optimizer = torch.optim.AdamW(model.parameters(), 1e-3)
host = torch.randint(0, 1000, (8, 65))
if IS_CUDA:
    host = host.pin_memory()
extra = torch.empty(512 << 20, dtype=torch.uint8, device=DEVICE)
print("training", flush=True)
started = time.time()
while time.time() - started < 120:
    tokens = host.to(DEVICE, non_blocking=True)
    logits = model(tokens[:, :-1])
    loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    extra.fill_(1)
    extra.cpu() if int(time.time() * 10) % 7 == 0 else loss.item()
