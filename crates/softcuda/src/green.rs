//! Green contexts: a number of the device's multiprocessors under a name of its own.
//!
//! The context that stands for one is the device's primary context under another handle, so that everything that is made
//! in it is the primary context's, as NVIDIA documents. Which streams are a green context's is noted here. Kernels run on
//! all processors whatever the number is: the documentation promises so many multiprocessors at least.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{
    CU_DEV_RESOURCE_TYPE_INVALID, CU_DEV_RESOURCE_TYPE_SM, CUcontext, CUdevResource, CUdevResourceDesc,
    CUdevice, CUgreenCtx, CUstream, CudaError, CudaResult,
};

use crate::{driver::Driver, registry::Registry};

/// The fewest multiprocessors of a group, and what its number is a multiple of: each is a thread of the host's and stands
/// alone.
const LEAST: u32 = 1;

/// Stands at the beginning of each resource that this library has filled in.
const MARK: u32 = u32::from_le_bytes(*b"soft");

/// Some multiprocessors of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The device's ordinal.
    pub device: CUdevice,
    /// How many they are.
    pub count: u32,
    /// The number of the split that they come from; 0 if they can be split themselves.
    pub split: u64,
}

impl Part {
    /// The part as programs see it; no multiprocessors are no resource.
    pub fn to_resource(self) -> CUdevResource {
        let mut resource =
            CUdevResource { r#type: CU_DEV_RESOURCE_TYPE_INVALID, _internal_padding: [0; 92], u: [0; 12] };
        if self.count > 0 {
            resource.r#type = CU_DEV_RESOURCE_TYPE_SM;
            let padding = &mut resource._internal_padding;
            padding[..4].copy_from_slice(&MARK.to_ne_bytes());
            padding[4..8].copy_from_slice(&self.device.to_ne_bytes());
            padding[8..16].copy_from_slice(&self.split.to_ne_bytes());
            resource.u[..3].copy_from_slice(&[self.count, LEAST, LEAST]);
        }
        resource
    }

    /// The part that a resource is.
    pub fn from_resource(resource: &CUdevResource) -> CudaResult<Self> {
        let padding = &resource._internal_padding;
        let word = |at: usize| u32::from_ne_bytes([0, 1, 2, 3].map(|byte| padding[at + byte]));
        if resource.r#type != CU_DEV_RESOURCE_TYPE_SM || word(0) != MARK {
            return Err(CudaError::INVALID_RESOURCE_TYPE);
        }
        let split = u64::from_ne_bytes([0, 1, 2, 3, 4, 5, 6, 7].map(|byte| padding[8 + byte]));
        Ok(Self { device: word(4) as CUdevice, count: resource.u[0], split })
    }

    /// Splits the part into groups of `least` multiprocessors, `most` groups at most. Gives the groups' number, one of them,
    /// and what remains.
    pub fn split(self, least: u32, most: u32, number: u64) -> CudaResult<(u32, Self, Self)> {
        if self.split != 0 || least > self.count {
            return Err(CudaError::INVALID_RESOURCE_CONFIGURATION);
        }
        let size = least.max(LEAST);
        let groups = (self.count / size).min(most);
        let of = |count| Self { count, split: number, ..self };
        Ok((groups, of(size), of(self.count - groups * size)))
    }
}

/// A green context.
pub struct Green {
    /// Its handle.
    pub handle: CUgreenCtx,
    /// The handle of the context that stands for it.
    pub context: CUcontext,
    /// What it has.
    pub part: Part,
    is_ended: AtomicBool,
}

impl Green {
    /// A green context of these handles.
    pub fn new(handle: CUgreenCtx, context: CUcontext, part: Part) -> Self {
        Self { handle, context, part, is_ended: AtomicBool::new(false) }
    }

    /// A number that no other green context has had.
    pub fn id(&self) -> u64 {
        self.handle.0 as u64
    }
}

