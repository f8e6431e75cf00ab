"""Training steps of a small transformer, and greedy decoding with it."""

import torch
from common import DEVICE, Case, transformer

case = Case("transformer")

with case.part("training"):
    model = transformer()
    optimizer = torch.optim.AdamW(model.parameters(), 3e-4)
    mask = torch.nn.Transformer.generate_square_subsequent_mask(64, device=DEVICE)
    losses = []
    for _ in range(8):
        tokens = torch.randint(0, 1000, (8, 65), device=DEVICE)
        logits = model(tokens[:, :-1], mask)
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    case.put("training", [*losses, *model.state_dict().values()])

with case.part("decoding"):
    model = transformer(dropout=0.0).eval()
    tokens = torch.randint(0, 1000, (2, 4), device=DEVICE)
    with torch.inference_mode():
        for _ in range(24):
            mask = torch.nn.Transformer.generate_square_subsequent_mask(tokens.shape[1], device=DEVICE)
            tokens = torch.cat([tokens, model(tokens, mask)[:, -1:].argmax(-1)], 1)
    case.put("decoding", tokens)

with case.part("decoding, bfloat16"):
    model = transformer(dropout=0.0).eval().bfloat16()
    tokens = torch.randint(0, 1000, (2, 32), device=DEVICE)
    with torch.inference_mode():
        case.put("decoding, bfloat16", model(tokens))

case.finish()
