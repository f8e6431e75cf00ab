//! `crates/wire/src/generated.rs`: a request and a reply for every row that crosses.

use std::{collections::BTreeSet, fmt::Write as _};

use anyhow::{Result, ensure};

use super::{
    BANNER,
    model::{Arg, Kind, Route, Row, is_handle},
};

/// Name and type of one field. Types: a scalar of the table, `bytes`, `handle`, `array<T>`, `option<T>`, `bool`.
pub type FieldOf = (String, String);

/// Fields of the request, or `None` if the row never crosses.
pub fn request_fields(row: &Row) -> Option<Vec<FieldOf>> {
    match row.route {
        Route::Local | Route::Unsupported => None,
        Route::Custom | Route::Internal => row.frame.clone(),
        Route::Sync | Route::Async => Some(row.args.iter().filter_map(request_field).collect()),
    }
}

/// Fields of the reply.
pub fn reply_fields(row: &Row) -> Vec<FieldOf> {
    match row.route {
        Route::Custom | Route::Internal => row.reply.clone(),
        Route::Sync => row.args.iter().filter_map(reply_field).collect(),
        _ => Vec::new(),
    }
}

fn element(ty: &str) -> String {
    if is_handle(ty) { "u64".into() } else { ty.into() }
}

fn request_field(arg: &Arg) -> Option<FieldOf> {
    let optional = |ty: String| if arg.optional { format!("option<{ty}>") } else { ty };
    let ty = match &arg.kind {
        Kind::Value(ty) => ty.clone(),
        Kind::Handle(_) | Kind::Drop(_) | Kind::New(_) => "handle".into(),
        Kind::In(ty) | Kind::InOut(ty) => optional(ty.clone()),
        Kind::InArray(ty, _) => format!("array<{}>", element(ty)),
        Kind::OutArray(..) if arg.optional => "bool".into(),
        Kind::CStr | Kind::HostIn(_) => optional("bytes".into()),
        _ => return None,
    };
    Some((arg.name.clone(), ty))
}

fn reply_field(arg: &Arg) -> Option<FieldOf> {
    let ty = match &arg.kind {
        Kind::Out(ty) | Kind::InOut(ty) => ty.clone(),
        Kind::Known(_) => "handle".into(),
        Kind::OutArray(ty, _) => format!("array<{}>", element(ty)),
        Kind::OutStr(_) | Kind::HostOut(_) => "array<u8>".into(),
        _ => return None,
    };
    Some((arg.name.clone(), ty))
}

/// The Rust type of a field; true if it borrows from the frame.
fn rust_type(ty: &str, structs: &BTreeSet<String>) -> (String, bool) {
    let squeezed: String = ty.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = |prefix: &str| -> Option<String> {
        squeezed.strip_prefix(prefix)?.strip_prefix('<')?.strip_suffix('>').map(str::to_owned)
    };
    if let Some(of) = inner("option") {
        let (rust, borrows) = rust_type(&of, structs);
        return (format!("Option<{rust}>"), borrows);
    }
    if let Some(of) = inner("array") {
        return (format!("Vec<{}>", qualified(&of)), false);
    }
    match squeezed.as_str() {
        "bytes" => ("Bytes<'a>".into(), true),
        "handle" => ("Handle".into(), false),
        name if structs.contains(name) => (format!("Pod<{}>", qualified(name)), false),
        name => (qualified(name), false),
    }
}

fn qualified(ty: &str) -> String {
    if ty.starts_with("CU") || ty.starts_with("cu") {
        format!("table::{ty}")
    } else if ty.starts_with("c_") {
        format!("core::ffi::{ty}")
    } else {
        ty.to_owned()
    }
}

pub fn emit(rows: &[Row], structs: &BTreeSet<String>) -> Result<String> {
    let mut out = String::from(BANNER);
    out.push_str("#![allow(clippy::unnecessary_cast)]\n\nuse crate::{Decoder, Encoder, Message, Random, WireError};\n\n");
    let mut crossing = Vec::new();
    let mut modules = [String::new(), String::new()];
    for row in rows {
        let Some(request) = request_fields(row) else { continue };
        crossing.push(row);
        for (module, fields) in modules.iter_mut().zip([request, reply_fields(row)]) {
            let mut borrows = false;
            let mut list = String::new();
            for (name, ty) in &fields {
                let (rust, borrowed) = rust_type(ty, structs);
                borrows |= borrowed;
                let _ = write!(list, "{name}: {rust}, ");
            }
            let lifetime = if borrows { "<'a>" } else { "" };
            let _ = writeln!(module, "    message! {{ {}{lifetime} = {} {{ {list} }} }}", row.name, row.op);
        }
    }
    for row in rows {
        ensure!(
            row.route != Route::Internal || row.frame.is_some(),
            "internal row {} has no frame",
            row.name
        );
    }
    for (name, body) in ["request", "reply"].iter().zip(&modules) {
        let _ = writeln!(
            out,
            "/// Bodies of {name} frames, by function name.\npub mod {name} {{\n    #[allow(unused_imports)]\n    use crate::{{Bytes, Handle, Pod}};\n\n{body}}}\n"
        );
    }
    out.push_str("/// Opcodes that have a request frame.\npub const REQUEST_OPS: &[u16] = &[");
    for row in &crossing {
        let _ = write!(out, "{}, ", row.op);
    }
    out.push_str("];\n\n");
    out.push_str(
        "/// Decodes the body of request `op` and encodes it again: equal bytes, or the reason of refusal.\n\
         ///\n/// # Errors\n/// What [`Message::decode`] says, or [`WireError::UnknownOp`].\n\
         pub fn recode_request(op: u16, body: &[u8]) -> Result<Vec<u8>, WireError> {\n\
         let decoder = Decoder::new(body);\nlet mut encoder = Encoder::new();\nmatch op {\n",
    );
    for row in &crossing {
        let _ = writeln!(out, "{} => request::{}::decode(decoder)?.encode(&mut encoder),", row.op, row.name);
    }
    out.push_str("_ => return Err(WireError::UnknownOp(op)),\n}\nOk(encoder.as_bytes().to_vec())\n}\n\n");
    out.push_str(
        "/// Encodes some request `op`, drawn from `random`; `arena` holds borrowed bytes.\n\
         pub fn generate_request(op: u16, random: Random<'_>, arena: &[u8], encoder: &mut Encoder) -> Result<(), WireError> {\nmatch op {\n",
    );
    for row in &crossing {
        let _ =
            writeln!(out, "{} => request::{}::generate(random, arena).encode(encoder),", row.op, row.name);
    }
    out.push_str("_ => return Err(WireError::UnknownOp(op)),\n}\nOk(())\n}\n");
    Ok(out)
}
