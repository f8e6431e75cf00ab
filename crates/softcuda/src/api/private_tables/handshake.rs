//! The hand-shake by which NVIDIA's runtime asks whether it talks to a driver that it knows.
//!
//! The answer is a keyed digest of facts about the process and the device, computed by an algorithm that
//! is published in permissively licensed projects. It protects no content and opens nothing: it is here so
//! that an unmodified runtime starts on this library. Whoever deploys it checks that against their licence
//! (docs/interoperability.md); without the feature `interoperability` this file is not compiled, and
//! runtimes then refuse the library.

use std::ffi::{c_int, c_uint};

use table::{CUresult, CudaResult};

use super::{Word, md2::hmac, refused, runtime};
use crate::{
    api::arg::out,
    driver::{VERSION, driver},
    export::edge,
};

/// Answer, and a switch that is accepted.
pub(super) static HANDSHAKE: [Word; 3] = {
    let mut words = refused::<3>();
    words[1] = Word(answer as *const ());
    words[2] = Word(switch as *const ());
    words
};

const KEY: [u8; 16] =
    [0x14, 0x6a, 0xdd, 0xae, 0x53, 0xa9, 0xa7, 0x52, 0xaa, 0x08, 0x41, 0x36, 0x0b, 0xf5, 0x5a, 0x9f];

/// Two constants, of which the first word depends on the version's last digit.
const FIRST: [u64; 2] = [0x3341_181c_03cb_675c, 0x1841_181c_03cb_675c];
const SECOND: u64 = 0x8ed3_83aa_1f4c_d1e8;

/// What the digest is made of, besides the devices.
struct Facts {
    driver: u32,
    version: u32,
    process: u32,
    thread: u32,
    /// Addresses of the runtime interface, of this table and of its first function.
    addresses: [u64; 3],
    seconds: u64,
}

/// UUID, PCI domain, bus and device.
type Device = ([u8; 16], (i32, i32, i32));

fn digest(facts: &Facts, devices: &[Device]) -> [u8; 16] {
    match facts.version % 10 {
        constant @ (0 | 1) => {
            let mut answer = [0; 16];
            answer[..8].copy_from_slice(&FIRST[constant as usize].to_le_bytes());
            answer[8..].copy_from_slice(&SECOND.to_le_bytes());
            answer
        }
        _ => {
            let mut message = Vec::new();
            for word in [facts.driver, facts.version, facts.process, facts.thread] {
                message.extend(word.to_le_bytes());
            }
            for word in facts.addresses.into_iter().chain([facts.seconds]) {
                message.extend(word.to_le_bytes());
            }
            for (uuid, (domain, bus, device)) in devices {
                message.extend(uuid);
                for number in [domain, bus, device] {
                    message.extend(number.to_le_bytes());
                }
            }
            hmac(KEY, &message)
        }
    }
}

extern "C" fn answer(version: c_uint, seconds: u64, result: *mut [u8; 16]) -> CUresult {
    edge("hand-shake", || compute(version, seconds, result))
}

fn compute(version: c_uint, seconds: u64, result: *mut [u8; 16]) -> CudaResult {
    let result = out!(result)?;
    let devices: Vec<Device> = driver()?.devices.iter().map(|device| (device.uuid(), device.pci())).collect();
    // SAFETY: pthread_self has no preconditions.
    let thread = unsafe { libc::pthread_self() };
    let facts = Facts {
        driver: VERSION as u32,
        version,
        process: std::process::id(),
        thread: thread as u32,
        addresses: [runtime::INTERFACE.as_ptr() as u64, HANDSHAKE.as_ptr() as u64, HANDSHAKE[1].0 as u64],
        seconds,
    };
    result.set(digest(&facts, &devices));
    Ok(())
}

extern "C" fn switch(_: c_int) -> CUresult {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_test_vector_comes_out() {
        let facts = Facts {
            driver: 12020,
            version: 0x2b4a,
            process: 0x4d08,
            thread: 0x2b78,
            addresses: [0x7ff8_c807_17f0, 0x7ff8_c825_e4b0, 0x7ff8_c7dd_0ad0],
            seconds: 0x64a3_65ee,
        };
        let uuid = 0x6722_cbcf_c661_f292_74d6_ed23_2a32_131cu128.to_be_bytes();
        let expected = 0x7a70_14f2_2846_c3a7_84cd_bf42_3331_f1eau128.to_be_bytes();
        assert_eq!(digest(&facts, &[(uuid, (0, 4, 0))]), expected);
    }
}
