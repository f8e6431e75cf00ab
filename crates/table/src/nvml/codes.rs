//! Codes of NVML, and a sentence for each.

use core::ffi::CStr;

/// A code.
pub type nvmlReturn_t = u32;

macro_rules! codes {
    ($($value:literal, $name:ident, $sentence:literal;)*) => {
        $(#[allow(missing_docs, reason = "the sentence says it")] pub const $name: nvmlReturn_t = $value;)*

        /// What a code means, for people; of an unknown code, that.
        pub fn sentence(code: nvmlReturn_t) -> &'static CStr {
            match code {
                $($value => $sentence,)*
                _ => c"Unknown Error",
            }
        }
    };
}

codes! {
    0, NVML_SUCCESS, c"Success";
    1, NVML_ERROR_UNINITIALIZED, c"Uninitialized";
    2, NVML_ERROR_INVALID_ARGUMENT, c"Invalid Argument";
    3, NVML_ERROR_NOT_SUPPORTED, c"Not Supported";
    4, NVML_ERROR_NO_PERMISSION, c"Insufficient Permissions";
    5, NVML_ERROR_ALREADY_INITIALIZED, c"Already Initialized";
    6, NVML_ERROR_NOT_FOUND, c"Not Found";
    7, NVML_ERROR_INSUFFICIENT_SIZE, c"Insufficient Size";
    8, NVML_ERROR_INSUFFICIENT_POWER, c"Insufficient External Power";
    9, NVML_ERROR_DRIVER_NOT_LOADED, c"Driver Not Loaded";
    10, NVML_ERROR_TIMEOUT, c"Timeout";
    11, NVML_ERROR_IRQ_ISSUE, c"Interrupt Request Issue";
    12, NVML_ERROR_LIBRARY_NOT_FOUND, c"NVML Shared Library Not Found";
    13, NVML_ERROR_FUNCTION_NOT_FOUND, c"Function Not Found";
    14, NVML_ERROR_CORRUPTED_INFOROM, c"Corrupted infoROM";
    15, NVML_ERROR_GPU_IS_LOST, c"GPU is lost";
    16, NVML_ERROR_RESET_REQUIRED, c"GPU requires reset";
    17, NVML_ERROR_OPERATING_SYSTEM, c"GPU access blocked by the operating system";
    18, NVML_ERROR_LIB_RM_VERSION_MISMATCH, c"Driver/library version mismatch";
    19, NVML_ERROR_IN_USE, c"In use by another client";
    20, NVML_ERROR_MEMORY, c"Insufficient Memory";
    21, NVML_ERROR_NO_DATA, c"No data";
    22, NVML_ERROR_VGPU_ECC_NOT_SUPPORTED, c"Not supported on vGPU with ECC enabled";
    23, NVML_ERROR_INSUFFICIENT_RESOURCES, c"Insufficient Resources";
    24, NVML_ERROR_FREQ_NOT_SUPPORTED, c"Frequency not supported";
    25, NVML_ERROR_ARGUMENT_VERSION_MISMATCH, c"Argument version mismatch";
    26, NVML_ERROR_DEPRECATED, c"Deprecated";
    27, NVML_ERROR_NOT_READY, c"Not ready";
    28, NVML_ERROR_GPU_NOT_FOUND, c"No GPUs were found";
    29, NVML_ERROR_INVALID_STATE, c"Invalid state";
    30, NVML_ERROR_RESET_TYPE_NOT_SUPPORTED, c"Reset type not supported";
    999, NVML_ERROR_UNKNOWN, c"Unknown Error";
}
