//! VDPAU.

extern "C" {
    #[row(op = 1800, gpa = 3010, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuVDPAUGetDevice(
        pDevice: Raw<*mut CUdevice>,
        vdpDevice: VdpDevice,
        vdpGetProcAddress: VdpGetProcAddress,
    );

    #[row(op = 1801, gpa = 3010, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuVDPAUCtxCreate(
        pCtx: Raw<*mut CUcontext>,
        flags: c_uint,
        device: CUdevice,
        vdpDevice: VdpDevice,
        vdpGetProcAddress: VdpGetProcAddress,
    );

    #[row(op = 1802, gpa = 3020, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuVDPAUCtxCreate_v2(
        pCtx: Raw<*mut CUcontext>,
        flags: c_uint,
        device: CUdevice,
        vdpDevice: VdpDevice,
        vdpGetProcAddress: VdpGetProcAddress,
    );

    #[row(op = 1803, gpa = 3010, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsVDPAURegisterVideoSurface(
        pCudaResource: Raw<*mut CUgraphicsResource>,
        vdpSurface: VdpVideoSurface,
        flags: c_uint,
    );

    #[row(op = 1804, gpa = 3010, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsVDPAURegisterOutputSurface(
        pCudaResource: Raw<*mut CUgraphicsResource>,
        vdpSurface: VdpOutputSurface,
        flags: c_uint,
    );
}
