//! A mediator in a thread, guests that are only sockets, and a stand-in for the worker: this very test
//! executable, started again with `support::fake_worker` as the only test to run.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use link::account::Meter;
use link::control::{FromGuest, Handover, Hello, Refused, ToGuest, Welcome};
use link::gauges::Figures;
use link::management::{Facts, Part, Question, WORKERS, Worker};
use link::report::{self, WorkerReport};
use link::socket::{SocketError, connect_to, recv_with_fds, send_with_fds};
use link::worker::{refuse, take_over};
use mediator::{Config, Error, Handle, Limits, Mediator, Sessions, WorkerCommand};

/// The protocol that mediator and guests of these tests speak.
pub const HASH: u64 = 0x1234_5678_9abc_def0;
/// Longer than anything here takes, shorter than anybody's patience.
pub const SOON: Duration = Duration::from_secs(20);

/// A running mediator with a folder of its own.
pub struct Service {
    pub folder: tempfile::TempDir,
    pub handle: Handle,
    thread: Option<JoinHandle<Result<(), Error>>>,
}

impl Service {
    /// Starts a mediator whose workers behave as `behaviour` says; see [`fake_worker`].
    pub fn start(behaviour: &str, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let arguments =
            ["support::fake_worker", "--exact", "--nocapture", "--", behaviour].map(Into::into).to_vec();
        let worker =
            WorkerCommand { program: std::env::current_exe().expect("exe"), arguments, variables: vec![] };
        let mut config = Config::new(folder.path().join("vgpu.sock"), worker, HASH);
        config.limits = Limits { refill: Duration::from_millis(10), ..Limits::default() };
        change(&mut config);
        let mediator = Mediator::new(config).expect("mediator");
        let handle = mediator.handle();
        let thread = Some(thread::spawn(move || mediator.run()));
        Self { folder, handle, thread }
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("vgpu.sock")
    }

    /// A connection that has said nothing.
    pub fn connect(&self) -> OwnedFd {
        connect_to(&self.socket()).expect("connect")
    }

    /// A guest that has introduced itself.
    pub fn guest(&self) -> OwnedFd {
        self.guest_with(|_| ())
    }

    pub fn guest_with(&self, change: impl FnOnce(&mut Hello)) -> OwnedFd {
        let guest = self.connect();
        let mut hello = hello();
        change(&mut hello);
        send_with_fds(&guest, &FromGuest::Hello(hello), &[], SOON).expect("send Hello");
        guest
    }

