//! Virtual memory: reserved addresses, physical memory, and the mapping of one onto the other.
//!
//! Addresses are the worker's real ones. What is reserved, what is mapped where and who may access it is
//! kept here too, because questions about a pointer are answered in the guest.

use std::{collections::BTreeMap, sync::LazyLock};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{
    CU_MEM_ACCESS_FLAGS_PROT_READWRITE, CU_MEM_LOCATION_TYPE_DEVICE, CUcontext, CUdevice, CUdeviceptr,
    CUmemAccessDesc, CUmemAllocationProp, CUmemGenericAllocationHandle, CudaResult, DefaultStream,
};
use wire::{Handle, Pod, reply, request};

use crate::{
    allocations::Kind,
    edge::{not_null, read_array},
    session, transport,
};

/// Physical memory that the program holds.
#[derive(Debug, Clone, Copy)]
struct Physical {
    device: CUdevice,
    handle_types: u64,
    /// How many times the program has created or retained it.
    references: u32,
}

/// One mapping.
#[derive(Debug, Clone)]
struct Piece {
    len: u64,
    device: CUdevice,
    handle_types: u64,
    /// What each device may do with it.
    access: Vec<(CUdevice, u32)>,
}

/// The process's virtual memory.
#[derive(Default)]
struct State {
    reserved: BTreeMap<u64, u64>,
    physical: FxHashMap<usize, Physical>,
    pieces: BTreeMap<u64, Piece>,
}

static STATE: LazyLock<Mutex<State>> = LazyLock::new(Mutex::default);

impl State {
    fn grant(&mut self, start: u64, len: u64, access: &[CUmemAccessDesc]) {
        let end = start.saturating_add(len);
        for (_, piece) in self.pieces.range_mut(start..end) {
            for entry in access.iter().filter(|entry| entry.location.r#type == CU_MEM_LOCATION_TYPE_DEVICE) {
                piece.access.retain(|(device, _)| *device != entry.location.id);
                piece.access.push((entry.location.id, entry.flags));
            }
        }
    }

    /// Whether a device may use what is mapped at `start`; which one, the driver judges.
    fn is_usable(&self, start: u64) -> bool {
        let is_open = |(_, flags): &(CUdevice, u32)| *flags == CU_MEM_ACCESS_FLAGS_PROT_READWRITE;
        self.pieces.get(&start).is_some_and(|piece| piece.access.iter().any(is_open))
    }

    fn unmap(&mut self, start: u64, len: u64) {
        let end = start.saturating_add(len);
        self.pieces.retain(|&at, _| at < start || at >= end);
    }
}

/// What is known of an address of virtual memory.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    /// The reserved range that holds it: start, length.
    pub reserved: Option<(u64, u64)>,
    /// What the device may do with the mapping there (`CU_MEM_ACCESS_FLAGS_*`).
    pub access: u32,
    /// The kinds of handle that the mapping may be shared by.
    pub handle_types: u64,
}

/// What is known of `address`, as `device` sees it.
pub(crate) fn look(address: u64, device: CUdevice) -> Place {
    let state = STATE.lock();
    let within = |start: u64, len: u64| address - start < len;
    let reserved = state.reserved.range(..=address).next_back().map(|(&start, &len)| (start, len));
    let piece = state.pieces.range(..=address).next_back();
    let piece = piece.filter(|(start, piece)| within(**start, piece.len)).map(|(_, piece)| piece);
    Place {
        reserved: reserved.filter(|&(start, len)| within(start, len)),
        access: piece
            .and_then(|piece| piece.access.iter().find(|(of, _)| *of == device))
            .map_or(0, |(_, flags)| *flags),
        handle_types: piece.map_or(0, |piece| piece.handle_types),
    }
}

pub unsafe fn cuMemAddressReserve(
    ptr: *mut CUdeviceptr,
    size: usize,
    alignment: usize,
    addr: CUdeviceptr,
    flags: u64,
) -> CudaResult {
    not_null(ptr)?;
    let request =
        request::cuMemAddressReserve { size: size as u64, alignment: alignment as u64, hint: addr, flags };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuMemAddressReserve = reply.decode()?;
    STATE.lock().reserved.insert(reply.address, size as u64);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { ptr.write(reply.address) };
    Ok(())
}

pub unsafe fn cuMemAddressFree(ptr: CUdeviceptr, size: usize) -> CudaResult {
    let request = request::cuMemAddressFree { address: ptr, size: size as u64 };
    transport::call(DefaultStream::Legacy, &request)?;
    STATE.lock().reserved.remove(&ptr);
    Ok(())
}

/// Notes physical memory that the program holds from now on.
pub(super) fn created(handle: CUmemGenericAllocationHandle, prop: &CUmemAllocationProp) {
    let physical = Physical {
        device: prop.location.id,
        handle_types: u64::from(prop.requestedHandleTypes),
        references: 1,
    };
    STATE.lock().physical.insert(handle.0, physical);
}

pub unsafe fn cuMemCreate(
    handle: *mut CUmemGenericAllocationHandle,
    size: usize,
    prop: *const CUmemAllocationProp,
    flags: u64,
) -> CudaResult {
    let session = session::get()?;
    not_null(handle)?;
    not_null(prop)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let prop = unsafe { prop.read() };
    let allocation = session.handle::<CUmemGenericAllocationHandle>();
    let request = request::cuMemCreate { allocation, size: size as u64, prop: Pod(prop), flags };
    transport::call(DefaultStream::Legacy, &request)?;
    let created = CUmemGenericAllocationHandle(allocation.0 as usize);
    self::created(created, &prop);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { handle.write(created) };
    Ok(())
}

