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
//! An instruction finds its [`Object`] by the number, and `sample` and `texel` say what it gets.

mod access;
mod array;
mod format;
mod image;
mod object;
mod sample;
mod texel;

pub use self::{
    access::Object,
    array::{Array, Mipmap, Shape},
    object::{Objects, Surface, Texture},
};
