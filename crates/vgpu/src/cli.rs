//! Every flag: its name, its help and its type. Parsing does no work.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::device::DeviceChoice;

/// How many channels a device has, unless somebody says otherwise.
pub const CHANNELS: u32 = 16;
use crate::top::cli::TopArgs;
use crate::trace_file::cli::TraceArgs;
use crate::vm::cli::VmArgs;

/// A GPU for machines that have none: CUDA programs run unmodified on a GPU elsewhere, or on the processor.
#[derive(Debug, Parser)]
#[command(name = "vgpu", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve guests on this machine: admit them, give each a worker process, keep accounts
    #[command(after_help = "Examples:\n  vgpu serve\n  vgpu serve --device soft --socket /tmp/vgpu.sock\n  \
                            vgpu serve --config /etc/vgpu.toml --report /var/log/vgpu.jsonl\n  \
                            vgpu serve --print-config > /etc/vgpu.toml")]
    Serve(ServeArgs),
    /// Serve the VGPU-STUB, the PCI device by which a virtual machine reaches `vgpu serve`
    #[command(after_help = "Examples:\n  vgpu stub --vfio-user /run/vgpu/vm1.sock\n  \
                            vgpu stub --ivshmem /run/vgpu/vm2.sock --size 1GiB --channels 4\n\n\
                            One process serves one machine's device. `vgpu vm args` says how to attach it.")]
    Stub(StubArgs),
    /// Run a program on the virtual GPU
    #[command(
        after_help = "Examples:\n  vgpu run -- python train.py\n  vgpu run --device soft -- ./saxpy\n\n\
                            Exit status: the program's; 128+N if signal N ended it; 126 or 127 if it could not be \
                            started; 125 if vgpu itself failed."
    )]
    Run(RunArgs),
    /// Run a program and prove that it computed on the device: compare what every hop counted
    #[command(
        after_help = "Examples:\n  vgpu verify -- python train.py\n  vgpu verify --json evidence.json -- ./saxpy\n\n\
                            Exit status: the program's, if that is not 0; else 1 if hops disagree or nothing was \
                            computed on the device; else 0. 125 if vgpu itself failed."
    )]
    Verify(VerifyArgs),
    /// Record what a program has the device do, call by call; look at recordings and compare them
    #[command(after_help = "Examples:\n  vgpu trace record -o run.vgputrace -- python train.py\n  \
                            vgpu trace stats run.vgputrace\n  vgpu trace show run.vgputrace --call 'cuMem*'\n  \
                            vgpu trace export --perfetto run.vgputrace\n  vgpu trace diff run.vgputrace other.vgputrace\n\n\
                            docs/tracing.md says more.")]
    Trace(TraceArgs),
    /// Show which sessions a mediator has, and what they do just now
    #[command(after_help = "Examples:\n  vgpu top\n  vgpu top --once --sort memory\n  \
                            vgpu top --json --interval 5 | jq '.sessions[].rates'\n\n\
                            Keys: q ends it, s changes the order, j and k choose a session.\n\
                            docs/monitoring.md says what the figures mean.")]
    Top(TopArgs),
    /// List which functions of the CUDA driver API are served, and how
    #[command(after_help = "Examples:\n  vgpu coverage\n  vgpu coverage --json | jq .routes")]
    Coverage(CoverageArgs),
    /// Find what is wrong on this machine and say how to mend it
    #[command(after_help = "Examples:\n  vgpu doctor\n  vgpu doctor --device cuda\n  vgpu doctor --json\n\n\
                            Exit status: 1 if something is broken.")]
    Doctor(DoctorArgs),
    /// Look into the PTX that a program carries
    #[command(
        after_help = "Examples:\n  vgpu ptx check libggml-cuda.so --arch 75\n  vgpu ptx check kernel.ptx --json"
    )]
    Ptx(PtxArgs),
    /// Virtual machines with the device: what to tell yours, and throwaway guests to try it in
    #[command(after_help = "Examples:\n  vgpu vm args --vmm libvirt\n  vgpu vm run -- uname -a\n  \
                            vgpu vm run --stub /run/vgpu-stub.sock -- ls /sys/bus/pci/devices")]
    Vm(VmArgs),
}

