//! Which devices there are, and what each of them is.

extern "C" {
    #[row(route = unsupported, why = "the host's processors are not the guest's")]
    fn nvmlDeviceClearCpuAffinity(device: Device);

    #[row(route = local)]
    fn nvmlDeviceClearFieldValues(device: nvmlDevice_t, valuesCount: i32, values: *mut nvmlFieldValue_t);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetAddressingMode(device: Device, mode: Versioned<nvmlDeviceAddressingMode_v1_t, 1>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetAPIRestriction(device: Device, apiType: Of<0, 1>, isRestricted: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetArchitecture(device: Device, arch: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetAttributes(device: Device, attributes: Out<nvmlDeviceAttributes_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetAttributes_v2(device: Device, attributes: Out<nvmlDeviceAttributes_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetBoardId(device: Device, boardId: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetBoardPartNumber(device: Device, partNumber: OutStr<80, length>, length: Length);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetBrand(device: Device, r#type: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetC2cModeInfoV(device: Device, c2cModeInfo: Out<nvmlC2cModeInfo_v1_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetCapabilities(device: Device, caps: Versioned<nvmlDeviceCapabilities_v1_t, 1>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetComputeMode(device: Device, mode: Out<u32>);

    #[row(route = local)]
    fn nvmlDeviceGetCount(deviceCount: *mut u32);

    #[row(route = local)]
    fn nvmlDeviceGetCount_v2(deviceCount: *mut u32);

    #[row(route = unsupported, why = "the host's processors are not the guest's")]
    fn nvmlDeviceGetCpuAffinity(device: Device);

    #[row(route = unsupported, why = "the host's processors are not the guest's")]
    fn nvmlDeviceGetCpuAffinityWithinScope(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetCudaComputeCapability(device: Device, major: Out<i32>, minor: Out<i32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetDisplayActive(device: Device, isActive: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetDisplayMode(device: Device, display: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetDriverModel(device: Device, current: OutOrNull<u32>, pending: OutOrNull<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetDriverModel_v2(device: Device, current: OutOrNull<u32>, pending: OutOrNull<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetGpuOperationMode(device: Device, current: OutOrNull<u32>, pending: OutOrNull<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetGspFirmwareMode(device: Device, isEnabled: Out<u32>, defaultMode: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetGspFirmwareVersion(device: Device, version: OutText<80>);

    #[row(route = local)]
    fn nvmlDeviceGetHandleByIndex(index: u32, device: *mut nvmlDevice_t);

    #[row(route = local)]
    fn nvmlDeviceGetHandleByIndex_v2(index: u32, device: *mut nvmlDevice_t);

    #[row(route = local)]
    fn nvmlDeviceGetHandleByPciBusId(pciBusId: *const c_char, device: *mut nvmlDevice_t);

    #[row(route = local)]
    fn nvmlDeviceGetHandleByPciBusId_v2(pciBusId: *const c_char, device: *mut nvmlDevice_t);

    #[row(route = local)]
    fn nvmlDeviceGetHandleBySerial(serial: *const c_char, device: *mut nvmlDevice_t);

    #[row(route = local)]
    fn nvmlDeviceGetHandleByUUID(uuid: *const c_char, device: *mut nvmlDevice_t);

    #[row(route = local)]
    fn nvmlDeviceGetHandleByUUIDV(uuid: *const nvmlUUID_v1_t, device: *mut nvmlDevice_t);

    #[row(route = unsupported, why = "the host's name is not the guest's to know")]
    fn nvmlDeviceGetHostname_v1(device: Device);

    #[row(route = local)]
    fn nvmlDeviceGetIndex(device: nvmlDevice_t, index: *mut u32);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetInforomConfigurationChecksum(device: Device, checksum: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetInforomImageVersion(device: Device, version: OutStr<16, length>, length: Length);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetInforomVersion(
        device: Device,
        object: Of<0, 3>,
        version: OutStr<16, length>,
        length: Length,
    );

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetIrqNum(device: Device, irqNum: Out<u32>);

    #[row(route = snapshot, pace = fixed, by_hand)]
    fn nvmlDeviceGetLastBBXFlushTime(device: Device, timestamp: Out<u64>, durationUs: Out<u64>);

    #[row(route = unsupported, why = "the host's processors are not the guest's")]
    fn nvmlDeviceGetMemoryAffinity(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMinorNumber(device: Device, minorNumber: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetModuleId(device: Device, moduleId: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMultiGpuBoard(device: Device, multiGpuBool: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetName(device: Device, name: OutStr<96, length>, length: Length);

    #[row(route = unsupported, why = "the host's processors are not the guest's")]
    fn nvmlDeviceGetNumaNodeId(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetNumGpuCores(device: Device, numCores: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPdi(device: Device, pdi: Versioned<nvmlPdi_v1_t, 1>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPersistenceMode(device: Device, mode: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPlatformInfo(
        device: Device,
        platformInfo: Versioned<nvmlPlatformInfo_v1_t, 1, nvmlPlatformInfo_v2_t, 2>,
    );

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetSerial(device: Device, serial: OutStr<30, length>, length: Length);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetTopologyCommonAncestor(device: Device, device2: Peer, pathInfo: Out<u32>);

    #[row(route = unsupported, why = "the host's processors are not the guest's")]
    fn nvmlDeviceGetTopologyNearestGpus(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetUUID(device: Device, uuid: OutStr<96, length>, length: Length);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetVbiosVersion(device: Device, version: OutStr<32, length>, length: Length);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetVirtualizationMode(device: Device, pVirtualMode: Out<u32>);

    #[row(route = snapshot, pace = fixed, by_hand)]
    fn nvmlDeviceOnSameBoard(device: Device, device2: Peer, onSameBoard: Out<i32>);

    #[row(route = forbidden)]
    fn nvmlDeviceSetAPIRestriction(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetComputeMode(device: Device);

    #[row(route = unsupported, why = "the host's processors are not the guest's")]
    fn nvmlDeviceSetCpuAffinity(device: Device);

    #[row(route = unsupported, why = "drivers of Windows only")]
    fn nvmlDeviceSetDriverModel();

    #[row(route = forbidden)]
    fn nvmlDeviceSetGpuOperationMode(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetHostname_v1(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetPersistenceMode(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceSetVirtualizationMode(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceValidateInforom(device: Device);

    #[row(route = local)]
    fn nvmlGetBlacklistDeviceCount(deviceCount: *mut u32);

    #[row(route = unsupported, why = "devices that the host's operator has excluded are not the guest's")]
    fn nvmlGetBlacklistDeviceInfoByIndex();

    #[row(route = local)]
    fn nvmlGetExcludedDeviceCount(deviceCount: *mut u32);

    #[row(route = unsupported, why = "devices that the host's operator has excluded are not the guest's")]
    fn nvmlGetExcludedDeviceInfoByIndex();
}
