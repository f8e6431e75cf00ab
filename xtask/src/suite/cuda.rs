//! Stage `runtime`: small CUDA programs, built here by nvcc with the static and the shared runtime.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::machine::{Side, nvcc};
use super::report::Verdict;
use super::{Device, Suite, script};
use crate::process::{Done, Ending, Job};

const STAGE: &str = "runtime";

/// The programs, and what the compiler must be told for them.
const PROGRAMS: [(&str, &[&str]); 6] = [
    ("vector_add", &[]),
    ("streams", &[]),
    ("printing", &[]),
    ("graphs", &[]),
    ("sgemm", &["-lcublas", "-lcublasLt"]),
    ("threads", &["--default-stream", "per-thread"]),
];

/// Builds all at the same time, then runs each on both sides.
pub fn run(suite: &mut Suite) -> Result<()> {
    let Some(nvcc) = nvcc() else {
        suite.report.row(STAGE, "all programs", "", "", Verdict::Skip, "no nvcc here");
        return Ok(());
    };
    if suite.machine.device == Device::Soft {
        suite.report.row(
            STAGE,
            "all programs",
            "",
            "",
            Verdict::Skip,
            "the software GPU runs no kernels yet",
        );
        return Ok(());
    }
    let folder = suite.machine.log.join("built");
    fs::create_dir_all(&folder)?;
    let kinds: &[&str] = if suite.quick { &["static"] } else { &["static", "shared"] };
    let mut builds = Vec::new();
    for (name, flags) in PROGRAMS {
        for kind in kinds {
            let program = folder.join(format!("{name}-{kind}"));
            let source = script(&suite.machine.bundle, "cuda").join(format!("{name}.cu"));
            let job = Job::new(&nvcc)
                .args(["-arch=native", "-std=c++17", "-O2", "-cudart", kind, "-o"])
                .arg(&program);
            let job = job.arg(source).args(flags).limit(suite.limit(180));
            builds.push((
                format!("{name}, {kind}"),
                program.clone(),
                job.log(program.with_extension("build")).start()?,
            ));
        }
    }
    for (name, program, build) in builds {
        let done = build.finish()?;
        if !done.is_success() {
            suite.report.row(STAGE, &name, "not built", "", Verdict::Fail, &done.tail(4));
            continue;
        }
        compare(suite, &name, &program)?;
    }
    Ok(())
}

fn compare(suite: &mut Suite, name: &str, program: &Path) -> Result<()> {
    if !suite.has_time_for(STAGE, name, 5) {
        return Ok(());
    }
    let file = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let words: [PathBuf; 1] = [program.to_owned()];
    let native = suite.machine.job(Side::Native, &file, &words).limit(suite.limit(60)).run()?;
    let vgpu = suite.machine.job(Side::Vgpu, &file, &words).limit(suite.limit(60)).run()?;
    let difference = first_difference(&native, &vgpu);
    let lines = |done: &Done| match done.ending {
        Ending::Status(0) => format!("{} lines", done.stdout.lines().count()),
        ending => ending.to_string(),
    };
    let note = match (&difference, native.is_success()) {
        (Some(difference), _) => difference.clone(),
        (None, true) => String::new(),
        (None, false) => format!("fails alike on both: {}", native.tail(1)),
    };
    let is_good = difference.is_none() && native.is_success();
    suite.report.row(STAGE, name, &lines(&native), &lines(&vgpu), Verdict::of(is_good), &note);
    suite.expect_clean(STAGE, name);
    Ok(())
}

/// The first line in which the outputs differ, or how the programs ended if that differs.
fn first_difference(native: &Done, vgpu: &Done) -> Option<String> {
    let (mut left, mut right) = (native.stdout.lines(), vgpu.stdout.lines());
    loop {
        match (left.next(), right.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                return Some(format!("native {:?}, vgpu {:?}", a.unwrap_or("(end)"), b.unwrap_or("(end)")));
            }
        }
    }
    (native.ending != vgpu.ending)
        .then(|| format!("native {}, vgpu {}: {}", native.ending, vgpu.ending, vgpu.tail(1)))
}
