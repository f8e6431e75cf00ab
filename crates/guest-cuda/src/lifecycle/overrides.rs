//! Where the guest's device differs from the host's: the one list of attributes that are not passed on as the
//! host's driver gives them, each with its reason. Applied once, to the snapshot that comes with the handshake.
//!
//! A program that believed the host's value would use something that this library cannot serve; with these
//! values it takes the way that it has for devices without.

use link::control::{Attribute, DeviceSnapshot};
use table::*;

/// (attribute, value in the guest, reason).
const DEVICE: &[(CUdevice_attribute, i32, &str)] = &[
    (CU_DEVICE_ATTRIBUTE_MANAGED_MEMORY, 1, "it is window memory, whatever the host has"),
    (CU_DEVICE_ATTRIBUTE_CONCURRENT_MANAGED_ACCESS, 1, "host and device reach the window at any time"),
    (CU_DEVICE_ATTRIBUTE_DIRECT_MANAGED_MEM_ACCESS_FROM_HOST, 0, "managed memory is never on the device"),
    (CU_DEVICE_ATTRIBUTE_PAGEABLE_MEMORY_ACCESS, 0, "kernels reach the host's pages, not the guest's"),
    (CU_DEVICE_ATTRIBUTE_PAGEABLE_MEMORY_ACCESS_USES_HOST_PAGE_TABLES, 0, "as above"),
    (
        CU_DEVICE_ATTRIBUTE_READ_ONLY_HOST_REGISTER_SUPPORTED,
        0,
        "registered memory moves, so it must be writable",
    ),
    (CU_DEVICE_ATTRIBUTE_HANDLE_TYPE_FABRIC_SUPPORTED, 0, "handles would name the host's memory"),
    (CU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_SUPPORTED, 0, "no device of the guest reaches the GPU's memory"),
    (CU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_WITH_CUDA_VMM_SUPPORTED, 0, "as above"),
    (CU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_FLUSH_WRITES_OPTIONS, 0, "as above"),
    (CU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_WRITES_ORDERING, 0, "as above"),
    (CU_DEVICE_ATTRIBUTE_DMA_BUF_SUPPORTED, 0, "as above"),
    (CU_DEVICE_ATTRIBUTE_HOST_ALLOC_DMA_BUF_SUPPORTED, 0, "as above"),
    (CU_DEVICE_ATTRIBUTE_MULTICAST_SUPPORTED, 0, "several devices: not yet forwarded"),
    (CU_DEVICE_ATTRIBUTE_COOPERATIVE_MULTI_DEVICE_LAUNCH, 0, "several devices: not yet forwarded"),
    (CU_DEVICE_ATTRIBUTE_HOST_NUMA_ID, -1, "the host's nodes are not the guest's"),
    (CU_DEVICE_ATTRIBUTE_HOST_NUMA_VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED, 0, "the memory would be the host's"),
    (CU_DEVICE_ATTRIBUTE_HOST_NUMA_MEMORY_POOLS_SUPPORTED, 0, "the memory would be the host's"),
    (CU_DEVICE_ATTRIBUTE_HOST_NUMA_MULTINODE_IPC_SUPPORTED, 0, "the memory would be the host's"),
    (CU_DEVICE_ATTRIBUTE_HOST_MEMORY_POOLS_SUPPORTED, 0, "the memory would be the host's"),
    (CU_DEVICE_ATTRIBUTE_HOST_VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED, 0, "the memory would be the host's"),
    (CU_DEVICE_ATTRIBUTE_SPARSE_CUDA_ARRAY_SUPPORTED, 0, "arrays: not yet forwarded"),
    (CU_DEVICE_ATTRIBUTE_DEFERRED_MAPPING_CUDA_ARRAY_SUPPORTED, 0, "arrays: not yet forwarded"),
    (
        CU_DEVICE_ATTRIBUTE_TIMELINE_SEMAPHORE_INTEROP_SUPPORTED,
        0,
        "other APIs' semaphores are not the host's",
    ),
    (CU_DEVICE_ATTRIBUTE_D3D12_CIG_SUPPORTED, 0, "graphics of the guest are not the host's"),
    (CU_DEVICE_ATTRIBUTE_VULKAN_CIG_SUPPORTED, 0, "graphics of the guest are not the host's"),
    (CU_DEVICE_ATTRIBUTE_MEM_DECOMPRESS_ALGORITHM_MASK, 0, "decompression: not yet forwarded"),
    (CU_DEVICE_ATTRIBUTE_MEM_DECOMPRESS_MAXIMUM_LENGTH, 0, "decompression: not yet forwarded"),
];

/// (attribute, the bits of the host's value that hold in the guest, reason).
const MASKED: &[(CUdevice_attribute, i32, &str)] = &[(
    CU_DEVICE_ATTRIBUTE_MEMPOOL_SUPPORTED_HANDLE_TYPES,
    CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR as i32,
    "pools are shared by descriptor only",
)];

/// The guest's devices: the host's, with the lists above, and attributes in the order that look-ups need.
pub(super) fn apply(mut devices: Vec<DeviceSnapshot>) -> Vec<DeviceSnapshot> {
    for device in &mut devices {
        replace(&mut device.attributes, DEVICE);
        for Attribute(number, _, value) in &mut device.attributes {
            if let Some((_, mask, _)) = MASKED.iter().find(|(which, ..)| which == number) {
                *value &= mask;
            }
        }
        device.attributes.sort_unstable_by_key(|attribute| attribute.0);
    }
    devices
}

/// An attribute that the host's driver does not know stays unknown.
fn replace(attributes: &mut [Attribute], list: &[(u32, i32, &str)]) {
    for Attribute(number, result, value) in attributes {
        if let Some((_, instead, _)) = list.iter().find(|(which, ..)| which == number)
            && *result == CUDA_SUCCESS
        {
            *value = *instead;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_attribute_is_listed_twice() {
        let mut numbers: Vec<u32> = DEVICE.iter().map(|(number, ..)| *number).collect();
        numbers.sort_unstable();
        assert!(numbers.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn the_host_s_values_pass_but_for_the_listed_ones() {
        let host = DeviceSnapshot {
            attributes: vec![Attribute(88, 0, 1), Attribute(16, 0, 132), Attribute(132, 1, 0)],
            ..DeviceSnapshot::default()
        };
        let guest = apply(vec![host]);
        let expected = vec![Attribute(16, 0, 132), Attribute(88, 0, 0), Attribute(132, 1, 0)];
        assert_eq!(guest.first().map(|device| &device.attributes), Some(&expected));
    }
}
