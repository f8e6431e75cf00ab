//! Memory written to several devices at once.

extern "C" {
    #[row(op = 1550, gpa = 12010, route = unsupported, why = "multicast objects, which need several devices: not yet forwarded")]
    fn cuMulticastCreate(
        mcHandle: Raw<*mut CUmemGenericAllocationHandle>,
        prop: Raw<*const CUmulticastObjectProp>,
    );

    #[row(op = 1551, gpa = 12010, route = unsupported, why = "multicast objects, which need several devices: not yet forwarded")]
    fn cuMulticastAddDevice(mcHandle: CUmemGenericAllocationHandle, dev: CUdevice);

    #[row(op = 1552, gpa = 12010, route = unsupported, why = "multicast objects, which need several devices: not yet forwarded")]
    fn cuMulticastBindMem(
        mcHandle: CUmemGenericAllocationHandle,
        mcOffset: usize,
        memHandle: CUmemGenericAllocationHandle,
        memOffset: usize,
        size: usize,
        flags: u64,
    );

    #[row(op = 1553, gpa = 12010, route = unsupported, why = "multicast objects, which need several devices: not yet forwarded")]
    fn cuMulticastBindAddr(
        mcHandle: CUmemGenericAllocationHandle,
        mcOffset: usize,
        memptr: CUdeviceptr,
        size: usize,
        flags: u64,
    );

    #[row(op = 1554, gpa = 12010, route = unsupported, why = "multicast objects, which need several devices: not yet forwarded")]
    fn cuMulticastUnbind(mcHandle: CUmemGenericAllocationHandle, dev: CUdevice, mcOffset: usize, size: usize);

    #[row(op = 1555, gpa = 12010, route = unsupported, why = "multicast objects, which need several devices: not yet forwarded")]
    fn cuMulticastGetGranularity(
        granularity: Raw<*mut usize>,
        prop: Raw<*const CUmulticastObjectProp>,
        option: CUmulticastGranularity_flags,
    );
}
