//! Generated from crates/table/nvml by `cargo xtask codegen`. Do not edit.

#![allow(non_snake_case)]

use table::nvml::{Pace, *};

use super::ask::{Asked, Query, Selector};

/// Every question, sorted by name.
pub static QUERIES: &[Query] = &[
    Query {
        name: "nvmlDeviceGetAPIRestriction",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 1)],
        ask: nvmlDeviceGetAPIRestriction,
    },
    Query {
        name: "nvmlDeviceGetAccountingBufferSize",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetAccountingBufferSize,
    },
    Query {
        name: "nvmlDeviceGetAccountingMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetAccountingMode,
    },
    Query {
        name: "nvmlDeviceGetAdaptiveClockInfoStatus",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetAdaptiveClockInfoStatus,
    },
    Query {
        name: "nvmlDeviceGetAddressingMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetAddressingMode,
    },
    Query {
        name: "nvmlDeviceGetApplicationsClock",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetApplicationsClock,
    },
    Query {
        name: "nvmlDeviceGetArchitecture",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetArchitecture,
    },
    Query {
        name: "nvmlDeviceGetAttributes",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetAttributes,
    },
    Query {
        name: "nvmlDeviceGetAttributes_v2",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetAttributes_v2,
    },
    Query {
        name: "nvmlDeviceGetAutoBoostedClocksEnabled",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetAutoBoostedClocksEnabled,
    },
    Query {
        name: "nvmlDeviceGetBAR1MemoryInfo",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetBAR1MemoryInfo,
    },
    Query {
        name: "nvmlDeviceGetBoardId",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetBoardId,
    },
    Query {
        name: "nvmlDeviceGetBoardPartNumber",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetBoardPartNumber,
    },
    Query {
        name: "nvmlDeviceGetBrand",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetBrand,
    },
    Query {
        name: "nvmlDeviceGetBridgeChipInfo",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetBridgeChipInfo,
    },
    Query {
        name: "nvmlDeviceGetBusType",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetBusType,
    },
    Query {
        name: "nvmlDeviceGetC2cModeInfoV",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetC2cModeInfoV,
    },
    Query {
        name: "nvmlDeviceGetCapabilities",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetCapabilities,
    },
    Query {
        name: "nvmlDeviceGetClkMonStatus",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetClkMonStatus,
    },
    Query {
        name: "nvmlDeviceGetClock",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3), Selector::Range(0, 3)],
        ask: nvmlDeviceGetClock,
    },
    Query {
        name: "nvmlDeviceGetClockInfo",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetClockInfo,
    },
    Query {
        name: "nvmlDeviceGetComputeMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetComputeMode,
    },
    Query {
        name: "nvmlDeviceGetConfComputeMemSizeInfo",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetConfComputeMemSizeInfo,
    },
    Query {
        name: "nvmlDeviceGetConfComputeProtectedMemoryUsage",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetConfComputeProtectedMemoryUsage,
    },
    Query {
        name: "nvmlDeviceGetCudaComputeCapability",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetCudaComputeCapability,
    },
    Query {
        name: "nvmlDeviceGetCurrPcieLinkGeneration",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetCurrPcieLinkGeneration,
    },
    Query {
        name: "nvmlDeviceGetCurrPcieLinkWidth",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetCurrPcieLinkWidth,
    },
    Query {
        name: "nvmlDeviceGetCurrentClocksEventReasons",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetCurrentClocksEventReasons,
    },
    Query {
        name: "nvmlDeviceGetCurrentClocksThrottleReasons",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetCurrentClocksThrottleReasons,
    },
    Query {
        name: "nvmlDeviceGetDecoderUtilization",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetDecoderUtilization,
    },
    Query {
        name: "nvmlDeviceGetDefaultApplicationsClock",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetDefaultApplicationsClock,
    },
    Query {
        name: "nvmlDeviceGetDefaultEccMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetDefaultEccMode,
    },
    Query {
        name: "nvmlDeviceGetDetailedEccErrors",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[Selector::Range(0, 1), Selector::Range(0, 1)],
        ask: nvmlDeviceGetDetailedEccErrors,
    },
    Query {
        name: "nvmlDeviceGetDisplayActive",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetDisplayActive,
    },
    Query {
        name: "nvmlDeviceGetDisplayMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetDisplayMode,
    },
    Query {
        name: "nvmlDeviceGetDriverModel",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetDriverModel,
    },
    Query {
        name: "nvmlDeviceGetDriverModel_v2",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetDriverModel_v2,
    },
    Query {
        name: "nvmlDeviceGetDynamicPstatesInfo",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetDynamicPstatesInfo,
    },
    Query {
        name: "nvmlDeviceGetEccMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetEccMode,
    },
    Query {
        name: "nvmlDeviceGetEncoderCapacity",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 2)],
        ask: nvmlDeviceGetEncoderCapacity,
    },
    Query {
        name: "nvmlDeviceGetEncoderUtilization",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetEncoderUtilization,
    },
    Query {
        name: "nvmlDeviceGetEnforcedPowerLimit",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetEnforcedPowerLimit,
    },
    Query {
        name: "nvmlDeviceGetFanControlPolicy_v2",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetFanControlPolicy_v2,
    },
    Query {
        name: "nvmlDeviceGetFanSpeed",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetFanSpeed,
    },
    Query {
        name: "nvmlDeviceGetFanSpeed_v2",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetFanSpeed_v2,
    },
    Query {
        name: "nvmlDeviceGetGpcClkMinMaxVfOffset",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetGpcClkMinMaxVfOffset,
    },
    Query {
        name: "nvmlDeviceGetGpcClkVfOffset",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetGpcClkVfOffset,
    },
    Query {
        name: "nvmlDeviceGetGpuFabricInfo",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetGpuFabricInfo,
    },
    Query {
        name: "nvmlDeviceGetGpuFabricInfoV",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 1)],
        ask: nvmlDeviceGetGpuFabricInfoV,
    },
    Query {
        name: "nvmlDeviceGetGpuMaxPcieLinkGeneration",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetGpuMaxPcieLinkGeneration,
    },
    Query {
        name: "nvmlDeviceGetGpuOperationMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetGpuOperationMode,
    },
    Query {
        name: "nvmlDeviceGetGspFirmwareMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetGspFirmwareMode,
    },
    Query {
        name: "nvmlDeviceGetGspFirmwareVersion",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetGspFirmwareVersion,
    },
    Query {
        name: "nvmlDeviceGetInforomConfigurationChecksum",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetInforomConfigurationChecksum,
    },
    Query {
        name: "nvmlDeviceGetInforomImageVersion",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetInforomImageVersion,
    },
    Query {
        name: "nvmlDeviceGetInforomVersion",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetInforomVersion,
    },
    Query {
        name: "nvmlDeviceGetIrqNum",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetIrqNum,
    },
    Query {
        name: "nvmlDeviceGetJpgUtilization",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetJpgUtilization,
    },
    Query {
        name: "nvmlDeviceGetLastBBXFlushTime",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetLastBBXFlushTime,
    },
    Query {
        name: "nvmlDeviceGetMarginTemperature",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetMarginTemperature,
    },
    Query {
        name: "nvmlDeviceGetMaxClockInfo",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetMaxClockInfo,
    },
    Query {
        name: "nvmlDeviceGetMaxCustomerBoostClock",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetMaxCustomerBoostClock,
    },
    Query {
        name: "nvmlDeviceGetMaxMigDeviceCount",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMaxMigDeviceCount,
    },
    Query {
        name: "nvmlDeviceGetMaxPcieLinkGeneration",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMaxPcieLinkGeneration,
    },
    Query {
        name: "nvmlDeviceGetMaxPcieLinkWidth",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMaxPcieLinkWidth,
    },
    Query {
        name: "nvmlDeviceGetMemClkMinMaxVfOffset",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMemClkMinMaxVfOffset,
    },
    Query {
        name: "nvmlDeviceGetMemClkVfOffset",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMemClkVfOffset,
    },
    Query {
        name: "nvmlDeviceGetMemoryBusWidth",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMemoryBusWidth,
    },
    Query {
        name: "nvmlDeviceGetMemoryErrorCounter",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[Selector::Range(0, 1), Selector::Range(0, 1), Selector::Range(0, 7)],
        ask: nvmlDeviceGetMemoryErrorCounter,
    },
    Query {
        name: "nvmlDeviceGetMemoryInfo",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMemoryInfo,
    },
    Query {
        name: "nvmlDeviceGetMemoryInfo_v2",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetMemoryInfo_v2,
    },
    Query {
        name: "nvmlDeviceGetMigMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMigMode,
    },
    Query {
        name: "nvmlDeviceGetMinMaxClockOfPState",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3), Selector::Range(0, 15)],
        ask: nvmlDeviceGetMinMaxClockOfPState,
    },
    Query {
        name: "nvmlDeviceGetMinMaxFanSpeed",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMinMaxFanSpeed,
    },
    Query {
        name: "nvmlDeviceGetMinorNumber",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMinorNumber,
    },
    Query {
        name: "nvmlDeviceGetModuleId",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetModuleId,
    },
    Query {
        name: "nvmlDeviceGetMultiGpuBoard",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetMultiGpuBoard,
    },
    Query {
        name: "nvmlDeviceGetName",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetName,
    },
    Query {
        name: "nvmlDeviceGetNumFans",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetNumFans,
    },
    Query {
        name: "nvmlDeviceGetNumGpuCores",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetNumGpuCores,
    },
    Query {
        name: "nvmlDeviceGetNvLinkCapability",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 17), Selector::Range(0, 5)],
        ask: nvmlDeviceGetNvLinkCapability,
    },
    Query {
        name: "nvmlDeviceGetNvLinkErrorCounter",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[Selector::Range(0, 17), Selector::Range(0, 4)],
        ask: nvmlDeviceGetNvLinkErrorCounter,
    },
    Query {
        name: "nvmlDeviceGetNvLinkRemoteDeviceType",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 17)],
        ask: nvmlDeviceGetNvLinkRemoteDeviceType,
    },
    Query {
        name: "nvmlDeviceGetNvLinkRemotePciInfo",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 17)],
        ask: nvmlDeviceGetNvLinkRemotePciInfo,
    },
    Query {
        name: "nvmlDeviceGetNvLinkRemotePciInfo_v2",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 17)],
        ask: nvmlDeviceGetNvLinkRemotePciInfo_v2,
    },
    Query {
        name: "nvmlDeviceGetNvLinkState",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 17)],
        ask: nvmlDeviceGetNvLinkState,
    },
    Query {
        name: "nvmlDeviceGetNvLinkVersion",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 17)],
        ask: nvmlDeviceGetNvLinkVersion,
    },
    Query {
        name: "nvmlDeviceGetOfaUtilization",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetOfaUtilization,
    },
    Query {
        name: "nvmlDeviceGetP2PStatus",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Device, Selector::Range(0, 4)],
        ask: nvmlDeviceGetP2PStatus,
    },
    Query {
        name: "nvmlDeviceGetPciInfo",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPciInfo,
    },
    Query {
        name: "nvmlDeviceGetPciInfoExt",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetPciInfoExt,
    },
    Query {
        name: "nvmlDeviceGetPciInfo_v2",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPciInfo_v2,
    },
    Query {
        name: "nvmlDeviceGetPciInfo_v3",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPciInfo_v3,
    },
    Query {
        name: "nvmlDeviceGetPcieLinkMaxSpeed",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPcieLinkMaxSpeed,
    },
    Query {
        name: "nvmlDeviceGetPcieReplayCounter",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPcieReplayCounter,
    },
    Query {
        name: "nvmlDeviceGetPcieSpeed",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPcieSpeed,
    },
    Query {
        name: "nvmlDeviceGetPcieThroughput",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[Selector::Range(0, 1)],
        ask: nvmlDeviceGetPcieThroughput,
    },
    Query {
        name: "nvmlDeviceGetPdi",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetPdi,
    },
    Query {
        name: "nvmlDeviceGetPerformanceState",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPerformanceState,
    },
    Query {
        name: "nvmlDeviceGetPersistenceMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPersistenceMode,
    },
    Query {
        name: "nvmlDeviceGetPlatformInfo",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 1)],
        ask: nvmlDeviceGetPlatformInfo,
    },
    Query {
        name: "nvmlDeviceGetPowerManagementDefaultLimit",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPowerManagementDefaultLimit,
    },
    Query {
        name: "nvmlDeviceGetPowerManagementLimit",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPowerManagementLimit,
    },
    Query {
        name: "nvmlDeviceGetPowerManagementLimitConstraints",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPowerManagementLimitConstraints,
    },
    Query {
        name: "nvmlDeviceGetPowerManagementMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPowerManagementMode,
    },
    Query {
        name: "nvmlDeviceGetPowerSource",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPowerSource,
    },
    Query {
        name: "nvmlDeviceGetPowerState",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPowerState,
    },
    Query {
        name: "nvmlDeviceGetPowerUsage",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetPowerUsage,
    },
    Query {
        name: "nvmlDeviceGetRemappedRows",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetRemappedRows,
    },
    Query {
        name: "nvmlDeviceGetRepairStatus",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetRepairStatus,
    },
    Query {
        name: "nvmlDeviceGetRetiredPages",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[Selector::Range(0, 1)],
        ask: nvmlDeviceGetRetiredPages,
    },
    Query {
        name: "nvmlDeviceGetRetiredPagesPendingStatus",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetRetiredPagesPendingStatus,
    },
    Query {
        name: "nvmlDeviceGetRowRemapperHistogram",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetRowRemapperHistogram,
    },
    Query {
        name: "nvmlDeviceGetSerial",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetSerial,
    },
    Query {
        name: "nvmlDeviceGetSramEccErrorStatus",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetSramEccErrorStatus,
    },
    Query {
        name: "nvmlDeviceGetSupportedClocksEventReasons",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetSupportedClocksEventReasons,
    },
    Query {
        name: "nvmlDeviceGetSupportedClocksThrottleReasons",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetSupportedClocksThrottleReasons,
    },
    Query {
        name: "nvmlDeviceGetSupportedMemoryClocks",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetSupportedMemoryClocks,
    },
    Query {
        name: "nvmlDeviceGetTargetFanSpeed",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetTargetFanSpeed,
    },
    Query {
        name: "nvmlDeviceGetTemperature",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlDeviceGetTemperature,
    },
    Query {
        name: "nvmlDeviceGetTemperatureThreshold",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Range(0, 7)],
        ask: nvmlDeviceGetTemperatureThreshold,
    },
    Query {
        name: "nvmlDeviceGetThermalSettings",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[Selector::Range(0, 3)],
        ask: nvmlDeviceGetThermalSettings,
    },
    Query {
        name: "nvmlDeviceGetTopologyCommonAncestor",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Device],
        ask: nvmlDeviceGetTopologyCommonAncestor,
    },
    Query {
        name: "nvmlDeviceGetTotalEccErrors",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[Selector::Range(0, 1), Selector::Range(0, 1)],
        ask: nvmlDeviceGetTotalEccErrors,
    },
    Query {
        name: "nvmlDeviceGetTotalEnergyConsumption",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetTotalEnergyConsumption,
    },
    Query {
        name: "nvmlDeviceGetUUID",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetUUID,
    },
    Query {
        name: "nvmlDeviceGetUtilizationRates",
        pace: Pace::Live,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetUtilizationRates,
    },
    Query {
        name: "nvmlDeviceGetVbiosVersion",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetVbiosVersion,
    },
    Query {
        name: "nvmlDeviceGetViolationStatus",
        pace: Pace::OnDemand,
        is_of_device: true,
        selectors: &[Selector::Range(0, 11)],
        ask: nvmlDeviceGetViolationStatus,
    },
    Query {
        name: "nvmlDeviceGetVirtualizationMode",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceGetVirtualizationMode,
    },
    Query {
        name: "nvmlDeviceIsMigDeviceHandle",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[],
        ask: nvmlDeviceIsMigDeviceHandle,
    },
    Query {
        name: "nvmlDeviceOnSameBoard",
        pace: Pace::Fixed,
        is_of_device: true,
        selectors: &[Selector::Device],
        ask: nvmlDeviceOnSameBoard,
    },
    Query {
        name: "nvmlSystemGetConfComputeCapabilities",
        pace: Pace::Fixed,
        is_of_device: false,
        selectors: &[],
        ask: nvmlSystemGetConfComputeCapabilities,
    },
    Query {
        name: "nvmlSystemGetConfComputeGpusReadyState",
        pace: Pace::Fixed,
        is_of_device: false,
        selectors: &[],
        ask: nvmlSystemGetConfComputeGpusReadyState,
    },
    Query {
        name: "nvmlSystemGetConfComputeSettings",
        pace: Pace::Fixed,
        is_of_device: false,
        selectors: &[Selector::Range(0, 0)],
        ask: nvmlSystemGetConfComputeSettings,
    },
    Query {
        name: "nvmlSystemGetConfComputeState",
        pace: Pace::Fixed,
        is_of_device: false,
        selectors: &[],
        ask: nvmlSystemGetConfComputeState,
    },
];

