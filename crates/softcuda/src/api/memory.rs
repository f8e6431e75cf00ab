//! Device memory and page-locked host memory.

use std::ffi::{c_uint, c_void};

use table::{CUdeviceptr, CudaError, CudaResult};

use super::arg::{maybe_out, out};
use crate::{
    capture, current,
    driver::driver,
    graph::GraphMemory,
    memory::{Kind, Region},
};

/// Rows of pitched memory start at multiples of this.
const PITCH: usize = 512;

/// Flags of host allocations: portable, mapped, write-combined.
const HOST_FLAGS: c_uint = 7;

/// Flags of registrations: portable, mapped, I/O memory, read-only.
const REGISTER_FLAGS: c_uint = 15;
const IO_MEMORY: c_uint = 4;

pub unsafe fn cuMemGetInfo_v2(free: *mut usize, total: *mut usize) -> CudaResult {
    current::context()?;
    let (free_bytes, total_bytes) = driver()?.space.info();
    if let Some(free) = maybe_out!(free) {
        free.set(free_bytes as usize);
    }
    if let Some(total) = maybe_out!(total) {
        total.set(total_bytes as usize);
    }
    Ok(())
}

pub unsafe fn cuMemAlloc_v2(address: *mut CUdeviceptr, size: usize) -> CudaResult {
    let context = current::context()?;
    let address = out!(address)?;
    capture::forbid()?;
    // A failed call leaves NULL behind.
    address.set(0);
    address.set(driver()?.space.allocate(size, Kind::Device, context.handle)?.base);
    Ok(())
}

pub unsafe fn cuMemAllocPitch_v2(
    address: *mut CUdeviceptr,
    pitch: *mut usize,
    width: usize,
    height: usize,
    element: c_uint,
) -> CudaResult {
    let context = current::context()?;
    let (address, pitch) = (out!(address)?, out!(pitch)?);
    capture::forbid()?;
    if width == 0 || height == 0 || !matches!(element, 4 | 8 | 16) {
        return Err(CudaError::INVALID_VALUE);
    }
    let row = width.checked_next_multiple_of(PITCH).ok_or(CudaError::INVALID_VALUE)?;
    let size = row.checked_mul(height).ok_or(CudaError::OUT_OF_MEMORY)?;
    address.set(driver()?.space.allocate(size, Kind::Device, context.handle)?.base);
    pitch.set(row);
    Ok(())
}

/// Frees what a launch of a graph has allocated.
pub(super) fn free_of_graph(address: CUdeviceptr) -> CudaResult {
    GraphMemory::find(address).ok_or(CudaError::INVALID_VALUE)?.free()
}

pub unsafe fn cuMemFree_v2(address: CUdeviceptr) -> CudaResult {
    // No context is needed: the address says whose memory it is. A context that has failed lets nothing through.
    match current::any_context() {
        Ok(context) => context.lanes.check()?,
        Err(CudaError::INVALID_CONTEXT) => {}
        Err(error) => return Err(error),
    }
    if address == 0 {
        return Ok(());
    }
    capture::forbid()?;
    let driver = driver()?;
    let region = driver.space.find(address).filter(|region| region.base == address);
    let region = region.ok_or(CudaError::INVALID_VALUE)?;
    let kind = region.kind.clone();
    let owner = driver.contexts.find(region.context);
    drop(region);
    let is_freed_so = match &kind {
        Kind::Device | Kind::Managed | Kind::Pooled(_) | Kind::Graph => true,
        // Other memory of another process is closed.
        Kind::Opened(opened) => opened.pool.is_some(),
        _ => false,
    };
    if !is_freed_so {
        return Err(CudaError::INVALID_VALUE);
    }
    // Work that was given before the call may still use the memory.
    if let Some(owner) = owner {
        owner.synchronize()?;
    }
    match kind {
        Kind::Device | Kind::Managed | Kind::Opened(_) => driver.space.free(address),
        Kind::Pooled(pool) => pool.free(&driver.space, address),
        Kind::Graph => free_of_graph(address),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub unsafe fn cuMemGetAddressRange_v2(
    base: *mut CUdeviceptr,
    size: *mut usize,
    address: CUdeviceptr,
) -> CudaResult {
    current::context()?;
    let region = driver()?.space.find(address).ok_or(CudaError::NOT_FOUND)?;
    if let Some(base) = maybe_out!(base) {
        base.set(region.base);
    }
    if let Some(size) = maybe_out!(size) {
        size.set(region.len as usize);
    }
    Ok(())
}

fn allocate_host(pointer: *mut *mut c_void, size: usize, flags: c_uint) -> CudaResult {
    let context = current::context()?;
    let pointer = out!(pointer)?;
    capture::forbid()?;
    if flags & !HOST_FLAGS != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // Nothing is asked for, and nothing is given.
    if size == 0 {
        pointer.set(std::ptr::null_mut());
        return Ok(());
    }
    pointer.set(driver()?.space.allocate_host(size, flags, context.handle)? as *mut c_void);
    Ok(())
}

pub unsafe fn cuMemAllocHost_v2(pointer: *mut *mut c_void, size: usize) -> CudaResult {
    allocate_host(pointer, size, 0)
}

pub unsafe fn cuMemHostAlloc(pointer: *mut *mut c_void, size: usize, flags: c_uint) -> CudaResult {
    allocate_host(pointer, size, flags)
}

pub unsafe fn cuMemFreeHost(pointer: *mut c_void) -> CudaResult {
    let context = current::context()?;
    if pointer.is_null() {
        return Ok(());
    }
    capture::forbid()?;
    host_region(pointer)?;
    context.synchronize()?;
    driver()?.space.free_host(pointer as u64)
}

fn register(pointer: *mut c_void, size: usize, flags: c_uint) -> CudaResult {
    let context = current::context()?;
    capture::forbid()?;
    if flags & !REGISTER_FLAGS != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if flags & IO_MEMORY != 0 {
        return Err(CudaError::NOT_PERMITTED);
    }
    driver()?.space.register_host(pointer as u64, size, flags, context.handle)
}

pub unsafe fn cuMemHostRegister(pointer: *mut c_void, size: usize, flags: c_uint) -> CudaResult {
    register(pointer, size, flags)
}

pub unsafe fn cuMemHostRegister_v2(pointer: *mut c_void, size: usize, flags: c_uint) -> CudaResult {
    register(pointer, size, flags)
}

pub unsafe fn cuMemHostUnregister(pointer: *mut c_void) -> CudaResult {
    let context = current::context()?;
    if pointer.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    capture::forbid()?;
    context.synchronize()?;
    driver()?.space.unregister_host(pointer as u64)
}

fn host_region(pointer: *mut c_void) -> CudaResult<std::sync::Arc<Region>> {
    driver()?.space.find(pointer as u64).filter(|region| region.is_host()).ok_or(CudaError::INVALID_VALUE)
}

pub unsafe fn cuMemHostGetDevicePointer_v2(
    address: *mut CUdeviceptr,
    pointer: *mut c_void,
    flags: c_uint,
) -> CudaResult {
    current::context()?;
    let address = out!(address)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    host_region(pointer)?;
    address.set(pointer as u64);
    Ok(())
}

pub unsafe fn cuMemHostGetFlags(flags: *mut c_uint, pointer: *mut c_void) -> CudaResult {
    /// With unified addressing every host allocation is mapped.
    const MAPPED: c_uint = 2;
    current::context()?;
    let flags = out!(flags)?;
    match host_region(pointer)?.kind {
        Kind::HostAllocated(given) | Kind::HostRegistered(given) => flags.set(given | MAPPED),
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}
