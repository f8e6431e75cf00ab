//! Texture and surface references. Those of a module go with it, those that a program has made with their context.

use table::{
    CUarray, CUmipmappedArray, CUmodule, CUsurfref, CUtexref, CudaError, CudaResult, HandleKind, check,
};
use wire::{Handle, Header, reply, request};

use super::{
    array,
    module::{self, Owned},
};
use crate::{handles::Handles, session::Session};

/// Components of a colour.
const COMPONENTS: usize = 4;

/// Removes a reference's handle.
pub(super) fn remove(handles: &mut Handles, reference: Handle) {
    if reference.is(HandleKind::TextureReference) {
        handles.remove::<CUtexref>(reference);
    } else {
        handles.remove::<CUsurfref>(reference);
    }
}

/// Notes that a reference goes with a module, or with the frame's context if `module` is null.
fn note(session: &mut Session, header: &Header, module: Handle, reference: Handle) {
    let (owner, context) = module::owner_in(session, header, module);
    session.modules.references.insert(reference.0, Owned { owner, context });
}

pub fn cuModuleGetTexRef(
    session: &mut Session,
    header: &Header,
    q: request::cuModuleGetTexRef<'_>,
) -> CudaResult<reply::cuModuleGetTexRef> {
    let module = session.handles.get::<CUmodule>(q.module)?;
    let name = session.c_string(q.name)?;
    let mut reference = CUtexref::NULL;
    // SAFETY: a module of this session, a string and a local of ours.
    check(unsafe { (session.driver.cuModuleGetTexRef)(&mut reference, module, name.as_ptr()) })?;
    let reference = session.handles.known(reference)?;
    note(session, header, q.module, reference);
    Ok(reply::cuModuleGetTexRef { reference })
}

pub fn cuModuleGetSurfRef(
    session: &mut Session,
    header: &Header,
    q: request::cuModuleGetSurfRef<'_>,
) -> CudaResult<reply::cuModuleGetSurfRef> {
    let module = session.handles.get::<CUmodule>(q.module)?;
    let name = session.c_string(q.name)?;
    let mut reference = CUsurfref::NULL;
    // SAFETY: a module of this session, a string and a local of ours.
    check(unsafe { (session.driver.cuModuleGetSurfRef)(&mut reference, module, name.as_ptr()) })?;
    let reference = session.handles.known(reference)?;
    note(session, header, q.module, reference);
    Ok(reply::cuModuleGetSurfRef { reference })
}

pub fn cuTexRefCreate(session: &mut Session, header: &Header, q: request::cuTexRefCreate) -> CudaResult {
    session.handles.check_new::<CUtexref>(q.reference)?;
    let mut reference = CUtexref::NULL;
    // SAFETY: the pointer is to a local.
    check(unsafe { (session.driver.cuTexRefCreate)(&mut reference) })?;
    session.handles.insert(q.reference, reference)?;
    note(session, header, Handle::NULL, q.reference);
    Ok(())
}

pub fn cuTexRefDestroy(session: &mut Session, _: &Header, q: request::cuTexRefDestroy) -> CudaResult {
    let reference = session.handles.get::<CUtexref>(q.reference)?;
    if reference.is_null() {
        return Err(CudaError::INVALID_HANDLE);
    }
    // A module's goes with the module; whether the driver looks is not known.
    if session.modules.references.get(&q.reference.0).is_none_or(|of| of.owner != 0) {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: a reference of this session that no module owns.
    check(unsafe { (session.driver.cuTexRefDestroy)(reference) })?;
    session.modules.references.remove(&q.reference.0);
    session.handles.remove::<CUtexref>(q.reference);
    Ok(())
}

pub fn cuTexRefSetAddress_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuTexRefSetAddress_v2,
) -> CudaResult<reply::cuTexRefSetAddress_v2> {
    let reference = session.handles.get::<CUtexref>(q.reference)?;
    // Address 0 unbinds.
    if q.address != 0 {
        session.check_reachable(q.address, q.bytes)?;
    }
    let mut offset = 0;
    // SAFETY: a reference and memory of this session; the pointer is to a local.
    check(unsafe {
        (session.driver.cuTexRefSetAddress_v2)(&mut offset, reference, q.address, q.bytes as usize)
    })?;
    Ok(reply::cuTexRefSetAddress_v2 { offset: offset as u64 })
}

