//! Texture and surface objects. Their numbers cross as they are, because kernels get them as parameters; a context numbers its
//! own, so what belongs to the session is looked up by context and number.

use rustc_hash::FxHashMap;
use table::{
    CU_RESOURCE_TYPE_ARRAY, CU_RESOURCE_TYPE_LINEAR, CU_RESOURCE_TYPE_MIPMAPPED_ARRAY,
    CU_RESOURCE_TYPE_PITCH2D, CUDA_RESOURCE_DESC, CUarray, CUmipmappedArray, CudaError, CudaResult,
    Handle as Object, check,
};
use wire::{Handle, Header, Pod, reply, request};
use zerocopy::FromZeros as _;

use crate::session::Session;

/// Guest handle of the array that an object reads (0 if it reads memory), by the context's guest handle and the object.
type Objects = FxHashMap<(u64, u64), u64>;

/// The session's objects.
#[derive(Debug, Default)]
pub struct TextureState {
    textures: Objects,
    surfaces: Objects,
}

/// Forgets what went with a context that is gone.
pub fn forget_context(session: &mut Session, context: u64) {
    session.textures.textures.retain(|&(of, _), _| of != context);
    session.textures.surfaces.retain(|&(of, _), _| of != context);
}

/// How many words of the union describe memory: address, format and channels, then the size, or width, height and pitch.
const MEMORY_WORDS: usize = 5;

