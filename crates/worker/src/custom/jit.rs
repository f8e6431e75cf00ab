//! JIT options on this side: numbers of the guest's, buffers of ours.

use core::ffi::c_void;

use table::{
    CU_JIT_ERROR_LOG_BUFFER, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES, CU_JIT_FAST_COMPILE, CU_JIT_FMA,
    CU_JIT_INFO_LOG_BUFFER, CU_JIT_INFO_LOG_BUFFER_SIZE_BYTES, CU_JIT_LTO, CU_JIT_MAX_REGISTERS,
    CU_JIT_OPTIMIZATION_LEVEL, CU_JIT_OPTIMIZE_UNUSED_DEVICE_VARIABLES, CU_JIT_SPLIT_COMPILE,
    CU_JIT_THREADS_PER_BLOCK, CU_JIT_WALL_TIME, CUjit_option, CudaError, CudaResult,
};

use crate::session::Session;

/// More options than exist, some of them twice.
const MAX_OPTIONS: usize = 256;
/// The longest log.
const MAX_LOG: u32 = 1 << 20;

/// Options of one call, or of a linker's whole life. The driver is given addresses of what this owns.
pub(super) struct Jit {
    keys: Vec<CUjit_option>,
    values: Vec<u64>,
    info: Vec<u8>,
    error: Vec<u8>,
    /// Places in `values`, where asked for.
    wall: Option<usize>,
    info_len: Option<usize>,
    error_len: Option<usize>,
}

impl Jit {
    /// # Errors
    /// `INVALID_VALUE` for an option whose value the driver would follow, or logs out of all proportion.
    pub(super) fn new(
        keys: Vec<u32>,
        values: Vec<u64>,
        info_limit: u32,
        error_limit: u32,
        wall: bool,
    ) -> CudaResult<Self> {
        let sound = keys.len() == values.len()
            && keys.len() <= MAX_OPTIONS
            && info_limit.max(error_limit) <= MAX_LOG
            && keys.iter().all(|&key| is_number(key));
        if !sound {
            return Err(CudaError::INVALID_VALUE);
        }
        let mut jit = Self {
            keys,
            values,
            info: vec![0; info_limit as usize],
            error: vec![0; error_limit as usize],
            wall: None,
            info_len: None,
            error_len: None,
        };
        jit.wall = wall.then(|| jit.push(CU_JIT_WALL_TIME, 0));
        if info_limit > 0 {
            let buffer = jit.info.as_mut_ptr() as u64;
            jit.push(CU_JIT_INFO_LOG_BUFFER, buffer);
            jit.info_len = Some(jit.push(CU_JIT_INFO_LOG_BUFFER_SIZE_BYTES, info_limit.into()));
        }
        if error_limit > 0 {
            let buffer = jit.error.as_mut_ptr() as u64;
            jit.push(CU_JIT_ERROR_LOG_BUFFER, buffer);
            jit.error_len = Some(jit.push(CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES, error_limit.into()));
        }
        Ok(jit)
    }

    fn push(&mut self, key: CUjit_option, value: u64) -> usize {
        self.keys.push(key);
        self.values.push(value);
        self.values.len() - 1
    }

    /// Number of options.
    pub(super) fn count(&self) -> u32 {
        self.keys.len() as u32
    }

    /// The options, for the driver. Valid as long as this is.
    pub(super) fn keys(&mut self) -> *mut CUjit_option {
        self.keys.as_mut_ptr()
    }

    /// Their values, which the driver reads and writes.
    pub(super) fn values(&mut self) -> *mut *mut c_void {
        self.values.as_mut_ptr().cast()
    }

    /// Writes what the driver has said to the window at `outputs`: four words (1, the time's bits, length of the info
    /// log, of the error log), then both logs.
    ///
    /// # Errors
    /// `INVALID_VALUE` if they do not fit there.
    pub(super) fn report(&self, session: &Session, outputs: u64) -> CudaResult {
        if outputs == 0 {
            return Ok(());
        }
        // The driver writes 32 bits of a value.
        let value =
            |at: Option<usize>| at.and_then(|at| self.values.get(at)).map_or(0, |value| value & 0xffff_ffff);
        let mut said = Vec::with_capacity(32 + self.info.len() + self.error.len());
        for word in [1, value(self.wall), value(self.info_len), value(self.error_len)] {
            said.extend_from_slice(&word.to_le_bytes());
        }
        said.extend_from_slice(&self.info);
        said.extend_from_slice(&self.error);
        session.window_write(outputs, said.len() as u64, &said)
    }
}

/// Whether an option's value is a number: then the driver follows nothing of the guest's.
fn is_number(key: CUjit_option) -> bool {
    matches!(
        key,
        CU_JIT_MAX_REGISTERS..=CU_JIT_THREADS_PER_BLOCK
            | CU_JIT_OPTIMIZATION_LEVEL..=CU_JIT_FAST_COMPILE
            | CU_JIT_LTO..=CU_JIT_FMA
            | CU_JIT_OPTIMIZE_UNUSED_DEVICE_VARIABLES..=CU_JIT_SPLIT_COMPILE
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_that_is_an_address_is_refused() {
        for key in [2, 3, 4, 5, 6, 17, 18, 19, 25, 26, 27, 28, 35, 99, u32::MAX] {
            assert!(Jit::new(vec![key], vec![0], 0, 0, false).is_err(), "option {key}");
        }
        assert!(Jit::new(vec![0, 7, 9, 12, 34], vec![0; 5], 0, 0, false).is_ok());
        assert!(Jit::new(vec![0, 7], vec![0], 0, 0, false).is_err());
        assert!(Jit::new(vec![], vec![], MAX_LOG + 1, 0, false).is_err());
    }

    #[test]
    fn buffers_are_added_where_they_are_wanted() {
        let mut jit = Jit::new(vec![7], vec![3], 16, 0, true).expect("options");
        assert_eq!(jit.count(), 4);
        assert_eq!(
            jit.keys,
            [7, CU_JIT_WALL_TIME, CU_JIT_INFO_LOG_BUFFER, CU_JIT_INFO_LOG_BUFFER_SIZE_BYTES]
        );
        assert_eq!(jit.values[2], jit.info.as_ptr() as u64);
        assert!(!jit.keys().is_null() && !jit.values().is_null());
    }
}
