//! Archives as the kernel unpacks them into its first root file system: cpio's format "newc".
//!
//! Only what a guest's first files need: folders, files, symbolic links, character devices; all are root's.

/// An archive that is being written.
#[derive(Debug, Default)]
pub struct Archive {
    bytes: Vec<u8>,
    /// Every entry has a number of its own; equal ones would be links to one file.
    entries: u32,
}

const FOLDER: u32 = 0o040_755;
const FILE: u32 = 0o100_000;
const LINK: u32 = 0o120_777;
const CHARACTER_DEVICE: u32 = 0o020_600;

impl Archive {
    /// A folder; the ones above it must have been added.
    pub fn folder(&mut self, name: &str) {
        self.entry(name, FOLDER, [0, 0], &[]);
    }

    /// A file with these permission bits.
    pub fn file(&mut self, name: &str, permissions: u32, data: &[u8]) {
        self.entry(name, FILE | permissions & 0o777, [0, 0], data);
    }

    /// A symbolic link.
    pub fn link(&mut self, name: &str, target: &str) {
        self.entry(name, LINK, [0, 0], target.as_bytes());
    }

    /// A character device.
    pub fn device(&mut self, name: &str, major: u32, minor: u32) {
        self.entry(name, CHARACTER_DEVICE, [major, minor], &[]);
    }

    /// The whole archive.
    pub fn finish(mut self) -> Vec<u8> {
        self.entry("TRAILER!!!", 0, [0, 0], &[]);
        self.bytes
    }

    fn entry(&mut self, name: &str, mode: u32, device: [u32; 2], data: &[u8]) {
        self.entries += 1;
        let name = name.trim_start_matches('/');
        // The format has 32 bits for a length; nothing near 4 GiB is ever put into memory as a first root.
        let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        let [major, minor] = device;
        // Number, mode, user, group, links, time, length, device it is on (2), device it is (2), name's length, sum.
        let fields = [
            self.entries,
            mode,
            0,
            0,
            1,
            0,
            length(data.len()),
            0,
            0,
            major,
            minor,
            length(name.len() + 1),
            0,
        ];
        self.bytes.extend(b"070701");
        for field in fields {
            self.bytes.extend(format!("{field:08x}").bytes());
        }
        self.bytes.extend(name.bytes());
        self.bytes.push(0);
        self.pad();
        self.bytes.extend(data);
        self.pad();
    }

    fn pad(&mut self) {
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_what_the_format_says() {
        let mut archive = Archive::default();
        archive.file("/a", 0o644, b"hello");
        archive.device("c", 5, 1);
        let bytes = archive.finish();
        let file = "070701\
                    00000001000081a40000000000000000000000010000000000000005\
                    00000000000000000000000000000000\
                    0000000200000000a\0hello\0\0\0";
        assert_eq!(String::from_utf8_lossy(&bytes[..file.len()]), file);
        let device = "07070100000002000021800000000000000000000000010000000000000000\
                      00000000000000000000000500000001\
                      0000000200000000c\0";
        assert_eq!(String::from_utf8_lossy(&bytes[file.len()..][..device.len()]), device);
        assert_eq!(bytes.len() % 4, 0);
        assert!(bytes.ends_with(b"TRAILER!!!\0\0\0\0"));
    }
}
