//! `crates/table/src/nvml/generated.rs`: the rows as data, their numbers, function-pointer types.

use std::fmt::Write as _;

use super::{
    BANNER,
    model::{Route, Row},
    parameters,
};

pub fn emit(rows: &[Row]) -> String {
    let mut out = String::from(BANNER);
    out.push_str("use super::{Pace, Route, Row};\n\n");
    out.push_str("/// Every row, sorted by name.\npub static ROWS: &[Row] = &[\n");
    for row in rows {
        let route = match row.route {
            Route::Snapshot(pace) => format!("Snapshot(Pace::{pace})"),
            other => format!("{other:?}"),
        };
        let _ = writeln!(
            out,
            "    Row {{ name: \"{}\", noun: \"{}\", route: Route::{route}, why: {:?} }},",
            row.name, row.noun, row.why
        );
    }
    out.push_str(
        "];\n\n/// Where in [`ROWS`] a function is. Never crosses: it changes when rows are added.\n",
    );
    out.push_str("#[allow(non_upper_case_globals, missing_docs)]\npub mod index {\n");
    for (index, row) in rows.iter().enumerate() {
        let _ = writeln!(out, "    pub const {}: usize = {index};", row.name);
    }
    out.push_str("}\n\n/// Types of pointers to the functions whose arguments are described.\n");
    out.push_str("#[allow(non_camel_case_types, non_snake_case, missing_docs)]\npub mod pfn {\n    use core::ffi::*;\n\n    use crate::nvml::*;\n\n");
    let is_described = |row: &&Row| matches!(row.route, Route::Snapshot(_) | Route::Local | Route::Custom);
    for row in rows.iter().filter(is_described) {
        let _ = writeln!(
            out,
            "    pub type {} = unsafe extern \"C\" fn({}) -> {};",
            row.name,
            parameters(row),
            row.returns.as_deref().unwrap_or("nvmlReturn_t")
        );
    }
    out.push_str("}\n");
    out
}
