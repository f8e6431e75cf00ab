//! Flags of `vgpu vm`. Parsing does no work.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::device::{Memory, Slot, Transport, Vmm};

/// What `vgpu vm` does.
#[derive(Debug, Args)]
pub struct VmArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: VmCommand,
}

/// The commands of `vgpu vm`.
#[derive(Debug, Subcommand)]
pub enum VmCommand {
    /// Print what to add to a virtual machine's definition, so that it has the device
    #[command(after_help = "Examples:\n  vgpu vm args --socket /run/vgpu-stub.sock --memory 4GiB\n  \
                            vgpu vm args --vmm libvirt --transport ivshmem\n  vgpu vm args --vmm cloud-hypervisor --check")]
    Args(ArgsArgs),
    /// Boot a throwaway Debian guest and run a command in it as root
    #[command(after_help = "Examples:\n  vgpu vm run -- uname -a\n  \
                            vgpu vm run --stub /run/vgpu-stub.sock --share ./target/debug=/vgpu -- /vgpu/vgpu doctor\n  \
                            vgpu vm run --name try --reboots &\n  vgpu vm exec --vm try -- ls /sys/bus/pci/devices\n\n\
                            Exit status: the command's; 126 or 127 if it could not be started; 124 if it took longer \
                            than --timeout; 125 if vgpu or the machine failed.")]
    Run(RunArgs),
    /// Run a command in a machine that `vgpu vm run --name` started
    #[command(after_help = "Examples:\n  vgpu vm exec --vm try -- dmesg\n  \
                            vgpu vm exec --vm try --timeout 10 -- sh -c 'cat > /tmp/data' < data\n\n\
                            Exit status: as of vgpu vm run.")]
    Exec(ExecArgs),
    /// Say what a running machine is: QEMU's process, its QMP socket, how often its guest came up
    #[command(after_help = "Examples:\n  vgpu vm info --vm try\n  vgpu vm info --vm try --json | jq .boots")]
    Info(InfoArgs),
    /// Tell a running machine's QEMU something in its own language, QMP
    #[command(after_help = "Examples:\n  vgpu vm qmp --vm try query-status\n  \
                            vgpu vm qmp --vm try device_del '{\"id\":\"vgpu0\"}'\n  vgpu vm qmp --vm try system_reset")]
    Qmp(QmpArgs),
    /// End a running machine
    #[command(after_help = "Examples:\n  vgpu vm stop --vm try")]
    Stop(StopArgs),
    /// Fetch QEMU and guests from Debian's packages ahead of time; nothing is installed
    #[command(after_help = "Examples:\n  vgpu vm fetch\n  vgpu vm fetch --cache ./cache qemu-bookworm\n\n\
                            Environment: VGPU_DEBIAN_MIRROR names another mirror.")]
    Fetch(FetchArgs),
    /// The first process of a guest
    #[command(hide = true)]
    Agent,
    /// Replaces itself by a program that ends when its parent does
    #[command(hide = true)]
    WithParent(WithParentArgs),
}

/// Flags of `vgpu vm args`.
#[derive(Debug, Args)]
pub struct ArgsArgs {
    /// Whose words to use
    #[arg(long, value_enum, default_value_t)]
    pub vmm: Vmm,
    /// How the device's daemon is reached
    #[arg(long, value_enum, default_value_t)]
    pub transport: Transport,
    /// Where the device's daemon listens
    #[arg(long, value_name = "PATH", default_value = "/run/vgpu-stub.sock")]
    pub socket: PathBuf,
    /// How many channels the device has (vgpu stub --channels); ivshmem needs an interrupt for each
    #[arg(long, value_name = "N", default_value_t = crate::cli::CHANNELS)]
    pub channels: u32,
    /// The machine's memory
    #[arg(long, value_name = "SIZE", default_value = "4GiB")]
    pub memory: Memory,
    /// Device and function on the first PCI bus, as 05.0 [default: the monitor's choice]
    #[arg(long, value_name = "SLOT")]
    pub slot: Option<Slot>,
    /// Fail unless the monitor is there and new enough
    #[arg(long)]
    pub check: bool,
    /// Check this QEMU, instead of the one on the path
    #[arg(long, value_name = "PATH")]
    pub qemu: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Which guest to boot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum GuestChoice {
    /// Debian's kernel and busybox, all in memory
    #[default]
    Minimal,
    /// Debian's kernel and its usual programs
    Debian,
}

/// Whether the processor's own virtualisation is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Kvm {
    /// If this machine has it
    #[default]
    Auto,
    /// Never: the processor is emulated
    Off,
}

/// A folder of the host that the guest sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Where it is.
    pub host: PathBuf,
    /// Where the guest sees it.
    pub guest: String,
}

impl std::str::FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.rsplit_once('=') {
            Some((host, guest)) if !host.is_empty() && guest.starts_with('/') && guest.len() > 1 => {
                Ok(Self { host: host.into(), guest: guest.to_owned() })
            }
            _ => Err("a share is HOST=GUEST, a folder here and an absolute path there: ./target=/target"
                .to_owned()),
        }
    }
}

