//! Conditions of graphs: numbers that kernels set and conditional nodes look at.

use std::sync::{
    Arc, LazyLock, Weak,
    atomic::{AtomicU32, AtomicU64, Ordering},
};

use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use table::CUgraphConditionalNodeType;

use crate::stream::Work;

/// Conditions by the numbers that programs and kernels know them by.
static ALL: LazyLock<RwLock<FxHashMap<u64, Weak<Condition>>>> = LazyLock::new(RwLock::default);

/// Numbers of conditions begin here, so that none looks like an address or a small number.
const FIRST: u64 = 0xc0d1_0000_0000_0001;

/// A condition.
#[derive(Debug)]
pub struct Condition {
    /// Its number.
    pub number: u64,
    /// What each launch begins with, if it is to.
    pub initial: Option<u32>,
    value: AtomicU32,
}

impl Condition {
    /// A new one.
    pub fn create(value: u32, is_initial: bool) -> Arc<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(FIRST);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let initial = is_initial.then_some(value);
        let condition = Arc::new(Self { number, initial, value: AtomicU32::new(0) });
        ALL.write().insert(number, Arc::downgrade(&condition));
        condition
    }

    /// The one of a number.
    pub fn find(number: u64) -> Option<Arc<Self>> {
        ALL.read().get(&number).and_then(Weak::upgrade)
    }

    /// A launch begins.
    pub fn begin(&self) {
        if let Some(value) = self.initial {
            self.set(value);
        }
    }

    /// Sets the value.
    pub fn set(&self, value: u32) {
        self.value.store(value, Ordering::Release);
    }
}

impl Drop for Condition {
    fn drop(&mut self) {
        ALL.write().remove(&self.number);
    }
}

/// `cudaGraphSetConditional` in a kernel; a number that is no condition's is ignored.
pub fn set(number: u64, value: u32) {
    if let Some(condition) = Condition::find(number) {
        condition.set(value);
    }
}

/// What a conditional node does with its graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choosing {
    /// The first if the condition is not 0, otherwise the second, if there is one.
    If,
    /// The only one, as long as the condition is not 0.
    While,
    /// The one whose position the condition is.
    Switch,
}

impl Choosing {
    /// By its number.
    pub fn numbered(number: CUgraphConditionalNodeType) -> Option<Self> {
        [Self::If, Self::While, Self::Switch].get(number as usize).copied()
    }

    /// Whether a node of this kind may have so many graphs.
    pub fn allows(self, graphs: usize) -> bool {
        match self {
            Self::If => (1..=2).contains(&graphs),
            Self::While => graphs == 1,
            Self::Switch => graphs > 0,
        }
    }
}

/// A conditional node that a stream comes to.
#[derive(Debug)]
pub struct Choice {
    /// What it looks at.
    pub condition: Arc<Condition>,
    /// How.
    pub choosing: Choosing,
    /// The work of its graphs.
    pub bodies: Vec<Vec<Work>>,
}

impl Choice {
    /// What is to be done now.
    pub fn chosen(self: &Arc<Self>) -> Vec<Work> {
        let value = self.condition.value.load(Ordering::Acquire) as usize;
        let at = match self.choosing {
            Choosing::If | Choosing::While => usize::from(value == 0),
            Choosing::Switch => value,
        };
        let mut works = self.bodies.get(at).cloned().unwrap_or_default();
        if self.choosing == Choosing::While && value != 0 {
            works.push(Work::Choose(self.clone()));
        }
        works
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(choosing: Choosing, graphs: usize, value: u32) -> usize {
        let condition = Condition::create(0, false);
        set(condition.number, value);
        let bodies = (0..graphs).map(|at| vec![Work::Empty; 10 * (at + 1)]).collect();
        Arc::new(Choice { condition, choosing, bodies }).chosen().len()
    }

    #[test]
    fn the_condition_chooses_a_graph() {
        assert_eq!((chosen(Choosing::If, 1, 7), chosen(Choosing::If, 1, 0)), (10, 0));
        assert_eq!((chosen(Choosing::If, 2, 7), chosen(Choosing::If, 2, 0)), (10, 20));
        assert_eq!((chosen(Choosing::While, 1, 1), chosen(Choosing::While, 1, 0)), (11, 0));
        assert_eq!((chosen(Choosing::Switch, 2, 1), chosen(Choosing::Switch, 2, 2)), (20, 0));
    }

    #[test]
    fn a_number_is_forgotten_with_its_condition() {
        let number = Condition::create(3, true).number;
        assert!(Condition::find(number).is_none());
        set(number, 1);
    }
}
