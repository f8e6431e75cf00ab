//! The error log, and functions that hear of errors.
//!
//! A driver may write more lines than one for an error, so it is asked what is among them. A buffer that is too short is
//! left alone: NVIDIA's driver writes beyond its end.

use core::ffi::{c_char, c_void};
use std::ffi::CString;
use std::sync::Mutex;
use std::thread::ThreadId;

use table::*;

use crate::cuda::{Addr, Null, text_of};
use crate::{Body, Outcome, Stop, Test, cu, gives, must, ok};

pub const BODIES: &[Body] = &[
    Body::plain("log.reading", reading).optional(),
    Body::plain("log.everything", everything).optional(),
    Body::plain("log.rolls_over", rolls_over).optional(),
    Body::plain("log.file", file).optional(),
    Body::plain("log.callback", callback).optional(),
    Body::plain("log.two_callbacks", two_callbacks).optional(),
    Body::plain("log.before_init", before_init).optional(),
    Body::plain("log.bad_arguments", bad_arguments).optional(),
];

/// What a driver keeps at most, bytes.
const ROOM: usize = 25_600;

/// What the log says of [`mistake`].
const OF_MISTAKE: &str = "Returning 1 (CUDA_ERROR_INVALID_VALUE) from cuMemFree_v2";

/// A call that fails.
fn mistake(t: &mut Test) {
    gives!(t.cuMemFree_v2(0x1234), CUDA_ERROR_INVALID_VALUE, "a mistake");
}

/// Where the log is now; skips the body where there is none.
fn place(t: &Test) -> Outcome<CUlogIterator> {
    let mut place = 0;
    match cu!(t.cuLogsCurrent(&mut place, 0)) {
        CUDA_SUCCESS => Ok(place),
        CUDA_ERROR_NOT_SUPPORTED | CUDA_ERROR_NOT_INITIALIZED => {
            Err(Stop::Skip("the library does not keep a log".into()))
        }
        code => Err(Stop::Fail(format!("cuLogsCurrent: {code}"))),
    }
}

/// The log from a place on.
fn read(t: &mut Test, place: &mut CUlogIterator) -> Outcome<String> {
    let (mut buffer, mut size) = (vec![0x55 as c_char; ROOM], ROOM);
    ok!(t.cuLogsDumpToMemory(place, &mut buffer[..], &mut size, 0));
    if size == 0 {
        return Ok(String::new());
    }
    let text = text_of(&buffer);
    t.yes("ends where it says", text.len() == size);
    Ok(text)
}

/// How many lines there are about [`mistake`], and nothing that looks otherwise.
fn mistakes(t: &mut Test, text: &str) -> usize {
    let is_line = |line: &str| line.starts_with('[') && line.contains("][CUDA][E] ");
    t.yes("every line looks like one", text.lines().all(is_line));
    text.lines().filter(|line| line.ends_with(OF_MISTAKE)).count()
}

fn reading(t: &mut Test) -> Outcome {
    t.context()?;
    mistake(t);
    let mut at = place(t)?;
    let before = read(t, &mut at)?;
    t.equal("nothing yet", before, String::new());
    mistake(t);
    mistake(t);
    let start = at;
    let text = read(t, &mut at)?;
    let count = mistakes(t, &text);
    t.equal("mistakes", count, 2);
    let now = place(t)?;
    t.yes("the iterator has moved to the end", at == now && at != start);
    let after = read(t, &mut at)?;
    t.equal("nothing more", after, String::new());
    let mut again = start;
    let text = read(t, &mut again)?;
    let count = mistakes(t, &text);
    t.equal("read again", count, 2);
    Ok(())
}

fn everything(t: &mut Test) -> Outcome {
    t.context()?;
    place(t)?;
    for _ in 0..3 {
        mistake(t);
    }
    let (mut buffer, mut size) = (vec![0 as c_char; ROOM], ROOM);
    ok!(t.cuLogsDumpToMemory(Null, &mut buffer[..], &mut size, 0));
    let text = text_of(&buffer);
    t.yes("ends where it says", text.len() == size);
    let count = mistakes(t, &text);
    t.equal("mistakes", count, 3);
    Ok(())
}

fn rolls_over(t: &mut Test) -> Outcome {
    t.context()?;
    let mut at = place(t)?;
    for _ in 0..150 {
        must_fail(t)?;
    }
    let text = read(t, &mut at)?;
    let (head, rest) = text.split_once('\n').unwrap_or_default();
    t.yes("says so", head.starts_with("Log buffer has rolled over"));
    let count = mistakes(t, rest);
    t.equal("mistakes that are left", count, 100);
    Ok(())
}

/// [`mistake`] without a line of the transcript.
fn must_fail(t: &Test) -> Outcome {
    match cu!(t.cuMemFree_v2(0x1234)) {
        CUDA_ERROR_INVALID_VALUE => Ok(()),
        code => Err(Stop::Fail(format!("cuMemFree_v2: {code}"))),
    }
}

fn file(t: &mut Test) -> Outcome {
    t.context()?;
    let mut at = place(t)?;
    mistake(t);
    let path = std::env::temp_dir().join(format!("conformance-log-{}", std::process::id()));
    let name = CString::new(path.as_os_str().as_encoded_bytes())
        .map_err(|_| Stop::Fail("the folder for temporary files has a zero in its name".into()))?;
    let code = cu!(t.cuLogsDumpToFile(&mut at, name.as_c_str(), 0));
    let text = std::fs::read_to_string(&path);
    std::fs::remove_file(&path).ok();
    t.ok("cuLogsDumpToFile", code)?;
    let count = mistakes(t, &text.unwrap_or_default());
    t.equal("mistakes in the file", count, 1);
    let now = place(t)?;
    t.yes("the iterator has moved to the end", at == now);
    mistake(t);
    gives!(
        t.cuLogsDumpToFile(&mut at, c"/no/such/folder/log", 0),
        CUDA_ERROR_INVALID_VALUE,
        "into a folder that is not there"
    );
    gives!(t.cuLogsDumpToFile(&mut at, Null, 0), CUDA_ERROR_INVALID_VALUE, "into no file");
    Ok(())
}

