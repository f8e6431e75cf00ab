//! What the process knows: how often it has initialised the library, and the newest snapshot.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use link::LinkError;
use link::control::{Hello, Refused, RefusedReason};
use link::management::{self, Answer, Call, Question, Snapshot};
use link::place::{self, Failure};
use parking_lot::{Mutex, MutexGuard};
use table::nvml::{
    NVML_ERROR_DRIVER_NOT_LOADED, NVML_ERROR_LIB_RM_VERSION_MISMATCH, NVML_ERROR_UNINITIALIZED,
    NVML_ERROR_UNKNOWN, NVML_SUCCESS, nvmlReturn_t,
};

use crate::edge::{Outcome, say};
use crate::fork;

/// How long what changes is taken for true.
const FRESH: Duration = Duration::from_millis(100);
/// How long a first answer may take: the host may have to load its driver.
const FIRST: Duration = Duration::from_secs(60);
/// How long any later one may.
const LATER: Duration = Duration::from_secs(10);

static QUESTIONS: AtomicU64 = AtomicU64::new(0);

/// The process's state.
pub(crate) static STATE: Mutex<State> = Mutex::new(State::new());

/// See the module.
#[derive(Debug)]
pub(crate) struct State {
    /// Calls of `nvmlInit` without their `nvmlShutdown`.
    initialised: u32,
    snapshot: Option<Snapshot>,
    /// When the host was asked last, and what came of it.
    asked: Option<(Instant, nvmlReturn_t)>,
    /// When functions that are only asked by name were.
    functions: BTreeMap<&'static str, Instant>,
}

/// What of a snapshot must be new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing.
    Fixed,
    /// What changes.
    Live,
    /// This function, which is only asked by name.
    Function(&'static str),
}

impl State {
    const fn new() -> Self {
        Self { initialised: 0, snapshot: None, asked: None, functions: BTreeMap::new() }
    }

    /// Asks the host, and keeps what it says.
    fn ask(&mut self, question: &Question, patience: Duration) -> Outcome {
        let outcome = ask(question, patience).and_then(|snapshot| {
            let is_other = match &mut self.snapshot {
                Some(known) if !question.everything => !known.update(snapshot),
                known => {
                    *known = Some(snapshot);
                    false
                }
            };
            // Another mediator, or another device: what was known is worth nothing.
            if is_other {
                let everything = Question { everything: true, ..question.clone() };
                self.snapshot = Some(ask(&everything, patience)?);
            }
            Ok(())
        });
        self.asked = Some((Instant::now(), outcome.err().unwrap_or(NVML_SUCCESS)));
        outcome
    }

    /// A host that has just failed is not asked again at once.
    fn has_just_failed(&self, now: Instant) -> bool {
        let failed = |(at, code): (Instant, nvmlReturn_t)| {
            code != NVML_SUCCESS && now.saturating_duration_since(at) < FRESH
        };
        self.asked.is_some_and(failed)
    }

    fn refresh(&mut self, wanted: Wanted) -> Outcome {
        let now = Instant::now();
        let is_fresh = |at: &Instant| now.saturating_duration_since(*at) < FRESH;
        let (is_known, function) = match wanted {
            Wanted::Fixed => return Ok(()),
            Wanted::Live => (true, ""),
            Wanted::Function(name) => (self.functions.get(name).is_some_and(is_fresh), name),
        };
        match &self.asked {
            _ if self.has_just_failed(now) => return Err(NVML_ERROR_UNKNOWN),
            Some((at, _)) if is_fresh(at) && is_known => return Ok(()),
            _ => {}
        }
        self.ask(&Question { function: function.to_owned(), ..Question::default() }, LATER)
            .map_err(|_| NVML_ERROR_UNKNOWN)?;
        if let Wanted::Function(name) = wanted {
            self.functions.insert(name, Instant::now());
        }
        Ok(())
    }
}

/// `nvmlInit`: asks the host, unless the library is initialised already.
///
/// # Errors
/// `DRIVER_NOT_LOADED` if there is no host, with the reason on standard error, once.
pub fn init() -> Outcome {
    fork::watch();
    let mut state = STATE.lock();
    if state.initialised == 0 {
        let everything = state.snapshot.is_none();
        state.ask(&Question { everything, ..Question::default() }, FIRST)?;
    }
    state.initialised = state.initialised.saturating_add(1);
    Ok(())
}

/// `nvmlShutdown`.
///
/// # Errors
/// `UNINITIALIZED` if the library is not initialised.
pub fn shutdown() -> Outcome {
    let mut state = STATE.lock();
    state.initialised = state.initialised.checked_sub(1).ok_or(NVML_ERROR_UNINITIALIZED)?;
    Ok(())
}

/// The newest snapshot, asked for anew if what is wanted of it is old. Threads wait for each other here: they want the same.
///
/// # Errors
/// `UNINITIALIZED`; `UNKNOWN` if the host does not answer any more.
pub fn with<T>(wanted: Wanted, look: impl FnOnce(&Snapshot) -> Outcome<T>) -> Outcome<T> {
    let mut state: MutexGuard<'_, State> = STATE.lock();
    if state.initialised == 0 {
        return Err(NVML_ERROR_UNINITIALIZED);
    }
    state.refresh(wanted)?;
    look(state.snapshot.as_ref().ok_or(NVML_ERROR_UNINITIALIZED)?)
}

/// Passes a call about a device on, and gives what the host's library answers: nothing if there is none.
///
/// # Errors
/// `UNINITIALIZED`; `UNKNOWN` if the host does not answer.
pub fn call(device: usize, call: Call) -> Outcome<Vec<Answer>> {
    let mut state = STATE.lock();
    if state.initialised == 0 {
        return Err(NVML_ERROR_UNINITIALIZED);
    }
    if state.has_just_failed(Instant::now()) {
        return Err(NVML_ERROR_UNKNOWN);
    }
    let function = call.function();
    let question = Question { call: Some((device as u32, call)), ..Question::default() };
    state.ask(&question, LATER).map_err(|_| NVML_ERROR_UNKNOWN)?;
    let answers = state
        .snapshot
        .as_mut()
        .and_then(|snapshot| snapshot.devices.get_mut(device)?.answers.remove(function));
    Ok(answers.unwrap_or_default())
}

/// How many devices the host has told of, if it has.
pub fn devices() -> Option<usize> {
    STATE.lock().snapshot.as_ref().map(|snapshot| snapshot.devices.len())
}

/// How many questions the host was asked.
pub fn questions() -> u64 {
    QUESTIONS.load(Ordering::Relaxed)
}

/// Who asks.
fn hello() -> Hello {
    let mut hello = Hello::of_this_process(wire::PROTOCOL_HASH, wire::VERSION);
    // None of it is for a worker's driver.
    hello.env.clear();
    hello
}

fn ask(question: &Question, patience: Duration) -> Outcome<Snapshot> {
    let place = place::find().map_err(|why| {
        say_once(&why);
        NVML_ERROR_DRIVER_NOT_LOADED
    })?;
    QUESTIONS.fetch_add(1, Ordering::Relaxed);
    management::ask(&place, hello(), question.clone(), patience).map_err(|failure| {
        say_once(&failure.tell(&place));
        match failure {
            Failure::Link(LinkError::Refused(Refused { reason: RefusedReason::Version, .. })) => {
                NVML_ERROR_LIB_RM_VERSION_MISMATCH
            }
            _ => NVML_ERROR_DRIVER_NOT_LOADED,
        }
    })
}

/// Says why there is no answer, once: programs try again.
fn say_once(why: &str) {
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Ordering::Relaxed) {
        say(why);
    }
}
