//! The library's life, versions, field values.

extern "C" {
    #[row(route = custom)]
    fn nvmlDeviceGetFieldValues(device: nvmlDevice_t, valuesCount: i32, values: *mut nvmlFieldValue_t);

    #[row(route = local)]
    fn nvmlErrorString(result: u32) -> *const c_char;

    #[row(route = local)]
    fn nvmlInit();

    #[row(route = local)]
    fn nvmlInit_v2();

    #[row(route = local)]
    fn nvmlInitWithFlags(flags: u32);

    #[row(route = local)]
    fn nvmlInternalGetExportTable(table: *mut *const c_void, id: *const c_void);

    #[row(route = local)]
    fn nvmlShutdown();

    #[row(route = local)]
    fn nvmlSystemGetCudaDriverVersion(cudaDriverVersion: *mut i32);

    #[row(route = local)]
    fn nvmlSystemGetCudaDriverVersion_v2(cudaDriverVersion: *mut i32);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlSystemGetDriverBranch();

    #[row(route = local)]
    fn nvmlSystemGetDriverVersion(version: *mut c_char, length: u32);

    #[row(route = local)]
    fn nvmlSystemGetHicVersion(hwbcCount: *mut u32, hwbcEntries: *mut c_void);

    #[row(route = local)]
    fn nvmlSystemGetNVMLVersion(version: *mut c_char, length: u32);

    #[row(route = unsupported, why = "the host's processors are not the guest's")]
    fn nvmlSystemGetTopologyGpuSet();
}
