//! Texels in memory: what their bytes mean.

use ptx::ir::{Rounding, Type};

use super::format::{Channel, Format};
use crate::kernel::semantics::{self, format::Format as Real};

/// The largest value of a channel, by which integers become fractions.
fn scale(channel: Channel) -> f32 {
    match channel {
        Channel::U8 => 255.0,
        Channel::S8 => 127.0,
        Channel::U16 => 65535.0,
        Channel::S16 => 32767.0,
        _ => 1.0,
    }
}

/// The bits of some channels of a texel at an address.
///
/// # Safety
/// As for [`crate::kernel::compile::helpers`]: what is not there faults, and the caller stands that.
unsafe fn bits(format: Format, address: u64) -> [u32; 4] {
    let size = format.channel.size();
    let mut bits = [0; 4];
    for (at, channel) in
        (address..).step_by(size as usize).zip(bits.iter_mut().take(format.channels as usize))
    {
        // SAFETY: the caller's promise.
        *channel = unsafe {
            match size {
                1 => u32::from((at as *const u8).read()),
                2 => u32::from((at as *const u16).read_unaligned()),
                _ => (at as *const u32).read_unaligned(),
            }
        };
    }
    bits
}

/// binary16 as binary32.
fn widened(half: u32) -> f32 {
    Real::of(Type::F16).map_or(0.0, |real| real.widen(u64::from(half)) as f32)
}

/// A channel as a floating-point number; an integer as a fraction.
fn real(channel: Channel, bits: u32) -> f32 {
    match channel {
        Channel::F32 => f32::from_bits(bits),
        Channel::F16 => widened(bits),
        Channel::U8 | Channel::U16 | Channel::U32 => bits as f32 / scale(channel),
        Channel::S8 | Channel::S16 | Channel::S32 => {
            let width = 8 * channel.size() as u32;
            (semantics::signed(u64::from(bits), width) as f32 / scale(channel)).max(-1.0)
        }
    }
}

/// A colour of sRGB as intensity.
fn linear(encoded: f32) -> f32 {
    if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
}

/// A texel as floating-point numbers. Of what is not there the fourth is 1, the others are 0.
///
/// # Safety
/// As for [`bits`].
pub unsafe fn reals(format: Format, is_srgb: bool, address: u64) -> [f32; 4] {
    // SAFETY: the caller's promise.
    let bits = unsafe { bits(format, address) };
    let mut texel = [0.0, 0.0, 0.0, 1.0];
    for (to, bits) in texel.iter_mut().zip(bits).take(format.channels as usize) {
        *to = real(format.channel, bits);
    }
    if is_srgb && format.channel == Channel::U8 {
        texel.iter_mut().take(3).for_each(|colour| *colour = linear(*colour));
    }
    texel
}

/// A texel as 32-bit numbers, integers extended by their sign. Of what is not there the fourth is 1, the others are 0.
///
/// # Safety
/// As for [`bits`].
pub unsafe fn words(format: Format, address: u64) -> [u32; 4] {
    // SAFETY: the caller's promise.
    let bits = unsafe { bits(format, address) };
    let mut texel = [0, 0, 0, 1];
    for (to, bits) in texel.iter_mut().zip(bits).take(format.channels as usize) {
        *to = match format.channel {
            Channel::S8 => semantics::signed(u64::from(bits), 8) as u32,
            Channel::S16 => semantics::signed(u64::from(bits), 16) as u32,
            _ => bits,
        };
    }
    texel
}

/// A channel's bits for a 32-bit number that a kernel stores: floating-point numbers are rounded, integers are saturated.
pub fn stored(channel: Channel, value: u32) -> u64 {
    match channel {
        Channel::F16 => {
            let half = Real::of(Type::F16);
            half.map_or(0, |half| half.narrow(f64::from(f32::from_bits(value)), Rounding::NearestEven))
        }
        Channel::U8 => u64::from(value.min(0xff)),
        Channel::U16 => u64::from(value.min(0xffff)),
        Channel::S8 => u64::from((value as i32).clamp(-0x80, 0x7f) as u8),
        Channel::S16 => u64::from((value as i32).clamp(-0x8000, 0x7fff) as u16),
        Channel::U32 | Channel::S32 | Channel::F32 => u64::from(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_numbers() {
        let format = |channel, channels| Format { channel, channels };
        let bytes = [0u8, 51, 128, 255];
        let at = bytes.as_ptr() as u64;
        // SAFETY: four bytes that are there.
        unsafe {
            assert_eq!(reals(format(Channel::U8, 4), false, at), [0.0, 0.2, 128.0 / 255.0, 1.0]);
            assert_eq!(reals(format(Channel::U8, 1), false, at + 3), [1.0, 0.0, 0.0, 1.0]);
            assert_eq!(reals(format(Channel::S8, 2), false, at + 2)[..2], [-1.0, -1.0 / 127.0]);
            assert_eq!(words(format(Channel::S8, 2), at + 2), [-128i32 as u32, -1i32 as u32, 0, 1]);
            assert_eq!(reals(format(Channel::U8, 4), true, at)[3], 1.0);
        }
        let halves = [0x3c00u16, 0xc000];
        // SAFETY: as above.
        let texel = unsafe { reals(format(Channel::F16, 2), false, halves.as_ptr() as u64) };
        assert_eq!(texel, [1.0, -2.0, 0.0, 1.0]);
    }

    #[test]
    fn numbers_become_channels() {
        assert_eq!(stored(Channel::U8, 300), 255);
        assert_eq!(stored(Channel::S8, -300i32 as u32), 0x80);
        assert_eq!(stored(Channel::S16, -1i32 as u32), 0xffff);
        assert_eq!(stored(Channel::F16, 1.0f32.to_bits()), 0x3c00);
        assert_eq!(stored(Channel::F32, 7), 7);
    }
}
