//! Options of loading: the logs that a program wants to have.

use std::ffi::{c_uint, c_void};

use table::{CUjit_option, CudaError, CudaResult};

use super::arg::inputs;
use crate::module::take_complaint;

/// Options through which loading answers.
const WALL_TIME: CUjit_option = 2;
const INFO_LOG: CUjit_option = 3;
const INFO_LOG_SIZE: CUjit_option = 4;
const ERROR_LOG: CUjit_option = 5;
const ERROR_LOG_SIZE: CUjit_option = 6;

/// More options than exist are a mistake.
const MOST: c_uint = 256;

/// Where the answers go.
#[derive(Default)]
pub(super) struct Logs {
    values: Option<*mut *mut c_void>,
    options: Vec<CUjit_option>,
    /// Bytes of the buffers for information and errors. Answers take the place of these values.
    rooms: [usize; 2],
}

// SAFETY: the pointer is only followed during calls for which CUDA's contract keeps it valid, on whatever thread the
// program makes them; a linker, which is kept between calls, is behind a lock.
unsafe impl Send for Logs {}

impl Logs {
    /// Takes the options of a call.
    pub fn new(options: *const CUjit_option, values: *mut *mut c_void, count: c_uint) -> CudaResult<Self> {
        if count == 0 {
            return Ok(Self::default());
        }
        if count > MOST || values.is_null() {
            return Err(CudaError::INVALID_VALUE);
        }
        let mut logs = Self { values: Some(values), options: inputs!(options, count)?, rooms: [0; 2] };
        logs.rooms =
            [INFO_LOG_SIZE, ERROR_LOG_SIZE].map(|size| logs.value(size).unwrap_or(0) as u32 as usize);
        Ok(logs)
    }

    /// Writes the outcome: an empty information log, and what went wrong.
    pub fn write<T>(&self, result: &CudaResult<T>) {
        let text = match result {
            Ok(_) => String::new(),
            Err(error) => format!("{}softcuda: {error}", take_complaint()),
        };
        self.show(&text);
    }

    /// Writes an empty information log, and what went wrong.
    pub fn show(&self, errors: &str) {
        self.log(INFO_LOG, INFO_LOG_SIZE, self.rooms[0], "");
        self.log(ERROR_LOG, ERROR_LOG_SIZE, self.rooms[1], errors);
        // Reading declarations takes no time worth telling; the value is a float of milliseconds.
        self.set(WALL_TIME, u64::from(0f32.to_bits()));
    }

    fn log(&self, buffer: CUjit_option, size: CUjit_option, room: usize, text: &str) {
        let mut written = 0;
        if let Some(buffer) = self.value(buffer).filter(|buffer| *buffer != 0 && room > 0) {
            written = text.len().min(room - 1);
            // SAFETY: the program gave a buffer and its size in the two options; `written` is below the size, so the
            // NUL fits too.
            unsafe {
                let buffer = buffer as *mut u8;
                buffer.copy_from_nonoverlapping(text.as_ptr(), written);
                buffer.add(written).write(0);
            }
        }
        self.set(size, written as u64);
    }

    fn value(&self, option: CUjit_option) -> Option<u64> {
        let at = self.options.iter().position(|it| *it == option)?;
        // SAFETY: the program gave as many values as options, and `at` is an index of an option.
        Some(unsafe { self.values?.add(at).read() } as u64)
    }

    fn set(&self, option: CUjit_option, value: u64) {
        let at = self.options.iter().position(|it| *it == option);
        if let (Some(at), Some(values)) = (at, self.values) {
            // SAFETY: as in `value`; CUDA writes the answer in the place of the option's value.
            unsafe { values.add(at).write(value as *mut c_void) };
        }
    }
}
