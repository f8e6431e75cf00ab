//! What is said over the control socket.
//!
//! ```text
//!   guest                      mediator                     worker
//!     │ Hello ───────────────────►│                            │
//!     │◄─────────────── Refused   │ Handover + guest's socket ►│
//!     │◄──────────────────────────────────────────── Welcome  │
//!     │ Attach + memfd ───────────────────────────────────────►│  ◄┐ again with another
//!     │◄────────────────────────────────── AttachFailed(retry) │  ─┘ address range
//!     │◄────────────────────────────── Attached + doorbell fd  │
//!     │ Request(id) ──────────────────────────────────────────►│
//!     │◄───────────────────────────────────────────  Reply(id) │
//!     │ Bye ──────────────────────────────────────────────────►│
//!     │◄───────────────────────────────────────────   Farewell │
//! ```
//!
//! Messages are JSON: they are few, they must stay readable between versions (a guest and a worker that differ
//! have to understand each other's refusal), and whoever debugs a connection can read them. [`Hello`] and
//! [`Refused`] therefore only ever gain optional fields; all other messages are exchanged between equal
//! protocol hashes.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::layout::Layout;
use crate::management::{Part, Question};
use crate::parcel::Parcel;
use crate::passage::{Bye, Farewell};
use crate::window::SegmentKind;

/// First field of every `Hello`, so that a stray client is told apart from an outdated guest.
pub const HELLO_MAGIC: &str = "vgpu";

/// Environment variables of the guest program that the worker's driver should see. Nothing else of a guest's
/// environment ever leaves its process.
pub const FORWARDED_ENV: &[&str] = &[
    "CUDA_BINARY_LOADER_THREAD_COUNT",
    "CUDA_CACHE_DISABLE",
    "CUDA_CACHE_MAXSIZE",
    "CUDA_CACHE_PATH",
    "CUDA_DEVICE_MAX_CONNECTIONS",
    "CUDA_DEVICE_ORDER",
    "CUDA_DISABLE_PTX_JIT",
    "CUDA_FORCE_PTX_JIT",
    "CUDA_LAUNCH_BLOCKING",
    "CUDA_LOG_FILE",
    "CUDA_MODULE_DATA_LOADING",
    "CUDA_MODULE_LOADING",
    "CUDA_SCALE_LAUNCH_QUEUES",
    "CUDA_VISIBLE_DEVICES",
];

/// Environment variable by which a guest asks for evidence, if it is 1.
pub const VERIFY_ENV: &str = "VGPU_VERIFY";

/// A guest introduces itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    /// [`HELLO_MAGIC`].
    pub magic: String,
    /// Hash of the table of calls that the guest library was built from.
    pub protocol_hash: u64,
    /// For people: the version of the guest library.
    pub version: String,
    /// As the guest sees itself; the mediator believes the socket's credentials instead.
    #[serde(default)]
    pub pid: u32,
    /// For people: what runs.
    #[serde(default)]
    pub program: String,
    /// Variables of [`FORWARDED_ENV`]; see [`Self::forwarded_env`].
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Which kind of device, for mediators with several; empty for any.
    #[serde(default)]
    pub device: String,
    /// The guest asks for evidence: payload bytes are to be hashed, and the farewell comes with the worker's report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verify: bool,
    /// Proof of identity, for mediators that ask for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Which virtual machine, as its device calls it, which says so itself; empty for programs of this machine.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub machine: String,
    /// Not a session is wanted, but an answer to this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub management: Option<Question>,
    /// Not a session is wanted, but to know which there are; see [`crate::overview`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overview: bool,
}

impl Hello {
    /// The introduction of this process.
    pub fn of_this_process(protocol_hash: u64, version: &str) -> Self {
        let program =
            std::env::args_os().next().map(|arg| arg.to_string_lossy().into_owned()).unwrap_or_default();
        let env = FORWARDED_ENV.iter().filter_map(|&name| Some((name.to_owned(), std::env::var(name).ok()?)));
        Self {
            magic: HELLO_MAGIC.to_owned(),
            protocol_hash,
            version: version.to_owned(),
            pid: std::process::id(),
            program: program.chars().take(256).collect(),
            env: env.filter(|(_, value)| value.len() <= 4096).collect(),
            device: String::new(),
            verify: std::env::var_os(VERIFY_ENV).is_some_and(|value| value == "1"),
            token: None,
            machine: String::new(),
            management: None,
            overview: false,
        }
    }

