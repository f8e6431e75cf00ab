//! The primary context of a device. The guest knows its handle before it exists on the host, and counts the
//! retains: the worker hears of the first one and of the last release. `gone` lists the device memory that goes
//! with the context; `least` and `greatest` are its stream priorities.

extern "C" {
    #[row(op = 100, gpa = 7000, route = custom, why = "the guest counts the retains of its own process: only the first and the last concern the driver", frame(ctx: handle, dev: i32), reply(flags: u32, context_flags: u32, least: i32, greatest: i32))]
    fn cuDevicePrimaryCtxRetain(pctx: Known<CUcontext>, dev: CUdevice);

    #[row(op = 101, gpa = 7000, route = custom, why = "the guest counts the retains of its own process: only the first and the last concern the driver")]
    fn cuDevicePrimaryCtxRelease(dev: CUdevice);

    #[row(op = 102, gpa = 11000, route = custom, why = "the guest counts the retains of its own process: only the first and the last concern the driver", frame(ctx: handle, dev: i32, gone: array<u64>))]
    fn cuDevicePrimaryCtxRelease_v2(dev: CUdevice);

    #[row(op = 103, gpa = 7000, route = custom, why = "there is no context to end")]
    fn cuDevicePrimaryCtxReset(dev: CUdevice);

    #[row(op = 104, gpa = 11000, route = custom, why = "there is no context to end", frame(ctx: handle, dev: i32, gone: array<u64>))]
    fn cuDevicePrimaryCtxReset_v2(dev: CUdevice);

    #[row(op = 105, gpa = 7000, route = custom)]
    fn cuDevicePrimaryCtxSetFlags(dev: CUdevice, flags: c_uint);

    #[row(op = 106, gpa = 11000, route = custom, frame(dev: i32, flags: u32), reply(flags: u32, context_flags: u32))]
    fn cuDevicePrimaryCtxSetFlags_v2(dev: CUdevice, flags: c_uint);

    #[row(op = 107, gpa = 7000, route = local, why = "the guest counts the retains of its own process, and keeps the flags")]
    fn cuDevicePrimaryCtxGetState(dev: CUdevice, flags: Out<c_uint>, active: Out<c_int>);
}
