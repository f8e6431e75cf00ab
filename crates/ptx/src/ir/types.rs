//! Types, state spaces and the small vocabularies that operations are qualified with.

use std::fmt;

macro_rules! types {
    ($($(#[$doc:meta])* $name:ident $text:literal $bits:literal $class:ident,)*) => {
        /// A PTX type, of a register, a variable, or of what an instruction does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Type { $($(#[$doc])* $name,)* }

        impl Type {
            /// The type that a suffix names: `.u32`.
            pub fn from_suffix(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }

            /// The suffix, with its dot.
            pub fn suffix(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Its width. A predicate counts as one bit.
            pub fn bits(self) -> u32 {
                match self { $(Self::$name => $bits,)* }
            }

            /// Which kind of value it is.
            pub fn class(self) -> Class {
                match self { $(Self::$name => Class::$class,)* }
            }
        }
    };
}

/// What kind of value a type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A truth value.
    Predicate,
    /// Bits without a meaning.
    Bits,
    /// An unsigned integer.
    Unsigned,
    /// A signed integer.
    Signed,
    /// A floating-point number.
    Float,
    /// Several numbers side by side in one register.
    Packed,
    /// A reference to a texture, a surface or a sampler.
    Opaque,
}

types! {
    /// A truth value.
    Pred ".pred" 1 Predicate,
    /// One bit (only inside matrices).
    B1 ".b1" 1 Bits,
    /// Four unsigned bits (only inside matrices).
    U4 ".u4" 4 Unsigned,
    /// Four signed bits (only inside matrices).
    S4 ".s4" 4 Signed,
    /// 8 bits.
    B8 ".b8" 8 Bits,
    /// 16 bits.
    B16 ".b16" 16 Bits,
    /// 32 bits.
    B32 ".b32" 32 Bits,
    /// 64 bits.
    B64 ".b64" 64 Bits,
    /// 128 bits.
    B128 ".b128" 128 Bits,
    /// 8 bits, unsigned.
    U8 ".u8" 8 Unsigned,
    /// 16 bits, unsigned.
    U16 ".u16" 16 Unsigned,
    /// 32 bits, unsigned.
    U32 ".u32" 32 Unsigned,
    /// 64 bits, unsigned.
    U64 ".u64" 64 Unsigned,
    /// 8 bits, signed.
    S8 ".s8" 8 Signed,
    /// 16 bits, signed.
    S16 ".s16" 16 Signed,
    /// 32 bits, signed.
    S32 ".s32" 32 Signed,
    /// 64 bits, signed.
    S64 ".s64" 64 Signed,
    /// Two unsigned 16-bit integers.
    U16x2 ".u16x2" 32 Packed,
    /// Two signed 16-bit integers.
    S16x2 ".s16x2" 32 Packed,
    /// IEEE binary16.
    F16 ".f16" 16 Float,
    /// Two of binary16.
    F16x2 ".f16x2" 32 Packed,
    /// The upper half of a binary32.
    Bf16 ".bf16" 16 Float,
    /// Two of bf16.
    Bf16x2 ".bf16x2" 32 Packed,
    /// A binary32 of which the lower 13 bits do not count.
    Tf32 ".tf32" 32 Float,
    /// IEEE binary32.
    F32 ".f32" 32 Float,
    /// IEEE binary64.
    F64 ".f64" 64 Float,
    /// 8 bits: 4 of exponent, 3 of mantissa (only inside matrices).
    E4m3 ".e4m3" 8 Float,
    /// 8 bits: 5 of exponent, 2 of mantissa (only inside matrices).
    E5m2 ".e5m2" 8 Float,
    /// Two of e4m3.
    E4m3x2 ".e4m3x2" 16 Packed,
    /// Two of e5m2.
    E5m2x2 ".e5m2x2" 16 Packed,
    /// A texture.
    TexRef ".texref" 64 Opaque,
    /// A sampler.
    SamplerRef ".samplerref" 64 Opaque,
    /// A surface.
    SurfRef ".surfref" 64 Opaque,
}

impl Type {
    /// Bytes in memory.
    pub fn bytes(self) -> u32 {
        self.bits().div_ceil(8)
    }

    /// Whether it is a signed or unsigned integer.
    pub fn is_integer(self) -> bool {
        matches!(self.class(), Class::Signed | Class::Unsigned)
    }

    /// Whether it is a signed integer.
    pub fn is_signed(self) -> bool {
        self.class() == Class::Signed
    }

    /// Whether it is one floating-point number.
    pub fn is_float(self) -> bool {
        self.class() == Class::Float
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.suffix())
    }
}

/// A state space: where an address points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Space {
    /// The address says itself which space it is in.
    Generic,
    /// Memory of the device.
    Global,
    /// Memory of a thread block.
    Shared,
    /// The shared memories of all blocks of a cluster.
    SharedCluster,
    /// Memory of a thread.
    Local,
    /// Memory that kernels only read.
    Const,
    /// Parameters: of the kernel, of the function, or of a call that is being prepared. Which one, the
    /// address' base says. A kernel may also compute addresses of its parameters: they begin with a `Mov` of
    /// [`super::Symbol::Parameter`].
    Param,
}

impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Generic => "generic",
            Self::Global => "global",
            Self::Shared => "shared",
            Self::SharedCluster => "cluster shared",
            Self::Local => "local",
            Self::Const => "constant",
            Self::Param => "parameter",
        })
    }
}

/// How a memory operation is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ordering {
    /// Not at all; also read-only (`.nc`) loads.
    #[default]
    Weak,
    /// Neither removed nor merged; otherwise relaxed, at system scope.
    Volatile,
    /// Atomic, unordered.
    Relaxed,
    /// Nothing later passes it.
    Acquire,
    /// Nothing earlier passes it.
    Release,
    /// Both.
    AcquireRelease,
    /// Both, and in one order with all of its kind.
    SequentiallyConsistent,
    /// Exactly once, in order; for device registers.
    Mmio,
}

/// Which threads an ordering is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// The thread block.
    Block,
    /// The cluster.
    Cluster,
    /// The device.
    Device,
    /// Everything, the host included.
    #[default]
    System,
}

/// Rounding. The second four round to an integer, and are there for conversions only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// `.rn`: to nearest, ties to even.
    NearestEven,
    /// `.rz`: towards zero.
    Zero,
    /// `.rm`: down.
    Down,
    /// `.rp`: up.
    Up,
    /// `.rna`: to nearest, ties away from zero.
    NearestAway,
    /// `.rni`: to the nearest integer, ties to even.
    IntegerNearestEven,
    /// `.rzi`: to an integer, towards zero.
    IntegerZero,
    /// `.rmi`: to an integer, down.
    IntegerDown,
    /// `.rpi`: to an integer, up.
    IntegerUp,
}

/// How exact a function is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Precision {
    /// As IEEE 754 demands for the rounding, or as there is only one.
    #[default]
    Exact,
    /// `.approx`: within the error that the PTX ISA states.
    Approximate,
    /// `.full`: division within 2 ulp over the whole range.
    FullRange,
}

/// How a floating-point operation treats its operands and its result; also integer saturation.
///
/// All of it is off where an instruction names no qualifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Mode {
    /// Rounding; `None` is to nearest even, where an operation rounds at all.
    pub rounding: Option<Rounding>,
    /// Subnormal operands and results become zeros of the same sign.
    pub ftz: bool,
    /// Floats are clamped to [0, 1] with NaN becoming 0; integers to their type's range.
    pub sat: bool,
    /// Results beyond the largest finite number become that number, with their sign; only in `Op::Cvt`.
    pub satfinite: bool,
    /// Negative results become 0, and a NaN the canonical NaN.
    pub relu: bool,
    /// `min` and `max`: a NaN operand makes the result the canonical NaN.
    pub nan: bool,
    /// `min` and `max`: of the absolute values, with the exclusive or of the signs.
    pub xorsign_abs: bool,
    /// How exact.
    pub precision: Precision,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Equal; false with a NaN.
    Eq,
    /// Not equal; false with a NaN.
    Ne,
    /// Less (of the type's signedness; false with a NaN).
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
    /// Equal, or one is a NaN.
    Equ,
    /// Not equal, or one is a NaN.
    Neu,
    /// Less, or one is a NaN.
    Ltu,
    /// Less or equal, or one is a NaN.
    Leu,
    /// Greater, or one is a NaN.
    Gtu,
    /// Greater or equal, or one is a NaN.
    Geu,
    /// Neither is a NaN.
    Num,
    /// One is a NaN.
    Nan,
}

/// How the result of a comparison is combined with another predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoolOp {
    /// Both.
    And,
    /// At least one.
    Or,
    /// Exactly one.
    Xor,
}

/// A direction or component of a three-dimensional number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Axis {
    /// `.x`.
    X,
    /// `.y`.
    Y,
    /// `.z`.
    Z,
}

