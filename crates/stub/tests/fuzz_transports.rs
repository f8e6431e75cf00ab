//! Invented and damaged messages through real sockets, as many as `VGPU_FUZZ_STUB` says: whatever a VMM sends, the
//! server answers the next one, and neither memory nor descriptors grow. `VGPU_FUZZ_SEED` repeats a run.
//!
//! The only test of its process, because it counts what the process has.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::net::Shutdown;
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use common::*;

/// Messages where nothing else is asked for: a second or two of work.
const USUAL: u64 = 50_000;
/// Resident memory may grow by so much while a million messages pass, in KiB.
const GROWTH: u64 = 8 << 10;

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Numbers at which things go wrong.
const EDGES: [u32; 18] =
    [0, 1, 2, 4, 7, 8, 9, 15, 16, 20, 32, 4096, 4097, 8192, 1 << 20, 0x8000_0000, 0xc000_0000, u32::MAX];

/// Checks that this process has not grown. Says nothing under AddressSanitizer, which keeps what is freed for a while.
fn check_growth(since: u64) {
    let has_sanitizer = option_env!("RUSTFLAGS").is_some_and(|flags| flags.contains("sanitizer"));
    if !has_sanitizer {
        let grown = resident().saturating_sub(since);
        assert!(grown < GROWTH, "{grown} KiB more");
    }
}

