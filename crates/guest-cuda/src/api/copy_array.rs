//! Copies of boxes with an array on at least one end.
//!
//! The guest does not know arrays' extents, so every such frame is awaited: what is wrong with one, the driver says.

use table::{
    CU_MEMORYTYPE_ARRAY, CUDA_MEMCPY2D_v2, CUDA_MEMCPY3D_v2, CUarray, CUstream, CudaError, CudaResult,
    DefaultStream, Handle as Object,
};
use wire::{Handle, request};

use super::{
    copy::{fetch, kind},
    copy2d::{End, STAGED, extent},
};
use crate::{
    allocations::Place,
    api::{host_memory, output},
    session::Session,
    staging::Block,
    thread, transport, waits,
};

/// One end of a box.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// An array, from here on: bytes, rows, slices.
    Array { array: CUarray, x: u64, y: u64, z: u64 },
    /// Memory, with this many rows from slice to slice.
    Memory { end: End, rows: u64 },
}

impl Side {
    /// A row of `len` bytes in memory.
    pub(super) fn row(address: u64, len: usize, place: Place) -> Self {
        Self::Memory { end: End { address, pitch: len as u64, place }, rows: 1 }
    }

    /// Both kinds in the fields that a frame has for them.
    pub(super) fn flat(self) -> Flat {
        match self {
            Self::Array { array, x, y, z } => {
                Flat { is_array: true, array: Handle(array.bits()), x, y, z, ..Flat::default() }
            }
            Self::Memory { end: End { address, pitch, .. }, rows } => {
                Flat { address, pitch, rows, ..Flat::default() }
            }
        }
    }

    pub(super) fn place(self) -> Place {
        match self {
            Self::Array { .. } => Place::Device,
            Self::Memory { end, .. } => end.place,
        }
    }

    /// What begins `rows` rows and `slices` slices further on.
    fn further(self, down: u64, slices: u64) -> Self {
        match self {
            Self::Array { array, x, y, z } => {
                Self::Array { array, x, y: y.saturating_add(down), z: z.saturating_add(slices) }
            }
            Self::Memory { end, rows } => {
                let address = end.address.wrapping_add((slices * rows + down) * end.pitch);
                Self::Memory { end: End { address, ..end }, rows }
            }
        }
    }
}

/// One end as frames have it.
#[derive(Default)]
pub(super) struct Flat {
    pub address: u64,
    pub pitch: u64,
    pub rows: u64,
    pub is_array: bool,
    pub array: Handle,
    pub x: u64,
    pub y: u64,
    pub z: u64,
}

/// Rows of `width` bytes, `height` in each of `depth` slices.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub width: u64,
    pub height: u64,
    pub depth: u64,
}

impl Extent {
    /// Bytes from the first to behind the last in memory, with this many bytes from row to row and rows from slice to slice.
    fn span(self, pitch: u64, rows: u64) -> CudaResult<u64> {
        let all =
            rows.checked_mul(self.depth.saturating_sub(1)).and_then(|rows| rows.checked_add(self.height));
        extent(pitch, self.width, all.ok_or(CudaError::INVALID_VALUE)?)
    }
}

/// One copy, and how it was asked for.
#[derive(Clone, Copy)]
pub(super) struct Copy {
    pub dst: Side,
    pub src: Side,
    pub extent: Extent,
    pub stream: CUstream,
    pub mode: DefaultStream,
    pub is_sync: bool,
}

impl Copy {
    /// The same for `extent`, which begins `rows` rows and `slices` slices further on.
    fn part(self, rows: u64, slices: u64, extent: Extent) -> Self {
        Self { dst: self.dst.further(rows, slices), src: self.src.further(rows, slices), extent, ..self }
    }

    fn request(&self, kind: u32, fence: u64, value: u32) -> request::vgpuCopyArray {
        let (dst, src) = (self.dst.flat(), self.src.flat());
        let Extent { width, height, depth } = self.extent;
        request::vgpuCopyArray {
            dst: dst.address,
            dst_pitch: dst.pitch,
            dst_rows: dst.rows,
            dst_is_array: dst.is_array,
            dst_array: dst.array,
            dst_x: dst.x,
            dst_y: dst.y,
            dst_z: dst.z,
            src: src.address,
            src_pitch: src.pitch,
            src_rows: src.rows,
            src_is_array: src.is_array,
            src_array: src.array,
            src_x: src.x,
            src_y: src.y,
            src_z: src.z,
            width,
            height,
            depth,
            kind,
            stream: Handle(self.stream.bits()),
            fence,
            value,
        }
    }
}

