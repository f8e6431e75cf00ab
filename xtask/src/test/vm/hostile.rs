//! A hostile guest: whatever it does to its device, the host and others do not suffer from it, and the device is itself
//! again afterwards. `crates/link/examples/hostile_device` is the guest.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::host::{Device, Host};
use crate::process::{Done, Job};
use crate::vm::Maker;
use crate::workspace::{Profile, Workspace, copy};

const PROGRAM: &str = "hostile_device";
/// How long it does harm, in each of two ways.
const SECONDS: &str = "12";
/// What others compute meanwhile, and the guest afterwards.
const BODY: &str = r"^launch\.vector_add$";
/// How much more memory of its own a server may have after an attack, KiB. An allocator keeps some.
const GROWTH: u64 = 16 << 10;
/// How many more descriptors: a worker comes, another goes.
const DESCRIPTORS: usize = 6;
/// How soon after an attack all is as it was.
const SOON: Duration = Duration::from_secs(20);

/// What is made for the attacks.
struct Scene<'a> {
    built: &'a Path,
    folder: PathBuf,
    shared: PathBuf,
    host: Host,
}

/// Lets the guest loose: on a device that this machine's programs have, where it is many times faster, and as root in a
/// virtual machine, where it has configuration space as well.
pub fn run(workspace: &Workspace, maker: &Maker, built: &Path, folder: &Path) -> Result<String> {
    let job = workspace.cargo(&["build", "--package", "vgpu-link", "--example", PROGRAM]);
    ensure!(job.show()?.is_success(), "{}", job.line());
    let folder = folder.join("hostile");
    let shared = folder.join("programs");
    std::fs::create_dir_all(&shared)?;
    copy(&workspace.built(Profile::Dev).join("examples").join(PROGRAM), &shared.join(PROGRAM))?;
    copy(&built.join("vgpu-conformance"), &shared.join("vgpu-conformance"))?;
    copy(&built.join("libcuda.so"), &shared.join("libcuda.so.1"))?;
    let host = Host::start(built, &folder)?;
    let scene = Scene { built, folder, shared, host };
    let (natively, in_a_guest) = (scene.natively()?, scene.in_a_guest(maker)?);
    scene.host.stop()?;
    Ok(format!("a hostile guest: {natively}; in a virtual machine {in_a_guest}"))
}

impl Scene<'_> {
    fn natively(&self) -> Result<String> {
        let device = self.host.device("--folder", "native", &["--size", "1GiB", "--channels", "4"])?;
        let job = Job::new(self.shared.join(PROGRAM)).arg("--device").arg(&device.path);
        let done = self.attack(job, &device, "natively")?;
        let body = self.body().env("VGPU_LINK", format!("pci:{}", device.path.display()));
        passes(&body.run()?).context("a program after the attack")?;
        device.stop()?;
        Ok(done)
    }

    fn in_a_guest(&self, maker: &Maker) -> Result<String> {
        let device =
            self.host.device("--vfio-user", "hostile.sock", &["--size", "1GiB", "--channels", "4"])?;
        let share = format!("{}=/programs", self.shared.display());
        let vm =
            maker.start("hostile", &["--stub", &device.path.display().to_string(), "--share", &share])?;
        let program = format!("/programs/{PROGRAM}");
        let job = vm.command(&[&program, "--device", "/sys/bus/pci/devices/0000:00:05.0"]);
        let done = self.attack(job, &device, "in a virtual machine")?;
        vm.shell("echo 1 > /sys/bus/pci/devices/0000:00:05.0/reset").context("a reset after the attack")?;
        let words = ["/programs/vgpu-conformance", "--cuda", "/programs/libcuda.so.1", "--filter", BODY];
        passes(&vm.command(&words).run()?).context("a program in the same machine after the attack")?;
        ensure!(vm.stop()?.is_success(), "the machine did not end well");
        let counted = device.stop()?;
        let transport = &counted["transport"];
        ensure!(transport["violations"] == 0, "QEMU broke the protocol: {counted}");
        let accesses =
            ["register_reads", "register_writes"].map(|name| transport[name].as_u64().unwrap_or(0));
        Ok(format!(
            "{done}; {} accesses to registers, answered in {} µs at p99.9",
            accesses.iter().sum::<u64>(),
            transport["answer_p999_us"].as_f64().unwrap_or_default().ceil()
        ))
    }

    /// Runs the attack while others compute, and looks at the servers before and after. Says what happened.
    fn attack(&self, job: Job, device: &Device, what: &str) -> Result<String> {
        let servers = [("the stub", device.process()), ("the mediator", self.host.process())];
        let before = servers.map(|(_, process)| Vitals::of(process));
        let log = self.folder.join(what.replace(' ', "-"));
        let job = job.args(["--seconds", SECONDS, "--seed", "1"]).limit(Duration::from_secs(120)).log(log);
        let mut attack = job.start()?;
        let mut rounds = 0;
        while attack.is_running() {
            let body = self.body().env("VGPU_SOCKET", self.host.socket());
            passes(&body.run()?).context("somebody else's program during the attack")?;
            rounds += 1;
        }
        let done = attack.finish()?;
        ensure!(done.is_success(), "the hostile program {what}: {}\n{}", done.ending, done.tail(20));
        for ((name, process), before) in servers.into_iter().zip(before) {
            let before = before.with_context(|| format!("{name} was not there"))?;
            recovers(process, &before).with_context(|| format!("{name} after an attack {what}"))?;
        }
        for (name, log) in [("the stub", device.log()), ("the mediator and its workers", self.host.log())] {
            ensure!(!log.contains("panicked"), "{name} panicked {what}; see {}", self.folder.display());
        }
        println!("  what a hostile guest has done {what}: {}", done.stdout.trim_end().replace('\n', ", "));
        Ok(format!("others computed {rounds} times meanwhile"))
    }

    /// A program that computes a little and compares.
    fn body(&self) -> Job {
        let job = Job::new(self.built.join("vgpu-conformance")).arg("--cuda");
        job.arg(self.shared.join("libcuda.so.1")).args(["--filter", BODY]).limit(Duration::from_secs(60))
    }
}

fn passes(done: &Done) -> Result<()> {
    let has_passed = done.stdout.lines().any(|line| line.starts_with("pass"));
    ensure!(done.is_success() && has_passed, "{}\n{}", done.ending, done.tail(20));
    Ok(())
}

/// What a process holds.
#[derive(Debug)]
struct Vitals {
    /// Memory of its own, KiB. Not the window, which a guest may fill.
    memory: u64,
    descriptors: usize,
}

impl Vitals {
    /// `None` if the process is gone.
    fn of(process: u32) -> Option<Self> {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
        let memory = line.trim().trim_end_matches("kB").trim().parse().ok()?;
        Some(Self { memory, descriptors: std::fs::read_dir(format!("/proc/{process}/fd")).ok()?.count() })
    }
}

/// Waits until a process holds about as much as before.
fn recovers(process: u32, before: &Vitals) -> Result<()> {
    let until = Instant::now() + SOON;
    loop {
        let now = Vitals::of(process).context("it is gone")?;
        if now.memory <= before.memory + GROWTH && now.descriptors <= before.descriptors + DESCRIPTORS {
            return Ok(());
        }
        ensure!(Instant::now() < until, "it had {before:?}, and has {now:?}");
        thread::sleep(Duration::from_millis(100));
    }
}
