//! How busy the parts of a device are.

extern "C" {
    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetDecoderUtilization(device: Device, utilization: Out<u32>, samplingPeriodUs: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetEncoderCapacity(device: Device, encoderQueryType: Of<0, 2>, encoderCapacity: Out<u32>);

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetEncoderSessions(device: Device);

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetEncoderStats(device: Device);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetEncoderUtilization(device: Device, utilization: Out<u32>, samplingPeriodUs: Out<u32>);

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetFBCSessions(device: Device);

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetFBCStats(device: Device);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetJpgUtilization(device: Device, utilization: Out<u32>, samplingPeriodUs: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetOfaUtilization(device: Device, utilization: Out<u32>, samplingPeriodUs: Out<u32>);

    #[row(route = custom)]
    fn nvmlDeviceGetSamples(
        device: nvmlDevice_t,
        r#type: u32,
        lastSeenTimeStamp: u64,
        sampleValType: *mut u32,
        sampleCount: *mut u32,
        samples: *mut nvmlSample_t,
    );

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetUtilizationRates(device: Device, utilization: Out<nvmlUtilization_t>);
}