/// The guest's description of a resource with the driver's handle in it, and the guest's.
fn resolve(session: &Session, guest: &CUDA_RESOURCE_DESC) -> CudaResult<(CUDA_RESOURCE_DESC, u64)> {
    let mut resource = CUDA_RESOURCE_DESC::new_zeroed();
    (resource.resType, resource.flags) = (guest.resType, guest.flags);
    let name = Handle(guest.res[0]);
    match guest.resType {
        CU_RESOURCE_TYPE_ARRAY => resource.res[0] = session.handles.get::<CUarray>(name)?.bits(),
        CU_RESOURCE_TYPE_MIPMAPPED_ARRAY => {
            resource.res[0] = session.handles.get::<CUmipmappedArray>(name)?.bits();
        }
        CU_RESOURCE_TYPE_LINEAR | CU_RESOURCE_TYPE_PITCH2D => {
            // Programs say more than there is, and the driver lets them: kernels reach all of the session's memory anyway.
            session.check_reachable(guest.res[0], 1)?;
            resource.res[..MEMORY_WORDS].copy_from_slice(&guest.res[..MEMORY_WORDS]);
            return Ok((resource, 0));
        }
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok((resource, name.0))
}

/// The driver's description of an object's resource with the guest's handle in it.
fn named(mut resource: CUDA_RESOURCE_DESC, array: u64) -> Pod<CUDA_RESOURCE_DESC> {
    if !matches!(resource.resType, CU_RESOURCE_TYPE_LINEAR | CU_RESOURCE_TYPE_PITCH2D) {
        resource.res.fill(0);
        resource.res[0] = array;
    }
    Pod(resource)
}

/// The guest handle of the array that an object of this session reads.
fn array_of(objects: &Objects, context: u64, object: u64) -> CudaResult<u64> {
    objects.get(&(context, object)).copied().ok_or(CudaError::INVALID_VALUE)
}

pub fn cuTexObjectCreate(
    session: &mut Session,
    header: &Header,
    q: request::cuTexObjectCreate,
) -> CudaResult<reply::cuTexObjectCreate> {
    let (resource, array) = resolve(session, &q.resource.0)?;
    let texture = q.texture.as_ref().map_or(core::ptr::null(), |pod| &raw const pod.0);
    let view = q.view.as_ref().map_or(core::ptr::null(), |pod| &raw const pod.0);
    let mut object = 0;
    // SAFETY: the pointers are to locals and to this frame's private copy, or null; what the resource names is the session's.
    check(unsafe { (session.driver.cuTexObjectCreate)(&mut object, &resource, texture, view) })?;
    let context = session.owner(header);
    session.textures.textures.insert((context, object), array);
    Ok(reply::cuTexObjectCreate { object })
}

pub fn cuTexObjectDestroy(
    session: &mut Session,
    header: &Header,
    q: request::cuTexObjectDestroy,
) -> CudaResult {
    // The driver has nothing against a number that is no object, which might be another context's here.
    if array_of(&session.textures.textures, session.owner(header), q.object).is_err() {
        return Ok(());
    }
    // SAFETY: an object of this session.
    check(unsafe { (session.driver.cuTexObjectDestroy)(q.object) })?;
    let context = session.owner(header);
    session.textures.textures.remove(&(context, q.object));
    Ok(())
}

pub fn cuTexObjectGetResourceDesc(
    session: &mut Session,
    header: &Header,
    q: request::cuTexObjectGetResourceDesc,
) -> CudaResult<reply::cuTexObjectGetResourceDesc> {
    let array = array_of(&session.textures.textures, session.owner(header), q.object)?;
    let mut resource = CUDA_RESOURCE_DESC::new_zeroed();
    // SAFETY: an object of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuTexObjectGetResourceDesc)(&mut resource, q.object) })?;
    Ok(reply::cuTexObjectGetResourceDesc { resource: named(resource, array) })
}

pub fn cuTexObjectGetTextureDesc(
    session: &mut Session,
    header: &Header,
    q: request::cuTexObjectGetTextureDesc,
) -> CudaResult<reply::cuTexObjectGetTextureDesc> {
    array_of(&session.textures.textures, session.owner(header), q.object)?;
    let mut texture = table::CUDA_TEXTURE_DESC::new_zeroed();
    // SAFETY: an object of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuTexObjectGetTextureDesc)(&mut texture, q.object) })?;
    Ok(reply::cuTexObjectGetTextureDesc { texture: Pod(texture) })
}

pub fn cuTexObjectGetResourceViewDesc(
    session: &mut Session,
    header: &Header,
    q: request::cuTexObjectGetResourceViewDesc,
) -> CudaResult<reply::cuTexObjectGetResourceViewDesc> {
    array_of(&session.textures.textures, session.owner(header), q.object)?;
    let mut view = table::CUDA_RESOURCE_VIEW_DESC::new_zeroed();
    // SAFETY: an object of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuTexObjectGetResourceViewDesc)(&mut view, q.object) })?;
    Ok(reply::cuTexObjectGetResourceViewDesc { view: Pod(view) })
}

pub fn cuSurfObjectCreate(
    session: &mut Session,
    header: &Header,
    q: request::cuSurfObjectCreate,
) -> CudaResult<reply::cuSurfObjectCreate> {
    let (resource, array) = resolve(session, &q.resource.0)?;
    let mut object = 0;
    // SAFETY: the pointers are to locals; what the resource names is the session's.
    check(unsafe { (session.driver.cuSurfObjectCreate)(&mut object, &resource) })?;
    let context = session.owner(header);
    session.textures.surfaces.insert((context, object), array);
    Ok(reply::cuSurfObjectCreate { object })
}

pub fn cuSurfObjectDestroy(
    session: &mut Session,
    header: &Header,
    q: request::cuSurfObjectDestroy,
) -> CudaResult {
    // The driver has nothing against a number that is no object, which might be another context's here.
    if array_of(&session.textures.surfaces, session.owner(header), q.object).is_err() {
        return Ok(());
    }
    // SAFETY: an object of this session.
    check(unsafe { (session.driver.cuSurfObjectDestroy)(q.object) })?;
    let context = session.owner(header);
    session.textures.surfaces.remove(&(context, q.object));
    Ok(())
}

pub fn cuSurfObjectGetResourceDesc(
    session: &mut Session,
    header: &Header,
    q: request::cuSurfObjectGetResourceDesc,
) -> CudaResult<reply::cuSurfObjectGetResourceDesc> {
    let array = array_of(&session.textures.surfaces, session.owner(header), q.object)?;
    let mut resource = CUDA_RESOURCE_DESC::new_zeroed();
    // SAFETY: an object of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuSurfObjectGetResourceDesc)(&mut resource, q.object) })?;
    Ok(reply::cuSurfObjectGetResourceDesc { resource: named(resource, array) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_names_the_guest_s_array() {
        let mut resource = CUDA_RESOURCE_DESC::new_zeroed();
        resource.resType = CU_RESOURCE_TYPE_ARRAY;
        resource.res = [0x7f00_0000_1000; 16];
        let told = named(resource, 0xe_0000_0002).0;
        assert_eq!((told.res[0], told.res[1]), (0xe_0000_0002, 0));
    }
}
