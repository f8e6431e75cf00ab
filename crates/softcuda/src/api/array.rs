//! Arrays and mipmapped arrays.

use std::ffi::c_uint;

use table::{
    CUDA_ARRAY_DESCRIPTOR_v2, CUDA_ARRAY_MEMORY_REQUIREMENTS, CUDA_ARRAY_SPARSE_PROPERTIES,
    CUDA_ARRAY3D_DESCRIPTOR, CUarray, CUdevice, CUmipmappedArray, CudaError, CudaResult,
};

use super::arg::{input, out};
use crate::{
    attributes::attribute,
    capture,
    context::Context,
    current,
    driver::{Driver, driver},
    memory::Kind,
    texture::{Array, Mipmap, Shape},
};

/// Makes an array of a checked shape.
fn make(driver: &Driver, context: &Context, shape: Shape, mipmap: CUmipmappedArray) -> CudaResult<CUarray> {
    let memory = driver.space.allocate(shape.bytes() as usize, Kind::Array, context.handle)?;
    let base = memory.base;
    drop(memory);
    let array = |handle| Array { handle, context: context.handle, shape, base, mipmap };
    Ok(driver.arrays.insert(array).0)
}

/// The shape of a descriptor.
fn shape(driver: &Driver, descriptor: &CUDA_ARRAY3D_DESCRIPTOR) -> CudaResult<Shape> {
    Shape::new(descriptor, |number| attribute(&driver.config, number))
}

pub unsafe fn cuArrayCreate_v2(
    array: *mut CUarray,
    descriptor: *const CUDA_ARRAY_DESCRIPTOR_v2,
) -> CudaResult {
    let descriptor = input!(descriptor)?;
    let descriptor = CUDA_ARRAY3D_DESCRIPTOR {
        Width: descriptor.Width,
        Height: descriptor.Height,
        Depth: 0,
        Format: descriptor.Format,
        NumChannels: descriptor.NumChannels,
        Flags: 0,
        _pad: [0; 4],
    };
    create(array, &descriptor)
}

pub unsafe fn cuArray3DCreate_v2(
    array: *mut CUarray,
    descriptor: *const CUDA_ARRAY3D_DESCRIPTOR,
) -> CudaResult {
    create(array, &input!(descriptor)?)
}

fn create(array: *mut CUarray, descriptor: &CUDA_ARRAY3D_DESCRIPTOR) -> CudaResult {
    let context = current::context()?;
    let array = out!(array)?;
    capture::forbid()?;
    let driver = driver()?;
    array.set(make(driver, &context, shape(driver, descriptor)?, CUmipmappedArray::NULL)?);
    Ok(())
}

pub unsafe fn cuArrayGetDescriptor_v2(
    descriptor: *mut CUDA_ARRAY_DESCRIPTOR_v2,
    array: CUarray,
) -> CudaResult {
    current::context()?;
    let descriptor = out!(descriptor)?;
    let whole = driver()?.arrays.get(array)?.shape.descriptor();
    descriptor.set(CUDA_ARRAY_DESCRIPTOR_v2 {
        Width: whole.Width,
        Height: whole.Height,
        Format: whole.Format,
        NumChannels: whole.NumChannels,
    });
    Ok(())
}

pub unsafe fn cuArray3DGetDescriptor_v2(
    descriptor: *mut CUDA_ARRAY3D_DESCRIPTOR,
    array: CUarray,
) -> CudaResult {
    current::context()?;
    let descriptor = out!(descriptor)?;
    descriptor.set(driver()?.arrays.get(array)?.shape.descriptor());
    Ok(())
}

/// Frees an array's memory after what was given to the device before.
fn destroy(driver: &Driver, array: &Array) -> CudaResult {
    if let Some(owner) = driver.contexts.find(array.context) {
        owner.synchronize()?;
    }
    // Of two threads that destroy it one does.
    driver.arrays.remove(array.handle).ok_or(CudaError::INVALID_HANDLE)?;
    driver.space.free(array.base)
}

