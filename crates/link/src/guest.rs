//! The guest's end of a link.
//!
//! [`GuestLink::connect`] makes the connection: introduction, window at an address that suits both sides, ring,
//! slots and heap. After that the link is used by every thread of the guest program. It never starts a thread, but for
//! one that lives for microseconds while pages of a stack are moved.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd, RawFd};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::account::{Account, SharedMeter};
use crate::circumstances::{Opening, unix_us};
use crate::completion::{SlotHandle, SlotPool};
use crate::control::{Attach, FromGuest, Hello, Reply, Request, ToGuest, Welcome};
use crate::device::guest::Channel;
use crate::doorbell::{Doorbell, Waker};
use crate::error::LinkError;
use crate::header::{AsyncError, Control};
use crate::heap::Heap;
use crate::layout::LayoutConfig;
use crate::pages::{PageSource, Pages, Source};
use crate::passage::{Bye, GuestPassage, Messages, Parting, Passage};
use crate::peer::PeerLife;
use crate::ring::{Producer, SharedRing, SubmitError};
use crate::socket::connect_to;
use crate::spin::SpinPolicy;
use crate::talk::Talk;
use crate::window::{Placement, Segment, SegmentKind, Stacks, Window, WindowError, candidates};

/// What a guest may configure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestConfig {
    /// Sizes of the control segment's parts.
    pub layout: LayoutConfig,
    /// Where to look for room.
    pub placement: Placement,
    /// How long a thread polls for a completion before it sleeps.
    pub spin: Duration,
    /// Patience with the handshake, which includes the start of a worker.
    pub handshake: Duration,
    /// Patience with a request, such as registering a large segment with the device.
    pub request: Duration,
    /// Patience with each part of the farewell: a worker that hangs must not hold up the end of a program.
    pub farewell: Duration,
}

impl Default for GuestConfig {
    fn default() -> Self {
        Self {
            layout: LayoutConfig::default(),
            placement: Placement::default(),
            spin: Duration::from_micros(100),
            handshake: Duration::from_secs(60),
            request: Duration::from_secs(300),
            farewell: Duration::from_secs(5),
        }
    }
}

#[derive(Debug)]
struct ControlTalk {
    talk: Talk,
    next_request: u64,
    /// Segments that were offered.
    offered: Messages,
}

/// A guest process's connection to its worker.
#[derive(Debug)]
pub struct GuestLink {
    welcome: Welcome,
    config: GuestConfig,
    connection: Mutex<ControlTalk>,
    /// The numbers of our descriptors, readable without the lock.
    descriptors: Box<[RawFd]>,
    pages: PageSource,
    /// Of the control segment, for its end.
    _control_pages: Pages,
    socket_path: PathBuf,
    life: Arc<PeerLife>,
    window: Window,
    control: Control,
    producer: Producer<SharedRing>,
    slots: Arc<SlotPool>,
    heap: Heap,
    next_segment: AtomicU32,
    to_device: SharedMeter,
    to_host: SharedMeter,
}

impl GuestLink {
    /// Connects to the mediator that listens at `path`.
    pub fn connect(path: &Path, hello: Hello, config: GuestConfig) -> Result<Self, LinkError> {
        let socket = connect_to(path)?;
        let mut link = Self::over(socket, hello, config)?;
        link.socket_path = path.to_owned();
        Ok(link)
    }

    /// The same over a socket that is connected already.
    pub fn over(socket: OwnedFd, hello: Hello, config: GuestConfig) -> Result<Self, LinkError> {
        let copy =
            socket.try_clone().map_err(|source| LinkError::Os { what: "dup of the socket", source })?;
        let carrier = Carrier {
            talk: Talk::Socket(socket),
            pages: PageSource::Memfd,
            life: PeerLife::Socket(copy),
            waker: Waker::Futex,
            bell: None,
        };
        Self::through(carrier, hello, config)
    }

