//! The questions, one after another.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::process::Signal;
use serde_json::{Value, json};

use super::server::{Server, greedy};
use super::{Found, Options, program};
use crate::process::send;

const MODEL: &str = "first";
const BESIDE: &str = "second";
/// How long a process that was killed may be seen.
const GONE: Duration = Duration::from_secs(20);

/// Asks everything, and fails at the first thing that is not as it should be on any device.
pub fn run(options: &Options) -> Result<Found> {
    let mut found = Found::default();
    let mut server = Server::start(&program(&options.ollama), &options.folder, options.cpu)?;
    let version = server.ask("/api/version", None)?;
    found.version = version["version"].as_str().unwrap_or("?").to_owned();
    found.device = said(&server.log(), "msg=\"inference compute\"");
    println!("Ollama {}: {}", found.version, found.device);
    server.create(MODEL, &options.model).context("ollama create")?;
    step("it writes", || writes(&server, options, &mut found))?;
    step("it chats and embeds", || chats_and_embeds(&server, options, &mut found))?;
    step("where it computes", || is_loaded(&server, &mut found))?;
    step("a request that is given up", || {
        let prompt = first(options)?;
        server.hang_up(MODEL, prompt, options.tokens)?;
        again(&server, options, &mut found)
    })?;
    step("a runner that is killed", || {
        let before = kill_runner(&server)?;
        again(&server, options, &mut found)?;
        let after = server.runners();
        ensure!(!after.is_empty() && after != before, "the killed runner was not replaced: {after:?}");
        Ok(())
    })?;
    if let Some(file) = &options.beside {
        server.create(BESIDE, file).context("ollama create, a second time")?;
        step("two models", || two_models(&server, options, &mut found))?;
    }
    step("unloading", || {
        server.keep(MODEL, json!(0))?;
        server.wait_until_loaded(0)
    })?;
    found.memory_came_back = came_back(&mut server, &found)?;
    for round in 0..options.rounds {
        step(&format!("load and speed, {round}"), || measure(&server, options, &mut found))?;
    }
    server.stop()?;
    Ok(found)
}

