//! Start, versions, look-up of entry points and private tables, error texts. All of it is answered in the guest.

extern "C" {
    #[row(op = 1, gpa = 2000, route = local)]
    fn cuInit(Flags: c_uint);

    #[row(op = 2, gpa = 2020, route = local)]
    fn cuDriverGetVersion(driverVersion: Out<c_int>);

    #[row(op = 3, gpa = 11030, route = local)]
    fn cuGetProcAddress(symbol: CStr, pfn: Raw<*mut *mut c_void>, cudaVersion: c_int, flags: u64);

    #[row(op = 4, gpa = 12000, route = local)]
    fn cuGetProcAddress_v2(
        symbol: CStr,
        pfn: Raw<*mut *mut c_void>,
        cudaVersion: c_int,
        flags: u64,
        symbolStatus: Opt<Out<CUdriverProcAddressQueryResult>>,
    );

    #[row(op = 5, gpa = 3000, route = local)]
    fn cuGetExportTable(ppExportTable: Raw<*mut *const c_void>, pExportTableId: In<CUuuid>);

    #[row(op = 6, gpa = 6000, route = local)]
    fn cuGetErrorName(error: CUresult, pStr: Raw<*mut *const c_char>);

    #[row(op = 7, gpa = 6000, route = local)]
    fn cuGetErrorString(error: CUresult, pStr: Raw<*mut *const c_char>);
}
