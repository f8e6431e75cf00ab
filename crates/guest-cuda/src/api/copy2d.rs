//! Two- and three-dimensional copies between linear memories. A three-dimensional one is one
//! two-dimensional copy per slice. Those with arrays: [`copy_array`].

use table::{
    CU_MEMORYTYPE_DEVICE, CU_MEMORYTYPE_HOST, CU_MEMORYTYPE_UNIFIED, CUDA_MEMCPY2D_v2, CUDA_MEMCPY3D_v2,
    CUdeviceptr, CUmemorytype, CUstream, CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, request};

use super::{
    copy::{fetch, kind},
    copy_array,
};
use crate::{
    allocations::Place,
    api::{host_memory, output},
    edge::not_null,
    session::{self, Session},
    staging::Block,
    thread, transport, waits,
};

/// The most bytes of pageable rows that are staged at once.
pub(super) const STAGED: usize = 4 << 20;

/// One end of a rectangle.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub address: u64,
    pub pitch: u64,
    pub place: Place,
}

/// Rows of `width` bytes, `height` of them.
#[derive(Clone, Copy)]
struct Rectangle {
    dst: End,
    src: End,
    width: u64,
    height: u64,
    stream: CUstream,
    mode: DefaultStream,
    is_sync: bool,
}

/// Bytes from the first to behind the last byte of a rectangle.
pub(super) fn extent(pitch: u64, width: u64, height: u64) -> CudaResult<u64> {
    pitch
        .checked_mul(height.saturating_sub(1))
        .and_then(|rows| rows.checked_add(width))
        .ok_or(CudaError::INVALID_VALUE)
}

impl End {
    /// The end that the members of a C structure describe.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn new(
        session: &Session,
        kind: CUmemorytype,
        host: u64,
        device: CUdeviceptr,
        offset: (usize, usize),
        pitch: usize,
        width: usize,
        height: usize,
    ) -> CudaResult<Self> {
        let base = match kind {
            CU_MEMORYTYPE_HOST => host,
            CU_MEMORYTYPE_DEVICE | CU_MEMORYTYPE_UNIFIED => device,
            _ => return Err(CudaError::INVALID_VALUE),
        };
        let (x, y) = (offset.0 as u64, offset.1 as u64);
        // A pitch of 0 means that rows follow each other.
        let pitch = if pitch == 0 { width as u64 } else { pitch as u64 };
        if pitch < width as u64 + x {
            return Err(CudaError::INVALID_VALUE);
        }
        let address = pitch
            .checked_mul(y)
            .and_then(|rows| rows.checked_add(x))
            .and_then(|offset| base.checked_add(offset))
            .ok_or(CudaError::INVALID_VALUE)?;
        let len = extent(pitch, width as u64, height as u64)?;
        let place = match kind {
            CU_MEMORYTYPE_DEVICE => Place::Device,
            _ if base == 0 && width > 0 && height > 0 => return Err(CudaError::INVALID_VALUE),
            _ => session.allocations.place(address, len),
        };
        Ok(Self { address, pitch, place })
    }
}

fn run(session: &'static Session, copy: Rectangle) -> CudaResult {
    if copy.width == 0 || copy.height == 0 {
        return transport::nothing(session);
    }
    let is_captured = super::capture::is_captured(session, copy.mode, copy.stream);
    match (copy.dst.place, copy.src.place) {
        (Place::Device, Place::Device) => direct(session, copy, kind::DEVICE_TO_DEVICE, copy.is_sync),
        (Place::Device, Place::Pinned) => direct(session, copy, kind::PINNED_TO_DEVICE, copy.is_sync),
        (Place::Pinned, Place::Device) => direct(session, copy, kind::DEVICE_TO_PINNED, copy.is_sync),
        (Place::Device, Place::Pageable) if is_captured => {
            host_memory::share(session, copy.src.address, extent(copy.src.pitch, copy.width, copy.height)?)?;
            direct(session, copy, kind::PINNED_TO_DEVICE, false)
        }
        (Place::Pageable, Place::Device) if is_captured => {
            host_memory::share(session, copy.dst.address, extent(copy.dst.pitch, copy.width, copy.height)?)?;
            direct(session, copy, kind::DEVICE_TO_PINNED, false)
        }
        (Place::Device, Place::Pageable) => staged(session, copy, true),
        (Place::Pageable, Place::Device) => staged(session, copy, false),
        _ => within_host(copy),
    }
}

