//! Nodes of graphs as the guest describes them, checked and made the driver's.
//!
//! A description is CUDA's structure for any node. In it the guest's names stand for handles, and pointers mean
//! nothing: what they led to in the guest comes beside the structure. [`Translated`] has the driver's handles in
//! their place, and pointers to copies of its own.

use core::ffi::c_void;

use table::{
    CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, CU_GRAPH_NODE_TYPE_CONDITIONAL, CU_GRAPH_NODE_TYPE_EMPTY,
    CU_GRAPH_NODE_TYPE_EVENT_RECORD, CU_GRAPH_NODE_TYPE_GRAPH, CU_GRAPH_NODE_TYPE_HOST,
    CU_GRAPH_NODE_TYPE_KERNEL, CU_GRAPH_NODE_TYPE_MEM_ALLOC, CU_GRAPH_NODE_TYPE_MEM_FREE,
    CU_GRAPH_NODE_TYPE_MEMCPY, CU_GRAPH_NODE_TYPE_MEMSET, CU_GRAPH_NODE_TYPE_WAIT_EVENT,
    CU_LAUNCH_PARAM_BUFFER_POINTER, CU_LAUNCH_PARAM_BUFFER_SIZE, CU_LAUNCH_PARAM_END, CU_MEMORYTYPE_ARRAY,
    CU_MEMORYTYPE_DEVICE, CU_MEMORYTYPE_HOST, CU_MEMORYTYPE_UNIFIED, CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
    CUDA_CHILD_GRAPH_NODE_PARAMS, CUDA_CONDITIONAL_NODE_PARAMS, CUDA_EVENT_RECORD_NODE_PARAMS,
    CUDA_KERNEL_NODE_PARAMS_v2, CUDA_MEM_ALLOC_NODE_PARAMS_v1, CUDA_MEM_FREE_NODE_PARAMS,
    CUDA_MEMCPY_NODE_PARAMS, CUDA_MEMCPY3D_v2, CUDA_MEMSET_NODE_PARAMS_v2, CUarray, CUcontext, CUdeviceptr,
    CUevent, CUfunction, CUgraph, CUgraphNodeParams, CUgraphNodeType, CUkernel, CUmemAccessDesc,
    CUmemorytype, CUstreamBatchMemOpParams, CopyReach, CudaError, CudaResult, Handle as Object,
};
use wire::Handle;
use zerocopy::FromBytes;

use super::{memop::check_batch, pool::check_props};
use crate::{
    arrivals::Place,
    callbacks::{Job, enter},
    session::Session,
};

/// A host function as it travels, in the place of CUDA's structure: whether there is one, and its number.
#[derive(Clone, Copy)]
#[repr(C)]
struct HostNode {
    function: usize,
    data: usize,
}

/// The structure of one type within the one for all.
///
/// # Safety
/// `T` is plain C data of which any bytes are a value.
pub(super) unsafe fn part<T: Copy>(params: &mut CUgraphNodeParams) -> &mut T {
    const { assert!(size_of::<T>() <= size_of::<[u64; 29]>() && align_of::<T>() <= align_of::<u64>()) };
    // SAFETY: large enough and aligned, as asserted; borrowed from `params`; any bytes are a `T` (caller).
    unsafe { &mut *params.u.as_mut_ptr().cast::<T>() }
}

/// Parameters of a kernel, in the form that the driver reads them in.
pub(super) struct Packed {
    bytes: Vec<u8>,
    len: usize,
    extra: [*mut c_void; 5],
}

impl Packed {
    pub(super) fn new(bytes: &[u8]) -> Box<Self> {
        Box::new(Self { bytes: bytes.to_vec(), len: bytes.len(), extra: [core::ptr::null_mut(); 5] })
    }

    /// The `extra` array, which points into the box; null for a kernel without any parameters.
    pub(super) fn extra(self: &mut Box<Self>) -> *mut *mut c_void {
        if self.bytes.is_empty() {
            return core::ptr::null_mut();
        }
        self.extra = [
            CU_LAUNCH_PARAM_BUFFER_POINTER as *mut c_void,
            self.bytes.as_mut_ptr().cast(),
            CU_LAUNCH_PARAM_BUFFER_SIZE as *mut c_void,
            (&raw mut self.len).cast(),
            CU_LAUNCH_PARAM_END as *mut c_void,
        ];
        self.extra.as_mut_ptr()
    }
}

