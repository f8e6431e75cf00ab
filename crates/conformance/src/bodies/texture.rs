//! Texture and surface objects: what can be made, and what is said of it. What kernels read through them:
//! `texture_kernel`.

use table::*;

use super::array::{array, descriptor};
use crate::cuda::Null;
use crate::{Body, Outcome, Stop, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("texture.of_arrays", of_arrays),
    Body::plain("texture.of_memory", of_memory),
    Body::plain("texture.of_mipmaps", of_mipmaps),
    Body::plain("texture.errors", errors),
    Body::plain("texture.surfaces", surfaces),
    Body::plain("texture.references", references).optional(),
];

const FLOATS: (CUarray_format, u32) = (CU_AD_FORMAT_FLOAT, 1);

/// A resource whose union holds these words.
fn resource(kind: CUresourcetype, words: &[u64]) -> CUDA_RESOURCE_DESC {
    let mut res = [0; 16];
    res[..words.len()].copy_from_slice(words);
    CUDA_RESOURCE_DESC { resType: kind, _pad: [0; 4], res, flags: 0, _pad_end: [0; 4] }
}

/// The resource that is an array.
pub(super) fn of_array(array: CUarray) -> CUDA_RESOURCE_DESC {
    resource(CU_RESOURCE_TYPE_ARRAY, &[array.0 as u64])
}

pub(super) fn of_mipmap(mipmap: CUmipmappedArray) -> CUDA_RESOURCE_DESC {
    resource(CU_RESOURCE_TYPE_MIPMAPPED_ARRAY, &[mipmap.0 as u64])
}

/// Format and channels, as they lie in a resource of memory.
fn packed((format, channels): (CUarray_format, u32)) -> u64 {
    u64::from(format) | u64::from(channels) << 32
}

/// The resource that is a row of memory.
pub(super) fn of_row(
    address: CUdeviceptr,
    format: (CUarray_format, u32),
    bytes: usize,
) -> CUDA_RESOURCE_DESC {
    resource(CU_RESOURCE_TYPE_LINEAR, &[address, packed(format), bytes as u64])
}

fn of_rows(
    address: CUdeviceptr,
    format: (CUarray_format, u32),
    [width, height, pitch]: [usize; 3],
) -> CUDA_RESOURCE_DESC {
    let words = [address, packed(format), width as u64, height as u64, pitch as u64];
    resource(CU_RESOURCE_TYPE_PITCH2D, &words)
}

/// Sampling in all dimensions alike.
pub(super) fn sampling(address: CUaddress_mode, filter: CUfilter_mode, flags: u32) -> CUDA_TEXTURE_DESC {
    CUDA_TEXTURE_DESC {
        addressMode: [address; 3],
        filterMode: filter,
        flags,
        maxAnisotropy: 0,
        mipmapFilterMode: CU_TR_FILTER_MODE_POINT,
        mipmapLevelBias: 0.0,
        minMipmapLevelClamp: 0.0,
        maxMipmapLevelClamp: 0.0,
        borderColor: [0.0; 4],
        reserved: [0; 12],
    }
}

fn plain() -> CUDA_TEXTURE_DESC {
    sampling(CU_TR_ADDRESS_MODE_CLAMP, CU_TR_FILTER_MODE_POINT, 0)
}

fn view([width, height]: [usize; 2], format: CUresourceViewFormat, last: u32) -> CUDA_RESOURCE_VIEW_DESC {
    CUDA_RESOURCE_VIEW_DESC {
        format,
        _pad: [0; 4],
        width,
        height,
        depth: 0,
        firstMipmapLevel: 0,
        lastMipmapLevel: last,
        firstLayer: 0,
        lastLayer: 0,
        reserved: [0; 16],
    }
}

/// The resource that a texture object says it has, as words.
fn told_resource(t: &Test, object: CUtexObject) -> Outcome<(CUresourcetype, Vec<u64>)> {
    let mut told = resource(0, &[]);
    must!(t.cuTexObjectGetResourceDesc(&mut told, object));
    Ok((told.resType, told.res[..5].to_vec()))
}

