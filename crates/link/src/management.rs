//! What a guest's management library asks, and what it is answered.
//!
//! ```text
//!   guest                      mediator                      monitor
//!     │ Hello with a Question ───►│                             │
//!     │◄─────────────── Refused   │ Handover + guest's socket ─►│
//!     │◄─────────────────────────────────── Management, … last ─│  and the connection ends
//! ```
//!
//! Such questions are rare and small, so there is no session: a connection is made for each, and a *snapshot* comes back.
//! It has what NVML answers for every function of the table and every value that its arguments can have: a code, and on
//! success the bytes that the function writes, in the order of its arguments. Bytes that lie at the end and are zero are left
//! out, functions that answer nothing but "not supported" too. A snapshot may be longer than a message, so it comes in parts.
//! A few calls are passed on as they are made ([`Call`]).

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::LinkError;
use crate::control::{FromGuest, Hello, ToGuest};
use crate::place::{Failure, Place};

/// How many bytes a part may have about; a message has a limit, and one function's answers are never torn apart.
const PART_MAX: usize = 40 << 10;
/// More parts than this are no snapshot.
const PARTS_MAX: usize = 4096;
/// No machine has more devices.
const DEVICES_MAX: u32 = 1024;

/// The "code" of a field of which the host's library said nothing, not even a code.
pub const SILENCE: u32 = u32::MAX;

/// What a guest wants to know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Also what never changes.
    #[serde(default)]
    pub everything: bool,
    /// Also this function, which is only asked for by name; empty for none.
    #[serde(default)]
    pub function: String,
    /// Also this call, about the device with this index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<(u32, Call)>,
}

/// A call that is passed on as it is: what is answered depends on too much to be asked for beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// Fields by number and scope. Each has an answer: what follows number and scope in `nvmlFieldValue_t`.
    Fields(Vec<(u32, u32)>),
    /// What the host has sampled. The answer has the type of the values, 4 bytes, their number, 8 bytes, and the samples.
    Samples {
        /// Which figure: an `nvmlSamplingType_t`.
        kind: u32,
        /// Only those after this moment, microseconds since 1970.
        since: u64,
        /// How many samples there is room for; none to ask how many there are.
        room: Option<u32>,
    },
    /// What has happened. The answer is [`Events`].
    Events {
        /// Only events with higher numbers.
        since: u64,
    },
}

/// What has happened to a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Events {
    /// The types of events that there are, as bits.
    pub types: u64,
    /// The number of the newest event.
    pub newest: u64,
    /// Oldest first.
    pub events: Vec<Event>,
}

/// An `nvmlEventData_t` without the device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Event {
    /// Later ones have higher numbers.
    pub number: u64,
    /// What it is: one bit.
    pub event_type: u64,
    /// What belongs to it.
    pub data: u64,
    /// The GPU instance, or all ones.
    pub gpu_instance: u32,
    /// The compute instance, or all ones.
    pub compute_instance: u32,
}

impl Events {
    /// As an answer's bytes: words of 8 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let words = |event: &Event| {
            let instances = u64::from(event.gpu_instance) | u64::from(event.compute_instance) << 32;
            [event.number, event.event_type, event.data, instances]
        };
        let words = [self.types, self.newest].into_iter().chain(self.events.iter().flat_map(words));
        words.flat_map(u64::to_ne_bytes).collect()
    }

    /// The same backwards. Zeros at the end may be missing, and are: what remains of an event is one.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let word = |chunk: &[u8]| {
            let mut word = [0; 8];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            u64::from_ne_bytes(word)
        };
        let words: Vec<u64> = bytes.chunks(8).map(word).collect();
        let at = |words: &[u64], index: usize| words.get(index).copied().unwrap_or(0);
        let event = |words: &[u64]| Event {
            number: at(words, 0),
            event_type: at(words, 1),
            data: at(words, 2),
            gpu_instance: at(words, 3) as u32,
            compute_instance: (at(words, 3) >> 32) as u32,
        };
        let events = words.get(2..).unwrap_or_default().chunks(4).map(event).collect();
        Self { types: at(&words, 0), newest: at(&words, 1), events }
    }
}

impl Call {
    /// The function that is called.
    pub fn function(&self) -> &'static str {
        match self {
            Self::Fields(_) => "nvmlDeviceGetFieldValues",
            Self::Samples { .. } => "nvmlDeviceGetSamples",
            Self::Events { .. } => "nvmlEventSetWait_v2",
        }
    }
}

/// One call's answer: NVML's code and, on success, what was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer(
    /// The code.
    pub u32,
    /// The bytes, as hexadecimal text.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "to_hex",
        deserialize_with = "from_hex"
    )]
    pub Vec<u8>,
);

