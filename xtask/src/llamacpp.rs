//! llama.cpp with GGML's CUDA backend, unmodified, as Debian publishes them.
//!
//! Debian's newest needs a newer C library than most machines have, so the programs are started by the loader that comes
//! with theirs. The driver library that they find is ours: it lies among their libraries, as an administrator would have
//! installed it.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::debian;

const SUITE: &str = "sid";
const PACKAGES: [&str; 13] = [
    "llama.cpp-tools",
    "llama.cpp-tests",
    "libllama0",
    "libggml0",
    "libggml0-backend-cuda",
    "libcudart12",
    "libcublas12",
    "libcublaslt12",
    "libc6",
    "libstdc++6",
    "libgcc-s1",
    "libgomp1",
    "libssl3t64",
];
/// GGML takes the best processor backend that it finds; these run everywhere where it finds them fit.
const BACKENDS: [&str; 4] =
    ["libggml-cuda.so", "libggml-cpu-x64.so", "libggml-cpu-haswell.so", "libggml-cpu-skylakex.so"];

/// The programs, ready to run.
#[derive(Debug)]
pub struct LlamaCpp {
    root: PathBuf,
    libraries: PathBuf,
    /// Where GGML looks for its backends: the current folder.
    pub folder: PathBuf,
}

impl LlamaCpp {
    /// Fetches it into a folder below `target`, and puts `driver` (our `libcuda.so`) where it looks for the driver.
    ///
    /// # Errors
    /// As [`debian::unpacked`].
    pub fn fetch(target: &Path, driver: &Path) -> Result<Self> {
        let fetched = Self::without_driver(target)?;
        link(driver, &fetched.libraries.join("libcuda.so.1"))?;
        Ok(fetched)
    }

    /// Fetches it as well, for a caller that has a folder with a driver; see [`Self::command_with`].
    ///
    /// # Errors
    /// As [`debian::unpacked`].
    pub fn without_driver(target: &Path) -> Result<Self> {
        let folder = target.join("llama.cpp");
        let root = debian::unpacked(&folder.join("debian"), SUITE, &PACKAGES)?;
        let libraries = root.join("usr/lib/x86_64-linux-gnu");
        ensure!(
            libraries.join("libggml.so.0").exists(),
            "Debian's packages are not as they were: no libggml.so.0"
        );
        let backends = folder.join("backends");
        fs::create_dir_all(&backends)?;
        for name in BACKENDS {
            link(&libraries.join("ggml/backends0").join(name), &backends.join(name))?;
        }
        Ok(Self { root, libraries, folder: backends })
    }

    /// The words that start a program: `llama-completion`, `llama-bench`, `test-backend-ops`.
    pub fn command(&self, program: &str) -> Vec<OsString> {
        self.words(program, self.libraries.as_os_str().to_owned())
    }

    /// The same with the driver in `driver`, a folder: whatever is linked among the libraries meanwhile, this one counts.
    pub fn command_with(&self, driver: &Path, program: &str) -> Vec<OsString> {
        let mut path = OsString::from(driver);
        path.push(":");
        path.push(&self.libraries);
        self.words(program, path)
    }

    /// The version of a package, as Debian counts.
    ///
    /// # Errors
    /// If the package's list of changes cannot be read.
    pub fn version(&self, package: &str) -> Result<String> {
        debian::version(&self.root, package)
    }

    fn words(&self, program: &str, mut path: OsString) -> Vec<OsString> {
        let places = ["usr/bin", "usr/libexec/x86_64-linux-gnu/llama.cpp-tests"];
        let found = places.iter().map(|place| self.root.join(place).join(program)).find(|path| path.exists());
        path.push(":");
        path.push(self.libraries.join("llama"));
        let program = found.unwrap_or_else(|| program.into());
        vec![
            self.libraries.join("ld-linux-x86-64.so.2").into(),
            "--library-path".into(),
            path,
            program.into(),
        ]
    }
}

fn link(from: &Path, to: &Path) -> Result<()> {
    let _ = fs::remove_file(to);
    symlink(from, to).with_context(|| format!("cannot make the link {}", to.display()))
}
