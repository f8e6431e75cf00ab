//! Events. None are forwarded: a set can be made, and nothing can be registered in it, so that whoever waits for it waits as
//! long as they want to.

use core::ffi::c_void;
use std::collections::BTreeSet;
use std::time::Duration;

use parking_lot::Mutex;
use table::nvml::{
    NVML_ERROR_INVALID_ARGUMENT, NVML_ERROR_NOT_SUPPORTED, NVML_ERROR_TIMEOUT, nvmlDevice_t, nvmlEventSet_t,
};

use super::system::write;
use crate::asked::{index_of, ready};
use crate::edge::{Outcome, given};

/// Sets that were made and not freed, by number.
static SETS: Mutex<(usize, BTreeSet<usize>)> = Mutex::new((0, BTreeSet::new()));

fn known(set: nvmlEventSet_t) -> Outcome {
    if SETS.lock().1.contains(&(set as usize)) { Ok(()) } else { Err(NVML_ERROR_INVALID_ARGUMENT) }
}

pub unsafe fn nvmlEventSetCreate(set: *mut nvmlEventSet_t) -> Outcome {
    ready()?;
    given(set)?;
    let number = {
        let mut sets = SETS.lock();
        // As a pointer would be: aligned, and not null.
        sets.0 += 16;
        let number = sets.0;
        sets.1.insert(number);
        number
    };
    // SAFETY: the caller's contract.
    unsafe { write(number as nvmlEventSet_t, set) }
}

pub unsafe fn nvmlEventSetFree(set: nvmlEventSet_t) -> Outcome {
    ready()?;
    if SETS.lock().1.remove(&(set as usize)) { Ok(()) } else { Err(NVML_ERROR_INVALID_ARGUMENT) }
}

pub unsafe fn nvmlEventSetWait(set: nvmlEventSet_t, data: *mut c_void, milliseconds: u32) -> Outcome {
    ready()?;
    known(set)?;
    given(data)?;
    std::thread::sleep(Duration::from_millis(milliseconds.into()));
    Err(NVML_ERROR_TIMEOUT)
}

pub unsafe fn nvmlEventSetWait_v2(set: nvmlEventSet_t, data: *mut c_void, milliseconds: u32) -> Outcome {
    // SAFETY: the caller's contract.
    unsafe { nvmlEventSetWait(set, data, milliseconds) }
}

pub unsafe fn nvmlDeviceGetSupportedEventTypes(device: nvmlDevice_t, types: *mut u64) -> Outcome {
    index_of(device)?;
    // SAFETY: the caller's contract.
    unsafe { write(0, types) }
}

pub unsafe fn nvmlDeviceRegisterEvents(device: nvmlDevice_t, types: u64, set: nvmlEventSet_t) -> Outcome {
    index_of(device)?;
    known(set)?;
    if types == 0 { Ok(()) } else { Err(NVML_ERROR_NOT_SUPPORTED) }
}
