//! Sessions from `Hello` to the report line.

mod support;

use std::collections::HashSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use link::control::RefusedReason;
use link::report::WorkerReport;
use mediator::WorkerCommand;
use support::{Service, assert_closed, is_alive, refusal, welcome};

#[test]
fn a_guest_gets_a_worker_and_its_end_is_reported() {
    let service = Service::start("serves", |config| {
        config.report = Some(config.socket.with_file_name("report.jsonl"));
        config.verify = true;
    });
    let guest = service.guest_with(|hello| hello.program = "python\n\u{1b}[31m train.py".into());
    let hello = welcome(&guest);
    assert_eq!(hello.session, 1);
    assert_eq!(hello.extra["verify"], true);
    let running = service.handle.sessions().running;
    assert_eq!(running.len(), 1);
    assert_eq!(running[0].guest.pid, std::process::id());
    assert_eq!(running[0].guest.program, "python[31m train.py");
    assert!(is_alive(running[0].worker_pid));

    drop(guest);
    assert!(service.handle.wait_until_idle(Some(support::SOON)));
    let ended = service.handle.sessions().ended;
    assert_eq!(ended[0].ended_by.as_deref(), Some("exit status 0"));
    assert_eq!(ended[0].ended_well, Some(true));
    assert_eq!(ended[0].report.as_ref().map(|report| report.crossings.frames.bytes), Some(96));
    assert!(!is_alive(running[0].worker_pid));
    let lines = std::fs::read_to_string(service.folder.path().join("report.jsonl")).expect("report file");
    let line: serde_json::Value = serde_json::from_str(lines.trim_end()).expect("one line");
    let report: WorkerReport = serde_json::from_value(line["report"].clone()).expect("a worker's report");
    assert_eq!((report.session, report.crossings.frames.count), (1, 3));
    service.stop();
}

#[test]
fn every_guest_has_a_worker_of_its_own() {
    let service = Service::start("serves", |config| config.warm = 2);
    let guests: Vec<_> = (0..6).map(|_| service.guest()).collect();
    let pids: HashSet<String> = guests.iter().map(|guest| welcome(guest).extra["pid"].to_string()).collect();
    assert_eq!(pids.len(), 6);
    drop(guests);
    assert!(service.handle.wait_until_idle(Some(support::SOON)));
    let sessions = service.stop();
    assert_eq!((sessions.counters.admitted, sessions.ended.len()), (6, 6));
}

#[test]
fn a_warm_worker_is_taken_and_replaced() {
    let service = Service::start("serves", |_| ());
    service.until("warm", |sessions| sessions.warm_workers == 1);
    let guest = service.guest();
    welcome(&guest);
    service
        .until("warm again", |sessions| sessions.warm_workers == 1 && sessions.counters.workers_started == 2);
    drop(guest);
    service.stop();
}

#[test]
fn settings_of_the_driver_reach_a_fresh_worker_and_nothing_else_does() {
    let service = Service::start("serves", |config| config.visible_devices = Some("2,5".into()));
    service.until("warm", |sessions| sessions.warm_workers == 1);
    let guest = service.guest_with(|hello| {
        for (name, value) in
            [("CUDA_VISIBLE_DEVICES", "1"), ("CUDA_LAUNCH_BLOCKING", "1"), ("VGPU_EVIL", "1")]
        {
            hello.env.insert(name.into(), value.into());
        }
    });
    let extra = welcome(&guest).extra;
    assert_eq!(extra["CUDA_VISIBLE_DEVICES"], "5");
    assert_eq!(extra["CUDA_LAUNCH_BLOCKING"], "1");
    assert!(!extra.contains_key("VGPU_EVIL"));
    let plain = service.guest();
    assert_eq!(welcome(&plain).extra["CUDA_VISIBLE_DEVICES"], "2,5");
    drop((guest, plain));
    service.stop();
}

#[test]
fn a_guest_with_the_settings_of_the_warm_workers_gets_one() {
    let service = Service::start("serves", |config| {
        config.warm_env = [("CUDA_MODULE_LOADING".to_owned(), "EAGER".to_owned())].into();
        config.limits.refill = support::SOON;
    });
    service.until("warm", |sessions| sessions.warm_workers == 1);
    let other = service.guest();
    assert!(!welcome(&other).extra.contains_key("CUDA_MODULE_LOADING"));
    assert_eq!(service.handle.sessions().counters.workers_started, 2);
    let fitting = service.guest_with(|hello| {
        hello.env.insert("CUDA_MODULE_LOADING".into(), "EAGER".into());
    });
    assert_eq!(welcome(&fitting).extra["CUDA_MODULE_LOADING"], "EAGER");
    assert_eq!(service.handle.sessions().counters.workers_started, 2);
    drop((other, fitting));
    service.stop();
}

#[test]
fn guests_that_may_not_come_in_are_told_why() {
    let service = Service::start("serves", |config| config.max_sessions = 1);
    let guest = service.guest_with(|hello| {
        hello.protocol_hash = 0xbad;
        hello.version = "0.0.1-old".into();
    });
    let refused = refusal(&guest);
    assert_eq!(refused.reason, RefusedReason::Version);
    for part in ["0.0.1-old", "0bad", env!("CARGO_PKG_VERSION"), "123456789abcdef0"] {
        assert!(refused.message.contains(part), "{refused}");
    }
    assert_closed(&guest);
    let first = service.guest();
    welcome(&first);
    assert_eq!(refusal(&service.guest()).reason, RefusedReason::Busy);
    drop(first);
    assert!(service.handle.wait_until_idle(Some(support::SOON)));
    welcome(&service.guest());
    service.stop();

    let service = Service::start("serves", |config| config.allow_uids = vec![u32::MAX - 7]);
    assert_eq!(refusal(&service.guest()).reason, RefusedReason::Forbidden);
    assert_eq!(service.stop().counters.refused, 1);
}

