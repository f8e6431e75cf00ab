//! Packages of Debian, unpacked into folders of a cache: nothing is installed, and no right of an administrator needed.
//!
//! apt does what it is best at (mirrors, signatures, who needs whom) with lists and a state of its own, in which nothing
//! is installed; dpkg-deb unpacks what it fetched.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail, ensure};

/// What Debian's archive is signed with.
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
const MIRROR: &str = "http://deb.debian.org/debian";
/// Written last into a folder that is complete; holds what is in it.
const DONE: &str = "unpacked.txt";
/// Lists of packages that are younger than this are not fetched again.
const LISTS_AGE: Duration = Duration::from_secs(3600);

/// Which packages.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// These, with everything that they need.
    Closure(&'static [&'static str]),
    /// These alone.
    Alone(&'static [&'static str]),
    /// The one on whose name this empty package depends that begins so, alone.
    Behind(&'static str, &'static str),
}

/// Packages that belong together.
#[derive(Debug, Clone, Copy)]
pub struct Set {
    /// The name of the folder.
    pub name: &'static str,
    /// The suites to look into.
    pub suites: &'static [&'static str],
    /// The suite that is preferred.
    pub release: &'static str,
    /// The packages.
    pub what: What,
    /// How much is fetched, roughly, for people who wait.
    pub megabytes: u32,
}

/// A folder for what is fetched.
#[derive(Debug, Clone)]
pub struct Cache(PathBuf);

impl Cache {
    /// The one that the user names, or the usual one.
    pub fn new(given: Option<&Path>) -> Result<Self> {
        let folder = match given {
            Some(folder) => folder.to_owned(),
            None => {
                usual().context("there is no place for a cache: set HOME, or name a folder with --cache")?
            }
        };
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(fs::canonicalize(&folder).with_context(|| format!("cannot use {}", folder.display()))?))
    }

    /// Where a set's files are, if it has been fetched.
    pub fn found(&self, set: &Set) -> Option<PathBuf> {
        let folder = self.0.join(set.name);
        folder.join(DONE).is_file().then_some(folder)
    }

    /// Where a set's files are; fetched now unless that has been done.
    pub fn get(&self, set: &Set) -> Result<PathBuf> {
        if let Some(folder) = self.found(set) {
            return Ok(folder);
        }
        let lock = self.0.join("lock");
        let lock = File::create(&lock).with_context(|| format!("cannot write {}", lock.display()))?;
        lock.lock().context("cannot lock the cache")?;
        // Somebody else may have done it meanwhile.
        if let Some(folder) = self.found(set) {
            return Ok(folder);
        }
        self.fetch(set).with_context(|| format!("cannot fetch {} from Debian", set.name))
    }

    fn fetch(&self, set: &Set) -> Result<PathBuf> {
        check_tools()?;
        let apt = Apt::new(&self.0, set)?;
        eprintln!("vgpu: fetching {} (about {} MB) …", set.name, set.megabytes);
        let debs = self.0.join(format!("{}.debs", set.name));
        let part = self.0.join(format!("{}.part", set.name));
        for folder in [&debs, &part] {
            let _ = fs::remove_dir_all(folder);
        }
        fs::create_dir_all(debs.join("partial"))?;
        fs::create_dir_all(part.join("root"))?;
        apt.update()?;
        apt.download(set.what, &debs)?;
        let mut names = Vec::new();
        for entry in fs::read_dir(&debs)? {
            let package = entry?.path();
            if package.extension().is_some_and(|end| end == "deb") {
                names.push(package);
            }
        }
        names.sort();
        ensure!(!names.is_empty(), "apt-get fetched nothing");
        eprintln!("vgpu: unpacking {} packages …", names.len());
        for package in &names {
            run(Command::new("dpkg-deb").arg("-x").arg(package).arg(part.join("root")))?;
        }
        let list: String =
            names.iter().filter_map(|name| Some(format!("{}\n", name.file_stem()?.display()))).collect();
        fs::write(part.join(DONE), list)?;
        let _ = fs::remove_dir_all(&debs);
        let folder = self.0.join(set.name);
        let _ = fs::remove_dir_all(&folder);
        fs::rename(&part, &folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(folder)
    }
}

/// The version of a package in a set's folder, as Debian counts.
pub fn version(folder: &Path, package: &str) -> Option<String> {
    let list = fs::read_to_string(folder.join(DONE)).ok()?;
    // Names are NAME_VERSION_ARCHITECTURE; colons are written as %3a. A kernel's name has its release in it.
    let is_it = |line: &&str| {
        let name = line.split('_').next().unwrap_or_default();
        name == package || package.ends_with('-') && name.starts_with(package)
    };
    let line = list.lines().find(is_it)?;
    Some(line.split('_').nth(1)?.replace("%3a", ":"))
}

fn usual() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let base = named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))?;
    Some(base.join("vgpu/vm"))
}

fn check_tools() -> Result<()> {
    let path = env::var_os("PATH").unwrap_or_default();
    for tool in ["apt-get", "dpkg-deb"] {
        ensure!(
            env::split_paths(&path).any(|folder| folder.join(tool).is_file()),
            "there is no {tool} here; this needs Debian or a system made from it. Elsewhere, install QEMU and name it \
             with --qemu, and use a cache folder that was filled on Debian (vgpu vm fetch --cache)"
        );
    }
    ensure!(Path::new(KEYRING).is_file(), "{KEYRING} is missing; please install debian-archive-keyring");
    Ok(())
}

/// apt with a state of its own.
struct Apt {
    settings: PathBuf,
    lists: PathBuf,
    release: &'static str,
}

