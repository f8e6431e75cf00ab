//! Calls of functions that are written by hand on our side, and of those that nobody serves.

use core::ffi::{CStr, c_char};

use table::nvml::{
    NVML_FI_MAX, NVML_SUCCESS, ROWS, Route, nvmlDevice_t, nvmlFieldValue_t, nvmlPciInfo_t,
    nvmlProcessInfo_v2_t, nvmlReturn_t, nvmlSample_t, nvmlTemperature_v1_t, pfn, version,
};

use super::call::Library;
use super::{KILLS, Record};

/// Calls a function of the library; the largest number if it has none of that name.
macro_rules! call {
    ($library:ident . $function:ident ($($argument:expr),* $(,)?)) => {{
        // SAFETY: the type is that of the symbol.
        let function = unsafe { $library.find::<pfn::$function>(stringify!($function)) };
        function.map_or(u32::MAX, |function| match $library.journal.begins(stringify!($function)) {
            // SAFETY: NVML's ABI; pointers are to locals of the caller, as large as the function may write, or null.
            true => unsafe { function($($argument),*) },
            false => KILLS,
        })
    }};
}

/// A function that is called with nothing but zeros, and must refuse that.
type Refused = unsafe extern "C" fn(usize, usize, usize, usize, usize, usize) -> nvmlReturn_t;

/// No code of a field: it shows what the library has not written.
const UNTOUCHED: nvmlReturn_t = 12_345;

/// Before the library is initialised.
pub(super) fn before(library: &Library, record: &mut Record) {
    let (mut number, mut device) = (0, core::ptr::null_mut());
    record.code("nvmlShutdown", "before", call!(library.nvmlShutdown()));
    record.code("nvmlDeviceGetCount_v2", "before", call!(library.nvmlDeviceGetCount_v2(&mut number)));
    let code = call!(library.nvmlDeviceGetHandleByIndex_v2(0, &mut device));
    record.code("nvmlDeviceGetHandleByIndex_v2", "before", code);
    for code in (0..32).chain([999, 12_345]) {
        // SAFETY: the type is that of the symbol.
        let Some(text) = (unsafe { library.find::<pfn::nvmlErrorString>("nvmlErrorString") }) else { return };
        // SAFETY: NVML's ABI; the text that it gives is its own, and lives as long as the library.
        let text = unsafe { CStr::from_ptr(text(code)) };
        record.value("nvmlErrorString", &code.to_string(), 0, text.to_bytes());
    }
}

/// Without a device.
pub(super) fn initialised(library: &Library, record: &mut Record) {
    let null = core::ptr::null_mut::<c_char>();
    let mut text = [0_u8; 96];
    let room = text.as_mut_ptr().cast::<c_char>();
    for (how, to, len) in [("good", room, 96), ("short", room, 2), ("null", null, 96)] {
        let code = call!(library.nvmlSystemGetDriverVersion(to, len));
        record.value("nvmlSystemGetDriverVersion", how, code, &text);
        let code = call!(library.nvmlSystemGetNVMLVersion(to, len));
        record.value("nvmlSystemGetNVMLVersion", how, code, &text);
    }
    let (mut number, mut count, mut device) = (0, 0, core::ptr::null_mut());
    let code = call!(library.nvmlSystemGetCudaDriverVersion_v2(&mut number));
    record.value("nvmlSystemGetCudaDriverVersion_v2", "good", code, &number.to_ne_bytes());
    let code = call!(library.nvmlDeviceGetCount_v2(&mut count));
    record.value("nvmlDeviceGetCount_v2", "good", code, &count.to_ne_bytes());
    let code = call!(library.nvmlDeviceGetCount_v2(core::ptr::null_mut()));
    record.code("nvmlDeviceGetCount_v2", "null", code);
    let code = call!(library.nvmlUnitGetCount(&mut count));
    record.value("nvmlUnitGetCount", "good", code, &count.to_ne_bytes());
    for index in [10_000, u32::MAX] {
        let code = call!(library.nvmlDeviceGetHandleByIndex_v2(index, &mut device));
        record.code("nvmlDeviceGetHandleByIndex_v2", &index.to_string(), code);
    }
    for id in [c"", c"GPU-", c"GPU-00000000-0000-0000-0000-000000000000"] {
        let code = call!(library.nvmlDeviceGetHandleByUUID(id.as_ptr(), &mut device));
        record.code("nvmlDeviceGetHandleByUUID", &id.to_string_lossy(), code);
    }
    for id in [c"", c"0", c"ffff:ff:1f.0"] {
        let code = call!(library.nvmlDeviceGetHandleByPciBusId_v2(id.as_ptr(), &mut device));
        record.code("nvmlDeviceGetHandleByPciBusId_v2", &id.to_string_lossy(), code);
    }
    let code = call!(library.nvmlDeviceGetHandleByUUID(core::ptr::null(), &mut device));
    record.code("nvmlDeviceGetHandleByUUID", "null", code);
    let code = call!(library.nvmlSystemGetProcessName(u32::MAX, room, 96));
    record.code("nvmlSystemGetProcessName", "nobody", code);
    events(library, record);
    // What would change a device, or is not served, is only ever asked so that it must be refused.
    let is_refused = |route| matches!(route, Route::Forbidden | Route::Unsupported);
    for row in ROWS.iter().filter(|row| is_refused(row.route) && row.name.starts_with("nvmlDevice")) {
        // SAFETY: all arguments are pointers and numbers in registers; without a device there is nothing to be done.
        if let Some(function) = unsafe { library.find::<Refused>(row.name) } {
            let code = match library.journal.begins(row.name) {
                // SAFETY: as above.
                true => unsafe { function(0, 0, 0, 0, 0, 0) },
                false => KILLS,
            };
            record.code(row.name, "null device", code);
        }
    }
    let code = call!(library.nvmlDeviceClearFieldValues(core::ptr::null_mut(), 0, core::ptr::null_mut()));
    record.code("nvmlDeviceClearFieldValues", "null device", code);
    let code = call!(library.nvmlDeviceDiscoverGpus(core::ptr::null_mut()));
    record.code("nvmlDeviceDiscoverGpus", "null", code);
    let code = call!(
        library.nvmlDeviceSetNvLinkDeviceLowPowerThreshold(core::ptr::null_mut(), core::ptr::null_mut())
    );
    record.code("nvmlDeviceSetNvLinkDeviceLowPowerThreshold", "null device", code);
}

