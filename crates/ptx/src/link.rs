//! Several modules to one, on the level of text: what a linker of PTX does.
//!
//! ```text
//! texts ─ cut ─► declarations ─ choose ─► those that stay ─ rename what only one module may see ─► one text
//! ```
//!
//! Debug sections are left out: their contents would have to be moved.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use thiserror::Error;
use winnow::Parser;
use winnow::stream::{Stream, TokenSlice};

use crate::diagnostic::{Checked, Diagnostic};
use crate::ir::{Linkage, Module, TargetKind};
use crate::load::{attribute, file, section};
use crate::mentions::module_tokens;
use crate::parse::declaration::{memory, parameters};
use crate::parse::lexer::{Kind, Token, tokens};
use crate::parse::{Input, Parsed, Unexpected, is_next, problem, shortened, token};

/// Functions that the system provides to every program.
const SYSTEM: [&str; 5] = ["vprintf", "malloc", "free", "__assertfail", "cudaGraphSetConditional"];

/// Why modules do not become one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LinkError {
    /// There is nothing to link.
    #[error("nothing was given to the linker")]
    Nothing,
    /// A module is no PTX.
    #[error("input {0}: {1}")]
    Input(usize, Diagnostic),
    /// Two modules define a name.
    #[error("multiple definition of '{0}'")]
    Twice(String),
    /// No module defines a name.
    #[error("undefined reference to '{0}'")]
    Missing(String),
}

/// One declaration of a module.
struct Declaration<'t> {
    /// Its text.
    text: &'t str,
    linkage: Linkage,
    /// What it declares; several variables may share a declaration.
    names: Vec<&'t str>,
    /// Is there a body or memory to it, and not only a promise?
    defines: bool,
    /// Shared memory whose size the launch says is promised by all and defined by nobody.
    is_shared: bool,
}

/// The text of one module that does what all of `texts` do together.
pub fn link(texts: &[&str]) -> Result<String, LinkError> {
    let mut parts = Vec::new();
    let mut header = ((0, 0), 0, TargetKind::Portable);
    for (index, text) in texts.iter().enumerate() {
        let wrong = |problem| LinkError::Input(index, problem);
        let module = Module::parse(*text).map_err(wrong)?;
        header.0 = header.0.max(module.version);
        if module.target.sm >= header.1 {
            (header.1, header.2) = (module.target.sm, module.target.kind);
        }
        parts.push(cut(text).map_err(|problem| wrong(problem.locate(text, None)))?);
    }
    let stays = choose(&parts)?;
    missing(texts, &parts)?;
    if let [text] = texts {
        return Ok((*text).to_owned());
    }
    let ((major, minor), sm, kind) = header;
    let suffix = match kind {
        TargetKind::Portable => "",
        TargetKind::Exact => "a",
        TargetKind::Family => "f",
    };
    if parts.is_empty() {
        return Err(LinkError::Nothing);
    }
    let mut linked = format!(".version {major}.{minor}\n.target sm_{sm}{suffix}\n.address_size 64\n");
    let renamed = rename(&parts);
    for (part, (declarations, renamed)) in parts.iter().zip(&renamed).enumerate() {
        for (index, declaration) in declarations.iter().enumerate() {
            if stays.contains(&(part, index)) {
                linked.push('\n');
                write(declaration.text, renamed, &mut linked);
            }
        }
    }
    linked.push('\n');
    Ok(linked)
}

