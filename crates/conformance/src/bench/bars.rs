//! The project's bars: what our library may cost beside the native one, both measured in one run on one machine.

use serde::Serialize;

use super::{Results, number, stats};

/// How two figures are judged.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Ours as a multiple of the native cost; less is better.
    CostRatio,
    /// Ours as a multiple of the native rate; more is better.
    RateRatio,
    /// Ours minus the native cost, in the figure's unit; less is better.
    Excess,
}

/// One line of the bars.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// What it is called.
    pub what: &'static str,
    /// The figure that is judged.
    pub figure: &'static str,
    /// How.
    pub measure: Measure,
    /// What must be reached now.
    pub now: f64,
    /// What the design should reach.
    pub goal: f64,
}

const fn bar(what: &'static str, figure: &'static str, measure: Measure, now: f64, goal: f64) -> Bar {
    Bar { what, figure, measure, now, goal }
}

/// The bars of what this benchmark measures. A throughput of launches is a cost per launch here, so its bar is turned
/// round: at least 0.97 of the native rate is at most 1/0.97 of the native cost.
pub const BARS: &[Bar] = &[
    bar("launch through the runtime, submit", "runtime_launch_submit", Measure::Excess, 500.0, 100.0),
    bar("launch throughput", "launch_throughput", Measure::CostRatio, 1.0 / 0.97, 1.0 / 1.05),
    bar("launch + stream synchronise", "launch_stream_sync", Measure::CostRatio, 1.10, 0.95),
    bar("launch + context synchronise", "launch_context_sync", Measure::CostRatio, 1.10, 0.95),
    bar("64 B device to host", "dtoh_64", Measure::CostRatio, 1.15, 0.9),
    bar("64 B host to device", "htod_64", Measure::CostRatio, 1.15, 1.0),
    bar("1 GiB pinned to device", "htod_1g_pinned", Measure::RateRatio, 0.97, 0.99),
    bar("1 GiB device to pinned", "dtoh_1g_pinned", Measure::RateRatio, 0.97, 0.99),
    bar("1 GiB pageable to device", "htod_1g_pageable", Measure::RateRatio, 1.2, 2.0),
    bar("1 GiB device to pageable", "dtoh_1g_pageable", Measure::RateRatio, 1.0, 1.5),
    bar("process start to first kernel", "first_kernel", Measure::CostRatio, 1.1, 0.2),
    bar("the same, workers kept ready", "first_kernel_warm", Measure::CostRatio, 1.1, 0.2),
    bar("memory added to the process", "library_memory", Measure::Excess, 32.0, 16.0),
];

/// How one bar came out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// What was judged.
    pub what: &'static str,
    /// The native figure (the median), if it was measured.
    pub native: Option<f64>,
    /// Ours.
    pub ours: Option<f64>,
    /// Ratio or excess.
    pub value: Option<f64>,
    /// How it is judged.
    pub measure: Measure,
    /// The bar now and the goal.
    pub now: f64,
    /// The goal.
    pub goal: f64,
    /// Whether the bar is met.
    pub passed: bool,
    /// Whether the goal is.
    pub reached: bool,
}

fn judge(bar: &Bar, native: Option<f64>, ours: Option<f64>) -> Line {
    let value = match (native, ours) {
        (Some(native), Some(ours)) => Some(match bar.measure {
            Measure::CostRatio | Measure::RateRatio => ours / native,
            Measure::Excess => ours - native,
        }),
        // What a library adds to the process is ours alone: there is nothing native to take off.
        (None, Some(ours)) if bar.measure == Measure::Excess => Some(ours),
        _ => None,
    };
    let meets = |limit: f64| {
        value.is_some_and(|value| match bar.measure {
            Measure::RateRatio => value >= limit,
            Measure::CostRatio | Measure::Excess => value <= limit,
        })
    };
    Line {
        what: bar.what,
        native,
        ours,
        value,
        measure: bar.measure,
        now: bar.now,
        goal: bar.goal,
        passed: meets(bar.now),
        reached: meets(bar.goal),
    }
}

/// Every bar, judged. What a library adds to the process is judged by itself; NVIDIA's adds more.
pub fn compare(native: &Results, ours: &Results) -> Vec<Line> {
    BARS.iter()
        .map(|bar| {
            let of = |results: &Results| results.figures.get(bar.figure).map(|figure| figure.median);
            let native = if bar.figure == "library_memory" { None } else { of(native) };
            judge(bar, native, of(ours))
        })
        .collect()
}

