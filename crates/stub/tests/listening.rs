//! Where servers listen, and where they refuse to.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::os::fd::BorrowedFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::Arc;

use common::{Running, TestModel};
use link::socket::ListenError;
use stub::transport::{Guest, Model};
use stub::{Error, vfio};

fn serve(socket: &Path, model: Arc<dyn Model>) -> Result<vfio::Server, Error> {
    let identity = stub::pci::Identity::default();
    vfio::Server::new(&vfio::Config { socket: socket.to_owned(), socket_mode: 0o660, identity }, model)
}

#[test]
fn second_server_of_a_socket_is_refused_and_leaves_the_first_alone() {
    let running = Running::vfio();
    let second = serve(&running.socket, TestModel::new());
    assert!(matches!(second.err(), Some(Error::Listen(ListenError::InUse(_)))));
    running.client().demand(common::DEVICE_RESET, &[]);
}

#[test]
fn socket_of_a_dead_server_is_replaced_and_gets_its_permissions() {
    let dir = tempfile::tempdir().unwrap();
    let socket = dir.path().join("s");
    drop(UnixListener::bind(&socket).unwrap());
    let server = serve(&socket, TestModel::new()).unwrap();
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o660);
    server.handle().stop();
    server.run().unwrap();
    assert!(!socket.exists());
}

/// A model of which only the length of its window is asked.
struct Sized(u64);

impl Model for Sized {
    fn read(&self, _: u32) -> u32 {
        0
    }
    fn write(&self, _: u32, _: u32) {}
    fn reset(&self) {}
    fn connected(&self, _: Guest) {}
    fn disconnected(&self) {}
    fn window(&self) -> BorrowedFd<'_> {
        unreachable!("nobody connects")
    }
    fn window_len(&self) -> u64 {
        self.0
    }
}

#[test]
fn window_of_an_unsuitable_length_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    for len in [0, 4096, 128 << 20, 300 << 20, 128 << 30, u64::MAX] {
        let made = serve(&dir.path().join("s"), Arc::new(Sized(len)));
        assert!(matches!(made.err(), Some(Error::Window(it)) if it == len));
    }
    for len in [256 << 20, 64 << 30] {
        assert!(serve(&dir.path().join("s"), Arc::new(Sized(len))).is_ok());
    }
}
