//! Contexts and the stack of current contexts that each guest thread has.

extern "C" {
    #[row(op = 150, gpa = 2000, route = custom)]
    fn cuCtxCreate(pctx: New<CUcontext>, flags: c_uint, dev: CUdevice);

    #[row(op = 151, gpa = 3020, route = custom, frame(ctx: handle, flags: u32, dev: i32), reply(flags: u32, least: i32, greatest: i32))]
    fn cuCtxCreate_v2(pctx: New<CUcontext>, flags: c_uint, dev: CUdevice);

    #[row(op = 152, gpa = 11040, route = custom)]
    fn cuCtxCreate_v3(
        pctx: New<CUcontext>,
        paramsArray: InArray<CUexecAffinityParam, numParams>,
        numParams: c_int,
        flags: c_uint,
        dev: CUdevice,
    );

    #[row(op = 153, gpa = 12050, route = custom)]
    fn cuCtxCreate_v4(
        pctx: New<CUcontext>,
        ctxCreateParams: Raw<*mut CUctxCreateParams>,
        flags: c_uint,
        dev: CUdevice,
    );

    #[row(op = 154, gpa = 2000, route = custom)]
    fn cuCtxDestroy(ctx: Drop<CUcontext>);

    #[row(op = 155, gpa = 4000, route = custom, frame(ctx: handle, gone: array<u64>))]
    fn cuCtxDestroy_v2(ctx: Drop<CUcontext>);

    #[row(op = 156, gpa = 2000, route = local, why = "how often a context is attached is kept here; attaching it does nothing else")]
    fn cuCtxAttach(pctx: Raw<*mut CUcontext>, flags: c_uint);

    #[row(op = 157, gpa = 2000, route = custom, why = "only the last detaching of a context destroys it")]
    fn cuCtxDetach(ctx: CUcontext);

    #[row(op = 158, gpa = 2000, route = local, why = "which context is current is state of the calling thread; every frame carries it")]
    fn cuCtxPushCurrent(ctx: CUcontext);

    #[row(op = 159, gpa = 4000, route = local, why = "which context is current is state of the calling thread; every frame carries it")]
    fn cuCtxPushCurrent_v2(ctx: CUcontext);

    #[row(op = 160, gpa = 2000, route = local, why = "which context is current is state of the calling thread; every frame carries it")]
    fn cuCtxPopCurrent(pctx: Opt<Known<CUcontext>>);

    #[row(op = 161, gpa = 4000, route = local, why = "which context is current is state of the calling thread; every frame carries it")]
    fn cuCtxPopCurrent_v2(pctx: Opt<Known<CUcontext>>);

    #[row(op = 162, gpa = 4000, route = local, why = "which context is current is state of the calling thread; every frame carries it")]
    fn cuCtxSetCurrent(ctx: CUcontext);

    #[row(op = 163, gpa = 4000, route = local, why = "which context is current is state of the calling thread; every frame carries it")]
    fn cuCtxGetCurrent(pctx: Known<CUcontext>);

    #[row(op = 164, gpa = 2000, route = local, why = "what a context is does not change; the driver told it when the context was made")]
    fn cuCtxGetDevice(device: Out<CUdevice>);

    #[row(op = 165, gpa = 13000, route = local, why = "what a context is does not change; the driver told it when the context was made")]
    fn cuCtxGetDevice_v2(device: Out<CUdevice>, ctx: CUcontext);

    #[row(op = 166, gpa = 7000, route = local, why = "what a context is does not change; the driver told it when the context was made")]
    fn cuCtxGetFlags(flags: Out<c_uint>);

    #[row(op = 167, gpa = 12010, route = custom, frame(flags: u32), reply(flags: u32))]
    fn cuCtxSetFlags(flags: c_uint);

    #[row(op = 168, gpa = 12000, route = local, why = "what a context is does not change; the driver told it when the context was made")]
    fn cuCtxGetId(ctx: CUcontext, ctxId: Out<u64>);

    #[row(op = 169, gpa = 3020, route = local, why = "what a context is does not change; the driver told it when the context was made")]
    fn cuCtxGetApiVersion(ctx: CUcontext, version: Out<c_uint>);

    #[row(op = 170, gpa = 2000, route = custom)]
    fn cuCtxSynchronize();

    #[row(op = 171, gpa = 13000, route = custom, frame(ctx: handle))]
    fn cuCtxSynchronize_v2(ctx: CUcontext);

    #[row(op = 172, gpa = 3010, route = sync)]
    fn cuCtxSetLimit(limit: CUlimit, value: usize);

    #[row(op = 173, gpa = 3010, route = sync)]
    fn cuCtxGetLimit(pvalue: Out<usize>, limit: CUlimit);

    #[row(op = 174, gpa = 3020, route = sync)]
    fn cuCtxGetCacheConfig(pconfig: Out<CUfunc_cache>);

    #[row(op = 175, gpa = 3020, route = sync)]
    fn cuCtxSetCacheConfig(config: CUfunc_cache);

    #[row(op = 176, gpa = 4020, route = sync)]
    fn cuCtxGetSharedMemConfig(pConfig: Out<CUsharedconfig>);

    #[row(op = 177, gpa = 4020, route = sync)]
    fn cuCtxSetSharedMemConfig(config: CUsharedconfig);

    #[row(op = 178, gpa = 5050, route = local, why = "what a context is does not change; the driver told it when the context was made")]
    fn cuCtxGetStreamPriorityRange(leastPriority: Opt<Out<c_int>>, greatestPriority: Opt<Out<c_int>>);

    #[row(op = 179, gpa = 11000, route = sync)]
    fn cuCtxResetPersistingL2Cache();

    #[row(op = 180, gpa = 11040, route = sync)]
    fn cuCtxGetExecAffinity(pExecAffinity: Out<CUexecAffinityParam>, r#type: CUexecAffinityType);
}
