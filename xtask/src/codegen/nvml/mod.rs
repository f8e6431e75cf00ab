//! The management library, from `crates/table/nvml`: exports of the guest's, questions to the host's.

pub mod emit_guest;
pub mod emit_table;
pub mod emit_worker;
pub mod model;

use std::fmt::Write as _;

use model::{Arg, Kind, Row};

/// The first lines of every file that is written from these rows.
const BANNER: &str = "//! Generated from crates/table/nvml by `cargo xtask codegen`. Do not edit.\n\n";

/// The C type of an argument.
fn c_type(arg: &Arg) -> String {
    match &arg.kind {
        Kind::Device | Kind::Peer => "nvmlDevice_t".into(),
        Kind::Of(..) | Kind::Length => "u32".into(),
        Kind::Count => "*mut u32".into(),
        Kind::Out(ty) | Kind::OutOrNull(ty) | Kind::OutArray(ty, ..) => format!("*mut {ty}"),
        Kind::OutStr(..) | Kind::OutText(_) => "*mut c_char".into(),
        Kind::Versioned(list) => format!("*mut {}", list.first().map_or("c_void", |(ty, _)| ty.as_str())),
        Kind::Plain(ty) => ty.clone(),
    }
}

/// `a: A, b: *mut B`.
fn parameters(row: &Row) -> String {
    row.args.iter().map(|arg| format!("{}: {}", arg.name, c_type(arg))).collect::<Vec<_>>().join(", ")
}

/// `&[(size, version), …]` of a versioned argument.
fn versions(list: &[(String, u32)]) -> String {
    let mut out = String::from("&[");
    for (ty, version) in list {
        let _ = write!(out, "version::<{ty}>({version}), ");
    }
    out.push(']');
    out
}
