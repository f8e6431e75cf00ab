//! Error codes: the numbers of `CUresult`, their names and the sentences that cuGetErrorString gives.
//!
//! Names and sentences are part of the driver's interface (programs print and compare them), so they stand here
//! exactly as the driver says them, the odd full stop and spelling included.

use core::ffi::{CStr, c_uint};
use core::fmt;
use core::num::NonZeroU32;

/// What every driver entry point returns: 0, or the number of an error.
pub type CUresult = c_uint;

/// The call did what it was asked to do.
pub const CUDA_SUCCESS: CUresult = 0;

/// An error of the driver API; never 0, so that `Result<(), CudaError>` is as small as a `CUresult`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CudaError(NonZeroU32);

/// The outcome of a driver call in Rust's form.
pub type CudaResult<T = ()> = Result<T, CudaError>;

/// One line of the error table.
#[derive(Clone, Copy, Debug)]
pub struct ErrorText {
    /// The number.
    pub code: CUresult,
    /// What cuGetErrorName answers.
    pub name: &'static CStr,
    /// What cuGetErrorString answers.
    pub string: &'static CStr,
}

// One line per error gives the constant, the `CudaError` and the line of the look-up table.
macro_rules! errors {
    ($($code:literal, $constant:ident, $short:ident, $string:literal;)*) => {
        $(
            #[doc = concat!("Error ", stringify!($code), ": ", $string)]
            pub const $constant: CUresult = $code;
        )*

        impl CudaError {
            $(
                #[doc = concat!("Error ", stringify!($code), ": ", $string)]
                pub const $short: Self = Self(NonZeroU32::new($code).expect("an error code is not zero"));
            )*
        }

        /// Every code that has a name, ascending.
        pub const ERRORS: &[ErrorText] = &[
            ErrorText { code: CUDA_SUCCESS, name: c"CUDA_SUCCESS", string: c"no error" },
            $(ErrorText {
                code: $code,
                name: c_str(concat!(stringify!($constant), "\0")),
                string: c_str(concat!($string, "\0")),
            },)*
        ];
    };
}

const fn c_str(text: &'static str) -> &'static CStr {
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => panic!("a table entry holds a NUL"),
    }
}

