//! The private tables that NVIDIA's libraries ask the driver for (`cuGetExportTable`).
//!
//! A table is an array of machine words that lives as long as the process; word 0 is usually its size in
//! bytes. Tables have the sizes, and null slots, of driver 580. Each function here answers in the guest.
//! A slot that is not served fails with `NOT_SUPPORTED`, is counted, and appears by name in the report; a
//! table that is not served is refused, because libraries crash on tables of functions that only pretend.

mod bypass;
mod checks;
mod cudart;
mod errorlog;
#[cfg(feature = "interoperability")]
mod handshake;
mod hooks;
mod storage;
mod tls;
mod tools;
mod tools_module;
mod topology;

use core::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

use table::{CUDA_ERROR_NOT_SUPPORTED, CUDA_ERROR_UNKNOWN, CUresult, CUuuid, CudaError, CudaResult, code};

use crate::{accounting, edge::not_null};

/// One machine word of a table: an address of a function, a size, or null.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Word(*const ());

// SAFETY: the address of a function, or a number; nothing is read through it here.
unsafe impl Sync for Word {}

impl Word {
    const NULL: Self = Self(core::ptr::null());

    const fn number(value: usize) -> Self {
        Self(core::ptr::without_provenance(value))
    }
}

/// A table of `N` words.
#[repr(transparent)]
struct Table<const N: usize>([Word; N]);

impl<const N: usize> Table<N> {
    /// A table of `words` in which some slots are served.
    const fn new(words: [Word; N], served: &[(usize, Word)]) -> Self {
        let mut words = words;
        let mut at = 0;
        while at < served.len() {
            let (slot, word) = served[at];
            words[slot] = word;
            at += 1;
        }
        Self(words)
    }

    /// The table's size in bytes, as word 0 tells it.
    const fn size() -> (usize, Word) {
        (0, Word::number(N * size_of::<Word>()))
    }

    fn address(&self) -> *const c_void {
        self.0.as_ptr().cast()
    }
}

/// `refusing!(T: 0 1 2 …)`: the words of a table of which no slot is served.
macro_rules! refusing {
    ($table:ident: $($slot:literal)*) => {
        [$($crate::api::export_table::Word(
            $crate::api::export_table::refused::<{ $crate::api::export_table::$table }, $slot> as *const ()
        )),*]
    };
}
use refusing;

/// A table that is served.
struct Served {
    id: [u8; 16],
    name: &'static str,
    address: fn() -> *const c_void,
}

// Places in `SERVED`, for the functions of slots that are not served.
const CUDART: usize = 0;
const HOOKS: usize = 1;
const TLS: usize = 2;
const BYPASS: usize = 3;
const CHECKS: usize = 4;
const ERROR_LOG: usize = 5;
const TOOLS_CONTEXT: usize = 6;
const TOOLS_MODULE: usize = 7;
const TOPOLOGY: usize = 9;
#[cfg(feature = "interoperability")]
const HANDSHAKE: usize = 10;

static SERVED: &[Served] = &[
    Served {
        id: 0x6bd5fb6c_5bf4_e74a_8987_d93912fd9df9_u128.to_be_bytes(),
        name: "CUDART_INTERFACE",
        address: || cudart::TABLE.address(),
    },
    Served {
        id: 0xa094798c_2e74_2e74_93f2_0800200c0a66_u128.to_be_bytes(),
        name: "TOOLS_RUNTIME_CALLBACK_HOOKS",
        address: || hooks::TABLE.address(),
    },
    Served {
        id: 0x42d85a81_23f6_cb47_8298_f6e78a3aecdc_u128.to_be_bytes(),
        name: "TOOLS_TLS",
        address: || tls::TABLE.address(),
    },
    Served {
        id: 0x0ca50b8c_1004_929a_89a7_d0df10e77286_u128.to_be_bytes(),
        name: "CTX_CREATE_BYPASS",
        address: || bypass::TABLE.address(),
    },
    Served {
        id: 0x263e8860_7cd2_6143_92f6_bbd5006dfa7e_u128.to_be_bytes(),
        name: "CONTEXT_CHECKS",
        address: || checks::TABLE.address(),
    },
    Served {
        id: 0xf8cff951_2146_8b4e_b9e2_fb469e7c0dd9_u128.to_be_bytes(),
        name: "ERROR_LOG",
        address: || errorlog::TABLE.address(),
    },
    Served {
        id: 0x21318c60_9714_3248_8ca6_41ff7324c8f2_u128.to_be_bytes(),
        name: "TOOLS_CONTEXT",
        address: || tools::TABLE.address(),
    },
    Served {
        id: 0x6e163fbe_b958_444d_835c_e182aff1991e_u128.to_be_bytes(),
        name: "TOOLS_MODULE",
        address: || tools_module::TABLE.address(),
    },
    Served {
        id: 0xc693336e_1121_df11_a8c3_68f355d89593_u128.to_be_bytes(),
        name: "CONTEXT_LOCAL_STORAGE",
        address: || storage::TABLE.address(),
    },
    Served {
        id: 0x1734dc26_800d_4745_8726_c0f1e7dd8bca_u128.to_be_bytes(),
        name: "TOPOLOGY",
        address: || topology::TABLE.address(),
    },
    #[cfg(feature = "interoperability")]
    Served {
        id: 0xd4082055_bde6_704b_8d34_ba123c66e1f2_u128.to_be_bytes(),
        name: "INTEGRITY_CHECK",
        address: || handshake::TABLE.address(),
    },
];

