//! Programs that answer line by line.

use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::{Done, Job, Running, create};

impl Job {
    /// Starts a program that answers every line of its input with one of its output; both outputs also go to the log.
    pub fn converse(&self) -> Result<Dialogue> {
        let mut command = self.command()?;
        let (out, err) = self.log_files()?;
        let mut copy = create(&out)?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(create(&err)?);
        let mut child = command.spawn().with_context(|| format!("cannot start {}", self.line()))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (input, output) = (input.context("no pipe to it")?, output.context("no pipe from it")?);
        let (sender, lines) = mpsc::channel();
        // Ends with the program.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if writeln!(copy, "{line}").is_err() || sender.send(line).is_err() {
                    break;
                }
            }
        });
        let running = Running { child, started: Instant::now(), limit: self.limit, out, err };
        Ok(Dialogue { running, input, lines })
    }
}

/// A program that answers line by line.
#[derive(Debug)]
pub struct Dialogue {
    running: Running,
    input: ChildStdin,
    lines: mpsc::Receiver<String>,
}

impl Dialogue {
    /// Sends it a line and waits for its answer.
    ///
    /// # Errors
    /// It has ended, or its time is up.
    pub fn ask(&mut self, line: &str) -> Result<String> {
        let left = (self.running.started + self.running.limit).saturating_duration_since(Instant::now());
        // A program that has ended says more by what it printed than by the broken pipe.
        let _ = writeln!(self.input, "{line}");
        match self.lines.recv_timeout(left) {
            Ok(answer) => Ok(answer),
            Err(mpsc::RecvTimeoutError::Timeout) => bail!("no answer in time: {}", self.running.said()),
            Err(mpsc::RecvTimeoutError::Disconnected) => bail!("it has ended: {}", self.running.said()),
        }
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.running.id()
    }

    /// Ends its input and waits for its end.
    pub fn finish(self) -> Result<Done> {
        drop(self.input);
        self.running.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Ending;
    use crate::scratch::Scratch;

    #[test]
    fn a_dialogue_goes_line_by_line_and_ends_with_the_program() {
        let scratch = Scratch::new().expect("folder");
        let job = Job::of(&[
            "sh",
            "-c",
            "while read line; do test $line = end && echo why >&2 && exit 3; echo =$line; done",
        ]);
        let mut dialogue = job.log(scratch.path().join("x")).converse().expect("starts");
        assert_eq!(dialogue.ask("a").expect("answer"), "=a");
        assert_eq!(dialogue.ask("b").expect("answer"), "=b");
        assert!(dialogue.ask("end").expect_err("no answer").to_string().contains("why"));
        let done = dialogue.finish().expect("ends");
        assert_eq!((done.ending, done.stdout.as_str()), (Ending::Status(3), "=a\n=b\n"));
    }
}
