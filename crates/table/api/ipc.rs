//! Memory and events of other processes. What a program passes on to another is a token; the driver's own handles stay with
//! the workers.

extern "C" {
    #[row(op = 1450, gpa = 4010, route = custom, frame(event: handle), reply(low: u64, high: u64))]
    fn cuIpcGetEventHandle(pHandle: Raw<*mut CUipcEventHandle>, event: CUevent);

    #[row(op = 1451, gpa = 4010, route = custom, frame(event: handle, low: u64, high: u64))]
    fn cuIpcOpenEventHandle(phEvent: Raw<*mut CUevent>, handle: CUipcEventHandle);

    #[row(op = 1452, gpa = 4010, route = custom, frame(address: u64), reply(low: u64, high: u64))]
    fn cuIpcGetMemHandle(pHandle: Raw<*mut CUipcMemHandle>, dptr: CUdeviceptr);

    #[row(op = 1453, gpa = 4010, route = custom)]
    fn cuIpcOpenMemHandle(pdptr: Raw<*mut CUdeviceptr>, handle: CUipcMemHandle, Flags: c_uint);

    #[row(op = 1454, gpa = 11000, route = custom, frame(low: u64, high: u64, flags: u32), reply(address: u64, len: u64))]
    fn cuIpcOpenMemHandle_v2(pdptr: Raw<*mut CUdeviceptr>, handle: CUipcMemHandle, Flags: c_uint);

    #[row(op = 1455, gpa = 4010, route = custom, frame(address: u64))]
    fn cuIpcCloseMemHandle(dptr: CUdeviceptr);
}
