//! Processes on a device: the tenant's own.

extern "C" {
    #[row(route = forbidden)]
    fn nvmlDeviceClearAccountingPids(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetAccountingBufferSize(device: Device, bufferSize: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetAccountingMode(device: Device, mode: Out<u32>);

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetAccountingPids(device: Device);

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetAccountingStats(device: Device);

    #[row(route = custom)]
    fn nvmlDeviceGetComputeRunningProcesses(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v1_t,
    );

    #[row(route = custom)]
    fn nvmlDeviceGetComputeRunningProcesses_v2(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    );

    #[row(route = custom)]
    fn nvmlDeviceGetComputeRunningProcesses_v3(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    );

    #[row(route = custom)]
    fn nvmlDeviceGetGraphicsRunningProcesses(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v1_t,
    );

    #[row(route = custom)]
    fn nvmlDeviceGetGraphicsRunningProcesses_v2(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    );

    #[row(route = custom)]
    fn nvmlDeviceGetGraphicsRunningProcesses_v3(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    );

    #[row(route = custom)]
    fn nvmlDeviceGetMPSComputeRunningProcesses(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v1_t,
    );

    #[row(route = custom)]
    fn nvmlDeviceGetMPSComputeRunningProcesses_v2(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    );

    #[row(route = custom)]
    fn nvmlDeviceGetMPSComputeRunningProcesses_v3(
        device: nvmlDevice_t,
        infoCount: *mut u32,
        infos: *mut nvmlProcessInfo_v2_t,
    );

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetProcessesUtilizationInfo(device: Device);

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetProcessUtilization(device: Device);

    #[row(route = unsupported, why = "what other processes have done is not the tenant's to know")]
    fn nvmlDeviceGetRunningProcessDetailList(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetAccountingMode(device: Device);

    #[row(route = custom)]
    fn nvmlSystemGetProcessName(pid: u32, name: *mut c_char, length: u32);
}
