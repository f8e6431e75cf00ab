//! Arrays, and the texture and surface objects through which kernels see them.
//!
//! ```text
//! CUarray ──────────► Array    a Shape in device memory, row after row, slice after slice
//! CUmipmappedArray ─► Mipmap   the arrays of its levels
//! CUtexObject ──────► Texture  an Image (levels of texels somewhere in device memory) and how it is sampled
//! CUsurfObject ─────► Surface  an Image of one level
//! ```
//!
//! The objects' numbers are what kernels get as parameters: [`Objects::find`] gives the description behind one, which does not
//! change. It says where texels lie, not that they still lie there: a program may destroy an array before the object.

mod array;
mod format;
mod image;
mod object;

pub use self::{
    array::{Array, Mipmap, Shape},
    format::{Channel, Format},
    image::{Image, Level},
    object::{Address, Objects, Read, Sampling, Surface, Texture},
};
