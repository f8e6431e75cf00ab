//! Percentiles.

use super::Figure;

/// The `p`-th percentile (0 to 100) of ascending samples: the least sample that `p` of 100 do not exceed.
pub fn percentile(ascending: &[f64], p: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    let rank = (p / 100.0 * ascending.len() as f64).ceil() as usize;
    ascending.get(rank.saturating_sub(1).min(last)).copied()
}

/// Whether more of a unit is better.
pub fn more_is_better(unit: &str) -> bool {
    unit.ends_with("/s")
}

/// Samples as a figure; nothing for no samples. In a unit of which more is better, `p99` is the value that 99 of 100
/// samples reach.
pub fn figure(unit: &str, samples: &[f64]) -> Option<Figure> {
    let mut ascending: Vec<f64> = samples.iter().copied().filter(|sample| sample.is_finite()).collect();
    ascending.sort_by(f64::total_cmp);
    if more_is_better(unit) {
        let half = &ascending[ascending.len() / 2..];
        return Some(Figure {
            unit: unit.into(),
            median: percentile(&ascending, 50.0)?,
            best: percentile(half, 50.0)?,
            p99: percentile(&ascending, 1.0)?,
            samples: ascending.len(),
        });
    }
    let half = &ascending[..ascending.len().div_ceil(2)];
    Some(Figure {
        unit: unit.into(),
        median: percentile(&ascending, 50.0)?,
        best: percentile(half, 50.0)?,
        p99: percentile(&ascending, 99.0)?,
        samples: ascending.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_samples_by_nearest_rank() {
        let samples: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(&samples, 50.0), Some(50.0));
        assert_eq!(percentile(&samples, 99.0), Some(99.0));
        assert_eq!(percentile(&samples, 100.0), Some(100.0));
        assert_eq!(percentile(&samples, 0.0), Some(1.0));
        assert_eq!(percentile(&[7.0], 99.0), Some(7.0));
        assert_eq!(percentile(&[], 50.0), None);
    }

    #[test]
    fn a_figure_of_costs_has_its_worst_at_the_top() {
        let samples: Vec<f64> = (1..=1000).rev().map(f64::from).collect();
        let Some(figure) = figure("ns", &samples) else { panic!("there are samples") };
        assert_eq!((figure.median, figure.best, figure.p99, figure.samples), (500.0, 250.0, 990.0, 1000));
    }

    #[test]
    fn a_figure_of_rates_has_its_worst_at_the_bottom() {
        let samples: Vec<f64> = (1..=100).map(f64::from).collect();
        let Some(figure) = figure("GB/s", &samples) else { panic!("there are samples") };
        assert_eq!((figure.median, figure.best, figure.p99), (50.0, 75.0, 1.0));
    }

    #[test]
    fn no_samples_no_figure() {
        assert_eq!(figure("ns", &[]), None);
        assert_eq!(figure("ns", &[f64::NAN]), None);
    }
}
