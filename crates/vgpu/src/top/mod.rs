//! `vgpu top`: which sessions a mediator has, and what they do just now.
//!
//! ```text
//!   mediator ──► reader ──► picture (rates) ──► view ──► terminal
//!                                          └──► text, JSON
//! ```

pub mod cli;
mod device;
mod format;
mod picture;
mod reader;
mod sort;
mod terminal;
mod view;

use std::io::IsTerminal;

use anyhow::{Context, Result, bail};

use cli::TopArgs;
use reader::Reader;
use view::View;

/// Shows sessions, once or until the user has seen enough.
pub fn execute(arguments: &TopArgs) -> Result<u8> {
    let is_once = arguments.once || arguments.json;
    let is_terminal = std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    if !is_once && !is_terminal {
        bail!("cannot show sessions: this is no terminal; use --once for text, or --json");
    }
    let mut reader = Reader::new(arguments.socket.as_deref())?;
    let mut picture = reader.read()?;
    if !is_once {
        return terminal::run(reader, View::new(picture, arguments.sort), arguments.interval);
    }
    std::thread::sleep(arguments.interval);
    picture = reader.read()?;
    arguments.sort.sort(&mut picture.sessions);
    let text = if arguments.json {
        serde_json::to_string_pretty(&picture).context("cannot print the figures")? + "\n"
    } else {
        format::text(&picture)
    };
    crate::print(&text)?;
    Ok(0)
}
