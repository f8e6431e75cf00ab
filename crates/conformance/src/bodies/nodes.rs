//! Nodes of graphs made by hand: of every type, added by either form of call, changed, and taken out.

use table::*;

use super::capture::instantiate;
use super::handmade::{begin, empty, memset, memset_params, new_graph};
use crate::cuda::{Arg, Buffer, Null, Params};
use crate::gate::{Note, Notes};
use crate::{Body, Outcome, Test, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::kernels("nodes.kernels", kernels).optional(),
    Body::kernels("nodes.any_type", any_type).optional(),
    Body::plain("nodes.any_type_changed", any_type_changed).optional(),
    Body::plain("nodes.any_type_bad", any_type_bad).optional(),
    Body::plain("nodes.changed_function", changed_function).optional(),
    Body::plain("nodes.changed_child", changed_child).optional(),
    Body::plain("nodes.changed_events", changed_events).optional(),
    Body::plain("nodes.edges_with_data", edges_with_data).optional(),
    Body::plain("nodes.taken_out", taken_out).optional(),
];

/// A node described for the functions that take any type; `words` is the structure of its type.
fn any(kind: CUgraphNodeType, words: &[u64]) -> CUgraphNodeParams {
    let mut params = CUgraphNodeParams::of(kind);
    params.u[..words.len()].copy_from_slice(words);
    params
}

fn pair(low: u32, high: u32) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// A kernel of four blocks of 256 threads.
fn any_kernel(f: CUfunction, params: &mut Params) -> CUgraphNodeParams {
    let pointers: *mut *mut core::ffi::c_void = params.to_c();
    let pointers = pointers.expose_provenance() as u64;
    let words = [f.0 as u64, pair(4, 1), pair(1, 256), pair(1, 1), 0, pointers];
    any(CU_GRAPH_NODE_TYPE_KERNEL, &words)
}

fn any_memset(address: CUdeviceptr, value: u32, width: u64) -> CUgraphNodeParams {
    any(CU_GRAPH_NODE_TYPE_MEMSET, &[address, 0, pair(value, 1), width, 1, 0])
}

fn any_function(note: &'static Note) -> CUgraphNodeParams {
    let function = Note::function().map_or(0, |function| function as usize as u64);
    any(CU_GRAPH_NODE_TYPE_HOST, &[function, note.data().0])
}

fn kernel_params(f: CUfunction, params: &mut Params) -> CUDA_KERNEL_NODE_PARAMS_v2 {
    CUDA_KERNEL_NODE_PARAMS_v2 {
        func: f,
        gridDimX: 4,
        gridDimY: 1,
        gridDimZ: 1,
        blockDimX: 256,
        blockDimY: 1,
        blockDimZ: 1,
        sharedMemBytes: 0,
        kernelParams: params.to_c(),
        extra: core::ptr::null_mut(),
        kern: CUkernel::NULL,
        ctx: CUcontext::NULL,
    }
}

