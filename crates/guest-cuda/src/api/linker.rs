//! The linker: several inputs become one image.
//!
//! The buffers that `cuLinkCreate` is given are written by the calls that follow, until the state is destroyed.
//! So is the image: the program gets a pointer to a copy that the state owns.

use core::ffi::{c_char, c_uint, c_void};

use table::{
    CU_JIT_INPUT_PTX, CUjit_option, CUjitInputType, CUlinkState, CudaError, CudaResult, DefaultStream,
};
use wire::{Bytes, Handle, reply, request};

use super::module::name;
use crate::{
    edge::{c_bytes, not_null},
    image::{Memory as _, Options, Outputs, Program, read_file},
    images::Link,
    session::{self, Session},
    staging::Block,
    thread, transport,
};

/// The longest input.
const MAX_INPUT: usize = 4 << 30;

pub unsafe fn cuLinkCreate(
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
    stateOut: *mut CUlinkState,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuLinkCreate_v2(numOptions, options, optionValues, stateOut) }
}

pub unsafe fn cuLinkCreate_v2(
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
    stateOut: *mut CUlinkState,
) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    not_null(stateOut)?;
    // SAFETY: CUDA's contract for the options.
    let options = unsafe { Options::read(numOptions, options, optionValues) }?;
    let state = session.handle::<CUlinkState>();
    let request = request::cuLinkCreate_v2 {
        state,
        options: options.keys,
        values: options.values,
        info_limit: options.outputs.info_limit,
        error_limit: options.outputs.error_limit,
        wall: options.outputs.wall(),
    };
    transport::call(DefaultStream::Legacy, &request)?;
    let state = CUlinkState(state.0 as usize);
    session.images.add_link(state, Link { outputs: options.outputs, image: None });
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { stateOut.write(state) };
    Ok(())
}

/// Machine code made of one text, with the program's options for its compiler; the program sees nothing of it.
///
/// # Errors
/// What the driver says of the text, or that there is no context.
pub(super) fn compile(session: &'static Session, text: &[u8], options: &Options) -> CudaResult<Vec<u8>> {
    thread::require_context()?;
    let state = session.handle::<CUlinkState>();
    let (keys, values) = (options.keys.clone(), options.values.clone());
    let create =
        request::cuLinkCreate_v2 { state, options: keys, values, info_limit: 0, error_limit: 0, wall: false };
    transport::call(DefaultStream::Legacy, &create)?;
    let made = linked(session, state, text);
    transport::call(DefaultStream::Legacy, &request::cuLinkDestroy { state })?;
    made
}

fn linked(session: &'static Session, state: Handle, text: &[u8]) -> CudaResult<Vec<u8>> {
    let block = Block::with_bytes(session, text)?;
    let add = request::cuLinkAddData_v2 {
        state,
        input: CU_JIT_INPUT_PTX,
        address: block.address(),
        len: text.len() as u64,
        name: None,
        options: Vec::new(),
        values: Vec::new(),
        outputs: 0,
    };
    transport::call(DefaultStream::Legacy, &add)?;
    let reply = transport::call(DefaultStream::Legacy, &request::cuLinkComplete { state, outputs: 0 })?;
    let reply: reply::cuLinkComplete = reply.decode()?;
    let block = Block::new(session, reply.size)?;
    let fetch = request::vgpuLinkImage { state, address: block.address(), len: reply.size };
    transport::call(DefaultStream::Legacy, &fetch)?;
    Ok(block.read(reply.size))
}

/// Where a linker's words go.
fn outputs(session: &Session, state: CUlinkState) -> CudaResult<Outputs> {
    session.images.with_link(state, |link| link.outputs).ok_or(CudaError::INVALID_HANDLE)
}

