//! Throwaway virtual machines for tests, driven as a user drives them: by `vgpu vm`.
//!
//! A machine is started once and asked to run many commands, one after another or at once; it can be given devices, be
//! restarted, and be ended. It is ended when it is dropped.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::Signal;
use serde_json::Value;

use crate::process::{Done, Job, Running};

/// How long a guest may take to come up, on a machine that does other things too.
const BOOT_LIMIT: Duration = Duration::from_secs(120);
/// How long an ordinary command in a guest may take.
const COMMAND_LIMIT: Duration = Duration::from_secs(60);

/// What machines are made of, and where they are kept.
#[derive(Debug, Clone)]
pub struct Maker {
    vgpu: PathBuf,
    cache: PathBuf,
    logs: PathBuf,
    qemu: &'static str,
}

impl Maker {
    /// With the programs of `built`; QEMU and kernel are kept below `target`, and what machines print in `logs`.
    pub fn new(built: &Path, target: &Path, logs: &Path) -> Self {
        let (vgpu, cache) = (built.join("vgpu"), target.join("vm"));
        Self { vgpu, cache, logs: logs.to_owned(), qemu: "backports" }
    }

    /// The same with another QEMU, as `vgpu vm run --qemu` names it.
    pub fn with_qemu(&self, qemu: &'static str) -> Self {
        Self { qemu, ..self.clone() }
    }

    /// Fetches what is missing, and says what there is: a version and a folder by name.
    pub fn fetch(&self, what: &[&str]) -> Result<Value> {
        let job = Job::new(&self.vgpu).args(["vm", "fetch", "--json", "--cache"]).arg(&self.cache).args(what);
        let done = job.limit(Duration::from_secs(600)).check()?;
        serde_json::from_str(&done.stdout).context("vgpu vm fetch printed no JSON")
    }

    /// `vgpu vm run` with a QEMU of Debian's, whatever this machine has; the newest, if no other was asked for.
    pub fn run(&self, flags: &[&str], command: &[&str]) -> Job {
        self.job(flags).arg("--").args(command).limit(BOOT_LIMIT + COMMAND_LIMIT)
    }

    fn job(&self, flags: &[&str]) -> Job {
        let job = Job::new(&self.vgpu).args(["vm", "run", "--qemu", self.qemu, "--cache"]);
        job.arg(&self.cache).args(flags)
    }

    /// Starts a machine and waits until its guest is up. A name is used by one machine at a time.
    pub fn start(&self, name: &str, flags: &[&str]) -> Result<Vm> {
        let mut vm = self.launch(name, flags)?;
        vm.wait_for_boot(1).with_context(|| format!("machine {name}; see {}", self.logs.display()))?;
        Ok(vm)
    }

    /// Starts a machine; it answers for itself, but its guest is not up yet.
    pub fn launch(&self, name: &str, flags: &[&str]) -> Result<Vm> {
        // A socket's path has 108 bytes at most, which a folder of logs may not leave room for.
        let socket = std::env::temp_dir().join(format!("vgpu-xtask-{}-{name}.sock", std::process::id()));
        let kernel_log = self.logs.join(format!("{name}.kernel.log"));
        let job =
            self.job(flags).arg("--time").arg("--name").arg(&socket).arg("--kernel-log").arg(&kernel_log);
        // Longer than a suite: whoever drops it ends it.
        let running = job.limit(Duration::from_secs(3600)).log(self.logs.join(name)).start()?;
        let mut vm = Vm { vgpu: self.vgpu.clone(), socket, running: Some(running) };
        vm.wait_for_boot(0).with_context(|| format!("machine {name}; see {}", self.logs.display()))?;
        Ok(vm)
    }
}

/// A machine that runs.
#[derive(Debug)]
pub struct Vm {
    vgpu: PathBuf,
    socket: PathBuf,
    running: Option<Running>,
}

