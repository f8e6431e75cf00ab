//! Fields: how one value lies in a frame.
//!
//! Every scalar takes one 8-byte little-endian word (sign- or zero-extended); a byte string is its
//! length in a word, then the bytes, padded with zeros to a multiple of 8; an array is the number of
//! elements in a word, then the elements packed at their own size, padded likewise.

use core::fmt;

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use crate::{Handle, Random};

/// Why a frame was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The frame ends inside a field.
    #[error("frame ends inside a field")]
    Truncated,
    /// Bytes are left after the last field.
    #[error("{0} bytes are left after the last field")]
    Trailing(usize),
    /// The header's length is not the record's.
    #[error("length in the header is not the record's")]
    Length,
    /// A scalar is outside its type's range.
    #[error("value {0:#x} is outside its type's range")]
    Range(u64),
    /// Padding or a reserved field is not zero.
    #[error("padding or a reserved field is not zero")]
    Reserved,
    /// No row of the table has this opcode, or the row has no frame.
    #[error("no frame has opcode {0}")]
    UnknownOp(u16),
}

/// Appends fields to a frame.
#[derive(Debug, Default)]
pub struct Encoder {
    bytes: Vec<u8>,
}

impl Encoder {
    /// An empty encoder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets what was written and keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Appends one 8-byte word.
    #[inline]
    pub fn word(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// Appends raw bytes and pads to a multiple of 8.
    #[inline]
    pub fn padded(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        let padded = self.bytes.len().next_multiple_of(8);
        self.bytes.resize(padded, 0);
    }

    /// Writes the whole length into the header and gives the record's bytes.
    #[inline]
    pub fn finish(&mut self) -> &[u8] {
        let len = self.bytes.len() as u32;
        if let Some(field) = self.bytes.get_mut(..4) {
            field.copy_from_slice(&len.to_le_bytes());
        }
        &self.bytes
    }

    /// The bytes written so far, without touching them.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Takes fields from a frame, checking every length.
#[derive(Debug, Clone)]
pub struct Decoder<'a> {
    rest: &'a [u8],
}

impl<'a> Decoder<'a> {
    /// A decoder over `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Takes one 8-byte word.
    #[inline]
    pub fn word(&mut self) -> Result<u64, WireError> {
        let (word, rest) = self.rest.split_first_chunk::<8>().ok_or(WireError::Truncated)?;
        self.rest = rest;
        Ok(u64::from_le_bytes(*word))
    }

    /// Takes `len` bytes and their padding, which must be zero.
    #[inline]
    pub fn padded(&mut self, len: usize) -> Result<&'a [u8], WireError> {
        let padded = len.checked_next_multiple_of(8).ok_or(WireError::Truncated)?;
        let all = self.rest.get(..padded).ok_or(WireError::Truncated)?;
        self.rest = &self.rest[padded..];
        let (bytes, padding) = all.split_at(len);
        if padding.iter().any(|&byte| byte != 0) {
            return Err(WireError::Reserved);
        }
        Ok(bytes)
    }

    /// Checks that nothing is left.
    #[inline]
    pub fn finish(self) -> Result<(), WireError> {
        if self.rest.is_empty() { Ok(()) } else { Err(WireError::Trailing(self.rest.len())) }
    }
}

/// A value that can lie in a frame.
pub trait Field<'a>: Sized {
    /// Appends the value.
    fn put(&self, encoder: &mut Encoder);
    /// Takes and checks the value.
    ///
    /// # Errors
    /// A [`WireError`] that says what is wrong with the bytes.
    fn take(decoder: &mut Decoder<'a>) -> Result<Self, WireError>;
    /// Some value, for generators of test frames. `arena` holds borrowed bytes.
    fn generate(random: Random<'_>, arena: &'a [u8]) -> Self;
}

macro_rules! scalar {
    ($($ty:ty: $through:ty),*) => {$(
        impl Field<'_> for $ty {
            #[inline]
            fn put(&self, encoder: &mut Encoder) {
                encoder.word(*self as $through as u64);
            }
            #[inline]
            fn take(decoder: &mut Decoder<'_>) -> Result<Self, WireError> {
                let word = decoder.word()?;
                <$ty>::try_from(word as $through).map_err(|_| WireError::Range(word))
            }
            fn generate(random: Random<'_>, _: &[u8]) -> Self {
                // Mostly small numbers: they are the interesting lengths, enums and indices.
                let word = random();
                (if word & 3 == 0 { random() } else { word >> 60 }) as Self
            }
        }
    )*};
}
scalar!(u8: u64, u16: u64, u32: u64, u64: u64, usize: u64, i32: i64, i64: i64);

macro_rules! float {
    ($($ty:ty),*) => {$(
        impl Field<'_> for $ty {
            fn put(&self, encoder: &mut Encoder) {
                encoder.word(u64::from(self.to_bits()));
            }
            fn take(decoder: &mut Decoder<'_>) -> Result<Self, WireError> {
                let word = decoder.word()?;
                Ok(Self::from_bits(word.try_into().map_err(|_| WireError::Range(word))?))
            }
            fn generate(random: Random<'_>, _: &[u8]) -> Self {
                (random() as u16).into()
            }
        }
    )*};
}
float!(f32, f64);

