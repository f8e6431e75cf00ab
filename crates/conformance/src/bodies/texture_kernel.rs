//! What kernels read through textures.
//!
//! How a GPU rounds weights and mixes texels is not documented to the last bit: values are promised to a 256th, and their bits
//! are written down.

use core::ffi::CStr;

use table::*;

use super::array::{array, descriptor};
use super::texture::{of_array, of_mipmap, of_row, sampling};
use crate::cuda::{Null, Params, bytes_of};
use crate::{Body, Outcome, Test, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::kernels("texture_kernel.rows_of_memory", rows_of_memory),
    Body::kernels("texture_kernel.nearest", nearest),
    Body::kernels("texture_kernel.mixed", mixed),
    Body::kernels("texture_kernel.outside", outside),
    Body::kernels("texture_kernel.fractions", fractions),
    Body::kernels("texture_kernel.integers", integers),
    Body::kernels("texture_kernel.boxes_and_layers", boxes_and_layers),
    Body::kernels("texture_kernel.cubes", cubes),
    Body::kernels("texture_kernel.levels", levels),
    Body::kernels("texture_kernel.gathered", gathered),
    Body::kernels("texture_kernel.extents", extents),
    Body::kernels("texture_kernel.no_object", no_object).undefined(),
];

const FLOATS: (CUarray_format, u32) = (CU_AD_FORMAT_FLOAT, 1);
pub(super) const CLAMP: CUaddress_mode = CU_TR_ADDRESS_MODE_CLAMP;
pub(super) const POINT: CUfilter_mode = CU_TR_FILTER_MODE_POINT;
const LINEAR: CUfilter_mode = CU_TR_FILTER_MODE_LINEAR;

/// Runs a kernel of [`image::TEXTURES`] with an object: a thread for each of `inputs`.
pub(super) fn run(t: &Test, kernel: &CStr, object: u64, inputs: &[[u32; 4]]) -> Outcome<Vec<[u32; 4]>> {
    let module = t.module(image::TEXTURES)?;
    let function = t.function(module, kernel)?;
    let (from, to) = (t.alloc(inputs.len() * 16)?, t.alloc(inputs.len() * 16)?);
    let bytes: Vec<u8> = inputs.iter().flat_map(|words| bytes_of(words).to_vec()).collect();
    t.upload(from, &bytes)?;
    must!(t.cuMemsetD8_v2(to, 0xee, bytes.len()));
    let params = Params::new().and(object).and(from).and(to);
    t.must("launch", t.launch(function, 1, inputs.len() as u32, CUstream::NULL, params))?;
    let words = t.words(to, inputs.len() * 4)?;
    must!(t.cuModuleUnload(module));
    must!(t.cuMemFree_v2(from));
    must!(t.cuMemFree_v2(to));
    Ok(words.chunks_exact(4).map(|four| [four[0], four[1], four[2], four[3]]).collect())
}

/// The same for coordinates with fractions; gives what a texture of floats has.
fn fetched(t: &Test, kernel: &CStr, object: u64, inputs: &[[f32; 4]]) -> Outcome<Vec<[f32; 4]>> {
    let inputs: Vec<_> = inputs.iter().map(|at| at.map(f32::to_bits)).collect();
    let outputs = run(t, kernel, object, &inputs)?;
    Ok(outputs.into_iter().map(|texel| texel.map(f32::from_bits)).collect())
}

/// Writes the first component of results down, which must be near to what is expected.
fn near(t: &mut Test, label: &str, got: &[[f32; 4]], want: &[f32]) {
    let got: Vec<f32> = got.iter().map(|texel| texel[0]).collect();
    t.note(label, format_args!("{got:?}"));
    let scale = want.iter().fold(1.0f32, |scale, value| scale.max(value.abs()));
    let fits = got.iter().zip(want).all(|(got, want)| (got - want).abs() <= scale / 256.0);
    if !fits || got.len() != want.len() {
        t.fail(&format!("{label}: {got:?} instead of about {want:?}"));
    }
}

