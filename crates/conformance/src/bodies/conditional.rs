//! Conditional nodes, operations on memory as nodes, and user objects.

use table::*;

use super::capture::instantiate;
use super::handmade::{begin, memset, memset_params, new_graph};
use crate::cuda::{Addr, Arg, Null};
use crate::gate::{Gate, Note, Notes, wait_until};
use crate::{Body, Outcome, Stop, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("conditional.if_and_else", if_and_else).optional(),
    Body::plain("conditional.switch", switch).optional(),
    Body::plain("conditional.nested", nested).optional(),
    Body::plain("conditional.bad_arguments", bad_arguments).optional(),
    Body::plain("batch.waits_and_writes", waits_and_writes).optional(),
    Body::plain("objects.counted", counted).optional(),
    Body::plain("objects.of_graphs", of_graphs).optional(),
    Body::plain("objects.of_a_launch_under_way", of_a_launch_under_way).optional(),
];

/// A condition that each launch sets to `value`; skips the body where there are none.
fn condition(t: &Test, graph: CUgraph, value: u32) -> Outcome<CUgraphConditionalHandle> {
    let (mut context, mut condition) = (CUcontext::NULL, 0);
    must!(t.cuCtxGetCurrent(&mut context));
    let flags = CU_GRAPH_COND_ASSIGN_DEFAULT;
    match cu!(t.cuGraphConditionalHandleCreate(&mut condition, graph, context, value, flags)) {
        CUDA_ERROR_NOT_SUPPORTED => Err(Stop::Skip("the library does not have conditional nodes".into())),
        code => t.must("cuGraphConditionalHandleCreate", code).map(|()| condition),
    }
}

/// A conditional node in a context, described for the functions that take any type.
fn described(t: &Test, condition: u64, kind: u32, graphs: u32) -> Outcome<CUgraphNodeParams> {
    let mut context = CUcontext::NULL;
    must!(t.cuCtxGetCurrent(&mut context));
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_CONDITIONAL);
    params.u[..4].copy_from_slice(&[
        condition,
        u64::from(kind) | u64::from(graphs) << 32,
        0,
        context.0 as u64,
    ]);
    Ok(params)
}

/// Adds a conditional node; gives it and its graphs.
fn add(
    t: &mut Test,
    graph: CUgraph,
    condition: u64,
    kind: u32,
    graphs: u32,
) -> Outcome<(CUgraphNode, Vec<CUgraph>)> {
    let (mut node, mut params) = (CUgraphNode::NULL, described(t, condition, kind, graphs)?);
    ok!(t.cuGraphAddNode(&mut node, graph, Null, 0, &mut params), "a conditional node");
    let bodies = crate::cuda::Buffer::adopt(params.u[2], graphs as usize * 8);
    let bodies = bodies.ok_or_else(|| Stop::Fail("no graphs".into()))?;
    Ok((node, (0..graphs as usize).map(|at| CUgraph(bodies.get(at))).collect()))
}

