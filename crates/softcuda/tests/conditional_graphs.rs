//! Graphs whose kernels decide what of them runs.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use std::{ffi::c_void, ptr};

use table::*;

/// Counts a number in memory down, and sets the condition to what is left.
const COUNT_DOWN: &std::ffi::CStr = c"
.version 8.0
.target sm_60
.address_size 64
.extern .func cudaGraphSetConditional(.param .b64 condition, .param .b32 value);
.visible .entry count_down(.param .u64 counter, .param .u64 condition)
{
    .reg .b32 %r<3>;
    .reg .b64 %rd<3>;
    ld.param.u64 %rd1, [counter];
    ld.param.u64 %rd2, [condition];
    ld.global.u32 %r1, [%rd1];
    sub.u32 %r2, %r1, 1;
    st.global.u32 [%rd1], %r2;
    {
        .param .b64 first;
        .param .b32 second;
        st.param.b64 [first], %rd2;
        st.param.b32 [second], %r2;
        call.uni cudaGraphSetConditional, (first, second);
    }
    ret;
}";

#[test]
fn a_kernel_ends_the_loop_that_it_runs_in() {
    let context = support::start();
    let (mut module, mut kernel) = (CUmodule::NULL, CUfunction::NULL);
    ok!(cuModuleLoadData(&mut module, COUNT_DOWN.as_ptr().cast()));
    ok!(cuModuleGetFunction(&mut kernel, module, c"count_down".as_ptr()));
    let (mut graph, mut condition, mut node) = (CUgraph::NULL, 0, CUgraphNode::NULL);
    let mut memory = 0;
    ok!(cuMemAlloc_v2(&mut memory, 8));
    ok!(cuGraphCreate(&mut graph, 0));
    ok!(cuGraphConditionalHandleCreate(&mut condition, graph, context, 1, 1));
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_CONDITIONAL);
    params.u[0] = condition;
    params.u[1] = u64::from(CU_GRAPH_COND_TYPE_WHILE) | 1 << 32;
    ok!(cuGraphAddNode(&mut node, graph, ptr::null(), 0, &mut params));
    let bodies = params.u[2] as *const CUgraph;
    // SAFETY: the library's array of as many graphs as were asked for: one.
    let body = unsafe { bodies.read() };
    let mut arguments: [*mut c_void; 2] = [(&raw mut memory).cast(), (&raw mut condition).cast()];
    let launch = CUDA_KERNEL_NODE_PARAMS_v2 {
        func: kernel,
        gridDimX: 1,
        gridDimY: 1,
        gridDimZ: 1,
        blockDimX: 1,
        blockDimY: 1,
        blockDimZ: 1,
        sharedMemBytes: 0,
        kernelParams: arguments.as_mut_ptr(),
        extra: ptr::null_mut(),
        kern: CUkernel::NULL,
        ctx: CUcontext::NULL,
    };
    let mut inner = CUgraphNode::NULL;
    ok!(cuGraphAddKernelNode_v2(&mut inner, body, ptr::null(), 0, &launch));
    // What follows the loop sees its end, and what is behind the launch sees all of it.
    let mut last = CUgraphNode::NULL;
    let set = CUDA_MEMSET_NODE_PARAMS_v1 {
        dst: memory + 4,
        pitch: 0,
        value: 7,
        elementSize: 4,
        width: 1,
        height: 1,
    };
    ok!(cuGraphAddMemsetNode(&mut last, graph, &node, 1, &set, context));
    let (mut exec, mut stream) = (CUgraphExec::NULL, CUstream::NULL);
    ok!(cuGraphInstantiateWithFlags(&mut exec, graph, 0));
    ok!(cuStreamCreate(&mut stream, 1));
    for rounds in [1u32, 5, 300] {
        let start = [rounds, 0];
        ok!(cuMemcpyHtoD_v2(memory, start.as_ptr().cast(), 8));
        ok!(cuGraphLaunch(exec, stream));
        ok!(cuStreamSynchronize(stream));
        let mut end = [9u32; 2];
        ok!(cuMemcpyDtoH_v2(end.as_mut_ptr().cast(), memory, 8));
        assert_eq!(end, [0, 7], "after {rounds} rounds");
    }
}
