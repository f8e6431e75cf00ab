//! Nodes of graphs as they travel: CUDA's structure for any node, and what its pointers lead to.
//!
//! Every function that adds or changes a node comes here with that structure, also those whose own structure is
//! only a part of it.

use core::ffi::c_void;
use std::sync::Arc;

use table::{
    CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, CU_GRAPH_NODE_TYPE_CONDITIONAL, CU_GRAPH_NODE_TYPE_EMPTY,
    CU_GRAPH_NODE_TYPE_EVENT_RECORD, CU_GRAPH_NODE_TYPE_EXT_SEMAS_SIGNAL, CU_GRAPH_NODE_TYPE_EXT_SEMAS_WAIT,
    CU_GRAPH_NODE_TYPE_GRAPH, CU_GRAPH_NODE_TYPE_HOST, CU_GRAPH_NODE_TYPE_KERNEL,
    CU_GRAPH_NODE_TYPE_MEM_ALLOC, CU_GRAPH_NODE_TYPE_MEM_FREE, CU_GRAPH_NODE_TYPE_MEMCPY,
    CU_GRAPH_NODE_TYPE_MEMSET, CU_GRAPH_NODE_TYPE_WAIT_EVENT, CU_MEMORYTYPE_HOST, CU_MEMORYTYPE_UNIFIED,
    CUDA_BATCH_MEM_OP_NODE_PARAMS_v1, CUDA_CONDITIONAL_NODE_PARAMS, CUDA_EVENT_RECORD_NODE_PARAMS,
    CUDA_HOST_NODE_PARAMS_v1, CUDA_KERNEL_NODE_PARAMS_v1, CUDA_KERNEL_NODE_PARAMS_v2,
    CUDA_MEM_ALLOC_NODE_PARAMS_v1, CUDA_MEMCPY_NODE_PARAMS, CUDA_MEMCPY3D_v2, CUDA_MEMSET_NODE_PARAMS_v1,
    CUDA_MEMSET_NODE_PARAMS_v2, CUcontext, CUdeviceptr, CUevent, CUgraphNodeParams, CUgraphNodeType,
    CUmemorytype, CopyReach, CudaError, CudaResult, HandleKind,
};
use wire::Handle;
use zerocopy::{Immutable, IntoBytes};

use super::{callback, host_memory, memop::MAX_BATCH};
use crate::{allocations::Place, edge::read_array, functions::Function, session::Session};

/// The structure of one type within the one for all.
///
/// # Safety
/// `T` is plain C data of which any bytes are a value.
pub(super) unsafe fn part<T: Copy>(params: &mut CUgraphNodeParams) -> &mut T {
    const { assert!(size_of::<T>() <= size_of::<[u64; 29]>() && align_of::<T>() <= align_of::<u64>()) };
    // SAFETY: large enough and aligned, as asserted; borrowed from `params`; any bytes are a `T` (caller).
    unsafe { &mut *params.u.as_mut_ptr().cast::<T>() }
}

/// A node that its function's own structure describes wholly.
///
/// # Safety
/// `node` is valid for reads; it is the structure of `kind`.
pub(super) unsafe fn whole<T: Copy>(kind: CUgraphNodeType, node: *const T) -> CUgraphNodeParams {
    const { assert!(size_of::<T>() <= size_of::<[u64; 29]>()) };
    let mut params = CUgraphNodeParams::of(kind);
    // SAFETY: large enough, as asserted; the source is valid (caller). Copied as bytes, gaps included.
    unsafe {
        core::ptr::copy_nonoverlapping(node.cast::<u8>(), params.u.as_mut_ptr().cast(), size_of::<T>())
    };
    params
}

/// A kernel, described in the older form.
///
/// # Safety
/// `node` is valid for reads.
pub(super) unsafe fn older_kernel(node: *const CUDA_KERNEL_NODE_PARAMS_v1) -> CUgraphNodeParams {
    // The newer structure begins with the older one; its kernel and context are null then.
    // SAFETY: the caller's contract.
    unsafe { whole(CU_GRAPH_NODE_TYPE_KERNEL, node) }
}

/// A copy in a context.
///
/// # Safety
/// `copy` is valid for reads.
pub(super) unsafe fn copy_in(copy: *const CUDA_MEMCPY3D_v2, context: CUcontext) -> CUgraphNodeParams {
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_MEMCPY);
    // SAFETY: numbers, handles and pointers: any bytes are a value.
    let node: &mut CUDA_MEMCPY_NODE_PARAMS = unsafe { part(&mut params) };
    node.copyCtx = context;
    // SAFETY: valid (caller), and another place than this structure of ours.
    unsafe { core::ptr::copy_nonoverlapping(copy, &mut node.copyParams, 1) };
    params
}

