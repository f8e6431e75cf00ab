//! An installation of stand-ins, and the stand-ins: this test executable again, as worker or as guest program.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod elf;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use link::control::{FromGuest, Hello, ToGuest, Welcome};
use link::report::{self, Counts, Crossings, GuestReport, Traffic, WorkerReport};
use link::socket::{connect_to, recv_with_fds, send_with_fds};
use link::worker::take_over;

/// Longer than anything here takes.
pub const SOON: Duration = Duration::from_secs(30);

/// A folder with a worker, a guest library and a driver that are none.
pub struct Installation {
    pub folder: tempfile::TempDir,
}

impl Installation {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let this = std::env::current_exe().expect("exe");
        // A worker is started with arguments of its own, so the test harness's come from a wrapper.
        let script = format!(
            "#!/bin/sh\nexec '{}' support::fake_worker --exact --nocapture -- \"$@\"\n",
            this.display()
        );
        let worker = folder.path().join("vgpu-worker");
        fs::write(&worker, script).expect("worker");
        fs::set_permissions(&worker, fs::Permissions::from_mode(0o755)).expect("executable");
        fs::write(folder.path().join("driver.so"), elf::library(&["cuInit"])).expect("driver");
        fs::write(folder.path().join("guest.so"), elf::library(&["cuInit", "vgpu_guest_marker"]))
            .expect("guest");
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `vgpu COMMAND` with the flags that make it use this installation.
    pub fn vgpu(&self, command: &str) -> Command {
        let mut vgpu = vgpu();
        vgpu.arg(command);
        vgpu.arg("--worker").arg(self.path("vgpu-worker"));
        vgpu.arg("--cuda").arg(self.path("driver.so"));
        if command != "serve" {
            vgpu.arg("--guest-library").arg(self.path("guest.so"));
        }
        vgpu
    }

    /// The same, followed by a guest program that behaves as `behaviour` says.
    pub fn with_guest(&self, command: &str, flags: &[&str], behaviour: &str) -> Output {
        let this = std::env::current_exe().expect("exe");
        let guest = ["support::fake_guest", "--exact", "--nocapture"];
        let mut vgpu = self.vgpu(command);
        vgpu.args(flags).arg("--").arg(this).args(guest).env("VGPU_TEST_GUEST", behaviour);
        output(&mut vgpu)
    }
}

/// The command, in an environment without the machine's settings.
pub fn vgpu() -> Command {
    let mut vgpu = Command::new(env!("CARGO_BIN_EXE_vgpu"));
    for name in ["VGPU_SOCKET", "XDG_RUNTIME_DIR", "CUDA_VISIBLE_DEVICES", "LD_LIBRARY_PATH"] {
        vgpu.env_remove(name);
    }
    // No machine's mediator is to be found by accident.
    vgpu.env("VGPU_SOCKET", "/nonexistent/vgpu.sock").stdin(Stdio::null());
    vgpu
}

pub fn output(command: &mut Command) -> Output {
    command.output().expect("vgpu starts")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn until(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < SOON, "never {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Figures of a session that computed something; both ends agree.
fn figures(session: u64) -> (GuestReport, WorkerReport) {
    let one = |name: &str| Counts::from([(name.to_owned(), 1)]);
    let mut guest =
        GuestReport { session, pid: std::process::id(), payloads_hashed: true, ..GuestReport::default() };
    let mut worker = WorkerReport { session, payloads_hashed: true, ..WorkerReport::default() };
    guest.calls = one("cuLaunchKernel");
    guest.routes = one("custom");
    guest.sent = one("cuLaunchKernel");
    guest.private_tables = one("6bd5fb6c5bf4e74a8987d93912fd9df9");
    guest.unsupported = one("cuGLInit");
    guest.crossings.frames = Traffic { count: 1, bytes: 128, checksum: 77 };
    guest.submitted.launches = one("axpy");
    worker.received = one("cuLaunchKernel");
    worker.executed = one("cuLaunchKernel");
    worker.crossings = guest.crossings;
    worker.done = guest.submitted.clone();
    worker.device.name = "Fake GPU".to_owned();
    worker.device.driver_version = 13_000;
    (guest, worker)
}

/// The guest program. Does nothing when the test harness runs it as one of its tests.
#[test]
fn fake_guest() {
    let Ok(behaviour) = std::env::var("VGPU_TEST_GUEST") else { return };
    if behaviour == "stays-away" {
        std::process::exit(0);
    }
    let socket = std::env::var_os("VGPU_SOCKET").expect("VGPU_SOCKET");
    let guest = connect_to(Path::new(&socket)).expect("connect");
    let mut hello = Hello::of_this_process(table::PROTOCOL_HASH, "test");
    hello.program.clone_from(&behaviour);
    send_with_fds(&guest, &FromGuest::Hello(hello), &[], SOON).expect("Hello");
    let session = match recv_with_fds(&guest, SOON) {
        Ok((ToGuest::Welcome(welcome), _)) => welcome.session,
        other => panic!("no Welcome: {other:?}"),
    };
    if behaviour == "is-killed" {
        std::process::exit(0);
    }
    if let Some(folder) = std::env::var_os("VGPU_REPORT_DIR") {
        assert_eq!(std::env::var("VGPU_VERIFY").as_deref(), Ok("1"));
        let (mut report, _) = figures(session);
        if behaviour == "miscounts" {
            report.crossings.frames.bytes += 8;
        }
        let line = serde_json::to_string(&report).expect("json") + "\n";
        fs::write(Path::new(&folder).join(format!("guest-{}.json", std::process::id())), line)
            .expect("report");
    }
    std::process::exit(if behaviour == "fails" { 42 } else { 0 });
}

/// The worker. Does nothing when the test harness runs it as one of its tests.
#[test]
fn fake_worker() {
    let arguments: Vec<String> = std::env::args().collect();
    if !arguments.windows(2).any(|pair| pair == ["--control-fd", "0"]) {
        return;
    }
    assert!(arguments.windows(2).any(|pair| pair[0] == "--cuda" && pair[1].ends_with("driver.so")));
    let control = std::io::stdin();
    let Ok((handover, guest, _)) = take_over(&control, SOON) else { std::process::exit(0) };
    let welcome = Welcome {
        session: handover.session,
        protocol_hash: handover.hello.protocol_hash,
        ..Welcome::default()
    };
    let _ = send_with_fds(&guest, &ToGuest::Welcome(Box::new(welcome)), &[], SOON);
    while recv_with_fds::<FromGuest>(&guest, SOON).is_ok() {}
    let (guest, mut report) = figures(handover.session);
    if handover.hello.program == "is-killed" {
        // All that is left of such a guest is what its library has shown in the window: its frames.
        report.guest_crossings = Some(Crossings { frames: guest.crossings.frames, ..Crossings::default() });
        report.crossings.replies = Traffic { count: 1, bytes: 8, checksum: 5 };
    }
    let _ = report::send(&control, &report, SOON);
    std::process::exit(0);
}
