//! Where things are in a checkout, and how they are built.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::process::Job;

/// How long a build may take.
const BUILD_LIMIT: Duration = Duration::from_secs(3600);

/// A build profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// With checks of arithmetic and assertions: what tests use.
    Dev,
    /// Nearly as fast as what is shipped, and built in half the time.
    Quick,
    /// As it is shipped.
    Release,
}

/// A checkout.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder of the checkout.
    pub root: PathBuf,
    /// What `cargo metadata` says about its own packages.
    pub metadata: Value,
}

impl Workspace {
    /// The checkout that this command was started for.
    pub fn find() -> Result<Self> {
        // `cargo xtask` says where xtask's sources are; a copy of the executable is started inside a checkout.
        let from_cargo = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let start = match from_cargo {
            Some(folder) => folder,
            None => std::env::current_dir().context("no current folder")?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .with_context(|| format!("{} is not inside a checkout of vgpu", start.display()))?;
        let metadata = metadata(root, true)?;
        Ok(Self { root: root.to_owned(), metadata })
    }

    /// The folder that builds go to.
    pub fn target(&self) -> PathBuf {
        self.metadata["target_directory"].as_str().map_or_else(|| self.root.join("target"), PathBuf::from)
    }

    /// The folder of a profile's executables and libraries.
    pub fn built(&self, profile: Profile) -> PathBuf {
        self.target().join(match profile {
            Profile::Dev => "debug",
            Profile::Quick => "quick",
            Profile::Release => "release",
        })
    }

    /// `cargo` with these arguments, in the checkout.
    pub fn cargo(&self, arguments: &[&str]) -> Job {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Job::new(cargo).args(arguments).folder(&self.root).limit(BUILD_LIMIT)
    }

    /// Builds every package's executables and libraries, and says where they are.
    pub fn build(&self, profile: Profile) -> Result<PathBuf> {
        self.build_packages(profile, &["--workspace"], &PARTS)
    }

    /// Builds what a user needs who wants to see something soon, and says where it is.
    pub fn build_product(&self) -> Result<PathBuf> {
        let packages = ["vgpu", "vgpu-worker", "vgpu-guest-cuda", "vgpu-guest-nvml", "vgpu-softcuda"];
        let words: Vec<&str> = packages.into_iter().flat_map(|package| ["--package", package]).collect();
        self.build_packages(Profile::Quick, &words, PARTS.get(..5).unwrap_or(&PARTS))
    }

    /// Builds the software GPU alone, as it is shipped, and says where its library is.
    pub fn build_soft(&self) -> Result<PathBuf> {
        let library = "libsoftcuda.so";
        Ok(self.build_packages(Profile::Release, &["--package", "vgpu-softcuda"], &[library])?.join(library))
    }

    fn build_packages(&self, profile: Profile, which: &[&str], parts: &[&str]) -> Result<PathBuf> {
        let mut job = self.cargo(&["build"]).args(which);
        job = match profile {
            Profile::Dev => job,
            Profile::Quick => job.args(["--profile", "quick"]),
            Profile::Release => job.arg("--release"),
        };
        let done = job.show()?;
        ensure!(done.is_success(), "{}: {}", job.line(), done.ending);
        let folder = self.built(profile);
        for part in parts {
            ensure!(folder.join(part).is_file(), "the build made no {part} in {}", folder.display());
        }
        Ok(folder)
    }

    /// The packages of the workspace.
    pub fn packages(&self) -> impl Iterator<Item = &Value> {
        self.metadata["packages"].as_array().into_iter().flatten()
    }

    /// Every file that is, or may be, committed; paths relative to the root.
    pub fn files(&self) -> Result<Vec<PathBuf>> {
        let git = Job::of(&["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .folder(&self.root);
        if let Ok(done) = git.check() {
            let names = done.stdout.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
            return Ok(names.filter(|name| self.root.join(name).is_file()).collect());
        }
        let mut files = Vec::new();
        walk(&self.root, Path::new(""), &mut files)?;
        Ok(files)
    }
}

/// What a complete build consists of, besides this very program; what a user needs comes first.
pub const PARTS: [&str; 8] = [
    "vgpu",
    "vgpu-worker",
    "libcuda.so",
    "libnvidia_ml.so",
    "libsoftcuda.so",
    "vgpu-conformance",
    "vgpu-bench",
    "vgpu-nvml",
];

/// What `cargo metadata` says; `only_ours` leaves out what is downloaded.
pub fn metadata(root: &Path, only_ours: bool) -> Result<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut job = Job::new(cargo).args(["metadata", "--format-version", "1"]).folder(root);
    if only_ours {
        job = job.arg("--no-deps");
    }
    let done = job.check()?;
    serde_json::from_str(&done.stdout).context("cannot read what cargo metadata says")
}

/// All files of a tree that is no Git checkout.
fn walk(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = folder.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if !["target", ".git", "gpu-bundle", "__pycache__"].iter().any(|skip| entry.file_name() == *skip)
            {
                walk(root, &name, files)?;
            }
        } else if kind.is_file() {
            files.push(name);
        }
    }
    Ok(())
}

/// Copies a file and its permissions; the target may be running.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let _ = fs::remove_file(to);
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

/// Copies a folder with everything in it, except what Python leaves behind.
pub fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        bail!("{} is no folder", from.display());
    }
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "__pycache__" {
                copy_tree(&source, &target)?;
            }
        } else {
            copy(&source, &target)?;
        }
    }
    Ok(())
}