/// What a callback has heard: level, text, and whether the text was as long as it was told to be; and on which thread.
#[derive(Default)]
struct Heard(Mutex<Vec<(u32, String, bool, ThreadId)>>);

impl Heard {
    fn new() -> &'static Self {
        Box::leak(Box::default())
    }

    fn data(&'static self) -> Addr {
        Addr(core::ptr::from_ref(self).expose_provenance() as u64)
    }

    /// How often it has heard of [`mistake`].
    fn mistakes(&self) -> usize {
        self.0.lock().map(|all| all.iter().filter(|one| one.1 == OF_MISTAKE).count()).unwrap_or_default()
    }
}

unsafe extern "C" fn hear(data: *mut c_void, level: CUlogLevel, message: *mut c_char, len: usize) {
    // SAFETY: `data` is what `Heard::data` gave, which lives as long as the process and is shared by a mutex only; the driver
    // documents the message to be text.
    let (heard, text) = unsafe { (&*data.cast::<Heard>(), core::ffi::CStr::from_ptr(message)) };
    let is_whole = text.to_bytes().len() == len;
    let text = text.to_string_lossy().into_owned();
    if let Ok(mut all) = heard.0.lock() {
        all.push((level, text, is_whole, std::thread::current().id()));
    }
}

/// The function, as the driver takes it.
const HEAR: CUlogsCallback = Some(hear);

fn callback(t: &mut Test) -> Outcome {
    t.context()?;
    place(t)?;
    let (heard, mut handle) = (Heard::new(), CUlogsCallbackHandle::NULL);
    ok!(t.cuLogsRegisterCallback(HEAR, heard.data(), &mut handle));
    t.yes("a handle", !handle.is_null());
    mistake(t);
    t.equal("heard of", heard.mistakes(), 1);
    mistake(t);
    t.equal("and again", heard.mistakes(), 2);
    ok!(t.cuLogsUnregisterCallback(handle));
    mistake(t);
    t.equal("and no more", heard.mistakes(), 2);
    let all = heard.0.lock().map(|mut all| std::mem::take(&mut *all)).unwrap_or_default();
    t.yes("as errors", all.iter().all(|one| one.0 == CU_LOG_LEVEL_ERROR));
    t.yes("with their length", all.iter().all(|one| one.2));
    let this = std::thread::current().id();
    t.yes("on the thread that fails", all.iter().all(|one| one.3 == this));
    Ok(())
}

fn two_callbacks(t: &mut Test) -> Outcome {
    t.context()?;
    place(t)?;
    let (first, second, mut handle) = (Heard::new(), Heard::new(), CUlogsCallbackHandle::NULL);
    must!(t.cuLogsRegisterCallback(HEAR, first.data(), &mut handle));
    ok!(t.cuLogsRegisterCallback(HEAR, second.data(), Null), "without a place for the handle");
    mistake(t);
    t.equal("the first", first.mistakes(), 1);
    t.equal("the second", second.mistakes(), 1);
    ok!(t.cuLogsUnregisterCallback(handle));
    mistake(t);
    t.equal("the first, which is gone", first.mistakes(), 1);
    t.equal("the second, which is not", second.mistakes(), 2);
    Ok(())
}

fn before_init(t: &mut Test) -> Outcome {
    let at = place(t)?;
    t.equal("nothing has failed", at, 0);
    let heard = Heard::new();
    ok!(t.cuLogsRegisterCallback(HEAR, heard.data(), Null));
    t.context()?;
    mistake(t);
    t.equal("heard of", heard.mistakes(), 1);
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    t.context()?;
    let mut at = place(t)?;
    mistake(t);
    gives!(t.cuLogsCurrent(Null, 0), CUDA_ERROR_INVALID_VALUE, "nowhere to put the iterator");
    gives!(t.cuLogsCurrent(&mut at, 1), CUDA_SUCCESS, "flags are not looked at");
    let (mut buffer, mut size) = (vec![0 as c_char; ROOM], ROOM);
    gives!(t.cuLogsDumpToMemory(Null, Null, &mut size, 0), CUDA_ERROR_INVALID_VALUE, "no buffer");
    t.equal("size", size, ROOM);
    gives!(t.cuLogsDumpToMemory(Null, &mut buffer[..], Null, 0), CUDA_ERROR_INVALID_VALUE, "no size");
    let mut future = at + 1000;
    gives!(
        t.cuLogsDumpToMemory(&mut future, &mut buffer[..], &mut size, 0),
        CUDA_ERROR_INVALID_VALUE,
        "from what is yet to come"
    );
    t.equal("size", size, 0);
    t.yes("the iterator is as it was", future == at + 1000);
    gives!(t.cuLogsRegisterCallback(None, Null, Null), CUDA_ERROR_INVALID_VALUE, "no function");
    gives!(
        t.cuLogsUnregisterCallback(CUlogsCallbackHandle::NULL),
        CUDA_ERROR_INVALID_VALUE,
        "unregister nothing"
    );
    Ok(())
}
