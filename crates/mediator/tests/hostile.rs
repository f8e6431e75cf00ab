//! Guests that do everything but what they should. None of them may keep others from being served.

mod support;

use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use link::control::{FromGuest, RefusedReason};
use link::socket::{DESCRIPTORS_MAX, MESSAGE_MAX, send_with_fds};
use rustix::net::{SendFlags, send};
use support::{SOON, Service, assert_closed, hello, refusal, welcome};

/// An honest guest is served, and soon.
fn assert_serves(service: &Service) {
    let start = Instant::now();
    let guest = service.guest();
    welcome(&guest);
    assert!(start.elapsed() < Duration::from_secs(10), "served only after {:?}", start.elapsed());
}

fn say(socket: &OwnedFd, bytes: &[u8]) {
    send(socket, bytes, SendFlags::NOSIGNAL).expect("send");
}

#[test]
fn garbage_is_answered_with_a_refusal_and_closed() {
    let service = Service::start("serves", |_| ());
    let whole = serde_json::to_vec(&FromGuest::Hello(hello())).expect("json");
    let messages: [&[u8]; 8] = [
        b"\0",
        b"GET / HTTP/1.1\r\n\r\n",
        b"{\"hello\":{}}",
        b"{\"hello\":null}",
        b"{\"bye\":{\"account\":{}}}",
        &[0xff; 4096],
        &whole[..whole.len() / 2],
        b"{\"hello\":{\"magic\":\"vgpu\",\"protocol_hash\":-1,\"version\":\"\"}}",
    ];
    for message in messages {
        let guest = service.connect();
        say(&guest, message);
        assert_eq!(refusal(&guest).reason, RefusedReason::NotAGuest, "{}", String::from_utf8_lossy(message));
        assert_closed(&guest);
    }
    let guest = service.connect();
    say(&guest, &vec![b'['; MESSAGE_MAX + 1]);
    assert_eq!(refusal(&guest).reason, RefusedReason::NotAGuest);
    assert_serves(&service);
    assert_eq!(service.stop().counters.garbage, 9);
}

#[test]
fn strangers_that_speak_json_are_told_apart() {
    let service = Service::start("serves", |_| ());
    let guest = service.guest_with(|hello| hello.magic = "nbd".into());
    assert_eq!(refusal(&guest).reason, RefusedReason::NotAGuest);
    service.stop();
}

#[test]
fn peers_that_say_nothing_are_dropped_in_time_and_hold_nobody_up() {
    let service = Service::start("serves", |config| config.limits.hello = Duration::from_millis(400));
    let silent: Vec<OwnedFd> = (0..50).map(|_| service.connect()).collect();
    assert_serves(&service);
    silent.iter().for_each(assert_closed);
    assert_eq!(service.stop().counters.silent, 50);
}

#[test]
fn a_flood_of_silent_connections_costs_only_the_oldest() {
    let service = Service::start("serves", |config| config.limits.hello = Duration::from_secs(600));
    let mut silent: Vec<OwnedFd> = (0..400).map(|_| service.connect()).collect();
    service.until("accepted", |sessions| sessions.counters.connections == 400);
    assert_closed(&silent[0]);
    assert_serves(&service);
    // The newest of them could still become a guest.
    let last = silent.pop().expect("a connection");
    send_with_fds(&last, &FromGuest::Hello(hello()), &[], SOON).expect("Hello");
    welcome(&last);
    service.stop();
}

#[test]
fn connections_that_vanish_leave_nothing() {
    let service = Service::start("serves", |_| ());
    for _ in 0..300 {
        drop(service.connect());
    }
    assert_serves(&service);
    service.until("counted", |sessions| sessions.counters.vanished == 300);
    service.stop();
}

#[test]
fn a_guest_that_vanishes_right_after_its_hello_costs_one_session() {
    let service = Service::start("serves", |_| ());
    for _ in 0..5 {
        drop(service.guest());
    }
    assert_serves(&service);
    assert!(service.handle.wait_until_idle(Some(SOON)));
    let sessions = service.stop();
    assert_eq!(sessions.counters.admitted, 6);
    assert!(sessions.ended.iter().all(|session| session.ended_well == Some(true)), "{sessions:#?}");
}

#[test]
fn descriptors_that_nobody_asked_for_are_closed() {
    let service = Service::start("serves", |_| ());
    let (ours, theirs) = link::socket::pair().expect("pair");
    let guest = service.connect();
    let many = [theirs.as_fd(); DESCRIPTORS_MAX];
    send_with_fds(&guest, &FromGuest::Hello(hello()), &many, SOON).expect("Hello");
    drop(theirs);
    welcome(&guest);
    assert!(link::peer::has_hung_up(ours.as_fd()), "a copy is left somewhere");
    service.stop();
}

#[test]
fn a_second_hello_is_the_workers_to_judge() {
    let service = Service::start("serves", |_| ());
    let guest = service.guest();
    send_with_fds(&guest, &FromGuest::Hello(hello()), &[], SOON).expect("Hello again");
    welcome(&guest);
    assert_serves(&service);
    service.stop();
}

#[test]
fn an_introduction_of_the_greatest_length_is_no_trouble() {
    let service = Service::start("serves", |_| ());
    let guest = service.guest_with(|hello| {
        let long = "x".repeat(MESSAGE_MAX / 2);
        hello.program = long.clone();
        hello.version = long[..MESSAGE_MAX / 2 - 1024].to_owned();
    });
    welcome(&guest);
    let guest = service.guest_with(|hello| {
        hello.env = (0..1000).map(|n| (format!("NAME_{n}"), "value".to_owned())).collect();
    });
    welcome(&guest);
    service.stop();
}

#[test]
fn thirty_hostile_threads_and_an_honest_one() {
    let service = Service::start("serves", |config| config.limits.hello = Duration::from_millis(200));
    std::thread::scope(|scope| {
        for seed in 0..30_u32 {
            let service = &service;
            scope.spawn(move || {
                for round in 0..20 {
                    let Ok(guest) = link::socket::connect_to(&service.socket()) else { continue };
                    match (seed + round) % 4 {
                        0 => drop(guest),
                        1 => {
                            let noise: Vec<u8> = (0..seed * 37 + 1).map(|n| (n * 31 + round) as u8).collect();
                            let _ = send(&guest, &noise, SendFlags::NOSIGNAL);
                        }
                        2 => std::thread::sleep(Duration::from_millis(30)),
                        _ => {
                            let mut stranger = hello();
                            stranger.protocol_hash = u64::from(seed);
                            let _ = send_with_fds(&guest, &FromGuest::Hello(stranger), &[], SOON);
                        }
                    }
                }
            });
        }
        for _ in 0..5 {
            assert_serves(&service);
        }
    });
    let sessions = service.stop();
    assert_eq!(sessions.counters.admitted, 5);
}
