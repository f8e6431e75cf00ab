//! The table of device attributes: one place that says what the device claims to be able to do.
//!
//! Limits of a compute capability are those of NVIDIA's programming guide. Abilities are what this
//! library really does: an attribute that promises more would make programs take a path that fails.

use table::{CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, CUdevice_attribute, CudaError, CudaResult};

use crate::config::DeviceConfig;

/// PCI domain, bus and device: where the device claims to sit.
pub const PCI: (i32, i32, i32) = (0, 0x0f, 0);

/// Bytes of constant memory.
pub const CONSTANT_MEMORY: i32 = 64 << 10;

/// Threads in a block at most.
pub const MAX_BLOCK_THREADS: u32 = 1024;
/// Extents of a block at most.
pub const MAX_BLOCK: [u32; 3] = [1024, 1024, 64];
/// Extents of a grid at most.
pub const MAX_GRID: [u32; 3] = [0x7fff_ffff, 65535, 65535];
/// Bytes of shared memory that a block may have without asking for more.
pub const BLOCK_SHARED: u32 = 48 << 10;
/// Registers of a multiprocessor and of a block.
pub const REGISTERS: u32 = 64 << 10;

/// What a multiprocessor of a compute capability offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Multiprocessor {
    /// Resident threads.
    pub threads: u32,
    /// Resident blocks.
    pub blocks: u32,
    /// Bytes of shared memory.
    pub shared: u32,
    /// Bytes of shared memory that a block may have if it asks for it.
    pub block_shared: u32,
    /// Bytes of shared memory that the system takes from each block.
    pub reserved: u32,
}

/// The multiprocessor of a compute capability; unknown ones are like the newest known before them.
pub fn multiprocessor(capability: (u32, u32)) -> Multiprocessor {
    let (threads, blocks, shared_kib, block_kib) = match capability {
        (..6, _) => (2048, 32, 64, 48),
        (6, 0) => (2048, 32, 64, 48),
        (6, _) => (2048, 32, 96, 48),
        (7, ..5) => (2048, 32, 96, 96),
        (7, _) => (1024, 16, 64, 64),
        (8, 0) => (2048, 32, 164, 163),
        (8, 7) => (1536, 16, 164, 163),
        (8, 9) => (1536, 24, 100, 99),
        (8, _) => (1536, 16, 100, 99),
        (9..12, _) => (2048, 32, 228, 227),
        (12.., _) => (1536, 24, 100, 99),
    };
    Multiprocessor {
        threads,
        blocks,
        shared: shared_kib << 10,
        block_shared: block_kib << 10,
        reserved: if capability.0 >= 8 { 1024 } else { 0 },
    }
}

/// The value of an attribute; an unknown attribute is an invalid value, as the driver says.
pub fn attribute(config: &DeviceConfig, attribute: CUdevice_attribute) -> CudaResult<i32> {
    let sm = multiprocessor(config.capability);
    let value = match attribute {
        1 => MAX_BLOCK_THREADS as i32,
        2 => MAX_BLOCK[0] as i32,
        3 => MAX_BLOCK[1] as i32,
        4 => MAX_BLOCK[2] as i32,
        5 => MAX_GRID[0] as i32,
        6 => MAX_GRID[1] as i32,
        7 => MAX_GRID[2] as i32,
        8 => BLOCK_SHARED as i32,
        9 => CONSTANT_MEMORY,
        10 => 32,
        11 => i32::MAX, // longest pitch
        12 => REGISTERS as i32,
        13 => 1_000_000, // clock in kHz
        14 => 512,       // texture alignment
        15 => 1,         // copies overlap with other work
        16 => config.multiprocessors as i32,
        17 => i32::from(config.kernel_limit.is_some()),
        18 => 0, // not integrated
        19 => 1, // maps host memory
        20 => 0, // compute mode: default
        21 => 131_072,
        22 => 131_072,
        23 => 65536,
        24..=26 => 16384,
        27 | 28 => 32768,
        29 => 2048,
        30 => 512, // surface alignment
        31 => 1,   // kernels run concurrently
        32 => 0,   // no ECC
        33 => PCI.1,
        34 => PCI.2,
        35 => 0, // not the Windows compute driver
        36 => 1_000_000,
        37 => 64,
        38 => 2 << 20,
        39 => sm.threads as i32,
        40 => 2, // copy engines
        41 => 1, // unified addressing
        42 => 32768,
        43 => 2048,
        44 => 1,
        45 | 46 => 32768,
        47 | 48 => 8192,
        49 => 32768,
        50 => PCI.0,
        51 => 32,
        52 | 53 => 32768,
        54 => 2046,
        55 => 32768,
        56 => 131_072,
        57 => 65536,
        58..=60 => 16384,
        61 => 32768,
        62 => 2048,
        63 | 64 => 32768,
        65 => 2048,
        66 | 67 => 32768,
        68 => 2046,
        69 => 134_217_728,
        70 | 71 => 131_072,
        72 => 2_097_120,
        73 | 74 => 32768,
        75 => config.capability.0 as i32,
        76 => config.capability.1 as i32,
        77 => 16384,
        78 => 1, // stream priorities
        79 | 80 => 1,
        81 => sm.shared as i32,
        82 => REGISTERS as i32,
        83 => 1, // managed memory
        84 | 85 => 0,
        86 => 1, // atomics on host memory are the host's own
        87 => 2, // single to double precision
        88..=90 => 0,
        91 => 1,      // registered memory keeps its host address
        92..=94 => 0, // stream memory operations in the form of CUDA 8
        95 => 1,      // cooperative launch
        96 => 0,      // several-device cooperative launch
        97 => sm.block_shared as i32,
        98 => 0, // no remote writes to flush
        99 => 1, // host memory can be registered
        100 | 101 => 0,
        102 => 1, // virtual memory management
        103 => 1, // physical memory as a descriptor
        104 | 105 => 0,
        106 => sm.blocks as i32,
        107..=110 => 0,
        111 => sm.reserved as i32,
        112 => 0,
        113 => 1, // read-only registration
        114 => 0,
        115 => 1, // memory pools
        116..=118 => 0,
        119 => CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR as i32, // what pools are given away as
        120 | 121 => 0,
        122 | 123 => 1,
        124 => 0,
        125 => 1, // events of other processes
        126..=128 => 0,
        129 => 0,
        130 => 0,
        131 => -1, // no NUMA node
        132 | 133 => 0,
        134 => -1,
        135..=147 => 0,
        _ => return Err(CudaError::INVALID_VALUE),
    };
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_attribute_of_the_header_has_a_value_and_others_have_none() {
        let config = DeviceConfig::default();
        for number in 1..=147 {
            assert!(attribute(&config, number).is_ok(), "attribute {number}");
        }
        assert_eq!(attribute(&config, 0), Err(CudaError::INVALID_VALUE));
        assert_eq!(attribute(&config, 148), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn shared_memory_grows_with_the_compute_capability() {
        assert_eq!(multiprocessor((6, 1)).shared, 96 << 10);
        assert_eq!(multiprocessor((9, 0)).block_shared, 227 << 10);
        assert_eq!(multiprocessor((99, 0)).threads, 1536);
    }
}
