//! Sharing with other processes of the tenant. What a program passes on is a token that the host knows, in the place of the
//! driver's handle, or in a small file in the place of the driver's descriptor.

use core::ffi::{c_int, c_uint, c_void};
use std::collections::BTreeMap;
use std::fs::File;
use std::os::fd::{BorrowedFd, IntoRawFd};
use std::os::unix::fs::FileExt;

use link::exchange::Token;
use parking_lot::Mutex;
use table::{
    CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, CUcontext, CUdeviceptr, CUevent, CUipcEventHandle,
    CUipcMemHandle, CUmemAllocationHandleType, CUmemGenericAllocationHandle, CUmemPoolPtrExportData,
    CUmemoryPool, CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, reply, request};

use super::{memory::owner, pool, vmm};
use crate::{
    allocations::Kind,
    edge::not_null,
    session::{self, Event},
    thread, transport,
};

/// What a file that stands for a descriptor of the driver begins with.
const MAGIC: [u8; 16] = *b"vgpu shared \0\0\0\x01";

/// How often memory of other processes is open, by address.
static OPENED: Mutex<BTreeMap<u64, u32>> = Mutex::new(BTreeMap::new());

/// A token as the 64 bytes that the driver's handles have.
fn to_handle(low: u64, high: u64) -> [u8; 64] {
    let token = Token([low, high]).to_bytes();
    std::array::from_fn(|at| token.get(at).copied().unwrap_or(0))
}

fn from_handle(handle: &[u8; 64]) -> [u64; 2] {
    let token = std::array::from_fn(|at| handle.get(at).copied().unwrap_or(0));
    Token::from_bytes(token).0
}

/// Hands a token to the program in a new file, whose descriptor is the program's to close.
///
/// # Safety
/// `to` is valid for the write of an `int`.
unsafe fn export(to: *mut c_void, low: u64, high: u64) -> CudaResult {
    let fd = to_descriptor(low, high)?;
    // SAFETY: the caller's contract.
    unsafe { to.cast::<c_int>().write_unaligned(fd) };
    Ok(())
}

/// A new file that holds a token.
fn to_descriptor(low: u64, high: u64) -> CudaResult<c_int> {
    let content = [MAGIC, Token([low, high]).to_bytes()].concat();
    let file = link::memfd::create("vgpu-shared", content.len() as u64).map(File::from);
    let file = file.map_err(|_| CudaError::OPERATING_SYSTEM)?;
    file.write_all_at(&content, 0).map_err(|_| CudaError::OPERATING_SYSTEM)?;
    Ok(file.into_raw_fd())
}

/// The token in a file that a program calls a descriptor of the driver's.
///
/// # Errors
/// `UNKNOWN` for any other, as the driver says.
fn from_descriptor(fd: *mut c_void) -> CudaResult<[u64; 2]> {
    let number = c_int::try_from(fd as usize).map_err(|_| CudaError::UNKNOWN)?;
    // SAFETY: only read from, during this call; a number that is no descriptor is refused by the system.
    let file = unsafe { BorrowedFd::borrow_raw(number) }.try_clone_to_owned().map(File::from);
    let mut content = [0; 32];
    let read = file.and_then(|file| file.read_exact_at(&mut content, 0));
    read.map_err(|_| CudaError::UNKNOWN)?;
    let token = content.strip_prefix(&MAGIC).and_then(|token| token.first_chunk());
    Ok(Token::from_bytes(*token.ok_or(CudaError::UNKNOWN)?).0)
}

/// Of the kinds of handle there is one that this library can pass on.
fn check_kind(kind: CUmemAllocationHandleType) -> CudaResult {
    if kind == CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR { Ok(()) } else { Err(CudaError::NOT_SUPPORTED) }
}

pub unsafe fn cuIpcGetMemHandle(handle: *mut CUipcMemHandle, dptr: CUdeviceptr) -> CudaResult {
    session::get()?;
    not_null(handle)?;
    let reply = transport::call(DefaultStream::Legacy, &request::cuIpcGetMemHandle { address: dptr })?;
    let reply: reply::cuIpcGetMemHandle = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { handle.write(CUipcMemHandle { reserved: to_handle(reply.low, reply.high) }) };
    Ok(())
}

