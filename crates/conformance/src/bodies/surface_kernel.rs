//! What kernels do with surfaces.

use table::*;

use super::array::array;
use super::texture::{of_array, sampling};
use super::texture_kernel::{CLAMP, POINT, filled, object, run};
use crate::cuda::{Params, bytes_of};
use crate::{Body, Outcome, Test, image, must, saw};

pub const BODIES: &[Body] = &[
    Body::kernels("surface_kernel.loads_and_stores", surfaces),
    Body::kernels("surface_kernel.texels_stored", texels_stored),
    Body::kernels("surface_kernel.left", surface_left),
];

fn surfaces(t: &mut Test) -> Outcome {
    t.context()?;
    let values: Vec<u32> = (0..32).map(|index| 100 + index).collect();
    let words = (CU_AD_FORMAT_UNSIGNED_INT32, 1);
    let array = filled(t, [8, 4, 0], words, CUDA_ARRAY3D_SURFACE_LDST, &values)?;
    let mut surface = 0;
    must!(t.cuSurfObjectCreate(&mut surface, &of_array(array)));
    let places =
        [[0, 0, 0, 0], [12, 2, 0, 0], [28, 3, 0, 0], [32, 0, 0, 0], [0, 4, 0, 0], [u32::MAX - 3, 1, 0, 0]];
    let first = |got: Vec<[u32; 4]>| got.iter().map(|texel| texel[0]).collect::<Vec<_>>();
    let got = first(run(t, c"load_zero", surface, &places)?);
    t.equal("outside there is nothing", got, vec![100, 119, 131, 0, 0, 0]);
    let got = first(run(t, c"load_clamp", surface, &places)?);
    t.equal("outside there is the edge", got, vec![100, 119, 131, 107, 124, 108]);
    let got = first(run(t, c"load_trap", surface, &places[..3])?);
    t.equal("inside", got, vec![100, 119, 131]);
    run(t, c"store_zero", surface, &[[4, 1, 7, 0], [28, 3, 8, 0], [32, 1, 9, 0], [0, 5, 9, 0]])?;
    run(t, c"store_clamp", surface, &[[0, 0, 11, 0], [64, 2, 12, 0]])?;
    let mut want = values;
    (want[9], want[31], want[0], want[23]) = (7, 8, 11, 12);
    let all: Vec<_> = (0..32u32).map(|index| [index % 8 * 4, index / 8, 0, 0]).collect();
    let got = first(run(t, c"load_zero", surface, &all)?);
    t.equal("stored", got, want);
    let texture = object(t, array, &sampling(CLAMP, POINT, 0))?;
    let at = [[1.5f32, 1.5, 0.0, 0.0].map(f32::to_bits)];
    let got = first(run(t, c"rectangle_words", texture, &at)?);
    t.equal("seen by a texture", got, vec![7]);
    let bytes: Vec<u8> = (0..64).collect();
    let flags = CUDA_ARRAY3D_SURFACE_LDST | CUDA_ARRAY3D_LAYERED;
    let layers = filled(t, [8, 4, 2], (CU_AD_FORMAT_UNSIGNED_INT8, 1), flags, &bytes)?;
    must!(t.cuSurfObjectCreate(&mut surface, &of_array(layers)));
    let got = run(t, c"load_layer", surface, &[[0, 4, 1, 0], [1, 0, 3, 0], [2, 0, 0, 0]])?;
    t.equal("of layers", got, vec![[12, 13, 14, 15], [56, 57, 58, 59], [0; 4]]);
    Ok(())
}

fn texels_stored(t: &mut Test) -> Outcome {
    t.context()?;
    let halves = array(t, [4, 4, 0], (CU_AD_FORMAT_HALF, 2), CUDA_ARRAY3D_SURFACE_LDST)?;
    let mut surface = 0;
    must!(t.cuSurfObjectCreate(&mut surface, &of_array(halves)));
    let texels = [[1, 2, 1.5f32.to_bits(), (-3.0f32).to_bits()], [9, 9, 0, 0]];
    run(t, c"store_texel", surface, &texels)?;
    let got = run(t, c"load_zero", surface, &[[4, 2, 0, 0]])?;
    t.note("half precision", format_args!("{:#x}", got[0][0]));
    Ok(())
}

/// Leaving a surface where that is forbidden ends the context.
fn surface_left(t: &mut Test) -> Outcome {
    t.context()?;
    let words = (CU_AD_FORMAT_UNSIGNED_INT32, 1);
    let array = filled(t, [8, 4, 0], words, CUDA_ARRAY3D_SURFACE_LDST, &[5u32; 32])?;
    let mut surface = 0;
    must!(t.cuSurfObjectCreate(&mut surface, &of_array(array)));
    let module = t.module(image::TEXTURES)?;
    let function = t.function(module, c"load_trap")?;
    let memory = t.alloc(32)?;
    t.upload(memory, bytes_of(&[64u32, 0, 0, 0]))?;
    let params = Params::new().and(surface).and(memory).and(memory + 16);
    t.ok("launch", t.launch(function, 1, 1, CUstream::NULL, params))?;
    saw!(t.cuCtxSynchronize());
    Ok(())
}
