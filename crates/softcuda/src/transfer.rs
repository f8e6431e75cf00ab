//! Copies and fills, checked when they are asked for and once more when they run.
//!
//! Between the two the program may free what it named; the second check turns that into
//! `CUDA_ERROR_ILLEGAL_ADDRESS`.

use std::sync::Arc;

use table::{CUarray, CudaError, CudaResult};

use crate::{
    memory::{Pins, Space},
    texture::Array,
};

/// Which memory an operand lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// Device memory.
    Device,
    /// Host memory that the library knows.
    Pinned,
    /// Any other host memory.
    Pageable,
}

/// What the caller said about an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A device address, which may be that of page-locked memory.
    Device,
    /// A host address.
    Host,
    /// To be found out from the address.
    Any,
}

/// Width in bytes, rows, slices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Bytes of a row.
    pub width: u64,
    /// Rows.
    pub height: u64,
    /// Slices.
    pub depth: u64,
}

impl Extent {
    /// A row.
    pub fn linear(width: u64) -> Self {
        Self { width, height: 1, depth: 1 }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.width == 0 || self.height == 0 || self.depth == 0
    }

    /// Bytes, saturating.
    pub fn bytes(&self) -> u64 {
        self.width.saturating_mul(self.height).saturating_mul(self.depth)
    }
}

/// One side of a copy: address of the first byte and the distances of rows and slices.
#[derive(Debug, Clone)]
pub struct Place {
    /// First byte.
    pub address: u64,
    /// Bytes from row to row.
    pub pitch: u64,
    /// Bytes from slice to slice.
    pub slice: u64,
    /// What memory it is.
    pub memory: Memory,
    /// The array that it is a part of, and where the part begins: bytes, rows, slices.
    pub array: Option<(CUarray, [u64; 3])>,
    /// Bytes that were taken from pageable memory at the call.
    staged: Option<Arc<[u8]>>,
}

impl Place {
    /// Checks an operand against the memory of the device.
    pub fn new(
        space: &Space,
        address: u64,
        pitch: u64,
        slice: u64,
        extent: Extent,
        expected: Expected,
    ) -> CudaResult<Self> {
        let span = span(pitch, slice, extent).ok_or(CudaError::INVALID_VALUE)?;
        let memory = classify(space, address, span, expected)?;
        Ok(Self { address, pitch, slice, memory, array: None, staged: None })
    }

    /// Checks a part of an array that begins at these bytes, rows and slices.
    pub fn of_array(space: &Space, array: &Array, at: [u64; 3], extent: Extent) -> CudaResult<Self> {
        let shape = &array.shape;
        let [x, y, z] = at;
        let within = |at: u64, len: u64, end: u64| at.checked_add(len).is_some_and(|last| last <= end);
        let fits = within(x, extent.width, shape.row())
            && within(y, extent.height, shape.rows())
            && within(z, extent.depth, shape.slices());
        // Texels are copied whole.
        let size = shape.format.size();
        if !fits || !x.is_multiple_of(size) || !extent.width.is_multiple_of(size) {
            return Err(CudaError::INVALID_VALUE);
        }
        let address = array.base + z * shape.slice() + y * shape.row() + x;
        let place = Self::new(space, address, shape.row(), shape.slice(), extent, Expected::Device)?;
        Ok(Self { array: Some((array.handle, at)), ..place })
    }

    /// Whether programs asked for copies with this memory not to run ahead.
    pub fn is_synchronous(&self, space: &Space) -> bool {
        self.memory != Memory::Pageable
            && space
                .find(self.address)
                .is_some_and(|region| region.sync_memops.load(std::sync::atomic::Ordering::Relaxed))
    }
}

/// Bytes from the first to the last of an extent.
fn span(pitch: u64, slice: u64, extent: Extent) -> Option<u64> {
    if extent.is_empty() {
        return Some(0);
    }
    let rows = pitch.checked_mul(extent.height - 1)?;
    let slices = slice.checked_mul(extent.depth - 1)?;
    rows.checked_add(slices)?.checked_add(extent.width)
}

/// Finds out what memory a range is, and refuses ranges that leave it.
pub fn classify(space: &Space, address: u64, len: u64, expected: Expected) -> CudaResult<Memory> {
    let end = address.checked_add(len).ok_or(CudaError::INVALID_VALUE)?;
    match space.find(address) {
        Some(region) => {
            space.pin(address, len, false).map_err(|_| CudaError::INVALID_VALUE)?;
            match (region.is_host(), expected) {
                (true, _) => Ok(Memory::Pinned),
                (false, Expected::Host) if !region.is_managed() => Err(CudaError::INVALID_VALUE),
                (false, _) => Ok(Memory::Device),
            }
        }
        None if expected == Expected::Device || address == 0 => Err(CudaError::INVALID_VALUE),
        None if space.is_device_address(address) || space.is_device_address(end.saturating_sub(1)) => {
            Err(CudaError::INVALID_VALUE)
        }
        None => Ok(Memory::Pageable),
    }
}

