//! Functions of CUDA's first releases, and functions that hardly any machine has a use for: what a 64-bit Linux driver says of them.

use table::*;

use crate::cuda::{Buffer, Null};
use crate::{Body, Outcome, Stop, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("legacy.memory", memory),
    Body::plain("legacy.copies", copies),
    Body::plain("legacy.memsets", memsets),
    Body::plain("legacy.contexts", contexts),
    Body::plain("legacy.values_in_streams", values_in_streams),
    Body::plain("legacy.of_windows", of_windows),
    Body::plain("legacy.profiler", profiler),
    Body::kernels("legacy.launch", launch),
    Body::kernels("legacy.launch_errors", launch_errors),
];

/// A form whose addresses and sizes have 32 bits: contexts with longer ones are none to it. A library may lack it.
macro_rules! refused {
    ($t:ident.$name:ident($($arg:expr),* $(,)?)) => { refused!($t.$name($($arg),*), stringify!($name)) };
    ($t:ident.$name:ident($($arg:expr),* $(,)?), $label:expr) => {{
        let code = cu!($t.$name($($arg),*));
        $t.gives_one_of($label, code, &[CUDA_ERROR_INVALID_CONTEXT, CUDA_ERROR_NOT_SUPPORTED]);
    }};
}

fn memory(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut address, mut size, mut other) = (77, 77, 77);
    refused!(t.cuMemGetInfo(&mut size, &mut other));
    refused!(t.cuMemAlloc(&mut address, 64));
    refused!(t.cuMemAllocPitch(&mut address, &mut size, 64, 4, 4));
    refused!(t.cuMemFree(0), "free nothing");
    refused!(t.cuMemFree(4096), "free what is not there");
    refused!(t.cuMemGetAddressRange(&mut address, &mut size, 4096));
    let mut host = core::ptr::null_mut();
    refused!(t.cuMemAllocHost(&mut host, 64));
    t.yes("no host memory came", host.is_null());
    let pinned = t.pinned(64)?;
    refused!(t.cuMemHostGetDevicePointer(&mut address, pinned.host(), 0));
    saw!(t.cuDeviceTotalMem(&mut size, 0));
    t.note("memory", size);
    let module = t.module(image::VARIABLES)?;
    refused!(t.cuModuleGetGlobal(&mut address, &mut size, module, c"bytes"));
    Ok(())
}

fn copies(t: &mut Test) -> Outcome {
    t.context()?;
    let host = Buffer::pageable(64);
    refused!(t.cuMemcpyHtoD(4096, host.host(), 64));
    refused!(t.cuMemcpyDtoH(host.host(), 4096, 64));
    refused!(t.cuMemcpyDtoD(4096, 8192, 64));
    refused!(t.cuMemcpyHtoD(4096, host.host(), 0), "nothing");
    refused!(t.cuMemcpyHtoDAsync(4096, host.host(), 64, CUstream::NULL));
    refused!(t.cuMemcpyDtoHAsync(host.host(), 4096, 64, CUstream::NULL));
    refused!(t.cuMemcpyDtoDAsync(4096, 8192, 64, CUstream::NULL));
    refused!(t.cuMemcpy2D(Null), "two dimensions, null");
    refused!(t.cuMemcpy3D(Null), "three dimensions, null");
    Ok(())
}

fn memsets(t: &mut Test) -> Outcome {
    t.context()?;
    refused!(t.cuMemsetD8(4096, 1, 64));
    refused!(t.cuMemsetD16(4096, 1, 64));
    refused!(t.cuMemsetD32(4096, 1, 64));
    refused!(t.cuMemsetD2D8(4096, 64, 1, 8, 8));
    refused!(t.cuMemsetD2D16(4096, 64, 1, 8, 8));
    refused!(t.cuMemsetD2D32(4096, 64, 1, 8, 8));
    refused!(t.cuMemsetD8(4096, 1, 0), "nothing");
    Ok(())
}

