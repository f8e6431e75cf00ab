//! JIT options: numbers that go to the driver, and places of the program's that it writes to.
//!
//! The values of the options for the time and for the lengths of the logs are inputs and outputs at once. What
//! the driver says comes back in a block of the window, because it comes with errors too, and a reply does not:
//! four words (1 if written, the time's bits, length of the info log, of the error log), then both logs.

use core::ffi::{c_uint, c_void};

use table::{
    CU_JIT_ERROR_LOG_BUFFER, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES, CU_JIT_GLOBAL_SYMBOL_ADDRESSES,
    CU_JIT_GLOBAL_SYMBOL_COUNT, CU_JIT_GLOBAL_SYMBOL_NAMES, CU_JIT_INFO_LOG_BUFFER,
    CU_JIT_INFO_LOG_BUFFER_SIZE_BYTES, CU_JIT_NUM_OPTIONS, CU_JIT_REFERENCED_KERNEL_NAMES,
    CU_JIT_REFERENCED_VARIABLE_COUNT, CU_JIT_WALL_TIME, CUjit_option, CudaError, CudaResult,
};

use crate::{edge::not_null, session::Session, staging::Block};

/// More options than exist, some of them twice.
const MAX_OPTIONS: c_uint = 256;
/// The longest log that is carried; a longer buffer is not filled to its end.
const MAX_LOG: u32 = 1 << 20;
/// Bytes before the logs.
const HEAD: u64 = 32;

/// Options of one call.
#[derive(Debug, Default)]
pub struct Options {
    /// Options whose value is a number.
    pub keys: Vec<CUjit_option>,
    /// Their values.
    pub values: Vec<u64>,
    /// Where the rest goes.
    pub outputs: Outputs,
}

/// Where the program wants to read what the driver says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outputs {
    /// Bytes of the info log that there is room for; 0 if it is not wanted.
    pub info_limit: u32,
    /// Bytes of the error log.
    pub error_limit: u32,
    info: usize,
    error: usize,
    /// Addresses of option values.
    info_len: usize,
    error_len: usize,
    wall: usize,
}

impl Options {
    /// Reads the options of a call.
    ///
    /// # Errors
    /// `INVALID_VALUE` for an unknown option or missing arrays; `NOT_SUPPORTED` for arrays of the program's pointers.
    ///
    /// # Safety
    /// `options` and `values` point to `count` elements each, or are null if there are none. The buffers that they
    /// name are as long as they say.
    pub unsafe fn read(
        count: c_uint,
        options: *const CUjit_option,
        values: *mut *mut c_void,
    ) -> CudaResult<Self> {
        let mut read = Self::default();
        if count == 0 {
            return Ok(read);
        }
        not_null(options)?;
        not_null(values)?;
        if count > MAX_OPTIONS {
            return Err(CudaError::INVALID_VALUE);
        }
        let outputs = &mut read.outputs;
        for index in 0..count as usize {
            // SAFETY: the caller vouches for `count` elements.
            let (key, slot) = unsafe { (options.add(index).read(), values.add(index)) };
            // SAFETY: as above.
            let value = unsafe { slot.read() } as usize;
            match key {
                CU_JIT_WALL_TIME => outputs.wall = slot as usize,
                CU_JIT_INFO_LOG_BUFFER => outputs.info = value,
                CU_JIT_ERROR_LOG_BUFFER => outputs.error = value,
                CU_JIT_INFO_LOG_BUFFER_SIZE_BYTES => {
                    (outputs.info_len, outputs.info_limit) = (slot as usize, value as u32);
                }
                CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES => {
                    (outputs.error_len, outputs.error_limit) = (slot as usize, value as u32);
                }
                CU_JIT_GLOBAL_SYMBOL_NAMES
                | CU_JIT_GLOBAL_SYMBOL_ADDRESSES
                | CU_JIT_GLOBAL_SYMBOL_COUNT
                | CU_JIT_REFERENCED_KERNEL_NAMES..=CU_JIT_REFERENCED_VARIABLE_COUNT => {
                    return Err(CudaError::NOT_SUPPORTED);
                }
                CU_JIT_NUM_OPTIONS.. => return Err(CudaError::INVALID_VALUE),
                _ => {
                    read.keys.push(key);
                    read.values.push(value as u64);
                }
            }
        }
        let limit = |buffer: usize, limit: u32| if buffer == 0 { 0 } else { limit.min(MAX_LOG) };
        outputs.info_limit = limit(outputs.info, outputs.info_limit);
        outputs.error_limit = limit(outputs.error, outputs.error_limit);
        Ok(read)
    }
}

