//! What an instruction does.
//!
//! Names are those of the PTX ISA where it has one; each variant says which instructions it stands for.
//! In all of them `d` is written and `a`, `b`, `c` are read, in the order in which PTX writes them.

use super::{
    Address, BoolOp, CallTarget, CallValue, Comparison, Image, Mma, Mode, Operand, Ordering, Predicate, Reg,
    Scope, Space, Type, Wmma,
};

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident { $($(#[$row:meta])* $variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$row])* $variant,)* }
    )*};
}

vocabulary! {
    /// One operand.
    UnaryOp {
        /// `neg`.
        Neg,
        /// `abs`.
        Abs,
        /// `not`; of a predicate too.
        Not,
        /// `cnot`: 1 if it is zero, else 0.
        Cnot,
        /// `popc`: number of ones; the result has 32 bits whatever the type.
        Popc,
        /// `clz`: number of leading zeros; the result has 32 bits whatever the type.
        Clz,
        /// `brev`.
        Brev,
        /// `bfind`: position of the highest bit that is no sign bit, or all ones; 32 bits.
        Bfind,
        /// `bfind.shiftamt`: how far to shift left until that bit is the highest, or all ones.
        BfindShift,
        /// `rcp`. For binary64 with `Precision::Approximate` (`.approx.ftz.f64`) the upper word counts.
        Rcp,
        /// `sqrt`.
        Sqrt,
        /// `rsqrt`.
        Rsqrt,
        /// `sin`.
        Sin,
        /// `cos`.
        Cos,
        /// `lg2`.
        Lg2,
        /// `ex2`.
        Ex2,
        /// `tanh`.
        Tanh,
    }
    /// Two operands.
    BinaryOp {
        /// `add`.
        Add,
        /// `sub`.
        Sub,
        /// `mul` of floats, `mul.lo` of integers.
        Mul,
        /// `mul.hi`.
        MulHi,
        /// `mul.wide`: the result is twice as wide as the type.
        MulWide,
        /// `mul24.lo`: the lower 32 bits of a 24-bit product.
        Mul24Lo,
        /// `mul24.hi`: bits 47 to 16.
        Mul24Hi,
        /// `div`. Integers: by zero gives an unspecified value.
        Div,
        /// `rem`.
        Rem,
        /// `min`.
        Min,
        /// `max`.
        Max,
        /// `and`; of predicates see [`Op::Logic`].
        And,
        /// `or`.
        Or,
        /// `xor`.
        Xor,
        /// `shl`; b has 32 bits, and a count beyond the width gives 0.
        Shl,
        /// `shr`; b has 32 bits; copies the sign bit for signed types.
        Shr,
        /// `copysign`: b with the sign of a.
        CopySign,
    }
    /// Three operands.
    TernaryOp {
        /// `fma`, and `mad` of floats.
        Fma,
        /// `mad.lo`.
        MadLo,
        /// `mad.hi`; `sat` for `.s32`.
        MadHi,
        /// `mad.wide`: c and d are twice as wide as the type.
        MadWide,
        /// `mad24.lo`.
        Mad24Lo,
        /// `mad24.hi`; `sat` for `.s32`.
        Mad24Hi,
        /// `sad`: c + |a − b|.
        Sad,
        /// `min` of three.
        Min3,
        /// `max` of three.
        Max3,
    }
    /// Arithmetic with a carry.
    CarryOp {
        /// a + b + carry.
        Add,
        /// a − b − borrow.
        Sub,
        /// a × b, lower half, + c + carry.
        MadLo,
        /// a × b, upper half, + c + carry.
        MadHi,
    }
    /// What happens to counts beyond a width.
    WrapMode {
        /// They count as the width.
        Clamp,
        /// They count modulo the width.
        Wrap,
    }
    /// `testp`.
    Test {
        /// Neither infinite nor NaN.
        Finite,
        /// Infinite.
        Infinite,
        /// A number.
        Number,
        /// No number.
        NotANumber,
        /// Normal.
        Normal,
        /// Subnormal.
        Subnormal,
    }
    /// The byte selection of `prmt`.
    Selection {
        /// The four lower bytes of c's nibbles choose; bit 3 copies the sign.
        Index,
        /// `.f4e`: forwards.
        Forward4,
        /// `.b4e`: backwards.
        Backward4,
        /// `.rc8`: one byte, four times.
        Replicate8,
        /// `.ecl`: edge clamp left.
        EdgeLeft,
        /// `.ecr`: edge clamp right.
        EdgeRight,
        /// `.rc16`: one half, twice.
        Replicate16,
    }
    /// Four (or two) bytes or halves of a register.
    Bytes4 {
        /// Unsigned.
        Unsigned,
        /// Signed.
        Signed,
    }
    /// An atomic operation: what memory holds afterwards, from what it held, and b.
    AtomicOp {
        /// Sum; floats round to nearest even.
        Add,
        /// Minimum.
        Min,
        /// Maximum.
        Max,
        /// 0 if it is at least b, else one more.
        Inc,
        /// b if it is 0 or above b, else one less.
        Dec,
        /// Bitwise and.
        And,
        /// Bitwise or.
        Or,
        /// Bitwise exclusive or.
        Xor,
        /// b.
        Exchange,
        /// c if it equals b.
        CompareAndSwap,
    }
    /// What a barrier is used for.
    BarrierOp {
        /// `sync`: arrive and wait.
        Sync,
        /// `arrive`: do not wait.
        Arrive,
        /// `red.popc`: wait; d is the number of threads whose predicate holds.
        CountTrue,
        /// `red.and`: wait; d is whether all predicates hold.
        All,
        /// `red.or`: wait; d is whether one holds.
        Any,
    }
    /// `vote`.
    VoteMode {
        /// Whether all predicates hold.
        All,
        /// Whether one holds.
        Any,
        /// Whether all are the same.
        Uniform,
        /// The mask of the lanes whose predicate holds.
        Ballot,
    }
    /// `shfl`.
    ShuffleMode {
        /// From the lane that many below.
        Up,
        /// From the lane that many above.
        Down,
        /// From the lane whose number is the exclusive or.
        Butterfly,
        /// From that lane.
        Index,
    }
    /// `match`.
    MatchMode {
        /// Lanes with the same value.
        Any,
        /// All lanes if they all have the same value, else none.
        All,
    }
    /// `redux`.
    ReduxOp {
        /// Sum.
        Add,
        /// Minimum.
        Min,
        /// Maximum.
        Max,
        /// Bitwise and.
        And,
        /// Bitwise or.
        Or,
        /// Bitwise exclusive or.
        Xor,
    }
    /// The cache that `cp.async` goes through.
    CpAsyncCache {
        /// All levels.
        All,
        /// The second level only.
        Global,
    }
    /// How memory is meant to be cached; results do not depend on it.
    Caching {
        /// As usual.
        Default,
        /// `.nc` and `ldu`: the memory is not written while the kernel runs.
        ReadOnly,
        /// Any other hint.
        Hinted,
    }
    /// Advice that changes no result.
    Hint {
        /// `prefetch`, `prefetchu`.
        Prefetch,
        /// `discard.L2`: what memory holds there is not needed any more.
        Discard,
        /// `applypriority`.
        Priority,
        /// `setmaxnreg`.
        MaxRegisters,
        /// `griddepcontrol.launch_dependents`.
        LaunchDependents,
    }
    /// `mbarrier`.
    MbarrierOp {
        /// `init`: a is the count.
        Init,
        /// `inval`.
        Invalidate,
        /// `arrive`: a is the count, d the state before.
        Arrive,
        /// `arrive_drop`: arrives, and is not expected again.
        ArriveDrop,
        /// `arrive.noComplete`.
        ArriveNoComplete,
        /// `arrive_drop.noComplete`.
        ArriveDropNoComplete,
        /// `arrive.expect_tx`: a is the number of bytes.
        ArriveExpect,
        /// `expect_tx`.
        Expect,
        /// `complete_tx`.
        Complete,
        /// `test_wait`: d is whether the phase of state a is complete.
        TestWait,
        /// `test_wait.parity`: a is the phase's parity.
        TestWaitParity,
        /// `try_wait`: as `test_wait`; may wait a while, b nanoseconds at most.
        TryWait,
        /// `try_wait.parity`.
        TryWaitParity,
        /// `pending_count`: of state a.
        PendingCount,
    }
}

