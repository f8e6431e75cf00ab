//! `vgpu vm fetch`: everything that a machine needs, ahead of time.

use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Map, json};

use super::cli::FetchArgs;
use super::debian::{self, Cache, Set};
use super::{image, kernel, qemu};

/// Every set, and the package whose version counts.
const SETS: [(&Set, &str); 5] = [
    (&qemu::BACKPORTS, "qemu-system-x86"),
    (&qemu::BOOKWORM, "qemu-system-x86"),
    (&kernel::SET, "linux-image-"),
    (&image::BUSYBOX, "busybox-static"),
    (&image::DEBIAN, "base-files"),
];
/// What a minimal guest needs.
const USUAL: [&str; 3] = ["qemu", "kernel", "busybox"];

/// Fetches what is named.
pub fn execute(arguments: &FetchArgs) -> Result<u8> {
    let cache = Cache::new(arguments.cache.as_deref())?;
    let started = Instant::now();
    let mut found = Map::new();
    for (set, package) in SETS {
        let is_wanted = match arguments.what.as_slice() {
            [] => USUAL.contains(&set.name),
            named => named.iter().any(|name| name == set.name),
        };
        if !is_wanted {
            continue;
        }
        let folder = cache.get(set)?;
        if set.name == kernel::SET.name {
            kernel::Kernel::get(&cache)?;
        }
        let version = debian::version(&folder, package).unwrap_or_else(|| "unknown".to_owned());
        if !arguments.json {
            crate::print(&format!("{:<14} {version:<28} {}\n", set.name, folder.display()))?;
        }
        found.insert(set.name.to_owned(), json!({ "version": version, "folder": folder }));
    }
    if arguments.json {
        crate::print(&(serde_json::to_string_pretty(&found).context("cannot print JSON")? + "\n"))?;
    }
    eprintln!("vgpu: ready after {:.1} s", started.elapsed().as_secs_f64());
    Ok(0)
}
