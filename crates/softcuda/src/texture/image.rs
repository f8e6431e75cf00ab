//! Where the texels of an object lie.

use table::{
    CU_RESOURCE_TYPE_ARRAY, CU_RESOURCE_TYPE_LINEAR, CU_RESOURCE_TYPE_MIPMAPPED_ARRAY,
    CU_RESOURCE_TYPE_PITCH2D, CUDA_RESOURCE_DESC, CUDA_RESOURCE_VIEW_DESC, CUarray, CUmipmappedArray,
    CudaError, CudaResult, Handle,
};

use super::{
    array::{Array, Shape},
    format::Format,
};
use crate::{
    attributes::attribute,
    driver::Driver,
    transfer::{Expected, classify},
};

/// One level of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// Address of the first texel.
    pub address: u64,
    /// Texels of a row.
    pub width: u64,
    /// Rows; 1 where there is no second dimension.
    pub height: u64,
    /// Slices, layers or faces; 1 where there are none.
    pub depth: u64,
    /// Bytes from row to row.
    pub pitch: u64,
    /// Bytes from slice to slice.
    pub slice: u64,
}

/// Texels, and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Of a texel.
    pub format: Format,
    /// The largest first; more than one only of a mipmapped array.
    pub levels: Vec<Level>,
    /// Whether slices are layers.
    pub is_layered: bool,
    /// Whether slices are faces of cubes.
    pub is_cubemap: bool,
    /// Whether it is memory of the program's, not an array.
    pub is_linear: bool,
}

impl Level {
    fn of(array: &Array) -> Self {
        let shape = array.shape;
        Self {
            address: array.base,
            width: shape.width,
            height: shape.rows(),
            depth: shape.slices(),
            pitch: shape.row(),
            slice: shape.slice(),
        }
    }
}

/// Members of a resource of memory: its address, format and channels, size or width, height, pitch.
struct Memory {
    address: u64,
    format: Format,
    width: u64,
    height: u64,
    pitch: u64,
}

impl Memory {
    fn new(resource: &CUDA_RESOURCE_DESC) -> CudaResult<Self> {
        let [address, format, width, height, pitch, ..] = resource.res;
        Ok(Self { address, format: Format::new(format as u32, (format >> 32) as u32)?, width, height, pitch })
    }
}

