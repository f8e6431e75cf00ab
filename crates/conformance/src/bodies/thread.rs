//! Threads.

use std::sync::atomic::{AtomicU32, Ordering};

use table::*;

use crate::cuda::{Cuda, Null, Params};
use crate::gate::Gate;
use crate::test::pattern;
use crate::{Body, Outcome, Test, cu, gives, image, must, ok};

pub const BODIES: &[Body] = &[
    Body::plain("thread.own_streams", own_streams),
    Body::plain("thread.own_contexts", own_contexts),
    Body::plain("thread.ends_with_work_pending", ends_with_work_pending),
    Body::plain("thread.many_short_ones", many_short_ones),
    Body::plain("thread.shared_stream", shared_stream),
    Body::plain("thread.waits_do_not_block_others", waits_do_not_block_others),
    Body::plain("thread.allocations_at_once", allocations_at_once),
    Body::plain("thread.large_copies_at_once", large_copies_at_once),
    Body::plain("thread.frees_beside_captures", frees_beside_captures),
    Body::kernels("thread.kernels_at_once", kernels_at_once),
];

/// Runs a function on several threads and gives the highest code of each.
fn on_threads(t: &Test, count: u32, run: impl Fn(&Cuda, u32) -> Vec<CUresult> + Sync) -> Vec<CUresult> {
    let (library, run) = (t.cuda(), &run);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|number| scope.spawn(move || run(library, number))).collect();
        threads
            .into_iter()
            .map(|thread| {
                thread.join().map_or(CUDA_ERROR_UNKNOWN, |codes| codes.into_iter().max().unwrap_or(0))
            })
            .collect()
    })
}

fn own_streams(t: &mut Test) -> Outcome {
    const SIZE: usize = 1 << 20;
    let context = t.context()?;
    let host = t.pinned(8 * SIZE)?;
    let codes = on_threads(t, 8, |library, number| {
        let (mut stream, mut address) = (CUstream::NULL, 0);
        let mut codes = vec![
            cu!(library.cuCtxSetCurrent(context)),
            cu!(library.cuStreamCreate(&mut stream, CU_STREAM_NON_BLOCKING)),
            cu!(library.cuMemAlloc_v2(&mut address, SIZE)),
        ];
        for round in 0..20u32 {
            codes.push(cu!(library.cuMemsetD8Async(address, (number * 20 + round) as u8, SIZE, stream)));
            codes.push(cu!(library.cuMemcpyDtoHAsync_v2(
                host.at(number as usize * SIZE),
                address,
                SIZE,
                stream
            )));
            codes.push(cu!(library.cuStreamSynchronize(stream)));
            let mine = host.read(number as usize * SIZE, SIZE);
            if mine.iter().any(|byte| *byte != (number * 20 + round) as u8) {
                codes.push(CUDA_ERROR_UNKNOWN);
            }
        }
        codes.extend([cu!(library.cuMemFree_v2(address)), cu!(library.cuStreamDestroy_v2(stream))]);
        codes
    });
    t.equal("eight threads", codes, vec![0; 8]);
    Ok(())
}

fn own_contexts(t: &mut Test) -> Outcome {
    t.init()?;
    let codes = on_threads(t, 4, |library, number| {
        let (mut context, mut current, mut address) = (CUcontext::NULL, CUcontext::NULL, 0);
        let mut bytes = [0u8; 64];
        let codes = vec![
            cu!(library.cuCtxCreate_v2(&mut context, 0, 0)),
            cu!(library.cuMemAlloc_v2(&mut address, 64)),
            cu!(library.cuMemsetD8_v2(address, number as u8, 64)),
            cu!(library.cuMemcpyDtoH_v2(&mut bytes[..], address, 64)),
            cu!(library.cuCtxGetCurrent(&mut current)),
            cu!(library.cuCtxDestroy_v2(context)),
            u32::from(bytes != [number as u8; 64] || current != context),
        ];
        codes
    });
    t.equal("four threads", codes, vec![0; 4]);
    let mut now = CUcontext(77);
    ok!(t.cuCtxGetCurrent(&mut now));
    t.yes("none is left on this thread", now.is_null());
    Ok(())
}

fn ends_with_work_pending(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let (gate, host) = (Gate::closed(), t.pinned(64)?);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let codes = on_threads(t, 1, |library, _| {
        vec![
            cu!(library.cuCtxSetCurrent(context)),
            cu!(library.cuLaunchHostFunc(stream, Gate::function(), gate.data())),
            cu!(library.cuMemsetD8Async(host.device(), 8, 64, stream)),
            cu!(library.cuMemsetD8Async(host.device(), 9, 32, CUstream::PER_THREAD)),
        ]
    });
    t.equal("the thread", codes, vec![0]);
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "its work is still pending");
    gate.open();
    ok!(t.cuStreamSynchronize(stream));
    ok!(t.cuCtxSynchronize());
    t.same("all of it ran", &host.read(32, 32), &[8; 32]);
    Ok(())
}

