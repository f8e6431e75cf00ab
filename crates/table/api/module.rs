//! Modules and the linker.
//!
//! Images are read, measured and thinned out in the guest. They travel through the window: `len` bytes at `address`
//! hold the blobs of `parts`, each from a multiple of 16 on; `form` says how they belong together. What a JIT
//! compilation says goes to the window at `outputs` (0: nowhere), whether or not the call succeeds.

extern "C" {
    #[row(op = 200, gpa = 2000, route = custom)]
    fn cuModuleLoad(module: New<CUmodule>, fname: CStr);

    #[row(op = 201, gpa = 2000, route = custom)]
    fn cuModuleLoadData(module: New<CUmodule>, image: Raw<*const c_void>);

    #[row(op = 202, gpa = 2010, route = custom, frame(module: handle, form: u32, address: u64, len: u64, parts: array<u64>, options: array<u32>, values: array<u64>, info_limit: u32, error_limit: u32, wall: bool, outputs: u64))]
    fn cuModuleLoadDataEx(
        module: New<CUmodule>,
        image: Raw<*const c_void>,
        numOptions: c_uint,
        options: InArray<CUjit_option, numOptions>,
        optionValues: Raw<*mut *mut c_void>,
    );

    #[row(op = 203, gpa = 2000, route = custom)]
    fn cuModuleLoadFatBinary(module: New<CUmodule>, fatCubin: Raw<*const c_void>);

    #[row(op = 204, gpa = 2000, route = custom, frame(module: handle))]
    fn cuModuleUnload(hmod: Drop<CUmodule>);

    #[row(op = 205, gpa = 11070, route = local, why = "the environment of the process chooses it")]
    fn cuModuleGetLoadingMode(mode: Out<CUmoduleLoadingMode>);

    #[row(op = 206, gpa = 2000, route = custom, why = "a name that was found once is found again, and the driver told all of it then", frame(module: handle, name: bytes), reply(function: handle, complete: bool, offsets: array<u32>, sizes: array<u32>, values: array<i32>, codes: array<u32>))]
    fn cuModuleGetFunction(hfunc: Known<CUfunction>, hmod: CUmodule, name: CStr);

    #[row(op = 207, gpa = 12040, route = sync)]
    fn cuModuleGetFunctionCount(count: Out<c_uint>, r#mod: CUmodule);

    #[row(op = 208, gpa = 12040, route = custom, frame(module: handle, limit: u32, address: u64, len: u64), reply(count: u32, needed: u64))]
    fn cuModuleEnumerateFunctions(
        functions: OutArray<CUfunction, numFunctions>,
        numFunctions: c_uint,
        r#mod: CUmodule,
    );

    #[row(op = 209, gpa = 2000, route = local, why = "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too")]
    fn cuModuleGetGlobal(
        dptr: Raw<*mut CUdeviceptr_v1>,
        bytes: Raw<*mut c_uint>,
        hmod: CUmodule,
        name: Raw<*const c_char>,
    );

    #[row(op = 210, gpa = 3020, route = custom, why = "a name that was found once is found again, and the driver told all of it then", frame(module: handle, name: bytes), reply(address: u64, size: u64, device: i32))]
    fn cuModuleGetGlobal_v2(dptr: Opt<Out<CUdeviceptr>>, bytes: Opt<Out<usize>>, hmod: CUmodule, name: CStr);

    #[row(op = 211, gpa = 2000, route = custom, frame(module: handle, name: bytes), reply(reference: handle))]
    fn cuModuleGetTexRef(pTexRef: Known<CUtexref>, hmod: CUmodule, name: CStr);

    #[row(op = 212, gpa = 3000, route = custom, frame(module: handle, name: bytes), reply(reference: handle))]
    fn cuModuleGetSurfRef(pSurfRef: Known<CUsurfref>, hmod: CUmodule, name: CStr);

    #[row(op = 213, gpa = 5050, route = custom)]
    fn cuLinkCreate(
        numOptions: c_uint,
        options: InArray<CUjit_option, numOptions>,
        optionValues: Raw<*mut *mut c_void>,
        stateOut: New<CUlinkState>,
    );

    #[row(op = 214, gpa = 6050, route = custom, frame(state: handle, options: array<u32>, values: array<u64>, info_limit: u32, error_limit: u32, wall: bool))]
    fn cuLinkCreate_v2(
        numOptions: c_uint,
        options: InArray<CUjit_option, numOptions>,
        optionValues: Raw<*mut *mut c_void>,
        stateOut: New<CUlinkState>,
    );

    #[row(op = 215, gpa = 5050, route = custom)]
    fn cuLinkAddData(
        state: CUlinkState,
        r#type: CUjitInputType,
        data: HostIn<size>,
        size: usize,
        name: Opt<CStr>,
        numOptions: c_uint,
        options: InArray<CUjit_option, numOptions>,
        optionValues: Raw<*mut *mut c_void>,
    );

    #[row(op = 216, gpa = 6050, route = custom, frame(state: handle, input: u32, address: u64, len: u64, name: option<bytes>, options: array<u32>, values: array<u64>, outputs: u64))]
    fn cuLinkAddData_v2(
        state: CUlinkState,
        r#type: CUjitInputType,
        data: HostIn<size>,
        size: usize,
        name: Opt<CStr>,
        numOptions: c_uint,
        options: InArray<CUjit_option, numOptions>,
        optionValues: Raw<*mut *mut c_void>,
    );

    #[row(op = 217, gpa = 5050, route = custom)]
    fn cuLinkAddFile(
        state: CUlinkState,
        r#type: CUjitInputType,
        path: CStr,
        numOptions: c_uint,
        options: InArray<CUjit_option, numOptions>,
        optionValues: Raw<*mut *mut c_void>,
    );

    #[row(op = 218, gpa = 6050, route = custom)]
    fn cuLinkAddFile_v2(
        state: CUlinkState,
        r#type: CUjitInputType,
        path: CStr,
        numOptions: c_uint,
        options: InArray<CUjit_option, numOptions>,
        optionValues: Raw<*mut *mut c_void>,
    );

    #[row(op = 219, gpa = 5050, route = custom, frame(state: handle, outputs: u64), reply(size: u64))]
    fn cuLinkComplete(state: CUlinkState, cubinOut: Raw<*mut *mut c_void>, sizeOut: Opt<Out<usize>>);

    #[row(op = 220, gpa = 5050, route = custom, frame(state: handle))]
    fn cuLinkDestroy(state: Drop<CUlinkState>);

    /// Copies what the linker made into the window at `address`.
    #[row(op = 60100, route = internal, frame(state: handle, address: u64, len: u64))]
    fn vgpuLinkImage();
}
