//! A guest's first files: this very program as its first process, busybox as its userland, modules, and a plan.
//!
//! The program in the guest is a copy of the one that runs here, with the libraries that it has loaded here, so both
//! ends are of one build, and other programs of this machine find their loader and C library in the guest too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use object::LittleEndian;
use object::elf::FileHeader64;
use object::read::elf::{FileHeader, ProgramHeader};
use serde::{Deserialize, Serialize};

use super::cpio::Archive;
use super::debian::{Cache, Set, What};
use super::kernel::Kernel;

/// The minimal guest's userland.
pub const BUSYBOX: Set = Set {
    name: "busybox",
    suites: &["trixie", "trixie-backports"],
    release: "trixie",
    what: What::Alone(&["busybox-static"]),
    megabytes: 1,
};
/// What a person expects of a Debian machine.
pub const DEBIAN: Set = Set {
    name: "debian",
    suites: &["trixie", "trixie-backports"],
    release: "trixie",
    what: What::Closure(&[
        "base-files",
        "base-passwd",
        "bash",
        "coreutils",
        "dash",
        "diffutils",
        "findutils",
        "mawk",
        "grep",
        "gzip",
        "hostname",
        "iproute2",
        "kmod",
        "less",
        "libc-bin",
        "libstdc++6",
        "login",
        "mount",
        "ncurses-bin",
        "pciutils",
        "perl-base",
        "procps",
        "sed",
        "tar",
        "util-linux",
    ]),
    megabytes: 30,
};

/// Where the program is in the guest.
pub const PROGRAM: &str = "/usr/bin/vgpu";
/// Where the plan is.
pub const PLAN: &str = "/vgpu-vm.json";
/// Folders that are links on a merged system, as Debian's; the loader is asked for by the old name.
const MERGED: [&str; 4] = ["bin", "sbin", "lib", "lib64"];
/// What else of the C library programs of this machine may want.
const COMPANIONS: [&str; 5] = ["libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1"];

/// What the first process is to do.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Modules to load, in order.
    pub modules: Vec<String>,
    /// The mount tag of a root file system; none to stay in memory.
    pub root: Option<String>,
    /// Mount tags and where to mount them.
    pub shares: Vec<(String, String)>,
}

/// Everything in one archive.
pub fn build(cache: &Cache, kernel: &Kernel, mut plan: Plan) -> Result<Vec<u8>> {
    let mut archive = Archive::default();
    let mut tree = Tree { archive: &mut archive, folders: BTreeSet::new() };
    for name in
        ["dev", "proc", "sys", "run", "tmp", "root", "etc", "usr/bin", "usr/sbin", "usr/lib", "usr/lib64"]
    {
        tree.folder(name);
    }
    for name in MERGED {
        tree.archive.link(name, &format!("usr/{name}"));
    }
    // The first process has these as its standard streams before it has mounted anything.
    tree.archive.device("dev/console", 5, 1);
    tree.archive.device("dev/null", 1, 3);
    let ourselves = fs::read("/proc/self/exe").context("cannot read this program")?;
    tree.file(PROGRAM, 0o755, &without_debug_data(&ourselves).context("cannot read this program as ELF")?);
    for library in libraries(&ourselves)? {
        let data = fs::read(&library).with_context(|| format!("cannot read {}", library.display()))?;
        tree.file(&library.to_string_lossy(), 0o755, &data);
    }
    let busybox = cache.get(&BUSYBOX)?.join("root/usr/bin/busybox");
    tree.file("usr/bin/busybox", 0o755, &fs::read(&busybox).context("cannot read busybox")?);
    for applet in applets(&busybox)? {
        tree.link(&format!("usr/bin/{applet}"), "busybox");
    }
    if plan.root.is_some() || !plan.shares.is_empty() {
        let is_overlay = |module: &Path| module.to_string_lossy().contains("/overlay.ko");
        for module in kernel.modules.iter().filter(|module| plan.root.is_some() || !is_overlay(module)) {
            let name = module.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("/modules/{name}");
            tree.file(
                &name,
                0o644,
                &fs::read(module).with_context(|| format!("cannot read {}", module.display()))?,
            );
            plan.modules.push(name);
        }
    }
    tree.file(PLAN, 0o644, &serde_json::to_vec(&plan)?);
    for (name, text) in ACCOUNTS {
        tree.file(name, 0o644, text.as_bytes());
    }
    Ok(archive.finish())
}

/// Files without which programs do not know who root and localhost are.
pub const ACCOUNTS: [(&str, &str); 4] = [
    ("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"),
    ("/etc/group", "root:x:0:\nvideo:x:44:\nrender:x:105:\nnogroup:x:65534:\n"),
    ("/etc/hosts", "127.0.0.1 localhost vgpu-guest\n"),
    ("/etc/hostname", "vgpu-guest\n"),
];

/// An archive to which the folders above a file are added by themselves.
struct Tree<'a> {
    archive: &'a mut Archive,
    folders: BTreeSet<String>,
}

