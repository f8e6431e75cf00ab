//! Access between devices.

extern "C" {
    #[row(op = 1400, gpa = 4000, route = local)]
    fn cuDeviceCanAccessPeer(canAccessPeer: Out<c_int>, dev: CUdevice, peerDev: CUdevice);

    #[row(op = 1401, gpa = 8000, route = local)]
    fn cuDeviceGetP2PAttribute(
        value: Out<c_int>,
        attrib: CUdevice_P2PAttribute,
        srcDevice: CUdevice,
        dstDevice: CUdevice,
    );

    #[row(op = 1402, gpa = 13000, route = sync)]
    fn cuDeviceGetP2PAtomicCapabilities(
        capabilities: OutArray<c_uint, count>,
        operations: InArray<CUatomicOperation, count>,
        count: c_uint,
        srcDevice: CUdevice,
        dstDevice: CUdevice,
    );

    #[row(op = 1403, gpa = 4000, route = local)]
    fn cuCtxEnablePeerAccess(peerContext: CUcontext, Flags: c_uint);

    #[row(op = 1404, gpa = 4000, route = local)]
    fn cuCtxDisablePeerAccess(peerContext: CUcontext);
}
