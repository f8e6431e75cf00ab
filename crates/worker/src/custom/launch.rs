//! Kernel launches.

use core::ffi::c_void;

use table::{
    CU_LAUNCH_ATTRIBUTE_DEVICE_UPDATABLE_KERNEL_NODE, CU_LAUNCH_ATTRIBUTE_LAUNCH_COMPLETION_EVENT,
    CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_EVENT, CU_LAUNCH_PARAM_BUFFER_POINTER, CU_LAUNCH_PARAM_BUFFER_SIZE,
    CU_LAUNCH_PARAM_END, CUevent, CUlaunchAttribute, CUlaunchAttributeValue, CUlaunchConfig, CUstream,
    CudaError, CudaResult, check,
};
use wire::{Handle, Header, Message, PlainLaunch, request};

use crate::session::Session;

/// The `extra` array for parameters that are packed already. It borrows `parameters` and `len`.
fn extra(parameters: &[u8], len: &mut usize) -> [*mut c_void; 5] {
    [
        CU_LAUNCH_PARAM_BUFFER_POINTER as *mut c_void,
        parameters.as_ptr().cast_mut().cast(),
        CU_LAUNCH_PARAM_BUFFER_SIZE as *mut c_void,
        (len as *mut usize).cast(),
        CU_LAUNCH_PARAM_END as *mut c_void,
    ]
}

/// What the driver is told of a launch. It refers to `attributes`.
#[inline(always)]
fn config(
    [gridDimX, gridDimY, gridDimZ]: [u32; 3],
    [blockDimX, blockDimY, blockDimZ]: [u32; 3],
    sharedMemBytes: u32,
    hStream: CUstream,
    attributes: &mut [CUlaunchAttribute],
) -> CUlaunchConfig {
    // Without attributes null, as programs have it.
    let attrs = if attributes.is_empty() { core::ptr::null_mut() } else { attributes.as_mut_ptr() };
    let numAttrs = attributes.len() as u32;
    CUlaunchConfig {
        gridDimX,
        gridDimY,
        gridDimZ,
        blockDimX,
        blockDimY,
        blockDimZ,
        sharedMemBytes,
        hStream,
        attrs,
        numAttrs,
    }
}

/// Goes to the driver as `cuLaunchKernelEx`, which takes it a little less time.
pub fn cuLaunchKernel(session: &mut Session, header: &Header, q: request::cuLaunchKernel<'_>) -> CudaResult {
    let (grid, block) = ([q.grid_x, q.grid_y, q.grid_z], [q.block_x, q.block_y, q.block_z]);
    let config = config(grid, block, q.shared_bytes, session.stream(header, q.stream)?, &mut []);
    launch(session, header, [q.stream, q.function], &config, q.parameters.0)
}

/// Launches a function of the session's into its stream.
#[inline]
fn launch(
    session: &mut Session,
    header: &Header,
    [stream, function]: [Handle; 2],
    config: &CUlaunchConfig,
    parameters: &[u8],
) -> CudaResult {
    let real = session.handles.launch(function)?;
    let mut len = parameters.len();
    let mut extra = extra(parameters, &mut len);
    // SAFETY: a function and a stream of this session; the parameters are this frame's private copy, which the driver reads
    // before it returns; the attributes are our own and hold no value of the guest's that the driver would follow.
    let status = session.measured(header, config.hStream, |driver| unsafe {
        (driver.cuLaunchKernelEx)(config, real, core::ptr::null_mut(), extra.as_mut_ptr())
    });
    session.newest_launch = stream;
    check(status).inspect_err(|_| session.handles.refused(function))?;
    session.executed.launch();
    Ok(())
}

