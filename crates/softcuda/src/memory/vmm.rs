//! Reserved addresses and physical memory mapped into them.

use std::{ops::Bound, sync::Arc};

use table::{CUcontext, CUmemAllocationProp, CUmemGenericAllocationHandle, CudaError, CudaResult};

use super::{Access, GRANULE, Kind, Physical, Region, Space, arena::Protection, retire};

/// A range of addresses that the program reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reservation {
    /// First address.
    pub base: u64,
    /// Its size.
    pub len: u64,
}

impl Reservation {
    fn encloses(&self, at: u64, len: u64) -> bool {
        at >= self.base && at.checked_add(len).is_some_and(|end| end <= self.base + self.len)
    }
}

impl Space {
    /// Reserves addresses; `wish` is taken if it is free.
    pub fn reserve(&self, len: u64, align: u64, wish: u64) -> CudaResult<u64> {
        if len == 0 || !len.is_multiple_of(GRANULE) || (align != 0 && !align.is_power_of_two()) {
            return Err(CudaError::INVALID_VALUE);
        }
        let align = align.max(GRANULE);
        let mut addresses = self.addresses.lock();
        let at_wish = wish != 0 && wish.is_multiple_of(align) && addresses.take_at(wish, len);
        let base = if at_wish { wish } else { addresses.take(len, align).ok_or(CudaError::OUT_OF_MEMORY)? };
        self.reservations.lock().insert(base, Reservation { base, len });
        Ok(base)
    }

    /// Gives a whole reservation back; nothing may be mapped into it any more.
    pub fn unreserve(&self, base: u64, len: u64) -> CudaResult {
        let mut addresses = self.addresses.lock();
        let mut reservations = self.reservations.lock();
        if reservations.get(&base) != Some(&Reservation { base, len }) {
            return Err(CudaError::INVALID_VALUE);
        }
        let occupied = self.regions.read().range(base..base + len).next().is_some();
        if occupied {
            return Err(CudaError::INVALID_VALUE);
        }
        reservations.remove(&base);
        addresses.give(base, len);
        Ok(())
    }

    /// Allocates physical memory.
    pub fn create(
        &self,
        len: u64,
        properties: CUmemAllocationProp,
        handle: CUmemGenericAllocationHandle,
    ) -> CudaResult<Physical> {
        if len == 0 || !len.is_multiple_of(GRANULE) {
            return Err(CudaError::INVALID_VALUE);
        }
        self.video.allocate(&self.account, len, properties, handle)
    }

    /// Maps physical memory into reserved addresses, without access.
    pub fn map(&self, at: u64, len: u64, offset: u64, physical: Arc<Physical>) -> CudaResult {
        let whole = offset.checked_add(len).ok_or(CudaError::INVALID_VALUE)?;
        if len == 0 || !at.is_multiple_of(GRANULE) || !offset.is_multiple_of(GRANULE) {
            return Err(CudaError::INVALID_VALUE);
        }
        if !len.is_multiple_of(GRANULE) || whole > physical.len {
            return Err(CudaError::NOT_SUPPORTED);
        }
        let reservations = self.reservations.lock();
        let inside = reservations.range(..=at).next_back().is_some_and(|(_, found)| found.encloses(at, len));
        if !inside {
            return Err(CudaError::INVALID_VALUE);
        }
        let mut regions = self.regions.write();
        let occupied = regions.range(..at + len).next_back().is_some_and(|(_, region)| region.end() > at);
        if occupied {
            return Err(CudaError::INVALID_VALUE);
        }
        let (file, start) = physical.place();
        self.arena.map_file(at, len, file, start + offset, Protection::None)?;
        let region = Region::new(at, len, len, Kind::Mapping(physical), CUcontext::NULL);
        regions.insert(at, region.into());
        Ok(())
    }

    /// Takes whole mappings out of a range.
    pub fn unmap(&self, at: u64, len: u64) -> CudaResult {
        // The reservations stay locked until the addresses are inaccessible again: nobody can map or
        // free them in between.
        let _reservations = self.reservations.lock();
        let mut regions = self.regions.write();
        let mappings = mappings_in(&regions, at, len)?;
        for region in &mappings {
            regions.remove(&region.base);
        }
        drop(regions);
        for region in mappings {
            let (base, len) = (region.base, region.len);
            // The physical memory may go with the region, so it must not be mapped any more by then.
            let Kind::Mapping(physical) = region.kind.clone() else { continue };
            retire(region);
            self.arena.decommit(base, len);
            drop(physical);
        }
        Ok(())
    }

