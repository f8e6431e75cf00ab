//! Arrays: memory of the device with a shape.

use table::{
    CUDA_ARRAY3D_CUBEMAP, CUDA_ARRAY3D_DEFERRED_MAPPING, CUDA_ARRAY3D_DESCRIPTOR, CUDA_ARRAY3D_LAYERED,
    CUDA_ARRAY3D_SPARSE, CUDA_ARRAY3D_SURFACE_LDST, CUDA_ARRAY3D_TEXTURE_GATHER, CUarray, CUcontext,
    CUmipmappedArray, CudaError, CudaResult,
};

use super::format::Format;

/// Flags of an array that say nothing to this device: depth textures and colour attachments are arrays like others here.
const IGNORED: u32 = table::CUDA_ARRAY3D_DEPTH_TEXTURE | table::CUDA_ARRAY3D_COLOR_ATTACHMENT;
/// Flags that are known, but not there.
const ABSENT: u32 =
    CUDA_ARRAY3D_SPARSE | CUDA_ARRAY3D_DEFERRED_MAPPING | table::CUDA_ARRAY3D_VIDEO_ENCODE_DECODE;

/// Extents as a program gives them: 0 for what an array of fewer dimensions does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Texels of a row.
    pub width: u64,
    /// Rows.
    pub height: u64,
    /// Slices; layers of a layered array; six faces of each cube.
    pub depth: u64,
    /// Of a texel.
    pub format: Format,
    /// `CUDA_ARRAY3D_*`.
    pub flags: u32,
}

/// The largest extents of a kind of array.
type Limits = [u64; 3];

impl Shape {
    /// Checks a descriptor; `attribute` gives the device's limits.
    pub fn new(
        descriptor: &CUDA_ARRAY3D_DESCRIPTOR,
        attribute: impl Fn(u32) -> CudaResult<i32>,
    ) -> CudaResult<Self> {
        let shape = Self {
            width: descriptor.Width as u64,
            height: descriptor.Height as u64,
            depth: descriptor.Depth as u64,
            format: Format::new(descriptor.Format, descriptor.NumChannels)?,
            flags: descriptor.Flags,
        };
        let known = CUDA_ARRAY3D_LAYERED
            | CUDA_ARRAY3D_SURFACE_LDST
            | CUDA_ARRAY3D_CUBEMAP
            | CUDA_ARRAY3D_TEXTURE_GATHER
            | IGNORED
            | ABSENT;
        if shape.flags & !known != 0 || shape.width == 0 || !shape.is_consistent() {
            return Err(CudaError::INVALID_VALUE);
        }
        if shape.flags & ABSENT != 0 {
            return Err(CudaError::NOT_SUPPORTED);
        }
        let [width, height, depth] = shape.limits(attribute)?;
        let fits = shape.width <= width && shape.height <= height && shape.depth <= depth;
        if fits { Ok(shape) } else { Err(CudaError::INVALID_VALUE) }
    }

    /// Whether extents and flags go together.
    fn is_consistent(&self) -> bool {
        let has = |flag| self.flags & flag != 0;
        let is_flat = self.height > 0 && self.depth == 0;
        if has(CUDA_ARRAY3D_TEXTURE_GATHER) && !is_flat {
            return false;
        }
        match (has(CUDA_ARRAY3D_LAYERED), has(CUDA_ARRAY3D_CUBEMAP)) {
            (false, false) => self.height > 0 || self.depth == 0,
            (true, false) => self.depth > 0,
            (layered, true) => {
                let faces =
                    if layered { self.depth > 0 && self.depth.is_multiple_of(6) } else { self.depth == 6 };
                self.width == self.height && faces
            }
        }
    }

    fn limits(&self, attribute: impl Fn(u32) -> CudaResult<i32>) -> CudaResult<Limits> {
        // CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE*; 0 stands for an extent that is 0.
        let attributes = match (self.is_layered(), self.is_cubemap(), self.height > 0, self.depth > 0) {
            (false, false, false, _) => [21, 0, 0],
            (false, false, true, false) => [22, 23, 0],
            (false, false, true, true) => [24, 25, 26],
            (true, false, false, _) => [42, 0, 43],
            (true, false, true, _) => [27, 28, 29],
            // Faces are counted below.
            (false, true, ..) => [52, 52, 0],
            (true, true, ..) => [53, 53, 54],
        };
        let mut limits = [0; 3];
        for (limit, number) in limits.iter_mut().zip(attributes) {
            if number != 0 {
                *limit = attribute(number)?.max(0) as u64;
            }
        }
        if self.is_cubemap() && !self.is_layered() {
            limits[2] = 6;
        }
        Ok(limits)
    }

    /// Whether its slices are layers.
    pub fn is_layered(&self) -> bool {
        self.flags & CUDA_ARRAY3D_LAYERED != 0
    }

    /// Whether its slices are faces of cubes.
    pub fn is_cubemap(&self) -> bool {
        self.flags & CUDA_ARRAY3D_CUBEMAP != 0
    }

    /// Bytes of a row.
    pub fn row(&self) -> u64 {
        self.width * self.format.size()
    }

