//! Errors of memory, and what was done about them.

extern "C" {
    #[row(route = forbidden)]
    fn nvmlDeviceClearEccErrorCounts(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetDefaultEccMode(device: Device, defaultMode: Out<u32>);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetDetailedEccErrors(
        device: Device,
        errorType: Of<0, 1>,
        counterType: Of<0, 1>,
        eccCounts: Out<nvmlEccErrorCounts_t>,
    );

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetEccMode(device: Device, current: Out<u32>, pending: Out<u32>);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetMemoryErrorCounter(
        device: Device,
        errorType: Of<0, 1>,
        counterType: Of<0, 1>,
        locationType: Of<0, 7>,
        count: Out<u64>,
    );

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetRemappedRows(
        device: Device,
        corrRows: Out<u32>,
        uncRows: Out<u32>,
        isPending: Out<u32>,
        failureOccurred: Out<u32>,
    );

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetRemappedRows_v2();

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetRepairStatus(device: Device, repairStatus: Versioned<nvmlRepairStatus_v1_t, 1>);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetRetiredPages(
        device: Device,
        cause: Of<0, 1>,
        pageCount: Count,
        addresses: OutArray<u64, 64, pageCount>,
    );

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetRetiredPagesPendingStatus(device: Device, isPending: Out<u32>);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetRetiredPages_v2(device: Device);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetRowRemapperHistogram(device: Device, values: Out<nvmlRowRemapperHistogramValues_t>);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetSramEccErrorStatus(device: Device, status: Versioned<nvmlEccSramErrorStatus_v1_t, 1>);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetSramUniqueUncorrectedEccErrorCounts(device: Device);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetTotalEccErrors(
        device: Device,
        errorType: Of<0, 1>,
        counterType: Of<0, 1>,
        eccCounts: Out<u64>,
    );

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetUnrepairableMemoryFlag_v1();

    #[row(route = forbidden)]
    fn nvmlDeviceSetEccMode(device: Device);
}
