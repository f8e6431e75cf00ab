//! Launches, launch attributes and stream memory operations.

use core::ffi::{c_uint, c_void};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::constants::{
    CU_STREAM_MEM_OP_BARRIER, CU_STREAM_MEM_OP_FLUSH_REMOTE_WRITES, CUaccessProperty, CUlaunchAttributeID,
    CUstreamBatchMemOpType,
};
use super::handles::{CUevent, CUfunction, CUgraphDeviceNode, CUstream};
use super::scalars::CUdeviceptr;

/// A range of device memory whose L2 residency a stream or kernel controls.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUaccessPolicyWindow {
    pub base_ptr: CUdeviceptr,
    pub num_bytes: usize,
    pub hitRatio: f32,
    pub hitProp: CUaccessProperty,
    pub missProp: CUaccessProperty,
    pub _pad: [u8; 4],
}
layout!(CUaccessPolicyWindow, size 32, align 8, base_ptr 0, num_bytes 8, hitRatio 16, hitProp 20, missProp 24);

/// Which hardware memory synchronisation domain each logical one is.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUlaunchMemSyncDomainMap {
    pub default_: u8,
    pub remote: u8,
}
layout!(CUlaunchMemSyncDomainMap, size 2, align 1, default_ 0, remote 1);

/// The value of a launch, stream or kernel node attribute: 64 bytes whose meaning the attribute's id gives.
///
/// The bytes are plain data for the type system, but three ids hold a handle
/// ([`event`](Self::event), [`device_node`](Self::device_node)): whoever sends a value across a process boundary
/// translates those first.
#[repr(C, align(8))]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUlaunchAttributeValue {
    pub pad: [u8; 64],
}
layout!(CUlaunchAttributeValue, size 64, align 8, pad 0);

impl CUlaunchAttributeValue {
    /// All bytes zero, the value that every unset attribute has.
    pub const ZERO: Self = Self { pad: [0; 64] };

    fn u32_at(&self, at: usize) -> u32 {
        u32::from_ne_bytes([self.pad[at], self.pad[at + 1], self.pad[at + 2], self.pad[at + 3]])
    }

    fn word(&self) -> u64 {
        u64::from(self.u32_at(0)) | u64::from(self.u32_at(4)) << 32
    }

    fn set_word(&mut self, word: u64) {
        self.pad[..8].copy_from_slice(&word.to_ne_bytes());
    }

    /// The single number of the ids that have one: cooperative, priority, synchronisation policy, programmatic
    /// serialisation, cluster scheduling preference, memory synchronisation domain, shared memory carveout.
    pub fn number(&self) -> u32 {
        self.u32_at(0)
    }

    /// A value that holds a single number.
    pub fn from_number(number: u32) -> Self {
        let mut value = Self::ZERO;
        value.pad[..4].copy_from_slice(&number.to_ne_bytes());
        value
    }

    /// Three dimensions: `CLUSTER_DIMENSION` and `PREFERRED_CLUSTER_DIMENSION`.
    pub fn dimensions(&self) -> [u32; 3] {
        [self.u32_at(0), self.u32_at(4), self.u32_at(8)]
    }

    /// The L2 window: `ACCESS_POLICY_WINDOW`.
    pub fn access_policy_window(&self) -> CUaccessPolicyWindow {
        CUaccessPolicyWindow {
            base_ptr: self.word(),
            num_bytes: (u64::from(self.u32_at(8)) | u64::from(self.u32_at(12)) << 32) as usize,
            hitRatio: f32::from_bits(self.u32_at(16)),
            hitProp: self.u32_at(20),
            missProp: self.u32_at(24),
            _pad: [0; 4],
        }
    }

    /// The logical-to-hardware map: `MEM_SYNC_DOMAIN_MAP`.
    pub fn domain_map(&self) -> CUlaunchMemSyncDomainMap {
        CUlaunchMemSyncDomainMap { default_: self.pad[0], remote: self.pad[1] }
    }

