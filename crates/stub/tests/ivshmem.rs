//! What QEMU's ivshmem-doorbell device is told, and what comes of it.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs::File;
use std::io::IoSliceMut;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt;
use std::os::unix::net::UnixStream;
use std::sync::atomic::Ordering;
use std::time::Duration;

use common::{Raw, Running, WINDOW, rung, wait_for};
use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, recvmsg};
use stub::transport::Delivery;

fn receive(stream: &UnixStream) -> Option<(i64, Option<OwnedFd>)> {
    let mut bytes = [0; 8];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(2))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let received =
        recvmsg(stream, &mut [IoSliceMut::new(&mut bytes)], &mut control, RecvFlags::CMSG_CLOEXEC).ok()?;
    let fds = control.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(fds) => Some(fds),
        _ => None,
    });
    let mut fds: Vec<OwnedFd> = fds.flatten().collect();
    assert!(fds.len() <= 1);
    (received.bytes == 8).then(|| (i64::from_le_bytes(bytes), fds.pop()))
}

struct Peripherals {
    window: File,
    /// What the guest rings.
    doorbells: Vec<OwnedFd>,
    /// What it is interrupted through.
    interrupts: Vec<OwnedFd>,
}

/// The handshake as QEMU does it.
fn handshake(client: &Raw, vectors: usize) -> Option<Peripherals> {
    let next = || receive(&client.stream);
    assert!(matches!(next()?, (0, None)));
    assert!(matches!(next()?, (1, None)));
    let (memory, window) = next()?;
    assert_eq!(memory, -1);
    let bells = |peer| {
        (0..vectors)
            .map(|_| {
                let (id, bell) = next()?;
                assert_eq!(id, peer);
                bell
            })
            .collect::<Option<Vec<_>>>()
    };
    Some(Peripherals { window: window?.into(), doorbells: bells(0)?, interrupts: bells(1)? })
}

fn ring(bell: &OwnedFd) {
    rustix::io::write(bell, &1_u64.to_ne_bytes()).unwrap();
}

#[test]
fn client_gets_the_window_and_both_sides_can_ring() {
    let running = Running::ivshmem(4);
    let client = running.connect();
    let theirs = handshake(&client, 4).unwrap();
    wait_for("the model to know", || running.model.guest().is_some());
    assert_eq!(theirs.window.metadata().unwrap().len(), WINDOW);
    theirs.window.write_all_at(b"x", WINDOW - 1).unwrap();
    let guest = running.model.guest().unwrap();
    let doorbells = guest.doorbells.unwrap();
    assert_eq!((doorbells.all().len(), guest.interrupt.vectors()), (4, 4));
    for vector in 0..4 {
        assert_eq!(guest.interrupt.send(vector), Delivery::Sent);
        assert_eq!(theirs.interrupts.iter().map(rung).collect::<Vec<_>>()[vector], 1);
        ring(&theirs.doorbells[vector]);
        let bell = &doorbells.all()[vector];
        bell.wait(Duration::from_secs(5));
        assert_eq!(rung(bell.fd().unwrap()), 1);
    }
    assert_eq!(guest.interrupt.send(4), Delivery::Dropped);

    drop(client);
    running.model.wait_until_alone();
    assert_eq!(guest.interrupt.send(0), Delivery::Dropped);
}

#[test]
fn each_client_has_eventfds_of_its_own() {
    let running = Running::ivshmem(1);
    let client = running.connect();
    let old = handshake(&client, 1).unwrap();
    wait_for("the model to know", || running.model.guest().is_some());
    drop(client);
    running.model.wait_until_alone();
    let client = running.connect();
    let new = handshake(&client, 1).unwrap();
    wait_for("the model to know", || running.model.guest().is_some());
    let guest = running.model.guest().unwrap();
    ring(&old.doorbells[0]);
    assert_eq!(rung(guest.doorbells.unwrap().all()[0].fd().unwrap()), 0);
    guest.interrupt.send(0);
    assert_eq!((rung(&old.interrupts[0]), rung(&new.interrupts[0])), (0, 1));
}

#[test]
fn one_client_at_a_time_and_none_that_speaks() {
    let running = Running::ivshmem(2);
    let mut client = running.connect();
    let _theirs = handshake(&client, 2).unwrap();
    wait_for("the model to know", || running.model.guest().is_some());
    assert!(running.connect().is_hung_up());
    client.send(b"hello").unwrap();
    assert!(client.is_hung_up());
    running.model.wait_until_alone();
    wait_for("the violation", || running.handle.counters().counts().violations == 1);
    assert_eq!(running.handle.counters().counts().refused, 1);
    let client = running.connect();
    assert!(handshake(&client, 2).is_some());
}

#[test]
fn end_at_any_message_of_the_handshake_leaves_a_server_for_the_next() {
    let running = Running::ivshmem(8);
    for heard in 0..19 {
        let client = running.connect();
        for _ in 0..heard {
            let _ = receive(&client.stream);
        }
    }
    wait_for("a server for the next", || handshake(&running.connect(), 8).is_some());
    running.model.wait_until_alone();
    assert!(running.model.connections.load(Ordering::SeqCst) >= 1);
}

#[test]
fn unsuitable_numbers_are_refused_at_once() {
    let dir = tempfile::tempdir().unwrap();
    for vectors in [0, stub::ivshmem::VECTORS_MAX + 1] {
        let config = stub::ivshmem::Config { socket: dir.path().join("s"), socket_mode: 0o600, vectors };
        let made = stub::ivshmem::Server::new(&config, common::TestModel::new());
        assert!(matches!(made.err(), Some(stub::Error::Vectors(_))));
    }
}