/// Flags of `vgpu vm run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Give the guest the device whose daemon listens at this socket; may be repeated
    #[arg(long, value_name = "SOCKET")]
    pub stub: Vec<PathBuf>,
    /// How the devices' daemons are reached
    #[arg(long, value_enum, default_value_t)]
    pub transport: Transport,
    /// How many channels the device has (vgpu stub --channels); ivshmem needs an interrupt for each
    #[arg(long, value_name = "N", default_value_t = crate::cli::CHANNELS)]
    pub channels: u32,
    /// The guest's memory
    #[arg(long, value_name = "SIZE", default_value = "1GiB")]
    pub memory: Memory,
    /// The guest's processors
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=64))]
    pub cpus: u8,
    /// Let the guest see a folder, read-only; may be repeated
    #[arg(long, value_name = "HOST=GUEST")]
    pub share: Vec<Share>,
    /// End the machine after this many seconds
    #[arg(long, value_name = "S")]
    pub timeout: Option<u64>,
    /// Whether the processor's own virtualisation is used
    #[arg(long, value_enum, default_value_t)]
    pub kvm: Kvm,
    /// QEMU: a path, or backports or bookworm for one from Debian's packages [default: the machine's, if new enough]
    #[arg(long, value_name = "PATH")]
    pub qemu: Option<String>,
    /// Which guest to boot
    #[arg(long, value_enum, default_value_t)]
    pub guest: GuestChoice,
    /// Let other commands find the machine by this name, or at this path if it has a slash
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// When the guest restarts, let it; otherwise that ends the machine
    #[arg(long)]
    pub reboots: bool,
    /// Empty places, called port0, port1 and so on, for devices that are added later
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=8))]
    pub ports: u8,
    /// Listen for QEMU's own language, QMP, at this socket too
    #[arg(long, value_name = "SOCKET")]
    pub qmp: Option<PathBuf>,
    /// Keep the guest's kernel messages in this file
    #[arg(long, value_name = "FILE")]
    pub kernel_log: Option<PathBuf>,
    /// More words for the guest's kernel, as loglevel=7
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub append: Option<String>,
    /// Say how long the guest took to come up
    #[arg(long)]
    pub time: bool,
    /// Folder for what is fetched from Debian [default: $XDG_CACHE_HOME/vgpu/vm or ~/.cache/vgpu/vm]
    #[arg(long, value_name = "FOLDER")]
    pub cache: Option<PathBuf>,
    /// The command and its arguments; may be left out with --name
    #[arg(value_name = "COMMAND", required_unless_present = "name", trailing_var_arg = true)]
    pub command: Vec<String>,
}

/// Flags of `vgpu vm exec`.
#[derive(Debug, Args)]
pub struct ExecArgs {
    /// The machine's name
    #[arg(long, value_name = "NAME")]
    pub vm: String,
    /// End the command after this many seconds
    #[arg(long, value_name = "S")]
    pub timeout: Option<u64>,
    /// The folder to run it in
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<String>,
    /// Set a variable for it; may be repeated
    #[arg(long, value_name = "NAME=VALUE")]
    pub env: Vec<String>,
    /// The command and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    pub command: Vec<String>,
}

/// Flags of `vgpu vm info`.
#[derive(Debug, Args)]
pub struct InfoArgs {
    /// The machine's name
    #[arg(long, value_name = "NAME")]
    pub vm: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Flags of `vgpu vm qmp`.
#[derive(Debug, Args)]
pub struct QmpArgs {
    /// The machine's name
    #[arg(long, value_name = "NAME")]
    pub vm: String,
    /// What to execute
    #[arg(value_name = "COMMAND")]
    pub command: String,
    /// Its arguments, as JSON
    #[arg(value_name = "ARGUMENTS")]
    pub arguments: Option<String>,
}

/// Flags of `vgpu vm stop`.
#[derive(Debug, Args)]
pub struct StopArgs {
    /// The machine's name
    #[arg(long, value_name = "NAME")]
    pub vm: String,
}

/// Flags of `vgpu vm fetch`.
#[derive(Debug, Args)]
pub struct FetchArgs {
    /// Folder for what is fetched [default: $XDG_CACHE_HOME/vgpu/vm or ~/.cache/vgpu/vm]
    #[arg(long, value_name = "FOLDER")]
    pub cache: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// What to fetch [default: qemu kernel busybox]
    #[arg(value_name = "WHAT", value_parser = ["qemu", "qemu-bookworm", "kernel", "busybox", "debian"])]
    pub what: Vec<String>,
}

/// Flags of `vgpu vm with-parent`.
#[derive(Debug, Args)]
pub struct WithParentArgs {
    /// The parent's number: it may be gone before this runs
    pub parent: i32,
    /// The program and its arguments
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    pub program: Vec<OsString>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read() {
        let share = |text: &str| text.parse::<Share>().ok().map(|share| (share.host, share.guest));
        assert_eq!(share("/a=/b"), Some(("/a".into(), "/b".to_owned())));
        assert_eq!(share("a=b=/c"), Some(("a=b".into(), "/c".to_owned())));
        for bad in ["/a", "/a=b", "=/b", "/a=/"] {
            assert_eq!(share(bad), None, "{bad}");
        }
    }
}
