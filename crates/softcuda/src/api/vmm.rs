//! Reserved addresses and physical memory.

use std::sync::Arc;

use parking_lot::Mutex;
use table::{
    CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, CUdeviceptr, CUmemAccessDesc, CUmemAllocationGranularity_flags,
    CUmemAllocationHandleType, CUmemAllocationProp, CUmemGenericAllocationHandle, CUmemLocation, CudaError,
    CudaResult,
};

use super::arg::{input, inputs, out};
use crate::{
    driver::{Driver, driver},
    memory::{Access, GRANULE, Kind, Physical},
};

/// Retaining and releasing a handle must not overtake each other.
static HANDLES: Mutex<()> = Mutex::new(());

/// Checks a place: only devices are.
pub(super) fn check_location(location: CUmemLocation) -> CudaResult {
    match location.r#type {
        1 => driver()?.device(location.id).map(drop),
        2..=4 => Err(CudaError::NOT_SUPPORTED),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

/// Checks as what memory or a pool may be given to other processes: as a descriptor, or not at all.
pub(super) fn check_handle_types(types: CUmemAllocationHandleType) -> CudaResult {
    match types {
        0 | CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR => Ok(()),
        // Device attributes 104 and 128 say so.
        _ => Err(CudaError::NOT_SUPPORTED),
    }
}

fn check_properties(properties: &CUmemAllocationProp) -> CudaResult {
    /// Memory that stays where it is.
    const PINNED: u32 = 1;
    if properties.r#type != PINNED {
        return Err(CudaError::INVALID_VALUE);
    }
    check_location(properties.location)
}

pub unsafe fn cuMemGetAllocationGranularity(
    granularity: *mut usize,
    properties: *const CUmemAllocationProp,
    option: CUmemAllocationGranularity_flags,
) -> CudaResult {
    driver()?;
    let granularity = out!(granularity)?;
    check_properties(&input!(properties)?)?;
    if option > 1 {
        return Err(CudaError::INVALID_VALUE);
    }
    granularity.set(GRANULE as usize);
    Ok(())
}

pub unsafe fn cuMemAddressReserve(
    address: *mut CUdeviceptr,
    size: usize,
    alignment: usize,
    wish: CUdeviceptr,
    flags: u64,
) -> CudaResult {
    let driver = driver()?;
    let address = out!(address)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    address.set(driver.space.reserve(size as u64, alignment as u64, wish)?);
    Ok(())
}

pub unsafe fn cuMemAddressFree(address: CUdeviceptr, size: usize) -> CudaResult {
    driver()?.space.unreserve(address, size as u64)
}

pub unsafe fn cuMemCreate(
    handle: *mut CUmemGenericAllocationHandle,
    size: usize,
    properties: *const CUmemAllocationProp,
    flags: u64,
) -> CudaResult {
    let driver = driver()?;
    let handle = out!(handle)?;
    let properties = input!(properties)?;
    check_properties(&properties)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    check_handle_types(properties.requestedHandleTypes)?;
    let name = driver.physicals.reserve();
    let physical = driver.space.create(size as u64, properties, name)?;
    driver.physicals.put(name, Arc::new(physical));
    handle.set(name);
    Ok(())
}

/// The physical memory of a handle; what is wrong with a handle of this kind is an invalid value.
pub(super) fn physical(driver: &Driver, handle: CUmemGenericAllocationHandle) -> CudaResult<Arc<Physical>> {
    driver.physicals.find(handle).ok_or(CudaError::INVALID_VALUE)
}

pub unsafe fn cuMemRelease(handle: CUmemGenericAllocationHandle) -> CudaResult {
    let driver = driver()?;
    let _lock = HANDLES.lock();
    if physical(driver, handle)?.release() {
        driver.physicals.remove(handle);
    }
    Ok(())
}

pub unsafe fn cuMemRetainAllocationHandle(
    handle: *mut CUmemGenericAllocationHandle,
    address: u64,
) -> CudaResult {
    let driver = driver()?;
    let handle = out!(handle)?;
    let region = driver.space.find(address).ok_or(CudaError::INVALID_VALUE)?;
    let Kind::Mapping(physical) = &region.kind else { return Err(CudaError::INVALID_VALUE) };
    let _lock = HANDLES.lock();
    physical.retain();
    driver.physicals.put(physical.handle, physical.clone());
    handle.set(physical.handle);
    Ok(())
}

pub unsafe fn cuMemGetAllocationPropertiesFromHandle(
    properties: *mut CUmemAllocationProp,
    handle: CUmemGenericAllocationHandle,
) -> CudaResult {
    let driver = driver()?;
    let properties = out!(properties)?;
    properties.set(physical(driver, handle)?.properties);
    Ok(())
}

pub unsafe fn cuMemMap(
    address: CUdeviceptr,
    size: usize,
    offset: usize,
    handle: CUmemGenericAllocationHandle,
    flags: u64,
) -> CudaResult {
    let driver = driver()?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // The driver promises to accept an offset one day; today it has to be zero.
    if offset != 0 {
        return Err(CudaError::NOT_SUPPORTED);
    }
    driver.space.map(address, size as u64, offset as u64, physical(driver, handle)?)
}

pub unsafe fn cuMemUnmap(address: CUdeviceptr, size: usize) -> CudaResult {
    driver()?.space.unmap(address, size as u64)
}

/// Access by the number that programs use.
fn access(flags: u32) -> CudaResult<Access> {
    match flags {
        0 => Ok(Access::None),
        1 => Ok(Access::Read),
        3 => Ok(Access::Write),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub unsafe fn cuMemSetAccess(
    address: CUdeviceptr,
    size: usize,
    descriptions: *const CUmemAccessDesc,
    count: usize,
) -> CudaResult {
    let driver = driver()?;
    // More descriptions than places say some place twice.
    if count == 0 || count > 64 {
        return Err(CudaError::INVALID_VALUE);
    }
    let descriptions = inputs!(descriptions, count)?;
    let wanted = descriptions
        .iter()
        .map(|description| {
            check_location(description.location)?;
            access(description.flags)
        })
        .collect::<CudaResult<Vec<_>>>()?;
    for access in wanted {
        driver.space.set_access(address, size as u64, access)?;
    }
    Ok(())
}

pub unsafe fn cuMemGetAccess(
    flags: *mut u64,
    location: *const CUmemLocation,
    address: CUdeviceptr,
) -> CudaResult {
    let driver = driver()?;
    let flags = out!(flags)?;
    check_location(input!(location)?)?;
    let region = driver.space.find(address).filter(|region| region.is_mapping());
    flags.set(region.ok_or(CudaError::INVALID_VALUE)?.access() as u64);
    Ok(())
}
