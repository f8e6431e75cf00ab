//! A stack that a process and its child would share, parted for the time of a fork.
//!
//! ```text
//!   shared pages ──Parted::new──► private pages ──fork──► child: keeps the private pages, forgets this
//!        ▲                                        │
//!        └───────────────Parted::join─────────────┴─────► parent
//! ```
//!
//! The shared pages stay the device's all the while. In the parent they get what its thread has written meanwhile, and
//! nothing else: the device may have written beside it.

use std::ffi::c_void;
use std::ptr;
use std::sync::Arc;

use rustix::mm::{MapFlags, MremapFlags, ProtFlags, mmap, mremap_fixed};

use super::WindowError;
use super::foreign::{Scratch, parts_of, read_maps};
use super::reservation::AddressRange;
use super::segment::Segment;
use super::stack::OwnStack;
use super::still::while_still;
use crate::pages::Source;

/// The calling thread's stack with private pages where it was moved.
#[derive(Debug)]
pub struct Parted {
    parts: Vec<Part>,
    /// Kept from being given back meanwhile.
    segments: Vec<Arc<Segment>>,
}

#[derive(Debug)]
struct Part {
    range: AddressRange,
    /// Which segment it belongs to.
    segment: usize,
    /// What the shared pages held when they were replaced.
    before: Scratch,
}

impl Part {
    fn target(&self) -> *mut u8 {
        ptr::with_exposed_provenance_mut(self.range.start())
    }
}

impl Parted {
    /// Replaces what of these segments, all of which were adopted, lies on the calling thread's stack.
    pub(super) fn new(segments: Vec<Arc<Segment>>) -> Result<Option<Self>, WindowError> {
        let mut parted = Self { parts: Vec::new(), segments };
        let Some(first) = parted.segments.first().and_then(|segment| segment.moved()) else {
            return Ok(None);
        };
        let maps = read_maps(first.range)?;
        let own = OwnStack::of_caller(&maps);
        let mut fresh = Vec::new();
        for (number, segment) in parted.segments.iter().enumerate() {
            let Some(moved) = segment.moved() else { continue };
            if own.is_none_or(|own| !own.overlaps(moved.range)) {
                continue;
            }
            for range in parts_of(&maps, moved.range, moved.pages.source())? {
                let before = Scratch::private(range.len())?;
                fresh.push(Scratch::private(range.len())?);
                parted.parts.push(Part { range, segment: number, before });
            }
        }
        if parted.parts.is_empty() {
            return Ok(None);
        }
        let parts = &parted.parts;
        let fresh = &mut fresh;
        let replaced = while_still(|| {
            parts.iter().zip(fresh).try_for_each(|(part, fresh)| {
                let len = part.range.len();
                // SAFETY: the part was found mapped just now, the others are new mappings of its length, and no two of
                // them overlap. Nobody writes to the stack meanwhile; what the device writes beside it is in one
                // copy or in the shared pages, which stay.
                unsafe {
                    ptr::copy_nonoverlapping(part.target().cast_const(), part.before.at(0), len);
                    ptr::copy_nonoverlapping(part.before.at(0).cast_const(), fresh.at(0), len);
                }
                fresh.move_to(part.range)
            })
        });
        match replaced.flatten() {
            Ok(()) => Ok(Some(parted)),
            Err(error) => {
                // What was replaced already must not stay so.
                parted.join()?;
                Err(error)
            }
        }
    }

    /// Parent: the shared pages lie on the stack again.
    ///
    /// # Errors
    /// If they cannot be mapped. The stack stays private then, and the device's writes are not seen.
    pub fn join(self) -> Result<(), WindowError> {
        let mut views = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let Some(source) = self.source(part) else { continue };
            views.push((part, source, Scratch::of(source, part.range.len())?));
        }
        let views = &views;
        while_still(|| {
            views.iter().try_for_each(|(part, source, view)| {
                write_changes(part, view);
                let prot = ProtFlags::READ | ProtFlags::WRITE;
                let flags = MapFlags::SHARED | MapFlags::FIXED;
                let target: *mut c_void = part.target().cast();
                // SAFETY: the pages that FIXED replaces are private ones that `new` put there, and what was written to
                // them has just been written to those that replace them. Nobody writes meanwhile.
                unsafe { mmap(target, part.range.len(), prot, flags, source.file, source.offset) }
                    .map(drop)
                    .map_err(|errno| WindowError::Os { what: "mmap over the program's stack", errno })
            })
        })?
    }

    /// Where the part's shared pages come from.
    fn source(&self, part: &Part) -> Option<Source<'_>> {
        let moved = self.segments.get(part.segment)?.moved()?;
        let source = moved.pages.source();
        let within = (part.range.start() - moved.range.start()) as u64;
        Some(Source { offset: source.offset + within, ..source })
    }
}

/// Writes to `view`, the shared pages, what differs in the part's private ones from what they held at first.
fn write_changes(part: &Part, view: &Scratch) {
    for at in 0..part.range.len() {
        // SAFETY: all three are mapped for the part's length. The view is shared with the device, so the byte is
        // written as it is, and none beside it.
        unsafe {
            let now = part.target().add(at).read_volatile();
            if now != part.before.at(at).read() {
                view.at(at).write_volatile(now);
            }
        }
    }
}

impl Scratch {
    /// Moves these pages, all of them, over `range`, which has their length.
    fn move_to(&mut self, range: AddressRange) -> Result<(), WindowError> {
        let (from, len) = (self.at(0), range.len());
        let target = ptr::with_exposed_provenance_mut::<c_void>(range.start());
        // SAFETY: the pages at `target` are replaced by ones of equal content, which are known to nobody else.
        let moved = unsafe { mremap_fixed(from.cast(), len, len, MremapFlags::MAYMOVE, target) };
        moved.map_err(|errno| WindowError::Os { what: "mremap of private pages", errno })?;
        self.leave(len);
        Ok(())
    }
}
