//! Memsets. The forms without a stream are the others on the default stream.

extern "C" {
    #[row(op = 500, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemsetD8(dstDevice: CUdeviceptr_v1, uc: u8, N: c_uint);

    #[row(op = 501, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemsetD8_v2(dstDevice: CUdeviceptr, uc: u8, N: usize);

    #[row(op = 502, gpa = 3020, ptsz = 7000, route = custom, frame(dst: u64, value: u32, count: u64, stream: handle))]
    fn cuMemsetD8Async(dstDevice: CUdeviceptr, uc: u8, N: usize, hStream: CUstream);

    #[row(op = 503, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemsetD16(dstDevice: CUdeviceptr_v1, us: u16, N: c_uint);

    #[row(op = 504, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemsetD16_v2(dstDevice: CUdeviceptr, us: u16, N: usize);

    #[row(op = 505, gpa = 3020, ptsz = 7000, route = custom, frame(dst: u64, value: u32, count: u64, stream: handle))]
    fn cuMemsetD16Async(dstDevice: CUdeviceptr, us: u16, N: usize, hStream: CUstream);

    #[row(op = 506, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemsetD32(dstDevice: CUdeviceptr_v1, ui: c_uint, N: c_uint);

    #[row(op = 507, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemsetD32_v2(dstDevice: CUdeviceptr, ui: c_uint, N: usize);

    #[row(op = 508, gpa = 3020, ptsz = 7000, route = custom, frame(dst: u64, value: u32, count: u64, stream: handle))]
    fn cuMemsetD32Async(dstDevice: CUdeviceptr, ui: c_uint, N: usize, hStream: CUstream);

    #[row(op = 509, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemsetD2D8(dstDevice: CUdeviceptr_v1, dstPitch: c_uint, uc: u8, Width: c_uint, Height: c_uint);

    #[row(op = 510, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemsetD2D8_v2(dstDevice: CUdeviceptr, dstPitch: usize, uc: u8, Width: usize, Height: usize);

    #[row(op = 511, gpa = 3020, ptsz = 7000, route = custom, frame(dst: u64, pitch: u64, value: u32, width: u64, height: u64, stream: handle))]
    fn cuMemsetD2D8Async(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        uc: u8,
        Width: usize,
        Height: usize,
        hStream: CUstream,
    );

    #[row(op = 512, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemsetD2D16(dstDevice: CUdeviceptr_v1, dstPitch: c_uint, us: u16, Width: c_uint, Height: c_uint);

    #[row(op = 513, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemsetD2D16_v2(dstDevice: CUdeviceptr, dstPitch: usize, us: u16, Width: usize, Height: usize);

    #[row(op = 514, gpa = 3020, ptsz = 7000, route = custom, frame(dst: u64, pitch: u64, value: u32, width: u64, height: u64, stream: handle))]
    fn cuMemsetD2D16Async(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        us: u16,
        Width: usize,
        Height: usize,
        hStream: CUstream,
    );

    #[row(op = 515, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemsetD2D32(dstDevice: CUdeviceptr_v1, dstPitch: c_uint, ui: c_uint, Width: c_uint, Height: c_uint);

    #[row(op = 516, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemsetD2D32_v2(dstDevice: CUdeviceptr, dstPitch: usize, ui: c_uint, Width: usize, Height: usize);

    #[row(op = 517, gpa = 3020, ptsz = 7000, route = custom, frame(dst: u64, pitch: u64, value: u32, width: u64, height: u64, stream: handle))]
    fn cuMemsetD2D32Async(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        ui: c_uint,
        Width: usize,
        Height: usize,
        hStream: CUstream,
    );
}
