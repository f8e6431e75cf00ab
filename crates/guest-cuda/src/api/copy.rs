//! Linear copies.
//!
//! Memory that the device reaches (its own, and memory of the window) is copied directly. Pageable memory
//! goes through the window: small pieces inside the frame or through the thread's bounce block, large ones
//! in a pipeline ([`bulk`](crate::bulk)).
//!
//! What returns when (CUDA's table of synchronous behaviour):
//!
//! | copy | synchronous form | `Async` form |
//! |---|---|---|
//! | pageable to device | earlier work done, source consumed | source consumed |
//! | device to pageable | destination filled | destination filled |
//! | pinned, either way | done | at once |
//! | device to device | at once | at once |
//! | host to host | done | done |

use core::ffi::c_void;

use table::{CUdeviceptr, CUstream, CudaError, CudaResult, DefaultStream};
use wire::{Bytes, Handle, Message, request};

use crate::{
    allocations::Place,
    api::{graph_detour, host_memory, output},
    bulk,
    session::{self, Session},
    staging::Block,
    thread::{self, Thread},
    transport, waits,
};

/// Up to this, pageable data travels to the device inside the frame: the driver takes copies of at most
/// 64 KiB into its own buffer at once, so the worker needs no fence for them.
pub const INLINE_MAX: usize = 48 << 10;
/// Size of a thread's bounce block, through which short copies to the host go.
pub const BOUNCE: usize = 64 << 10;

/// `vgpuCopy`'s kinds.
pub mod kind {
    /// From the staging area to the device.
    pub const STAGED_TO_DEVICE: u32 = 1;
    /// From the device to the staging area.
    pub const DEVICE_TO_STAGING: u32 = 2;
    /// Within the device.
    pub const DEVICE_TO_DEVICE: u32 = 3;
    /// From pinned memory of the program to the device.
    pub const PINNED_TO_DEVICE: u32 = 4;
    /// From the device to pinned memory of the program.
    pub const DEVICE_TO_PINNED: u32 = 5;
}

/// One copy, and how it was asked for.
#[derive(Clone, Copy)]
pub struct Copy {
    /// Destination address.
    pub dst: u64,
    /// Source address.
    pub src: u64,
    /// Bytes.
    pub len: usize,
    /// The stream; null for the synchronous forms.
    pub stream: CUstream,
    /// What stream 0 means.
    pub mode: DefaultStream,
    /// A synchronous form.
    pub is_sync: bool,
}

/// Which end of a copy is where, as far as the function's name says; `None` is for unified addressing to tell.
type Known = Option<Place>;

pub(super) fn run(copy: Copy, dst: Known, src: Known) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    let len = copy.len as u64;
    if len == 0 {
        return transport::nothing(session);
    }
    // A name that says "host" still lets the memory be pinned, and then the device reaches it; one that says
    // "device" takes pinned memory too, and any other address is for the driver to refuse.
    let place = |known: Known, address| match (known, session.allocations.place(address, len)) {
        (Some(Place::Device), Place::Pageable) => Place::Device,
        (_, found) => found,
    };
    let (dst, src) = (place(dst, copy.dst), place(src, copy.src));
    if dst == Place::Pageable && copy.dst == 0 || src == Place::Pageable && copy.src == 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    match (dst, src) {
        (Place::Device, Place::Device) => direct(session, copy, kind::DEVICE_TO_DEVICE),
        (Place::Device, Place::Pinned) => direct(session, copy, kind::PINNED_TO_DEVICE),
        (Place::Pinned, Place::Device) => direct(session, copy, kind::DEVICE_TO_PINNED),
        (Place::Device, Place::Pageable) => to_device(session, copy),
        (Place::Pageable, Place::Device) => to_host(session, copy),
        _ => within_host(copy),
    }
}

