//! Linear memory of the device and pinned memory of the host. The guest keeps a map of all of it.

extern "C" {
    #[row(op = 350, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemGetInfo(free: Raw<*mut c_uint>, total: Raw<*mut c_uint>);

    #[row(op = 351, gpa = 3020, route = sync)]
    fn cuMemGetInfo_v2(free: Opt<Out<usize>>, total: Opt<Out<usize>>);

    #[row(op = 352, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemAlloc(dptr: Raw<*mut CUdeviceptr_v1>, bytesize: c_uint);

    #[row(op = 353, gpa = 3020, route = custom, frame(size: u64), reply(address: u64))]
    fn cuMemAlloc_v2(dptr: Out<CUdeviceptr>, bytesize: usize);

    #[row(op = 354, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemAllocPitch(
        dptr: Raw<*mut CUdeviceptr_v1>,
        pPitch: Raw<*mut c_uint>,
        WidthInBytes: c_uint,
        Height: c_uint,
        ElementSizeBytes: c_uint,
    );

    #[row(op = 355, gpa = 3020, route = custom, frame(width: u64, height: u64, element: u32), reply(address: u64, pitch: u64))]
    fn cuMemAllocPitch_v2(
        dptr: Out<CUdeviceptr>,
        pPitch: Out<usize>,
        WidthInBytes: usize,
        Height: usize,
        ElementSizeBytes: c_uint,
    );

    #[row(op = 356, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemFree(dptr: CUdeviceptr_v1);

    #[row(op = 357, gpa = 3020, route = custom, frame(address: u64))]
    fn cuMemFree_v2(dptr: CUdeviceptr);

    #[row(op = 358, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemGetAddressRange(pbase: Raw<*mut CUdeviceptr_v1>, psize: Raw<*mut c_uint>, dptr: CUdeviceptr_v1);

    #[row(op = 359, gpa = 3020, route = local, why = "the guest keeps the list of its allocations, each of which the driver has made")]
    fn cuMemGetAddressRange_v2(pbase: Opt<Out<CUdeviceptr>>, psize: Opt<Out<usize>>, dptr: CUdeviceptr);

    #[row(op = 360, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemAllocHost(pp: Raw<*mut *mut c_void>, bytesize: c_uint);

    #[row(op = 361, gpa = 3020, route = custom, why = "memory is shared with the worker by a message of the control socket, or lies in a segment that was")]
    fn cuMemAllocHost_v2(pp: Raw<*mut *mut c_void>, bytesize: usize);

    #[row(op = 362, gpa = 2020, route = custom, why = "memory is shared with the worker by a message of the control socket, or lies in a segment that was")]
    fn cuMemHostAlloc(pp: Raw<*mut *mut c_void>, bytesize: usize, Flags: c_uint);

    #[row(op = 363, gpa = 2000, route = custom, why = "memory is shared with the worker by a message of the control socket, or lies in a segment that was")]
    fn cuMemFreeHost(p: Raw<*mut c_void>);

    #[row(op = 364, gpa = 4000, route = custom, why = "memory is shared with the worker by a message of the control socket, or lies in a segment that was")]
    fn cuMemHostRegister(p: Raw<*mut c_void>, bytesize: usize, Flags: c_uint);

    #[row(op = 365, gpa = 6050, route = custom, why = "memory is shared with the worker by a message of the control socket, or lies in a segment that was")]
    fn cuMemHostRegister_v2(p: Raw<*mut c_void>, bytesize: usize, Flags: c_uint);

    #[row(op = 366, gpa = 4000, route = custom, why = "memory is shared with the worker by a message of the control socket, or lies in a segment that was")]
    fn cuMemHostUnregister(p: Raw<*mut c_void>);

    #[row(op = 367, gpa = 2020, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemHostGetDevicePointer(pdptr: Raw<*mut CUdeviceptr_v1>, p: Raw<*mut c_void>, Flags: c_uint);

    #[row(op = 368, gpa = 3020, route = local, why = "pinned memory has the same address for the program and for the device")]
    fn cuMemHostGetDevicePointer_v2(pdptr: Out<CUdeviceptr>, p: Raw<*mut c_void>, Flags: c_uint);

    #[row(op = 369, gpa = 2030, route = local, why = "the flags are those with which the program made the memory, which the guest keeps")]
    fn cuMemHostGetFlags(pFlags: Out<c_uint>, p: Raw<*mut c_void>);

    #[row(op = 370, gpa = 11070, route = unsupported, why = "can never work: the handle would be a file of the host's kernel")]
    fn cuMemGetHandleForAddressRange(
        handle: Raw<*mut c_void>,
        dptr: CUdeviceptr,
        size: usize,
        handleType: CUmemRangeHandleType,
        flags: u64,
    );

    #[row(op = 371, gpa = 12060, ptsz = 12060, route = unsupported, why = "decompression engines: not yet forwarded")]
    fn cuMemBatchDecompressAsync(
        paramsArray: Raw<*mut CUmemDecompressParams>,
        count: usize,
        flags: c_uint,
        errorIndex: Raw<*mut usize>,
        stream: CUstream,
    );

    #[row(op = 372, route = unsupported, why = "no public header declares it")]
    fn cuMemGetAttribute();

    #[row(op = 373, route = unsupported, why = "no public header declares it")]
    fn cuMemGetAttribute_v2();
}
