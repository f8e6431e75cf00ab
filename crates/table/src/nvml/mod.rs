//! The vocabulary of NVML, the management library: codes, C types, and a row for each function that the vendor's
//! `libnvidia-ml.so.1` exports (`../nvml/*.rs`, of which `../nvml/README.md` tells how to read one).

// Names and field names are the C header's, and so is their documentation.
#![allow(non_camel_case_types, non_snake_case)]

mod codes;
/// The rows as data and as function-pointer types; written by `cargo xtask codegen`.
pub mod generated;
mod types;

pub use codes::*;
pub use generated::*;
pub use types::*;

/// How often the host's library is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Once: the answer never changes.
    Fixed,
    /// For every snapshot.
    Live,
    /// When somebody asks for this function by name: it takes long, or has many answers.
    OnDemand,
}

/// How a function is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// From a snapshot of the answers of the host's library; both ends are generated.
    Snapshot(Pace),
    /// By the guest alone, or from what is known since the start.
    Local,
    /// By hand: from a snapshot, or the call is passed on as it is.
    Custom,
    /// Changes the device, which no tenant may: `NVML_ERROR_NO_PERMISSION`.
    Forbidden,
    /// By nobody: `NVML_ERROR_NOT_SUPPORTED`; the row says why.
    Unsupported,
}

/// One row.
#[derive(Debug)]
pub struct Row {
    /// The exported symbol.
    pub name: &'static str,
    /// The noun: the file that the row stands in.
    pub noun: &'static str,
    /// How the function is served.
    pub route: Route,
    /// Why the function is not supported; empty for other routes.
    pub why: &'static str,
}

/// What an argument of a function is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A device.
    Device,
    /// A number from the first to the last.
    Of(u32, u32),
    /// Receives so many bytes.
    Out(usize),
    /// Receives text, of at most so many bytes with its end.
    Text(usize),
    /// How much room there is for the text.
    Length,
    /// How many elements there is room for, and are.
    Count,
    /// Receives elements of so many bytes, at most so many.
    Array(usize, u32),
    /// Receives a struct of one of these versions.
    Versioned(&'static [Version]),
}

/// An argument of a function that a snapshot answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// As the header calls it.
    pub name: &'static str,
    /// What it is for.
    pub shape: Shape,
}

/// Size and version of a struct that begins with them, as its first word has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// Bytes.
    pub size: usize,
    /// The word that the caller must have written.
    pub word: u32,
}

/// The version `number` of the struct `T`.
pub const fn version<T>(number: u32) -> Version {
    Version { size: size_of::<T>(), word: size_of::<T>() as u32 | number << 24 }
}

/// The row of this name.
pub fn row(name: &str) -> Option<&'static Row> {
    ROWS.binary_search_by_key(&name, |row| row.name).ok().and_then(|at| ROWS.get(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_of_the_vendors_library_has_a_row() {
        let listed = include_str!("../../symbols/libnvidia-ml.txt");
        let mut listed: Vec<&str> =
            listed.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        listed.sort_unstable();
        let rows: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
        assert_eq!(rows, listed);
    }

    #[test]
    fn rows_are_found_by_name() {
        assert_eq!(row("nvmlDeviceGetName").map(|row| row.route), Some(Route::Snapshot(Pace::Fixed)));
        assert!(row("nvmlDeviceGetNam").is_none());
        assert_eq!(ROWS[index::nvmlInit_v2].name, "nvmlInit_v2");
    }

    #[test]
    fn versions_are_those_of_the_header() {
        assert_eq!(version::<nvmlMemory_v2_t>(2).word, 0x0200_0028);
    }
}
