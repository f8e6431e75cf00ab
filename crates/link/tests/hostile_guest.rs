//! What a guest can send over the control socket: lies about memory, garbage, silence. The worker's end runs in
//! a thread of this process; the guest's end sends raw messages and maps nothing.
#![cfg(not(loom))]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs::File;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use link::LinkError;
use link::control::{Attach, FromGuest, Reply, Request, ToGuest, Welcome};
use link::header::Control;
use link::layout::{Layout, LayoutConfig};
use link::memfd;
use link::passage::{Bye, Farewell};
use link::socket::{pair, recv_with_fds, send_with_fds};
use link::window::{Limits, Placement, Segment, SegmentKind, Window, candidates};
use link::worker::{RequestHandler, WorkerConfig, WorkerLink, read_hello};
use proptest::prelude::*;
use rustix::net::SendFlags;
use serde_json::Value;

const SOON: Duration = Duration::from_secs(5);
const HASH: u64 = 7;

fn layout() -> Layout {
    LayoutConfig { segment_len: 1 << 20, ring_len: 64 << 10, slot_count: 4 }.layout().unwrap()
}

fn worker_config() -> WorkerConfig {
    let limits = Limits { reserved: 1 << 40, segments: 3, bytes: 64 << 20 };
    WorkerConfig { limits, handshake: Duration::from_millis(500), ..WorkerConfig::default() }
}

/// A memfd that passes for a control segment.
fn control_fd(layout: &Layout) -> OwnedFd {
    let fd = memfd::create("control", layout.segment_len).unwrap();
    let placement = Placement { reserved_len: 64 << 20, first: 0x3000_0000_0000, tries: 4096 };
    let window = candidates(placement, layout.segment_len)
        .find_map(|range| Window::create(range, *layout, &fd).ok())
        .unwrap();
    Control::of(&window).describe(HASH, 1);
    fd
}

/// A base that no other test of this process uses at the time.
fn attach_message(index: u64) -> Attach {
    let base = 0x4800_0000_0000 + index * (1 << 32);
    Attach {
        base,
        reserved_len: 1 << 31,
        layout: layout(),
        generation: 1,
        global_barriers: false,
        offset: 0,
        polls: false,
    }
}

struct Handler;

impl RequestHandler for Handler {
    fn segment_added(&self, _: &Arc<Segment>) -> Result<(), String> {
        Ok(())
    }
    fn segment_dropping(&self, _: &Arc<Segment>) {}
    fn query(&self, what: &str, _: Value) -> Result<Value, String> {
        Ok(Value::String("x".repeat(what.len() * 1000)))
    }
    fn bye(&self, theirs: Bye) -> Farewell {
        Farewell { account: theirs.account, ..Farewell::default() }
    }
}

