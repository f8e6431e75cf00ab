//! The instruction tests as a program, for a machine with a GPU and without Cargo; `xtask gpu-suite` runs it.
//!
//! ```text
//! instruction_tests LIBRARY FOLDER [--nans-alike] [--every N] [--after FILE TEST]
//! ```
//!
//! It prints a line for each thing, its parts separated by tabs: `device CAPABILITY`; `skip FILE TESTS` where a file needs
//! a newer device; `start FILE TEST ROWS`, and then `pass` or `fail WRONG WHY`. It ends with status 0 if nothing
//! failed, 1 if something did, and 3 where a fault left the device unusable to this process: `--after` goes on behind
//! the test that did it.

#[path = "../tests/kernels/driver.rs"]
mod driver;
#[path = "../tests/kernels/executor.rs"]
mod executor;
#[path = "../tests/kernels/file.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod file;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use driver::Driver;
use executor::{Executor, Shape};
use file::{Nans, Test, all_in};

/// Rows of a failed test that are shown.
const SHOWN: usize = 3;

/// What is wrong with the command line, or with the machine.
const UNABLE: u8 = 2;
/// The device is lost to this process.
const LOST: u8 = 3;

#[derive(Debug)]
struct Options {
    library: String,
    folder: String,
    nans: Nans,
    every: usize,
    after: Option<(String, String)>,
}

impl Options {
    fn parse(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let (library, folder) = (words.next()?, words.next()?);
        let mut options = Self { library, folder, nans: Nans::Canonical, every: 1, after: None };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--nans-alike" => options.nans = Nans::Alike,
                "--every" => options.every = words.next()?.parse().ok().filter(|every| *every > 0)?,
                "--after" => options.after = Some((words.next()?, words.next()?)),
                _ => return None,
            }
        }
        Some(options)
    }
}

/// Prints a line at once: what follows may end the process.
fn say(parts: &[&str]) {
    let line = parts.join("\t").replace('\n', " ");
    let mut out = std::io::stdout().lock();
    // Nobody to tell if nobody listens.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Runs a test; true if it passed.
fn one(driver: &mut Driver, ptx: &str, test: &Test, nans: Nans) -> bool {
    let Err(why) = test.run(ptx, driver, nans) else {
        say(&["pass"]);
        return true;
    };
    // A call that fails leaves all rows without a result.
    let wrong = if why.iter().all(|why| why.starts_with("line ")) { why.len() } else { test.len() };
    let shown: Vec<&str> = why.iter().take(SHOWN).map(String::as_str).collect();
    say(&["fail", &wrong.to_string(), &shown.join("; ")]);
    false
}

fn main() -> ExitCode {
    let Some(options) = Options::parse(std::env::args().skip(1)) else {
        eprintln!("instruction_tests LIBRARY FOLDER [--nans-alike] [--every N] [--after FILE TEST]");
        return ExitCode::from(UNABLE);
    };
    let mut driver = match Driver::load(Path::new(&options.library)) {
        Ok(driver) => driver,
        Err(why) => {
            eprintln!("{}: {why}", options.library);
            return ExitCode::from(UNABLE);
        }
    };
    say(&["device", &driver.capability.to_string()]);
    let mut after = options.after;
    let mut all_pass = true;
    for (name, file) in all_in(Path::new(&options.folder)).iter().step_by(options.every) {
        if file.target() > driver.capability {
            say(&["skip", name, &file.tests.len().to_string()]);
            continue;
        }
        for test in &file.tests {
            if let Some((last, test_of_last)) = &after {
                if last == name && *test_of_last == test.name {
                    after = None;
                }
                continue;
            }
            say(&["start", name, &test.name, &test.len().to_string()]);
            all_pass &= one(&mut driver, &file.ptx, test, options.nans);
            if !driver.is_usable() {
                return ExitCode::from(LOST);
            }
        }
    }
    ExitCode::from(u8::from(!all_pass))
}
