//! Whole kernels: threads that wait for each other, call, fail.

use std::sync::Arc;

use ptx::ir::Module;

use super::{Bounds, launch};
use crate::kernel::compile::{Kernel, Way, compile};
use crate::kernel::launch::{Dims, Fault, Launch};

const HEAD: &str = ".version 7.8\n.target sm_75\n.address_size 64\n";

fn kernel(text: &str) -> Arc<Kernel> {
    let module = Module::parse(format!("{HEAD}{text}")).expect("a module");
    assert!(module.problems.is_empty(), "{:?}", module.problems);
    let id = module.function("k").expect("a kernel k");
    Arc::new(compile(&module, id, Way::from_environment()).unwrap_or_else(|why| panic!("{why}")))
}

/// Runs a kernel whose only parameter is a pointer to words.
fn run(text: &str, grid: u32, block: u32, words: &mut [u32]) -> Result<(), Fault> {
    let parameters = (words.as_mut_ptr() as u64).to_le_bytes().to_vec();
    let launched = Launch { grid: grid.into(), block: block.into(), parameters, ..Launch::default() };
    launch(&kernel(text), launched, &Arc::default(), Bounds::default())
}

/// The usual beginning: %rd1 is the pointer, %rd2 the thread's own word, %r1 the thread, %r2 its number in the grid.
const BEGIN: &str = "
    .reg .pred %p<9>; .reg .b32 %r<30>; .reg .b64 %rd<20>; .reg .f32 %f<9>;
    ld.param.u64 %rd1, [out];
    mov.u32 %r1, %tid.x; mov.u32 %r3, %ctaid.x; mov.u32 %r4, %ntid.x;
    mad.lo.u32 %r2, %r3, %r4, %r1;
    mul.wide.u32 %rd3, %r2, 4; add.u64 %rd2, %rd1, %rd3;";

fn entry(body: &str) -> String {
    format!(".visible .entry k(.param .u64 out) {{ {BEGIN} {body} ret; }}")
}

#[test]
fn threads_without_waits_run_in_all_blocks() {
    let mut words = vec![0; 1000 * 64];
    run(&entry("mul.lo.u32 %r5, %r2, 3; st.global.u32 [%rd2], %r5;"), 1000, 64, &mut words).expect("runs");
    assert!(words.iter().enumerate().all(|(at, word)| *word == 3 * at as u32));
}

#[test]
fn a_barrier_orders_shared_memory() {
    let body = "
    .shared .align 4 .b32 tile[256];
    mov.u32 %r6, tile; shl.b32 %r7, %r1, 2; add.u32 %r7, %r6, %r7; st.shared.u32 [%r7], %r2;
    bar.sync 0;
    xor.b32 %r8, %r1, 255; shl.b32 %r8, %r8, 2; add.u32 %r8, %r6, %r8; ld.shared.u32 %r9, [%r8];
    st.global.u32 [%rd2], %r9;";
    let mut words = vec![0; 4 * 256];
    run(&entry(body), 4, 256, &mut words).expect("runs");
    for (at, word) in words.iter().enumerate() {
        assert_eq!(*word as usize, (at / 256) * 256 + (255 - at % 256));
    }
}

#[test]
fn lanes_shuffle_and_vote_in_a_loop() {
    let body = "
    mov.u32 %r5, %r1; mov.u32 %r6, 16;
again:
    shfl.sync.bfly.b32 %r7, %r5, %r6, 31, -1;
    add.u32 %r5, %r5, %r7; shr.u32 %r6, %r6, 1;
    setp.ne.u32 %p1, %r6, 0;
    @%p1 bra again;
    setp.lt.u32 %p2, %r1, 3;
    vote.sync.ballot.b32 %r8, %p2, -1;
    mad.lo.u32 %r5, %r8, 1000, %r5;
    st.global.u32 [%rd2], %r5;";
    let mut words = vec![0; 32];
    run(&entry(body), 1, 32, &mut words).expect("runs");
    assert_eq!(words, vec![7000 + 31 * 32 / 2; 32]);
}

#[test]
fn lanes_that_have_gone_other_ways_meet_by_their_masks() {
    let body = "
    and.b32 %r5, %r1, 1; setp.eq.u32 %p1, %r5, 0;
    @%p1 bra even;
    mov.u32 %r6, 0xaaaaaaaa;
    shfl.sync.idx.b32 %r7, %r1, 31, 31, %r6;
    bra done;
even:
    mov.u32 %r6, 0x55555555;
    shfl.sync.idx.b32 %r7, %r1, 30, 31, %r6;
done:
    bar.warp.sync -1;
    st.global.u32 [%rd2], %r7;";
    let mut words = vec![0; 32];
    run(&entry(body), 1, 32, &mut words).expect("runs");
    assert!(words.iter().enumerate().all(|(at, word)| *word == if at % 2 == 0 { 30 } else { 31 }));
}

