//! What a program has advised about managed memory. It lies in the window and nothing moves it, so advice changes nothing; it
//! is kept because programs ask for it.

use table::{
    CU_DEVICE_CPU, CU_MEM_ADVISE_SET_ACCESSED_BY, CU_MEM_ADVISE_SET_PREFERRED_LOCATION,
    CU_MEM_ADVISE_SET_READ_MOSTLY, CU_MEM_ADVISE_UNSET_ACCESSED_BY, CU_MEM_ADVISE_UNSET_PREFERRED_LOCATION,
    CU_MEM_ADVISE_UNSET_READ_MOSTLY, CU_MEM_LOCATION_TYPE_DEVICE, CU_MEM_LOCATION_TYPE_HOST,
    CU_MEM_LOCATION_TYPE_HOST_NUMA, CU_MEM_LOCATION_TYPE_INVALID, CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY,
    CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION, CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION_ID,
    CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION_TYPE, CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION,
    CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION_ID, CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION_TYPE,
    CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY, CUdevice, CUmem_advise, CUmem_range_attribute, CudaError, CudaResult,
};

/// Advice is about whole pages.
pub const PAGE: u64 = 4096;
/// `CU_DEVICE_INVALID`: no device, or not the same one everywhere.
const NO_DEVICE: CUdevice = -2;

/// A place that memory can be at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// A device, by number.
    Device(CUdevice),
    /// The host.
    Host,
    /// A NUMA node of the host.
    Node(i32),
}

impl Location {
    /// As the first form of the functions names it.
    fn device(self) -> CUdevice {
        match self {
            Self::Device(device) => device,
            Self::Host | Self::Node(_) => CU_DEVICE_CPU,
        }
    }

    fn kind_and_id(self) -> (u32, i32) {
        match self {
            Self::Device(device) => (CU_MEM_LOCATION_TYPE_DEVICE, device),
            Self::Host => (CU_MEM_LOCATION_TYPE_HOST, CU_DEVICE_CPU),
            Self::Node(node) => (CU_MEM_LOCATION_TYPE_HOST_NUMA, node),
        }
    }
}

/// What is known of some pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Advice {
    is_read_mostly: bool,
    preferred: Option<Location>,
    /// Devices that the pages should be mapped for, in order; the host comes last.
    accessed_by: Vec<CUdevice>,
    prefetched: Option<Location>,
}

/// Advice by address. Pages of which nothing is known are not in the map.
#[derive(Debug, Default)]
pub struct Advised(rangemap::RangeMap<u64, Advice>);

impl Advised {
    /// Forgets what was advised about memory that is freed.
    pub fn forget(&mut self, start: u64, len: u64) {
        self.0.remove(pages(start, len));
    }

    /// Takes a piece of advice.
    ///
    /// # Errors
    /// `INVALID_VALUE` for advice that there is none of, or a location that it is not about.
    pub fn advise(
        &mut self,
        start: u64,
        len: u64,
        advice: CUmem_advise,
        location: Option<Location>,
    ) -> CudaResult {
        let device = match location {
            Some(location) => Ok(location.device()),
            None => Err(CudaError::INVALID_VALUE),
        };
        match advice {
            CU_MEM_ADVISE_SET_READ_MOSTLY => self.change(start, len, |it| it.is_read_mostly = true),
            CU_MEM_ADVISE_UNSET_READ_MOSTLY => self.change(start, len, |it| it.is_read_mostly = false),
            CU_MEM_ADVISE_SET_PREFERRED_LOCATION => {
                device?;
                self.change(start, len, |it| it.preferred = location);
            }
            CU_MEM_ADVISE_UNSET_PREFERRED_LOCATION => self.change(start, len, |it| it.preferred = None),
            CU_MEM_ADVISE_SET_ACCESSED_BY => {
                let device = device?;
                self.change(start, len, |it| {
                    // As an unsigned number, the host's is the highest.
                    let order = |known: &CUdevice| *known as u32;
                    if let Err(place) = it.accessed_by.binary_search_by_key(&order(&device), order) {
                        it.accessed_by.insert(place, device);
                    }
                });
            }
            CU_MEM_ADVISE_UNSET_ACCESSED_BY => {
                let device = device?;
                self.change(start, len, |it| it.accessed_by.retain(|known| *known != device));
            }
            _ => return Err(CudaError::INVALID_VALUE),
        }
        Ok(())
    }

    /// Notes where memory was asked to be brought.
    pub fn prefetched(&mut self, start: u64, len: u64, to: Location) {
        self.change(start, len, |it| it.prefetched = Some(to));
    }

