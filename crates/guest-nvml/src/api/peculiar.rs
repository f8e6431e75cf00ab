//! Calls that NVIDIA's library judges in an order of its own: seen with driver 580 on an H200.

use core::ffi::c_void;

use table::nvml::{
    NVML_ERROR_INVALID_ARGUMENT, NVML_ERROR_NO_PERMISSION, NVML_ERROR_NOT_SUPPORTED, NVML_ERROR_UNKNOWN,
    index, nvmlDevice_t, nvmlPciInfo_t,
};

use crate::asked::{Asked, index_of, ready};
use crate::edge::{Outcome, given};

/// `NVML_CLOCK_COUNT`.
const CLOCKS: u32 = 4;

/// Where only one of the clocks is wanted, nothing is written, whatever the state.
pub unsafe fn nvmlDeviceGetMinMaxClockOfPState(
    device: nvmlDevice_t,
    clock: u32,
    state: u32,
    min: *mut u32,
    max: *mut u32,
) -> Outcome {
    let mut asked = Asked::of_device(device)?;
    asked.choose(clock, 0, CLOCKS - 1);
    asked.choose(state, 0, 15);
    let answer = asked.answer(index::nvmlDeviceGetMinMaxClockOfPState);
    match (min.is_null(), max.is_null()) {
        (true, true) => return Err(NVML_ERROR_INVALID_ARGUMENT),
        (false, false) => {}
        _ if clock >= CLOCKS => return Err(NVML_ERROR_INVALID_ARGUMENT),
        // A device of which nobody knows its clocks.
        _ if answer.as_ref().err() == Some(&NVML_ERROR_NOT_SUPPORTED) => {
            return Err(NVML_ERROR_NOT_SUPPORTED);
        }
        _ => return Ok(()),
    }
    let mut answer = answer?;
    // SAFETY: neither is null; the caller's contract makes them valid for writes.
    unsafe {
        answer.put(min);
        answer.put(max);
    }
    Ok(())
}

/// Whether the device does it at all comes before the pointers.
pub unsafe fn nvmlDeviceGetLastBBXFlushTime(
    device: nvmlDevice_t,
    timestamp: *mut u64,
    duration: *mut u64,
) -> Outcome {
    let mut answer = Asked::of_device(device)?.answer(index::nvmlDeviceGetLastBBXFlushTime)?;
    given(timestamp)?;
    given(duration)?;
    // SAFETY: neither is null; the caller's contract makes them valid for writes.
    unsafe {
        answer.put(timestamp);
        answer.put(duration);
    }
    Ok(())
}

/// Devices that are none are on no board of which anything could be said.
pub unsafe fn nvmlDeviceOnSameBoard(device: nvmlDevice_t, other: nvmlDevice_t, same: *mut i32) -> Outcome {
    ready()?;
    given(same)?;
    let mut asked = Asked::of_device(device).map_err(|_| NVML_ERROR_NOT_SUPPORTED)?;
    asked.choose_device(other)?;
    let mut answer = asked.answer(index::nvmlDeviceOnSameBoard)?;
    // SAFETY: not null; the caller's contract makes it valid for the write.
    unsafe { answer.put(same) };
    Ok(())
}

/// That would change the host's bus.
pub unsafe fn nvmlDeviceDiscoverGpus(info: *mut nvmlPciInfo_t) -> Outcome {
    ready()?;
    given(info)?;
    Err(NVML_ERROR_NO_PERMISSION)
}

/// That would change the device.
pub unsafe fn nvmlDeviceSetNvLinkDeviceLowPowerThreshold(
    device: nvmlDevice_t,
    _info: *mut c_void,
) -> Outcome {
    ready()?;
    index_of(device).map_err(|_| NVML_ERROR_UNKNOWN)?;
    Err(NVML_ERROR_NO_PERMISSION)
}