#[test]
fn a_function_that_waits_goes_on_where_it_was() {
    let text = format!(
        ".func (.param .b32 r) sum(.param .b32 x) {{
            .reg .b32 %a<4>;
            ld.param.b32 %a1, [x];
            shfl.sync.bfly.b32 %a2, %a1, 1, 31, -1;
            add.u32 %a3, %a1, %a2;
            st.param.b32 [r], %a3;
            ret;
        }}
        {}",
        entry(
            "mov.u32 %r9, 100;
            {{ .param .b32 x; .param .b32 r; st.param.b32 [x], %r1; call (r), sum, (x); ld.param.b32 %r5, [r]; }}
            add.u32 %r5, %r5, %r9;
            st.global.u32 [%rd2], %r5;"
        )
        .replace("{{", "{")
        .replace("}}", "}")
    );
    let mut words = vec![0; 32];
    run(&text, 1, 32, &mut words).expect("runs");
    assert!(words.iter().enumerate().all(|(at, word)| *word as usize == 100 + (at | 1) * 2 - 1));
}

#[test]
fn threads_of_a_block_may_wait_for_memory() {
    // The first thread waits for the last, which comes after it.
    let body = "
    .shared .b32 flag;
    setp.ne.u32 %p1, %r1, 0; @%p1 bra others;
wait:
    ld.volatile.global.u32 %r5, [%rd1+252]; setp.eq.u32 %p2, %r5, 0; @%p2 bra wait;
    st.global.u32 [%rd1], %r5; ret;
others:
    st.volatile.global.u32 [%rd2], %r1;";
    let mut words = vec![0; 64];
    run(&entry(body), 1, 64, &mut words).expect("runs");
    assert_eq!(words[0], 63);
}

#[test]
fn atomic_operations_of_all_blocks_add_up() {
    let body = "atom.global.add.u32 %r5, [%rd1], 1;
    mov.f32 %f1, 0f3f800000; red.global.add.f32 [%rd1+4], %f1;
    atom.global.max.u32 %r6, [%rd1+8], %r2;";
    let mut words = vec![0; 3];
    run(&entry(body), 50, 100, &mut words).expect("runs");
    assert_eq!(words, [5000, 5000f32.to_bits(), 4999]);
}

#[test]
fn blocks_of_a_cooperative_grid_wait_for_each_other() {
    let body = "
    atom.global.add.u32 %r5, [%rd1], 1;
wait:
    ld.volatile.global.u32 %r6, [%rd1]; setp.lt.u32 %p1, %r6, 20; @%p1 bra wait;";
    let mut words = vec![0u32; 1];
    let parameters = (words.as_mut_ptr() as u64).to_le_bytes().to_vec();
    let launched = Launch { grid: Dims::from(20), parameters, cooperative: true, ..Launch::default() };
    launch(&kernel(&entry(body)), launched, &Arc::default(), Bounds::default()).expect("runs");
    assert_eq!(words, [20]);
}

#[test]
fn faults_end_the_grid_and_nothing_else() {
    let mut words = vec![0; 64];
    let outcome = run(&entry("mov.u64 %rd9, 64; st.global.u32 [%rd9], %r1;"), 3, 32, &mut words);
    assert!(matches!(outcome, Err(Fault::IllegalAddress { address: 64, .. })), "{outcome:?}");
    let outcome = run(&entry("st.global.u32 [%rd2+1], %r1;"), 1, 1, &mut words);
    assert!(matches!(outcome, Err(Fault::Misaligned { .. })), "{outcome:?}");
    let outcome = run(&entry("setp.eq.u32 %p1, %r1, 7; @%p1 trap;"), 1, 32, &mut words);
    assert_eq!(outcome, Err(Fault::Trap));
    // Shared memory has its end too: 64 MiB behind its start is nothing.
    let outcome = run(
        &entry("mov.u32 %r5, 0x4000000; ld.shared.u32 %r6, [%r5]; st.global.u32 [%rd2], %r6;"),
        1,
        1,
        &mut words,
    );
    assert!(matches!(outcome, Err(Fault::IllegalAddress { .. })), "{outcome:?}");
    run(&entry("st.global.u32 [%rd2], %r2;"), 1, 32, &mut words).expect("others still run");
}

#[test]
fn division_by_zero_and_overflow_do_not_trap() {
    let body = "sub.u32 %r5, %r1, %r1; div.u32 %r6, 7, %r5; st.global.u32 [%rd1], %r6;
    mov.u32 %r7, 0x80000000; sub.u32 %r8, %r5, 1; div.s32 %r9, %r7, %r8; st.global.u32 [%rd1+4], %r9;
    rem.s32 %r9, %r7, %r8; st.global.u32 [%rd1+8], %r9;";
    let mut words = vec![1; 3];
    run(&entry(body), 1, 1, &mut words).expect("runs");
    assert_eq!(words, [u32::MAX, 0x8000_0000, 0]);
}