/// A copy whose two ends the device reaches.
fn direct(session: &'static Session, copy: Rectangle, kind: u32, wait: bool) -> CudaResult {
    let reach = |end: End| {
        extent(end.pitch, copy.width, copy.height).is_ok_and(|len| {
            end.place == Place::Pinned || session.allocations.covers_device(end.address, len)
        })
    };
    let sound = reach(copy.dst) && reach(copy.src);
    let request = request::vgpuCopy2D {
        dst: copy.dst.address,
        dst_pitch: copy.dst.pitch,
        src: copy.src.address,
        src_pitch: copy.src.pitch,
        width: copy.width,
        height: copy.height,
        kind,
        stream: Handle(copy.stream.0 as u64),
        fence: 0,
        value: 0,
    };
    transport::submit(sound, copy.mode, &request)?;
    session.touch(copy.stream);
    if wait { waits::wait_stream(copy.mode, copy.stream) } else { Ok(()) }
}

/// A copy with pageable memory on one end: rows are packed into a block of the window, a batch at a time.
fn staged(session: &'static Session, copy: Rectangle, to_device: bool) -> CudaResult {
    let device = if to_device { copy.dst } else { copy.src };
    let host = if to_device { copy.src } else { copy.dst };
    if !session.allocations.covers_device(device.address, extent(device.pitch, copy.width, copy.height)?) {
        // For the driver's own code; no row is touched.
        let kind = if to_device { kind::STAGED_TO_DEVICE } else { kind::DEVICE_TO_STAGING };
        return direct(session, copy, kind, false);
    }
    if host.address == 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let width = copy.width as usize;
    let rows = (STAGED / width.max(1)).clamp(1, copy.height as usize);
    let block = Block::new(session, (rows * width) as u64)?;
    let mut done = 0;
    while done < copy.height {
        let count = (copy.height - done).min(rows as u64);
        let at = |end: End| end.address + end.pitch * done;
        let row = |index: u64| (at(host) + host.pitch * index) as *mut u8;
        let packed = |index: u64| (block.address() + copy.width * index) as *mut u8;
        let staging = End { address: block.address(), pitch: copy.width, place: Place::Pinned };
        if to_device {
            for index in 0..count {
                // SAFETY: CUDA's contract: readable rows; the block holds `rows` packed ones.
                unsafe { core::ptr::copy_nonoverlapping(row(index), packed(index), width) };
            }
        }
        let (dst, src) = if to_device {
            (End { address: at(copy.dst), ..copy.dst }, staging)
        } else {
            (staging, End { address: at(copy.src), ..copy.src })
        };
        // The block is used again, so each batch is waited for.
        let batch = Rectangle { dst, src, height: count, ..copy };
        if to_device {
            direct(session, batch, kind::STAGED_TO_DEVICE, true)?;
        } else {
            fetch_rows(session, batch)?;
            for index in 0..count {
                // SAFETY: CUDA's contract: writable rows; the block holds `rows` packed ones.
                unsafe { core::ptr::copy_nonoverlapping(packed(index), row(index), width) };
            }
        }
        done += count;
    }
    Ok(())
}

/// Has the device pack rows into the staging area, and waits for it.
fn fetch_rows(session: &'static Session, batch: Rectangle) -> CudaResult {
    let Rectangle { dst, src, width, height, stream, mode, .. } = batch;
    transport::pending(session)?;
    let due = output::Due::of(session, stream);
    let handle = Handle(stream.0 as u64);
    let staged = (dst.address, width * height);
    let with_fence = |fence, value| request::vgpuCopy2D {
        dst: dst.address,
        dst_pitch: dst.pitch,
        src: src.address,
        src_pitch: src.pitch,
        width,
        height,
        kind: kind::DEVICE_TO_STAGING,
        stream: handle,
        fence,
        value,
    };
    fetch(session, &mut thread::current().borrow_mut(), mode, handle, staged, true, with_fence)?;
    due.print(session, mode)
}

