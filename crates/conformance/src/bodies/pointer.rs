//! What the driver says about an address.

use core::ffi::c_void;

use table::*;

use crate::cuda::{Addr, Buffer, Null};
use crate::transcript::{code_text, yes_no};
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("pointer.device_memory", device_memory),
    Body::plain("pointer.pinned_memory", pinned_memory),
    Body::plain("pointer.registered_memory", registered_memory),
    Body::plain("pointer.managed_memory", managed_memory),
    Body::plain("pointer.unknown_memory", unknown_memory),
    Body::plain("pointer.several_attributes", several_attributes),
    Body::plain("pointer.null_arrays", null_arrays).undefined(),
    Body::plain("pointer.buffer_ids", buffer_ids),
    Body::plain("pointer.freed_memory", freed_memory),
    Body::plain("pointer.other_allocations", other_allocations),
    Body::plain("pointer.set_and_errors", set_and_errors),
];

/// A word-sized attribute.
fn word(t: &Test, attribute: CUpointer_attribute, address: CUdeviceptr) -> (CUresult, u64) {
    let mut value: u64 = 0;
    (cu!(t.cuPointerGetAttribute(&mut value, attribute, address)), value)
}

/// Writes down everything about an address; addresses only as relations to `base`.
fn describe(t: &mut Test, what: &str, address: CUdeviceptr, base: CUdeviceptr) -> Outcome {
    let mut current = CUcontext::NULL;
    must!(t.cuCtxGetCurrent(&mut current));
    for (name, attribute) in [
        ("context", CU_POINTER_ATTRIBUTE_CONTEXT),
        ("device pointer", CU_POINTER_ATTRIBUTE_DEVICE_POINTER),
        ("host pointer", CU_POINTER_ATTRIBUTE_HOST_POINTER),
        ("range start", CU_POINTER_ATTRIBUTE_RANGE_START_ADDR),
        ("pool", CU_POINTER_ATTRIBUTE_MEMPOOL_HANDLE),
        ("mapping start", CU_POINTER_ATTRIBUTE_MAPPING_BASE_ADDR),
    ] {
        let (code, value) = word(t, attribute, address);
        let relation = match value {
            0 => "null".to_owned(),
            value if value == current.0 as u64 => "the current context".to_owned(),
            value if value == address => "the address".to_owned(),
            value if value == base => "the start".to_owned(),
            _ => "something else".to_owned(),
        };
        t.note(&format!("{what}: {name}"), format!("{} {relation}", code_text(code)));
    }
    for (name, attribute) in [
        ("memory type", CU_POINTER_ATTRIBUTE_MEMORY_TYPE),
        ("managed", CU_POINTER_ATTRIBUTE_IS_MANAGED),
        ("device", CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL),
        ("mapped", CU_POINTER_ATTRIBUTE_MAPPED),
        ("range size", CU_POINTER_ATTRIBUTE_RANGE_SIZE),
        ("access", CU_POINTER_ATTRIBUTE_ACCESS_FLAGS),
        ("synchronous", CU_POINTER_ATTRIBUTE_SYNC_MEMOPS),
    ] {
        let (code, value) = word(t, attribute, address);
        t.note(&format!("{what}: {name}"), format!("{} {value}", code_text(code)));
    }
    Ok(())
}

fn device_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let address = t.alloc(10_000)?;
    describe(t, "start", address, address)?;
    describe(t, "inside", address + 5001, address)?;
    let (code, kind) = word(t, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, address);
    t.equal("memory type", (code, kind), (0, 2));
    let (code, size) = word(t, CU_POINTER_ATTRIBUTE_RANGE_SIZE, address);
    t.yes("the range is no less than asked for", code == CUDA_SUCCESS && size >= 10_000);
    Ok(())
}

fn pinned_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let host = t.pinned(10_000)?;
    describe(t, "start", host.addr(), host.addr())?;
    describe(t, "inside", host.addr() + 777, host.addr())?;
    let (code, kind) = word(t, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, host.addr());
    t.equal("memory type", (code, kind), (0, 1));
    Ok(())
}

