//! Instructions that random programs are made of.
//!
//! `$R` `$X` `$H` `$F` `$D` `$P` are registers that are written: 32, 64, 16 bits, binary32, binary64, a predicate. The lower
//! letters are what is read, registers or immediates; `$w`, `$y` and `$k` are registers of 32, 64 and 16 bits only.
//! `$n` is a small number and `$b` a byte. Several instructions with `;` between them belong together.
//!
//! The bits of a NaN of binary32 or binary64, its sign included, never come out of the registers of that type.

/// One of them.
#[derive(Debug)]
pub struct Template {
    /// What is written.
    pub text: &'static str,
    /// The capability that it needs.
    pub target: u32,
    /// Whether the PTX ISA says only how far its result may be off.
    pub approximate: bool,
}

macro_rules! templates {
    ($($target:literal, $approximate:literal { $($text:literal)* })*) => {
        /// All of them.
        pub const TEMPLATES: &[Template] = &[$($(Template {
            text: $text,
            target: $target,
            approximate: $approximate,
        },)*)*];
    };
}

templates! {
    60, false {
        "add.u32 $R, $r, $r" "add.sat.s32 $R, $r, $r" "sub.s32 $R, $r, $r" "sub.sat.s32 $R, $r, $r"
        "add.u64 $X, $x, $x" "sub.s64 $X, $x, $x" "add.u16 $H, $h, $h" "sub.s16 $H, $h, $h"
        "mul.lo.u32 $R, $r, $r" "mul.hi.u32 $R, $r, $r" "mul.hi.s32 $R, $r, $r" "mul.wide.u32 $X, $r, $r"
        "mul.wide.s32 $X, $r, $r" "mul.wide.u16 $R, $h, $h" "mul.wide.s16 $R, $h, $h" "mul.lo.s64 $X, $x, $x"
        "mul.hi.u64 $X, $x, $x" "mul.hi.s64 $X, $x, $x" "mul.lo.u16 $H, $h, $h" "mul.hi.s16 $H, $h, $h"
        "mad.lo.s32 $R, $r, $r, $r" "mad.hi.u32 $R, $r, $r, $r" "mad.hi.sat.s32 $R, $r, $r, $r"
        "mad.wide.s32 $X, $r, $r, $x" "mad.lo.u64 $X, $x, $x, $x" "mad.hi.s64 $X, $x, $x, $x"
        "mad.lo.u16 $H, $h, $h, $h" "mad.wide.u16 $R, $h, $h, $r"
        "mul24.lo.u32 $R, $r, $r" "mul24.hi.s32 $R, $r, $r" "mad24.lo.s32 $R, $r, $r, $r"
        "mad24.hi.u32 $R, $r, $r, $r" "mad24.hi.sat.s32 $R, $r, $r, $r"
        "sad.u32 $R, $r, $r, $r" "sad.s32 $R, $r, $r, $r" "sad.s16 $H, $h, $h, $h" "sad.u64 $X, $x, $x, $x"
        "or.b32 %t3, $r, 1; div.u32 $R, $r, %t3" "or.b32 %t3, $r, 1; rem.u32 $R, $r, %t3"
        "and.b32 %t3, $r, 0x7fff; or.b32 %t3, %t3, 1; div.s32 $R, $r, %t3"
        "and.b32 %t3, $r, 0x7fff; or.b32 %t3, %t3, 1; rem.s32 $R, $r, %t3"
        "or.b64 %a3, $x, 1; div.u64 $X, $x, %a3" "or.b64 %a3, $x, 1; rem.u64 $X, $x, %a3"
        "and.b64 %a3, $x, 0x7fffffffff; or.b64 %a3, %a3, 1; div.s64 $X, $x, %a3"
        "and.b64 %a3, $x, 0x7fffffffff; or.b64 %a3, %a3, 1; rem.s64 $X, $x, %a3"
        "or.b16 %s0, $h, 1; div.u16 $H, $h, %s0" "and.b16 %s0, $h, 0x7f; or.b16 %s0, %s0, 1; rem.s16 $H, $h, %s0"
        "abs.s32 $R, $w" "neg.s32 $R, $w" "abs.s64 $X, $y" "neg.s64 $X, $y" "abs.s16 $H, $k" "neg.s16 $H, $k"
        "min.u32 $R, $r, $r" "max.s32 $R, $r, $r" "min.s64 $X, $x, $x" "max.u64 $X, $x, $x" "min.s16 $H, $h, $h"
        "max.u16 $H, $h, $h"
        "and.b32 $R, $r, $r" "or.b32 $R, $r, $r" "xor.b32 $R, $r, $r" "not.b32 $R, $w" "cnot.b32 $R, $w"
        "and.b64 $X, $x, $x" "or.b64 $X, $x, $x" "xor.b64 $X, $x, $x" "not.b64 $X, $y" "cnot.b64 $X, $y"
        "and.b16 $H, $h, $h" "xor.b16 $H, $h, $h" "not.b16 $H, $k"
        "shl.b32 $R, $r, $r" "shl.b32 $R, $r, $n" "shr.u32 $R, $r, $n" "shr.s32 $R, $r, $r" "shl.b64 $X, $x, $n"
        "shr.u64 $X, $x, $r" "shr.s64 $X, $x, $n" "shl.b16 $H, $h, $n" "shr.s16 $H, $h, $n" "shr.u16 $H, $h, $r"
        "popc.b32 $R, $w" "popc.b64 $R, $y" "clz.b32 $R, $w" "clz.b64 $R, $y" "brev.b32 $R, $w" "brev.b64 $X, $y"
        "bfind.u32 $R, $w" "bfind.s32 $R, $w" "bfind.shiftamt.u64 $R, $y" "bfind.s64 $R, $y"
        "bfe.u32 $R, $w, $n, $n" "bfe.s32 $R, $w, $w, $w" "bfe.s64 $X, $y, $n, $n" "bfe.u64 $X, $y, $w, $n"
        "bfi.b32 $R, $w, $w, $n, $n" "bfi.b64 $X, $y, $y, $n, $n" "bfi.b32 $R, $w, $w, $w, $w"
        "fns.b32 $R, $w, 3, 2" "fns.b32 $R, $w, 31, -3"
        "lop3.b32 $R, $r, $r, $r, $b" "shf.l.wrap.b32 $R, $r, $r, $r" "shf.r.clamp.b32 $R, $r, $r, $n"
        "shf.l.clamp.b32 $R, $r, $r, $r" "prmt.b32 $R, $r, $r, $r" "prmt.b32.f4e $R, $r, $r, $r"
        "prmt.b32.b4e $R, $r, $r, $r" "prmt.b32.ecl $R, $r, $r, $r" "prmt.b32.rc16 $R, $r, $r, $r"
        "add.cc.u32 $R, $r, $r; addc.cc.u32 $R, $r, $r; addc.u32 $R, $r, $r"
        "sub.cc.u32 $R, $r, $r; subc.cc.u32 $R, $r, $r; subc.u32 $R, $r, $r"
        "add.cc.u64 $X, $x, $x; addc.u64 $X, $x, $x" "sub.cc.u64 $X, $x, $x; subc.u64 $X, $x, $x"
        "mad.lo.cc.u32 $R, $r, $r, $r; madc.hi.u32 $R, $r, $r, $r"
        "mad.lo.cc.u64 $X, $x, $x, $x; madc.hi.u64 $X, $x, $x, $x"
        "setp.eq.u32 $P, $r, $r" "setp.lt.s32 $P, $r, $r" "setp.hi.u32 $P, $r, $r" "setp.ge.s64 $P, $x, $x"
        "setp.lo.u64 $P, $x, $x" "setp.ne.b16 $P, $h, $h" "setp.le.s16 $P, $h, $h" "setp.gt.u16 $P, $h, $h"
        "setp.lt.f32 $P, $f, $f" "setp.equ.f32 $P, $f, $f" "setp.geu.ftz.f32 $P, $f, $f" "setp.num.f32 $P, $f, $f"
        "setp.ne.f64 $P, $d, $d" "setp.ltu.f64 $P, $d, $d" "setp.nan.f64 $P, $d, $d"
        "setp.lt.and.s32 $P, $r, $r, $p" "setp.ge.or.f32 $P, $f, $f, !$p" "setp.eq.xor.u64 $P, $x, $x, $p"
        "setp.lt.u32 %u0|%u1, $r, $r; selp.b32 $R, 5, 9, %u1" "set.lt.u32.s32 $R, $r, $r" "set.ge.f32.f32 $F, $f, $f"
        "set.eq.s32.f64 $R, $d, $d" "selp.b32 $R, $r, $r, $p" "selp.b64 $X, $x, $x, $p" "selp.f32 $F, $f, $f, $p"
        "selp.b16 $H, $h, $h, $p" "selp.f64 $D, $d, $d, !$p" "slct.b32.s32 $R, $r, $r, $r" "slct.f32.f32 $F, $f, $f, $f"
        "slct.u64.s32 $X, $x, $x, $r" "and.pred $P, $p, $p" "or.pred $P, $p, !$p" "xor.pred $P, $p, $p" "not.pred $P, $p"
        "testp.normal.f32 $P, $f" "testp.subnormal.f32 $P, $f" "testp.finite.f64 $P, $d" "testp.notanumber.f64 $P, $d"
        "add.f32 $F, $f, $f" "add.rz.f32 $F, $f, $f" "add.rm.f32 $F, $f, $f" "add.rp.ftz.f32 $F, $f, $f"
        "add.sat.f32 $F, $f, $f" "sub.f32 $F, $f, $f" "sub.rm.f32 $F, $f, $f" "sub.ftz.f32 $F, $f, $f"
        "mul.f32 $F, $f, $f" "mul.rz.f32 $F, $f, $f" "mul.rp.f32 $F, $f, $f" "mul.ftz.sat.f32 $F, $f, $f"
        "fma.rn.f32 $F, $f, $f, $f" "fma.rz.f32 $F, $f, $f, $f" "fma.rm.f32 $F, $f, $f, $f"
        "fma.rn.ftz.f32 $F, $f, $f, $f" "fma.rp.sat.f32 $F, $f, $f, $f" "mad.rn.f32 $F, $f, $f, $f"
        "div.rn.f32 $F, $f, $f" "div.rz.f32 $F, $f, $f" "div.rp.ftz.f32 $F, $f, $f" "rcp.rn.f32 $F, $f"
        "rcp.rm.f32 $F, $f" "sqrt.rn.f32 $F, $f" "sqrt.rz.f32 $F, $f" "sqrt.rp.ftz.f32 $F, $f"
        "min.f32 $F, $f, $f" "max.f32 $F, $f, $f" "max.ftz.f32 $F, $f, $f"
        "add.f64 $D, $d, $d" "add.rm.f64 $D, $d, $d" "sub.rp.f64 $D, $d, $d" "mul.f64 $D, $d, $d" "mul.rz.f64 $D, $d, $d"
        "fma.rn.f64 $D, $d, $d, $d" "fma.rm.f64 $D, $d, $d, $d" "div.rn.f64 $D, $d, $d" "div.rz.f64 $D, $d, $d"
        "rcp.rn.f64 $D, $d" "sqrt.rn.f64 $D, $d" "sqrt.rp.f64 $D, $d" "min.f64 $D, $d, $d" "max.f64 $D, $d, $d"
         "neg.f64 $D, $d" "abs.f64 $D, $d" "abs.f32 $F, $f" "neg.f32 $F, $f"
        "add.f16 $H, $k, $k" "sub.ftz.f16 $H, $k, $k" "mul.sat.f16 $H, $k, $k" "fma.rn.f16 $H, $k, $k, $k"
        "add.f16x2 $R, $w, $w" "mul.f16x2 $R, $w, $w" "fma.rn.f16x2 $R, $w, $w, $w" "sub.f16x2 $R, $w, $w"
        "setp.lt.f16 $P, $k, $k" "setp.geu.f16x2 $P|%u0, $w, $w" "neg.f16 $H, $k" "abs.f16x2 $R, $w"
        "cvt.u32.u16 $R, $k" "cvt.s32.s16 $R, $k" "cvt.s64.s32 $X, $w" "cvt.u64.u32 $X, $w" "cvt.u16.u32 $H, $w"
        "cvt.u32.u64 $R, $y" "cvt.s8.s32 $R, $w" "cvt.u8.u16 $H, $k" "cvt.sat.u8.s32 $R, $w" "cvt.sat.s16.s64 $H, $y"
        "cvt.sat.u32.s64 $R, $y" "cvt.s64.s8 $X, $y"
        "cvt.rn.f32.s32 $F, $w" "cvt.rz.f32.u32 $F, $w" "cvt.rm.f32.s64 $F, $y" "cvt.rp.f32.u64 $F, $y"
        "cvt.rn.f64.s32 $D, $w" "cvt.rn.f64.u64 $D, $y" "cvt.rz.f64.s64 $D, $y" "cvt.rn.f16.s32 $H, $w"
        "cvt.rn.f32.u8 $F, $w" "cvt.rn.f16.u16 $H, $k"
        "cvt.rni.s32.f32 $R, $f" "cvt.rzi.u32.f32 $R, $f" "cvt.rmi.s64.f32 $X, $f" "cvt.rpi.u64.f32 $X, $f"
        "cvt.rzi.s32.f64 $R, $d" "cvt.rni.u64.f64 $X, $d" "cvt.rmi.s16.f32 $H, $f" "cvt.rzi.u8.f32 $R, $f"
        "cvt.rzi.s32.f16 $R, $k" "cvt.rni.s64.f64 $X, $d" "cvt.rzi.ftz.u32.f32 $R, $f"
        "cvt.f64.f32 $D, $f" "cvt.rn.f32.f64 $F, $d" "cvt.rz.f32.f64 $F, $d" "cvt.rm.ftz.f32.f64 $F, $d"
        "cvt.f32.f16 $F, $k" "cvt.f64.f16 $D, $k" "cvt.rn.f16.f32 $H, $f" "cvt.rp.f16.f32 $H, $f" "cvt.rz.f16.f64 $H, $d"
        "cvt.rni.f32.f32 $F, $f" "cvt.rmi.f64.f64 $D, $d" "cvt.rpi.f32.f32 $F, $f" "cvt.sat.f32.f32 $F, $f"
        "mov.b32 $R, $r" "mov.b64 $X, $x" "mov.f32 $F, $f" "mov.f64 $D, $d" "mov.b16 $H, $h" "mov.b32 $F, $w"
        "mov.b64 $X, {$w, $w}" "mov.b64 {$R, %t3}, $y" "mov.b32 $R, {$k, $k}" "mov.b32 {%s0, $H}, $w"
        "mov.f32 %g0, $f; testp.notanumber.f32 %u0, %g0; selp.f32 %g0, 0f7FFFFFFF, %g0, %u0; mov.b32 %t3, %g0; xor.b32 $R, %t3, $r" "mov.u32 $R, %laneid" "mov.u32 $R, %tid.x" "mov.u32 $R, %lanemask_lt"
        "mov.u32 $R, %ctaid.x" "st.global.b32 [%a1+200], $w; ld.global.b32 $R, [%a1+200]"
        "st.global.v2.b64 [%a1+208], {$y, $y}; ld.global.b32 $R, [%a1+212]; ld.global.s8 $X, [%a1+217]"
    }
    61, false {
        "dp4a.u32.u32 $R, $r, $r, $r" "dp4a.s32.u32 $R, $r, $r, $r" "dp4a.s32.s32 $R, $r, $r, $r"
        "dp2a.lo.s32.u32 $R, $r, $r, $r" "dp2a.hi.u32.s32 $R, $r, $r, $r"
    }
    75, false {
        "bmsk.clamp.b32 $R, $r, $r" "bmsk.wrap.b32 $R, $r, $r" "szext.clamp.s32 $R, $r, $r" "szext.wrap.u32 $R, $r, $r"
        "cvt.pack.sat.u8.s32.b32 $R, $r, $r, $r" "cvt.pack.sat.s16.s32 $R, $r, $r"
    }
    80, false {
        "fma.rn.relu.f16x2 $R, $w, $w, $w" "fma.rn.bf16x2 $R, $w, $w, $w" "fma.rn.bf16 $H, $k, $k, $k"
        "min.f16 $H, $k, $k" "max.NaN.f16x2 $R, $w, $w" "min.bf16x2 $R, $w, $w" "max.NaN.f32 $F, $f, $f"
        "cvt.rn.bf16.f32 $H, $f" "cvt.rn.f16x2.f32 $R, $f, $f" "cvt.rz.relu.bf16x2.f32 $R, $f, $f"
        "cvt.f32.bf16 $F, $k" "cvt.rna.tf32.f32 $R, $f" "neg.bf16x2 $R, $w" "abs.bf16 $H, $k"
    }
    90, false {
        "add.u16x2 $R, $w, $w" "min.s16x2 $R, $w, $w" "max.relu.s16x2 $R, $w, $w" "add.bf16x2 $R, $w, $w" "mul.bf16 $H, $k, $k"
        "setp.lt.bf16 $P, $k, $k" "cvt.rn.bf16.s32 $H, $w" "min.xorsign.abs.f16 $H, $k, $k"
    }
    75, true {
        "ex2.approx.f32 $F, $f" "lg2.approx.ftz.f32 $F, $f" "sin.approx.f32 $F, $f" "cos.approx.f32 $F, $f"
        "rcp.approx.f32 $F, $f" "rsqrt.approx.f32 $F, $f" "sqrt.approx.ftz.f32 $F, $f" "tanh.approx.f32 $F, $f"
        "div.approx.f32 $F, $f, $f" "div.full.ftz.f32 $F, $f, $f" "ex2.approx.f16x2 $R, $w" "rsqrt.approx.f64 $D, $d"
        "rcp.approx.ftz.f64 $D, $d"
    }
}
