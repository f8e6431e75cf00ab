//! What may be longer than a control message: JSON text in a memfd, with its length in the message that it comes along with.

use std::fs::File;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::memfd;
use crate::socket::SocketError;

/// The longest content in bytes.
pub const PARCEL_MAX: u64 = 8 << 20;

/// What is said in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    bytes: u64,
}

impl Parcel {
    /// Packs `content`; the file travels with the message.
    ///
    /// # Errors
    /// If it has no JSON form, or there is no memory for it.
    pub fn pack<T: Serialize>(content: &T) -> Result<(Self, OwnedFd), SocketError> {
        let text = serde_json::to_vec(content).map_err(|error| SocketError::Garbage(error.to_string()))?;
        let bytes = text.len() as u64;
        let unmade = |error: String| SocketError::Garbage(format!("no parcel: {error}"));
        let fd = memfd::create("vgpu-parcel", bytes).map_err(|error| unmade(error.to_string()))?;
        let mut file = File::from(fd);
        file.write_all(&text).map_err(|error| unmade(error.to_string()))?;
        Ok((Self { bytes }, file.into()))
    }

    /// Unpacks what came with the message. The sender may be hostile, so everything is judged.
    ///
    /// # Errors
    /// If it is too long, no memfd, shorter than was said, or of another form.
    pub fn unpack<T: DeserializeOwned>(self, fds: Vec<OwnedFd>) -> Result<T, SocketError> {
        let garbage = |what: &str| SocketError::Garbage(what.to_owned());
        if self.bytes > PARCEL_MAX {
            return Err(SocketError::Truncated);
        }
        let [fd] =
            <[OwnedFd; 1]>::try_from(fds).map_err(|_| garbage("a parcel comes with one descriptor"))?;
        // Not just any file: reading from a pipe or a network file could block for ever.
        memfd::check(&fd, self.bytes).map_err(|error| garbage(&error.to_string()))?;
        let mut text = vec![0; usize::try_from(self.bytes).map_err(|_| SocketError::Truncated)?];
        File::from(fd).read_exact_at(&mut text, 0).map_err(|error| garbage(&error.to_string()))?;
        serde_json::from_slice(&text).map_err(|error| garbage(&error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parcels_that_lie_are_garbage() {
        let unpack = |bytes: u64, fds: Vec<OwnedFd>| Parcel { bytes }.unpack::<Vec<u8>>(fds);
        let small = || memfd::create("small", 4096).expect("memfd");
        let null = OwnedFd::from(File::open("/dev/null").expect("null"));
        assert!(matches!(unpack(10, vec![]), Err(SocketError::Garbage(_))));
        assert!(matches!(unpack(10, vec![small(), small()]), Err(SocketError::Garbage(_))));
        assert!(matches!(unpack(10, vec![null]), Err(SocketError::Garbage(_))));
        assert!(matches!(unpack(8192, vec![small()]), Err(SocketError::Garbage(_))));
        assert!(matches!(unpack(4096, vec![small()]), Err(SocketError::Garbage(_))));
        assert_eq!(unpack(u64::MAX, vec![small()]), Err(SocketError::Truncated));
        let (parcel, fd) = Parcel::pack(&vec![1_u8, 2]).expect("pack");
        assert_eq!(parcel.unpack(vec![fd]), Ok(vec![1_u8, 2]));
    }
}
