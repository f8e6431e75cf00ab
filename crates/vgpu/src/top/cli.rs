//! Flags of `vgpu top`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::sort::Key;

/// The shortest time over which rates mean something, seconds.
const SHORTEST: f64 = 0.05;
/// The longest, seconds.
const LONGEST: f64 = 3600.0;

/// Flags of `vgpu top`.
#[derive(Debug, Args)]
pub struct TopArgs {
    /// The mediator to ask [default: $VGPU_SOCKET, $XDG_RUNTIME_DIR/vgpu.sock or /run/vgpu.sock]
    #[arg(long, value_name = "PATH")]
    pub socket: Option<PathBuf>,
    /// Seconds between two readings, over which rates are taken
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pub interval: Duration,
    /// What the sessions are ordered by
    #[arg(long, value_enum, default_value_t = Key::Launches)]
    pub sort: Key,
    /// Print one reading as text, and end
    #[arg(long, conflicts_with = "json")]
    pub once: bool,
    /// Print one reading as JSON, and end
    #[arg(long)]
    pub json: bool,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds| (SHORTEST..=LONGEST).contains(seconds));
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| format!("not between {SHORTEST} and {LONGEST} seconds"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_seconds_within_reason() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for wrong in ["0", "-1", "nan", "inf", "1e9", "soon", ""] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
