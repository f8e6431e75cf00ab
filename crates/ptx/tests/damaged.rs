//! No text makes the front end panic, hang, or take much memory.

use proptest::prelude::*;
use ptx::ir::{FunctionId, Module};

const SAMPLE: &str = include_str!("data/sample.ptx");

/// Does with a text everything that can be done.
fn everything(text: &str) {
    let _ = ptx::check(text);
    if let Ok(module) = Module::parse(text) {
        for index in 0..module.functions.len() {
            let id = FunctionId(index as u32);
            let _ = module.usage(id);
            if let Ok(body) = module.compile(id) {
                for block in 0..body.blocks.len() {
                    let _ = body.live_across(ptx::ir::BlockId(block as u32));
                }
            }
        }
    }
}

/// A text with pieces taken out, doubled, and put elsewhere.
fn mutated(edits: &[(usize, usize, u8, u8)]) -> String {
    let mut bytes = SAMPLE.as_bytes().to_vec();
    for (at, len, kind, byte) in edits {
        let at = at % bytes.len().max(1);
        let end = (at + len % 40).min(bytes.len());
        match kind % 5 {
            0 => drop(bytes.drain(at..end)),
            1 => {
                if let Some(slot) = bytes.get_mut(at) {
                    *slot = *byte;
                }
            }
            2 => {
                let piece: Vec<u8> = bytes[at..end].to_vec();
                let to = usize::from(*byte) * bytes.len() / 256;
                bytes.splice(to..to, piece);
            }
            3 => bytes.insert(at, b"{}[]();,.<>@!%:|_0x\"/*"[usize::from(*byte) % 22]),
            _ => {
                // One number for another.
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    bytes.splice(at + digit..=at + digit, b"4294967296".iter().copied());
                }
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn damaged_modules_end_in_errors_or_programs(
        edits in prop::collection::vec((any::<usize>(), any::<usize>(), any::<u8>(), any::<u8>()), 1..12)
    ) {
        everything(&mutated(&edits));
    }

    #[test]
    fn any_text_ends_in_an_error(text in "\\PC{0,200}") {
        everything(&text);
        everything(&format!(".version 8.0\n.target sm_75\n.address_size 64\n{text}"));
        everything(&format!(".version 8.0\n.target sm_75\n.address_size 64\n.entry k() {{ {text} }}"));
    }
}

#[test]
fn the_sample_is_sound() {
    let report = ptx::check(SAMPLE);
    assert_eq!(report.failures, []);
    assert!(report.kernels >= 2);
}

#[test]
fn what_is_nested_or_large_without_bound_is_refused() {
    let of = |body: &str| {
        ptx::check(&format!(
            ".version 8.0\n.target sm_75\n.address_size 64\n.entry k() {{ .reg .b32 %r<9>; {body} ret; }}"
        ))
    };
    for body in [
        ".reg .b32 %q<4000000000>;".to_owned(),
        ".reg .b32 %q<99999999999999999999999>;".to_owned(),
        ".local .b8 a[9999999999999];".to_owned(),
        ".local .b8 a[99999999999][99999999999];".to_owned(),
        format!("{} {}", "{".repeat(100_000), "}".repeat(100_000)),
        format!("mov.b32 %r0, {}1{};", "(".repeat(100_000), ")".repeat(100_000)),
        format!("mov.b64 %r0, {}%r1{};", "{".repeat(100_000), "}".repeat(100_000)),
        format!("add{} %r0, %r1, %r2;", ".u32".repeat(100_000)),
        format!(".local .b8 a{};", "[1]".repeat(100_000)),
    ] {
        let report = of(&body);
        assert_eq!(report.failed, 1, "{}", &body[..body.len().min(60)]);
    }
    let data = |text: &str| ptx::check(&format!(".version 8.0\n.target sm_75\n.address_size 64\n{text}"));
    for text in [
        format!(".global .b8 a[4] = {}1{};", "{".repeat(100_000), "}".repeat(100_000)),
        ".global .b8 a[2][4000000000] = {{1},{2}};".to_owned(),
        ".global .b8 a[18446744073709551615][2];".to_owned(),
    ] {
        assert!(!data(&text).failures.is_empty(), "{}", &text[..text.len().min(60)]);
    }
}
