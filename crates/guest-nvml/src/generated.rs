//! Generated from crates/table/nvml by `cargo xtask codegen`. Do not edit.

#![allow(non_snake_case, clippy::missing_safety_doc, missing_docs)]

use core::ffi::*;

use table::nvml::*;

use crate::{
    api,
    asked::{Asked, ready},
    edge::{edge, forbidden, given, unsupported},
};

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlComputeInstanceDestroy() -> nvmlReturn_t {
    edge(index::nvmlComputeInstanceDestroy, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlComputeInstanceGetInfo() -> nvmlReturn_t {
    edge(index::nvmlComputeInstanceGetInfo, || unsupported(index::nvmlComputeInstanceGetInfo, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlComputeInstanceGetInfo_v2() -> nvmlReturn_t {
    edge(index::nvmlComputeInstanceGetInfo_v2, || unsupported(index::nvmlComputeInstanceGetInfo_v2, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceClearAccountingPids(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceClearAccountingPids, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceClearCpuAffinity(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceClearCpuAffinity, || unsupported(index::nvmlDeviceClearCpuAffinity, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceClearEccErrorCounts(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceClearEccErrorCounts, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceClearFieldValues(
    device: nvmlDevice_t,
    valuesCount: i32,
    values: *mut nvmlFieldValue_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceClearFieldValues, || unsafe {
        api::nvmlDeviceClearFieldValues(device, valuesCount, values)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceCreateGpuInstance(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceCreateGpuInstance, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceCreateGpuInstanceWithPlacement(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceCreateGpuInstanceWithPlacement, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceDiscoverGpus(pciInfo: *mut nvmlPciInfo_t) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceDiscoverGpus, || unsafe { api::nvmlDeviceDiscoverGpus(pciInfo) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceFreezeNvLinkUtilizationCounter() -> nvmlReturn_t {
    edge(index::nvmlDeviceFreezeNvLinkUtilizationCounter, || {
        unsupported(index::nvmlDeviceFreezeNvLinkUtilizationCounter, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAPIRestriction(
    device: nvmlDevice_t,
    apiType: u32,
    isRestricted: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAPIRestriction, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(isRestricted)?;
        asked.choose(apiType, 0, 1);
        let mut answer = asked.answer(index::nvmlDeviceGetAPIRestriction)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isRestricted) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAccountingBufferSize(
    device: nvmlDevice_t,
    bufferSize: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAccountingBufferSize, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(bufferSize)?;
        let mut answer = asked.answer(index::nvmlDeviceGetAccountingBufferSize)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(bufferSize) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAccountingMode(device: nvmlDevice_t, mode: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAccountingMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(mode)?;
        let mut answer = asked.answer(index::nvmlDeviceGetAccountingMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(mode) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAccountingPids(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAccountingPids, || unsupported(index::nvmlDeviceGetAccountingPids, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAccountingStats(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAccountingStats, || {
        unsupported(index::nvmlDeviceGetAccountingStats, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetActiveVgpus(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetActiveVgpus, || unsupported(index::nvmlDeviceGetActiveVgpus, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAdaptiveClockInfoStatus(
    device: nvmlDevice_t,
    adaptiveClockStatus: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAdaptiveClockInfoStatus, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(adaptiveClockStatus)?;
        let mut answer = asked.answer(index::nvmlDeviceGetAdaptiveClockInfoStatus)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(adaptiveClockStatus) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAddressingMode(
    device: nvmlDevice_t,
    mode: *mut nvmlDeviceAddressingMode_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAddressingMode, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(mode)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(
            unsafe { mode.cast::<u32>().read() },
            &[version::<nvmlDeviceAddressingMode_v1_t>(1)],
        );
        let mut answer = asked.answer(index::nvmlDeviceGetAddressingMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_versioned(mode.cast(), &[version::<nvmlDeviceAddressingMode_v1_t>(1)])? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetApplicationsClock(
    device: nvmlDevice_t,
    clockType: u32,
    clockMHz: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetApplicationsClock, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(clockMHz)?;
        asked.choose(clockType, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetApplicationsClock)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(clockMHz) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetArchitecture(device: nvmlDevice_t, arch: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetArchitecture, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(arch)?;
        let mut answer = asked.answer(index::nvmlDeviceGetArchitecture)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(arch) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAttributes(
    device: nvmlDevice_t,
    attributes: *mut nvmlDeviceAttributes_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAttributes, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(attributes)?;
        let mut answer = asked.answer(index::nvmlDeviceGetAttributes)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(attributes) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAttributes_v2(
    device: nvmlDevice_t,
    attributes: *mut nvmlDeviceAttributes_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAttributes_v2, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(attributes)?;
        let mut answer = asked.answer(index::nvmlDeviceGetAttributes_v2)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(attributes) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetAutoBoostedClocksEnabled(
    device: nvmlDevice_t,
    isEnabled: *mut u32,
    defaultIsEnabled: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetAutoBoostedClocksEnabled, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(isEnabled)?;
        let mut answer = asked.answer(index::nvmlDeviceGetAutoBoostedClocksEnabled)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isEnabled) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_or_skip(defaultIsEnabled) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetBAR1MemoryInfo(
    device: nvmlDevice_t,
    bar1Memory: *mut nvmlBAR1Memory_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetBAR1MemoryInfo, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(bar1Memory)?;
        let mut answer = asked.answer(index::nvmlDeviceGetBAR1MemoryInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(bar1Memory) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetBoardId(device: nvmlDevice_t, boardId: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetBoardId, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(boardId)?;
        let mut answer = asked.answer(index::nvmlDeviceGetBoardId)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(boardId) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetBoardPartNumber(
    device: nvmlDevice_t,
    partNumber: *mut c_char,
    length: u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetBoardPartNumber, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(partNumber)?;
        let mut answer = asked.answer(index::nvmlDeviceGetBoardPartNumber)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_text(partNumber, length)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetBrand(device: nvmlDevice_t, r#type: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetBrand, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(r#type)?;
        let mut answer = asked.answer(index::nvmlDeviceGetBrand)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(r#type) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetBridgeChipInfo(
    device: nvmlDevice_t,
    bridgeHierarchy: *mut nvmlBridgeChipHierarchy_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetBridgeChipInfo, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(bridgeHierarchy)?;
        let mut answer = asked.answer(index::nvmlDeviceGetBridgeChipInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(bridgeHierarchy) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetBusType(device: nvmlDevice_t, r#type: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetBusType, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(r#type)?;
        let mut answer = asked.answer(index::nvmlDeviceGetBusType)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(r#type) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetC2cModeInfoV(
    device: nvmlDevice_t,
    c2cModeInfo: *mut nvmlC2cModeInfo_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetC2cModeInfoV, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(c2cModeInfo)?;
        let mut answer = asked.answer(index::nvmlDeviceGetC2cModeInfoV)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(c2cModeInfo) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCapabilities(
    device: nvmlDevice_t,
    caps: *mut nvmlDeviceCapabilities_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCapabilities, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(caps)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(
            unsafe { caps.cast::<u32>().read() },
            &[version::<nvmlDeviceCapabilities_v1_t>(1)],
        );
        let mut answer = asked.answer(index::nvmlDeviceGetCapabilities)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_versioned(caps.cast(), &[version::<nvmlDeviceCapabilities_v1_t>(1)])? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetClkMonStatus(
    device: nvmlDevice_t,
    status: *mut nvmlClkMonStatus_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetClkMonStatus, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(status)?;
        let mut answer = asked.answer(index::nvmlDeviceGetClkMonStatus)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(status) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetClock(
    device: nvmlDevice_t,
    clockType: u32,
    clockId: u32,
    clockMHz: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetClock, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(clockMHz)?;
        asked.choose(clockType, 0, 3);
        asked.choose(clockId, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetClock)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(clockMHz) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetClockInfo(
    device: nvmlDevice_t,
    r#type: u32,
    clock: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetClockInfo, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(clock)?;
        asked.choose(r#type, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetClockInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(clock) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetClockOffsets(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetClockOffsets, || unsupported(index::nvmlDeviceGetClockOffsets, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetComputeInstanceId(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetComputeInstanceId, || {
        unsupported(index::nvmlDeviceGetComputeInstanceId, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetComputeMode(device: nvmlDevice_t, mode: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetComputeMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(mode)?;
        let mut answer = asked.answer(index::nvmlDeviceGetComputeMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(mode) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetComputeRunningProcesses(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v1_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetComputeRunningProcesses, || unsafe {
        api::nvmlDeviceGetComputeRunningProcesses(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetComputeRunningProcesses_v2(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v2_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetComputeRunningProcesses_v2, || unsafe {
        api::nvmlDeviceGetComputeRunningProcesses_v2(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetComputeRunningProcesses_v3(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v2_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetComputeRunningProcesses_v3, || unsafe {
        api::nvmlDeviceGetComputeRunningProcesses_v3(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetConfComputeGpuAttestationReport(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetConfComputeGpuAttestationReport, || {
        unsupported(index::nvmlDeviceGetConfComputeGpuAttestationReport, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetConfComputeGpuCertificate(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetConfComputeGpuCertificate, || {
        unsupported(index::nvmlDeviceGetConfComputeGpuCertificate, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetConfComputeMemSizeInfo(
    device: nvmlDevice_t,
    memInfo: *mut nvmlConfComputeMemSizeInfo_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetConfComputeMemSizeInfo, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(memInfo)?;
        let mut answer = asked.answer(index::nvmlDeviceGetConfComputeMemSizeInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(memInfo) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetConfComputeProtectedMemoryUsage(
    device: nvmlDevice_t,
    memory: *mut nvmlMemory_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetConfComputeProtectedMemoryUsage, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(memory)?;
        let mut answer = asked.answer(index::nvmlDeviceGetConfComputeProtectedMemoryUsage)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(memory) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCoolerInfo(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCoolerInfo, || unsupported(index::nvmlDeviceGetCoolerInfo, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCount(deviceCount: *mut u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetCount, || unsafe { api::nvmlDeviceGetCount(deviceCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCount_v2(deviceCount: *mut u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetCount_v2, || unsafe { api::nvmlDeviceGetCount_v2(deviceCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCpuAffinity(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCpuAffinity, || unsupported(index::nvmlDeviceGetCpuAffinity, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCpuAffinityWithinScope(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCpuAffinityWithinScope, || {
        unsupported(index::nvmlDeviceGetCpuAffinityWithinScope, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCreatableVgpus(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCreatableVgpus, || unsupported(index::nvmlDeviceGetCreatableVgpus, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCudaComputeCapability(
    device: nvmlDevice_t,
    major: *mut i32,
    minor: *mut i32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCudaComputeCapability, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(major)?;
        given(minor)?;
        let mut answer = asked.answer(index::nvmlDeviceGetCudaComputeCapability)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(major) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(minor) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCurrPcieLinkGeneration(
    device: nvmlDevice_t,
    currLinkGen: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCurrPcieLinkGeneration, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(currLinkGen)?;
        let mut answer = asked.answer(index::nvmlDeviceGetCurrPcieLinkGeneration)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(currLinkGen) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCurrPcieLinkWidth(
    device: nvmlDevice_t,
    currLinkWidth: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCurrPcieLinkWidth, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(currLinkWidth)?;
        let mut answer = asked.answer(index::nvmlDeviceGetCurrPcieLinkWidth)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(currLinkWidth) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCurrentClockFreqs(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCurrentClockFreqs, || {
        unsupported(index::nvmlDeviceGetCurrentClockFreqs, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCurrentClocksEventReasons(
    device: nvmlDevice_t,
    clocksEventReasons: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCurrentClocksEventReasons, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(clocksEventReasons)?;
        let mut answer = asked.answer(index::nvmlDeviceGetCurrentClocksEventReasons)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(clocksEventReasons) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetCurrentClocksThrottleReasons(
    device: nvmlDevice_t,
    clocksThrottleReasons: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetCurrentClocksThrottleReasons, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(clocksThrottleReasons)?;
        let mut answer = asked.answer(index::nvmlDeviceGetCurrentClocksThrottleReasons)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(clocksThrottleReasons) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDecoderUtilization(
    device: nvmlDevice_t,
    utilization: *mut u32,
    samplingPeriodUs: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDecoderUtilization, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(utilization)?;
        given(samplingPeriodUs)?;
        let mut answer = asked.answer(index::nvmlDeviceGetDecoderUtilization)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(utilization) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(samplingPeriodUs) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDefaultApplicationsClock(
    device: nvmlDevice_t,
    clockType: u32,
    clockMHz: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDefaultApplicationsClock, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(clockMHz)?;
        asked.choose(clockType, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetDefaultApplicationsClock)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(clockMHz) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDefaultEccMode(
    device: nvmlDevice_t,
    defaultMode: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDefaultEccMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(defaultMode)?;
        let mut answer = asked.answer(index::nvmlDeviceGetDefaultEccMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(defaultMode) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDetailedEccErrors(
    device: nvmlDevice_t,
    errorType: u32,
    counterType: u32,
    eccCounts: *mut nvmlEccErrorCounts_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDetailedEccErrors, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(eccCounts)?;
        asked.choose(errorType, 0, 1);
        asked.choose(counterType, 0, 1);
        let mut answer = asked.answer(index::nvmlDeviceGetDetailedEccErrors)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(eccCounts) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDeviceHandleFromMigDeviceHandle() -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDeviceHandleFromMigDeviceHandle, || {
        unsupported(index::nvmlDeviceGetDeviceHandleFromMigDeviceHandle, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDisplayActive(
    device: nvmlDevice_t,
    isActive: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDisplayActive, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(isActive)?;
        let mut answer = asked.answer(index::nvmlDeviceGetDisplayActive)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isActive) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDisplayMode(device: nvmlDevice_t, display: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDisplayMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(display)?;
        let mut answer = asked.answer(index::nvmlDeviceGetDisplayMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(display) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDramEncryptionMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDramEncryptionMode, || {
        unsupported(index::nvmlDeviceGetDramEncryptionMode, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDriverModel(
    device: nvmlDevice_t,
    current: *mut u32,
    pending: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDriverModel, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        let mut answer = asked.answer(index::nvmlDeviceGetDriverModel)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_or_skip(current) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_or_skip(pending) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDriverModel_v2(
    device: nvmlDevice_t,
    current: *mut u32,
    pending: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDriverModel_v2, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        let mut answer = asked.answer(index::nvmlDeviceGetDriverModel_v2)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_or_skip(current) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_or_skip(pending) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetDynamicPstatesInfo(
    device: nvmlDevice_t,
    pDynamicPstatesInfo: *mut nvmlGpuDynamicPstatesInfo_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetDynamicPstatesInfo, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(pDynamicPstatesInfo)?;
        let mut answer = asked.answer(index::nvmlDeviceGetDynamicPstatesInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pDynamicPstatesInfo) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetEccMode(
    device: nvmlDevice_t,
    current: *mut u32,
    pending: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetEccMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(current)?;
        given(pending)?;
        let mut answer = asked.answer(index::nvmlDeviceGetEccMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(current) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pending) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetEncoderCapacity(
    device: nvmlDevice_t,
    encoderQueryType: u32,
    encoderCapacity: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetEncoderCapacity, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(encoderCapacity)?;
        asked.choose(encoderQueryType, 0, 2);
        let mut answer = asked.answer(index::nvmlDeviceGetEncoderCapacity)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(encoderCapacity) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetEncoderSessions(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetEncoderSessions, || {
        unsupported(index::nvmlDeviceGetEncoderSessions, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetEncoderStats(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetEncoderStats, || unsupported(index::nvmlDeviceGetEncoderStats, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetEncoderUtilization(
    device: nvmlDevice_t,
    utilization: *mut u32,
    samplingPeriodUs: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetEncoderUtilization, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(utilization)?;
        given(samplingPeriodUs)?;
        let mut answer = asked.answer(index::nvmlDeviceGetEncoderUtilization)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(utilization) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(samplingPeriodUs) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetEnforcedPowerLimit(
    device: nvmlDevice_t,
    limit: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetEnforcedPowerLimit, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(limit)?;
        let mut answer = asked.answer(index::nvmlDeviceGetEnforcedPowerLimit)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(limit) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetFBCSessions(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetFBCSessions, || unsupported(index::nvmlDeviceGetFBCSessions, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetFBCStats(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetFBCStats, || unsupported(index::nvmlDeviceGetFBCStats, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetFanControlPolicy_v2(
    device: nvmlDevice_t,
    fan: u32,
    policy: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetFanControlPolicy_v2, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(policy)?;
        asked.choose(fan, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetFanControlPolicy_v2)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(policy) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetFanSpeed(device: nvmlDevice_t, speed: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetFanSpeed, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(speed)?;
        let mut answer = asked.answer(index::nvmlDeviceGetFanSpeed)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(speed) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetFanSpeedRPM(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetFanSpeedRPM, || unsupported(index::nvmlDeviceGetFanSpeedRPM, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetFanSpeed_v2(
    device: nvmlDevice_t,
    fan: u32,
    speed: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetFanSpeed_v2, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(speed)?;
        asked.choose(fan, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetFanSpeed_v2)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(speed) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetFieldValues(
    device: nvmlDevice_t,
    valuesCount: i32,
    values: *mut nvmlFieldValue_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetFieldValues, || unsafe {
        api::nvmlDeviceGetFieldValues(device, valuesCount, values)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpcClkMinMaxVfOffset(
    device: nvmlDevice_t,
    minOffset: *mut i32,
    maxOffset: *mut i32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpcClkMinMaxVfOffset, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(minOffset)?;
        given(maxOffset)?;
        let mut answer = asked.answer(index::nvmlDeviceGetGpcClkMinMaxVfOffset)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(minOffset) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(maxOffset) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpcClkVfOffset(device: nvmlDevice_t, offset: *mut i32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpcClkVfOffset, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(offset)?;
        let mut answer = asked.answer(index::nvmlDeviceGetGpcClkVfOffset)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(offset) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuFabricInfo(
    device: nvmlDevice_t,
    gpuFabricInfo: *mut nvmlGpuFabricInfo_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuFabricInfo, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(gpuFabricInfo)?;
        let mut answer = asked.answer(index::nvmlDeviceGetGpuFabricInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(gpuFabricInfo) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuFabricInfoV(
    device: nvmlDevice_t,
    gpuFabricInfo: *mut nvmlGpuFabricInfo_v2_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuFabricInfoV, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(gpuFabricInfo)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(
            unsafe { gpuFabricInfo.cast::<u32>().read() },
            &[version::<nvmlGpuFabricInfo_v2_t>(2), version::<nvmlGpuFabricInfo_v3_t>(3)],
        );
        let mut answer = asked.answer(index::nvmlDeviceGetGpuFabricInfoV)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe {
            answer.put_versioned(
                gpuFabricInfo.cast(),
                &[version::<nvmlGpuFabricInfo_v2_t>(2), version::<nvmlGpuFabricInfo_v3_t>(3)],
            )?
        };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstanceById(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstanceById, || {
        unsupported(index::nvmlDeviceGetGpuInstanceById, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstanceId(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstanceId, || unsupported(index::nvmlDeviceGetGpuInstanceId, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstancePossiblePlacements(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstancePossiblePlacements, || {
        unsupported(index::nvmlDeviceGetGpuInstancePossiblePlacements, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstancePossiblePlacements_v2(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstancePossiblePlacements_v2, || {
        unsupported(index::nvmlDeviceGetGpuInstancePossiblePlacements_v2, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstanceProfileInfo(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstanceProfileInfo, || {
        unsupported(index::nvmlDeviceGetGpuInstanceProfileInfo, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstanceProfileInfoByIdV(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstanceProfileInfoByIdV, || {
        unsupported(index::nvmlDeviceGetGpuInstanceProfileInfoByIdV, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstanceProfileInfoV(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstanceProfileInfoV, || {
        unsupported(index::nvmlDeviceGetGpuInstanceProfileInfoV, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstanceRemainingCapacity(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstanceRemainingCapacity, || {
        unsupported(index::nvmlDeviceGetGpuInstanceRemainingCapacity, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuInstances(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuInstances, || unsupported(index::nvmlDeviceGetGpuInstances, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuMaxPcieLinkGeneration(
    device: nvmlDevice_t,
    maxLinkGenDevice: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuMaxPcieLinkGeneration, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(maxLinkGenDevice)?;
        let mut answer = asked.answer(index::nvmlDeviceGetGpuMaxPcieLinkGeneration)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(maxLinkGenDevice) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGpuOperationMode(
    device: nvmlDevice_t,
    current: *mut u32,
    pending: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGpuOperationMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        let mut answer = asked.answer(index::nvmlDeviceGetGpuOperationMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_or_skip(current) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_or_skip(pending) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGraphicsRunningProcesses(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v1_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetGraphicsRunningProcesses, || unsafe {
        api::nvmlDeviceGetGraphicsRunningProcesses(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGraphicsRunningProcesses_v2(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v2_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetGraphicsRunningProcesses_v2, || unsafe {
        api::nvmlDeviceGetGraphicsRunningProcesses_v2(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGraphicsRunningProcesses_v3(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v2_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetGraphicsRunningProcesses_v3, || unsafe {
        api::nvmlDeviceGetGraphicsRunningProcesses_v3(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGridLicensableFeatures(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGridLicensableFeatures, || {
        unsupported(index::nvmlDeviceGetGridLicensableFeatures, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGridLicensableFeatures_v2(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGridLicensableFeatures_v2, || {
        unsupported(index::nvmlDeviceGetGridLicensableFeatures_v2, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGridLicensableFeatures_v3(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGridLicensableFeatures_v3, || {
        unsupported(index::nvmlDeviceGetGridLicensableFeatures_v3, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGridLicensableFeatures_v4(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGridLicensableFeatures_v4, || {
        unsupported(index::nvmlDeviceGetGridLicensableFeatures_v4, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGspFirmwareMode(
    device: nvmlDevice_t,
    isEnabled: *mut u32,
    defaultMode: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGspFirmwareMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(isEnabled)?;
        given(defaultMode)?;
        let mut answer = asked.answer(index::nvmlDeviceGetGspFirmwareMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isEnabled) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(defaultMode) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetGspFirmwareVersion(
    device: nvmlDevice_t,
    version: *mut c_char,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetGspFirmwareVersion, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(version)?;
        let mut answer = asked.answer(index::nvmlDeviceGetGspFirmwareVersion)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_text(version, 80)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHandleByIndex(index: u32, device: *mut nvmlDevice_t) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetHandleByIndex, || unsafe { api::nvmlDeviceGetHandleByIndex(index, device) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHandleByIndex_v2(
    index: u32,
    device: *mut nvmlDevice_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetHandleByIndex_v2, || unsafe {
        api::nvmlDeviceGetHandleByIndex_v2(index, device)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHandleByPciBusId(
    pciBusId: *const c_char,
    device: *mut nvmlDevice_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetHandleByPciBusId, || unsafe {
        api::nvmlDeviceGetHandleByPciBusId(pciBusId, device)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHandleByPciBusId_v2(
    pciBusId: *const c_char,
    device: *mut nvmlDevice_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetHandleByPciBusId_v2, || unsafe {
        api::nvmlDeviceGetHandleByPciBusId_v2(pciBusId, device)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHandleBySerial(
    serial: *const c_char,
    device: *mut nvmlDevice_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetHandleBySerial, || unsafe { api::nvmlDeviceGetHandleBySerial(serial, device) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHandleByUUID(
    uuid: *const c_char,
    device: *mut nvmlDevice_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetHandleByUUID, || unsafe { api::nvmlDeviceGetHandleByUUID(uuid, device) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHandleByUUIDV(
    uuid: *const nvmlUUID_v1_t,
    device: *mut nvmlDevice_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetHandleByUUIDV, || unsafe { api::nvmlDeviceGetHandleByUUIDV(uuid, device) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHostVgpuMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetHostVgpuMode, || unsupported(index::nvmlDeviceGetHostVgpuMode, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetHostname_v1(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetHostname_v1, || unsupported(index::nvmlDeviceGetHostname_v1, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetIndex(device: nvmlDevice_t, index: *mut u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetIndex, || unsafe { api::nvmlDeviceGetIndex(device, index) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetInforomConfigurationChecksum(
    device: nvmlDevice_t,
    checksum: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetInforomConfigurationChecksum, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(checksum)?;
        let mut answer = asked.answer(index::nvmlDeviceGetInforomConfigurationChecksum)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(checksum) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetInforomImageVersion(
    device: nvmlDevice_t,
    version: *mut c_char,
    length: u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetInforomImageVersion, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(version)?;
        let mut answer = asked.answer(index::nvmlDeviceGetInforomImageVersion)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_text(version, length)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetInforomVersion(
    device: nvmlDevice_t,
    object: u32,
    version: *mut c_char,
    length: u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetInforomVersion, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(version)?;
        asked.choose(object, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetInforomVersion)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_text(version, length)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetIrqNum(device: nvmlDevice_t, irqNum: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetIrqNum, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(irqNum)?;
        let mut answer = asked.answer(index::nvmlDeviceGetIrqNum)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(irqNum) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetJpgUtilization(
    device: nvmlDevice_t,
    utilization: *mut u32,
    samplingPeriodUs: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetJpgUtilization, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(utilization)?;
        given(samplingPeriodUs)?;
        let mut answer = asked.answer(index::nvmlDeviceGetJpgUtilization)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(utilization) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(samplingPeriodUs) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetLastBBXFlushTime(
    device: nvmlDevice_t,
    timestamp: *mut u64,
    durationUs: *mut u64,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetLastBBXFlushTime, || unsafe {
        api::nvmlDeviceGetLastBBXFlushTime(device, timestamp, durationUs)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMPSComputeRunningProcesses(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v1_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetMPSComputeRunningProcesses, || unsafe {
        api::nvmlDeviceGetMPSComputeRunningProcesses(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMPSComputeRunningProcesses_v2(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v2_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetMPSComputeRunningProcesses_v2, || unsafe {
        api::nvmlDeviceGetMPSComputeRunningProcesses_v2(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMPSComputeRunningProcesses_v3(
    device: nvmlDevice_t,
    infoCount: *mut u32,
    infos: *mut nvmlProcessInfo_v2_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetMPSComputeRunningProcesses_v3, || unsafe {
        api::nvmlDeviceGetMPSComputeRunningProcesses_v3(device, infoCount, infos)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMarginTemperature(
    device: nvmlDevice_t,
    marginTempInfo: *mut nvmlMarginTemperature_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMarginTemperature, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(marginTempInfo)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(
            unsafe { marginTempInfo.cast::<u32>().read() },
            &[version::<nvmlMarginTemperature_v1_t>(1)],
        );
        let mut answer = asked.answer(index::nvmlDeviceGetMarginTemperature)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_versioned(marginTempInfo.cast(), &[version::<nvmlMarginTemperature_v1_t>(1)])? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMaxClockInfo(
    device: nvmlDevice_t,
    r#type: u32,
    clock: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMaxClockInfo, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(clock)?;
        asked.choose(r#type, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetMaxClockInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(clock) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMaxCustomerBoostClock(
    device: nvmlDevice_t,
    clockType: u32,
    clockMHz: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMaxCustomerBoostClock, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(clockMHz)?;
        asked.choose(clockType, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetMaxCustomerBoostClock)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(clockMHz) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMaxMigDeviceCount(
    device: nvmlDevice_t,
    count: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMaxMigDeviceCount, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(count)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMaxMigDeviceCount)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(count) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMaxPcieLinkGeneration(
    device: nvmlDevice_t,
    maxLinkGen: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMaxPcieLinkGeneration, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(maxLinkGen)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMaxPcieLinkGeneration)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(maxLinkGen) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMaxPcieLinkWidth(
    device: nvmlDevice_t,
    maxLinkWidth: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMaxPcieLinkWidth, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(maxLinkWidth)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMaxPcieLinkWidth)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(maxLinkWidth) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMemClkMinMaxVfOffset(
    device: nvmlDevice_t,
    minOffset: *mut i32,
    maxOffset: *mut i32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMemClkMinMaxVfOffset, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(minOffset)?;
        given(maxOffset)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMemClkMinMaxVfOffset)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(minOffset) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(maxOffset) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMemClkVfOffset(device: nvmlDevice_t, offset: *mut i32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMemClkVfOffset, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(offset)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMemClkVfOffset)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(offset) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMemoryAffinity(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMemoryAffinity, || unsupported(index::nvmlDeviceGetMemoryAffinity, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMemoryBusWidth(
    device: nvmlDevice_t,
    busWidth: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMemoryBusWidth, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(busWidth)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMemoryBusWidth)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(busWidth) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMemoryErrorCounter(
    device: nvmlDevice_t,
    errorType: u32,
    counterType: u32,
    locationType: u32,
    count: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMemoryErrorCounter, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(count)?;
        asked.choose(errorType, 0, 1);
        asked.choose(counterType, 0, 1);
        asked.choose(locationType, 0, 7);
        let mut answer = asked.answer(index::nvmlDeviceGetMemoryErrorCounter)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(count) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMemoryInfo(
    device: nvmlDevice_t,
    memory: *mut nvmlMemory_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMemoryInfo, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(memory)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMemoryInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(memory) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMemoryInfo_v2(
    device: nvmlDevice_t,
    memory: *mut nvmlMemory_v2_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMemoryInfo_v2, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(memory)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(unsafe { memory.cast::<u32>().read() }, &[version::<nvmlMemory_v2_t>(2)]);
        let mut answer = asked.answer(index::nvmlDeviceGetMemoryInfo_v2)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_versioned(memory.cast(), &[version::<nvmlMemory_v2_t>(2)])? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMigDeviceHandleByIndex(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMigDeviceHandleByIndex, || {
        unsupported(index::nvmlDeviceGetMigDeviceHandleByIndex, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMigMode(
    device: nvmlDevice_t,
    currentMode: *mut u32,
    pendingMode: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMigMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(currentMode)?;
        given(pendingMode)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMigMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(currentMode) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pendingMode) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMinMaxClockOfPState(
    device: nvmlDevice_t,
    r#type: u32,
    pstate: u32,
    minClockMHz: *mut u32,
    maxClockMHz: *mut u32,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetMinMaxClockOfPState, || unsafe {
        api::nvmlDeviceGetMinMaxClockOfPState(device, r#type, pstate, minClockMHz, maxClockMHz)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMinMaxFanSpeed(
    device: nvmlDevice_t,
    minSpeed: *mut u32,
    maxSpeed: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMinMaxFanSpeed, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(minSpeed)?;
        given(maxSpeed)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMinMaxFanSpeed)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(minSpeed) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(maxSpeed) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMinorNumber(
    device: nvmlDevice_t,
    minorNumber: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMinorNumber, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(minorNumber)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMinorNumber)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(minorNumber) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetModuleId(device: nvmlDevice_t, moduleId: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetModuleId, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(moduleId)?;
        let mut answer = asked.answer(index::nvmlDeviceGetModuleId)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(moduleId) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetMultiGpuBoard(
    device: nvmlDevice_t,
    multiGpuBool: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetMultiGpuBoard, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(multiGpuBool)?;
        let mut answer = asked.answer(index::nvmlDeviceGetMultiGpuBoard)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(multiGpuBool) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetName(
    device: nvmlDevice_t,
    name: *mut c_char,
    length: u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetName, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(name)?;
        let mut answer = asked.answer(index::nvmlDeviceGetName)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_text(name, length)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNumFans(device: nvmlDevice_t, numFans: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNumFans, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(numFans)?;
        let mut answer = asked.answer(index::nvmlDeviceGetNumFans)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(numFans) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNumGpuCores(device: nvmlDevice_t, numCores: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNumGpuCores, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(numCores)?;
        let mut answer = asked.answer(index::nvmlDeviceGetNumGpuCores)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(numCores) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNumaNodeId(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNumaNodeId, || unsupported(index::nvmlDeviceGetNumaNodeId, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkCapability(
    device: nvmlDevice_t,
    link: u32,
    capability: u32,
    capResult: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkCapability, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(capResult)?;
        asked.choose(link, 0, 17);
        asked.choose(capability, 0, 5);
        let mut answer = asked.answer(index::nvmlDeviceGetNvLinkCapability)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(capResult) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkErrorCounter(
    device: nvmlDevice_t,
    link: u32,
    counter: u32,
    counterValue: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkErrorCounter, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(counterValue)?;
        asked.choose(link, 0, 17);
        asked.choose(counter, 0, 4);
        let mut answer = asked.answer(index::nvmlDeviceGetNvLinkErrorCounter)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(counterValue) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkInfo(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkInfo, || unsupported(index::nvmlDeviceGetNvLinkInfo, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkRemoteDeviceType(
    device: nvmlDevice_t,
    link: u32,
    pNvLinkDeviceType: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkRemoteDeviceType, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(pNvLinkDeviceType)?;
        asked.choose(link, 0, 17);
        let mut answer = asked.answer(index::nvmlDeviceGetNvLinkRemoteDeviceType)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pNvLinkDeviceType) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkRemotePciInfo(
    device: nvmlDevice_t,
    link: u32,
    pci: *mut nvmlPciInfo_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkRemotePciInfo, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(pci)?;
        asked.choose(link, 0, 17);
        let mut answer = asked.answer(index::nvmlDeviceGetNvLinkRemotePciInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pci) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkRemotePciInfo_v2(
    device: nvmlDevice_t,
    link: u32,
    pci: *mut nvmlPciInfo_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkRemotePciInfo_v2, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(pci)?;
        asked.choose(link, 0, 17);
        let mut answer = asked.answer(index::nvmlDeviceGetNvLinkRemotePciInfo_v2)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pci) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkState(
    device: nvmlDevice_t,
    link: u32,
    isActive: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkState, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(isActive)?;
        asked.choose(link, 0, 17);
        let mut answer = asked.answer(index::nvmlDeviceGetNvLinkState)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isActive) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkUtilizationControl(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkUtilizationControl, || {
        unsupported(index::nvmlDeviceGetNvLinkUtilizationControl, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkUtilizationCounter(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkUtilizationCounter, || {
        unsupported(index::nvmlDeviceGetNvLinkUtilizationCounter, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvLinkVersion(
    device: nvmlDevice_t,
    link: u32,
    version: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvLinkVersion, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(version)?;
        asked.choose(link, 0, 17);
        let mut answer = asked.answer(index::nvmlDeviceGetNvLinkVersion)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(version) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvlinkBwMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvlinkBwMode, || unsupported(index::nvmlDeviceGetNvlinkBwMode, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetNvlinkSupportedBwModes(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetNvlinkSupportedBwModes, || {
        unsupported(index::nvmlDeviceGetNvlinkSupportedBwModes, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetOfaUtilization(
    device: nvmlDevice_t,
    utilization: *mut u32,
    samplingPeriodUs: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetOfaUtilization, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(utilization)?;
        given(samplingPeriodUs)?;
        let mut answer = asked.answer(index::nvmlDeviceGetOfaUtilization)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(utilization) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(samplingPeriodUs) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetP2PStatus(
    device: nvmlDevice_t,
    device2: nvmlDevice_t,
    p2pIndex: u32,
    p2pStatus: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetP2PStatus, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(p2pStatus)?;
        asked.choose_device(device2)?;
        asked.choose(p2pIndex, 0, 4);
        let mut answer = asked.answer(index::nvmlDeviceGetP2PStatus)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(p2pStatus) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPciInfo(device: nvmlDevice_t, pci: *mut nvmlPciInfo_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPciInfo, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(pci)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPciInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pci) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPciInfoExt(
    device: nvmlDevice_t,
    pci: *mut nvmlPciInfoExt_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPciInfoExt, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(pci)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(unsafe { pci.cast::<u32>().read() }, &[version::<nvmlPciInfoExt_v1_t>(1)]);
        let mut answer = asked.answer(index::nvmlDeviceGetPciInfoExt)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_versioned(pci.cast(), &[version::<nvmlPciInfoExt_v1_t>(1)])? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPciInfo_v2(
    device: nvmlDevice_t,
    pci: *mut nvmlPciInfo_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPciInfo_v2, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(pci)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPciInfo_v2)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pci) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPciInfo_v3(
    device: nvmlDevice_t,
    pci: *mut nvmlPciInfo_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPciInfo_v3, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(pci)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPciInfo_v3)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pci) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPcieLinkMaxSpeed(
    device: nvmlDevice_t,
    maxSpeed: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPcieLinkMaxSpeed, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(maxSpeed)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPcieLinkMaxSpeed)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(maxSpeed) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPcieReplayCounter(
    device: nvmlDevice_t,
    value: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPcieReplayCounter, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(value)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPcieReplayCounter)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(value) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPcieSpeed(device: nvmlDevice_t, pcieSpeed: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPcieSpeed, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(pcieSpeed)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPcieSpeed)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pcieSpeed) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPcieThroughput(
    device: nvmlDevice_t,
    counter: u32,
    value: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPcieThroughput, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(value)?;
        asked.choose(counter, 0, 1);
        let mut answer = asked.answer(index::nvmlDeviceGetPcieThroughput)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(value) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPdi(device: nvmlDevice_t, pdi: *mut nvmlPdi_v1_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPdi, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(pdi)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(unsafe { pdi.cast::<u32>().read() }, &[version::<nvmlPdi_v1_t>(1)]);
        let mut answer = asked.answer(index::nvmlDeviceGetPdi)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_versioned(pdi.cast(), &[version::<nvmlPdi_v1_t>(1)])? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPerformanceModes(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPerformanceModes, || {
        unsupported(index::nvmlDeviceGetPerformanceModes, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPerformanceState(
    device: nvmlDevice_t,
    pState: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPerformanceState, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(pState)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPerformanceState)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pState) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPersistenceMode(device: nvmlDevice_t, mode: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPersistenceMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(mode)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPersistenceMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(mode) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPgpuMetadataString(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPgpuMetadataString, || {
        unsupported(index::nvmlDeviceGetPgpuMetadataString, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPlatformInfo(
    device: nvmlDevice_t,
    platformInfo: *mut nvmlPlatformInfo_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPlatformInfo, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(platformInfo)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(
            unsafe { platformInfo.cast::<u32>().read() },
            &[version::<nvmlPlatformInfo_v1_t>(1), version::<nvmlPlatformInfo_v2_t>(2)],
        );
        let mut answer = asked.answer(index::nvmlDeviceGetPlatformInfo)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe {
            answer.put_versioned(
                platformInfo.cast(),
                &[version::<nvmlPlatformInfo_v1_t>(1), version::<nvmlPlatformInfo_v2_t>(2)],
            )?
        };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPowerManagementDefaultLimit(
    device: nvmlDevice_t,
    defaultLimit: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPowerManagementDefaultLimit, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(defaultLimit)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPowerManagementDefaultLimit)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(defaultLimit) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPowerManagementLimit(
    device: nvmlDevice_t,
    limit: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPowerManagementLimit, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(limit)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPowerManagementLimit)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(limit) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPowerManagementLimitConstraints(
    device: nvmlDevice_t,
    minLimit: *mut u32,
    maxLimit: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPowerManagementLimitConstraints, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(minLimit)?;
        given(maxLimit)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPowerManagementLimitConstraints)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(minLimit) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(maxLimit) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPowerManagementMode(
    device: nvmlDevice_t,
    mode: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPowerManagementMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(mode)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPowerManagementMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(mode) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPowerMizerMode_v1(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPowerMizerMode_v1, || {
        unsupported(index::nvmlDeviceGetPowerMizerMode_v1, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPowerSource(
    device: nvmlDevice_t,
    powerSource: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPowerSource, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(powerSource)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPowerSource)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(powerSource) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPowerState(device: nvmlDevice_t, pState: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPowerState, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(pState)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPowerState)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pState) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetPowerUsage(device: nvmlDevice_t, power: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetPowerUsage, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(power)?;
        let mut answer = asked.answer(index::nvmlDeviceGetPowerUsage)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(power) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetProcessUtilization(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetProcessUtilization, || {
        unsupported(index::nvmlDeviceGetProcessUtilization, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetProcessesUtilizationInfo(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetProcessesUtilizationInfo, || {
        unsupported(index::nvmlDeviceGetProcessesUtilizationInfo, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetRemappedRows(
    device: nvmlDevice_t,
    corrRows: *mut u32,
    uncRows: *mut u32,
    isPending: *mut u32,
    failureOccurred: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetRemappedRows, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(corrRows)?;
        given(uncRows)?;
        given(isPending)?;
        given(failureOccurred)?;
        let mut answer = asked.answer(index::nvmlDeviceGetRemappedRows)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(corrRows) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(uncRows) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isPending) };
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(failureOccurred) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetRemappedRows_v2() -> nvmlReturn_t {
    edge(index::nvmlDeviceGetRemappedRows_v2, || unsupported(index::nvmlDeviceGetRemappedRows_v2, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetRepairStatus(
    device: nvmlDevice_t,
    repairStatus: *mut nvmlRepairStatus_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetRepairStatus, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(repairStatus)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(
            unsafe { repairStatus.cast::<u32>().read() },
            &[version::<nvmlRepairStatus_v1_t>(1)],
        );
        let mut answer = asked.answer(index::nvmlDeviceGetRepairStatus)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_versioned(repairStatus.cast(), &[version::<nvmlRepairStatus_v1_t>(1)])? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetRetiredPages(
    device: nvmlDevice_t,
    cause: u32,
    pageCount: *mut u32,
    addresses: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetRetiredPages, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(pageCount)?;
        asked.choose(cause, 0, 1);
        let mut answer = asked.answer(index::nvmlDeviceGetRetiredPages)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_array(pageCount, addresses)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetRetiredPagesPendingStatus(
    device: nvmlDevice_t,
    isPending: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetRetiredPagesPendingStatus, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(isPending)?;
        let mut answer = asked.answer(index::nvmlDeviceGetRetiredPagesPendingStatus)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isPending) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetRetiredPages_v2(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetRetiredPages_v2, || {
        unsupported(index::nvmlDeviceGetRetiredPages_v2, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetRowRemapperHistogram(
    device: nvmlDevice_t,
    values: *mut nvmlRowRemapperHistogramValues_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetRowRemapperHistogram, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(values)?;
        let mut answer = asked.answer(index::nvmlDeviceGetRowRemapperHistogram)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(values) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetRunningProcessDetailList(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetRunningProcessDetailList, || {
        unsupported(index::nvmlDeviceGetRunningProcessDetailList, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSamples(
    device: nvmlDevice_t,
    r#type: u32,
    lastSeenTimeStamp: u64,
    sampleValType: *mut u32,
    sampleCount: *mut u32,
    samples: *mut nvmlSample_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetSamples, || unsafe {
        api::nvmlDeviceGetSamples(device, r#type, lastSeenTimeStamp, sampleValType, sampleCount, samples)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSerial(
    device: nvmlDevice_t,
    serial: *mut c_char,
    length: u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSerial, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(serial)?;
        let mut answer = asked.answer(index::nvmlDeviceGetSerial)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_text(serial, length)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSramEccErrorStatus(
    device: nvmlDevice_t,
    status: *mut nvmlEccSramErrorStatus_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSramEccErrorStatus, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(status)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(
            unsafe { status.cast::<u32>().read() },
            &[version::<nvmlEccSramErrorStatus_v1_t>(1)],
        );
        let mut answer = asked.answer(index::nvmlDeviceGetSramEccErrorStatus)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_versioned(status.cast(), &[version::<nvmlEccSramErrorStatus_v1_t>(1)])? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSramUniqueUncorrectedEccErrorCounts(
    device: nvmlDevice_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSramUniqueUncorrectedEccErrorCounts, || {
        unsupported(index::nvmlDeviceGetSramUniqueUncorrectedEccErrorCounts, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSupportedClocksEventReasons(
    device: nvmlDevice_t,
    supportedClocksEventReasons: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSupportedClocksEventReasons, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(supportedClocksEventReasons)?;
        let mut answer = asked.answer(index::nvmlDeviceGetSupportedClocksEventReasons)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(supportedClocksEventReasons) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSupportedClocksThrottleReasons(
    device: nvmlDevice_t,
    supportedClocksThrottleReasons: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSupportedClocksThrottleReasons, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(supportedClocksThrottleReasons)?;
        let mut answer = asked.answer(index::nvmlDeviceGetSupportedClocksThrottleReasons)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(supportedClocksThrottleReasons) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSupportedEventTypes(
    device: nvmlDevice_t,
    eventTypes: *mut u64,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetSupportedEventTypes, || unsafe {
        api::nvmlDeviceGetSupportedEventTypes(device, eventTypes)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSupportedGraphicsClocks(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSupportedGraphicsClocks, || {
        unsupported(index::nvmlDeviceGetSupportedGraphicsClocks, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSupportedMemoryClocks(
    device: nvmlDevice_t,
    count: *mut u32,
    clocksMHz: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSupportedMemoryClocks, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(count)?;
        let mut answer = asked.answer(index::nvmlDeviceGetSupportedMemoryClocks)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_array(count, clocksMHz)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSupportedPerformanceStates(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSupportedPerformanceStates, || {
        unsupported(index::nvmlDeviceGetSupportedPerformanceStates, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetSupportedVgpus(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetSupportedVgpus, || unsupported(index::nvmlDeviceGetSupportedVgpus, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetTargetFanSpeed(
    device: nvmlDevice_t,
    fan: u32,
    targetSpeed: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetTargetFanSpeed, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(targetSpeed)?;
        asked.choose(fan, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetTargetFanSpeed)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(targetSpeed) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetTemperature(
    device: nvmlDevice_t,
    sensorType: u32,
    temp: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetTemperature, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(temp)?;
        asked.choose(sensorType, 0, 0);
        let mut answer = asked.answer(index::nvmlDeviceGetTemperature)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(temp) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetTemperatureThreshold(
    device: nvmlDevice_t,
    thresholdType: u32,
    temp: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetTemperatureThreshold, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(temp)?;
        asked.choose(thresholdType, 0, 7);
        let mut answer = asked.answer(index::nvmlDeviceGetTemperatureThreshold)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(temp) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetTemperatureV(
    device: nvmlDevice_t,
    temperature: *mut nvmlTemperature_v1_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceGetTemperatureV, || unsafe { api::nvmlDeviceGetTemperatureV(device, temperature) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetThermalSettings(
    device: nvmlDevice_t,
    sensorIndex: u32,
    pThermalSettings: *mut nvmlGpuThermalSettings_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetThermalSettings, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(pThermalSettings)?;
        asked.choose(sensorIndex, 0, 3);
        let mut answer = asked.answer(index::nvmlDeviceGetThermalSettings)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pThermalSettings) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetTopologyCommonAncestor(
    device: nvmlDevice_t,
    device2: nvmlDevice_t,
    pathInfo: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetTopologyCommonAncestor, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(pathInfo)?;
        asked.choose_device(device2)?;
        let mut answer = asked.answer(index::nvmlDeviceGetTopologyCommonAncestor)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pathInfo) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetTopologyNearestGpus(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetTopologyNearestGpus, || {
        unsupported(index::nvmlDeviceGetTopologyNearestGpus, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetTotalEccErrors(
    device: nvmlDevice_t,
    errorType: u32,
    counterType: u32,
    eccCounts: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetTotalEccErrors, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(eccCounts)?;
        asked.choose(errorType, 0, 1);
        asked.choose(counterType, 0, 1);
        let mut answer = asked.answer(index::nvmlDeviceGetTotalEccErrors)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(eccCounts) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetTotalEnergyConsumption(
    device: nvmlDevice_t,
    energy: *mut u64,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetTotalEnergyConsumption, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(energy)?;
        let mut answer = asked.answer(index::nvmlDeviceGetTotalEnergyConsumption)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(energy) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetUUID(
    device: nvmlDevice_t,
    uuid: *mut c_char,
    length: u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetUUID, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(uuid)?;
        let mut answer = asked.answer(index::nvmlDeviceGetUUID)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_text(uuid, length)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetUnrepairableMemoryFlag_v1() -> nvmlReturn_t {
    edge(index::nvmlDeviceGetUnrepairableMemoryFlag_v1, || {
        unsupported(index::nvmlDeviceGetUnrepairableMemoryFlag_v1, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetUtilizationRates(
    device: nvmlDevice_t,
    utilization: *mut nvmlUtilization_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetUtilizationRates, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(utilization)?;
        let mut answer = asked.answer(index::nvmlDeviceGetUtilizationRates)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(utilization) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVbiosVersion(
    device: nvmlDevice_t,
    version: *mut c_char,
    length: u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVbiosVersion, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(version)?;
        let mut answer = asked.answer(index::nvmlDeviceGetVbiosVersion)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put_text(version, length)? };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuCapabilities(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuCapabilities, || {
        unsupported(index::nvmlDeviceGetVgpuCapabilities, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuHeterogeneousMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuHeterogeneousMode, || {
        unsupported(index::nvmlDeviceGetVgpuHeterogeneousMode, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuInstancesUtilizationInfo(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuInstancesUtilizationInfo, || {
        unsupported(index::nvmlDeviceGetVgpuInstancesUtilizationInfo, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuMetadata(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuMetadata, || unsupported(index::nvmlDeviceGetVgpuMetadata, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuProcessUtilization(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuProcessUtilization, || {
        unsupported(index::nvmlDeviceGetVgpuProcessUtilization, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuProcessesUtilizationInfo(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuProcessesUtilizationInfo, || {
        unsupported(index::nvmlDeviceGetVgpuProcessesUtilizationInfo, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuSchedulerCapabilities(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuSchedulerCapabilities, || {
        unsupported(index::nvmlDeviceGetVgpuSchedulerCapabilities, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuSchedulerLog(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuSchedulerLog, || {
        unsupported(index::nvmlDeviceGetVgpuSchedulerLog, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuSchedulerState(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuSchedulerState, || {
        unsupported(index::nvmlDeviceGetVgpuSchedulerState, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuTypeCreatablePlacements(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuTypeCreatablePlacements, || {
        unsupported(index::nvmlDeviceGetVgpuTypeCreatablePlacements, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuTypeSupportedPlacements(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuTypeSupportedPlacements, || {
        unsupported(index::nvmlDeviceGetVgpuTypeSupportedPlacements, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVgpuUtilization(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVgpuUtilization, || {
        unsupported(index::nvmlDeviceGetVgpuUtilization, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetViolationStatus(
    device: nvmlDevice_t,
    perfPolicyType: u32,
    violTime: *mut nvmlViolationTime_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetViolationStatus, || {
        ready()?;
        let mut asked = Asked::of_device(device)?;
        given(violTime)?;
        asked.choose(perfPolicyType, 0, 11);
        let mut answer = asked.answer(index::nvmlDeviceGetViolationStatus)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(violTime) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceGetVirtualizationMode(
    device: nvmlDevice_t,
    pVirtualMode: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceGetVirtualizationMode, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(pVirtualMode)?;
        let mut answer = asked.answer(index::nvmlDeviceGetVirtualizationMode)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(pVirtualMode) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceIsMigDeviceHandle(
    device: nvmlDevice_t,
    isMigDevice: *mut u32,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceIsMigDeviceHandle, || {
        ready()?;
        let asked = Asked::of_device(device)?;
        given(isMigDevice)?;
        let mut answer = asked.answer(index::nvmlDeviceIsMigDeviceHandle)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isMigDevice) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceModifyDrainState() -> nvmlReturn_t {
    edge(index::nvmlDeviceModifyDrainState, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceOnSameBoard(
    device: nvmlDevice_t,
    device2: nvmlDevice_t,
    onSameBoard: *mut i32,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceOnSameBoard, || unsafe { api::nvmlDeviceOnSameBoard(device, device2, onSameBoard) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDevicePowerSmoothingActivatePresetProfile(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDevicePowerSmoothingActivatePresetProfile, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDevicePowerSmoothingSetState(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDevicePowerSmoothingSetState, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDevicePowerSmoothingUpdatePresetProfileParam(
    device: nvmlDevice_t,
) -> nvmlReturn_t {
    edge(index::nvmlDevicePowerSmoothingUpdatePresetProfileParam, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceQueryDrainState() -> nvmlReturn_t {
    edge(index::nvmlDeviceQueryDrainState, || unsupported(index::nvmlDeviceQueryDrainState, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceReadPRMCounters_v1() -> nvmlReturn_t {
    edge(index::nvmlDeviceReadPRMCounters_v1, || unsupported(index::nvmlDeviceReadPRMCounters_v1, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceReadWritePRM_v1(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceReadWritePRM_v1, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceRegisterEvents(
    device: nvmlDevice_t,
    eventTypes: u64,
    set: nvmlEventSet_t,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceRegisterEvents, || unsafe {
        api::nvmlDeviceRegisterEvents(device, eventTypes, set)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceRemoveGpu() -> nvmlReturn_t {
    edge(index::nvmlDeviceRemoveGpu, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceRemoveGpu_v2() -> nvmlReturn_t {
    edge(index::nvmlDeviceRemoveGpu_v2, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceResetApplicationsClocks(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceResetApplicationsClocks, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceResetGpuLockedClocks(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceResetGpuLockedClocks, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceResetMemoryLockedClocks(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceResetMemoryLockedClocks, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceResetNvLinkErrorCounters(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceResetNvLinkErrorCounters, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceResetNvLinkUtilizationCounter() -> nvmlReturn_t {
    edge(index::nvmlDeviceResetNvLinkUtilizationCounter, || {
        unsupported(index::nvmlDeviceResetNvLinkUtilizationCounter, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetAPIRestriction(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetAPIRestriction, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetAccountingMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetAccountingMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetApplicationsClocks(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetApplicationsClocks, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetAutoBoostedClocksEnabled(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetAutoBoostedClocksEnabled, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetClockOffsets(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetClockOffsets, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetComputeMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetComputeMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetConfComputeUnprotectedMemSize(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetConfComputeUnprotectedMemSize, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetCpuAffinity(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetCpuAffinity, || unsupported(index::nvmlDeviceSetCpuAffinity, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetDefaultAutoBoostedClocksEnabled(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetDefaultAutoBoostedClocksEnabled, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetDefaultFanSpeed_v2(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetDefaultFanSpeed_v2, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetDramEncryptionMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetDramEncryptionMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetDriverModel() -> nvmlReturn_t {
    edge(index::nvmlDeviceSetDriverModel, || unsupported(index::nvmlDeviceSetDriverModel, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetEccMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetEccMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetFanControlPolicy(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetFanControlPolicy, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetFanSpeed_v2(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetFanSpeed_v2, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetGpcClkVfOffset(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetGpcClkVfOffset, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetGpuLockedClocks(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetGpuLockedClocks, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetGpuOperationMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetGpuOperationMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetHostname_v1(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetHostname_v1, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetMemClkVfOffset(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetMemClkVfOffset, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetMemoryLockedClocks(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetMemoryLockedClocks, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetMigMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetMigMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetNvLinkDeviceLowPowerThreshold(
    device: nvmlDevice_t,
    info: *mut c_void,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlDeviceSetNvLinkDeviceLowPowerThreshold, || unsafe {
        api::nvmlDeviceSetNvLinkDeviceLowPowerThreshold(device, info)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetNvLinkUtilizationControl() -> nvmlReturn_t {
    edge(index::nvmlDeviceSetNvLinkUtilizationControl, || {
        unsupported(index::nvmlDeviceSetNvLinkUtilizationControl, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetNvlinkBwMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetNvlinkBwMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetPersistenceMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetPersistenceMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetPowerManagementLimit(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetPowerManagementLimit, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetPowerManagementLimit_v2(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetPowerManagementLimit_v2, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetPowerMizerMode_v1(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetPowerMizerMode_v1, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetTemperatureThreshold(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetTemperatureThreshold, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetVgpuCapabilities(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetVgpuCapabilities, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetVgpuHeterogeneousMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetVgpuHeterogeneousMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetVgpuSchedulerState(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetVgpuSchedulerState, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceSetVirtualizationMode(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceSetVirtualizationMode, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceValidateInforom(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceValidateInforom, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceWorkloadPowerProfileClearRequestedProfiles(
    device: nvmlDevice_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceWorkloadPowerProfileClearRequestedProfiles, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceWorkloadPowerProfileGetCurrentProfiles(
    device: nvmlDevice_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceWorkloadPowerProfileGetCurrentProfiles, || {
        unsupported(index::nvmlDeviceWorkloadPowerProfileGetCurrentProfiles, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceWorkloadPowerProfileGetProfilesInfo(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlDeviceWorkloadPowerProfileGetProfilesInfo, || {
        unsupported(index::nvmlDeviceWorkloadPowerProfileGetProfilesInfo, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlDeviceWorkloadPowerProfileSetRequestedProfiles(
    device: nvmlDevice_t,
) -> nvmlReturn_t {
    edge(index::nvmlDeviceWorkloadPowerProfileSetRequestedProfiles, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlErrorString(result: u32) -> *const c_char {
    api::nvmlErrorString(result)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlEventSetCreate(set: *mut nvmlEventSet_t) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlEventSetCreate, || unsafe { api::nvmlEventSetCreate(set) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlEventSetFree(set: nvmlEventSet_t) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlEventSetFree, || unsafe { api::nvmlEventSetFree(set) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlEventSetWait(
    set: nvmlEventSet_t,
    data: *mut nvmlEventData_t,
    timeoutms: u32,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlEventSetWait, || unsafe { api::nvmlEventSetWait(set, data, timeoutms) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlEventSetWait_v2(
    set: nvmlEventSet_t,
    data: *mut nvmlEventData_t,
    timeoutms: u32,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlEventSetWait_v2, || unsafe { api::nvmlEventSetWait_v2(set, data, timeoutms) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGetBlacklistDeviceCount(deviceCount: *mut u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlGetBlacklistDeviceCount, || unsafe { api::nvmlGetBlacklistDeviceCount(deviceCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGetBlacklistDeviceInfoByIndex() -> nvmlReturn_t {
    edge(index::nvmlGetBlacklistDeviceInfoByIndex, || {
        unsupported(index::nvmlGetBlacklistDeviceInfoByIndex, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGetExcludedDeviceCount(deviceCount: *mut u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlGetExcludedDeviceCount, || unsafe { api::nvmlGetExcludedDeviceCount(deviceCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGetExcludedDeviceInfoByIndex() -> nvmlReturn_t {
    edge(index::nvmlGetExcludedDeviceInfoByIndex, || {
        unsupported(index::nvmlGetExcludedDeviceInfoByIndex, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGetVgpuCompatibility() -> nvmlReturn_t {
    edge(index::nvmlGetVgpuCompatibility, || unsupported(index::nvmlGetVgpuCompatibility, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGetVgpuDriverCapabilities() -> nvmlReturn_t {
    edge(index::nvmlGetVgpuDriverCapabilities, || unsupported(index::nvmlGetVgpuDriverCapabilities, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGetVgpuVersion() -> nvmlReturn_t {
    edge(index::nvmlGetVgpuVersion, || unsupported(index::nvmlGetVgpuVersion, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpmMetricsGet() -> nvmlReturn_t {
    edge(index::nvmlGpmMetricsGet, || unsupported(index::nvmlGpmMetricsGet, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpmMigSampleGet(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlGpmMigSampleGet, || unsupported(index::nvmlGpmMigSampleGet, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpmQueryDeviceSupport(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlGpmQueryDeviceSupport, || unsupported(index::nvmlGpmQueryDeviceSupport, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpmQueryIfStreamingEnabled(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlGpmQueryIfStreamingEnabled, || {
        unsupported(index::nvmlGpmQueryIfStreamingEnabled, Some(device))
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpmSampleAlloc() -> nvmlReturn_t {
    edge(index::nvmlGpmSampleAlloc, || unsupported(index::nvmlGpmSampleAlloc, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpmSampleFree() -> nvmlReturn_t {
    edge(index::nvmlGpmSampleFree, || unsupported(index::nvmlGpmSampleFree, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpmSampleGet(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlGpmSampleGet, || unsupported(index::nvmlGpmSampleGet, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpmSetStreamingEnabled(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlGpmSetStreamingEnabled, || forbidden(Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceCreateComputeInstance() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceCreateComputeInstance, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceCreateComputeInstanceWithPlacement() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceCreateComputeInstanceWithPlacement, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceDestroy() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceDestroy, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetActiveVgpus() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetActiveVgpus, || unsupported(index::nvmlGpuInstanceGetActiveVgpus, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetComputeInstanceById() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetComputeInstanceById, || {
        unsupported(index::nvmlGpuInstanceGetComputeInstanceById, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetComputeInstancePossiblePlacements() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetComputeInstancePossiblePlacements, || {
        unsupported(index::nvmlGpuInstanceGetComputeInstancePossiblePlacements, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetComputeInstanceProfileInfo() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetComputeInstanceProfileInfo, || {
        unsupported(index::nvmlGpuInstanceGetComputeInstanceProfileInfo, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetComputeInstanceProfileInfoV() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetComputeInstanceProfileInfoV, || {
        unsupported(index::nvmlGpuInstanceGetComputeInstanceProfileInfoV, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetComputeInstanceRemainingCapacity() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetComputeInstanceRemainingCapacity, || {
        unsupported(index::nvmlGpuInstanceGetComputeInstanceRemainingCapacity, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetComputeInstances() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetComputeInstances, || {
        unsupported(index::nvmlGpuInstanceGetComputeInstances, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetCreatableVgpus() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetCreatableVgpus, || {
        unsupported(index::nvmlGpuInstanceGetCreatableVgpus, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetInfo() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetInfo, || unsupported(index::nvmlGpuInstanceGetInfo, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetVgpuHeterogeneousMode() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetVgpuHeterogeneousMode, || {
        unsupported(index::nvmlGpuInstanceGetVgpuHeterogeneousMode, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetVgpuSchedulerLog() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetVgpuSchedulerLog, || {
        unsupported(index::nvmlGpuInstanceGetVgpuSchedulerLog, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetVgpuSchedulerState() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetVgpuSchedulerState, || {
        unsupported(index::nvmlGpuInstanceGetVgpuSchedulerState, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceGetVgpuTypeCreatablePlacements() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceGetVgpuTypeCreatablePlacements, || {
        unsupported(index::nvmlGpuInstanceGetVgpuTypeCreatablePlacements, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceSetVgpuHeterogeneousMode() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceSetVgpuHeterogeneousMode, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlGpuInstanceSetVgpuSchedulerState() -> nvmlReturn_t {
    edge(index::nvmlGpuInstanceSetVgpuSchedulerState, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlInit() -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlInit, || unsafe { api::nvmlInit() })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlInitWithFlags(flags: u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlInitWithFlags, || unsafe { api::nvmlInitWithFlags(flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlInit_v2() -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlInit_v2, || unsafe { api::nvmlInit_v2() })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlInternalGetExportTable(
    table: *mut *const c_void,
    id: *const c_void,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlInternalGetExportTable, || unsafe { api::nvmlInternalGetExportTable(table, id) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSetVgpuVersion() -> nvmlReturn_t {
    edge(index::nvmlSetVgpuVersion, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlShutdown() -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlShutdown, || unsafe { api::nvmlShutdown() })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemEventSetCreate() -> nvmlReturn_t {
    edge(index::nvmlSystemEventSetCreate, || unsupported(index::nvmlSystemEventSetCreate, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemEventSetFree() -> nvmlReturn_t {
    edge(index::nvmlSystemEventSetFree, || unsupported(index::nvmlSystemEventSetFree, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemEventSetWait() -> nvmlReturn_t {
    edge(index::nvmlSystemEventSetWait, || unsupported(index::nvmlSystemEventSetWait, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetConfComputeCapabilities(
    capabilities: *mut nvmlConfComputeSystemCaps_t,
) -> nvmlReturn_t {
    edge(index::nvmlSystemGetConfComputeCapabilities, || {
        ready()?;
        let asked = Asked::of_system()?;
        given(capabilities)?;
        let mut answer = asked.answer(index::nvmlSystemGetConfComputeCapabilities)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(capabilities) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetConfComputeGpusReadyState(isAcceptingWork: *mut u32) -> nvmlReturn_t {
    edge(index::nvmlSystemGetConfComputeGpusReadyState, || {
        ready()?;
        let asked = Asked::of_system()?;
        given(isAcceptingWork)?;
        let mut answer = asked.answer(index::nvmlSystemGetConfComputeGpusReadyState)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(isAcceptingWork) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetConfComputeKeyRotationThresholdInfo() -> nvmlReturn_t {
    edge(index::nvmlSystemGetConfComputeKeyRotationThresholdInfo, || {
        unsupported(index::nvmlSystemGetConfComputeKeyRotationThresholdInfo, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetConfComputeSettings(
    settings: *mut nvmlSystemConfComputeSettings_v1_t,
) -> nvmlReturn_t {
    edge(index::nvmlSystemGetConfComputeSettings, || {
        ready()?;
        let mut asked = Asked::of_system()?;
        given(settings)?;
        // SAFETY: not null; NVML's contract makes its first word readable.
        asked.choose_version(
            unsafe { settings.cast::<u32>().read() },
            &[version::<nvmlSystemConfComputeSettings_v1_t>(1)],
        );
        let mut answer = asked.answer(index::nvmlSystemGetConfComputeSettings)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe {
            answer.put_versioned(settings.cast(), &[version::<nvmlSystemConfComputeSettings_v1_t>(1)])?
        };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetConfComputeState(
    state: *mut nvmlConfComputeSystemState_t,
) -> nvmlReturn_t {
    edge(index::nvmlSystemGetConfComputeState, || {
        ready()?;
        let asked = Asked::of_system()?;
        given(state)?;
        let mut answer = asked.answer(index::nvmlSystemGetConfComputeState)?;
        // SAFETY: looked at above; NVML's contract makes it valid for this write.
        unsafe { answer.put(state) };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetCudaDriverVersion(cudaDriverVersion: *mut i32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlSystemGetCudaDriverVersion, || unsafe {
        api::nvmlSystemGetCudaDriverVersion(cudaDriverVersion)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetCudaDriverVersion_v2(cudaDriverVersion: *mut i32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlSystemGetCudaDriverVersion_v2, || unsafe {
        api::nvmlSystemGetCudaDriverVersion_v2(cudaDriverVersion)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetDriverBranch() -> nvmlReturn_t {
    edge(index::nvmlSystemGetDriverBranch, || unsupported(index::nvmlSystemGetDriverBranch, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetDriverVersion(version: *mut c_char, length: u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlSystemGetDriverVersion, || unsafe { api::nvmlSystemGetDriverVersion(version, length) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetHicVersion(
    hwbcCount: *mut u32,
    hwbcEntries: *mut c_void,
) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlSystemGetHicVersion, || unsafe { api::nvmlSystemGetHicVersion(hwbcCount, hwbcEntries) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetNVMLVersion(version: *mut c_char, length: u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlSystemGetNVMLVersion, || unsafe { api::nvmlSystemGetNVMLVersion(version, length) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetNvlinkBwMode() -> nvmlReturn_t {
    edge(index::nvmlSystemGetNvlinkBwMode, || unsupported(index::nvmlSystemGetNvlinkBwMode, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetProcessName(pid: u32, name: *mut c_char, length: u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlSystemGetProcessName, || unsafe { api::nvmlSystemGetProcessName(pid, name, length) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemGetTopologyGpuSet() -> nvmlReturn_t {
    edge(index::nvmlSystemGetTopologyGpuSet, || unsupported(index::nvmlSystemGetTopologyGpuSet, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemRegisterEvents() -> nvmlReturn_t {
    edge(index::nvmlSystemRegisterEvents, || unsupported(index::nvmlSystemRegisterEvents, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemSetConfComputeGpusReadyState() -> nvmlReturn_t {
    edge(index::nvmlSystemSetConfComputeGpusReadyState, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemSetConfComputeKeyRotationThresholdInfo() -> nvmlReturn_t {
    edge(index::nvmlSystemSetConfComputeKeyRotationThresholdInfo, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlSystemSetNvlinkBwMode() -> nvmlReturn_t {
    edge(index::nvmlSystemSetNvlinkBwMode, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitGetCount(unitCount: *mut u32) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlUnitGetCount, || unsafe { api::nvmlUnitGetCount(unitCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitGetDevices() -> nvmlReturn_t {
    edge(index::nvmlUnitGetDevices, || unsupported(index::nvmlUnitGetDevices, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitGetFanSpeedInfo() -> nvmlReturn_t {
    edge(index::nvmlUnitGetFanSpeedInfo, || unsupported(index::nvmlUnitGetFanSpeedInfo, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitGetHandleByIndex(index: u32, unit: *mut nvmlUnit_t) -> nvmlReturn_t {
    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.
    edge(index::nvmlUnitGetHandleByIndex, || unsafe { api::nvmlUnitGetHandleByIndex(index, unit) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitGetLedState() -> nvmlReturn_t {
    edge(index::nvmlUnitGetLedState, || unsupported(index::nvmlUnitGetLedState, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitGetPsuInfo() -> nvmlReturn_t {
    edge(index::nvmlUnitGetPsuInfo, || unsupported(index::nvmlUnitGetPsuInfo, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitGetTemperature() -> nvmlReturn_t {
    edge(index::nvmlUnitGetTemperature, || unsupported(index::nvmlUnitGetTemperature, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitGetUnitInfo() -> nvmlReturn_t {
    edge(index::nvmlUnitGetUnitInfo, || unsupported(index::nvmlUnitGetUnitInfo, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlUnitSetLedState() -> nvmlReturn_t {
    edge(index::nvmlUnitSetLedState, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceClearAccountingPids() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceClearAccountingPids, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetAccountingMode() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetAccountingMode, || {
        unsupported(index::nvmlVgpuInstanceGetAccountingMode, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetAccountingPids() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetAccountingPids, || {
        unsupported(index::nvmlVgpuInstanceGetAccountingPids, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetAccountingStats() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetAccountingStats, || {
        unsupported(index::nvmlVgpuInstanceGetAccountingStats, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetEccMode() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetEccMode, || unsupported(index::nvmlVgpuInstanceGetEccMode, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetEncoderCapacity() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetEncoderCapacity, || {
        unsupported(index::nvmlVgpuInstanceGetEncoderCapacity, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetEncoderSessions() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetEncoderSessions, || {
        unsupported(index::nvmlVgpuInstanceGetEncoderSessions, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetEncoderStats() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetEncoderStats, || unsupported(index::nvmlVgpuInstanceGetEncoderStats, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetFBCSessions() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetFBCSessions, || unsupported(index::nvmlVgpuInstanceGetFBCSessions, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetFBCStats() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetFBCStats, || unsupported(index::nvmlVgpuInstanceGetFBCStats, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetFbUsage() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetFbUsage, || unsupported(index::nvmlVgpuInstanceGetFbUsage, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetFrameRateLimit() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetFrameRateLimit, || {
        unsupported(index::nvmlVgpuInstanceGetFrameRateLimit, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetGpuInstanceId() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetGpuInstanceId, || {
        unsupported(index::nvmlVgpuInstanceGetGpuInstanceId, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetGpuPciId() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetGpuPciId, || unsupported(index::nvmlVgpuInstanceGetGpuPciId, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetLicenseInfo() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetLicenseInfo, || unsupported(index::nvmlVgpuInstanceGetLicenseInfo, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetLicenseInfo_v2() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetLicenseInfo_v2, || {
        unsupported(index::nvmlVgpuInstanceGetLicenseInfo_v2, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetLicenseStatus() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetLicenseStatus, || {
        unsupported(index::nvmlVgpuInstanceGetLicenseStatus, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetMdevUUID() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetMdevUUID, || unsupported(index::nvmlVgpuInstanceGetMdevUUID, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetMetadata() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetMetadata, || unsupported(index::nvmlVgpuInstanceGetMetadata, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetPlacementId() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetPlacementId, || unsupported(index::nvmlVgpuInstanceGetPlacementId, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetRuntimeStateSize() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetRuntimeStateSize, || {
        unsupported(index::nvmlVgpuInstanceGetRuntimeStateSize, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetType() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetType, || unsupported(index::nvmlVgpuInstanceGetType, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetUUID() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetUUID, || unsupported(index::nvmlVgpuInstanceGetUUID, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetVmDriverVersion() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetVmDriverVersion, || {
        unsupported(index::nvmlVgpuInstanceGetVmDriverVersion, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceGetVmID() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceGetVmID, || unsupported(index::nvmlVgpuInstanceGetVmID, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuInstanceSetEncoderCapacity() -> nvmlReturn_t {
    edge(index::nvmlVgpuInstanceSetEncoderCapacity, || forbidden(None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetBAR1Info() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetBAR1Info, || unsupported(index::nvmlVgpuTypeGetBAR1Info, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetCapabilities() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetCapabilities, || unsupported(index::nvmlVgpuTypeGetCapabilities, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetClass() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetClass, || unsupported(index::nvmlVgpuTypeGetClass, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetDeviceID() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetDeviceID, || unsupported(index::nvmlVgpuTypeGetDeviceID, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetFbReservation() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetFbReservation, || unsupported(index::nvmlVgpuTypeGetFbReservation, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetFrameRateLimit() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetFrameRateLimit, || unsupported(index::nvmlVgpuTypeGetFrameRateLimit, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetFramebufferSize() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetFramebufferSize, || unsupported(index::nvmlVgpuTypeGetFramebufferSize, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetGpuInstanceProfileId() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetGpuInstanceProfileId, || {
        unsupported(index::nvmlVgpuTypeGetGpuInstanceProfileId, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetGspHeapSize() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetGspHeapSize, || unsupported(index::nvmlVgpuTypeGetGspHeapSize, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetLicense() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetLicense, || unsupported(index::nvmlVgpuTypeGetLicense, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetMaxInstances(device: nvmlDevice_t) -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetMaxInstances, || unsupported(index::nvmlVgpuTypeGetMaxInstances, Some(device)))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetMaxInstancesPerGpuInstance() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetMaxInstancesPerGpuInstance, || {
        unsupported(index::nvmlVgpuTypeGetMaxInstancesPerGpuInstance, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetMaxInstancesPerVm() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetMaxInstancesPerVm, || {
        unsupported(index::nvmlVgpuTypeGetMaxInstancesPerVm, None)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetName() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetName, || unsupported(index::nvmlVgpuTypeGetName, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetNumDisplayHeads() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetNumDisplayHeads, || unsupported(index::nvmlVgpuTypeGetNumDisplayHeads, None))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn nvmlVgpuTypeGetResolution() -> nvmlReturn_t {
    edge(index::nvmlVgpuTypeGetResolution, || unsupported(index::nvmlVgpuTypeGetResolution, None))
}