macro_rules! two_dimensional {
    ($($name:ident)*) => {$(
        pub fn $name(session: &mut Session, _: &Header, q: request::$name) -> CudaResult {
            let reference = session.handles.get::<CUtexref>(q.reference)?;
            let rows = (q.descriptor.0.Height as u64).saturating_sub(1);
            let len = q.pitch.checked_mul(rows).and_then(|rows| rows.checked_add(1));
            session.check_reachable(q.address, len.ok_or(CudaError::INVALID_VALUE)?)?;
            // SAFETY: a reference and memory of this session; the descriptor is this frame's private copy.
            check(unsafe {
                (session.driver.$name)(reference, &q.descriptor.0, q.address, q.pitch as usize)
            })
        }
    )*};
}

two_dimensional! { cuTexRefSetAddress2D_v2 cuTexRefSetAddress2D_v3 }

pub fn cuTexRefSetBorderColor(
    session: &mut Session,
    _: &Header,
    q: request::cuTexRefSetBorderColor,
) -> CudaResult {
    let reference = session.handles.get::<CUtexref>(q.reference)?;
    let mut color = <[f32; COMPONENTS]>::try_from(q.color).map_err(|_| CudaError::INVALID_VALUE)?;
    // SAFETY: a reference of this session; the pointer is to a colour.
    check(unsafe { (session.driver.cuTexRefSetBorderColor)(reference, color.as_mut_ptr()) })
}

pub fn cuTexRefGetBorderColor(
    session: &mut Session,
    _: &Header,
    q: request::cuTexRefGetBorderColor,
) -> CudaResult<reply::cuTexRefGetBorderColor> {
    let reference = session.handles.get::<CUtexref>(q.reference)?;
    let mut color = [0.0; COMPONENTS];
    // SAFETY: a reference of this session; the pointer is to room for a colour.
    check(unsafe { (session.driver.cuTexRefGetBorderColor)(color.as_mut_ptr(), reference) })?;
    Ok(reply::cuTexRefGetBorderColor { color: color.to_vec() })
}

pub fn cuTexRefGetArray(
    session: &mut Session,
    _: &Header,
    q: request::cuTexRefGetArray,
) -> CudaResult<reply::cuTexRefGetArray> {
    let reference = session.handles.get::<CUtexref>(q.reference)?;
    let mut array = CUarray::NULL;
    // SAFETY: a reference of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuTexRefGetArray)(&mut array, reference) })?;
    Ok(reply::cuTexRefGetArray { array: array::name(session, array)? })
}

pub fn cuTexRefGetMipmappedArray(
    session: &mut Session,
    _: &Header,
    q: request::cuTexRefGetMipmappedArray,
) -> CudaResult<reply::cuTexRefGetMipmappedArray> {
    let reference = session.handles.get::<CUtexref>(q.reference)?;
    let mut mipmap = CUmipmappedArray::NULL;
    // SAFETY: a reference of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuTexRefGetMipmappedArray)(&mut mipmap, reference) })?;
    Ok(reply::cuTexRefGetMipmappedArray { mipmap: array::name(session, mipmap)? })
}

pub fn cuSurfRefGetArray(
    session: &mut Session,
    _: &Header,
    q: request::cuSurfRefGetArray,
) -> CudaResult<reply::cuSurfRefGetArray> {
    let reference = session.handles.get::<CUsurfref>(q.reference)?;
    let mut array = CUarray::NULL;
    // SAFETY: a reference of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuSurfRefGetArray)(&mut array, reference) })?;
    Ok(reply::cuSurfRefGetArray { array: array::name(session, array)? })
}
