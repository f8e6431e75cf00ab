//! The linker: several programs become one image, which is what `module::cubin` describes.

use std::{
    ffi::{c_char, c_uint, c_void},
    fs,
    sync::Arc,
};

use parking_lot::Mutex;
use table::{
    CU_JIT_INPUT_CUBIN, CU_JIT_INPUT_FATBINARY, CU_JIT_INPUT_LIBRARY, CU_JIT_INPUT_NVVM, CU_JIT_INPUT_OBJECT,
    CU_JIT_INPUT_PTX, CUjit_option, CUjitInputType, CUlinkState, CudaError, CudaResult,
};

use super::{
    arg::{maybe_out, out, text},
    jit::Logs,
};
use crate::{
    current,
    driver::{Driver, driver},
    module::{Managed, Program, View, complain, pack, ptx_texts, read_text, take_complaint},
};

/// What a program has given to a linker, and got from it.
pub struct Linker {
    logs: Logs,
    /// What went wrong so far.
    errors: String,
    texts: Vec<String>,
    /// The program holds a pointer to it until it destroys the linker.
    image: Option<Box<[u8]>>,
}

impl Linker {
    /// Does a step and lets the program read what came of it.
    fn step<T>(&mut self, what: impl FnOnce(&mut Self) -> CudaResult<T>) -> CudaResult<T> {
        let result = what(self);
        if let Err(error) = &result {
            self.errors.push_str(&format!("{}softcuda: {error}\n", take_complaint()));
        }
        self.logs.show(&self.errors);
        result
    }

    /// Takes one input, whose bytes have a NUL behind them.
    fn add(&mut self, kind: CUjitInputType, bytes: &[u8], name: &str) -> CudaResult {
        let sm = driver()?.config.sm();
        match kind {
            CU_JIT_INPUT_PTX | CU_JIT_INPUT_CUBIN | CU_JIT_INPUT_FATBINARY => {
                self.texts.push(read_text(View::of(bytes), sm).inspect_err(|_| {
                    complain(format!("{name}: {}", take_complaint()));
                })?);
                Ok(())
            }
            CU_JIT_INPUT_OBJECT | CU_JIT_INPUT_LIBRARY => {
                // The NUL is for texts.
                self.texts.extend(ptx_texts(bytes.strip_suffix(&[0]).unwrap_or(bytes), sm)?);
                Ok(())
            }
            CU_JIT_INPUT_NVVM => {
                complain(format!("{name}: intermediate code is not supported\n"));
                Err(CudaError::NOT_SUPPORTED)
            }
            _ => Err(CudaError::INVALID_VALUE),
        }
    }

    fn complete(&mut self) -> CudaResult<(*mut c_void, usize)> {
        let texts: Vec<&str> = self.texts.iter().map(String::as_str).collect();
        let linked = ptx::link::link(&texts).map_err(|why| {
            complain(format!("error   : {why}\n"));
            CudaError::NO_BINARY_FOR_GPU
        })?;
        let sm = driver()?.config.sm();
        let program = Program::parse(&linked)?;
        let managed: Vec<Managed<'_>> = program.managed().collect();
        let image = self.image.insert(pack(&linked, &managed, sm).into_boxed_slice());
        Ok((image.as_mut_ptr().cast(), image.len()))
    }
}

fn linker(handle: CUlinkState) -> CudaResult<Arc<Mutex<Linker>>> {
    current::context()?;
    driver()?.linkers.get(handle)
}

pub unsafe fn cuLinkCreate(
    count: c_uint,
    options: *const CUjit_option,
    values: *mut *mut c_void,
    state: *mut CUlinkState,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuLinkCreate_v2(count, options, values, state) }
}

pub unsafe fn cuLinkCreate_v2(
    count: c_uint,
    options: *const CUjit_option,
    values: *mut *mut c_void,
    state: *mut CUlinkState,
) -> CudaResult {
    current::context()?;
    let driver: &Driver = driver()?;
    let state = out!(state)?;
    let logs = Logs::new(options, values, count)?;
    let linker = Linker { logs, errors: String::new(), texts: Vec::new(), image: None };
    let (handle, _) = driver.linkers.insert(|_| Mutex::new(linker));
    state.set(handle);
    Ok(())
}

pub unsafe fn cuLinkAddData(
    state: CUlinkState,
    kind: CUjitInputType,
    data: *const c_void,
    size: usize,
    name: *const c_char,
    count: c_uint,
    options: *const CUjit_option,
    values: *mut *mut c_void,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuLinkAddData_v2(state, kind, data, size, name, count, options, values) }
}

pub unsafe fn cuLinkAddData_v2(
    state: CUlinkState,
    kind: CUjitInputType,
    data: *const c_void,
    size: usize,
    name: *const c_char,
    _count: c_uint,
    _options: *const CUjit_option,
    _values: *mut *mut c_void,
) -> CudaResult {
    let linker = linker(state)?;
    if data.is_null() || size == 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let name = if name.is_null() { "<unnamed>".to_owned() } else { text!(name)? };
    let view = View::unbounded(data as u64);
    let mut bytes = view.read(0, size as u64).ok_or(CudaError::INVALID_VALUE)?;
    bytes.push(0);
    linker.lock().step(|linker| linker.add(kind, &bytes, &name))
}

pub unsafe fn cuLinkAddFile(
    state: CUlinkState,
    kind: CUjitInputType,
    path: *const c_char,
    count: c_uint,
    options: *const CUjit_option,
    values: *mut *mut c_void,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuLinkAddFile_v2(state, kind, path, count, options, values) }
}

pub unsafe fn cuLinkAddFile_v2(
    state: CUlinkState,
    kind: CUjitInputType,
    path: *const c_char,
    _count: c_uint,
    _options: *const CUjit_option,
    _values: *mut *mut c_void,
) -> CudaResult {
    let linker = linker(state)?;
    let path = text!(path)?;
    let mut bytes = fs::read(&path).map_err(|_| CudaError::FILE_NOT_FOUND)?;
    bytes.push(0);
    linker.lock().step(|linker| linker.add(kind, &bytes, &path))
}

pub unsafe fn cuLinkComplete(state: CUlinkState, image: *mut *mut c_void, size: *mut usize) -> CudaResult {
    let linker = linker(state)?;
    let image = out!(image)?;
    let (address, len) = linker.lock().step(Linker::complete)?;
    image.set(address);
    if let Some(size) = maybe_out!(size) {
        size.set(len);
    }
    Ok(())
}

pub unsafe fn cuLinkDestroy(state: CUlinkState) -> CudaResult {
    current::permitted()?;
    driver()?.linkers.remove(state).map(drop).ok_or(CudaError::INVALID_HANDLE)
}
