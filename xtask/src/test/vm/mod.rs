//! Virtual machines: a throwaway guest boots, runs commands, takes devices, restarts and ends; and computes on the
//! VGPU-STUB.

mod agent;
mod hostile;
mod lifecycle;
mod pairs;
pub mod proof;
mod story;
mod stub;

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use self::story::Story;
use self::stub::IVSHMEM;
pub use self::stub::{VFIO_USER, programs};
use super::Surroundings;
use crate::process::{Ending, Job};
use crate::vm::{Maker, Vm};

/// The most that a test in a minimal guest may cost.
const RUN_MAX: Duration = Duration::from_secs(15);
/// The most that all of it may cost, once everything is fetched.
const SUITE_MAX: Duration = Duration::from_secs(12 * 60);
/// How long anything may take that a guest does by itself, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(90);

/// Looks at one thing, in a machine that sees a folder of ours at /shared.
type Check = fn(&mut Vm, &Path) -> Result<()>;

/// Machines by themselves, then with the device, in both ways in which it is attached.
pub fn run(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("vm")?;
    let maker = Maker::new(&built, &around.workspace.target(), &folder);
    let started = Instant::now();
    let fetched = maker.fetch(&["qemu", "qemu-bookworm", "kernel", "busybox", "debian"])?;
    let version = |name: &str| fetched[name]["version"].as_str().unwrap_or("?").to_owned();
    let programs = stub::programs(&built, &folder)?;
    let story = Story::on_host(&around.workspace, &built, &programs)?;
    println!(
        "  QEMU {} and {}, kernel {}, llama.cpp {}, there after {:.1} s",
        version("qemu"),
        version("qemu-bookworm"),
        version("kernel"),
        story.version()?,
        started.elapsed().as_secs_f64()
    );
    let started = Instant::now();
    let whole = one_command(&maker)?;
    a_machine(&maker, &folder)?;
    a_vgpu_that_is_killed(&maker)?;
    for way in [VFIO_USER, IVSHMEM] {
        println!("  {}", stub::run(&way, &maker, &built, &folder, &programs).context(way.name)?);
        println!("  {}", story.in_guest(&way, &maker, &built, &folder).context(way.name)?);
        println!("  {}", pairs::run(&way, &maker, &built, &folder, &programs).context(way.name)?);
    }
    println!("  {}", lifecycle::run(&maker, &built, &folder, &programs).context("lives")?);
    println!("  {}", hostile::run(&around.workspace, &maker, &built, &folder)?);
    let took = started.elapsed();
    ensure!(took <= SUITE_MAX, "all this took {} s, more than {}", took.as_secs(), SUITE_MAX.as_secs());
    Ok(format!(
        "a command in a fresh guest takes {:.1} s; everything that a machine can do, alone and with the device, {:.0} s",
        whole.as_secs_f64(),
        took.as_secs_f64()
    ))
}

/// A machine without the device, and everything that it can do.
fn a_machine(maker: &Maker, folder: &Path) -> Result<()> {
    let shared = folder.join("shared");
    std::fs::create_dir_all(&shared)?;
    std::fs::write(shared.join("file"), "from the host\n")?;
    let share = format!("{}=/shared", shared.display());
    let mut vm = maker.start("first", &["--reboots", "--ports", "1", "--share", &share])?;
    let boot = vm.boot_seconds()?;
    println!("  a guest with a folder of the host is up after {boot:.1} s");
    let checks: [(&str, Check); 6] = [
        ("streams and statuses", streams_and_statuses),
        ("the PCI bus", the_bus),
        ("a folder of the host", a_folder),
        ("commands at once, and one that hangs", commands_at_once),
        ("a device that comes and goes", a_device),
        ("a restart", a_restart),
    ];
    for (what, check) in checks {
        let started = Instant::now();
        check(&mut vm, &shared).with_context(|| what.to_owned())?;
        println!("  {what}: {:.1} s", started.elapsed().as_secs_f64());
    }
    let qemu = vm.qemu()?;
    ensure!(vm.stop()?.is_success() && is_gone(qemu), "QEMU, process {qemu}, outlives vgpu vm stop");
    Ok(())
}

/// A guest for one command, as most tests use it.
fn one_command(maker: &Maker) -> Result<Duration> {
    let started = Instant::now();
    let done = maker.run(&["--time"], &["sh", "-c", "uname -r; exit 42"]).run()?;
    let took = started.elapsed();
    ensure!(done.ending == Ending::Status(42), "{}: {}", done.ending, done.tail(40));
    ensure!(done.stdout.trim_end().ends_with("-amd64"), "uname -r printed {:?}", done.stdout);
    print!("  {}", done.stderr);
    println!("  one command in a fresh guest: {:.1} s", took.as_secs_f64());
    ensure!(took <= RUN_MAX, "that is more than {} s", RUN_MAX.as_secs());
    Ok(took)
}

