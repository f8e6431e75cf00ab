//! Nodes of graphs: what one is and how it may be changed.

use core::ffi::c_void;

use table::{
    CU_GRAPH_NODE_TYPE_MEM_ALLOC, CU_GRAPH_NODE_TYPE_MEMCPY, CU_LAUNCH_ATTRIBUTE_ACCESS_POLICY_WINDOW,
    CU_LAUNCH_ATTRIBUTE_DEVICE_UPDATABLE_KERNEL_NODE, CU_LAUNCH_ATTRIBUTE_LAUNCH_COMPLETION_EVENT,
    CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_EVENT, CU_LAUNCH_PARAM_BUFFER_POINTER, CU_LAUNCH_PARAM_BUFFER_SIZE,
    CU_LAUNCH_PARAM_END, CUDA_BATCH_MEM_OP_NODE_PARAMS_v1, CUDA_HOST_NODE_PARAMS_v1,
    CUDA_KERNEL_NODE_PARAMS_v2, CUDA_MEM_ALLOC_NODE_PARAMS_v1, CUDA_MEMCPY_NODE_PARAMS, CUarray, CUcontext,
    CUfunction, CUgraphNode, CUgraphNodeParams, CUkernel, CUlaunchAttributeValue, CopyReach, CudaError,
    CudaResult, check,
};
use wire::{Handle, Header, Pod, reply, request};

use super::{array, capture::driver_array, graph_params::part};
use crate::{callbacks::number_of, session::Session};

/// The most parameters, and the most bytes of them, that any kernel has: bounds on what is copied.
const MAX_PARAMETERS: usize = 32 << 10;

const NO_PARAMS: CUDA_KERNEL_NODE_PARAMS_v2 = CUDA_KERNEL_NODE_PARAMS_v2 {
    func: CUfunction::NULL,
    gridDimX: 0,
    gridDimY: 0,
    gridDimZ: 0,
    blockDimX: 0,
    blockDimY: 0,
    blockDimZ: 0,
    sharedMemBytes: 0,
    kernelParams: core::ptr::null_mut(),
    extra: core::ptr::null_mut(),
    kern: CUkernel::NULL,
    ctx: CUcontext::NULL,
};

/// The parameters of a node as one buffer.
///
/// # Safety
/// `params` came from the driver and no call has been made since.
unsafe fn packed(session: &Session, params: &CUDA_KERNEL_NODE_PARAMS_v2) -> CudaResult<Vec<u8>> {
    if !params.extra.is_null() {
        // SAFETY: the driver's own array.
        return unsafe { packed_extra(params.extra) };
    }
    let mut buffer = Vec::new();
    if params.kernelParams.is_null() {
        return Ok(buffer);
    }
    for index in 0..MAX_PARAMETERS {
        let (mut offset, mut size) = (0_usize, 0_usize);
        // SAFETY: the node's kernel or function; the pointers are to locals.
        let status = unsafe {
            if params.kern.is_null() {
                (session.driver.cuFuncGetParamInfo)(params.func, index, &mut offset, &mut size)
            } else {
                (session.driver.cuKernelGetParamInfo)(params.kern, index, &mut offset, &mut size)
            }
        };
        let end = offset.saturating_add(size);
        if status != 0 {
            // One past the last parameter.
            break;
        }
        if end > MAX_PARAMETERS {
            return Err(CudaError::INVALID_VALUE);
        }
        if buffer.len() < end {
            buffer.resize(end, 0);
        }
        // SAFETY: the driver's own array has a pointer for each parameter, to a value of its size.
        let value =
            unsafe { core::slice::from_raw_parts((*params.kernelParams.add(index)).cast::<u8>(), size) };
        if let Some(place) = buffer.get_mut(offset..end) {
            place.copy_from_slice(value);
        }
    }
    Ok(buffer)
}

