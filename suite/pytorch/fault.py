"""Kernels that go wrong: the process that ran them gets the error it would get natively, every other goes on."""

import ctypes
import os
import subprocess
import sys

import torch
from common import DEVICE, Case

# `poke` writes to an address that nobody has; `stop` executes a trap.
PTX = b"""
.version 6.0
.target sm_50
.address_size 64
.visible .entry poke(.param .u64 address)
{
    .reg .b64 %d;
    .reg .b32 %r;
    ld.param.u64 %d, [address];
    mov.u32 %r, 1;
    st.global.u32 [%d], %r;
    ret;
}
.visible .entry stop(.param .u64 unused)
{
    trap;
    ret;
}
"""


def launch(name, argument):
    """Launches in PyTorch's own context, by the driver's own calls."""
    driver = ctypes.CDLL("libcuda.so.1")
    module, function = ctypes.c_void_p(), ctypes.c_void_p()
    value = ctypes.c_uint64(argument)
    parameters = (ctypes.c_void_p * 1)(ctypes.cast(ctypes.byref(value), ctypes.c_void_p))
    shape = [ctypes.c_uint(1)] * 6 + [ctypes.c_uint(0)]
    codes = [
        driver.cuModuleLoadData(ctypes.byref(module), PTX),
        driver.cuModuleGetFunction(ctypes.byref(function), module, name),
        driver.cuLaunchKernel(function, *shape, None, parameters, None),
    ]
    if any(codes):
        raise RuntimeError(f"driver calls answer {codes}")


def wild_address():
    launch(b"poke", 0x123400000000)


def trap():
    launch(b"stop", 0)


def assertion():
    torch.zeros(10, device=DEVICE)[torch.tensor([1000], device=DEVICE)]


FAULTS = {"wild address": wild_address, "trap": trap, "assertion": assertion}


def message(action):
    try:
        action()
        torch.cuda.synchronize()
        return "nothing"
    except Exception as error:
        lines = [line for line in str(error).splitlines() if line.strip()]
        return f"{type(error).__name__}: {lines[0] if lines else ''}"


def child(name):
    alive = torch.ones(10, device=DEVICE)
    torch.cuda.synchronize()
    print("first:", message(FAULTS[name]))
    # The error is sticky: nothing works in this process any more.
    print("then:", message(lambda: alive.sum().item()))
    print("then:", message(lambda: torch.empty(1 << 22, device=DEVICE).fill_(1)))
    print("end", flush=True)


def main():
    case = Case("fault")
    kept = torch.arange(1000, device=DEVICE)
    for name in FAULTS:
        with case.part(name):
            words = [sys.executable, os.path.abspath(__file__), name]
            done = subprocess.run(words, capture_output=True, text=True, timeout=100)
            case.put(name, done.stdout.strip().replace("\n", " | ") or done.stderr.strip()[-200:])
            case.put(f"{name}: status", done.returncode)
            case.put(f"{name}: an assertion is printed", "Assertion" in done.stdout + done.stderr)
            case.put(f"{name}: others go on", (kept * 2).sum())
    case.finish()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(sys.argv[1])
    else:
        main()
