//! What a device outlives: restarts of the guest and of the mediator, workers that die or hang, and its own coming and going.
//!
//! In each story a program computes in the guest while something is taken away; it must be told so promptly, by an error,
//! and whatever was not taken away goes on.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use super::is_gone;
use crate::host::{Device, Host};
use crate::process::Running;
use crate::vm::{Maker, Vm};

/// How soon channels of a guest that is gone must be free.
const RECLAIM: Duration = Duration::from_secs(1);
/// The same where a worker must be killed first: how long the mediator gives it is on top.
const RECLAIM_FROM_HUNG: Duration = Duration::from_secs(2);
/// How soon a program must know that its worker is gone, as the host sees it: reading the news, ending and saying so take an
/// emulated guest a while.
const NEWS: Duration = Duration::from_secs(6);
/// How long anything may take that a guest does by itself.
const PATIENCE: Duration = Duration::from_secs(60);
/// What a call answers when its worker is gone. The same as on one machine.
const GONE: &str = "46 DEVICE_UNAVAILABLE";

/// How often something is looked at.
const LOOK: Duration = Duration::from_millis(10);
/// Where the second device appears.
const SECOND: &str = "0000:01:00.0";

/// Everything that the stories are about.
struct Scene<'a> {
    folder: &'a Path,
    host: Host,
    device: Device,
    vm: Vm,
    agent: Option<Running>,
}

/// One of them.
type Story = for<'s, 'f> fn(&'s mut Scene<'f>) -> Result<()>;

/// Tells the stories, on one machine. `programs` has what the guest runs.
pub fn run(maker: &Maker, built: &Path, folder: &Path, programs: &Path) -> Result<String> {
    let folder = &folder.join("lifecycle");
    std::fs::create_dir_all(folder)?;
    let host = Host::start(built, folder)?;
    let device = host.device("--vfio-user", "stub.sock", &["--size", "1GiB", "--channels", "4"])?;
    let (stub, share) = (device.path.display().to_string(), format!("{}=/programs", programs.display()));
    let flags = ["--reboots", "--ports", "1", "--stub", &stub, "--share", &share];
    let vm = maker.start("lifecycle", &flags)?;
    let mut scene = Scene { folder, host, device, vm, agent: None };
    scene.start_agent()?;
    let stories: [(&str, Story); 6] = [
        ("a mediator that is killed", |scene| scene.restart_mediator(Signal::KILL)),
        ("a mediator that is ended", |scene| scene.restart_mediator(Signal::TERM)),
        ("workers that die and hang", |scene| scene.lose_workers()),
        ("a restart of the guest", |scene| scene.reboot()),
        ("a device that comes and goes", |scene| scene.plug()),
        ("moving and saving the machine", |scene| scene.stay()),
    ];
    let qemu = scene.vm.qemu()?;
    for (what, story) in &stories {
        let started = Instant::now();
        story(&mut scene).with_context(|| format!("{what}; see {}", folder.display()))?;
        ensure!(scene.vm.qemu()? == qemu, "{what}: another QEMU runs");
        println!("  {what}: {:.1} s", started.elapsed().as_secs_f64());
    }
    ensure!(scene.vm.stop()?.is_success(), "the machine did not end well");
    let counted = scene.device.stop()?;
    scene.host.stop()?;
    ensure!(counted["transport"]["violations"] == 0, "QEMU broke the protocol: {counted}");
    Ok(format!("a guest and its programs outlive what they should, in {} stories", stories.len()))
}

