//! Modules: images, functions, variables.

use core::ffi::CStr;
use std::ffi::CString;

use table::*;

use crate::cuda::{Buffer, Null};
use crate::image::{self, Content};
use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("module.load_and_find", load_and_find),
    Body::plain("module.bad_arguments", bad_arguments),
    Body::plain("module.null_options", null_options).undefined(),
    Body::plain("module.no_image", no_image),
    Body::plain("module.files", files),
    Body::plain("module.fatbin_forms", fatbin_forms),
    Body::plain("module.variables", variables),
    Body::plain("module.same_names_in_two", same_names_in_two),
    Body::plain("module.many_times", many_times),
    Body::plain("module.enumeration", enumeration),
    Body::plain("module.parameter_layout", parameter_layout),
    Body::plain("module.loading_mode", loading_mode),
    Body::plain("module.null_loading_mode", null_loading_mode).undefined(),
    Body::plain("module.unloaded_handle", unloaded_handle).undefined(),
    Body::compiler("module.garbage", garbage),
    Body::compiler("module.function_attributes", function_attributes),
    Body::compiler("module.set_function_attributes", set_function_attributes),
];

fn load_and_find(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut module, mut function, mut again) = (CUmodule::NULL, CUfunction::NULL, CUfunction::NULL);
    ok!(t.cuModuleLoadData(&mut module, image::BASIC));
    t.yes("a handle", !module.is_null());
    ok!(t.cuModuleGetFunction(&mut function, module, c"fill"));
    ok!(t.cuModuleGetFunction(&mut again, module, c"fill"));
    t.yes("the same handle every time", function == again && !function.is_null());
    ok!(t.cuModuleGetFunction(&mut again, module, c"add"), "another kernel");
    t.yes("has another handle", again != function);
    gives!(
        t.cuModuleGetFunction(&mut again, module, c"no_such_kernel"),
        CUDA_ERROR_NOT_FOUND,
        "unknown name"
    );
    gives!(t.cuModuleGetFunction(&mut again, module, c""), CUDA_ERROR_INVALID_VALUE, "empty name");
    let mut owner = CUmodule::NULL;
    ok!(t.cuFuncGetModule(&mut owner, function));
    t.yes("the function's module", owner == module);
    ok!(t.cuModuleUnload(module));
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut module, mut function) = (CUmodule::NULL, CUfunction::NULL);
    gives!(t.cuModuleLoadData(Null, image::BASIC), CUDA_ERROR_INVALID_VALUE, "null pointer for the module");
    gives!(t.cuModuleLoadData(&mut module, Null), CUDA_ERROR_INVALID_VALUE, "null image");
    gives!(t.cuModuleLoadFatBinary(&mut module, Null), CUDA_ERROR_INVALID_VALUE, "null fat binary");
    must!(t.cuModuleLoadData(&mut module, image::BASIC));
    gives!(
        t.cuModuleGetFunction(Null, module, c"fill"),
        CUDA_ERROR_INVALID_VALUE,
        "null pointer for the function"
    );
    gives!(t.cuModuleGetFunction(&mut function, module, Null), CUDA_ERROR_INVALID_VALUE, "null name");
    saw!(t.cuModuleGetFunction(&mut function, CUmodule::NULL, c"fill"), "no module");
    saw!(t.cuModuleUnload(CUmodule::NULL), "unload no module");
    saw!(t.cuModuleLoadDataEx(&mut module, image::BASIC, 0, Null, Null), "no options");
    Ok(())
}

fn null_options(t: &mut Test) -> Outcome {
    t.context()?;
    let mut module = CUmodule::NULL;
    saw!(t.cuModuleLoadDataEx(&mut module, image::BASIC, 1, Null, Null), "one option, null");
    Ok(())
}

