//! The worker's end of a link. Everything that arrives here may be hostile.
//!
//! [`WorkerLink::accept`] finishes the handshake; then the link is taken apart by its users: the ring thread
//! owns the [`Consumer`], the control thread owns the [`WorkerControl`], and the [`SlotWriter`], [`Control`] and
//! [`Window`] are shared.

mod ring;

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::account::SharedMeter;
use crate::completion::SlotWriter;
use crate::control::{
    Attach, Companion, FromGuest, Handover, Hello, Refused, RefusedReason, Reply, Request, ToGuest, Welcome,
};
use crate::doorbell::{Doorbell, Waker};
use crate::error::LinkError;
use crate::gauges::Gauges;
use crate::header::Control;
use crate::memfd::MemfdError;
use crate::pages::Source;
use crate::passage::{Bye, Farewell};
use crate::ring::{SharedRing, can_issue_global_barriers};
use crate::socket::{SocketError, recv_with_fds, send_with_fds};
use crate::window::{Limits, Segment, SegmentKind, Window, WindowError};
pub use ring::{Awake, WorkerRing};

/// How many address ranges a guest may propose.
const ATTACH_TRIES: usize = 256;

/// What a worker may configure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkerConfig {
    /// How much memory a guest may have mapped.
    pub limits: Limits,
    /// How long the ring thread polls before it sleeps.
    pub spin: Duration,
    /// Patience with each of the guest's messages during the handshake.
    pub handshake: Duration,
    /// Patience with a guest that does not read its answers.
    pub send: Duration,
}

impl Default for WorkerConfig {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            spin: Duration::from_micros(200),
            handshake: Duration::from_secs(10),
            send: Duration::from_secs(10),
        }
    }
}

/// Reads a guest's first message; for whoever accepts connections.
pub fn read_hello(socket: impl AsFd, timeout: Duration) -> Result<Hello, LinkError> {
    match recv_with_fds(socket, timeout)?.0 {
        FromGuest::Hello(hello) => Ok(hello),
        _ => Err(LinkError::Violation("the first message is not Hello".to_owned())),
    }
}

/// Declines a guest, politely.
pub fn refuse(socket: impl AsFd, refused: Refused) -> Result<(), SocketError> {
    send_with_fds(socket, &ToGuest::Refused(refused), &[], Duration::from_secs(1))
}

/// Mediator: gives a guest's connection to a worker, and the gauges that it is to keep up to date.
pub fn hand_over(
    worker: impl AsFd,
    handover: &Handover,
    guest: impl AsFd,
    companions: Companions<&Gauges, BorrowedFd<'_>>,
    timeout: Duration,
) -> Result<(), SocketError> {
    let Companions { gauges, exchange } = companions;
    let with = [gauges.map(|_| Companion::Gauges), exchange.map(|_| Companion::Exchange)];
    let handover = Handover { with: with.into_iter().flatten().collect(), ..handover.clone() };
    let fds: Vec<BorrowedFd<'_>> =
        std::iter::once(guest.as_fd()).chain(gauges.map(Gauges::fd)).chain(exchange).collect();
    send_with_fds(worker, &handover, &fds, timeout)
}

/// What may come with a guest's socket.
#[derive(Debug)]
pub struct Companions<G, E> {
    /// Where the worker shows what it does.
    pub gauges: Option<G>,
    /// The worker's way to the tenant's other workers.
    pub exchange: Option<E>,
}

impl<G, E> Default for Companions<G, E> {
    fn default() -> Self {
        Self { gauges: None, exchange: None }
    }
}

/// Worker: waits for a guest's connection, and what comes along, from the mediator.
pub fn take_over(
    mediator: impl AsFd,
    timeout: Duration,
) -> Result<(Handover, OwnedFd, Companions<Gauges, OwnedFd>), LinkError> {
    let (handover, fds): (Handover, _) = recv_with_fds(mediator, timeout)?;
    let mut fds = fds.into_iter();
    let guest = fds.next();
    let guest = guest.ok_or_else(|| LinkError::Violation("no socket came with the handover".to_owned()))?;
    let mut companions = Companions::default();
    for (companion, fd) in handover.with.iter().zip(fds) {
        match companion {
            Companion::Gauges => {
                let gauges = Gauges::received(fd);
                let missing = |error| LinkError::Violation(format!("no gauges came along: {error}"));
                companions.gauges = Some(gauges.map_err(missing)?);
            }
            Companion::Exchange => companions.exchange = Some(fd),
        }
    }
    Ok((handover, guest, companions))
}

