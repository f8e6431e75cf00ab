//! Power: usage, limits, energy.

extern "C" {
    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetEnforcedPowerLimit(device: Device, limit: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPowerManagementDefaultLimit(device: Device, defaultLimit: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetPowerManagementLimit(device: Device, limit: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPowerManagementLimitConstraints(device: Device, minLimit: Out<u32>, maxLimit: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPowerManagementMode(device: Device, mode: Out<u32>);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetPowerMizerMode_v1(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPowerSource(device: Device, powerSource: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetPowerUsage(device: Device, power: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetTotalEnergyConsumption(device: Device, energy: Out<u64>);

    #[row(route = forbidden)]
    fn nvmlDevicePowerSmoothingActivatePresetProfile(device: Device);

    #[row(route = forbidden)]
    fn nvmlDevicePowerSmoothingSetState(device: Device);

    #[row(route = forbidden)]
    fn nvmlDevicePowerSmoothingUpdatePresetProfileParam(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetPowerManagementLimit(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetPowerManagementLimit_v2(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetPowerMizerMode_v1(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceWorkloadPowerProfileClearRequestedProfiles(device: Device);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceWorkloadPowerProfileGetCurrentProfiles(device: Device);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceWorkloadPowerProfileGetProfilesInfo(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceWorkloadPowerProfileSetRequestedProfiles(device: Device);
}
