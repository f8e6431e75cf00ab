//! Events. None are forwarded: sets of events can be made and waited for, and nothing can be registered in them.

extern "C" {
    #[row(route = local)]
    fn nvmlDeviceGetSupportedEventTypes(device: nvmlDevice_t, eventTypes: *mut u64);

    #[row(route = local)]
    fn nvmlDeviceRegisterEvents(device: nvmlDevice_t, eventTypes: u64, set: nvmlEventSet_t);

    #[row(route = local)]
    fn nvmlEventSetCreate(set: *mut nvmlEventSet_t);

    #[row(route = local)]
    fn nvmlEventSetFree(set: nvmlEventSet_t);

    #[row(route = local)]
    fn nvmlEventSetWait(set: nvmlEventSet_t, data: *mut c_void, timeoutms: u32);

    #[row(route = local)]
    fn nvmlEventSetWait_v2(set: nvmlEventSet_t, data: *mut c_void, timeoutms: u32);

    #[row(route = unsupported, why = "events of the whole system: not forwarded")]
    fn nvmlSystemEventSetCreate();

    #[row(route = unsupported, why = "events of the whole system: not forwarded")]
    fn nvmlSystemEventSetFree();

    #[row(route = unsupported, why = "events of the whole system: not forwarded")]
    fn nvmlSystemEventSetWait();

    #[row(route = unsupported, why = "events of the whole system: not forwarded")]
    fn nvmlSystemRegisterEvents();
}