/// Checks a limit of the device.
fn within(driver: &Driver, value: u64, limit: u32) -> CudaResult {
    let limit = attribute(&driver.config, limit)?.max(0) as u64;
    if value <= limit { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
}

/// Checks that a value is a multiple of one of the device's attributes.
fn aligned(driver: &Driver, value: u64, alignment: u32) -> CudaResult {
    let alignment = attribute(&driver.config, alignment)?.max(1) as u64;
    if value.is_multiple_of(alignment) { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
}

impl Image {
    /// The image of a resource of a texture.
    pub fn new(driver: &Driver, resource: &CUDA_RESOURCE_DESC) -> CudaResult<Self> {
        if resource.flags != 0 {
            return Err(CudaError::INVALID_VALUE);
        }
        match resource.resType {
            CU_RESOURCE_TYPE_ARRAY => {
                let array = driver.arrays.get(CUarray::from_bits(resource.res[0]))?;
                Ok(Self::of(array.shape, vec![Level::of(&array)]))
            }
            CU_RESOURCE_TYPE_MIPMAPPED_ARRAY => {
                let mipmap = driver.mipmaps.get(CUmipmappedArray::from_bits(resource.res[0]))?;
                let levels = mipmap.levels.iter().map(|&level| driver.arrays.get(level));
                let levels = levels.collect::<CudaResult<Vec<_>>>()?;
                let first = levels.first().ok_or(CudaError::INVALID_VALUE)?;
                Ok(Self::of(first.shape, levels.iter().map(|level| Level::of(level)).collect()))
            }
            CU_RESOURCE_TYPE_LINEAR => Self::of_row(driver, resource),
            CU_RESOURCE_TYPE_PITCH2D => Self::of_rows(driver, resource),
            _ => Err(CudaError::INVALID_VALUE),
        }
    }

    fn of(shape: Shape, levels: Vec<Level>) -> Self {
        Self {
            format: shape.format,
            levels,
            is_layered: shape.is_layered(),
            is_cubemap: shape.is_cubemap(),
            is_linear: false,
        }
    }

    fn of_row(driver: &Driver, resource: &CUDA_RESOURCE_DESC) -> CudaResult<Self> {
        /// The most texels of a texture on a row of memory.
        const WIDTH: u32 = 69;
        let Memory { address, format, width: size, .. } = Memory::new(resource)?;
        let width = size / format.size();
        if width == 0 {
            return Err(CudaError::INVALID_VALUE);
        }
        within(driver, width, WIDTH)?;
        Self::in_memory(
            driver,
            format,
            Level { address, width, height: 1, depth: 1, pitch: size, slice: size },
        )
    }

    fn of_rows(driver: &Driver, resource: &CUDA_RESOURCE_DESC) -> CudaResult<Self> {
        /// The most texels of a row.
        const WIDTH: u32 = 70;
        /// The most rows.
        const HEIGHT: u32 = 71;
        /// The largest pitch.
        const PITCH: u32 = 72;
        /// What a pitch is a multiple of.
        const PITCH_ALIGNMENT: u32 = 51;
        let Memory { address, format, width, height, pitch } = Memory::new(resource)?;
        if width == 0 || height == 0 {
            return Err(CudaError::INVALID_VALUE);
        }
        within(driver, width, WIDTH)?;
        within(driver, height, HEIGHT)?;
        within(driver, pitch, PITCH)?;
        aligned(driver, pitch, PITCH_ALIGNMENT)?;
        if pitch < width * format.size() {
            return Err(CudaError::INVALID_VALUE);
        }
        Self::in_memory(
            driver,
            format,
            Level { address, width, height, depth: 1, pitch, slice: pitch * height },
        )
    }

    fn in_memory(driver: &Driver, format: Format, level: Level) -> CudaResult<Self> {
        /// What the address of a texture is a multiple of.
        const ALIGNMENT: u32 = 14;
        aligned(driver, level.address, ALIGNMENT)?;
        let len = level.pitch * (level.height - 1) + level.width * format.size();
        classify(&driver.space, level.address, len, Expected::Device)?;
        Ok(Self { format, levels: vec![level], is_layered: false, is_cubemap: false, is_linear: true })
    }

    /// The part of this image that a view shows, in the view's format.
    pub fn viewed(mut self, view: &CUDA_RESOURCE_VIEW_DESC) -> CudaResult<Self> {
        if self.is_linear {
            return Err(CudaError::INVALID_VALUE);
        }
        if let Some(format) = Format::of_view(view.format)? {
            if format.size() != self.format.size() {
                return Err(CudaError::INVALID_VALUE);
            }
            self.format = format;
        }
        let whole = *self.levels.first().ok_or(CudaError::INVALID_VALUE)?;
        if (view.width as u64, (view.height as u64).max(1)) != (whole.width, whole.height) {
            return Err(CudaError::INVALID_VALUE);
        }
        let (first, last) = (view.firstMipmapLevel as usize, view.lastMipmapLevel as usize);
        let levels = self.levels.get(first..=last).filter(|levels| !levels.is_empty());
        self.levels = levels.ok_or(CudaError::INVALID_VALUE)?.to_vec();
        let (from, to) = (u64::from(view.firstLayer), u64::from(view.lastLayer));
        if from > to || to >= whole.depth {
            return Err(CudaError::INVALID_VALUE);
        }
        if self.is_layered || self.is_cubemap {
            for level in &mut self.levels {
                level.address += from * level.slice;
                level.depth = to - from + 1;
            }
        }
        Ok(self)
    }
}
