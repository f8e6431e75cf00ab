//! Host functions and callbacks in streams.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use table::*;

use crate::cuda::{Cuda, Null};
use crate::gate::{Gate, Note, Notes};
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("callback.host_functions_run_in_order", host_functions_run_in_order),
    Body::plain("callback.stream_callbacks", stream_callbacks),
    Body::plain("callback.errors", errors),
    Body::plain("callback.holds_up_its_stream", holds_up_its_stream),
    Body::plain("callback.thousands", thousands),
    Body::plain("callback.driver_calls_inside", driver_calls_inside),
    Body::plain("callback.default_streams", default_streams),
    Body::plain("callback.sees_copied_data", sees_copied_data),
];

fn host_functions_run_in_order(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, book) = (t.stream(CU_STREAM_NON_BLOCKING)?, Notes::new());
    for number in 0..100 {
        must!(t.cuLaunchHostFunc(stream, Note::function(), book.note(number).data()));
    }
    t.finish(stream)?;
    t.yes("all, in order", book.numbers() == (0..100).collect::<Vec<_>>());
    t.yes("none on this thread", !book.any_on(std::thread::current().id()));
    Ok(())
}

fn stream_callbacks(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, book) = (t.stream(CU_STREAM_NON_BLOCKING)?, Notes::new());
    let (first, second, third) = (book.note(1), book.note(2), book.note(3));
    ok!(t.cuStreamAddCallback(stream, Note::callback(), first.data(), 0));
    ok!(t.cuLaunchHostFunc(stream, Note::function(), second.data()));
    ok!(t.cuStreamAddCallback(stream, Note::callback(), third.data(), 0));
    t.finish(stream)?;
    t.equal("in order", book.numbers(), vec![1, 2, 3]);
    t.equal("status given to the callbacks", (first.status(), third.status()), (Some(0), Some(0)));
    t.yes("none on this thread", !book.any_on(std::thread::current().id()));
    Ok(())
}

fn errors(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, book) = (t.stream(CU_STREAM_NON_BLOCKING)?, Notes::new());
    gives!(t.cuLaunchHostFunc(stream, None, Null), CUDA_ERROR_INVALID_VALUE, "no function");
    gives!(t.cuStreamAddCallback(stream, None, Null, 0), CUDA_ERROR_INVALID_VALUE, "no callback");
    let note = book.note(1);
    gives!(
        t.cuStreamAddCallback(stream, Note::callback(), note.data(), 1),
        CUDA_ERROR_INVALID_VALUE,
        "flags must be 0"
    );
    t.finish(stream)?;
    t.equal("nothing ran", book.numbers(), vec![]);
    Ok(())
}

fn holds_up_its_stream(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, gate, book) = (t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed(), Notes::new());
    let host = t.pinned(64)?;
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    must!(t.cuMemsetD8Async(host.device(), 1, 64, stream));
    must!(t.cuLaunchHostFunc(stream, Note::function(), book.note(1).data()));
    let entered = gate.wait_entered();
    t.yes("it runs", entered);
    std::thread::sleep(Duration::from_millis(30));
    t.same("what is behind it has not run", &host.bytes(), &[0; 64]);
    t.equal("nor the next function", book.numbers(), vec![]);
    gate.open();
    t.finish(stream)?;
    t.same("now it has", &host.bytes(), &[1; 64]);
    t.equal("the next function too", book.numbers(), vec![1]);
    Ok(())
}

fn thousands(t: &mut Test) -> Outcome {
    const COUNT: u64 = 5000;
    t.context()?;
    let streams = [t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?];
    let books = [Notes::new(), Notes::new()];
    let start = Instant::now();
    for number in 0..COUNT {
        let at = (number % 2) as usize;
        must!(t.cuLaunchHostFunc(streams[at], Note::function(), books[at].note(number).data()));
    }
    for stream in streams {
        t.finish(stream)?;
    }
    t.yes("within twenty seconds", start.elapsed() < Duration::from_secs(20));
    for (at, book) in books.iter().enumerate() {
        let want: Vec<u64> = (0..COUNT).filter(|number| (number % 2) as usize == at).collect();
        t.yes("each stream's in order", book.numbers() == want);
    }
    Ok(())
}

/// The library, for functions that run on the driver's thread and are given nothing but a pointer.
static LIBRARY: OnceLock<Cuda> = OnceLock::new();

fn allocate_inside() -> u64 {
    let Some(library) = LIBRARY.get() else { return 0xBAD };
    let mut address = 0;
    u64::from(cu!(library.cuMemAlloc_v2(&mut address, 64)))
}

fn ask_current_inside() -> u64 {
    let Some(library) = LIBRARY.get() else { return 0xBAD };
    let mut context = CUcontext::NULL;
    u64::from(cu!(library.cuCtxGetCurrent(&mut context)))
}

fn driver_calls_inside(t: &mut Test) -> Outcome {
    t.context()?;
    let _ = LIBRARY.set(t.cuda().clone());
    let (stream, book) = (t.stream(CU_STREAM_NON_BLOCKING)?, Notes::new());
    let allocate = book.note_and(1, Some(allocate_inside));
    let current = book.note_and(2, Some(ask_current_inside));
    ok!(t.cuLaunchHostFunc(stream, Note::function(), allocate.data()));
    ok!(t.cuLaunchHostFunc(stream, Note::function(), current.data()));
    t.finish(stream)?;
    let text = |answer: Option<u64>| {
        answer
            .and_then(|code| u32::try_from(code).ok())
            .map_or("did not run".to_owned(), crate::transcript::code_text)
    };
    t.note("allocation in a host function", text(allocate.answer()));
    t.note("asking for the current context in it", text(current.answer()));
    let address = t.alloc(64);
    t.yes("allocation works afterwards", address.is_ok());
    Ok(())
}

fn default_streams(t: &mut Test) -> Outcome {
    t.context()?;
    let book = Notes::new();
    for (number, stream) in [CUstream::NULL, CUstream::LEGACY, CUstream::PER_THREAD].into_iter().enumerate() {
        ok!(t.cuLaunchHostFunc(stream, Note::function(), book.note(number as u64).data()));
        ok!(t.cuStreamAddCallback(stream, Note::callback(), book.note(number as u64 + 10).data(), 0));
        ok!(t.cuStreamSynchronize(stream));
    }
    t.equal("all ran", book.numbers(), vec![0, 10, 1, 11, 2, 12]);
    saw!(t.cuStreamQuery(CUstream::NULL));
    Ok(())
}

static SEEN: OnceLock<crate::cuda::Buffer> = OnceLock::new();

fn look_inside() -> u64 {
    SEEN.get().map_or(0xBAD, |buffer| buffer.get::<u64>(0))
}

fn sees_copied_data(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, book) = (t.stream(CU_STREAM_NON_BLOCKING)?, Notes::new());
    let (host, device) = (t.pinned(64)?, t.alloc(64)?);
    let _ = SEEN.set(host);
    let mut looks = Vec::new();
    for value in 1..=20u8 {
        let look = book.note_and(u64::from(value), Some(look_inside));
        must!(t.cuMemsetD8Async(device, value, 64, stream));
        must!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 64, stream));
        must!(t.cuLaunchHostFunc(stream, Note::function(), look.data()));
        looks.push((value, look));
    }
    t.finish(stream)?;
    let right =
        looks.iter().filter(|(value, look)| look.answer() == Some(u64::from_ne_bytes([*value; 8]))).count();
    t.equal("functions that saw the copy before them", right, 20);
    Ok(())
}
