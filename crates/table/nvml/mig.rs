//! Partitions of a device.

extern "C" {
    #[row(route = forbidden)]
    fn nvmlComputeInstanceDestroy();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlComputeInstanceGetInfo();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlComputeInstanceGetInfo_v2();

    #[row(route = forbidden)]
    fn nvmlDeviceCreateGpuInstance(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceCreateGpuInstanceWithPlacement(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetComputeInstanceId(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetDeviceHandleFromMigDeviceHandle();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstanceById(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstanceId(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstancePossiblePlacements(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstancePossiblePlacements_v2(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstanceProfileInfo(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstanceProfileInfoByIdV(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstanceProfileInfoV(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstanceRemainingCapacity(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetGpuInstances(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMaxMigDeviceCount(device: Device, count: Out<u32>);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlDeviceGetMigDeviceHandleByIndex(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMigMode(device: Device, currentMode: Out<u32>, pendingMode: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceIsMigDeviceHandle(device: Device, isMigDevice: Out<u32>);

    #[row(route = forbidden)]
    fn nvmlDeviceSetMigMode(device: Device);

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlGpmMigSampleGet(device: Device);

    #[row(route = forbidden)]
    fn nvmlGpuInstanceCreateComputeInstance();

    #[row(route = forbidden)]
    fn nvmlGpuInstanceCreateComputeInstanceWithPlacement();

    #[row(route = forbidden)]
    fn nvmlGpuInstanceDestroy();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlGpuInstanceGetComputeInstanceById();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlGpuInstanceGetComputeInstancePossiblePlacements();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlGpuInstanceGetComputeInstanceProfileInfo();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlGpuInstanceGetComputeInstanceProfileInfoV();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlGpuInstanceGetComputeInstanceRemainingCapacity();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlGpuInstanceGetComputeInstances();

    #[row(route = unsupported, why = "instances of a partitioned GPU: not forwarded")]
    fn nvmlGpuInstanceGetInfo();
}
