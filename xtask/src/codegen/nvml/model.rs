//! Rows of `crates/table/nvml/*.rs`.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use syn::{Expr, FnArg, ForeignItemFn, GenericArgument, Lit, PathArguments, Type};

use crate::codegen::model::{functions, text};

/// How a function is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// From what the host's library was asked; the word says how often: `Fixed`, `Live`, `OnDemand`.
    Snapshot(&'static str),
    Local,
    Custom,
    Forbidden,
    Unsupported,
}

/// An argument's direction and length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Device,
    Peer,
    Of(u32, u32),
    Out(String),
    OutOrNull(String),
    OutStr(u32, String),
    OutText(u32),
    Length,
    Count,
    OutArray(String, u32, String),
    Versioned(Vec<(String, u32)>),
    /// An argument that only a function written by hand knows.
    Plain(String),
}

/// One argument.
#[derive(Debug, Clone)]
pub struct Arg {
    pub name: String,
    pub kind: Kind,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    pub name: String,
    pub noun: String,
    pub route: Route,
    pub why: String,
    /// The guest's side of a snapshot's call is written by hand.
    pub is_by_hand: bool,
    pub args: Vec<Arg>,
    pub returns: Option<String>,
}

impl Row {
    /// Is the host's library asked?
    pub fn is_asked(&self) -> bool {
        matches!(self.route, Route::Snapshot(_))
    }

    /// Is it a question about one device?
    pub fn is_of_device(&self) -> bool {
        self.args.first().is_some_and(|arg| arg.kind == Kind::Device)
    }
}

/// Reads all rows, sorted by name.
pub fn load(root: &Path) -> Result<Vec<Row>> {
    let mut rows = functions(&root.join("crates/table/nvml"), row)?;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    for pair in rows.windows(2) {
        ensure!(pair[0].name != pair[1].name, "two rows are called {}", pair[0].name);
    }
    Ok(rows)
}

fn row(function: &ForeignItemFn, noun: &str) -> Result<Row> {
    let attribute = function.attrs.iter().find(|attribute| attribute.path().is_ident("row"));
    let attribute = attribute.context("no #[row(…)] attribute")?;
    let (mut route, mut pace, mut why, mut is_by_hand) = (None, None, String::new(), false);
    attribute.parse_nested_meta(|meta| {
        let key = meta.path.require_ident()?.to_string();
        let word = |meta: &syn::meta::ParseNestedMeta<'_>| -> syn::Result<String> {
            Ok(meta.value()?.parse::<syn::Ident>()?.to_string())
        };
        match key.as_str() {
            "route" => route = Some(word(&meta)?),
            "pace" => pace = Some(word(&meta)?),
            "by_hand" => is_by_hand = true,
            "why" => why = meta.value()?.parse::<syn::LitStr>()?.value(),
            other => return Err(meta.error(format!("no key is called {other}"))),
        }
        syn::Result::Ok(())
    })?;
    let route = match (route.as_deref(), pace.as_deref()) {
        (Some("snapshot"), Some("fixed")) => Route::Snapshot("Fixed"),
        (Some("snapshot"), Some("live")) => Route::Snapshot("Live"),
        (Some("snapshot"), Some("on_demand")) => Route::Snapshot("OnDemand"),
        (Some("local"), None) => Route::Local,
        (Some("custom"), None) => Route::Custom,
        (Some("forbidden"), None) => Route::Forbidden,
        (Some("unsupported"), None) => Route::Unsupported,
        other => bail!("no route and pace are called {other:?}"),
    };
    ensure!(
        (route == Route::Unsupported) != why.is_empty(),
        "a reason belongs to unsupported rows, and only there"
    );
    ensure!(
        !is_by_hand || matches!(route, Route::Snapshot(_)),
        "only a snapshot's calls are written by hand or not"
    );
    let mut args = Vec::new();
    for input in &function.sig.inputs {
        let FnArg::Typed(input) = input else { bail!("a row has no self") };
        args.push(Arg { name: text(&input.pat), kind: kind(&input.ty)? });
    }
    let returns = match &function.sig.output {
        syn::ReturnType::Default => None,
        syn::ReturnType::Type(_, ty) => Some(text(ty)),
    };
    let (name, noun) = (function.sig.ident.to_string(), noun.to_owned());
    let row = Row { name, noun, route, why, is_by_hand, args, returns };
    if !matches!(row.route, Route::Local | Route::Custom) {
        let plain = row.args.iter().find(|arg| matches!(arg.kind, Kind::Plain(_)));
        ensure!(plain.is_none(), "argument {plain:?} is not described");
    }
    Ok(row)
}

fn kind(ty: &Type) -> Result<Kind> {
    let Type::Path(path) = ty else { return Ok(Kind::Plain(text(ty))) };
    let segment = path.path.segments.last().context("empty path")?;
    let list: Vec<&GenericArgument> = match &segment.arguments {
        PathArguments::AngleBracketed(list) => list.args.iter().collect(),
        _ => Vec::new(),
    };
    let name = segment.ident.to_string();
    let ty = |index: usize| match list.get(index) {
        Some(GenericArgument::Type(ty)) => Ok(text(ty)),
        _ => bail!("parameter {index} of {name} is no name"),
    };
    let number = |index: usize| match list.get(index) {
        Some(GenericArgument::Const(Expr::Lit(literal))) => match &literal.lit {
            Lit::Int(number) => Ok(number.base10_parse::<u32>()?),
            _ => bail!("parameter {index} of {name} is no number"),
        },
        _ => bail!("parameter {index} of {name} is no number"),
    };
    Ok(match name.as_str() {
        "Device" => Kind::Device,
        "Peer" => Kind::Peer,
        "Length" => Kind::Length,
        "Count" => Kind::Count,
        "Of" => Kind::Of(number(0)?, number(1)?),
        "Out" => Kind::Out(ty(0)?),
        "OutOrNull" => Kind::OutOrNull(ty(0)?),
        "OutStr" => Kind::OutStr(number(0)?, ty(1)?),
        "OutText" => Kind::OutText(number(0)?),
        "OutArray" => Kind::OutArray(ty(0)?, number(1)?, ty(2)?),
        "Versioned" => Kind::Versioned(
            (0..list.len() / 2)
                .map(|pair| Ok((ty(pair * 2)?, number(pair * 2 + 1)?)))
                .collect::<Result<_>>()?,
        ),
        _ => Kind::Plain(text(&path)),
    })
}
