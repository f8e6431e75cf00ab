//! Which sessions there are: who is told of which, and that no worker can keep the mediator from telling.

mod support;

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use link::LinkError;
use link::control::RefusedReason;
use link::device::window::WindowShape;
use link::management::{self, Question};
use link::overview::{self, Overview};
use link::place::{Failure, Place};
use stub::folder::Folder;
use stub::model::{self, Relay, StubDevice};
use support::{SOON, Service, hello, welcome};

fn overview(service: &Service) -> Overview {
    overview::ask(&service.socket(), hello(), SOON).expect("an answer")
}

#[test]
fn sessions_are_told_with_their_figures_and_counted_when_they_have_ended() {
    let service = Service::start("serves", |config| config.max_sessions = 1);
    let guest = service.guest_with(|hello| hello.program = "train.py".into());
    welcome(&guest);
    let told = overview(&service);
    assert!(told.is_of_all, "asked by the mediator's own user");
    let [live] = told.sessions.as_slice() else { panic!("{told:?}") };
    assert_eq!((live.session, live.pid, live.program.as_str()), (1, std::process::id(), "train.py"));
    assert_eq!((live.figures.frames, live.figures.launches), (2, 2));
    assert_eq!(live.figures.memory, u64::from(live.worker_pid));
    assert_eq!(told.sessions, service.handle.overview().sessions);

    drop(guest);
    assert!(service.handle.wait_until_idle(Some(SOON)));
    let told = overview(&service);
    assert_eq!(told.sessions, []);
    let [total] = told.totals.as_slice() else { panic!("{told:?}") };
    assert_eq!((total.running, total.ended, total.ended_badly), (0, 1, 0));
    // The report, which comes last, knows of three frames.
    assert_eq!((total.figures.frames, total.figures.frame_bytes, total.figures.memory), (3, 96, 0));
    assert_eq!(service.stop().counters.questions, 2);
}

#[test]
fn a_worker_that_hangs_is_told_of_as_any_other() {
    let service = Service::start("hangs", |_| ());
    let guest = service.guest();
    welcome(&guest);
    let told = overview(&service);
    assert_eq!(told.sessions[0].figures.launches, 2);
    drop(guest);
    service.until("ended", |sessions| sessions.running.is_empty());
    let told = overview(&service);
    assert_eq!(
        (told.totals[0].ended_badly, told.totals[0].figures.launches),
        (1, 2),
        "its last figures stay"
    );
    service.stop();
}

#[test]
fn a_worker_that_lies_spoils_its_own_figures_only() {
    let service = Service::start("lies", |_| ());
    let guests = [service.guest(), service.guest_with(|hello| hello.machine = "vm".into())];
    guests.iter().for_each(|guest| drop(welcome(guest)));
    let told = overview(&service);
    assert!(told.sessions.iter().all(|live| live.figures.launches == u64::MAX));
    let machines: Vec<_> = told.totals.iter().map(|it| (it.machine.as_str(), it.figures.launches)).collect();
    assert_eq!(machines, [("", u64::MAX), ("vm", u64::MAX)]);
    service.stop();
}

#[test]
fn virtual_machines_are_told_nothing() {
    let service = Service::start("serves", |_| ());
    let mut hello = hello();
    hello.machine = "vm".into();
    match overview::ask(&service.socket(), hello, SOON) {
        Err(LinkError::Refused(refused)) => {
            assert_eq!(refused.reason, RefusedReason::Forbidden);
            assert!(refused.message.contains("virtual machines"), "{refused}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(service.stop().counters.workers_failed, 0);
}

#[test]
fn nor_is_a_program_whose_device_has_no_name() {
    let service = Service::start("serves", |_| ());
    let shape = WindowShape::new(256 << 20, 1).expect("shape");
    let config = model::Config { shape, mediator: service.socket(), name: String::new() };
    let device = StubDevice::new(config).expect("device");
    let relay = Relay::new(Arc::clone(&device));
    let path = service.folder.path().join("device");
    let folder = Folder::new(&path, Arc::clone(&device)).expect("folder");
    let answer = thread::scope(|scope| {
        scope.spawn(|| relay.run().expect("relay"));
        scope.spawn(|| folder.run());
        let mut hello = hello();
        // What a program says of itself is overwritten.
        (hello.overview, hello.machine) = (true, String::new());
        let answer = management::ask(&Place::Device(path.clone()), hello, Question::default(), SOON);
        device.stop();
        answer
    });
    match answer {
        Err(Failure::Link(LinkError::Refused(refused))) => {
            assert_eq!(refused.reason, RefusedReason::Forbidden, "{refused}");
            assert!(refused.message.contains("virtual machines"), "{refused}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(service.stop().counters.questions, 0);
}

#[test]
fn other_users_are_told_of_their_own_sessions() {
    const OTHER: u32 = 65_534;
    if !rustix::process::geteuid().is_root() {
        eprintln!("not tried: only root can be somebody else");
        return;
    }
    let service = Service::start("serves", |config| config.socket_mode = 0o666);
    let everybody = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(service.folder.path(), everybody).expect("permissions");
    let ours = service.guest();
    welcome(&ours);
    let (theirs, told) = thread::scope(|scope| {
        let as_other = || {
            let uid = rustix::process::Uid::from_raw(OTHER);
            // Of this thread only.
            rustix::thread::set_thread_res_uid(uid, uid, uid).expect("another user");
            let guest = service.guest();
            welcome(&guest);
            (guest, overview(&service))
        };
        scope.spawn(as_other).join().expect("no panic")
    });
    assert!(!told.is_of_all && told.warm_workers == 0);
    assert_eq!(told.sessions.iter().map(|live| (live.session, live.uid)).collect::<Vec<_>>(), [(2, OTHER)]);
    assert_eq!(told.totals.iter().map(|total| total.uid).collect::<Vec<_>>(), [OTHER]);
    assert_eq!(overview(&service).sessions.len(), 2);
    drop((ours, theirs));
    assert!(service.handle.wait_until_idle(Some(Duration::from_secs(20))));
    service.stop();
}

#[test]
fn who_may_see_all_need_not_be_allowed_to_compute() {
    let service = Service::start("serves", |config| config.allow_uids = vec![4_000_000_000]);
    assert_eq!(support::refusal(&service.guest()).reason, RefusedReason::Forbidden);
    assert!(overview(&service).is_of_all);
    service.stop();
}
