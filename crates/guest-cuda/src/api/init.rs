//! Start, versions and the resolution of names.

use core::ffi::{c_char, c_int, c_uint, c_void};

use table::{
    CU_GET_PROC_ADDRESS_LEGACY_STREAM, CU_GET_PROC_ADDRESS_PER_THREAD_DEFAULT_STREAM,
    CU_GET_PROC_ADDRESS_SUCCESS, CU_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND,
    CU_GET_PROC_ADDRESS_VERSION_NOT_SUFFICIENT, CUdriverProcAddressQueryResult, CudaError, CudaResult,
    Resolution, op, resolve,
};

use crate::{
    accounting::detected,
    edge::{c_bytes, not_null},
    generated::EXPORTS,
    lifecycle,
    session::{self, NEWEST_VERSION},
};

pub unsafe fn cuInit(flags: c_uint) -> CudaResult {
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if session::is_initialised() && session::connected().is_some() {
        return Ok(());
    }
    let session = lifecycle::connect()?;
    if session.devices.is_empty() {
        return Err(CudaError::NO_DEVICE);
    }
    session::set_initialised();
    detected(op::cuInit, || "CUDA_SUCCESS".to_owned());
    Ok(())
}

/// Connects if nothing has yet, but does not count as `cuInit`. Without a mediator the library's own version
/// is the answer, so that a runtime goes on to `cuInit` and reports what that says, not an outdated driver.
pub unsafe fn cuDriverGetVersion(version: *mut c_int) -> CudaResult {
    not_null(version)?;
    let known = lifecycle::known_version()
        .or_else(|| lifecycle::connect().ok().map(|session| session.driver_version))
        .unwrap_or(NEWEST_VERSION);
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { version.write(known) };
    detected(op::cuDriverGetVersion, || format!("CUDA {}.{}", known / 1000, known % 1000 / 10));
    Ok(())
}

/// The form for callers of before CUDA 12, which have no place for a status.
pub unsafe fn cuGetProcAddress(
    symbol: *const c_char,
    pfn: *mut *mut c_void,
    version: c_int,
    flags: u64,
) -> CudaResult {
    not_null(pfn)?;
    let mut found = core::ptr::null_mut();
    // SAFETY: the caller's contract for the name, passed on; the pointer is to a local.
    match unsafe { look_up(symbol, &mut found, version, flags) }? {
        CU_GET_PROC_ADDRESS_SUCCESS => {
            // SAFETY: not null; CUDA's contract makes it valid for a write. Where nothing is found it is not written.
            unsafe { pfn.write(found) };
            Ok(())
        }
        _ => Err(CudaError::NOT_FOUND),
    }
}

/// A name that is not there is no error: `pfn` is null and the status says why.
pub unsafe fn cuGetProcAddress_v2(
    symbol: *const c_char,
    pfn: *mut *mut c_void,
    version: c_int,
    flags: u64,
    status: *mut CUdriverProcAddressQueryResult,
) -> CudaResult {
    // SAFETY: the caller's contract, passed on.
    let found = unsafe { look_up(symbol, pfn, version, flags) }?;
    if !status.is_null() {
        // SAFETY: not null; CUDA's contract makes it valid for a write.
        unsafe { status.write(found) };
    }
    Ok(())
}

