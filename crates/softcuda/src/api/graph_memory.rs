//! Memory that graphs allocate: its nodes, and how much there is.

use std::sync::Arc;

use table::{
    CUDA_MEM_ALLOC_NODE_PARAMS_v1, CUdevice, CUdeviceptr, CUgraph, CUgraphMem_attribute, CUgraphNode,
    CudaError, CudaResult,
};

use super::{
    arg::{input, inputs, out},
    graph::home,
    graph_node::add,
    vmm::check_location,
};
use crate::{
    current,
    driver::driver,
    graph::{Allocation, GraphMemory, Task, memory},
};

/// Memory in use, its high-water mark, and the same for reserved memory.
const USED: CUgraphMem_attribute = 0;
const USED_HIGH: CUgraphMem_attribute = 1;
const RESERVED: CUgraphMem_attribute = 2;
const RESERVED_HIGH: CUgraphMem_attribute = 3;

pub unsafe fn cuDeviceGetGraphMemAttribute(
    dev: CUdevice,
    which: CUgraphMem_attribute,
    value: *mut u64,
) -> CudaResult {
    driver()?.device(dev)?;
    let value = out!(value)?;
    let usage = memory::usage();
    value.set(match which {
        USED => usage.used,
        USED_HIGH => usage.used_high,
        RESERVED => usage.reserved,
        RESERVED_HIGH => usage.reserved_high,
        _ => return Err(CudaError::INVALID_VALUE),
    });
    Ok(())
}

pub unsafe fn cuDeviceSetGraphMemAttribute(
    dev: CUdevice,
    which: CUgraphMem_attribute,
    value: *const u64,
) -> CudaResult {
    driver()?.device(dev)?;
    // A mark can be reset only.
    if ![USED_HIGH, RESERVED_HIGH].contains(&which) || input!(value)? != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    memory::reset_high_water(which == RESERVED_HIGH);
    Ok(())
}

pub unsafe fn cuDeviceGraphMemTrim(dev: CUdevice) -> CudaResult {
    driver()?.device(dev)?;
    memory::trim();
    Ok(())
}

/// The task that a structure describes.
pub(super) fn allocation_task(node: &CUDA_MEM_ALLOC_NODE_PARAMS_v1) -> CudaResult<Task> {
    /// Memory that stays where it is.
    const PINNED: u32 = 1;
    if node.poolProps.allocType != PINNED || node.accessDescCount > 64 {
        return Err(CudaError::INVALID_VALUE);
    }
    check_location(node.poolProps.location)?;
    let access = inputs!(node.accessDescs, node.accessDescCount)?;
    access.iter().try_for_each(|access| check_location(access.location))?;
    let context = current::context()?.handle;
    let memory = GraphMemory::create(&driver()?.space, node.bytesize, context)?;
    Ok(Task::Allocate(Arc::new(Allocation { memory, properties: node.poolProps, access })))
}

/// The task that frees memory of a graph.
pub(super) fn free_task(address: CUdeviceptr) -> CudaResult<Task> {
    GraphMemory::find(address).map(Task::Free).ok_or(CudaError::INVALID_VALUE)
}

/// Where a node's memory is; 0 for other nodes.
pub(super) fn address_of(node: CUgraphNode) -> CudaResult<CUdeviceptr> {
    Ok(match home(node)?.node(node)?.task {
        Task::Allocate(allocation) => allocation.memory.address,
        _ => 0,
    })
}

pub unsafe fn cuGraphAddMemAllocNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    params: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
) -> CudaResult {
    let mut values = input!(params)?;
    add(node, graph, after, count, || allocation_task(&values))?;
    values.dptr = address_of(input!(node)?)?;
    out!(params)?.set(values);
    Ok(())
}

pub unsafe fn cuGraphMemAllocNodeGetParams(
    node: CUgraphNode,
    params: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
) -> CudaResult {
    let params = out!(params)?;
    let Task::Allocate(allocation) = home(node)?.node(node)?.task else {
        return Err(CudaError::INVALID_VALUE);
    };
    let access = &allocation.access;
    params.set(CUDA_MEM_ALLOC_NODE_PARAMS_v1 {
        poolProps: allocation.properties,
        // As long as the node; it does not change.
        accessDescs: if access.is_empty() { std::ptr::null() } else { access.as_ptr() },
        accessDescCount: access.len(),
        bytesize: allocation.memory.len as usize,
        dptr: allocation.memory.address,
    });
    Ok(())
}

pub unsafe fn cuGraphAddMemFreeNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    address: CUdeviceptr,
) -> CudaResult {
    add(node, graph, after, count, || free_task(address))
}

pub unsafe fn cuGraphMemFreeNodeGetParams(node: CUgraphNode, address: *mut CUdeviceptr) -> CudaResult {
    let address = out!(address)?;
    match home(node)?.node(node)?.task {
        Task::Free(memory) => address.set(memory.address),
        _ => return Err(CudaError::INVALID_VALUE),
    }
    Ok(())
}