fn of_arrays(t: &mut Test) -> Outcome {
    t.context()?;
    let array = array(t, [32, 16, 0], FLOATS, 0)?;
    let mut how = sampling(CU_TR_ADDRESS_MODE_WRAP, CU_TR_FILTER_MODE_LINEAR, CU_TRSF_NORMALIZED_COORDINATES);
    how.addressMode[1] = CU_TR_ADDRESS_MODE_MIRROR;
    how.borderColor = [0.25, 0.5, 0.75, 1.0];
    how.maxAnisotropy = 4;
    let mut object = 0;
    ok!(t.cuTexObjectCreate(&mut object, &of_array(array), &how, Null));
    t.yes("an object", object != 0);
    let (kind, words) = told_resource(t, object)?;
    t.equal("the kind of resource", kind, CU_RESOURCE_TYPE_ARRAY);
    t.yes("is the array", words[0] == array.0 as u64);
    let mut told = plain();
    ok!(t.cuTexObjectGetTextureDesc(&mut told, object));
    t.equal("address modes", told.addressMode, how.addressMode);
    t.equal("filter, flags, anisotropy", (told.filterMode, told.flags, told.maxAnisotropy), (1, 2, 4));
    t.note("border", format!("{:?}", told.borderColor));
    let mut seen = view([0, 0], 0, 0);
    saw!(t.cuTexObjectGetResourceViewDesc(&mut seen, object), "a view that was not given");
    let mut second = 0;
    ok!(t.cuTexObjectCreate(&mut second, &of_array(array), &plain(), Null), "a second of the same array");
    t.yes("another number", second != object);
    ok!(t.cuTexObjectDestroy(object));
    ok!(t.cuTexObjectDestroy(object), "once more");
    let shown = view([32, 16], CU_RES_VIEW_FORMAT_UINT_1X32, 0);
    ok!(t.cuTexObjectCreate(&mut object, &of_array(array), &plain(), &shown), "with a view");
    ok!(t.cuTexObjectGetResourceViewDesc(&mut seen, object));
    t.equal("its format and extents", (seen.format, seen.width, seen.height), (13, 32, 16));
    ok!(t.cuTexObjectDestroy(object));
    ok!(t.cuTexObjectDestroy(second));
    must!(t.cuArrayDestroy(array));
    Ok(())
}

fn of_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let memory = t.alloc(64 << 10)?;
    let mut object = 0;
    ok!(t.cuTexObjectCreate(&mut object, &of_row(memory, FLOATS, 4096), &plain(), Null), "a row");
    let told = told_resource(t, object)?;
    t.equal("the kind of resource", told.0, CU_RESOURCE_TYPE_LINEAR);
    t.yes("address, format and size", told.1[..3] == [memory, packed(FLOATS), 4096]);
    ok!(t.cuTexObjectDestroy(object));
    let rows = of_rows(memory, FLOATS, [100, 50, 512]);
    ok!(t.cuTexObjectCreate(&mut object, &rows, &plain(), Null), "rows");
    let told = told_resource(t, object)?;
    t.equal("the kind of resource", told.0, CU_RESOURCE_TYPE_PITCH2D);
    t.yes("address, format and extents", told.1 == [memory, packed(FLOATS), 100, 50, 512]);
    ok!(t.cuTexObjectDestroy(object));
    saw!(t.cuTexObjectCreate(&mut object, &of_row(memory + 4, FLOATS, 4096), &plain(), Null), "not aligned");
    let rows = of_rows(memory, FLOATS, [100, 50, 408]);
    saw!(t.cuTexObjectCreate(&mut object, &rows, &plain(), Null), "an odd pitch");
    let rows = of_rows(memory, FLOATS, [100, 50, 384]);
    saw!(t.cuTexObjectCreate(&mut object, &rows, &plain(), Null), "a pitch less than the width");
    saw!(t.cuTexObjectCreate(&mut object, &of_row(0, FLOATS, 4096), &plain(), Null), "of null");
    saw!(t.cuTexObjectCreate(&mut object, &of_row(memory, FLOATS, 0), &plain(), Null), "of no bytes");
    let shown = view([1024, 1], CU_RES_VIEW_FORMAT_NONE, 0);
    saw!(t.cuTexObjectCreate(&mut object, &of_row(memory, FLOATS, 4096), &plain(), &shown), "with a view");
    Ok(())
}

