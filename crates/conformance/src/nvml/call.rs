//! Calls of functions whose arguments the table describes.

use core::ffi::c_void;
use std::path::Path;

use table::nvml::{Argument, CALLS, NVML_SUCCESS, Shape, nvmlDevice_t, nvmlReturn_t, pfn};

use super::{Journal, KILLS, Record};

/// No function that is described has more arguments.
const ARGUMENTS: usize = 6;
/// Every described function, for its caller. All arguments are pointers and numbers.
type Call = unsafe extern "C" fn(usize, usize, usize, usize, usize, usize) -> nvmlReturn_t;

/// The library under test.
pub(super) struct Library {
    library: libloading::Library,
    pub(super) journal: Journal,
}

impl Library {
    pub(super) fn open(path: &Path, journal: Journal) -> Result<Self, String> {
        // SAFETY: whoever starts this program names a management library, whose initialisers are trusted as such.
        let library = unsafe { libloading::Library::new(path) };
        library
            .map(|library| Self { library, journal })
            .map_err(|why| format!("cannot load {}: {why}", path.display()))
    }

    /// The address of `name` as a `T`.
    ///
    /// # Safety
    /// `T` is a function pointer type that fits the symbol.
    pub(super) unsafe fn find<T: Copy>(&self, name: &str) -> Option<T> {
        // SAFETY: the caller vouches for the type.
        unsafe { self.library.get::<T>(name.as_bytes()) }.ok().map(|symbol| *symbol)
    }

    pub(super) fn init(&self) -> Result<(), String> {
        // SAFETY: the type is that of the symbol.
        let init = unsafe { self.find::<pfn::nvmlInit_v2>("nvmlInit_v2") }.ok_or("no nvmlInit_v2")?;
        self.journal.begins("nvmlInit_v2");
        // SAFETY: NVML's ABI.
        match unsafe { init() } {
            NVML_SUCCESS => Ok(()),
            code => Err(format!("nvmlInit_v2 answers {code}")),
        }
    }

    pub(super) fn first_device(&self) -> Option<nvmlDevice_t> {
        let name = "nvmlDeviceGetHandleByIndex_v2";
        // SAFETY: the type is that of the symbol.
        let by_index = unsafe { self.find::<pfn::nvmlDeviceGetHandleByIndex_v2>(name) }?;
        self.journal.begins(name);
        let mut device = core::ptr::null_mut();
        // SAFETY: NVML's ABI; a pointer to a local.
        (unsafe { by_index(0, &mut device) } == NVML_SUCCESS).then_some(device)
    }
}

/// One argument of one call.
struct Slot {
    word: usize,
    /// Where the call writes to; kept as words, so that everything is aligned.
    room: Vec<u64>,
    /// How many bytes of it are its answer.
    bytes: usize,
}

impl Slot {
    fn number(word: usize) -> Self {
        Self { word, room: Vec::new(), bytes: 0 }
    }

    fn room(bytes: usize, first_word: u32) -> Self {
        let mut room = vec![0_u64; bytes.div_ceil(8) + 1];
        room[0] = u64::from(first_word);
        Self { word: room.as_mut_ptr() as usize, room, bytes }
    }
}

/// What is done to a call to make it a bad one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spoiled {
    No,
    /// This argument is a null pointer.
    Null(usize),
    /// This argument's number is larger than any that means something.
    Beyond(usize),
    /// This argument's buffer is said to be too small.
    Short(usize),
    /// This argument's struct has no version.
    Version(usize),
}

