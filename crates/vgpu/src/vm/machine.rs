//! A machine: QEMU with what it was told, and the folder with its sockets. Both are gone when it is dropped.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, getppid, set_parent_process_death_signal};
use tempfile::TempDir;

use super::cli::{Kvm, WithParentArgs};
use super::device::{Device, Memory, comma, shared_memory, text};
use super::qemu::{self, Qemu, Version};

/// The name of the port between host and guest.
pub const PORT: &str = "vgpu.agent";
/// How the names of machines' folders begin.
const PREFIX: &str = "vgpu-vm-";
/// The lock in a machine's folder.
const ALIVE: &str = "alive";
/// How long QEMU may take to make its sockets.
const SOCKET_LIMIT: Duration = Duration::from_secs(20);
/// Lines of a log that a message has room for.
const TAIL: usize = 30;
/// Slots on the first bus. 1f is the machine's own; what is not here is for devices.
const SERIAL_SLOT: u8 = 0x02;
const PORTS_SLOT: u8 = 0x08;
const SHARES_SLOT: u8 = 0x10;
/// The most folders that there are slots for.
pub const SHARES_MAX: usize = 14;
/// Address space that an empty place keeps free, GiB: the longest window that a device may have. What is not reserved
/// before the guest boots cannot be had later.
const PORT_WINDOW: u64 = link::device::window::LEN_MAX >> 30;

/// The first version known to emulate processors that run at once and patch each other's code, as Linux does to itself. On
/// 7.2 one of them ran what another had just patched away, and Linux died of it in one of a dozen boots.
const PATCHES: Version = qemu::VFIO_USER;

/// Everything that QEMU is told.
#[derive(Debug)]
pub struct Definition {
    /// The QEMU that runs it.
    pub version: Version,
    /// Memory.
    pub memory: Memory,
    /// Processors.
    pub cpus: u8,
    /// Whether the processor's own virtualisation is used.
    pub kvm: Kvm,
    /// What to boot.
    pub kernel: PathBuf,
    /// More words for the kernel.
    pub append: String,
    /// Does a restart of the guest restart it?
    pub reboots: bool,
    /// Folders of the host; the guest finds them by their tags.
    pub folders: Vec<(String, PathBuf)>,
    /// Devices.
    pub devices: Vec<Device>,
    /// Empty places.
    pub ports: u8,
    /// Another socket for QMP.
    pub qmp: Option<PathBuf>,
    /// Where kernel messages go; a file of the machine's own folder if not given.
    pub kernel_log: Option<PathBuf>,
}

/// A running machine.
#[derive(Debug)]
pub struct Machine {
    folder: TempDir,
    qemu: Child,
    kernel_log: PathBuf,
    /// Locked as long as this process lives; see [`sweep`].
    _alive: File,
}

impl Machine {
    /// Starts QEMU. `image` is the guest's first root file system.
    pub fn start(qemu: &Qemu, definition: &Definition, image: &[u8]) -> Result<Self> {
        sweep();
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir().context("cannot make a folder")?;
        let at = |name: &str| folder.path().join(name);
        // By its name it is to be seen only when it is locked.
        let alive = File::create(at("starting")).context("cannot make a lock")?;
        alive.lock().context("cannot lock a folder")?;
        fs::rename(at("starting"), at(ALIVE)).context("cannot lock a folder")?;
        fs::write(at("image"), image).context("cannot write the guest's first files")?;
        let kernel_log = definition.kernel_log.clone().unwrap_or_else(|| at("kernel.log"));
        // QEMU makes it too, but it may be asked for before.
        File::create(&kernel_log).with_context(|| format!("cannot write {}", kernel_log.display()))?;
        let words = definition.words(folder.path(), &kernel_log)?;
        let log = File::create(at("qemu.log")).context("cannot write QEMU's messages")?;
        // Whoever ends us with a signal that cannot be caught ends QEMU with us.
        let mut command = Command::new("/proc/self/exe");
        command.args(["vm", "with-parent"]).arg(std::process::id().to_string()).arg("--");
        command.args(&qemu.words).args(&words).stdin(Stdio::null());
        if let Some(modules) = &qemu.modules {
            command.env("QEMU_MODULE_DIR", modules);
        }
        command.stdout(log.try_clone().context("cannot write QEMU's messages")?).stderr(log);
        let qemu = command.spawn().context("cannot start QEMU")?;
        let mut machine = Self { folder, qemu, kernel_log, _alive: alive };
        machine.wait_for_socket()?;
        Ok(machine)
    }

    /// The socket of the port to the guest.
    pub fn port(&self) -> PathBuf {
        self.folder.path().join("port.sock")
    }

    /// The socket for QMP.
    pub fn qmp(&self) -> PathBuf {
        self.folder.path().join("qmp.sock")
    }

