//! Initial values of PTX variables.

use super::{
    ptx::number,
    tokens::{Token, Tokens},
};

/// What a variable holds at first: bytes, of which the missing ones are zero, and addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Initial {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Places that hold the address of another variable.
    pub addresses: Vec<Address>,
}

/// A place that holds the address of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Where.
    pub offset: usize,
    /// Of which variable.
    pub symbol: String,
    /// How far behind its start.
    pub addend: u64,
}

/// Reads what stands behind the equals sign, `room` bytes at most; also says how many elements that are.
pub fn initialiser(
    tokens: &mut Tokens<'_>,
    element: u64,
    dimensions: &[u64],
    room: usize,
) -> Option<(Initial, u64)> {
    let mut initial = Initial::default();
    let element = Element { bytes: element as usize, room };
    if dimensions.is_empty() && tokens.peek() != Some(Token::Sign('{')) {
        value(tokens, element, 0, &mut initial)?;
        return Some((initial, 1));
    }
    tokens.takes('{').then_some(())?;
    // Elements in one step of the outermost dimension.
    let inner = dimensions.get(1..).unwrap_or_default();
    let count = list(tokens, element, inner, 0, &mut initial, 0)?;
    Some((initial, count))
}

/// What a list is made of.
#[derive(Clone, Copy)]
struct Element {
    bytes: usize,
    /// Bytes that all elements may take.
    room: usize,
}

/// Reads a list whose opening brace was taken; gives the number of elements from `start` on.
fn list(
    tokens: &mut Tokens<'_>,
    element: Element,
    inner: &[u64],
    start: u64,
    initial: &mut Initial,
    depth: usize,
) -> Option<u64> {
    /// No array has more dimensions.
    const DEEPEST: usize = 8;
    if depth > DEEPEST {
        return None;
    }
    let step = inner.iter().try_fold(1u64, |step, dimension| step.checked_mul(*dimension))?;
    let mut at = start;
    loop {
        if tokens.takes('}') {
            return Some(at - start);
        }
        if tokens.takes('{') {
            list(tokens, element, inner.get(1..).unwrap_or_default(), at, initial, depth + 1)?;
            at = at.checked_add(step.max(1))?;
        } else {
            let offset = usize::try_from(at).ok()?.checked_mul(element.bytes)?;
            value(tokens, element, offset, initial)?;
            at += 1;
        }
        tokens.takes(',');
    }
}

/// Reads one value: a number, a floating-point pattern, or an address.
fn value(
    tokens: &mut Tokens<'_>,
    Element { bytes: element, room }: Element,
    offset: usize,
    initial: &mut Initial,
) -> Option<()> {
    let end = offset.checked_add(element).filter(|end| *end <= room)?;
    let is_negative = tokens.takes('-');
    if !is_negative {
        tokens.takes('+');
    }
    let word = tokens.word()?;
    let bits = match pattern(word, element) {
        Some(bits) => bits,
        None if !is_negative && !word.starts_with(|c: char| c.is_ascii_digit()) => {
            return address(tokens, word, element, offset, initial);
        }
        None => return None,
    };
    let bits = if is_negative { negate(bits, word, element) } else { bits };
    if initial.bytes.len() < end {
        initial.bytes.resize(end, 0);
    }
    let bytes = bits.to_le_bytes();
    let count = element.min(8);
    initial.bytes.get_mut(offset..offset + count)?.copy_from_slice(bytes.get(..count)?);
    Some(())
}

/// The bits of a number: `0f3F800000`, `0d3FF0…`, an integer, or a decimal fraction.
fn pattern(word: &str, element: usize) -> Option<u64> {
    let prefixed =
        |prefix: &str| word.strip_prefix(prefix).or_else(|| word.strip_prefix(&prefix.to_uppercase()));
    if let Some(hex) = prefixed("0f").filter(|hex| hex.len() == 8) {
        return u64::from_str_radix(hex, 16).ok();
    }
    if let Some(hex) = prefixed("0d").filter(|hex| hex.len() == 16) {
        let double = u64::from_str_radix(hex, 16).ok()?;
        return Some(if element == 4 {
            u64::from((f64::from_bits(double) as f32).to_bits())
        } else {
            double
        });
    }
    if let Some(integer) = number(word) {
        return Some(integer);
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let float: f64 = word.parse().ok()?;
    Some(if element == 4 { u64::from((float as f32).to_bits()) } else { float.to_bits() })
}

fn negate(bits: u64, word: &str, element: usize) -> u64 {
    let is_float = word.starts_with("0f") || word.starts_with("0d") || word.contains('.');
    match (is_float, element) {
        (false, _) => bits.wrapping_neg(),
        (true, 4) => bits ^ 1 << 31,
        (true, _) => bits ^ 1 << 63,
    }
}

/// `symbol`, `symbol+4`, `generic(symbol)+4`.
fn address(
    tokens: &mut Tokens<'_>,
    word: &str,
    element: usize,
    offset: usize,
    initial: &mut Initial,
) -> Option<()> {
    if element != 8 {
        return None;
    }
    let symbol = if word == "generic" {
        tokens.takes('(').then_some(())?;
        let symbol = tokens.word()?;
        tokens.takes(')').then_some(())?;
        symbol
    } else {
        word
    };
    let addend = if tokens.takes('+') { number(tokens.word()?)? } else { 0 };
    let end = offset + element;
    if initial.bytes.len() < end {
        initial.bytes.resize(end, 0);
    }
    initial.addresses.push(Address { offset, symbol: symbol.to_owned(), addend });
    Some(())
}
