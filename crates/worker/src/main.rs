//! `vgpu-worker`: serves one guest process on a loaded libcuda. Started by the mediator.

use std::{
    os::fd::{BorrowedFd, FromRawFd as _, OwnedFd},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use link::{
    control::{Refused, RefusedReason},
    exchange::Exchange,
    report::{DeviceIdentity, TRACE, TRACE_DATA, VERIFY, WorkerReport},
    worker::{WorkerConfig, WorkerLink, refuse, take_over},
};
use rustix::process::{Signal, set_parent_process_death_signal};
use table::{CUcontext, CudaResult, check};
use worker::{
    address_space,
    driver::{Driver, Library},
    monitor,
    output::DeviceOutput,
    recording::{Placed, Recording},
    report::unix_ms,
    serve::{self, End, Observers},
    snapshot,
};

/// Serves one guest process: executes its commands on a CUDA driver library.
///
/// Started by `vgpu serve` and `vgpu run`, not by hand.
#[derive(Parser)]
#[command(name = "vgpu-worker", version)]
struct Arguments {
    /// The CUDA driver library to load: NVIDIA's libcuda.so.1, or libsoftcuda.so.
    #[arg(long, value_name = "PATH")]
    cuda: PathBuf,
    /// The descriptor of the socket on which the mediator hands over a guest.
    #[arg(long, value_name = "N")]
    control_fd: i32,
    /// Answer what management libraries of guests ask, instead of serving a guest.
    #[arg(long)]
    monitor: bool,
    /// A name for the log.
    #[arg(long, default_value = "worker")]
    name: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (output, log) = match DeviceOutput::capture() {
        Ok(captured) => captured,
        Err(why) => {
            eprintln!("vgpu-worker: cannot take over standard output and error: {why}");
            return ExitCode::FAILURE;
        }
    };
    tracing_subscriber::fmt()
        .with_writer(Arc::new(log))
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("VGPU_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .init();
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    match run(&arguments, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(name = arguments.name, "{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments, output: DeviceOutput) -> Result<()> {
    if arguments.control_fd < 0 {
        bail!("--control-fd {} is not a descriptor", arguments.control_fd);
    }
    // A worker without a mediator would have nobody to end it, or to say what it is allowed. One that died before this is
    // noticed where orders are awaited.
    set_parent_process_death_signal(Some(Signal::KILL)).context("cannot ask to end with the mediator")?;
    // SAFETY: the mediator passes this descriptor to us alone.
    let mediator = unsafe { OwnedFd::from_raw_fd(arguments.control_fd) };
    if arguments.monitor {
        return monitor::run(&arguments.cuda, &mediator);
    }
    address_space::reserve_guest_part();
    // The driver is brought up before there is a guest, so that a guest's cuInit finds it ready.
    let started = Instant::now();
    let ready = prepare(&arguments.cuda);
    tracing::debug!(took = ?started.elapsed(), "the driver is ready");

    let (handover, guest, companions) = match take_over(&mediator, Duration::from_secs(365 * 24 * 3600)) {
        Ok(taken) => taken,
        // The mediator has no use for this worker any more.
        Err(link::LinkError::Gone) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let ready = match ready {
        Ok(ready) => ready,
        Err(error) => {
            let refused = Refused::new(RefusedReason::NoDevice, format!("{error:#}"));
            refuse(&guest, refused).ok();
            return Err(error);
        }
    };
    let mut report = WorkerReport {
        session: handover.session,
        pid: std::process::id(),
        program: handover.hello.program.clone(),
        started_unix_ms: unix_ms(),
        device: ready.identity(arguments),
        payloads_hashed: handover.hello.verify || handover.extra.get(VERIFY) == Some(&true.into()),
        ..WorkerReport::default()
    };
    let mut welcome = snapshot::welcome(&ready.driver, handover.session)
        .map_err(|error| anyhow::anyhow!("cannot describe the devices: {error:?}"))?;
    // What one end hashes the other must hash too, so the guest is told.
    welcome.extra.insert(VERIFY.to_owned(), report.payloads_hashed.into());
    let link = match WorkerLink::accept(guest, welcome, WorkerConfig::default()) {
        Ok(link) => link,
        Err(link::LinkError::Gone) => {
            "the guest left before it attached".clone_into(&mut report.ended_by);
            return send_report(&mediator, report);
        }
        Err(error) => return Err(error).context("handshake with the guest"),
    };
    let keeps = handover.extra.get(TRACE_DATA).and_then(|keeps| serde_json::from_value(keeps.clone()).ok());
    let keeps = keeps.unwrap_or_default();
    let placed = Placed { base: link.window.base(), len: link.window.reserved_len() };
    let recording =
        handover.extra.get(TRACE).and_then(|file| Recording::start(file.as_str()?, &report, placed, keeps));
    let exchange = companions.exchange.map(Exchange::new);
    let mut observers = Observers { gauges: companions.gauges.map(Arc::new), recording, exchange };
    let orders = mediator.try_clone().context("cannot keep the mediator's socket")?;
    let end = serve::serve(ready.driver, ready.context, link, orders, output, &mut observers, &mut report);
    if let Err(end) = end {
        match end {
            End::GuestGone => {}
            other => {
                tracing::warn!(session = handover.session, "{other}");
                report.ended_by = other.to_string();
            }
        }
    }
    send_report(&mediator, report)?;
    // After the report, for which the mediator has less patience than for the end of a process.
    if let Some(recording) = observers.recording {
        recording.finish();
    }
    // Everything of the guest's ends with this process; destructors of the driver would only take time.
    // SAFETY: no code of ours must run after this point.
    unsafe { libc::_exit(0) }
}

/// A driver that is ready for a guest.
struct Ready {
    driver: Arc<Driver>,
    context: CUcontext,
}

/// Loads the library, initialises it, and makes device 0's primary context.
fn prepare(path: &std::path::Path) -> Result<Ready> {
    let library: &'static Library = Box::leak(Box::new(Library::open(path)?));
    let driver = Arc::new(Driver::load(library));
    let failed = |what: &'static str| {
        move |error: table::CudaError| {
            let name = table::error_name(error.code()).unwrap_or(c"an unknown error");
            anyhow::anyhow!("{what} of {} answers {}", path.display(), name.to_string_lossy())
        }
    };
    let mut context = CUcontext::NULL;
    let initialised: CudaResult = (|| {
        // SAFETY: the ABI of CUDA; pointers are to locals.
        unsafe {
            check((driver.cuInit)(0))?;
            let mut device = 0;
            check((driver.cuDeviceGet)(&mut device, 0))?;
            check((driver.cuDevicePrimaryCtxRetain)(&mut context, device))?;
            check((driver.cuCtxSetCurrent)(context))
        }
    })();
    initialised.map_err(failed("cuInit"))?;
    Ok(Ready { driver, context })
}

impl Ready {
    fn identity(&self, arguments: &Arguments) -> DeviceIdentity {
        let device = snapshot::devices(&self.driver).ok().and_then(|devices| devices.into_iter().next());
        let device = device.unwrap_or_default();
        let mut version = 0;
        // SAFETY: the pointer is to a local.
        unsafe { (self.driver.cuDriverGetVersion)(&mut version) };
        DeviceIdentity {
            name: device.name,
            uuid: monitor::uuid_text(&device.uuid),
            driver_version: version,
            library: arguments.cuda.display().to_string(),
        }
    }
}

fn send_report(mediator: &OwnedFd, mut report: WorkerReport) -> Result<()> {
    report.ended_unix_ms = unix_ms();
    let socket: BorrowedFd<'_> = std::os::fd::AsFd::as_fd(mediator);
    match link::report::send(socket, &report, Duration::from_secs(2)) {
        // Nobody is left to read it.
        Ok(()) | Err(link::socket::SocketError::Closed) => Ok(()),
        Err(error) => Err(error).context("cannot send the report"),
    }
}