    /// Decides whether this guest speaks our protocol. The refusal names both versions.
    pub fn check(&self, our_hash: u64, our_version: &str) -> Result<(), Refused> {
        if self.magic != HELLO_MAGIC {
            return Err(Refused::new(RefusedReason::NotAGuest, "this is not a vgpu guest".to_owned()));
        }
        versions_agree(&self.version, self.protocol_hash, our_version, our_hash)
    }

    /// Whether an answer is wanted, and no session.
    pub fn is_question(&self) -> bool {
        self.management.is_some() || self.overview
    }

    /// What may be put into a worker's environment: known names, sane values.
    pub fn forwarded_env(&self) -> impl Iterator<Item = (&str, &str)> {
        self.env.iter().map(|(name, value)| (name.as_str(), value.as_str())).filter(|(name, value)| {
            FORWARDED_ENV.contains(name) && value.len() <= 4096 && !value.contains('\0')
        })
    }
}

fn versions_agree(guest: &str, guest_hash: u64, host: &str, host_hash: u64) -> Result<(), Refused> {
    if guest_hash == host_hash {
        return Ok(());
    }
    let why = format!(
        "the guest library is version {guest} (protocol {guest_hash:016x}), the host is version {host} \
         (protocol {host_hash:016x}); install the same version on both sides"
    );
    Err(Refused::new(RefusedReason::Version, why))
}

/// The connection is declined. Sent by mediator or worker; the socket is closed after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// For programs.
    pub reason: RefusedReason,
    /// For people.
    pub message: String,
}

impl Refused {
    /// A refusal with its explanation.
    pub fn new(reason: RefusedReason, message: String) -> Self {
        Self { reason, message }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Why a connection is declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedReason {
    /// The protocol hashes differ.
    Version,
    /// The first message was not a guest's.
    NotAGuest,
    /// This user may not use the device.
    Forbidden,
    /// No room for another session now.
    Busy,
    /// There is no such device, or no device at all.
    NoDevice,
    /// The host failed; its log says how.
    HostError,
    /// A reason that this version does not know.
    #[serde(other)]
    Unknown,
}

/// One driver attribute: its number, and its value or the error that asking for it gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute(
    /// `CUdevice_attribute` (or `CUdevice_P2PAttribute`).
    pub u32,
    /// The `CUresult` of asking; 0 for success.
    pub u32,
    /// The value, if the result is 0.
    pub i32,
);

/// Everything about a device that never changes, so that a guest need not ask.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSnapshot {
    /// As the worker's driver numbers it.
    pub ordinal: i32,
    /// `cuDeviceGetName`.
    pub name: String,
    /// `cuDeviceGetUuid`.
    pub uuid: [u8; 16],
    /// `cuDeviceGetUuid_v2`.
    pub uuid_v2: [u8; 16],
    /// `cuDeviceTotalMem`.
    pub total_mem: u64,
    /// `cuDeviceGetPCIBusId`.
    pub pci_bus_id: String,
    /// `cuDeviceGetAttribute`, for all that the worker knows.
    pub attributes: Vec<Attribute>,
    /// By the other device's ordinal.
    pub p2p: BTreeMap<i32, Vec<Attribute>>,
    /// Whatever else the worker and the guest agree on.
    #[serde(default)]
    pub extra: BTreeMap<String, Value>,
}

/// The worker introduces itself and the device.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// For people: the version of the worker.
    pub version: String,
    /// Hash of the table of calls that the worker was built from.
    pub protocol_hash: u64,
    /// The mediator's number for this session.
    pub session: u64,
    /// `cuDriverGetVersion`.
    pub driver_version: i32,
    /// By ordinal.
    pub devices: Vec<DeviceSnapshot>,
    /// Whatever else the worker and the guest agree on.
    #[serde(default)]
    pub extra: BTreeMap<String, Value>,
}

impl Welcome {
    /// The guest's own check, against a mediator that did not make it.
    pub fn check(&self, our_hash: u64, our_version: &str) -> Result<(), Refused> {
        versions_agree(our_version, our_hash, &self.version, self.protocol_hash)
    }
}

/// Mediator to worker, with the guest's socket as descriptor: this one is yours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Handover {
    /// The mediator's number for this session.
    pub session: u64,
    /// What the guest said.
    pub hello: Hello,
    /// Which descriptors come after the guest's.
    #[serde(default)]
    pub with: Vec<Companion>,
    /// Whatever else mediator and worker agree on: quotas, log level.
    #[serde(default)]
    pub extra: BTreeMap<String, Value>,
}

/// A descriptor that comes with a handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Companion {
    /// [`crate::gauges`].
    Gauges,
    /// [`crate::exchange`].
    Exchange,
}

