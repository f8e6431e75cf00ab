//! What bodies mention, without compiling them: who waits, and who uses which memory.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxBuildHasher;
use winnow::stream::{Stream, TokenSlice};

use crate::diagnostic::{Checked, Problem};
use crate::ir::{FunctionId, Global, Module, Space, Usage};
use crate::layout::{Area, placed, size_and_align};
use crate::parse::Input;
use crate::parse::declaration::memory;
use crate::parse::lexer::{Kind, Token, tokens};

/// Bytes of memory that a function mentions.
const LARGEST_AREA: u64 = 1 << 40;

/// Opcodes in which threads wait.
const WAITING: [&str; 15] = [
    "bar",
    "barrier",
    "shfl",
    "vote",
    "match",
    "redux",
    "activemask",
    "elect",
    "mma",
    "wmma",
    "ldmatrix",
    "stmatrix",
    "movmatrix",
    "mbarrier",
    "nanosleep",
];

/// What a function's body mentions.
#[derive(Debug, Default)]
pub struct Mentions<'t> {
    names: HashSet<&'t str, FxBuildHasher>,
    waits: bool,
    calls_pointers: bool,
}

/// Tokens of a module, each body of a function as one.
pub struct Tokens<'t> {
    pub all: Vec<Token<'t>>,
    /// Of functions that are no kernels, by where their bodies begin.
    pub mentions: HashMap<u32, Mentions<'t>, FxBuildHasher>,
}

/// The tokens of a whole module.
pub fn module_tokens(text: &str) -> Checked<Tokens<'_>> {
    let mut found = Tokens { all: Vec::new(), mentions: HashMap::default() };
    let mut rest = tokens(text, 0);
    let mut function = None;
    let mut is_pragma = false;
    let mut depth = 0u32;
    while let Some(token) = rest.next() {
        match token.kind {
            Kind::Dotted if depth == 0 && token.text == ".entry" => function = Some(false),
            Kind::Dotted if depth == 0 && token.text == ".func" => function = Some(true),
            // A pragma of a function stands before its body, and ends with a semicolon of its own.
            Kind::Dotted if token.text == ".pragma" => is_pragma = true,
            Kind::Semicolon if is_pragma => is_pragma = false,
            Kind::Semicolon if depth == 0 => function = None,
            Kind::OpenBrace => match function.take() {
                Some(is_callable) if depth == 0 => {
                    let body = body(text, token, &mut rest, is_callable, &mut found.mentions)?;
                    found.all.push(body);
                    continue;
                }
                _ => depth += 1,
            },
            Kind::CloseBrace => depth = depth.saturating_sub(1),
            _ => {}
        }
        found.all.push(token);
    }
    Ok(found)
}

fn body<'t>(
    text: &'t str,
    open: Token<'t>,
    rest: &mut impl Iterator<Item = Token<'t>>,
    is_callable: bool,
    all: &mut HashMap<u32, Mentions<'t>, FxBuildHasher>,
) -> Checked<Token<'t>> {
    let mut mentions = Mentions::default();
    let mut depth = 1u32;
    let at = open.at + 1;
    for token in rest {
        match token.kind {
            Kind::OpenBrace => depth = depth.saturating_add(1),
            Kind::CloseBrace => {
                depth -= 1;
                if depth == 0 {
                    if is_callable {
                        all.insert(at, mentions);
                    }
                    let text = text.get(at as usize..token.at as usize).unwrap_or_default();
                    return Ok(Token { kind: Kind::Body, at, text });
                }
            }
            Kind::Name if is_callable => {
                mentions.waits |= WAITING.contains(&token.text);
                mentions.names.insert(token.text);
            }
            Kind::Dotted if is_callable => {
                mentions.calls_pointers |= matches!(token.text, ".callprototype" | ".calltargets");
            }
            _ => {}
        }
    }
    Err(Problem::new(open.at, "this brace is not closed"))
}

/// Finds the functions in which threads wait, or in what they call.
pub fn who_waits(module: &mut Module, mentions: &HashMap<u32, Mentions<'_>, FxBuildHasher>) {
    let mut calls_pointers = vec![false; module.functions.len()];
    for (index, function) in module.functions.iter_mut().enumerate() {
        let Some(found) = function.body.as_ref().and_then(|(range, _)| mentions.get(&range.start)) else {
            continue;
        };
        function.suspends = found.waits;
        calls_pointers[index] = found.calls_pointers;
        function.mentions = found
            .names
            .iter()
            .filter_map(|name| match module.names.get(*name) {
                Some(Global::Function(id)) => Some(*id),
                _ => None,
            })
            .collect();
    }
    if module.functions.iter().any(|function| function.suspends) {
        for (function, calls_pointers) in module.functions.iter_mut().zip(&calls_pointers) {
            function.suspends |= *calls_pointers;
        }
    }
    // Who calls one that waits, waits.
    let mut callers: Vec<Vec<usize>> = vec![Vec::new(); module.functions.len()];
    for (index, function) in module.functions.iter().enumerate() {
        for callee in &function.mentions {
            if let Some(callers) = callers.get_mut(callee.index()) {
                callers.push(index);
            }
        }
    }
    let mut waiting: Vec<usize> =
        (0..module.functions.len()).filter(|index| module.functions[*index].suspends).collect();
    while let Some(index) = waiting.pop() {
        for caller in &callers[index] {
            let function = &mut module.functions[*caller];
            if !function.suspends {
                function.suspends = true;
                waiting.push(*caller);
            }
        }
    }
    module.suspends = module.functions.iter().any(|function| function.suspends);
}

impl Module {
    /// What memory a kernel or function declares and mentions, itself or in what it calls. Costs as much as
    /// cutting its text into tokens.
    pub fn usage(&self, id: FunctionId) -> Usage {
        let mut usage = Usage::default();
        let mut area = Area::default();
        let mut seen = HashSet::new();
        let mut mentioned = HashSet::new();
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let function = self.functions.get(id.index());
            let Some((range, _)) = function.and_then(|function| function.body.clone()) else { continue };
            if !seen.insert(id) {
                continue;
            }
            let text = self.text.get(range.start as usize..range.end as usize).unwrap_or_default();
            let tokens: Vec<Token<'_>> = tokens(text, range.start).collect();
            let mut input: Input<'_, '_> = TokenSlice::new(&tokens);
            let mut local = Area::default();
            let mut is_start = true;
            while let Some(token) = input.next_token().copied() {
                let declares = match token.text {
                    ".shared" if is_start => Some(&mut area),
                    ".local" if is_start => Some(&mut local),
                    _ => None,
                };
                is_start = matches!(token.kind, Kind::Semicolon | Kind::OpenBrace | Kind::CloseBrace);
                if let Some(area) = declares {
                    for variable in memory(&mut input).unwrap_or_default() {
                        if let Ok((size, align)) = size_and_align(&variable) {
                            placed(area, size, align, LARGEST_AREA);
                        }
                    }
                } else if token.kind == Kind::Name {
                    match self.names.get(token.text) {
                        Some(Global::Function(id)) => waiting.push(*id),
                        Some(Global::Variable(id)) if mentioned.insert(*id) => {
                            let variable = self.variables.get(id.index());
                            if let Some(variable) = variable.filter(|it| it.space == Space::Shared) {
                                placed(&mut area, variable.size, variable.align, LARGEST_AREA);
                                usage.variables.push(*id);
                            }
                        }
                        _ => {}
                    }
                }
            }
            usage.local = usage.local.saturating_add(local.size);
        }
        usage.shared = area.size;
        usage
    }
}