/// An id as it is usually written.
fn text(id: [u8; 16]) -> String {
    let mut text = format!("{:032x}", u128::from_be_bytes(id));
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    text
}

pub unsafe fn cuGetExportTable(table: *mut *const c_void, id: *const CUuuid) -> CudaResult {
    not_null(table)?;
    not_null(id)?;
    // SAFETY: not null; CUDA's contract makes it readable.
    let id = unsafe { id.read() }.bytes;
    accounting::private_table(&text(id));
    let found = SERVED.iter().find(|served| served.id == id);
    let address = found.map_or(core::ptr::null(), |served| (served.address)());
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { table.write(address) };
    found.map(drop).ok_or(CudaError::INVALID_VALUE)
}

/// What stands in a slot that is not served.
extern "C" fn refused<const TABLE: usize, const SLOT: usize>() -> CUresult {
    // Nothing can be done about a panic here, and the caller waits for a code.
    catch_unwind(|| refusal(TABLE, SLOT)).ok();
    CUDA_ERROR_NOT_SUPPORTED
}

#[cold]
fn refusal(table: usize, slot: usize) {
    let name = SERVED.get(table).map_or("?", |served| served.name);
    accounting::private_table(&format!("{name}[{slot}], not served"));
    crate::lifecycle::say_if_logging(&format!("slot {slot} of the private table {name} is not served"));
}

/// Runs the body of a table's function: panics are contained, the code is given.
fn guarded(body: impl FnOnce() -> CudaResult) -> CUresult {
    catch_unwind(AssertUnwindSafe(body)).map_or(CUDA_ERROR_UNKNOWN, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(id: u128) -> (CudaResult, *const c_void) {
        let id = CUuuid { bytes: id.to_be_bytes() };
        let mut table = core::ptr::dangling();
        // SAFETY: pointers to locals.
        let result = unsafe { cuGetExportTable(&mut table, &id) };
        (result, table)
    }

    fn words(table: *const c_void, count: usize) -> Vec<usize> {
        // SAFETY: a served table of at least `count` words.
        unsafe { core::slice::from_raw_parts(table.cast::<usize>(), count) }.to_vec()
    }

    #[test]
    fn tables_have_the_sizes_and_null_slots_of_the_driver() {
        let tables: [(u128, usize, Option<usize>); 8] = [
            (0x6bd5fb6c_5bf4_e74a_8987_d93912fd9df9, 13, Some(10)),
            (0xa094798c_2e74_2e74_93f2_0800200c0a66, 7, None),
            (0x42d85a81_23f6_cb47_8298_f6e78a3aecdc, 3, None),
            (0x0ca50b8c_1004_929a_89a7_d0df10e77286, 2, None),
            (0x263e8860_7cd2_6143_92f6_bbd5006dfa7e, 15, None),
            (0xf8cff951_2146_8b4e_b9e2_fb469e7c0dd9, 3, None),
            (0x21318c60_9714_3248_8ca6_41ff7324c8f2, 93, Some(91)),
            (0x6e163fbe_b958_444d_835c_e182aff1991e, 99, Some(93)),
        ];
        for (id, count, null) in tables {
            let (result, table) = ask(id);
            assert_eq!(result, Ok(()));
            let words = words(table, count);
            assert_eq!(words.first(), Some(&(count * 8)), "{id:x}");
            for (slot, word) in words.iter().enumerate() {
                assert_eq!(*word == 0, Some(slot) == null, "slot {slot} of {id:x}");
            }
        }
        let (result, storage) = ask(0xc693336e_1121_df11_a8c3_68f355d89593);
        assert_eq!(result, Ok(()));
        let words = words(storage, 4);
        assert!(words.iter().take(3).all(|word| *word != 0) && words.last() == Some(&0));
    }

    #[test]
    fn an_unknown_table_is_null_and_an_error() {
        // NVRTC's compile cache, the thread-exit table of other systems, and an invented one.
        for id in [0xda9151d3_3ae6_cc41_a5c0_4f26d533e328, 0x195bcbf4_d67d_024a_acc5_1d29cea631ae, 7] {
            assert_eq!(ask(id), (Err(CudaError::INVALID_VALUE), core::ptr::null()));
        }
    }

    #[test]
    fn a_slot_that_is_not_served_says_so_by_name() {
        let (_, table) = ask(0x42d85a81_23f6_cb47_8298_f6e78a3aecdc);
        // SAFETY: slot 1 holds a function without arguments that gives a code.
        let slot: extern "C" fn() -> CUresult = unsafe { core::mem::transmute(words(table, 3)[1]) };
        assert_eq!(slot(), CUDA_ERROR_NOT_SUPPORTED);
        assert!(accounting::private_tables().contains_key("TOOLS_TLS[1], not served"));
        assert!(accounting::private_tables().contains_key("42d85a81-23f6-cb47-8298-f6e78a3aecdc"));
    }
}
