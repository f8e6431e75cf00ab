//! Start, versions, look-up of entry points and private tables, error texts. All of it is answered in the guest.

extern "C" {
    #[row(op = 1, gpa = 2000, route = local, why = "it makes the link; the worker has initialised its driver before it answers the handshake")]
    fn cuInit(Flags: c_uint);

    #[row(op = 2, gpa = 2020, route = local, why = "the version of the host's driver came with the handshake")]
    fn cuDriverGetVersion(driverVersion: Out<c_int>);

    #[row(op = 3, gpa = 11030, route = local, why = "it names functions of this library")]
    fn cuGetProcAddress(symbol: CStr, pfn: Raw<*mut *mut c_void>, cudaVersion: c_int, flags: u64);

    #[row(op = 4, gpa = 12000, route = local, why = "it names functions of this library")]
    fn cuGetProcAddress_v2(
        symbol: CStr,
        pfn: Raw<*mut *mut c_void>,
        cudaVersion: c_int,
        flags: u64,
        symbolStatus: Opt<Out<CUdriverProcAddressQueryResult>>,
    );

    #[row(op = 5, gpa = 3000, route = local, why = "it gives tables of functions of this library")]
    fn cuGetExportTable(ppExportTable: Raw<*mut *const c_void>, pExportTableId: In<CUuuid>);

    #[row(op = 6, gpa = 6000, route = local, why = "the names of errors are constants")]
    fn cuGetErrorName(error: CUresult, pStr: Raw<*mut *const c_char>);

    #[row(op = 7, gpa = 6000, route = local, why = "the sentences of errors are constants")]
    fn cuGetErrorString(error: CUresult, pStr: Raw<*mut *const c_char>);
}