impl Apt {
    fn new(cache: &Path, set: &Set) -> Result<Self> {
        let suites = set.suites;
        let folder = cache.join("apt").join(suites.join("+"));
        for part in ["lists/partial", "cache/archives/partial"] {
            let part = folder.join(part);
            fs::create_dir_all(&part).with_context(|| format!("cannot make {}", part.display()))?;
        }
        let mirror = env::var("VGPU_DEBIAN_MIRROR").unwrap_or_else(|_| MIRROR.to_owned());
        let sources: String =
            suites.iter().map(|suite| format!("deb [signed-by={KEYRING}] {mirror} {suite} main\n")).collect();
        fs::write(folder.join("sources.list"), sources)?;
        fs::write(folder.join("status"), "")?;
        let path = |name: &str| folder.join(name).display().to_string();
        let lines = [
            ("Dir::Etc::sourcelist", path("sources.list")),
            ("Dir::Etc::sourceparts", "/dev/null".to_owned()),
            ("Dir::Etc::preferences", "/dev/null".to_owned()),
            ("Dir::Etc::preferencesparts", "/dev/null".to_owned()),
            ("Dir::State::lists", path("lists")),
            ("Dir::State::status", path("status")),
            ("Dir::Cache", path("cache")),
            ("Dir::Cache::pkgcache", "pkgcache.bin".to_owned()),
            ("Dir::Cache::srcpkgcache", "srcpkgcache.bin".to_owned()),
            // The folder may be one that the user that apt gives its rights up to cannot enter.
            ("APT::Sandbox::User", "root".to_owned()),
            // Nothing is installed, so no lock of the system is needed; the cache has its own.
            ("Debug::NoLocking", "1".to_owned()),
            ("Acquire::Languages", "none".to_owned()),
            ("Acquire::IndexTargets::deb::DEP-11::DefaultEnabled", "false".to_owned()),
        ];
        // What the machine does after an update is about the machine's own lists.
        let mut text =
            "#clear APT::Update::Post-Invoke;\n#clear APT::Update::Post-Invoke-Success;\n".to_owned();
        text.extend(lines.iter().map(|(name, value)| format!("{name} \"{value}\";\n")));
        let settings = folder.join("apt.conf");
        fs::write(&settings, text)?;
        Ok(Self { settings, lists: folder.join("lists"), release: set.release })
    }

    fn command(&self, tool: &str, words: &[&str]) -> Command {
        let mut command = Command::new(tool);
        command.arg("-c").arg(&self.settings).args(["-q", "-t", self.release]).args(words);
        command.env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C.UTF-8");
        command
    }

    fn update(&self) -> Result<()> {
        let stamp = self.lists.join("vgpu-updated");
        let age = fs::metadata(&stamp).and_then(|it| it.modified()).ok();
        if age.and_then(|then| SystemTime::now().duration_since(then).ok()).is_some_and(|age| age < LISTS_AGE)
        {
            return Ok(());
        }
        run(&mut self.command("apt-get", &["update", "-o", "APT::Update::Error-Mode=any"]))
            .context("cannot read Debian's list of packages; is there a network?")?;
        fs::write(&stamp, "")?;
        Ok(())
    }

    fn download(&self, what: What, to: &Path) -> Result<()> {
        match what {
            What::Closure(names) => {
                let archives = format!("Dir::Cache::archives={}", to.display());
                let words = ["install", "-y", "--download-only", "--no-install-recommends", "-o", &archives];
                run(self.command("apt-get", &words).args(names))?;
            }
            What::Alone(names) => {
                run(self.command("apt-get", &["download"]).args(names).current_dir(to))?;
            }
            What::Behind(name, start) => {
                let said = run(&mut self.command("apt-cache", &["depends", "--important", name]))?;
                let needs = said.lines().filter_map(|line| line.trim().strip_prefix("Depends: "));
                let found = needs.into_iter().find(|needed| needed.starts_with(start));
                let found =
                    found.with_context(|| format!("{name} depends on nothing that begins with {start}"))?;
                run(self.command("apt-get", &["download", found]).current_dir(to))?;
            }
        }
        Ok(())
    }
}

/// Runs a program to its end, and fails with its last words unless its status is 0.
fn run(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command.stdin(Stdio::null()).output().with_context(|| format!("cannot run {name}"))?;
    if !done.status.success() {
        let text = String::from_utf8_lossy(&done.stderr);
        let lines: Vec<&str> = text.trim().lines().collect();
        bail!("{name}: {}: {}", done.status, lines[lines.len().saturating_sub(5)..].join("; "));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_names_of_packages() {
        let folder = tempfile::tempdir().expect("folder");
        let names = "qemu-system-common_1%3a9_amd64\nqemu-system-x86_1%3a11.1.3+ds-1~bpo13+1_amd64\n";
        fs::write(folder.path().join(DONE), names).expect("write");
        assert_eq!(version(folder.path(), "qemu-system-x86").as_deref(), Some("1:11.1.3+ds-1~bpo13+1"));
        assert_eq!(version(folder.path(), "qemu-system"), None);
        assert_eq!(version(folder.path(), "qemu-system-c-"), None);
        assert_eq!(version(folder.path(), "qemu-system-").as_deref(), Some("1:9"));
    }

    #[test]
    fn last_words_are_kept() {
        let error =
            run(Command::new("sh").args(["-c", "echo first >&2; echo last >&2; exit 3"])).expect_err("fails");
        assert!(error.to_string().contains("exit status: 3: first; last"), "{error}");
    }
}
