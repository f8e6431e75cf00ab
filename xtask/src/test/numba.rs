//! numba-cuda's own tests on the software GPU: a published compiler of Python, and its suite, that know nothing of us.
//!
//! ```text
//! Python ─ numba ─► NVVM ─► PTX ─ cuda.core ─► cuLink* ─► cuLibrary*, cuLaunchKernel …      all but the last two
//!                                                                                       are what PyPI publishes
//! ```
//!
//! nvJitLink, which makes machine code, is left out of the installation: then cuda.core lets the driver link. What is
//! known to fail stands in `suite/numba/known.txt` with its reason. `VGPU_NUMBA=all` runs the whole suite, which takes
//! long.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::{Surroundings, soft};
use crate::process::Job;

/// Everything that is installed. CUDA 12.9's NVVM writes PTX that a driver of 13.0 knows, for devices from 5.0 on.
const PACKAGES: [&str; 23] = [
    "numba-cuda==0.30.4",
    "numba==0.68.1",
    "llvmlite==0.50.0",
    "numpy==2.4.6",
    "cuda-bindings==12.9.10",
    "cuda-core==1.2.2",
    "cuda-pathfinder==1.9.1",
    "nvidia-cuda-nvcc-cu12==12.9.86",
    "nvidia-cuda-nvrtc-cu12==12.9.86",
    "nvidia-cuda-runtime-cu12==12.9.79",
    "nvidia-cuda-cccl-cu12==12.9.27",
    "packaging==26.4",
    "pytest==9.2.0",
    "pytest-xdist==3.8.0",
    "execnet==2.1.2",
    "iniconfig==2.3.1",
    "pluggy==1.7.0",
    "pygments==2.21.0",
    "psutil==7.2.2",
    "cffi==2.1.1",
    "pycparser==3.12",
    "ml-dtypes==0.6.0",
    "filecheck==1.0.6",
];

/// What takes so long, most of it in compilers, that it only runs if all is asked for; the rest is meant to take about
/// three minutes on two free cores. The first are benchmarks, which need more packages.
const LONG: [&str; 20] = [
    "benchmarks",
    "core/test_serialize.py",
    "cudapy/test_array.py",
    "cudapy/test_array_alignment.py",
    "cudapy/test_array_reductions.py",
    "cudapy/test_bfloat16.py",
    "cudapy/test_bfloat16_bindings.py",
    "cudapy/test_cache_hints.py",
    "cudapy/test_caching.py",
    "cudapy/test_complex.py",
    "cudapy/test_laplace.py",
    "cudapy/test_math.py",
    "cudapy/test_matmul.py",
    "cudapy/test_print.py",
    "cudapy/test_transpose.py",
    "cudapy/test_ufuncs.py",
    "cudapy/test_vector_type.py",
    "cudapy/test_vectorize.py",
    "doc_examples/test_random.py",
    "nrt/test_nrt.py",
];

/// Fewer tests than this mean that they were not found.
const LEAST: usize = 1500;
/// Seconds after which a test is ended.
const LIMIT: &str = "600";
/// The device: the newest whose instructions the software GPU has.
const CAPABILITY: &str = "8.0";

/// Tests that are known to fail or are not run, as `known.txt` has them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Known {
    /// Tests that fail.
    fails: Vec<String>,
    /// Tests that pass or fail, from run to run.
    varies: Vec<String>,
    /// Tests that are not run.
    skip: Vec<String>,
}

impl Known {
    /// Reads `[fails: why]`, `[varies: why]` or `[skip: why]`, each before the tests that it is said of.
    fn parse(text: &str) -> Result<Self> {
        let mut known = Self::default();
        let mut kind = None;
        for (line, number) in text.lines().map(str::trim).zip(1..) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(head) = line.strip_prefix('[') {
                let head = head.strip_suffix(']').and_then(|head| head.split_once(": "));
                let (word, why) = head.with_context(|| format!("line {number}: no [kind: reason]"))?;
                ensure!(!why.trim().is_empty(), "line {number}: no reason");
                kind = Some(word.to_owned());
                continue;
            }
            ensure!(line.contains("::"), "line {number}: no test: {line}");
            let tests = match kind.as_deref() {
                Some("fails") => &mut known.fails,
                Some("varies") => &mut known.varies,
                Some("skip") => &mut known.skip,
                other => bail!("line {number}: a test of an unknown kind: {other:?}"),
            };
            tests.push(line.to_owned());
        }
        Ok(known)
    }

    fn len(&self) -> usize {
        self.fails.len() + self.varies.len() + self.skip.len()
    }
}

