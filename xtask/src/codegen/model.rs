//! THE table as codegen sees it: rows parsed from `crates/table/api/*.rs` with `syn`.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail, ensure};
use quote::ToTokens;
use syn::{Attribute, FnArg, ForeignItem, ForeignItemFn, GenericArgument, Item, PathArguments, Token, Type};

/// How a function is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    Local,
    Async,
    Sync,
    Custom,
    Unsupported,
    /// A frame of our own that no exported function stands for.
    Internal,
}

/// An argument's direction and length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// By value, a scalar of this type.
    Value(String),
    /// By value, a handle that must exist.
    Handle(String),
    /// By value, a handle that is gone after success.
    Drop(String),
    /// Receives a new handle, chosen by the guest.
    New(String),
    /// Receives a handle that the driver chose.
    Known(String),
    In(String),
    Out(String),
    InOut(String),
    InArray(String, String),
    OutArray(String, String),
    CStr,
    OutStr(String),
    HostIn(String),
    HostOut(String),
    /// A pointer that the table does not describe.
    Raw(String),
}

/// One argument.
#[derive(Debug, Clone)]
pub struct Arg {
    pub name: String,
    pub kind: Kind,
    /// A null pointer is allowed.
    pub optional: bool,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    pub name: String,
    pub op: u16,
    pub gpa: Option<u32>,
    pub gpa_base: String,
    /// Suffix and minimum version of the per-thread-default-stream twin.
    pub twin: Option<(&'static str, u32)>,
    pub route: Route,
    pub why: Option<String>,
    pub frame: Option<Vec<(String, String)>>,
    pub reply: Vec<(String, String)>,
    pub args: Vec<Arg>,
    pub returns: Option<String>,
    /// File that the row stands in, without extension: the CUDA noun.
    pub noun: String,
}

impl Row {
    /// Symbols that the row exports: its own name and its twin's.
    pub fn symbols(&self) -> Vec<String> {
        if self.route == Route::Internal {
            return Vec::new();
        }
        let mut all = vec![self.name.clone()];
        all.extend(self.twin.map(|(suffix, _)| format!("{}_{suffix}", self.name)));
        all
    }
}

/// Functions of the `extern` blocks in the files of `dir`, in file and line order, each with its file's name without the
/// extension, read by `parse`.
pub fn functions<T>(dir: &Path, parse: impl Fn(&ForeignItemFn, &str) -> Result<T>) -> Result<Vec<T>> {
    let mut files: Vec<_> = fs::read_dir(dir)
        .with_context(|| format!("cannot list {}", dir.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ext| ext == "rs"));
    files.sort();
    let mut rows = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path)?;
        let file = syn::parse_file(&text).with_context(|| format!("cannot parse {}", path.display()))?;
        let noun = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for item in file.items {
            let Item::ForeignMod(block) = item else {
                bail!("{}: only `extern \"C\"` blocks of rows are expected", path.display());
            };
            for item in block.items {
                let ForeignItem::Fn(function) = item else {
                    bail!("{}: only functions are expected", path.display());
                };
                let name = &function.sig.ident;
                rows.push(
                    parse(&function, &noun).with_context(|| format!("{}: row {name}", path.display()))?,
                );
            }
        }
    }
    Ok(rows)
}

/// Reads all rows, in file and line order.
pub fn load(root: &Path) -> Result<Vec<Row>> {
    let rows = functions(&root.join("crates/table/api"), row)?;
    let mut ops: Vec<_> = rows.iter().map(|row| (row.op, &row.name)).collect();
    ops.sort();
    for pair in ops.windows(2) {
        ensure!(pair[0].0 != pair[1].0, "rows {} and {} share opcode {}", pair[0].1, pair[1].1, pair[0].0);
    }
    Ok(rows)
}

fn row(function: &ForeignItemFn, noun: &str) -> Result<Row> {
    let name = function.sig.ident.to_string();
    let attribute = function
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("row"))
        .context("no #[row(…)] attribute")?;
    let mut args = Vec::new();
    for input in &function.sig.inputs {
        let FnArg::Typed(input) = input else { bail!("a row has no self") };
        let (kind, optional) = kind(&input.ty)?;
        args.push(Arg { name: text(&input.pat), kind, optional });
    }
    let mut row = Row {
        gpa_base: strip_version(&name).to_owned(),
        name,
        op: 0,
        gpa: None,
        twin: None,
        route: Route::Unsupported,
        why: None,
        frame: None,
        reply: Vec::new(),
        args,
        returns: match &function.sig.output {
            syn::ReturnType::Default => None,
            syn::ReturnType::Type(_, ty) => Some(text(ty)),
        },
        noun: noun.to_owned(),
    };
    attributes(attribute, &mut row)?;
    ensure!(row.op != 0, "no opcode");
    ensure!(row.route != Route::Unsupported || row.why.is_some(), "unsupported without a reason");
    ensure!(row.route != Route::Local || row.why.is_some(), "answered in the guest without a reason");
    if matches!(row.route, Route::Sync | Route::Async) {
        for arg in &row.args {
            ensure!(
                !matches!(arg.kind, Kind::Raw(_)),
                "argument {} of a marshalled row is not described",
                arg.name
            );
        }
    }
    Ok(row)
}

