//! Graphs: looked at, instantiated, updated and launched.

use std::{fs::File, io::Read as _, os::fd::AsRawFd as _};

use rustix::fs::MemfdFlags;
use table::{
    CUDA_GRAPH_INSTANTIATE_PARAMS, CUgraph, CUgraphEdgeData, CUgraphExec, CUgraphExecUpdateResultInfo,
    CUgraphNode, CudaError, CudaResult, check,
};
use wire::{Header, reply, request};

use super::{capture::edge_word, graph_text, list};
use crate::session::Session;

/// The most bytes of an instantiation's log that go back to the guest.
const MAX_LOG: usize = 2048;
/// The longest description of a graph that is sent.
const MAX_TEXT: u64 = 256 << 20;

pub fn cuGraphDestroy(session: &mut Session, _: &Header, q: request::cuGraphDestroy) -> CudaResult {
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    // SAFETY: a graph of this session.
    check(unsafe { (session.driver.cuGraphDestroy)(graph) })?;
    session.forget_graph(q.graph);
    Ok(())
}

/// A list of a graph's nodes.
macro_rules! node_list {
    ($name:ident) => {
        pub fn $name(session: &mut Session, _: &Header, q: request::$name) -> CudaResult<reply::$name> {
            let words = session.node_words(q.graph, |session, graph, nodes, count| {
                // SAFETY: a graph of this session; `nodes` is null or has room for `count`.
                unsafe { (session.driver.$name)(graph, nodes, count) }
            })?;
            let (count, words) = list::put(session, words, q.buffer, q.capacity)?;
            Ok(reply::$name { count, words })
        }
    };
}

node_list!(cuGraphGetNodes);
node_list!(cuGraphGetRootNodes);

pub fn cuGraphGetEdges_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphGetEdges_v2,
) -> CudaResult<reply::cuGraphGetEdges_v2> {
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let mut count = 0;
    let nothing = core::ptr::null_mut();
    // SAFETY: a graph of this session; only the count is asked for.
    check(unsafe {
        (session.driver.cuGraphGetEdges_v2)(graph, nothing, nothing, core::ptr::null_mut(), &mut count)
    })?;
    let mut from = vec![CUgraphNode::NULL; count];
    let mut to = from.clone();
    let none = CUgraphEdgeData { from_port: 0, to_port: 0, r#type: 0, reserved: [0; 5] };
    let mut data = vec![none; count];
    if count > 0 {
        // SAFETY: a graph of this session; each array has room for `count`.
        check(unsafe {
            (session.driver.cuGraphGetEdges_v2)(
                graph,
                from.as_mut_ptr(),
                to.as_mut_ptr(),
                data.as_mut_ptr(),
                &mut count,
            )
        })?;
    }
    let mut words = Vec::with_capacity(3 * count);
    for ((&from, &to), data) in from.iter().zip(&to).zip(&data).take(count) {
        words.push(session.name_node(q.graph, from)?.0);
        words.push(session.name_node(q.graph, to)?.0);
        words.push(edge_word(data));
    }
    let (count, words) = list::put(session, words, q.buffer, q.capacity)?;
    Ok(reply::cuGraphGetEdges_v2 { count, words })
}

pub fn cuGraphNodeGetType(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphNodeGetType,
) -> CudaResult<reply::cuGraphNodeGetType> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut kind = 0;
    // SAFETY: a node of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphNodeGetType)(node, &mut kind) })?;
    Ok(reply::cuGraphNodeGetType { kind })
}

