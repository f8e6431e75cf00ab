//! Processes: the tenant's own, as they see themselves.

use core::ffi::c_char;

use link::management::Process;
use table::nvml::{
    NVML_ERROR_INSUFFICIENT_SIZE, NVML_ERROR_NOT_FOUND, nvmlDevice_t, nvmlProcessInfo_v1_t,
    nvmlProcessInfo_v2_t,
};

use super::system::write_text;
use crate::asked::index_of;
use crate::edge::{Outcome, given};
use crate::state::{self, Wanted};

/// A number that nobody knows.
const UNKNOWN: u64 = u64::MAX;
/// Not a part of a partitioned device.
const WHOLE: u32 = u32::MAX;

/// What one version of a function writes of a process.
trait Entry {
    fn of(process: &Process) -> Self;
}

impl Entry for nvmlProcessInfo_v1_t {
    fn of(process: &Process) -> Self {
        Self { pid: process.pid, _pad: 0, usedGpuMemory: process.memory.unwrap_or(UNKNOWN) }
    }
}

impl Entry for nvmlProcessInfo_v2_t {
    fn of(process: &Process) -> Self {
        Self {
            pid: process.pid,
            _pad: 0,
            usedGpuMemory: process.memory.unwrap_or(UNKNOWN),
            gpuInstanceId: WHOLE,
            computeInstanceId: WHOLE,
        }
    }
}

/// Writes `all`, and how many they are to `count`, which says how many there is room for.
unsafe fn list<E: Entry>(all: &[Process], count: *mut u32, to: *mut E) -> Outcome {
    // SAFETY: looked at by the callers; their contract makes it readable and writable.
    let room = unsafe { count.replace(all.len() as u32) } as usize;
    if room < all.len() {
        return Err(NVML_ERROR_INSUFFICIENT_SIZE);
    }
    if !all.is_empty() {
        given(to)?;
    }
    for (index, process) in all.iter().enumerate() {
        // SAFETY: within the room that the caller has told of.
        unsafe { to.add(index).write(E::of(process)) };
    }
    Ok(())
}

unsafe fn computing<E: Entry>(device: nvmlDevice_t, count: *mut u32, to: *mut E) -> Outcome {
    let index = index_of(device)?;
    given(count)?;
    let all = state::with(Wanted::Live, |snapshot| {
        Ok(snapshot.devices.get(index).map(|device| device.processes.clone()).unwrap_or_default())
    })?;
    // SAFETY: the caller's contract.
    unsafe { list(&all, count, to) }
}

/// No process of a guest draws, or shares a context through MPS: the worker that it sees is its own.
unsafe fn none<E: Entry>(device: nvmlDevice_t, count: *mut u32, to: *mut E) -> Outcome {
    index_of(device)?;
    given(count)?;
    // SAFETY: the caller's contract.
    unsafe { list(&[], count, to) }
}

macro_rules! lists {
    ($($function:ident: $kind:ident<$entry:ty>;)*) => {
        $(pub unsafe fn $function(device: nvmlDevice_t, count: *mut u32, infos: *mut $entry) -> Outcome {
            // SAFETY: the caller's contract.
            unsafe { $kind::<$entry>(device, count, infos) }
        })*
    };
}

lists! {
    nvmlDeviceGetComputeRunningProcesses: computing<nvmlProcessInfo_v1_t>;
    nvmlDeviceGetComputeRunningProcesses_v2: computing<nvmlProcessInfo_v2_t>;
    nvmlDeviceGetComputeRunningProcesses_v3: computing<nvmlProcessInfo_v2_t>;
    nvmlDeviceGetGraphicsRunningProcesses: none<nvmlProcessInfo_v1_t>;
    nvmlDeviceGetGraphicsRunningProcesses_v2: none<nvmlProcessInfo_v2_t>;
    nvmlDeviceGetGraphicsRunningProcesses_v3: none<nvmlProcessInfo_v2_t>;
    nvmlDeviceGetMPSComputeRunningProcesses: none<nvmlProcessInfo_v1_t>;
    nvmlDeviceGetMPSComputeRunningProcesses_v2: none<nvmlProcessInfo_v2_t>;
    nvmlDeviceGetMPSComputeRunningProcesses_v3: none<nvmlProcessInfo_v2_t>;
}

pub unsafe fn nvmlSystemGetProcessName(pid: u32, name: *mut c_char, length: u32) -> Outcome {
    let found = state::with(Wanted::Live, |snapshot| {
        let mut all = snapshot.devices.iter().flat_map(|device| &device.processes);
        Ok(all.find(|process| process.pid == pid).map(|process| process.name.clone()))
    })?;
    given(name)?;
    // SAFETY: the caller's contract.
    unsafe { write_text(&found.ok_or(NVML_ERROR_NOT_FOUND)?, name, length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_how_much_room_it_needs() {
        let all = [7, 9].map(|pid| Process { pid, memory: (pid == 7).then_some(1), ..Process::default() });
        let mut count = 1;
        let mut room = [nvmlProcessInfo_v2_t::of(&Process::default()); 3];
        // SAFETY: pointers to locals, as large as is told.
        unsafe {
            assert_eq!(list(&all, &mut count, room.as_mut_ptr()), Err(NVML_ERROR_INSUFFICIENT_SIZE));
            assert_eq!((count, room[0].pid), (2, 0));
            count = 3;
            assert_eq!(list(&all, &mut count, room.as_mut_ptr()), Ok(()));
        }
        assert_eq!((count, room[0].pid, room[1].pid), (2, 7, 9));
        assert_eq!((room[0].usedGpuMemory, room[1].usedGpuMemory), (1, UNKNOWN));
    }
}
