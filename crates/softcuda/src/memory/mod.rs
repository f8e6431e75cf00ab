//! The memory of the device: which addresses mean what, and how much is left.
//!
//! ```text
//! Space ─ Arena      the reserved address range; device memory is real memory mapped into it
//!       ├ FreeRanges which of its addresses are free
//!       ├ regions    base address → Region: every allocation, mapping and registration
//!       ├ Account    bytes in use against the device's size
//!       └ Video      the memory file behind cuMemCreate
//! ```
//!
//! Memory that other processes map has a file of its own behind it (`share`).
//!
//! Every access goes through [`Space::pin`], which checks the range against the regions and keeps
//! them alive while the access runs: a free waits for running accesses ([`Space::retire`]), so a
//! program that frees too early gets `CUDA_ERROR_ILLEGAL_ADDRESS`, not a crash.

mod account;
mod arena;
mod host;
pub mod moved;
mod physical;
mod pool;
mod region;
mod share;
mod va;
mod vmm;

use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{Arc, atomic::Ordering},
    thread,
    time::Duration,
};

use parking_lot::{Mutex, RwLock};
use table::{CUcontext, CUdeviceptr, CudaError, CudaResult};

use self::{account::Account, arena::Arena, physical::Video, va::FreeRanges};
pub use self::{
    physical::{GRANULE, Physical},
    pool::{Pool, Sharing},
    region::{Access, Kind, Region},
    vmm::Reservation,
};

/// Alignment of device allocations. NVIDIA promises 256 bytes and gives 512; ours are whole pages.
const ALIGN: u64 = 512;

/// The memory of the device.
pub struct Space {
    arena: Arena,
    account: Arc<Account>,
    addresses: Mutex<FreeRanges>,
    regions: RwLock<BTreeMap<u64, Arc<Region>>>,
    reservations: Mutex<BTreeMap<u64, Reservation>>,
    /// Held while memory of another process is opened or closed.
    opening: Mutex<()>,
    video: Arc<Video>,
}

/// Regions that an access uses; they stay in place until this is dropped.
#[derive(Debug)]
pub enum Pins {
    /// The usual case.
    One(#[allow(dead_code)] Arc<Region>), // held, not read
    /// Mappings that lie side by side.
    Many(#[allow(dead_code)] Vec<Arc<Region>>), // held, not read
}

/// Memory that no allocation uses, but that has not been given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    base: u64,
    reserved: u64,
    /// Bytes of the device's size that it takes; memory of another process takes none.
    charged: u64,
    /// Another process may have it still.
    is_shared: bool,
}

/// Why a range cannot be accessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No region at the first byte.
    Unknown,
    /// The range leaves its region, or access was not granted.
    Denied,
}

impl Space {
    /// The memory of a device of `memory` bytes, around `addresses` if they are given and free.
    pub fn new(memory: usize, addresses: Option<Range<u64>>) -> CudaResult<Self> {
        let arena = Arena::reserve(memory, addresses)?;
        // The first page stays free, so that no address is the very start of the range.
        let addresses = FreeRanges::new(arena.start() + GRANULE, arena.end());
        Ok(Self {
            account: Arc::new(Account::new(memory as u64)),
            addresses: Mutex::new(addresses),
            regions: RwLock::default(),
            reservations: Mutex::default(),
            opening: Mutex::default(),
            video: Arc::new(Video::new(memory as u64)?),
            arena,
        })
    }

    /// Free and total bytes.
    pub fn info(&self) -> (u64, u64) {
        (self.account.free(), self.account.total())
    }

    /// Whether an address belongs to the device's address range.
    pub fn is_device_address(&self, address: u64) -> bool {
        self.arena.contains(address)
    }

    /// The start and the length of the device's address range.
    pub fn device_addresses(&self) -> (u64, u64) {
        (self.arena.start(), self.arena.end() - self.arena.start())
    }

