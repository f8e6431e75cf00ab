//! What kind of `libcuda` a file is, read from its dynamic symbols without loading it.

use std::fs;
use std::path::Path;

use object::{Object, ObjectSymbol};

/// Symbol that our guest library exports so that it is never taken for a driver.
pub const GUEST_MARKER: &str = "vgpu_guest_marker";

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A driver: it exports the driver API.
    Driver,
    /// Our own guest library, which only speaks to a driver elsewhere.
    Guest,
    /// Something else, or a stub without the functions that are asked for.
    Other,
}

/// Classifies `path`; `None` if it is no readable ELF file of this machine's kind.
pub fn classify(path: &Path) -> Option<Kind> {
    let bytes = fs::read(path).ok()?;
    let file = object::File::parse(&*bytes).ok()?;
    if file.architecture() != native() {
        return None;
    }
    let mut is_driver = false;
    for symbol in file.dynamic_symbols().filter(|symbol| symbol.is_definition()) {
        match symbol.name() {
            Ok(GUEST_MARKER) => return Some(Kind::Guest),
            Ok("cuInit") => is_driver = true,
            _ => {}
        }
    }
    Some(if is_driver { Kind::Driver } else { Kind::Other })
}

/// The architecture that this program was built for.
fn native() -> object::Architecture {
    if cfg!(target_arch = "x86_64") { object::Architecture::X86_64 } else { object::Architecture::Aarch64 }
}

#[cfg(test)]
#[path = "../../tests/support/elf.rs"]
mod sample;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_is_told_from_our_own_library_by_the_marker() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("libcuda.so.1");
        for (names, kind) in [
            (["cuInit", "cuMemAlloc_v2"].as_slice(), Kind::Driver),
            (["cuInit", GUEST_MARKER].as_slice(), Kind::Guest),
            (["cublasCreate_v2"].as_slice(), Kind::Other),
        ] {
            let whole = sample::library(names);
            fs::write(&path, &whole).expect("write");
            assert_eq!(classify(&path), Some(kind), "{names:?}");
            for len in 0..whole.len() {
                fs::write(&path, &whole[..len]).expect("write");
                classify(&path);
            }
        }
    }

    #[test]
    fn texts_are_no_libraries_and_programs_are_no_drivers() {
        let folder = tempfile::tempdir().expect("folder");
        let text = folder.path().join("libcuda.so.1");
        fs::write(&text, "/* GNU ld script */").expect("write");
        assert_eq!(classify(&text), None);
        assert_eq!(classify(folder.path()), None);
        assert_eq!(classify(&std::env::current_exe().expect("exe")), Some(Kind::Other));
    }
}
