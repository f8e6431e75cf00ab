//! The device as a guest uses it: found among the PCI devices, opened, and a channel of it claimed.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::fence;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::io::Errno;
use thiserror::Error;

use super::mailbox::MailBox;
use super::map::Map;
use super::registers::{self, MAGIC_VALUE, VERSION_VALUE};
use super::tally::Tally;
use super::window::{
    BOXES, ChannelEntry, ChannelState, DeviceHeader, MAGIC, PAGES_OFFSET, ShapeError, WindowShape,
};
use crate::header::HeartbeatWatch;
use crate::layout::PAGE;
use crate::pages::{PageSource, Source};

/// Vendor and device number of the VGPU-STUB, unless it is configured to have others.
pub const IDENTITY: (u16, u16) = (0x1234, 0x5647);
/// The same of QEMU's ivshmem.
const IVSHMEM: (u16, u16) = (0x1af4, 0x1110);
/// NVIDIA's vendor number, which the stub can be told to present.
const NVIDIA: u16 = 0x10de;
/// Where Linux shows PCI devices.
const SYSFS: &str = "/sys/bus/pci/devices";
/// ivshmem's own registers: 256 bytes, of which this one is the doorbell.
const IVSHMEM_LEN: usize = 256;
const IVSHMEM_DOORBELL: usize = 12;
/// How long the host's heart may stand still. It beats several times a second.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a claim waits for channels of dead processes to become free.
const RECLAIM: Duration = Duration::from_secs(2);

/// Why a device cannot be used.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum DeviceError {
    #[error("cannot open {path}: {source} (is vgpu-guestd running? without it only root can use the device)")]
    Open { path: PathBuf, source: io::Error },
    #[error("cannot map {what} of the device: {source}")]
    Map { what: &'static str, source: Errno },
    #[error("{0} is no VGPU-STUB, or nobody serves it")]
    NotOurs(PathBuf),
    #[error(
        "the device has version {0} of the window, this library knows {VERSION_VALUE}; install the same version on both sides"
    )]
    Version(u32),
    #[error("the device's window is cut in a way that cannot be: {0}")]
    Shape(#[from] ShapeError),
    #[error("all {0} channels of the device are in use")]
    NoChannel(u32),
    #[error("the device has no channel {0}")]
    BadChannel(u32),
}

/// How the device is rung.
#[derive(Debug)]
enum Bell {
    /// Our own BAR0.
    Registers(Map),
    /// ivshmem's: vector 0 asks for a look at all channels, the others are the channels' doorbells.
    Ivshmem(Map),
}

impl Bell {
    fn write(map: &Map, offset: usize, value: u32) {
        // What was written to the window before must be there before the host looks. The window may be write-combining,
        // and of all fences this one empties those buffers too.
        fence(SeqCst);
        if let Some(word) = map.at::<AtomicU32>(offset) {
            word.store(value, Relaxed);
        }
    }

    fn ring(&self, channel: u32) {
        match self {
            Self::Registers(map) => Self::write(map, registers::doorbell(channel) as usize, 1),
            Self::Ivshmem(map) => Self::write(map, IVSHMEM_DOORBELL, channel + 1),
        }
    }

    fn look(&self, channel: u32) {
        match self {
            Self::Registers(map) => Self::write(map, registers::LOOK as usize, channel),
            Self::Ivshmem(map) => Self::write(map, IVSHMEM_DOORBELL, 0),
        }
    }
}

/// BAR0 and BAR2 of the device whose files are in `folder`, as Linux shows it in `/sys/bus/pci/devices`. Lets it decode its
/// addresses if the firmware has not.
///
/// # Errors
/// If it may not be opened.
pub fn files(folder: &Path) -> Result<[File; 2], DeviceError> {
    if fs::read_to_string(folder.join("enable")).is_ok_and(|text| text.trim() == "0") {
        let path = folder.join("enable");
        fs::write(&path, "1").map_err(|source| DeviceError::Open { path, source })?;
    }
    let open = |name: &str| {
        let path = folder.join(name);
        let file = OpenOptions::new().read(true).write(true).open(&path);
        file.map_err(|source| DeviceError::Open { path, source })
    };
    // Where the window is mapped write-combining, it is not slow on any processor.
    Ok([open("resource0")?, open("resource2_wc").or_else(|_| open("resource2"))?])
}

/// A device that was opened.
#[derive(Debug)]
pub struct Device {
    bell: Bell,
    file: Arc<OwnedFd>,
    front: Map,
    shape: WindowShape,
    generation: u64,
    heart: Mutex<HeartbeatWatch>,
}

/// Folders in `/sys` of PCI devices that may be VGPU-STUBs; [`Device::open`] tells.
pub fn candidates() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(SYSFS) else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    folders.retain(|folder| {
        identity(folder).is_some_and(|id| id == IDENTITY || id == IVSHMEM || id.0 == NVIDIA)
    });
    folders
}

