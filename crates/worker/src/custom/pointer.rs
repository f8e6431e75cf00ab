//! What only the driver knows of an address.

use core::ffi::c_int;

use table::{
    CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL, CU_POINTER_ATTRIBUTE_MAPPING_BASE_ADDR,
    CU_POINTER_ATTRIBUTE_MAPPING_SIZE, CU_POINTER_ATTRIBUTE_MEMORY_BLOCK_ID,
    CU_POINTER_ATTRIBUTE_MEMPOOL_HANDLE, CU_POINTER_ATTRIBUTE_SYNC_MEMOPS, CUDA_SUCCESS, CUdeviceptr,
    CUmemoryPool, CudaError, CudaResult, check,
};
use wire::{Header, reply, request};

use crate::{driver::Driver, session::Session};

pub fn cuPointerGetAttribute(
    session: &mut Session,
    _: &Header,
    q: request::cuPointerGetAttribute,
) -> CudaResult<reply::cuPointerGetAttribute> {
    // The attributes that the guest cannot know; each is one word. Others may be wider.
    let is_asked = matches!(
        q.attribute,
        CU_POINTER_ATTRIBUTE_MEMPOOL_HANDLE
            | CU_POINTER_ATTRIBUTE_MAPPING_SIZE
            | CU_POINTER_ATTRIBUTE_MAPPING_BASE_ADDR
            | CU_POINTER_ATTRIBUTE_MEMORY_BLOCK_ID
    );
    if !is_asked {
        return Err(CudaError::INVALID_VALUE);
    }
    session.regions.check(q.address, 1)?;
    let mut value = 0_u64;
    // SAFETY: the pointer is to a local as wide as these attributes; an address of this session.
    check(unsafe {
        (session.driver.cuPointerGetAttribute)((&raw mut value).cast(), q.attribute, q.address)
    })?;
    if q.attribute == CU_POINTER_ATTRIBUTE_MEMPOOL_HANDLE {
        value = session.handles.known(CUmemoryPool(value as usize))?.0;
    }
    Ok(reply::cuPointerGetAttribute { value })
}

pub fn cuPointerSetAttribute(
    session: &mut Session,
    _: &Header,
    q: request::cuPointerSetAttribute,
) -> CudaResult {
    if q.attribute != CU_POINTER_ATTRIBUTE_SYNC_MEMOPS {
        return Err(CudaError::INVALID_VALUE);
    }
    session.check_reachable(q.address, 1)?;
    // SAFETY: the value is a local of the attribute's width; an address of this session.
    check(unsafe {
        (session.driver.cuPointerSetAttribute)((&raw const q.value).cast(), q.attribute, q.address)
    })
}

/// The device that an address lies on; 0 if the driver does not say.
pub(super) fn device_of(driver: &Driver, address: CUdeviceptr) -> c_int {
    let mut device: c_int = 0;
    // SAFETY: the attribute is 32 bits wide, like the local.
    let status = unsafe {
        (driver.cuPointerGetAttribute)((&raw mut device).cast(), CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL, address)
    };
    if status == CUDA_SUCCESS { device.max(0) } else { 0 }
}
