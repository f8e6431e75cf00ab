//! Initial values of variables.

use crate::check::immediate;
use crate::diagnostic::{Checked, Problem};
use crate::ir::{AddressOf, Initial, Type};
use crate::parse::syntax::{Initialiser, Variable};

/// The bytes of what stands behind the equals sign, `room` at most, and how many elements that is.
pub fn initial(variable: &Variable<'_>, value: &Initialiser<'_>, room: u64) -> Checked<(Initial, u64)> {
    let mut writer = Writer { at: variable.at, ty: variable.ty, room, initial: Initial::default() };
    let mut dimensions = variable.dimensions.clone();
    if variable.vector > 1 {
        dimensions.push(variable.vector);
    }
    let count = match value {
        Initialiser::List(items) => writer.list(items, dimensions.get(1..).unwrap_or_default(), 0)?,
        value if dimensions.is_empty() => {
            writer.value(value, 0)?;
            1
        }
        _ => return Err(writer.wrong("an array takes a list of values")),
    };
    Ok((writer.initial, count))
}

struct Writer {
    at: u32,
    ty: Type,
    room: u64,
    initial: Initial,
}

impl Writer {
    fn wrong(&self, message: &str) -> Problem {
        Problem::new(self.at, message)
    }

    /// Writes a list from element `start` on; gives the number of elements.
    fn list(&mut self, items: &[Initialiser<'_>], inner: &[u64], start: u64) -> Checked<u64> {
        let step = inner.iter().try_fold(1u64, |step, dimension| step.checked_mul(*dimension));
        let step = step.ok_or_else(|| self.wrong("this variable is too large"))?.max(1);
        let mut at = start;
        for item in items {
            let count = match item {
                Initialiser::List(items) => {
                    let count = self.list(items, inner.get(1..).unwrap_or_default(), at)?;
                    if count > step {
                        return Err(self.wrong("a list of values is longer than its dimension"));
                    }
                    step
                }
                value => {
                    self.value(value, at)?;
                    1
                }
            };
            at = at.checked_add(count).ok_or_else(|| self.wrong("this variable is too large"))?;
        }
        Ok(at - start)
    }

    fn value(&mut self, value: &Initialiser<'_>, element: u64) -> Checked<()> {
        let width = u64::from(self.ty.bytes());
        let offset = element.checked_mul(width);
        let end = offset.and_then(|offset| offset.checked_add(width)).filter(|end| *end <= self.room);
        let (Some(offset), Some(end)) = (offset, end) else {
            return Err(self.wrong("the initial values are too long"));
        };
        let bytes = &mut self.initial.bytes;
        if bytes.len() < end as usize {
            bytes.resize(end as usize, 0);
        }
        match value {
            Initialiser::List(_) => return Err(self.wrong("a list stands where a value is needed")),
            Initialiser::Constant(constant, at) => {
                let bits =
                    immediate(*constant, self.ty).or_else(|| half(*constant, self.ty)).ok_or_else(|| {
                        Problem::new(*at, format!("a value of type {} is needed here", self.ty))
                    })?;
                let place = bytes.get_mut(offset as usize..end as usize).unwrap_or_default();
                for (byte, value) in place.iter_mut().zip(bits.to_le_bytes()) {
                    *byte = value;
                }
            }
            Initialiser::Address { symbol, generic, addend, mask, .. } => {
                let is_whole = mask.is_some() || matches!(self.ty.bits(), 32 | 64);
                if self.ty.is_float() || !is_whole {
                    return Err(self.wrong("an address does not fit into this type"));
                }
                self.initial.addresses.push(AddressOf {
                    offset,
                    bytes: self.ty.bytes(),
                    symbol: (*symbol).into(),
                    generic: *generic,
                    addend: *addend,
                    mask: *mask,
                });
            }
        }
        Ok(())
    }
}

/// Small floating-point types are initialised with their bits.
fn half(constant: crate::parse::syntax::Constant, ty: Type) -> Option<u64> {
    match (constant, ty) {
        (crate::parse::syntax::Constant::Integer(bits, _), Type::F16 | Type::Bf16) => Some(bits & 0xffff),
        _ => None,
    }
}
