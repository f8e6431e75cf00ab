//! The report file: one JSON line per ended session.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::sessions::Session;

/// Where ended sessions are written down.
#[derive(Debug)]
pub(crate) struct Journal {
    file: Option<(PathBuf, File)>,
}

impl Journal {
    /// Opens `path` for appending; without a path nothing is written.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Self { file: None }) };
        // Programs' names and kernels' names are the tenants' business, so the file is not for everybody.
        let file = OpenOptions::new().append(true).create(true).mode(0o640).open(path);
        let file = file.map_err(|why| Error::Report { path: path.to_owned(), why })?;
        Ok(Self { file: Some((path.to_owned(), file)) })
    }

    /// Appends a line. A full disk costs the line, not the service.
    pub(crate) fn write(&mut self, session: &Session) {
        let Some((path, file)) = &mut self.file else { return };
        let written = serde_json::to_vec(session).map_err(std::io::Error::from).and_then(|mut line| {
            line.push(b'\n');
            // One write, so that lines of several mediators do not mix.
            file.write_all(&line)
        });
        if let Err(why) = written {
            tracing::error!(path = %path.display(), %why, session = session.id, "report line lost");
        }
    }
}
