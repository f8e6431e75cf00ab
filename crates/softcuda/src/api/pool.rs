//! Stream-ordered memory.

use std::{
    ffi::c_void,
    sync::{Arc, atomic::Ordering},
};

use table::{
    CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, CUdevice, CUdeviceptr, CUmemAccess_flags, CUmemAccessDesc,
    CUmemAllocationType, CUmemLocation, CUmemPool_attribute, CUmemPoolProps, CUmemoryPool, CUstream,
    CudaError, CudaResult, DefaultStream,
};

use super::{
    arg::{input, inputs, out},
    shareable::new_sharing,
    vmm::{check_handle_types, check_location},
};
use crate::{
    capture, current,
    driver::{Device, Driver, driver},
    graph::{Allocation, GraphMemory, Task},
    memory::{Kind, Pool, Sharing},
    stream::Work,
};

/// Memory that stays where it is.
const PINNED: CUmemAllocationType = 1;

/// The pool of a handle; what is wrong with a handle of this kind is an invalid value.
pub(super) fn pool(driver: &Driver, handle: CUmemoryPool) -> CudaResult<Arc<Pool>> {
    driver.pools.find(handle).ok_or(CudaError::INVALID_VALUE)
}

pub unsafe fn cuMemAllocAsync(
    mode: DefaultStream,
    address: *mut CUdeviceptr,
    size: usize,
    stream: CUstream,
) -> CudaResult {
    let driver = driver()?;
    let device = current::stream(stream, mode)?.lanes.device;
    let current = *driver.device(device)?.current_pool.lock();
    allocate(mode, address, size, &pool(driver, current)?, stream)
}

pub unsafe fn cuMemAllocFromPoolAsync(
    mode: DefaultStream,
    address: *mut CUdeviceptr,
    size: usize,
    from: CUmemoryPool,
    stream: CUstream,
) -> CudaResult {
    allocate(mode, address, size, &pool(driver()?, from)?, stream)
}

fn allocate(
    mode: DefaultStream,
    address: *mut CUdeviceptr,
    size: usize,
    pool: &Arc<Pool>,
    stream: CUstream,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let address = out!(address)?;
    let context = current::context()?;
    let space = &driver()?.space;
    if capture::is_capturing(&stream) {
        let memory = GraphMemory::create(space, size, context.handle)?;
        address.set(memory.address);
        let allocation = Allocation { memory, properties: properties(pool), access: Vec::new() };
        return capture::add(&stream, Task::Allocate(Arc::new(allocation)));
    }
    let mut region = pool.allocate(space, size, context.handle);
    if matches!(region, Err(CudaError::OUT_OF_MEMORY)) {
        // Frees that the same stream has been given come before this allocation.
        stream.synchronize()?;
        region = pool.allocate(space, size, context.handle);
    }
    address.set(region?.base);
    Ok(())
}

/// What memory of a pool is like.
fn properties(pool: &Pool) -> CUmemPoolProps {
    CUmemPoolProps {
        allocType: PINNED,
        handleTypes: match pool.sharing {
            Sharing::None => 0,
            _ => CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR,
        },
        location: CUmemLocation { r#type: 1, id: pool.device },
        win32SecurityAttributes: 0,
        maxSize: pool.limit as usize,
        usage: 0,
        reserved: [0; 54],
    }
}

pub unsafe fn cuMemFreeAsync(mode: DefaultStream, address: CUdeviceptr, stream: CUstream) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let space = &driver()?.space;
    let region = space.find(address).filter(|region| region.base == address);
    let region = region.ok_or(CudaError::INVALID_VALUE)?;
    if capture::is_capturing(&stream) {
        let memory = GraphMemory::find(address).ok_or(CudaError::NOT_SUPPORTED)?;
        return capture::add(&stream, Task::Free(memory));
    }
    let pool = match region.kind.clone() {
        Kind::Pooled(pool) => Some(pool),
        Kind::Device | Kind::Managed => None,
        Kind::Opened(opened) if opened.pool.is_some() => None,
        Kind::Graph => {
            // Whoever frees the memory at last waits for those who hold the region.
            drop(region);
            let memory = GraphMemory::find(address).ok_or(CudaError::INVALID_VALUE)?;
            memory.free()?;
            stream.submit(Work::Keep(memory));
            return Ok(());
        }
        _ => return Err(CudaError::INVALID_VALUE),
    };
    if region.freeing.swap(true, Ordering::AcqRel) {
        return Err(CudaError::INVALID_VALUE);
    }
    drop(region);
    stream.submit(Work::Release(pool, address));
    Ok(())
}

