//! Kernel launches and host functions.

extern "C" {
    #[row(op = 950, gpa = 4000, ptsz = 7000, route = custom, frame(function: handle, grid_x: u32, grid_y: u32, grid_z: u32, block_x: u32, block_y: u32, block_z: u32, shared_bytes: u32, stream: handle, parameters: bytes))]
    fn cuLaunchKernel(
        f: CUfunction,
        gridDimX: c_uint,
        gridDimY: c_uint,
        gridDimZ: c_uint,
        blockDimX: c_uint,
        blockDimY: c_uint,
        blockDimZ: c_uint,
        sharedMemBytes: c_uint,
        hStream: CUstream,
        kernelParams: Raw<*mut *mut c_void>,
        extra: Raw<*mut *mut c_void>,
    );

    #[row(op = 951, gpa = 11060, ptsz = 11060, route = custom, frame(function: handle, grid_x: u32, grid_y: u32, grid_z: u32, block_x: u32, block_y: u32, block_z: u32, shared_bytes: u32, stream: handle, parameters: bytes, attributes: bytes))]
    fn cuLaunchKernelEx(
        config: Raw<*const CUlaunchConfig>,
        f: CUfunction,
        kernelParams: Raw<*mut *mut c_void>,
        extra: Raw<*mut *mut c_void>,
    );

    #[row(op = 952, gpa = 9000, ptsz = 9000, route = custom, frame(function: handle, grid_x: u32, grid_y: u32, grid_z: u32, block_x: u32, block_y: u32, block_z: u32, shared_bytes: u32, stream: handle, parameters: bytes))]
    fn cuLaunchCooperativeKernel(
        f: CUfunction,
        gridDimX: c_uint,
        gridDimY: c_uint,
        gridDimZ: c_uint,
        blockDimX: c_uint,
        blockDimY: c_uint,
        blockDimZ: c_uint,
        sharedMemBytes: c_uint,
        hStream: CUstream,
        kernelParams: Raw<*mut *mut c_void>,
    );

    #[row(op = 953, gpa = 9000, route = unsupported, why = "several devices: not yet forwarded")]
    fn cuLaunchCooperativeKernelMultiDevice(
        launchParamsList: Raw<*mut CUDA_LAUNCH_PARAMS>,
        numDevices: c_uint,
        flags: c_uint,
    );

    #[row(op = 954, gpa = 10000, ptsz = 10000, route = custom, frame(stream: handle, ticket: u64), reply(captured: bool))]
    fn cuLaunchHostFunc(hStream: CUstream, r#fn: CUhostFn, userData: Raw<*mut c_void>);

    #[row(op = 955, gpa = 2000, route = local, why = "kept for the launch, which carries all of it")]
    fn cuFuncSetBlockShape(hfunc: CUfunction, x: c_int, y: c_int, z: c_int);

    #[row(op = 956, gpa = 2000, route = local, why = "kept for the launch, which carries all of it")]
    fn cuFuncSetSharedSize(hfunc: CUfunction, bytes: c_uint);

    #[row(op = 957, gpa = 2000, route = local, why = "kept for the launch, which carries all of it")]
    fn cuParamSetSize(hfunc: CUfunction, numbytes: c_uint);

    #[row(op = 958, gpa = 2000, route = local, why = "kept for the launch, which carries all of it")]
    fn cuParamSeti(hfunc: CUfunction, offset: c_int, value: c_uint);

    #[row(op = 959, gpa = 2000, route = local, why = "kept for the launch, which carries all of it")]
    fn cuParamSetf(hfunc: CUfunction, offset: c_int, value: f32);

    #[row(op = 960, gpa = 2000, route = local, why = "kept for the launch, which carries all of it")]
    fn cuParamSetv(hfunc: CUfunction, offset: c_int, ptr: Raw<*mut c_void>, numbytes: c_uint);

    #[row(op = 961, gpa = 2000, route = unsupported, why = "textures as parameters of CUDA 3: not yet forwarded")]
    fn cuParamSetTexRef(hfunc: CUfunction, texunit: c_int, hTexRef: CUtexref);

    #[row(op = 962, gpa = 2000, route = custom)]
    fn cuLaunch(f: CUfunction);

    #[row(op = 963, gpa = 2000, route = custom)]
    fn cuLaunchGrid(f: CUfunction, grid_width: c_int, grid_height: c_int);

    #[row(op = 964, gpa = 2000, route = custom)]
    fn cuLaunchGridAsync(f: CUfunction, grid_width: c_int, grid_height: c_int, hStream: CUstream);
}
