//! Stage `cleanliness`: programs that are killed at random moments leave no worker and no device memory behind, and
//! disturb neither each other nor the mediator.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use rustix::process::Signal;

use super::machine::Side;
use super::report::Verdict;
use super::{Device, Suite, script};
use crate::process::{Ending, Job, Running};
use crate::scratch::Scratch;

const STAGE: &str = "cleanliness";
/// Guests at one time: the mediator has to tell them apart.
const TOGETHER: u32 = 10;
/// A kill comes within this time after the start, ms: it may hit imports, initialisation, or training.
const MOMENTS: u64 = 15_000;
/// The same for the small program that is killed where there is no PyTorch.
const MOMENTS_SMALL: u64 = 1500;
/// So soon a dead guest is noticed: the bar of the project's first issue.
const NOTICED: Duration = Duration::from_secs(1);

/// A small generator; the seed is printed, so that a run can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// Starts one mediator, and kills guests until enough have died.
pub fn run(suite: &mut Suite) -> Result<()> {
    // A socket's path may have 107 bytes; the log folder may be deep.
    let folder = Scratch::new()?;
    let socket = folder.path().join("vgpu.sock");
    let serve = Job::new(suite.machine.part("vgpu")).args([
        "serve",
        "--device",
        suite.machine.device_name(),
        "--warm",
        "1",
    ]);
    let serve = serve.arg("--socket").arg(&socket).limit(suite.left()).log(suite.machine.log.join("serve"));
    let mut mediator = serve.start()?;
    let started = Instant::now();
    while !socket.exists() {
        if !mediator.is_running() || started.elapsed() > Duration::from_secs(20) {
            bail!("the mediator does not listen: {}", mediator.finish()?.tail(3));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let outcome = kill_guests(suite, &socket.display().to_string());
    let alive = mediator.is_running();
    mediator.signal(Signal::TERM);
    let stopped = wait_for(&mut mediator, Duration::from_secs(10));
    let ending =
        if stopped { mediator.finish()?.ending.to_string() } else { "does not end on SIGTERM".to_owned() };
    let is_good = alive && ending == Ending::Status(0).to_string();
    suite.report.row(
        STAGE,
        "the mediator afterwards",
        "",
        &ending,
        Verdict::of(is_good),
        if alive { "" } else { "it had died" },
    );
    outcome
}

fn wait_for(running: &mut Running, patience: Duration) -> bool {
    let started = Instant::now();
    while running.is_running() && started.elapsed() < patience {
        std::thread::sleep(Duration::from_millis(20));
    }
    !running.is_running()
}

/// Is it PyTorch's training that is killed, or something small?
fn trains(suite: &Suite) -> bool {
    suite.machine.device == Device::Cuda && suite.machine.torch().is_ok()
}

/// The program that is killed, as a guest of the mediator. It is started without `vgpu run`, so that the process that
/// is killed is the guest itself.
fn victim(suite: &Suite, socket: &str, number: u32, last: bool) -> Result<Running> {
    let name = match (last, trains(suite)) {
        (true, _) => "demo/vector.py",
        (false, true) => "pytorch/victim.py",
        (false, false) => "demo/victim.py",
    };
    let job = Job::new("python3").arg("-u").arg(script(&suite.machine.bundle, name));
    let job = job.libraries(&suite.machine.bundle).env("VGPU_SOCKET", socket);
    let job = job.env("PYTHONDONTWRITEBYTECODE", "1").limit(Duration::from_secs(200).min(suite.left()));
    job.log(suite.machine.log_file(Side::Vgpu, &format!("victim-{number}"))).start()
}

fn kill_guests(suite: &mut Suite, socket: &str) -> Result<()> {
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64) | 1;
    println!("   seed {seed}");
    let mut random = Random(seed);
    let mut places: BTreeMap<String, u32> = BTreeMap::new();
    let moments = if trains(suite) { MOMENTS } else { MOMENTS_SMALL };
    let (mut killed, mut early, mut slowest) = (0, 0, Duration::ZERO);
    let mut trouble = String::new();
    while killed < suite.kills && suite.left() > Duration::from_secs(30) {
        let mut guests = Vec::new();
        for _ in 0..TOGETHER.min(suite.kills - killed) {
            let moment = Duration::from_millis(random.below(moments));
            guests.push((moment, victim(suite, socket, killed + guests.len() as u32, false)?));
        }
        guests.sort_by_key(|(moment, _)| *moment);
        let started = Instant::now();
        for (moment, mut guest) in guests {
            std::thread::sleep(moment.saturating_sub(started.elapsed()));
            let place = guest.printed().lines().last().unwrap_or("starting Python").to_owned();
            if !guest.is_running() {
                early += 1;
                trouble =
                    format!("a guest ended before it was killed, while {place}: {}", guest.finish()?.tail(2));
            } else {
                guest.signal(Signal::KILL);
                let _ = guest.finish()?;
                *places.entry(place).or_default() += 1;
            }
            killed += 1;
        }
        let since = Instant::now();
        // The mediator keeps one warm worker; it belongs to nobody.
        while suite.machine.workers().len() > 1 && since.elapsed() < Duration::from_secs(8) {
            std::thread::sleep(Duration::from_millis(5));
        }
        slowest = slowest.max(since.elapsed());
        if suite.machine.workers().len() > 1 {
            trouble = format!("{} workers are left after {killed} kills", suite.machine.workers().len());
            break;
        }
    }
    let places: Vec<String> = places.iter().map(|(place, count)| format!("{count} while {place}")).collect();
    let note = if trouble.is_empty() { places.join(", ") } else { trouble.clone() };
    let is_good = trouble.is_empty() && early == 0 && killed >= suite.kills;
    suite.report.row(
        STAGE,
        "SIGKILL at random moments",
        "",
        &format!("{killed} of {}", suite.kills),
        Verdict::of(is_good),
        &note,
    );
    let took = format!("{:.0} ms", slowest.as_secs_f64() * 1e3);
    suite.report.row(
        STAGE,
        "dead guests noticed within 1 s",
        "",
        &took,
        Verdict::of(slowest <= NOTICED),
        "slowest round",
    );
    suite.report.detail("kills", serde_json::json!({"seed": seed, "places": places}));
    let last = victim(suite, socket, suite.kills, true)?.finish()?;
    suite.report.row(
        STAGE,
        "the next program works",
        "",
        &last.ending.to_string(),
        Verdict::of(last.is_success()),
        &if last.is_success() { String::new() } else { last.tail(2) },
    );
    Ok(())
}