pub unsafe fn cuMemPoolCreate(handle: *mut CUmemoryPool, properties: *const CUmemPoolProps) -> CudaResult {
    let driver = driver()?;
    let handle = out!(handle)?;
    let properties = input!(properties)?;
    if properties.allocType != PINNED {
        return Err(CudaError::INVALID_VALUE);
    }
    check_location(properties.location)?;
    check_handle_types(properties.handleTypes)?;
    let sharing = if properties.handleTypes == 0 { Sharing::None } else { new_sharing()? };
    let (device, limit) = (properties.location.id, properties.maxSize as u64);
    let (name, _) = driver.pools.insert(|name| Pool::new(name, device, limit, false, sharing));
    handle.set(name);
    Ok(())
}

pub unsafe fn cuMemPoolDestroy(handle: CUmemoryPool) -> CudaResult {
    let driver = driver()?;
    let pool = pool(driver, handle)?;
    if pool.is_default {
        return Err(CudaError::INVALID_VALUE);
    }
    let device = driver.device(pool.device)?;
    let mut current = device.current_pool.lock();
    if *current == handle {
        *current = device.default_pool.handle;
    }
    pool.destroy(&driver.space);
    driver.pools.remove(handle);
    Ok(())
}

pub unsafe fn cuMemPoolTrimTo(handle: CUmemoryPool, keep: usize) -> CudaResult {
    let driver = driver()?;
    pool(driver, handle)?.trim(&driver.space, keep as u64);
    Ok(())
}

/// The first attribute numbers are settings; the others are counters.
const REUSE: std::ops::RangeInclusive<CUmemPool_attribute> = 1..=3;
const RELEASE_THRESHOLD: CUmemPool_attribute = 4;
const RESERVED: CUmemPool_attribute = 5;
const RESERVED_HIGH: CUmemPool_attribute = 6;
const USED: CUmemPool_attribute = 7;
const USED_HIGH: CUmemPool_attribute = 8;

