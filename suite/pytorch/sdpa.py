"""Scaled dot-product attention: every backend, forward and backward."""

import torch
from common import DEVICE, Case
from torch.nn.attention import SDPBackend, sdpa_kernel

case = Case("sdpa")

BACKENDS = {
    "math": SDPBackend.MATH,
    "flash": SDPBackend.FLASH_ATTENTION,
    "memory-efficient": SDPBackend.EFFICIENT_ATTENTION,
    "cudnn": SDPBackend.CUDNN_ATTENTION,
}
for name, backend in BACKENDS.items():
    for dtype in (torch.bfloat16, torch.float16, torch.float32):
        for causal in (False, True):
            label = f"{name} {str(dtype)[6:]}{' causal' if causal else ''}"
            with case.part(label):
                q, k, v = (
                    torch.randn(2, 8, 128, 64, device=DEVICE).to(dtype).requires_grad_() for _ in range(3)
                )
                with sdpa_kernel(backend):
                    out = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=causal)
                    out.float().square().sum().backward()
                case.put(label, [out, q.grad, k.grad, v.grad])

with case.part("default with mask"):
    q, k, v = (torch.randn(2, 4, 77, 64, device=DEVICE) for _ in range(3))
    mask = torch.rand(77, 77, device=DEVICE) > 0.3
    case.put("default with mask", torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask))

case.finish()
