//! `vgpu trace diff`: where two traces part.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use trace::diff::{Diff, Pair, Step, compare};

use super::cli::DiffArgs;
use super::code_name;

/// Prints what differs; 1 if anything does.
pub fn execute(arguments: &DiffArgs) -> Result<u8> {
    let (mut first, mut second) = (super::open(&arguments.first)?, super::open(&arguments.second)?);
    let diff = compare(&mut first, &mut second, arguments.all).with_context(|| {
        format!("cannot compare {} and {}", arguments.first.display(), arguments.second.display())
    })?;
    let text = if arguments.json {
        serde_json::to_string_pretty(&diff).context("cannot print the differences")? + "\n"
    } else {
        text(&diff)
    };
    crate::print(&text)?;
    Ok(u8::from(!diff.is_empty()))
}

fn text(diff: &Diff) -> String {
    let Pair { first, second } = diff.frames;
    if diff.is_empty() {
        return format!("no difference in {first} frames\n");
    }
    let mut out = format!("compared {first} and {second} frames\n");
    for difference in &diff.differences {
        let (session, thread) = (difference.session, difference.thread);
        let _ =
            writeln!(out, "session {session}, thread {thread}: alike for {} calls, then", difference.alike);
        for (which, step) in [("first", &difference.first), ("second", &difference.second)] {
            let _ = writeln!(out, "  {which:<7} {}", describe(step.as_ref()));
        }
    }
    for other in &diff.other_data {
        let (session, thread, calls) = (other.session, other.thread, other.calls);
        let _ =
            writeln!(out, "session {session}, thread {thread}: same calls, other data in {calls}; the first");
        for (which, step) in [("first", &other.first), ("second", &other.second)] {
            let _ = writeln!(out, "  {which:<7} {}", describe(Some(step)));
        }
    }
    for (what, counts) in [("calls", &diff.calls), ("launches", &diff.kernels)] {
        table(&mut out, what, counts);
    }
    out
}

fn describe(step: Option<&Step>) -> String {
    let Some(step) = step else { return "no more calls".to_owned() };
    let mut text = format!("frame {}: {}", step.frame, step.call);
    if let Some(kernel) = &step.kernel {
        let _ = write!(text, " {kernel}");
    }
    if step.payload != 0 {
        let _ = write!(text, " {} bytes", step.payload);
    }
    if let Some(hash) = &step.hash {
        let _ = write!(text, " with hash {hash}");
    }
    if step.status != 0 {
        let _ = write!(text, " = {}", code_name(step.status));
    }
    text
}

fn table(out: &mut String, what: &str, counts: &BTreeMap<String, Pair>) {
    if counts.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{:>10} {:>10}  {what}", "first", "second");
    for (name, Pair { first, second }) in counts {
        let _ = writeln!(out, "{first:>10} {second:>10}  {name}");
    }
}
