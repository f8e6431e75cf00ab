//! A browser without a window: Debian's chromium, unpacked, for pages that we write.
//!
//! It is of an older Debian, so that its programs run with the C library of this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::debian;
use crate::process::Job;

const SUITE: &str = "bookworm";
#[rustfmt::skip]
const PACKAGES: [&str; 65] = [
    "chromium-headless-shell", "chromium-common", "fonts-dejavu-core", "fontconfig-config", "libapparmor1", "libasound2",
    "libasyncns0", "libatk1.0-0", "libatspi2.0-0", "libblkid1", "libbrotli1", "libbsd0", "libcap2", "libdav1d6", "libdbus-1-3",
    "libdouble-conversion3", "libdrm2", "libexpat1", "libffi8", "libflac12", "libfontconfig1", "libfreetype6", "libgbm1",
    "libgcrypt20", "libglib2.0-0", "libgpg-error0", "libgraphite2-3", "libharfbuzz-subset0", "libharfbuzz0b",
    "libjpeg62-turbo", "liblz4-1", "liblzma5", "libmd0", "libminizip1", "libmount1", "libmp3lame0", "libmpg123-0", "libnspr4",
    "libnss3", "libogg0", "libopenh264-7", "libopus0", "libpcre2-8-0", "libpng16-16", "libpulse0", "libselinux1",
    "libsndfile1", "libsqlite3-0", "libsystemd0", "libudev1", "libvorbis0a", "libvorbisenc2", "libwayland-server0",
    "libx11-6", "libx11-xcb1", "libxau6", "libxcb1", "libxcomposite1", "libxdamage1", "libxdmcp6", "libxext6", "libxfixes3",
    "libxkbcommon0", "libxnvctrl0", "libxrandr2",
];
/// Without these, which hardly any machine lacks, it would not start either.
#[rustfmt::skip]
const MORE: [&str; 3] = ["libxi6", "libxrender1", "libzstd1"];
/// How long it may take to show a page.
const LIMIT: Duration = Duration::from_secs(60);

/// The browser.
#[derive(Debug)]
pub struct Browser {
    root: PathBuf,
    /// What it writes by itself.
    home: PathBuf,
}

/// What a browser made of a page.
#[derive(Debug)]
pub struct Shown {
    /// The page as it stands in the browser, as text of HTML.
    pub document: String,
    /// What the browser has said: errors of scripts, resources that it did not get.
    pub said: String,
    /// What it looked for in the network, or anywhere but in the page's file.
    pub requests: Vec<String>,
}

impl Browser {
    /// Fetches it into a folder below `target`.
    ///
    /// # Errors
    /// As [`debian::unpacked`].
    pub fn fetch(target: &Path) -> Result<Self> {
        let folder = target.join("browser");
        let packages: Vec<&str> = PACKAGES.into_iter().chain(MORE).collect();
        let root = debian::unpacked(&folder.join("debian"), SUITE, &packages)?;
        let home = folder.join("home");
        fs::create_dir_all(&home)?;
        let fonts = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>",
            root.join("usr/share/fonts").display(),
            home.join("fonts").display()
        );
        fs::write(home.join("fonts.conf"), fonts)?;
        Ok(Self { root, home })
    }

    /// Shows the page in `file`, `width` units wide, and leaves a picture of it in `picture`.
    ///
    /// # Errors
    /// If it does not show it.
    pub fn show(&self, file: &Path, width: u32, is_dark: bool, picture: &Path) -> Result<Shown> {
        let log = self.home.join("requests.json");
        let _ = fs::remove_file(&log);
        let job = |flags: &[String]| {
            let job = self.job().args(flags).arg(format!("--window-size={width},2400"));
            let job = if is_dark { job.arg("--blink-settings=preferredColorScheme=0") } else { job };
            job.arg(format!("file://{}", file.display())).limit(LIMIT).check()
        };
        let dumped = job(&["--dump-dom".into(), format!("--log-net-log={}", log.display())])?;
        job(&["--hide-scrollbars".into(), format!("--screenshot={}", picture.display())])?;
        ensure!(picture.is_file(), "the browser left no picture of {}", file.display());
        let requests = fs::read_to_string(&log).context("the browser has no log of its requests")?;
        Ok(Shown { document: dumped.stdout, said: dumped.stderr, requests: addresses(&requests) })
    }

    fn job(&self) -> Job {
        let libraries = self.root.join("usr/lib/x86_64-linux-gnu");
        let path = [libraries.clone(), self.root.join("lib/x86_64-linux-gnu"), libraries.join("pulseaudio")];
        let path: Vec<String> = path.iter().map(|folder| folder.display().to_string()).collect();
        // Only what is in the machine may be asked for, and no part of it may leave the page.
        Job::new(self.root.join("usr/lib/chromium/chromium-headless-shell"))
            .args([
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--enable-logging=stderr",
            ])
            .arg(format!("--user-data-dir={}", self.home.join("data").display()))
            .env("LD_LIBRARY_PATH", path.join(":"))
            .env("FONTCONFIG_FILE", self.home.join("fonts.conf").display().to_string())
            .env("HOME", self.home.display().to_string())
    }
}

/// Addresses of the network in a browser's log of it.
fn addresses(log: &str) -> Vec<String> {
    let of_field = |field: &str| {
        let (url, _) = field.split_once('"')?;
        ["http:", "https:", "ws:", "wss:"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
            .then(|| url.to_owned())
    };
    log.split("\"url\":\"").skip(1).filter_map(of_field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_to_the_network_are_found_in_a_log() {
        let log = r#"{"params":{"url":"file:///x.html"}},{"params":{"url":"https://a.example/b","x":1}}"#;
        assert_eq!(addresses(log), ["https://a.example/b"]);
    }
}
