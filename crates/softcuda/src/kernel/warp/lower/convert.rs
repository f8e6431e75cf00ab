//! Which routine does a conversion.

use ptx::ir::{Class, Mode, Op, Operand, Reg, Rounding, Type};

use super::super::convert::{self as cvt, DOWN, NEAREST, UP, ZERO};
use super::super::float::{FLUSH, SATURATE};
use super::super::integer;
use super::super::lanes::{NONE, Operation, Slot};
use super::super::special::Width;
use super::Lowering;

fn is_whole(ty: Type) -> bool {
    matches!(ty.class(), Class::Bits | Class::Unsigned | Class::Signed)
        && matches!(ty.bits(), 8 | 16 | 32 | 64)
}

fn way(rounding: Option<Rounding>) -> Option<u64> {
    Some(match rounding? {
        Rounding::IntegerNearestEven => NEAREST,
        Rounding::IntegerZero => ZERO,
        Rounding::IntegerDown => DOWN,
        Rounding::IntegerUp => UP,
        _ => return None,
    })
}

impl Lowering<'_> {
    pub(super) fn convert(
        &mut self,
        whole: &Op,
        (to, from): (Type, Type),
        mode: &Mode,
        d: Reg,
        a: Operand,
        b: Option<Operand>,
    ) {
        let is_done = !mode.satfinite && !mode.relu && self.converted_fast((to, from), mode, d, a, b);
        if !is_done {
            self.evaluate(whole, d);
        }
    }

    fn converted_fast(
        &mut self,
        (to, from): (Type, Type),
        mode: &Mode,
        d: Reg,
        a: Operand,
        b: Option<Operand>,
    ) -> bool {
        let is_nearest = matches!(mode.rounding, None | Some(Rounding::NearestEven));
        if let Some(b) = b {
            if to == Type::F16x2 && from == Type::F32 && is_nearest && !mode.sat && !mode.ftz {
                let (a, b) = (self.word(a), self.word(b));
                self.define(d, Width::Word, |this, d| this.emit::<cvt::F32ToF16x2>(d, a, b, NONE));
                return true;
            }
            return false;
        }
        if is_whole(to) && is_whole(from) {
            return !mode.sat && self.between_integers(to, from, d, a);
        }
        // The processor may flush where the program does not want it: only what takes no notice is done here then.
        let is_exact = !self.flushes || mode.ftz;
        let flush = if mode.ftz { FLUSH } else { 0 };
        macro_rules! simple {
            ($name:ident, $read:ident, $width:ident) => {{
                let a = self.$read(a);
                self.define(d, Width::$width, |this, d| this.emit::<cvt::$name>(d, a, NONE, NONE));
                true
            }};
        }
        match (to, from) {
            (Type::F32, Type::S32) if is_nearest && !mode.sat => simple!(S32ToF32, word, Word),
            (Type::F32, Type::U32) if is_nearest && !mode.sat => simple!(U32ToF32, word, Word),
            (Type::F32, Type::U16) if is_nearest && !mode.sat => {
                let a = self.narrow(a, 16);
                self.define(d, Width::Word, |this, d| this.emit::<cvt::U32ToF32>(d, a, NONE, NONE));
                true
            }
            (Type::F32, Type::S16 | Type::S8) if is_nearest && !mode.sat => {
                let (word, wide) = (self.word(a), self.temporary(Width::Word));
                if from == Type::S16 {
                    self.emit::<integer::Extend16>(wide, word, NONE, NONE);
                } else {
                    self.emit::<integer::Extend8>(wide, word, NONE, NONE);
                }
                self.define(d, Width::Word, |this, d| this.emit::<cvt::S32ToF32>(d, wide, NONE, NONE));
                true
            }
            (Type::F32, Type::S64) if is_nearest && !mode.sat => simple!(S64ToF32, double, Word),
            (Type::F32, Type::U64) if is_nearest && !mode.sat => simple!(U64ToF32, double, Word),
            (Type::F64, Type::S32) if is_nearest && !mode.sat => simple!(S32ToF64, word, Double),
            (Type::F64, Type::U32) if is_nearest && !mode.sat => simple!(U32ToF64, word, Double),
            (Type::F64, Type::S64) if is_nearest && !mode.sat => simple!(S64ToF64, double, Double),
            (Type::F64, Type::U64) if is_nearest && !mode.sat => simple!(U64ToF64, double, Double),
            (Type::S32 | Type::U32, Type::F32) => {
                let Some(way) = way(mode.rounding) else { return false };
                if self.width(d) != Width::Word || !(is_exact || matches!(way, NEAREST | ZERO)) {
                    return false;
                }
                let a = self.word(a);
                if to == Type::S32 {
                    self.put::<cvt::F32ToS32>(d, a, flush, way);
                } else {
                    self.put::<cvt::F32ToU32>(d, a, flush, way);
                }
                true
            }
            (Type::F32, Type::F32)
                if is_exact || matches!(way(mode.rounding), Some(NEAREST | ZERO)) && !mode.sat =>
            {
                let e = flush | if mode.sat { SATURATE } else { 0 };
                let a = self.word(a);
                match (mode.rounding, way(mode.rounding)) {
                    (_, Some(way)) => self.put::<cvt::F32ToWhole>(d, a, e, way),
                    (None, _) => self.put::<cvt::F32ToF32>(d, a, e, 0),
                    _ => return false,
                }
                true
            }
            (Type::F32, Type::F16) if !mode.sat && !mode.ftz => simple!(F16ToF32, word, Word),
            // What the processor flushes is zero in binary16 anyway.
            (Type::F16, Type::F32) if is_nearest && !mode.sat => {
                let a = self.word(a);
                self.put::<cvt::F32ToF16>(d, a, flush, 0);
                true
            }
            (Type::F32, Type::Bf16) if !mode.sat && !mode.ftz => simple!(Bf16ToF32, word, Word),
            (Type::F32, Type::F64) if is_nearest && is_exact && !mode.sat && !mode.ftz => {
                simple!(F64ToF32, double, Word)
            }
            _ => false,
        }
    }

    fn put<O: Operation>(&mut self, d: Reg, a: Slot, e: u32, x: u64) {
        self.define(d, Width::Word, |this, d| this.emit_with::<O>(d, (a, NONE, NONE), e, x));
    }

    /// Between integers: cut, or extended by the sign of the one that it comes from; false if it is a rare one.
    fn between_integers(&mut self, to: Type, from: Type, d: Reg, a: Operand) -> bool {
        let (wide, own) = (self.bits(d), self.width(d));
        let (t, f) = (to.bits(), from.bits());
        // What is extended, and from how many bits; registers are rarely wider than what they receive.
        let (source, is_signed) = match () {
            () if t > f && wide == t => (f, from.is_signed()),
            () if t <= f && (wide == t || t < 32) => (t, to.is_signed()),
            () => return false,
        };
        let is_signed = is_signed && wide > source;
        if own == Width::Double {
            if source == 64 {
                let (a, d) = (self.double(a), self.slot(d));
                self.moved(d, a, Width::Double);
                return true;
            }
            let word = if source == 32 { self.word(a) } else { self.extended(a, source, is_signed) };
            let d = self.slot(d);
            if is_signed {
                self.emit::<integer::Extend32>(d, word, NONE, NONE);
            } else {
                self.emit::<integer::Widen32>(d, word, NONE, NONE);
            }
            return true;
        }
        let word = match source {
            32 => self.word(a),
            8 if is_signed && wide == 16 => {
                let (word, to) = (self.word(a), self.temporary(Width::Word));
                self.emit::<integer::Extend8To16>(to, word, NONE, NONE);
                to
            }
            _ => self.extended(a, source, is_signed),
        };
        let d = self.slot(d);
        self.moved(d, word, Width::Word);
        true
    }

    /// The lower 8 or 16 bits as a word.
    fn extended(&mut self, a: Operand, bits: u32, is_signed: bool) -> Slot {
        let (word, to) = (self.word(a), self.temporary(Width::Word));
        match (bits, is_signed) {
            (8, true) => self.emit::<integer::Extend8>(to, word, NONE, NONE),
            (8, false) => self.emit::<integer::Low8>(to, word, NONE, NONE),
            (_, true) => self.emit::<integer::Extend16>(to, word, NONE, NONE),
            (_, false) => self.emit::<integer::Low16>(to, word, NONE, NONE),
        }
        to
    }
}
