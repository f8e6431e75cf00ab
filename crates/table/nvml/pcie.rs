//! The device on its bus.

extern "C" {
    #[row(route = local)]
    fn nvmlDeviceDiscoverGpus(pciInfo: *mut nvmlPciInfo_t);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetBridgeChipInfo(device: Device, bridgeHierarchy: Out<nvmlBridgeChipHierarchy_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetBusType(device: Device, r#type: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetCurrPcieLinkGeneration(device: Device, currLinkGen: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetCurrPcieLinkWidth(device: Device, currLinkWidth: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetGpuMaxPcieLinkGeneration(device: Device, maxLinkGenDevice: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMaxPcieLinkGeneration(device: Device, maxLinkGen: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMaxPcieLinkWidth(device: Device, maxLinkWidth: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPcieLinkMaxSpeed(device: Device, maxSpeed: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetPcieReplayCounter(device: Device, value: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetPcieSpeed(device: Device, pcieSpeed: Out<u32>);

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetPcieThroughput(device: Device, counter: Of<0, 1>, value: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPciInfo(device: Device, pci: Out<nvmlPciInfo_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPciInfoExt(device: Device, pci: Versioned<nvmlPciInfoExt_v1_t, 1>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPciInfo_v2(device: Device, pci: Out<nvmlPciInfo_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetPciInfo_v3(device: Device, pci: Out<nvmlPciInfo_t>);

    #[row(route = forbidden)]
    fn nvmlDeviceModifyDrainState();

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceQueryDrainState();

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceReadPRMCounters_v1();

    #[row(route = forbidden)]
    fn nvmlDeviceReadWritePRM_v1(device: Device);

    #[row(route = forbidden)]
    fn nvmlDeviceRemoveGpu();

    #[row(route = forbidden)]
    fn nvmlDeviceRemoveGpu_v2();
}
