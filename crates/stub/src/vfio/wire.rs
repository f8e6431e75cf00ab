//! What messages look like. All numbers are in the host's byte order, sizes in bytes.

use rustix::io::Errno;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// The most bytes that one message reads or writes. Accesses of a guest have 8 at most.
pub const DATA_MAX: usize = 4096;
/// Length of [`Header`].
pub(super) const HEADER_LEN: usize = size_of::<Header>();
/// The longest body of a message, which is that of a region access with data.
pub(super) const BODY_MAX: usize = size_of::<Access>() + DATA_MAX;
/// The longest body that is read past to keep the connection. A client may send as much before it has heard of
/// [`DATA_MAX`]: that many bytes are the default of `max_data_xfer_size` (section VFIO_USER_VERSION).
pub(super) const SKIP_MAX: usize = size_of::<Access>() + (1 << 20);
/// The most descriptors that come with one message. One is all that a sensible client sends.
pub(super) const DESCRIPTORS_MAX: usize = 8;

/// Commands (section Commands).
pub(super) mod command {
    pub const VERSION: u16 = 1;
    pub const DMA_MAP: u16 = 2;
    pub const DMA_UNMAP: u16 = 3;
    pub const DEVICE_GET_INFO: u16 = 4;
    pub const DEVICE_GET_REGION_INFO: u16 = 5;
    pub const DEVICE_GET_IRQ_INFO: u16 = 7;
    pub const DEVICE_SET_IRQS: u16 = 8;
    pub const REGION_READ: u16 = 9;
    pub const REGION_WRITE: u16 = 10;
    pub const DEVICE_RESET: u16 = 13;
}

/// Flags of a header (section Header).
mod flag {
    pub const TYPE: u32 = 0xf;
    pub const REQUEST: u32 = 0;
    pub const REPLY: u32 = 1;
    pub const NO_REPLY: u32 = 1 << 4;
    pub const ERROR: u32 = 1 << 5;
}

/// What every message begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct Header {
    pub id: u16,
    pub command: u16,
    /// Of the whole message.
    pub size: u32,
    pub flags: u32,
    pub error: u32,
}

impl Header {
    pub fn is_request(&self) -> bool {
        self.flags & flag::TYPE == flag::REQUEST
    }

    pub fn wants_reply(&self) -> bool {
        self.is_request() && self.flags & flag::NO_REPLY == 0
    }

    /// Header of the reply to this request, which carries `body` bytes, or an error and nothing else.
    pub fn reply(&self, body: Result<usize, Errno>) -> Self {
        let (flags, len, error) = match body {
            Ok(len) => (flag::REPLY, len, 0),
            Err(why) => (flag::REPLY | flag::ERROR, 0, why.raw_os_error().unsigned_abs()),
        };
        // A body is at most `BODY_MAX` long.
        Self { id: self.id, command: self.command, size: (HEADER_LEN + len) as u32, flags, error }
    }
}

/// `VFIO_USER_VERSION`, before the version data.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct Version {
    pub major: u16,
    pub minor: u16,
}

/// `VFIO_USER_DMA_MAP`.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct DmaMap {
    pub argsz: u32,
    pub flags: u32,
    pub offset: u64,
    pub address: u64,
    pub size: u64,
}

/// `VFIO_USER_DMA_UNMAP`, request and reply.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct DmaUnmap {
    pub argsz: u32,
    pub flags: u32,
    pub address: u64,
    pub size: u64,
}

/// `VFIO_USER_DEVICE_GET_INFO`, request and reply.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct DeviceInfo {
    pub argsz: u32,
    pub flags: u32,
    pub num_regions: u32,
    pub num_irqs: u32,
}

/// `VFIO_DEVICE_FLAGS_RESET` and `VFIO_DEVICE_FLAGS_PCI`.
pub(super) const DEVICE_RESETTABLE_PCI: u32 = 0b11;

/// `VFIO_USER_DEVICE_GET_REGION_INFO`, request and reply.
#[derive(Debug, Clone, Copy, Default, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct RegionInfo {
    pub argsz: u32,
    pub flags: u32,
    pub index: u32,
    pub cap_offset: u32,
    pub size: u64,
    pub offset: u64,
}