    /// Changes access to whole mappings in a range.
    pub fn set_access(&self, at: u64, len: u64, access: Access) -> CudaResult {
        let protection = match access {
            Access::None => Protection::None,
            Access::Read => Protection::Read,
            Access::Write => Protection::Write,
        };
        // As in `unmap`: nobody can unmap the range meanwhile.
        let _reservations = self.reservations.lock();
        let mappings = mappings_in(&self.regions.read(), at, len)?;
        for region in mappings {
            let grants_more = access as u8 > region.access() as u8;
            if !grants_more {
                // No new access from here on; running ones end soon. The map holds one reference, we another.
                region.set_access(access);
                while Arc::strong_count(&region) > 2 {
                    std::thread::yield_now();
                }
            }
            self.arena.protect(region.base, region.len, protection)?;
            region.set_access(access);
        }
        Ok(())
    }

    /// The reservation that an address lies in.
    pub fn reservation(&self, address: u64) -> Option<Reservation> {
        let reservations = self.reservations.lock();
        let (_, found) = reservations.range(..=address).next_back()?;
        found.encloses(address, 1).then_some(*found)
    }
}

type Regions = std::collections::BTreeMap<u64, Arc<Region>>;

/// The mappings that fill a range exactly, without a gap.
fn mappings_in(regions: &Regions, at: u64, len: u64) -> CudaResult<Vec<Arc<Region>>> {
    let end = at.checked_add(len).ok_or(CudaError::INVALID_VALUE)?;
    let mut reached = at;
    let mut found = Vec::new();
    for (_, region) in regions.range((Bound::Included(at), Bound::Excluded(end))) {
        if region.base != reached || !region.is_mapping() || region.end() > end {
            return Err(CudaError::INVALID_VALUE);
        }
        reached = region.end();
        found.push(region.clone());
    }
    if len == 0 || reached != end { Err(CudaError::INVALID_VALUE) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use table::CUmemLocation;

    use super::*;

    fn space() -> Space {
        Space::new(64 << 20, None).expect("a small device")
    }

    fn properties() -> CUmemAllocationProp {
        CUmemAllocationProp::pinned(CUmemLocation { r#type: 1, id: 0 })
    }

    fn write(at: u64, value: u64) {
        // SAFETY: the tests write only to addresses that they have mapped and may write to.
        unsafe { (at as *mut u64).write_volatile(value) };
    }

    fn read(at: u64) -> u64 {
        // SAFETY: as for `write`.
        unsafe { (at as *const u64).read_volatile() }
    }

    #[test]
    fn physical_memory_outlives_its_handle_while_it_is_mapped() {
        let space = space();
        let base = space.reserve(4 * GRANULE, 0, 0).expect("addresses");
        let physical =
            Arc::new(space.create(GRANULE, properties(), CUmemGenericAllocationHandle(1)).expect("memory"));
        space.map(base, GRANULE, 0, physical.clone()).expect("map");
        space.map(base + GRANULE, GRANULE, 0, physical.clone()).expect("a second mapping");
        drop(physical);
        assert!(space.pin(base, 8, false).is_err(), "no access was granted");
        space.set_access(base, 2 * GRANULE, Access::Write).expect("access");
        assert!(space.pin(base + GRANULE - 8, 16, true).is_ok(), "neighbours are one range");
        write(base, 42);
        assert_eq!(read(base + GRANULE), 42, "both show the same memory");
        assert_eq!(space.unreserve(base, 4 * GRANULE), Err(CudaError::INVALID_VALUE));
        assert_eq!(space.info().0, (64 << 20) - GRANULE);
        space.unmap(base, 2 * GRANULE).expect("unmap");
        assert_eq!(space.info().0, 64 << 20);
        space.unreserve(base, 4 * GRANULE).expect("nothing is mapped");
    }

    #[test]
    fn wrong_ranges_are_refused() {
        let space = space();
        assert_eq!(space.reserve(GRANULE + 1, 0, 0), Err(CudaError::INVALID_VALUE));
        assert_eq!(space.reserve(GRANULE, 3, 0), Err(CudaError::INVALID_VALUE));
        let base = space.reserve(2 * GRANULE, 0, 0).expect("addresses");
        let physical =
            Arc::new(space.create(GRANULE, properties(), CUmemGenericAllocationHandle(1)).expect("memory"));
        let invalid = Err(CudaError::INVALID_VALUE);
        // As NVIDIA's driver answers.
        assert_eq!(space.map(base, 2 * GRANULE, 0, physical.clone()), Err(CudaError::NOT_SUPPORTED));
        assert_eq!(space.map(base + 2 * GRANULE, GRANULE, 0, physical.clone()), invalid);
        assert_eq!(space.map(base, GRANULE, u64::MAX - 1, physical.clone()), invalid);
        space.map(base, GRANULE, 0, physical.clone()).expect("map");
        assert_eq!(space.map(base, GRANULE, 0, physical), invalid);
        assert_eq!(space.unmap(base, 2 * GRANULE), invalid);
        assert_eq!(space.set_access(base + GRANULE, GRANULE, Access::Write), invalid);
    }
}
