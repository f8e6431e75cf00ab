//! The machine under test: how a program is run natively and on the virtual GPU, and what it leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::process::Signal;

use super::Device;
use crate::process::{self, Job, running, which};

/// Device memory that may differ from the baseline, MiB: drivers keep some of their own after first use.
const SLACK_MIB: u64 = 16;

/// Where a program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// On the device itself.
    Native,
    /// On the virtual GPU.
    Vgpu,
}

impl Side {
    /// For file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Vgpu => "vgpu",
        }
    }
}

/// The machine.
#[derive(Debug)]
pub struct Machine {
    /// The bundle.
    pub bundle: PathBuf,
    /// Where outputs go.
    pub log: PathBuf,
    /// What counts as native.
    pub device: Device,
    baseline_mib: Option<u64>,
    torch: OnceLock<std::result::Result<String, String>>,
}

impl Machine {
    /// Looks at the bundle and remembers how much device memory is used before anything was run.
    pub fn new(bundle: PathBuf, log: PathBuf, device: Device) -> Result<Self> {
        for part in ["vgpu", "vgpu-worker", "libcuda.so.1", "suite"] {
            ensure!(bundle.join(part).exists(), "{} has no {part}: it is no bundle", bundle.display());
        }
        let driver = log.join("soft-driver");
        if device == Device::Soft {
            fs::create_dir_all(&driver)?;
            let link = driver.join("libcuda.so.1");
            let _ = fs::remove_file(&link);
            std::os::unix::fs::symlink(bundle.join("libsoftcuda.so"), &link).context("cannot make a link")?;
        }
        let mut machine = Self { bundle, log, device, baseline_mib: None, torch: OnceLock::new() };
        machine.baseline_mib = machine.used_mib();
        Ok(machine)
    }

    /// The device, as `vgpu run --device` calls it.
    pub fn device_name(&self) -> &'static str {
        match self.device {
            Device::Cuda => "cuda",
            Device::Soft => "soft",
        }
    }

    /// Is the device up to frameworks and their models? The software GPU is not; but the scripts for PyTorch can be tried on
    /// the processor, by the variable that they know.
    pub fn runs_frameworks(&self) -> bool {
        self.device == Device::Cuda
            || std::env::var_os("VGPU_SUITE_DEVICE").is_some_and(|device| device == "cpu")
    }

    /// A program of the bundle.
    pub fn part(&self, name: &str) -> PathBuf {
        self.bundle.join(name)
    }

    /// A job that runs `words` on one side, its output in the log folder under `name`.
    pub fn job<W: AsRef<std::ffi::OsStr>>(&self, side: Side, name: &str, words: &[W]) -> Job {
        let job = match side {
            Side::Native if self.device == Device::Soft => {
                Job::of(words).libraries(self.log.join("soft-driver"))
            }
            Side::Native => Job::of(words),
            Side::Vgpu => {
                Job::new(self.part("vgpu")).args(["run", "--device", self.device_name(), "--"]).args(words)
            }
        };
        job.log(self.log_file(side, name))
    }

    /// The same under `vgpu verify`, with the evidence in a file.
    pub fn verify<W: AsRef<std::ffi::OsStr>>(&self, name: &str, words: &[W]) -> (Job, PathBuf) {
        let file = self.log.join(format!("{name}.evidence.json"));
        let job =
            Job::new(self.part("vgpu")).args(["verify", "--device", self.device_name(), "--json"]).arg(&file);
        (job.arg("--").args(words).log(self.log.join(format!("{name}.verify"))), file)
    }

    /// Where the output of a job goes, less its end.
    pub fn log_file(&self, side: Side, name: &str) -> PathBuf {
        self.log.join(format!("{name}.{}", side.name()))
    }

    /// Device memory in use, if somebody can tell.
    pub fn used_mib(&self) -> Option<u64> {
        if self.device == Device::Soft {
            return None;
        }
        let words = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits"];
        let done = Job::of(&words).limit(Duration::from_secs(20)).run().ok()?;
        let cards: Vec<u64> = done.stdout.lines().filter_map(|line| line.trim().parse().ok()).collect();
        (!cards.is_empty()).then(|| cards.iter().sum())
    }

    /// Workers of this bundle that are running.
    pub fn workers(&self) -> Vec<u32> {
        running(&self.part("vgpu-worker"))
    }

    /// Waits until no worker runs and device memory is back where it was; otherwise says what is left.
    pub fn wait_until_clean(&self, patience: Duration) -> std::result::Result<Duration, String> {
        let started = Instant::now();
        while !self.workers().is_empty() {
            if started.elapsed() > patience {
                return Err(format!("{} workers still run after {patience:?}", self.workers().len()));
            }
            thread::sleep(Duration::from_millis(5));
        }
        let workers_gone = started.elapsed();
        let Some(baseline) = self.baseline_mib else { return Ok(workers_gone) };
        loop {
            match self.used_mib() {
                Some(used) if used > baseline + SLACK_MIB => {
                    if started.elapsed() > patience {
                        return Err(format!(
                            "{used} MiB of device memory are in use, {baseline} MiB were before"
                        ));
                    }
                    thread::sleep(Duration::from_millis(100));
                }
                _ => return Ok(workers_gone),
            }
        }
    }

    /// Ends workers that should have ended, so that the next test starts clean.
    pub fn end_workers(&self) {
        for id in self.workers() {
            process::send(id, Signal::KILL);
        }
    }

    /// What PyTorch there is: its version and CUDA's, or why there is none. Asked once; importing it takes seconds.
    pub fn torch(&self) -> &std::result::Result<String, String> {
        self.torch.get_or_init(|| {
            let script = "import torch; print(torch.__version__, torch.version.cuda)";
            let job = Job::of(&["python3", "-c", script]).limit(Duration::from_secs(120));
            match job.run() {
                Ok(done) if done.is_success() => Ok(done.stdout.trim().to_owned()),
                Ok(done) => Err(done.tail(1)),
                Err(why) => Err(format!("{why:#}")),
            }
        })
    }
}

/// The CUDA compiler, from the path or its usual place.
pub fn nvcc() -> Option<PathBuf> {
    let usual = Path::new("/usr/local/cuda/bin/nvcc");
    which("nvcc").or_else(|| usual.is_file().then(|| usual.to_owned()))
}