    /// The same through a channel of a PCI device. `agent` is the socket over which an agent gave it to us: the agent takes
    /// it back when that is closed.
    pub fn over_channel(
        channel: Channel,
        agent: Option<OwnedFd>,
        hello: Hello,
        config: GuestConfig,
    ) -> Result<Self, LinkError> {
        let channel = Arc::new(channel);
        let carrier = Carrier {
            pages: channel.pages(),
            life: PeerLife::Channel(Arc::clone(&channel)),
            bell: Some(Doorbell::Channel(Arc::clone(&channel))),
            talk: Talk::Channel(channel, agent),
            waker: Waker::Poll,
        };
        Self::through(carrier, hello, config)
    }

    fn through(mut carrier: Carrier, hello: Hello, config: GuestConfig) -> Result<Self, LinkError> {
        let (hash, version) = (hello.protocol_hash, hello.version.clone());
        carrier.talk.send(&FromGuest::Hello(hello), &[], config.handshake)?;
        let layout = config.layout.layout()?;
        let pages = carrier.pages.take("vgpu-window", layout.segment_len)?;
        // A worker that was not started ahead of time takes longer for the device than we for the window's memory.
        pages.populate(layout.segment_len, || !carrier.talk.has_news());
        let (welcome, _) = carrier.talk.recv(config.handshake)?;
        let welcome = match welcome {
            ToGuest::Welcome(welcome) => *welcome,
            other => return Err(unexpected("Hello", other)),
        };
        welcome.check(hash, &version).map_err(LinkError::Refused)?;

        let Attached { window, pages: control_pages, doorbell, asymmetric } =
            attach(&mut carrier, pages, hash, welcome.session, &config)?;
        let Carrier { talk, pages, life, waker, .. } = carrier;
        let mut offered = Messages::default();
        offered.add_segment(window.layout().segment_len);
        let control = Control::woken_by(waker, &window);
        let life = Arc::new(life);
        let ring = SharedRing::for_guest(control.clone(), Arc::new(doorbell), Arc::clone(&life), asymmetric);
        let heap = Heap::new();
        heap.add_region(control.heap_addr(), control.layout().heap_len);
        Ok(Self {
            slots: SlotPool::new(control.clone(), Arc::clone(&life), SpinPolicy::for_guest(config.spin)),
            producer: Producer::new(ring),
            descriptors: talk.descriptor().into_iter().chain(life.descriptor()).collect(),
            connection: Mutex::new(ControlTalk { talk, next_request: 1, offered }),
            pages,
            _control_pages: control_pages,
            socket_path: PathBuf::new(),
            welcome,
            config,
            life,
            window,
            control,
            heap,
            next_segment: AtomicU32::new(1),
            to_device: SharedMeter::default(),
            to_host: SharedMeter::default(),
        })
    }

    /// What the worker said of itself and of the devices.
    pub fn welcome(&self) -> &Welcome {
        &self.welcome
    }

    /// How it was made, for the evidence: `place` is where it leads, `began` when the caller set out to make it.
    pub fn opening(&self, place: String, began: u64) -> Opening {
        let layout = self.window.layout();
        Opening {
            place,
            kind: self.pages.kind().to_owned(),
            worker_version: self.welcome.version.clone(),
            protocol: format!("{:016x}", self.welcome.protocol_hash),
            window: format!("{:#x}", self.window.base()),
            window_bytes: layout.segment_len,
            ring_bytes: layout.ring_len,
            slots: layout.slot_count,
            began_unix_us: began,
            ready_unix_us: unix_us(),
            ..Opening::default()
        }
    }

    /// Where the mediator listens; empty for a link made with [`Self::over`].
    pub fn socket_path(&self) -> &Path {
        &self.socket_path
    }

    /// All memory that is shared with the worker.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// The control segment.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Memory of the control segment, and of segments that the caller has added to it.
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    /// Writes one record into the ring; see [`Producer::submit`].
    #[inline]
    pub fn submit(&self, parts: &[&[u8]]) -> Result<u64, SubmitError> {
        self.producer.submit(parts)
    }

    /// The longest record that [`Self::submit`] takes.
    pub fn max_record(&self) -> usize {
        self.producer.max_record()
    }

    /// A completion slot for the calling thread, to be kept for the thread's life.
    pub fn acquire_slot(&self) -> Option<SlotHandle> {
        self.slots.acquire()
    }

    /// The newest error of an asynchronous command.
    #[inline]
    pub fn async_error(&self) -> Option<AsyncError> {
        self.control.async_error()
    }

