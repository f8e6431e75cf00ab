"""Allocates, copies and waits until it is killed; needs nothing but Python and a driver."""

import ctypes
import time
from ctypes import byref, c_int, c_size_t, c_uint, c_ulonglong, c_void_p

print("loading", flush=True)
cuda = ctypes.CDLL("libcuda.so.1")


def check(name, *arguments):
    code = getattr(cuda, name)(*arguments)
    if code != 0:
        raise SystemExit(f"{name} failed with {code}")


print("initialising", flush=True)
context, device, stream = c_void_p(), c_int(), c_void_p()
check("cuInit", c_uint(0))
check("cuDeviceGet", byref(device), c_int(0))
check("cuDevicePrimaryCtxRetain", byref(context), device)
check("cuCtxSetCurrent", context)
check("cuStreamCreate", byref(stream), c_uint(1))
print("copying", flush=True)
size = 8 << 20
host = ctypes.create_string_buffer(size)
started = time.time()
while time.time() - started < 120:
    memory = c_ulonglong()
    check("cuMemAlloc_v2", byref(memory), c_size_t(size))
    check("cuMemcpyHtoDAsync_v2", memory, host, c_size_t(size), stream)
    check("cuMemsetD8Async", memory, ctypes.c_ubyte(7), c_size_t(size), stream)
    check("cuMemcpyDtoH_v2", host, memory, c_size_t(size))
    check("cuMemFree_v2", memory)
