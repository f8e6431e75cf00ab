//! A machine's control socket: other commands of vgpu run programs in the guest through it, and end the machine.
//!
//! One connection is one command. If it breaks, the command is ended.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, sync_channel};
use std::thread;

use anyhow::{Context, Result, bail};

use super::frame::{Frame, Info, Kind, Start};
use super::guest::{Event, Guest, WAITING_MAX};

/// Where the machine of this name listens; a name with a slash is the place itself.
pub fn place(name: &str) -> Result<PathBuf> {
    if name.contains('/') {
        return Ok(name.into());
    }
    let folder = env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let folder = match folder {
        Some(folder) => folder,
        None if rustix::process::geteuid().is_root() => "/run".into(),
        None => bail!("there is no folder for names: set XDG_RUNTIME_DIR, or give a path, as ./{name}.sock"),
    };
    Ok(folder.join(format!("vgpu-vm-{name}.sock")))
}

/// Connects to a machine.
pub fn connect(name: &str) -> Result<UnixStream> {
    let place = place(name)?;
    UnixStream::connect(&place).with_context(|| {
        format!("no machine {name} listens at {}; is `vgpu vm run --name {name}` running?", place.display())
    })
}

/// A control socket; removed when dropped.
#[derive(Debug)]
pub struct Control(PathBuf);

impl Control {
    /// Listens, and answers in threads. `about` is asked for what changes: how often the guest came up.
    pub fn listen(
        name: &str,
        guest: Guest,
        about: impl Fn() -> Info + Send + Sync + Clone + 'static,
        events: Sender<Event>,
    ) -> Result<Self> {
        let place = place(name)?;
        if UnixStream::connect(&place).is_ok() {
            bail!(
                "there is a machine {name} already, at {}; end it with vgpu vm stop --vm {name}",
                place.display()
            );
        }
        let _ = fs::remove_file(&place);
        let listener =
            UnixListener::bind(&place).with_context(|| format!("cannot listen at {}", place.display()))?;
        let control = Self(place);
        fs::set_permissions(control.path(), fs::Permissions::from_mode(0o600))
            .context("cannot guard the socket")?;
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (guest, about, events) = (guest.clone(), about.clone(), events.clone());
                thread::spawn(move || {
                    // Whoever has gone needs no answer.
                    let _ = serve(stream, &guest, &about, &events);
                });
            }
        });
        Ok(control)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn serve(
    mut stream: UnixStream,
    guest: &Guest,
    about: &impl Fn() -> Info,
    events: &Sender<Event>,
) -> Result<()> {
    let mut command = None;
    while let Some(frame) = Frame::read(&mut stream).unwrap_or_default() {
        match (frame.kind, command) {
            (Kind::Info, _) => Frame::json(0, Kind::Info, &about())?.write(&mut stream)?,
            (Kind::Stop, _) => {
                Frame::bare(0, Kind::Stop).write(&mut stream)?;
                let _ = events.send(Event::Stop);
            }
            (Kind::Start, None) => match start(&frame, &stream, guest) {
                Ok(id) => command = Some(id),
                Err(why) => {
                    Frame::with_status(0, Kind::NotStarted, 125, &format!("{why:#}")).write(&mut stream)?;
                }
            },
            (Kind::Input | Kind::Kill, Some(id)) => guest.send(&Frame { id, ..frame })?,
            _ => bail!("a message that is not for a machine: {:?}", frame.kind),
        }
    }
    if let Some(id) = command {
        guest.send(&Frame::bare(id, Kind::Kill))?;
    }
    Ok(())
}

/// Starts a command whose output goes to `stream`.
fn start(frame: &Frame, stream: &UnixStream, guest: &Guest) -> Result<u32> {
    let start: Start = frame.value().context("cannot read the command")?;
    let mut out = stream.try_clone().context("cannot share the connection")?;
    let (sender, frames) = sync_channel(WAITING_MAX);
    let id = guest.start(&start, sender)?;
    thread::spawn(move || {
        for frame in frames {
            if frame.write(&mut out).is_err() {
                break;
            }
        }
        // The end of the connection is the end of the command, for both sides.
        let _ = out.shutdown(std::net::Shutdown::Both);
    });
    Ok(id)
}
