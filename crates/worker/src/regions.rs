//! The device memory that a session owns, so that no frame can name any other.

use std::collections::BTreeMap;
use std::sync::Arc;

use link::gauges::Gauges;
use table::{CudaError, CudaResult};

/// Where memory came from, and so how it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `cuMemAlloc`, `cuMemAllocPitch`.
    Allocation,
    /// `cuMemAllocAsync` and pools.
    Pool,
    /// `cuMemMap`.
    Mapping,
    /// Another process's, which accounts for it.
    Foreign,
    /// A module's or library's variable.
    Global,
    /// Addresses of a graph's memory, which is there from when a launch allocates it until it is freed, each time anew.
    Graph,
}

impl Origin {
    /// How much of `len` bytes counts as the session's memory.
    fn counted(self, len: u64) -> u64 {
        if matches!(self, Self::Global | Self::Foreign | Self::Graph) { 0 } else { len }
    }
}

/// Address ranges on the device, in bytes, not overlapping.
#[derive(Debug, Default)]
pub struct Regions {
    ranges: BTreeMap<u64, (u64, Origin)>,
    /// Bytes of all ranges but variables, and memory of graphs and of other processes.
    total: u64,
    /// The most that this has been.
    peak: u64,
    /// Where both are told to others.
    shown: Option<Arc<Gauges>>,
}

impl Regions {
    /// No memory yet; `shown` is kept up to date with how much there is.
    pub fn new(shown: Option<Arc<Gauges>>) -> Self {
        Self { shown, ..Self::default() }
    }

    fn show(&self) {
        if let Some(shown) = &self.shown {
            shown.hold(self.total, self.peak);
        }
    }

    /// Adds `len` bytes at `start`. A range of no length is ignored.
    pub fn insert(&mut self, start: u64, len: u64, origin: Origin) {
        if len > 0 {
            self.remove(start);
            self.ranges.insert(start, (len, origin));
            self.total += origin.counted(len);
            self.peak = self.peak.max(self.total);
            self.show();
        }
    }

    /// Removes the range that starts at `start` and gives its length.
    pub fn remove(&mut self, start: u64) -> Option<u64> {
        let (len, origin) = self.ranges.remove(&start)?;
        self.total -= origin.counted(len);
        self.show();
        Some(len)
    }

    /// The memory at `start` has been freed. A graph that allocated it will do so again.
    pub fn freed(&mut self, start: u64) {
        if self.ranges.get(&start).is_some_and(|(_, origin)| *origin != Origin::Graph) {
            self.remove(start);
        }
    }

    /// Removes every range that starts within `len` bytes from `start`.
    pub fn remove_within(&mut self, start: u64, len: u64) {
        let inside: Vec<u64> =
            self.ranges.range(start..start.saturating_add(len)).map(|(&start, _)| start).collect();
        for start in inside {
            self.remove(start);
        }
    }

    /// True if all of the `len` bytes at `start` are owned; adjoining ranges count as one.
    pub fn contains(&self, start: u64, len: u64) -> bool {
        let Some(end) = start.checked_add(len) else { return false };
        let mut at = start;
        loop {
            let Some((&from, &(len, _))) = self.ranges.range(..=at).next_back() else { return false };
            let to = from + len;
            if to <= at {
                // An empty range is owned if its address is.
                return false;
            }
            if to >= end {
                return true;
            }
            at = to;
        }
    }

    /// The range that holds `address`: its start and length.
    pub fn holding(&self, address: u64) -> Option<(u64, u64)> {
        let (&start, &(len, _)) = self.ranges.range(..=address).next_back()?;
        (address - start < len).then_some((start, len))
    }

    /// [`Regions::contains`] as the driver's answer.
    ///
    /// # Errors
    /// `INVALID_VALUE`, which is what the driver says of an address that it does not know.
    pub fn check(&self, start: u64, len: u64) -> CudaResult {
        if self.contains(start, len) { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
    }

    /// The most bytes that were owned at one time, of all origins but variables.
    pub fn peak(&self) -> u64 {
        self.peak
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjoining_ranges_count_as_one() {
        let mut regions = Regions::default();
        regions.insert(0x1000, 0x1000, Origin::Mapping);
        regions.insert(0x2000, 0x1000, Origin::Mapping);
        regions.insert(0x4000, 0x1000, Origin::Allocation);
        assert!(regions.contains(0x1800, 0x1000));
        assert!(regions.contains(0x1000, 0x2000));
        assert!(!regions.contains(0x2800, 0x1000));
        assert!(!regions.contains(0x800, 0x1000));
        assert!(!regions.contains(0x5000, 0));
        assert!(!regions.contains(0x4800, u64::MAX));
    }

    #[test]
    fn a_graph_s_memory_stays_the_session_s_when_it_is_freed() {
        let mut regions = Regions::default();
        regions.insert(0x1000, 0x1000, Origin::Graph);
        regions.insert(0x4000, 0x1000, Origin::Pool);
        assert_eq!(regions.peak(), 0x1000);
        regions.freed(0x1000);
        regions.freed(0x4000);
        assert!(regions.contains(0x1000, 0x1000) && !regions.contains(0x4000, 1));
    }

    #[test]
    fn what_is_held_is_told_at_once() {
        let ours = Gauges::new().expect("gauges");
        let theirs = Gauges::received(ours.fd().try_clone_to_owned().expect("dup")).expect("gauges");
        let mut regions = Regions::new(Some(Arc::new(theirs)));
        regions.insert(0x1000, 0x3000, Origin::Allocation);
        regions.insert(0x8000, 0x1000, Origin::Global);
        regions.insert(0x1000, 0x2000, Origin::Allocation);
        assert_eq!((ours.read().memory, ours.read().memory_peak), (0x2000, 0x3000));
        regions.remove(0x1000);
        assert_eq!((ours.read().memory, regions.peak()), (0, 0x3000));
    }
}
