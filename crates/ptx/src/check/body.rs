//! The body of a function: statements to blocks.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rustc_hash::FxBuildHasher;
use winnow::stream::{Stream, TokenSlice};

use super::instruction::{Decoded, Flow, Inst};
use super::scope::{Callees, Meaning, Scopes};
use crate::diagnostic::{Checked, Problem};
use crate::flow;
use crate::ir::{
    Block, BlockId, Body, Function, FunctionId, Global, Instruction, Local, LocalId, Module, Parameter,
    Predicate, Reg, Signature, Space, Symbol, Terminator, Type, VariableId,
};
use crate::layout::{Area, placed, signature, size_and_align};
use crate::parse::lexer::{Kind, Token, tokens};
use crate::parse::statement::statement;
use crate::parse::syntax::{self, Argument, Statement, Value, Variable};
use crate::parse::{Input, problem, shortened};

/// Complaints about one function; what follows is not looked at.
const MOST_PROBLEMS: usize = 16;
/// Blocks and scopes are nested no deeper.
const DEEPEST: usize = 256;
/// Targets of all `brx.idx` of a function: each has its own list.
const MOST_TARGETS: usize = 1 << 18;
/// Bytes that a function may declare in one space.
const LARGEST_AREA: u64 = 1 << 30;

type Labels<'t> = HashMap<&'t str, u32, FxBuildHasher>;

/// What is known while a body is checked.
pub struct Context<'c, 't> {
    pub module: &'c Module,
    function: &'c Function,
    pub scopes: Scopes<'t>,
    pub locals: Vec<Local>,
    labels: Vec<(usize, Labels<'t>)>,
    /// The numbers of the scopes that are open.
    open: Vec<usize>,
    carry: Option<Reg>,
    /// Targets that switches may still have.
    targets: usize,
    variables: BTreeSet<VariableId>,
    functions: BTreeSet<FunctionId>,
}

impl<'t> Context<'_, 't> {
    /// Whether a name stands for anything.
    pub fn knows(&self, name: &str) -> bool {
        self.scopes.find(name).is_some()
            || self.module.names.contains_key(name)
            || self.label(name).is_some()
            || crate::ir::Special::find(name, None).is_some()
    }

    /// Takes so many of the targets that switches may have; false if there are not enough.
    pub fn takes_targets(&mut self, count: usize) -> bool {
        let left = self.targets.checked_sub(count);
        self.targets = left.unwrap_or(0);
        left.is_some()
    }

    /// The register that is the carry flag.
    pub fn carry(&mut self, at: u32) -> Checked<Reg> {
        match self.carry {
            Some(flag) => Ok(flag),
            None => {
                let flag = self.scopes.register(at, Type::Pred, 1)?;
                self.carry = Some(flag);
                Ok(flag)
            }
        }
    }

    /// The thing with an address that a name stands for, and where it lies.
    pub fn symbol(&mut self, name: &str) -> Option<(Symbol, Option<Space>)> {
        match self.scopes.find(name) {
            Some(Meaning::Local(id)) => {
                return Some((Symbol::Local(id), Some(self.locals.get(id.index())?.space)));
            }
            Some(Meaning::Parameter(index)) => return Some((Symbol::Parameter(index), Some(Space::Param))),
            Some(Meaning::Return(index)) => return Some((Symbol::Return(index), Some(Space::Param))),
            Some(_) => return None,
            None => {}
        }
        match *self.module.names.get(name)? {
            Global::Variable(id) => {
                self.variables.insert(id);
                Some((Symbol::Variable(id), Some(self.module.variables.get(id.index())?.space)))
            }
            Global::Function(id) => {
                self.functions.insert(id);
                Some((Symbol::Function(id), None))
            }
        }
    }

    pub fn parameter(&self, index: u32) -> Option<&Parameter> {
        self.function.signature.parameters.get(index as usize)
    }

    /// The block that a label begins.
    pub fn label(&self, name: &str) -> Option<BlockId> {
        let mut scope = self.open.last().copied();
        while let Some(index) = scope {
            let (parent, labels) = self.labels.get(index)?;
            if let Some(label) = labels.get(name) {
                return Some(BlockId(*label));
            }
            scope = (index != 0).then_some(*parent);
        }
        None
    }
}

