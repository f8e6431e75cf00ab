//! Which of a guest's environment variables reach its worker.
//!
//! CUDA's driver reads its settings from the environment of the process that it is loaded in, and that is the
//! worker. A guest therefore sends the settings that it was started with, and the ones on the list below are
//! given to its worker before the driver is initialised. Nothing else is: a variable such as `LD_PRELOAD` or
//! `CUDA_INJECTION64_PATH` would run the guest's code with the daemon's rights, and a path would let the guest
//! choose which of the host's files the driver writes.

use std::ffi::OsString;
use std::path::Path;

/// The most bytes that a value may have; longer ones are dropped.
const VALUE_MAX: usize = 4096;

/// What may be done with a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Passed on as it is.
    Pass,
    /// Names devices: narrowed to those that the operator allows.
    Devices,
    /// Names a folder: replaced by the tenant's own.
    CacheFolder,
    /// A path, or one of two words; only the words are passed on.
    StreamOnly,
}

/// Every variable that a guest can set for its worker.
const RULES: &[(&str, Rule)] = &[
    ("CUDA_BINARY_LOADER_THREAD_COUNT", Rule::Pass),
    ("CUDA_CACHE_DISABLE", Rule::Pass),
    ("CUDA_CACHE_MAXSIZE", Rule::Pass),
    ("CUDA_CACHE_PATH", Rule::CacheFolder),
    ("CUDA_DEVICE_MAX_CONNECTIONS", Rule::Pass),
    ("CUDA_DEVICE_ORDER", Rule::Pass),
    ("CUDA_DISABLE_PTX_JIT", Rule::Pass),
    ("CUDA_FORCE_PTX_JIT", Rule::Pass),
    ("CUDA_LAUNCH_BLOCKING", Rule::Pass),
    ("CUDA_LOG_FILE", Rule::StreamOnly),
    ("CUDA_MODULE_DATA_LOADING", Rule::Pass),
    ("CUDA_MODULE_LOADING", Rule::Pass),
    ("CUDA_SCALE_LAUNCH_QUEUES", Rule::Pass),
    ("CUDA_VISIBLE_DEVICES", Rule::Devices),
];

/// The name of the variable that chooses devices.
pub const VISIBLE_DEVICES: &str = "CUDA_VISIBLE_DEVICES";

/// What the operator lays down for all guests.
#[derive(Debug, Clone, Copy, Default)]
pub struct Policy<'a> {
    /// The operator's own `CUDA_VISIBLE_DEVICES`: guests choose among these devices.
    pub visible_devices: Option<&'a str>,
    /// Folder that a tenant's compile cache goes to; without it a guest's wish for another folder is dropped.
    pub cache: Option<&'a Path>,
}

/// The variables of a guest's wishes that its worker gets; empty means that any worker will do.
///
/// The last value of a repeated name wins, as in a shell.
pub fn admitted<'a>(
    wishes: impl IntoIterator<Item = (&'a str, &'a str)>,
    policy: Policy<'_>,
) -> Vec<(&'static str, OsString)> {
    let mut admitted: Vec<(&'static str, OsString)> = Vec::new();
    for (name, value) in wishes {
        let Some((name, rule)) = RULES.iter().find(|(known, _)| *known == name) else { continue };
        if value.len() > VALUE_MAX || value.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
            continue;
        }
        let value = match rule {
            Rule::Pass => Some(OsString::from(value)),
            Rule::Devices => Some(narrowed(policy.visible_devices, value).into()),
            Rule::CacheFolder => policy.cache.map(|folder| folder.as_os_str().to_owned()),
            Rule::StreamOnly => ["stdout", "stderr"].contains(&value).then(|| OsString::from(value)),
        };
        if let Some(value) = value {
            admitted.retain(|(known, _)| known != name);
            admitted.push((name, value));
        }
    }
    admitted
}

