//! The arguments of a kernel launch.

use core::ffi::c_void;

use super::arg::{Arg, Plain, bytes_of};

/// The values of a kernel's parameters, and C's array of pointers to them.
#[derive(Default)]
pub struct Params {
    // 16-aligned, as the most aligned parameter type of a kernel is.
    values: Vec<Vec<u128>>,
    pointers: Vec<*mut c_void>,
}

impl Params {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more parameter.
    pub fn and<T: Plain>(self, value: T) -> Self {
        self.and_bytes(bytes_of(&value))
    }

    /// One more parameter, given as its bytes.
    pub fn and_bytes(mut self, bytes: &[u8]) -> Self {
        let mut words = Vec::with_capacity(bytes.len().div_ceil(16));
        for chunk in bytes.chunks(16) {
            let mut word = [0u8; 16];
            word[..chunk.len()].copy_from_slice(chunk);
            words.push(u128::from_ne_bytes(word));
        }
        self.values.push(words);
        self
    }
}

impl Arg<*mut *mut c_void> for &mut Params {
    fn to_c(self) -> *mut *mut c_void {
        self.pointers = self.values.iter_mut().map(|value| value.as_mut_ptr().cast()).collect();
        self.pointers.as_mut_ptr()
    }
}