/// Answers by function; of a function, in the order of its arguments' values, the last argument's the fastest.
pub type Answers = BTreeMap<String, Vec<Answer>>;

/// What is known without asking for a device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The driver's version.
    pub driver: String,
    /// The management library's version.
    pub library: String,
    /// CUDA's version: 1000 × major + 10 × minor.
    pub cuda: i32,
    /// How many devices there are.
    pub devices: u32,
}

/// A process of the guest's tenant that computes on a device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// Its number, as it sees itself.
    pub pid: u32,
    /// Its program.
    pub name: String,
    /// Device memory in bytes, where it is known.
    #[serde(default)]
    pub memory: Option<u64>,
}

/// A worker that has a guest: what the mediator tells the monitor with a question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worker {
    /// Its process.
    pub pid: u32,
    /// Device memory that its guest holds, bytes.
    #[serde(default)]
    pub memory: Option<u64>,
    /// Its guest, if that is of the tenant who asks.
    #[serde(default)]
    pub process: Option<Process>,
}

/// Where the workers are among what mediator and monitor agree on.
pub const WORKERS: &str = "workers";

/// What is known of one device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    /// Answers to questions about it.
    pub answers: Answers,
    /// The tenant's processes.
    pub processes: Vec<Process>,
}

/// Everything that was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Without asking.
    pub facts: Facts,
    /// Answers to questions about the system.
    pub system: Answers,
    /// By index.
    pub devices: Vec<Device>,
}

/// As much of a snapshot as one message holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// In the first part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<Facts>,
    /// Which device; none for the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<u32>,
    /// Some of the answers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: Answers,
    /// Some of the processes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<Process>,
    /// Nothing follows.
    #[serde(default)]
    pub is_last: bool,
}

impl Snapshot {
    /// The snapshot in parts that fit into messages.
    pub fn into_parts(self) -> Vec<Part> {
        let mut parts = vec![Part { facts: Some(self.facts), ..Part::default() }];
        split(&mut parts, None, self.system, Vec::new());
        for (index, device) in (0..).zip(self.devices) {
            split(&mut parts, Some(index), device.answers, device.processes);
        }
        if let Some(last) = parts.last_mut() {
            last.is_last = true;
        }
        parts
    }

    /// Takes a part in; says whether it was the last.
    fn add(&mut self, part: Part) -> bool {
        if let Some(facts) = part.facts {
            self.devices.resize_with(facts.devices.min(DEVICES_MAX) as usize, Device::default);
            self.facts = facts;
        }
        match part.device {
            None => self.system.extend(part.answers),
            // The host knows how many devices it has told of; what is said of others is nothing to us.
            Some(index) => {
                if let Some(device) = self.devices.get_mut(index as usize) {
                    device.answers.extend(part.answers);
                    device.processes.extend(part.processes);
                }
            }
        }
        part.is_last
    }

    /// Takes in what was asked later, and keeps what was not asked again. `false`, and nothing is taken, if it is about other
    /// devices.
    #[must_use]
    pub fn update(&mut self, newer: Self) -> bool {
        if newer.facts != self.facts {
            return false;
        }
        self.system.extend(newer.system);
        for (device, newer) in self.devices.iter_mut().zip(newer.devices) {
            device.answers.extend(newer.answers);
            device.processes = newer.processes;
        }
        true
    }
}

/// Appends answers and processes as parts.
fn split(parts: &mut Vec<Part>, device: Option<u32>, answers: Answers, processes: Vec<Process>) {
    let mut part = Part { device, ..Part::default() };
    let mut len = 0;
    let mut grow = |part: &mut Part, more: usize| {
        if len > 0 && len + more > PART_MAX {
            parts.push(std::mem::replace(part, Part { device, ..Part::default() }));
            len = 0;
        }
        len += more;
    };
    for (name, answers) in answers {
        // A code, brackets and commas, and two digits for each byte.
        let size = name.len() + answers.iter().map(|answer| 12 + 2 * answer.1.len()).sum::<usize>();
        grow(&mut part, size);
        part.answers.insert(name, answers);
    }
    for process in processes {
        // In JSON a byte of text may become six.
        grow(&mut part, 64 + 6 * process.name.len());
        part.processes.push(process);
    }
    parts.push(part);
}

