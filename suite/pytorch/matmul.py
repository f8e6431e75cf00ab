"""Matrix products of every type and of awkward shapes; reductions, sorting, random numbers, indexing."""

import torch
from common import DEVICE, Case

case = Case("matmul")

SHAPES = [(64, 64, 64), (1, 4096, 1000), (1000, 1, 1000), (333, 777, 555), (2048, 2048, 2048)]
for dtype in (torch.float32, torch.bfloat16, torch.float16, torch.float64):
    for m, k, n in SHAPES:
        label = f"{str(dtype)[6:]} {m}x{k} by {k}x{n}"
        with case.part(label):
            a = torch.randn(m, k, device=DEVICE, dtype=torch.float32).to(dtype)
            b = torch.randn(k, n, device=DEVICE, dtype=torch.float32).to(dtype)
            case.put(label, a @ b)

with case.part("tf32"):
    torch.backends.cuda.matmul.allow_tf32 = True
    a = torch.randn(1024, 1024, device=DEVICE)
    case.put("tf32", a @ a)
    torch.backends.cuda.matmul.allow_tf32 = False

with case.part("int8"):
    a = torch.randint(-9, 9, (128, 256), device=DEVICE, dtype=torch.int8)
    b = torch.randint(-9, 9, (256, 64), device=DEVICE, dtype=torch.int8)
    case.put("int8", torch._int_mm(a, b))

with case.part("batched"):
    a = torch.randn(17, 65, 129, device=DEVICE)
    b = torch.randn(17, 129, 33, device=DEVICE)
    case.put("batched", [torch.bmm(a, b), torch.baddbmm(torch.ones(17, 65, 33, device=DEVICE), a, b, alpha=0.5)])

with case.part("linear with activation"):
    # cuBLASLt with an epilogue.
    x = torch.randn(512, 768, device=DEVICE, dtype=torch.bfloat16)
    weight = torch.randn(3072, 768, device=DEVICE, dtype=torch.bfloat16)
    bias = torch.randn(3072, device=DEVICE, dtype=torch.bfloat16)
    case.put("linear with activation", [
        torch.nn.functional.linear(x, weight, bias),
        torch._addmm_activation(bias, x, weight.t(), use_gelu=True),
    ])

with case.part("reductions"):
    x = torch.randn(1000, 1003, device=DEVICE)
    case.put("reductions", [
        x.sum(), x.mean(0), x.std(1), x.amax(1), x.argmin(0), x.norm(), x.logsumexp(1), x.prod(1), x.var(),
        x.double().sum(0), (x > 0).sum(), x.softmax(1), x.cumsum(1),
    ])

with case.part("sorting"):
    x = torch.randn(100_000, device=DEVICE)
    keys = torch.randint(0, 1000, (100_000,), device=DEVICE)
    case.put("sorting", [
        *x.sort(), *x.topk(100), x.view(100, 1000).median(1).values, keys.unique(), keys.bincount(),
        torch.searchsorted(x.sort().values, x[:1000]),
    ])

with case.part("random numbers"):
    case.put("random numbers", [
        torch.rand(10_001, device=DEVICE), torch.randn(10_001, device=DEVICE), torch.randperm(9999, device=DEVICE),
        torch.randint(0, 7, (999,), device=DEVICE), torch.empty(999, device=DEVICE).exponential_(),
        torch.bernoulli(torch.full((999,), 0.3, device=DEVICE)), torch.multinomial(torch.rand(50, device=DEVICE), 9),
    ])

with case.part("indexing"):
    x = torch.randn(300, 400, device=DEVICE)
    index = torch.randint(0, 300, (1000,), device=DEVICE)
    case.put("indexing", [
        x[index], x[x > 1], x.nonzero(), x.gather(0, index[:400].view(1, 400)), x.index_select(0, index), x.roll(7, 1),
        x.flip(0), x.tril(), torch.where(x > 0, x, -x), torch.cat([x, x[:5]]), x.t().contiguous(), x.unfold(0, 3, 2),
        torch.zeros(300, device=DEVICE).index_add_(0, index, torch.ones(1000, device=DEVICE)),
    ])

with case.part("elementwise"):
    x = torch.randn(54_321, device=DEVICE)
    case.put("elementwise", [
        x.sin(), x.exp(), x.tanh(), x.erf(), torch.nn.functional.gelu(x), x.abs().sqrt(), x.abs().pow(1.7), x.sigmoid(),
        x.half().float(), x.bfloat16().float(), x.to(torch.complex64).angle(), x.clamp(-1, 1), x.lerp(-x, 0.3), x.round(),
    ])

with case.part("item"):
    x = torch.arange(1000, device=DEVICE, dtype=torch.float64)
    case.put("item", [x.sum().item(), x[17].item(), bool((x == 3).any()), x.max().item()])

case.finish()
