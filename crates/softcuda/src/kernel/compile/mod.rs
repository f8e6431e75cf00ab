//! From the checked program to machine code, with Cranelift: one function for each function of PTX.
//!
//! ```text
//! Module::compile ─► ir::Body ─ function (frame, arithmetic, convert, memory, wait, call) ─► CLIF ─► machine code
//!                                   └── whatever is rare or intricate ──► helpers ──► semantics
//! ```
//!
//! A thread that has to wait saves the registers that it still needs in its frame, notes where it is, and
//! returns; entered again, it jumps there. So a thread costs no stack, and a kernel without such places is a
//! plain function.

pub mod abi;
mod arithmetic;
mod bits;
mod call;
mod convert;
mod frame;
mod function;
pub mod helpers;
mod memory;
pub mod traits;
mod wait;

use std::collections::HashMap;

use cranelift_codegen::ir::{AbiParam, Signature, types};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{Context, isa};
use cranelift_frontend::FunctionBuilderContext;
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{FuncId, Linkage, Module as _, default_libcall_names};
use ptx::ir::{Body, CallTarget, FunctionId, Module, Op, VariableId};

use self::frame::Frame;
use self::helpers::Helpers;
use super::warp;

/// The form that a kernel has been brought into.
#[derive(Debug)]
pub enum Form {
    /// Machine code for a thread, and where it begins.
    Threads(abi::Code),
    /// Routines for a warp.
    Warps(warp::Code),
}

/// Where the variables in shared memory lie.
#[derive(Debug, Default)]
pub struct Shared {
    /// Those of the module.
    pub variables: HashMap<VariableId, u64>,
    /// Where those of each function begin.
    pub functions: HashMap<FunctionId, u64>,
    /// Bytes before the dynamic part.
    pub bytes: u64,
}

impl Shared {
    /// Gives every variable its place; the dynamic ones come behind all others.
    fn lay_out(module: &Module, kernel: FunctionId, functions: &[(FunctionId, (u64, u64))]) -> Self {
        let mut shared = Self::default();
        let mut end = 0u64;
        for (id, (bytes, align)) in functions {
            end = end.next_multiple_of((*align).max(1));
            shared.functions.insert(*id, end);
            end += bytes;
        }
        let mut dynamic = Vec::new();
        for id in module.usage(kernel).variables {
            let Some(variable) = module.variables.get(id.index()) else { continue };
            if variable.size == 0 {
                dynamic.push((id, variable.align));
            } else {
                end = end.next_multiple_of(variable.align.max(1));
                shared.variables.insert(id, end);
                end += variable.size;
            }
        }
        let align = dynamic.iter().map(|(_, align)| *align).max().unwrap_or(1).max(16);
        shared.bytes = end.next_multiple_of(align);
        let bytes = shared.bytes;
        shared.variables.extend(dynamic.into_iter().map(|(id, _)| (id, bytes)));
        shared
    }
}

/// A kernel that can run.
pub struct Kernel {
    /// Its name.
    pub name: String,
    /// What runs.
    pub form: Form,
    /// The operations that threads wait in, by site.
    pub sites: Vec<Op>,
    /// Addresses of functions that are called by address, by their numbers.
    pub functions: Vec<u64>,
    /// Bytes of a thread with its frames.
    pub thread_bytes: u64,
    /// Bytes of shared memory before the dynamic part.
    pub shared_bytes: u64,
    /// Bytes of parameters.
    pub parameter_bytes: u64,
    /// Whether its threads have to be resumable.
    pub suspends: bool,
    /// Whether the processor may flush subnormal numbers.
    pub flushes: bool,
    /// Operations that helpers get a pointer to, which therefore must not move.
    #[allow(clippy::vec_box, reason = "see above")]
    _operations: Vec<Box<Op>>,
    memory: Option<JITModule>,
}

// SAFETY: the code is immutable once finished, the pointers in it lead to `_operations`, which nobody changes,
// and `memory` is touched in `drop` only, when nobody else has the kernel any more.
unsafe impl Send for Kernel {}
// SAFETY: as above.
unsafe impl Sync for Kernel {}

impl Drop for Kernel {
    fn drop(&mut self) {
        if let Some(memory) = self.memory.take() {
            // SAFETY: whoever runs the kernel holds it, so none of its code runs now or later.
            unsafe { memory.free_memory() };
        }
    }
}

impl std::fmt::Debug for Kernel {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "kernel {}", self.name)
    }
}

/// What the functions of one kernel are compiled with.
struct Unit<'m> {
    module: &'m Module,
    jit: JITModule,
    helpers: Helpers,
    bodies: HashMap<FunctionId, (Body, FuncId)>,
    order: Vec<FunctionId>,
    shared: Shared,
    sites: Vec<Op>,
    #[allow(clippy::vec_box, reason = "pointers lead to them")]
    operations: Vec<Box<Op>>,
    flushes: bool,
    has_fma: bool,
}

