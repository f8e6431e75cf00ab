//! Initialisation, versions, error names and sentences.

use core::ffi::CStr;

use table::*;

use crate::cuda::{Cuda, Null};
use crate::transcript::digest;
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("init.version_needs_no_init", version_needs_no_init),
    Body::plain("init.calls_before_init_fail", calls_before_init_fail),
    Body::plain("init.flags_and_repetition", flags_and_repetition),
    Body::plain("init.from_many_threads", from_many_threads),
    Body::plain("error.names_and_sentences", names_and_sentences),
    Body::plain("error.unknown_codes", unknown_codes),
    Body::plain("error.texts_are_static", texts_are_static),
    Body::plain("error.null_pointers", null_pointers).undefined(),
];

fn version_needs_no_init(t: &mut Test) -> Outcome {
    let mut version = 0;
    ok!(t.cuDriverGetVersion(&mut version));
    t.note("version", version);
    t.yes("version is 11.0 or later", version >= 11_000);
    gives!(t.cuDriverGetVersion(Null), CUDA_ERROR_INVALID_VALUE, "null pointer");
    ok!(t.cuInit(0));
    let mut again = 0;
    ok!(t.cuDriverGetVersion(&mut again));
    t.yes("same version after cuInit", again == version);
    Ok(())
}

fn calls_before_init_fail(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_NOT_INITIALIZED;
    let (mut number, mut device, mut address, mut size, mut all) = (0, 0, 0, 0, 0);
    let (mut context, mut stream, mut event) = (CUcontext::NULL, CUstream::NULL, CUevent::NULL);
    let mut name = [0; 64];
    gives!(t.cuDeviceGetCount(&mut number), WANT);
    gives!(t.cuDeviceGet(&mut device, 0), WANT);
    gives!(t.cuDeviceGetName(&mut name[..], 64, 0), WANT);
    gives!(t.cuDeviceGetAttribute(&mut number, 1, 0), WANT);
    gives!(t.cuDeviceTotalMem_v2(&mut size, 0), WANT);
    gives!(t.cuDevicePrimaryCtxRetain(&mut context, 0), WANT);
    gives!(t.cuCtxGetCurrent(&mut context), WANT);
    gives!(t.cuCtxSetCurrent(CUcontext::NULL), WANT);
    gives!(t.cuCtxSynchronize(), WANT);
    gives!(t.cuMemAlloc_v2(&mut address, 64), WANT);
    gives!(t.cuMemGetInfo_v2(&mut size, &mut all), WANT);
    gives!(t.cuStreamCreate(&mut stream, 0), WANT);
    gives!(t.cuEventCreate(&mut event, 0), WANT);
    saw!(t.cuMemFree_v2(0), "cuMemFree of null");
    Ok(())
}

fn flags_and_repetition(t: &mut Test) -> Outcome {
    gives!(t.cuInit(1), CUDA_ERROR_INVALID_VALUE, "flags must be 0");
    let mut number = 0;
    gives!(
        t.cuDeviceGetCount(&mut number),
        CUDA_ERROR_NOT_INITIALIZED,
        "a refused cuInit does not initialise"
    );
    ok!(t.cuInit(0));
    ok!(t.cuInit(0), "second cuInit");
    gives!(t.cuInit(7), CUDA_ERROR_INVALID_VALUE, "bad flags after success");
    ok!(t.cuDeviceGetCount(&mut number));
    t.yes("at least one device", number >= 1);
    Ok(())
}

fn from_many_threads(t: &mut Test) -> Outcome {
    let codes: Vec<CUresult> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let library: &Cuda = t.cuda();
                scope.spawn(move || cu!(library.cuInit(0)))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(CUDA_ERROR_UNKNOWN)).collect()
    });
    t.equal("cuInit on eight threads", codes, vec![0; 8]);
    let mut number = 0;
    ok!(t.cuDeviceGetCount(&mut number));
    Ok(())
}

fn text(address: *const core::ffi::c_char) -> String {
    if address.is_null() {
        return "null".into();
    }
    // SAFETY: a successful cuGetErrorName or cuGetErrorString gives a NUL-terminated string that is never freed.
    unsafe { CStr::from_ptr(address) }.to_string_lossy().into_owned()
}

fn names_and_sentences(t: &mut Test) -> Outcome {
    let mut all = String::new();
    for error in ERRORS {
        // Codes of drivers newer than 12.0 are unknown to older ones.
        let (mut name, mut sentence) = (core::ptr::null(), core::ptr::null());
        let named = cu!(t.cuGetErrorName(error.code, &mut name));
        let described = cu!(t.cuGetErrorString(error.code, &mut sentence));
        let line = format!("{} {named} {} {described} {}\n", error.code, text(name), text(sentence));
        if error.code <= 808 || named == CUDA_SUCCESS {
            let want = error.name.to_string_lossy();
            if text(name) != want {
                t.fail(&format!("{line}instead of {want}"));
            }
        }
        all += &line;
        t.note(&format!("{}", error.code), format!("{} / {}", text(name), text(sentence)));
    }
    t.note("all", digest(all.as_bytes()));
    Ok(())
}

fn unknown_codes(t: &mut Test) -> Outcome {
    for code in [9, 55, 998, 12_345, CUresult::MAX] {
        let mut name = c"untouched".as_ptr();
        gives!(t.cuGetErrorName(code, &mut name), CUDA_ERROR_INVALID_VALUE, "name of an unknown code");
        t.yes("name is null", name.is_null());
        let mut sentence = c"untouched".as_ptr();
        gives!(
            t.cuGetErrorString(code, &mut sentence),
            CUDA_ERROR_INVALID_VALUE,
            "sentence of an unknown code"
        );
        t.yes("sentence is null", sentence.is_null());
    }
    Ok(())
}

fn texts_are_static(t: &mut Test) -> Outcome {
    let (mut before, mut after) = (core::ptr::null(), core::ptr::null());
    must!(t.cuGetErrorString(CUDA_ERROR_INVALID_VALUE, &mut before));
    t.note("sentence of 1", text(before));
    ok!(t.cuInit(0));
    must!(t.cuGetErrorString(CUDA_ERROR_INVALID_VALUE, &mut after));
    t.yes("the same pointer later", before == after);
    Ok(())
}

fn null_pointers(t: &mut Test) -> Outcome {
    saw!(t.cuGetErrorString(CUDA_ERROR_INVALID_VALUE, Null), "null pointer for the sentence");
    saw!(t.cuGetErrorName(CUDA_ERROR_INVALID_VALUE, Null), "null pointer for the name");
    Ok(())
}
