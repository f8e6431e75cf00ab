//! The agent on a device of this machine's memory, with processes that come, go and are killed.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use guestd::{Agent, Config, Handle};
use link::device::agent::{AgentError, ask};
use link::device::guest::process_start;
use link::device::host::HostWindow;
use link::device::polled::PolledRegisters;
use link::device::registers;
use link::device::window::{ChannelState, WindowShape};
use std::os::unix::fs::symlink;
use std::sync::atomic::Ordering;

/// A device whose channels are given back as the real one does, when [`Bench::tend`] is called.
struct Bench {
    window: HostWindow,
    registers: PolledRegisters,
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let window = HostWindow::new(WindowShape::new(512 << 20, 2).unwrap()).unwrap();
        let registers = PolledRegisters::new(|offset| match offset {
            registers::MAGIC => registers::MAGIC_VALUE,
            _ => 0,
        })
        .unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (name, fd) in [("resource0", registers.file()), ("resource2_wc", window.file())] {
            let file = format!("/proc/{}/fd/{}", std::process::id(), fd.as_raw_fd());
            symlink(file, folder.path().join(name)).unwrap();
        }
        Self { window, registers, folder }
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("agent.sock")
    }

    fn start(&self) -> (Handle, JoinHandle<()>) {
        let device = Some(self.folder.path().to_owned());
        let agent = Agent::new(Config { socket: self.socket(), socket_mode: 0o600, device }).unwrap();
        let handle = agent.handle();
        (handle, thread::spawn(|| agent.run().unwrap()))
    }

    fn tend(&self) {
        for index in 0..2 {
            if self.window.state(index) == Some(ChannelState::Released) {
                self.window.free(index).unwrap();
            }
        }
    }

    /// Waits until a channel has a state.
    fn wait_for(&self, index: u32, state: ChannelState) {
        let until = Instant::now() + Duration::from_secs(5);
        while self.window.state(index) != Some(state) {
            assert!(Instant::now() < until, "channel {index} is {:?}", self.window.state(index));
            thread::sleep(Duration::from_millis(2));
        }
    }
}

fn stop((handle, thread): (Handle, JoinHandle<()>)) {
    handle.stop();
    thread.join().unwrap();
}

/// This test's executable, which takes a channel from the agent and holds it.
fn process(socket: &Path) -> Child {
    let own = std::env::current_exe().unwrap();
    let mut command = Command::new(own);
    command.args(["--exact", "a_process_that_holds_a_channel", "--ignored"]);
    command.env("AGENT", socket).stdout(std::process::Stdio::null()).spawn().unwrap()
}

#[test]
#[ignore = "started by other tests"]
fn a_process_that_holds_a_channel() {
    let _held = ask(Path::new(&std::env::var_os("AGENT").unwrap())).unwrap();
    thread::sleep(Duration::from_secs(60));
}

#[test]
fn channels_are_given_and_taken_back() {
    let bench = Bench::new();
    let agent = bench.start();
    let (channel, socket) = ask(&bench.socket()).unwrap();
    assert_eq!(channel.index(), 0);
    assert_eq!(bench.window.state(0), Some(ChannelState::Claimed));
    assert_eq!(bench.window.owner(0).unwrap().pid, std::process::id());
    let (second, _socket) = ask(&bench.socket()).unwrap();
    assert_eq!(second.index(), 1);
    match ask(&bench.socket()) {
        Err(AgentError::Refused(why)) => assert!(why.contains("2 channels"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert!(
        !bench.registers.take(2).is_looked,
        "nobody asks the device to look before there is something to see"
    );
    drop(socket);
    bench.wait_for(0, ChannelState::Released);
    assert!(bench.registers.take(2).is_looked);
    bench.tend();
    let (again, _socket) = ask(&bench.socket()).unwrap();
    assert_eq!(again.index(), 0);
    stop(agent);
}

#[test]
fn a_killed_process_loses_its_channel_at_once_and_also_after_the_agent_was_started_again() {
    let bench = Bench::new();
    let agent = bench.start();
    let mut first = process(&bench.socket());
    bench.wait_for(0, ChannelState::Claimed);
    let mut second = process(&bench.socket());
    bench.wait_for(1, ChannelState::Claimed);
    let before = Instant::now();
    first.kill().unwrap();
    bench.wait_for(0, ChannelState::Released);
    assert!(before.elapsed() < Duration::from_secs(1));
    first.wait().unwrap();
    bench.tend();
    stop(agent);

    let agent = bench.start();
    let (channel, _socket) = ask(&bench.socket()).unwrap();
    assert_eq!(channel.index(), 0, "the second process still has its channel");
    second.kill().unwrap();
    bench.wait_for(1, ChannelState::Released);
    second.wait().unwrap();
    stop(agent);
}

#[test]
fn channels_of_processes_that_ended_without_an_agent_are_taken_back_by_the_next() {
    let bench = Bench::new();
    assert!(bench.window.change_state(1, ChannelState::Free, ChannelState::Claimed));
    let device = link::device::guest::Device::open(bench.folder.path()).unwrap();
    // A process of that number may live, but began at another time.
    let entry = device.entry(1).unwrap();
    entry.owner.store(std::process::id(), Ordering::Release);
    entry.owner_start.store(process_start(std::process::id()).unwrap() + 1, Ordering::Release);
    let agent = bench.start();
    bench.wait_for(1, ChannelState::Released);
    stop(agent);
}

#[test]
fn without_a_device_the_answer_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("agent.sock");
    let device = Some(folder.path().to_owned());
    let agent = Agent::new(Config { socket: socket.clone(), socket_mode: 0o600, device }).unwrap();
    let handle = agent.handle();
    let thread = thread::spawn(|| agent.run().unwrap());
    match ask(&socket) {
        Err(AgentError::Refused(why)) => assert!(why.contains("resource0"), "{why}"),
        other => panic!("{other:?}"),
    }
    stop((handle, thread));
}