errors! {
    1, CUDA_ERROR_INVALID_VALUE, INVALID_VALUE, "invalid argument";
    2, CUDA_ERROR_OUT_OF_MEMORY, OUT_OF_MEMORY, "out of memory";
    3, CUDA_ERROR_NOT_INITIALIZED, NOT_INITIALIZED, "initialization error";
    4, CUDA_ERROR_DEINITIALIZED, DEINITIALIZED, "driver shutting down";
    5, CUDA_ERROR_PROFILER_DISABLED, PROFILER_DISABLED, "profiler disabled while using external profiling tool";
    6, CUDA_ERROR_PROFILER_NOT_INITIALIZED, PROFILER_NOT_INITIALIZED, "profiler not initialized: call cudaProfilerInitialize()";
    7, CUDA_ERROR_PROFILER_ALREADY_STARTED, PROFILER_ALREADY_STARTED, "profiler already started";
    8, CUDA_ERROR_PROFILER_ALREADY_STOPPED, PROFILER_ALREADY_STOPPED, "profiler already stopped";
    34, CUDA_ERROR_STUB_LIBRARY, STUB_LIBRARY, "CUDA driver is a stub library";
    36, CUDA_ERROR_CALL_REQUIRES_NEWER_DRIVER, CALL_REQUIRES_NEWER_DRIVER, "API call is not supported in the installed CUDA driver";
    46, CUDA_ERROR_DEVICE_UNAVAILABLE, DEVICE_UNAVAILABLE, "CUDA-capable device(s) is/are busy or unavailable";
    100, CUDA_ERROR_NO_DEVICE, NO_DEVICE, "no CUDA-capable device is detected";
    101, CUDA_ERROR_INVALID_DEVICE, INVALID_DEVICE, "invalid device ordinal";
    102, CUDA_ERROR_DEVICE_NOT_LICENSED, DEVICE_NOT_LICENSED, "device doesn't have valid Grid license";
    200, CUDA_ERROR_INVALID_IMAGE, INVALID_IMAGE, "device kernel image is invalid";
    201, CUDA_ERROR_INVALID_CONTEXT, INVALID_CONTEXT, "invalid device context";
    202, CUDA_ERROR_CONTEXT_ALREADY_CURRENT, CONTEXT_ALREADY_CURRENT, "context already current";
    205, CUDA_ERROR_MAP_FAILED, MAP_FAILED, "mapping of buffer object failed";
    206, CUDA_ERROR_UNMAP_FAILED, UNMAP_FAILED, "unmapping of buffer object failed";
    207, CUDA_ERROR_ARRAY_IS_MAPPED, ARRAY_IS_MAPPED, "array is mapped";
    208, CUDA_ERROR_ALREADY_MAPPED, ALREADY_MAPPED, "resource already mapped";
    209, CUDA_ERROR_NO_BINARY_FOR_GPU, NO_BINARY_FOR_GPU, "no kernel image is available for execution on the device";
    210, CUDA_ERROR_ALREADY_ACQUIRED, ALREADY_ACQUIRED, "resource already acquired";
    211, CUDA_ERROR_NOT_MAPPED, NOT_MAPPED, "resource not mapped";
    212, CUDA_ERROR_NOT_MAPPED_AS_ARRAY, NOT_MAPPED_AS_ARRAY, "resource not mapped as array";
    213, CUDA_ERROR_NOT_MAPPED_AS_POINTER, NOT_MAPPED_AS_POINTER, "resource not mapped as pointer";
    214, CUDA_ERROR_ECC_UNCORRECTABLE, ECC_UNCORRECTABLE, "uncorrectable ECC error encountered";
    215, CUDA_ERROR_UNSUPPORTED_LIMIT, UNSUPPORTED_LIMIT, "limit is not supported on this architecture";
    216, CUDA_ERROR_CONTEXT_ALREADY_IN_USE, CONTEXT_ALREADY_IN_USE, "exclusive-thread device already in use by a different thread";
    217, CUDA_ERROR_PEER_ACCESS_UNSUPPORTED, PEER_ACCESS_UNSUPPORTED, "peer access is not supported between these two devices";
    218, CUDA_ERROR_INVALID_PTX, INVALID_PTX, "a PTX JIT compilation failed";
    219, CUDA_ERROR_INVALID_GRAPHICS_CONTEXT, INVALID_GRAPHICS_CONTEXT, "invalid OpenGL or DirectX context";
    220, CUDA_ERROR_NVLINK_UNCORRECTABLE, NVLINK_UNCORRECTABLE, "uncorrectable NVLink error detected during the execution";
    221, CUDA_ERROR_JIT_COMPILER_NOT_FOUND, JIT_COMPILER_NOT_FOUND, "PTX JIT compiler library not found";
    222, CUDA_ERROR_UNSUPPORTED_PTX_VERSION, UNSUPPORTED_PTX_VERSION, "the provided PTX was compiled with an unsupported toolchain.";
    223, CUDA_ERROR_JIT_COMPILATION_DISABLED, JIT_COMPILATION_DISABLED, "PTX JIT compilation was disabled";
    224, CUDA_ERROR_UNSUPPORTED_EXEC_AFFINITY, UNSUPPORTED_EXEC_AFFINITY, "the provided execution affinity is not supported";
    225, CUDA_ERROR_UNSUPPORTED_DEVSIDE_SYNC, UNSUPPORTED_DEVSIDE_SYNC, "the provided PTX contains unsupported call to cudaDeviceSynchronize";
    226, CUDA_ERROR_CONTAINED, CONTAINED, "Invalid access of peer GPU memory over nvlink or a hardware error";
    300, CUDA_ERROR_INVALID_SOURCE, INVALID_SOURCE, "device kernel image is invalid";
    301, CUDA_ERROR_FILE_NOT_FOUND, FILE_NOT_FOUND, "file not found";
    302, CUDA_ERROR_SHARED_OBJECT_SYMBOL_NOT_FOUND, SHARED_OBJECT_SYMBOL_NOT_FOUND, "shared object symbol not found";
    303, CUDA_ERROR_SHARED_OBJECT_INIT_FAILED, SHARED_OBJECT_INIT_FAILED, "shared object initialization failed";
    304, CUDA_ERROR_OPERATING_SYSTEM, OPERATING_SYSTEM, "OS call failed or operation not supported on this OS";
    400, CUDA_ERROR_INVALID_HANDLE, INVALID_HANDLE, "invalid resource handle";
    401, CUDA_ERROR_ILLEGAL_STATE, ILLEGAL_STATE, "the operation cannot be performed in the present state";
    402, CUDA_ERROR_LOSSY_QUERY, LOSSY_QUERY, "attempted introspection would be semantically lossy";
    500, CUDA_ERROR_NOT_FOUND, NOT_FOUND, "named symbol not found";
    600, CUDA_ERROR_NOT_READY, NOT_READY, "device not ready";
    700, CUDA_ERROR_ILLEGAL_ADDRESS, ILLEGAL_ADDRESS, "an illegal memory access was encountered";
    701, CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES, LAUNCH_OUT_OF_RESOURCES, "too many resources requested for launch";
    702, CUDA_ERROR_LAUNCH_TIMEOUT, LAUNCH_TIMEOUT, "the launch timed out and was terminated";
    703, CUDA_ERROR_LAUNCH_INCOMPATIBLE_TEXTURING, LAUNCH_INCOMPATIBLE_TEXTURING, "launch uses incompatible texturing mode";
    704, CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED, PEER_ACCESS_ALREADY_ENABLED, "peer access is already enabled";
    705, CUDA_ERROR_PEER_ACCESS_NOT_ENABLED, PEER_ACCESS_NOT_ENABLED, "peer access has not been enabled";
    708, CUDA_ERROR_PRIMARY_CONTEXT_ACTIVE, PRIMARY_CONTEXT_ACTIVE, "cannot set while device is active in this process";
    709, CUDA_ERROR_CONTEXT_IS_DESTROYED, CONTEXT_IS_DESTROYED, "context is destroyed";
    710, CUDA_ERROR_ASSERT, ASSERT, "device-side assert triggered";
    711, CUDA_ERROR_TOO_MANY_PEERS, TOO_MANY_PEERS, "peer mapping resources exhausted";
    712, CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED, HOST_MEMORY_ALREADY_REGISTERED, "part or all of the requested memory range is already mapped";
    713, CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED, HOST_MEMORY_NOT_REGISTERED, "pointer does not correspond to a registered memory region";
    714, CUDA_ERROR_HARDWARE_STACK_ERROR, HARDWARE_STACK_ERROR, "hardware stack error";
    715, CUDA_ERROR_ILLEGAL_INSTRUCTION, ILLEGAL_INSTRUCTION, "an illegal instruction was encountered";
    716, CUDA_ERROR_MISALIGNED_ADDRESS, MISALIGNED_ADDRESS, "misaligned address";
    717, CUDA_ERROR_INVALID_ADDRESS_SPACE, INVALID_ADDRESS_SPACE, "operation not supported on global/shared address space";
    718, CUDA_ERROR_INVALID_PC, INVALID_PC, "invalid program counter";
    719, CUDA_ERROR_LAUNCH_FAILED, LAUNCH_FAILED, "unspecified launch failure";
    720, CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE, COOPERATIVE_LAUNCH_TOO_LARGE, "too many blocks in cooperative launch";
    721, CUDA_ERROR_TENSOR_MEMORY_LEAK, TENSOR_MEMORY_LEAK, "tensor memory not completely freed";
    800, CUDA_ERROR_NOT_PERMITTED, NOT_PERMITTED, "operation not permitted";
    801, CUDA_ERROR_NOT_SUPPORTED, NOT_SUPPORTED, "operation not supported";
    802, CUDA_ERROR_SYSTEM_NOT_READY, SYSTEM_NOT_READY, "system not yet initialized";
    803, CUDA_ERROR_SYSTEM_DRIVER_MISMATCH, SYSTEM_DRIVER_MISMATCH, "system has unsupported display driver / cuda driver combination";
    804, CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE, COMPAT_NOT_SUPPORTED_ON_DEVICE, "forward compatibility was attempted on non supported HW";
    805, CUDA_ERROR_MPS_CONNECTION_FAILED, MPS_CONNECTION_FAILED, "MPS client failed to connect to the MPS control daemon or the MPS server";
    806, CUDA_ERROR_MPS_RPC_FAILURE, MPS_RPC_FAILURE, "the remote procedural call between the MPS server and the MPS client failed";
    807, CUDA_ERROR_MPS_SERVER_NOT_READY, MPS_SERVER_NOT_READY, "MPS server is not ready to accept new MPS client requests";
    808, CUDA_ERROR_MPS_MAX_CLIENTS_REACHED, MPS_MAX_CLIENTS_REACHED, "the hardware resources required to create MPS client have been exhausted";
    809, CUDA_ERROR_MPS_MAX_CONNECTIONS_REACHED, MPS_MAX_CONNECTIONS_REACHED, "the hardware resources required to support device connections have been exhausted";
    810, CUDA_ERROR_MPS_CLIENT_TERMINATED, MPS_CLIENT_TERMINATED, "the MPS client has been terminated by the server";
    811, CUDA_ERROR_CDP_NOT_SUPPORTED, CDP_NOT_SUPPORTED, "is using CUDA Dynamic Parallelism, but the current configuration, like MPS, does not support it";
    812, CUDA_ERROR_CDP_VERSION_MISMATCH, CDP_VERSION_MISMATCH, "unsupported interaction between different versions of CUDA Dynamic Parallelism";
    900, CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, STREAM_CAPTURE_UNSUPPORTED, "operation not permitted when stream is capturing";
    901, CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, STREAM_CAPTURE_INVALIDATED, "operation failed due to a previous error during capture";
    902, CUDA_ERROR_STREAM_CAPTURE_MERGE, STREAM_CAPTURE_MERGE, "operation would result in a merge of separate capture sequences";
    903, CUDA_ERROR_STREAM_CAPTURE_UNMATCHED, STREAM_CAPTURE_UNMATCHED, "capture was not ended in the same stream as it began";
    904, CUDA_ERROR_STREAM_CAPTURE_UNJOINED, STREAM_CAPTURE_UNJOINED, "capturing stream has unjoined work";
    905, CUDA_ERROR_STREAM_CAPTURE_ISOLATION, STREAM_CAPTURE_ISOLATION, "dependency created on uncaptured work in another stream";
    906, CUDA_ERROR_STREAM_CAPTURE_IMPLICIT, STREAM_CAPTURE_IMPLICIT, "operation would make the legacy stream depend on a capturing blocking stream";
    907, CUDA_ERROR_CAPTURED_EVENT, CAPTURED_EVENT, "operation not permitted on an event last recorded in a capturing stream";
    908, CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD, STREAM_CAPTURE_WRONG_THREAD, "attempt to terminate a thread-local capture sequence from another thread";
    909, CUDA_ERROR_TIMEOUT, TIMEOUT, "wait operation timed out";
    910, CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE, GRAPH_EXEC_UPDATE_FAILURE, "the graph update was not performed because it included changes which violated constraints specific to instantiated graph update";
    911, CUDA_ERROR_EXTERNAL_DEVICE, EXTERNAL_DEVICE, "an async error has occured in external entity outside of CUDA";
    912, CUDA_ERROR_INVALID_CLUSTER_SIZE, INVALID_CLUSTER_SIZE, "a kernel launch error has occurred due to cluster misconfiguration";
    913, CUDA_ERROR_FUNCTION_NOT_LOADED, FUNCTION_NOT_LOADED, "the function handle is not loaded when calling an API that requires a loaded function";
    914, CUDA_ERROR_INVALID_RESOURCE_TYPE, INVALID_RESOURCE_TYPE, "one or more resources passed in are not valid resource types for the operation";
    915, CUDA_ERROR_INVALID_RESOURCE_CONFIGURATION, INVALID_RESOURCE_CONFIGURATION, "one or more resources are insufficient or non-applicable for the operation";
    916, CUDA_ERROR_KEY_ROTATION, KEY_ROTATION, "an error happened during the key rotation sequence";
    999, CUDA_ERROR_UNKNOWN, UNKNOWN, "unknown error";
}

