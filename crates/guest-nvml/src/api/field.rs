//! Values by the number of their field, and structs that say themselves what is asked.

use table::nvml::{
    NVML_ERROR_ARGUMENT_VERSION_MISMATCH, NVML_ERROR_INVALID_ARGUMENT, NVML_ERROR_NOT_SUPPORTED, NVML_FI_MAX,
    index, nvmlDevice_t, nvmlFieldValue_t, nvmlTemperature_v1_t, version,
};

use link::management::SILENCE;

use crate::asked::Asked;
use crate::edge::{Outcome, given};

/// The length of a field's value after its number and scope, bytes.
const TAIL: usize = size_of::<nvmlFieldValue_t>() - 8;

/// Each field has its own code; the call fails only if it is no call. The host was asked for the whole device, so a field that
/// has a scope is not supported. A field that the host's library passed over in silence is passed over.
pub unsafe fn nvmlDeviceGetFieldValues(
    device: nvmlDevice_t,
    count: i32,
    values: *mut nvmlFieldValue_t,
) -> Outcome {
    Asked::of_device(device)?;
    given(values)?;
    if count < 1 {
        return Err(NVML_ERROR_INVALID_ARGUMENT);
    }
    for place in 0..count as usize {
        // SAFETY: the caller's contract: `count` fields, of which number and scope are written.
        let value = unsafe { values.add(place) };
        // SAFETY: as above.
        let (id, scope) =
            unsafe { ((&raw const (*value).fieldId).read(), (&raw const (*value).scopeId).read()) };
        let mut asked = Asked::of_device(device)?;
        asked.choose(id, 0, NVML_FI_MAX - 1);
        let answer = match scope {
            0 => asked.answer(index::nvmlDeviceGetFieldValues),
            _ => Err(NVML_ERROR_NOT_SUPPORTED),
        };
        match answer {
            // SAFETY: the part of the field that follows number and scope.
            Ok(mut answer) => unsafe { answer.put_bytes(value.byte_add(8).cast(), TAIL) },
            Err(SILENCE) => {}
            // SAFETY: as above.
            Err(code) => unsafe { (&raw mut (*value).nvmlReturn).write(code) },
        }
    }
    Ok(())
}

pub unsafe fn nvmlDeviceGetTemperatureV(
    device: nvmlDevice_t,
    temperature: *mut nvmlTemperature_v1_t,
) -> Outcome {
    let mut asked = Asked::of_device(device)?;
    given(temperature)?;
    // SAFETY: not null; the caller's contract makes its first word readable.
    if unsafe { temperature.cast::<u32>().read() } != version::<nvmlTemperature_v1_t>(1).word {
        return Err(NVML_ERROR_ARGUMENT_VERSION_MISMATCH);
    }
    // SAFETY: of this version, so it is this struct.
    unsafe {
        asked.choose((&raw const (*temperature).sensorType).read(), 0, 0);
        let mut answer = asked.answer(index::nvmlDeviceGetTemperature)?;
        answer.put(&raw mut (*temperature).temperature);
    }
    Ok(())
}