/// Flags of [`RegionInfo`].
pub(super) mod region_flag {
    pub const READ_WRITE: u32 = 0b11;
    pub const MMAP: u32 = 1 << 2;
    pub const CAPABILITIES: u32 = 1 << 3;
}

/// The capability of a region that can be mapped, with its only area (`vfio_region_info_cap_sparse_mmap`).
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct SparseMmap {
    pub id: u16,
    pub version: u16,
    pub next: u32,
    pub nr_areas: u32,
    pub reserved: u32,
    pub offset: u64,
    pub size: u64,
}

impl SparseMmap {
    /// The whole of a region of so many bytes.
    pub fn whole(size: u64) -> Self {
        Self { id: 1, version: 1, next: 0, nr_areas: 1, reserved: 0, offset: 0, size }
    }
}

/// `VFIO_USER_DEVICE_GET_IRQ_INFO`, request and reply.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct IrqInfo {
    pub argsz: u32,
    pub flags: u32,
    pub index: u32,
    pub count: u32,
}

/// `VFIO_IRQ_INFO_EVENTFD` and `VFIO_IRQ_INFO_NORESIZE`.
pub(super) const IRQ_EVENTFD_NORESIZE: u32 = 1 | 1 << 3;

/// `VFIO_USER_DEVICE_SET_IRQS`, before its data.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct SetIrqs {
    pub argsz: u32,
    pub flags: u32,
    pub index: u32,
    pub start: u32,
    pub count: u32,
}

/// Flags of [`SetIrqs`].
pub(super) mod irq_flag {
    pub const DATA_NONE: u32 = 1;
    pub const DATA_BOOL: u32 = 1 << 1;
    pub const DATA_EVENTFD: u32 = 1 << 2;
    pub const ACTION_TRIGGER: u32 = 1 << 5;
}

/// `VFIO_USER_REGION_READ` and `VFIO_USER_REGION_WRITE`, request and reply, before the data.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct Access {
    pub offset: u64,
    pub region: u32,
    pub count: u32,
}

/// Indices of regions of a PCI device (`linux/vfio.h`).
pub(super) mod region {
    pub const BAR0: u32 = 0;
    pub const BAR2: u32 = 2;
    pub const CONFIG: u32 = 7;
    /// Six BARs, ROM, configuration space, VGA.
    pub const COUNT: u32 = 9;
}

/// Indices of interrupts of a PCI device (`linux/vfio.h`).
pub(super) mod irq {
    pub const MSI: u32 = 1;
    /// Pin, MSI, MSI-X, errors, requests to let go.
    pub const COUNT: u32 = 5;
}

/// The structure that a body begins with, and what follows it. A body that is too short is the client's mistake.
pub(super) fn split<T: FromBytes>(body: &[u8]) -> Result<(T, &[u8]), Errno> {
    T::read_from_prefix(body).map_err(|_| Errno::INVAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_the_specification() {
        assert_eq!((HEADER_LEN, size_of::<Version>(), size_of::<DmaMap>()), (16, 4, 32));
        assert_eq!((size_of::<DmaUnmap>(), size_of::<DeviceInfo>(), size_of::<RegionInfo>()), (24, 16, 32));
        assert_eq!((size_of::<SparseMmap>(), size_of::<IrqInfo>(), size_of::<SetIrqs>()), (32, 16, 20));
        assert_eq!(size_of::<Access>(), 16);
    }

    #[test]
    fn replies_are_marked_and_keep_the_id() {
        let request = Header { id: 7, command: 9, size: 32, flags: 0, error: 0 };
        assert!(request.wants_reply());
        let reply = request.reply(Ok(20));
        assert_eq!(reply, Header { id: 7, command: 9, size: 36, flags: 1, error: 0 });
        assert!(!reply.is_request());
        let failed = request.reply(Err(Errno::INVAL));
        assert_eq!(failed, Header { id: 7, command: 9, size: 16, flags: 0x21, error: 22 });
        assert!(!Header { flags: 0x10, ..request }.wants_reply());
    }
}