/// The buffer of an `extra` array.
///
/// # Safety
/// `extra` is a well-formed array of the driver's.
unsafe fn packed_extra(extra: *mut *mut c_void) -> CudaResult<Vec<u8>> {
    let (mut buffer, mut len) = (core::ptr::null::<u8>(), 0_usize);
    for index in (0..8).step_by(2) {
        // SAFETY: the array goes on to its end mark.
        let key = unsafe { *extra.add(index) } as usize;
        if key == CU_LAUNCH_PARAM_END {
            break;
        }
        // SAFETY: every other key has a value.
        let value = unsafe { *extra.add(index + 1) };
        if key == CU_LAUNCH_PARAM_BUFFER_POINTER {
            buffer = value.cast();
        } else if key == CU_LAUNCH_PARAM_BUFFER_SIZE && !value.is_null() {
            // SAFETY: by CUDA's contract this key's value points to a size.
            len = unsafe { value.cast::<usize>().read() };
        }
    }
    if buffer.is_null() || len > MAX_PARAMETERS {
        return if len == 0 { Ok(Vec::new()) } else { Err(CudaError::INVALID_VALUE) };
    }
    // SAFETY: the driver's own buffer of `len` bytes.
    Ok(unsafe { core::slice::from_raw_parts(buffer, len) }.to_vec())
}

pub fn cuGraphKernelNodeGetParams_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphKernelNodeGetParams_v2,
) -> CudaResult<reply::cuGraphKernelNodeGetParams_v2> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut params = NO_PARAMS;
    // SAFETY: a node of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphKernelNodeGetParams_v2)(node, &mut params) })?;
    // SAFETY: as the driver has just given them.
    let packed = unsafe { packed(session, &params) }?;
    session.window_write(q.buffer, q.capacity, &packed)?;
    let kernel = session.handles.known(params.kern)?;
    // The function of a kernel has a name only if the guest has asked for it; it asks by the kernel.
    let function = if kernel.is_null() { session.handles.known(params.func)? } else { Handle::NULL };
    Ok(reply::cuGraphKernelNodeGetParams_v2 {
        graph: session.graphs.root_of(q.node),
        function,
        kernel,
        context: session.handles.name(params.ctx).unwrap_or(Handle::NULL),
        grid_x: params.gridDimX,
        grid_y: params.gridDimY,
        grid_z: params.gridDimZ,
        block_x: params.blockDimX,
        block_y: params.blockDimY,
        block_z: params.blockDimZ,
        shared_bytes: params.sharedMemBytes,
        size: packed.len() as u64,
    })
}

pub fn cuGraphMemcpyNodeGetParams(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphMemcpyNodeGetParams,
) -> CudaResult<reply::cuGraphMemcpyNodeGetParams> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_MEMCPY);
    // SAFETY: handles, numbers and pointers that are only judged: any bytes are a value.
    let of: &mut CUDA_MEMCPY_NODE_PARAMS = unsafe { part(&mut params) };
    let copy = &mut of.copyParams;
    // SAFETY: a node of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphMemcpyNodeGetParams)(node, copy) })?;
    // Only what the guest itself can have named goes back to it.
    let shown = |address: u64, reach: Option<CopyReach>| {
        let first = reach.and_then(|reach| address.checked_add(reach.offset));
        let is_known = first.is_some_and(|first| session.check_reachable(first, 1).is_ok());
        if is_known { address } else { 0 }
    };
    let (src, dst) = (copy.with_strides().src_reach(), copy.with_strides().dst_reach());
    copy.srcHost = shown(copy.srcHost as u64, src) as *const c_void;
    copy.dstHost = shown(copy.dstHost as u64, dst) as *mut c_void;
    (copy.srcDevice, copy.dstDevice) = (shown(copy.srcDevice, src), shown(copy.dstDevice, dst));
    (copy.reserved0, copy.reserved1) = (core::ptr::null_mut(), core::ptr::null_mut());
    // An array that is gone has no name, and gets none.
    copy.srcArray = CUarray(array::name(session, copy.srcArray)?.0 as usize);
    copy.dstArray = CUarray(array::name(session, copy.dstArray)?.0 as usize);
    Ok(reply::cuGraphMemcpyNodeGetParams { params: Pod(params) })
}

