//! Plain numbers, callbacks, and the C types of graphics APIs that a few entry points mention.

use core::ffi::{c_char, c_int, c_uint, c_void};

use super::constants::CUlogLevel;
use super::device::CUasyncNotificationInfo;
use super::handles::{CUasyncCallbackHandle, CUstream};
use super::launch::CUlaunchAttributeValue;
use crate::result::CUresult;

/// A device: its ordinal.
pub type CUdevice = c_int;
/// An address in device memory, the real one on the host's GPU.
pub type CUdeviceptr = u64;
/// A device address of the 32-bit API of CUDA 2 and 3.
pub type CUdeviceptr_v1 = c_uint;
/// A texture object. Kernels use the number itself, so it is the host's and is never translated.
pub type CUtexObject = u64;
/// A surface object, untranslated like [`CUtexObject`].
pub type CUsurfObject = u64;
/// A condition that kernels set, untranslated like [`CUtexObject`].
pub type CUgraphConditionalHandle = u64;
/// A position in the driver's error log.
pub type CUlogIterator = c_uint;

pub type CUstreamAttrID = super::constants::CUlaunchAttributeID;
pub type CUkernelNodeAttrID = super::constants::CUlaunchAttributeID;
pub type CUstreamAttrValue = CUlaunchAttributeValue;
pub type CUkernelNodeAttrValue = CUlaunchAttributeValue;

/// A host function in a stream or graph.
pub type CUhostFn = Option<unsafe extern "C" fn(userData: *mut c_void)>;
/// A callback of cuStreamAddCallback.
pub type CUstreamCallback =
    Option<unsafe extern "C" fn(hStream: CUstream, status: CUresult, userData: *mut c_void)>;
/// Dynamic shared memory that a block of the given size needs.
pub type CUoccupancyB2DSize = Option<unsafe extern "C" fn(blockSize: c_int) -> usize>;
/// A callback of cuDeviceRegisterAsyncNotification.
pub type CUasyncCallback = Option<
    unsafe extern "C" fn(
        info: *mut CUasyncNotificationInfo,
        userData: *mut c_void,
        callback: CUasyncCallbackHandle,
    ),
>;
/// A callback of cuLogsRegisterCallback.
pub type CUlogsCallback = Option<
    unsafe extern "C" fn(data: *mut c_void, logLevel: CUlogLevel, message: *mut c_char, length: usize),
>;

// OpenGL, EGL and VDPAU, by their own headers' definitions.
pub type GLuint = c_uint;
pub type GLenum = c_uint;
pub type CUGLDeviceList = c_uint;
pub type EGLint = c_int;
pub type EGLImageKHR = *mut c_void;
pub type EGLStreamKHR = *mut c_void;
pub type CUeglFrameType = c_uint;
pub type CUeglColorFormat = c_uint;
pub type CUeglResourceLocationFlags = c_uint;
pub type VdpDevice = c_uint;
pub type VdpVideoSurface = c_uint;
pub type VdpOutputSurface = c_uint;
/// VDPAU's look-up function.
pub type VdpGetProcAddress =
    Option<unsafe extern "C" fn(device: VdpDevice, id: c_uint, function: *mut *mut c_void) -> c_uint>;
