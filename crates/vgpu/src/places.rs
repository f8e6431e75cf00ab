//! Where the parts of an installation are, seen from this executable.
//!
//! Three layouts are known: everything in one folder (a build, a bundle), `PREFIX/bin` with `PREFIX/lib/vgpu`,
//! and `PREFIX/bin` with `PREFIX/libexec/vgpu`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

/// Folders in which parts may be, best first.
fn folders() -> Vec<PathBuf> {
    let Some(exe) = env::current_exe().ok().and_then(|exe| fs::canonicalize(exe).ok()) else {
        return Vec::new();
    };
    let Some(here) = exe.parent() else { return Vec::new() };
    let mut folders = vec![here.to_owned()];
    if let Some(prefix) = here.parent() {
        folders.extend(["lib/vgpu", "lib64/vgpu", "libexec/vgpu"].map(|folder| prefix.join(folder)));
    }
    folders
}

/// The first of `names` that exists in one of the folders, or `given`.
fn part(what: &str, flag: &str, names: &[&str], given: Option<&Path>) -> Result<PathBuf> {
    if let Some(given) = given {
        return fs::canonicalize(given).with_context(|| format!("cannot use {what} {}", given.display()));
    }
    let folders = folders();
    folders
        .iter()
        .flat_map(|folder| names.iter().map(|name| folder.join(name)))
        .find(|path| path.is_file())
        .ok_or_else(|| {
            let looked: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
            anyhow!(
                "no {what}: no {} in {}; build or install it{}",
                names.join(" or "),
                looked.join(", "),
                if flag.is_empty() { String::new() } else { format!(", or name it with {flag} PATH") }
            )
        })
}

/// The worker executable.
pub fn worker(given: Option<&Path>) -> Result<PathBuf> {
    part("worker", "--worker", &["vgpu-worker"], given)
}

/// Our `libcuda`, by whatever name it has before it is installed.
pub fn guest_library(given: Option<&Path>) -> Result<PathBuf> {
    part("guest library", "--guest-library", &["libcuda.so.1", "libvgpu_cuda.so", "libcuda.so"], given)
}

/// Our management library, by whatever name it has before it is installed.
pub fn management_library() -> Result<PathBuf> {
    part("management library", "", &["libnvidia-ml.so.1", "libnvidia_ml.so"], None)
}

/// The software GPU.
pub fn soft_library() -> Result<PathBuf> {
    part("software GPU", "--cuda", &["libsoftcuda.so"], None)
}

/// Where a mediator listens if nobody says otherwise.
pub fn default_socket() -> PathBuf {
    if let Some(socket) = env::var_os("VGPU_SOCKET").filter(|socket| !socket.is_empty()) {
        return socket.into();
    }
    match env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty()) {
        Some(folder) => Path::new(&folder).join("vgpu.sock"),
        None => "/run/vgpu.sock".into(),
    }
}