    /// Whether the session is over, by asking the kernel.
    pub fn is_gone(&self) -> bool {
        self.life.is_gone(&self.control)
    }

    /// Adds `len` bytes (rounded up to pages) of shared memory, which the worker has registered with the device
    /// when this returns. `len` may be many gigabytes.
    pub fn grow(&self, len: u64) -> Result<Arc<Segment>, LinkError> {
        let bad = WindowError::BadRange { addr: 0, len };
        let len = len.max(1).checked_next_multiple_of(crate::layout::PAGE as u64).ok_or(bad)?;
        let pages = self.pages.take("vgpu-pinned", len)?;
        // A copy, so that the pages can be the segment's.
        let offset = pages.source().offset;
        let file = self.descriptor_of(&pages)?;
        let id = self.new_segment_id();
        let segment = self.window.grow(id, len, pages)?;
        let fds: Vec<BorrowedFd<'_>> = file.iter().map(AsFd::as_fd).collect();
        let (address, kind) = (segment.addr(), segment.kind());
        let add = Request::AddSegment { segment: id, address, len, kind, offset };
        let asked = self.request(add, &fds, "map a segment");
        if let Err(error) = asked {
            let _ = self.window.remove(id);
            return Err(error);
        }
        Ok(segment)
    }

    /// [`Self::grow`] at an address of the caller's choice, as a segment of either kind: for whoever repeats what another guest
    /// did. Over a socket only.
    pub fn place(&self, addr: u64, len: u64, kind: SegmentKind) -> Result<Arc<Segment>, LinkError> {
        let pages = self.pages.take("vgpu-placed", len)?;
        let source = pages.source();
        let id = self.new_segment_id();
        let segment = self.window.map(id, kind, addr, len, source)?;
        let add = Request::AddSegment { segment: id, address: addr, len, kind, offset: source.offset };
        if let Err(error) = self.request(add, &[source.file], "map a segment") {
            let _ = self.window.remove(id);
            return Err(error);
        }
        Ok(segment)
    }

    /// Makes memory of the program shared, in place. `addr` and `len` are multiples of the page size. When this
    /// returns, the worker has the same pages at the same address, registered with the device.
    ///
    /// A forked child shares these pages with its parent instead of getting a copy, except for those of the stack that
    /// it runs on (see [`Window::part_stack`]).
    ///
    /// # Safety
    ///
    /// As for [`Window::adopt`].
    pub unsafe fn adopt(&self, addr: u64, len: u64, stacks: Stacks) -> Result<Arc<Segment>, LinkError> {
        self.window.check_adoptable(addr, len, stacks)?;
        let pages = self.pages.take("vgpu-registered", len)?;
        let id = self.new_segment_id();
        // The worker is asked first: if it cannot, the program's memory has not been touched.
        let (kind, offset) = (SegmentKind::Foreign, pages.source().offset);
        let add = Request::AddSegment { segment: id, address: addr, len, kind, offset };
        let fds = [pages.source().file];
        let fds = if self.pages.is_known_to_peer() { &[][..] } else { &fds[..] };
        self.request(add, fds, "map registered memory")?;
        // SAFETY: promised by our caller.
        let adopted = unsafe { self.window.adopt(id, addr, len, stacks, pages) };
        if adopted.is_err() {
            let _ = self.request(Request::DropSegment { segment: id }, &[], "drop a segment");
        }
        Ok(adopted?)
    }

    /// Takes a segment away again, first from the worker, then here. Foreign memory becomes ordinary memory of
    /// the program again. The caller keeps no `Arc` of it.
    pub fn drop_segment(&self, id: u32) -> Result<(), LinkError> {
        let asked = self.request(Request::DropSegment { segment: id }, &[], "drop a segment");
        match asked {
            // Without a worker there is nobody left to use the memory.
            Ok(_) | Err(LinkError::Gone) => {}
            Err(error) => return Err(error),
        }
        drop(self.window.remove(id)?);
        Ok(())
    }

    /// Asks the worker something that is not worth a ring frame; with the patience of a farewell.
    pub fn query(&self, what: &str, body: Value) -> Result<Value, LinkError> {
        let patience = self.config.farewell;
        let request = Request::Query { what: what.to_owned(), body };
        let connection = self.connection_within(patience, "answer a query")?;
        self.request_on(connection, request, &[], "answer a query", patience)
    }

