//! BAR2: the header, the table of channels, the mailboxes.

use std::mem::offset_of;
use std::thread;
use std::time::Duration;

use link::device::registers::LOOK;
use link::device::window::{BOXES, ChannelEntry, DeviceHeader, TABLE_OFFSET};
use link::layout::PAGE;
use link::socket::MESSAGE_MAX;

use crate::Target;
use crate::memory::Rng;
use crate::messages;

/// The words of a box's head, and where its message is.
const SENT: usize = 0;
const TAKEN: usize = 64;
const LENGTH: usize = 128;
const BODY: usize = PAGE;
/// States that there are, and two more.
const STATES: u64 = 7;

fn look(target: &Target, channel: u32) {
    target.bar0.write(LOOK as usize, channel);
}

fn any_channel(target: &Target, rng: &mut Rng) -> u32 {
    rng.below(u64::from(target.shape.channels)) as u32
}

fn entry(channel: u32) -> usize {
    TABLE_OFFSET as usize + channel as usize * size_of::<ChannelEntry>()
}

fn set_state(target: &Target, channel: u32, state: u32) {
    target.bar2.write(entry(channel) + offset_of!(ChannelEntry, state), state);
}

fn pause(rng: &mut Rng) {
    if rng.below(4) == 0 {
        thread::sleep(Duration::from_micros(rng.below(2000)));
    }
}

/// Header and table: states, owners, generations, anything.
pub fn table(target: &Target, rng: &mut Rng) -> u64 {
    let mut count = 0;
    while !target.is_over() {
        let channel = any_channel(target, rng);
        match rng.below(6) {
            0 => target.bar2.write(rng.below(size_of::<DeviceHeader>() as u64) as usize, rng.number()),
            1 => target.bar2.write(rng.below(target.shape.channels_offset) as usize, rng.next()),
            2 => target.bar2.write(entry(channel) + rng.below(32) as usize, rng.number()),
            3 => set_state(target, channel, rng.number() as u32),
            _ => set_state(target, channel, rng.below(STATES) as u32),
        }
        look(target, channel);
        pause(rng);
        count += 1;
    }
    count
}

/// Claims everything and says nothing; and lets go, and claims again.
pub fn claims(target: &Target, rng: &mut Rng) -> u64 {
    let mut count = 0;
    while !target.is_over() {
        for state in [1, 3] {
            for channel in 0..target.shape.channels {
                set_state(target, channel, state);
                look(target, channel);
                count += 1;
            }
            thread::sleep(Duration::from_millis(rng.below(20)));
        }
    }
    count
}

/// The heads of mailboxes: lengths and counts that cannot be, changing while they are read.
pub fn mailboxes(target: &Target, rng: &mut Rng) -> u64 {
    let mut count = 0;
    while !target.is_over() {
        let channel = any_channel(target, rng);
        let Some(start) = target.shape.channel(channel) else { continue };
        let at = (start + rng.pick(&BOXES)) as usize;
        set_state(target, channel, 1 + rng.below(2) as u32);
        match rng.below(4) {
            0 => target.bar2.write(at + LENGTH, rng.below(2 * MESSAGE_MAX as u64) as u32),
            1 => target.bar2.write(at + rng.pick(&[SENT, TAKEN, LENGTH]), rng.number() as u32),
            2 => target.bar2.copy(at + BODY, &rng.bytes(256)),
            _ => target.bar2.write(at + rng.below(PAGE as u64) as usize, rng.next()),
        }
        look(target, channel);
        pause(rng);
        count += 1;
    }
    count
}

/// Messages that look right, sent as they should be, to channels that are claimed as they should be.
pub fn messages(target: &Target, rng: &mut Rng) -> u64 {
    let mut count = 0;
    while !target.is_over() {
        let channel = any_channel(target, rng);
        let Some(start) = target.shape.channel(channel) else { continue };
        let to_host = (start + BOXES[0]) as usize;
        set_state(target, channel, 1);
        for message in messages::conversation(&target.shape, channel, rng) {
            let message = message.get(..MESSAGE_MAX.min(message.len())).unwrap_or_default();
            target.bar2.copy(to_host + BODY, message);
            target.bar2.write(to_host + LENGTH, message.len() as u32);
            let sent: u32 = target.bar2.read(to_host + SENT);
            target.bar2.write(to_host + SENT, sent.wrapping_add(1));
            look(target, channel);
            count += 1;
            for _ in 0..20 {
                if target.is_over() || target.bar2.read::<u32>(to_host + TAKEN) == sent.wrapping_add(1) {
                    break;
                }
                thread::sleep(Duration::from_micros(100));
            }
            take(target, (start + BOXES[1]) as usize);
        }
        set_state(target, channel, 3);
        look(target, channel);
    }
    count
}

/// Takes what the host has said, so that it says more.
fn take(target: &Target, to_guest: usize) {
    let sent: u32 = target.bar2.read(to_guest + SENT);
    target.bar2.write(to_guest + TAKEN, sent);
}
