//! `cargo xtask codegen`: everything that is derived from THE table.
//!
//! Rows are read from `crates/table/api`; one file per consumer is written, formatted and committed.
//! `--check` writes nothing and fails if a committed file is out of date.

mod emit_c;
mod emit_guest;
mod emit_table;
mod emit_wire;
mod emit_worker;
mod model;
mod nvml;
mod scan;

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

use model::load;

/// Writes or checks all generated files.
pub fn run(root: &Path, check: bool) -> Result<()> {
    let rows = load(root)?;
    let structs = scan::structs(&root.join("crates/table/src"))?;
    let soft = scan::functions(&root.join("crates/softcuda/src/api"))?;
    let management = nvml::model::load(root)?;
    let outputs: Vec<(PathBuf, String)> = vec![
        ("crates/table/src/generated.rs".into(), emit_table::emit(&rows, &management)),
        ("crates/table/src/nvml/generated.rs".into(), nvml::emit_table::emit(&management)),
        ("crates/guest-nvml/src/generated.rs".into(), nvml::emit_guest::emit(&management)),
        ("crates/worker/src/monitor/generated.rs".into(), nvml::emit_worker::emit(&management)),
        ("crates/wire/src/generated.rs".into(), emit_wire::emit(&rows, &structs)?),
        ("crates/guest-cuda/src/generated.rs".into(), emit_guest::emit(&rows, &structs)?),
        ("crates/worker/src/generated.rs".into(), emit_worker::emit(&rows, &structs)?),
        ("crates/softcuda/src/generated.rs".into(), emit_c::emit_soft(&rows, &soft)),
    ];
    let mut stale = Vec::new();
    for (path, text) in outputs {
        let full = root.join(&path);
        if !full.parent().is_some_and(Path::is_dir) {
            continue;
        }
        let text = format(&text).with_context(|| format!("generated text of {}", path.display()))?;
        let old = fs::read_to_string(&full).unwrap_or_default();
        if old == text {
            continue;
        }
        if check {
            stale.push(path.display().to_string());
        } else {
            fs::write(&full, text).with_context(|| format!("cannot write {}", full.display()))?;
            println!("wrote {}", path.display());
        }
    }
    ensure!(stale.is_empty(), "out of date: {}; run `cargo xtask codegen`", stale.join(", "));
    Ok(())
}

/// Formats Rust source with rustfmt.
fn format(text: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=110,use_small_heuristics=Max"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start rustfmt; install it with `rustup component add rustfmt`")?;
    let mut stdin = child.stdin.take().context("rustfmt has no stdin")?;
    let input = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().ok().context("writer thread failed")??;
    if !output.status.success() {
        fs::write(std::env::temp_dir().join("vgpu-codegen-failed.rs"), text).ok();
        bail!("rustfmt refused it: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The first lines of every generated file.
pub const BANNER: &str = "//! Generated from crates/table/api by `cargo xtask codegen`. Do not edit.\n\n";