/// What a translated description points to.
enum Kept {
    Nothing,
    Parameters(Box<Packed>),
    /// A host function's job, which is the driver's once it has taken the node.
    Job(*mut Job),
    Access(Vec<CUmemAccessDesc>),
    Operations(Vec<CUstreamBatchMemOpParams>),
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Self::Job(job) = *self {
            // SAFETY: made by `Callbacks::job` for this description, and no driver has taken it.
            drop(unsafe { Box::from_raw(job) });
        }
    }
}

/// How many bytes the parameters of a node of this type have.
fn size_of_params(kind: CUgraphNodeType) -> usize {
    match kind {
        CU_GRAPH_NODE_TYPE_KERNEL => size_of::<CUDA_KERNEL_NODE_PARAMS_v2>(),
        CU_GRAPH_NODE_TYPE_MEMCPY => size_of::<CUDA_MEMCPY_NODE_PARAMS>(),
        CU_GRAPH_NODE_TYPE_MEMSET => size_of::<CUDA_MEMSET_NODE_PARAMS_v2>(),
        CU_GRAPH_NODE_TYPE_HOST => size_of::<HostNode>(),
        CU_GRAPH_NODE_TYPE_GRAPH => size_of::<CUDA_CHILD_GRAPH_NODE_PARAMS>(),
        CU_GRAPH_NODE_TYPE_WAIT_EVENT | CU_GRAPH_NODE_TYPE_EVENT_RECORD => {
            size_of::<CUDA_EVENT_RECORD_NODE_PARAMS>()
        }
        CU_GRAPH_NODE_TYPE_MEM_ALLOC => size_of::<CUDA_MEM_ALLOC_NODE_PARAMS_v1>(),
        CU_GRAPH_NODE_TYPE_MEM_FREE => size_of::<CUDA_MEM_FREE_NODE_PARAMS>(),
        CU_GRAPH_NODE_TYPE_BATCH_MEM_OP => size_of::<CUDA_BATCH_MEM_OP_NODE_PARAMS_v1>(),
        CU_GRAPH_NODE_TYPE_CONDITIONAL => size_of::<CUDA_CONDITIONAL_NODE_PARAMS>(),
        _ => 0,
    }
}

/// A description for the driver.
pub(super) struct Translated {
    pub(super) params: CUgraphNodeParams,
    kept: Kept,
}

impl Translated {
    /// Checks a description of the guest's and translates it; `more` is what its pointers led to.
    ///
    /// # Errors
    /// For an object or memory that is not the session's; `INVALID_VALUE` for a type that there is not.
    pub(super) fn new(session: &mut Session, params: CUgraphNodeParams, more: &[u8]) -> CudaResult<Self> {
        let mut this = Self { params, kept: Kept::Nothing };
        match params.r#type {
            CU_GRAPH_NODE_TYPE_KERNEL => this.kernel(session, more)?,
            CU_GRAPH_NODE_TYPE_MEMCPY => this.copy(session)?,
            CU_GRAPH_NODE_TYPE_MEMSET => this.memset(session)?,
            CU_GRAPH_NODE_TYPE_HOST => this.host(session),
            CU_GRAPH_NODE_TYPE_GRAPH => {
                // SAFETY: a handle and a number: any bytes are a value.
                let node: &mut CUDA_CHILD_GRAPH_NODE_PARAMS = unsafe { part(&mut this.params) };
                node.graph = real::<CUgraph>(session, node.graph)?;
            }
            CU_GRAPH_NODE_TYPE_EMPTY => {}
            CU_GRAPH_NODE_TYPE_WAIT_EVENT | CU_GRAPH_NODE_TYPE_EVENT_RECORD => {
                // SAFETY: a handle; nodes that record and nodes that wait have the same structure.
                let node: &mut CUDA_EVENT_RECORD_NODE_PARAMS = unsafe { part(&mut this.params) };
                node.event = real::<CUevent>(session, node.event)?;
            }
            CU_GRAPH_NODE_TYPE_MEM_ALLOC => this.allocation(more)?,
            CU_GRAPH_NODE_TYPE_MEM_FREE => {
                // SAFETY: a number.
                let node: &mut CUDA_MEM_FREE_NODE_PARAMS = unsafe { part(&mut this.params) };
                session.regions.check(node.dptr, 1)?;
            }
            CU_GRAPH_NODE_TYPE_BATCH_MEM_OP => this.batch(session, more)?,
            CU_GRAPH_NODE_TYPE_CONDITIONAL => {
                // SAFETY: handles, numbers and a pointer that is overwritten: any bytes are a value.
                let node: &mut CUDA_CONDITIONAL_NODE_PARAMS = unsafe { part(&mut this.params) };
                session.graphs.check_condition(node.handle)?;
                node.ctx = real::<CUcontext>(session, node.ctx)?;
                node.phGraph_out = core::ptr::null_mut();
            }
            _ => return Err(CudaError::INVALID_VALUE),
        }
        // What a later driver may find behind the structure that was checked would be the guest's.
        let used = size_of_params(params.r#type).div_ceil(size_of::<u64>());
        this.params.u.iter_mut().skip(used).for_each(|word| *word = 0);
        Ok(this)
    }

