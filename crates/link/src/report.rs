//! What each end of a session has counted, as data: the two halves of the evidence that work was really done.
//!
//! ```text
//!   program ──calls──► guest library ──frames──► worker ──calls──► libcuda
//!                       GuestReport              WorkerReport (received) (executed)
//! ```
//!
//! The guest library fills a [`GuestReport`]; the worker fills a [`WorkerReport`] whose first half says what
//! arrived and whose second half says what the driver did with it. Nothing here compares: the mediator does.
//! Both are JSON text on their way, and every field has a default, so that one end may leave out what it does
//! not count. Checksums are those of [`crate::account`].
//!
//! A worker hands its report to the mediator with [`send`] as the last thing before it ends, and before it gives
//! back what it holds, which may take longer than the mediator's patience. A report may be larger than a control
//! message (kernel names are long), so it travels in a memfd.

use std::collections::BTreeMap;
use std::os::fd::AsFd;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::account::{Account, Meter};
use crate::circumstances::{Contents, Detected, Opening};
use crate::parcel::Parcel;
use crate::passage::Passage;
use crate::socket::{SocketError, recv_with_fds, send_with_fds};

/// Worker: sends the final report to the mediator.
pub fn send(mediator: impl AsFd, report: &WorkerReport, timeout: Duration) -> Result<(), SocketError> {
    let (parcel, file) = Parcel::pack(report)?;
    send_with_fds(mediator, &parcel, &[file.as_fd()], timeout)
}

/// Mediator: receives what a worker has sent with [`send`]. A worker may have been taken over by its guest, so
/// everything is judged.
pub fn receive(worker: impl AsFd, timeout: Duration) -> Result<WorkerReport, SocketError> {
    let (parcel, fds): (Parcel, _) = recv_with_fds(worker, timeout)?;
    parcel.unpack(fds)
}

/// How often something happened, by name.
pub type Counts = BTreeMap<String, u64>;

/// Adds one to `name`.
pub fn count(counts: &mut Counts, name: &str) {
    match counts.get_mut(name) {
        Some(so_far) => *so_far = so_far.saturating_add(1),
        None => {
            counts.insert(name.to_owned(), 1);
        }
    }
}

/// Records or pieces of data that passed one point, with the running checksum of their bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traffic {
    /// Records or pieces.
    pub count: u64,
    /// Bytes in them.
    pub bytes: u64,
    /// 0 where the bytes were not hashed.
    pub checksum: u64,
}

impl From<Meter> for Traffic {
    fn from(meter: Meter) -> Self {
        Self { count: meter.calls, bytes: meter.bytes, checksum: meter.checksum }
    }
}

/// What crossed the link, as one end saw it; both ends count the same records, so the two must be equal.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Crossings {
    /// Records of the submission ring.
    pub frames: Traffic,
    /// Completions.
    pub replies: Traffic,
    /// Bulk data towards the device.
    pub payload_in: Traffic,
    /// Bulk data towards the program.
    pub payload_out: Traffic,
}

impl From<Account> for Crossings {
    fn from(account: Account) -> Self {
        Self {
            frames: account.commands.into(),
            replies: account.replies.into(),
            payload_in: account.to_device.into(),
            payload_out: account.to_host.into(),
        }
    }
}

/// Copies of one direction.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Amount {
    /// Copies.
    pub count: u64,
    /// Bytes that they moved.
    pub bytes: u64,
}

impl Amount {
    /// Counts one copy.
    pub fn add(&mut self, bytes: u64) {
        self.count = self.count.saturating_add(1);
        self.bytes = self.bytes.saturating_add(bytes);
    }

    /// Sum of two amounts.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { count: self.count.saturating_add(other.count), bytes: self.bytes.saturating_add(other.bytes) }
    }
}

/// Copies by direction. The worker counts what it executed, so a guest that cannot tell the direction of a
/// `cuMemcpy` between two addresses files it under `unified` and the worker does the same.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Copies {
    /// From host memory to the device.
    pub host_to_device: Amount,
    /// From the device to host memory.
    pub device_to_host: Amount,
    /// Within a device.
    pub device_to_device: Amount,
    /// Between devices.
    pub peer: Amount,
    /// Direction left to the driver (`cuMemcpy`, `CU_MEMORYTYPE_UNIFIED`), or within host memory.
    pub unified: Amount,
}

