//! Memory as a thread sees it: spaces, generic addresses, loads, stores, atomics.

use ptx::ir::{Address, AtomicOp, Base, MbarrierOp, Operand, Predicate, Reg, Space, Symbol, Type};

use super::super::launch::{
    Dims, Fault, LOCAL_WINDOW, Launch, PARAMETER_WINDOW, SHARED_WINDOW, WINDOW_BYTES,
};
use super::super::semantics::{self, atomic, mbarrier};
use super::memory::System;
use super::program::Program;
use super::thread::Thread;

/// What surrounds a thread.
pub struct Context<'a> {
    pub program: &'a Program<'a>,
    pub launch: &'a Launch,
    pub system: &'a mut dyn System,
    /// Shared memory of the block.
    pub shared: &'a mut Vec<u8>,
    /// The block's position.
    pub block: Dims,
    /// Steps made so far.
    pub clock: u64,
}

/// A space with an address in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Global(u64),
    Shared(u64),
    Local(u64),
    Parameters(u64),
}

/// Which window a generic address lies in.
pub fn of_generic(address: u64) -> Place {
    match address {
        SHARED_WINDOW.. if address - SHARED_WINDOW < WINDOW_BYTES => Place::Shared(address - SHARED_WINDOW),
        LOCAL_WINDOW.. if address - LOCAL_WINDOW < WINDOW_BYTES => Place::Local(address - LOCAL_WINDOW),
        PARAMETER_WINDOW.. if address - PARAMETER_WINDOW < WINDOW_BYTES => {
            Place::Parameters(address - PARAMETER_WINDOW)
        }
        _ => Place::Global(address),
    }
}

/// The generic address of one in a space.
pub fn to_generic(space: Space, address: u64) -> u64 {
    match space {
        Space::Shared | Space::SharedCluster => SHARED_WINDOW.wrapping_add(address),
        Space::Local => LOCAL_WINDOW.wrapping_add(address),
        Space::Param => PARAMETER_WINDOW.wrapping_add(address),
        Space::Generic | Space::Global | Space::Const => address,
    }
}

