//! Texture and surface objects. Their numbers are the driver's own: kernels get them as parameters.

use table::{
    CUDA_RESOURCE_DESC, CUDA_RESOURCE_VIEW_DESC, CUDA_TEXTURE_DESC, CUsurfObject, CUtexObject, CudaResult,
};
use wire::{Pod, reply, request};

use super::array::{answer, ask};
use crate::{edge::given, session};

pub unsafe fn cuTexObjectCreate(
    pTexObject: *mut CUtexObject,
    pResDesc: *const CUDA_RESOURCE_DESC,
    pTexDesc: *const CUDA_TEXTURE_DESC,
    pResViewDesc: *const CUDA_RESOURCE_VIEW_DESC,
) -> CudaResult {
    session::get()?;
    given(pResDesc)?;
    // SAFETY: the first is not null and the others may be; CUDA's contract makes them valid for reads. A handle in the
    // first is the guest's own.
    let request = unsafe {
        request::cuTexObjectCreate {
            resource: Pod(pResDesc.read()),
            texture: pTexDesc.as_ref().copied().map(Pod),
            view: pResViewDesc.as_ref().copied().map(Pod),
        }
    };
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pTexObject, || {
            let reply = ask(&request)?;
            let reply: reply::cuTexObjectCreate = reply.decode()?;
            Ok(reply.object)
        })
    }
}

pub unsafe fn cuTexObjectDestroy(texObject: CUtexObject) -> CudaResult {
    ask(&request::cuTexObjectDestroy { object: texObject }).map(drop)
}

pub unsafe fn cuTexObjectGetResourceDesc(
    pResDesc: *mut CUDA_RESOURCE_DESC,
    texObject: CUtexObject,
) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pResDesc, || {
            let reply = ask(&request::cuTexObjectGetResourceDesc { object: texObject })?;
            let reply: reply::cuTexObjectGetResourceDesc = reply.decode()?;
            Ok(reply.resource.0)
        })
    }
}

pub unsafe fn cuTexObjectGetTextureDesc(
    pTexDesc: *mut CUDA_TEXTURE_DESC,
    texObject: CUtexObject,
) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pTexDesc, || {
            let reply = ask(&request::cuTexObjectGetTextureDesc { object: texObject })?;
            let reply: reply::cuTexObjectGetTextureDesc = reply.decode()?;
            Ok(reply.texture.0)
        })
    }
}

pub unsafe fn cuTexObjectGetResourceViewDesc(
    pResViewDesc: *mut CUDA_RESOURCE_VIEW_DESC,
    texObject: CUtexObject,
) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pResViewDesc, || {
            let reply = ask(&request::cuTexObjectGetResourceViewDesc { object: texObject })?;
            let reply: reply::cuTexObjectGetResourceViewDesc = reply.decode()?;
            Ok(reply.view.0)
        })
    }
}

pub unsafe fn cuSurfObjectCreate(
    pSurfObject: *mut CUsurfObject,
    pResDesc: *const CUDA_RESOURCE_DESC,
) -> CudaResult {
    session::get()?;
    given(pResDesc)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let resource = Pod(unsafe { pResDesc.read() });
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pSurfObject, || {
            let reply = ask(&request::cuSurfObjectCreate { resource })?;
            let reply: reply::cuSurfObjectCreate = reply.decode()?;
            Ok(reply.object)
        })
    }
}

pub unsafe fn cuSurfObjectDestroy(surfObject: CUsurfObject) -> CudaResult {
    ask(&request::cuSurfObjectDestroy { object: surfObject }).map(drop)
}

pub unsafe fn cuSurfObjectGetResourceDesc(
    pResDesc: *mut CUDA_RESOURCE_DESC,
    surfObject: CUsurfObject,
) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pResDesc, || {
            let reply = ask(&request::cuSurfObjectGetResourceDesc { object: surfObject })?;
            let reply: reply::cuSurfObjectGetResourceDesc = reply.decode()?;
            Ok(reply.resource.0)
        })
    }
}
