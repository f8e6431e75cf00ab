//! `crates/guest-cuda/src/generated.rs`: every export of `libcuda.so.1`.
//!
//! A local or custom row calls the function of the same name in `crate::api`; a sync or async row is
//! marshalled here; an unsupported row fails by name.

use std::{collections::BTreeSet, fmt::Write as _};

use anyhow::Result;

use super::{
    BANNER, emit_c,
    model::{Arg, Kind, Route, Row, is_handle},
};

pub fn emit(rows: &[Row], structs: &BTreeSet<String>) -> Result<String> {
    let mut out = String::from(BANNER);
    out.push_str(
        "#![allow(non_snake_case, clippy::too_many_arguments, clippy::missing_safety_doc, missing_docs, unused_imports, unused_variables, clippy::unnecessary_cast)]\n\n\
         use core::ffi::*;\n\nuse table::*;\nuse wire::{Bytes, Handle, Pod, reply, request};\n\n\
         use crate::{api, edge::{Export, c_bytes, call, edge, given, local_edge, post, ready, read_array, unsupported, value_edge, write_array, write_str}, session::new_handle};\n\n",
    );
    for row in rows.iter().filter(|row| row.route != Route::Internal) {
        for (symbol, mode) in emit_c::symbols(row) {
            export(&mut out, row, &symbol, mode, structs);
        }
    }
    out.push_str(&emit_c::address_table(rows));
    Ok(out)
}

fn export(out: &mut String, row: &Row, symbol: &str, mode: Option<&str>, structs: &BTreeSet<String>) {
    let _ = writeln!(
        out,
        "#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {symbol}({}) -> {} {{",
        emit_c::parameters(row),
        emit_c::returns(row)
    );
    let op = format!("op::{}", row.name);
    match row.route {
        Route::Unsupported if row.returns.is_none() => {
            let _ = writeln!(out, "    unsupported({op})\n}}\n");
        }
        Route::Unsupported => {
            let _ = writeln!(out, "    unsupported({op});\n    Default::default()\n}}\n");
        }
        Route::Local | Route::Custom => {
            let mode = mode.map(|mode| format!("{mode}, ")).unwrap_or_default();
            let edge = match row.route {
                _ if row.returns.is_some() => "value_edge",
                Route::Local => "local_edge",
                _ => "edge",
            };
            let _ = writeln!(
                out,
                "    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.\n    \
                 {edge}({op}, || unsafe {{ api::{}({mode}{}) }})\n}}\n",
                row.name,
                emit_c::argument_names(row)
            );
        }
        Route::Sync | Route::Async => marshalled(out, row, &op, mode, structs),
        Route::Internal => {}
    }
}

fn marshalled(out: &mut String, row: &Row, op: &str, mode: Option<&str>, structs: &BTreeSet<String>) {
    let mode = mode.unwrap_or("DefaultStream::Legacy");
    let _ = writeln!(out, "    edge({op}, || {{\n        ready()?;");
    for arg in &row.args {
        if !arg.optional && emit_c::c_type(arg).starts_with('*') {
            let _ = writeln!(out, "        given({})?;", arg.name);
        }
    }
    for arg in &row.args {
        if let Kind::New(handle) = &arg.kind {
            let _ = writeln!(out, "        let new_{} = new_handle::<{handle}>();", arg.name);
        }
    }
    let fields: Vec<String> = row.args.iter().filter_map(|arg| request_value(arg, structs)).collect();
    let request = format!("request::{} {{ {} }}", row.name, fields.join(", "));
    if row.route == Route::Async {
        let _ = writeln!(out, "        post({mode}, &{request})");
    } else {
        let _ = writeln!(out, "        let reply = call({mode}, &{request})?;");
        let _ = writeln!(out, "        let reply: reply::{} = reply.decode()?;", row.name);
        for arg in &row.args {
            reply_value(out, arg, structs);
        }
        out.push_str("        Ok(())\n");
    }
    out.push_str("    })\n}\n\n");
}

/// `name: expression` for a field of the request.
fn request_value(arg: &Arg, structs: &BTreeSet<String>) -> Option<String> {
    let name = &arg.name;
    let wrap = |ty: &str, value: String| if structs.contains(ty) { format!("Pod({value})") } else { value };
    Some(match &arg.kind {
        Kind::Value(_) => name.clone(),
        Kind::Handle(_) | Kind::Drop(_) => format!("{name}: Handle({name}.0 as u64)"),
        Kind::New(_) => format!("{name}: new_{name}"),
        Kind::In(ty) | Kind::InOut(ty) => {
            let safety = "// SAFETY: not null; CUDA's contract makes it valid for reads.\n";
            if arg.optional {
                let read = wrap(ty, format!("unsafe {{ {name}.read() }}"));
                format!("{name}: {safety} (!{name}.is_null()).then(|| {read})")
            } else {
                format!("{name}: {safety} {}", wrap(ty, format!("unsafe {{ {name}.read() }}")))
            }
        }
        Kind::InArray(ty, count) => {
            let safety = "// SAFETY: CUDA's contract: that many elements, or none and null.\n";
            let ty = if is_handle(ty) { "u64" } else { ty };
            format!("{name}: {safety} unsafe {{ read_array::<{ty}>({name}.cast(), {count} as usize) }}?")
        }
        Kind::OutArray(..) if arg.optional => format!("{name}: !{name}.is_null()"),
        Kind::CStr => format!(
            "{name}: // SAFETY: CUDA's contract: a NUL-terminated string.\n Bytes(unsafe {{ c_bytes({name}) }})"
        ),
        Kind::HostIn(count) => format!(
            "{name}: // SAFETY: CUDA's contract: that many readable bytes.\n Bytes(unsafe {{ core::slice::from_raw_parts({name}.cast(), {count} as usize) }})"
        ),
        _ => return None,
    })
}

/// Writes one output of the reply through the caller's pointer.
fn reply_value(out: &mut String, arg: &Arg, structs: &BTreeSet<String>) {
    let name = &arg.name;
    let write = match &arg.kind {
        Kind::Out(ty) | Kind::InOut(ty) => {
            let field = if structs.contains(ty) { ".0" } else { "" };
            format!("{name}.write(reply.{name}{field})")
        }
        Kind::New(handle) => format!("{name}.write({handle}(new_{name}.0 as usize))"),
        Kind::Known(handle) => format!("{name}.write({handle}(reply.{name}.0 as usize))"),
        Kind::OutArray(_, _) => format!("write_array({name}.cast(), &reply.{name})"),
        Kind::OutStr(count) => format!("write_str({name}, {count} as usize, &reply.{name})"),
        Kind::HostOut(count) => format!(
            "core::ptr::copy_nonoverlapping(reply.{name}.as_ptr(), {name}.cast(), reply.{name}.len().min({count} as usize))"
        ),
        _ => return,
    };
    let guard = if arg.optional { format!("if !{name}.is_null() ") } else { String::new() };
    let _ = writeln!(
        out,
        "        {guard}{{\n            // SAFETY: not null; CUDA's contract makes it valid for this write.\n            unsafe {{ {write} }};\n        }}"
    );
}