pub(super) fn object(t: &Test, array: CUarray, how: &CUDA_TEXTURE_DESC) -> Outcome<CUtexObject> {
    let mut object = 0;
    must!(t.cuTexObjectCreate(&mut object, &of_array(array), how, Null));
    Ok(object)
}

/// An array of these extents, filled with these values, row after row.
pub(super) fn filled<T: crate::cuda::Plain>(
    t: &Test,
    extents: [usize; 3],
    format: (CUarray_format, u32),
    flags: u32,
    values: &[T],
) -> Outcome<CUarray> {
    let array = array(t, extents, format, flags)?;
    fill(t, array, extents, values)?;
    Ok(array)
}

fn fill<T: crate::cuda::Plain>(t: &Test, array: CUarray, extents: [usize; 3], values: &[T]) -> Outcome {
    let bytes: Vec<u8> = values.iter().flat_map(|value| bytes_of(value).to_vec()).collect();
    let [_, height, depth] = extents.map(|extent| extent.max(1));
    let copy = super::copy_array::from_host(array, &bytes, [bytes.len() / height / depth, height, depth]);
    must!(t.cuMemcpy3D_v2(&copy));
    Ok(())
}

/// A picture whose texel at x, y is x + 10 y.
fn picture(t: &Test) -> Outcome<CUarray> {
    let values: Vec<f32> = (0..32).map(|index| (index % 8 + 10 * (index / 8)) as f32).collect();
    filled(t, [8, 4, 0], FLOATS, 0, &values)
}

fn rows_of_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let memory = t.alloc(4096)?;
    let bytes: Vec<u8> = (0..1024u32).flat_map(|index| (index as f32 * 0.5).to_ne_bytes()).collect();
    t.upload(memory, &bytes)?;
    let mut object = 0;
    must!(t.cuTexObjectCreate(&mut object, &of_row(memory, FLOATS, 400), &sampling(CLAMP, POINT, 0), Null));
    let places = [0, 1, 50, 99, 100, 1000, u32::MAX].map(|x| [x, 0, 0, 0]);
    let got = run(t, c"row_at", object, &places)?;
    let first: Vec<f32> = got.iter().map(|texel| f32::from_bits(texel[0])).collect();
    t.equal("inside", first[..4].to_vec(), vec![0.0, 0.5, 25.0, 49.5]);
    t.note("outside", format_args!("{:?}", &first[4..]));
    t.note("other components", format_args!("{:?}", &got[1][1..]));
    Ok(())
}

fn nearest(t: &mut Test) -> Outcome {
    t.context()?;
    let picture = picture(t)?;
    let plain = object(t, picture, &sampling(CLAMP, POINT, 0))?;
    let at = |x, y| [x, y, 0.0, 0.0];
    let places = [at(0.0, 0.0), at(0.999, 0.0), at(3.5, 2.5), at(7.99, 3.99), at(8.5, 1.0), at(-1.0, 9.0)];
    let got = fetched(t, c"rectangle", plain, &places)?;
    near(t, "by texels", &got, &[0.0, 0.0, 23.0, 37.0, 17.0, 30.0]);
    let whole = [[3, 2, 0, 0], [7, 3, 0, 0], [8, 4, 0, 0], [u32::MAX, 0, 0, 0]];
    let got: Vec<_> =
        run(t, c"rectangle_at", plain, &whole)?.iter().map(|texel| f32::from_bits(texel[0])).collect();
    t.equal("by whole numbers", got[..2].to_vec(), vec![23.0, 37.0]);
    t.note("by whole numbers, outside", format_args!("{:?}", &got[2..]));
    let normal = object(t, picture, &sampling(CLAMP, POINT, CU_TRSF_NORMALIZED_COORDINATES))?;
    let places = [at(0.0, 0.0), at(0.4, 0.6), at(0.99, 0.99), at(1.5, -0.5)];
    let got = fetched(t, c"rectangle", normal, &places)?;
    near(t, "from 0 to 1", &got, &[0.0, 23.0, 37.0, 7.0]);
    Ok(())
}