fn of_mipmaps(t: &mut Test) -> Outcome {
    t.context()?;
    let mut mipmap = CUmipmappedArray::NULL;
    must!(t.cuMipmappedArrayCreate(&mut mipmap, &descriptor([32, 16, 0], FLOATS, 0), 4));
    let mut how = sampling(CU_TR_ADDRESS_MODE_WRAP, CU_TR_FILTER_MODE_LINEAR, CU_TRSF_NORMALIZED_COORDINATES);
    how.mipmapFilterMode = CU_TR_FILTER_MODE_LINEAR;
    how.maxMipmapLevelClamp = 3.0;
    how.mipmapLevelBias = 0.5;
    let mut object = 0;
    ok!(t.cuTexObjectCreate(&mut object, &of_mipmap(mipmap), &how, Null));
    let told = told_resource(t, object)?;
    t.equal("the kind of resource", told.0, CU_RESOURCE_TYPE_MIPMAPPED_ARRAY);
    t.yes("is the array", told.1[0] == mipmap.0 as u64);
    let mut seen = plain();
    ok!(t.cuTexObjectGetTextureDesc(&mut seen, object));
    let levels = (seen.mipmapFilterMode, seen.mipmapLevelBias, seen.maxMipmapLevelClamp);
    t.equal("how levels are chosen", levels, (1, 0.5, 3.0));
    ok!(t.cuTexObjectDestroy(object));
    let shown = view([32, 16], CU_RES_VIEW_FORMAT_FLOAT_1X32, 2);
    ok!(t.cuTexObjectCreate(&mut object, &of_mipmap(mipmap), &how, &shown), "three of four levels");
    ok!(t.cuTexObjectDestroy(object));
    let shown = view([32, 16], CU_RES_VIEW_FORMAT_FLOAT_1X32, 9);
    saw!(t.cuTexObjectCreate(&mut object, &of_mipmap(mipmap), &how, &shown), "more levels than there are");
    must!(t.cuMipmappedArrayDestroy(mipmap));
    Ok(())
}

fn errors(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    t.context()?;
    let array = array(t, [32, 16, 0], FLOATS, 0)?;
    let mut object = 0;
    gives!(t.cuTexObjectCreate(Null, &of_array(array), &plain(), Null), WANT, "nowhere to put it");
    gives!(t.cuTexObjectCreate(&mut object, Null, &plain(), Null), WANT, "no resource");
    saw!(t.cuTexObjectCreate(&mut object, &of_array(array), Null, Null), "no sampling");
    gives!(t.cuTexObjectCreate(&mut object, &resource(9, &[1]), &plain(), Null), WANT, "an unknown resource");
    saw!(t.cuTexObjectCreate(&mut object, &of_array(CUarray::NULL), &plain(), Null), "no array");
    let mut how = plain();
    how.addressMode[0] = 9;
    saw!(t.cuTexObjectCreate(&mut object, &of_array(array), &how, Null), "an unknown address mode");
    let mut how = plain();
    how.filterMode = 9;
    saw!(t.cuTexObjectCreate(&mut object, &of_array(array), &how, Null), "an unknown filter");
    let mut how = plain();
    how.flags = 1 << 20;
    saw!(t.cuTexObjectCreate(&mut object, &of_array(array), &how, Null), "an unknown flag");
    ok!(t.cuTexObjectDestroy(0x1234_5678), "an object that is none");
    let mut told = resource(0, &[]);
    gives!(t.cuTexObjectGetResourceDesc(&mut told, 0x1234_5678), WANT, "the resource of none");
    let mut seen = plain();
    gives!(t.cuTexObjectGetTextureDesc(&mut seen, 0x1234_5678), WANT, "the sampling of none");
    let words = super::array::array(t, [32, 16, 0], (CU_AD_FORMAT_UNSIGNED_INT32, 1), 0)?;
    let mixed = sampling(CU_TR_ADDRESS_MODE_CLAMP, CU_TR_FILTER_MODE_LINEAR, CU_TRSF_READ_AS_INTEGER);
    saw!(t.cuTexObjectCreate(&mut object, &of_array(words), &mixed, Null), "integers mixed");
    Ok(())
}

