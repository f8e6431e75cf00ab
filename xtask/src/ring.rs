//! The ring's own speed, without any driver: `crates/link/examples/ring_latency.rs`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::process::Job;
use crate::workspace::Workspace;

/// The program's name in a bundle.
pub const PROGRAM: &str = "ring_latency";
/// A round trip may take so long, ns: the bar now, and the goal.
pub const BAR: f64 = 800.0;
/// See [`BAR`].
pub const GOAL: f64 = 300.0;

/// Builds the program, and says where it is.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let job = workspace.cargo(&["build", "--release", "--package", "vgpu-link", "--example", PROGRAM]);
    let done = job.show()?;
    ensure!(done.is_success(), "{}: {}", job.line(), done.ending);
    Ok(workspace.target().join("release/examples").join(PROGRAM))
}

/// Where the two processes land among the processors is luck, so the best of as many rounds counts.
const ROUNDS: usize = 3;

/// The median of a round trip, ns.
pub fn measure(program: &Path, limit: Duration) -> Result<f64> {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let done = Job::new(program).limit(limit).check()?;
        let median = median(&done.stdout)
            .with_context(|| format!("{} prints no round trip:\n{}", program.display(), done.tail(10)))?;
        best = best.min(median);
    }
    Ok(best)
}

fn median(text: &str) -> Option<f64> {
    let line = text.lines().find(|line| line.starts_with("round trip  "))?;
    line.split_whitespace().skip_while(|word| *word != "p50").nth(1)?.parse().ok()
}

/// Whether it is fast enough, for people.
pub fn judgement(median: f64) -> String {
    let verdict = match median {
        it if it <= GOAL => "goal reached",
        it if it <= BAR => "bar met",
        _ => "bar missed",
    };
    format!("ring round trip, p50: {median:.0} ns (bar ≤ {BAR:.0} ns, goal ≤ {GOAL:.0} ns): {verdict}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_among_others() {
        let text = "reading the clock        p50     20 ns\nround trip               p50    200 ns   p99    311 ns\n\
                    round trip, both asleep  p50  34641 ns   p99  68723 ns\n";
        assert_eq!(median(text), Some(200.0));
        assert_eq!(median("nothing"), None);
        assert!(judgement(200.0).contains("goal reached") && judgement(900.0).contains("missed"));
    }
}