impl Context<'_> {
    /// Where an instruction's address points.
    pub fn place(&self, thread: &Thread, space: Space, address: &Address) -> Place {
        let at = thread.address(self.program, address);
        match space {
            Space::Generic => of_generic(at),
            Space::Global | Space::Const => Place::Global(at),
            Space::Shared | Space::SharedCluster => Place::Shared(at),
            Space::Local => Place::Local(at),
            Space::Param => {
                let is_area = matches!(address.base, Base::Symbol(Symbol::Local(_)));
                let function = self.program.function(thread.frame().function);
                let is_kernel = function.is_some_and(|function| function.is_kernel);
                if is_kernel && !is_area { Place::Parameters(at) } else { Place::Local(at) }
            }
        }
    }

    fn bytes<'a>(&'a mut self, thread: &'a mut Thread, place: Place) -> Option<(u64, &'a mut [u8])> {
        match place {
            Place::Global(_) | Place::Parameters(_) => None,
            Place::Shared(at) => Some((at, self.shared)),
            Place::Local(at) => {
                let end = thread.stack as usize;
                Some((at, &mut thread.local[..end]))
            }
        }
    }

    /// Reads.
    pub fn read(&mut self, thread: &mut Thread, place: Place, buffer: &mut [u8]) -> Result<(), Fault> {
        let count = buffer.len();
        match place {
            Place::Global(address) => return self.system.load(address, buffer),
            Place::Parameters(at) => {
                let from = slice(&self.launch.parameters, at, count);
                buffer.copy_from_slice(from.ok_or_else(|| illegal(place, count, false))?);
            }
            _ => {
                let from = self.bytes(thread, place).and_then(|(at, bytes)| slice(bytes, at, count));
                buffer.copy_from_slice(from.ok_or_else(|| illegal(place, count, false))?);
            }
        }
        Ok(())
    }

    /// Writes.
    pub fn write(&mut self, thread: &mut Thread, place: Place, buffer: &[u8]) -> Result<(), Fault> {
        let count = buffer.len();
        if let Place::Global(address) = place {
            return self.system.store(address, buffer);
        }
        let Some((at, bytes)) = self.bytes(thread, place) else { return Err(illegal(place, count, true)) };
        let range = range(bytes.len(), at, count).ok_or_else(|| illegal(place, count, true))?;
        bytes[range].copy_from_slice(buffer);
        Ok(())
    }

    /// Reads a little-endian number.
    pub fn read_number(&mut self, thread: &mut Thread, place: Place, bytes: u32) -> Result<u128, Fault> {
        let mut buffer = [0; 16];
        self.read(thread, place, &mut buffer[..bytes as usize])?;
        Ok(u128::from_le_bytes(buffer))
    }

    /// Writes a little-endian number.
    pub fn write_number(
        &mut self,
        thread: &mut Thread,
        place: Place,
        bytes: u32,
        value: u128,
    ) -> Result<(), Fault> {
        self.write(thread, place, &value.to_le_bytes()[..bytes as usize])
    }

    /// `ld`.
    pub fn load(
        &mut self,
        thread: &mut Thread,
        space: Space,
        ty: Type,
        d: &[Option<Reg>],
        address: &Address,
    ) -> Result<(), Fault> {
        let place = self.place(thread, space, address);
        let size = ty.bytes();
        aligned(place, size * d.len() as u32)?;
        let mut values = Vec::new();
        for i in 0..d.len() as u64 {
            values.push(self.read_number(thread, place.behind(i * u64::from(size)), size)?);
        }
        for (d, value) in d.iter().zip(values) {
            match d {
                Some(d) if ty == Type::B128 => thread.set_wide(*d, value),
                Some(d) => thread.set(self.program, *d, ty, value as u64),
                None => {}
            }
        }
        Ok(())
    }

    /// `st`.
    pub fn store(
        &mut self,
        thread: &mut Thread,
        space: Space,
        ty: Type,
        address: &Address,
        a: &[Operand],
    ) -> Result<(), Fault> {
        let place = self.place(thread, space, address);
        let size = ty.bytes();
        aligned(place, size * a.len() as u32)?;
        let bytes: Vec<u8> =
            a.iter().flat_map(|a| thread.wide(*a).to_le_bytes().into_iter().take(size as usize)).collect();
        self.write(thread, place, &bytes)
    }

    /// Reads, computes and writes as one.
    pub fn update(
        &mut self,
        thread: &mut Thread,
        place: Place,
        bytes: u32,
        change: &mut dyn FnMut(u128) -> u128,
    ) -> Result<u128, Fault> {
        aligned(place, bytes)?;
        if let Place::Global(address) = place {
            return self.system.update(address, bytes as usize, change);
        }
        let old = self.read_number(thread, place, bytes)?;
        self.write_number(thread, place, bytes, change(old))?;
        Ok(old)
    }

    /// `atom` and `red`: what memory held.
    #[allow(clippy::too_many_arguments, reason = "the parts of the instruction")]
    pub fn atomic(
        &mut self,
        thread: &mut Thread,
        op: AtomicOp,
        space: Space,
        ty: Type,
        address: &Address,
        b: Operand,
        c: Option<Operand>,
    ) -> Result<u128, Fault> {
        let place = self.place(thread, space, address);
        let (b, c) = (thread.wide(b), c.map_or(0, |c| thread.wide(c)));
        let cut = |value: u128| value as u64 & semantics::mask(ty);
        let mut change = |old: u128| {
            if ty == Type::B128 {
                atomic::exchange(op, old, b, c)
            } else {
                u128::from(semantics::atomic(op, ty, cut(old), cut(b), cut(c)))
            }
        };
        self.update(thread, place, ty.bytes(), &mut change)
    }

    /// `mbarrier`: the result.
    pub fn mbarrier(
        &mut self,
        thread: &mut Thread,
        op: MbarrierOp,
        space: Space,
        address: Option<&Address>,
        a: Option<u64>,
    ) -> Result<u64, Fault> {
        let Some(address) = address else { return Ok(mbarrier::mbarrier(op, a.unwrap_or(0), a).1) };
        let place = self.place(thread, space, address);
        let mut result = 0;
        self.update(thread, place, 8, &mut |old| {
            let (new, given) = mbarrier::mbarrier(op, old as u64, a);
            result = given;
            u128::from(new)
        })?;
        Ok(result)
    }

    /// `cp.async`, which is done at once.
    pub fn copy(
        &mut self,
        thread: &mut Thread,
        bytes: u32,
        (to, from): (&Address, &Address),
        source_bytes: Option<Operand>,
        ignore: Option<Predicate>,
    ) -> Result<(), Fault> {
        let (to, from) = (self.place(thread, Space::Shared, to), self.place(thread, Space::Global, from));
        aligned(to, bytes)?;
        aligned(from, bytes)?;
        let mut count = source_bytes.map_or(bytes, |it| (thread.value(it, Type::U32) as u32).min(bytes));
        if ignore.is_some_and(|ignore| thread.holds(ignore)) {
            count = 0;
        }
        let mut buffer = [0; 16];
        self.read(thread, from, &mut buffer[..count as usize])?;
        self.write(thread, to, &buffer[..bytes as usize])
    }

    /// A string of C.
    pub fn string(&mut self, thread: &mut Thread, address: u64) -> Result<Vec<u8>, Fault> {
        let mut text = Vec::new();
        while text.len() < 1 << 20 {
            let place = of_generic(address.wrapping_add(text.len() as u64));
            match self.read_number(thread, place, 1)? as u8 {
                0 => break,
                byte => text.push(byte),
            }
        }
        Ok(text)
    }
}

impl Place {
    /// So many bytes further.
    pub fn behind(self, bytes: u64) -> Self {
        match self {
            Self::Global(at) => Self::Global(at.wrapping_add(bytes)),
            Self::Shared(at) => Self::Shared(at.wrapping_add(bytes)),
            Self::Local(at) => Self::Local(at.wrapping_add(bytes)),
            Self::Parameters(at) => Self::Parameters(at.wrapping_add(bytes)),
        }
    }

    /// The generic address.
    fn generic(self) -> u64 {
        match self {
            Self::Global(at) => at,
            Self::Shared(at) => to_generic(Space::Shared, at),
            Self::Local(at) => to_generic(Space::Local, at),
            Self::Parameters(at) => to_generic(Space::Param, at),
        }
    }
}

fn illegal(place: Place, bytes: usize, is_write: bool) -> Fault {
    Fault::IllegalAddress { address: place.generic(), bytes: bytes as u32, is_write }
}

/// Whether an access of this size may begin here.
pub fn aligned(place: Place, bytes: u32) -> Result<(), Fault> {
    let (Place::Global(at) | Place::Shared(at) | Place::Local(at) | Place::Parameters(at)) = place;
    if at % u64::from(bytes) == 0 {
        Ok(())
    } else {
        Err(Fault::Misaligned { address: place.generic(), bytes })
    }
}

fn range(length: usize, at: u64, count: usize) -> Option<std::ops::Range<usize>> {
    let start = usize::try_from(at).ok()?;
    let end = start.checked_add(count).filter(|end| *end <= length)?;
    Some(start..end)
}

fn slice(bytes: &[u8], at: u64, count: usize) -> Option<&[u8]> {
    range(bytes.len(), at, count).map(|range| &bytes[range])
}
