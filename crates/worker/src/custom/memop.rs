//! Waits and writes in a stream. Every address must be the session's.

use table::{
    CU_STREAM_MEM_OP_BARRIER, CU_STREAM_MEM_OP_FLUSH_REMOTE_WRITES, CU_STREAM_MEM_OP_WAIT_VALUE_32,
    CU_STREAM_MEM_OP_WAIT_VALUE_64, CU_STREAM_MEM_OP_WRITE_VALUE_32, CU_STREAM_MEM_OP_WRITE_VALUE_64,
    CUstreamBatchMemOpParams, CudaError, CudaResult, check,
};
use wire::{Header, request};

use crate::session::Session;

/// The most operations in one batch; the driver's own limit.
pub(super) const MAX_BATCH: usize = 256;

/// One operation of one kind, on a word as long as its value.
macro_rules! operation {
    ($name:ident, $value:ty) => {
        pub fn $name(session: &mut Session, header: &Header, q: request::$name) -> CudaResult {
            let stream = session.stream(header, q.stream)?;
            session.check_reachable(q.address, size_of::<$value>() as u64)?;
            // SAFETY: a stream of this session, and a word that the session may touch.
            check(unsafe { (session.driver.$name)(stream, q.address, q.value, q.flags) })
        }
    };
}

operation!(cuStreamWaitValue32_v2, u32);
operation!(cuStreamWaitValue64_v2, u64);
operation!(cuStreamWriteValue32_v2, u32);
operation!(cuStreamWriteValue64_v2, u64);

/// Checks a batch.
///
/// # Errors
/// `INVALID_VALUE` for too many operations, and for memory that is not the session's.
pub(super) fn check_batch(session: &Session, operations: &[CUstreamBatchMemOpParams]) -> CudaResult {
    if operations.len() > MAX_BATCH {
        return Err(CudaError::INVALID_VALUE);
    }
    operations.iter().try_for_each(|operation| check_operation(session, operation))
}

/// Checks the address of an operation, if it is of a kind that has one; other kinds are not known to be safe.
fn check_operation(session: &Session, operation: &CUstreamBatchMemOpParams) -> CudaResult {
    match operation.operation() {
        CU_STREAM_MEM_OP_WAIT_VALUE_32 | CU_STREAM_MEM_OP_WRITE_VALUE_32 => {
            session.check_reachable(operation.address(), 4)
        }
        CU_STREAM_MEM_OP_WAIT_VALUE_64 | CU_STREAM_MEM_OP_WRITE_VALUE_64 => {
            session.check_reachable(operation.address(), 8)
        }
        CU_STREAM_MEM_OP_BARRIER | CU_STREAM_MEM_OP_FLUSH_REMOTE_WRITES => Ok(()),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub fn cuStreamBatchMemOp_v2(
    session: &mut Session,
    header: &Header,
    mut q: request::cuStreamBatchMemOp_v2,
) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    check_batch(session, &q.operations)?;
    let count = q.operations.len() as u32;
    // SAFETY: a stream of this session; `count` operations of our own, whose addresses are the session's. The
    // alias that an operation has room for is not read.
    check(unsafe {
        (session.driver.cuStreamBatchMemOp_v2)(stream, count, q.operations.as_mut_ptr(), q.flags)
    })
}
