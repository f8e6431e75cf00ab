//! Linear memory of the device.

use table::{CudaResult, check};
use wire::{Header, reply, request};

use crate::{regions::Origin, session::Session};

pub fn cuMemAlloc_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuMemAlloc_v2,
) -> CudaResult<reply::cuMemAlloc_v2> {
    let mut address = 0;
    // SAFETY: the pointer is to a local.
    check(unsafe { (session.driver.cuMemAlloc_v2)(&mut address, q.size as usize) })?;
    session.regions.insert(address, q.size, Origin::Allocation);
    Ok(reply::cuMemAlloc_v2 { address })
}

pub fn cuMemAllocPitch_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuMemAllocPitch_v2,
) -> CudaResult<reply::cuMemAllocPitch_v2> {
    let (mut address, mut pitch) = (0, 0);
    // SAFETY: the pointers are to locals.
    check(unsafe {
        (session.driver.cuMemAllocPitch_v2)(
            &mut address,
            &mut pitch,
            q.width as usize,
            q.height as usize,
            q.element,
        )
    })?;
    session.regions.insert(address, (pitch as u64).saturating_mul(q.height), Origin::Allocation);
    Ok(reply::cuMemAllocPitch_v2 { address, pitch: pitch as u64 })
}

pub fn cuMemFree_v2(session: &mut Session, _: &Header, q: request::cuMemFree_v2) -> CudaResult {
    session.regions.check(q.address, 1)?;
    // SAFETY: an address of this session; the driver judges whether it is the start of an allocation.
    check(unsafe { (session.driver.cuMemFree_v2)(q.address) })?;
    session.regions.freed(q.address);
    Ok(())
}
