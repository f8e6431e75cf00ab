//! Asks the mediator again and again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use link::LinkError;
use link::control::Hello;
use link::overview::{self, Overview};
use link::place::{self, Place};

use super::device::Devices;
use super::picture::{Picture, Users};

/// How long an answer may take. A mediator answers at once; devices may have to be looked for first.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks one mediator.
#[derive(Debug)]
pub struct Reader {
    socket: PathBuf,
    devices: Devices,
    users: Users,
    before: Option<Overview>,
}

impl Reader {
    /// For the mediator at `socket`, or the one that programs find.
    ///
    /// # Errors
    /// If this is a machine whose way to the host is a device.
    pub fn new(socket: Option<&Path>) -> Result<Self> {
        let socket = match socket {
            Some(socket) => socket.to_owned(),
            None => match place::find().map_err(|why| anyhow!(why))? {
                Place::Socket(socket) => socket,
                place => bail!(
                    "programs reach their GPU by {place} here, and which sessions there are is told on the host only; \
                     run `vgpu top` there, or name a mediator of this machine with --socket"
                ),
            },
        };
        Ok(Self { socket, devices: Devices::default(), users: users(), before: None })
    }

    /// A picture, with rates since the one before.
    ///
    /// # Errors
    /// If the mediator cannot be asked.
    pub fn read(&mut self) -> Result<Picture> {
        let hello = || {
            let mut hello = Hello::of_this_process(table::PROTOCOL_HASH, env!("CARGO_PKG_VERSION"));
            hello.env.clear();
            hello
        };
        let place = self.socket.display();
        let now = overview::ask(&self.socket, hello(), PATIENCE).map_err(|why| match why {
            LinkError::Refused(refused) => anyhow!("{refused}"),
            LinkError::Os { source, .. } => {
                anyhow!("{source}; start one with `vgpu serve`, or say with --socket where it listens")
            }
            other => other.into(),
        });
        let now = now.with_context(|| format!("cannot ask the mediator at {place}"))?;
        let devices = self.devices.ask(&self.socket, hello(), PATIENCE);
        let picture = Picture::new(self.before.as_ref(), &now, devices, &self.users);
        self.before = Some(now);
        Ok(picture)
    }
}

/// Users with a name in this machine's own list.
fn users() -> Users {
    names(&fs::read_to_string("/etc/passwd").unwrap_or_default())
}

fn names(list: &str) -> Users {
    let user = |line: &str| {
        let mut fields = line.split(':');
        let (name, uid) = (fields.next()?, fields.nth(1)?.parse().ok()?);
        (!name.is_empty()).then(|| (uid, name.to_owned()))
    };
    // Of several names for one number, the first counts.
    list.lines().rev().filter_map(user).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_have_the_first_name_that_is_listed() {
        let list =
            "root:x:0:0:root:/root:/bin/sh\n# nothing\ntoor:x:0:0::/:\n:x:5:5::/:\nann:x:1000:1000\nbob:x:no";
        let names = names(list);
        assert_eq!(names, Users::from([(0, "root".to_owned()), (1000, "ann".to_owned())]));
    }
}
