//! The formatting of `vprintf`, as the C library does it.
//!
//! The arguments lie one after the other in memory, each aligned to its size: 4 bytes for what C promotes to
//! `int`, 8 for `long`, pointers and `double`.

use super::launch::Fault;

/// Where format string and arguments come from.
pub trait Source {
    /// So many bytes (4 or 8) of the arguments, from an offset on.
    fn argument(&mut self, offset: u64, bytes: u32) -> Result<u64, Fault>;

    /// The string at an address, without its end.
    fn string(&mut self, address: u64) -> Result<Vec<u8>, Fault>;
}

/// One `%` of a format string.
#[derive(Default)]
struct Conversion {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    is_long: bool,
}

/// The most that one conversion is padded to.
const MOST: usize = 1 << 16;

struct Reader<'a> {
    source: &'a mut dyn Source,
    offset: u64,
}

impl Reader<'_> {
    fn next(&mut self, bytes: u32) -> Result<u64, Fault> {
        self.offset = self.offset.next_multiple_of(u64::from(bytes));
        let value = self.source.argument(self.offset, bytes)?;
        self.offset += u64::from(bytes);
        Ok(value)
    }

    fn number(&mut self) -> Result<i64, Fault> {
        Ok(i64::from(self.next(4)? as u32 as i32))
    }
}

/// Formats. An unknown conversion is printed as it stands.
pub fn format(text: &[u8], source: &mut dyn Source) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut reader = Reader { source, offset: 0 };
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        out.extend_from_slice(&rest[..at]);
        let from = &rest[at..];
        let used = conversion(from, &mut reader, &mut out)?;
        rest = &from[used..];
    }
    out.extend_from_slice(rest);
    Ok(out)
}

