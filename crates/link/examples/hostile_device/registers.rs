//! BAR0.

use link::device::registers::{CHANNELS_MAX, LOOK, doorbell};

use crate::Target;
use crate::memory::Rng;

/// Reads and writes of every width, aligned or not, anywhere.
pub fn scribble(target: &Target, rng: &mut Rng) -> u64 {
    let mut count = 0;
    while !target.is_over() {
        let (offset, value) = (rng.below(target.bar0.len() as u64) as usize, rng.number());
        let aligned = offset & !7;
        match rng.below(12) {
            0 => target.bar0.write(offset, value as u8),
            1 => target.bar0.write(offset, value as u16),
            2 => target.bar0.write(offset, value as u32),
            3 => target.bar0.write(offset, value),
            4 => target.bar0.write(aligned, value as u32),
            5 => target.bar0.write(aligned, value),
            6 => target.bar0.write(LOOK as usize, value as u32),
            7 => drop(target.bar0.read::<u8>(offset)),
            8 => drop(target.bar0.read::<u16>(offset)),
            9 => drop(target.bar0.read::<u32>(offset)),
            10 => drop(target.bar0.read::<u64>(offset)),
            _ => drop(target.bar0.read::<u64>(aligned)),
        }
        count += 1;
    }
    count
}

/// Doorbells and calls for attention, of channels that there are and others, as fast as it goes.
pub fn flood(target: &Target, rng: &mut Rng) -> u64 {
    let mut count = 0;
    while !target.is_over() {
        let channel = rng.below(u64::from(CHANNELS_MAX)) as u32;
        for index in 0..64 {
            let index = if index % 8 == 0 { channel } else { index % target.shape.channels };
            target.bar0.write(doorbell(index) as usize, 1_u32);
            target.bar0.write(LOOK as usize, index);
        }
        count += 128;
    }
    count
}
