//! Graphs made by hand, node by node. Not what programs do that capture streams, so a library may do without.

use core::ffi::c_void;

use table::*;

use super::capture::instantiate;
use crate::cuda::{Addr, Arg, Null};
use crate::gate::{Note, Notes, wait_until};
use crate::{Body, Outcome, Stop, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("handmade.copy_memset_function", made_by_hand).optional(),
    Body::plain("handmade.structure", structure).optional(),
    Body::plain("handmade.cycles", cycles).optional(),
    Body::plain("handmade.bad_arguments", bad_arguments).optional(),
    Body::plain("handmade.null_count", null_count).optional().undefined(),
    Body::plain("handmade.child_graphs", child_graphs).optional(),
    Body::plain("handmade.event_nodes", event_nodes).optional(),
    Body::plain("handmade.changed_memset", changed_memset).optional(),
    Body::plain("handmade.user_objects", user_objects).optional(),
];

/// Begins a body; skips it where nodes cannot be added.
pub fn begin(t: &mut Test) -> Outcome<CUcontext> {
    let context = t.graphs()?;
    let graph = new_graph(t)?;
    let mut node = CUgraphNode::NULL;
    if cu!(t.cuGraphAddEmptyNode(&mut node, graph, Null, 0)) == CUDA_ERROR_NOT_SUPPORTED {
        return Err(Stop::Skip("the library does not add nodes to graphs".into()));
    }
    must!(t.cuGraphDestroy(graph));
    Ok(context)
}

pub fn new_graph(t: &Test) -> Outcome<CUgraph> {
    let mut graph = CUgraph::NULL;
    must!(t.cuGraphCreate(&mut graph, 0));
    Ok(graph)
}

pub fn empty(t: &Test, graph: CUgraph, after: &[CUgraphNode]) -> Outcome<CUgraphNode> {
    let mut node = CUgraphNode::NULL;
    must!(t.cuGraphAddEmptyNode(&mut node, graph, after, after.len()));
    Ok(node)
}

pub fn memset_params(address: CUdeviceptr, value: u32, width: usize) -> CUDA_MEMSET_NODE_PARAMS_v1 {
    CUDA_MEMSET_NODE_PARAMS_v1 { dst: address, pitch: 0, value, elementSize: 1, width, height: 1 }
}

pub fn memset(
    t: &Test,
    graph: CUgraph,
    after: &[CUgraphNode],
    params: &CUDA_MEMSET_NODE_PARAMS_v1,
) -> Outcome<CUgraphNode> {
    let (mut node, mut context) = (CUgraphNode::NULL, CUcontext::NULL);
    must!(t.cuCtxGetCurrent(&mut context));
    must!(t.cuGraphAddMemsetNode(&mut node, graph, after, after.len(), params, context));
    Ok(node)
}

pub fn copy_params(to: (CUmemorytype, u64), from: (CUmemorytype, u64), size: usize) -> CUDA_MEMCPY3D_v2 {
    let host = |side: (CUmemorytype, u64)| if side.0 == CU_MEMORYTYPE_HOST { side.1 as usize } else { 0 };
    let device = |side: (CUmemorytype, u64)| if side.0 == CU_MEMORYTYPE_HOST { 0 } else { side.1 };
    CUDA_MEMCPY3D_v2 {
        srcXInBytes: 0,
        srcY: 0,
        srcZ: 0,
        srcLOD: 0,
        srcMemoryType: from.0,
        srcHost: core::ptr::with_exposed_provenance(host(from)),
        srcDevice: device(from),
        srcArray: CUarray::NULL,
        reserved0: core::ptr::null_mut(),
        srcPitch: size,
        srcHeight: 1,
        dstXInBytes: 0,
        dstY: 0,
        dstZ: 0,
        dstLOD: 0,
        dstMemoryType: to.0,
        dstHost: core::ptr::with_exposed_provenance_mut(host(to)),
        dstDevice: device(to),
        dstArray: CUarray::NULL,
        reserved1: core::ptr::null_mut(),
        dstPitch: size,
        dstHeight: 1,
        WidthInBytes: size,
        Height: 1,
        Depth: 1,
    }
}

