//! A library that lies, for the test that `vgpu verify` finds it out: with the feature `sabotage` and
//! `VGPU_SABOTAGE=1`, every tenth launch, memset and small copy is counted as sent and never sent.
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

static IS_ON: LazyLock<bool> =
    LazyLock::new(|| env::var_os("VGPU_SABOTAGE").is_some_and(|value| value == "1"));
static FRAMES: AtomicU64 = AtomicU64::new(0);

/// True if this frame is to be lost.
pub fn swallows<'a, M: Message<'a>>(frame: &[u8]) -> bool {
    let is_work = matches!(
        M::OP,
        op::cuLaunchKernel
            | op::cuLaunchKernelEx
            | op::cuGraphLaunch
            | op::cuMemsetD8Async
            | op::cuMemsetD16Async
            | op::cuMemsetD32Async
            | op::vgpuCopyInline
    );
    is_work
        && *IS_ON
        && Header::decode(frame).is_ok_and(|(header, _)| !header.wants_reply())
        && FRAMES.fetch_add(1, Ordering::Relaxed) % 10 == 9
}