/// Bytes for the frames of a thread whose calls have no known depth.
const DEEP_STACK: u64 = 16 << 10;

fn signature(jit: &JITModule) -> Signature {
    let mut signature = jit.make_signature();
    for _ in 0..5 {
        signature.params.push(AbiParam::new(types::I64));
    }
    signature.returns.push(AbiParam::new(types::I32));
    signature
}

fn jit() -> Result<JITModule, String> {
    let mut flags = settings::builder();
    let mut set = |name, value| flags.set(name, value).map_err(|error| error.to_string());
    set("opt_level", "speed")?;
    set("is_pic", "false")?;
    set("use_colocated_libcalls", "false")?;
    set("enable_verifier", if cfg!(debug_assertions) { "true" } else { "false" })?;
    let isa: isa::Builder = cranelift_native::builder().map_err(str::to_owned)?;
    let isa = isa.finish(settings::Flags::new(flags)).map_err(|error| error.to_string())?;
    let mut builder = JITBuilder::with_isa(isa, default_libcall_names());
    helpers::register(&mut builder);
    Ok(JITModule::new(builder))
}

/// How a kernel is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// For warps if that can be, else for threads.
    #[default]
    Any,
    /// For threads.
    Threads,
    /// For warps, or not at all.
    Warps,
}

impl Way {
    /// What `SOFTCUDA_COMPILER` says: `threads`, `warps`, or anything else.
    pub fn from_environment() -> Self {
        match std::env::var("SOFTCUDA_COMPILER").as_deref() {
            Ok("threads") => Self::Threads,
            Ok("warps") => Self::Warps,
            _ => Self::Any,
        }
    }
}

/// Compiles a kernel with all functions that it calls; on failure says why.
pub fn compile(module: &Module, kernel: FunctionId, way: Way) -> Result<Kernel, String> {
    if way != Way::Threads {
        match for_warps(module, kernel) {
            Ok(kernel) => return Ok(kernel),
            Err(why) if way == Way::Warps => return Err(why),
            Err(_) => {}
        }
    }
    for_threads(module, kernel)
}

fn for_warps(module: &Module, kernel: FunctionId) -> Result<Kernel, String> {
    let function = module.functions.get(kernel.index()).ok_or("no such function")?;
    let body = module.compile(kernel).map_err(|problems| {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        all.join("\n")
    })?;
    let shared = Shared::lay_out(module, kernel, &[(kernel, body.shared_bytes)]);
    let flushes = traits::may_flush(std::iter::once(&body));
    let code = warp::lower(module, kernel, &body, &shared, flushes)?;
    Ok(Kernel {
        name: function.name.to_string(),
        form: Form::Warps(code),
        sites: Vec::new(),
        functions: Vec::new(),
        thread_bytes: 0,
        shared_bytes: shared.bytes,
        parameter_bytes: function.signature.parameter_bytes(),
        suspends: true,
        flushes,
        _operations: Vec::new(),
        memory: None,
    })
}

fn for_threads(module: &Module, kernel: FunctionId) -> Result<Kernel, String> {
    let mut jit = jit()?;
    let helpers = Helpers::declare(&mut jit)?;
    let has_fma = cfg!(target_arch = "aarch64")
        || jit.isa().isa_flags().iter().any(|flag| flag.name == "has_fma" && flag.as_bool() == Some(true));
    let mut unit = Unit {
        module,
        jit,
        helpers,
        bodies: HashMap::new(),
        order: Vec::new(),
        shared: Shared::default(),
        sites: Vec::new(),
        operations: Vec::new(),
        flushes: false,
        has_fma,
    };
    unit.collect(kernel)?;
    let functions: Vec<_> = unit
        .order
        .iter()
        .filter_map(|id| unit.bodies.get(id).map(|(body, _)| (*id, body.shared_bytes)))
        .collect();
    unit.shared = Shared::lay_out(module, kernel, &functions);
    unit.flushes = traits::may_flush(unit.bodies.values().map(|(body, _)| body));
    let mut context = unit.jit.make_context();
    let mut builder = FunctionBuilderContext::new();
    for id in unit.order.clone() {
        unit.define(id, &mut context, &mut builder)?;
    }
    unit.jit.finalize_definitions().map_err(|error| error.to_string())?;
    unit.finish(kernel)
}