    /// Allocates device memory.
    pub fn allocate(&self, len: usize, kind: Kind, context: CUcontext) -> CudaResult<Arc<Region>> {
        if len == 0 {
            return Err(CudaError::INVALID_VALUE);
        }
        let len = len as u64;
        let reserved = len.checked_next_multiple_of(arena::PAGE).ok_or(CudaError::OUT_OF_MEMORY)?;
        self.account.charge(reserved)?;
        // Large allocations start on a granule, so that the kernel can back them with huge pages.
        let align = if reserved >= GRANULE { GRANULE } else { arena::PAGE.max(ALIGN) };
        let taken = self.addresses.lock().take(reserved, align);
        let base = match taken {
            Some(base) if self.arena.commit(base, reserved).is_ok() => base,
            _ => {
                if let Some(base) = taken {
                    self.addresses.lock().give(base, reserved);
                }
                self.account.refund(reserved);
                return Err(CudaError::OUT_OF_MEMORY);
            }
        };
        let region = Arc::new(Region::new(base, len, reserved, kind, context));
        self.regions.write().insert(base, region.clone());
        Ok(region)
    }

    /// Frees device memory that [`allocate`](Self::allocate) gave, waiting for running accesses.
    pub fn free(&self, base: CUdeviceptr) -> CudaResult {
        let block = self.take(base)?;
        self.release(block);
        Ok(())
    }

    /// Ends an allocation, waiting for running accesses, but keeps its memory.
    fn take(&self, base: CUdeviceptr) -> CudaResult<Block> {
        let is_ours = |region: &Region| {
            matches!(
                region.kind,
                Kind::Device
                    | Kind::Managed
                    | Kind::Global
                    | Kind::ManagedVariable
                    | Kind::Array
                    | Kind::Pooled(_)
                    | Kind::Graph
                    | Kind::Opened(_)
            )
        };
        let region = self.remove_if(base, is_ours)?;
        let (base, reserved) = (region.base, region.reserved);
        let is_opened = matches!(region.kind, Kind::Opened(_));
        let charged = if is_opened { 0 } else { reserved };
        let is_shared = is_opened || region.shared.get().is_some();
        let block = Block { base, reserved, charged, is_shared };
        retire(region);
        Ok(block)
    }

    /// Gives memory back that no allocation uses any more.
    fn release(&self, block: Block) {
        self.arena.decommit(block.base, block.reserved);
        self.addresses.lock().give(block.base, block.reserved);
        self.account.refund(block.charged);
    }

    /// Makes an allocation of memory that was kept.
    fn reuse(&self, block: Block, len: u64, kind: Kind, context: CUcontext) -> Arc<Region> {
        let region = Arc::new(Region::new(block.base, len, block.reserved, kind, context));
        self.regions.write().insert(block.base, region.clone());
        region
    }

    /// The region that an address lies in.
    pub fn find(&self, address: u64) -> Option<Arc<Region>> {
        let regions = self.regions.read();
        let (_, region) = regions.range(..=address).next_back()?;
        (address < region.end()).then(|| region.clone())
    }

    /// Checks that `len` bytes at `address` may be accessed and keeps them in place.
    pub fn pin(&self, address: u64, len: u64, write: bool) -> Result<Pins, Fault> {
        let regions = self.regions.read();
        let end = address.checked_add(len).ok_or(Fault::Denied)?;
        let first = regions.range(..=address).next_back().map(|(_, region)| region);
        let first = first.filter(|region| address < region.end()).ok_or(Fault::Unknown)?;
        let granted = |region: &Region| match region.access() {
            Access::Write => true,
            Access::Read => !write,
            Access::None => false,
        };
        if !granted(first) {
            return Err(Fault::Denied);
        }
        if end <= first.end() {
            return Ok(Pins::One(first.clone()));
        }
        let mut pins = vec![first.clone()];
        let mut reached = first.end();
        if !first.is_mapping() {
            return Err(Fault::Denied);
        }
        for (_, region) in regions.range(reached..) {
            if region.base != reached || !region.is_mapping() || !granted(region) {
                return Err(Fault::Denied);
            }
            pins.push(region.clone());
            reached = region.end();
            if end <= reached {
                return Ok(Pins::Many(pins));
            }
        }
        Err(Fault::Denied)
    }

    /// Regions that `wanted` picks.
    pub fn select(&self, wanted: impl Fn(&Region) -> bool) -> Vec<Arc<Region>> {
        self.regions.read().values().filter(|region| wanted(region)).cloned().collect()
    }

