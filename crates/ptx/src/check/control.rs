//! Control flow and calls.

use std::sync::Arc;

use super::instruction::{Flow, Inst};
use super::scope::{Callees, Meaning};
use crate::diagnostic::{Checked, Problem};
use crate::ir::{
    BlockId, CallTarget, CallValue, FunctionId, Op, Parameter, Reg, Signature, Space, Symbol, Type,
};
use crate::parse::shortened;
use crate::parse::syntax::{Argument, Value};

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

/// Branches and ends.
pub fn flow(inst: I<'_, '_, '_, '_>) -> Checked<Flow> {
    let may_be_uniform = matches!(inst.opcode(), "bra" | "brx" | "ret");
    let uniform = may_be_uniform && inst.take(".uni");
    match inst.opcode() {
        "bra" => {
            let [to] = inst.arguments()?;
            let Value::Name(name) = to.value else {
                return Err(Problem::new(to.at, "`bra`: expected a label"));
            };
            Ok(Flow::Jump { to: label(inst, to.at, name)?, uniform })
        }
        "brx" => {
            inst.need(&[(".idx", ())])?;
            let [index, list] = inst.arguments()?;
            let index = inst.src_register(index, Type::U32)?;
            let targets = match &list.value {
                Value::Name(name) => match inst.cx.scopes.find(name) {
                    Some(Meaning::BranchTargets(targets)) => targets,
                    _ => {
                        return Err(Problem::new(
                            list.at,
                            format!("`{}` is no list of `.branchtargets`", shortened(name)),
                        ));
                    }
                },
                _ => return Err(Problem::new(list.at, "expected the name of a list of `.branchtargets`")),
            };
            if !inst.cx.takes_targets(targets.len()) {
                return Err(inst.wrong("the switches of a function have too many targets in all"));
            }
            let targets = targets.iter().map(|label| BlockId(*label)).collect();
            Ok(Flow::Switch { index, targets, uniform })
        }
        name => {
            inst.between(0, 0)?;
            Ok(match name {
                "ret" => Flow::Return,
                "exit" => Flow::Exit,
                _ => Flow::Trap,
            })
        }
    }
}

fn label(inst: I<'_, '_, '_, '_>, at: u32, name: &str) -> Checked<BlockId> {
    inst.cx
        .label(name)
        .ok_or_else(|| Problem::new(at, format!("there is no label `{}` here", shortened(name))))
}

/// `call`.
pub fn call(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let uniform = inst.take(".uni");
    inst.between(1, 4)?;
    let empty = Vec::new();
    let mut arguments = inst.raw.arguments.iter().peekable();
    let returns = match arguments.peek().map(|argument| &argument.value) {
        Some(Value::List(items)) => {
            arguments.next();
            items
        }
        _ => &empty,
    };
    let Some(callee) = arguments.next() else { return Err(inst.wrong("who is called is missing")) };
    let passed = match arguments.peek().map(|argument| &argument.value) {
        Some(Value::List(items)) => {
            arguments.next();
            items
        }
        _ => &empty,
    };
    let last = arguments.next();
    if arguments.next().is_some() {
        return Err(inst.wrong("too many operands"));
    }
    let Value::Name(name) = &callee.value else {
        return Err(Problem::new(callee.at, "`call`: expected a function or a register"));
    };
    let module = inst.cx.module;
    let shared;
    let (target, signature): (CallTarget, &Signature) = match inst.cx.scopes.find_register(name) {
        Some(pointer) => {
            let found;
            (found, shared) = indirect(inst, callee, pointer, last)?;
            (found, &shared)
        }
        None => {
            let id = direct(inst, callee.at, name, last)?;
            let function = module.functions.get(id.index());
            let function = function.ok_or_else(|| inst.wrong("there is no such function"))?;
            (CallTarget::Direct(id), &function.signature)
        }
    };
    let returns = values(inst, callee.at, returns, &signature.returns, true)?;
    let arguments = values(inst, callee.at, passed, &signature.parameters, false)?;
    Ok(Op::Call { target, returns, arguments, uniform })
}