/// Does a part, and says how long it took.
fn step(what: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let started = Instant::now();
    work().with_context(|| what.to_owned())?;
    println!("  {what}: {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn first(options: &Options) -> Result<&str> {
    options.prompt.first().map(String::as_str).context("there is no prompt")
}

/// The last line of a log that has this.
fn said(log: &str, what: &str) -> String {
    let line = log.lines().rfind(|line| line.contains(what)).unwrap_or_default();
    line.split_once(what).map_or("", |(_, rest)| rest).trim().to_owned()
}

fn text(answer: &Value) -> Result<String> {
    ensure!(answer["done"] == true, "it was not done: {answer}");
    answer["response"].as_str().map(str::to_owned).with_context(|| format!("no text: {answer}"))
}

fn writes(server: &Server, options: &Options, found: &mut Found) -> Result<()> {
    for prompt in &options.prompt {
        let text = text(&server.generate(MODEL, prompt, options.tokens)?)?;
        ensure!(!text.is_empty(), "it wrote nothing after {prompt:?}");
        found.texts.push(text);
    }
    let layers = said(&server.log(), "offloaded ");
    found.layers = layers.split(' ').next().unwrap_or_default().to_owned();
    Ok(())
}

fn chats_and_embeds(server: &Server, options: &Options, found: &mut Found) -> Result<()> {
    let message = json!({"role": "user", "content": first(options)?});
    let chat =
        json!({"model": MODEL, "messages": [message], "stream": false, "options": greedy(options.tokens)});
    let answer = server.ask("/api/chat", Some(&chat))?;
    found.chat = answer["message"]["content"].as_str().context("no message")?.to_owned();
    let embed = json!({"model": MODEL, "input": options.prompt, "options": greedy(options.tokens)});
    let answer = server.ask("/api/embed", Some(&embed))?;
    found.embeddings = serde_json::from_value(answer["embeddings"].clone()).context("no embeddings")?;
    let is_sound = |vector: &Vec<f64>| {
        let length: f64 = vector.iter().map(|x| x * x).sum();
        (length - 1.0).abs() < 1e-3
    };
    ensure!(
        found.embeddings.len() == options.prompt.len() && found.embeddings.iter().all(is_sound),
        "these are no vectors of length 1: {:?}",
        found.embeddings
    );
    Ok(())
}

fn is_loaded(server: &Server, found: &mut Found) -> Result<()> {
    let loaded = server.loaded()?;
    ensure!(loaded.len() == 1, "one model should be loaded: {loaded:?}");
    let size = |field: &str| loaded.first().and_then(|model| model[field].as_u64());
    found.size = [size("size").context("no size")?, size("size_vram").unwrap_or_default()];
    let list = server.command(&["ps"])?;
    let line =
        list.lines().find(|line| line.starts_with(MODEL)).context("ollama ps does not list the model")?;
    // NAME ID SIZE PROCESSOR …, two spaces or more between them.
    let cells: Vec<_> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    found.processor = cells.get(3).copied().unwrap_or_default().to_owned();
    Ok(())
}

/// The first prompt is gone on with. Not always as before: Ollama keeps what it has read of a prompt, and what is computed in
/// other portions is rounded otherwise. But another run writes the same at the same place.
fn again(server: &Server, options: &Options, found: &mut Found) -> Result<()> {
    let text = text(&server.generate(MODEL, first(options)?, options.tokens)?)?;
    ensure!(!text.is_empty(), "it writes nothing afterwards");
    found.afterwards.push(text);
    Ok(())
}

/// Kills the process that runs the model. Gives what was killed.
fn kill_runner(server: &Server) -> Result<Vec<u32>> {
    let runners = server.runners();
    ensure!(runners.len() == 1, "one process should run the model: {runners:?}");
    for id in &runners {
        send(*id, Signal::KILL);
    }
    let deadline = Instant::now() + GONE;
    while server.runners().iter().any(|id| runners.contains(id)) {
        ensure!(Instant::now() < deadline, "process {runners:?} does not end");
        thread::sleep(Duration::from_millis(10));
    }
    Ok(runners)
}

/// A second model is loaded beside the first, and both write.
fn two_models(server: &Server, options: &Options, found: &mut Found) -> Result<()> {
    let other = text(&server.generate(BESIDE, first(options)?, options.tokens)?)?;
    ensure!(!other.is_empty(), "the second model wrote nothing");
    again(server, options, found)?;
    let loaded = server.loaded()?;
    ensure!(loaded.len() == 2 && server.runners().len() == 2, "two models should be loaded: {loaded:?}");
    server.keep(BESIDE, json!(0))?;
    server.wait_until_loaded(1)?;
    again(server, options, found)
}

/// Whether Ollama saw the memory of the last model come back. It looks for five seconds.
fn came_back(server: &mut Server, found: &Found) -> Result<Option<bool>> {
    if found.layers.is_empty() {
        return Ok(None);
    }
    server.wait_for("sending an unloaded event")?;
    let log = server.log();
    let last = log.lines().rfind(|line| line.contains("gpu VRAM"));
    Ok(Some(last.is_some_and(|line| line.contains("free memory converged"))))
}

/// Loads the model, lets it read and write, and unloads it.
fn measure(server: &Server, options: &Options, found: &mut Found) -> Result<()> {
    let started = Instant::now();
    server.keep(MODEL, json!("60m"))?;
    found.load.push(started.elapsed().as_secs_f64());
    let prompt = options.prompt.iter().max_by_key(|prompt| prompt.len()).context("there is no prompt")?;
    let answer = server.generate(MODEL, prompt, options.tokens)?;
    found.read.push(rate(&answer, "prompt_eval")?);
    found.written.push(rate(&answer, "eval")?);
    server.keep(MODEL, json!(0))?;
    server.wait_until_loaded(0)
}

/// Tokens per second of a part of an answer; Ollama counts time in nanoseconds.
fn rate(answer: &Value, part: &str) -> Result<f64> {
    let number = |what: &str| answer[format!("{part}_{what}")].as_f64();
    let (count, duration) = (number("count"), number("duration"));
    let (count, duration) = count.zip(duration).with_context(|| format!("no {part}: {answer}"))?;
    ensure!(count > 0.0 && duration > 0.0, "{part} took no time: {answer}");
    Ok(count / duration * 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_a_log_counts() {
        let log = "x msg=\"inference compute\" id=cpu\nload: offloaded 1/3 layers\nload: offloaded 3/3 layers to GPU\n";
        assert_eq!(said(log, "offloaded "), "3/3 layers to GPU");
        assert_eq!(said(log, "msg=\"inference compute\""), "id=cpu");
        assert_eq!(said(log, "nothing"), "");
    }

    #[test]
    fn rates_are_per_second() {
        let answer = json!({"eval_count": 50, "eval_duration": 2_000_000_000_u64, "prompt_eval_count": 0});
        assert!((rate(&answer, "eval").expect("rate") - 25.0).abs() < 1e-9);
        assert!(rate(&answer, "prompt_eval").is_err());
    }
}
