//! Textures and surfaces, by the 64-bit number of an object. What an object is, the device says; here is what an instruction
//! asks of it.

use super::{Operand, Reg, Type};

/// Which coordinates an access has. Those of layers come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Geometry {
    /// `.1d`: x.
    Row,
    /// `.2d`: x, y.
    Rectangle,
    /// `.3d`: x, y, z.
    Box,
    /// `.a1d`: layer, x.
    Rows,
    /// `.a2d`: layer, x, y.
    Rectangles,
    /// `.cube`: a direction x, y, z.
    Cube,
    /// `.acube`: layer, and a direction x, y, z.
    Cubes,
}

impl Geometry {
    /// Whether the first coordinate is a layer.
    pub fn is_layered(self) -> bool {
        matches!(self, Self::Rows | Self::Rectangles | Self::Cubes)
    }

    /// How many coordinates there are besides the layer.
    pub fn dimensions(self) -> usize {
        match self {
            Self::Row | Self::Rows => 1,
            Self::Rectangle | Self::Rectangles => 2,
            Self::Box | Self::Cube | Self::Cubes => 3,
        }
    }
}

/// How a level of a mipmapped texture is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LevelBy {
    /// The largest.
    Base,
    /// `.level`: by a number behind the coordinates.
    Number,
    /// `.grad`: by the changes of the coordinates behind them, first in x, then in y of the screen.
    Gradient,
}

/// What a coordinate outside a surface means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outside {
    /// `.trap`: the end of the kernel.
    Trap,
    /// `.clamp`: what is at the edge.
    Clamp,
    /// `.zero`: zero; what is stored there is lost.
    Zero,
}

/// A question about an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Query {
    /// `.width`.
    Width,
    /// `.height`.
    Height,
    /// `.depth`.
    Depth,
    /// `.array_size`.
    Layers,
    /// `.num_mipmap_levels`.
    Levels,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageOp {
    /// `tex`.
    Fetch(LevelBy),
    /// `tld4`: one component of the four texels that would be mixed.
    Gather(u32),
    /// `suld.b`: bytes at a position in bytes.
    Load(Outside),
    /// `sust.b`: the same, stored.
    Store(Outside),
    /// `sust.p`: a texel, whose components of 32 bits become those of the surface.
    StoreTexel(Outside),
    /// `txq`; of the level in the only coordinate, if there is one.
    AskTexture(Query),
    /// `suq`.
    AskSurface(Query),
}

/// An access.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Image {
    /// What is done.
    pub op: ImageOp,
    /// Which coordinates there are.
    pub geometry: Geometry,
    /// Of each result, or of each value that is stored.
    pub ty: Type,
    /// Of each coordinate but layers: `.s32` or `.f32`.
    pub coordinate: Type,
    /// The object's number.
    pub object: Operand,
    /// Results; `None` is `_`.
    pub d: Box<[Option<Reg>]>,
    /// Coordinates, then level or gradients, then what is stored.
    pub a: Box<[Operand]>,
}
