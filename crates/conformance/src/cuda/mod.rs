//! A libcuda loaded by path, and the one place where it is called.
//!
//! [`cu!`](crate::cu) names a function as C does and passes it Rust values; [`Arg`] says which Rust values may stand for
//! which C type. That keeps every call of the test bodies in one unsafe block, here.
//!
//! The bodies call functions with bad arguments on purpose. Memory of ours is safe all the same as long as every
//! pointer is null, borrowed for the call, memory that is never freed ([`Buffer`]), or an [`Addr`] that the library
//! must refuse. A library that crashes on one ends the child process that runs the body, and the runner reports it.

mod arg;
mod buffer;
mod params;

use core::ffi::{CStr, c_void};
use std::ffi::OsStr;
use std::sync::Arc;

use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};
use table::CUresult;

pub use arg::{Addr, Arg, Null, Plain, bytes_of, text_of};
pub use buffer::Buffer;
pub use params::Params;

/// What a call answers when the library does not export the function; no driver uses this number.
pub const MISSING_SYMBOL: CUresult = 0xffff_0001;

/// A loaded libcuda. Cheap to clone; the library stays loaded until [`unload`](Self::unload).
#[derive(Clone, Debug)]
pub struct Cuda {
    library: Arc<Library>,
}

impl Cuda {
    /// Loads a libcuda by path or by a name that the dynamic linker finds, as NVIDIA's runtime does.
    pub fn load(path: impl AsRef<OsStr>) -> Result<Self, String> {
        let path = path.as_ref();
        // SAFETY: loading runs the library's constructors. That the file is a libcuda, whose constructors may run in
        // any process, is what whoever names it on the command line vouches for.
        let library = unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) };
        match library {
            Ok(library) => Ok(Self { library: Arc::new(library) }),
            Err(error) => Err(format!("cannot load {}: {error}", path.to_string_lossy())),
        }
    }

    /// The running process in place of a library. It exports no driver function, so that each call answers
    /// [`MISSING_SYMBOL`].
    pub fn of_process() -> Self {
        Self { library: Arc::new(Library::this()) }
    }

    /// Unloads the library, if this is the last clone. Whether it was.
    pub fn unload(self) -> bool {
        Arc::try_unwrap(self.library).is_ok_and(|library| library.close().is_ok())
    }

    /// The address of an exported symbol, or 0.
    pub fn address(&self, name: &CStr) -> usize {
        // SAFETY: `*mut c_void` fits any symbol, and it is only turned into a number here.
        let symbol = unsafe { self.library.get::<*mut c_void>(name.to_bytes_with_nul()) };
        symbol.map_or(0, |symbol| symbol.into_raw() as usize)
    }

    /// The function of that name, if it is exported. `F` comes from `table::pfn`, by the same name; [`cu!`](crate::cu)
    /// sees to that.
    pub fn function<F: Copy>(&self, name: &CStr) -> Option<F> {
        function_at(self.address(name))
    }

    /// Itself: lets [`cu!`](crate::cu) take a library and anything that has one.
    pub fn cuda(&self) -> &Self {
        self
    }
}

/// The function of type `F` at an address that a library gave for it; nothing for 0.
pub fn function_at<F: Copy>(address: usize) -> Option<F> {
    const { assert!(size_of::<F>() == size_of::<usize>()) };
    // SAFETY:
    // * size: asserted above;
    // * validity: `F` is a function pointer, for which any number but 0 is a valid value, and 0 is excluded;
    // * calling it is unsafe in its own right, see `Invoke`.
    (address != 0).then(|| unsafe { core::mem::transmute_copy::<usize, F>(&address) })
}

/// A driver function that can be called with Rust values.
pub trait Invoke<Args> {
    /// Calls it.
    fn invoke(self, args: Args) -> CUresult;
}

macro_rules! invoke {
    ($($arg:ident: $ty:ident as $from:ident),*) => {
        impl<$($ty,)* $($from: Arg<$ty>,)*> Invoke<($($from,)*)> for Option<unsafe extern "C" fn($($ty),*) -> CUresult> {
            #[allow(clippy::unused_unit)]
            fn invoke(self, args: ($($from,)*)) -> CUresult {
                let Some(function) = self else { return MISSING_SYMBOL };
                let ($($arg,)*) = args;
                // SAFETY:
                // * the pointer's type is the table's for this very name, and the table's types are the C header's;
                // * each argument comes from `Arg`, so a pointer is null, borrowed until this call returns, part of
                //   memory that is never freed, or a bad address that the driver must refuse (see the module's
                //   head for what happens if it does not).
                unsafe { function($($arg.to_c()),*) }
            }
        }
    };
}

invoke!();
invoke!(a: A as Fa);
invoke!(a: A as Fa, b: B as Fb);
invoke!(a: A as Fa, b: B as Fb, c: C as Fc);
invoke!(a: A as Fa, b: B as Fb, c: C as Fc, d: D as Fd);
invoke!(a: A as Fa, b: B as Fb, c: C as Fc, d: D as Fd, e: E as Fe);
invoke!(a: A as Fa, b: B as Fb, c: C as Fc, d: D as Fd, e: E as Fe, f: F as Ff);
invoke!(a: A as Fa, b: B as Fb, c: C as Fc, d: D as Fd, e: E as Fe, f: F as Ff, g: G as Fg);
invoke!(a: A as Fa, b: B as Fb, c: C as Fc, d: D as Fd, e: E as Fe, f: F as Ff, g: G as Fg, h: H as Fh);
invoke!(
    a: A as Fa, b: B as Fb, c: C as Fc, d: D as Fd, e: E as Fe, f: F as Ff, g: G as Fg, h: H as Fh, i: I as Fi
);
invoke!(
    a: A as Fa, b: B as Fb, c: C as Fc, d: D as Fd, e: E as Fe, f: F as Ff, g: G as Fg, h: H as Fh, i: I as Fi,
    j: J as Fj
);
invoke!(
    a: A as Fa, b: B as Fb, c: C as Fc, d: D as Fd, e: E as Fe, f: F as Ff, g: G as Fg, h: H as Fh, i: I as Fi,
    j: J as Fj, k: K as Fk
);

/// Calls a driver function: `cu!(t.cuMemAlloc_v2(&mut address, 100))`. A per-thread-default-stream symbol has the type
/// of its row: `cu!(t.cuMemcpy_ptds as cuMemcpy(to, from, 4))`.
#[macro_export]
macro_rules! cu {
    ($t:ident.$name:ident($($arg:expr),* $(,)?)) => { $crate::cu!($t.$name as $name($($arg),*)) };
    ($t:ident.$symbol:ident as $name:ident($($arg:expr),* $(,)?)) => {{
        const SYMBOL: &core::ffi::CStr = $crate::symbol_name!($symbol);
        $crate::cuda::Invoke::invoke(
            $t.cuda().function::<$crate::pfn::$name>(SYMBOL),
            ($($arg,)*),
        )
    }};
}

/// An identifier as a C string.
#[macro_export]
macro_rules! symbol_name {
    ($name:ident) => {
        match core::ffi::CStr::from_bytes_with_nul(concat!(stringify!($name), "\0").as_bytes()) {
            Ok(name) => name,
            Err(_) => panic!("an identifier holds no NUL"),
        }
    };
}
