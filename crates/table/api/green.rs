//! Contexts on a part of a device.
//!
//! What a resource holds is the driver's own, pointers perhaps among it. The worker keeps it and the guest gets a number
//! instead, which stands where the program does not look; beside it are the fields that the program may read.

extern "C" {
    #[row(op = 1500, gpa = 12040, route = custom, frame(device: i32, kind: u32), reply(token: u64, fields: array<u32>))]
    fn cuDeviceGetDevResource(device: CUdevice, resource: Raw<*mut CUdevResource>, r#type: CUdevResourceType);

    #[row(op = 1501, gpa = 12040, route = custom, frame(ctx: handle, kind: u32), reply(token: u64, fields: array<u32>))]
    fn cuCtxGetDevResource(hCtx: CUcontext, resource: Raw<*mut CUdevResource>, r#type: CUdevResourceType);

    #[row(op = 1502, gpa = 12040, route = custom, frame(token: u64, groups: u32, wants_groups: bool, wants_remaining: bool, flags: u32, min_count: u32), reply(groups: u32, tokens: array<u64>, fields: array<u32>))]
    fn cuDevSmResourceSplitByCount(
        result: Raw<*mut CUdevResource>,
        nbGroups: Raw<*mut c_uint>,
        input: Raw<*const CUdevResource>,
        remaining: Raw<*mut CUdevResource>,
        useFlags: c_uint,
        minCount: c_uint,
    );

    #[row(op = 1503, gpa = 12040, route = custom, frame(desc: handle, tokens: array<u64>))]
    fn cuDevResourceGenerateDesc(
        phDesc: New<CUdevResourceDesc>,
        resources: Raw<*mut CUdevResource>,
        nbResources: c_uint,
    );

    #[row(op = 1504, gpa = 12040, route = custom, frame(green: handle, ctx: handle, desc: handle, dev: i32, flags: u32), reply(flags: u32, least: i32, greatest: i32))]
    fn cuGreenCtxCreate(phCtx: New<CUgreenCtx>, desc: CUdevResourceDesc, dev: CUdevice, flags: c_uint);

    #[row(op = 1505, gpa = 12040, route = custom, frame(green: handle))]
    fn cuGreenCtxDestroy(hCtx: Drop<CUgreenCtx>);

    #[row(op = 1506, gpa = 12040, route = local, why = "which context stands for a green context does not change; the driver told it when it was made")]
    fn cuCtxFromGreenCtx(pContext: Known<CUcontext>, hCtx: CUgreenCtx);

    #[row(op = 1507, gpa = 12040, route = custom, frame(green: handle, kind: u32), reply(token: u64, fields: array<u32>))]
    fn cuGreenCtxGetDevResource(
        hCtx: CUgreenCtx,
        resource: Raw<*mut CUdevResource>,
        r#type: CUdevResourceType,
    );

    #[row(op = 1508, gpa = 12090, route = local, why = "contexts are numbered here, in the order in which the program makes them")]
    fn cuGreenCtxGetId(greenCtx: CUgreenCtx, greenCtxId: Raw<*mut u64>);

    #[row(op = 1509, gpa = 12050, route = custom, frame(stream: handle, green: handle, flags: u32, priority: i32))]
    fn cuGreenCtxStreamCreate(
        phStream: New<CUstream>,
        greenCtx: CUgreenCtx,
        flags: c_uint,
        priority: c_int,
    );

    #[row(op = 1510, gpa = 12040, route = custom, frame(green: handle, event: handle))]
    fn cuGreenCtxRecordEvent(hCtx: CUgreenCtx, hEvent: CUevent);

    #[row(op = 1511, gpa = 12040, route = custom, frame(green: handle, event: handle))]
    fn cuGreenCtxWaitEvent(hCtx: CUgreenCtx, hEvent: CUevent);

    #[row(op = 1512, gpa = 12050, route = custom, frame(ctx: handle, event: handle))]
    fn cuCtxRecordEvent(hCtx: CUcontext, hEvent: CUevent);

    #[row(op = 1513, gpa = 12050, route = custom, frame(ctx: handle, event: handle))]
    fn cuCtxWaitEvent(hCtx: CUcontext, hEvent: CUevent);
}
