//! NVIDIA's own virtual GPUs, which have nothing to do with ours.

extern "C" {
    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetActiveVgpus(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetCreatableVgpus(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetGridLicensableFeatures(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetGridLicensableFeatures_v2(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetGridLicensableFeatures_v3(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetGridLicensableFeatures_v4(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetHostVgpuMode(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetPgpuMetadataString(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetSupportedVgpus(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuCapabilities(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuHeterogeneousMode(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuInstancesUtilizationInfo(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuMetadata(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuProcessesUtilizationInfo(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuProcessUtilization(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuSchedulerCapabilities(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuSchedulerLog(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuSchedulerState(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuTypeCreatablePlacements(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuTypeSupportedPlacements(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlDeviceGetVgpuUtilization(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetVgpuCapabilities(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetVgpuHeterogeneousMode(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetVgpuSchedulerState(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGetVgpuCompatibility();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGetVgpuDriverCapabilities();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGetVgpuVersion();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGpuInstanceGetActiveVgpus();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGpuInstanceGetCreatableVgpus();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGpuInstanceGetVgpuHeterogeneousMode();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGpuInstanceGetVgpuSchedulerLog();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGpuInstanceGetVgpuSchedulerState();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlGpuInstanceGetVgpuTypeCreatablePlacements();

    #[row(route = forbidden)]
    fn nvmlGpuInstanceSetVgpuHeterogeneousMode();

    #[row(route = forbidden)]
    fn nvmlGpuInstanceSetVgpuSchedulerState();

    #[row(route = forbidden)]
    fn nvmlSetVgpuVersion();

    #[row(route = forbidden)]
    fn nvmlVgpuInstanceClearAccountingPids();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetAccountingMode();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetAccountingPids();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetAccountingStats();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetEccMode();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetEncoderCapacity();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetEncoderSessions();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetEncoderStats();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetFBCSessions();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetFBCStats();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetFbUsage();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetFrameRateLimit();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetGpuInstanceId();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetGpuPciId();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetLicenseInfo();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetLicenseInfo_v2();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetLicenseStatus();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetMdevUUID();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetMetadata();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetPlacementId();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetRuntimeStateSize();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetType();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetUUID();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetVmDriverVersion();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuInstanceGetVmID();

    #[row(route = forbidden)]
    fn nvmlVgpuInstanceSetEncoderCapacity();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetBAR1Info();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetCapabilities();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetClass();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetDeviceID();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetFbReservation();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetFramebufferSize();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetFrameRateLimit();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetGpuInstanceProfileId();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetGspHeapSize();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetLicense();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetMaxInstances(device: Device);

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetMaxInstancesPerGpuInstance();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetMaxInstancesPerVm();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetName();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetNumDisplayHeads();

    #[row(route = unsupported, why = "NVIDIA's own virtual GPUs: not forwarded")]
    fn nvmlVgpuTypeGetResolution();
}
