//! A private table of the host's driver that libraries need through the guest: where the texture processing
//! clusters of the device are (the guest's `export_table::topology`).

use core::ffi::c_void;

use table::{
    CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT, CUdevice, CUresult, CUuuid, CudaError, CudaResult, check,
};
use wire::{Header, reply, request};

use crate::session::Session;

const TABLE: CUuuid = CUuuid { bytes: 0x1734dc26_800d_4745_8726_c0f1e7dd8bca_u128.to_be_bytes() };
/// Bytes of the table on driver 580.
const SIZE: usize = 17 * size_of::<usize>();

type Get = unsafe extern "C" fn(*mut *mut u8, *mut *mut u8) -> CUresult;
type Free = unsafe extern "C" fn(*mut u8, *mut u8) -> CUresult;

pub fn vgpuTopology(
    session: &mut Session,
    _: &Header,
    _: request::vgpuTopology,
) -> CudaResult<reply::vgpuTopology> {
    let mut words: *const c_void = core::ptr::null();
    // SAFETY: pointers to a local and to a constant.
    check(unsafe { (session.driver.cuGetExportTable)(&mut words, &TABLE) })?;
    let words: *const usize = words.cast();
    // SAFETY: a driver's table starts with its size in bytes.
    if words.is_null() || unsafe { words.read() } < SIZE {
        return Err(CudaError::NOT_SUPPORTED);
    }
    // SAFETY: inside the size that the table states; the two slots are functions of these types.
    let (get, free) =
        unsafe { (words.add(4).cast::<Option<Get>>().read(), words.add(13).cast::<Option<Free>>().read()) };
    let (Some(get), Some(free)) = (get, free) else { return Err(CudaError::NOT_SUPPORTED) };
    let (mut device, mut processors): (CUdevice, i32) = (0, 0);
    // SAFETY: pointers to locals.
    unsafe {
        check((session.driver.cuCtxGetDevice)(&mut device))?;
        let attribute = CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT;
        check((session.driver.cuDeviceGetAttribute)(&mut processors, attribute, device))?;
    }
    let len = usize::try_from(processors).unwrap_or(0).div_ceil(2);
    let (mut first, mut second) = (core::ptr::null_mut(), core::ptr::null_mut());
    // SAFETY: pointers to locals.
    check(unsafe { get(&mut first, &mut second) })?;
    if first.is_null() || second.is_null() {
        return Err(CudaError::NOT_SUPPORTED);
    }
    // SAFETY: the driver's arrays have a byte for each pair of multiprocessors; they are freed here, once.
    unsafe {
        let bytes = |array: *mut u8| core::slice::from_raw_parts(array, len).to_vec();
        let answer = reply::vgpuTopology { first: bytes(first), second: bytes(second) };
        free(first, second);
        Ok(answer)
    }
}
