//! Programs in a guest compute on the host's software GPU, through the VGPU-STUB.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::host::Host;
use crate::vm::{Maker, Vm};
use crate::workspace::copy;

/// Bodies that a guest runs: each is a process of its own, which takes seconds on an emulated processor. None moves much
/// data: making and comparing it is what takes long there, in code without optimisation.
const BODIES: &str = r"^(launch\.vector_add|launch\.shared_memory_reduction|copy\.unified$|host\.kernel_writes_registered|callback\..*order)";

/// Programs in a guest compute on the host's software GPU, through the device. Says what the device has counted.
pub fn run(maker: &Maker, built: &Path, folder: &Path) -> Result<String> {
    let shared = folder.join("programs");
    std::fs::create_dir_all(&shared)?;
    copy(&built.join("vgpu-conformance"), &shared.join("vgpu-conformance"))?;
    copy(&built.join("libcuda.so"), &shared.join("libcuda.so.1"))?;
    copy(&built.join("vgpu-guestd"), &shared.join("vgpu-guestd"))?;
    let host = Host::start(built, folder)?;
    let device = host.device("--vfio-user", "stub.sock", &["--size", "1GiB", "--channels", "4"])?;
    let (share, stub) = (format!("{}=/programs", shared.display()), device.path.display().to_string());
    let vm = maker.start("stub", &["--stub", &stub, "--share", &share])?;
    let identity = vm.shell("cd /sys/bus/pci/devices/0000:00:05.0; cat vendor device class")?;
    ensure!(identity == "0x1234\n0x5647\n0x120000", "another device is there: {identity}");
    let started = Instant::now();
    let words = ["/programs/vgpu-conformance", "--cuda", "/programs/libcuda.so.1", "--filter", BODIES];
    let done = vm.command(&words).limit(Duration::from_secs(120)).run()?;
    ensure!(done.is_success(), "bodies in a guest: {}\n{}", done.ending, done.tail(20));
    let passed = done.stdout.lines().filter(|line| line.starts_with("pass")).count();
    ensure!(passed >= 4, "only {passed} bodies ran:\n{}", done.tail(20));
    let took = started.elapsed();
    let unprivileged = the_agent(&vm, folder).context("with the agent")?;
    ensure!(vm.stop()?.is_success(), "the machine did not end well");
    let counted = device.stop()?;
    host.stop()?;
    ensure!(counted["transport"]["window_traps"] == 0, "accesses to the window trapped: {counted}");
    ensure!(counted["transport"]["violations"] == 0, "QEMU broke the protocol: {counted}");
    let looks = counted["device"]["looks"].as_u64().unwrap_or(0);
    ensure!(looks > 0, "nothing came through the device: {counted}");
    Ok(format!(
        "{passed} bodies pass in a guest in {:.1} s, {unprivileged} at once by the agent's leave in {:.1} s; the device \
         counted {looks} calls, {} doorbells, no trap",
        took.as_secs_f64(),
        (started.elapsed() - took).as_secs_f64(),
        counted["device"]["rings"]
    ))
}

/// Processes without rights on the device get channels from the agent, three at once; one that is killed loses its own within
/// a second. Says how many have passed.
fn the_agent(vm: &Vm, folder: &Path) -> Result<usize> {
    let _agent = vm.command(&["/programs/vgpu-guestd"]).log(folder.join("guestd")).start()?;
    let wait = "for i in $(seq 100); do [ -S /run/vgpu-guestd.sock ] && exit 0; sleep 0.1; done; exit 1";
    vm.shell(wait).context("the agent does not listen")?;
    let body = |name: &str| {
        let program = format!("/programs/vgpu-conformance --cuda /programs/libcuda.so.1 --filter '^{name}$'");
        let job = vm.command(&["su", "-s", "/bin/sh", "nobody", "-c", &program]);
        job.limit(Duration::from_secs(60)).log(folder.join(format!("nobody-{name}"))).start()
    };
    let names = ["launch.vector_add", "launch.atomics", "copy.unified"];
    let running: Vec<_> = names.iter().map(|name| body(name)).collect::<Result<_>>()?;
    for (running, name) in running.into_iter().zip(names) {
        let done = running.finish()?;
        ensure!(
            done.is_success() && done.stdout.contains("pass"),
            "{name}: {}\n{}",
            done.ending,
            done.tail(10)
        );
    }
    // The log of the agent has a line for each channel; a program that is killed says nothing itself.
    let log = || std::fs::read_to_string(folder.join("guestd.err")).unwrap_or_default();
    let count = |what: &str| log().lines().filter(|line| line.contains(what)).count();
    let before = count("channel given");
    let _killed = body("callback.thousands")?;
    let wait = |what: &str, is_so: &dyn Fn() -> bool| {
        let until = Instant::now() + Duration::from_secs(30);
        while !is_so() {
            ensure!(Instant::now() < until, "{what}:\n{}", log());
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    };
    wait("the program to be killed gets no channel", &|| count("channel given") > before)?;
    vm.shell("kill -9 $(pidof vgpu-conformance)").context("no process to kill")?;
    let killed = Instant::now();
    wait("channels are not taken back", &|| count("channel given") == count("channel taken back"))?;
    println!("  a killed process's channel is taken back after {:.2} s", killed.elapsed().as_secs_f64());
    Ok(names.len())
}
