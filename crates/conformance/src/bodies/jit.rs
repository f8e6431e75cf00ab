//! The compiler inside the driver: options, logs, linking.

use core::ffi::c_void;

use table::*;

use crate::cuda::{Addr, Arg, Buffer, Null, Params};
use crate::image::{self, Content};
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::compiler("jit.error_log", error_log),
    Body::compiler("jit.info_log", info_log),
    Body::compiler("jit.options", options),
    Body::compiler("jit.max_registers", max_registers),
    Body::compiler("jit.link_two_files", link_two_files),
    Body::compiler("jit.link_errors", link_errors),
    Body::kernels("jit.every_image_form_runs", every_image_form_runs),
];

fn option_value(number: usize) -> *mut c_void {
    Addr(number as u64).to_c()
}

fn error_log(t: &mut Test) -> Outcome {
    t.context()?;
    let log = Buffer::pageable(8192);
    let options = [CU_JIT_ERROR_LOG_BUFFER, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES];
    let mut values = [option_value(log.addr() as usize), option_value(8192)];
    let mut module = CUmodule::NULL;
    let wrong =
        c".version 7.0\n.target sm_50\n.address_size 64\n.visible .entry k()\n{\n    frobnicate;\n}\n";
    gives!(
        t.cuModuleLoadDataEx(&mut module, wrong, 2, &options[..], &mut values[..]),
        CUDA_ERROR_INVALID_PTX,
        "a wrong program"
    );
    let size = values[1].addr();
    t.yes("the size says how much was written", size > 0 && size < 8192);
    let bytes = log.bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let text = text.split('\0').next().unwrap_or_default();
    t.yes("the log is not empty", !text.is_empty());
    t.see("it is as long as the size says", text.len().abs_diff(size) <= 1);
    t.see("it names the instruction", text.contains("frobnicate"));
    t.note("log", text.trim());
    // A short buffer gets what fits.
    log.fill(0);
    values = [option_value(log.addr() as usize), option_value(16)];
    saw!(t.cuModuleLoadDataEx(&mut module, wrong, 2, &options[..], &mut values[..]), "a buffer of 16");
    t.yes("no more than 16 bytes were written", log.read(16, 100).iter().all(|byte| *byte == 0));
    t.note("size", values[1].addr());
    Ok(())
}

fn info_log(t: &mut Test) -> Outcome {
    t.context()?;
    let log = Buffer::pageable(8192);
    let options =
        [CU_JIT_INFO_LOG_BUFFER, CU_JIT_INFO_LOG_BUFFER_SIZE_BYTES, CU_JIT_LOG_VERBOSE, CU_JIT_WALL_TIME];
    let mut values =
        [option_value(log.addr() as usize), option_value(8192), option_value(1), option_value(0)];
    let mut module = CUmodule::NULL;
    ok!(t.cuModuleLoadDataEx(&mut module, image::BASIC, 4, &options[..], &mut values[..]));
    let size = values[1].addr();
    t.note("something was logged", size > 0);
    t.yes("no more than fits", size <= 8192);
    let time = f32::from_bits(values[3].addr() as u32);
    t.yes("the time is a time", time.is_finite() && (0.0..60_000.0).contains(&time));
    Ok(())
}

fn options(t: &mut Test) -> Outcome {
    t.context()?;
    let mut module = CUmodule::NULL;
    for (label, option, value) in [
        ("target from context", CU_JIT_TARGET_FROM_CUCONTEXT, 1),
        ("no optimisation", CU_JIT_OPTIMIZATION_LEVEL, 0),
        ("full optimisation", CU_JIT_OPTIMIZATION_LEVEL, 4),
        ("debug information", CU_JIT_GENERATE_DEBUG_INFO, 1),
        ("line information", CU_JIT_GENERATE_LINE_INFO, 1),
        ("prefer PTX", CU_JIT_FALLBACK_STRATEGY, 0),
        ("cache in L2", CU_JIT_CACHE_MODE, 1),
        ("optimisation 99", CU_JIT_OPTIMIZATION_LEVEL, 99),
        ("option 9999", 9999, 1),
    ] {
        let mut values = [option_value(value)];
        let code =
            saw!(t.cuModuleLoadDataEx(&mut module, image::BASIC, 1, &[option][..], &mut values[..]), label);
        if code == CUDA_SUCCESS {
            t.function(module, c"fill")?;
            must!(t.cuModuleUnload(module));
        }
    }
    Ok(())
}

fn max_registers(t: &mut Test) -> Outcome {
    t.context()?;
    let mut module = CUmodule::NULL;
    let mut values = [option_value(24)];
    ok!(t.cuModuleLoadDataEx(&mut module, image::SHARED, 1, &[CU_JIT_MAX_REGISTERS][..], &mut values[..]));
    let function = t.function(module, c"reduce")?;
    let mut registers = 0;
    must!(t.cuFuncGetAttribute(&mut registers, CU_FUNC_ATTRIBUTE_NUM_REGS, function));
    t.yes("no more than allowed", registers > 0 && registers <= 24);
    Ok(())
}

/// A kernel that calls a function of another file.
const CALLER: &core::ffi::CStr = c"
.version 7.0
.target sm_50
.address_size 64
.extern .func (.param .b32 r) twice (.param .b32 x);
.visible .entry call_it(.param .u64 out)
{
    .reg .b32 %r<3>;
    .reg .b64 %d<2>;
    ld.param.u64 %d1, [out];
    mov.u32 %r1, 21;
    {
        .param .b32 p;
        .param .b32 q;
        st.param.b32 [p], %r1;
        call.uni (q), twice, (p);
        ld.param.b32 %r2, [q];
    }
    st.global.u32 [%d1], %r2;
    ret;
}
";

