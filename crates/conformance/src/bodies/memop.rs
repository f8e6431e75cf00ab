//! Waits and writes of values by streams.

use table::*;

use crate::cuda::Null;
use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("memop.write_values", write_values),
    Body::plain("memop.wait_values", wait_values),
    Body::plain("memop.between_streams", between_streams),
    Body::plain("memop.batch", batch),
    Body::plain("memop.null_batch", null_batch).undefined(),
    Body::plain("memop.errors", errors),
];

fn write_values(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, host, device) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.pinned(64)?, t.alloc(64)?);
    must!(t.cuMemsetD8_v2(device, 0, 64));
    // A memset of device memory does not hold up the host, and the stream does not wait for it.
    must!(t.cuCtxSynchronize());
    ok!(t.cuStreamWriteValue32_v2(stream, host.device(), 0x1122_3344, 0), "32 bits to the host");
    ok!(
        t.cuStreamWriteValue64_v2(stream, host.device() + 8, 0x5566_7788_99AA_BBCC, 0),
        "64 bits to the host"
    );
    ok!(t.cuStreamWriteValue32_v2(stream, device + 4, 77, 0), "to the device");
    ok!(t.cuStreamWriteValue64_v2(stream, device + 16, 88, 0), "64 bits to the device");
    t.finish(stream)?;
    t.equal("32 bits", host.get::<u32>(0), 0x1122_3344);
    t.equal("64 bits", host.get::<u64>(1), 0x5566_7788_99AA_BBCC);
    let got = t.words(device, 8)?;
    t.equal("on the device", got, vec![0, 77, 0, 0, 88, 0, 0, 0]);
    ok!(t.cuStreamWriteValue32_v2(CUstream::NULL, host.device(), 5, 0), "in the default stream");
    ok!(t.cuStreamSynchronize(CUstream::NULL));
    t.equal("by the default stream", host.get::<u32>(0), 5);
    Ok(())
}

fn wait_values(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, host) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.pinned(64)?);
    for (label, flag, want, wrong, right) in [
        ("equal", CU_STREAM_WAIT_VALUE_EQ, 5, 6, 5),
        ("at least", CU_STREAM_WAIT_VALUE_GEQ, 10, 9, 11),
        ("any bit of", CU_STREAM_WAIT_VALUE_AND, 6, 8, 2),
    ] {
        host.set::<u32>(0, wrong);
        host.set::<u32>(4, 0);
        ok!(t.cuStreamWaitValue32_v2(stream, host.device(), want, flag), label);
        ok!(t.cuStreamWriteValue32_v2(stream, host.device() + 16, 1, 0));
        gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "it waits");
        t.equal("nothing behind it ran", host.get::<u32>(4), 0);
        host.set::<u32>(0, right);
        t.finish(stream)?;
        t.equal("then it goes on", host.get::<u32>(4), 1);
    }
    host.set::<u64>(2, 1);
    ok!(t.cuStreamWaitValue64_v2(stream, host.device() + 16, 1 << 40, CU_STREAM_WAIT_VALUE_GEQ), "64 bits");
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "it waits for 64 bits");
    host.set::<u64>(2, 1 << 40);
    t.finish(stream)?;
    ok!(
        t.cuStreamWaitValue32_v2(stream, host.device() + 16, 0, CU_STREAM_WAIT_VALUE_EQ),
        "one that holds already"
    );
    t.finish(stream)?;
    Ok(())
}

fn between_streams(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (word, device, host) = (t.alloc(64)?, t.alloc(4096)?, t.pinned(4096)?);
    must!(t.cuMemsetD8_v2(word, 0, 64));
    must!(t.cuCtxSynchronize());
    for round in 1..=10u32 {
        must!(t.cuStreamWaitValue32_v2(b, word, round, CU_STREAM_WAIT_VALUE_GEQ));
        must!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 4096, b));
        must!(t.cuMemsetD8Async(device, round as u8, 4096, a));
        must!(t.cuStreamWriteValue32_v2(a, word, round, 0));
        t.finish(b)?;
        t.same("what the other stream wrote before", &host.bytes(), &[round as u8; 4096]);
    }
    Ok(())
}

