//! Functions and kernels.

use table::{
    CUDA_ERROR_INVALID_VALUE, CUDA_SUCCESS, CUdevice, CUfunction, CUkernel, CUmodule, CudaError, CudaResult,
    HandleKind, check,
};
use wire::{Handle, Header, reply, request};

use super::module;
use crate::{driver::Driver, handles::Handles, session::Session};

/// Attributes are asked for by number from 0 to this; drivers of today have 16.
const ATTRIBUTES: u32 = 18;
/// The most parameters that one reply carries.
const MAX_PARAMETERS: usize = 200;

/// A function or a kernel of the driver's.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// A function.
    Function(CUfunction),
    /// A kernel.
    Kernel(CUkernel),
}

/// The function or kernel behind a guest's handle; which one, the handle says.
#[inline]
fn target(session: &Session, handle: Handle) -> CudaResult<Target> {
    if handle.is(HandleKind::Kernel) {
        session.handles.get(handle).map(Target::Kernel)
    } else {
        session.handles.get(handle).map(Target::Function)
    }
}

/// What the driver launches for a guest's handle. It takes a kernel for a function there, and for occupancy.
///
/// # Errors
/// `INVALID_HANDLE` if the session has no such function or kernel.
#[inline]
pub fn launchable(session: &Session, handle: Handle) -> CudaResult<CUfunction> {
    Ok(match target(session, handle)? {
        Target::Function(function) => function,
        Target::Kernel(kernel) => CUfunction(kernel.0),
    })
}

/// Forgets a function or kernel.
pub(super) fn forget(handles: &mut Handles, handle: Handle) {
    if handle.is(HandleKind::Kernel) {
        handles.remove::<CUkernel>(handle);
    } else {
        handles.remove::<CUfunction>(handle);
    }
}

/// Where parameters lie.
#[derive(Default)]
pub(super) struct Layout {
    /// There are no more than these.
    pub(super) complete: bool,
    pub(super) offsets: Vec<u32>,
    pub(super) sizes: Vec<u32>,
}

/// Asks the driver for parameters from `first` on.
pub(super) fn layout(driver: &Driver, target: Target, first: u32) -> CudaResult<Layout> {
    let mut layout = Layout::default();
    for index in (first as usize..).take(MAX_PARAMETERS) {
        let (mut offset, mut size) = (0, 0);
        // SAFETY: a function or kernel of this session, and locals.
        let status = unsafe {
            match target {
                Target::Function(function) => {
                    (driver.cuFuncGetParamInfo)(function, index, &mut offset, &mut size)
                }
                Target::Kernel(kernel) => {
                    (driver.cuKernelGetParamInfo)(kernel, index, &mut offset, &mut size)
                }
            }
        };
        match status {
            CUDA_SUCCESS => {
                layout.offsets.push(u32::try_from(offset).map_err(|_| CudaError::UNKNOWN)?);
                layout.sizes.push(u32::try_from(size).map_err(|_| CudaError::UNKNOWN)?);
            }
            // How the driver says that there are no more.
            CUDA_ERROR_INVALID_VALUE => {
                layout.complete = true;
                break;
            }
            status => check(status)?,
        }
    }
    Ok(layout)
}

/// All attributes: a value and a code for each.
pub(super) fn attributes(driver: &Driver, target: Target, device: CUdevice) -> (Vec<i32>, Vec<u32>) {
    (0..ATTRIBUTES)
        .map(|attribute| {
            let mut value = 0;
            // SAFETY: a function or kernel of this session, and a local.
            let status = unsafe {
                match target {
                    Target::Function(function) => {
                        (driver.cuFuncGetAttribute)(&mut value, attribute, function)
                    }
                    Target::Kernel(kernel) => {
                        (driver.cuKernelGetAttribute)(&mut value, attribute, kernel, device)
                    }
                }
            };
            (value, status)
        })
        .unzip()
}