fn nvmlDeviceGetAPIRestriction(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetAPIRestriction>(c"nvmlDeviceGetAPIRestriction") }?;
    let device = asked.device();
    let apiType = asked.choice(0);
    let isRestricted = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, apiType, isRestricted) })
}

fn nvmlDeviceGetAccountingBufferSize(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetAccountingBufferSize>(c"nvmlDeviceGetAccountingBufferSize")
    }?;
    let device = asked.device();
    let bufferSize = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, bufferSize) })
}

fn nvmlDeviceGetAccountingMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetAccountingMode>(c"nvmlDeviceGetAccountingMode") }?;
    let device = asked.device();
    let mode = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, mode) })
}

fn nvmlDeviceGetAdaptiveClockInfoStatus(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetAdaptiveClockInfoStatus>(c"nvmlDeviceGetAdaptiveClockInfoStatus")
    }?;
    let device = asked.device();
    let adaptiveClockStatus = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, adaptiveClockStatus) })
}

fn nvmlDeviceGetAddressingMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetAddressingMode>(c"nvmlDeviceGetAddressingMode") }?;
    let device = asked.device();
    let mode = asked.versioned(0, &[version::<nvmlDeviceAddressingMode_v1_t>(1)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, mode) })
}

fn nvmlDeviceGetApplicationsClock(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetApplicationsClock>(c"nvmlDeviceGetApplicationsClock") }?;
    let device = asked.device();
    let clockType = asked.choice(0);
    let clockMHz = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, clockType, clockMHz) })
}

