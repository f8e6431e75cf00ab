//! QEMU: the machine's own, one that the user names, or one from Debian's packages.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::debian::{Cache, Set, What};
use super::device::Transport;

/// The first version with the device `vfio-user-pci`.
pub const VFIO_USER: Version = Version(10, 1);
/// The oldest version that anybody has tried.
const OLDEST: Version = Version(7, 2);
const PROGRAM: &str = "qemu-system-x86_64";

/// QEMU of Debian's backports.
pub const BACKPORTS: Set = Set {
    name: "qemu",
    suites: &["trixie", "trixie-backports"],
    release: "trixie-backports",
    what: What::Closure(&["qemu-system-x86"]),
    megabytes: 38,
};
/// QEMU of Debian 12: too old for vfio-user, as many machines have it.
pub const BOOKWORM: Set = Set {
    name: "qemu-bookworm",
    suites: &["bookworm"],
    release: "bookworm",
    what: What::Closure(&["qemu-system-x86"]),
    megabytes: 40,
};

/// A version of QEMU: major, minor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl Version {
    /// From what `--version` prints: `QEMU emulator version 11.1.3 (Debian …)`.
    fn parse(text: &str) -> Option<Self> {
        let (_, rest) = text.split_once("version ")?;
        let mut numbers = rest.split(|c: char| !c.is_ascii_digit());
        Some(Self(numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    }

    /// Fails, with advice, if this version cannot attach a device over `transport`.
    pub fn check(self, transport: Transport) -> Result<()> {
        match transport {
            Transport::VfioUser => ensure!(
                self >= VFIO_USER,
                "QEMU {self} has no vfio-user: that needs {VFIO_USER} or later. Install a later one (Debian 13: \
                 apt-get install -t trixie-backports qemu-system-x86), let `vgpu vm fetch` fetch one into a folder, or \
                 use --transport ivshmem, which works with this one"
            ),
            Transport::Ivshmem => {
                ensure!(
                    self >= OLDEST,
                    "QEMU {self} is older than {OLDEST}, the oldest that vgpu was tried with"
                );
            }
        }
        Ok(())
    }
}

/// A QEMU that can be started.
#[derive(Debug, Clone)]
pub struct Qemu {
    /// The words that start it.
    pub words: Vec<OsString>,
    /// Its version.
    pub version: Version,
    /// Where it finds parts of itself, if not where it was built for.
    pub modules: Option<PathBuf>,
}

impl Qemu {
    /// The one that the user wants: `backports`, `bookworm` or a path; else the first that can do `transport` of the
    /// machine's own and Debian's.
    pub fn find(wanted: Option<&str>, transport: Option<Transport>, cache: &Cache) -> Result<Self> {
        let needed = transport.unwrap_or(Transport::Ivshmem);
        let qemu = match wanted {
            Some("backports") => Self::fetched(&BACKPORTS, cache)?,
            Some("bookworm") => Self::fetched(&BOOKWORM, cache)?,
            Some(path) => Self::at(Path::new(path))?,
            None => match Self::of_the_machine() {
                Some(qemu) if qemu.version.check(needed).is_ok() => qemu,
                _ => Self::fetched(&BACKPORTS, cache)?,
            },
        };
        qemu.version.check(needed)?;
        Ok(qemu)
    }

    /// The one on the path, if there is one.
    pub fn of_the_machine() -> Option<Self> {
        let path = env::var_os("PATH")?;
        let found = env::split_paths(&path).map(|folder| folder.join(PROGRAM)).find(|file| file.is_file())?;
        Self::at(&found).ok()
    }

    /// The one at this path.
    pub fn at(path: &Path) -> Result<Self> {
        Self::new(vec![path.into()], None).with_context(|| format!("cannot use {} as QEMU", path.display()))
    }

    fn fetched(set: &Set, cache: &Cache) -> Result<Self> {
        let root = cache.get(set)?.join("root");
        let modules = root.join("usr/lib/x86_64-linux-gnu/qemu");
        Self::new(words(&root)?, Some(modules)).context("cannot use the QEMU that was fetched from Debian")
    }

    fn new(words: Vec<OsString>, modules: Option<PathBuf>) -> Result<Self> {
        let (program, rest) = words.split_first().context("no program")?;
        let done = Command::new(program).args(rest).arg("--version").stdin(Stdio::null()).output()?;
        let text = String::from_utf8_lossy(&done.stdout);
        let Some(version) = Version::parse(&text) else {
            bail!(
                "--version printed {:?} and {:?}",
                text.trim(),
                String::from_utf8_lossy(&done.stderr).trim()
            );
        };
        Ok(Self { words, version, modules })
    }
}

/// Programs of another release of Debian are started by their own loader, with their own libraries and firmware.
fn words(root: &Path) -> Result<Vec<OsString>> {
    let libraries: Vec<PathBuf> = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"]
        .iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.is_dir())
        .collect();
    let loader = ["usr/lib64", "lib64", "usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"]
        .iter()
        .map(|folder| root.join(folder).join("ld-linux-x86-64.so.2"))
        // Where it is an absolute link, it means another loader.
        .find(|file| file.is_file() && file.canonicalize().is_ok_and(|real| real.starts_with(root)))
        .with_context(|| format!("no loader in {}; remove the folder and try again", root.display()))?;
    let mut words: Vec<OsString> = vec![
        loader.into(),
        "--library-path".into(),
        env::join_paths(libraries).context("the cache's path has a colon in it")?,
        root.join("usr/bin").join(PROGRAM).into(),
    ];
    for firmware in ["usr/share/qemu", "usr/share/seabios"] {
        words.push("-L".into());
        words.push(root.join(firmware).into());
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_compared() {
        let version = |text| Version::parse(text);
        assert_eq!(
            version("QEMU emulator version 11.1.3 (Debian 1:11.1.3+ds-1~bpo13+1)"),
            Some(Version(11, 1))
        );
        assert_eq!(version("QEMU emulator version 7.2.22 (Debian)\nCopyright"), Some(Version(7, 2)));
        assert_eq!(version("busybox"), None);
        assert!(Version(10, 0) < VFIO_USER && Version(11, 0) > VFIO_USER);
    }

    #[test]
    fn a_version_that_is_too_old_is_refused_with_advice() {
        let error = Version(7, 2).check(Transport::VfioUser).expect_err("too old").to_string();
        assert!(
            error.contains("QEMU 7.2") && error.contains("10.1") && error.contains("--transport ivshmem"),
            "{error}"
        );
        assert!(Version(7, 2).check(Transport::Ivshmem).is_ok());
        assert!(Version(10, 1).check(Transport::VfioUser).is_ok());
    }
}
