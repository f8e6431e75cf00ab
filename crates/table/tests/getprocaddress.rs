//! The rows resolve every name to the symbol that the vendor's cuGetProcAddress gives.

use std::fs;
use std::path::Path;

use table::{Resolution, resolve};

/// One line of the facts: a name and its symbols by minimum version, for both default streams.
struct Fact {
    name: String,
    legacy: Vec<(u32, String)>,
    per_thread: Vec<(u32, String)>,
}

fn entries(column: Option<&str>) -> Vec<(u32, String)> {
    column
        .unwrap_or_default()
        .split_whitespace()
        .map(|entry| {
            let (version, symbol) = entry.split_once('=').expect("version=symbol");
            (version.parse().expect("a version"), symbol.to_owned())
        })
        .collect()
}

fn facts() -> Vec<Fact> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/getprocaddress.tsv");
    let text = fs::read_to_string(path).expect("the facts");
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut columns = line.split('\t');
            let name = columns.next().unwrap_or_default().to_owned();
            Fact { name, legacy: entries(columns.next()), per_thread: entries(columns.next()) }
        })
        .collect()
}

/// Versions worth asking: each bound, just below it, and one past all of them.
fn versions(entries: &[(u32, String)]) -> Vec<u32> {
    entries.iter().flat_map(|(version, _)| [version - 10, *version]).chain([13_000]).collect()
}

#[test]
fn every_name_resolves_as_in_the_vendors_library() {
    let facts = facts();
    assert!(facts.len() > 450, "{} facts", facts.len());
    for fact in &facts {
        for per_thread in [false, true] {
            let entries =
                if per_thread && !fact.per_thread.is_empty() { &fact.per_thread } else { &fact.legacy };
            for version in versions(entries) {
                let expected = entries.iter().rfind(|(minimum, _)| *minimum <= version);
                let answer = resolve(&fact.name, version, per_thread);
                match (expected, &answer) {
                    (Some((_, symbol)), Resolution::Found(found)) if symbol == found => {}
                    (None, Resolution::TooNew) => {}
                    _ => panic!(
                        "{} at {version}, per thread {per_thread}: {answer:?}, not {expected:?}",
                        fact.name
                    ),
                }
            }
        }
    }
}

#[test]
fn a_name_with_its_twins_suffix_is_unknown() {
    let found = resolve("cuGraphInstantiateWithParams_ptsz", 12_000, true);
    assert_eq!(found, Resolution::UnknownName);
}

#[test]
fn a_name_that_nothing_has_is_told_from_one_that_is_too_new() {
    assert_eq!(resolve("cuNoSuchFunction", 13_000, false), Resolution::UnknownName);
    assert_eq!(resolve("", 0, false), Resolution::UnknownName);
    assert_eq!(resolve("cuStreamGetId", 11_080, false), Resolution::TooNew);
}
