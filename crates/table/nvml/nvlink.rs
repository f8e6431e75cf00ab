//! Links between devices.

extern "C" {
    #[row(route = unsupported, why = "no driver of this branch does it")]
    fn nvmlDeviceFreezeNvLinkUtilizationCounter();

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetGpuFabricInfo(device: Device, gpuFabricInfo: Out<nvmlGpuFabricInfo_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetGpuFabricInfoV(
        device: Device,
        gpuFabricInfo: Versioned<nvmlGpuFabricInfo_v2_t, 2, nvmlGpuFabricInfo_v3_t, 3>,
    );

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetNvlinkBwMode(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetNvLinkCapability(
        device: Device,
        link: Of<0, 17>,
        capability: Of<0, 5>,
        capResult: Out<u32>,
    );

    #[row(route = snapshot, pace = on_demand)]
    fn nvmlDeviceGetNvLinkErrorCounter(
        device: Device,
        link: Of<0, 17>,
        counter: Of<0, 4>,
        counterValue: Out<u64>,
    );

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetNvLinkInfo(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetNvLinkRemoteDeviceType(device: Device, link: Of<0, 17>, pNvLinkDeviceType: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetNvLinkRemotePciInfo(device: Device, link: Of<0, 17>, pci: Out<nvmlPciInfo_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetNvLinkRemotePciInfo_v2(device: Device, link: Of<0, 17>, pci: Out<nvmlPciInfo_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetNvLinkState(device: Device, link: Of<0, 17>, isActive: Out<u32>);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetNvlinkSupportedBwModes(device: Device);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetNvLinkUtilizationControl(device: Device);

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlDeviceGetNvLinkUtilizationCounter(device: Device);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetNvLinkVersion(device: Device, link: Of<0, 17>, version: Out<u32>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetP2PStatus(device: Device, device2: Peer, p2pIndex: Of<0, 4>, p2pStatus: Out<u32>);

    #[row(route = forbidden)]
    fn nvmlDeviceResetNvLinkErrorCounters(device: Device);

    #[row(route = unsupported, why = "no driver of this branch does it")]
    fn nvmlDeviceResetNvLinkUtilizationCounter();

    #[row(route = forbidden)]
    fn nvmlDeviceSetNvlinkBwMode(device: Device);

    #[row(route = local)]
    fn nvmlDeviceSetNvLinkDeviceLowPowerThreshold(device: nvmlDevice_t, info: *mut c_void);

    #[row(route = unsupported, why = "no driver of this branch does it")]
    fn nvmlDeviceSetNvLinkUtilizationControl();

    #[row(route = unsupported, why = "not yet forwarded")]
    fn nvmlSystemGetNvlinkBwMode();

    #[row(route = forbidden)]
    fn nvmlSystemSetNvlinkBwMode();
}
