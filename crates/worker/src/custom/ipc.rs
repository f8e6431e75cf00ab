//! Sharing with other processes of the tenant. What the driver gives for it is offered to their workers (`link::exchange`); the
//! guest gets a token.

use core::ffi::c_void;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};

use link::exchange::{ExchangeError, Shared, Token};
use table::{
    CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, CUevent, CUipcEventHandle, CUipcMemHandle, CUmemAllocationProp,
    CUmemGenericAllocationHandle, CUmemPoolPtrExportData, CUmemoryPool, CudaError, CudaResult, check,
};
use wire::{Header, Pod, reply, request};
use zerocopy::FromZeros;

use crate::{regions::Origin, session::Session};

/// What a failed exchange is to the guest.
fn failed(error: ExchangeError) -> CudaError {
    match error {
        // As the driver says of a handle that nobody has given.
        ExchangeError::Unknown => CudaError::INVALID_VALUE,
        ExchangeError::Full => CudaError::OUT_OF_MEMORY,
        error => {
            tracing::warn!(%error, "nothing is shared with other processes");
            CudaError::OPERATING_SYSTEM
        }
    }
}

impl Session {
    fn offer(&self, what: Shared, data: &[u8], fd: Option<OwnedFd>) -> CudaResult<Token> {
        let exchange = self.exchange.as_ref().ok_or(CudaError::NOT_SUPPORTED)?;
        exchange.offer(what, data, fd.as_ref().map(AsFd::as_fd)).map_err(failed)
    }

    fn take(&self, what: Shared, low: u64, high: u64) -> CudaResult<(Vec<u8>, Option<OwnedFd>)> {
        let exchange = self.exchange.as_ref().ok_or(CudaError::NOT_SUPPORTED)?;
        exchange.take(what, Token([low, high])).map_err(failed)
    }
}

/// What the driver gives for memory, and how long that is.
fn with_len(handle: [u8; 64], len: u64) -> Vec<u8> {
    [handle.as_slice(), &len.to_le_bytes()].concat()
}

fn split(data: &[u8]) -> CudaResult<([u8; 64], u64)> {
    let (handle, rest) = data.split_first_chunk().ok_or(CudaError::INVALID_VALUE)?;
    let len = rest.first_chunk().ok_or(CudaError::INVALID_VALUE)?;
    Ok((*handle, u64::from_le_bytes(*len)))
}

/// The one kind of descriptor that is passed on.
fn check_kind(kind: u32) -> CudaResult {
    if kind == CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR { Ok(()) } else { Err(CudaError::NOT_SUPPORTED) }
}

/// A descriptor that the driver has made.
fn received(fd: i32) -> CudaResult<OwnedFd> {
    if fd < 0 {
        return Err(CudaError::OPERATING_SYSTEM);
    }
    // SAFETY: the driver has made it for us, and nobody else knows of it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

pub fn cuIpcGetMemHandle(
    session: &mut Session,
    _: &Header,
    q: request::cuIpcGetMemHandle,
) -> CudaResult<reply::cuIpcGetMemHandle> {
    let (_, len) = session.regions.holding(q.address).ok_or(CudaError::INVALID_VALUE)?;
    let mut handle = CUipcMemHandle { reserved: [0; 64] };
    // SAFETY: the pointer is to a local; an address of this session.
    check(unsafe { (session.driver.cuIpcGetMemHandle)(&mut handle, q.address) })?;
    let Token([low, high]) = session.offer(Shared::Memory, &with_len(handle.reserved, len), None)?;
    Ok(reply::cuIpcGetMemHandle { low, high })
}

pub fn cuIpcOpenMemHandle_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuIpcOpenMemHandle_v2,
) -> CudaResult<reply::cuIpcOpenMemHandle_v2> {
    let (handle, len) = split(&session.take(Shared::Memory, q.low, q.high)?.0)?;
    let mut address = 0;
    // SAFETY: the pointer is to a local; a handle that the driver has given a worker of this tenant.
    check(unsafe {
        (session.driver.cuIpcOpenMemHandle_v2)(&mut address, CUipcMemHandle { reserved: handle }, q.flags)
    })?;
    *session.opened.entry(address).or_insert(0) += 1;
    session.regions.insert(address, len, Origin::Foreign);
    Ok(reply::cuIpcOpenMemHandle_v2 { address, len })
}

