//! A call that a snapshot answers: what it asks, and what is written.

use core::ffi::c_char;

use link::management::{Answer, Snapshot};
use table::nvml::{
    NVML_ERROR_ARGUMENT_VERSION_MISMATCH, NVML_ERROR_INSUFFICIENT_SIZE, NVML_ERROR_INVALID_ARGUMENT,
    NVML_ERROR_NOT_SUPPORTED, NVML_SUCCESS, Pace, ROWS, Route, Version, nvmlDevice_t, nvmlReturn_t,
};

use crate::edge::{Outcome, given};
use crate::state::{self, Wanted};

/// Devices that handles can be made for.
const DEVICES: usize = 1024;

/// Handles are addresses in here: unlike any other pointer of the program, and not null.
static HANDLES: [u64; DEVICES] = [0; DEVICES];

/// The handle of the device with this index.
pub fn handle(index: usize) -> Option<nvmlDevice_t> {
    HANDLES.get(index).map(|place| core::ptr::from_ref(place).cast_mut().cast())
}

/// The index of a device, if `handle` is one.
fn index(handle: nvmlDevice_t, snapshot: &Snapshot) -> Outcome<usize> {
    let offset = (handle as usize).wrapping_sub(HANDLES.as_ptr() as usize);
    let index = offset / size_of::<u64>();
    let is_one = offset.is_multiple_of(size_of::<u64>()) && index < snapshot.devices.len();
    if is_one { Ok(index) } else { Err(NVML_ERROR_INVALID_ARGUMENT) }
}

/// The library is initialised.
///
/// # Errors
/// `UNINITIALIZED`.
pub fn ready() -> Outcome {
    state::with(Wanted::Fixed, |_| Ok(()))
}

/// The index of a device.
///
/// # Errors
/// `INVALID_ARGUMENT` for anything else; `UNINITIALIZED`.
pub fn index_of(handle: nvmlDevice_t) -> Outcome<usize> {
    state::with(Wanted::Fixed, |snapshot| index(handle, snapshot))
}

/// A question in the making.
///
/// The host's library is asked for every value of an argument that means something, and for one beyond them, which stands for
/// all others: what it says to those is its own business.
#[derive(Debug)]
pub struct Asked {
    device: Option<usize>,
    /// Which answer it is, counted over the arguments' values so far.
    position: usize,
    /// The code if the host has not asked for values beyond those that mean something, and this is one.
    otherwise: nvmlReturn_t,
}

impl Asked {
    fn new(device: Option<usize>) -> Self {
        Self { device, position: 0, otherwise: NVML_ERROR_NOT_SUPPORTED }
    }

    /// About a device.
    ///
    /// # Errors
    /// As [`index_of`].
    pub fn of_device(handle: nvmlDevice_t) -> Outcome<Self> {
        Ok(Self::new(Some(index_of(handle)?)))
    }

    /// About the system.
    ///
    /// # Errors
    /// None today; as [`Self::of_device`], so that callers look alike.
    pub fn of_system() -> Outcome<Self> {
        Ok(Self::new(None))
    }

    /// The next argument has `count` values that mean something, and this is the one with the number `chosen`.
    fn next(&mut self, chosen: Option<usize>, count: usize, otherwise: nvmlReturn_t) {
        self.position = self.position * (count + 1) + chosen.unwrap_or(count);
        if chosen.is_none() {
            self.otherwise = otherwise;
        }
    }

    /// An argument that means something from `first` to `last`.
    pub fn choose(&mut self, value: u32, first: u32, last: u32) {
        let chosen = (first..=last).contains(&value).then(|| (value - first) as usize);
        self.next(chosen, (last - first + 1) as usize, NVML_ERROR_INVALID_ARGUMENT);
    }

    /// A second device.
    ///
    /// # Errors
    /// `UNINITIALIZED`.
    pub fn choose_device(&mut self, handle: nvmlDevice_t) -> Outcome {
        let (index, count) = state::with(Wanted::Fixed, |snapshot| {
            Ok((index(handle, snapshot).ok(), snapshot.devices.len()))
        })?;
        self.next(index, count, NVML_ERROR_INVALID_ARGUMENT);
        Ok(())
    }

    /// A struct whose first word is `word`.
    pub fn choose_version(&mut self, word: u32, versions: &[Version]) {
        let found = versions.iter().position(|version| version.word == word);
        self.next(found, versions.len(), NVML_ERROR_ARGUMENT_VERSION_MISMATCH);
    }