impl Scene<'_> {
    /// The machine lives on without its mediator, and its programs are told.
    fn restart_mediator(&mut self, signal: Signal) -> Result<()> {
        let program = self.endure("mediator", None)?;
        let worker = self.newest_worker()?;
        self.host.signal(signal);
        program.must_hear()?;
        ensure!(is_gone(worker), "worker {worker} outlives its mediator");
        let log = self.host.restart()?;
        ensure!(!log.contains("ended badly"), "a worker did not end in order:\n{log}");
        self.computes(None)
    }

    /// One worker dies, one hangs; other programs go on, also when the agent is started again.
    fn lose_workers(&mut self) -> Result<()> {
        let (dies, dying) = (self.endure("dies", None)?, self.newest_worker()?);
        let (mut goes_on, hung) = (self.endure("goes-on", None)?, self.newest_worker()?);
        send(dying, Signal::KILL)?;
        dies.must_hear()?;
        self.vm.shell("kill -9 $(pidof vgpu-guestd)").context("no agent to kill")?;
        self.start_agent()?;
        ensure!(goes_on.0.is_running(), "another program has ended too: {}", goes_on.0.printed());
        // A worker that hangs does not hear that its guest is gone.
        let freed = self.freed();
        send(hung, Signal::STOP)?;
        self.vm.shell("kill -9 $(pidof vgpu-conformance)").context("no process to kill")?;
        until(RECLAIM_FROM_HUNG, "the channel of a hung worker is not free", || self.freed() > freed)?;
        ensure!(is_gone(hung), "worker {hung} hangs for longer than its guest lives");
        self.computes(None)
    }

    /// What the guest had before is gone within a second, and the device serves again.
    fn reboot(&mut self) -> Result<()> {
        let _program = self.endure("reboot", None)?;
        let freed = self.freed();
        self.vm.qmp("system_reset", &json!({}))?;
        until(RECLAIM, "the channels of the guest before are not free", || self.freed() > freed)?;
        self.vm.wait_for_boot(2)?;
        self.start_agent()?;
        self.computes(None)
    }

    /// A device of the usual size is added to the running machine and removed while idle; torn away from a program that
    /// computes on it; and ended at the host's side, which QEMU outlives, and where another takes its place.
    fn plug(&mut self) -> Result<()> {
        let second = self.host.device("--vfio-user", "second.sock", &[])?;
        self.add(&second)?;
        self.computes(Some(SECOND))?;
        self.remove()?;
        self.add(&second)?;
        let program = self.endure("removed", Some(SECOND))?;
        self.remove()?;
        program.must_hear().context("a device that is removed")?;
        self.add(&second)?;
        let program = self.endure("ended", Some(SECOND))?;
        second.stop()?;
        program.must_hear().context("a device that is ended")?;
        self.remove()?;
        let third = self.host.device("--vfio-user", "third.sock", &[])?;
        self.add(&third)?;
        self.computes(Some(SECOND))?;
        self.remove()?;
        third.stop()?;
        self.computes(None)
    }

    fn add(&self, device: &Device) -> Result<()> {
        let socket = json!({ "type": "unix", "path": device.path });
        let device = json!({ "driver": "vfio-user-pci", "id": "second", "bus": "port0", "socket": socket });
        self.vm.qmp("device_add", &device)?;
        let window = format!("awk 'NR == 3 {{ print $1 }}' {}", second("resource"));
        let has_window = format!("[ $({window}) != 0x0000000000000000 ]");
        self.until_guest(&has_window).context("the guest has no room for a device that was added")
    }

    fn remove(&self) -> Result<()> {
        self.vm.qmp("device_del", &json!({ "id": "second" }))?;
        self.until_guest(&format!("! [ -e {} ]", second("")))
            .context("the guest keeps a device that was removed")?;
        // QEMU lets go of it after the guest.
        let path = json!({ "path": "/machine/peripheral/second" });
        until(PATIENCE, "QEMU keeps a device that was removed", || self.vm.qmp("qom-list", &path).is_err())
    }

    /// The device's state cannot be taken along, so QEMU refuses, with a reason.
    fn stay(&mut self) -> Result<()> {
        let refused = self.vm.qmp("migrate", &json!({ "uri": "file:/dev/null" }));
        ensure!(refused.is_err(), "QEMU would move the machine");
        let reasons = self.vm.qmp("query-migrate", &json!({}))?;
        let reasons = reasons["blocked-reasons"].as_array().cloned().unwrap_or_default();
        let is_named =
            |reason: &serde_json::Value| reason.as_str().is_some_and(|reason| reason.contains("ivshmem"));
        ensure!(
            reasons.iter().any(is_named),
            "QEMU does not say why it would not move the machine: {reasons:?}"
        );
        let answer = self.vm.qmp("human-monitor-command", &json!({ "command-line": "savevm x" }))?;
        let is_refused = answer.as_str().is_some_and(|answer| answer.starts_with("Error"));
        ensure!(is_refused, "QEMU would save the machine: {answer}");
        Ok(())
    }

    /// Starts the agent, and waits until it has the device. One that ran before has been ended.
    fn start_agent(&mut self) -> Result<()> {
        let mut agent =
            self.vm.command(&["/programs/vgpu-guestd"]).log(self.folder.join("guestd")).start()?;
        wait_for(&mut agent, |agent| agent.said().contains("of them in use")).context("the agent")?;
        self.agent = Some(agent);
        Ok(())
    }

    /// A program that computes in the guest until it cannot, on the device at `slot` or the agent's.
    fn endure(&self, name: &str, slot: Option<&str>) -> Result<Program> {
        let job = self.vm.command(&["sh", "-c", &program("endure", slot)]).limit(PATIENCE);
        let mut running = job.log(self.folder.join(name)).start()?;
        wait_for(&mut running, |running| running.printed().starts_with("computing\n"))
            .with_context(|| format!("program {name}"))?;
        Ok(Program(running))
    }

    /// A new program computes, and well.
    fn computes(&self, slot: Option<&str>) -> Result<()> {
        let body = program("body launch.vector_add --transcript /tmp/notes", slot);
        let last = self.vm.shell(&format!("rm -f /tmp/notes; {body} && tail -n 1 /tmp/notes"))?;
        ensure!(last == "\"Finished\"", "a new program does not compute: {last}");
        let failures = self.vm.shell("grep -c Failure /tmp/notes || true")?;
        ensure!(failures == "0", "a new program computes wrongly");
        Ok(())
    }

    /// The worker of the session that began last.
    fn newest_worker(&self) -> Result<u32> {
        let log = self.host.log();
        let begun = log.lines().rfind(|line| line.contains("session begins"));
        let worker = begun.and_then(|line| line.split_once(" worker=")?.1.split(' ').next()?.parse().ok());
        worker.context("no session has begun")
    }

    /// How often a channel has become free.
    fn freed(&self) -> usize {
        self.device.log().lines().filter(|line| line.contains("channel free")).count()
    }

    /// Waits until a condition of the guest's shell holds.
    fn until_guest(&self, condition: &str) -> Result<()> {
        let script = format!("for i in $(seq 200); do {condition} && exit 0; sleep 0.1; done; exit 1");
        self.vm.shell(&script).map(drop)
    }
}

