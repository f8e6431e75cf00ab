//! What the mediator's management library says of the devices: for the line that shows them.

use std::path::Path;
use std::time::Duration;

use link::control::Hello;
use link::management::{self, Answer, Question, Snapshot};
use link::place::Place;
use serde::Serialize;
use table::nvml::NVML_SUCCESS;

/// A device's memory in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Memory {
    /// All of it.
    pub total: u64,
    /// In use, by whomever.
    pub used: u64,
}

/// A device.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Device {
    /// Its number.
    pub index: usize,
    /// What it is called.
    pub name: String,
    /// Its memory, if that is known.
    pub memory: Option<Memory>,
    /// Percent of the time in which it computed lately, as the management library says, if it does.
    pub busy_percent: Option<u32>,
}

/// What was asked so far.
#[derive(Debug, Default)]
pub struct Devices {
    known: Option<Snapshot>,
}

impl Devices {
    /// Asks again. Without an answer there are none to be shown.
    pub fn ask(&mut self, socket: &Path, hello: Hello, patience: Duration) -> Vec<Device> {
        let question = Question { everything: self.known.is_none(), ..Question::default() };
        let asked = management::ask(&Place::Socket(socket.to_owned()), hello, question, patience);
        self.known = match (self.known.take(), asked.ok()) {
            (Some(mut known), Some(newer)) => known.update(newer).then_some(known),
            (_, asked) => asked,
        };
        self.known.as_ref().map_or_else(Vec::new, devices)
    }
}

fn devices(snapshot: &Snapshot) -> Vec<Device> {
    let device = |(index, device): (usize, &management::Device)| {
        let answer = |function: &str| match device.answers.get(function)?.first()? {
            Answer(NVML_SUCCESS, bytes) => Some(bytes.as_slice()),
            Answer(..) => None,
        };
        let name = answer("nvmlDeviceGetName").unwrap_or_default();
        let memory = answer("nvmlDeviceGetMemoryInfo");
        Device {
            index,
            name: String::from_utf8_lossy(name).chars().filter(|c| !c.is_control()).collect(),
            // `nvmlMemory_t` is total, free, used; `nvmlUtilization_t` is device, memory.
            memory: memory.map(|bytes| Memory { total: word(bytes, 0), used: word(bytes, 16) }),
            busy_percent: answer("nvmlDeviceGetUtilizationRates").map(|bytes| word(bytes, 0) as u32),
        }
    };
    snapshot.devices.iter().enumerate().map(device).collect()
}

/// Eight bytes at `at`. Zeros at the end are left out on the way.
fn word(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    for (to, from) in word.iter_mut().zip(bytes.iter().skip(at)) {
        *to = *from;
    }
    u64::from_ne_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_whose_zeros_were_left_out() {
        let mut device = management::Device::default();
        let mut put = |name: &str, answer| drop(device.answers.insert(name.to_owned(), vec![answer]));
        put("nvmlDeviceGetName", Answer(0, b"A device".to_vec()));
        let memory = [1000_u64, 744, 256].map(u64::to_ne_bytes).concat();
        put("nvmlDeviceGetMemoryInfo", Answer(0, memory[..18].to_vec()));
        put("nvmlDeviceGetUtilizationRates", Answer(0, vec![7]));
        let mut poor = device.clone();
        poor.answers.insert("nvmlDeviceGetUtilizationRates".to_owned(), vec![Answer(3, vec![])]);
        poor.answers.remove("nvmlDeviceGetMemoryInfo");
        let told = devices(&Snapshot { devices: vec![device, poor], ..Snapshot::default() });
        let memory = Some(Memory { total: 1000, used: 256 });
        assert_eq!(told[0], Device { index: 0, name: "A device".into(), memory, busy_percent: Some(7) });
        assert_eq!(told[1], Device { index: 1, name: "A device".into(), memory: None, busy_percent: None });
    }
}