    /// The file with the guest's kernel messages.
    pub fn kernel_log(&self) -> &Path {
        &self.kernel_log
    }

    /// QEMU's process.
    pub fn pid(&self) -> u32 {
        self.qemu.id()
    }

    /// How QEMU ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.qemu.try_wait().ok().flatten()
    }

    /// Gives the room for the guest's first files back; QEMU has them in its memory.
    pub fn forget_image(&self) {
        let _ = fs::remove_file(self.folder.path().join("image"));
    }

    /// The last lines of the guest's kernel and of QEMU, for a message, and what to do about them.
    pub fn tails(&self) -> String {
        let read = |file: &Path| String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).into_owned();
        let (kernel, qemu) = (read(&self.kernel_log), read(&self.folder.path().join("qemu.log")));
        let mut out = String::new();
        for (what, text) in [("the guest's kernel", &kernel), ("QEMU", &qemu)] {
            let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
            if !lines.is_empty() {
                let last = lines[lines.len().saturating_sub(TAIL)..].join("\n  ");
                out += &format!("\nlast words of {what}:\n  {last}");
            }
        }
        if qemu.contains("Failed to connect") {
            out += "\nThe device's daemon must run before the machine: start `vgpu stub` with the same socket first.";
        }
        out
    }

    fn wait_for_socket(&mut self) -> Result<()> {
        let started = Instant::now();
        while !self.port().exists() || !self.qmp().exists() {
            if let Some(status) = self.ended() {
                bail!("QEMU ended at once ({status}){}", self.tails());
            }
            if started.elapsed() > SOCKET_LIMIT {
                bail!("QEMU has made no sockets in {} s{}", SOCKET_LIMIT.as_secs(), self.tails());
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }
}

/// Removes folders of machines whose process was killed: nobody else holds their locks any more.
fn sweep() {
    for entry in fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        // One without a lock is being made.
        if is_ours && File::open(entry.path().join(ALIVE)).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = self.qemu.kill();
        let _ = self.qemu.wait();
    }
}

impl Definition {
    fn words(&self, folder: &Path, kernel_log: &Path) -> Result<Vec<String>> {
        let path = |name: &str| text(&folder.join(name)).map(comma);
        let mut words = Words(Vec::new());
        words.all("-nodefaults -no-user-config -display none");
        words.0.extend(shared_memory(self.memory));
        // With QEMU's usual 40 bits the firmware puts large windows where AMD's processors have none, and Linux refuses.
        words.all(if self.kvm == Kvm::Auto && has_kvm() {
            "-accel kvm -cpu host"
        } else if self.version < PATCHES {
            "-accel tcg,thread=single -cpu max,phys-bits=46"
        } else {
            "-accel tcg,thread=multi -cpu max,phys-bits=46"
        });
        words.pair("-smp", self.cpus.to_string());
        if !self.reboots {
            words.all("-no-reboot");
        }
        words.pair("-kernel", text(&self.kernel)?);
        words.pair("-initrd", text(&folder.join("image"))?);
        words.pair("-append", self.kernel_words());
        words.pair("-serial", format!("file:{}", comma(text(kernel_log)?)));
        words.pair("-qmp", format!("unix:{},server=on,wait=off", path("qmp.sock")?));
        if let Some(qmp) = &self.qmp {
            words.pair("-qmp", format!("unix:{},server=on,wait=off", comma(text(qmp)?)));
        }
        words.pair("-chardev", format!("socket,id=vgpu-port,path={},server=on,wait=off", path("port.sock")?));
        words.pair(
            "-device",
            format!("virtio-serial-pci,id=vgpu-serial,max_ports=2,addr={SERIAL_SLOT:02x}.0"),
        );
        words.pair("-device", format!("virtserialport,chardev=vgpu-port,name={PORT}"));
        for (number, (tag, host)) in (0..).zip(&self.folders) {
            let host = comma(text(host)?);
            words.pair(
                "-fsdev",
                format!("local,id={tag},path={host},security_model=none,multidevs=remap,readonly=on"),
            );
            let slot = SHARES_SLOT + number;
            words.pair("-device", format!("virtio-9p-pci,fsdev={tag},mount_tag={tag},addr={slot:02x}.0"));
        }
        for number in 0..self.ports {
            let (slot, chassis) = (PORTS_SLOT + number, number + 1);
            words.pair(
                "-device",
                format!(
                    "pcie-root-port,id=port{number},chassis={chassis},slot={chassis},pref64-reserve={PORT_WINDOW}G,\
                     addr={slot:02x}.0"
                ),
            );
        }
        for device in &self.devices {
            words.0.extend(device.qemu()?);
        }
        Ok(words.0)
    }

