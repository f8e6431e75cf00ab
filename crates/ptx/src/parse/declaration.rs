//! Declarations: registers, memory, parameters, initial values.

use winnow::Parser;
use winnow::stream::Stream;

use super::lexer::Kind;
use super::syntax::{Initialiser, Prototype, Registers, Variable};
use super::{Input, Parsed, Unexpected, constant, is_next, list, peek, takes, token};
use crate::diagnostic::Problem;
use crate::ir::Type;

/// Lists of initial values are nested no deeper.
const DEEPEST: u32 = 16;
/// No alignment is larger.
const LARGEST_ALIGN: u64 = 1 << 20;

fn wrong(at: u32, message: impl Into<Box<str>>) -> Unexpected {
    Unexpected::Wrong(Problem::new(at, message))
}

/// `.v4 .b32 %r<10>, %q;` from behind `.reg` on.
pub fn registers<'t>(input: &mut Input<'_, 't>) -> Parsed<Vec<Registers<'t>>> {
    let mut vector = 1;
    let mut ty = None;
    while let Some(next) = peek(input).filter(|next| next.kind == Kind::Dotted) {
        input.next_token();
        match next.text {
            ".v2" => vector = 2,
            ".v4" => vector = 4,
            text => {
                ty = Some(
                    Type::from_suffix(text)
                        .ok_or_else(|| wrong(next.at, format!("`{}` is no type", super::shortened(text))))?,
                );
            }
        }
    }
    let ty = ty.ok_or(Unexpected::Wanted("the type of the registers"))?;
    list(input, |input| {
        let name = token(Kind::Name, "a register").parse_next(input)?;
        let count = if takes(input, Kind::Less) {
            let count = constant_integer(input)?;
            token(Kind::Greater, "`>`").parse_next(input)?;
            Some(count)
        } else {
            None
        };
        Ok(Registers { at: name.at, ty, vector, name: name.text, count })
    })
}

/// A plain number, not an expression: its end may be a `>`.
fn constant_integer(input: &mut Input<'_, '_>) -> Parsed<u64> {
    let number = token(Kind::Integer, "a number").parse_next(input)?;
    let digits = number.text.strip_suffix('U').unwrap_or(number.text);
    let value = match digits.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    };
    value.ok_or_else(|| wrong(number.at, "this number is too long"))
}

/// Variables of one declaration, from behind the state space on.
pub fn memory<'t>(input: &mut Input<'_, 't>) -> Parsed<Vec<Variable<'t>>> {
    let mut all = vec![variable(input)?];
    while takes(input, Kind::Comma) {
        let Some(mut next) = all.last().cloned() else { break };
        next.dimensions.clear();
        next.initial = None;
        named(input, &mut next)?;
        all.push(next);
    }
    Ok(all)
}

/// One variable or parameter, from behind the state space on.
fn variable<'t>(input: &mut Input<'_, 't>) -> Parsed<Variable<'t>> {
    let mut ty = None;
    let mut variable = Variable {
        at: 0,
        name: "",
        ty: Type::B8,
        vector: 1,
        align: None,
        dimensions: Vec::new(),
        managed: false,
        is_register: false,
        initial: None,
    };
    while let Some(next) = peek(input).filter(|next| next.kind == Kind::Dotted) {
        input.next_token();
        match next.text {
            ".align" => variable.align = Some(align(input)?),
            ".ptr" => pointer(input)?,
            ".v2" => variable.vector = 2,
            ".v4" => variable.vector = 4,
            ".attribute" => attributes(input, &mut variable)?,
            text => {
                ty = Some(Type::from_suffix(text).filter(|ty| ty.bits() >= 8).ok_or_else(|| {
                    wrong(next.at, format!("`{}` is no type that memory can have", super::shortened(text)))
                })?);
            }
        }
    }
    variable.ty = ty.ok_or(Unexpected::Wanted("a type"))?;
    named(input, &mut variable)?;
    Ok(variable)
}

fn named<'t>(input: &mut Input<'_, 't>, variable: &mut Variable<'t>) -> Parsed<()> {
    variable.at = peek(input).map_or(0, |next| next.at);
    if takes(input, Kind::Sink) {
        return dimensions(input, variable);
    }
    let name = token(Kind::Name, "a name").parse_next(input)?;
    variable.name = name.text;
    if takes(input, Kind::Less) {
        return Err(wrong(name.at, "only registers are numbered with `<n>`"));
    }
    dimensions(input, variable)?;
    if takes(input, Kind::Equals) {
        variable.initial = Some(initialiser(input, 0)?);
    }
    Ok(())
}

fn dimensions(input: &mut Input<'_, '_>, variable: &mut Variable<'_>) -> Parsed<()> {
    while takes(input, Kind::OpenBracket) {
        if takes(input, Kind::CloseBracket) {
            variable.dimensions.push(0);
            continue;
        }
        if variable.dimensions.len() >= DEEPEST as usize {
            return Err(wrong(variable.at, "too many dimensions"));
        }
        variable.dimensions.push(constant::integer(input)?);
        token(Kind::CloseBracket, "`]`").parse_next(input)?;
    }
    Ok(())
}

fn align(input: &mut Input<'_, '_>) -> Parsed<u64> {
    let at = peek(input).map_or(0, |token| token.at);
    let align = constant_integer(input)?;
    if align.is_power_of_two() && align <= LARGEST_ALIGN {
        Ok(align)
    } else {
        Err(wrong(at, "an alignment has to be a power of two"))
    }
}

