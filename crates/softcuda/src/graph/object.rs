//! User objects: references that programs and graphs count, and what happens when there are none left.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use parking_lot::Mutex;
use table::{CUuserObject, CudaError, CudaResult};

use crate::{current, driver::Driver, stream::HostCall, stream::start_thread};

/// A user object.
pub struct UserObject {
    /// Its handle.
    pub handle: CUuserObject,
    destroy: HostCall,
    count: AtomicU64,
}

impl UserObject {
    /// An object with so many references.
    pub fn create(driver: &Driver, destroy: HostCall, count: u32) -> CUuserObject {
        let make = |handle| Self { handle, destroy, count: AtomicU64::new(count.into()) };
        driver.user_objects.insert(make).0
    }

    /// More references.
    pub fn retain(&self, count: u64) {
        self.count.fetch_add(count, Ordering::AcqRel);
    }

    /// Fewer references. Without any the object ends, on a thread that may not call the library.
    ///
    /// # Errors
    /// `INVALID_VALUE` for more than there are.
    pub fn release(&self, driver: &Driver, count: u64) -> CudaResult {
        let fewer = |held: u64| held.checked_sub(count);
        let held = self.count.fetch_update(Ordering::AcqRel, Ordering::Acquire, fewer);
        if held.map_err(|_| CudaError::INVALID_VALUE)? == count {
            driver.user_objects.remove(self.handle);
            let destroy = self.destroy;
            start_thread("softcuda-object".into(), move || {
                current::forbid_calls_on_this_thread();
                destroy.call();
            });
        }
        Ok(())
    }
}

/// The references that a graph holds, or an instance of one.
#[derive(Default)]
pub struct References(Mutex<BTreeMap<usize, (Arc<UserObject>, u64)>>);

impl References {
    /// Adds references that have been counted.
    pub fn add(&self, object: Arc<UserObject>, count: u64) {
        self.0.lock().entry(object.handle.0).or_insert((object, 0)).1 += count;
    }

    /// Gives references of an object back.
    ///
    /// # Errors
    /// `INVALID_VALUE` for more than there are.
    pub fn remove(&self, driver: &Driver, object: &UserObject, count: u64) -> CudaResult {
        let mut all = self.0.lock();
        let (_, held) = all.get_mut(&object.handle.0).ok_or(CudaError::INVALID_VALUE)?;
        *held = held.checked_sub(count).ok_or(CudaError::INVALID_VALUE)?;
        if *held == 0 {
            all.remove(&object.handle.0);
        }
        drop(all);
        object.release(driver, count)
    }

    /// The same references once more.
    pub fn copy(&self) -> Self {
        let all = self.0.lock().clone();
        for (object, count) in all.values() {
            object.retain(*count);
        }
        Self(Mutex::new(all))
    }
}

impl Drop for References {
    fn drop(&mut self) {
        let Ok(driver) = crate::driver::driver() else { return };
        for (object, count) in std::mem::take(self.0.get_mut()).into_values() {
            // As many as were counted.
            let _ = object.release(driver, count);
        }
    }
}