fn mixed(t: &mut Test) -> Outcome {
    t.context()?;
    let picture = picture(t)?;
    let plain = object(t, picture, &sampling(CLAMP, LINEAR, 0))?;
    let at = |x, y| [x, y, 0.0, 0.0];
    let places = [at(0.5, 0.5), at(1.0, 0.5), at(2.75, 1.5), at(3.0, 2.0), at(0.0, 0.0), at(9.0, 9.0)];
    let got = fetched(t, c"rectangle", plain, &places)?;
    near(t, "by texels", &got, &[0.0, 0.5, 12.25, 17.5, 0.0, 37.0]);
    let fine: Vec<_> = (0..64).map(|step| at(1.5 + step as f32 / 512.0, 0.5)).collect();
    let got = fetched(t, c"rectangle", plain, &fine)?;
    let want: Vec<_> = (0..64).map(|step| 1.0 + step as f32 / 512.0).collect();
    near(t, "in small steps", &got, &want);
    let values: Vec<f32> = (0..16).map(|index| (index * index) as f32).collect();
    let row = filled(t, [16, 0, 0], FLOATS, 0, &values)?;
    let row = object(t, row, &sampling(CLAMP, LINEAR, CU_TRSF_NORMALIZED_COORDINATES))?;
    let places = [0.0, 0.1, 0.5, 0.77, 1.0].map(|x| at(x, 0.0));
    let got = fetched(t, c"row", row, &places)?;
    near(t, "of a row, from 0 to 1", &got, &[0.0, 1.3, 56.5, 140.34, 225.0]);
    Ok(())
}

fn outside(t: &mut Test) -> Outcome {
    t.context()?;
    let picture = picture(t)?;
    let at = |x| [x, 0.5 / 4.0, 0.0, 0.0];
    let places = [-1.3, -0.3, -0.05, 1.05, 1.3, 2.3].map(at);
    for (label, mode, want) in [
        ("the edge", CU_TR_ADDRESS_MODE_CLAMP, [0.0, 0.0, 0.0, 7.0, 7.0, 7.0]),
        ("over and over", CU_TR_ADDRESS_MODE_WRAP, [5.0, 5.0, 7.0, 0.0, 2.0, 2.0]),
        ("mirrored", CU_TR_ADDRESS_MODE_MIRROR, [5.0, 2.0, 0.0, 7.0, 5.0, 2.0]),
        ("the border", CU_TR_ADDRESS_MODE_BORDER, [-2.0; 6]),
    ] {
        let mut how = sampling(mode, POINT, CU_TRSF_NORMALIZED_COORDINATES);
        how.borderColor = [-2.0, 0.0, 0.0, 0.0];
        let point = object(t, picture, &how)?;
        let got = fetched(t, c"rectangle", point, &places)?;
        near(t, label, &got, &want);
        how.filterMode = LINEAR;
        let linear = object(t, picture, &how)?;
        let got = fetched(t, c"rectangle", linear, &places)?;
        t.note("mixed", format_args!("{:?}", got.iter().map(|texel| texel[0]).collect::<Vec<_>>()));
    }
    let wrap = object(t, picture, &sampling(CU_TR_ADDRESS_MODE_WRAP, POINT, 0))?;
    let got = fetched(t, c"rectangle", wrap, &[[-1.0, 0.0, 0.0, 0.0], [9.0, 0.0, 0.0, 0.0]])?;
    t.note("over and over, by texels", format_args!("{:?}", [got[0][0], got[1][0]]));
    Ok(())
}

