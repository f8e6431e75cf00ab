//! Values by the number of their field, and structs that say themselves what is asked.

use link::management::{Answer, Call, SILENCE};
use table::nvml::{
    NVML_ERROR_ARGUMENT_VERSION_MISMATCH, NVML_ERROR_INVALID_ARGUMENT, NVML_ERROR_NO_PERMISSION,
    NVML_ERROR_NOT_SUPPORTED, index, nvmlDevice_t, nvmlFieldValue_t, nvmlSample_t, nvmlTemperature_v1_t,
    version,
};

use crate::asked::{Asked, Reader, index_of, ready};
use crate::edge::{Outcome, given};
use crate::state;

/// The length of a field's value after its number and scope, bytes.
const TAIL: usize = size_of::<nvmlFieldValue_t>() - 8;
/// Of so many fields the answers fit into messages; more are asked for in turns.
const FIELDS_MAX: usize = 512;

/// Each field has its own code; the call fails only if it is no call. What is asked is passed on as it is, because what NVIDIA's
/// library says of a field depends on its company: some silence others, which are then left as they are.
pub unsafe fn nvmlDeviceGetFieldValues(
    device: nvmlDevice_t,
    count: i32,
    values: *mut nvmlFieldValue_t,
) -> Outcome {
    let index = index_of(device)?;
    given(values)?;
    if count < 1 {
        return Err(NVML_ERROR_INVALID_ARGUMENT);
    }
    // SAFETY: the caller's contract: `count` fields.
    let places: Vec<_> = (0..count as usize).map(|place| unsafe { values.add(place) }).collect();
    for places in places.chunks(FIELDS_MAX) {
        // SAFETY: the caller's contract: number and scope of each field are written.
        let field = |&place: &*mut nvmlFieldValue_t| unsafe {
            ((&raw const (*place).fieldId).read(), (&raw const (*place).scopeId).read())
        };
        let answers = state::call(index, Call::Fields(places.iter().map(field).collect()))?;
        let nothing = || Answer(NVML_ERROR_NOT_SUPPORTED, Vec::new());
        let answers = answers.into_iter().chain(std::iter::repeat_with(nothing));
        for (&place, answer) in places.iter().zip(answers) {
            match Reader::of(answer) {
                // SAFETY: the part of the field that follows number and scope.
                Ok(mut answer) => unsafe { answer.put_bytes(place.byte_add(8).cast(), TAIL) },
                Err(SILENCE) => {}
                // SAFETY: as above.
                Err(code) => unsafe { (&raw mut (*place).nvmlReturn).write(code) },
            }
        }
    }
    Ok(())
}

/// That would change counters of the device. A device that is none is passed over in silence, as NVIDIA's library does.
pub unsafe fn nvmlDeviceClearFieldValues(
    device: nvmlDevice_t,
    count: i32,
    _values: *mut nvmlFieldValue_t,
) -> Outcome {
    ready()?;
    if count < 1 || index_of(device).is_err() { Ok(()) } else { Err(NVML_ERROR_NO_PERMISSION) }
}

pub unsafe fn nvmlDeviceGetSamples(
    device: nvmlDevice_t,
    kind: u32,
    since: u64,
    value_type: *mut u32,
    count: *mut u32,
    samples: *mut nvmlSample_t,
) -> Outcome {
    let index = index_of(device)?;
    given(value_type)?;
    given(count)?;
    // SAFETY: not null; the caller's contract makes it readable.
    let room = (!samples.is_null()).then(|| unsafe { count.read() });
    let answers = state::call(index, Call::Samples { kind, since, room })?;
    let mut answer = Reader::of(answers.into_iter().next().ok_or(NVML_ERROR_NOT_SUPPORTED)?)?;
    // SAFETY: the caller's contract: room for the type, and for as many samples as `count` says if they are not null.
    unsafe {
        answer.put(value_type);
        if samples.is_null() {
            answer.put(count);
            return Ok(());
        }
        answer.put_array(count, samples)
    }
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
