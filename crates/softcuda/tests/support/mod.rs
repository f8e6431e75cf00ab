//! Loads the built library as a program would: dlopen and look up by name.

use std::{env, path::PathBuf, sync::OnceLock};

use libloading::Library;

/// The built `libsoftcuda.so`.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let path = library_path();
        // SAFETY: our own library; its initialisers only set up Rust statics.
        unsafe { Library::new(&path) }.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    })
}

/// Cargo builds the cdylib into the directory of the test's own executable.
pub fn library_path() -> PathBuf {
    let mut path = env::current_exe().expect("a test has an executable");
    path.pop();
    path.join("libsoftcuda.so")
}

/// Calls an exported function by name.
#[macro_export]
macro_rules! cu {
    ($name:ident ( $($arg:expr),* $(,)? )) => {{
        // SAFETY: the types come from THE table, from which the exports are generated too.
        let function = unsafe {
            $crate::support::library().get::<table::pfn::$name>(concat!(stringify!($name), "\0").as_bytes())
        }
        .expect(stringify!($name));
        // SAFETY: the tests pass pointers to locals that live through the call, or mean to be refused.
        unsafe { function($($arg),*) }
    }};
}

/// The same, and it must succeed.
#[macro_export]
macro_rules! ok {
    ($name:ident ( $($arg:expr),* $(,)? )) => {
        assert_eq!($crate::cu!($name($($arg),*)), 0, stringify!($name))
    };
}

/// Initialises the library and makes the primary context current on this thread.
#[allow(dead_code, unused)] // not every test file needs it
pub fn start() -> table::CUcontext {
    let mut context = table::CUcontext::NULL;
    ok!(cuInit(0));
    ok!(cuDevicePrimaryCtxRetain(&mut context, 0));
    ok!(cuCtxSetCurrent(context));
    context
}
