//! The profiler's switch. A guest has no profiler, so it may be turned freely.

extern "C" {
    #[row(op = 1850, gpa = 4000, route = unsupported, why = "removed from CUDA 12: profilers are configured by their own tools")]
    fn cuProfilerInitialize(
        configFile: Raw<*const c_char>,
        outputFile: Raw<*const c_char>,
        outputMode: c_int,
    );

    #[row(op = 1851, gpa = 4000, route = local, why = "no profiler is attached to a virtual GPU")]
    fn cuProfilerStart();

    #[row(op = 1852, gpa = 4000, route = local, why = "no profiler is attached to a virtual GPU")]
    fn cuProfilerStop();
}
