//! Stream capture: what it records, and what its launches do.

use table::*;

use crate::cuda::{Buffer, Null, Params};
use crate::gate::{Note, Notes};
use crate::{Body, Outcome, Test, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("capture.memset_and_copy", memset_and_copy),
    Body::plain("capture.pageable_source_is_read_at_launch", pageable_source_is_read_at_launch),
    Body::plain("capture.pageable_destination", pageable_destination),
    Body::plain("capture.to_and_from_the_stack", to_and_from_the_stack),
    Body::plain("capture.status", status),
    Body::plain("capture.fork_and_join", fork_and_join),
    Body::plain("capture.host_functions", host_functions),
    Body::plain("capture.memory_allocation", memory_allocation),
    Body::plain("capture.other_calls", other_calls),
    Body::kernels("capture.replay_with_new_inputs", replay_with_new_inputs),
    Body::kernels("capture.pinned_in_and_out", pinned_in_and_out),
];

pub fn begin(t: &Test, stream: CUstream, mode: CUstreamCaptureMode) -> Outcome {
    must!(t.cuStreamBeginCapture_v2(stream, mode));
    Ok(())
}

pub fn end(t: &Test, stream: CUstream) -> Outcome<CUgraph> {
    let mut graph = CUgraph::NULL;
    must!(t.cuStreamEndCapture(stream, &mut graph));
    Ok(graph)
}

pub fn instantiate(t: &Test, graph: CUgraph) -> Outcome<CUgraphExec> {
    let mut exec = CUgraphExec::NULL;
    must!(t.cuGraphInstantiateWithFlags(&mut exec, graph, 0));
    Ok(exec)
}

/// Ends a capture that something invalidated, and writes down how.
pub fn end_invalidated(t: &mut Test, stream: CUstream) {
    let mut state = 77;
    saw!(t.cuStreamIsCapturing(stream, &mut state), "is capturing");
    t.note("state", state);
    let mut graph = CUgraph(77);
    saw!(t.cuStreamEndCapture(stream, &mut graph), "end");
    t.see("a graph came out", !graph.is_null() && graph != CUgraph(77));
    saw!(t.cuStreamIsCapturing(stream, &mut state), "is capturing afterwards");
    t.note("state afterwards", state);
}

fn memset_and_copy(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, host) = (t.alloc(4096)?, t.pinned(4096)?);
    ok!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
    ok!(t.cuMemsetD8Async(device, 0x42, 4096, stream));
    ok!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 4096, stream));
    let mut graph = CUgraph::NULL;
    ok!(t.cuStreamEndCapture(stream, &mut graph));
    t.same("nothing has run", &host.bytes(), &[0; 4096]);
    let mut count = 0;
    ok!(t.cuGraphGetNodes(graph, Null, &mut count));
    t.equal("nodes", count, 2);
    let mut exec = CUgraphExec::NULL;
    ok!(t.cuGraphInstantiateWithFlags(&mut exec, graph, 0));
    for _ in 0..3 {
        host.fill(0);
        ok!(t.cuGraphLaunch(exec, stream));
        ok!(t.cuStreamSynchronize(stream));
        t.same("it ran", &host.bytes(), &[0x42; 4096]);
    }
    ok!(t.cuGraphDestroy(graph));
    host.fill(0);
    ok!(t.cuGraphLaunch(exec, stream), "launch after the graph is destroyed");
    ok!(t.cuStreamSynchronize(stream));
    t.same("it ran all the same", &host.bytes(), &[0x42; 4096]);
    ok!(t.cuGraphExecDestroy(exec));
    Ok(())
}

fn pageable_source_is_read_at_launch(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, host) = (t.alloc(65_536)?, Buffer::pageable(65_536));
    host.fill(1);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    ok!(t.cuMemcpyHtoDAsync_v2(device, host.at(1000), 50_000, stream));
    let graph = end(t, stream)?;
    host.fill(2);
    let exec = instantiate(t, graph)?;
    for value in 3..=6u8 {
        host.fill(value);
        ok!(t.cuGraphLaunch(exec, stream));
        ok!(t.cuStreamSynchronize(stream));
        let got = t.download(device, 50_000)?;
        t.same("the bytes of when it was launched", &got, &vec![value; 50_000]);
    }
    Ok(())
}