fn nvmlDeviceGetArchitecture(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetArchitecture>(c"nvmlDeviceGetArchitecture") }?;
    let device = asked.device();
    let arch = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, arch) })
}

fn nvmlDeviceGetAttributes(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetAttributes>(c"nvmlDeviceGetAttributes") }?;
    let device = asked.device();
    let attributes = asked.out::<nvmlDeviceAttributes_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, attributes) })
}

fn nvmlDeviceGetAttributes_v2(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetAttributes_v2>(c"nvmlDeviceGetAttributes_v2") }?;
    let device = asked.device();
    let attributes = asked.out::<nvmlDeviceAttributes_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, attributes) })
}

fn nvmlDeviceGetAutoBoostedClocksEnabled(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetAutoBoostedClocksEnabled>(c"nvmlDeviceGetAutoBoostedClocksEnabled")
    }?;
    let device = asked.device();
    let isEnabled = asked.out::<u32>();
    let defaultIsEnabled = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, isEnabled, defaultIsEnabled) })
}

fn nvmlDeviceGetBAR1MemoryInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetBAR1MemoryInfo>(c"nvmlDeviceGetBAR1MemoryInfo") }?;
    let device = asked.device();
    let bar1Memory = asked.out::<nvmlBAR1Memory_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, bar1Memory) })
}

