//! The device: NVIDIA's nodes, module and library, or the software GPU.

use std::fs;
use std::path::Path;

use rustix::fs::{Access, access};

use super::{Finding, fact};
use crate::device::{self, DeviceChoice};
use crate::places;

/// The oldest driver that is tested.
const DRIVER_MIN: u32 = 550;

/// Every check of the device. What a machine without a GPU lacks is broken only if `wanted` asks for it.
pub fn checks(wanted: DeviceChoice) -> Vec<Finding> {
    let mut findings = Vec::new();
    let has_nodes = device::has_device_nodes();
    if wanted != DeviceChoice::Soft && (has_nodes || wanted == DeviceChoice::Cuda) {
        findings.extend([nodes(has_nodes), module(), library()]);
    } else {
        findings.push(Finding::note(
            "NVIDIA GPU",
            if has_nodes { "not asked for" } else { "none on this machine; the software GPU is used" },
            "",
        ));
    }
    findings.push(software(wanted, has_nodes));
    findings
}

fn nodes(has_nodes: bool) -> Finding {
    const CHECK: &str = "NVIDIA devices";
    if !has_nodes {
        return Finding::broken(
            CHECK,
            "neither /dev/nvidiactl nor /dev/nvidia0 exists",
            "load the driver (modprobe nvidia; nvidia-modprobe -u -c 0); in a container: docker run --gpus all",
        );
    }
    if Path::new("/dev/dxg").exists() {
        return Finding::ok(CHECK, "/dev/dxg (WSL)");
    }
    // Compute needs all three; a container that was given only some is a common mistake.
    for node in ["/dev/nvidiactl", "/dev/nvidia-uvm"] {
        if !Path::new(node).exists() {
            let mend =
                "create it with nvidia-modprobe -u -c 0; in a container, pass it in (docker run --gpus all)";
            return Finding::broken(CHECK, format!("{node} is missing"), mend);
        }
        if let Err(why) = access(node, Access::READ_OK | Access::WRITE_OK) {
            let mend = format!(
                "give this user access: chmod a+rw {node}, or add the user to the group that owns it"
            );
            return Finding::broken(CHECK, format!("{node}: {why}"), mend);
        }
    }
    Finding::ok(CHECK, "/dev/nvidiactl and /dev/nvidia-uvm are there and open to this user")
}

fn module() -> Finding {
    const CHECK: &str = "NVIDIA driver";
    let text = fs::read_to_string("/proc/driver/nvidia/version").unwrap_or_default();
    match version_in(&text) {
        Some((version, major)) if major >= DRIVER_MIN => Finding::ok(CHECK, format!("version {version}")),
        Some((version, _)) => Finding::broken(
            CHECK,
            format!("version {version} is older than {DRIVER_MIN}"),
            format!("install driver {DRIVER_MIN} or newer"),
        ),
        None if Path::new("/dev/dxg").exists() => Finding::ok(CHECK, "provided by Windows"),
        None => Finding::broken(
            CHECK,
            "the kernel module is not loaded",
            "modprobe nvidia; if that fails, dmesg says why (often: rebuild the module after a kernel update)",
        ),
    }
}

/// The first dotted number of at least two parts, and its first part.
fn version_in(text: &str) -> Option<(String, u32)> {
    text.split_whitespace().find_map(|word| {
        let (major, rest) = word.split_once('.')?;
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (is_number(major) && rest.split('.').all(is_number))
            .then(|| Some((word.to_owned(), major.parse().ok()?)))?
    })
}

fn library() -> Finding {
    const CHECK: &str = "NVIDIA libcuda";
    let Some(path) = device::find_cuda() else {
        return Finding::broken(
            CHECK,
            "libcuda.so.1 of the driver is nowhere",
            "install the driver's libraries and run ldconfig, or name the file: vgpu serve --cuda PATH",
        );
    };
    // The file behind the link carries the version in its name, and must be the module's.
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let version = name.strip_prefix("libcuda.so.").and_then(version_in);
    let module = version_in(&fs::read_to_string("/proc/driver/nvidia/version").unwrap_or_default());
    match (version, module) {
        (Some((version, major)), _) if major > 1 && major < DRIVER_MIN => Finding::broken(
            CHECK,
            format!("{} is version {version}, older than {DRIVER_MIN}", path.display()),
            format!("install driver {DRIVER_MIN} or newer"),
        ),
        (Some((version, major)), Some((module, module_major))) if major > 1 && major < module_major => {
            Finding::broken(
                CHECK,
                format!("{} is version {version}, the kernel module is {module}", path.display()),
                "reboot or reload the module after an update, or install the library of the same version",
            )
        }
        _ => Finding::ok(CHECK, path.display().to_string()),
    }
}

fn software(wanted: DeviceChoice, has_nodes: bool) -> Finding {
    const CHECK: &str = "software GPU";
    match places::soft_library() {
        Ok(path) => Finding::ok(CHECK, path.display().to_string()),
        // Nothing to fall back on is a fault only where something has to fall back.
        Err(why) if wanted == DeviceChoice::Soft || (wanted == DeviceChoice::Auto && !has_nodes) => {
            Finding::broken(CHECK, fact(&why), "build it (cargo build --workspace) or reinstall vgpu")
        }
        Err(why) => Finding::note(CHECK, fact(&why), "only needed without a GPU"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drivers_version_is_found_in_its_text() {
        let text = "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.159.04  Release Build\n\
                    GCC version:  gcc version 13.3.0 (Ubuntu 13.3.0-6)\n";
        assert_eq!(version_in(text), Some(("580.159.04".into(), 580)));
        assert_eq!(version_in("550.54.15"), Some(("550.54.15".into(), 550)));
        assert_eq!(version_in("x86_64 v1.2 1. .2"), None);
        assert_eq!(version_in(""), None);
    }
}
