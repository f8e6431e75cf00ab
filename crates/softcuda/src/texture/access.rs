//! What instructions do with the objects whose numbers kernels pass: one access by one thread.

use std::sync::Arc;

use ptx::ir::{Geometry, Image as Access, ImageOp, Outside, Query};

use super::{
    image::{Image, Level},
    object::{Surface, Texture},
    sample, texel,
};
use crate::driver;

/// An object that an instruction names.
///
/// A fault in the middle of an access takes the thread away, and what it holds of the object is not given back then. The
/// context is lost in any case.
#[derive(Debug)]
pub enum Object {
    /// A texture object.
    Texture(Arc<Texture>),
    /// A surface object.
    Surface(Arc<Surface>),
}

impl Object {
    /// The object of a number that an instruction means, if there is one of the instruction's kind.
    pub fn find(access: &Access, number: u64) -> Option<Self> {
        let driver = driver::driver().ok()?;
        match access.op {
            ImageOp::Fetch(_) | ImageOp::Gather(_) | ImageOp::AskTexture(_) => {
                driver.textures.find(number).map(Self::Texture)
            }
            _ => driver.surfaces.find(number).map(Self::Surface),
        }
    }

    /// Does what an instruction asks for, with its coordinates and values.
    ///
    /// # Errors
    /// An address that must not be accessed.
    ///
    /// # Safety
    /// As for [`crate::kernel::compile::helpers`]: what is not there faults, and the caller stands that.
    pub unsafe fn access(&self, access: &Access, a: &[u64]) -> Result<[u64; 4], u64> {
        // SAFETY: the caller's promise.
        unsafe {
            match (self, access.op) {
                (Self::Texture(texture), ImageOp::AskTexture(query)) => {
                    Ok([asked(&texture.image, query, a.first().copied()), 0, 0, 0])
                }
                (Self::Texture(texture), _) => Ok(sample::fetch(texture, access, a).map(u64::from)),
                (Self::Surface(surface), ImageOp::AskSurface(query)) => {
                    Ok([asked(&surface.image, query, None), 0, 0, 0])
                }
                (Self::Surface(surface), ImageOp::Load(outside)) => load(&surface.image, access, outside, a),
                (Self::Surface(surface), ImageOp::Store(outside)) => {
                    store(&surface.image, access, outside, a)
                }
                (Self::Surface(surface), ImageOp::StoreTexel(outside)) => {
                    store_texel(&surface.image, access, outside, a)
                }
                (Self::Surface(_), _) => Ok([0; 4]),
            }
        }
    }
}

/// The answer to a question.
fn asked(image: &Image, query: Query, level: Option<u64>) -> u64 {
    let Some(first) = image.levels.first() else { return 0 };
    let level = image.levels.get(level.unwrap_or(0) as u32 as usize).unwrap_or(first);
    let layers = if image.is_cubemap { first.depth / 6 } else { first.depth };
    match query {
        Query::Width => level.width,
        Query::Height => level.height,
        Query::Depth if image.is_layered || image.is_cubemap => 1,
        Query::Depth => level.depth,
        Query::Layers if image.is_layered => layers,
        Query::Layers => 1,
        Query::Levels => image.levels.len() as u64,
    }
}

/// Where `size` bytes of a surface lie, at coordinates of which the first in a row counts `unit` bytes; `None` for those that
/// are outside and do not count.
fn place(
    image: &Image,
    geometry: Geometry,
    outside: Outside,
    a: &[u64],
    (unit, size): (i64, u64),
) -> Result<Option<u64>, u64> {
    let Some(&Level { address, width, height, depth, pitch, slice }) = image.levels.first() else {
        return Ok(None);
    };
    let coordinate = |index: usize| a.get(index).map_or(0, |value| i64::from(*value as i32));
    let layers = usize::from(geometry.is_layered());
    let dimensions = geometry.dimensions();
    let x = coordinate(layers) * unit;
    let y = if dimensions > 1 { coordinate(layers + 1) } else { 0 };
    let z = match (geometry.is_layered(), dimensions) {
        (true, _) => coordinate(0),
        (false, 3) => coordinate(2),
        _ => 0,
    };
    let last = [(width * image.format.size()) as i64 - size as i64, height as i64 - 1, depth as i64 - 1];
    let is_inside = [x, y, z].iter().zip(last).all(|(at, last)| (0..=last).contains(at));
    let at = |[x, y, z]: [i64; 3]| {
        address.wrapping_add_signed(z * slice as i64 + y * pitch as i64).wrapping_add_signed(x)
    };
    match outside {
        _ if is_inside => Ok(Some(at([x, y, z]))),
        Outside::Trap => Err(at([x, y, z])),
        Outside::Zero => Ok(None),
        // Wider than the row itself.
        Outside::Clamp if last[0] < 0 => Ok(None),
        Outside::Clamp => {
            let held = |at: i64, last: i64| at.clamp(0, last);
            Ok(Some(at([held(x, last[0]), held(y, last[1]), held(z, last[2])])))
        }
    }
}

