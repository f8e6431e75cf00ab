//! Units of S-class systems, of which a guest has none.

extern "C" {
    #[row(route = local)]
    fn nvmlUnitGetCount(unitCount: *mut u32);

    #[row(route = unsupported, why = "units of an S-class system: there are none")]
    fn nvmlUnitGetDevices();

    #[row(route = unsupported, why = "units of an S-class system: there are none")]
    fn nvmlUnitGetFanSpeedInfo();

    #[row(route = local)]
    fn nvmlUnitGetHandleByIndex(index: u32, unit: *mut nvmlUnit_t);

    #[row(route = unsupported, why = "units of an S-class system: there are none")]
    fn nvmlUnitGetLedState();

    #[row(route = unsupported, why = "units of an S-class system: there are none")]
    fn nvmlUnitGetPsuInfo();

    #[row(route = unsupported, why = "units of an S-class system: there are none")]
    fn nvmlUnitGetTemperature();

    #[row(route = unsupported, why = "units of an S-class system: there are none")]
    fn nvmlUnitGetUnitInfo();

    #[row(route = forbidden)]
    fn nvmlUnitSetLedState();
}
