//! Whole sessions between two processes: this test program starts itself as the worker.
#![cfg(not(loom))]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use link::LinkError;
use link::account::hash;
use link::completion::{Dead, SlotHandle};
use link::control::{Hello, RefusedReason, Welcome};
use link::guest::{GuestConfig, GuestLink};
use link::header::DeathReason;
use link::layout::{LayoutConfig, SLOT_PAYLOAD_MAX};
use link::passage::{Bye, Farewell};
use link::socket::Listener;
use link::window::{Placement, Reservation, Segment, Stacks, WindowError, candidates};
use link::worker::{RequestHandler, Served, WorkerConfig, WorkerLink, WorkerRing, read_hello, refuse};
use serde_json::{Value, json};

const HASH: u64 = 0x1234_5678_9abc_def0;
const VERSION: &str = "0.1.0-test";
/// The variable that makes this program a worker, and tells it where to listen.
const SOCKET: &str = "LINK_TEST_SOCKET";
/// How many of the guest's favourite addresses the worker has in use.
const OCCUPIED: &str = "LINK_TEST_OCCUPIED";

// What the test's frames ask for; the words after length, operation, slot and sequence number are arguments.
const ECHO: u32 = 1;
const HASH_MEMORY: u32 = 2;
const FILL_MEMORY: u32 = 3;
const DIE: u32 = 4;
const RAISE: u32 = 5;
const VIOLATE: u32 = 6;

fn config() -> GuestConfig {
    GuestConfig {
        layout: LayoutConfig { segment_len: 16 << 20, ring_len: 64 << 10, slot_count: 64 },
        placement: Placement { reserved_len: 4 << 30, ..Placement::default() },
        ..GuestConfig::default()
    }
}

// ---- the worker process ------------------------------------------------------------------------------------

struct Handler;

impl RequestHandler for Handler {
    fn segment_added(&self, segment: &Arc<Segment>) -> Result<(), String> {
        if segment.len() == 7 * 4096 {
            Err("the device does not like seven pages".to_owned())
        } else {
            Ok(())
        }
    }
    fn segment_dropping(&self, _: &Arc<Segment>) {}
    fn query(&self, what: &str, body: Value) -> Result<Value, String> {
        if what == "twice" { Ok(json!([body, body])) } else { Err(format!("what is {what}?")) }
    }
    fn bye(&self, theirs: Bye) -> Farewell {
        Farewell { account: theirs.account, ..Farewell::default() }
    }
}

/// Not a test: the other process of all tests below.
#[test]
fn worker_process() {
    let Some(path) = env::var_os(SOCKET) else { return };
    let occupied = env::var(OCCUPIED).map_or(0, |count| count.parse().unwrap());
    let control_len = config().layout.layout().unwrap().segment_len;
    let _in_the_way: Vec<_> = candidates(config().placement, control_len)
        .take(occupied)
        .map(|range| Reservation::at(range).unwrap())
        .collect();

    let listener = Listener::bind(Path::new(&path), 0o600).unwrap();
    let socket = listener.accept().unwrap();
    let hello = read_hello(&socket, Duration::from_secs(5)).unwrap();
    if let Err(refused) = hello.check(HASH, VERSION) {
        refuse(&socket, refused).unwrap();
        return;
    }
    let welcome = Welcome { version: VERSION.into(), protocol_hash: HASH, session: 5, ..Welcome::default() };
    let link = match WorkerLink::accept(socket, welcome, WorkerConfig::default()) {
        Ok(link) => link,
        Err(LinkError::Gone) => return,
        Err(error) => panic!("{error}"),
    };
    let WorkerLink { window, control, ring, slots, mut requests, .. } = link;
    thread::spawn(move || serve_ring(ring, &window, &control, &slots));
    loop {
        match requests.serve_one(&Handler, Duration::from_secs(60)) {
            Ok(Served::Request | Served::Bye) => {}
            Err(LinkError::Gone) => return,
            Err(error) => panic!("{error}"),
        }
    }
}