    /// Rows of a slice.
    pub fn rows(&self) -> u64 {
        self.height.max(1)
    }

    /// Slices.
    pub fn slices(&self) -> u64 {
        self.depth.max(1)
    }

    /// Bytes of a slice.
    pub fn slice(&self) -> u64 {
        self.row() * self.rows()
    }

    /// Bytes of it all.
    pub fn bytes(&self) -> u64 {
        self.slice() * self.slices()
    }

    /// The shape of a level of a mipmapped array: half of the one before it in every direction, except for layers.
    pub fn level(&self, level: u32) -> Self {
        let half = |extent: u64| if extent == 0 { 0 } else { (extent >> level).max(1) };
        let keeps_depth = self.is_layered() || self.is_cubemap();
        Self {
            width: half(self.width),
            height: half(self.height),
            depth: if keeps_depth { self.depth } else { half(self.depth) },
            ..*self
        }
    }

    /// How many levels a mipmapped array of this shape can have.
    pub fn most_levels(&self) -> u32 {
        let depth = if self.is_layered() || self.is_cubemap() { 1 } else { self.depth };
        self.width.max(self.height).max(depth).max(1).ilog2() + 1
    }

    /// The descriptor of this shape.
    pub fn descriptor(&self) -> CUDA_ARRAY3D_DESCRIPTOR {
        CUDA_ARRAY3D_DESCRIPTOR {
            Width: self.width as usize,
            Height: self.height as usize,
            Depth: self.depth as usize,
            Format: self.format.number(),
            NumChannels: self.format.channels,
            Flags: self.flags,
            _pad: [0; 4],
        }
    }
}

/// An array.
#[derive(Debug)]
pub struct Array {
    /// Its handle.
    pub handle: CUarray,
    /// The context that it was made in.
    pub context: CUcontext,
    /// Its shape.
    pub shape: Shape,
    /// Address of its first texel.
    pub base: u64,
    /// The mipmapped array whose level it is; null for none.
    pub mipmap: CUmipmappedArray,
}

/// A mipmapped array.
#[derive(Debug)]
pub struct Mipmap {
    /// Its handle.
    pub handle: CUmipmappedArray,
    /// The context that it was made in.
    pub context: CUcontext,
    /// The arrays of its levels, the largest first.
    pub levels: Vec<CUarray>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{attributes, config::DeviceConfig};

    fn shape(width: usize, height: usize, depth: usize, flags: u32) -> CudaResult<Shape> {
        let config = DeviceConfig::from_env();
        let descriptor = CUDA_ARRAY3D_DESCRIPTOR {
            Width: width,
            Height: height,
            Depth: depth,
            Format: table::CU_AD_FORMAT_FLOAT,
            NumChannels: 2,
            Flags: flags,
            _pad: [0; 4],
        };
        Shape::new(&descriptor, |number| attributes::attribute(&config, number))
    }

    #[test]
    fn extents_and_flags_go_together() {
        const CUBES: u32 = CUDA_ARRAY3D_CUBEMAP | CUDA_ARRAY3D_LAYERED;
        for (width, height, depth, flags) in [
            (5, 0, 0, 0),
            (5, 4, 0, 0),
            (5, 4, 3, 0),
            (5, 0, 3, CUDA_ARRAY3D_LAYERED),
            (5, 4, 3, CUDA_ARRAY3D_LAYERED),
            (5, 5, 6, CUDA_ARRAY3D_CUBEMAP),
            (5, 5, 12, CUBES),
            (5, 4, 0, CUDA_ARRAY3D_TEXTURE_GATHER),
        ] {
            assert!(shape(width, height, depth, flags).is_ok(), "{width} {height} {depth} {flags}");
        }
        for (width, height, depth, flags) in [
            (0, 0, 0, 0),
            (5, 0, 3, 0),
            (5, 4, 0, CUDA_ARRAY3D_LAYERED),
            (5, 4, 6, CUDA_ARRAY3D_CUBEMAP),
            (5, 5, 5, CUDA_ARRAY3D_CUBEMAP),
            (5, 5, 7, CUBES),
            (5, 4, 3, CUDA_ARRAY3D_TEXTURE_GATHER),
            (1 << 20, 1, 0, 0),
            (5, 4, 3, 1 << 20),
        ] {
            let found = shape(width, height, depth, flags);
            assert_eq!(found, Err(CudaError::INVALID_VALUE), "{width} {height} {depth} {flags}");
        }
    }

    #[test]
    fn levels_halve_down_to_one_texel() {
        let whole = shape(20, 7, 3, 0).expect("a box");
        assert_eq!(whole.most_levels(), 5);
        let level = whole.level(2);
        assert_eq!((level.width, level.height, level.depth), (5, 1, 1));
        let layered = shape(20, 0, 3, CUDA_ARRAY3D_LAYERED).expect("layers");
        let level = layered.level(4);
        assert_eq!((level.width, level.height, level.depth), (1, 0, 3));
        assert_eq!(level.bytes(), 3 * 8);
    }
}
