//! `crates/worker/src/generated.rs`: the loaded driver and the dispatch of every request.

use std::{collections::BTreeSet, fmt::Write as _};

use anyhow::Result;

use super::{
    BANNER, emit_c,
    emit_wire::{reply_fields, request_fields},
    model::{Arg, Kind, Route, Row, is_handle},
};

pub fn emit(rows: &[Row], structs: &BTreeSet<String>) -> Result<String> {
    let mut out = String::from(BANNER);
    out.push_str(
        "#![allow(non_snake_case, clippy::too_many_arguments, missing_docs, unused_imports, unused_mut, unused_variables, clippy::unnecessary_cast)]\n\n\
         use core::ffi::*;\n\nuse table::*;\nuse wire::{Decoder, Handle, Header, Message as _, Pod, reply, request};\n\n\
         use crate::{custom, driver::Library, session::{Outcome, Refused, Session}};\n\n",
    );
    driver(&mut out, rows);
    dispatch(&mut out, rows, structs);
    Ok(out)
}

fn driver(out: &mut String, rows: &[Row]) {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.route != Route::Internal).collect();
    out.push_str("/// Entry points of the loaded libcuda; one that it lacks answers `CUDA_ERROR_NOT_SUPPORTED`.\n#[allow(clippy::missing_docs_in_private_items)]\npub struct Driver {\n");
    for row in &rows {
        let _ = writeln!(out, "    pub {}: pfn::{},", row.name, row.name);
    }
    out.push_str("}\n\nimpl Driver {\n    /// Looks every entry point up.\n    pub fn load(library: &Library) -> Self {\n");
    for row in &rows {
        let result = if row.returns.is_some() { "Default::default()" } else { "CUDA_ERROR_NOT_SUPPORTED" };
        let _ = writeln!(
            out,
            "        unsafe extern \"C\" fn {}({}) -> {} {{ {result} }}",
            row.name,
            emit_c::parameters(row),
            emit_c::returns(row)
        );
    }
    out.push_str("        Self {\n");
    for row in &rows {
        let _ = writeln!(
            out,
            "            // SAFETY: CUDA's ABI fixes the type behind this name.\n            \
             {name}: unsafe {{ library.find(c\"{name}\") }}.unwrap_or({name}),",
            name = row.name
        );
    }
    out.push_str("        }\n    }\n}\n\n");
}

fn dispatch(out: &mut String, rows: &[Row], structs: &BTreeSet<String>) {
    out.push_str(
        "/// Decodes the body of one request, checks it, and executes it.\n///\n/// # Errors\n\
         /// [`Refused`] if the bytes are not a frame of the table: the session ends.\n\
         pub fn dispatch(session: &mut Session, header: &Header, body: Decoder<'_>) -> Result<Outcome, Refused> {\n    match header.op {\n",
    );
    for row in rows {
        if request_fields(row).is_none() {
            continue;
        }
        let name = &row.name;
        if matches!(row.route, Route::Custom | Route::Internal) {
            let run = if reply_fields(row).is_empty() { "handle" } else { "answer" };
            let _ = writeln!(
                out,
                "        op::{name} => session.{run}(header, body, |session, header, q: request::{name}| custom::{name}(session, header, q)),"
            );
            continue;
        }
        let _ = writeln!(out, "        op::{name} => {{");
        let _ = writeln!(out, "            let q = request::{name}::decode(body)?;");
        generic(out, row, structs);
        out.push_str("        }\n");
    }
    out.push_str("        op => Err(Refused::UnknownOp(op)),\n    }\n}\n");
}

