//! Samples of the GPU's counters.

extern "C" {
    #[row(route = unsupported, why = "samples of the GPU's counters: not yet forwarded")]
    fn nvmlGpmMetricsGet();

    #[row(route = unsupported, why = "samples of the GPU's counters: not yet forwarded")]
    fn nvmlGpmQueryDeviceSupport(device: Device);

    #[row(route = unsupported, why = "samples of the GPU's counters: not yet forwarded")]
    fn nvmlGpmQueryIfStreamingEnabled(device: Device);

    #[row(route = unsupported, why = "samples of the GPU's counters: not yet forwarded")]
    fn nvmlGpmSampleAlloc();

    #[row(route = unsupported, why = "samples of the GPU's counters: not yet forwarded")]
    fn nvmlGpmSampleFree();

    #[row(route = unsupported, why = "samples of the GPU's counters: not yet forwarded")]
    fn nvmlGpmSampleGet(device: Device);

    #[row(route = forbidden)]
    fn nvmlGpmSetStreamingEnabled(device: Device);
}
