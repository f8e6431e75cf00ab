//! Calls: of functions of the module, and of those that the system provides.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{FuncRef, InstBuilder, SigRef, Value, types};
use cranelift_module::Module as _;
use ptx::ir::{CallTarget, CallValue, FunctionId, Operand, Signature, Suspension, Symbol};

use super::abi::{self, at};
use super::function::{Translator, clif, integer, ours};
use super::helpers::{Helper, System};
use crate::kernel::interpret::function_address;

/// What a call jumps to.
#[derive(Clone, Copy)]
enum Callee {
    Known(FuncRef),
    Pointer(SigRef, Value),
}

impl Translator<'_, '_, '_> {
    pub(super) fn call(
        &mut self,
        target: &CallTarget,
        returns: &[CallValue],
        arguments: &[CallValue],
        place: Suspension,
    ) -> Result<(), String> {
        self.aligned.clear();
        let module = self.unit.module;
        let (signature, callee) = match target {
            CallTarget::Direct(id) => {
                let function = module.functions.get(id.index()).ok_or("no such function")?;
                (function.signature.clone(), Some((*id, function)))
            }
            CallTarget::Indirect { signature, .. } => ((**signature).clone(), None),
        };
        self.pass(&signature, arguments)?;
        let suspends = match (target, callee) {
            (_, Some((_, function))) => function.suspends,
            _ => !self.alive_at(place).is_empty() || self.body.suspensions.contains(&place),
        };
        let frame = self.b.ins().iadd_imm_s(self.frame_base, self.frame.size as i64);
        let inputs = self.b.ins().iadd_imm_s(self.frame_base, self.frame.arguments as i64);
        let outputs = self.b.ins().iadd_imm_s(self.frame_base, self.frame.results as i64);
        match callee {
            Some((_, function)) if !function.has_body() => {
                let Some(system) = System::named(&function.name) else {
                    return Err(format!("the system has no function {}", function.name));
                };
                let number = self.b.ins().iconst(types::I32, system as i64);
                let values = [self.block_data, self.thread, number, inputs, outputs];
                if let Some(code) = self.help(Helper::System, &values) {
                    self.leave_with(code);
                }
            }
            Some((id, _)) => {
                let function = self.declared(id)?;
                self.enter(Callee::Known(function), suspends, (frame, inputs, outputs), place);
            }
            None => {
                let CallTarget::Indirect { pointer, .. } = target else { return Ok(()) };
                let number = self.value(Operand::Reg(*pointer), types::I64);
                let code = self.looked_up(number);
                let signature = match self.code_signature {
                    Some(signature) => signature,
                    None => {
                        let signature = super::signature(&self.unit.jit);
                        self.b.import_signature(signature)
                    }
                };
                self.code_signature = Some(signature);
                // Across a suspension the pointer is needed again.
                self.b.ins().store(ours(), code, self.frame_base, 8);
                self.enter(Callee::Pointer(signature, code), suspends, (frame, inputs, outputs), place);
            }
        }
        self.receive(&signature, returns)
    }

    fn declared(&mut self, id: FunctionId) -> Result<FuncRef, String> {
        let declared = match self.unit.bodies.get(&id) {
            Some((_, declared)) => *declared,
            // The function that is being translated, which calls itself.
            None => {
                let signature = super::signature(&self.unit.jit);
                let name = format!("f{}", id.0);
                let linkage = cranelift_module::Linkage::Local;
                self.unit
                    .jit
                    .declare_function(&name, linkage, &signature)
                    .map_err(|error| error.to_string())?
            }
        };
        Ok(self.unit.jit.declare_func_in_func(declared, self.b.func))
    }

    /// The code of a function by its number, which may be anything.
    fn looked_up(&mut self, number: Value) -> Value {
        // Numbers are 16 apart; what is between them becomes a large index.
        let first = self.word(function_address(FunctionId(0)));
        let index = self.b.ins().isub(number, first);
        let index = self.b.ins().rotr_imm_u(index, 4);
        let count = self.b.ins().load(types::I64, ours(), self.block_data, at::FUNCTIONS_COUNT);
        let exists = self.b.ins().icmp(IntCC::UnsignedLessThan, index, count);
        self.leave_unless(exists, abi::ILLEGAL_ADDRESS);
        let table = self.b.ins().load(types::I64, ours(), self.block_data, at::FUNCTIONS);
        let offset = self.b.ins().ishl_imm_u(index, 3);
        let place = self.b.ins().iadd(table, offset);
        let code = self.b.ins().load(types::I64, ours(), place, 0);
        self.leave_unless(code, abi::ILLEGAL_ADDRESS);
        code
    }

    fn jump_in(&mut self, callee: Callee, (frame, inputs, outputs): (Value, Value, Value)) -> Value {
        let values = [self.block_data, self.thread, frame, inputs, outputs];
        let call = match callee {
            Callee::Known(function) => self.b.ins().call(function, &values),
            Callee::Pointer(signature, code) => self.b.ins().call_indirect(signature, code, &values),
        };
        match self.b.inst_results(call).first() {
            Some(code) => *code,
            None => self.b.ins().iconst(types::I32, 0),
        }
    }

    fn enter(&mut self, callee: Callee, suspends: bool, areas: (Value, Value, Value), place: Suspension) {
        let none = self.b.ins().iconst(types::I32, 0);
        self.b.ins().store(ours(), none, areas.0, 0);
        let code = self.jump_in(callee, areas);
        if !suspends {
            self.leave_with(code);
            return;
        }
        let alive = self.alive_at(place);
        let after = self.b.create_block();
        let (stopped, waits) = (self.b.create_block(), self.b.create_block());
        self.b.ins().brif(code, stopped, &[], after, &[]);
        self.b.switch_to_block(stopped);
        self.end_or(code, waits);
        self.b.switch_to_block(waits);
        self.save(&alive);
        let resume = self.note();
        self.b.ins().return_(&[code]);
        // Resumed: the callee goes on where it was.
        self.b.switch_to_block(resume);
        let frame = self.b.ins().iadd_imm_s(self.frame_base, self.frame.size as i64);
        let inputs = self.b.ins().iadd_imm_s(self.frame_base, self.frame.arguments as i64);
        let outputs = self.b.ins().iadd_imm_s(self.frame_base, self.frame.results as i64);
        let callee = match callee {
            Callee::Known(function) => Callee::Known(function),
            Callee::Pointer(signature, _) => {
                let code = self.b.ins().load(types::I64, ours(), self.frame_base, 8);
                Callee::Pointer(signature, code)
            }
        };
        let code = self.jump_in(callee, (frame, inputs, outputs));
        let done = self.b.create_block();
        let again = self.b.create_block();
        self.b.ins().brif(code, again, &[], done, &[]);
        self.b.switch_to_block(again);
        self.b.ins().return_(&[code]);
        self.b.switch_to_block(done);
        self.restore(&alive);
        self.b.ins().jump(after, &[]);
        self.b.switch_to_block(after);
        self.aligned.clear();
    }

    /// Returns a code that ends the thread; goes on with one that makes it wait.
    fn end_or(&mut self, code: Value, waits: cranelift_codegen::ir::Block) {
        let out = self.b.create_block();
        let ends = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, code, i64::from(abi::YIELDED));
        self.b.ins().brif(ends, out, &[], waits, &[]);
        self.b.switch_to_block(out);
        self.b.ins().return_(&[code]);
    }

    /// Copies `bytes` bytes between areas.
    fn copy(&mut self, from: (Value, i64), to: (Value, i64), bytes: u64) {
        let mut done = 0u64;
        while done < bytes {
            let (kind, step) = match bytes - done {
                8.. => (types::I64, 8),
                4.. => (types::I32, 4),
                2.. => (types::I16, 2),
                _ => (types::I8, 1),
            };
            let flags = cranelift_codegen::ir::MemFlagsData::new().with_notrap();
            let value = self.b.ins().load(kind, flags, from.0, (from.1 + done as i64) as i32);
            self.b.ins().store(flags, value, to.0, (to.1 + done as i64) as i32);
            done += step;
        }
    }

    fn pass(&mut self, signature: &Signature, arguments: &[CallValue]) -> Result<(), String> {
        let base = self.frame.arguments as i64;
        for (parameter, argument) in signature.parameters.iter().zip(arguments) {
            let to = base + parameter.offset as i64;
            match argument {
                CallValue::Value(operand, ty) => {
                    let value = self.value(*operand, clif(*ty));
                    self.b.ins().store(ours(), value, self.frame_base, to as i32);
                }
                CallValue::Local(id) => {
                    let Some(local) = self.body.locals.get(id.index()) else { continue };
                    let from = (self.frame.areas + local.offset) as i64;
                    let bytes = parameter.size.min(local.size);
                    self.copy((self.frame_base, from), (self.frame_base, to), bytes);
                }
                CallValue::Parameter(index) => {
                    let from = self.symbol(Symbol::Parameter(*index), 0);
                    self.copy((from, 0), (self.frame_base, to), parameter.size);
                }
                CallValue::Nothing => return Err("a call passes nothing as an argument".into()),
            }
        }
        Ok(())
    }

    fn receive(&mut self, signature: &Signature, returns: &[CallValue]) -> Result<(), String> {
        let base = self.frame.results as i64;
        for (result, value) in signature.returns.iter().zip(returns) {
            let from = base + result.offset as i64;
            match value {
                CallValue::Value(Operand::Reg(reg), ty) => {
                    let bits = integer(ty.bits());
                    let value = self.b.ins().load(bits, ours(), self.frame_base, from as i32);
                    self.define_extended(*reg, *ty, value);
                }
                CallValue::Local(id) => {
                    let Some(local) = self.body.locals.get(id.index()) else { continue };
                    let to = (self.frame.areas + local.offset) as i64;
                    let bytes = result.size.min(local.size);
                    self.copy((self.frame_base, from), (self.frame_base, to), bytes);
                }
                CallValue::Parameter(_) => return Err("a call returns into a parameter".into()),
                CallValue::Value(..) | CallValue::Nothing => {}
            }
        }
        Ok(())
    }
}
