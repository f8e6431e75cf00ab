//! The interrupts as a client sees them: of the five kinds that a PCI device can have, one MSI
//! (sections VFIO_USER_DEVICE_GET_IRQ_INFO and VFIO_USER_DEVICE_SET_IRQS).

use std::sync::Arc;

use rustix::io::Errno;

use super::stream::Descriptors;
use super::wire::{IRQ_EVENTFD_NORESIZE, IrqInfo, SetIrqs, irq, irq_flag, split};
use crate::transport::{Interrupt, check_eventfd};

/// Vectors of the kind `index`. Pin interrupts have none, for a polling guest needs none, nor do errors and requests
/// to let go, which we never raise; MSI-X has none because QEMU 11.1 aborts when a device that has it is unplugged.
fn vectors(index: u32) -> u32 {
    u32::from(index == irq::MSI)
}

/// Answers what there is of a kind.
pub(super) fn info(body: &[u8]) -> Result<IrqInfo, Errno> {
    let (asked, _): (IrqInfo, _) = split(body)?;
    if asked.index >= irq::COUNT {
        return Err(Errno::INVAL);
    }
    let count = vectors(asked.index);
    let flags = if count > 0 { IRQ_EVENTFD_NORESIZE } else { 0 };
    Ok(IrqInfo { argsz: size_of::<IrqInfo>() as u32, flags, index: asked.index, count })
}

/// Sets who is told of interrupts, or raises one. Masking is the guest's own, in configuration space.
pub(super) fn set(interrupt: &Interrupt, body: &[u8], descriptors: Descriptors) -> Result<(), Errno> {
    use irq_flag::{ACTION_TRIGGER, DATA_BOOL, DATA_EVENTFD, DATA_NONE};
    const DATA: u32 = DATA_NONE | DATA_BOOL | DATA_EVENTFD;

    let (set, data): (SetIrqs, _) = split(body)?;
    let descriptor = descriptors.at_most_one()?;
    let vectors = vectors(set.index);
    let end = set.start.checked_add(set.count).ok_or(Errno::INVAL)?;
    if set.index >= irq::COUNT || end > vectors || set.flags & !DATA != ACTION_TRIGGER {
        return Err(Errno::INVAL);
    }
    match (set.flags & DATA, set.count, descriptor) {
        // All of a kind are turned off, also of a kind of which there are none.
        (DATA_NONE, 0, None) if vectors == 0 => Ok(()),
        (DATA_NONE, 0, None) => {
            interrupt.listen(0, None);
            Ok(())
        }
        (DATA_EVENTFD, 0, None) => Ok(()),
        // None of the descriptors that there could be takes the listener away.
        (DATA_EVENTFD, 1, None) => {
            interrupt.listen(0, None);
            Ok(())
        }
        (DATA_EVENTFD, 1, Some(fd)) => {
            check_eventfd(&fd)?;
            interrupt.listen(0, Some(Arc::new(fd)));
            Ok(())
        }
        (DATA_NONE, 1, None) => {
            interrupt.send(0);
            Ok(())
        }
        (DATA_BOOL, count, None) => {
            let wanted = data.get(..count as usize).ok_or(Errno::INVAL)?;
            if wanted.iter().any(|wanted| *wanted != 0) {
                interrupt.send(0);
            }
            Ok(())
        }
        _ => Err(Errno::INVAL),
    }
}
