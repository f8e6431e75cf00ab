//! Textures and surfaces: rare enough to be read lane by lane.

use ptx::ir::{Image, Op};

use super::lanes::{Ins, Lanes, Machine, N, NONE, Operation, Processor, Wide};
use super::special::{Width, read, write};
use crate::kernel::compile::abi;
use crate::kernel::compile::helpers;
use crate::texture::Object;

/// Operands of an access at most: the object, a layer and three coordinates, and two gradients of three.
const OPERANDS: usize = 11;

/// An access to a texture or surface (x). The list a has its operands, the object first, and the list b where results go: for
/// each a slot and a width. c and e are the lengths of the lists.
#[derive(Debug)]
pub struct AccessImage;

impl Operation for AccessImage {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the caller's promise; x is the address of an operation that the kernel owns.
        unsafe { access(machine, ins, mask) }
    }
}

fn width(number: u32) -> Width {
    match number {
        0 => Width::Predicate,
        1 => Width::Word,
        _ => Width::Double,
    }
}

unsafe fn access(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
    // SAFETY: as above.
    let (image, inputs, outputs): (&Image, _, _) = unsafe {
        let Op::Image(image) = &*(ins.x as *const Op) else { return abi::UNSUPPORTED };
        (image, machine.list(ins.a, ins.c as usize), machine.list(ins.b, ins.e as usize))
    };
    let results = helpers::exactly(|| {
        let mut results: Wide<[u64; 4]> = [[0; 4]; N];
        let mut found: Option<(u64, Object)> = None;
        for lane in Lanes(mask) {
            let mut values = [0; OPERANDS];
            for (value, [slot, kind]) in values.iter_mut().zip(inputs.as_chunks::<2>().0) {
                // SAFETY: the caller's promise.
                *value = unsafe { read(machine, *slot, width(*kind), lane) };
            }
            let count = (inputs.len() / 2).min(values.len());
            let (object, a) = (values[0], &values[1..count]);
            // Nearly always it is the same for all.
            if found.as_ref().is_none_or(|(number, _)| *number != object) {
                found = Object::find(image, object).map(|it| (object, it));
            }
            let Some((_, it)) = &found else { return Err(object) };
            // SAFETY: this runs where faults are caught.
            results[lane as usize] = unsafe { it.access(image, a) }?;
        }
        Ok(results)
    });
    let results = match results {
        Ok(results) => results,
        Err(address) => {
            machine.fault.set(address);
            return abi::ILLEGAL_ADDRESS;
        }
    };
    for lane in Lanes(mask) {
        for ([slot, kind], value) in outputs.as_chunks::<2>().0.iter().zip(results[lane as usize]) {
            if *slot != NONE {
                // SAFETY: the caller's promise.
                unsafe { write(machine, *slot, width(*kind), lane, value) };
            }
        }
    }
    abi::RETURNED
}
