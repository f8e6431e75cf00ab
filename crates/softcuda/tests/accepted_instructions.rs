//! Every instruction that the front end accepts can be executed.

use ptx::ir::Module;
use softcuda::kernel::interpret::{Bytes, Limits, Program, run};
use softcuda::kernel::launch::{Fault, Launch};

/// Instructions and the verdicts of NVIDIA's assembler, from the front end's tests.
const INSTRUCTIONS: &str = include_str!("../../ptx/tests/data/instructions.txt");
const BASE: u64 = 0x10_0000;

fn module(instruction: &str) -> String {
    format!(
        ".version 9.0\n.target sm_90\n.address_size 64
.global .align 16 .b32 gv[16];\n.shared .align 16 .b32 sv[16];\n.const .align 16 .b32 cv[16];
.visible .entry k(.param .u64 kp, .param .b32 kq) {{
.reg .pred %p<9>; .reg .b16 %h<9>; .reg .u16 %uh<9>; .reg .s16 %sh<9>; .reg .f16 %hf<9>; .reg .f16x2 %hf2<9>;
.reg .b32 %r<9>; .reg .u32 %u<9>; .reg .s32 %s<9>; .reg .f32 %f<9>;
.reg .b64 %rd<9>; .reg .u64 %ud<9>; .reg .s64 %sd<9>; .reg .f64 %fd<9>; .reg .b128 %q<3>;
.local .align 16 .b8 lv[64];
ld.param.u64 %rd1, [kp]; mov.u32 %r3, -1; mov.b32 %r0, %r3; mov.u32 %r1, 0;
{instruction}\nret; }}\n"
    )
}

#[test]
fn every_accepted_instruction_is_executed() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for instruction in INSTRUCTIONS.lines().filter_map(|line| line.strip_prefix("+ ")) {
        let module = Module::parse(module(instruction)).expect("the module around it is sound");
        let id = module.function("k").expect("the kernel");
        // What does not fit behind the lines before it is tested by the front end alone.
        let Ok(program) = Program::new(&module, id, &|id| BASE + 256 * u64::from(id.0)) else { continue };
        count += 1;
        let mut memory = Bytes::new(BASE, 0x1000);
        let mut parameters = (BASE + 0x800).to_le_bytes().to_vec();
        parameters.extend([0; 8]);
        let launch = Launch { block: 64.into(), parameters, dynamic_shared: 4096, ..Launch::default() };
        let result = run(&program, &launch, &mut memory, Limits { steps: 100_000 });
        let is_expected = match &result {
            Ok(()) => true,
            Err(Fault::Trap) => instruction.contains("trap"),
            Err(Fault::Breakpoint) => instruction.contains("brkpt"),
            // Registers hold no sensible addresses, sizes and counts.
            Err(Fault::IllegalAddress { .. } | Fault::Misaligned { .. } | Fault::StackOverflow) => {
                instruction.contains('[') || instruction.contains("stack") || instruction.contains("alloca")
            }
            Err(Fault::Deadlock) => instruction.contains("bar") || instruction.contains("wait"),
            // Endless loops of their own, and barriers of a number that is none.
            Err(Fault::Ended) => instruction.contains("bra"),
            Err(Fault::Unsupported { what }) => what.starts_with("barrier number"),
            Err(Fault::Assert { .. }) => false,
        };
        if !is_expected {
            wrong.push(format!("{instruction}: {result:?}"));
        }
    }
    println!("{count} instructions");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 300, "{count}");
}