/// A worker's connection to its guest, just made.
#[derive(Debug)]
pub struct WorkerLink {
    /// All memory that is shared with the guest.
    pub window: Arc<Window>,
    /// The control segment.
    pub control: Control,
    /// For the ring thread.
    pub ring: WorkerRing,
    /// For whoever completes calls.
    pub slots: Arc<SlotWriter>,
    /// For the control thread.
    pub requests: WorkerControl,
    /// For whoever moves bulk data.
    pub payload: Arc<PayloadMeters>,
}

/// Bulk data as the worker saw it.
#[derive(Debug, Default)]
pub struct PayloadMeters {
    /// Towards the device.
    pub to_device: SharedMeter,
    /// Towards the host.
    pub to_host: SharedMeter,
}

impl WorkerLink {
    /// Answers a guest whose `Hello` has been accepted: welcomes it and maps the window where it wants it.
    pub fn accept(socket: OwnedFd, welcome: Welcome, config: WorkerConfig) -> Result<Self, LinkError> {
        let protocol_hash = welcome.protocol_hash;
        send_with_fds(&socket, &ToGuest::Welcome(Box::new(welcome)), &[], config.handshake)?;
        let mut tries = 0;
        let (window, attach) = loop {
            let (message, fds) = recv_with_fds(&socket, config.handshake)?;
            let FromGuest::Attach(attach) = message else {
                return Err(LinkError::Violation("Attach was expected".to_owned()));
            };
            tries += 1;
            let error = match map_window(&attach, fds, protocol_hash, config.limits) {
                Ok(window) => break (window, attach),
                Err(error) => error,
            };
            let retry = tries < ATTACH_TRIES
                && matches!(
                    error,
                    LinkError::Window(WindowError::Busy { .. } | WindowError::NoAddressSpace { .. })
                );
            let answer = ToGuest::AttachFailed { message: error.to_string(), retry };
            send_with_fds(&socket, &answer, &[], config.handshake)?;
            if !retry {
                return Err(error);
            }
        };
        let global_barriers = attach.global_barriers && can_issue_global_barriers();
        let doorbell =
            Doorbell::new().map_err(|errno| LinkError::Os { what: "eventfd", source: errno.into() })?;
        let doorbell = Arc::new(doorbell);
        let fds: Vec<BorrowedFd<'_>> = doorbell.fd().into_iter().collect();
        send_with_fds(&socket, &ToGuest::Attached { global_barriers }, &fds, config.handshake)?;

        let waker = if attach.polls { Waker::Poll } else { Waker::Futex };
        let control = Control::woken_by(waker, &window);
        let ring = SharedRing::for_worker(control.clone(), doorbell, global_barriers);
        let window = Arc::new(window);
        Ok(Self {
            ring: WorkerRing::new(ring, waker, config.spin),
            slots: Arc::new(SlotWriter::new(control.clone())),
            requests: WorkerControl { socket, window: Arc::clone(&window), send: config.send },
            payload: Arc::default(),
            window,
            control,
        })
    }
}

fn map_window(
    attach: &Attach,
    fds: Vec<OwnedFd>,
    protocol_hash: u64,
    limits: Limits,
) -> Result<Window, LinkError> {
    attach.layout.check()?;
    let fd = one_descriptor(fds)?;
    let source = Source { file: fd.as_fd(), offset: attach.offset };
    let window = Window::attach(attach.base, attach.reserved_len, attach.layout, source, limits)?;
    if !Control::of(&window).is_described(protocol_hash) {
        return Err(LinkError::Violation("the control segment does not describe itself".to_owned()));
    }
    Ok(window)
}

fn one_descriptor(fds: Vec<OwnedFd>) -> Result<OwnedFd, LinkError> {
    match <[OwnedFd; 1]>::try_from(fds) {
        Ok([fd]) => Ok(fd),
        Err(fds) => Err(LinkError::Violation(format!("{} descriptors came instead of one", fds.len()))),
    }
}

/// What the worker does about segments and queries; called by [`WorkerControl::serve_one`].
pub trait RequestHandler {
    /// A segment has been mapped; register it with the device. An error makes the guest's allocation fail.
    fn segment_added(&self, segment: &Arc<Segment>) -> Result<(), String>;

    /// A segment is about to go: unregister it, and let go of every `Arc` of it. It is unmapped when the last
    /// one is gone.
    fn segment_dropping(&self, segment: &Arc<Segment>);

    /// Any other question.
    fn query(&self, what: &str, body: Value) -> Result<Value, String>;

