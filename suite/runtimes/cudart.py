"""Drives one of NVIDIA's published CUDA runtimes, through every basic service and without a kernel.

Usage: cudart.py LIBRARY. Prints one JSON line; exits with 1 and the name of the call at the first thing that is
not as the runtime's documentation promises.
"""

import ctypes
import json
import os
import sys
from ctypes import byref, c_float, c_int, c_size_t, c_uint, c_void_p

HOST_TO_DEVICE, DEVICE_TO_HOST, DEVICE_TO_DEVICE = 1, 2, 3
MEMORY_HOST, MEMORY_DEVICE = 1, 2
ERROR_OUT_OF_MEMORY = 2
MIB = 1 << 20


class Runtime:
    """The library, with every call's result checked."""

    def __init__(self, path):
        self.library = ctypes.CDLL(path)
        self.library.cudaGetErrorName.restype = ctypes.c_char_p
        self.calls = 0

    def code(self, name, *arguments):
        self.calls += 1
        return getattr(self.library, name)(*arguments)

    def error(self, code):
        name = self.library.cudaGetErrorName(c_int(code))
        return f"{code} {name.decode()}"

    def __getattr__(self, name):
        def call(*arguments):
            code = self.code(name, *arguments)
            if code != 0:
                fail(f"{name} answers {self.error(code)}")

        return call


def fail(why):
    print(json.dumps({"ok": False, "why": why}), flush=True)
    sys.exit(1)


def expect(condition, why):
    if not condition:
        fail(why)


