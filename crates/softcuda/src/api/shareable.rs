//! Physical memory and pools of other processes, by descriptors. They count as the first device's: a descriptor does not say whose they
//! are.

use std::{
    ffi::{c_int, c_void},
    os::{fd::IntoRawFd, unix::fs::FileExt},
    sync::Arc,
};

use rustix::rand::{GetRandomFlags, getrandom};
use table::{
    CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, CUdeviceptr, CUmemAllocationHandleType, CUmemAllocationProp,
    CUmemGenericAllocationHandle, CUmemLocation, CUmemPoolPtrExportData, CUmemoryPool, CudaError, CudaResult,
};

use super::{
    arg::{input, out},
    pool::pool,
    vmm::physical,
};
use crate::{
    current,
    driver::driver,
    memory::{Kind, Pool, Sharing},
    share::{Handle, Purpose, SharedFile, What},
};

/// The one kind of handle that there is.
fn check_kind(kind: CUmemAllocationHandleType) -> CudaResult {
    if kind == CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR { Ok(()) } else { Err(CudaError::NOT_SUPPORTED) }
}

/// Gives the program a descriptor of a file, which is the program's to close.
fn export(to: *mut c_void, file: &SharedFile) -> CudaResult {
    let to = out!(to.cast::<c_int>())?;
    to.set(file.descriptor()?.into_raw_fd());
    Ok(())
}

pub unsafe fn cuMemExportToShareableHandle(
    shareable: *mut c_void,
    handle: CUmemGenericAllocationHandle,
    kind: CUmemAllocationHandleType,
    flags: u64,
) -> CudaResult {
    let physical = physical(driver()?, handle)?;
    check_kind(kind)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    export(shareable, physical.shared().ok_or(CudaError::INVALID_VALUE)?)
}

pub unsafe fn cuMemImportFromShareableHandle(
    handle: *mut CUmemGenericAllocationHandle,
    descriptor: *mut c_void,
    kind: CUmemAllocationHandleType,
) -> CudaResult {
    let driver = driver()?;
    let handle = out!(handle)?;
    check_kind(kind)?;
    let file = SharedFile::of_descriptor(descriptor as usize, Purpose::Physical)?;
    let properties = CUmemAllocationProp {
        requestedHandleTypes: kind,
        ..CUmemAllocationProp::pinned(CUmemLocation { r#type: 1, id: 0 })
    };
    let name = driver.physicals.reserve();
    driver.physicals.put(name, Arc::new(driver.space.import(file, properties, name)?));
    handle.set(name);
    Ok(())
}

/// That of a new pool which other processes can import.
pub(super) fn new_sharing() -> CudaResult<Sharing> {
    let mut number = [0; 8];
    getrandom(&mut number, GetRandomFlags::empty()).map_err(|_| CudaError::OPERATING_SYSTEM)?;
    // Handles of memory that is of no pool say 0.
    Ok(Sharing::Exportable(u64::from_le_bytes(number) | 1))
}

pub unsafe fn cuMemPoolExportToShareableHandle(
    shareable: *mut c_void,
    handle: CUmemoryPool,
    kind: CUmemAllocationHandleType,
    flags: u64,
) -> CudaResult {
    let pool = pool(driver()?, handle)?;
    check_kind(kind)?;
    let Sharing::Exportable(number) = pool.sharing else { return Err(CudaError::INVALID_VALUE) };
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let file = SharedFile::create(Purpose::Pool, 8)?;
    file.file().write_all_at(&number.to_le_bytes(), 0).map_err(|_| CudaError::OUT_OF_MEMORY)?;
    export(shareable, &file)
}

pub unsafe fn cuMemPoolImportFromShareableHandle(
    handle: *mut CUmemoryPool,
    descriptor: *mut c_void,
    kind: CUmemAllocationHandleType,
    flags: u64,
) -> CudaResult {
    let driver = driver()?;
    let handle = out!(handle)?;
    check_kind(kind)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let file = SharedFile::of_descriptor(descriptor as usize, Purpose::Pool)?;
    let mut number = [0; 8];
    file.file().read_exact_at(&mut number, 0).map_err(|_| CudaError::UNKNOWN)?;
    let sharing = Sharing::Imported(u64::from_le_bytes(number));
    handle.set(driver.pools.insert(|name| Pool::new(name, 0, 0, false, sharing)).0);
    Ok(())
}

pub unsafe fn cuMemPoolExportPointer(data: *mut CUmemPoolPtrExportData, address: CUdeviceptr) -> CudaResult {
    let driver = driver()?;
    let data = out!(data)?;
    if cfg!(not(target_arch = "x86_64")) {
        // As in `cuIpcGetMemHandle`.
        current::context()?.synchronize()?;
    }
    let number = |kind: &Kind| match kind {
        Kind::Pooled(pool) => match pool.sharing {
            Sharing::Exportable(number) => Some(number),
            _ => None,
        },
        _ => None,
    };
    let region = driver.space.share(address, |kind| number(kind).is_some())?;
    let file = region.shared.get().ok_or(CudaError::INVALID_VALUE)?;
    let number = number(&region.kind).ok_or(CudaError::INVALID_VALUE)?;
    let handle = file.handle(What::PoolMemory, region.len, number);
    data.set(CUmemPoolPtrExportData { reserved: handle.to_bytes() });
    Ok(())
}

pub unsafe fn cuMemPoolImportPointer(
    address: *mut CUdeviceptr,
    handle: CUmemoryPool,
    data: *mut CUmemPoolPtrExportData,
) -> CudaResult {
    let context = current::context()?;
    let driver = driver()?;
    let address = out!(address)?;
    let pool = pool(driver, handle)?;
    let Sharing::Imported(number) = pool.sharing else { return Err(CudaError::INVALID_VALUE) };
    let handle = Handle::from_bytes(&input!(data.cast_const())?.reserved, What::PoolMemory)?;
    if handle.pool != number {
        return Err(CudaError::INVALID_VALUE);
    }
    let file = SharedFile::of_handle(&handle, Purpose::Memory)?;
    address.set(driver.space.open(&file, handle.len, Some(pool), context.handle)?);
    Ok(())
}
