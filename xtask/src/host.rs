//! The host's side for tests that reach it through the VGPU-STUB: a mediator on the software GPU, and devices.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::process::Signal;
use serde_json::Value;

use crate::process::{Job, Running};

/// How long a server may take to listen.
const START: Duration = Duration::from_secs(20);
/// How often they are looked at.
const LOOK: Duration = Duration::from_millis(20);
/// Servers live as long as a step.
const LIFE: Duration = Duration::from_secs(3600);

/// `vgpu serve` on the software GPU.
#[derive(Debug)]
pub struct Host {
    vgpu: PathBuf,
    folder: PathBuf,
    socket: PathBuf,
    job: Job,
    running: Running,
}

/// A `vgpu stub`.
#[derive(Debug)]
pub struct Device {
    /// Its socket, or its folder.
    pub path: PathBuf,
    running: Running,
}

impl Host {
    /// Starts it, with its sockets and logs in `folder`.
    pub fn start(built: &Path, folder: &Path) -> Result<Self> {
        Self::start_with(built, folder, &[])
    }

    /// The same with more flags of `vgpu serve`.
    pub fn start_with(built: &Path, folder: &Path, flags: &[&str]) -> Result<Self> {
        Self::start_job(built, folder, |job| job.args(flags))
    }

    /// The same with several devices.
    pub fn start_several(built: &Path, folder: &Path, devices: u32) -> Result<Self> {
        Self::start_job(built, folder, |job| job.env("SOFTCUDA_DEVICES", devices.to_string()))
    }

    /// The same with a software GPU of another compute capability, such as `7.5`.
    pub fn start_as(built: &Path, folder: &Path, capability: &str, flags: &[&str]) -> Result<Self> {
        Self::start_job(built, folder, |job| job.env("SOFTCUDA_CC", capability).args(flags))
    }

    fn start_job(built: &Path, folder: &Path, change: impl FnOnce(Job) -> Job) -> Result<Self> {
        let (vgpu, socket) = (built.join("vgpu"), folder.join("host.sock"));
        let job = Job::new(&vgpu).args(["serve", "--device", "soft", "--socket"]).arg(&socket);
        let job = change(job).limit(LIFE).log(folder.join("serve"));
        let running = serve(&job)?;
        Ok(Self { vgpu, folder: folder.to_owned(), socket, job, running })
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        self.running.signal(signal);
    }

    /// Starts it again, when it has ended. Gives what it had logged.
    pub fn restart(&mut self) -> Result<String> {
        let until = Instant::now() + START;
        while self.running.is_running() {
            ensure!(Instant::now() < until, "vgpu serve does not end");
            std::thread::sleep(LOOK);
        }
        let log = self.log();
        self.running = serve(&self.job)?;
        Ok(log)
    }

    /// Starts a device. `transport` is a flag of `vgpu stub`: `--vfio-user`, `--ivshmem`, `--folder`.
    pub fn device(&self, transport: &str, name: &str, flags: &[&str]) -> Result<Device> {
        let path = self.folder.join(name);
        let job = Job::new(&self.vgpu).args(["stub", "--json", transport]).arg(&path).arg("--mediator");
        let log = self.folder.join(format!("{name}-stub"));
        let mut running = job.arg(&self.socket).args(flags).limit(LIFE).log(log).start()?;
        wait_for(&mut running, |_| path.exists()).context("vgpu stub")?;
        Ok(Device { path, running })
    }

    /// Where it listens.
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.running.id()
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        self.running.said()
    }

    /// How many of a device's sessions have not ended. The guest that they are logged with is the device's process.
    pub fn sessions(&self, device: &Device) -> usize {
        let (log, guest) = (self.log(), device.running.id().to_string());
        let of = |what| log.lines().filter(move |line| line.contains(what));
        let ended: Vec<_> = of("session ended").map(|line| field(line, "session")).collect();
        let begun = of("session begins").filter(|line| field(line, "guest") == Some(&guest));
        begun.filter(|line| !ended.contains(&field(line, "session"))).count()
    }

    /// Ends it.
    pub fn stop(self) -> Result<()> {
        self.running.signal(Signal::TERM);
        self.running.finish().map(drop)
    }
}

impl Device {
    /// Its process.
    pub fn process(&self) -> u32 {
        self.running.id()
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        self.running.said()
    }

    /// How many channels are with a process, or still with one that has ended.
    pub fn open_channels(&self) -> usize {
        let log = self.log();
        let count = |what| log.lines().filter(|line| line.contains(what)).count();
        count("channel opened").saturating_sub(count("channel free"))
    }

    /// Ends it, and gives what it has counted.
    pub fn stop(self) -> Result<Value> {
        self.running.signal(Signal::TERM);
        let done = self.running.finish()?;
        serde_json::from_str(&done.stdout)
            .with_context(|| format!("vgpu stub printed no JSON: {}\n{}", done.ending, done.tail(10)))
    }
}

/// The value of a field of a line of a log: `name=value`.
pub fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
}

fn serve(job: &Job) -> Result<Running> {
    let mut running = job.start()?;
    // The socket of one that was killed is there before.
    wait_for(&mut running, |running| running.said().contains("mediator listens")).context("vgpu serve")?;
    Ok(running)
}

fn wait_for(running: &mut Running, has_come: impl Fn(&Running) -> bool) -> Result<()> {
    let until = Instant::now() + START;
    while !has_come(running) {
        ensure!(running.is_running(), "it has ended: {}", running.said());
        ensure!(Instant::now() < until, "it does not listen: {}", running.said());
        std::thread::sleep(LOOK);
    }
    Ok(())
}
