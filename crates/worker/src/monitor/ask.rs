//! Asks NVML the questions of the table, for every value that their arguments can have.

use core::ffi::{CStr, c_char};

use link::management::Answer;
use table::nvml::{NVML_ERROR_FUNCTION_NOT_FOUND, NVML_SUCCESS, Pace, Version, nvmlDevice_t, nvmlReturn_t};

use crate::driver::Library;

/// A question of the table.
pub struct Query {
    /// The function.
    pub name: &'static str,
    /// How often it is asked.
    pub pace: Pace,
    /// Whether it is about a device, or about the system.
    pub is_of_device: bool,
    /// Arguments that choose something.
    pub selectors: &'static [Selector],
    /// Calls the function; `None` if the library lacks it.
    pub ask: fn(&mut Asked<'_>) -> Option<nvmlReturn_t>,
}

/// Values of an argument. The library is also asked for one beyond them, which stands for all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selector {
    /// From the first to the last.
    Range(u32, u32),
    /// Every device.
    Device,
}

impl Query {
    /// Answers for all values of the arguments, the last one's the fastest. `device` is an index into `devices`.
    pub fn answers(&self, nvml: &Library, device: Option<usize>, devices: &[nvmlDevice_t]) -> Vec<Answer> {
        let values: Vec<Vec<u32>> = self.selectors.iter().map(|it| it.values(devices.len())).collect();
        let mut answers = Vec::new();
        each(&values, &mut Vec::new(), &mut |choices| {
            let mut asked = Asked { nvml, device, devices, choices: choices.to_vec(), written: Vec::new() };
            answers.push(match (self.ask)(&mut asked) {
                Some(NVML_SUCCESS) => Answer(NVML_SUCCESS, asked.bytes()),
                Some(code) => Answer(code, Vec::new()),
                None => Answer(NVML_ERROR_FUNCTION_NOT_FOUND, Vec::new()),
            });
        });
        answers
    }
}

impl Selector {
    fn values(self, devices: usize) -> Vec<u32> {
        match self {
            Self::Range(first, last) => (first..=last.saturating_add(1)).collect(),
            Self::Device => (0..=devices as u32).collect(),
        }
    }
}

/// Calls `act` for every combination that begins with `chosen`.
fn each(values: &[Vec<u32>], chosen: &mut Vec<u32>, act: &mut impl FnMut(&[u32])) {
    let Some((first, rest)) = values.split_first() else { return act(chosen) };
    for value in first {
        chosen.push(*value);
        each(rest, chosen, act);
        chosen.pop();
    }
}

/// Where a call writes to, and what of it counts.
struct Written {
    /// Words, so that everything is aligned.
    words: Vec<u64>,
    shape: Shape,
}

enum Shape {
    /// So many bytes.
    Plain(usize),
    /// Up to the first zero byte.
    Text,
    /// As many elements of so many bytes as the last word says.
    Array(usize),
}

/// One call in preparation.
pub struct Asked<'a> {
    nvml: &'a Library,
    device: Option<usize>,
    devices: &'a [nvmlDevice_t],
    choices: Vec<u32>,
    written: Vec<Written>,
}

