//! What a program needs around it to find the virtual GPU: a mediator, a library path, a few variables.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Error, Result, anyhow};
use link::control::Hello;
use link::place::{self, Place};
use link::report::TraceData;
use mediator::{Config, Handle, Mediator};
use tempfile::TempDir;

use crate::cli::LaunchArgs;
use crate::device::Device;
use crate::places;
use crate::program::{Ending, Forwarder};
use crate::settings::worker_command;

/// Longer than any program runs.
const NEVER: Duration = Duration::from_secs(100 * 365 * 24 * 3600);

/// Names by which programs ask for the driver library.
const LIBRARY_NAMES: [&str; 2] = ["libcuda.so.1", "libcuda.so"];
/// The same for the management library.
const MANAGEMENT_NAMES: [&str; 2] = ["libnvidia-ml.so.1", "libnvidia-ml.so"];
/// A socket's path has 108 bytes; folders longer than this leave too few for ours.
const FOLDER_MAX: usize = 70;

/// A mediator for one program, in a thread of this process.
#[derive(Debug)]
pub struct Private {
    handle: Handle,
    thread: Option<JoinHandle<Result<(), mediator::Error>>>,
}

impl Private {
    /// One that listens at `socket` and serves one program with this device.
    pub fn config(
        socket: PathBuf,
        device: &Device,
        worker: Option<&Path>,
        trace: Option<(&Path, TraceData)>,
    ) -> Result<Config> {
        let worker = worker_command(worker, device)?;
        let mut config = Config::new(socket, worker, table::PROTOCOL_HASH);
        if let Some((folder, data)) = trace {
            config.trace = Some(folder.to_owned());
            config.trace_data = data;
        }
        // What the program will most likely send, since it inherits our environment.
        config.warm_env = Hello::of_this_process(table::PROTOCOL_HASH, "").env;
        // One program is served, so no worker waits for another: it would hold device memory that the program may want.
        config.limits.refill = NEVER;
        // Whoever asks for evidence wants every session, however many processes the program starts.
        config.history = usize::MAX;
        config.max_sessions = 4096;
        Ok(config)
    }

    /// Starts it.
    pub fn start(config: Config) -> Result<Self> {
        let mediator = Mediator::new(config).context("cannot start a private mediator")?;
        let handle = mediator.handle();
        let thread = thread::Builder::new()
            .name("mediator".into())
            .spawn(move || mediator.run())
            .context("cannot start a private mediator")?;
        Ok(Self { handle, thread: Some(thread) })
    }

