//! Host memory that the device reaches: allocated in the window, or moved into it.
//!
//! The window lies at the same address in the guest, in the worker and on the device (design, D5), so the
//! device pointer is the host pointer.

use core::ffi::{c_uint, c_void};
use std::sync::OnceLock;

use link::{heap::Heap, window::Stacks};
use parking_lot::Mutex;
use table::{
    CU_MEMHOSTALLOC_DEVICEMAP, CU_MEMHOSTALLOC_PORTABLE, CU_MEMHOSTALLOC_WRITECOMBINED,
    CU_MEMHOSTREGISTER_DEVICEMAP, CU_MEMHOSTREGISTER_IOMEMORY, CU_MEMHOSTREGISTER_PORTABLE,
    CU_MEMHOSTREGISTER_READ_ONLY, CUdeviceptr, CudaError, CudaResult,
};

use crate::{
    allocations::Kind,
    api::memory::owner,
    edge::not_null,
    session::{self, Session},
    staging::from_heap,
    waits,
};

/// Allocations up to this share segments; larger ones have their own, which go back to the system.
const SHARED_MAX: u64 = 8 << 20;
/// The unit in which memory can be moved into the window.
const PAGE: u64 = 4096;

/// Shared segments of pinned memory. They are kept once they exist: programs pin again.
fn arenas() -> &'static (Heap, Mutex<()>) {
    static ARENAS: OnceLock<(Heap, Mutex<()>)> = OnceLock::new();
    ARENAS.get_or_init(Default::default)
}

/// `len` bytes of window that the device reaches.
pub(super) fn allocate(session: &Session, len: u64) -> CudaResult<(u64, Option<u32>)> {
    if len > SHARED_MAX {
        let segment = session.link.grow(len).map_err(|_| CudaError::OUT_OF_MEMORY)?;
        return Ok((segment.addr(), Some(segment.id())));
    }
    // Pages of their own, so that a program that protects or advises its pinned pages meets only itself.
    let align = if len >= PAGE { PAGE } else { 512 };
    let (heap, growing) = arenas();
    from_heap(session, heap, growing, len, align).map(|address| (address, None))
}

/// Pinning is done here, so a capture that forbids it does not see it. It forbids every allocation alike, so the
/// driver is shown one of device memory.
///
/// # Errors
/// What the driver says of a call that an open capture forbids; it has invalidated the capture.
pub(super) fn judge_by_capture(session: &Session) -> CudaResult {
    if !session.is_capturing() {
        return Ok(());
    }
    let mut address = 0;
    // SAFETY: the pointer is to a local.
    match unsafe { super::cuMemAlloc_v2(&mut address, 1) } {
        // SAFETY: allocated just now, and nothing uses it.
        Ok(()) => unsafe { super::cuMemFree_v2(address) },
        Err(error) if error == CudaError::STREAM_CAPTURE_UNSUPPORTED => Err(error),
        // There may be no device memory left; that is nothing to pinned memory.
        Err(_) => Ok(()),
    }
}

pub unsafe fn cuMemHostAlloc(pp: *mut *mut c_void, bytesize: usize, flags: c_uint) -> CudaResult {
    const KNOWN: c_uint =
        CU_MEMHOSTALLOC_PORTABLE | CU_MEMHOSTALLOC_DEVICEMAP | CU_MEMHOSTALLOC_WRITECOMBINED;
    let session = session::get()?;
    not_null(pp)?;
    let (context, device) = owner(session)?;
    if flags & !KNOWN != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if bytesize == 0 {
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { pp.write(core::ptr::null_mut()) };
        return Ok(());
    }
    judge_by_capture(session)?;
    let len = bytesize as u64;
    let (address, segment) = allocate(session, len)?;
    // The driver reports every such allocation as mapped, as it is under unified addressing.
    let flags = flags | CU_MEMHOSTALLOC_DEVICEMAP;
    session.allocations.insert(address, len, Kind::Host { flags, segment }, context, device);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { pp.write(address as *mut c_void) };
    Ok(())
}

pub unsafe fn cuMemAllocHost_v2(pp: *mut *mut c_void, bytesize: usize) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuMemHostAlloc(pp, bytesize, 0) }
}

pub unsafe fn cuMemFreeHost(p: *mut c_void) -> CudaResult {
    let session = session::get()?;
    if p.is_null() {
        return Ok(());
    }
    let is_ours = |kind| matches!(kind, Kind::Host { .. });
    let found = session.allocations.remove_if(p as u64, is_ours).ok_or(CudaError::INVALID_VALUE)?;
    let Kind::Host { segment, .. } = found.kind else { return Err(CudaError::INVALID_VALUE) };
    release(session, found.start, segment)
}

/// Gives back what [`allocate`] gave, once nothing in flight can still use it, as the driver does.
pub(super) fn release(session: &Session, start: u64, segment: Option<u32>) -> CudaResult {
    let waited = waits::wait_context();
    match segment {
        Some(id) => session.link.drop_segment(id).map_err(|_| CudaError::UNKNOWN)?,
        None => {
            arenas().0.free(start);
        }
    }
    waited
}