/// Flags of `vgpu serve`. Each wins over the configuration file.
#[derive(Debug, Default, Args)]
pub struct ServeArgs {
    /// Configuration file (TOML); --print-config shows every key
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where to listen [default: $VGPU_SOCKET, $XDG_RUNTIME_DIR/vgpu.sock or /run/vgpu.sock]
    #[arg(long, value_name = "PATH")]
    pub socket: Option<PathBuf>,
    /// Permission bits of the socket, in octal [default: 600]
    #[arg(long, value_name = "MODE")]
    pub socket_mode: Option<String>,
    /// Which device to serve [default: auto]
    #[arg(long, value_enum)]
    pub device: Option<DeviceChoice>,
    /// What the workers are made of.
    #[command(flatten)]
    pub made_of: WorkerArgs,
    /// Workers kept ready, with the driver initialised [default: 1]
    #[arg(long, value_name = "N")]
    pub warm: Option<usize>,
    /// The most sessions at one time [default: 64]
    #[arg(long, value_name = "N")]
    pub max_sessions: Option<usize>,
    /// Append one JSON line per ended session to this file
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Hash all data of every session
    #[arg(long)]
    pub verify: bool,
    /// Record every session into this folder, as worker-SESSION.vgputrace
    #[arg(long, value_name = "DIR")]
    pub trace: Option<PathBuf>,
    /// Serve Prometheus metrics at this loopback address, as 127.0.0.1:9753; port 0 takes a free one and logs which
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub metrics: Option<String>,
    /// What to log to standard error: error, warn, info, debug, trace [default: info]
    #[arg(long, value_name = "LEVEL")]
    pub log: Option<String>,
    /// Print the configuration that would be used, and end
    #[arg(long)]
    pub print_config: bool,
}

/// Flags of `vgpu stub`.
#[derive(Debug, Args)]
pub struct StubArgs {
    /// How the virtual machine attaches it.
    #[command(flatten)]
    pub transport: StubTransport,
    /// Where the mediator listens [default: $VGPU_SOCKET, $XDG_RUNTIME_DIR/vgpu.sock or /run/vgpu.sock]
    #[arg(long, value_name = "PATH")]
    pub mediator: Option<PathBuf>,
    /// Permission bits of the socket, in octal: whoever may connect has the device
    #[arg(long, value_name = "MODE", default_value = "600")]
    pub socket_mode: String,
    /// Size of the window (BAR2): a power of two from 256MiB to 64GiB; memory is used as it is filled
    #[arg(long, value_name = "SIZE", default_value = "4GiB")]
    pub size: bytesize::ByteSize,
    /// How many processes of the machine can use the device at once; each has an equal part of the window
    #[arg(long, value_name = "N", default_value_t = CHANNELS)]
    pub channels: u32,
    /// Which PCI device the machine sees
    #[arg(long, value_enum, default_value_t = StubIdentity::Own)]
    pub identity: StubIdentity,
    /// A name for the machine, for logs and reports [default: the socket's name]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What to log to standard error: error, warn, info, debug, trace
    #[arg(long, value_name = "LEVEL", default_value = "info")]
    pub log: String,
    /// Print what passed through the device, as JSON, when it ends
    #[arg(long)]
    pub json: bool,
}

/// How a virtual machine attaches the device.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct StubTransport {
    /// Listen here for a VMM that speaks vfio-user: QEMU from 10.1 on, Cloud Hypervisor
    #[arg(long, value_name = "SOCKET")]
    pub vfio_user: Option<PathBuf>,
    /// Listen here for QEMU's device ivshmem-doorbell
    #[arg(long, value_name = "SOCKET")]
    pub ivshmem: Option<PathBuf>,
    /// Make this folder, with the files by which programs of this machine can use the device: for tests
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

/// Which PCI device the machine sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum StubIdentity {
    /// 1234:5647, a processing accelerator
    Own,
    /// 10de:2331, a 3D controller of NVIDIA's, for software that looks for one; drivers for real ones look at it too
    Nvidia,
}