macro_rules! specials {
    ($($(#[$doc:meta])* $name:ident $text:literal $ty:ident,)*) => {
        /// A special register. Only `Op::Mov` reads one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Special {
            /// `%tid`: the thread's number in its block.
            Tid(Axis),
            /// `%ntid`: the size of a block.
            Ntid(Axis),
            /// `%ctaid`: the block's number in the grid.
            Ctaid(Axis),
            /// `%nctaid`: the size of the grid in blocks.
            Nctaid(Axis),
            /// `%clusterid`: the cluster's number in the grid.
            ClusterId(Axis),
            /// `%nclusterid`: the size of the grid in clusters.
            NclusterId(Axis),
            /// `%cluster_ctaid`: the block's number in its cluster.
            ClusterCtaid(Axis),
            /// `%cluster_nctaid`: the size of a cluster in blocks.
            ClusterNctaid(Axis),
            /// `%pm0` to `%pm7`: counters without a fixed meaning, lower or only 32 bits.
            PerformanceMonitor(u8),
            /// `%pm0_64` to `%pm7_64`.
            PerformanceMonitor64(u8),
            /// `%envreg0` to `%envreg31`: what the driver says there.
            Environment(u8),
            $($(#[$doc])* $name,)*
        }

        /// Special registers without an index: name, register, type.
        pub(crate) const SPECIALS: &[(&str, Special)] = &[$(($text, Special::$name),)*];

        impl Special {
            /// The type that it has.
            pub fn ty(self) -> Type {
                match self {
                    $(Self::$name => Type::$ty,)*
                    Self::PerformanceMonitor64(_) => Type::U64,
                    Self::Environment(_) => Type::B32,
                    _ => Type::U32,
                }
            }
        }
    };
}

specials! {
    /// The thread's number in its warp.
    LaneId "%laneid" U32,
    /// The warp's number in its block, or rather where it runs.
    WarpId "%warpid" U32,
    /// The most warps that there can be.
    NwarpId "%nwarpid" U32,
    /// The multiprocessor's number.
    SmId "%smid" U32,
    /// The most multiprocessors that there can be.
    NsmId "%nsmid" U32,
    /// The launch's number.
    GridId "%gridid" U64,
    /// Whether clusters were asked for at launch.
    IsExplicitCluster "%is_explicit_cluster" Pred,
    /// The block's rank in its cluster.
    ClusterCtaRank "%cluster_ctarank" U32,
    /// The number of blocks of a cluster.
    ClusterNctaRank "%cluster_nctarank" U32,
    /// A mask with the bit of the lane.
    LaneMaskEq "%lanemask_eq" U32,
    /// A mask with the bits up to that of the lane.
    LaneMaskLe "%lanemask_le" U32,
    /// A mask with the bits before that of the lane.
    LaneMaskLt "%lanemask_lt" U32,
    /// A mask with the bits from that of the lane on.
    LaneMaskGe "%lanemask_ge" U32,
    /// A mask with the bits behind that of the lane.
    LaneMaskGt "%lanemask_gt" U32,
    /// Cycles, lower half.
    Clock "%clock" U32,
    /// Cycles, upper half.
    ClockHigh "%clock_hi" U32,
    /// Cycles.
    Clock64 "%clock64" U64,
    /// Nanoseconds.
    GlobalTimer "%globaltimer" U64,
    /// Nanoseconds, lower half.
    GlobalTimerLow "%globaltimer_lo" U32,
    /// Nanoseconds, upper half.
    GlobalTimerHigh "%globaltimer_hi" U32,
    /// Where the system's part of shared memory begins.
    ReservedSharedBegin "%reserved_smem_offset_begin" B32,
    /// Where the system's part of shared memory ends.
    ReservedSharedEnd "%reserved_smem_offset_end" B32,
    /// How much of shared memory is the system's.
    ReservedSharedCap "%reserved_smem_offset_cap" B32,
    /// Bytes of shared memory, without the system's.
    TotalShared "%total_smem_size" U32,
    /// Bytes of shared memory, with the system's.
    AggregateShared "%aggr_smem_size" U32,
    /// Bytes of dynamic shared memory.
    DynamicShared "%dynamic_smem_size" U32,
    /// The handle of the graph that runs.
    CurrentGraphExec "%current_graph_exec" U64,
}

impl Special {
    /// The special register of a name without its component, which the second argument is.
    pub(crate) fn find(name: &str, axis: Option<Axis>) -> Option<Self> {
        if let Some(axis) = axis {
            return Some(match name {
                "%tid" => Self::Tid(axis),
                "%ntid" => Self::Ntid(axis),
                "%ctaid" => Self::Ctaid(axis),
                "%nctaid" => Self::Nctaid(axis),
                "%clusterid" => Self::ClusterId(axis),
                "%nclusterid" => Self::NclusterId(axis),
                "%cluster_ctaid" => Self::ClusterCtaid(axis),
                "%cluster_nctaid" => Self::ClusterNctaid(axis),
                _ => return None,
            });
        }
        if let Some((_, special)) = SPECIALS.iter().find(|(text, _)| *text == name) {
            return Some(*special);
        }
        let below = |text: &str, end: u8| text.parse::<u8>().ok().filter(|number| *number < end);
        if let Some(number) = name.strip_prefix("%envreg") {
            return below(number, 32).map(Self::Environment);
        }
        let number = name.strip_prefix("%pm")?;
        match number.strip_suffix("_64") {
            Some(number) => below(number, 8).map(Self::PerformanceMonitor64),
            None => below(number, 8).map(Self::PerformanceMonitor),
        }
    }
}