/// Images that hold no program, however lax the reader.
fn no_image(t: &mut Test) -> Outcome {
    t.context()?;
    let mut module = CUmodule(77);
    let zeros = Buffer::pageable(4096);
    saw!(t.cuModuleLoadData(&mut module, zeros.host()), "zeros");
    t.see("the handle is untouched", module == CUmodule(77));
    // An ELF header whose tables lie nowhere.
    let mut elf = vec![0u8; 4096];
    elf[..16].copy_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1, 1, 0x33, 7, 0, 0, 0, 0, 0, 0, 0]);
    let broken = Buffer::of(&elf);
    saw!(t.cuModuleLoadData(&mut module, broken.host()), "an ELF header and zeros");
    // A fatbin without entries.
    let mut empty = image::fatbin(Content::Ptx(50), b"")[..16].to_vec();
    empty[8..16].fill(0);
    empty.resize(4096, 0);
    let empty = Buffer::of(&empty);
    saw!(t.cuModuleLoadData(&mut module, empty.host()), "an empty fatbin");
    let works = t.module(image::BASIC);
    t.yes("a good image still loads", works.is_ok());
    Ok(())
}

fn files(t: &mut Test) -> Outcome {
    t.context()?;
    let mut module = CUmodule::NULL;
    gives!(
        t.cuModuleLoad(&mut module, c"/no/such/file.ptx"),
        CUDA_ERROR_FILE_NOT_FOUND,
        "a file that is not there"
    );
    gives!(t.cuModuleLoad(&mut module, Null), CUDA_ERROR_INVALID_VALUE, "null name");
    let path = std::env::temp_dir().join(format!("vgpu-conformance-{}.ptx", std::process::id()));
    if std::fs::write(&path, image::BASIC.to_bytes()).is_ok() {
        let name = CString::new(path.to_string_lossy().into_owned()).unwrap_or_default();
        saw!(t.cuModuleLoad(&mut module, name.as_c_str()), "a file of PTX");
        let mut function = CUfunction::NULL;
        saw!(t.cuModuleGetFunction(&mut function, module, c"fill"), "a kernel of it");
        let _ = std::fs::remove_file(&path);
    }
    Ok(())
}

fn fatbin_forms(t: &mut Test) -> Outcome {
    t.context()?;
    let fatbin = Buffer::of(&image::fatbin(Content::Ptx(50), image::BASIC.to_bytes_with_nul()));
    let wrapper = image::wrapper(fatbin);
    let (mut module, mut function) = (CUmodule::NULL, CUfunction::NULL);
    ok!(t.cuModuleLoadData(&mut module, fatbin.host()), "a fatbin");
    ok!(t.cuModuleGetFunction(&mut function, module, c"fill"));
    ok!(t.cuModuleUnload(module));
    ok!(t.cuModuleLoadFatBinary(&mut module, fatbin.host()), "by cuModuleLoadFatBinary");
    ok!(t.cuModuleGetFunction(&mut function, module, c"add"));
    ok!(t.cuModuleUnload(module));
    // What compilers put around a fatbin is for libraries; `cuModuleLoadData` does not know it.
    let mut library = CUlibrary::NULL;
    ok!(
        t.cuLibraryLoadData(&mut library, wrapper.host(), Null, Null, 0, Null, Null, 0),
        "a wrapper, as a library"
    );
    t.kernel(library, c"fill")?;
    ok!(t.cuLibraryUnload(library));
    gives!(
        t.cuModuleLoadData(&mut module, wrapper.host()),
        CUDA_ERROR_INVALID_IMAGE,
        "a wrapper, as a module"
    );
    // Machine code of an architecture that no device has.
    let foreign = Buffer::of(&image::fatbin(Content::Cubin(10), &[0; 256]));
    gives!(
        t.cuModuleLoadData(&mut module, foreign.host()),
        CUDA_ERROR_NO_BINARY_FOR_GPU,
        "code for another architecture only"
    );
    let future = Buffer::of(&image::fatbin(Content::Ptx(9990), image::BASIC.to_bytes_with_nul()));
    saw!(t.cuModuleLoadData(&mut module, future.host()), "PTX for a later architecture only");
    Ok(())
}

