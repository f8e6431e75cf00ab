//! In which order sessions are shown.

use std::cmp::{Ordering, Reverse};

use super::picture::Row;

/// What sessions are ordered by. Figures come with the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Key {
    /// Launches per second
    Launches,
    /// Device memory
    Memory,
    /// Bytes per second, both ways together
    Bytes,
    /// The time in which the worker had something to execute
    Serving,
    /// Calls that failed
    Errors,
    /// The oldest first
    Age,
    /// User, then the oldest first
    User,
    /// Program, then the oldest first
    Program,
}

/// All of them, in the order in which a key press goes through them.
const ALL: [Key; 8] =
    [Key::Launches, Key::Memory, Key::Bytes, Key::Serving, Key::Errors, Key::Age, Key::User, Key::Program];

impl Key {
    /// The next one.
    pub fn next(self) -> Self {
        let place = ALL.iter().position(|key| *key == self).map_or(0, |place| place + 1);
        ALL.get(place).copied().unwrap_or(Key::Launches)
    }

    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Launches => "launches",
            Self::Memory => "memory",
            Self::Bytes => "bytes",
            Self::Serving => "serving",
            Self::Errors => "errors",
            Self::Age => "age",
            Self::User => "user",
            Self::Program => "program",
        }
    }

    fn compare(self, a: &Row, b: &Row) -> Ordering {
        let rate = |row: &Row, of: fn(&super::picture::Rates) -> f64| row.rates.as_ref().map_or(0.0, of);
        let by_rate = |of| rate(b, of).total_cmp(&rate(a, of));
        match self {
            Self::Launches => by_rate(|rates| rates.launches_per_s),
            Self::Bytes => by_rate(|rates| rates.bytes_in_per_s + rates.bytes_out_per_s),
            Self::Serving => by_rate(|rates| rates.serving_ratio),
            Self::Memory => Reverse(a.figures.memory).cmp(&Reverse(b.figures.memory)),
            Self::Errors => Reverse(a.figures.failed).cmp(&Reverse(b.figures.failed)),
            Self::Age => Ordering::Equal,
            Self::User => a.user.cmp(&b.user),
            Self::Program => a.program.cmp(&b.program),
        }
    }

    /// Puts rows into this order; equals with the oldest first.
    pub fn sort(self, rows: &mut [Row]) {
        rows.sort_by(|a, b| self.compare(a, b).then(a.session.cmp(&b.session)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::top::picture::Rates;

    #[test]
    fn the_highest_come_first_and_equals_by_age() {
        let row = |session, memory, launches_per_s| {
            let rates = Some(Rates { launches_per_s, ..Rates::default() });
            let figures = link::gauges::Figures { memory, ..Default::default() };
            Row { session, figures, rates, ..Row::default() }
        };
        let mut rows = [row(1, 5, 0.0), row(3, 7, 2.0), row(2, 7, f64::MAX)];
        let mut order = |key: Key| {
            key.sort(&mut rows);
            rows.each_ref().map(|row| row.session)
        };
        assert_eq!(order(Key::Launches), [2, 3, 1]);
        assert_eq!(order(Key::Memory), [2, 3, 1]);
        assert_eq!(order(Key::Age), [1, 2, 3]);
    }

    #[test]
    fn a_key_press_goes_through_all_and_begins_again() {
        let mut key = Key::Launches;
        for _ in 0..ALL.len() {
            key = key.next();
        }
        assert_eq!(key, Key::Launches);
    }
}
