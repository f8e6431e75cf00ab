//! Devices: numbers, names, attributes, identifiers.

use std::ffi::CString;

use table::*;

use crate::cuda::{Null, text_of};
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("device.count_and_ordinals", count_and_ordinals),
    Body::plain("device.name", name),
    Body::plain("device.name_without_room", name_without_room).undefined(),
    Body::plain("device.attributes", attributes),
    Body::plain("device.bad_attributes", bad_attributes),
    Body::plain("device.capability_and_memory", capability_and_memory),
    Body::plain("device.uuid", uuid),
    Body::plain("device.pci_bus_id", pci_bus_id),
    Body::plain("device.peers", peers),
    Body::plain("device.affinity_and_textures", affinity_and_textures),
];

/// Attributes that a virtual GPU may answer otherwise than the card behind it: they promise ways for memory to be
/// reached from elsewhere (managed and pageable memory, export to other processes, peer devices and NICs, NUMA nodes
/// of the host), or clocks that move.
const MAY_DIFFER: &[CUdevice_attribute] = &[
    CU_DEVICE_ATTRIBUTE_CLOCK_RATE,
    CU_DEVICE_ATTRIBUTE_MEMORY_CLOCK_RATE,
    CU_DEVICE_ATTRIBUTE_MANAGED_MEMORY,
    CU_DEVICE_ATTRIBUTE_PAGEABLE_MEMORY_ACCESS,
    CU_DEVICE_ATTRIBUTE_CONCURRENT_MANAGED_ACCESS,
    CU_DEVICE_ATTRIBUTE_PAGEABLE_MEMORY_ACCESS_USES_HOST_PAGE_TABLES,
    CU_DEVICE_ATTRIBUTE_DIRECT_MANAGED_MEM_ACCESS_FROM_HOST,
    CU_DEVICE_ATTRIBUTE_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_WITH_CUDA_VMM_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_FLUSH_WRITES_OPTIONS,
    CU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_WRITES_ORDERING,
    CU_DEVICE_ATTRIBUTE_MEMPOOL_SUPPORTED_HANDLE_TYPES,
    CU_DEVICE_ATTRIBUTE_DMA_BUF_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_IPC_EVENT_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_HANDLE_TYPE_FABRIC_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_NUMA_CONFIG,
    CU_DEVICE_ATTRIBUTE_NUMA_ID,
    CU_DEVICE_ATTRIBUTE_MULTICAST_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_HOST_NUMA_ID,
    CU_DEVICE_ATTRIBUTE_HOST_NUMA_VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_HOST_NUMA_MEMORY_POOLS_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_HOST_NUMA_MULTINODE_IPC_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_HOST_MEMORY_POOLS_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_HOST_VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED,
    CU_DEVICE_ATTRIBUTE_HOST_ALLOC_DMA_BUF_SUPPORTED,
];

fn count_and_ordinals(t: &mut Test) -> Outcome {
    t.init()?;
    let (mut count, mut device) = (0, 77);
    ok!(t.cuDeviceGetCount(&mut count));
    t.yes("at least one device", count >= 1);
    ok!(t.cuDeviceGet(&mut device, 0));
    t.equal("device 0", device, 0);
    gives!(t.cuDeviceGet(&mut device, count), CUDA_ERROR_INVALID_DEVICE, "ordinal past the last");
    gives!(t.cuDeviceGet(&mut device, -1), CUDA_ERROR_INVALID_DEVICE, "ordinal -1");
    gives!(t.cuDeviceGet(Null, 0), CUDA_ERROR_INVALID_VALUE, "null pointer for the device");
    gives!(t.cuDeviceGetCount(Null), CUDA_ERROR_INVALID_VALUE, "null pointer for the count");
    Ok(())
}