pub unsafe fn cuMemRelease(handle: CUmemGenericAllocationHandle) -> CudaResult {
    session::get()?;
    let is_known = STATE.lock().physical.contains_key(&handle.0);
    let request = request::cuMemRelease { allocation: Handle(handle.0 as u64) };
    transport::submit(is_known, DefaultStream::Legacy, &request)?;
    let mut state = STATE.lock();
    if let Some(physical) = state.physical.get_mut(&handle.0) {
        physical.references -= 1;
        if physical.references == 0 {
            state.physical.remove(&handle.0);
        }
    }
    Ok(())
}

pub unsafe fn cuMemMap(
    ptr: CUdeviceptr,
    size: usize,
    offset: usize,
    handle: CUmemGenericAllocationHandle,
    flags: u64,
) -> CudaResult {
    let session = session::get()?;
    let len = size as u64;
    let request = request::cuMemMap {
        address: ptr,
        size: len,
        offset: offset as u64,
        allocation: Handle(handle.0 as u64),
        flags,
    };
    transport::call(DefaultStream::Legacy, &request)?;
    let mut state = STATE.lock();
    let (device, handle_types) =
        state.physical.get(&handle.0).map_or((0, 0), |physical| (physical.device, physical.handle_types));
    state.pieces.insert(ptr, Piece { len, device, handle_types, access: Vec::new() });
    drop(state);
    // A mapping belongs to no context.
    session.allocations.insert(ptr, len, Kind::Mapping { usable: false }, CUcontext::NULL, device);
    Ok(())
}

pub unsafe fn cuMemUnmap(ptr: CUdeviceptr, size: usize) -> CudaResult {
    let session = session::get()?;
    let len = size as u64;
    transport::call(DefaultStream::Legacy, &request::cuMemUnmap { address: ptr, size: len })?;
    STATE.lock().unmap(ptr, len);
    let end = ptr.saturating_add(len);
    session.allocations.retain(|allocation| {
        !matches!(allocation.kind, Kind::Mapping { .. }) || allocation.start < ptr || allocation.start >= end
    });
    Ok(())
}

pub unsafe fn cuMemSetAccess(
    ptr: CUdeviceptr,
    size: usize,
    desc: *const CUmemAccessDesc,
    count: usize,
) -> CudaResult {
    // SAFETY: CUDA's contract: `count` descriptions.
    let access = unsafe { read_array(desc, count) }?;
    let request = request::cuMemSetAccess { address: ptr, size: size as u64, access };
    transport::call(DefaultStream::Legacy, &request)?;
    STATE.lock().grant(ptr, size as u64, &request.access);
    session::get()?.allocations.change(ptr, size as u64, |allocation| match allocation.kind {
        Kind::Mapping { .. } => Kind::Mapping { usable: STATE.lock().is_usable(allocation.start) },
        other => other,
    });
    Ok(())
}

pub unsafe fn cuMemRetainAllocationHandle(
    handle: *mut CUmemGenericAllocationHandle,
    address: CUdeviceptr,
) -> CudaResult {
    not_null(handle)?;
    let reply = transport::call(DefaultStream::Legacy, &request::cuMemRetainAllocationHandle { address })?;
    let reply: reply::cuMemRetainAllocationHandle = reply.decode()?;
    let retained = CUmemGenericAllocationHandle(reply.allocation.0 as usize);
    let mut state = STATE.lock();
    let piece =
        state.pieces.range(..=address).next_back().filter(|(start, piece)| address - *start < piece.len);
    let (device, handle_types) = piece.map_or((0, 0), |(_, piece)| (piece.device, piece.handle_types));
    let physical =
        state.physical.entry(retained.0).or_insert(Physical { device, handle_types, references: 0 });
    physical.references += 1;
    drop(state);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { handle.write(retained) };
    Ok(())
}

#[cfg(test)]
mod tests {
    use table::CUmemLocation;

    use super::*;

    fn piece(len: u64) -> Piece {
        Piece { len, device: 0, handle_types: 0, access: Vec::new() }
    }

    #[test]
    fn access_is_kept_per_mapping_and_goes_with_it() {
        let mut state = State::default();
        state.pieces.insert(0x1000, piece(0x1000));
        state.pieces.insert(0x2000, piece(0x1000));
        state.pieces.insert(0x3000, piece(0x1000));
        let location = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 };
        state.grant(0x1000, 0x2000, &[CUmemAccessDesc { location, flags: 1 }]);
        state.grant(0x2000, 0x1000, &[CUmemAccessDesc { location, flags: 3 }]);
        let flags = |state: &State, start| state.pieces.get(&start).map(|piece: &Piece| piece.access.clone());
        assert_eq!(flags(&state, 0x1000), Some(vec![(0, 1)]));
        assert_eq!(flags(&state, 0x2000), Some(vec![(0, 3)]));
        assert_eq!(flags(&state, 0x3000), Some(vec![]));
        assert_eq!([0x1000, 0x2000, 0x3000].map(|start| state.is_usable(start)), [false, true, false]);
        // Of another device than the memory's.
        let location = CUmemLocation { id: 1, ..location };
        state.grant(0x1000, 0x1000, &[CUmemAccessDesc { location, flags: 3 }]);
        assert!(state.is_usable(0x1000));
        state.unmap(0x1000, 0x2000);
        assert_eq!(state.pieces.keys().copied().collect::<Vec<_>>(), [0x3000]);
    }
}