fn attributes(attribute: &Attribute, row: &mut Row) -> Result<()> {
    let mut route_seen = false;
    attribute.parse_nested_meta(|meta| {
        let key = meta.path.require_ident()?.to_string();
        let number = |meta: &syn::meta::ParseNestedMeta<'_>| -> syn::Result<u32> {
            meta.value()?.parse::<syn::LitInt>()?.base10_parse()
        };
        match key.as_str() {
            "op" => row.op = meta.value()?.parse::<syn::LitInt>()?.base10_parse()?,
            "gpa" => row.gpa = Some(number(&meta)?),
            "gpa_base" => row.gpa_base = meta.value()?.parse::<syn::LitStr>()?.value(),
            "ptsz" => row.twin = Some(("ptsz", number(&meta)?)),
            "ptds" => row.twin = Some(("ptds", number(&meta)?)),
            "why" => row.why = Some(meta.value()?.parse::<syn::LitStr>()?.value()),
            "route" => {
                route_seen = true;
                let route = <syn::Ident as syn::ext::IdentExt>::parse_any(meta.value()?);
                let route: syn::Ident = route?;
                row.route = match route.to_string().as_str() {
                    "local" => Route::Local,
                    "async" => Route::Async,
                    "sync" => Route::Sync,
                    "custom" => Route::Custom,
                    "unsupported" => Route::Unsupported,
                    "internal" => Route::Internal,
                    other => return Err(meta.error(format!("no route is called {other}"))),
                };
            }
            "frame" => row.frame = Some(fields(&meta)?),
            "reply" => row.reply = fields(&meta)?,
            other => return Err(meta.error(format!("no key is called {other}"))),
        }
        Ok(())
    })?;
    ensure!(route_seen, "no route");
    Ok(())
}

fn fields(meta: &syn::meta::ParseNestedMeta<'_>) -> syn::Result<Vec<(String, String)>> {
    let content;
    syn::parenthesized!(content in meta.input);
    let list = content.parse_terminated(
        |input| {
            let name = <syn::Ident as syn::ext::IdentExt>::parse_any(input)?;
            input.parse::<Token![:]>()?;
            let ty: Type = input.parse()?;
            Ok((name.to_string(), text(&ty)))
        },
        Token![,],
    )?;
    Ok(list.into_iter().collect())
}

/// Tokens as text, without the blanks that `quote` puts in.
pub fn text(tokens: &impl ToTokens) -> String {
    tokens
        .to_token_stream()
        .to_string()
        .replace("* const", "*const")
        .replace("* mut", "*mut")
        .replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace("> (", ">(")
        .replace(" ,", ",")
}

fn kind(ty: &Type) -> Result<(Kind, bool)> {
    let Type::Path(path) = ty else {
        bail!("argument type {} is not a direction or a plain type", text(ty));
    };
    let segment = path.path.segments.last().context("empty path")?;
    let name = segment.ident.to_string();
    let inner: Vec<&Type> = match &segment.arguments {
        PathArguments::AngleBracketed(list) => list
            .args
            .iter()
            .map(|arg| match arg {
                GenericArgument::Type(ty) => Ok(ty),
                _ => bail!("{} takes types", name),
            })
            .collect::<Result<_>>()?,
        _ => Vec::new(),
    };
    let one = || -> Result<String> { Ok(text(*inner.first().context("one parameter expected")?)) };
    let two = || -> Result<String> { Ok(text(*inner.get(1).context("two parameters expected")?)) };
    let kind = match name.as_str() {
        "Opt" => return Ok((kind_of(inner.first().context("Opt of what?")?)?, true)),
        "In" => Kind::In(one()?),
        "Out" => Kind::Out(one()?),
        "InOut" => Kind::InOut(one()?),
        "InArray" => Kind::InArray(one()?, two()?),
        "OutArray" => Kind::OutArray(one()?, two()?),
        "CStr" => Kind::CStr,
        "OutStr" => Kind::OutStr(one()?),
        "HostIn" => Kind::HostIn(one()?),
        "HostOut" => Kind::HostOut(one()?),
        "New" => Kind::New(one()?),
        "Drop" => Kind::Drop(one()?),
        "Known" => Kind::Known(one()?),
        "Raw" => Kind::Raw(one()?),
        _ if is_handle(&name) => Kind::Handle(name),
        _ => Kind::Value(text(ty)),
    };
    Ok((kind, false))
}

fn kind_of(ty: &Type) -> Result<Kind> {
    Ok(kind(ty)?.0)
}

/// Types that are handles; `crates/table` declares them with `handle!`.
pub fn is_handle(name: &str) -> bool {
    const HANDLES: &[&str] = &[
        "CUcontext",
        "CUmodule",
        "CUfunction",
        "CUkernel",
        "CUlibrary",
        "CUstream",
        "CUevent",
        "CUgraph",
        "CUgraphExec",
        "CUgraphNode",
        "CUmemoryPool",
        "CUmemGenericAllocationHandle",
        "CUlinkState",
        "CUarray",
        "CUmipmappedArray",
        "CUtexref",
        "CUsurfref",
        "CUgraphicsResource",
        "CUexternalMemory",
        "CUexternalSemaphore",
        "CUuserObject",
        "CUgreenCtx",
        "CUdevResourceDesc",
        "CUasyncCallbackHandle",
        "CUlogsCallbackHandle",
        "CUeglStreamConnection",
        "CUgraphDeviceNode",
    ];
    HANDLES.contains(&name)
}

/// `cuMemAlloc_v2` → `cuMemAlloc`.
fn strip_version(name: &str) -> &str {
    match name.rsplit_once("_v") {
        Some((base, digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => base,
        _ => name,
    }
}