fn serve_ring(
    mut ring: WorkerRing,
    window: &link::window::Window,
    control: &link::header::Control,
    slots: &link::completion::SlotWriter,
) {
    let mut bytes = Vec::new();
    loop {
        match ring.next(&mut bytes) {
            Ok(Some(())) => {}
            Ok(None) => {
                ring.wait(Duration::from_secs(30));
                continue;
            }
            Err(_) => return control.declare_dead(DeathReason::Violation),
        }
        let word = |i: usize| u32::from_le_bytes(bytes[i * 4..i * 4 + 4].try_into().unwrap());
        let long = |i: usize| u64::from_le_bytes(bytes[i * 4..i * 4 + 8].try_into().unwrap());
        let complete = |status, payload: &[u8]| slots.complete(word(2), word(3), status, payload).unwrap();
        match word(1) {
            ECHO => complete(0, &bytes[20..20 + word(4) as usize]),
            HASH_MEMORY => match window.lookup(long(4), long(6)) {
                Some(slice) => complete(0, &hash(&slice.to_vec()).to_le_bytes()),
                None => complete(1, &[]),
            },
            FILL_MEMORY => match window.lookup(long(4), long(6)) {
                Some(slice) => {
                    complete(0, &u64::from(slice.write(0, &vec![0xee; slice.len()])).to_le_bytes())
                }
                None => complete(1, &[]),
            },
            DIE => std::process::exit(0),
            RAISE => {
                control.raise_async_error(word(4));
                complete(0, &[]);
            }
            VIOLATE => control.declare_dead(DeathReason::Violation),
            other => panic!("operation {other}"),
        }
    }
}

// ---- the guest ---------------------------------------------------------------------------------------------

struct Worker {
    child: Child,
    path: PathBuf,
    _dir: tempfile::TempDir,
}

impl Worker {
    fn start(occupied: usize) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("worker.sock");
        let child = Command::new(env::current_exe().unwrap())
            .args(["worker_process", "--exact", "--nocapture", "--quiet"])
            .env(SOCKET, &path)
            .env(OCCUPIED, occupied.to_string())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let patience = Instant::now() + Duration::from_secs(10);
        // Connecting consumes the one connection that the worker accepts, so look without touching.
        while !path.exists() && Instant::now() < patience {
            thread::sleep(Duration::from_millis(2));
        }
        Self { child, path, _dir: dir }
    }

    fn connect(&self, hash: u64) -> Result<GuestLink, LinkError> {
        let patience = Instant::now() + Duration::from_secs(5);
        loop {
            match GuestLink::connect(&self.path, Hello::of_this_process(hash, VERSION), config()) {
                // Bound, but not yet listening.
                Err(LinkError::Os { what: "connect", .. }) if Instant::now() < patience => {}
                other => return other,
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let patience = Instant::now() + Duration::from_secs(5);
        while Instant::now() < patience {
            if let Ok(Some(status)) = self.child.try_wait() {
                assert!(thread::panicking() || status.success(), "the worker failed: {status}");
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        assert!(thread::panicking(), "the worker did not notice the end of its guest");
    }
}

fn frame(slot: &mut SlotHandle, op: u32, args: &[u8]) -> Vec<u8> {
    let len = (16 + args.len()).next_multiple_of(8);
    let mut bytes = Vec::new();
    for word in [len as u32, op, slot.index(), slot.begin()] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend(args);
    bytes.resize(len, 0);
    bytes
}

fn call(link: &GuestLink, slot: &mut SlotHandle, op: u32, args: &[u8]) -> Result<(u32, Vec<u8>), Dead> {
    let bytes = frame(slot, op, args);
    link.submit(&[&bytes]).map_err(|_| Dead)?;
    let mut out = Vec::new();
    Ok((slot.wait(&mut out)?, out))
}

fn range_args(addr: u64, len: u64) -> Vec<u8> {
    [addr.to_le_bytes(), len.to_le_bytes()].concat()
}

/// What the worker finds at an address, or `None` if it says that there is nothing.
fn hash_at_worker(link: &GuestLink, slot: &mut SlotHandle, addr: u64, len: u64) -> Option<u64> {
    let (status, out) = call(link, slot, HASH_MEMORY, &range_args(addr, len)).unwrap();
    (status == 0).then(|| u64::from_le_bytes(out.try_into().unwrap()))
}

#[test]
fn calls_of_many_threads_come_back_and_the_books_agree() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    assert_eq!(link.welcome().session, 5);
    thread::scope(|scope| {
        for thread in 0..4u8 {
            let link = &link;
            scope.spawn(move || {
                let mut slot = link.acquire_slot().unwrap();
                for round in 0..500usize {
                    let len = (round * 37) % (SLOT_PAYLOAD_MAX + 1);
                    let payload = vec![thread ^ round as u8; len];
                    let args = [&(len as u32).to_le_bytes()[..], &payload].concat();
                    assert_eq!(call(link, &mut slot, ECHO, &args), Ok((0, payload)));
                    if round % 100 == 0 {
                        thread::sleep(Duration::from_millis(3));
                    }
                }
            });
        }
    });
    let account = link.account();
    assert_eq!((account.commands.calls, account.replies.calls), (2000, 2000));
    // The worker's own figures, as it publishes them.
    assert_eq!(link.control().header().worker_account.commands.read(), account.commands);
    assert_eq!(link.query("twice", json!(3)).unwrap(), json!([3, 3]));
    assert!(matches!(link.query("thrice", json!(3)), Err(LinkError::Declined { .. })));
    let parting = link.bye().unwrap();
    assert_eq!(parting.ours, parting.farewell.account);
    assert_eq!((parting.passage, parting.farewell.device), (None, None), "there is no device");
}

#[test]
fn after_the_ring_is_closed_the_books_are_final() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    let mut slot = link.acquire_slot().unwrap();
    assert_eq!(
        call(&link, &mut slot, ECHO, &[&4u32.to_le_bytes()[..], b"last"].concat()),
        Ok((0, b"last".to_vec()))
    );
    assert_eq!(link.outstanding_replies(), 0);
    let mut other = link.acquire_slot().unwrap();
    other.begin();
    assert_eq!(link.outstanding_replies(), 1);
    assert!(link.close());
    let before = link.account();
    assert_eq!(call(&link, &mut slot, ECHO, &[0; 8]), Err(Dead));
    assert_eq!(link.account(), before);
    assert_eq!(link.query("twice", json!(3)).unwrap(), json!([3, 3]));
    let parting = link.bye().unwrap();
    assert_eq!((parting.ours, parting.ours), (before, parting.farewell.account));
}

#[test]
fn guest_pointers_are_good_in_the_worker() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    let mut slot = link.acquire_slot().unwrap();

    let addr = link.heap().alloc(100_000, 4096).unwrap();
    let bytes: Vec<u8> = (0..100_000u32).map(|i| (i * 7) as u8).collect();
    assert!(link.window().lookup(addr, 100_000).unwrap().write(0, &bytes));
    assert_eq!(hash_at_worker(&link, &mut slot, addr, 100_000), Some(hash(&bytes)));
    assert_eq!(link.window().lookup(addr, 100_000).unwrap().hash(), hash(&bytes));

    let segment = link.grow(8 << 20).unwrap();
    assert!(segment.write(12345, &bytes));
    let inside = segment.addr() + 12345;
    assert_eq!(hash_at_worker(&link, &mut slot, inside, 100_000), Some(hash(&bytes)));
    assert_eq!(hash_at_worker(&link, &mut slot, segment.addr() + (8 << 20) - 10, 11), None);
    assert_eq!(hash_at_worker(&link, &mut slot, 0x1000, 8), None);
    let (id, gone) = (segment.id(), segment.addr());
    drop(segment);
    link.drop_segment(id).unwrap();
    assert_eq!(hash_at_worker(&link, &mut slot, gone, 8), None);
    assert!(!link.window().contains(gone, 8));
    // The gap is used again.
    assert_eq!(link.grow(4096).unwrap().addr(), gone);

    let declined = link.grow(7 * 4096);
    assert!(matches!(declined, Err(LinkError::Declined { .. })), "{declined:?}");
    assert!(link.grow(8 << 30).is_err(), "larger than the window");
}

