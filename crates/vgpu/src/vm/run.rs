//! `vgpu vm run`: a throwaway guest, and a command in it.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::cli::{GuestChoice, RunArgs};
use super::control::Control;
use super::debian::Cache;
use super::device::Device;
use super::exec::send_input;
use super::frame::{Frame, Hello, Info, Kind, Start};
use super::guest::{Event, FAILED, Guest, WAITING_MAX};
use super::image::{self, Plan};
use super::kernel::Kernel;
use super::machine::{Definition, Machine, SHARES_MAX};
use super::qemu::Qemu;

/// How long a guest may take to come up. An emulated one that shares its processor needs a while.
const BOOT_LIMIT: Duration = Duration::from_secs(120);
/// How often QEMU is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// The exit status of a command that took too long, as timeout(1) has it.
pub const TIMED_OUT: u8 = 124;
/// The first slot for devices.
const DEVICE_SLOTS: [&str; 3] = ["05.0", "06.0", "07.0"];

/// Runs it; its exit status is ours.
pub fn execute(arguments: &RunArgs) -> Result<u8> {
    let started = Instant::now();
    let (events, receiver) = channel();
    // Before anything can be left behind.
    catch_signals(events.clone())?;
    let (mut machine, prepared) = start(arguments)?;
    let guest = Guest::connect(&machine.port(), events.clone())?;
    let control = listen(arguments, &machine, &guest, events.clone())?;
    let timing = Timing { prepared, started };
    let result = attend(arguments, &mut machine, &guest, &events, &receiver, timing);
    drop(control);
    result
}

#[derive(Debug, Clone, Copy)]
struct Timing {
    started: Instant,
    /// When QEMU was started.
    prepared: Instant,
}

fn catch_signals(events: Sender<Event>) -> Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP]).context("cannot catch signals")?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let _ = events.send(Event::Signal(signal));
        }
    });
    Ok(())
}

/// Fetches what is missing and starts the machine.
fn start(arguments: &RunArgs) -> Result<(Machine, Instant)> {
    let cache = Cache::new(arguments.cache.as_deref())?;
    let transport = (!arguments.stub.is_empty()).then_some(arguments.transport);
    let qemu = Qemu::find(arguments.qemu.as_deref(), transport, &cache)?;
    let kernel = Kernel::get(&cache)?;
    let mut plan = Plan::default();
    let mut folders = Vec::new();
    if arguments.guest == GuestChoice::Debian {
        plan.root = Some("root".to_owned());
        folders.push(("root".to_owned(), cache.get(&image::DEBIAN)?.join("root")));
    }
    for (number, share) in arguments.share.iter().enumerate() {
        let host = fs::canonicalize(&share.host)
            .with_context(|| format!("cannot share {}", share.host.display()))?;
        ensure!(host.is_dir(), "cannot share {}: it is no folder", host.display());
        let tag = format!("share{number}");
        plan.shares.push((tag.clone(), share.guest.clone()));
        folders.push((tag, host));
    }
    ensure!(folders.len() <= SHARES_MAX, "cannot share {} folders; the most is {SHARES_MAX}", folders.len());
    let image = image::build(&cache, &kernel, plan)?;
    let definition = Definition {
        version: qemu.version,
        memory: arguments.memory,
        cpus: arguments.cpus,
        kvm: arguments.kvm,
        kernel: kernel.image,
        append: arguments.append.clone().unwrap_or_default(),
        reboots: arguments.reboots,
        folders,
        devices: devices(arguments)?,
        ports: arguments.ports,
        qmp: arguments.qmp.clone(),
        kernel_log: arguments.kernel_log.clone(),
    };
    let now = Instant::now();
    Ok((Machine::start(&qemu, &definition, &image)?, now))
}

fn devices(arguments: &RunArgs) -> Result<Vec<Device>> {
    let most = DEVICE_SLOTS.len();
    ensure!(arguments.stub.len() <= most, "cannot add {} devices; the most is {most}", arguments.stub.len());
    let device = |(number, socket): (usize, &PathBuf)| {
        // QEMU takes the path as it is, and has no better words than that it failed.
        ensure!(
            socket.exists(),
            "nothing listens at {}; start the device's daemon first: vgpu stub",
            socket.display()
        );
        Ok(Device {
            id: format!("vgpu{number}"),
            transport: arguments.transport,
            channels: arguments.channels,
            socket: socket.clone(),
            slot: DEVICE_SLOTS.get(number).and_then(|slot| slot.parse().ok()),
            bus: None,
        })
    };
    arguments.stub.iter().enumerate().map(device).collect()
}

fn listen(
    arguments: &RunArgs,
    machine: &Machine,
    guest: &Guest,
    events: Sender<Event>,
) -> Result<Option<Control>> {
    let Some(name) = &arguments.name else { return Ok(None) };
    let (pid, qmp) = (machine.pid(), machine.qmp().display().to_string());
    let kernel_log = machine.kernel_log().display().to_string();
    let asked = guest.clone();
    let about = move || {
        let (boots, guest) = asked.hello();
        Info { pid, qmp: qmp.clone(), kernel_log: kernel_log.clone(), boots, guest }
    };
    Control::listen(name, guest.clone(), about, events).map(Some)
}

