//! Processes: fork, unloading, the end.

use std::io::{Read, Write};
use std::os::fd::FromRawFd;

use table::*;

use crate::cuda::{Buffer, Cuda};
use crate::transcript::code_text;
use crate::{Body, Outcome, Stop, Test, cu, must, ok};

pub const BODIES: &[Body] = &[
    Body::plain("process.fork_after_init", fork_after_init),
    Body::plain("process.fork_before_init", fork_before_init),
    Body::plain("process.fork_with_registered_stack", fork_with_registered_stack),
    Body::plain("process.unload_before_init", unload_before_init),
    Body::plain("process.unload_after_use", unload_after_use).undefined(),
    Body::plain("process.loaded_twice", loaded_twice),
    Body::plain("process.ends_with_work_pending", ends_with_work_pending),
    Body::plain("process.calls_at_exit", calls_at_exit).undefined(),
];

/// Runs a function in a forked child and gives what it answered. The child ends without running any destructor.
fn forked(answer: impl FnOnce() -> Vec<CUresult>) -> Outcome<Vec<CUresult>> {
    let mut ends = [0; 2];
    // SAFETY: `ends` has room for the two descriptors.
    if unsafe { libc::pipe(ends.as_mut_ptr()) } != 0 {
        return Err(Stop::Fail("no pipe".into()));
    }
    // SAFETY: the child calls only what the test is about, writes to the pipe and ends by _exit. It is a copy of one
    // thread of a process whose other threads (the driver's) it does not need; what the driver's calls do then is the
    // question that the test asks.
    let child = unsafe { libc::fork() };
    // SAFETY: both descriptors were just made, and each is owned by one file from here on.
    let (mut reading, mut writing) =
        unsafe { (std::fs::File::from_raw_fd(ends[0]), std::fs::File::from_raw_fd(ends[1])) };
    if child == 0 {
        let bytes: Vec<u8> = answer().iter().flat_map(|code| code.to_ne_bytes()).collect();
        let _ = writing.write_all(&bytes);
        // SAFETY: ends the child at once; nothing of it is needed any more.
        unsafe { libc::_exit(0) };
    }
    drop(writing);
    let mut bytes = Vec::new();
    let _ = reading.read_to_end(&mut bytes);
    let mut status = 0;
    // SAFETY: `child` is this process's child, and `status` has room for its status.
    unsafe { libc::waitpid(child, &mut status, 0) };
    if status != 0 {
        return Err(Stop::Fail(format!("the forked child ended with status {status:#x}")));
    }
    Ok(bytes.chunks_exact(4).map(|code| u32::from_ne_bytes([code[0], code[1], code[2], code[3]])).collect())
}

fn fork_after_init(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let address = t.alloc(64)?;
    t.upload(address, &[4; 64])?;
    let library: &Cuda = t.cuda();
    let codes = forked(|| {
        let (mut version, mut count, mut other, mut memory, mut stream) =
            (0, 0, CUcontext::NULL, 0, CUstream::NULL);
        let mut bytes = [0u8; 4];
        let mut text = core::ptr::null();
        vec![
            cu!(library.cuInit(0)),
            cu!(library.cuMemAlloc_v2(&mut memory, 64)),
            cu!(library.cuCtxSynchronize()),
            cu!(library.cuDeviceGetCount(&mut count)),
            cu!(library.cuCtxGetCurrent(&mut other)),
            cu!(library.cuCtxSetCurrent(context)),
            cu!(library.cuStreamCreate(&mut stream, 0)),
            cu!(library.cuMemcpyDtoH_v2(&mut bytes[..], address, 4)),
            cu!(library.cuMemFree_v2(address)),
            cu!(library.cuDevicePrimaryCtxRetain(&mut other, 0)),
            cu!(library.cuDriverGetVersion(&mut version)),
            cu!(library.cuGetErrorString(3, &mut text)),
        ]
    })?;
    let names = [
        "cuInit",
        "allocate",
        "synchronise",
        "count devices",
        "current context",
        "set it",
        "create a stream",
        "copy",
        "free",
        "retain the primary context",
        "version",
        "error string",
    ];
    for (name, code) in names.iter().zip(&codes) {
        t.saw(&format!("child: {name}"), *code);
    }
    t.yes(
        "cuInit in the child says that it is not initialised",
        codes.first() == Some(&CUDA_ERROR_NOT_INITIALIZED),
    );
    t.yes("so does an allocation", codes.get(1) == Some(&CUDA_ERROR_NOT_INITIALIZED));
    let got = t.download(address, 64)?;
    t.same("the parent goes on", &got, &[4; 64]);
    ok!(t.cuMemFree_v2(address));
    Ok(())
}

