//! Instructions one by one, against what NVIDIA's assembler says of them.

use ptx::ir::Module;

const INSTRUCTIONS: &str = include_str!("data/instructions.txt");

/// The module that an instruction was given to the assembler in.
fn module(instruction: &str) -> String {
    format!(
        ".version 9.0
.target sm_90
.address_size 64
.global .align 16 .b32 gv[16];
.shared .align 16 .b32 sv[16];
.const .align 16 .b32 cv[16];
.visible .entry k(.param .u64 kp, .param .b32 kq) {{
.reg .pred %p<9>; .reg .b16 %h<9>; .reg .u16 %uh<9>; .reg .s16 %sh<9>; .reg .f16 %hf<9>; .reg .f16x2 %hf2<9>;
.reg .b32 %r<9>; .reg .u32 %u<9>; .reg .s32 %s<9>; .reg .f32 %f<9>;
.reg .b64 %rd<9>; .reg .u64 %ud<9>; .reg .s64 %sd<9>; .reg .f64 %fd<9>; .reg .b128 %q<3>;
.local .align 16 .b8 lv[64];
{instruction}
ret; }}
"
    )
}

#[test]
fn instructions_are_accepted_and_refused_as_by_the_assembler() {
    let mut wrong = Vec::new();
    for line in INSTRUCTIONS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (mark, instruction) = line.split_once(' ').expect("a mark and an instruction");
        let module = Module::parse(module(instruction)).expect("the module around it is sound");
        let id = module.function("k").expect("the kernel");
        let result = module.compile(id);
        let why = result.as_ref().err().and_then(|all| all.first()).map(ToString::to_string);
        let is_unsupported = why.as_ref().is_some_and(|why| why.contains("not supported"));
        let fits = match mark {
            "+" => result.is_ok(),
            "-" => result.is_err() && !is_unsupported,
            "?" => is_unsupported,
            _ => false,
        };
        if !fits {
            wrong.push(format!("{line}\n    {}", why.unwrap_or_else(|| "accepted".to_owned())));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
