//! Copies, memsets and fences. Every address is checked: device addresses against the session's memory,
//! host addresses against its window.

use std::time::Instant;

use link::window::WindowSlice;
use table::{
    CU_MEMORYTYPE_DEVICE, CU_MEMORYTYPE_HOST, CUDA_MEMCPY2D_v2, CUarray, CUcontext, CUstream, CudaError,
    CudaResult, check,
};
use wire::{Handle, Header, request};

use crate::{
    arrivals::{Place, Staged},
    session::Session,
};

/// `vgpuCopy`'s kinds; the guest's `api::copy::kind`.
mod kind {
    pub const STAGED_TO_DEVICE: u32 = 1;
    pub const DEVICE_TO_STAGING: u32 = 2;
    pub const DEVICE_TO_DEVICE: u32 = 3;
    pub const PINNED_TO_DEVICE: u32 = 4;
    pub const DEVICE_TO_PINNED: u32 = 5;
}

/// Where the two ends of a kind of copy are: (destination on the device, source on the device).
pub(super) fn sides(kind: u32) -> CudaResult<(bool, bool)> {
    match kind {
        kind::STAGED_TO_DEVICE | kind::PINNED_TO_DEVICE => Ok((true, false)),
        kind::DEVICE_TO_STAGING | kind::DEVICE_TO_PINNED => Ok((false, true)),
        kind::DEVICE_TO_DEVICE => Ok((true, true)),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

impl Session {
    /// Checks that `len` bytes at `address` are the session's: on the device, or in the window.
    ///
    /// # Errors
    /// `INVALID_VALUE`.
    pub fn check_address(&self, address: u64, len: u64, on_device: bool) -> CudaResult {
        let owned =
            if on_device { self.regions.contains(address, len) } else { self.window.contains(address, len) };
        if owned { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
    }

    /// Checks that the device reaches `len` bytes at `address` of this session, wherever they are.
    ///
    /// # Errors
    /// `INVALID_VALUE`.
    pub fn check_reachable(&self, address: u64, len: u64) -> CudaResult {
        if self.regions.contains(address, len) || self.window.contains(address, len) {
            Ok(())
        } else {
            Err(CudaError::INVALID_VALUE)
        }
    }

    /// Has the device write `value` to the word at `fence` after everything before in `stream`. Where that
    /// fails, as in a context that is lost, the word is written here: the guest must not wait for ever.
    ///
    /// Where the guest awaits bytes that are to be hashed, that is done before the word is written.
    fn fence(&mut self, header: &Header, stream: CudaResult<CUstream>, fence: u64, value: u32) -> CudaResult {
        if fence == 0 {
            return Ok(());
        }
        let slice = self.window.lookup(fence, 4).filter(|_| fence.is_multiple_of(4));
        let slice = slice.ok_or(CudaError::INVALID_VALUE)?;
        self.newest_fence = Some((slice.clone(), value, Instant::now()));
        let arrival = self.arrival.take();
        let is_watched = arrival.is_some() || self.payload.arrivals().has_unfenced();
        let written = stream.and_then(|stream| {
            if is_watched {
                return self.watch(header, stream, arrival.clone(), Some((slice.clone(), value)));
            }
            // SAFETY: the word lies in the window, which is registered with the device.
            check(unsafe { (self.driver.cuStreamWriteValue32_v2)(stream, fence, value, 0) })
        });
        if let Err(error) = written {
            // The error must be known before the word that ends the guest's wait.
            if !header.wants_reply() && !self.raised {
                self.raise(error);
                self.raised = true;
            }
            // The guest will take the bytes as they are.
            if let Some(staged) = arrival {
                self.payload.arrived(&staged);
            }
            if !slice.write(0, &value.to_le_bytes()) {
                return Err(CudaError::INVALID_VALUE);
            }
        }
        written
    }

    /// [`Payload::watch`](crate::payload::Payload::watch) for what `stream` of the frame's context holds now.
    fn watch(
        &mut self,
        header: &Header,
        stream: CUstream,
        staged: Option<Staged>,
        fence: Option<(WindowSlice, u32)>,
    ) -> CudaResult {
        let context = self.handles.get::<CUcontext>(Handle(header.context))?;
        self.payload.watch(&self.driver, (context, stream), staged, fence)
    }

    /// A copy of this kind has been asked for, from `src` to `dst`.
    pub(super) fn note_payload(&mut self, kind: u32, dst: Place, src: Place) {
        match kind {
            kind::STAGED_TO_DEVICE | kind::PINNED_TO_DEVICE => {
                let is_pinned = kind == kind::PINNED_TO_DEVICE;
                if is_pinned && self.capture.is_open() {
                    self.payload.in_graph(src);
                }
                self.payload.to_device(&self.window, Place { is_pinned, ..src });
            }
            kind::DEVICE_TO_STAGING | kind::DEVICE_TO_PINNED => {
                let is_pinned = kind == kind::DEVICE_TO_PINNED;
                self.arrival = self.payload.to_host(&self.window, Place { is_pinned, ..dst });
            }
            _ => {}
        }
    }

    /// Has the bytes hashed that a copy without a fence will leave, if a recording wants that. A copy into a graph leaves none
    /// now.
    fn watch_unfenced(&mut self, header: &Header, stream: CudaResult<CUstream>) {
        let (Some(staged), Ok(stream)) = (self.arrival.take(), stream) else { return };
        if !self.is_being_captured(stream)
            && let Err(error) = self.watch(header, stream, Some(staged), None)
        {
            tracing::warn!(?error, "the recording lacks a hash of what a copy has left");
        }
    }

    /// Runs `enqueue`, then the fence, which is written in any case.
    pub(super) fn fenced(
        &mut self,
        header: &Header,
        stream: Handle,
        fence: u64,
        value: u32,
        enqueue: impl FnOnce(&mut Self, CUstream) -> CudaResult,
    ) -> CudaResult {
        let header = &if fence == 0 { *header } else { self.enter_owner(header, stream) };
        let stream = self.stream(header, stream);
        let result = stream.and_then(|stream| enqueue(self, stream));
        if let Err(error) = result
            && fence != 0
            && !header.wants_reply()
        {
            // The error must be known before the word that ends the guest's wait.
            self.raise(error);
            self.raised = true;
        }
        if fence == 0 {
            self.watch_unfenced(header, stream.and_then(|stream| result.map(|()| stream)));
            return result;
        }
        let fenced =
            self.fence(header, if result.is_ok() { stream } else { Err(CudaError::UNKNOWN) }, fence, value);
        self.arrival = None;
        result.and(fenced)
    }
}

pub fn vgpuCopy(session: &mut Session, header: &Header, q: request::vgpuCopy) -> CudaResult {
    let place = |address| Place { address, len: q.len, rows: None, is_pinned: false };
    session.note_payload(q.kind, place(q.dst), place(q.src));
    session.fenced(header, q.stream, q.fence, q.value, |session, stream| {
        let (dst_on_device, src_on_device) = sides(q.kind)?;
        session.check_address(q.dst, q.len, dst_on_device)?;
        session.check_address(q.src, q.len, src_on_device)?;
        let len = q.len as usize;
        // SAFETY: both ranges were found to be the session's own.
        let status = unsafe {
            match (dst_on_device, src_on_device) {
                (true, true) => (session.driver.cuMemcpyDtoDAsync_v2)(q.dst, q.src, len, stream),
                (true, false) => (session.driver.cuMemcpyHtoDAsync_v2)(q.dst, q.src as *const _, len, stream),
                _ => (session.driver.cuMemcpyDtoHAsync_v2)(q.dst as *mut _, q.src, len, stream),
            }
        };
        check(status)
    })?;
    // A copy whose fence has failed is one that failed, as its frame is.
    let (dst_on_device, src_on_device) = sides(q.kind)?;
    session.executed.copy(dst_on_device, src_on_device, q.len);
    Ok(())
}

pub fn vgpuCopy2D(session: &mut Session, header: &Header, q: request::vgpuCopy2D) -> CudaResult {
    let whole = |pitch: u64| pitch.saturating_mul(q.height.saturating_sub(1)).saturating_add(q.width);
    let place =
        |address, pitch| Place { address, len: whole(pitch), rows: Some((q.width, pitch)), is_pinned: false };
    session.note_payload(q.kind, place(q.dst, q.dst_pitch), place(q.src, q.src_pitch));
    session.fenced(header, q.stream, q.fence, q.value, |session, stream| {
        let (dst_on_device, src_on_device) = sides(q.kind)?;
        let extent = |pitch: u64| {
            // The driver reads a pitch of 0 as the width.
            if q.height > 1 && pitch < q.width {
                return Err(CudaError::INVALID_VALUE);
            }
            pitch
                .checked_mul(q.height.saturating_sub(1))
                .and_then(|rows| rows.checked_add(q.width))
                .ok_or(CudaError::INVALID_VALUE)
        };
        session.check_address(q.dst, extent(q.dst_pitch)?, dst_on_device)?;
        session.check_address(q.src, extent(q.src_pitch)?, src_on_device)?;
        let side = |on_device| if on_device { CU_MEMORYTYPE_DEVICE } else { CU_MEMORYTYPE_HOST };
        let copy = CUDA_MEMCPY2D_v2 {
            srcXInBytes: 0,
            srcY: 0,
            srcMemoryType: side(src_on_device),
            srcHost: q.src as *const _,
            srcDevice: q.src,
            srcArray: CUarray::NULL,
            srcPitch: q.src_pitch as usize,
            dstXInBytes: 0,
            dstY: 0,
            dstMemoryType: side(dst_on_device),
            dstHost: q.dst as *mut _,
            dstDevice: q.dst,
            dstArray: CUarray::NULL,
            dstPitch: q.dst_pitch as usize,
            WidthInBytes: q.width as usize,
            Height: q.height as usize,
        };
        // SAFETY: both rectangles were found to be the session's own.
        check(unsafe { (session.driver.cuMemcpy2DAsync_v2)(&copy, stream) })
    })?;
    let (dst_on_device, src_on_device) = sides(q.kind)?;
    session.executed.copy(dst_on_device, src_on_device, q.width.saturating_mul(q.height));
    Ok(())
}

pub fn vgpuCopyInline(session: &mut Session, header: &Header, q: request::vgpuCopyInline<'_>) -> CudaResult {
    session.payload.inline(q.data.0);
    let stream = session.stream(header, q.stream)?;
    // `len` is what the program asked for: the guest does not send data for a copy that must fail.
    session.check_address(q.dst, q.len, true)?;
    if q.data.0.len() as u64 != q.len {
        return Err(CudaError::INVALID_VALUE);
    }
    // A graph would read this frame's memory at every launch.
    if session.is_being_captured(stream) {
        return Err(CudaError::STREAM_CAPTURE_UNSUPPORTED);
    }
    // SAFETY: the destination is the session's own; the source is this frame's private copy, which is
    // pageable memory of at most 64 KiB: the driver takes it into its own buffer before it returns.
    check(unsafe {
        (session.driver.cuMemcpyHtoDAsync_v2)(q.dst, q.data.0.as_ptr().cast(), q.data.0.len(), stream)
    })?;
    session.executed.copy(true, false, q.len);
    Ok(())
}

pub fn vgpuFence(session: &mut Session, header: &Header, q: request::vgpuFence) -> CudaResult {
    session.settle_frees(header);
    let header = &session.enter_owner(header, q.stream);
    let stream = session.stream(header, q.stream);
    let stream = stream.and_then(|stream| session.outside_capture(header, stream));
    session.fence(header, stream, q.fence, q.value)
}

macro_rules! memsets {
    ($($name:ident, $two:ident, $ty:ty;)*) => {$(
        pub fn $name(session: &mut Session, header: &Header, q: request::$name) -> CudaResult {
            let stream = session.stream(header, q.stream)?;
            let value = <$ty>::try_from(q.value).map_err(|_| CudaError::INVALID_VALUE)?;
            let len = q.count.checked_mul(size_of::<$ty>() as u64).ok_or(CudaError::INVALID_VALUE)?;
            if q.count > 0 {
                session.check_reachable(q.dst, len)?;
            }
            // SAFETY: the range was found to be the session's own.
            check(unsafe { (session.driver.$name)(q.dst, value, q.count as usize, stream) })?;
            session.executed.memset();
            Ok(())
        }

        pub fn $two(session: &mut Session, header: &Header, q: request::$two) -> CudaResult {
            let stream = session.stream(header, q.stream)?;
            let value = <$ty>::try_from(q.value).map_err(|_| CudaError::INVALID_VALUE)?;
            let extent = q
                .width
                .checked_mul(size_of::<$ty>() as u64)
                .and_then(|row| q.pitch.checked_mul(q.height.saturating_sub(1))?.checked_add(row))
                .ok_or(CudaError::INVALID_VALUE)?;
            if q.width > 0 && q.height > 0 {
                session.check_reachable(q.dst, extent)?;
            }
            // SAFETY: the rectangle was found to be the session's own.
            check(unsafe {
                (session.driver.$two)(
                    q.dst, q.pitch as usize, value, q.width as usize, q.height as usize, stream,
                )
            })?;
            session.executed.memset();
            Ok(())
        }
    )*};
}

memsets! {
    cuMemsetD8Async, cuMemsetD2D8Async, u8;
    cuMemsetD16Async, cuMemsetD2D16Async, u16;
    cuMemsetD32Async, cuMemsetD2D32Async, u32;
}