/// What a launch leaves in memory that was 9.
fn launched(t: &mut Test, graph: CUgraph, device: CUdeviceptr) -> Outcome<u8> {
    let (exec, stream) = (instantiate(t, graph)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    must!(t.cuMemsetD8Async(device, 9, 64, stream));
    ok!(t.cuGraphLaunch(exec, stream));
    ok!(t.cuStreamSynchronize(stream));
    Ok(t.download(device, 1)?[0])
}

fn if_and_else(t: &mut Test) -> Outcome {
    begin(t)?;
    let device = t.alloc(64)?;
    for (value, graphs, want) in [(1, 1, 1), (0, 1, 9), (5, 2, 1), (0, 2, 2)] {
        let graph = new_graph(t)?;
        let condition = condition(t, graph, value)?;
        let (node, bodies) = add(t, graph, condition, CU_GRAPH_COND_TYPE_IF, graphs)?;
        let mut kind = 77;
        ok!(t.cuGraphNodeGetType(node, &mut kind));
        t.equal("type", kind, CU_GRAPH_NODE_TYPE_CONDITIONAL);
        for (at, body) in bodies.into_iter().enumerate() {
            memset(t, body, &[], &memset_params(device, at as u32 + 1, 64))?;
        }
        let got = launched(t, graph, device)?;
        t.equal("what ran", got, want);
        ok!(t.cuGraphDestroy(graph));
    }
    Ok(())
}

fn switch(t: &mut Test) -> Outcome {
    begin(t)?;
    let device = t.alloc(64)?;
    for value in 0..4 {
        let graph = new_graph(t)?;
        let condition = condition(t, graph, value)?;
        let (_, bodies) = add(t, graph, condition, CU_GRAPH_COND_TYPE_SWITCH, 3)?;
        for (at, body) in bodies.into_iter().enumerate() {
            memset(t, body, &[], &memset_params(device, at as u32 + 1, 64))?;
        }
        let got = launched(t, graph, device)?;
        t.equal("what ran", got, [1, 2, 3, 9][value as usize]);
    }
    Ok(())
}

fn nested(t: &mut Test) -> Outcome {
    begin(t)?;
    let (device, graph) = (t.alloc(64)?, new_graph(t)?);
    let (yes, no) = (condition(t, graph, 1)?, condition(t, graph, 0)?);
    let (outer, bodies) = add(t, graph, yes, CU_GRAPH_COND_TYPE_IF, 1)?;
    let (_, inner) = add(t, bodies[0], no, CU_GRAPH_COND_TYPE_IF, 2)?;
    memset(t, inner[0], &[], &memset_params(device, 1, 64))?;
    memset(t, inner[1], &[], &memset_params(device, 2, 64))?;
    // What follows the node comes after all that is in it.
    memset(t, graph, &[outer], &memset_params(device + 32, 3, 32))?;
    let got = launched(t, graph, device)?;
    t.equal("the inner alternative", got, 2);
    let got = t.download(device + 32, 32)?;
    t.same("and what follows", &got, &[3; 32]);
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    begin(t)?;
    let (graph, mut node) = (new_graph(t)?, CUgraphNode::NULL);
    let good = condition(t, graph, 1)?;
    let (mut context, mut condition) = (CUcontext::NULL, 0);
    must!(t.cuCtxGetCurrent(&mut context));
    gives!(
        t.cuGraphConditionalHandleCreate(Null, graph, context, 0, 0),
        CUDA_ERROR_INVALID_VALUE,
        "no place for the condition"
    );
    saw!(t.cuGraphConditionalHandleCreate(&mut condition, graph, context, 0, 99), "flags that there are not");
    saw!(
        t.cuGraphConditionalHandleCreate(&mut condition, CUgraph::NULL, context, 0, 0),
        "a condition of nothing"
    );
    for (label, kind, graphs) in
        [("no graphs", CU_GRAPH_COND_TYPE_IF, 0), ("too many", CU_GRAPH_COND_TYPE_IF, 3), ("a kind", 99, 1)]
    {
        let mut params = described(t, good, kind, graphs)?;
        saw!(t.cuGraphAddNode(&mut node, graph, Null, 0, &mut params), label);
    }
    Ok(())
}

fn waits_and_writes(t: &mut Test) -> Outcome {
    let context = begin(t)?;
    let (device, graph, stream) = (t.alloc(64)?, new_graph(t)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    t.upload(device, &[0; 64])?;
    let operation = |kind: u32, at: u64, value: u64, flags: u64| CUstreamBatchMemOpParams {
        pad: [kind.into(), device + at, value, flags, 0, 0],
    };
    let mut operations = [
        operation(CU_STREAM_MEM_OP_WAIT_VALUE_32, 0, 5, CU_STREAM_WAIT_VALUE_EQ.into()),
        operation(CU_STREAM_MEM_OP_WRITE_VALUE_32, 4, 6, 0),
    ];
    let mut of = CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 {
        ctx: context,
        count: 2,
        paramArray: operations.as_mut_ptr(),
        flags: 0,
    };
    let mut node = CUgraphNode::NULL;
    let code = saw!(t.cuGraphAddBatchMemOpNode(&mut node, graph, Null, 0, &of), "add");
    if code != CUDA_SUCCESS {
        return Ok(());
    }
    let mut got = CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 {
        ctx: CUcontext::NULL,
        count: 0,
        paramArray: core::ptr::null_mut(),
        flags: 77,
    };
    ok!(t.cuGraphBatchMemOpNodeGetParams(node, &mut got));
    t.equal("what was asked for", (got.count, got.flags, got.paramArray.is_null()), (2, 0, false));
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream));
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "it waits");
    let other = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuStreamWriteValue32_v2(other, device, 5, 0));
    ok!(t.cuStreamSynchronize(stream));
    t.equal("it wrote", t.words(device, 2)?, vec![5, 6]);
    operations[1] = operation(CU_STREAM_MEM_OP_WRITE_VALUE_32, 4, 7, 0);
    of.paramArray = operations.as_mut_ptr();
    ok!(t.cuGraphExecBatchMemOpNodeSetParams(exec, node, &of), "changed in the executable");
    ok!(t.cuGraphLaunch(exec, stream));
    ok!(t.cuStreamSynchronize(stream));
    t.equal("what it wrote then", t.words(device, 2)?, vec![5, 7]);
    ok!(t.cuGraphBatchMemOpNodeSetParams(node, &of), "changed in the graph");
    of.count = 257;
    saw!(t.cuGraphBatchMemOpNodeSetParams(node, &of), "more than there may be");
    Ok(())
}