/// Where the guest wants the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attach {
    /// First address.
    pub base: u64,
    /// Bytes of address space.
    pub reserved_len: u64,
    /// Where the parts of the control segment are.
    pub layout: Layout,
    /// The session's number, as in the header.
    pub generation: u64,
    /// The guest has joined global barriers; see [`crate::ring`].
    pub global_barriers: bool,
    /// Where the control segment begins in the file that comes along.
    #[serde(default)]
    pub offset: u64,
    /// Nobody can wake the guest's threads by futexes: it is another machine.
    #[serde(default)]
    pub polls: bool,
}

/// A request of a guest that the worker answers with a [`Reply`] of the same id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named as in the diagram and by their types")]
pub enum Request {
    /// Map and register what lies at `offset` of the file that comes along.
    AddSegment {
        segment: u32,
        address: u64,
        len: u64,
        kind: SegmentKind,
        #[serde(default)]
        offset: u64,
    },
    /// Unregister and unmap.
    DropSegment { segment: u32 },
    /// Anything else that is not worth a ring frame.
    Query { what: String, body: Value },
}

/// Everything that a guest says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named as in the diagram and by their types")]
pub enum FromGuest {
    Hello(Hello),
    /// Comes with the control segment's memfd.
    Attach(Attach),
    Request {
        id: u64,
        request: Request,
    },
    Bye(Bye),
}

/// Everything that a guest is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named as in the diagram and by their types")]
pub enum ToGuest {
    Refused(Refused),
    Welcome(Box<Welcome>),
    /// Comes with the doorbell's eventfd.
    Attached {
        /// The worker issues global barriers, so the guest need not.
        global_barriers: bool,
    },
    AttachFailed {
        message: String,
        /// Another address range may do.
        retry: bool,
    },
    Reply {
        id: u64,
        reply: Reply,
    },
    Farewell(Farewell),
    /// To a `Hello` that asks a question; there may be several.
    Management(Box<Part>),
    /// To a `Hello` that asks which sessions there are. Comes with the parcel's memfd.
    Overview(Parcel),
}

/// The answer to a [`Request`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named as in the diagram and by their types")]
pub enum Reply {
    Done(Value),
    Failed(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_of_another_version_names_both() {
        let hello = Hello { version: "1.2.3".into(), ..Hello::of_this_process(0xabc, "") };
        assert_eq!(hello.check(0xabc, "9.9.9"), Ok(()));
        let refused = hello.check(0xdef, "9.9.9").expect_err("hashes differ");
        assert_eq!(refused.reason, RefusedReason::Version);
        for part in ["1.2.3", "9.9.9", "0000000000000abc", "0000000000000def"] {
            assert!(refused.message.contains(part), "{refused}");
        }
    }

    #[test]
    fn refusals_and_hellos_of_other_versions_can_be_read() {
        let refused: Refused =
            serde_json::from_str(r#"{"reason":"phase_of_the_moon","message":"no","new":1}"#)
                .expect("refused");
        assert_eq!(refused.reason, RefusedReason::Unknown);
        let hello: Hello = serde_json::from_str(
            r#"{"magic":"vgpu","protocol_hash":18446744073709551615,"version":"0","later":[]}"#,
        )
        .expect("hello");
        assert_eq!(hello.protocol_hash, u64::MAX);
    }

    #[test]
    fn only_known_variables_reach_a_worker() {
        let mut hello = Hello::of_this_process(0, "");
        hello.env = [("LD_PRELOAD", "x"), ("CUDA_LAUNCH_BLOCKING", "1"), ("CUDA_CACHE_PATH", "a\0b")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        assert_eq!(hello.forwarded_env().collect::<Vec<_>>(), [("CUDA_LAUNCH_BLOCKING", "1")]);
    }

    #[test]
    fn a_full_snapshot_of_sixteen_devices_fits_one_message() {
        let device = DeviceSnapshot {
            name: "NVIDIA H200".into(),
            pci_bus_id: "0000:00:00.0".into(),
            attributes: (1..150).map(|id| Attribute(id, 0, i32::MAX)).collect(),
            p2p: (0..16).map(|peer| (peer, (1..5).map(|id| Attribute(id, 0, 1)).collect())).collect(),
            ..DeviceSnapshot::default()
        };
        let welcome = Welcome { devices: vec![device; 16], ..Welcome::default() };
        let bytes = serde_json::to_vec(&ToGuest::Welcome(Box::new(welcome))).expect("json");
        assert!(bytes.len() < crate::socket::MESSAGE_MAX, "{}", bytes.len());
    }
}