const CALLEE: &core::ffi::CStr = c"
.version 7.0
.target sm_50
.address_size 64
.visible .func (.param .b32 r) twice (.param .b32 x)
{
    .reg .b32 %r<3>;
    ld.param.b32 %r1, [x];
    add.u32 %r2, %r1, %r1;
    st.param.b32 [r], %r2;
    ret;
}
";

/// Links PTX files into a cubin.
fn link(t: &Test, files: &[&core::ffi::CStr]) -> Outcome<Vec<u8>> {
    let (mut state, mut cubin, mut size) = (CUlinkState::NULL, core::ptr::null_mut(), 0);
    must!(t.cuLinkCreate_v2(0, Null, Null, &mut state));
    for file in files {
        let text = Buffer::of(file.to_bytes_with_nul());
        must!(t.cuLinkAddData_v2(
            state,
            CU_JIT_INPUT_PTX,
            text.host(),
            text.len(),
            c"part.ptx",
            0,
            Null,
            Null
        ));
    }
    must!(t.cuLinkComplete(state, &mut cubin, &mut size));
    let bytes = Buffer::adopt(cubin.expose_provenance() as u64, size)
        .map(|buffer| buffer.bytes())
        .unwrap_or_default();
    must!(t.cuLinkDestroy(state));
    Ok(bytes)
}

fn link_two_files(t: &mut Test) -> Outcome {
    t.context()?;
    let cubin = link(t, &[CALLER, CALLEE])?;
    t.yes("an ELF file", cubin.starts_with(b"\x7fELF"));
    let image = Buffer::of(&cubin);
    let mut module = CUmodule::NULL;
    ok!(t.cuModuleLoadData(&mut module, image.host()));
    t.function(module, c"call_it")?;
    ok!(t.cuModuleUnload(module));
    Ok(())
}

fn link_errors(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut state, mut cubin, mut size) = (CUlinkState::NULL, core::ptr::null_mut(), 0);
    ok!(t.cuLinkCreate_v2(0, Null, Null, &mut state));
    let wrong = Buffer::of(b"not a program\0");
    saw!(t.cuLinkAddData_v2(state, CU_JIT_INPUT_PTX, wrong.host(), 14, Null, 0, Null, Null), "not a program");
    saw!(t.cuLinkAddData_v2(state, CU_JIT_INPUT_CUBIN, wrong.host(), 14, Null, 0, Null, Null), "not a cubin");
    saw!(
        t.cuLinkAddFile_v2(state, CU_JIT_INPUT_PTX, c"/no/such/file.ptx", 0, Null, Null),
        "a file that is not there"
    );
    saw!(t.cuLinkAddData_v2(state, 99, wrong.host(), 14, Null, 0, Null, Null), "input of type 99");
    ok!(t.cuLinkDestroy(state));
    must!(t.cuLinkCreate_v2(0, Null, Null, &mut state));
    let caller = Buffer::of(CALLER.to_bytes_with_nul());
    ok!(t.cuLinkAddData_v2(state, CU_JIT_INPUT_PTX, caller.host(), caller.len(), Null, 0, Null, Null));
    let code = saw!(t.cuLinkComplete(state, &mut cubin, &mut size), "a function is missing");
    t.yes("that is an error", code != CUDA_SUCCESS);
    ok!(t.cuLinkDestroy(state));
    Ok(())
}

fn every_image_form_runs(t: &mut Test) -> Outcome {
    t.context()?;
    let sm = t.attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)? * 10
        + t.attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR)?;
    let cubin = link(t, &[CALLER, CALLEE])?;
    let plain = Buffer::of(&cubin);
    let fatbin = Buffer::of(&image::fatbin(Content::Cubin(sm as u32), &cubin));
    let wrapper = image::wrapper(fatbin);
    let out = t.alloc(64)?;
    for (label, image) in [("cubin", plain), ("fatbin of a cubin", fatbin), ("wrapper of a fatbin", wrapper)]
    {
        must!(t.cuMemsetD8_v2(out, 0, 64));
        // A wrapper is for libraries only.
        if image.addr() != wrapper.addr() {
            let mut module = CUmodule::NULL;
            ok!(t.cuModuleLoadData(&mut module, image.host()), label);
            let function = t.function(module, c"call_it")?;
            let code = t.launch(function, 1, 1, CUstream::NULL, Params::new().and(out));
            t.ok("launch", code)?;
            let got = t.words(out, 1)?;
            t.equal("the answer", got, vec![42]);
            must!(t.cuModuleUnload(module));
        }
        let mut library = CUlibrary::NULL;
        ok!(
            t.cuLibraryLoadData(&mut library, image.host(), Null, Null, 0, Null, Null, 0),
            &format!("{label}, as a library")
        );
        let kernel = t.kernel(library, c"call_it")?;
        let code = cu!(t.cuLaunchKernel(
            CUfunction(kernel.0),
            1,
            1,
            1,
            1,
            1,
            1,
            0,
            CUstream::NULL,
            &mut Params::new().and(out + 32),
            Null
        ));
        t.ok("launch of the library's kernel", code)?;
        let got = t.words(out + 32, 1)?;
        t.equal("the library's answer", got, vec![42]);
        must!(t.cuLibraryUnload(library));
    }
    Ok(())
}