fn text(code: CUresult) -> Option<&'static ErrorText> {
    ERRORS.binary_search_by_key(&code, |line| line.code).ok().and_then(|at| ERRORS.get(at))
}

/// The name of a code (`CUDA_ERROR_INVALID_VALUE`), or none for a number that is not a code.
pub fn error_name(code: CUresult) -> Option<&'static CStr> {
    text(code).map(|line| line.name)
}

/// The sentence that describes a code, or none for a number that is not a code.
pub fn error_string(code: CUresult) -> Option<&'static CStr> {
    text(code).map(|line| line.string)
}

/// A `CUresult` as a `Result`. Any number that is not 0 is an error, known or not.
pub const fn check(code: CUresult) -> CudaResult {
    match NonZeroU32::new(code) {
        None => Ok(()),
        Some(code) => Err(CudaError(code)),
    }
}

/// A `Result` as a `CUresult`.
pub const fn code<T: Copy>(result: CudaResult<T>) -> CUresult {
    match result {
        Ok(_) => CUDA_SUCCESS,
        Err(error) => error.code(),
    }
}

impl CudaError {
    /// The error of this number, or none for 0.
    pub const fn new(code: CUresult) -> Option<Self> {
        match NonZeroU32::new(code) {
            None => None,
            Some(code) => Some(Self(code)),
        }
    }