fn identity(folder: &Path) -> Option<(u16, u16)> {
    let number = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        u16::from_str_radix(text.trim().trim_start_matches("0x"), 16).ok()
    };
    Some((number("vendor")?, number("device")?))
}

impl Device {
    /// Opens the device whose files are in `folder`; see [`files`].
    ///
    /// # Errors
    /// If it may not be opened, is another device, or is not served.
    pub fn open(folder: &Path) -> Result<Self, DeviceError> {
        let [bar0, bar2] = files(folder)?;
        Self::of_files(&bar0, bar2).map_err(|error| match error {
            DeviceError::NotOurs(_) => DeviceError::NotOurs(folder.to_owned()),
            other => other,
        })
    }

    /// The same of files that are open already, as an agent hands them out.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn of_files(bar0: &File, bar2: File) -> Result<Self, DeviceError> {
        let not_ours = || DeviceError::NotOurs(PathBuf::new());
        let map = |file: Source<'_>, len, what| {
            Map::new(file, len).map_err(|source| DeviceError::Map { what, source })
        };
        let bar0_len = bar0.metadata().map_or(0, |found| found.len());
        let bar0 = Source { file: std::os::fd::AsFd::as_fd(bar0), offset: 0 };
        let bell = if bar0_len == IVSHMEM_LEN as u64 {
            Bell::Ivshmem(map(bar0, IVSHMEM_LEN, "BAR0")?)
        } else {
            let map = map(bar0, registers::LEN as usize, "BAR0")?;
            let magic = map.at::<AtomicU32>(registers::MAGIC as usize).ok_or_else(not_ours)?;
            if magic.load(Relaxed) != MAGIC_VALUE {
                return Err(not_ours());
            }
            Bell::Registers(map)
        };
        let len = bar2.metadata().map_or(0, |found| found.len());
        let file = OwnedFd::from(bar2);
        let header = map(Source::from(&file), PAGE, "BAR2")?;
        let found = header.at::<DeviceHeader>(0).ok_or_else(not_ours)?;
        if found.magic.load(Acquire) != MAGIC {
            return Err(not_ours());
        }
        let version = found.version.load(Relaxed);
        if version != VERSION_VALUE {
            return Err(DeviceError::Version(version));
        }
        let shape = WindowShape::new(len, found.channel_count.load(Relaxed))?;
        let generation = found.generation.load(Acquire);
        let heart = HeartbeatWatch::new(found.heartbeat.load(Acquire), Instant::now(), PATIENCE);
        let front = map(Source::from(&file), shape.channels_offset as usize, "BAR2")?;
        Ok(Self { bell, file: Arc::new(file), front, shape, generation, heart: Mutex::new(heart) })
    }

    /// How its window is cut.
    pub fn shape(&self) -> WindowShape {
        self.shape
    }

    /// What a channel's place in the table says.
    pub fn entry(&self, index: u32) -> Option<&ChannelEntry> {
        self.front.at(usize::try_from(self.shape.entry(index)?).ok()?)
    }

    /// The state of a channel.
    pub fn state(&self, index: u32) -> Option<ChannelState> {
        ChannelState::from_word(self.entry(index)?.state.load(Acquire))
    }

    /// The host's heart: it stands still when nobody serves the device.
    pub fn heartbeat(&self) -> Option<u64> {
        Some(self.front.at::<DeviceHeader>(0)?.heartbeat.load(Acquire))
    }

    /// Whether nobody serves the device any more, or it was reset since it was opened.
    pub fn is_gone(&self) -> bool {
        let Some(header) = self.front.at::<DeviceHeader>(0) else { return true };
        if header.generation.load(Acquire) != self.generation {
            return true;
        }
        let mut heart = self.heart.lock().unwrap_or_else(PoisonError::into_inner);
        heart.is_stuck(header.heartbeat.load(Acquire), Instant::now())
    }

    /// Claims a channel for the process `owner`. If all are taken, those whose processes are dead are given back first.
    ///
    /// # Errors
    /// If all are in use.
    pub fn claim(&self, owner: u32) -> Result<u32, DeviceError> {
        let deadline = Instant::now() + RECLAIM;
        loop {
            if let Some(index) = (0..self.shape.channels).find(|&index| self.try_claim(index, owner)) {
                return Ok(index);
            }
            if self.release_dead() == 0 && !self.may_claim_soon() || Instant::now() >= deadline {
                return Err(DeviceError::NoChannel(self.shape.channels));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn try_claim(&self, index: u32, owner: u32) -> bool {
        let Some(entry) = self.entry(index) else { return false };
        let (free, claimed) = (ChannelState::Free as u32, ChannelState::Claimed as u32);
        if entry.state.compare_exchange(free, claimed, AcqRel, Relaxed).is_err() {
            return false;
        }
        entry.owner_start.store(process_start(owner).unwrap_or(0), Relaxed);
        entry.owner.store(owner, Release);
        true
    }

    /// Whether the host is about to free a channel, or has freed one since it was tried.
    fn may_claim_soon(&self) -> bool {
        let soon = [Some(ChannelState::Released), Some(ChannelState::Free)];
        (0..self.shape.channels).any(|index| soon.contains(&self.state(index)))
    }

    /// Gives a channel back.
    pub fn release(&self, index: u32) {
        if let Some(entry) = self.entry(index) {
            entry.state.store(ChannelState::Released as u32, Release);
            self.bell.look(index);
        }
    }

    /// Releases channels of processes that have ended; says how many.
    pub fn release_dead(&self) -> usize {
        let held = [ChannelState::Claimed, ChannelState::Open, ChannelState::Closed];
        let dead = |&index: &u32| {
            let Some(entry) = self.entry(index) else { return false };
            let owner = entry.owner.load(Acquire);
            self.state(index).is_some_and(|state| held.contains(&state))
                && owner != 0
                && process_start(owner) != Some(entry.owner_start.load(Relaxed))
        };
        let dead: Vec<u32> = (0..self.shape.channels).filter(dead).collect();
        dead.iter().for_each(|&index| self.release(index));
        dead.len()
    }
}

/// When a process began, in clock ticks since the kernel did (`/proc/PID/stat`, field 22); `None` if there is none.
pub fn process_start(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field is a name in parentheses, which may itself hold both spaces and parentheses.
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_ascii_whitespace().nth(19)?.parse().ok()
}

/// A claimed channel.
#[derive(Debug)]
pub struct Channel {
    device: Arc<Device>,
    index: u32,
    generation: u64,
    boxes: [MailBox; 2],
    tally: Tally,
    /// Whether nobody else gives it back when this goes.
    is_ours: bool,
}

impl Channel {
    /// Claims one for this process.
    ///
    /// # Errors
    /// As [`Device::claim`].
    pub fn claim(device: Arc<Device>) -> Result<Self, DeviceError> {
        let index = device.claim(std::process::id())?;
        Self::new(device, index, true)
    }

    /// One that an agent has claimed for this process, and gives back when this process ends.
    ///
    /// # Errors
    /// If there is no such channel, or no address space.
    pub fn granted(device: Arc<Device>, index: u32) -> Result<Self, DeviceError> {
        Self::new(device, index, false)
    }

    fn new(device: Arc<Device>, index: u32, is_ours: bool) -> Result<Self, DeviceError> {
        let bad = || DeviceError::BadChannel(index);
        let offset = device.shape.channel(index).ok_or_else(bad)?;
        let generation = device.entry(index).ok_or_else(bad)?.generation.load(Relaxed);
        let source = Source { offset, ..Source::from(&*device.file) };
        let map = Map::new(source, PAGES_OFFSET as usize);
        let map = Arc::new(map.map_err(|source| DeviceError::Map { what: "a channel", source })?);
        let boxes = BOXES.map(|at| MailBox::new(Arc::clone(&map), at as usize));
        Ok(Self { device, index, generation, boxes, tally: Tally::default(), is_ours })
    }

    /// Its number.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Memory for segments.
    pub fn pages(&self) -> PageSource {
        let start = self.device.shape.channel(self.index).unwrap_or_default();
        let len = self.device.shape.channel_len - PAGES_OFFSET;
        PageSource::part_of(Arc::clone(&self.device.file), start + PAGES_OFFSET, len)
    }

    /// What we send, and what we are sent.
    pub(crate) fn boxes(&self) -> &[MailBox; 2] {
        &self.boxes
    }

    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Asks the host to look at the channel: its state or mailbox has changed.
    pub fn look(&self) {
        self.device.bell.look(self.index);
    }

    /// Rings for the worker.
    pub fn ring(&self) {
        self.device.bell.ring(self.index);
        self.tally.rung();
    }

    /// Whether the host has ended the connection, or is gone.
    pub fn is_gone(&self) -> bool {
        let entry = self.device.entry(self.index);
        let is_ours = entry.is_some_and(|entry| {
            let state = ChannelState::from_word(entry.state.load(Acquire));
            entry.generation.load(Relaxed) == self.generation
                && matches!(state, Some(ChannelState::Claimed | ChannelState::Open))
        });
        !is_ours || self.device.is_gone()
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        let is_still = || {
            self.device
                .entry(self.index)
                .is_some_and(|entry| entry.generation.load(Relaxed) == self.generation)
        };
        if self.is_ours && is_still() {
            self.device.release(self.index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processes_have_a_beginning_while_they_live() {
        let own = process_start(std::process::id());
        assert!(own.is_some());
        assert_eq!(process_start(std::process::id()), own);
        assert_eq!(process_start(u32::MAX), None);
    }
}
