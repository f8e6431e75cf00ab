//! Instructions one by one, on values at which things go wrong: files of PTX, inputs and expected results.

mod kernels;

#[test]
fn the_interpreter_gives_what_the_isa_says() {
    let (tests, rows) = kernels::file::check(&mut kernels::interpreter::Interpreter::default(), u32::MAX);
    println!("{tests} tests, {rows} rows");
    assert!(tests > 500, "only {tests} tests were found");
}
