//! A whole module checked: how many kernels there are, how many compile, and what is wrong with the others.

use crate::Diagnostic;
use crate::ir::{FunctionId, Module};

/// What checking found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Kernels that there are.
    pub kernels: usize,
    /// Kernels that compile.
    pub compiled: usize,
    /// Kernels that do not.
    pub failed: usize,
    /// What is wrong, in the order of the text.
    pub failures: Vec<Diagnostic>,
}

impl Report {
    /// Adds another module's.
    pub fn add(&mut self, other: Self) {
        self.kernels += other.kernels;
        self.compiled += other.compiled;
        self.failed += other.failed;
        self.failures.extend(other.failures);
    }
}

/// Checks a module and compiles all of its kernels and functions.
pub fn check(text: &str) -> Report {
    let mut report = Report::default();
    let module = match Module::parse(text) {
        Ok(module) => module,
        Err(diagnostic) => {
            report.failures.push(diagnostic);
            return report;
        }
    };
    report.failures.extend(module.problems.iter().cloned());
    for (index, function) in module.functions.iter().enumerate() {
        if !function.has_body() {
            continue;
        }
        let result = module.compile(FunctionId(index as u32));
        if function.is_kernel {
            report.kernels += 1;
            match &result {
                Ok(_) => report.compiled += 1,
                Err(_) => report.failed += 1,
            }
        }
        report.failures.extend(result.err().into_iter().flatten());
    }
    report
}
