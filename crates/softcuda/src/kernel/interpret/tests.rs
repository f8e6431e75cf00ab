//! Whole kernels: threads that wait for each other, calls, and how grids end.

use ptx::ir::Module;

use super::super::launch::{Dims, Fault, Launch};
use super::{Bytes, Limits, Program, run};

const HEAD: &str = ".version 7.8\n.target sm_80\n.address_size 64\n";
const BASE: u64 = 0x10_0000;

/// Runs kernel `k`, whose parameter is the address of memory of so many words.
fn words(text: &str, launch: &Launch, count: usize) -> Result<(Vec<u32>, String), Fault> {
    let module = Module::parse(format!("{HEAD}{text}")).expect("a module");
    assert!(module.problems.is_empty(), "{:?}", module.problems);
    let kernel = module.function("k").expect("a kernel");
    // Variables lie behind the words, 1 KiB each.
    let address_of = |id: ptx::ir::VariableId| BASE + 0x1_0000 + 1024 * u64::from(id.0);
    let program = Program::new(&module, kernel, &address_of).expect("it compiles");
    let mut memory = Bytes::new(BASE, 0x2_0000);
    for (index, variable) in module.variables.iter().enumerate() {
        let at = 0x1_0000 + 1024 * index;
        memory.bytes[at..at + variable.initial.bytes.len()].copy_from_slice(&variable.initial.bytes);
    }
    let launch = Launch { parameters: BASE.to_le_bytes().to_vec(), ..launch.clone() };
    run(&program, &launch, &mut memory, Limits { steps: 3_000_000 })?;
    let words = memory.bytes.chunks_exact(4).take(count);
    let words =
        words.map(|word| word.iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte))).collect();
    Ok((words, String::from_utf8_lossy(&memory.printed).into_owned()))
}

fn launch(grid: u32, block: u32) -> Launch {
    Launch { grid: grid.into(), block: block.into(), ..Launch::default() }
}

fn kernel(body: &str) -> String {
    format!(
        ".visible .entry k(.param .u64 p) {{ .reg .pred %p<4>; .reg .b32 %r<16>; .reg .b64 %x<8>;
         ld.param.u64 %x0, [p]; {body} ret; }}"
    )
}

fn fault(body: &str, launch: &Launch) -> Fault {
    words(&kernel(body), launch, 0).expect_err("it fails")
}

#[test]
fn positions_count_x_first() {
    let body = "mov.u32 %r0, %tid.z; mov.u32 %r1, %tid.y; mov.u32 %r2, %tid.x;
        mad.lo.u32 %r3, %r0, 3, %r1; mad.lo.u32 %r3, %r3, 2, %r2;
        mov.u32 %r4, %ctaid.y; mad.lo.u32 %r3, %r4, 12, %r3; mul.wide.u32 %x1, %r3, 4; add.u64 %x1, %x0, %x1;
        mov.u32 %r5, %laneid; mov.u32 %r6, %ctaid.x; add.u32 %r5, %r5, %r6; st.global.u32 [%x1], %r5;";
    let launch = Launch { grid: Dims::new(1, 2, 1), block: Dims::new(2, 3, 2), ..Launch::default() };
    let (words, _) = words(&kernel(body), &launch, 24).expect("it runs");
    let expected: Vec<u32> = (0..12).chain(0..12).collect();
    assert_eq!(words, expected);
}

#[test]
fn arrivals_count_for_a_barrier_with_a_number_of_threads() {
    // The first warp waits for the second, which only arrives.
    let body = ".shared .u32 s; mov.u32 %r0, %tid.x; setp.ge.u32 %p0, %r0, 32; @%p0 bra L;
        bar.sync 3, 64; ld.shared.u32 %r1, [s]; st.global.u32 [%x0], %r1; ret;
        L: st.shared.u32 [s], 77; bar.arrive 3, 64;";
    assert_eq!(words(&kernel(body), &launch(1, 64), 1).expect("it runs").0, [77]);
}

#[test]
fn threads_that_have_ended_are_not_waited_for() {
    let body = "mov.u32 %r0, %tid.x; setp.lt.u32 %p0, %r0, 40; @%p0 exit;
        setp.ne.u32 %p1, %r0, 0; bar.red.popc.u32 %r1, 0, %p1; activemask.b32 %r2;
        shfl.sync.idx.b32 %r3, %r0, 31, 31, 0xffffff00;
        st.global.u32 [%x0], %r1; st.global.u32 [%x0+4], %r2; st.global.u32 [%x0+8], %r3;";
    assert_eq!(words(&kernel(body), &launch(1, 64), 3).expect("it runs").0, [24, 0xffff_ff00, 63]);
}

#[test]
fn blocks_that_wait_for_later_blocks_go_on() {
    let body = "mov.u32 %r0, %ctaid.x; setp.eq.u32 %p0, %r0, 1; @%p0 bra L;
        W: ld.volatile.global.u32 %r1, [%x0]; setp.eq.u32 %p1, %r1, 0; @%p1 bra W; st.global.u32 [%x0+4], %r1; ret;
        L: st.volatile.global.u32 [%x0], 5;";
    assert_eq!(words(&kernel(body), &launch(2, 32), 2).expect("it runs").0, [5, 5]);
}

#[test]
fn all_blocks_of_a_cooperative_launch_meet() {
    let body = "atom.global.add.u32 %r0, [%x0], 1;
        W: ld.acquire.gpu.global.u32 %r1, [%x0]; setp.lt.u32 %p1, %r1, 200; @%p1 bra W; st.global.u32 [%x0+4], %r1;";
    let launch = Launch { cooperative: true, ..launch(200, 1) };
    assert_eq!(words(&kernel(body), &launch, 2).expect("it runs").0, [200, 200]);
}

