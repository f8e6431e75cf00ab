//! Stage `nvml`: the management library, call by call, and NVIDIA's own `nvidia-smi`.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::machine::Side;
use super::report::Verdict;
use super::{Device, Suite};
use crate::process::{Job, which};

const STAGE: &str = "nvml";
/// Rows for single differences; the rest is in the log.
const ROWS_MAX: usize = 20;
/// Figures of a device that stay what they are.
const FIGURES: &str = "--query-gpu=index,name,uuid,pci.bus_id,driver_version,memory.total,compute_cap";

/// Makes every call well and badly on both sides, and compares.
pub fn run(suite: &mut Suite) -> Result<()> {
    let (native, vgpu) = (calls(suite, Side::Native)?, calls(suite, Side::Vgpu)?);
    let job = Job::new(suite.machine.part("vgpu-nvml")).arg("compare").args([native, vgpu]);
    let done = job.log(suite.machine.log.join("nvml.compare")).limit(suite.limit(30)).run()?;
    let lines: Vec<&str> = done.stdout.lines().collect();
    let Some((summary, different)) = lines.split_last() else {
        anyhow::bail!("vgpu-nvml compare: {}", done.tail(3))
    };
    suite.report.row(STAGE, "calls, well and badly", "", "", Verdict::of(different.is_empty()), summary);
    for line in different.iter().take(ROWS_MAX) {
        suite.report.row(STAGE, "", "", "", Verdict::Fail, line);
    }
    // The software GPU's machine seldom has it, and its library is ours.
    if suite.machine.device == Device::Cuda && which("nvidia-smi").is_some() {
        smi(suite, "nvidia-smi, figures", &["nvidia-smi", FIGURES, "--format=csv"])?;
        smi(suite, "nvidia-smi, list", &["nvidia-smi", "-L"])?;
        let plain = suite.machine.job(Side::Vgpu, "nvidia-smi", &["nvidia-smi".to_owned()]);
        let shown = plain.limit(suite.limit(30)).run()?;
        let is_shown = shown.is_success() && shown.stdout.contains("NVIDIA-SMI");
        suite.report.row(STAGE, "nvidia-smi", "", "", Verdict::of(is_shown), &shown.tail(1));
    }
    Ok(())
}

fn calls(suite: &Suite, side: Side) -> Result<PathBuf> {
    let file = suite.machine.log.join(format!("nvml.{}.json", side.name()));
    let program = suite.machine.part("vgpu-nvml").display().to_string();
    let words = [program, "run".to_owned(), "--json".to_owned(), file.display().to_string()];
    let done = suite.machine.job(side, "nvml", &words).limit(suite.limit(90)).run()?;
    ensure!(done.is_success(), "{}: {}: {}", side.name(), done.ending, done.tail(4));
    Ok(file)
}

/// What it prints must be the same on both sides.
fn smi(suite: &mut Suite, name: &str, words: &[&str]) -> Result<()> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let print =
        |side| suite.machine.job(side, &name.replace([' ', ','], ""), &words).limit(suite.limit(30)).run();
    let (native, vgpu) = (print(Side::Native)?, print(Side::Vgpu)?);
    let is_same = vgpu.is_success() && native.stdout == vgpu.stdout;
    suite.report.row(
        STAGE,
        name,
        "",
        "",
        Verdict::of(is_same),
        vgpu.stdout.lines().last().unwrap_or_default(),
    );
    Ok(())
}
