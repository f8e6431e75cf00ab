//! The vfio-user stream as a client may cut, join, damage and end it.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::os::fd::AsFd;
use std::sync::atomic::Ordering;
use std::time::Duration;

use common::*;
use stub::transport::Delivery;

const EINVAL: u32 = 22;
const ENOSYS: u32 = 38;

#[test]
fn honest_requests_of_every_kind_succeed() {
    let running = Running::vfio();
    let mut client = running.client();
    for (command, body) in honest() {
        client.demand(command, &body);
    }
    let info = client.demand(DEVICE_GET_INFO, &words(&[32, 0, 0, 0]));
    assert_eq!(info, words(&[16, 3, 9, 5]));
    let short = client.demand(DEVICE_GET_REGION_INFO, &words(&[32, 0, 2, 0, 0, 0, 0, 0]));
    let full = client.demand(DEVICE_GET_REGION_INFO, &words(&[64, 0, 2, 0, 0, 0, 0, 0]));
    // QEMU judges the place of the capability in the short reply already.
    assert_eq!(short, words(&[64, 0xf, 2, 32, WINDOW as u32, 0, 0, 0]));
    let area = words(&[1 | 1 << 16, 0, 1, 0, 0, 0, WINDOW as u32, 0]);
    assert_eq!(full, [short, area].concat());
    let unmap = [words(&[24, 0]), 7_u64.to_ne_bytes().to_vec(), 9_u64.to_ne_bytes().to_vec()].concat();
    assert_eq!(client.demand(DMA_UNMAP, &unmap), unmap);
    let counts = running.handle.counters().counts();
    assert_eq!((counts.errors, counts.violations), (0, 0));
}

#[test]
fn requests_split_at_every_byte_are_understood() {
    let running = Running::vfio();
    let mut client = running.connect();
    let mut all = vec![(VERSION, hello())];
    all.extend(honest());
    for (number, (command, body)) in all.into_iter().enumerate() {
        let bytes = message(number as u16, command, 0, &body);
        // A byte at a time, and in two pieces at each boundary (the version can be said only once).
        for byte in &bytes {
            client.send(&[*byte]).unwrap();
        }
        assert_eq!(client.receive().unwrap().error, 0);
        let boundaries = if command == VERSION { 0..0 } else { 1..bytes.len() };
        for at in boundaries {
            client.send(&bytes[..at]).unwrap();
            if at % 7 == 0 {
                std::thread::yield_now();
            }
            client.send(&bytes[at..]).unwrap();
            let answer = client.receive().unwrap();
            assert_eq!((answer.id, answer.error), (number as u16, 0));
        }
    }
}

#[test]
fn joined_requests_are_answered_in_their_order() {
    let running = Running::vfio();
    let mut client = running.connect();
    let mut bytes = message(0, VERSION, 0, &hello());
    for (number, (command, body)) in honest().into_iter().enumerate() {
        bytes.extend(message(number as u16 + 1, command, 0, &body));
    }
    client.send(&bytes).unwrap();
    for id in 0..=honest().len() as u16 {
        let answer = client.receive().unwrap();
        assert_eq!((answer.id, answer.error), (id, 0));
    }
}

#[test]
fn first_request_must_be_the_version_and_no_other_may() {
    let running = Running::vfio();
    let mut client = running.connect();
    for (command, body) in honest() {
        assert_eq!(client.error(command, &body), EINVAL);
    }
    assert!(running.model.guest().is_none());
    for bad in [&b""[..], b"\0\0\0", b"\x01\0\0\0", b"\0\0\0\0{", b"\0\0\0\0\0", b"\0\0\0\0[]\0"] {
        assert_eq!(client.error(VERSION, bad), EINVAL);
    }
    let answer = client.demand(VERSION, b"\0\0\x01\0");
    assert_eq!((&answer[..4], answer.last()), (&[0; 4][..], Some(&0)));
    assert!(running.model.guest().is_some());
    assert_eq!(client.error(VERSION, &hello()), EINVAL);
}

