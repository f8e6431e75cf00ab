//! The first message: which version, and what each side can take (section VFIO_USER_VERSION).

use rustix::io::Errno;
use serde_json::{Value, json};

use super::wire::{DATA_MAX, DESCRIPTORS_MAX, Version, split};

/// The only major version that there is.
const MAJOR: u16 = 0;
/// The answer has to be at most what the client proposes. Nothing newer than the oldest is needed, and QEMU 11.1
/// takes nothing newer.
const MINOR: u16 = 0;
/// The longest version data. QEMU's has some 200 bytes; what is longer is no list of capabilities.
const DATA_LEN_MAX: usize = 2048;

/// Judges a proposal and gives the answer's version, with the data that follows it in the reply.
pub(super) fn negotiate(body: &[u8]) -> Result<(Version, String), Errno> {
    let (version, data): (Version, _) = split(body)?;
    if version.major != MAJOR {
        return Err(Errno::INVAL);
    }
    check(data)?;
    // Both are limits of ours, which bind a client that knows them and harm none that does not. We send one
    // descriptor at a time, and answer with as many bytes as were asked for, so the client's own do not matter.
    let limits = json!({"capabilities": {"max_msg_fds": DESCRIPTORS_MAX, "max_data_xfer_size": DATA_MAX}});
    Ok((Version { major: MAJOR, minor: MINOR }, format!("{limits}\0")))
}

/// Version data is optional; if there is any, it is an object in JSON that ends with a NUL.
fn check(data: &[u8]) -> Result<(), Errno> {
    if data.is_empty() {
        return Ok(());
    }
    let text = data.strip_suffix(&[0]).filter(|text| text.len() <= DATA_LEN_MAX).ok_or(Errno::INVAL)?;
    let proposed: Value = serde_json::from_slice(text).map_err(|_| Errno::INVAL)?;
    let is_object = |value: &Value| value.is_object();
    (is_object(&proposed) && proposed.get("capabilities").is_none_or(is_object))
        .then_some(())
        .ok_or(Errno::INVAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(major: u16, minor: u16, data: &[u8]) -> Vec<u8> {
        [&major.to_ne_bytes(), &minor.to_ne_bytes(), data].concat()
    }

    #[test]
    fn answer_is_never_newer_than_the_proposal() {
        for minor in [0, 1, 700] {
            let (version, data) = negotiate(&proposal(0, minor, b"{\"capabilities\":{}}\0")).expect("fine");
            assert_eq!((version.major, version.minor), (0, 0));
            let value: Value = serde_json::from_str(data.strip_suffix('\0').expect("NUL")).expect("JSON");
            assert_eq!(value["capabilities"]["max_data_xfer_size"], 4096);
            assert!(data.len() < 100, "QEMU has room for as much as it has sent itself");
        }
        assert!(negotiate(&proposal(0, 0, b"")).is_ok());
        assert!(negotiate(&proposal(0, 0, b"{}\0")).is_ok());
    }

    #[test]
    fn malformed_proposals_are_refused() {
        assert_eq!(negotiate(&proposal(1, 0, b"{}\0")).err(), Some(Errno::INVAL));
        assert_eq!(negotiate(&[]).err(), Some(Errno::INVAL));
        assert_eq!(negotiate(&[0; 3]).err(), Some(Errno::INVAL));
        let nested = [vec![b'['; 2000], vec![0]].concat();
        let long = [b"{\"a\":\"", vec![b'x'; 3000].as_slice(), b"\"}\0"].concat();
        let bad: [&[u8]; 7] = [b"\0", b"{}", b"{", b"[]\0", b"{\"capabilities\":3}\0", &nested, &long];
        for data in bad {
            assert_eq!(negotiate(&proposal(0, 0, data)).err(), Some(Errno::INVAL), "{data:?}");
        }
    }
}
