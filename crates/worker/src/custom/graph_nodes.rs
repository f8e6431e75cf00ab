//! Nodes of graphs: what one is and how it may be changed.

use core::ffi::c_void;

use table::{
    CU_LAUNCH_ATTRIBUTE_ACCESS_POLICY_WINDOW, CU_LAUNCH_ATTRIBUTE_DEVICE_UPDATABLE_KERNEL_NODE,
    CU_LAUNCH_ATTRIBUTE_LAUNCH_COMPLETION_EVENT, CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_EVENT,
    CU_LAUNCH_PARAM_BUFFER_POINTER, CU_LAUNCH_PARAM_BUFFER_SIZE, CU_LAUNCH_PARAM_END,
    CUDA_KERNEL_NODE_PARAMS_v2, CUDA_MEMSET_NODE_PARAMS_v1, CUcontext, CUfunction, CUgraphExec, CUgraphNode,
    CUkernel, CUlaunchAttributeValue, CudaError, CudaResult, check,
};
use wire::{Handle, Header, Pod, reply, request};

use crate::session::Session;

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
        context: session.handles.known(params.ctx)?,
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

/// Packed parameters, in the form that the driver reads them in.
struct Packed {
    len: usize,
    extra: [*mut c_void; 5],
}

impl Packed {
    fn new() -> Self {
        Self { len: 0, extra: [core::ptr::null_mut(); 5] }
    }

    /// The `extra` array for `parameters`; null for a kernel without any. It points into `self` and them.
    fn extra(&mut self, parameters: &[u8]) -> *mut *mut c_void {
        if parameters.is_empty() {
            return core::ptr::null_mut();
        }
        self.len = parameters.len();
        self.extra = [
            CU_LAUNCH_PARAM_BUFFER_POINTER as *mut c_void,
            parameters.as_ptr().cast_mut().cast(),
            CU_LAUNCH_PARAM_BUFFER_SIZE as *mut c_void,
            (&raw mut self.len).cast(),
            CU_LAUNCH_PARAM_END as *mut c_void,
        ];
        self.extra.as_mut_ptr()
    }
}

/// The driver's parameters of a frame's.
macro_rules! kernel_params {
    ($session:expr, $q:expr, $packed:expr) => {
        CUDA_KERNEL_NODE_PARAMS_v2 {
            func: $session.handles.get::<CUfunction>($q.function)?,
            kern: $session.handles.get::<CUkernel>($q.kernel)?,
            ctx: $session.handles.get::<CUcontext>($q.context)?,
            gridDimX: $q.grid_x,
            gridDimY: $q.grid_y,
            gridDimZ: $q.grid_z,
            blockDimX: $q.block_x,
            blockDimY: $q.block_y,
            blockDimZ: $q.block_z,
            sharedMemBytes: $q.shared_bytes,
            kernelParams: core::ptr::null_mut(),
            extra: $packed.extra($q.parameters.0),
        }
    };
}

pub fn cuGraphKernelNodeSetParams_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphKernelNodeSetParams_v2<'_>,
) -> CudaResult {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut packed = Packed::new();
    let params = kernel_params!(session, q, packed);
    // SAFETY: a node and a function of this session; the parameters are this frame's private copy, which the
    // driver copies before it returns.
    check(unsafe { (session.driver.cuGraphKernelNodeSetParams_v2)(node, &params) })
}

pub fn cuGraphExecKernelNodeSetParams_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphExecKernelNodeSetParams_v2<'_>,
) -> CudaResult {
    let exec = session.handles.get::<CUgraphExec>(q.exec)?;
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut packed = Packed::new();
    let params = kernel_params!(session, q, packed);
    // SAFETY: as in `cuGraphKernelNodeSetParams_v2`; an instantiated graph of this session.
    check(unsafe { (session.driver.cuGraphExecKernelNodeSetParams_v2)(exec, node, &params) })
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

/// Bytes from the first to the last that a memset touches.
fn extent(params: &CUDA_MEMSET_NODE_PARAMS_v1) -> CudaResult<u64> {
    let row = (params.width as u64).checked_mul(u64::from(params.elementSize));
    let rows = (params.height as u64).max(1) - 1;
    let before = rows.checked_mul(params.pitch as u64);
    row.zip(before).and_then(|(row, before)| before.checked_add(row)).ok_or(CudaError::INVALID_VALUE)
}

pub fn cuGraphMemsetNodeSetParams(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphMemsetNodeSetParams,
) -> CudaResult {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    session.check_reachable(q.params.0.dst, extent(&q.params.0)?)?;
    // SAFETY: a node of this session; memory of this session.
    check(unsafe { (session.driver.cuGraphMemsetNodeSetParams)(node, &q.params.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memset_reaches_from_its_first_row_to_the_end_of_its_last() {
        let mut params =
            CUDA_MEMSET_NODE_PARAMS_v1 { dst: 0, pitch: 256, value: 0, elementSize: 4, width: 10, height: 3 };
        assert_eq!(extent(&params), Ok(2 * 256 + 40));
        params.height = 1;
        assert_eq!(extent(&params), Ok(40));
        params.width = usize::MAX;
        assert_eq!(extent(&params), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn packed_parameters_survive_the_driver_s_form() {
        let bytes: Vec<u8> = (0..37).collect();
        let mut packed = Packed::new();
        let extra = packed.extra(&bytes);
        // SAFETY: made by `Packed::extra` of a buffer that is still there.
        assert_eq!(unsafe { packed_extra(extra) }, Ok(bytes));
        assert!(Packed::new().extra(&[]).is_null());
    }
}
