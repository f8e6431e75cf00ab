//! The profiler's switch. There is no profiler in the guest, so turning it changes nothing.

use table::CudaResult;

use crate::{session, thread};

pub unsafe fn cuProfilerStart() -> CudaResult {
    session::get()?;
    thread::require_context().map(drop)
}

pub unsafe fn cuProfilerStop() -> CudaResult {
    session::get()?;
    thread::require_context().map(drop)
}