/// Bytes of one value, and of all values of an access.
fn sizes(access: &Access, count: usize) -> (u64, u64) {
    let size = u64::from(access.ty.bits() / 8);
    (size, size * count as u64)
}

unsafe fn load(image: &Image, access: &Access, outside: Outside, a: &[u64]) -> Result<[u64; 4], u64> {
    let (size, bytes) = sizes(access, access.d.len());
    let mut values = [0; 4];
    if let Some(from) = place(image, access.geometry, outside, a, (1, bytes))? {
        for (at, value) in (from..).step_by(size as usize).zip(values.iter_mut().take(access.d.len())) {
            let mut word = [0u8; 8];
            // SAFETY: the caller's promise; a value has at most eight bytes.
            unsafe { std::ptr::copy_nonoverlapping(at as *const u8, word.as_mut_ptr(), size as usize) };
            *value = u64::from_le_bytes(word);
        }
    }
    Ok(values)
}

/// The coordinates of an access, and the values behind them.
fn parted<'a>(access: &Access, a: &'a [u64]) -> (&'a [u64], &'a [u64]) {
    let coordinates = usize::from(access.geometry.is_layered()) + access.geometry.dimensions();
    a.split_at(coordinates.min(a.len()))
}

unsafe fn store(image: &Image, access: &Access, outside: Outside, a: &[u64]) -> Result<[u64; 4], u64> {
    let (a, values) = parted(access, a);
    let (size, bytes) = sizes(access, values.len());
    if let Some(to) = place(image, access.geometry, outside, a, (1, bytes))? {
        for (at, value) in (to..).step_by(size as usize).zip(values) {
            let word = value.to_le_bytes();
            // SAFETY: the caller's promise; a value has at most eight bytes.
            unsafe { std::ptr::copy_nonoverlapping(word.as_ptr(), at as *mut u8, size as usize) };
        }
    }
    Ok([0; 4])
}

unsafe fn store_texel(image: &Image, access: &Access, outside: Outside, a: &[u64]) -> Result<[u64; 4], u64> {
    let (a, values) = parted(access, a);
    let (channel, texel) = (image.format.channel, image.format.size());
    if let Some(to) = place(image, access.geometry, outside, a, (texel as i64, texel))? {
        let channels = values.iter().take(image.format.channels as usize);
        for (at, value) in (to..).step_by(channel.size() as usize).zip(channels) {
            let word = texel::stored(channel, *value as u32).to_le_bytes();
            // SAFETY: the caller's promise; a channel has at most eight bytes.
            unsafe { std::ptr::copy_nonoverlapping(word.as_ptr(), at as *mut u8, channel.size() as usize) };
        }
    }
    Ok([0; 4])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texture::format::{Channel, Format};

    fn image() -> Image {
        let format = Format { channel: Channel::U8, channels: 4 };
        let level = Level { address: 1000, width: 8, height: 4, depth: 2, pitch: 32, slice: 128 };
        Image { format, levels: vec![level], is_layered: true, is_cubemap: false, is_linear: false }
    }

    #[test]
    fn surfaces_end_where_their_rows_do() {
        let image = image();
        let at = |outside, a: &[u64]| place(&image, Geometry::Rectangles, outside, a, (1, 4));
        assert_eq!(at(Outside::Trap, &[1, 28, 3]), Ok(Some(1000 + 128 + 3 * 32 + 28)));
        assert_eq!(at(Outside::Zero, &[1, 29, 3]), Ok(None));
        assert_eq!(at(Outside::Clamp, &[5, 40, u64::from(u32::MAX)]), Ok(Some(1000 + 128 + 28)));
        assert_eq!(at(Outside::Trap, &[0, 0, 4]), Err(1000 + 4 * 32));
        let texel = place(&image, Geometry::Rows, Outside::Trap, &[1, 7], (4, 4));
        assert_eq!(texel, Ok(Some(1000 + 128 + 28)));
    }

    #[test]
    fn extents_are_told() {
        let image = image();
        let all = [Query::Width, Query::Height, Query::Depth, Query::Layers, Query::Levels];
        assert_eq!(all.map(|query| asked(&image, query, None)), [8, 4, 1, 2, 1]);
    }
}
