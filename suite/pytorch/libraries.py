"""NVIDIA's other libraries, through PyTorch: FFT, linear algebra, sparse matrices, run-time compiled kernels."""

import torch
from common import DEVICE, Case

case = Case("libraries")

with case.part("FFT"):
    x = torch.randn(16, 1000, device=DEVICE)
    case.put("FFT", [torch.fft.fft(x), torch.fft.rfft2(x), torch.fft.ifft(torch.fft.fft(x)).real])
with case.part("linear algebra"):
    a = torch.randn(64, 64, device=DEVICE, dtype=torch.float64)
    positive = a @ a.t() + 64 * torch.eye(64, device=DEVICE, dtype=torch.float64)
    case.put("linear algebra", [
        torch.linalg.cholesky(positive), torch.linalg.solve(positive, a), torch.linalg.inv(positive),
        torch.linalg.eigvalsh(positive), torch.linalg.qr(a).R, torch.linalg.det(positive),
    ])
with case.part("singular values"):
    case.put("singular values", torch.linalg.svdvals(torch.randn(100, 40, device=DEVICE)))
with case.part("sparse matrices"):
    dense = torch.randn(200, 200, device=DEVICE) * (torch.rand(200, 200, device=DEVICE) > 0.9)
    case.put("sparse matrices", [dense.to_sparse_csr() @ torch.ones(200, 8, device=DEVICE), dense.to_sparse().indices()])
with case.part("run-time compilation"):
    # NVRTC, by PyTorch's own elementwise jiterator.
    shifted = torch.cuda.jiterator._create_jit_fn("template <typename T> T f(T x, T y, T k) { return x * k + y; }", k=3)
    x = torch.randn(1000, device=DEVICE)
    case.put("run-time compilation", shifted(x, x, k=2))
case.finish()
