//! Copies of boxes with an array on at least one end. The driver knows how large an array is; memory on the other end is
//! checked here.

use table::{
    CU_MEMORYTYPE_ARRAY, CU_MEMORYTYPE_DEVICE, CU_MEMORYTYPE_HOST, CUDA_MEMCPY3D_v2, CUarray, CUcontext,
    CUmemorytype, CudaError, CudaResult, check,
};
use wire::{Handle, Header, request};

use super::copy::sides;
use crate::{arrivals::Place, session::Session};

/// One end, as a frame describes it.
struct End {
    address: u64,
    pitch: u64,
    /// From slice to slice.
    rows: u64,
    is_array: bool,
    array: Handle,
    /// Where in an array the box begins: bytes, rows, slices.
    at: [u64; 3],
    on_device: bool,
}

impl End {
    /// Bytes from the first to behind the last in memory. Strides that the driver would take for others, or that make rows overlap,
    /// have none: it reads a pitch of 0 as a row's width, and 0 rows as the box's height.
    fn span(&self, width: u64, height: u64, depth: u64) -> Option<u64> {
        if (height > 1 || depth > 1) && self.pitch < width || depth > 1 && self.rows < height {
            return None;
        }
        let rows = self.rows.checked_mul(depth.checked_sub(1)?)?.checked_add(height.checked_sub(1)?)?;
        self.pitch.checked_mul(rows)?.checked_add(width)
    }

    /// What the driver is told of it: the kind of memory, and the array.
    fn checked(&self, session: &Session, span: Option<u64>) -> CudaResult<(CUmemorytype, CUarray)> {
        if self.is_array {
            // The host has no arrays.
            let array = session.handles.get::<CUarray>(self.array)?;
            return if self.on_device {
                Ok((CU_MEMORYTYPE_ARRAY, array))
            } else {
                Err(CudaError::INVALID_VALUE)
            };
        }
        session.check_address(self.address, span.ok_or(CudaError::INVALID_VALUE)?, self.on_device)?;
        let kind = if self.on_device { CU_MEMORYTYPE_DEVICE } else { CU_MEMORYTYPE_HOST };
        Ok((kind, CUarray::NULL))
    }

    /// Where the box begins. In memory that is the address, beyond which nothing was checked.
    fn start(&self) -> [usize; 3] {
        if self.is_array { self.at.map(|at| at as usize) } else { [0; 3] }
    }

    /// Where the data lies in the window: the guest sees to it that its slices follow each other.
    fn place(&self, width: u64, span: Option<u64>) -> Place {
        let len = span.unwrap_or_default();
        Place { address: self.address, len, rows: Some((width, self.pitch)), is_pinned: false }
    }
}

/// A box, and its two ends.
struct Whole {
    dst: End,
    src: End,
    width: u64,
    height: u64,
    depth: u64,
}

impl Whole {
    fn span(&self, end: &End) -> Option<u64> {
        end.span(self.width, self.height, self.depth)
    }

    fn bytes(&self) -> u64 {
        self.width.saturating_mul(self.height).saturating_mul(self.depth)
    }

    /// What the driver is told, if memory on either end is the session's own from the first to the last byte of the box, and arrays
    /// come from its table.
    fn checked(&self, session: &Session) -> CudaResult<CUDA_MEMCPY3D_v2> {
        let Self { dst, src, .. } = self;
        let (dst_kind, dst_array) = dst.checked(session, self.span(dst))?;
        let (src_kind, src_array) = src.checked(session, self.span(src))?;
        let ([dst_x, dst_y, dst_z], [src_x, src_y, src_z]) = (dst.start(), src.start());
        Ok(CUDA_MEMCPY3D_v2 {
            srcXInBytes: src_x,
            srcY: src_y,
            srcZ: src_z,
            srcLOD: 0,
            srcMemoryType: src_kind,
            srcHost: src.address as *const _,
            srcDevice: src.address,
            srcArray: src_array,
            reserved0: core::ptr::null_mut(),
            srcPitch: src.pitch as usize,
            srcHeight: src.rows as usize,
            dstXInBytes: dst_x,
            dstY: dst_y,
            dstZ: dst_z,
            dstLOD: 0,
            dstMemoryType: dst_kind,
            dstHost: dst.address as *mut _,
            dstDevice: dst.address,
            dstArray: dst_array,
            reserved1: core::ptr::null_mut(),
            dstPitch: dst.pitch as usize,
            dstHeight: dst.rows as usize,
            WidthInBytes: self.width as usize,
            Height: self.height as usize,
            Depth: self.depth as usize,
        })
    }
}