/// A memset in a context.
///
/// # Safety
/// `memset` is valid for reads.
pub(super) unsafe fn memset_in(
    memset: *const CUDA_MEMSET_NODE_PARAMS_v1,
    context: CUcontext,
) -> CUgraphNodeParams {
    // The newer structure is the older one and the context.
    // SAFETY: the caller's contract.
    let mut params = unsafe { whole(CU_GRAPH_NODE_TYPE_MEMSET, memset) };
    // SAFETY: numbers and a handle: any bytes are a value.
    unsafe { part::<CUDA_MEMSET_NODE_PARAMS_v2>(&mut params) }.ctx = context;
    params
}

/// A node that records an event, or waits for one.
pub(super) fn event(kind: CUgraphNodeType, event: CUevent) -> CUgraphNodeParams {
    let mut params = CUgraphNodeParams::of(kind);
    // SAFETY: a handle; both types have this structure.
    unsafe { part::<CUDA_EVENT_RECORD_NODE_PARAMS>(&mut params) }.event = event;
    params
}

/// What is sent of a node.
pub(super) struct Described {
    /// CUDA's structure. Its pointers mean nothing to the worker.
    pub(super) params: CUgraphNodeParams,
    /// What they led to.
    pub(super) more: Vec<u8>,
    /// The host function that waits for the node to be taken.
    ticket: Option<u64>,
}

impl Described {
    /// Makes a node ready to be sent: parameters are packed, host functions registered, and host memory that
    /// the device does not reach is moved to where it does, because a copy in a graph reads its source, and fills its
    /// destination, at every launch.
    ///
    /// # Errors
    /// For a kernel that there is not, and for parameters that it does not have; `NOT_SUPPORTED` for memory
    /// that cannot be moved, and for types that are not forwarded.
    ///
    /// # Safety
    /// `params` keeps CUDA's contract for a node of its type.
    pub(super) unsafe fn new(session: &'static Session, params: CUgraphNodeParams) -> CudaResult<Self> {
        let mut this = Self { params, more: Vec::new(), ticket: None };
        match params.r#type {
            CU_GRAPH_NODE_TYPE_KERNEL => {
                // SAFETY: numbers, handles and pointers: any bytes are a value.
                let node: &mut CUDA_KERNEL_NODE_PARAMS_v2 = unsafe { part(&mut this.params) };
                // The driver judges a node without a function.
                if !(node.func.is_null() && node.kern.is_null()) {
                    let function = named(session, node)?;
                    let params = node.kernelParams.cast_const().cast();
                    // SAFETY: CUDA's contract for a kernel node (caller).
                    unsafe { function.pack_launch(params, node.extra, &mut this.more) }?;
                }
                (node.kernelParams, node.extra) = (core::ptr::null_mut(), core::ptr::null_mut());
            }
            CU_GRAPH_NODE_TYPE_MEMCPY => {
                // SAFETY: as above.
                let node: &mut CUDA_MEMCPY_NODE_PARAMS = unsafe { part(&mut this.params) };
                node.copyParams = node.copyParams.with_strides();
                if !share_ends(session, &node.copyParams)? {
                    return Err(CudaError::NOT_SUPPORTED);
                }
            }
            CU_GRAPH_NODE_TYPE_HOST => this.keep_function(session)?,
            CU_GRAPH_NODE_TYPE_EXT_SEMAS_SIGNAL | CU_GRAPH_NODE_TYPE_EXT_SEMAS_WAIT => {
                return Err(CudaError::NOT_SUPPORTED);
            }
            CU_GRAPH_NODE_TYPE_MEM_ALLOC => {
                // SAFETY: as above.
                let node: &mut CUDA_MEM_ALLOC_NODE_PARAMS_v1 = unsafe { part(&mut this.params) };
                // SAFETY: CUDA's contract for an allocation node (caller).
                this.more = unsafe { bytes_of(node.accessDescs, node.accessDescCount) }?;
                node.accessDescs = core::ptr::null();
            }
            CU_GRAPH_NODE_TYPE_BATCH_MEM_OP => {
                // SAFETY: as above.
                let node: &mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 = unsafe { part(&mut this.params) };
                if node.count > MAX_BATCH {
                    return Err(CudaError::INVALID_VALUE);
                }
                // SAFETY: CUDA's contract for a batch (caller).
                this.more = unsafe { bytes_of(node.paramArray.cast_const(), node.count as usize) }?;
                node.paramArray = core::ptr::null_mut();
            }
            CU_GRAPH_NODE_TYPE_CONDITIONAL => {
                // SAFETY: as above.
                let node: &mut CUDA_CONDITIONAL_NODE_PARAMS = unsafe { part(&mut this.params) };
                node.phGraph_out = core::ptr::null_mut();
            }
            CU_GRAPH_NODE_TYPE_MEM_FREE
            | CU_GRAPH_NODE_TYPE_MEMSET
            | CU_GRAPH_NODE_TYPE_GRAPH
            | CU_GRAPH_NODE_TYPE_EMPTY
            | CU_GRAPH_NODE_TYPE_WAIT_EVENT
            | CU_GRAPH_NODE_TYPE_EVENT_RECORD => {}
            _ => return Err(CudaError::INVALID_VALUE),
        }
        Ok(this)
    }

    /// Puts a number in the place of the function of a host node.
    fn keep_function(&mut self, session: &'static Session) -> CudaResult {
        // SAFETY: a function pointer, which may be null, and a pointer: any bytes are a value.
        let node: &mut CUDA_HOST_NODE_PARAMS_v1 = unsafe { part(&mut self.params) };
        // The driver judges a node without a function.
        if let Some(function) = node.r#fn {
            let number = callback::keep(session, function, node.userData)?;
            self.ticket = Some(number);
            node.userData = number as usize as *mut c_void;
        }
        Ok(())
    }

    /// A graph has the node.
    pub(super) fn taken(mut self) {
        self.ticket = None;
    }
}

