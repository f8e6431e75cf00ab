//! Stage `runtime`: small CUDA programs, built here by nvcc with the static and the shared runtime.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::machine::{Side, nvcc};
use super::report::Verdict;
use super::{Suite, script};
use crate::process::{Done, Ending, Job};
use crate::scratch::Scratch;

const STAGE: &str = "runtime";

/// The programs.
const PROGRAMS: [&str; 6] = ["vector_add", "streams", "printing", "graphs", "sgemm", "threads"];

/// Builds all at the same time, then runs each on both sides.
pub fn run(suite: &mut Suite) -> Result<()> {
    let Some(nvcc) = nvcc() else {
        suite.report.row(STAGE, "all programs", "", "", Verdict::Skip, "no nvcc here");
        return Ok(());
    };
    if !suite.machine.runs_frameworks() {
        suite.report.row(
            STAGE,
            "all programs",
            "",
            "",
            Verdict::Skip,
            "needs a GPU: too much for the software GPU",
        );
        return Ok(());
    }
    let folder = Scratch::new()?;
    let kinds: &[&str] = if suite.quick { &["static"] } else { &["static", "shared"] };
    let mut builds = Vec::new();
    for name in PROGRAMS {
        let Some(flags) = flags(name, &nvcc) else {
            suite.report.row(STAGE, name, "", "", Verdict::Skip, "no headers of cuBLAS here");
            continue;
        };
        for kind in kinds {
            let program = folder.path().join(format!("{name}-{kind}"));
            let job = Job::new(&nvcc)
                .args(["-arch=native", "-std=c++17", "-O2", "-cudart", kind, "-o"])
                .arg(&program);
            let job = job.arg(format!("{name}.cu")).folder(script(&suite.machine.bundle, "cuda"));
            let job = job.args(&flags).limit(suite.limit(180));
            let build = job.log(suite.machine.log.join(format!("build-{name}-{kind}"))).start()?;
            builds.push((format!("{name}, {kind}"), program, build));
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

/// What the compiler must be told for one program; nothing if the program cannot be built here.
fn flags(name: &str, nvcc: &Path) -> Option<Vec<String>> {
    let mut flags: Vec<String> = Vec::new();
    // Toolkits are often not on the loader's path.
    let toolkit = fs::canonicalize(nvcc).ok().and_then(|path| Some(path.parent()?.parent()?.to_owned()));
    let toolkit = toolkit.unwrap_or_default();
    for folder in ["lib64", "lib", "targets/x86_64-linux/lib"].map(|folder| toolkit.join(folder)) {
        if folder.is_dir() {
            flags.extend(search(&folder));
        }
    }
    match name {
        "threads" => flags.extend(["--default-stream", "per-thread"].map(str::to_owned)),
        "sgemm" => flags.extend(blas(&toolkit)?),
        _ => {}
    }
    Some(flags)
}

fn search(folder: &Path) -> [String; 5] {
    let folder = folder.display().to_string();
    [format!("-L{folder}"), "-Xlinker".into(), "-rpath".into(), "-Xlinker".into(), folder]
}

/// cuBLAS from the toolkit, or from the Python packages that PyTorch came with.
fn blas(toolkit: &Path) -> Option<Vec<String>> {
    let has_header = |folder: &Path| folder.join("cublas_v2.h").is_file();
    if ["include", "targets/x86_64-linux/include"].iter().any(|folder| has_header(&toolkit.join(folder))) {
        return Some(vec!["-lcublas".into(), "-lcublasLt".into()]);
    }
    let done = Job::of(&["python3", "-c", "import nvidia; print(*nvidia.__path__, sep='\\n')"]).run().ok()?;
    let packages = done.stdout.lines().flat_map(|path| fs::read_dir(path).into_iter().flatten().flatten());
    let package = packages.map(|entry| entry.path()).find(|package| has_header(&package.join("include")))?;
    let mut flags = vec![format!("-I{}", package.join("include").display())];
    flags.extend(search(&package.join("lib")));
    // The packages have the libraries by their versions only.
    let files = fs::read_dir(package.join("lib")).ok()?.flatten();
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    flags.extend(names.filter(|name| name.starts_with("libcublas")).map(|name| format!("-l:{name}")));
    Some(flags)
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
