//! `vgpu coverage`: THE table, counted.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde::Serialize;
use table::{ROWS, Route, Row};

use crate::cli::CoverageArgs;

/// Symbols that the vendor's library exports for its debugger. Ours exports them inert: they are data and hooks
/// that a debugger would look for in the process, and no part of the API.
const DEBUGGER_SYMBOLS: usize = 33;

/// Rows by route.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
struct Routes {
    local: usize,
    r#async: usize,
    sync: usize,
    custom: usize,
    unsupported: usize,
}

impl Routes {
    fn add(&mut self, route: Route) {
        match route {
            Route::Local => self.local += 1,
            Route::Async => self.r#async += 1,
            Route::Sync => self.sync += 1,
            Route::Custom => self.custom += 1,
            Route::Unsupported => self.unsupported += 1,
            Route::Internal => {}
        }
    }

    fn columns(self) -> [usize; 5] {
        [self.local, self.r#async, self.sync, self.custom, self.unsupported]
    }

    fn total(self) -> usize {
        self.columns().iter().sum()
    }
}

/// A function that fails by name.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Unsupported {
    name: &'static str,
    noun: &'static str,
    why: &'static str,
}

/// Everything that is printed.
#[derive(Debug, Serialize)]
struct Coverage {
    /// Exported symbols: functions, twins and the debugger's.
    symbols: usize,
    /// Functions by route.
    routes: Routes,
    functions: usize,
    /// Symbols of functions that exist a second time for the per-thread default stream.
    per_thread_twins: usize,
    debugger_symbols: usize,
    protocol_hash: String,
    nouns: BTreeMap<&'static str, Routes>,
    unsupported: Vec<Unsupported>,
}

fn count(rows: &'static [Row]) -> Coverage {
    let rows = || rows.iter().filter(|row| row.route != Route::Internal);
    let mut routes = Routes::default();
    let mut nouns: BTreeMap<&'static str, Routes> = BTreeMap::new();
    for row in rows() {
        routes.add(row.route);
        nouns.entry(row.noun).or_default().add(row.route);
    }
    let (functions, per_thread_twins) = (rows().count(), rows().filter(|row| row.twin.is_some()).count());
    let unsupported = rows().filter(|row| row.route == Route::Unsupported);
    Coverage {
        symbols: functions + per_thread_twins + DEBUGGER_SYMBOLS,
        routes,
        functions,
        per_thread_twins,
        debugger_symbols: DEBUGGER_SYMBOLS,
        protocol_hash: format!("{:016x}", table::PROTOCOL_HASH),
        nouns,
        unsupported: unsupported
            .map(|row| Unsupported { name: row.name, noun: row.noun, why: row.why })
            .collect(),
    }
}

fn text(coverage: &Coverage) -> String {
    let mut out = format!(
        "{:<18}{:>9}{:>9}{:>9}{:>9}{:>13}{:>9}\n",
        "noun", "local", "async", "sync", "custom", "unsupported", "all"
    );
    let mut line = |name: &str, routes: Routes| {
        let [local, r#async, sync, custom, unsupported] = routes.columns();
        let all = routes.total();
        let _ =
            writeln!(out, "{name:<18}{local:>9}{:>9}{sync:>9}{custom:>9}{unsupported:>13}{all:>9}", r#async);
    };
    for (noun, routes) in &coverage.nouns {
        line(noun, *routes);
    }
    line("all", coverage.routes);
    let _ = writeln!(
        out,
        "\n{} exported symbols: {} functions, {} of them twice (per-thread default stream), {} for debuggers (inert)",
        coverage.symbols, coverage.functions, coverage.per_thread_twins, coverage.debugger_symbols
    );
    if !coverage.unsupported.is_empty() {
        out.push_str("\nnot supported (CUDA_ERROR_NOT_SUPPORTED, counted by name):\n");
    }
    for function in &coverage.unsupported {
        let _ = writeln!(out, "  {:<48} {}", function.name, function.why);
    }
    out
}

/// Prints the table, as text or JSON.
pub fn execute(arguments: &CoverageArgs) -> Result<u8> {
    let coverage = count(ROWS);
    crate::print(&if arguments.json {
        serde_json::to_string_pretty(&coverage).context("cannot print the coverage")? + "\n"
    } else {
        text(&coverage)
    })?;
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_has_one_route_and_every_unsupported_one_a_reason() {
        let coverage = count(ROWS);
        assert!(coverage.functions > 0);
        assert_eq!(coverage.routes.total(), coverage.functions);
        assert_eq!(coverage.nouns.values().map(|routes| routes.total()).sum::<usize>(), coverage.functions);
        assert_eq!(coverage.unsupported.len(), coverage.routes.unsupported);
        for function in &coverage.unsupported {
            assert!(!function.why.is_empty(), "{} has no reason", function.name);
        }
    }

    #[test]
    fn every_symbol_of_the_vendors_library_is_counted() {
        let symbols = include_str!("../../table/symbols/libcuda.txt").lines().filter(|line| !line.is_empty());
        assert_eq!(count(ROWS).symbols, symbols.count());
    }

    #[test]
    fn the_json_begins_as_promised() {
        let json = serde_json::to_string(&count(ROWS)).expect("json");
        assert!(json.starts_with("{\"symbols\":"), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).expect("value");
        for route in ["local", "async", "sync", "custom", "unsupported"] {
            assert!(value["routes"][route].is_u64(), "{route}");
        }
        assert_eq!(value["routes"].as_object().map(serde_json::Map::len), Some(5));
    }
}
