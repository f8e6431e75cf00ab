//! The VGPU-STUB's hop, for people.

use std::fmt::Write as _;

use link::passage::{DevicePassage, GuestPassage, Passage};

use super::print::grouped;

/// A count that guest and device both have: its name, and where it is in the account of each.
type Line = (&'static str, fn(&GuestPassage) -> u64, fn(&DevicePassage) -> Option<u64>);

const LINES: [Line; 6] = [
    ("doorbells", |guest| guest.doorbells, |device| Some(device.doorbells)),
    ("messages →", |guest| guest.messages.to_host, |device| Some(device.messages.to_host)),
    ("messages ←", |guest| guest.messages.to_guest, |device| Some(device.messages.to_guest)),
    ("segments", |guest| guest.messages.segments, |device| Some(device.messages.segments)),
    ("  bytes", |guest| guest.messages.segment_bytes, |device| Some(device.messages.segment_bytes)),
    ("ring bytes (read)", |guest| guest.ring_position, |device| device.ring.map(|ring| ring.position)),
];

/// The same counts as rows of a table: name, guest, device. What the device alone has counted comes last.
pub fn rows(passage: &Passage) -> Vec<Vec<String>> {
    let count = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), grouped);
    let device = passage.device.as_ref();
    let mut rows: Vec<_> = LINES
        .iter()
        .map(|(what, ours, theirs)| {
            let (ours, theirs) = (passage.guest.as_ref().map(ours), device.and_then(theirs));
            vec![(*what).trim().to_owned(), count(ours), count(theirs)]
        })
        .collect();
    if let Some(device) = device {
        for (what, figure) in [("calls for attention", device.looks), ("interrupts (MSI)", device.interrupts)]
        {
            rows.push(vec![what.to_owned(), String::new(), grouped(figure)]);
        }
    }
    rows
}

/// What the two sides of a channel have counted, and which of it the device has seen itself.
pub fn lines(out: &mut String, passage: &Passage) {
    let count = |count: Option<u64>| count.map_or_else(|| "-".to_owned(), grouped);
    let device = passage.device.as_ref();
    let _ = writeln!(out, "  {:<22}{:>24}{:>24}", "hop", "guest library", "VGPU-STUB");
    for (what, ours, theirs) in LINES {
        let (ours, theirs) = (passage.guest.as_ref().map(ours), device.and_then(theirs));
        let is_joined = what == "doorbells" && device.is_some_and(|device| device.is_coalesced);
        let mark = match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours > theirs && is_joined => "   (several count as one)",
            (Some(ours), Some(theirs)) if ours != theirs => "   ≠",
            (Some(_), None) => "   ≠",
            _ => "",
        };
        let _ = writeln!(out, "  {what:<22}{:>24}{:>24}{mark}", count(ours), count(theirs));
    }
    let Some(device) = device else { return };
    if let Some(ring) = device.ring {
        let frames = Some(ring.frames.count);
        let _ = writeln!(out, "  {:<22}{:>24}{:>24}", "ring frames (read)", "", count(frames));
    }
    let _ = writeln!(out, "  {:<22}{:>24}{:>24}", "calls for attention", "", grouped(device.looks));
    let _ = writeln!(out, "  {:<22}{:>24}{:>24}", "interrupts (MSI)", "", grouped(device.interrupts));
    let _ = writeln!(
        out,
        "  channel {}: the device counted registers, messages and interrupts itself; \"read\" is what it found in the \
         memory\n  that it shares with the guest, which the guest can write. Data passes it unseen.",
        device.channel
    );
}

#[cfg(test)]
mod tests {
    use link::passage::{Messages, RingReading};

    use super::*;

    fn fitting() -> (GuestPassage, DevicePassage) {
        let messages = Messages { to_host: 6, to_guest: 5, segments: 1, segment_bytes: 67_108_864 };
        let guest = GuestPassage { doorbells: 4, messages, ring_position: 1000 };
        let ring = Some(RingReading { position: 1000, ..RingReading::default() });
        let device = DevicePassage { doorbells: 4, messages, ring, ..DevicePassage::default() };
        (guest, device)
    }

    fn text(guest: GuestPassage, device: Option<DevicePassage>) -> String {
        let mut out = String::new();
        lines(&mut out, &Passage { guest: Some(guest), device });
        out
    }

    #[test]
    fn what_differs_is_marked_and_what_a_transport_joins_is_explained() {
        let (guest, mut device) = fitting();
        let out = text(guest, Some(device));
        assert!(out.contains("67,108,864") && !out.contains('≠'), "{out}");
        device.doorbells = 2;
        assert_eq!(text(guest, Some(device)).matches('≠').count(), 1);
        device.is_coalesced = true;
        let out = text(guest, Some(device));
        assert!(out.contains("several count as one") && !out.contains('≠'), "{out}");
        assert_eq!(text(guest, None).matches('≠').count(), LINES.len());
    }
}