/// Host memory to host memory: after what the stream has to do, by the caller itself.
fn within_host(copy: Rectangle) -> CudaResult {
    waits::wait_stream(copy.mode, copy.stream)?;
    for index in 0..copy.height {
        let dst = (copy.dst.address + copy.dst.pitch * index) as *mut u8;
        let src = (copy.src.address + copy.src.pitch * index) as *const u8;
        // SAFETY: CUDA's contract: rows that may be read and written; they may overlap.
        unsafe { core::ptr::copy(src, dst, copy.width as usize) };
    }
    Ok(())
}

/// # Safety
/// `copy` is null or points to a structure that keeps CUDA's contract.
unsafe fn two(
    mode: DefaultStream,
    copy: *const CUDA_MEMCPY2D_v2,
    stream: CUstream,
    is_sync: bool,
) -> CudaResult {
    let session = session::get()?;
    not_null(copy)?;
    thread::require_context()?;
    // SAFETY: not null; the caller's contract.
    let c = unsafe { copy.read() };
    let whole = copy_array::box_of(&c);
    if copy_array::is_with_array(&whole) {
        return copy_array::copy_box(session, &whole, stream, mode, is_sync);
    }
    let (w, h) = (c.WidthInBytes, c.Height);
    let at = (c.dstXInBytes, c.dstY);
    let dst = End::new(session, c.dstMemoryType, c.dstHost as u64, c.dstDevice, at, c.dstPitch, w, h)?;
    let at = (c.srcXInBytes, c.srcY);
    let src = End::new(session, c.srcMemoryType, c.srcHost as u64, c.srcDevice, at, c.srcPitch, w, h)?;
    run(session, Rectangle { dst, src, width: w as u64, height: h as u64, stream, mode, is_sync })
}

pub(super) fn three(
    mode: DefaultStream,
    c: &CUDA_MEMCPY3D_v2,
    stream: CUstream,
    is_sync: bool,
) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    let (w, h) = (c.WidthInBytes, c.Height);
    if c.srcLOD != 0 || c.dstLOD != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if copy_array::is_with_array(c) {
        return copy_array::copy_box(session, c, stream, mode, is_sync);
    }
    let CUDA_MEMCPY3D_v2 { dstHeight: dst_rows, srcHeight: src_rows, .. } = c.with_strides();
    for z in 0..c.Depth {
        let y = (c.dstZ + z).checked_mul(dst_rows).and_then(|y| y.checked_add(c.dstY));
        let at = (c.dstXInBytes, y.ok_or(CudaError::INVALID_VALUE)?);
        let dst = End::new(session, c.dstMemoryType, c.dstHost as u64, c.dstDevice, at, c.dstPitch, w, h)?;
        let y = (c.srcZ + z).checked_mul(src_rows).and_then(|y| y.checked_add(c.srcY));
        let at = (c.srcXInBytes, y.ok_or(CudaError::INVALID_VALUE)?);
        let src = End::new(session, c.srcMemoryType, c.srcHost as u64, c.srcDevice, at, c.srcPitch, w, h)?;
        run(session, Rectangle { dst, src, width: w as u64, height: h as u64, stream, mode, is_sync })?;
    }
    Ok(())
}

pub unsafe fn cuMemcpy2D_v2(mode: DefaultStream, copy: *const CUDA_MEMCPY2D_v2) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { two(mode, copy, CUstream::NULL, true) }
}

pub unsafe fn cuMemcpy2DUnaligned_v2(mode: DefaultStream, copy: *const CUDA_MEMCPY2D_v2) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { two(mode, copy, CUstream::NULL, true) }
}

pub unsafe fn cuMemcpy2DAsync_v2(
    mode: DefaultStream,
    copy: *const CUDA_MEMCPY2D_v2,
    stream: CUstream,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { two(mode, copy, stream, false) }
}

pub unsafe fn cuMemcpy3D_v2(mode: DefaultStream, copy: *const CUDA_MEMCPY3D_v2) -> CudaResult {
    session::get()?;
    not_null(copy)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    three(mode, &unsafe { copy.read() }, CUstream::NULL, true)
}

pub unsafe fn cuMemcpy3DAsync_v2(
    mode: DefaultStream,
    copy: *const CUDA_MEMCPY3D_v2,
    stream: CUstream,
) -> CudaResult {
    session::get()?;
    not_null(copy)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    three(mode, &unsafe { copy.read() }, stream, false)
}
