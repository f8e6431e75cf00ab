//! Stream-ordered allocation and memory pools.
//!
//! A region is removed when its free is executed here, though the stream may reach it later: what the guest
//! sends after the free may no longer name it, and what it sent before is in the driver's hands already.

use core::ffi::c_void;

use table::{
    CU_MEM_ALLOCATION_TYPE_MANAGED, CU_MEM_LOCATION_TYPE_DEVICE, CU_MEM_LOCATION_TYPE_HOST,
    CU_MEM_LOCATION_TYPE_HOST_NUMA, CU_MEM_LOCATION_TYPE_HOST_NUMA_CURRENT, CU_MEM_LOCATION_TYPE_INVALID,
    CU_MEMPOOL_ATTR_RELEASE_THRESHOLD, CU_MEMPOOL_ATTR_REUSE_ALLOW_INTERNAL_DEPENDENCIES,
    CU_MEMPOOL_ATTR_REUSE_FOLLOW_EVENT_DEPENDENCIES, CU_MEMPOOL_ATTR_USED_MEM_HIGH, CUDA_ERROR_NOT_READY,
    CUDA_SUCCESS, CUmemPool_attribute, CUmemPoolProps, CUmemoryPool, CUresult, CUstream, CudaError,
    CudaResult, check,
};
use wire::{Handle, Header, reply, request};

use crate::{regions::Origin, session::Session};

/// Notes stream-ordered memory; says if it has become a graph's.
fn allocated(session: &mut Session, stream: CUstream, address: u64, len: u64) -> bool {
    let captured = session.is_being_captured(stream);
    session.regions.insert(address, len, if captured { Origin::Graph } else { Origin::Pool });
    captured
}

pub fn cuMemAllocAsync(
    session: &mut Session,
    header: &Header,
    q: request::cuMemAllocAsync,
) -> CudaResult<reply::cuMemAllocAsync> {
    let stream = session.stream(header, q.stream)?;
    let mut address = 0;
    // SAFETY: the pointer is to a local; a stream of this session.
    check(unsafe { (session.driver.cuMemAllocAsync)(&mut address, q.size as usize, stream) })?;
    let captured = allocated(session, stream, address, q.size);
    Ok(reply::cuMemAllocAsync { address, captured })
}

pub fn cuMemAllocFromPoolAsync(
    session: &mut Session,
    header: &Header,
    q: request::cuMemAllocFromPoolAsync,
) -> CudaResult<reply::cuMemAllocFromPoolAsync> {
    let stream = session.stream(header, q.stream)?;
    let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
    let mut address = 0;
    // SAFETY: the pointer is to a local; a pool and a stream of this session.
    check(unsafe { (session.driver.cuMemAllocFromPoolAsync)(&mut address, q.size as usize, pool, stream) })?;
    let captured = allocated(session, stream, address, q.size);
    Ok(reply::cuMemAllocFromPoolAsync { address, captured })
}

pub fn cuMemFreeAsync(session: &mut Session, header: &Header, q: request::cuMemFreeAsync) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    session.regions.check(q.address, 1)?;
    // SAFETY: an address of this session, of which the driver judges whether an allocation starts there; a
    // stream of this session.
    check(unsafe { (session.driver.cuMemFreeAsync)(q.address, stream) })?;
    session.regions.freed(q.address);
    if !session.capture.is_open() {
        session.frees.note(header.context, stream);
    }
    Ok(())
}

/// Streams in which memory was freed since the driver last looked whether they have got there.
///
/// The driver gives memory of a pool back when the program synchronises. Our guests wait for words that the GPU
/// writes, of which the driver knows nothing, so it is told here.
#[derive(Debug, Default)]
pub struct Frees(Vec<(u64, CUstream)>);

impl Frees {
    fn note(&mut self, context: u64, stream: CUstream) {
        if !self.0.contains(&(context, stream)) {
            self.0.push((context, stream));
        }
    }

    /// Forgets a stream that is about to go.
    pub fn stream_gone(&mut self, stream: CUstream) {
        self.0.retain(|(_, of)| *of != stream);
    }

    /// Forgets the streams of a context that is gone.
    pub fn context_gone(&mut self, context: u64) {
        self.0.retain(|(of, _)| *of != context);
    }
}

impl Session {
    /// Lets the driver notice the streams of the current context that have got to their frees. Nothing blocks:
    /// a stream that is still at work is left for later.
    pub(super) fn settle_frees(&mut self, header: &Header) {
        if self.frees.0.is_empty() || self.capture.is_open() {
            return;
        }
        let mut frees = std::mem::take(&mut self.frees.0);
        frees.retain(|&(context, stream)| {
            if context != header.context {
                return true;
            }
            match self.query(stream) {
                CUDA_ERROR_NOT_READY => true,
                // The wait for the legacy stream is one for the blocking streams too.
                CUDA_SUCCESS if stream.0 <= CUstream::LEGACY.0 && !self.is_context_idle(context) => true,
                CUDA_SUCCESS => {
                    // SAFETY: a stream of the context that is current; it has nothing left to do.
                    unsafe { (self.driver.cuStreamSynchronize)(stream) };
                    false
                }
                _ => false,
            }
        });
        self.frees.0 = frees;
    }

