//! Other programs: started with a time limit, their output kept, ended with everything that they started.

mod dialogue;

use std::collections::{BTreeMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::scratch::Scratch;
pub use dialogue::Dialogue;

/// The most of a program's output that is read back.
const OUTPUT_MAX: u64 = 64 << 20;
/// How often a running program is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By itself.
    Status(i32),
    /// By a signal.
    Signal(i32),
    /// By us, after its time was up.
    TimedOut,
}

impl std::fmt::Display for Ending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Status(status) => write!(f, "exit status {status}"),
            Self::Signal(signal) => write!(f, "signal {signal}"),
            Self::TimedOut => f.write_str("out of time"),
        }
    }
}

impl From<ExitStatus> for Ending {
    fn from(status: ExitStatus) -> Self {
        match (status.code(), status.signal()) {
            (Some(code), _) => Self::Status(code),
            (None, signal) => Self::Signal(signal.unwrap_or(0)),
        }
    }
}

/// What is left of a program.
#[derive(Debug, Clone)]
pub struct Done {
    /// How it ended.
    pub ending: Ending,
    /// What it printed to standard output; empty if that was inherited.
    pub stdout: String,
    /// What it printed to standard error; likewise.
    pub stderr: String,
}

impl Done {
    /// Did it end with status 0?
    pub fn is_success(&self) -> bool {
        self.ending == Ending::Status(0)
    }

    /// The last lines that it printed, for a message.
    pub fn tail(&self, lines: usize) -> String {
        let text = if self.stderr.trim().is_empty() { &self.stdout } else { &self.stderr };
        let all: Vec<&str> = text.trim_end().lines().collect();
        all[all.len().saturating_sub(lines)..].join("\n")
    }
}

/// A program to be run.
#[derive(Debug, Clone)]
pub struct Job {
    words: Vec<OsString>,
    variables: BTreeMap<OsString, Option<OsString>>,
    folder: Option<PathBuf>,
    limit: Duration,
    log: Option<PathBuf>,
}

impl Job {
    /// `program` with nothing said about it; it may run for ten minutes.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            words: vec![program.as_ref().to_owned()],
            variables: BTreeMap::new(),
            folder: None,
            limit: Duration::from_secs(600),
            log: None,
        }
    }

    /// The program and its arguments.
    pub fn of<W: AsRef<OsStr>>(words: &[W]) -> Self {
        let mut job = Self::new("");
        job.words = words.iter().map(|word| word.as_ref().to_owned()).collect();
        job
    }

    /// One more argument.
    pub fn arg(mut self, word: impl AsRef<OsStr>) -> Self {
        self.words.push(word.as_ref().to_owned());
        self
    }

    /// More arguments.
    pub fn args<W: AsRef<OsStr>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.words.extend(words.into_iter().map(|word| word.as_ref().to_owned()));
        self
    }

    /// Sets a variable.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.variables.insert(name.as_ref().to_owned(), Some(value.as_ref().to_owned()));
        self
    }

    /// Lets the loader look into `folder` before all others.
    pub fn libraries(self, folder: impl AsRef<Path>) -> Self {
        let before = library_path().unwrap_or_default();
        let before = std::env::split_paths(&before).filter(|path| !path.as_os_str().is_empty());
        let folders = std::iter::once(folder.as_ref().to_owned()).chain(before);
        let path = std::env::join_paths(folders).unwrap_or_else(|_| folder.as_ref().into());
        self.env("LD_LIBRARY_PATH", path)
    }

    /// Lets signals do what they usually do. Whoever started us in the background may have told us to ignore some,
    /// which is inherited for ever, and tests of signals would wait in vain.
    pub fn with_usual_signals(mut self) -> Self {
        let env = ["env", "--default-signal=INT,QUIT,HUP,TERM,PIPE"];
        let can = Self::of(&env)
            .arg("true")
            .limit(Duration::from_secs(10))
            .run()
            .is_ok_and(|done| done.is_success());
        if can {
            self.words.splice(0..0, env.map(OsString::from));
        }
        self
    }

    /// The folder to run in.
    pub fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.folder = Some(folder.as_ref().to_owned());
        self
    }

    /// The longest time that it may run.
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Keeps the output in `log.out` and `log.err`.
    pub fn log(mut self, log: impl AsRef<Path>) -> Self {
        self.log = Some(log.as_ref().to_owned());
        self
    }

    /// The command line, for people.
    pub fn line(&self) -> String {
        let words: Vec<_> = self.words.iter().map(|word| word.to_string_lossy()).collect();
        words.join(" ")
    }

    fn command(&self) -> Result<Command> {
        let (program, arguments) = self.words.split_first().context("no program")?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null());
        if let Some(path) = library_path() {
            command.env("LD_LIBRARY_PATH", path);
        }
        for (name, value) in &self.variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        Ok(command)
    }

    /// Starts it and leaves it running; its output goes to the log.
    pub fn start(&self) -> Result<Running> {
        let mut command = self.command()?;
        let (out, err) = self.log_files()?;
        command.stdout(create(&out)?).stderr(create(&err)?);
        let child = command.spawn().with_context(|| format!("cannot start {}", self.line()))?;
        Ok(Running { child, started: Instant::now(), limit: self.limit, out, err })
    }

    fn log_files(&self) -> Result<(PathBuf, PathBuf)> {
        match &self.log {
            Some(log) => {
                let name = |end: &str| {
                    let mut name = log.clone().into_os_string();
                    name.push(end);
                    PathBuf::from(name)
                };
                Ok((name(".out"), name(".err")))
            }
            None => bail!("{}: no log", self.line()),
        }
    }

    /// Runs it to its end and keeps what it printed.
    pub fn run(&self) -> Result<Done> {
        if self.log.is_some() {
            return self.start()?.finish();
        }
        let folder = Scratch::new()?;
        self.clone().log(folder.path().join("job")).start()?.finish()
    }

    /// Runs it to its end; the terminal is its own.
    pub fn show(&self) -> Result<Done> {
        let mut child = self.command()?.spawn().with_context(|| format!("cannot start {}", self.line()))?;
        let ending = wait(&mut child, Instant::now() + self.limit)?;
        Ok(Done { ending, stdout: String::new(), stderr: String::new() })
    }

    /// Runs it, and fails unless it ends with status 0.
    pub fn check(&self) -> Result<Done> {
        let done = self.run()?;
        if !done.is_success() {
            bail!("{}: {}\n{}", self.line(), done.ending, done.tail(30));
        }
        Ok(done)
    }
}