fn variables(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::VARIABLES)?;
    let (mut address, mut size) = (0, 0);
    for (name, bytes) in [(c"counter", 4), (c"bytes", 32), (c"factors", 24), (c"unset", 8)] {
        ok!(t.cuModuleGetGlobal_v2(&mut address, &mut size, module, name), &name.to_string_lossy());
        t.equal("size", size, bytes);
        let got = t.download(address, size)?;
        t.memory("initial value", &got);
        if name == c"bytes" {
            t.yes("aligned as declared", address.is_multiple_of(16));
            let mut want = vec![0u8; 32];
            want[..10].copy_from_slice(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
            t.same("initialised as declared", &got, &want);
        }
    }
    must!(t.cuModuleGetGlobal_v2(&mut address, &mut size, module, c"counter"));
    t.upload(address, &41u32.to_ne_bytes())?;
    let got = t.download(address, 4)?;
    t.same("written", &got, &41u32.to_ne_bytes());
    ok!(t.cuModuleGetGlobal_v2(Null, &mut size, module, c"counter"), "size only");
    ok!(t.cuModuleGetGlobal_v2(&mut address, Null, module, c"counter"), "address only");
    gives!(
        t.cuModuleGetGlobal_v2(&mut address, &mut size, module, c"nothing"),
        CUDA_ERROR_NOT_FOUND,
        "unknown name"
    );
    gives!(
        t.cuModuleGetGlobal_v2(&mut address, &mut size, module, c"read_variables"),
        CUDA_ERROR_INVALID_VALUE,
        "a kernel's name"
    );
    gives!(
        t.cuModuleGetGlobal_v2(&mut address, &mut size, module, Null),
        CUDA_ERROR_INVALID_VALUE,
        "null name"
    );
    Ok(())
}

fn same_names_in_two(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b) = (t.module(image::VARIABLES)?, t.module(image::VARIABLES)?);
    t.yes("two handles", a != b);
    let (mut in_a, mut in_b) = (0, 0);
    must!(t.cuModuleGetGlobal_v2(&mut in_a, Null, a, c"counter"));
    must!(t.cuModuleGetGlobal_v2(&mut in_b, Null, b, c"counter"));
    t.yes("two addresses", in_a != in_b);
    t.upload(in_a, &1u32.to_ne_bytes())?;
    let got = t.words(in_b, 1)?;
    t.equal("the other is untouched", got, vec![7]);
    ok!(t.cuModuleUnload(a));
    let got = t.words(in_b, 1)?;
    t.equal("and outlives the first", got, vec![7]);
    Ok(())
}

fn many_times(t: &mut Test) -> Outcome {
    t.context()?;
    let before = super::memory::free_memory(t)?;
    for _ in 0..100 {
        let module = t.module(image::VARIABLES)?;
        t.function(module, c"read_variables")?;
        must!(t.cuModuleUnload(module));
    }
    let after = super::memory::free_memory(t)?;
    t.yes("no memory is lost", after + (32 << 20) >= before);
    Ok(())
}

fn name_of(t: &Test, function: CUfunction) -> Outcome<String> {
    let mut name = core::ptr::null();
    must!(t.cuFuncGetName(&mut name, function));
    if name.is_null() {
        return Ok("null".into());
    }
    // SAFETY: after success the pointer is a NUL-terminated string that lives as long as the function.
    Ok(unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned())
}

