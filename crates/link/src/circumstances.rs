//! How a process came to its device, and what else is in it: the part of the evidence that is told and not counted.
//!
//! All of it is a process's word about itself, as is what it has counted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::report::Counts;

/// The environment variable with the folder for reports.
pub const REPORT_DIR: &str = "VGPU_REPORT_DIR";

/// Microseconds since 1970.
pub fn unix_us() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

/// The first answer to a call by which a program looks for a device.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Detected {
    /// The function.
    pub call: String,
    /// What it answered, for people.
    pub answer: String,
    /// Microseconds since 1970.
    pub at_unix_us: u64,
}

/// First answers, in their order.
#[derive(Debug, Default)]
pub struct Detection(Mutex<Vec<Detected>>);

impl Detection {
    /// Nothing asked yet.
    pub const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// Keeps `answer` if it is the first to `call`.
    #[cold]
    pub fn note(&self, call: &str, answer: impl FnOnce() -> String) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.iter().all(|known| known.call != call) {
            all.push(Detected { call: call.to_owned(), answer: answer(), at_unix_us: unix_us() });
        }
    }

    /// All of them.
    pub fn all(&self) -> Vec<Detected> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// How a link was made.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opening {
    /// The way to the host, in words.
    pub place: String,
    /// Why there is no link; empty if there is one.
    pub failure: String,
    /// The kind of memory that is shared: `memfd`, `device`.
    pub kind: String,
    /// Version of the worker.
    pub worker_version: String,
    /// Hash of the protocol, which is the same at both ends, in hexadecimal.
    pub protocol: String,
    /// Where the window begins, in hexadecimal: the same address in both processes.
    pub window: String,
    /// Bytes of the window's first segment: ring, slots and heap.
    pub window_bytes: u64,
    /// Bytes of the ring in it.
    pub ring_bytes: u64,
    /// Completion slots in it.
    pub slots: u32,
    /// When the library began to connect, microseconds since 1970.
    pub began_unix_us: u64,
    /// When the link was ready: introduction, welcome, window.
    pub ready_unix_us: u64,
    /// Just before the first frame; 0 if there was none.
    pub first_frame_unix_us: u64,
}

/// What is in a process besides the program.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contents {
    /// The file of the guest library itself.
    pub driver: String,
    /// Other files that are called as NVIDIA's driver library is.
    pub other_drivers: Vec<String>,
    /// Files of GPUs that the process has open: ways past us.
    pub device_files: Vec<String>,
    /// Libraries that compute with CUDA, or help to.
    pub libraries: Vec<String>,
}

/// What of files' names is told. A library that is part of the program does not show.
const LIBRARIES: &[&str] = &[
    "libcuda.so",
    "libnvidia-ml",
    "libnvidia-ptxjitcompiler",
    "libcudart",
    "libcublas",
    "libcudnn",
    "libcufft",
    "libcurand",
    "libcusparse",
    "libcusolver",
    "libcutensor",
    "libnccl",
    "libnvrtc",
    "libnvJitLink",
    "libnvjpeg",
    "libnpp",
    "libcupti",
    "libggml",
    "libllama",
    "libtorch",
    "libc10_cuda",
    "libonnxruntime",
    "libtensorflow",
];
/// How many files are told at most: a report has to fit a message.
const FILES_MAX: usize = 64;

impl Contents {
    /// Of this process; `ours` is an address in the guest library.
    pub fn of_this_process(ours: usize) -> Self {
        let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
        let open = fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
        let open = open.filter_map(|entry| fs::read_link(entry.path()).ok());
        Self::read(&maps, open.map(|path| path.display().to_string()), ours)
    }

    fn read(maps: &str, open: impl Iterator<Item = String>, ours: usize) -> Self {
        let mut contents = Self::default();
        let (mut libraries, mut drivers) = (BTreeSet::new(), BTreeSet::new());
        for (range, path) in maps.lines().filter_map(mapping) {
            let name = path.rsplit('/').next().unwrap_or_default();
            if range.contains(&ours) {
                path.clone_into(&mut contents.driver);
            }
            if name.starts_with("libcuda.so") {
                drivers.insert(path.to_owned());
            }
            if LIBRARIES.iter().any(|known| name.starts_with(known)) {
                libraries.insert(path.to_owned());
            }
        }
        drivers.remove(&contents.driver);
        contents.other_drivers = drivers.into_iter().take(FILES_MAX).collect();
        contents.libraries = libraries.into_iter().take(FILES_MAX).collect();
        let files: BTreeSet<String> = open.filter(|path| is_gpu(path)).collect();
        contents.device_files = files.into_iter().take(FILES_MAX).collect();
        contents
    }
}

