//! Managed variables: each gets memory of the window, and the code is made to refer to that before the driver sees it
//! (docs/adr/0004-managed-memory.md).
//!
//! ```text
//!   image ──► the code that the device would run ──► places for its managed variables ──► changed code ──► driver
//!                  cubin, or compiled from text           host_memory::allocate             image::managed
//! ```
//!
//! An image whose code cannot be changed is loaded as it is. Its managed variables are then the driver's, which programs
//! cannot reach from the host.

use std::sync::{Arc, OnceLock};

use table::{CUcontext, CudaError, CudaResult};

use super::{host_memory::allocate, linker};
use crate::{
    allocations::Kind,
    image::{
        Options, Source,
        managed::{self, Initial, Variable},
    },
    images::{Global, Managed},
    managed::PAGE,
    session::Session,
    thread,
};

/// Text that every driver accepts.
const NOTHING: &[u8] =
    b".version 7.0\n.target sm_50\n.address_size 64\n.visible .entry nothing()\n{\n    ret;\n}\n\0";
/// What the linker of the software GPU calls the section with its text.
const TEXT_SECTION: &[u8] = b"\0.vgpu.ptx\0";

/// An image whose managed variables lie in the window.
pub(super) struct Placed {
    /// What the driver is to load.
    pub(super) image: Vec<u8>,
    session: &'static Session,
    managed: Option<Managed>,
}

impl Placed {
    /// The image is loaded: the variables live as long as it.
    pub(super) fn keep(mut self) -> Arc<Managed> {
        Arc::new(self.managed.take().unwrap_or_default())
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        if let Some(managed) = &self.managed {
            managed.free(self.session);
        }
    }
}

/// Places the managed variables of an image, if it has any and its code can be changed. They are `context`'s.
///
/// # Errors
/// `OUT_OF_MEMORY` if the window has no room for them.
pub(super) fn place(
    session: &'static Session,
    source: Source<'_>,
    options: &Options,
    context: CUcontext,
) -> CudaResult<Option<Placed>> {
    let device = session.contexts.device(thread::current_context()).unwrap_or(0);
    let Some((mut image, variables)) = code(session, source, options, device) else { return Ok(None) };
    let mut placed = Placed { image: Vec::new(), session, managed: Some(Managed::default()) };
    let mut addresses = Vec::with_capacity(variables.len());
    for variable in &variables {
        // Whole pages, as those of `cuMemAllocManaged`.
        let pages = variable.size.max(1).checked_next_multiple_of(PAGE).ok_or(CudaError::OUT_OF_MEMORY)?;
        let (address, segment) = allocate(session, pages)?;
        let kind = Kind::Managed { is_variable: true, segment };
        session.allocations.insert(address, variable.size.max(1), kind, context, device);
        let global = Global { address, size: variable.size };
        if let Some(managed) = &mut placed.managed {
            managed.0.insert(variable.name.clone(), global);
        }
        addresses.push(address);
    }
    let Some(initial) = managed::place(&mut image, &variables, &addresses) else { return Ok(None) };
    for ((variable, address), initial) in variables.iter().zip(addresses).zip(initial) {
        fill(session, address, variable.size, &initial)?;
    }
    placed.image = image;
    Ok(Some(placed))
}

/// The code that the device would run, and its managed variables; `None` if it has none.
fn code(
    session: &'static Session,
    source: Source<'_>,
    options: &Options,
    device: i32,
) -> Option<(Vec<u8>, Vec<Variable>)> {
    let best = source.best(session, device)?;
    let of = |cubin: Vec<u8>| {
        let variables = managed::variables(&cubin);
        (!variables.is_empty()).then_some((cubin, variables))
    };
    let text = best.text.filter(|text| managed::is_in_text(text));
    match best.cubin {
        Some(cubin) => {
            let found = of(cubin)?;
            if runs_text(session)? {
                of(linker::compile(session, &text?, options).ok()?)
            } else {
                Some(found)
            }
        }
        None => of(linker::compile(session, &text?, options).ok()?),
    }
}

/// Whether the driver has no use for machine code; `None` if it cannot be asked.
fn runs_text(session: &'static Session) -> Option<bool> {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    if let Some(answer) = ANSWER.get() {
        return Some(*answer);
    }
    let made = linker::compile(session, NOTHING, &Options::default()).ok()?;
    Some(*ANSWER.get_or_init(|| memchr::memmem::find(&made, TEXT_SECTION).is_some()))
}

/// Writes what a variable holds at first; its memory may have been somebody else's.
fn fill(session: &Session, address: u64, len: u64, initial: &Initial) -> CudaResult {
    let slice = session.link.window().lookup(address, len).ok_or(CudaError::UNKNOWN)?;
    match initial {
        Initial::Bytes(bytes) => {
            if !slice.write(0, bytes) {
                return Err(CudaError::UNKNOWN);
            }
        }
        Initial::Zeros => {
            // SAFETY: the slice was found to have `len` bytes, and is held.
            unsafe { slice.as_ptr().write_bytes(0, len as usize) };
        }
    }
    Ok(())
}
