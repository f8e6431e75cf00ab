//! Functions and kernels.
//!
//! What is fixed about one comes with the reply that first names it, or in one piece when it is first asked for.
//! `function` stands for a function or a kernel where the driver takes either.

extern "C" {
    #[row(op = 300, gpa = 12000, route = custom, why = "a name that was found once is found again, and the driver told all of it then", frame(kernel: handle), reply(function: handle))]
    fn cuKernelGetFunction(pFunc: Known<CUfunction>, kernel: CUkernel);

    #[row(op = 301, gpa = 12050, route = local, why = "what a kernel is does not change; its image and the driver told it when it was loaded")]
    fn cuKernelGetLibrary(pLib: Known<CUlibrary>, kernel: CUkernel);

    #[row(op = 302, gpa = 12030, route = local, why = "what a kernel is does not change; its image and the driver told it when it was loaded")]
    fn cuKernelGetName(name: Raw<*mut *const c_char>, hfunc: CUkernel);

    #[row(op = 303, gpa = 12040, route = local, why = "what a kernel is does not change; its image and the driver told it when it was loaded")]
    fn cuKernelGetParamInfo(
        kernel: CUkernel,
        paramIndex: usize,
        paramOffset: Out<usize>,
        paramSize: Opt<Out<usize>>,
    );

    #[row(op = 304, gpa = 12000, route = custom, why = "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked")]
    fn cuKernelGetAttribute(pi: Out<c_int>, attrib: CUfunction_attribute, kernel: CUkernel, dev: CUdevice);

    #[row(op = 305, gpa = 12000, route = custom, why = "it is set to that value already", frame(kernel: handle, attribute: u32, value: i32, device: i32))]
    fn cuKernelSetAttribute(attrib: CUfunction_attribute, val: c_int, kernel: CUkernel, dev: CUdevice);

    #[row(op = 306, gpa = 12000, route = custom, frame(kernel: handle, config: u32, device: i32))]
    fn cuKernelSetCacheConfig(kernel: CUkernel, config: CUfunc_cache, dev: CUdevice);

    #[row(op = 307, gpa = 2020, route = custom, why = "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked")]
    fn cuFuncGetAttribute(pi: Out<c_int>, attrib: CUfunction_attribute, hfunc: CUfunction);

    #[row(op = 308, gpa = 9000, route = custom, why = "it is set to that value already", frame(function: handle, attribute: u32, value: i32))]
    fn cuFuncSetAttribute(hfunc: CUfunction, attrib: CUfunction_attribute, value: c_int);

    #[row(op = 309, gpa = 3000, route = custom, frame(function: handle, config: u32))]
    fn cuFuncSetCacheConfig(hfunc: CUfunction, config: CUfunc_cache);

    #[row(op = 310, gpa = 4020, route = custom, frame(function: handle, config: u32))]
    fn cuFuncSetSharedMemConfig(hfunc: CUfunction, config: CUsharedconfig);

    #[row(op = 311, gpa = 11000, route = custom, why = "a name that was found once is found again, and the driver told all of it then", frame(function: handle), reply(module: handle))]
    fn cuFuncGetModule(hmod: Known<CUmodule>, hfunc: CUfunction);

    #[row(op = 312, gpa = 12030, route = local, why = "what a kernel is does not change; its image and the driver told it when it was loaded")]
    fn cuFuncGetName(name: Raw<*mut *const c_char>, hfunc: CUfunction);

    #[row(op = 313, gpa = 12040, route = local, why = "what a kernel is does not change; its image and the driver told it when it was loaded")]
    fn cuFuncGetParamInfo(
        func: CUfunction,
        paramIndex: usize,
        paramOffset: Out<usize>,
        paramSize: Opt<Out<usize>>,
    );

    #[row(op = 314, gpa = 12040, route = sync)]
    fn cuFuncIsLoaded(state: Out<CUfunctionLoadingState>, function: CUfunction);

    #[row(op = 315, gpa = 12040, route = sync)]
    fn cuFuncLoad(function: CUfunction);

    /// Where the parameters of a function or kernel lie, from the one numbered `first` on; `complete` if these are the
    /// last.
    #[row(op = 60101, route = internal, frame(function: handle, first: u32), reply(complete: bool, offsets: array<u32>, sizes: array<u32>))]
    fn vgpuFunctionLayout();

    /// All attributes of a function, or of a kernel on `device`: a value and a code for each, from attribute 0 on.
    #[row(op = 60102, route = internal, frame(function: handle, device: i32), reply(values: array<i32>, codes: array<u32>))]
    fn vgpuFunctionAttributes();
}