    /// Takes a region out of the map, if it starts at `base` and is of the right kind.
    fn remove_if(&self, base: u64, wanted: impl Fn(&Region) -> bool) -> CudaResult<Arc<Region>> {
        let mut regions = self.regions.write();
        match regions.get(&base) {
            Some(region) if wanted(region) => regions.remove(&base).ok_or(CudaError::INVALID_VALUE),
            _ => Err(CudaError::INVALID_VALUE),
        }
    }

    /// Frees everything that a context made: device memory, host memory and registrations.
    pub fn free_all_of(&self, context: CUcontext) {
        let owned = self.select(|region| {
            region.context == context
                && matches!(
                    region.kind,
                    Kind::Device
                        | Kind::Managed
                        | Kind::Global
                        | Kind::ManagedVariable
                        | Kind::Array
                        | Kind::Pooled(_)
                        | Kind::Opened(_)
                        | Kind::HostAllocated(_)
                        | Kind::HostRegistered(_)
                )
        });
        for region in owned {
            let base = region.base;
            let kind = region.kind.clone();
            drop(region);
            // Another thread may have freed it meanwhile; that is all an error can mean here.
            let _ = match kind {
                Kind::HostAllocated(_) => self.free_host(base),
                Kind::HostRegistered(_) => self.unregister_host(base),
                Kind::Pooled(pool) => pool.free(self, base),
                _ => self.free(base),
            };
        }
    }
}

/// Waits until nobody accesses a region that has been taken out of the map.
fn retire(region: Arc<Region>) {
    let mut rounds = 0u32;
    while Arc::strong_count(&region) > 1 {
        rounds += 1;
        if rounds < 64 { thread::yield_now() } else { thread::sleep(Duration::from_micros(50)) }
    }
    // Pairs with the release of the last pin: what it wrote is written.
    std::sync::atomic::fence(Ordering::Acquire);
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: CUcontext = CUcontext(1);

    fn space() -> Space {
        Space::new(64 << 20, None).expect("a small device")
    }

    #[test]
    fn allocations_are_aligned_counted_and_given_back() {
        let space = space();
        let region = space.allocate(1000, Kind::Device, CONTEXT).expect("room");
        assert_eq!(region.base % ALIGN, 0);
        assert!(space.is_device_address(region.base));
        assert_eq!(space.info(), ((64 << 20) - 4096, 64 << 20));
        let base = region.base;
        drop(region);
        assert_eq!(space.free(base + 1), Err(CudaError::INVALID_VALUE));
        space.free(base).expect("it is allocated");
        assert_eq!(space.free(base), Err(CudaError::INVALID_VALUE));
        assert_eq!(space.info().0, 64 << 20);
    }

    #[test]
    fn more_than_there_is_is_out_of_memory() {
        let space = space();
        let error = space.allocate(65 << 20, Kind::Device, CONTEXT).map(|_| ());
        assert_eq!(error, Err(CudaError::OUT_OF_MEMORY));
        let error = space.allocate(usize::MAX, Kind::Device, CONTEXT).map(|_| ());
        assert_eq!(error, Err(CudaError::OUT_OF_MEMORY));
        assert_eq!(space.info().0, 64 << 20);
    }

    #[test]
    fn pins_end_where_the_allocation_ends() {
        let space = space();
        let region = space.allocate(1000, Kind::Device, CONTEXT).expect("room");
        assert!(space.pin(region.base, 1000, true).is_ok());
        assert!(space.pin(region.base + 999, 1, true).is_ok());
        assert_eq!(space.pin(region.base, 1001, true).map(|_| ()), Err(Fault::Denied));
        assert_eq!(space.pin(region.base + 1000, 1, true).map(|_| ()), Err(Fault::Unknown));
        assert_eq!(space.pin(region.base, u64::MAX, true).map(|_| ()), Err(Fault::Denied));
    }

    #[test]
    fn a_free_waits_for_a_running_access() {
        let space = Arc::new(space());
        let base = space.allocate(4096, Kind::Device, CONTEXT).expect("room").base;
        let pins = space.pin(base, 4096, true).expect("it is allocated");
        let freeing = {
            let space = space.clone();
            thread::spawn(move || space.free(base))
        };
        thread::sleep(Duration::from_millis(20));
        assert!(!freeing.is_finished());
        drop(pins);
        assert_eq!(freeing.join().ok(), Some(Ok(())));
    }
}