pub unsafe fn cuArrayDestroy(array: CUarray) -> CudaResult {
    current::context()?;
    capture::forbid()?;
    let driver = driver()?;
    let array = driver.arrays.get(array)?;
    // A level goes with the whole.
    if !array.mipmap.is_null() {
        return Err(CudaError::INVALID_HANDLE);
    }
    destroy(driver, &array)
}

/// Only arrays of video formats have planes, and there are none.
pub unsafe fn cuArrayGetPlane(plane: *mut CUarray, array: CUarray, _index: c_uint) -> CudaResult {
    current::context()?;
    out!(plane)?;
    driver()?.arrays.get(array)?;
    Err(CudaError::INVALID_VALUE)
}

/// Only arrays whose memory is mapped later have requirements, and there are none.
pub unsafe fn cuArrayGetMemoryRequirements(
    requirements: *mut CUDA_ARRAY_MEMORY_REQUIREMENTS,
    array: CUarray,
    device: CUdevice,
) -> CudaResult {
    out!(requirements)?;
    driver()?.device(device)?;
    driver()?.arrays.get(array)?;
    Err(CudaError::INVALID_VALUE)
}

/// No array is sparse.
pub unsafe fn cuArrayGetSparseProperties(
    properties: *mut CUDA_ARRAY_SPARSE_PROPERTIES,
    array: CUarray,
) -> CudaResult {
    out!(properties)?;
    driver()?.arrays.get(array)?;
    Err(CudaError::INVALID_VALUE)
}

pub unsafe fn cuMipmappedArrayCreate(
    mipmap: *mut CUmipmappedArray,
    descriptor: *const CUDA_ARRAY3D_DESCRIPTOR,
    levels: c_uint,
) -> CudaResult {
    let context = current::context()?;
    let mipmap = out!(mipmap)?;
    let descriptor = input!(descriptor)?;
    capture::forbid()?;
    let driver = driver()?;
    let whole = shape(driver, &descriptor)?;
    let handle = driver.mipmaps.reserve();
    let count = levels.clamp(1, whole.most_levels());
    let mut made = Vec::new();
    for level in 0..count {
        match make(driver, &context, whole.level(level), handle) {
            Ok(array) => made.push(array),
            Err(error) => {
                destroy_levels(driver, &made)?;
                return Err(error);
            }
        }
    }
    driver.mipmaps.put(handle, Mipmap { handle, context: context.handle, levels: made }.into());
    mipmap.set(handle);
    Ok(())
}

fn destroy_levels(driver: &Driver, levels: &[CUarray]) -> CudaResult {
    levels.iter().try_for_each(|&level| destroy(driver, &*driver.arrays.get(level)?))
}

pub unsafe fn cuMipmappedArrayGetLevel(
    array: *mut CUarray,
    mipmap: CUmipmappedArray,
    level: c_uint,
) -> CudaResult {
    current::context()?;
    let array = out!(array)?;
    let mipmap = driver()?.mipmaps.get(mipmap)?;
    array.set(*mipmap.levels.get(level as usize).ok_or(CudaError::INVALID_VALUE)?);
    Ok(())
}

pub unsafe fn cuMipmappedArrayDestroy(mipmap: CUmipmappedArray) -> CudaResult {
    current::context()?;
    capture::forbid()?;
    let driver = driver()?;
    let mipmap = driver.mipmaps.get(mipmap)?;
    driver.mipmaps.remove(mipmap.handle).ok_or(CudaError::INVALID_HANDLE)?;
    destroy_levels(driver, &mipmap.levels)
}

pub unsafe fn cuMipmappedArrayGetMemoryRequirements(
    requirements: *mut CUDA_ARRAY_MEMORY_REQUIREMENTS,
    mipmap: CUmipmappedArray,
    device: CUdevice,
) -> CudaResult {
    out!(requirements)?;
    driver()?.device(device)?;
    driver()?.mipmaps.get(mipmap)?;
    Err(CudaError::INVALID_VALUE)
}

pub unsafe fn cuMipmappedArrayGetSparseProperties(
    properties: *mut CUDA_ARRAY_SPARSE_PROPERTIES,
    mipmap: CUmipmappedArray,
) -> CudaResult {
    out!(properties)?;
    driver()?.mipmaps.get(mipmap)?;
    Err(CudaError::INVALID_VALUE)
}
