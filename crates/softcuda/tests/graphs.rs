//! Stream capture and graphs, through the exports.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use std::{
    ffi::c_void,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use table::*;

/// A capture of global mode forbids calls to all threads, so the tests take turns.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    let turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    support::start();
    turn
}

fn stream() -> CUstream {
    let mut stream = CUstream::NULL;
    ok!(cuStreamCreate(&mut stream, 1));
    stream
}

fn event() -> CUevent {
    let mut event = CUevent::NULL;
    ok!(cuEventCreate(&mut event, 2));
    event
}

fn memory(len: usize) -> CUdeviceptr {
    let mut memory = 0;
    ok!(cuMemAlloc_v2(&mut memory, len));
    memory
}

fn read(memory: CUdeviceptr) -> u32 {
    let mut value = 0u32;
    ok!(cuMemcpyDtoH_v2((&raw mut value).cast(), memory, 4));
    value
}

fn end(stream: CUstream) -> CUgraph {
    let mut graph = CUgraph::NULL;
    ok!(cuStreamEndCapture(stream, &mut graph));
    assert!(!graph.is_null());
    graph
}

fn instantiate(graph: CUgraph) -> CUgraphExec {
    let mut exec = CUgraphExec::NULL;
    ok!(cuGraphInstantiateWithFlags(&mut exec, graph, 0));
    exec
}

fn nodes(graph: CUgraph) -> Vec<CUgraphNode> {
    let mut count = 0;
    ok!(cuGraphGetNodes(graph, std::ptr::null_mut(), &mut count));
    let mut nodes = vec![CUgraphNode::NULL; count];
    ok!(cuGraphGetNodes(graph, nodes.as_mut_ptr(), &mut count));
    nodes
}

unsafe extern "C" fn count(data: *mut c_void) {
    // SAFETY: the tests pass a pointer to a static.
    unsafe { &*(data as *const AtomicU32) }.fetch_add(1, Ordering::SeqCst);
}

#[test]
fn captured_work_is_done_at_launch_and_not_before() {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let _turn = turn();
    let (stream, memory) = (stream(), memory(8));
    ok!(cuMemsetD32_v2(memory, 1, 2));
    let mut source = 5u32;
    ok!(cuStreamBeginCapture_v2(stream, 0));
    ok!(cuMemcpyHtoDAsync_v2(memory, (&raw const source).cast(), 4, stream));
    ok!(cuMemcpyDtoDAsync_v2(memory + 4, memory, 4, stream));
    ok!(cuLaunchHostFunc(stream, Some(count), (&raw const CALLS) as *mut c_void));
    let (mut status, mut id) = (9, 0);
    ok!(cuStreamGetCaptureInfo(stream, &mut status, &mut id));
    assert!(status == 1 && id > 0);
    let graph = end(stream);
    assert_eq!((read(memory), CALLS.load(Ordering::SeqCst)), (1, 0));
    assert_eq!(nodes(graph).len(), 3);
    let exec = instantiate(graph);
    ok!(cuGraphDestroy(graph));
    // A pageable source is read at every launch.
    for value in [6u32, 7] {
        source = value;
        std::hint::black_box(&mut source);
        ok!(cuGraphLaunch(exec, stream));
        ok!(cuStreamSynchronize(stream));
        assert_eq!(read(memory + 4), value);
    }
    assert_eq!(CALLS.load(Ordering::SeqCst), 2);
    ok!(cuGraphExecDestroy(exec));
    assert_eq!(cu!(cuGraphLaunch(exec, stream)), CUDA_ERROR_INVALID_VALUE);
}

#[test]
fn streams_fork_and_join_through_events() {
    let _turn = turn();
    let (main, side, memory) = (stream(), stream(), memory(8));
    let (fork, join) = (event(), event());
    ok!(cuStreamBeginCapture_v2(main, 0));
    ok!(cuMemsetD32Async(memory, 1, 1, main));
    ok!(cuEventRecord(fork, main));
    ok!(cuStreamWaitEvent(side, fork, 0));
    ok!(cuMemsetD32Async(memory + 4, 2, 1, side));
    ok!(cuMemsetD32Async(memory, 3, 1, main));
    ok!(cuEventRecord(join, side));
    ok!(cuStreamWaitEvent(main, join, 0));
    ok!(cuMemcpyDtoDAsync_v2(memory, memory + 4, 4, main));
    let graph = end(main);
    let mut edges = 0;
    ok!(cuGraphGetEdges(graph, std::ptr::null_mut(), std::ptr::null_mut(), &mut edges));
    assert_eq!((nodes(graph).len(), edges), (4, 4));
    let exec = instantiate(graph);
    ok!(cuGraphLaunch(exec, main));
    ok!(cuStreamSynchronize(main));
    assert_eq!(read(memory), 2);
}