/// The bars as a table, and behind them every other figure that both have.
pub fn table(lines: &[Line], native: &Results, ours: &Results) -> String {
    let text = |value: Option<f64>| value.map_or("-".to_owned(), number);
    let limit = |line: &Line, value: f64| match line.measure {
        Measure::CostRatio => format!("≤ {value:.2}×"),
        Measure::RateRatio => format!("≥ {value:.2}×"),
        Measure::Excess => format!("≤ +{value:.0}"),
    };
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            vec![
                line.what.into(),
                text(line.native),
                text(line.ours),
                text(line.value),
                limit(line, line.now),
                limit(line, line.goal),
                match (line.value, line.passed, line.reached) {
                    (None, ..) => "not measured",
                    (_, _, true) => "goal",
                    (_, true, _) => "pass",
                    _ => "FAIL",
                }
                .into(),
            ]
        })
        .collect();
    let right = [false, true, true, true, true, true, false];
    let mut out = crate::report::table(
        &["bar", "native", "ours", "value", "bar now", "goal", "verdict"],
        &rows,
        &right,
    );
    let others: Vec<Vec<String>> = native
        .figures
        .iter()
        .filter(|(name, _)| !BARS.iter().any(|bar| bar.figure == name.as_str()))
        .filter_map(|(name, figure)| {
            let mine = ours.figures.get(name)?;
            let better =
                if stats::more_is_better(&figure.unit) { "more is better" } else { "less is better" };
            Some(vec![
                name.clone(),
                number(figure.median),
                number(mine.median),
                format!("{:.2}×", mine.median / figure.median),
                figure.unit.clone(),
                better.into(),
            ])
        })
        .collect();
    out += "\n";
    out += &crate::report::table(
        &["other figures", "native", "ours", "ratio", "unit", ""],
        &others,
        &[false, true, true, true],
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(figures: &[(&str, &str, f64)]) -> Results {
        let mut results = Results::default();
        for (name, unit, value) in figures {
            results.add(name, unit, &[*value]);
        }
        results
    }

    fn line(native: &Results, ours: &Results, what: &str) -> Line {
        let lines = compare(native, ours);
        match lines.into_iter().find(|line| line.what == what) {
            Some(line) => line,
            None => panic!("no bar is called {what}"),
        }
    }

    #[test]
    fn costs_pass_below_and_rates_above_their_bars() {
        let native = results(&[("dtoh_64", "ns", 7000.0), ("htod_1g_pinned", "GB/s", 55.0)]);
        let good = results(&[("dtoh_64", "ns", 7700.0), ("htod_1g_pinned", "GB/s", 54.0)]);
        let bad = results(&[("dtoh_64", "ns", 8100.0), ("htod_1g_pinned", "GB/s", 50.0)]);
        assert!(line(&native, &good, "64 B device to host").passed);
        assert!(!line(&native, &good, "64 B device to host").reached);
        assert!(!line(&native, &bad, "64 B device to host").passed);
        assert!(line(&native, &good, "1 GiB pinned to device").passed);
        assert!(!line(&native, &bad, "1 GiB pinned to device").passed);
    }

    #[test]
    fn an_excess_is_a_difference_and_memory_is_judged_alone() {
        let native = results(&[("runtime_launch_submit", "ns", 3200.0), ("library_memory", "MiB", 200.0)]);
        let ours = results(&[("runtime_launch_submit", "ns", 3500.0), ("library_memory", "MiB", 20.0)]);
        let launch = line(&native, &ours, "launch through the runtime, submit");
        assert_eq!((launch.value, launch.passed, launch.reached), (Some(300.0), true, false));
        let memory = line(&native, &ours, "memory added to the process");
        assert_eq!((memory.value, memory.passed), (Some(20.0), true));
    }

    #[test]
    fn what_was_not_measured_does_not_pass() {
        let lines = compare(&results(&[]), &results(&[]));
        assert!(lines.iter().all(|line| !line.passed && line.value.is_none()));
        let text = table(&lines, &results(&[]), &results(&[]));
        assert_eq!(text.matches("not measured").count(), BARS.len());
    }

    #[test]
    fn launch_throughput_of_97_percent_is_the_bar() {
        let native = results(&[("launch_throughput", "ns", 3000.0)]);
        assert!(line(&native, &results(&[("launch_throughput", "ns", 3090.0)]), "launch throughput").passed);
        assert!(!line(&native, &results(&[("launch_throughput", "ns", 3100.0)]), "launch throughput").passed);
    }
}
