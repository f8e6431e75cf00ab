//! Checks PTX files and prints what is wrong: `cargo run --release -p vgpu-ptx --example check FILE…`
use std::time::Instant;
fn main() {
    let (mut kernels, mut compiled, mut bytes) = (0, 0, 0);
    let start = Instant::now();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("read");
        bytes += text.len();
        let report = ptx::check(&text);
        for failure in report.failures.iter().take(5) {
            println!("{path}: {failure}");
        }
        kernels += report.kernels;
        compiled += report.compiled;
    }
    println!("{compiled} of {kernels}; {bytes} bytes in {:?}", start.elapsed());
}
