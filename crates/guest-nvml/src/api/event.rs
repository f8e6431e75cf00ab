//! Events. The sets are kept here, and the host is asked what has happened as long as somebody waits. An event that happens while
//! nobody waits is told by the next wait, unless that comes more than a minute later: then the host has not kept it.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use link::management::{Call, Event, Events};
use parking_lot::Mutex;
use table::nvml::{
    NVML_ERROR_INVALID_ARGUMENT, NVML_ERROR_NOT_SUPPORTED, NVML_ERROR_TIMEOUT, nvmlDevice_t, nvmlEventData_t,
    nvmlEventSet_t,
};

use super::system::write;
use crate::asked::{handle, index_of, ready};
use crate::edge::{Outcome, given};
use crate::state;

/// How often the host is asked while somebody waits.
const EVERY: Duration = Duration::from_millis(100);

/// What a set waits for of a device.
#[derive(Debug, Clone, Copy)]
struct Registered {
    types: u64,
    /// The number of the newest event that was told, or happened before.
    seen: u64,
}

/// By device.
type Set = BTreeMap<usize, Registered>;

/// Sets that were made and not freed, by number.
static SETS: Mutex<(usize, BTreeMap<usize, Set>)> = Mutex::new((0, BTreeMap::new()));

fn with_set<T>(set: nvmlEventSet_t, look: impl FnOnce(&mut Set) -> T) -> Outcome<T> {
    SETS.lock().1.get_mut(&(set as usize)).map(look).ok_or(NVML_ERROR_INVALID_ARGUMENT)
}

/// What has happened to a device since the event with the number `since`; nothing where the host knows of no events.
fn ask(device: usize, since: u64) -> Outcome<Events> {
    let answers = state::call(device, Call::Events { since })?;
    Ok(answers.first().map(|answer| Events::from_bytes(&answer.1)).unwrap_or_default())
}

pub unsafe fn nvmlEventSetCreate(set: *mut nvmlEventSet_t) -> Outcome {
    ready()?;
    given(set)?;
    let number = {
        let mut sets = SETS.lock();
        // As a pointer would be: aligned, and not null.
        sets.0 += 16;
        let number = sets.0;
        sets.1.insert(number, Set::new());
        number
    };
    // SAFETY: the caller's contract.
    unsafe { write(number as nvmlEventSet_t, set) }
}

pub unsafe fn nvmlEventSetFree(set: nvmlEventSet_t) -> Outcome {
    ready()?;
    SETS.lock().1.remove(&(set as usize)).map(drop).ok_or(NVML_ERROR_INVALID_ARGUMENT)
}

pub unsafe fn nvmlEventSetWait(
    set: nvmlEventSet_t,
    data: *mut nvmlEventData_t,
    milliseconds: u32,
) -> Outcome {
    // SAFETY: the caller's contract.
    unsafe { wait(set, data, milliseconds, false) }
}

pub unsafe fn nvmlEventSetWait_v2(
    set: nvmlEventSet_t,
    data: *mut nvmlEventData_t,
    milliseconds: u32,
) -> Outcome {
    // SAFETY: the caller's contract.
    unsafe { wait(set, data, milliseconds, true) }
}

/// The first form of an event has no instances, so those are not written.
unsafe fn wait(
    set: nvmlEventSet_t,
    data: *mut nvmlEventData_t,
    milliseconds: u32,
    has_instances: bool,
) -> Outcome {
    ready()?;
    with_set(set, |_| ())?;
    given(data)?;
    let until = Instant::now() + Duration::from_millis(milliseconds.into());
    loop {
        if let Some((device, event)) = next(set)? {
            // SAFETY: not null; the caller's contract makes room for an event of this form.
            unsafe {
                write(handle(device).unwrap_or(core::ptr::null_mut()), &raw mut (*data).device)?;
                write(event.event_type, &raw mut (*data).eventType)?;
                write(event.data, &raw mut (*data).eventData)?;
                if has_instances {
                    write(event.gpu_instance, &raw mut (*data).gpuInstanceId)?;
                    write(event.compute_instance, &raw mut (*data).computeInstanceId)?;
                }
            }
            return Ok(());
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(NVML_ERROR_TIMEOUT);
        }
        std::thread::sleep(left.min(EVERY));
    }
}

/// Takes the next event out of a set.
fn next(set: nvmlEventSet_t) -> Outcome<Option<(usize, Event)>> {
    let registered = with_set(set, |set| set.clone())?;
    for (device, known) in registered {
        let happened = ask(device, known.seen)?;
        let wanted = happened.events.iter().find(|event| event.event_type & known.types != 0);
        let seen = wanted.map_or(happened.newest, |event| event.number);
        let is_ours = with_set(set, |set| {
            // Another thread that waits for the same set may have been told in the meantime.
            set.get_mut(&device).is_some_and(|now| {
                let is_ours = now.seen < seen;
                now.seen = now.seen.max(seen);
                is_ours
            })
        })?;
        if let Some(event) = wanted
            && is_ours
        {
            return Ok(Some((device, *event)));
        }
    }
    Ok(None)
}

pub unsafe fn nvmlDeviceGetSupportedEventTypes(device: nvmlDevice_t, types: *mut u64) -> Outcome {
    let device = index_of(device)?;
    given(types)?;
    // SAFETY: the caller's contract.
    unsafe { write(ask(device, u64::MAX)?.types, types) }
}

pub unsafe fn nvmlDeviceRegisterEvents(device: nvmlDevice_t, types: u64, set: nvmlEventSet_t) -> Outcome {
    let device = index_of(device)?;
    with_set(set, |_| ())?;
    let host = ask(device, u64::MAX)?;
    if types & !host.types != 0 {
        return Err(NVML_ERROR_NOT_SUPPORTED);
    }
    with_set(set, |set| {
        let known = set.entry(device).or_insert(Registered { types: 0, seen: host.newest });
        known.types |= types;
    })
}