impl<'m> Unit<'m> {
    /// Compiles the bodies of the kernel and of everything that it can call.
    fn collect(&mut self, kernel: FunctionId) -> Result<(), String> {
        let mut waiting = vec![kernel];
        while let Some(id) = waiting.pop() {
            if self.bodies.contains_key(&id) {
                continue;
            }
            let Some(function) = self.module.functions.get(id.index()) else { continue };
            if !function.has_body() {
                continue;
            }
            let body = self.module.compile(id).map_err(|problems| {
                let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
                all.join("\n")
            })?;
            waiting.extend(body.functions.iter().copied());
            if calls_pointers(&body) {
                // What it calls may be named in variables only.
                let named = self.module.variables.iter().flat_map(|variable| &variable.initial.addresses);
                waiting.extend(named.filter_map(|address| self.module.function(&address.symbol)));
            }
            let signature = signature(&self.jit);
            let linkage = Linkage::Local;
            let name = format!("f{}", id.0);
            let declared = self.jit.declare_function(&name, linkage, &signature);
            self.bodies.insert(id, (body, declared.map_err(|error| error.to_string())?));
            self.order.push(id);
        }
        Ok(())
    }

    fn define(
        &mut self,
        id: FunctionId,
        context: &mut Context,
        builder: &mut FunctionBuilderContext,
    ) -> Result<(), String> {
        let Some((body, declared)) = self.bodies.remove(&id) else { return Ok(()) };
        context.func.signature = signature(&self.jit);
        let result = function::translate(self, id, &body, context, builder);
        let named = |error: String| match self.module.functions.get(id.index()) {
            Some(function) => format!("{}: {error}", function.name),
            None => error,
        };
        let result = result.and_then(|()| {
            let dumps = std::env::var_os("SOFTCUDA_DUMP").is_some();
            if dumps {
                eprintln!("{}", context.func.display());
                context.set_disasm(true);
            }
            self.jit.define_function(declared, context).map_err(|error| format!("{error:?}"))?;
            if let Some(text) = context.compiled_code().and_then(|code| code.vcode.as_ref()).filter(|_| dumps)
            {
                eprintln!("{text}");
            }
            Ok(())
        });
        self.jit.clear_context(context);
        self.bodies.insert(id, (body, declared));
        result.map_err(named)
    }

    fn finish(mut self, kernel: FunctionId) -> Result<Kernel, String> {
        let address = |unit: &Self, id: &FunctionId| {
            unit.bodies.get(id).map_or(0, |(_, declared)| unit.jit.get_finalized_function(*declared) as u64)
        };
        let entry = address(&self, &kernel);
        if entry == 0 {
            return Err("the kernel has no body".into());
        }
        // SAFETY: this is the address of a function that was just compiled with exactly this signature; its
        // memory lives as long as the kernel that holds it.
        let code = unsafe { std::mem::transmute::<*const u8, abi::Code>(entry as *const u8) };
        let functions = (0..self.module.functions.len() as u32)
            .map(|index| address(&self, &FunctionId(index)))
            .collect::<Vec<u64>>();
        let frames: u64 = self
            .order
            .iter()
            .filter_map(|id| {
                let (body, _) = self.bodies.get(id)?;
                Some(Frame::of(self.module, self.module.functions.get(id.index())?, body).size)
            })
            .sum();
        let is_deep = self.bodies.values().any(|(body, _)| calls_pointers(body)) || self.is_recursive();
        let frames = if is_deep { frames + DEEP_STACK } else { frames };
        let suspends = self.bodies.iter().any(|(id, (body, _))| {
            let function = self.module.functions.get(id.index());
            !body.suspensions.is_empty() || function.is_some_and(|function| traits::spins(function, body))
        });
        let function = &self.module.functions[kernel.index()];
        Ok(Kernel {
            name: function.name.to_string(),
            form: Form::Threads(code),
            sites: std::mem::take(&mut self.sites),
            functions,
            thread_bytes: (abi::THREAD_BYTES + frames).next_multiple_of(64),
            shared_bytes: self.shared.bytes,
            parameter_bytes: function.signature.parameter_bytes(),
            suspends,
            flushes: self.flushes,
            _operations: std::mem::take(&mut self.operations),
            memory: Some(self.jit),
        })
    }

    /// Whether a function can come to call itself.
    fn is_recursive(&self) -> bool {
        // Functions only ever call what is in `order`; without a cycle every way through it is shorter.
        fn visit(unit: &Unit<'_>, id: FunctionId, path: &mut Vec<FunctionId>) -> bool {
            if path.contains(&id) {
                return true;
            }
            path.push(id);
            let callees = unit.bodies.get(&id).map_or(&[][..], |(body, _)| &body.functions);
            let found = callees.iter().any(|callee| visit(unit, *callee, path));
            path.pop();
            found
        }
        self.order.first().is_some_and(|first| visit(self, *first, &mut Vec::new()))
    }
}

fn calls_pointers(body: &Body) -> bool {
    body.blocks
        .iter()
        .flat_map(|block| &block.instructions)
        .any(|instruction| matches!(&instruction.op, Op::Call { target: CallTarget::Indirect { .. }, .. }))
}
