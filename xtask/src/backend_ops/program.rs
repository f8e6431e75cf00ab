//! `test-backend-ops` as a process: started with some cases, watched, and ended if one of them takes too long.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::output::{self, BACKEND, Verdict};
use crate::llamacpp::LlamaCpp;
use crate::process::{Done, Ending, Job};

const PROGRAM: &str = "test-backend-ops";
/// The longest list of cases that is handed over. The program compares each of its 22,000 cases with each on the list, and
/// does it again after each case that ends it: a list eight times as long makes a start take two seconds.
const LIST_MAX: usize = 8 << 10;
/// How often is looked whether it runs, and how often what it has printed is read.
const LOOK: Duration = Duration::from_millis(10);
const READ: Duration = Duration::from_millis(200);

/// The program on the software GPU with one compute capability.
#[derive(Debug)]
pub struct Program {
    words: Vec<OsString>,
    folder: PathBuf,
    capability: String,
    memory: String,
    log: PathBuf,
}

/// A case of the program's list.
#[derive(Debug)]
pub struct Listed {
    /// Its name.
    pub case: String,
    /// Whether the backend has the operation for it.
    pub is_supported: bool,
}

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// One case.
    pub case: Duration,
    /// All of this start.
    pub all: Duration,
}

/// How a start ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Each case that was run has a verdict; there may be more to run.
    Settled,
    /// The time for all was over while a case ran, which has no verdict.
    OutOfTime,
}

impl Program {
    /// `driver` is the folder of `libcuda.so.1`; the output is kept in files that begin with `log`.
    pub fn new(llama: &LlamaCpp, driver: &Path, capability: &str, memory: &str, log: &Path) -> Self {
        Self {
            words: llama.command_with(driver, PROGRAM),
            folder: llama.folder.clone(),
            capability: capability.to_owned(),
            memory: memory.to_owned(),
            log: log.to_owned(),
        }
    }

    fn job(&self, mode: &str) -> Job {
        Job::of(&self.words)
            .args([mode, "-b", BACKEND])
            .env("SOFTCUDA_CC", &self.capability)
            .env("SOFTCUDA_MEMORY", &self.memory)
            // An abort is expected, and needs no debugger to explain it.
            .env("GGML_NO_BACKTRACE", "1")
            .folder(&self.folder)
            .log(&self.log)
    }

    /// Every case that the program has, in its order.
    ///
    /// # Errors
    /// If it does not find the software GPU with this capability.
    pub fn list(&self) -> Result<Vec<Listed>> {
        let done = self.job("support").limit(Duration::from_secs(120)).check()?;
        self.check_device(&done)?;
        let text = output::plain(&done.stdout);
        let listed: Vec<Listed> = output::lines(&text)
            .map(|line| Listed { case: line.case.to_owned(), is_supported: line.is_supported() })
            .collect();
        ensure!(!listed.is_empty(), "{PROGRAM} lists no cases:\n{}", done.tail(10));
        Ok(listed)
    }

    /// GGML says which device it has found before it begins to test.
    fn check_device(&self, done: &Done) -> Result<()> {
        let device = format!("vgpu software GPU, compute capability {},", self.capability);
        let has_found = done.stderr.contains(&device);
        ensure!(has_found, "GGML found no {device} with this driver: {}\n{}", done.ending, done.tail(10));
        Ok(())
    }

    /// Starts it once with as many of `cases` (in its order, repetitions included) as it takes, and hands each verdict to
    /// `settle` at once. At least one case is settled, or the time was over.
    ///
    /// # Errors
    /// If it does not find the software GPU, or its output is not understood.
    pub fn start(
        &self,
        cases: &[String],
        limits: Limits,
        mut settle: impl FnMut(String, Verdict) -> Result<()>,
    ) -> Result<Ended> {
        let (names, expected) = batch(cases, LIST_MAX);
        let mut is_first = true;
        let mut settle = |case, verdict| match verdict {
            // GGML keeps memory for the next case. Such a case is left for the next start, where it comes first.
            Verdict::Memory(_) if !is_first => Ok(()),
            verdict => {
                is_first = false;
                settle(case, verdict)
            }
        };
        // The limits are kept here, because what is over its own is no reason to give up the rest.
        let job = self.job("test").arg("-o").arg(names.join(",")).limit(limits.all + Duration::from_secs(60));
        let mut running = job.start()?;
        let started = Instant::now();
        let (mut count, mut last, mut looked) = (0, started, started);
        let mut stopped = None;
        while running.is_running() && stopped.is_none() {
            thread::sleep(LOOK);
            if looked.elapsed() < READ {
                continue;
            }
            looked = Instant::now();
            let read = output::read(&expected, &running.printed())?;
            for (case, verdict) in read.settled.into_iter().skip(count) {
                settle(case, verdict)?;
                (count, last) = (count + 1, Instant::now());
            }
            if started.elapsed() >= limits.all {
                stopped = Some(Ended::OutOfTime);
            } else if last.elapsed() >= limits.case {
                stopped = Some(Ended::Settled);
            }
        }
        let done = if stopped.is_some() { running.stop()? } else { running.finish()? };
        // It may have ended just before it was stopped.
        let stopped = stopped.filter(|_| done.ending == Ending::TimedOut);
        if stopped != Some(Ended::OutOfTime) {
            self.check_device(&done)?;
        }
        let read = output::read(&expected, &done.stdout)?;
        for (case, verdict) in read.settled.into_iter().skip(count) {
            settle(case, verdict)?;
        }
        match (read.current, stopped) {
            (_, Some(Ended::OutOfTime)) => return Ok(Ended::OutOfTime),
            (Some(case), Some(Ended::Settled)) => {
                settle(case, Verdict::Slow(format!("stopped after {} s", limits.case.as_secs())))?;
            }
            (Some(case), None) => settle(case, output::cause(&done))?,
            (None, _) => {}
        }
        Ok(Ended::Settled)
    }
}

