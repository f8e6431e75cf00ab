//! Configuration space: bytes behind masks.

use super::identity::Identity;
use super::layout::{CONFIG_LEN, Layout, command, express, header, msi};

/// What a guest has made of the device's interrupt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Msi {
    /// MSI is enabled, and so is bus mastering: an interrupt is a write to memory.
    pub is_enabled: bool,
    /// It is to wait.
    pub is_masked: bool,
}

/// One function's configuration space.
#[derive(Debug)]
pub struct ConfigSpace {
    layout: Layout,
    bytes: Box<[u8; CONFIG_LEN]>,
}

impl ConfigSpace {
    /// As after a reset, of a device whose window has `window_len` bytes, a power of two.
    pub fn new(identity: &Identity, window_len: u64) -> Self {
        let layout = Layout::new(identity, window_len);
        Self { bytes: layout.initial.clone(), layout }
    }

    /// Everything that was written is forgotten.
    pub fn reset(&mut self) {
        self.bytes.copy_from_slice(&*self.layout.initial);
    }

    /// Reads any number of bytes at any offset. What lies beyond the end reads as 0xff, as where no device is.
    pub fn read(&self, offset: u64, data: &mut [u8]) {
        data.fill(0xff);
        let from = usize::try_from(offset).ok().and_then(|offset| self.bytes.get(offset..));
        for (to, byte) in data.iter_mut().zip(from.unwrap_or_default()) {
            *to = *byte;
        }
    }

    /// Writes any number of bytes at any offset; of each byte the bits that can be written, and none beyond the end.
    /// True if this is a function level reset: everything is forgotten then, including what was just written.
    #[must_use = "a function level reset resets more than configuration space"]
    pub fn write(&mut self, offset: u64, data: &[u8]) -> bool {
        let Ok(start) = usize::try_from(offset) else { return false };
        let mut is_reset = false;
        let places = self.bytes.iter_mut().zip(self.layout.writable.iter()).enumerate().skip(start);
        for ((at, (byte, writable)), new) in places.zip(data) {
            *byte = *byte & !writable | new & writable;
            is_reset |= at == express::CONTROL + 1 && new & (express::RESET >> 8) as u8 != 0;
        }
        if is_reset {
            self.reset();
        }
        is_reset
    }

    /// What the guest has made of the interrupt.
    pub fn msi(&self) -> Msi {
        let is_master = self.word(header::COMMAND) & command::BUS_MASTER != 0;
        let is_on = self.word(msi::CONTROL) & msi::ENABLE != 0;
        Msi { is_enabled: is_master && is_on, is_masked: self.word(msi::MASK) & 1 != 0 }
    }

    /// Shows the guest whether a masked interrupt waits.
    pub fn set_pending(&mut self, is_pending: bool) {
        self.bytes[msi::PENDING] = is_pending.into();
    }

