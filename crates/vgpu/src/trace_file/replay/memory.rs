//! Device memory at the addresses at which the recorded program had it.
//!
//! Parameters and data of kernels are full of addresses that nobody can tell from numbers, so they are not translated: the
//! replay reserves all addresses before anything else can take them, and maps memory into them as the program asks for
//! some. Nothing is unmapped when the program frees it, because allocations share granules.
//!
//! A driver may keep addresses for itself that it gave the program. There the program's own calls are repeated, and must give
//! what they gave.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use table::{CUmemAccessDesc, CUmemAllocationProp, CUmemLocation, HandleKind};
use wire::{Handle, Pod, reply, request};

use super::plan::{GRANULE, Plan};
use super::port::Port;

/// The first handle of ours; no recorded program has made so many.
const FIRST: u64 = 1 << 38;

/// Where a device is.
const DEVICE: CUmemLocation = CUmemLocation { r#type: table::CU_MEM_LOCATION_TYPE_DEVICE, id: 0 };
/// To be read and written.
const READ_WRITE: u32 = 3;

/// What has been mapped.
#[derive(Debug, Default)]
pub struct Memory {
    /// Length by start.
    runs: BTreeMap<u64, u64>,
    made: u64,
    /// Addresses that could not be reserved: end by start.
    native: BTreeMap<u64, u64>,
}

impl Memory {
    /// Reserves every address that the session will need, as far as the device gives them.
    pub fn reserve(port: &mut Port, plan: &Plan) -> Result<Self> {
        let mut memory = Self::default();
        for (&start, &end) in &plan.ranges {
            let size = end - start;
            let wish = request::cuMemAddressReserve { size, alignment: 0, hint: start, flags: 0 };
            let given: reply::cuMemAddressReserve = port
                .ask(0, &wish)
                .with_context(|| format!("cannot have {size} bytes of addresses at {start:#x}"))?;
            let address = given.address;
            if address != start {
                tracing::info!("the device keeps {start:#x} to {end:#x} for itself");
                let _: reply::cuMemAddressFree = port
                    .ask(0, &request::cuMemAddressFree { address, size })
                    .context("cannot free addresses")?;
                memory.native.insert(start, end);
            }
        }
        Ok(memory)
    }

    /// Whether the driver keeps this address for itself, so that only its own calls give memory there.
    pub fn is_native(&self, address: u64) -> bool {
        self.native.range(..=address).next_back().is_some_and(|(_, end)| address < *end)
    }

    /// Puts memory behind `len` bytes at `address`, as far as there is none, for the context `context`.
    pub fn provide(&mut self, port: &mut Port, context: u64, address: u64, len: u64) -> Result<()> {
        let (start, end) = granules(address, len);
        for (from, to) in self.gaps(start, end) {
            let what = || format!("cannot put {} bytes of memory at {from:#x}", to - from);
            self.map(port, context, from, to - from).with_context(what)?;
            self.runs.insert(from, to - from);
        }
        Ok(())
    }

    fn map(&mut self, port: &mut Port, context: u64, address: u64, size: u64) -> Result<()> {
        let allocation = Handle::new(HandleKind::MemoryAllocation, 2 * (FIRST + self.made));
        self.made += 1;
        let prop = CUmemAllocationProp::pinned(DEVICE);
        let access = vec![CUmemAccessDesc { location: DEVICE, flags: READ_WRITE }];
        let _: reply::cuMemCreate =
            port.ask(context, &request::cuMemCreate { allocation, size, prop: Pod(prop), flags: 0 })?;
        let map = request::cuMemMap { address, size, offset: 0, allocation, flags: 0 };
        let _: reply::cuMemMap = port.ask(context, &map)?;
        let _: reply::cuMemSetAccess =
            port.ask(context, &request::cuMemSetAccess { address, size, access })?;
        // The mapping keeps it.
        let _: reply::cuMemRelease = port.ask(context, &request::cuMemRelease { allocation })?;
        Ok(())
    }

    /// Takes memory away that is in the way of what the program maps itself.
    pub fn make_way(&mut self, port: &mut Port, context: u64, address: u64, len: u64) -> Result<()> {
        let (start, end) = granules(address, len);
        let runs = self.runs.range(..end).filter(|(from, len)| *from + *len > start);
        for address in runs.map(|(from, _)| *from).collect::<Vec<_>>() {
            let Some(size) = self.runs.remove(&address) else { continue };
            let _: reply::cuMemUnmap = port.ask(context, &request::cuMemUnmap { address, size })?;
        }
        Ok(())
    }

    /// What of a range has no memory yet.
    fn gaps(&self, start: u64, end: u64) -> Vec<(u64, u64)> {
        let (mut gaps, mut at) = (Vec::new(), start);
        for (&from, &len) in self.runs.range(..end).filter(|(from, len)| *from + *len > start) {
            if from > at {
                gaps.push((at, from));
            }
            at = at.max(from + len);
        }
        if at < end {
            gaps.push((at, end));
        }
        gaps
    }
}

/// The granules that a range lies in: start and end.
fn granules(address: u64, len: u64) -> (u64, u64) {
    (address / GRANULE * GRANULE, address.saturating_add(len).next_multiple_of(GRANULE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_put_where_there_is_none() {
        let mut memory = Memory::default();
        assert_eq!(memory.gaps(0, 10 * GRANULE), [(0, 10 * GRANULE)]);
        memory.runs = BTreeMap::from([(2 * GRANULE, GRANULE), (5 * GRANULE, 2 * GRANULE)]);
        let gaps: Vec<_> = memory
            .gaps(0, 6 * GRANULE)
            .into_iter()
            .map(|(from, to)| (from / GRANULE, to / GRANULE))
            .collect();
        assert_eq!(gaps, [(0, 2), (3, 5)]);
        assert!(memory.gaps(5 * GRANULE, 7 * GRANULE).is_empty());
        assert_eq!(granules(GRANULE + 1, 1), (GRANULE, 2 * GRANULE));
    }
}