fn generic(out: &mut String, row: &Row, structs: &BTreeSet<String>) {
    out.push_str("            let mut run = |session: &mut Session| -> CudaResult<_> {\n");
    for arg in &row.args {
        let name = &arg.name;
        let line = match &arg.kind {
            Kind::Handle(handle) if handle == "CUstream" => {
                format!("let {name} = session.stream(header, q.{name})?;")
            }
            Kind::Handle(handle) | Kind::Drop(handle) => {
                format!("let {name} = session.handles.get::<{handle}>(q.{name})?;")
            }
            Kind::New(handle) => format!(
                "let mut {name} = {handle}::default();\n session.handles.check_new::<{handle}>(q.{name})?;"
            ),
            Kind::Known(handle) => format!("let mut {name} = {handle}::default();"),
            Kind::Out(ty) => out_value(name, ty, structs),
            Kind::In(ty) | Kind::InOut(ty) => {
                let field = if structs.contains(ty) { ".0" } else { "" };
                if arg.optional {
                    let map = if structs.contains(ty) { ".map(|pod| pod.0)" } else { "" };
                    format!("let mut {name} = q.{name}{map};")
                } else {
                    format!("let mut {name} = q.{name}{field};")
                }
            }
            Kind::InArray(ty, _) if is_handle(ty) => format!(
                "let {name} = q.{name}.iter().map(|&id| session.handles.get::<{ty}>(Handle(id))).collect::<CudaResult<Vec<_>>>()?;"
            ),
            Kind::OutArray(ty, count) => {
                let ty = if is_handle(ty) { "usize" } else { ty };
                format!("let mut {name} = session.output_array::<{ty}>(q.{count} as usize)?;")
            }
            Kind::OutStr(count) => {
                format!("let mut {name} = session.output_array::<u8>(q.{count} as usize)?;")
            }
            Kind::HostOut(count) => {
                format!("let mut {name} = session.output_array::<u8>(q.{count} as usize)?;")
            }
            Kind::CStr => format!("let {name} = session.c_string(q.{name})?;"),
            _ => continue,
        };
        let _ = writeln!(out, "                {line}");
    }
    for arg in &row.args {
        if let Kind::InArray(_, count) = &arg.kind {
            let _ = writeln!(
                out,
                "                if q.{}.len() != q.{count} as usize {{ return Err(CudaError::INVALID_VALUE); }}",
                arg.name
            );
        }
    }
    let arguments: Vec<String> = row.args.iter().map(|arg| argument(arg, structs)).collect();
    let _ = writeln!(
        out,
        "                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.\n                \
         check(unsafe {{ (session.driver.{})({}) }})?;",
        row.name,
        arguments.join(", ")
    );
    for arg in &row.args {
        match &arg.kind {
            Kind::New(handle) => {
                let _ = writeln!(
                    out,
                    "                session.handles.insert::<{handle}>(q.{0}, {0})?;",
                    arg.name
                );
            }
            Kind::Drop(handle) => {
                let _ = writeln!(out, "                session.handles.remove::<{handle}>(q.{});", arg.name);
            }
            _ => {}
        }
    }
    let fields: Vec<String> = row.args.iter().filter_map(|arg| reply_value(arg, structs)).collect();
    if row.route == Route::Sync {
        let _ = writeln!(
            out,
            "                Ok(reply::{} {{ {} }})\n            }};\n            let result = run(session);\n            session.finish(result)",
            row.name,
            fields.join(", ")
        );
    } else {
        out.push_str("                Ok(())\n            };\n            let result = run(session);\n            session.finish_empty(result)\n");
    }
}

fn out_value(name: &str, ty: &str, structs: &BTreeSet<String>) -> String {
    if structs.contains(ty) {
        format!("let mut {name}: {ty} = zerocopy::FromZeros::new_zeroed();")
    } else {
        format!("let mut {name}: {ty} = Default::default();")
    }
}

fn argument(arg: &Arg, _structs: &BTreeSet<String>) -> String {
    let name = &arg.name;
    match &arg.kind {
        Kind::Value(_) => format!("q.{name}"),
        Kind::Handle(_) | Kind::Drop(_) => name.clone(),
        Kind::New(_) | Kind::Known(_) | Kind::Out(_) => format!("&mut {name}"),
        Kind::InOut(_) if !arg.optional => format!("&mut {name}"),
        Kind::In(_) if !arg.optional => format!("&{name}"),
        Kind::In(_) => format!("{name}.as_ref().map_or(core::ptr::null(), |value| value as *const _)"),
        Kind::InOut(_) => format!("{name}.as_mut().map_or(core::ptr::null_mut(), |value| value as *mut _)"),
        Kind::InArray(ty, _) if is_handle(ty) => format!("{name}.as_ptr()"),
        Kind::InArray(_, _) => format!("q.{name}.as_ptr()"),
        Kind::OutArray(..) if arg.optional => {
            format!("if q.{name} {{ {name}.as_mut_ptr().cast() }} else {{ core::ptr::null_mut() }}")
        }
        Kind::OutArray(..) | Kind::OutStr(_) | Kind::HostOut(_) => format!("{name}.as_mut_ptr().cast()"),
        Kind::CStr => format!("{name}.as_ptr()"),
        Kind::HostIn(_) => format!("q.{name}.0.as_ptr().cast()"),
        Kind::Raw(_) => "core::ptr::null_mut()".into(),
    }
}

fn reply_value(arg: &Arg, structs: &BTreeSet<String>) -> Option<String> {
    let name = &arg.name;
    Some(match &arg.kind {
        Kind::Out(ty) | Kind::InOut(ty) if structs.contains(ty) => format!("{name}: Pod({name})"),
        Kind::Out(_) | Kind::InOut(_) => name.clone(),
        Kind::Known(handle) => format!("{name}: session.handles.known::<{handle}>({name})?"),
        Kind::OutArray(ty, _) if is_handle(ty) => format!(
            "{name}: {name}.into_iter().map(|raw| Ok(session.handles.known::<{ty}>({ty}(raw))?.0)).collect::<CudaResult<Vec<_>>>()?"
        ),
        Kind::OutArray(..) | Kind::OutStr(_) | Kind::HostOut(_) => name.clone(),
        _ => return None,
    })
}
