//! A module's text to its declarations. Bodies are skipped, and compiled when somebody asks.

use std::collections::HashMap;
use std::sync::Arc;

use winnow::Parser;
use winnow::stream::{Stream, TokenSlice};

use crate::diagnostic::{Diagnostic, Problem};
use crate::initial::initial;
use crate::ir::{
    Body, Directives, Function, FunctionId, Global, Initial, Linkage, Module, Signature, Space, Target,
    TargetKind, Variable, VariableId,
};
use crate::layout::{signature, size_and_align};
use crate::mentions::{module_tokens, who_waits};
use crate::parse::declaration::{memory, parameters};
use crate::parse::lexer::{Kind, Token};
use crate::parse::syntax::Prototype;
use crate::parse::{Input, Parsed, Unexpected, is_next, list, peek, problem, shortened, takes, token};

/// No text is longer.
const LONGEST: usize = 1 << 30;
/// Bytes of all initial values.
const LARGEST_INITIAL: u64 = 256 << 20;
/// Complaints about one module.
const MOST_PROBLEMS: usize = 32;

impl Module {
    /// Reads a module's declarations. Fails where the text is no PTX module at all; what is wrong with
    /// single declarations is in [`Module::problems`], and with bodies, is said by [`Module::compile`].
    pub fn parse(text: impl Into<Arc<str>>) -> Result<Self, Diagnostic> {
        let text: Arc<str> = text.into();
        if text.len() > LONGEST {
            return Err(Problem::new(0, "this text is too long").locate(&text, None));
        }
        let located = |problem: Problem| problem.locate(&text, None);
        let tokens = module_tokens(&text).map_err(located)?;
        let mut input = TokenSlice::new(tokens.all.as_slice());
        let end = text.len() as u32;
        let (version, target) = header(&mut input).map_err(|error| located(problem(error, &input, end)))?;
        let mut loader = Loader {
            module: Self {
                version,
                target,
                address_size: 32,
                variables: Vec::new(),
                functions: Vec::new(),
                problems: Vec::new(),
                text: Arc::clone(&text),
                suspends: false,
                names: HashMap::default(),
            },
            lines: (0, 1),
            room: LARGEST_INITIAL,
        };
        loader.declarations(&mut input, &tokens.all);
        loader.addresses();
        who_waits(&mut loader.module, &tokens.mentions);
        Ok(loader.module)
    }

    /// Compiles a kernel or function, or says what is wrong with it.
    pub fn compile(&self, id: FunctionId) -> Result<Body, Vec<Diagnostic>> {
        let Some(function) = self.functions.get(id.index()) else { return Err(Vec::new()) };
        if !function.has_body() {
            return Err(vec![Diagnostic {
                function: Some(function.name.clone()),
                line: function.line,
                column: 1,
                source: "".into(),
                message: "this function is declared only".into(),
            }]);
        }
        let known = function.body.as_ref().map_or((0, 1), |(range, line)| (range.start, *line));
        crate::check::compile(self, function).map_err(|problems| {
            let name = Some(&*function.name);
            problems.into_iter().map(|problem| problem.locate_from(&self.text, name, known)).collect()
        })
    }
}

/// `.version 8.4 .target sm_75, debug`.
fn header(input: &mut Input<'_, '_>) -> Parsed<((u32, u32), Target)> {
    let wrong = |at, message: &str| Unexpected::Wrong(Problem::new(at, message));
    if peek(input).is_none_or(|first| first.text != ".version") {
        return Err(Unexpected::Wanted("`.version`"));
    }
    input.next_token();
    let version = token(Kind::Fraction, "a version such as 8.4").parse_next(input)?;
    let number = |text: &str| text.parse::<u32>().ok();
    let parsed =
        version.text.split_once('.').and_then(|(major, minor)| Some((number(major)?, number(minor)?)));
    let parsed = parsed.ok_or_else(|| wrong(version.at, "this is no version"))?;
    if peek(input).is_none_or(|next| next.text != ".target") {
        return Err(Unexpected::Wanted("`.target`"));
    }
    let at = input.next_token().map_or(0, |token| token.at);
    let words = list(input, |input| token(Kind::Name, "a target such as sm_75").parse_next(input))?;
    let target = words.iter().find_map(|word| {
        let name = word.text.strip_prefix("sm_")?;
        let (number, kind) = match name.strip_suffix('a') {
            Some(number) => (number, TargetKind::Exact),
            None => match name.strip_suffix('f') {
                Some(number) => (number, TargetKind::Family),
                None => (name, TargetKind::Portable),
            },
        };
        Some(Target { sm: number.parse().ok()?, kind })
    });
    Ok((parsed, target.ok_or_else(|| wrong(at, "no sm_ target is named"))?))
}

