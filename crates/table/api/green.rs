//! Contexts on a part of a device.

extern "C" {
    #[row(op = 1500, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuDeviceGetDevResource(device: CUdevice, resource: Raw<*mut CUdevResource>, r#type: CUdevResourceType);

    #[row(op = 1501, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuCtxGetDevResource(hCtx: CUcontext, resource: Raw<*mut CUdevResource>, r#type: CUdevResourceType);

    #[row(op = 1502, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuDevSmResourceSplitByCount(
        result: Raw<*mut CUdevResource>,
        nbGroups: Raw<*mut c_uint>,
        input: Raw<*const CUdevResource>,
        remaining: Raw<*mut CUdevResource>,
        useFlags: c_uint,
        minCount: c_uint,
    );

    #[row(op = 1503, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuDevResourceGenerateDesc(
        phDesc: Raw<*mut CUdevResourceDesc>,
        resources: Raw<*mut CUdevResource>,
        nbResources: c_uint,
    );

    #[row(op = 1504, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuGreenCtxCreate(phCtx: Raw<*mut CUgreenCtx>, desc: CUdevResourceDesc, dev: CUdevice, flags: c_uint);

    #[row(op = 1505, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuGreenCtxDestroy(hCtx: CUgreenCtx);

    #[row(op = 1506, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuCtxFromGreenCtx(pContext: Raw<*mut CUcontext>, hCtx: CUgreenCtx);

    #[row(op = 1507, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuGreenCtxGetDevResource(
        hCtx: CUgreenCtx,
        resource: Raw<*mut CUdevResource>,
        r#type: CUdevResourceType,
    );

    #[row(op = 1508, gpa = 12090, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuGreenCtxGetId(greenCtx: CUgreenCtx, greenCtxId: Raw<*mut u64>);

    #[row(op = 1509, gpa = 12050, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuGreenCtxStreamCreate(
        phStream: Raw<*mut CUstream>,
        greenCtx: CUgreenCtx,
        flags: c_uint,
        priority: c_int,
    );

    #[row(op = 1510, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuGreenCtxRecordEvent(hCtx: CUgreenCtx, hEvent: CUevent);

    #[row(op = 1511, gpa = 12040, route = unsupported, why = "green contexts: not yet forwarded")]
    fn cuGreenCtxWaitEvent(hCtx: CUgreenCtx, hEvent: CUevent);

    #[row(op = 1512, gpa = 12050, route = unsupported, why = "events of a whole context: not yet forwarded")]
    fn cuCtxRecordEvent(hCtx: CUcontext, hEvent: CUevent);

    #[row(op = 1513, gpa = 12050, route = unsupported, why = "events of a whole context: not yet forwarded")]
    fn cuCtxWaitEvent(hCtx: CUcontext, hEvent: CUevent);
}