fn nvmlDeviceGetBoardId(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetBoardId>(c"nvmlDeviceGetBoardId") }?;
    let device = asked.device();
    let boardId = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, boardId) })
}

fn nvmlDeviceGetBoardPartNumber(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetBoardPartNumber>(c"nvmlDeviceGetBoardPartNumber") }?;
    let device = asked.device();
    let partNumber = asked.text(80);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, partNumber, 80) })
}

fn nvmlDeviceGetBrand(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetBrand>(c"nvmlDeviceGetBrand") }?;
    let device = asked.device();
    let r#type = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, r#type) })
}

fn nvmlDeviceGetBridgeChipInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetBridgeChipInfo>(c"nvmlDeviceGetBridgeChipInfo") }?;
    let device = asked.device();
    let bridgeHierarchy = asked.out::<nvmlBridgeChipHierarchy_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, bridgeHierarchy) })
}

fn nvmlDeviceGetBusType(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetBusType>(c"nvmlDeviceGetBusType") }?;
    let device = asked.device();
    let r#type = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, r#type) })
}

fn nvmlDeviceGetC2cModeInfoV(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetC2cModeInfoV>(c"nvmlDeviceGetC2cModeInfoV") }?;
    let device = asked.device();
    let c2cModeInfo = asked.out::<nvmlC2cModeInfo_v1_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, c2cModeInfo) })
}

fn nvmlDeviceGetCapabilities(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetCapabilities>(c"nvmlDeviceGetCapabilities") }?;
    let device = asked.device();
    let caps = asked.versioned(0, &[version::<nvmlDeviceCapabilities_v1_t>(1)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, caps) })
}

fn nvmlDeviceGetClkMonStatus(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetClkMonStatus>(c"nvmlDeviceGetClkMonStatus") }?;
    let device = asked.device();
    let status = asked.out::<nvmlClkMonStatus_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, status) })
}

fn nvmlDeviceGetClock(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetClock>(c"nvmlDeviceGetClock") }?;
    let device = asked.device();
    let clockType = asked.choice(0);
    let clockId = asked.choice(1);
    let clockMHz = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, clockType, clockId, clockMHz) })
}

fn nvmlDeviceGetClockInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetClockInfo>(c"nvmlDeviceGetClockInfo") }?;
    let device = asked.device();
    let r#type = asked.choice(0);
    let clock = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, r#type, clock) })
}

fn nvmlDeviceGetComputeMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetComputeMode>(c"nvmlDeviceGetComputeMode") }?;
    let device = asked.device();
    let mode = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, mode) })
}

fn nvmlDeviceGetConfComputeMemSizeInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetConfComputeMemSizeInfo>(c"nvmlDeviceGetConfComputeMemSizeInfo")
    }?;
    let device = asked.device();
    let memInfo = asked.out::<nvmlConfComputeMemSizeInfo_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, memInfo) })
}

fn nvmlDeviceGetConfComputeProtectedMemoryUsage(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetConfComputeProtectedMemoryUsage>(
            c"nvmlDeviceGetConfComputeProtectedMemoryUsage",
        )
    }?;
    let device = asked.device();
    let memory = asked.out::<nvmlMemory_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, memory) })
}

fn nvmlDeviceGetCudaComputeCapability(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetCudaComputeCapability>(c"nvmlDeviceGetCudaComputeCapability")
    }?;
    let device = asked.device();
    let major = asked.out::<i32>();
    let minor = asked.out::<i32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, major, minor) })
}

fn nvmlDeviceGetCurrPcieLinkGeneration(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetCurrPcieLinkGeneration>(c"nvmlDeviceGetCurrPcieLinkGeneration")
    }?;
    let device = asked.device();
    let currLinkGen = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, currLinkGen) })
}

fn nvmlDeviceGetCurrPcieLinkWidth(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetCurrPcieLinkWidth>(c"nvmlDeviceGetCurrPcieLinkWidth") }?;
    let device = asked.device();
    let currLinkWidth = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, currLinkWidth) })
}

fn nvmlDeviceGetCurrentClocksEventReasons(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetCurrentClocksEventReasons>(c"nvmlDeviceGetCurrentClocksEventReasons")
    }?;
    let device = asked.device();
    let clocksEventReasons = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, clocksEventReasons) })
}

fn nvmlDeviceGetCurrentClocksThrottleReasons(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetCurrentClocksThrottleReasons>(
            c"nvmlDeviceGetCurrentClocksThrottleReasons",
        )
    }?;
    let device = asked.device();
    let clocksThrottleReasons = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, clocksThrottleReasons) })
}

fn nvmlDeviceGetDecoderUtilization(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetDecoderUtilization>(c"nvmlDeviceGetDecoderUtilization") }?;
    let device = asked.device();
    let utilization = asked.out::<u32>();
    let samplingPeriodUs = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, utilization, samplingPeriodUs) })
}

fn nvmlDeviceGetDefaultApplicationsClock(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetDefaultApplicationsClock>(c"nvmlDeviceGetDefaultApplicationsClock")
    }?;
    let device = asked.device();
    let clockType = asked.choice(0);
    let clockMHz = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, clockType, clockMHz) })
}

fn nvmlDeviceGetDefaultEccMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetDefaultEccMode>(c"nvmlDeviceGetDefaultEccMode") }?;
    let device = asked.device();
    let defaultMode = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, defaultMode) })
}

fn nvmlDeviceGetDetailedEccErrors(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetDetailedEccErrors>(c"nvmlDeviceGetDetailedEccErrors") }?;
    let device = asked.device();
    let errorType = asked.choice(0);
    let counterType = asked.choice(1);
    let eccCounts = asked.out::<nvmlEccErrorCounts_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, errorType, counterType, eccCounts) })
}

fn nvmlDeviceGetDisplayActive(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetDisplayActive>(c"nvmlDeviceGetDisplayActive") }?;
    let device = asked.device();
    let isActive = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, isActive) })
}

fn nvmlDeviceGetDisplayMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetDisplayMode>(c"nvmlDeviceGetDisplayMode") }?;
    let device = asked.device();
    let display = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, display) })
}

fn nvmlDeviceGetDriverModel(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetDriverModel>(c"nvmlDeviceGetDriverModel") }?;
    let device = asked.device();
    let current = asked.out::<u32>();
    let pending = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, current, pending) })
}

