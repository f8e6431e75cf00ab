//! Conformance: the same test bodies on every libcuda.
//!
//! A [`Body`] is one theme of the driver API. It calls a libcuda that was loaded by path, asserts what NVIDIA's
//! documentation promises, and writes down everything else that it sees. The same bodies run on NVIDIA's library, on
//! the software one and on the guest's; [`transcript::compare`] then says where two of them differ.
//!
//! * [`cuda`]: the loaded library; every unsafe call is there;
//! * [`test`]: what a body is given: the library, the transcript, and short forms for what most bodies need;
//! * [`bodies`]: the bodies, a file per theme;
//! * [`runner`]: runs each body in a process of its own, so that a crash or a sticky error stays in one body;
//! * [`report`]: tables and JSON;
//! * [`endure`]: a program that computes until the GPU is taken away from it;
//! * [`nvml`]: the same for the management library, which has no bodies but a table;
//! * [`bench`]: the benchmark, and the comparison of two of its results with the project's bars.
//!
//! To add a body: write a function in the file of its theme and name it in that file's `BODIES`.

pub mod bench;
pub mod bodies;
pub mod cuda;
pub mod endure;
pub mod gate;
pub mod image;
pub mod nvml;
pub mod report;
pub mod runner;
pub mod test;
pub mod transcript;

pub use table::pfn;
pub use test::{Outcome, Stop, Test};

/// What a body needs of the library besides the API itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A compiler for PTX that finds errors, writes logs and knows a kernel's resources.
    Compiler,
    /// Kernels that run.
    Kernels,
}

/// One test body.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Its name, `theme.what`.
    pub name: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// Whether it does something whose outcome the documentation leaves open, so that a crash is an answer too.
    pub undefined: bool,
    /// Whether it is about a part of the API that a library may do without, if it says so: then the body skips itself.
    pub optional: bool,
    /// The test.
    pub run: fn(&mut Test) -> Outcome,
}

impl Body {
    /// A body that any library can run.
    pub const fn plain(name: &'static str, run: fn(&mut Test) -> Outcome) -> Self {
        Self { name, needs: Needs::Nothing, undefined: false, optional: false, run }
    }

    /// A body that needs a real compiler.
    pub const fn compiler(name: &'static str, run: fn(&mut Test) -> Outcome) -> Self {
        Self { name, needs: Needs::Compiler, undefined: false, optional: false, run }
    }

    /// A body that launches kernels.
    pub const fn kernels(name: &'static str, run: fn(&mut Test) -> Outcome) -> Self {
        Self { name, needs: Needs::Kernels, undefined: false, optional: false, run }
    }

    /// Marks a body whose outcome the documentation leaves open.
    pub const fn undefined(mut self) -> Self {
        self.undefined = true;
        self
    }

    /// Marks a body about what a library may do without.
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The theme: what stands before the dot.
    pub fn theme(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(theme, _)| theme)
    }
}
