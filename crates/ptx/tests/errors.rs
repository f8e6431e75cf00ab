//! What is said about wrong texts, and where.

use ptx::{Diagnostic, check};

fn failures(text: &str) -> Vec<Diagnostic> {
    check(text).failures
}

fn in_kernel(body: &str) -> String {
    let text = format!(
        ".version 8.0\n.target sm_75\n.address_size 64\n.entry k()\n{{\n.reg .b32 %r<9>;\n{body}\nret;\n}}\n"
    );
    failures(&text).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn errors_carry_line_column_instruction_and_reason() {
    for (body, expected) in [
        (
            "\tfrobnicate.u32 %r1, %r2;",
            "line 7, column 2, in k: `frobnicate.u32`: no instruction has this name: `frobnicate.u32 %r1, %r2`",
        ),
        (
            "add.u32 %r1, %r2;",
            "line 7, column 1, in k: `add.u32`: takes 3 operands, found 2: `add.u32 %r1, %r2`",
        ),
        ("add.u32 %r1, %r2, %r9;", "line 7, column 19, in k: `%r9` is not declared: `add.u32 %r1, %r2, %r9`"),
        (
            "add.wide.u32 %r1, %r2, 1;",
            "line 7, column 4, in k: `add.wide.u32`: modifier `.wide` is not known here: `add.wide.u32 %r1, %r2, 1`",
        ),
        (
            "add.f32 %r1, %r2, 1;",
            "line 7, column 19, in k: `add.f32`: expected a value of type .f32, found a whole number: \
             `add.f32 %r1, %r2, 1`",
        ),
        (
            "add.u64 %r1, %r2, 1;",
            "line 7, column 9, in k: `add.u64`: `%r1` is a register of type .b32, and .u64 is needed: \
             `add.u64 %r1, %r2, 1`",
        ),
        ("bra NOWHERE;", "line 7, column 5, in k: there is no label `NOWHERE` here: `bra NOWHERE`"),
        (
            "tex.2d.v4.f32.f32 {%r1}, [%r2, {%r3}];",
            "line 7, column 19, in k: `tex.2d.v4.f32.f32`: a vector of 4 is needed, found 1: \
             `tex.2d.v4.f32.f32 {%r1}, [%r2, {%r3}]`",
        ),
        (
            "sured.b.add.2d.u32.trap [%r2, {%r3, %r3}], %r1;",
            "line 7, column 1, in k: `sured.b.add.2d.u32.trap` is not supported: of textures and surfaces this is not \
             there: `sured.b.add.2d.u32.trap [%r2, {%r3, %r3}], %r1`",
        ),
        (
            "add.u32 %r1, %r2 %r3;",
            "line 7, column 18, in k: expected `,` or `;`, found `%r3`: `add.u32 %r1, %r2 %r3`",
        ),
        (
            "ld.shared.u32 %r1, [%r2;",
            "line 7, column 24, in k: expected `+` or `]`, found `;`: `ld.shared.u32 %r1, [%r2`",
        ),
    ] {
        assert_eq!(in_kernel(body), expected, "{body}");
    }
}

#[test]
fn several_errors_are_reported_and_other_kernels_still_compile() {
    let text = ".version 8.0\n.target sm_75\n.address_size 64\n\
                .entry bad() { .reg .b32 %r<2>; foo %r1; bar2 %r1; ret; }\n\
                .entry good() { ret; }\n\
                .global .nothing x;\n\
                .entry worse() { mov.u32 ; mov.u32 } \n\
                .entry fine() { exit; }\n";
    let report = check(text);
    assert_eq!((report.kernels, report.compiled, report.failed), (4, 2, 2));
    let lines: Vec<u32> = report.failures.iter().map(|failure| failure.line).collect();
    assert_eq!(lines, [6, 4, 4, 7]);
}

#[test]
fn what_is_not_closed_or_too_deep_is_said_where_it_stands() {
    let deep = format!("{}{}", "{\n".repeat(300), "}".repeat(300));
    // Two scopes are those of the function, and 256 are allowed.
    assert!(in_kernel(&deep).starts_with("line 261, column 1, in k: scopes are nested too deeply"));
    for text in ["/* never closed", ".pragma \"never closed;"] {
        let found = failures(&format!(".version 8.0\n.target sm_75\n{text}\n"));
        assert!(found[0].to_string().contains(&text[text.len() - 12..]), "{found:?}");
        assert_eq!(found[0].line, 3);
    }
}

#[test]
fn a_large_thing_that_is_used_often_is_refused() {
    let switches =
        format!("L: T: .branchtargets {}L; {}", "L, ".repeat(2000), "@%p brx.idx %r1, T; ".repeat(200));
    let found = in_kernel(&format!(".reg .pred %p; {switches}"));
    assert!(found.contains("the switches of a function have too many targets in all"), "{found}");
}

#[test]
fn what_is_no_module_is_said_at_once() {
    for (text, expected) in [
        ("", "line 1, column 1: expected `.version`, found the end"),
        ("hello", "line 1, column 1: expected `.version`, found `hello`: `hello`"),
        (".version 8\n", "line 1, column 10: expected a version such as 8.4, found `8`: `8`"),
        (".version 8.0\n.target cpu\n", "line 2, column 1: no sm_ target is named: `.target cpu`"),
        (".version 8.0\n.target sm_75\n.entry k() {\n", "line 3, column 12: this brace is not closed: `{`"),
    ] {
        let found = failures(text);
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected], "{text}");
    }
}

#[test]
fn what_follows_a_wrong_declaration_is_still_declared() {
    let text = ".version 8.0\n.target sm_75\n.address_size 64\n.global .u32 a[1] = {1, 2};\n.global .u32 b;\n\
                .entry k() { .reg .b32 %r; ld.global.u32 %r, [b]; ret; }\n";
    let report = check(text);
    assert_eq!((report.compiled, report.failures.len()), (1, 1), "{:?}", report.failures);
}

#[test]
fn a_declaration_that_is_wrong_is_reported_with_its_place() {
    let of = |text: &str| {
        let text = format!(".version 8.0\n.target sm_75\n.address_size 64\n{text}\n");
        failures(&text).first().map(ToString::to_string).unwrap_or_default()
    };
    assert_eq!(
        of(".global .u32 a = b;"),
        "line 4, column 1: `a` holds the address of `b`, which there is not"
    );
    assert!(of(".global .u32 a; .global .u32 a;").contains("line 4, column 30: `a` is declared twice"));
    assert!(of(".global .align 3 .u32 a;").contains("an alignment has to be a power of two"));
    assert!(of(".global .u32 a[2] = {1,2,3};").contains("longer than the variable"));
    assert!(of(".func f(.param .b32 a); .func f(.param .b64 a) { ret; }").contains("was declared otherwise"));
    assert!(of(".entry k() .maxntid 1, 2, 3, 4 { ret; }").contains("three dimensions"));
    assert!(of(".entry k() .strange { ret; }").contains("directive `.strange` is not known"));
}