pub fn cuIpcCloseMemHandle(session: &mut Session, _: &Header, q: request::cuIpcCloseMemHandle) -> CudaResult {
    if !session.opened.contains_key(&q.address) {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: memory that this session has opened.
    check(unsafe { (session.driver.cuIpcCloseMemHandle)(q.address) })?;
    let left = session.opened.get_mut(&q.address).map_or(0, |count| {
        *count -= 1;
        *count
    });
    if left == 0 {
        session.opened.remove(&q.address);
        session.regions.remove(q.address);
    }
    Ok(())
}

pub fn cuIpcGetEventHandle(
    session: &mut Session,
    _: &Header,
    q: request::cuIpcGetEventHandle,
) -> CudaResult<reply::cuIpcGetEventHandle> {
    let event = session.handles.get::<CUevent>(q.event)?;
    let mut handle = CUipcEventHandle { reserved: [0; 64] };
    // SAFETY: the pointer is to a local; an event of this session.
    check(unsafe { (session.driver.cuIpcGetEventHandle)(&mut handle, event) })?;
    let Token([low, high]) = session.offer(Shared::Event, &handle.reserved, None)?;
    Ok(reply::cuIpcGetEventHandle { low, high })
}

pub fn cuIpcOpenEventHandle(
    session: &mut Session,
    header: &Header,
    q: request::cuIpcOpenEventHandle,
) -> CudaResult {
    session.handles.check_new::<CUevent>(q.event)?;
    let (data, _) = session.take(Shared::Event, q.low, q.high)?;
    let reserved = *data.first_chunk().ok_or(CudaError::INVALID_VALUE)?;
    let mut event = CUevent::NULL;
    // SAFETY: the pointer is to a local; a handle that the driver has given a worker of this tenant.
    check(unsafe { (session.driver.cuIpcOpenEventHandle)(&mut event, CUipcEventHandle { reserved }) })?;
    session.owners.insert(q.event.0, session.owner(header));
    session.handles.insert(q.event, event)
}

pub fn cuMemExportToShareableHandle(
    session: &mut Session,
    _: &Header,
    q: request::cuMemExportToShareableHandle,
) -> CudaResult<reply::cuMemExportToShareableHandle> {
    check_kind(q.kind)?;
    let allocation = session.handles.get::<CUmemGenericAllocationHandle>(q.allocation)?;
    if allocation.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    let mut fd = -1_i32;
    // SAFETY: the pointer is to a local, an `int` for this kind; physical memory of this session.
    check(unsafe {
        (session.driver.cuMemExportToShareableHandle)((&raw mut fd).cast(), allocation, q.kind, q.flags)
    })?;
    let Token([low, high]) = session.offer(Shared::Physical, &[], Some(received(fd)?))?;
    Ok(reply::cuMemExportToShareableHandle { low, high })
}

pub fn cuMemImportFromShareableHandle(
    session: &mut Session,
    _: &Header,
    q: request::cuMemImportFromShareableHandle,
) -> CudaResult<reply::cuMemImportFromShareableHandle> {
    check_kind(q.kind)?;
    session.handles.check_new::<CUmemGenericAllocationHandle>(q.allocation)?;
    let fd = session.take(Shared::Physical, q.low, q.high)?.1.ok_or(CudaError::INVALID_VALUE)?;
    let mut allocation = CUmemGenericAllocationHandle::NULL;
    let mut prop = CUmemAllocationProp::new_zeroed();
    // SAFETY: the pointers are to locals; a descriptor that the driver has made, passed as the number that it is.
    unsafe {
        let fd = core::ptr::without_provenance_mut::<c_void>(fd.as_raw_fd() as usize);
        check((session.driver.cuMemImportFromShareableHandle)(&mut allocation, fd, q.kind))?;
        check((session.driver.cuMemGetAllocationPropertiesFromHandle)(&mut prop, allocation)).inspect_err(
            |_| {
                (session.driver.cuMemRelease)(allocation);
            },
        )?;
    }
    session.handles.insert(q.allocation, allocation)?;
    session.vmm.created(q.allocation);
    Ok(reply::cuMemImportFromShareableHandle { prop: Pod(prop) })
}

pub fn cuMemPoolExportToShareableHandle(
    session: &mut Session,
    _: &Header,
    q: request::cuMemPoolExportToShareableHandle,
) -> CudaResult<reply::cuMemPoolExportToShareableHandle> {
    check_kind(q.kind)?;
    let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
    let mut fd = -1_i32;
    // SAFETY: the pointer is to a local, an `int` for this kind; a pool of this session.
    check(unsafe {
        (session.driver.cuMemPoolExportToShareableHandle)((&raw mut fd).cast(), pool, q.kind, q.flags)
    })?;
    let Token([low, high]) = session.offer(Shared::Pool, &[], Some(received(fd)?))?;
    Ok(reply::cuMemPoolExportToShareableHandle { low, high })
}

pub fn cuMemPoolImportFromShareableHandle(
    session: &mut Session,
    _: &Header,
    q: request::cuMemPoolImportFromShareableHandle,
) -> CudaResult {
    check_kind(q.kind)?;
    session.handles.check_new::<CUmemoryPool>(q.pool)?;
    let fd = session.take(Shared::Pool, q.low, q.high)?.1.ok_or(CudaError::INVALID_VALUE)?;
    let mut pool = CUmemoryPool::NULL;
    // SAFETY: the pointer is to a local; a descriptor that the driver has made, passed as the number that it is.
    check(unsafe {
        let fd = core::ptr::without_provenance_mut::<c_void>(fd.as_raw_fd() as usize);
        (session.driver.cuMemPoolImportFromShareableHandle)(&mut pool, fd, q.kind, q.flags)
    })?;
    session.handles.insert(q.pool, pool)
}

pub fn cuMemPoolExportPointer(
    session: &mut Session,
    _: &Header,
    q: request::cuMemPoolExportPointer,
) -> CudaResult<reply::cuMemPoolExportPointer> {
    let (_, len) = session.regions.holding(q.address).ok_or(CudaError::INVALID_VALUE)?;
    let mut data = CUmemPoolPtrExportData { reserved: [0; 64] };
    // SAFETY: the pointer is to a local; an address of this session.
    check(unsafe { (session.driver.cuMemPoolExportPointer)(&mut data, q.address) })?;
    let Token([low, high]) = session.offer(Shared::PoolMemory, &with_len(data.reserved, len), None)?;
    Ok(reply::cuMemPoolExportPointer { low, high })
}

pub fn cuMemPoolImportPointer(
    session: &mut Session,
    _: &Header,
    q: request::cuMemPoolImportPointer,
) -> CudaResult<reply::cuMemPoolImportPointer> {
    let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
    let (reserved, len) = split(&session.take(Shared::PoolMemory, q.low, q.high)?.0)?;
    let mut data = CUmemPoolPtrExportData { reserved };
    let mut address = 0;
    // SAFETY: the pointers are to locals; what the driver has given a worker of this tenant; a pool of this session.
    check(unsafe { (session.driver.cuMemPoolImportPointer)(&mut address, pool, &mut data) })?;
    session.regions.insert(address, len, Origin::Foreign);
    Ok(reply::cuMemPoolImportPointer { address, len })
}