impl Field<'_> for Handle {
    #[inline]
    fn put(&self, encoder: &mut Encoder) {
        encoder.word(self.0);
    }
    #[inline]
    fn take(decoder: &mut Decoder<'_>) -> Result<Self, WireError> {
        Ok(Self(decoder.word()?))
    }
    fn generate(random: Random<'_>, _: &[u8]) -> Self {
        Self(((random() % 40) << 40) | (random() % 8))
    }
}

/// A byte string that borrows from the frame.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Bytes<'a>(pub &'a [u8]);

impl fmt::Debug for Bytes<'_> {
    /// Guest data is not printed, only its length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes(len {})", self.0.len())
    }
}

impl<'a> Field<'a> for Bytes<'a> {
    #[inline]
    fn put(&self, encoder: &mut Encoder) {
        encoder.word(self.0.len() as u64);
        encoder.padded(self.0);
    }
    #[inline]
    fn take(decoder: &mut Decoder<'a>) -> Result<Self, WireError> {
        let word = decoder.word()?;
        let len = usize::try_from(word).map_err(|_| WireError::Range(word))?;
        decoder.padded(len).map(Self)
    }
    fn generate(random: Random<'_>, arena: &'a [u8]) -> Self {
        let len = random() as usize % (arena.len() + 1);
        Self(&arena[..len])
    }
}

/// A C structure without pointers or handles, carried as its bytes.
#[derive(Clone, Copy)]
pub struct Pod<T>(pub T);

impl<T: IntoBytes + Immutable> PartialEq for Pod<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes() == other.0.as_bytes()
    }
}

impl<T: IntoBytes + Immutable> fmt::Debug for Pod<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pod({:x?})", self.0.as_bytes())
    }
}

impl<T: FromBytes + IntoBytes + Immutable + KnownLayout> Field<'_> for Pod<T> {
    fn put(&self, encoder: &mut Encoder) {
        encoder.padded(self.0.as_bytes());
    }
    fn take(decoder: &mut Decoder<'_>) -> Result<Self, WireError> {
        let bytes = decoder.padded(size_of::<T>())?;
        T::read_from_bytes(bytes).map(Self).map_err(|_| WireError::Truncated)
    }
    fn generate(random: Random<'_>, _: &[u8]) -> Self {
        let mut value = T::new_zeroed();
        // A handful of random words, so that enums and flags inside take many values.
        if random() & 1 == 1 {
            let bytes: Vec<u8> = (0..size_of::<T>()).map(|_| (random() % 5) as u8).collect();
            if let Ok(random_value) = T::read_from_bytes(&bytes) {
                value = random_value;
            }
        }
        Self(value)
    }
}

/// An element that arrays pack at its own size.
pub trait Element: Copy + FromBytes + IntoBytes + Immutable {}
impl<T: Copy + FromBytes + IntoBytes + Immutable> Element for T {}

impl<T: Element> Field<'_> for Vec<T> {
    fn put(&self, encoder: &mut Encoder) {
        encoder.word(self.len() as u64);
        encoder.padded(self.as_slice().as_bytes());
    }
    fn take(decoder: &mut Decoder<'_>) -> Result<Self, WireError> {
        let word = decoder.word()?;
        let bytes = usize::try_from(word)
            .ok()
            .and_then(|count| count.checked_mul(size_of::<T>()))
            .ok_or(WireError::Range(word))?;
        let bytes = decoder.padded(bytes)?;
        bytes
            .chunks_exact(size_of::<T>())
            .map(|chunk| T::read_from_bytes(chunk).map_err(|_| WireError::Truncated))
            .collect()
    }
    fn generate(random: Random<'_>, _: &[u8]) -> Self {
        let count = random() % 5;
        (0..count)
            .filter_map(|_| {
                let bytes: Vec<u8> = (0..size_of::<T>()).map(|_| random() as u8).collect();
                T::read_from_bytes(&bytes).ok()
            })
            .collect()
    }
}

impl Field<'_> for bool {
    fn put(&self, encoder: &mut Encoder) {
        encoder.word(u64::from(*self));
    }
    fn take(decoder: &mut Decoder<'_>) -> Result<Self, WireError> {
        match decoder.word()? {
            0 => Ok(false),
            1 => Ok(true),
            word => Err(WireError::Range(word)),
        }
    }
    fn generate(random: Random<'_>, _: &[u8]) -> Self {
        random() & 1 == 1
    }
}

impl<'a, T: Field<'a>> Field<'a> for Option<T> {
    fn put(&self, encoder: &mut Encoder) {
        self.is_some().put(encoder);
        if let Some(value) = self {
            value.put(encoder);
        }
    }
    fn take(decoder: &mut Decoder<'a>) -> Result<Self, WireError> {
        bool::take(decoder)?.then(|| T::take(decoder)).transpose()
    }
    fn generate(random: Random<'_>, arena: &'a [u8]) -> Self {
        (random() & 1 == 1).then(|| T::generate(random, arena))
    }
}
