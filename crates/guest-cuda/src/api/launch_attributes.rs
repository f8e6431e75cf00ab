//! Launch attributes on the wire: identifier and value, as the C structure has them. The worker translates
//! the events that some of them hold.

use table::{
    CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION, CU_LAUNCH_ATTRIBUTE_CLUSTER_SCHEDULING_POLICY_PREFERENCE,
    CU_LAUNCH_ATTRIBUTE_DEVICE_UPDATABLE_KERNEL_NODE, CU_LAUNCH_ATTRIBUTE_IGNORE,
    CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN, CU_LAUNCH_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT,
    CU_LAUNCH_ATTRIBUTE_PRIORITY, CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION, CUlaunchAttribute,
    CudaError, CudaResult,
};

/// Encodes attributes for a frame.
///
/// # Errors
/// `NOT_SUPPORTED` for one that would hand a pointer of the guest to the driver.
pub fn encode(attributes: &[CUlaunchAttribute]) -> CudaResult<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size_of_val(attributes));
    for attribute in attributes {
        if attribute.id == CU_LAUNCH_ATTRIBUTE_DEVICE_UPDATABLE_KERNEL_NODE {
            return Err(CudaError::NOT_SUPPORTED);
        }
        bytes.extend_from_slice(&attribute.id.to_le_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&attribute.value.pad);
    }
    Ok(bytes)
}

/// True if none of the attributes makes a launch of `grid` fail that would not fail without it.
pub fn are_plain(attributes: &[CUlaunchAttribute], grid: [u32; 3]) -> bool {
    attributes.iter().all(|attribute| {
        let [number, y, z, ..] = words(attribute);
        match attribute.id {
            CU_LAUNCH_ATTRIBUTE_IGNORE
            | CU_LAUNCH_ATTRIBUTE_CLUSTER_SCHEDULING_POLICY_PREFERENCE
            | CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION
            | CU_LAUNCH_ATTRIBUTE_PRIORITY
            | CU_LAUNCH_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT => true,
            CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION => is_plain_cluster([number, y, z], grid),
            // The two that have names; how many there are depends on the device.
            CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN => number <= 1,
            _ => false,
        }
    })
}

/// The most blocks of a cluster that every device with clusters takes.
const CLUSTER_MAX: u64 = 8;

/// True if the grid consists of such clusters, and they are of a size that is always possible.
fn is_plain_cluster(cluster: [u32; 3], grid: [u32; 3]) -> bool {
    let blocks = cluster.iter().fold(1_u64, |blocks, &n| blocks.saturating_mul(u64::from(n)));
    (1..=CLUSTER_MAX).contains(&blocks)
        && cluster.iter().zip(grid).all(|(&of, blocks)| blocks.is_multiple_of(of))
}

/// The value as numbers.
fn words(attribute: &CUlaunchAttribute) -> [u32; 16] {
    let mut words = [0; 16];
    for (word, bytes) in words.iter_mut().zip(attribute.value.pad.as_chunks().0) {
        *word = u32::from_ne_bytes(*bytes);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_must_divide_the_grid_and_be_small() {
        assert!(is_plain_cluster([2, 2, 2], [8, 4, 2]));
        assert!(!is_plain_cluster([2, 1, 1], [7, 1, 1]));
        assert!(!is_plain_cluster([16, 1, 1], [16, 1, 1]));
        assert!(!is_plain_cluster([0, 1, 1], [8, 1, 1]));
        assert!(!is_plain_cluster([u32::MAX; 3], [1, 1, 1]));
    }
}
