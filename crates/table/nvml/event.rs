//! Events. The guest keeps the sets; what has happened it asks the host.

extern "C" {
    #[row(route = custom)]
    fn nvmlDeviceGetSupportedEventTypes(device: nvmlDevice_t, eventTypes: *mut u64);

    #[row(route = custom)]
    fn nvmlDeviceRegisterEvents(device: nvmlDevice_t, eventTypes: u64, set: nvmlEventSet_t);

    #[row(route = local)]
    fn nvmlEventSetCreate(set: *mut nvmlEventSet_t);

    #[row(route = local)]
    fn nvmlEventSetFree(set: nvmlEventSet_t);

    #[row(route = custom)]
    fn nvmlEventSetWait(set: nvmlEventSet_t, data: *mut nvmlEventData_t, timeoutms: u32);

    #[row(route = custom)]
    fn nvmlEventSetWait_v2(set: nvmlEventSet_t, data: *mut nvmlEventData_t, timeoutms: u32);

    #[row(route = unsupported, why = "events of the whole system: not forwarded")]
    fn nvmlSystemEventSetCreate();

    #[row(route = unsupported, why = "events of the whole system: not forwarded")]
    fn nvmlSystemEventSetFree();

    #[row(route = unsupported, why = "events of the whole system: not forwarded")]
    fn nvmlSystemEventSetWait();

    #[row(route = unsupported, why = "events of the whole system: not forwarded")]
    fn nvmlSystemRegisterEvents();
}
