//! What an address is: answered from the guest's own map of allocations, which every allocation passes
//! through; only what the driver alone knows is asked of the worker.
//!
//! Answers, defaults and widths are those that NVIDIA's driver gives (580.159, H200). Where we differ, it is
//! because something that the answer would invite is not forwarded: sharing between processes, RDMA, and
//! hardware decompression.

use core::ffi::{c_uint, c_void};
use std::sync::{
    LazyLock,
    atomic::{AtomicBool, Ordering},
};

use parking_lot::Mutex;
use rustc_hash::FxHashSet;
use table::*;
use wire::{reply, request};

use super::vmm::{self, Place};
use crate::{
    allocations::{Allocation, Kind},
    edge::{not_null, read_array},
    session::{self, Session},
    thread, transport,
};

/// Allocations (by id) whose synchronous copies wait for everything (`SYNC_MEMOPS`).
static SYNC_MEMOPS: LazyLock<Mutex<FxHashSet<u64>>> = LazyLock::new(Mutex::default);
/// There is one. Pointers are asked about at every launch, marks are hardly ever set.
static ANY_SYNC_MEMOPS: AtomicBool = AtomicBool::new(false);

fn is_marked(id: u64) -> bool {
    ANY_SYNC_MEMOPS.load(Ordering::Relaxed) && SYNC_MEMOPS.lock().contains(&id)
}

/// The unit in which the driver backs device and pinned memory.
const BLOCK: u64 = 2 << 20;
/// The unit in which it backs memory that the program registered.
const PAGE: u64 = 4096;
/// `CU_DEVICE_INVALID`: the device of memory that is on none.
const NO_DEVICE: i32 = -2;

/// A value as wide as its attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    U32(u32),
    U64(u64),
}

impl Value {
    /// # Safety
    /// `data` is valid for a write of the attribute's type.
    unsafe fn write(self, data: *mut c_void) {
        // SAFETY: the caller's contract. CUDA does not ask for alignment.
        unsafe {
            match self {
                Self::U32(value) => data.cast::<u32>().write_unaligned(value),
                Self::U64(value) => data.cast::<u64>().write_unaligned(value),
            }
        }
    }
}

/// What is known of an address.
#[derive(Debug, Clone, Copy)]
struct Facts {
    address: u64,
    found: Option<Allocation>,
    /// The reserved range that holds the address: start, length.
    reserved: Option<(u64, u64)>,
    /// A context is current.
    has_context: bool,
    /// What the current device may do with the memory (`CU_POINTER_ATTRIBUTE_ACCESS_FLAG_*`).
    access: u32,
    /// The kinds of handle that the memory may be shared by.
    handle_types: u64,
    sync_memops: bool,
}

impl Facts {
    fn gather(session: &Session, address: u64) -> Self {
        let found = session.allocations.find(address);
        let context = thread::current_context();
        let place = match found {
            Some(found) if !matches!(found.kind, Kind::Mapping { .. }) => {
                Place { access: CU_POINTER_ATTRIBUTE_ACCESS_FLAG_READWRITE, ..Place::default() }
            }
            _ => {
                let owner = found.map_or(0, |found| found.device);
                vmm::look(address, session.contexts.device(context).unwrap_or(owner))
            }
        };
        Self {
            address,
            found,
            reserved: place.reserved,
            has_context: !context.is_null(),
            access: place.access,
            handle_types: place.handle_types,
            sync_memops: found.is_some_and(|found| is_marked(found.id)),
        }
    }

