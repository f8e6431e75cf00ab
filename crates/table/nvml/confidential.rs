//! Confidential computing.

extern "C" {
    #[row(route = unsupported, why = "attestation and settings of confidential computing: not yet forwarded")]
    fn nvmlDeviceGetConfComputeGpuAttestationReport(device: Device);

    #[row(route = unsupported, why = "attestation and settings of confidential computing: not yet forwarded")]
    fn nvmlDeviceGetConfComputeGpuCertificate(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetConfComputeMemSizeInfo(device: Device, memInfo: Out<nvmlConfComputeMemSizeInfo_t>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetConfComputeProtectedMemoryUsage(device: Device, memory: Out<nvmlMemory_t>);

    #[row(route = unsupported, why = "attestation and settings of confidential computing: not yet forwarded")]
    fn nvmlDeviceGetDramEncryptionMode(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetConfComputeUnprotectedMemSize(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetDramEncryptionMode(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlSystemGetConfComputeCapabilities(capabilities: Out<nvmlConfComputeSystemCaps_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlSystemGetConfComputeGpusReadyState(isAcceptingWork: Out<u32>);

    #[row(route = unsupported, why = "attestation and settings of confidential computing: not yet forwarded")]
    fn nvmlSystemGetConfComputeKeyRotationThresholdInfo();

    #[row(route = snapshot, pace = fixed)]
    fn nvmlSystemGetConfComputeSettings(settings: Versioned<nvmlSystemConfComputeSettings_v1_t, 1>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlSystemGetConfComputeState(state: Out<nvmlConfComputeSystemState_t>);

    #[row(route = forbidden)]
    fn nvmlSystemSetConfComputeGpusReadyState();

    #[row(route = forbidden)]
    fn nvmlSystemSetConfComputeKeyRotationThresholdInfo();
}