fn made_by_hand(t: &mut Test) -> Outcome {
    let context = begin(t)?;
    let (device, host, book) = (t.alloc(4096)?, t.pinned(4096)?, Notes::new());
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let graph = new_graph(t)?;
    let (mut set, mut copy, mut function) = (CUgraphNode::NULL, CUgraphNode::NULL, CUgraphNode::NULL);
    ok!(t.cuGraphAddMemsetNode(&mut set, graph, Null, 0, &memset_params(device, 0x31, 4096), context));
    let params = copy_params((CU_MEMORYTYPE_HOST, host.addr()), (CU_MEMORYTYPE_DEVICE, device), 4096);
    ok!(t.cuGraphAddMemcpyNode(&mut copy, graph, &[set][..], 1, &params, context));
    let note = CUDA_HOST_NODE_PARAMS_v1 { r#fn: Note::function(), userData: book.note(1).data().to_c() };
    ok!(t.cuGraphAddHostNode(&mut function, graph, &[copy][..], 1, &note));
    for (node, kind) in [
        (set, CU_GRAPH_NODE_TYPE_MEMSET),
        (copy, CU_GRAPH_NODE_TYPE_MEMCPY),
        (function, CU_GRAPH_NODE_TYPE_HOST),
    ] {
        let mut got = 77;
        ok!(t.cuGraphNodeGetType(node, &mut got));
        t.equal("kind", got, kind);
    }
    let mut got = memset_params(0, 0, 0);
    ok!(t.cuGraphMemsetNodeGetParams(set, &mut got));
    t.equal("parameters of the memset", (got.dst == device, got.value, got.width), (true, 0x31, 4096));
    let mut got = CUDA_HOST_NODE_PARAMS_v1 { r#fn: None, userData: core::ptr::null_mut() };
    ok!(t.cuGraphHostNodeGetParams(function, &mut got));
    t.yes("argument of the function", got.userData == note.userData && got.r#fn.is_some());
    let mut got = copy_params((0, 0), (0, 0), 0);
    ok!(t.cuGraphMemcpyNodeGetParams(copy, &mut got));
    t.equal("width of the copy", got.WidthInBytes, 4096);
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream));
    ok!(t.cuStreamSynchronize(stream));
    t.same("it ran", &host.bytes(), &[0x31; 4096]);
    t.equal("the function too", book.numbers(), vec![1]);
    Ok(())
}

fn structure(t: &mut Test) -> Outcome {
    begin(t)?;
    let graph = new_graph(t)?;
    let a = empty(t, graph, &[])?;
    let b = empty(t, graph, &[a])?;
    let c = empty(t, graph, &[a])?;
    let d = empty(t, graph, &[b, c])?;
    let (mut nodes, mut count) = ([CUgraphNode::NULL; 8], 8);
    ok!(t.cuGraphGetNodes(graph, &mut nodes[..], &mut count));
    t.equal("nodes", count, 4);
    t.yes("all of them", [a, b, c, d].iter().all(|node| nodes.contains(node)));
    count = 8;
    ok!(t.cuGraphGetRootNodes(graph, &mut nodes[..], &mut count));
    t.yes("one root", count == 1 && nodes[0] == a);
    let (mut from, mut to) = ([CUgraphNode::NULL; 8], [CUgraphNode::NULL; 8]);
    count = 8;
    ok!(t.cuGraphGetEdges(graph, &mut from[..], &mut to[..], &mut count));
    t.equal("edges", count, 4);
    let pairs: Vec<_> = from.iter().zip(&to).take(4).collect();
    t.yes("the right ones", [(a, b), (a, c), (b, d), (c, d)].iter().all(|(x, y)| pairs.contains(&(x, y))));
    count = 8;
    ok!(t.cuGraphNodeGetDependencies(d, &mut nodes[..], &mut count));
    t.equal("dependencies of the last", count, 2);
    ok!(t.cuGraphNodeGetDependentNodes(a, Null, &mut count));
    t.equal("dependents of the first", count, 2);
    count = 2;
    ok!(t.cuGraphGetNodes(graph, &mut nodes[..], &mut count), "room for two");
    t.note("count", count);
    ok!(t.cuGraphRemoveDependencies(graph, &[b][..], &[d][..], 1));
    ok!(t.cuGraphNodeGetDependencies(d, Null, &mut count));
    t.equal("one dependency fewer", count, 1);
    saw!(t.cuGraphRemoveDependencies(graph, &[b][..], &[d][..], 1), "remove what is not there");
    ok!(t.cuGraphAddDependencies(graph, &[b][..], &[d][..], 1));
    saw!(t.cuGraphAddDependencies(graph, &[b][..], &[d][..], 1), "add what is there");
    ok!(t.cuGraphDestroyNode(b));
    ok!(t.cuGraphGetNodes(graph, Null, &mut count));
    t.equal("a node fewer", count, 3);
    ok!(t.cuGraphGetEdges(graph, Null, Null, &mut count));
    t.equal("two edges fewer", count, 2);
    ok!(t.cuGraphDestroy(graph));
    Ok(())
}

fn cycles(t: &mut Test) -> Outcome {
    begin(t)?;
    let graph = new_graph(t)?;
    let a = empty(t, graph, &[])?;
    let b = empty(t, graph, &[a])?;
    let code = saw!(t.cuGraphAddDependencies(graph, &[b][..], &[a][..], 1), "an edge back");
    let mut exec = CUgraphExec::NULL;
    let instantiated = saw!(t.cuGraphInstantiateWithFlags(&mut exec, graph, 0), "instantiate");
    t.yes("one of the two is refused", code != CUDA_SUCCESS || instantiated != CUDA_SUCCESS);
    saw!(t.cuGraphAddDependencies(graph, &[a][..], &[a][..], 1), "an edge to itself");
    let other = new_graph(t)?;
    let stranger = empty(t, other, &[])?;
    saw!(t.cuGraphAddDependencies(graph, &[a][..], &[stranger][..], 1), "an edge to another graph");
    let mut node = CUgraphNode::NULL;
    saw!(
        t.cuGraphAddEmptyNode(&mut node, graph, &[stranger][..], 1),
        "a node that depends on another graph's"
    );
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    let context = begin(t)?;
    let (mut graph, mut node, mut exec, mut count) = (CUgraph::NULL, CUgraphNode::NULL, CUgraphExec::NULL, 0);
    gives!(t.cuGraphCreate(&mut graph, 1), WANT, "flags must be 0");
    gives!(t.cuGraphCreate(Null, 0), WANT, "null pointer");
    graph = new_graph(t)?;
    gives!(t.cuGraphAddEmptyNode(Null, graph, Null, 0), WANT, "null pointer for the node");
    gives!(t.cuGraphAddEmptyNode(&mut node, graph, Null, 1), WANT, "one dependency, null");
    gives!(t.cuGraphAddMemsetNode(&mut node, graph, Null, 0, Null, context), WANT, "null parameters");
    let mut wrong = memset_params(t.alloc(64)?, 1, 64);
    wrong.elementSize = 3;
    gives!(
        t.cuGraphAddMemsetNode(&mut node, graph, Null, 0, &wrong, context),
        WANT,
        "elements of three bytes"
    );
    let nowhere = memset_params(0x1234_5000, 1, 64);
    saw!(
        t.cuGraphAddMemsetNode(&mut node, graph, Null, 0, &nowhere, context),
        "memset of an unknown address"
    );
    saw!(
        t.cuGraphAddHostNode(
            &mut node,
            graph,
            Null,
            0,
            &CUDA_HOST_NODE_PARAMS_v1 { r#fn: None, userData: core::ptr::null_mut() }
        ),
        "no function"
    );
    saw!(t.cuGraphInstantiateWithFlags(&mut exec, CUgraph::NULL, 0), "instantiate nothing");
    gives!(t.cuGraphInstantiateWithFlags(Null, graph, 0), WANT, "null pointer for the executable");
    saw!(t.cuGraphInstantiateWithFlags(&mut exec, graph, 0x1000), "flags that do not exist");
    saw!(t.cuGraphLaunch(CUgraphExec::NULL, CUstream::NULL), "launch nothing");
    saw!(t.cuGraphDestroy(CUgraph::NULL), "destroy nothing");
    saw!(t.cuGraphExecDestroy(CUgraphExec::NULL), "destroy no executable");
    saw!(t.cuGraphGetNodes(CUgraph::NULL, Null, &mut count), "nodes of nothing");
    Ok(())
}

fn null_count(t: &mut Test) -> Outcome {
    begin(t)?;
    let graph = new_graph(t)?;
    saw!(t.cuGraphGetNodes(graph, Null, Null), "no count");
    Ok(())
}

fn child_graphs(t: &mut Test) -> Outcome {
    begin(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, outer, inner) = (t.alloc(64)?, new_graph(t)?, new_graph(t)?);
    memset(t, inner, &[], &memset_params(device, 1, 32))?;
    let (mut child, mut got) = (CUgraphNode::NULL, CUgraph::NULL);
    let first = memset(t, outer, &[], &memset_params(device, 9, 64))?;
    ok!(t.cuGraphAddChildGraphNode(&mut child, outer, &[first][..], 1, inner));
    memset(t, outer, &[child], &memset_params(device + 16, 2, 4))?;
    ok!(t.cuGraphChildGraphNodeGetGraph(child, &mut got));
    t.yes("its own copy", got != inner && !got.is_null());
    ok!(t.cuGraphDestroy(inner));
    let exec = instantiate(t, outer)?;
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let bytes = t.download(device, 64)?;
    let mut want = [9u8; 64];
    want[..32].fill(1);
    want[16..20].fill(2);
    t.same("in the right order", &bytes, &want);
    Ok(())
}

fn event_nodes(t: &mut Test) -> Outcome {
    begin(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (a, b, graph) = (t.event(CU_EVENT_DISABLE_TIMING)?, t.event(CU_EVENT_DISABLE_TIMING)?, new_graph(t)?);
    let (mut record, mut wait, mut got) = (CUgraphNode::NULL, CUgraphNode::NULL, CUevent::NULL);
    ok!(t.cuGraphAddEventWaitNode(&mut wait, graph, Null, 0, b));
    ok!(t.cuGraphAddEventRecordNode(&mut record, graph, &[wait][..], 1, a));
    ok!(t.cuGraphEventRecordNodeGetEvent(record, &mut got));
    t.yes("the event", got == a);
    ok!(t.cuGraphEventWaitNodeGetEvent(wait, &mut got));
    t.yes("the other event", got == b);
    let exec = instantiate(t, graph)?;
    let (other, gate) = (t.stream(CU_STREAM_NON_BLOCKING)?, crate::gate::Gate::closed());
    must!(t.cuLaunchHostFunc(other, crate::gate::Gate::function(), gate.data()));
    must!(t.cuEventRecord(b, other));
    ok!(t.cuGraphLaunch(exec, stream));
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "it waits for the event");
    gate.open();
    ok!(t.cuStreamSynchronize(stream));
    ok!(t.cuEventQuery(a), "it recorded the other");
    Ok(())
}

fn changed_memset(t: &mut Test) -> Outcome {
    let context = begin(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, graph) = (t.alloc(128)?, new_graph(t)?);
    let node = memset(t, graph, &[], &memset_params(device, 1, 128))?;
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphMemsetNodeSetParams(node, &memset_params(device, 2, 128)), "change the graph");
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 128)?;
    t.same("the executable is as it was", &got, &[1; 128]);
    ok!(
        t.cuGraphExecMemsetNodeSetParams(exec, node, &memset_params(device, 3, 128), context),
        "change the executable"
    );
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 128)?;
    t.same("now it differs", &got, &[3; 128]);
    Ok(())
}

fn user_objects(t: &mut Test) -> Outcome {
    begin(t)?;
    let book = Notes::new();
    let mut object = CUuserObject::NULL;
    let data: *mut c_void = book.note(1).data().to_c();
    let data = Addr(data.expose_provenance() as u64);
    let code = saw!(t.cuUserObjectCreate(&mut object, data, Note::function(), 1, 1), "create");
    if code != CUDA_SUCCESS {
        return Ok(());
    }
    let graph = new_graph(t)?;
    ok!(t.cuGraphRetainUserObject(graph, object, 1, CU_GRAPH_USER_OBJECT_MOVE), "moved into a graph");
    t.equal("alive", book.numbers(), vec![]);
    ok!(t.cuGraphDestroy(graph));
    let gone = wait_until(|| book.numbers() == [1]);
    t.yes("destroyed with the graph", gone);
    gives!(
        t.cuUserObjectCreate(&mut object, data, Note::function(), 1, 0),
        CUDA_ERROR_INVALID_VALUE,
        "a flag must be given"
    );
    Ok(())
}
