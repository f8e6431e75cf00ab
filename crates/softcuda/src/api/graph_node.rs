//! Nodes of graphs: adding them, and their parameters.

use std::ptr;

use table::{
    CUDA_HOST_NODE_PARAMS_v1, CUDA_MEMCPY3D_v2, CUDA_MEMSET_NODE_PARAMS_v1, CUcontext, CUevent, CUgraph,
    CUgraphNode, CudaError, CudaResult,
};

use super::{
    arg::{input, out},
    capture::nodes,
    copy_rect::transfer_3d,
    event::event,
    graph::{graph, home},
};
use crate::{
    current,
    driver::driver,
    graph::Task,
    stream::HostCall,
    transfer::{Fill, Memory, Place, Transfer},
};

pub(super) fn add(
    node: *mut CUgraphNode,
    handle: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    task: impl FnOnce() -> CudaResult<Task>,
) -> CudaResult {
    let graph = graph(handle)?;
    let node = out!(node)?;
    let after = nodes(after, count)?;
    let (driver, task) = (driver()?, task()?);
    let inner = task.graphs().to_vec();
    match graph.add(driver, task, &after) {
        Ok(added) => node.set(added),
        Err(error) => {
            // These were made for the node that they now are not part of.
            inner.iter().for_each(|graph| graph.destroy(driver));
            return Err(error);
        }
    }
    Ok(())
}

/// The task of a node with another of the same type put in its place.
pub(super) fn replace(node: CUgraphNode, task: Task) -> CudaResult {
    home(node)?.change(node, |node| {
        if node.task.number() != task.number() {
            return Err(CudaError::INVALID_VALUE);
        }
        node.task = task;
        Ok(())
    })
}

/// Copies and fills name the context that they run in.
pub(super) fn check_context(context: CUcontext) -> CudaResult {
    current::context_or_current(context).map(|_| ())
}

pub(super) fn copy_task(copy: *const CUDA_MEMCPY3D_v2) -> CudaResult<Task> {
    let copy = transfer_3d(&input!(copy)?)?;
    copy.map(Task::Copy).ok_or(CudaError::INVALID_VALUE)
}

pub(super) fn fill_task(fill: *const CUDA_MEMSET_NODE_PARAMS_v1) -> CudaResult<Task> {
    let fill = input!(fill)?;
    let fill = Fill {
        address: fill.dst,
        pitch: fill.pitch as u64,
        value: fill.value,
        element: fill.elementSize.into(),
        width: fill.width as u64,
        height: fill.height as u64,
    };
    if fill.is_empty() {
        return Err(CudaError::INVALID_VALUE);
    }
    fill.check(&driver()?.space)?;
    Ok(Task::Fill(fill))
}

pub(super) fn host_task(call: *const CUDA_HOST_NODE_PARAMS_v1) -> CudaResult<Task> {
    let call = input!(call)?;
    if call.r#fn.is_none() {
        return Err(CudaError::INVALID_VALUE);
    }
    Ok(Task::Host(HostCall { function: call.r#fn, data: call.userData }))
}

/// A copy described in the form that programs use.
fn describe(copy: &Transfer) -> CUDA_MEMCPY3D_v2 {
    let kind = |place: &Place| match (place.array, place.memory) {
        (Some(_), _) => 3,
        (None, Memory::Device) => 2,
        (None, _) => 1,
    };
    let part = |place: &Place| {
        let (array, [x, y, z]) = place.array.unwrap_or_default();
        (array, x as usize, y as usize, z as usize)
    };
    let rows = |pitch: u64, slice: u64| slice.checked_div(pitch).unwrap_or(0) as usize;
    let (dst, src) = (&copy.dst, &copy.src);
    let (dst_is_host, src_is_host) = (dst.memory != Memory::Device, src.memory != Memory::Device);
    let (dst_array, dst_x, dst_y, dst_z) = part(dst);
    let (src_array, src_x, src_y, src_z) = part(src);
    CUDA_MEMCPY3D_v2 {
        srcXInBytes: src_x,
        srcY: src_y,
        srcZ: src_z,
        srcLOD: 0,
        srcMemoryType: kind(src),
        srcHost: if src_is_host { src.address as *const _ } else { ptr::null() },
        srcDevice: if src_is_host || src.array.is_some() { 0 } else { src.address },
        srcArray: src_array,
        reserved0: ptr::null_mut(),
        srcPitch: src.pitch as usize,
        srcHeight: rows(src.pitch, src.slice),
        dstXInBytes: dst_x,
        dstY: dst_y,
        dstZ: dst_z,
        dstLOD: 0,
        dstMemoryType: kind(dst),
        dstHost: if dst_is_host { dst.address as *mut _ } else { ptr::null_mut() },
        dstDevice: if dst_is_host || dst.array.is_some() { 0 } else { dst.address },
        dstArray: dst_array,
        reserved1: ptr::null_mut(),
        dstPitch: dst.pitch as usize,
        dstHeight: rows(dst.pitch, dst.slice),
        WidthInBytes: copy.extent.width as usize,
        Height: copy.extent.height as usize,
        Depth: copy.extent.depth as usize,
    }
}

pub unsafe fn cuGraphAddEmptyNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
) -> CudaResult {
    add(node, graph, after, count, || Ok(Task::Empty))
}

pub unsafe fn cuGraphAddMemcpyNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    copy: *const CUDA_MEMCPY3D_v2,
    context: CUcontext,
) -> CudaResult {
    check_context(context)?;
    add(node, graph, after, count, || copy_task(copy))
}

