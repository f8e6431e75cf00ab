//! The benchmark: what a libcuda costs, as numbers that only mean something beside another library's on the same machine.
//!
//! * [`stats`]: percentiles of samples;
//! * [`driver`]: the measurements through the driver API;
//! * [`runtime`]: those through NVIDIA's CUDA runtime;
//! * [`bars`]: the project's bars, and the comparison of two results with them.

pub mod bars;
pub mod driver;
pub mod runtime;
pub mod stats;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A measured quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// `ns`, `GB/s`, `ms` or `MiB`.
    pub unit: String,
    /// The median; for a quantity measured once, the value.
    pub median: f64,
    /// The median of the better half: what the machine does when nothing disturbs it.
    pub best: f64,
    /// 99 of 100 samples are no worse.
    pub p99: f64,
    /// How many samples.
    pub samples: usize,
}

/// All figures of one library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The library, as named on the command line.
    pub cuda: String,
    /// The first device's name.
    pub device: String,
    /// Whether this was a quick measurement, whose numbers mean little.
    pub quick: bool,
    /// The figures by name.
    pub figures: BTreeMap<String, Figure>,
    /// What could not be measured, and why.
    pub missing: BTreeMap<String, String>,
}

impl Results {
    /// Keeps a figure of samples.
    pub fn add(&mut self, name: &str, unit: &str, samples: &[f64]) {
        if let Some(figure) = stats::figure(unit, samples) {
            self.figures.insert(name.into(), figure);
        }
    }

    /// Keeps a figure, or why there is none.
    pub fn record(&mut self, name: &str, unit: &str, measured: Result<Vec<f64>, String>) {
        match measured {
            Ok(samples) => self.add(name, unit, &samples),
            Err(why) => {
                self.missing.insert(name.into(), why);
            }
        }
    }

    /// Keeps the better of two values of each figure, by their medians.
    pub fn keep_better(&mut self, other: Self) {
        for (name, figure) in other.figures {
            let is_rate = figure.unit == "GB/s";
            let is_worse = |old: &Figure| (figure.median > old.median) != is_rate;
            if !self.figures.get(&name).is_some_and(is_worse) {
                self.figures.insert(name, figure);
            }
        }
        self.missing.extend(other.missing);
    }

    /// Of each figure the measurement in the middle, by their medians; of an even number, the better of the two.
    pub fn typical(all: Vec<Self>) -> Self {
        let mut typical = Self::default();
        let mut figures: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
        for results in all {
            typical.missing.extend(results.missing);
            for (name, figure) in results.figures {
                figures.entry(name).or_default().push(figure);
            }
        }
        for (name, mut measured) in figures {
            measured.sort_by(|a, b| a.median.total_cmp(&b.median));
            let is_rate = measured.first().is_some_and(|figure| figure.unit == "GB/s");
            let middle = if is_rate { measured.len() / 2 } else { (measured.len() - 1) / 2 };
            typical.figures.insert(name, measured.swap_remove(middle));
        }
        typical
    }

    /// The figures as a table.
    pub fn table(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .figures
            .iter()
            .map(|(name, figure)| {
                vec![
                    name.clone(),
                    number(figure.median),
                    number(figure.p99),
                    number(figure.best),
                    figure.unit.clone(),
                    figure.samples.to_string(),
                ]
            })
            .collect();
        let mut out = crate::report::table(
            &["figure", "p50", "p99", "best half", "unit", "samples"],
            &rows,
            &[false, true, true, true, false, true],
        );
        for (name, why) in &self.missing {
            out += &format!("{name}: not measured: {why}\n");
        }
        out
    }
}

/// A number with three or four digits that say something.
pub fn number(value: f64) -> String {
    match value.abs() {
        value_abs if value_abs >= 1000.0 => format!("{value:.0}"),
        value_abs if value_abs >= 100.0 => format!("{value:.1}"),
        value_abs if value_abs >= 10.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_of_two_values_is_kept() {
        let results = |cost: f64, rate: f64| {
            let mut results = Results::default();
            results.add("cost", "ns", &[cost]);
            results.add("rate", "GB/s", &[rate]);
            results
        };
        let mut best = results(5.0, 5.0);
        best.keep_better(results(4.0, 4.0));
        best.keep_better(results(6.0, 7.0));
        assert_eq!((best.figures["cost"].median, best.figures["rate"].median), (4.0, 7.0));
        let all = vec![results(5.0, 5.0), results(4.0, 4.0), results(6.0, 7.0)];
        let typical = Results::typical(all.clone());
        assert_eq!((typical.figures["cost"].median, typical.figures["rate"].median), (5.0, 5.0));
        let typical = Results::typical(all[..2].to_vec());
        assert_eq!((typical.figures["cost"].median, typical.figures["rate"].median), (4.0, 5.0));
    }
}
