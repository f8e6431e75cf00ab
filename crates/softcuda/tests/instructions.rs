//! Instructions one by one, on values at which things go wrong: files of PTX, inputs and expected results.

mod kernels;

use kernels::driver::Driver;
use kernels::file::{Nans, check};
use kernels::interpreter::Interpreter;

#[test]
fn the_interpreter_gives_what_the_isa_says() {
    let (tests, rows) = check(&mut Interpreter::default(), u32::MAX, Nans::Canonical);
    println!("{tests} tests, {rows} rows");
    assert!(tests > 600, "only {tests} tests were found");
}

/// `SOFTCUDA_LIBRARY` may name another libcuda, that of a GPU for example.
#[test]
#[ignore = "the library reads its capability from the environment: see the test below"]
fn compiled_code_in_this_process() {
    // A GPU makes NaNs canonical, as the interpreter does; compiled code leaves that out.
    let (path, nans) = match std::env::var_os("SOFTCUDA_LIBRARY") {
        Some(path) => (path.into(), Nans::Canonical),
        None => (kernels::library_path(), Nans::Alike),
    };
    let mut driver = Driver::load(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let target = driver.capability;
    let (tests, rows) = check(&mut driver, target, nans);
    println!("{tests} tests, {rows} rows on capability {target}");
}

#[test]
fn compiled_code_gives_what_the_isa_says() {
    // For warps, as this processor and as lesser ones run them, and for threads.
    let forms = [("any", "any"), ("any", "avx2"), ("any", "plain"), ("threads", "any")];
    for (compiler, processor) in forms {
        let test = std::env::current_exe().expect("a test has an executable");
        let status = std::process::Command::new(test)
            .args(["--ignored", "--exact", "--nocapture", "compiled_code_in_this_process"])
            .env("SOFTCUDA_CC", "9.0")
            .env("SOFTCUDA_COMPILER", compiler)
            .env("SOFTCUDA_PROCESSOR", processor)
            .status()
            .expect("the test runs");
        assert!(status.success(), "{compiler}, {processor}");
    }
}
