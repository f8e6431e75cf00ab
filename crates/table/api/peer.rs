//! Access between devices.

extern "C" {
    #[row(op = 1400, gpa = 4000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceCanAccessPeer(canAccessPeer: Out<c_int>, dev: CUdevice, peerDev: CUdevice);

    #[row(op = 1401, gpa = 8000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
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

    #[row(op = 1403, gpa = 4000, route = custom, frame(peer: handle, flags: u32))]
    fn cuCtxEnablePeerAccess(peerContext: CUcontext, Flags: c_uint);

    #[row(op = 1404, gpa = 4000, route = custom, frame(peer: handle))]
    fn cuCtxDisablePeerAccess(peerContext: CUcontext);
}
