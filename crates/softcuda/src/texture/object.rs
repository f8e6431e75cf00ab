//! Texture and surface objects: an image, and how it is read.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use table::{
    CU_RESOURCE_TYPE_ARRAY, CU_RESOURCE_TYPE_LINEAR, CU_TR_ADDRESS_MODE_BORDER, CU_TR_ADDRESS_MODE_CLAMP,
    CU_TR_ADDRESS_MODE_MIRROR, CU_TR_ADDRESS_MODE_WRAP, CU_TR_FILTER_MODE_LINEAR, CU_TR_FILTER_MODE_POINT,
    CU_TRSF_DISABLE_TRILINEAR_OPTIMIZATION, CU_TRSF_NORMALIZED_COORDINATES, CU_TRSF_READ_AS_INTEGER,
    CU_TRSF_SEAMLESS_CUBEMAP, CU_TRSF_SRGB, CUDA_RESOURCE_DESC, CUDA_RESOURCE_VIEW_DESC, CUDA_TEXTURE_DESC,
    CUaddress_mode, CUcontext, CUfilter_mode, CudaError, CudaResult,
};

use super::{
    format::{Channel, Format},
    image::Image,
};
use crate::driver::Driver;

/// The most samples of anisotropic filtering.
const MAX_ANISOTROPY: u32 = 16;

/// What a coordinate outside an image means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// The image goes on and on; only of normalised coordinates.
    Wrap,
    /// The texel at the edge.
    Clamp,
    /// The image goes on and on, every second time mirrored; only of normalised coordinates.
    Mirror,
    /// The border's colour.
    Border,
}

/// What a kernel gets of a texel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// Its numbers as they are.
    Element,
    /// Integers as fractions: 0 to 1, or -1 to 1.
    Normalized,
}

/// How an image is sampled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sampling {
    /// Per dimension.
    pub address: [Address; 3],
    /// Whether neighbouring texels are mixed.
    pub is_linear: bool,
    /// Whether neighbouring levels are mixed.
    pub is_linear_between_levels: bool,
    /// What a kernel gets.
    pub read: Read,
    /// Whether coordinates go from 0 to 1.
    pub is_normalized: bool,
    /// Whether colours are converted from sRGB.
    pub is_srgb: bool,
    /// Added to the level that a kernel asks for.
    pub bias: f32,
    /// The lowest and the highest level.
    pub levels: (f32, f32),
    /// What lies outside, with [`Address::Border`].
    pub border: [f32; 4],
}