fn events(library: &Library, record: &mut Record) {
    let mut set = core::ptr::null_mut();
    let mut data = [0_u64; 4];
    record.code("nvmlEventSetCreate", "good", call!(library.nvmlEventSetCreate(&mut set)));
    record.code("nvmlEventSetCreate", "null", call!(library.nvmlEventSetCreate(core::ptr::null_mut())));
    let code = call!(library.nvmlEventSetWait_v2(set, data.as_mut_ptr().cast(), 1));
    record.code("nvmlEventSetWait_v2", "nothing registered", code);
    record.code("nvmlEventSetFree", "good", call!(library.nvmlEventSetFree(set)));
}

/// What can be registered of a device, but for the driver's errors: those are not a tenant's.
fn events_of(library: &Library, device: nvmlDevice_t, record: &mut Record) {
    const DRIVER_ERRORS: u64 = 8;
    let null = core::ptr::null_mut::<core::ffi::c_void>();
    let (mut set, mut types) = (core::ptr::null_mut(), 0_u64);
    let code = call!(library.nvmlDeviceGetSupportedEventTypes(device, &mut types));
    types &= !DRIVER_ERRORS;
    record.value("nvmlDeviceGetSupportedEventTypes", "good", code, &types.to_ne_bytes());
    let code = call!(library.nvmlDeviceGetSupportedEventTypes(null, &mut types));
    record.code("nvmlDeviceGetSupportedEventTypes", "null device", code);
    let code = call!(library.nvmlDeviceGetSupportedEventTypes(device, core::ptr::null_mut()));
    record.code("nvmlDeviceGetSupportedEventTypes", "null", code);
    record.code("nvmlEventSetCreate", "another", call!(library.nvmlEventSetCreate(&mut set)));
    for (which, device, types) in [
        ("nothing", device, 0),
        ("good", device, types),
        ("again", device, types),
        ("unknown", device, 1 << 60),
        ("some unknown", device, types | 1 << 60),
        ("null device", null, types),
    ] {
        record.code(
            "nvmlDeviceRegisterEvents",
            which,
            call!(library.nvmlDeviceRegisterEvents(device, types, set)),
        );
    }
    let code = call!(library.nvmlDeviceRegisterEvents(device, types, core::ptr::null_mut()));
    record.code("nvmlDeviceRegisterEvents", "null set", code);
    record.code("nvmlEventSetFree", "registered", call!(library.nvmlEventSetFree(set)));
    record.code("nvmlEventSetFree", "null", call!(library.nvmlEventSetFree(core::ptr::null_mut())));
}