/// A guest's `CUDA_VISIBLE_DEVICES` read within the operator's.
///
/// Numbers count within the operator's list. As in CUDA, the first entry that names no device ends the list.
/// A name (`GPU-…`, `MIG-…`) must be one that the operator's list has, or be the beginning of one.
fn narrowed(operator: Option<&str>, wish: &str) -> String {
    let Some(operator) = operator else { return wish.to_owned() };
    let allowed: Vec<&str> = operator.split(',').map(str::trim).filter(|entry| !entry.is_empty()).collect();
    let chosen: Vec<&str> = wish
        .split(',')
        .map(str::trim)
        .map_while(|entry| match entry.parse::<usize>() {
            Ok(index) => allowed.get(index).copied(),
            Err(_) => {
                let mut matching = allowed.iter().filter(|name| !entry.is_empty() && name.starts_with(entry));
                // An abbreviation of two names is no name.
                matching.next().filter(|_| matching.next().is_none()).copied()
            }
        })
        .collect();
    // An empty variable hides every device; CUDA reads "-1" the same way and shells keep it.
    if chosen.is_empty() { "-1".to_owned() } else { chosen.join(",") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(wishes: &[(&str, &str)], policy: Policy<'_>) -> Vec<(String, String)> {
        admitted(wishes.iter().copied(), policy)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_string_lossy().into_owned()))
            .collect()
    }

    #[test]
    fn only_listed_names_with_plain_values_pass() {
        let long = "x".repeat(VALUE_MAX + 1);
        let wishes = [
            ("LD_PRELOAD", "/tmp/evil.so"),
            ("CUDA_INJECTION64_PATH", "/tmp/evil.so"),
            ("cuda_launch_blocking", "1"),
            ("CUDA_LAUNCH_BLOCKING", "0"),
            ("CUDA_LAUNCH_BLOCKING", "1"),
            ("CUDA_MODULE_LOADING", "EAGER\nLD_PRELOAD=/tmp/evil.so"),
            ("CUDA_CACHE_MAXSIZE", long.as_str()),
        ];
        assert_eq!(text(&wishes, Policy::default()), [("CUDA_LAUNCH_BLOCKING".to_owned(), "1".to_owned())]);
    }

    #[test]
    fn every_variable_that_guests_send_has_a_rule() {
        let ruled: Vec<&str> = RULES.iter().map(|(name, _)| *name).collect();
        assert_eq!(ruled, link::control::FORWARDED_ENV);
    }

    #[test]
    fn paths_are_the_hosts_to_choose() {
        let wishes = [("CUDA_CACHE_PATH", "/etc"), ("CUDA_LOG_FILE", "/etc/passwd")];
        assert!(text(&wishes, Policy::default()).is_empty());
        let policy = Policy { cache: Some(Path::new("/var/cache/vgpu/1000")), ..Policy::default() };
        let wishes = [("CUDA_CACHE_PATH", "/etc"), ("CUDA_LOG_FILE", "stderr")];
        let got = text(&wishes, policy);
        assert_eq!(got[0], ("CUDA_CACHE_PATH".to_owned(), "/var/cache/vgpu/1000".to_owned()));
        assert_eq!(got[1], ("CUDA_LOG_FILE".to_owned(), "stderr".to_owned()));
    }

    #[test]
    fn a_guest_chooses_among_the_operators_devices() {
        assert_eq!(narrowed(None, "2,GPU-1"), "2,GPU-1");
        assert_eq!(narrowed(Some("1,3"), "0"), "1");
        assert_eq!(narrowed(Some("1, 3"), "1, 0"), "3,1");
        assert_eq!(narrowed(Some("1,3"), "0,2,1"), "1");
        assert_eq!(narrowed(Some("1,3"), "3"), "-1");
        assert_eq!(narrowed(Some("1,3"), "-1"), "-1");
        assert_eq!(narrowed(Some("1,3"), ""), "-1");
        assert_eq!(narrowed(Some("GPU-aa,GPU-ab"), "GPU-ab,GPU-aa"), "GPU-ab,GPU-aa");
        assert_eq!(narrowed(Some("GPU-aa,GPU-ab"), "GPU-a"), "-1");
        assert_eq!(narrowed(Some("GPU-aa,GPU-ab"), "GPU-cc"), "-1");
    }
}