    /// Memory that the node allocates: address and length; `None` for nodes that allocate none.
    pub(super) fn allocated(&mut self) -> Option<(u64, u64)> {
        if self.params.r#type != CU_GRAPH_NODE_TYPE_MEM_ALLOC {
            return None;
        }
        // SAFETY: the structure of this type, as the driver has filled it in.
        let node: &mut CUDA_MEM_ALLOC_NODE_PARAMS_v1 = unsafe { part(&mut self.params) };
        Some((node.dptr, node.bytesize as u64))
    }

    /// The graphs that the driver has made for the node.
    pub(super) fn bodies(&mut self) -> Vec<CUgraph> {
        if self.params.r#type != CU_GRAPH_NODE_TYPE_CONDITIONAL {
            return Vec::new();
        }
        // SAFETY: the structure of this type, as the driver has filled it in.
        let node: &mut CUDA_CONDITIONAL_NODE_PARAMS = unsafe { part(&mut self.params) };
        if node.phGraph_out.is_null() {
            return Vec::new();
        }
        // SAFETY: CUDA's contract: the driver's own array of as many graphs as were asked for.
        unsafe { core::slice::from_raw_parts(node.phGraph_out, node.size as usize) }.to_vec()
    }

    /// The driver has taken the description, and what of it lives on.
    pub(super) fn taken(mut self) {
        if let Kept::Job(_) = self.kept {
            core::mem::forget(core::mem::replace(&mut self.kept, Kept::Nothing));
        }
    }

    fn kernel(&mut self, session: &Session, parameters: &[u8]) -> CudaResult {
        self.kept = Kept::Parameters(Packed::new(parameters));
        // SAFETY: handles, numbers and pointers that are overwritten: any bytes are a value.
        let node: &mut CUDA_KERNEL_NODE_PARAMS_v2 = unsafe { part(&mut self.params) };
        node.func = real::<CUfunction>(session, node.func)?;
        node.kern = real::<CUkernel>(session, node.kern)?;
        node.ctx = real::<CUcontext>(session, node.ctx)?;
        node.kernelParams = core::ptr::null_mut();
        if let Kept::Parameters(packed) = &mut self.kept {
            node.extra = packed.extra();
        }
        Ok(())
    }

    fn copy(&mut self, session: &mut Session) -> CudaResult {
        // SAFETY: handles, numbers and pointers that are checked: any bytes are a value.
        let node: &mut CUDA_MEMCPY_NODE_PARAMS = unsafe { part(&mut self.params) };
        node.copyCtx = real::<CUcontext>(session, node.copyCtx)?;
        // What is checked is then what the driver takes.
        let mut copy = node.copyParams.with_strides();
        (copy.reserved0, copy.reserved1) = (core::ptr::null_mut(), core::ptr::null_mut());
        copy.srcArray = real::<CUarray>(session, copy.srcArray)?;
        copy.dstArray = real::<CUarray>(session, copy.dstArray)?;
        if !copy.is_empty() {
            check_ends(session, &copy)?;
        }
        node.copyParams = copy;
        Ok(())
    }

    fn memset(&mut self, session: &Session) -> CudaResult {
        // SAFETY: numbers and a handle: any bytes are a value.
        let node: &mut CUDA_MEMSET_NODE_PARAMS_v2 = unsafe { part(&mut self.params) };
        node.ctx = real::<CUcontext>(session, node.ctx)?;
        session.check_reachable(node.dst, extent(node)?)
    }

    fn allocation(&mut self, access: &[u8]) -> CudaResult {
        // SAFETY: numbers, and a pointer that is overwritten: any bytes are a value.
        let node: &mut CUDA_MEM_ALLOC_NODE_PARAMS_v1 = unsafe { part(&mut self.params) };
        check_props(&node.poolProps)?;
        self.kept = Kept::Access(records(access)?);
        if let Kept::Access(access) = &self.kept {
            node.accessDescCount = access.len();
            node.accessDescs = if access.is_empty() { core::ptr::null() } else { access.as_ptr() };
        }
        node.dptr = 0;
        Ok(())
    }

    fn batch(&mut self, session: &Session, operations: &[u8]) -> CudaResult {
        // SAFETY: a handle, numbers, and a pointer that is overwritten: any bytes are a value.
        let node: &mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 = unsafe { part(&mut self.params) };
        node.ctx = real::<CUcontext>(session, node.ctx)?;
        self.kept = Kept::Operations(records(operations)?);
        if let Kept::Operations(operations) = &mut self.kept {
            check_batch(session, operations)?;
            node.count = operations.len() as u32;
            node.paramArray = operations.as_mut_ptr();
        }
        Ok(())
    }

    fn host(&mut self, session: &Session) {
        // SAFETY: numbers: any bytes are a value.
        let node: &mut HostNode = unsafe { part(&mut self.params) };
        if node.function == 0 {
            node.data = 0;
            return;
        }
        // A graph runs it any number of times.
        let job = session.callbacks.job(node.data as u64, false);
        let function: unsafe extern "C" fn(*mut c_void) = enter;
        *node = HostNode { function: function as usize, data: job as usize };
        self.kept = Kept::Job(job.cast());
    }
}

