//! Memory and events of two processes, which are both this test.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use std::{
    env,
    ffi::c_void,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    ptr, thread,
    time::{Duration, Instant},
};

use table::*;

const LEN: usize = 1 << 20;

/// What makes this program the one that shares.
const ROLE: &str = "SOFTCUDA_TEST_SHARES";

fn hex(bytes: &[u8; 64]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> [u8; 64] {
    std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).expect("two digits"))
}

/// Not a test: the process that the others open memory and events of. It shares them, and then computes until it is killed.
#[test]
fn exporter() {
    unsafe extern "C" fn sleep(_: *mut c_void) {
        thread::sleep(Duration::from_secs(60));
    }
    if env::var_os(ROLE).is_none() {
        return;
    }
    support::start();
    let (mut memory, mut event, mut stream) = (0, CUevent::NULL, CUstream::NULL);
    ok!(cuMemAlloc_v2(&mut memory, LEN));
    ok!(cuMemsetD8_v2(memory, 7, LEN));
    ok!(cuCtxSynchronize());
    ok!(cuStreamCreate(&mut stream, 1));
    ok!(cuEventCreate(&mut event, CU_EVENT_INTERPROCESS | CU_EVENT_DISABLE_TIMING));
    ok!(cuLaunchHostFunc(stream, Some(sleep), ptr::null_mut()));
    ok!(cuEventRecord(event, stream));
    let (mut of_memory, mut of_event) =
        (CUipcMemHandle { reserved: [0; 64] }, CUipcEventHandle { reserved: [0; 64] });
    ok!(cuIpcGetMemHandle(&mut of_memory, memory + 100));
    ok!(cuIpcGetEventHandle(&mut of_event, event));
    println!("\nshared {} {}", hex(&of_memory.reserved), hex(&of_event.reserved));
    ok!(cuStreamSynchronize(stream));
}

struct Exporter {
    child: Child,
    memory: [u8; 64],
    event: [u8; 64],
}

impl Exporter {
    fn start() -> Self {
        let mut command = Command::new(env::current_exe().expect("a test has an executable"));
        command.args(["--exact", "exporter", "--nocapture"]).env(ROLE, "1").stdout(Stdio::piped());
        let mut child = command.spawn().expect("the other process");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut shared = lines.map_while(Result::ok).filter(|line| line.starts_with("shared "));
        let line = shared.next().expect("the other process says what it shares");
        let mut words = line.split(' ').skip(1).map(from_hex);
        let (memory, event) = (words.next().expect("memory"), words.next().expect("an event"));
        Self { child, memory, event }
    }

    fn end(&mut self) {
        self.child.kill().expect("it is ours");
        self.child.wait().expect("it is ours");
    }
}

