//! Copies in graphs whose host memory the device cannot be made to reach.
//!
//! A graph copies from and to the program's own memory at every launch, so that memory moves into the window
//! (design, D5). A stack cannot, nor can pages of which some have moved already. Such a copy takes a detour: in the
//! place of the node stands one with a graph of two, of which one copies between the device and a block of the
//! window, and the other, a host function, between the block and the program's memory. To the program it looks like
//! the node that it asked for.
//!
//! ```text
//!   to the device:  host function (memory → block) ──► copy (block → device)
//!   to the host:    copy (device → block) ──► host function (block → memory)
//!   within the host:          host function (memory → memory)
//! ```

use core::ffi::c_void;
use std::sync::LazyLock;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{
    CU_GRAPH_NODE_TYPE_HOST, CU_GRAPH_NODE_TYPE_MEMCPY, CU_MEMORYTYPE_DEVICE, CU_MEMORYTYPE_HOST,
    CU_STREAM_CAPTURE_STATUS_ACTIVE, CU_STREAM_SET_CAPTURE_DEPENDENCIES, CUDA_HOST_NODE_PARAMS_v1,
    CUDA_MEMCPY_NODE_PARAMS, CUDA_MEMCPY3D_v2, CUarray, CUcontext, CUgraph, CUgraphExec, CUgraphNode,
    CUgraphNodeParams, CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, request};

use super::{
    capture,
    copy::Copy,
    graph_build::{After, add_node, child_graph, form, update_dependencies},
    graph_change,
    graph_params::{is_host_end, part, share_ends},
};
use crate::{session::Session, staging::Block, thread, transport};

/// One end of rows that the host copies.
#[derive(Clone, Copy, Debug)]
struct Side {
    address: u64,
    pitch: u64,
    /// Bytes from one layer to the next.
    layer: u64,
}

/// Rows that the host copies whenever a graph gets there.
#[derive(Clone, Copy, Debug)]
struct Rows {
    dst: Side,
    src: Side,
    width: usize,
    height: u64,
    depth: u64,
}

impl Rows {
    /// Copies them.
    ///
    /// # Safety
    /// Both ends may be read and written.
    unsafe fn run(&self) {
        for layer in 0..self.depth {
            for row in 0..self.height {
                let at = |side: Side| side.address + side.layer * layer + side.pitch * row;
                // SAFETY: the caller's contract; they may overlap.
                unsafe { core::ptr::copy(at(self.src) as *const u8, at(self.dst) as *mut u8, self.width) };
            }
        }
    }
}

/// The host function of a detour.
///
/// # Safety
/// `rows` is a `Rows` that lives for ever; the program keeps the memory that its graph copies.
unsafe extern "C" fn copy_rows(rows: *mut c_void) {
    // SAFETY: the caller's contract.
    unsafe { (*rows.cast::<Rows>()).run() };
}

/// A node that stands for a copy.
struct Stand {
    /// What it is part of.
    graph: CUgraph,
    /// The copy, as the program described it.
    params: CUgraphNodeParams,
}

/// The nodes that stand for copies.
static STANDS: LazyLock<Mutex<FxHashMap<usize, Stand>>> = LazyLock::new(Mutex::default);

/// A graph was destroyed, and with it its nodes.
pub(super) fn graph_gone(graph: CUgraph) {
    STANDS.lock().retain(|_, stand| stand.graph != graph);
}

/// A node was destroyed.
pub(super) fn node_gone(node: CUgraphNode) {
    STANDS.lock().remove(&node.0);
}

/// What the program knows of the copy that `node` stands for; `None` for a node that is what it seems.
pub(super) fn stands_for(node: CUgraphNode) -> Option<CUgraphNodeParams> {
    STANDS.lock().get(&node.0).map(|stand| stand.params)
}

/// A graph for a while.
struct Temporary(CUgraph);

