//! Stream capture.

extern "C" {
    #[row(op = 800, gpa = 10000, ptsz = 10000, route = custom)]
    fn cuStreamBeginCapture(hStream: CUstream);

    #[row(op = 801, gpa = 10010, ptsz = 10010, route = custom, frame(stream: handle, mode: u32))]
    fn cuStreamBeginCapture_v2(hStream: CUstream, mode: CUstreamCaptureMode);

    #[row(op = 802, gpa = 12030, ptsz = 12030, route = custom, frame(stream: handle, graph: handle, dependencies: array<u64>, edges: array<CUgraphEdgeData>, mode: u32))]
    fn cuStreamBeginCaptureToGraph(
        hStream: CUstream,
        hGraph: CUgraph,
        dependencies: Raw<*const CUgraphNode>,
        dependencyData: Raw<*const CUgraphEdgeData>,
        numDependencies: usize,
        mode: CUstreamCaptureMode,
    );

    #[row(op = 803, gpa = 10000, ptsz = 10000, route = custom, frame(stream: handle), reply(graph: handle))]
    fn cuStreamEndCapture(hStream: CUstream, phGraph: Known<CUgraph>);

    #[row(op = 804, gpa = 10000, ptsz = 10000, route = custom, why = "no stream of the process is being captured", frame(stream: handle), reply(status: u32))]
    fn cuStreamIsCapturing(hStream: CUstream, captureStatus: Out<CUstreamCaptureStatus>);

    #[row(op = 805, gpa = 10010, ptsz = 10010, route = custom, why = "no stream of the process is being captured")]
    fn cuStreamGetCaptureInfo(
        hStream: CUstream,
        captureStatus_out: Out<CUstreamCaptureStatus>,
        id_out: Opt<Out<u64>>,
    );

    #[row(op = 806, gpa = 11030, ptsz = 11030, route = custom, why = "no stream of the process is being captured")]
    fn cuStreamGetCaptureInfo_v2(
        hStream: CUstream,
        captureStatus_out: Out<CUstreamCaptureStatus>,
        id_out: Opt<Out<u64>>,
        graph_out: Opt<Known<CUgraph>>,
        dependencies_out: Raw<*mut *const CUgraphNode>,
        numDependencies_out: Opt<Out<usize>>,
    );

    #[row(op = 807, gpa = 12030, ptsz = 12030, route = custom, why = "no stream of the process is being captured", frame(stream: handle, buffer: u64, capacity: u64), reply(status: u32, id: u64, graph: handle, count: u64, words: array<u64>))]
    fn cuStreamGetCaptureInfo_v3(
        hStream: CUstream,
        captureStatus_out: Out<CUstreamCaptureStatus>,
        id_out: Opt<Out<u64>>,
        graph_out: Opt<Known<CUgraph>>,
        dependencies_out: Raw<*mut *const CUgraphNode>,
        edgeData_out: Raw<*mut *const CUgraphEdgeData>,
        numDependencies_out: Opt<Out<usize>>,
    );

    #[row(op = 808, gpa = 11030, ptsz = 11030, route = custom)]
    fn cuStreamUpdateCaptureDependencies(
        hStream: CUstream,
        dependencies: Raw<*mut CUgraphNode>,
        numDependencies: usize,
        flags: c_uint,
    );

    #[row(op = 809, gpa = 12030, ptsz = 12030, route = custom, frame(stream: handle, older: bool, dependencies: array<u64>, edges: array<CUgraphEdgeData>, flags: u32))]
    fn cuStreamUpdateCaptureDependencies_v2(
        hStream: CUstream,
        dependencies: Raw<*mut CUgraphNode>,
        dependencyData: Raw<*const CUgraphEdgeData>,
        numDependencies: usize,
        flags: c_uint,
    );

    #[row(op = 810, gpa = 10010, route = custom, frame(mode: u32))]
    fn cuThreadExchangeStreamCaptureMode(mode: InOut<CUstreamCaptureMode>);
}
