//! Fetching from textures, as the CUDA programming guide's appendix "Texture Fetching" defines it.

use ptx::ir::{Geometry, Image as Access, ImageOp, LevelBy, Type};

use super::{
    format::Format,
    image::Level,
    object::{Address, Read, Texture},
    texel,
};

/// Weights of texels have eight bits behind the point.
const WEIGHTS: f32 = 256.0;

/// Where an access reads.
#[derive(Debug, Clone, Copy)]
struct Position {
    /// In texels, or from 0 to 1 if the texture has it so; whole texels if `is_whole`.
    at: [f32; 3],
    whole: [i64; 3],
    is_whole: bool,
    dimensions: usize,
    /// Layer, or face of a cube.
    layer: u64,
    /// Across the edges of a cube's face nothing is read.
    is_face: bool,
}

/// The texel that a coordinate of one dimension means, if it means one.
fn addressed(mode: Address, at: i64, count: u64) -> Option<u64> {
    let count = count as i64;
    match mode {
        Address::Wrap => Some(at.rem_euclid(count) as u64),
        Address::Clamp => Some(at.clamp(0, count - 1) as u64),
        Address::Mirror => {
            let at = at.rem_euclid(2 * count);
            Some(at.min(2 * count - 1 - at) as u64)
        }
        Address::Border => (0..count).contains(&at).then_some(at as u64),
    }
}

/// The face of a cube that a direction meets, and where, from 0 to 1.
fn face([x, y, z]: [f32; 3]) -> (u64, f32, f32) {
    let (ax, ay, az) = (x.abs(), y.abs(), z.abs());
    let (face, s, t, major) = if az >= ax && az >= ay {
        if z >= 0.0 { (4, x, -y, az) } else { (5, -x, -y, az) }
    } else if ay >= ax {
        if y >= 0.0 { (2, x, z, ay) } else { (3, x, -z, ay) }
    } else if x >= 0.0 {
        (0, -z, -y, ax)
    } else {
        (1, z, -y, ax)
    };
    (face, (s / major + 1.0) / 2.0, (t / major + 1.0) / 2.0)
}

impl Position {
    fn new(access: &Access, texture: &Texture, a: &[u64]) -> Self {
        let is_layered = access.geometry.is_layered();
        let dimensions = access.geometry.dimensions();
        let (layer, rest) = match a.split_first() {
            Some((layer, rest)) if is_layered => (u64::from(*layer as u32), rest),
            _ => (0, a),
        };
        let (mut at, mut whole) = ([0.0; 3], [0; 3]);
        for (index, value) in rest.iter().take(dimensions).enumerate() {
            at[index] = f32::from_bits(*value as u32);
            whole[index] = i64::from(*value as i32);
        }
        let is_whole = access.coordinate == Type::S32;
        let slices = texture.image.levels.first().map_or(1, |level| level.depth);
        if matches!(access.geometry, Geometry::Cube | Geometry::Cubes) {
            let (face, s, t) = face(at);
            let cube = layer.min((slices / 6).saturating_sub(1));
            let layer = (6 * cube + face).min(slices.saturating_sub(1));
            return Self { at: [s, t, 0.0], whole, is_whole, dimensions: 2, layer, is_face: true };
        }
        let layer = layer.min(slices.saturating_sub(1));
        Self { at, whole, is_whole, dimensions, layer, is_face: false }
    }
}

/// One level of a texture, at one position.
struct Sampler<'a> {
    texture: &'a Texture,
    level: Level,
    position: Position,
}