fn nvmlDeviceGetDriverModel_v2(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetDriverModel_v2>(c"nvmlDeviceGetDriverModel_v2") }?;
    let device = asked.device();
    let current = asked.out::<u32>();
    let pending = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, current, pending) })
}

fn nvmlDeviceGetDynamicPstatesInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetDynamicPstatesInfo>(c"nvmlDeviceGetDynamicPstatesInfo") }?;
    let device = asked.device();
    let pDynamicPstatesInfo = asked.out::<nvmlGpuDynamicPstatesInfo_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pDynamicPstatesInfo) })
}

fn nvmlDeviceGetEccMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetEccMode>(c"nvmlDeviceGetEccMode") }?;
    let device = asked.device();
    let current = asked.out::<u32>();
    let pending = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, current, pending) })
}

fn nvmlDeviceGetEncoderCapacity(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetEncoderCapacity>(c"nvmlDeviceGetEncoderCapacity") }?;
    let device = asked.device();
    let encoderQueryType = asked.choice(0);
    let encoderCapacity = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, encoderQueryType, encoderCapacity) })
}

fn nvmlDeviceGetEncoderUtilization(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetEncoderUtilization>(c"nvmlDeviceGetEncoderUtilization") }?;
    let device = asked.device();
    let utilization = asked.out::<u32>();
    let samplingPeriodUs = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, utilization, samplingPeriodUs) })
}

fn nvmlDeviceGetEnforcedPowerLimit(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetEnforcedPowerLimit>(c"nvmlDeviceGetEnforcedPowerLimit") }?;
    let device = asked.device();
    let limit = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, limit) })
}

fn nvmlDeviceGetFanControlPolicy_v2(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetFanControlPolicy_v2>(c"nvmlDeviceGetFanControlPolicy_v2") }?;
    let device = asked.device();
    let fan = asked.choice(0);
    let policy = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, fan, policy) })
}

fn nvmlDeviceGetFanSpeed(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetFanSpeed>(c"nvmlDeviceGetFanSpeed") }?;
    let device = asked.device();
    let speed = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, speed) })
}

fn nvmlDeviceGetFanSpeed_v2(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetFanSpeed_v2>(c"nvmlDeviceGetFanSpeed_v2") }?;
    let device = asked.device();
    let fan = asked.choice(0);
    let speed = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, fan, speed) })
}

fn nvmlDeviceGetGpcClkMinMaxVfOffset(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetGpcClkMinMaxVfOffset>(c"nvmlDeviceGetGpcClkMinMaxVfOffset")
    }?;
    let device = asked.device();
    let minOffset = asked.out::<i32>();
    let maxOffset = asked.out::<i32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, minOffset, maxOffset) })
}

fn nvmlDeviceGetGpcClkVfOffset(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetGpcClkVfOffset>(c"nvmlDeviceGetGpcClkVfOffset") }?;
    let device = asked.device();
    let offset = asked.out::<i32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, offset) })
}

fn nvmlDeviceGetGpuFabricInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetGpuFabricInfo>(c"nvmlDeviceGetGpuFabricInfo") }?;
    let device = asked.device();
    let gpuFabricInfo = asked.out::<nvmlGpuFabricInfo_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, gpuFabricInfo) })
}

fn nvmlDeviceGetGpuFabricInfoV(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetGpuFabricInfoV>(c"nvmlDeviceGetGpuFabricInfoV") }?;
    let device = asked.device();
    let gpuFabricInfo = asked
        .versioned(0, &[version::<nvmlGpuFabricInfo_v2_t>(2), version::<nvmlGpuFabricInfo_v3_t>(3)])
        .cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, gpuFabricInfo) })
}

fn nvmlDeviceGetGpuMaxPcieLinkGeneration(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetGpuMaxPcieLinkGeneration>(c"nvmlDeviceGetGpuMaxPcieLinkGeneration")
    }?;
    let device = asked.device();
    let maxLinkGenDevice = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, maxLinkGenDevice) })
}

fn nvmlDeviceGetGpuOperationMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetGpuOperationMode>(c"nvmlDeviceGetGpuOperationMode") }?;
    let device = asked.device();
    let current = asked.out::<u32>();
    let pending = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, current, pending) })
}

fn nvmlDeviceGetGspFirmwareMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetGspFirmwareMode>(c"nvmlDeviceGetGspFirmwareMode") }?;
    let device = asked.device();
    let isEnabled = asked.out::<u32>();
    let defaultMode = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, isEnabled, defaultMode) })
}

fn nvmlDeviceGetGspFirmwareVersion(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetGspFirmwareVersion>(c"nvmlDeviceGetGspFirmwareVersion") }?;
    let device = asked.device();
    let version = asked.text(80);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, version) })
}

fn nvmlDeviceGetInforomConfigurationChecksum(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetInforomConfigurationChecksum>(
            c"nvmlDeviceGetInforomConfigurationChecksum",
        )
    }?;
    let device = asked.device();
    let checksum = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, checksum) })
}

fn nvmlDeviceGetInforomImageVersion(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetInforomImageVersion>(c"nvmlDeviceGetInforomImageVersion") }?;
    let device = asked.device();
    let version = asked.text(16);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, version, 16) })
}

fn nvmlDeviceGetInforomVersion(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetInforomVersion>(c"nvmlDeviceGetInforomVersion") }?;
    let device = asked.device();
    let object = asked.choice(0);
    let version = asked.text(16);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, object, version, 16) })
}

fn nvmlDeviceGetIrqNum(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetIrqNum>(c"nvmlDeviceGetIrqNum") }?;
    let device = asked.device();
    let irqNum = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, irqNum) })
}

fn nvmlDeviceGetJpgUtilization(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetJpgUtilization>(c"nvmlDeviceGetJpgUtilization") }?;
    let device = asked.device();
    let utilization = asked.out::<u32>();
    let samplingPeriodUs = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, utilization, samplingPeriodUs) })
}

fn nvmlDeviceGetLastBBXFlushTime(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetLastBBXFlushTime>(c"nvmlDeviceGetLastBBXFlushTime") }?;
    let device = asked.device();
    let timestamp = asked.out::<u64>();
    let durationUs = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, timestamp, durationUs) })
}

fn nvmlDeviceGetMarginTemperature(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetMarginTemperature>(c"nvmlDeviceGetMarginTemperature") }?;
    let device = asked.device();
    let marginTempInfo = asked.versioned(0, &[version::<nvmlMarginTemperature_v1_t>(1)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, marginTempInfo) })
}

fn nvmlDeviceGetMaxClockInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMaxClockInfo>(c"nvmlDeviceGetMaxClockInfo") }?;
    let device = asked.device();
    let r#type = asked.choice(0);
    let clock = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, r#type, clock) })
}