    fn query(&self, stream: CUstream) -> CUresult {
        // SAFETY: a stream of this session.
        unsafe { (self.driver.cuStreamQuery)(stream) }
    }

    /// True if every stream of the session in `context` has done its work.
    fn is_context_idle(&self, context: u64) -> bool {
        let created = self.owners.iter().filter(|(_, of)| **of == context).map(|(&handle, _)| Handle(handle));
        let created = created.filter_map(|handle| self.handles.get::<CUstream>(handle).ok());
        let own = self.threads.values().filter_map(|thread| thread.default_streams.get(&context).copied());
        created.chain(own).all(|stream| self.query(stream) == CUDA_SUCCESS)
    }
}

pub fn cuMemPoolTrimTo(session: &mut Session, header: &Header, q: request::cuMemPoolTrimTo) -> CudaResult {
    session.settle_frees(header);
    let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
    // SAFETY: a pool of this session.
    check(unsafe { (session.driver.cuMemPoolTrimTo)(pool, q.keep as usize) })
}

/// Checks what memory of a pool, or of a graph, is to be like.
pub(super) fn check_props(props: &CUmemPoolProps) -> CudaResult {
    // A pointer on Windows; the driver here takes none.
    if props.win32SecurityAttributes != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // Memory of the host would lie where the guest cannot reach it.
    match (props.allocType, props.location.r#type) {
        (CU_MEM_ALLOCATION_TYPE_MANAGED, _)
        | (
            _,
            CU_MEM_LOCATION_TYPE_HOST
            | CU_MEM_LOCATION_TYPE_HOST_NUMA
            | CU_MEM_LOCATION_TYPE_HOST_NUMA_CURRENT,
        ) => Err(CudaError::NOT_SUPPORTED),
        // No place at all is for the driver to refuse.
        (_, CU_MEM_LOCATION_TYPE_DEVICE | CU_MEM_LOCATION_TYPE_INVALID) => Ok(()),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub fn cuMemPoolCreate(session: &mut Session, _: &Header, q: request::cuMemPoolCreate) -> CudaResult {
    session.handles.check_new::<CUmemoryPool>(q.pool)?;
    check_props(&q.props.0)?;
    let mut pool = CUmemoryPool::NULL;
    // SAFETY: the pointers are to a local and to this frame's private copy.
    check(unsafe { (session.driver.cuMemPoolCreate)(&mut pool, &q.props.0) })?;
    session.handles.insert(q.pool, pool)
}

/// Checks that an attribute is one of those that fit 8 bytes, and says if it is an `int`.
fn is_int(attribute: CUmemPool_attribute) -> CudaResult<bool> {
    match attribute {
        CU_MEMPOOL_ATTR_REUSE_FOLLOW_EVENT_DEPENDENCIES
            ..=CU_MEMPOOL_ATTR_REUSE_ALLOW_INTERNAL_DEPENDENCIES => Ok(true),
        CU_MEMPOOL_ATTR_RELEASE_THRESHOLD..=CU_MEMPOOL_ATTR_USED_MEM_HIGH => Ok(false),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub fn cuMemPoolSetAttribute(
    session: &mut Session,
    _: &Header,
    q: request::cuMemPoolSetAttribute,
) -> CudaResult {
    let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
    let mut number = q.value as u32;
    let mut word = q.value;
    let value: *mut c_void =
        if is_int(q.attribute)? { (&raw mut number).cast() } else { (&raw mut word).cast() };
    // SAFETY: a pool of this session; the value is a local of the attribute's width.
    check(unsafe { (session.driver.cuMemPoolSetAttribute)(pool, q.attribute, value) })
}

pub fn cuMemPoolGetAttribute(
    session: &mut Session,
    header: &Header,
    q: request::cuMemPoolGetAttribute,
) -> CudaResult<reply::cuMemPoolGetAttribute> {
    session.settle_frees(header);
    let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
    is_int(q.attribute)?;
    // Wide enough for either; an `int` fills the low half and leaves the rest zero.
    let mut value = 0_u64;
    // SAFETY: a pool of this session; the pointer is to a local at least as wide as the attribute.
    check(unsafe { (session.driver.cuMemPoolGetAttribute)(pool, q.attribute, (&raw mut value).cast()) })?;
    Ok(reply::cuMemPoolGetAttribute { value: u64::from_le_bytes(value.to_ne_bytes()) })
}