/// A list of the nodes that are joined to one: each is followed by what kind of edge it is.
macro_rules! neighbour_list {
    ($name:ident) => {
        pub fn $name(session: &mut Session, _: &Header, q: request::$name) -> CudaResult<reply::$name> {
            let node = session.handles.get::<CUgraphNode>(q.node)?;
            let (mut count, nothing) = (0, core::ptr::null_mut());
            // SAFETY: a node of this session; only the count is asked for.
            check(unsafe { (session.driver.$name)(node, nothing, core::ptr::null_mut(), &mut count) })?;
            let mut found = vec![CUgraphNode::NULL; count];
            let mut data =
                vec![CUgraphEdgeData { from_port: 0, to_port: 0, r#type: 0, reserved: [0; 5] }; count];
            if count > 0 {
                // SAFETY: a node of this session; each array has room for `count`.
                check(unsafe {
                    (session.driver.$name)(node, found.as_mut_ptr(), data.as_mut_ptr(), &mut count)
                })?;
            }
            let graph = session.graphs.graph_of(q.node);
            let mut words = Vec::with_capacity(2 * count);
            for (&node, data) in found.iter().zip(&data).take(count) {
                words.push(session.name_node(graph, node)?.0);
                words.push(edge_word(data));
            }
            let (count, words) = list::put(session, words, q.buffer, q.capacity)?;
            Ok(reply::$name { count, words })
        }
    };
}

neighbour_list!(cuGraphNodeGetDependencies_v2);
neighbour_list!(cuGraphNodeGetDependentNodes_v2);

pub fn cuGraphNodeFindInClone(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphNodeFindInClone,
) -> CudaResult<reply::cuGraphNodeFindInClone> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let mut found = CUgraphNode::NULL;
    // SAFETY: a node and a graph of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphNodeFindInClone)(&mut found, node, graph) })?;
    Ok(reply::cuGraphNodeFindInClone { found: session.name_own_node(q.graph, found)? })
}

pub fn cuGraphChildGraphNodeGetGraph(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphChildGraphNodeGetGraph,
) -> CudaResult<reply::cuGraphChildGraphNodeGetGraph> {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut child = CUgraph::NULL;
    // SAFETY: a node of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphChildGraphNodeGetGraph)(node, &mut child) })?;
    let graph = session.handles.known(child)?;
    session.graphs.note_child(q.node, graph);
    Ok(reply::cuGraphChildGraphNodeGetGraph { graph })
}

pub fn cuGraphDebugDotPrint(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphDebugDotPrint,
) -> CudaResult<reply::cuGraphDebugDotPrint> {
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let failed = |_| CudaError::OPERATING_SYSTEM;
    // The driver writes to a path; this one is a file of ours that has none.
    let memory = rustix::fs::memfd_create("vgpu-graph", MemfdFlags::CLOEXEC).map_err(failed)?;
    let path = session.c_string(wire::Bytes(format!("/proc/self/fd/{}", memory.as_raw_fd()).as_bytes()))?;
    // SAFETY: a graph of this session; the path is a C string that outlives the call.
    check(unsafe { (session.driver.cuGraphDebugDotPrint)(graph, path.as_ptr(), q.flags) })?;
    let failed = |_| CudaError::OPERATING_SYSTEM;
    // Opened anew: the driver's writes did not move the offset of our descriptor, but a library may have
    // replaced the file.
    let mut text = String::new();
    let file = File::open(format!("/proc/self/fd/{}", memory.as_raw_fd())).map_err(failed)?;
    file.take(MAX_TEXT).read_to_string(&mut text).map_err(failed)?;
    let text = graph_text::without_host_addresses(&text, |word| {
        if let Some(name) = session.handles.name_of(word) {
            return name.0;
        }
        // Addresses of the session's own memory are the guest's too.
        if session.check_reachable(word, 1).is_ok() { word } else { 0 }
    });
    let size = text.len() as u64;
    if size <= q.capacity {
        session.window_write(q.buffer, q.capacity, text.as_bytes())?;
    }
    Ok(reply::cuGraphDebugDotPrint { size })
}

pub fn cuGraphInstantiate_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphInstantiate_v2,
) -> CudaResult<reply::cuGraphInstantiate_v2> {
    session.handles.check_new::<CUgraphExec>(q.exec)?;
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let (mut exec, mut node) = (CUgraphExec::NULL, CUgraphNode::NULL);
    let mut log = vec![0_u8; MAX_LOG];
    // SAFETY: a graph of this session; the pointers are to locals and to a buffer of the length that is given.
    let status = unsafe {
        (session.driver.cuGraphInstantiate_v2)(
            &mut exec,
            graph,
            &mut node,
            log.as_mut_ptr().cast(),
            log.len(),
        )
    };
    if status == 0 {
        session.handles.insert(q.exec, exec)?;
    }
    let end = log.iter().position(|&byte| byte == 0).unwrap_or(log.len());
    log.truncate(end);
    Ok(reply::cuGraphInstantiate_v2 { status, error_node: session.name_own_node(q.graph, node)?, log })
}

