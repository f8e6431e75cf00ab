//! Libraries: modules that belong to no context.

extern "C" {
    #[row(op = 250, gpa = 12000, route = custom, frame(library: handle, form: u32, address: u64, len: u64, parts: array<u64>, options: array<u32>, values: array<u64>, info_limit: u32, error_limit: u32, wall: bool, outputs: u64, library_options: array<u32>, library_values: array<u64>))]
    fn cuLibraryLoadData(
        library: New<CUlibrary>,
        code: Raw<*const c_void>,
        jitOptions: InArray<CUjit_option, numJitOptions>,
        jitOptionsValues: Raw<*mut *mut c_void>,
        numJitOptions: c_uint,
        libraryOptions: InArray<CUlibraryOption, numLibraryOptions>,
        libraryOptionValues: Raw<*mut *mut c_void>,
        numLibraryOptions: c_uint,
    );

    #[row(op = 251, gpa = 12000, route = custom)]
    fn cuLibraryLoadFromFile(
        library: New<CUlibrary>,
        fileName: CStr,
        jitOptions: InArray<CUjit_option, numJitOptions>,
        jitOptionsValues: Raw<*mut *mut c_void>,
        numJitOptions: c_uint,
        libraryOptions: InArray<CUlibraryOption, numLibraryOptions>,
        libraryOptionValues: Raw<*mut *mut c_void>,
        numLibraryOptions: c_uint,
    );

    #[row(op = 252, gpa = 12000, route = custom, frame(library: handle))]
    fn cuLibraryUnload(library: Drop<CUlibrary>);

    #[row(op = 253, gpa = 12000, route = custom, why = "a name that was found once is found again, and the driver told all of it then", frame(library: handle, name: bytes), reply(kernel: handle, complete: bool, offsets: array<u32>, sizes: array<u32>, device: i32, values: array<i32>, codes: array<u32>))]
    fn cuLibraryGetKernel(pKernel: Known<CUkernel>, library: CUlibrary, name: CStr);

    #[row(op = 254, gpa = 12040, route = sync)]
    fn cuLibraryGetKernelCount(count: Out<c_uint>, lib: CUlibrary);

    #[row(op = 255, gpa = 12040, route = custom, frame(library: handle, limit: u32, address: u64, len: u64), reply(count: u32, needed: u64))]
    fn cuLibraryEnumerateKernels(kernels: OutArray<CUkernel, numKernels>, numKernels: c_uint, lib: CUlibrary);

    #[row(op = 256, gpa = 12000, route = custom, why = "a name that was found once is found again, and the driver told all of it then", frame(library: handle), reply(module: handle))]
    fn cuLibraryGetModule(pMod: Known<CUmodule>, library: CUlibrary);

    #[row(op = 257, gpa = 12000, route = custom, why = "a name that was found once is found again, and the driver told all of it then", frame(library: handle, name: bytes), reply(address: u64, size: u64, device: i32))]
    fn cuLibraryGetGlobal(
        dptr: Opt<Out<CUdeviceptr>>,
        bytes: Opt<Out<usize>>,
        library: CUlibrary,
        name: CStr,
    );

    #[row(op = 258, gpa = 12000, route = custom, why = "managed variables lie in the window, where the guest has put them", frame(library: handle, name: bytes))]
    fn cuLibraryGetManaged(
        dptr: Opt<Out<CUdeviceptr>>,
        bytes: Opt<Out<usize>>,
        library: CUlibrary,
        name: CStr,
    );

    #[row(op = 259, gpa = 12000, route = unsupported, why = "functions shared by host and device: not yet forwarded")]
    fn cuLibraryGetUnifiedFunction(
        fptr: Raw<*mut *mut c_void>,
        library: CUlibrary,
        symbol: Raw<*const c_char>,
    );
}