fn enumeration(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::SHARED)?;
    let mut count = 0;
    ok!(t.cuModuleGetFunctionCount(&mut count, module));
    t.equal("kernels", count, 3);
    let mut functions = [CUfunction::NULL; 8];
    ok!(t.cuModuleEnumerateFunctions(&mut functions[..], 3, module));
    let mut names = Vec::new();
    for function in &functions[..3] {
        names.push(name_of(t, *function)?);
    }
    names.sort();
    t.equal("their names", names, vec!["dynamic_edges".to_owned(), "meet".to_owned(), "reduce".to_owned()]);
    functions = [CUfunction::NULL; 8];
    saw!(t.cuModuleEnumerateFunctions(&mut functions[..], 2, module), "room for two");
    t.note("how many came", functions.iter().filter(|function| !function.is_null()).count());
    functions = [CUfunction::NULL; 8];
    saw!(t.cuModuleEnumerateFunctions(&mut functions[..], 8, module), "room for eight");
    t.note("how many came then", functions.iter().filter(|function| !function.is_null()).count());
    gives!(t.cuModuleGetFunctionCount(Null, module), CUDA_ERROR_INVALID_VALUE, "null pointer");
    let meet = t.function(module, c"meet")?;
    let mut loaded = 77;
    saw!(t.cuFuncIsLoaded(&mut loaded, meet));
    ok!(t.cuFuncLoad(meet));
    ok!(t.cuFuncIsLoaded(&mut loaded, meet), "loaded");
    t.equal("is loaded", loaded, 1);
    Ok(())
}

fn parameter_layout(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::PARAMS)?;
    for (name, want) in [
        (c"layout", vec![(0, 8), (16, 20), (36, 1)]),
        (c"echo_mixed", vec![(0, 1), (2, 2), (4, 4), (8, 8), (16, 4), (24, 8), (32, 1), (40, 8)]),
        (c"echo_aligned", vec![(0, 1), (16, 32), (48, 1), (56, 8)]),
        (c"echo_large", vec![(0, 8), (8, 4000)]),
    ] {
        let function = t.function(module, name)?;
        let mut got = Vec::new();
        for index in 0..want.len() {
            let (mut offset, mut size) = (77, 77);
            ok!(t.cuFuncGetParamInfo(function, index, &mut offset, &mut size), &name.to_string_lossy());
            got.push((offset, size));
        }
        t.equal("offsets and sizes", got, want.clone());
        let (mut offset, mut size) = (77, 77);
        gives!(
            t.cuFuncGetParamInfo(function, want.len(), &mut offset, &mut size),
            CUDA_ERROR_INVALID_VALUE,
            "past the last"
        );
        ok!(t.cuFuncGetParamInfo(function, 0, &mut offset, Null), "offset only");
    }
    Ok(())
}

fn loading_mode(t: &mut Test) -> Outcome {
    t.init()?;
    let mut mode = 77;
    ok!(t.cuModuleGetLoadingMode(&mut mode));
    t.note("mode", mode);
    t.yes("eager or lazy", mode == 1 || mode == 2);
    Ok(())
}

fn null_loading_mode(t: &mut Test) -> Outcome {
    t.init()?;
    saw!(t.cuModuleGetLoadingMode(Null), "null pointer");
    Ok(())
}

fn unloaded_handle(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    must!(t.cuModuleUnload(module));
    let mut function = CUfunction::NULL;
    saw!(t.cuModuleGetFunction(&mut function, module, c"fill"), "a kernel of an unloaded module");
    saw!(t.cuModuleUnload(module), "unload it again");
    Ok(())
}

fn garbage(t: &mut Test) -> Outcome {
    t.context()?;
    let text = image::BASIC.to_string_lossy().into_owned();
    let body = text.find("add.rn.f32").unwrap_or(text.len());
    for (label, image) in [
        ("nothing", String::new()),
        ("words", "this is not a program".to_owned()),
        ("a comment", "// nothing\n".to_owned()),
        ("PTX cut off in a kernel", text[..body].to_owned()),
        ("PTX without its first line", text.replacen(".version 7.0", "", 1)),
        ("an instruction that does not exist", text.replacen("add.rn.f32", "frobnicate.f32", 1)),
        ("an undeclared register", text.replacen("%f3, %f1, %f2", "%q3, %f1, %f2", 1)),
        ("a later language", text.replacen(".version 7.0", ".version 99.9", 1)),
        ("a later architecture", text.replacen(".target sm_50", ".target sm_999", 1)),
        (
            "an instruction of a later language",
            text.replacen("add.rn.f32 %f3, %f1, %f2", "griddepcontrol.wait", 1),
        ),
    ] {
        let image = CString::new(image).unwrap_or_default();
        let mut module = CUmodule::NULL;
        let code = saw!(t.cuModuleLoadData(&mut module, image.as_c_str()), label);
        if code == CUDA_SUCCESS && label != "a comment" {
            t.fail(&format!("{label} was loaded"));
        }
    }
    let works = t.module(image::BASIC);
    t.yes("a good image still loads", works.is_ok());
    Ok(())
}