/// With a device.
pub(super) fn with_device(library: &Library, device: nvmlDevice_t, record: &mut Record) {
    let null = core::ptr::null_mut::<core::ffi::c_void>();
    let mut number = 0;
    let code = call!(library.nvmlDeviceGetIndex(device, &mut number));
    record.value("nvmlDeviceGetIndex", "good", code, &number.to_ne_bytes());
    record.code("nvmlDeviceGetIndex", "null device", call!(library.nvmlDeviceGetIndex(null, &mut number)));
    handles(library, device, record);
    events_of(library, device, record);
    for count in [0, 1, 64] {
        let none = nvmlProcessInfo_v2_t {
            pid: 0,
            _pad: 0,
            usedGpuMemory: 0,
            gpuInstanceId: 0,
            computeInstanceId: 0,
        };
        let (mut infos, mut there) = ([none; 64], count);
        let code =
            call!(library.nvmlDeviceGetComputeRunningProcesses_v3(device, &mut there, infos.as_mut_ptr()));
        record.code("nvmlDeviceGetComputeRunningProcesses_v3", &count.to_string(), code);
        let code =
            call!(library.nvmlDeviceGetGraphicsRunningProcesses_v3(device, &mut there, infos.as_mut_ptr()));
        record.code("nvmlDeviceGetGraphicsRunningProcesses_v3", &count.to_string(), code);
    }
    for (how, word, sensor) in [
        ("good", version::<nvmlTemperature_v1_t>(1).word, 0),
        ("no version", 0, 0),
        ("beyond", version::<nvmlTemperature_v1_t>(1).word, 9),
    ] {
        let mut temperature = nvmlTemperature_v1_t { version: word, sensorType: sensor, temperature: 0 };
        let code = call!(library.nvmlDeviceGetTemperatureV(device, &mut temperature));
        record.code("nvmlDeviceGetTemperatureV", how, code);
    }
    fields(library, device, record);
    samples(library, device, record);
}

/// A device is found by every name that it gives itself.
fn handles(library: &Library, device: nvmlDevice_t, record: &mut Record) {
    let mut found = core::ptr::null_mut();
    let mut name = [0_u8; 96];
    if call!(library.nvmlDeviceGetUUID(device, name.as_mut_ptr().cast(), 96)) == NVML_SUCCESS {
        let code = call!(library.nvmlDeviceGetHandleByUUID(name.as_ptr().cast(), &mut found));
        record.value("nvmlDeviceGetHandleByUUID", "own", code, &[u8::from(found == device)]);
    }
    let mut pci: nvmlPciInfo_t = zeroed();
    if call!(library.nvmlDeviceGetPciInfo_v3(device, &mut pci)) == NVML_SUCCESS {
        let code = call!(library.nvmlDeviceGetHandleByPciBusId_v2(pci.busId.as_ptr().cast(), &mut found));
        record.value("nvmlDeviceGetHandleByPciBusId_v2", "own", code, &[u8::from(found == device)]);
    }
}

fn zeroed() -> nvmlPciInfo_t {
    nvmlPciInfo_t {
        busIdLegacy: [0; 16],
        domain: 0,
        bus: 0,
        device: 0,
        pciDeviceId: 0,
        pciSubSystemId: 0,
        busId: [0; 32],
    }
}

fn fields(library: &Library, device: nvmlDevice_t, record: &mut Record) {
    let function = "nvmlDeviceGetFieldValues";
    let field = |id| nvmlFieldValue_t { fieldId: id, nvmlReturn: UNTOUCHED, ..nvmlFieldValue_t::default() };
    let mut values: Vec<nvmlFieldValue_t> = (0..=NVML_FI_MAX).map(field).collect();
    let code = call!(library.nvmlDeviceGetFieldValues(device, values.len() as i32, values.as_mut_ptr()));
    record.code(function, "all", code);
    for value in &values {
        record.code(function, &format!("field {}", value.fieldId), value.nvmlReturn);
        let mut alone = field(value.fieldId);
        let code = call!(library.nvmlDeviceGetFieldValues(device, 1, &mut alone));
        record.code(function, &format!("field {} alone", value.fieldId), code);
        record.code(function, &format!("code of field {} alone", value.fieldId), alone.nvmlReturn);
    }
    record.code(function, "none", call!(library.nvmlDeviceGetFieldValues(device, 0, values.as_mut_ptr())));
    record.code(function, "null", call!(library.nvmlDeviceGetFieldValues(device, 1, core::ptr::null_mut())));
}

/// Kinds of samples, one beyond them, and figures that are no room for any.
fn samples(library: &Library, device: nvmlDevice_t, record: &mut Record) {
    let function = "nvmlDeviceGetSamples";
    let mut room = [nvmlSample_t::default(); 256];
    for kind in 0..10 {
        for (how, since, to, mut count) in [
            ("how many", 0, core::ptr::null_mut(), 0),
            ("good", 0, room.as_mut_ptr(), 256),
            ("short", 0, room.as_mut_ptr(), 1),
            ("from the future", u64::MAX, room.as_mut_ptr(), 256),
        ] {
            let mut value_type = 0;
            let code =
                call!(library.nvmlDeviceGetSamples(device, kind, since, &mut value_type, &mut count, to));
            record.value(function, &format!("{how}, kind {kind}"), code, &value_type.to_ne_bytes());
        }
    }
    let (mut value_type, mut count) = (0, 256);
    let null = core::ptr::null_mut();
    let code =
        call!(library.nvmlDeviceGetSamples(null, 0, 0, &mut value_type, &mut count, room.as_mut_ptr()));
    record.code(function, "null device", code);
}
