//! What the checked program of a module says.

use ptx::ir::{
    BinaryOp, BlockId, Body, CallTarget, CallValue, Linkage, Module, Op, Operand, Reg, Space, Special,
    Symbol, Terminator, Type,
};

const SAMPLE: &str = include_str!("data/sample.ptx");

fn sample() -> Module {
    Module::parse(SAMPLE).expect("a module")
}

fn kernel(body: &str) -> Body {
    let text = format!(
        ".version 8.0\n.target sm_75\n.address_size 64\n.entry k(.param .u64 out) {{ .reg .pred %p<9>; \
         .reg .b32 %r<20>; .reg .b64 %rd<9>; .reg .f32 %f<9>; {body} }}"
    );
    let module = Module::parse(text).expect("a module");
    let id = module.function("k").expect("a kernel");
    module.compile(id).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn ops(body: &Body) -> Vec<&Op> {
    body.blocks.iter().flat_map(|block| &block.instructions).map(|instruction| &instruction.op).collect()
}

#[test]
fn declarations_say_what_a_driver_asks_for() {
    let module = sample();
    assert_eq!((module.version, module.target.sm, module.address_size), ((8, 4), 80, 64));
    let names: Vec<&str> = module.kernels().map(|(_, kernel)| &*kernel.name).collect();
    assert_eq!(names, ["reduce", "empty"]);
    let (id, reduce) = module.kernels().next().expect("a kernel");
    let layout: Vec<_> =
        reduce.signature.parameters.iter().map(|it| (it.offset, it.size, it.align)).collect();
    assert_eq!(layout, [(0, 8, 8), (8, 4, 4), (16, 24, 8)]);
    assert_eq!(reduce.signature.parameter_bytes(), 40);
    assert_eq!(reduce.directives.max_threads, Some([128, 1, 1]));
    assert_eq!(reduce.directives.min_blocks, Some(2));
    let usage = module.usage(id);
    assert_eq!((usage.shared, usage.local), (516, 16));
    assert_eq!(usage.variables, [module.variable("total").expect("total")]);
    let suspends: Vec<_> = module.functions.iter().map(|it| (&*it.name, it.suspends)).collect();
    assert!(suspends.contains(&("together", true)) && suspends.contains(&("square", false)));
    assert!(suspends.contains(&("vprintf", false)));
}

#[test]
fn initial_values_are_bytes_and_addresses() {
    let module = sample();
    let variable = |name: &str| &module.variables[module.variable(name).expect(name).index()];
    assert_eq!(variable("$str").initial.bytes, b"hello\n\0");
    let numbers: Vec<f32> = variable("numbers")
        .initial
        .bytes
        .chunks(4)
        .map(|chunk| f32::from_le_bytes(chunk.try_into().expect("four")))
        .collect();
    assert_eq!(numbers, [1.0, 2.0, -1.5, 4.0]);
    assert_eq!(variable("limits").initial.bytes, [1u32, 16, 15, 3].map(u32::to_le_bytes).concat());
    let table = &variable("table").initial.addresses;
    assert_eq!(table.len(), 2);
    assert_eq!((table[0].offset, &*table[0].symbol, table[0].generic, table[0].addend), (0, "$str", true, 2));
    assert_eq!((table[1].offset, &*table[1].symbol, table[1].generic), (8, "square", false));
    let dynamic = variable("dynamic");
    assert_eq!(
        (dynamic.linkage, dynamic.space, dynamic.size, dynamic.align),
        (Linkage::Extern, Space::Shared, 0, 16)
    );
}

#[test]
fn calls_pass_areas_registers_and_pointers() {
    let module = sample();
    let body = module.compile(module.function("reduce").expect("reduce")).expect("compiles");
    let calls: Vec<_> = ops(&body)
        .into_iter()
        .filter_map(|op| match op {
            Op::Call { target, returns, arguments, .. } => Some((target, returns, arguments)),
            _ => None,
        })
        .collect();
    assert_eq!(calls.len(), 3);
    let vprintf = module.function("vprintf").expect("vprintf");
    assert_eq!(*calls[0].0, CallTarget::Direct(vprintf));
    assert!(matches!(**calls[0].2, [CallValue::Local(_), CallValue::Local(_)]));
    assert!(matches!(**calls[1].2, [CallValue::Value(Operand::Reg(_), Type::B32)]));
    assert!(matches!(calls[2].0, CallTarget::Indirect { signature, .. } if signature.parameter_bytes() == 4));
    // The areas of the two calls share bytes: 8 + 8 + 4 for the first is the most.
    assert_eq!(body.param_bytes, (20, 8));
    assert_eq!(body.local_bytes, (16, 8));
}

#[test]
fn branches_meet_at_their_post_dominators() {
    let body = kernel(
        "mov.u32 %r1, %tid.x; setp.lt.u32 %p1, %r1, 5; @%p1 bra THEN; add.u32 %r2, %r1, 1; bra JOIN; \
         THEN: add.u32 %r2, %r1, 2; JOIN: st.local.u32 [%rd1], %r2; @!%p1 ret; trap;",
    );
    let Terminator::Branch { condition, then, otherwise, uniform } = body.blocks[0].terminator else {
        panic!("no branch")
    };
    assert!(!condition.negated && !uniform);
    let join = body.reconvergence[0].expect("they meet");
    assert_eq!(body.reconvergence[then.index()], Some(join));
    assert_eq!(body.reconvergence[otherwise.index()], Some(join));
    // What returns and what traps meet nowhere.
    assert_eq!(body.reconvergence[join.index()], None);
    let Terminator::Branch { condition, then, otherwise, .. } = body.blocks[join.index()].terminator else {
        panic!("no branch")
    };
    assert!(condition.negated);
    assert_eq!(body.blocks[then.index()].terminator, Terminator::Return);
    assert_eq!(body.blocks[otherwise.index()].terminator, Terminator::Trap);
    assert!(matches!(ops(&body)[0], Op::Mov { a: Operand::Special(Special::Tid(_)), .. }));
}

#[test]
fn loops_without_an_end_are_no_obstacle() {
    let body = kernel("LOOP: add.u32 %r1, %r1, 1; @%p1 bra LOOP; HANG: bra HANG;");
    assert_eq!(body.reconvergence.iter().flatten().count(), 0);
    assert!(body.liveness.live_in(BlockId(0)).any(|reg| body.registers[reg.index()] == Type::Pred));
}

#[test]
fn values_that_are_needed_behind_a_barrier_live_across_it() {
    let body = kernel(
        "mov.u32 %r1, 1; mov.u32 %r2, 2; mov.u32 %r3, 3; bar.sync 0; add.u32 %r4, %r1, %r2; \
         shfl.sync.idx.b32 %r5, %r4, %r3, 31, -1; @%p1 mov.u32 %r2, %r5; bar.warp.sync -1; \
         st.local.u32 [%rd1], %r2; ret;",
    );
    let reg = |number: u32| {
        body.registers
            .iter()
            .position(|ty| *ty == Type::B32)
            .map(|first| Reg(first as u32 + number))
            .expect("registers")
    };
    let points = body.live_across(BlockId(0));
    assert_eq!(points.len(), 3);
    let live = |index: usize, number: u32| points[index].1.contains(&reg(number));
    assert!(live(0, 1) && live(0, 2) && live(0, 3) && !live(0, 4));
    // r5 is written by the shuffle itself; r2 is written under a guard later and may keep its value.
    assert!(!live(1, 5) && live(1, 2) && !live(1, 1) && !live(1, 3));
    assert!(live(2, 2) && !live(2, 5));
    assert!(body.suspended(points[1].0).is_some_and(|it| matches!(it.op, Op::Shfl { .. })));
}

#[test]
fn the_carry_flag_is_a_register_like_any_other() {
    let body = kernel("add.cc.u32 %r1, %r2, %r3; bra NEXT; NEXT: addc.u32 %r4, %r5, 0; ret;");
    let flags: Vec<_> = ops(&body)
        .into_iter()
        .filter_map(|op| match op {
            Op::Carry { carry_in, carry_out, .. } => Some((*carry_in, *carry_out)),
            _ => None,
        })
        .collect();
    let flag = flags[0].1.expect("the first writes it");
    assert_eq!(flags, [(None, Some(flag)), (Some(flag), None)]);
    assert!(body.liveness.live_out(BlockId(0)).any(|reg| reg == flag));
}

#[test]
fn generic_accesses_of_symbols_become_accesses_of_their_space() {
    let body =
        kernel(".local .b8 mine[8]; ld.u32 %r1, [mine+4]; add.u32 %r2, %r1, -1; st.u32 [%rd1], %r2; ret;");
    let all = ops(&body);
    assert!(matches!(all[0], Op::Ld { space: Space::Local, .. }));
    assert!(matches!(all[1], Op::Binary { op: BinaryOp::Add, b: Operand::Imm(0xffff_ffff), .. }));
    assert!(matches!(all[2], Op::St { space: Space::Generic, .. }));
    let body = kernel("mov.u64 %rd1, out; ld.param.u64 %rd2, [%rd1]; ret;");
    assert!(matches!(ops(&body)[0], Op::Mov { a: Operand::Address(Symbol::Parameter(0), 0), .. }));
}

#[test]
fn labels_belong_to_their_scope() {
    let body = kernel("{ L: @%p1 bra L; } { L: @%p2 bra L; } ret;");
    let targets: Vec<_> = body
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| match block.terminator {
            Terminator::Branch { then, .. } => Some((index, then.index())),
            _ => None,
        })
        .collect();
    assert_eq!(targets.len(), 2);
    assert!(targets.iter().all(|(from, to)| from == to), "each loops to itself: {targets:?}");
}

