//! One allocation, mapping or registration: what the library knows about a range of addresses.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering},
};

use table::CUcontext;

use super::{physical::Physical, pool::Pool, share::Opened};
use crate::share::SharedFile;

/// Access that cuMemSetAccess has granted to a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// None yet.
    None = 0,
    /// Reading.
    Read = 1,
    /// Reading and writing.
    Write = 3,
}

/// What a region is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Memory of cuMemAlloc.
    Device,
    /// Memory of cuMemAllocManaged, which the program may touch too.
    Managed,
    /// A variable of a module.
    Global,
    /// A variable of a module that the program may touch too.
    ManagedVariable,
    /// The texels of an array.
    Array,
    /// Stream-ordered memory of a pool.
    Pooled(Arc<Pool>),
    /// Memory that a graph allocates whenever it is launched.
    Graph,
    /// Physical memory mapped by cuMemMap, with its offset in it.
    Mapping(Arc<Physical>),
    /// Memory of another process.
    Opened(Arc<Opened>),
    /// Page-locked memory that the library allocated, with its flags.
    HostAllocated(u32),
    /// Memory of the program that it registered, with its flags.
    HostRegistered(u32),
}

/// A range of addresses and what it is.
#[derive(Debug)]
pub struct Region {
    /// First address.
    pub base: u64,
    /// Bytes that the program asked for.
    pub len: u64,
    /// Bytes that the region takes.
    pub reserved: u64,
    /// What it is.
    pub kind: Kind,
    /// The context that it was made in.
    pub context: CUcontext,
    /// A number that no other region has had.
    pub id: u64,
    /// Whether copies with this region never run ahead of the caller.
    pub sync_memops: AtomicBool,
    /// A free has been ordered, but not executed yet.
    pub freeing: AtomicBool,
    /// The file behind it, if it was shared with other processes.
    pub shared: OnceLock<SharedFile>,
    access: AtomicU8,
}

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

impl Region {
    /// A region of `len` bytes that takes `reserved`.
    pub fn new(base: u64, len: u64, reserved: u64, kind: Kind, context: CUcontext) -> Self {
        let access = match kind {
            Kind::Mapping(_) => Access::None,
            _ => Access::Write,
        };
        Self {
            base,
            len,
            reserved,
            kind,
            context,
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            sync_memops: AtomicBool::new(false),
            freeing: AtomicBool::new(false),
            shared: OnceLock::new(),
            access: AtomicU8::new(access as u8),
        }
    }

    /// Address behind the last byte.
    pub fn end(&self) -> u64 {
        self.base + self.len
    }

    /// Whether the region is host memory.
    pub fn is_host(&self) -> bool {
        matches!(self.kind, Kind::HostAllocated(_) | Kind::HostRegistered(_))
    }

    /// Whether the program may touch the region although it is the device's.
    pub fn is_managed(&self) -> bool {
        matches!(self.kind, Kind::Managed | Kind::ManagedVariable)
    }

    /// Whether the region is a mapping of physical memory.
    pub fn is_mapping(&self) -> bool {
        matches!(self.kind, Kind::Mapping(_))
    }

    /// Access to the region.
    pub fn access(&self) -> Access {
        match self.access.load(Ordering::Acquire) {
            0 => Access::None,
            1 => Access::Read,
            _ => Access::Write,
        }
    }

    /// Grants or withdraws access.
    pub fn set_access(&self, access: Access) {
        self.access.store(access as u8, Ordering::Release);
    }
}
