//! The driver's error log. It is the worker's driver's: what the guest library finds wrong by itself is not in it.

extern "C" {
    #[row(op = 2000, gpa = 12090, route = unsupported, why = "functions that the driver's log calls: not yet forwarded")]
    fn cuLogsRegisterCallback(
        callbackFunc: CUlogsCallback,
        userData: Raw<*mut c_void>,
        callback_out: Raw<*mut CUlogsCallbackHandle>,
    );

    #[row(op = 2001, gpa = 12090, route = unsupported, why = "functions that the driver's log calls: not yet forwarded")]
    fn cuLogsUnregisterCallback(callback: CUlogsCallbackHandle);

    #[row(op = 2002, gpa = 12090, route = sync)]
    fn cuLogsCurrent(iterator_out: Out<CUlogIterator>, flags: c_uint);

    #[row(op = 2003, gpa = 12090, route = custom)]
    fn cuLogsDumpToFile(iterator: Raw<*mut CUlogIterator>, pathToFile: Raw<*const c_char>, flags: c_uint);

    #[row(op = 2004, gpa = 12090, route = custom, frame(at: u32, is_whole: bool, buffer: u64, capacity: u64, flags: u32), reply(at: u32, size: u64))]
    fn cuLogsDumpToMemory(
        iterator: Raw<*mut CUlogIterator>,
        buffer: Raw<*mut c_char>,
        size: Raw<*mut usize>,
        flags: c_uint,
    );
}
