//! Managed memory: memory of the window, which host and device reach at one address at any time. Nothing moves it, so a
//! prefetch has nothing to do, and discarded contents may stay. Advice is kept for those who ask (`crate::managed`).

use core::ffi::{c_uint, c_void};

use parking_lot::Mutex;
use table::{
    CU_DEVICE_CPU, CU_MEM_ATTACH_GLOBAL, CU_MEM_ATTACH_HOST, CU_MEM_ATTACH_SINGLE,
    CU_MEM_LOCATION_TYPE_DEVICE, CU_MEM_LOCATION_TYPE_HOST, CU_MEM_LOCATION_TYPE_HOST_NUMA,
    CU_MEM_LOCATION_TYPE_HOST_NUMA_CURRENT, CUdevice, CUdeviceptr, CUmem_advise, CUmem_range_attribute,
    CUmemLocation, CUstream, CudaError, CudaResult, DefaultStream,
};

use super::{
    host_memory::{allocate, judge_by_capture, release},
    memory::owner,
    stream::known,
};
use crate::{
    allocations::{Allocation, Kind},
    edge::{not_null, read_array},
    managed::{self, Advised, Location},
    session::{self, Session},
    thread, transport,
};

/// By address, of the process.
static ADVISED: Mutex<Option<Advised>> = Mutex::new(None);

fn advised<T>(look: impl FnOnce(&mut Advised) -> T) -> T {
    look(ADVISED.lock().get_or_insert_default())
}

pub unsafe fn cuMemAllocManaged(dptr: *mut CUdeviceptr, bytesize: usize, flags: c_uint) -> CudaResult {
    let session = session::get()?;
    not_null(dptr)?;
    let (context, device) = owner(session)?;
    if bytesize == 0 || !matches!(flags, CU_MEM_ATTACH_GLOBAL | CU_MEM_ATTACH_HOST) {
        return Err(CudaError::INVALID_VALUE);
    }
    judge_by_capture(session)?;
    let len = bytesize as u64;
    // Whole pages, because that is what advice is about.
    let pages = len.checked_next_multiple_of(managed::PAGE).ok_or(CudaError::OUT_OF_MEMORY)?;
    let (address, segment) = allocate(session, pages)?;
    session.allocations.insert(address, len, Kind::Managed { is_variable: false, segment }, context, device);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { dptr.write(address) };
    Ok(())
}

/// `cuMemFree` of managed memory, which is in no map any more.
pub(super) fn free(session: &Session, found: &Allocation, segment: Option<u32>) -> CudaResult {
    // `cuMemAllocManaged` sent nothing either: no frame is due.
    thread::count_published();
    give_back(session, found, segment)
}

/// The memory of what is in no map any more goes back, once nothing in flight can use it.
pub(crate) fn give_back(session: &Session, found: &Allocation, segment: Option<u32>) -> CudaResult {
    advised(|advised| advised.forget(found.start, found.len));
    release(session, found.start, segment)
}

/// `INVALID_VALUE` unless all of the range is one allocation of managed memory.
fn check(session: &Session, start: u64, len: usize) -> CudaResult {
    let found = session.allocations.find(start).ok_or(CudaError::INVALID_VALUE)?;
    // The address is in the allocation, so the subtraction has a result.
    let is_inside = (1..=found.len - (start - found.start)).contains(&(len as u64));
    if is_inside && matches!(found.kind, Kind::Managed { .. }) {
        Ok(())
    } else {
        Err(CudaError::INVALID_VALUE)
    }
}

/// The place that the first form of a function calls a device.
fn of_device(session: &Session, device: CUdevice) -> CudaResult<Location> {
    if device == CU_DEVICE_CPU {
        return Ok(Location::Host);
    }
    session.device(device).map(|_| Location::Device(device))
}

