//! Which way leads to the host: a socket of this machine's, the agent that owns the VGPU-STUB, or the device itself.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::LinkError;
use crate::control::Hello;
use crate::device::agent::{self, AgentError};
use crate::device::guest::{Channel, Device, DeviceError, candidates};
use crate::guest::{GuestConfig, GuestLink};
use crate::socket::connect_to;
use crate::talk::Talk;

/// Where the mediator listens if nobody says otherwise.
const SOCKET: &str = "/run/vgpu.sock";
/// Where Linux shows PCI devices.
const SYSFS: &str = "/sys/bus/pci/devices";

/// A way to the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The mediator on this machine.
    Socket(PathBuf),
    /// `vgpu-guestd`, which listens there.
    Agent(PathBuf),
    /// The device whose files are in this folder.
    Device(PathBuf),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => write!(f, "the mediator at {}", path.display()),
            Self::Agent(path) => write!(f, "the agent at {}", path.display()),
            Self::Device(folder) => write!(f, "the device at {}", folder.display()),
        }
    }
}

/// Why there is no link.
#[derive(Debug)]
pub enum Failure {
    /// Between us and the host.
    Link(LinkError),
    /// The agent gave no channel.
    Agent(AgentError),
    /// The device cannot be used.
    Device(DeviceError),
}

impl Failure {
    /// The failure in words, for people who know of no `place`.
    pub fn tell(&self, place: &Place) -> String {
        match self {
            Self::Link(LinkError::Refused(refused)) => format!("{place} declined: {refused}"),
            Self::Link(LinkError::Os { what: "connect", source }) => format!(
                "cannot reach {place}: {source}; start `vgpu serve` or run the program with `vgpu run -- …`"
            ),
            Self::Link(other) => format!("no session with {place}: {other}"),
            Self::Agent(error) => format!("no channel from {place}: {error}"),
            Self::Device(error) => format!("cannot use {place}: {error}"),
        }
    }
}

/// As told by `VGPU_LINK` or `VGPU_SOCKET`, else what is there: the user's own mediator, the agent, the machine's mediator,
/// a device.
///
/// # Errors
/// If `VGPU_LINK` is no such way, with the words for that.
pub fn find() -> Result<Place, String> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty());
    if let Some(link) = variable("VGPU_LINK") {
        return parse(&link.to_string_lossy());
    }
    if let Some(path) = variable("VGPU_SOCKET") {
        return Ok(Place::Socket(path.into()));
    }
    let own = variable("XDG_RUNTIME_DIR").map(|folder| PathBuf::from(folder).join("vgpu.sock"));
    if let Some(path) = own.filter(|path| path.exists()) {
        return Ok(Place::Socket(path));
    }
    if Path::new(agent::SOCKET).exists() {
        return Ok(Place::Agent(agent::SOCKET.into()));
    }
    let device = || candidates().into_iter().find(|folder| Device::open(folder).is_ok());
    if !Path::new(SOCKET).exists()
        && let Some(folder) = device()
    {
        return Ok(Place::Device(folder));
    }
    Ok(Place::Socket(SOCKET.into()))
}

/// `unix:PATH`, `agent:PATH`, `pci:0000:00:05.0`, or `pci:FOLDER` with the device's files.
fn parse(text: &str) -> Result<Place, String> {
    match text.split_once(':') {
        Some(("unix", path)) if path.starts_with('/') => Ok(Place::Socket(path.into())),
        Some(("agent", path)) if path.starts_with('/') => Ok(Place::Agent(path.into())),
        Some(("pci", folder)) if folder.starts_with('/') => Ok(Place::Device(folder.into())),
        Some(("pci", address)) if !address.is_empty() => Ok(Place::Device(Path::new(SYSFS).join(address))),
        _ => Err(format!(
            "VGPU_LINK={text} is not unix:PATH, agent:PATH, pci:ADDRESS (as pci:0000:00:05.0) or pci:FOLDER"
        )),
    }
}

impl Place {
    /// As `VGPU_LINK` names it.
    pub fn variable(&self) -> OsString {
        let (kind, path) = match self {
            Self::Socket(path) => ("unix:", path),
            Self::Agent(path) => ("agent:", path),
            Self::Device(folder) => ("pci:", folder),
        };
        let mut text = OsString::from(kind);
        text.push(path);
        text
    }

    /// Makes the link.
    ///
    /// # Errors
    /// If there is nobody, or they decline.
    pub fn connect(&self, hello: Hello, config: GuestConfig) -> Result<GuestLink, Failure> {
        match self {
            Self::Socket(path) => GuestLink::connect(path, hello, config),
            Self::Agent(_) | Self::Device(_) => {
                let (channel, agent) = self.channel()?;
                GuestLink::over_channel(channel, agent, hello, config)
            }
        }
        .map_err(Failure::Link)
    }

    /// Makes a connection over which nothing has been said.
    pub(crate) fn talk(&self) -> Result<Talk, Failure> {
        Ok(match self {
            Self::Socket(path) => {
                Talk::Socket(connect_to(path).map_err(|error| Failure::Link(error.into()))?)
            }
            Self::Agent(_) | Self::Device(_) => {
                let (channel, agent) = self.channel()?;
                Talk::Channel(Arc::new(channel), agent)
            }
        })
    }

    /// A channel of the device, with the agent's socket if an agent has given it.
    fn channel(&self) -> Result<(Channel, Option<OwnedFd>), Failure> {
        match self {
            Self::Socket(path) | Self::Agent(path) => {
                let (channel, socket) = agent::ask(path).map_err(Failure::Agent)?;
                Ok((channel, Some(socket)))
            }
            Self::Device(folder) => {
                let device = Arc::new(Device::open(folder).map_err(Failure::Device)?);
                Ok((Channel::claim(device).map_err(Failure::Device)?, None))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_named_as_documented() {
        assert_eq!(parse("unix:/run/x"), Ok(Place::Socket("/run/x".into())));
        assert_eq!(parse("agent:/run/x"), Ok(Place::Agent("/run/x".into())));
        assert_eq!(parse("pci:/tmp/x"), Ok(Place::Device("/tmp/x".into())));
        let wanted = Place::Device("/sys/bus/pci/devices/0000:00:05.0".into());
        assert_eq!(wanted.variable(), "pci:/sys/bus/pci/devices/0000:00:05.0");
        assert_eq!(parse("pci:0000:00:05.0"), Ok(wanted));
        for wrong in ["", "pci", "pci:", "unix:x", "tcp:1.2.3.4"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