/// What an instruction does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "d, a, b, c and ty are explained above; the others with their variants")]
pub enum Op {
    // ── Arithmetic ──
    /// d = op(a).
    Unary { op: UnaryOp, ty: Type, mode: Mode, d: Reg, a: Operand },
    /// d = a op b.
    Binary { op: BinaryOp, ty: Type, mode: Mode, d: Reg, a: Operand, b: Operand },
    /// d = op(a, b, c).
    Ternary { op: TernaryOp, ty: Type, mode: Mode, d: Reg, a: Operand, b: Operand, c: Operand },
    /// `add.cc`, `addc`, `sub.cc`, `subc`, `mad.cc`, `madc`. The carry flag of PTX is an ordinary
    /// predicate register here: `carry_in` is added (or subtracted as a borrow), `carry_out` receives it.
    Carry {
        op: CarryOp,
        ty: Type,
        d: Reg,
        a: Operand,
        b: Operand,
        c: Option<Operand>,
        carry_in: Option<Reg>,
        carry_out: Option<Reg>,
    },
    /// `bfe`: length c bits (of which the lower 8 count, as of b) of a from position b on, extended by the
    /// sign for signed types.
    Bfe { ty: Type, d: Reg, a: Operand, b: Operand, c: Operand },
    /// `bfi`: b with `len` bits from `pos` on replaced by the lowest of a.
    Bfi { ty: Type, d: Reg, a: Operand, b: Operand, pos: Operand, len: Operand },
    /// `bmsk`: b ones from position a on.
    Bmsk { wrap: WrapMode, d: Reg, a: Operand, b: Operand },
    /// `szext`: the lower b bits of a, extended by sign or zero.
    Szext { wrap: WrapMode, ty: Type, d: Reg, a: Operand, b: Operand },
    /// `fns`: in mask a, from position b on, the c-th set bit (backwards if negative), or all ones.
    Fns { d: Reg, a: Operand, b: Operand, c: Operand },
    /// `lop3`: the function of three bits whose table is `table`. `p`, if there, is (d ≠ 0) `combine` q.
    Lop3 {
        table: u8,
        d: Option<Reg>,
        a: Operand,
        b: Operand,
        c: Operand,
        p: Option<Reg>,
        combine: Option<(BoolOp, Predicate)>,
    },
    /// `shf`: 32 bits out of b:a (b is the upper word), shifted by c.
    Shf { left: bool, wrap: WrapMode, d: Reg, a: Operand, b: Operand, c: Operand },
    /// `prmt`: four bytes of b:a as c selects.
    Prmt { selection: Selection, d: Reg, a: Operand, b: Operand, c: Operand },
    /// `dp4a`: c + the sum of four products of bytes.
    Dp4a { a_bytes: Bytes4, b_bytes: Bytes4, d: Reg, a: Operand, b: Operand, c: Operand },
    /// `dp2a`: c + the sum of two products of a's halves and b's lower or upper bytes.
    Dp2a { upper: bool, a_halves: Bytes4, b_bytes: Bytes4, d: Reg, a: Operand, b: Operand, c: Operand },