impl Sampler<'_> {
    fn count(&self, dimension: usize) -> u64 {
        [self.level.width, self.level.height, self.level.depth][dimension]
    }

    fn mode(&self, dimension: usize) -> Address {
        if self.position.is_face { Address::Clamp } else { self.texture.sampling.address[dimension] }
    }

    /// The address of a texel; `None` outside.
    fn address(&self, at: [i64; 3]) -> Option<u64> {
        let mut texel = [0; 3];
        for dimension in 0..self.position.dimensions {
            texel[dimension] = addressed(self.mode(dimension), at[dimension], self.count(dimension))?;
        }
        let [x, y, z] = texel;
        // Levels of an array with depth have fewer slices than the first.
        let slice = if self.position.dimensions == 3 { z } else { self.position.layer };
        let slice = slice.min(self.level.depth.saturating_sub(1));
        let Level { address, pitch, slice: bytes, .. } = self.level;
        Some(address + slice * bytes + y * pitch + x * self.texture.image.format.size())
    }

    /// A coordinate in texels.
    fn scaled(&self, dimension: usize) -> f32 {
        let at = self.position.at[dimension];
        let is_normalized = self.texture.sampling.is_normalized || self.position.is_face;
        if is_normalized { at * self.count(dimension) as f32 } else { at }
    }

    /// The texel that holds the position.
    fn nearest(&self) -> [i64; 3] {
        if self.position.is_whole {
            return self.position.whole;
        }
        std::array::from_fn(|dimension| self.scaled(dimension).floor() as i64)
    }

    /// The first of the texels around the position, and how far it is from there to the next, per dimension.
    fn around(&self) -> ([i64; 3], [f32; 3]) {
        let (mut first, mut weights) = ([0; 3], [0.0; 3]);
        for dimension in 0..self.position.dimensions {
            let from_centre = self.scaled(dimension) - 0.5;
            let floor = from_centre.floor();
            first[dimension] = floor as i64;
            // At an infinite coordinate there is nothing between two texels.
            if from_centre.is_finite() {
                weights[dimension] = ((from_centre - floor) * WEIGHTS).round() / WEIGHTS;
            }
        }
        (first, weights)
    }

    unsafe fn real(&self, at: [i64; 3]) -> [f32; 4] {
        let (format, sampling) = (self.texture.image.format, &self.texture.sampling);
        match self.address(at) {
            // SAFETY: the caller's promise.
            Some(address) => unsafe { texel::reals(format, sampling.is_srgb, address) },
            None => sampling.border,
        }
    }

    /// The texture's value here.
    ///
    /// # Safety
    /// As for [`texel::reals`].
    unsafe fn value(&self) -> [f32; 4] {
        if !self.texture.sampling.is_linear || self.position.is_whole {
            // SAFETY: the caller's promise.
            return unsafe { self.real(self.nearest()) };
        }
        let (first, weights) = self.around();
        let mut sum = [0.0; 4];
        for corner in 0..1usize << self.position.dimensions {
            let (mut at, mut weight) = (first, 1.0);
            for dimension in 0..self.position.dimensions {
                let is_next = corner >> dimension & 1 == 1;
                at[dimension] = at[dimension].saturating_add(i64::from(is_next));
                weight *= if is_next { weights[dimension] } else { 1.0 - weights[dimension] };
            }
            // What does not count is not read: it may be no number.
            if weight != 0.0 {
                // SAFETY: the caller's promise.
                let texel = unsafe { self.real(at) };
                sum.iter_mut().zip(texel).for_each(|(sum, channel)| *sum += weight * channel);
            }
        }
        sum
    }

    /// A component of the four texels around the position, counted against the clock from the lower left.
    ///
    /// # Safety
    /// As for [`texel::reals`].
    unsafe fn gathered(&self, component: usize) -> [u32; 4] {
        let ([x, y, _], _) = self.around();
        let next = |at: i64| at.saturating_add(1);
        let corners = [[x, next(y), 0], [next(x), next(y), 0], [next(x), y, 0], [x, y, 0]];
        // SAFETY: the caller's promise.
        corners.map(|at| unsafe { self.plain(at)[component & 3] })
    }

    /// A texel as a kernel gets it if nothing is mixed.
    unsafe fn plain(&self, at: [i64; 3]) -> [u32; 4] {
        let format = self.texture.image.format;
        if is_real(self.texture, format) {
            // SAFETY: the caller's promise.
            return unsafe { self.real(at) }.map(f32::to_bits);
        }
        match self.address(at) {
            // SAFETY: as above.
            Some(address) => unsafe { texel::words(format, address) },
            None => self.texture.sampling.border.map(|channel| channel as i32 as u32),
        }
    }
}

/// Whether kernels get floating-point numbers.
fn is_real(texture: &Texture, format: Format) -> bool {
    texture.sampling.read == Read::Normalized || format.channel.is_float()
}