fn contexts(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let mut attached = CUcontext::NULL;
    if cu!(t.cuCtxAttach(&mut attached, 0)) == CUDA_ERROR_NOT_SUPPORTED {
        return Err(Stop::Skip("the library does not count contexts".to_owned()));
    }
    t.equal("the current one", attached == context, true);
    gives!(t.cuCtxAttach(&mut attached, 1), CUDA_ERROR_INVALID_VALUE, "flags");
    gives!(t.cuCtxAttach(Null, 0), CUDA_ERROR_INVALID_VALUE, "no room");
    ok!(t.cuCtxDetach(context), "the primary context");
    ok!(t.cuCtxSynchronize(), "which is still there");
    saw!(t.cuCtxDetach(CUcontext::NULL), "none");
    Ok(())
}

/// The first form, which needs a switch of the kernel module.
fn values_in_streams(t: &mut Test) -> Outcome {
    t.context()?;
    let word = t.alloc(64)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    saw!(t.cuStreamWriteValue32(stream, word, 1, 0));
    saw!(t.cuStreamWriteValue64(stream, word + 8, 1, 0));
    saw!(t.cuStreamWaitValue32(stream, word + 16, 0, 0));
    saw!(t.cuStreamWaitValue64(stream, word + 24, 0, 0));
    saw!(t.cuStreamBatchMemOp(stream, 0, Null, 0), "no operations");
    saw!(t.cuStreamSynchronize(stream));
    Ok(())
}

fn of_windows(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut luid, mut mask) = ([0_i8; 8], 77);
    saw!(t.cuDeviceGetLuid(&mut luid[..], &mut mask, 0));
    Ok(())
}

fn profiler(t: &mut Test) -> Outcome {
    t.context()?;
    saw!(t.cuProfilerInitialize(c"/nonexistent", c"/nonexistent", 0));
    saw!(t.cuProfilerStart());
    saw!(t.cuProfilerStop());
    Ok(())
}

/// A function that can be launched so.
fn launchable(t: &mut Test) -> Outcome<CUfunction> {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let fill = t.function(module, c"fill")?;
    match cu!(t.cuFuncSetBlockShape(fill, 1, 1, 1)) {
        CUDA_ERROR_NOT_SUPPORTED => {
            Err(Stop::Skip("the library does not have launches of CUDA 3".to_owned()))
        }
        _ => Ok(fill),
    }
}

/// Parameters are set one by one.
fn launch(t: &mut Test) -> Outcome {
    let fill = launchable(t)?;
    let memory = t.alloc(4096)?;
    ok!(t.cuFuncSetBlockShape(fill, 64, 1, 1));
    ok!(t.cuFuncSetSharedSize(fill, 0));
    let mut address = memory;
    ok!(t.cuParamSetv(fill, 0, &mut address, 8));
    ok!(t.cuParamSeti(fill, 8, 500));
    ok!(t.cuParamSeti(fill, 12, 256));
    ok!(t.cuParamSetSize(fill, 16));
    ok!(t.cuLaunchGrid(fill, 4, 1));
    ok!(t.cuCtxSynchronize());
    let want: Vec<u32> = (500..756).collect();
    t.equal("what the grid wrote", t.words(memory, 256)? == want, true);
    ok!(t.cuParamSeti(fill, 8, 900));
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuLaunchGridAsync(fill, 1, 1, stream));
    t.finish(stream)?;
    ok!(t.cuLaunch(fill), "one block");
    ok!(t.cuCtxSynchronize());
    t.equal("the first block alone", t.words(memory, 66)?.split_off(63), vec![963, 564, 565]);
    Ok(())
}

fn launch_errors(t: &mut Test) -> Outcome {
    let fill = launchable(t)?;
    saw!(t.cuLaunch(fill), "nothing was set");
    saw!(t.cuFuncSetBlockShape(fill, 0, 1, 1), "no threads");
    saw!(t.cuFuncSetBlockShape(fill, -1, 1, 1), "fewer than none");
    saw!(t.cuFuncSetBlockShape(fill, 2048, 1, 1), "too many threads");
    saw!(t.cuFuncSetSharedSize(fill, 1 << 30), "too much shared memory");
    saw!(t.cuParamSetSize(fill, 1 << 20), "too many parameters");
    must!(t.cuFuncSetBlockShape(fill, 64, 1, 1));
    saw!(t.cuLaunchGrid(fill, 0, 1), "no blocks");
    saw!(t.cuLaunchGrid(fill, -1, 1), "fewer than none");
    gives!(t.cuFuncSetBlockShape(CUfunction::NULL, 1, 1, 1), CUDA_ERROR_INVALID_HANDLE, "no function");
    Ok(())
}
