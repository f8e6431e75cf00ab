//! Virtual memory. A session maps into, and unmaps from, addresses that it reserved, and no others.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use table::{CU_MEM_LOCATION_TYPE_DEVICE, CUmemGenericAllocationHandle, CudaError, CudaResult, check};
use wire::{Handle, Header, reply, request};

use crate::{regions::Origin, session::Session};

/// What the session holds of virtual memory.
#[derive(Debug, Default)]
pub struct VmmState {
    /// Reserved ranges: length by start.
    reserved: BTreeMap<u64, u64>,
    /// How many times the guest holds a handle of physical memory, by guest handle.
    references: FxHashMap<u64, u32>,
}

impl VmmState {
    /// The guest holds a new handle once.
    pub(super) fn created(&mut self, allocation: Handle) {
        self.references.insert(allocation.0, 1);
    }

    /// Checks that the `len` bytes at `start` lie in one reserved range.
    ///
    /// # Errors
    /// `INVALID_VALUE`, as the driver says of an address that nobody reserved.
    fn check(&self, start: u64, len: u64) -> CudaResult {
        let (&from, &room) = self.reserved.range(..=start).next_back().ok_or(CudaError::INVALID_VALUE)?;
        let fits = (start - from).checked_add(len).is_some_and(|end| end <= room);
        if fits && start - from < room { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
    }
}

pub fn cuMemAddressReserve(
    session: &mut Session,
    _: &Header,
    q: request::cuMemAddressReserve,
) -> CudaResult<reply::cuMemAddressReserve> {
    let mut address = 0;
    // SAFETY: the pointer is to a local; the hint is only a wish, and the driver takes no address in use.
    check(unsafe {
        (session.driver.cuMemAddressReserve)(
            &mut address,
            q.size as usize,
            q.alignment as usize,
            q.hint,
            q.flags,
        )
    })?;
    session.vmm.reserved.insert(address, q.size);
    Ok(reply::cuMemAddressReserve { address })
}

pub fn cuMemAddressFree(session: &mut Session, _: &Header, q: request::cuMemAddressFree) -> CudaResult {
    session.vmm.check(q.address, q.size)?;
    // SAFETY: addresses of this session; the driver refuses if anything is still mapped there.
    check(unsafe { (session.driver.cuMemAddressFree)(q.address, q.size as usize) })?;
    session.vmm.reserved.remove(&q.address);
    Ok(())
}

pub fn cuMemCreate(session: &mut Session, _: &Header, q: request::cuMemCreate) -> CudaResult {
    session.handles.check_new::<CUmemGenericAllocationHandle>(q.allocation)?;
    // A pointer on Windows; the driver here takes none.
    if q.prop.0.win32HandleMetaData != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // Memory of the host would lie where the guest cannot reach it.
    if q.prop.0.location.r#type != CU_MEM_LOCATION_TYPE_DEVICE {
        return Err(CudaError::NOT_SUPPORTED);
    }
    let mut allocation = CUmemGenericAllocationHandle::NULL;
    // SAFETY: the pointers are to a local and to this frame's private copy.
    check(unsafe { (session.driver.cuMemCreate)(&mut allocation, q.size as usize, &q.prop.0, q.flags) })?;
    session.handles.insert(q.allocation, allocation)?;
    session.vmm.created(q.allocation);
    Ok(())
}

pub fn cuMemRelease(session: &mut Session, _: &Header, q: request::cuMemRelease) -> CudaResult {
    let allocation = session.handles.get::<CUmemGenericAllocationHandle>(q.allocation)?;
    if allocation.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: physical memory that this session holds.
    check(unsafe { (session.driver.cuMemRelease)(allocation) })?;
    let last = match session.vmm.references.get_mut(&q.allocation.0) {
        Some(references) if *references > 1 => {
            *references -= 1;
            false
        }
        _ => true,
    };
    if last {
        session.vmm.references.remove(&q.allocation.0);
        session.handles.remove::<CUmemGenericAllocationHandle>(q.allocation);
    }
    Ok(())
}

pub fn cuMemMap(session: &mut Session, _: &Header, q: request::cuMemMap) -> CudaResult {
    session.vmm.check(q.address, q.size).map_err(|error| {
        // What the driver says of an ordinary allocation.
        if session.regions.contains(q.address, 1) { CudaError::NOT_SUPPORTED } else { error }
    })?;
    let allocation = session.handles.get::<CUmemGenericAllocationHandle>(q.allocation)?;
    if allocation.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: addresses and physical memory of this session.
    check(unsafe {
        (session.driver.cuMemMap)(q.address, q.size as usize, q.offset as usize, allocation, q.flags)
    })?;
    session.regions.insert(q.address, q.size, Origin::Mapping);
    Ok(())
}

pub fn cuMemUnmap(session: &mut Session, _: &Header, q: request::cuMemUnmap) -> CudaResult {
    session.vmm.check(q.address, q.size)?;
    // SAFETY: addresses of this session.
    check(unsafe { (session.driver.cuMemUnmap)(q.address, q.size as usize) })?;
    session.regions.remove_within(q.address, q.size);
    Ok(())
}

pub fn cuMemSetAccess(session: &mut Session, _: &Header, q: request::cuMemSetAccess) -> CudaResult {
    session.vmm.check(q.address, q.size)?;
    // SAFETY: addresses of this session; as many descriptions as the frame has.
    check(unsafe {
        (session.driver.cuMemSetAccess)(q.address, q.size as usize, q.access.as_ptr(), q.access.len())
    })
}

pub fn cuMemRetainAllocationHandle(
    session: &mut Session,
    _: &Header,
    q: request::cuMemRetainAllocationHandle,
) -> CudaResult<reply::cuMemRetainAllocationHandle> {
    session.regions.check(q.address, 1)?;
    let mut allocation = CUmemGenericAllocationHandle::NULL;
    // SAFETY: the pointer is to a local; an address of this session, which the driver only looks up.
    check(unsafe { (session.driver.cuMemRetainAllocationHandle)(&mut allocation, q.address) })?;
    let name = session.handles.known(allocation)?;
    *session.vmm.references.entry(name.0).or_insert(0) += 1;
    Ok(reply::cuMemRetainAllocationHandle { allocation: name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reserved_addresses_are_the_session_s() {
        let mut state = VmmState::default();
        state.reserved.insert(0x1000, 0x1000);
        state.reserved.insert(0x2000, 0x1000);
        assert_eq!(state.check(0x1000, 0x1000), Ok(()));
        assert_eq!(state.check(0x1800, 0x800), Ok(()));
        // Two reservations are not one, even side by side.
        assert_eq!(state.check(0x1800, 0x1000), Err(CudaError::INVALID_VALUE));
        assert_eq!(state.check(0xfff, 1), Err(CudaError::INVALID_VALUE));
        assert_eq!(state.check(0x3000, 0), Err(CudaError::INVALID_VALUE));
        assert_eq!(state.check(0x2800, u64::MAX), Err(CudaError::INVALID_VALUE));
    }
}
