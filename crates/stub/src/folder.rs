//! A device that no VMM shows to anybody: a folder with the files that Linux has in `/sys` for a PCI device, for programs
//! on this machine. Tests use it, which then need no virtual machine; there is nothing else that it is better for.

use std::fs;
use std::os::fd::AsRawFd;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use link::device::polled::PolledRegisters;

use crate::model::StubDevice;
use crate::transport::Model;

/// How often the registers are looked at.
const LOOK: Duration = Duration::from_micros(200);

/// The folder, which is removed when this goes.
#[derive(Debug)]
pub struct Folder<'a> {
    path: &'a Path,
    device: Arc<StubDevice>,
    registers: PolledRegisters,
}

impl<'a> Folder<'a> {
    /// Makes the folder.
    ///
    /// # Errors
    /// If it exists, or cannot be made.
    pub fn new(path: &'a Path, device: Arc<StubDevice>) -> std::io::Result<Self> {
        let registers = PolledRegisters::new(|offset| device.read(offset)).map_err(std::io::Error::other)?;
        fs::create_dir(path)?;
        let folder = Self { path, device, registers };
        let files = [("resource0", folder.registers.file()), ("resource2_wc", folder.device.window())];
        for (name, file) in files {
            symlink(format!("/proc/{}/fd/{}", std::process::id(), file.as_raw_fd()), path.join(name))?;
        }
        Ok(folder)
    }

    /// Looks at the registers until the device is stopped.
    pub fn run(&self) {
        while !self.device.is_stopping.load(Ordering::Acquire) {
            let writes = self.registers.take(self.device.config.shape.channels);
            if writes.is_looked {
                self.device.look_at_all();
            }
            self.registers.show(|offset| self.device.read(offset));
            writes.rung.into_iter().for_each(|channel| self.device.ring(channel));
            std::thread::sleep(LOOK);
        }
    }
}

impl Drop for Folder<'_> {
    fn drop(&mut self) {
        for name in ["resource0", "resource2_wc"] {
            let _ = fs::remove_file(self.path.join(name));
        }
        let _ = fs::remove_dir(self.path);
    }
}