/// The addresses and the file of a line of `/proc/PID/maps`.
fn mapping(line: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let (range, _) = line.split_once(' ')?;
    let (start, end) = range.split_once('-')?;
    let address = |text| usize::from_str_radix(text, 16).ok();
    let path = line.get(line.find('/')?..)?;
    Some((address(start)?..address(end)?, path))
}

/// The files through which NVIDIA's driver library reaches its kernel module.
fn is_gpu(path: &str) -> bool {
    path.starts_with("/dev/nvidia") || path == "/dev/dxg"
}

/// What the management library of one process has counted.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ManagementReport {
    /// The process by its own view.
    pub pid: u32,
    /// Path of the program.
    pub program: String,
    /// The way to the host, in words.
    pub place: String,
    /// First answers to calls by which programs look for a device.
    pub detection: Vec<Detected>,
    /// Calls by function name.
    pub calls: Counts,
    /// Of these, calls that failed.
    pub failed: Counts,
    /// Of these, calls of functions that are not supported.
    pub unsupported: Counts,
    /// Questions that went to the host; all other calls were answered with what it had said.
    pub questions: u64,
}

/// Leaves a report in `folder`, in a file for this process alone.
///
/// # Errors
/// If the file cannot be written.
pub fn leave(folder: &Path, whose: &str, report: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_vec_pretty(report).map_err(io::Error::other)?;
    fs::write(folder.join(format!("{whose}-{}.json", std::process::id())), text)
}

/// The program's path, or its name where `/proc` tells no path.
pub fn program() -> String {
    let path = std::env::current_exe().ok().map(|path| path.to_string_lossy().into_owned());
    let name = || fs::read_to_string("/proc/self/comm").ok().map(|name| name.trim_end().to_owned());
    path.or_else(name).unwrap_or_default().chars().take(256).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_answer_counts() {
        let detection = Detection::new();
        for answer in ["1", "2"] {
            detection.note("cuDeviceGetCount", || answer.to_owned());
        }
        detection.note("cuInit", || "0".to_owned());
        let all: Vec<_> = detection.all().into_iter().map(|it| (it.call, it.answer)).collect();
        assert_eq!(all, [("cuDeviceGetCount".into(), "1".into()), ("cuInit".into(), "0".into())]);
    }

    #[test]
    fn a_second_driver_and_open_devices_are_seen() {
        let maps = "1000-2000 r-xp 00000000 08:01 11 /a b/libcuda.so.1\n\
                    3000-4000 r-xp 00000000 08:01 12 /usr/lib/libcuda.so.550.1\n\
                    5000-6000 rw-p 00000000 00:00 0 [heap]\n\
                    7000-8000 r--p 00000000 08:01 13 /x/libcublasLt.so.12\n\
                    8000-9000 r--p 00000000 08:01 14 /x/libm.so.6\nnonsense";
        let open = ["/dev/null", "/dev/nvidiactl", "/dev/nvidiactl", "socket:[1]"].map(String::from);
        let contents = Contents::read(maps, open.into_iter(), 0x1800);
        assert_eq!(contents.driver, "/a b/libcuda.so.1");
        assert_eq!(contents.other_drivers, ["/usr/lib/libcuda.so.550.1"]);
        assert_eq!(contents.device_files, ["/dev/nvidiactl"]);
        assert_eq!(contents.libraries.len(), 3, "{:?}", contents.libraries);
        assert_eq!(Contents::read("", std::iter::empty(), 1), Contents::default());
    }

    #[test]
    fn this_process_has_this_file() {
        let ours = this_process_has_this_file as *const () as usize;
        let found = Contents::of_this_process(ours);
        assert!(Path::new(&found.driver).is_file(), "{found:?}");
    }
}
