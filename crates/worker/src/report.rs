//! What the worker counts, for the evidence chain.

use std::time::Duration;

use link::circumstances::unix_us;
use link::gauges::Figures;
use link::report::{Counts, Work, WorkerReport, count};
use rustc_hash::FxHashMap;
use table::CUresult;
use wire::Handle;

/// Milliseconds since 1970.
pub fn unix_ms() -> u64 {
    unix_us() / 1000
}

/// Counters of a session. Only the dispatcher writes them.
#[derive(Debug, Default)]
#[repr(C)]
pub struct Executed {
    /// By opcode: an array, because this is counted for every frame.
    received: Vec<u64>,
    launched: u64,
    failed: FxHashMap<u16, u64>,
    errors: FxHashMap<CUresult, u64>,
    failures: u64,
    names: FxHashMap<u64, String>,
    work: Work,
    first_frame_unix_us: u64,
    last_frame_unix_us: u64,
    serving: Duration,
    /// The newest copy: is its destination on the device, is its source, and its bytes.
    newest_copy: Option<(bool, bool, u64)>,
}

impl Executed {
    /// A frame was executed with `status`; `Some` only where the result is known at once.
    #[inline(always)]
    pub fn frame(&mut self, op: u16, status: CUresult) {
        match self.received.get_mut(usize::from(op)) {
            Some(times) => *times += 1,
            None => self.first(op),
        }
        if status != 0 {
            self.failure(op, status);
        }
    }

    /// Makes room for the counts of opcodes up to `op`: at most half a megabyte.
    #[cold]
    fn first(&mut self, op: u16) {
        self.received.resize(usize::from(op) + 1, 0);
        if let Some(times) = self.received.last_mut() {
            *times = 1;
        }
    }

    #[cold]
    fn failure(&mut self, op: u16, status: CUresult) {
        self.failures += 1;
        *self.failed.entry(op).or_default() += 1;
        *self.errors.entry(status).or_default() += 1;
    }

    /// There are frames to execute, after a time without.
    pub fn frames_begin(&mut self) {
        if self.first_frame_unix_us == 0 {
            self.first_frame_unix_us = unix_us();
        }
    }

    /// All frames that there were have been executed, which took so long.
    pub fn frames_end(&mut self, took: Duration) {
        self.serving += took;
        self.last_frame_unix_us = unix_us();
    }

    /// The driver took a launch. Of what, [`crate::handles::Handles`] counts.
    #[inline]
    pub fn launch(&mut self) {
        self.launched += 1;
    }

    /// The driver took a graph launch.
    pub fn graph_launch(&mut self) {
        self.work.graph_launches += 1;
    }

    /// A function or kernel got a name.
    pub fn name(&mut self, function: Handle, name: &str) {
        self.names.insert(function.0, name.to_owned());
    }

    /// The driver took a copy of `len` bytes.
    #[inline]
    pub fn copy(&mut self, dst_on_device: bool, src_on_device: bool, len: u64) {
        self.newest_copy = Some((dst_on_device, src_on_device, len));
        let copies = &mut self.work.copies;
        match (dst_on_device, src_on_device) {
            (true, true) => copies.device_to_device.add(len),
            (true, false) => copies.host_to_device.add(len),
            (false, true) => copies.device_to_host.add(len),
            (false, false) => copies.unified.add(len),
        }
    }

    /// The newest copy that the driver took, if nobody has asked for it yet: is its destination on the device, is its source, and
    /// its bytes.
    pub fn take_copy(&mut self) -> Option<(bool, bool, u64)> {
        self.newest_copy.take()
    }

    /// What a function or kernel is called.
    pub fn name_of(&self, function: Handle) -> Option<&str> {
        self.names.get(&function.0).map(String::as_str)
    }

    /// The driver took a memset.
    pub fn memset(&mut self) {
        self.work.memsets += 1;
    }

    /// What of this is told while the session lasts.
    #[inline]
    pub fn figures(&self) -> Figures {
        Figures {
            launches: self.launched,
            graph_launches: self.work.graph_launches,
            failed: self.failures,
            serving_us: self.serving.as_micros() as u64,
            ..Figures::default()
        }
    }

    /// Fills the parts of a report that this knows. `launches`: of each function and kernel.
    pub fn fill(&self, report: &mut WorkerReport, launches: impl Iterator<Item = (Handle, u64)>) {
        let name = |op: u16| table::row(op).map_or_else(|| op.to_string(), |row| row.name.to_owned());
        for (op, &times) in (0..).zip(&self.received).filter(|(_, times)| **times > 0) {
            report.received.insert(name(op), times);
            let failed = self.failed.get(&op).copied().unwrap_or_default();
            if times > failed {
                report.executed.insert(name(op), times - failed);
            }
            if failed > 0 {
                report.failed.insert(name(op), failed);
            }
        }
        for (&code, &times) in &self.errors {
            let name = table::error_name(code).map(|name| name.to_string_lossy().into_owned());
            report.errors.insert(name.unwrap_or_else(|| code.to_string()), times);
        }
        report.done = self.work.clone();
        report.done.launches = self.launches_by_name(launches);
        let failures = |names: &[&str]| names.iter().filter_map(|name| report.failed.get(*name)).sum();
        report.failed_launches =
            failures(&["cuLaunchKernel", "cuLaunchKernelEx", "cuLaunchCooperativeKernel", "cuGraphLaunch"]);
        report.failed_copies =
            failures(&["vgpuCopy", "vgpuCopy2D", "vgpuCopyArray", "vgpuCopyPeer", "vgpuCopyInline"]);
        report.failed_memsets = report
            .failed
            .iter()
            .filter(|(name, _)| name.starts_with("cuMemset"))
            .map(|(_, times)| times)
            .sum();
        report.first_frame_unix_us = self.first_frame_unix_us;
        report.last_frame_unix_us = self.last_frame_unix_us;
        report.serving_us = self.serving.as_micros() as u64;
    }

    fn launches_by_name(&self, launches: impl Iterator<Item = (Handle, u64)>) -> Counts {
        let mut counts = Counts::new();
        for (function, times) in launches {
            let name = self.name_of(function).unwrap_or("(unnamed)");
            count(&mut counts, name);
            if let Some(total) = counts.get_mut(name) {
                *total += times - 1;
            }
        }
        counts
    }
}