fn fractions(t: &mut Test) -> Outcome {
    t.context()?;
    let at = |x: f32| [x + 0.5, 0.5, 0.0, 0.0];
    let bytes =
        filled(t, [2, 1, 0], (CU_AD_FORMAT_UNSIGNED_INT8, 4), 0, &[0u8, 51, 102, 255, 255, 0, 128, 1])?;
    let plain = object(t, bytes, &sampling(CLAMP, POINT, 0))?;
    let got = fetched(t, c"rectangle", plain, &[at(0.0), at(1.0)])?;
    let want = [0.0, 0.2, 0.4, 1.0, 1.0, 0.0, 128.0 / 255.0, 1.0 / 255.0];
    let close = |got: &[[f32; 4]], want: &[f32]| {
        got.iter().flatten().zip(want).all(|(got, want)| (got - want).abs() < 1e-3)
    };
    t.note("bytes", format_args!("{got:?}"));
    t.yes("are fractions", close(&got, &want));
    let srgb = object(t, bytes, &sampling(CLAMP, POINT, CU_TRSF_SRGB))?;
    let got = fetched(t, c"rectangle", srgb, &[at(0.0)])?;
    t.note("of sRGB", format_args!("{got:?}"));
    t.yes("are intensities", close(&got, &[0.0, 0.0331, 0.1329, 1.0]));
    let shorts = filled(t, [2, 1, 0], (CU_AD_FORMAT_SIGNED_INT16, 1), 0, &[-32768i16, 16384])?;
    let plain = object(t, shorts, &sampling(CLAMP, POINT, 0))?;
    let got = fetched(t, c"rectangle", plain, &[at(0.0), at(1.0)])?;
    near(t, "of 16 bits with a sign", &got, &[-1.0, 0.5]);
    let linear = object(t, shorts, &sampling(CLAMP, LINEAR, 0))?;
    let got = fetched(t, c"rectangle", linear, &[at(0.5)])?;
    near(t, "mixed", &got, &[-0.25]);
    let halves = filled(t, [2, 1, 0], (CU_AD_FORMAT_HALF, 1), 0, &[0x3c00u16, 0xc500])?;
    let plain = object(t, halves, &sampling(CLAMP, POINT, 0))?;
    let got = fetched(t, c"rectangle", plain, &[at(0.0), at(1.0)])?;
    near(t, "of half precision", &got, &[1.0, -5.0]);
    t.note("other components", format_args!("{:?}", &got[0][1..]));
    Ok(())
}

fn integers(t: &mut Test) -> Outcome {
    t.context()?;
    let places = [[0.5f32, 0.5, 0.0, 0.0], [1.5, 0.5, 0.0, 0.0]].map(|at| at.map(f32::to_bits));
    let bytes =
        filled(t, [2, 1, 0], (CU_AD_FORMAT_UNSIGNED_INT8, 4), 0, &[1u8, 2, 3, 4, 252, 253, 254, 255])?;
    let how = sampling(CLAMP, POINT, CU_TRSF_READ_AS_INTEGER);
    let plain = object(t, bytes, &how)?;
    let got = run(t, c"rectangle_words", plain, &places)?;
    t.equal("bytes", got, vec![[1, 2, 3, 4], [252, 253, 254, 255]]);
    let signed = filled(t, [2, 1, 0], (CU_AD_FORMAT_SIGNED_INT8, 2), 0, &[1i8, -2, 3, -128])?;
    let plain = object(t, signed, &how)?;
    let got = run(t, c"rectangle_words", plain, &places)?;
    let pairs: Vec<_> = got.iter().map(|texel| (texel[0] as i32, texel[1] as i32)).collect();
    t.equal("with a sign", pairs, vec![(1, -2), (3, -128)]);
    t.note("other components", format_args!("{:?}", &got[0][2..]));
    let words = filled(t, [2, 1, 0], (CU_AD_FORMAT_UNSIGNED_INT32, 1), 0, &[7u32, u32::MAX])?;
    let plain = object(t, words, &sampling(CLAMP, POINT, 0))?;
    let got: Vec<_> = run(t, c"rectangle_words", plain, &places)?.iter().map(|texel| texel[0]).collect();
    t.equal("words", got, vec![7, u32::MAX]);
    Ok(())
}

