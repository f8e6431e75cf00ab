//! Events. The guest chooses the handle.

extern "C" {
    #[row(op = 850, gpa = 2000, route = custom, frame(event: handle, flags: u32))]
    fn cuEventCreate(phEvent: New<CUevent>, Flags: c_uint);

    #[row(op = 851, gpa = 2000, ptsz = 7000, route = custom)]
    fn cuEventRecord(hEvent: CUevent, hStream: CUstream);

    #[row(op = 852, gpa = 11010, ptsz = 11010, route = custom, frame(event: handle, stream: handle, flags: u32))]
    fn cuEventRecordWithFlags(hEvent: CUevent, hStream: CUstream, flags: c_uint);

    #[row(op = 853, gpa = 2000, route = custom, frame(event: handle))]
    fn cuEventQuery(hEvent: CUevent);

    #[row(op = 854, gpa = 2000, route = custom, frame(event: handle))]
    fn cuEventSynchronize(hEvent: CUevent);

    #[row(op = 855, gpa = 2000, route = custom)]
    fn cuEventDestroy(hEvent: Drop<CUevent>);

    #[row(op = 856, gpa = 4000, route = custom, frame(event: handle))]
    fn cuEventDestroy_v2(hEvent: Drop<CUevent>);

    #[row(op = 857, gpa = 2000, route = custom, frame(start: handle, end: handle), reply(milliseconds: f32))]
    fn cuEventElapsedTime(pMilliseconds: Out<f32>, hStart: CUevent, hEnd: CUevent);

    #[row(op = 858, gpa = 12080, route = custom, frame(start: handle, end: handle), reply(milliseconds: f32))]
    fn cuEventElapsedTime_v2(pMilliseconds: Out<f32>, hStart: CUevent, hEnd: CUevent);
}
