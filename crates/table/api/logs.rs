//! The driver's error log.

extern "C" {
    #[row(op = 2000, gpa = 12090, route = unsupported, why = "functions that the driver's log calls: not yet forwarded")]
    fn cuLogsRegisterCallback(
        callbackFunc: CUlogsCallback,
        userData: Raw<*mut c_void>,
        callback_out: Raw<*mut CUlogsCallbackHandle>,
    );

    #[row(op = 2001, gpa = 12090, route = unsupported, why = "functions that the driver's log calls: not yet forwarded")]
    fn cuLogsUnregisterCallback(callback: CUlogsCallbackHandle);

    #[row(op = 2002, gpa = 12090, route = unsupported, why = "the driver's error log: reading it ended a worker on a GPU, not yet understood")]
    fn cuLogsCurrent(iterator_out: Raw<*mut CUlogIterator>, flags: c_uint);

    #[row(op = 2003, gpa = 12090, route = unsupported, why = "the driver's error log: reading it ended a worker on a GPU, not yet understood")]
    fn cuLogsDumpToFile(iterator: Raw<*mut CUlogIterator>, pathToFile: Raw<*const c_char>, flags: c_uint);

    #[row(op = 2004, gpa = 12090, route = unsupported, why = "the driver's error log: reading it ended a worker on a GPU, not yet understood")]
    fn cuLogsDumpToMemory(
        iterator: Raw<*mut CUlogIterator>,
        buffer: Raw<*mut c_char>,
        size: Raw<*mut usize>,
        flags: c_uint,
    );
}