    // ── Comparison and choice ──
    /// `setp`: p = (a cmp b) op c and q = not (a cmp b) op c; for two halves in one register p is the
    /// lower half's and q the upper half's.
    Setp {
        cmp: Comparison,
        ty: Type,
        ftz: bool,
        p: Option<Reg>,
        q: Option<Reg>,
        a: Operand,
        b: Operand,
        combine: Option<(BoolOp, Predicate)>,
    },
    /// `set`: as `setp`, but d is all ones (or 1.0 for a float) or zero; `to` is d's type.
    Set {
        cmp: Comparison,
        to: Type,
        ty: Type,
        ftz: bool,
        d: Reg,
        a: Operand,
        b: Operand,
        combine: Option<(BoolOp, Predicate)>,
    },
    /// `and.pred`, `or.pred`, `xor.pred`, which take negated operands.
    Logic { op: BoolOp, d: Reg, a: Predicate, b: Predicate },
    /// `selp`: a if p, else b.
    Selp { ty: Type, d: Reg, a: Operand, b: Operand, p: Predicate },
    /// `slct`: a if c ≥ 0, else b; c is `.s32` or `.f32` (`by`).
    Slct { ty: Type, by: Type, ftz: bool, d: Reg, a: Operand, b: Operand, c: Operand },
    /// `testp`.
    Testp { test: Test, ty: Type, p: Reg, a: Operand },