fn direct<'t>(
    inst: I<'_, '_, '_, 't>,
    at: u32,
    name: &'t str,
    last: Option<&Argument<'t>>,
) -> Checked<FunctionId> {
    let Some((Symbol::Function(id), _)) = inst.cx.symbol(name) else {
        return Err(Problem::new(at, format!("there is no function `{}`", shortened(name))));
    };
    let function = inst.cx.module.functions.get(id.index());
    if function.is_none_or(|function| function.is_kernel) {
        return Err(Problem::new(at, format!("`{}` is a kernel and cannot be called", shortened(name))));
    }
    // A prototype may stand behind a direct call too; it says nothing new.
    if let Some(last) = last
        && !matches!(&last.value, Value::Name(_))
    {
        return Err(Problem::new(last.at, "expected the name of a prototype"));
    }
    Ok(id)
}

fn indirect<'t>(
    inst: I<'_, '_, '_, 't>,
    callee: &Argument<'t>,
    pointer: Reg,
    last: Option<&Argument<'t>>,
) -> Checked<(CallTarget, Arc<Signature>)> {
    let ty = if inst.cx.module.address_size == 64 { Type::U64 } else { Type::U32 };
    inst.src_register(callee, ty)?;
    let named = match last.map(|last| &last.value) {
        Some(Value::Name(name)) => inst.cx.scopes.find(name),
        _ => None,
    };
    let callees = match named {
        Some(Meaning::Prototype(signature)) => {
            Callees { among: Arc::default(), signature, suspends: inst.cx.module.suspends }
        }
        Some(Meaning::CallTargets(callees)) => callees,
        _ => return Err(inst.wrong("an indirect call names a `.callprototype` or `.calltargets`")),
    };
    let Callees { among, signature, suspends } = callees;
    Ok((CallTarget::Indirect { pointer, among, signature: Arc::clone(&signature), suspends }, signature))
}

/// What is passed, against what is declared.
fn values<'t>(
    inst: I<'_, '_, '_, 't>,
    at: u32,
    given: &[Argument<'t>],
    declared: &[Parameter],
    is_return: bool,
) -> Checked<Box<[CallValue]>> {
    if given.len() != declared.len() {
        let what = if is_return { "return values" } else { "parameters" };
        return Err(Problem::new(
            at,
            format!("this function has {} {what}, found {}", declared.len(), given.len()),
        ));
    }
    given.iter().zip(declared).map(|(given, declared)| value(inst, given, declared, is_return)).collect()
}

fn value<'t>(
    inst: I<'_, '_, '_, 't>,
    given: &Argument<'t>,
    declared: &Parameter,
    is_return: bool,
) -> Checked<CallValue> {
    let area = match &given.value {
        Value::Sink if is_return => return Ok(CallValue::Nothing),
        Value::Name(name) if inst.cx.scopes.find_register(name).is_none() => match inst.cx.symbol(name) {
            Some((symbol @ (Symbol::Local(_) | Symbol::Parameter(_)), Some(Space::Param))) => Some(symbol),
            _ => None,
        },
        _ => None,
    };
    let size = match area {
        Some(Symbol::Local(id)) => inst.cx.locals.get(id.index()).map_or(0, |local| local.size),
        Some(Symbol::Parameter(index)) => inst.cx.parameter(index).map_or(0, |parameter| parameter.size),
        _ => {
            if declared.is_array {
                return Err(Problem::new(given.at, "this parameter is passed in a `.param` area"));
            }
            let operand = if is_return {
                inst.dst_wide(given, declared.ty)?.into()
            } else {
                inst.src_wide(given, declared.ty)?
            };
            return Ok(CallValue::Value(operand, declared.ty));
        }
    };
    // An area of another size: only that of a variadic function's rest may be larger.
    if size < declared.size {
        return Err(Problem::new(
            given.at,
            format!("this area has {size} bytes, and {} are needed", declared.size),
        ));
    }
    Ok(match area {
        Some(Symbol::Local(id)) => CallValue::Local(id),
        Some(Symbol::Parameter(index)) => CallValue::Parameter(index),
        _ => CallValue::Nothing,
    })
}