/// `.ptr .global .align 4`: what a parameter points to, which changes nothing of its own.
fn pointer(input: &mut Input<'_, '_>) -> Parsed<()> {
    while let Some(next) = peek(input).filter(|next| next.kind == Kind::Dotted) {
        match next.text {
            ".global" | ".const" | ".shared" | ".local" | ".param" | ".generic" => {
                input.next_token();
            }
            ".align" => {
                input.next_token();
                align(input)?;
            }
            _ => break,
        }
    }
    Ok(())
}

/// `.attribute(.managed, .unified(1, 2))`.
fn attributes(input: &mut Input<'_, '_>, variable: &mut Variable<'_>) -> Parsed<()> {
    token(Kind::Open, "`(`").parse_next(input)?;
    let mut depth = 1;
    while depth > 0 {
        let Some(next) = input.next_token() else { return Err(Unexpected::Wanted("`)`")) };
        match next.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            Kind::Dotted if next.text == ".managed" => variable.managed = true,
            _ => {}
        }
    }
    Ok(())
}

fn initialiser<'t>(input: &mut Input<'_, 't>, depth: u32) -> Parsed<Initialiser<'t>> {
    let Some(first) = peek(input) else { return Err(Unexpected::Wanted("an initial value")) };
    if depth > DEEPEST {
        return Err(wrong(first.at, "this list is nested too deeply"));
    }
    match first.kind {
        Kind::OpenBrace => {
            input.next_token();
            if takes(input, Kind::CloseBrace) {
                return Ok(Initialiser::List(Vec::new()));
            }
            let items = list(input, |input| initialiser(input, depth + 1))?;
            token(Kind::CloseBrace, "`,` or `}`").parse_next(input)?;
            Ok(Initialiser::List(items))
        }
        Kind::Name if first.text == "generic" => {
            input.next_token();
            let symbol = in_parentheses(input)?;
            Ok(Initialiser::Address {
                at: first.at,
                symbol,
                generic: true,
                addend: constant::offset(input)?,
                mask: None,
            })
        }
        Kind::Name if first.text != "WARP_SZ" => {
            input.next_token();
            Ok(Initialiser::Address {
                at: first.at,
                symbol: first.text,
                generic: false,
                addend: constant::offset(input)?,
                mask: None,
            })
        }
        _ => {
            let value = constant::expression(input)?;
            // `0xFF00(symbol)`.
            let super::syntax::Constant::Integer(mask, _) = value else {
                return Ok(Initialiser::Constant(value, first.at));
            };
            if !is_next(input, Kind::Open) {
                return Ok(Initialiser::Constant(value, first.at));
            }
            input.next_token();
            let inner = initialiser(input, depth + 1)?;
            token(Kind::Close, "`)`").parse_next(input)?;
            match inner {
                Initialiser::Address { at, symbol, generic, addend, mask: None } => {
                    Ok(Initialiser::Address { at, symbol, generic, addend, mask: Some(mask) })
                }
                _ => Err(wrong(first.at, "a mask is for the address of a symbol")),
            }
        }
    }
}

fn in_parentheses<'t>(input: &mut Input<'_, 't>) -> Parsed<&'t str> {
    token(Kind::Open, "`(`").parse_next(input)?;
    let name = token(Kind::Name, "a symbol").parse_next(input)?;
    token(Kind::Close, "`)`").parse_next(input)?;
    Ok(name.text)
}

/// `(returns) _ (parameters)`, from behind `.callprototype` on.
pub fn prototype<'t>(input: &mut Input<'_, 't>) -> Parsed<Prototype<'t>> {
    let returns = if is_next(input, Kind::Open) { parameters(input)? } else { Vec::new() };
    if !takes(input, Kind::Sink) {
        token(Kind::Name, "`_`").parse_next(input)?;
    }
    let parameters = if is_next(input, Kind::Open) { self::parameters(input)? } else { Vec::new() };
    let mut prototype = Prototype { returns, parameters, no_return: false };
    while let Some(next) = peek(input).filter(|next| next.kind == Kind::Dotted) {
        input.next_token();
        match next.text {
            ".noreturn" => prototype.no_return = true,
            ".abi_preserve" | ".abi_preserve_control" => {
                constant_integer(input)?;
            }
            _ => return Err(wrong(next.at, format!("`{}` is not known here", super::shortened(next.text)))),
        }
    }
    Ok(prototype)
}

/// `(.param .u64 a, .reg .b32 %r)`.
pub fn parameters<'t>(input: &mut Input<'_, 't>) -> Parsed<Vec<Variable<'t>>> {
    token(Kind::Open, "`(`").parse_next(input)?;
    if takes(input, Kind::Close) {
        return Ok(Vec::new());
    }
    let all = list(input, |input| {
        let space = token(Kind::Dotted, "`.param` or `.reg`").parse_next(input)?;
        match space.text {
            ".param" => variable(input),
            ".reg" => register(input),
            _ => Err(wrong(space.at, "a parameter begins with `.param` or `.reg`")),
        }
    })?;
    token(Kind::Close, "`,` or `)`").parse_next(input)?;
    Ok(all)
}

fn register<'t>(input: &mut Input<'_, 't>) -> Parsed<Variable<'t>> {
    let ty = token(Kind::Dotted, "a type").parse_next(input)?;
    let found = Type::from_suffix(ty.text);
    let ty = found.ok_or_else(|| wrong(ty.at, format!("`{}` is no type", super::shortened(ty.text))))?;
    let at = peek(input).map_or(0, |next| next.at);
    let name =
        if takes(input, Kind::Sink) { "" } else { token(Kind::Name, "a register").parse_next(input)?.text };
    Ok(Variable {
        at,
        name,
        ty,
        vector: 1,
        align: None,
        dimensions: Vec::new(),
        managed: false,
        is_register: true,
        initial: None,
    })
}
