//! Which byte of configuration space holds what, and who may write it.
//!
//! | offset | what |
//! |---|---|
//! | 0x00 | header, type 0: BAR0 (32 bits, registers), BAR2 (64 bits, prefetchable, window), no others, no ROM, no pin |
//! | 0x40 | power management: D0 and D3hot, nothing is lost between them |
//! | 0x48 | MSI: one vector, 64-bit address, maskable |
//! | 0x60 | PCI Express 2: endpoint with function level reset |
//! | 0x100 | no extended capability |
//!
//! There is no MSI-X: QEMU 11.1 aborts when a vfio-user device that has it is unplugged.

use super::identity::Identity;
use crate::transport::REGISTERS_LEN;

/// Length of configuration space in bytes: that of PCI Express, so that a guest with ECAM finds what it expects.
pub const CONFIG_LEN: usize = 4096;

/// Bits of the command register (PCI Local Bus Specification 3.0, section 6.2.2).
pub(super) mod command {
    pub const MEMORY: u16 = 1 << 1;
    pub const BUS_MASTER: u16 = 1 << 2;
    pub const PARITY: u16 = 1 << 6;
    pub const SYSTEM_ERROR: u16 = 1 << 8;
    pub const NO_PIN: u16 = 1 << 10;
}

/// Offsets of the header.
pub(super) mod header {
    pub const VENDOR: usize = 0x00;
    pub const DEVICE: usize = 0x02;
    pub const COMMAND: usize = 0x04;
    pub const STATUS: usize = 0x06;
    pub const REVISION: usize = 0x08;
    pub const CLASS: usize = 0x09;
    pub const CACHE_LINE: usize = 0x0c;
    pub const BAR0: usize = 0x10;
    pub const BAR2: usize = 0x18;
    pub const SUBSYSTEM_VENDOR: usize = 0x2c;
    pub const SUBSYSTEM: usize = 0x2e;
    pub const CAPABILITIES: usize = 0x34;
    pub const INTERRUPT_LINE: usize = 0x3c;
}

/// Status register: a list of capabilities follows.
const HAS_CAPABILITIES: u16 = 1 << 4;

/// Power management (PCI Bus Power Management Interface 1.2, section 3.2).
pub(super) mod power {
    pub const AT: usize = 0x40;
    pub const ID: u8 = 0x01;
    /// Capabilities: version 3 of the interface, neither D1 nor D2, no wake-up.
    pub const CAPABILITIES: u16 = 3;
    pub const CONTROL: usize = AT + 4;
    /// State, in bits 1 and 0. D1 and D2 can be written too; they do what D3hot does, which is nothing.
    pub const STATE: u16 = 3;
    /// Going back to D0 is no reset.
    pub const NO_SOFT_RESET: u16 = 1 << 3;
}

/// Message-signalled interrupts (PCI Local Bus Specification 3.0, section 6.8.1).
pub(super) mod msi {
    pub const AT: usize = 0x48;
    pub const ID: u8 = 0x05;
    pub const CONTROL: usize = AT + 2;
    pub const ENABLE: u16 = 1;
    pub const WIDE: u16 = 1 << 7;
    pub const MASKABLE: u16 = 1 << 8;
    pub const ADDRESS: usize = AT + 4;
    pub const DATA: usize = AT + 0xc;
    pub const MASK: usize = AT + 0x10;
    pub const PENDING: usize = AT + 0x14;
}

/// PCI Express (PCI Express Base Specification 3.0, section 7.8).
pub(super) mod express {
    pub const AT: usize = 0x60;
    pub const ID: u8 = 0x10;
    /// Version 2 of the structure; type 0, endpoint. QEMU makes it an integrated one on a root bus.
    pub const CAPABILITIES: u16 = 2;
    /// Role-based error reporting, which all have, and function level reset.
    pub const DEVICE_CAPABILITIES: u32 = 1 << 15 | 1 << 28;
    pub const CONTROL: usize = AT + 8;
    /// Error reporting, relaxed ordering, payload, no snoop, read request: to be set as anybody likes.
    pub const CONTROL_WRITABLE: u16 = 0x78ff;
    /// Relaxed ordering, no snoop, read requests of 512 bytes: the defaults.
    pub const CONTROL_RESET: u16 = 0x2810;
    /// Starts a function level reset; reads as 0.
    pub const RESET: u16 = 1 << 15;
    /// A link of one lane at 2.5 GT/s, which says nothing about the window's speed.
    pub const LINK: u16 = 0x11;
    /// Slots use the platform's clock.
    pub const COMMON_CLOCK: u16 = 1 << 12;
    pub const LINK_CAPABILITIES: usize = AT + 0xc;
    pub const LINK_STATUS: usize = AT + 0x12;
    /// Completion timeouts can be turned off, which endpoints that make requests must offer.
    pub const NO_TIMEOUT: u16 = 1 << 4;
    pub const DEVICE_CAPABILITIES_2: usize = AT + 0x24;
    pub const CONTROL_2: usize = AT + 0x28;
    /// Speeds, bit 1: 2.5 GT/s.
    pub const LINK_CAPABILITIES_2: usize = AT + 0x2c;
    pub const SPEEDS: u32 = 1 << 1;
    pub const LINK_CONTROL_2: usize = AT + 0x30;
}