/// Asks, and waits at most `patience` for the answer.
///
/// # Errors
/// If there is nobody, they decline, or say something else.
pub fn ask(
    place: &Place,
    mut hello: Hello,
    question: Question,
    patience: Duration,
) -> Result<Snapshot, Failure> {
    hello.management = Some(question);
    let talk = place.talk()?;
    let deadline = Instant::now() + patience;
    let failed = |error: crate::socket::SocketError| Failure::Link(error.into());
    talk.send(&FromGuest::Hello(hello), &[], patience).map_err(failed)?;
    let mut snapshot = Snapshot::default();
    for _ in 0..PARTS_MAX {
        let left = deadline.saturating_duration_since(Instant::now());
        match talk.recv(left).map_err(failed)?.0 {
            ToGuest::Management(part) => {
                if snapshot.add(*part) {
                    return Ok(snapshot);
                }
            }
            ToGuest::Refused(refused) => return Err(Failure::Link(LinkError::Refused(refused))),
            _ => break,
        }
    }
    Err(Failure::Link(LinkError::Violation("no snapshot came".to_owned())))
}

fn to_hex<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let text: String = bytes.iter().take(end).map(|byte| format!("{byte:02x}")).collect();
    serializer.serialize_str(&text)
}

fn from_hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let digits = text.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
        u8::from_str_radix(pair, 16).ok()
    });
    digits.collect::<Option<_>>().ok_or_else(|| D::Error::custom("no hexadecimal text"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::socket::MESSAGE_MAX;

    fn answers(count: usize) -> Answers {
        let answer = |seed: usize| Answer(0, (1..=68).map(|byte| (byte + seed) as u8 | 1).collect());
        (0..count)
            .map(|seed| (format!("nvmlFunction{seed:03}"), vec![answer(seed), Answer(3, vec![])]))
            .collect()
    }

    fn snapshot() -> Snapshot {
        let process = |pid| Process { pid, name: "\u{1}".repeat(256), memory: Some(u64::MAX) };
        let device = Device { answers: answers(300), processes: (0..70).map(process).collect() };
        let facts = Facts { devices: 16, cuda: 13_000, ..Facts::default() };
        Snapshot { facts, system: answers(9), devices: vec![device; 16] }
    }

    #[test]
    fn a_snapshot_survives_its_parts_which_fit_into_messages() {
        let parts = snapshot().into_parts();
        assert!(parts.len() > 16);
        let mut again = Snapshot::default();
        let mut ends = 0;
        for part in parts {
            let text = serde_json::to_string(&ToGuest::Management(Box::new(part))).expect("json");
            assert!(text.len() < MESSAGE_MAX, "{}", text.len());
            let ToGuest::Management(part) = serde_json::from_str(&text).expect("part") else {
                panic!("{text}")
            };
            ends += usize::from(again.add(*part));
        }
        assert_eq!((again, ends), (snapshot(), 1));
    }

    #[test]
    fn events_survive_as_bytes_also_without_zeros_at_the_end() {
        let event = Event { number: 7, event_type: 16, data: 3, gpu_instance: u32::MAX, compute_instance: 0 };
        let events = Events { types: 17, newest: 9, events: vec![event, Event { number: 9, ..event }] };
        let mut bytes = events.to_bytes();
        assert_eq!(bytes.len(), 8 * 10);
        bytes.truncate(8 * 10 - 4);
        assert_eq!(Events::from_bytes(&bytes), events);
        assert_eq!(Events::from_bytes(&[]), Events::default());
    }

    #[test]
    fn zeros_at_the_end_are_left_out() {
        let text = |answer: &Answer| serde_json::to_string(answer).expect("json");
        assert_eq!(text(&Answer(0, vec![0, 0x1f, 0])), r#"[0,"001f"]"#);
        assert_eq!(text(&Answer(3, vec![])), "[3]");
        assert_eq!(serde_json::from_str::<Answer>("[3]").expect("answer"), Answer(3, vec![]));
        for wrong in [r#"[0,"0"]"#, r#"[0,"zz"]"#, r#"[0,"é"]"#] {
            assert!(serde_json::from_str::<Answer>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_asked_later_replaces_what_was_asked_before() {
        let mut known = snapshot();
        let mut newer = snapshot();
        newer.devices[3].answers = [("nvmlFunction001".to_owned(), vec![Answer(15, vec![])])].into();
        newer.devices[3].processes.clear();
        assert!(known.update(newer));
        assert_eq!(known.devices[3].answers.len(), 300);
        assert_eq!(known.devices[3].answers["nvmlFunction001"], [Answer(15, vec![])]);
        assert_eq!(known.devices[3].processes, []);
        let other = Snapshot { facts: Facts { devices: 1, ..known.facts.clone() }, ..Snapshot::default() };
        assert!(!known.update(other));
        assert_eq!(known.devices.len(), 16);
    }

    #[test]
    fn devices_that_nobody_told_of_are_nothing_to_us() {
        let mut snapshot = Snapshot::default();
        assert!(!snapshot.add(Part { device: Some(u32::MAX), answers: answers(1), ..Part::default() }));
        assert_eq!(snapshot, Snapshot::default());
    }
}