#[test]
fn functions_call_themselves_and_by_pointer() {
    let text = ".func (.param .b32 r) sum(.param .b32 n) { .reg .pred %p; .reg .b32 %r<4>; ld.param.u32 %r0, [n];
          setp.eq.u32 %p, %r0, 0; @%p bra E; sub.u32 %r1, %r0, 1;
          { .param .b32 a; .param .b32 b; st.param.b32 [a], %r1; call.uni (b), sum, (a); ld.param.b32 %r2, [b]; }
          add.u32 %r0, %r0, %r2; E: st.param.b32 [r], %r0; ret; }
        .func (.reg .b32 d) twice(.reg .b32 a) { add.u32 d, a, a; ret; }
        .visible .entry k(.param .u64 p) { .reg .b32 %r<4>; .reg .b64 %x<4>; ld.param.u64 %x0, [p];
          { .param .b32 a; .param .b32 b; st.param.b32 [a], 100; call.uni (b), sum, (a); ld.param.b32 %r2, [b]; }
          st.global.u32 [%x0], %r2; call (%r1), twice, (21); st.global.u32 [%x0+4], %r1;
          mov.u64 %x1, sum; P: .callprototype (.param .b32 _) _ (.param .b32 _);
          { .param .b32 a; .param .b32 b; st.param.b32 [a], 4; call (b), %x1, (a), P; ld.param.b32 %r2, [b]; }
          st.global.u32 [%x0+8], %r2; ret; }";
    assert_eq!(words(text, &launch(1, 1), 3).expect("it runs").0, [5050, 42, 10]);
}

#[test]
fn printf_prints_what_its_arguments_say() {
    let text = ".extern .func (.param .b32 r) vprintf(.param .b64 f, .param .b64 a);
        .global .align 1 .b8 text[8] = {37, 100, 32, 37, 103, 10, 0, 0};
        .visible .entry k(.param .u64 p) { .local .align 8 .b8 l[16]; .reg .b32 %r<4>; .reg .b64 %x<4>;
          mov.u32 %r0, %tid.x; st.local.u32 [l], %r0; st.local.f64 [l+8], 0d3FF8000000000000;
          mov.u64 %x1, l; cvta.local.u64 %x1, %x1; mov.u64 %x2, text; cvta.global.u64 %x2, %x2;
          { .param .b64 a; .param .b64 b; .param .b32 c; st.param.b64 [a], %x2; st.param.b64 [b], %x1;
            call.uni (c), vprintf, (a, b); ld.param.b32 %r1, [c]; } ret; }";
    assert_eq!(words(text, &launch(1, 2), 0).expect("it runs").1, "0 1.5\n1 1.5\n");
}

#[test]
fn dynamic_shared_memory_lies_behind_the_static() {
    let text = ".extern .shared .align 16 .b8 more[]; .shared .align 4 .b32 own[3];
        .visible .entry k(.param .u64 p) { .reg .b32 %r<4>; .reg .b64 %x<4>; ld.param.u64 %x0, [p];
          st.shared.u32 [own+8], 7; mov.u32 %r0, more; st.shared.u32 [more+60], 9; ld.shared.u32 %r1, [own+8];
          mov.u32 %r2, %dynamic_smem_size;
          st.global.v2.u32 [%x0], {%r0, %r1}; st.global.u32 [%x0+8], %r2; ret; }";
    let one = Launch { dynamic_shared: 64, ..launch(1, 1) };
    assert_eq!(words(text, &one, 3).expect("it runs").0, [16, 7, 64]);
    let small = Launch { dynamic_shared: 32, ..launch(1, 1) };
    assert!(matches!(words(text, &small, 0), Err(Fault::IllegalAddress { bytes: 4, is_write: true, .. })));
}

#[test]
fn faults_end_the_grid_and_say_what_happened() {
    let one = launch(1, 1);
    assert_eq!(fault("trap;", &one), Fault::Trap);
    let beyond = Fault::IllegalAddress { address: 16, bytes: 4, is_write: false };
    assert_eq!(fault("mov.u64 %x1, 16; ld.global.u32 %r0, [%x1];", &one), beyond);
    let odd = Fault::Misaligned { address: BASE + 2, bytes: 4 };
    assert_eq!(fault("st.global.u32 [%x0+2], 1;", &one), odd);
    assert_eq!(fault("L: bra L;", &one), Fault::Ended);
    let split = "mov.u32 %r0, %tid.x; setp.eq.u32 %p0, %r0, 0; @%p0 bar.sync 0, 64;";
    assert_eq!(fault(split, &launch(1, 32)), Fault::Deadlock);
    assert!(matches!(fault("bar.sync 0, 32;", &launch(1, 2000)), Fault::Unsupported { .. }));
    assert!(matches!(
        fault("mov.u64 %x1, 4; st.local.u32 [%x1+4096], 1;", &one),
        Fault::IllegalAddress { .. }
    ));
}

#[test]
fn a_stack_that_is_too_deep_is_a_fault() {
    let text =
        ".func f() { .local .b8 l[4096]; .reg .b64 %x; mov.u64 %x, l; st.local.u8 [%x], 1; call f; ret; }
        .visible .entry k(.param .u64 p) { call f; ret; }";
    assert_eq!(words(text, &launch(1, 1), 0), Err(Fault::StackOverflow));
}
