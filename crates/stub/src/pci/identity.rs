//! Who the device claims to be.

use link::device::guest::IDENTITY;

/// The numbers by which a guest chooses a driver (PCI Local Bus Specification 3.0, section 6.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Vendor.
    pub vendor: u16,
    /// Device, of the vendor's numbering.
    pub device: u16,
    /// Vendor of the board.
    pub subsystem_vendor: u16,
    /// Board, of its vendor's numbering.
    pub subsystem: u16,
    /// Base class, sub-class and programming interface, in bits 23 to 0.
    pub class: u32,
    /// Revision of the device.
    pub revision: u8,
}

impl Default for Identity {
    /// Our own: a processing accelerator of the vendor number that virtual devices share, for which no operating
    /// system has a driver.
    fn default() -> Self {
        Self {
            vendor: IDENTITY.0,
            device: IDENTITY.1,
            subsystem_vendor: IDENTITY.0,
            subsystem: IDENTITY.1,
            class: 0x12_00_00,
            revision: 1,
        }
    }
}

impl Identity {
    /// The numbers of an NVIDIA H100, for software that looks for NVIDIA's vendor number on the bus before it loads
    /// a CUDA library. They are no more than numbers, and have a price:
    ///
    /// * Drivers for the real device want it too. Nouveau claims every 3D controller of this vendor; it was seen to
    ///   read our first register, find no chip that it knows and let go. NVIDIA's own driver has not been tried. A
    ///   guest that has either needs `driver_override`, or the driver barred.
    /// * The first register must not look like the identification of a chip of NVIDIA's.
    /// * Linux applies its quirks for the vendor, such as a write to offset 0x488 of configuration space, which is
    ///   read-only here.
    pub fn nvidia() -> Self {
        Self {
            vendor: 0x10de,
            device: 0x2331,
            subsystem_vendor: 0x10de,
            subsystem: 0x1626,
            class: 0x03_02_00,
            revision: 0xa1,
        }
    }
}
