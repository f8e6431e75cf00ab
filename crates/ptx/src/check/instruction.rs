//! One instruction while it is being checked: which of its modifiers were understood, and its operands.

use super::body::Context;
use crate::diagnostic::{Checked, Problem};
use crate::ir::{BlockId, Op, Operand, Type};
use crate::parse::syntax::{Argument, Instruction};

/// What an instruction turned out to be.
pub enum Decoded {
    Op(Op),
    Flow(Flow),
}

/// Control flow, before blocks are final.
pub enum Flow {
    Jump { to: BlockId, uniform: bool },
    Switch { index: Operand, targets: Box<[BlockId]>, uniform: bool },
    Return,
    Exit,
    Trap,
}

/// An instruction.
pub struct Inst<'i, 'c, 't> {
    pub raw: &'i Instruction<'t>,
    pub cx: &'i mut Context<'c, 't>,
    /// A bit for each modifier that was understood.
    used: u64,
}

impl<'i, 'c, 't> Inst<'i, 'c, 't> {
    pub fn new(raw: &'i Instruction<'t>, cx: &'i mut Context<'c, 't>) -> Checked<Self> {
        if raw.modifiers.len() > 32 {
            return Err(Problem::new(raw.at, "too many modifiers"));
        }
        Ok(Self { raw, cx, used: 0 })
    }

    pub fn opcode(&self) -> &'t str {
        self.raw.opcode
    }

    /// A complaint about the instruction as a whole.
    pub fn wrong(&self, message: &str) -> Problem {
        Problem::new(self.raw.at, format!("`{}`: {message}", self.full_name()))
    }

    /// A complaint about what is valid and not served.
    pub fn unsupported(&self, message: &str) -> Problem {
        Problem::new(self.raw.at, format!("`{}` is not supported: {message}", self.full_name()))
    }

    /// The opcode with its modifiers.
    pub fn full_name(&self) -> String {
        let mut name = self.raw.opcode.to_owned();
        for modifier in &self.raw.modifiers {
            name.push_str(modifier.text);
        }
        name
    }

    fn unused(&self) -> impl Iterator<Item = (usize, &'t str)> + use<'_, 'i, 't> {
        let used = self.used;
        self.raw
            .modifiers
            .iter()
            .enumerate()
            .filter(move |(index, _)| used >> index & 1 == 0)
            .map(|(index, modifier)| (index, modifier.text))
    }

    /// Whether there is such a modifier; it is understood then.
    pub fn take(&mut self, text: &str) -> bool {
        let found = self.unused().find(|(_, modifier)| *modifier == text);
        if let Some((index, _)) = found {
            self.used |= 1 << index;
        }
        found.is_some()
    }

    /// The first of some modifiers that is there.
    pub fn choose<T: Copy>(&mut self, choices: &[(&str, T)]) -> Option<T> {
        let found = self.unused().find_map(|(index, modifier)| {
            choices.iter().find(|(text, _)| *text == modifier).map(|(_, choice)| (index, *choice))
        });
        found.map(|(index, choice)| {
            self.used |= 1 << index;
            choice
        })
    }

    /// One of some modifiers, which has to be there.
    pub fn need<T: Copy>(&mut self, choices: &[(&str, T)]) -> Checked<T> {
        self.choose(choices).ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(text, _)| *text).collect();
            self.wrong(&format!("one of {} is missing", names.join(" ")))
        })
    }

    /// Whether there is such a modifier, understood or not.
    pub fn has(&self, text: &str) -> bool {
        self.raw.modifiers.iter().any(|modifier| modifier.text == text)
    }

    /// The next modifier that is a type.
    pub fn any_type(&mut self) -> Checked<Type> {
        let found = self.unused().find_map(|(index, text)| Type::from_suffix(text).map(|ty| (index, ty)));
        match found {
            Some((index, ty)) => {
                self.used |= 1 << index;
                Ok(ty)
            }
            None => Err(self.wrong("a type is missing")),
        }
    }

    /// The next modifier that is a type, which has to be one of these.
    pub fn ty(&mut self, among: &[Type]) -> Checked<Type> {
        let ty = self.any_type()?;
        if among.contains(&ty) { Ok(ty) } else { Err(self.not_of_type(ty, among)) }
    }

    pub fn not_of_type(&self, ty: Type, among: &[Type]) -> Problem {
        let names: Vec<&str> = among.iter().map(|ty| ty.suffix()).collect();
        self.wrong(&format!("not for type {ty}; expected {}", names.join(" ")))
    }

    /// Complains if a modifier was not understood.
    pub fn finish(&self) -> Checked<()> {
        match self.unused().next() {
            None => Ok(()),
            Some((index, text)) => {
                let at = self.raw.modifiers.get(index).map_or(self.raw.at, |modifier| modifier.at);
                Err(Problem::new(at, format!("`{}`: modifier `{text}` is not known here", self.full_name())))
            }
        }
    }

    pub fn count(&self) -> usize {
        self.raw.arguments.len()
    }

    /// Exactly that many operands.
    pub fn arguments<const N: usize>(&self) -> Checked<[&'i Argument<'t>; N]> {
        if let Some(all) = self.raw.arguments.first_chunk::<N>()
            && self.count() == N
        {
            return Ok(all.each_ref());
        }
        Err(self.wrong(&format!("takes {N} operands, found {}", self.count())))
    }

    /// The operand of a number, if there is one.
    pub fn argument(&self, index: usize) -> Option<&'i Argument<'t>> {
        self.raw.arguments.get(index)
    }

    /// Fails unless the number of operands is in a range.
    pub fn between(&self, least: usize, most: usize) -> Checked<()> {
        if (least..=most).contains(&self.count()) {
            return Ok(());
        }
        let wanted = if least == most { format!("{least}") } else { format!("{least} to {most}") };
        Err(self.wrong(&format!("takes {wanted} operands, found {}", self.count())))
    }

    /// The operand of a number, which has to be there.
    pub fn at(&self, index: usize) -> Checked<&'i Argument<'t>> {
        self.argument(index).ok_or_else(|| self.wrong(&format!("operand {} is missing", index + 1)))
    }
}