    /// An attribute of a range, as the words that `words` places have room for.
    ///
    /// # Errors
    /// `INVALID_VALUE` for an attribute that there is none of, or the wrong room.
    pub fn attribute(
        &self,
        start: u64,
        len: u64,
        attribute: CUmem_range_attribute,
        words: usize,
    ) -> CudaResult<Vec<i32>> {
        let known = self.known(start, len);
        let same = |of: fn(&Advice) -> Option<Location>| {
            let first = known.first().and_then(of);
            first.filter(|_| known.iter().all(|advice| of(advice) == first))
        };
        let preferred = || same(|advice| advice.preferred);
        let prefetched = || same(|advice| advice.prefetched);
        let kind = |place: Option<Location>| {
            place.map_or(CU_MEM_LOCATION_TYPE_INVALID, |place| place.kind_and_id().0) as i32
        };
        let id = |place: Option<Location>| place.map_or(NO_DEVICE, |place| place.kind_and_id().1);
        let device = |place: Option<Location>| place.map_or(NO_DEVICE, Location::device);
        let one = match attribute {
            CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY if words > 0 => {
                let by_all =
                    |device: &CUdevice| known.iter().all(|advice| advice.accessed_by.contains(device));
                let first = known.first().map(|advice| advice.accessed_by.clone()).unwrap_or_default();
                let mut devices: Vec<i32> = first.into_iter().filter(by_all).collect();
                devices.resize(words, NO_DEVICE);
                return Ok(devices);
            }
            CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY => known.iter().all(|advice| advice.is_read_mostly).into(),
            CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION => device(preferred()),
            CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION_TYPE => kind(preferred()),
            CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION_ID => id(preferred()),
            CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION => device(prefetched()),
            CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION_TYPE => kind(prefetched()),
            CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION_ID => id(prefetched()),
            _ => return Err(CudaError::INVALID_VALUE),
        };
        if words == 1 { Ok(vec![one]) } else { Err(CudaError::INVALID_VALUE) }
    }

    /// What is known of the pages of a range, piece by piece.
    fn known(&self, start: u64, len: u64) -> Vec<Advice> {
        let range = pages(start, len);
        let mut known: Vec<Advice> = self.0.overlapping(&range).map(|(_, advice)| advice.clone()).collect();
        if self.0.gaps(&range).next().is_some() {
            known.push(Advice::default());
        }
        known
    }

    fn change(&mut self, start: u64, len: u64, change: impl Fn(&mut Advice)) {
        let range = pages(start, len);
        let mut pieces: Vec<_> = self.0.gaps(&range).map(|gap| (gap, Advice::default())).collect();
        let overlapping = self.0.overlapping(&range);
        pieces.extend(
            overlapping.map(|(piece, advice)| {
                (piece.start.max(range.start)..piece.end.min(range.end), advice.clone())
            }),
        );
        for (piece, mut advice) in pieces {
            change(&mut advice);
            self.0.insert(piece, advice);
        }
    }
}

/// The pages that hold `len` bytes, at least one, at `start`.
fn pages(start: u64, len: u64) -> std::ops::Range<u64> {
    let end = start.saturating_add(len.max(1));
    start & !(PAGE - 1)..end.checked_next_multiple_of(PAGE).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_about_pages_and_a_mixed_range_has_none() {
        let mut advised = Advised::default();
        let device = Some(Location::Device(0));
        advised.advise(0x10_0010, 1, CU_MEM_ADVISE_SET_READ_MOSTLY, None).expect("advice");
        advised.advise(0x10_0000, 0x3000, CU_MEM_ADVISE_SET_PREFERRED_LOCATION, device).expect("advice");
        let ask = |advised: &Advised, start, len, attribute| advised.attribute(start, len, attribute, 1);
        assert_eq!(ask(&advised, 0x10_0000, 0x1000, CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY), Ok(vec![1]));
        assert_eq!(ask(&advised, 0x10_0000, 0x1001, CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY), Ok(vec![0]));
        let preferred = CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION;
        assert_eq!(ask(&advised, 0x10_0000, 0x3000, preferred), Ok(vec![0]));
        assert_eq!(ask(&advised, 0x10_0000, 0x3001, preferred), Ok(vec![NO_DEVICE]));
        advised.advise(0x10_1000, 1, CU_MEM_ADVISE_UNSET_PREFERRED_LOCATION, None).expect("advice");
        assert_eq!(ask(&advised, 0x10_0000, 0x3000, preferred), Ok(vec![NO_DEVICE]));
        assert_eq!(ask(&advised, 0x10_2000, 0x1000, preferred), Ok(vec![0]));
        advised.forget(0x10_0000, 0x3000);
        assert_eq!(ask(&advised, 0x10_2000, 0x1000, preferred), Ok(vec![NO_DEVICE]));
    }

    #[test]
    fn devices_that_access_all_of_a_range_are_listed() {
        let mut advised = Advised::default();
        for (start, device) in [(0x1000, 0), (0x1000, 1), (0x2000, 1)] {
            let location = Some(Location::Device(device));
            advised.advise(start, 0x1000, CU_MEM_ADVISE_SET_ACCESSED_BY, location).expect("advice");
        }
        let by = CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY;
        assert_eq!(advised.attribute(0x1000, 0x1000, by, 3), Ok(vec![0, 1, NO_DEVICE]));
        assert_eq!(advised.attribute(0x1000, 0x2000, by, 2), Ok(vec![1, NO_DEVICE]));
        assert_eq!(advised.attribute(0x1000, 0x2000, by, 0), Err(CudaError::INVALID_VALUE));
        assert!(advised.advise(0x1000, 1, CU_MEM_ADVISE_SET_ACCESSED_BY, None).is_err());
    }
}
