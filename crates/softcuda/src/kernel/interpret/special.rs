//! Special registers.

use ptx::ir::{Axis, Special};

use super::super::launch::Dims;
use super::access::Context;
use super::thread::Thread;

fn along(dims: Dims, axis: Axis) -> u64 {
    u64::from(match axis {
        Axis::X => dims.x,
        Axis::Y => dims.y,
        Axis::Z => dims.z,
    })
}

/// What a special register holds. There is one multiprocessor, and a cluster is one block.
pub fn special(context: &Context<'_>, thread: &Thread, register: Special) -> u64 {
    let (lane, clock) = (u64::from(thread.lane), context.clock);
    let (before, own) = ((1u64 << lane) - 1, 1u64 << lane);
    let all = u64::from(u32::MAX);
    let shared = context.program.dynamic + u64::from(context.launch.dynamic_shared);
    match register {
        Special::Tid(axis) => along(thread.position, axis),
        Special::Ntid(axis) => along(context.launch.block, axis),
        Special::Ctaid(axis) | Special::ClusterId(axis) => along(context.block, axis),
        Special::Nctaid(axis) | Special::NclusterId(axis) => along(context.launch.grid, axis),
        Special::ClusterNctaid(_) | Special::ClusterNctaRank | Special::NsmId => 1,
        Special::LaneId => lane,
        Special::WarpId => u64::from(thread.warp),
        Special::NwarpId => 32,
        Special::GridId => context.launch.id,
        Special::LaneMaskEq => own,
        Special::LaneMaskLt => before,
        Special::LaneMaskLe => before | own,
        Special::LaneMaskGe => all & !before,
        Special::LaneMaskGt => all & !(before | own),
        Special::Clock | Special::GlobalTimerLow => clock & all,
        Special::ClockHigh | Special::GlobalTimerHigh => clock >> 32,
        Special::Clock64 | Special::GlobalTimer => clock,
        Special::TotalShared | Special::AggregateShared => shared,
        Special::DynamicShared => u64::from(context.launch.dynamic_shared),
        Special::ClusterCtaid(_)
        | Special::PerformanceMonitor(_)
        | Special::PerformanceMonitor64(_)
        | Special::Environment(_)
        | Special::SmId
        | Special::IsExplicitCluster
        | Special::ClusterCtaRank
        | Special::ReservedSharedBegin
        | Special::ReservedSharedEnd
        | Special::ReservedSharedCap
        | Special::CurrentGraphExec => 0,
    }
}
