//! The VGPU-STUB: in a virtual machine, whether there is one and it can be used; on a host, whether QEMU can attach one.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::thread;
use std::time::Duration;

use link::device::agent;
use link::device::guest::{Device, DeviceError, candidates};
use link::device::window::ChannelState;
use link::place::{self, Place};
use link::socket::connect_to;

use super::Finding;
use crate::vm;

/// Longer than a served device takes between two beats of its heart.
const BEAT: Duration = Duration::from_millis(700);
/// What the device's PCI vendor is, unless it presents another.
const OWN_VENDOR: &str = "0x1234";
const DEVICE: &str = "device";
const AGENT: &str = "agent";
const LINK: &str = "link";

/// Every check of the device.
pub fn checks() -> Vec<Finding> {
    let mut findings: Vec<Finding> = candidates().iter().filter_map(|folder| device(folder)).collect();
    if findings.is_empty() {
        findings.push(Finding::note(DEVICE, "no VGPU-STUB among the PCI devices", ""));
        findings.push(qemu());
    } else {
        findings.push(agent(Path::new(agent::SOCKET)));
    }
    findings.push(link());
    findings
}

/// Whether programs here reach their workers on another machine, so that nothing of a host is needed.
pub fn is_guest() -> bool {
    matches!(place::find(), Ok(Place::Agent(_) | Place::Device(_)))
}

/// What can be said of the PCI device in `folder`; nothing if it is another's.
fn device(folder: &Path) -> Option<Finding> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_named_ours = fs::read_to_string(folder.join("vendor")).is_ok_and(|text| text.trim() == OWN_VENDOR);
    let device = match Device::open(folder) {
        Ok(device) => device,
        Err(_) if !is_named_ours => return None,
        Err(why) => return Some(unusable(&name, &why)),
    };
    let before = device.heartbeat();
    thread::sleep(BEAT);
    Some(usable(&name, &device, device.heartbeat() != before))
}

fn usable(name: &str, device: &Device, is_served: bool) -> Finding {
    let shape = device.shape();
    let states = || (0..shape.channels).map(|index| device.state(index));
    let free = states().filter(|state| *state == Some(ChannelState::Free)).count();
    let what = format!(
        "{name}: a window of {} MiB in {} channels of {} MiB, {free} free",
        shape.len >> 20,
        shape.channels,
        shape.channel_len >> 20
    );
    if !is_served {
        return Finding::broken(
            DEVICE,
            format!("{what}; nobody serves it"),
            "on the host: start vgpu stub, then attach the device anew (device_del and device_add, or start the machine \
             again): QEMU does not connect again",
        );
    }
    if free == 0 {
        return Finding::warning(
            DEVICE,
            format!("{what}; served"),
            "end programs that use the GPU, or give the device more channels on the host (vgpu stub --channels)",
        );
    }
    Finding::ok(DEVICE, format!("{what}; served"))
}

fn unusable(name: &str, why: &DeviceError) -> Finding {
    let found = format!("{name} cannot be used: {why}");
    match why {
        DeviceError::Open { source, .. } if source.kind() == ErrorKind::PermissionDenied => {
            let mend = "start vgpu-guestd as root, which hands the device's channels to others";
            if connect_to(Path::new(agent::SOCKET)).is_ok() {
                return Finding::ok(
                    DEVICE,
                    format!("{name} is the agent's, which gives this user a part of it"),
                );
            }
            Finding::broken(DEVICE, found, mend)
        }
        DeviceError::Map { .. } => Finding::broken(
            DEVICE,
            found,
            "look for `lockdown=` in the kernel's parameters: under lockdown (Secure Boot) Linux does not let even root map \
             a device's memory",
        ),
        DeviceError::Version(_) => {
            Finding::broken(DEVICE, found, "install the same version of vgpu in the guest and on the host")
        }
        _ => Finding::broken(DEVICE, found, "on the host: see whether vgpu stub runs, and its log"),
    }
}

fn agent(socket: &Path) -> Finding {
    let shown = socket.display();
    let mend = "as root: vgpu-guestd, or systemctl enable --now vgpu-guestd";
    match connect_to(socket) {
        Ok(_) => Finding::ok(AGENT, format!("one listens at {shown}")),
        Err(_) if !socket.exists() && rustix::process::geteuid().is_root() => {
            Finding::note(AGENT, format!("none listens at {shown}; root needs none"), mend)
        }
        Err(_) if !socket.exists() => Finding::broken(AGENT, format!("none listens at {shown}"), mend),
        Err(why) => Finding::broken(
            AGENT,
            format!("the agent at {shown} does not answer: {why}"),
            "start it again; with --socket-mode 666 everybody may use the device",
        ),
    }
}

/// What the guest library would pick in this environment.
fn link() -> Finding {
    match place::find() {
        Ok(place) => Finding::ok(LINK, format!("programs look for {place}")),
        Err(why) => Finding::broken(LINK, why, "set VGPU_LINK to one of these, or unset it"),
    }
}

/// Whether this machine's QEMU can attach a device.
fn qemu() -> Finding {
    const CHECK: &str = "QEMU";
    match vm::own_qemu() {
        None => Finding::note(CHECK, "none on the path", "nothing to do for vgpu vm run, which fetches one"),
        Some((version, None)) => Finding::ok(CHECK, format!("{version} can attach a VGPU-STUB (vfio-user)")),
        Some((version, Some(why))) => {
            let mend = why.to_string();
            Finding::note(CHECK, format!("{version} cannot attach a VGPU-STUB over vfio-user"), mend)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::super::Severity;
    use super::*;

    #[test]
    fn what_makes_a_device_unusable_comes_with_advice() {
        let denied = io::Error::from(ErrorKind::PermissionDenied);
        let gone = io::Error::from(ErrorKind::NotFound);
        let open = |source| DeviceError::Open { path: "/sys/x".into(), source };
        let cases = [
            (open(denied), "vgpu-guestd"),
            (open(gone), "vgpu stub"),
            (DeviceError::Map { what: "BAR2", source: rustix::io::Errno::PERM }, "lockdown"),
            (DeviceError::Version(9), "same version"),
            (DeviceError::NotOurs("/sys/x".into()), "vgpu stub"),
        ];
        for (why, mend) in cases {
            let finding = unusable("0000:00:05.0", &why);
            assert!(finding.severity == Severity::Broken && finding.mend.contains(mend), "{finding:?}");
        }
    }

    #[test]
    fn an_agent_that_has_died_is_broken() {
        let folder = tempfile::tempdir().expect("folder");
        let socket = folder.path().join("agent.sock");
        fs::write(&socket, "").expect("write");
        assert_eq!(agent(&socket).severity, Severity::Broken);
    }
}
