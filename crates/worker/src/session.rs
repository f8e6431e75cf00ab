//! One guest's session: its objects, its memory, and the driver state that belongs to its threads.

use std::{
    ffi::CString,
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use link::{report::WorkerReport, window::WindowSlice};
use rustc_hash::FxHashMap;
use table::{CU_STREAM_DEFAULT, CUDA_SUCCESS, CUcontext, CUresult, CUstream, CudaError, CudaResult, check};
use wire::{Bytes, Decoder, Encoder, Handle, Header, Message, WireError};

use crate::{
    arrivals::Staged,
    callbacks::Callbacks,
    driver::Driver,
    gpu_times::GpuTimes,
    handles::Handles,
    output::DeviceOutput,
    payload::Payload,
    regions::Regions,
    report::Executed,
    waits::{Completer, Waits},
};

/// The most bytes that a reply carries: a completion slot's payload.
pub const MAX_REPLY: usize = link::layout::SLOT_PAYLOAD_MAX;

/// So long a guest thread polls for a fence before it sleeps.
const AWAITED: Duration = Duration::from_millis(10);

/// What becomes of a frame's reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Executed with this code; the reply's body is in [`Session::reply`].
    Done(CUresult),
    /// A waiter or a callback will complete the slot later.
    Deferred,
}

/// Why a session ends at once: the peer does not keep to the protocol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The bytes are not a frame.
    #[error("malformed frame: {0}")]
    Malformed(#[from] WireError),
    /// No row has this opcode.
    #[error("no frame has opcode {0}")]
    UnknownOp(u16),
    /// The slot index is outside the window.
    #[error("thread {0} has no completion slot")]
    Thread(u32),
}

/// What the driver keeps per host thread and we keep per guest thread.
#[derive(Debug, Default)]
pub struct GuestThread {
    /// The thread's default stream in each context (guest handle of the context).
    pub default_streams: FxHashMap<u64, CUstream>,
    /// Event with which this thread's waits are polled, per context.
    pub wait_events: FxHashMap<u64, table::CUevent>,
    /// The thread's `CUstreamCaptureMode`.
    pub capture_mode: u32,
}

/// A session. In this order: what every launch needs comes first, in as few cache lines as it takes.
#[repr(C)]
pub struct Session {
    /// The loaded libcuda.
    pub driver: Arc<Driver>,
    /// Guest handle of the context that is current in the driver on the dispatcher's thread.
    current: u64,
    /// The stream of the newest launch: where the driver looks for what kernels have printed.
    pub newest_launch: Handle,
    /// The stream of the newest frame that named one.
    pub newest_stream: Handle,
    /// Captures in progress.
    pub capture: crate::custom::CaptureState,
    /// Guest handles.
    pub handles: Handles,
    /// What was executed.
    pub executed: Executed,
    /// Device memory of the session.
    pub regions: Regions,
    /// The shared window.
    pub window: Arc<link::window::Window>,
    /// The window's header and slots.
    pub control: link::header::Control,
    /// Per guest thread.
    pub threads: FxHashMap<u32, GuestThread>,
    /// Waits in progress.
    pub waits: Waits,
    /// Host functions in progress.
    pub callbacks: Callbacks,
    /// What kernels print.
    pub output: DeviceOutput,
    /// Where replies are encoded.
    pub reply: Encoder,
    /// The word that the newest fence writes, its value, and when it was asked for.
    pub newest_fence: Option<(WindowSlice, u32, Instant)>,
    /// Set by a handler that will complete its slot later.
    pub deferred: bool,
    /// Set by a handler that has made its frame's error known already.
    pub raised: bool,
    /// Data on its way through the window.
    pub payload: Payload,
    /// What the current frame's copy is to leave in the window, if that is to be hashed.
    pub arrival: Option<Staged>,
    /// Guest handle of the context of each stream and event, by the guest's handle of these.
    pub owners: FxHashMap<u64, u64>,
    /// How long the GPU was at launches, if somebody wants to know.
    pub gpu_times: Option<GpuTimes>,
    /// State of individual nouns that handlers keep.
    pub modules: crate::custom::ModuleState,
    /// Streams in which memory was freed.
    pub frees: crate::custom::Frees,
    /// Reserved addresses and physical memory.
    pub vmm: crate::custom::VmmState,
    /// The way to the tenant's other workers.
    pub exchange: Option<link::exchange::Exchange>,
    /// Memory of other processes: how often it is opened, by address.
    pub opened: FxHashMap<u64, u32>,
    /// What arrays belong to.
    pub arrays: crate::custom::ArrayState,
    /// Texture and surface objects.
    pub textures: crate::custom::TextureState,
    /// Which graph the nodes belong to that the guest knows.
    pub graphs: crate::custom::GraphState,
    /// User objects of graphs.
    pub user_objects: crate::custom::UserObjects,
    /// Green contexts and parts of devices.
    pub greens: crate::custom::GreenState,
}

