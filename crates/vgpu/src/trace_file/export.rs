//! `vgpu trace export`: a picture of a trace.

use std::fs::File;

use anyhow::{Context, Result};
use trace::perfetto::Exporter;

use super::cli::ExportArgs;

/// Writes it.
pub fn execute(arguments: &ExportArgs) -> Result<u8> {
    let output = arguments.output.clone().unwrap_or_else(|| {
        let mut name = arguments.file.clone().into_os_string();
        name.push(".json");
        name.into()
    });
    let start = super::open(&arguments.file)?.head().clock_ns.get();
    let cannot = || format!("cannot write {}", output.display());
    let file = File::create(&output).with_context(cannot)?;
    let mut exporter = Exporter::new(file, start);
    let scanned = super::scan(&arguments.file, arguments.filter.filter(), |known, session, frame| {
        exporter.add(known, session, frame).with_context(cannot)?;
        Ok(true)
    })?;
    exporter.finish().with_context(cannot)?;
    eprintln!("vgpu: {} can be opened at https://ui.perfetto.dev", output.display());
    scanned.judge(&arguments.file)
}
