//! What is wrong with a text, and where.

use std::fmt;

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kernel or function, if it was in one.
    pub function: Option<Box<str>>,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
    /// The statement's text, or as much of the line as there is.
    pub source: Box<str>,
    /// What is wrong, with what was expected.
    pub message: Box<str>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if let Some(function) = &self.function {
            write!(f, ", in {function}")?;
        }
        write!(f, ": {}", self.message)?;
        if !self.source.is_empty() {
            write!(f, ": `{}`", self.source)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}

/// A complaint about a place that is not yet a line and a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Bytes from the start of the text.
    pub at: u32,
    /// Where the statement begins.
    pub statement: Option<u32>,
    pub message: Box<str>,
}

impl Problem {
    pub fn new(at: u32, message: impl Into<Box<str>>) -> Self {
        Self { at, statement: None, message: message.into() }
    }

    /// The complaint with its place in the text.
    pub fn locate(self, text: &str, function: Option<&str>) -> Diagnostic {
        self.locate_from(text, function, (0, 1))
    }

    /// The same, counting lines from a place before it whose line is known.
    pub fn locate_from(self, text: &str, function: Option<&str>, known: (u32, u32)) -> Diagnostic {
        /// No more of a statement is shown.
        const SHOWN: usize = 120;
        let bytes = text.as_bytes();
        let at = (self.at as usize).min(bytes.len());
        let before = &bytes[..at];
        let (from, line) = if self.at < known.0 { (0, 1) } else { known };
        let passed = before.get(from as usize..).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', passed).count() + line as usize;
        let column = at - memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1) + 1;
        let start = self.statement.map_or(at, |start| (start as usize).min(at));
        let rest = &bytes[start..];
        let end = memchr::memchr3(b';', b'\n', b'{', rest).unwrap_or(rest.len());
        // A brace may be an operand: then the statement goes on.
        let end = match rest.get(end) {
            Some(b'{') => memchr::memchr2(b';', b'\n', rest).unwrap_or(rest.len()),
            _ => end,
        };
        let shown = String::from_utf8_lossy(&rest[..end.min(SHOWN)]);
        let mut source = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        if end > SHOWN {
            source.push('…');
        }
        Diagnostic {
            function: function.map(Into::into),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            source: source.into(),
            message: self.message,
        }
    }
}

pub(crate) type Checked<T> = Result<T, Problem>;
