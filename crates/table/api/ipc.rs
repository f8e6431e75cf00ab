//! Memory and events of other processes.

extern "C" {
    #[row(op = 1450, gpa = 4010, route = unsupported, why = "memory and events shared between processes: not yet forwarded")]
    fn cuIpcGetEventHandle(pHandle: Raw<*mut CUipcEventHandle>, event: CUevent);

    #[row(op = 1451, gpa = 4010, route = unsupported, why = "memory and events shared between processes: not yet forwarded")]
    fn cuIpcOpenEventHandle(phEvent: Raw<*mut CUevent>, handle: CUipcEventHandle);

    #[row(op = 1452, gpa = 4010, route = unsupported, why = "memory and events shared between processes: not yet forwarded")]
    fn cuIpcGetMemHandle(pHandle: Raw<*mut CUipcMemHandle>, dptr: CUdeviceptr);

    #[row(op = 1453, gpa = 4010, route = unsupported, why = "memory and events shared between processes: not yet forwarded")]
    fn cuIpcOpenMemHandle(pdptr: Raw<*mut CUdeviceptr>, handle: CUipcMemHandle, Flags: c_uint);

    #[row(op = 1454, gpa = 11000, route = unsupported, why = "memory and events shared between processes: not yet forwarded")]
    fn cuIpcOpenMemHandle_v2(pdptr: Raw<*mut CUdeviceptr>, handle: CUipcMemHandle, Flags: c_uint);

    #[row(op = 1455, gpa = 4010, route = unsupported, why = "memory and events shared between processes: not yet forwarded")]
    fn cuIpcCloseMemHandle(dptr: CUdeviceptr);
}
