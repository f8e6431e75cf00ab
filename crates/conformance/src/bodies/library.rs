//! Libraries: code that belongs to no context, and its kernels.

use core::ffi::CStr;
use std::ffi::CString;

use table::*;

use crate::cuda::{Addr, Arg, Buffer, Null, Params};
use crate::{Body, Outcome, Test, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("library.load_and_find", load_and_find),
    Body::plain("library.without_a_context", without_a_context),
    Body::plain("library.enumeration", enumeration),
    Body::plain("library.variables", variables),
    Body::plain("library.parameter_layout", parameter_layout),
    Body::plain("library.bad_arguments", bad_arguments),
    Body::plain("library.options_and_files", options_and_files),
    Body::plain("library.in_two_contexts", in_two_contexts),
    Body::compiler("library.kernel_attributes", kernel_attributes),
    Body::kernels("library.kernel_as_function", kernel_as_function),
    Body::kernels("library.function_of_kernel", function_of_kernel),
];

fn load_and_find(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut library, mut kernel, mut again) = (CUlibrary::NULL, CUkernel::NULL, CUkernel::NULL);
    ok!(t.cuLibraryLoadData(&mut library, image::BASIC, Null, Null, 0, Null, Null, 0));
    ok!(t.cuLibraryGetKernel(&mut kernel, library, c"fill"));
    ok!(t.cuLibraryGetKernel(&mut again, library, c"fill"));
    t.yes("the same handle every time", kernel == again && !kernel.is_null());
    gives!(
        t.cuLibraryGetKernel(&mut again, library, c"no_such_kernel"),
        CUDA_ERROR_NOT_FOUND,
        "unknown name"
    );
    let mut owner = CUlibrary::NULL;
    ok!(t.cuKernelGetLibrary(&mut owner, kernel));
    t.yes("the kernel's library", owner == library);
    let mut function = CUfunction::NULL;
    ok!(t.cuKernelGetFunction(&mut function, kernel));
    t.yes("a function of it", !function.is_null() && function.0 != kernel.0);
    let mut module = CUmodule::NULL;
    ok!(t.cuLibraryGetModule(&mut module, library));
    let mut by_module = CUfunction::NULL;
    ok!(t.cuModuleGetFunction(&mut by_module, module, c"fill"), "the same kernel by the module");
    t.see("is the same function", by_module == function);
    let mut name = core::ptr::null();
    ok!(t.cuKernelGetName(&mut name, kernel));
    // SAFETY: after success the pointer is a NUL-terminated string that lives as long as the kernel.
    let name = if name.is_null() { c"null" } else { unsafe { CStr::from_ptr(name) } };
    t.equal("name", name, c"fill");
    ok!(t.cuLibraryUnload(library));
    Ok(())
}

fn without_a_context(t: &mut Test) -> Outcome {
    t.init()?;
    let library = t.library(image::BASIC)?;
    let kernel = t.kernel(library, c"fill")?;
    t.yes("a kernel", !kernel.is_null());
    let mut count = 0;
    ok!(t.cuLibraryGetKernelCount(&mut count, library));
    let (mut function, mut module) = (CUfunction::NULL, CUmodule::NULL);
    gives!(
        t.cuKernelGetFunction(&mut function, kernel),
        CUDA_ERROR_INVALID_CONTEXT,
        "its function needs a context"
    );
    gives!(t.cuLibraryGetModule(&mut module, library), CUDA_ERROR_INVALID_CONTEXT, "so does the module");
    t.context()?;
    ok!(t.cuKernelGetFunction(&mut function, kernel), "with a context");
    ok!(t.cuLibraryUnload(library));
    Ok(())
}

fn enumeration(t: &mut Test) -> Outcome {
    t.context()?;
    let library = t.library(image::SHARED)?;
    let mut count = 0;
    ok!(t.cuLibraryGetKernelCount(&mut count, library));
    t.equal("kernels", count, 3);
    let mut kernels = [CUkernel::NULL; 8];
    ok!(t.cuLibraryEnumerateKernels(&mut kernels[..], 3, library));
    let reduce = t.kernel(library, c"reduce")?;
    t.yes("a kernel found by name is among them", kernels.contains(&reduce));
    kernels = [CUkernel::NULL; 8];
    saw!(t.cuLibraryEnumerateKernels(&mut kernels[..], 8, library), "room for eight");
    t.note("how many came", kernels.iter().filter(|kernel| !kernel.is_null()).count());
    Ok(())
}

