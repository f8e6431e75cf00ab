//! Our own parts: worker, guest library, mediator, and what programs find when they ask for `libcuda.so.1`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::{Finding, fact};
use crate::device::elf::{self, Kind};
use crate::device::ldcache;
use crate::places;

/// Every check of the installation.
pub fn checks(socket: &Path) -> Vec<Finding> {
    let shared = env::var_os("VGPU_SOCKET").map_or_else(places::default_socket, PathBuf::from);
    let missing = (!mediator::is_served(&shared)).then(|| shared.display().to_string());
    vec![worker(), guest_library(), mediator(socket), resolution(missing.as_deref())]
}

/// The checks that remain in a virtual machine: worker and mediator are on the host.
pub fn guest_checks() -> Vec<Finding> {
    vec![guest_library(), resolution(None)]
}

fn worker() -> Finding {
    const CHECK: &str = "worker";
    match places::worker(None) {
        Ok(path) => match access(&path, Access::EXEC_OK) {
            Ok(()) => Finding::ok(CHECK, path.display().to_string()),
            Err(why) => Finding::broken(
                CHECK,
                format!("{} cannot be executed: {why}", path.display()),
                format!("chmod +x {}; look for a noexec mount", path.display()),
            ),
        },
        Err(why) => {
            Finding::broken(CHECK, fact(&why), "build it (cargo build --workspace) or reinstall vgpu")
        }
    }
}

fn guest_library() -> Finding {
    const CHECK: &str = "guest library";
    match places::guest_library(None) {
        Ok(path) => match elf::classify(&path) {
            Some(Kind::Guest) => Finding::ok(CHECK, path.display().to_string()),
            _ => Finding::broken(
                CHECK,
                format!("{} is not vgpu's guest library", path.display()),
                "put vgpu's own library there, or name it: vgpu run --guest-library PATH",
            ),
        },
        Err(why) => {
            Finding::broken(CHECK, fact(&why), "build it (cargo build --workspace) or reinstall vgpu")
        }
    }
}

fn mediator(socket: &Path) -> Finding {
    const CHECK: &str = "mediator";
    let shown = socket.display();
    if mediator::is_served(socket) {
        return Finding::ok(CHECK, format!("one listens at {shown}"));
    }
    if !socket.exists() {
        return Finding::note(
            CHECK,
            format!("none listens at {shown}"),
            "nothing to do for vgpu run, which starts its own; else: vgpu serve",
        );
    }
    match access(socket, Access::WRITE_OK) {
        Err(why) => Finding::broken(
            CHECK,
            format!("{shown} cannot be opened by this user: {why}"),
            "start the mediator with --socket-mode 666, or with 660 and a group that this user is in",
        ),
        Ok(()) => Finding::warning(
            CHECK,
            format!("nobody listens at {shown}: its mediator has died"),
            "start it again (vgpu serve), which replaces the file",
        ),
    }
}

/// What a program that is started without `vgpu run` would load. `missing`: where the mediator that it needs is not.
fn resolution(missing: Option<&str>) -> Finding {
    const CHECK: &str = "libcuda.so.1";
    const NAME: &str = "libcuda.so.1";
    // To the loader an empty variable is none, and not this folder.
    let path = env::var_os("LD_LIBRARY_PATH").filter(|path| !path.is_empty());
    let defaults = ["/lib64", "/usr/lib64", "/lib", "/usr/lib"].map(|folder| Path::new(folder).join(NAME));
    let found: Option<(PathBuf, Kind)> = path
        .iter()
        .flat_map(env::split_paths)
        .map(|folder| folder.join(NAME))
        .chain(ldcache::find(NAME))
        .chain(defaults)
        // Like the loader, pass over what is not there or of another machine's kind.
        .find_map(|path| elf::classify(&path).map(|kind| (path, kind)));
    match found {
        Some((path, Kind::Guest)) => {
            if let Some(socket) = missing {
                return Finding::warning(
                    CHECK,
                    format!("{} is vgpu's, but no mediator listens at {socket}", path.display()),
                    "start one (vgpu serve), or set VGPU_SOCKET to the socket of one",
                );
            }
            Finding::ok(CHECK, format!("{} is vgpu's: programs use the virtual GPU", path.display()))
        }
        Some((path, Kind::Driver)) => {
            let real = fs::canonicalize(&path).unwrap_or(path);
            Finding::note(
                CHECK,
                format!("{} is a driver: programs started without vgpu run use it directly", real.display()),
                "",
            )
        }
        Some((path, Kind::Other)) => Finding::warning(
            CHECK,
            format!("{} has no cuInit: a stub for linking, which programs must not load", path.display()),
            "take its folder out of LD_LIBRARY_PATH and of the loader's configuration",
        ),
        None => Finding::note(CHECK, "programs find none by themselves", "start them with vgpu run"),
    }
}
