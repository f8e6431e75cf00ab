//! BAR0: registers of 32 bits, little endian. As data, because guest, device and documentation all need them.

/// Bytes of BAR0.
pub const LEN: u32 = 8 << 10;

/// What a guest may do with a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reads; writes are ignored.
    Read,
    /// Writes; reads give 0.
    Write,
}

/// A register, or an array of them side by side.
#[derive(Debug, Clone, Copy)]
pub struct Register {
    /// Bytes from the start of BAR0.
    pub offset: u32,
    /// Words side by side.
    pub count: u32,
    /// As in the documentation.
    pub name: &'static str,
    /// What it is for.
    pub access: Access,
    /// For people.
    pub about: &'static str,
}

const fn read(offset: u32, name: &'static str, about: &'static str) -> Register {
    Register { offset, count: 1, name, access: Access::Read, about }
}

const fn write(offset: u32, count: u32, name: &'static str, about: &'static str) -> Register {
    Register { offset, count, name, access: Access::Write, about }
}

/// First word of BAR0: `VGPU` in ASCII.
pub const MAGIC_VALUE: u32 = u32::from_le_bytes(*b"VGPU");
/// Version of this map and of the window's layout.
pub const VERSION_VALUE: u32 = 1;
/// The most channels that a device can have.
pub const CHANNELS_MAX: u32 = 1024;

/// `VGPU`.
pub const MAGIC: u32 = 0x000;
/// [`VERSION_VALUE`].
pub const VERSION: u32 = 0x004;
/// See [`REGISTERS`], as for all that follows.
pub const GENERATION: u32 = 0x008;
/// Bit 0: the device serves.
pub const STATUS: u32 = 0x00c;
/// Number of channels.
pub const CHANNELS: u32 = 0x010;
/// Bytes of a channel, in pages of 4096.
pub const CHANNEL_PAGES: u32 = 0x014;
/// Doorbells rung.
pub const RINGS: u32 = 0x020;
/// Calls for attention.
pub const LOOKS: u32 = 0x024;
/// Interrupts sent.
pub const INTERRUPTS: u32 = 0x028;
/// The number of the channel whose state or mailbox has changed.
pub const LOOK: u32 = 0x040;
/// One word for each channel.
pub const DOORBELLS: u32 = 0x1000;

/// All of BAR0. What is not listed reads as 0 and ignores writes.
pub const REGISTERS: &[Register] = &[
    read(MAGIC, "MAGIC", "`VGPU` in ASCII: 0x55504756"),
    read(VERSION, "VERSION", "version of this map and of the window's layout: 1"),
    read(GENERATION, "GENERATION", "grows with every reset; what a process had claimed before is gone"),
    read(
        STATUS,
        "STATUS",
        "bit 0: the device serves; all ones (0xffffffff): nobody is behind the device any more",
    ),
    read(CHANNELS, "CHANNELS", "number of channels, at most 1024"),
    read(CHANNEL_PAGES, "CHANNEL_PAGES", "size of a channel, in pages of 4096 bytes"),
    read(RINGS, "RINGS", "doorbells rung since the device was started; wraps"),
    read(LOOKS, "LOOKS", "writes to LOOK since the device was started; wraps"),
    read(INTERRUPTS, "INTERRUPTS", "interrupts (MSI) sent since the device was started; wraps"),
    write(LOOK, 1, "LOOK", "the number of a channel: its state or its mailbox has changed, so look at it"),
    write(
        DOORBELLS,
        CHANNELS_MAX,
        "DOORBELL",
        "one word for each channel: its ring has got commands, and its worker slept",
    ),
];

/// Offset of a channel's doorbell.
pub const fn doorbell(channel: u32) -> u32 {
    DOORBELLS + 4 * channel
}

/// Which channel's doorbell is at `offset`.
pub fn doorbell_at(offset: u32) -> Option<u32> {
    let index = offset.checked_sub(DOORBELLS)? / 4;
    (index < CHANNELS_MAX && offset.is_multiple_of(4)).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_lie_in_the_bar_in_order_and_apart() {
        let mut end = 0;
        for register in REGISTERS {
            assert!(register.offset >= end && register.offset.is_multiple_of(4), "{}", register.name);
            end = register.offset + 4 * register.count;
        }
        assert!(end <= LEN);
    }

    #[test]
    fn doorbells_are_found_by_their_offset() {
        for channel in [0, 1, CHANNELS_MAX - 1] {
            assert_eq!(doorbell_at(doorbell(channel)), Some(channel));
        }
        for wrong in [0, DOORBELLS - 4, DOORBELLS + 2, doorbell(CHANNELS_MAX)] {
            assert_eq!(doorbell_at(wrong), None, "{wrong:#x}");
        }
    }
}
