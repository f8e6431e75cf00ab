//! Arrays and mipmapped arrays.

use rustc_hash::FxHashMap;
use table::{CUarray, CUmipmappedArray, CudaError, CudaResult, Handle as Object, check};
use wire::{Handle, Header, reply, request};

use crate::session::Session;

/// What an array goes with.
#[derive(Debug)]
struct Owned {
    /// Guest handle of the context that it was made in.
    context: u64,
    /// Guest handle of the mipmapped array whose level it is, or of the array whose plane it is; 0 for neither.
    whole: u64,
}

/// The session's arrays and mipmapped arrays, by guest handle. When one is gone its handle must be, and the handles of its
/// levels or planes: the driver would follow a stale one.
#[derive(Debug, Default)]
pub struct ArrayState(FxHashMap<u64, Owned>);

impl ArrayState {
    /// Forgets what `is_gone` picks, and gives the handles.
    fn take(&mut self, is_gone: impl Fn(u64, &Owned) -> bool) -> Vec<Handle> {
        let gone: Vec<u64> =
            self.0.iter().filter(|(handle, of)| is_gone(**handle, of)).map(|(&handle, _)| handle).collect();
        for handle in &gone {
            self.0.remove(handle);
        }
        gone.into_iter().map(Handle).collect()
    }
}

fn forget(session: &mut Session, is_gone: impl Fn(u64, &Owned) -> bool) {
    for handle in session.arrays.take(is_gone) {
        if handle.is(CUarray::KIND) {
            session.handles.remove::<CUarray>(handle);
        } else {
            session.handles.remove::<CUmipmappedArray>(handle);
        }
    }
}

/// Forgets what went with a context that is gone.
pub fn forget_context(session: &mut Session, context: u64) {
    forget(session, |_, of| of.context == context);
}

/// Puts an array that the driver has just made under the guest's handle.
fn insert<H: Object>(session: &mut Session, header: &Header, handle: Handle, made: H) -> CudaResult {
    session.handles.insert(handle, made)?;
    let context = session.owner(header);
    session.arrays.0.insert(handle.0, Owned { context, whole: 0 });
    Ok(())
}

/// Names a part of `whole` that the driver has given.
fn part(session: &mut Session, header: &Header, whole: Handle, part: CUarray) -> CudaResult<Handle> {
    let handle = session.handles.known(part)?;
    // A part of a part goes with the whole too.
    let whole = match session.arrays.0.get(&whole.0) {
        Some(of) if of.whole != 0 => Handle(of.whole),
        _ => whole,
    };
    let context = session.owner(header);
    session.arrays.0.entry(handle.0).or_insert(Owned { context, whole: whole.0 });
    Ok(handle)
}

pub fn cuArrayCreate_v2(session: &mut Session, header: &Header, q: request::cuArrayCreate_v2) -> CudaResult {
    session.handles.check_new::<CUarray>(q.array)?;
    let mut array = CUarray::NULL;
    // SAFETY: the pointers are to a local and to this frame's private copy.
    check(unsafe { (session.driver.cuArrayCreate_v2)(&mut array, &q.descriptor.0) })?;
    insert(session, header, q.array, array)
}

pub fn cuArray3DCreate_v2(
    session: &mut Session,
    header: &Header,
    q: request::cuArray3DCreate_v2,
) -> CudaResult {
    session.handles.check_new::<CUarray>(q.array)?;
    let mut array = CUarray::NULL;
    // SAFETY: the pointers are to a local and to this frame's private copy.
    check(unsafe { (session.driver.cuArray3DCreate_v2)(&mut array, &q.descriptor.0) })?;
    insert(session, header, q.array, array)
}

