//! The machine: processor, kernel, memory, limits, container.

use std::env;
use std::fs;
use std::path::Path;

use link::layout::LayoutConfig;
use link::memfd;
use link::window::{Placement, Window, candidates};
use rustix::process::{PidfdFlags, Resource, getpid, getrlimit, pidfd_open};

use super::Finding;

/// Shared memory below this is too little for data loaders that PyTorch starts as processes.
const SHM_MIN: u64 = 1 << 30;
/// Descriptors that a mediator with its usual 64 sessions, or a data loader, needs at least.
const DESCRIPTORS_MIN: u64 = 1024;

/// Every check of the machine.
pub fn checks() -> Vec<Finding> {
    let mut findings = vec![
        processor(),
        shared_memory(),
        window(),
        process_descriptors(),
        descriptors(),
        locked_memory(),
        shm(),
    ];
    findings.extend(visible_devices(env::var("CUDA_VISIBLE_DEVICES").ok().as_deref()));
    findings.extend(launch_blocking());
    findings.extend(container());
    findings
}

fn processor() -> Finding {
    const CHECK: &str = "processor";
    #[cfg(target_arch = "x86_64")]
    if !std::arch::is_x86_feature_detected!("avx") {
        return Finding::warning(
            CHECK,
            "no AVX: GGML programs (Ollama, llama.cpp) look for it and ignore the GPU without",
            "give the virtual machine the host's processor model (QEMU: -cpu host; libvirt: mode='host-passthrough')",
        );
    }
    Finding::ok(CHECK, if cfg!(target_arch = "x86_64") { "x86-64 with AVX" } else { env::consts::ARCH })
}

fn shared_memory() -> Finding {
    const CHECK: &str = "shared memory";
    match memfd::create("vgpu-doctor", 4096) {
        Ok(fd) => match memfd::check(&fd, 4096) {
            Ok(()) => Finding::ok(CHECK, "memfd works and can be sealed"),
            Err(why) => Finding::broken(
                CHECK,
                format!("a memfd cannot be used: {why}"),
                "the kernel must allow sealing (F_ADD_SEALS); in a container or sandbox, allow fcntl and memfd_create",
            ),
        },
        Err(why) => Finding::broken(
            CHECK,
            format!("no memfd: {why}"),
            "in a container or sandbox, allow the system call memfd_create; else use Linux 5.4 or newer",
        ),
    }
}

/// Maps a window as a guest would.
fn window() -> Finding {
    const CHECK: &str = "window";
    let attempt = || -> Result<Option<(u64, usize)>, String> {
        let layout = LayoutConfig::default().layout().map_err(|why| why.to_string())?;
        let fd = memfd::create("vgpu-doctor", layout.segment_len).map_err(|why| why.to_string())?;
        let ranges = candidates(Placement::default(), layout.segment_len);
        let mut why_not = None;
        for (tried, range) in ranges.enumerate() {
            match Window::create(range, layout, &fd) {
                Ok(window) => return Ok(Some((window.reserved_len(), tried))),
                Err(why) => why_not = Some(why.to_string()),
            }
        }
        why_not.map_or(Ok(None), Err)
    };
    match attempt() {
        Ok(Some((len, 0))) => Finding::ok(CHECK, format!("{} GiB of addresses are free", len >> 30)),
        Ok(Some((len, tried))) => Finding::note(
            CHECK,
            format!("{} GiB of addresses are free, at place {} of the list", len >> 30, tried + 1),
            "nothing to do, unless pinned allocations fail: then look for `ulimit -v`",
        ),
        Ok(None) => Finding::broken(
            CHECK,
            "no place for a window",
            "lift the limit on addresses: ulimit -v unlimited",
        ),
        Err(why) => Finding::broken(
            CHECK,
            format!("no window can be mapped: {why}"),
            "lift the limit on addresses (ulimit -v unlimited); with vm.overcommit_memory=2, set it to 0 or 1",
        ),
    }
}

fn process_descriptors() -> Finding {
    const CHECK: &str = "pidfd";
    match pidfd_open(getpid(), PidfdFlags::empty()) {
        Ok(_) => Finding::ok(CHECK, "processes can be watched"),
        Err(why) => Finding::broken(
            CHECK,
            format!("pidfd_open: {why}"),
            "use Linux 5.4 or newer; in a container or sandbox, allow the system call pidfd_open",
        ),
    }
}

fn descriptors() -> Finding {
    const CHECK: &str = "ulimit -n";
    let limit = getrlimit(Resource::Nofile);
    let (soft, hard) = (limit.current.unwrap_or(u64::MAX), limit.maximum.unwrap_or(u64::MAX));
    if hard < DESCRIPTORS_MIN {
        return Finding::warning(
            CHECK,
            format!("{soft} open files, {hard} at most"),
            "raise it: LimitNOFILE=65536 in the service, or nofile in /etc/security/limits.conf",
        );
    }
    if soft < DESCRIPTORS_MIN {
        return Finding::note(
            CHECK,
            format!("{soft} open files, {hard} at most"),
            format!("ulimit -n {hard}"),
        );
    }
    Finding::ok(CHECK, format!("{soft} open files"))
}

