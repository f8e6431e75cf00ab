//! `INTEGRITY_CHECK`: the hand-shake by which NVIDIA's runtime asks whether it talks to a driver that it knows.
//!
//! docs/interoperability.md says what it does, why it is here, and how to build without it (the cargo feature
//! `interoperability`). The answer depends on this process, this thread and the addresses of our tables, so it
//! can only be given in the guest; it is HMAC (RFC 2104) with MD2 (RFC 1319) over what the runtime can see
//! itself.

use core::ffi::{c_int, c_uint};

use table::{CUDA_SUCCESS, CUresult};

use super::{Table, Word, cudart, guarded, refusing};
use crate::{
    api::device::pci_location,
    edge::not_null,
    session::{self, Session},
};

pub(super) static TABLE: Table<3> = Table::new(
    refusing!(HANDSHAKE: 0 1 2),
    &[Table::<3>::size(), (1, Word(answer as *const ())), (2, Word(switch as *const ()))],
);

const KEY: [u8; 16] = 0x146A_DDAE_53A9_A752_AA08_4136_0BF5_5A9F_u128.to_be_bytes();

/// What the runtime hashes besides the devices.
struct Caller {
    driver_version: u32,
    version: u32,
    process: u32,
    thread: u32,
    /// Of `CUDART_INTERFACE`, of this table, and of its slot 1.
    addresses: [u64; 3],
    seconds: u64,
}

/// What the runtime hashes of each device.
struct Device {
    /// As `cuDeviceGetUuid` gives it.
    uuid: [u8; 16],
    /// PCI domain, bus and device.
    location: [c_int; 3],
}

/// Answers for `version` at the time `seconds` (since 1970).
unsafe extern "C" fn answer(version: c_uint, seconds: u64, out: *mut [u8; 16]) -> CUresult {
    guarded(|| {
        let session = session::get()?;
        not_null(out)?;
        let answer = match fixed(version) {
            Some(answer) => answer,
            None => hashed(&caller(session, version, seconds), &devices(session)),
        };
        // SAFETY: not null; the runtime passes the address of sixteen bytes.
        unsafe { out.write(answer) };
        Ok(())
    })
}

/// Turns the check on or off, which changes no answer.
extern "C" fn switch(_: c_int) -> CUresult {
    CUDA_SUCCESS
}

fn caller(session: &Session, version: u32, seconds: u64) -> Caller {
    Caller {
        driver_version: session.driver_version as u32,
        version,
        process: std::process::id(),
        // SAFETY: cannot fail.
        thread: unsafe { libc::pthread_self() } as u32,
        addresses: [cudart::TABLE.address() as u64, TABLE.address() as u64, TABLE.0[1].0 as u64],
        seconds,
    }
}

fn devices(session: &Session) -> Vec<Device> {
    session
        .devices
        .iter()
        .map(|device| Device { uuid: device.uuid, location: pci_location(device).unwrap_or_default() })
        .collect()
}

/// The answer to versions whose last digit is 0 or 1.
fn fixed(version: u32) -> Option<[u8; 16]> {
    let first: u64 = match version % 10 {
        0 => 0x3341_181C_03CB_675C,
        1 => 0x1841_181C_03CB_675C,
        _ => return None,
    };
    let both = u128::from(first) | 0x8ED3_83AA_1F4C_D1E8 << 64;
    Some(both.to_le_bytes())
}

/// The answer to all other versions.
fn hashed(caller: &Caller, devices: &[Device]) -> [u8; 16] {
    let mut message = Vec::with_capacity(48 + 28 * devices.len());
    for word in [caller.driver_version, caller.version, caller.process, caller.thread] {
        message.extend_from_slice(&word.to_le_bytes());
    }
    for address in caller.addresses {
        message.extend_from_slice(&address.to_le_bytes());
    }
    message.extend_from_slice(&caller.seconds.to_le_bytes());
    for device in devices {
        message.extend_from_slice(&device.uuid);
        for number in device.location {
            message.extend_from_slice(&number.to_le_bytes());
        }
    }
    hmac_md2(KEY, &message)
}

/// RFC 2104 with MD2, whose blocks have 16 bytes, for a key of one block.
fn hmac_md2(key: [u8; 16], message: &[u8]) -> [u8; 16] {
    let inner = md2(&[&key.map(|byte| byte ^ 0x36), message].concat());
    md2(&[key.map(|byte| byte ^ 0x5C), inner].concat())
}

/// RFC 1319.
fn md2(message: &[u8]) -> [u8; 16] {
    let padding = 16 - message.len() % 16;
    let mut padded = message.to_vec();
    padded.resize(message.len() + padding, padding as u8);
    let (blocks, _) = padded.as_chunks::<16>();

    let mut checksum = [0u8; 16];
    let mut state = [0u8; 16];
    for block in blocks {
        let mut last = checksum[15];
        for (sum, byte) in checksum.iter_mut().zip(block) {
            *sum ^= PI[usize::from(byte ^ last)];
            last = *sum;
        }
        compress(&mut state, block);
    }
    compress(&mut state, &checksum);
    state
}