/// All green contexts, and what they are made of.
#[derive(Default)]
pub struct Greens {
    /// Every one that there has been.
    pub all: Registry<CUgreenCtx, Green>,
    /// Descriptions. They live as long as the process.
    pub descriptions: Registry<CUdevResourceDesc, Part>,
    streams: Mutex<FxHashMap<CUstream, CUgreenCtx>>,
    has_any: AtomicBool,
    splits: AtomicU64,
}

impl Greens {
    /// The number of a new split.
    pub fn next_split(&self) -> u64 {
        self.splits.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// A green context that lives.
    pub fn get(&self, handle: CUgreenCtx) -> CudaResult<Arc<Green>> {
        let green = self.all.find(handle).ok_or(CudaError::INVALID_CONTEXT)?;
        if green.is_ended.load(Ordering::Acquire) {
            return Err(CudaError::CONTEXT_IS_DESTROYED);
        }
        Ok(green)
    }

    /// Makes a green context under a new handle, by which the primary context is known from now on too.
    pub fn create(&self, driver: &Driver, part: Part) -> CudaResult<CUgreenCtx> {
        let primary = driver.retain_primary(part.device)?;
        let context = driver.contexts.reserve();
        driver.contexts.put(context, primary);
        let (handle, _) = self.all.insert(|handle| Green::new(handle, context, part));
        self.has_any.store(true, Ordering::Release);
        Ok(handle)
    }

    /// Ends a green context. Its streams stay, for the program to destroy.
    pub fn end(&self, driver: &Driver, green: &Green) -> CudaResult {
        if green.is_ended.swap(true, Ordering::AcqRel) {
            return Err(CudaError::CONTEXT_IS_DESTROYED);
        }
        driver.contexts.remove(green.context);
        Ok(())
    }

    /// Ends the green contexts of a device whose primary context has ended, with their streams.
    pub fn forget_all_of(&self, driver: &Driver, device: CUdevice) {
        for green in self.all.all().iter().filter(|green| green.part.device == device) {
            let _ = self.end(driver, green);
            self.streams.lock().retain(|_, of| *of != green.handle);
        }
    }

    /// The green context that a context stands for.
    pub fn of_context(&self, context: CUcontext) -> Option<Arc<Green>> {
        if !self.has_any.load(Ordering::Acquire) || context.is_null() {
            return None;
        }
        self.all.all().into_iter().find(|green| green.context == context)
    }

    /// Notes whose a stream is.
    pub fn note_stream(&self, stream: CUstream, green: CUgreenCtx) {
        self.streams.lock().insert(stream, green);
    }

    /// A stream is gone.
    pub fn forget_stream(&self, stream: CUstream) {
        self.streams.lock().remove(&stream);
    }

    /// The green context of a stream that the program has created.
    pub fn of_stream(&self, stream: CUstream) -> Option<Arc<Green>> {
        let handle = self.streams.lock().get(&stream).copied()?;
        self.all.find(handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Part = Part { device: 1, count: 10, split: 0 };

    #[test]
    fn a_resource_says_what_it_is_when_it_is_copied() {
        let resource = WHOLE.to_resource();
        assert_eq!(resource.u[..3], [10, LEAST, LEAST]);
        assert_eq!(Part::from_resource(&resource), Ok(WHOLE));
        let none = Part { count: 0, ..WHOLE }.to_resource();
        assert_eq!(Part::from_resource(&none), Err(CudaError::INVALID_RESOURCE_TYPE));
    }

    #[test]
    fn groups_are_equal_and_the_rest_remains() {
        let (groups, group, rest) = WHOLE.split(3, u32::MAX, 5).expect("enough");
        assert_eq!((groups, group.count, rest.count), (3, 3, 1));
        assert_eq!(group.split(1, 1, 6), Err(CudaError::INVALID_RESOURCE_CONFIGURATION), "a part of a part");
        assert_eq!(WHOLE.split(3, 1, 5).map(|(groups, _, rest)| (groups, rest.count)), Ok((1, 7)));
        assert_eq!(WHOLE.split(0, 100, 5).map(|(groups, ..)| groups), Ok(10));
        assert_eq!(WHOLE.split(11, 1, 5), Err(CudaError::INVALID_RESOURCE_CONFIGURATION));
    }
}
