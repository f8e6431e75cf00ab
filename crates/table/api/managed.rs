//! Managed memory.

extern "C" {
    #[row(op = 700, gpa = 6000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemAllocManaged(dptr: Raw<*mut CUdeviceptr>, bytesize: usize, flags: c_uint);

    #[row(op = 701, gpa = 8000, ptsz = 8000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemPrefetchAsync(devPtr: CUdeviceptr, count: usize, dstDevice: CUdevice, hStream: CUstream);

    #[row(op = 702, gpa = 12020, ptsz = 12020, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemPrefetchAsync_v2(
        devPtr: CUdeviceptr,
        count: usize,
        location: CUmemLocation,
        flags: c_uint,
        hStream: CUstream,
    );

    #[row(op = 703, gpa = 13000, ptsz = 13000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemPrefetchBatchAsync(
        dptrs: Raw<*mut CUdeviceptr>,
        sizes: Raw<*mut usize>,
        count: usize,
        prefetchLocs: Raw<*mut CUmemLocation>,
        prefetchLocIdxs: Raw<*mut usize>,
        numPrefetchLocs: usize,
        flags: u64,
        hStream: CUstream,
    );

    #[row(op = 704, gpa = 13000, ptsz = 13000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemDiscardBatchAsync(
        dptrs: Raw<*mut CUdeviceptr>,
        sizes: Raw<*mut usize>,
        count: usize,
        flags: u64,
        hStream: CUstream,
    );

    #[row(op = 705, gpa = 13000, ptsz = 13000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemDiscardAndPrefetchBatchAsync(
        dptrs: Raw<*mut CUdeviceptr>,
        sizes: Raw<*mut usize>,
        count: usize,
        prefetchLocs: Raw<*mut CUmemLocation>,
        prefetchLocIdxs: Raw<*mut usize>,
        numPrefetchLocs: usize,
        flags: u64,
        hStream: CUstream,
    );

    #[row(op = 706, gpa = 8000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemAdvise(devPtr: CUdeviceptr, count: usize, advice: CUmem_advise, device: CUdevice);

    #[row(op = 707, gpa = 12020, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemAdvise_v2(devPtr: CUdeviceptr, count: usize, advice: CUmem_advise, location: CUmemLocation);

    #[row(op = 708, gpa = 8000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemRangeGetAttribute(
        data: Raw<*mut c_void>,
        dataSize: usize,
        attribute: CUmem_range_attribute,
        devPtr: CUdeviceptr,
        count: usize,
    );

    #[row(op = 709, gpa = 8000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuMemRangeGetAttributes(
        data: Raw<*mut *mut c_void>,
        dataSizes: Raw<*mut usize>,
        attributes: Raw<*mut CUmem_range_attribute>,
        numAttributes: usize,
        devPtr: CUdeviceptr,
        count: usize,
    );

    #[row(op = 710, gpa = 6000, ptsz = 7000, route = local, why = "managed memory is window memory, which nothing moves; the library that made it knows it")]
    fn cuStreamAttachMemAsync(hStream: CUstream, dptr: CUdeviceptr, length: usize, flags: c_uint);
}
