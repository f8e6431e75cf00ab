//! Constants and constant expressions (PTX ISA, "Constant Expressions").

use winnow::stream::Stream;

use super::lexer::Kind;
use super::syntax::Constant;
use super::{Input, Parsed, Unexpected, peek, takes, token};
use crate::diagnostic::Problem;

/// Expressions are nested no deeper.
const DEEPEST: u32 = 64;

/// A constant expression.
pub fn expression(input: &mut Input<'_, '_>) -> Parsed<Constant> {
    conditional(input, DEEPEST)
}

/// A constant expression that has to be an integer; its bits.
pub fn integer(input: &mut Input<'_, '_>) -> Parsed<u64> {
    let at = here(input);
    match expression(input)? {
        Constant::Integer(bits, _) => Ok(bits),
        _ => Err(wrong(at, "a whole number is needed here")),
    }
}

/// `+4`, `-8+4`, `+-4`: what may stand behind a symbol or register. Zero if nothing does.
pub fn offset(input: &mut Input<'_, '_>) -> Parsed<i64> {
    let mut sum = 0i64;
    loop {
        let is_minus = match peek(input).map(|token| token.kind) {
            Some(Kind::Plus) => false,
            Some(Kind::Minus) => true,
            _ => return Ok(sum),
        };
        input.next_token();
        let at = here(input);
        let Constant::Integer(bits, _) = binary(input, PRODUCTS, DEEPEST)? else {
            return Err(wrong(at, "an offset has to be a whole number"));
        };
        let term = bits as i64;
        sum = if is_minus { sum.wrapping_sub(term) } else { sum.wrapping_add(term) };
    }
}

fn here(input: &Input<'_, '_>) -> u32 {
    peek(input).map_or(0, |token| token.at)
}

fn wrong(at: u32, message: &str) -> Unexpected {
    Unexpected::Wrong(Problem::new(at, message))
}

fn conditional(input: &mut Input<'_, '_>, depth: u32) -> Parsed<Constant> {
    let at = here(input);
    let depth = depth.checked_sub(1).ok_or_else(|| wrong(at, "this expression is nested too deeply"))?;
    let condition = binary(input, 0, depth)?;
    if !takes(input, Kind::Question) {
        return Ok(condition);
    }
    let then = conditional(input, depth)?;
    winnow::Parser::parse_next(&mut token(Kind::Colon, "`:`"), input)?;
    let otherwise = conditional(input, depth)?;
    Ok(if is_true(condition) { then } else { otherwise })
}

/// Operators by precedence, loosest first.
const LEVELS: [&[&str]; 10] = [
    &["||"],
    &["&&"],
    &["|"],
    &["^"],
    &["&"],
    &["==", "!="],
    &["<", "<=", ">", ">="],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "%"],
];

/// The level of products.
const PRODUCTS: usize = 9;

fn binary(input: &mut Input<'_, '_>, level: usize, depth: u32) -> Parsed<Constant> {
    let Some(operators) = LEVELS.get(level) else { return unary(input, depth) };
    let mut left = binary(input, level + 1, depth)?;
    while let Some(operator) = peek(input).filter(|token| operators.contains(&token.text)) {
        input.next_token();
        let right = binary(input, level + 1, depth)?;
        left = apply(operator.text, left, right)
            .ok_or_else(|| wrong(operator.at, "this operation has no value for these operands"))?;
    }
    Ok(left)
}