pub fn vgpuFunctionLayout(
    session: &mut Session,
    _: &Header,
    q: request::vgpuFunctionLayout,
) -> CudaResult<reply::vgpuFunctionLayout> {
    let target = target(session, q.function)?;
    let Layout { complete, offsets, sizes } = layout(&session.driver, target, q.first)?;
    Ok(reply::vgpuFunctionLayout { complete, offsets, sizes })
}

pub fn vgpuFunctionAttributes(
    session: &mut Session,
    _: &Header,
    q: request::vgpuFunctionAttributes,
) -> CudaResult<reply::vgpuFunctionAttributes> {
    let target = target(session, q.function)?;
    let (values, codes) = attributes(&session.driver, target, q.device);
    Ok(reply::vgpuFunctionAttributes { values, codes })
}

pub fn cuKernelGetFunction(
    session: &mut Session,
    header: &Header,
    q: request::cuKernelGetFunction,
) -> CudaResult<reply::cuKernelGetFunction> {
    let kernel = session.handles.get::<CUkernel>(q.kernel)?;
    let mut found = CUfunction::NULL;
    // SAFETY: a kernel of this session and a local.
    check(unsafe { (session.driver.cuKernelGetFunction)(&mut found, kernel) })?;
    let function = session.handles.known(found)?;
    let (library, _) = module::owner_of(session, q.kernel);
    let name = module::name_of(session, q.kernel);
    module::note_function(session, function, library, session.owner(header), &name);
    Ok(reply::cuKernelGetFunction { function })
}

pub fn cuFuncGetModule(
    session: &mut Session,
    _: &Header,
    q: request::cuFuncGetModule,
) -> CudaResult<reply::cuFuncGetModule> {
    let function = session.handles.get::<CUfunction>(q.function)?;
    let mut found = CUmodule::NULL;
    // SAFETY: a function of this session and a local.
    check(unsafe { (session.driver.cuFuncGetModule)(&mut found, function) })?;
    let (library, context) = module::owner_of(session, q.function);
    let module = module::note_module(session, found, library, context)?;
    Ok(reply::cuFuncGetModule { module })
}

pub fn cuKernelSetAttribute(
    session: &mut Session,
    _: &Header,
    q: request::cuKernelSetAttribute,
) -> CudaResult {
    let kernel = session.handles.get::<CUkernel>(q.kernel)?;
    // SAFETY: a kernel of this session.
    check(unsafe { (session.driver.cuKernelSetAttribute)(q.attribute, q.value, kernel, q.device) })
}

pub fn cuFuncSetAttribute(session: &mut Session, _: &Header, q: request::cuFuncSetAttribute) -> CudaResult {
    let function = session.handles.get::<CUfunction>(q.function)?;
    // SAFETY: a function of this session.
    check(unsafe { (session.driver.cuFuncSetAttribute)(function, q.attribute, q.value) })
}

pub fn cuKernelSetCacheConfig(
    session: &mut Session,
    _: &Header,
    q: request::cuKernelSetCacheConfig,
) -> CudaResult {
    let kernel = session.handles.get::<CUkernel>(q.kernel)?;
    // SAFETY: a kernel of this session.
    check(unsafe { (session.driver.cuKernelSetCacheConfig)(kernel, q.config, q.device) })
}

pub fn cuFuncSetCacheConfig(
    session: &mut Session,
    _: &Header,
    q: request::cuFuncSetCacheConfig,
) -> CudaResult {
    let function = session.handles.get::<CUfunction>(q.function)?;
    // SAFETY: a function of this session.
    check(unsafe { (session.driver.cuFuncSetCacheConfig)(function, q.config) })
}

pub fn cuFuncSetSharedMemConfig(
    session: &mut Session,
    _: &Header,
    q: request::cuFuncSetSharedMemConfig,
) -> CudaResult {
    let function = session.handles.get::<CUfunction>(q.function)?;
    // SAFETY: a function of this session.
    check(unsafe { (session.driver.cuFuncSetSharedMemConfig)(function, q.config) })
}
