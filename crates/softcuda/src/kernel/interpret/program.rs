//! A kernel, compiled, with all functions that it may call, and the places of variables.

use std::collections::HashMap;

use ptx::Diagnostic;
use ptx::ir::{Body, Function, FunctionId, Module, Space, VariableId};

/// A kernel that can be run.
#[derive(Debug)]
pub struct Program<'m> {
    pub(super) module: &'m Module,
    pub(super) kernel: FunctionId,
    bodies: HashMap<FunctionId, Body>,
    addresses: Vec<u64>,
    /// Where the shared memory of a function's own begins.
    shared_of: HashMap<FunctionId, u64>,
    /// Where dynamic shared memory begins.
    pub(super) dynamic: u64,
}

/// Pointers to functions are numbers from here on.
const FUNCTIONS: u64 = 0x0400_0000_0000_0000;

/// What a pointer to a function is.
pub fn function_address(id: FunctionId) -> u64 {
    FUNCTIONS + 16 * u64::from(id.0)
}

impl<'m> Program<'m> {
    /// Compiles a kernel and what it needs. `address_of` says where a global or constant variable lies.
    pub fn new(
        module: &'m Module,
        kernel: FunctionId,
        address_of: &dyn Fn(VariableId) -> u64,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut bodies = HashMap::new();
        let mut order = vec![kernel];
        let mut at = 0;
        while let Some(id) = order.get(at).copied() {
            at += 1;
            let has_body = module.functions.get(id.index()).is_some_and(Function::has_body);
            if has_body {
                let body = module.compile(id)?;
                for named in &body.functions {
                    if !order.contains(named) {
                        order.push(*named);
                    }
                }
                bodies.insert(id, body);
            }
        }
        let mut program = Self {
            module,
            kernel,
            bodies,
            addresses: vec![0; module.variables.len()],
            shared_of: HashMap::new(),
            dynamic: 0,
        };
        program.place(&order, address_of);
        Ok(program)
    }

    fn place(&mut self, order: &[FunctionId], address_of: &dyn Fn(VariableId) -> u64) {
        let mut end = 0u64;
        let mut dynamic_align = 16;
        let mut dynamic = Vec::new();
        for (index, variable) in self.module.variables.iter().enumerate() {
            let id = VariableId(index as u32);
            if variable.space != Space::Shared {
                self.addresses[index] = address_of(id);
                continue;
            }
            let is_used = order.iter().filter_map(|id| self.bodies.get(id));
            let is_used = is_used.into_iter().any(|body| body.variables.contains(&id));
            if variable.size == 0 {
                dynamic_align = dynamic_align.max(variable.align);
                dynamic.push(index);
            } else if is_used {
                end = end.next_multiple_of(variable.align.max(1));
                self.addresses[index] = end;
                end += variable.size;
            }
        }
        for id in order {
            if let Some(body) = self.bodies.get(id) {
                let (bytes, align) = body.shared_bytes;
                end = end.next_multiple_of(align.max(1));
                self.shared_of.insert(*id, end);
                end += bytes;
            }
        }
        self.dynamic = end.next_multiple_of(dynamic_align);
        for index in dynamic {
            self.addresses[index] = self.dynamic;
        }
    }

    /// Bytes of shared memory that a block has without the dynamic part.
    pub fn static_shared(&self) -> u64 {
        self.dynamic
    }

    pub(super) fn body(&self, id: FunctionId) -> Option<&Body> {
        self.bodies.get(&id)
    }

    pub(super) fn function(&self, id: FunctionId) -> Option<&Function> {
        self.module.functions.get(id.index())
    }

    pub(super) fn variable(&self, id: VariableId) -> u64 {
        self.addresses.get(id.index()).copied().unwrap_or(0)
    }

    pub(super) fn shared_of(&self, id: FunctionId) -> u64 {
        self.shared_of.get(&id).copied().unwrap_or(0)
    }

    /// The function that a pointer points to.
    pub(super) fn pointee(&self, pointer: u64) -> Option<FunctionId> {
        let index = pointer.checked_sub(FUNCTIONS).filter(|offset| offset % 16 == 0)? / 16;
        let id = FunctionId(u32::try_from(index).ok()?);
        self.function(id).map(|_| id)
    }
}