fn variables(t: &mut Test) -> Outcome {
    t.context()?;
    let library = t.library(image::VARIABLES)?;
    let (mut address, mut size) = (0, 0);
    ok!(t.cuLibraryGetGlobal(&mut address, &mut size, library, c"counter"));
    t.equal("size", size, 4);
    let got = t.words(address, 1)?;
    t.equal("value", got, vec![7]);
    t.upload(address, &8u32.to_ne_bytes())?;
    let mut module = CUmodule::NULL;
    must!(t.cuLibraryGetModule(&mut module, library));
    let mut by_module = 0;
    ok!(t.cuModuleGetGlobal_v2(&mut by_module, Null, module, c"counter"), "by the module");
    t.yes("is at the same address", by_module == address);
    gives!(
        t.cuLibraryGetGlobal(&mut address, &mut size, library, c"nothing"),
        CUDA_ERROR_NOT_FOUND,
        "unknown name"
    );
    gives!(
        t.cuLibraryGetManaged(&mut address, &mut size, library, c"counter"),
        CUDA_ERROR_NOT_FOUND,
        "not a managed one"
    );
    saw!(t.cuLibraryGetGlobal(Null, Null, library, c"counter"), "null pointers");
    ok!(t.cuLibraryUnload(library));
    Ok(())
}

fn parameter_layout(t: &mut Test) -> Outcome {
    t.context()?;
    let library = t.library(image::PARAMS)?;
    let kernel = t.kernel(library, c"layout")?;
    let mut got = Vec::new();
    for index in 0..3 {
        let (mut offset, mut size) = (77, 77);
        ok!(t.cuKernelGetParamInfo(kernel, index, &mut offset, &mut size));
        got.push((offset, size));
    }
    t.equal("offsets and sizes", got, vec![(0, 8), (16, 20), (36, 1)]);
    let (mut offset, mut size) = (77, 77);
    gives!(
        t.cuKernelGetParamInfo(kernel, 3, &mut offset, &mut size),
        CUDA_ERROR_INVALID_VALUE,
        "past the last"
    );
    gives!(
        t.cuFuncGetParamInfo(CUfunction(kernel.0), 0, &mut offset, &mut size),
        CUDA_ERROR_INVALID_HANDLE,
        "a kernel is no function here"
    );
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut library, mut kernel) = (CUlibrary::NULL, CUkernel::NULL);
    gives!(
        t.cuLibraryLoadData(Null, image::BASIC, Null, Null, 0, Null, Null, 0),
        CUDA_ERROR_INVALID_VALUE,
        "null pointer"
    );
    gives!(
        t.cuLibraryLoadData(&mut library, Null, Null, Null, 0, Null, Null, 0),
        CUDA_ERROR_INVALID_VALUE,
        "null image"
    );
    must!(t.cuLibraryLoadData(&mut library, image::BASIC, Null, Null, 0, Null, Null, 0));
    gives!(t.cuLibraryGetKernel(&mut kernel, library, Null), CUDA_ERROR_INVALID_VALUE, "null name");
    gives!(
        t.cuLibraryGetKernel(Null, library, c"fill"),
        CUDA_ERROR_INVALID_VALUE,
        "null pointer for the kernel"
    );
    saw!(t.cuLibraryGetKernel(&mut kernel, CUlibrary::NULL, c"fill"), "no library");
    saw!(t.cuLibraryUnload(CUlibrary::NULL), "unload no library");
    let mut function = CUfunction::NULL;
    saw!(t.cuKernelGetFunction(&mut function, CUkernel::NULL), "function of no kernel");
    Ok(())
}

fn options_and_files(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut library, mut kernel) = (CUlibrary::NULL, CUkernel::NULL);
    // What NVIDIA's runtime passes: the image stays where it is.
    let image = Buffer::of(image::BASIC.to_bytes_with_nul());
    let preserved = [1u32];
    let mut values = [Addr(1).to_c()];
    ok!(
        t.cuLibraryLoadData(&mut library, image.host(), Null, Null, 0, &preserved[..], &mut values[..], 1),
        "the image is preserved"
    );
    ok!(t.cuLibraryGetKernel(&mut kernel, library, c"fill"));
    ok!(t.cuLibraryUnload(library));
    let mut values = [Null.to_c()];
    ok!(
        t.cuLibraryLoadData(&mut library, image.host(), Null, Null, 0, &preserved[..], &mut values[..], 1),
        "an option whose value is null"
    );
    saw!(
        t.cuLibraryLoadData(&mut library, image.host(), Null, Null, 0, &[99u32][..], &mut values[..], 1),
        "option 99"
    );
    gives!(
        t.cuLibraryLoadFromFile(&mut library, c"/no/such/file.ptx", Null, Null, 0, Null, Null, 0),
        CUDA_ERROR_FILE_NOT_FOUND,
        "a file that is not there"
    );
    let path = std::env::temp_dir().join(format!("vgpu-conformance-library-{}.ptx", std::process::id()));
    if std::fs::write(&path, image::BASIC.to_bytes()).is_ok() {
        let name = CString::new(path.to_string_lossy().into_owned()).unwrap_or_default();
        saw!(
            t.cuLibraryLoadFromFile(&mut library, name.as_c_str(), Null, Null, 0, Null, Null, 0),
            "a file of PTX"
        );
        let _ = std::fs::remove_file(&path);
        saw!(t.cuLibraryGetKernel(&mut kernel, library, c"add"), "a kernel of it, after the file is gone");
    }
    Ok(())
}