/// An object with references of the body's.
fn object(t: &mut Test, note: &'static Note, count: u32) -> Outcome<CUuserObject> {
    let (mut object, data) = (CUuserObject::NULL, Addr(note.data().0));
    let flags = CU_USER_OBJECT_NO_DESTRUCTOR_SYNC;
    match cu!(t.cuUserObjectCreate(&mut object, data, Note::function(), count, flags)) {
        CUDA_ERROR_NOT_SUPPORTED => Err(Stop::Skip("the library does not have user objects".into())),
        code => t.ok("cuUserObjectCreate", code).map(|()| object),
    }
}

fn counted(t: &mut Test) -> Outcome {
    t.context()?;
    let book = Notes::new();
    let first = object(t, book.note(1), 2)?;
    ok!(t.cuUserObjectRetain(first, 1));
    ok!(t.cuUserObjectRelease(first, 2), "two of three");
    t.equal("alive", book.numbers(), vec![]);
    ok!(t.cuUserObjectRelease(first, 1), "the last");
    t.yes("destroyed", wait_until(|| book.numbers() == [1]));
    let second = object(t, book.note(2), 1)?;
    saw!(t.cuUserObjectRetain(second, 0), "no more references");
    saw!(t.cuUserObjectRelease(second, 0), "no fewer references");
    ok!(t.cuUserObjectRelease(second, 1));
    t.yes("destroyed too", wait_until(|| book.numbers() == [1, 2]));
    let (mut other, data) = (CUuserObject::NULL, Addr(book.note(3).data().0));
    saw!(t.cuUserObjectCreate(&mut other, data, None, 1, 1), "no destructor");
    saw!(t.cuUserObjectCreate(&mut other, data, Note::function(), 0, 1), "no references");
    gives!(
        t.cuUserObjectCreate(Null, data, Note::function(), 1, 1),
        CUDA_ERROR_INVALID_VALUE,
        "no place for it"
    );
    Ok(())
}

fn of_graphs(t: &mut Test) -> Outcome {
    begin(t)?;
    let book = Notes::new();
    let (graph, mut clone) = (new_graph(t)?, CUgraph::NULL);
    let first = object(t, book.note(1), 1)?;
    ok!(t.cuGraphRetainUserObject(graph, first, 2, 0), "references of the graph's own");
    ok!(t.cuUserObjectRelease(first, 1));
    ok!(t.cuGraphReleaseUserObject(graph, first, 1), "one fewer");
    ok!(t.cuGraphClone(&mut clone, graph));
    ok!(t.cuGraphDestroy(graph));
    t.equal("the copy keeps it", book.numbers(), vec![]);
    let exec = instantiate(t, clone)?;
    ok!(t.cuGraphDestroy(clone));
    t.equal("the executable keeps it", book.numbers(), vec![]);
    ok!(t.cuGraphExecDestroy(exec));
    t.yes("destroyed with the last", wait_until(|| book.numbers() == [1]));
    let graph = new_graph(t)?;
    let second = object(t, book.note(2), 1)?;
    saw!(t.cuGraphRetainUserObject(graph, second, 1, 99), "flags that there are not");
    ok!(t.cuGraphRetainUserObject(graph, second, 1, CU_GRAPH_USER_OBJECT_MOVE), "moved");
    ok!(t.cuGraphReleaseUserObject(graph, second, 1), "and given back");
    t.yes("destroyed too", wait_until(|| book.numbers() == [1, 2]));
    Ok(())
}

/// What a launch needs lives until it has ended, whatever is destroyed meanwhile.
fn of_a_launch_under_way(t: &mut Test) -> Outcome {
    begin(t)?;
    let (book, gate, graph) = (Notes::new(), Gate::closed(), new_graph(t)?);
    let object = object(t, book.note(1), 1)?;
    ok!(t.cuGraphRetainUserObject(graph, object, 1, CU_GRAPH_USER_OBJECT_MOVE));
    let mut node = CUgraphNode::NULL;
    let params = CUDA_HOST_NODE_PARAMS_v1 { r#fn: Gate::function(), userData: gate.data().to_c() };
    ok!(t.cuGraphAddHostNode(&mut node, graph, Null, 0, &params));
    let (exec, stream) = (instantiate(t, graph)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    ok!(t.cuGraphLaunch(exec, stream));
    t.yes("the launch is under way", gate.wait_entered());
    ok!(t.cuGraphExecDestroy(exec));
    ok!(t.cuGraphDestroy(graph));
    std::thread::sleep(std::time::Duration::from_millis(30));
    t.equal("the launch keeps it", book.numbers(), vec![]);
    gate.open();
    t.finish(stream)?;
    t.yes("destroyed with the launch", wait_until(|| book.numbers() == [1]));
    Ok(())
}
