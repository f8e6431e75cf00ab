//! Statements of bodies.

use winnow::Parser;
use winnow::stream::Stream;

use super::declaration::{memory, prototype, registers};
use super::lexer::Kind;
use super::syntax::{Argument, Guard, Instruction, Modifier, Place, Statement, Value};
use super::{Input, Parsed, Unexpected, constant, is_next, list, peek, takes, token};
use crate::diagnostic::Problem;
use crate::ir::Space;

/// Operands are nested no deeper.
const DEEPEST: u32 = 8;

/// A statement. Debug directives give none.
pub fn statement<'t>(input: &mut Input<'_, 't>) -> Parsed<Option<Statement<'t>>> {
    let Some(first) = peek(input) else { return Err(Unexpected::Wanted("a statement")) };
    match first.kind {
        Kind::Name => {
            input.next_token();
            if takes(input, Kind::Colon) {
                return label(input, first.text, first.at).map(Some);
            }
            instruction(input, first.at, None, first.text).map(Some)
        }
        Kind::At => {
            input.next_token();
            let negated = takes(input, Kind::Bang);
            let predicate = token(Kind::Name, "a predicate").parse_next(input)?;
            let opcode = token(Kind::Name, "an instruction").parse_next(input)?;
            let guard = Guard { at: predicate.at, negated, name: predicate.text };
            instruction(input, first.at, Some(guard), opcode.text).map(Some)
        }
        Kind::OpenBrace => {
            input.next_token();
            Ok(Some(Statement::Open(first.at)))
        }
        Kind::CloseBrace => {
            input.next_token();
            Ok(Some(Statement::Close))
        }
        Kind::Semicolon => {
            input.next_token();
            Ok(None)
        }
        Kind::Dotted => directive(input),
        _ => Err(Unexpected::Wanted("an instruction, a label or a declaration")),
    }
}

/// What stands behind `name:`.
fn label<'t>(input: &mut Input<'_, 't>, name: &'t str, at: u32) -> Parsed<Statement<'t>> {
    let Some(next) = peek(input).filter(|next| next.kind == Kind::Dotted) else {
        return Ok(Statement::Label(name, at));
    };
    let statement = match next.text {
        ".branchtargets" => {
            input.next_token();
            Statement::BranchTargets(name, list(input, |input| argument(input, false, 0))?)
        }
        ".calltargets" => {
            input.next_token();
            Statement::CallTargets(name, list(input, |input| argument(input, false, 0))?)
        }
        ".callprototype" => {
            input.next_token();
            Statement::CallPrototype(name, at, prototype(input)?)
        }
        _ => return Ok(Statement::Label(name, at)),
    };
    token(Kind::Semicolon, "`;`").parse_next(input)?;
    Ok(statement)
}

fn directive<'t>(input: &mut Input<'_, 't>) -> Parsed<Option<Statement<'t>>> {
    let Some(first) = input.next_token() else { return Err(Unexpected::Wanted("a directive")) };
    let statement = match first.text {
        ".reg" => Statement::Registers(registers(input)?),
        ".local" => Statement::Memory(Space::Local, memory(input)?),
        ".shared" => Statement::Memory(Space::Shared, memory(input)?),
        ".param" => Statement::Memory(Space::Param, memory(input)?),
        ".loc" => {
            location(input)?;
            return Ok(None);
        }
        ".pragma" => {
            list(input, |input| token(Kind::Text, "text in quotes").parse_next(input))?;
            token(Kind::Semicolon, "`;`").parse_next(input)?;
            return Ok(None);
        }
        ".attribute" => return Err(wrong(first.at, "attributes are not for statements")),
        _ => {
            let message = format!("`{}` is not known here", super::shortened(first.text));
            return Err(wrong(first.at, message));
        }
    };
    token(Kind::Semicolon, "`;`").parse_next(input)?;
    Ok(Some(statement))
}

fn wrong(at: u32, message: impl Into<Box<str>>) -> Unexpected {
    Unexpected::Wrong(Problem::new(at, message))
}

/// `.loc file line column [, function_name label[+n], inlined_at file line column]`; ends without a semicolon.
pub fn location(input: &mut Input<'_, '_>) -> Parsed<()> {
    for _ in 0..3 {
        token(Kind::Integer, "a file, a line and a column").parse_next(input)?;
    }
    while takes(input, Kind::Comma) {
        let word = token(Kind::Name, "`function_name` or `inlined_at`").parse_next(input)?;
        if word.text == "inlined_at" {
            for _ in 0..3 {
                token(Kind::Integer, "a file, a line and a column").parse_next(input)?;
            }
        } else {
            token(Kind::Name, "a label").parse_next(input)?;
            constant::offset(input)?;
        }
    }
    Ok(())
}