    /// True if the current device can use the address.
    fn is_accessible(&self) -> bool {
        self.access != CU_POINTER_ATTRIBUTE_ACCESS_FLAG_NONE
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// This is it, and this is what `cuPointerGetAttribute` returns beside it.
    Here(Value, CudaResult),
    /// The driver knows.
    Ask,
    /// Nothing is written.
    Nothing(CudaError),
}

/// What `attribute` is for memory that is in the map.
fn of_known(facts: &Facts, found: &Allocation, attribute: CUpointer_attribute) -> Answer {
    let is_host = found.kind.is_host();
    let is_managed = matches!(found.kind, Kind::Managed { .. });
    let word = |value| Answer::Here(Value::U64(value), Ok(()));
    let number = |value| Answer::Here(Value::U32(value), Ok(()));
    match attribute {
        CU_POINTER_ATTRIBUTE_CONTEXT => word(found.context.0 as u64),
        CU_POINTER_ATTRIBUTE_MEMORY_TYPE => {
            number(if is_host && !is_managed { CU_MEMORYTYPE_HOST } else { CU_MEMORYTYPE_DEVICE })
        }
        CU_POINTER_ATTRIBUTE_DEVICE_POINTER if !facts.has_context => {
            Answer::Here(Value::U64(0), Err(CudaError::INVALID_CONTEXT))
        }
        CU_POINTER_ATTRIBUTE_DEVICE_POINTER if facts.is_accessible() => word(facts.address),
        CU_POINTER_ATTRIBUTE_HOST_POINTER if is_host => word(facts.address),
        CU_POINTER_ATTRIBUTE_DEVICE_POINTER | CU_POINTER_ATTRIBUTE_HOST_POINTER => {
            Answer::Here(Value::U64(0), Err(CudaError::INVALID_VALUE))
        }
        // Tokens for a kernel driver of the host: they could not be used from here.
        CU_POINTER_ATTRIBUTE_P2P_TOKENS => Answer::Nothing(CudaError::NOT_SUPPORTED),
        CU_POINTER_ATTRIBUTE_SYNC_MEMOPS => number((facts.sync_memops || is_managed).into()),
        CU_POINTER_ATTRIBUTE_BUFFER_ID => word(found.id),
        CU_POINTER_ATTRIBUTE_IS_MANAGED => number(is_managed.into()),
        CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL => number(found.device as u32),
        CU_POINTER_ATTRIBUTE_RANGE_START_ADDR => word(facts.reserved.map_or(found.start, |(start, _)| start)),
        CU_POINTER_ATTRIBUTE_RANGE_SIZE => word(facts.reserved.map_or(found.len, |(_, len)| len)),
        CU_POINTER_ATTRIBUTE_MAPPED => number(1),
        CU_POINTER_ATTRIBUTE_ALLOWED_HANDLE_TYPES => word(facts.handle_types),
        CU_POINTER_ATTRIBUTE_ACCESS_FLAGS => number(facts.access),
        CU_POINTER_ATTRIBUTE_MEMPOOL_HANDLE => match found.kind {
            Kind::Pool(CUmemoryPool::NULL) | Kind::Graph => Answer::Ask,
            Kind::Pool(pool) => word(pool.0 as u64),
            _ => word(0),
        },
        // Host memory is backed by segments of the window, of which the driver knows nothing that helps.
        CU_POINTER_ATTRIBUTE_MAPPING_SIZE => host_block(found).map_or(Answer::Ask, |(_, len)| word(len)),
        CU_POINTER_ATTRIBUTE_MAPPING_BASE_ADDR => {
            host_block(found).map_or(Answer::Ask, |(start, _)| word(start))
        }
        CU_POINTER_ATTRIBUTE_MEMORY_BLOCK_ID if is_host => word(found.id),
        CU_POINTER_ATTRIBUTE_MEMORY_BLOCK_ID => Answer::Ask,
        CU_POINTER_ATTRIBUTE_IS_LEGACY_CUDA_IPC_CAPABLE
        | CU_POINTER_ATTRIBUTE_IS_GPU_DIRECT_RDMA_CAPABLE
        | CU_POINTER_ATTRIBUTE_IS_HW_DECOMPRESS_CAPABLE => number(0),
        _ => Answer::Nothing(CudaError::INVALID_VALUE),
    }
}

/// The block that backs host memory, as the driver would lay it out; `None` for device memory.
fn host_block(found: &Allocation) -> Option<(u64, u64)> {
    let unit = match found.kind {
        Kind::Host { .. } | Kind::Managed { .. } => BLOCK,
        Kind::Registered { .. } => PAGE,
        _ => return None,
    };
    let start = found.start & !(unit - 1);
    let end = found.start.saturating_add(found.len).checked_next_multiple_of(unit).unwrap_or(u64::MAX);
    Some((start, end - start))
}

/// What `cuPointerGetAttributes` writes for an address that is nobody's: `None` for nothing.
fn of_unknown(facts: &Facts, attribute: CUpointer_attribute) -> Option<Value> {
    Some(match attribute {
        // An address of which the driver knows nothing is taken for the host's.
        CU_POINTER_ATTRIBUTE_HOST_POINTER => Value::U64(facts.address),
        CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL => Value::U32(NO_DEVICE as u32),
        CU_POINTER_ATTRIBUTE_RANGE_START_ADDR => Value::U64(facts.reserved?.0),
        CU_POINTER_ATTRIBUTE_RANGE_SIZE => Value::U64(facts.reserved?.1),
        CU_POINTER_ATTRIBUTE_MEMORY_TYPE
        | CU_POINTER_ATTRIBUTE_SYNC_MEMOPS
        | CU_POINTER_ATTRIBUTE_IS_MANAGED
        | CU_POINTER_ATTRIBUTE_IS_LEGACY_CUDA_IPC_CAPABLE
        | CU_POINTER_ATTRIBUTE_MAPPED
        | CU_POINTER_ATTRIBUTE_IS_GPU_DIRECT_RDMA_CAPABLE
        | CU_POINTER_ATTRIBUTE_ACCESS_FLAGS
        | CU_POINTER_ATTRIBUTE_IS_HW_DECOMPRESS_CAPABLE => Value::U32(0),
        _ => Value::U64(0),
    })
}

/// Asks the driver.
fn ask(attribute: CUpointer_attribute, address: u64) -> CudaResult<Value> {
    let reply =
        transport::call(DefaultStream::Legacy, &request::cuPointerGetAttribute { attribute, address })?;
    let reply: reply::cuPointerGetAttribute = reply.decode()?;
    Ok(Value::U64(reply.value))
}

pub unsafe fn cuPointerGetAttribute(
    data: *mut c_void,
    attribute: CUpointer_attribute,
    ptr: CUdeviceptr,
) -> CudaResult {
    let session = session::get()?;
    not_null(data)?;
    let facts = Facts::gather(session, ptr);
    let found = facts.found.ok_or(CudaError::INVALID_VALUE)?;
    let (value, result) = match of_known(&facts, &found, attribute) {
        Answer::Here(value, result) => (value, result),
        Answer::Ask => (ask(attribute, ptr)?, Ok(())),
        Answer::Nothing(error) => return Err(error),
    };
    // SAFETY: not null; CUDA's contract makes it valid for a write of the attribute's type.
    unsafe { value.write(data) };
    result
}

pub unsafe fn cuPointerGetAttributes(
    count: c_uint,
    attributes: *const CUpointer_attribute,
    data: *mut *mut c_void,
    ptr: CUdeviceptr,
) -> CudaResult {
    let session = session::get()?;
    if count == 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: CUDA's contract: `count` attributes and as many places for their values.
    let (attributes, data) =
        unsafe { (read_array(attributes, count as usize)?, read_array(data, count as usize)?) };
    let is_asked = |attribute: CUpointer_attribute| {
        (CU_POINTER_ATTRIBUTE_CONTEXT..=CU_POINTER_ATTRIBUTE_IS_HW_DECOMPRESS_CAPABLE).contains(&attribute)
            && attribute != CU_POINTER_ATTRIBUTE_P2P_TOKENS
    };
    if !attributes.iter().all(|attribute| is_asked(*attribute)) || data.iter().any(|place| place.is_null()) {
        return Err(CudaError::INVALID_VALUE);
    }
    let facts = Facts::gather(session, ptr);
    for (&attribute, &place) in attributes.iter().zip(&data) {
        let value = match &facts.found {
            None => of_unknown(&facts, attribute),
            Some(found) => match of_known(&facts, found, attribute) {
                // Whatever one attribute lacks, the others are answered.
                Answer::Here(value, _) => Some(value),
                Answer::Ask => Some(ask(attribute, ptr)?),
                Answer::Nothing(_) => None,
            },
        };
        if let Some(value) = value {
            // SAFETY: not null; CUDA's contract makes it valid for a write of the attribute's type.
            unsafe { value.write(place) };
        }
    }
    Ok(())
}

pub unsafe fn cuPointerSetAttribute(
    value: *const c_void,
    attribute: CUpointer_attribute,
    ptr: CUdeviceptr,
) -> CudaResult {
    let session = session::get()?;
    not_null(value)?;
    let found = session.allocations.find(ptr).ok_or(CudaError::INVALID_VALUE)?;
    if attribute != CU_POINTER_ATTRIBUTE_SYNC_MEMOPS {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: not null; CUDA's contract makes it an unsigned int for this attribute.
    let value = unsafe { value.cast::<u32>().read_unaligned() };
    let request = request::cuPointerSetAttribute { attribute, address: ptr, value };
    transport::call(DefaultStream::Legacy, &request)?;
    let mut marked = SYNC_MEMOPS.lock();
    if value == 0 {
        marked.remove(&found.id);
    } else {
        marked.insert(found.id);
        ANY_SYNC_MEMOPS.store(true, Ordering::Relaxed);
    }
    Ok(())
}

pub unsafe fn cuMemGetAddressRange_v2(
    base: *mut CUdeviceptr,
    size: *mut usize,
    dptr: CUdeviceptr,
) -> CudaResult {
    let session = session::get()?;
    if base.is_null() && size.is_null() {
        return Ok(());
    }
    let facts = Facts::gather(session, dptr);
    let found = match facts.found {
        _ if !facts.has_context => Err(CudaError::INVALID_CONTEXT),
        Some(found) if facts.is_accessible() => Ok((found.start, found.len as usize)),
        _ => Err(CudaError::NOT_FOUND),
    };
    let (start, len) = found.unwrap_or_default();
    if !base.is_null() {
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { base.write(start) };
    }
    if !size.is_null() {
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { size.write(len) };
    }
    found.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(kind: Option<Kind>) -> Facts {
        let found = kind.map(|kind| Allocation {
            start: 0x20_0400,
            len: 0x1000,
            kind,
            context: CUcontext(0x77),
            device: 0,
            id: 9,
        });
        Facts {
            address: 0x20_0408,
            found,
            reserved: None,
            has_context: true,
            access: 3,
            handle_types: 0,
            sync_memops: false,
        }
    }

    fn known(facts: &Facts, attribute: u32) -> Answer {
        of_known(facts, &facts.found.expect("an allocation"), attribute)
    }

    #[test]
    fn device_memory_has_no_host_pointer() {
        let facts = facts(Some(Kind::Device));
        assert_eq!(known(&facts, 2), Answer::Here(Value::U32(2), Ok(())));
        assert_eq!(known(&facts, 3), Answer::Here(Value::U64(0x20_0408), Ok(())));
        assert_eq!(known(&facts, 4), Answer::Here(Value::U64(0), Err(CudaError::INVALID_VALUE)));
        assert_eq!(known(&facts, 18), Answer::Ask);
        assert_eq!(known(&facts, 22), Answer::Nothing(CudaError::INVALID_VALUE));
    }

    #[test]
    fn pinned_memory_has_one_address_for_both() {
        let facts = facts(Some(Kind::Host { flags: 0, segment: None }));
        assert_eq!(known(&facts, 2), Answer::Here(Value::U32(1), Ok(())));
        assert_eq!(known(&facts, 3), known(&facts, 4));
        assert_eq!(known(&facts, 18), Answer::Here(Value::U64(0x20_0000), Ok(())));
        assert_eq!(known(&facts, 19), Answer::Here(Value::U64(0x20_0000), Ok(())));
    }

    #[test]
    fn a_mapping_without_access_has_no_device_pointer() {
        let mut facts = facts(Some(Kind::Mapping { usable: false }));
        facts.reserved = Some((0x20_0000, 0x80_0000));
        facts.access = 0;
        assert_eq!(known(&facts, 3), Answer::Here(Value::U64(0), Err(CudaError::INVALID_VALUE)));
        assert_eq!(known(&facts, 12), Answer::Here(Value::U64(0x80_0000), Ok(())));
        facts.has_context = false;
        assert_eq!(known(&facts, 3), Answer::Here(Value::U64(0), Err(CudaError::INVALID_CONTEXT)));
    }

    #[test]
    fn an_unknown_address_is_taken_for_the_host_s() {
        let mut facts = facts(None);
        assert_eq!(of_unknown(&facts, 2), Some(Value::U32(0)));
        assert_eq!(of_unknown(&facts, 4), Some(Value::U64(0x20_0408)));
        assert_eq!(of_unknown(&facts, 9), Some(Value::U32(-2_i32 as u32)));
        assert_eq!(of_unknown(&facts, 11), None);
        facts.reserved = Some((0x20_0000, 0x80_0000));
        assert_eq!(of_unknown(&facts, 11), Some(Value::U64(0x20_0000)));
    }
}
