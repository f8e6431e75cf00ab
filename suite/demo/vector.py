"""A small CUDA program: adds two vectors with NVIDIA's CUDA runtime, unmodified, and checks the sum.

Usage: vector.py [LIBCUDART]. Without an argument the runtime is looked for where pip and the toolkit put it; if
there is none, the driver alone is used. It knows nothing of vgpu.
"""

import ctypes
import glob
import os
import struct
import sys
from ctypes import byref, c_int, c_size_t, c_uint, c_ulonglong, c_void_p

COUNT = 1 << 20

# c[i] = a[i] + b[i] for i < n; threads are blocks of 256.
PTX = b"""
.version 6.0
.target sm_50
.address_size 64
.visible .entry add(.param .u64 a, .param .u64 b, .param .u64 c, .param .u32 n)
{
    .reg .pred %p;
    .reg .b32 %r<6>;
    .reg .f32 %f<4>;
    .reg .b64 %d<8>;
    mov.u32 %r1, %ctaid.x;
    mov.u32 %r2, %ntid.x;
    mov.u32 %r3, %tid.x;
    mad.lo.u32 %r4, %r1, %r2, %r3;
    ld.param.u32 %r5, [n];
    setp.ge.u32 %p, %r4, %r5;
    @%p bra DONE;
    mul.wide.u32 %d1, %r4, 4;
    ld.param.u64 %d2, [a];
    ld.param.u64 %d3, [b];
    ld.param.u64 %d4, [c];
    add.u64 %d5, %d2, %d1;
    add.u64 %d6, %d3, %d1;
    add.u64 %d7, %d4, %d1;
    ld.global.f32 %f1, [%d5];
    ld.global.f32 %f2, [%d6];
    add.f32 %f3, %f1, %f2;
    st.global.f32 [%d7], %f3;
DONE:
    ret;
}
"""


def find_runtime():
    if len(sys.argv) > 1:
        return sys.argv[1]
    places = [os.path.join(folder, "nvidia", "*", "lib") for folder in sys.path if folder]
    places += ["/usr/local/cuda*/lib64", "/usr/lib/x86_64-linux-gnu"]
    found = [file for place in places for file in sorted(glob.glob(os.path.join(place, "libcudart.so.1*")))]
    return found[0] if found else None


class Checked:
    """A library whose calls must succeed."""

    def __init__(self, path):
        self.library = ctypes.CDLL(path)

    def __getattr__(self, name):
        def call(*arguments):
            code = getattr(self.library, name)(*arguments)
            if code != 0:
                sys.exit(f"{name} failed with {code}")

        return call


class ByRuntime:
    """Memory through the CUDA runtime."""

    def __init__(self, path):
        self.cuda = Checked(path)
        version = c_int()
        self.cuda.cudaRuntimeGetVersion(byref(version))
        self.cuda.cudaFree(None)
        self.name = f"NVIDIA's CUDA runtime {version.value // 1000}.{version.value % 1000 // 10}"

    def allocate(self, size):
        pointer = c_void_p()
        self.cuda.cudaMalloc(byref(pointer), c_size_t(size))
        return c_ulonglong(pointer.value)

    def put(self, where, data):
        self.cuda.cudaMemcpy(c_void_p(where.value), data, c_size_t(len(data)), c_int(1))

    def get(self, where, size):
        data = ctypes.create_string_buffer(size)
        self.cuda.cudaMemcpy(data, c_void_p(where.value), c_size_t(size), c_int(2))
        return data.raw

    def finish(self):
        self.cuda.cudaDeviceSynchronize()
        self.cuda.cudaDeviceReset()


class ByDriver:
    """Memory through the driver itself."""

    def __init__(self):
        self.cuda = Checked("libcuda.so.1")
        context, device = c_void_p(), c_int()
        self.cuda.cuInit(c_uint(0))
        self.cuda.cuDeviceGet(byref(device), c_int(0))
        self.cuda.cuDevicePrimaryCtxRetain(byref(context), device)
        self.cuda.cuCtxSetCurrent(context)
        self.name = "the CUDA driver (no CUDA runtime was found)"

    def allocate(self, size):
        pointer = c_ulonglong()
        self.cuda.cuMemAlloc_v2(byref(pointer), c_size_t(size))
        return pointer

    def put(self, where, data):
        self.cuda.cuMemcpyHtoD_v2(where, data, c_size_t(len(data)))

    def get(self, where, size):
        data = ctypes.create_string_buffer(size)
        self.cuda.cuMemcpyDtoH_v2(data, where, c_size_t(size))
        return data.raw

    def finish(self):
        self.cuda.cuCtxSynchronize()


def add(a, b, c):
    """Adds on the device."""
    driver = ctypes.CDLL("libcuda.so.1")
    module, function = c_void_p(), c_void_p()
    code = driver.cuModuleLoadData(byref(module), PTX)
    if code == 0:
        code = driver.cuModuleGetFunction(byref(function), module, b"add")
    if code == 0:
        values = [a, b, c, c_uint(COUNT)]
        parameters = (c_void_p * 4)(*(ctypes.cast(byref(value), c_void_p) for value in values))
        shape = [c_uint(size) for size in (COUNT // 256, 1, 1, 256, 1, 1, 0)]
        code = driver.cuLaunchKernel(function, *shape, None, parameters, None)
    if code == 0:
        # What is wrong with a launch may show only when it is waited for.
        code = driver.cuCtxSynchronize()
    if code != 0:
        sys.exit(f"the kernel failed with {code}")


def main():
    path = find_runtime()
    device = ByRuntime(path) if path else ByDriver()
    size = 4 * COUNT
    first = struct.pack(f"{COUNT}f", *(index % 1000 for index in range(COUNT)))
    second = struct.pack(f"{COUNT}f", *(index % 77 for index in range(COUNT)))
    a, b, c = (device.allocate(size) for _ in range(3))
    device.put(a, first)
    device.put(b, second)
    if device.get(a, size) != first or device.get(b, size) != second:
        sys.exit("the data did not survive the way there and back")
    print(f"{device.name}: {3 * size >> 20} MiB allocated, {2 * size >> 20} MiB copied there and back, equal")
    add(a, b, c)
    total = struct.unpack(f"{COUNT}f", device.get(c, size))
    if any(total[index] != index % 1000 + index % 77 for index in range(COUNT)):
        sys.exit("the sum is wrong")
    print(f"a kernel added {COUNT} numbers, and the sum is right")
    device.finish()


main()