struct Loader {
    module: Module,
    /// A place and its line.
    lines: (usize, u32),
    /// Bytes that initial values may still take.
    room: u64,
}

impl Loader {
    fn line(&mut self, at: u32) -> u32 {
        let (from, line) = self.lines;
        if let Some(passed) = self.module.text.as_bytes().get(from..at as usize) {
            self.lines =
                (at as usize, line.saturating_add(memchr::memchr_iter(b'\n', passed).count() as u32));
        }
        self.lines.1
    }

    fn complain(&mut self, problem: Problem) {
        if self.module.problems.len() < MOST_PROBLEMS {
            let located = problem.locate(&self.module.text, None);
            self.module.problems.push(located);
        }
    }

    fn declarations(&mut self, input: &mut Input<'_, '_>, all: &[Token<'_>]) {
        let end = self.module.text.len() as u32;
        while let Some(first) = peek(input) {
            let result = self.declaration(input);
            if let Err(error) = result {
                let mut complaint = problem(error, input, end);
                complaint.statement = Some(first.at);
                self.complain(complaint);
                // On with the next declaration, where this one was not read to its end.
                let taken = all.len().saturating_sub(input.eof_offset());
                let last = taken.checked_sub(1).and_then(|last| all.get(last));
                if last.is_some_and(|last| matches!(last.kind, Kind::Semicolon | Kind::Body)) {
                    continue;
                }
                while let Some(next) = input.next_token() {
                    if matches!(next.kind, Kind::Semicolon | Kind::Body) {
                        break;
                    }
                }
            }
        }
    }

    fn declaration(&mut self, input: &mut Input<'_, '_>) -> Parsed<()> {
        let mut linkage = Linkage::Private;
        loop {
            let Some(first) = input.next_token().copied() else { return Ok(()) };
            match first.text {
                ".visible" => linkage = Linkage::Visible,
                ".extern" => linkage = Linkage::Extern,
                ".weak" => linkage = Linkage::Weak,
                ".common" => linkage = Linkage::Common,
                ".address_size" => {
                    let size = token(Kind::Integer, "32 or 64").parse_next(input)?;
                    self.module.address_size = match size.text {
                        "32" => 32,
                        "64" => 64,
                        _ => return Err(wrong(size.at, "addresses have 32 or 64 bits")),
                    };
                    return Ok(());
                }
                ".file" => return file(input),
                ".loc" => return crate::parse::statement::location(input),
                ".section" => return section(input),
                ".pragma" => {
                    list(input, |input| token(Kind::Text, "text in quotes").parse_next(input))?;
                    token(Kind::Semicolon, "`;`").parse_next(input)?;
                    return Ok(());
                }
                ".alias" => return self.alias(input),
                ".entry" => return self.function(input, true, linkage),
                ".func" => return self.function(input, false, linkage),
                ".global" => return self.variables(input, Space::Global, linkage),
                ".const" => return self.variables(input, Space::Const, linkage),
                ".shared" => return self.variables(input, Space::Shared, linkage),
                ";" => return Ok(()),
                ".tex" => return Err(wrong(first.at, "textures are not supported")),
                text => {
                    return Err(wrong(first.at, format!("`{}` begins no declaration", shortened(text))));
                }
            }
        }
    }

    /// `.alias name, target;`
    fn alias(&mut self, input: &mut Input<'_, '_>) -> Parsed<()> {
        let name = token(Kind::Name, "a function").parse_next(input)?;
        token(Kind::Comma, "`,`").parse_next(input)?;
        let target = token(Kind::Name, "a function").parse_next(input)?;
        token(Kind::Semicolon, "`;`").parse_next(input)?;
        match self.module.names.get(target.text).copied() {
            Some(global @ Global::Function(_)) => {
                self.module.names.insert(name.text.into(), global);
                Ok(())
            }
            _ => Err(wrong(target.at, "there is no such function")),
        }
    }

    fn variables(&mut self, input: &mut Input<'_, '_>, space: Space, linkage: Linkage) -> Parsed<()> {
        let declared = memory(input)?;
        token(Kind::Semicolon, "`,` or `;`").parse_next(input)?;
        for variable in declared {
            let (mut size, align) = size_and_align(&variable).map_err(Unexpected::Wrong)?;
            let mut value = Initial::default();
            if let Some(initialiser) = &variable.initial {
                if space == Space::Shared || linkage == Linkage::Extern {
                    return Err(wrong(variable.at, "this variable cannot have an initial value"));
                }
                let (initial, count) =
                    initial(&variable, initialiser, self.room).map_err(Unexpected::Wrong)?;
                if variable.dimensions.contains(&0) {
                    let element = u64::from(variable.ty.bytes());
                    size = count.saturating_mul(element);
                }
                if initial.bytes.len() as u64 > size {
                    return Err(wrong(variable.at, "the initial value is longer than the variable"));
                }
                self.room = self.room.saturating_sub(initial.bytes.len() as u64);
                value = initial;
            }
            let line = self.line(variable.at);
            self.define_variable(
                variable.at,
                Variable {
                    name: variable.name.into(),
                    space,
                    ty: variable.ty,
                    size,
                    align,
                    linkage,
                    managed: variable.managed,
                    initial: value,
                    line,
                },
            )?;
        }
        Ok(())
    }

    fn define_variable(&mut self, at: u32, variable: Variable) -> Parsed<()> {
        match self.module.names.get(&*variable.name).copied() {
            None => {
                let id = VariableId(self.module.variables.len() as u32);
                self.module.names.insert(variable.name.clone(), Global::Variable(id));
                self.module.variables.push(variable);
                Ok(())
            }
            // A definition after a declaration.
            Some(Global::Variable(id)) => {
                let Some(old) = self.module.variables.get_mut(id.index()) else { return Ok(()) };
                if old.space == variable.space && variable.linkage == Linkage::Extern {
                    return Ok(());
                }
                if old.space == variable.space && old.linkage == Linkage::Extern {
                    *old = variable;
                    return Ok(());
                }
                Err(wrong(at, format!("`{}` is declared twice", shortened(&variable.name))))
            }
            Some(Global::Function(_)) => {
                Err(wrong(at, format!("`{}` is a function too", shortened(&variable.name))))
            }
        }
    }

    fn function(&mut self, input: &mut Input<'_, '_>, is_kernel: bool, linkage: Linkage) -> Parsed<()> {
        attribute(input)?;
        let returns = if !is_kernel && is_next(input, Kind::Open) { parameters(input)? } else { Vec::new() };
        let name = token(Kind::Name, "the name of a function").parse_next(input)?;
        let parameters = if is_next(input, Kind::Open) { parameters(input)? } else { Vec::new() };
        let mut shape = Prototype { returns, parameters, no_return: false };
        let directives = directives(input, &mut shape)?;
        let signature = signature(&shape).map_err(Unexpected::Wrong)?;
        let line = self.line(name.at);
        let body = match peek(input) {
            Some(next) if next.kind == Kind::Body => {
                input.next_token();
                let line = self.line(next.at);
                Some((next.at..next.at + next.text.len() as u32, line))
            }
            _ => {
                token(Kind::Semicolon, "`{` or `;`").parse_next(input)?;
                None
            }
        };
        let function = Function {
            name: name.text.into(),
            is_kernel,
            linkage,
            signature,
            directives,
            suspends: false,
            line,
            body,
            mentions: Vec::new(),
        };
        self.define_function(name.at, function)
    }

    fn define_function(&mut self, at: u32, function: Function) -> Parsed<()> {
        let twice = || wrong(at, format!("`{}` is declared twice", shortened(&function.name)));
        match self.module.names.get(&*function.name).copied() {
            None => {
                let id = FunctionId(self.module.functions.len() as u32);
                self.module.names.insert(function.name.clone(), Global::Function(id));
                self.module.functions.push(function);
                Ok(())
            }
            Some(Global::Function(id)) => {
                let Some(old) = self.module.functions.get_mut(id.index()) else { return Ok(()) };
                if old.body.is_some() && function.body.is_some() {
                    return Err(twice());
                }
                if old.is_kernel != function.is_kernel || !is_alike(&old.signature, &function.signature) {
                    return Err(wrong(
                        at,
                        format!("`{}` was declared otherwise before", shortened(&function.name)),
                    ));
                }
                if function.body.is_some() {
                    *old = function;
                }
                Ok(())
            }
            Some(Global::Variable(_)) => Err(twice()),
        }
    }

    /// Checks that addresses in initial values are those of something.
    fn addresses(&mut self) {
        let mut missing = Vec::new();
        for variable in &self.module.variables {
            for address in &variable.initial.addresses {
                if !self.module.names.contains_key(&address.symbol) {
                    missing.push((variable.line, variable.name.clone(), address.symbol.clone()));
                }
            }
        }
        for (line, variable, symbol) in missing.into_iter().take(MOST_PROBLEMS) {
            let message = format!(
                "`{}` holds the address of `{}`, which there is not",
                shortened(&variable),
                shortened(&symbol)
            );
            self.module.problems.push(Diagnostic {
                function: None,
                line,
                column: 1,
                source: "".into(),
                message: message.into(),
            });
        }
    }
}

/// Whether two declarations of a function agree in what they take and give; names may differ.
fn is_alike(one: &Signature, other: &Signature) -> bool {
    let alike = |one: &[crate::ir::Parameter], other: &[crate::ir::Parameter]| {
        one.len() == other.len()
            && one
                .iter()
                .zip(other)
                .all(|(one, other)| one.size == other.size && one.is_register == other.is_register)
    };
    alike(&one.parameters, &other.parameters) && alike(&one.returns, &other.returns)
}

fn wrong(at: u32, message: impl Into<Box<str>>) -> Unexpected {
    Unexpected::Wrong(Problem::new(at, message))
}

/// `.file 1 "name", 2, 3`; ends without a semicolon.
pub fn file(input: &mut Input<'_, '_>) -> Parsed<()> {
    token(Kind::Integer, "a number").parse_next(input)?;
    token(Kind::Text, "a name in quotes").parse_next(input)?;
    while takes(input, Kind::Comma) {
        token(Kind::Integer, "a number").parse_next(input)?;
    }
    Ok(())
}

/// `.section .debug_info { … }`, whose content nobody needs.
pub fn section(input: &mut Input<'_, '_>) -> Parsed<()> {
    input.next_token();
    token(Kind::OpenBrace, "`{`").parse_next(input)?;
    let mut depth = 1u32;
    while depth > 0 {
        let Some(next) = input.next_token() else { return Err(Unexpected::Wanted("`}`")) };
        match next.kind {
            Kind::OpenBrace => depth = depth.saturating_add(1),
            Kind::CloseBrace => depth -= 1,
            _ => {}
        }
    }
    Ok(())
}

/// `.attribute(…)` before a function's name.
pub fn attribute(input: &mut Input<'_, '_>) -> Parsed<()> {
    while peek(input).is_some_and(|next| next.text == ".attribute") {
        input.next_token();
        token(Kind::Open, "`(`").parse_next(input)?;
        let mut depth = 1u32;
        while depth > 0 {
            let Some(next) = input.next_token() else { return Err(Unexpected::Wanted("`)`")) };
            match next.kind {
                Kind::Open => depth = depth.saturating_add(1),
                Kind::Close => depth -= 1,
                _ => {}
            }
        }
    }
    Ok(())
}

/// What stands between a function's parameters and its body.
fn directives(input: &mut Input<'_, '_>, shape: &mut Prototype<'_>) -> Parsed<Directives> {
    let mut found = Directives::default();
    while let Some(next) = peek(input).filter(|next| next.kind == Kind::Dotted) {
        input.next_token();
        match next.text {
            ".maxntid" => found.max_threads = Some(three(input)?),
            ".reqntid" => found.required_threads = Some(three(input)?),
            ".minnctapersm" => found.min_blocks = Some(one(input)?),
            ".maxnctapersm" => found.max_blocks = Some(one(input)?),
            ".maxnreg" => found.max_registers = Some(one(input)?),
            ".reqnctapercluster" => found.cluster = Some(three(input)?),
            ".maxclusterrank" => found.max_cluster_rank = Some(one(input)?),
            ".explicitcluster" => found.explicit_cluster = true,
            ".blocksareclusters" => {}
            ".noreturn" => shape.no_return = true,
            ".abi_preserve" | ".abi_preserve_control" => {
                one(input)?;
            }
            ".pragma" => {
                list(input, |input| token(Kind::Text, "text in quotes").parse_next(input))?;
                token(Kind::Semicolon, "`;`").parse_next(input)?;
            }
            ".loc" => crate::parse::statement::location(input)?,
            text => return Err(wrong(next.at, format!("directive `{}` is not known", shortened(text)))),
        }
    }
    Ok(found)
}

fn one(input: &mut Input<'_, '_>) -> Parsed<u32> {
    let number = token(Kind::Integer, "a number").parse_next(input)?;
    number.text.parse().map_err(|_| wrong(number.at, "this number is too large"))
}

fn three(input: &mut Input<'_, '_>) -> Parsed<[u32; 3]> {
    let at = peek(input).map_or(0, |token| token.at);
    let numbers = list(input, one)?;
    let mut all = [1; 3];
    if numbers.len() > all.len() {
        return Err(wrong(at, "there are three dimensions at most"));
    }
    for (slot, number) in all.iter_mut().zip(numbers) {
        *slot = number;
    }
    Ok(all)
}