impl Vm {
    fn vm(&self, what: &str) -> Job {
        Job::new(&self.vgpu).args(["vm", what, "--vm"]).arg(&self.socket).limit(COMMAND_LIMIT)
    }

    /// A command in the guest. Several may be started and run at once.
    pub fn command(&self, words: &[&str]) -> Job {
        self.vm("exec").arg("--").args(words)
    }

    /// A command that runs in this folder of the guest.
    pub fn command_in(&self, folder: &Path, words: &[OsString]) -> Job {
        self.vm("exec").arg("--folder").arg(folder).arg("--").args(words)
    }

    /// Runs a command of the guest's shell, and fails unless it does well; what it printed, without the last newline.
    pub fn shell(&self, script: &str) -> Result<String> {
        let done = self.command(&["sh", "-c", script]).check()?;
        Ok(done.stdout.trim_end().to_owned())
    }

    /// A command that is ended by `vgpu vm exec` after some seconds.
    pub fn limited(&self, seconds: u32, words: &[&str]) -> Result<Done> {
        self.vm("exec").arg("--timeout").arg(seconds.to_string()).arg("--").args(words).run()
    }

    /// Tells QEMU something in QMP, and returns its answer.
    pub fn qmp(&self, command: &str, arguments: &Value) -> Result<Value> {
        let done =
            self.vm("qmp").arg(command).arg(arguments.to_string()).limit(Duration::from_secs(90)).check()?;
        serde_json::from_str(&done.stdout).context("vgpu vm qmp printed no JSON")
    }

    /// What the machine says about itself.
    pub fn info(&self) -> Result<Value> {
        let done = self.vm("info").arg("--json").check()?;
        serde_json::from_str(&done.stdout).context("vgpu vm info printed no JSON")
    }

    /// Seconds between the start of the guest's kernel and its first program.
    pub fn boot_seconds(&self) -> Result<f64> {
        self.info()?["guest"]["uptime"].as_f64().context("the guest has not said how long it took")
    }

    /// QEMU's process.
    pub fn qemu(&self) -> Result<u32> {
        let pid = self.info()?["pid"].as_u64().and_then(|pid| u32::try_from(pid).ok());
        pid.context("the machine does not say which process it is")
    }

    /// Restarts the guest and waits until it is up again. The machine must have been started with `--reboots`.
    pub fn reboot(&mut self) -> Result<()> {
        let boots = self.info()?["boots"].as_u64().unwrap_or(0);
        self.qmp("system_reset", &serde_json::json!({}))?;
        self.wait_for_boot(boots + 1)
    }

    /// Waits until the guest has come up this often.
    pub fn wait_for_boot(&mut self, boots: u64) -> Result<()> {
        let deadline = Instant::now() + BOOT_LIMIT;
        loop {
            let has_come_up = self.socket.exists()
                && self.info().is_ok_and(|info| info["boots"].as_u64().is_some_and(|count| count >= boots));
            if has_come_up {
                return Ok(());
            }
            if !self.running.as_mut().is_some_and(Running::is_running) {
                let done = self.running.take().map(Running::finish).transpose()?;
                bail!("the machine has ended: {}", done.map_or_else(String::new, |done| done.tail(40)));
            }
            ensure!(Instant::now() < deadline, "the guest has not come up in {} s", BOOT_LIMIT.as_secs());
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Ends it as a user would, and says what it printed.
    pub fn stop(mut self) -> Result<Done> {
        self.vm("stop").check()?;
        self.running.take().context("the machine has ended before")?.finish()
    }

    /// Ends `vgpu vm run` in a way that it cannot catch.
    pub fn kill(mut self) -> Result<()> {
        let running = self.running.take().context("the machine has ended before")?;
        running.signal(Signal::KILL);
        running.finish().map(|_| ())
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        if self.running.is_some() {
            let _ = self.vm("stop").limit(Duration::from_secs(10)).run();
        }
        drop(self.running.take());
        let _ = std::fs::remove_file(&self.socket);
    }
}
