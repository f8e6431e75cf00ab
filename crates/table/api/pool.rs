//! Stream-ordered allocation and memory pools.

extern "C" {
    #[row(op = 600, gpa = 11020, ptsz = 11020, route = custom, frame(size: u64, stream: handle), reply(address: u64, captured: bool))]
    fn cuMemAllocAsync(dptr: Out<CUdeviceptr>, bytesize: usize, hStream: CUstream);

    #[row(op = 601, gpa = 11020, ptsz = 11020, route = custom, frame(size: u64, pool: handle, stream: handle), reply(address: u64, captured: bool))]
    fn cuMemAllocFromPoolAsync(
        dptr: Out<CUdeviceptr>,
        bytesize: usize,
        pool: CUmemoryPool,
        hStream: CUstream,
    );

    #[row(op = 602, gpa = 11020, ptsz = 11020, route = custom, frame(address: u64, stream: handle))]
    fn cuMemFreeAsync(dptr: CUdeviceptr, hStream: CUstream);

    #[row(op = 603, gpa = 11020, route = custom, frame(pool: handle, props: CUmemPoolProps))]
    fn cuMemPoolCreate(pool: New<CUmemoryPool>, poolProps: In<CUmemPoolProps>);

    #[row(op = 604, gpa = 11020, route = sync)]
    fn cuMemPoolDestroy(pool: Drop<CUmemoryPool>);

    #[row(op = 605, gpa = 11020, route = custom, frame(pool: handle, keep: u64))]
    fn cuMemPoolTrimTo(pool: CUmemoryPool, minBytesToKeep: usize);

    #[row(op = 606, gpa = 11020, route = custom, frame(pool: handle, attribute: u32, value: u64))]
    fn cuMemPoolSetAttribute(pool: CUmemoryPool, attr: CUmemPool_attribute, value: Raw<*mut c_void>);

    #[row(op = 607, gpa = 11020, route = custom, frame(pool: handle, attribute: u32), reply(value: u64))]
    fn cuMemPoolGetAttribute(pool: CUmemoryPool, attr: CUmemPool_attribute, value: Raw<*mut c_void>);

    #[row(op = 608, gpa = 11020, route = sync)]
    fn cuMemPoolSetAccess(pool: CUmemoryPool, map: InArray<CUmemAccessDesc, count>, count: usize);

    #[row(op = 609, gpa = 11020, route = sync)]
    fn cuMemPoolGetAccess(flags: Out<CUmemAccess_flags>, memPool: CUmemoryPool, location: In<CUmemLocation>);

    #[row(op = 610, gpa = 11020, route = sync)]
    fn cuDeviceGetDefaultMemPool(pool_out: Known<CUmemoryPool>, dev: CUdevice);

    #[row(op = 611, gpa = 11020, route = sync)]
    fn cuDeviceGetMemPool(pool: Known<CUmemoryPool>, dev: CUdevice);

    #[row(op = 612, gpa = 11020, route = sync)]
    fn cuDeviceSetMemPool(dev: CUdevice, pool: CUmemoryPool);

    #[row(op = 613, gpa = 13000, route = sync)]
    fn cuMemGetDefaultMemPool(
        pool_out: Known<CUmemoryPool>,
        location: In<CUmemLocation>,
        r#type: CUmemAllocationType,
    );

    #[row(op = 614, gpa = 13000, route = sync)]
    fn cuMemGetMemPool(pool: Known<CUmemoryPool>, location: In<CUmemLocation>, r#type: CUmemAllocationType);

    #[row(op = 615, gpa = 13000, route = sync)]
    fn cuMemSetMemPool(location: In<CUmemLocation>, r#type: CUmemAllocationType, pool: CUmemoryPool);

    #[row(op = 616, gpa = 11020, route = custom, frame(pool: handle, kind: u32, flags: u64), reply(low: u64, high: u64))]
    fn cuMemPoolExportToShareableHandle(
        handle_out: Raw<*mut c_void>,
        pool: CUmemoryPool,
        handleType: CUmemAllocationHandleType,
        flags: u64,
    );

    #[row(op = 617, gpa = 11020, route = custom, frame(pool: handle, low: u64, high: u64, kind: u32, flags: u64))]
    fn cuMemPoolImportFromShareableHandle(
        pool_out: Raw<*mut CUmemoryPool>,
        handle: Raw<*mut c_void>,
        handleType: CUmemAllocationHandleType,
        flags: u64,
    );

    #[row(op = 618, gpa = 11020, route = custom, frame(address: u64), reply(low: u64, high: u64))]
    fn cuMemPoolExportPointer(shareData_out: Raw<*mut CUmemPoolPtrExportData>, ptr: CUdeviceptr);

    #[row(op = 619, gpa = 11020, route = custom, frame(pool: handle, low: u64, high: u64), reply(address: u64, len: u64))]
    fn cuMemPoolImportPointer(
        ptr_out: Raw<*mut CUdeviceptr>,
        pool: CUmemoryPool,
        shareData: Raw<*mut CUmemPoolPtrExportData>,
    );
}
