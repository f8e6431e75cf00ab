//! The rows are complete and well formed: what the table promises to its consumers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::ext::IdentExt as _;
use syn::{FnArg, ForeignItem, GenericArgument, Ident, Item, LitInt, LitStr, PathArguments, Type};

/// A row as this test sees it, read by its own small parser so that a slip of codegen's is noticed.
#[derive(Default)]
struct Row {
    name: String,
    op: u16,
    gpa: Option<u32>,
    twin: Option<String>,
    route: String,
    why: Option<String>,
    has_frame: bool,
    arguments: Vec<(String, Type)>,
}

fn crate_file(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for entry in fs::read_dir(crate_file("api")).expect("api is there") {
        let path = entry.expect("a readable entry").path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a readable file");
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for item in file.items {
            let Item::ForeignMod(block) = item else { panic!("{}: not a block of rows", path.display()) };
            for item in block.items {
                let ForeignItem::Fn(function) = item else { panic!("{}: not a function", path.display()) };
                rows.push(row(&function));
            }
        }
    }
    assert!(!rows.is_empty());
    rows
}

fn row(function: &syn::ForeignItemFn) -> Row {
    let mut row = Row { name: function.sig.ident.to_string(), ..Row::default() };
    for input in &function.sig.inputs {
        let FnArg::Typed(input) = input else { panic!("{}: self", row.name) };
        let syn::Pat::Ident(name) = &*input.pat else { panic!("{}: not a plain name", row.name) };
        row.arguments.push((name.ident.unraw().to_string(), (*input.ty).clone()));
    }
    let mut attributes = function.attrs.iter().filter(|attribute| attribute.path().is_ident("row"));
    let (Some(attribute), None) = (attributes.next(), attributes.next()) else {
        panic!("{}: one #[row(…)] expected", row.name);
    };
    let parsed = attribute.parse_nested_meta(|meta| {
        let key = meta.path.require_ident()?.to_string();
        match key.as_str() {
            "op" => row.op = meta.value()?.parse::<LitInt>()?.base10_parse()?,
            "gpa" => row.gpa = Some(meta.value()?.parse::<LitInt>()?.base10_parse()?),
            "gpa_base" => drop(meta.value()?.parse::<LitStr>()?),
            "ptsz" | "ptds" => {
                meta.value()?.parse::<LitInt>()?;
                assert!(row.twin.replace(format!("{}_{key}", row.name)).is_none(), "{}: two twins", row.name);
            }
            "route" => row.route = Ident::parse_any(meta.value()?)?.to_string(),
            "why" => row.why = Some(meta.value()?.parse::<LitStr>()?.value()),
            "frame" | "reply" => {
                row.has_frame = true;
                let content;
                syn::parenthesized!(content in meta.input);
                content.parse::<proc_macro2::TokenStream>()?;
            }
            other => return Err(meta.error(format!("unknown key {other}"))),
        }
        Ok(())
    });
    parsed.unwrap_or_else(|error| panic!("{}: {error}", row.name));
    row
}

/// The outermost name of a type, and what stands in its angle brackets.
fn outer(ty: &Type) -> (String, Vec<&Type>) {
    let Type::Path(path) = ty else { return (String::new(), Vec::new()) };
    let Some(segment) = path.path.segments.last() else { return (String::new(), Vec::new()) };
    let inner = match &segment.arguments {
        PathArguments::AngleBracketed(list) => list
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    (segment.ident.to_string(), inner)
}

/// The direction of an argument, without `Opt`.
fn direction(ty: &Type) -> (String, Vec<&Type>) {
    let (name, inner) = outer(ty);
    match inner.first() {
        Some(form) if name == "Opt" => outer(form),
        _ => (name, inner),
    }
}

#[test]
fn every_exported_function_is_a_row_or_a_twin_and_nothing_else_is() {
    let text = fs::read_to_string(crate_file("symbols/libcuda.txt")).expect("the list of symbols");
    // The debugger's symbols are exported inert and have no rows.
    let exported: BTreeSet<&str> = text.lines().filter(|name| !name.starts_with("cudbg")).collect();
    let rows = rows();
    let mut served = BTreeSet::new();
    for row in rows.iter().filter(|row| row.route != "internal") {
        assert!(served.insert(row.name.as_str()), "{} has two rows", row.name);
        if let Some(twin) = &row.twin {
            assert!(served.insert(twin), "{twin} has two rows");
        }
    }
    let missing: Vec<_> = exported.difference(&served).collect();
    let invented: Vec<_> = served.difference(&exported).collect();
    assert!(missing.is_empty(), "exported by the vendor, without a row: {missing:?}");
    assert!(invented.is_empty(), "rows for what the vendor does not export: {invented:?}");
}

#[test]
fn opcodes_are_unique_and_not_zero() {
    let mut seen = BTreeMap::new();
    for row in rows() {
        assert_ne!(row.op, 0, "{} has no opcode", row.name);
        if let Some(other) = seen.insert(row.op, row.name.clone()) {
            panic!("{} and {other} share opcode {}", row.name, row.op);
        }
    }
}

#[test]
fn every_row_has_a_route_and_those_that_are_not_forwarded_say_why() {
    for row in rows() {
        match row.route.as_str() {
            "async" | "sync" | "internal" => {
                assert!(row.why.is_none(), "{} is always forwarded and gives a reason not to", row.name);
            }
            "unsupported" | "local" => {
                let why = row.why.unwrap_or_default();
                assert!(why.len() >= 10, "{} does not say why it is not forwarded", row.name);
            }
            "custom" => {}
            other => panic!("{}: no route is called {other:?}", row.name),
        }
    }
}

#[test]
fn marshalled_rows_describe_every_argument() {
    for row in rows().iter().filter(|row| matches!(row.route.as_str(), "sync" | "async")) {
        for (name, ty) in &row.arguments {
            let (form, _) = direction(ty);
            assert_ne!(form, "Raw", "{}: argument {name} is not described", row.name);
            let receives =
                matches!(form.as_str(), "Out" | "InOut" | "OutArray" | "OutStr" | "HostOut" | "Known");
            assert!(row.route == "sync" || !receives, "{}: no reply will bring argument {name}", row.name);
        }
    }
}

#[test]
fn lengths_name_another_argument() {
    for row in rows() {
        for (name, ty) in &row.arguments {
            let (form, inner) = direction(ty);
            let length = match form.as_str() {
                "InArray" | "OutArray" => inner.get(1),
                "OutStr" | "HostIn" | "HostOut" => inner.first(),
                _ => continue,
            };
            let length = length.map(|ty| outer(ty).0).unwrap_or_default();
            assert!(
                row.arguments.iter().any(|(other, _)| *other == length && other != name),
                "{}: argument {name} is as long as {length:?}, which is no argument",
                row.name
            );
        }
    }
}

#[test]
fn frames_are_written_out_on_hand_written_rows_only() {
    for row in rows().iter().filter(|row| row.has_frame) {
        assert!(matches!(row.route.as_str(), "custom" | "internal"), "{} has a frame", row.name);
    }
}

#[test]
fn all_but_undeclared_functions_are_known_to_get_proc_address() {
    let unknown: Vec<String> = rows()
        .into_iter()
        .filter(|row| row.gpa.is_none() && row.route != "internal")
        .map(|row| row.name)
        .collect();
    let mut unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
    unknown.sort_unstable();
    assert_eq!(unknown, ["cuEGLApiInit", "cuMemGetAttribute", "cuMemGetAttribute_v2"]);
}
