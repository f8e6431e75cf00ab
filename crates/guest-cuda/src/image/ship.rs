//! An image on its way: its blobs lie in the window, one behind the other, until the worker has copied them.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _, sync::atomic::Ordering};

use link::control::DeviceSnapshot;
use table::{
    CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, CudaError,
    CudaResult,
};

use super::{
    Architecture, Best, Bytes, FORM_PLAIN, Image, Memory, Part, Piece, Program, Wanted, identify, memory,
};
use crate::{session::Session, staging::Block};

/// Where each blob starts: a multiple of this.
const ALIGN: u64 = 16;
/// The most bytes of one image, all blobs together.
const MAX_IMAGE: u64 = 16 << 30;

/// An image in the window; the memory goes back when this is dropped.
pub struct Shipment {
    /// `FORM_*`.
    pub form: u32,
    /// First address.
    pub address: u64,
    /// Bytes, padding included.
    pub len: u64,
    /// Length of each blob. Each starts at the next multiple of 16 after the one before.
    pub parts: Vec<u64>,
    _block: Block,
}

/// Where an image comes from.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// An address that the program passed.
    Program(u64),
    /// A file's content, with a NUL behind it, as [`read_file`] gives it.
    File(&'a [u8]),
}

/// The content of the file that the program names, and a NUL that ends it if it is text.
///
/// # Errors
/// `FILE_NOT_FOUND` if it cannot be read.
pub fn read_file(path: &[u8]) -> CudaResult<Vec<u8>> {
    let mut content = std::fs::read(OsStr::from_bytes(path)).map_err(|_| CudaError::FILE_NOT_FOUND)?;
    content.push(0);
    Ok(content)
}

impl Source<'_> {
    /// Finds out what the image is, and puts what the session's devices need of it into the window.
    ///
    /// # Errors
    /// `INVALID_IMAGE` if it is none or cannot be read, `OUT_OF_MEMORY` if the window cannot hold it.
    pub fn ship(self, session: &'static Session) -> CudaResult<Shipment> {
        let devices: Vec<Architecture> = session.devices.iter().filter_map(architecture).collect();
        let wanted = Wanted { devices: &devices, find_prints: !session.prints.load(Ordering::Relaxed) };
        let image = match self {
            Self::Program(address) => identify(&Program, address, wanted)?,
            Self::File(content) => identify(&Bytes(content), 0, wanted)?,
        };
        if image.prints {
            session.prints.store(true, Ordering::Release);
        }
        self.put(session, &image)
    }

    /// [`Source::ship`] for a library. The driver does not look at a library's image before something is asked of it,
    /// so what is no image becomes an empty text, of which it says then what it would have said of this one.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` if the window cannot hold it.
    pub fn ship_library(self, session: &'static Session) -> CudaResult<Shipment> {
        match self.ship(session) {
            Err(CudaError::INVALID_IMAGE) => {
                let nothing = Part::new(vec![Piece::Ours(vec![0])]);
                self.put(session, &Image { form: FORM_PLAIN, parts: vec![nothing], prints: false })
            }
            shipped => shipped,
        }
    }

    /// The code that the device with this number would run, as [`super::best`] gives it.
    pub fn best(self, session: &Session, device: i32) -> Option<Best> {
        let device = session.devices.iter().find(|it| it.ordinal == device).and_then(architecture)?;
        match self {
            Self::Program(address) => super::best(&Program, address, device),
            Self::File(content) => super::best(&Bytes(content), 0, device),
        }
    }

    /// Copies an identified image into the window.
    fn put(self, session: &'static Session, image: &Image) -> CudaResult<Shipment> {
        let parts: Vec<u64> = image.parts.iter().map(Part::len).collect();
        let len = parts
            .iter()
            .try_fold(0u64, |sum, len| sum.checked_add(len.checked_next_multiple_of(ALIGN)?))
            .filter(|&len| len <= MAX_IMAGE)
            .ok_or(CudaError::INVALID_IMAGE)?;
        let block = Block::new(session, len)?;
        let slice = session.link.window().lookup(block.address(), len).ok_or(CudaError::OUT_OF_MEMORY)?;
        let mut start = 0;
        for part in &image.parts {
            let mut at = start;
            for piece in &part.pieces {
                let written = match (piece, self) {
                    (Piece::Ours(bytes), _) => slice.write(at as usize, bytes),
                    (&Piece::Theirs { address, len }, Self::Program(_)) => {
                        // SAFETY: the block has room for all pieces, and `at` is the sum of those before this one; the
                        // slice keeps the memory mapped.
                        unsafe { memory::copy(address, slice.as_ptr().add(at as usize), len as usize) }
                    }
                    (&Piece::Theirs { address, len }, Self::File(content)) => Bytes(content)
                        .bytes(address, len)
                        .is_some_and(|bytes| slice.write(at as usize, &bytes)),
                };
                if !written {
                    return Err(CudaError::INVALID_IMAGE);
                }
                at += piece.len();
            }
            start += part.len().next_multiple_of(ALIGN);
        }
        Ok(Shipment { form: image.form, address: block.address(), len, parts, _block: block })
    }
}

/// The compute capability of a device.
fn architecture(device: &DeviceSnapshot) -> Option<Architecture> {
    let value = |id| {
        let attribute = device.attributes.iter().find(|attribute| attribute.0 == id && attribute.1 == 0)?;
        u32::try_from(attribute.2).ok()
    };
    Some(Architecture {
        major: value(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)?,
        minor: value(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR)?,
    })
}
