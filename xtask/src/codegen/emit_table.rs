//! `crates/table/src/generated.rs`: opcodes, function-pointer types, rows, protocol hash.

use std::fmt::Write as _;

use super::{
    BANNER, emit_c,
    emit_wire::{reply_fields, request_fields},
    model::{Route, Row},
    nvml::model::Row as ManagementRow,
};

pub fn emit(rows: &[Row], management: &[ManagementRow]) -> String {
    let mut out = String::from(BANNER);
    out.push_str("use crate::{Route, Row};\n\n");
    out.push_str(
        "/// Opcodes, by function name.\n#[allow(non_upper_case_globals, missing_docs)]\npub mod op {\n",
    );
    for row in rows {
        let _ = writeln!(out, "    pub const {}: u16 = {};", row.name, row.op);
    }
    out.push_str("}\n\n/// Types of pointers to the driver's functions.\n");
    out.push_str("#[allow(non_camel_case_types, non_snake_case, missing_docs)]\npub mod pfn {\n    use core::ffi::*;\n\n    use crate::*;\n\n");
    for row in rows.iter().filter(|row| row.route != Route::Internal) {
        let _ = writeln!(
            out,
            "    pub type {} = unsafe extern \"C\" fn({}) -> {};",
            row.name,
            emit_c::parameters(row),
            emit_c::returns(row)
        );
    }
    out.push_str("}\n\n/// Every row, in opcode order.\npub static ROWS: &[Row] = &[\n");
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sorted.sort_by_key(|row| row.op);
    for row in sorted {
        let twin = match row.twin {
            Some((suffix, version)) => format!("Some((\"{}_{suffix}\", {version}))", row.name),
            None => "None".into(),
        };
        let _ = writeln!(
            out,
            "    Row {{ name: \"{}\", op: {}, noun: \"{}\", route: Route::{:?}, base: \"{}\", since: {:?}, twin: {twin}, why: {:?} }},",
            row.name,
            row.op,
            row.noun,
            row.route,
            row.gpa_base,
            row.gpa,
            row.why.as_deref().unwrap_or_default()
        );
    }
    let _ = writeln!(
        out,
        "];\n\n/// Hash of every frame's layout: guest and worker with different hashes refuse each other.\n\
         pub const PROTOCOL_HASH: u64 = {:#018x};",
        protocol_hash(rows, management)
    );
    out
}

/// FNV-1a over the opcode, name and fields of every row that crosses, and over every question of a snapshot.
fn protocol_hash(rows: &[Row], management: &[ManagementRow]) -> u64 {
    let mut text = String::new();
    for row in rows {
        if let Some(request) = request_fields(row) {
            let _ = writeln!(
                text,
                "{} {} {:?} {:?} {:?}",
                row.op,
                row.name,
                row.route,
                request,
                reply_fields(row)
            );
        }
    }
    for row in management.iter().filter(|row| row.is_asked()) {
        let _ = writeln!(text, "{} {:?}", row.name, row.args);
    }
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