/// Both go on, on stacks of their own.
fn fork_with_registered_stack(t: &mut Test) -> Outcome {
    t.context()?;
    let mut word = std::hint::black_box(5u32);
    let host = Buffer::adopt((&raw mut word).expose_provenance() as u64, 4);
    let Some(host) = host else { return Err(Stop::Fail("no memory".into())) };
    ok!(t.cuMemHostRegister_v2(host.host(), 4, 0));
    let answers = forked(|| {
        let before = host.get::<u32>(0);
        host.set::<u32>(0, 9);
        let levels = super::host::deep(512);
        std::thread::sleep(std::time::Duration::from_millis(50));
        vec![before, host.get::<u32>(0), levels as u32]
    })?;
    t.equal("what the child saw and did", answers, vec![5, 9, 512]);
    t.equal("the parent's word", host.get::<u32>(0), 5);
    t.equal("levels", super::host::deep(512), 512);
    ok!(t.cuMemHostUnregister(host.host()));
    t.equal("when unregistered", host.get::<u32>(0), 5);
    Ok(())
}

fn fork_before_init(t: &mut Test) -> Outcome {
    let mut version = 0;
    ok!(t.cuDriverGetVersion(&mut version));
    let library: &Cuda = t.cuda();
    let codes = forked(|| {
        let (mut context, mut address) = (CUcontext::NULL, 0);
        let mut bytes = [0u8; 64];
        vec![
            cu!(library.cuInit(0)),
            cu!(library.cuDevicePrimaryCtxRetain(&mut context, 0)),
            cu!(library.cuCtxSetCurrent(context)),
            cu!(library.cuMemAlloc_v2(&mut address, 64)),
            cu!(library.cuMemsetD8_v2(address, 5, 64)),
            cu!(library.cuMemcpyDtoH_v2(&mut bytes[..], address, 64)),
            u32::from(bytes != [5; 64]),
        ]
    })?;
    t.equal("the child works", codes, vec![0; 7]);
    t.context()?;
    let address = t.alloc(64)?;
    t.upload(address, &[6; 64])?;
    let got = t.download(address, 64)?;
    t.same("so does the parent", &got, &[6; 64]);
    Ok(())
}

fn unload_before_init(t: &mut Test) -> Outcome {
    let path = t.path().to_owned();
    for _ in 0..3 {
        let library = Cuda::load(&path).map_err(Stop::Fail)?;
        let mut version = 0;
        let code = cu!(library.cuDriverGetVersion(&mut version));
        t.gives("version", code, CUDA_SUCCESS);
        library.unload();
    }
    ok!(t.cuInit(0));
    Ok(())
}

fn unload_after_use(t: &mut Test) -> Outcome {
    t.context()?;
    let address = t.alloc(64)?;
    t.upload(address, &[7; 64])?;
    let path = t.path().to_owned();
    if let Some(library) = t.take_library() {
        let unloaded = library.unload();
        t.note("closed", unloaded);
    }
    let library = Cuda::load(&path).map_err(Stop::Fail)?;
    let (mut context, mut memory) = (CUcontext::NULL, 0);
    let code = cu!(library.cuInit(0));
    t.saw("initialise again", code);
    let code = cu!(library.cuDevicePrimaryCtxRetain(&mut context, 0));
    t.saw("retain the primary context", code);
    let code = cu!(library.cuCtxSetCurrent(context));
    t.saw("make it current", code);
    let code = cu!(library.cuMemAlloc_v2(&mut memory, 64));
    t.saw("allocate", code);
    Ok(())
}

fn loaded_twice(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let again = Cuda::load(t.path()).map_err(Stop::Fail)?;
    let mut current = CUcontext::NULL;
    let code = cu!(again.cuCtxGetCurrent(&mut current));
    t.gives("the second handle is the same library", code, CUDA_SUCCESS);
    t.yes("with the same current context", current == context);
    again.unload();
    let address = t.alloc(64);
    t.yes("closing it leaves the first alone", address.is_ok());
    Ok(())
}

fn ends_with_work_pending(t: &mut Test) -> Outcome {
    t.context()?;
    let (device, host) = (t.alloc(64 << 20)?, t.pinned(64 << 20)?);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    for round in 0..10u8 {
        must!(t.cuMemsetD8Async(device, round, 64 << 20, stream));
        must!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 64 << 20, stream));
    }
    t.note("rounds pending", 10);
    Ok(())
}

/// The library, for the function that runs at exit and is given nothing.
static LIBRARY: std::sync::OnceLock<Cuda> = std::sync::OnceLock::new();

extern "C" fn at_exit() {
    let Some(library) = LIBRARY.get() else { return };
    let (mut address, mut size, mut all) = (0, 0, 0);
    let lines = [
        ("allocate", cu!(library.cuMemAlloc_v2(&mut address, 64))),
        ("free memory", cu!(library.cuMemGetInfo_v2(&mut size, &mut all))),
        ("synchronise", cu!(library.cuCtxSynchronize())),
    ];
    for (label, code) in lines {
        println!("at exit: {label}: {}", code_text(code));
    }
}

fn calls_at_exit(t: &mut Test) -> Outcome {
    let _ = LIBRARY.set(t.cuda().clone());
    // Registered before cuInit, so it runs after whatever cuInit registers.
    // SAFETY: `at_exit` is a plain function of this program, and uses only what lives as long as the process.
    let registered = unsafe { libc::atexit(at_exit) };
    t.equal("registered", registered, 0);
    t.context()?;
    t.alloc(64)?;
    Ok(())
}