def pattern(length, seed):
    """Bytes that differ from place to place, the same in every run."""
    period = bytes((index * 167 + seed * 31 + (index >> 8)) & 255 for index in range(65521))
    return (period * (length // len(period) + 1))[:length]


def pointer():
    return c_void_p()


def identify(cuda):
    runtime, driver, count, free, total = c_int(), c_int(), c_int(), c_size_t(), c_size_t()
    cuda.cudaRuntimeGetVersion(byref(runtime))
    cuda.cudaDriverGetVersion(byref(driver))
    cuda.cudaGetDeviceCount(byref(count))
    expect(count.value >= 1, "there is no device")
    cuda.cudaSetDevice(c_int(0))
    device = c_int(-1)
    cuda.cudaGetDevice(byref(device))
    expect(device.value == 0, f"the current device is {device.value}")
    # Larger than the structure of any version; name and total memory have always been where they are.
    properties = ctypes.create_string_buffer(8192)
    both = 12000 <= runtime.value < 13000
    getattr(cuda, "cudaGetDeviceProperties_v2" if both else "cudaGetDeviceProperties")(properties, c_int(0))
    name = ctypes.string_at(properties).decode()
    memory = ctypes.c_uint64.from_buffer(properties, 288).value
    expect(name, "the device has no name")
    major, minor = c_int(), c_int()
    cuda.cudaDeviceGetAttribute(byref(major), c_int(75), c_int(0))
    cuda.cudaDeviceGetAttribute(byref(minor), c_int(76), c_int(0))
    expect(major.value >= 5, f"compute capability {major.value}.{minor.value}")
    cuda.cudaMemGetInfo(byref(free), byref(total))
    expect(0 < free.value <= total.value, f"{free.value} of {total.value} bytes are free")
    expect(memory == total.value, f"memory by properties {memory}, by cudaMemGetInfo {total.value}")
    return {
        "runtime": runtime.value,
        "driver": driver.value,
        "device": name,
        "capability": f"{major.value}.{minor.value}",
    }


def memory(cuda):
    for length in (1, 64, 4097, 3 * MIB + 5):
        data, back = pattern(length, length), ctypes.create_string_buffer(length)
        a, b = pointer(), pointer()
        cuda.cudaMalloc(byref(a), c_size_t(length))
        cuda.cudaMalloc(byref(b), c_size_t(length))
        expect(a.value and b.value and a.value != b.value, "two allocations have the same address")
        cuda.cudaMemcpy(a, data, c_size_t(length), c_int(HOST_TO_DEVICE))
        cuda.cudaMemcpy(b, a, c_size_t(length), c_int(DEVICE_TO_DEVICE))
        cuda.cudaMemcpy(back, b, c_size_t(length), c_int(DEVICE_TO_HOST))
        expect(back.raw == data, f"{length} bytes did not survive the way there and back")
        cuda.cudaMemset(b, c_int(0xA5), c_size_t(length))
        cuda.cudaMemcpy(back, b, c_size_t(length), c_int(DEVICE_TO_HOST))
        expect(back.raw == b"\xa5" * length, f"cudaMemset of {length} bytes")
        cuda.cudaFree(a)
        cuda.cudaFree(b)
    free, after, total = c_size_t(), c_size_t(), c_size_t()
    cuda.cudaMemGetInfo(byref(free), byref(total))
    big = pointer()
    cuda.cudaMalloc(byref(big), c_size_t(64 * MIB))
    cuda.cudaMemGetInfo(byref(after), byref(total))
    expect(after.value < free.value, "64 MiB were allocated and as much is free as before")
    cuda.cudaFree(big)
    pitch, rows, width = c_size_t(), 37, 1000
    cuda.cudaMallocPitch(byref(a), byref(pitch), c_size_t(width), c_size_t(rows))
    expect(pitch.value >= width, f"pitch {pitch.value} for rows of {width}")
    data, back = pattern(rows * width, 7), ctypes.create_string_buffer(rows * width)
    size = (c_size_t(width), c_size_t(rows))
    cuda.cudaMemcpy2D(a, pitch, data, c_size_t(width), *size, c_int(HOST_TO_DEVICE))
    cuda.cudaMemcpy2D(back, c_size_t(width), a, pitch, *size, c_int(DEVICE_TO_HOST))
    expect(back.raw == data, "rows did not survive the way there and back")
    cuda.cudaFree(a)


def streams(cuda):
    length = 2 * MIB
    host, device = pointer(), pointer()
    cuda.cudaHostAlloc(byref(host), c_size_t(2 * length), c_uint(0))
    cuda.cudaMalloc(byref(device), c_size_t(length))
    kinds = (host, MEMORY_HOST), (device, MEMORY_DEVICE)
    for what, kind in kinds:
        attributes = (c_int * 64)()
        cuda.cudaPointerGetAttributes(attributes, what)
        expect(attributes[0] == kind, f"pointer of kind {kind} is said to be of kind {attributes[0]}")
    data = pattern(length, 3)
    ctypes.memmove(host.value, data, length)
    a, b, start, end = pointer(), pointer(), pointer(), pointer()
    cuda.cudaStreamCreate(byref(a))
    cuda.cudaStreamCreateWithFlags(byref(b), c_uint(1))
    cuda.cudaEventCreate(byref(start))
    cuda.cudaEventCreate(byref(end))
    cuda.cudaEventRecord(start, a)
    cuda.cudaMemcpyAsync(device, host, c_size_t(length), c_int(HOST_TO_DEVICE), a)
    cuda.cudaMemsetAsync(device, c_int(0x11), c_size_t(16), a)
    cuda.cudaEventRecord(end, a)
    cuda.cudaStreamWaitEvent(b, end, c_uint(0))
    back = c_void_p(host.value + length)
    cuda.cudaMemcpyAsync(back, device, c_size_t(length), c_int(DEVICE_TO_HOST), b)
    cuda.cudaStreamSynchronize(b)
    expect(ctypes.string_at(back.value, length) == b"\x11" * 16 + data[16:], "streams ran in another order")
    cuda.cudaEventSynchronize(end)
    ready = cuda.code("cudaEventQuery", end), cuda.code("cudaStreamQuery", a)
    expect(ready == (0, 0), f"finished work is said to be unfinished: {ready}")
    elapsed = c_float(-1)
    cuda.cudaEventElapsedTime(byref(elapsed), start, end)
    expect(0 <= elapsed.value < 60_000, f"elapsed time {elapsed.value} ms")
    cuda.cudaDeviceSynchronize()
    for event in (start, end):
        cuda.cudaEventDestroy(event)
    for stream in (a, b):
        cuda.cudaStreamDestroy(stream)
    cuda.cudaFree(device)
    cuda.cudaFreeHost(host)


def errors(cuda):
    a = pointer()
    code = cuda.code("cudaMalloc", byref(a), c_size_t(1 << 60))
    expect(code == ERROR_OUT_OF_MEMORY, f"an impossible allocation answers {cuda.error(code)}")
    code = cuda.code("cudaGetLastError")
    expect(code == ERROR_OUT_OF_MEMORY, f"the last error is {cuda.error(code)}")
    code = cuda.code("cudaGetLastError")
    expect(code == 0, f"the last error was read and is still {cuda.error(code)}")
    code = cuda.code("cudaSetDevice", c_int(9999))
    expect(code != 0, "device 9999 exists")
    cuda.code("cudaGetLastError")


def main():
    cuda = Runtime(sys.argv[1])
    found = identify(cuda)
    for _ in range(2):
        memory(cuda)
        streams(cuda)
        errors(cuda)
        code = cuda.code("cudaGetLastError")
        expect(code == 0, f"the last error is {cuda.error(code)}, though every call succeeded")
        # Everything must work again after a reset.
        cuda.cudaDeviceReset()
    print(json.dumps({"ok": True, **found, "calls": cuda.calls, "library": os.path.basename(sys.argv[1])}))


main()