fn registered_memory(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_HOST_REGISTER_SUPPORTED, "host memory registration")?;
    let memory = Buffer::pageable(40_000);
    ok!(t.cuMemHostRegister_v2(memory.host(), 40_000, 0));
    describe(t, "start", memory.addr(), memory.addr())?;
    describe(t, "inside", memory.addr() + 9000, memory.addr())?;
    ok!(t.cuMemHostUnregister(memory.host()));
    let mut kind: u32 = 77;
    gives!(
        t.cuPointerGetAttribute(&mut kind, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, memory.addr()),
        CUDA_ERROR_INVALID_VALUE,
        "when unregistered"
    );
    Ok(())
}

fn unknown_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let plain = Buffer::pageable(64);
    for (what, address) in
        [("pageable memory", plain.addr()), ("an address that was never given", 0x1234_5000), ("null", 0)]
    {
        for attribute in [1, 2, 3, 4, 7, 8, 9, 11, 12, 13] {
            let (code, value) = word(t, attribute, address);
            t.note(&format!("{what}: attribute {attribute}"), format!("{} {value}", code_text(code)));
        }
    }
    let mut kind: u32 = 77;
    gives!(
        t.cuPointerGetAttribute(&mut kind, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, plain.addr()),
        CUDA_ERROR_INVALID_VALUE,
        "memory type of pageable memory"
    );
    Ok(())
}

/// The attributes that NVIDIA's runtime asks for in one call.
const RUNTIME: [CUpointer_attribute; 6] = [
    CU_POINTER_ATTRIBUTE_CONTEXT,
    CU_POINTER_ATTRIBUTE_MEMORY_TYPE,
    CU_POINTER_ATTRIBUTE_DEVICE_POINTER,
    CU_POINTER_ATTRIBUTE_HOST_POINTER,
    CU_POINTER_ATTRIBUTE_IS_MANAGED,
    CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL,
];

fn several_attributes(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let (device, pinned, plain) = (t.alloc(4096)?, t.pinned(4096)?, Buffer::pageable(4096));
    for (what, address) in [
        ("device", device + 7),
        ("pinned", pinned.addr() + 7),
        ("pageable", plain.addr() + 7),
        ("nowhere", 0x1234_5000),
    ] {
        // Recognisable bytes show what was written, and how wide.
        let mut values = [0x7777_7777_7777_7777_u64; 6];
        let mut pointers: Vec<*mut c_void> =
            values.iter_mut().map(|value| core::ptr::from_mut(value).cast()).collect();
        ok!(t.cuPointerGetAttributes(6, &RUNTIME[..], &mut pointers[..], address), what);
        let relation = |value: u64| match value {
            0 => "null".to_owned(),
            value if value == context.0 as u64 => "the current context".to_owned(),
            value if value == address => "the address".to_owned(),
            value => format!("{value:#x}"),
        };
        for (attribute, value) in RUNTIME.iter().zip(&values) {
            t.note(&format!("attribute {attribute}"), relation(*value));
        }
    }
    let mut values = [0u64; 2];
    let mut pointers: Vec<*mut c_void> =
        values.iter_mut().map(|value| core::ptr::from_mut(value).cast()).collect();
    saw!(t.cuPointerGetAttributes(0, &RUNTIME[..], &mut pointers[..], device), "none");
    let wrong = [CU_POINTER_ATTRIBUTE_MEMORY_TYPE, 99];
    saw!(t.cuPointerGetAttributes(2, &wrong[..], &mut pointers[..], device), "attribute 99 among them");
    Ok(())
}

fn null_arrays(t: &mut Test) -> Outcome {
    t.context()?;
    let device = t.alloc(64)?;
    let mut value = 0u64;
    let mut pointers = [core::ptr::from_mut(&mut value).cast::<c_void>()];
    saw!(t.cuPointerGetAttributes(1, Null, &mut pointers[..], device), "null attributes");
    saw!(t.cuPointerGetAttributes(1, &RUNTIME[..], Null, device), "null values");
    Ok(())
}