/// Lets `guest` talk to a worker that accepts it; returns how the worker's session ended.
fn with_worker(guest: impl FnOnce(OwnedFd)) -> Result<(), LinkError> {
    let (guest_socket, worker_socket) = pair().unwrap();
    let worker = thread::spawn(move || {
        let welcome = Welcome { protocol_hash: HASH, ..Welcome::default() };
        let mut link = WorkerLink::accept(worker_socket, welcome, worker_config())?;
        loop {
            match link.requests.serve_one(&Handler, SOON) {
                Ok(_) => {}
                Err(LinkError::Gone) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    });
    let (welcome, _) = recv_with_fds::<ToGuest>(&guest_socket, SOON).unwrap();
    assert!(matches!(welcome, ToGuest::Welcome(_)));
    guest(guest_socket);
    worker.join().expect("the worker must not panic")
}

fn say(socket: &OwnedFd, message: &FromGuest, fds: &[BorrowedFd<'_>]) {
    send_with_fds(socket, message, fds, SOON).unwrap();
}

fn hear(socket: &OwnedFd) -> ToGuest {
    recv_with_fds(socket, SOON).unwrap().0
}

fn attached(socket: &OwnedFd, index: u64) -> u64 {
    let attach = attach_message(index);
    let base = attach.base;
    say(socket, &FromGuest::Attach(attach), &[control_fd(&layout()).as_fd()]);
    assert!(matches!(hear(socket), ToGuest::Attached { .. }));
    base
}

fn is_failure(answer: ToGuest, may_retry: bool) -> bool {
    matches!(answer, ToGuest::AttachFailed { retry, .. } if retry == may_retry)
}

#[test]
fn window_over_memory_of_the_worker_is_refused_and_another_may_be_tried() {
    let precious = vec![42u8; 1 << 20];
    let ended = with_worker(|socket| {
        let fd = control_fd(&layout());
        let base = precious.as_ptr().addr() as u64 & !4095;
        say(&socket, &FromGuest::Attach(Attach { base, ..attach_message(0) }), &[fd.as_fd()]);
        assert!(is_failure(hear(&socket), true));
        say(&socket, &FromGuest::Attach(attach_message(0)), &[fd.as_fd()]);
        assert!(matches!(hear(&socket), ToGuest::Attached { .. }));
    });
    assert!(ended.is_ok(), "{ended:?}");
    assert!(precious.iter().all(|&byte| byte == 42));
}

#[test]
fn windows_that_cannot_be_are_refused() {
    let good = || attach_message(1);
    let layout = layout();
    let bad: Vec<(Attach, Option<OwnedFd>)> = vec![
        (Attach { base: 0, ..good() }, None),
        (Attach { offset: 1, ..good() }, None),
        (Attach { offset: 4096, ..good() }, None),
        (Attach { offset: !4095, ..good() }, None),
        (Attach { base: good().base + 1, ..good() }, None),
        (Attach { base: u64::MAX - 4095, ..good() }, None),
        (Attach { reserved_len: 0, ..good() }, None),
        (Attach { reserved_len: !4095, ..good() }, None),
        (Attach { reserved_len: 2 << 40, ..good() }, None),
        (Attach { reserved_len: 4096, ..good() }, None),
        (Attach { layout: Layout { ring_offset: 0, ..layout }, ..good() }, None),
        (Attach { layout: Layout { slot_count: u32::MAX, ..layout }, ..good() }, None),
        (good(), Some(memfd::create("short", 4096).unwrap())),
        (good(), Some(memfd::create("undescribed", layout.segment_len).unwrap())),
        (good(), Some(tempfile::tempfile().unwrap().into())),
        (good(), Some(File::open("/dev/zero").unwrap().into())),
        (good(), Some(rustix::pipe::pipe().unwrap().0)),
    ];
    for (attach, fd) in bad {
        let fd = fd.unwrap_or_else(|| control_fd(&layout));
        let shown = format!("{attach:?}");
        let ended = with_worker(|socket| {
            say(&socket, &FromGuest::Attach(attach), &[fd.as_fd()]);
            assert!(is_failure(hear(&socket), false), "{shown}");
        });
        assert!(ended.is_err(), "{shown}");
    }
}

#[test]
fn missing_and_surplus_descriptors_are_violations() {
    let fd = control_fd(&layout());
    for fds in [vec![], vec![fd.as_fd(); 2], vec![fd.as_fd(); 8]] {
        let ended = with_worker(|socket| {
            say(&socket, &FromGuest::Attach(attach_message(2)), &fds);
            assert!(is_failure(hear(&socket), false));
        });
        assert!(matches!(ended, Err(LinkError::Violation(_))), "{ended:?}");
    }
}

#[test]
fn silent_guest_does_not_keep_the_worker_waiting() {
    let ended = with_worker(|socket| {
        thread::sleep(Duration::from_millis(700));
        drop(socket);
    });
    assert!(matches!(ended, Err(LinkError::Timeout { .. })), "{ended:?}");
}

fn add(segment: u32, address: u64, len: u64, kind: SegmentKind) -> FromGuest {
    FromGuest::Request { id: 9, request: Request::AddSegment { segment, address, len, kind, offset: 0 } }
}

fn is_declined(answer: ToGuest) -> bool {
    matches!(answer, ToGuest::Reply { id: 9, reply: Reply::Failed(_) })
}

fn is_done(answer: ToGuest) -> bool {
    matches!(answer, ToGuest::Reply { id: 9, reply: Reply::Done(_) })
}

#[test]
fn segments_in_the_way_of_something_are_declined_and_the_session_goes_on() {
    let precious = vec![42u8; 1 << 20];
    let ended = with_worker(|socket| {
        let base = attached(&socket, 3);
        let fd = memfd::create("segment", 1 << 20).unwrap();
        let ask = |message: FromGuest| {
            say(&socket, &message, &[fd.as_fd()]);
            hear(&socket)
        };
        let place = precious.as_ptr().addr() as u64 & !4095;
        assert!(is_declined(ask(add(1, place, 1 << 20, SegmentKind::Foreign))));
        assert!(is_declined(ask(add(1, base, 4096, SegmentKind::Growth))), "over the control segment");
        assert!(
            is_declined(ask(add(1, base + (2 << 20), 4096, SegmentKind::Foreign))),
            "foreign, but inside"
        );
        assert!(is_done(ask(add(1, base + (2 << 20), 1 << 20, SegmentKind::Growth))));
        assert!(is_declined(ask(add(2, base + (2 << 20) + 4096, 4096, SegmentKind::Growth))));
        assert!(is_done(ask(add(2, base + (8 << 20), 1 << 20, SegmentKind::Growth))));
        assert!(is_done(ask(add(3, base + (9 << 20), 1 << 20, SegmentKind::Growth))));
        assert!(is_declined(ask(add(4, base + (10 << 20), 1 << 20, SegmentKind::Growth))), "a fourth");
        let drop_it = FromGuest::Request { id: 9, request: Request::DropSegment { segment: 2 } };
        say(&socket, &drop_it, &[]);
        assert!(is_done(hear(&socket)));
        say(&socket, &drop_it, &[]);
        assert!(is_declined(hear(&socket)));
        assert!(is_done(ask(add(2, base + (8 << 20), 1 << 20, SegmentKind::Growth))));
        let query = FromGuest::Request {
            id: 9,
            request: Request::Query { what: "y".repeat(100), body: Value::Null },
        };
        say(&socket, &query, &[]);
        assert!(is_declined(hear(&socket)), "the answer does not fit a message");
    });
    assert!(ended.is_ok(), "{ended:?}");
    assert!(precious.iter().all(|&byte| byte == 42));
}

#[test]
fn segments_that_cannot_be_end_the_session() {
    let base = attach_message(4).base;
    let fd = memfd::create("segment", 1 << 20).unwrap();
    let pipe = rustix::pipe::pipe().unwrap().0;
    let bad = [
        (add(1, base + (1 << 31), 4096, SegmentKind::Growth), fd.as_fd()),
        (add(1, base + (1 << 31) - 4096, 8192, SegmentKind::Growth), fd.as_fd()),
        (add(1, 0, 4096, SegmentKind::Foreign), fd.as_fd()),
        (add(1, !4095, 1 << 20, SegmentKind::Foreign), fd.as_fd()),
        (add(1, base + (2 << 20) + 1, 4096, SegmentKind::Growth), fd.as_fd()),
        (add(1, base + (2 << 20), 2 << 20, SegmentKind::Growth), fd.as_fd()),
        (add(1, base + (2 << 20), 0, SegmentKind::Growth), fd.as_fd()),
        (add(0, base + (2 << 20), 4096, SegmentKind::Growth), fd.as_fd()),
        (add(1, base + (2 << 20), 4096, SegmentKind::Control), fd.as_fd()),
        (add(1, base + (2 << 20), 4096, SegmentKind::Growth), pipe.as_fd()),
        (FromGuest::Attach(attach_message(4)), fd.as_fd()),
    ];
    for (message, fd) in bad {
        let shown = format!("{message:?}");
        let ended = with_worker(|socket| {
            attached(&socket, 4);
            say(&socket, &message, &[fd]);
        });
        assert!(matches!(ended, Err(LinkError::Violation(_))), "{shown}: {ended:?}");
    }
}

fn number() -> impl Strategy<Value = u64> {
    prop_oneof![
        any::<u64>(),
        0u64..10,
        (0u64..64).prop_map(|bit| 1 << bit),
        (0u64..1 << 20).prop_map(|n| n << 12)
    ]
}

fn request() -> impl Strategy<Value = FromGuest> {
    let kind = prop_oneof![Just(SegmentKind::Growth), Just(SegmentKind::Foreign), Just(SegmentKind::Control)];
    let address =
        prop_oneof![number(), (0u64..1 << 20).prop_map(|page| attach_message(6).base + (page << 12))];
    prop_oneof![
        (0u32..6, address, number(), kind).prop_map(|(segment, at, len, kind)| add(segment, at, len, kind)),
        (0u32..6).prop_map(|segment| FromGuest::Request { id: 9, request: Request::DropSegment { segment } }),
        Just(FromGuest::Bye(Bye::default())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_requests_are_answered_or_end_the_session(requests in prop::collection::vec(request(), 1..20)) {
        let fd = memfd::create("segment", 64 << 20).unwrap();
        let ended = with_worker(|socket| {
            attached(&socket, 6);
            for request in &requests {
                let fds = [fd.as_fd()];
                let fds = if matches!(request, FromGuest::Request { request: Request::AddSegment { .. }, .. }) { &fds[..] } else { &[] };
                if send_with_fds(&socket, request, fds, SOON).is_err()
                    || recv_with_fds::<ToGuest>(&socket, SOON).is_err()
                {
                    return;
                }
            }
        });
        prop_assert!(matches!(ended, Ok(()) | Err(LinkError::Violation(_))), "{:?}", ended);
    }

    #[test]
    fn any_bytes_are_a_message_or_an_error(bytes in prop::collection::vec(any::<u8>(), 1..2000)) {
        let (guest, worker) = pair().unwrap();
        rustix::net::send(&guest, &bytes, SendFlags::empty()).unwrap();
        prop_assert!(read_hello(&worker, SOON).is_err());
    }

    #[test]
    fn damaged_messages_are_a_message_or_an_error(message in request(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = serde_json::to_vec(&message).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at.max(1));
        }
        let (guest, worker) = pair().unwrap();
        rustix::net::send(&guest, &bytes, SendFlags::empty()).unwrap();
        let _ = recv_with_fds::<FromGuest>(&worker, SOON);
    }
}

#[test]
fn descriptors_of_unreadable_messages_are_closed() {
    let (guest, worker) = pair().unwrap();
    let (read, write) = rustix::pipe::pipe().unwrap();
    let mut space = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = rustix::net::SendAncillaryBuffer::new(&mut space);
    let fds = [write.as_fd()];
    control.push(rustix::net::SendAncillaryMessage::ScmRights(&fds));
    let body = [std::io::IoSlice::new(b"{]")];
    rustix::net::sendmsg(&guest, &body, &mut control, SendFlags::empty()).unwrap();
    drop(write);
    assert!(recv_with_fds::<FromGuest>(&worker, SOON).is_err());
    // End of file: nobody holds the other end any more.
    assert_eq!(rustix::io::read(&read, &mut [0; 1]).unwrap(), 0);
}