pub fn cuGraphInstantiateWithFlags(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphInstantiateWithFlags,
) -> CudaResult {
    session.handles.check_new::<CUgraphExec>(q.exec)?;
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let mut exec = CUgraphExec::NULL;
    // SAFETY: a graph of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuGraphInstantiateWithFlags)(&mut exec, graph, q.flags) })?;
    session.handles.insert(q.exec, exec)
}

pub fn cuGraphInstantiateWithParams(
    session: &mut Session,
    header: &Header,
    q: request::cuGraphInstantiateWithParams,
) -> CudaResult<reply::cuGraphInstantiateWithParams> {
    session.handles.check_new::<CUgraphExec>(q.exec)?;
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let mut params = CUDA_GRAPH_INSTANTIATE_PARAMS {
        flags: q.flags,
        hUploadStream: session.stream(header, q.upload_stream)?,
        hErrNode_out: CUgraphNode::NULL,
        result_out: 0,
    };
    let mut exec = CUgraphExec::NULL;
    // SAFETY: a graph and a stream of this session; the pointers are to locals.
    let status = unsafe { (session.driver.cuGraphInstantiateWithParams)(&mut exec, graph, &mut params) };
    if status == 0 {
        session.handles.insert(q.exec, exec)?;
    }
    let error_node = session.name_own_node(q.graph, params.hErrNode_out)?;
    Ok(reply::cuGraphInstantiateWithParams { status, error_node, result: params.result_out })
}

pub fn cuGraphExecUpdate_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphExecUpdate_v2,
) -> CudaResult<reply::cuGraphExecUpdate_v2> {
    let exec = session.handles.get::<CUgraphExec>(q.exec)?;
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let mut info = CUgraphExecUpdateResultInfo {
        result: 0,
        errorNode: CUgraphNode::NULL,
        errorFromNode: CUgraphNode::NULL,
    };
    // SAFETY: both are of this session; the pointers are to a local's fields.
    let status = unsafe {
        if q.older {
            (session.driver.cuGraphExecUpdate)(exec, graph, &mut info.errorNode, &mut info.result)
        } else {
            (session.driver.cuGraphExecUpdate_v2)(exec, graph, &mut info)
        }
    };
    Ok(reply::cuGraphExecUpdate_v2 {
        status,
        result: info.result,
        error_node: session.name_own_node(q.graph, info.errorNode)?,
        error_from_node: session.name_own_node(q.graph, info.errorFromNode)?,
    })
}

pub fn cuGraphExecDestroy(session: &mut Session, _: &Header, q: request::cuGraphExecDestroy) -> CudaResult {
    let exec = session.handles.get::<CUgraphExec>(q.exec)?;
    // SAFETY: an instantiated graph of this session.
    check(unsafe { (session.driver.cuGraphExecDestroy)(exec) })?;
    session.handles.remove::<CUgraphExec>(q.exec);
    Ok(())
}

pub fn cuGraphLaunch(session: &mut Session, header: &Header, q: request::cuGraphLaunch) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    let exec = session.handles.get::<CUgraphExec>(q.exec)?;
    session.payload.graph(&session.window);
    // SAFETY: an instantiated graph and a stream of this session.
    check(unsafe { (session.driver.cuGraphLaunch)(exec, stream) })?;
    session.newest_launch = q.stream;
    session.executed.graph_launch();
    Ok(())
}
