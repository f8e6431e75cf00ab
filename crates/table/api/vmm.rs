//! Virtual memory: addresses and physical memory apart.

extern "C" {
    #[row(op = 550, gpa = 10020, route = custom, frame(size: u64, alignment: u64, hint: u64, flags: u64), reply(address: u64))]
    fn cuMemAddressReserve(
        ptr: Out<CUdeviceptr>,
        size: usize,
        alignment: usize,
        addr: CUdeviceptr,
        flags: u64,
    );

    #[row(op = 551, gpa = 10020, route = custom, frame(address: u64, size: u64))]
    fn cuMemAddressFree(ptr: CUdeviceptr, size: usize);

    #[row(op = 552, gpa = 10020, route = custom, frame(allocation: handle, size: u64, prop: CUmemAllocationProp, flags: u64))]
    fn cuMemCreate(
        handle: New<CUmemGenericAllocationHandle>,
        size: usize,
        prop: In<CUmemAllocationProp>,
        flags: u64,
    );

    #[row(op = 553, gpa = 10020, route = custom, frame(allocation: handle))]
    fn cuMemRelease(handle: Drop<CUmemGenericAllocationHandle>);

    #[row(op = 554, gpa = 10020, route = custom, frame(address: u64, size: u64, offset: u64, allocation: handle, flags: u64))]
    fn cuMemMap(
        ptr: CUdeviceptr,
        size: usize,
        offset: usize,
        handle: CUmemGenericAllocationHandle,
        flags: u64,
    );

    #[row(op = 555, gpa = 10020, route = custom, frame(address: u64, size: u64))]
    fn cuMemUnmap(ptr: CUdeviceptr, size: usize);

    #[row(op = 556, gpa = 10020, route = custom, frame(address: u64, size: u64, access: array<CUmemAccessDesc>))]
    fn cuMemSetAccess(ptr: CUdeviceptr, size: usize, desc: InArray<CUmemAccessDesc, count>, count: usize);

    #[row(op = 557, gpa = 10020, route = sync)]
    fn cuMemGetAccess(flags: Out<u64>, location: In<CUmemLocation>, ptr: CUdeviceptr);

    #[row(op = 558, gpa = 10020, route = sync)]
    fn cuMemGetAllocationGranularity(
        granularity: Out<usize>,
        prop: In<CUmemAllocationProp>,
        option: CUmemAllocationGranularity_flags,
    );

    #[row(op = 559, gpa = 10020, route = sync)]
    fn cuMemGetAllocationPropertiesFromHandle(
        prop: Out<CUmemAllocationProp>,
        handle: CUmemGenericAllocationHandle,
    );

    #[row(op = 560, gpa = 11000, route = custom, frame(address: u64), reply(allocation: handle))]
    fn cuMemRetainAllocationHandle(handle: Known<CUmemGenericAllocationHandle>, addr: CUdeviceptr);

    #[row(op = 561, gpa = 10020, route = custom, frame(allocation: handle, kind: u32, flags: u64), reply(low: u64, high: u64))]
    fn cuMemExportToShareableHandle(
        shareableHandle: Raw<*mut c_void>,
        handle: CUmemGenericAllocationHandle,
        handleType: CUmemAllocationHandleType,
        flags: u64,
    );

    #[row(op = 562, gpa = 10020, route = custom, frame(allocation: handle, low: u64, high: u64, kind: u32), reply(prop: CUmemAllocationProp))]
    fn cuMemImportFromShareableHandle(
        handle: Raw<*mut CUmemGenericAllocationHandle>,
        osHandle: Raw<*mut c_void>,
        shHandleType: CUmemAllocationHandleType,
    );

    #[row(op = 563, gpa = 11010, ptsz = 11010, route = unsupported, why = "sparse arrays: not yet forwarded")]
    fn cuMemMapArrayAsync(mapInfoList: Raw<*mut CUarrayMapInfo>, count: c_uint, hStream: CUstream);
}