fn surfaces(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    t.context()?;
    let mut object = 0;
    let array = array(t, [32, 16, 0], FLOATS, CUDA_ARRAY3D_SURFACE_LDST)?;
    ok!(t.cuSurfObjectCreate(&mut object, &of_array(array)));
    let mut told = resource(9, &[]);
    ok!(t.cuSurfObjectGetResourceDesc(&mut told, object));
    t.yes("the array", told.resType == CU_RESOURCE_TYPE_ARRAY && told.res[0] == array.0 as u64);
    ok!(t.cuSurfObjectDestroy(object));
    ok!(t.cuSurfObjectDestroy(object), "once more");
    let other = super::array::array(t, [32, 16, 0], FLOATS, 0)?;
    saw!(t.cuSurfObjectCreate(&mut object, &of_array(other)), "an array that was not made for it");
    let memory = t.alloc(4096)?;
    gives!(t.cuSurfObjectCreate(&mut object, &of_row(memory, FLOATS, 4096)), WANT, "memory");
    Ok(())
}

/// References that no module has: only what is said of them.
fn references(t: &mut Test) -> Outcome {
    t.context()?;
    let mut reference = CUtexref::NULL;
    if cu!(t.cuTexRefCreate(&mut reference)) == CUDA_ERROR_NOT_SUPPORTED {
        return Err(Stop::Skip("the library does not have texture references".into()));
    }
    let array = array(t, [32, 16, 0], FLOATS, 0)?;
    ok!(t.cuTexRefSetArray(reference, array, table::CU_TRSA_OVERRIDE_FORMAT));
    let mut told = CUarray::NULL;
    ok!(t.cuTexRefGetArray(&mut told, reference));
    t.yes("the array", told == array);
    ok!(t.cuTexRefSetAddressMode(reference, 0, CU_TR_ADDRESS_MODE_MIRROR));
    let mut mode = 9;
    ok!(t.cuTexRefGetAddressMode(&mut mode, reference, 0));
    t.equal("the address mode", mode, CU_TR_ADDRESS_MODE_MIRROR);
    ok!(t.cuTexRefSetFilterMode(reference, CU_TR_FILTER_MODE_LINEAR));
    let mut filter = 9;
    ok!(t.cuTexRefGetFilterMode(&mut filter, reference));
    t.equal("the filter", filter, CU_TR_FILTER_MODE_LINEAR);
    ok!(t.cuTexRefSetFlags(reference, CU_TRSF_NORMALIZED_COORDINATES));
    let mut flags = 0;
    ok!(t.cuTexRefGetFlags(&mut flags, reference));
    t.equal("the flags", flags, CU_TRSF_NORMALIZED_COORDINATES);
    let (mut format, mut channels) = (0, 0);
    ok!(t.cuTexRefGetFormat(&mut format, &mut channels, reference));
    t.equal("the format", (format, channels), (CU_AD_FORMAT_FLOAT, 1));
    let mut color = [0.25f32, 0.5, 0.75, 1.0];
    ok!(t.cuTexRefSetBorderColor(reference, &mut color[..]));
    let mut seen = [0f32; 4];
    ok!(t.cuTexRefGetBorderColor(&mut seen[..], reference));
    t.equal("the border", seen, color);
    ok!(t.cuTexRefSetMipmapLevelClamp(reference, 1.0, 2.0));
    let (mut least, mut most) = (0.0, 0.0);
    ok!(t.cuTexRefGetMipmapLevelClamp(&mut least, &mut most, reference));
    t.equal("the levels", (least, most), (1.0, 2.0));
    let memory = t.alloc(8192)?;
    ok!(t.cuTexRefSetFormat(reference, CU_AD_FORMAT_FLOAT, 1));
    let mut offset = 9;
    ok!(t.cuTexRefSetAddress_v2(&mut offset, reference, memory, 4096));
    t.equal("the offset", offset, 0);
    let mut address = 0;
    ok!(t.cuTexRefGetAddress_v2(&mut address, reference));
    t.yes("the address", address == memory);
    saw!(t.cuTexRefGetArray(&mut told, reference), "the array of a reference to memory");
    let rows = CUDA_ARRAY_DESCRIPTOR_v2 { Width: 100, Height: 8, Format: CU_AD_FORMAT_FLOAT, NumChannels: 1 };
    ok!(t.cuTexRefSetAddress2D_v3(reference, &rows, memory, 512));
    ok!(t.cuTexRefDestroy(reference));
    saw!(t.cuTexRefDestroy(CUtexref::NULL), "no reference");
    Ok(())
}
