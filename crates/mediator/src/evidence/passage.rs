//! The VGPU-STUB as a hop: what the guest put through its channel, against what the device saw.

use link::passage::{DevicePassage, GuestPassage};
use link::report::WorkerReport;

use super::{Findings, Hop};

/// Compares the two sides of the channel with each other, and what the device read of the ring with what the worker took
/// from it. Nothing to compare where the session had no device.
pub(super) fn passage(findings: &mut Findings, worker: &WorkerReport) {
    let Some(passage) = &worker.passage else { return };
    match (&passage.guest, &passage.device) {
        (Some(guest), Some(device)) => sides(findings, guest, device),
        (Some(_), None) => {
            findings.equal(Hop::Device, "account of the channel", "the guest's", "none of the device");
        }
        (None, _) => return,
    }
    if let Some(ring) = passage.device.as_ref().and_then(|device| device.ring) {
        findings.traffic(Hop::DeviceLink, "frames", ring.frames, worker.crossings.frames, true);
    }
}

fn sides(findings: &mut Findings, guest: &GuestPassage, device: &DevicePassage) {
    // Where the transport makes one of several rings, only more of them than there were is wrong.
    if !device.is_coalesced || device.doorbells > guest.doorbells {
        findings.equal(Hop::Device, "doorbells", guest.doorbells, device.doorbells);
    }
    let (ours, seen) = (&guest.messages, &device.messages);
    findings.equal(Hop::Device, "messages to the host", ours.to_host, seen.to_host);
    findings.equal(Hop::Device, "messages to the guest", ours.to_guest, seen.to_guest);
    findings.equal(Hop::Device, "segments", ours.segments, seen.segments);
    findings.equal(Hop::Device, "bytes of segments", ours.segment_bytes, seen.segment_bytes);
    match device.ring {
        Some(ring) => findings.equal(Hop::Device, "ring: bytes", guest.ring_position, ring.position),
        None => findings.equal(Hop::Device, "ring", "written", "not seen"),
    }
}

#[cfg(test)]
mod tests {
    use link::passage::{Messages, Passage, RingReading};
    use link::report::Traffic;

    use super::*;

    /// A session through a device in which everything fits.
    fn fitting() -> WorkerReport {
        let frames = Traffic { count: 9, bytes: 900, checksum: 5 };
        let messages = Messages { to_host: 6, to_guest: 5, segments: 2, segment_bytes: 8192 };
        let guest = GuestPassage { doorbells: 4, messages, ring_position: 1000 };
        let device = DevicePassage {
            doorbells: 4,
            messages,
            ring: Some(RingReading { position: 1000, frames }),
            ..DevicePassage::default()
        };
        let mut worker = WorkerReport {
            passage: Some(Passage { guest: Some(guest), device: Some(device) }),
            ..WorkerReport::default()
        };
        worker.crossings.frames = frames;
        worker
    }

    /// What disagrees after `change`.
    fn found(change: impl FnOnce(&mut GuestPassage, &mut DevicePassage)) -> Vec<(Hop, String)> {
        let mut worker = fitting();
        if let Some(Passage { guest: Some(guest), device: Some(device) }) = &mut worker.passage {
            change(guest, device);
        }
        judge(&worker)
    }

    fn judge(worker: &WorkerReport) -> Vec<(Hop, String)> {
        let mut findings = Findings::default();
        passage(&mut findings, worker);
        findings.0.into_iter().map(|found| (found.hop, found.what)).collect()
    }

    #[test]
    fn sides_that_agree_and_sessions_without_a_device_have_no_disagreement() {
        assert_eq!(found(|_, _| ()), []);
        assert_eq!(judge(&WorkerReport { passage: None, ..fitting() }), []);
    }

    #[test]
    fn any_count_that_was_tampered_with_is_named() {
        type Change = fn(&mut GuestPassage, &mut DevicePassage);
        let cases: [(&str, Change); 7] = [
            ("doorbells", |_, device| device.doorbells -= 1),
            ("doorbells", |_, device| device.doorbells += 1),
            ("messages to the host", |guest, _| guest.messages.to_host += 1),
            ("messages to the guest", |_, device| device.messages.to_guest = 0),
            ("segments", |guest, _| guest.messages.segments += 1),
            ("bytes of segments", |_, device| device.messages.segment_bytes *= 2),
            ("ring: bytes", |guest, _| guest.ring_position += 8),
        ];
        for (what, change) in cases {
            assert_eq!(found(change), [(Hop::Device, what.to_owned())]);
        }
        let frames = found(|_, device| {
            if let Some(ring) = &mut device.ring {
                ring.frames.checksum ^= 1;
            }
        });
        assert_eq!(frames, [(Hop::DeviceLink, "frames: checksum".to_owned())]);
    }

    #[test]
    fn doorbells_that_a_transport_joins_may_be_fewer_and_not_more() {
        assert_eq!(found(|_, device| (device.is_coalesced, device.doorbells) = (true, 1)), []);
        let more = found(|_, device| (device.is_coalesced, device.doorbells) = (true, 5));
        assert_eq!(more, [(Hop::Device, "doorbells".to_owned())]);
    }

    #[test]
    fn a_device_that_says_nothing_is_a_disagreement() {
        assert_eq!(found(|_, device| device.ring = None), [(Hop::Device, "ring".to_owned())]);
        let mut worker = fitting();
        if let Some(passage) = &mut worker.passage {
            passage.device = None;
        }
        assert_eq!(judge(&worker), [(Hop::Device, "account of the channel".to_owned())]);
    }
}