pub unsafe fn cuMemPoolSetAttribute(
    handle: CUmemoryPool,
    which: CUmemPool_attribute,
    value: *mut c_void,
) -> CudaResult {
    let pool = pool(driver()?, handle)?;
    match which {
        _ if REUSE.contains(&which) => {
            let value = input!(value.cast::<i32>())?;
            pool.settings[which as usize - 1].store(u64::from(value != 0), Ordering::Relaxed);
        }
        RELEASE_THRESHOLD => {
            pool.settings[which as usize - 1].store(input!(value.cast::<u64>())?, Ordering::Relaxed);
        }
        RESERVED_HIGH | USED_HIGH => {
            if input!(value.cast::<u64>())? != 0 {
                return Err(CudaError::INVALID_VALUE);
            }
            pool.reset_high_water(which == RESERVED_HIGH);
        }
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}

pub unsafe fn cuMemPoolGetAttribute(
    handle: CUmemoryPool,
    which: CUmemPool_attribute,
    value: *mut c_void,
) -> CudaResult {
    let pool = pool(driver()?, handle)?;
    let counters = pool.counters();
    let number = match which {
        _ if REUSE.contains(&which) => {
            let setting = pool.settings[which as usize - 1].load(Ordering::Relaxed);
            out!(value.cast::<i32>())?.set(setting as i32);
            return Ok(());
        }
        RELEASE_THRESHOLD => pool.settings[which as usize - 1].load(Ordering::Relaxed),
        RESERVED => counters.reserved,
        RESERVED_HIGH => counters.reserved_high,
        USED => counters.used,
        USED_HIGH => counters.used_high,
        _ => return Err(CudaError::INVALID_VALUE),
    };
    out!(value.cast::<u64>())?.set(number);
    Ok(())
}

/// Reading and writing.
const READ_WRITE: CUmemAccess_flags = 3;

pub unsafe fn cuMemPoolSetAccess(
    handle: CUmemoryPool,
    descriptions: *const CUmemAccessDesc,
    count: usize,
) -> CudaResult {
    pool(driver()?, handle)?;
    if count > 64 {
        return Err(CudaError::INVALID_VALUE);
    }
    for description in inputs!(descriptions, count)? {
        check_location(description.location)?;
        // The device that the memory is on always has access, and so have the others, which share it.
        if description.flags != READ_WRITE {
            return Err(CudaError::INVALID_VALUE);
        }
    }
    Ok(())
}

pub unsafe fn cuMemPoolGetAccess(
    flags: *mut CUmemAccess_flags,
    handle: CUmemoryPool,
    location: *const CUmemLocation,
) -> CudaResult {
    pool(driver()?, handle)?;
    let flags = out!(flags)?;
    check_location(input!(location)?)?;
    flags.set(READ_WRITE);
    Ok(())
}

fn answer(
    handle: *mut CUmemoryPool,
    dev: CUdevice,
    which: impl FnOnce(&Device) -> CUmemoryPool,
) -> CudaResult {
    let driver = driver()?;
    let handle = out!(handle)?;
    handle.set(which(driver.device(dev)?));
    Ok(())
}

pub unsafe fn cuDeviceGetDefaultMemPool(handle: *mut CUmemoryPool, dev: CUdevice) -> CudaResult {
    answer(handle, dev, |device| device.default_pool.handle)
}

pub unsafe fn cuDeviceGetMemPool(handle: *mut CUmemoryPool, dev: CUdevice) -> CudaResult {
    answer(handle, dev, |device| *device.current_pool.lock())
}

pub unsafe fn cuDeviceSetMemPool(dev: CUdevice, handle: CUmemoryPool) -> CudaResult {
    let driver = driver()?;
    let device = driver.device(dev)?;
    let pool = pool(driver, handle)?;
    if pool.device != dev || matches!(pool.sharing, Sharing::Imported(_)) {
        return Err(CudaError::INVALID_VALUE);
    }
    *device.current_pool.lock() = handle;
    Ok(())
}

/// A place that has pools, and memory that stays where it is.
fn check_place(location: *const CUmemLocation, which: CUmemAllocationType) -> CudaResult<CUdevice> {
    let location = input!(location)?;
    check_location(location)?;
    if which != 1 {
        return Err(CudaError::INVALID_VALUE);
    }
    Ok(location.id)
}

pub unsafe fn cuMemGetDefaultMemPool(
    handle: *mut CUmemoryPool,
    location: *const CUmemLocation,
    which: CUmemAllocationType,
) -> CudaResult {
    answer(handle, check_place(location, which)?, |device| device.default_pool.handle)
}

pub unsafe fn cuMemGetMemPool(
    handle: *mut CUmemoryPool,
    location: *const CUmemLocation,
    which: CUmemAllocationType,
) -> CudaResult {
    answer(handle, check_place(location, which)?, |device| *device.current_pool.lock())
}

pub unsafe fn cuMemSetMemPool(
    location: *const CUmemLocation,
    which: CUmemAllocationType,
    handle: CUmemoryPool,
) -> CudaResult {
    let dev = check_place(location, which)?;
    // SAFETY: the callee takes no pointers.
    unsafe { cuDeviceSetMemPool(dev, handle) }
}
