//! What can be said of a device that the management library does not know: what its driver says of it, and what its workers
//! use. Nothing is made up: of what nobody knows it is said that it is not supported.

use link::control::DeviceSnapshot;
use link::management::{Answer, Answers, Facts, Worker};
use table::nvml::{
    NVML_SUCCESS, nvmlMemory_t, nvmlMemory_v2_t, nvmlPciInfo_t, nvmlPciInfoExt_v1_t, nvmlUtilization_t,
    version,
};
use table::{
    CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR,
    CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH,
};
use zerocopy::IntoBytes;

/// Drivers of this branch export the functions that we know, and speak CUDA 13.0.
const BRANCH: &str = "580";

/// Versions where there is no management library: the driver's CUDA, and the branch whose functions are known.
pub fn facts(cuda: i32, devices: usize) -> Facts {
    let driver = format!("{BRANCH}.{}", env!("CARGO_PKG_VERSION_MINOR"));
    Facts { library: format!("{}.{driver}", cuda / 1000), driver, cuda, devices: devices as u32 }
}

/// The name of a device in the form `GPU-…`.
pub fn uuid_text(uuid: &[u8; 16]) -> String {
    let hex: String = uuid.iter().map(|byte| format!("{byte:02x}")).collect();
    let group = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default();
    format!("GPU-{}-{}-{}-{}-{}", group(0..8), group(8..12), group(12..16), group(16..20), group(20..32))
}

/// What never changes.
pub fn fixed(device: &DeviceSnapshot) -> Answers {
    let mut answers = Answers::new();
    let mut put = |name: &str, bytes: &[u8]| {
        answers.insert(name.to_owned(), vec![Answer(NVML_SUCCESS, bytes.to_vec())]);
    };
    put("nvmlDeviceGetName", device.name.as_bytes());
    put("nvmlDeviceGetUUID", uuid_text(&device.uuid).as_bytes());
    put("nvmlDeviceIsMigDeviceHandle", &[0; 4]);
    let attribute = |id| {
        let known = device.attributes.iter().find(|attribute| attribute.0 == id && attribute.1 == 0);
        known.map(|attribute| attribute.2.to_ne_bytes())
    };
    if let (Some(major), Some(minor)) = (
        attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
        attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR),
    ) {
        put("nvmlDeviceGetCudaComputeCapability", &[major, minor].concat());
    }
    if let Some(width) = attribute(CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH) {
        put("nvmlDeviceGetMemoryBusWidth", &width);
    }
    if let Some(place) = place(&device.pci_bus_id) {
        let (plain, extended) = pci(place);
        for name in ["nvmlDeviceGetPciInfo", "nvmlDeviceGetPciInfo_v2", "nvmlDeviceGetPciInfo_v3"] {
            put(name, plain.as_bytes());
        }
        put("nvmlDeviceGetPciInfoExt", extended.as_bytes());
    }
    answers
}

/// What changes: memory that the workers' guests hold, and `busy`, the processors' time that they use, percent.
pub fn live(device: &DeviceSnapshot, workers: &[Worker], busy: u32) -> Answers {
    let total = device.total_mem;
    let used = workers.iter().filter_map(|worker| worker.memory).fold(0, u64::saturating_add).min(total);
    let free = total - used;
    let memory = nvmlMemory_t { total, free, used };
    let word = version::<nvmlMemory_v2_t>(2).word;
    let memory_v2 = nvmlMemory_v2_t { version: word, _pad: 0, total, reserved: 0, free, used };
    // How much of the time memory was read or written is not known; a processor does not tell.
    let utilization = nvmlUtilization_t { gpu: busy, memory: 0 };
    [
        ("nvmlDeviceGetMemoryInfo", memory.as_bytes()),
        ("nvmlDeviceGetMemoryInfo_v2", memory_v2.as_bytes()),
        ("nvmlDeviceGetUtilizationRates", utilization.as_bytes()),
    ]
    .map(|(name, bytes)| (name.to_owned(), vec![Answer(NVML_SUCCESS, bytes.to_vec())]))
    .into()
}