    // ── Moving and converting ──
    /// `mov`; also of special registers and addresses.
    Mov { ty: Type, d: Reg, a: Operand },
    /// `mov` of several registers into a wider one, the first lowest. `ty` is the whole's; the parts divide
    /// it evenly.
    Pack { ty: Type, d: Reg, parts: Box<[Operand]> },
    /// `mov` of one register into several narrower ones; `None` is `_`.
    Unpack { ty: Type, parts: Box<[Option<Reg>]>, a: Operand },
    /// `cvt`. With b, two floats become one packed register: a the upper half, b the lower.
    ///
    /// d and a may be wider than `to` and `from`: of a the lower bits count, and d is extended, by the sign
    /// for signed types.
    Cvt { to: Type, from: Type, mode: Mode, d: Reg, a: Operand, b: Option<Operand> },
    /// `cvt.pack.sat`: a and b saturated to `to`, a the upper; c gives the rest of the register, shifted.
    CvtPack { to: Type, from: Type, d: Reg, a: Operand, b: Operand, c: Option<Operand> },
    /// `cvta`: a generic address of one in `space`, or (`to_space`) the other way round. `ty` is `.u32` or
    /// `.u64`.
    Cvta { space: Space, to_space: bool, ty: Type, d: Reg, a: Operand },
    /// `isspacep`: whether generic address a lies in `space`.
    Isspacep { space: Space, p: Reg, a: Operand },
    /// `mapa`: the address of a in the shared memory of block b of the cluster.
    Mapa { space: Space, ty: Type, d: Reg, a: Operand, b: Operand },
    /// `getctarank`: the block of the cluster that shared address a belongs to.
    GetCtaRank { space: Space, ty: Type, d: Reg, a: Operand },

    // ── Memory ──
    /// `ld`, `ldu`: `ty` from memory, as many as `d` has; the first is at the address. A register that is
    /// wider than the type receives the value extended by its sign (signed types) or zeros. `None` is `_`.
    ///
    /// The address is a multiple of the size of the whole access; it is an error of the program else.
    Ld {
        space: Space,
        ordering: Ordering,
        scope: Scope,
        caching: Caching,
        ty: Type,
        d: Box<[Option<Reg>]>,
        address: Address,
    },
    /// `st`: the lower bits of each of `a`.
    St { space: Space, ordering: Ordering, scope: Scope, ty: Type, address: Address, a: Box<[Operand]> },
    /// `atom` and, without d, `red`. d is what memory held. Vectors (sm_90) are elementwise atomic.
    Atom {
        op: AtomicOp,
        space: Space,
        ordering: Ordering,
        scope: Scope,
        ty: Type,
        d: Option<Reg>,
        address: Address,
        b: Operand,
        c: Option<Operand>,
    },
    /// `membar`, `fence`.
    Fence { ordering: Ordering, scope: Scope },
    /// `cp.async`: `bytes` from global to shared memory, at some time before it is waited for. Of the source
    /// only `source_bytes` are read, the others are zeros; if `ignore` holds, all are.
    CpAsync {
        cache: CpAsyncCache,
        bytes: u32,
        to: Address,
        from: Address,
        source_bytes: Option<Operand>,
        ignore: Option<Predicate>,
    },
    /// `cp.async.commit_group`.
    CpAsyncCommit,
    /// `cp.async.wait_group`: all but that many of the latest groups are done; `None` is `wait_all`.
    CpAsyncWait { groups: Option<u32> },
    /// `cp.async.mbarrier.arrive`.
    CpAsyncArrive { no_increment: bool, space: Space, address: Address },
    /// `mbarrier`; see [`MbarrierOp`] for d, a, b.
    Mbarrier {
        op: MbarrierOp,
        space: Space,
        ordering: Ordering,
        scope: Scope,
        d: Option<Reg>,
        address: Option<Address>,
        a: Option<Operand>,
        b: Option<Operand>,
    },
    /// Advice that changes no result.
    Hint { hint: Hint },
    /// `createpolicy`: d is 64 bits that only hints take.
    CreatePolicy { d: Reg },
    /// `alloca`: d is the address, in local memory, of a bytes, aligned to `align`.
    Alloca { ty: Type, d: Reg, a: Operand, align: u32 },
    /// `stacksave`.
    StackSave { ty: Type, d: Reg },
    /// `stackrestore`.
    StackRestore { ty: Type, a: Operand },