/// Which declarations stay, as (module, index): all but second definitions of what may be defined often.
fn choose(parts: &[Vec<Declaration<'_>>]) -> Result<HashSet<(usize, usize)>, LinkError> {
    let mut stays = HashSet::new();
    let mut chosen: HashMap<&str, ((usize, usize), Linkage)> = HashMap::new();
    for (part, declarations) in parts.iter().enumerate() {
        for (index, declaration) in declarations.iter().enumerate() {
            let here = (part, index);
            stays.insert(here);
            if !declaration.defines || declaration.linkage == Linkage::Private {
                continue;
            }
            for name in &declaration.names {
                let is_strong = declaration.linkage == Linkage::Visible;
                match chosen.get(name).copied() {
                    Some((_, Linkage::Visible)) if is_strong => {
                        return Err(LinkError::Twice(shortened(name)));
                    }
                    Some((before, _)) if is_strong => {
                        stays.remove(&before);
                        chosen.insert(name, (here, declaration.linkage));
                    }
                    Some(_) => {
                        stays.remove(&here);
                    }
                    None => {
                        chosen.insert(name, (here, declaration.linkage));
                    }
                }
            }
        }
    }
    Ok(stays)
}

/// Complains about a name that is used, promised and not defined.
fn missing(texts: &[&str], parts: &[Vec<Declaration<'_>>]) -> Result<(), LinkError> {
    let all = parts.iter().flatten();
    let defined: HashSet<&str> =
        all.filter(|it| it.defines).flat_map(|it| it.names.iter().copied()).chain(SYSTEM).collect();
    for (text, declarations) in texts.iter().zip(parts) {
        let mut promised: HashMap<&str, usize> = HashMap::new();
        let promises = declarations.iter().filter(|it| it.linkage == Linkage::Extern && !it.is_shared);
        for name in promises.flat_map(|it| &it.names).filter(|name| !defined.contains(*name)) {
            *promised.entry(name).or_default() += 1;
        }
        if promised.is_empty() {
            continue;
        }
        for token in tokens(text, 0).filter(|token| token.kind == Kind::Name) {
            if let Some(left) = promised.get_mut(token.text) {
                // Every declaration names it once; what is more is a use.
                match left.checked_sub(1) {
                    Some(fewer) => *left = fewer,
                    None => return Err(LinkError::Missing(shortened(token.text))),
                }
            }
        }
    }
    Ok(())
}

/// New names for what a module keeps to itself and another module has a name for too.
fn rename<'t>(parts: &[Vec<Declaration<'t>>]) -> Vec<HashMap<&'t str, String>> {
    let public = |declarations: &[Declaration<'t>]| -> HashSet<&'t str> {
        let public = declarations.iter().filter(|it| it.linkage != Linkage::Private);
        public.flat_map(|it| it.names.iter().copied()).collect()
    };
    let mut taken: HashSet<String> = parts.iter().flat_map(|part| public(part)).map(str::to_owned).collect();
    let mut all = Vec::new();
    for (part, declarations) in parts.iter().enumerate() {
        let public = public(declarations);
        let mut renamed = HashMap::new();
        let names: HashSet<&str> = declarations.iter().flat_map(|it| it.names.iter().copied()).collect();
        for name in names.into_iter().filter(|name| !public.contains(name)) {
            if !taken.insert(name.to_owned()) {
                let candidates = (0..).map(|turn: u64| format!("{name}$link${part}${turn}"));
                let new = candidates.into_iter().find(|new| taken.insert(new.clone()));
                renamed.extend(new.map(|new| (name, new)));
            }
        }
        all.push(renamed);
    }
    all
}

/// Writes a declaration under the new names.
fn write(text: &str, renamed: &HashMap<&str, String>, to: &mut String) {
    let mut written = 0;
    if !renamed.is_empty() {
        for token in tokens(text, 0).filter(|token| token.kind == Kind::Name) {
            if let Some(new) = renamed.get(token.text) {
                to.push_str(&text[written..token.at as usize]);
                to.push_str(new);
                written = token.at as usize + token.text.len();
            }
        }
    }
    to.push_str(&text[written..]);
}

