//! `vgpu vm agent`: the first process of a guest. It prepares the guest as its plan says, tells the host that it is up,
//! and then runs what the host sends, each command in a process group of its own.
//!
//! Only a guest's kernel calls this. What goes wrong before the host can be told goes to the console.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use rustix::mount::{MountFlags, mount, mount_move};
use rustix::process::{Pid, Signal, kill_process_group};

use super::frame::{self, Frame, Hello, Kind, PAYLOAD_MAX, Start};
use super::image::{ACCOUNTS, PLAN, Plan};
use super::machine::PORT;

/// How long a command's output is waited for after its end: something that it left running may keep it open for ever.
const OUTPUT_AFTER_END: Duration = Duration::from_millis(500);
/// How long the kernel may take to find the port to the host.
const PORT_LIMIT: Duration = Duration::from_secs(10);
/// The kernel unpacks a module itself.
const MODULE_INIT_COMPRESSED_FILE: i32 = 4;
const LOWER: &str = "/root-lower";
const UPPER: &str = "/root-upper";
const ROOT: &str = "/root-merged";

/// Serves the host until the machine ends.
pub fn execute() -> Result<u8> {
    ensure!(
        std::process::id() == 1,
        "this is the first process of a guest that `vgpu vm run` boots, and nothing else"
    );
    match prepare().and_then(|port| serve(&port)) {
        Ok(()) => Ok(0),
        Err(why) => {
            // The first process must not end: the kernel would panic and hide what went wrong.
            eprintln!("vgpu vm agent: {why:#}");
            let _ = rustix::system::reboot(rustix::system::RebootCommand::PowerOff);
            bail!("{why:#}")
        }
    }
}

/// Mounts what is to be mounted, and finds the port to the host.
fn prepare() -> Result<PathBuf> {
    for (kind, place) in
        [("proc", "/proc"), ("sysfs", "/sys"), ("devtmpfs", "/dev"), ("tmpfs", "/run"), ("tmpfs", "/tmp")]
    {
        mount_at(kind, kind, place, MountFlags::empty(), "")?;
    }
    mount_at("devpts", "devpts", "/dev/pts", MountFlags::empty(), "")?;
    mount_at("tmpfs", "tmpfs", "/dev/shm", MountFlags::empty(), "")?;
    let plan = fs::read(PLAN).context("cannot read the plan")?;
    let plan: Plan = serde_json::from_slice(&plan).context("cannot read the plan")?;
    let _ = rustix::system::sethostname(b"vgpu-guest");
    // Programs that talk to themselves over the network expect it to be up.
    let _ = Command::new("/usr/bin/busybox")
        .args(["ip", "link", "set", "lo", "up"])
        .stdin(Stdio::null())
        .status();
    for module in &plan.modules {
        let file = File::open(module).with_context(|| format!("cannot read {module}"))?;
        let flags = if module.ends_with(".ko") { 0 } else { MODULE_INIT_COMPRESSED_FILE };
        rustix::system::finit_module(&file, c"", flags).with_context(|| format!("cannot load {module}"))?;
    }
    let port = find_port()?;
    if let Some(tag) = &plan.root {
        change_root(tag)?;
    }
    for (tag, place) in &plan.shares {
        mount_share(tag, place)?;
    }
    Ok(port)
}

fn mount_at(source: &str, kind: &str, place: &str, flags: MountFlags, data: &str) -> Result<()> {
    fs::create_dir_all(place).with_context(|| format!("cannot make {place}"))?;
    let data = std::ffi::CString::new(data).context("an option with a zero byte")?;
    mount(source, place, kind, flags, data.as_c_str())
        .with_context(|| format!("cannot mount {source} at {place}"))
}

/// A folder of the host. Names are not remembered, so that the guest sees what the host changes.
fn mount_share(tag: &str, place: &str) -> Result<()> {
    mount_at(tag, "9p", place, MountFlags::RDONLY, "trans=virtio,version=9p2000.L,msize=512000,cache=mmap")
}