#[allow(clippy::too_many_arguments)]
pub unsafe fn cuLinkAddData(
    state: CUlinkState,
    r#type: CUjitInputType,
    data: *const c_void,
    size: usize,
    name: *const c_char,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuLinkAddData_v2(state, r#type, data, size, name, numOptions, options, optionValues) }
}

#[allow(clippy::too_many_arguments)]
pub unsafe fn cuLinkAddData_v2(
    state: CUlinkState,
    r#type: CUjitInputType,
    data: *const c_void,
    size: usize,
    name: *const c_char,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CudaResult {
    let session = session::get()?;
    not_null(data)?;
    // SAFETY: CUDA's contract for the options.
    let options = unsafe { Options::read(numOptions, options, optionValues) }?;
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let name = (!name.is_null()).then(|| unsafe { c_bytes(name) });
    if size > MAX_INPUT {
        return Err(CudaError::INVALID_VALUE);
    }
    let bytes = Program.bytes(data as u64, size as u64).ok_or(CudaError::INVALID_VALUE)?;
    // SAFETY: CUDA's contract for the options of the state.
    unsafe { add(session, state, r#type, &bytes, name, options) }
}

pub unsafe fn cuLinkAddFile(
    state: CUlinkState,
    r#type: CUjitInputType,
    path: *const c_char,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuLinkAddFile_v2(state, r#type, path, numOptions, options, optionValues) }
}

pub unsafe fn cuLinkAddFile_v2(
    state: CUlinkState,
    r#type: CUjitInputType,
    path: *const c_char,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CudaResult {
    let session = session::get()?;
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let path = unsafe { name(path) }?.to_bytes();
    // SAFETY: CUDA's contract for the options.
    let options = unsafe { Options::read(numOptions, options, optionValues) }?;
    let content = read_file(path)?;
    // The NUL behind the content ends a text and is no part of anything else.
    let bytes = match content.split_last() {
        Some((_, bytes)) if r#type != CU_JIT_INPUT_PTX => bytes,
        _ => &content,
    };
    // SAFETY: CUDA's contract for the options of the state.
    unsafe { add(session, state, r#type, bytes, Some(path), options) }
}

/// Ships one input.
///
/// # Safety
/// The buffers and values that the state was created with are still there.
unsafe fn add(
    session: &'static Session,
    state: CUlinkState,
    input: CUjitInputType,
    bytes: &[u8],
    name: Option<&[u8]>,
    options: Options,
) -> CudaResult {
    if options.outputs.any() {
        // The logs of a single input; those of the whole link are the state's.
        return Err(CudaError::NOT_SUPPORTED);
    }
    let outputs = outputs(session, state)?;
    let block = Block::with_bytes(session, bytes)?;
    let said = outputs.block(session)?;
    let request = request::cuLinkAddData_v2 {
        state: Handle(state.0 as u64),
        input,
        address: block.address(),
        len: bytes.len() as u64,
        name: name.map(Bytes),
        options: options.keys,
        values: options.values,
        outputs: said.as_ref().map_or(0, Block::address),
    };
    let added = transport::call(DefaultStream::Legacy, &request);
    // SAFETY: the caller vouches for the state's buffers.
    unsafe { outputs.write_back(said.as_ref()) };
    added.map(drop)
}

pub unsafe fn cuLinkComplete(
    state: CUlinkState,
    cubinOut: *mut *mut c_void,
    sizeOut: *mut usize,
) -> CudaResult {
    let session = session::get()?;
    not_null(cubinOut)?;
    let outputs = outputs(session, state)?;
    let said = outputs.block(session)?;
    let handle = Handle(state.0 as u64);
    let request = request::cuLinkComplete { state: handle, outputs: said.as_ref().map_or(0, Block::address) };
    let completed = transport::call(DefaultStream::Legacy, &request);
    // SAFETY: CUDA's contract: what the state was created with is there until it is destroyed.
    unsafe { outputs.write_back(said.as_ref()) };
    let reply = completed?;
    let reply: reply::cuLinkComplete = reply.decode()?;
    let block = Block::new(session, reply.size)?;
    let fetch = request::vgpuLinkImage { state: handle, address: block.address(), len: reply.size };
    transport::call(DefaultStream::Legacy, &fetch)?;
    let image = block.read(reply.size).into_boxed_slice();
    let len = image.len();
    let keep = |link: &mut Link| link.image.insert(image).as_ptr();
    let address = session.images.with_link(state, keep).ok_or(CudaError::INVALID_HANDLE)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write. The image lives until the state is destroyed.
    unsafe { cubinOut.write(address.cast_mut().cast()) };
    if !sizeOut.is_null() {
        // SAFETY: not null; CUDA's contract makes it valid for a write.
        unsafe { sizeOut.write(len) };
    }
    Ok(())
}

pub unsafe fn cuLinkDestroy(state: CUlinkState) -> CudaResult {
    let session = session::get()?;
    transport::call(DefaultStream::Legacy, &request::cuLinkDestroy { state: Handle(state.0 as u64) })?;
    session.images.remove_link(state);
    Ok(())
}