pub fn cuGraphHostNodeGetParams(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphHostNodeGetParams,
) -> CudaResult<reply::cuGraphHostNodeGetParams> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut params = CUDA_HOST_NODE_PARAMS_v1 { r#fn: None, userData: core::ptr::null_mut() };
    // SAFETY: a node of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphHostNodeGetParams)(node, &mut params) })?;
    // SAFETY: every host node's function and data are the session's own, and live as long as it.
    let ticket = unsafe { number_of(params.r#fn, params.userData) };
    Ok(reply::cuGraphHostNodeGetParams { ticket: ticket.unwrap_or(0) })
}

pub fn cuGraphMemAllocNodeGetParams(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphMemAllocNodeGetParams,
) -> CudaResult<reply::cuGraphMemAllocNodeGetParams> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_MEM_ALLOC);
    // SAFETY: numbers and a pointer: any bytes are a value.
    let of: &mut CUDA_MEM_ALLOC_NODE_PARAMS_v1 = unsafe { part(&mut params) };
    // SAFETY: a node of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphMemAllocNodeGetParams)(node, of) })?;
    // SAFETY: the driver's own array, of as many as it says.
    let access = unsafe { driver_array(of.accessDescs, of.accessDescCount) };
    of.accessDescs = core::ptr::null();
    Ok(reply::cuGraphMemAllocNodeGetParams { params: Pod(params), access })
}

pub fn cuGraphBatchMemOpNodeGetParams(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphBatchMemOpNodeGetParams,
) -> CudaResult<reply::cuGraphBatchMemOpNodeGetParams> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut of = CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 {
        ctx: CUcontext::NULL,
        count: 0,
        paramArray: core::ptr::null_mut(),
        flags: 0,
    };
    // SAFETY: a node of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphBatchMemOpNodeGetParams)(node, &mut of) })?;
    // SAFETY: the driver's own array, of as many as it says.
    let operations = unsafe { driver_array(of.paramArray, of.count as usize) };
    let context = session.handles.name(of.ctx).unwrap_or(Handle::NULL);
    Ok(reply::cuGraphBatchMemOpNodeGetParams { context, flags: of.flags, operations })
}

/// Attributes whose values hold objects or addresses of the driver's: a node's may be neither read nor set.
fn holds_objects(attribute: u32) -> bool {
    matches!(
        attribute,
        CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_EVENT
            | CU_LAUNCH_ATTRIBUTE_LAUNCH_COMPLETION_EVENT
            | CU_LAUNCH_ATTRIBUTE_DEVICE_UPDATABLE_KERNEL_NODE
    )
}

pub fn cuGraphKernelNodeGetAttribute(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphKernelNodeGetAttribute,
) -> CudaResult<reply::cuGraphKernelNodeGetAttribute> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut value = CUlaunchAttributeValue::ZERO;
    // SAFETY: a node of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphKernelNodeGetAttribute)(node, q.attribute, &mut value) })?;
    if holds_objects(q.attribute) && value.pad.iter().any(|&byte| byte != 0) {
        return Err(CudaError::NOT_SUPPORTED);
    }
    Ok(reply::cuGraphKernelNodeGetAttribute { value: Pod(value) })
}

pub fn cuGraphKernelNodeSetAttribute(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphKernelNodeSetAttribute,
) -> CudaResult {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    if holds_objects(q.attribute) {
        return Err(CudaError::NOT_SUPPORTED);
    }
    if q.attribute == CU_LAUNCH_ATTRIBUTE_ACCESS_POLICY_WINDOW {
        let window = q.value.0.access_policy_window();
        if window.num_bytes > 0 {
            session.check_reachable(window.base_ptr, window.num_bytes as u64)?;
        }
    }
    // SAFETY: a node of this session; the value is this frame's private copy and holds no object.
    check(unsafe { (session.driver.cuGraphKernelNodeSetAttribute)(node, q.attribute, &q.value.0) })
}

#[cfg(test)]
mod tests {
    use super::{super::graph_params::Packed, *};

    #[test]
    fn packed_parameters_survive_the_driver_s_form() {
        let bytes: Vec<u8> = (0..37).collect();
        let mut packed = Packed::new(&bytes);
        let extra = packed.extra();
        // SAFETY: made by `Packed::extra` of a box that is still there.
        assert_eq!(unsafe { packed_extra(extra) }, Ok(bytes));
        assert!(Packed::new(&[]).extra().is_null());
    }
}
