use super::*;
use crate::module::View;

const HEADER: &str = ".version 7.0\n.target sm_52\n.address_size 64\n";

fn parse(text: &str) -> CudaResult<Program> {
    Program::parse(&format!("{HEADER}{text}"))
}

#[test]
fn parameters_lie_where_c_puts_them() {
    let program = parse(
        ".visible .entry k(.param .u64 a, .param .align 16 .b8 b[20], .param .u8 c,\n\
         .param .u64 .ptr .global .align 4 d) .maxntid 128, 2, 1 .maxnreg 40 { .reg .b32 %r<4>; ret; }",
    )
    .expect("valid");
    let entry = &program.entries["k"];
    let layout: Vec<_> = entry.parameters.iter().map(|it| (it.offset, it.size)).collect();
    assert_eq!(layout, [(0, 8), (16, 20), (36, 1), (40, 8)]);
    assert_eq!((entry.max_threads, entry.max_registers), (Some(256), Some(40)));
    assert_eq!(program.target, 52);
}

#[test]
fn shared_memory_counts_for_the_kernels_that_use_it() {
    let program = parse(
        ".shared .align 4 .b8 outer[100];\n.extern .shared .b8 dynamic[];\n\
         .entry a() { .shared .f32 inner[8]; mov.u32 %r1, outer; mov.u32 %r2, outer; }\n\
         .entry b() { .local .align 8 .b8 depot[24]; { ret; } }",
    )
    .expect("valid");
    assert_eq!(program.entries["a"].shared, 132);
    assert_eq!((program.entries["b"].shared, program.entries["b"].local), (0, 24));
}

#[test]
fn variables_have_sizes_and_initial_values() {
    let program = parse(
        ".visible .global .align 4 .u32 one = 7;\n.global .align 1 .b8 text[4] = {65, 0x42, 67U};\n\
         .const .align 4 .f32 c[2] = {0f3F800000, -1.5};\n.global .s16 grid[2][2] = {{1, -1}, {2}};\n\
         .global .u64 pointer = generic(text)+2;\n.extern .global .u32 elsewhere;\n.global .v4 .f32 wide;\n\
         .global .b8 open[] = {1, 2, 3};",
    )
    .expect("valid");
    let variable = |name: &str| &program.variables[name];
    assert_eq!(variable("one").initial.bytes, [7, 0, 0, 0]);
    assert_eq!(
        (variable("text").size, variable("text").initial.bytes.as_slice()),
        (4, [65, 66, 67].as_slice())
    );
    assert_eq!(variable("c").initial.bytes[4..], (-1.5f32).to_le_bytes());
    assert_eq!(variable("grid").initial.bytes, [1, 0, 255, 255, 2, 0]);
    assert_eq!(variable("pointer").initial.addresses[0].symbol, "text");
    assert_eq!(variable("pointer").initial.addresses[0].addend, 2);
    assert_eq!((variable("wide").size, variable("wide").align), (16, 16));
    assert_eq!(variable("open").size, 3);
    assert!(!program.variables.contains_key("elsewhere"));
    assert_eq!(program.constant, 8);
}

#[test]
fn what_is_not_looked_at_does_no_harm() {
    let program = parse(
        ".file 1 \"a.cu\", 12, 34\n.extern .func (.param .b32 r) vprintf (.param .b64 p);\n\
         .func f(.param .u32 x) { .loc 1 2 3; ret; }\n.section .debug_str { .b8 1; }\n\
         .weak .entry w() .pragma \"nounroll\"; { bra L; L: ret; }\n.alias g, f;",
    )
    .expect("valid");
    assert_eq!(program.entries.keys().collect::<Vec<_>>(), ["w"]);
}

#[test]
fn broken_text_is_invalid_ptx() {
    let invalid = Err(CudaError::INVALID_PTX);
    assert_eq!(Program::parse("hello world"), invalid);
    assert_eq!(Program::parse(".target sm_52"), invalid);
    assert_eq!(Program::parse(".version 7.0"), invalid);
    assert_eq!(Program::parse(".version 99.0\n.target sm_52"), Err(CudaError::UNSUPPORTED_PTX_VERSION));
    assert_eq!(parse(".entry k("), invalid);
    assert_eq!(parse(".entry k() {"), invalid);
    assert_eq!(parse(".global .b8 x[99999999999999999999];"), invalid);
    assert_eq!(parse(".const .b8 x[65537];"), invalid);
    assert_eq!(parse(".global .u32 x = {{{{{{{{{{{{1}}}}}}}}}}}};"), invalid);
    assert_eq!(parse("some words"), invalid);
}

