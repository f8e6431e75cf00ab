//! From guest handles to the driver's.

use rustc_hash::FxHashMap;
use table::{CUfunction, CUstream, CudaError, CudaResult, Handle as Object, HandleKind};
use wire::Handle;

/// The most objects that a session may hold at once; a bound on the worker's memory.
const MAX_HANDLES: usize = 4 << 20;

/// An object of the driver's.
#[derive(Clone, Copy)]
struct Real {
    raw: u64,
    /// How often it was launched, for a function or kernel. It lies here because a launch looks here anyway.
    launches: u64,
}

/// An object that was asked for a moment ago, beside its place in the table: the driver leaves nothing of the table in the
/// processor's nearest cache, and most launches are of the same function or into the same stream as the last one.
#[derive(Clone, Copy)]
struct Recent {
    handle: Handle,
    real: Real,
}

/// The session's objects. A guest draws even numbers, the worker odd ones.
#[derive(Default)]
#[repr(C)]
pub struct Handles {
    /// The function or kernel of the newest launch; counts what the table has not counted yet.
    launched: Option<Recent>,
    /// The stream that was asked for last.
    stream: Option<Recent>,
    real: FxHashMap<u64, Real>,
    /// Functions and kernels that are gone: the guest's handle, and how often they were launched.
    launched_once: Vec<(u64, u64)>,
    /// (kind, driver's handle) → guest's, for objects that the driver may name again.
    names: FxHashMap<(u8, u64), u64>,
    next: u64,
}

impl Handles {
    /// The driver's handle behind `handle`; the null handle stays null, for the driver to judge.
    ///
    /// # Errors
    /// `INVALID_HANDLE` (`INVALID_CONTEXT` for contexts) if this session has no such object.
    #[inline]
    pub fn get<H: Object>(&self, handle: Handle) -> CudaResult<H> {
        if handle.is_null() {
            return Ok(H::default());
        }
        if !handle.is(H::KIND) {
            return Err(Self::unknown(H::KIND));
        }
        self.real.get(&handle.0).map(|real| H::from_bits(real.raw)).ok_or(Self::unknown(H::KIND))
    }

    /// What the driver launches for a function or kernel, which it takes for a function; counted as launched.
    ///
    /// # Errors
    /// `INVALID_HANDLE` if the session has no such function or kernel. The null handle stays null.
    #[inline]
    pub fn launch(&mut self, handle: Handle) -> CudaResult<CUfunction> {
        if let Some(Recent { handle: recent, real }) = &mut self.launched
            && *recent == handle
        {
            real.launches = real.launches.wrapping_add(1);
            return Ok(CUfunction::from_bits(real.raw));
        }
        self.launch_another(handle)
    }

    /// What the driver launches and where, if both are those of the newest launch; counted as launched.
    #[inline(always)]
    pub fn again(&mut self, function: Handle, stream: Handle) -> Option<(CUfunction, CUstream)> {
        let (launched, into) = (self.launched.as_mut()?, self.stream.as_ref()?);
        if launched.handle != function || into.handle != stream {
            return None;
        }
        launched.real.launches = launched.real.launches.wrapping_add(1);
        Some((CUfunction::from_bits(launched.real.raw), CUstream::from_bits(into.real.raw)))
    }

    #[inline(never)]
    fn launch_another(&mut self, handle: Handle) -> CudaResult<CUfunction> {
        if handle.is_null() {
            return Ok(CUfunction::NULL);
        }
        if !handle.is(HandleKind::Function) && !handle.is(HandleKind::Kernel) {
            return Err(CudaError::INVALID_HANDLE);
        }
        let raw = self.real.get(&handle.0).ok_or(CudaError::INVALID_HANDLE)?.raw;
        self.settle();
        self.launched = Some(Recent { handle, real: Real { raw, launches: 1 } });
        Ok(CUfunction::from_bits(raw))
    }

    /// Puts what was counted beside the table into it.
    fn settle(&mut self) {
        if let Some(Recent { handle, real: recent }) = self.launched.take()
            && let Some(real) = self.real.get_mut(&handle.0)
        {
            real.launches = real.launches.wrapping_add(recent.launches);
        }
    }

    /// The driver has refused what [`Handles::launch`] counted last.
    #[cold]
    pub fn refused(&mut self, handle: Handle) {
        if let Some(Recent { handle: recent, real }) = &mut self.launched
            && *recent == handle
        {
            real.launches = real.launches.wrapping_sub(1);
        }
    }

