//! Texture and surface objects.

use std::sync::Arc;

use table::{
    CUDA_RESOURCE_DESC, CUDA_RESOURCE_VIEW_DESC, CUDA_TEXTURE_DESC, CUsurfObject, CUtexObject, CudaError,
    CudaResult,
};

use super::arg::{input, out};
use crate::{
    current,
    driver::driver,
    texture::{Surface, Texture},
};

/// The texture object of a number.
fn texture(object: CUtexObject) -> CudaResult<Arc<Texture>> {
    driver()?.textures.find(object).ok_or(CudaError::INVALID_VALUE)
}

/// The surface object of a number.
fn surface(object: CUsurfObject) -> CudaResult<Arc<Surface>> {
    driver()?.surfaces.find(object).ok_or(CudaError::INVALID_VALUE)
}

pub unsafe fn cuTexObjectCreate(
    object: *mut CUtexObject,
    resource: *const CUDA_RESOURCE_DESC,
    description: *const CUDA_TEXTURE_DESC,
    view: *const CUDA_RESOURCE_VIEW_DESC,
) -> CudaResult {
    let context = current::context()?;
    let object = out!(object)?;
    let (resource, description) = (input!(resource)?, input!(description)?);
    let view = if view.is_null() { None } else { Some(input!(view)?) };
    let driver = driver()?;
    let texture = Texture::new(driver, context.handle, resource, description, view)?;
    object.set(driver.textures.insert(texture));
    Ok(())
}

pub unsafe fn cuTexObjectDestroy(object: CUtexObject) -> CudaResult {
    current::context()?;
    // NVIDIA's driver has nothing against a number that is no object.
    driver()?.textures.remove(object);
    Ok(())
}

pub unsafe fn cuTexObjectGetResourceDesc(
    resource: *mut CUDA_RESOURCE_DESC,
    object: CUtexObject,
) -> CudaResult {
    current::context()?;
    out!(resource)?.set(texture(object)?.resource);
    Ok(())
}

pub unsafe fn cuTexObjectGetTextureDesc(
    description: *mut CUDA_TEXTURE_DESC,
    object: CUtexObject,
) -> CudaResult {
    current::context()?;
    out!(description)?.set(texture(object)?.description);
    Ok(())
}

pub unsafe fn cuTexObjectGetResourceViewDesc(
    view: *mut CUDA_RESOURCE_VIEW_DESC,
    object: CUtexObject,
) -> CudaResult {
    current::context()?;
    out!(view)?.set(texture(object)?.view.ok_or(CudaError::INVALID_VALUE)?);
    Ok(())
}

pub unsafe fn cuSurfObjectCreate(
    object: *mut CUsurfObject,
    resource: *const CUDA_RESOURCE_DESC,
) -> CudaResult {
    let context = current::context()?;
    let object = out!(object)?;
    let driver = driver()?;
    object.set(driver.surfaces.insert(Surface::new(driver, context.handle, input!(resource)?)?));
    Ok(())
}

pub unsafe fn cuSurfObjectDestroy(object: CUsurfObject) -> CudaResult {
    current::context()?;
    driver()?.surfaces.remove(object);
    Ok(())
}

pub unsafe fn cuSurfObjectGetResourceDesc(
    resource: *mut CUDA_RESOURCE_DESC,
    object: CUsurfObject,
) -> CudaResult {
    current::context()?;
    out!(resource)?.set(surface(object)?.resource);
    Ok(())
}
