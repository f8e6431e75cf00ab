//! The management library on the software GPU: what PyPI publishes to use it, and every call well and badly, through vgpu and
//! through its device.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Surroundings;
use crate::host::Host;
use crate::process::Job;

/// NVIDIA's own binding.
const PACKAGE: &str = "nvidia-ml-py==13.615.71";
/// Longer than anything here takes.
const LIMIT: Duration = Duration::from_secs(120);

/// A folder with the binding in it.
fn binding(target: &Path) -> Result<PathBuf> {
    let folder = target.join("nvidia-ml-py");
    let stamp = folder.join("installed.txt");
    if !fs::read_to_string(&stamp).is_ok_and(|found| found == PACKAGE) {
        let _ = fs::remove_dir_all(&folder);
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"];
        Job::new("python3")
            .args(pip)
            .arg(&folder)
            .arg(PACKAGE)
            .limit(Duration::from_secs(300))
            .check()
            .context("cannot install nvidia-ml-py from PyPI, which this step needs at its first run")?;
        fs::write(stamp, PACKAGE)?;
    }
    Ok(folder)
}

/// Runs the usual calls and all calls.
pub fn run(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("nvml")?;
    let binding = binding(&around.workspace.target())?;
    let script = around.workspace.root.join("suite/nvml/usual.py");
    let through = || Job::new(built.join("vgpu")).args(["run", "--device", "soft", "--"]).limit(LIMIT);
    let usual = through().arg("python3").arg(&script).env("PYTHONPATH", &binding);
    usual.log(folder.join("usual")).check().context("the usual calls, through vgpu")?;

    let program = built.join("vgpu-nvml");
    let (first, second) = (folder.join("through.json"), folder.join("device.json"));
    through().arg(&program).args(["run", "--json"]).arg(&first).check()?;

    // The same through the PCI device, but for the virtual machine. With two channels: one is for CUDA, and questions share
    // the other.
    let libraries = folder.join("guest");
    fs::create_dir_all(&libraries)?;
    symlink(built.join("libcuda.so"), libraries.join("libcuda.so.1"))?;
    symlink(built.join("libnvidia_ml.so"), libraries.join("libnvidia-ml.so.1"))?;
    let host = Host::start(&built, &folder)?;
    let device = host.device("--folder", "device", &["--channels", "2"])?;
    let link = format!("pci:{}", device.path.display());
    let in_guest = |job: Job| job.env("VGPU_LINK", &link).env("LD_LIBRARY_PATH", &libraries).limit(LIMIT);
    let usual = in_guest(Job::new("python3").arg(&script)).env("PYTHONPATH", &binding);
    usual.log(folder.join("usual-device")).check().context("the usual calls, through the device")?;
    in_guest(Job::new(&program).args(["run", "--json"]).arg(&second)).check()?;
    device.stop()?;
    host.stop()?;

    let compared = Job::new(&program).arg("compare").arg(&first).arg(&second).limit(LIMIT).run()?;
    ensure!(compared.is_success(), "the device answers otherwise:\n{}", compared.stdout);
    Ok(compared.stdout.trim().to_owned())
}
