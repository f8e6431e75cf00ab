//! cuGetExportTable: tables of functions that NVIDIA's own libraries ask the driver for.
//!
//! | table | asked for by | file |
//! |---|---|---|
//! | runtime interface, callback hooks | every runtime | `runtime` |
//! | context-local storage | every runtime, at every call | `storage` |
//! | current context, context checks, tools | runtimes, cuBLAS, cuFFT | `tools` |
//! | error log | runtimes from 12.9 on | `log` |
//! | hand-shake | every runtime | `handshake`, behind the feature `interoperability` |
//!
//! A table that is not here is refused: NULL and an error. A slot that is not implemented answers
//! `CUDA_ERROR_NOT_SUPPORTED`.

#[cfg(feature = "interoperability")]
mod handshake;
mod log;
#[cfg(feature = "interoperability")]
mod md2;
mod runtime;
mod storage;
mod tools;

use std::{ffi::c_void, ptr};

use table::{CUresult, CUuuid, CudaError, CudaResult};

use super::arg::{input, out};
use crate::export::unsupported;

/// A machine word of a table: a function, the table's size, or nothing.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Word(*const ());

// SAFETY: the words are addresses of functions, which never change, and numbers; nothing is read through them here.
unsafe impl Sync for Word {}

impl Word {
    /// Nothing.
    const NULL: Self = Self(ptr::null());

    /// The size of a table of `words` words.
    const fn size(words: usize) -> Self {
        Self(ptr::without_provenance(words * size_of::<Self>()))
    }
}

/// A slot that is not implemented. It takes no arguments, which the calling convention allows whatever is passed.
extern "C" fn refuse() -> CUresult {
    unsupported("a slot of a private table")
}

/// A table of `N` words with its size in the first and all others refused.
const fn refused<const N: usize>() -> [Word; N] {
    let mut words = [Word(refuse as *const ()); N];
    words[0] = Word::size(N);
    words
}

/// A table's name and where it is.
type Table = ([u8; 16], fn() -> *const Word);

const TABLES: &[Table] = &[
    (*b"\x6b\xd5\xfb\x6c\x5b\xf4\xe7\x4a\x89\x87\xd9\x39\x12\xfd\x9d\xf9", || runtime::INTERFACE.as_ptr()),
    (*b"\xa0\x94\x79\x8c\x2e\x74\x2e\x74\x93\xf2\x08\x00\x20\x0c\x0a\x66", || runtime::HOOKS.as_ptr()),
    (*b"\x42\xd8\x5a\x81\x23\xf6\xcb\x47\x82\x98\xf6\xe7\x8a\x3a\xec\xdc", || tools::CURRENT.as_ptr()),
    (*b"\xc6\x93\x33\x6e\x11\x21\xdf\x11\xa8\xc3\x68\xf3\x55\xd8\x95\x93", || storage::STORAGE.as_ptr()),
    (*b"\x26\x3e\x88\x60\x7c\xd2\x61\x43\x92\xf6\xbb\xd5\x00\x6d\xfa\x7e", || tools::CHECKS.as_ptr()),
    (*b"\xf8\xcf\xf9\x51\x21\x46\x8b\x4e\xb9\xe2\xfb\x46\x9e\x7c\x0d\xd9", || log::LOG.as_ptr()),
    (*b"\x21\x31\x8c\x60\x97\x14\x32\x48\x8c\xa6\x41\xff\x73\x24\xc8\xf2", || tools::CONTEXT.as_ptr()),
    (*b"\x6e\x16\x3f\xbe\xb9\x58\x44\x4d\x83\x5c\xe1\x82\xaf\xf1\x99\x1e", || tools::MODULE.as_ptr()),
    #[cfg(feature = "interoperability")]
    (*b"\xd4\x08\x20\x55\xbd\xe6\x70\x4b\x8d\x34\xba\x12\x3c\x66\xe1\xf2", || handshake::HANDSHAKE.as_ptr()),
];

pub unsafe fn cuGetExportTable(table: *mut *const c_void, id: *const CUuuid) -> CudaResult {
    let table = out!(table)?;
    let id = input!(id)?;
    match TABLES.iter().find(|(name, _)| *name == id.bytes) {
        Some((_, address)) => {
            table.set(address().cast());
            Ok(())
        }
        None => {
            table.set(ptr::null());
            Err(CudaError::INVALID_VALUE)
        }
    }
}