/// What became of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Verdict {
    /// `passed`, `failed`, `skipped`, `expected-failure`.
    word: String,
    /// The last line of what went wrong.
    why: String,
}

/// What became of all tests, by name.
#[derive(Debug, Default)]
struct Verdicts {
    tests: BTreeMap<String, Verdict>,
    /// The status with which the session ended, if it came to its end.
    status: Option<i32>,
}

impl Verdicts {
    /// Reads what `vgpu_verdicts.py` wrote: verdict, test, seconds, reason, with tabs between them.
    fn parse(text: &str) -> Result<Self> {
        let mut verdicts = Self::default();
        for line in text.lines() {
            match line.split('\t').collect::<Vec<_>>()[..] {
                ["end", status] => verdicts.status = Some(status.parse()?),
                [word, test, _, why] => {
                    let verdict = Verdict { word: word.to_owned(), why: why.to_owned() };
                    verdicts.tests.insert(test.to_owned(), verdict);
                }
                _ => bail!("this is no verdict: {line}"),
            }
        }
        Ok(verdicts)
    }

    fn count(&self, word: &str) -> usize {
        self.tests.values().filter(|verdict| verdict.word == word).count()
    }

    /// What differs from what is known, a line each.
    fn surprises(&self, known: &Known) -> Vec<String> {
        let mut surprises = Vec::new();
        for (test, verdict) in &self.tests {
            let fails = known.fails.contains(test);
            match verdict.word.as_str() {
                "failed" if !fails && !known.varies.contains(test) => {
                    surprises.push(format!("{test}: {}", verdict.why));
                }
                "passed" if fails => surprises.push(format!("{test} passes, and is on the list of failures")),
                _ => {}
            }
        }
        surprises
    }
}

/// Installs what is not installed yet, and answers with the Python that has it.
fn installed(folder: &Path) -> Result<PathBuf> {
    let python = folder.join("bin/python");
    let stamp = folder.join("installed.txt");
    let wanted = PACKAGES.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) && python.exists() {
        return Ok(python);
    }
    println!("  installing numba-cuda from PyPI, about 700 MB unpacked");
    let _ = fs::remove_dir_all(folder);
    // numba-cuda is found through a file that only a site folder honours, so a mere target folder does not do. The
    // machine's own pip installs: Debian's Python makes no environments with a pip in them.
    Job::new("python3").args(["-m", "venv", "--without-pip"]).arg(folder).check()?;
    let pip = ["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"];
    Job::new("python3")
        .args(["-m", "pip", "--python"])
        .arg(&python)
        .args(pip)
        .args(PACKAGES)
        .limit(Duration::from_secs(900))
        .check()
        .context("cannot install numba-cuda from PyPI, which this step needs at its first run")?;
    fs::write(stamp, wanted)?;
    Ok(python)
}

/// The folder of numba-cuda's tests.
fn tests_of(python: &Path) -> Result<PathBuf> {
    let script = "import sysconfig; print(sysconfig.get_path('purelib'))";
    let done = Job::new(python).args(["-c", script]).check()?;
    let tests = Path::new(done.stdout.trim()).join("numba_cuda/numba/cuda/tests");
    ensure!(tests.is_dir(), "numba-cuda has no tests in {}", tests.display());
    Ok(tests)
}