/// Domain, bus and device of `0000:00:05.0`.
fn place(id: &str) -> Option<[u32; 3]> {
    let (place, _) = id.split_once('.')?;
    let mut parts = place.split(':').map(|part| u32::from_str_radix(part, 16).ok());
    let place = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(place)
}

fn pci([domain, bus, device]: [u32; 3]) -> (nvmlPciInfo_t, nvmlPciInfoExt_v1_t) {
    let mut plain = nvmlPciInfo_t {
        busIdLegacy: [0; 16],
        domain,
        bus,
        device,
        // Of whose making it is, and what, has no number on any bus.
        pciDeviceId: 0,
        pciSubSystemId: 0,
        busId: [0; 32],
    };
    fill(&mut plain.busIdLegacy, &format!("{domain:04X}:{bus:02X}:{device:02X}.0"));
    fill(&mut plain.busId, &format!("{domain:08X}:{bus:02X}:{device:02X}.0"));
    let extended = nvmlPciInfoExt_v1_t {
        version: version::<nvmlPciInfoExt_v1_t>(1).word,
        domain,
        bus,
        device,
        pciDeviceId: 0,
        pciSubSystemId: 0,
        // A display controller that shows no picture.
        baseClass: 3,
        subClass: 2,
        busId: plain.busId,
    };
    (plain, extended)
}

/// Writes text, and leaves a byte for its end.
fn fill(room: &mut [u8], text: &str) {
    let most = room.len().saturating_sub(1);
    for (place, byte) in room.iter_mut().take(most).zip(text.bytes()) {
        *place = byte;
    }
}

#[cfg(test)]
mod tests {
    use link::control::Attribute;

    use super::*;

    fn device() -> DeviceSnapshot {
        DeviceSnapshot {
            name: "A device".into(),
            uuid: [0xab; 16],
            total_mem: 1000,
            pci_bus_id: "0001:2A:1f.0".into(),
            attributes: vec![
                Attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, 0, 8),
                Attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, 0, 6),
            ],
            ..DeviceSnapshot::default()
        }
    }

    #[test]
    fn a_device_is_called_as_its_driver_calls_it() {
        let answers = fixed(&device());
        let text = |name: &str| String::from_utf8_lossy(&answers[name][0].1).into_owned();
        assert_eq!(text("nvmlDeviceGetName"), "A device");
        assert_eq!(text("nvmlDeviceGetUUID"), "GPU-abababab-abab-abab-abab-abababababab");
        assert!(text("nvmlDeviceGetPciInfo_v3").starts_with("0001:2A:1F.0\0"));
        assert_eq!(answers["nvmlDeviceGetCudaComputeCapability"][0].1, [8, 0, 0, 0, 6, 0, 0, 0]);
        assert!(!answers.contains_key("nvmlDeviceGetMemoryBusWidth"), "nobody knows it");
    }

    #[test]
    fn memory_is_what_the_workers_hold_and_never_more_than_there_is() {
        let worker = |memory| Worker { memory, ..Worker::default() };
        let used = |workers: &[Worker]| {
            let answers = live(&device(), workers, 7);
            let bytes = answers["nvmlDeviceGetMemoryInfo"][0].1.clone();
            assert_eq!(answers["nvmlDeviceGetUtilizationRates"][0].1, [7, 0, 0, 0, 0, 0, 0, 0]);
            u64::from_ne_bytes(bytes[16..].try_into().expect("eight bytes"))
        };
        assert_eq!(used(&[]), 0);
        assert_eq!(used(&[worker(Some(300)), worker(None), worker(Some(5))]), 305);
        assert_eq!(used(&[worker(Some(u64::MAX)), worker(Some(5))]), 1000);
    }

    #[test]
    fn places_on_the_bus_are_read() {
        assert_eq!(place("0000:00:05.0"), Some([0, 0, 5]));
        for wrong in ["", "0000:00:05", "0000:00.0", "x:0:0.0", "0:0:0:0.0"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn versions_are_of_the_branch_that_has_these_functions() {
        let facts = facts(13_000, 2);
        assert!(facts.driver.starts_with("580."));
        assert_eq!((facts.library, facts.devices), (format!("13.{}", facts.driver), 2));
    }
}
