//! The guests' kernel: Debian's, taken out of the shell in which boot loaders want it.
//!
//! QEMU starts an uncompressed kernel as it starts a Xen guest's (PVH). The guest need not decompress it then, which
//! takes an emulated processor seconds.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::debian::{Cache, Set, What};

/// The kernel for machines in general: the one for clouds cannot see the host's folders (9p).
pub const SET: Set = Set {
    name: "kernel",
    suites: &["trixie", "trixie-backports"],
    release: "trixie",
    what: What::Behind("linux-image-amd64", "linux-image-"),
    megabytes: 108,
};
/// Modules for the host's folders and for a root that can be written to, in the order in which they need each other.
const MODULES: [&str; 5] = [
    "kernel/fs/netfs/netfs.ko",
    "kernel/net/9p/9pnet.ko",
    "kernel/net/9p/9pnet_virtio.ko",
    "kernel/fs/9p/9p.ko",
    "kernel/fs/overlayfs/overlay.ko",
];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// The most that a kernel may become.
const KERNEL_MAX: usize = 512 << 20;

/// A kernel and its modules.
#[derive(Debug, Clone)]
pub struct Kernel {
    /// What QEMU is told to start.
    pub image: PathBuf,
    /// Modules to load, in order; their files on this machine.
    pub modules: Vec<PathBuf>,
}

impl Kernel {
    /// Fetched, if need be.
    pub fn get(cache: &Cache) -> Result<Self> {
        let folder = cache.get(&SET)?;
        let root = folder.join("root");
        let packed =
            find(&root.join("boot"), "vmlinuz-").context("the kernel's package has no kernel in it")?;
        let modules =
            find(&root.join("usr/lib/modules"), "").context("the kernel's package has no modules in it")?;
        let with_end = |name: &&str| {
            ["", ".xz", ".zst"]
                .iter()
                .map(|end| modules.join(format!("{name}{end}")))
                .find(|file| file.is_file())
        };
        let modules = MODULES.iter().filter_map(with_end).collect();
        let image = folder.join("vmlinux");
        if !image.is_file() {
            let bytes = fs::read(&packed).with_context(|| format!("cannot read {}", packed.display()))?;
            let Some(kernel) = unpack(&bytes)? else { return Ok(Self { image: packed, modules }) };
            // Another process may be doing the same.
            let part = folder.join(format!("vmlinux.{}", std::process::id()));
            fs::write(&part, kernel).with_context(|| format!("cannot write {}", part.display()))?;
            fs::rename(&part, &image).with_context(|| format!("cannot write {}", image.display()))?;
        }
        Ok(Self { image, modules })
    }
}

/// The first entry of a folder whose name begins with `start`.
fn find(folder: &Path, start: &str) -> Option<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries.into_iter().find(|path| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(start))
    })
}

/// The kernel inside a bzImage; none if it is packed in a way that we do not know, and has to be started as it is.
/// Documentation/arch/x86/boot.rst names the fields.
fn unpack(image: &[u8]) -> Result<Option<Vec<u8>>> {
    let word = |at: usize| image.get(at..at + 4).and_then(|it| it.try_into().ok()).map(u32::from_le_bytes);
    if image.get(0x202..0x206) != Some(b"HdrS") {
        bail!("the kernel's image has no setup header");
    }
    let sectors = image.get(0x1f1).map_or(4, |sectors| if *sectors == 0 { 4 } else { usize::from(*sectors) });
    let (Some(offset), Some(length)) = (word(0x248), word(0x24c)) else {
        bail!("the kernel's image is cut off")
    };
    let start = (sectors + 1) * 512 + usize::try_from(offset)?;
    let payload =
        image.get(start..start + usize::try_from(length)?).context("the kernel's image is cut off")?;
    // Four bytes after the packed kernel say how long it is when unpacked.
    let Some((packed, size)) = payload.split_last_chunk::<4>().filter(|_| payload.starts_with(&ZSTD)) else {
        return Ok(None);
    };
    let size = usize::try_from(u32::from_le_bytes(*size))?;
    if size > KERNEL_MAX {
        bail!("the kernel's image says that it holds {size} bytes");
    }
    zstd::bulk::decompress(packed, size).context("cannot unpack the kernel").map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(payload: &[u8]) -> Vec<u8> {
        let mut image = vec![0; 0x600];
        image[0x1f1] = 1;
        image[0x202..0x206].copy_from_slice(b"HdrS");
        image[0x248..0x24c].copy_from_slice(&0x200_u32.to_le_bytes());
        image[0x24c..0x250].copy_from_slice(&u32::try_from(payload.len()).expect("length").to_le_bytes());
        image.extend(payload);
        image
    }

    #[test]
    fn a_packed_kernel_comes_out_whole() {
        let kernel = b"kernel".repeat(1000);
        let mut payload = zstd::bulk::compress(&kernel, 1).expect("compress");
        payload.extend(u32::try_from(kernel.len()).expect("length").to_le_bytes());
        assert_eq!(unpack(&image(&payload)).expect("unpack"), Some(kernel));
    }

    #[test]
    fn what_is_no_kernel_or_packed_otherwise_is_told_apart() {
        assert_eq!(unpack(&image(b"\xfd7zXZ\0 something")).expect("other"), None);
        assert!(unpack(b"nothing").is_err());
        let mut cut = image(&ZSTD.repeat(100));
        cut.truncate(0x610);
        assert!(unpack(&cut).is_err());
    }
}