impl Temporary {
    fn new(session: &Session) -> CudaResult<Self> {
        let graph = session.handle::<CUgraph>();
        transport::call(DefaultStream::Legacy, &request::cuGraphCreate { phGraph: graph, flags: 0 })?;
        Ok(Self(CUgraph(graph.0 as usize)))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // A worker that is gone has taken the graph with it.
        let request = request::cuGraphDestroy { graph: Handle(self.0.0 as u64) };
        transport::call(DefaultStream::Legacy, &request).ok();
    }
}

/// A copy that takes a detour.
pub(super) struct Detour {
    params: CUgraphNodeParams,
    copy: CUDA_MEMCPY3D_v2,
    context: CUcontext,
    to_host: bool,
    from_host: bool,
}

impl Detour {
    /// The detour for a copy that needs one.
    ///
    /// # Errors
    /// `INVALID_VALUE` for a copy that does not fit the address space.
    pub(super) fn needed(session: &Session, params: &CUgraphNodeParams) -> CudaResult<Option<Self>> {
        let this = Self::new(session, params)?;
        Ok(if share_ends(session, &this.copy)? { None } else { Some(this) })
    }

    fn new(session: &Session, params: &CUgraphNodeParams) -> CudaResult<Self> {
        let mut own = *params;
        // SAFETY: numbers, handles and pointers: any bytes are a value.
        let node: &mut CUDA_MEMCPY_NODE_PARAMS = unsafe { part(&mut own) };
        let copy = node.copyParams.with_strides();
        let ends = copy.src_reach().zip(copy.dst_reach());
        let (src, dst) = ends.ok_or(CudaError::INVALID_VALUE)?;
        let to_host = is_host_end(session, copy.dstMemoryType, copy.dstDevice, dst);
        let from_host = is_host_end(session, copy.srcMemoryType, copy.srcDevice, src);
        Ok(Self { params: *params, copy, context: node.copyCtx, to_host, from_host })
    }

    /// The program's memory at an end that is the host's.
    fn side(&self, is_dst: bool) -> CudaResult<Side> {
        let copy = &self.copy;
        let (kind, host, device, reach, pitch, height) = if is_dst {
            let reach = copy.dst_reach();
            (copy.dstMemoryType, copy.dstHost as u64, copy.dstDevice, reach, copy.dstPitch, copy.dstHeight)
        } else {
            let reach = copy.src_reach();
            (copy.srcMemoryType, copy.srcHost as u64, copy.srcDevice, reach, copy.srcPitch, copy.srcHeight)
        };
        let base = if kind == CU_MEMORYTYPE_HOST { host } else { device };
        let first = reach.and_then(|reach| base.checked_add(reach.offset)).ok_or(CudaError::INVALID_VALUE)?;
        Ok(Side { address: first, pitch: pitch as u64, layer: (pitch as u64).saturating_mul(height as u64) })
    }

    /// The parts: the host function, and the copy between the device and the block unless both ends are the host's.
    fn parts(&self, session: &'static Session) -> CudaResult<(CUgraphNodeParams, Option<CUgraphNodeParams>)> {
        let (width, height, depth) = (self.copy.WidthInBytes, self.copy.Height, self.copy.Depth);
        let rows = |dst, src| Rows { dst, src, width, height: height as u64, depth: depth as u64 };
        if self.to_host && self.from_host {
            return Ok((function(rows(self.side(true)?, self.side(false)?)), None));
        }
        let layer = (width as u64).checked_mul(height as u64);
        let len = layer.and_then(|layer| layer.checked_mul(depth as u64)).ok_or(CudaError::INVALID_VALUE)?;
        let block = Block::new(session, len)?;
        let address = block.address();
        // As long as there may be a graph that uses it, which nobody says.
        core::mem::forget(block);
        let packed = Side { address, pitch: width as u64, layer: len / (depth as u64).max(1) };
        let mut copy = self.copy;
        let function = if self.to_host {
            (copy.dstXInBytes, copy.dstY, copy.dstZ) = (0, 0, 0);
            (copy.dstMemoryType, copy.dstHost) = (CU_MEMORYTYPE_HOST, address as *mut c_void);
            (copy.dstPitch, copy.dstHeight) = (width, height);
            function(rows(self.side(true)?, packed))
        } else {
            (copy.srcXInBytes, copy.srcY, copy.srcZ) = (0, 0, 0);
            (copy.srcMemoryType, copy.srcHost) = (CU_MEMORYTYPE_HOST, address as *const c_void);
            (copy.srcPitch, copy.srcHeight) = (width, height);
            function(rows(packed, self.side(false)?))
        };
        Ok((function, Some(copy_node(copy, self.context))))
    }

