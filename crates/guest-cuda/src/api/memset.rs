//! Memsets. The synchronous forms are asynchronous with respect to the host too, as CUDA's are for device
//! memory; for pinned memory they wait.

use core::ffi::{c_uint, c_ushort};

use table::{CUdeviceptr, CUstream, CudaResult, DefaultStream};
use wire::{Handle, request};

use crate::{
    allocations::Place,
    session::{self, Session},
    thread, transport, waits,
};

/// True if the guest knows that the device reaches all of the range.
fn is_sound(session: &Session, dst: u64, len: u64) -> bool {
    session.allocations.covers_device(dst, len) || session.allocations.place(dst, len) == Place::Pinned
}

/// What every memset does after its frame is sent.
fn finish(session: &Session, dst: u64, mode: DefaultStream, stream: CUstream, is_sync: bool) -> CudaResult {
    session.touch(stream);
    if is_sync && session.allocations.place(dst, 1) == Place::Pinned {
        return waits::wait_stream(mode, stream);
    }
    Ok(())
}

/// A synchronous memset of no elements: wherever it points, there is nothing to do.
fn nothing() -> CudaResult {
    let session = session::get()?;
    session.contexts.with_usable(thread::current_context(), |_| ())?;
    transport::nothing(session)
}

macro_rules! linear {
    ($($sync:ident, $async:ident, $ty:ty;)*) => {$(
        pub unsafe fn $async(
            mode: DefaultStream, dst: CUdeviceptr, value: $ty, count: usize, stream: CUstream,
        ) -> CudaResult {
            let session = session::get()?;
            thread::require_context()?;
            let len = (count as u64).saturating_mul(size_of::<$ty>() as u64);
            let sound = count > 0 && dst.is_multiple_of(size_of::<$ty>() as u64) && is_sound(session, dst, len);
            let handle = Handle(stream.0 as u64);
            let request =
                request::$async { dst, value: u32::from(value), count: count as u64, stream: handle };
            transport::submit(sound, mode, &request)?;
            finish(session, dst, mode, stream, false)
        }

        pub unsafe fn $sync(mode: DefaultStream, dst: CUdeviceptr, value: $ty, count: usize) -> CudaResult {
            if count == 0 {
                return nothing();
            }
            // SAFETY: the same contract.
            unsafe { $async(mode, dst, value, count, CUstream::NULL) }?;
            finish(session::get()?, dst, mode, CUstream::NULL, true)
        }
    )*};
}

macro_rules! two_dimensional {
    ($($sync:ident, $async:ident, $ty:ty;)*) => {$(
        pub unsafe fn $async(
            mode: DefaultStream, dst: CUdeviceptr, pitch: usize, value: $ty, width: usize, height: usize,
            stream: CUstream,
        ) -> CudaResult {
            let session = session::get()?;
            thread::require_context()?;
            let row = (width as u64).saturating_mul(size_of::<$ty>() as u64);
            let len = (pitch as u64).saturating_mul((height as u64).saturating_sub(1)).saturating_add(row);
            let sound = width > 0 && height > 0 && row <= pitch as u64
                && dst.is_multiple_of(size_of::<$ty>() as u64)
                && pitch.is_multiple_of(size_of::<$ty>())
                && is_sound(session, dst, len);
            let request = request::$async {
                dst,
                pitch: pitch as u64,
                value: u32::from(value),
                width: width as u64,
                height: height as u64,
                stream: Handle(stream.0 as u64),
            };
            transport::submit(sound, mode, &request)?;
            finish(session, dst, mode, stream, false)
        }

        pub unsafe fn $sync(
            mode: DefaultStream, dst: CUdeviceptr, pitch: usize, value: $ty, width: usize, height: usize,
        ) -> CudaResult {
            // SAFETY: the same contract.
            unsafe { $async(mode, dst, pitch, value, width, height, CUstream::NULL) }?;
            finish(session::get()?, dst, mode, CUstream::NULL, true)
        }
    )*};
}

linear! {
    cuMemsetD8_v2, cuMemsetD8Async, u8;
    cuMemsetD16_v2, cuMemsetD16Async, c_ushort;
    cuMemsetD32_v2, cuMemsetD32Async, c_uint;
}

two_dimensional! {
    cuMemsetD2D8_v2, cuMemsetD2D8Async, u8;
    cuMemsetD2D16_v2, cuMemsetD2D16Async, c_ushort;
    cuMemsetD2D32_v2, cuMemsetD2D32Async, c_uint;
}