pub unsafe fn cuGraphMemcpyNodeGetParams(node: CUgraphNode, copy: *mut CUDA_MEMCPY3D_v2) -> CudaResult {
    let copy_out = out!(copy)?;
    match home(node)?.node(node)?.task {
        Task::Copy(copy) => copy_out.set(describe(&copy)),
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}

pub unsafe fn cuGraphMemcpyNodeSetParams(node: CUgraphNode, copy: *const CUDA_MEMCPY3D_v2) -> CudaResult {
    replace(node, copy_task(copy)?)
}

pub unsafe fn cuGraphAddMemsetNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    fill: *const CUDA_MEMSET_NODE_PARAMS_v1,
    context: CUcontext,
) -> CudaResult {
    check_context(context)?;
    add(node, graph, after, count, || fill_task(fill))
}

pub unsafe fn cuGraphMemsetNodeGetParams(
    node: CUgraphNode,
    fill: *mut CUDA_MEMSET_NODE_PARAMS_v1,
) -> CudaResult {
    let fill_out = out!(fill)?;
    match home(node)?.node(node)?.task {
        Task::Fill(fill) => fill_out.set(CUDA_MEMSET_NODE_PARAMS_v1 {
            dst: fill.address,
            pitch: fill.pitch as usize,
            value: fill.value,
            elementSize: fill.element as u32,
            width: fill.width as usize,
            height: fill.height as usize,
        }),
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}

pub unsafe fn cuGraphMemsetNodeSetParams(
    node: CUgraphNode,
    fill: *const CUDA_MEMSET_NODE_PARAMS_v1,
) -> CudaResult {
    replace(node, fill_task(fill)?)
}

pub unsafe fn cuGraphAddHostNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    call: *const CUDA_HOST_NODE_PARAMS_v1,
) -> CudaResult {
    add(node, graph, after, count, || host_task(call))
}

pub unsafe fn cuGraphHostNodeGetParams(node: CUgraphNode, call: *mut CUDA_HOST_NODE_PARAMS_v1) -> CudaResult {
    let call_out = out!(call)?;
    match home(node)?.node(node)?.task {
        Task::Host(call) => {
            call_out.set(CUDA_HOST_NODE_PARAMS_v1 { r#fn: call.function, userData: call.data });
        }
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}

pub unsafe fn cuGraphHostNodeSetParams(
    node: CUgraphNode,
    call: *const CUDA_HOST_NODE_PARAMS_v1,
) -> CudaResult {
    replace(node, host_task(call)?)
}

pub unsafe fn cuGraphAddEventRecordNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    handle: CUevent,
) -> CudaResult {
    add(node, graph, after, count, || event(handle).map(Task::Record))
}

pub unsafe fn cuGraphAddEventWaitNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    handle: CUevent,
) -> CudaResult {
    add(node, graph, after, count, || event(handle).map(Task::Wait))
}

pub unsafe fn cuGraphEventRecordNodeGetEvent(node: CUgraphNode, handle: *mut CUevent) -> CudaResult {
    let handle = out!(handle)?;
    match home(node)?.node(node)?.task {
        Task::Record(event) => handle.set(event.handle),
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}

pub unsafe fn cuGraphEventWaitNodeGetEvent(node: CUgraphNode, handle: *mut CUevent) -> CudaResult {
    let handle = out!(handle)?;
    match home(node)?.node(node)?.task {
        Task::Wait(event) => handle.set(event.handle),
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}

pub unsafe fn cuGraphEventRecordNodeSetEvent(node: CUgraphNode, handle: CUevent) -> CudaResult {
    replace(node, Task::Record(event(handle)?))
}

pub unsafe fn cuGraphEventWaitNodeSetEvent(node: CUgraphNode, handle: CUevent) -> CudaResult {
    replace(node, Task::Wait(event(handle)?))
}

pub unsafe fn cuGraphAddChildGraphNode(
    node: *mut CUgraphNode,
    parent: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    child: CUgraph,
) -> CudaResult {
    let child = graph(child)?;
    add(node, parent, after, count, || Ok(Task::Child(child.copy(driver()?, true)?)))
}

pub unsafe fn cuGraphChildGraphNodeGetGraph(node: CUgraphNode, child: *mut CUgraph) -> CudaResult {
    let child_out = out!(child)?;
    match home(node)?.node(node)?.task {
        Task::Child(child) => child_out.set(child.handle),
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}
