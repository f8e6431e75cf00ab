//! Guest-visible handles.

use core::fmt;

use table::HandleKind;

/// A handle as the guest and the wire know it: `kind << 40 | number`.
///
/// It never holds a host pointer. Numbers are not reused within a session, so a handle that was
/// destroyed, or that belongs to another process, is found out by the worker's table. The guest
/// draws even numbers, the worker (for objects that the driver invents, such as a captured graph)
/// odd ones.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Handle(pub u64);

/// Bits of a handle below its kind.
const NUMBER_BITS: u32 = 40;

impl Handle {
    /// The null handle.
    pub const NULL: Self = Self(0);

    /// The `number`-th handle of `kind`. Numbers above 2^40 − 1 wrap, which no session reaches.
    pub fn new(kind: HandleKind, number: u64) -> Self {
        Self((kind as u64) << NUMBER_BITS | number & ((1 << NUMBER_BITS) - 1))
    }

    /// True for the null handle.
    pub fn is_null(self) -> bool {
        self.0 == 0
    }

    /// True if the handle says that it is of `kind`.
    pub fn is(self, kind: HandleKind) -> bool {
        self.0 >> NUMBER_BITS == kind as u64 && self.0 & ((1 << NUMBER_BITS) - 1) != 0
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({:#x})", self.0)
    }
}