fn locked_memory() -> Finding {
    const CHECK: &str = "ulimit -l";
    match getrlimit(Resource::Memlock).current {
        Some(bytes) if bytes < 64 << 20 => Finding::note(
            CHECK,
            format!("{} KiB may be locked", bytes >> 10),
            "drivers that count pinned memory may refuse more: ulimit -l unlimited (LimitMEMLOCK=infinity)",
        ),
        Some(bytes) => Finding::ok(CHECK, format!("{} MiB may be locked", bytes >> 20)),
        None => Finding::ok(CHECK, "unlimited"),
    }
}

fn shm() -> Finding {
    const CHECK: &str = "/dev/shm";
    match rustix::fs::statvfs("/dev/shm") {
        Ok(stat) => {
            let bytes = stat.f_blocks.saturating_mul(stat.f_frsize);
            if bytes < SHM_MIN {
                return Finding::warning(
                    CHECK,
                    format!("{} MiB: data loaders with worker processes soon run out of it", bytes >> 20),
                    "give the container more: docker run --shm-size=8g, or --ipc=host",
                );
            }
            Finding::ok(CHECK, format!("{} MiB", bytes >> 20))
        }
        Err(why) => Finding::warning(
            CHECK,
            format!("not there: {why}"),
            "mount it: mount -t tmpfs tmpfs /dev/shm; data loaders with worker processes need it",
        ),
    }
}

/// What `CUDA_VISIBLE_DEVICES` will do to programs started from here.
fn visible_devices(value: Option<&str>) -> Option<Finding> {
    const CHECK: &str = "visible devices";
    let value = value?;
    let entries: Vec<&str> = value.split(',').collect();
    let is_number = |entry: &str| !entry.is_empty() && entry.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = |entry: &str| ["GPU-", "MIG-"].iter().any(|prefix| entry.starts_with(prefix));
    let has_twins = entries.iter().enumerate().any(|(at, entry)| entries[..at].contains(entry));
    Some(if value.is_empty() || value.starts_with('-') {
        Finding::warning(
            CHECK,
            format!("CUDA_VISIBLE_DEVICES={value:?} hides every device"),
            "unset CUDA_VISIBLE_DEVICES, or set it to 0",
        )
    } else if has_twins {
        Finding::warning(
            CHECK,
            format!("CUDA_VISIBLE_DEVICES={value:?} names a device twice, which hides all"),
            "name each device once",
        )
    } else if let Some(odd) = entries.iter().find(|entry| !is_number(entry) && !is_name(entry)) {
        Finding::warning(
            CHECK,
            format!("CUDA_VISIBLE_DEVICES={value:?} ends at {odd:?}: devices from there on are hidden"),
            "separate numbers, or names that begin with GPU- or MIG-, by commas without spaces",
        )
    } else {
        Finding::note(CHECK, format!("CUDA_VISIBLE_DEVICES={value}"), "")
    })
}

fn launch_blocking() -> Option<Finding> {
    let value = env::var("CUDA_LAUNCH_BLOCKING").ok().filter(|value| value != "0" && !value.is_empty())?;
    Some(Finding::warning(
        "launch blocking",
        format!("CUDA_LAUNCH_BLOCKING={value}: every launch waits for its end, which is slow"),
        "unset CUDA_LAUNCH_BLOCKING unless you are looking for a faulty kernel",
    ))
}

/// Facts about the container that we are in, if we are in one.
fn container() -> Option<Finding> {
    const CHECK: &str = "container";
    let marks =
        [("/.dockerenv", "Docker"), ("/run/.containerenv", "Podman"), ("/run/systemd/container", "nspawn")];
    let kind = marks.iter().find(|(file, _)| Path::new(file).exists()).map(|(_, kind)| (*kind).to_owned());
    let kind = kind.or_else(|| env::var("container").ok()).or_else(|| {
        let kubernetes = env::var_os("KUBERNETES_SERVICE_HOST").is_some();
        kubernetes.then(|| "Kubernetes".to_owned())
    })?;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let is_filtered = status.lines().any(|line| line.split_whitespace().eq(["Seccomp:", "2"]));
    let filter = if is_filtered { ", system calls filtered" } else { "" };
    Some(match env::var("NVIDIA_VISIBLE_DEVICES").ok().filter(|value| value == "void" || value == "none") {
        Some(value) => Finding::note(
            CHECK,
            format!("{kind}{filter}; NVIDIA_VISIBLE_DEVICES={value} keeps the GPUs out"),
            "to use the host's GPU in here: docker run --gpus all; to be a guest, mount the mediator's socket",
        ),
        None => Finding::note(
            CHECK,
            format!("{kind}{filter}"),
            "to be a guest of a mediator outside, mount its socket and set VGPU_SOCKET",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    #[test]
    fn oddities_of_visible_devices_are_found() {
        let severity = |value| visible_devices(Some(value)).map(|finding| finding.severity);
        assert_eq!(visible_devices(None), None);
        for odd in ["", "-1", "0, 1", "0;1", "0,0", "cuda:0", "0,,1"] {
            assert_eq!(severity(odd), Some(Severity::Warning), "{odd:?}");
        }
        for plain in ["0", "1,0", "GPU-8f2a,MIG-1"] {
            assert_eq!(severity(plain), Some(Severity::Note), "{plain:?}");
        }
    }
}
