//! What a mediator is told at its start.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use link::report::TraceData;

/// How a worker process is started.
#[derive(Debug, Clone)]
pub struct WorkerCommand {
    /// The executable.
    pub program: PathBuf,
    /// Its arguments, to which the mediator adds `--control-fd N`.
    pub arguments: Vec<OsString>,
    /// Variables that it finds in its environment besides the mediator's own.
    pub variables: Vec<(OsString, OsString)>,
}

/// Time limits. Tests shorten them.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a connection may take to send its `Hello`.
    pub hello: Duration,
    /// How long a worker may outlive its guest, or an order to end, without sending its report.
    pub farewell: Duration,
    /// How long a worker may take to give back what it holds once it has sent its report.
    pub teardown: Duration,
    /// How long after a start the pool is filled again, so that the new worker's initialisation does not
    /// compete with the guest that took the old one.
    pub refill: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            hello: Duration::from_secs(10),
            farewell: Duration::from_millis(900),
            teardown: Duration::from_secs(10),
            refill: Duration::from_millis(250),
        }
    }
}

/// Everything that a mediator is told.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub socket: PathBuf,
    /// Permission bits of the socket: who can write it can connect.
    pub socket_mode: u32,
    /// How workers are started.
    pub worker: WorkerCommand,
    /// Workers kept ready.
    pub warm: usize,
    /// Settings of the driver that warm workers are started with, as a guest would send them: a guest that
    /// sends just these gets a warm worker, any other a fresh one.
    pub warm_env: BTreeMap<String, String>,
    /// The most sessions at one time.
    pub max_sessions: usize,
    /// Users who may connect; empty for everybody who can open the socket.
    pub allow_uids: Vec<u32>,
    /// File that gets one JSON line per ended session.
    pub report: Option<PathBuf>,
    /// Folder below which each user's compile cache is kept.
    pub cache: Option<PathBuf>,
    /// The operator's `CUDA_VISIBLE_DEVICES`.
    pub visible_devices: Option<String>,
    /// Hash all data in every session, whether or not the guest asks for it.
    pub verify: bool,
    /// Folder into which each session is recorded, as `worker-SESSION.vgputrace`.
    pub trace: Option<PathBuf>,
    /// What these recordings keep of the data that was moved.
    pub trace_data: TraceData,
    /// Ended sessions that stay in the session list.
    pub history: usize,
    /// Hash of the protocol that the workers speak.
    pub protocol_hash: u64,
    /// Version that a refused guest is told.
    pub version: String,
    /// Time limits.
    pub limits: Limits,
}

impl Config {
    /// The defaults for a socket and a worker.
    pub fn new(socket: PathBuf, worker: WorkerCommand, protocol_hash: u64) -> Self {
        Self {
            socket,
            socket_mode: 0o600,
            worker,
            warm: 1,
            warm_env: BTreeMap::new(),
            max_sessions: 64,
            allow_uids: Vec::new(),
            report: None,
            cache: None,
            visible_devices: None,
            verify: false,
            trace: None,
            trace_data: TraceData::default(),
            history: 256,
            protocol_hash,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            limits: Limits::default(),
        }
    }
}
