//! `vgpu run` and `vgpu serve` as their users see them.

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use support::{Installation, output, text, until, vgpu};

fn signal(child: &Child, signal: Signal) {
    let pid = Pid::from_raw(i32::try_from(child.id()).expect("pid")).expect("pid");
    kill_process(pid, signal).expect("signal");
}

#[test]
fn a_programs_status_is_ours() {
    let installation = Installation::new();
    let status = |script: &str| {
        let done = output(installation.vgpu("run").args(["--", "sh", "-c", script]));
        (done.status.code(), text(&done.stdout))
    };
    assert_eq!(status("echo hello; exit 0"), (Some(0), "hello\n".to_owned()));
    assert_eq!(status("exit 7").0, Some(7));
    assert_eq!(status("kill -9 $$").0, Some(137));
    let done = output(installation.vgpu("run").args(["--", "/nonexistent/program"]));
    assert_eq!(done.status.code(), Some(127));
    assert!(
        text(&done.stderr).starts_with("vgpu: cannot run /nonexistent/program: "),
        "{}",
        text(&done.stderr)
    );
}

#[test]
fn a_program_finds_the_guest_library_and_the_mediator() {
    let installation = Installation::new();
    let script = "echo \"$LD_LIBRARY_PATH|$VGPU_SOCKET|$TRITON_LIBCUDA_PATH\"; \
                  readlink \"$TRITON_LIBCUDA_PATH/libcuda.so.1\" \"$TRITON_LIBCUDA_PATH/libcuda.so\"; \
                  test -S \"$VGPU_SOCKET\" && echo listening; stat -c %a \"$(dirname \"$VGPU_SOCKET\")\"";
    let done = output(
        installation.vgpu("run").env("LD_LIBRARY_PATH", "/elsewhere").args(["--", "sh", "-c", script]),
    );
    let out = text(&done.stdout);
    let lines: Vec<&str> = out.lines().collect();
    let parts: Vec<&str> = lines[0].split('|').collect();
    assert_eq!(parts[0], format!("{}:/elsewhere", parts[2]));
    let library = fs::canonicalize(installation.path("guest.so")).expect("library");
    assert_eq!(Path::new(lines[1]), library);
    assert_eq!(Path::new(lines[2]), library);
    assert_eq!(lines[3..], ["listening", "700"]);
    assert!(!Path::new(parts[1]).exists() && !Path::new(parts[2]).exists(), "something is left behind");
}

#[test]
fn signals_reach_the_program() {
    let installation = Installation::new();
    for (name, number) in
        [("TERM", Signal::TERM), ("USR1", Signal::USR1), ("INT", Signal::INT), ("HUP", Signal::HUP)]
    {
        let script = format!("trap 'exit 9' {name}; echo ready; while :; do sleep 0.02; done");
        let mut child = installation
            .vgpu("run")
            .args(["--", "sh", "-c", &script])
            .stdout(Stdio::piped())
            .spawn()
            .expect("vgpu");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("ready");
        assert_eq!(line, "ready\n");
        signal(&child, number);
        assert_eq!(child.wait().expect("wait").code(), Some(9), "{name}");
    }
}

#[test]
fn a_guests_session_is_over_before_run_is() {
    let installation = Installation::new();
    let report = installation.path("report.jsonl");
    let flags = ["--report", report.to_str().expect("path")];
    let done = installation.with_guest("run", &flags, "works");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let line = fs::read_to_string(report).expect("report");
    let session: serde_json::Value = serde_json::from_str(line.trim_end()).expect("one line");
    assert_eq!(session["guest"]["program"], "works");
    assert_eq!(session["ended_by"], "exit status 0");
    assert_eq!(session["report"]["device"]["name"], "Fake GPU");
    assert_eq!(installation.with_guest("run", &[], "fails").status.code(), Some(42));
}

#[test]
fn a_running_mediator_is_used_and_ends_at_sigterm() {
    let installation = Installation::new();
    let socket = installation.path("vgpu.sock");
    let mut serve = installation
        .vgpu("serve")
        .arg("--socket")
        .arg(&socket)
        .args(["--log", "error", "--socket-mode", "640"])
        .spawn()
        .expect("serve");
    until("listening", || socket.exists());
    let run = |flags: &[&str]| {
        let mut run = vgpu();
        // Neither a worker nor a driver is needed by whoever uses another's mediator.
        run.arg("run").arg("--guest-library").arg(installation.path("guest.so")).args(flags);
        run.env("VGPU_SOCKET", &socket).args(["--", "sh", "-c", "echo $VGPU_SOCKET"]);
        text(&output(&mut run).stdout)
    };
    assert_eq!(run(&[]), format!("{}\n", socket.display()));
    assert_eq!(run(&["--socket", socket.to_str().expect("path")]), format!("{}\n", socket.display()));

    let second = output(installation.vgpu("serve").arg("--socket").arg(&socket));
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second.stderr).contains("vgpu: cannot serve: "), "{}", text(&second.stderr));

    let verify = installation.with_guest("verify", &["--socket", socket.to_str().expect("path")], "works");
    assert_eq!(verify.status.code(), Some(125));
    assert!(text(&verify.stderr).contains("leave --socket out"));

    signal(&serve, Signal::TERM);
    assert_eq!(serve.wait().expect("wait").code(), Some(0));
    assert!(!socket.exists());
}

#[test]
fn whatever_is_missing_is_named_with_a_remedy() {
    let installation = Installation::new();
    let failure = |command: &mut Command| {
        let done = output(command.args(["--", "true"]));
        assert_eq!(done.status.code(), Some(125));
        text(&done.stderr)
    };
    let gone = installation.path("gone");
    let error = failure(vgpu().args(["run", "--guest-library"]).arg(&gone));
    assert!(error.starts_with("vgpu: cannot use guest library"), "{error}");
    let mut run = vgpu();
    run.args(["run", "--guest-library"]).arg(installation.path("guest.so"));
    run.arg("--cuda").arg(installation.path("guest.so"));
    let error = failure(&mut run);
    assert!(error.contains("it is vgpu's own guest library"), "{error}");
}

#[test]
fn the_printed_configuration_can_be_served() {
    let installation = Installation::new();
    let done = output(installation.vgpu("serve").args(["--warm", "3", "--print-config"]));
    let config = text(&done.stdout);
    assert!(config.contains("warm = 3") && config.contains("/nonexistent/vgpu.sock"), "{config}");
    let file = installation.path("vgpu.toml");
    fs::write(&file, &config).expect("write");
    let again = output(vgpu().arg("serve").arg("--config").arg(&file).arg("--print-config"));
    assert_eq!(text(&again.stdout), config);
}
