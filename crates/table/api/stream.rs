//! Streams. The guest chooses the handle, so creating one costs no round trip.

extern "C" {
    #[row(op = 750, gpa = 2000, route = custom)]
    fn cuStreamCreate(phStream: New<CUstream>, Flags: c_uint);

    #[row(op = 751, gpa = 5050, route = custom, frame(stream: handle, flags: u32, priority: i32))]
    fn cuStreamCreateWithPriority(phStream: New<CUstream>, flags: c_uint, priority: c_int);

    #[row(op = 752, gpa = 2000, route = custom)]
    fn cuStreamDestroy(hStream: Drop<CUstream>);

    #[row(op = 753, gpa = 4000, route = custom, frame(stream: handle))]
    fn cuStreamDestroy_v2(hStream: Drop<CUstream>);

    #[row(op = 754, gpa = 2000, ptsz = 7000, route = custom, why = "nothing was submitted since the last wait for all of it")]
    fn cuStreamSynchronize(hStream: CUstream);

    #[row(op = 755, gpa = 2000, ptsz = 7000, route = custom, frame(stream: handle))]
    fn cuStreamQuery(hStream: CUstream);

    #[row(op = 756, gpa = 3020, ptsz = 7000, route = custom, frame(stream: handle, event: handle, flags: u32))]
    fn cuStreamWaitEvent(hStream: CUstream, hEvent: CUevent, Flags: c_uint);

    #[row(op = 757, gpa = 5000, ptsz = 7000, route = custom, frame(stream: handle, ticket: u64))]
    fn cuStreamAddCallback(
        hStream: CUstream,
        callback: CUstreamCallback,
        userData: Raw<*mut c_void>,
        flags: c_uint,
    );

    #[row(op = 758, gpa = 5050, ptsz = 7000, route = local, why = "what a stream is does not change; the guest keeps what it was made with")]
    fn cuStreamGetPriority(hStream: CUstream, priority: Out<c_int>);

    #[row(op = 759, gpa = 5050, ptsz = 7000, route = custom, why = "what a stream is does not change; the guest keeps what it was made with", frame(stream: handle), reply(flags: u32))]
    fn cuStreamGetFlags(hStream: CUstream, flags: Out<c_uint>);

    #[row(op = 760, gpa = 12000, ptsz = 12000, route = local, why = "what a stream is does not change; the guest keeps what it was made with")]
    fn cuStreamGetId(hStream: CUstream, streamId: Out<u64>);

    #[row(op = 761, gpa = 9020, ptsz = 9020, route = local, why = "what a stream is does not change; the guest keeps what it was made with")]
    fn cuStreamGetCtx(hStream: CUstream, pctx: Known<CUcontext>);

    #[row(op = 762, gpa = 12050, ptsz = 12050, route = local, why = "what a stream is does not change; the guest keeps what it was made with")]
    fn cuStreamGetCtx_v2(hStream: CUstream, pCtx: Known<CUcontext>, pGreenCtx: Opt<Known<CUgreenCtx>>);

    #[row(op = 763, gpa = 12080, ptsz = 12080, route = local, why = "what a stream is does not change; the guest keeps what it was made with")]
    fn cuStreamGetDevice(hStream: CUstream, device: Out<CUdevice>);

    #[row(op = 764, gpa = 12040, route = local, why = "what a stream is does not change; the guest keeps what it was made with")]
    fn cuStreamGetGreenCtx(hStream: CUstream, phCtx: Known<CUgreenCtx>);

    #[row(op = 765, gpa = 11000, ptsz = 11000, route = sync)]
    fn cuStreamCopyAttributes(dst: CUstream, src: CUstream);

    #[row(op = 766, gpa = 11000, ptsz = 11000, route = sync)]
    fn cuStreamGetAttribute(hStream: CUstream, attr: CUstreamAttrID, value_out: Out<CUlaunchAttributeValue>);

    #[row(op = 767, gpa = 11000, ptsz = 11000, route = custom, frame(stream: handle, attribute: u32, value: CUlaunchAttributeValue))]
    fn cuStreamSetAttribute(hStream: CUstream, attr: CUstreamAttrID, value: In<CUlaunchAttributeValue>);
}