fn create(path: &Path) -> Result<File> {
    File::create(path).with_context(|| format!("cannot write {}", path.display()))
}

/// A program that runs.
#[derive(Debug)]
pub struct Running {
    child: Child,
    started: Instant,
    limit: Duration,
    out: PathBuf,
    err: PathBuf,
}

impl Running {
    /// Has it not ended yet?
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has printed so far.
    pub fn printed(&self) -> String {
        read(&self.out)
    }

    /// What it has printed to standard error so far.
    pub fn said(&self) -> String {
        read(&self.err)
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        send(self.child.id(), signal);
    }

    /// Waits for its end.
    pub fn finish(mut self) -> Result<Done> {
        let ending = wait(&mut self.child, self.started + self.limit)?;
        Ok(Done { ending, stdout: read(&self.out), stderr: read(&self.err) })
    }

    /// Ends it now, unless it has ended by itself.
    pub fn stop(mut self) -> Result<Done> {
        self.limit = Duration::ZERO;
        self.finish()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.is_running() {
            end_tree(&mut self.child);
        }
    }
}

/// The library path without what `cargo run` has put there: our own build folder has a `libcuda.so` in it, and no
/// program may find that by accident.
fn library_path() -> Option<OsString> {
    let path = std::env::var_os("LD_LIBRARY_PATH")?;
    let ours = std::env::current_exe().ok()?.parent()?.to_owned();
    let is_foreign = |folder: &PathBuf| {
        !folder.starts_with(&ours) && !folder.components().any(|part| part.as_os_str() == "toolchains")
    };
    std::env::join_paths(std::env::split_paths(&path).filter(is_foreign)).ok()
}

fn read(path: &Path) -> String {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(path) {
        let _ = file.take(OUTPUT_MAX).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wait(child: &mut Child, deadline: Instant) -> Result<Ending> {
    loop {
        if let Some(status) = child.try_wait().context("cannot wait for a program")? {
            return Ok(status.into());
        }
        if Instant::now() >= deadline {
            end_tree(child);
            return Ok(Ending::TimedOut);
        }
        thread::sleep(LOOK);
    }
}

/// Sends a signal to a process, which may be gone.
pub fn send(id: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

/// Ends a child and everything below it. Children stay in our process group, so that the terminal's Ctrl-C
/// reaches all; this is why the tree is walked and no group is killed.
fn end_tree(child: &mut Child) {
    for id in descendants(child.id()).into_iter().chain([child.id()]) {
        send(id, Signal::KILL);
    }
    let _ = child.wait();
}

/// Everything below a process.
pub fn descendants(id: u32) -> HashSet<u32> {
    let parents = parents();
    let mut tree = HashSet::from([id]);
    while parents.iter().any(|(id, parent)| tree.contains(parent) && tree.insert(*id)) {}
    tree.remove(&id);
    tree
}

/// The words that a process was started with.
pub fn command_line(id: u32) -> Vec<String> {
    let words = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    words.split(|byte| *byte == 0).map(|word| String::from_utf8_lossy(word).into_owned()).collect()
}

/// Every process with its parent.
fn parents() -> Vec<(u32, u32)> {
    let parent = |id: u32| -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name may contain anything, so count from its closing bracket.
        stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
    };
    processes().filter_map(|id| Some((id, parent(id)?))).collect()
}

fn processes() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// Processes that run `executable`.
pub fn running(executable: &Path) -> Vec<u32> {
    let Ok(executable) = fs::canonicalize(executable) else { return Vec::new() };
    processes()
        .filter(|id| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == executable))
        .collect()
}

/// Is there a program of this name on the path?
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_and_status_are_kept() {
        let done = Job::of(&["sh", "-c", "echo out; echo err >&2; exit 3"]).run().expect("run");
        assert_eq!(
            (done.ending, done.stdout.as_str(), done.stderr.as_str()),
            (Ending::Status(3), "out\n", "err\n")
        );
        assert_eq!(done.tail(1), "err");
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended_with_its_children() {
        let scratch = Scratch::new().expect("folder");
        let job = Job::of(&["sh", "-c", "sleep 600 & echo $!; wait"]).limit(Duration::from_millis(300));
        let done = job.log(scratch.path().join("x")).run().expect("run");
        assert_eq!(done.ending, Ending::TimedOut);
        let child = done.stdout.trim().to_owned();
        let gone = (0..200).any(|_| {
            thread::sleep(Duration::from_millis(10));
            let state = fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
            state.is_empty() || state.contains(") Z")
        });
        assert!(gone, "process {child} is still there");
    }

    #[test]
    fn programs_that_do_not_exist_are_errors() {
        assert!(Job::new("/nonexistent/program").run().is_err());
    }
}