impl Session {
    /// An empty session on `window`. `completer` completes waits, `from_driver` what host functions complete: it must not call
    /// the driver.
    pub fn new(
        driver: Arc<Driver>,
        window: Arc<link::window::Window>,
        control: link::header::Control,
        completer: Completer,
        from_driver: Completer,
        output: DeviceOutput,
        payload: Payload,
    ) -> Self {
        Self {
            waits: Waits::new(driver.clone(), completer),
            callbacks: Callbacks::new(control.waker(), from_driver),
            driver,
            handles: Handles::default(),
            regions: Regions::default(),
            window,
            control,
            threads: FxHashMap::default(),
            output,
            reply: Encoder::new(),
            newest_launch: Handle::NULL,
            newest_stream: Handle::NULL,
            newest_fence: None,
            deferred: false,
            raised: false,
            payload,
            arrival: None,
            owners: FxHashMap::default(),
            executed: Executed::default(),
            gpu_times: None,
            modules: crate::custom::ModuleState::default(),
            capture: crate::custom::CaptureState::default(),
            frees: crate::custom::Frees::default(),
            vmm: crate::custom::VmmState::default(),
            exchange: None,
            opened: FxHashMap::default(),
            arrays: crate::custom::ArrayState::default(),
            textures: crate::custom::TextureState::default(),
            graphs: crate::custom::GraphState::default(),
            user_objects: crate::custom::UserObjects::default(),
            greens: crate::custom::GreenState::default(),
            current: u64::MAX,
        }
    }

    /// Makes the guest thread's current context current here. An unknown context becomes none, so that
    /// the driver itself answers `INVALID_CONTEXT`.
    #[inline]
    pub fn enter(&mut self, header: &Header) {
        if header.context != self.current {
            self.switch(header.context);
        }
        if self.capture.is_open() {
            self.enter_capture_mode(header);
        }
    }

    /// Whether a frame for `context` finds everything as it needs it.
    #[inline]
    pub fn is_in(&self, context: u64) -> bool {
        context == self.current && !self.capture.is_open()
    }

    #[cold]
    fn switch(&mut self, context: u64) {
        let real = self.handles.get::<CUcontext>(Handle(context)).unwrap_or_default();
        // SAFETY: a context of this session, or none.
        let status = unsafe { (self.driver.cuCtxSetCurrent)(real) };
        self.current = if status == CUDA_SUCCESS { context } else { u64::MAX };
    }

    /// Fills the parts of a report that this knows.
    pub fn fill(&self, report: &mut WorkerReport) {
        self.executed.fill(report, self.handles.launches());
        report.peak_memory = self.regions.peak();
    }

    /// Looks at waits in progress; between frames.
    pub fn poll(&mut self) {
        self.leave_capture_mode();
        self.waits.poll();
    }

    /// Enters the context of `stream` if it is another than the frame's: a wait for a stream, and a word that it
    /// writes, are refused in any other. Gives the header of a frame in that context.
    pub fn enter_owner(&mut self, header: &Header, stream: Handle) -> Header {
        match self.owners.get(&stream.0) {
            Some(&context) if context != header.context => {
                let header = Header { context, ..*header };
                self.enter(&header);
                header
            }
            _ => *header,
        }
    }

    /// True while a guest thread polls for the newest fence, as far as this end can tell: what it does next is not far.
    pub fn is_awaited(&self) -> bool {
        let Some((slice, value, since)) = &self.newest_fence else { return false };
        let word = slice.segment().atomic_u32((slice.addr() - slice.segment().addr()) as usize);
        // Such words only go up, and may wrap around.
        let is_open = |word: &std::sync::atomic::AtomicU32| {
            word.load(Ordering::Relaxed).wrapping_sub(*value) >= u32::MAX / 2
        };
        word.is_some_and(is_open) && since.elapsed() < AWAITED
    }

    /// Forgets which context is current, after a call that may have changed it.
    pub fn context_changed(&mut self) {
        self.current = u64::MAX;
    }

    /// The driver's stream for a guest's: 0 by the entry point's meaning, 1 legacy, 2 the thread's own.
    ///
    /// # Errors
    /// `INVALID_HANDLE` for an unknown stream, and for a thread's own in a green context.
    #[inline]
    pub fn stream(&mut self, header: &Header, stream: Handle) -> CudaResult<CUstream> {
        self.newest_stream = stream;
        match stream.0 {
            0 if !header.is_per_thread() => Ok(CUstream::NULL),
            0 | 2 => self.thread_stream(header),
            1 => Ok(CUstream::LEGACY),
            _ => self.handles.stream(stream),
        }
    }

