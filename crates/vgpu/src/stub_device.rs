//! `vgpu stub`: the VGPU-STUB of one virtual machine, in the foreground.

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use link::device::window::WindowShape;
use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use stub::folder::Folder;
use stub::model::{Config, DeviceCounts, Relay, StubDevice};
use stub::pci::Identity;
use stub::{Handle, ivshmem, vfio};

use crate::cli::{StubArgs, StubIdentity};
use crate::places;

/// How long programs of a guest have to notice that their channels are closed, before nobody answers them.
const NOTICE: Duration = Duration::from_millis(500);

/// What passed through the device, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Report {
    device: DeviceCounts,
    transport: Option<Transport>,
}

/// What passed through its socket.
#[derive(Debug, Serialize)]
struct Transport {
    connections: u64,
    messages: u64,
    register_reads: u64,
    register_writes: u64,
    /// Accesses to the window that were not direct.
    window_traps: u64,
    errors: u64,
    violations: u64,
    resets: u64,
    /// How long 999 of 1000 answers took at most, microseconds.
    answer_p999_us: Option<f64>,
    /// How long the slowest took.
    answer_max_us: f64,
}

/// Serves until SIGTERM or SIGINT.
pub fn execute(arguments: &StubArgs) -> Result<u8> {
    crate::log_to_stderr(&arguments.log)?;
    let shape = WindowShape::new(arguments.size.as_u64(), arguments.channels)
        .context("cannot cut the window (--size, --channels)")?;
    let transport = &arguments.transport;
    let path = [&transport.vfio_user, &transport.ivshmem, &transport.folder].into_iter().flatten().next();
    let path = path.ok_or_else(|| anyhow!("no transport"))?;
    let name = arguments.name.clone().unwrap_or_else(|| {
        path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    });
    let mediator = arguments.mediator.clone().unwrap_or_else(places::default_socket);
    // Before the socket exists: whoever sees it may send a signal at once.
    let mut signals = Signals::new([SIGTERM, SIGINT]).context("cannot catch signals")?;
    let device = StubDevice::new(Config { shape, mediator, name }).context("cannot make the device")?;

    let stopped = Arc::clone(&device);
    let relay = Relay::new(Arc::clone(&device));
    let (lives, ended) = mpsc::channel::<()>();
    let relay = thread::Builder::new().name("relay".into()).spawn(move || {
        let _lives = lives;
        relay.run()
    })?;
    tracing::info!(at = %path.display(), window = %arguments.size, channels = arguments.channels, "serving a device");
    let closed = Arc::clone(&device);
    let on_signal = move |stop: &dyn Fn()| {
        signals.forever().next();
        // QEMU 11 aborts if its socket ends while it waits for an answer. So the guest's programs are told first, and then
        // ring no more.
        closed.stop();
        let _ = ended.recv();
        if closed.is_connected() {
            thread::sleep(NOTICE);
        }
        stop();
    };
    let served = if transport.folder.is_some() {
        serve_folder(path, &device, on_signal).map(|()| None)
    } else {
        serve_socket(arguments, path, &device, on_signal).map(Some)
    };
    stopped.stop();
    relay.join().map_err(|_| anyhow!("the relay has panicked"))?.context("cannot relay")?;
    let transport = served?;
    if arguments.json {
        let report = Report { device: device.counts(), transport };
        crate::print(&format!("{}\n", serde_json::to_string_pretty(&report)?))?;
    }
    Ok(0)
}

fn serve_folder(
    path: &Path,
    device: &Arc<StubDevice>,
    on_signal: impl FnOnce(&dyn Fn()) + Send + 'static,
) -> Result<()> {
    let folder =
        Folder::new(path, Arc::clone(device)).with_context(|| format!("cannot make {}", path.display()))?;
    let device = Arc::clone(device);
    thread::spawn(move || on_signal(&|| device.stop()));
    folder.run();
    Ok(())
}

fn serve_socket(
    arguments: &StubArgs,
    path: &Path,
    device: &Arc<StubDevice>,
    on_signal: impl FnOnce(&dyn Fn()) + Send + 'static,
) -> Result<Transport> {
    let socket_mode = u32::from_str_radix(&arguments.socket_mode, 8)
        .with_context(|| format!("--socket-mode {} is not an octal number", arguments.socket_mode))?;
    let (socket, model) = (path.to_owned(), Arc::clone(device));
    let cannot = || format!("cannot serve at {}", path.display());
    let stop = |handle: Handle| thread::spawn(move || on_signal(&|| handle.stop()));
    let handle = if arguments.transport.ivshmem.is_some() {
        let vectors = ivshmem::vectors(arguments.channels);
        let server = ivshmem::Server::new(&ivshmem::Config { socket, socket_mode, vectors }, model)
            .with_context(cannot)?;
        let handle = server.handle();
        stop(handle.clone());
        server.run().with_context(cannot)?;
        handle
    } else {
        let identity = match arguments.identity {
            StubIdentity::Own => Identity::default(),
            StubIdentity::Nvidia => Identity::nvidia(),
        };
        let server =
            vfio::Server::new(&vfio::Config { socket, socket_mode, identity }, model).with_context(cannot)?;
        let handle = server.handle();
        stop(handle.clone());
        server.run().with_context(cannot)?;
        handle
    };
    let (counts, latency) = (handle.counters().counts(), handle.counters().latency());
    Ok(Transport {
        connections: counts.connections,
        messages: counts.messages,
        register_reads: counts.register_reads,
        register_writes: counts.register_writes,
        window_traps: counts.window_traps,
        errors: counts.errors,
        violations: counts.violations,
        resets: counts.resets,
        answer_p999_us: latency.quantile(0.999).map(|time| time.as_secs_f64() * 1e6),
        answer_max_us: latency.max().as_secs_f64() * 1e6,
    })
}
