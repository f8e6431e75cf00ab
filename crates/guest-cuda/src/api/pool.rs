//! Stream-ordered allocation and memory pools.
//!
//! Memory of a pool belongs to no context. An address leaves the guest's map when the program frees it, not
//! when the stream gets there: from then on the program may not use it.

use core::ffi::{c_int, c_void};

use parking_lot::Mutex;
use table::{
    CU_MEMPOOL_ATTR_RELEASE_THRESHOLD, CU_MEMPOOL_ATTR_REUSE_ALLOW_INTERNAL_DEPENDENCIES,
    CU_MEMPOOL_ATTR_REUSE_ALLOW_OPPORTUNISTIC, CU_MEMPOOL_ATTR_REUSE_FOLLOW_EVENT_DEPENDENCIES,
    CU_MEMPOOL_ATTR_USED_MEM_HIGH, CUcontext, CUdevice, CUdeviceptr, CUmemPool_attribute, CUmemPoolProps,
    CUmemoryPool, CUstream, CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, Pod, reply, request};

use super::{capture::stream_exists, memory::owner};
use crate::{
    allocations::Kind,
    edge::not_null,
    session::{self, Session},
    thread, transport,
};

/// The device of each pool that the program made.
static DEVICES: Mutex<Vec<(CUmemoryPool, CUdevice)>> = Mutex::new(Vec::new());

/// Notes an allocation and hands its address to the program.
///
/// # Safety
/// `dptr` is valid for this write.
unsafe fn allocated(
    session: &Session,
    dptr: *mut CUdeviceptr,
    address: u64,
    len: usize,
    kind: Kind,
    device: CUdevice,
    stream: CUstream,
) {
    // Nothing was allocated if nothing was asked for.
    if address != 0 {
        session.allocations.insert(address, len as u64, kind, CUcontext::NULL, device);
        session.touch(stream);
    }
    // SAFETY: the caller's contract.
    unsafe { dptr.write(address) };
}

pub unsafe fn cuMemAllocAsync(
    mode: DefaultStream,
    dptr: *mut CUdeviceptr,
    bytesize: usize,
    stream: CUstream,
) -> CudaResult {
    let session = session::get()?;
    not_null(dptr)?;
    let (_, device) = owner(session)?;
    let request = request::cuMemAllocAsync { size: bytesize as u64, stream: Handle(stream.0 as u64) };
    let reply = transport::call(mode, &request)?;
    let reply: reply::cuMemAllocAsync = reply.decode()?;
    // Which pool is the device's current one is asked when the program asks.
    let kind = if reply.captured { Kind::Graph } else { Kind::Pool(CUmemoryPool::NULL) };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { allocated(session, dptr, reply.address, bytesize, kind, device, stream) };
    Ok(())
}

pub unsafe fn cuMemAllocFromPoolAsync(
    mode: DefaultStream,
    dptr: *mut CUdeviceptr,
    bytesize: usize,
    pool: CUmemoryPool,
    stream: CUstream,
) -> CudaResult {
    let session = session::get()?;
    not_null(dptr)?;
    let (_, current) = owner(session)?;
    let device = DEVICES.lock().iter().find(|(of, _)| *of == pool).map_or(current, |(_, device)| *device);
    let request = request::cuMemAllocFromPoolAsync {
        size: bytesize as u64,
        pool: Handle(pool.0 as u64),
        stream: Handle(stream.0 as u64),
    };
    let reply = transport::call(mode, &request)?;
    let reply: reply::cuMemAllocFromPoolAsync = reply.decode()?;
    let kind = if reply.captured { Kind::Graph } else { Kind::Pool(pool) };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { allocated(session, dptr, reply.address, bytesize, kind, device, stream) };
    Ok(())
}