fn in_two_contexts(t: &mut Test) -> Outcome {
    t.init()?;
    let library = t.library(image::VARIABLES)?;
    let kernel = t.kernel(library, c"read_variables")?;
    let a = super::context::create(t)?;
    let (mut in_a, mut in_b) = (CUfunction::NULL, CUfunction::NULL);
    let (mut at_a, mut at_b) = (0, 0);
    ok!(t.cuKernelGetFunction(&mut in_a, kernel));
    ok!(t.cuLibraryGetGlobal(&mut at_a, Null, library, c"counter"));
    let b = super::context::create(t)?;
    ok!(t.cuKernelGetFunction(&mut in_b, kernel), "in another context");
    ok!(t.cuLibraryGetGlobal(&mut at_b, Null, library, c"counter"), "its variable there");
    t.yes("two functions of one kernel", in_a != in_b);
    t.yes("two variables", at_a != at_b && a != b);
    t.upload(at_b, &99u32.to_ne_bytes())?;
    must!(t.cuCtxSetCurrent(a));
    let got = t.words(at_a, 1)?;
    t.equal("the first one's is untouched", got, vec![7]);
    ok!(t.cuCtxDestroy_v2(b));
    ok!(t.cuLibraryUnload(library));
    Ok(())
}

fn kernel_attributes(t: &mut Test) -> Outcome {
    t.context()?;
    let library = t.library(image::SHARED)?;
    let kernel = t.kernel(library, c"dynamic_edges")?;
    for attribute in 0..CU_FUNC_ATTRIBUTE_MAX {
        let mut value = 77;
        saw!(t.cuKernelGetAttribute(&mut value, attribute, kernel, 0), &format!("attribute {attribute}"));
        t.note("is", value);
    }
    let dynamic = CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES;
    ok!(t.cuKernelSetAttribute(dynamic, 64 << 10, kernel, 0));
    let (mut value, mut function) = (0, CUfunction::NULL);
    ok!(t.cuKernelGetAttribute(&mut value, dynamic, kernel, 0));
    t.equal("is what was set", value, 64 << 10);
    must!(t.cuKernelGetFunction(&mut function, kernel));
    ok!(t.cuFuncGetAttribute(&mut value, dynamic, function), "seen by the function");
    t.note("function has", value);
    // A kernel may stand for a function in a launch, but not here.
    gives!(
        t.cuFuncGetAttribute(&mut value, dynamic, CUfunction(kernel.0)),
        CUDA_ERROR_INVALID_HANDLE,
        "seen by the kernel as a function"
    );
    saw!(t.cuFuncSetAttribute(CUfunction(kernel.0), dynamic, 80 << 10), "set by the kernel as a function");
    ok!(t.cuKernelSetCacheConfig(kernel, 1, 0));
    gives!(t.cuKernelSetAttribute(dynamic, -1, kernel, 0), CUDA_ERROR_INVALID_VALUE, "less than nothing");
    gives!(t.cuKernelGetAttribute(&mut value, 99, kernel, 0), CUDA_ERROR_INVALID_VALUE, "attribute 99");
    gives!(t.cuKernelGetAttribute(&mut value, 0, kernel, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    Ok(())
}

fn kernel_as_function(t: &mut Test) -> Outcome {
    t.context()?;
    let library = t.library(image::BASIC)?;
    let kernel = t.kernel(library, c"fill")?;
    let out = t.alloc(4000)?;
    let params = Params::new().and(out).and(500u32).and(1000u32);
    let code = t.launch(CUfunction(kernel.0), 4, 256, CUstream::NULL, params);
    t.ok("launch", code)?;
    let got = t.words(out, 1000)?;
    t.yes("it ran", got == (500..1500).collect::<Vec<u32>>());
    let mut blocks = 0;
    ok!(t.cuOccupancyMaxActiveBlocksPerMultiprocessor(&mut blocks, CUfunction(kernel.0), 256, 0));
    t.yes("occupancy", blocks > 0);
    // In a thread that has another context current, the kernel runs in that one.
    let other = super::context::create(t)?;
    let out = t.alloc(4000)?;
    let params = Params::new().and(out).and(900u32).and(1000u32);
    let code = t.launch(CUfunction(kernel.0), 4, 256, CUstream::NULL, params);
    t.ok("launch in another context", code)?;
    let got = t.words(out, 1000)?;
    t.yes("it ran there", got == (900..1900).collect::<Vec<u32>>());
    must!(t.cuCtxDestroy_v2(other));
    Ok(())
}

fn function_of_kernel(t: &mut Test) -> Outcome {
    t.context()?;
    let library = t.library(image::VARIABLES)?;
    let kernel = t.kernel(library, c"read_variables")?;
    let mut function = CUfunction::NULL;
    must!(t.cuKernelGetFunction(&mut function, kernel));
    let out = t.alloc(64)?;
    let code = t.launch(function, 1, 1, CUstream::NULL, Params::new().and(out).and(5u32));
    t.ok("by its function", code)?;
    let code = t.launch(CUfunction(kernel.0), 1, 1, CUstream::NULL, Params::new().and(out).and(100u32));
    t.ok("by itself", code)?;
    let got = t.words(out, 3)?;
    t.equal("both used one set of variables", got, vec![112, 0x0403_0201, 2]);
    Ok(())
}