fn function_attributes(t: &mut Test) -> Outcome {
    t.context()?;
    for (image, name) in [
        (image::BASIC, c"nothing"),
        (image::BASIC, c"add"),
        (image::BASIC, c"small_blocks"),
        (image::SHARED, c"reduce"),
        (image::PRINTF, c"say"),
        (image::VARIABLES, c"read_variables"),
    ] {
        let module = t.module(image)?;
        let function = t.function(module, name)?;
        for attribute in 0..CU_FUNC_ATTRIBUTE_MAX {
            let mut value = 77;
            let code =
                saw!(t.cuFuncGetAttribute(&mut value, attribute, function), &format!("{name:?} {attribute}"));
            if code == CUDA_SUCCESS {
                t.note("is", value);
            }
        }
    }
    let module = t.module(image::SHARED)?;
    let function = t.function(module, c"reduce")?;
    let mut value = 0;
    must!(t.cuFuncGetAttribute(&mut value, CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES, function));
    t.equal("static shared memory of reduce", value, 1024);
    must!(t.cuFuncGetAttribute(&mut value, CU_FUNC_ATTRIBUTE_PTX_VERSION, function));
    t.equal("PTX architecture", value, 50);
    gives!(t.cuFuncGetAttribute(&mut value, 99, function), CUDA_ERROR_INVALID_VALUE, "attribute 99");
    gives!(t.cuFuncGetAttribute(Null, 0, function), CUDA_ERROR_INVALID_VALUE, "null pointer");
    saw!(t.cuFuncGetAttribute(&mut value, 0, CUfunction::NULL), "no function");
    Ok(())
}

fn set_function_attributes(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::SHARED)?;
    let function = t.function(module, c"dynamic_edges")?;
    let most = t.attribute(CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN)?;
    let dynamic = CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES;
    let mut value = 77;
    ok!(t.cuFuncSetAttribute(function, dynamic, most));
    must!(t.cuFuncGetAttribute(&mut value, dynamic, function));
    t.yes("is what was set", value == most);
    gives!(
        t.cuFuncSetAttribute(function, dynamic, most + 1),
        CUDA_ERROR_INVALID_VALUE,
        "more than the device has"
    );
    gives!(t.cuFuncSetAttribute(function, dynamic, -1), CUDA_ERROR_INVALID_VALUE, "less than nothing");
    must!(t.cuFuncGetAttribute(&mut value, dynamic, function));
    t.yes("still what was set", value == most);
    let carveout = CU_FUNC_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT;
    ok!(t.cuFuncSetAttribute(function, carveout, 50));
    must!(t.cuFuncGetAttribute(&mut value, carveout, function));
    t.note("carveout", value);
    saw!(t.cuFuncSetAttribute(function, carveout, 101), "carveout of 101");
    saw!(t.cuFuncSetAttribute(function, CU_FUNC_ATTRIBUTE_NUM_REGS, 5), "set the number of registers");
    ok!(t.cuFuncSetCacheConfig(function, 2));
    saw!(t.cuFuncSetCacheConfig(function, 99), "cache 99");
    saw!(t.cuFuncSetSharedMemConfig(function, 1));
    Ok(())
}