/// Makes the host's folder the root, under one that can be written to and is forgotten.
fn change_root(tag: &str) -> Result<()> {
    mount_share(tag, LOWER)?;
    mount_at("tmpfs", "tmpfs", UPPER, MountFlags::empty(), "")?;
    for folder in ["upper", "work"] {
        fs::create_dir(Path::new(UPPER).join(folder)).context("cannot prepare the root")?;
    }
    let data = format!("lowerdir={LOWER},upperdir={UPPER}/upper,workdir={UPPER}/work");
    mount_at("overlay", "overlay", ROOT, MountFlags::empty(), &data)?;
    for place in ["/proc", "/sys", "/dev", "/run", "/tmp"] {
        let target = format!("{ROOT}{place}");
        fs::create_dir_all(&target).with_context(|| format!("cannot make {target}"))?;
        mount_move(place, target.as_str()).with_context(|| format!("cannot move {place}"))?;
    }
    for (name, text) in ACCOUNTS {
        let file = format!("{ROOT}{name}");
        if !Path::new(&file).exists() {
            fs::write(&file, text).with_context(|| format!("cannot write {file}"))?;
        }
    }
    // Debian chooses among several when a package is installed, which these are not.
    let _ = std::os::unix::fs::symlink("mawk", format!("{ROOT}/usr/bin/awk"));
    std::env::set_current_dir(ROOT).context("cannot enter the root")?;
    mount_move(".", "/").context("cannot move the root")?;
    rustix::process::chroot(".").context("cannot enter the root")?;
    std::env::set_current_dir("/").context("cannot enter the root")
}

/// The port to the host, by its name.
fn find_port() -> Result<PathBuf> {
    for _ in 0..PORT_LIMIT.as_millis() / 20 {
        for entry in fs::read_dir("/sys/class/virtio-ports").into_iter().flatten().flatten() {
            if fs::read_to_string(entry.path().join("name")).is_ok_and(|name| name.trim() == PORT) {
                return Ok(Path::new("/dev").join(entry.file_name()));
            }
        }
        thread::sleep(Duration::from_millis(20));
    }
    bail!("there is no port {PORT} to the host")
}

/// The port for reading. While nobody listens at the other end it reads as ended, and is not.
struct Port(File);

impl Read for Port {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(buffer) {
                Ok(0) if !buffer.is_empty() => thread::sleep(Duration::from_millis(20)),
                other => return other,
            }
        }
    }
}

/// A command that runs.
struct Running {
    group: Pid,
    input: Sender<Vec<u8>>,
}

/// What the threads share.
#[derive(Clone)]
struct Agent {
    port: Arc<Mutex<File>>,
    running: Arc<Mutex<HashMap<u32, Running>>>,
}

impl Agent {
    /// Sends a frame; where that cannot be done there is nobody to tell.
    fn send(&self, frame: &Frame) {
        let mut port = self.port.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(why) = frame.write(&mut *port) {
            eprintln!("vgpu vm agent: cannot answer the host: {why}");
        }
    }