#[test]
fn bad_requests_are_errors_and_the_connection_goes_on() {
    let running = Running::vfio();
    let mut client = running.client();
    for command in [0, 6, 11, 12, 14, 15, 16, 17, 18, 19, 0x7fff, 0xffff] {
        assert_eq!(client.error(command, &[0; 40]), ENOSYS);
    }
    // Every request with a body that is a byte short of its structure.
    for (command, len) in [(2, 32), (3, 24), (4, 16), (5, 32), (7, 16), (8, 20), (9, 16), (10, 16)] {
        assert_eq!(client.error(command, &vec![0; len - 1]), EINVAL);
        assert_eq!(client.error(command, &[]), EINVAL);
    }
    let bad: [(u16, Vec<u8>); 15] = [
        (DEVICE_GET_REGION_INFO, words(&[32, 0, 9, 0, 0, 0, 0, 0])),
        (DEVICE_GET_REGION_INFO, words(&[31, 0, 2, 0, 0, 0, 0, 0])),
        (DEVICE_GET_IRQ_INFO, words(&[16, 0, 5, 0])),
        (REGION_READ, access(0, 0, 4097, &[])),
        (REGION_READ, access(0, 7, u32::MAX, &[])),
        (REGION_READ, access(0, 9, 4, &[])),
        (REGION_READ, access(0, u32::MAX, 4, &[])),
        (REGION_WRITE, access(0, 0, 5, &[0; 4])),
        (REGION_WRITE, access(0, 0, u32::MAX, &[0; 4])),
        (REGION_WRITE, access(0, 0, 3, &[0; 4])),
        (REGION_WRITE, access(0, 9, 4, &[0; 4])),
        (DEVICE_SET_IRQS, words(&[20, 0x24, 1, u32::MAX, 2])),
        (DEVICE_SET_IRQS, words(&[20, 0x24, 1, 1, 1])),
        (DEVICE_SET_IRQS, words(&[20, 0x24, 2, 0, 1])),
        (DEVICE_SET_IRQS, words(&[20, 0x09, 1, 0, 1])),
    ];
    for (command, body) in bad {
        assert_eq!(client.error(command, &body), EINVAL, "{command} {body:?}");
    }
    assert_eq!(client.demand(REGION_READ, &access(8, 0, 4, &[]))[16..], 2_u32.to_le_bytes());
}

#[test]
fn too_long_is_an_error_and_far_too_long_the_end() {
    let running = Running::vfio();
    let mut client = running.client();
    let long = vec![0; 100_000];
    assert_eq!(client.error(REGION_WRITE, &access(0, 0, 100_000, &long)), EINVAL);
    client.demand(DEVICE_RESET, &[]);
    for size in [0_u32, 15, (1 << 20) + 33, 0xc000_0000, u32::MAX] {
        let mut bytes = message(1, REGION_READ, 0, &[]);
        bytes[4..8].copy_from_slice(&size.to_ne_bytes());
        client.send(&bytes).unwrap();
        assert!(client.is_hung_up(), "{size}");
        client = running.client();
    }
    assert_eq!(running.handle.counters().counts().violations, 5);
}

#[test]
fn what_wants_no_reply_gets_none_and_is_done() {
    let running = Running::vfio();
    let mut client = running.client();
    let write = access(4, 0, 4, &[1, 2, 3, 4]);
    client.send(&message(50, REGION_WRITE, NO_REPLY, &write)).unwrap();
    client.send(&message(51, REGION_WRITE, NO_REPLY, &[0; 3])).unwrap();
    client.send(&message(52, 99, NO_REPLY, &[])).unwrap();
    // Replies to questions that were never asked, and types that there are not.
    client.send(&message(53, REGION_READ, 1, &[0; 16])).unwrap();
    client.send(&message(54, DEVICE_RESET, 2, &[])).unwrap();
    client.send(&message(55, DEVICE_RESET, 0xf, &[])).unwrap();
    assert_eq!(client.demand(REGION_READ, &access(4, 0, 4, &[]))[16..], [1, 2, 3, 4]);
    let counts = running.handle.counters().counts();
    assert_eq!((counts.errors, counts.resets), (5, 0));
}

