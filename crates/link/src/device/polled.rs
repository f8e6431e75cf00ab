//! BAR0 as a piece of memory that is looked at again and again, for a device that no VMM shows to anybody: a folder with
//! the two files that Linux has in `/sys` for a PCI device. For tests, which need no virtual machine then.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{AcqRel, Relaxed};

use super::host::HostError;
use super::map::Map;
use super::registers::{self, Access, LOOK, Register};
use crate::memfd;
use crate::pages::Source;

/// What the register LOOK holds while nobody has written it.
const NOTHING: u32 = u32::MAX;

/// The registers.
#[derive(Debug)]
pub struct PolledRegisters {
    file: OwnedFd,
    map: Map,
}

/// What was written since the last look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writes {
    /// LOOK, by however many.
    pub is_looked: bool,
    /// Channels whose doorbell was rung.
    pub rung: Vec<u32>,
}

impl PolledRegisters {
    /// Registers that hold what `value` says.
    ///
    /// # Errors
    /// If there is no memory.
    pub fn new(value: impl Fn(u32) -> u32) -> Result<Self, HostError> {
        let len = u64::from(registers::LEN);
        let file = memfd::create("vgpu-bar0", len).map_err(|source| HostError::Memory { len, source })?;
        let map = Map::new(Source::from(&file), registers::LEN as usize).map_err(HostError::Map)?;
        let registers = Self { file, map };
        registers.show(value);
        registers.word(LOOK, |word| word.store(NOTHING, Relaxed));
        Ok(registers)
    }

    /// Makes those that are only read hold what `value` says, whatever was written there.
    pub fn show(&self, value: impl Fn(u32) -> u32) {
        let readable = registers::REGISTERS.iter().filter(|register| register.access == Access::Read);
        for Register { offset, .. } in readable {
            self.word(*offset, |word| word.store(value(*offset), Relaxed));
        }
    }

    /// The memory.
    pub fn file(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }

    /// What was written since the last call.
    pub fn take(&self, channels: u32) -> Writes {
        let is_looked =
            self.word(LOOK, |word| word.swap(NOTHING, AcqRel)).is_some_and(|value| value != NOTHING);
        let is_rung = |&channel: &u32| {
            let at = registers::doorbell(channel);
            self.word(at, |word| word.load(Relaxed) != 0 && word.swap(0, AcqRel) != 0).unwrap_or(false)
        };
        Writes { is_looked, rung: (0..channels).filter(is_rung).collect() }
    }

    fn word<T>(&self, offset: u32, act: impl FnOnce(&AtomicU32) -> T) -> Option<T> {
        self.map.at::<AtomicU32>(offset as usize).map(act)
    }
}