/// Flags of `vgpu run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// How to run it.
    #[command(flatten)]
    pub launch: LaunchArgs,
}

/// Flags of `vgpu verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Write the evidence to this file as well, as JSON (docs/evidence.schema.json says in which form)
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Write it to this file as well, as one page for a browser, with a timeline
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// How to run it.
    #[command(flatten)]
    pub launch: LaunchArgs,
}

/// What workers are made of.
#[derive(Debug, Default, Args)]
pub struct WorkerArgs {
    /// Driver library for the workers, instead of the one that --device finds
    #[arg(long, value_name = "PATH")]
    pub cuda: Option<PathBuf>,
    /// Worker executable, instead of the one next to vgpu
    #[arg(long, value_name = "PATH")]
    pub worker: Option<PathBuf>,
}

/// How a program is run on the virtual GPU.
#[derive(Debug, Args)]
pub struct LaunchArgs {
    /// Which device to use; naming one starts a private mediator even where one is running
    #[arg(long, value_enum)]
    pub device: Option<DeviceChoice>,
    /// Use the mediator at this socket; a private one is started if none is running there
    #[arg(long, value_name = "PATH")]
    pub socket: Option<PathBuf>,
    /// What the workers are made of.
    #[command(flatten)]
    pub made_of: WorkerArgs,
    /// Guest library, instead of the one next to vgpu
    #[arg(long, value_name = "PATH")]
    pub guest_library: Option<PathBuf>,
    /// Append one JSON line per ended session to this file
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// What to log to standard error: error, warn, info, debug, trace
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    pub log: String,
    /// The program and its arguments
    #[arg(value_name = "PROGRAM", required = true, trailing_var_arg = true)]
    pub program: Vec<OsString>,
}

/// Flags of `vgpu coverage`.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What `vgpu ptx` does.
#[derive(Debug, Args)]
pub struct PtxArgs {
    /// What to do with it.
    #[command(subcommand)]
    pub command: PtxCommand,
}

/// The commands of `vgpu ptx`.
#[derive(Debug, Subcommand)]
pub enum PtxCommand {
    /// Compile all kernels that a driver would compile for a device, and say what cannot be
    #[command(
        after_help = "Examples:\n  vgpu ptx check libggml-cuda.so --arch 75\n  vgpu ptx check kernel.ptx --json\n\n\
                            Exit status: 1 if anything did not compile."
    )]
    Check(PtxCheckArgs),
}

/// Flags of `vgpu ptx check`.
#[derive(Debug, Args)]
pub struct PtxCheckArgs {
    /// A library or program with fatbins in it, a fatbin, or PTX text
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The device's compute capability: 61 for 6.1
    #[arg(long, value_name = "SM", default_value_t = 61)]
    pub arch: u32,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Flags of `vgpu doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// The device that has to work: with cuda, a missing GPU is a fault and not a fact
    #[arg(long, value_enum, default_value_t = DeviceChoice::Auto)]
    pub device: DeviceChoice,
    /// The mediator to look for
    #[arg(long, value_name = "PATH")]
    pub socket: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definitions_are_sound_and_every_command_has_examples() {
        let mut command = Cli::command();
        command.build();
        command.clone().debug_assert();
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let help = sub.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Examples:"), "{} has no examples", sub.get_name());
            assert!(sub.get_about().is_some());
        }
    }

    #[test]
    fn what_follows_the_program_is_the_programs() {
        for words in [
            ["vgpu", "run", "--device", "soft", "python", "-c", "--device", "cuda"].as_slice(),
            ["vgpu", "run", "--device", "soft", "--", "python", "-c", "--device", "cuda"].as_slice(),
        ] {
            let Command::Run(run) = Cli::try_parse_from(words).expect("parse").command else {
                panic!("not run")
            };
            assert_eq!(run.launch.device, Some(DeviceChoice::Soft));
            assert_eq!(run.launch.program, ["python", "-c", "--device", "cuda"]);
        }
        assert!(Cli::try_parse_from(["vgpu", "run", "--no-such-flag", "x"]).is_err());
        assert!(Cli::try_parse_from(["vgpu", "run"]).is_err());
    }
}