    /// Ends the submissions, so that what this end has counted of them is final: from now on [`Self::submit`]
    /// says that the session is over. `false` if a thread is still writing after the patience of a farewell,
    /// which happens when the ring is full and the worker takes nothing from it.
    pub fn close(&self) -> bool {
        within(self.config.farewell, || self.producer.try_close().then_some(())).is_some()
    }

    /// Calls whose completion no thread has read; see [`SlotPool::outstanding`].
    pub fn outstanding_replies(&self) -> u64 {
        self.slots.outstanding()
    }

    /// Counts bulk data that was staged towards the device, with its hash.
    pub fn to_device_meter(&self) -> &SharedMeter {
        &self.to_device
    }

    /// Counts bulk data that was staged towards the host.
    pub fn to_host_meter(&self) -> &SharedMeter {
        &self.to_host
    }

    /// What this end has counted so far.
    pub fn account(&self) -> Account {
        let account = Account {
            commands: self.producer.meter(),
            replies: self.slots.meter(),
            to_device: self.to_device.get(),
            to_host: self.to_host.get(),
        };
        self.control.header().guest_account.publish(&account);
        account
    }

    /// Ends the session in an orderly way, after the worker has executed everything. Returns both ends' counts.
    pub fn bye(&self) -> Result<Parting, LinkError> {
        let patience = self.config.farewell;
        let connection = self.connection_within(patience, "say farewell")?;
        let ours = self.account();
        let passage = self.passage(&connection).map(|mut guest| {
            guest.messages.to_host += 1;
            Passage { guest: Some(guest), device: None }
        });
        connection.talk.send(&FromGuest::Bye(Bye { account: ours, passage }), &[], patience)?;
        let deadline = Instant::now() + patience;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match connection.talk.recv(left)?.0 {
                ToGuest::Farewell(farewell) => {
                    return Ok(Parting { ours, passage: self.passage(&connection), farewell });
                }
                ToGuest::Reply { .. } => {}
                other => return Err(unexpected("Bye", other)),
            }
        }
    }

    /// What passed through our channel so far, if there is one.
    fn passage(&self, connection: &ControlTalk) -> Option<GuestPassage> {
        let counts = connection.talk.channel()?.tally().counts();
        let messages = Messages { to_host: counts.sent, to_guest: counts.received, ..connection.offered };
        Some(GuestPassage { doorbells: counts.rung, messages, ring_position: self.producer.position() })
    }

    /// The descriptors that a forked child should close, without a word, so that the parent's death is noticed.
    /// Takes no lock: another thread of the parent may have held it at the time of the fork.
    pub fn descriptors(&self) -> &[RawFd] {
        &self.descriptors
    }

    fn new_segment_id(&self) -> u32 {
        self.next_segment.fetch_add(1, Ordering::Relaxed)
    }

    /// A copy of the descriptor that the worker needs to map these pages, if it has not got it.
    fn descriptor_of(&self, pages: &Pages) -> Result<Option<OwnedFd>, LinkError> {
        let file = (!self.pages.is_known_to_peer()).then(|| pages.source().file.try_clone_to_owned());
        file.transpose().map_err(|source| LinkError::Os { what: "dup of a memfd", source })
    }

    /// One request at a time: the answer belongs to whoever holds the lock.
    fn request(
        &self,
        request: Request,
        fds: &[BorrowedFd<'_>],
        what: &'static str,
    ) -> Result<Value, LinkError> {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        self.request_on(connection, request, fds, what, self.config.request)
    }

    /// The socket, unless another thread's request holds it for longer than `patience`.
    fn connection_within(
        &self,
        patience: Duration,
        what: &'static str,
    ) -> Result<MutexGuard<'_, ControlTalk>, LinkError> {
        let free = || match self.connection.try_lock() {
            Ok(connection) => Some(connection),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        within(patience, free).ok_or(LinkError::Timeout { what, seconds: patience.as_secs() })
    }

    fn request_on(
        &self,
        mut connection: MutexGuard<'_, ControlTalk>,
        request: Request,
        fds: &[BorrowedFd<'_>],
        what: &'static str,
        timeout: Duration,
    ) -> Result<Value, LinkError> {
        if self.control.death().is_some() {
            return Err(LinkError::Gone);
        }
        let id = connection.next_request;
        connection.next_request += 1;
        let offer = match request {
            Request::AddSegment { len, .. } => Some(len),
            _ => None,
        };
        connection.talk.send(&FromGuest::Request { id, request }, fds, timeout)?;
        if let Some(len) = offer {
            connection.offered.add_segment(len);
        }
        let deadline = Instant::now() + timeout;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match connection.talk.recv(left)?.0 {
                ToGuest::Reply { id: answered, reply } if answered == id => {
                    return match reply {
                        Reply::Done(value) => Ok(value),
                        Reply::Failed(reason) => Err(LinkError::Declined { what, reason }),
                    };
                }
                // The late answer to a request that somebody has given up on.
                ToGuest::Reply { id: answered, .. } if answered < id => {}
                other => return Err(unexpected(what, other)),
            }
        }
    }
}