#[test]
fn an_unjoined_stream_spoils_the_capture() {
    let _turn = turn();
    let (main, side, memory, fork) = (stream(), stream(), memory(4), event());
    ok!(cuStreamBeginCapture_v2(main, 0));
    ok!(cuEventRecord(fork, main));
    ok!(cuStreamWaitEvent(side, fork, 0));
    ok!(cuMemsetD32Async(memory, 1, 1, side));
    let mut graph = CUgraph(1);
    assert_eq!(cu!(cuStreamEndCapture(main, &mut graph)), CUDA_ERROR_STREAM_CAPTURE_UNJOINED);
    assert!(graph.is_null());
    let mut status = 9;
    ok!(cuStreamIsCapturing(side, &mut status));
    assert_eq!(status, 0);
}

#[test]
fn unsafe_calls_invalidate_a_global_capture_and_not_a_relaxed_one() {
    let _turn = turn();
    let stream = stream();
    let mut graph = CUgraph::NULL;
    let mut scrap = 0;
    ok!(cuStreamBeginCapture_v2(stream, 0));
    assert_eq!(cu!(cuMemAlloc_v2(&mut scrap, 4)), CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED);
    let mut status = 9;
    ok!(cuStreamIsCapturing(stream, &mut status));
    assert_eq!(status, 2);
    assert_eq!(
        cu!(cuMemsetD32Async(memory_of_relaxed(), 1, 1, stream)),
        CUDA_ERROR_STREAM_CAPTURE_INVALIDATED
    );
    assert_eq!(cu!(cuStreamEndCapture(stream, &mut graph)), CUDA_ERROR_STREAM_CAPTURE_INVALIDATED);
    ok!(cuStreamBeginCapture_v2(stream, 2));
    ok!(cuMemAlloc_v2(&mut scrap, 4));
    ok!(cuMemFree_v2(scrap));
    ok!(cuGraphDestroy(end(stream)));
    // A thread may declare that it knows what it does.
    ok!(cuStreamBeginCapture_v2(stream, 0));
    let mut mode = 2;
    ok!(cuThreadExchangeStreamCaptureMode(&mut mode));
    assert_eq!(mode, 0);
    ok!(cuMemAlloc_v2(&mut scrap, 4));
    ok!(cuThreadExchangeStreamCaptureMode(&mut mode));
    assert_eq!(mode, 2);
    ok!(cuGraphDestroy(end(stream)));
}

/// Memory that is allocated even while a capture goes on.
fn memory_of_relaxed() -> CUdeviceptr {
    let mut mode = 2;
    ok!(cuThreadExchangeStreamCaptureMode(&mut mode));
    let memory = memory(4);
    ok!(cuThreadExchangeStreamCaptureMode(&mut mode));
    memory
}

#[test]
fn wrong_uses_have_their_own_errors() {
    let _turn = turn();
    let (first, second, outside) = (stream(), stream(), event());
    let mut graph = CUgraph::NULL;
    assert_eq!(cu!(cuStreamEndCapture(first, &mut graph)), CUDA_ERROR_ILLEGAL_STATE);
    assert_eq!(cu!(cuStreamBeginCapture_v2(CUstream::NULL, 0)), CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED);
    ok!(cuEventRecord(outside, second));
    ok!(cuStreamBeginCapture_v2(first, 0));
    assert_eq!(cu!(cuStreamBeginCapture_v2(first, 0)), CUDA_ERROR_ILLEGAL_STATE);
    assert_eq!(cu!(cuStreamWaitEvent(first, outside, 0)), CUDA_ERROR_STREAM_CAPTURE_ISOLATION);
    let there = thread::spawn(move || {
        support::start();
        let mut graph = CUgraph::NULL;
        cu!(cuStreamEndCapture(first, &mut graph))
    });
    // Any thread may end an invalidated capture, as with NVIDIA's driver.
    assert_eq!(there.join().ok(), Some(CUDA_ERROR_STREAM_CAPTURE_INVALIDATED));
    assert_eq!(cu!(cuStreamEndCapture(first, &mut graph)), CUDA_ERROR_ILLEGAL_STATE);
    // An event that marks a place in a capture says nothing else.
    ok!(cuStreamBeginCapture_v2(first, 0));
    ok!(cuEventRecord(outside, first));
    assert_eq!(cu!(cuEventQuery(outside)), CUDA_ERROR_CAPTURED_EVENT);
    assert_eq!(cu!(cuStreamEndCapture(first, &mut graph)), CUDA_ERROR_STREAM_CAPTURE_INVALIDATED);
    // The legacy stream would wait for a blocking stream that is captured.
    let mut blocking = CUstream::NULL;
    ok!(cuStreamCreate(&mut blocking, 0));
    let memory = memory(4);
    ok!(cuStreamBeginCapture_v2(blocking, 2));
    assert_eq!(cu!(cuMemsetD32_v2(memory, 1, 1)), CUDA_ERROR_STREAM_CAPTURE_IMPLICIT);
    assert_eq!(cu!(cuStreamEndCapture(blocking, &mut graph)), CUDA_ERROR_STREAM_CAPTURE_INVALIDATED);
}

