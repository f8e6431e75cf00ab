//! Device memory and events of other processes, by handles of 64 bytes.

use std::{ffi::c_uint, sync::Arc};

use table::{
    CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS, CUdeviceptr, CUevent, CUipcEventHandle, CUipcMemHandle, CudaError,
    CudaResult,
};

use super::{arg::out, event::event};
use crate::{
    current,
    driver::driver,
    event::{DISABLE_TIMING, Event, INTERPROCESS},
    memory::Kind,
    share::{Beacon, Handle, Process, Purpose, SharedFile, What},
};

pub unsafe fn cuIpcGetMemHandle(handle: *mut CUipcMemHandle, address: CUdeviceptr) -> CudaResult {
    let context = current::context()?;
    let handle = out!(handle)?;
    if cfg!(not(target_arch = "x86_64")) {
        // Faults of kernels are not caught there, so none may run while the memory is moved.
        context.synchronize()?;
    }
    // Any address of an allocation stands for all of it.
    let region = driver()?.space.share(address, |kind| matches!(kind, Kind::Device))?;
    let file = region.shared.get().ok_or(CudaError::INVALID_VALUE)?;
    handle.set(CUipcMemHandle { reserved: file.handle(What::Memory, region.len, 0).to_bytes() });
    Ok(())
}

/// What another process has given; its own is no handle for a process.
fn foreign(bytes: &[u8; 64], what: What) -> CudaResult<Handle> {
    let handle = Handle::from_bytes(bytes, what)?;
    if handle.owner == Process::own() { Err(CudaError::INVALID_CONTEXT) } else { Ok(handle) }
}

pub unsafe fn cuIpcOpenMemHandle_v2(
    address: *mut CUdeviceptr,
    handle: CUipcMemHandle,
    flags: c_uint,
) -> CudaResult {
    let context = current::context()?;
    let address = out!(address)?;
    if flags & !CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let handle = foreign(&handle.reserved, What::Memory)?;
    let file = SharedFile::of_handle(&handle, Purpose::Memory)?;
    address.set(driver()?.space.open(&file, handle.len, None, context.handle)?);
    Ok(())
}

pub unsafe fn cuIpcOpenMemHandle(
    address: *mut CUdeviceptr,
    handle: CUipcMemHandle,
    flags: c_uint,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuIpcOpenMemHandle_v2(address, handle, flags) }
}

pub unsafe fn cuIpcCloseMemHandle(address: CUdeviceptr) -> CudaResult {
    current::context()?;
    let driver = driver()?;
    let region = driver.space.find(address).ok_or(CudaError::INVALID_VALUE)?;
    let owner = driver.contexts.find(region.context);
    let is_opened = matches!(region.kind, Kind::Opened(_));
    drop(region);
    if !is_opened {
        return Err(CudaError::INVALID_VALUE);
    }
    // Work that was given before the call may still use the memory.
    if let Some(owner) = owner {
        owner.synchronize()?;
    }
    driver.space.close(address)
}

pub unsafe fn cuIpcGetEventHandle(handle: *mut CUipcEventHandle, of: CUevent) -> CudaResult {
    current::context()?;
    let event = event(of)?;
    let handle = out!(handle)?;
    let shared = event.beacon.as_ref().and_then(|beacon| beacon.handle());
    handle.set(CUipcEventHandle { reserved: shared.ok_or(CudaError::INVALID_HANDLE)?.to_bytes() });
    Ok(())
}

pub unsafe fn cuIpcOpenEventHandle(event: *mut CUevent, handle: CUipcEventHandle) -> CudaResult {
    let context = current::context()?;
    let event = out!(event)?;
    let beacon = Arc::new(Beacon::open(&foreign(&handle.reserved, What::Event)?)?);
    let flags = INTERPROCESS | DISABLE_TIMING;
    let make = |handle| Event::new(handle, flags, context.lanes.clone(), Some(beacon));
    event.set(driver()?.events.insert(make).0);
    Ok(())
}
