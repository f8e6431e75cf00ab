//! Texts of which one thing grows: what costs the square of a length is a hang, and what is kept for each pair is a bomb.

use std::sync::LazyLock;
use std::time::Duration;

use crate::meter::measured;
use crate::{container, text};

/// A text about so long: more where fuzzing is all that is done.
static BYTES: LazyLock<usize> = LazyLock::new(|| if is_thorough() { 300 << 10 } else { 100 << 10 });
/// What one may take, in a debug build under AddressSanitizer on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);
const HEAD: &str = ".version 8.0\n.target sm_75\n.address_size 64\n";

/// `part` with its number, again and again.
fn again(part: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    let mut number = 0;
    while all.len() < *BYTES {
        all.push_str(&part(number));
        number += 1;
    }
    all
}

/// Whether a count was asked for.
fn is_thorough() -> bool {
    std::env::var_os("VGPU_FUZZ_MODULES").is_some()
}

fn same(part: &str) -> String {
    part.repeat(BYTES.div_ceil(part.len()))
}

fn kernel(body: &str) -> String {
    format!("{HEAD}.entry k() {{ .reg .pred %p; .reg .b32 %r<9>; .reg .b64 %rd<9>; {body} ret; }}")
}

/// Half of the text declares, half uses.
fn halves(one: impl Fn(usize) -> String, other: impl Fn(usize) -> String) -> String {
    let half = |part: &dyn Fn(usize) -> String| {
        let mut all = String::new();
        for number in 0.. {
            if all.len() >= *BYTES / 2 {
                break;
            }
            all.push_str(&part(number));
        }
        all
    };
    half(&one) + &half(&other)
}

fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("openings of comments", kernel(&same("/*"))),
        ("openings of comments with stars", kernel(&same("/* **"))),
        ("quotes that are not closed", kernel(&same("\"\\"))),
        ("quoted quotes", kernel(&same("\\\""))),
        ("old debug lines", kernel(&same("@@x\n"))),
        ("a long name", kernel(&same("x"))),
        ("a long number", kernel(&same("9"))),
        ("a long fraction", kernel(&format!("1.{}", same("9")))),
        ("exponents", kernel(&same("1e+"))),
        ("dots", kernel(&same("."))),
        ("dotted words", kernel(&same(".a::"))),
        ("modifiers", kernel(&format!("add{} %r1;", same(".u32")))),
        ("signs", kernel(&format!("mov.b32 %r1, {}1;", same("-")))),
        ("parentheses", kernel(&format!("mov.b32 %r1, {}1;", same("(")))),
        ("conditions", kernel(&format!("mov.b32 %r1, {}1;", same("1?")))),
        ("sums", kernel(&format!("mov.b32 %r1, {}1;", same("1+")))),
        ("offsets", kernel(&format!("ld.u32 %r1, [%rd1{}];", same("+1")))),
        ("bars", kernel(&format!("mov.b32 {}%r1;", same("%r1|")))),
        ("braces", kernel(&(same("{") + &same("}")))),
        ("braces that are not closed", kernel(&same("{"))),
        ("braces that were not opened", kernel(&same("}"))),
        ("brackets", kernel(&same("[a,"))),
        ("operands", kernel(&format!("add.u32 {}%r1;", same("%r1,")))),
        ("vectors", kernel(&format!("mov.b64 %rd1, {{{}%r1}};", same("%r1,")))),
        ("scopes side by side", kernel(&same("{.reg .b32 a; mov.b32 a, 1;}"))),
        (
            "deep scopes with families",
            kernel(
                &((0..240).map(|_| "{.reg .b32 a<2>;").collect::<String>()
                    + &same("mov.b32 %r1, b1111111111;")[..*BYTES / 25 * 25]
                    + &"}".repeat(240)),
            ),
        ),
        (
            "deep scopes with families that are used",
            kernel(
                &(".reg .b32 b<100000>;".to_owned()
                    + &(0..240).map(|_| "{.reg .b32 a<2>;").collect::<String>()
                    + &"mov.b32 %r1, b11111;".repeat(*BYTES / 20)
                    + &"}".repeat(240)),
            ),
        ),
        ("registers", kernel(&again(|n| format!(".reg .b32 q{n};")))),
        ("families of registers", kernel(&again(|_| ".reg .b32 q<1000>;".to_owned()))),
        ("variables", format!("{HEAD}{}", again(|n| format!(".global .b8 v{n};")))),
        ("the same variable", format!("{HEAD}{}", same(".global .b8 v;\n"))),
        (
            "large initial values",
            format!("{HEAD}{}", again(|n| format!(".global .b8 v{n}[2][200000000]={{{{1}},{{2}}}};\n"))),
        ),
        ("a list of initial values", format!("{HEAD}.global .b8 v[]={{{}1}};", same("1,"))),
        ("lists of initial values", format!("{HEAD}.global .b8 v[][1]={{{}{{1}}}};", same("{1},"))),
        ("empty lists of initial values", format!("{HEAD}.global .b8 v[][1]={{{}{{}}}};", same("{},"))),
        ("open dimensions", format!("{HEAD}.global .b8 v{};", same("[]"))),
        ("wrong declarations", format!("{HEAD}{}", same(";.x"))),
        ("aliases", format!("{HEAD}.func f(){{ret;}}{}", again(|n| format!(".alias a{n},f;")))),
        (
            "parameters",
            format!("{HEAD}.func f({}.param .b32 z){{ret;}}", again(|n| format!(".param .b32 p{n},"))),
        ),
        ("functions", format!("{HEAD}{}", again(|n| format!(".func f{n}(){{ret;}}\n")))),
        ("kernels with an error", format!("{HEAD}{}", again(|n| format!(".entry k{n}(){{x;}}\n")))),
        (
            "a chain of calls",
            format!(
                "{HEAD}.func f0(){{bar.sync 0;ret;}}{}",
                again(|n| format!(".func f{}(){{call f{n};ret;}}\n", n + 1))
            ),
        ),
        ("calls", format!("{HEAD}.func f(){{ret;}}\n.entry k(){{{}ret;}}", same("call f;"))),
        ("labels", kernel(&again(|n| format!("L{n}:")))),
        ("the same label", kernel(&same("L:"))),
        ("jumps to the next line", kernel(&again(|n| format!("bra L{n};L{n}:")))),
        ("branches to the end", kernel(&(again(|_| "@%p bra E;".to_owned()) + "E:"))),
        ("guarded ends", kernel(&same("@%p ret;"))),
        (
            "loops around loops",
            kernel(&halves(|n| format!("L{n}:mov.b32 %r1,%r2;"), |n| format!("@%p bra L{n};"))),
        ),
        (
            "blocks from the last to the first",
            kernel(
                &(format!(".reg .b32 a<60000>;bra L{};", *BYTES / 34)
                    + &(0..*BYTES / 34)
                        .map(|n| format!("L{}:mov.b32 %r1,a{n};bra L{n};\n", n + 1))
                        .collect::<String>()
                    + "L0:"),
            ),
        ),
        (
            "registers alive in loops",
            kernel(
                &(".reg .b32 a<60000>;".to_owned()
                    + &(0..*BYTES / 43).map(|n| format!("L{n}:mov.b32 %r1,a{n};\n")).collect::<String>()
                    + &(0..*BYTES / 43).map(|n| format!("@%p bra L{n};\n")).collect::<String>()),
            ),
        ),
        (
            "a chain and ways to both of its ends",
            kernel(
                &("bra X;C0:\n".to_owned()
                    + &(1..*BYTES / 34).map(|n| format!("C{n}:mov.b32 %r1,%r2;\n")).collect::<String>()
                    + "ret;X:"
                    + &(0..*BYTES / 75)
                        .map(|n| {
                            format!(
                                "@%p bra C{};@%p bra C{};\n",
                                n % (*BYTES / 34),
                                *BYTES / 34 - 1 - n % (*BYTES / 34)
                            )
                        })
                        .collect::<String>()),
            ),
        ),
        (
            "a long list of targets in many switches",
            kernel(&format!(
                "L:T: .branchtargets {}L;\n{}",
                "L,".repeat(*BYTES / 4),
                "@%p brx.idx %r1,T;\n".repeat(*BYTES / 38)
            )),
        ),
        (
            "a long prototype of many calls",
            kernel(&format!(
                "P: .callprototype _ (.param .b32 {});\n{}",
                "x".repeat(*BYTES / 2),
                "call %rd1,(1),P;\n".repeat(*BYTES / 34)
            )),
        ),
        (
            "a long list of functions in many calls",
            format!(
                "{HEAD}.func f(){{ret;}}\n.entry k(){{.reg .b64 %rd<2>;T: .calltargets {}f;\n{}ret;}}",
                "f,".repeat(*BYTES / 4),
                "call %rd1,T;\n".repeat(*BYTES / 26)
            ),
        ),
        (
            "a long name that is called",
            format!(
                "{HEAD}.func f(.param .b32 {}){{ret;}}\n.entry k(){{{}ret;}}",
                "x".repeat(*BYTES / 2),
                "call f,(1);\n".repeat(*BYTES / 24)
            ),
        ),
        (
            "calls of anybody among many",
            format!(
                "{HEAD}{}.entry k(){{.reg .b64 %rd<2>;P: .callprototype _ ();\n{}ret;}}",
                (0..*BYTES / 40).map(|n| format!(".func f{n}(){{ret;}}\n")).collect::<String>(),
                "call %rd1,P;\n".repeat(*BYTES / 26)
            ),
        ),
        (
            "values alive across barriers",
            kernel(
                &(".reg .b32 a<60000>;".to_owned()
                    + &"bar.sync 0;\n".repeat(*BYTES / 24)
                    + &(0..*BYTES / 48).map(|n| format!("mov.b32 %r1,a{n};\n")).collect::<String>()),
            ),
        ),
        ("a long version", format!(".version {}.0", same("9"))),
        ("targets", format!(".version 8.0\n.target {}sm_75", same("debug,"))),
    ]
}