/// The records that bytes of a frame hold; they lie anywhere, so they are copied out.
fn records<T: FromBytes>(bytes: &[u8]) -> CudaResult<Vec<T>> {
    let whole = bytes.chunks_exact(size_of::<T>());
    if !whole.remainder().is_empty() {
        return Err(CudaError::INVALID_VALUE);
    }
    whole.map(|record| T::read_from_bytes(record).map_err(|_| CudaError::INVALID_VALUE)).collect()
}

/// The driver's handle of what the guest named in the place of it.
fn real<H: Object>(session: &Session, name: H) -> CudaResult<H> {
    session.handles.get::<H>(Handle(name.bits()))
}

/// Checks both ends of a copy that copies something.
fn check_ends(session: &mut Session, copy: &CUDA_MEMCPY3D_v2) -> CudaResult {
    let reaches = copy.src_reach().zip(copy.dst_reach());
    let (src, dst) = reaches.ok_or(CudaError::INVALID_VALUE)?;
    check_end(session, copy.srcMemoryType, copy.srcHost as u64, copy.srcDevice, src)?;
    check_end(session, copy.dstMemoryType, copy.dstHost as u64, copy.dstDevice, dst)?;
    if copy.srcMemoryType == CU_MEMORYTYPE_HOST {
        let address = (copy.srcHost as u64).saturating_add(src.offset);
        session.payload.in_graph(Place { address, len: src.len, rows: None, is_pinned: true });
    }
    Ok(())
}

/// Checks one end of a copy: linear memory must be the session's, and arrays know their own size.
fn check_end(
    session: &Session,
    kind: CUmemorytype,
    host: u64,
    device: CUdeviceptr,
    reach: CopyReach,
) -> CudaResult {
    let first = |base: u64| base.checked_add(reach.offset).ok_or(CudaError::INVALID_VALUE);
    match kind {
        CU_MEMORYTYPE_HOST => session.check_address(first(host)?, reach.len, false),
        CU_MEMORYTYPE_DEVICE | CU_MEMORYTYPE_UNIFIED => session.check_reachable(first(device)?, reach.len),
        CU_MEMORYTYPE_ARRAY => Ok(()),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

/// Bytes from the first to the last that a memset touches.
fn extent(node: &CUDA_MEMSET_NODE_PARAMS_v2) -> CudaResult<u64> {
    let row = (node.width as u64).checked_mul(u64::from(node.elementSize));
    if node.height > 1 && row.is_some_and(|row| (node.pitch as u64) < row) {
        return Err(CudaError::INVALID_VALUE);
    }
    let rows = (node.height as u64).max(1) - 1;
    let before = rows.checked_mul(node.pitch as u64);
    row.zip(before).and_then(|(row, before)| before.checked_add(row)).ok_or(CudaError::INVALID_VALUE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memset_reaches_from_its_first_row_to_the_end_of_its_last() {
        let mut node = CUDA_MEMSET_NODE_PARAMS_v2 {
            dst: 0,
            pitch: 256,
            value: 0,
            elementSize: 4,
            width: 10,
            height: 3,
            ctx: CUcontext::NULL,
        };
        assert_eq!(extent(&node), Ok(2 * 256 + 40));
        node.height = 1;
        assert_eq!(extent(&node), Ok(40));
        node.width = usize::MAX;
        assert_eq!(extent(&node), Err(CudaError::INVALID_VALUE));
    }
}
