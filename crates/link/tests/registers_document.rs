//! docs/registers.md says what the tables of registers and of the window say. `VGPU_UPDATE_DOCS=1` writes it.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use link::device::mailbox::BOX_LEN;
use link::device::registers::{Access, LEN, REGISTERS};
use link::device::window::{PAGES_OFFSET, TABLE_OFFSET, WindowShape};

fn page() -> String {
    let mut out = String::from(
        "<!-- written by the test registers_document of crates/link (VGPU_UPDATE_DOCS=1); do not edit -->\n\
         # The VGPU-STUB's registers and window\n\n\
         PCI 1234:5647, class 12.00.00 (processing accelerator), unless it is told to present other numbers \
         (`vgpu stub --identity`).\nAll numbers are little endian.\n\n## BAR0: registers\n\n",
    );
    let _ =
        writeln!(out, "{LEN} bytes, 32-bit registers. What is not listed reads as 0 and ignores writes.\n");
    out.push_str("| offset | name | access | what |\n|---|---|---|---|\n");
    for it in REGISTERS {
        let access = match it.access {
            Access::Read => "read",
            Access::Write => "write",
        };
        let end = match it.count {
            1 => String::new(),
            count => format!(" to {:#06x}", it.offset + 4 * (count - 1)),
        };
        let _ = writeln!(out, "| {:#06x}{end} | {} | {access} | {} |", it.offset, it.name, it.about);
    }
    let example = WindowShape::new(4 << 30, 16).unwrap();
    let _ = write!(
        out,
        "\n## BAR2: the window\n\n\
         A power of two from 256 MiB to 64 GiB, prefetchable, of 64 bits. It is memory: accesses go to no register.\n\n\
         | offset | what |\n|---|---|\n\
         | 0 | header: magic, version, number and size of channels, generation, heartbeat |\n\
         | {TABLE_OFFSET:#x} | table of channels, 128 bytes each: state, owner, when that began, generation |\n\
         | {:#x} (with {} channels) | channels, {:#x} bytes each in a window of 4 GiB |\n\n\
         A channel:\n\n\
         | offset | what |\n|---|---|\n\
         | 0 | mailbox towards the host: words that count messages sent and taken, a length; the message from 4096 on |\n\
         | {BOX_LEN:#x} | mailbox towards the guest |\n\
         | {PAGES_OFFSET:#x} | pages for segments: ring, completion slots, pinned memory |\n\n\
         A channel's state is 0 free, 1 claimed, 2 open, 3 released, 4 closed; who may change it to what is in \
         `crates/link/src/device/mod.rs`.\n\n\
         ## ivshmem\n\n\
         QEMU's ivshmem-doorbell has registers of its own. The window is the same; a write of a vector to its register 12 \
         is a\nwrite to LOOK for vector 0 (all channels are looked at), and a doorbell of channel N for vector N + 1.\n",
        example.channels_offset, example.channels, example.channel_len
    );
    out
}

#[test]
fn the_page_says_what_the_tables_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/registers.md");
    if std::env::var_os("VGPU_UPDATE_DOCS").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == page(), "docs/registers.md is out of date; run this test with VGPU_UPDATE_DOCS=1");
}
