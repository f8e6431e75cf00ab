//! How programs find functions: cuGetProcAddress, exported symbols, export tables.

use core::ffi::c_void;
use std::ffi::CString;

use table::*;

use crate::cuda::{Invoke, Null, function_at};
use crate::transcript::digest;
use crate::{Body, Outcome, Test, cu, gives, must, ok, pfn, saw};

pub const BODIES: &[Body] = &[
    Body::plain("lookup.by_name_and_version", by_name_and_version),
    Body::plain("lookup.not_there", not_there),
    Body::plain("lookup.null_pointers", null_pointers).undefined(),
    Body::plain("lookup.first_version", first_version),
    Body::plain("lookup.of_itself", of_itself),
    Body::plain("lookup.per_thread_flags", per_thread_flags),
    Body::plain("lookup.every_name", every_name),
    Body::plain("lookup.exported_symbols", exported_symbols),
    Body::plain("lookup.export_tables", export_tables),
    Body::plain("lookup.found_functions_work", found_functions_work),
];

fn address(pointer: *mut c_void) -> usize {
    pointer.expose_provenance()
}

fn find(t: &Test, name: &str, version: i32, flags: u64) -> (CUresult, usize, u32) {
    let (mut pointer, mut status) = (core::ptr::null_mut(), 77);
    let name = CString::new(name).unwrap_or_default();
    let code = cu!(t.cuGetProcAddress_v2(name.as_c_str(), &mut pointer, version, flags, &mut status));
    (code, address(pointer), status)
}

fn exported(t: &Test, name: &str) -> usize {
    CString::new(name).map_or(0, |name| t.cuda().address(&name))
}

fn by_name_and_version(t: &mut Test) -> Outcome {
    for (name, version, symbol) in [
        ("cuInit", 2000, "cuInit"),
        ("cuMemAlloc", 3020, "cuMemAlloc_v2"),
        ("cuMemAlloc", 12_000, "cuMemAlloc_v2"),
        ("cuCtxCreate", 2000, "cuCtxCreate"),
        ("cuCtxCreate", 3020, "cuCtxCreate_v2"),
        ("cuCtxCreate", 11_040, "cuCtxCreate_v3"),
        ("cuCtxCreate", 11_030, "cuCtxCreate_v2"),
        ("cuStreamWaitValue32", 8000, "cuStreamWaitValue32"),
        ("cuStreamWaitValue32", 12_000, "cuStreamWaitValue32_v2"),
        ("cuGraphInstantiate", 10_000, "cuGraphInstantiate"),
        ("cuGraphInstantiate", 11_000, "cuGraphInstantiate_v2"),
        ("cuLibraryLoadData", 12_000, "cuLibraryLoadData"),
        ("cuDeviceGetUuid", 9020, "cuDeviceGetUuid"),
    ] {
        let (code, found, status) = find(t, name, version, 0);
        t.note(&format!("{name} at {version}"), format!("{code} {status}"));
        if code != CUDA_SUCCESS || found == 0 {
            t.fail(&format!("{name} at {version} is not found"));
        }
        let same = found == exported(t, symbol);
        t.see(&format!("it is {symbol}"), same);
    }
    // Works before cuInit, and the same afterwards.
    let before = find(t, "cuMemcpyHtoD", 12_000, 0);
    t.init()?;
    let after = find(t, "cuMemcpyHtoD", 12_000, 0);
    t.yes("the same before and after cuInit", before == after);
    Ok(())
}

fn not_there(t: &mut Test) -> Outcome {
    let (code, found, status) = find(t, "cuNoSuchFunction", 12_000, 0);
    t.equal("unknown name", (code, found, status), (0, 0, 1));
    let (code, found, status) = find(t, "", 0, 0);
    t.equal("empty name", (code, found, status), (0, 0, 1));
    let (code, found, status) = find(t, "cuLibraryLoadData", 11_000, 0);
    t.equal("version too low", (code, found, status), (0, 0, 2));
    let (code, found, status) = find(t, "cuMemAlloc", 2000, 0);
    t.note("a name whose first version came later", format!("{code} {} {status}", found != 0));
    let (code, found, status) = find(t, "cuInit", 99_000, 0);
    t.note("version above the driver's", format!("{code} {} {status}", found != 0));
    let (code, found, _) = find(t, "cuMemAlloc_v2", 12_000, 0);
    t.note("a name with its suffix", format!("{code} {}", found != 0));
    let (code, found, _) = find(t, "cuinit", 12_000, 0);
    t.note("a name in the wrong case", format!("{code} {}", found != 0));
    let (code, found, _) = find(t, "cuInit", 12_000, 0x100);
    t.note("flags that do not exist", format!("{code} {}", found != 0));
    let mut pointer = core::ptr::null_mut();
    ok!(t.cuGetProcAddress_v2(c"cuInit", &mut pointer, 12_000, 0, Null), "no status pointer");
    Ok(())
}

