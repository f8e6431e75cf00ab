//! Calls of functions, of the program's own and of those that the system provides.

use ptx::ir::{CallTarget, CallValue, FunctionId, Operand, Type};

use super::super::launch::Fault;
use super::super::printf;
use super::access::{Context, Place, of_generic};
use super::thread::{State, Thread};

/// Calls. The thread's own place has been moved behind the call already.
pub fn call(
    context: &mut Context<'_>,
    thread: &mut Thread,
    target: &CallTarget,
    returns: &[CallValue],
    arguments: &[CallValue],
) -> Result<(), Fault> {
    let callee = match target {
        CallTarget::Direct(id) => *id,
        CallTarget::Indirect { pointer, .. } => {
            let pointer = thread.value(Operand::Reg(*pointer), Type::U64);
            context.program.pointee(pointer).ok_or(Fault::IllegalAddress {
                address: pointer,
                bytes: 0,
                is_write: false,
            })?
        }
    };
    let mut passed = Vec::new();
    for argument in arguments {
        passed.push(bytes_of(context, thread, argument)?);
    }
    match context.program.body(callee) {
        Some(_) => enter(context, thread, callee, &passed, returns),
        None => provided(context, thread, callee, &passed, returns),
    }
}

/// The bytes of an argument.
fn bytes_of(context: &mut Context<'_>, thread: &mut Thread, value: &CallValue) -> Result<Vec<u8>, Fault> {
    let (at, size) = match value {
        CallValue::Value(operand, ty) => {
            return Ok(thread.wide(*operand).to_le_bytes()[..ty.bytes() as usize].to_vec());
        }
        CallValue::Nothing => return Ok(Vec::new()),
        CallValue::Local(id) => {
            let size = thread.body(context.program).locals[id.index()].size;
            (Place::Local(thread.symbol(context.program, ptx::ir::Symbol::Local(*id))), size)
        }
        CallValue::Parameter(index) => {
            let function = context.program.function(thread.frame().function);
            let parameter = function.and_then(|it| it.signature.parameters.get(*index as usize));
            let at = thread.symbol(context.program, ptx::ir::Symbol::Parameter(*index));
            let is_kernel = function.is_some_and(|it| it.is_kernel);
            let place = if is_kernel { Place::Parameters(at) } else { Place::Local(at) };
            (place, parameter.map_or(0, |it| it.size))
        }
    };
    let mut bytes = vec![0; size as usize];
    context.read(thread, at, &mut bytes)?;
    Ok(bytes)
}

fn enter(
    context: &mut Context<'_>,
    thread: &mut Thread,
    callee: FunctionId,
    passed: &[Vec<u8>],
    returns: &[CallValue],
) -> Result<(), Fault> {
    thread.enter(context.program, callee, returns.into())?;
    let Some(function) = context.program.function(callee) else { return Ok(()) };
    let body = thread.body(context.program);
    for (index, (parameter, bytes)) in function.signature.parameters.iter().zip(passed).enumerate() {
        if let Some(Some(reg)) = body.parameter_registers.get(index) {
            thread.set(context.program, *reg, parameter.ty, number(bytes));
        } else {
            let at = thread.frame().parameters + parameter.offset;
            let count = bytes.len().min(parameter.size as usize);
            context.write(thread, Place::Local(at), &bytes[..count])?;
        }
    }
    Ok(())
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |all, byte| all << 8 | u64::from(*byte))
}

/// Leaves the function; ends the thread if it is the kernel.
pub fn leave(context: &mut Context<'_>, thread: &mut Thread) -> Result<(), Fault> {
    if thread.frames.len() == 1 {
        thread.state = State::Done;
        return Ok(());
    }
    let callee = thread.frame().function;
    let mut results = Vec::new();
    if let Some(function) = context.program.function(callee) {
        let body = thread.body(context.program);
        for (index, parameter) in function.signature.returns.iter().enumerate() {
            let bytes = if let Some(Some(reg)) = body.return_registers.get(index) {
                thread.wide(Operand::Reg(*reg)).to_le_bytes()[..parameter.size as usize].to_vec()
            } else {
                let mut bytes = vec![0; parameter.size as usize];
                let at = thread.frame().returns + parameter.offset;
                context.read(thread, Place::Local(at), &mut bytes)?;
                bytes
            };
            results.push(bytes);
        }
    }
    let Some(frame) = thread.frames.pop() else { return Ok(()) };
    thread.stack = frame.below;
    deliver(context, thread, &frame.results, &results)
}

/// Writes results where the caller wants them.
fn deliver(
    context: &mut Context<'_>,
    thread: &mut Thread,
    wanted: &[CallValue],
    results: &[Vec<u8>],
) -> Result<(), Fault> {
    for (wanted, bytes) in wanted.iter().zip(results) {
        match wanted {
            CallValue::Value(Operand::Reg(reg), ty) => {
                thread.set(context.program, *reg, *ty, number(bytes));
            }
            CallValue::Local(id) => {
                let at = thread.symbol(context.program, ptx::ir::Symbol::Local(*id));
                context.write(thread, Place::Local(at), bytes)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Functions without a body.
fn provided(
    context: &mut Context<'_>,
    thread: &mut Thread,
    callee: FunctionId,
    passed: &[Vec<u8>],
    returns: &[CallValue],
) -> Result<(), Fault> {
    let name = context.program.function(callee).map_or("", |function| &function.name);
    let argument = |index: usize| passed.get(index).map_or(0, |bytes| number(bytes));
    let result = match name {
        "vprintf" => {
            let text = context.string(thread, argument(0))?;
            let mut arguments = Arguments { context, thread, at: argument(1) };
            let text = printf::format(&text, &mut arguments)?;
            context.system.print(&text);
            text.len() as u64
        }
        "malloc" => context.system.allocate(argument(0)),
        "free" => {
            context.system.release(argument(0));
            0
        }
        "cudaGraphSetConditional" => {
            context.system.set_condition(argument(0), argument(1) as u32);
            0
        }
        "__assertfail" => {
            let mut text = |index| {
                let bytes = context.string(thread, argument(index));
                bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            };
            let (condition, file, function) = (text(0)?, text(1)?, text(3)?);
            let line = argument(2) & 0xffff_ffff;
            let message = format!("{file}:{line}: {function}: assertion `{condition}` failed");
            return Err(Fault::Assert { message });
        }
        _ => return Err(Fault::Unsupported { what: format!("function `{name}`, which has no body") }),
    };
    let bytes = returns.iter().map(|wanted| match wanted {
        CallValue::Value(_, ty) => ty.bytes() as usize,
        CallValue::Local(id) => thread.body(context.program).locals[id.index()].size as usize,
        _ => 0,
    });
    let results: Vec<Vec<u8>> = bytes.map(|count| result.to_le_bytes()[..count.min(8)].to_vec()).collect();
    deliver(context, thread, returns, &results)
}

/// The arguments of a `vprintf`.
struct Arguments<'a, 'c> {
    context: &'a mut Context<'c>,
    thread: &'a mut Thread,
    at: u64,
}

impl printf::Source for Arguments<'_, '_> {
    fn argument(&mut self, offset: u64, bytes: u32) -> Result<u64, Fault> {
        let place = of_generic(self.at.wrapping_add(offset));
        Ok(self.context.read_number(self.thread, place, bytes)? as u64)
    }

    fn string(&mut self, address: u64) -> Result<Vec<u8>, Fault> {
        self.context.string(self.thread, address)
    }
}