fn address(mode: CUaddress_mode) -> CudaResult<Address> {
    match mode {
        CU_TR_ADDRESS_MODE_WRAP => Ok(Address::Wrap),
        CU_TR_ADDRESS_MODE_CLAMP => Ok(Address::Clamp),
        CU_TR_ADDRESS_MODE_MIRROR => Ok(Address::Mirror),
        CU_TR_ADDRESS_MODE_BORDER => Ok(Address::Border),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

fn is_linear(mode: CUfilter_mode) -> CudaResult<bool> {
    match mode {
        CU_TR_FILTER_MODE_POINT => Ok(false),
        CU_TR_FILTER_MODE_LINEAR => Ok(true),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

impl Sampling {
    /// Checks a description of how texels of `format` are sampled.
    fn new(texture: &CUDA_TEXTURE_DESC, format: Format) -> CudaResult<Self> {
        const KNOWN: u32 = CU_TRSF_READ_AS_INTEGER
            | CU_TRSF_NORMALIZED_COORDINATES
            | CU_TRSF_SRGB
            | CU_TRSF_DISABLE_TRILINEAR_OPTIMIZATION
            | CU_TRSF_SEAMLESS_CUBEMAP;
        if texture.flags & !KNOWN != 0 || texture.maxAnisotropy > MAX_ANISOTROPY {
            return Err(CudaError::INVALID_VALUE);
        }
        let has = |flag| texture.flags & flag != 0;
        let is_normalized = has(CU_TRSF_NORMALIZED_COORDINATES);
        let address = |mode| {
            Ok(match address(mode)? {
                Address::Wrap | Address::Mirror if !is_normalized => Address::Clamp,
                address => address,
            })
        };
        let [x, y, z] = texture.addressMode;
        // Integers of 32 bits have no fractions.
        let is_wide = matches!(format.channel, Channel::U32 | Channel::S32);
        let is_element = format.channel.is_float() || is_wide || has(CU_TRSF_READ_AS_INTEGER);
        let sampling = Self {
            address: [address(x)?, address(y)?, address(z)?],
            is_linear: is_linear(texture.filterMode)?,
            is_linear_between_levels: is_linear(texture.mipmapFilterMode)?,
            read: if is_element { Read::Element } else { Read::Normalized },
            is_normalized,
            is_srgb: has(CU_TRSF_SRGB),
            bias: texture.mipmapLevelBias,
            levels: (texture.minMipmapLevelClamp, texture.maxMipmapLevelClamp),
            border: texture.borderColor,
        };
        // Only what becomes a floating-point number can be mixed.
        if sampling.is_linear && sampling.read == Read::Element && !format.channel.is_float() {
            return Err(CudaError::INVALID_VALUE);
        }
        Ok(sampling)
    }
}

/// A texture object.
#[derive(Debug)]
pub struct Texture {
    /// The context that it was made in.
    pub context: CUcontext,
    /// The resource, as it was given.
    pub resource: CUDA_RESOURCE_DESC,
    /// How it is sampled, as it was given.
    pub description: CUDA_TEXTURE_DESC,
    /// The view, as it was given.
    pub view: Option<CUDA_RESOURCE_VIEW_DESC>,
    /// Its texels.
    pub image: Image,
    /// How they are sampled.
    pub sampling: Sampling,
}

impl Texture {
    /// Checks the descriptions of a texture object.
    pub fn new(
        driver: &Driver,
        context: CUcontext,
        resource: CUDA_RESOURCE_DESC,
        description: CUDA_TEXTURE_DESC,
        view: Option<CUDA_RESOURCE_VIEW_DESC>,
    ) -> CudaResult<Self> {
        let mut image = Image::new(driver, &resource)?;
        if let Some(view) = &view {
            image = image.viewed(view)?;
        }
        let mut sampling = Sampling::new(&description, image.format)?;
        if resource.resType == CU_RESOURCE_TYPE_LINEAR {
            // A row of memory is only read texel by texel, and outside of it there are zeros.
            (sampling.address, sampling.border) = ([Address::Border; 3], [0.0; 4]);
            sampling.is_linear = false;
        }
        Ok(Self { context, resource, description, view, image, sampling })
    }
}

/// A surface object.
#[derive(Debug)]
pub struct Surface {
    /// The context that it was made in.
    pub context: CUcontext,
    /// The resource, as it was given.
    pub resource: CUDA_RESOURCE_DESC,
    /// Its texels: one level.
    pub image: Image,
}

impl Surface {
    /// Checks the description of a surface object. Whether the array was made for one is not asked: programs use levels of
    /// mipmapped arrays that were not.
    pub fn new(driver: &Driver, context: CUcontext, resource: CUDA_RESOURCE_DESC) -> CudaResult<Self> {
        if resource.resType != CU_RESOURCE_TYPE_ARRAY {
            return Err(CudaError::INVALID_VALUE);
        }
        Ok(Self { context, resource, image: Image::new(driver, &resource)? })
    }
}

/// All living objects of one kind, by the number that kernels know.
pub struct Objects<T> {
    objects: RwLock<FxHashMap<u64, Arc<T>>>,
    next: AtomicU64,
}

impl<T> Default for Objects<T> {
    fn default() -> Self {
        Self { objects: RwLock::default(), next: AtomicU64::new(1) }
    }
}

impl<T> Objects<T> {
    /// Registers an object and gives its number, which no other has had.
    pub fn insert(&self, object: T) -> u64 {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.objects.write().insert(number, Arc::new(object));
        number
    }

    /// The object of a number, if it lives.
    pub fn find(&self, number: u64) -> Option<Arc<T>> {
        self.objects.read().get(&number).cloned()
    }

    /// Ends a number.
    pub fn remove(&self, number: u64) {
        self.objects.write().remove(&number);
    }

    /// Ends the numbers of all objects but those that `keep` names.
    pub fn retain(&self, keep: impl Fn(&T) -> bool) {
        self.objects.write().retain(|_, object| keep(object));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: CUDA_TEXTURE_DESC = CUDA_TEXTURE_DESC {
        addressMode: [CU_TR_ADDRESS_MODE_WRAP; 3],
        filterMode: CU_TR_FILTER_MODE_POINT,
        flags: 0,
        maxAnisotropy: 0,
        mipmapFilterMode: CU_TR_FILTER_MODE_POINT,
        mipmapLevelBias: 0.0,
        minMipmapLevelClamp: 0.0,
        maxMipmapLevelClamp: 0.0,
        borderColor: [0.0; 4],
        reserved: [0; 12],
    };

    #[test]
    fn sampling_depends_on_the_texels() {
        let bytes = Format { channel: Channel::U8, channels: 4 };
        let words = Format { channel: Channel::U32, channels: 1 };
        let mut texture = PLAIN;
        let plain = Sampling::new(&texture, bytes).expect("sound");
        assert_eq!((plain.read, plain.address[0]), (Read::Normalized, Address::Clamp));
        assert_eq!(Sampling::new(&texture, words).expect("sound").read, Read::Element);
        texture.filterMode = CU_TR_FILTER_MODE_LINEAR;
        assert!(Sampling::new(&texture, bytes).is_ok());
        assert_eq!(Sampling::new(&texture, words), Err(CudaError::INVALID_VALUE));
        texture.flags = CU_TRSF_NORMALIZED_COORDINATES;
        assert_eq!(Sampling::new(&texture, bytes).expect("sound").address[0], Address::Wrap);
        texture.flags = 1 << 9;
        assert_eq!(Sampling::new(&texture, bytes), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn an_object_s_number_is_not_given_twice() {
        let objects = Objects::default();
        let first = objects.insert('a');
        objects.remove(first);
        let second = objects.insert('b');
        assert_ne!(first, second);
        assert!(objects.find(first).is_none());
        objects.retain(|&object| object == 'c');
        assert!(objects.find(second).is_none());
    }
}
