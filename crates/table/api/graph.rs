//! Graphs: captured or built node by node, instantiated, updated and launched.

extern "C" {
    #[row(op = 1000, gpa = 10000, route = sync)]
    fn cuGraphCreate(phGraph: New<CUgraph>, flags: c_uint);

    #[row(op = 1001, gpa = 10000, route = sync)]
    fn cuGraphClone(phGraphClone: New<CUgraph>, originalGraph: CUgraph);

    #[row(op = 1002, gpa = 10000, route = custom, frame(graph: handle))]
    fn cuGraphDestroy(hGraph: Drop<CUgraph>);

    #[row(op = 1003, gpa = 10000, route = custom, frame(graph: handle, buffer: u64, capacity: u64), reply(count: u64, words: array<u64>))]
    fn cuGraphGetNodes(hGraph: CUgraph, nodes: Raw<*mut CUgraphNode>, numNodes: InOut<usize>);

    #[row(op = 1004, gpa = 10000, route = custom, frame(graph: handle, buffer: u64, capacity: u64), reply(count: u64, words: array<u64>))]
    fn cuGraphGetRootNodes(hGraph: CUgraph, rootNodes: Raw<*mut CUgraphNode>, numRootNodes: InOut<usize>);

    #[row(op = 1005, gpa = 10000, route = custom)]
    fn cuGraphGetEdges(
        hGraph: CUgraph,
        from: Raw<*mut CUgraphNode>,
        to: Raw<*mut CUgraphNode>,
        numEdges: InOut<usize>,
    );

    #[row(op = 1006, gpa = 12030, route = custom, frame(graph: handle, buffer: u64, capacity: u64), reply(count: u64, words: array<u64>))]
    fn cuGraphGetEdges_v2(
        hGraph: CUgraph,
        from: Raw<*mut CUgraphNode>,
        to: Raw<*mut CUgraphNode>,
        edgeData: Raw<*mut CUgraphEdgeData>,
        numEdges: InOut<usize>,
    );

    #[row(op = 1007, gpa = 10000, route = custom, frame(node: handle), reply(kind: u32))]
    fn cuGraphNodeGetType(hNode: CUgraphNode, r#type: Out<CUgraphNodeType>);

    #[row(op = 1008, gpa = 10000, route = custom, frame(node: handle, graph: handle), reply(found: handle))]
    fn cuGraphNodeFindInClone(phNode: Known<CUgraphNode>, hOriginalNode: CUgraphNode, hClonedGraph: CUgraph);

    #[row(op = 1009, gpa = 10000, route = custom)]
    fn cuGraphNodeGetDependencies(
        hNode: CUgraphNode,
        dependencies: Raw<*mut CUgraphNode>,
        numDependencies: Raw<*mut usize>,
    );

    #[row(op = 1010, gpa = 12030, route = custom, frame(node: handle, buffer: u64, capacity: u64), reply(count: u64, words: array<u64>))]
    fn cuGraphNodeGetDependencies_v2(
        hNode: CUgraphNode,
        dependencies: Raw<*mut CUgraphNode>,
        edgeData: Raw<*mut CUgraphEdgeData>,
        numDependencies: Raw<*mut usize>,
    );

    #[row(op = 1011, gpa = 10000, route = custom)]
    fn cuGraphNodeGetDependentNodes(
        hNode: CUgraphNode,
        dependentNodes: Raw<*mut CUgraphNode>,
        numDependentNodes: Raw<*mut usize>,
    );

    #[row(op = 1012, gpa = 12030, route = custom, frame(node: handle, buffer: u64, capacity: u64), reply(count: u64, words: array<u64>))]
    fn cuGraphNodeGetDependentNodes_v2(
        hNode: CUgraphNode,
        dependentNodes: Raw<*mut CUgraphNode>,
        edgeData: Raw<*mut CUgraphEdgeData>,
        numDependentNodes: Raw<*mut usize>,
    );

    #[row(op = 1013, gpa = 10000, route = custom)]
    fn cuGraphKernelNodeGetParams(hNode: CUgraphNode, nodeParams: Raw<*mut CUDA_KERNEL_NODE_PARAMS_v1>);

    #[row(op = 1014, gpa = 12000, route = custom, frame(node: handle, buffer: u64, capacity: u64), reply(graph: handle, function: handle, kernel: handle, context: handle, grid_x: u32, grid_y: u32, grid_z: u32, block_x: u32, block_y: u32, block_z: u32, shared_bytes: u32, size: u64))]
    fn cuGraphKernelNodeGetParams_v2(hNode: CUgraphNode, nodeParams: Raw<*mut CUDA_KERNEL_NODE_PARAMS_v2>);

    #[row(op = 1015, gpa = 10000, route = custom)]
    fn cuGraphKernelNodeSetParams(hNode: CUgraphNode, nodeParams: Raw<*const CUDA_KERNEL_NODE_PARAMS_v1>);

    #[row(op = 1016, gpa = 12000, route = custom)]
    fn cuGraphKernelNodeSetParams_v2(hNode: CUgraphNode, nodeParams: Raw<*const CUDA_KERNEL_NODE_PARAMS_v2>);

    #[row(op = 1017, gpa = 11000, route = custom, frame(node: handle, attribute: u32), reply(value: CUlaunchAttributeValue))]
    fn cuGraphKernelNodeGetAttribute(
        hNode: CUgraphNode,
        attr: CUkernelNodeAttrID,
        value_out: Out<CUlaunchAttributeValue>,
    );

    #[row(op = 1018, gpa = 11000, route = custom, frame(node: handle, attribute: u32, value: CUlaunchAttributeValue))]
    fn cuGraphKernelNodeSetAttribute(
        hNode: CUgraphNode,
        attr: CUkernelNodeAttrID,
        value: In<CUlaunchAttributeValue>,
    );

    #[row(op = 1019, gpa = 11000, route = sync)]
    fn cuGraphKernelNodeCopyAttributes(dst: CUgraphNode, src: CUgraphNode);

    #[row(op = 1020, gpa = 10000, route = sync)]
    fn cuGraphMemsetNodeGetParams(hNode: CUgraphNode, nodeParams: Out<CUDA_MEMSET_NODE_PARAMS_v1>);

    #[row(op = 1021, gpa = 10000, route = custom)]
    fn cuGraphMemsetNodeSetParams(hNode: CUgraphNode, nodeParams: In<CUDA_MEMSET_NODE_PARAMS_v1>);

    #[row(op = 1022, gpa = 10000, route = custom, frame(node: handle), reply(params: CUgraphNodeParams))]
    fn cuGraphMemcpyNodeGetParams(hNode: CUgraphNode, nodeParams: Raw<*mut CUDA_MEMCPY3D_v2>);

    #[row(op = 1023, gpa = 10000, route = custom)]
    fn cuGraphMemcpyNodeSetParams(hNode: CUgraphNode, nodeParams: Raw<*const CUDA_MEMCPY3D_v2>);

    #[row(op = 1024, gpa = 10000, route = custom, frame(node: handle), reply(ticket: u64))]
    fn cuGraphHostNodeGetParams(hNode: CUgraphNode, nodeParams: Raw<*mut CUDA_HOST_NODE_PARAMS_v1>);

    #[row(op = 1025, gpa = 10000, route = custom)]
    fn cuGraphHostNodeSetParams(hNode: CUgraphNode, nodeParams: Raw<*const CUDA_HOST_NODE_PARAMS_v1>);

    #[row(op = 1026, gpa = 10000, route = custom, frame(node: handle), reply(graph: handle))]
    fn cuGraphChildGraphNodeGetGraph(hNode: CUgraphNode, phGraph: Known<CUgraph>);

    #[row(op = 1027, gpa = 11010, route = sync)]
    fn cuGraphEventRecordNodeGetEvent(hNode: CUgraphNode, event_out: Known<CUevent>);

    #[row(op = 1028, gpa = 11010, route = sync)]
    fn cuGraphEventRecordNodeSetEvent(hNode: CUgraphNode, event: CUevent);

    #[row(op = 1029, gpa = 11010, route = sync)]
    fn cuGraphEventWaitNodeGetEvent(hNode: CUgraphNode, event_out: Known<CUevent>);

    #[row(op = 1030, gpa = 11010, route = sync)]
    fn cuGraphEventWaitNodeSetEvent(hNode: CUgraphNode, event: CUevent);

    #[row(op = 1031, gpa = 11040, route = custom, frame(node: handle), reply(params: CUgraphNodeParams, access: array<CUmemAccessDesc>))]
    fn cuGraphMemAllocNodeGetParams(hNode: CUgraphNode, params_out: Raw<*mut CUDA_MEM_ALLOC_NODE_PARAMS_v1>);

    #[row(op = 1032, gpa = 11040, route = sync)]
    fn cuGraphMemFreeNodeGetParams(hNode: CUgraphNode, dptr_out: Out<CUdeviceptr>);

    #[row(op = 1033, gpa = 11070, route = custom, frame(node: handle), reply(context: handle, flags: u32, operations: array<CUstreamBatchMemOpParams>))]
    fn cuGraphBatchMemOpNodeGetParams(
        hNode: CUgraphNode,
        nodeParams_out: Raw<*mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1>,
    );

    #[row(op = 1034, gpa = 11070, route = custom)]
    fn cuGraphBatchMemOpNodeSetParams(
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1>,
    );

    #[row(op = 1035, gpa = 11020, route = unsupported, why = "can never work: the semaphores name objects that another API made on the guest's side")]
    fn cuGraphExternalSemaphoresSignalNodeGetParams(
        hNode: CUgraphNode,
        params_out: Raw<*mut CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1>,
    );

    #[row(op = 1036, gpa = 11020, route = unsupported, why = "can never work: the semaphores name objects that another API made on the guest's side")]
    fn cuGraphExternalSemaphoresSignalNodeSetParams(
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1>,
    );

    #[row(op = 1037, gpa = 11020, route = unsupported, why = "can never work: the semaphores name objects that another API made on the guest's side")]
    fn cuGraphExternalSemaphoresWaitNodeGetParams(
        hNode: CUgraphNode,
        params_out: Raw<*mut CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1>,
    );

    #[row(op = 1038, gpa = 11020, route = unsupported, why = "can never work: the semaphores name objects that another API made on the guest's side")]
    fn cuGraphExternalSemaphoresWaitNodeSetParams(
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1>,
    );

    #[row(op = 1039, gpa = 10000, route = custom)]
    fn cuGraphAddKernelNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        nodeParams: Raw<*const CUDA_KERNEL_NODE_PARAMS_v1>,
    );

    #[row(op = 1040, gpa = 12000, route = custom)]
    fn cuGraphAddKernelNode_v2(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        nodeParams: Raw<*const CUDA_KERNEL_NODE_PARAMS_v2>,
    );

    #[row(op = 1041, gpa = 10000, route = custom)]
    fn cuGraphAddMemcpyNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        copyParams: Raw<*const CUDA_MEMCPY3D_v2>,
        ctx: CUcontext,
    );

    #[row(op = 1042, gpa = 10000, route = custom)]
    fn cuGraphAddMemsetNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        memsetParams: Raw<*const CUDA_MEMSET_NODE_PARAMS_v1>,
        ctx: CUcontext,
    );

    #[row(op = 1043, gpa = 10000, route = custom)]
    fn cuGraphAddHostNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        nodeParams: Raw<*const CUDA_HOST_NODE_PARAMS_v1>,
    );

    #[row(op = 1044, gpa = 10000, route = custom)]
    fn cuGraphAddChildGraphNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        childGraph: CUgraph,
    );

    #[row(op = 1045, gpa = 10000, route = custom)]
    fn cuGraphAddEmptyNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
    );

    #[row(op = 1046, gpa = 11010, route = custom)]
    fn cuGraphAddEventRecordNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        event: CUevent,
    );

    #[row(op = 1047, gpa = 11010, route = custom)]
    fn cuGraphAddEventWaitNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        event: CUevent,
    );

    #[row(op = 1048, gpa = 11020, route = unsupported, why = "can never work: the semaphores name objects that another API made on the guest's side")]
    fn cuGraphAddExternalSemaphoresSignalNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        nodeParams: Raw<*const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1>,
    );

    #[row(op = 1049, gpa = 11020, route = unsupported, why = "can never work: the semaphores name objects that another API made on the guest's side")]
    fn cuGraphAddExternalSemaphoresWaitNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        nodeParams: Raw<*const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1>,
    );

    #[row(op = 1050, gpa = 11070, route = custom)]
    fn cuGraphAddBatchMemOpNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        nodeParams: Raw<*const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1>,
    );

    #[row(op = 1051, gpa = 11040, route = custom)]
    fn cuGraphAddMemAllocNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        nodeParams: Raw<*mut CUDA_MEM_ALLOC_NODE_PARAMS_v1>,
    );

    #[row(op = 1052, gpa = 11040, route = custom)]
    fn cuGraphAddMemFreeNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        dptr: CUdeviceptr,
    );

    #[row(op = 1053, gpa = 12020, route = custom)]
    fn cuGraphAddNode(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        numDependencies: usize,
        nodeParams: Raw<*mut CUgraphNodeParams>,
    );

    #[row(op = 1054, gpa = 12030, route = custom, frame(graph: handle, form: u32, dependencies: array<u64>, edges: array<CUgraphEdgeData>, params: CUgraphNodeParams, more: bytes), reply(node: handle, address: u64, graphs: array<u64>))]
    fn cuGraphAddNode_v2(
        phGraphNode: Raw<*mut CUgraphNode>,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        dependencyData: Raw<*const CUgraphEdgeData>,
        numDependencies: usize,
        nodeParams: Raw<*mut CUgraphNodeParams>,
    );

    #[row(op = 1055, gpa = 12020, route = custom, frame(node: handle, own: bool, params: CUgraphNodeParams, more: bytes))]
    fn cuGraphNodeSetParams(hNode: CUgraphNode, nodeParams: Raw<*mut CUgraphNodeParams>);

    #[row(op = 1056, gpa = 10000, route = custom, frame(node: handle))]
    fn cuGraphDestroyNode(hNode: Drop<CUgraphNode>);

    #[row(op = 1057, gpa = 10000, route = custom)]
    fn cuGraphAddDependencies(
        hGraph: CUgraph,
        from: Raw<*const CUgraphNode>,
        to: Raw<*const CUgraphNode>,
        numDependencies: usize,
    );

    #[row(op = 1058, gpa = 12030, route = custom, frame(graph: handle, older: bool, from: array<u64>, to: array<u64>, edges: array<CUgraphEdgeData>))]
    fn cuGraphAddDependencies_v2(
        hGraph: CUgraph,
        from: Raw<*const CUgraphNode>,
        to: Raw<*const CUgraphNode>,
        edgeData: Raw<*const CUgraphEdgeData>,
        numDependencies: usize,
    );

    #[row(op = 1059, gpa = 10000, route = custom)]
    fn cuGraphRemoveDependencies(
        hGraph: CUgraph,
        from: Raw<*const CUgraphNode>,
        to: Raw<*const CUgraphNode>,
        numDependencies: usize,
    );

    #[row(op = 1060, gpa = 12030, route = custom, frame(graph: handle, older: bool, from: array<u64>, to: array<u64>, edges: array<CUgraphEdgeData>))]
    fn cuGraphRemoveDependencies_v2(
        hGraph: CUgraph,
        from: Raw<*const CUgraphNode>,
        to: Raw<*const CUgraphNode>,
        edgeData: Raw<*const CUgraphEdgeData>,
        numDependencies: usize,
    );

    #[row(op = 1061, gpa = 12030, route = custom, frame(graph: handle, context: handle, initial: u32, flags: u32), reply(condition: u64))]
    fn cuGraphConditionalHandleCreate(
        pHandle_out: Raw<*mut CUgraphConditionalHandle>,
        hGraph: CUgraph,
        ctx: CUcontext,
        defaultLaunchValue: c_uint,
        flags: c_uint,
    );

    #[row(op = 1062, gpa = 11030, route = custom, frame(graph: handle, flags: u32, buffer: u64, capacity: u64), reply(size: u64))]
    fn cuGraphDebugDotPrint(hGraph: CUgraph, path: CStr, flags: c_uint);

    #[row(op = 1063, gpa = 10000, route = custom)]
    fn cuGraphInstantiate(
        phGraphExec: New<CUgraphExec>,
        hGraph: CUgraph,
        phErrorNode: Opt<Known<CUgraphNode>>,
        logBuffer: Opt<OutStr<bufferSize>>,
        bufferSize: usize,
    );

    #[row(op = 1064, gpa = 11000, route = custom, frame(exec: handle, graph: handle), reply(status: u32, error_node: handle, log: array<u8>))]
    fn cuGraphInstantiate_v2(
        phGraphExec: New<CUgraphExec>,
        hGraph: CUgraph,
        phErrorNode: Opt<Known<CUgraphNode>>,
        logBuffer: Opt<OutStr<bufferSize>>,
        bufferSize: usize,
    );

    #[row(op = 1065, gpa = 11040, route = custom, frame(exec: handle, graph: handle, flags: u64))]
    fn cuGraphInstantiateWithFlags(phGraphExec: New<CUgraphExec>, hGraph: CUgraph, flags: u64);

    #[row(op = 1066, gpa = 12000, ptsz = 12000, route = custom, frame(exec: handle, graph: handle, flags: u64, upload_stream: handle), reply(status: u32, error_node: handle, result: u32))]
    fn cuGraphInstantiateWithParams(
        phGraphExec: New<CUgraphExec>,
        hGraph: CUgraph,
        instantiateParams: Raw<*mut CUDA_GRAPH_INSTANTIATE_PARAMS>,
    );

    #[row(op = 1067, gpa = 10020, route = custom)]
    fn cuGraphExecUpdate(
        hGraphExec: CUgraphExec,
        hGraph: CUgraph,
        hErrorNode_out: Opt<Known<CUgraphNode>>,
        updateResult_out: Opt<Out<CUgraphExecUpdateResult>>,
    );

    #[row(op = 1068, gpa = 12000, route = custom, frame(exec: handle, graph: handle, older: bool), reply(status: u32, result: u32, error_node: handle, error_from_node: handle))]
    fn cuGraphExecUpdate_v2(
        hGraphExec: CUgraphExec,
        hGraph: CUgraph,
        resultInfo: Raw<*mut CUgraphExecUpdateResultInfo>,
    );

    #[row(op = 1069, gpa = 12000, route = sync)]
    fn cuGraphExecGetFlags(hGraphExec: CUgraphExec, flags: Out<u64>);

    #[row(op = 1070, gpa = 10000, route = custom, frame(exec: handle))]
    fn cuGraphExecDestroy(hGraphExec: Drop<CUgraphExec>);

    #[row(op = 1071, gpa = 11010, ptsz = 11010, route = async)]
    fn cuGraphUpload(hGraphExec: CUgraphExec, hStream: CUstream);

    #[row(op = 1072, gpa = 10000, ptsz = 10000, route = custom, frame(exec: handle, stream: handle))]
    fn cuGraphLaunch(hGraphExec: CUgraphExec, hStream: CUstream);

    #[row(op = 1073, gpa = 10010, route = custom)]
    fn cuGraphExecKernelNodeSetParams(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_KERNEL_NODE_PARAMS_v1>,
    );

    #[row(op = 1074, gpa = 12000, route = custom)]
    fn cuGraphExecKernelNodeSetParams_v2(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_KERNEL_NODE_PARAMS_v2>,
    );

    #[row(op = 1075, gpa = 11060, route = sync)]
    fn cuGraphNodeSetEnabled(hGraphExec: CUgraphExec, hNode: CUgraphNode, isEnabled: c_uint);

    #[row(op = 1076, gpa = 11060, route = sync)]
    fn cuGraphNodeGetEnabled(hGraphExec: CUgraphExec, hNode: CUgraphNode, isEnabled: Out<c_uint>);

    #[row(op = 1077, gpa = 10020, route = custom)]
    fn cuGraphExecMemcpyNodeSetParams(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        copyParams: Raw<*const CUDA_MEMCPY3D_v2>,
        ctx: CUcontext,
    );

    #[row(op = 1078, gpa = 10020, route = custom)]
    fn cuGraphExecMemsetNodeSetParams(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        memsetParams: Raw<*const CUDA_MEMSET_NODE_PARAMS_v1>,
        ctx: CUcontext,
    );

    #[row(op = 1079, gpa = 10020, route = custom)]
    fn cuGraphExecHostNodeSetParams(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_HOST_NODE_PARAMS_v1>,
    );

    #[row(op = 1080, gpa = 11010, route = sync)]
    fn cuGraphExecChildGraphNodeSetParams(hGraphExec: CUgraphExec, hNode: CUgraphNode, childGraph: CUgraph);

    #[row(op = 1081, gpa = 11010, route = sync)]
    fn cuGraphExecEventRecordNodeSetEvent(hGraphExec: CUgraphExec, hNode: CUgraphNode, event: CUevent);

    #[row(op = 1082, gpa = 11010, route = sync)]
    fn cuGraphExecEventWaitNodeSetEvent(hGraphExec: CUgraphExec, hNode: CUgraphNode, event: CUevent);

    #[row(op = 1083, gpa = 11020, route = unsupported, why = "can never work: the semaphores name objects that another API made on the guest's side")]
    fn cuGraphExecExternalSemaphoresSignalNodeSetParams(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1>,
    );

    #[row(op = 1084, gpa = 11020, route = unsupported, why = "can never work: the semaphores name objects that another API made on the guest's side")]
    fn cuGraphExecExternalSemaphoresWaitNodeSetParams(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1>,
    );

    #[row(op = 1085, gpa = 11070, route = custom)]
    fn cuGraphExecBatchMemOpNodeSetParams(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: Raw<*const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1>,
    );

    #[row(op = 1086, gpa = 12020, route = custom, frame(exec: handle, node: handle, own: bool, params: CUgraphNodeParams, more: bytes))]
    fn cuGraphExecNodeSetParams(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: Raw<*mut CUgraphNodeParams>,
    );

    #[row(op = 1087, gpa = 11030, route = custom, frame(object: handle, ticket: u64, count: u32, flags: u32))]
    fn cuUserObjectCreate(
        object_out: Raw<*mut CUuserObject>,
        ptr: Raw<*mut c_void>,
        destroy: CUhostFn,
        initialRefcount: c_uint,
        flags: c_uint,
    );

    #[row(op = 1088, gpa = 11030, route = custom, frame(object: handle, count: u32))]
    fn cuUserObjectRetain(object: CUuserObject, count: c_uint);

    #[row(op = 1089, gpa = 11030, route = custom, frame(object: handle, count: u32))]
    fn cuUserObjectRelease(object: CUuserObject, count: c_uint);

    #[row(op = 1090, gpa = 11030, route = custom, frame(graph: handle, object: handle, count: u32, flags: u32))]
    fn cuGraphRetainUserObject(graph: CUgraph, object: CUuserObject, count: c_uint, flags: c_uint);

    #[row(op = 1091, gpa = 11030, route = custom, frame(graph: handle, object: handle, count: u32))]
    fn cuGraphReleaseUserObject(graph: CUgraph, object: CUuserObject, count: c_uint);

    #[row(op = 1092, gpa = 11040, route = sync)]
    fn cuDeviceGraphMemTrim(device: CUdevice);

    #[row(op = 1093, gpa = 11040, route = sync)]
    fn cuDeviceGetGraphMemAttribute(device: CUdevice, attr: CUgraphMem_attribute, value: Out<u64>);

    #[row(op = 1094, gpa = 11040, route = sync)]
    fn cuDeviceSetGraphMemAttribute(device: CUdevice, attr: CUgraphMem_attribute, value: In<u64>);
}