/// A wait or write of a batch, as C lays it out: operation, address, value, flags.
fn operation(
    kind: CUstreamBatchMemOpType,
    address: CUdeviceptr,
    value: u64,
    flags: u32,
) -> CUstreamBatchMemOpParams {
    CUstreamBatchMemOpParams { pad: [u64::from(kind), address, value, u64::from(flags), 0, 0] }
}

fn batch(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, host) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.pinned(64)?);
    let base = host.device();
    let operations = [
        operation(CU_STREAM_MEM_OP_WRITE_VALUE_32, base, 1, 0),
        operation(CU_STREAM_MEM_OP_WAIT_VALUE_32, base, 1, CU_STREAM_WAIT_VALUE_EQ),
        operation(CU_STREAM_MEM_OP_WRITE_VALUE_64, base + 8, 1 << 33, 0),
        operation(CU_STREAM_MEM_OP_WAIT_VALUE_64, base + 8, 1 << 33, CU_STREAM_WAIT_VALUE_GEQ),
        operation(CU_STREAM_MEM_OP_WRITE_VALUE_32, base + 16, 9, 0),
    ];
    ok!(t.cuStreamBatchMemOp_v2(stream, operations.len() as u32, &operations[..], 0));
    t.finish(stream)?;
    t.equal("all were done", (host.get::<u32>(0), host.get::<u64>(1), host.get::<u32>(4)), (1, 1 << 33, 9));
    saw!(t.cuStreamBatchMemOp_v2(stream, 0, &operations[..], 0), "no operations");
    let wrong = [operation(77, base, 1, 0)];
    gives!(t.cuStreamBatchMemOp_v2(stream, 1, &wrong[..], 0), CUDA_ERROR_INVALID_VALUE, "operation 77");
    gives!(
        t.cuStreamBatchMemOp_v2(stream, 1, &operations[..], 1),
        CUDA_ERROR_INVALID_VALUE,
        "flags must be 0"
    );
    let many = vec![operation(CU_STREAM_MEM_OP_WRITE_VALUE_32, base, 1, 0); 1000];
    saw!(t.cuStreamBatchMemOp_v2(stream, 1000, &many[..], 0), "a thousand operations");
    t.finish(stream)?;
    Ok(())
}

fn null_batch(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    saw!(t.cuStreamBatchMemOp_v2(stream, 1, Null, 0), "null operations");
    Ok(())
}

fn errors(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    t.context()?;
    let (stream, host) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.pinned(64)?);
    gives!(t.cuStreamWriteValue32_v2(stream, host.device() + 2, 1, 0), WANT, "half a word");
    gives!(t.cuStreamWriteValue64_v2(stream, host.device() + 4, 1, 0), WANT, "half a double word");
    gives!(t.cuStreamWaitValue32_v2(stream, host.device() + 1, 1, 0), WANT, "wait at an odd address");
    gives!(t.cuStreamWriteValue32_v2(stream, 0, 1, 0), WANT, "null");
    saw!(t.cuStreamWriteValue32_v2(stream, 0x1234_5000, 1, 0), "an address that was never given");
    saw!(t.cuStreamWaitValue32_v2(stream, host.device(), 0, 0x100), "a flag that does not exist");
    saw!(t.cuStreamWriteValue32_v2(stream, host.device(), 0, 0x100), "a write flag that does not exist");
    // The second version of the call has no use for this flag.
    let flag = CU_STREAM_WRITE_VALUE_NO_MEMORY_BARRIER;
    saw!(t.cuStreamWriteValue32_v2(stream, host.device(), 0, flag), "without a barrier");
    let plain = crate::cuda::Buffer::pageable(64);
    saw!(t.cuStreamWriteValue32_v2(stream, plain.addr(), 1, 0), "pageable memory");
    saw!(t.cuStreamSynchronize(stream));
    Ok(())
}
