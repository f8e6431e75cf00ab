//! Random programs: everything that executes kernels has to give the same.
//!
//! `SOFTCUDA_PROGRAMS` says how many, `SOFTCUDA_SEED` from which seed on.

mod kernels;

use kernels::driver::Driver;
use kernels::generate::{Generated, Options, generate};
use kernels::interpreter::Interpreter;
use kernels::{Executor, file};

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Options that go through all targets with the seed.
fn options(seed: u64) -> Options {
    let target = [61, 75, 80, 90][seed as usize % 4];
    Options { target, statements: 10 + (seed as usize / 4 % 5) * 15, approximate: false }
}

fn output(program: &Generated, executor: &mut dyn Executor) -> Result<Vec<u8>, String> {
    let mut output = vec![0; program.output_bytes()];
    executor.run(&program.ptx, "k", program.shape, &program.input, &mut output)?;
    Ok(output)
}

#[test]
fn every_random_program_runs_on_the_interpreter() {
    let (first, count) = (number("SOFTCUDA_SEED", 0), number("SOFTCUDA_PROGRAMS", 60));
    for seed in first..first + count {
        let program = generate(seed, options(seed));
        let result = output(&program, &mut Interpreter::default());
        let first = result.unwrap_or_else(|error| panic!("seed {seed}: {error}\n{}", program.ptx));
        let second = output(&program, &mut Interpreter::default()).expect("it ran before");
        assert_eq!(program.difference(&first, &second), None, "seed {seed}");
    }
    println!("{count} programs");
}

#[test]
fn a_seed_always_gives_the_same_program() {
    let of = |seed| generate(seed, options(seed)).ptx;
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(11));
    assert!(file::all().len() > 50, "the files of instruction tests are here");
}

#[test]
#[ignore = "the library reads its capability from the environment: see the test below"]
fn programs_in_this_process() {
    let path = std::env::var_os("SOFTCUDA_LIBRARY").map_or_else(kernels::library_path, Into::into);
    let mut driver = Driver::load(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (first, count) = (number("SOFTCUDA_SEED", 0), number("SOFTCUDA_PROGRAMS", 60));
    let mut wrong = Vec::new();
    let mut compared = 0;
    for seed in first..first + count {
        let options = options(seed);
        if options.target > driver.capability {
            continue;
        }
        compared += 1;
        if compared % 500 == 0 {
            println!("{compared} programs so far, {} differences", wrong.len());
        }
        let program = generate(seed, options);
        let expected = output(&program, &mut Interpreter::default());
        let found = output(&program, &mut driver);
        match (&expected, &found) {
            (Ok(expected), Ok(found)) => {
                if let Some(difference) = program.difference(expected, found) {
                    println!("seed {seed}: {difference}");
                    wrong.push(format!("seed {seed}: {difference}"));
                }
            }
            _ => {
                let error =
                    |result: &Result<Vec<u8>, String>| result.as_ref().err().cloned().unwrap_or_default();
                wrong.push(format!("seed {seed}: `{}` and `{}`", error(&expected), error(&found)));
                if found.is_err() {
                    // A fault ends the context.
                    break;
                }
            }
        }
        if wrong.len() >= 20 {
            break;
        }
    }
    println!("{compared} programs, {} differences", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn compiled_code_agrees_with_the_interpreter() {
    for compiler in ["any", "threads"] {
        let test = std::env::current_exe().expect("a test has an executable");
        let status = std::process::Command::new(test)
            .args(["--ignored", "--exact", "--nocapture", "programs_in_this_process"])
            .env("SOFTCUDA_CC", "9.0")
            .env("SOFTCUDA_COMPILER", compiler)
            .status()
            .expect("the test runs");
        assert!(status.success(), "{compiler}");
    }
}

/// Writes programs into a folder, for other tools.
#[test]
#[ignore = "only for those who want the files: SOFTCUDA_FOLDER says where"]
fn programs_are_written_to_a_folder() {
    let folder = std::env::var("SOFTCUDA_FOLDER").expect("SOFTCUDA_FOLDER");
    let (first, count) = (number("SOFTCUDA_SEED", 0), number("SOFTCUDA_PROGRAMS", 60));
    for seed in first..first + count {
        let path = std::path::Path::new(&folder).join(format!("{seed}.ptx"));
        std::fs::write(path, generate(seed, options(seed)).ptx).expect("a folder that can be written");
    }
}