fn many_short_ones(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let device = t.alloc(64 * 300)?;
    let mut failed = 0;
    for batch in 0..30u32 {
        let codes = on_threads(t, 10, |library, number| {
            let mine = device + u64::from(batch * 10 + number) * 64;
            vec![
                cu!(library.cuCtxSetCurrent(context)),
                cu!(library.cuMemsetD8Async(mine, (batch * 10 + number) as u8, 64, CUstream::PER_THREAD)),
                cu!(library.cuStreamSynchronize(CUstream::PER_THREAD)),
            ]
        });
        failed += codes.iter().filter(|code| **code != 0).count();
    }
    t.equal("threads of 300 that failed", failed, 0);
    let got = t.download(device, 64 * 300)?;
    let want: Vec<u8> = (0..300u32).flat_map(|number| [number as u8; 64]).collect();
    t.same("each did its work", &got, &want);
    Ok(())
}

fn shared_stream(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let (stream, device) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.alloc(8 * 64)?);
    let codes = on_threads(t, 8, |library, number| {
        let mut codes = vec![cu!(library.cuCtxSetCurrent(context))];
        for round in 0..500u32 {
            codes.push(cu!(library.cuMemsetD8Async(
                device + u64::from(number) * 64,
                round as u8,
                64,
                stream
            )));
        }
        codes.push(cu!(library.cuStreamSynchronize(stream)));
        codes
    });
    t.equal("eight threads", codes, vec![0; 8]);
    let got = t.download(device, 8 * 64)?;
    t.same("each thread's last memset", &got, &[499u32 as u8; 8 * 64]);
    Ok(())
}

fn waits_do_not_block_others(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let (held, gate, host) = (t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed(), t.pinned(64)?);
    must!(t.cuLaunchHostFunc(held, Gate::function(), gate.data()));
    let library = t.cuda();
    let (waited, worked) = std::thread::scope(|scope| {
        let waiter = scope.spawn(move || {
            let _ = cu!(library.cuCtxSetCurrent(context));
            cu!(library.cuStreamSynchronize(held))
        });
        let worker = scope.spawn(move || {
            let (mut stream, mut address) = (CUstream::NULL, 0);
            let mut codes = vec![
                cu!(library.cuCtxSetCurrent(context)),
                cu!(library.cuStreamCreate(&mut stream, CU_STREAM_NON_BLOCKING)),
                cu!(library.cuMemAlloc_v2(&mut address, 64)),
            ];
            for value in 0..100u8 {
                codes.push(cu!(library.cuMemsetD8Async(address, value, 64, stream)));
                codes.push(cu!(library.cuMemcpyDtoHAsync_v2(host.host(), address, 64, stream)));
                codes.push(cu!(library.cuStreamSynchronize(stream)));
            }
            gate.open();
            codes.into_iter().max()
        });
        (waiter.join().ok(), worker.join().ok().flatten())
    });
    t.equal("the thread that waited", waited, Some(0));
    t.equal("the thread that worked meanwhile", worked, Some(0));
    t.same("its last value", &host.bytes(), &[99; 64]);
    Ok(())
}

fn allocations_at_once(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let codes = on_threads(t, 8, |library, number| {
        let mut codes = vec![cu!(library.cuCtxSetCurrent(context))];
        for round in 0..100usize {
            let (mut address, mut host) = (0, core::ptr::null_mut());
            codes.push(cu!(library.cuMemAlloc_v2(&mut address, 1000 * (number as usize + 1) + round)));
            codes.push(cu!(library.cuMemsetD8_v2(address, 1, 1000)));
            codes.push(cu!(library.cuMemFree_v2(address)));
            if round % 20 == 0 {
                codes.push(cu!(library.cuMemAllocHost_v2(&mut host, 4096)));
                codes.push(cu!(library.cuMemFreeHost(host)));
            }
        }
        codes
    });
    t.equal("eight threads", codes, vec![0; 8]);
    Ok(())
}

/// Copies of pageable memory of several sizes, both ways, each thread in its own stream.
fn large_copies_at_once(t: &mut Test) -> Outcome {
    const LARGEST: usize = 9 << 20;
    let context = t.context()?;
    let codes = on_threads(t, 6, |library, number| {
        let (mut stream, mut address) = (CUstream::NULL, 0);
        let mut codes = vec![
            cu!(library.cuCtxSetCurrent(context)),
            cu!(library.cuStreamCreate(&mut stream, CU_STREAM_NON_BLOCKING)),
            cu!(library.cuMemAlloc_v2(&mut address, LARGEST)),
        ];
        let mut back = vec![0u8; LARGEST];
        for (round, size) in [100 << 10, 1 << 20, LARGEST, 3 << 20, 200 << 10].into_iter().enumerate() {
            let bytes = pattern(size, number * 5 + round as u32);
            codes.push(cu!(library.cuMemcpyHtoDAsync_v2(address, &bytes[..], size, stream)));
            codes.push(cu!(library.cuMemcpyDtoHAsync_v2(&mut back[..], address, size, stream)));
            codes.push(cu!(library.cuStreamSynchronize(stream)));
            if back.get(..size) != Some(&bytes[..]) {
                codes.push(CUDA_ERROR_UNKNOWN);
            }
        }
        codes.extend([cu!(library.cuMemFree_v2(address)), cu!(library.cuStreamDestroy_v2(stream))]);
        codes
    });
    t.equal("six threads", codes, vec![0; 6]);
    Ok(())
}

