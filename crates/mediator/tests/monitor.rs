//! Questions of management libraries: who answers them, and what is told of whom.

mod support;

use support::{Service, ask, is_alive, welcome};

#[test]
fn one_process_answers_all_and_ends_with_the_mediator() {
    let service = Service::start("serves", |config| config.warm = 0);
    let (first, workers) = ask(&service, |_| ()).expect("an answer");
    assert_eq!(workers, []);
    for _ in 0..20 {
        assert_eq!(ask(&service, |_| ()).map(|answer| answer.0), Some(first));
    }
    let sessions = service.stop();
    assert_eq!((sessions.counters.questions, sessions.counters.admitted), (21, 0));
    assert_eq!(sessions.counters.workers_started, 0, "no worker is needed for it");
    assert!(!is_alive(first));
}

#[test]
fn one_that_was_killed_is_replaced() {
    let service = Service::start("serves", |config| config.warm = 0);
    let (first, _) = ask(&service, |_| ()).expect("an answer");
    let pid = i32::try_from(first).ok().and_then(rustix::process::Pid::from_raw).expect("a process");
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).expect("kill");
    // Its threads may outlive its first one, and take the next question with them; so it is waited for until the mediator has
    // buried it.
    while std::path::Path::new(&format!("/proc/{first}")).exists() {
        std::thread::yield_now();
    }
    let (second, _) = ask(&service, |_| ()).expect("an answer");
    assert_ne!(first, second);
    service.stop();
}

#[test]
fn one_that_dies_of_every_question_harms_nobody_else() {
    let service = Service::start("dies-at-once", |config| config.warm = 0);
    for _ in 0..5 {
        assert_eq!(ask(&service, |_| ()), None);
    }
    service.stop();
}

#[test]
fn tenants_are_told_of_their_own_processes_only() {
    let service = Service::start("serves", |config| config.warm = 0);
    let ours = service.guest_with(|hello| (hello.pid, hello.program) = (11, "/bin/ours".into()));
    let theirs = service.guest_with(|hello| {
        hello.machine = "vm".into();
        (hello.pid, hello.program) = (12, "vm: /bin/theirs".into());
    });
    welcome(&ours);
    welcome(&theirs);
    let told = |machine: &str| {
        let (_, workers) = ask(&service, |hello| hello.machine = machine.into()).expect("an answer");
        assert_eq!(workers.len(), 2, "all workers are known as such");
        // The stand-in's figure of memory is the number of its process.
        assert!(workers.iter().all(|worker| worker.memory == Some(u64::from(worker.pid))), "{workers:?}");
        let processes = workers.into_iter().filter_map(|worker| worker.process);
        processes.map(|process| (process.pid, process.name)).collect::<Vec<_>>()
    };
    assert_eq!(told(""), [(11, "/bin/ours".to_owned())]);
    assert_eq!(told("vm"), [(12, "/bin/theirs".to_owned())]);
    assert_eq!(told("another"), []);
    service.stop();
}
