//! The C types of the driver API, with the names that the C header gives them.
//!
//! Sizes, alignments and offsets were taken from a C program compiled against cuda.h 13.0 and are asserted here, so
//! that a slip cannot compile. A struct without pointers and handles derives zerocopy's traits and may cross a
//! process boundary as bytes; one with pointers or handles does not, and must be translated field by field. Padding
//! of the former kind is spelled out (`_pad`), for the same reason.

// Names and field names are the C header's, and so is their documentation.
#![allow(missing_docs, non_camel_case_types, non_snake_case, non_upper_case_globals)]

// Declares the enumerations of the header: an integer alias and its named values.
macro_rules! c_enums {
    ($($(#[$doc:meta])* $name:ident: $repr:ident { $($constant:ident = $value:literal,)* })*) => {
        $(
            $(#[$doc])*
            pub type $name = $repr;
            $(pub const $constant: $name = $value;)*
        )*
    };
}

// Asserts what the C compiler said about a struct.
macro_rules! layout {
    ($name:ident, size $size:literal, align $align:literal, $($field:ident $offset:literal),* $(,)?) => {
        const _: () = {
            assert!(size_of::<$name>() == $size, concat!("size of ", stringify!($name)));
            assert!(align_of::<$name>() == $align, concat!("alignment of ", stringify!($name)));
            $(assert!(
                core::mem::offset_of!($name, $field) == $offset,
                concat!("offset of ", stringify!($name), ".", stringify!($field))
            );)*
        };
    };
}

mod array;
mod constants;
mod copy;
mod device;
mod external;
mod graph;
mod handles;
mod historic;
mod launch;
mod memory;
mod scalars;

pub use array::*;
pub use constants::*;
pub use copy::*;
pub use device::*;
pub use external::*;
pub use graph::*;
pub use handles::*;
pub use historic::*;
pub use launch::*;
pub use memory::*;
pub use scalars::*;