/// One block into MD2's state.
fn compress(state: &mut [u8; 16], block: &[u8; 16]) {
    let mut work = [0u8; 48];
    for at in 0..16 {
        work[at] = state[at];
        work[16 + at] = block[at];
        work[32 + at] = block[at] ^ state[at];
    }
    let mut carry = 0u8;
    for round in 0..18u8 {
        for byte in &mut work {
            *byte ^= PI[usize::from(carry)];
            carry = *byte;
        }
        carry = carry.wrapping_add(round);
    }
    state.copy_from_slice(&work[..16]);
}

/// RFC 1319's permutation of the bytes, made from the digits of pi.
const PI: [u8; 256] = [
    41, 46, 67, 201, 162, 216, 124, 1, 61, 54, 84, 161, 236, 240, 6, 19, 98, 167, 5, 243, 192, 199, 115, 140,
    152, 147, 43, 217, 188, 76, 130, 202, 30, 155, 87, 60, 253, 212, 224, 22, 103, 66, 111, 24, 138, 23, 229,
    18, 190, 78, 196, 214, 218, 158, 222, 73, 160, 251, 245, 142, 187, 47, 238, 122, 169, 104, 121, 145, 21,
    178, 7, 63, 148, 194, 16, 137, 11, 34, 95, 33, 128, 127, 93, 154, 90, 144, 50, 39, 53, 62, 204, 231, 191,
    247, 151, 3, 255, 25, 48, 179, 72, 165, 181, 209, 215, 94, 146, 42, 172, 86, 170, 198, 79, 184, 56, 210,
    150, 164, 125, 182, 118, 252, 107, 226, 156, 116, 4, 241, 69, 157, 112, 89, 100, 113, 135, 32, 134, 91,
    207, 101, 230, 45, 168, 2, 27, 96, 37, 173, 174, 176, 185, 246, 28, 70, 97, 105, 52, 64, 126, 15, 85, 71,
    163, 35, 221, 81, 175, 58, 195, 92, 249, 206, 186, 197, 234, 38, 44, 83, 13, 110, 133, 40, 132, 9, 211,
    223, 205, 244, 65, 129, 77, 82, 106, 220, 55, 200, 108, 193, 171, 250, 36, 225, 123, 8, 12, 189, 177, 74,
    120, 136, 149, 139, 227, 99, 232, 109, 233, 203, 213, 254, 59, 0, 29, 57, 242, 239, 183, 14, 102, 88,
    208, 228, 166, 119, 114, 248, 235, 117, 75, 10, 49, 68, 80, 180, 143, 237, 31, 26, 219, 153, 141, 51,
    159, 17, 131, 20,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: [u8; 16]) -> String {
        format!("{:032x}", u128::from_be_bytes(bytes))
    }

    #[test]
    fn md2_gives_what_rfc_1319_says() {
        let vectors = [
            ("", "8350e5a3e24c153df2275c9f80692773"),
            ("a", "32ec01ec4a6dac72c0ab96fb34c0b5d1"),
            ("abc", "da853b0d3f88d99b30283a69e6ded6bb"),
            ("message digest", "ab4f496bfb2a530b219ff33031fe06b0"),
            ("abcdefghijklmnopqrstuvwxyz", "4e8ddff3650292ab5a4108c3aa47940b"),
            (
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                "da33def2a42df13975352846c30338cd",
            ),
            (
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "d5976f79d83d3a0dc9806c3c66f3efd8",
            ),
        ];
        for (message, digest) in vectors {
            assert_eq!(hex(md2(message.as_bytes())), digest, "{message:?}");
        }
    }

    #[test]
    fn a_recorded_hand_shake_is_reproduced() {
        let caller = Caller {
            driver_version: 12020,
            version: 0x2B4A,
            process: 0x4D08,
            thread: 0x2B78,
            addresses: [0x7FF8_C807_17F0, 0x7FF8_C825_E4B0, 0x7FF8_C7DD_0AD0],
            seconds: 0x64A3_65EE,
        };
        let device =
            Device { uuid: 0x6722CBCF_C661_F292_74D6_ED232A32131C_u128.to_be_bytes(), location: [0, 4, 0] };
        assert_eq!(hex(hashed(&caller, &[device])), "7a7014f22846c3a784cdbf423331f1ea");
    }

    #[test]
    fn versions_that_end_in_0_or_1_have_fixed_answers() {
        assert_eq!(fixed(13_000).map(hex).as_deref(), Some("5c67cb031c184133e8d14c1faa83d38e"));
        assert_eq!(fixed(13_001).map(hex).as_deref(), Some("5c67cb031c184118e8d14c1faa83d38e"));
        assert_eq!(fixed(13_002), None);
    }
}