/// A module's declarations, without its header and without debug information.
fn cut(text: &str) -> Checked<Vec<Declaration<'_>>> {
    let tokens = module_tokens(text)?.all;
    let mut input: Input<'_, '_> = TokenSlice::new(&tokens);
    let mut found = Vec::new();
    let end = text.len() as u32;
    while !input.is_empty() {
        match declaration(&mut input, text) {
            Ok(declaration) => found.extend(declaration),
            Err(error) => return Err(problem(error, &input, end)),
        }
    }
    Ok(found)
}

/// The next declaration, unless it is one that is left out.
fn declaration<'t>(input: &mut Input<'_, 't>, text: &'t str) -> Parsed<Option<Declaration<'t>>> {
    let Some(first) = input.next_token().copied() else { return Ok(None) };
    match first.text {
        ".version" | ".address_size" => {
            input.next_token();
        }
        ".target" => {
            crate::parse::list(input, |input| token(Kind::Name, "a target").parse_next(input))?;
        }
        ".file" => file(input)?,
        ".section" => section(input)?,
        ".loc" => crate::parse::statement::location(input)?,
        ".pragma" => {
            rest(input)?;
        }
        ";" => {}
        _ => return named(first, input, text).map(Some),
    }
    Ok(None)
}

/// A declaration of functions or variables.
fn named<'t>(first: Token<'t>, input: &mut Input<'_, 't>, text: &'t str) -> Parsed<Declaration<'t>> {
    let mut linkage = Linkage::Private;
    let mut word = first;
    let kind = loop {
        match word.text {
            ".visible" => linkage = Linkage::Visible,
            ".extern" => linkage = Linkage::Extern,
            ".weak" => linkage = Linkage::Weak,
            ".common" => linkage = Linkage::Common,
            other => break other,
        }
        word = *input.next_token().ok_or(Unexpected::Wanted("a declaration"))?;
    };
    let mut declaration =
        Declaration { text: "", linkage, names: Vec::new(), defines: false, is_shared: kind == ".shared" };
    let end = match kind {
        ".entry" | ".func" => {
            attribute(input)?;
            if kind == ".func" && is_next(input, Kind::Open) {
                parameters(input)?;
            }
            declaration.names.push(token(Kind::Name, "a function").parse_next(input)?.text);
            let (end, has_body) = rest(input)?;
            declaration.defines = has_body;
            end
        }
        ".alias" => {
            declaration.names.push(token(Kind::Name, "a function").parse_next(input)?.text);
            declaration.defines = true;
            rest(input)?.0
        }
        ".global" | ".const" | ".shared" => {
            declaration.names.extend(memory(input)?.into_iter().map(|variable| variable.name));
            declaration.defines = linkage != Linkage::Extern;
            rest(input)?.0
        }
        _ => return Err(Unexpected::Wanted("a declaration")),
    };
    let range: Range<usize> = first.at as usize..end;
    declaration.text = text.get(range).unwrap_or_default();
    Ok(declaration)
}