fn nvmlDeviceGetMaxCustomerBoostClock(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetMaxCustomerBoostClock>(c"nvmlDeviceGetMaxCustomerBoostClock")
    }?;
    let device = asked.device();
    let clockType = asked.choice(0);
    let clockMHz = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, clockType, clockMHz) })
}

fn nvmlDeviceGetMaxMigDeviceCount(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetMaxMigDeviceCount>(c"nvmlDeviceGetMaxMigDeviceCount") }?;
    let device = asked.device();
    let count = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, count) })
}

fn nvmlDeviceGetMaxPcieLinkGeneration(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetMaxPcieLinkGeneration>(c"nvmlDeviceGetMaxPcieLinkGeneration")
    }?;
    let device = asked.device();
    let maxLinkGen = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, maxLinkGen) })
}

fn nvmlDeviceGetMaxPcieLinkWidth(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetMaxPcieLinkWidth>(c"nvmlDeviceGetMaxPcieLinkWidth") }?;
    let device = asked.device();
    let maxLinkWidth = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, maxLinkWidth) })
}

fn nvmlDeviceGetMemClkMinMaxVfOffset(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetMemClkMinMaxVfOffset>(c"nvmlDeviceGetMemClkMinMaxVfOffset")
    }?;
    let device = asked.device();
    let minOffset = asked.out::<i32>();
    let maxOffset = asked.out::<i32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, minOffset, maxOffset) })
}

fn nvmlDeviceGetMemClkVfOffset(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMemClkVfOffset>(c"nvmlDeviceGetMemClkVfOffset") }?;
    let device = asked.device();
    let offset = asked.out::<i32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, offset) })
}

fn nvmlDeviceGetMemoryBusWidth(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMemoryBusWidth>(c"nvmlDeviceGetMemoryBusWidth") }?;
    let device = asked.device();
    let busWidth = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, busWidth) })
}

fn nvmlDeviceGetMemoryErrorCounter(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetMemoryErrorCounter>(c"nvmlDeviceGetMemoryErrorCounter") }?;
    let device = asked.device();
    let errorType = asked.choice(0);
    let counterType = asked.choice(1);
    let locationType = asked.choice(2);
    let count = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, errorType, counterType, locationType, count) })
}

fn nvmlDeviceGetMemoryInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMemoryInfo>(c"nvmlDeviceGetMemoryInfo") }?;
    let device = asked.device();
    let memory = asked.out::<nvmlMemory_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, memory) })
}

fn nvmlDeviceGetMemoryInfo_v2(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMemoryInfo_v2>(c"nvmlDeviceGetMemoryInfo_v2") }?;
    let device = asked.device();
    let memory = asked.versioned(0, &[version::<nvmlMemory_v2_t>(2)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, memory) })
}

fn nvmlDeviceGetMigMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMigMode>(c"nvmlDeviceGetMigMode") }?;
    let device = asked.device();
    let currentMode = asked.out::<u32>();
    let pendingMode = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, currentMode, pendingMode) })
}

fn nvmlDeviceGetMinMaxClockOfPState(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetMinMaxClockOfPState>(c"nvmlDeviceGetMinMaxClockOfPState") }?;
    let device = asked.device();
    let r#type = asked.choice(0);
    let pstate = asked.choice(1);
    let minClockMHz = asked.out::<u32>();
    let maxClockMHz = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, r#type, pstate, minClockMHz, maxClockMHz) })
}

fn nvmlDeviceGetMinMaxFanSpeed(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMinMaxFanSpeed>(c"nvmlDeviceGetMinMaxFanSpeed") }?;
    let device = asked.device();
    let minSpeed = asked.out::<u32>();
    let maxSpeed = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, minSpeed, maxSpeed) })
}

fn nvmlDeviceGetMinorNumber(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMinorNumber>(c"nvmlDeviceGetMinorNumber") }?;
    let device = asked.device();
    let minorNumber = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, minorNumber) })
}

fn nvmlDeviceGetModuleId(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetModuleId>(c"nvmlDeviceGetModuleId") }?;
    let device = asked.device();
    let moduleId = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, moduleId) })
}

fn nvmlDeviceGetMultiGpuBoard(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetMultiGpuBoard>(c"nvmlDeviceGetMultiGpuBoard") }?;
    let device = asked.device();
    let multiGpuBool = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, multiGpuBool) })
}

fn nvmlDeviceGetName(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetName>(c"nvmlDeviceGetName") }?;
    let device = asked.device();
    let name = asked.text(96);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, name, 96) })
}

fn nvmlDeviceGetNumFans(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetNumFans>(c"nvmlDeviceGetNumFans") }?;
    let device = asked.device();
    let numFans = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, numFans) })
}

fn nvmlDeviceGetNumGpuCores(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetNumGpuCores>(c"nvmlDeviceGetNumGpuCores") }?;
    let device = asked.device();
    let numCores = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, numCores) })
}

fn nvmlDeviceGetNvLinkCapability(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetNvLinkCapability>(c"nvmlDeviceGetNvLinkCapability") }?;
    let device = asked.device();
    let link = asked.choice(0);
    let capability = asked.choice(1);
    let capResult = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, link, capability, capResult) })
}

fn nvmlDeviceGetNvLinkErrorCounter(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetNvLinkErrorCounter>(c"nvmlDeviceGetNvLinkErrorCounter") }?;
    let device = asked.device();
    let link = asked.choice(0);
    let counter = asked.choice(1);
    let counterValue = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, link, counter, counterValue) })
}

fn nvmlDeviceGetNvLinkRemoteDeviceType(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetNvLinkRemoteDeviceType>(c"nvmlDeviceGetNvLinkRemoteDeviceType")
    }?;
    let device = asked.device();
    let link = asked.choice(0);
    let pNvLinkDeviceType = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, link, pNvLinkDeviceType) })
}

fn nvmlDeviceGetNvLinkRemotePciInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetNvLinkRemotePciInfo>(c"nvmlDeviceGetNvLinkRemotePciInfo") }?;
    let device = asked.device();
    let link = asked.choice(0);
    let pci = asked.out::<nvmlPciInfo_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, link, pci) })
}

fn nvmlDeviceGetNvLinkRemotePciInfo_v2(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetNvLinkRemotePciInfo_v2>(c"nvmlDeviceGetNvLinkRemotePciInfo_v2")
    }?;
    let device = asked.device();
    let link = asked.choice(0);
    let pci = asked.out::<nvmlPciInfo_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, link, pci) })
}

fn nvmlDeviceGetNvLinkState(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetNvLinkState>(c"nvmlDeviceGetNvLinkState") }?;
    let device = asked.device();
    let link = asked.choice(0);
    let isActive = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, link, isActive) })
}