impl Drop for Described {
    fn drop(&mut self) {
        if let Some(number) = self.ticket {
            callback::forget(number);
        }
    }
}

/// The most places of access to memory that a node allocates; there are not as many devices.
const MAX_ACCESS: usize = 1024;

/// The bytes of an array of the program's.
///
/// # Safety
/// `array` is null or has `count` elements.
unsafe fn bytes_of<T: IntoBytes + Immutable + Copy>(array: *const T, count: usize) -> CudaResult<Vec<u8>> {
    if count > MAX_ACCESS {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: the caller's contract.
    let elements = unsafe { read_array(array, count) }?;
    Ok(elements.as_bytes().to_vec())
}

/// The kernel if there is one, else the function; a kernel cast to a function is not taken here, as the driver
/// does not.
fn named(session: &Session, node: &CUDA_KERNEL_NODE_PARAMS_v2) -> CudaResult<Arc<Function>> {
    let handle = if node.kern.is_null() {
        let handle = Handle(node.func.0 as u64);
        if !handle.is(HandleKind::Function) {
            return Err(CudaError::INVALID_HANDLE);
        }
        handle
    } else {
        Handle(node.kern.0 as u64)
    };
    session.functions.get(handle.0).ok_or(CudaError::INVALID_HANDLE)
}

/// True if an end of a copy is host memory.
pub(super) fn is_host_end(
    session: &Session,
    kind: CUmemorytype,
    device: CUdeviceptr,
    reach: CopyReach,
) -> bool {
    match kind {
        CU_MEMORYTYPE_HOST => true,
        CU_MEMORYTYPE_UNIFIED => {
            session.allocations.place(device.saturating_add(reach.offset), reach.len) != Place::Device
        }
        _ => false,
    }
}

/// Makes the host memory of a copy reachable for the device; `false` if some cannot be.
///
/// # Errors
/// `INVALID_VALUE` for a copy that does not fit the address space; what moving the memory meets.
pub(super) fn share_ends(session: &Session, copy: &CUDA_MEMCPY3D_v2) -> CudaResult<bool> {
    if copy.is_empty() {
        return Ok(true);
    }
    let reaches = copy.src_reach().zip(copy.dst_reach());
    let (src, dst) = reaches.ok_or(CudaError::INVALID_VALUE)?;
    let src_is_shared = share_end(session, copy.srcMemoryType, copy.srcHost as u64, copy.srcDevice, src)?;
    let dst_is_shared = share_end(session, copy.dstMemoryType, copy.dstHost as u64, copy.dstDevice, dst)?;
    Ok(src_is_shared && dst_is_shared)
}

fn share_end(
    session: &Session,
    kind: CUmemorytype,
    host: u64,
    device: CUdeviceptr,
    reach: CopyReach,
) -> CudaResult<bool> {
    let base = match kind {
        CU_MEMORYTYPE_HOST => host,
        CU_MEMORYTYPE_UNIFIED => device,
        _ => return Ok(true),
    };
    let first = base.checked_add(reach.offset).ok_or(CudaError::INVALID_VALUE)?;
    // Null is for the driver to refuse.
    if base == 0 || session.allocations.place(first, reach.len) != Place::Pageable {
        return Ok(true);
    }
    match host_memory::share(session, first, reach.len) {
        Ok(()) => Ok(true),
        Err(error) if error == CudaError::NOT_SUPPORTED => Ok(false),
        Err(error) => Err(error),
    }
}