/// Whatever the memory is, it is read and written when the graph runs.
fn to_and_from_the_stack(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let device = t.alloc(64)?;
    let (mut from, mut to) = ([1_u8; 64], [0_u8; 64]);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_GLOBAL)?;
    ok!(t.cuMemcpyHtoDAsync_v2(device, &from[..], 64, stream), "from the stack");
    ok!(t.cuMemcpyDtoHAsync_v2(&mut to[..], device, 64, stream), "to the stack");
    let graph = end(t, stream)?;
    let exec = instantiate(t, graph)?;
    for value in [7, 8] {
        from.fill(value);
        // The compiler knows nothing of the graph.
        std::hint::black_box(&mut from);
        ok!(t.cuGraphLaunch(exec, stream));
        t.finish(stream)?;
        t.same("there and back", std::hint::black_box(&to), &[value; 64]);
    }
    Ok(())
}

fn pageable_destination(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, host) = (t.alloc(10_000)?, Buffer::pageable(10_000));
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    let code = saw!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 10_000, stream), "copy to pageable memory");
    if code != CUDA_SUCCESS {
        end_invalidated(t, stream);
        return Ok(());
    }
    let graph = end(t, stream)?;
    let exec = instantiate(t, graph)?;
    for value in [5, 6] {
        must!(t.cuMemsetD8Async(device, value, 10_000, stream));
        ok!(t.cuGraphLaunch(exec, stream));
        ok!(t.cuStreamSynchronize(stream));
        t.same("what was on the device", &host.bytes(), &[value; 10_000]);
    }
    Ok(())
}

fn status(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let device = t.alloc(64)?;
    let (mut state, mut id, mut again, mut graph) = (77, 0, 0, CUgraph::NULL);
    let (mut nodes, mut count) = (core::ptr::null(), 77);
    ok!(t.cuStreamIsCapturing(stream, &mut state));
    t.equal("not capturing", state, 0);
    ok!(
        t.cuStreamGetCaptureInfo_v2(stream, &mut state, &mut id, &mut graph, &mut nodes, &mut count),
        "information without a capture"
    );
    t.equal("not capturing there either", state, 0);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_THREAD_LOCAL)?;
    ok!(t.cuStreamIsCapturing(stream, &mut state));
    t.equal("capturing", state, 1);
    ok!(t.cuStreamGetCaptureInfo_v2(stream, &mut state, &mut id, &mut graph, &mut nodes, &mut count));
    t.equal("state and dependencies", (state, count), (1, 0));
    t.yes("a graph and a number", !graph.is_null() && id != 0);
    must!(t.cuMemsetD8Async(device, 1, 64, stream));
    let mut edges = core::ptr::null();
    ok!(t.cuStreamGetCaptureInfo_v3(
        stream, &mut state, &mut again, &mut graph, &mut nodes, &mut edges, &mut count
    ));
    t.equal("one dependency now", (state, count), (1, 1));
    t.yes("the same number", id == again);
    let finished = end(t, stream)?;
    t.yes("the same graph", finished == graph);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_THREAD_LOCAL)?;
    ok!(t.cuStreamGetCaptureInfo_v2(stream, &mut state, &mut again, Null, Null, Null), "another capture");
    t.yes("has another number", id != again);
    let empty = end(t, stream)?;
    ok!(t.cuGraphGetNodes(empty, Null, &mut count));
    t.equal("an empty graph", count, 0);
    let exec = instantiate(t, empty)?;
    ok!(t.cuGraphLaunch(exec, stream), "launch an empty graph");
    ok!(t.cuStreamSynchronize(stream));
    saw!(t.cuStreamIsCapturing(CUstream::NULL, &mut state), "the legacy stream");
    t.note("state of the legacy stream", state);
    Ok(())
}

