//! `vgpu verify`, `vgpu coverage`, `vgpu doctor`, `vgpu ptx`: what they print and how they end.

mod schema;
mod support;

use std::process::Stdio;

use serde_json::Value;
use support::{Installation, output, text, vgpu};

#[test]
fn a_program_whose_hops_agree_is_proven() {
    let installation = Installation::new();
    let json = installation.path("evidence.json");
    let done = installation.with_guest("verify", &["--json", json.to_str().expect("path")], "works");
    let out = text(&done.stdout);
    assert_eq!(done.status.code(), Some(0), "{out}{}", text(&done.stderr));
    for part in [
        "PROVEN: all hops agree",
        "Fake GPU",
        "CUDA 13.0",
        "axpy",
        "cuGLInit",
        "6bd5fb6c5bf4e74a8987d93912fd9df9",
    ] {
        assert!(out.contains(part), "{part} is not in {out}");
    }
    let evidence: Value = serde_json::from_slice(&std::fs::read(json).expect("evidence")).expect("json");
    assert_eq!(evidence["hops_agree"], true);
    assert_eq!(evidence["computed"], true);
    assert_eq!(evidence["sessions"][0]["witness"], "report");
    assert_eq!(evidence["sessions"][0]["session"]["report"]["done"]["launches"]["axpy"], 1);
    keeps_to_its_form(&evidence);
}

/// The published form of the evidence has every field of it, and no other.
fn keeps_to_its_form(evidence: &Value) {
    let form = serde_json::from_str(include_str!("../../../docs/evidence.schema.json")).expect("json");
    let faults = schema::faults(&form, evidence);
    assert!(faults.is_empty(), "the evidence has another form than docs/evidence.schema.json: {faults:#?}");
}

#[test]
fn the_page_says_what_the_text_says_and_asks_for_nothing() {
    let installation = Installation::new();
    let html = installation.path("evidence.html");
    let done = installation.with_guest("verify", &["--html", html.to_str().expect("path")], "miscounts");
    assert_eq!(done.status.code(), Some(1));
    let page = std::fs::read_to_string(html).expect("page");
    for part in ["NOT PROVEN", "136", "axpy", "What crossed the link", "class=\"differs\""] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    for outside in ["<script", "http://", "https://", "url(", "@import", "<link", "<img"] {
        assert!(!page.contains(outside), "{outside} is in {page}");
    }
}

#[test]
fn a_hop_that_disagrees_fails_and_is_named() {
    let installation = Installation::new();
    let json = installation.path("evidence.json");
    let done = installation.with_guest("verify", &["--json", json.to_str().expect("path")], "miscounts");
    let out = text(&done.stdout);
    assert_eq!(done.status.code(), Some(1), "{out}");
    keeps_to_its_form(&serde_json::from_slice(&std::fs::read(json).expect("evidence")).expect("json"));
    assert!(
        out.contains("NOT PROVEN") && out.contains("guest library → worker: frames: bytes: 136 against 128"),
        "{out}"
    );
}

#[test]
fn a_process_that_was_killed_is_judged_by_its_frames_and_the_verdict_says_so() {
    let installation = Installation::new();
    let done = installation.with_guest("verify", &[], "is-killed");
    let out = text(&done.stdout);
    assert_eq!(done.status.code(), Some(0), "{out}");
    for part in
        ["no report: the process was killed", "as far as they are known (processes without a report: 1)"]
    {
        assert!(out.contains(part), "{part} is not in {out}");
    }
    assert!(!out.contains('≠'), "{out}");
}

#[test]
fn a_program_that_computed_nothing_fails_and_a_failing_program_keeps_its_status() {
    let installation = Installation::new();
    let done = installation.with_guest("verify", &[], "stays-away");
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stdout).contains("no process initialised CUDA through vgpu"));
    assert_eq!(installation.with_guest("verify", &[], "fails").status.code(), Some(42));
}

#[test]
fn every_command_explains_itself() {
    for command in ["serve", "run", "verify", "coverage", "doctor", "ptx"] {
        let done = output(vgpu().args([command, "--help"]));
        assert_eq!(done.status.code(), Some(0));
        assert!(text(&done.stdout).contains("Examples:"), "{command}");
    }
    let unknown = output(vgpu().arg("levitate"));
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn coverage_is_a_table_or_json() {
    let done = output(vgpu().args(["coverage", "--json"]));
    let coverage: Value = serde_json::from_slice(&done.stdout).expect("json");
    let routes = coverage["routes"].as_object().expect("routes");
    let total: u64 = routes.values().filter_map(Value::as_u64).sum();
    assert_eq!(Some(total), coverage["functions"].as_u64());
    assert!(coverage["symbols"].as_u64() > Some(total));
    let table = text(&output(vgpu().arg("coverage")).stdout);
    assert!(table.starts_with("noun") && table.contains("exported symbols"), "{table}");
}

#[test]
fn kernels_that_do_not_compile_are_counted_and_named() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("two.ptx");
    let module = |body: &str| {
        format!(
            ".version 8.0\n.target sm_61\n.address_size 64\n.entry good() {{ ret; }}\n.entry other() {{ {body} }}\n"
        )
    };
    let check = |more: &[&str]| output(vgpu().args(["ptx", "check"]).arg(&file).args(more));
    std::fs::write(&file, module("exit;")).expect("write");
    let done = check(&[]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert_eq!(text(&done.stdout), "2 of 2 kernels in 1 modules compile for sm_61\n");
    std::fs::write(&file, module("levitate;")).expect("write");
    let done = check(&["--json"]);
    assert_eq!(done.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&done.stdout).expect("json");
    assert_eq!((&found["kernels"], &found["compiled"], &found["failed"]), (&2.into(), &1.into(), &1.into()));
    assert_eq!(
        (&found["failures"][0]["line"], &found["failures"][0]["instruction"]),
        (&5.into(), &"levitate".into())
    );
    let done = check(&[]);
    assert!(
        text(&done.stdout).contains("line 5, column 18, in other: `levitate`: no instruction has this name")
    );
    std::fs::write(&file, [1, 2, 3]).expect("write");
    assert!(text(&check(&[]).stderr).contains("this is no ELF file, no fatbin and no PTX text"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child =
        vgpu().arg("coverage").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("vgpu");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("wait");
    assert_eq!((done.status.code(), text(&done.stderr)), (Some(0), String::new()));
}

#[test]
fn doctor_says_whether_all_is_well() {
    let done = output(vgpu().args(["doctor", "--json"]));
    let diagnosis: Value = serde_json::from_slice(&done.stdout).expect("json");
    let healthy = diagnosis["healthy"].as_bool().expect("a verdict");
    assert_eq!(done.status.code(), Some(i32::from(!healthy)));
    let findings = diagnosis["findings"].as_array().expect("findings");
    for check in
        ["processor", "shared memory", "window", "worker", "guest library", "mediator", "libcuda.so.1"]
    {
        assert!(findings.iter().any(|finding| finding["check"] == check), "{check} is missing");
    }
    let odd = output(vgpu().arg("doctor").env("CUDA_VISIBLE_DEVICES", "-1"));
    assert!(text(&odd.stdout).contains("hides every device"));
}