fn of_location(session: &Session, location: CUmemLocation) -> CudaResult<Location> {
    match location.r#type {
        CU_MEM_LOCATION_TYPE_DEVICE => session.device(location.id).map(|_| Location::Device(location.id)),
        CU_MEM_LOCATION_TYPE_HOST | CU_MEM_LOCATION_TYPE_HOST_NUMA_CURRENT => Ok(Location::Host),
        CU_MEM_LOCATION_TYPE_HOST_NUMA => Ok(Location::Node(location.id)),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

/// Batches have to be in a stream that the program has made, or in the thread's own.
pub(super) fn not_legacy(mode: DefaultStream, stream: CUstream) -> CudaResult {
    let is_legacy = stream == CUstream::LEGACY || stream.is_null() && mode == DefaultStream::Legacy;
    if is_legacy { Err(CudaError::INVALID_VALUE) } else { Ok(()) }
}

/// What all of these have in common that wait for nothing in a stream: it must be one, and nothing may have failed before.
fn in_stream(session: &Session, mode: DefaultStream, stream: CUstream) -> CudaResult {
    thread::require_context()?;
    known(session, stream)?;
    if super::capture::is_captured(session, mode, stream) {
        // It would be a node of the graph, which has no such kind.
        return Err(CudaError::STREAM_CAPTURE_UNSUPPORTED);
    }
    transport::nothing(session)
}

/// A prefetch of a range to where `to` says, if it is a place.
fn prefetch(
    session: &Session,
    mode: DefaultStream,
    (start, len): (CUdeviceptr, usize),
    to: impl FnOnce() -> CudaResult<Location>,
    stream: CUstream,
) -> CudaResult {
    check(session, start, len)?;
    let to = to()?;
    in_stream(session, mode, stream)?;
    advised(|advised| advised.prefetched(start, len as u64, to));
    Ok(())
}

pub unsafe fn cuMemPrefetchAsync(
    mode: DefaultStream,
    ptr: CUdeviceptr,
    count: usize,
    device: CUdevice,
    stream: CUstream,
) -> CudaResult {
    let session = session::get()?;
    prefetch(session, mode, (ptr, count), || of_device(session, device), stream)
}

pub unsafe fn cuMemPrefetchAsync_v2(
    mode: DefaultStream,
    ptr: CUdeviceptr,
    count: usize,
    location: CUmemLocation,
    flags: c_uint,
    stream: CUstream,
) -> CudaResult {
    let session = session::get()?;
    let to = || if flags == 0 { of_location(session, location) } else { Err(CudaError::INVALID_VALUE) };
    prefetch(session, mode, (ptr, count), to, stream)
}

/// The ranges of a batch.
///
/// # Safety
/// `count` addresses and sizes.
unsafe fn ranges(
    session: &Session,
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    flags: u64,
) -> CudaResult<Vec<(CUdeviceptr, usize)>> {
    if count == 0 || flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: the caller's contract.
    let (starts, sizes) =
        unsafe { (read_array(dptrs.cast_const(), count)?, read_array(sizes.cast_const(), count)?) };
    let ranges: Vec<_> = starts.into_iter().zip(sizes).collect();
    ranges.iter().try_for_each(|&(start, len)| check(session, start, len))?;
    Ok(ranges)
}

/// Where each range of a batch is to be brought: a location counts from the range that its index names.
///
/// # Safety
/// `places` locations and indices.
unsafe fn destinations(
    session: &Session,
    count: usize,
    locations: *mut CUmemLocation,
    indices: *mut usize,
    places: usize,
) -> CudaResult<Vec<Location>> {
    if places == 0 || places > count {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: the caller's contract.
    let (locations, indices) =
        unsafe { (read_array(locations.cast_const(), places)?, read_array(indices.cast_const(), places)?) };
    let is_in_order = indices.is_sorted() && indices.last().is_some_and(|last| *last < count);
    if indices.first() != Some(&0) || !is_in_order {
        return Err(CudaError::INVALID_VALUE);
    }
    let mut destinations = Vec::new();
    for (at, location) in locations.into_iter().enumerate() {
        let end = indices.get(at + 1).copied().unwrap_or(count);
        // Where two begin with the same range, the later one counts.
        destinations.resize(end, of_location(session, location)?);
    }
    Ok(destinations)
}

pub unsafe fn cuMemPrefetchBatchAsync(
    mode: DefaultStream,
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    locations: *mut CUmemLocation,
    indices: *mut usize,
    places: usize,
    flags: u64,
    stream: CUstream,
) -> CudaResult {
    let session = session::get()?;
    not_legacy(mode, stream)?;
    // SAFETY: CUDA's contract: as many elements as are told.
    let (ranges, to) = unsafe {
        (
            ranges(session, dptrs, sizes, count, flags)?,
            destinations(session, count, locations, indices, places)?,
        )
    };
    in_stream(session, mode, stream)?;
    advised(|advised| {
        for ((start, len), to) in ranges.into_iter().zip(to) {
            advised.prefetched(start, len as u64, to);
        }
    });
    Ok(())
}

pub unsafe fn cuMemDiscardBatchAsync(
    mode: DefaultStream,
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    flags: u64,
    stream: CUstream,
) -> CudaResult {
    let session = session::get()?;
    not_legacy(mode, stream)?;
    // SAFETY: CUDA's contract: as many elements as are told.
    unsafe { ranges(session, dptrs, sizes, count, flags)? };
    in_stream(session, mode, stream)
}

pub unsafe fn cuMemDiscardAndPrefetchBatchAsync(
    mode: DefaultStream,
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    locations: *mut CUmemLocation,
    indices: *mut usize,
    places: usize,
    flags: u64,
    stream: CUstream,
) -> CudaResult {
    // SAFETY: the same contract. What is discarded may stay.
    unsafe { cuMemPrefetchBatchAsync(mode, dptrs, sizes, count, locations, indices, places, flags, stream) }
}

pub unsafe fn cuMemAdvise(
    ptr: CUdeviceptr,
    count: usize,
    advice: CUmem_advise,
    device: CUdevice,
) -> CudaResult {
    let session = session::get()?;
    check(session, ptr, count)?;
    let location = of_device(session, device);
    advised(|advised| advise(advised, ptr, count, advice, location))
}

pub unsafe fn cuMemAdvise_v2(
    ptr: CUdeviceptr,
    count: usize,
    advice: CUmem_advise,
    location: CUmemLocation,
) -> CudaResult {
    let session = session::get()?;
    check(session, ptr, count)?;
    let location = of_location(session, location);
    advised(|advised| advise(advised, ptr, count, advice, location))
}

/// A location that is none matters to such advice only as is about one.
fn advise(
    advised: &mut Advised,
    ptr: CUdeviceptr,
    count: usize,
    advice: CUmem_advise,
    location: CudaResult<Location>,
) -> CudaResult {
    let outcome = advised.advise(ptr, count as u64, advice, location.ok());
    outcome.map_err(|error| location.err().unwrap_or(error))
}

pub unsafe fn cuMemRangeGetAttribute(
    data: *mut c_void,
    size: usize,
    attribute: CUmem_range_attribute,
    ptr: CUdeviceptr,
    count: usize,
) -> CudaResult {
    let session = session::get()?;
    not_null(data)?;
    check(session, ptr, count)?;
    let values = attribute_of(ptr, count, attribute, size)?;
    // SAFETY: CUDA's contract makes `size` bytes writable, which is what the values take.
    unsafe { write(data, &values) };
    Ok(())
}

/// An attribute's values for a place of `size` bytes.
fn attribute_of(
    ptr: CUdeviceptr,
    count: usize,
    attribute: CUmem_range_attribute,
    size: usize,
) -> CudaResult<Vec<i32>> {
    if !size.is_multiple_of(size_of::<i32>()) {
        return Err(CudaError::INVALID_VALUE);
    }
    let words = size / size_of::<i32>();
    advised(|advised| advised.attribute(ptr, count as u64, attribute, words))
}

/// # Safety
/// `to` is valid for the write of all values.
unsafe fn write(to: *mut c_void, values: &[i32]) {
    for (place, value) in values.iter().enumerate() {
        // SAFETY: the caller's contract. CUDA does not ask for alignment.
        unsafe { to.cast::<i32>().add(place).write_unaligned(*value) };
    }
}

pub unsafe fn cuMemRangeGetAttributes(
    data: *mut *mut c_void,
    sizes: *mut usize,
    attributes: *mut CUmem_range_attribute,
    attribute_count: usize,
    ptr: CUdeviceptr,
    count: usize,
) -> CudaResult {
    let session = session::get()?;
    check(session, ptr, count)?;
    if attribute_count == 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: CUDA's contract: as many elements of each as are told.
    let (data, sizes, attributes) = unsafe {
        (
            read_array(data.cast_const(), attribute_count)?,
            read_array(sizes.cast_const(), attribute_count)?,
            read_array(attributes.cast_const(), attribute_count)?,
        )
    };
    data.iter().try_for_each(|place| not_null(*place))?;
    // All of them are found before any is written.
    let values = attributes.into_iter().zip(sizes);
    let values = values.map(|(attribute, size)| attribute_of(ptr, count, attribute, size));
    let values: Vec<_> = values.collect::<CudaResult<_>>()?;
    for (place, values) in data.into_iter().zip(&values) {
        // SAFETY: CUDA's contract: each place has its size.
        unsafe { write(place, values) };
    }
    Ok(())
}

pub unsafe fn cuStreamAttachMemAsync(
    mode: DefaultStream,
    stream: CUstream,
    ptr: CUdeviceptr,
    length: usize,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    let found = session.allocations.find(ptr).ok_or(CudaError::INVALID_VALUE)?;
    let is_whole = found.start == ptr && (length == 0 || length as u64 == found.len);
    let is_known = matches!(flags, CU_MEM_ATTACH_GLOBAL | CU_MEM_ATTACH_HOST | CU_MEM_ATTACH_SINGLE);
    // One stream alone is a stream that was made, and not one that stands for all.
    let is_nobody = flags == CU_MEM_ATTACH_SINGLE && stream.is_null();
    if !matches!(found.kind, Kind::Managed { .. }) || !is_whole || !is_known || is_nobody {
        return Err(CudaError::INVALID_VALUE);
    }
    in_stream(session, mode, stream)
}