/// Stays with the machine until its command, or it, has ended.
fn attend(
    arguments: &RunArgs,
    machine: &mut Machine,
    guest: &Guest,
    events: &Sender<Event>,
    receiver: &Receiver<Event>,
    timing: Timing,
) -> Result<u8> {
    let deadline = arguments.timeout.map(|seconds| timing.started + Duration::from_secs(seconds));
    let mut is_up = false;
    loop {
        match receiver.recv_timeout(LOOK) {
            Ok(Event::Up(hello)) if !is_up => {
                is_up = true;
                machine.forget_image();
                announce(arguments, &hello, timing);
                if !arguments.command.is_empty() {
                    start_command(arguments, guest, events)?;
                }
            }
            Ok(Event::Up(_)) => eprintln!("vgpu: the guest has restarted"),
            Ok(Event::Frame(frame)) => {
                if let Some(status) = show(&frame)? {
                    if frame.kind == Kind::NotStarted && i32::from(status) == FAILED {
                        eprintln!("{}", machine.tails().trim_start());
                    }
                    return Ok(status);
                }
            }
            Ok(Event::Signal(number)) => return Ok(128 + u8::try_from(number).unwrap_or(0)),
            Ok(Event::Stop) => return Ok(0),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = machine.ended() {
                    // A guest without a command of ours may power itself off.
                    if is_up && arguments.command.is_empty() && status.success() {
                        return Ok(0);
                    }
                    let when = if is_up { "while the command ran" } else { "before the guest was up" };
                    bail!("the machine ended {when} (QEMU: {status}){}", machine.tails());
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                bail!("nothing can happen any more; this is a bug in vgpu")
            }
        }
        if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            let seconds = arguments.timeout.unwrap_or(0);
            eprintln!("vgpu: the machine was ended: its {seconds} s are over (--timeout){}", machine.tails());
            return Ok(TIMED_OUT);
        }
        if !is_up && timing.prepared.elapsed() > BOOT_LIMIT {
            let seconds = BOOT_LIMIT.as_secs();
            bail!(
                "the guest has not come up in {seconds} s; --append loglevel=7 tells more{}",
                machine.tails()
            );
        }
    }
}

fn announce(arguments: &RunArgs, hello: &Hello, timing: Timing) {
    if arguments.time {
        eprintln!(
            "vgpu: up after {:.1} s: {:.1} s before QEMU, {:.1} s until the guest's first program; kernel {}",
            timing.started.elapsed().as_secs_f64(),
            (timing.prepared - timing.started).as_secs_f64(),
            hello.uptime,
            hello.kernel
        );
    }
    if arguments.command.is_empty() {
        let name = arguments.name.as_deref().unwrap_or_default();
        eprintln!("vgpu: machine {name} is up; vgpu vm exec --vm {name} -- COMMAND runs something in it");
    }
}

fn start_command(arguments: &RunArgs, guest: &Guest, events: &Sender<Event>) -> Result<()> {
    let start = Start { words: arguments.command.clone(), variables: Vec::new(), folder: None };
    let (sender, frames) = sync_channel(WAITING_MAX);
    let id = guest.start(&start, sender)?;
    let (listener, events) = (guest.clone(), events.clone());
    thread::spawn(move || {
        send_input(|payload| listener.send(&Frame { id, kind: Kind::Input, payload }).is_ok());
    });
    thread::spawn(move || frames.into_iter().try_for_each(|frame| events.send(Event::Frame(frame))));
    Ok(())
}

/// Passes on what a command printed; its status if that was its end.
pub fn show(frame: &Frame) -> Result<Option<u8>> {
    let written = match frame.kind {
        Kind::Output => write(&mut io::stdout().lock(), &frame.payload),
        Kind::Error => write(&mut io::stderr().lock(), &frame.payload),
        Kind::Exit => {
            return Ok(Some(frame.status().and_then(|(status, _)| u8::try_from(status).ok()).unwrap_or(255)));
        }
        Kind::NotStarted => {
            let (status, why) = frame.status().unwrap_or_default();
            match status {
                126 | 127 => eprintln!(
                    "vgpu: cannot run the command in the guest: {why}; check its name and its shares"
                ),
                _ => eprintln!("vgpu: {why}"),
            }
            return Ok(Some(u8::try_from(status).unwrap_or(125)));
        }
        _ => Ok(()),
    };
    // A reader that has seen enough (`| head`) is no error, and the command may still have something to do.
    match written {
        Err(why) if why.kind() != io::ErrorKind::BrokenPipe => bail!("cannot print: {why}"),
        _ => Ok(None),
    }
}

fn write(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(bytes)?;
    to.flush()
}
