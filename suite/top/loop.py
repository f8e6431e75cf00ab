"""A CUDA program that has something to do until it is told to end: it launches, copies, and fails a call now and then.

Usage: loop.py. It ends at SIGTERM, in order, and prints as JSON how much it has done. It knows nothing of vgpu.
"""

import ctypes
import json
import signal
import time
from ctypes import byref, c_int, c_uint, c_void_p

COUNT = 1024
MEMORY = 8 << 20
LAUNCHES_PER_COPY = 50

PTX = b"""
.version 6.0
.target sm_50
.address_size 64
.visible .entry bump(.param .u64 a)
{
    .reg .b32 %r<3>;
    .reg .b64 %d<3>;
    mov.u32 %r1, %tid.x;
    mul.wide.u32 %d1, %r1, 4;
    ld.param.u64 %d2, [a];
    add.u64 %d1, %d1, %d2;
    ld.global.u32 %r2, [%d1];
    add.u32 %r2, %r2, 1;
    st.global.u32 [%d1], %r2;
    ret;
}
"""


def check(result):
    if result:
        raise SystemExit(f"CUDA error {result}")


def main():
    is_ending = []
    signal.signal(signal.SIGTERM, lambda *_: is_ending.append(True))
    cuda = ctypes.CDLL("libcuda.so.1")
    device, context, module, function = c_int(), c_void_p(), c_void_p(), c_void_p()
    check(cuda.cuInit(0))
    check(cuda.cuDeviceGet(byref(device), 0))
    check(cuda.cuDevicePrimaryCtxRetain(byref(context), device))
    check(cuda.cuCtxSetCurrent(context))
    check(cuda.cuModuleLoadData(byref(module), PTX))
    check(cuda.cuModuleGetFunction(byref(function), module, b"bump"))
    memory, spare = c_void_p(), c_void_p()
    check(cuda.cuMemAlloc_v2(byref(memory), ctypes.c_size_t(MEMORY)))
    # Held for a moment only: the peak is higher than what stays.
    check(cuda.cuMemAlloc_v2(byref(spare), ctypes.c_size_t(MEMORY)))
    check(cuda.cuMemFree_v2(spare))
    numbers = (c_uint * COUNT)()
    check(cuda.cuMemcpyHtoD_v2(memory, numbers, ctypes.c_size_t(4 * COUNT)))
    parameters = (c_void_p * 1)(ctypes.cast(byref(memory), c_void_p))
    done = {"launches": 0, "failures": 0, "to_device": 4 * COUNT, "to_host": 0, "memory": MEMORY}
    while not is_ending:
        for _ in range(LAUNCHES_PER_COPY):
            check(cuda.cuLaunchKernel(function, 1, 1, 1, 256, 1, 1, 0, None, parameters, None))
        done["launches"] += LAUNCHES_PER_COPY
        check(cuda.cuMemcpyDtoH_v2(numbers, memory, ctypes.c_size_t(4 * COUNT)))
        done["to_host"] += 4 * COUNT
        if numbers[0] != done["launches"]:
            raise SystemExit(f"the kernel has run {numbers[0]} times, not {done['launches']}")
        # More memory than any machine has.
        if cuda.cuMemAlloc_v2(byref(spare), ctypes.c_size_t(1 << 60)) == 0:
            raise SystemExit("2^60 bytes were given")
        done["failures"] += 1
        time.sleep(0.001)
    check(cuda.cuMemFree_v2(memory))
    print(json.dumps(done))


main()
