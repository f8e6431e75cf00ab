"""What programs usually ask NVIDIA's management library through nvidia-ml-py, on the device that `vgpu run` gives them.

Where the device is the software GPU, what its figures must be is known; of any other device they are only printed.
"""

import ctypes
import os
import time

import pynvml as nvml

MIB = 1 << 20


def code(function, *arguments):
    """The code of a call: 0 if it succeeds."""
    try:
        function(*arguments)
    except nvml.NVMLError as error:
        return error.value
    return 0


def pids(device):
    return [process.pid for process in nvml.nvmlDeviceGetComputeRunningProcesses(device)]


assert code(nvml.nvmlDeviceGetCount) == nvml.NVML_ERROR_UNINITIALIZED
nvml.nvmlInit()
nvml.nvmlInit()
nvml.nvmlShutdown()
count = nvml.nvmlDeviceGetCount()
device = nvml.nvmlDeviceGetHandleByIndex(0)
name, uuid = nvml.nvmlDeviceGetName(device), nvml.nvmlDeviceGetUUID(device)
pci = nvml.nvmlDeviceGetPciInfo(device)
print(f"{count} devices, driver {nvml.nvmlSystemGetDriverVersion()}, CUDA {nvml.nvmlSystemGetCudaDriverVersion()}")
print(f"{name}, {uuid}, {pci.busId}, capability {nvml.nvmlDeviceGetCudaComputeCapability(device)}")

# A device is found by every name that it has, and by no other.
assert nvml.nvmlDeviceGetIndex(nvml.nvmlDeviceGetHandleByUUID(uuid)) == 0
assert nvml.nvmlDeviceGetIndex(nvml.nvmlDeviceGetHandleByPciBusId(pci.busId)) == 0
assert code(nvml.nvmlDeviceGetHandleByUUID, "GPU-none") in (nvml.NVML_ERROR_NOT_FOUND, nvml.NVML_ERROR_INVALID_ARGUMENT)
assert code(nvml.nvmlDeviceGetHandleByIndex, count) == nvml.NVML_ERROR_INVALID_ARGUMENT

# Nobody may change it.
assert code(nvml.nvmlDeviceSetPersistenceMode, device, 1) == nvml.NVML_ERROR_NO_PERMISSION

# It is the device that CUDA has, and what CUDA takes of its memory is seen.
cuda = ctypes.CDLL("libcuda.so.1")
context, memory = ctypes.c_void_p(), ctypes.c_uint64()
identity = (ctypes.c_ubyte * 16)()
assert cuda.cuInit(0) == 0
assert cuda.cuDeviceGetUuid(identity, 0) == 0
assert bytes(identity).hex() == uuid.removeprefix("GPU-").replace("-", "")
place = ctypes.create_string_buffer(32)
assert cuda.cuDeviceGetPCIBusId(place, 32, 0) == 0
assert nvml.nvmlDeviceGetIndex(nvml.nvmlDeviceGetHandleByPciBusId(place.value)) == 0
assert cuda.cuDevicePrimaryCtxRetain(ctypes.byref(context), 0) == 0
assert cuda.cuCtxSetCurrent(context) == 0
before = nvml.nvmlDeviceGetMemoryInfo(device)
assert cuda.cuMemAlloc_v2(ctypes.byref(memory), ctypes.c_size_t(256 * MIB)) == 0
time.sleep(0.3)
after = nvml.nvmlDeviceGetMemoryInfo(device)
print(f"memory {before.used // MIB}, then {after.used // MIB} of {after.total // MIB} MiB")
assert after.used - before.used >= 256 * MIB
assert after.free + after.used <= after.total
print(f"utilisation {nvml.nvmlDeviceGetUtilizationRates(device).gpu} %")

if name == "vgpu software GPU":
    assert pids(device) == [os.getpid()], pids(device)
    assert nvml.nvmlSystemGetProcessName(os.getpid()) != ""
    for function in (nvml.nvmlDeviceGetPowerUsage, nvml.nvmlDeviceGetFanSpeed, nvml.nvmlDeviceGetEccMode):
        assert code(function, device) == nvml.NVML_ERROR_NOT_SUPPORTED, function

# A child has what its parent knew, and can ask by itself.
child = os.fork()
if child == 0:
    time.sleep(0.2)
    well = nvml.nvmlDeviceGetName(device) == name and nvml.nvmlDeviceGetMemoryInfo(device).total == after.total
    os._exit(0 if well else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

# Of the driver's errors nobody can say whose they are, so no tenant can register for them.
types = nvml.nvmlDeviceGetSupportedEventTypes(device)
print(f"events {types:#x}")
events = nvml.nvmlEventSetCreate()
assert types & nvml.nvmlEventTypeXidCriticalError == 0
refused = code(nvml.nvmlDeviceRegisterEvents, device, nvml.nvmlEventTypeXidCriticalError, events)
assert refused == nvml.NVML_ERROR_NOT_SUPPORTED
nvml.nvmlDeviceRegisterEvents(device, types, events)
assert code(nvml.nvmlEventSetWait_v2, events, 10) in (0, nvml.NVML_ERROR_TIMEOUT)
nvml.nvmlEventSetFree(events)
nvml.nvmlShutdown()
assert code(nvml.nvmlShutdown) == nvml.NVML_ERROR_UNINITIALIZED
print("well")