    /// [`Handles::get`] for a stream.
    ///
    /// # Errors
    /// As there.
    #[inline]
    pub fn stream(&mut self, handle: Handle) -> CudaResult<CUstream> {
        if let Some(Recent { handle: recent, real }) = &self.stream
            && *recent == handle
        {
            return Ok(CUstream::from_bits(real.raw));
        }
        self.another_stream(handle)
    }

    #[inline(never)]
    fn another_stream(&mut self, handle: Handle) -> CudaResult<CUstream> {
        let stream: CUstream = self.get(handle)?;
        self.stream = Some(Recent { handle, real: Real { raw: stream.bits(), launches: 0 } });
        Ok(stream)
    }

    /// Every function and kernel that was launched, by the guest's handle, and how often.
    pub fn launches(&self) -> impl Iterator<Item = (Handle, u64)> {
        let newest = |handle| match &self.launched {
            Some(recent) if recent.handle.0 == handle => recent.real.launches,
            _ => 0,
        };
        let there =
            self.real.iter().map(move |(&handle, real)| (handle, real.launches.wrapping_add(newest(handle))));
        let all = there.chain(self.launched_once.iter().copied());
        all.filter(|&(_, times)| times > 0).map(|(handle, times)| (Handle(handle), times))
    }

    fn unknown(kind: HandleKind) -> CudaError {
        match kind {
            HandleKind::Context => CudaError::INVALID_CONTEXT,
            _ => CudaError::INVALID_HANDLE,
        }
    }

    /// Checks that the guest may use `handle` for a new object.
    ///
    /// # Errors
    /// `INVALID_HANDLE` if it is of another kind, taken, or of the worker's half; `OUT_OF_MEMORY` if the session
    /// holds too many objects.
    pub fn check_new<H: Object>(&self, handle: Handle) -> CudaResult {
        if !handle.is(H::KIND) || handle.0 & 1 == 1 || self.real.contains_key(&handle.0) {
            return Err(CudaError::INVALID_HANDLE);
        }
        if self.real.len() >= MAX_HANDLES {
            return Err(CudaError::OUT_OF_MEMORY);
        }
        Ok(())
    }

    /// Gives the object `raw` the name `handle`.
    ///
    /// # Errors
    /// As [`Handles::check_new`].
    pub fn insert<H: Object>(&mut self, handle: Handle, raw: H) -> CudaResult {
        self.check_new::<H>(handle)?;
        self.real.insert(handle.0, Real { raw: raw.bits(), launches: 0 });
        self.names.insert((H::KIND.number(), raw.bits()), handle.0);
        Ok(())
    }

    /// Forgets an object and gives the driver's handle of it.
    pub fn remove<H: Object>(&mut self, handle: Handle) -> Option<H> {
        self.settle();
        self.stream = None;
        let Real { raw, launches } = self.real.remove(&handle.0)?;
        if launches > 0 {
            self.launched_once.push((handle.0, launches));
        }
        let name = (H::KIND.number(), raw);
        if self.names.get(&name) == Some(&handle.0) {
            self.names.remove(&name);
        }
        Some(H::from_bits(raw))
    }

    /// The guest's name of an object that the driver gave; a new one if it has none.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` if the session holds too many objects.
    pub fn known<H: Object>(&mut self, raw: H) -> CudaResult<Handle> {
        if raw.bits() == 0 {
            return Ok(Handle::NULL);
        }
        if let Some(&handle) = self.names.get(&(H::KIND.number(), raw.bits())) {
            return Ok(Handle(handle));
        }
        if self.real.len() >= MAX_HANDLES {
            return Err(CudaError::OUT_OF_MEMORY);
        }
        self.next += 1;
        let handle = Handle::new(H::KIND, self.next * 2 - 1);
        self.real.insert(handle.0, Real { raw: raw.bits(), launches: 0 });
        self.names.insert((H::KIND.number(), raw.bits()), handle.0);
        Ok(handle)
    }

    /// The guest's name of an object, if it has one.
    pub fn name<H: Object>(&self, raw: H) -> Option<Handle> {
        self.names.get(&(H::KIND.number(), raw.bits())).map(|&handle| Handle(handle))
    }

