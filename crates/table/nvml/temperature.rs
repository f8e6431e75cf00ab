//! Temperatures and fans.

extern "C" {
    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetCoolerInfo(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetFanControlPolicy_v2(device: Device, fan: Of<0, 3>, policy: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetFanSpeed(device: Device, speed: Out<u32>);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetFanSpeedRPM(device: Device);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetFanSpeed_v2(device: Device, fan: Of<0, 3>, speed: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetMarginTemperature(
        device: Device,
        marginTempInfo: Versioned<nvmlMarginTemperature_v1_t, 1>,
    );

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMinMaxFanSpeed(device: Device, minSpeed: Out<u32>, maxSpeed: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetNumFans(device: Device, numFans: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetTargetFanSpeed(device: Device, fan: Of<0, 3>, targetSpeed: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetTemperature(device: Device, sensorType: Of<0, 0>, temp: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetTemperatureThreshold(device: Device, thresholdType: Of<0, 7>, temp: Out<u32>);

    #[row(route = custom)]
    fn nvmlDeviceGetTemperatureV(device: nvmlDevice_t, temperature: *mut nvmlTemperature_v1_t);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetThermalSettings(
        device: Device,
        sensorIndex: Of<0, 3>,
        pThermalSettings: Out<nvmlGpuThermalSettings_t>,
    );

    #[row(route = forbidden)]
    fn nvmlDeviceSetDefaultFanSpeed_v2(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetFanControlPolicy(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetFanSpeed_v2(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetTemperatureThreshold(device: Device);
}