impl Drop for Exporter {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn nobody_waits_for_ever_for_a_process_that_was_killed() {
    support::start();
    let mut other = Exporter::start();
    // What waits is the context's error afterwards, so it is one of its own.
    let mut context = CUcontext::NULL;
    ok!(cuCtxCreate_v2(&mut context, 0, 0));
    let (mut memory, mut event, mut stream) = (0, CUevent::NULL, CUstream::NULL);
    ok!(cuIpcOpenMemHandle_v2(&mut memory, CUipcMemHandle { reserved: other.memory }, 1));
    ok!(cuIpcOpenEventHandle(&mut event, CUipcEventHandle { reserved: other.event }));
    let (mut base, mut len) = (0, 0);
    ok!(cuMemGetAddressRange_v2(&mut base, &mut len, memory + 5));
    assert_eq!((base, len), (memory, LEN));
    let mut of_event = CUipcEventHandle { reserved: [0; 64] };
    assert_eq!(cu!(cuIpcGetEventHandle(&mut of_event, event)), CUDA_ERROR_INVALID_HANDLE);
    let mut of_memory = CUipcMemHandle { reserved: [0; 64] };
    assert_eq!(cu!(cuIpcGetMemHandle(&mut of_memory, memory)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuEventQuery(event)), CUDA_ERROR_NOT_READY);
    ok!(cuStreamCreate(&mut stream, 1));
    ok!(cuStreamWaitEvent(stream, event, 0));
    thread::sleep(Duration::from_millis(300));
    assert_eq!(cu!(cuStreamQuery(stream)), CUDA_ERROR_NOT_READY, "the other process lives");
    let mut seen = [0u8; 64];
    ok!(cuMemcpyDtoH_v2(seen.as_mut_ptr().cast(), memory + LEN as u64 - 64, 64));
    assert_eq!(seen, [7; 64], "its memory");
    other.end();
    let since = Instant::now();
    assert_eq!(cu!(cuEventSynchronize(event)), CUDA_ERROR_UNKNOWN);
    assert_eq!(cu!(cuStreamSynchronize(stream)), CUDA_ERROR_UNKNOWN);
    assert!(since.elapsed() < Duration::from_secs(10));
    cu!(cuCtxDestroy_v2(context));
    support::start();
    let again = cu!(cuIpcOpenMemHandle_v2(&mut memory, CUipcMemHandle { reserved: other.memory }, 1));
    assert_eq!(again, CUDA_ERROR_INVALID_VALUE, "nobody has it any more");
    let again = cu!(cuIpcOpenEventHandle(&mut event, CUipcEventHandle { reserved: other.event }));
    assert_eq!(again, CUDA_ERROR_INVALID_VALUE);
}

#[test]
fn forged_handles_are_refused() {
    support::start();
    let other = Exporter::start();
    let mut memory = 0;
    for at in 0..64 {
        let mut reserved = other.memory;
        reserved[at] ^= 0xff;
        let opened = cu!(cuIpcOpenMemHandle_v2(&mut memory, CUipcMemHandle { reserved }, 1));
        assert_eq!(opened, CUDA_ERROR_INVALID_VALUE, "byte {at}");
    }
    let of_event = CUipcMemHandle { reserved: other.event };
    assert_eq!(cu!(cuIpcOpenMemHandle_v2(&mut memory, of_event, 1)), CUDA_ERROR_INVALID_VALUE);
    let sound = CUipcMemHandle { reserved: other.memory };
    assert_eq!(cu!(cuIpcOpenMemHandle_v2(&mut memory, sound, 2)), CUDA_ERROR_INVALID_VALUE, "flags");
    let mut event = CUevent::NULL;
    let of_memory = CUipcEventHandle { reserved: other.memory };
    assert_eq!(cu!(cuIpcOpenEventHandle(&mut event, of_memory)), CUDA_ERROR_INVALID_VALUE);
}

const COUNT: &str = "
.version 7.0
.target sm_60
.address_size 64
.visible .entry count(.param .u64 memory, .param .u32 times)
{
    .reg .pred %p;
    .reg .u32 %r<4>;
    .reg .u64 %rd<3>;
    ld.param.u64 %rd0, [memory];
    ld.param.u32 %r0, [times];
    mov.u32 %r1, %tid.x;
    mul.wide.u32 %rd1, %r1, 4096;
    add.u64 %rd2, %rd0, %rd1;
again:
    red.global.add.u32 [%rd2], 1;
    ld.volatile.global.u32 %r2, [%rd2+8];
    add.u32 %r2, %r2, 1;
    st.volatile.global.u32 [%rd2+8], %r2;
    sub.u32 %r0, %r0, 1;
    setp.ne.u32 %p, %r0, 0;
    @%p bra again;
    ret;
}
\0";

#[test]
fn memory_is_shared_while_a_kernel_writes_to_it() {
    const TIMES: u32 = 100_000;
    support::start();
    let (mut module, mut kernel, mut stream) = (CUmodule::NULL, CUfunction::NULL, CUstream::NULL);
    ok!(cuModuleLoadData(&mut module, COUNT.as_ptr().cast()));
    ok!(cuModuleGetFunction(&mut kernel, module, c"count".as_ptr()));
    ok!(cuStreamCreate(&mut stream, 1));
    let mut met = 0;
    for round in 0..8 {
        let (mut memory, mut times, mut handle) = (0u64, TIMES, CUipcMemHandle { reserved: [0; 64] });
        ok!(cuMemAlloc_v2(&mut memory, 64 * 4096));
        ok!(cuMemsetD8_v2(memory, 0, 64 * 4096));
        ok!(cuCtxSynchronize());
        let mut params = [(&raw mut memory).cast::<c_void>(), (&raw mut times).cast()];
        let (params, extra) = (params.as_mut_ptr(), ptr::null_mut());
        ok!(cuLaunchKernel(kernel, 1, 1, 1, 64, 1, 1, 0, stream, params, extra));
        thread::sleep(Duration::from_millis(2 + round));
        ok!(cuIpcGetMemHandle(&mut handle, memory));
        met += u32::from(cu!(cuStreamQuery(stream)) == CUDA_ERROR_NOT_READY);
        ok!(cuStreamSynchronize(stream));
        for thread in 0..64 {
            let mut seen = [0u32; 3];
            ok!(cuMemcpyDtoH_v2(seen.as_mut_ptr().cast(), memory + 4096 * thread, 12));
            assert_eq!(seen, [TIMES, 0, TIMES], "nothing is lost");
        }
        let mut again = CUipcMemHandle { reserved: [0; 64] };
        ok!(cuIpcGetMemHandle(&mut again, memory));
        assert_eq!(handle.reserved, again.reserved);
        ok!(cuMemFree_v2(memory));
    }
    assert_ne!(met, 0, "no kernel ran when its memory was moved");
}