fn name(t: &mut Test) -> Outcome {
    t.init()?;
    let mut full = [0x55; 256];
    ok!(t.cuDeviceGetName(&mut full[..], 256, 0));
    let name = text_of(&full);
    t.note("name", &name);
    t.yes("the name is not empty", !name.is_empty());
    let mut short = [0x55; 8];
    saw!(t.cuDeviceGetName(&mut short[..], 5, 0), "buffer of 5");
    t.note("what it got", format!("{short:?}"));
    gives!(t.cuDeviceGetName(&mut short[..], 8, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    Ok(())
}

fn name_without_room(t: &mut Test) -> Outcome {
    t.init()?;
    let mut short = [0x55; 8];
    saw!(t.cuDeviceGetName(&mut short[..], 0, 0), "buffer of 0");
    saw!(t.cuDeviceGetName(&mut short[..], -3, 0), "buffer of -3");
    saw!(t.cuDeviceGetName(Null, 16, 0), "null pointer");
    Ok(())
}

fn attributes(t: &mut Test) -> Outcome {
    t.init()?;
    for attribute in 1..CU_DEVICE_ATTRIBUTE_MAX {
        let mut value = 0;
        let code = cu!(t.cuDeviceGetAttribute(&mut value, attribute, 0));
        if MAY_DIFFER.contains(&attribute) {
            t.yes(&format!("attribute {attribute} is known"), code == CUDA_SUCCESS);
        } else if code == CUDA_SUCCESS {
            t.note(&format!("attribute {attribute}"), value);
        } else {
            t.saw(&format!("attribute {attribute}"), code);
        }
    }
    for (attribute, least) in [
        (CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK, 1024),
        (CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_X, 1024),
        (CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Z, 64),
        (CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_X, i32::MAX),
        (CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Y, 65_535),
        (CU_DEVICE_ATTRIBUTE_WARP_SIZE, 32),
        (CU_DEVICE_ATTRIBUTE_UNIFIED_ADDRESSING, 1),
        (CU_DEVICE_ATTRIBUTE_CAN_MAP_HOST_MEMORY, 1),
        (CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK, 48 << 10),
        (CU_DEVICE_ATTRIBUTE_TOTAL_CONSTANT_MEMORY, 64 << 10),
    ] {
        let value = t.attribute(attribute)?;
        t.yes(&format!("attribute {attribute} is at least {least}"), value >= least);
    }
    Ok(())
}

fn bad_attributes(t: &mut Test) -> Outcome {
    t.init()?;
    let mut value = 0;
    gives!(t.cuDeviceGetAttribute(&mut value, 0, 0), CUDA_ERROR_INVALID_VALUE, "attribute 0");
    gives!(t.cuDeviceGetAttribute(&mut value, 100_000, 0), CUDA_ERROR_INVALID_VALUE, "attribute 100000");
    gives!(
        t.cuDeviceGetAttribute(&mut value, CUdevice_attribute::MAX, 0),
        CUDA_ERROR_INVALID_VALUE,
        "attribute -1"
    );
    gives!(t.cuDeviceGetAttribute(&mut value, 1, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    gives!(t.cuDeviceGetAttribute(&mut value, 1, -1), CUDA_ERROR_INVALID_DEVICE, "device -1");
    gives!(t.cuDeviceGetAttribute(Null, 1, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    Ok(())
}

fn capability_and_memory(t: &mut Test) -> Outcome {
    t.init()?;
    let (mut major, mut minor) = (0, 0);
    ok!(t.cuDeviceComputeCapability(&mut major, &mut minor, 0));
    t.note("capability", format!("{major}.{minor}"));
    let want = (
        t.attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)?,
        t.attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR)?,
    );
    t.yes("the attributes say the same", (major, minor) == want);
    let mut total = 0;
    ok!(t.cuDeviceTotalMem_v2(&mut total, 0));
    t.yes("there is memory", total > 64 << 20);
    gives!(t.cuDeviceTotalMem_v2(&mut total, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    gives!(t.cuDeviceTotalMem_v2(Null, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    t.context()?;
    let (mut free, mut all) = (0, 0);
    ok!(t.cuMemGetInfo_v2(&mut free, &mut all));
    t.see("cuMemGetInfo's total is cuDeviceTotalMem", all == total);
    Ok(())
}

fn uuid(t: &mut Test) -> Outcome {
    t.init()?;
    let (mut first, mut second, mut old) =
        (CUuuid { bytes: [0; 16] }, CUuuid { bytes: [0; 16] }, CUuuid { bytes: [0; 16] });
    ok!(t.cuDeviceGetUuid_v2(&mut first, 0));
    ok!(t.cuDeviceGetUuid_v2(&mut second, 0));
    ok!(t.cuDeviceGetUuid(&mut old, 0));
    t.yes("the same every time", first.bytes == second.bytes);
    t.see("v1 gives the same", first.bytes == old.bytes);
    t.yes("not all zero", first.bytes != [0; 16]);
    gives!(t.cuDeviceGetUuid_v2(&mut first, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    gives!(t.cuDeviceGetUuid_v2(Null, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    Ok(())
}

fn pci_bus_id(t: &mut Test) -> Outcome {
    t.init()?;
    let mut buffer = [0; 64];
    ok!(t.cuDeviceGetPCIBusId(&mut buffer[..], 64, 0));
    let id = text_of(&buffer);
    let parts: Vec<i32> =
        id.split([':', '.']).map(|part| i32::from_str_radix(part, 16).unwrap_or(-1)).collect();
    let want = vec![
        t.attribute(CU_DEVICE_ATTRIBUTE_PCI_DOMAIN_ID)?,
        t.attribute(CU_DEVICE_ATTRIBUTE_PCI_BUS_ID)?,
        t.attribute(CU_DEVICE_ATTRIBUTE_PCI_DEVICE_ID)?,
        0,
    ];
    t.yes("domain:bus:device.function of the attributes", parts == want);
    t.note("length", id.len());
    let mut device = 77;
    let text = CString::new(id).unwrap_or_default();
    ok!(t.cuDeviceGetByPCIBusId(&mut device, text.as_c_str()));
    t.equal("device of that id", device, 0);
    saw!(t.cuDeviceGetByPCIBusId(&mut device, c"fffe:7e:1d.5"), "an id that no device has");
    saw!(t.cuDeviceGetByPCIBusId(&mut device, c"not an id"), "not an id");
    saw!(t.cuDeviceGetByPCIBusId(&mut device, c""), "empty id");
    gives!(t.cuDeviceGetByPCIBusId(&mut device, Null), CUDA_ERROR_INVALID_VALUE, "null id");
    let mut short = [0x55; 16];
    saw!(t.cuDeviceGetPCIBusId(&mut short[..], 8, 0), "buffer of 8");
    saw!(t.cuDeviceGetPCIBusId(&mut short[..], 0, 0), "buffer of 0");
    gives!(t.cuDeviceGetPCIBusId(Null, 64, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    gives!(t.cuDeviceGetPCIBusId(&mut buffer[..], 64, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    Ok(())
}

fn peers(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let mut can = 77;
    saw!(t.cuDeviceCanAccessPeer(&mut can, 0, 0), "a device and itself");
    t.note("can", can);
    gives!(t.cuDeviceCanAccessPeer(&mut can, 0, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    saw!(t.cuDeviceGetP2PAttribute(&mut can, 1, 0, 0), "peer attribute of a device and itself");
    saw!(t.cuCtxEnablePeerAccess(context, 0), "peer access to itself");
    saw!(t.cuCtxDisablePeerAccess(context), "no peer access to itself");
    saw!(t.cuCtxEnablePeerAccess(CUcontext::NULL, 0), "peer access to no context");
    Ok(())
}

fn affinity_and_textures(t: &mut Test) -> Outcome {
    t.init()?;
    let mut supported = 77;
    saw!(t.cuDeviceGetExecAffinitySupport(&mut supported, 0, 0));
    t.note("limiting multiprocessors is supported", supported);
    saw!(t.cuDeviceGetExecAffinitySupport(&mut supported, 99, 0), "affinity 99");
    let mut properties: CUdevprop = CUdevprop {
        maxThreadsPerBlock: 0,
        maxThreadsDim: [0; 3],
        maxGridSize: [0; 3],
        sharedMemPerBlock: 0,
        totalConstantMemory: 0,
        SIMDWidth: 0,
        memPitch: 0,
        regsPerBlock: 0,
        clockRate: 0,
        textureAlign: 0,
    };
    must!(t.cuDeviceGetProperties(&mut properties, 0));
    t.note("block", format!("{} {:?}", properties.maxThreadsPerBlock, properties.maxThreadsDim));
    t.note("grid", format!("{:?}", properties.maxGridSize));
    t.note(
        "rest",
        format!("{} {} {}", properties.sharedMemPerBlock, properties.SIMDWidth, properties.regsPerBlock),
    );
    let threads = t.attribute(CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK)?;
    t.yes("the attributes say the same", properties.maxThreadsPerBlock == threads);
    Ok(())
}