fn null_pointers(t: &mut Test) -> Outcome {
    let (mut pointer, mut status) = (core::ptr::null_mut(), 77);
    saw!(t.cuGetProcAddress_v2(c"cuInit", Null, 12_000, 0, &mut status), "no pointer");
    saw!(t.cuGetProcAddress_v2(Null, &mut pointer, 12_000, 0, &mut status), "no name");
    Ok(())
}

fn first_version(t: &mut Test) -> Outcome {
    let mut pointer = core::ptr::null_mut();
    ok!(t.cuGetProcAddress(c"cuInit", &mut pointer, 11_030, 0));
    t.yes("found", !pointer.is_null());
    gives!(
        t.cuGetProcAddress(c"cuNoSuchFunction", &mut pointer, 11_030, 0),
        CUDA_ERROR_NOT_FOUND,
        "unknown name"
    );
    // What an earlier call put there stays: only the newer form writes a null.
    t.see("null", pointer.is_null());
    gives!(
        t.cuGetProcAddress(c"cuLibraryLoadData", &mut pointer, 11_030, 0),
        CUDA_ERROR_NOT_FOUND,
        "version too low"
    );
    saw!(t.cuGetProcAddress(c"cuInit", &mut pointer, 99_000, 0), "version above the driver's");
    Ok(())
}

/// The function that is handed out must have the number of arguments of the version that was asked for.
fn of_itself(t: &mut Test) -> Outcome {
    let (code, old, _) = find(t, "cuGetProcAddress", 11_030, 0);
    t.gives("four arguments, below 12.0", code, CUDA_SUCCESS);
    let (code, new, _) = find(t, "cuGetProcAddress", 12_000, 0);
    t.gives("five arguments, from 12.0", code, CUDA_SUCCESS);
    t.yes("they differ", old != new && old != 0 && new != 0);
    let mut pointer = core::ptr::null_mut();
    let code =
        function_at::<pfn::cuGetProcAddress>(old).invoke((c"cuNoSuchFunction", &mut pointer, 11_030, 0));
    t.gives("the old one does not find", code, CUDA_ERROR_NOT_FOUND);
    let mut status = 77;
    let code = function_at::<pfn::cuGetProcAddress_v2>(new).invoke((
        c"cuNoSuchFunction",
        &mut pointer,
        12_000,
        0,
        &mut status,
    ));
    t.gives("the new one answers", code, CUDA_SUCCESS);
    t.equal("with a status", status, 1);
    Ok(())
}

fn per_thread_flags(t: &mut Test) -> Outcome {
    for (name, twin) in [
        ("cuMemcpy", "cuMemcpy_ptds"),
        ("cuMemcpyHtoDAsync", "cuMemcpyHtoDAsync_v2_ptsz"),
        ("cuLaunchKernel", "cuLaunchKernel_ptsz"),
        ("cuStreamSynchronize", "cuStreamSynchronize_ptsz"),
    ] {
        let (_, plain, _) = find(t, name, 12_000, 0);
        let (_, legacy, _) = find(t, name, 12_000, 1);
        let (code, own, status) = find(t, name, 12_000, 2);
        t.note(name, format!("{code} {status}"));
        t.yes("no flag means the legacy stream", plain == legacy && plain != 0);
        t.yes("the per-thread one is another function", own != plain && own != 0);
        t.see("it is the exported twin", own == exported(t, twin));
    }
    let (_, plain, _) = find(t, "cuMemAlloc", 12_000, 0);
    let (_, own, _) = find(t, "cuMemAlloc", 12_000, 2);
    t.yes("a function without streams has no twin", plain == own && plain != 0);
    let (code, both, status) = find(t, "cuMemcpy", 12_000, 3);
    t.note("both flags", format!("{code} {} {status}", both != 0));
    let (code, suffixed, status) = find(t, "cuGraphInstantiateWithParams_ptsz", 12_000, 2);
    t.note("a name with the twin's suffix", format!("{code} {} {status}", suffixed != 0));
    Ok(())
}