fn unary(input: &mut Input<'_, '_>, depth: u32) -> Parsed<Constant> {
    let Some(first) = peek(input) else { return Err(Unexpected::Wanted("a number")) };
    let depth =
        depth.checked_sub(1).ok_or_else(|| wrong(first.at, "this expression is nested too deeply"))?;
    match first.kind {
        Kind::Minus => {
            input.next_token();
            Ok(match unary(input, depth)? {
                Constant::Integer(bits, _) => Constant::Integer(bits.wrapping_neg(), true),
                Constant::Double(value) => Constant::Double(-value),
                Constant::Single(bits) => Constant::Single(bits ^ 1 << 31),
            })
        }
        Kind::Plus => {
            input.next_token();
            unary(input, depth)
        }
        Kind::Bang => {
            input.next_token();
            match unary(input, depth)? {
                Constant::Integer(bits, _) => Ok(Constant::Integer(u64::from(bits == 0), true)),
                _ => Err(wrong(first.at, "`!` is for whole numbers")),
            }
        }
        Kind::Tilde => {
            input.next_token();
            match unary(input, depth)? {
                Constant::Integer(bits, is_signed) => Ok(Constant::Integer(!bits, is_signed)),
                _ => Err(wrong(first.at, "`~` is for whole numbers")),
            }
        }
        Kind::Open => {
            input.next_token();
            if let Some(cast) = peek(input).filter(|token| token.kind == Kind::Dotted) {
                input.next_token();
                winnow::Parser::parse_next(&mut token(Kind::Close, "`)`"), input)?;
                let value = unary(input, depth)?;
                return match (cast.text, value) {
                    (".s64", Constant::Integer(bits, _)) => Ok(Constant::Integer(bits, true)),
                    (".u64", Constant::Integer(bits, _)) => Ok(Constant::Integer(bits, false)),
                    (".s64", Constant::Double(value)) => Ok(Constant::Integer(value as i64 as u64, true)),
                    (".u64", Constant::Double(value)) => Ok(Constant::Integer(value as u64, false)),
                    _ => Err(wrong(cast.at, "only `(.s64)` and `(.u64)` convert constants")),
                };
            }
            let value = conditional(input, depth)?;
            winnow::Parser::parse_next(&mut token(Kind::Close, "`)`"), input)?;
            Ok(value)
        }
        Kind::Integer | Kind::Fraction | Kind::Pattern => {
            input.next_token();
            number(first.kind, first.text)
                .ok_or_else(|| wrong(first.at, "this number is too long, or has digits that it cannot have"))
        }
        Kind::Name if first.text == "WARP_SZ" => {
            input.next_token();
            Ok(Constant::Integer(32, true))
        }
        _ => Err(Unexpected::Wanted("a number")),
    }
}

fn is_true(value: Constant) -> bool {
    match value {
        Constant::Integer(bits, _) => bits != 0,
        Constant::Double(value) => value != 0.0,
        Constant::Single(bits) => f32::from_bits(bits) != 0.0,
    }
}

fn apply(operator: &str, left: Constant, right: Constant) -> Option<Constant> {
    let (a, b, is_signed) = match (left, right) {
        (Constant::Integer(a, a_signed), Constant::Integer(b, b_signed)) => (a, b, a_signed && b_signed),
        (Constant::Single(_), _) | (_, Constant::Single(_)) => return None,
        _ => return floats(operator, float(left), float(right)),
    };
    let (sa, sb) = (a as i64, b as i64);
    let truth = |it: bool| Some(Constant::Integer(u64::from(it), true));
    let same = |bits: u64| Some(Constant::Integer(bits, is_signed));
    match operator {
        "+" => same(a.wrapping_add(b)),
        "-" => same(a.wrapping_sub(b)),
        "*" => same(a.wrapping_mul(b)),
        "/" if is_signed => same(sa.checked_div(sb)? as u64),
        "/" => same(a.checked_div(b)?),
        "%" if is_signed => same(sa.checked_rem(sb)? as u64),
        "%" => same(a.checked_rem(b)?),
        "<<" => same(a.checked_shl(u32::try_from(b).ok()?)?),
        ">>" if is_signed => same(sa.checked_shr(u32::try_from(b).ok()?)? as u64),
        ">>" => same(a.checked_shr(u32::try_from(b).ok()?)?),
        "&" => same(a & b),
        "|" => same(a | b),
        "^" => same(a ^ b),
        "&&" => truth(a != 0 && b != 0),
        "||" => truth(a != 0 || b != 0),
        "==" => truth(a == b),
        "!=" => truth(a != b),
        "<" => truth(if is_signed { sa < sb } else { a < b }),
        "<=" => truth(if is_signed { sa <= sb } else { a <= b }),
        ">" => truth(if is_signed { sa > sb } else { a > b }),
        ">=" => truth(if is_signed { sa >= sb } else { a >= b }),
        _ => None,
    }
}