    fn kernel_words(&self) -> String {
        // A guest that is thrown away needs no shelter from its own programs, and boots faster without. A kernel that
        // gives up is restarted at once, which ends the machine unless it may restart; then it stays as it is, to be seen.
        let panic = if self.reboots { 0 } else { -1 };
        let program = super::image::PROGRAM;
        let append = &self.append;
        format!("console=ttyS0 quiet mitigations=off panic={panic} rdinit={program} {append} -- vm agent")
    }
}

/// Can this machine run a guest by its processor's own virtualisation? Some clouds offer a KVM that does without: it takes
/// guests made for it only, and a usual one hangs.
fn has_kvm() -> bool {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let flags = info.lines().find(|line| line.starts_with("flags")).unwrap_or_default();
    flags.split_whitespace().any(|flag| matches!(flag, "vmx" | "svm"))
        && File::options().read(true).write(true).open("/dev/kvm").is_ok()
}

/// Words of a command line that is being written.
struct Words(Vec<String>);

impl Words {
    fn all(&mut self, text: &str) {
        self.0.extend(text.split_whitespace().map(str::to_owned));
    }

    fn pair(&mut self, flag: &str, value: impl Into<String>) {
        self.0.extend([flag.to_owned(), value.into()]);
    }
}

/// `vgpu vm with-parent`: becomes another program, which is killed when its parent ends. Only the process itself can ask
/// the kernel for that, and a parent that is no longer there would never end.
pub fn with_parent(arguments: &WithParentArgs) -> Result<u8> {
    set_parent_process_death_signal(Some(Signal::KILL)).context("cannot ask to end with the parent")?;
    if getppid() != Pid::from_raw(arguments.parent) {
        bail!("the parent is gone");
    }
    let (program, rest) = arguments.program.split_first().context("no program")?;
    let why = Command::new(program).args(rest).exec();
    Err(why).with_context(|| format!("cannot run {}", program.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::device::Transport;

    fn definition() -> Definition {
        Definition {
            version: qemu::VFIO_USER,
            memory: Memory { mib: 512 },
            cpus: 2,
            kvm: Kvm::Off,
            kernel: "/kernel".into(),
            append: "loglevel=7".into(),
            reboots: false,
            folders: vec![("share0".into(), "/a,b".into())],
            devices: Vec::new(),
            ports: 1,
            qmp: None,
            kernel_log: None,
        }
    }

    #[test]
    fn qemu_is_told_everything_once() {
        let words =
            definition().words(Path::new("/run/x"), Path::new("/run/x/kernel.log")).expect("words").join(" ");
        assert_eq!(
            words,
            "-nodefaults -no-user-config -display none -machine q35,memory-backend=vgpu-memory -m 512M \
             -object memory-backend-memfd,id=vgpu-memory,size=512M,share=on -accel tcg,thread=multi \
             -cpu max,phys-bits=46 -smp 2 -no-reboot -kernel /kernel -initrd /run/x/image \
             -append console=ttyS0 quiet mitigations=off panic=-1 rdinit=/usr/bin/vgpu loglevel=7 -- vm agent \
             -serial file:/run/x/kernel.log -qmp unix:/run/x/qmp.sock,server=on,wait=off \
             -chardev socket,id=vgpu-port,path=/run/x/port.sock,server=on,wait=off \
             -device virtio-serial-pci,id=vgpu-serial,max_ports=2,addr=02.0 \
             -device virtserialport,chardev=vgpu-port,name=vgpu.agent \
             -fsdev local,id=share0,path=/a,,b,security_model=none,multidevs=remap,readonly=on \
             -device virtio-9p-pci,fsdev=share0,mount_tag=share0,addr=10.0 \
             -device pcie-root-port,id=port0,chassis=1,slot=1,pref64-reserve=64G,addr=08.0"
        );
    }

    #[test]
    fn older_qemu_emulates_one_processor_at_a_time() {
        let definition = Definition { version: Version(7, 2), ..definition() };
        let words = definition.words(Path::new("/run/x"), Path::new("/run/x/kernel.log")).expect("words");
        assert!(words.join(" ").contains("-accel tcg,thread=single "), "{words:?}");
    }

    #[test]
    fn a_machine_that_restarts_has_its_devices_too() {
        let device = Device {
            id: "vgpu0".into(),
            transport: Transport::VfioUser,
            channels: 4,
            socket: "/s".into(),
            slot: None,
            bus: None,
        };
        let definition = Definition { reboots: true, devices: vec![device], ..definition() };
        let words = definition.words(Path::new("/x"), Path::new("/x/k")).expect("words");
        assert!(!words.contains(&"-no-reboot".to_owned()));
        assert_eq!(words.iter().filter(|word| word.contains("vfio-user-pci")).count(), 1);
    }
}
