//! Generated from crates/table/nvml by `cargo xtask codegen`. Do not edit.

use super::{Argument, Pace, Route, Row, Shape, types::*, version};

/// Every row, sorted by name.
pub static ROWS: &[Row] = &[
    Row { name: "nvmlComputeInstanceDestroy", noun: "mig", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlComputeInstanceGetInfo",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlComputeInstanceGetInfo_v2",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row { name: "nvmlDeviceClearAccountingPids", noun: "process", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlDeviceClearCpuAffinity",
        noun: "device",
        route: Route::Unsupported,
        why: "the host's processors are not the guest's",
    },
    Row { name: "nvmlDeviceClearEccErrorCounts", noun: "ecc", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceClearFieldValues", noun: "device", route: Route::Local, why: "" },
    Row { name: "nvmlDeviceCreateGpuInstance", noun: "mig", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceCreateGpuInstanceWithPlacement", noun: "mig", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceDiscoverGpus", noun: "pcie", route: Route::Local, why: "" },
    Row {
        name: "nvmlDeviceFreezeNvLinkUtilizationCounter",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "no driver of this branch does it",
    },
    Row { name: "nvmlDeviceGetAPIRestriction", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetAccountingBufferSize",
        noun: "process",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetAccountingMode",
        noun: "process",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetAccountingPids",
        noun: "process",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row {
        name: "nvmlDeviceGetAccountingStats",
        noun: "process",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row {
        name: "nvmlDeviceGetActiveVgpus",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetAdaptiveClockInfoStatus",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetAddressingMode", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetApplicationsClock",
        noun: "clock",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row { name: "nvmlDeviceGetArchitecture", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetAttributes", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetAttributes_v2", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetAutoBoostedClocksEnabled",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetBAR1MemoryInfo", noun: "memory", route: Route::Snapshot(Pace::Live), why: "" },
    Row { name: "nvmlDeviceGetBoardId", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetBoardPartNumber",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetBrand", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetBridgeChipInfo", noun: "pcie", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetBusType", noun: "pcie", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetC2cModeInfoV", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetCapabilities", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetClkMonStatus", noun: "clock", route: Route::Snapshot(Pace::OnDemand), why: "" },
    Row { name: "nvmlDeviceGetClock", noun: "clock", route: Route::Snapshot(Pace::Live), why: "" },
    Row { name: "nvmlDeviceGetClockInfo", noun: "clock", route: Route::Snapshot(Pace::Live), why: "" },
    Row {
        name: "nvmlDeviceGetClockOffsets",
        noun: "clock",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetComputeInstanceId",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row { name: "nvmlDeviceGetComputeMode", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetComputeRunningProcesses", noun: "process", route: Route::Custom, why: "" },
    Row { name: "nvmlDeviceGetComputeRunningProcesses_v2", noun: "process", route: Route::Custom, why: "" },
    Row { name: "nvmlDeviceGetComputeRunningProcesses_v3", noun: "process", route: Route::Custom, why: "" },
    Row {
        name: "nvmlDeviceGetConfComputeGpuAttestationReport",
        noun: "confidential",
        route: Route::Unsupported,
        why: "attestation and settings of confidential computing: not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetConfComputeGpuCertificate",
        noun: "confidential",
        route: Route::Unsupported,
        why: "attestation and settings of confidential computing: not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetConfComputeMemSizeInfo",
        noun: "confidential",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetConfComputeProtectedMemoryUsage",
        noun: "confidential",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetCoolerInfo",
        noun: "temperature",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row { name: "nvmlDeviceGetCount", noun: "device", route: Route::Local, why: "" },
    Row { name: "nvmlDeviceGetCount_v2", noun: "device", route: Route::Local, why: "" },
    Row {
        name: "nvmlDeviceGetCpuAffinity",
        noun: "device",
        route: Route::Unsupported,
        why: "the host's processors are not the guest's",
    },
    Row {
        name: "nvmlDeviceGetCpuAffinityWithinScope",
        noun: "device",
        route: Route::Unsupported,
        why: "the host's processors are not the guest's",
    },
    Row {
        name: "nvmlDeviceGetCreatableVgpus",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetCudaComputeCapability",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetCurrPcieLinkGeneration",
        noun: "pcie",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row { name: "nvmlDeviceGetCurrPcieLinkWidth", noun: "pcie", route: Route::Snapshot(Pace::Live), why: "" },
    Row {
        name: "nvmlDeviceGetCurrentClockFreqs",
        noun: "clock",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetCurrentClocksEventReasons",
        noun: "clock",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetCurrentClocksThrottleReasons",
        noun: "clock",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetDecoderUtilization",
        noun: "utilisation",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetDefaultApplicationsClock",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetDefaultEccMode", noun: "ecc", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetDetailedEccErrors",
        noun: "ecc",
        route: Route::Snapshot(Pace::OnDemand),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetDeviceHandleFromMigDeviceHandle",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row { name: "nvmlDeviceGetDisplayActive", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetDisplayMode", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetDramEncryptionMode",
        noun: "confidential",
        route: Route::Unsupported,
        why: "attestation and settings of confidential computing: not yet forwarded",
    },
    Row { name: "nvmlDeviceGetDriverModel", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetDriverModel_v2", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetDynamicPstatesInfo",
        noun: "clock",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row { name: "nvmlDeviceGetEccMode", noun: "ecc", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetEncoderCapacity",
        noun: "utilisation",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetEncoderSessions",
        noun: "utilisation",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row {
        name: "nvmlDeviceGetEncoderStats",
        noun: "utilisation",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row {
        name: "nvmlDeviceGetEncoderUtilization",
        noun: "utilisation",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetEnforcedPowerLimit",
        noun: "power",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetFBCSessions",
        noun: "utilisation",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row {
        name: "nvmlDeviceGetFBCStats",
        noun: "utilisation",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row {
        name: "nvmlDeviceGetFanControlPolicy_v2",
        noun: "temperature",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetFanSpeed", noun: "temperature", route: Route::Snapshot(Pace::Live), why: "" },
    Row {
        name: "nvmlDeviceGetFanSpeedRPM",
        noun: "temperature",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetFanSpeed_v2",
        noun: "temperature",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row { name: "nvmlDeviceGetFieldValues", noun: "system", route: Route::Custom, why: "" },
    Row {
        name: "nvmlDeviceGetGpcClkMinMaxVfOffset",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetGpcClkVfOffset", noun: "clock", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetGpuFabricInfo", noun: "nvlink", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetGpuFabricInfoV", noun: "nvlink", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetGpuInstanceById",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuInstanceId",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuInstancePossiblePlacements",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuInstancePossiblePlacements_v2",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuInstanceProfileInfo",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuInstanceProfileInfoByIdV",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuInstanceProfileInfoV",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuInstanceRemainingCapacity",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuInstances",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGpuMaxPcieLinkGeneration",
        noun: "pcie",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetGpuOperationMode",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetGraphicsRunningProcesses", noun: "process", route: Route::Custom, why: "" },
    Row { name: "nvmlDeviceGetGraphicsRunningProcesses_v2", noun: "process", route: Route::Custom, why: "" },
    Row { name: "nvmlDeviceGetGraphicsRunningProcesses_v3", noun: "process", route: Route::Custom, why: "" },
    Row {
        name: "nvmlDeviceGetGridLicensableFeatures",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGridLicensableFeatures_v2",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGridLicensableFeatures_v3",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGridLicensableFeatures_v4",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetGspFirmwareMode",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetGspFirmwareVersion",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetHandleByIndex", noun: "device", route: Route::Local, why: "" },
    Row { name: "nvmlDeviceGetHandleByIndex_v2", noun: "device", route: Route::Local, why: "" },
    Row { name: "nvmlDeviceGetHandleByPciBusId", noun: "device", route: Route::Local, why: "" },
    Row { name: "nvmlDeviceGetHandleByPciBusId_v2", noun: "device", route: Route::Local, why: "" },
    Row { name: "nvmlDeviceGetHandleBySerial", noun: "device", route: Route::Local, why: "" },
    Row { name: "nvmlDeviceGetHandleByUUID", noun: "device", route: Route::Local, why: "" },
    Row { name: "nvmlDeviceGetHandleByUUIDV", noun: "device", route: Route::Local, why: "" },
    Row {
        name: "nvmlDeviceGetHostVgpuMode",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetHostname_v1",
        noun: "device",
        route: Route::Unsupported,
        why: "the host's name is not the guest's to know",
    },
    Row { name: "nvmlDeviceGetIndex", noun: "device", route: Route::Local, why: "" },
    Row {
        name: "nvmlDeviceGetInforomConfigurationChecksum",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetInforomImageVersion",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetInforomVersion", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetIrqNum", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetJpgUtilization",
        noun: "utilisation",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetLastBBXFlushTime",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetMPSComputeRunningProcesses", noun: "process", route: Route::Custom, why: "" },
    Row {
        name: "nvmlDeviceGetMPSComputeRunningProcesses_v2",
        noun: "process",
        route: Route::Custom,
        why: "",
    },
    Row {
        name: "nvmlDeviceGetMPSComputeRunningProcesses_v3",
        noun: "process",
        route: Route::Custom,
        why: "",
    },
    Row {
        name: "nvmlDeviceGetMarginTemperature",
        noun: "temperature",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row { name: "nvmlDeviceGetMaxClockInfo", noun: "clock", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetMaxCustomerBoostClock",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetMaxMigDeviceCount", noun: "mig", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetMaxPcieLinkGeneration",
        noun: "pcie",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetMaxPcieLinkWidth", noun: "pcie", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetMemClkMinMaxVfOffset",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetMemClkVfOffset", noun: "clock", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetMemoryAffinity",
        noun: "device",
        route: Route::Unsupported,
        why: "the host's processors are not the guest's",
    },
    Row { name: "nvmlDeviceGetMemoryBusWidth", noun: "memory", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetMemoryErrorCounter",
        noun: "ecc",
        route: Route::Snapshot(Pace::OnDemand),
        why: "",
    },
    Row { name: "nvmlDeviceGetMemoryInfo", noun: "memory", route: Route::Snapshot(Pace::Live), why: "" },
    Row { name: "nvmlDeviceGetMemoryInfo_v2", noun: "memory", route: Route::Snapshot(Pace::Live), why: "" },
    Row {
        name: "nvmlDeviceGetMigDeviceHandleByIndex",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row { name: "nvmlDeviceGetMigMode", noun: "mig", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetMinMaxClockOfPState",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetMinMaxFanSpeed",
        noun: "temperature",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetMinorNumber", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetModuleId", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetMultiGpuBoard", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetName", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetNumFans", noun: "temperature", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetNumGpuCores", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetNumaNodeId",
        noun: "device",
        route: Route::Unsupported,
        why: "the host's processors are not the guest's",
    },
    Row {
        name: "nvmlDeviceGetNvLinkCapability",
        noun: "nvlink",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetNvLinkErrorCounter",
        noun: "nvlink",
        route: Route::Snapshot(Pace::OnDemand),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetNvLinkInfo",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetNvLinkRemoteDeviceType",
        noun: "nvlink",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetNvLinkRemotePciInfo",
        noun: "nvlink",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetNvLinkRemotePciInfo_v2",
        noun: "nvlink",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetNvLinkState", noun: "nvlink", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetNvLinkUtilizationControl",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetNvLinkUtilizationCounter",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row { name: "nvmlDeviceGetNvLinkVersion", noun: "nvlink", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetNvlinkBwMode",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetNvlinkSupportedBwModes",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetOfaUtilization",
        noun: "utilisation",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row { name: "nvmlDeviceGetP2PStatus", noun: "nvlink", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetPciInfo", noun: "pcie", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetPciInfoExt", noun: "pcie", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetPciInfo_v2", noun: "pcie", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetPciInfo_v3", noun: "pcie", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetPcieLinkMaxSpeed", noun: "pcie", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetPcieReplayCounter", noun: "pcie", route: Route::Snapshot(Pace::Live), why: "" },
    Row { name: "nvmlDeviceGetPcieSpeed", noun: "pcie", route: Route::Snapshot(Pace::Live), why: "" },
    Row {
        name: "nvmlDeviceGetPcieThroughput",
        noun: "pcie",
        route: Route::Snapshot(Pace::OnDemand),
        why: "",
    },
    Row { name: "nvmlDeviceGetPdi", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetPerformanceModes",
        noun: "clock",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row { name: "nvmlDeviceGetPerformanceState", noun: "clock", route: Route::Snapshot(Pace::Live), why: "" },
    Row {
        name: "nvmlDeviceGetPersistenceMode",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetPgpuMetadataString",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row { name: "nvmlDeviceGetPlatformInfo", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetPowerManagementDefaultLimit",
        noun: "power",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetPowerManagementLimit",
        noun: "power",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetPowerManagementLimitConstraints",
        noun: "power",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetPowerManagementMode",
        noun: "power",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetPowerMizerMode_v1",
        noun: "power",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row { name: "nvmlDeviceGetPowerSource", noun: "power", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetPowerState", noun: "clock", route: Route::Snapshot(Pace::Live), why: "" },
    Row { name: "nvmlDeviceGetPowerUsage", noun: "power", route: Route::Snapshot(Pace::Live), why: "" },
    Row {
        name: "nvmlDeviceGetProcessUtilization",
        noun: "process",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row {
        name: "nvmlDeviceGetProcessesUtilizationInfo",
        noun: "process",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row { name: "nvmlDeviceGetRemappedRows", noun: "ecc", route: Route::Snapshot(Pace::OnDemand), why: "" },
    Row {
        name: "nvmlDeviceGetRemappedRows_v2",
        noun: "ecc",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row { name: "nvmlDeviceGetRepairStatus", noun: "ecc", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceGetRetiredPages", noun: "ecc", route: Route::Snapshot(Pace::OnDemand), why: "" },
    Row {
        name: "nvmlDeviceGetRetiredPagesPendingStatus",
        noun: "ecc",
        route: Route::Snapshot(Pace::OnDemand),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetRetiredPages_v2",
        noun: "ecc",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetRowRemapperHistogram",
        noun: "ecc",
        route: Route::Snapshot(Pace::OnDemand),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetRunningProcessDetailList",
        noun: "process",
        route: Route::Unsupported,
        why: "what other processes have done is not the tenant's to know",
    },
    Row { name: "nvmlDeviceGetSamples", noun: "utilisation", route: Route::Custom, why: "" },
    Row { name: "nvmlDeviceGetSerial", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetSramEccErrorStatus",
        noun: "ecc",
        route: Route::Snapshot(Pace::OnDemand),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetSramUniqueUncorrectedEccErrorCounts",
        noun: "ecc",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetSupportedClocksEventReasons",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetSupportedClocksThrottleReasons",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetSupportedEventTypes", noun: "event", route: Route::Custom, why: "" },
    Row {
        name: "nvmlDeviceGetSupportedGraphicsClocks",
        noun: "clock",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetSupportedMemoryClocks",
        noun: "clock",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetSupportedPerformanceStates",
        noun: "clock",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetSupportedVgpus",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetTargetFanSpeed",
        noun: "temperature",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetTemperature",
        noun: "temperature",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetTemperatureThreshold",
        noun: "temperature",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceGetTemperatureV", noun: "temperature", route: Route::Custom, why: "" },
    Row {
        name: "nvmlDeviceGetThermalSettings",
        noun: "temperature",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetTopologyCommonAncestor",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetTopologyNearestGpus",
        noun: "device",
        route: Route::Unsupported,
        why: "the host's processors are not the guest's",
    },
    Row { name: "nvmlDeviceGetTotalEccErrors", noun: "ecc", route: Route::Snapshot(Pace::OnDemand), why: "" },
    Row {
        name: "nvmlDeviceGetTotalEnergyConsumption",
        noun: "power",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row { name: "nvmlDeviceGetUUID", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetUnrepairableMemoryFlag_v1",
        noun: "ecc",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceGetUtilizationRates",
        noun: "utilisation",
        route: Route::Snapshot(Pace::Live),
        why: "",
    },
    Row { name: "nvmlDeviceGetVbiosVersion", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDeviceGetVgpuCapabilities",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuHeterogeneousMode",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuInstancesUtilizationInfo",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuMetadata",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuProcessUtilization",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuProcessesUtilizationInfo",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuSchedulerCapabilities",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuSchedulerLog",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuSchedulerState",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuTypeCreatablePlacements",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuTypeSupportedPlacements",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetVgpuUtilization",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlDeviceGetViolationStatus",
        noun: "clock",
        route: Route::Snapshot(Pace::OnDemand),
        why: "",
    },
    Row {
        name: "nvmlDeviceGetVirtualizationMode",
        noun: "device",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlDeviceIsMigDeviceHandle", noun: "mig", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row { name: "nvmlDeviceModifyDrainState", noun: "pcie", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceOnSameBoard", noun: "device", route: Route::Snapshot(Pace::Fixed), why: "" },
    Row {
        name: "nvmlDevicePowerSmoothingActivatePresetProfile",
        noun: "power",
        route: Route::Forbidden,
        why: "",
    },
    Row { name: "nvmlDevicePowerSmoothingSetState", noun: "power", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlDevicePowerSmoothingUpdatePresetProfileParam",
        noun: "power",
        route: Route::Forbidden,
        why: "",
    },
    Row {
        name: "nvmlDeviceQueryDrainState",
        noun: "pcie",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceReadPRMCounters_v1",
        noun: "pcie",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row { name: "nvmlDeviceReadWritePRM_v1", noun: "pcie", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceRegisterEvents", noun: "event", route: Route::Custom, why: "" },
    Row { name: "nvmlDeviceRemoveGpu", noun: "pcie", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceRemoveGpu_v2", noun: "pcie", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceResetApplicationsClocks", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceResetGpuLockedClocks", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceResetMemoryLockedClocks", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceResetNvLinkErrorCounters", noun: "nvlink", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlDeviceResetNvLinkUtilizationCounter",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "no driver of this branch does it",
    },
    Row { name: "nvmlDeviceSetAPIRestriction", noun: "device", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetAccountingMode", noun: "process", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetApplicationsClocks", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetAutoBoostedClocksEnabled", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetClockOffsets", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetComputeMode", noun: "device", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlDeviceSetConfComputeUnprotectedMemSize",
        noun: "confidential",
        route: Route::Forbidden,
        why: "",
    },
    Row {
        name: "nvmlDeviceSetCpuAffinity",
        noun: "device",
        route: Route::Unsupported,
        why: "the host's processors are not the guest's",
    },
    Row {
        name: "nvmlDeviceSetDefaultAutoBoostedClocksEnabled",
        noun: "clock",
        route: Route::Forbidden,
        why: "",
    },
    Row { name: "nvmlDeviceSetDefaultFanSpeed_v2", noun: "temperature", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetDramEncryptionMode", noun: "confidential", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlDeviceSetDriverModel",
        noun: "device",
        route: Route::Unsupported,
        why: "drivers of Windows only",
    },
    Row { name: "nvmlDeviceSetEccMode", noun: "ecc", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetFanControlPolicy", noun: "temperature", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetFanSpeed_v2", noun: "temperature", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetGpcClkVfOffset", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetGpuLockedClocks", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetGpuOperationMode", noun: "device", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetHostname_v1", noun: "device", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetMemClkVfOffset", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetMemoryLockedClocks", noun: "clock", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetMigMode", noun: "mig", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetNvLinkDeviceLowPowerThreshold", noun: "nvlink", route: Route::Local, why: "" },
    Row {
        name: "nvmlDeviceSetNvLinkUtilizationControl",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "no driver of this branch does it",
    },
    Row { name: "nvmlDeviceSetNvlinkBwMode", noun: "nvlink", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetPersistenceMode", noun: "device", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetPowerManagementLimit", noun: "power", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetPowerManagementLimit_v2", noun: "power", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetPowerMizerMode_v1", noun: "power", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetTemperatureThreshold", noun: "temperature", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetVgpuCapabilities", noun: "vgpu", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetVgpuHeterogeneousMode", noun: "vgpu", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetVgpuSchedulerState", noun: "vgpu", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceSetVirtualizationMode", noun: "device", route: Route::Forbidden, why: "" },
    Row { name: "nvmlDeviceValidateInforom", noun: "device", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlDeviceWorkloadPowerProfileClearRequestedProfiles",
        noun: "power",
        route: Route::Forbidden,
        why: "",
    },
    Row {
        name: "nvmlDeviceWorkloadPowerProfileGetCurrentProfiles",
        noun: "power",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceWorkloadPowerProfileGetProfilesInfo",
        noun: "power",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row {
        name: "nvmlDeviceWorkloadPowerProfileSetRequestedProfiles",
        noun: "power",
        route: Route::Forbidden,
        why: "",
    },
    Row { name: "nvmlErrorString", noun: "system", route: Route::Local, why: "" },
    Row { name: "nvmlEventSetCreate", noun: "event", route: Route::Local, why: "" },
    Row { name: "nvmlEventSetFree", noun: "event", route: Route::Local, why: "" },
    Row { name: "nvmlEventSetWait", noun: "event", route: Route::Custom, why: "" },
    Row { name: "nvmlEventSetWait_v2", noun: "event", route: Route::Custom, why: "" },
    Row { name: "nvmlGetBlacklistDeviceCount", noun: "device", route: Route::Local, why: "" },
    Row {
        name: "nvmlGetBlacklistDeviceInfoByIndex",
        noun: "device",
        route: Route::Unsupported,
        why: "devices that the host's operator has excluded are not the guest's",
    },
    Row { name: "nvmlGetExcludedDeviceCount", noun: "device", route: Route::Local, why: "" },
    Row {
        name: "nvmlGetExcludedDeviceInfoByIndex",
        noun: "device",
        route: Route::Unsupported,
        why: "devices that the host's operator has excluded are not the guest's",
    },
    Row {
        name: "nvmlGetVgpuCompatibility",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlGetVgpuDriverCapabilities",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlGetVgpuVersion",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlGpmMetricsGet",
        noun: "gpm",
        route: Route::Unsupported,
        why: "samples of the GPU's counters: not yet forwarded",
    },
    Row {
        name: "nvmlGpmMigSampleGet",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlGpmQueryDeviceSupport",
        noun: "gpm",
        route: Route::Unsupported,
        why: "samples of the GPU's counters: not yet forwarded",
    },
    Row {
        name: "nvmlGpmQueryIfStreamingEnabled",
        noun: "gpm",
        route: Route::Unsupported,
        why: "samples of the GPU's counters: not yet forwarded",
    },
    Row {
        name: "nvmlGpmSampleAlloc",
        noun: "gpm",
        route: Route::Unsupported,
        why: "samples of the GPU's counters: not yet forwarded",
    },
    Row {
        name: "nvmlGpmSampleFree",
        noun: "gpm",
        route: Route::Unsupported,
        why: "samples of the GPU's counters: not yet forwarded",
    },
    Row {
        name: "nvmlGpmSampleGet",
        noun: "gpm",
        route: Route::Unsupported,
        why: "samples of the GPU's counters: not yet forwarded",
    },
    Row { name: "nvmlGpmSetStreamingEnabled", noun: "gpm", route: Route::Forbidden, why: "" },
    Row { name: "nvmlGpuInstanceCreateComputeInstance", noun: "mig", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlGpuInstanceCreateComputeInstanceWithPlacement",
        noun: "mig",
        route: Route::Forbidden,
        why: "",
    },
    Row { name: "nvmlGpuInstanceDestroy", noun: "mig", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlGpuInstanceGetActiveVgpus",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetComputeInstanceById",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetComputeInstancePossiblePlacements",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetComputeInstanceProfileInfo",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetComputeInstanceProfileInfoV",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetComputeInstanceRemainingCapacity",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetComputeInstances",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetCreatableVgpus",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetInfo",
        noun: "mig",
        route: Route::Unsupported,
        why: "instances of a partitioned GPU: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetVgpuHeterogeneousMode",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetVgpuSchedulerLog",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetVgpuSchedulerState",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlGpuInstanceGetVgpuTypeCreatablePlacements",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row { name: "nvmlGpuInstanceSetVgpuHeterogeneousMode", noun: "vgpu", route: Route::Forbidden, why: "" },
    Row { name: "nvmlGpuInstanceSetVgpuSchedulerState", noun: "vgpu", route: Route::Forbidden, why: "" },
    Row { name: "nvmlInit", noun: "system", route: Route::Local, why: "" },
    Row { name: "nvmlInitWithFlags", noun: "system", route: Route::Local, why: "" },
    Row { name: "nvmlInit_v2", noun: "system", route: Route::Local, why: "" },
    Row { name: "nvmlInternalGetExportTable", noun: "system", route: Route::Local, why: "" },
    Row { name: "nvmlSetVgpuVersion", noun: "vgpu", route: Route::Forbidden, why: "" },
    Row { name: "nvmlShutdown", noun: "system", route: Route::Local, why: "" },
    Row {
        name: "nvmlSystemEventSetCreate",
        noun: "event",
        route: Route::Unsupported,
        why: "events of the whole system: not forwarded",
    },
    Row {
        name: "nvmlSystemEventSetFree",
        noun: "event",
        route: Route::Unsupported,
        why: "events of the whole system: not forwarded",
    },
    Row {
        name: "nvmlSystemEventSetWait",
        noun: "event",
        route: Route::Unsupported,
        why: "events of the whole system: not forwarded",
    },
    Row {
        name: "nvmlSystemGetConfComputeCapabilities",
        noun: "confidential",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlSystemGetConfComputeGpusReadyState",
        noun: "confidential",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlSystemGetConfComputeKeyRotationThresholdInfo",
        noun: "confidential",
        route: Route::Unsupported,
        why: "attestation and settings of confidential computing: not yet forwarded",
    },
    Row {
        name: "nvmlSystemGetConfComputeSettings",
        noun: "confidential",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row {
        name: "nvmlSystemGetConfComputeState",
        noun: "confidential",
        route: Route::Snapshot(Pace::Fixed),
        why: "",
    },
    Row { name: "nvmlSystemGetCudaDriverVersion", noun: "system", route: Route::Local, why: "" },
    Row { name: "nvmlSystemGetCudaDriverVersion_v2", noun: "system", route: Route::Local, why: "" },
    Row {
        name: "nvmlSystemGetDriverBranch",
        noun: "system",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row { name: "nvmlSystemGetDriverVersion", noun: "system", route: Route::Local, why: "" },
    Row { name: "nvmlSystemGetHicVersion", noun: "system", route: Route::Local, why: "" },
    Row { name: "nvmlSystemGetNVMLVersion", noun: "system", route: Route::Local, why: "" },
    Row {
        name: "nvmlSystemGetNvlinkBwMode",
        noun: "nvlink",
        route: Route::Unsupported,
        why: "not yet forwarded",
    },
    Row { name: "nvmlSystemGetProcessName", noun: "process", route: Route::Custom, why: "" },
    Row {
        name: "nvmlSystemGetTopologyGpuSet",
        noun: "system",
        route: Route::Unsupported,
        why: "the host's processors are not the guest's",
    },
    Row {
        name: "nvmlSystemRegisterEvents",
        noun: "event",
        route: Route::Unsupported,
        why: "events of the whole system: not forwarded",
    },
    Row {
        name: "nvmlSystemSetConfComputeGpusReadyState",
        noun: "confidential",
        route: Route::Forbidden,
        why: "",
    },
    Row {
        name: "nvmlSystemSetConfComputeKeyRotationThresholdInfo",
        noun: "confidential",
        route: Route::Forbidden,
        why: "",
    },
    Row { name: "nvmlSystemSetNvlinkBwMode", noun: "nvlink", route: Route::Forbidden, why: "" },
    Row { name: "nvmlUnitGetCount", noun: "unit", route: Route::Local, why: "" },
    Row {
        name: "nvmlUnitGetDevices",
        noun: "unit",
        route: Route::Unsupported,
        why: "units of an S-class system: there are none",
    },
    Row {
        name: "nvmlUnitGetFanSpeedInfo",
        noun: "unit",
        route: Route::Unsupported,
        why: "units of an S-class system: there are none",
    },
    Row { name: "nvmlUnitGetHandleByIndex", noun: "unit", route: Route::Local, why: "" },
    Row {
        name: "nvmlUnitGetLedState",
        noun: "unit",
        route: Route::Unsupported,
        why: "units of an S-class system: there are none",
    },
    Row {
        name: "nvmlUnitGetPsuInfo",
        noun: "unit",
        route: Route::Unsupported,
        why: "units of an S-class system: there are none",
    },
    Row {
        name: "nvmlUnitGetTemperature",
        noun: "unit",
        route: Route::Unsupported,
        why: "units of an S-class system: there are none",
    },
    Row {
        name: "nvmlUnitGetUnitInfo",
        noun: "unit",
        route: Route::Unsupported,
        why: "units of an S-class system: there are none",
    },
    Row { name: "nvmlUnitSetLedState", noun: "unit", route: Route::Forbidden, why: "" },
    Row { name: "nvmlVgpuInstanceClearAccountingPids", noun: "vgpu", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlVgpuInstanceGetAccountingMode",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetAccountingPids",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetAccountingStats",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetEccMode",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetEncoderCapacity",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetEncoderSessions",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetEncoderStats",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetFBCSessions",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetFBCStats",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetFbUsage",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetFrameRateLimit",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetGpuInstanceId",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetGpuPciId",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetLicenseInfo",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetLicenseInfo_v2",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetLicenseStatus",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetMdevUUID",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetMetadata",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetPlacementId",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetRuntimeStateSize",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetType",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetUUID",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetVmDriverVersion",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuInstanceGetVmID",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row { name: "nvmlVgpuInstanceSetEncoderCapacity", noun: "vgpu", route: Route::Forbidden, why: "" },
    Row {
        name: "nvmlVgpuTypeGetBAR1Info",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetCapabilities",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetClass",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetDeviceID",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetFbReservation",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetFrameRateLimit",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetFramebufferSize",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetGpuInstanceProfileId",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetGspHeapSize",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetLicense",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetMaxInstances",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetMaxInstancesPerGpuInstance",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetMaxInstancesPerVm",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetName",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetNumDisplayHeads",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
    Row {
        name: "nvmlVgpuTypeGetResolution",
        noun: "vgpu",
        route: Route::Unsupported,
        why: "NVIDIA's own virtual GPUs: not forwarded",
    },
];

/// Where in [`ROWS`] a function is. Never crosses: it changes when rows are added.
#[allow(non_upper_case_globals, missing_docs)]
pub mod index {
    pub const nvmlComputeInstanceDestroy: usize = 0;
    pub const nvmlComputeInstanceGetInfo: usize = 1;
    pub const nvmlComputeInstanceGetInfo_v2: usize = 2;
    pub const nvmlDeviceClearAccountingPids: usize = 3;
    pub const nvmlDeviceClearCpuAffinity: usize = 4;
    pub const nvmlDeviceClearEccErrorCounts: usize = 5;
    pub const nvmlDeviceClearFieldValues: usize = 6;
    pub const nvmlDeviceCreateGpuInstance: usize = 7;
    pub const nvmlDeviceCreateGpuInstanceWithPlacement: usize = 8;
    pub const nvmlDeviceDiscoverGpus: usize = 9;
    pub const nvmlDeviceFreezeNvLinkUtilizationCounter: usize = 10;
    pub const nvmlDeviceGetAPIRestriction: usize = 11;
    pub const nvmlDeviceGetAccountingBufferSize: usize = 12;
    pub const nvmlDeviceGetAccountingMode: usize = 13;
    pub const nvmlDeviceGetAccountingPids: usize = 14;
    pub const nvmlDeviceGetAccountingStats: usize = 15;
    pub const nvmlDeviceGetActiveVgpus: usize = 16;
    pub const nvmlDeviceGetAdaptiveClockInfoStatus: usize = 17;
    pub const nvmlDeviceGetAddressingMode: usize = 18;
    pub const nvmlDeviceGetApplicationsClock: usize = 19;
    pub const nvmlDeviceGetArchitecture: usize = 20;
    pub const nvmlDeviceGetAttributes: usize = 21;
    pub const nvmlDeviceGetAttributes_v2: usize = 22;
    pub const nvmlDeviceGetAutoBoostedClocksEnabled: usize = 23;
    pub const nvmlDeviceGetBAR1MemoryInfo: usize = 24;
    pub const nvmlDeviceGetBoardId: usize = 25;
    pub const nvmlDeviceGetBoardPartNumber: usize = 26;
    pub const nvmlDeviceGetBrand: usize = 27;
    pub const nvmlDeviceGetBridgeChipInfo: usize = 28;
    pub const nvmlDeviceGetBusType: usize = 29;
    pub const nvmlDeviceGetC2cModeInfoV: usize = 30;
    pub const nvmlDeviceGetCapabilities: usize = 31;
    pub const nvmlDeviceGetClkMonStatus: usize = 32;
    pub const nvmlDeviceGetClock: usize = 33;
    pub const nvmlDeviceGetClockInfo: usize = 34;
    pub const nvmlDeviceGetClockOffsets: usize = 35;
    pub const nvmlDeviceGetComputeInstanceId: usize = 36;
    pub const nvmlDeviceGetComputeMode: usize = 37;
    pub const nvmlDeviceGetComputeRunningProcesses: usize = 38;
    pub const nvmlDeviceGetComputeRunningProcesses_v2: usize = 39;
    pub const nvmlDeviceGetComputeRunningProcesses_v3: usize = 40;
    pub const nvmlDeviceGetConfComputeGpuAttestationReport: usize = 41;
    pub const nvmlDeviceGetConfComputeGpuCertificate: usize = 42;
    pub const nvmlDeviceGetConfComputeMemSizeInfo: usize = 43;
    pub const nvmlDeviceGetConfComputeProtectedMemoryUsage: usize = 44;
    pub const nvmlDeviceGetCoolerInfo: usize = 45;
    pub const nvmlDeviceGetCount: usize = 46;
    pub const nvmlDeviceGetCount_v2: usize = 47;
    pub const nvmlDeviceGetCpuAffinity: usize = 48;
    pub const nvmlDeviceGetCpuAffinityWithinScope: usize = 49;
    pub const nvmlDeviceGetCreatableVgpus: usize = 50;
    pub const nvmlDeviceGetCudaComputeCapability: usize = 51;
    pub const nvmlDeviceGetCurrPcieLinkGeneration: usize = 52;
    pub const nvmlDeviceGetCurrPcieLinkWidth: usize = 53;
    pub const nvmlDeviceGetCurrentClockFreqs: usize = 54;
    pub const nvmlDeviceGetCurrentClocksEventReasons: usize = 55;
    pub const nvmlDeviceGetCurrentClocksThrottleReasons: usize = 56;
    pub const nvmlDeviceGetDecoderUtilization: usize = 57;
    pub const nvmlDeviceGetDefaultApplicationsClock: usize = 58;
    pub const nvmlDeviceGetDefaultEccMode: usize = 59;
    pub const nvmlDeviceGetDetailedEccErrors: usize = 60;
    pub const nvmlDeviceGetDeviceHandleFromMigDeviceHandle: usize = 61;
    pub const nvmlDeviceGetDisplayActive: usize = 62;
    pub const nvmlDeviceGetDisplayMode: usize = 63;
    pub const nvmlDeviceGetDramEncryptionMode: usize = 64;
    pub const nvmlDeviceGetDriverModel: usize = 65;
    pub const nvmlDeviceGetDriverModel_v2: usize = 66;
    pub const nvmlDeviceGetDynamicPstatesInfo: usize = 67;
    pub const nvmlDeviceGetEccMode: usize = 68;
    pub const nvmlDeviceGetEncoderCapacity: usize = 69;
    pub const nvmlDeviceGetEncoderSessions: usize = 70;
    pub const nvmlDeviceGetEncoderStats: usize = 71;
    pub const nvmlDeviceGetEncoderUtilization: usize = 72;
    pub const nvmlDeviceGetEnforcedPowerLimit: usize = 73;
    pub const nvmlDeviceGetFBCSessions: usize = 74;
    pub const nvmlDeviceGetFBCStats: usize = 75;
    pub const nvmlDeviceGetFanControlPolicy_v2: usize = 76;
    pub const nvmlDeviceGetFanSpeed: usize = 77;
    pub const nvmlDeviceGetFanSpeedRPM: usize = 78;
    pub const nvmlDeviceGetFanSpeed_v2: usize = 79;
    pub const nvmlDeviceGetFieldValues: usize = 80;
    pub const nvmlDeviceGetGpcClkMinMaxVfOffset: usize = 81;
    pub const nvmlDeviceGetGpcClkVfOffset: usize = 82;
    pub const nvmlDeviceGetGpuFabricInfo: usize = 83;
    pub const nvmlDeviceGetGpuFabricInfoV: usize = 84;
    pub const nvmlDeviceGetGpuInstanceById: usize = 85;
    pub const nvmlDeviceGetGpuInstanceId: usize = 86;
    pub const nvmlDeviceGetGpuInstancePossiblePlacements: usize = 87;
    pub const nvmlDeviceGetGpuInstancePossiblePlacements_v2: usize = 88;
    pub const nvmlDeviceGetGpuInstanceProfileInfo: usize = 89;
    pub const nvmlDeviceGetGpuInstanceProfileInfoByIdV: usize = 90;
    pub const nvmlDeviceGetGpuInstanceProfileInfoV: usize = 91;
    pub const nvmlDeviceGetGpuInstanceRemainingCapacity: usize = 92;
    pub const nvmlDeviceGetGpuInstances: usize = 93;
    pub const nvmlDeviceGetGpuMaxPcieLinkGeneration: usize = 94;
    pub const nvmlDeviceGetGpuOperationMode: usize = 95;
    pub const nvmlDeviceGetGraphicsRunningProcesses: usize = 96;
    pub const nvmlDeviceGetGraphicsRunningProcesses_v2: usize = 97;
    pub const nvmlDeviceGetGraphicsRunningProcesses_v3: usize = 98;
    pub const nvmlDeviceGetGridLicensableFeatures: usize = 99;
    pub const nvmlDeviceGetGridLicensableFeatures_v2: usize = 100;
    pub const nvmlDeviceGetGridLicensableFeatures_v3: usize = 101;
    pub const nvmlDeviceGetGridLicensableFeatures_v4: usize = 102;
    pub const nvmlDeviceGetGspFirmwareMode: usize = 103;
    pub const nvmlDeviceGetGspFirmwareVersion: usize = 104;
    pub const nvmlDeviceGetHandleByIndex: usize = 105;
    pub const nvmlDeviceGetHandleByIndex_v2: usize = 106;
    pub const nvmlDeviceGetHandleByPciBusId: usize = 107;
    pub const nvmlDeviceGetHandleByPciBusId_v2: usize = 108;
    pub const nvmlDeviceGetHandleBySerial: usize = 109;
    pub const nvmlDeviceGetHandleByUUID: usize = 110;
    pub const nvmlDeviceGetHandleByUUIDV: usize = 111;
    pub const nvmlDeviceGetHostVgpuMode: usize = 112;
    pub const nvmlDeviceGetHostname_v1: usize = 113;
    pub const nvmlDeviceGetIndex: usize = 114;
    pub const nvmlDeviceGetInforomConfigurationChecksum: usize = 115;
    pub const nvmlDeviceGetInforomImageVersion: usize = 116;
    pub const nvmlDeviceGetInforomVersion: usize = 117;
    pub const nvmlDeviceGetIrqNum: usize = 118;
    pub const nvmlDeviceGetJpgUtilization: usize = 119;
    pub const nvmlDeviceGetLastBBXFlushTime: usize = 120;
    pub const nvmlDeviceGetMPSComputeRunningProcesses: usize = 121;
    pub const nvmlDeviceGetMPSComputeRunningProcesses_v2: usize = 122;
    pub const nvmlDeviceGetMPSComputeRunningProcesses_v3: usize = 123;
    pub const nvmlDeviceGetMarginTemperature: usize = 124;
    pub const nvmlDeviceGetMaxClockInfo: usize = 125;
    pub const nvmlDeviceGetMaxCustomerBoostClock: usize = 126;
    pub const nvmlDeviceGetMaxMigDeviceCount: usize = 127;
    pub const nvmlDeviceGetMaxPcieLinkGeneration: usize = 128;
    pub const nvmlDeviceGetMaxPcieLinkWidth: usize = 129;
    pub const nvmlDeviceGetMemClkMinMaxVfOffset: usize = 130;
    pub const nvmlDeviceGetMemClkVfOffset: usize = 131;
    pub const nvmlDeviceGetMemoryAffinity: usize = 132;
    pub const nvmlDeviceGetMemoryBusWidth: usize = 133;
    pub const nvmlDeviceGetMemoryErrorCounter: usize = 134;
    pub const nvmlDeviceGetMemoryInfo: usize = 135;
    pub const nvmlDeviceGetMemoryInfo_v2: usize = 136;
    pub const nvmlDeviceGetMigDeviceHandleByIndex: usize = 137;
    pub const nvmlDeviceGetMigMode: usize = 138;
    pub const nvmlDeviceGetMinMaxClockOfPState: usize = 139;
    pub const nvmlDeviceGetMinMaxFanSpeed: usize = 140;
    pub const nvmlDeviceGetMinorNumber: usize = 141;
    pub const nvmlDeviceGetModuleId: usize = 142;
    pub const nvmlDeviceGetMultiGpuBoard: usize = 143;
    pub const nvmlDeviceGetName: usize = 144;
    pub const nvmlDeviceGetNumFans: usize = 145;
    pub const nvmlDeviceGetNumGpuCores: usize = 146;
    pub const nvmlDeviceGetNumaNodeId: usize = 147;
    pub const nvmlDeviceGetNvLinkCapability: usize = 148;
    pub const nvmlDeviceGetNvLinkErrorCounter: usize = 149;
    pub const nvmlDeviceGetNvLinkInfo: usize = 150;
    pub const nvmlDeviceGetNvLinkRemoteDeviceType: usize = 151;
    pub const nvmlDeviceGetNvLinkRemotePciInfo: usize = 152;
    pub const nvmlDeviceGetNvLinkRemotePciInfo_v2: usize = 153;
    pub const nvmlDeviceGetNvLinkState: usize = 154;
    pub const nvmlDeviceGetNvLinkUtilizationControl: usize = 155;
    pub const nvmlDeviceGetNvLinkUtilizationCounter: usize = 156;
    pub const nvmlDeviceGetNvLinkVersion: usize = 157;
    pub const nvmlDeviceGetNvlinkBwMode: usize = 158;
    pub const nvmlDeviceGetNvlinkSupportedBwModes: usize = 159;
    pub const nvmlDeviceGetOfaUtilization: usize = 160;
    pub const nvmlDeviceGetP2PStatus: usize = 161;
    pub const nvmlDeviceGetPciInfo: usize = 162;
    pub const nvmlDeviceGetPciInfoExt: usize = 163;
    pub const nvmlDeviceGetPciInfo_v2: usize = 164;
    pub const nvmlDeviceGetPciInfo_v3: usize = 165;
    pub const nvmlDeviceGetPcieLinkMaxSpeed: usize = 166;
    pub const nvmlDeviceGetPcieReplayCounter: usize = 167;
    pub const nvmlDeviceGetPcieSpeed: usize = 168;
    pub const nvmlDeviceGetPcieThroughput: usize = 169;
    pub const nvmlDeviceGetPdi: usize = 170;
    pub const nvmlDeviceGetPerformanceModes: usize = 171;
    pub const nvmlDeviceGetPerformanceState: usize = 172;
    pub const nvmlDeviceGetPersistenceMode: usize = 173;
    pub const nvmlDeviceGetPgpuMetadataString: usize = 174;
    pub const nvmlDeviceGetPlatformInfo: usize = 175;
    pub const nvmlDeviceGetPowerManagementDefaultLimit: usize = 176;
    pub const nvmlDeviceGetPowerManagementLimit: usize = 177;
    pub const nvmlDeviceGetPowerManagementLimitConstraints: usize = 178;
    pub const nvmlDeviceGetPowerManagementMode: usize = 179;
    pub const nvmlDeviceGetPowerMizerMode_v1: usize = 180;
    pub const nvmlDeviceGetPowerSource: usize = 181;
    pub const nvmlDeviceGetPowerState: usize = 182;
    pub const nvmlDeviceGetPowerUsage: usize = 183;
    pub const nvmlDeviceGetProcessUtilization: usize = 184;
    pub const nvmlDeviceGetProcessesUtilizationInfo: usize = 185;
    pub const nvmlDeviceGetRemappedRows: usize = 186;
    pub const nvmlDeviceGetRemappedRows_v2: usize = 187;
    pub const nvmlDeviceGetRepairStatus: usize = 188;
    pub const nvmlDeviceGetRetiredPages: usize = 189;
    pub const nvmlDeviceGetRetiredPagesPendingStatus: usize = 190;
    pub const nvmlDeviceGetRetiredPages_v2: usize = 191;
    pub const nvmlDeviceGetRowRemapperHistogram: usize = 192;
    pub const nvmlDeviceGetRunningProcessDetailList: usize = 193;
    pub const nvmlDeviceGetSamples: usize = 194;
    pub const nvmlDeviceGetSerial: usize = 195;
    pub const nvmlDeviceGetSramEccErrorStatus: usize = 196;
    pub const nvmlDeviceGetSramUniqueUncorrectedEccErrorCounts: usize = 197;
    pub const nvmlDeviceGetSupportedClocksEventReasons: usize = 198;
    pub const nvmlDeviceGetSupportedClocksThrottleReasons: usize = 199;
    pub const nvmlDeviceGetSupportedEventTypes: usize = 200;
    pub const nvmlDeviceGetSupportedGraphicsClocks: usize = 201;
    pub const nvmlDeviceGetSupportedMemoryClocks: usize = 202;
    pub const nvmlDeviceGetSupportedPerformanceStates: usize = 203;
    pub const nvmlDeviceGetSupportedVgpus: usize = 204;
    pub const nvmlDeviceGetTargetFanSpeed: usize = 205;
    pub const nvmlDeviceGetTemperature: usize = 206;
    pub const nvmlDeviceGetTemperatureThreshold: usize = 207;
    pub const nvmlDeviceGetTemperatureV: usize = 208;
    pub const nvmlDeviceGetThermalSettings: usize = 209;
    pub const nvmlDeviceGetTopologyCommonAncestor: usize = 210;
    pub const nvmlDeviceGetTopologyNearestGpus: usize = 211;
    pub const nvmlDeviceGetTotalEccErrors: usize = 212;
    pub const nvmlDeviceGetTotalEnergyConsumption: usize = 213;
    pub const nvmlDeviceGetUUID: usize = 214;
    pub const nvmlDeviceGetUnrepairableMemoryFlag_v1: usize = 215;
    pub const nvmlDeviceGetUtilizationRates: usize = 216;
    pub const nvmlDeviceGetVbiosVersion: usize = 217;
    pub const nvmlDeviceGetVgpuCapabilities: usize = 218;
    pub const nvmlDeviceGetVgpuHeterogeneousMode: usize = 219;
    pub const nvmlDeviceGetVgpuInstancesUtilizationInfo: usize = 220;
    pub const nvmlDeviceGetVgpuMetadata: usize = 221;
    pub const nvmlDeviceGetVgpuProcessUtilization: usize = 222;
    pub const nvmlDeviceGetVgpuProcessesUtilizationInfo: usize = 223;
    pub const nvmlDeviceGetVgpuSchedulerCapabilities: usize = 224;
    pub const nvmlDeviceGetVgpuSchedulerLog: usize = 225;
    pub const nvmlDeviceGetVgpuSchedulerState: usize = 226;
    pub const nvmlDeviceGetVgpuTypeCreatablePlacements: usize = 227;
    pub const nvmlDeviceGetVgpuTypeSupportedPlacements: usize = 228;
    pub const nvmlDeviceGetVgpuUtilization: usize = 229;
    pub const nvmlDeviceGetViolationStatus: usize = 230;
    pub const nvmlDeviceGetVirtualizationMode: usize = 231;
    pub const nvmlDeviceIsMigDeviceHandle: usize = 232;
    pub const nvmlDeviceModifyDrainState: usize = 233;
    pub const nvmlDeviceOnSameBoard: usize = 234;
    pub const nvmlDevicePowerSmoothingActivatePresetProfile: usize = 235;
    pub const nvmlDevicePowerSmoothingSetState: usize = 236;
    pub const nvmlDevicePowerSmoothingUpdatePresetProfileParam: usize = 237;
    pub const nvmlDeviceQueryDrainState: usize = 238;
    pub const nvmlDeviceReadPRMCounters_v1: usize = 239;
    pub const nvmlDeviceReadWritePRM_v1: usize = 240;
    pub const nvmlDeviceRegisterEvents: usize = 241;
    pub const nvmlDeviceRemoveGpu: usize = 242;
    pub const nvmlDeviceRemoveGpu_v2: usize = 243;
    pub const nvmlDeviceResetApplicationsClocks: usize = 244;
    pub const nvmlDeviceResetGpuLockedClocks: usize = 245;
    pub const nvmlDeviceResetMemoryLockedClocks: usize = 246;
    pub const nvmlDeviceResetNvLinkErrorCounters: usize = 247;
    pub const nvmlDeviceResetNvLinkUtilizationCounter: usize = 248;
    pub const nvmlDeviceSetAPIRestriction: usize = 249;
    pub const nvmlDeviceSetAccountingMode: usize = 250;
    pub const nvmlDeviceSetApplicationsClocks: usize = 251;
    pub const nvmlDeviceSetAutoBoostedClocksEnabled: usize = 252;
    pub const nvmlDeviceSetClockOffsets: usize = 253;
    pub const nvmlDeviceSetComputeMode: usize = 254;
    pub const nvmlDeviceSetConfComputeUnprotectedMemSize: usize = 255;
    pub const nvmlDeviceSetCpuAffinity: usize = 256;
    pub const nvmlDeviceSetDefaultAutoBoostedClocksEnabled: usize = 257;
    pub const nvmlDeviceSetDefaultFanSpeed_v2: usize = 258;
    pub const nvmlDeviceSetDramEncryptionMode: usize = 259;
    pub const nvmlDeviceSetDriverModel: usize = 260;
    pub const nvmlDeviceSetEccMode: usize = 261;
    pub const nvmlDeviceSetFanControlPolicy: usize = 262;
    pub const nvmlDeviceSetFanSpeed_v2: usize = 263;
    pub const nvmlDeviceSetGpcClkVfOffset: usize = 264;
    pub const nvmlDeviceSetGpuLockedClocks: usize = 265;
    pub const nvmlDeviceSetGpuOperationMode: usize = 266;
    pub const nvmlDeviceSetHostname_v1: usize = 267;
    pub const nvmlDeviceSetMemClkVfOffset: usize = 268;
    pub const nvmlDeviceSetMemoryLockedClocks: usize = 269;
    pub const nvmlDeviceSetMigMode: usize = 270;
    pub const nvmlDeviceSetNvLinkDeviceLowPowerThreshold: usize = 271;
    pub const nvmlDeviceSetNvLinkUtilizationControl: usize = 272;
    pub const nvmlDeviceSetNvlinkBwMode: usize = 273;
    pub const nvmlDeviceSetPersistenceMode: usize = 274;
    pub const nvmlDeviceSetPowerManagementLimit: usize = 275;
    pub const nvmlDeviceSetPowerManagementLimit_v2: usize = 276;
    pub const nvmlDeviceSetPowerMizerMode_v1: usize = 277;
    pub const nvmlDeviceSetTemperatureThreshold: usize = 278;
    pub const nvmlDeviceSetVgpuCapabilities: usize = 279;
    pub const nvmlDeviceSetVgpuHeterogeneousMode: usize = 280;
    pub const nvmlDeviceSetVgpuSchedulerState: usize = 281;
    pub const nvmlDeviceSetVirtualizationMode: usize = 282;
    pub const nvmlDeviceValidateInforom: usize = 283;
    pub const nvmlDeviceWorkloadPowerProfileClearRequestedProfiles: usize = 284;
    pub const nvmlDeviceWorkloadPowerProfileGetCurrentProfiles: usize = 285;
    pub const nvmlDeviceWorkloadPowerProfileGetProfilesInfo: usize = 286;
    pub const nvmlDeviceWorkloadPowerProfileSetRequestedProfiles: usize = 287;
    pub const nvmlErrorString: usize = 288;
    pub const nvmlEventSetCreate: usize = 289;
    pub const nvmlEventSetFree: usize = 290;
    pub const nvmlEventSetWait: usize = 291;
    pub const nvmlEventSetWait_v2: usize = 292;
    pub const nvmlGetBlacklistDeviceCount: usize = 293;
    pub const nvmlGetBlacklistDeviceInfoByIndex: usize = 294;
    pub const nvmlGetExcludedDeviceCount: usize = 295;
    pub const nvmlGetExcludedDeviceInfoByIndex: usize = 296;
    pub const nvmlGetVgpuCompatibility: usize = 297;
    pub const nvmlGetVgpuDriverCapabilities: usize = 298;
    pub const nvmlGetVgpuVersion: usize = 299;
    pub const nvmlGpmMetricsGet: usize = 300;
    pub const nvmlGpmMigSampleGet: usize = 301;
    pub const nvmlGpmQueryDeviceSupport: usize = 302;
    pub const nvmlGpmQueryIfStreamingEnabled: usize = 303;
    pub const nvmlGpmSampleAlloc: usize = 304;
    pub const nvmlGpmSampleFree: usize = 305;
    pub const nvmlGpmSampleGet: usize = 306;
    pub const nvmlGpmSetStreamingEnabled: usize = 307;
    pub const nvmlGpuInstanceCreateComputeInstance: usize = 308;
    pub const nvmlGpuInstanceCreateComputeInstanceWithPlacement: usize = 309;
    pub const nvmlGpuInstanceDestroy: usize = 310;
    pub const nvmlGpuInstanceGetActiveVgpus: usize = 311;
    pub const nvmlGpuInstanceGetComputeInstanceById: usize = 312;
    pub const nvmlGpuInstanceGetComputeInstancePossiblePlacements: usize = 313;
    pub const nvmlGpuInstanceGetComputeInstanceProfileInfo: usize = 314;
    pub const nvmlGpuInstanceGetComputeInstanceProfileInfoV: usize = 315;
    pub const nvmlGpuInstanceGetComputeInstanceRemainingCapacity: usize = 316;
    pub const nvmlGpuInstanceGetComputeInstances: usize = 317;
    pub const nvmlGpuInstanceGetCreatableVgpus: usize = 318;
    pub const nvmlGpuInstanceGetInfo: usize = 319;
    pub const nvmlGpuInstanceGetVgpuHeterogeneousMode: usize = 320;
    pub const nvmlGpuInstanceGetVgpuSchedulerLog: usize = 321;
    pub const nvmlGpuInstanceGetVgpuSchedulerState: usize = 322;
    pub const nvmlGpuInstanceGetVgpuTypeCreatablePlacements: usize = 323;
    pub const nvmlGpuInstanceSetVgpuHeterogeneousMode: usize = 324;
    pub const nvmlGpuInstanceSetVgpuSchedulerState: usize = 325;
    pub const nvmlInit: usize = 326;
    pub const nvmlInitWithFlags: usize = 327;
    pub const nvmlInit_v2: usize = 328;
    pub const nvmlInternalGetExportTable: usize = 329;
    pub const nvmlSetVgpuVersion: usize = 330;
    pub const nvmlShutdown: usize = 331;
    pub const nvmlSystemEventSetCreate: usize = 332;
    pub const nvmlSystemEventSetFree: usize = 333;
    pub const nvmlSystemEventSetWait: usize = 334;
    pub const nvmlSystemGetConfComputeCapabilities: usize = 335;
    pub const nvmlSystemGetConfComputeGpusReadyState: usize = 336;
    pub const nvmlSystemGetConfComputeKeyRotationThresholdInfo: usize = 337;
    pub const nvmlSystemGetConfComputeSettings: usize = 338;
    pub const nvmlSystemGetConfComputeState: usize = 339;
    pub const nvmlSystemGetCudaDriverVersion: usize = 340;
    pub const nvmlSystemGetCudaDriverVersion_v2: usize = 341;
    pub const nvmlSystemGetDriverBranch: usize = 342;
    pub const nvmlSystemGetDriverVersion: usize = 343;
    pub const nvmlSystemGetHicVersion: usize = 344;
    pub const nvmlSystemGetNVMLVersion: usize = 345;
    pub const nvmlSystemGetNvlinkBwMode: usize = 346;
    pub const nvmlSystemGetProcessName: usize = 347;
    pub const nvmlSystemGetTopologyGpuSet: usize = 348;
    pub const nvmlSystemRegisterEvents: usize = 349;
    pub const nvmlSystemSetConfComputeGpusReadyState: usize = 350;
    pub const nvmlSystemSetConfComputeKeyRotationThresholdInfo: usize = 351;
    pub const nvmlSystemSetNvlinkBwMode: usize = 352;
    pub const nvmlUnitGetCount: usize = 353;
    pub const nvmlUnitGetDevices: usize = 354;
    pub const nvmlUnitGetFanSpeedInfo: usize = 355;
    pub const nvmlUnitGetHandleByIndex: usize = 356;
    pub const nvmlUnitGetLedState: usize = 357;
    pub const nvmlUnitGetPsuInfo: usize = 358;
    pub const nvmlUnitGetTemperature: usize = 359;
    pub const nvmlUnitGetUnitInfo: usize = 360;
    pub const nvmlUnitSetLedState: usize = 361;
    pub const nvmlVgpuInstanceClearAccountingPids: usize = 362;
    pub const nvmlVgpuInstanceGetAccountingMode: usize = 363;
    pub const nvmlVgpuInstanceGetAccountingPids: usize = 364;
    pub const nvmlVgpuInstanceGetAccountingStats: usize = 365;
    pub const nvmlVgpuInstanceGetEccMode: usize = 366;
    pub const nvmlVgpuInstanceGetEncoderCapacity: usize = 367;
    pub const nvmlVgpuInstanceGetEncoderSessions: usize = 368;
    pub const nvmlVgpuInstanceGetEncoderStats: usize = 369;
    pub const nvmlVgpuInstanceGetFBCSessions: usize = 370;
    pub const nvmlVgpuInstanceGetFBCStats: usize = 371;
    pub const nvmlVgpuInstanceGetFbUsage: usize = 372;
    pub const nvmlVgpuInstanceGetFrameRateLimit: usize = 373;
    pub const nvmlVgpuInstanceGetGpuInstanceId: usize = 374;
    pub const nvmlVgpuInstanceGetGpuPciId: usize = 375;
    pub const nvmlVgpuInstanceGetLicenseInfo: usize = 376;
    pub const nvmlVgpuInstanceGetLicenseInfo_v2: usize = 377;
    pub const nvmlVgpuInstanceGetLicenseStatus: usize = 378;
    pub const nvmlVgpuInstanceGetMdevUUID: usize = 379;
    pub const nvmlVgpuInstanceGetMetadata: usize = 380;
    pub const nvmlVgpuInstanceGetPlacementId: usize = 381;
    pub const nvmlVgpuInstanceGetRuntimeStateSize: usize = 382;
    pub const nvmlVgpuInstanceGetType: usize = 383;
    pub const nvmlVgpuInstanceGetUUID: usize = 384;
    pub const nvmlVgpuInstanceGetVmDriverVersion: usize = 385;
    pub const nvmlVgpuInstanceGetVmID: usize = 386;
    pub const nvmlVgpuInstanceSetEncoderCapacity: usize = 387;
    pub const nvmlVgpuTypeGetBAR1Info: usize = 388;
    pub const nvmlVgpuTypeGetCapabilities: usize = 389;
    pub const nvmlVgpuTypeGetClass: usize = 390;
    pub const nvmlVgpuTypeGetDeviceID: usize = 391;
    pub const nvmlVgpuTypeGetFbReservation: usize = 392;
    pub const nvmlVgpuTypeGetFrameRateLimit: usize = 393;
    pub const nvmlVgpuTypeGetFramebufferSize: usize = 394;
    pub const nvmlVgpuTypeGetGpuInstanceProfileId: usize = 395;
    pub const nvmlVgpuTypeGetGspHeapSize: usize = 396;
    pub const nvmlVgpuTypeGetLicense: usize = 397;
    pub const nvmlVgpuTypeGetMaxInstances: usize = 398;
    pub const nvmlVgpuTypeGetMaxInstancesPerGpuInstance: usize = 399;
    pub const nvmlVgpuTypeGetMaxInstancesPerVm: usize = 400;
    pub const nvmlVgpuTypeGetName: usize = 401;
    pub const nvmlVgpuTypeGetNumDisplayHeads: usize = 402;
    pub const nvmlVgpuTypeGetResolution: usize = 403;
}

/// Types of pointers to the functions whose arguments are described.
#[allow(non_camel_case_types, non_snake_case, missing_docs)]
pub mod pfn {
    use core::ffi::*;

    use crate::nvml::*;

    pub type nvmlDeviceClearFieldValues = unsafe extern "C" fn(
        device: nvmlDevice_t,
        valuesCount: i32,
        values: *mut nvmlFieldValue_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceDiscoverGpus = unsafe extern "C" fn(pciInfo: *mut nvmlPciInfo_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetAPIRestriction =
        unsafe extern "C" fn(device: nvmlDevice_t, apiType: u32, isRestricted: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetAccountingBufferSize =
        unsafe extern "C" fn(device: nvmlDevice_t, bufferSize: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetAccountingMode =
        unsafe extern "C" fn(device: nvmlDevice_t, mode: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetAdaptiveClockInfoStatus =
        unsafe extern "C" fn(device: nvmlDevice_t, adaptiveClockStatus: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetAddressingMode =
        unsafe extern "C" fn(device: nvmlDevice_t, mode: *mut nvmlDeviceAddressingMode_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetApplicationsClock =
        unsafe extern "C" fn(device: nvmlDevice_t, clockType: u32, clockMHz: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetArchitecture =
        unsafe extern "C" fn(device: nvmlDevice_t, arch: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetAttributes =
        unsafe extern "C" fn(device: nvmlDevice_t, attributes: *mut nvmlDeviceAttributes_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetAttributes_v2 =
        unsafe extern "C" fn(device: nvmlDevice_t, attributes: *mut nvmlDeviceAttributes_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetAutoBoostedClocksEnabled = unsafe extern "C" fn(
        device: nvmlDevice_t,
        isEnabled: *mut u32,
        defaultIsEnabled: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetBAR1MemoryInfo =
        unsafe extern "C" fn(device: nvmlDevice_t, bar1Memory: *mut nvmlBAR1Memory_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetBoardId =
        unsafe extern "C" fn(device: nvmlDevice_t, boardId: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetBoardPartNumber =
        unsafe extern "C" fn(device: nvmlDevice_t, partNumber: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetBrand =
        unsafe extern "C" fn(device: nvmlDevice_t, r#type: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetBridgeChipInfo = unsafe extern "C" fn(
        device: nvmlDevice_t,
        bridgeHierarchy: *mut nvmlBridgeChipHierarchy_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetBusType =
        unsafe extern "C" fn(device: nvmlDevice_t, r#type: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetC2cModeInfoV =
        unsafe extern "C" fn(device: nvmlDevice_t, c2cModeInfo: *mut nvmlC2cModeInfo_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetCapabilities =
        unsafe extern "C" fn(device: nvmlDevice_t, caps: *mut nvmlDeviceCapabilities_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetClkMonStatus =
        unsafe extern "C" fn(device: nvmlDevice_t, status: *mut nvmlClkMonStatus_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetClock = unsafe extern "C" fn(
        device: nvmlDevice_t,
        clockType: u32,
        clockId: u32,
        clockMHz: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetClockInfo =
        unsafe extern "C" fn(device: nvmlDevice_t, r#type: u32, clock: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetComputeMode =
        unsafe extern "C" fn(device: nvmlDevice_t, mode: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetComputeRunningProcesses = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v1_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetComputeRunningProcesses_v2 = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetComputeRunningProcesses_v3 = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetConfComputeMemSizeInfo = unsafe extern "C" fn(
        device: nvmlDevice_t,
        memInfo: *mut nvmlConfComputeMemSizeInfo_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetConfComputeProtectedMemoryUsage =
        unsafe extern "C" fn(device: nvmlDevice_t, memory: *mut nvmlMemory_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetCount = unsafe extern "C" fn(deviceCount: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetCount_v2 = unsafe extern "C" fn(deviceCount: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetCudaComputeCapability =
        unsafe extern "C" fn(device: nvmlDevice_t, major: *mut i32, minor: *mut i32) -> nvmlReturn_t;
    pub type nvmlDeviceGetCurrPcieLinkGeneration =
        unsafe extern "C" fn(device: nvmlDevice_t, currLinkGen: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetCurrPcieLinkWidth =
        unsafe extern "C" fn(device: nvmlDevice_t, currLinkWidth: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetCurrentClocksEventReasons =
        unsafe extern "C" fn(device: nvmlDevice_t, clocksEventReasons: *mut u64) -> nvmlReturn_t;
    pub type nvmlDeviceGetCurrentClocksThrottleReasons =
        unsafe extern "C" fn(device: nvmlDevice_t, clocksThrottleReasons: *mut u64) -> nvmlReturn_t;
    pub type nvmlDeviceGetDecoderUtilization = unsafe extern "C" fn(
        device: nvmlDevice_t,
        utilization: *mut u32,
        samplingPeriodUs: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetDefaultApplicationsClock =
        unsafe extern "C" fn(device: nvmlDevice_t, clockType: u32, clockMHz: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetDefaultEccMode =
        unsafe extern "C" fn(device: nvmlDevice_t, defaultMode: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetDetailedEccErrors = unsafe extern "C" fn(
        device: nvmlDevice_t,
        errorType: u32,
        counterType: u32,
        eccCounts: *mut nvmlEccErrorCounts_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetDisplayActive =
        unsafe extern "C" fn(device: nvmlDevice_t, isActive: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetDisplayMode =
        unsafe extern "C" fn(device: nvmlDevice_t, display: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetDriverModel =
        unsafe extern "C" fn(device: nvmlDevice_t, current: *mut u32, pending: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetDriverModel_v2 =
        unsafe extern "C" fn(device: nvmlDevice_t, current: *mut u32, pending: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetDynamicPstatesInfo = unsafe extern "C" fn(
        device: nvmlDevice_t,
        pDynamicPstatesInfo: *mut nvmlGpuDynamicPstatesInfo_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetEccMode =
        unsafe extern "C" fn(device: nvmlDevice_t, current: *mut u32, pending: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetEncoderCapacity = unsafe extern "C" fn(
        device: nvmlDevice_t,
        encoderQueryType: u32,
        encoderCapacity: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetEncoderUtilization = unsafe extern "C" fn(
        device: nvmlDevice_t,
        utilization: *mut u32,
        samplingPeriodUs: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetEnforcedPowerLimit =
        unsafe extern "C" fn(device: nvmlDevice_t, limit: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetFanControlPolicy_v2 =
        unsafe extern "C" fn(device: nvmlDevice_t, fan: u32, policy: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetFanSpeed =
        unsafe extern "C" fn(device: nvmlDevice_t, speed: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetFanSpeed_v2 =
        unsafe extern "C" fn(device: nvmlDevice_t, fan: u32, speed: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetFieldValues = unsafe extern "C" fn(
        device: nvmlDevice_t,
        valuesCount: i32,
        values: *mut nvmlFieldValue_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetGpcClkMinMaxVfOffset =
        unsafe extern "C" fn(device: nvmlDevice_t, minOffset: *mut i32, maxOffset: *mut i32) -> nvmlReturn_t;
    pub type nvmlDeviceGetGpcClkVfOffset =
        unsafe extern "C" fn(device: nvmlDevice_t, offset: *mut i32) -> nvmlReturn_t;
    pub type nvmlDeviceGetGpuFabricInfo =
        unsafe extern "C" fn(device: nvmlDevice_t, gpuFabricInfo: *mut nvmlGpuFabricInfo_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetGpuFabricInfoV = unsafe extern "C" fn(
        device: nvmlDevice_t,
        gpuFabricInfo: *mut nvmlGpuFabricInfo_v2_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetGpuMaxPcieLinkGeneration =
        unsafe extern "C" fn(device: nvmlDevice_t, maxLinkGenDevice: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetGpuOperationMode =
        unsafe extern "C" fn(device: nvmlDevice_t, current: *mut u32, pending: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetGraphicsRunningProcesses = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v1_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetGraphicsRunningProcesses_v2 = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetGraphicsRunningProcesses_v3 = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetGspFirmwareMode = unsafe extern "C" fn(
        device: nvmlDevice_t,
        isEnabled: *mut u32,
        defaultMode: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetGspFirmwareVersion =
        unsafe extern "C" fn(device: nvmlDevice_t, version: *mut c_char) -> nvmlReturn_t;
    pub type nvmlDeviceGetHandleByIndex =
        unsafe extern "C" fn(index: u32, device: *mut nvmlDevice_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetHandleByIndex_v2 =
        unsafe extern "C" fn(index: u32, device: *mut nvmlDevice_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetHandleByPciBusId =
        unsafe extern "C" fn(pciBusId: *const c_char, device: *mut nvmlDevice_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetHandleByPciBusId_v2 =
        unsafe extern "C" fn(pciBusId: *const c_char, device: *mut nvmlDevice_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetHandleBySerial =
        unsafe extern "C" fn(serial: *const c_char, device: *mut nvmlDevice_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetHandleByUUID =
        unsafe extern "C" fn(uuid: *const c_char, device: *mut nvmlDevice_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetHandleByUUIDV =
        unsafe extern "C" fn(uuid: *const nvmlUUID_v1_t, device: *mut nvmlDevice_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetIndex = unsafe extern "C" fn(device: nvmlDevice_t, index: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetInforomConfigurationChecksum =
        unsafe extern "C" fn(device: nvmlDevice_t, checksum: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetInforomImageVersion =
        unsafe extern "C" fn(device: nvmlDevice_t, version: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetInforomVersion = unsafe extern "C" fn(
        device: nvmlDevice_t,
        object: u32,
        version: *mut c_char,
        length: u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetIrqNum =
        unsafe extern "C" fn(device: nvmlDevice_t, irqNum: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetJpgUtilization = unsafe extern "C" fn(
        device: nvmlDevice_t,
        utilization: *mut u32,
        samplingPeriodUs: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetLastBBXFlushTime =
        unsafe extern "C" fn(device: nvmlDevice_t, timestamp: *mut u64, durationUs: *mut u64) -> nvmlReturn_t;
    pub type nvmlDeviceGetMPSComputeRunningProcesses = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v1_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetMPSComputeRunningProcesses_v2 = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetMPSComputeRunningProcesses_v3 = unsafe extern "C" fn(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetMarginTemperature = unsafe extern "C" fn(
        device: nvmlDevice_t,
        marginTempInfo: *mut nvmlMarginTemperature_v1_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetMaxClockInfo =
        unsafe extern "C" fn(device: nvmlDevice_t, r#type: u32, clock: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMaxCustomerBoostClock =
        unsafe extern "C" fn(device: nvmlDevice_t, clockType: u32, clockMHz: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMaxMigDeviceCount =
        unsafe extern "C" fn(device: nvmlDevice_t, count: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMaxPcieLinkGeneration =
        unsafe extern "C" fn(device: nvmlDevice_t, maxLinkGen: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMaxPcieLinkWidth =
        unsafe extern "C" fn(device: nvmlDevice_t, maxLinkWidth: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMemClkMinMaxVfOffset =
        unsafe extern "C" fn(device: nvmlDevice_t, minOffset: *mut i32, maxOffset: *mut i32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMemClkVfOffset =
        unsafe extern "C" fn(device: nvmlDevice_t, offset: *mut i32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMemoryBusWidth =
        unsafe extern "C" fn(device: nvmlDevice_t, busWidth: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMemoryErrorCounter = unsafe extern "C" fn(
        device: nvmlDevice_t,
        errorType: u32,
        counterType: u32,
        locationType: u32,
        count: *mut u64,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetMemoryInfo =
        unsafe extern "C" fn(device: nvmlDevice_t, memory: *mut nvmlMemory_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetMemoryInfo_v2 =
        unsafe extern "C" fn(device: nvmlDevice_t, memory: *mut nvmlMemory_v2_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetMigMode = unsafe extern "C" fn(
        device: nvmlDevice_t,
        currentMode: *mut u32,
        pendingMode: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetMinMaxClockOfPState = unsafe extern "C" fn(
        device: nvmlDevice_t,
        r#type: u32,
        pstate: u32,
        minClockMHz: *mut u32,
        maxClockMHz: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetMinMaxFanSpeed =
        unsafe extern "C" fn(device: nvmlDevice_t, minSpeed: *mut u32, maxSpeed: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMinorNumber =
        unsafe extern "C" fn(device: nvmlDevice_t, minorNumber: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetModuleId =
        unsafe extern "C" fn(device: nvmlDevice_t, moduleId: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetMultiGpuBoard =
        unsafe extern "C" fn(device: nvmlDevice_t, multiGpuBool: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetName =
        unsafe extern "C" fn(device: nvmlDevice_t, name: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetNumFans =
        unsafe extern "C" fn(device: nvmlDevice_t, numFans: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetNumGpuCores =
        unsafe extern "C" fn(device: nvmlDevice_t, numCores: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetNvLinkCapability = unsafe extern "C" fn(
        device: nvmlDevice_t,
        link: u32,
        capability: u32,
        capResult: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetNvLinkErrorCounter = unsafe extern "C" fn(
        device: nvmlDevice_t,
        link: u32,
        counter: u32,
        counterValue: *mut u64,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetNvLinkRemoteDeviceType =
        unsafe extern "C" fn(device: nvmlDevice_t, link: u32, pNvLinkDeviceType: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetNvLinkRemotePciInfo =
        unsafe extern "C" fn(device: nvmlDevice_t, link: u32, pci: *mut nvmlPciInfo_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetNvLinkRemotePciInfo_v2 =
        unsafe extern "C" fn(device: nvmlDevice_t, link: u32, pci: *mut nvmlPciInfo_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetNvLinkState =
        unsafe extern "C" fn(device: nvmlDevice_t, link: u32, isActive: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetNvLinkVersion =
        unsafe extern "C" fn(device: nvmlDevice_t, link: u32, version: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetOfaUtilization = unsafe extern "C" fn(
        device: nvmlDevice_t,
        utilization: *mut u32,
        samplingPeriodUs: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetP2PStatus = unsafe extern "C" fn(
        device: nvmlDevice_t,
        device2: nvmlDevice_t,
        p2pIndex: u32,
        p2pStatus: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetPciInfo =
        unsafe extern "C" fn(device: nvmlDevice_t, pci: *mut nvmlPciInfo_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetPciInfoExt =
        unsafe extern "C" fn(device: nvmlDevice_t, pci: *mut nvmlPciInfoExt_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetPciInfo_v2 =
        unsafe extern "C" fn(device: nvmlDevice_t, pci: *mut nvmlPciInfo_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetPciInfo_v3 =
        unsafe extern "C" fn(device: nvmlDevice_t, pci: *mut nvmlPciInfo_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetPcieLinkMaxSpeed =
        unsafe extern "C" fn(device: nvmlDevice_t, maxSpeed: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPcieReplayCounter =
        unsafe extern "C" fn(device: nvmlDevice_t, value: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPcieSpeed =
        unsafe extern "C" fn(device: nvmlDevice_t, pcieSpeed: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPcieThroughput =
        unsafe extern "C" fn(device: nvmlDevice_t, counter: u32, value: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPdi =
        unsafe extern "C" fn(device: nvmlDevice_t, pdi: *mut nvmlPdi_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetPerformanceState =
        unsafe extern "C" fn(device: nvmlDevice_t, pState: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPersistenceMode =
        unsafe extern "C" fn(device: nvmlDevice_t, mode: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPlatformInfo =
        unsafe extern "C" fn(device: nvmlDevice_t, platformInfo: *mut nvmlPlatformInfo_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetPowerManagementDefaultLimit =
        unsafe extern "C" fn(device: nvmlDevice_t, defaultLimit: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPowerManagementLimit =
        unsafe extern "C" fn(device: nvmlDevice_t, limit: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPowerManagementLimitConstraints =
        unsafe extern "C" fn(device: nvmlDevice_t, minLimit: *mut u32, maxLimit: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPowerManagementMode =
        unsafe extern "C" fn(device: nvmlDevice_t, mode: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPowerSource =
        unsafe extern "C" fn(device: nvmlDevice_t, powerSource: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPowerState =
        unsafe extern "C" fn(device: nvmlDevice_t, pState: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetPowerUsage =
        unsafe extern "C" fn(device: nvmlDevice_t, power: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetRemappedRows = unsafe extern "C" fn(
        device: nvmlDevice_t,
        corrRows: *mut u32,
        uncRows: *mut u32,
        isPending: *mut u32,
        failureOccurred: *mut u32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetRepairStatus =
        unsafe extern "C" fn(device: nvmlDevice_t, repairStatus: *mut nvmlRepairStatus_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetRetiredPages = unsafe extern "C" fn(
        device: nvmlDevice_t,
        cause: u32,
        pageCount: *mut u32,
        addresses: *mut u64,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetRetiredPagesPendingStatus =
        unsafe extern "C" fn(device: nvmlDevice_t, isPending: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetRowRemapperHistogram = unsafe extern "C" fn(
        device: nvmlDevice_t,
        values: *mut nvmlRowRemapperHistogramValues_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetSamples = unsafe extern "C" fn(
        device: nvmlDevice_t,
        r#type: u32,
        lastSeenTimeStamp: u64,
        sampleValType: *mut u32,
        sampleCount: *mut u32,
        samples: *mut nvmlSample_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetSerial =
        unsafe extern "C" fn(device: nvmlDevice_t, serial: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetSramEccErrorStatus =
        unsafe extern "C" fn(device: nvmlDevice_t, status: *mut nvmlEccSramErrorStatus_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetSupportedClocksEventReasons =
        unsafe extern "C" fn(device: nvmlDevice_t, supportedClocksEventReasons: *mut u64) -> nvmlReturn_t;
    pub type nvmlDeviceGetSupportedClocksThrottleReasons =
        unsafe extern "C" fn(device: nvmlDevice_t, supportedClocksThrottleReasons: *mut u64) -> nvmlReturn_t;
    pub type nvmlDeviceGetSupportedEventTypes =
        unsafe extern "C" fn(device: nvmlDevice_t, eventTypes: *mut u64) -> nvmlReturn_t;
    pub type nvmlDeviceGetSupportedMemoryClocks =
        unsafe extern "C" fn(device: nvmlDevice_t, count: *mut u32, clocksMHz: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetTargetFanSpeed =
        unsafe extern "C" fn(device: nvmlDevice_t, fan: u32, targetSpeed: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetTemperature =
        unsafe extern "C" fn(device: nvmlDevice_t, sensorType: u32, temp: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetTemperatureThreshold =
        unsafe extern "C" fn(device: nvmlDevice_t, thresholdType: u32, temp: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetTemperatureV =
        unsafe extern "C" fn(device: nvmlDevice_t, temperature: *mut nvmlTemperature_v1_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetThermalSettings = unsafe extern "C" fn(
        device: nvmlDevice_t,
        sensorIndex: u32,
        pThermalSettings: *mut nvmlGpuThermalSettings_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetTopologyCommonAncestor =
        unsafe extern "C" fn(device: nvmlDevice_t, device2: nvmlDevice_t, pathInfo: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetTotalEccErrors = unsafe extern "C" fn(
        device: nvmlDevice_t,
        errorType: u32,
        counterType: u32,
        eccCounts: *mut u64,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetTotalEnergyConsumption =
        unsafe extern "C" fn(device: nvmlDevice_t, energy: *mut u64) -> nvmlReturn_t;
    pub type nvmlDeviceGetUUID =
        unsafe extern "C" fn(device: nvmlDevice_t, uuid: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetUtilizationRates =
        unsafe extern "C" fn(device: nvmlDevice_t, utilization: *mut nvmlUtilization_t) -> nvmlReturn_t;
    pub type nvmlDeviceGetVbiosVersion =
        unsafe extern "C" fn(device: nvmlDevice_t, version: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlDeviceGetViolationStatus = unsafe extern "C" fn(
        device: nvmlDevice_t,
        perfPolicyType: u32,
        violTime: *mut nvmlViolationTime_t,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceGetVirtualizationMode =
        unsafe extern "C" fn(device: nvmlDevice_t, pVirtualMode: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceIsMigDeviceHandle =
        unsafe extern "C" fn(device: nvmlDevice_t, isMigDevice: *mut u32) -> nvmlReturn_t;
    pub type nvmlDeviceOnSameBoard = unsafe extern "C" fn(
        device: nvmlDevice_t,
        device2: nvmlDevice_t,
        onSameBoard: *mut i32,
    ) -> nvmlReturn_t;
    pub type nvmlDeviceRegisterEvents =
        unsafe extern "C" fn(device: nvmlDevice_t, eventTypes: u64, set: nvmlEventSet_t) -> nvmlReturn_t;
    pub type nvmlDeviceSetNvLinkDeviceLowPowerThreshold =
        unsafe extern "C" fn(device: nvmlDevice_t, info: *mut c_void) -> nvmlReturn_t;
    pub type nvmlErrorString = unsafe extern "C" fn(result: u32) -> *const c_char;
    pub type nvmlEventSetCreate = unsafe extern "C" fn(set: *mut nvmlEventSet_t) -> nvmlReturn_t;
    pub type nvmlEventSetFree = unsafe extern "C" fn(set: nvmlEventSet_t) -> nvmlReturn_t;
    pub type nvmlEventSetWait =
        unsafe extern "C" fn(set: nvmlEventSet_t, data: *mut nvmlEventData_t, timeoutms: u32) -> nvmlReturn_t;
    pub type nvmlEventSetWait_v2 =
        unsafe extern "C" fn(set: nvmlEventSet_t, data: *mut nvmlEventData_t, timeoutms: u32) -> nvmlReturn_t;
    pub type nvmlGetBlacklistDeviceCount = unsafe extern "C" fn(deviceCount: *mut u32) -> nvmlReturn_t;
    pub type nvmlGetExcludedDeviceCount = unsafe extern "C" fn(deviceCount: *mut u32) -> nvmlReturn_t;
    pub type nvmlInit = unsafe extern "C" fn() -> nvmlReturn_t;
    pub type nvmlInitWithFlags = unsafe extern "C" fn(flags: u32) -> nvmlReturn_t;
    pub type nvmlInit_v2 = unsafe extern "C" fn() -> nvmlReturn_t;
    pub type nvmlInternalGetExportTable =
        unsafe extern "C" fn(table: *mut *const c_void, id: *const c_void) -> nvmlReturn_t;
    pub type nvmlShutdown = unsafe extern "C" fn() -> nvmlReturn_t;
    pub type nvmlSystemGetConfComputeCapabilities =
        unsafe extern "C" fn(capabilities: *mut nvmlConfComputeSystemCaps_t) -> nvmlReturn_t;
    pub type nvmlSystemGetConfComputeGpusReadyState =
        unsafe extern "C" fn(isAcceptingWork: *mut u32) -> nvmlReturn_t;
    pub type nvmlSystemGetConfComputeSettings =
        unsafe extern "C" fn(settings: *mut nvmlSystemConfComputeSettings_v1_t) -> nvmlReturn_t;
    pub type nvmlSystemGetConfComputeState =
        unsafe extern "C" fn(state: *mut nvmlConfComputeSystemState_t) -> nvmlReturn_t;
    pub type nvmlSystemGetCudaDriverVersion =
        unsafe extern "C" fn(cudaDriverVersion: *mut i32) -> nvmlReturn_t;
    pub type nvmlSystemGetCudaDriverVersion_v2 =
        unsafe extern "C" fn(cudaDriverVersion: *mut i32) -> nvmlReturn_t;
    pub type nvmlSystemGetDriverVersion =
        unsafe extern "C" fn(version: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlSystemGetHicVersion =
        unsafe extern "C" fn(hwbcCount: *mut u32, hwbcEntries: *mut c_void) -> nvmlReturn_t;
    pub type nvmlSystemGetNVMLVersion =
        unsafe extern "C" fn(version: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlSystemGetProcessName =
        unsafe extern "C" fn(pid: u32, name: *mut c_char, length: u32) -> nvmlReturn_t;
    pub type nvmlUnitGetCount = unsafe extern "C" fn(unitCount: *mut u32) -> nvmlReturn_t;
    pub type nvmlUnitGetHandleByIndex =
        unsafe extern "C" fn(index: u32, unit: *mut nvmlUnit_t) -> nvmlReturn_t;
}

/// Arguments of every function that a snapshot answers, sorted by name.
pub static CALLS: &[(&str, &[Argument])] = &[
    (
        "nvmlDeviceGetAPIRestriction",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "apiType", shape: Shape::Of(0, 1) },
            Argument { name: "isRestricted", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetAccountingBufferSize",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "bufferSize", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetAccountingMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "mode", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetAdaptiveClockInfoStatus",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "adaptiveClockStatus", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetAddressingMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument {
                name: "mode",
                shape: Shape::Versioned(&[version::<nvmlDeviceAddressingMode_v1_t>(1)]),
            },
        ],
    ),
    (
        "nvmlDeviceGetApplicationsClock",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "clockType", shape: Shape::Of(0, 3) },
            Argument { name: "clockMHz", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetArchitecture",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "arch", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetAttributes",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "attributes", shape: Shape::Out(size_of::<nvmlDeviceAttributes_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetAttributes_v2",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "attributes", shape: Shape::Out(size_of::<nvmlDeviceAttributes_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetAutoBoostedClocksEnabled",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "isEnabled", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "defaultIsEnabled", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetBAR1MemoryInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "bar1Memory", shape: Shape::Out(size_of::<nvmlBAR1Memory_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetBoardId",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "boardId", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetBoardPartNumber",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "partNumber", shape: Shape::Text(80) },
            Argument { name: "length", shape: Shape::Length },
        ],
    ),
    (
        "nvmlDeviceGetBrand",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "type", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetBridgeChipInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "bridgeHierarchy", shape: Shape::Out(size_of::<nvmlBridgeChipHierarchy_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetBusType",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "type", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetC2cModeInfoV",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "c2cModeInfo", shape: Shape::Out(size_of::<nvmlC2cModeInfo_v1_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetCapabilities",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "caps", shape: Shape::Versioned(&[version::<nvmlDeviceCapabilities_v1_t>(1)]) },
        ],
    ),
    (
        "nvmlDeviceGetClkMonStatus",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "status", shape: Shape::Out(size_of::<nvmlClkMonStatus_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetClock",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "clockType", shape: Shape::Of(0, 3) },
            Argument { name: "clockId", shape: Shape::Of(0, 3) },
            Argument { name: "clockMHz", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetClockInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "type", shape: Shape::Of(0, 3) },
            Argument { name: "clock", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetComputeMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "mode", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetConfComputeMemSizeInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "memInfo", shape: Shape::Out(size_of::<nvmlConfComputeMemSizeInfo_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetConfComputeProtectedMemoryUsage",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "memory", shape: Shape::Out(size_of::<nvmlMemory_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetCudaComputeCapability",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "major", shape: Shape::Out(size_of::<i32>()) },
            Argument { name: "minor", shape: Shape::Out(size_of::<i32>()) },
        ],
    ),
    (
        "nvmlDeviceGetCurrPcieLinkGeneration",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "currLinkGen", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetCurrPcieLinkWidth",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "currLinkWidth", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetCurrentClocksEventReasons",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "clocksEventReasons", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetCurrentClocksThrottleReasons",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "clocksThrottleReasons", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetDecoderUtilization",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "utilization", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "samplingPeriodUs", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetDefaultApplicationsClock",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "clockType", shape: Shape::Of(0, 3) },
            Argument { name: "clockMHz", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetDefaultEccMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "defaultMode", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetDetailedEccErrors",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "errorType", shape: Shape::Of(0, 1) },
            Argument { name: "counterType", shape: Shape::Of(0, 1) },
            Argument { name: "eccCounts", shape: Shape::Out(size_of::<nvmlEccErrorCounts_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetDisplayActive",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "isActive", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetDisplayMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "display", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetDriverModel",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "current", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "pending", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetDriverModel_v2",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "current", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "pending", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetDynamicPstatesInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument {
                name: "pDynamicPstatesInfo",
                shape: Shape::Out(size_of::<nvmlGpuDynamicPstatesInfo_t>()),
            },
        ],
    ),
    (
        "nvmlDeviceGetEccMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "current", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "pending", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetEncoderCapacity",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "encoderQueryType", shape: Shape::Of(0, 2) },
            Argument { name: "encoderCapacity", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetEncoderUtilization",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "utilization", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "samplingPeriodUs", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetEnforcedPowerLimit",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "limit", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetFanControlPolicy_v2",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "fan", shape: Shape::Of(0, 3) },
            Argument { name: "policy", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetFanSpeed",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "speed", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetFanSpeed_v2",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "fan", shape: Shape::Of(0, 3) },
            Argument { name: "speed", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetGpcClkMinMaxVfOffset",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "minOffset", shape: Shape::Out(size_of::<i32>()) },
            Argument { name: "maxOffset", shape: Shape::Out(size_of::<i32>()) },
        ],
    ),
    (
        "nvmlDeviceGetGpcClkVfOffset",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "offset", shape: Shape::Out(size_of::<i32>()) },
        ],
    ),
    (
        "nvmlDeviceGetGpuFabricInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "gpuFabricInfo", shape: Shape::Out(size_of::<nvmlGpuFabricInfo_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetGpuFabricInfoV",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument {
                name: "gpuFabricInfo",
                shape: Shape::Versioned(&[
                    version::<nvmlGpuFabricInfo_v2_t>(2),
                    version::<nvmlGpuFabricInfo_v3_t>(3),
                ]),
            },
        ],
    ),
    (
        "nvmlDeviceGetGpuMaxPcieLinkGeneration",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "maxLinkGenDevice", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetGpuOperationMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "current", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "pending", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetGspFirmwareMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "isEnabled", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "defaultMode", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetGspFirmwareVersion",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "version", shape: Shape::Text(80) },
        ],
    ),
    (
        "nvmlDeviceGetInforomConfigurationChecksum",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "checksum", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetInforomImageVersion",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "version", shape: Shape::Text(16) },
            Argument { name: "length", shape: Shape::Length },
        ],
    ),
    (
        "nvmlDeviceGetInforomVersion",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "object", shape: Shape::Of(0, 3) },
            Argument { name: "version", shape: Shape::Text(16) },
            Argument { name: "length", shape: Shape::Length },
        ],
    ),
    (
        "nvmlDeviceGetIrqNum",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "irqNum", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetJpgUtilization",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "utilization", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "samplingPeriodUs", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetLastBBXFlushTime",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "timestamp", shape: Shape::Out(size_of::<u64>()) },
            Argument { name: "durationUs", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetMarginTemperature",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument {
                name: "marginTempInfo",
                shape: Shape::Versioned(&[version::<nvmlMarginTemperature_v1_t>(1)]),
            },
        ],
    ),
    (
        "nvmlDeviceGetMaxClockInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "type", shape: Shape::Of(0, 3) },
            Argument { name: "clock", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMaxCustomerBoostClock",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "clockType", shape: Shape::Of(0, 3) },
            Argument { name: "clockMHz", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMaxMigDeviceCount",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "count", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMaxPcieLinkGeneration",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "maxLinkGen", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMaxPcieLinkWidth",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "maxLinkWidth", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMemClkMinMaxVfOffset",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "minOffset", shape: Shape::Out(size_of::<i32>()) },
            Argument { name: "maxOffset", shape: Shape::Out(size_of::<i32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMemClkVfOffset",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "offset", shape: Shape::Out(size_of::<i32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMemoryBusWidth",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "busWidth", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMemoryErrorCounter",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "errorType", shape: Shape::Of(0, 1) },
            Argument { name: "counterType", shape: Shape::Of(0, 1) },
            Argument { name: "locationType", shape: Shape::Of(0, 7) },
            Argument { name: "count", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetMemoryInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "memory", shape: Shape::Out(size_of::<nvmlMemory_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetMemoryInfo_v2",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "memory", shape: Shape::Versioned(&[version::<nvmlMemory_v2_t>(2)]) },
        ],
    ),
    (
        "nvmlDeviceGetMigMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "currentMode", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "pendingMode", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMinMaxClockOfPState",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "type", shape: Shape::Of(0, 3) },
            Argument { name: "pstate", shape: Shape::Of(0, 15) },
            Argument { name: "minClockMHz", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "maxClockMHz", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMinMaxFanSpeed",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "minSpeed", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "maxSpeed", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMinorNumber",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "minorNumber", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetModuleId",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "moduleId", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetMultiGpuBoard",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "multiGpuBool", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetName",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "name", shape: Shape::Text(96) },
            Argument { name: "length", shape: Shape::Length },
        ],
    ),
    (
        "nvmlDeviceGetNumFans",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "numFans", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetNumGpuCores",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "numCores", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetNvLinkCapability",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "link", shape: Shape::Of(0, 17) },
            Argument { name: "capability", shape: Shape::Of(0, 5) },
            Argument { name: "capResult", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetNvLinkErrorCounter",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "link", shape: Shape::Of(0, 17) },
            Argument { name: "counter", shape: Shape::Of(0, 4) },
            Argument { name: "counterValue", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetNvLinkRemoteDeviceType",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "link", shape: Shape::Of(0, 17) },
            Argument { name: "pNvLinkDeviceType", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetNvLinkRemotePciInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "link", shape: Shape::Of(0, 17) },
            Argument { name: "pci", shape: Shape::Out(size_of::<nvmlPciInfo_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetNvLinkRemotePciInfo_v2",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "link", shape: Shape::Of(0, 17) },
            Argument { name: "pci", shape: Shape::Out(size_of::<nvmlPciInfo_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetNvLinkState",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "link", shape: Shape::Of(0, 17) },
            Argument { name: "isActive", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetNvLinkVersion",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "link", shape: Shape::Of(0, 17) },
            Argument { name: "version", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetOfaUtilization",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "utilization", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "samplingPeriodUs", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetP2PStatus",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "device2", shape: Shape::Device },
            Argument { name: "p2pIndex", shape: Shape::Of(0, 4) },
            Argument { name: "p2pStatus", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPciInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pci", shape: Shape::Out(size_of::<nvmlPciInfo_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetPciInfoExt",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pci", shape: Shape::Versioned(&[version::<nvmlPciInfoExt_v1_t>(1)]) },
        ],
    ),
    (
        "nvmlDeviceGetPciInfo_v2",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pci", shape: Shape::Out(size_of::<nvmlPciInfo_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetPciInfo_v3",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pci", shape: Shape::Out(size_of::<nvmlPciInfo_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetPcieLinkMaxSpeed",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "maxSpeed", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPcieReplayCounter",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "value", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPcieSpeed",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pcieSpeed", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPcieThroughput",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "counter", shape: Shape::Of(0, 1) },
            Argument { name: "value", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPdi",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pdi", shape: Shape::Versioned(&[version::<nvmlPdi_v1_t>(1)]) },
        ],
    ),
    (
        "nvmlDeviceGetPerformanceState",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pState", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPersistenceMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "mode", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPlatformInfo",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument {
                name: "platformInfo",
                shape: Shape::Versioned(&[
                    version::<nvmlPlatformInfo_v1_t>(1),
                    version::<nvmlPlatformInfo_v2_t>(2),
                ]),
            },
        ],
    ),
    (
        "nvmlDeviceGetPowerManagementDefaultLimit",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "defaultLimit", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPowerManagementLimit",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "limit", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPowerManagementLimitConstraints",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "minLimit", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "maxLimit", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPowerManagementMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "mode", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPowerSource",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "powerSource", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPowerState",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pState", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetPowerUsage",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "power", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetRemappedRows",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "corrRows", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "uncRows", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "isPending", shape: Shape::Out(size_of::<u32>()) },
            Argument { name: "failureOccurred", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetRepairStatus",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument {
                name: "repairStatus",
                shape: Shape::Versioned(&[version::<nvmlRepairStatus_v1_t>(1)]),
            },
        ],
    ),
    (
        "nvmlDeviceGetRetiredPages",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "cause", shape: Shape::Of(0, 1) },
            Argument { name: "pageCount", shape: Shape::Count },
            Argument { name: "addresses", shape: Shape::Array(size_of::<u64>(), 64) },
        ],
    ),
    (
        "nvmlDeviceGetRetiredPagesPendingStatus",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "isPending", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetRowRemapperHistogram",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "values", shape: Shape::Out(size_of::<nvmlRowRemapperHistogramValues_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetSerial",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "serial", shape: Shape::Text(30) },
            Argument { name: "length", shape: Shape::Length },
        ],
    ),
    (
        "nvmlDeviceGetSramEccErrorStatus",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument {
                name: "status",
                shape: Shape::Versioned(&[version::<nvmlEccSramErrorStatus_v1_t>(1)]),
            },
        ],
    ),
    (
        "nvmlDeviceGetSupportedClocksEventReasons",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "supportedClocksEventReasons", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetSupportedClocksThrottleReasons",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "supportedClocksThrottleReasons", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetSupportedMemoryClocks",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "count", shape: Shape::Count },
            Argument { name: "clocksMHz", shape: Shape::Array(size_of::<u32>(), 32) },
        ],
    ),
    (
        "nvmlDeviceGetTargetFanSpeed",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "fan", shape: Shape::Of(0, 3) },
            Argument { name: "targetSpeed", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetTemperature",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "sensorType", shape: Shape::Of(0, 0) },
            Argument { name: "temp", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetTemperatureThreshold",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "thresholdType", shape: Shape::Of(0, 7) },
            Argument { name: "temp", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetThermalSettings",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "sensorIndex", shape: Shape::Of(0, 3) },
            Argument { name: "pThermalSettings", shape: Shape::Out(size_of::<nvmlGpuThermalSettings_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetTopologyCommonAncestor",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "device2", shape: Shape::Device },
            Argument { name: "pathInfo", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceGetTotalEccErrors",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "errorType", shape: Shape::Of(0, 1) },
            Argument { name: "counterType", shape: Shape::Of(0, 1) },
            Argument { name: "eccCounts", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetTotalEnergyConsumption",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "energy", shape: Shape::Out(size_of::<u64>()) },
        ],
    ),
    (
        "nvmlDeviceGetUUID",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "uuid", shape: Shape::Text(96) },
            Argument { name: "length", shape: Shape::Length },
        ],
    ),
    (
        "nvmlDeviceGetUtilizationRates",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "utilization", shape: Shape::Out(size_of::<nvmlUtilization_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetVbiosVersion",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "version", shape: Shape::Text(32) },
            Argument { name: "length", shape: Shape::Length },
        ],
    ),
    (
        "nvmlDeviceGetViolationStatus",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "perfPolicyType", shape: Shape::Of(0, 11) },
            Argument { name: "violTime", shape: Shape::Out(size_of::<nvmlViolationTime_t>()) },
        ],
    ),
    (
        "nvmlDeviceGetVirtualizationMode",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "pVirtualMode", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceIsMigDeviceHandle",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "isMigDevice", shape: Shape::Out(size_of::<u32>()) },
        ],
    ),
    (
        "nvmlDeviceOnSameBoard",
        &[
            Argument { name: "device", shape: Shape::Device },
            Argument { name: "device2", shape: Shape::Device },
            Argument { name: "onSameBoard", shape: Shape::Out(size_of::<i32>()) },
        ],
    ),
    (
        "nvmlSystemGetConfComputeCapabilities",
        &[Argument { name: "capabilities", shape: Shape::Out(size_of::<nvmlConfComputeSystemCaps_t>()) }],
    ),
    (
        "nvmlSystemGetConfComputeGpusReadyState",
        &[Argument { name: "isAcceptingWork", shape: Shape::Out(size_of::<u32>()) }],
    ),
    (
        "nvmlSystemGetConfComputeSettings",
        &[Argument {
            name: "settings",
            shape: Shape::Versioned(&[version::<nvmlSystemConfComputeSettings_v1_t>(1)]),
        }],
    ),
    (
        "nvmlSystemGetConfComputeState",
        &[Argument { name: "state", shape: Shape::Out(size_of::<nvmlConfComputeSystemState_t>()) }],
    ),
];