impl Tree<'_> {
    fn folder(&mut self, name: &str) {
        if name.is_empty() || self.folders.contains(name) {
            return;
        }
        self.above(name);
        self.archive.folder(name);
        self.folders.insert(name.to_owned());
    }

    fn above(&mut self, name: &str) {
        if let Some((above, _)) = name.rsplit_once('/') {
            self.folder(above);
        }
    }

    /// Adds a file where a merged system has it.
    fn file(&mut self, name: &str, permissions: u32, data: &[u8]) {
        let name = merged(name);
        self.above(&name);
        self.archive.file(&name, permissions, data);
    }

    fn link(&mut self, name: &str, target: &str) {
        self.above(name);
        self.archive.link(name, target);
    }
}

fn merged(name: &str) -> String {
    let name = name.trim_start_matches('/');
    let is_old = MERGED.iter().any(|folder| name.split('/').next() == Some(folder));
    if is_old { format!("usr/{name}") } else { name.to_owned() }
}

/// The libraries that this process has loaded, and its loader by the name by which programs ask for it.
fn libraries(ourselves: &[u8]) -> Result<BTreeSet<PathBuf>> {
    let maps = fs::read_to_string("/proc/self/maps").context("cannot read /proc/self/maps")?;
    let mut found: BTreeSet<PathBuf> = mapped_libraries(&maps);
    let folder = found.iter().find(|path| path.ends_with("libc.so.6")).and_then(|path| path.parent());
    let folder = folder.context("this vgpu does not use glibc; vgpu vm run needs one that does")?.to_owned();
    found.extend(COMPANIONS.iter().map(|name| folder.join(name)).filter(|path| path.is_file()));
    found.extend(interpreter(ourselves)?);
    Ok(found)
}

fn mapped_libraries(maps: &str) -> BTreeSet<PathBuf> {
    let paths = maps.lines().filter_map(|line| line.find('/').map(|at| &line[at..]));
    paths.filter(|path| path.contains(".so") && !path.ends_with("(deleted)")).map(PathBuf::from).collect()
}

fn interpreter(data: &[u8]) -> Result<Option<PathBuf>> {
    let header = FileHeader64::<LittleEndian>::parse(data)?;
    let endian = header.endian()?;
    for segment in header.program_headers(endian, data)? {
        if let Some(name) = segment.interpreter(endian, data)? {
            return Ok(Some(Path::new(std::str::from_utf8(name)?).to_owned()));
        }
    }
    Ok(None)
}

/// A program without what follows the last part that is loaded: symbols and debug data, most of a development build.
fn without_debug_data(data: &[u8]) -> Result<Vec<u8>> {
    /// Fields of the ELF header that point to section headers: an offset of 8 bytes, then a count and an index of 2.
    const SECTIONS: [std::ops::Range<usize>; 2] = [0x28..0x30, 0x3c..0x40];
    let header = FileHeader64::<LittleEndian>::parse(data)?;
    let endian = header.endian()?;
    let ends = header.program_headers(endian, data)?.iter().map(|segment| {
        let (offset, size) = segment.file_range(endian);
        offset.saturating_add(size)
    });
    let end = usize::try_from(ends.max().unwrap_or(0))?;
    let mut kept = data.get(..end).context("it is cut off")?.to_owned();
    for field in SECTIONS {
        kept.get_mut(field).context("it has no header")?.fill(0);
    }
    Ok(kept)
}

/// The names that busybox answers to.
fn applets(busybox: &Path) -> Result<Vec<String>> {
    let done = Command::new(busybox).arg("--list").stdin(Stdio::null()).output();
    let done = done.with_context(|| format!("cannot run {}", busybox.display()))?;
    ensure!(done.status.success(), "busybox --list: {}", done.status);
    let names = String::from_utf8_lossy(&done.stdout).lines().map(str::to_owned).collect::<Vec<_>>();
    Ok(names.into_iter().filter(|name| name != "busybox" && !name.contains('/')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_found_among_the_maps() {
        let maps = "55d0-55d1 r-xp 0 fe:00 1 /usr/bin/vgpu\n\
                    7f00-7f01 r-xp 0 fe:00 2                  /usr/lib/x86_64-linux-gnu/libc.so.6\n\
                    7f02-7f03 r--p 0 fe:00 2                  /usr/lib/x86_64-linux-gnu/libc.so.6\n\
                    7ffe-7fff rw-p 0 00:00 0                  [stack]\n";
        assert_eq!(mapped_libraries(maps), BTreeSet::from(["/usr/lib/x86_64-linux-gnu/libc.so.6".into()]));
    }

    #[test]
    fn this_program_runs_without_its_debug_data() {
        let ourselves = fs::read("/proc/self/exe").expect("read");
        let small = without_debug_data(&ourselves).expect("ELF");
        assert!(small.len() < ourselves.len());
        let folder = tempfile::tempdir().expect("folder");
        let program = folder.path().join("program");
        fs::write(&program, &small).expect("write");
        fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("mode");
        let done = Command::new(&program).arg("--list").output().expect("run");
        assert!(done.status.success());
        assert!(interpreter(&small).expect("ELF").is_some_and(|path| path.is_absolute()));
        assert!(libraries(&small).expect("libraries").iter().any(|path| path.ends_with("libc.so.6")));
    }

    #[test]
    fn old_places_become_merged_ones() {
        assert_eq!(merged("/lib64/ld-linux-x86-64.so.2"), "usr/lib64/ld-linux-x86-64.so.2");
        assert_eq!(merged("/usr/lib/a.so"), "usr/lib/a.so");
        assert_eq!(merged("/library/a"), "library/a");
    }
}
