//! Serves a device whose registers hold what is written, for trying a VMM: `registers vfio|ivshmem SOCKET [MIB]`.
//! Ends when it reads the end of its standard input, and tells what passed.

use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use stub::transport::{Guest, Model, REGISTERS_LEN};
use stub::{Handle, ivshmem, pci, vfio};

struct Registers {
    window: OwnedFd,
    len: u64,
    words: Vec<AtomicU32>,
}

impl Registers {
    fn word(&self, offset: u32) -> Option<&AtomicU32> {
        self.words.get(offset as usize / 4)
    }
}

impl Model for Registers {
    fn read(&self, offset: u32) -> u32 {
        self.word(offset).map_or(u32::MAX, |word| word.load(Ordering::Relaxed))
    }

    fn write(&self, offset: u32, value: u32) {
        if let Some(word) = self.word(offset) {
            word.store(value, Ordering::Relaxed);
        }
    }

    fn reset(&self) {
        println!("reset");
    }

    fn connected(&self, guest: Guest) {
        println!("connected, {} vectors", guest.interrupt.vectors());
    }

    fn disconnected(&self) {
        println!("disconnected");
    }

    fn window(&self) -> BorrowedFd<'_> {
        self.window.as_fd()
    }

    fn window_len(&self) -> u64 {
        self.len
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, socket, rest @ ..] = &arguments[..] else { return Err("vfio|ivshmem SOCKET [MIB]".into()) };
    let mib: u64 = rest.first().map_or(Ok(256), |mib| mib.parse())?;
    let len = mib << 20;
    let words = (0..REGISTERS_LEN / 4).map(AtomicU32::new).collect();
    let model = Arc::new(Registers { window: link::memfd::create("window", len)?, len, words });
    let (socket, socket_mode) = (socket.into(), 0o600);
    let (handle, thread) = if kind == "ivshmem" {
        let server = ivshmem::Server::new(&ivshmem::Config { socket, socket_mode, vectors: 4 }, model)?;
        (server.handle(), std::thread::spawn(|| server.run()))
    } else {
        let identity = pci::Identity::default();
        let server = vfio::Server::new(&vfio::Config { socket, socket_mode, identity }, model)?;
        (server.handle(), std::thread::spawn(|| server.run()))
    };
    std::io::stdin().read_to_end(&mut Vec::new())?;
    handle.stop();
    thread.join().map_err(|_| "the server has panicked")??;
    tell(&handle);
    Ok(())
}

fn tell(handle: &Handle) {
    let latency = handle.counters().latency();
    println!("{:?}", handle.counters().counts());
    println!("p99.9 {:?}, max {:?}", latency.quantile(0.999), latency.max());
}
