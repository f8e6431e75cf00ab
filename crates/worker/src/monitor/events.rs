//! Events of a device: waited for on a thread, and kept for those who ask.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use link::management::{Event, Events};
use table::nvml::{NVML_ERROR_TIMEOUT, NVML_SUCCESS, nvmlDevice_t, nvmlEventData_t, pfn};

use crate::driver::Library;

/// The bit of the driver's errors (`nvmlEventTypeXidCriticalError`).
const DRIVER_ERRORS: u64 = 8;
/// So many events are kept. They are rare: clocks that change, errors in memory.
const KEPT: usize = 256;
/// How long the library is told to wait, milliseconds.
const WAIT: u32 = 10_000;
/// How long after a failure it is asked again.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// What has happened to a device since somebody asked for the first time.
pub struct Log(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    types: u64,
    newest: u64,
    events: VecDeque<Event>,
}

fn locked(log: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Kept {
    fn note(&mut self, data: &nvmlEventData_t) {
        self.newest += 1;
        if self.events.len() == KEPT {
            self.events.pop_front();
        }
        self.events.push_back(Event {
            number: self.newest,
            event_type: data.eventType,
            data: data.eventData,
            gpu_instance: data.gpuInstanceId,
            compute_instance: data.computeInstanceId,
        });
    }
}

/// The functions, and a device.
struct Watch {
    wait: pfn::nvmlEventSetWait_v2,
    set: *mut core::ffi::c_void,
}

// SAFETY: the set is a name that only the library knows what to do with, and it is made for threads.
unsafe impl Send for Watch {}

impl Log {
    /// Starts to wait for the events of `device`. Where the library has none, the log stays empty.
    pub fn of(library: &Library, device: nvmlDevice_t) -> Self {
        // Numbers go on rising when a monitor takes the place of another: they start with the time in microseconds.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let kept = Kept { newest: now.as_micros() as u64, ..Kept::default() };
        let kept = Arc::new(Mutex::new(kept));
        if let Some((watch, types)) = register(library, device) {
            let log = Arc::clone(&kept);
            let waiting = std::thread::Builder::new().name("vgpu-events".into());
            match waiting.spawn(move || watch.run(&log)) {
                Ok(_) => locked(&kept).types = types,
                Err(why) => tracing::warn!(%why, "no thread for a device's events"),
            }
        }
        Self(kept)
    }

    /// Those with higher numbers than `since`.
    pub fn since(&self, since: u64) -> Events {
        let kept = locked(&self.0);
        let events = kept.events.iter().filter(|event| event.number > since).copied().collect();
        Events { types: kept.types, newest: kept.newest, events }
    }
}

/// Makes a set with all events of the device that tenants may know of: not the driver's errors, of which nobody can say whose
/// they are.
fn register(library: &Library, device: nvmlDevice_t) -> Option<(Watch, u64)> {
    // SAFETY: the types are those of the symbols; a handle of the library, and pointers to locals.
    unsafe {
        let supported =
            library.find::<pfn::nvmlDeviceGetSupportedEventTypes>(c"nvmlDeviceGetSupportedEventTypes")?;
        let create = library.find::<pfn::nvmlEventSetCreate>(c"nvmlEventSetCreate")?;
        let register = library.find::<pfn::nvmlDeviceRegisterEvents>(c"nvmlDeviceRegisterEvents")?;
        let wait = library.find::<pfn::nvmlEventSetWait_v2>(c"nvmlEventSetWait_v2")?;
        let mut types = 0;
        let mut set = core::ptr::null_mut();
        if supported(device, &mut types) != NVML_SUCCESS || create(&mut set) != NVML_SUCCESS {
            return None;
        }
        types &= !DRIVER_ERRORS;
        (types != 0 && register(device, types, set) == NVML_SUCCESS).then_some((Watch { wait, set }, types))
    }
}

impl Watch {
    /// As long as the process lives.
    fn run(self, log: &Mutex<Kept>) {
        let mut has_failed = false;
        loop {
            let mut data = nvmlEventData_t {
                device: core::ptr::null_mut(),
                eventType: 0,
                eventData: 0,
                gpuInstanceId: 0,
                computeInstanceId: 0,
            };
            // SAFETY: a set of the library, which is never freed; a pointer to a local.
            match unsafe { (self.wait)(self.set, &mut data, WAIT) } {
                NVML_SUCCESS => locked(log).note(&data),
                NVML_ERROR_TIMEOUT => {}
                code => {
                    if !std::mem::replace(&mut has_failed, true) {
                        tracing::warn!(code, "cannot wait for a device's events");
                    }
                    std::thread::sleep(AFTER_FAILURE);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_make_room_and_numbers_rise() {
        let log = Log(Arc::default());
        let mut data = nvmlEventData_t {
            device: core::ptr::null_mut(),
            eventType: 16,
            eventData: 0,
            gpuInstanceId: u32::MAX,
            computeInstanceId: u32::MAX,
        };
        for number in 0..KEPT as u64 + 3 {
            data.eventData = number;
            locked(&log.0).note(&data);
        }
        let newest = KEPT as u64 + 3;
        let all = log.since(0);
        assert_eq!((all.events.len(), all.newest), (KEPT, newest));
        assert_eq!(all.events.first().map(|event| event.data), Some(3));
        let last = log.since(newest - 1);
        assert_eq!(last.events.iter().map(|event| event.number).collect::<Vec<_>>(), [newest]);
        assert_eq!(log.since(u64::MAX).events, []);
    }
}