impl Copies {
    /// Every direction with its name.
    pub fn by_name(&self) -> [(&'static str, Amount); 5] {
        [
            ("host to device", self.host_to_device),
            ("device to host", self.device_to_host),
            ("device to device", self.device_to_device),
            ("peer", self.peer),
            ("unified", self.unified),
        ]
    }

    /// All directions together.
    pub fn total(&self) -> Amount {
        self.by_name().iter().fold(Amount::default(), |sum, (_, amount)| sum.plus(*amount))
    }
}

/// Work that belongs on a device: as the guest submitted it, or as the worker executed it with success.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// Kernel launches by kernel name.
    pub launches: Counts,
    /// Graph launches; the kernels inside are not counted one by one.
    pub graph_launches: u64,
    /// Copies by direction.
    pub copies: Copies,
    /// Memsets.
    pub memsets: u64,
}

impl Work {
    /// Kernel launches of every name.
    pub fn launch_count(&self) -> u64 {
        self.launches.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Did any of this compute or move something?
    pub fn is_any(&self) -> bool {
        self.launch_count() > 0 || self.graph_launches > 0 || self.copies.total().count > 0
    }
}

/// Stands for all kernels in [`Work::launches`] where a report was too long to name each.
pub const ALL_KERNELS: &str = "(all)";

/// The key of [`Welcome::extra`](crate::control::Welcome::extra) and of a handover's by which payload bytes are
/// hashed, at both ends or at none.
pub const VERIFY: &str = "verify";

/// The key of a handover's `extra` whose value is the path of the file into which the worker records its session.
pub const TRACE: &str = "trace";

/// The key of a handover's `extra` whose value says what of the frames' data that file keeps: [`TraceData`].
pub const TRACE_DATA: &str = "trace_data";

/// What a recording keeps of the data that frames move.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceData {
    /// How much it was.
    #[default]
    Sizes,
    /// Its hash, too.
    Hashes,
    /// The frames themselves, too, and what they bring to the device: enough to run them again.
    Payloads,
}

/// The device that a session used.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceIdentity {
    /// As `cuDeviceGetName` gives it.
    pub name: String,
    /// As `GPU-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`.
    pub uuid: String,
    /// As `cuDriverGetVersion` gives it: 1000 × major + 10 × minor.
    pub driver_version: i32,
    /// Path of the libcuda that was loaded.
    pub library: String,
}

/// What the guest library of one process has counted.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GuestReport {
    /// The session's number, as the mediator gave it.
    pub session: u64,
    /// The guest process by its own view.
    pub pid: u32,
    /// Path of the program.
    pub program: String,
    /// Calls of the program by function name, however they were answered.
    pub calls: Counts,
    /// The same calls by route: `local`, `async`, `sync`, `custom`, `unsupported`.
    pub routes: Counts,
    /// Calls that were answered without the worker.
    pub local_calls: u64,
    /// Frames put into the ring, by the name of their row.
    pub sent: Counts,
    /// What crossed the link.
    pub crossings: Crossings,
    /// Calls whose replies no thread of the program had read when it said farewell, so that the worker may have
    /// sent as many more replies than this end counts.
    pub outstanding_replies: u64,
    /// Were the payload bytes hashed? If not, their checksums are 0. The worker's welcome decides it for both
    /// ends.
    pub payloads_hashed: bool,
    /// Work submitted.
    pub submitted: Work,
    /// Private tables asked for, by their id in hexadecimal.
    pub private_tables: Counts,
    /// Calls of functions that are not supported, by function name.
    pub unsupported: Counts,
    /// Calls that failed, by error name.
    pub errors: Counts,
    /// Calls that failed, by function name.
    pub failed: Counts,
    /// Calls of forwarded functions that were answered with success and without a frame, by function name.
    pub answered_alone: Counts,
    /// First answers to calls by which programs look for a device.
    pub detection: Vec<Detected>,
    /// How the link was made.
    pub opening: Opening,
    /// What else is in the process.
    pub contents: Contents,
    /// Milliseconds since 1970.
    pub started_unix_ms: u64,
    /// Milliseconds since 1970; 0 while the session lasts.
    pub ended_unix_ms: u64,
}