    /// The guest's name of an object of whatever kind, by the driver's handle.
    pub fn name_of(&self, raw: u64) -> Option<Handle> {
        let named = |kind: &HandleKind| self.names.get(&(kind.number(), raw));
        HandleKind::ALL.iter().find_map(named).map(|&handle| Handle(handle))
    }

    /// Every object of one kind.
    pub fn all<H: Object>(&self) -> Vec<H> {
        self.real
            .iter()
            .filter(|(handle, _)| Handle(**handle).is(H::KIND))
            .map(|(_, real)| H::from_bits(real.raw))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use table::{CUevent, CUkernel};

    use super::*;

    #[test]
    fn a_handle_of_another_kind_is_refused() {
        let mut handles = Handles::default();
        let stream = Handle::new(HandleKind::Stream, 2);
        handles.insert(stream, CUstream(0x1234)).expect("free");
        assert_eq!(handles.get::<CUstream>(stream), Ok(CUstream(0x1234)));
        assert_eq!(handles.get::<CUevent>(stream), Err(CudaError::INVALID_HANDLE));
        assert_eq!(handles.insert(stream, CUstream(1)), Err(CudaError::INVALID_HANDLE));
        assert_eq!(
            handles.insert(Handle::new(HandleKind::Stream, 3), CUstream(1)),
            Err(CudaError::INVALID_HANDLE)
        );
        assert_eq!(handles.remove::<CUstream>(stream), Some(CUstream(0x1234)));
        assert_eq!(handles.get::<CUstream>(stream), Err(CudaError::INVALID_HANDLE));
    }

    #[test]
    fn launches_are_counted_also_of_what_is_gone() {
        let mut handles = Handles::default();
        let (function, stream) = (Handle::new(HandleKind::Function, 2), Handle::new(HandleKind::Stream, 4));
        handles.insert(function, CUfunction(0x1234)).expect("free");
        handles.insert(stream, CUstream(0x5678)).expect("free");
        for _ in 0..3 {
            assert_eq!(handles.launch(function), Ok(CUfunction(0x1234)));
        }
        handles.refused(function);
        assert_eq!(handles.launch(stream), Err(CudaError::INVALID_HANDLE));
        assert_eq!(handles.launch(Handle::new(HandleKind::Kernel, 2)), Err(CudaError::INVALID_HANDLE));
        assert_eq!(handles.launch(Handle::NULL), Ok(CUfunction::NULL));
        assert_eq!(handles.launches().collect::<Vec<_>>(), [(function, 2)]);
        let other = Handle::new(HandleKind::Kernel, 6);
        handles.insert(other, CUkernel(0x9abc)).expect("free");
        assert_eq!(handles.launch(other), Ok(CUfunction(0x9abc)));
        assert_eq!(handles.launch(function), Ok(CUfunction(0x1234)));
        let mut launches: Vec<_> = handles.launches().collect();
        launches.sort_by_key(|(handle, _)| handle.0);
        let mut want = [(function, 3), (other, 1)];
        want.sort_by_key(|(handle, _)| handle.0);
        assert_eq!(launches, want);
        handles.remove::<CUkernel>(other);
        handles.remove::<CUfunction>(function);
        assert_eq!(handles.launches().map(|(_, times)| times).sum::<u64>(), 4);
        assert_eq!(handles.launch(function), Err(CudaError::INVALID_HANDLE));
    }

    #[test]
    fn a_stream_that_is_gone_is_not_remembered() {
        let (mut handles, stream) = (Handles::default(), Handle::new(HandleKind::Stream, 2));
        handles.insert(stream, CUstream(0x1234)).expect("free");
        assert_eq!(handles.stream(stream), Ok(CUstream(0x1234)));
        assert_eq!(handles.stream(stream), Ok(CUstream(0x1234)));
        assert_eq!(handles.stream(Handle::new(HandleKind::Event, 2)), Err(CudaError::INVALID_HANDLE));
        handles.remove::<CUstream>(stream);
        assert_eq!(handles.stream(stream), Err(CudaError::INVALID_HANDLE));
    }

    #[test]
    fn the_driver_s_object_keeps_its_name() {
        let mut handles = Handles::default();
        let first = handles.known(CUevent(7)).expect("room");
        assert_eq!(handles.known(CUevent(7)), Ok(first));
        assert_ne!(handles.known(CUevent(8)), Ok(first));
        assert_eq!(handles.known(CUevent(0)), Ok(Handle::NULL));
    }
}