/// The box of a frame: both kinds of frames have the same fields for it.
macro_rules! whole {
    ($q:ident, $dst_on_device:expr, $src_on_device:expr) => {
        Whole {
            dst: End {
                address: $q.dst,
                pitch: $q.dst_pitch,
                rows: $q.dst_rows,
                is_array: $q.dst_is_array,
                array: $q.dst_array,
                at: [$q.dst_x, $q.dst_y, $q.dst_z],
                on_device: $dst_on_device,
            },
            src: End {
                address: $q.src,
                pitch: $q.src_pitch,
                rows: $q.src_rows,
                is_array: $q.src_is_array,
                array: $q.src_array,
                at: [$q.src_x, $q.src_y, $q.src_z],
                on_device: $src_on_device,
            },
            width: $q.width,
            height: $q.height,
            depth: $q.depth,
        }
    };
}

pub fn vgpuCopyArray(session: &mut Session, header: &Header, q: request::vgpuCopyArray) -> CudaResult {
    let (dst_on_device, src_on_device) = sides(q.kind)?;
    let whole = whole!(q, dst_on_device, src_on_device);
    let place = |end: &End| end.place(q.width, whole.span(end));
    session.note_payload(q.kind, place(&whole.dst), place(&whole.src));
    session.fenced(header, q.stream, q.fence, q.value, |session, stream| {
        let copy = whole.checked(session)?;
        // SAFETY: both ends were checked.
        check(unsafe { (session.driver.cuMemcpy3DAsync_v2)(&copy, stream) })
    })?;
    session.executed.copy(dst_on_device, src_on_device, whole.bytes());
    Ok(())
}

pub fn vgpuCopyPeer(session: &mut Session, header: &Header, q: request::vgpuCopyPeer) -> CudaResult {
    let whole = whole!(q, true, true);
    let copy = whole.checked(session)?;
    let dst = session.handles.get::<CUcontext>(q.dst_context)?;
    let src = session.handles.get::<CUcontext>(q.src_context)?;
    let copy = copy.between(src, dst);
    let is_row = !q.dst_is_array && !q.src_is_array && q.height == 1 && q.depth == 1;
    // The synchronous forms know the legacy stream only.
    let is_legacy = q.is_sync && !header.is_per_thread();
    let stream = session.stream(header, q.stream)?;
    let (driver, len) = (&session.driver, q.width as usize);
    // SAFETY: both ends were checked; contexts and the stream come from the session's tables.
    check(unsafe {
        match (is_row, is_legacy) {
            (true, true) => (driver.cuMemcpyPeer)(q.dst, dst, q.src, src, len),
            (true, false) => (driver.cuMemcpyPeerAsync)(q.dst, dst, q.src, src, len, stream),
            (false, true) => (driver.cuMemcpy3DPeer)(&copy),
            (false, false) => (driver.cuMemcpy3DPeerAsync)(&copy, stream),
        }
    })?;
    session.executed.copy(true, true, whole.bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_of_memory_ends_with_its_last_row() {
        let end = End {
            address: 0x1000,
            pitch: 64,
            rows: 8,
            is_array: false,
            array: Handle::NULL,
            at: [1, 2, 3],
            on_device: true,
        };
        assert_eq!(end.span(10, 4, 3), Some((2 * 8 + 3) * 64 + 10));
        assert_eq!(end.span(10, 0, 3), None);
        assert_eq!(end.span(10, 4, u64::MAX), None);
        assert_eq!(end.span(u64::MAX, 2, 1), None);
        assert_eq!(end.start(), [0; 3]);
        assert_eq!(End { is_array: true, ..end }.start(), [1, 2, 3]);
    }

    #[test]
    fn strides_that_the_driver_reads_otherwise_are_refused() {
        let end = |pitch, rows| End {
            address: 0x1000,
            pitch,
            rows,
            is_array: false,
            array: Handle::NULL,
            at: [1, 2, 3],
            on_device: false,
        };
        assert_eq!(end(0, 8).span(64, 2, 1), None);
        assert_eq!(end(63, 8).span(64, 1, 2), None);
        assert_eq!(end(64, 0).span(64, 4, 2), None);
        assert_eq!(end(64, 3).span(64, 4, 2), None);
        // One row has neither.
        assert_eq!(end(0, 0).span(64, 1, 1), Some(64));
        assert_eq!(end(64, 0).span(64, 4, 1), Some(4 * 64));
    }
}