pub unsafe fn cuMemHostRegister_v2(p: *mut c_void, bytesize: usize, flags: c_uint) -> CudaResult {
    const KNOWN: c_uint = CU_MEMHOSTREGISTER_PORTABLE
        | CU_MEMHOSTREGISTER_DEVICEMAP
        | CU_MEMHOSTREGISTER_IOMEMORY
        | CU_MEMHOSTREGISTER_READ_ONLY;
    let session = session::get()?;
    let (context, device) = owner(session)?;
    if p.is_null() || bytesize == 0 || flags & !KNOWN != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if flags & CU_MEMHOSTREGISTER_IOMEMORY != 0 {
        return Err(CudaError::NOT_SUPPORTED);
    }
    let (start, len) = (p as u64, bytesize as u64);
    match session.allocations.overlapping(start, len).map(|found| found.kind) {
        None => {}
        Some(Kind::Registered { .. }) => return Err(CudaError::HOST_MEMORY_ALREADY_REGISTERED),
        Some(_) => return Err(CudaError::INVALID_VALUE),
    }
    let segment = adopt(session, start, len, Stacks::Moved)?;
    // As for memory that the driver allocates.
    let flags = flags | CU_MEMHOSTREGISTER_DEVICEMAP;
    session.allocations.insert(start, len, Kind::Registered { flags, segment }, context, device);
    Ok(())
}

pub unsafe fn cuMemHostRegister(p: *mut c_void, bytesize: usize, flags: c_uint) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuMemHostRegister_v2(p, bytesize, flags) }
}

/// Moves the pages that hold `len` bytes at `start` into the window; gives the segment's number.
fn adopt(session: &Session, start: u64, len: u64, stacks: Stacks) -> CudaResult<u32> {
    let first = start & !(PAGE - 1);
    let end = start.checked_add(len).and_then(|end| end.checked_next_multiple_of(PAGE));
    let end = end.ok_or(CudaError::INVALID_VALUE)?;
    // SAFETY: the program has handed this memory to CUDA; it is moved in place, with its content.
    let segment = unsafe { session.link.adopt(first, end - first, stacks) };
    segment.map(|segment| segment.id()).map_err(|error| match error {
        link::LinkError::Gone => CudaError::DEVICE_UNAVAILABLE,
        // Shared memory is short; in a virtual machine, the device's window.
        link::LinkError::Memfd(_) => CudaError::OUT_OF_MEMORY,
        // A file's pages, another thread's stack, or pages that the worker needs itself: they cannot be shared in place.
        _ => CudaError::NOT_SUPPORTED,
    })
}

/// Makes pageable memory of the program reachable for the device in place, for copies that are captured
/// into a graph: the driver reads their source at every launch (design, D5). It stays so, which a stack could not.
///
/// # Errors
/// `NOT_SUPPORTED` if the memory cannot be shared, or is a stack.
pub fn share(session: &Session, start: u64, len: u64) -> CudaResult {
    if session.link.window().contains(start, len) {
        return Ok(());
    }
    adopt(session, start, len, Stacks::Refused).map(drop)
}

pub unsafe fn cuMemHostUnregister(p: *mut c_void) -> CudaResult {
    let session = session::get()?;
    if p.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    let is_registered = |kind| matches!(kind, Kind::Registered { .. });
    let address = p as u64;
    let found = session.allocations.remove_if(address, is_registered).ok_or_else(|| {
        match session.allocations.find(address) {
            // Inside a registered range, or memory that is not the program's.
            Some(_) => CudaError::INVALID_VALUE,
            None => CudaError::HOST_MEMORY_NOT_REGISTERED,
        }
    })?;
    let waited = waits::wait_context();
    if let Kind::Registered { segment, .. } = found.kind {
        session.link.drop_segment(segment).map_err(|_| CudaError::UNKNOWN)?;
    }
    waited
}

pub unsafe fn cuMemHostGetDevicePointer_v2(
    pdptr: *mut CUdeviceptr,
    p: *mut c_void,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    not_null(pdptr)?;
    if flags != 0 || p.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    let is_pinned = |kind| matches!(kind, Kind::Host { .. } | Kind::Registered { .. });
    let found = session.allocations.find(p as u64).filter(|found| is_pinned(found.kind));
    found.ok_or(CudaError::INVALID_VALUE)?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { pdptr.write(p as u64) };
    Ok(())
}

pub unsafe fn cuMemHostGetFlags(flags_out: *mut c_uint, p: *mut c_void) -> CudaResult {
    let session = session::get()?;
    not_null(flags_out)?;
    let flags = match session.allocations.find(p as u64).map(|found| found.kind) {
        Some(Kind::Host { flags, .. } | Kind::Registered { flags, .. }) => flags,
        Some(Kind::Managed { .. }) => CU_MEMHOSTALLOC_DEVICEMAP,
        _ => return Err(CudaError::INVALID_VALUE),
    };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { flags_out.write(flags) };
    Ok(())
}