fn nvmlDeviceGetNvLinkVersion(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetNvLinkVersion>(c"nvmlDeviceGetNvLinkVersion") }?;
    let device = asked.device();
    let link = asked.choice(0);
    let version = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, link, version) })
}

fn nvmlDeviceGetOfaUtilization(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetOfaUtilization>(c"nvmlDeviceGetOfaUtilization") }?;
    let device = asked.device();
    let utilization = asked.out::<u32>();
    let samplingPeriodUs = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, utilization, samplingPeriodUs) })
}

fn nvmlDeviceGetP2PStatus(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetP2PStatus>(c"nvmlDeviceGetP2PStatus") }?;
    let device = asked.device();
    let device2 = asked.other_device(0);
    let p2pIndex = asked.choice(1);
    let p2pStatus = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, device2, p2pIndex, p2pStatus) })
}

fn nvmlDeviceGetPciInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPciInfo>(c"nvmlDeviceGetPciInfo") }?;
    let device = asked.device();
    let pci = asked.out::<nvmlPciInfo_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pci) })
}

fn nvmlDeviceGetPciInfoExt(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPciInfoExt>(c"nvmlDeviceGetPciInfoExt") }?;
    let device = asked.device();
    let pci = asked.versioned(0, &[version::<nvmlPciInfoExt_v1_t>(1)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pci) })
}

fn nvmlDeviceGetPciInfo_v2(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPciInfo_v2>(c"nvmlDeviceGetPciInfo_v2") }?;
    let device = asked.device();
    let pci = asked.out::<nvmlPciInfo_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pci) })
}

fn nvmlDeviceGetPciInfo_v3(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPciInfo_v3>(c"nvmlDeviceGetPciInfo_v3") }?;
    let device = asked.device();
    let pci = asked.out::<nvmlPciInfo_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pci) })
}

fn nvmlDeviceGetPcieLinkMaxSpeed(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetPcieLinkMaxSpeed>(c"nvmlDeviceGetPcieLinkMaxSpeed") }?;
    let device = asked.device();
    let maxSpeed = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, maxSpeed) })
}

fn nvmlDeviceGetPcieReplayCounter(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetPcieReplayCounter>(c"nvmlDeviceGetPcieReplayCounter") }?;
    let device = asked.device();
    let value = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, value) })
}

fn nvmlDeviceGetPcieSpeed(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPcieSpeed>(c"nvmlDeviceGetPcieSpeed") }?;
    let device = asked.device();
    let pcieSpeed = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pcieSpeed) })
}

fn nvmlDeviceGetPcieThroughput(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPcieThroughput>(c"nvmlDeviceGetPcieThroughput") }?;
    let device = asked.device();
    let counter = asked.choice(0);
    let value = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, counter, value) })
}

fn nvmlDeviceGetPdi(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPdi>(c"nvmlDeviceGetPdi") }?;
    let device = asked.device();
    let pdi = asked.versioned(0, &[version::<nvmlPdi_v1_t>(1)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pdi) })
}

fn nvmlDeviceGetPerformanceState(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetPerformanceState>(c"nvmlDeviceGetPerformanceState") }?;
    let device = asked.device();
    let pState = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pState) })
}

fn nvmlDeviceGetPersistenceMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetPersistenceMode>(c"nvmlDeviceGetPersistenceMode") }?;
    let device = asked.device();
    let mode = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, mode) })
}

fn nvmlDeviceGetPlatformInfo(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPlatformInfo>(c"nvmlDeviceGetPlatformInfo") }?;
    let device = asked.device();
    let platformInfo = asked
        .versioned(0, &[version::<nvmlPlatformInfo_v1_t>(1), version::<nvmlPlatformInfo_v2_t>(2)])
        .cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, platformInfo) })
}

fn nvmlDeviceGetPowerManagementDefaultLimit(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetPowerManagementDefaultLimit>(
            c"nvmlDeviceGetPowerManagementDefaultLimit",
        )
    }?;
    let device = asked.device();
    let defaultLimit = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, defaultLimit) })
}

fn nvmlDeviceGetPowerManagementLimit(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetPowerManagementLimit>(c"nvmlDeviceGetPowerManagementLimit")
    }?;
    let device = asked.device();
    let limit = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, limit) })
}

fn nvmlDeviceGetPowerManagementLimitConstraints(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetPowerManagementLimitConstraints>(
            c"nvmlDeviceGetPowerManagementLimitConstraints",
        )
    }?;
    let device = asked.device();
    let minLimit = asked.out::<u32>();
    let maxLimit = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, minLimit, maxLimit) })
}

fn nvmlDeviceGetPowerManagementMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetPowerManagementMode>(c"nvmlDeviceGetPowerManagementMode") }?;
    let device = asked.device();
    let mode = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, mode) })
}

fn nvmlDeviceGetPowerSource(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPowerSource>(c"nvmlDeviceGetPowerSource") }?;
    let device = asked.device();
    let powerSource = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, powerSource) })
}

fn nvmlDeviceGetPowerState(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPowerState>(c"nvmlDeviceGetPowerState") }?;
    let device = asked.device();
    let pState = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pState) })
}

fn nvmlDeviceGetPowerUsage(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetPowerUsage>(c"nvmlDeviceGetPowerUsage") }?;
    let device = asked.device();
    let power = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, power) })
}

fn nvmlDeviceGetRemappedRows(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetRemappedRows>(c"nvmlDeviceGetRemappedRows") }?;
    let device = asked.device();
    let corrRows = asked.out::<u32>();
    let uncRows = asked.out::<u32>();
    let isPending = asked.out::<u32>();
    let failureOccurred = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, corrRows, uncRows, isPending, failureOccurred) })
}

fn nvmlDeviceGetRepairStatus(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetRepairStatus>(c"nvmlDeviceGetRepairStatus") }?;
    let device = asked.device();
    let repairStatus = asked.versioned(0, &[version::<nvmlRepairStatus_v1_t>(1)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, repairStatus) })
}

fn nvmlDeviceGetRetiredPages(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetRetiredPages>(c"nvmlDeviceGetRetiredPages") }?;
    let device = asked.device();
    let cause = asked.choice(0);
    let (pageCount, addresses) = asked.array::<u64>(64);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, cause, pageCount, addresses) })
}

fn nvmlDeviceGetRetiredPagesPendingStatus(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetRetiredPagesPendingStatus>(c"nvmlDeviceGetRetiredPagesPendingStatus")
    }?;
    let device = asked.device();
    let isPending = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, isPending) })
}

