//! Processes without rights on the device get channels from the agent.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{proof, wait_until};
use crate::host::field;
use crate::process::Running;
use crate::vm::Vm;

/// How long a process may go on holding the channel of one that was killed.
const RECLAIM: f64 = 1.0;
/// Where the guest itself can read what the agent has logged.
const LOG: &str = "/tmp/guestd.log";
/// How long a program of the guest may take.
const LIMIT: Duration = Duration::from_secs(120);

/// The agent of a guest.
struct Agent(Running);

/// Three processes compute at once while a fourth is killed, which loses its channel within a second. Says how many have
/// passed.
pub fn run(vm: &Vm, folder: &Path) -> Result<usize> {
    let agent = Agent::start(vm, folder)?;
    let endure = nobody(vm, folder, "endure", "endure")?;
    wait_until("the program to be killed does not compute", || endure.printed().starts_with("computing\n"))
        .with_context(|| endure.said())?;
    let given = agent.given();
    let victim = given.last().context("the agent has given no channel")?;
    let names = ["launch.vector_add", "launch.atomics", "copy.unified"];
    let body = |name: &&str| nobody(vm, folder, name, &format!("--filter '^{name}$'"));
    let running: Vec<_> = names.iter().map(body).collect::<Result<_>>()?;
    wait_until("programs get no channels", || agent.given().len() >= given.len() + names.len())
        .with_context(|| agent.0.said())?;
    let took = kill(vm, victim)?;
    println!("  a killed process's channel is taken back after {took:.2} s");
    ensure!(took <= RECLAIM, "that is more than {RECLAIM} s");
    for (running, name) in running.into_iter().zip(names) {
        let done = running.finish()?;
        let has_passed = done.is_success() && done.stdout.contains("pass");
        ensure!(has_passed, "{name}: {}\n{}", done.ending, done.tail(10));
    }
    let done = endure.finish()?;
    ensure!(!done.is_success(), "a program that was killed ended well: {}", done.stdout);
    println!("  vgpu verify by the agent's leave: {}", proof::run(vm, "the agent at")?);
    Ok(names.len())
}

impl Agent {
    /// Starts it, and waits until it has the device.
    fn start(vm: &Vm, folder: &Path) -> Result<Self> {
        let script = format!("/programs/vgpu-guestd 2>&1 | tee {LOG} >&2");
        let agent = Self(vm.command(&["sh", "-c", &script]).log(folder.join("guestd")).start()?);
        let is_there = || agent.0.said().contains("of them in use");
        wait_until("the agent does not listen", is_there).with_context(|| agent.0.said())?;
        Ok(agent)
    }

    /// The processes that it has given channels to.
    fn given(&self) -> Vec<String> {
        let log = self.0.said();
        let given = log.lines().filter(|line| line.contains("channel given"));
        given.filter_map(|line| field(line, "pid")).map(str::to_owned).collect()
    }
}

/// Starts something that `vgpu-conformance` does, as a user without rights.
fn nobody(vm: &Vm, folder: &Path, name: &str, what: &str) -> Result<Running> {
    let program = format!("exec /programs/vgpu-conformance {what} --cuda /programs/libcuda.so.1");
    let job = vm.command(&["su", "-s", "/bin/sh", "nobody", "-c", &program]);
    job.limit(LIMIT).log(folder.join(format!("nobody-{name}"))).start()
}

/// Kills a process, and says after how many seconds its channel was taken back, all by the guest's clock.
fn kill(vm: &Vm, pid: &str) -> Result<f64> {
    // The shell's own words: another program would take an emulated processor longer than what is measured.
    let script = format!(
        "is_back() {{ while read -r line; do case $line in *'taken back pid={pid} '*) return 0; esac; done < {LOG}; return 1; }}
         read -r before rest < /proc/uptime
         kill -9 {pid} || exit 1
         until is_back; do :; done
         read -r after rest < /proc/uptime
         echo $before $after"
    );
    let said = vm.shell(&script).context("a killed process keeps its channel")?;
    let (before, after) = said.split_once(' ').context("no two times")?;
    Ok(after.parse::<f64>()? - before.parse::<f64>()?)
}