    /// What ends it from another thread.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// Waits until the program's workers are gone, then ends the mediator.
    pub fn finish(mut self) -> Result<mediator::Sessions> {
        self.handle.wait_until_idle(None);
        self.handle.stop();
        if let Some(thread) = self.thread.take() {
            thread.join().map_err(|_| anyhow!("the private mediator failed; this is a bug in vgpu"))??;
        }
        Ok(self.handle.sessions())
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        self.handle.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Everything around a program; removed when dropped.
#[derive(Debug)]
pub struct Surroundings {
    folder: TempDir,
    /// The program's way to its worker.
    place: Place,
    mediator: Option<Private>,
}

impl Surroundings {
    /// Prepares them. `is_private` forbids to use a mediator that is running already; `verify` makes the
    /// workers hash all data.
    pub fn prepare(arguments: &LaunchArgs, is_private: bool, verify: bool) -> Result<Self> {
        Self::with_trace(arguments, is_private, verify, None)
    }

    /// [`Surroundings::prepare`] whose workers record their sessions into a folder, and this of the data.
    pub fn with_trace(
        arguments: &LaunchArgs,
        is_private: bool,
        verify: bool,
        trace: Option<(&Path, TraceData)>,
    ) -> Result<Self> {
        let library = places::guest_library(arguments.guest_library.as_deref())?;
        let folder = private_folder().context("cannot make a folder for the library path")?;
        let path = folder.path().join("lib");
        link_library(&library, &LIBRARY_NAMES, &path).context("cannot make the library path")?;
        // Without it, programs that ask how busy the device is see no device; what computes does so all the same.
        match places::management_library() {
            Ok(library) => {
                link_library(&library, &MANAGEMENT_NAMES, &path).context("cannot make the library path")?;
            }
            Err(why) => tracing::info!("{why:#}"),
        }
        // A running mediator serves the device that its operator chose.
        let is_chosen = arguments.device.is_some() || arguments.made_of.cuda.is_some();
        let shared = match &arguments.socket {
            Some(socket) => Place::Socket(socket.clone()),
            None => place::find().map_err(Error::msg)?,
        };
        let is_usable = match &shared {
            Place::Socket(socket) => !is_private && mediator::is_served(socket),
            // In a virtual machine the mediator is on the host.
            Place::Agent(_) | Place::Device(_) => true,
        };
        if is_usable && !is_chosen {
            return Ok(Self { folder, place: shared, mediator: None });
        }
        // A socket that the user names is where the private mediator listens, so that other programs find it.
        let socket = arguments.socket.clone().unwrap_or_else(|| folder.path().join("vgpu.sock"));
        let device = arguments.device.unwrap_or_default().resolve(arguments.made_of.cuda.as_deref())?;
        let mut config =
            Private::config(socket.clone(), &device, arguments.made_of.worker.as_deref(), trace)?;
        config.report.clone_from(&arguments.report);
        config.verify = verify;
        let mediator = Some(Private::start(config)?);
        Ok(Self { folder, place: Place::Socket(socket), mediator })
    }

    /// The way to the host, if that is another machine.
    pub fn host(&self) -> Option<&Place> {
        Some(&self.place).filter(|place| !matches!(place, Place::Socket(_)))
    }

    /// The folder that belongs to this run alone.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program in these surroundings, with `variables` on top, until it ends.
    pub fn run(&self, program: &[OsString], variables: &[(&str, OsString)]) -> Result<Ending> {
        let handle = self.mediator.as_ref().map(|private| private.handle.clone());
        let forwarder = Forwarder::start(move || match &handle {
            Some(handle) => handle.stop(),
            None => std::process::exit(125),
        })?;
        let (name, rest) = program.split_first().context("no program is given; see vgpu run --help")?;
        let library = self.folder.path().join("lib");
        let mut command = Command::new(name);
        command
            .args(rest)
            .env("LD_LIBRARY_PATH", prepended(&library, env::var_os("LD_LIBRARY_PATH"))?)
            .env("VGPU_LINK", self.place.variable())
            // Triton links its launcher against the driver when it first runs, and looks here first.
            .env("TRITON_LIBCUDA_PATH", &library)
            .envs(variables.iter().map(|(name, value)| (name, value)));
        // For whoever looks for the mediator itself.
        if let Place::Socket(socket) = &self.place {
            command.env("VGPU_SOCKET", socket);
        }
        forwarder.run(&mut command)
    }

    /// Ends what was started for the program, after its workers are gone.
    pub fn finish(&mut self) -> Result<Option<mediator::Sessions>> {
        self.mediator.take().map(Private::finish).transpose()
    }
}

/// A folder that only this user can enter, with a path short enough for a socket.
pub fn private_folder() -> std::io::Result<TempDir> {
    let usual = env::temp_dir();
    let base = if usual.as_os_str().len() <= FOLDER_MAX { usual } else { "/tmp".into() };
    let only_us = fs::Permissions::from_mode(0o700);
    tempfile::Builder::new().prefix("vgpu-").permissions(only_us).tempdir_in(base)
}

/// Makes `folder` one in which the loader finds our library by each of `names`.
fn link_library(library: &Path, names: &[&str], folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    names.iter().try_for_each(|name| symlink(library, folder.join(name)))
}

/// `folder`, then what was there before.
fn prepended(folder: &Path, before: Option<OsString>) -> Result<OsString> {
    let before = before.filter(|path| !path.is_empty());
    let folders = std::iter::once(folder.to_owned()).chain(before.iter().flat_map(env::split_paths));
    env::join_paths(folders).context("cannot extend LD_LIBRARY_PATH")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_comes_first_and_nothing_is_lost() {
        let path =
            |before: Option<&str>| prepended(Path::new("/ours"), before.map(Into::into)).expect("join");
        assert_eq!(path(None), "/ours");
        assert_eq!(path(Some("")), "/ours");
        assert_eq!(path(Some("/a:/b")), "/ours:/a:/b");
    }

    #[test]
    fn the_library_has_every_name() {
        let folder = private_folder().expect("folder");
        let library = folder.path().join("libvgpu_cuda.so");
        fs::write(&library, "x").expect("write");
        link_library(&library, &LIBRARY_NAMES, &folder.path().join("lib")).expect("link");
        for name in LIBRARY_NAMES {
            assert_eq!(fs::read_to_string(folder.path().join("lib").join(name)).expect("read"), "x");
        }
    }
}
