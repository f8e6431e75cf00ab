//! `crates/worker/src/monitor/generated.rs`: every question that the host's library is asked for a snapshot.

use std::fmt::Write as _;

use super::{
    BANNER,
    model::{Kind, Route, Row},
    versions,
};

pub fn emit(rows: &[Row]) -> String {
    let mut out = String::from(BANNER);
    out.push_str(
        "#![allow(non_snake_case)]\n\nuse table::nvml::{Pace, *};\n\n\
         use super::ask::{Asked, Query, Selector};\n\n",
    );
    out.push_str("/// Every question, sorted by name.\npub static QUERIES: &[Query] = &[\n");
    let asked: Vec<&Row> = rows.iter().filter(|row| row.is_asked()).collect();
    for row in &asked {
        let Route::Snapshot(pace) = row.route else { continue };
        let selectors: Vec<String> = row
            .args
            .iter()
            .filter_map(|arg| match &arg.kind {
                Kind::Of(first, last) => Some(format!("Selector::Range({first}, {last})")),
                Kind::Peer => Some("Selector::Device".into()),
                Kind::Versioned(list) => {
                    Some(format!("Selector::Range(0, {})", list.len().saturating_sub(1)))
                }
                _ => None,
            })
            .collect();
        let _ = writeln!(
            out,
            "    Query {{ name: \"{}\", pace: Pace::{pace}, is_of_device: {}, selectors: &[{}], ask: {} }},",
            row.name,
            row.is_of_device(),
            selectors.join(", "),
            row.name
        );
    }
    out.push_str("];\n\n");
    for row in asked {
        question(&mut out, row);
    }
    out
}

fn question(out: &mut String, row: &Row) {
    let name = &row.name;
    let _ = writeln!(
        out,
        "fn {name}(asked: &mut Asked<'_>) -> Option<nvmlReturn_t> {{\n    \
         // SAFETY: the type is that of the symbol.\n    \
         let function = unsafe {{ asked.find::<pfn::{name}>(c\"{name}\") }}?;"
    );
    let mut choice = 0;
    let mut arguments = Vec::new();
    for arg in &row.args {
        let mut chosen = || {
            choice += 1;
            choice - 1
        };
        let arg_name = &arg.name;
        let value = match &arg.kind {
            Kind::Device => "asked.device()".to_owned(),
            Kind::Peer => format!("asked.other_device({})", chosen()),
            Kind::Of(..) => format!("asked.choice({})", chosen()),
            Kind::Out(ty) | Kind::OutOrNull(ty) => format!("asked.out::<{ty}>()"),
            Kind::OutStr(max, _) | Kind::OutText(max) => format!("asked.text({max})"),
            Kind::Versioned(list) => {
                format!("asked.versioned({}, {}).cast()", chosen(), versions(list))
            }
            Kind::Length => {
                let room = row.args.iter().find_map(|other| match &other.kind {
                    Kind::OutStr(max, length) if length == arg_name => Some(*max),
                    _ => None,
                });
                arguments.push(room.unwrap_or_default().to_string());
                continue;
            }
            Kind::Count => {
                let array = row.args.iter().find_map(|other| match &other.kind {
                    Kind::OutArray(ty, max, count) if count == arg_name => Some((ty, *max, &other.name)),
                    _ => None,
                });
                let Some((ty, max, array)) = array else { continue };
                let _ = writeln!(out, "    let ({arg_name}, {array}) = asked.array::<{ty}>({max});");
                arguments.push(arg_name.clone());
                continue;
            }
            Kind::OutArray(..) => {
                arguments.push(arg_name.clone());
                continue;
            }
            Kind::Plain(_) => continue,
        };
        let _ = writeln!(out, "    let {arg_name} = {value};");
        arguments.push(arg_name.clone());
    }
    let _ = writeln!(
        out,
        "    // SAFETY: NVML's ABI; pointers are to buffers of `asked`, as large as the function may write.\n    \
         Some(unsafe {{ function({}) }})\n}}\n",
        arguments.join(", ")
    );
}
