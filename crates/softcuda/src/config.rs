//! What the software GPU looks like to programs: a few numbers, changeable from the environment.

use std::{env, ops::Range, thread, time::Duration};

/// More devices than that the handshake of a guest has no room for.
const MAX_DEVICES: u32 = 16;

/// The properties of the device that a user may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceConfig {
    /// Name that cuDeviceGetName gives (`SOFTCUDA_NAME`).
    pub name: String,
    /// Compute capability, major and minor (`SOFTCUDA_CC`, such as `6.1`).
    pub capability: (u32, u32),
    /// Bytes of device memory (`SOFTCUDA_MEMORY`, such as `4GiB` or `512M`).
    pub memory: usize,
    /// How many devices there are, all alike (`SOFTCUDA_DEVICES`, 16 at most). They share their memory: what one uses the others
    /// lack.
    pub devices: u32,
    /// Number of multiprocessors (`SOFTCUDA_SMS`).
    pub multiprocessors: u32,
    /// The longest that a kernel may run (`SOFTCUDA_KERNEL_SECONDS`); then it ends with
    /// `CUDA_ERROR_LAUNCH_TIMEOUT`. Without it, as long as it likes.
    pub kernel_limit: Option<Duration>,
    /// Addresses that device memory must be able to have (`SOFTCUDA_ADDRESSES`, such as `0x300000200000-0x300000400000`): for
    /// whoever repeats what a program did on another device.
    pub addresses: Option<Range<u64>>,
}

impl Default for DeviceConfig {
    fn default() -> Self {
        let cpus = thread::available_parallelism().map_or(1, |count| count.get());
        Self {
            name: "vgpu software GPU".into(),
            capability: (6, 1),
            memory: 4 << 30,
            devices: 1,
            multiprocessors: cpus.clamp(1, 256) as u32,
            kernel_limit: None,
            addresses: None,
        }
    }
}

impl DeviceConfig {
    /// The configuration that the environment asks for; what it does not say, or says wrongly, is the default.
    pub fn from_env() -> Self {
        Self::from_values(|name| env::var(name).ok())
    }

    fn from_values(value: impl Fn(&str) -> Option<String>) -> Self {
        let mut config = Self::default();
        if let Some(name) = value("SOFTCUDA_NAME").filter(|name| !name.is_empty() && !name.contains('\0')) {
            config.name = name;
        }
        if let Some(capability) = value("SOFTCUDA_CC").as_deref().and_then(parse_capability) {
            config.capability = capability;
        }
        if let Some(memory) = value("SOFTCUDA_MEMORY").as_deref().and_then(parse_size) {
            config.memory = memory;
        }
        if let Some(count) = value("SOFTCUDA_DEVICES").and_then(|text| text.trim().parse().ok()) {
            config.devices = u32::clamp(count, 1, MAX_DEVICES);
        }
        if let Some(count) = value("SOFTCUDA_SMS").and_then(|text| text.trim().parse().ok()) {
            config.multiprocessors = u32::clamp(count, 1, 1024);
        }
        let seconds = value("SOFTCUDA_KERNEL_SECONDS").and_then(|text| text.trim().parse().ok());
        config.kernel_limit = seconds.filter(|seconds| *seconds > 0).map(Duration::from_secs);
        config.addresses = value("SOFTCUDA_ADDRESSES").as_deref().and_then(parse_range);
        config
    }

    /// The compute capability as one number: 61 for 6.1, 120 for 12.0.
    pub fn sm(&self) -> u32 {
        self.capability.0 * 10 + self.capability.1
    }
}

/// `6.1` → (6, 1).
fn parse_capability(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.trim().split_once('.')?;
    let (major, minor) = (major.parse().ok()?, minor.parse().ok()?);
    ((3..=99).contains(&major) && minor <= 9).then_some((major, minor))
}

/// `0x300000200000-0x300000400000` → both numbers, the first of them the smaller.
fn parse_range(text: &str) -> Option<Range<u64>> {
    let number = |text: &str| u64::from_str_radix(text.trim().strip_prefix("0x")?, 16).ok();
    let (start, end) = text.split_once('-')?;
    let range = number(start)?..number(end)?;
    (!range.is_empty()).then_some(range)
}

/// `512M`, `4GiB`, `1073741824` → bytes, a multiple of 2 MiB, the granularity of physical memory.
fn parse_size(text: &str) -> Option<usize> {
    const GRANULE: usize = 2 << 20;
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let shift = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        "t" | "tb" | "tib" => 40,
        _ => return None,
    };
    let bytes = number.parse::<usize>().ok()?.checked_mul(1 << shift)?;
    // 64 TiB is more than any address space has room for beside a program.
    (GRANULE..=64 << 40).contains(&bytes).then(|| bytes / GRANULE * GRANULE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_take_the_usual_units_and_are_rounded_down() {
        assert_eq!(parse_size("4GiB"), Some(4 << 30));
        assert_eq!(parse_size("512 M"), Some(512 << 20));
        assert_eq!(parse_size("4194305"), Some(4194304));
        assert_eq!(parse_size("1"), None);
        assert_eq!(parse_size("99999999999T"), None);
        assert_eq!(parse_size("4 bananas"), None);
    }

    #[test]
    fn wrong_settings_leave_the_default() {
        let config = DeviceConfig::from_values(|name| (name == "SOFTCUDA_CC").then(|| "six".into()));
        assert_eq!(config, DeviceConfig::default());
        let config = DeviceConfig::from_values(|name| (name == "SOFTCUDA_CC").then(|| "9.0".into()));
        assert_eq!(config.sm(), 90);
        let devices = |text: &str| {
            DeviceConfig::from_values(|name| (name == "SOFTCUDA_DEVICES").then(|| text.into())).devices
        };
        assert_eq!([devices("2"), devices("0"), devices("99"), devices("two")], [2, 1, 16, 1]);
        assert_eq!(parse_range("0x10-0x20"), Some(0x10..0x20));
        assert_eq!([parse_range("0x20-0x10"), parse_range("16-32"), parse_range("0x10")], [None, None, None]);
    }
}