/// The level that is asked for, before it is held to the texture's.
fn level_of(access: &Access, texture: &Texture, rest: &[u64]) -> f32 {
    match access.op {
        ImageOp::Fetch(LevelBy::Number) => match rest.first() {
            Some(&level) if access.coordinate == Type::S32 => level as i32 as f32,
            Some(&level) => f32::from_bits(level as u32),
            None => 0.0,
        },
        ImageOp::Fetch(LevelBy::Gradient) => {
            let Some(first) = texture.image.levels.first() else { return 0.0 };
            let counts = [first.width, first.height, first.depth].map(|count| count as f32);
            let length = |gradient: &[u64]| {
                let texels =
                    gradient.iter().zip(counts).map(|(&bits, count)| f32::from_bits(bits as u32) * count);
                texels.map(|texels| texels * texels).sum::<f32>().sqrt()
            };
            let (x, y) = rest.split_at(rest.len() / 2);
            length(x).max(length(y)).log2()
        }
        _ => 0.0,
    }
}

/// Fetches from a texture: four numbers of 32 bits.
///
/// # Safety
/// As for [`texel::reals`].
pub unsafe fn fetch(texture: &Texture, access: &Access, a: &[u64]) -> [u32; 4] {
    let position = Position::new(access, texture, a);
    let coordinates = usize::from(access.geometry.is_layered()) + access.geometry.dimensions();
    let sampling = &texture.sampling;
    let levels = &texture.image.levels;
    let asked = level_of(access, texture, a.get(coordinates..).unwrap_or_default()) + sampling.bias;
    // In this order a level that is no number is the lowest.
    let asked = asked.max(sampling.levels.0).min(sampling.levels.1);
    let asked = asked.min(levels.len().saturating_sub(1) as f32).max(0.0);
    let sampler = |level: usize| {
        levels.get(level).or(levels.last()).map(|level| Sampler { texture, level: *level, position })
    };
    if let ImageOp::Gather(component) = access.op {
        // SAFETY: the caller's promise.
        return sampler(0).map_or([0; 4], |sampler| unsafe { sampler.gathered(component as usize) });
    }
    if !is_real(texture, texture.image.format) {
        let Some(sampler) = sampler(asked.round() as usize) else { return [0; 4] };
        // SAFETY: the caller's promise.
        return unsafe { sampler.plain(sampler.nearest()) };
    }
    // SAFETY: the caller's promise.
    let value = |level| sampler(level).map_or([0.0; 4], |sampler| unsafe { sampler.value() });
    if !sampling.is_linear_between_levels {
        return value(asked.round() as usize).map(f32::to_bits);
    }
    let weight = (asked.fract() * WEIGHTS).round() / WEIGHTS;
    let low = value(asked as usize);
    if weight == 0.0 {
        return low.map(f32::to_bits);
    }
    let high = value(asked as usize + 1);
    std::array::from_fn(|channel| ((1.0 - weight) * low[channel] + weight * high[channel]).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_outside_are_what_their_mode_says() {
        let all = |mode| [-5, -1, 0, 3, 4, 9].map(|at| addressed(mode, at, 4));
        assert_eq!(all(Address::Wrap), [3, 3, 0, 3, 0, 1].map(Some));
        assert_eq!(all(Address::Clamp), [0, 0, 0, 3, 3, 3].map(Some));
        assert_eq!(all(Address::Mirror), [3, 0, 0, 3, 3, 1].map(Some));
        assert_eq!(all(Address::Border), [None, None, Some(0), Some(3), None, None]);
        assert_eq!(addressed(Address::Clamp, i64::MAX, 4), Some(3));
        assert_eq!(addressed(Address::Wrap, i64::MIN, 4), Some(0));
    }

    #[test]
    fn directions_meet_the_faces_of_a_cube() {
        assert_eq!(face([1.0, 0.0, 0.0]), (0, 0.5, 0.5));
        assert_eq!(face([-1.0, 0.0, 0.0]).0, 1);
        assert_eq!(face([0.0, 2.0, 0.0]).0, 2);
        assert_eq!(face([0.0, -2.0, 0.0]).0, 3);
        assert_eq!(face([0.5, 0.0, 1.0]), (4, 0.75, 0.5));
        assert_eq!(face([0.5, 0.0, -1.0]), (5, 0.25, 0.5));
    }
}