fn buffer_ids(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b) = (t.alloc(4096)?, t.alloc(4096)?);
    let (code, id_a) = word(t, CU_POINTER_ATTRIBUTE_BUFFER_ID, a);
    t.gives("of one buffer", code, CUDA_SUCCESS);
    let (_, inside) = word(t, CU_POINTER_ATTRIBUTE_BUFFER_ID, a + 1000);
    let (_, id_b) = word(t, CU_POINTER_ATTRIBUTE_BUFFER_ID, b);
    t.yes("the same inside it", id_a == inside);
    t.yes("another buffer has another", id_a != id_b);
    must!(t.cuMemFree_v2(a));
    let again = t.alloc(4096)?;
    let (_, id_again) = word(t, CU_POINTER_ATTRIBUTE_BUFFER_ID, again);
    t.yes("a later buffer has yet another, even at the same address", id_again != id_a && id_again != id_b);
    let pinned = t.pinned(64)?;
    let (code, id_pinned) = word(t, CU_POINTER_ATTRIBUTE_BUFFER_ID, pinned.addr());
    t.saw("of pinned memory", code);
    t.note("is new", yes_no(![id_a, id_b, id_again].contains(&id_pinned)));
    Ok(())
}

fn freed_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let (device, pinned) = (t.alloc(64 << 20)?, t.pinned(4096)?);
    must!(t.cuMemFree_v2(device));
    must!(t.cuMemFreeHost(pinned.host()));
    for (what, address) in [("device memory", device), ("pinned memory", pinned.addr())] {
        let (code, _) = word(t, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, address);
        t.gives(what, code, CUDA_ERROR_INVALID_VALUE);
    }
    Ok(())
}

fn managed_memory(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_MANAGED_MEMORY, "managed memory")?;
    let mut address = 0;
    must!(t.cuMemAllocManaged(&mut address, 10_000, CU_MEM_ATTACH_GLOBAL));
    describe(t, "start", address, address)?;
    describe(t, "inside", address + 5001, address)?;
    must!(t.cuMemFree_v2(address));
    let (code, _) = word(t, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, address);
    t.gives("freed", code, CUDA_ERROR_INVALID_VALUE);
    Ok(())
}

fn other_allocations(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut pitched, mut pitch) = (0, 0);
    must!(t.cuMemAllocPitch_v2(&mut pitched, &mut pitch, 100, 10, 4));
    describe(t, "pitched", pitched + 1, pitched)?;
    let module = t.module(crate::image::VARIABLES)?;
    let (mut global, mut size) = (0, 0);
    must!(t.cuModuleGetGlobal_v2(&mut global, &mut size, module, c"bytes"));
    let (code, kind) = word(t, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, global);
    t.equal("memory type of a module's variable", (code, kind), (0, 2));
    if t.attribute(CU_DEVICE_ATTRIBUTE_MEMORY_POOLS_SUPPORTED)? != 0 {
        let mut ordered = 0;
        must!(t.cuMemAllocAsync(&mut ordered, 5000, CUstream::NULL));
        must!(t.cuCtxSynchronize());
        describe(t, "stream-ordered", ordered + 1, ordered)?;
        must!(t.cuMemFreeAsync(ordered, CUstream::NULL));
    }
    Ok(())
}

fn set_and_errors(t: &mut Test) -> Outcome {
    t.context()?;
    let address = t.alloc(4096)?;
    let on = 1u32;
    ok!(t.cuPointerSetAttribute(&[on][..], CU_POINTER_ATTRIBUTE_SYNC_MEMOPS, address), "synchronous");
    let (_, value) = word(t, CU_POINTER_ATTRIBUTE_SYNC_MEMOPS, address);
    t.equal("is set", value, 1);
    saw!(
        t.cuPointerSetAttribute(&[on][..], CU_POINTER_ATTRIBUTE_MEMORY_TYPE, address),
        "set the memory type"
    );
    saw!(
        t.cuPointerSetAttribute(&[on][..], CU_POINTER_ATTRIBUTE_SYNC_MEMOPS, 0x1234_5000),
        "set on an unknown address"
    );
    let mut value: u64 = 0;
    gives!(t.cuPointerGetAttribute(&mut value, 0, address), CUDA_ERROR_INVALID_VALUE, "attribute 0");
    gives!(t.cuPointerGetAttribute(&mut value, 9999, address), CUDA_ERROR_INVALID_VALUE, "attribute 9999");
    gives!(
        t.cuPointerGetAttribute(Null, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, address),
        CUDA_ERROR_INVALID_VALUE,
        "null pointer"
    );
    t.see("an address", Addr(address) != Addr(0));
    Ok(())
}
