//! `vgpu vm`: virtual machines that have the device, and what others have to be told so that theirs have it.
//!
//! ```text
//!   vgpu vm run ── starts ──▶ QEMU ── boots ──▶ guest: Debian's kernel, then `vgpu vm agent` as its first process
//!        ▲  └──────── frames over a virtio port ────────▶ runs commands, each with its own streams and status
//!   vgpu vm exec (control socket)
//! ```
//!
//! Nothing is installed and no image is built: QEMU, kernel and programs come from Debian's packages, unpacked into a
//! cache (`debian.rs`); the guest's first files are an archive made in memory (`image.rs`); folders of the host are seen
//! over 9p. The guest's kernel messages go over its serial port to a file, and nothing else does.

mod agent;
mod args;
pub mod cli;
mod control;
mod cpio;
mod debian;
mod device;
mod exec;
mod fetch;
mod frame;
mod guest;
mod image;
mod kernel;
mod machine;
mod qemu;
mod run;

use anyhow::Result;

use cli::{VmArgs, VmCommand};

/// The QEMU of this machine: its version, and why it cannot attach a device over vfio-user, if so.
pub fn own_qemu() -> Option<(qemu::Version, Option<anyhow::Error>)> {
    let version = qemu::Qemu::of_the_machine()?.version;
    Some((version, version.check(device::Transport::VfioUser).err()))
}

/// Does it.
pub fn execute(arguments: &VmArgs) -> Result<u8> {
    match &arguments.command {
        VmCommand::Args(arguments) => args::execute(arguments),
        VmCommand::Run(arguments) => run::execute(arguments),
        VmCommand::Exec(arguments) => exec::execute(arguments),
        VmCommand::Info(arguments) => exec::info(arguments),
        VmCommand::Qmp(arguments) => exec::qmp(arguments),
        VmCommand::Stop(arguments) => exec::stop(arguments),
        VmCommand::Fetch(arguments) => fetch::execute(arguments),
        VmCommand::Agent => agent::execute(),
        VmCommand::WithParent(arguments) => machine::with_parent(arguments),
    }
}

/// The exit status of a failure: a command that stands in for a program keeps 1 to 124 for the program.
pub fn failure(arguments: &VmArgs) -> u8 {
    match arguments.command {
        VmCommand::Run(_) | VmCommand::Exec(_) | VmCommand::WithParent(_) => 125,
        _ => 1,
    }
}