#[test]
fn mangled_text_never_panics() {
    let text = format!(
        "{HEADER}.global .align 4 .f32 c[2][3] = {{{{0f3F800000, -1.5}}, {{1}}}};\n.global .u64 p = generic(c)+4;\n\
         .visible .entry k(.param .u64 a, .param .align 16 .b8 b[20]) .maxntid 1 {{ .shared .b8 s[4]; ret; }}"
    );
    let mut seed = 1u64;
    for _ in 0..20_000 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..4 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let at = (seed >> 33) as usize % bytes.len();
            let pool = b"{}[]()=,;+-.0123456789xabc \"/*\n";
            bytes[at] = pool[(seed >> 20) as usize % pool.len()];
        }
        let _ = Program::parse(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn cut_off_text_never_panics() {
    let text = format!(
        "{HEADER}.global .align 4 .f32 c[2] = {{0f3F800000, -1.5}};\n\
         .visible .entry k(.param .u64 a, .param .align 16 .b8 b[20]) .maxntid 1 {{ .shared .b8 s[4]; ret; }}"
    );
    for cut in 0..text.len() {
        let _ = Program::parse(&text[..cut]);
        let _ = Program::parse(&text[cut..]);
    }
}

#[test]
fn initial_values_of_all_variables_have_one_limit() {
    let many: String =
        (0..1000).map(|number| format!(".global .b8 v{number}[2][200000000] = {{{{1}},{{2}}}};\n")).collect();
    assert_eq!(parse(&many), Err(CudaError::INVALID_PTX));
    let one = parse(".global .b8 v[2][2] = {{1},{2}};").expect("valid");
    assert_eq!(one.variables["v"].initial.bytes, [1, 0, 2]);
}

/// Damaged modules, as many as `VGPU_FUZZ_MODULES` says; the front end itself has a test of its own.
#[test]
fn damaged_modules_end_in_errors_or_programs() {
    const WORDS: [&str; 20] = [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ";",
        ",",
        "=",
        "/*",
        "\"",
        "0",
        "18446744073709551615",
        "9223372036854775807",
        ".global",
        ".shared",
        ".align",
        ".v4",
        ".entry",
        ".param",
    ];
    let count = std::env::var("VGPU_FUZZ_MODULES").ok().and_then(|count| count.parse().ok()).unwrap_or(5000);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/instructions");
    let seeds: Vec<String> = ["atom.test", "ld.test", "cvta.test", "bar.test", "call.test"]
        .iter()
        .filter_map(|name| std::fs::read_to_string(folder.join(name)).ok())
        .filter_map(|text| Some(text.split_once("\n===")?.0[..].chars().take(4000).collect()))
        .chain([format!("{HEADER}.const .align 8 .u64 t[2][3] = {{{{1, -2}}, {{generic(t)+4}}}};\n.entry k(.param .u64 a) {{}}\n")])
        .collect();
    assert!(seeds.len() > 3, "the instruction tests were not found");
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % limit.max(1)
    };
    let mut accepted = 0u64;
    for _ in 0..count {
        let mut bytes = seeds[below(seeds.len())].clone().into_bytes();
        for _ in 0..=below(3) {
            let at = below(bytes.len());
            let end = (at + below(30)).min(bytes.len());
            match below(5) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..end)),
                2 => bytes
                    .splice(at..at, WORDS[below(WORDS.len())].repeat(1 << below(9)).into_bytes())
                    .for_each(drop),
                3 => {
                    let piece = bytes[at..end].repeat(1 << below(6));
                    bytes.splice(at..at, piece).for_each(drop);
                }
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = below(128) as u8;
                    }
                }
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        accepted += u64::from(Program::parse(&text).is_ok());
        let _ = crate::module::image::ptx_text(View::of(&bytes), 90);
    }
    assert!(accepted > count / 20, "the generator no longer reaches the reader");
}