pub(super) fn run(session: &'static Session, copy: Copy) -> CudaResult {
    let Extent { width, height, depth } = copy.extent;
    if width == 0 || height == 0 || depth == 0 {
        return transport::nothing(session);
    }
    let is_captured = super::capture::is_captured(session, copy.mode, copy.stream);
    match (copy.dst.place(), copy.src.place()) {
        (Place::Device, Place::Device) => direct(session, copy, kind::DEVICE_TO_DEVICE),
        (Place::Device, Place::Pinned) => pinned(session, copy, copy.src, kind::PINNED_TO_DEVICE),
        (Place::Pinned, Place::Device) => pinned(session, copy, copy.dst, kind::DEVICE_TO_PINNED),
        (Place::Device, Place::Pageable) if is_captured => {
            share(session, copy.src, copy.extent)?;
            pinned(session, Copy { is_sync: false, ..copy }, copy.src, kind::PINNED_TO_DEVICE)
        }
        (Place::Pageable, Place::Device) if is_captured => {
            share(session, copy.dst, copy.extent)?;
            pinned(session, Copy { is_sync: false, ..copy }, copy.dst, kind::DEVICE_TO_PINNED)
        }
        (Place::Device, Place::Pageable) => to_device(session, copy),
        (Place::Pageable, Place::Device) => to_host(session, copy),
        // One end is an array, and that is on the device.
        _ => Err(CudaError::INVALID_VALUE),
    }
}

/// A graph takes or fills this memory whenever it is launched.
fn share(session: &'static Session, side: Side, extent: Extent) -> CudaResult {
    match side {
        Side::Memory { end, rows } => host_memory::share(session, end.address, extent.span(end.pitch, rows)?),
        Side::Array { .. } => Ok(()),
    }
}

/// A copy whose two ends the device reaches.
fn direct(session: &'static Session, copy: Copy, kind: u32) -> CudaResult {
    transport::submit(false, copy.mode, &copy.request(kind, 0, 0))?;
    session.touch(copy.stream);
    Ok(())
}

/// A copy with pinned memory at `host`. Slices with a gap between them are copies of their own: what lies there is not data.
fn pinned(session: &'static Session, copy: Copy, host: Side, kind: u32) -> CudaResult {
    let Extent { height, depth, .. } = copy.extent;
    let is_one = depth == 1 || matches!(host, Side::Memory { rows, .. } if rows == height);
    let (count, depth) = if is_one { (1, depth) } else { (depth, 1) };
    // As for pieces, the farthest first.
    for slice in (0..count).rev() {
        direct(session, copy.part(0, slice, Extent { depth, ..copy.extent }), kind)?;
    }
    if copy.is_sync { waits::wait_stream(copy.mode, copy.stream) } else { Ok(()) }
}

/// Cuts a copy into pieces that fit the staging block: some slices, or some rows of one. The farthest comes first: if the driver
/// refuses any, it refuses that one, and nothing has been written.
fn pieces(copy: Copy) -> impl Iterator<Item = Copy> {
    let Extent { width, height, depth } = copy.extent;
    let rows = (STAGED as u64 / width).clamp(1, height);
    let slices = if rows == height { (STAGED as u64 / width / height).clamp(1, depth) } else { 1 };
    (0..depth.div_ceil(slices)).rev().flat_map(move |at| {
        let z = at * slices;
        (0..height.div_ceil(rows)).rev().map(move |at| {
            let y = at * rows;
            let piece = Extent { width, height: rows.min(height - y), depth: slices.min(depth - z) };
            copy.part(y, z, piece)
        })
    })
}

/// The addresses of the rows of a piece in the program's memory and in the block.
fn rows(host: Side, extent: Extent, block: &Block) -> CudaResult<impl Iterator<Item = (*mut u8, *mut u8)>> {
    let Side::Memory { end, rows } = host else { return Err(CudaError::INVALID_VALUE) };
    if end.address == 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let Extent { width, height, depth } = extent;
    let packed = block.address();
    Ok((0..depth * height).map(move |index| {
        let row = index / height * rows + index % height;
        (end.address.wrapping_add(row * end.pitch) as *mut u8, (packed + index * width) as *mut u8)
    }))
}

/// The packed rows of a piece in the block.
fn staging(block: &Block, extent: Extent) -> Side {
    let end = End { address: block.address(), pitch: extent.width, place: Place::Pinned };
    Side::Memory { end, rows: extent.height }
}

fn block_for(session: &'static Session, copy: Copy) -> CudaResult<Block> {
    let Extent { width, height, depth } = copy.extent;
    let all = width.saturating_mul(height).saturating_mul(depth);
    Block::new(session, all.min(width.max(STAGED as u64)))
}

/// Pageable memory to an array.
fn to_device(session: &'static Session, copy: Copy) -> CudaResult {
    let block = block_for(session, copy)?;
    for piece in pieces(copy) {
        for (row, packed) in rows(piece.src, piece.extent, &block)? {
            // SAFETY: CUDA's contract: readable rows; the block holds a whole piece.
            unsafe { core::ptr::copy_nonoverlapping(row, packed, piece.extent.width as usize) };
        }
        let staged = Copy { src: staging(&block, piece.extent), ..piece };
        direct(session, staged, kind::STAGED_TO_DEVICE)?;
        // The block is used again.
        waits::wait_stream(copy.mode, copy.stream)?;
    }
    Ok(())
}

