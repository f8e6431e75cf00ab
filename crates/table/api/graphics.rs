//! Resources of graphics APIs.

extern "C" {
    #[row(op = 1650, gpa = 3000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsUnregisterResource(resource: CUgraphicsResource);

    #[row(op = 1651, gpa = 3000, ptsz = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsMapResources(count: c_uint, resources: Raw<*mut CUgraphicsResource>, hStream: CUstream);

    #[row(op = 1652, gpa = 3000, ptsz = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsUnmapResources(count: c_uint, resources: Raw<*mut CUgraphicsResource>, hStream: CUstream);

    #[row(op = 1653, gpa = 3000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsSubResourceGetMappedArray(
        pArray: Raw<*mut CUarray>,
        resource: CUgraphicsResource,
        arrayIndex: c_uint,
        mipLevel: c_uint,
    );

    #[row(op = 1654, gpa = 5000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsResourceGetMappedMipmappedArray(
        pMipmappedArray: Raw<*mut CUmipmappedArray>,
        resource: CUgraphicsResource,
    );

    #[row(op = 1655, gpa = 3000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuGraphicsResourceGetMappedPointer(
        pDevPtr: Raw<*mut CUdeviceptr_v1>,
        pSize: Raw<*mut c_uint>,
        resource: CUgraphicsResource,
    );

    #[row(op = 1656, gpa = 3020, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsResourceGetMappedPointer_v2(
        pDevPtr: Raw<*mut CUdeviceptr>,
        pSize: Raw<*mut usize>,
        resource: CUgraphicsResource,
    );

    #[row(op = 1657, gpa = 3000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsResourceSetMapFlags(resource: CUgraphicsResource, flags: c_uint);

    #[row(op = 1658, gpa = 6050, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsResourceSetMapFlags_v2(resource: CUgraphicsResource, flags: c_uint);
}