/// Makes every call of the table: on `device` well and badly, without one only so that it must be refused.
pub(super) fn all(library: &Library, device: Option<nvmlDevice_t>, how: &str, record: &mut Record) {
    for (name, arguments) in CALLS {
        // SAFETY: all arguments are pointers and numbers, each of which has a register of its own on the architectures that we
        // build for; a function does not look at registers beyond its arguments.
        let Some(function) = (unsafe { library.find::<Call>(name) }) else {
            record.code(name, "not exported", u32::MAX);
            continue;
        };
        let mut one = |how: String, choices: &[u32], spoiled: Spoiled| {
            let (code, bytes) = if library.journal.begins(name) {
                call(function, arguments, device, choices, spoiled)
            } else {
                (KILLS, Vec::new())
            };
            record.value(name, &how, code, &bytes);
        };
        if device.is_none() {
            one(how.to_owned(), &[], Spoiled::No);
            continue;
        }
        each(&values(arguments), &mut Vec::new(), &mut |choices| {
            one(format!("{how} {choices:?}"), choices, Spoiled::No)
        });
        for (index, argument) in arguments.iter().enumerate() {
            let (what, spoiled) = match argument.shape {
                // An array may be null: then only its length is asked for.
                Shape::Array(..) => continue,
                Shape::Of(..) => ("beyond", Spoiled::Beyond(index)),
                Shape::Length => ("short", Spoiled::Short(index)),
                Shape::Count => ("no room", Spoiled::Short(index)),
                Shape::Versioned(_) => ("no version", Spoiled::Version(index)),
                Shape::Device | Shape::Out(_) | Shape::Text(_) => ("null", Spoiled::Null(index)),
            };
            one(format!("{what} {}", argument.name), &[], spoiled);
        }
    }
}

/// Values of the arguments that choose something.
fn values(arguments: &[Argument]) -> Vec<Vec<u32>> {
    let of = |argument: &Argument| match argument.shape {
        Shape::Of(first, last) => Some((first..=last).collect()),
        Shape::Versioned(versions) => Some((0..versions.len() as u32).collect()),
        _ => None,
    };
    arguments.iter().filter_map(of).collect()
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

fn call(
    function: Call,
    arguments: &[Argument],
    device: Option<nvmlDevice_t>,
    choices: &[u32],
    spoiled: Spoiled,
) -> (nvmlReturn_t, Vec<u8>) {
    let mut choices = choices.iter().copied();
    let capacity = arguments.iter().find_map(|argument| match argument.shape {
        Shape::Text(max) => Some(max),
        Shape::Array(_, max) => Some(max as usize),
        _ => None,
    });
    let capacity = capacity.unwrap_or_default();
    let slot = |(index, argument): (usize, &Argument)| {
        let is_short = spoiled == Spoiled::Short(index);
        let mut slot = match argument.shape {
            Shape::Device => Slot::number(device.map_or(0, |device: *mut c_void| device as usize)),
            Shape::Of(_, last) if spoiled == Spoiled::Beyond(index) => Slot::number(last as usize + 1),
            Shape::Of(first, _) => Slot::number(choices.next().unwrap_or(first) as usize),
            Shape::Out(bytes) => Slot::room(bytes, 0),
            Shape::Text(max) => Slot::room(max, 0),
            Shape::Length => Slot::number(if is_short { 1 } else { capacity }),
            Shape::Count => Slot::room(4, if is_short { 0 } else { capacity as u32 }),
            Shape::Array(size, max) => Slot::room(size * max as usize, 0),
            Shape::Versioned(versions) => {
                let version = versions[choices.next().unwrap_or(0) as usize];
                Slot::room(version.size, if spoiled == Spoiled::Version(index) { 0 } else { version.word })
            }
        };
        if spoiled == Spoiled::Null(index) {
            slot.word = 0;
        }
        slot
    };
    let slots: Vec<Slot> = arguments.iter().enumerate().map(slot).collect();
    let mut words = [0; ARGUMENTS];
    words.iter_mut().zip(&slots).for_each(|(word, slot)| *word = slot.word);
    let [a, b, c, d, e, f] = words;
    // SAFETY: as at the look-up; rooms are as large as the function may write, and live until after the call.
    let code = unsafe { function(a, b, c, d, e, f) };
    let bytes = slots.iter().flat_map(|slot| {
        let bytes: Vec<u8> = slot.room.iter().flat_map(|word| word.to_ne_bytes()).collect();
        bytes.into_iter().take(slot.bytes)
    });
    (code, bytes.collect())
}
