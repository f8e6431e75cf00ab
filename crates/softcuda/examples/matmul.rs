//! How fast kernels compute: a product of two matrices of 1024 × 1024 numbers of binary32, by a kernel that goes by
//! tiles of 32 × 32 in shared memory, against a blocked loop of the same processor.
//!
//! ```text
//! cargo run --release -p vgpu-softcuda --example matmul [LIBRARY]
//! ```
//!
//! Both use all cores, and the better of three runs counts. The kernel's time is that of a whole program: the module is
//! loaded, memory allocated and copied.

#[path = "../tests/kernels/driver.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod driver;
#[path = "../tests/kernels/executor.rs"]
mod executor;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use driver::Driver;
use executor::{Executor, Shape};

/// Rows and columns.
const SIZE: usize = 1024;
/// Rows and columns of a tile.
const TILE: usize = 32;

/// The kernel: thread (x, y) of a block computes one element of its tile.
fn kernel() -> String {
    let bytes = 4 * TILE;
    let row = 4 * SIZE;
    let mut inner = String::new();
    for k in 0..TILE {
        let _ = writeln!(
            inner,
            "ld.shared.f32 %fa, [%ra+{}]; ld.shared.f32 %fb, [%rb+{}]; fma.rn.f32 %fc, %fa, %fb, %fc;",
            4 * k,
            bytes * k
        );
    }
    format!(
        ".version 7.0\n.target sm_61\n.address_size 64\n
.visible .entry matmul(.param .u64 in, .param .u64 out, .param .u32 rows)
{{
    .reg .pred %p; .reg .b32 %r<20>, %ra, %rb; .reg .b64 %x<20>; .reg .f32 %f<9>, %fa, %fb, %fc;
    .shared .align 16 .b8 a[{tile_bytes}]; .shared .align 16 .b8 b[{tile_bytes}];
    mov.u32 %r1, %tid.x; and.b32 %r2, %r1, 31; shr.u32 %r3, %r1, 5;
    mov.u32 %r4, %ctaid.x; and.b32 %r5, %r4, {last}; shr.u32 %r6, %r4, {shift};
    shl.b32 %r7, %r6, 5; add.u32 %r7, %r7, %r3;
    shl.b32 %r8, %r5, 5; add.u32 %r8, %r8, %r2;
    ld.param.u64 %x1, [in]; ld.param.u64 %x2, [out];
    mul.wide.u32 %x3, %r7, {row}; mul.wide.u32 %x4, %r2, 4;
    add.u64 %x5, %x1, %x3; add.u64 %x5, %x5, %x4;
    mul.wide.u32 %x6, %r3, {row}; mul.wide.u32 %x7, %r8, 4;
    add.u64 %x8, %x1, {matrix}; add.u64 %x8, %x8, %x6; add.u64 %x8, %x8, %x7;
    mov.u32 %r9, a; mov.u32 %r10, b;
    mul.lo.u32 %r11, %r3, {bytes}; add.u32 %ra, %r9, %r11;
    shl.b32 %r12, %r2, 2; add.u32 %rb, %r10, %r12;
    add.u32 %r13, %ra, %r12; add.u32 %r14, %rb, %r11;
    mov.f32 %fc, 0f00000000; mov.u32 %r15, 0;
next:
    ld.global.f32 %f1, [%x5]; st.shared.f32 [%r13], %f1;
    ld.global.f32 %f2, [%x8]; st.shared.f32 [%r14], %f2;
    bar.sync 0;
{inner}
    bar.sync 0;
    add.u64 %x5, %x5, {bytes}; add.u64 %x8, %x8, {down};
    add.u32 %r15, %r15, 1; setp.lt.u32 %p, %r15, {tiles}; @%p bra next;
    add.u64 %x9, %x2, %x3; add.u64 %x9, %x9, %x7; st.global.f32 [%x9], %fc;
    ret;
}}
",
        tile_bytes = bytes * TILE,
        last = SIZE / TILE - 1,
        shift = (SIZE / TILE).trailing_zeros(),
        matrix = row * SIZE,
        down = row * TILE,
        tiles = SIZE / TILE,
    )
}

/// Some rows of the product, blocked so that a piece of b stays in the cache.
fn product(a: &[f32], b: &[f32], c: &mut [f32]) {
    const BLOCK: usize = 64;
    for columns in (0..SIZE).step_by(4 * BLOCK) {
        for inner in (0..SIZE).step_by(BLOCK) {
            for (a, c) in a.chunks_exact(SIZE).zip(c.chunks_exact_mut(SIZE)) {
                let c = &mut c[columns..columns + 4 * BLOCK];
                for k in inner..inner + BLOCK {
                    let (factor, b) = (a[k], &b[k * SIZE + columns..][..4 * BLOCK]);
                    for (c, b) in c.iter_mut().zip(b) {
                        *c += factor * b;
                    }
                }
            }
        }
    }
}

fn on_the_processor(numbers: &[f32], c: &mut [f32]) {
    let cores = thread::available_parallelism().map_or(1, |count| count.get());
    let (a, b) = numbers.split_at(SIZE * SIZE);
    let rows = SIZE.div_ceil(cores) * SIZE;
    c.fill(0.0);
    thread::scope(|scope| {
        for (a, c) in a.chunks(rows).zip(c.chunks_mut(rows)) {
            scope.spawn(move || product(a, b, c));
        }
    });
}

fn best_of_three(mut f: impl FnMut() -> Result<(), String>) -> Result<Duration, String> {
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let started = Instant::now();
        f()?;
        best = best.min(started.elapsed());
    }
    Ok(best)
}

fn measure(library: PathBuf) -> Result<(), String> {
    let mut driver = Driver::load(&library)?;
    let numbers: Vec<f32> = (0..2 * SIZE * SIZE).map(|at| (at * 7919 % 61) as f32 - 30.0).collect();
    let input: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let mut output = vec![0u8; 4 * SIZE * SIZE];
    let mut expected = vec![0f32; SIZE * SIZE];
    let shape = Shape {
        blocks: (SIZE / TILE * SIZE / TILE) as u32,
        threads: (TILE * TILE) as u32,
        rows: SIZE as u32,
    };
    let text = kernel();
    let kernel = best_of_three(|| driver.run(&text, "matmul", shape, &input, &mut output))?;
    let processor = best_of_three(|| {
        on_the_processor(&numbers, &mut expected);
        Ok(())
    })?;
    // The numbers are small and whole: every sum is exact, in whatever order.
    let found =
        output.chunks_exact(4).map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
    if let Some(at) = found.zip(&expected).position(|(found, expected)| found != *expected) {
        return Err(format!("element {at} is wrong"));
    }
    let work = 2.0 * (SIZE as f64).powi(3) / 1e9;
    let ratio = kernel.as_secs_f64() / processor.as_secs_f64();
    println!("kernel     {kernel:9.1?}  {:6.2} GFLOP/s", work / kernel.as_secs_f64());
    println!("processor  {processor:9.1?}  {:6.2} GFLOP/s", work / processor.as_secs_f64());
    println!("1/{ratio:.1} of the processor's loop");
    Ok(())
}

fn main() -> ExitCode {
    let beside = || {
        let mut path = std::env::current_exe().unwrap_or_default();
        path.pop();
        path.pop();
        path.join("libsoftcuda.so")
    };
    let library = std::env::args_os().nth(1).map_or_else(beside, PathBuf::from);
    match measure(library) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("matmul: {why}");
            ExitCode::FAILURE
        }
    }
}