#[test]
fn what_grows_in_a_text_is_paid_for_once() {
    let only = std::env::var("VGPU_FUZZ_ONLY").unwrap_or_default();
    for (name, text) in texts().into_iter().filter(|(name, _)| name.contains(&only)) {
        let (held, took) = measured(|| {
            text::read(&text);
        });
        println!("{took:>8.1?} {:>6} MiB for {:>4} KiB  {name}", held >> 20, text.len() >> 10);
        let is_fine = took < LIMIT && held < (300 << 20) + 600 * text.len();
        assert!(is_fine || std::env::var_os("VGPU_FUZZ_LOOK").is_some(), "{name}: {took:?}, {held} bytes");
    }
}

#[test]
fn what_grows_in_a_container_is_paid_for_once() {
    let bomb = |bytes: usize| {
        let stored = zstd::bulk::compress(&vec![b' '; bytes], 3).expect("compress");
        let mut entry = container::entry(1, 50, 0, &stored);
        entry[16..20].copy_from_slice(&(stored.len() as u32).to_le_bytes());
        entry[0x28..0x30].copy_from_slice(&0x8000u64.to_le_bytes());
        entry[0x38..0x40].copy_from_slice(&(bytes as u64).to_le_bytes());
        container::fatbin(&[entry])
    };
    let small = bomb(1 << 20);
    let sections: Vec<(&str, &[u8])> = vec![(".nv_fatbin", small.as_slice()); 100];
    let mut same = container::elf(&sections);
    // All of the sections are the first.
    let table = u64::from_le_bytes(same[40..48].try_into().expect("eight")) as usize;
    for section in 2..=100 {
        let first: Vec<u8> = same[table + 64 + 24..table + 64 + 40].to_vec();
        same[table + section * 64 + 24..table + section * 64 + 40].copy_from_slice(&first);
    }
    for (name, file) in [
        (
            "no fatbin at all",
            [0x50, 0xed, 0x55, 0xba].iter().chain(&[0; 12]).copied().cycle().take(*BYTES).collect(),
        ),
        ("many that unpack to much", bomb(64 << 20).repeat(if is_thorough() { 100 } else { 2 })),
        ("many sections of the same bytes", same),
        ("padding", [bomb(10), vec![0; 1 << 20], bomb(10)].concat()),
    ] {
        let (held, took) = measured(|| {
            container::read(&file, 61);
        });
        println!("{took:>8.1?} {:>6} MiB for {:>4} KiB  {name}", held >> 20, file.len() >> 10);
        let is_fine = took < LIMIT && held < (1500 << 20) + 600 * file.len();
        assert!(is_fine || std::env::var_os("VGPU_FUZZ_LOOK").is_some(), "{name}: {took:?}, {held} bytes");
    }
}