pub unsafe fn cuIpcOpenMemHandle_v2(
    pdptr: *mut CUdeviceptr,
    handle: CUipcMemHandle,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    not_null(pdptr)?;
    let (context, device) = owner(session)?;
    let [low, high] = from_handle(&handle.reserved);
    let reply = transport::call(DefaultStream::Legacy, &request::cuIpcOpenMemHandle_v2 { low, high, flags })?;
    let reply: reply::cuIpcOpenMemHandle_v2 = reply.decode()?;
    let mut opened = OPENED.lock();
    let count = opened.entry(reply.address).or_insert(0);
    let found = session.allocations.find(reply.address);
    if found.is_none_or(|found| found.start != reply.address || found.kind != Kind::Foreign) {
        // For the first time, or again after a context has ended, and closed what was open in it.
        session.allocations.insert(reply.address, reply.len, Kind::Foreign, context, device);
        *count = 0;
    }
    *count += 1;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { pdptr.write(reply.address) };
    Ok(())
}

pub unsafe fn cuIpcOpenMemHandle(
    pdptr: *mut CUdeviceptr,
    handle: CUipcMemHandle,
    flags: c_uint,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuIpcOpenMemHandle_v2(pdptr, handle, flags) }
}

pub unsafe fn cuIpcCloseMemHandle(dptr: CUdeviceptr) -> CudaResult {
    let session = session::get()?;
    transport::call(DefaultStream::Legacy, &request::cuIpcCloseMemHandle { address: dptr })?;
    let mut opened = OPENED.lock();
    if let Some(count) = opened.get_mut(&dptr) {
        *count -= 1;
        if *count == 0 {
            opened.remove(&dptr);
            session.allocations.remove_if(dptr, |kind| kind == Kind::Foreign);
        }
    }
    Ok(())
}

pub unsafe fn cuIpcGetEventHandle(handle: *mut CUipcEventHandle, event: CUevent) -> CudaResult {
    session::get()?;
    not_null(handle)?;
    let request = request::cuIpcGetEventHandle { event: Handle(event.0 as u64) };
    let reply: reply::cuIpcGetEventHandle = transport::call(DefaultStream::Legacy, &request)?.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { handle.write(CUipcEventHandle { reserved: to_handle(reply.low, reply.high) }) };
    Ok(())
}

pub unsafe fn cuIpcOpenEventHandle(event: *mut CUevent, handle: CUipcEventHandle) -> CudaResult {
    let session = session::get()?;
    not_null(event)?;
    let context = session.contexts.owner(thread::require_context()?);
    let [low, high] = from_handle(&handle.reserved);
    let name = session.handle::<CUevent>();
    transport::call(DefaultStream::Legacy, &request::cuIpcOpenEventHandle { event: name, low, high })?;
    session.events.write().insert(name.0, Event { context, is_shared: true });
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { event.write(CUevent(name.0 as usize)) };
    Ok(())
}

pub unsafe fn cuMemExportToShareableHandle(
    shareable: *mut c_void,
    handle: CUmemGenericAllocationHandle,
    kind: CUmemAllocationHandleType,
    flags: u64,
) -> CudaResult {
    session::get()?;
    not_null(shareable)?;
    check_kind(kind)?;
    let request = request::cuMemExportToShareableHandle { allocation: Handle(handle.0 as u64), kind, flags };
    let reply: reply::cuMemExportToShareableHandle =
        transport::call(DefaultStream::Legacy, &request)?.decode()?;
    // SAFETY: not null; CUDA's contract makes it an `int` for this kind.
    unsafe { export(shareable, reply.low, reply.high) }
}

pub unsafe fn cuMemImportFromShareableHandle(
    handle: *mut CUmemGenericAllocationHandle,
    os_handle: *mut c_void,
    kind: CUmemAllocationHandleType,
) -> CudaResult {
    let session = session::get()?;
    not_null(handle)?;
    check_kind(kind)?;
    let [low, high] = from_descriptor(os_handle)?;
    let allocation = session.handle::<CUmemGenericAllocationHandle>();
    let request = request::cuMemImportFromShareableHandle { allocation, low, high, kind };
    let reply: reply::cuMemImportFromShareableHandle =
        transport::call(DefaultStream::Legacy, &request)?.decode()?;
    let imported = CUmemGenericAllocationHandle(allocation.0 as usize);
    vmm::created(imported, &reply.prop.0);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { handle.write(imported) };
    Ok(())
}