fn instruction<'t>(
    input: &mut Input<'_, 't>,
    at: u32,
    guard: Option<Guard<'t>>,
    opcode: &'t str,
) -> Parsed<Statement<'t>> {
    let mut modifiers = Vec::new();
    while let Some(next) = peek(input).filter(|next| next.kind == Kind::Dotted) {
        input.next_token();
        modifiers.push(Modifier { at: next.at, text: next.text });
    }
    let is_call = opcode == "call";
    let mut arguments = Vec::new();
    if !is_next(input, Kind::Semicolon) {
        arguments.reserve(4);
        loop {
            arguments.push(argument(input, is_call, 0)?);
            if !takes(input, Kind::Comma) {
                break;
            }
        }
    }
    token(Kind::Semicolon, "`,` or `;`").parse_next(input)?;
    Ok(Statement::Instruction(Box::new(Instruction { at, guard, opcode, modifiers, arguments })))
}

/// An operand. In calls, parentheses hold lists.
fn argument<'t>(input: &mut Input<'_, 't>, is_call: bool, depth: u32) -> Parsed<Argument<'t>> {
    let Some(first) = peek(input) else { return Err(Unexpected::Wanted("an operand")) };
    if depth > DEEPEST {
        return Err(wrong(first.at, "this operand is nested too deeply"));
    }
    let at = first.at;
    let value = match first.kind {
        Kind::Name if first.text != "WARP_SZ" => {
            input.next_token();
            name(input, first.text)?
        }
        Kind::Sink => {
            input.next_token();
            Value::Sink
        }
        Kind::OpenBracket => {
            input.next_token();
            address(input, depth)?
        }
        Kind::OpenBrace => {
            input.next_token();
            let items = list(input, |input| argument(input, false, depth + 1))?;
            token(Kind::CloseBrace, "`,` or `}`").parse_next(input)?;
            Value::Vector(items)
        }
        Kind::Open if is_call => {
            input.next_token();
            let items = if is_next(input, Kind::Close) {
                Vec::new()
            } else {
                list(input, |input| argument(input, false, depth + 1))?
            };
            token(Kind::Close, "`,` or `)`").parse_next(input)?;
            Value::List(items)
        }
        Kind::Bang => {
            let rest = *input;
            input.next_token();
            match peek(input).filter(|next| next.kind == Kind::Name && next.text != "WARP_SZ") {
                Some(next) => {
                    input.next_token();
                    Value::Not(next.text)
                }
                None => {
                    *input = rest;
                    Value::Constant(constant::expression(input)?)
                }
            }
        }
        Kind::Minus => {
            let rest = *input;
            input.next_token();
            match peek(input).filter(|next| next.kind == Kind::Name && next.text != "WARP_SZ") {
                Some(next) => {
                    input.next_token();
                    Value::Minus(next.text)
                }
                None => {
                    *input = rest;
                    Value::Constant(constant::expression(input)?)
                }
            }
        }
        Kind::Integer
        | Kind::Fraction
        | Kind::Pattern
        | Kind::Plus
        | Kind::Tilde
        | Kind::Open
        | Kind::Name => Value::Constant(constant::expression(input)?),
        _ => return Err(Unexpected::Wanted("an operand")),
    };
    if is_next(input, Kind::Bar) && matches!(value, Value::Name(_) | Value::Sink | Value::Component(..)) {
        input.next_token();
        let second = argument(input, false, depth + 1)?;
        return Ok(Argument { at, value: Value::Pair(Box::new([Argument { at, value }, second])) });
    }
    Ok(Argument { at, value })
}

/// What a name turns out to be with what follows it.
fn name<'t>(input: &mut Input<'_, 't>, name: &'t str) -> Parsed<Value<'t>> {
    match peek(input).map(|next| (next.kind, next.text)) {
        Some((Kind::Dotted, component)) => {
            input.next_token();
            Ok(Value::Component(name, component))
        }
        Some((Kind::Plus | Kind::Minus, _)) => Ok(Value::Sum(name, constant::offset(input)?)),
        _ => Ok(Value::Name(name)),
    }
}

/// What stands in brackets.
fn address<'t>(input: &mut Input<'_, 't>, depth: u32) -> Parsed<Value<'t>> {
    let base = match peek(input) {
        Some(first) if first.kind == Kind::Name && first.text != "WARP_SZ" => {
            input.next_token();
            match peek(input).filter(|next| next.kind == Kind::Dotted) {
                Some(component) => {
                    input.next_token();
                    Place::Component(first.text, component.text)
                }
                None => Place::Name(first.text),
            }
        }
        _ => Place::Zero,
    };
    let offset =
        if base == Place::Zero { constant::integer(input)? as i64 } else { constant::offset(input)? };
    if takes(input, Kind::CloseBracket) {
        return Ok(Value::Address { base, offset });
    }
    if offset != 0 || !takes(input, Kind::Comma) {
        return Err(Unexpected::Wanted("`+` or `]`"));
    }
    let rest = list(input, |input| argument(input, false, depth + 1))?;
    token(Kind::CloseBracket, "`,` or `]`").parse_next(input)?;
    Ok(Value::Compound { base, rest })
}