impl Outputs {
    /// Whether the time is wanted.
    pub fn wall(&self) -> bool {
        self.wall != 0
    }

    /// Whether anything is wanted.
    pub fn any(&self) -> bool {
        [self.wall, self.info_len, self.error_len].iter().any(|&slot| slot != 0)
            || self.info_limit > 0
            || self.error_limit > 0
    }

    /// A block for what the driver will say; `None` if nothing is wanted.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` if the window has no room.
    pub fn block(&self, session: &'static Session) -> CudaResult<Option<Block>> {
        if !self.any() {
            return Ok(None);
        }
        let block = Block::new(session, HEAD + u64::from(self.info_limit) + u64::from(self.error_limit))?;
        let slice = session.link.window().lookup(block.address(), HEAD).ok_or(CudaError::OUT_OF_MEMORY)?;
        if slice.write(0, &[0; HEAD as usize]) { Ok(Some(block)) } else { Err(CudaError::UNKNOWN) }
    }

    /// Gives the program what the driver said, if it said anything.
    ///
    /// # Safety
    /// The addresses of the options are still valid for writes.
    pub unsafe fn write_back(&self, block: Option<&Block>) {
        let Some(block) = block else { return };
        let said = block.read(block.len());
        let word = |index: usize| {
            said.get(index * 8..)
                .and_then(|rest| rest.first_chunk())
                .map_or(0, |word| u64::from_le_bytes(*word))
        };
        if word(0) == 0 {
            return;
        }
        let info_at = HEAD as usize;
        let error_at = info_at + self.info_limit as usize;
        let log = |at: usize, len: u64, limit: u32| {
            // The terminator counts only where the log was cut.
            let len = (len.saturating_add(1)).min(u64::from(limit)) as usize;
            said.get(at..at + len).unwrap_or_default()
        };
        let info = log(info_at, word(2), self.info_limit);
        let error = log(error_at, word(3), self.error_limit);
        // SAFETY: the caller vouches for the addresses. The logs are no longer than their buffers, and the driver
        // too writes 32 bits of an option's value (measured).
        unsafe {
            core::ptr::copy_nonoverlapping(info.as_ptr(), self.info as *mut u8, info.len());
            core::ptr::copy_nonoverlapping(error.as_ptr(), self.error as *mut u8, error.len());
            for (slot, value) in [(self.wall, word(1)), (self.info_len, word(2)), (self.error_len, word(3))] {
                if slot != 0 {
                    (slot as *mut u32).write(value as u32);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(keys: &mut [CUjit_option], values: &mut [usize]) -> CudaResult<Options> {
        // SAFETY: both slices have the same length.
        unsafe { Options::read(keys.len() as c_uint, keys.as_mut_ptr(), values.as_mut_ptr().cast()) }
    }

    #[test]
    fn outputs_are_told_apart_from_numbers() {
        let mut log = [0u8; 100];
        let buffer = log.as_mut_ptr() as usize;
        let options = read(
            &mut [7, CU_JIT_ERROR_LOG_BUFFER, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES, 12, CU_JIT_WALL_TIME],
            &mut [3, buffer, 100, 1, 0],
        )
        .expect("options");
        assert_eq!((options.keys, options.values), (vec![7, 12], vec![3, 1]));
        assert_eq!((options.outputs.error_limit, options.outputs.info_limit), (100, 0));
        assert!(options.outputs.wall() && options.outputs.any());
    }

    #[test]
    fn a_length_without_a_buffer_asks_for_nothing() {
        let options = read(&mut [CU_JIT_INFO_LOG_BUFFER_SIZE_BYTES], &mut [100]).expect("options");
        assert_eq!(options.outputs.info_limit, 0);
    }

    #[test]
    fn unknown_and_pointer_options_are_refused() {
        assert_eq!(read(&mut [99], &mut [0]).err(), Some(CudaError::INVALID_VALUE));
        assert_eq!(read(&mut [CU_JIT_GLOBAL_SYMBOL_NAMES], &mut [0]).err(), Some(CudaError::NOT_SUPPORTED));
        assert_eq!(read(&mut [26], &mut [0]).err(), Some(CudaError::NOT_SUPPORTED));
        // SAFETY: null is refused.
        let none = unsafe { Options::read(1, core::ptr::null_mut(), core::ptr::null_mut()) };
        assert_eq!(none.err(), Some(CudaError::INVALID_VALUE));
    }
}
