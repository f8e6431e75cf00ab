//! Bit fields, byte selection, and sums of products of bytes.

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};
use ptx::ir::{Bytes4, Op, Operand, Selection, WrapMode};

use super::function::{Translator, clif};
use super::helpers::Helper;

impl Translator<'_, '_, '_> {
    pub(super) fn bits(&mut self, op: &Op) {
        match op {
            Op::Bfe { ty, d, a, b: Operand::Imm(from), c: Operand::Imm(length) } => {
                let (kind, bits) = (clif(*ty), u64::from(ty.bits()));
                let (from, length) = (from & 255, length & 255);
                if from + length > bits || length == 0 {
                    return self.evaluate(op, *d);
                }
                let value = self.value(*a, kind);
                let up = self.b.ins().ishl_imm_u(value, (bits - from - length) as i64);
                let down = (bits - length) as i64;
                let value = if ty.is_signed() {
                    self.b.ins().sshr_imm_u(up, down)
                } else {
                    self.b.ins().ushr_imm_u(up, down)
                };
                self.define(*d, value);
            }
            Op::Bfi { ty, d, a, b, pos: Operand::Imm(from), len: Operand::Imm(length) } => {
                let (kind, bits) = (clif(*ty), u64::from(ty.bits()));
                let (from, length) = (from & 255, length & 255);
                if from + length > bits || length == 0 || length == 64 {
                    return self.evaluate(op, *d);
                }
                let field = ((1u64 << length) - 1) << from;
                let (a, b) = (self.value(*a, kind), self.value(*b, kind));
                let a = self.b.ins().ishl_imm_u(a, from as i64);
                let (inside, outside) = (self.constant(field, kind), self.constant(!field, kind));
                let (a, b) = (self.b.ins().band(a, inside), self.b.ins().band(b, outside));
                let value = self.b.ins().bor(a, b);
                self.define(*d, value);
            }
            Op::Bfe { d, .. } | Op::Bfi { d, .. } => self.evaluate(op, *d),
            Op::Lop3 { table, d, a, b, c, p, combine } => {
                let (x, y, z) =
                    (self.value(*a, types::I32), self.value(*b, types::I32), self.value(*c, types::I32));
                let value = self.function_of_three(*table, x, y, z);
                if let Some(d) = d {
                    self.define(*d, value);
                }
                if let Some(p) = p {
                    use cranelift_codegen::ir::condcodes::IntCC;
                    let mut holds = self.b.ins().icmp_imm_s(IntCC::NotEqual, value, 0);
                    if let Some((op, with)) = combine {
                        let with = self.predicate(with);
                        holds = match op {
                            ptx::ir::BoolOp::And => self.b.ins().band(holds, with),
                            ptx::ir::BoolOp::Or => self.b.ins().bor(holds, with),
                            ptx::ir::BoolOp::Xor => self.b.ins().bxor(holds, with),
                        };
                    }
                    self.define(*p, holds);
                }
            }
            Op::Shf { left, wrap, d, a, b, c } => {
                let (low, high) = (self.value(*a, types::I64), self.value(*b, types::I64));
                let high = self.b.ins().ishl_imm_u(high, 32);
                let both = self.b.ins().bor(high, low);
                let count = self.value(*c, types::I32);
                let count = match wrap {
                    WrapMode::Wrap => self.b.ins().band_imm_u(count, 31),
                    WrapMode::Clamp => {
                        let most = self.b.ins().iconst(types::I32, 32);
                        self.b.ins().umin(count, most)
                    }
                };
                let value = if *left {
                    let value = self.b.ins().ishl(both, count);
                    self.b.ins().ushr_imm_u(value, 32)
                } else {
                    self.b.ins().ushr(both, count)
                };
                let value = self.b.ins().ireduce(types::I32, value);
                self.define(*d, value);
            }
            Op::Prmt { selection, d, a, b, c } => {
                let is_plain = |c: u64| c & 0x8888 == 0;
                match (selection, c) {
                    (Selection::Index, Operand::Imm(c)) if is_plain(*c) => {
                        let (low, high) = (self.value(*a, types::I64), self.value(*b, types::I64));
                        let high = self.b.ins().ishl_imm_u(high, 32);
                        let both = self.b.ins().bor(high, low);
                        let value = self.permuted(both, *c);
                        self.define(*d, value);
                    }
                    (Selection::Index, _) => {
                        let (x, y) = (self.value(*a, types::I32), self.value(*b, types::I32));
                        let z = self.value(*c, types::I32);
                        if let Some(value) = self.help(Helper::Permute, &[x, y, z]) {
                            self.define(*d, value);
                        }
                    }
                    _ => self.evaluate(op, *d),
                }
            }
            Op::Dp4a { a_bytes, b_bytes, d, a, b, c } => {
                let (x, y) = (self.value(*a, types::I32), self.value(*b, types::I32));
                let z = self.value(*c, types::I32);
                let sum = self.dot(x, *a_bytes, y, *b_bytes);
                let value = self.b.ins().iadd(sum, z);
                self.define(*d, value);
            }
            _ => {}
        }
    }

    /// Four bytes of eight, by the nibbles of c.
    fn permuted(&mut self, both: Value, c: u64) -> Value {
        let bytes = self.as_bytes(both);
        let mut mask = [0u8; 16];
        for (index, slot) in mask.iter_mut().take(4).enumerate() {
            *slot = ((c >> (4 * index)) & 7) as u8;
        }
        let mask = self.b.func.dfg.immediates.push(mask.as_slice().into());
        let value = self.b.ins().shuffle(bytes, bytes, mask);
        let flags = MemFlagsData::new().with_endianness(cranelift_codegen::ir::Endianness::Little);
        let words = self.b.ins().bitcast(types::I32X4, flags, value);
        self.b.ins().extractlane(words, 0)
    }

    /// The sum of four products of bytes.
    fn dot(&mut self, x: Value, x_bytes: Bytes4, y: Value, y_bytes: Bytes4) -> Value {
        let (x, y) = (self.as_bytes(x), self.as_bytes(y));
        let mut widen = |value, bytes| match bytes {
            Bytes4::Signed => self.b.ins().swiden_low(value),
            Bytes4::Unsigned => self.b.ins().uwiden_low(value),
        };
        let (x, y) = (widen(x, x_bytes), widen(y, y_bytes));
        // Bytes fit into 16 bits with their sign, so this is right for unsigned ones too.
        let (low_x, low_y) = (self.b.ins().swiden_low(x), self.b.ins().swiden_low(y));
        let (high_x, high_y) = (self.b.ins().swiden_high(x), self.b.ins().swiden_high(y));
        let (low, high) = (self.b.ins().imul(low_x, low_y), self.b.ins().imul(high_x, high_y));
        let pairs = self.b.ins().iadd_pairwise(low, high);
        let (first, second) = (self.b.ins().extractlane(pairs, 0), self.b.ins().extractlane(pairs, 1));
        self.b.ins().iadd(first, second)
    }

    /// `lop3`: by cases of the first operand.
    fn function_of_three(&mut self, table: u8, x: Value, y: Value, z: Value) -> Value {
        match table {
            0x96 => {
                let both = self.b.ins().bxor(x, y);
                return self.b.ins().bxor(both, z);
            }
            0xfe => {
                let both = self.b.ins().bor(x, y);
                return self.b.ins().bor(both, z);
            }
            0x80 => {
                let both = self.b.ins().band(x, y);
                return self.b.ins().band(both, z);
            }
            0xea => {
                let both = self.b.ins().band(x, y);
                return self.b.ins().bor(both, z);
            }
            0x6a => {
                let both = self.b.ins().band(x, y);
                return self.b.ins().bxor(both, z);
            }
            _ => {}
        }
        let (if_set, if_clear) =
            (self.function_of_two(table >> 4, y, z), self.function_of_two(table & 15, y, z));
        let set = self.b.ins().band(x, if_set);
        let clear = self.b.ins().band_not(if_clear, x);
        self.b.ins().bor(set, clear)
    }

    /// The function of two bits with a table: bit 2·y + z.
    fn function_of_two(&mut self, table: u8, y: Value, z: Value) -> Value {
        let mut all = self.constant(0, types::I32);
        for case in 0..4u8 {
            if table >> case & 1 == 0 {
                continue;
            }
            let y = if case & 2 != 0 { y } else { self.b.ins().bnot(y) };
            let z = if case & 1 != 0 { z } else { self.b.ins().bnot(z) };
            let both = self.b.ins().band(y, z);
            all = self.b.ins().bor(all, both);
        }
        all
    }
}
