//! The error log. The guest library keeps its own, of what its calls return: it finds many errors without its worker, and the
//! worker's driver logs errors that no program has made. What that driver would say beside a code is not in it.

extern "C" {
    #[row(op = 2000, gpa = 12090, route = local, why = "the log is of this library's calls, and their threads call the program's function")]
    fn cuLogsRegisterCallback(
        callbackFunc: CUlogsCallback,
        userData: Raw<*mut c_void>,
        callback_out: Opt<Out<CUlogsCallbackHandle>>,
    );

    #[row(op = 2001, gpa = 12090, route = local, why = "the log is of this library's calls, and their threads call the program's function")]
    fn cuLogsUnregisterCallback(callback: CUlogsCallbackHandle);

    #[row(op = 2002, gpa = 12090, route = local, why = "the log is of this library's calls")]
    fn cuLogsCurrent(iterator_out: Out<CUlogIterator>, flags: c_uint);

    #[row(op = 2003, gpa = 12090, route = local, why = "the log is of this library's calls")]
    fn cuLogsDumpToFile(iterator: Opt<InOut<CUlogIterator>>, pathToFile: CStr, flags: c_uint);

    #[row(op = 2004, gpa = 12090, route = local, why = "the log is of this library's calls")]
    fn cuLogsDumpToMemory(
        iterator: Opt<InOut<CUlogIterator>>,
        buffer: Raw<*mut c_char>,
        size: InOut<usize>,
        flags: c_uint,
    );
}