#[test]
fn interrupts_take_one_eventfd_and_nothing_else() {
    let running = Running::vfio();
    let mut client = running.client();
    let interrupt = running.model.guest().unwrap().interrupt;
    client.demand(REGION_WRITE, &access(4, 7, 2, &[6, 0]));
    client.demand(REGION_WRITE, &access(0x4a, 7, 2, &[1, 0]));
    let (first, second) = (eventfd(), eventfd());
    let set = words(&[20, 0x24, 1, 0, 1]);
    let (pipe, _far) = rustix::pipe::pipe().unwrap();
    let both = [first.as_fd(), second.as_fd()];
    assert_eq!(client.ask_with(DEVICE_SET_IRQS, &set, &both).unwrap().error, EINVAL);
    assert_eq!(client.ask_with(DEVICE_SET_IRQS, &set, &[first.as_fd(); 60]).unwrap().error, EINVAL);
    assert_eq!(client.ask_with(DEVICE_SET_IRQS, &set, &[pipe.as_fd()]).unwrap().error, EINVAL);
    let none = words(&[20, 0x24, 1, 0, 0]);
    assert_eq!(client.ask_with(DEVICE_SET_IRQS, &none, &[first.as_fd()]).unwrap().error, EINVAL);
    assert_eq!(interrupt.send(0), Delivery::Dropped);

    assert_eq!(client.ask_with(DEVICE_SET_IRQS, &set, &[second.as_fd()]).unwrap().error, 0);
    assert_eq!((interrupt.send(0), rung(&second), rung(&first)), (Delivery::Sent, 1, 0));
    // The client raises it itself: without a condition, or if so.
    client.demand(DEVICE_SET_IRQS, &words(&[20, 0x21, 1, 0, 1]));
    client.demand(DEVICE_SET_IRQS, &[words(&[21, 0x22, 1, 0, 1]), vec![1]].concat());
    client.demand(DEVICE_SET_IRQS, &[words(&[21, 0x22, 1, 0, 1]), vec![0]].concat());
    assert_eq!(client.error(DEVICE_SET_IRQS, &words(&[21, 0x22, 1, 0, 1])), EINVAL);
    assert_eq!(rung(&second), 2);
    client.demand(DEVICE_SET_IRQS, &set);
    assert_eq!((interrupt.send(0), rung(&second)), (Delivery::Dropped, 0));
}

#[test]
fn second_client_is_turned_away_while_there_is_one() {
    let running = Running::vfio();
    let mut client = running.client();
    let mut second = running.connect();
    assert!(second.is_hung_up());
    client.demand(DEVICE_GET_INFO, &[0; 16]);
    assert_eq!(running.handle.counters().counts().refused, 1);
    assert_eq!(running.model.connections.load(Ordering::SeqCst), 1);
}

#[test]
fn end_at_any_byte_of_any_message_leaves_a_server_for_the_next() {
    let running = Running::vfio();
    let mut all = vec![(VERSION, hello())];
    all.extend(honest());
    for (command, body) in all {
        let bytes = message(1, command, 0, &body);
        for at in 0..=bytes.len() {
            let mut client = if command == VERSION { running.connect() } else { running.client() };
            // Fails where this client is taken for a second one; the next attempt of `client` waits for its turn.
            let _ = client.send(&bytes[..at]);
        }
    }
    running.client().demand(DEVICE_GET_INFO, &[0; 16]);
    running.model.wait_until_alone();
    assert!(running.model.guest().is_none());
}

#[test]
fn client_that_does_not_read_is_hung_up_on_and_the_server_can_be_stopped_meanwhile() {
    let running = Running::vfio();
    let mut client = running.client();
    client.stream.set_write_timeout(Some(Duration::from_secs(3))).unwrap();
    let read = message(1, REGION_READ, 0, &access(0, 7, 4096, &[]));
    let read: Vec<u8> = read.iter().copied().cycle().take(read.len() * 64).collect();
    while client.send(&read).is_ok() {}
    wait_for("the violation", || running.handle.counters().counts().violations == 1);

    let mut client = running.client();
    client.stream.set_nonblocking(true).unwrap();
    let mut waits = 0;
    while waits < 20 {
        if client.send(&read).is_err() {
            waits += 1;
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    // Here it waits for the client, and is stopped all the same when `running` goes.
}

#[test]
fn answer_that_would_come_too_late_never_comes() {
    let running = Running::vfio();
    let mut client = running.client();
    running.model.dawdles.store(3100, Ordering::SeqCst);
    client.send(&message(70, REGION_READ, 0, &access(4, 0, 4, &[]))).unwrap();
    assert_eq!(client.demand(REGION_READ, &access(8, 0, 4, &[]))[16..], 2_u32.to_le_bytes());
    assert_eq!(running.handle.counters().counts().errors, 1);
}