    /// The graph that stands for the copy.
    fn graph(&self, session: &'static Session) -> CudaResult<Temporary> {
        let graph = Temporary::new(session)?;
        let (function, copy) = self.parts(session)?;
        let chain = if self.to_host { [copy, Some(function)] } else { [Some(function), copy] };
        let mut after = After::none();
        for params in chain.into_iter().flatten() {
            // SAFETY: both were made here and point to what lives for ever.
            let added = unsafe { add_node(session, graph.0, after, form::OWN, params) }?;
            after = After::one(added.node);
        }
        Ok(graph)
    }

    /// Adds a node that stands for the copy.
    ///
    /// # Errors
    /// What the driver says.
    pub(super) fn add(
        &self,
        session: &'static Session,
        graph: CUgraph,
        after: After,
    ) -> CudaResult<CUgraphNode> {
        let inner = self.graph(session)?;
        let form = if after.edges.is_empty() { form::OWN } else { form::ANY_WITH_EDGES };
        // SAFETY: a node with a graph has no pointers.
        let node = unsafe { add_node(session, graph, after, form, child_graph(inner.0)) }?.node;
        STANDS.lock().insert(node.0, Stand { graph, params: self.params });
        Ok(node)
    }
}

/// A host node that copies rows whenever a graph gets there, which may be as long as the program lives.
fn function(rows: Rows) -> CUgraphNodeParams {
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_HOST);
    // SAFETY: a function pointer, which may be null, and a pointer: any bytes are a value.
    let node: &mut CUDA_HOST_NODE_PARAMS_v1 = unsafe { part(&mut params) };
    node.r#fn = Some(copy_rows);
    node.userData = core::ptr::from_mut(Box::leak(Box::new(rows))).cast();
    params
}

fn copy_node(copy: CUDA_MEMCPY3D_v2, context: CUcontext) -> CUgraphNodeParams {
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_MEMCPY);
    // SAFETY: numbers, handles and pointers: any bytes are a value.
    let node: &mut CUDA_MEMCPY_NODE_PARAMS = unsafe { part(&mut params) };
    (node.copyParams, node.copyCtx) = (copy, context);
    params
}

/// The detour of a copy that a node which stands for one is to stand for instead; `None` for other nodes.
fn instead(session: &Session, node: CUgraphNode, params: &CUgraphNodeParams) -> CudaResult<Option<Detour>> {
    let Some(old) = stands_for(node) else { return Ok(None) };
    let (old, new) = (Detour::new(session, &old)?, Detour::new(session, params)?);
    // A copy in another direction would need other nodes.
    if (new.to_host, new.from_host) != (old.to_host, old.from_host) {
        return Err(CudaError::NOT_SUPPORTED);
    }
    Ok(Some(new))
}

/// Changes the copy that `node` stands for; `false` for a node that stands for none.
///
/// # Errors
/// `NOT_SUPPORTED` for a copy in another direction; what the driver says.
pub(super) fn change(
    session: &'static Session,
    node: CUgraphNode,
    params: &CUgraphNodeParams,
) -> CudaResult<bool> {
    let Some(detour) = instead(session, node, params)? else { return Ok(false) };
    let (function, copy) = detour.parts(session)?;
    let (mut inner, mut count, mut nodes) = (CUgraph::NULL, 2, [CUgraphNode::NULL; 2]);
    // SAFETY: the pointers are to locals; the array has room for two.
    unsafe {
        super::cuGraphChildGraphNodeGetGraph(node, &mut inner)?;
        super::cuGraphGetNodes(inner, nodes.as_mut_ptr(), &mut count)?;
    }
    for part in nodes.into_iter().take(count) {
        let mut kind = 0;
        // SAFETY: the pointer is to a local.
        unsafe { super::cuGraphNodeGetType(part, &mut kind) }?;
        let params = if kind == CU_GRAPH_NODE_TYPE_HOST { Some(function) } else { copy };
        if let Some(params) = params {
            // SAFETY: made here; what it points to lives for ever.
            unsafe { graph_change::set(part, true, params) }?;
        }
    }
    if let Some(stand) = STANDS.lock().get_mut(&node.0) {
        stand.params = *params;
    }
    Ok(true)
}

