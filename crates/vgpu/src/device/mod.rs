//! Which `libcuda` the workers load: NVIDIA's, or the software one.

pub mod elf;
pub mod ldcache;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::places;
use elf::Kind;

/// What `--device` says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeviceChoice {
    /// An NVIDIA GPU where there is one, else the software GPU.
    #[default]
    Auto,
    /// NVIDIA's driver; an error where there is none.
    Cuda,
    /// The software GPU, on this machine's processors.
    Soft,
}

/// A chosen device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The library that a worker loads.
    pub library: PathBuf,
    /// Is it the software GPU?
    pub is_soft: bool,
}

/// Folders that drivers are installed in where no loader cache tells it.
const USUAL_FOLDERS: [&str; 9] = [
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib64",
    "/usr/lib",
    "/usr/lib/wsl/lib",
    "/usr/local/nvidia/lib64",
    "/usr/local/cuda/compat",
    "/run/opengl-driver/lib",
    "/opt/nvidia/lib",
];

/// Is there an NVIDIA GPU that this machine's kernel serves?
pub fn has_device_nodes() -> bool {
    ["/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg"].iter().any(|node| Path::new(node).exists())
}

/// Places where NVIDIA's library may be, in the order of the dynamic loader, each once.
fn candidates() -> Vec<PathBuf> {
    const NAME: &str = "libcuda.so.1";
    let path = env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    let mut found: Vec<PathBuf> = env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(NAME))
        .chain(ldcache::find(NAME))
        .chain(USUAL_FOLDERS.iter().map(|folder| Path::new(folder).join(NAME)))
        .filter_map(|path| fs::canonicalize(path).ok())
        .collect();
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| seen.insert(path.clone()));
    found
}

/// NVIDIA's library, and never our own guest library, which has the same name and is usually found first.
pub fn find_cuda() -> Option<PathBuf> {
    let ours = places::guest_library(None).ok().and_then(|path| fs::canonicalize(path).ok());
    candidates()
        .into_iter()
        .find(|path| Some(path) != ours.as_ref() && elf::classify(path) == Some(Kind::Driver))
}

impl DeviceChoice {
    /// The library to load; `given` overrides the search.
    pub fn resolve(self, given: Option<&Path>) -> Result<Device> {
        if let Some(given) = given {
            let library = fs::canonicalize(given).map_err(|why| {
                anyhow!("cannot use driver library {}: {why}; check --cuda", given.display())
            })?;
            return match elf::classify(&library) {
                Some(Kind::Driver) => Ok(Device { library, is_soft: self == Self::Soft }),
                Some(Kind::Guest) => bail!(
                    "cannot use driver library {}: it is vgpu's own guest library; give the driver's, or none",
                    library.display()
                ),
                _ => bail!(
                    "cannot use driver library {}: it exports no cuInit; check --cuda",
                    library.display()
                ),
            };
        }
        match self {
            Self::Soft => soft(),
            Self::Cuda => find_cuda().map(|library| Device { library, is_soft: false }).ok_or_else(|| {
                anyhow!(
                    "no NVIDIA driver library: libcuda.so.1 is neither in the loader's cache nor in the usual \
                     folders; install the driver, name it with --cuda PATH, or use --device soft"
                )
            }),
            Self::Auto => match has_device_nodes().then(find_cuda).flatten() {
                Some(library) => Ok(Device { library, is_soft: false }),
                None => soft(),
            },
        }
    }
}

fn soft() -> Result<Device> {
    Ok(Device { library: places::soft_library()?, is_soft: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_library_must_be_a_driver() {
        let exe = env::current_exe().expect("exe");
        let error = DeviceChoice::Auto.resolve(Some(&exe)).expect_err("no driver");
        assert!(error.to_string().contains("exports no cuInit"), "{error}");
        let error = DeviceChoice::Cuda.resolve(Some(Path::new("/nonexistent"))).expect_err("not there");
        assert!(error.to_string().contains("/nonexistent"), "{error}");
    }
}
