//! `vgpu vm exec`, `info`, `qmp` and `stop`: what other commands can do with a machine that runs.

use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::cli::{ExecArgs, InfoArgs, QmpArgs, StopArgs};
use super::control::connect;
use super::frame::{Frame, Info, Kind, PAYLOAD_MAX, Start};
use super::run::{TIMED_OUT, show};

/// How long a machine may take to answer about itself.
const ANSWER_LIMIT: Duration = Duration::from_secs(10);
/// How long QEMU may take to do something: removing a device waits for the guest.
const QMP_LIMIT: Duration = Duration::from_secs(60);

/// Runs a command in the guest; its exit status is ours.
pub fn execute(arguments: &ExecArgs) -> Result<u8> {
    let mut stream = connect(&arguments.vm)?;
    let variables = arguments.env.iter().map(|text| {
        let (name, value) =
            text.split_once('=').with_context(|| format!("--env takes NAME=VALUE, not {text:?}"))?;
        Ok((name.to_owned(), value.to_owned()))
    });
    let variables = variables.collect::<Result<_>>()?;
    let start = Start { words: arguments.command.clone(), variables, folder: arguments.folder.clone() };
    Frame::json(0, Kind::Start, &start)?.write(&mut stream).context("cannot send the command")?;
    let mut input = stream.try_clone().context("cannot share the connection")?;
    thread::spawn(move || {
        send_input(|payload| Frame { id: 0, kind: Kind::Input, payload }.write(&mut input).is_ok());
    });
    let (sender, frames) = channel();
    thread::spawn(move || {
        while let Ok(Some(frame)) = Frame::read(&mut stream) {
            if sender.send(frame).is_err() {
                break;
            }
        }
    });
    let deadline = arguments.timeout.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    loop {
        let left =
            deadline.map_or(Duration::MAX, |deadline| deadline.saturating_duration_since(Instant::now()));
        match frames.recv_timeout(left) {
            Ok(frame) => {
                if let Some(status) = show(&frame)? {
                    return Ok(status);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                // The end of the connection is the end of the command.
                let seconds = arguments.timeout.unwrap_or(0);
                eprintln!("vgpu: the command was ended: its {seconds} s are over (--timeout)");
                return Ok(TIMED_OUT);
            }
            Err(RecvTimeoutError::Disconnected) => bail!("the machine {} has ended", arguments.vm),
        }
    }
}

/// Sends our standard input piece by piece, until `send` fails, unless a person types there, who may mean somebody else.
pub fn send_input(mut send: impl FnMut(Vec<u8>) -> bool) {
    let mut from = io::stdin().lock();
    let mut buffer = vec![0; PAYLOAD_MAX / 2];
    loop {
        let length = if from.is_terminal() { 0 } else { from.read(&mut buffer).unwrap_or(0) };
        // An empty piece is the end.
        if !send(buffer[..length].to_vec()) || length == 0 {
            return;
        }
    }
}

/// Says what a machine is.
pub fn info(arguments: &InfoArgs) -> Result<u8> {
    let info = ask(&arguments.vm)?;
    if arguments.json {
        crate::print(&(serde_json::to_string_pretty(&info).context("cannot print JSON")? + "\n"))?;
        return Ok(0);
    }
    let guest = info.guest.as_ref().map_or("not up yet".to_owned(), |hello| {
        format!("up since {:.1} s after its kernel started; kernel {}", hello.uptime, hello.kernel)
    });
    crate::print(&format!(
        "guest       {guest}\ncame up     {} times\nQEMU        process {}\nQMP         {}\nkernel log  {}\n",
        info.boots, info.pid, info.qmp, info.kernel_log
    ))?;
    Ok(0)
}

fn ask(name: &str) -> Result<Info> {
    let mut stream = connect(name)?;
    stream.set_read_timeout(Some(ANSWER_LIMIT)).context("cannot limit the wait")?;
    Frame::bare(0, Kind::Info).write(&mut stream).context("cannot ask the machine")?;
    match Frame::read(&mut stream).context("the machine does not answer")? {
        Some(frame) if frame.kind == Kind::Info => frame.value().context("cannot read what the machine says"),
        _ => bail!("the machine does not say what it is; is it of another version of vgpu?"),
    }
}

/// Ends a machine.
pub fn stop(arguments: &StopArgs) -> Result<u8> {
    let mut stream = connect(&arguments.vm)?;
    stream.set_read_timeout(Some(ANSWER_LIMIT)).context("cannot limit the wait")?;
    Frame::bare(0, Kind::Stop).write(&mut stream).context("cannot tell the machine")?;
    // The answer, then the end: the process is gone or about to be.
    while let Ok(Some(_)) = Frame::read(&mut stream) {}
    Ok(0)
}

/// Tells QEMU something and prints its answer. Fails if QEMU refuses.
pub fn qmp(arguments: &QmpArgs) -> Result<u8> {
    let place = ask(&arguments.vm)?.qmp;
    let mut request = json!({ "execute": arguments.command });
    if let Some(text) = &arguments.arguments {
        request["arguments"] =
            serde_json::from_str(text).with_context(|| format!("these are no JSON: {text}"))?;
    }
    let mut qmp = Qmp::connect(&place)?;
    let answer = qmp.execute(&request)?;
    if arguments.command == "device_del" {
        qmp.wait_for_removal(&request["arguments"]["id"])?;
    }
    crate::print(&(serde_json::to_string(&answer).context("cannot print JSON")? + "\n"))?;
    Ok(0)
}

/// A conversation with QEMU: a line of JSON for each message.
struct Qmp {
    reader: BufReader<UnixStream>,
    writer: UnixStream,
    /// What QEMU told without being asked.
    events: Vec<Value>,
}

impl Qmp {
    fn connect(place: &str) -> Result<Self> {
        let writer = UnixStream::connect(place).with_context(|| format!("cannot reach QEMU at {place}"))?;
        writer.set_read_timeout(Some(QMP_LIMIT)).context("cannot limit the wait")?;
        let reader = BufReader::new(writer.try_clone().context("cannot share the connection")?);
        let mut qmp = Self { reader, writer, events: Vec::new() };
        // QEMU greets first.
        qmp.next()?;
        qmp.execute(&json!({ "execute": "qmp_capabilities" }))?;
        Ok(qmp)
    }

    fn next(&mut self) -> Result<Value> {
        let mut line = String::new();
        let length = self.reader.read_line(&mut line).context("QEMU does not answer")?;
        ensure!(length > 0, "QEMU has ended the conversation");
        serde_json::from_str(&line).with_context(|| format!("QEMU said no JSON: {line}"))
    }

    fn execute(&mut self, request: &Value) -> Result<Value> {
        let text = request.to_string() + "\n";
        self.writer.write_all(text.as_bytes()).context("cannot send to QEMU")?;
        loop {
            let answer = self.next()?;
            if let Some(value) = answer.get("return") {
                return Ok(value.clone());
            }
            if let Some(error) = answer.get("error") {
                bail!(
                    "QEMU refuses {}: {}",
                    request["execute"],
                    error["desc"].as_str().unwrap_or("no reason")
                );
            }
            self.events.push(answer);
        }
    }

    /// A device is gone only when the guest has let go of it.
    fn wait_for_removal(&mut self, id: &Value) -> Result<()> {
        let is_it = |event: &Value| event["event"] == "DEVICE_DELETED" && event["data"]["device"] == *id;
        while !self.events.iter().any(is_it) {
            let event = self.next().context("the guest has not let go of the device")?;
            self.events.push(event);
        }
        Ok(())
    }
}