    /// What the host's library answered. `row` is the function's.
    ///
    /// # Errors
    /// The library's own code; `NOT_SUPPORTED` where it has never been asked.
    pub fn answer(&self, row: usize) -> Outcome<Reader> {
        let row = ROWS.get(row).ok_or(NVML_ERROR_NOT_SUPPORTED)?;
        let wanted = match row.route {
            Route::Snapshot(Pace::Live) => Wanted::Live,
            Route::Snapshot(Pace::OnDemand) => Wanted::Function(row.name),
            _ => Wanted::Fixed,
        };
        state::with(wanted, |snapshot| {
            let answers = match self.device {
                None => Some(&snapshot.system),
                Some(index) => snapshot.devices.get(index).map(|device| &device.answers),
            };
            let answer = answers.and_then(|answers| answers.get(row.name)?.get(self.position));
            match answer {
                Some(answer) => Reader::of(answer.clone()),
                // Of a function that the host has nothing to say of, nothing is there.
                None if answers.is_some_and(|answers| answers.contains_key(row.name)) => Err(self.otherwise),
                None => Err(NVML_ERROR_NOT_SUPPORTED),
            }
        })
    }
}

/// The bytes of an answer, from the first that has not been written yet. Zeros at the end may be missing.
#[derive(Debug)]
pub struct Reader {
    bytes: Vec<u8>,
    at: usize,
}

impl Reader {
    /// Of an answer.
    ///
    /// # Errors
    /// The answer's code.
    pub fn of(Answer(code, bytes): Answer) -> Outcome<Self> {
        if code == NVML_SUCCESS { Ok(Self { bytes, at: 0 }) } else { Err(code) }
    }

    fn next(&mut self, len: usize) -> &[u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += len;
        rest.get(..len).unwrap_or(rest)
    }

    /// Writes one `T`, a type that any bytes are good for.
    ///
    /// # Safety
    /// `to` is valid for the write of a `T`.
    pub unsafe fn put<T: zerocopy::FromBytes>(&mut self, to: *mut T) {
        // SAFETY: the caller vouches for it.
        unsafe { self.put_bytes(to.cast(), size_of::<T>()) };
    }

    /// The same for a pointer that may be null: then the value is passed over.
    ///
    /// # Safety
    /// `to` is null, or valid for the write of a `T`.
    pub unsafe fn put_or_skip<T: zerocopy::FromBytes>(&mut self, to: *mut T) {
        if to.is_null() {
            self.next(size_of::<T>());
        } else {
            // SAFETY: the caller vouches for it.
            unsafe { self.put(to) };
        }
    }

    /// Writes `len` bytes.
    ///
    /// # Safety
    /// `to` is valid for writes of `len` bytes.
    pub unsafe fn put_bytes(&mut self, to: *mut u8, len: usize) {
        let bytes = self.next(len);
        // SAFETY: no more than `len` bytes, for which the caller vouches; the source is our own.
        unsafe {
            to.write_bytes(0, len);
            to.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        }
    }

    /// Writes a struct that says its own version, which is one of `versions`.
    ///
    /// # Safety
    /// `to` is valid for the write of a struct of the version that its first word says, or that the host's library takes it for.
    ///
    /// # Errors
    /// `ARGUMENT_VERSION_MISMATCH` if the host's library has written another struct.
    pub unsafe fn put_versioned(&mut self, to: *mut u8, versions: &[Version]) -> Outcome {
        let word = self.bytes.first_chunk().map_or(0, |word| u32::from_ne_bytes(*word));
        let version = versions.iter().find(|version| version.word == word);
        let size = version.ok_or(NVML_ERROR_ARGUMENT_VERSION_MISMATCH)?.size;
        // SAFETY: the caller vouches for it.
        unsafe { self.put_bytes(to, size) };
        Ok(())
    }

    /// Writes the rest as text, with a zero at its end.
    ///
    /// # Safety
    /// `to` is valid for writes of `len` bytes.
    ///
    /// # Errors
    /// `INSUFFICIENT_SIZE` if it does not fit; then nothing is written.
    pub unsafe fn put_text(&mut self, to: *mut c_char, len: u32) -> Outcome {
        let text = self.next(usize::MAX / 2);
        // SAFETY: the caller vouches for `len` bytes.
        unsafe { write_text(text, to, len) }
    }

    /// Writes an array, and how many elements it has to `count`, which says how many there is room for.
    ///
    /// # Safety
    /// `count` is valid for reads and writes, `to` for writes of as many elements as it says, or null.
    ///
    /// # Errors
    /// `INSUFFICIENT_SIZE` if they do not fit; then only the count is written. `INVALID_ARGUMENT` for no array with room.
    pub unsafe fn put_array<T: zerocopy::FromBytes>(&mut self, count: *mut u32, to: *mut T) -> Outcome {
        let mut there = [0; 8];
        let bytes = self.next(8);
        there.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        let there = u64::from_ne_bytes(there) as u32;
        // SAFETY: the caller vouches for it.
        let room = unsafe { count.replace(there) };
        if room < there {
            return Err(NVML_ERROR_INSUFFICIENT_SIZE);
        }
        if there == 0 {
            return Ok(());
        }
        given(to)?;
        // SAFETY: not null, and as many elements as there is room for.
        unsafe { self.put_bytes(to.cast(), there as usize * size_of::<T>()) };
        Ok(())
    }
}