/// A launch of the function and into the stream of the last one, in the context that is current, which nobody waits for or
/// records: what most launches are. `None`, and nothing has happened, for any other frame.
///
/// It does what the frame's way through the dispatcher does, but all of it in one place: since the last frame the driver has used
/// the processor's nearest caches for itself, and every function and every line of data that lies elsewhere is a miss.
#[inline(always)]
pub fn launch_again(session: &mut Session, slots: u32, record: &[u8]) -> Option<()> {
    let q = PlainLaunch::read(record)?;
    if q.thread >= slots || !session.is_in(q.context) {
        return None;
    }
    let (function, stream) = session.handles.again(q.function, q.stream)?;
    let config = config(q.grid, q.block, q.shared_bytes, stream, &mut []);
    let mut len = q.parameters.len();
    let mut extra = extra(q.parameters, &mut len);
    // SAFETY: as in `launch`.
    let status = unsafe {
        (session.driver.cuLaunchKernelEx)(&config, function, core::ptr::null_mut(), extra.as_mut_ptr())
    };
    session.newest_stream = q.stream;
    session.newest_launch = q.stream;
    session.executed.frame(request::cuLaunchKernel::OP, status);
    match CudaError::new(status) {
        None => session.executed.launch(),
        Some(error) => {
            session.handles.refused(q.function);
            session.raise(error);
        }
    }
    Some(())
}

pub fn cuLaunchKernelEx(
    session: &mut Session,
    header: &Header,
    q: request::cuLaunchKernelEx<'_>,
) -> CudaResult {
    let mut attributes = decode_attributes(session, q.attributes.0)?;
    launch_ex(session, header, &q, &mut attributes)
}

fn launch_ex(
    session: &mut Session,
    header: &Header,
    q: &request::cuLaunchKernelEx<'_>,
    attributes: &mut [CUlaunchAttribute],
) -> CudaResult {
    let (grid, block) = ([q.grid_x, q.grid_y, q.grid_z], [q.block_x, q.block_y, q.block_z]);
    let config = config(grid, block, q.shared_bytes, session.stream(header, q.stream)?, attributes);
    launch(session, header, [q.stream, q.function], &config, q.parameters.0)
}

/// Attributes of a frame, with their events translated.
pub(super) fn decode_attributes(session: &Session, bytes: &[u8]) -> CudaResult<Vec<CUlaunchAttribute>> {
    let (records, rest) = bytes.as_chunks::<{ size_of::<CUlaunchAttribute>() }>();
    if !rest.is_empty() {
        return Err(CudaError::INVALID_VALUE);
    }
    records
        .iter()
        .map(|record| {
            let (id, value) = (record[..4].try_into(), record[8..].try_into());
            let (Ok(id), Ok(value)) = (id, value) else { return Err(CudaError::INVALID_VALUE) };
            let id = u32::from_le_bytes(id);
            let mut value = CUlaunchAttributeValue { pad: value };
            match id {
                CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_EVENT | CU_LAUNCH_ATTRIBUTE_LAUNCH_COMPLETION_EVENT => {
                    let event = session.handles.get::<CUevent>(Handle(value.event().0 as u64))?;
                    value.set_event(event);
                }
                // Its value is an address that the driver writes to.
                CU_LAUNCH_ATTRIBUTE_DEVICE_UPDATABLE_KERNEL_NODE => return Err(CudaError::NOT_SUPPORTED),
                _ => {}
            }
            Ok(CUlaunchAttribute { id, pad: [0; 4], value })
        })
        .collect()
}

pub fn cuLaunchCooperativeKernel(
    session: &mut Session,
    header: &Header,
    q: request::cuLaunchCooperativeKernel<'_>,
) -> CudaResult {
    let cooperative = CUlaunchAttribute {
        id: table::CU_LAUNCH_ATTRIBUTE_COOPERATIVE,
        pad: [0; 4],
        value: CUlaunchAttributeValue::from_number(1),
    };
    let as_ex = request::cuLaunchKernelEx {
        function: q.function,
        grid_x: q.grid_x,
        grid_y: q.grid_y,
        grid_z: q.grid_z,
        block_x: q.block_x,
        block_y: q.block_y,
        block_z: q.block_z,
        shared_bytes: q.shared_bytes,
        stream: q.stream,
        parameters: q.parameters,
        attributes: wire::Bytes(&[]),
    };
    // `cuLaunchCooperativeKernel` itself takes no packed parameters.
    launch_ex(session, header, &as_ex, &mut [cooperative])
}