#[test]
fn graphs_can_be_built_by_hand_changed_and_updated() {
    let _turn = turn();
    let context = support::start();
    let (stream, memory) = (stream(), memory(64));
    let (mut graph, mut fill, mut copy) = (CUgraph::NULL, CUgraphNode::NULL, CUgraphNode::NULL);
    ok!(cuGraphCreate(&mut graph, 0));
    let mut parameters =
        CUDA_MEMSET_NODE_PARAMS { dst: memory, pitch: 0, value: 9, elementSize: 4, width: 4, height: 1 };
    ok!(cuGraphAddMemsetNode(&mut fill, graph, std::ptr::null(), 0, &parameters, context));
    let mut back = [0u32; 4];
    // SAFETY: the description is plain C data, for which zeroes are a value.
    let mut description: CUDA_MEMCPY3D = unsafe { std::mem::zeroed() };
    description.srcMemoryType = 2;
    description.srcDevice = memory;
    description.dstMemoryType = 1;
    description.dstHost = back.as_mut_ptr().cast();
    (description.WidthInBytes, description.Height, description.Depth) = (16, 1, 1);
    ok!(cuGraphAddMemcpyNode(&mut copy, graph, &fill, 1, &description, context));
    let mut kind = 99;
    ok!(cuGraphNodeGetType(copy, &mut kind));
    assert_eq!(kind, 1);
    let exec = instantiate(graph);
    ok!(cuGraphLaunch(exec, stream));
    ok!(cuStreamSynchronize(stream));
    assert_eq!(back, [9; 4]);
    parameters.value = 8;
    ok!(cuGraphExecMemsetNodeSetParams(exec, fill, &parameters, context));
    ok!(cuGraphLaunch(exec, stream));
    ok!(cuStreamSynchronize(stream));
    assert_eq!(back, [8; 4]);
    parameters.value = 7;
    ok!(cuGraphMemsetNodeSetParams(fill, &parameters));
    let mut info = CUgraphExecUpdateResultInfo {
        result: 9,
        errorNode: CUgraphNode::NULL,
        errorFromNode: CUgraphNode::NULL,
    };
    ok!(cuGraphExecUpdate_v2(exec, graph, &mut info));
    ok!(cuGraphLaunch(exec, stream));
    ok!(cuStreamSynchronize(stream));
    assert_eq!((back, info.result), ([7; 4], 0));
    let mut extra = CUgraphNode::NULL;
    ok!(cuGraphAddEmptyNode(&mut extra, graph, &copy, 1));
    assert_eq!(cu!(cuGraphExecUpdate_v2(exec, graph, &mut info)), CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE);
    assert_eq!(info.result, 2);
    // A circle cannot be instantiated.
    ok!(cuGraphAddDependencies(graph, &extra, &fill, 1));
    let mut none = CUgraphExec::NULL;
    assert_eq!(cu!(cuGraphInstantiateWithFlags(&mut none, graph, 0)), CUDA_ERROR_INVALID_VALUE);
    ok!(cuGraphRemoveDependencies(graph, &extra, &fill, 1));
    let mut parent = CUgraph::NULL;
    ok!(cuGraphCreate(&mut parent, 0));
    let mut child = CUgraphNode::NULL;
    ok!(cuGraphAddChildGraphNode(&mut child, parent, std::ptr::null(), 0, graph));
    ok!(cuGraphDestroy(graph));
    back = [0; 4];
    let exec = instantiate(parent);
    ok!(cuGraphLaunch(exec, stream));
    ok!(cuStreamSynchronize(stream));
    assert_eq!(std::hint::black_box(back), [7; 4]);
    assert_eq!(cu!(cuGraphDestroyNode(fill)), CUDA_ERROR_INVALID_VALUE);
}