/// BAR type bits (PCI Local Bus Specification 3.0, section 6.2.5.1): 64 bits wide, prefetchable.
const WIDE_PREFETCHABLE: u64 = 0xc;

/// What configuration space is after a reset, and which of its bits can be written.
#[derive(Debug)]
pub(super) struct Layout {
    pub initial: Box<[u8; CONFIG_LEN]>,
    pub writable: Box<[u8; CONFIG_LEN]>,
}

impl Layout {
    pub fn new(identity: &Identity, window_len: u64) -> Self {
        let mut layout = Self { initial: Box::new([0; CONFIG_LEN]), writable: Box::new([0; CONFIG_LEN]) };
        layout.header(identity, window_len);
        layout.capabilities();
        layout
    }

    /// `value` is there after a reset, `writable` are the bits that a guest may change.
    fn put<const N: usize>(&mut self, at: usize, value: [u8; N], writable: [u8; N]) {
        self.initial[at..at + N].copy_from_slice(&value);
        self.writable[at..at + N].copy_from_slice(&writable);
    }

    fn put8(&mut self, at: usize, value: u8, writable: u8) {
        self.put(at, [value], [writable]);
    }

    fn put16(&mut self, at: usize, value: u16, writable: u16) {
        self.put(at, value.to_le_bytes(), writable.to_le_bytes());
    }

    fn put32(&mut self, at: usize, value: u32, writable: u32) {
        self.put(at, value.to_le_bytes(), writable.to_le_bytes());
    }

    fn put64(&mut self, at: usize, value: u64, writable: u64) {
        self.put(at, value.to_le_bytes(), writable.to_le_bytes());
    }

    fn header(&mut self, identity: &Identity, window_len: u64) {
        use command::{BUS_MASTER, MEMORY, NO_PIN, PARITY, SYSTEM_ERROR};

        self.put16(header::VENDOR, identity.vendor, 0);
        self.put16(header::DEVICE, identity.device, 0);
        self.put16(header::COMMAND, 0, MEMORY | BUS_MASTER | PARITY | SYSTEM_ERROR | NO_PIN);
        self.put16(header::STATUS, HAS_CAPABILITIES, 0);
        self.put8(header::REVISION, identity.revision, 0);
        let [interface, sub_class, class, _] = identity.class.to_le_bytes();
        self.put(header::CLASS, [interface, sub_class, class], [0; 3]);
        self.put8(header::CACHE_LINE, 0, 0xff);
        // The low bits of a BAR, up to its length, are read-only: that is how a guest learns the length.
        self.put32(header::BAR0, 0, !(REGISTERS_LEN - 1));
        self.put64(header::BAR2, WIDE_PREFETCHABLE, !(window_len - 1));
        self.put16(header::SUBSYSTEM_VENDOR, identity.subsystem_vendor, 0);
        self.put16(header::SUBSYSTEM, identity.subsystem, 0);
        self.put8(header::CAPABILITIES, power::AT as u8, 0);
        self.put8(header::INTERRUPT_LINE, 0, 0xff);
    }

    fn capabilities(&mut self) {
        self.put(power::AT, [power::ID, msi::AT as u8], [0; 2]);
        self.put16(power::AT + 2, power::CAPABILITIES, 0);
        self.put16(power::CONTROL, power::NO_SOFT_RESET, power::STATE);

        self.put(msi::AT, [msi::ID, express::AT as u8], [0; 2]);
        self.put16(msi::CONTROL, msi::WIDE | msi::MASKABLE, msi::ENABLE);
        self.put64(msi::ADDRESS, 0, !3);
        self.put16(msi::DATA, 0, u16::MAX);
        self.put32(msi::MASK, 0, 1);

        self.put(express::AT, [express::ID, 0], [0; 2]);
        self.put16(express::AT + 2, express::CAPABILITIES, 0);
        self.put32(express::AT + 4, express::DEVICE_CAPABILITIES, 0);
        self.put16(express::CONTROL, express::CONTROL_RESET, express::CONTROL_WRITABLE);
        self.put32(express::LINK_CAPABILITIES, express::LINK.into(), 0);
        self.put16(express::LINK_STATUS, express::LINK | express::COMMON_CLOCK, 0);
        self.put32(express::DEVICE_CAPABILITIES_2, express::NO_TIMEOUT.into(), 0);
        self.put16(express::CONTROL_2, 0, express::NO_TIMEOUT);
        self.put32(express::LINK_CAPABILITIES_2, express::SPEEDS, 0);
        self.put16(express::LINK_CONTROL_2, 1, 0);
    }
}