    /// `tex`, `tld4`, `txq`, `suld`, `sust`, `suq`.
    Image(Box<Image>),

    // ── Threads together: which of these are suspension points, `Op::suspends` says ──
    /// `bar`, `barrier`. `id` numbers the barrier, `threads` is how many take part (all of the block without).
    Barrier {
        op: BarrierOp,
        aligned: bool,
        id: Operand,
        threads: Option<Operand>,
        d: Option<Reg>,
        p: Option<Predicate>,
    },
    /// `barrier.cluster`: arrive (`wait` false) or wait.
    BarrierCluster { wait: bool, ordering: Ordering },
    /// `bar.warp.sync`.
    WarpSync { mask: Operand },
    /// `vote`; without a mask (old form) all lanes that are active. d is a predicate, or for a ballot 32 bits.
    Vote { mode: VoteMode, d: Reg, p: Predicate, mask: Option<Operand> },
    /// `shfl`: b the lane or distance, c clamp and segment mask as in the PTX ISA; p is whether the source was
    /// in range.
    Shfl {
        mode: ShuffleMode,
        d: Reg,
        p: Option<Reg>,
        a: Operand,
        b: Operand,
        c: Operand,
        mask: Option<Operand>,
    },
    /// `match.sync`.
    Match { mode: MatchMode, ty: Type, d: Reg, p: Option<Reg>, a: Operand, mask: Operand },
    /// `redux.sync`; `mode.nan` and `abs` for `.f32`.
    Redux { op: ReduxOp, ty: Type, abs: bool, nan: bool, d: Reg, a: Operand, mask: Operand },
    /// `activemask`.
    ActiveMask { d: Reg },
    /// `elect.sync`: p holds in one lane of the mask, d is its number.
    Elect { d: Option<Reg>, p: Reg, mask: Operand },
    /// `mma.sync`, `mma.sp.sync`, `wmma.mma.sync`.
    Mma(Box<Mma>),
    /// `wmma.load.sync`.
    WmmaLoad(Box<Wmma>),
    /// `wmma.store.sync`.
    WmmaStore(Box<Wmma>),
    /// `ldmatrix.sync`: as many 8×8 matrices of `.b16` as `d` has registers.
    LdMatrix { transposed: bool, space: Space, d: Box<[Reg]>, address: Address },
    /// `stmatrix.sync`.
    StMatrix { transposed: bool, space: Space, address: Address, a: Box<[Operand]> },
    /// `movmatrix.sync.trans`.
    MovMatrix { d: Reg, a: Operand },
    /// `griddepcontrol.wait`.
    GridDependencyWait,
    /// `nanosleep`.
    Nanosleep { a: Operand },

    // ── Functions ──
    /// `call`. A suspension point if its target may suspend.
    Call { target: CallTarget, returns: Box<[CallValue]>, arguments: Box<[CallValue]>, uniform: bool },
    /// `brkpt`.
    Breakpoint,
    /// `pmevent`.
    PmEvent { mask: u32 },
}
