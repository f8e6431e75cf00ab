//! Devices. Their facts travel once, in the snapshot of the handshake.

extern "C" {
    #[row(op = 50, gpa = 2000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGet(device: Out<CUdevice>, ordinal: c_int);

    #[row(op = 51, gpa = 2000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGetCount(count: Out<c_int>);

    #[row(op = 52, gpa = 2000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGetName(name: OutStr<len>, len: c_int, dev: CUdevice);

    #[row(op = 53, gpa = 9020, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGetUuid(uuid: Out<CUuuid>, dev: CUdevice);

    #[row(op = 54, gpa = 11040, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGetUuid_v2(uuid: Out<CUuuid>, dev: CUdevice);

    #[row(op = 55, gpa = 10000, route = unsupported, why = "can never work: locally unique identifiers exist on Windows only")]
    fn cuDeviceGetLuid(luid: Raw<*mut c_char>, deviceNodeMask: Raw<*mut c_uint>, dev: CUdevice);

    #[row(op = 56, gpa = 2000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceTotalMem(bytes: Raw<*mut c_uint>, dev: CUdevice);

    #[row(op = 57, gpa = 3020, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceTotalMem_v2(bytes: Out<usize>, dev: CUdevice);

    #[row(op = 58, gpa = 2000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGetAttribute(pi: Out<c_int>, attrib: CUdevice_attribute, dev: CUdevice);

    #[row(op = 59, gpa = 2000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGetProperties(prop: Out<CUdevprop>, dev: CUdevice);

    #[row(op = 60, gpa = 2000, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceComputeCapability(major: Out<c_int>, minor: Out<c_int>, dev: CUdevice);

    #[row(op = 61, gpa = 4010, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGetByPCIBusId(dev: Out<CUdevice>, pciBusId: CStr);

    #[row(op = 62, gpa = 4010, route = local, why = "what a device is does not change; the host's driver told it with the handshake")]
    fn cuDeviceGetPCIBusId(pciBusId: OutStr<len>, len: c_int, dev: CUdevice);

    #[row(op = 63, gpa = 11010, route = sync)]
    fn cuDeviceGetTexture1DLinearMaxWidth(
        maxWidthInElements: Out<usize>,
        format: CUarray_format,
        numChannels: c_uint,
        dev: CUdevice,
    );

    #[row(op = 64, gpa = 11040, route = sync)]
    fn cuDeviceGetExecAffinitySupport(pi: Out<c_int>, r#type: CUexecAffinityType, dev: CUdevice);

    #[row(op = 65, gpa = 13000, route = sync)]
    fn cuDeviceGetHostAtomicCapabilities(
        capabilities: OutArray<c_uint, count>,
        operations: InArray<CUatomicOperation, count>,
        count: c_uint,
        dev: CUdevice,
    );

    #[row(op = 66, gpa = 10020, route = unsupported, why = "can never work: NvSciSync objects are not shared with a guest")]
    fn cuDeviceGetNvSciSyncAttributes(nvSciSyncAttrList: Raw<*mut c_void>, dev: CUdevice, flags: c_int);

    #[row(op = 67, gpa = 12040, route = unsupported, why = "notifications of memory budgets: not yet forwarded")]
    fn cuDeviceRegisterAsyncNotification(
        device: CUdevice,
        callbackFunc: CUasyncCallback,
        userData: Raw<*mut c_void>,
        callback: Raw<*mut CUasyncCallbackHandle>,
    );

    #[row(op = 68, gpa = 12040, route = unsupported, why = "notifications of memory budgets: not yet forwarded")]
    fn cuDeviceUnregisterAsyncNotification(device: CUdevice, callback: CUasyncCallbackHandle);

    #[row(op = 69, gpa = 11030, route = unsupported, why = "can never work: no other device of the guest writes to the GPU's memory")]
    fn cuFlushGPUDirectRDMAWrites(
        target: CUflushGPUDirectRDMAWritesTarget,
        scope: CUflushGPUDirectRDMAWritesScope,
    );
}