fn fork_and_join(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (fork, join) = (t.event(CU_EVENT_DISABLE_TIMING)?, t.event(CU_EVENT_DISABLE_TIMING)?);
    let (device, host) = (t.alloc(128)?, t.pinned(128)?);
    begin(t, a, CU_STREAM_CAPTURE_MODE_GLOBAL)?;
    must!(t.cuMemsetD8Async(device, 1, 128, a));
    ok!(t.cuEventRecord(fork, a));
    ok!(t.cuStreamWaitEvent(b, fork, 0));
    let mut state = 77;
    ok!(t.cuStreamIsCapturing(b, &mut state));
    t.equal("the other stream captures too", state, 1);
    must!(t.cuMemsetD8Async(device + 64, 2, 64, b));
    must!(t.cuMemsetD8Async(device, 3, 32, a));
    ok!(t.cuEventRecord(join, b));
    ok!(t.cuStreamWaitEvent(a, join, 0));
    must!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 128, a));
    let graph = end(t, a)?;
    let (mut nodes, mut edges, mut roots) = (0, 0, 0);
    must!(t.cuGraphGetNodes(graph, Null, &mut nodes));
    must!(t.cuGraphGetEdges(graph, Null, Null, &mut edges));
    must!(t.cuGraphGetRootNodes(graph, Null, &mut roots));
    t.equal("nodes, edges, roots", (nodes, edges, roots), (4, 4, 1));
    ok!(t.cuStreamIsCapturing(b, &mut state));
    t.equal("the other stream captures no longer", state, 0);
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, b));
    t.finish(b)?;
    let mut want = [1u8; 128];
    want[..32].fill(3);
    want[64..].fill(2);
    t.same("in the right order", &host.bytes(), &want);
    Ok(())
}

fn host_functions(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (stream, book) = (t.stream(CU_STREAM_NON_BLOCKING)?, Notes::new());
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    ok!(t.cuLaunchHostFunc(stream, Note::function(), book.note(1).data()));
    ok!(t.cuLaunchHostFunc(stream, Note::function(), book.note(2).data()));
    let graph = end(t, stream)?;
    let exec = instantiate(t, graph)?;
    for _ in 0..3 {
        ok!(t.cuGraphLaunch(exec, stream));
    }
    t.finish(stream)?;
    t.equal("they ran at every launch", book.numbers(), vec![1, 2, 1, 2, 1, 2]);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    gives!(
        t.cuStreamAddCallback(stream, Note::callback(), book.note(3).data(), 0),
        CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED,
        "a callback cannot be captured"
    );
    end_invalidated(t, stream);
    Ok(())
}

fn memory_allocation(t: &mut Test) -> Outcome {
    t.graphs()?;
    t.needs(CU_DEVICE_ATTRIBUTE_MEMORY_POOLS_SUPPORTED, "memory pools")?;
    let (stream, host) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.pinned(4096)?);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_GLOBAL)?;
    let mut address = 0;
    let code = saw!(t.cuMemAllocAsync(&mut address, 4096, stream), "allocation");
    if code != CUDA_SUCCESS {
        end_invalidated(t, stream);
        return Ok(());
    }
    must!(t.cuMemsetD8Async(address, 0x66, 4096, stream));
    must!(t.cuMemcpyDtoHAsync_v2(host.host(), address, 4096, stream));
    ok!(t.cuMemFreeAsync(address, stream), "free");
    let graph = end(t, stream)?;
    let mut count = 0;
    must!(t.cuGraphGetNodes(graph, Null, &mut count));
    t.equal("nodes", count, 4);
    let exec = instantiate(t, graph)?;
    for _ in 0..3 {
        host.fill(0);
        ok!(t.cuGraphLaunch(exec, stream));
        t.finish(stream)?;
        t.same("contents", &host.bytes(), &[0x66; 4096]);
    }
    Ok(())
}

