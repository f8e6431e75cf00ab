//! `vgpu verify` in a guest: the evidence chain with the device's own counters as a hop.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::vm::Vm;

/// Where `vgpu verify` leaves its evidence in a guest.
pub const EVIDENCE: &str = "/tmp/evidence.json";

/// Proves a body in a guest that has our programs in /programs and reaches the host through `way`. Says what the device has
/// counted of it.
pub fn run(vm: &Vm, way: &str) -> Result<String> {
    judge(&prove(vm, "launch.vector_add")?, way)
}

/// How many commands of a continuous load need a doorbell at most: one of so many.
const COMMANDS_PER_DOORBELL: u64 = 1000;

/// Proves that a guest that sends one command after another rings for hardly any. Says what was counted.
pub fn load(vm: &Vm, way: &str) -> Result<String> {
    let evidence = prove(vm, "launch.many_in_order")?;
    judge(&evidence, way)?;
    let (mut commands, mut doorbells) = (0, 0);
    for session in evidence["sessions"].as_array().into_iter().flatten() {
        let report = &session["session"]["report"];
        commands += report["crossings"]["frames"]["count"].as_u64().context("no count of commands")?;
        doorbells += report["passage"]["device"]["doorbells"].as_u64().context("no count of doorbells")?;
    }
    ensure!(
        doorbells * COMMANDS_PER_DOORBELL < commands,
        "{commands} commands one after another took {doorbells} doorbells"
    );
    Ok(format!("{commands} commands one after another, {doorbells} doorbells"))
}

fn prove(vm: &Vm, body: &str) -> Result<Value> {
    let body = format!("/programs/vgpu-conformance --cuda libcuda.so.1 --filter '^{body}$'");
    let verify = format!("/programs/vgpu verify --json {EVIDENCE} -- {body}");
    let done = vm.command(&["sh", "-c", &verify]).limit(Duration::from_secs(60)).run()?;
    ensure!(done.is_success(), "vgpu verify in a guest: {}\n{}", done.ending, done.tail(60));
    read(vm)
}

/// The evidence that `vgpu verify --json` has left in a guest.
pub fn read(vm: &Vm) -> Result<Value> {
    Ok(serde_json::from_str(&vm.shell(&format!("cat {EVIDENCE}"))?)?)
}

/// Whether the evidence has the device as a hop, in every session.
pub fn judge(evidence: &Value, way: &str) -> Result<String> {
    look_through(evidence, way).with_context(|| format!("{evidence:#}"))
}

fn look_through(evidence: &Value, way: &str) -> Result<String> {
    let link = evidence["link"].as_str().unwrap_or_default();
    ensure!(link.contains(way), "the way to the host is {link}");
    ensure!(
        evidence["hops_agree"] == true && evidence["objections"] == serde_json::json!([]),
        "the hops do not agree"
    );
    let sessions = evidence["sessions"].as_array().context("no sessions")?;
    let (mut doorbells, mut messages, mut ring) = (0, 0, 0);
    for session in sessions {
        let passage = &session["session"]["report"]["passage"];
        let device = &passage["device"];
        let count = |value: &Value| value.as_u64().context("the device has not counted");
        doorbells += count(&device["doorbells"])?;
        messages += count(&device["messages"]["to_host"])?;
        ring += count(&device["ring"]["position"])?;
        ensure!(passage["guest"]["messages"] == device["messages"], "other messages passed than were sent");
    }
    ensure!(messages > 0 && ring > 0, "nothing passed through the device");
    Ok(format!("{doorbells} doorbells, {messages} messages, {ring} bytes of the ring"))
}