/// A copy.
#[derive(Debug, Clone)]
pub struct Transfer {
    /// Where to.
    pub dst: Place,
    /// Where from.
    pub src: Place,
    /// How much.
    pub extent: Extent,
}

impl Transfer {
    /// Takes the bytes of a linear pageable source now, so that the caller may change them.
    ///
    /// # Safety
    /// The source must be readable for the extent's width.
    pub unsafe fn stage(&mut self) {
        if self.src.memory == Memory::Pageable && self.extent.height == 1 && self.extent.depth == 1 {
            // SAFETY: the caller vouches for the source; it is host memory of the program, which does not change
            // it during the call.
            let bytes = unsafe {
                std::slice::from_raw_parts(self.src.address as *const u8, self.extent.width as usize)
            };
            self.src.staged = Some(bytes.into());
        }
    }

    /// Performs the copy.
    pub fn run(&self, space: &Space) -> CudaResult {
        let extent = self.extent;
        if extent.is_empty() {
            return Ok(());
        }
        let _to = pin(space, &self.dst, extent, true)?;
        let _from = pin(space, &self.src, extent, false)?;
        let from = match &self.src.staged {
            Some(bytes) => bytes.as_ptr() as u64,
            None => self.src.address,
        };
        let dense = extent.depth == 1
            && (extent.height == 1 || (self.dst.pitch == extent.width && self.src.pitch == extent.width));
        if dense {
            // SAFETY: see `copy_row`; the rows lie side by side on both sides, so they are one row.
            unsafe { copy_row(self.dst.address, from, extent.width * extent.height) };
            return Ok(());
        }
        for z in 0..extent.depth {
            for y in 0..extent.height {
                let to = self.dst.address + z * self.dst.slice + y * self.dst.pitch;
                let from = from + z * self.src.slice + y * self.src.pitch;
                // SAFETY: device and pinned ranges are pinned for the whole extent, staged bytes are owned by
                // `self`, and for pageable ranges the program vouched by making the call. `Place::new` has
                // checked that no address in the extent overflows.
                unsafe { copy_row(to, from, extent.width) };
            }
        }
        Ok(())
    }
}

/// Copies bytes; the ranges may overlap.
///
/// # Safety
/// Both ranges must be accessible for `len` bytes.
unsafe fn copy_row(to: u64, from: u64, len: u64) {
    // SAFETY: the caller's obligation; `copy` allows overlap and has no alignment to keep for bytes.
    unsafe { std::ptr::copy(from as *const u8, to as *mut u8, len as usize) };
}

fn pin(space: &Space, place: &Place, extent: Extent, write: bool) -> CudaResult<Option<Pins>> {
    if place.memory == Memory::Pageable {
        return Ok(None);
    }
    let span = span(place.pitch, place.slice, extent).ok_or(CudaError::ILLEGAL_ADDRESS)?;
    space.pin(place.address, span, write).map(Some).map_err(|_| CudaError::ILLEGAL_ADDRESS)
}

/// A fill of device memory with a repeated value.
#[derive(Debug, Clone, Copy)]
pub struct Fill {
    /// First byte.
    pub address: u64,
    /// Bytes from row to row.
    pub pitch: u64,
    /// The value, of which the low bytes count.
    pub value: u32,
    /// Bytes of an element: 1, 2 or 4.
    pub element: u64,
    /// Elements of a row.
    pub width: u64,
    /// Rows.
    pub height: u64,
}

impl Fill {
    /// Checks a fill and says what memory it goes to.
    pub fn check(&self, space: &Space) -> CudaResult<Memory> {
        if !matches!(self.element, 1 | 2 | 4) || !self.address.is_multiple_of(self.element) {
            return Err(CudaError::INVALID_VALUE);
        }
        let extent = self.extent().ok_or(CudaError::INVALID_VALUE)?;
        if self.height > 1 && (self.pitch < extent.width || !self.pitch.is_multiple_of(self.element)) {
            return Err(CudaError::INVALID_VALUE);
        }
        let span = span(self.pitch, 0, extent).ok_or(CudaError::INVALID_VALUE)?;
        classify(space, self.address, span, Expected::Device)
    }

