//! How much memory a device has, and how much of it is in use.

extern "C" {
    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetBAR1MemoryInfo(device: Device, bar1Memory: Out<nvmlBAR1Memory_t>);

    #[row(route = snapshot, pace = fixed)]
    fn nvmlDeviceGetMemoryBusWidth(device: Device, busWidth: Out<u32>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetMemoryInfo(device: Device, memory: Out<nvmlMemory_t>);

    #[row(route = snapshot, pace = live)]
    fn nvmlDeviceGetMemoryInfo_v2(device: Device, memory: Versioned<nvmlMemory_v2_t, 2>);
}