#[test]
fn a_family_and_a_register_share_a_name() {
    let body = kernel(".reg .b16 %h<8>; .reg .b32 %h; mov.b32 %h, {%h0, %h7}; st.local.b32 [%rd1], %h; ret;");
    assert!(matches!(ops(&body)[0], Op::Pack { .. }));
}

#[test]
fn textures_and_surfaces_say_what_is_read() {
    use ptx::ir::{Geometry, ImageOp, LevelBy, Outside, Query};
    let body = kernel(
        "tex.2d.v4.f32.f32 {%f1, _, %f3, %f4}, [%rd1, {%f5, %f6}];
         tex.level.a2d.v4.s32.f32 {%r1, %r2, %r3, %r4}, [%rd1, {%r5, %f5, %f6, %f6}], %f7;
         tex.grad.1d.v4.f32.f32 {%f1, %f2, %f3, %f4}, [%rd1, {%f5}], {%f6}, {%f7};
         tld4.b.2d.v4.f32.f32 {%f1, %f2, %f3, %f4}, [%rd1, {%f5, %f6}];
         suld.b.3d.v2.b32.clamp {%r1, %r2}, [%rd1, {%r5, %r6, %r7, %r7}];
         sust.b.1d.b64.zero [%rd1, {%r5}], {%rd2};
         txq.height.b32 %r1, [%rd1];",
    );
    let found: Vec<_> = ops(&body)
        .into_iter()
        .filter_map(|op| match op {
            Op::Image(image) => Some((image.op, image.geometry, image.d.len(), image.a.len())),
            _ => None,
        })
        .collect();
    assert_eq!(
        found,
        [
            (ImageOp::Fetch(LevelBy::Base), Geometry::Rectangle, 4, 2),
            (ImageOp::Fetch(LevelBy::Number), Geometry::Rectangles, 4, 4),
            (ImageOp::Fetch(LevelBy::Gradient), Geometry::Row, 4, 3),
            (ImageOp::Gather(2), Geometry::Rectangle, 4, 2),
            (ImageOp::Load(Outside::Clamp), Geometry::Box, 2, 3),
            (ImageOp::Store(Outside::Zero), Geometry::Row, 0, 2),
            (ImageOp::AskTexture(Query::Height), Geometry::Row, 1, 0),
        ]
    );
    let (mut read, mut written) = (Vec::new(), Vec::new());
    ops(&body)[1].uses(&mut |reg| read.push(reg));
    ops(&body)[1].defs(&mut |reg| written.push(reg));
    assert_eq!((read.len(), written.len()), (5, 4));
}
