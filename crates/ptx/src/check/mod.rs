//! Syntax to operations: names are looked up, types and qualifiers checked.

mod arithmetic;
mod bits;
mod body;
mod compare;
mod control;
mod convert;
mod copy;
mod image;
mod instruction;
mod matrix;
mod memory;
mod operand;
mod scope;
mod warp;

pub use body::compile;
pub use operand::immediate;

use crate::diagnostic::Checked;
use crate::ir::Op;
use instruction::{Decoded, Inst};

/// What an instruction means.
///
/// Every opcode of the PTX ISA has a row: what is not served says so by name.
fn decode(inst: &mut Inst<'_, '_, '_>) -> Checked<Decoded> {
    let op: Checked<Op> =
        match inst.opcode() {
            // Arithmetic.
            "add" => arithmetic::add(inst, false),
            "sub" => arithmetic::add(inst, true),
            "mul" => arithmetic::multiply(inst),
            "mad" => arithmetic::multiply_add(inst),
            "fma" => arithmetic::fused(inst),
            "mul24" | "mad24" => arithmetic::multiply24(inst),
            "addc" => arithmetic::with_carry(inst, false),
            "subc" => arithmetic::with_carry(inst, true),
            "madc" => arithmetic::multiply_add_with_carry(inst, true),
            "div" => arithmetic::divide(inst),
            "rem" => arithmetic::remainder(inst),
            "min" | "max" => arithmetic::extremum(inst),
            "neg" | "abs" => arithmetic::sign(inst),
            "sad" => arithmetic::sad(inst),
            "rcp" | "sqrt" => arithmetic::reciprocal_or_root(inst),
            "rsqrt" => arithmetic::inverse_root(inst),
            "sin" | "cos" | "lg2" => arithmetic::approximate(inst),
            "ex2" | "tanh" => arithmetic::approximate_half(inst),
            "copysign" => arithmetic::copy_sign(inst),

            // Bits.
            "and" | "or" | "xor" => bits::logic(inst),
            "not" | "cnot" => bits::invert(inst),
            "shl" | "shr" => bits::shift(inst),
            "popc" | "clz" | "brev" => bits::count(inst),
            "bfind" => bits::find(inst),
            "fns" => bits::find_nth(inst),
            "bfe" => bits::extract(inst),
            "bfi" => bits::insert(inst),
            "bmsk" => bits::mask(inst),
            "szext" => bits::extend(inst),
            "lop3" => bits::lop3(inst),
            "shf" => bits::funnel(inst),
            "prmt" => bits::permute(inst),
            "dp4a" => bits::dot4(inst),
            "dp2a" => bits::dot2(inst),

            // Comparison.
            "setp" => compare::setp(inst),
            "set" => compare::set(inst),
            "selp" => compare::selp(inst),
            "slct" => compare::slct(inst),
            "testp" => compare::testp(inst),

            // Moving and converting.
            "mov" => convert::mov(inst),
            "cvt" => convert::cvt(inst),
            "cvta" => convert::cvta(inst),
            "isspacep" => convert::isspacep(inst),
            "mapa" => convert::mapa(inst),
            "getctarank" => convert::getctarank(inst),

            // Memory.
            "ld" | "ldu" => memory::load(inst),
            "st" => memory::store(inst),
            "atom" | "red" => memory::atomic(inst),
            "membar" | "fence" => memory::fence(inst),
            "prefetch" | "prefetchu" | "discard" | "applypriority" => memory::hint(inst),
            "createpolicy" => memory::policy_value(inst),
            "alloca" | "stacksave" | "stackrestore" => memory::stack(inst),
            "tex" | "tld4" => image::texture(inst),
            "suld" | "sust" => image::surface(inst),
            "txq" | "suq" => image::query(inst),
            "cp" => copy::copy(inst),
            "mbarrier" => copy::mbarrier(inst),

            // Threads together.
            "bar" | "barrier" => warp::barrier(inst),
            "vote" => warp::vote(inst),
            "shfl" => warp::shuffle(inst),
            "match" => warp::matching(inst),
            "redux" => warp::reduce(inst),
            "activemask" => warp::active_mask(inst),
            "elect" => warp::elect(inst),
            "nanosleep" => warp::sleep(inst),
            "griddepcontrol" => warp::grid_dependency(inst),
            "setmaxnreg" => warp::max_registers(inst),
            "pmevent" => warp::pm_event(inst),
            "brkpt" => warp::breakpoint(inst),
            "mma" => matrix::mma(inst),
            "wmma" => matrix::wmma(inst),
            "ldmatrix" => matrix::ldmatrix(inst),
            "stmatrix" => matrix::stmatrix(inst),
            "movmatrix" => matrix::movmatrix(inst),

            // Control flow.
            "bra" | "brx" | "ret" | "exit" | "trap" => {
                let flow = control::flow(inst)?;
                inst.finish()?;
                return Ok(Decoded::Flow(flow));
            }
            "call" => control::call(inst),

            "sured" | "istypep" => Err(inst.unsupported("of textures and surfaces this is not there")),
            "vadd" | "vsub" | "vabsdiff" | "vmin" | "vmax" | "vshl" | "vshr" | "vmad" | "vset" | "vadd2"
            | "vsub2" | "vavrg2" | "vabsdiff2" | "vmin2" | "vmax2" | "vset2" | "vadd4" | "vsub4"
            | "vavrg4" | "vabsdiff4" | "vmin4" | "vmax4" | "vset4" => {
                Err(inst.unsupported("video instructions are not supported"))
            }
            "wgmma"
            | "tcgen05"
            | "tensormap"
            | "multimem"
            | "clusterlaunchcontrol"
            | "st.async"
            | "red.async" => Err(inst
                .unsupported("instructions of sm_90 and above for whole groups of warps are not supported")),
            _ => Err(inst.wrong("no instruction has this name")),
        };
    let op = op?;
    inst.finish()?;
    Ok(Decoded::Op(op))
}
