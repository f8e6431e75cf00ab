//! What all consumers share: C signatures; and the exports of the software GPU.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    BANNER,
    model::{Arg, Kind, Route, Row},
};

/// The C type of an argument.
pub fn c_type(arg: &Arg) -> String {
    match &arg.kind {
        Kind::Value(ty) | Kind::Handle(ty) | Kind::Drop(ty) | Kind::Raw(ty) => ty.clone(),
        Kind::New(ty) | Kind::Known(ty) | Kind::Out(ty) | Kind::InOut(ty) | Kind::OutArray(ty, _) => {
            format!("*mut {ty}")
        }
        Kind::In(ty) | Kind::InArray(ty, _) => format!("*const {ty}"),
        Kind::CStr => "*const c_char".into(),
        Kind::OutStr(_) => "*mut c_char".into(),
        Kind::HostIn(_) => "*const c_void".into(),
        Kind::HostOut(_) => "*mut c_void".into(),
    }
}

/// `a: A, b: *mut B`.
pub fn parameters(row: &Row) -> String {
    row.args.iter().map(|arg| format!("{}: {}", arg.name, c_type(arg))).collect::<Vec<_>>().join(", ")
}

/// `a, b`.
pub fn argument_names(row: &Row) -> String {
    row.args.iter().map(|arg| arg.name.clone()).collect::<Vec<_>>().join(", ")
}

/// `-> CUresult`, or what the row says.
pub fn returns(row: &Row) -> String {
    row.returns.clone().unwrap_or_else(|| "CUresult".into())
}

/// Symbols with their row and, for a row that has a twin, the mode that the symbol stands for.
pub fn symbols(row: &Row) -> Vec<(String, Option<&'static str>)> {
    match row.twin {
        None => vec![(row.name.clone(), None)],
        Some((suffix, _)) => vec![
            (row.name.clone(), Some("DefaultStream::Legacy")),
            (format!("{}_{suffix}", row.name), Some("DefaultStream::PerThread")),
        ],
    }
}

/// The table of exported addresses, sorted by name.
pub fn address_table(rows: &[Row]) -> String {
    let names: BTreeSet<String> = rows.iter().flat_map(Row::symbols).collect();
    let mut out = String::new();
    out.push_str("/// Address of every exported function, sorted by name.\n");
    out.push_str("pub static EXPORTS: &[(&str, Export)] = &[\n");
    for name in names {
        let _ = writeln!(out, "    (\"{name}\", Export({name} as *const ())),");
    }
    out.push_str("];\n");
    out
}

/// The software GPU's exports: a function of the same name under `api`, or `NOT_SUPPORTED`.
pub fn emit_soft(rows: &[Row], implemented: &BTreeSet<String>) -> String {
    let mut out = String::from(BANNER);
    out.push_str(
        "#![allow(non_snake_case, clippy::too_many_arguments, clippy::missing_safety_doc, missing_docs, unused_variables)]\n\n\
         use core::ffi::*;\n\nuse table::*;\n\nuse crate::{api, export::{Export, edge, unsupported}};\n\n",
    );
    for row in rows.iter().filter(|row| row.route != Route::Internal) {
        for (symbol, mode) in symbols(row) {
            let _ = writeln!(
                out,
                "#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {symbol}({}) -> {} {{",
                parameters(row),
                returns(row)
            );
            if implemented.contains(&row.name) {
                let mode = mode.map(|mode| format!("{mode}, ")).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.\n    \
                     edge(\"{symbol}\", || unsafe {{ api::{}({mode}{}) }})\n}}\n",
                    row.name,
                    argument_names(row)
                );
            } else {
                let result = if row.returns.is_some() { "Default::default()" } else { "" };
                if result.is_empty() {
                    let _ = writeln!(out, "    unsupported(\"{symbol}\")\n}}\n");
                } else {
                    let _ = writeln!(out, "    let _ = unsupported(\"{symbol}\");\n    {result}\n}}\n");
                }
            }
        }
    }
    out.push_str(&address_table(rows));
    out
}
