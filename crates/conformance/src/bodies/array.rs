//! Arrays and mipmapped arrays: what can be made, and what is said of it.

use table::*;

use crate::cuda::Null;
use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("array.shapes", shapes),
    Body::plain("array.what_does_not_go_together", what_does_not_go_together),
    Body::plain("array.bad_arguments", bad_arguments),
    Body::plain("array.special_kinds", special_kinds),
    Body::plain("array.mipmap", mipmap),
    Body::plain("array.memory_is_given_back", memory_is_given_back),
];

/// A descriptor of extents, format and channels, and flags.
pub(super) fn descriptor(
    [width, height, depth]: [usize; 3],
    (format, channels): (CUarray_format, u32),
    flags: u32,
) -> CUDA_ARRAY3D_DESCRIPTOR_v2 {
    CUDA_ARRAY3D_DESCRIPTOR_v2 {
        Width: width,
        Height: height,
        Depth: depth,
        Format: format,
        NumChannels: channels,
        Flags: flags,
        _pad: [0; 4],
    }
}

/// An array of these extents, format and flags.
pub(super) fn array(
    t: &Test,
    extents: [usize; 3],
    format: (CUarray_format, u32),
    flags: u32,
) -> Outcome<CUarray> {
    let mut array = CUarray::NULL;
    must!(t.cuArray3DCreate_v2(&mut array, &descriptor(extents, format, flags)));
    Ok(array)
}

const FLOATS: (CUarray_format, u32) = (CU_AD_FORMAT_FLOAT, 1);

fn shapes(t: &mut Test) -> Outcome {
    t.context()?;
    const CUBES: u32 = CUDA_ARRAY3D_CUBEMAP | CUDA_ARRAY3D_LAYERED;
    let all = [
        ("a row", [100, 0, 0], FLOATS, 0),
        ("a rectangle", [33, 17, 0], (CU_AD_FORMAT_UNSIGNED_INT8, 4), 0),
        ("a box", [16, 8, 4], (CU_AD_FORMAT_HALF, 2), CUDA_ARRAY3D_SURFACE_LDST),
        ("layers of rows", [64, 0, 3], (CU_AD_FORMAT_SIGNED_INT16, 1), CUDA_ARRAY3D_LAYERED),
        ("layers of rectangles", [64, 32, 5], (CU_AD_FORMAT_UNSIGNED_INT32, 2), CUDA_ARRAY3D_LAYERED),
        ("a cube", [16, 16, 6], FLOATS, CUDA_ARRAY3D_CUBEMAP),
        ("layers of cubes", [16, 16, 12], (CU_AD_FORMAT_SIGNED_INT8, 1), CUBES),
        ("gathered", [16, 16, 0], FLOATS, CUDA_ARRAY3D_TEXTURE_GATHER),
    ];
    for (label, extents, format, flags) in all {
        let mut array = CUarray::NULL;
        ok!(t.cuArray3DCreate_v2(&mut array, &descriptor(extents, format, flags)), label);
        let mut told = descriptor([0; 3], (0, 0), 0);
        must!(t.cuArray3DGetDescriptor_v2(&mut told, array));
        let shape = ([told.Width, told.Height, told.Depth], (told.Format, told.NumChannels), told.Flags);
        t.equal("what is said of it", shape, (extents, format, flags));
        ok!(t.cuArrayDestroy(array));
    }
    let plain =
        CUDA_ARRAY_DESCRIPTOR_v2 { Width: 40, Height: 30, Format: CU_AD_FORMAT_SIGNED_INT32, NumChannels: 4 };
    let mut array = CUarray::NULL;
    ok!(t.cuArrayCreate_v2(&mut array, &plain), "by the short descriptor");
    let mut told = CUDA_ARRAY_DESCRIPTOR_v2 { Width: 0, Height: 0, Format: 0, NumChannels: 0 };
    ok!(t.cuArrayGetDescriptor_v2(&mut told, array));
    let shape = (told.Width, told.Height, told.Format, told.NumChannels);
    t.equal("what is said of it", shape, (40, 30, CU_AD_FORMAT_SIGNED_INT32, 4));
    let mut long = descriptor([0; 3], (0, 0), 0);
    ok!(t.cuArray3DGetDescriptor_v2(&mut long, array), "and by the long one");
    t.equal("depth and flags", (long.Depth, long.Flags), (0, 0));
    ok!(t.cuArrayDestroy(array));
    Ok(())
}