    /// `at` is one of our own constants.
    fn word(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pci::layout::power;

    const WINDOW: u64 = 1 << 34;

    fn space() -> ConfigSpace {
        ConfigSpace::new(&Identity::default(), WINDOW)
    }

    fn read<const N: usize>(space: &ConfigSpace, offset: u64) -> [u8; N] {
        let mut data = [0; N];
        space.read(offset, &mut data);
        data
    }

    fn read32(space: &ConfigSpace, offset: u64) -> u32 {
        u32::from_le_bytes(read(space, offset))
    }

    fn write16(space: &mut ConfigSpace, at: usize, value: u16) -> bool {
        space.write(at as u64, &value.to_le_bytes())
    }

    #[test]
    fn identity_is_where_a_guest_looks_for_it() {
        let own = space();
        assert_eq!(read32(&own, 0), 0x5647_1234);
        assert_eq!(read32(&own, 8), 0x1200_0001);
        assert_eq!(read32(&own, 0x2c), 0x5647_1234);
        let nvidia = ConfigSpace::new(&Identity::nvidia(), WINDOW);
        assert_eq!(read32(&nvidia, 0), 0x2331_10de);
        assert_eq!(read32(&nvidia, 8), 0x0302_00a1);
        assert_eq!(read::<1>(&own, 0x0e), [0], "header type 0, one function");
    }

    #[test]
    fn bars_answer_the_sizing_protocol() {
        let mut space = space();
        for at in (0x10..0x28).step_by(4) {
            assert!(!space.write(at, &[0xff; 4]));
        }
        assert_eq!(read32(&space, 0x10), !(8 * 1024 - 1));
        assert_eq!(read32(&space, 0x14), 0);
        let wide = u64::from_le_bytes(read(&space, 0x18));
        assert_eq!(wide, !(WINDOW - 1) | 0xc);
        assert_eq!(read::<8>(&space, 0x20), [0; 8]);
        assert!(!space.write(0x30, &[0xff; 4]));
        assert_eq!(read32(&space, 0x30), 0, "no ROM");
        assert!(!space.write(0x18, &0x38_0000_0000_u64.to_le_bytes()));
        assert_eq!(u64::from_le_bytes(read(&space, 0x18)), 0x38_0000_000c);
    }

    #[test]
    fn capabilities_form_a_list_of_three() {
        let space = space();
        assert_eq!(read::<1>(&space, 6)[0] & 0x10, 0x10);
        let mut found = Vec::new();
        let mut at = read::<1>(&space, 0x34)[0];
        while at != 0 {
            let [id, next] = read(&space, at.into());
            found.push((at as usize, id));
            assert!(found.len() < 48, "the list does not end");
            at = next;
        }
        let all = [(power::AT, power::ID), (msi::AT, msi::ID), (express::AT, express::ID)];
        assert_eq!(found, all);
        assert_eq!(read32(&space, 0x100), 0, "no extended capability");
    }

    #[test]
    fn interrupts_are_enabled_by_msi_and_bus_mastering_together() {
        let mut space = space();
        assert_eq!(space.msi(), Msi::default());
        assert!(!write16(&mut space, msi::CONTROL, msi::ENABLE));
        assert!(!space.msi().is_enabled);
        assert!(!write16(&mut space, header::COMMAND, command::BUS_MASTER | command::MEMORY));
        assert_eq!(space.msi(), Msi { is_enabled: true, is_masked: false });
        assert!(!space.write(msi::MASK as u64, &[1]));
        assert!(space.msi().is_masked);
        assert_eq!(read::<2>(&space, msi::CONTROL as u64), 0x0181_u16.to_le_bytes());
        space.set_pending(true);
        assert_eq!(read32(&space, msi::PENDING as u64), 1);
        space.reset();
        assert_eq!((space.msi(), read32(&space, msi::PENDING as u64)), (Msi::default(), 0));
    }

    #[test]
    fn function_level_reset_forgets_everything_and_reads_as_zero() {
        let mut space = space();
        assert!(!write16(&mut space, header::COMMAND, 6));
        assert!(!write16(&mut space, express::CONTROL, 0x0010));
        assert!(write16(&mut space, express::CONTROL, express::RESET | 0x0010));
        assert_eq!(read::<2>(&space, 4), [0; 2]);
        assert_eq!(read::<2>(&space, express::CONTROL as u64), express::CONTROL_RESET.to_le_bytes());
        // By its byte, and as part of a wider write.
        assert!(space.write(express::CONTROL as u64 + 1, &[0x80]));
        assert!(space.write(express::AT as u64 + 4, &[0, 0, 0, 0, 0, 0x80, 0, 0]));
        assert!(!space.write(express::CONTROL as u64, &[0x80]));
    }

    #[test]
    fn beyond_the_end_is_nothing() {
        let mut space = space();
        assert_eq!(read::<4>(&space, 4094), [0, 0, 0xff, 0xff]);
        assert_eq!(read::<4>(&space, 4096), [0xff; 4]);
        assert_eq!(read::<4>(&space, u64::MAX), [0xff; 4]);
        assert!(!space.write(4095, &[0xff; 8]));
        assert!(!space.write(u64::MAX, &[0xff; 8]));
    }

    proptest! {
        #[test]
        fn no_writes_change_a_bit_that_is_read_only(
            writes in proptest::collection::vec(
                (prop_oneof![0_u64..0x120, 0..5000_u64, any::<u64>()], proptest::collection::vec(any::<u8>(), 0..9)),
                0..40,
            ),
        ) {
            let mut space = space();
            for (offset, data) in writes {
                let before = space.bytes.clone();
                let is_reset = space.write(offset, &data);
                for at in 0..CONFIG_LEN {
                    let fixed = !space.layout.writable[at];
                    prop_assert_eq!(space.bytes[at] & fixed, space.layout.initial[at] & fixed);
                    let written = (at as u64).checked_sub(offset).and_then(|index| data.get(index as usize));
                    let expected = match written {
                        _ if is_reset => space.layout.initial[at],
                        Some(new) => before[at] & fixed | new & !fixed,
                        None => before[at],
                    };
                    prop_assert_eq!(space.bytes[at], expected);
                }
            }
        }

        #[test]
        fn any_split_of_a_read_sees_the_same_bytes(offset in 0_u64..4200, len in 1_usize..9) {
            let space = space();
            let mut whole = vec![0; len];
            space.read(offset, &mut whole);
            for (index, byte) in whole.iter().enumerate() {
                prop_assert_eq!(read::<1>(&space, offset + index as u64)[0], *byte);
            }
        }
    }
}