/// Compiles the body between two bytes of the module's text.
pub fn compile(module: &Module, function: &Function) -> Result<Body, Vec<Problem>> {
    let Some((range, _)) = &function.body else { return Err(Vec::new()) };
    let text = module.text.get(range.start as usize..range.end as usize).unwrap_or_default();
    let tokens: Vec<Token<'_>> = tokens(text, range.start).collect();
    let mut problems = Vec::new();
    let statements = parse(&tokens, range.end, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut builder = Builder {
        cx: Context {
            module,
            function,
            scopes: Scopes::default(),
            locals: Vec::new(),
            labels: Vec::new(),
            open: Vec::new(),
            carry: None,
            targets: MOST_TARGETS,
            variables: BTreeSet::new(),
            functions: BTreeSet::new(),
        },
        blocks: Vec::new(),
        current: None,
        areas: [Area::default(); 3],
        param_tops: Vec::new(),
        lines: Lines { text: module.text.as_bytes(), at: range.start as usize, line: 0 },
    };
    if let Some((_, line)) = &function.body {
        builder.lines.line = *line;
    }
    builder.run(&statements)
}

/// The statements of a body, with complaints about those that are none.
fn parse<'t>(tokens: &[Token<'t>], end: u32, problems: &mut Vec<Problem>) -> Vec<Statement<'t>> {
    let mut statements = Vec::with_capacity(tokens.len() / 8);
    let mut input: Input<'_, 't> = TokenSlice::new(tokens);
    while let Some(first) = input.peek_token().copied() {
        match statement(&mut input) {
            Ok(Some(statement)) => statements.push(statement),
            Ok(None) => {}
            Err(error) => {
                let mut complaint = problem(error, &input, end);
                complaint.statement = Some(first.at);
                problems.push(complaint);
                if problems.len() >= MOST_PROBLEMS {
                    break;
                }
                // On with what follows the next semicolon; the token that was not liked may be one.
                while let Some(token) = input.next_token() {
                    if token.kind == Kind::Semicolon {
                        break;
                    }
                }
            }
        }
    }
    statements
}

/// Lines by place; places are asked for in ascending order.
struct Lines<'m> {
    text: &'m [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn line(&mut self, at: u32) -> u32 {
        let at = at as usize;
        if let Some(passed) = self.text.get(self.at..at) {
            self.line = self.line.saturating_add(memchr::memchr_iter(b'\n', passed).count() as u32);
            self.at = at;
        }
        self.line
    }
}

struct Builder<'c, 't> {
    cx: Context<'c, 't>,
    /// Those of labels come first.
    blocks: Vec<Option<Block>>,
    current: Option<(BlockId, Vec<Instruction>)>,
    /// Local, shared and parameter space.
    areas: [Area; 3],
    /// Where parameter space ended when each scope was opened.
    param_tops: Vec<u64>,
    lines: Lines<'c>,
}