fn what_does_not_go_together(t: &mut Test) -> Outcome {
    t.context()?;
    let all = [
        ("nothing", [0, 0, 0], FLOATS, 0),
        ("three channels", [16, 16, 0], (CU_AD_FORMAT_FLOAT, 3), 0),
        ("no channels", [16, 16, 0], (CU_AD_FORMAT_FLOAT, 0), 0),
        ("a format that does not exist", [16, 16, 0], (7, 1), 0),
        ("slices without rows", [16, 0, 4], FLOATS, 0),
        ("layers without a number", [16, 16, 0], FLOATS, CUDA_ARRAY3D_LAYERED),
        ("a cube that is none", [16, 8, 6], FLOATS, CUDA_ARRAY3D_CUBEMAP),
        ("a cube of five faces", [16, 16, 5], FLOATS, CUDA_ARRAY3D_CUBEMAP),
        ("a row that is too long", [1 << 30, 0, 0], FLOATS, 0),
    ];
    for (label, extents, format, flags) in all {
        let mut array = CUarray::NULL;
        gives!(
            t.cuArray3DCreate_v2(&mut array, &descriptor(extents, format, flags)),
            CUDA_ERROR_INVALID_VALUE,
            label
        );
    }
    let mut array = CUarray::NULL;
    saw!(t.cuArray3DCreate_v2(&mut array, &descriptor([16, 16, 0], FLOATS, 1 << 20)), "an unknown flag");
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    t.init()?;
    let mut array = CUarray::NULL;
    let fine = descriptor([16, 16, 0], FLOATS, 0);
    saw!(t.cuArray3DCreate_v2(&mut array, &fine), "without a context");
    t.context()?;
    gives!(t.cuArray3DCreate_v2(Null, &fine), CUDA_ERROR_INVALID_VALUE, "nowhere to put it");
    gives!(t.cuArray3DCreate_v2(&mut array, Null), CUDA_ERROR_INVALID_VALUE, "no descriptor");
    must!(t.cuArray3DCreate_v2(&mut array, &fine));
    gives!(t.cuArray3DGetDescriptor_v2(Null, array), CUDA_ERROR_INVALID_VALUE, "nowhere to say it");
    let mut told = fine;
    saw!(t.cuArray3DGetDescriptor_v2(&mut told, CUarray::NULL), "of no array");
    saw!(t.cuArrayDestroy(CUarray::NULL), "no array destroyed");
    Ok(())
}

/// What only arrays of special kinds answer.
fn special_kinds(t: &mut Test) -> Outcome {
    t.context()?;
    let plain = array(t, [64, 64, 0], FLOATS, 0)?;
    let mut plane = CUarray::NULL;
    saw!(t.cuArrayGetPlane(&mut plane, plain, 0), "a plane of an array that has none");
    let mut needs = CUDA_ARRAY_MEMORY_REQUIREMENTS { size: 0, alignment: 0, reserved: [0; 4] };
    saw!(
        t.cuArrayGetMemoryRequirements(&mut needs, plain, 0),
        "requirements of an array that has its memory"
    );
    let mut sparse = CUDA_ARRAY_SPARSE_PROPERTIES {
        tileExtent: [0; 3],
        miptailFirstLevel: 0,
        miptailSize: 0,
        flags: 0,
        reserved: [0; 4],
        _pad: [0; 4],
    };
    saw!(t.cuArrayGetSparseProperties(&mut sparse, plain), "tiles of an array that is not sparse");
    must!(t.cuArrayDestroy(plain));
    let mut video = CUarray::NULL;
    let planes = descriptor([64, 64, 0], (CU_AD_FORMAT_NV12, 3), 0);
    if saw!(t.cuArray3DCreate_v2(&mut video, &planes), "an array of a video format") == CUDA_SUCCESS {
        ok!(t.cuArrayGetPlane(&mut plane, video, 1), "a plane of it");
        let mut told = descriptor([0; 3], (0, 0), 0);
        saw!(t.cuArray3DGetDescriptor_v2(&mut told, plane));
        t.note("its extents", format_args!("{:?}", [told.Width, told.Height, told.Depth]));
        saw!(t.cuArrayDestroy(plane), "the plane by itself");
        ok!(t.cuArrayDestroy(video));
    }
    Ok(())
}