/// Launches a graph and waits for it.
pub fn run(t: &Test, graph: CUgraph) -> Outcome {
    let (exec, stream) = (instantiate(t, graph)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    must!(t.cuGraphLaunch(exec, stream));
    must!(t.cuStreamSynchronize(stream));
    must!(t.cuGraphExecDestroy(exec));
    Ok(())
}

fn kernels(t: &mut Test) -> Outcome {
    begin(t)?;
    let module = t.module(image::BASIC)?;
    let (fill, step) = (t.function(module, c"fill")?, t.function(module, c"step")?);
    let (out, graph) = (t.alloc(4096)?, new_graph(t)?);
    let (mut first, mut second, mut third) = (CUgraphNode::NULL, CUgraphNode::NULL, CUgraphNode::NULL);
    let mut filled = Params::new().and(out).and(7u32).and(1024u32);
    let params = kernel_params(fill, &mut filled);
    ok!(t.cuGraphAddKernelNode_v2(&mut first, graph, Null, 0, &params));
    let mut stepped = Params::new().and(out).and(1024u32);
    let params = kernel_params(step, &mut stepped);
    let older = CUDA_KERNEL_NODE_PARAMS_v1 {
        func: step,
        gridDimX: 4,
        gridDimY: 1,
        gridDimZ: 1,
        blockDimX: 256,
        blockDimY: 1,
        blockDimZ: 1,
        sharedMemBytes: 0,
        kernelParams: params.kernelParams,
        extra: core::ptr::null_mut(),
    };
    ok!(t.cuGraphAddKernelNode(&mut second, graph, &[first][..], 1, &older), "the older form");
    // The driver has copied the parameters.
    drop(filled);
    let library = t.library(image::BASIC)?;
    let kernel = t.kernel(library, c"step")?;
    let named = CUDA_KERNEL_NODE_PARAMS_v2 { func: CUfunction::NULL, kern: kernel, ..params };
    ok!(t.cuGraphAddKernelNode_v2(&mut third, graph, &[second][..], 1, &named), "a library's kernel");
    run(t, graph)?;
    let before = t.words(out, 1024)?;
    let mut got = kernel_params(CUfunction::NULL, &mut Params::new());
    ok!(t.cuGraphKernelNodeGetParams_v2(second, &mut got));
    t.yes("its function", got.func == step);
    ok!(t.cuGraphDestroyNode(third), "without the last");
    run(t, graph)?;
    t.yes("one step fewer", t.words(out, 1024)? != before);
    let mut node = CUgraphNode::NULL;
    let nothing = CUDA_KERNEL_NODE_PARAMS_v2 { func: CUfunction::NULL, ..params };
    saw!(t.cuGraphAddKernelNode_v2(&mut node, graph, Null, 0, &nothing), "no function");
    let empty = CUDA_KERNEL_NODE_PARAMS_v2 { gridDimX: 0, ..params };
    saw!(t.cuGraphAddKernelNode_v2(&mut node, graph, Null, 0, &empty), "no blocks");
    gives!(
        t.cuGraphAddKernelNode_v2(&mut node, graph, Null, 0, Null),
        CUDA_ERROR_INVALID_VALUE,
        "no parameters"
    );
    Ok(())
}

/// All types that need neither memory of the graph nor semaphores, one behind the other.
fn any_type(t: &mut Test) -> Outcome {
    begin(t)?;
    let module = t.module(image::BASIC)?;
    let step = t.function(module, c"step")?;
    let (out, host, book) = (t.alloc(4096)?, t.pinned(4096)?, Notes::new());
    let (event, other) = (t.event(CU_EVENT_DISABLE_TIMING)?, t.event(CU_EVENT_DISABLE_TIMING)?);
    let (graph, inner) = (new_graph(t)?, new_graph(t)?);
    memset(t, inner, &[], &memset_params(out, 0, 4096))?;
    let mut stepped = Params::new().and(out).and(1024u32);
    let copy = copy_words(host, out, 4096);
    let kinds = [
        any(CU_GRAPH_NODE_TYPE_EMPTY, &[]),
        any_memset(out, 1, 4096),
        any(CU_GRAPH_NODE_TYPE_GRAPH, &[inner.0 as u64, 0]),
        any_kernel(step, &mut stepped),
        any(CU_GRAPH_NODE_TYPE_WAIT_EVENT, &[other.0 as u64]),
        any(CU_GRAPH_NODE_TYPE_MEMCPY, &copy),
        any_function(book.note(3)),
        any(CU_GRAPH_NODE_TYPE_EVENT_RECORD, &[event.0 as u64]),
    ];
    let mut before: Option<CUgraphNode> = None;
    for (at, mut params) in kinds.into_iter().enumerate() {
        let (mut node, mut kind) = (CUgraphNode::NULL, 77);
        let after: Vec<CUgraphNode> = before.into_iter().collect();
        if at % 2 == 0 {
            ok!(t.cuGraphAddNode(&mut node, graph, &after[..], after.len(), &mut params));
        } else {
            ok!(t.cuGraphAddNode_v2(&mut node, graph, &after[..], Null, after.len(), &mut params));
        }
        ok!(t.cuGraphNodeGetType(node, &mut kind));
        t.equal("its type", kind, params.r#type);
        before = Some(node);
    }
    run(t, graph)?;
    t.equal("the function ran", book.numbers(), vec![3]);
    t.yes("the step came before the copy", host.bytes().iter().any(|byte| *byte != 0));
    let got = t.download(out, 4096)?;
    t.same("and is what was copied", &host.bytes(), &got);
    ok!(t.cuEventQuery(event), "the event was recorded");
    Ok(())
}

/// A copy from the device to host memory, as the words of its structure.
fn copy_words(host: Buffer, device: CUdeviceptr, len: u64) -> Vec<u64> {
    let mut words = vec![0; 27];
    // Behind flags and context: where it comes from, and how long its rows are.
    (words[2 + 4], words[2 + 6], words[2 + 9], words[2 + 10]) =
        (u64::from(CU_MEMORYTYPE_DEVICE), device, len, 1);
    (words[2 + 15], words[2 + 16], words[2 + 20], words[2 + 21]) =
        (u64::from(CU_MEMORYTYPE_HOST), host.addr(), len, 1);
    (words[2 + 22], words[2 + 23], words[2 + 24]) = (len, 1, 1);
    words
}

fn any_type_changed(t: &mut Test) -> Outcome {
    begin(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, graph, book) = (t.alloc(64)?, new_graph(t)?, Notes::new());
    let (mut set, mut function) = (CUgraphNode::NULL, CUgraphNode::NULL);
    ok!(t.cuGraphAddNode(&mut set, graph, Null, 0, &mut any_memset(device, 1, 64)));
    ok!(t.cuGraphAddNode(&mut function, graph, &[set][..], 1, &mut any_function(book.note(1))));
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphNodeSetParams(set, &mut any_memset(device, 2, 64)), "the graph's memset");
    ok!(t.cuGraphNodeSetParams(function, &mut any_function(book.note(2))), "the graph's function");
    run(t, graph)?;
    let got = t.download(device, 64)?;
    t.same("the new value", &got, &[2; 64]);
    t.equal("the new function", book.numbers(), vec![2]);
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("the executable is as it was", &got, &[1; 64]);
    ok!(t.cuGraphExecNodeSetParams(exec, set, &mut any_memset(device, 3, 64)), "the executable's memset");
    ok!(
        t.cuGraphExecNodeSetParams(exec, function, &mut any_function(book.note(4))),
        "the executable's function"
    );
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("now it differs", &got, &[3; 64]);
    t.equal("functions", book.numbers(), vec![2, 1, 4]);
    saw!(t.cuGraphNodeSetParams(set, &mut any_function(book.note(5))), "a function for a memset");
    saw!(t.cuGraphExecNodeSetParams(exec, set, &mut any_function(book.note(5))), "in the executable");
    Ok(())
}

fn any_type_bad(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    begin(t)?;
    let (graph, mut node) = (new_graph(t)?, CUgraphNode::NULL);
    gives!(t.cuGraphAddNode(&mut node, graph, Null, 0, Null), WANT, "no parameters");
    let mut empty = any(CU_GRAPH_NODE_TYPE_EMPTY, &[]);
    gives!(t.cuGraphAddNode(Null, graph, Null, 0, &mut empty), WANT, "no place for the node");
    gives!(t.cuGraphAddNode(&mut node, graph, Null, 1, &mut empty), WANT, "a dependency, null");
    gives!(t.cuGraphAddNode(&mut node, CUgraph::NULL, Null, 0, &mut empty), WANT, "no graph");
    saw!(t.cuGraphAddNode(&mut node, graph, Null, 0, &mut any(99, &[])), "a type that there is not");
    saw!(t.cuGraphAddNode(&mut node, graph, Null, 0, &mut any(CU_GRAPH_NODE_TYPE_HOST, &[])), "no function");
    saw!(
        t.cuGraphAddNode(&mut node, graph, Null, 0, &mut any(CU_GRAPH_NODE_TYPE_GRAPH, &[])),
        "no graph in it"
    );
    saw!(
        t.cuGraphAddNode(&mut node, graph, Null, 0, &mut any(CU_GRAPH_NODE_TYPE_EVENT_RECORD, &[])),
        "no event"
    );
    saw!(t.cuGraphDestroyNode(CUgraphNode::NULL), "destroy no node");
    Ok(())
}

fn changed_function(t: &mut Test) -> Outcome {
    begin(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (graph, book, mut node) = (new_graph(t)?, Notes::new(), CUgraphNode::NULL);
    let call = |number| CUDA_HOST_NODE_PARAMS_v1 {
        r#fn: Note::function(),
        userData: book.note(number).data().to_c(),
    };
    ok!(t.cuGraphAddHostNode(&mut node, graph, Null, 0, &call(1)));
    let exec = instantiate(t, graph)?;
    let second = call(2);
    ok!(t.cuGraphHostNodeSetParams(node, &second), "in the graph");
    let mut got = call(9);
    ok!(t.cuGraphHostNodeGetParams(node, &mut got));
    t.yes("what was set", got.userData == second.userData && got.r#fn.is_some());
    run(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    ok!(t.cuGraphExecHostNodeSetParams(exec, node, &call(3)), "in the executable");
    for _ in 0..3 {
        ok!(t.cuGraphLaunch(exec, stream));
    }
    t.finish(stream)?;
    t.equal("functions", book.numbers(), vec![2, 1, 3, 3, 3]);
    saw!(t.cuGraphHostNodeGetParams(empty(t, graph, &[])?, &mut got), "of an empty node");
    Ok(())
}

fn changed_child(t: &mut Test) -> Outcome {
    begin(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, outer, first, second) = (t.alloc(64)?, new_graph(t)?, new_graph(t)?, new_graph(t)?);
    memset(t, first, &[], &memset_params(device, 1, 64))?;
    memset(t, second, &[], &memset_params(device, 2, 64))?;
    let mut node = CUgraphNode::NULL;
    ok!(t.cuGraphAddChildGraphNode(&mut node, outer, Null, 0, first));
    let exec = instantiate(t, outer)?;
    ok!(t.cuGraphExecChildGraphNodeSetParams(exec, node, second));
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("the other graph ran", &got, &[2; 64]);
    empty(t, second, &[])?;
    saw!(t.cuGraphExecChildGraphNodeSetParams(exec, node, second), "a graph of another shape");
    saw!(t.cuGraphExecChildGraphNodeSetParams(exec, node, CUgraph::NULL), "no graph");
    Ok(())
}

fn changed_events(t: &mut Test) -> Outcome {
    begin(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (a, b, graph) = (t.event(CU_EVENT_DISABLE_TIMING)?, t.event(CU_EVENT_DISABLE_TIMING)?, new_graph(t)?);
    let (mut record, mut wait, mut got) = (CUgraphNode::NULL, CUgraphNode::NULL, CUevent::NULL);
    ok!(t.cuGraphAddEventWaitNode(&mut wait, graph, Null, 0, a));
    ok!(t.cuGraphAddEventRecordNode(&mut record, graph, &[wait][..], 1, a));
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphEventRecordNodeSetEvent(record, b), "in the graph");
    ok!(t.cuGraphEventRecordNodeGetEvent(record, &mut got));
    t.yes("the new event", got == b);
    ok!(t.cuGraphExecEventRecordNodeSetEvent(exec, record, b), "in the executable");
    ok!(t.cuGraphExecEventWaitNodeSetEvent(exec, wait, b), "the wait in the executable");
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    ok!(t.cuEventQuery(b), "recorded");
    saw!(t.cuGraphExecEventRecordNodeSetEvent(exec, wait, b), "a record for a wait");
    Ok(())
}

fn edges_with_data(t: &mut Test) -> Outcome {
    let plain = CUgraphEdgeData { from_port: 0, to_port: 0, r#type: 0, reserved: [0; 5] };
    begin(t)?;
    let graph = new_graph(t)?;
    let (a, b, mut c) = (empty(t, graph, &[])?, empty(t, graph, &[])?, CUgraphNode::NULL);
    let mut params = any(CU_GRAPH_NODE_TYPE_EMPTY, &[]);
    ok!(t.cuGraphAddNode_v2(&mut c, graph, &[a][..], &[plain][..], 1, &mut params));
    ok!(t.cuGraphAddDependencies_v2(graph, &[a, b][..], &[b, c][..], &[plain, plain][..], 2));
    let (mut nodes, mut edges) = ([CUgraphNode(77); 4], [CUgraphEdgeData { r#type: 77, ..plain }; 4]);
    let mut count = 4;
    ok!(t.cuGraphNodeGetDependencies_v2(c, &mut nodes[..], &mut edges[..], &mut count));
    t.equal("dependencies", count, 2);
    t.yes("the right ones", nodes[..2].contains(&a) && nodes[..2].contains(&b));
    t.yes("plain", edges[..2].iter().all(|edge| edge.r#type == 0));
    t.note("the rest", format!("{:?}", (&nodes[2..], edges[2].r#type)));
    count = 1;
    ok!(t.cuGraphNodeGetDependentNodes_v2(a, &mut nodes[..], Null, &mut count), "room for one");
    t.equal("of two", count, 1);
    ok!(t.cuGraphNodeGetDependentNodes_v2(a, Null, Null, &mut count), "only how many");
    t.equal("dependents", count, 2);
    ok!(t.cuGraphRemoveDependencies_v2(graph, &[a][..], &[c][..], &[plain][..], 1));
    ok!(t.cuGraphNodeGetDependencies_v2(c, Null, Null, &mut count));
    t.equal("one fewer", count, 1);
    ok!(t.cuGraphAddDependencies_v2(graph, &[a][..], &[c][..], Null, 1), "no edge data");
    saw!(t.cuGraphAddDependencies_v2(graph, Null, Null, Null, 0), "no edges");
    gives!(
        t.cuGraphAddDependencies_v2(graph, Null, &[c][..], Null, 1),
        CUDA_ERROR_INVALID_VALUE,
        "from nowhere"
    );
    Ok(())
}

fn taken_out(t: &mut Test) -> Outcome {
    begin(t)?;
    let (device, outer, inner) = (t.alloc(64)?, new_graph(t)?, new_graph(t)?);
    memset(t, inner, &[], &memset_params(device, 1, 64))?;
    let first = memset(t, outer, &[], &memset_params(device, 9, 64))?;
    let (mut child, mut got, mut count) = (CUgraphNode::NULL, CUgraph::NULL, 0);
    ok!(t.cuGraphAddChildGraphNode(&mut child, outer, &[first][..], 1, inner));
    ok!(t.cuGraphChildGraphNodeGetGraph(child, &mut got));
    let exec = instantiate(t, outer)?;
    ok!(t.cuGraphDestroyNode(child));
    ok!(t.cuGraphGetNodes(outer, Null, &mut count));
    t.equal("nodes left", count, 1);
    run(t, outer)?;
    let bytes = t.download(device, 64)?;
    t.same("without the child", &bytes, &[9; 64]);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let bytes = t.download(device, 64)?;
    t.same("the executable still has it", &bytes, &[1; 64]);
    // Handles that are used again name the new nodes.
    for value in 2..20u8 {
        let node = memset(t, outer, &[first], &memset_params(device, value.into(), 64))?;
        let mut params = memset_params(0, 0, 0);
        must!(t.cuGraphMemsetNodeGetParams(node, &mut params));
        if params.value != u32::from(value) {
            t.fail("a node has another's parameters");
        }
        must!(t.cuGraphDestroyNode(node));
    }
    Ok(())
}