    /// The guest says farewell, with its own counts; the answer is the worker's. Everything that was submitted
    /// before must have been executed when this returns.
    fn bye(&self, theirs: Bye) -> Farewell;
}

/// What [`WorkerControl::serve_one`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// A request was answered.
    Request,
    /// The guest has said farewell and will close.
    Bye,
}

/// The control socket, in the hands of the worker's control thread.
#[derive(Debug)]
pub struct WorkerControl {
    socket: OwnedFd,
    window: Arc<Window>,
    send: Duration,
}

impl WorkerControl {
    /// Waits for one message and answers it. [`LinkError::Gone`]: the guest is gone.
    /// [`LinkError::Timeout`]: nothing came. Any other error ends the session.
    pub fn serve_one(
        &mut self,
        handler: &dyn RequestHandler,
        timeout: Duration,
    ) -> Result<Served, LinkError> {
        let (message, fds) = recv_with_fds(&self.socket, timeout)?;
        match message {
            FromGuest::Request { id, request } => {
                let reply = match self.execute(request, fds, handler) {
                    Ok(value) => Reply::Done(value),
                    Err(Failure::Declined(reason)) => Reply::Failed(reason),
                    Err(Failure::Violation(reason)) => return Err(LinkError::Violation(reason)),
                };
                let mut answer = ToGuest::Reply { id, reply };
                let mut sent = send_with_fds(&self.socket, &answer, &[], self.send);
                if let Err(SocketError::TooLong(len)) = sent {
                    answer =
                        ToGuest::Reply { id, reply: Reply::Failed(format!("the answer has {len} bytes")) };
                    sent = send_with_fds(&self.socket, &answer, &[], self.send);
                }
                sent?;
                Ok(Served::Request)
            }
            FromGuest::Bye(bye) => {
                let farewell = ToGuest::Farewell(handler.bye(bye));
                send_with_fds(&self.socket, &farewell, &[], self.send)?;
                Ok(Served::Bye)
            }
            FromGuest::Hello(_) | FromGuest::Attach(_) => {
                Err(LinkError::Violation("a handshake in the middle of a session".to_owned()))
            }
        }
    }

    /// To poll for `IN` together with other descriptors.
    pub fn socket(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }

    /// Tells the guest that the host has failed. Best effort.
    pub fn apologise(&self, message: &str) {
        let _ = refuse(&self.socket, Refused::new(RefusedReason::HostError, message.to_owned()));
    }

    fn execute(
        &self,
        request: Request,
        fds: Vec<OwnedFd>,
        handler: &dyn RequestHandler,
    ) -> Result<Value, Failure> {
        match request {
            Request::AddSegment { segment, address, len, kind, offset } => {
                let fd = one_descriptor(fds).map_err(|error| Failure::Violation(error.to_string()))?;
                let mapped = self
                    .window
                    .map(segment, kind, address, len, Source { file: fd.as_fd(), offset })
                    .map_err(judge)?;
                drop(fd);
                if let Err(reason) = handler.segment_added(&mapped) {
                    let _ = self.window.remove(segment);
                    return Err(Failure::Declined(reason));
                }
                Ok(Value::Null)
            }
            Request::DropSegment { segment } => {
                let found = self.window.segment(segment).filter(|found| found.kind() != SegmentKind::Control);
                let found = found.ok_or_else(|| judge(WindowError::UnknownId(segment)))?;
                handler.segment_dropping(&found);
                drop(self.window.remove(segment));
                Ok(Value::Null)
            }
            Request::Query { what, body } => handler.query(&what, body).map_err(Failure::Declined),
        }
    }
}

enum Failure {
    /// The guest gets an answer and the session goes on.
    Declined(String),
    /// Only a broken or hostile guest does this.
    Violation(String),
}

/// Tells a guest's bad luck (an address that is taken here, a limit) from its misbehaviour.
fn judge(error: WindowError) -> Failure {
    match error {
        WindowError::Busy { .. }
        | WindowError::Overlap { .. }
        | WindowError::UnknownId(_)
        | WindowError::NoAddressSpace { .. }
        | WindowError::TooMany(_)
        | WindowError::TooMuch(_)
        | WindowError::NoGap { .. }
        | WindowError::NotMovable { .. }
        | WindowError::Os { .. }
        | WindowError::Memfd(MemfdError::Os { .. }) => Failure::Declined(error.to_string()),
        WindowError::BadRange { .. }
        | WindowError::OutsideReservation { .. }
        | WindowError::DuplicateId(_)
        | WindowError::Memfd(_) => Failure::Violation(error.to_string()),
    }
}
