//! `crates/guest-nvml/src/generated.rs`: every export of `libnvidia-ml.so.1`.

use std::fmt::Write as _;

use super::{
    BANNER, c_type,
    model::{Kind, Route, Row},
    parameters, versions,
};

pub fn emit(rows: &[Row]) -> String {
    let mut out = String::from(BANNER);
    out.push_str(
        "#![allow(non_snake_case, clippy::missing_safety_doc, missing_docs)]\n\n\
         use core::ffi::*;\n\nuse table::nvml::*;\n\n\
         use crate::{api, asked::{Asked, ready}, edge::{edge, forbidden, given, unsupported}};\n\n",
    );
    for row in rows {
        export(&mut out, row);
    }
    out
}

fn export(out: &mut String, row: &Row) {
    let name = &row.name;
    let returns = row.returns.as_deref().unwrap_or("nvmlReturn_t");
    let _ = writeln!(
        out,
        "#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {name}({}) -> {returns} {{",
        parameters(row)
    );
    let device = row.args.first().filter(|arg| arg.kind == Kind::Device);
    let device = device.map_or("None".to_owned(), |arg| format!("Some({})", arg.name));
    let call = || {
        let names: Vec<&str> = row.args.iter().map(|arg| arg.name.as_str()).collect();
        format!("api::{name}({})", names.join(", "))
    };
    match row.route {
        Route::Forbidden => {
            let _ = writeln!(out, "    edge(index::{name}, || forbidden({device}))\n}}\n");
        }
        Route::Unsupported => {
            let _ = writeln!(out, "    edge(index::{name}, || unsupported(index::{name}, {device}))\n}}\n");
        }
        Route::Local | Route::Custom if row.returns.is_some() => {
            let _ = writeln!(out, "    {}\n}}\n", call());
        }
        Route::Snapshot(_) if !row.is_by_hand => snapshot(out, row),
        Route::Snapshot(_) | Route::Local | Route::Custom => {
            let _ = writeln!(
                out,
                "    // SAFETY: the caller keeps NVML's contract for this call, which is the callee's.\n    \
                 edge(index::{name}, || unsafe {{ {} }})\n}}\n",
                call()
            );
        }
    }
}

/// A call that the snapshot answers: judges what it is given, finds the answer, writes it.
fn snapshot(out: &mut String, row: &Row) {
    let name = &row.name;
    let first = match row.args.first().filter(|_| row.is_of_device()) {
        Some(device) => format!("Asked::of_device({})?", device.name),
        None => "Asked::of_system()?".to_owned(),
    };
    let needs_choice =
        row.args.iter().any(|arg| matches!(arg.kind, Kind::Peer | Kind::Of(..) | Kind::Versioned(_)));
    let binding = if needs_choice { "let mut asked" } else { "let asked" };
    let _ = writeln!(out, "    edge(index::{name}, || {{\n        ready()?;\n        {binding} = {first};");
    for arg in &row.args {
        // An array may be null: then only its length is asked for.
        if c_type(arg).starts_with('*') && !matches!(arg.kind, Kind::OutArray(..) | Kind::OutOrNull(_)) {
            let _ = writeln!(out, "        given({})?;", arg.name);
        }
    }
    for arg in &row.args {
        let arg_name = &arg.name;
        let _ = match &arg.kind {
            Kind::Peer => writeln!(out, "        asked.choose_device({arg_name})?;"),
            Kind::Of(first, last) => writeln!(out, "        asked.choose({arg_name}, {first}, {last});"),
            Kind::Versioned(list) => writeln!(
                out,
                "        // SAFETY: not null; NVML's contract makes its first word readable.\n        \
                 asked.choose_version(unsafe {{ {arg_name}.cast::<u32>().read() }}, {});",
                versions(list)
            ),
            _ => Ok(()),
        };
    }
    let _ = writeln!(out, "        let mut answer = asked.answer(index::{name})?;");
    for arg in &row.args {
        let arg_name = &arg.name;
        let write = match &arg.kind {
            Kind::Out(_) => format!("answer.put({arg_name})"),
            Kind::OutOrNull(_) => format!("answer.put_or_skip({arg_name})"),
            Kind::Versioned(list) => format!("answer.put_versioned({arg_name}.cast(), {})?", versions(list)),
            Kind::OutStr(_, length) => format!("answer.put_text({arg_name}, {length})?"),
            Kind::OutText(max) => format!("answer.put_text({arg_name}, {max})?"),
            Kind::OutArray(_, _, count) => format!("answer.put_array({count}, {arg_name})?"),
            _ => continue,
        };
        let _ = writeln!(
            out,
            "        // SAFETY: looked at above; NVML's contract makes it valid for this write.\n        \
             unsafe {{ {write} }};"
        );
    }
    out.push_str("        Ok(())\n    })\n}\n\n");
}
