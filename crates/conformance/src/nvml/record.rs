//! What was answered, as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// An answer: a code and, on success, what was written, as hexadecimal text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The code.
    pub code: u32,
    /// What was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}

/// Answers by function and by how it was called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The library that was asked.
    pub library: String,
    /// The answers.
    pub answers: BTreeMap<String, BTreeMap<String, Answer>>,
}

impl Record {
    pub(super) fn of(library: &Path) -> Self {
        Self { library: library.display().to_string(), ..Self::default() }
    }

    /// Notes an answer that is only a code.
    pub(super) fn code(&mut self, function: &str, how: &str, code: u32) {
        self.value(function, how, code, &[]);
    }

    /// Notes an answer.
    pub(super) fn value(&mut self, function: &str, how: &str, code: u32, bytes: &[u8]) {
        let value =
            if code == 0 { bytes.iter().map(|byte| format!("{byte:02x}")).collect() } else { String::new() };
        self.answers.entry(function.to_owned()).or_default().insert(how.to_owned(), Answer { code, value });
    }
}
