//! Texture and surface references: how programs named textures before there were texture objects. Current compilers make
//! none, but the driver still serves the programs of older ones.

use core::ffi::c_char;

use table::{
    CUDA_ARRAY_DESCRIPTOR_v2, CUarray, CUdeviceptr, CUmipmappedArray, CUmodule, CUsurfref, CUtexref,
    CudaError, CudaResult, Handle as Object,
};
use wire::{Bytes, Handle, Pod, reply, request};

use super::{
    array::{answer, ask, make},
    module::name,
};
use crate::{
    edge::{given, read_array, write_array},
    session,
};

/// Components of a colour.
const COMPONENTS: usize = 4;

pub unsafe fn cuModuleGetTexRef(
    pTexRef: *mut CUtexref,
    hmod: CUmodule,
    reference: *const c_char,
) -> CudaResult {
    session::get()?;
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let name = Bytes(unsafe { name(reference) }?.to_bytes());
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pTexRef, || {
            let reply = ask(&request::cuModuleGetTexRef { module: Handle(hmod.bits()), name })?;
            let reply: reply::cuModuleGetTexRef = reply.decode()?;
            Ok(CUtexref::from_bits(reply.reference.0))
        })
    }
}

pub unsafe fn cuModuleGetSurfRef(
    pSurfRef: *mut CUsurfref,
    hmod: CUmodule,
    reference: *const c_char,
) -> CudaResult {
    session::get()?;
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let name = Bytes(unsafe { name(reference) }?.to_bytes());
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(pSurfRef, || {
            let reply = ask(&request::cuModuleGetSurfRef { module: Handle(hmod.bits()), name })?;
            let reply: reply::cuModuleGetSurfRef = reply.decode()?;
            Ok(CUsurfref::from_bits(reply.reference.0))
        })
    }
}

pub unsafe fn cuTexRefCreate(pTexRef: *mut CUtexref) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe { make(pTexRef, |reference| request::cuTexRefCreate { reference }) }
}

pub unsafe fn cuTexRefDestroy(hTexRef: CUtexref) -> CudaResult {
    ask(&request::cuTexRefDestroy { reference: Handle(hTexRef.bits()) }).map(drop)
}

pub unsafe fn cuTexRefSetAddress_v2(
    ByteOffset: *mut usize,
    hTexRef: CUtexref,
    dptr: CUdeviceptr,
    bytes: usize,
) -> CudaResult {
    let reference = Handle(hTexRef.bits());
    let reply = ask(&request::cuTexRefSetAddress_v2 { reference, address: dptr, bytes: bytes as u64 })?;
    let reply: reply::cuTexRefSetAddress_v2 = reply.decode()?;
    if !ByteOffset.is_null() {
        // SAFETY: not null; CUDA's contract makes it valid for a write.
        unsafe { ByteOffset.write(reply.offset as usize) };
    }
    Ok(())
}

/// The two forms differ in what the driver asks of an address.
macro_rules! two_dimensional {
    ($($name:ident)*) => {$(
        pub unsafe fn $name(
            hTexRef: CUtexref,
            desc: *const CUDA_ARRAY_DESCRIPTOR_v2,
            dptr: CUdeviceptr,
            Pitch: usize,
        ) -> CudaResult {
            session::get()?;
            given(desc)?;
            let request = request::$name {
                reference: Handle(hTexRef.bits()),
                // SAFETY: not null; CUDA's contract makes it valid for reads.
                descriptor: Pod(unsafe { desc.read() }),
                address: dptr,
                pitch: Pitch as u64,
            };
            ask(&request).map(drop)
        }
    )*};
}

two_dimensional! { cuTexRefSetAddress2D_v2 cuTexRefSetAddress2D_v3 }

pub unsafe fn cuTexRefSetBorderColor(hTexRef: CUtexref, pBorderColor: *mut f32) -> CudaResult {
    session::get()?;
    given(pBorderColor)?;
    // SAFETY: not null; CUDA's contract: a colour.
    let color = unsafe { read_array(pBorderColor, COMPONENTS) }?;
    ask(&request::cuTexRefSetBorderColor { reference: Handle(hTexRef.bits()), color }).map(drop)
}

pub unsafe fn cuTexRefGetBorderColor(pBorderColor: *mut f32, hTexRef: CUtexref) -> CudaResult {
    session::get()?;
    given(pBorderColor)?;
    let reply = ask(&request::cuTexRefGetBorderColor { reference: Handle(hTexRef.bits()) })?;
    let reply: reply::cuTexRefGetBorderColor = reply.decode()?;
    let color: [f32; COMPONENTS] = reply.color.try_into().map_err(|_| CudaError::UNKNOWN)?;
    // SAFETY: not null; CUDA's contract: room for a colour.
    unsafe { write_array(pBorderColor, &color) };
    Ok(())
}

pub unsafe fn cuTexRefGetArray(phArray: *mut CUarray, hTexRef: CUtexref) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(phArray, || {
            let reply = ask(&request::cuTexRefGetArray { reference: Handle(hTexRef.bits()) })?;
            let reply: reply::cuTexRefGetArray = reply.decode()?;
            Ok(CUarray::from_bits(reply.array.0))
        })
    }
}

pub unsafe fn cuTexRefGetMipmappedArray(
    phMipmappedArray: *mut CUmipmappedArray,
    hTexRef: CUtexref,
) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(phMipmappedArray, || {
            let reply = ask(&request::cuTexRefGetMipmappedArray { reference: Handle(hTexRef.bits()) })?;
            let reply: reply::cuTexRefGetMipmappedArray = reply.decode()?;
            Ok(CUmipmappedArray::from_bits(reply.mipmap.0))
        })
    }
}

pub unsafe fn cuSurfRefGetArray(phArray: *mut CUarray, hSurfRef: CUsurfref) -> CudaResult {
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe {
        answer(phArray, || {
            let reply = ask(&request::cuSurfRefGetArray { reference: Handle(hSurfRef.bits()) })?;
            let reply: reply::cuSurfRefGetArray = reply.decode()?;
            Ok(CUarray::from_bits(reply.array.0))
        })
    }
}