/// A copy whose two ends the device reaches.
fn direct(session: &'static Session, copy: Copy, kind: u32) -> CudaResult {
    let Copy { dst, src, len, stream, mode, is_sync } = copy;
    let len = len as u64;
    let sound = match kind {
        kind::PINNED_TO_DEVICE => session.allocations.covers_device(dst, len),
        kind::DEVICE_TO_PINNED => session.allocations.covers_device(src, len),
        _ => session.allocations.covers_device(dst, len) && session.allocations.covers_device(src, len),
    };
    let request =
        request::vgpuCopy { dst, src, len, kind, stream: Handle(stream.0 as u64), fence: 0, value: 0 };
    transport::submit(sound, mode, &request)?;
    session.touch(stream);
    // A copy within the device does not hold up the host, even in its synchronous form.
    if is_sync && kind != kind::DEVICE_TO_DEVICE { waits::wait_stream(mode, stream) } else { Ok(()) }
}

/// A copy from or to pageable memory into a graph, which reads its source and fills its destination at every launch.
fn captured(session: &'static Session, copy: Copy, kind: u32) -> CudaResult {
    let to_host = kind == kind::DEVICE_TO_PINNED;
    let host = if to_host { copy.dst } else { copy.src };
    match host_memory::share(session, host, copy.len as u64) {
        Ok(()) => direct(session, copy, kind),
        Err(error) if error == CudaError::NOT_SUPPORTED => graph_detour::capture(session, copy, to_host),
        Err(error) => Err(error),
    }
}

/// Pageable memory to the device.
fn to_device(session: &'static Session, copy: Copy) -> CudaResult {
    let Copy { dst, src, len, stream, mode, is_sync } = copy;
    if super::capture::is_captured(session, mode, stream) {
        return captured(session, copy, kind::PINNED_TO_DEVICE);
    }
    let sound = session.allocations.covers_device(dst, len as u64);
    let must_wait = is_sync && session.busy.is_set();
    if len <= INLINE_MAX || !sound {
        // An address that the driver will refuse needs no data to be refused.
        let sent = if sound { len } else { len.min(INLINE_MAX) };
        // SAFETY: CUDA's contract: `len` readable bytes.
        let data = unsafe { core::slice::from_raw_parts(src as *const u8, sent) };
        let request = request::vgpuCopyInline {
            dst,
            stream: Handle(stream.0 as u64),
            len: len as u64,
            data: Bytes(data),
        };
        transport::submit(sound, mode, &request)?;
    } else {
        bulk::to_device(session, mode, stream, dst, src, len)?;
    }
    if is_sync {
        // Nobody waits for it but who waits for the whole context.
        session.ordered.mark();
    } else {
        session.touch(stream);
    }
    if must_wait { waits::wait_stream(mode, stream) } else { Ok(()) }
}

/// The device to pageable memory; the destination is filled on return.
fn to_host(session: &'static Session, copy: Copy) -> CudaResult {
    let Copy { dst, src, len, stream, mode, .. } = copy;
    if super::capture::is_captured(session, mode, stream) {
        return captured(session, copy, kind::DEVICE_TO_PINNED);
    }
    if !session.allocations.covers_device(src, len as u64) {
        // For the driver's own code; nothing is copied.
        return direct(session, copy, kind::DEVICE_TO_STAGING);
    }
    let due = output::Due::of(session, stream);
    if len > BOUNCE {
        bulk::to_host(session, mode, stream, dst, src, len)?;
    } else {
        through_bounce(session, copy)?;
    }
    due.print(session, mode)
}

/// A short copy to pageable memory, through the thread's bounce block.
fn through_bounce(session: &'static Session, copy: Copy) -> CudaResult {
    let Copy { dst, src, len, stream, mode, .. } = copy;
    transport::pending(session)?;
    let mut thread = thread::current().borrow_mut();
    let bounce = match thread.bounce.as_ref() {
        Some(block) => block.address(),
        None => thread.bounce.insert(Block::new(session, BOUNCE as u64)?).address(),
    };
    let (stream, len64, kind) = (Handle(stream.0 as u64), len as u64, kind::DEVICE_TO_STAGING);
    fetch(session, &mut thread, mode, stream, (bounce, len64), true, |fence, value| request::vgpuCopy {
        dst: bounce,
        src,
        len: len64,
        kind,
        stream,
        fence,
        value,
    })?;
    // SAFETY: the block holds BOUNCE bytes and `len` is at most that; CUDA's contract: `len` writable bytes.
    unsafe { core::ptr::copy_nonoverlapping(bounce as *const u8, dst as *mut u8, len) };
    Ok(())
}

