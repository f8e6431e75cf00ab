//! Handles: numbers under which a program knows the library's objects.
//!
//! A handle is `kind << 40 | counter`, never an address and never reused, so a stale or invented one is
//! found out by looking it up and nothing that a program passes as a handle is ever dereferenced.

use std::{
    marker::PhantomData,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use table::{CudaError, CudaResult, Handle};

/// All living objects of one kind, by handle.
pub struct Registry<H, T> {
    objects: RwLock<FxHashMap<u64, Arc<T>>>,
    next: AtomicUsize,
    handle: PhantomData<fn() -> H>,
}

impl<H: Handle, T> Default for Registry<H, T> {
    fn default() -> Self {
        Self { objects: RwLock::default(), next: AtomicUsize::new(1), handle: PhantomData }
    }
}

impl<H: Handle, T> Registry<H, T> {
    /// A handle that no object has had.
    pub fn reserve(&self) -> H {
        let counter = self.next.fetch_add(1, Ordering::Relaxed) as u64;
        H::from_bits(u64::from(H::KIND.number()) << 40 | counter & ((1 << 40) - 1))
    }

    /// Puts an object under a reserved handle.
    pub fn put(&self, handle: H, object: Arc<T>) {
        self.objects.write().insert(handle.bits(), object);
    }

    /// Makes an object that knows its handle and registers it.
    pub fn insert(&self, make: impl FnOnce(H) -> T) -> (H, Arc<T>) {
        let handle = self.reserve();
        let object = Arc::new(make(handle));
        self.put(handle, object.clone());
        (handle, object)
    }

    /// The object of a handle, if it lives.
    pub fn find(&self, handle: H) -> Option<Arc<T>> {
        self.objects.read().get(&handle.bits()).cloned()
    }

    /// The object of a handle, or `INVALID_HANDLE`.
    pub fn get(&self, handle: H) -> CudaResult<Arc<T>> {
        self.find(handle).ok_or(CudaError::INVALID_HANDLE)
    }

    /// Ends a handle; its object is dropped when nothing uses it any more.
    pub fn remove(&self, handle: H) -> Option<Arc<T>> {
        self.objects.write().remove(&handle.bits())
    }

    /// All living objects.
    pub fn all(&self) -> Vec<Arc<T>> {
        self.objects.read().values().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use table::{CUevent, CUstream};

    use super::*;

    #[test]
    fn a_handle_finds_its_object_until_it_is_removed() {
        let registry = Registry::<CUevent, u32>::default();
        let (handle, _) = registry.insert(|_| 7);
        assert_eq!(registry.get(handle).map(|value| *value), Ok(7));
        assert!(registry.remove(handle).is_some());
        assert_eq!(registry.get(handle), Err(CudaError::INVALID_HANDLE));
        let (next, _) = registry.insert(|_| 8);
        assert_ne!(handle, next, "handles are not reused");
    }

    #[test]
    fn kinds_do_not_share_numbers() {
        let events = Registry::<CUevent, ()>::default();
        let streams = Registry::<CUstream, ()>::default();
        assert_ne!(events.reserve().0, streams.reserve().0);
    }
}