/// Writes `text` and a zero.
///
/// # Safety
/// `to` is valid for writes of `len` bytes.
///
/// # Errors
/// `INSUFFICIENT_SIZE` if it does not fit; then nothing is written.
pub(crate) unsafe fn write_text(text: &[u8], to: *mut c_char, len: u32) -> Outcome {
    if text.len() >= len as usize {
        return Err(NVML_ERROR_INSUFFICIENT_SIZE);
    }
    // SAFETY: text and zero are no more than `len` bytes, for which the caller vouches.
    unsafe {
        to.cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), text.len());
        to.add(text.len()).write(0);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(bytes: &[u8]) -> Reader {
        Reader { bytes: bytes.to_vec(), at: 0 }
    }

    #[test]
    fn values_are_written_in_order_and_what_is_missing_is_zero() {
        let mut reader = reader(&[1, 0, 0, 0, 9, 2]);
        let (mut a, mut b, mut c) = (u32::MAX, u32::MAX, u64::MAX);
        // SAFETY: pointers to locals, or null.
        unsafe {
            reader.put(&raw mut a);
            reader.put_or_skip(core::ptr::null_mut::<u8>());
            reader.put(&raw mut b);
            reader.put(&raw mut c);
        }
        assert_eq!((a, b, c), (1, 2, 0));
    }

    #[test]
    fn text_that_does_not_fit_is_not_written() {
        let mut buffer = [0x55_u8; 8];
        let to = buffer.as_mut_ptr().cast();
        // SAFETY: no more bytes than the buffer has.
        unsafe {
            assert_eq!(reader(b"abc").put_text(to, 3), Err(NVML_ERROR_INSUFFICIENT_SIZE));
            assert_eq!(buffer, [0x55; 8]);
            assert_eq!(reader(b"abc").put_text(to, 4), Ok(()));
        }
        assert_eq!(buffer, [b'a', b'b', b'c', 0, 0x55, 0x55, 0x55, 0x55]);
    }

    #[test]
    fn arrays_say_how_much_room_they_need() {
        let answer = [&2_u64.to_ne_bytes()[..], &7_u32.to_ne_bytes(), &9_u32.to_ne_bytes()].concat();
        let (mut count, mut room) = (0, [0_u32; 4]);
        // SAFETY: pointers to locals, or null.
        unsafe {
            let null = core::ptr::null_mut::<u32>();
            assert_eq!(reader(&answer).put_array(&mut count, null), Err(NVML_ERROR_INSUFFICIENT_SIZE));
            assert_eq!(count, 2);
            assert_eq!(reader(&answer).put_array(&mut count, null), Err(NVML_ERROR_INVALID_ARGUMENT));
            count = 4;
            assert_eq!(reader(&answer).put_array(&mut count, room.as_mut_ptr()), Ok(()));
        }
        assert_eq!((count, room), (2, [7, 9, 0, 0]));
    }

    #[test]
    fn a_handle_is_known_by_its_address() {
        let mut snapshot = Snapshot::default();
        snapshot.devices.resize_with(2, Default::default);
        let second = handle(1).expect("a handle");
        assert_eq!(index(second, &snapshot), Ok(1));
        for wrong in
            [core::ptr::null_mut(), second.wrapping_byte_add(1), handle(2).expect("one"), 64 as *mut _]
        {
            assert_eq!(index(wrong, &snapshot), Err(NVML_ERROR_INVALID_ARGUMENT), "{wrong:?}");
        }
    }

    #[test]
    fn structs_are_written_as_long_as_they_say() {
        let versions = [Version { size: 8, word: 8 }, Version { size: 12, word: 12 | 2 << 24 }];
        let answer = [&versions[1].word.to_ne_bytes()[..], &[7]].concat();
        let mut room = [0x55_u8; 16];
        // SAFETY: no version is longer than the buffer.
        assert_eq!(unsafe { reader(&answer).put_versioned(room.as_mut_ptr(), &versions) }, Ok(()));
        assert_eq!(room, [12, 0, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0x55, 0x55, 0x55, 0x55]);
        // SAFETY: as above.
        let other = unsafe { reader(&[9]).put_versioned(room.as_mut_ptr(), &versions) };
        assert_eq!(other, Err(NVML_ERROR_ARGUMENT_VERSION_MISMATCH));
    }

    #[test]
    fn answers_are_counted_as_they_are_asked() {
        let mut asked = Asked::new(Some(0));
        asked.choose(3, 0, 17);
        asked.choose(2, 1, 5);
        assert_eq!((asked.position, asked.otherwise), (3 * 6 + 1, NVML_ERROR_NOT_SUPPORTED));
        for beyond in [0, 6, u32::MAX] {
            let mut asked = Asked::new(Some(0));
            asked.choose(beyond, 1, 5);
            assert_eq!((asked.position, asked.otherwise), (5, NVML_ERROR_INVALID_ARGUMENT), "{beyond}");
        }
        let versions = [Version { size: 8, word: 1 }, Version { size: 12, word: 2 }];
        for (word, position) in [(1, 0), (2, 1), (3, 2)] {
            let mut asked = Asked::new(None);
            asked.choose_version(word, &versions);
            assert_eq!(asked.position, position);
        }
    }
}