fn every_name(t: &mut Test) -> Outcome {
    let mut version = 0;
    must!(t.cuDriverGetVersion(&mut version));
    let mut names: Vec<&str> = ROWS.iter().filter(|row| row.since.is_some()).map(|row| row.base).collect();
    names.sort_unstable();
    names.dedup();
    let mut all = String::new();
    for name in &names {
        for asked in [11_000, 11_080, 12_000, 12_040, 12_080, 13_000] {
            for flags in [0, 2] {
                let (code, found, status) = find(t, name, asked, flags);
                all += &format!("{name} {asked} {flags}: {code} {} {status}\n", found != 0);
                let known = matches!(resolve(name, asked as u32, flags == 2), Resolution::Found(_));
                if asked <= version && known != (found != 0) {
                    t.fail(&format!("{name} at {asked} with flags {flags}: found is {}", found != 0));
                }
            }
        }
    }
    t.note("names", names.len());
    t.note("all answers", digest(all.as_bytes()));
    Ok(())
}

fn exported_symbols(t: &mut Test) -> Outcome {
    let mut missing = Vec::new();
    for row in ROWS.iter().filter(|row| row.route != Route::Internal) {
        for name in [Some(row.name), row.twin.map(|twin| twin.0)].into_iter().flatten() {
            if exported(t, name) == 0 {
                missing.push(name);
            }
        }
    }
    t.note("functions of the table that are not exported", missing.join(" "));
    Ok(())
}

fn export_tables(t: &mut Test) -> Outcome {
    t.init()?;
    // The tables that NVIDIA's runtime asks for, and whether the first word is a size.
    for (name, id, sized) in [
        ("error log", 0xf8cf_f951_2146_8b4e_b9e2_fb46_9e7c_0dd9_u128, true),
        ("runtime interface", 0x6bd5_fb6c_5bf4_e74a_8987_d939_12fd_9df9, true),
        ("runtime hooks", 0xa094_798c_2e74_2e74_93f2_0800_200c_0a66, true),
        ("thread-local context", 0x42d8_5a81_23f6_cb47_8298_f6e7_8a3a_ecdc, true),
        ("context-local storage", 0xc693_336e_1121_df11_a8c3_68f3_55d8_9593, false),
        ("context checks", 0x263e_8860_7cd2_6143_92f6_bbd5_006d_fa7e, true),
        ("integrity check", 0xd408_2055_bde6_704b_8d34_ba12_3c66_e1f2, true),
    ] {
        let uuid = CUuuid { bytes: id.to_be_bytes() };
        let mut table = core::ptr::null();
        saw!(t.cuGetExportTable(&mut table, &uuid), name);
        if table.is_null() {
            t.note("table", "none");
            continue;
        }
        let again = {
            let mut second = core::ptr::null();
            must!(t.cuGetExportTable(&mut second, &uuid));
            second
        };
        t.yes("the same pointer every time", table == again);
        if sized {
            // SAFETY: the library gave this pointer as a table of words that lives as long as the process, and the first word
            // of these tables is their size.
            let size = unsafe { table.cast::<usize>().read() };
            t.note("size", size);
        }
    }
    let unknown = CUuuid { bytes: *b"no such table at" };
    let mut table = core::ptr::without_provenance(77);
    gives!(t.cuGetExportTable(&mut table, &unknown), CUDA_ERROR_INVALID_VALUE, "an invented id");
    t.yes("no table", table.is_null());
    saw!(t.cuGetExportTable(Null, &unknown), "null pointer");
    Ok(())
}

fn found_functions_work(t: &mut Test) -> Outcome {
    t.context()?;
    let (_, alloc, _) = find(t, "cuMemAlloc", 12_000, 0);
    let (_, free, _) = find(t, "cuMemFree", 12_000, 0);
    let (_, set, _) = find(t, "cuMemsetD8", 12_000, 2);
    let (_, out, _) = find(t, "cuMemcpyDtoH", 12_000, 2);
    let mut address = 0;
    let code = function_at::<pfn::cuMemAlloc_v2>(alloc).invoke((&mut address, 64));
    t.ok("allocate", code)?;
    let code = function_at::<pfn::cuMemsetD8_v2>(set).invoke((address, 6, 64));
    t.ok("memset", code)?;
    let mut bytes = [0u8; 64];
    let code = function_at::<pfn::cuMemcpyDtoH_v2>(out).invoke((&mut bytes[..], address, 64));
    t.ok("copy out", code)?;
    t.same("contents", &bytes, &[6; 64]);
    let code = function_at::<pfn::cuMemFree_v2>(free).invoke((address,));
    t.ok("free", code)
}
