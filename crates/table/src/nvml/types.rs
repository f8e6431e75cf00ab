//! NVML's C types. Sizes and alignments were taken from a C program compiled against nvml.h 13.0.
//!
//! A struct whose fields somebody here reads or writes is spelled out; any other one is only as large as it is, because
//! it passes through as bytes.

#![allow(missing_docs)]

use core::ffi::c_void;

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::nvmlReturn_t;

/// What a program has in its hands for a device. It means something to the library that gave it only.
pub type nvmlDevice_t = *mut c_void;
/// The same for a set of events.
pub type nvmlEventSet_t = *mut c_void;
/// The same for a unit.
pub type nvmlUnit_t = *mut c_void;

// Structs of which only the bytes are known: name, word, number of words.
macro_rules! opaque {
    ($($name:ident: [$word:ty; $count:literal], size $size:literal;)*) => {
        $(
            #[repr(C)]
            #[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
            pub struct $name(pub [$word; $count]);
            const _: () = assert!(size_of::<$name>() == $size);
        )*
    };
}

opaque! {
    nvmlBAR1Memory_t: [u64; 3], size 24;
    nvmlBridgeChipHierarchy_t: [u32; 257], size 1028;
    nvmlC2cModeInfo_v1_t: [u32; 1], size 4;
    nvmlClkMonStatus_t: [u32; 66], size 264;
    nvmlConfComputeMemSizeInfo_t: [u64; 2], size 16;
    nvmlConfComputeSystemCaps_t: [u32; 2], size 8;
    nvmlConfComputeSystemState_t: [u32; 3], size 12;
    nvmlDeviceAddressingMode_v1_t: [u32; 2], size 8;
    nvmlDeviceAttributes_t: [u64; 5], size 40;
    nvmlDeviceCapabilities_v1_t: [u32; 2], size 8;
    nvmlEccErrorCounts_t: [u64; 4], size 32;
    nvmlEccSramErrorStatus_v1_t: [u64; 13], size 104;
    nvmlGpuDynamicPstatesInfo_t: [u32; 33], size 132;
    nvmlGpuFabricInfo_t: [u32; 7], size 28;
    nvmlGpuFabricInfo_v2_t: [u32; 9], size 36;
    nvmlGpuFabricInfo_v3_t: [u32; 10], size 40;
    nvmlGpuThermalSettings_t: [u32; 16], size 64;
    nvmlMarginTemperature_v1_t: [u32; 2], size 8;
    nvmlPdi_v1_t: [u64; 2], size 16;
    nvmlPlatformInfo_v1_t: [u32; 11], size 44;
    nvmlPlatformInfo_v2_t: [u32; 11], size 44;
    nvmlRepairStatus_v1_t: [u32; 3], size 12;
    nvmlRowRemapperHistogramValues_t: [u32; 5], size 20;
    nvmlSystemConfComputeSettings_v1_t: [u32; 5], size 20;
    nvmlViolationTime_t: [u64; 2], size 16;
}

/// Where a device is on its bus. Ids are NUL-terminated.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlPciInfo_t {
    pub busIdLegacy: [u8; 16],
    pub domain: u32,
    pub bus: u32,
    pub device: u32,
    pub pciDeviceId: u32,
    pub pciSubSystemId: u32,
    pub busId: [u8; 32],
}
const _: () = assert!(size_of::<nvmlPciInfo_t>() == 68);

/// The same with the device's class.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlPciInfoExt_v1_t {
    pub version: u32,
    pub domain: u32,
    pub bus: u32,
    pub device: u32,
    pub pciDeviceId: u32,
    pub pciSubSystemId: u32,
    pub baseClass: u32,
    pub subClass: u32,
    pub busId: [u8; 32],
}
const _: () = assert!(size_of::<nvmlPciInfoExt_v1_t>() == 64);

/// Memory of a device, bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlMemory_t {
    pub total: u64,
    pub free: u64,
    pub used: u64,
}

/// The same with what the system keeps for itself.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlMemory_v2_t {
    pub version: u32,
    pub _pad: u32,
    pub total: u64,
    pub reserved: u64,
    pub free: u64,
    pub used: u64,
}
const _: () = assert!(size_of::<nvmlMemory_v2_t>() == 40);

/// How busy a device and its memory are, percent.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlUtilization_t {
    pub gpu: u32,
    pub memory: u32,
}

/// A process on a device; memory in bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlProcessInfo_v1_t {
    pub pid: u32,
    pub _pad: u32,
    pub usedGpuMemory: u64,
}
const _: () = assert!(size_of::<nvmlProcessInfo_v1_t>() == 16);

/// The same with the parts of a partitioned device; all ones for none.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlProcessInfo_v2_t {
    pub pid: u32,
    pub _pad: u32,
    pub usedGpuMemory: u64,
    pub gpuInstanceId: u32,
    pub computeInstanceId: u32,
}
const _: () = assert!(size_of::<nvmlProcessInfo_v2_t>() == 24);

/// Fields have smaller numbers.
pub const NVML_FI_MAX: u32 = 274;

/// A field's value, of one of eight types.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlFieldValue_t {
    pub fieldId: u32,
    pub scopeId: u32,
    pub timestamp: i64,
    pub latencyUsec: i64,
    pub valueType: u32,
    pub nvmlReturn: nvmlReturn_t,
    pub value: u64,
}
const _: () = assert!(size_of::<nvmlFieldValue_t>() == 40);

/// A sample of a figure, which the host has taken: its time in microseconds since 1970, and its value.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlSample_t {
    pub timeStamp: u64,
    pub sampleValue: u64,
}
const _: () = assert!(size_of::<nvmlSample_t>() == 16);

/// Something that has happened to a device: one bit of `eventType` says what.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct nvmlEventData_t {
    pub device: nvmlDevice_t,
    pub eventType: u64,
    pub eventData: u64,
    pub gpuInstanceId: u32,
    pub computeInstanceId: u32,
}
const _: () = assert!(size_of::<nvmlEventData_t>() == 32);

/// A device's name in one of two forms: text (`type` 1) or 16 bytes (2).
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlUUID_v1_t {
    pub version: u32,
    pub r#type: u32,
    pub value: [u8; 41],
    pub _pad: [u8; 3],
}
const _: () = assert!(size_of::<nvmlUUID_v1_t>() == 52);

/// A sensor and its temperature, degrees Celsius.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct nvmlTemperature_v1_t {
    pub version: u32,
    pub sensorType: u32,
    pub temperature: i32,
}