pub unsafe fn cuMemPoolExportToShareableHandle(
    shareable: *mut c_void,
    pool: CUmemoryPool,
    kind: CUmemAllocationHandleType,
    flags: u64,
) -> CudaResult {
    session::get()?;
    not_null(shareable)?;
    check_kind(kind)?;
    let request = request::cuMemPoolExportToShareableHandle { pool: Handle(pool.0 as u64), kind, flags };
    let reply: reply::cuMemPoolExportToShareableHandle =
        transport::call(DefaultStream::Legacy, &request)?.decode()?;
    // SAFETY: not null; CUDA's contract makes it an `int` for this kind.
    unsafe { export(shareable, reply.low, reply.high) }
}

pub unsafe fn cuMemPoolImportFromShareableHandle(
    pool_out: *mut CUmemoryPool,
    handle: *mut c_void,
    kind: CUmemAllocationHandleType,
    flags: u64,
) -> CudaResult {
    let session = session::get()?;
    not_null(pool_out)?;
    check_kind(kind)?;
    let (_, device) = owner(session)?;
    let [low, high] = from_descriptor(handle)?;
    let pool = session.handle::<CUmemoryPool>();
    let request = request::cuMemPoolImportFromShareableHandle { pool, low, high, kind, flags };
    transport::call(DefaultStream::Legacy, &request)?;
    let imported = CUmemoryPool(pool.0 as usize);
    pool::created(imported, device);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { pool_out.write(imported) };
    Ok(())
}

pub unsafe fn cuMemPoolExportPointer(data: *mut CUmemPoolPtrExportData, ptr: CUdeviceptr) -> CudaResult {
    session::get()?;
    not_null(data)?;
    let reply = transport::call(DefaultStream::Legacy, &request::cuMemPoolExportPointer { address: ptr })?;
    let reply: reply::cuMemPoolExportPointer = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { data.write(CUmemPoolPtrExportData { reserved: to_handle(reply.low, reply.high) }) };
    Ok(())
}

pub unsafe fn cuMemPoolImportPointer(
    ptr_out: *mut CUdeviceptr,
    pool: CUmemoryPool,
    data: *mut CUmemPoolPtrExportData,
) -> CudaResult {
    let session = session::get()?;
    not_null(ptr_out)?;
    not_null(data)?;
    let (_, device) = owner(session)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let [low, high] = from_handle(unsafe { &(*data).reserved });
    let request = request::cuMemPoolImportPointer { pool: Handle(pool.0 as u64), low, high };
    let reply: reply::cuMemPoolImportPointer = transport::call(DefaultStream::Legacy, &request)?.decode()?;
    session.allocations.insert(reply.address, reply.len, Kind::Pool(pool), CUcontext::NULL, device);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { ptr_out.write(reply.address) };
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::fd::FromRawFd;

    use super::*;

    #[test]
    fn a_token_survives_as_handle_and_as_descriptor() {
        let [low, high] = [0x1122_3344_5566_7788, u64::MAX - 5];
        assert_eq!(from_handle(&to_handle(low, high)), [low, high]);
        let fd = to_descriptor(low, high).expect("a descriptor");
        assert_eq!(from_descriptor(fd as usize as *mut c_void), Ok([low, high]));
        // SAFETY: made above, and nobody else's.
        drop(unsafe { File::from_raw_fd(fd) });
    }

    #[test]
    fn other_files_are_no_descriptors_of_the_driver() {
        let other = File::from(link::memfd::create("other", 4096).expect("memfd"));
        let number = |fd: c_int| fd as usize as *mut c_void;
        assert_eq!(from_descriptor(number(other.into_raw_fd())), Err(CudaError::UNKNOWN));
        assert_eq!(from_descriptor(number(1 << 20)), Err(CudaError::UNKNOWN));
        assert_eq!(from_descriptor(usize::MAX as *mut c_void), Err(CudaError::UNKNOWN));
    }
}