pub fn cuArrayDestroy(session: &mut Session, _: &Header, q: request::cuArrayDestroy) -> CudaResult {
    let array = session.handles.get::<CUarray>(q.array)?;
    // SAFETY: an array of this session; the driver refuses levels and planes.
    check(unsafe { (session.driver.cuArrayDestroy)(array) })?;
    forget(session, |handle, of| handle == q.array.0 || of.whole == q.array.0);
    Ok(())
}

pub fn cuArrayGetPlane(
    session: &mut Session,
    header: &Header,
    q: request::cuArrayGetPlane,
) -> CudaResult<reply::cuArrayGetPlane> {
    let array = session.handles.get::<CUarray>(q.array)?;
    let mut plane = CUarray::NULL;
    // SAFETY: an array of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuArrayGetPlane)(&mut plane, array, q.plane) })?;
    Ok(reply::cuArrayGetPlane { plane: part(session, header, q.array, plane)? })
}

pub fn cuMipmappedArrayCreate(
    session: &mut Session,
    header: &Header,
    q: request::cuMipmappedArrayCreate,
) -> CudaResult {
    session.handles.check_new::<CUmipmappedArray>(q.mipmap)?;
    let mut mipmap = CUmipmappedArray::NULL;
    // SAFETY: the pointers are to a local and to this frame's private copy.
    check(unsafe { (session.driver.cuMipmappedArrayCreate)(&mut mipmap, &q.descriptor.0, q.levels) })?;
    insert(session, header, q.mipmap, mipmap)
}

pub fn cuMipmappedArrayGetLevel(
    session: &mut Session,
    header: &Header,
    q: request::cuMipmappedArrayGetLevel,
) -> CudaResult<reply::cuMipmappedArrayGetLevel> {
    let mipmap = session.handles.get::<CUmipmappedArray>(q.mipmap)?;
    let mut array = CUarray::NULL;
    // SAFETY: a mipmapped array of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuMipmappedArrayGetLevel)(&mut array, mipmap, q.level) })?;
    Ok(reply::cuMipmappedArrayGetLevel { array: part(session, header, q.mipmap, array)? })
}

pub fn cuMipmappedArrayDestroy(
    session: &mut Session,
    _: &Header,
    q: request::cuMipmappedArrayDestroy,
) -> CudaResult {
    let mipmap = session.handles.get::<CUmipmappedArray>(q.mipmap)?;
    // SAFETY: a mipmapped array of this session.
    check(unsafe { (session.driver.cuMipmappedArrayDestroy)(mipmap) })?;
    forget(session, |handle, of| handle == q.mipmap.0 || of.whole == q.mipmap.0);
    Ok(())
}

/// The guest's name of an array that the driver has named, if that is still there.
///
/// # Errors
/// `INVALID_VALUE` for one that is gone: a name for it would let the guest use it.
pub(super) fn name<H: Object>(session: &Session, array: H) -> CudaResult<Handle> {
    if array.bits() == 0 {
        return Ok(Handle::NULL);
    }
    session.handles.name(array).ok_or(CudaError::INVALID_VALUE)
}

#[cfg(test)]
mod tests {
    use table::HandleKind;

    use super::*;

    #[test]
    fn parts_go_with_the_whole_and_all_with_the_context() {
        let handle = |kind, number| Handle::new(kind, number).0;
        let (mipmap, level) = (handle(HandleKind::MipmappedArray, 2), handle(HandleKind::Array, 1));
        let other = handle(HandleKind::Array, 4);
        let mut state = ArrayState::default();
        state.0.insert(mipmap, Owned { context: 1, whole: 0 });
        state.0.insert(level, Owned { context: 1, whole: mipmap });
        state.0.insert(other, Owned { context: 1, whole: 0 });
        let mut gone = state.take(|handle, of| handle == mipmap || of.whole == mipmap);
        gone.sort();
        assert_eq!(gone, [Handle(level), Handle(mipmap)]);
        assert_eq!(state.take(|_, of| of.context == 2), []);
        assert_eq!(state.take(|_, of| of.context == 1), [Handle(other)]);
    }
}
