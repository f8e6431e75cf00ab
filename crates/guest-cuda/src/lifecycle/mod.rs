//! The library's life in a process: connecting, losing the worker, being forked, saying farewell.
//!
//! ```text
//!   Fresh ──cuDriverGetVersion──► Connected ──cuInit──► Ready ──process ends──► Ended (DEINITIALIZED)
//!     ▲                               │                   │
//!     └─────────────fork──────────────┘                   └──fork──► Forked (NOT_INITIALIZED for ever)
//! ```

mod farewell;
mod fork;
mod overrides;

use std::{
    env,
    io::Write,
    sync::{
        OnceLock,
        atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use link::{
    LinkError,
    circumstances::{Opening, program, unix_us},
    control::{Hello, Refused, RefusedReason},
    guest::GuestConfig,
    header::DeathReason,
    place::{self, Failure, Place},
};
use parking_lot::Mutex;
use table::{CudaError, CudaResult};

use crate::{
    recording::Recording,
    session::{self, Session},
};

/// One attempt at a time. Held across a fork, so that a child never has half a connection.
static CONNECTING: Mutex<()> = Mutex::new(());
/// The driver's version as this process was told it; 0 before. Survives a fork.
static VERSION: AtomicI32 = AtomicI32::new(0);
/// When the session began, milliseconds since 1970.
static STARTED: AtomicU64 = AtomicU64::new(0);
/// Why this process has no link, if it has looked for one: its number, because a fork's child has not.
static FAILED: Mutex<Option<(u32, Opening)>> = Mutex::new(None);
/// The farewell has been said.
static ENDED: AtomicBool = AtomicBool::new(false);

/// Writes a line to standard error. A program that has closed it goes without.
fn say(text: &str) {
    let line = format!("vgpu: {text}\n");
    std::io::stderr().write_all(line.as_bytes()).ok();
}

/// True if the environment asks for details (`VGPU_LOG`).
pub fn is_logging() -> bool {
    static LOGGING: OnceLock<bool> = OnceLock::new();
    *LOGGING.get_or_init(|| env::var_os("VGPU_LOG").is_some())
}

/// Writes a line to standard error if the environment asks for details.
pub fn say_if_logging(text: &str) {
    if is_logging() {
        say(text);
    }
}

/// The driver's version, if this process has ever been connected.
pub fn known_version() -> Option<i32> {
    Some(VERSION.load(Ordering::Relaxed)).filter(|version| *version != 0)
}

/// Milliseconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

/// The process's session, connecting first if there is none.
///
/// # Errors
/// `NO_DEVICE` if no session could be had, with the reason on standard error;
/// `SYSTEM_DRIVER_MISMATCH` if the host is of another version; [`absent`] if this process may not have one.
pub fn connect() -> CudaResult<&'static Session> {
    if let Some(session) = session::connected() {
        return Ok(session);
    }
    let _one_at_a_time = CONNECTING.lock();
    if let Some(session) = session::connected() {
        return Ok(session);
    }
    if session::is_initialised() || ENDED.load(Ordering::Relaxed) {
        return Err(absent());
    }
    let began = unix_us();
    let failed = |place: String, failure: String| {
        say_once(&failure);
        let opening = Opening { place, failure, began_unix_us: began, ..Opening::default() };
        *FAILED.lock() = Some((std::process::id(), opening));
    };
    let place = place::find().map_err(|why| {
        failed(String::new(), why);
        CudaError::NO_DEVICE
    })?;
    let mut hello = Hello::of_this_process(wire::PROTOCOL_HASH, wire::VERSION);
    hello.program = program();
    let link = place.connect(hello, GuestConfig::default()).map_err(|failure| {
        let (code, why) = judge(&failure, &place);
        failed(place.to_string(), why);
        code
    })?;
    fork::watch(link.descriptors());
    let welcome = link.welcome();
    let (version, devices) = (welcome.driver_version, overrides::apply(welcome.devices.clone()));
    static GENERATION: AtomicU64 = AtomicU64::new(0);
    let generation = GENERATION.fetch_add(1, Ordering::Relaxed) + 1;
    let mut session = Session::new(link, version, devices, generation);
    session.opening = session.link.opening(place.to_string(), began);
    let number = session.link.welcome().session;
    session.recording =
        Recording::asked_for(number, generation, program()).inspect_err(|why| say(why)).unwrap_or_default();
    VERSION.store(session.driver_version, Ordering::Relaxed);
    STARTED.store(now(), Ordering::Relaxed);
    farewell::expect();
    Ok(session::publish(session))
}

/// Says why there is no session, once: programs try again.
fn say_once(why: &str) {
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Ordering::Relaxed) {
        say(why);
    }
}

