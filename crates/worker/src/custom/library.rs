//! Libraries.

use core::ffi::CStr;

use table::{CUDA_SUCCESS, CUkernel, CUlibrary, CUmodule, CudaError, CudaResult, check};
use wire::{Header, reply, request};

use super::{
    function::{self, Target},
    image::{self, Kept},
    jit::Jit,
    module::{self, List},
    pointer,
};
use crate::session::Session;

/// A library, with what the driver may read as long as it is loaded.
pub(super) struct Library {
    _image: Kept,
    _jit: Jit,
}

pub fn cuLibraryLoadData(session: &mut Session, _: &Header, q: request::cuLibraryLoadData) -> CudaResult {
    session.handles.check_new::<CUlibrary>(q.library)?;
    // The options that drivers up to 13.0 have are none of the guest's business; a value of a later one may be an
    // address.
    if !q.library_options.is_empty() || !q.library_values.is_empty() {
        return Err(CudaError::INVALID_VALUE);
    }
    let image = image::receive(session, q.form, q.address, q.len, q.parts)?;
    let mut jit = Jit::new(q.options, q.values, q.info_limit, q.error_limit, q.wall)?;
    let loaded = module::load_library(&session.driver, &image, &mut jit);
    jit.report(session, q.outputs)?;
    session.handles.insert(q.library, loaded?)?;
    session.modules.libraries.insert(q.library.0, Library { _image: image, _jit: jit });
    Ok(())
}

pub fn cuLibraryUnload(session: &mut Session, _: &Header, q: request::cuLibraryUnload) -> CudaResult {
    let library = session.handles.get::<CUlibrary>(q.library)?;
    // SAFETY: a library of this session.
    check(unsafe { (session.driver.cuLibraryUnload)(library) })?;
    module::forget_library(session, q.library.0);
    Ok(())
}

pub fn cuLibraryGetKernel(
    session: &mut Session,
    header: &Header,
    q: request::cuLibraryGetKernel<'_>,
) -> CudaResult<reply::cuLibraryGetKernel> {
    let library = session.handles.get::<CUlibrary>(q.library)?;
    let name = session.c_string(q.name)?;
    let mut kernel = CUkernel::NULL;
    // SAFETY: a library of this session, a string and a local of ours.
    check(unsafe { (session.driver.cuLibraryGetKernel)(&mut kernel, library, name.as_ptr()) })?;
    let handle = session.handles.known(kernel)?;
    module::note_function(session, handle, q.library.0, 0, &name);
    let mut reply = reply::cuLibraryGetKernel {
        kernel: handle,
        complete: false,
        offsets: Vec::new(),
        sizes: Vec::new(),
        device: 0,
        values: Vec::new(),
        codes: Vec::new(),
    };
    // Without a context the driver does not say where a kernel's parameters lie (measured); the guest asks again.
    // With one, the program is about to launch it, so that it is loaded now does no harm.
    // SAFETY: a pointer to a local.
    let has_device = unsafe { (session.driver.cuCtxGetDevice)(&mut reply.device) } == CUDA_SUCCESS;
    if header.context != 0
        && has_device
        && let Ok(layout) = function::layout(&session.driver, Target::Kernel(kernel), 0)
    {
        (reply.complete, reply.offsets, reply.sizes) = (layout.complete, layout.offsets, layout.sizes);
        (reply.values, reply.codes) =
            function::attributes(&session.driver, Target::Kernel(kernel), reply.device);
    }
    Ok(reply)
}

pub fn cuLibraryEnumerateKernels(
    session: &mut Session,
    _: &Header,
    q: request::cuLibraryEnumerateKernels,
) -> CudaResult<reply::cuLibraryEnumerateKernels> {
    let library = session.handles.get::<CUlibrary>(q.library)?;
    let mut count = 0;
    // SAFETY: a library of this session and a local.
    check(unsafe { (session.driver.cuLibraryGetKernelCount)(&mut count, library) })?;
    let mut kernels = vec![CUkernel::NULL; count.min(q.limit) as usize];
    // SAFETY: the array is as long as is said.
    check(unsafe {
        (session.driver.cuLibraryEnumerateKernels)(kernels.as_mut_ptr(), kernels.len() as u32, library)
    })?;
    let mut list = List::default();
    for kernel in kernels.into_iter().filter(|kernel| !kernel.is_null()) {
        let mut text = core::ptr::null();
        // SAFETY: a kernel that the driver has just given, and a local.
        check(unsafe { (session.driver.cuKernelGetName)(&mut text, kernel) })?;
        if text.is_null() {
            return Err(CudaError::UNKNOWN);
        }
        // SAFETY: not null: the kernel's name, which lives as long as its library.
        let name = unsafe { CStr::from_ptr(text) };
        let handle = session.handles.known(kernel)?;
        module::note_function(session, handle, q.library.0, 0, name);
        list.add(handle, name);
    }
    let needed = list.write(session, q.address, q.len)?;
    Ok(reply::cuLibraryEnumerateKernels { count: list.count, needed })
}

pub fn cuLibraryGetModule(
    session: &mut Session,
    header: &Header,
    q: request::cuLibraryGetModule,
) -> CudaResult<reply::cuLibraryGetModule> {
    let library = session.handles.get::<CUlibrary>(q.library)?;
    let mut found = CUmodule::NULL;
    // SAFETY: a library of this session and a local.
    check(unsafe { (session.driver.cuLibraryGetModule)(&mut found, library) })?;
    let module = module::note_module(session, found, q.library.0, session.owner(header))?;
    Ok(reply::cuLibraryGetModule { module })
}

pub fn cuLibraryGetGlobal(
    session: &mut Session,
    header: &Header,
    q: request::cuLibraryGetGlobal<'_>,
) -> CudaResult<reply::cuLibraryGetGlobal> {
    let library = session.handles.get::<CUlibrary>(q.library)?;
    let name = session.c_string(q.name)?;
    let (mut address, mut size) = (0, 0);
    // SAFETY: a library of this session, a string and locals of ours.
    check(unsafe { (session.driver.cuLibraryGetGlobal)(&mut address, &mut size, library, name.as_ptr()) })?;
    module::note_global(session, address, size, q.library.0, session.owner(header));
    let device = pointer::device_of(&session.driver, address);
    Ok(reply::cuLibraryGetGlobal { address, size: size as u64, device })
}

/// Only says whether there is such a variable: the guest has no use for its address.
pub fn cuLibraryGetManaged(
    session: &mut Session,
    _: &Header,
    q: request::cuLibraryGetManaged<'_>,
) -> CudaResult {
    let library = session.handles.get::<CUlibrary>(q.library)?;
    let name = session.c_string(q.name)?;
    let (mut address, mut size) = (0, 0);
    // SAFETY: a library of this session, a string and locals of ours.
    check(unsafe { (session.driver.cuLibraryGetManaged)(&mut address, &mut size, library, name.as_ptr()) })
}
