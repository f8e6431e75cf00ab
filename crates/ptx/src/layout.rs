//! Sizes, alignments and offsets, all of them checked.

use crate::diagnostic::{Checked, Problem};
use crate::ir::{Parameter, Signature};
use crate::parse::syntax::{Prototype, Variable};

/// No variable is larger.
const LARGEST: u64 = 1 << 40;
/// Bytes of all parameters of a kernel or function.
const LARGEST_PARAMETERS: u64 = 1 << 20;

/// Memory that fills up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Area {
    /// Where the next thing goes.
    pub top: u64,
    /// The most that was ever used.
    pub size: u64,
    /// The largest alignment.
    pub align: u64,
}

/// Places something; `None` if the area would be larger than `largest`.
pub fn placed(area: &mut Area, size: u64, align: u64, largest: u64) -> Option<u64> {
    let offset = area.top.checked_next_multiple_of(align)?;
    let end = offset.checked_add(size).filter(|end| *end <= largest)?;
    area.top = end;
    area.size = area.size.max(end);
    area.align = area.align.max(align);
    Some(offset)
}

/// Bytes and alignment of a declared variable; an open dimension counts as none.
pub fn size_and_align(variable: &Variable<'_>) -> Checked<(u64, u64)> {
    let element = u64::from(variable.ty.bytes());
    let natural = element.checked_mul(variable.vector).unwrap_or(element);
    let count = variable
        .dimensions
        .iter()
        .try_fold(variable.vector, |count, dimension| count.checked_mul(*dimension));
    let size = count.and_then(|count| count.checked_mul(element)).filter(|size| *size <= LARGEST);
    let size = size.ok_or_else(|| Problem::new(variable.at, "this variable is too large"))?;
    let align = variable.align.unwrap_or(natural).max(1);
    Ok((size, align.checked_next_power_of_two().unwrap_or(align)))
}

/// A signature with its parameters laid out one behind the other, as in a launch's parameter buffer.
pub fn signature(prototype: &Prototype<'_>) -> Checked<Signature> {
    Ok(Signature {
        parameters: parameters(&prototype.parameters)?,
        returns: parameters(&prototype.returns)?,
        no_return: prototype.no_return,
    })
}

fn parameters(variables: &[Variable<'_>]) -> Checked<Vec<Parameter>> {
    let mut area = Area::default();
    variables
        .iter()
        .map(|variable| {
            let (size, align) = size_and_align(variable)?;
            let offset = placed(&mut area, size, align, LARGEST_PARAMETERS)
                .ok_or_else(|| Problem::new(variable.at, "the parameters are too large"))?;
            if variable.initial.is_some() {
                return Err(Problem::new(variable.at, "a parameter has no initial value"));
            }
            Ok(Parameter {
                name: variable.name.into(),
                ty: variable.ty,
                offset,
                size,
                align,
                is_array: !variable.dimensions.is_empty() || variable.vector > 1,
                is_register: variable.is_register,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_aligned_and_never_overflow() {
        let mut area = Area::default();
        assert_eq!(placed(&mut area, 1, 1, 100), Some(0));
        assert_eq!(placed(&mut area, 8, 8, 100), Some(8));
        assert_eq!(area.size, 16);
        assert_eq!(placed(&mut area, u64::MAX, 8, u64::MAX), None);
        assert_eq!(placed(&mut area, 100, 8, 100), None);
    }
}