/// What the worker of one session has counted.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkerReport {
    /// The session's number, as the mediator gave it.
    pub session: u64,
    /// The worker process.
    pub pid: u32,
    /// The guest's program, from its `Hello`.
    pub program: String,
    /// Frames taken from the ring, by the name of their row.
    pub received: Counts,
    /// What crossed the link.
    pub crossings: Crossings,
    /// Were the payload bytes hashed?
    pub payloads_hashed: bool,
    /// Frames whose calls the driver (or the worker's own answer) ended with success, by the name of their row.
    pub executed: Counts,
    /// Frames whose calls failed or were refused, by the name of their row.
    pub failed: Counts,
    /// Work that the driver accepted.
    pub done: Work,
    /// Kernel and graph launches that failed; they are missing in `done`.
    pub failed_launches: u64,
    /// Copies that failed; they are missing in `done`.
    pub failed_copies: u64,
    /// Memsets that failed; they are missing in `done`.
    pub failed_memsets: u64,
    /// Calls that failed, by error name.
    pub errors: Counts,
    /// The device that did the work.
    pub device: DeviceIdentity,
    /// The most device memory that the session held at one time, in bytes.
    pub peak_memory: u64,
    /// How the session ended, in words; empty after an orderly farewell.
    pub ended_by: String,
    /// Did the guest say farewell? If not, `guest_crossings` knows of its frames only.
    pub said_farewell: bool,
    /// The guest's side of the link: what it said with its farewell, else what it last showed in the window.
    pub guest_crossings: Option<Crossings>,
    /// What passed through the VGPU-STUB, if the guest came through one and said farewell.
    pub passage: Option<Passage>,
    /// The guest's own report, if it sent one with its farewell.
    pub guest: Option<GuestReport>,
    /// When the worker took the first frame, microseconds since 1970; 0 if it took none.
    pub first_frame_unix_us: u64,
    /// When it had executed the last.
    pub last_frame_unix_us: u64,
    /// Microseconds in which there were frames to execute. A call that the driver answers late counts whole; kernels that
    /// run while no frame is there do not count.
    pub serving_us: u64,
    /// Milliseconds since 1970.
    pub started_unix_ms: u64,
    /// Milliseconds since 1970.
    pub ended_unix_ms: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_survive_json_and_unknown_or_missing_fields() {
        let mut guest = GuestReport { session: 3, program: "/bin/x".into(), ..GuestReport::default() };
        count(&mut guest.calls, "cuInit");
        count(&mut guest.calls, "cuInit");
        guest.submitted.copies.host_to_device.add(64);
        guest.crossings.frames = Meter { calls: 1, bytes: 2, checksum: u64::MAX }.into();
        let worker = WorkerReport { guest: Some(guest), ..WorkerReport::default() };
        let text = serde_json::to_string(&worker).expect("to JSON");
        assert_eq!(serde_json::from_str::<WorkerReport>(&text).expect("from JSON"), worker);
        let sparse: WorkerReport = serde_json::from_str(r#"{"session": 9, "later": [1]}"#).expect("sparse");
        assert_eq!(sparse.session, 9);
    }

    #[test]
    fn a_report_larger_than_a_message_arrives() {
        let (mediator, worker) = crate::socket::pair().expect("pair");
        let mut report = WorkerReport::default();
        for kernel in 0..5000 {
            report.done.launches.insert(format!("{:0>200}", kernel), 1);
        }
        send(&worker, &report, Duration::ZERO).expect("send");
        assert_eq!(receive(&mediator, Duration::ZERO), Ok(report));
        assert_eq!(receive(&mediator, Duration::ZERO), Err(SocketError::Timeout(Duration::ZERO)));
    }

    #[test]
    fn work_is_any_only_with_a_launch_or_a_copy() {
        let mut work = Work { memsets: 4, ..Work::default() };
        assert!(!work.is_any());
        work.copies.unified.add(0);
        assert!(work.is_any());
        let work = Work { launches: Counts::from([("k".into(), 2), ("l".into(), 3)]), ..Work::default() };
        assert_eq!(work.launch_count(), 5);
        assert!(work.is_any());
    }
}
