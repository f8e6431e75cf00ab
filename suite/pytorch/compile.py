"""torch.compile: kernels that Triton writes, inductor's autotuning off so that both sides make the same ones."""

import os
import tempfile

# A cache of its own, so that everything is compiled on this side.
os.environ["TORCHINDUCTOR_CACHE_DIR"] = tempfile.mkdtemp()
os.environ["TRITON_CACHE_DIR"] = os.environ["TORCHINDUCTOR_CACHE_DIR"]

import torch
from common import DEVICE, Case, transformer

case = Case("compile")
with case.part("pointwise"):
    f = torch.compile(lambda x, y: torch.nn.functional.gelu(x * y + x.sin()).sum(-1))
    x, y = torch.randn(300, 500, device=DEVICE), torch.randn(300, 500, device=DEVICE)
    case.put("pointwise", f(x, y))
with case.part("training"):
    model = transformer(width=128, depth=2, dropout=0.0)
    optimizer = torch.optim.AdamW(model.parameters(), 1e-3)
    step = torch.compile(model)
    losses = []
    for _ in range(4):
        tokens = torch.randint(0, 1000, (8, 33), device=DEVICE)
        logits = step(tokens[:, :-1])
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    case.put("training", losses)
with case.part("graphs"):
    f = torch.compile(lambda x: torch.softmax(x @ x.t(), -1).sum(0), mode="reduce-overhead")
    x = torch.randn(200, 64, device=DEVICE)
    case.put("graphs", [f(x).clone() for _ in range(4)])
case.finish()