    /// Waits until the session list is as `wanted`.
    pub fn until(&self, what: &str, wanted: impl Fn(&Sessions) -> bool) -> Sessions {
        let start = Instant::now();
        loop {
            let sessions = self.handle.sessions();
            if wanted(&sessions) {
                return sessions;
            }
            assert!(start.elapsed() < SOON, "never {what}: {sessions:#?}");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Stops the mediator and checks that it left nothing.
    pub fn stop(mut self) -> Sessions {
        self.handle.stop();
        let result = self.thread.take().expect("running").join().expect("no panic");
        result.expect("a clean end");
        assert!(!self.socket().exists(), "the socket is left behind");
        self.handle.sessions()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.handle.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

pub fn hello() -> Hello {
    let mut hello = Hello::of_this_process(HASH, "1.0-test");
    // Whatever the machine sets is no part of the test.
    hello.env.clear();
    hello
}

pub fn welcome(guest: &OwnedFd) -> Welcome {
    match recv_with_fds(guest, SOON) {
        Ok((ToGuest::Welcome(welcome), _)) => *welcome,
        other => panic!("no Welcome: {other:?}"),
    }
}

pub fn refusal(guest: &OwnedFd) -> Refused {
    match recv_with_fds(guest, SOON) {
        Ok((ToGuest::Refused(refused), _)) => refused,
        other => panic!("no Refused: {other:?}"),
    }
}

/// Asserts that the other side closes `guest` without another message.
pub fn assert_closed(guest: &OwnedFd) {
    let end = recv_with_fds::<ToGuest>(guest, SOON).map(|(message, _)| message);
    assert_eq!(end, Err(SocketError::Closed));
}

pub fn is_alive(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|stat| !stat.rsplit(')').next().unwrap_or("").trim_start().starts_with('Z'))
}

/// The stand-in for the monitor: says which process it is, and what it was told of workers, in place of versions.
fn fake_monitor(behaviour: &str, mut handover: Handover, mut guest: OwnedFd) {
    loop {
        if behaviour == "dies-at-once" {
            std::process::abort();
        }
        let workers = handover.extra.get(WORKERS).cloned().unwrap_or_default().to_string();
        let facts = Facts { driver: workers, library: std::process::id().to_string(), ..Facts::default() };
        let part = Part { facts: Some(facts), is_last: true, ..Part::default() };
        let _ = send_with_fds(&guest, &ToGuest::Management(Box::new(part)), &[], SOON);
        match take_over(std::io::stdin(), Duration::from_secs(600)) {
            Ok(next) => (handover, guest) = (next.0, next.1),
            Err(_) => std::process::exit(0),
        }
    }
}

/// Asks the stand-in for the monitor: its process, and what it was told of workers.
pub fn ask(service: &Service, change: impl FnOnce(&mut Hello)) -> Option<(u32, Vec<Worker>)> {
    let guest = service.guest_with(|hello| {
        hello.management = Some(Question::default());
        change(hello);
    });
    match recv_with_fds(&guest, SOON) {
        Ok((ToGuest::Management(part), _)) => {
            let facts = part.facts.expect("facts");
            let workers = serde_json::from_str(&facts.driver).expect("workers");
            Some((facts.library.parse().expect("a process"), workers))
        }
        Err(SocketError::Closed) => None,
        other => panic!("no answer: {other:?}"),
    }
}

/// The stand-in. Does nothing when the test harness runs it as one of its tests.
#[test]
fn fake_worker() {
    let arguments: Vec<String> = std::env::args().collect();
    if !arguments.windows(2).any(|pair| pair == ["--control-fd", "0"]) {
        return;
    }
    let behaviour = arguments.iter().skip_while(|argument| *argument != "--").nth(1);
    let control = std::io::stdin();
    if behaviour.is_some_and(|behaviour| behaviour == "fails-at-start") {
        std::process::exit(3);
    }
    // A worker that is not needed is told so by the end of its control socket.
    let Ok((handover, guest, companions)) = take_over(&control, Duration::from_secs(600)) else {
        std::process::exit(0)
    };
    if arguments.iter().any(|argument| argument == "--monitor") {
        return fake_monitor(behaviour.map_or("", String::as_str), handover, guest);
    }
    if let Some(gauges) = companions.gauges {
        gauges.hold(u64::from(std::process::id()), u64::from(std::process::id()));
        let told = if behaviour.is_some_and(|behaviour| behaviour == "lies") { u64::MAX } else { 2 };
        gauges.count(&Figures { frames: told, launches: told, ..Figures::default() });
    }
    let mut welcome = Welcome { session: handover.session, protocol_hash: HASH, ..Welcome::default() };
    welcome.extra.insert("pid".into(), std::process::id().into());
    welcome.extra.insert("verify".into(), handover.extra.get("verify").cloned().unwrap_or_default());
    for (name, value) in
        std::env::vars().filter(|(name, _)| name.starts_with("CUDA_") || name.starts_with("VGPU_"))
    {
        welcome.extra.insert(name, value.into());
    }
    let greet = || send_with_fds(&guest, &ToGuest::Welcome(Box::new(welcome)), &[], SOON);
    match behaviour.map_or("", String::as_str) {
        "dies-at-once" => std::process::abort(),
        "hangs" => {
            let _ = greet();
            loop {
                thread::sleep(SOON);
            }
        }
        "talks-garbage" => {
            let _ = greet();
            let _ = send_with_fds(&control, &"no report", &[control.as_fd()], SOON);
            thread::sleep(Duration::from_secs(600));
        }
        "refuses" => {
            let _ = refuse(&guest, Refused::new(link::control::RefusedReason::NoDevice, "no device".into()));
            std::process::exit(4);
        }
        _ => {
            let _ = greet();
            while recv_with_fds::<FromGuest>(&guest, Duration::from_secs(600)).is_ok() {}
            let mut report = WorkerReport { session: handover.session, ..WorkerReport::default() };
            report.program = handover.hello.program;
            report.crossings.frames = Meter { calls: 3, bytes: 96, checksum: 7 }.into();
            let _ = report::send(&control, &report, SOON);
            std::process::exit(0);
        }
    }
}
