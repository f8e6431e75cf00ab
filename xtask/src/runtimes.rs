//! NVIDIA's published CUDA runtimes, as PyPI has them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::Job;

/// One runtime of the matrix.
#[derive(Debug, Clone, Copy)]
pub struct Runtime {
    /// What it is called here.
    pub name: &'static str,
    /// The package.
    pub package: &'static str,
    /// Its version; none for the newest that there is.
    pub version: Option<&'static str>,
}

/// The matrix. The newest is what users get tomorrow: if it asks a driver for something new, we want to hear of it
/// here first.
pub const MATRIX: [Runtime; 7] = [
    Runtime { name: "11.8", package: "nvidia-cuda-runtime-cu11", version: Some("11.8.89") },
    Runtime { name: "12.0", package: "nvidia-cuda-runtime-cu12", version: Some("12.0.146") },
    Runtime { name: "12.4", package: "nvidia-cuda-runtime-cu12", version: Some("12.4.127") },
    Runtime { name: "12.8", package: "nvidia-cuda-runtime-cu12", version: Some("12.8.90") },
    Runtime { name: "12.9", package: "nvidia-cuda-runtime-cu12", version: Some("12.9.79") },
    Runtime { name: "13.0", package: "nvidia-cuda-runtime", version: Some("13.0.96") },
    Runtime { name: "newest", package: "nvidia-cuda-runtime", version: None },
];

/// The runtime that the demonstration uses.
pub const DEMO: &str = "13.0";

/// A runtime that lies on this machine.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// What it is called here.
    pub name: &'static str,
    /// The package's full version.
    pub version: String,
    /// The library.
    pub library: PathBuf,
}

impl Runtime {
    /// Downloads it into `folder`, unless it is there.
    pub fn fetch(&self, folder: &Path) -> Result<Fetched> {
        let folder = folder.join(self.name);
        let unpacked = folder.join("unpacked");
        let known = self.version.is_some() && library(&unpacked).is_some();
        if !known && let Err(why) = self.download(&folder, &unpacked) {
            // Without a network, yesterday's newest is better than nothing, and said to be that.
            if library(&unpacked).is_none() {
                return Err(why);
            }
            println!("  cannot ask for the newest runtime, using what was downloaded before: {why:#}");
        }
        let library =
            library(&unpacked).with_context(|| format!("{} has no libcudart in it", self.package))?;
        Ok(Fetched { name: self.name, version: version(&unpacked), library })
    }

    fn download(&self, folder: &Path, unpacked: &Path) -> Result<()> {
        let fresh = folder.join("fresh");
        let _ = fs::remove_dir_all(&fresh);
        fs::create_dir_all(&fresh).with_context(|| format!("cannot make {}", fresh.display()))?;
        let wanted = match self.version {
            Some(version) => format!("{}=={version}", self.package),
            None => self.package.to_owned(),
        };
        let pip = [
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--disable-pip-version-check",
        ];
        Job::new("python3")
            .args(pip)
            .args(["--dest", &fresh.to_string_lossy(), &wanted])
            .limit(Duration::from_secs(300))
            .check()
            .with_context(|| format!("cannot download {wanted}"))?;
        let wheel = files(&fresh).into_iter().find(|file| file.extension().is_some_and(|end| end == "whl"));
        let Some(wheel) = wheel else { bail!("pip downloaded no wheel for {wanted}") };
        let _ = fs::remove_dir_all(unpacked);
        Job::new("python3").args(["-m", "zipfile", "-e"]).arg(&wheel).arg(unpacked).check()?;
        let _ = fs::remove_dir_all(&fresh);
        Ok(())
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// The library in an unpacked wheel: `nvidia/cuda_runtime/lib` or, from 13 on, `nvidia/cu13/lib`.
fn library(unpacked: &Path) -> Option<PathBuf> {
    files(&unpacked.join("nvidia"))
        .iter()
        .flat_map(|package| files(&package.join("lib")))
        .find(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libcudart.so.")))
}

/// The version, from the name of the wheel's description: `nvidia_cuda_runtime-13.0.96.dist-info`.
fn version(unpacked: &Path) -> String {
    let names = files(unpacked).into_iter().filter_map(|file| file.file_name()?.to_str().map(str::to_owned));
    let mut info =
        names.filter_map(|name| Some(name.strip_suffix(".dist-info")?.rsplit_once('-')?.1.to_owned()));
    info.next_back().unwrap_or_else(|| "unknown".to_owned())
}

/// Every runtime of the matrix, or the reason why it is not there.
pub fn fetch_all(folder: &Path) -> Vec<(Runtime, Result<Fetched>)> {
    MATRIX.into_iter().map(|runtime| (runtime, runtime.fetch(folder))).collect()
}

/// The runtime of this name.
pub fn named(name: &str) -> Option<Runtime> {
    MATRIX.into_iter().find(|runtime| runtime.name == name)
}