/// A program of the guest that computes.
struct Program(Running);

impl Program {
    /// Both its threads are told, promptly, that their worker is gone.
    fn must_hear(self) -> Result<()> {
        let started = Instant::now();
        let done = self.0.finish()?;
        let told = done.stdout.lines().filter(|line| line.contains(GONE)).count();
        ensure!(done.is_success() && told == 2, "{}: {}\n{}", done.ending, done.stdout, done.stderr);
        ensure!(started.elapsed() < NEWS, "it was told after {:.1} s", started.elapsed().as_secs_f64());
        Ok(())
    }
}

/// The guest's command line for something that `vgpu-conformance` does, on the device at `slot` or the agent's.
fn program(what: &str, slot: Option<&str>) -> String {
    let link = slot.map_or_else(String::new, |slot| format!("VGPU_LINK=pci:{slot} "));
    format!("{link}/programs/vgpu-conformance {what} --cuda /programs/libcuda.so.1")
}

/// A file of the second device.
fn second(name: &str) -> String {
    format!("/sys/bus/pci/devices/{SECOND}/{name}")
}

fn send(pid: u32, signal: Signal) -> Result<()> {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw).context("no process has that number")?;
    Ok(kill_process(pid, signal)?)
}

/// Waits until what runs has come so far.
fn wait_for(running: &mut Running, has_come: impl Fn(&Running) -> bool) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while !has_come(running) {
        ensure!(running.is_running(), "it has ended: {}{}", running.printed(), running.said());
        ensure!(Instant::now() < deadline, "it comes to nothing: {}", running.said());
        thread::sleep(LOOK);
    }
    Ok(())
}

/// Waits until something holds, which must not take longer than `limit`.
fn until(limit: Duration, otherwise: &str, holds: impl Fn() -> bool) -> Result<()> {
    let started = Instant::now();
    while !holds() {
        ensure!(started.elapsed() < limit, "{otherwise} after {:.1} s", limit.as_secs_f64());
        thread::sleep(LOOK);
    }
    Ok(())
}
