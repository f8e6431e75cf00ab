//! Launch attributes on the wire: identifier and value, as the C structure has them. The worker translates
//! the events that some of them hold.

use table::{
    CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION, CU_LAUNCH_ATTRIBUTE_CLUSTER_SCHEDULING_POLICY_PREFERENCE,
    CU_LAUNCH_ATTRIBUTE_DEVICE_UPDATABLE_KERNEL_NODE, CU_LAUNCH_ATTRIBUTE_IGNORE,
    CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN, CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN_MAP,
    CU_LAUNCH_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT, CU_LAUNCH_ATTRIBUTE_PRIORITY,
    CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION, CUlaunchAttribute, CudaError, CudaResult,
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

/// True if none of the attributes makes a launch fail that would not fail without it.
pub fn are_plain(attributes: &[CUlaunchAttribute]) -> bool {
    attributes.iter().all(|attribute| {
        matches!(
            attribute.id,
            CU_LAUNCH_ATTRIBUTE_IGNORE
                | CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION
                | CU_LAUNCH_ATTRIBUTE_CLUSTER_SCHEDULING_POLICY_PREFERENCE
                | CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION
                | CU_LAUNCH_ATTRIBUTE_PRIORITY
                | CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN_MAP
                | CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN
                | CU_LAUNCH_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT
        )
    })
}