pub unsafe fn cuMemFreeAsync(mode: DefaultStream, dptr: CUdeviceptr, stream: CUstream) -> CudaResult {
    let session = session::get()?;
    if dptr == 0 {
        thread::count_published();
        return Ok(());
    }
    // The driver frees memory of `cuMemAlloc` this way too.
    let found = session.allocations.freed(dptr);
    let sound = found.is_some() && stream_exists(session, stream);
    let request = request::cuMemFreeAsync { address: dptr, stream: Handle(stream.0 as u64) };
    let freed = transport::submit(sound, mode, &request);
    match (freed, found) {
        (Err(_), Some(kept)) => {
            session.allocations.insert(dptr, kept.len, kept.kind, kept.context, kept.device);
        }
        _ => session.touch(stream),
    }
    freed
}

/// Notes a pool that the program has from now on.
pub(super) fn created(pool: CUmemoryPool, device: CUdevice) {
    DEVICES.lock().push((pool, device));
}

pub unsafe fn cuMemPoolCreate(pool: *mut CUmemoryPool, props: *const CUmemPoolProps) -> CudaResult {
    let session = session::get()?;
    not_null(pool)?;
    not_null(props)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let props = unsafe { props.read() };
    let handle = session.handle::<CUmemoryPool>();
    transport::call(DefaultStream::Legacy, &request::cuMemPoolCreate { pool: handle, props: Pod(props) })?;
    let created = CUmemoryPool(handle.0 as usize);
    self::created(created, props.location.id);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { pool.write(created) };
    Ok(())
}

pub unsafe fn cuMemPoolTrimTo(pool: CUmemoryPool, keep: usize) -> CudaResult {
    let request = request::cuMemPoolTrimTo { pool: Handle(pool.0 as u64), keep: keep as u64 };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}

/// True if the attribute is an `int`; the others are 64-bit numbers.
///
/// # Errors
/// `INVALID_VALUE` for an attribute that there is not, whose value has no size.
fn is_int(attribute: CUmemPool_attribute) -> CudaResult<bool> {
    match attribute {
        CU_MEMPOOL_ATTR_REUSE_FOLLOW_EVENT_DEPENDENCIES
        | CU_MEMPOOL_ATTR_REUSE_ALLOW_OPPORTUNISTIC
        | CU_MEMPOOL_ATTR_REUSE_ALLOW_INTERNAL_DEPENDENCIES => Ok(true),
        CU_MEMPOOL_ATTR_RELEASE_THRESHOLD..=CU_MEMPOOL_ATTR_USED_MEM_HIGH => Ok(false),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub unsafe fn cuMemPoolSetAttribute(
    pool: CUmemoryPool,
    attribute: CUmemPool_attribute,
    value: *mut c_void,
) -> CudaResult {
    session::get()?;
    not_null(value)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads of the attribute's type.
    let value = unsafe {
        if is_int(attribute)? {
            value.cast::<c_int>().read() as u32 as u64
        } else {
            value.cast::<u64>().read()
        }
    };
    let request = request::cuMemPoolSetAttribute { pool: Handle(pool.0 as u64), attribute, value };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}

pub unsafe fn cuMemPoolGetAttribute(
    pool: CUmemoryPool,
    attribute: CUmemPool_attribute,
    value: *mut c_void,
) -> CudaResult {
    session::get()?;
    not_null(value)?;
    let is_int = is_int(attribute)?;
    let request = request::cuMemPoolGetAttribute { pool: Handle(pool.0 as u64), attribute };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuMemPoolGetAttribute = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for a write of the attribute's type.
    unsafe {
        if is_int {
            value.cast::<c_int>().write(reply.value as c_int);
        } else {
            value.cast::<u64>().write(reply.value);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_have_the_sizes_that_the_header_gives() {
        assert_eq!((1..=8).map(is_int).filter(|is| *is == Ok(true)).count(), 3);
        assert_eq!(is_int(4), Ok(false));
        assert_eq!(is_int(0), Err(CudaError::INVALID_VALUE));
        assert_eq!(is_int(9), Err(CudaError::INVALID_VALUE));
    }
}