fn boxes_and_layers(t: &mut Test) -> Outcome {
    t.context()?;
    let values: Vec<f32> =
        (0..4 * 4 * 3).map(|index| (index % 4 + 10 * (index / 4 % 4) + 100 * (index / 16)) as f32).collect();
    let whole = filled(t, [4, 4, 3], FLOATS, 0, &values)?;
    let point = object(t, whole, &sampling(CLAMP, POINT, 0))?;
    let places = [[1.5, 2.5, 2.5, 0.0], [9.0, 9.0, 9.0, 0.0], [0.0, 0.0, 1.0, 0.0]];
    let got = fetched(t, c"box", point, &places)?;
    near(t, "in a box", &got, &[221.0, 233.0, 100.0]);
    let linear = object(t, whole, &sampling(CLAMP, LINEAR, 0))?;
    let got = fetched(t, c"box", linear, &[[2.0, 2.0, 2.0, 0.0], [1.75, 0.5, 1.0, 0.0]])?;
    near(t, "in a box, mixed", &got, &[166.5, 51.25]);
    let number = |layer: u32| f32::from_bits(layer);
    let layers = filled(t, [4, 4, 3], FLOATS, CUDA_ARRAY3D_LAYERED, &values)?;
    let linear = object(t, layers, &sampling(CLAMP, LINEAR, 0))?;
    let places = [[number(1), 1.5, 2.5, 0.0], [number(2), 1.0, 1.0, 0.0], [number(7), 0.5, 0.5, 0.0]];
    let got = fetched(t, c"rectangles", linear, &places)?;
    near(t, "in layers", &got, &[121.0, 205.5, 200.0]);
    let rows = filled(t, [16, 0, 3], FLOATS, CUDA_ARRAY3D_LAYERED, &values)?;
    let linear = object(t, rows, &sampling(CLAMP, LINEAR, 0))?;
    let got = fetched(t, c"rows", linear, &[[number(0), 1.0, 0.0, 0.0], [number(2), 15.5, 0.0, 0.0]])?;
    near(t, "in layers of rows", &got, &[0.5, 233.0]);
    Ok(())
}

fn cubes(t: &mut Test) -> Outcome {
    t.context()?;
    // Each face has its number, times ten; and across it from 0 to 3.
    let values: Vec<f32> = (0..4 * 4 * 12).map(|index| (index % 4 + 10 * (index / 16)) as f32).collect();
    let cube = filled(t, [4, 4, 6], FLOATS, CUDA_ARRAY3D_CUBEMAP, &values[..96])?;
    let point = object(t, cube, &sampling(CLAMP, POINT, CU_TRSF_NORMALIZED_COORDINATES))?;
    let places = [
        [1.0, 0.1, 0.9, 0.0],
        [-1.0, 0.1, 0.9, 0.0],
        [0.9, 1.0, 0.1, 0.0],
        [0.9, -1.0, 0.1, 0.0],
        [0.9, 0.1, 1.0, 0.0],
        [0.9, 0.1, -1.0, 0.0],
    ];
    let got = fetched(t, c"cube", point, &places)?;
    near(t, "faces", &got, &[0.0, 13.0, 23.0, 33.0, 43.0, 50.0]);
    let linear = object(t, cube, &sampling(CLAMP, LINEAR, CU_TRSF_NORMALIZED_COORDINATES))?;
    let got = fetched(t, c"cube", linear, &[[0.0, 0.0, 1.0, 0.0], [1.0, 0.25, -0.5, 0.0]])?;
    near(t, "faces, mixed", &got, &[41.5, 2.5]);
    let got = fetched(t, c"cube", linear, &[[1.0, 0.0, 0.97, 0.0], [1.0, 1.0, 1.0, 0.0]])?;
    t.note("at edges and corners", format_args!("{:?}", [got[0][0], got[1][0]]));
    let both = CUDA_ARRAY3D_CUBEMAP | CUDA_ARRAY3D_LAYERED;
    let cubes = filled(t, [4, 4, 12], FLOATS, both, &values)?;
    let point = object(t, cubes, &sampling(CLAMP, POINT, CU_TRSF_NORMALIZED_COORDINATES))?;
    let places = [[f32::from_bits(0), 0.9, 1.0, 0.1], [f32::from_bits(1), 0.9, 1.0, 0.1]];
    let got = fetched(t, c"cubes", point, &places)?;
    near(t, "in layers", &got, &[23.0, 83.0]);
    Ok(())
}

