//! Copies. Pageable memory is staged through the window, so addresses on the wire are the device's or the window's.

extern "C" {
    #[row(op = 400, gpa = 4000, ptds = 7000, route = custom)]
    fn cuMemcpy(dst: CUdeviceptr, src: CUdeviceptr, ByteCount: usize);

    #[row(op = 401, gpa = 4000, ptsz = 7000, route = custom)]
    fn cuMemcpyAsync(dst: CUdeviceptr, src: CUdeviceptr, ByteCount: usize, hStream: CUstream);

    #[row(op = 402, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyHtoD(dstDevice: CUdeviceptr_v1, srcHost: Raw<*const c_void>, ByteCount: c_uint);

    #[row(op = 403, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpyHtoD_v2(dstDevice: CUdeviceptr, srcHost: HostIn<ByteCount>, ByteCount: usize);

    #[row(op = 404, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyDtoH(dstHost: Raw<*mut c_void>, srcDevice: CUdeviceptr_v1, ByteCount: c_uint);

    #[row(op = 405, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpyDtoH_v2(dstHost: HostOut<ByteCount>, srcDevice: CUdeviceptr, ByteCount: usize);

    #[row(op = 406, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyDtoD(dstDevice: CUdeviceptr_v1, srcDevice: CUdeviceptr_v1, ByteCount: c_uint);

    #[row(op = 407, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpyDtoD_v2(dstDevice: CUdeviceptr, srcDevice: CUdeviceptr, ByteCount: usize);

    #[row(op = 408, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyHtoDAsync(
        dstDevice: CUdeviceptr_v1,
        srcHost: Raw<*const c_void>,
        ByteCount: c_uint,
        hStream: CUstream,
    );

    #[row(op = 409, gpa = 3020, ptsz = 7000, route = custom)]
    fn cuMemcpyHtoDAsync_v2(
        dstDevice: CUdeviceptr,
        srcHost: HostIn<ByteCount>,
        ByteCount: usize,
        hStream: CUstream,
    );

    #[row(op = 410, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyDtoHAsync(
        dstHost: Raw<*mut c_void>,
        srcDevice: CUdeviceptr_v1,
        ByteCount: c_uint,
        hStream: CUstream,
    );

    #[row(op = 411, gpa = 3020, ptsz = 7000, route = custom)]
    fn cuMemcpyDtoHAsync_v2(
        dstHost: HostOut<ByteCount>,
        srcDevice: CUdeviceptr,
        ByteCount: usize,
        hStream: CUstream,
    );

    #[row(op = 412, gpa = 3000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyDtoDAsync(
        dstDevice: CUdeviceptr_v1,
        srcDevice: CUdeviceptr_v1,
        ByteCount: c_uint,
        hStream: CUstream,
    );

    #[row(op = 413, gpa = 3020, ptsz = 7000, route = custom)]
    fn cuMemcpyDtoDAsync_v2(
        dstDevice: CUdeviceptr,
        srcDevice: CUdeviceptr,
        ByteCount: usize,
        hStream: CUstream,
    );

    #[row(op = 414, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpy2D(pCopy: Raw<*const CUDA_MEMCPY2D_v1>);

    #[row(op = 415, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpy2D_v2(pCopy: Raw<*const CUDA_MEMCPY2D_v2>);

    #[row(op = 416, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpy2DUnaligned(pCopy: Raw<*const CUDA_MEMCPY2D_v1>);

    #[row(op = 417, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpy2DUnaligned_v2(pCopy: Raw<*const CUDA_MEMCPY2D_v2>);

    #[row(op = 418, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpy2DAsync(pCopy: Raw<*const CUDA_MEMCPY2D_v1>, hStream: CUstream);

    #[row(op = 419, gpa = 3020, ptsz = 7000, route = custom)]
    fn cuMemcpy2DAsync_v2(pCopy: Raw<*const CUDA_MEMCPY2D_v2>, hStream: CUstream);

    #[row(op = 420, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpy3D(pCopy: Raw<*const CUDA_MEMCPY3D_v1>);

    #[row(op = 421, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpy3D_v2(pCopy: Raw<*const CUDA_MEMCPY3D_v2>);

    #[row(op = 422, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpy3DAsync(pCopy: Raw<*const CUDA_MEMCPY3D_v1>, hStream: CUstream);

    #[row(op = 423, gpa = 3020, ptsz = 7000, route = custom)]
    fn cuMemcpy3DAsync_v2(pCopy: Raw<*const CUDA_MEMCPY3D_v2>, hStream: CUstream);

    #[row(op = 424, gpa = 4000, ptds = 7000, route = custom)]
    fn cuMemcpyPeer(
        dstDevice: CUdeviceptr,
        dstContext: CUcontext,
        srcDevice: CUdeviceptr,
        srcContext: CUcontext,
        ByteCount: usize,
    );

    #[row(op = 425, gpa = 4000, ptsz = 7000, route = custom)]
    fn cuMemcpyPeerAsync(
        dstDevice: CUdeviceptr,
        dstContext: CUcontext,
        srcDevice: CUdeviceptr,
        srcContext: CUcontext,
        ByteCount: usize,
        hStream: CUstream,
    );

    #[row(op = 426, gpa = 4000, ptds = 7000, route = custom)]
    fn cuMemcpy3DPeer(pCopy: Raw<*const CUDA_MEMCPY3D_PEER>);

    #[row(op = 427, gpa = 4000, ptsz = 7000, route = custom)]
    fn cuMemcpy3DPeerAsync(pCopy: Raw<*const CUDA_MEMCPY3D_PEER>, hStream: CUstream);

    #[row(op = 428, gpa = 12080, ptsz = 12080, route = custom)]
    fn cuMemcpyBatchAsync(
        dsts: Raw<*mut CUdeviceptr>,
        srcs: Raw<*mut CUdeviceptr>,
        sizes: Raw<*mut usize>,
        count: usize,
        attrs: Raw<*mut CUmemcpyAttributes>,
        attrsIdxs: Raw<*mut usize>,
        numAttrs: usize,
        failIdx: Raw<*mut usize>,
        hStream: CUstream,
    );

    #[row(op = 429, gpa = 13000, ptsz = 13000, route = custom)]
    fn cuMemcpyBatchAsync_v2(
        dsts: Raw<*mut CUdeviceptr>,
        srcs: Raw<*mut CUdeviceptr>,
        sizes: Raw<*mut usize>,
        count: usize,
        attrs: Raw<*mut CUmemcpyAttributes>,
        attrsIdxs: Raw<*mut usize>,
        numAttrs: usize,
        hStream: CUstream,
    );

    #[row(op = 430, gpa = 12080, ptsz = 12080, route = custom)]
    fn cuMemcpy3DBatchAsync(
        numOps: usize,
        opList: Raw<*mut CUDA_MEMCPY3D_BATCH_OP>,
        failIdx: Raw<*mut usize>,
        flags: u64,
        hStream: CUstream,
    );

    #[row(op = 431, gpa = 13000, ptsz = 13000, route = custom)]
    fn cuMemcpy3DBatchAsync_v2(
        numOps: usize,
        opList: Raw<*mut CUDA_MEMCPY3D_BATCH_OP>,
        flags: u64,
        hStream: CUstream,
    );

    #[row(op = 432, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyDtoA(dstArray: CUarray, dstOffset: c_uint, srcDevice: CUdeviceptr_v1, ByteCount: c_uint);

    #[row(op = 433, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyAtoD(dstDevice: CUdeviceptr_v1, srcArray: CUarray, srcOffset: c_uint, ByteCount: c_uint);

    #[row(op = 434, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyHtoA(dstArray: CUarray, dstOffset: c_uint, srcHost: Raw<*const c_void>, ByteCount: c_uint);

    #[row(op = 435, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyAtoH(dstHost: Raw<*mut c_void>, srcArray: CUarray, srcOffset: c_uint, ByteCount: c_uint);

    #[row(op = 436, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyAtoA(
        dstArray: CUarray,
        dstOffset: c_uint,
        srcArray: CUarray,
        srcOffset: c_uint,
        ByteCount: c_uint,
    );

    #[row(op = 437, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyHtoAAsync(
        dstArray: CUarray,
        dstOffset: c_uint,
        srcHost: Raw<*const c_void>,
        ByteCount: c_uint,
        hStream: CUstream,
    );

    #[row(op = 438, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuMemcpyAtoHAsync(
        dstHost: Raw<*mut c_void>,
        srcArray: CUarray,
        srcOffset: c_uint,
        ByteCount: c_uint,
        hStream: CUstream,
    );

    #[row(op = 439, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpyDtoA_v2(dstArray: CUarray, dstOffset: usize, srcDevice: CUdeviceptr, ByteCount: usize);

    #[row(op = 440, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpyAtoD_v2(dstDevice: CUdeviceptr, srcArray: CUarray, srcOffset: usize, ByteCount: usize);

    #[row(op = 441, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpyHtoA_v2(
        dstArray: CUarray,
        dstOffset: usize,
        srcHost: HostIn<ByteCount>,
        ByteCount: usize,
    );

    #[row(op = 442, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpyAtoH_v2(
        dstHost: HostOut<ByteCount>,
        srcArray: CUarray,
        srcOffset: usize,
        ByteCount: usize,
    );

    #[row(op = 443, gpa = 3020, ptds = 7000, route = custom)]
    fn cuMemcpyAtoA_v2(
        dstArray: CUarray,
        dstOffset: usize,
        srcArray: CUarray,
        srcOffset: usize,
        ByteCount: usize,
    );

    #[row(op = 444, gpa = 3020, ptsz = 7000, route = custom)]
    fn cuMemcpyHtoAAsync_v2(
        dstArray: CUarray,
        dstOffset: usize,
        srcHost: HostIn<ByteCount>,
        ByteCount: usize,
        hStream: CUstream,
    );

    #[row(op = 445, gpa = 3020, ptsz = 7000, route = custom)]
    fn cuMemcpyAtoHAsync_v2(
        dstHost: HostOut<ByteCount>,
        srcArray: CUarray,
        srcOffset: usize,
        ByteCount: usize,
        hStream: CUstream,
    );
}