/// [`change`] in an instantiated graph.
///
/// # Errors
/// As [`change`].
pub(super) fn change_in(
    session: &'static Session,
    exec: CUgraphExec,
    node: CUgraphNode,
    params: &CUgraphNodeParams,
) -> CudaResult<bool> {
    let Some(detour) = instead(session, node, params)? else { return Ok(false) };
    let inner = detour.graph(session)?;
    let request = request::cuGraphExecChildGraphNodeSetParams {
        hGraphExec: Handle(exec.0 as u64),
        hNode: Handle(node.0 as u64),
        childGraph: Handle(inner.0.0 as u64),
    };
    transport::call(DefaultStream::Legacy, &request)?;
    Ok(true)
}

/// Puts a linear copy with pageable memory into the capture of its stream, as one node that stands for it.
///
/// # Errors
/// `STREAM_CAPTURE_INVALIDATED` for a capture that is; what the driver says.
pub(super) fn capture(session: &'static Session, copy: Copy, to_host: bool) -> CudaResult {
    let info = capture::info(session, copy.mode, copy.stream)?;
    if info.status != CU_STREAM_CAPTURE_STATUS_ACTIVE {
        return Err(CudaError::STREAM_CAPTURE_INVALIDATED);
    }
    let (host, device) = (CU_MEMORYTYPE_HOST, CU_MEMORYTYPE_DEVICE);
    let (dst_kind, src_kind) = if to_host { (host, device) } else { (device, host) };
    let linear = CUDA_MEMCPY3D_v2 {
        srcXInBytes: 0,
        srcY: 0,
        srcZ: 0,
        srcLOD: 0,
        srcMemoryType: src_kind,
        srcHost: copy.src as *const c_void,
        srcDevice: copy.src,
        srcArray: CUarray::NULL,
        reserved0: core::ptr::null_mut(),
        srcPitch: copy.len,
        srcHeight: 1,
        dstXInBytes: 0,
        dstY: 0,
        dstZ: 0,
        dstLOD: 0,
        dstMemoryType: dst_kind,
        dstHost: copy.dst as *mut c_void,
        dstDevice: copy.dst,
        dstArray: CUarray::NULL,
        reserved1: core::ptr::null_mut(),
        dstPitch: copy.len,
        dstHeight: 1,
        WidthInBytes: copy.len,
        Height: 1,
        Depth: 1,
    };
    let detour = Detour::new(session, &copy_node(linear, thread::current_context()))?;
    let node = detour.add(session, info.graph, info.after())?;
    let flags = CU_STREAM_SET_CAPTURE_DEPENDENCIES;
    update_dependencies(copy.mode, copy.stream, After::one(node), flags, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_where_they_belong_and_nothing_between_them_is_touched() {
        let src: Vec<u8> = (0..24).collect();
        let mut dst = vec![99_u8; 64];
        let rows = Rows {
            dst: Side { address: dst.as_mut_ptr() as u64, pitch: 8, layer: 32 },
            src: Side { address: src.as_ptr() as u64, pitch: 3, layer: 6 },
            width: 3,
            height: 2,
            depth: 2,
        };
        // SAFETY: two layers of two rows of three bytes lie within both.
        unsafe { rows.run() };
        let rows: Vec<&[u8]> = [0, 8, 32, 40].iter().map(|&at| &dst[at..at + 4]).collect();
        assert_eq!(rows, [&[0, 1, 2, 99], &[3, 4, 5, 99], &[6, 7, 8, 99], &[9, 10, 11, 99]]);
        assert_eq!(dst.iter().filter(|byte| **byte == 99).count(), 64 - 12);
    }
}
