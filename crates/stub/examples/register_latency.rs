//! Prints how long a guest's read of a register takes: a client of vfio-user, as a VMM is one, at the socket of a
//! `vgpu stub`. `cargo xtask bench` runs it while workers compute.
//!
//! `register_latency SOCKET PAUSE_US SECONDS`. "client" is the whole round trip, as a virtual processor sees it. The server's
//! own figure, from its noticing the message to its answer, is in what `vgpu stub --json` prints at its end. "echo" is that
//! figure of a thread of the same priority that sends back what it gets and does nothing else, asked between the reads: on
//! this machine no server is faster.
#![allow(clippy::unwrap_used, reason = "an example: whatever fails should stop it")]

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use link::urgency::Means;
use rustix::event::{PollFd, PollFlags, poll};
use vfio_user::Client;

/// About as long as a read of a register, bytes.
const MESSAGE: usize = 36;

fn main() {
    let words: Vec<_> = std::env::args().collect();
    let [_, socket, pause, seconds] = &words[..] else { panic!("register_latency SOCKET PAUSE_US SECONDS") };
    let pause = Duration::from_micros(pause.parse().unwrap());
    let time = Duration::from_secs(seconds.parse().unwrap());
    let (mut here, there) = UnixStream::pair().unwrap();
    let echo = thread::spawn(|| echo(there));
    // It waits for the server's thread, and for nothing else.
    let _ = Means::best();
    let mut client = Client::new(&PathBuf::from(socket)).unwrap();
    let mut reads = Vec::new();
    let until = Instant::now() + time;
    while Instant::now() < until {
        let began = Instant::now();
        client.region_read(0, 0, &mut [0; 4]).unwrap();
        reads.push(began.elapsed());
        thread::sleep(pause);
        here.write_all(&[0; MESSAGE]).unwrap();
        here.read_exact(&mut [0; MESSAGE]).unwrap();
        thread::sleep(pause);
    }
    drop(here);
    println!("client {}; echo {}", quantiles(reads), quantiles(echo.join().unwrap()));
}

/// Sends back what comes; how long that took each time.
fn echo(mut socket: UnixStream) -> Vec<Duration> {
    let _ = Means::best();
    let mut times = Vec::new();
    loop {
        poll(&mut [PollFd::new(&socket, PollFlags::IN)], None).unwrap();
        let began = Instant::now();
        if socket.read_exact(&mut [0; MESSAGE]).is_err() {
            return times;
        }
        socket.write_all(&[0; MESSAGE]).unwrap();
        times.push(began.elapsed());
    }
}

fn quantiles(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let rank = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6;
    format!("p50 {:.1} µs, p99.9 {:.1} µs", rank(0.5), rank(0.999))
}
