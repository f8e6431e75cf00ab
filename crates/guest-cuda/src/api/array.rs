//! Arrays and mipmapped arrays. The host's driver knows their shapes; the guest only names them.

use core::ffi::c_uint;

use table::{
    CUDA_ARRAY_DESCRIPTOR_v2, CUDA_ARRAY3D_DESCRIPTOR_v2, CUarray, CUmipmappedArray, CudaResult,
    DefaultStream, Handle as Object,
};
use wire::{Handle, Message, Pod, reply, request};

use crate::{
    edge::given,
    session,
    transport::{self, Reply},
};

pub(super) fn ask<'a>(request: &impl Message<'a>) -> CudaResult<Reply> {
    transport::call(DefaultStream::Legacy, request)
}

/// Writes what `ask` gives to `out`, without asking if that is null.
///
/// # Safety
/// `out` is null or valid for a write.
pub(super) unsafe fn answer<T>(out: *mut T, ask: impl FnOnce() -> CudaResult<T>) -> CudaResult {
    session::get()?;
    given(out)?;
    let answer = ask()?;
    // SAFETY: not null; the caller vouches for the rest.
    unsafe { out.write(answer) };
    Ok(())
}

/// Makes an object: `request` asks for it under the name that it is given.
///
/// # Safety
/// `out` is null or valid for a write.
pub(super) unsafe fn make<'a, H: Object, M: Message<'a>>(
    out: *mut H,
    request: impl FnOnce(Handle) -> M,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe {
        answer(out, || {
            let name = session::new_handle::<H>();
            ask(&request(name))?;
            Ok(H::from_bits(name.0))
        })
    }
}

pub unsafe fn cuArrayCreate_v2(
    pHandle: *mut CUarray,
    pAllocateArray: *const CUDA_ARRAY_DESCRIPTOR_v2,
) -> CudaResult {
    session::get()?;
    given(pAllocateArray)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let descriptor = Pod(unsafe { pAllocateArray.read() });
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe { make(pHandle, |array| request::cuArrayCreate_v2 { array, descriptor }) }
}

pub unsafe fn cuArray3DCreate_v2(
    pHandle: *mut CUarray,
    pAllocateArray: *const CUDA_ARRAY3D_DESCRIPTOR_v2,
) -> CudaResult {
    session::get()?;
    given(pAllocateArray)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let descriptor = Pod(unsafe { pAllocateArray.read() });
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe { make(pHandle, |array| request::cuArray3DCreate_v2 { array, descriptor }) }
}

pub unsafe fn cuArrayDestroy(hArray: CUarray) -> CudaResult {
    ask(&request::cuArrayDestroy { array: Handle(hArray.bits()) }).map(drop)
}

pub unsafe fn cuArrayGetPlane(pPlaneArray: *mut CUarray, hArray: CUarray, planeIdx: c_uint) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pPlaneArray, || {
            let reply = ask(&request::cuArrayGetPlane { array: Handle(hArray.bits()), plane: planeIdx })?;
            let reply: reply::cuArrayGetPlane = reply.decode()?;
            Ok(CUarray::from_bits(reply.plane.0))
        })
    }
}

pub unsafe fn cuMipmappedArrayCreate(
    pHandle: *mut CUmipmappedArray,
    pMipmappedArrayDesc: *const CUDA_ARRAY3D_DESCRIPTOR_v2,
    numMipmapLevels: c_uint,
) -> CudaResult {
    session::get()?;
    given(pMipmappedArrayDesc)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let descriptor = Pod(unsafe { pMipmappedArrayDesc.read() });
    let levels = numMipmapLevels;
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe { make(pHandle, |mipmap| request::cuMipmappedArrayCreate { mipmap, descriptor, levels }) }
}

pub unsafe fn cuMipmappedArrayGetLevel(
    pLevelArray: *mut CUarray,
    hMipmappedArray: CUmipmappedArray,
    level: c_uint,
) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pLevelArray, || {
            let reply =
                ask(&request::cuMipmappedArrayGetLevel { mipmap: Handle(hMipmappedArray.bits()), level })?;
            let reply: reply::cuMipmappedArrayGetLevel = reply.decode()?;
            Ok(CUarray::from_bits(reply.array.0))
        })
    }
}

pub unsafe fn cuMipmappedArrayDestroy(hMipmappedArray: CUmipmappedArray) -> CudaResult {
    ask(&request::cuMipmappedArrayDestroy { mipmap: Handle(hMipmappedArray.bits()) }).map(drop)
}
