//! Which process something comes from, and whether it still runs.

use std::{fs, process, sync::OnceLock};

/// A process. Numbers of processes come back, so the time at which it started is part of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub number: u32,
    /// When it started, in ticks since the machine did; only the lower half, which is enough to tell processes apart.
    pub started: u32,
}

impl Process {
    /// This one.
    pub fn own() -> Self {
        static OWN: OnceLock<Process> = OnceLock::new();
        // A child of this process is another one; but there this library does not work any more.
        *OWN.get_or_init(|| {
            let number = process::id();
            Self { number, started: start_of(number).unwrap_or(0) }
        })
    }

    /// As one number.
    pub fn to_bits(self) -> u64 {
        u64::from(self.started) << 32 | u64::from(self.number)
    }

    /// From what [`to_bits`](Self::to_bits) gave, or anything else.
    pub fn from_bits(bits: u64) -> Self {
        Self { number: bits as u32, started: (bits >> 32) as u32 }
    }

    /// Whether it runs.
    pub fn is_alive(self) -> bool {
        self == Self::own() || start_of(self.number) == Some(self.started)
    }
}

/// When the process of a number started; `None` if there is none, or only what its parent has to be told.
fn start_of(number: u32) -> Option<u32> {
    parse(&fs::read_to_string(format!("/proc/{number}/stat")).ok()?)
}

/// The time at which a process started, from proc(5)'s `stat`: field 22, counted behind the name, which may hold anything.
fn parse(stat: &str) -> Option<u32> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace();
    let state = fields.next()?;
    if matches!(state, "Z" | "X" | "x") {
        return None;
    }
    Some(fields.nth(18)?.parse::<u64>().ok()? as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_known_by_its_start() {
        let own = Process::own();
        assert!(own.is_alive());
        assert_eq!(Process::from_bits(own.to_bits()), own);
        assert!(!Process { started: own.started.wrapping_add(1), ..own }.is_alive());
        assert!(!Process { number: u32::MAX, started: 0 }.is_alive());
    }

    #[test]
    fn a_child_that_has_ended_is_not_alive() {
        let mut child = process::Command::new("sleep").arg("100").spawn().expect("a child");
        let started = start_of(child.id()).expect("it runs");
        let name = Process { number: child.id(), started };
        assert!(name.is_alive());
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        assert!(!name.is_alive());
    }

    #[test]
    fn names_of_programs_do_not_confuse() {
        let rest = "S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4242 1 2";
        assert_eq!(parse(&format!("7 (a) Z (b)) {rest}")), Some(4242));
        assert_eq!(parse(&format!("7 (a) {}", rest.replace('S', "Z"))), None);
        assert_eq!(parse("7 (a"), None);
        assert_eq!(parse("7 (a) S 1"), None);
    }
}