/// The code and the words for a connection that failed.
fn judge(failure: &Failure, place: &Place) -> (CudaError, String) {
    match failure {
        Failure::Link(LinkError::Refused(Refused { reason: RefusedReason::Version, message })) => {
            (CudaError::SYSTEM_DRIVER_MISMATCH, message.clone())
        }
        other => (CudaError::NO_DEVICE, other.tell(place)),
    }
}

/// What a call answers in a process without a session: nobody has called `cuInit`, or the process is the child
/// of one that had (`NOT_INITIALIZED`), or the process is ending (`DEINITIALIZED`).
#[cold]
pub fn absent() -> CudaError {
    if ENDED.load(Ordering::Relaxed) { CudaError::DEINITIALIZED } else { CudaError::NOT_INITIALIZED }
}

/// What this process knows of a link that it could not make.
fn failed_opening() -> Option<Opening> {
    // At the end of a process nobody waits for a thread that is about to be gone.
    let failed = FAILED.try_lock()?;
    failed.as_ref().filter(|(process, _)| *process == std::process::id()).map(|(_, opening)| opening.clone())
}

/// True once the process has begun to say farewell.
pub fn has_ended() -> bool {
    ENDED.load(Ordering::Relaxed)
}

/// Says once that the worker is gone, and why. Not after the farewell, when it is expected to be.
#[cold]
pub fn report_loss(session: &Session) {
    static SAID: AtomicU64 = AtomicU64::new(0);
    if ENDED.load(Ordering::Relaxed) || SAID.swap(session.generation, Ordering::Relaxed) == session.generation
    {
        return;
    }
    let why = match session.link.control().death() {
        None | Some(DeathReason::Unknown) => "the connection ended",
        Some(DeathReason::Closed) => "it has ended",
        Some(DeathReason::WorkerDied) => "its process died",
        Some(DeathReason::Violation) => "this process broke the protocol",
        Some(DeathReason::Quarantined) => {
            "the mediator took it away: a quota, the watchdog or an administrator"
        }
        Some(DeathReason::DeviceLost) => "the device failed",
        Some(DeathReason::GuestGone) => "it took this process for gone",
    };
    say(&format!("the worker of this process is gone ({why}); CUDA calls fail from now on"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_to_do() {
        let source = std::io::Error::from_raw_os_error(libc::ENOENT);
        let failure = Failure::Link(LinkError::Os { what: "connect", source });
        let (code, why) = judge(&failure, &Place::Socket("/run/vgpu.sock".into()));
        assert_eq!(code, CudaError::NO_DEVICE);
        for part in ["/run/vgpu.sock", "No such file", "vgpu serve", "vgpu run --"] {
            assert!(why.contains(part), "{why}");
        }
    }

    #[test]
    fn another_version_has_a_code_of_its_own() {
        let place = Place::Socket("/x".into());
        let refused =
            |reason| Failure::Link(LinkError::Refused(Refused::new(reason, "guest 1, host 2".into())));
        let (code, why) = judge(&refused(RefusedReason::Version), &place);
        assert_eq!((code, why.as_str()), (CudaError::SYSTEM_DRIVER_MISMATCH, "guest 1, host 2"));
        assert_eq!(judge(&refused(RefusedReason::Busy), &place).0, CudaError::NO_DEVICE);
    }
}