/// Has the device fill the bytes at `staged` (address, length) and waits for it. The request that `with_fence`
/// builds asks for the copy, and for the fence that it is given. One that may not be `sound` is awaited, so that the driver's
/// own code is what the program sees.
///
/// # Errors
/// What the driver says of the copy and of the work before it.
pub(super) fn fetch<'a, M: Message<'a>>(
    session: &Session,
    thread: &mut Thread,
    mode: DefaultStream,
    stream: Handle,
    staged: (u64, u64),
    sound: bool,
    with_fence: impl FnOnce(u64, u32) -> M,
) -> CudaResult {
    let (fence, value) = waits::fence(session, thread)?;
    let request = with_fence(fence, value);
    let sent = if sound {
        transport::post_on(session, thread, mode, &request)
    } else {
        transport::call_on(session, thread, mode, &request).map(drop)
    };
    let waited = sent.and_then(|()| waits::wait_fence(session, thread, mode, stream, value));
    // Counted even if the program learns of an error: the worker has counted what is there.
    if session.tally.is_hashing() && waits::is_fence_reached(session, thread, value) {
        session.tally.taken(&session.link, staged.0, staged.1);
    }
    waited
}

/// Host memory to host memory: after what the stream has to do, by the caller itself.
fn within_host(copy: Copy) -> CudaResult {
    waits::wait_stream(copy.mode, copy.stream)?;
    // SAFETY: CUDA's contract: `len` readable and writable bytes; they may overlap.
    unsafe { core::ptr::copy(copy.src as *const u8, copy.dst as *mut u8, copy.len) };
    Ok(())
}

/// The forms of one copy: name, argument types, which ends the name places.
macro_rules! copies {
    ($($name:ident($dst:ident: $dst_ty:ty, $src:ident: $src_ty:ty) $dst_place:expr, $src_place:expr;)*) => {$(
        pub unsafe fn $name(mode: DefaultStream, $dst: $dst_ty, $src: $src_ty, len: usize) -> CudaResult {
            let copy = Copy { dst: $dst as u64, src: $src as u64, len, stream: CUstream::NULL, mode, is_sync: true };
            run(copy, $dst_place, $src_place)
        }
    )*};
}

macro_rules! async_copies {
    ($($name:ident($dst:ident: $dst_ty:ty, $src:ident: $src_ty:ty) $dst_place:expr, $src_place:expr;)*) => {$(
        pub unsafe fn $name(
            mode: DefaultStream, $dst: $dst_ty, $src: $src_ty, len: usize, stream: CUstream,
        ) -> CudaResult {
            let copy = Copy { dst: $dst as u64, src: $src as u64, len, stream, mode, is_sync: false };
            run(copy, $dst_place, $src_place)
        }
    )*};
}

copies! {
    cuMemcpy(dst: CUdeviceptr, src: CUdeviceptr) None, None;
    cuMemcpyHtoD_v2(dst: CUdeviceptr, src: *const c_void) Some(Place::Device), Some(Place::Pageable);
    cuMemcpyDtoH_v2(dst: *mut c_void, src: CUdeviceptr) Some(Place::Pageable), Some(Place::Device);
    cuMemcpyDtoD_v2(dst: CUdeviceptr, src: CUdeviceptr) Some(Place::Device), Some(Place::Device);
}

async_copies! {
    cuMemcpyAsync(dst: CUdeviceptr, src: CUdeviceptr) None, None;
    cuMemcpyHtoDAsync_v2(dst: CUdeviceptr, src: *const c_void) Some(Place::Device), Some(Place::Pageable);
    cuMemcpyDtoHAsync_v2(dst: *mut c_void, src: CUdeviceptr) Some(Place::Pageable), Some(Place::Device);
    cuMemcpyDtoDAsync_v2(dst: CUdeviceptr, src: CUdeviceptr) Some(Place::Device), Some(Place::Device);
}
