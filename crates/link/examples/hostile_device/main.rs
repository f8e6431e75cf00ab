//! A guest that does to a VGPU-STUB whatever a guest can do, from a seed: for the tests, which look at the host meanwhile.
//!
//! `hostile_device --device /sys/bus/pci/devices/0000:00:05.0 --seconds 20 --seed 1`, as root in a virtual machine, or with
//! the folder of `vgpu stub --folder`. The device is the same as before only once it was reset or a quarter of a second
//! has passed; what this program claimed is whoever's asks for it next.
#![allow(clippy::unwrap_used, reason = "an example: whatever fails should stop it")]

mod configuration;
mod memory;
mod messages;
mod registers;
mod session;
mod window;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use memory::{Raw, Rng};

/// How long one mixture of attacks lasts.
const PHASE: Duration = Duration::from_millis(1500);
/// How long the device may take to be itself again.
const PATIENCE: Duration = Duration::from_secs(20);

/// What all attacks of a phase have.
struct Target {
    folder: PathBuf,
    bar0: Raw,
    bar2: Raw,
    shape: link::device::window::WindowShape,
    is_over: AtomicBool,
}

impl Target {
    /// Waits until the device can be opened as an honest guest opens it.
    fn open(folder: &Path) -> Self {
        let until = Instant::now() + PATIENCE;
        let shape = loop {
            match link::device::guest::Device::open(folder) {
                Ok(device) => break device.shape(),
                Err(why) => assert!(Instant::now() < until, "the device does not come to itself: {why}"),
            }
            thread::sleep(Duration::from_millis(50));
        };
        let [bar0, bar2] = link::device::guest::files(folder).unwrap();
        let len =
            usize::try_from(shape.channels_offset + u64::from(shape.channels) * shape.channel_len).unwrap();
        Self {
            folder: folder.to_owned(),
            bar0: Raw::map(&bar0, link::device::registers::LEN as usize),
            bar2: Raw::map(&bar2, len),
            shape,
            is_over: AtomicBool::new(false),
        }
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }
}

/// Does harm until the phase is over; says how often.
type Attack = fn(&Target, &mut Rng) -> u64;

const ATTACKS: [(&str, Attack); 8] = [
    ("registers", registers::scribble),
    ("bells", registers::flood),
    ("table", window::table),
    ("claims", window::claims),
    ("mailboxes", window::mailboxes),
    ("messages", window::messages),
    ("sessions", session::sessions),
    ("tenants", session::sessions),
];

/// Attacks that leave others their sessions.
const CALM: [&str; 4] = ["registers", "bells", "sessions", "tenants"];

struct Options {
    device: PathBuf,
    time: Duration,
    seed: u64,
    only: Option<Vec<String>>,
}

fn options() -> Options {
    let mut options = Options { device: PathBuf::new(), time: Duration::from_secs(10), seed: 1, only: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().unwrap_or_else(|| panic!("{word} needs a value"));
        match word.as_str() {
            "--device" => options.device = PathBuf::from(value),
            "--seconds" => options.time = Duration::from_secs_f64(value.parse().unwrap()),
            "--seed" => options.seed = value.parse().unwrap(),
            "--only" => options.only = Some(value.split(',').map(str::to_owned).collect()),
            _ => panic!("{word} is not one of --device, --seconds, --seed, --only"),
        }
    }
    options
}

fn main() {
    let options = options();
    let mut rng = Rng::new(options.seed);
    let counts: Mutex<BTreeMap<&str, u64>> = Mutex::default();
    let until = Instant::now() + options.time;
    for phase in 0_u64.. {
        if Instant::now() >= until {
            break;
        }
        let target = Target::open(&options.device);
        // Every other phase leaves the window alone, or else hardly a session would begin.
        let is_calm = phase % 2 == 0;
        let is_wanted =
            |name: &str| options.only.as_ref().is_none_or(|only| only.iter().any(|it| it == name));
        let attacks = ATTACKS.iter().filter(|(name, _)| is_wanted(name) && (!is_calm || CALM.contains(name)));
        thread::scope(|scope| {
            for (name, attack) in attacks {
                let mut rng = Rng::new(rng.next());
                let (target, counts) = (&target, &counts);
                scope.spawn(move || {
                    let done = attack(target, &mut rng);
                    *counts.lock().unwrap().entry(name).or_default() += done;
                });
            }
            thread::sleep(PHASE.min(until.saturating_duration_since(Instant::now())));
            target.is_over.store(true, Ordering::Relaxed);
        });
        drop(target);
        if is_wanted("configuration") && !is_calm {
            *counts.lock().unwrap().entry("configuration").or_default() +=
                configuration::scribble(&options.device, &mut rng);
        }
    }
    for (name, count) in counts.into_inner().unwrap() {
        println!("{name} {count}");
    }
}
