//! Memory that another process maps too.

use std::{
    os::{fd::AsRawFd, unix::fs::FileExt},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use table::{CUcontext, CUmemAllocationProp, CUmemGenericAllocationHandle, CudaError, CudaResult};

use super::{
    Block, GRANULE, Kind, Physical, Pool, Region, Space,
    arena::{PAGE, Protection},
    moved,
};
use crate::share::{Purpose, SharedFile};

/// Memory of another process that is mapped here.
#[derive(Debug)]
pub struct Opened {
    /// The inode of its file.
    inode: u64,
    /// The pool that it was imported through, if it was.
    pub pool: Option<Arc<Pool>>,
    /// How often the program has opened it.
    count: AtomicU32,
}

impl Space {
    /// Sees to it that other processes can map an allocation: puts a file behind it, with the same contents. It stays where it
    /// is, and what runs meanwhile goes on.
    pub fn share(&self, address: u64, wanted: impl Fn(&Kind) -> bool) -> CudaResult<Arc<Region>> {
        loop {
            // Nobody begins a copy while the map is locked.
            let regions = self.regions.write();
            let region = regions.range(..=address).next_back().map(|(_, region)| region);
            let region = region.filter(|region| address < region.end() && wanted(&region.kind));
            let region = region.ok_or(CudaError::INVALID_VALUE)?;
            if region.shared.get().is_none() {
                // Who has begun one before holds the region, and may need the map to go on.
                if Arc::strong_count(region) > 1 {
                    drop(regions);
                    thread::sleep(Duration::from_micros(50));
                    continue;
                }
                let file = self.move_into_file(region)?;
                let _ = region.shared.set(file);
            }
            return Ok(region.clone());
        }
    }

    /// Puts a new file behind a region that nobody holds.
    fn move_into_file(&self, region: &Region) -> CudaResult<SharedFile> {
        let (base, len) = (region.base, region.reserved);
        let file = SharedFile::create(Purpose::Memory, len)?;
        let _move = moved::begin();
        self.arena.protect(base, len, Protection::Read)?;
        let moved = copy(base, len, &file)
            .and_then(|()| self.arena.map_file(base, len, file.file().as_raw_fd(), 0, Protection::Write));
        if let Err(error) = moved {
            self.arena.protect(base, len, Protection::Write)?;
            return Err(error);
        }
        Ok(file)
    }

    /// Maps `len` bytes of another process's memory. What a context has opened already, outside of pools, is opened once more.
    pub fn open(
        &self,
        file: &SharedFile,
        len: u64,
        pool: Option<Arc<Pool>>,
        context: CUcontext,
    ) -> CudaResult<u64> {
        if len == 0 || len > file.len() || !file.len().is_multiple_of(PAGE) {
            return Err(CudaError::INVALID_VALUE);
        }
        let _opening = self.opening.lock();
        let is_it = |opened: &Opened| opened.inode == file.inode() && opened.pool.is_none();
        let again = self.select(|region| {
            region.context == context && matches!(&region.kind, Kind::Opened(opened) if is_it(opened))
        });
        if pool.is_none()
            && let Some(region) = again.first()
            && let Kind::Opened(opened) = &region.kind
        {
            opened.count.fetch_add(1, Ordering::AcqRel);
            return Ok(region.base);
        }
        let reserved = file.len();
        let align = if reserved >= GRANULE { GRANULE } else { PAGE };
        let base = self.addresses.lock().take(reserved, align).ok_or(CudaError::OUT_OF_MEMORY)?;
        let mapped = self.arena.map_file(base, reserved, file.file().as_raw_fd(), 0, Protection::Write);
        if let Err(error) = mapped {
            self.release(Block { base, reserved, charged: 0, is_shared: true });
            return Err(error);
        }
        let opened = Opened { inode: file.inode(), pool, count: AtomicU32::new(1) };
        let region = Region::new(base, len, reserved, Kind::Opened(opened.into()), context);
        self.regions.write().insert(base, region.into());
        Ok(base)
    }

    /// Ends one opening of memory that is of no pool; the last takes it away.
    pub fn close(&self, base: u64) -> CudaResult {
        let _opening = self.opening.lock();
        let region = self.find(base).filter(|region| region.base == base);
        let region = region.ok_or(CudaError::INVALID_VALUE)?;
        let Kind::Opened(opened) = &region.kind else { return Err(CudaError::INVALID_VALUE) };
        if opened.pool.is_some() {
            return Err(CudaError::INVALID_VALUE);
        }
        let is_last = opened.count.fetch_sub(1, Ordering::AcqRel) == 1;
        drop(region);
        if is_last { self.free(base) } else { Ok(()) }
    }

    /// Physical memory of another process, or of this one.
    pub fn import(
        &self,
        file: SharedFile,
        properties: CUmemAllocationProp,
        handle: CUmemGenericAllocationHandle,
    ) -> CudaResult<Physical> {
        if !file.len().is_multiple_of(GRANULE) {
            return Err(CudaError::UNKNOWN);
        }
        Ok(self.video.import(&self.account, file, properties, handle))
    }
}

/// Copies memory into a file. Pages that hold nothing but zeros stay holes: memory that was never touched takes no room.
fn copy(base: u64, len: u64, file: &SharedFile) -> CudaResult {
    const STEP: u64 = 16 * PAGE;
    let mut offset = 0;
    while offset < len {
        let count = STEP.min(len - offset);
        // SAFETY: the range is part of an allocation, which the caller has made readable and keeps in place; it lets nobody write
        // to it, so these are plain bytes for as long as the reference lives.
        let bytes = unsafe { std::slice::from_raw_parts((base + offset) as *const u8, count as usize) };
        if bytes.as_chunks::<64>().0.iter().any(|part| *part != [0; 64]) {
            file.file().write_all_at(bytes, offset).map_err(|_| CudaError::OUT_OF_MEMORY)?;
        }
        offset += count;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU64};

    use table::CUmemoryPool;

    use super::*;
    use crate::memory::Sharing;

    const CONTEXT: CUcontext = CUcontext(1);
    const LEN: u64 = 1 << 20;

    fn space() -> Arc<Space> {
        Space::new(64 << 20, None).expect("a small device").into()
    }

    fn word(address: u64) -> &'static AtomicU64 {
        // SAFETY: the tests use addresses of allocations only, aligned, and while these live.
        unsafe { AtomicU64::from_ptr(address as *mut u64) }
    }

    fn is_device(kind: &Kind) -> bool {
        matches!(kind, Kind::Device)
    }

    #[test]
    fn shared_memory_keeps_its_contents_and_is_seen_through_another_mapping() {
        let space = space();
        let base = space.allocate(LEN as usize - 5, Kind::Device, CONTEXT).expect("room").base;
        word(base + 8192).store(7, Ordering::Relaxed);
        let region = space.share(base + 100, is_device).expect("it is allocated");
        let inode = region.shared.get().expect("it is shared").inode();
        let file = SharedFile::of_handle(
            &region.shared.get().expect("it is shared").handle(crate::share::What::Memory, region.len, 0),
            Purpose::Memory,
        );
        drop(region);
        assert_eq!(word(base + 8192).load(Ordering::Relaxed), 7);
        let file = file.expect("it is open");
        assert_eq!(file.inode(), inode);
        let there = space.open(&file, LEN - 5, None, CONTEXT).expect("room");
        assert_eq!(space.open(&file, LEN - 5, None, CONTEXT), Ok(there), "opened twice");
        let elsewhere = space.open(&file, LEN - 5, None, CUcontext(2)).expect("room");
        assert_ne!(elsewhere, there, "each context has its own");
        assert_eq!(word(there + 8192).load(Ordering::Relaxed), 7);
        word(there + LEN - 8).store(9, Ordering::Relaxed);
        assert_eq!(word(base + LEN - 8).load(Ordering::Relaxed), 9);
        let free = space.info().0;
        space.free(base).expect("it is allocated");
        assert_eq!(word(elsewhere + 8192).load(Ordering::Relaxed), 7, "it outlives its owner");
        space.free_all_of(CUcontext(2));
        space.close(there).expect("opened twice");
        assert!(space.pin(there, LEN - 5, true).is_ok());
        space.close(there).expect("opened once more");
        assert_eq!(space.close(there), Err(CudaError::INVALID_VALUE));
        assert_eq!(space.info().0, free + LEN, "what is another's was not counted");
    }

    #[test]
    fn a_move_waits_for_copies_that_have_begun() {
        let space = space();
        let base = space.allocate(4096, Kind::Device, CONTEXT).expect("room").base;
        let pins = space.pin(base, 4096, true).expect("it is allocated");
        let is_done = Arc::new(AtomicBool::new(false));
        let sharing = {
            let (space, is_done) = (space.clone(), is_done.clone());
            thread::spawn(move || {
                space.share(base, is_device).map(|_| ()).expect("it is allocated");
                is_done.store(true, Ordering::SeqCst);
            })
        };
        thread::sleep(Duration::from_millis(20));
        assert!(!is_done.load(Ordering::SeqCst));
        // Whoever copies may need a second place.
        assert!(space.pin(base, 8, false).is_ok());
        drop(pins);
        sharing.join().expect("it ends");
    }

    #[test]
    fn wrong_sizes_are_refused() {
        let space = space();
        let file = SharedFile::create(Purpose::Memory, 8192).expect("a file");
        for len in [0, 8193, u64::MAX] {
            assert_eq!(space.open(&file, len, None, CONTEXT), Err(CudaError::INVALID_VALUE));
        }
        let huge = SharedFile::create(Purpose::Memory, 1 << 60).expect("a file of holes");
        assert_eq!(space.open(&huge, 1 << 60, None, CONTEXT), Err(CudaError::OUT_OF_MEMORY));
        let odd = SharedFile::create(Purpose::Memory, 5000).expect("a file");
        assert_eq!(space.open(&odd, 5000, None, CONTEXT), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn memory_of_a_pool_that_others_have_is_not_used_again() {
        let space = space();
        let pool = Arc::new(Pool::new(CUmemoryPool(1), 0, 0, false, Sharing::Exportable(3)));
        pool.settings[3].store(u64::MAX, Ordering::Relaxed);
        let base = pool.allocate(&space, 5000, CONTEXT).expect("room").base;
        let is_pooled = |kind: &Kind| matches!(kind, Kind::Pooled(_));
        space.share(base, is_pooled).map(|_| ()).expect("it is allocated");
        pool.free(&space, base).expect("it is allocated");
        assert_eq!((pool.counters().reserved, pool.counters().used), (0, 0));
        assert_eq!(space.info().0, 64 << 20);
        let imported = Arc::new(Pool::new(CUmemoryPool(2), 0, 0, false, Sharing::Imported(3)));
        assert_eq!(imported.allocate(&space, 10, CONTEXT).map(|_| ()), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn only_what_is_wanted_is_shared() {
        let space = space();
        let base = space.allocate(4096, Kind::Managed, CONTEXT).expect("room").base;
        assert!(space.share(base, is_device).is_err());
        assert!(space.share(0, is_device).is_err());
    }
}
