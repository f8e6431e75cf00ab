//! The library's life, versions, and what a guest has none of.

use core::ffi::{c_char, c_void};

use link::management::Facts;
use table::nvml::{NVML_ERROR_INVALID_ARGUMENT, NVML_ERROR_NOT_FOUND, nvmlReturn_t, nvmlUnit_t, sentence};

use crate::asked::ready;
use crate::edge::{Outcome, given};
use crate::state::{self, Wanted};

pub unsafe fn nvmlInit() -> Outcome {
    state::init()
}

pub unsafe fn nvmlInit_v2() -> Outcome {
    state::init()
}

/// No flag asks for anything that a guest could do otherwise.
pub unsafe fn nvmlInitWithFlags(_: u32) -> Outcome {
    state::init()
}

pub unsafe fn nvmlShutdown() -> Outcome {
    state::shutdown()
}

pub fn nvmlErrorString(result: nvmlReturn_t) -> *const c_char {
    sentence(result).as_ptr()
}

/// The private table that NVIDIA's `nvidia-smi` wants to see before it says anything (seen with 580.159.04).
const SMI_TABLE: [u8; 16] =
    [0xc4, 0xfe, 0x3e, 0x6c, 0xc9, 0x8f, 0x6c, 0x4e, 0xa3, 0x27, 0xee, 0x69, 0x6e, 0x12, 0xf7, 0xc4];
/// As many words as the original has, of which the first says so, in bytes.
const SMI_WORDS: usize = 270;
/// No function is in it: `nvidia-smi` looks before it calls one, and shows less.
static SMI: [usize; SMI_WORDS] = {
    let mut table = [0; SMI_WORDS];
    table[0] = size_of::<[usize; SMI_WORDS]>();
    table
};

/// Private tables hold pointers to functions, which nobody can forward. One is there without any.
pub unsafe fn nvmlInternalGetExportTable(table: *mut *const c_void, id: *const c_void) -> Outcome {
    given(table)?;
    given(id)?;
    // SAFETY: not null; the caller's contract makes it 16 bytes.
    let is_known = unsafe { id.cast::<[u8; 16]>().read_unaligned() } == SMI_TABLE;
    let found = if is_known { SMI.as_ptr().cast() } else { core::ptr::null() };
    // SAFETY: not null; the caller's contract makes it writable.
    unsafe { table.write(found) };
    if is_known { Ok(()) } else { Err(NVML_ERROR_NOT_FOUND) }
}

/// Writes `text` and a zero.
pub(super) unsafe fn write_text(text: &str, to: *mut c_char, len: u32) -> Outcome {
    given(to)?;
    // SAFETY: not null; the caller has `len` bytes.
    unsafe { crate::asked::write_text(text.as_bytes(), to, len) }
}

/// Writes one value.
pub(super) unsafe fn write<T>(value: T, to: *mut T) -> Outcome {
    given(to)?;
    // SAFETY: not null; the caller's contract makes it writable.
    unsafe { to.write(value) };
    Ok(())
}

fn facts<T>(look: impl FnOnce(&Facts) -> T) -> Outcome<T> {
    state::with(Wanted::Fixed, |snapshot| Ok(look(&snapshot.facts)))
}

pub unsafe fn nvmlSystemGetDriverVersion(version: *mut c_char, length: u32) -> Outcome {
    let text = facts(|facts| facts.driver.clone())?;
    // SAFETY: the caller's contract.
    unsafe { write_text(&text, version, length) }
}

pub unsafe fn nvmlSystemGetNVMLVersion(version: *mut c_char, length: u32) -> Outcome {
    let text = facts(|facts| facts.library.clone())?;
    // SAFETY: the caller's contract.
    unsafe { write_text(&text, version, length) }
}

pub unsafe fn nvmlSystemGetCudaDriverVersion(version: *mut i32) -> Outcome {
    let cuda = facts(|facts| facts.cuda)?;
    // SAFETY: the caller's contract.
    unsafe { write(cuda, version) }
}

pub unsafe fn nvmlSystemGetCudaDriverVersion_v2(version: *mut i32) -> Outcome {
    // SAFETY: the caller's contract.
    unsafe { nvmlSystemGetCudaDriverVersion(version) }
}

/// Host interface cards belong to S-class systems.
pub unsafe fn nvmlSystemGetHicVersion(count: *mut u32, _: *mut c_void) -> Outcome {
    ready()?;
    // SAFETY: the caller's contract.
    unsafe { write(0, count) }
}

pub unsafe fn nvmlUnitGetCount(count: *mut u32) -> Outcome {
    ready()?;
    // SAFETY: the caller's contract.
    unsafe { write(0, count) }
}

/// There are no units, so no index is one.
pub unsafe fn nvmlUnitGetHandleByIndex(_: u32, _: *mut nvmlUnit_t) -> Outcome {
    ready()?;
    Err(NVML_ERROR_INVALID_ARGUMENT)
}