/// Does one conversion and says how long it is.
fn conversion(text: &[u8], reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<usize, Fault> {
    let mut it = Conversion::default();
    let mut at = 1;
    let peek = |at: usize| text.get(at).copied().unwrap_or(0);
    loop {
        match peek(at) {
            b'-' => it.left = true,
            b'+' => it.plus = true,
            b' ' => it.space = true,
            b'#' => it.alternate = true,
            b'0' => it.zero = true,
            _ => break,
        }
        at += 1;
    }
    let (width, next) = count(text, at, reader)?;
    (it.left, it.width, at) = (it.left || width < 0, (width.unsigned_abs() as usize).min(MOST), next);
    if peek(at) == b'.' {
        let (precision, next) = count(text, at + 1, reader)?;
        (it.precision, at) = ((precision >= 0).then_some((precision as usize).min(MOST)), next);
    }
    let mut halves = 0;
    loop {
        match peek(at) {
            b'l' | b'j' | b'z' | b't' | b'L' | b'q' => it.is_long = true,
            b'h' => halves += 1,
            _ => break,
        }
        at += 1;
    }
    let kind = peek(at);
    let cut = |value: u64, is_long: bool| match (is_long, halves) {
        (true, _) => value,
        (_, 0) => value & 0xffff_ffff,
        (_, 1) => value & 0xffff,
        _ => value & 0xff,
    };
    let size = if it.is_long { 8 } else { 4 };
    match kind {
        b'%' => out.push(b'%'),
        b'd' | b'i' => {
            let bits = match (it.is_long, halves) {
                (true, _) => 64,
                (_, 0) => 32,
                (_, 1) => 16,
                _ => 8,
            };
            let value = super::semantics::signed(reader.next(size)?, bits);
            it.integer(out, value < 0, value.unsigned_abs().to_string(), true, "");
        }
        b'u' => {
            let value = cut(reader.next(size)?, it.is_long);
            it.integer(out, false, value.to_string(), false, "");
        }
        b'x' | b'X' | b'o' => {
            let value = cut(reader.next(size)?, it.is_long);
            let (digits, prefix) = match kind {
                b'x' => (format!("{value:x}"), "0x"),
                b'X' => (format!("{value:X}"), "0X"),
                _ => (format!("{value:o}"), "0"),
            };
            let prefix = if it.alternate && value != 0 { prefix } else { "" };
            it.integer(out, false, digits, false, prefix);
        }
        b'p' => {
            let value = reader.next(8)?;
            let text = if value == 0 { "(nil)".to_owned() } else { format!("{value:#x}") };
            it.padded(out, text.as_bytes());
        }
        b'c' => {
            let value = reader.next(4)? as u8;
            it.padded(out, &[value]);
        }
        b's' => {
            let address = reader.next(8)?;
            let mut text = if address == 0 { b"(null)".to_vec() } else { reader.source.string(address)? };
            text.truncate(it.precision.unwrap_or(usize::MAX));
            it.padded(out, &text);
        }
        b'f' | b'F' | b'e' | b'E' | b'g' | b'G' | b'a' | b'A' => {
            let value = f64::from_bits(reader.next(8)?);
            it.float(out, kind, value);
        }
        _ => {
            let end = (at + usize::from(kind != 0)).min(text.len());
            out.extend_from_slice(&text[..end]);
            return Ok(end);
        }
    }
    Ok(at + 1)
}

/// A number in the format, or `*` for one of the arguments.
fn count(text: &[u8], mut at: usize, reader: &mut Reader<'_>) -> Result<(i64, usize), Fault> {
    if text.get(at) == Some(&b'*') {
        return Ok((reader.number()?, at + 1));
    }
    let mut value = 0i64;
    while let Some(digit) = text.get(at).filter(|byte| byte.is_ascii_digit()) {
        value = (value * 10 + i64::from(digit - b'0')).min(MOST as i64);
        at += 1;
    }
    Ok((value, at))
}

impl Conversion {
    fn padded(&self, out: &mut Vec<u8>, text: &[u8]) {
        let fill = self.width.saturating_sub(text.len());
        if !self.left {
            out.extend(std::iter::repeat_n(b' ', fill));
        }
        out.extend_from_slice(text);
        if self.left {
            out.extend(std::iter::repeat_n(b' ', fill));
        }
    }

    fn sign(&self, is_negative: bool) -> &'static str {
        match (is_negative, self.plus, self.space) {
            (true, _, _) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    fn integer(&self, out: &mut Vec<u8>, is_negative: bool, digits: String, is_signed: bool, prefix: &str) {
        let digits = if self.precision == Some(0) && digits == "0" { String::new() } else { digits };
        let sign = if is_signed { self.sign(is_negative) } else { "" };
        let zeros = match self.precision {
            Some(precision) => precision.saturating_sub(digits.len()),
            None if self.zero && !self.left => {
                self.width.saturating_sub(sign.len() + prefix.len() + digits.len())
            }
            None => 0,
        };
        self.padded(out, format!("{sign}{prefix}{}{digits}", "0".repeat(zeros)).as_bytes());
    }

    fn float(&self, out: &mut Vec<u8>, kind: u8, value: f64) {
        let magnitude = value.abs();
        let text = if value.is_nan() {
            "nan".to_owned()
        } else if value.is_infinite() {
            "inf".to_owned()
        } else {
            match kind.to_ascii_lowercase() {
                b'f' => format!("{magnitude:.*}", self.precision.unwrap_or(6)),
                b'e' => exponential(magnitude, self.precision.unwrap_or(6)),
                b'g' => self.general(magnitude),
                _ => hexadecimal(magnitude, self.precision),
            }
        };
        let text = if kind.is_ascii_uppercase() { text.to_ascii_uppercase() } else { text };
        let sign = self.sign(value.is_sign_negative());
        let is_filled = self.zero && !self.left && value.is_finite();
        let zeros = if is_filled { self.width.saturating_sub(sign.len() + text.len()) } else { 0 };
        // Zeros stand behind the 0x of a hexadecimal number.
        let split = if text.starts_with("0x") || text.starts_with("0X") { 2 } else { 0 };
        let (prefix, digits) = text.split_at(split);
        self.padded(out, format!("{sign}{prefix}{}{digits}", "0".repeat(zeros)).as_bytes());
    }

    fn general(&self, magnitude: f64) -> String {
        let precision = self.precision.unwrap_or(6).max(1);
        let exponent = exponent_of(magnitude, precision - 1);
        let text = if exponent < -4 || exponent >= precision as i32 {
            exponential(magnitude, precision - 1)
        } else {
            format!("{magnitude:.*}", (precision as i32 - 1 - exponent).max(0) as usize)
        };
        if self.alternate || !text.contains('.') {
            return text;
        }
        let (digits, tail) = text.split_at(text.find('e').unwrap_or(text.len()));
        format!("{}{tail}", digits.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// The decimal exponent after rounding to so many digits behind the point.
fn exponent_of(magnitude: f64, precision: usize) -> i32 {
    let text = format!("{magnitude:.precision$e}");
    text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

fn exponential(magnitude: f64, precision: usize) -> String {
    let text = format!("{magnitude:.precision$e}");
    let (digits, _) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent = exponent_of(magnitude, precision);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

fn hexadecimal(magnitude: f64, precision: Option<usize>) -> String {
    let bits = magnitude.to_bits();
    let (mut exponent, fraction) = ((bits >> 52) as i64 - 1023, bits & ((1 << 52) - 1));
    let mut whole = 1u64;
    if bits >> 52 == 0 {
        whole = 0;
        exponent = if fraction == 0 { 0 } else { -1022 };
    }
    let mut significand = (u128::from(whole) << 52) | u128::from(fraction);
    let digits = match precision {
        Some(precision) if precision < 13 => {
            let cut = 52 - 4 * precision as u32;
            let (rest, half) = (significand & ((1 << cut) - 1), 1u128 << (cut - 1));
            significand >>= cut;
            significand += u128::from(rest > half || (rest == half && significand & 1 == 1));
            let width = precision;
            whole = (significand >> (4 * precision)) as u64;
            let fraction = significand & ((1 << (4 * precision)) - 1);
            if width == 0 { String::new() } else { format!("{fraction:0width$x}") }
        }
        _ => {
            let text = format!("{fraction:013x}");
            let kept = text.trim_end_matches('0').len().max(precision.unwrap_or(0).min(13));
            format!("{}{}", &text[..kept], "0".repeat(precision.unwrap_or(0).saturating_sub(13)))
        }
    };
    let point = if digits.is_empty() { "" } else { "." };
    format!("0x{whole}{point}{digits}p{exponent:+}")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Words(Vec<u8>);

    impl Source for Words {
        fn argument(&mut self, offset: u64, bytes: u32) -> Result<u64, Fault> {
            let at = offset as usize;
            let mut value = [0; 8];
            value[..bytes as usize].copy_from_slice(&self.0[at..at + bytes as usize]);
            Ok(u64::from_le_bytes(value))
        }

        fn string(&mut self, _: u64) -> Result<Vec<u8>, Fault> {
            Ok(b"text".to_vec())
        }
    }

    fn check(text: &str, arguments: &[u64], expected: &str) {
        let bytes = arguments.iter().flat_map(|word| word.to_le_bytes()).collect();
        let out = format(text.as_bytes(), &mut Words(bytes)).expect("it formats");
        assert_eq!(String::from_utf8_lossy(&out), expected, "{text}");
    }

    #[test]
    fn numbers_are_formatted_as_in_c() {
        check("%d|%5d|%-5d|%05d", &[(7 << 32) | 0xffff_fffe, (9 << 32) | 8], "-2|    7|8    |00009");
        check("%+d % d %x %#X %o", &[(2 << 32) | 1, (255 << 32) | 254, 8], "+1  2 fe 0XFF 10");
        check("%ld %llu %hhd", &[u64::MAX, u64::MAX, 0x1ff], "-1 18446744073709551615 -1");
        check("%.3d|%8.3d|%c|%s|%5.2s|%%", &[(5 << 32) | 4, 65, 1, 1], "004|     005|A|text|   te|%");
        check("%p %y", &[4096], "0x1000 %y");
    }

    #[test]
    fn floats_are_formatted_as_in_c() {
        let bits = f64::to_bits;
        check("%f %.2f %e", &[bits(1.5), bits(-2.345), bits(12345.678)], "1.500000 -2.35 1.234568e+04");
        check("%g %g %g", &[bits(0.0001), bits(1e-5), bits(1e6)], "0.0001 1e-05 1e+06");
        check("%08.3f|%-8g|%+g", &[bits(3.5), bits(2.0), bits(1.0)], "0003.500|2       |+1");
        check("%a %a %.1a", &[bits(1.0), bits(0.1), bits(1.96875)], "0x1p+0 0x1.999999999999ap-4 0x2.0p+0");
        check("%f %g", &[bits(f64::INFINITY), bits(f64::NEG_INFINITY)], "inf -inf");
    }
}