fn nvmlDeviceGetRowRemapperHistogram(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetRowRemapperHistogram>(c"nvmlDeviceGetRowRemapperHistogram")
    }?;
    let device = asked.device();
    let values = asked.out::<nvmlRowRemapperHistogramValues_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, values) })
}

fn nvmlDeviceGetSerial(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetSerial>(c"nvmlDeviceGetSerial") }?;
    let device = asked.device();
    let serial = asked.text(30);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, serial, 30) })
}

fn nvmlDeviceGetSramEccErrorStatus(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetSramEccErrorStatus>(c"nvmlDeviceGetSramEccErrorStatus") }?;
    let device = asked.device();
    let status = asked.versioned(0, &[version::<nvmlEccSramErrorStatus_v1_t>(1)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, status) })
}

fn nvmlDeviceGetSupportedClocksEventReasons(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetSupportedClocksEventReasons>(
            c"nvmlDeviceGetSupportedClocksEventReasons",
        )
    }?;
    let device = asked.device();
    let supportedClocksEventReasons = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, supportedClocksEventReasons) })
}

fn nvmlDeviceGetSupportedClocksThrottleReasons(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetSupportedClocksThrottleReasons>(
            c"nvmlDeviceGetSupportedClocksThrottleReasons",
        )
    }?;
    let device = asked.device();
    let supportedClocksThrottleReasons = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, supportedClocksThrottleReasons) })
}

fn nvmlDeviceGetSupportedMemoryClocks(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetSupportedMemoryClocks>(c"nvmlDeviceGetSupportedMemoryClocks")
    }?;
    let device = asked.device();
    let (count, clocksMHz) = asked.array::<u32>(32);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, count, clocksMHz) })
}

fn nvmlDeviceGetTargetFanSpeed(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetTargetFanSpeed>(c"nvmlDeviceGetTargetFanSpeed") }?;
    let device = asked.device();
    let fan = asked.choice(0);
    let targetSpeed = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, fan, targetSpeed) })
}

fn nvmlDeviceGetTemperature(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetTemperature>(c"nvmlDeviceGetTemperature") }?;
    let device = asked.device();
    let sensorType = asked.choice(0);
    let temp = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, sensorType, temp) })
}

fn nvmlDeviceGetTemperatureThreshold(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetTemperatureThreshold>(c"nvmlDeviceGetTemperatureThreshold")
    }?;
    let device = asked.device();
    let thresholdType = asked.choice(0);
    let temp = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, thresholdType, temp) })
}

fn nvmlDeviceGetThermalSettings(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetThermalSettings>(c"nvmlDeviceGetThermalSettings") }?;
    let device = asked.device();
    let sensorIndex = asked.choice(0);
    let pThermalSettings = asked.out::<nvmlGpuThermalSettings_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, sensorIndex, pThermalSettings) })
}

fn nvmlDeviceGetTopologyCommonAncestor(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetTopologyCommonAncestor>(c"nvmlDeviceGetTopologyCommonAncestor")
    }?;
    let device = asked.device();
    let device2 = asked.other_device(0);
    let pathInfo = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, device2, pathInfo) })
}

fn nvmlDeviceGetTotalEccErrors(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetTotalEccErrors>(c"nvmlDeviceGetTotalEccErrors") }?;
    let device = asked.device();
    let errorType = asked.choice(0);
    let counterType = asked.choice(1);
    let eccCounts = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, errorType, counterType, eccCounts) })
}

fn nvmlDeviceGetTotalEnergyConsumption(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlDeviceGetTotalEnergyConsumption>(c"nvmlDeviceGetTotalEnergyConsumption")
    }?;
    let device = asked.device();
    let energy = asked.out::<u64>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, energy) })
}

fn nvmlDeviceGetUUID(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetUUID>(c"nvmlDeviceGetUUID") }?;
    let device = asked.device();
    let uuid = asked.text(96);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, uuid, 96) })
}

fn nvmlDeviceGetUtilizationRates(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetUtilizationRates>(c"nvmlDeviceGetUtilizationRates") }?;
    let device = asked.device();
    let utilization = asked.out::<nvmlUtilization_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, utilization) })
}

fn nvmlDeviceGetVbiosVersion(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceGetVbiosVersion>(c"nvmlDeviceGetVbiosVersion") }?;
    let device = asked.device();
    let version = asked.text(32);
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, version, 32) })
}

fn nvmlDeviceGetViolationStatus(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetViolationStatus>(c"nvmlDeviceGetViolationStatus") }?;
    let device = asked.device();
    let perfPolicyType = asked.choice(0);
    let violTime = asked.out::<nvmlViolationTime_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, perfPolicyType, violTime) })
}

fn nvmlDeviceGetVirtualizationMode(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlDeviceGetVirtualizationMode>(c"nvmlDeviceGetVirtualizationMode") }?;
    let device = asked.device();
    let pVirtualMode = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, pVirtualMode) })
}

fn nvmlDeviceIsMigDeviceHandle(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceIsMigDeviceHandle>(c"nvmlDeviceIsMigDeviceHandle") }?;
    let device = asked.device();
    let isMigDevice = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, isMigDevice) })
}

fn nvmlDeviceOnSameBoard(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe { asked.find::<pfn::nvmlDeviceOnSameBoard>(c"nvmlDeviceOnSameBoard") }?;
    let device = asked.device();
    let device2 = asked.other_device(0);
    let onSameBoard = asked.out::<i32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(device, device2, onSameBoard) })
}

fn nvmlSystemGetConfComputeCapabilities(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlSystemGetConfComputeCapabilities>(c"nvmlSystemGetConfComputeCapabilities")
    }?;
    let capabilities = asked.out::<nvmlConfComputeSystemCaps_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(capabilities) })
}

fn nvmlSystemGetConfComputeGpusReadyState(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function = unsafe {
        asked.find::<pfn::nvmlSystemGetConfComputeGpusReadyState>(c"nvmlSystemGetConfComputeGpusReadyState")
    }?;
    let isAcceptingWork = asked.out::<u32>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(isAcceptingWork) })
}

fn nvmlSystemGetConfComputeSettings(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlSystemGetConfComputeSettings>(c"nvmlSystemGetConfComputeSettings") }?;
    let settings = asked.versioned(0, &[version::<nvmlSystemConfComputeSettings_v1_t>(1)]).cast();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(settings) })
}

fn nvmlSystemGetConfComputeState(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {
    // SAFETY: the type is that of the symbol.
    let function =
        unsafe { asked.find::<pfn::nvmlSystemGetConfComputeState>(c"nvmlSystemGetConfComputeState") }?;
    let state = asked.out::<nvmlConfComputeSystemState_t>();
    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.
    Some(unsafe { function(state) })
}
