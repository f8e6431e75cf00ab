//! An Ollama server of our own, and what can be asked of it.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::Signal;
use serde_json::{Value, json};

use super::http;
use crate::process::{Job, Running, command_line, descendants};

/// How long anything may take. An emulated processor that loads gigabytes of libraries is what needs it.
const LIMIT: Duration = Duration::from_secs(600);
/// How often something that is waited for is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// `ollama serve`.
#[derive(Debug)]
pub struct Server {
    program: PathBuf,
    folder: PathBuf,
    port: u16,
    running: Running,
}

impl Server {
    /// Starts it, with its models and its log in `folder`. It finds the CUDA driver as any program does, unless it is told not
    /// to look for one.
    pub fn start(program: &Path, folder: &Path, is_cpu: bool) -> Result<Self> {
        ensure!(program.is_file(), "there is no {}", program.display());
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        // Free now; a server that finds it taken says so in its log.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let job = own(program, folder, port).arg("serve").env("OLLAMA_DEBUG", "1");
        let job = if is_cpu { job.env("OLLAMA_LLM_LIBRARY", "cpu") } else { job };
        let running = job.limit(Duration::from_secs(3600)).log(folder.join("serve")).start()?;
        let mut server = Self { program: program.to_owned(), folder: folder.to_owned(), port, running };
        server.wait_for("Listening on")?;
        // It listens before it has looked for devices.
        server.wait_for("msg=\"inference compute\"")?;
        Ok(server)
    }

    /// Waits until its log has this.
    pub fn wait_for(&mut self, what: &str) -> Result<()> {
        let deadline = Instant::now() + LIMIT;
        while !self.log().contains(what) {
            ensure!(self.running.is_running(), "ollama serve has ended:\n{}", self.log());
            ensure!(Instant::now() < deadline, "ollama serve does not say {what}:\n{}", self.log());
            thread::sleep(LOOK);
        }
        Ok(())
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        self.running.said()
    }

    /// Runs another command of the program against it, and gives what that printed.
    pub fn command(&self, words: &[&str]) -> Result<String> {
        let job = own(&self.program, &self.folder, self.port).args(words).limit(LIMIT);
        Ok(job.check()?.stdout)
    }

    /// Makes a model of a GGUF file.
    pub fn create(&self, name: &str, file: &Path) -> Result<()> {
        let modelfile = self.folder.join(format!("{name}.modelfile"));
        let text = format!("FROM {}\nTEMPLATE \"\"\"{{{{ .Prompt }}}}\"\"\"\n", file.display());
        fs::write(&modelfile, text).with_context(|| format!("cannot write {}", modelfile.display()))?;
        self.command(&["create", name, "-f", &modelfile.display().to_string()]).map(drop)
    }

    /// Asks, and waits for the whole answer.
    pub fn ask(&self, path: &str, body: Option<&Value>) -> Result<Value> {
        let text = http::ask(self.port, path, body, LIMIT)?.rest()?;
        serde_json::from_str(&text).with_context(|| format!("{path} answers {text}"))
    }

    /// Lets a model write on, the likeliest token always.
    pub fn generate(&self, model: &str, prompt: &str, tokens: u32) -> Result<Value> {
        self.ask("/api/generate", Some(&request(model, prompt, tokens)))
    }

    /// Begins to let it write, and hangs up when the first token is there.
    pub fn hang_up(&self, model: &str, prompt: &str, tokens: u32) -> Result<()> {
        let mut request = request(model, prompt, tokens);
        request["stream"] = true.into();
        let first = http::ask(self.port, "/api/generate", Some(&request), LIMIT)?.line()?;
        let first: Value = serde_json::from_str(&first).context("the first token")?;
        ensure!(first["done"] == false, "the first token was the last: {first}");
        Ok(())
    }

    /// Has a model loaded or unloaded: how long it is kept from now on, as Ollama says such things.
    pub fn keep(&self, model: &str, how_long: Value) -> Result<Value> {
        let request = json!({"model": model, "stream": false, "keep_alive": how_long});
        self.ask("/api/generate", Some(&request))
    }

    /// The models that are loaded.
    pub fn loaded(&self) -> Result<Vec<Value>> {
        let answer = self.ask("/api/ps", None)?;
        answer["models"].as_array().cloned().context("/api/ps lists no models")
    }

    /// Waits until so many are loaded.
    pub fn wait_until_loaded(&self, count: usize) -> Result<()> {
        let deadline = Instant::now() + LIMIT;
        loop {
            let loaded = self.loaded()?;
            if loaded.len() == count {
                return Ok(());
            }
            ensure!(Instant::now() < deadline, "{count} models should be loaded: {loaded:?}");
            thread::sleep(LOOK);
        }
    }

    /// Processes that run a model.
    pub fn runners(&self) -> Vec<u32> {
        let is_runner = |id: &u32| command_line(*id).iter().any(|word| word == "--model");
        descendants(self.running.id()).into_iter().filter(is_runner).collect()
    }

    /// Ends it as its service manager would.
    pub fn stop(self) -> Result<()> {
        self.running.signal(Signal::TERM);
        let log = self.folder.join("serve.err");
        let done = self.running.finish()?;
        if !done.is_success() {
            bail!("ollama serve: {}; see {}", done.ending, log.display());
        }
        Ok(())
    }
}

/// The program, told about nothing but this server.
fn own(program: &Path, folder: &Path, port: u16) -> Job {
    Job::new(program)
        .env("OLLAMA_HOST", format!("127.0.0.1:{port}"))
        .env("OLLAMA_MODELS", folder.join("models"))
        .env("HOME", folder)
        .env("OLLAMA_KEEP_ALIVE", "60m")
}

fn request(model: &str, prompt: &str, tokens: u32) -> Value {
    json!({"model": model, "prompt": prompt, "stream": false, "options": greedy(tokens)})
}

/// Options that leave nothing to chance.
pub fn greedy(tokens: u32) -> Value {
    // Random weights soon write one word again and again, and Ollama gives up a model that does so thirty times.
    json!({"temperature": 0, "seed": 1, "repeat_penalty": 1.5, "num_predict": tokens, "num_ctx": 1024})
}