fn damage(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(if random.below(32) == 0 { at.max(1) } else { at.max(16) }),
            1 => bytes.insert(at, random.next() as u8),
            2 => drop(bytes.remove(at)),
            3 => bytes[at] = random.next() as u8,
            4 => bytes[at] ^= 1 << random.below(8),
            // A field of 4 bytes, the size left alone.
            _ => {
                let at = *random.choose(&[0, 8, 12, 16, 20, 24, 28, 32]);
                if let Some(field) = bytes.get_mut(at..at + 4) {
                    field.copy_from_slice(&random.choose(&EDGES).to_ne_bytes());
                }
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
    // Mostly the size is right all the same: otherwise the stream is lost, and what follows never gets far.
    if bytes.len() >= 16 && random.below(64) > 0 {
        let size = bytes.len() as u32;
        bytes[4..8].copy_from_slice(&size.to_ne_bytes());
    }
}

fn invent(random: &mut Random, honest: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let (command, body) = random.choose(honest).clone();
    let flags = *random.choose(&[0, 0, 0, 0, NO_REPLY, 1, 0x20, u32::MAX]);
    let mut bytes = message(random.next() as u16, command, flags, &body);
    match random.below(8) {
        0 if random.below(32) == 0 => {
            bytes = (0..1 + random.below(200)).map(|_| random.next() as u8).collect()
        }
        // A random body of an honest length, or of one that the server has to read past.
        1 => {
            let len = *random.choose(&[0, 16, 20, 32, 100, 4112, 4113, 20_000]);
            let body: Vec<u8> = (0..len).map(|_| random.next() as u8).collect();
            bytes = message(1, random.below(20) as u16, 0, &body);
        }
        2 | 3 => {}
        _ => damage(random, &mut bytes),
    }
    bytes
}

struct Client {
    raw: Raw,
    fds: Vec<OwnedFd>,
}

impl Client {
    /// Sends in some number of pieces, sometimes with descriptors, and reads what there is to read. False if the
    /// server has hung up.
    fn say(&mut self, random: &mut Random, bytes: &[u8]) -> bool {
        let at = random.below(bytes.len() + 1);
        let (first, second) = if random.below(4) == 0 { bytes.split_at(at) } else { (bytes, &[][..]) };
        let fds: Vec<_> = (0..random.below(20)).map(|_| random.choose(&self.fds).as_fd()).collect();
        let sent = if random.below(8) == 0 && !first.is_empty() && !fds.is_empty() {
            self.raw.send_with(first, &fds)
        } else {
            self.raw.send(first)
        };
        if sent.and_then(|()| self.raw.send(second)).is_err() {
            return false;
        }
        let mut scratch = [0; 8192];
        loop {
            use rustix::net::{RecvFlags, recv};
            match recv(&self.raw.stream, &mut scratch, RecvFlags::DONTWAIT) {
                Ok((0, _)) => return false,
                Ok(_) => {}
                Err(rustix::io::Errno::AGAIN) => return true,
                Err(_) => return false,
            }
        }
    }
}

fn vfio(random: &mut Random, messages: u64) {
    let running = Running::vfio();
    let honest = honest();
    let mut all = vec![(VERSION, hello())];
    all.extend(honest.clone());
    drop(running.client());
    let (descriptors, memory) = (open_descriptors(), resident());
    let mut sent = 0;
    while sent < messages {
        let raw = if random.below(4) == 0 { running.connect() } else { running.client() };
        raw.stream.set_write_timeout(Some(Duration::from_secs(2))).unwrap();
        let (pipe, far) = rustix::pipe::pipe().unwrap();
        let mut client =
            Client { raw, fds: vec![eventfd(), pipe, far, tempfile::tempfile().unwrap().into()] };
        for _ in 0..1 + random.below(200) {
            sent += 1;
            let bytes = invent(random, &all);
            if !client.say(random, &bytes) {
                break;
            }
        }
        if random.below(2) == 0 {
            let _ = client.raw.stream.shutdown(*random.choose(&[
                Shutdown::Both,
                Shutdown::Read,
                Shutdown::Write,
            ]));
        }
        // What the guest can reach goes on being used meanwhile.
        if let Some(guest) = running.model.guest() {
            guest.interrupt.send(random.below(2));
        }
        drop(client);
    }
    let mut fresh = running.client();
    for (command, body) in honest {
        fresh.demand(command, &body);
    }
    drop(fresh);
    running.model.wait_until_alone();
    let counts = running.handle.counters().counts();
    println!("vfio-user: {sent} messages sent, {counts:?}");
    assert!(counts.messages > counts.errors + sent / 10, "the generator no longer reaches the device");
    assert!(counts.errors > sent / 20 && counts.violations > 0, "the generator damages nothing any more");
    wait_for("all descriptors to be closed", || open_descriptors() <= descriptors);
    check_growth(memory);
}

fn ivshmem(random: &mut Random, clients: u64) {
    let running = Running::ivshmem(4);
    let (descriptors, memory) = (open_descriptors(), resident());
    let bell = eventfd();
    for _ in 0..clients {
        let mut client = running.connect();
        client.stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        if random.below(2) == 0 {
            let heard = 8 * random.below(12);
            let _ = std::io::Read::read_exact(&mut client.stream, &mut vec![0; heard]);
        }
        for _ in 0..random.below(4) {
            let bytes: Vec<u8> = (0..1 + random.below(40)).map(|_| random.next() as u8).collect();
            let _ = match random.below(4) {
                0 => client.send(&bytes),
                1 => client.send_with(&bytes, &[bell.as_fd(); 3]),
                2 => client.stream.shutdown(*random.choose(&[Shutdown::Read, Shutdown::Write])),
                _ => rustix::net::recv(&client.stream, &mut [0; 24], rustix::net::RecvFlags::DONTWAIT)
                    .map(drop)
                    .map_err(Into::into),
            };
        }
    }
    wait_for("a server for the next", || {
        let client = running.connect();
        std::io::Read::read_exact(&mut &client.stream, &mut [0; 24]).is_ok()
    });
    running.model.wait_until_alone();
    println!("ivshmem: {clients} clients, {:?}", running.handle.counters().counts());
    drop(bell);
    wait_for("all descriptors to be closed", || open_descriptors() <= descriptors);
    check_growth(memory);
}

#[test]
fn no_message_panics_hangs_or_fills_a_server() {
    let messages = variable("VGPU_FUZZ_STUB").unwrap_or(USUAL);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64);
    let seed = variable("VGPU_FUZZ_SEED").unwrap_or(clock) | 1;
    println!("VGPU_FUZZ_SEED={seed}");
    let mut random = Random(seed);
    let started = Instant::now();
    vfio(&mut random, messages);
    ivshmem(&mut random, messages / 20);
    println!("{:.1} s", started.elapsed().as_secs_f64());
}
