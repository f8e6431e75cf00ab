"""Automatic mixed precision, with and without loss scaling."""

import torch
from common import DEVICE, Case, transformer

case = Case("amp")


def train(label, dtype, scaled):
    with case.part(label):
        model = transformer(width=128, depth=2)
        optimizer = torch.optim.AdamW(model.parameters(), 1e-3)
        scaler = torch.amp.GradScaler(DEVICE, enabled=scaled, init_scale=2.0**20)
        losses, scales = [], []
        for _ in range(8):
            tokens = torch.randint(0, 1000, (8, 33), device=DEVICE)
            with torch.autocast(DEVICE, dtype=dtype):
                logits = model(tokens[:, :-1])
                loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
            optimizer.zero_grad(set_to_none=True)
            scaler.scale(loss).backward()
            scaler.unscale_(optimizer)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            scaler.step(optimizer)
            scaler.update()
            losses.append(loss.item())
            scales.append(scaler.get_scale())
        case.put(label, [*losses, *scales, *model.state_dict().values()])


train("float16 with scaler", torch.float16, True)
train("bfloat16", torch.bfloat16, False)
case.finish()
