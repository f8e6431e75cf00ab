//! What belongs to a thread: its stack of contexts and its default stream in each of them.

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use table::{CUcontext, CUstream, CudaError, CudaResult, DefaultStream};

use crate::{
    context::Context,
    driver::driver,
    stream::{Role, Stream},
};

thread_local! {
    static STACK: RefCell<Vec<CUcontext>> = const { RefCell::new(Vec::new()) };
    static STREAMS: RefCell<Vec<(u64, Arc<Stream>)>> = const { RefCell::new(Vec::new()) };
    static IS_CALLER: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as one that runs functions of the program for streams: they may not call us.
pub fn forbid_calls_on_this_thread() {
    IS_CALLER.with(|flag| flag.set(true));
}

/// Fails with `NOT_PERMITTED` inside a stream's host function or callback.
pub fn permitted() -> CudaResult {
    if IS_CALLER.try_with(Cell::get).unwrap_or(false) { Err(CudaError::NOT_PERMITTED) } else { Ok(()) }
}

fn with_stack<T>(f: impl FnOnce(&mut Vec<CUcontext>) -> T) -> CudaResult<T> {
    // Destructors of a dying thread may still call; its stack is gone then.
    STACK.try_with(|stack| f(&mut stack.borrow_mut())).map_err(|_| CudaError::DEINITIALIZED)
}

/// The handle on top of the stack; null for none.
pub fn top() -> CUcontext {
    with_stack(|stack| stack.last().copied()).ok().flatten().unwrap_or_default()
}

/// Replaces the top of the stack; null removes it.
pub fn set(context: CUcontext) -> CudaResult {
    with_stack(|stack| {
        stack.pop();
        if !context.is_null() {
            stack.push(context);
        }
    })
}

/// Puts a context on top.
pub fn push(context: CUcontext) -> CudaResult {
    with_stack(|stack| stack.push(context))
}

/// Takes the top away.
pub fn pop() -> CudaResult<CUcontext> {
    with_stack(Vec::pop)?.ok_or(CudaError::INVALID_CONTEXT)
}

/// The current context, alive and not failed.
pub fn context() -> CudaResult<Arc<Context>> {
    let context = any_context()?;
    context.lanes.check()?;
    Ok(context)
}

/// The current context, failed or not.
pub fn any_context() -> CudaResult<Arc<Context>> {
    permitted()?;
    let handle = top();
    if handle.is_null() {
        return Err(CudaError::INVALID_CONTEXT);
    }
    driver()?.contexts.find(handle).ok_or(CudaError::CONTEXT_IS_DESTROYED)
}

/// The context of a handle, or the current one for null.
pub fn context_or_current(handle: CUcontext) -> CudaResult<Arc<Context>> {
    if handle.is_null() {
        return context();
    }
    permitted()?;
    let context = driver()?.contexts.find(handle).ok_or(CudaError::INVALID_CONTEXT)?;
    context.lanes.check()?;
    Ok(context)
}

/// The stream of a handle in a context that need not be current; 0 is the legacy default stream.
pub fn stream_in(context: &Context, handle: CUstream) -> CudaResult<Arc<Stream>> {
    match handle {
        CUstream::NULL | CUstream::LEGACY => Ok(context.legacy.clone()),
        CUstream::PER_THREAD => per_thread(context),
        _ => driver()?.streams.get(handle),
    }
}

/// The stream of a handle; the small numbers name default streams of the current context.
pub fn stream(handle: CUstream, mode: DefaultStream) -> CudaResult<Arc<Stream>> {
    let legacy = match (handle, mode) {
        (CUstream::NULL, DefaultStream::Legacy) | (CUstream::LEGACY, _) => true,
        (CUstream::NULL, DefaultStream::PerThread) | (CUstream::PER_THREAD, _) => {
            // As NVIDIA's: a green context has no such stream.
            if driver()?.greens.of_context(top()).is_some() {
                return Err(CudaError::INVALID_HANDLE);
            }
            false
        }
        _ => {
            permitted()?;
            let stream = driver()?.streams.get(handle)?;
            stream.lanes.check()?;
            return Ok(stream);
        }
    };
    let context = context()?;
    if legacy { Ok(context.legacy.clone()) } else { per_thread(&context) }
}

/// This thread's default stream in a context.
fn per_thread(context: &Context) -> CudaResult<Arc<Stream>> {
    STREAMS
        .try_with(|streams| {
            let mut streams = streams.borrow_mut();
            if let Some((_, stream)) = streams.iter().find(|(id, _)| *id == context.id) {
                return stream.clone();
            }
            let alive =
                |id: u64| driver().is_ok_and(|driver| driver.contexts.all().iter().any(|it| it.id == id));
            streams.retain(|(id, _)| alive(*id));
            let stream = Stream::new(&context.lanes, CUstream::PER_THREAD, Role::PerThread, 0, 0);
            streams.push((context.id, stream.clone()));
            stream
        })
        .map_err(|_| CudaError::DEINITIALIZED)
}
