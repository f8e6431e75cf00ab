//! The dynamic loader's cache (`/etc/ld.so.cache`, see `ldconfig(8)`), read directly: `ldconfig -p` is not
//! everywhere, and not in everybody's path.
//!
//! ```text
//!  [old format's table, optional] "glibc-ld.so.cache1.1" │ count u32 │ … 48-byte header │ count × 24-byte entries
//!  entry: flags i32 │ name offset u32 │ path offset u32 │ … ; offsets count from the header
//! ```

use std::fs;
use std::path::{Path, PathBuf};

const MAGIC: &[u8] = b"glibc-ld.so.cache1.1";
const HEADER: usize = 48;
const ENTRY: usize = 24;
/// No distribution comes near it; a damaged file may claim anything.
const ENTRIES_MAX: usize = 1 << 20;

/// Paths under which the system's loader knows the library `name`, in the cache's order.
pub fn find(name: &str) -> Vec<PathBuf> {
    fs::read("/etc/ld.so.cache").map(|cache| find_in(&cache, name)).unwrap_or_default()
}

fn find_in(cache: &[u8], name: &str) -> Vec<PathBuf> {
    let Some(start) = cache.windows(MAGIC.len()).position(|window| window == MAGIC) else {
        return Vec::new();
    };
    let cache = &cache[start..];
    let Some(count) = number(cache, MAGIC.len()) else { return Vec::new() };
    let count = (count as usize).min(ENTRIES_MAX);
    (0..count)
        .map_while(|index| {
            let entry = HEADER + index * ENTRY;
            Some((number(cache, entry + 4)?, number(cache, entry + 8)?))
        })
        .filter(|(key, _)| text(cache, *key) == Some(name))
        .filter_map(|(_, path)| text(cache, path))
        .filter(|path| path.starts_with('/'))
        .map(|path| Path::new(path).to_owned())
        .collect()
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_ne_bytes(bytes.try_into().ok()?))
}

/// The NUL-terminated text at `offset`.
fn text(bytes: &[u8], offset: u32) -> Option<&str> {
    let rest = bytes.get(offset as usize..)?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    std::str::from_utf8(rest.get(..end)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut header = MAGIC.to_vec();
        header.extend((entries.len() as u32).to_ne_bytes());
        header.resize(HEADER, 0);
        let mut strings = Vec::new();
        let base = HEADER + entries.len() * ENTRY;
        let mut place = |text: &str| {
            let at = (base + strings.len()) as u32;
            strings.extend_from_slice(text.as_bytes());
            strings.push(0);
            at
        };
        let mut table = Vec::new();
        for (name, path) in entries {
            let (name, path) = (place(name), place(path));
            table.extend(0x303_u32.to_ne_bytes());
            table.extend(name.to_ne_bytes());
            table.extend(path.to_ne_bytes());
            table.extend([0; 12]);
        }
        [header, table, strings].concat()
    }

    #[test]
    fn every_path_of_a_name_is_found() {
        let entries = [
            ("libcuda.so.1", "/usr/lib/x/libcuda.so.1"),
            ("libm.so.6", "/lib/libm.so.6"),
            ("libcuda.so.1", "/opt/b"),
        ];
        let paths = find_in(&cache(&entries), "libcuda.so.1");
        assert_eq!(paths, [PathBuf::from("/usr/lib/x/libcuda.so.1"), PathBuf::from("/opt/b")]);
        let behind_old_format = [b"ld.so-1.7.0\0stuff".to_vec(), cache(&entries)].concat();
        assert_eq!(find_in(&behind_old_format, "libm.so.6"), [PathBuf::from("/lib/libm.so.6")]);
    }

    #[test]
    fn damaged_caches_are_survived() {
        let whole = cache(&[("libcuda.so.1", "/usr/lib/x/libcuda.so.1")]);
        for len in 0..whole.len() {
            find_in(&whole[..len], "libcuda.so.1");
        }
        let mut wild = whole;
        wild[MAGIC.len()..MAGIC.len() + 4].fill(0xff);
        wild[HEADER + 4..HEADER + 12].fill(0xff);
        assert!(find_in(&wild, "libcuda.so.1").is_empty());
    }

    #[test]
    fn this_machines_cache_knows_the_c_library() {
        if Path::new("/etc/ld.so.cache").exists() {
            assert!(!find("libc.so.6").is_empty());
        }
    }
}
