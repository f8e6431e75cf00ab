//! Captures that meet graphs made by hand: into one that is there, and behind other nodes than the stream's last.

use table::*;

use super::handmade::{begin, empty, memset, memset_params, new_graph};
use super::nodes::run;
use crate::cuda::Null;
use crate::{Body, Outcome, Test, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("capture.into_a_graph", capture_into_a_graph).optional(),
    Body::plain("capture.joined_and_destroyed", joined_and_destroyed),
    Body::plain("capture.other_dependencies", capture_with_other_dependencies).optional(),
];

fn capture_into_a_graph(t: &mut Test) -> Outcome {
    begin(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, graph) = (t.alloc(64)?, new_graph(t)?);
    let first = memset(t, graph, &[], &memset_params(device, 1, 64))?;
    let mode = CU_STREAM_CAPTURE_MODE_GLOBAL;
    ok!(t.cuStreamBeginCaptureToGraph(stream, graph, &[first][..], Null, 1, mode));
    ok!(t.cuMemsetD8Async(device, 2, 32, stream));
    let (mut captured, mut count) = (CUgraph::NULL, 0);
    ok!(t.cuStreamEndCapture(stream, &mut captured));
    t.yes("the same graph", captured == graph);
    ok!(t.cuGraphNodeGetDependentNodes(first, Null, &mut count));
    t.equal("behind the first node", count, 1);
    run(t, graph)?;
    let mut want = [1u8; 64];
    want[..32].fill(2);
    let bytes = t.download(device, 64)?;
    t.same("both ran", &bytes, &want);
    // A capture that fails leaves the graph.
    ok!(t.cuStreamBeginCaptureToGraph(stream, graph, Null, Null, 0, mode), "once more");
    saw!(t.cuStreamSynchronize(stream), "what a capture forbids");
    saw!(t.cuStreamEndCapture(stream, &mut captured), "its end");
    saw!(t.cuGraphGetNodes(graph, Null, &mut count), "the graph is there");
    saw!(t.cuStreamBeginCaptureToGraph(stream, CUgraph::NULL, Null, Null, 0, mode), "into nothing");
    saw!(t.cuStreamBeginCaptureToGraph(stream, graph, Null, Null, 1, mode), "a dependency, null");
    saw!(t.cuStreamBeginCaptureToGraph(CUstream::NULL, graph, Null, Null, 0, mode), "the legacy stream");
    Ok(())
}

/// Streams that took part in a capture and are gone before its end.
fn joined_and_destroyed(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (stream, device) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.alloc(64)?);
    for is_joined in [true, false] {
        let (other, fork, join) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.event(2)?, t.event(2)?);
        must!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
        must!(t.cuEventRecord(fork, stream));
        must!(t.cuStreamWaitEvent(other, fork, 0));
        must!(t.cuMemsetD8Async(device, 1, 64, other));
        must!(t.cuEventRecord(join, other));
        if is_joined {
            must!(t.cuStreamWaitEvent(stream, join, 0));
        }
        saw!(t.cuStreamDestroy_v2(other), "destroy the other stream");
        let mut graph = CUgraph::NULL;
        let code = saw!(t.cuStreamEndCapture(stream, &mut graph), "end");
        if is_joined && code == CUDA_SUCCESS {
            let mut count = 0;
            ok!(t.cuGraphGetNodes(graph, Null, &mut count));
            t.equal("its node is there", count, 1);
        }
    }
    Ok(())
}

fn capture_with_other_dependencies(t: &mut Test) -> Outcome {
    begin(t)?;
    let (stream, device) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.alloc(64)?);
    must!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
    must!(t.cuMemsetD8Async(device, 1, 64, stream));
    let (mut status, mut graph, mut count) = (77, CUgraph::NULL, 0);
    ok!(t.cuStreamGetCaptureInfo_v2(stream, &mut status, Null, &mut graph, Null, &mut count));
    let own = empty(t, graph, &[])?;
    ok!(t.cuStreamUpdateCaptureDependencies(stream, &mut [own][..], 1, CU_STREAM_ADD_CAPTURE_DEPENDENCIES));
    ok!(t.cuStreamGetCaptureInfo_v2(stream, &mut status, Null, Null, Null, &mut count));
    t.equal("one more", count, 2);
    let set = CU_STREAM_SET_CAPTURE_DEPENDENCIES;
    ok!(t.cuStreamUpdateCaptureDependencies_v2(stream, &mut [own][..], Null, 1, set), "only this one");
    must!(t.cuMemsetD8Async(device, 2, 32, stream));
    ok!(t.cuGraphNodeGetDependentNodes(own, Null, &mut count));
    t.equal("the next comes after it", count, 1);
    saw!(t.cuStreamUpdateCaptureDependencies(stream, Null, 0, 99), "flags that there are not");
    let mut captured = CUgraph::NULL;
    ok!(t.cuStreamEndCapture(stream, &mut captured));
    ok!(t.cuGraphGetNodes(captured, Null, &mut count));
    t.equal("nodes", count, 3);
    saw!(t.cuStreamUpdateCaptureDependencies(stream, Null, 0, set), "a stream that is not captured");
    Ok(())
}