/// Takes everything up to the end of a declaration: where that is, and whether there was a body.
fn rest(input: &mut Input<'_, '_>) -> Parsed<(usize, bool)> {
    let mut is_pragma = false;
    while let Some(next) = input.next_token() {
        match next.kind {
            Kind::Dotted if next.text == ".pragma" => is_pragma = true,
            // A pragma of a function ends with a semicolon of its own.
            Kind::Semicolon if is_pragma => is_pragma = false,
            Kind::Semicolon => return Ok((next.at as usize + 1, false)),
            // With the brace that closes it.
            Kind::Body => return Ok((next.at as usize + next.text.len() + 1, true)),
            _ => {}
        }
    }
    Err(Unexpected::Wanted("`;` or a body"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = ".version 7.0\n.target sm_50\n.address_size 64\n";

    fn linked(bodies: &[&str]) -> Result<String, LinkError> {
        let texts: Vec<String> = bodies.iter().map(|body| format!("{HEAD}{body}")).collect();
        link(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Links, reads what came out, and compiles all of it.
    fn whole(bodies: &[&str]) -> Module {
        let text = linked(bodies).expect("linked");
        let module = Module::parse(text.as_str()).expect("a module");
        assert!(module.problems.is_empty(), "{:?}\n{text}", module.problems);
        for (index, function) in module.functions.iter().enumerate() {
            if function.has_body() {
                let body = module.compile(crate::ir::FunctionId(index as u32));
                assert!(body.is_ok(), "{:?}\n{text}", body.err());
            }
        }
        module
    }

    const CALLER: &str = ".extern .func twice;\n.visible .entry k() { call.uni twice; ret; }\n";

    #[test]
    fn a_function_of_another_module_is_found_in_any_order() {
        let callee = ".visible .func twice { ret; }\n";
        for bodies in [[CALLER, callee], [callee, CALLER]] {
            let module = whole(&bodies);
            assert!(module.function("twice").is_some_and(|id| module.functions[id.index()].has_body()));
        }
    }

    #[test]
    fn what_is_used_and_nowhere_defined_is_named() {
        assert_eq!(linked(&[CALLER]), Err(LinkError::Missing("twice".into())));
        assert_eq!(linked(&[CALLER, CALLER]).err(), Some(LinkError::Twice("k".into())));
        // Promised only, or given by the system, or given by the launch.
        let fine = ".extern .func other;\n.extern .func (.param .b32 r) vprintf(.param .b64 f, .param .b64 a);\n\
                    .extern .shared .align 16 .b8 memory[];\n\
                    .visible .entry k() { .reg .b64 %d<3>; mov.u64 %d1, memory; ret; }\n";
        whole(&[fine]);
        whole(&[fine, ".extern .shared .align 16 .b8 memory[];\n"]);
        assert_eq!(linked(&[]), Err(LinkError::Nothing));
    }

    #[test]
    fn private_names_of_two_modules_stay_apart() {
        let one = ".global .align 4 .b32 v = 1;\n.func f { .reg .b32 %r<2>; ld.global.u32 %r1, [v]; ret; }\n\
                   .visible .entry a() { call.uni f; ret; }\n";
        let two = ".global .align 4 .b32 v = 2;\n.func f { .reg .b32 %r<2>; ld.global.u32 %r1, [v]; ret; }\n\
                   .visible .entry b() { call.uni f; ret; }\n";
        let module = whole(&[one, two]);
        assert_eq!(module.variables.len(), 2);
        assert_eq!(module.functions.len(), 4);
    }

    #[test]
    fn of_weak_definitions_one_stays_and_a_strong_one_wins() {
        let weak = ".weak .func f { ret; }\n";
        let strong = ".visible .func f { .reg .b32 %r<2>; mov.u32 %r1, 1; ret; }\n";
        for bodies in [[weak, strong], [strong, weak]] {
            let text = linked(&bodies).expect("linked");
            assert!(text.contains("mov.u32") && !text.contains(".weak"), "{text}");
        }
        assert_eq!(linked(&[weak, weak]).expect("linked").matches(".weak").count(), 1);
        assert_eq!(linked(&[strong, strong]), Err(LinkError::Twice("f".into())));
    }

    #[test]
    fn the_newest_header_counts_and_debug_information_is_left_out() {
        let old = ".version 7.0\n.target sm_50, debug\n.address_size 64\n.file 1 \"a.py\"\n\
                   .visible .entry a()\n.pragma \"nounroll\";\n{ .loc 1 2 3\n ret; }\n.section .debug_str { .b8 0\n}\n";
        let new = ".version 8.8\n.target sm_61\n.address_size 64\n.visible .entry b() { ret; }\n";
        let text = link(&[old, new]).expect("linked");
        assert!(text.starts_with(".version 8.8\n.target sm_61\n"), "{text}");
        assert!(
            !text.contains(".section") && text.contains(".entry a") && text.contains(".entry b"),
            "{text}"
        );
        assert!(matches!(link(&[old, "garbage"]), Err(LinkError::Input(1, _))));
    }
}