/// Runs the tests.
pub fn run(around: &Surroundings) -> Result<String> {
    let suite = around.workspace.root.join("suite/numba");
    let list = suite.join("known.txt");
    let known = Known::parse(&fs::read_to_string(&list)?).with_context(|| format!("{}", list.display()))?;
    let python = installed(&around.workspace.target().join("numba"))?;
    let tests = tests_of(&python)?;
    let folder = around.folder("numba")?;
    let driver = soft::soft_folder(&around.built()?, &folder)?;
    let written = folder.join("verdicts.tsv");
    let is_whole = std::env::var_os("VGPU_NUMBA").is_some_and(|what| what == "all");
    let left_out = if is_whole { &LONG[..1] } else { &LONG };
    let processes = available_parallelism().map_or(2, |count| count.get().min(8)).to_string();
    let done = Job::new(&python)
        .args(["-m", "pytest", "-q", "--tb=short", "--import-mode=importlib", "-p", "no:cacheprovider"])
        .args(["-p", "vgpu_verdicts", "--dist", "worksteal", "-n", &processes])
        .args([Path::new("-c"), &suite.join("pytest.ini"), Path::new("--rootdir"), &tests])
        .args(known.skip.iter().flat_map(|test| ["--deselect", test]))
        .args(left_out.iter().flat_map(|part| [Path::new("--ignore").to_owned(), tests.join(part)]))
        .arg(&tests)
        .libraries(driver)
        .env("PYTHONPATH", &suite)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NUMBA_CACHE_DIR", folder.join("cache"))
        .env("SOFTCUDA_CC", CAPABILITY)
        .env("VGPU_VERDICTS", &written)
        .env("VGPU_LIMIT", LIMIT)
        .folder(&folder)
        .limit(Duration::from_secs(3600))
        .log(folder.join("pytest"))
        .run()?;
    let verdicts = fs::read_to_string(&written).with_context(|| done.tail(10))?;
    let verdicts = Verdicts::parse(&verdicts)?;
    // 1: some failed, which is judged here.
    ensure!(
        matches!(verdicts.status, Some(0 | 1)),
        "the suite broke off: {}\n{}",
        done.ending,
        done.tail(20)
    );
    let surprises = verdicts.surprises(&known);
    let (passed, failed) =
        (verdicts.count("passed") + verdicts.count("expected-failure"), verdicts.count("failed"));
    let counted = passed + failed;
    ensure!(counted >= LEAST, "only {counted} tests were found");
    if !surprises.is_empty() {
        println!("{}", surprises.join("\n"));
        bail!("{} surprises, {passed} of {counted} pass; see {}", surprises.len(), folder.display());
    }
    let share = 100.0 * passed as f64 / counted as f64;
    let skipped = verdicts.count("skipped");
    Ok(format!(
        "{passed} of {counted} pass ({share:.1} %), {skipped} do not want this device, {} of the whole suite known to \
         fail or left out, see suite/numba/known.txt",
        known.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &str = "# Why.\n\n[fails: no managed memory]\na.py::A::one\na.py::A::two\n\
                         [skip: takes hours]\nb.py::B::three\n[varies: counts seconds]\nb.py::B::four\n";

    #[test]
    fn the_list_is_read_and_what_has_no_reason_is_refused() {
        let known = Known::parse(KNOWN).expect("a list");
        assert_eq!(known.fails, ["a.py::A::one", "a.py::A::two"]);
        assert_eq!(
            (known.skip, known.varies),
            (vec!["b.py::B::three".to_owned()], vec!["b.py::B::four".to_owned()])
        );
        for wrong in [
            "a.py::A::one",
            "[fails]\na.py::A::one",
            "[fails: ]\n",
            "[likes: why]\na::b",
            "[skip: why]\na.py",
        ] {
            assert!(Known::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_committed_list_is_sound_and_names_no_test_twice() {
        let known = Known::parse(include_str!("../../../suite/numba/known.txt")).expect("a list");
        let mut all: Vec<&String> = known.fails.iter().chain(&known.varies).chain(&known.skip).collect();
        all.sort();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn only_what_is_not_known_is_a_surprise() {
        let text = "failed\ta.py::A::one\t0.1\toh\npassed\ta.py::A::two\t0.1\t\nfailed\tb.py::B::four\t0.1\tlate\n\
                    failed\tc.py::C::five\t0.1\twrong sum\nskipped\tc.py::C::six\t0.0\tno\nend\t1\n";
        let verdicts = Verdicts::parse(text).expect("verdicts");
        assert_eq!(verdicts.status, Some(1));
        assert_eq!(
            (verdicts.count("failed"), verdicts.count("passed"), verdicts.count("skipped")),
            (3, 1, 1)
        );
        let surprises = verdicts.surprises(&Known::parse(KNOWN).expect("a list"));
        assert_eq!(
            surprises,
            ["a.py::A::two passes, and is on the list of failures", "c.py::C::five: wrong sum"]
        );
        assert!(Verdicts::parse("passed\n").is_err());
        assert!(Verdicts::parse("").expect("none").status.is_none());
    }
}
