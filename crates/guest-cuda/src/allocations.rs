//! What the guest knows of memory: every allocation passes through the shim, so questions about a pointer
//! are answered here, and a copy is classified without asking the worker.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

use parking_lot::RwLock;
use table::{CUcontext, CUdevice, CUmemoryPool};

/// Where memory came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `cuMemAlloc`, `cuMemAllocPitch`.
    Device,
    /// `cuMemAllocAsync` and pools.
    Pool(CUmemoryPool),
    /// `cuMemMap`.
    Mapping {
        /// The device that it lies on may read and write it.
        usable: bool,
    },
    /// Another process's memory, opened by a handle (`cuIpcOpenMemHandle`).
    Foreign,
    /// A module's or library's variable.
    Global,
    /// A graph's: there from when a launch allocates it until it is freed, each time anew.
    Graph,
    /// `cuMemHostAlloc`, `cuMemAllocHost`: memory of the window, with the flags it was asked for.
    Host {
        /// `CU_MEMHOSTALLOC_*`.
        flags: u32,
        /// The segment that was made for this allocation alone.
        segment: Option<u32>,
    },
    /// `cuMemAllocManaged`, or a managed variable: memory of the window.
    Managed {
        /// A module's or library's variable, which ends with it.
        is_variable: bool,
        /// The segment that was made for this allocation alone.
        segment: Option<u32>,
    },
    /// `cuMemHostRegister`: the program's own memory, moved into the window.
    Registered {
        /// `CU_MEMHOSTREGISTER_*`.
        flags: u32,
        /// The segment that holds the pages.
        segment: u32,
    },
}

impl Kind {
    /// True for memory that a copy or memset on the device may go to.
    pub fn is_usable_on_device(self) -> bool {
        !self.is_host() && self != Self::Mapping { usable: false }
    }

    /// True for memory of the host that the device reaches.
    pub fn is_host(self) -> bool {
        matches!(self, Self::Host { .. } | Self::Managed { .. } | Self::Registered { .. })
    }
}

/// One allocation.
#[derive(Debug, Clone, Copy)]
pub struct Allocation {
    /// First address; the same for host and device.
    pub start: u64,
    /// Bytes.
    pub len: u64,
    /// Where it came from.
    pub kind: Kind,
    /// The context that was current.
    pub context: CUcontext,
    /// The device that it lies on, or that pinned it.
    pub device: CUdevice,
    /// Unique for ever (`CU_POINTER_ATTRIBUTE_BUFFER_ID`).
    pub id: u64,
}

/// All allocations of the process, by address.
#[derive(Default)]
pub struct Allocations {
    ranges: RwLock<BTreeMap<u64, Allocation>>,
    next: AtomicU64,
    has_graph_memory: AtomicBool,
}

/// What a copy must do with a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On the device.
    Device,
    /// Host memory that the device reaches at the same address.
    Pinned,
    /// Any other host memory, or partly so.
    Pageable,
}

impl Allocations {
    /// Notes an allocation and gives its id.
    pub fn insert(&self, start: u64, len: u64, kind: Kind, context: CUcontext, device: CUdevice) -> u64 {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        if kind == Kind::Graph {
            self.has_graph_memory.store(true, Ordering::Relaxed);
        }
        self.ranges.write().insert(start, Allocation { start, len, kind, context, device, id });
        id
    }

    /// The allocation that starts at `start`, if `wanted` says yes to it; it is forgotten.
    pub fn remove_if(&self, start: u64, wanted: impl Fn(Kind) -> bool) -> Option<Allocation> {
        let mut ranges = self.ranges.write();
        if !wanted(ranges.get(&start)?.kind) {
            return None;
        }
        ranges.remove(&start)
    }

    /// True once any graph allocates memory: its launches then depend on what has been freed.
    pub fn has_graph_memory(&self) -> bool {
        self.has_graph_memory.load(Ordering::Relaxed)
    }

