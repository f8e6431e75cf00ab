//! Waits and writes in a stream.
//!
//! Sent without a reply when the guest finds nothing wrong with them; otherwise awaited, so that the driver's
//! own code is what the program sees.

use core::ffi::c_uint;

use table::{
    CU_STREAM_MEM_OP_BARRIER, CU_STREAM_MEM_OP_FLUSH_REMOTE_WRITES, CU_STREAM_MEM_OP_WAIT_VALUE_32,
    CU_STREAM_MEM_OP_WAIT_VALUE_64, CU_STREAM_MEM_OP_WRITE_VALUE_32, CU_STREAM_MEM_OP_WRITE_VALUE_64,
    CU_STREAM_WAIT_VALUE_NOR, CUdeviceptr, CUstream, CUstreamBatchMemOpParams, CudaError, CudaResult,
    DefaultStream,
};
use wire::{Handle, request};

use super::capture::stream_exists;
use crate::{
    edge::read_array,
    session::{self, Session},
    transport,
};

/// The most operations that the driver takes in one batch.
pub(super) const MAX_BATCH: c_uint = 256;

/// True if a word of `len` bytes at `address` can be waited for or written.
fn is_word(session: &Session, address: CUdeviceptr, len: u64) -> bool {
    address.is_multiple_of(len)
        && session.allocations.find(address).is_some_and(|found| address - found.start + len <= found.len)
}

/// Flags of a wait that every device takes; flushing remote writes is not among them.
fn is_plain_wait(flags: c_uint) -> bool {
    flags <= CU_STREAM_WAIT_VALUE_NOR
}

/// The flag for writing without a barrier is for the first versions of these calls: the driver has to judge it.
fn is_plain_write(flags: c_uint) -> bool {
    flags == 0
}

/// One operation of one kind, with its word's length, the type of its value, and the check of its flags.
macro_rules! operation {
    ($name:ident, $value:ty, $is_plain:ident) => {
        pub unsafe fn $name(
            mode: DefaultStream,
            stream: CUstream,
            address: CUdeviceptr,
            value: $value,
            flags: c_uint,
        ) -> CudaResult {
            let session = session::get()?;
            let sound = is_word(session, address, size_of::<$value>() as u64)
                && $is_plain(flags)
                && stream_exists(session, stream);
            let request = request::$name { stream: Handle(stream.0 as u64), address, value, flags };
            transport::submit(sound, mode, &request)?;
            session.touch(stream);
            Ok(())
        }
    };
}

operation!(cuStreamWaitValue32_v2, u32, is_plain_wait);
operation!(cuStreamWaitValue64_v2, u64, is_plain_wait);
operation!(cuStreamWriteValue32_v2, u32, is_plain_write);
operation!(cuStreamWriteValue64_v2, u64, is_plain_write);

fn is_plain(session: &Session, operation: &CUstreamBatchMemOpParams) -> bool {
    let (address, flags) = (operation.address(), operation.flags());
    match operation.operation() {
        CU_STREAM_MEM_OP_WAIT_VALUE_32 => is_word(session, address, 4) && is_plain_wait(flags),
        CU_STREAM_MEM_OP_WAIT_VALUE_64 => is_word(session, address, 8) && is_plain_wait(flags),
        CU_STREAM_MEM_OP_WRITE_VALUE_32 => is_word(session, address, 4) && is_plain_write(flags),
        CU_STREAM_MEM_OP_WRITE_VALUE_64 => is_word(session, address, 8) && is_plain_write(flags),
        CU_STREAM_MEM_OP_BARRIER | CU_STREAM_MEM_OP_FLUSH_REMOTE_WRITES => flags == 0,
        _ => false,
    }
}

pub unsafe fn cuStreamBatchMemOp_v2(
    mode: DefaultStream,
    stream: CUstream,
    count: c_uint,
    operations: *const CUstreamBatchMemOpParams,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    if count > MAX_BATCH {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: CUDA's contract: `count` operations.
    let operations = unsafe { read_array(operations, count as usize) }?;
    let sound = flags == 0
        && stream_exists(session, stream)
        && operations.iter().all(|operation| is_plain(session, operation));
    let request = request::cuStreamBatchMemOp_v2 { stream: Handle(stream.0 as u64), operations, flags };
    transport::submit(sound, mode, &request)?;
    session.touch(stream);
    Ok(())
}