#[test]
fn functions_are_called_by_their_addresses() {
    let text = format!(
        ".func (.param .b32 r) two(.param .b32 x) {{ .reg .b32 %a<3>; ld.param.b32 %a1, [x];
            add.u32 %a2, %a1, 2; st.param.b32 [r], %a2; ret; }}
        .func (.param .b32 r) three(.param .b32 x) {{ .reg .b32 %a<3>; ld.param.b32 %a1, [x];
            mul.lo.u32 %a2, %a1, 3; st.param.b32 [r], %a2; ret; }}
        {}",
        entry(
            "{ .param .b32 x; .param .b32 r; st.param.b32 [x], %r1;
            and.b32 %r6, %r1, 1; setp.eq.u32 %p1, %r6, 0;
            mov.u64 %rd5, two; mov.u64 %rd6, three; selp.b64 %rd7, %rd5, %rd6, %p1;
            proto: .callprototype (.param .b32 _) _ (.param .b32 _);
            call (r), %rd7, (x), proto; ld.param.b32 %r5, [r]; }
            st.global.u32 [%rd2], %r5;"
        )
    );
    let mut words = vec![0; 8];
    run(&text, 1, 8, &mut words).expect("runs");
    assert_eq!(words, [2, 3, 4, 9, 6, 15, 8, 21]);
    let outcome = run(&text.replace("mov.u64 %rd5, two;", "mov.u64 %rd5, 12345;"), 1, 8, &mut words);
    assert!(matches!(outcome, Err(Fault::IllegalAddress { .. })), "{outcome:?}");
}

#[test]
fn a_kernel_that_never_ends_is_ended() {
    // By a branch that lanes part at, and by a jump through a table.
    let branch = "setp.eq.u32 %p1, %r1, 0; around: add.u32 %r5, %r5, 1; @%p1 bra around;";
    let table = "mov.u32 %r5, 0; ways: .branchtargets around, out;
        around: mov.u32 %r6, %r5; brx.idx %r6, ways; out:";
    for body in [branch, table] {
        let mut words = vec![0u32; 1];
        let parameters = (words.as_mut_ptr() as u64).to_le_bytes().to_vec();
        let launched = Launch { grid: 4.into(), block: 64.into(), parameters, ..Launch::default() };
        let bounds = Bounds { time: Some(std::time::Duration::from_millis(50)), ..Bounds::default() };
        let ended = launch(&kernel(&entry(body)), launched, &Arc::default(), bounds);
        assert_eq!(ended, Err(Fault::Ended), "{body}");
    }
}

#[test]
fn a_vector_of_sixteen_bytes_is_never_seen_half_written() {
    // One block writes a number into all elements again and again, another looks whether they are the same.
    for (store, load, differ) in [
        ("st.global.v2.u32 [%rd4], {%r6, %r6};", "ld.volatile.global.v2.u32 {%r7, %r8}, [%rd4];", "%r7, %r8"),
        (
            "st.volatile.global.v4.u32 [%rd4], {%r6, %r6, %r6, %r6};",
            "ld.volatile.global.v4.u32 {%r7, %r9, %r10, %r8}, [%rd4];",
            "%r7, %r8",
        ),
        (
            "cvt.u64.u32 %rd6, %r6; st.global.v2.u64 [%rd4], {%rd6, %rd6};",
            "ld.global.cg.v2.u64 {%rd7, %rd8}, [%rd4]; cvt.u32.u64 %r7, %rd7; cvt.u32.u64 %r8, %rd8;",
            "%r7, %r8",
        ),
    ] {
        let body = format!(
            "add.u64 %rd4, %rd1, 143; and.b64 %rd4, %rd4, -16;
            mul.wide.u32 %rd5, %r1, 16; add.u64 %rd4, %rd4, %rd5;
            mov.u32 %r6, 0; setp.ne.u32 %p1, %r3, 0; @%p1 bra reader;
        writer: {store} add.u32 %r6, %r6, 1; setp.lt.u32 %p2, %r6, 200000; @%p2 bra writer; bra out;
        reader: {load} setp.ne.u32 %p3, {differ}; @%p3 bra torn;
            add.u32 %r6, %r6, 1; setp.lt.u32 %p2, %r6, 200000; @%p2 bra reader; bra out;
        torn: mov.u32 %r11, 1; st.global.u32 [%rd1], %r11;
        out:"
        );
        let mut words = vec![0; 256];
        run(&entry(&body), 2, 32, &mut words).expect("runs");
        assert_eq!(words[0], 0, "{store}");
    }
}

#[test]
fn constants_are_elements_of_vectors_too() {
    let body = "add.u64 %rd4, %rd1, 15; and.b64 %rd4, %rd4, -16; setp.ne.u32 %p1, %r1, 2; @%p1 bra out;
        st.global.v4.u32 [%rd4], {%r1, 7, %r1, 8}; out:";
    let mut words = vec![0; 8];
    run(&entry(body), 1, 32, &mut words).expect("runs");
    words.retain(|word| *word != 0);
    assert_eq!(words, [2, 7, 2, 8]);
}