    /// The memory that starts at `start`, which the program is freeing; it is forgotten unless a launch of its graph
    /// may allocate it again. `None` if it is none that streams or `cuMemFree` free.
    pub fn freed(&self, start: u64) -> Option<Allocation> {
        self.remove_if(start, |kind| matches!(kind, Kind::Device | Kind::Pool(_)))
            .or_else(|| self.find(start).filter(|found| found.start == start && found.kind == Kind::Graph))
    }

    /// Changes the kind of those allocations that begin in the `len` bytes at `start`.
    pub fn change(&self, start: u64, len: u64, change: impl Fn(&Allocation) -> Kind) {
        for (_, allocation) in self.ranges.write().range_mut(start..start.saturating_add(len)) {
            allocation.kind = change(allocation);
        }
    }

    /// Forgets every allocation that `gone` names.
    pub fn retain(&self, keep: impl Fn(&Allocation) -> bool) {
        self.ranges.write().retain(|_, allocation| keep(allocation));
    }

    /// The allocation that holds `address`.
    pub fn find(&self, address: u64) -> Option<Allocation> {
        let ranges = self.ranges.read();
        let (_, allocation) = ranges.range(..=address).next_back()?;
        (address - allocation.start < allocation.len.max(1)).then_some(*allocation)
    }

    /// An allocation to which any of the `len` bytes at `start` belong.
    pub fn overlapping(&self, start: u64, len: u64) -> Option<Allocation> {
        let ranges = self.ranges.read();
        let end = start.saturating_add(len);
        let (_, found) = ranges.range(..end).next_back()?;
        (found.start + found.len > start).then_some(*found)
    }

    /// True if all of the `len` bytes at `start` are on the device; adjoining allocations count as one,
    /// because mappings of one reserved range are.
    pub fn covers_device(&self, start: u64, len: u64) -> bool {
        let Some(end) = start.checked_add(len) else { return false };
        let ranges = self.ranges.read();
        let mut at = start;
        while at < end {
            match ranges.range(..=at).next_back() {
                Some((_, found)) if found.kind.is_usable_on_device() && found.start + found.len > at => {
                    at = found.start + found.len;
                }
                _ => return false,
            }
        }
        true
    }

    /// Where the `len` bytes at `address` are, judged by their first byte as the driver does. A range that
    /// runs past the end of an allocation is still the device's: the worker refuses it.
    pub fn place(&self, address: u64, len: u64) -> Place {
        match self.find(address) {
            None => Place::Pageable,
            Some(found) if !found.kind.is_host() => Place::Device,
            Some(found) if address - found.start + len <= found.len => Place::Pinned,
            Some(_) => Place::Pageable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_placed_by_its_allocation() {
        let all = Allocations::default();
        all.insert(0x1000, 0x100, Kind::Device, CUcontext(1), 0);
        all.insert(0x8000, 0x100, Kind::Host { flags: 0, segment: None }, CUcontext(1), 0);
        assert_eq!(all.place(0x10ff, 1), Place::Device);
        assert_eq!(all.place(0x10ff, 2), Place::Device);
        assert_eq!(all.place(0x1100, 1), Place::Pageable);
        assert_eq!(all.place(0x8010, 0xf0), Place::Pinned);
        assert_eq!(all.place(0x8010, 0xf1), Place::Pageable);
        assert!(all.remove_if(0x8000, |kind| kind == Kind::Device).is_none());
        assert!(all.remove_if(0x1000, |kind| kind == Kind::Device).is_some());
        assert_eq!(all.place(0x1000, 1), Place::Pageable);
    }

    #[test]
    fn a_graph_s_memory_is_known_when_it_has_been_freed() {
        let all = Allocations::default();
        all.insert(0x1000, 0x100, Kind::Graph, CUcontext::NULL, 0);
        all.insert(0x8000, 0x100, Kind::Device, CUcontext(1), 0);
        assert!(all.freed(0x1010).is_none() && all.freed(0x1000).is_some() && all.freed(0x8000).is_some());
        assert_eq!((all.place(0x1000, 1), all.place(0x8000, 1)), (Place::Device, Place::Pageable));
    }
}