/// To free memory is to wait for the device. Neither that wait nor its end may become part of what another thread captures
/// meanwhile; GGML's threads do both all the time.
fn frees_beside_captures(t: &mut Test) -> Outcome {
    const SIZE: usize = 1 << 20;
    t.graphs()?;
    let context = t.context()?;
    let captures = AtomicU32::new(2);
    let codes = on_threads(t, 4, |library, number| {
        let (mut stream, mut address) = (CUstream::NULL, 0);
        let mut codes = vec![
            cu!(library.cuCtxSetCurrent(context)),
            cu!(library.cuStreamCreate(&mut stream, CU_STREAM_NON_BLOCKING)),
            cu!(library.cuMemAlloc_v2(&mut address, SIZE)),
        ];
        if number < 2 {
            for round in 0..200u32 {
                codes.extend(capture_once(library, stream, address, SIZE, (number * 200 + round) as u8));
            }
            captures.fetch_sub(1, Ordering::Relaxed);
        }
        while captures.load(Ordering::Relaxed) > 0 {
            let mut more = 0;
            codes.push(cu!(library.cuMemAlloc_v2(&mut more, SIZE)));
            codes.push(cu!(library.cuMemsetD8Async(more, 1, SIZE, stream)));
            codes.push(cu!(library.cuMemFree_v2(more)));
        }
        codes.extend([cu!(library.cuMemFree_v2(address)), cu!(library.cuStreamDestroy_v2(stream))]);
        codes
    });
    t.equal("two threads that capture, two that free memory", codes, vec![0; 4]);
    Ok(())
}

/// Captures two memsets, behind work in the same stream, and launches the graph.
fn capture_once(library: &Cuda, stream: CUstream, address: u64, size: usize, byte: u8) -> Vec<CUresult> {
    let (mut graph, mut exec, mut back) = (CUgraph::NULL, CUgraphExec::NULL, vec![0u8; size]);
    let mut codes = vec![
        cu!(library.cuMemsetD8Async(address, !byte, size, stream)),
        cu!(library.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_RELAXED)),
        cu!(library.cuMemsetD8Async(address, byte, size / 2, stream)),
        cu!(library.cuMemsetD8Async(address + size as u64 / 2, byte, size / 2, stream)),
        cu!(library.cuStreamEndCapture(stream, &mut graph)),
    ];
    let mut nodes = 0;
    codes.push(cu!(library.cuGraphGetNodes(graph, Null, &mut nodes)));
    codes.push(cu!(library.cuGraphInstantiateWithFlags(&mut exec, graph, 0)));
    codes.push(cu!(library.cuGraphLaunch(exec, stream)));
    codes.push(cu!(library.cuMemcpyDtoHAsync_v2(&mut back[..], address, size, stream)));
    codes.push(cu!(library.cuStreamSynchronize(stream)));
    codes.push(cu!(library.cuGraphExecDestroy(exec)));
    codes.push(cu!(library.cuGraphDestroy(graph)));
    if nodes != 2 || back.iter().any(|&got| got != byte) {
        codes.push(CUDA_ERROR_UNKNOWN);
    }
    codes
}

fn kernels_at_once(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let module = t.module(image::BASIC)?;
    let step = t.function(module, c"step")?;
    let device = t.alloc(8 * 4096)?;
    must!(t.cuMemsetD8_v2(device, 0, 8 * 4096));
    must!(t.cuCtxSynchronize());
    let codes = on_threads(t, 8, |library, number| {
        let mut stream = CUstream::NULL;
        let mine = device + u64::from(number) * 4096;
        let mut codes = vec![
            cu!(library.cuCtxSetCurrent(context)),
            cu!(library.cuStreamCreate(&mut stream, CU_STREAM_NON_BLOCKING)),
        ];
        for _ in 0..1000 {
            let mut params = Params::new().and(mine).and(1024u32);
            codes.push(cu!(library.cuLaunchKernel(step, 4, 1, 1, 256, 1, 1, 0, stream, &mut params, Null)));
        }
        codes.push(cu!(library.cuStreamSynchronize(stream)));
        codes
    });
    t.equal("eight threads", codes, vec![0; 8]);
    let want = (0..1000).fold(0u32, |value, _| value.wrapping_mul(3).wrapping_add(1));
    let got = t.words(device, 8 * 1024)?;
    t.yes("a thousand steps each", got == vec![want; 8 * 1024]);
    Ok(())
}