    /// The event of `PROGRAMMATIC_EVENT` and `LAUNCH_COMPLETION_EVENT`.
    pub fn event(&self) -> CUevent {
        CUevent(self.word() as usize)
    }

    /// Puts another event in the place of [`event`](Self::event), leaving its flags.
    pub fn set_event(&mut self, event: CUevent) {
        self.set_word(event.0 as u64);
    }

    /// The record flags that stand behind the event.
    pub fn event_flags(&self) -> u32 {
        self.u32_at(8)
    }

    /// Whether `PROGRAMMATIC_EVENT` triggers at the start of the blocks.
    pub fn trigger_at_block_start(&self) -> u32 {
        self.u32_at(12)
    }

    /// The device-side node handle that the driver writes into `DEVICE_UPDATABLE_KERNEL_NODE`.
    pub fn device_node(&self) -> CUgraphDeviceNode {
        CUgraphDeviceNode((u64::from(self.u32_at(8)) | u64::from(self.u32_at(12)) << 32) as usize)
    }
}

/// One attribute of a launch.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUlaunchAttribute {
    pub id: CUlaunchAttributeID,
    pub pad: [u8; 4],
    pub value: CUlaunchAttributeValue,
}
layout!(CUlaunchAttribute, size 72, align 8, id 0, pad 4, value 8);

/// Everything of a launch except the function and its parameters.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUlaunchConfig {
    pub gridDimX: c_uint,
    pub gridDimY: c_uint,
    pub gridDimZ: c_uint,
    pub blockDimX: c_uint,
    pub blockDimY: c_uint,
    pub blockDimZ: c_uint,
    pub sharedMemBytes: c_uint,
    pub hStream: CUstream,
    pub attrs: *mut CUlaunchAttribute,
    pub numAttrs: c_uint,
}
layout!(CUlaunchConfig, size 56, align 8, gridDimX 0, gridDimY 4, gridDimZ 8, blockDimX 12, blockDimY 16, blockDimZ 20, sharedMemBytes 24, hStream 32, attrs 40, numAttrs 48);

/// One device's part of a several-device cooperative launch.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_LAUNCH_PARAMS {
    pub function: CUfunction,
    pub gridDimX: c_uint,
    pub gridDimY: c_uint,
    pub gridDimZ: c_uint,
    pub blockDimX: c_uint,
    pub blockDimY: c_uint,
    pub blockDimZ: c_uint,
    pub sharedMemBytes: c_uint,
    pub hStream: CUstream,
    pub kernelParams: *mut *mut c_void,
}
layout!(CUDA_LAUNCH_PARAMS, size 56, align 8, function 0, gridDimX 8, gridDimY 12, gridDimZ 16, blockDimX 20, blockDimY 24, blockDimZ 28, sharedMemBytes 32, hStream 40, kernelParams 48);

/// One stream memory operation, 48 bytes tagged by [`operation`](Self::operation).
///
/// All forms hold device addresses and numbers only, so the words may travel as they are.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUstreamBatchMemOpParams {
    pub pad: [u64; 6],
}
layout!(CUstreamBatchMemOpParams, size 48, align 8, pad 0);

impl CUstreamBatchMemOpParams {
    /// Which operation this is (`CU_STREAM_MEM_OP_…`).
    pub fn operation(&self) -> CUstreamBatchMemOpType {
        self.pad[0] as u32
    }

    /// The device address that a wait or write refers to.
    pub fn address(&self) -> CUdeviceptr {
        self.pad[1]
    }

    /// The value to wait for or to write; a 32-bit operation uses the low half.
    pub fn value(&self) -> u64 {
        self.pad[2]
    }

    /// Flags: they lie behind the value for waits and writes, behind the operation for flushes and barriers.
    pub fn flags(&self) -> c_uint {
        match self.operation() {
            CU_STREAM_MEM_OP_FLUSH_REMOTE_WRITES | CU_STREAM_MEM_OP_BARRIER => (self.pad[0] >> 32) as c_uint,
            _ => self.pad[3] as c_uint,
        }
    }
}