fn levels(t: &mut Test) -> Outcome {
    t.context()?;
    let mut mipmap = CUmipmappedArray::NULL;
    must!(t.cuMipmappedArrayCreate(&mut mipmap, &descriptor([8, 8, 0], FLOATS, 0), 4));
    let mut level = CUarray::NULL;
    for index in 0..4 {
        must!(t.cuMipmappedArrayGetLevel(&mut level, mipmap, index));
        let width = 8 >> index;
        fill(t, level, [width, width, 0], &vec![index as f32 * 10.0; width * width])?;
    }
    let mut how = sampling(CLAMP, POINT, CU_TRSF_NORMALIZED_COORDINATES);
    how.maxMipmapLevelClamp = 3.0;
    let at = |level| [0.5, 0.5, level, 0.0];
    let asked = [0.0, 1.0, 2.2, 2.8, 9.0, -1.0].map(at);
    let mut object = 0;
    must!(t.cuTexObjectCreate(&mut object, &of_mipmap(mipmap), &how, Null));
    let got = fetched(t, c"level", object, &asked)?;
    near(t, "the nearest level", &got, &[0.0, 10.0, 20.0, 30.0, 30.0, 0.0]);
    let got = fetched(t, c"rectangle", object, &asked)?;
    near(t, "without a level", &got, &[0.0; 6]);
    let got = fetched(t, c"gradient", object, &[0.125, 0.25, 0.5, 2.0].map(at))?;
    near(t, "by gradients", &got, &[0.0, 10.0, 20.0, 30.0]);
    how.mipmapFilterMode = LINEAR;
    must!(t.cuTexObjectCreate(&mut object, &of_mipmap(mipmap), &how, Null));
    let got = fetched(t, c"level", object, &asked)?;
    near(t, "two levels mixed", &got, &[0.0, 10.0, 22.0, 28.0, 30.0, 0.0]);
    (how.mipmapLevelBias, how.minMipmapLevelClamp, how.maxMipmapLevelClamp) = (0.5, 1.0, 2.5);
    must!(t.cuTexObjectCreate(&mut object, &of_mipmap(mipmap), &how, Null));
    let got = fetched(t, c"level", object, &asked)?;
    near(t, "with a bias, and held between levels", &got, &[10.0, 15.0, 25.0, 25.0, 25.0, 10.0]);
    let got = fetched(t, c"rectangle", object, &asked[..1])?;
    t.note("without a level", format_args!("{:?}", got[0][0]));
    Ok(())
}

fn gathered(t: &mut Test) -> Outcome {
    t.context()?;
    let picture = picture(t)?;
    let object = object(t, picture, &sampling(CLAMP, LINEAR, 0))?;
    let got = fetched(t, c"gather", object, &[[3.0, 2.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])?;
    t.equal("four texels", got, vec![[22.0, 23.0, 13.0, 12.0], [0.0; 4]]);
    Ok(())
}

fn extents(t: &mut Test) -> Outcome {
    t.context()?;
    let picture = picture(t)?;
    let texture = object(t, picture, &sampling(CLAMP, POINT, 0))?;
    let got = run(t, c"extents", texture, &[[0; 4]])?;
    t.equal("of a texture", got[0], [8, 4, 0, 0]);
    let array = array(t, [20, 10, 0], FLOATS, CUDA_ARRAY3D_SURFACE_LDST)?;
    let mut surface = 0;
    must!(t.cuSurfObjectCreate(&mut surface, &of_array(array)));
    let got = run(t, c"surface_extents", surface, &[[0; 4]])?;
    t.equal("of a surface", got[0], [20, 10, 0, 0]);
    Ok(())
}

/// A number that names no object.
fn no_object(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::TEXTURES)?;
    let function = t.function(module, c"rectangle")?;
    let memory = t.alloc(32)?;
    let params = Params::new().and(0x7777u64).and(memory).and(memory + 16);
    ok!(t.cuMemsetD8_v2(memory, 0, 32));
    t.ok("launch", t.launch(function, 1, 1, CUstream::NULL, params))?;
    saw!(t.cuCtxSynchronize());
    Ok(())
}