    /// The guest thread's default stream: a blocking stream of its own, because the driver's belongs to
    /// the host thread, and all guest threads share the dispatcher's.
    fn thread_stream(&mut self, header: &Header) -> CudaResult<CUstream> {
        // As the driver: a green context has no such stream.
        if self.greens.is_green(header.context) {
            return Err(CudaError::INVALID_HANDLE);
        }
        let thread = self.threads.entry(header.thread).or_default();
        if let Some(&stream) = thread.default_streams.get(&header.context) {
            return Ok(stream);
        }
        let mut stream = CUstream::NULL;
        // SAFETY: the pointer is to a local.
        check(unsafe { (self.driver.cuStreamCreate)(&mut stream, CU_STREAM_DEFAULT) })?;
        thread.default_streams.insert(header.context, stream);
        Ok(stream)
    }

    /// Runs `launch`, which launches a kernel in `stream`, and has the GPU measure it if it is its turn. A capture would take
    /// the events for a part of its graph.
    #[inline]
    pub fn measured(
        &mut self,
        header: &Header,
        stream: CUstream,
        launch: impl FnOnce(&Driver) -> CUresult,
    ) -> CUresult {
        let Some(times) = self.gpu_times.as_mut().filter(|_| !self.capture.is_open()) else {
            return launch(&self.driver);
        };
        let pair = times.begin(&self.driver, header.context, stream);
        let status = launch(&self.driver);
        if let Some(pair) = pair {
            times.end(&self.driver, header.context, stream, pair, status);
        }
        status
    }

    /// A zeroed buffer for an output array of `count` elements.
    ///
    /// # Errors
    /// `INVALID_VALUE` if the array would not fit a reply.
    pub fn output_array<T: Copy + zerocopy::FromZeros>(&self, count: usize) -> CudaResult<Vec<T>> {
        if count.saturating_mul(size_of::<T>()) > MAX_REPLY - 64 {
            return Err(CudaError::INVALID_VALUE);
        }
        Ok((0..count).map(|_| T::new_zeroed()).collect())
    }

    /// A C string of a guest's bytes.
    ///
    /// # Errors
    /// `INVALID_VALUE` if it holds a NUL.
    pub fn c_string(&self, bytes: Bytes<'_>) -> CudaResult<CString> {
        CString::new(bytes.0).map_err(|_| CudaError::INVALID_VALUE)
    }

    /// A private copy of `len` bytes that the guest put into the window at `address`.
    ///
    /// # Errors
    /// `INVALID_VALUE` if they do not lie in the window.
    pub fn window_bytes(&self, address: u64, len: u64) -> CudaResult<Vec<u8>> {
        let slice = self.window.lookup(address, len).ok_or(CudaError::INVALID_VALUE)?;
        self.payload.image(&slice);
        Ok(slice.to_vec())
    }

    /// Writes `bytes` to the window at `address`, where the guest has set aside `len` bytes for them.
    ///
    /// # Errors
    /// `INVALID_VALUE` if that is not in the window or too short.
    pub fn window_write(&self, address: u64, len: u64, bytes: &[u8]) -> CudaResult {
        let slice = self.window.lookup(address, len).ok_or(CudaError::INVALID_VALUE)?;
        if slice.write(0, bytes) { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
    }

    /// Encodes a handler's result.
    ///
    /// # Errors
    /// Never; the type is that of the dispatcher.
    #[inline]
    pub fn finish<'a>(&mut self, result: CudaResult<impl Message<'a>>) -> Result<Outcome, Refused> {
        match result {
            Ok(reply) => {
                reply.encode(&mut self.reply);
                self.finish_empty(Ok(()))
            }
            Err(error) => self.finish_empty(Err(error)),
        }
    }

    /// Decodes a frame's body and runs its handler, which has a reply of its own.
    ///
    /// # Errors
    /// [`Refused`] if the body is not that of the frame's opcode.
    #[inline(never)]
    pub fn answer<'a, Q: Message<'a>, R: Message<'a>>(
        &mut self,
        header: &Header,
        body: Decoder<'a>,
        handler: impl FnOnce(&mut Self, &Header, Q) -> CudaResult<R>,
    ) -> Result<Outcome, Refused> {
        let result = handler(self, header, Q::decode(body)?);
        self.finish(result)
    }

    /// [`Session::answer`] for a reply without fields. A function of its own for every opcode, in which the request's
    /// fields need not lie in memory: launches come this way.
    ///
    /// # Errors
    /// As [`Session::answer`].
    #[inline(never)]
    pub fn handle<'a, Q: Message<'a>>(
        &mut self,
        header: &Header,
        body: Decoder<'a>,
        handler: impl FnOnce(&mut Self, &Header, Q) -> CudaResult,
    ) -> Result<Outcome, Refused> {
        let result = handler(self, header, Q::decode(body)?);
        self.finish_empty(result)
    }

    /// [`Session::finish`] for a reply without fields.
    ///
    /// # Errors
    /// Never; the type is that of the dispatcher.
    #[inline]
    pub fn finish_empty(&mut self, result: CudaResult) -> Result<Outcome, Refused> {
        if std::mem::take(&mut self.deferred) {
            return Ok(Outcome::Deferred);
        }
        Ok(Outcome::Done(table::code(result)))
    }
}
