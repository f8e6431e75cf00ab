//! `crates/table/src/nvml/generated.rs`: the rows as data, their numbers, function-pointer types.

use std::fmt::Write as _;

use super::{
    BANNER,
    model::{Arg, Kind, Route, Row},
    parameters, versions,
};

pub fn emit(rows: &[Row]) -> String {
    let mut out = String::from(BANNER);
    out.push_str("use super::{Argument, Pace, Route, Row, Shape, types::*, version};\n\n");
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
    out.push_str("}\n\n/// Arguments of every function that a snapshot answers, sorted by name.\n");
    out.push_str("pub static CALLS: &[(&str, &[Argument])] = &[\n");
    for row in rows.iter().filter(|row| row.is_asked()) {
        let arguments: Vec<String> = row.args.iter().map(argument).collect();
        let _ = writeln!(out, "    (\"{}\", &[{}]),", row.name, arguments.join(", "));
    }
    out.push_str("];\n");
    out
}

/// An argument as data.
fn argument(arg: &Arg) -> String {
    let kind = match &arg.kind {
        Kind::Device | Kind::Peer => "Device".to_owned(),
        Kind::Of(first, last) => format!("Of({first}, {last})"),
        Kind::Out(ty) | Kind::OutOrNull(ty) => format!("Out(size_of::<{ty}>())"),
        Kind::OutStr(max, _) => format!("Text({max})"),
        Kind::OutText(max) => format!("Text({max})"),
        Kind::Length => "Length".into(),
        Kind::Count => "Count".into(),
        Kind::OutArray(ty, max, _) => format!("Array(size_of::<{ty}>(), {max})"),
        Kind::Versioned(list) => format!("Versioned({})", versions(list)),
        // Only rows that no snapshot answers have such.
        Kind::Plain(ty) => ty.clone(),
    };
    format!("Argument {{ name: \"{}\", shape: Shape::{kind} }}", arg.name.trim_start_matches("r#"))
}