impl Asked<'_> {
    /// The address of `name` as a `T`.
    ///
    /// # Safety
    /// `T` is a function pointer type that fits the symbol.
    pub unsafe fn find<T: Copy>(&self, name: &CStr) -> Option<T> {
        // SAFETY: the caller vouches for the type.
        unsafe { self.nvml.find(name) }
    }

    fn handle(&self, index: usize) -> nvmlDevice_t {
        self.devices.get(index).copied().unwrap_or(core::ptr::null_mut())
    }

    /// The device that the question is about.
    pub fn device(&self) -> nvmlDevice_t {
        self.device.map_or(core::ptr::null_mut(), |index| self.handle(index))
    }

    /// The value of the selector with this number.
    pub fn choice(&self, selector: usize) -> u32 {
        self.choices.get(selector).copied().unwrap_or_default()
    }

    /// The device that the selector with this number chooses.
    pub fn other_device(&self, selector: usize) -> nvmlDevice_t {
        self.handle(self.choice(selector) as usize)
    }

    /// Zeroed room, a whole number of words; it stays where it is until the answer is taken.
    fn room(&mut self, bytes: usize, shape: Shape) -> *mut u64 {
        let mut words = vec![0; bytes.div_ceil(8).max(1)];
        let pointer = words.as_mut_ptr();
        self.written.push(Written { words, shape });
        pointer
    }

    /// Room for one `T`.
    pub fn out<T>(&mut self) -> *mut T {
        const { assert!(align_of::<T>() <= 8) };
        self.room(size_of::<T>(), Shape::Plain(size_of::<T>())).cast()
    }

    /// Room for text of at most `max` bytes.
    pub fn text(&mut self, max: usize) -> *mut c_char {
        self.room(max, Shape::Text).cast()
    }

    /// Room for the struct that the selector with this number chooses, with its version in it.
    pub fn versioned(&mut self, selector: usize, versions: &[Version]) -> *mut u64 {
        let version = versions.get(self.choice(selector) as usize).copied();
        // Which struct the library writes for no version, it alone knows: there is room for the longest.
        let size = versions.iter().map(|version| version.size).max().unwrap_or(4);
        let version = version.unwrap_or(Version { size, word: 0 });
        let room = self.room(version.size, Shape::Plain(version.size));
        // SAFETY: at least a word, just made.
        unsafe { room.write(u64::from(version.word)) };
        room
    }

    /// Room for at most `max` elements, and where it says how many there may be and are.
    pub fn array<T>(&mut self, max: u32) -> (*mut u32, *mut T) {
        const { assert!(align_of::<T>() <= 8) };
        let bytes = (size_of::<T>() * max as usize).next_multiple_of(8);
        let elements = self.room(bytes + 8, Shape::Array(size_of::<T>()));
        // SAFETY: the last word of the room, just made.
        let count = unsafe {
            let count = elements.byte_add(bytes);
            count.write(u64::from(max));
            count
        };
        (count.cast(), elements.cast())
    }

    /// What was written: the buffers' bytes one after the other; before an array's the number of its elements, 8 bytes.
    fn bytes(&self) -> Vec<u8> {
        let mut all = Vec::new();
        for Written { words, shape } in &self.written {
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
            match shape {
                Shape::Plain(len) => all.extend(bytes.iter().take(*len)),
                Shape::Text => all.extend(bytes.iter().take_while(|byte| **byte != 0)),
                Shape::Array(size) => {
                    let room = bytes.len().saturating_sub(8) / size;
                    let count = words.last().map_or(0, |last| *last as u32 as usize).min(room);
                    all.extend((count as u64).to_ne_bytes());
                    all.extend(bytes.iter().take(count * size));
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> Library {
        Library::open(std::path::Path::new("libc.so.6")).expect("the C library")
    }

    fn asked(nvml: &Library) -> Asked<'_> {
        Asked { nvml, device: None, devices: &[], choices: vec![1], written: Vec::new() }
    }

    #[test]
    fn every_combination_is_asked_the_last_the_fastest() {
        let mut seen = Vec::new();
        each(&[vec![0, 1], vec![7], vec![2, 3]], &mut Vec::new(), &mut |choices| seen.push(choices.to_vec()));
        assert_eq!(seen, [[0, 7, 2], [0, 7, 3], [1, 7, 2], [1, 7, 3]]);
        assert_eq!(Selector::Device.values(2), [0, 1, 2]);
        assert_eq!(Selector::Range(3, 3).values(0), [3, 4]);
    }

    #[test]
    fn what_is_written_is_told_in_order() {
        let library = nothing();
        let mut asked = asked(&library);
        let (number, text) = (asked.out::<u32>(), asked.text(16));
        // SAFETY: rooms of these sizes, just made.
        unsafe {
            number.write(7);
            text.copy_from(c"ab".as_ptr(), 3);
        }
        assert_eq!(asked.bytes(), [7, 0, 0, 0, b'a', b'b']);
    }

    #[test]
    fn arrays_say_how_many_elements_they_have() {
        let library = nothing();
        let mut asked = asked(&library);
        let (count, elements) = asked.array::<u32>(3);
        // SAFETY: room for a number, and for three elements.
        unsafe {
            assert_eq!(count.read(), 3);
            count.write(2);
            elements.write(5);
        }
        assert_eq!(asked.bytes(), [2, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0]);
        // A library that claims more than there is room for is not believed.
        // SAFETY: as above.
        unsafe { count.write(u32::MAX) };
        assert_eq!(asked.bytes().len(), 8 + 16);
    }

    #[test]
    fn structs_begin_with_the_version_that_was_chosen() {
        let library = nothing();
        let mut asked = asked(&library);
        let versions = [Version { size: 8, word: 1 }, Version { size: 12, word: 0x0200_000c }];
        asked.versioned(0, &versions);
        assert_eq!(asked.bytes(), [0x0c, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn functions_that_the_library_lacks_are_said_to_be_lacking() {
        let query = super::super::generated::QUERIES.iter().find(|it| it.name == "nvmlDeviceGetTemperature");
        let answers = query.expect("a row").answers(&nothing(), Some(0), &[]);
        // For its one value, and for one beyond.
        assert_eq!(answers, [const { Answer(NVML_ERROR_FUNCTION_NOT_FOUND, Vec::new()) }; 2]);
    }
}