/// An array to pageable memory, which is filled on return.
fn to_host(session: &'static Session, copy: Copy) -> CudaResult {
    let block = block_for(session, copy)?;
    let due = output::Due::of(session, copy.stream);
    for piece in pieces(copy) {
        // A null destination is found before anything is asked for.
        let rows = rows(piece.dst, piece.extent, &block)?;
        let staged = Copy { dst: staging(&block, piece.extent), ..piece };
        let Extent { width, height, depth } = piece.extent;
        transport::pending(session)?;
        let mut thread = thread::current().borrow_mut();
        let bytes = (block.address(), width * height * depth);
        let with_fence = |fence, value| staged.request(kind::DEVICE_TO_STAGING, fence, value);
        let stream = Handle(copy.stream.bits());
        fetch(session, &mut thread, copy.mode, stream, bytes, false, with_fence)?;
        drop(thread);
        for (row, packed) in rows {
            // SAFETY: CUDA's contract: writable rows; the block holds a whole piece.
            unsafe { core::ptr::copy_nonoverlapping(packed, row, width as usize) };
        }
    }
    due.print(session, copy.mode)
}

/// Whether either end of a copy is an array.
pub(super) fn is_with_array(c: &CUDA_MEMCPY3D_v2) -> bool {
    c.dstMemoryType == CU_MEMORYTYPE_ARRAY || c.srcMemoryType == CU_MEMORYTYPE_ARRAY
}

/// A rectangle as a box of one slice.
pub(super) fn box_of(c: &CUDA_MEMCPY2D_v2) -> CUDA_MEMCPY3D_v2 {
    CUDA_MEMCPY3D_v2 {
        srcXInBytes: c.srcXInBytes,
        srcY: c.srcY,
        srcZ: 0,
        srcLOD: 0,
        srcMemoryType: c.srcMemoryType,
        srcHost: c.srcHost,
        srcDevice: c.srcDevice,
        srcArray: c.srcArray,
        reserved0: core::ptr::null_mut(),
        srcPitch: c.srcPitch,
        srcHeight: 0,
        dstXInBytes: c.dstXInBytes,
        dstY: c.dstY,
        dstZ: 0,
        dstLOD: 0,
        dstMemoryType: c.dstMemoryType,
        dstHost: c.dstHost,
        dstDevice: c.dstDevice,
        dstArray: c.dstArray,
        reserved1: core::ptr::null_mut(),
        dstPitch: c.dstPitch,
        dstHeight: 0,
        WidthInBytes: c.WidthInBytes,
        Height: c.Height,
        Depth: 1,
    }
}

/// The two ends of a box, and its extent.
pub(super) fn parts(session: &Session, c: &CUDA_MEMCPY3D_v2) -> CudaResult<(Side, Side, Extent)> {
    let extent = Extent { width: c.WidthInBytes as u64, height: c.Height as u64, depth: c.Depth as u64 };
    let side = |kind, host, device, array, [x, y, z]: [usize; 3], pitch, rows: usize| {
        if kind == CU_MEMORYTYPE_ARRAY {
            return Ok(Side::Array { array, x: x as u64, y: y as u64, z: z as u64 });
        }
        let down =
            z.checked_mul(rows).and_then(|rows| rows.checked_add(y)).ok_or(CudaError::INVALID_VALUE)?;
        let all = rows.checked_mul(c.Depth.saturating_sub(1)).and_then(|rows| rows.checked_add(c.Height));
        let all = all.ok_or(CudaError::INVALID_VALUE)?;
        let end = End::new(session, kind, host, device, (x, down), pitch, c.WidthInBytes, all)?;
        Ok(Side::Memory { end, rows: rows as u64 })
    };
    let CUDA_MEMCPY3D_v2 { dstHeight: dst_rows, srcHeight: src_rows, .. } = c.with_strides();
    let at = [c.dstXInBytes, c.dstY, c.dstZ];
    let dst = side(c.dstMemoryType, c.dstHost as u64, c.dstDevice, c.dstArray, at, c.dstPitch, dst_rows)?;
    let at = [c.srcXInBytes, c.srcY, c.srcZ];
    let src = side(c.srcMemoryType, c.srcHost as u64, c.srcDevice, c.srcArray, at, c.srcPitch, src_rows)?;
    Ok((dst, src, extent))
}

/// A copy of a box with an array on at least one end.
pub(super) fn copy_box(
    session: &'static Session,
    c: &CUDA_MEMCPY3D_v2,
    stream: CUstream,
    mode: DefaultStream,
    is_sync: bool,
) -> CudaResult {
    let (dst, src, extent) = parts(session, c)?;
    run(session, Copy { dst, src, extent, stream, mode, is_sync })
}
