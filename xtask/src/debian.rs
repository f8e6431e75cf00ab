//! Programs from Debian's packages, unpacked into a folder: nothing is installed, and no right of an administrator needed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::process::{Job, which};

/// What Debian's archive is signed with.
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
const MIRROR: &str = "http://deb.debian.org/debian";
/// Written last into a folder that is complete; holds what is in it.
const DONE: &str = "unpacked.txt";

/// Fetches `packages` of `suite` (as `sid`) and unpacks them into a folder below `folder`, unless that has been done.
/// Dependencies are not followed: what is not named is not there.
///
/// # Errors
/// If this is no Debian machine, or its archive cannot be reached or has no such package.
pub fn unpacked(folder: &Path, suite: &str, packages: &[&str]) -> Result<PathBuf> {
    let root = folder.join("root");
    let wanted = format!("{suite}: {}\n", packages.join(" "));
    if fs::read_to_string(folder.join(DONE)).is_ok_and(|text| text == wanted) {
        return Ok(root);
    }
    for tool in ["apt-get", "dpkg-deb"] {
        ensure!(
            which(tool).is_some(),
            "there is no {tool} here; this needs Debian, or a system made from it"
        );
    }
    ensure!(Path::new(KEYRING).is_file(), "{KEYRING} is missing; please install debian-archive-keyring");
    let _ = fs::remove_dir_all(folder);
    for part in ["lists/partial", "cache/archives/partial", "packages", "root"] {
        let part = folder.join(part);
        fs::create_dir_all(&part).with_context(|| format!("cannot make {}", part.display()))?;
    }
    let settings = configure(folder, suite)?;
    let apt = |words: &[&str]| {
        let job = Job::new("apt-get").arg("-c").arg(&settings).args(words).folder(folder.join("packages"));
        job.env("DEBIAN_FRONTEND", "noninteractive").limit(Duration::from_secs(900)).check()
    };
    println!("fetching {} packages of Debian {suite} …", packages.len());
    apt(&["update", "-q"]).context("cannot read Debian's list of packages")?;
    let mut download = vec!["download", "-q"];
    download.extend(packages);
    apt(&download).context("cannot fetch a package from Debian")?;
    println!("unpacking them …");
    for entry in fs::read_dir(folder.join("packages"))? {
        let package = entry?.path();
        Job::new("dpkg-deb").arg("-x").arg(&package).arg(&root).limit(Duration::from_secs(300)).check()?;
        fs::remove_file(&package)?;
    }
    fs::write(folder.join(DONE), wanted)?;
    Ok(root)
}

/// The version of an unpacked package, from the first line of its list of changes: `name (version) suite; urgency=low`.
pub fn version(root: &Path, package: &str) -> Result<String> {
    let changes = root.join("usr/share/doc").join(package).join("changelog.Debian.gz");
    let text = Job::new("gzip").arg("-dc").arg(&changes).check()?.stdout;
    let version = text.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let (version, _) = version.with_context(|| format!("{} names no version", changes.display()))?;
    Ok(version.to_owned())
}

/// Settings by which apt leaves the machine's own lists and packages alone.
fn configure(folder: &Path, suite: &str) -> Result<PathBuf> {
    let sources = folder.join("sources.list");
    fs::write(&sources, format!("deb [signed-by={KEYRING}] {MIRROR} {suite} main contrib non-free\n"))?;
    let settings = folder.join("apt.conf");
    let path = |name: &str| folder.join(name).display().to_string();
    let lines = [
        ("Dir::Etc::sourcelist", path("sources.list")),
        ("Dir::Etc::sourceparts", "/dev/null".to_owned()),
        ("Dir::State::lists", path("lists")),
        ("Dir::State::status", "/dev/null".to_owned()),
        ("Dir::Cache", path("cache")),
        // The folder may be one that the user that apt gives its rights up to cannot enter.
        ("APT::Sandbox::User", "root".to_owned()),
    ];
    let text: String = lines.iter().map(|(name, value)| format!("{name} \"{value}\";\n")).collect();
    fs::write(&settings, text)?;
    Ok(settings)
}