impl<'c: 't, 't> Builder<'c, 't> {
    fn run(mut self, statements: &[Statement<'t>]) -> Result<Body, Vec<Problem>> {
        let mut problems = Vec::new();
        if let Err(problem) = self.labels(statements) {
            return Err(vec![problem]);
        }
        self.cx.scopes.push();
        let mut registers = (Vec::new(), Vec::new());
        match self.declare_signature() {
            Ok(found) => registers = found,
            Err(problem) => problems.push(problem),
        }
        self.cx.scopes.push();
        self.cx.open.push(0);
        let entry = self.fresh();
        self.current = Some((entry, Vec::new()));
        let mut scopes = 0;
        for statement in statements {
            if let Err(mut problem) = self.statement(statement, &mut scopes) {
                if let Statement::Instruction(instruction) = statement {
                    problem.statement = Some(instruction.at);
                }
                problems.push(problem);
                if problems.len() >= MOST_PROBLEMS {
                    break;
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        self.close(Terminator::Return, 0);
        let at = self.cx.function.body.as_ref().map_or(0, |(range, _)| range.start);
        let blocks = flow::reachable(self.blocks, entry);
        let [local, shared, param] = self.areas;
        let mut body = Body {
            registers: self.cx.scopes.registers,
            parameter_registers: registers.0,
            return_registers: registers.1,
            locals: self.cx.locals,
            local_bytes: (local.size, local.align.max(1)),
            shared_bytes: (shared.size, shared.align.max(1)),
            param_bytes: (param.size, param.align.max(1)),
            blocks,
            suspensions: Vec::new(),
            liveness: flow::nothing_alive(),
            reconvergence: Vec::new(),
            variables: self.cx.variables.into_iter().collect(),
            functions: self.cx.functions.into_iter().collect(),
        };
        let too_large = |what: &str| vec![Problem::new(at, format!("this function is too large for {what}"))];
        body.suspensions = flow::suspensions(&body, self.cx.module);
        body.reconvergence =
            flow::post_dominators(&body.blocks).ok_or_else(|| too_large("the analysis of its branches"))?;
        body.liveness = flow::liveness(&body).ok_or_else(|| too_large("liveness analysis"))?;
        if flow::keeps_too_much(&body) {
            return Err(too_large("what its threads keep while they wait"));
        }
        Ok(body)
    }

    /// Finds labels, which may be used before they are met, and gives each a block.
    fn labels(&mut self, statements: &[Statement<'t>]) -> Checked<()> {
        self.cx.labels.push((0, Labels::default()));
        let mut open = vec![0];
        for statement in statements {
            match statement {
                Statement::Open(_) => {
                    self.cx.labels.push((open.last().copied().unwrap_or(0), Labels::default()));
                    open.push(self.cx.labels.len() - 1);
                }
                Statement::Close => {
                    open.pop();
                }
                Statement::Label(name, at) => {
                    let scope = open.last().copied().unwrap_or(0);
                    let label = self.blocks.len() as u32;
                    self.blocks.push(None);
                    let Some((_, labels)) = self.cx.labels.get_mut(scope) else { continue };
                    if labels.insert(name, label).is_some() {
                        return Err(Problem::new(*at, format!("label `{}` is there twice", shortened(name))));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    #[allow(clippy::type_complexity, reason = "registers of parameters and of return values")]
    fn declare_signature(&mut self) -> Checked<(Vec<Option<Reg>>, Vec<Option<Reg>>)> {
        let at = self.cx.function.body.as_ref().map_or(0, |(range, _)| range.start);
        let signature: &'c Signature = &self.cx.function.signature;
        let mut registers = (Vec::new(), Vec::new());
        for (index, parameter) in signature.parameters.iter().enumerate() {
            registers.0.push(self.declare_parameter(at, parameter, Meaning::Parameter(index as u32))?);
        }
        for (index, value) in signature.returns.iter().enumerate() {
            registers.1.push(self.declare_parameter(at, value, Meaning::Return(index as u32))?);
        }
        Ok(registers)
    }

    fn declare_parameter(
        &mut self,
        at: u32,
        parameter: &'c Parameter,
        meaning: Meaning,
    ) -> Checked<Option<Reg>> {
        let name: Option<&'t str> = (!parameter.name.is_empty()).then_some(&*parameter.name);
        if parameter.is_register {
            let reg = self.cx.scopes.register(at, parameter.ty, 1)?;
            if let Some(name) = name {
                self.cx.scopes.define(at, name, Meaning::Register(reg))?;
            }
            return Ok(Some(reg));
        }
        if let Some(name) = name {
            self.cx.scopes.define(at, name, meaning)?;
        }
        Ok(None)
    }

    fn statement(&mut self, statement: &Statement<'t>, scopes: &mut usize) -> Checked<()> {
        match statement {
            Statement::Open(at) => {
                *scopes += 1;
                self.cx.open.push(*scopes);
                self.cx.scopes.push();
                self.param_tops.push(self.areas[2].top);
                if self.cx.scopes.depth() > DEEPEST {
                    return Err(Problem::new(*at, "scopes are nested too deeply"));
                }
            }
            Statement::Close => {
                self.cx.open.pop();
                self.cx.scopes.pop();
                if let Some(top) = self.param_tops.pop() {
                    self.areas[2].top = top;
                }
            }
            Statement::Label(name, _) => {
                if let Some(label) = self.cx.label(name) {
                    self.close(Terminator::Jump(label), 0);
                    self.current = Some((label, Vec::new()));
                }
            }
            Statement::Instruction(instruction) => self.instruction(instruction)?,
            Statement::Registers(all) => {
                for registers in all {
                    self.cx.scopes.declare(registers)?;
                }
            }
            Statement::Memory(space, variables) => {
                for variable in variables {
                    self.memory(*space, variable)?;
                }
            }
            Statement::BranchTargets(name, labels) => {
                let found: Checked<Arc<[u32]>> = labels
                    .iter()
                    .map(|label| {
                        let block = named(label).and_then(|name| self.cx.label(name));
                        block
                            .map(|block| block.0)
                            .ok_or_else(|| Problem::new(label.at, "there is no such label"))
                    })
                    .collect();
                let at = labels.first().map_or(0, |label| label.at);
                self.cx.scopes.define(at, name, Meaning::BranchTargets(found?))?;
            }
            Statement::CallTargets(name, functions) => {
                let mut found = Vec::new();
                for function in functions {
                    match named(function).and_then(|name| self.cx.symbol(name)) {
                        Some((Symbol::Function(id), _)) => found.push(id),
                        _ => return Err(Problem::new(function.at, "there is no such function")),
                    }
                }
                let at = functions.first().map_or(0, |function| function.at);
                let all =
                    || found.iter().filter_map(|id: &FunctionId| self.cx.module.functions.get(id.index()));
                let callees = Callees {
                    suspends: all().any(|function| function.suspends),
                    signature: all().next().map(|first| first.signature.clone()).unwrap_or_default().into(),
                    among: found.into(),
                };
                self.cx.scopes.define(at, name, Meaning::CallTargets(callees))?;
            }
            Statement::CallPrototype(name, at, prototype) => {
                let signature = signature(prototype)?;
                self.cx.scopes.define(*at, name, Meaning::Prototype(Arc::new(signature)))?;
            }
        }
        Ok(())
    }

    fn memory(&mut self, space: Space, variable: &Variable<'t>) -> Checked<()> {
        if variable.initial.is_some() {
            return Err(Problem::new(variable.at, "only global and constant variables have initial values"));
        }
        let (size, align) = size_and_align(variable)?;
        let area = &mut self.areas[match space {
            Space::Local => 0,
            Space::Shared => 1,
            _ => 2,
        }];
        let offset = placed(area, size, align, LARGEST_AREA)
            .ok_or_else(|| Problem::new(variable.at, "a function cannot declare that much memory"))?;
        let id = LocalId(self.cx.locals.len() as u32);
        let name = variable.name.into();
        self.cx.locals.push(Local { name, space, ty: variable.ty, offset, size, align });
        self.cx.scopes.define(variable.at, variable.name, Meaning::Local(id))
    }

    /// A block that is not filled yet.
    fn fresh(&mut self) -> BlockId {
        self.blocks.push(None);
        BlockId(self.blocks.len() as u32 - 1)
    }

    /// Ends the current block, if there is one.
    fn close(&mut self, terminator: Terminator, line: u32) {
        if let Some((id, instructions)) = self.current.take() {
            self.fill(id, Block { instructions, terminator, line });
        }
    }

    fn fill(&mut self, id: BlockId, block: Block) {
        if let Some(slot) = self.blocks.get_mut(id.index()) {
            *slot = Some(block);
        }
    }

    fn instruction(&mut self, raw: &syntax::Instruction<'t>) -> Checked<()> {
        let line = self.lines.line(raw.at);
        let mut inst = Inst::new(raw, &mut self.cx)?;
        let guard = match &raw.guard {
            None => None,
            Some(guard) => {
                let argument = Argument { at: guard.at, value: Value::Name(guard.name) };
                let value = inst.src_register(&argument, Type::Pred)?;
                Some(Predicate { value, negated: guard.negated })
            }
        };
        match super::decode(&mut inst)? {
            Decoded::Op(op) => {
                if self.current.is_none() {
                    self.current = Some((self.fresh(), Vec::new()));
                }
                if let Some((_, instructions)) = &mut self.current {
                    instructions.push(Instruction { guard, op, line });
                }
            }
            Decoded::Flow(flow) => self.flow(flow, guard, line),
        }
        Ok(())
    }

    fn flow(&mut self, flow: Flow, guard: Option<Predicate>, line: u32) {
        let (terminator, is_uniform) = match flow {
            Flow::Jump { to, uniform } => (Terminator::Jump(to), uniform),
            Flow::Switch { index, targets, uniform } => {
                (Terminator::Switch { index, targets, uniform }, uniform)
            }
            Flow::Return => (Terminator::Return, false),
            Flow::Exit => (Terminator::Exit, false),
            Flow::Trap => (Terminator::Trap, false),
        };
        let Some(condition) = guard else {
            self.close(terminator, line);
            return;
        };
        let then = match terminator {
            Terminator::Jump(to) => to,
            other => {
                let then = self.fresh();
                self.fill(then, Block { instructions: Vec::new(), terminator: other, line });
                then
            }
        };
        let otherwise = self.fresh();
        self.close(Terminator::Branch { condition, then, otherwise, uniform: is_uniform }, line);
        self.current = Some((otherwise, Vec::new()));
    }
}

fn named<'t>(argument: &Argument<'t>) -> Option<&'t str> {
    match argument.value {
        Value::Name(name) => Some(name),
        _ => None,
    }
}
