//! Waits and writes in a stream.

extern "C" {
    #[row(op = 900, gpa = 8000, ptsz = 8000, route = unsupported, why = "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)")]
    fn cuStreamWaitValue32(stream: CUstream, addr: CUdeviceptr, value: u32, flags: c_uint);

    #[row(op = 901, gpa = 9000, ptsz = 9000, route = unsupported, why = "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)")]
    fn cuStreamWaitValue64(stream: CUstream, addr: CUdeviceptr, value: u64, flags: c_uint);

    #[row(op = 902, gpa = 8000, ptsz = 8000, route = unsupported, why = "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)")]
    fn cuStreamWriteValue32(stream: CUstream, addr: CUdeviceptr, value: u32, flags: c_uint);

    #[row(op = 903, gpa = 9000, ptsz = 9000, route = unsupported, why = "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)")]
    fn cuStreamWriteValue64(stream: CUstream, addr: CUdeviceptr, value: u64, flags: c_uint);

    #[row(op = 904, gpa = 8000, ptsz = 8000, route = unsupported, why = "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)")]
    fn cuStreamBatchMemOp(
        stream: CUstream,
        count: c_uint,
        paramArray: Raw<*mut CUstreamBatchMemOpParams>,
        flags: c_uint,
    );

    #[row(op = 905, gpa = 11070, ptsz = 11070, route = custom, frame(stream: handle, address: u64, value: u32, flags: u32))]
    fn cuStreamWaitValue32_v2(stream: CUstream, addr: CUdeviceptr, value: u32, flags: c_uint);

    #[row(op = 906, gpa = 11070, ptsz = 11070, route = custom, frame(stream: handle, address: u64, value: u64, flags: u32))]
    fn cuStreamWaitValue64_v2(stream: CUstream, addr: CUdeviceptr, value: u64, flags: c_uint);

    #[row(op = 907, gpa = 11070, ptsz = 11070, route = custom, frame(stream: handle, address: u64, value: u32, flags: u32))]
    fn cuStreamWriteValue32_v2(stream: CUstream, addr: CUdeviceptr, value: u32, flags: c_uint);

    #[row(op = 908, gpa = 11070, ptsz = 11070, route = custom, frame(stream: handle, address: u64, value: u64, flags: u32))]
    fn cuStreamWriteValue64_v2(stream: CUstream, addr: CUdeviceptr, value: u64, flags: c_uint);

    #[row(op = 909, gpa = 11070, ptsz = 11070, route = custom, frame(stream: handle, operations: array<CUstreamBatchMemOpParams>, flags: u32))]
    fn cuStreamBatchMemOp_v2(
        stream: CUstream,
        count: c_uint,
        paramArray: InArray<CUstreamBatchMemOpParams, count>,
        flags: c_uint,
    );
}
