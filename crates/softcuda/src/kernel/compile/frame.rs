//! What a function keeps in its thread's memory.

use ptx::ir::{Body, CallTarget, Function, Module, Op, Reg, Type};

/// Where everything lies in a frame. The first four bytes say where to resume.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Areas of calls that the function declares.
    pub areas: u64,
    /// Local memory.
    pub local: u64,
    /// Arguments of the call that is being made.
    pub arguments: u64,
    /// Its results.
    pub results: u64,
    /// Saved registers; each has its place.
    pub saved: u64,
    /// Bytes.
    pub size: u64,
}

/// Bytes of a saved register.
pub const SLOT: u64 = 8;

/// Registers that are alive somewhere where the thread can be suspended. Each has a place of its own.
pub fn saved_registers(function: &Function, body: &Body) -> Vec<Reg> {
    let mut all: Vec<Reg> = Vec::new();
    for block in 0..body.blocks.len() as u32 {
        let block = ptx::ir::BlockId(block);
        for (_, alive) in body.live_across(block) {
            all.extend(alive);
        }
    }
    for (_, target) in super::traits::turns(function, body) {
        all.extend(body.liveness.live_in(target));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Bytes that a register takes when it is saved.
pub fn slot_bytes(ty: Type) -> u64 {
    if ty.bits() > 64 { 2 * SLOT } else { SLOT }
}

impl Frame {
    /// The frame of a function.
    pub fn of(module: &Module, function: &Function, body: &Body) -> Self {
        let saved: u64 = saved_registers(function, body)
            .iter()
            .filter_map(|reg| body.registers.get(reg.index()))
            .map(|ty| slot_bytes(*ty))
            .sum();
        let (mut arguments, mut results) = (0, 0);
        for instruction in body.blocks.iter().flat_map(|block| &block.instructions) {
            let Op::Call { target, .. } = &instruction.op else { continue };
            let signature = match target {
                CallTarget::Direct(id) => module.functions.get(id.index()).map(|callee| &callee.signature),
                CallTarget::Indirect { signature, .. } => Some(&**signature),
            };
            if let Some(signature) = signature {
                arguments = arguments.max(signature.parameter_bytes());
                results = results.max(signature.return_bytes());
            }
        }
        let mut end = 16u64;
        let mut take = |(bytes, align): (u64, u64)| {
            let start = end.next_multiple_of(align.clamp(16, 4096));
            end = start + bytes;
            start
        };
        let areas = take(body.param_bytes);
        let local = take(body.local_bytes);
        let arguments = take((arguments, 16));
        let results = take((results, 16));
        let saved = take((saved, 16));
        Self { areas, local, arguments, results, saved, size: end.next_multiple_of(16) }
    }
}
