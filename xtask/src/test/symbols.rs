//! What our libraries export, and what they and the programs that run in guests need, read from the files themselves.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use object::elf::{self, FileHeader64};
use object::read::elf::{Dyn, FileHeader, Sym};
use object::{LittleEndian, SymbolIndex};

use super::Surroundings;

/// How a guest library is told apart from a driver.
const MARKER: &str = "vgpu_guest_marker";
/// Guests of this glibc and later run our parts: Debian 10, Ubuntu 18.10, RHEL 8.
const GLIBC_MAX: [u32; 2] = [2, 28];
/// What runs in guests.
const IN_GUESTS: [&str; 4] = ["libcuda.so", "libnvidia_ml.so", "vgpu-guestd", "vgpu"];
/// Libraries that every distribution with glibc has.
const EVERYWHERE: [&str; 6] =
    ["libc.so.6", "libm.so.6", "libgcc_s.so.1", "libdl.so.2", "libpthread.so.0", "ld-linux-x86-64.so.2"];

/// What was read from one library.
struct Library {
    exported: BTreeSet<String>,
    soname: Option<String>,
    needed: Vec<String>,
    glibc: Vec<u32>,
}

fn read(path: &Path) -> Result<Library> {
    let data = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(&data).with_context(|| format!("cannot read {} as ELF", path.display()))
}

fn parse(data: &[u8]) -> Result<Library> {
    let header = FileHeader64::<LittleEndian>::parse(data)?;
    let endian = header.endian()?;
    let sections = header.sections(endian, data)?;
    let symbols = sections.symbols(endian, data, elf::SHT_DYNSYM)?;
    let mut exported = BTreeSet::new();
    for (index, symbol) in symbols.enumerate() {
        let is_visible = matches!(symbol.st_bind(), elf::STB_GLOBAL | elf::STB_WEAK)
            && matches!(symbol.st_visibility(), elf::STV_DEFAULT | elf::STV_PROTECTED);
        if index != SymbolIndex(0) && is_visible && !symbol.is_undefined(endian) {
            exported.insert(String::from_utf8(symbol.name(endian, symbols.strings())?.to_vec())?);
        }
    }
    let (mut soname, mut needed) = (None, Vec::new());
    if let Some((entries, link)) = sections.dynamic(endian, data)? {
        let strings = sections.strings(endian, data, link)?;
        for entry in entries {
            let text =
                || entry.string(endian, strings).map(|text| String::from_utf8_lossy(text).into_owned());
            match entry.tag32(endian) {
                Some(elf::DT_SONAME) => soname = Some(text()?),
                Some(elf::DT_NEEDED) => needed.push(text()?),
                _ => {}
            }
        }
    }
    let mut glibc = Vec::new();
    if let Some((mut files, link)) = sections.gnu_verneed(endian, data)? {
        let strings = sections.strings(endian, data, link)?;
        while let Some((_, mut versions)) = files.next()? {
            while let Some(version) = versions.next()? {
                let name = String::from_utf8_lossy(version.name(endian, strings)?).into_owned();
                if let Some(number) = name.strip_prefix("GLIBC_") {
                    glibc = glibc.max(number.split('.').filter_map(|part| part.parse().ok()).collect());
                }
            }
        }
    }
    Ok(Library { exported, soname, needed, glibc })
}

/// Compares what is exported with the list of what NVIDIA's library exports.
fn compare(library: &Library, wanted: &BTreeSet<String>) -> Result<()> {
    let few = |names: Vec<&String>| {
        let shown: Vec<&str> = names.iter().take(10).map(|name| name.as_str()).collect();
        format!("{} ({}{})", names.len(), shown.join(", "), if names.len() > 10 { ", …" } else { "" })
    };
    let missing: Vec<&String> = wanted.difference(&library.exported).collect();
    let surplus: Vec<&String> = library.exported.difference(wanted).collect();
    if !missing.is_empty() || !surplus.is_empty() {
        bail!("missing: {}; exported and not on the list: {}", few(missing), few(surplus));
    }
    Ok(())
}

/// Whether a guest of the oldest glibc can load it. Says what it needs.
fn needs(part: &Library) -> Result<String> {
    let glibc: Vec<String> = part.glibc.iter().map(u32::to_string).collect();
    let (glibc, needed) = (glibc.join("."), part.needed.join(", "));
    ensure!(part.glibc.as_slice() <= GLIBC_MAX.as_slice(), "a symbol of glibc {glibc} is needed");
    let is_everywhere = |name: &String| EVERYWHERE.contains(&name.as_str());
    ensure!(part.needed.iter().all(is_everywhere), "a library of its own is needed, among {needed}");
    Ok(format!("glibc {glibc}, {needed}"))
}

/// The symbols that a list names.
fn listed(path: &Path) -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

/// Reads all libraries.
pub fn run(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let symbols = around.workspace.root.join("crates/table/symbols");
    let (cuda, management) =
        (listed(&symbols.join("libcuda.txt"))?, listed(&symbols.join("libnvidia-ml.txt"))?);
    for (file, soname, list, is_guest) in [
        ("libcuda.so", "libcuda.so.1", &cuda, true),
        ("libnvidia_ml.so", "libnvidia-ml.so.1", &management, true),
        ("libsoftcuda.so", "libsoftcuda.so", &cuda, false),
    ] {
        let library = read(&built.join(file))?;
        let mut wanted = list.clone();
        if is_guest {
            wanted.insert(MARKER.to_owned());
        }
        compare(&library, &wanted).with_context(|| file.to_owned())?;
        ensure!(
            library.soname.as_deref() == Some(soname),
            "{file}: soname is {:?}, not {soname}",
            library.soname
        );
        println!("  {file}: {} symbols, soname {soname}", library.exported.len());
    }
    for file in IN_GUESTS {
        let part = read(&built.join(file))?;
        let needs = needs(&part).with_context(|| file.to_owned())?;
        println!("  {file}: needs {needs}");
    }
    Ok(format!("{} and {} symbols, as on the lists", cuda.len(), management.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_very_program_can_be_read() {
        let library = read(&std::env::current_exe().expect("exe")).expect("ELF");
        assert!(library.needed.iter().any(|name| name.starts_with("libc.so")), "{:?}", library.needed);
        assert!(library.glibc.as_slice() >= [2, 0].as_slice(), "{:?}", library.glibc);
        assert_eq!(library.soname, None);
    }

    #[test]
    fn what_an_old_guest_lacks_is_an_error() {
        let part = |glibc: &[u32], needed: &str| Library {
            exported: BTreeSet::new(),
            soname: None,
            needed: vec![needed.to_owned()],
            glibc: glibc.to_vec(),
        };
        assert!(needs(&part(&[2, 28], "libc.so.6")).is_ok());
        assert!(needs(&part(&[2, 2, 5], "libc.so.6")).is_ok());
        assert!(needs(&part(&[2, 29], "libc.so.6")).is_err());
        assert!(needs(&part(&[2, 28], "libssl.so.3")).is_err());
    }

    #[test]
    fn missing_and_surplus_symbols_are_named() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let library = Library {
            exported: names(&["cuInit", "extra"]),
            soname: None,
            needed: Vec::new(),
            glibc: Vec::new(),
        };
        assert!(compare(&library, &names(&["cuInit", "extra"])).is_ok());
        let error = compare(&library, &names(&["cuInit", "cuMemAlloc_v2"])).expect_err("differ").to_string();
        assert!(error.contains("cuMemAlloc_v2") && error.contains("extra"), "{error}");
    }
}