    fn extent(&self) -> Option<Extent> {
        Some(Extent { width: self.width.checked_mul(self.element)?, height: self.height, depth: 1 })
    }

    /// Whether there is nothing to fill.
    pub fn is_empty(&self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// Bytes that the fill writes, saturating.
    pub fn bytes(&self) -> u64 {
        self.extent().map_or(u64::MAX, |extent| extent.bytes())
    }

    /// Performs the fill.
    pub fn run(&self, space: &Space) -> CudaResult {
        let extent = self.extent().ok_or(CudaError::ILLEGAL_ADDRESS)?;
        if extent.is_empty() {
            return Ok(());
        }
        let span = span(self.pitch, 0, extent).ok_or(CudaError::ILLEGAL_ADDRESS)?;
        let _pins = space.pin(self.address, span, true).map_err(|_| CudaError::ILLEGAL_ADDRESS)?;
        for y in 0..self.height {
            let row = self.address + y * self.pitch;
            // SAFETY: the whole span is pinned and writable; `check` made sure that rows start on a multiple of
            // the element's size.
            unsafe { self.fill_row(row) };
        }
        Ok(())
    }

    /// # Safety
    /// The row must be writable for its width and aligned to the element's size.
    unsafe fn fill_row(&self, row: u64) {
        let count = self.width as usize;
        match self.element {
            // SAFETY: the caller's obligation.
            1 => unsafe { (row as *mut u8).write_bytes(self.value as u8, count) },
            // SAFETY: the caller's obligation; `at` stays below `count`.
            2 => (0..count).for_each(|at| unsafe { (row as *mut u16).add(at).write(self.value as u16) }),
            // SAFETY: the caller's obligation; `at` stays below `count`.
            _ => (0..count).for_each(|at| unsafe { (row as *mut u32).add(at).write(self.value) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use table::CUcontext;

    use super::*;
    use crate::memory::Kind;

    fn device(space: &Space, len: usize) -> u64 {
        space.allocate(len, Kind::Device, CUcontext(1)).expect("room").base
    }

    #[test]
    fn a_rectangle_goes_up_and_comes_back() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let memory = device(&space, 64 * 4);
        let source: Vec<u8> = (0..12).collect();
        let mut back = vec![0u8; 12];
        let extent = Extent { width: 3, height: 4, depth: 1 };
        let host = |bytes: *const u8| Place::new(&space, bytes as u64, 3, 12, extent, Expected::Host);
        let dst = Place::new(&space, memory, 64, 256, extent, Expected::Device).expect("in range");
        let up = Transfer { dst: dst.clone(), src: host(source.as_ptr()).expect("host"), extent };
        up.run(&space).expect("copy");
        let down = Transfer { dst: host(back.as_mut_ptr()).expect("host"), src: dst, extent };
        down.run(&space).expect("copy");
        assert_eq!(source, back);
    }

    #[test]
    fn a_copy_of_freed_memory_is_an_illegal_address() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let (a, b) = (device(&space, 100), device(&space, 100));
        let extent = Extent::linear(100);
        let place = |at| Place::new(&space, at, 0, 0, extent, Expected::Any).expect("in range");
        let copy = Transfer { dst: place(a), src: place(b), extent };
        space.free(a).expect("allocated");
        assert_eq!(copy.run(&space), Err(CudaError::ILLEGAL_ADDRESS));
    }

    #[test]
    fn ranges_past_the_end_are_invalid() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let at = device(&space, 100);
        let fill = |address, width| Fill { address, pitch: 0, value: 1, element: 4, width, height: 1 };
        assert_eq!(fill(at, 25).check(&space), Ok(Memory::Device));
        assert_eq!(fill(at, 26).check(&space), Err(CudaError::INVALID_VALUE));
        assert_eq!(fill(at + 2, 1).check(&space), Err(CudaError::INVALID_VALUE));
        assert_eq!(fill(at, u64::MAX).check(&space), Err(CudaError::INVALID_VALUE));
        assert_eq!(classify(&space, 0, 1, Expected::Host), Err(CudaError::INVALID_VALUE));
        assert_eq!(classify(&space, at, 1, Expected::Host), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn fills_repeat_the_element() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let at = device(&space, 64);
        let fill = Fill { address: at, pitch: 16, value: 0x1234_5678, element: 2, width: 2, height: 2 };
        fill.run(&space).expect("fill");
        // SAFETY: the memory was allocated above and nothing else uses it.
        let words = unsafe { std::slice::from_raw_parts(at as *const u16, 12) };
        assert_eq!(words, [0x5678, 0x5678, 0, 0, 0, 0, 0, 0, 0x5678, 0x5678, 0, 0]);
    }
}
