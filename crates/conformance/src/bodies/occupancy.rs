//! How many blocks fit.

use core::ffi::c_int;

use table::*;

use crate::cuda::Null;
use crate::{Body, Outcome, Test, gives, image, ok, saw};

pub const BODIES: &[Body] = &[
    Body::compiler("occupancy.active_blocks", active_blocks),
    Body::compiler("occupancy.potential_block_size", potential_block_size),
    Body::compiler("occupancy.available_shared_memory", available_shared_memory),
    Body::compiler("occupancy.errors", errors),
];

fn active_blocks(t: &mut Test) -> Outcome {
    t.context()?;
    for (image, name) in
        [(image::BASIC, c"nothing"), (image::BASIC, c"small_blocks"), (image::SHARED, c"reduce")]
    {
        let module = t.module(image)?;
        let f = t.function(module, name)?;
        for (threads, shared) in [(1, 0), (32, 0), (64, 0), (256, 0), (1024, 0), (256, 16_384), (256, 40_000)]
        {
            let mut blocks = 77;
            saw!(
                t.cuOccupancyMaxActiveBlocksPerMultiprocessor(&mut blocks, f, threads, shared),
                &format!("{name:?} of {threads} threads and {shared} bytes")
            );
            t.note("blocks", blocks);
            saw!(
                t.cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&mut blocks, f, threads, shared, 1),
                "with a flag"
            );
        }
    }
    Ok(())
}

unsafe extern "C" fn shared_of_block(threads: c_int) -> usize {
    usize::try_from(threads).unwrap_or(0) * 64
}

const SHARED_OF_BLOCK: CUoccupancyB2DSize = Some(shared_of_block);

fn potential_block_size(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    for name in [c"nothing", c"add", c"small_blocks"] {
        let f = t.function(module, name)?;
        let (mut grid, mut block) = (77, 77);
        ok!(
            t.cuOccupancyMaxPotentialBlockSize(&mut grid, &mut block, f, None, 0, 0),
            &name.to_string_lossy()
        );
        t.note("grid and block", format!("{grid} {block}"));
        ok!(
            t.cuOccupancyMaxPotentialBlockSize(&mut grid, &mut block, f, None, 20_000, 100),
            "with shared memory and a limit"
        );
        t.note("grid and block", format!("{grid} {block}"));
        ok!(
            t.cuOccupancyMaxPotentialBlockSize(&mut grid, &mut block, f, SHARED_OF_BLOCK, 0, 0),
            "with a function"
        );
        t.note("grid and block", format!("{grid} {block}"));
        ok!(
            t.cuOccupancyMaxPotentialBlockSizeWithFlags(&mut grid, &mut block, f, SHARED_OF_BLOCK, 0, 512, 1),
            "and flags"
        );
        t.note("grid and block", format!("{grid} {block}"));
    }
    Ok(())
}

fn available_shared_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::SHARED)?;
    for name in [c"reduce", c"dynamic_edges"] {
        let f = t.function(module, name)?;
        for (blocks, threads) in [(1, 32), (2, 256), (4, 256), (16, 64), (64, 1024)] {
            let mut size = 77;
            saw!(
                t.cuOccupancyAvailableDynamicSMemPerBlock(&mut size, f, blocks, threads),
                &format!("{name:?}: {blocks} blocks of {threads}")
            );
            t.note("bytes", size);
        }
    }
    Ok(())
}

fn errors(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let f = t.function(module, c"nothing")?;
    let mut blocks = 77;
    gives!(
        t.cuOccupancyMaxActiveBlocksPerMultiprocessor(Null, f, 32, 0),
        CUDA_ERROR_INVALID_VALUE,
        "null pointer"
    );
    gives!(
        t.cuOccupancyMaxActiveBlocksPerMultiprocessor(&mut blocks, f, 0, 0),
        CUDA_ERROR_INVALID_VALUE,
        "no threads"
    );
    gives!(
        t.cuOccupancyMaxActiveBlocksPerMultiprocessor(&mut blocks, f, -1, 0),
        CUDA_ERROR_INVALID_VALUE,
        "-1 threads"
    );
    saw!(t.cuOccupancyMaxActiveBlocksPerMultiprocessor(&mut blocks, f, 4096, 0), "4096 threads");
    saw!(
        t.cuOccupancyMaxActiveBlocksPerMultiprocessor(&mut blocks, f, 32, 1 << 30),
        "a gibibyte of shared memory"
    );
    t.note("blocks", blocks);
    saw!(t.cuOccupancyMaxActiveBlocksPerMultiprocessor(&mut blocks, CUfunction::NULL, 32, 0), "no function");
    saw!(
        t.cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&mut blocks, f, 32, 0, 99),
        "flags that do not exist"
    );
    Ok(())
}
