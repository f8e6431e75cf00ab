//! The farewell, and what passed through a VGPU-STUB's channel as each of its two sides counted it.
//!
//! ```text
//!   guest library ── Bye { guest's side } ──► device ── Bye { guest's side, device's } ──► worker ──► its report
//!   guest library ◄─ Farewell { device's } ── device ◄── Farewell { the worker's report } ── worker
//! ```
//!
//! So both the host and the guest can compare the two sides, each with what the device itself told it. On a link
//! without a device there is no such account.
//!
//! A window is memory, so the device sees no access to it. What it counts by itself are accesses to registers, interrupts and
//! control messages. Of the ring it can only read, at one moment, what stands in the shared memory ([`RingReading`]). Payload
//! passes it unseen: guest and worker count that.

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::report::{Traffic, WorkerReport};

/// Control messages of a channel, and the memory that they share. Both sides count the same messages.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Messages {
    /// Messages towards the host.
    pub to_host: u64,
    /// Messages towards the guest.
    pub to_guest: u64,
    /// Segments of window memory that the guest has offered; the control segment is one.
    pub segments: u64,
    /// Bytes in them.
    pub segment_bytes: u64,
}

impl Messages {
    /// Counts the offer of a segment of `len` bytes.
    pub fn add_segment(&mut self, len: u64) {
        self.segments = self.segments.saturating_add(1);
        self.segment_bytes = self.segment_bytes.saturating_add(len);
    }
}

/// What a guest has put through a channel.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GuestPassage {
    /// Doorbells rung.
    pub doorbells: u64,
    /// Control messages.
    pub messages: Messages,
    /// Bytes ever written to the ring, the gaps at its end included.
    pub ring_position: u64,
}

/// What a device has seen pass through a channel since it was claimed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DevicePassage {
    /// The channel's number.
    pub channel: u32,
    /// Doorbells: writes of the channel's register.
    pub doorbells: u64,
    /// The transport delivers several doorbells as one (ivshmem), so that there may have been more.
    pub is_coalesced: bool,
    /// Calls for attention. Where they name no channel, those of all channels.
    pub looks: u64,
    /// Interrupts (MSI) sent because of this channel.
    pub interrupts: u64,
    /// Control messages.
    pub messages: Messages,
    /// What stands in the shared memory. `None` before there is a ring.
    pub ring: Option<RingReading>,
}

/// What was read in a channel's control segment, where the guest can write anything: a figure, not a fact.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RingReading {
    /// Bytes ever written to the ring, the gaps at its end included.
    pub position: u64,
    /// Records that the guest shows to have written.
    pub frames: Traffic,
}

/// The two sides of a channel.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passage {
    /// The guest library's.
    pub guest: Option<GuestPassage>,
    /// The device's. A guest without a device could claim one: it then lies about itself alone.
    pub device: Option<DevicePassage>,
}

/// The guest's last message.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bye {
    /// What the guest has counted.
    pub account: Account,
    /// What passed through its channel, this message included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Passage>,
}

/// The worker's last message.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Farewell {
    /// What the worker has counted.
    pub account: Account,
    /// What the device has seen, this message included; the device adds it on the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DevicePassage>,
    /// All that the worker has counted, for guests that asked for evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Box<WorkerReport>>,
}

/// What a guest knows when it has parted from its worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Parting {
    /// This end's counts.
    pub ours: Account,
    /// What passed through our channel, if there was one.
    pub passage: Option<GuestPassage>,
    /// The worker's last words.
    pub farewell: Farewell,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::{FromGuest, ToGuest};

    #[test]
    fn farewells_of_builds_without_a_passage_can_be_read() {
        let account = serde_json::to_value(Account::default()).expect("json");
        let bye = serde_json::json!({ "bye": { "account": account } });
        let expected = FromGuest::Bye(Bye::default());
        assert_eq!(serde_json::from_value::<FromGuest>(bye.clone()).expect("bye"), expected);
        assert_eq!(serde_json::to_value(&expected).expect("json"), bye, "it is said as before");
        let farewell = serde_json::json!({ "farewell": { "account": account, "later": 1 } });
        let expected = ToGuest::Farewell(Farewell::default());
        assert_eq!(serde_json::from_value::<ToGuest>(farewell).expect("farewell"), expected);
    }
}
