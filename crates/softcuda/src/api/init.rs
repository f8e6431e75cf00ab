//! Initialisation, versions, error texts and the resolution of names.

use std::ffi::{c_char, c_int, c_uint, c_void};

use table::{CUresult, CudaError, CudaResult, Resolution, error_name, error_string, resolve};

use super::arg::{Out, maybe_out, out, text};
use crate::{driver, generated::EXPORTS};

pub unsafe fn cuInit(flags: c_uint) -> CudaResult {
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    driver::init()
}

pub unsafe fn cuDriverGetVersion(version: *mut c_int) -> CudaResult {
    out!(version)?.set(driver::VERSION);
    Ok(())
}

pub unsafe fn cuGetErrorString(error: CUresult, text: *mut *const c_char) -> CudaResult {
    answer_text(out!(text)?, error_string(error))
}

pub unsafe fn cuGetErrorName(error: CUresult, name: *mut *const c_char) -> CudaResult {
    answer_text(out!(name)?, error_name(error))
}

fn answer_text(out: Out<*const c_char>, text: Option<&'static std::ffi::CStr>) -> CudaResult {
    out.set(text.map_or(std::ptr::null(), |text| text.as_ptr()));
    text.map(|_| ()).ok_or(CudaError::INVALID_VALUE)
}

/// Where `cuGetProcAddress` finds per-thread-default-stream functions.
const PER_THREAD_DEFAULT_STREAM: u64 = 2;

/// All flags: legacy (1) and per-thread (2) default stream.
const FLAGS: u64 = 3;

/// What v2 reports about a name.
const SYMBOL_NOT_FOUND: c_uint = 1;
const VERSION_NOT_SUFFICIENT: c_uint = 2;

pub unsafe fn cuGetProcAddress(
    symbol: *const c_char,
    function: *mut *mut c_void,
    version: c_int,
    flags: u64,
) -> CudaResult {
    let function = out!(function)?;
    let found = look_up(&text!(symbol)?, version, flags)?;
    // Where nothing is found, the pointer stays as it was.
    function.set(found.map_err(|_| CudaError::NOT_FOUND)?);
    Ok(())
}

pub unsafe fn cuGetProcAddress_v2(
    symbol: *const c_char,
    function: *mut *mut c_void,
    version: c_int,
    flags: u64,
    status: *mut c_uint,
) -> CudaResult {
    let function = out!(function)?;
    let found = look_up(&text!(symbol)?, version, flags)?;
    // A name that is not there is no error in this version: the status says so, and the pointer is NULL.
    function.set(found.unwrap_or(std::ptr::null_mut()));
    if let Some(status) = maybe_out!(status) {
        status.set(found.err().unwrap_or(0));
    }
    Ok(())
}

/// The address of a name, or why there is none. A version above the driver's leaves everything untouched.
fn look_up(name: &str, version: c_int, flags: u64) -> CudaResult<Result<*mut c_void, c_uint>> {
    if version > driver::VERSION || flags & !FLAGS != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let version = u32::try_from(version).map_err(|_| CudaError::INVALID_VALUE)?;
    Ok(match resolve(name, version, flags & PER_THREAD_DEFAULT_STREAM != 0) {
        Resolution::Found(symbol) => address(symbol).ok_or(SYMBOL_NOT_FOUND),
        Resolution::UnknownName => Err(SYMBOL_NOT_FOUND),
        Resolution::TooNew => Err(VERSION_NOT_SUFFICIENT),
    })
}

/// The address of an exported symbol.
fn address(symbol: &str) -> Option<*mut c_void> {
    let at = EXPORTS.binary_search_by_key(&symbol, |(name, _)| name).ok()?;
    EXPORTS.get(at).map(|(_, export)| export.0 as *mut c_void)
}