/// What `attempt` gives, tried again until `patience` is over.
fn within<T>(patience: Duration, attempt: impl Fn() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(value) = attempt() {
            return Some(value);
        }
        if Instant::now() >= deadline {
            return None;
        }
        std::thread::sleep(Duration::from_micros(100));
    }
}

/// What a link is made over.
struct Carrier {
    talk: Talk,
    pages: PageSource,
    life: PeerLife,
    waker: Waker,
    /// If the worker does not send one.
    bell: Option<Doorbell>,
}

/// A window that both sides have mapped.
struct Attached {
    window: Window,
    pages: Pages,
    doorbell: Doorbell,
    asymmetric: bool,
}

/// Finds an address range that is free on both sides, and maps the control segment there.
fn attach(
    carrier: &mut Carrier,
    pages: Pages,
    protocol_hash: u64,
    generation: u64,
    config: &GuestConfig,
) -> Result<Attached, LinkError> {
    let layout = config.layout.layout()?;
    let polls = carrier.waker == Waker::Poll;
    // Barriers do not reach another machine.
    let global_barriers = !polls && crate::ring::join_global_barriers();
    let (mut tried, mut last) = (0, String::from("none"));
    for range in candidates(config.placement, layout.segment_len) {
        let window = match Window::create(range, layout, pages.source()) {
            Ok(window) => window,
            Err(error) => {
                (tried, last) = (tried + 1, error.to_string());
                continue;
            }
        };
        Control::of(&window).describe(protocol_hash, generation);
        let (base, reserved_len) = (window.base(), window.reserved_len());
        let Source { file, offset } = pages.source();
        let message = Attach { base, reserved_len, layout, generation, global_barriers, offset, polls };
        let fds = [file];
        let fds = if carrier.pages.is_known_to_peer() { &[][..] } else { &fds[..] };
        carrier.talk.send(&FromGuest::Attach(message), fds, config.handshake)?;
        let (answer, bells) = carrier.talk.recv(config.handshake)?;
        match answer {
            ToGuest::Attached { global_barriers: worker_too } => {
                let doorbell = bells.into_iter().next().map(Doorbell::EventFd).or(carrier.bell.take());
                let doorbell = doorbell.ok_or_else(|| LinkError::Violation("no doorbell came".to_owned()))?;
                let asymmetric = global_barriers && worker_too;
                return Ok(Attached { window, pages, doorbell, asymmetric });
            }
            ToGuest::AttachFailed { message, retry: true } => (tried, last) = (tried + 1, message),
            ToGuest::AttachFailed { message, retry: false } => {
                return Err(LinkError::Declined { what: "map the window", reason: message });
            }
            other => return Err(unexpected("Attach", other)),
        }
    }
    Err(LinkError::NoCommonAddress { tried, last })
}

/// An answer that does not belong to what was said. A refusal always does.
fn unexpected(to: &str, answer: ToGuest) -> LinkError {
    match answer {
        ToGuest::Refused(refused) => LinkError::Refused(refused),
        other => {
            let text = format!("{other:?}");
            LinkError::Violation(format!(
                "{} is no answer to {to}",
                text.split([' ', '(']).next().unwrap_or("this")
            ))
        }
    }
}