#[test]
fn a_worker_that_cannot_be_started_is_the_guests_to_know() {
    let service = Service::start("", |config| {
        config.worker = WorkerCommand {
            program: "/nonexistent/vgpu-worker".into(),
            arguments: vec![],
            variables: vec![],
        };
    });
    let refused = refusal(&service.guest());
    assert_eq!(refused.reason, RefusedReason::HostError);
    assert!(refused.message.contains("/nonexistent/vgpu-worker"), "{refused}");
    service.stop();

    let service = Service::start("fails-at-start", |_| ());
    let refused = refusal(&service.guest());
    assert_eq!(refused.reason, RefusedReason::HostError);
    assert!(refused.message.contains("exit status 3") || refused.message.contains("no orders"), "{refused}");
    // It is not started over and over again.
    std::thread::sleep(Duration::from_millis(300));
    assert!(service.handle.sessions().counters.workers_started < 5);
    service.stop();
}

#[test]
fn a_worker_that_dies_is_noticed_at_once_and_the_guest_is_told() {
    let service = Service::start("dies-at-once", |_| ());
    let start = Instant::now();
    let guest = service.guest();
    let refused = refusal(&guest);
    assert!(refused.message.contains("SIGABRT"), "{refused}");
    assert_closed(&guest);
    assert!(start.elapsed() < Duration::from_secs(10));
    let sessions = service.until("ended", |sessions| sessions.ended.len() == 1);
    assert_eq!(sessions.ended[0].ended_well, Some(false));
    assert_eq!(sessions.ended[0].report, None);
    service.stop();
}

#[test]
fn a_worker_whose_guest_is_killed_is_gone_within_a_second() {
    let service = Service::start("hangs", |_| ());
    service.until("warm", |sessions| sessions.warm_workers == 1);
    // A guest in a process of its own: this executable again, as a guest that then sleeps.
    let mut process = Command::new(std::env::current_exe().expect("exe"))
        .args(["guest_process", "--exact", "--nocapture"])
        .env("VGPU_TEST_GUEST", service.socket())
        .stdout(Stdio::null())
        .spawn()
        .expect("guest");
    let running = service.until("running", |sessions| sessions.running.len() == 1).running;
    assert_eq!(running[0].guest.pid, process.id());
    let worker = running[0].worker_pid;
    std::thread::sleep(Duration::from_millis(50));
    assert!(is_alive(worker));
    process.kill().expect("kill");
    process.wait().expect("reap");
    let start = Instant::now();
    let ended = service.until("ended", |sessions| sessions.ended.len() == 1).ended;
    assert!(start.elapsed() < Duration::from_millis(1500), "{:?}", start.elapsed());
    assert!(!is_alive(worker));
    let how = ended[0].ended_by.as_deref().unwrap_or_default();
    assert!(how.contains("SIGKILL") && how.contains("its guest is gone"), "{how}");
    service.stop();
}

/// So the device of a virtual machine says that a process in it is gone: the device itself lives on, and waits for the
/// worker to let go.
#[test]
fn a_worker_that_hangs_is_gone_within_a_second_of_its_guests_socket() {
    let service = Service::start("hangs", |_| ());
    let guest = service.guest();
    welcome(&guest);
    let worker = service.until("running", |sessions| sessions.running.len() == 1).running[0].worker_pid;
    std::thread::sleep(Duration::from_millis(1200));
    assert!(is_alive(worker), "a guest that says nothing is no guest that is gone");
    rustix::net::shutdown(&guest, rustix::net::Shutdown::Write).expect("shutdown");
    let start = Instant::now();
    let ended = service.until("ended", |sessions| sessions.ended.len() == 1).ended;
    assert!(start.elapsed() < Duration::from_millis(1500), "{:?}", start.elapsed());
    assert!(!is_alive(worker));
    let how = ended[0].ended_by.as_deref().unwrap_or_default();
    assert!(how.contains("SIGKILL") && how.contains("its guest is gone"), "{how}");
    assert_eq!(refusal(&guest).reason, RefusedReason::HostError);
    assert_closed(&guest);
    service.stop();
}

/// Not a test of its own: the guest of the test of a guest that is killed.
#[test]
fn guest_process() {
    let Some(socket) = std::env::var_os("VGPU_TEST_GUEST") else { return };
    let guest = link::socket::connect_to(socket.as_ref()).expect("connect");
    let hello = link::control::FromGuest::Hello(support::hello());
    link::socket::send_with_fds(&guest, &hello, &[], support::SOON).expect("Hello");
    welcome(&guest);
    std::thread::sleep(Duration::from_secs(600));
}

#[test]
fn stopping_ends_every_worker_even_one_that_does_not_listen() {
    let service = Service::start("hangs", |config| config.warm = 2);
    let guest = service.guest();
    welcome(&guest);
    let sessions = service.until("warm", |sessions| sessions.warm_workers == 2);
    let start = Instant::now();
    let after = service.stop();
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(!is_alive(sessions.running[0].worker_pid));
    assert!(after.running.is_empty());
    assert!(after.ended[0].ended_by.as_deref().unwrap_or_default().contains("stopping"));
    assert_eq!(refusal(&guest).reason, RefusedReason::HostError);
}

#[test]
fn a_worker_that_talks_garbage_is_killed() {
    let service = Service::start("talks-garbage", |_| ());
    let guest = service.guest();
    welcome(&guest);
    let ended = service.until("ended", |sessions| sessions.ended.len() == 1).ended;
    assert!(ended[0].ended_by.as_deref().unwrap_or_default().contains("garbage"), "{ended:?}");
    service.stop();
}
