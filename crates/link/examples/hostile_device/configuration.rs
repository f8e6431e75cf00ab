//! The device's configuration space, as the guest's kernel lets root write it; resets, removal and discovery.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::memory::Rng;

/// Where the registers of the standard header are.
const COMMAND: u64 = 0x04;
const BARS: std::ops::Range<u64> = 0x10..0x28;
const CAPABILITIES: u64 = 0x34;
/// Those of capability MSI that follow its head.
const MSI: u8 = 5;
/// Where messages of interrupts go on this architecture. Any other address would be memory of our own machine.
const MSI_ADDRESS: u32 = 0xfee0_0000;
/// A vector that the kernel takes for a stray interrupt, and not for its own.
const MSI_VECTOR: u16 = 0x31;

/// What is done to a device that has such files; says how much. The space is left as it was found.
pub fn scribble(folder: &Path, rng: &mut Rng) -> u64 {
    let Ok(file) = OpenOptions::new().read(true).write(true).open(folder.join("config")) else { return 0 };
    let mut before = [0; 256];
    if file.read_exact_at(&mut before, 0).is_err() {
        return 0;
    }
    let mut count = 0;
    // Without decoding, so that the device does not come to lie over others.
    let _ = file.write_all_at(&[0; 2], COMMAND);
    for _ in 0..200 {
        let at = BARS.start + rng.below(BARS.end - BARS.start);
        let value = rng.number().to_le_bytes();
        let len = *rng.pick(&[1, 2, 4]);
        let _ = file.write_all_at(&value[..len], at & !(len as u64 - 1));
        // Read-only, reserved and unknown places as well; not the capability of interrupts.
        let at = 0x6c + rng.below(4096 - 0x6c);
        let _ = file.write_all_at(&value[..1], at);
        let _ = file.read_at(&mut [0; 4], rng.below(4096));
        count += 3;
    }
    let _ = file.write_all_at(&before[BARS.start as usize..BARS.end as usize], BARS.start);
    for _ in 0..50 {
        let _ = file.write_all_at(&(rng.below(8) as u16).to_le_bytes(), COMMAND);
        count += 1;
    }
    count += interrupts(&file, &before, rng);
    let _ = file.write_all_at(&before[COMMAND as usize..COMMAND as usize + 2], COMMAND);
    for _ in 0..3 {
        count += u64::from(fs::write(folder.join("reset"), "1").is_ok());
    }
    if rng.below(2) == 0 {
        count += u64::from(remove_and_find(folder));
    }
    count
}

/// The capability MSI: enabled, masked and moved about.
fn interrupts(file: &File, before: &[u8; 256], rng: &mut Rng) -> u64 {
    let mut at = usize::from(before[CAPABILITIES as usize]);
    for _ in 0..48 {
        match before.get(at..at + 2) {
            Some(&[MSI, _]) => break,
            Some(&[_, next]) if next != 0 => at = usize::from(next),
            _ => return 0,
        }
    }
    let _ = file.write_all_at(&MSI_ADDRESS.to_le_bytes(), at as u64 + 4);
    let _ = file.write_all_at(&MSI_VECTOR.to_le_bytes(), at as u64 + 0xc);
    for _ in 0..100 {
        let _ = file.write_all_at(&(rng.next() as u16 & 0x0071).to_le_bytes(), at as u64 + 2);
        let _ = file.write_all_at(&(rng.next() as u32).to_le_bytes(), at as u64 + 0x10);
    }
    let _ = file.write_all_at(&before[at + 2..at + 0x18], at as u64 + 2);
    100
}

/// Takes the device away from the kernel and lets it find it again.
fn remove_and_find(folder: &Path) -> bool {
    if fs::write(folder.join("remove"), "1").is_err() {
        return false;
    }
    thread::sleep(Duration::from_millis(50));
    let _ = fs::write("/sys/bus/pci/rescan", "1");
    folder.exists()
}
