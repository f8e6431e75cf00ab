"""Products of eight-bit floats by cuBLASLt, convolutions that cuDNN tunes, and memory snapshots."""

import torch
from common import DEVICE, IS_CUDA, Case, settle

case = Case("precision")
with case.part("eight bits"):
    a = torch.randn(256, 512, device=DEVICE).to(torch.float8_e4m3fn)
    b = torch.randn(128, 512, device=DEVICE).to(torch.float8_e4m3fn)
    one = torch.tensor(1.0, device=DEVICE)
    case.put("eight bits", torch._scaled_mm(a, b.t(), scale_a=one, scale_b=one, out_dtype=torch.bfloat16))
with case.part("tuned convolution"):
    torch.backends.cudnn.deterministic = False
    torch.backends.cudnn.benchmark = True
    layer = torch.nn.Conv2d(32, 64, 3, padding=1).to(DEVICE)
    x = torch.randn(8, 32, 56, 56, device=DEVICE, requires_grad=True)
    layer(x).square().mean().backward()
    # Which algorithm wins may differ from run to run, and the last bits with it.
    reference = torch.nn.functional.conv2d(x.detach().double(), layer.weight.double(), layer.bias.double(), padding=1)
    case.put("tuned convolution", [bool((layer(x).double() - reference).abs().max() < 1e-2), list(x.grad.shape)])
    settle()
with case.part("snapshot"):
    if IS_CUDA:
        torch.cuda.memory._record_memory_history()
        x = [torch.empty(1 << 20, device=DEVICE) for _ in range(3)]
        del x[1]
        taken = torch.cuda.memory._snapshot()
        actions = [entry["action"] for trace in taken["device_traces"] for entry in trace]
        torch.cuda.memory._record_memory_history(enabled=None)
        case.put("snapshot", [len(taken["segments"]) > 0, sorted(set(actions))])
case.finish()