/// The first of `cases` whose names, each once, are no longer than `max` together; then all of these that are in `cases`,
/// for the program runs every case of a name.
fn batch(cases: &[String], max: usize) -> (Vec<&str>, Vec<String>) {
    let mut names: Vec<&str> = Vec::new();
    let mut length = 0;
    for case in cases {
        if names.contains(&case.as_str()) {
            continue;
        }
        length += case.len() + 1;
        if length > max && !names.is_empty() {
            break;
        }
        names.push(case);
    }
    let expected = cases.iter().filter(|case| names.contains(&case.as_str())).cloned().collect();
    (names, expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_batch_has_all_cases_of_a_name_and_at_least_one() {
        let cases = ["A(1)", "A(2)", "A(3)", "A(1)"].map(str::to_owned);
        let (names, expected) = batch(&cases, 10);
        assert_eq!(names, ["A(1)", "A(2)"]);
        assert_eq!(expected, ["A(1)", "A(2)", "A(1)"]);
        assert_eq!(batch(&cases, 1).0, ["A(1)"]);
    }

    const BEGIN: &str = "echo '  Device 0: vgpu software GPU, compute capability 6.1, VMM: yes' >&2; ";

    /// What is settled by a start, and how it ended, if `script` is the program.
    fn started(script: &str, cases: &[&str], limits: [u64; 2]) -> Result<(Vec<(String, Verdict)>, Ended)> {
        let scratch = Scratch::new()?;
        let program = Program {
            words: ["sh", "-c", script].map(OsString::from).to_vec(),
            folder: scratch.path().to_owned(),
            capability: "6.1".into(),
            memory: "1GiB".into(),
            log: scratch.path().join("log"),
        };
        let cases: Vec<String> = cases.iter().map(|case| (*case).to_owned()).collect();
        let mut settled = Vec::new();
        let [case, all] = limits.map(Duration::from_millis);
        let ended = program.start(&cases, Limits { case, all }, |case, verdict| {
            settled.push((case, verdict));
            Ok(())
        })?;
        Ok((settled, ended))
    }

    #[test]
    fn the_case_in_which_the_program_ends_is_settled_and_later_ones_are_not() {
        let script = format!("{BEGIN} echo '  A(1): OK'; echo 'assertion failed' >&2; kill -ABRT $$");
        let (settled, ended) = started(&script, &["A(1)", "A(2)", "A(3)"], [60_000; 2]).expect("start");
        assert_eq!(ended, Ended::Settled);
        assert_eq!(settled[0], ("A(1)".to_owned(), Verdict::Passed));
        assert!(
            matches!(&settled[1].1, Verdict::Failed(why) if why.contains("assertion failed")),
            "{settled:?}"
        );
        assert_eq!(settled.len(), 2);
    }

    #[test]
    fn too_little_memory_is_believed_of_the_first_case_only() {
        let report =
            "printf 'CUDA error: out of memory\\n in function f at x\\n cuMemCreate()\\n' >&2; exit 1";
        let (settled, _) =
            started(&format!("{BEGIN} {report}"), &["A(1)", "A(2)"], [60_000; 2]).expect("start");
        assert_eq!(settled, [("A(1)".to_owned(), Verdict::Memory("cuMemCreate()".to_owned()))]);
        let script = format!("{BEGIN} echo '  A(1): OK'; {report}");
        let (settled, _) = started(&script, &["A(1)", "A(2)"], [60_000; 2]).expect("start");
        assert_eq!(settled, [("A(1)".to_owned(), Verdict::Passed)]);
    }

    #[test]
    fn a_case_over_its_limit_is_skipped_and_one_over_that_of_all_is_not_reached() {
        let script = format!("{BEGIN} echo '  A(1): OK'; exec sleep 600");
        let (settled, ended) = started(&script, &["A(1)", "A(2)"], [300, 60_000]).expect("start");
        assert_eq!(ended, Ended::Settled);
        assert!(matches!(settled[1], (_, Verdict::Slow(_))), "{settled:?}");
        let (settled, ended) = started(&script, &["A(1)", "A(2)"], [60_000, 300]).expect("start");
        assert_eq!((settled.len(), ended), (1, Ended::OutOfTime));
    }

    #[test]
    fn a_program_that_finds_no_device_settles_nothing() {
        assert!(started("echo no driver >&2; exit 1", &["A(1)"], [60_000; 2]).is_err());
    }
}