/// Writes the address of `symbol` at `version`, or null, and gives the status.
///
/// # Errors
/// `INVALID_VALUE`, and nothing is written, for null pointers, unknown flags, and a version that the driver has
/// not reached.
///
/// # Safety
/// `symbol` is null or a C string; `pfn` is null or valid for a write.
unsafe fn look_up(
    symbol: *const c_char,
    pfn: *mut *mut c_void,
    version: c_int,
    flags: u64,
) -> CudaResult<CUdriverProcAddressQueryResult> {
    const PER_THREAD: u64 = CU_GET_PROC_ADDRESS_PER_THREAD_DEFAULT_STREAM as u64;
    const KNOWN: u64 = CU_GET_PROC_ADDRESS_LEGACY_STREAM as u64 | PER_THREAD;
    not_null(symbol)?;
    not_null(pfn)?;
    // Not a reason to connect: packages look names up when they are imported, also where nothing is computed.
    if flags & !KNOWN != 0 || version > lifecycle::known_version().unwrap_or(NEWEST_VERSION) {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: not null, so a C string by the caller's contract.
    let name = core::str::from_utf8(unsafe { c_bytes(symbol) }).unwrap_or_default();
    let version = u32::try_from(version).unwrap_or_default();
    let (address, status) = match resolve(name, version, flags & PER_THREAD != 0) {
        Resolution::Found(symbol) => match exported(symbol) {
            Some(address) => (address, CU_GET_PROC_ADDRESS_SUCCESS),
            None => (core::ptr::null_mut(), CU_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND),
        },
        Resolution::UnknownName => (core::ptr::null_mut(), CU_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND),
        Resolution::TooNew => (core::ptr::null_mut(), CU_GET_PROC_ADDRESS_VERSION_NOT_SUFFICIENT),
    };
    // SAFETY: not null; the caller vouches for it.
    unsafe { pfn.write(address) };
    Ok(status)
}

/// The address of an exported symbol.
fn exported(symbol: &str) -> Option<*mut c_void> {
    let at = EXPORTS.binary_search_by(|(name, _)| (*name).cmp(symbol)).ok()?;
    EXPORTS.get(at).map(|(_, export)| export.0.cast_mut().cast())
}

#[cfg(test)]
mod tests {
    use core::ffi::CStr;

    use super::*;

    fn v2(name: &CStr, version: c_int, flags: u64) -> (CudaResult, *mut c_void, u32) {
        let (mut pfn, mut status) = (core::ptr::dangling_mut(), 77);
        // SAFETY: a C string and pointers to locals.
        let result = unsafe { cuGetProcAddress_v2(name.as_ptr(), &mut pfn, version, flags, &mut status) };
        (result, pfn, status)
    }

    fn symbol(name: &str) -> *mut c_void {
        exported(name).expect(name)
    }

    #[test]
    fn exports_are_in_the_order_that_the_search_needs() {
        assert!(EXPORTS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_version_chooses_the_abi() {
        assert_eq!(v2(c"cuGetProcAddress", 11030, 0).1, symbol("cuGetProcAddress"));
        assert_eq!(v2(c"cuGetProcAddress", 12000, 0).1, symbol("cuGetProcAddress_v2"));
        assert_eq!(v2(c"cuMemcpyAsync", 7000, 2).1, symbol("cuMemcpyAsync_ptsz"));
        assert_eq!(v2(c"cuMemcpyAsync", 7000, 1).1, symbol("cuMemcpyAsync"));
        assert_eq!(v2(c"cuInit", 2000, 2).1, symbol("cuInit"), "no twin: the legacy entry");
    }

    #[test]
    fn what_is_not_there_is_told_as_the_driver_tells_it() {
        let null = core::ptr::null_mut();
        assert_eq!(v2(c"", 0, 0), (Ok(()), null, 1));
        assert_eq!(v2(c"cuNoSuchThing", 12000, 0), (Ok(()), null, 1));
        assert_eq!(v2(c"cuLaunchKernelEx", 11000, 0), (Ok(()), null, 2));
        let untouched = (Err(CudaError::INVALID_VALUE), core::ptr::dangling_mut(), 77);
        assert_eq!(v2(c"cuInit", NEWEST_VERSION + 10, 0), untouched);
        let mut pfn = core::ptr::dangling_mut();
        // SAFETY: a C string and a pointer to a local.
        let old = unsafe { cuGetProcAddress(c"cuNoSuchThing".as_ptr(), &mut pfn, 11030, 0) };
        assert_eq!((old, pfn), (Err(CudaError::NOT_FOUND), core::ptr::dangling_mut()), "it is left alone");
    }

    #[test]
    fn the_status_pointer_may_be_null() {
        let mut pfn = core::ptr::null_mut();
        // SAFETY: a C string, a pointer to a local, and an allowed null.
        let result =
            unsafe { cuGetProcAddress_v2(c"cuInit".as_ptr(), &mut pfn, 2000, 0, core::ptr::null_mut()) };
        assert_eq!((result, pfn), (Ok(()), symbol("cuInit")));
    }
}