#[test]
fn memory_of_the_program_is_shared_in_place_and_given_back() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    let mut slot = link.acquire_slot().unwrap();
    let mut memory = vec![0u8; (16 << 20) + 4096];
    for (i, byte) in memory.iter_mut().enumerate() {
        *byte = (i * 31) as u8;
    }
    let start = memory.as_ptr().addr().next_multiple_of(4096);
    let skip = start - memory.as_ptr().addr();
    let len = 16 << 20;
    let before = memory.clone();

    // SAFETY: the vector outlives the segment and nobody else knows it.
    let segment = unsafe { link.adopt(start as u64, len as u64, Stacks::Refused) }.unwrap();
    assert_eq!(std::hint::black_box(&memory), &before);
    assert_eq!(
        hash_at_worker(&link, &mut slot, start as u64, len as u64),
        Some(hash(&before[skip..skip + len]))
    );
    // SAFETY: as above; refused before anything happens.
    let twice = unsafe { link.adopt(start as u64, 4096, Stacks::Refused) };
    assert!(matches!(twice, Err(LinkError::Window(WindowError::Overlap { .. }))), "{twice:?}");

    let (status, _) = call(&link, &mut slot, FILL_MEMORY, &range_args(start as u64 + 5000, 10_000)).unwrap();
    assert_eq!(status, 0);
    let filled = std::hint::black_box(&mut memory);
    assert!(filled[skip + 5000..skip + 15_000].iter().all(|&byte| byte == 0xee));
    assert_eq!(filled[skip + 4999], before[skip + 4999]);

    let id = segment.id();
    drop(segment);
    link.drop_segment(id).unwrap();
    let after = std::hint::black_box(&mut memory);
    assert!(after[skip + 5000..skip + 15_000].iter().all(|&byte| byte == 0xee));
    assert_eq!(after[skip + 15_000..], before[skip + 15_000..]);
    after[skip] = 1;
    assert!(mappings(start, len) < 10, "the way there and back left {} mappings", mappings(start, len));
    assert_eq!(hash_at_worker(&link, &mut slot, start as u64, 8), None);
    // SAFETY: as above, except that the vector goes first: careless programs do that, and must not crash.
    let again = unsafe { link.adopt(start as u64, len as u64, Stacks::Refused) };
    assert!(again.is_ok(), "{again:?}");
    drop(memory);
    drop(again);
    link.drop_segment(id + 1).unwrap();
}