    fn running(&self) -> MutexGuard<'_, HashMap<u32, Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a command; a thread tells the host how it ended. Whatever the host sends for it next finds it.
    fn start(&self, id: u32, start: &Start) {
        let mut child = match spawn(start) {
            Ok(child) => child,
            Err(why) => {
                let status = if why.kind() == ErrorKind::NotFound { 127 } else { 126 };
                return self.send(&Frame::with_status(id, Kind::NotStarted, status, &why.to_string()));
            }
        };
        let (done, ended) = channel();
        self.forward(id, Kind::Output, child.stdout.take(), done.clone());
        self.forward(id, Kind::Error, child.stderr.take(), done);
        let (input, bytes) = channel();
        feed(child.stdin.take(), bytes);
        if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
            self.running().insert(id, Running { group, input });
        }
        let agent = self.clone();
        thread::spawn(move || {
            let status = child.wait().map_or(255, status_of);
            agent.running().remove(&id);
            for _stream in 0..2 {
                let _ = ended.recv_timeout(OUTPUT_AFTER_END);
            }
            agent.send(&Frame::with_status(id, Kind::Exit, status, ""));
        });
    }

    /// Sends what a command prints, in a thread.
    fn forward(&self, id: u32, kind: Kind, from: Option<impl Read + Send + 'static>, done: Sender<()>) {
        let agent = self.clone();
        thread::spawn(move || {
            let mut buffer = vec![0; PAYLOAD_MAX / 2];
            let Some(mut from) = from else { return };
            loop {
                match from.read(&mut buffer) {
                    Ok(0) => break,
                    Ok(length) => agent.send(&Frame { id, kind, payload: buffer[..length].to_vec() }),
                    Err(why) if why.kind() == ErrorKind::Interrupted => {}
                    Err(_) => break,
                }
            }
            let _ = done.send(());
        });
    }
}

fn spawn(start: &Start) -> io::Result<Child> {
    let (program, arguments) = start.words.split_first().ok_or_else(|| io::Error::other("no command"))?;
    let mut command = Command::new(program);
    command.args(arguments).process_group(0);
    command.env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin").env("HOME", "/root");
    command.envs(start.variables.iter().map(|(name, value)| (name, value)));
    command.current_dir(start.folder.as_deref().unwrap_or("/"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
}

/// Gives a command what the host sends for it; an empty piece is the end.
fn feed(to: Option<impl Write + Send + 'static>, bytes: Receiver<Vec<u8>>) {
    thread::spawn(move || {
        let Some(mut to) = to else { return };
        for piece in bytes {
            if piece.is_empty() || to.write_all(&piece).is_err() {
                break;
            }
        }
    });
}

/// A shell's way to put an end into one number.
fn status_of(status: ExitStatus) -> i32 {
    status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap_or(255)
}

/// Runs what the host sends.
fn serve(port: &Path) -> Result<()> {
    let open = || File::options().read(true).write(true).open(port);
    let mut writer = open().with_context(|| format!("cannot open {}", port.display()))?;
    let mut reader = Port(writer.try_clone().context("cannot share the port")?);
    frame::begin(&mut writer).context("cannot reach the host")?;
    let uptime = fs::read_to_string("/proc/uptime").unwrap_or_default();
    let hello = Hello {
        uptime: uptime.split_whitespace().next().and_then(|it| it.parse().ok()).unwrap_or(0.0),
        kernel: rustix::system::uname().release().to_string_lossy().into_owned(),
    };
    Frame::json(0, Kind::Hello, &hello)?.write(&mut writer).context("cannot reach the host")?;
    let agent = Agent { port: Arc::new(Mutex::new(writer)), running: Arc::default() };
    let mut is_welcome = false;
    while let Some(frame) = Frame::read(&mut reader).context("cannot hear the host")? {
        match frame.kind {
            Kind::Welcome => is_welcome = true,
            // What was meant for the guest before it was restarted is not for this one.
            _ if !is_welcome => {}
            Kind::Start => match frame.value::<Start>() {
                Ok(start) => agent.start(frame.id, &start),
                Err(why) => {
                    agent.send(&Frame::with_status(frame.id, Kind::NotStarted, 126, &why.to_string()))
                }
            },
            Kind::Input => {
                // A command that has ended wants no more input.
                if let Some(running) = agent.running().get(&frame.id) {
                    let _ = running.input.send(frame.payload);
                }
            }
            Kind::Kill => {
                if let Some(running) = agent.running().get(&frame.id) {
                    let _ = kill_process_group(running.group, Signal::KILL);
                }
            }
            other => eprintln!("vgpu vm agent: the host sent {other:?}, which is not for a guest"),
        }
    }
    bail!("the port to the host is gone")
}
