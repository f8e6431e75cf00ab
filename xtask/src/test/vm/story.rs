//! A language model in a guest: llama.cpp with GGML's CUDA backend, unmodified, writes what it writes on the host.

use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::proof;
use super::stub::Way;
use crate::demo::{is_story, story_words};
use crate::host::Host;
use crate::llamacpp::LlamaCpp;
use crate::process::{Done, Job};
use crate::vm::Maker;
use crate::workspace::Workspace;

/// Letters that it writes, each of which is a token.
const LETTERS: usize = 120;
/// How long that may take. What an emulated processor reads of the libraries takes most of it.
const LIMIT: Duration = Duration::from_secs(300);

/// The story as the host wrote it, and what a guest needs to write it too.
#[derive(Debug)]
pub struct Story<'a> {
    workspace: &'a Workspace,
    programs: &'a Path,
    llama: LlamaCpp,
    host: Done,
}

impl<'a> Story<'a> {
    /// Fetches llama.cpp and lets it write on the host, through the memfd link, with the guest library in `programs`.
    pub fn on_host(workspace: &'a Workspace, built: &Path, programs: &'a Path) -> Result<Self> {
        let llama = LlamaCpp::without_driver(&workspace.target())?;
        let words = story_words(workspace, llama.command_with(programs, "llama-completion"), LETTERS);
        let job = Job::new(built.join("vgpu")).args(["run", "--device", "soft", "--"]).args(words);
        let host = job.folder(&llama.folder).limit(LIMIT).run()?;
        ensure!(is_story(&host, LETTERS), "llama.cpp on the host: {}: {}", host.ending, host.tail(12));
        Ok(Self { workspace, programs, llama, host })
    }

    /// The version of llama.cpp, as Debian counts.
    pub fn version(&self) -> Result<String> {
        self.llama.version("llama.cpp-tools")
    }

    /// The very same command line in a Debian guest, which finds the host's folders under the same names: links among
    /// llama.cpp's files are absolute. Says how long that took.
    pub fn in_guest(&self, way: &Way, maker: &Maker, built: &Path, folder: &Path) -> Result<String> {
        let host = Host::start(built, folder)?;
        let device = way.device(&host, "story.sock")?;
        let stub = device.path.display().to_string();
        let llama = self.llama.folder.parent().context("llama.cpp has no folder")?;
        let demo = self.workspace.root.join("suite/demo");
        let shares = [llama, self.programs, &demo].map(|at| format!("{0}={0}", at.display()));
        let shares = shares.iter().flat_map(|share| ["--share", share]);
        let flags: Vec<&str> =
            way.flags(&stub).into_iter().chain(["--guest", "debian"]).chain(shares).collect();
        let vm = maker.with_qemu(way.qemu).start(&format!("story-{}", way.name), &flags)?;
        let listed = vm.shell("lspci")?;
        let is_device = |line: &str| line.starts_with("00:05.0 ") && line.contains(way.class);
        ensure!(listed.lines().any(is_device), "lspci does not show the device:\n{listed}");
        let started = Instant::now();
        let start = self.llama.command_with(self.programs, "llama-completion");
        let verify = [self.programs.join("vgpu").as_os_str(), "verify".as_ref(), "--json".as_ref()]
            .map(OsString::from);
        let verify = verify.into_iter().chain([proof::EVIDENCE.into(), "--".into()]);
        let words: Vec<_> = verify.chain(story_words(self.workspace, start, LETTERS)).collect();
        let done = vm.command_in(&self.llama.folder, &words).limit(LIMIT).run()?;
        let took = started.elapsed();
        ensure!(is_story(&done, LETTERS), "llama.cpp in a guest: {}: {}", done.ending, done.tail(12));
        // What it writes comes before the evidence.
        ensure!(
            done.stdout.starts_with(&self.host.stdout),
            "the guest writes {:?}, the host {:?}",
            done.stdout,
            self.host.stdout
        );
        let proof = proof::judge(&proof::read(&vm)?, "the device at")?;
        ensure!(vm.stop()?.is_success(), "the machine did not end well");
        let counted = device.stop()?;
        host.stop()?;
        ensure!(counted["transport"]["window_traps"] == 0, "accesses to the window trapped: {counted}");
        Ok(format!(
            "{}: llama.cpp in a guest offloads 3/3 layers and writes the host's {LETTERS} tokens in {:.1} s, proven: {proof}",
            way.name,
            took.as_secs_f64(),
        ))
    }
}