/// How many mappings the kernel keeps for this range.
fn mappings(start: usize, len: usize) -> usize {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let number = |text| usize::from_str_radix(text, 16).unwrap();
    maps.lines()
        .filter_map(|line| line.split_once(' ')?.0.split_once('-'))
        .filter(|&(from, to)| number(from) < start + len && number(to) > start)
        .count()
}

#[test]
fn memory_that_is_shared_already_is_refused_and_untouched() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    let segment = link.heap().alloc(8192, 4096).unwrap();
    // SAFETY: refused before anything happens.
    let own = unsafe { link.adopt(segment, 4096, Stacks::Refused) };
    assert!(matches!(own, Err(LinkError::Window(WindowError::Overlap { .. }))), "{own:?}");
    // SAFETY: as above: program code.
    let code = unsafe {
        link.adopt(
            memory_that_is_shared_already_is_refused_and_untouched as *const () as u64 & !4095,
            4096,
            Stacks::Refused,
        )
    };
    assert!(matches!(code, Err(LinkError::Window(WindowError::NotMovable { .. }))), "{code:?}");
}

#[test]
fn occupied_addresses_are_passed_over() {
    let worker = Worker::start(3);
    let link = worker.connect(HASH).unwrap();
    let fourth = candidates(config().placement, config().layout.segment_len).nth(3).unwrap();
    // Another test of this process may sit at the fourth by chance, never at the first three.
    assert!(link.window().base() >= fourth.start() as u64);
    let mut slot = link.acquire_slot().unwrap();
    assert_eq!(hash_at_worker(&link, &mut slot, link.control().heap_addr(), 4), Some(hash(&[0; 4])));
}

#[test]
fn death_of_the_worker_ends_every_wait_within_a_second() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    let started = Instant::now();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut slot = link.acquire_slot().unwrap();
                assert_eq!(slot.begin(), 1);
                assert_eq!(slot.wait(&mut Vec::new()), Err(Dead));
            });
        }
        thread::sleep(Duration::from_millis(50));
        let mut slot = link.acquire_slot().unwrap();
        assert_eq!(call(&link, &mut slot, DIE, &[]), Err(Dead));
    });
    assert!(started.elapsed() < Duration::from_secs(1));
    assert_eq!(link.control().death(), Some(DeathReason::WorkerDied));
    assert!(matches!(link.query("twice", Value::Null), Err(LinkError::Gone)));
    assert!(matches!(link.grow(4096), Err(LinkError::Gone)));
}

#[test]
fn session_declared_dead_wakes_the_sleeper_at_once() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    let mut slot = link.acquire_slot().unwrap();
    assert_eq!(call(&link, &mut slot, VIOLATE, &[]), Err(Dead));
    assert_eq!(link.control().death(), Some(DeathReason::Violation));
}

#[test]
fn asynchronous_errors_are_numbered() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    let mut slot = link.acquire_slot().unwrap();
    assert_eq!(link.async_error(), None);
    for sequence in 1..3 {
        call(&link, &mut slot, RAISE, &700u32.to_le_bytes()).unwrap();
        let error = link.async_error().unwrap();
        assert_eq!((error.sequence, error.result), (sequence, 700));
    }
}

#[test]
fn other_protocol_is_refused_by_name() {
    let worker = Worker::start(0);
    match worker.connect(HASH + 1) {
        Err(LinkError::Refused(refused)) => {
            assert_eq!(refused.reason, RefusedReason::Version);
            assert!(refused.message.contains("123456789abcdef1"), "{refused}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn slots_are_handed_on_with_their_sequence() {
    let worker = Worker::start(0);
    let link = worker.connect(HASH).unwrap();
    let mut slot = link.acquire_slot().unwrap();
    let (index, first) = (slot.index(), slot.begin());
    drop(slot);
    let mut slot = link.acquire_slot().unwrap();
    assert_eq!((slot.index(), slot.begin()), (index, first + 1));
    let rest: Vec<_> = std::iter::from_fn(|| link.acquire_slot()).collect();
    assert_eq!(rest.len(), 63);
    assert!(link.descriptors().iter().all(|&fd| fd > 2));
}
