//! Handles: what programs hold instead of the driver's objects.
//!
//! To a C program a handle is a pointer; to us it is an opaque number of the same size. In the guest it is the
//! guest's own number, in the worker the driver's pointer, and a [`HandleKind`] keeps the kinds apart in between.

/// A handle type, its kind, and its bits.
pub trait Handle: Copy + Eq + core::hash::Hash + core::fmt::Debug + Default {
    /// Which kind of object this names.
    const KIND: HandleKind;

    /// The handle with these bits.
    fn from_bits(bits: u64) -> Self;

    /// The bits of the handle.
    fn bits(self) -> u64;
}

// One line per handle type: its documentation, its name, its kind and the kind's number.
macro_rules! handle {
    ($($(#[$doc:meta])* $name:ident = $kind:ident $number:literal,)*) => {
        $(
            $(#[$doc])*
            #[repr(transparent)]
            #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
            pub struct $name(pub usize);

            impl $name {
                /// The handle that names nothing.
                pub const NULL: Self = Self(0);

                /// Whether the handle names nothing.
                pub const fn is_null(self) -> bool {
                    self.0 == 0
                }
            }

            impl Handle for $name {
                const KIND: HandleKind = HandleKind::$kind;

                fn from_bits(bits: u64) -> Self {
                    Self(bits as usize)
                }

                fn bits(self) -> u64 {
                    self.0 as u64
                }
            }
        )*

        /// The kinds of handle. The numbers are part of the wire format: they never change, and one that falls out of
        /// use is not given to another kind.
        #[repr(u8)]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum HandleKind {
            $($(#[$doc])* $kind = $number,)*
        }

        impl HandleKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The kind of this number, if there is one.
            pub const fn from_number(number: u8) -> Option<Self> {
                match number {
                    $($number => Some(Self::$kind),)*
                    _ => None,
                }
            }

            /// The number.
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// The name of the C type.
            pub const fn type_name(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($name),)*
                }
            }
        }
    };
}

handle! {
    /// A context.
    CUcontext = Context 1,
    /// A loaded module.
    CUmodule = Module 2,
    /// A kernel of a module.
    CUfunction = Function 3,
    /// A loaded library.
    CUlibrary = Library 4,
    /// A kernel of a library. Programs also cast it to [`CUfunction`], so the two are told apart by value.
    CUkernel = Kernel 5,
    /// A stream, or one of the numbers 0, 1 and 2 that name a default stream.
    CUstream = Stream 6,
    /// An event.
    CUevent = Event 7,
    /// A graph.
    CUgraph = Graph 8,
    /// A node of a graph.
    CUgraphNode = GraphNode 9,
    /// An instantiated graph.
    CUgraphExec = GraphExec 10,
    /// A pool of stream-ordered memory.
    CUmemoryPool = MemoryPool 11,
    /// Physical memory that can be mapped.
    CUmemGenericAllocationHandle = MemoryAllocation 12,
    /// A linker invocation.
    CUlinkState = LinkState 13,
    /// An array.
    CUarray = Array 14,
    /// A mipmapped array.
    CUmipmappedArray = MipmappedArray 15,
    /// A texture reference.
    CUtexref = TextureReference 16,
    /// A surface reference.
    CUsurfref = SurfaceReference 17,
    /// A resource of a graphics API.
    CUgraphicsResource = GraphicsResource 18,
    /// Memory of another API.
    CUexternalMemory = ExternalMemory 19,
    /// A semaphore of another API.
    CUexternalSemaphore = ExternalSemaphore 20,
    /// A reference-counted user object of graphs.
    CUuserObject = UserObject 21,
    /// A context on a part of a device.
    CUgreenCtx = GreenContext 22,
    /// A description of device resources.
    CUdevResourceDesc = DeviceResourceDescription 23,
    /// A kernel node that kernels can change. Kernels use the number itself.
    CUgraphDeviceNode = GraphDeviceNode 24,
    /// A registered notification callback.
    CUasyncCallbackHandle = AsyncCallback 25,
    /// A registered log callback.
    CUlogsCallbackHandle = LogsCallback 26,
    /// A connection to an EGL stream.
    CUeglStreamConnection = EglStreamConnection 27,
}

impl CUstream {
    /// The legacy default stream by its explicit name; 0 means it too, or the per-thread one in `_ptsz` entry points.
    pub const LEGACY: Self = Self(1);
    /// The calling thread's default stream.
    pub const PER_THREAD: Self = Self(2);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_numbers_are_distinct_and_found_again() {
        for (at, kind) in HandleKind::ALL.iter().enumerate() {
            assert_eq!(HandleKind::from_number(kind.number()), Some(*kind));
            assert_eq!(usize::from(kind.number()), at + 1);
        }
        assert_eq!(HandleKind::from_number(0), None);
        assert_eq!(HandleKind::from_number(255), None);
    }

    #[test]
    fn handles_are_the_size_of_the_c_handle() {
        assert_eq!(size_of::<CUstream>(), size_of::<*mut ()>());
        assert_eq!(CUevent::from_bits(0x7001).bits(), 0x7001);
        assert_eq!(CUevent::KIND, HandleKind::Event);
    }
}