    /// The number.
    pub const fn code(self) -> CUresult {
        self.0.get()
    }

    /// Whether the context, or the process, is lost: from then on every call answers this error.
    ///
    /// These are the codes for which cuda.h says that the process must be ended and started again, with the two
    /// hardware errors (ECC, NVLink) that behave alike.
    pub const fn is_sticky(self) -> bool {
        matches!(self.code(), 214 | 220 | 226 | 700 | 702 | 710 | 714..=719 | 721 | 810 | 911)
    }
}

impl fmt::Debug for CudaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match error_name(self.code()) {
            Some(name) => f.write_str(&name.to_string_lossy()),
            None => write!(f, "CUDA error {}", self.code()),
        }
    }
}

impl fmt::Display for CudaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match error_string(self.code()) {
            Some(string) => write!(f, "{} ({self:?})", string.to_string_lossy()),
            None => write!(f, "{self:?}"),
        }
    }
}

impl core::error::Error for CudaError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_ascending_and_each_has_name_and_string() {
        assert!(ERRORS.is_sorted_by(|a, b| a.code < b.code), "the look-up is a binary search");
        for line in ERRORS {
            let name = line.name.to_str().unwrap_or("");
            assert!(name == "CUDA_SUCCESS" || name.starts_with("CUDA_ERROR_"), "{line:?}");
            assert!(!line.string.is_empty(), "{line:?}");
        }
        assert_eq!(ERRORS.len(), 101, "cuda.h 13.0 has this many codes");
    }

    #[test]
    fn names_and_strings_are_those_of_the_driver() {
        assert_eq!(error_name(0), Some(c"CUDA_SUCCESS"));
        assert_eq!(error_string(0), Some(c"no error"));
        assert_eq!(error_name(700), Some(c"CUDA_ERROR_ILLEGAL_ADDRESS"));
        assert_eq!(error_string(700), Some(c"an illegal memory access was encountered"));
        assert_eq!(error_string(999), Some(c"unknown error"));
        assert_eq!(error_name(9), None, "9 is a code of the runtime, not of the driver");
    }

    #[test]
    fn codes_survive_the_way_through_result() {
        for line in ERRORS {
            assert_eq!(code(check(line.code)), line.code);
        }
        assert_eq!(code(check(123_456)), 123_456, "a code of a newer driver is passed on");
        assert_eq!(size_of::<CudaResult>(), size_of::<CUresult>());
        assert_eq!(check(801), Err(CudaError::NOT_SUPPORTED));
        assert_eq!(
            CudaError::NOT_SUPPORTED.to_string(),
            "operation not supported (CUDA_ERROR_NOT_SUPPORTED)"
        );
    }
}
