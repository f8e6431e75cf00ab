//! The loaded libcuda: NVIDIA's or the software one; the worker cannot tell them apart.

use std::{
    ffi::CStr,
    path::{Path, PathBuf},
};

pub use crate::generated::Driver;

/// Why a libcuda could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The dynamic linker refused the file.
    #[error("cannot load {path}: {source}; name a CUDA driver library with --cuda")]
    Open {
        /// What was tried.
        path: PathBuf,
        /// What the dynamic linker said.
        source: libloading::Error,
    },
    /// It is our own guest library: a worker on top of a worker would go round in circles.
    #[error("{0} is vgpu's guest library, not a driver; name the driver's library with --cuda")]
    Guest(PathBuf),
}

/// A libcuda in this process, for as long as the process lives.
pub struct Library(libloading::Library);

impl Library {
    /// Loads the library at `path`.
    ///
    /// # Errors
    /// [`LoadError`] if it cannot be loaded or is the guest library.
    pub fn open(path: &Path) -> Result<Self, LoadError> {
        // SAFETY: the operator named this library as the driver; its initialisers are trusted like the
        // driver itself.
        let library = unsafe { libloading::Library::new(path) }
            .map_err(|source| LoadError::Open { path: path.to_owned(), source })?;
        let library = Self(library);
        // SAFETY: only the symbol's presence is of interest.
        if unsafe { library.find::<*const u32>(c"vgpu_guest_marker") }.is_some() {
            return Err(LoadError::Guest(path.to_owned()));
        }
        Ok(library)
    }

    /// The address of `name` as a `T`, or `None` if the library does not export it.
    ///
    /// # Safety
    /// `T` is a function pointer (or pointer) type that fits the symbol.
    pub unsafe fn find<T: Copy>(&self, name: &CStr) -> Option<T> {
        // SAFETY: the caller vouches for the type.
        unsafe { self.0.get::<T>(name.to_bytes_with_nul()) }.ok().map(|symbol| *symbol)
    }
}