fn streams_and_statuses(vm: &mut Vm, _: &Path) -> Result<()> {
    let done = vm.command(&["sh", "-c", "echo out; echo err >&2; cat; exit 7"]).run()?;
    ensure!(done.ending == Ending::Status(7), "{}: {}", done.ending, done.tail(10));
    ensure!(done.stdout == "out\n" && done.stderr == "err\n", "{:?} and {:?}", done.stdout, done.stderr);
    let status = |words: &[&str]| vm.command(words).run().map(|done| done.ending);
    ensure!(status(&["/nonexistent"])? == Ending::Status(127), "a program that is not there");
    ensure!(status(&["/etc/passwd"])? == Ending::Status(126), "a file that is no program");
    ensure!(status(&["sh", "-c", "kill -9 $$"])? == Ending::Status(137), "a signal");
    // What the kernel says must not get among what the command says.
    let done = vm.command(&["sh", "-c", "echo noise > /dev/kmsg; seq 100000"]).check()?;
    ensure!(done.stdout.lines().count() == 100_000 && done.stderr.is_empty(), "output got lost or mixed");
    Ok(())
}

fn the_bus(vm: &mut Vm, _: &Path) -> Result<()> {
    let list = vm
        .shell("cd /sys/bus/pci/devices; for d in *; do echo $d $(cat $d/vendor $d/device $d/class); done")?;
    ensure!(
        list.lines().any(|line| line == "0000:00:02.0 0x1af4 0x1003 0x078000"),
        "no port to the host:\n{list}"
    );
    Ok(())
}

fn a_folder(vm: &mut Vm, shared: &Path) -> Result<()> {
    ensure!(vm.shell("cat /shared/file")? == "from the host", "the guest sees another file");
    std::fs::write(shared.join("later"), "x")?;
    ensure!(vm.shell("cat /shared/later")? == "x", "the guest does not see what the host adds");
    let done = vm.command(&["touch", "/shared/mine"]).run()?;
    ensure!(
        !done.is_success() && !shared.join("mine").exists(),
        "the guest writes into a folder of the host"
    );
    Ok(())
}

fn commands_at_once(vm: &mut Vm, shared: &Path) -> Result<()> {
    // Each waits for the file that the other makes, so one after another would wait for ever.
    let script = |mine: &str, other: &str| {
        format!("touch /tmp/{mine}; while ! test -e /tmp/{other}; do sleep 0.1; done; echo {mine}")
    };
    let pair = [("a", "b"), ("b", "a")].map(|(mine, other)| {
        let job: Job = vm.command(&["sh", "-c", &script(mine, other)]).limit(Duration::from_secs(20));
        job.log(shared.join(format!("at-once-{mine}"))).start()
    });
    for running in pair {
        let done = running?.finish()?;
        ensure!(done.is_success(), "{}: {}", done.ending, done.tail(10));
    }
    let done = vm.limited(1, &["sh", "-c", "echo before; sleep 1234; echo after"])?;
    ensure!(
        done.ending == Ending::Status(124) && done.stdout == "before\n",
        "{}: {:?}",
        done.ending,
        done.stdout
    );
    let left = "for i in 1 2 3 4 5 6 7 8 9 10; do ps | grep -v grep | grep -q 1234 || exit 0; sleep 0.2; done; exit 1";
    vm.shell(left).context("what was ended goes on")?;
    Ok(())
}

fn a_device(vm: &mut Vm, _: &Path) -> Result<()> {
    vm.qmp("device_add", &json!({ "driver": "virtio-rng-pci", "id": "rng", "bus": "port0" }))?;
    let is_there = "cat /sys/bus/pci/devices/*/device | grep -q 0x1044";
    let wait = |negation: &str| {
        format!("for i in $(seq 50); do {negation} {{ {is_there}; }} && exit 0; sleep 0.2; done; exit 1")
    };
    vm.shell(&wait("")).context("the guest does not see a device that was added")?;
    vm.qmp("device_del", &json!({ "id": "rng" }))?;
    vm.shell(&wait("!")).context("the guest still sees a device that was removed")?;
    Ok(())
}

fn a_restart(vm: &mut Vm, shared: &Path) -> Result<()> {
    let mut waiting = vm.command(&["sleep", "1000"]).log(shared.join("sleep")).start()?;
    thread::sleep(Duration::from_millis(500));
    ensure!(waiting.is_running(), "a command has ended too early");
    vm.reboot()?;
    let done = waiting.finish()?;
    ensure!(
        done.ending == Ending::Status(125) && done.stderr.contains("restarted"),
        "a command that a restart ended: {}: {}",
        done.ending,
        done.tail(10)
    );
    ensure!(vm.shell("test -e /tmp/a || echo fresh")? == "fresh", "the guest remembers something");
    Ok(())
}

/// Nothing can be cleaned up then but what the kernel does by itself.
fn a_vgpu_that_is_killed(maker: &Maker) -> Result<()> {
    let vm = maker.launch("killed", &[])?;
    let (qemu, info) = (vm.qemu()?, vm.info()?);
    vm.kill()?;
    ensure!(is_gone(qemu), "QEMU, process {qemu}, outlives the vgpu that started it");
    let folder = info["qmp"].as_str().and_then(|socket| Path::new(socket).parent());
    std::fs::remove_dir_all(folder.context("the machine does not say where its sockets are")?)?;
    Ok(())
}

/// Waits patiently until something holds.
fn wait_until(otherwise: &str, mut holds: impl FnMut() -> bool) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        ensure!(Instant::now() < deadline, "{otherwise}, in {} s", PATIENCE.as_secs());
        thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

/// Is this process gone, or about to be?
fn is_gone(pid: u32) -> bool {
    (0..100).any(|_| {
        thread::sleep(Duration::from_millis(20));
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.is_empty() || stat.contains(") Z")
    })
}
