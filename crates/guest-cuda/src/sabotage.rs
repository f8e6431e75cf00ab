//! A library that lies, for the test that `vgpu verify` finds it out: with the feature `sabotage`, and `VGPU_SABOTAGE` in the
//! environment.
//!
//! | `VGPU_SABOTAGE` | what becomes of every third | what the library counts |
//! |---|---|---|
//! | `launch` | launch: it is never sent | as if it had been |
//! | `launch-unseen` | launch: it is never sent | that it was called |
//! | `copy` | copy to the device: it is never sent | as if it had been |
//! | `local` | memset, event record and stream wait: the guest says that it is done | that it was called |
//!
//! Frames that somebody waits for are left alone: a program that hangs proves nothing.

use std::{
    env,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
};

use table::op;
use wire::{Header, Message};

/// Which lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    Launch,
    LaunchUnseen,
    Copy,
    Local,
}

static LIE: LazyLock<Option<Lie>> = LazyLock::new(|| match env::var("VGPU_SABOTAGE").ok()?.as_str() {
    "launch" => Some(Lie::Launch),
    "launch-unseen" => Some(Lie::LaunchUnseen),
    "copy" => Some(Lie::Copy),
    "local" => Some(Lie::Local),
    other => {
        eprintln!("vgpu: there is no sabotage called {other}");
        None
    }
});
static CHANCES: AtomicU64 = AtomicU64::new(0);

fn is_third() -> bool {
    CHANCES.fetch_add(1, Ordering::Relaxed) % 3 == 2
}

/// True if this frame is to be lost.
pub fn swallows<'a, M: Message<'a>>(frame: &[u8]) -> bool {
    let is_wanted = match *LIE {
        Some(Lie::Launch) => is_launch(M::OP),
        Some(Lie::Copy) => matches!(M::OP, op::vgpuCopy | op::vgpuCopyInline),
        _ => false,
    };
    is_wanted && Header::decode(frame).is_ok_and(|(header, _)| !header.wants_reply()) && is_third()
}

/// True if this call is to be answered with success and nothing else.
pub fn answers(op: u16) -> bool {
    let is_wanted = match *LIE {
        Some(Lie::LaunchUnseen) => is_launch(op),
        Some(Lie::Local) => matches!(
            op,
            op::cuMemsetD8Async
                | op::cuMemsetD8_v2
                | op::cuMemsetD32Async
                | op::cuEventRecord
                | op::cuStreamWaitEvent
        ),
        _ => false,
    };
    is_wanted && is_third()
}

fn is_launch(op: u16) -> bool {
    matches!(op, op::cuLaunchKernel | op::cuLaunchKernelEx)
}