fn float(value: Constant) -> f64 {
    match value {
        Constant::Integer(bits, true) => bits as i64 as f64,
        Constant::Integer(bits, false) => bits as f64,
        Constant::Double(value) => value,
        Constant::Single(bits) => f64::from(f32::from_bits(bits)),
    }
}

fn floats(operator: &str, a: f64, b: f64) -> Option<Constant> {
    let truth = |it: bool| Some(Constant::Integer(u64::from(it), true));
    match operator {
        "+" => Some(Constant::Double(a + b)),
        "-" => Some(Constant::Double(a - b)),
        "*" => Some(Constant::Double(a * b)),
        "/" => Some(Constant::Double(a / b)),
        "==" => truth(a == b),
        "!=" => truth(a != b),
        "<" => truth(a < b),
        "<=" => truth(a <= b),
        ">" => truth(a > b),
        ">=" => truth(a >= b),
        _ => None,
    }
}

/// The value of a number token.
fn number(kind: Kind, text: &str) -> Option<Constant> {
    match kind {
        Kind::Integer => {
            let digits = text.strip_suffix('U').unwrap_or(text);
            let lower = |prefix: [&str; 2]| prefix.iter().find_map(|prefix| digits.strip_prefix(prefix));
            let bits = if let Some(hex) = lower(["0x", "0X"]) {
                u64::from_str_radix(hex, 16).ok()?
            } else if let Some(binary) = lower(["0b", "0B"]) {
                u64::from_str_radix(binary, 2).ok()?
            } else if digits.len() > 1 && digits.starts_with('0') {
                u64::from_str_radix(digits, 8).ok()?
            } else {
                digits.parse().ok()?
            };
            let is_signed = digits.len() == text.len() && i64::try_from(bits).is_ok();
            Some(Constant::Integer(bits, is_signed))
        }
        Kind::Pattern => {
            let (prefix, digits) = text.split_at_checked(2)?;
            match (prefix, digits.len()) {
                ("0f" | "0F", 8) => Some(Constant::Single(u32::from_str_radix(digits, 16).ok()?)),
                ("0d" | "0D", 16) => {
                    Some(Constant::Double(f64::from_bits(u64::from_str_radix(digits, 16).ok()?)))
                }
                _ => None,
            }
        }
        _ => Some(Constant::Double(text.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lexer::tokens;
    use winnow::stream::TokenSlice;

    fn value(text: &str) -> Option<Constant> {
        let tokens: Vec<_> = tokens(text, 0).collect();
        let mut input = TokenSlice::new(&tokens);
        let value = expression(&mut input).ok()?;
        input.is_empty().then_some(value)
    }

    #[test]
    fn expressions_follow_the_precedence_of_c() {
        assert_eq!(value("1+2*3"), Some(Constant::Integer(7, true)));
        assert_eq!(value("(1+2)*3"), Some(Constant::Integer(9, true)));
        assert_eq!(value("-1"), Some(Constant::Integer(u64::MAX, true)));
        assert_eq!(value("~0 == -1 ? 5 : 6"), Some(Constant::Integer(5, true)));
        assert_eq!(value("(.u64) -1 > 1"), Some(Constant::Integer(1, true)));
        assert_eq!(value("-1 > 1"), Some(Constant::Integer(0, true)));
        assert_eq!(value("0x10U >> 2"), Some(Constant::Integer(4, false)));
        assert_eq!(value("017"), Some(Constant::Integer(15, true)));
        assert_eq!(value("1.5*2"), Some(Constant::Double(3.0)));
        assert_eq!(value("0f3F800000"), Some(Constant::Single(0x3f80_0000)));
        assert_eq!(value("-0f3F800000"), Some(Constant::Single(0xbf80_0000)));
    }

    #[test]
    fn what_has_no_value_is_an_error() {
        for text in ["1/0", "1 << 64", "1.5 & 2", "0f3F8", "09", "99999999999999999999", "", "1+", "(1"] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value(&"(".repeat(100_000)), None);
        assert_eq!(value(&"-".repeat(100_000)), None);
    }
}
