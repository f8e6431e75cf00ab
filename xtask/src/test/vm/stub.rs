//! Programs in a guest compute on the host's software GPU, through the VGPU-STUB.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::{agent, proof};
use crate::host::{Device, Host};
use crate::process::{Done, Job};
use crate::vm::{Maker, Vm};
use crate::workspace::copy;

/// Bodies that a guest runs: each is a process of its own, which takes seconds on an emulated processor. None moves much
/// data: making and comparing it is what takes long there, in code without optimisation.
const BODIES: &str = r"^(launch\.vector_add|launch\.shared_memory_reduction|copy\.unified$|host\.kernel_writes_registered|callback\..*order)";
/// What the bodies of a guest may take together.
const BODIES_LIMIT: Duration = Duration::from_secs(180);
/// The shape of the tests' devices, as `vgpu stub` is told.
const SHAPE: [&str; 4] = ["--size", "1GiB", "--channels", "4"];

/// A way by which a machine attaches the device.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// Its name, as `vgpu vm run` knows it.
    pub name: &'static str,
    /// The flag of `vgpu stub`.
    stub: &'static str,
    /// The QEMU, as `vgpu vm run --qemu` names it.
    pub qemu: &'static str,
    /// Vendor, device and class, as Linux shows them.
    identity: &'static str,
    /// What `lspci` calls it.
    pub class: &'static str,
}

/// How newer machines attach it.
pub const VFIO_USER: Way = Way {
    name: "vfio-user",
    stub: "--vfio-user",
    qemu: "backports",
    identity: "0x1234\n0x5647\n0x120000",
    class: "Processing accelerators",
};

/// How older ones do. QEMU itself says what device that is.
pub const IVSHMEM: Way = Way {
    name: "ivshmem",
    stub: "--ivshmem",
    qemu: "bookworm",
    identity: "0x1af4\n0x1110\n0x050000",
    class: "RAM memory",
};

impl Way {
    /// A device of `host`'s.
    pub fn device(&self, host: &Host, name: &str) -> Result<Device> {
        host.device(self.stub, name, &SHAPE)
    }

    /// The flags of `vgpu vm run` that attach it.
    pub fn flags<'a>(&'a self, socket: &'a str) -> [&'a str; 6] {
        ["--transport", self.name, "--channels", "4", "--stub", socket]
    }
}

/// Programs in a guest compute on the host's software GPU, through the device. Says what the device has counted.
pub fn run(way: &Way, maker: &Maker, built: &Path, folder: &Path, programs: &Path) -> Result<String> {
    let folder = &folder.join(way.name);
    std::fs::create_dir_all(folder)?;
    let host = Host::start(built, folder)?;
    let device = way.device(&host, "stub.sock")?;
    let (share, stub) = (format!("{}=/programs", programs.display()), device.path.display().to_string());
    let flags = [way.flags(&stub).as_slice(), &["--share", &share]].concat();
    let vm = maker.with_qemu(way.qemu).start(&format!("stub-{}", way.name), &flags)?;
    let identity = vm.shell("cd /sys/bus/pci/devices/0000:00:05.0; cat vendor device class")?;
    ensure!(identity == way.identity, "another device is there: {identity}");
    let started = Instant::now();
    let passed = passed(&bodies(&vm).run()?)?;
    let took = started.elapsed();
    println!("  vgpu verify in a guest: {}", proof::run(&vm, "the device at")?);
    println!("  a continuous load: {}", proof::load(&vm, "the device at")?);
    let unprivileged = agent::run(&vm, folder).context("with the agent")?;
    ensure!(vm.stop()?.is_success(), "the machine did not end well");
    let counted = device.stop()?;
    host.stop()?;
    ensure!(counted["transport"]["window_traps"] == 0, "accesses to the window trapped: {counted}");
    ensure!(counted["transport"]["violations"] == 0, "QEMU broke the protocol: {counted}");
    let looks = counted["device"]["looks"].as_u64().unwrap_or(0);
    ensure!(looks > 0, "nothing came through the device: {counted}");
    Ok(format!(
        "{}: {passed} bodies pass in a guest in {:.1} s, {unprivileged} at once by the agent's leave in {:.1} s; the device \
         counted {looks} calls, {} doorbells, no trap",
        way.name,
        took.as_secs_f64(),
        (started.elapsed() - took).as_secs_f64(),
        counted["device"]["rings"]
    ))
}

/// A folder with what guests run.
pub fn programs(built: &Path, folder: &Path) -> Result<PathBuf> {
    let shared = folder.join("programs");
    std::fs::create_dir_all(&shared)?;
    copy(&built.join("vgpu-conformance"), &shared.join("vgpu-conformance"))?;
    copy(&built.join("libcuda.so"), &shared.join("libcuda.so.1"))?;
    for program in ["vgpu", "vgpu-guestd"] {
        copy(&built.join(program), &shared.join(program))?;
    }
    Ok(shared)
}

/// Bodies that a guest runs as root, one after another.
pub fn bodies(vm: &Vm) -> Job {
    let words = ["/programs/vgpu-conformance", "--cuda", "/programs/libcuda.so.1", "--filter", BODIES];
    vm.command(&words).limit(BODIES_LIMIT)
}

/// How many of them have passed; all that ran must have.
pub fn passed(done: &Done) -> Result<usize> {
    ensure!(done.is_success(), "bodies in a guest: {}\n{}", done.ending, done.tail(20));
    let passed = done.stdout.lines().filter(|line| line.starts_with("pass")).count();
    ensure!(passed >= 4, "only {passed} bodies ran:\n{}", done.tail(20));
    Ok(passed)
}
