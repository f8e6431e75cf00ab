//! The configuration of `vgpu serve`: a TOML file over defaults, flags over the file.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use mediator::{Config, WorkerCommand};
use serde::{Deserialize, Serialize};

use crate::cli::ServeArgs;
use crate::device::{Device, DeviceChoice};
use crate::{metrics, places};

/// Every key of the configuration file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where to listen.
    pub socket: PathBuf,
    /// Permission bits of the socket, in octal.
    pub socket_mode: String,
    /// Which device to serve.
    pub device: DeviceChoice,
    /// Driver library; found by itself if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cuda: Option<PathBuf>,
    /// Worker executable; found by itself if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worker: Option<PathBuf>,
    /// Workers kept ready.
    pub warm: usize,
    /// The most sessions at one time.
    pub max_sessions: usize,
    /// Users who may connect; empty for everybody who can open the socket.
    pub allow_uids: Vec<u32>,
    /// File that gets one JSON line per ended session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<PathBuf>,
    /// Folder for the tenants' compile caches, one folder each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache: Option<PathBuf>,
    /// Devices that guests may choose among, as in `CUDA_VISIBLE_DEVICES`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visible_devices: Option<String>,
    /// Hash all data of every session.
    pub verify: bool,
    /// Folder into which every session is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<PathBuf>,
    /// Loopback address at which metrics are served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<String>,
    /// What to log.
    pub log: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            socket: places::default_socket(),
            socket_mode: "600".to_owned(),
            device: DeviceChoice::Auto,
            cuda: None,
            worker: None,
            warm: 1,
            max_sessions: 64,
            allow_uids: Vec::new(),
            report: None,
            cache: None,
            // An operator who starts the daemon with this variable means it for all that it serves.
            visible_devices: std::env::var("CUDA_VISIBLE_DEVICES").ok(),
            verify: false,
            trace: None,
            metrics: None,
            log: "info".to_owned(),
        }
    }
}

impl Settings {
    /// What flags and file say together.
    pub fn gather(flags: &ServeArgs) -> Result<Self> {
        let mut settings = match &flags.config {
            Some(path) => Self::read(path)?,
            None => Self::default(),
        };
        fn put<T: Clone>(place: &mut T, flag: &Option<T>) {
            if let Some(value) = flag {
                place.clone_from(value);
            }
        }
        put(&mut settings.socket, &flags.socket);
        put(&mut settings.socket_mode, &flags.socket_mode);
        put(&mut settings.device, &flags.device);
        put(&mut settings.warm, &flags.warm);
        put(&mut settings.max_sessions, &flags.max_sessions);
        put(&mut settings.log, &flags.log);
        for (place, flag) in [
            (&mut settings.cuda, &flags.made_of.cuda),
            (&mut settings.worker, &flags.made_of.worker),
            (&mut settings.report, &flags.report),
            (&mut settings.trace, &flags.trace),
        ] {
            *place = flag.clone().or(place.take());
        }
        settings.metrics = flags.metrics.clone().or(settings.metrics.take());
        settings.verify |= flags.verify;
        settings.mode()?;
        settings.metrics()?;
        Ok(settings)
    }

    fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("cannot read configuration {}", path.display()))?;
        // The parser's message has the line and shows it.
        toml::from_str(&text).map_err(|why| anyhow!("cannot use configuration {}: {why}", path.display()))
    }

    fn mode(&self) -> Result<u32> {
        let mode = u32::from_str_radix(self.socket_mode.trim_start_matches("0o"), 8).ok();
        mode.filter(|mode| *mode <= 0o777).with_context(|| {
            format!(
                "cannot use socket mode {:?}: it is no octal number up to 777; try 600 or 666",
                self.socket_mode
            )
        })
    }

    /// Where metrics are served, if they are.
    pub fn metrics(&self) -> Result<Option<SocketAddr>> {
        self.metrics.as_deref().map(metrics::parse).transpose()
    }

    /// What the mediator is told, and the device that it will serve.
    pub fn resolve(&self) -> Result<(Config, Device)> {
        let device = self.device.resolve(self.cuda.as_deref())?;
        let worker = worker_command(self.worker.as_deref(), &device)?;
        let mut config = Config::new(self.socket.clone(), worker, table::PROTOCOL_HASH);
        config.socket_mode = self.mode()?;
        config.warm = self.warm;
        config.max_sessions = self.max_sessions;
        config.allow_uids.clone_from(&self.allow_uids);
        config.report.clone_from(&self.report);
        config.cache.clone_from(&self.cache);
        config.visible_devices.clone_from(&self.visible_devices);
        config.verify = self.verify;
        if let Some(folder) = &self.trace {
            let made = fs::create_dir_all(folder).and_then(|()| folder.canonicalize());
            let folder = made.with_context(|| format!("cannot record into {}", folder.display()))?;
            config.trace = Some(folder);
        }
        Ok((config, device))
    }
}

/// How a worker for `device` is started.
pub fn worker_command(given: Option<&Path>, device: &Device) -> Result<WorkerCommand> {
    let program = places::worker(given)?;
    let arguments = vec!["--cuda".into(), device.library.clone().into()];
    Ok(WorkerCommand { program, arguments, variables: vec![] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_can_be_read_back() {
        let settings =
            Settings { allow_uids: vec![0, 1000], cache: Some("/c".into()), ..Settings::default() };
        let text = toml::to_string(&settings).expect("print");
        assert_eq!(toml::from_str::<Settings>(&text).expect("read"), settings);
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("vgpu.toml");
        fs::write(&path, "warm = 7\nmax_sessions = 3\ndevice = \"soft\"\nreport = \"/a\"\n").expect("write");
        let flags = ServeArgs { config: Some(path), warm: Some(2), ..ServeArgs::default() };
        let settings = Settings::gather(&flags).expect("gather");
        assert_eq!((settings.warm, settings.max_sessions, settings.device), (2, 3, DeviceChoice::Soft));
        assert_eq!(settings.report, Some("/a".into()));
        assert_eq!(settings.log, "info");
    }

    #[test]
    fn mistakes_in_the_file_are_named() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("vgpu.toml");
        let flags = ServeArgs { config: Some(path.clone()), ..ServeArgs::default() };
        for (text, part) in [
            ("wram = 1", "wram"),
            ("warm = \"x\"", "warm"),
            ("socket_mode = \"9\"", "octal"),
            ("metrics = \"0.0.0.0:9\"", "127.0.0.1:9"),
        ] {
            fs::write(&path, text).expect("write");
            let error = Settings::gather(&flags).expect_err("mistake");
            assert!(format!("{error:#}").contains(part), "{error:#}");
        }
        fs::remove_file(&path).expect("remove");
        assert!(
            format!("{:#}", Settings::gather(&flags).expect_err("gone"))
                .contains("cannot read configuration")
        );
    }
}
