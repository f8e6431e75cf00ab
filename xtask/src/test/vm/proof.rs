//! `vgpu verify` in a guest: the evidence chain with the device's own counters as a hop.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::vm::Vm;

/// Proves a body in a guest that has our programs in /programs and reaches the host through `way`. Says what the device has
/// counted of it.
pub fn run(vm: &Vm, way: &str) -> Result<String> {
    let body = "/programs/vgpu-conformance --cuda libcuda.so.1 --filter '^launch.vector_add$'";
    let verify = format!("/programs/vgpu verify --json /tmp/evidence.json -- {body}");
    let done = vm.command(&["sh", "-c", &verify]).limit(Duration::from_secs(60)).run()?;
    ensure!(done.is_success(), "vgpu verify in a guest: {}\n{}", done.ending, done.tail(60));
    let evidence: Value = serde_json::from_str(&vm.shell("cat /tmp/evidence.json")?)?;
    judge(&evidence, way).with_context(|| format!("{evidence:#}"))
}

/// Whether the evidence has the device as a hop, in every session.
pub fn judge(evidence: &Value, way: &str) -> Result<String> {
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