fn other_calls(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, host) = (t.alloc(64)?, t.pinned(64)?);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    saw!(t.cuStreamWriteValue32_v2(stream, host.device(), 7, 0), "write a value");
    saw!(t.cuStreamWaitValue32_v2(stream, host.device(), 7, CU_STREAM_WAIT_VALUE_EQ), "wait for a value");
    saw!(t.cuMemsetD2D8Async(device, 8, 3, 4, 4, stream), "a rectangle");
    saw!(t.cuMemcpyDtoDAsync_v2(device, device + 32, 16, stream), "device to device");
    saw!(t.cuMemcpyHtoDAsync_v2(device, host.host(), 0, stream), "0 bytes");
    let mut flags = 77;
    saw!(t.cuStreamGetFlags(stream, &mut flags), "flags of the capturing stream");
    let mut graph = CUgraph(77);
    let code = saw!(t.cuStreamEndCapture(stream, &mut graph), "end");
    if code == CUDA_SUCCESS {
        let mut count = 0;
        must!(t.cuGraphGetNodes(graph, Null, &mut count));
        t.note("nodes", count);
        let mut nodes = vec![CUgraphNode::NULL; count];
        must!(t.cuGraphGetNodes(graph, &mut nodes[..], &mut count));
        let mut kinds = Vec::new();
        for node in nodes {
            let mut kind = 77;
            must!(t.cuGraphNodeGetType(node, &mut kind));
            kinds.push(kind);
        }
        kinds.sort_unstable();
        t.note("kinds", format!("{kinds:?}"));
        let exec = instantiate(t, graph)?;
        ok!(t.cuGraphLaunch(exec, stream));
        ok!(t.cuStreamSynchronize(stream));
    }
    Ok(())
}

fn replay_with_new_inputs(t: &mut Test) -> Outcome {
    const COUNT: u32 = 10_000;
    t.graphs()?;
    let module = t.module(image::BASIC)?;
    let step = t.function(module, c"step")?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (input, work) = (t.alloc(40_000)?, t.alloc(40_000)?);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_GLOBAL)?;
    must!(t.cuMemcpyDtoDAsync_v2(work, input, 40_000, stream));
    for _ in 0..8 {
        let code = t.launch(step, 40, 256, stream, Params::new().and(work).and(COUNT));
        t.ok("captured launch", code)?;
    }
    let graph = end(t, stream)?;
    let exec = instantiate(t, graph)?;
    for seed in 0..20u32 {
        let values: Vec<u32> = (0..COUNT).map(|at| at.wrapping_mul(seed + 1)).collect();
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_ne_bytes()).collect();
        t.upload(input, &bytes)?;
        ok!(t.cuGraphLaunch(exec, stream));
        t.finish(stream)?;
        let got = t.words(work, COUNT as usize)?;
        let want: Vec<u32> = values
            .iter()
            .map(|value| (0..8).fold(*value, |value, _| value.wrapping_mul(3).wrapping_add(1)))
            .collect();
        t.yes("eight steps on this round's input", got == want);
    }
    Ok(())
}

fn pinned_in_and_out(t: &mut Test) -> Outcome {
    t.graphs()?;
    let module = t.module(image::BASIC)?;
    let step = t.function(module, c"step")?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (input, output, device) = (t.pinned(4096)?, t.pinned(4096)?, t.alloc(4096)?);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_GLOBAL)?;
    must!(t.cuMemcpyHtoDAsync_v2(device, input.host(), 4096, stream));
    let code = t.launch(step, 4, 256, stream, Params::new().and(device).and(1024u32));
    t.must("step", code)?;
    must!(t.cuMemcpyDtoHAsync_v2(output.host(), device, 4096, stream));
    let graph = end(t, stream)?;
    let exec = instantiate(t, graph)?;
    for round in 0..10u32 {
        input.set_all(&vec![round; 1024]);
        ok!(t.cuGraphLaunch(exec, stream));
        t.finish(stream)?;
        t.equal("the last word", output.get::<u32>(1023), round * 3 + 1);
    }
    Ok(())
}