fn mipmap(t: &mut Test) -> Outcome {
    t.context()?;
    let whole = descriptor([20, 7, 0], (CU_AD_FORMAT_UNSIGNED_INT8, 4), 0);
    let mut mipmap = CUmipmappedArray::NULL;
    ok!(t.cuMipmappedArrayCreate(&mut mipmap, &whole, 3));
    let mut told = descriptor([0; 3], (0, 0), 0);
    let mut level = CUarray::NULL;
    for (index, extents) in [[20, 7, 0], [10, 3, 0], [5, 1, 0]].into_iter().enumerate() {
        ok!(t.cuMipmappedArrayGetLevel(&mut level, mipmap, index as u32), "a level");
        must!(t.cuArray3DGetDescriptor_v2(&mut told, level));
        t.equal("its extents", [told.Width, told.Height, told.Depth], extents);
    }
    let mut again = CUarray::NULL;
    must!(t.cuMipmappedArrayGetLevel(&mut again, mipmap, 2));
    t.see("the same array when asked for again", again == level);
    gives!(t.cuMipmappedArrayGetLevel(&mut again, mipmap, 3), CUDA_ERROR_INVALID_VALUE, "one too many");
    gives!(t.cuMipmappedArrayGetLevel(Null, mipmap, 0), CUDA_ERROR_INVALID_VALUE, "nowhere to put it");
    let mut needs = CUDA_ARRAY_MEMORY_REQUIREMENTS { size: 0, alignment: 0, reserved: [0; 4] };
    saw!(t.cuMipmappedArrayGetMemoryRequirements(&mut needs, mipmap, 0), "requirements");
    ok!(t.cuMipmappedArrayDestroy(mipmap));
    let mut many = CUmipmappedArray::NULL;
    ok!(t.cuMipmappedArrayCreate(&mut many, &whole, 100), "more levels than there can be");
    saw!(t.cuMipmappedArrayGetLevel(&mut level, many, 4), "the last that there can be");
    saw!(t.cuMipmappedArrayGetLevel(&mut level, many, 5), "one more");
    ok!(t.cuMipmappedArrayDestroy(many));
    gives!(t.cuMipmappedArrayCreate(Null, &whole, 1), CUDA_ERROR_INVALID_VALUE, "nowhere to put it");
    gives!(t.cuMipmappedArrayCreate(&mut many, Null, 1), CUDA_ERROR_INVALID_VALUE, "no descriptor");
    Ok(())
}

fn memory_is_given_back(t: &mut Test) -> Outcome {
    t.context()?;
    let free = |t: &Test| -> Outcome<usize> {
        let (mut free, mut total) = (0, 0);
        must!(t.cuMemGetInfo_v2(&mut free, &mut total));
        Ok(free)
    };
    // Whatever the driver keeps for arrays is there after the first.
    let first = array(t, [1024, 1024, 0], FLOATS, 0)?;
    must!(t.cuArrayDestroy(first));
    let before = free(t)?;
    for _ in 0..64 {
        let array = array(t, [1024, 1024, 0], FLOATS, 0)?;
        must!(t.cuArrayDestroy(array));
    }
    t.yes("as much as before", free(t)? + (4 << 20) >= before);
    Ok(())
}
