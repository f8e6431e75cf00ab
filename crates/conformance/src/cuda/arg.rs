//! Which Rust values may stand for which C types.

use core::ffi::{CStr, c_char, c_void};

/// A value that can be passed where C expects a `C`.
pub trait Arg<C> {
    /// The C value.
    fn to_c(self) -> C;
}

/// Anything may be passed as itself: numbers, handles, function pointers.
impl<T> Arg<T> for T {
    fn to_c(self) -> T {
        self
    }
}

/// A null pointer.
#[derive(Clone, Copy, Debug)]
pub struct Null;

impl<T> Arg<*mut T> for Null {
    fn to_c(self) -> *mut T {
        core::ptr::null_mut()
    }
}

impl<T> Arg<*const T> for Null {
    fn to_c(self) -> *const T {
        core::ptr::null()
    }
}

/// An address as a number: memory that lives as long as the process, a device address, or one that is wrong on
/// purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addr(pub u64);

impl<T> Arg<*mut T> for Addr {
    fn to_c(self) -> *mut T {
        core::ptr::with_exposed_provenance_mut(self.0 as usize)
    }
}

impl<T> Arg<*const T> for Addr {
    fn to_c(self) -> *const T {
        core::ptr::with_exposed_provenance(self.0 as usize)
    }
}

/// A type without padding whose every bit pattern is a value, so that it can be read and written as bytes.
///
/// # Safety
///
/// Implement it only for such types.
pub unsafe trait Plain: Copy {}

macro_rules! plain {
    ($($ty:ty),*) => {
        $(
            // SAFETY: a number (or an array of numbers of one type) has neither padding nor forbidden values.
            unsafe impl Plain for $ty {}
        )*
    };
}

plain!(u8, u16, u32, u64, i8, i16, i32, i64, f32, f64, usize);

// SAFETY: an array has no padding of its own, and its elements have none and allow every bit pattern.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}

/// The bytes of a value.
pub fn bytes_of<T: Plain>(value: &T) -> &[u8] {
    // SAFETY: `value` is valid for reads of its size, lives as long as the slice, and being `Plain` has no
    // uninitialised padding.
    unsafe { core::slice::from_raw_parts(core::ptr::from_ref(value).cast::<u8>(), size_of::<T>()) }
}

/// One value that the driver fills in.
impl<T> Arg<*mut T> for &mut T {
    fn to_c(self) -> *mut T {
        self
    }
}

/// One value that the driver reads.
impl<T> Arg<*const T> for &T {
    fn to_c(self) -> *const T {
        self
    }
}

/// A value that the driver reads through a pointer that C forgot to make const, or fills in untyped.
impl<T: Plain> Arg<*mut c_void> for &mut T {
    fn to_c(self) -> *mut c_void {
        core::ptr::from_mut(self).cast()
    }
}

impl<T> Arg<*mut T> for &mut [T] {
    fn to_c(self) -> *mut T {
        self.as_mut_ptr()
    }
}

impl<T> Arg<*const T> for &[T] {
    fn to_c(self) -> *const T {
        self.as_ptr()
    }
}

impl<T: Plain> Arg<*const c_void> for &[T] {
    fn to_c(self) -> *const c_void {
        self.as_ptr().cast()
    }
}

impl<T: Plain> Arg<*mut c_void> for &mut [T] {
    fn to_c(self) -> *mut c_void {
        self.as_mut_ptr().cast()
    }
}

impl Arg<*const c_char> for &CStr {
    fn to_c(self) -> *const c_char {
        self.as_ptr()
    }
}

/// PTX text is passed untyped.
impl Arg<*const c_void> for &CStr {
    fn to_c(self) -> *const c_void {
        self.as_ptr().cast()
    }
}

/// The text that the driver put into a buffer of C characters.
pub fn text_of(buffer: &[c_char]) -> String {
    let bytes: Vec<u8> =
        buffer.iter().take_while(|byte| **byte != 0).map(|byte| byte.to_ne_bytes()[0]).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
