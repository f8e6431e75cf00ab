//! Clocks, performance states, and what holds them back.

extern "C" {
    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetAdaptiveClockInfoStatus(device: Device, adaptiveClockStatus: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetApplicationsClock(device: Device, clockType: Of<0, 3>, clockMHz: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetAutoBoostedClocksEnabled(device: Device, isEnabled: Out<u32>, defaultIsEnabled: OutOrNull<u32>);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetClkMonStatus(device: Device, status: Out<nvmlClkMonStatus_t>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetClock(device: Device, clockType: Of<0, 3>, clockId: Of<0, 3>, clockMHz: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetClockInfo(device: Device, r#type: Of<0, 3>, clock: Out<u32>);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetClockOffsets(device: Device);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetCurrentClockFreqs(device: Device);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetCurrentClocksEventReasons(device: Device, clocksEventReasons: Out<u64>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetCurrentClocksThrottleReasons(device: Device, clocksThrottleReasons: Out<u64>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetDefaultApplicationsClock(device: Device, clockType: Of<0, 3>, clockMHz: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetDynamicPstatesInfo(device: Device, pDynamicPstatesInfo: Out<nvmlGpuDynamicPstatesInfo_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetGpcClkMinMaxVfOffset(device: Device, minOffset: Out<i32>, maxOffset: Out<i32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetGpcClkVfOffset(device: Device, offset: Out<i32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMaxClockInfo(device: Device, r#type: Of<0, 3>, clock: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMaxCustomerBoostClock(device: Device, clockType: Of<0, 3>, clockMHz: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMemClkMinMaxVfOffset(device: Device, minOffset: Out<i32>, maxOffset: Out<i32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMemClkVfOffset(device: Device, offset: Out<i32>);

    #[row(route = snapshot, pace = fixed, by_hand)]
    fn nvmlDeviceGetMinMaxClockOfPState(
        device: Device,
        r#type: Of<0, 3>,
        pstate: Of<0, 15>,
        minClockMHz: Out<u32>,
        maxClockMHz: Out<u32>,
    );

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetPerformanceModes(device: Device);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetPerformanceState(device: Device, pState: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetPowerState(device: Device, pState: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetSupportedClocksEventReasons(device: Device, supportedClocksEventReasons: Out<u64>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetSupportedClocksThrottleReasons(device: Device, supportedClocksThrottleReasons: Out<u64>);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetSupportedGraphicsClocks(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetSupportedMemoryClocks(device: Device, count: Count, clocksMHz: OutArray<u32, 32, count>);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetSupportedPerformanceStates(device: Device);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetViolationStatus(
        device: Device,
        perfPolicyType: Of<0, 11>,
        violTime: Out<nvmlViolationTime_t>,
    );

    #[row(route = forbidden)]
    fn nvmlDeviceResetApplicationsClocks(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceResetGpuLockedClocks(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceResetMemoryLockedClocks(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetApplicationsClocks(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetAutoBoostedClocksEnabled(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetClockOffsets(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetDefaultAutoBoostedClocksEnabled(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetGpcClkVfOffset(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetGpuLockedClocks(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetMemClkVfOffset(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetMemoryLockedClocks(device: Device);
}
