//! Copies of boxes with an array on at least one end. The driver knows how large an array is; memory on the other end is
//! checked here.

use table::{
    CU_MEMORYTYPE_ARRAY, CU_MEMORYTYPE_DEVICE, CU_MEMORYTYPE_HOST, CUDA_MEMCPY3D_PEER, CUDA_MEMCPY3D_v2,
    CUarray, CUcontext, CUmemorytype, CudaError, CudaResult, check,
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

    /// Where in an array the box begins. In memory it begins at the address, beyond which nothing was checked.
    fn start(&self, [x, y, z]: [u64; 3]) -> [usize; 3] {
        if self.is_array { [x as usize, y as usize, z as usize] } else { [0; 3] }
    }

    /// Where the data lies in the window: the guest sees to it that its slices follow each other.
    fn place(&self, width: u64, span: Option<u64>) -> Place {
        let len = span.unwrap_or_default();
        Place { address: self.address, len, rows: Some((width, self.pitch)), is_pinned: false }
    }
}

pub fn vgpuCopyArray(session: &mut Session, header: &Header, q: request::vgpuCopyArray) -> CudaResult {
    let (dst_on_device, src_on_device) = sides(q.kind)?;
    let dst = End {
        address: q.dst,
        pitch: q.dst_pitch,
        rows: q.dst_rows,
        is_array: q.dst_is_array,
        array: q.dst_array,
        on_device: dst_on_device,
    };
    let src = End {
        address: q.src,
        pitch: q.src_pitch,
        rows: q.src_rows,
        is_array: q.src_is_array,
        array: q.src_array,
        on_device: src_on_device,
    };
    let (to, from) = (dst.span(q.width, q.height, q.depth), src.span(q.width, q.height, q.depth));
    session.note_payload(q.kind, dst.place(q.width, to), src.place(q.width, from));
    session.fenced(header, q.stream, q.fence, q.value, |session, stream| {
        let (dst_kind, dst_array) = dst.checked(session, to)?;
        let (src_kind, src_array) = src.checked(session, from)?;
        let [src_x, src_y, src_z] = src.start([q.src_x, q.src_y, q.src_z]);
        let [dst_x, dst_y, dst_z] = dst.start([q.dst_x, q.dst_y, q.dst_z]);
        let copy = CUDA_MEMCPY3D_v2 {
            srcXInBytes: src_x,
            srcY: src_y,
            srcZ: src_z,
            srcLOD: 0,
            srcMemoryType: src_kind,
            srcHost: q.src as *const _,
            srcDevice: q.src,
            srcArray: src_array,
            reserved0: core::ptr::null_mut(),
            srcPitch: q.src_pitch as usize,
            srcHeight: q.src_rows as usize,
            dstXInBytes: dst_x,
            dstY: dst_y,
            dstZ: dst_z,
            dstLOD: 0,
            dstMemoryType: dst_kind,
            dstHost: q.dst as *mut _,
            dstDevice: q.dst,
            dstArray: dst_array,
            reserved1: core::ptr::null_mut(),
            dstPitch: q.dst_pitch as usize,
            dstHeight: q.dst_rows as usize,
            WidthInBytes: q.width as usize,
            Height: q.height as usize,
            Depth: q.depth as usize,
        };
        // SAFETY: memory on either end was found to be the session's own from the first to the last byte of the box, arrays
        // come from its table.
        check(unsafe { (session.driver.cuMemcpy3DAsync_v2)(&copy, stream) })
    })?;
    let bytes = q.width.saturating_mul(q.height).saturating_mul(q.depth);
    session.executed.copy(dst_on_device, src_on_device, bytes);
    Ok(())
}

pub fn vgpuCopyPeer(session: &mut Session, header: &Header, q: request::vgpuCopyPeer) -> CudaResult {
    let dst = End {
        address: q.dst,
        pitch: q.dst_pitch,
        rows: q.dst_rows,
        is_array: q.dst_is_array,
        array: q.dst_array,
        on_device: true,
    };
    let src = End {
        address: q.src,
        pitch: q.src_pitch,
        rows: q.src_rows,
        is_array: q.src_is_array,
        array: q.src_array,
        on_device: true,
    };
    let (dst_kind, dst_array) = dst.checked(session, dst.span(q.width, q.height, q.depth))?;
    let (src_kind, src_array) = src.checked(session, src.span(q.width, q.height, q.depth))?;
    let dst_context = session.handles.get::<CUcontext>(q.dst_context)?;
    let src_context = session.handles.get::<CUcontext>(q.src_context)?;
    let stream = session.stream(header, q.stream)?;
    let bytes = q.width.saturating_mul(q.height).saturating_mul(q.depth);
    // The synchronous forms know the legacy stream only.
    let is_legacy = q.is_sync && !header.is_per_thread();
    let is_row = !q.dst_is_array && !q.src_is_array && q.height == 1 && q.depth == 1;
    let [src_x, src_y, src_z] = src.start([q.src_x, q.src_y, q.src_z]);
    let [dst_x, dst_y, dst_z] = dst.start([q.dst_x, q.dst_y, q.dst_z]);
    let copy = CUDA_MEMCPY3D_PEER {
        srcXInBytes: src_x,
        srcY: src_y,
        srcZ: src_z,
        srcLOD: 0,
        srcMemoryType: src_kind,
        srcHost: core::ptr::null(),
        srcDevice: q.src,
        srcArray: src_array,
        srcContext: src_context,
        srcPitch: q.src_pitch as usize,
        srcHeight: q.src_rows as usize,
        dstXInBytes: dst_x,
        dstY: dst_y,
        dstZ: dst_z,
        dstLOD: 0,
        dstMemoryType: dst_kind,
        dstHost: core::ptr::null_mut(),
        dstDevice: q.dst,
        dstArray: dst_array,
        dstContext: dst_context,
        dstPitch: q.dst_pitch as usize,
        dstHeight: q.dst_rows as usize,
        WidthInBytes: q.width as usize,
        Height: q.height as usize,
        Depth: q.depth as usize,
    };
    let (driver, len) = (&session.driver, bytes as usize);
    // SAFETY: memory on either end was found to be the session's own from the first to the last byte, arrays, contexts and the
    // stream come from its tables.
    check(unsafe {
        match (is_row, is_legacy) {
            (true, true) => (driver.cuMemcpyPeer)(q.dst, dst_context, q.src, src_context, len),
            (true, false) => (driver.cuMemcpyPeerAsync)(q.dst, dst_context, q.src, src_context, len, stream),
            (false, true) => (driver.cuMemcpy3DPeer)(&copy),
            (false, false) => (driver.cuMemcpy3DPeerAsync)(&copy, stream),
        }
    })?;
    session.executed.copy(true, true, bytes);
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
            on_device: true,
        };
        assert_eq!(end.span(10, 4, 3), Some((2 * 8 + 3) * 64 + 10));
        assert_eq!(end.span(10, 0, 3), None);
        assert_eq!(end.span(10, 4, u64::MAX), None);
        assert_eq!(end.span(u64::MAX, 2, 1), None);
        assert_eq!(end.start([1, 2, 3]), [0; 3]);
        assert_eq!(End { is_array: true, ..end }.start([1, 2, 3]), [1, 2, 3]);
    }

    #[test]
    fn strides_that_the_driver_reads_otherwise_are_refused() {
        let end = |pitch, rows| End {
            address: 0x1000,
            pitch,
            rows,
            is_array: false,
            array: Handle::NULL,
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
