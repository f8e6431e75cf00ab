//! Instantiated graphs.

use std::{collections::BTreeMap, sync::Arc};

use parking_lot::Mutex;
use table::{CUgraphExecUpdateResult, CUgraphNode, CudaError, CudaResult};

use super::{Choice, DEEPEST, Graph, MOST_NODES, References, Task};
use crate::stream::{Point, Stream, Work};

/// Free what an earlier launch has left allocated.
pub const AUTO_FREE: u64 = 1;

/// One step of an instantiated graph.
struct Step {
    /// The node that it comes from.
    node: CUgraphNode,
    task: Task,
    is_enabled: bool,
    /// Positions of the steps that it depends on, in the same graph.
    after: Vec<usize>,
    /// The steps of the graphs inside.
    inner: Vec<Vec<Step>>,
}

/// Why a graph does not fit into an instantiated one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch {
    /// The reason's number.
    pub result: CUgraphExecUpdateResult,
    /// The node of the new graph that it was found at.
    pub node: CUgraphNode,
}

const TOPOLOGY_CHANGED: CUgraphExecUpdateResult = 2;
const TYPE_CHANGED: CUgraphExecUpdateResult = 3;

/// An instantiated graph.
pub struct Exec {
    /// The flags that it was made with.
    pub flags: u64,
    steps: Mutex<Vec<Step>>,
    /// Where the latest launch ends: launches of one graph do not overlap.
    latest: Mutex<Option<Point>>,
    /// User objects that it keeps alive.
    objects: Mutex<Vec<References>>,
}

impl Exec {
    /// Puts a graph into an order.
    pub fn new(graph: &Graph, flags: u64) -> CudaResult<Self> {
        let steps = Mutex::new(steps_of(graph)?);
        let mut objects = Vec::new();
        references_of(graph, &mut objects)?;
        Ok(Self { flags, steps, latest: Mutex::default(), objects: Mutex::new(objects) })
    }

    /// Gives the steps to a stream. Memory and user objects of the graph live until the stream has done them.
    pub fn launch(self: &Arc<Self>, stream: &Arc<Stream>) -> CudaResult {
        let mut latest = self.latest.lock();
        let steps = self.steps.lock();
        self.account_memory(&steps)?;
        if let Some(point) = latest.take().filter(|point| !point.is_reached()) {
            stream.submit(Work::Wait(point));
        }
        begin_conditions(&steps, stream);
        let submitted = submit(&steps, stream);
        stream.submit(Work::Keep(self.clone()));
        *latest = Some(stream.tail());
        submitted
    }

    /// Allocates and frees what a launch does, in the order of its steps.
    fn account_memory(&self, steps: &[Step]) -> CudaResult {
        let allocated = steps.iter().filter_map(|step| match &step.task {
            Task::Allocate(allocation) => Some(&allocation.memory),
            _ => None,
        });
        for memory in allocated.filter(|memory| memory.is_allocated()) {
            if self.flags & AUTO_FREE == 0 {
                return Err(CudaError::INVALID_VALUE);
            }
            memory.free()?;
        }
        steps.iter().try_for_each(|step| match &step.task {
            Task::Allocate(allocation) => {
                allocation.memory.allocate();
                Ok(())
            }
            Task::Free(memory) => memory.free(),
            _ => Ok(()),
        })
    }

    /// Takes the parameters of another graph of the same shape.
    pub fn update(&self, graph: &Graph) -> CudaResult<Result<(), Mismatch>> {
        let new = steps_of(graph)?;
        let mut objects = Vec::new();
        references_of(graph, &mut objects)?;
        let mut steps = self.steps.lock();
        let fits = check_shape(&steps, &new);
        if fits.is_ok() {
            adopt(&mut steps, new);
            *self.objects.lock() = objects;
        }
        Ok(fits)
    }

    /// Replaces the task of a node by another of the same type.
    pub fn replace(&self, node: CUgraphNode, task: Task) -> CudaResult {
        let mut steps = self.steps.lock();
        let step = find(&mut steps, node).ok_or(CudaError::INVALID_VALUE)?;
        if step.task.number() != task.number() {
            return Err(CudaError::INVALID_VALUE);
        }
        step.task = task;
        Ok(())
    }

    /// Gives a node with a graph the parameters of another graph of the same shape.
    pub fn replace_child(&self, node: CUgraphNode, graph: &Graph) -> CudaResult {
        let new = steps_of(graph)?;
        let mut steps = self.steps.lock();
        let step = find(&mut steps, node).ok_or(CudaError::INVALID_VALUE)?;
        match (&step.task, step.inner.first_mut()) {
            (Task::Child(_), Some(inner)) => {
                check_shape(inner, &new).map_err(|_| CudaError::GRAPH_EXEC_UPDATE_FAILURE)?;
                adopt(inner, new);
                references_of(graph, &mut self.objects.lock())
            }
            _ => Err(CudaError::INVALID_VALUE),
        }
    }

    /// Switches a node on or off.
    pub fn enable(&self, node: CUgraphNode, is_enabled: bool) -> CudaResult {
        let mut steps = self.steps.lock();
        let step = find(&mut steps, node).ok_or(CudaError::INVALID_VALUE)?;
        // Only these can be switched off.
        if !matches!(step.task, Task::Launch(_) | Task::Copy(_) | Task::Fill(_)) {
            return Err(CudaError::INVALID_VALUE);
        }
        step.is_enabled = is_enabled;
        Ok(())
    }

    /// Whether a node is switched on.
    pub fn is_enabled(&self, node: CUgraphNode) -> CudaResult<bool> {
        let mut steps = self.steps.lock();
        find(&mut steps, node).map(|step| step.is_enabled).ok_or(CudaError::INVALID_VALUE)
    }
}

/// The references of a graph and of the graphs inside it once more.
fn references_of(graph: &Graph, all: &mut Vec<References>) -> CudaResult {
    all.push(graph.objects.lock().copy());
    for (_, node) in graph.ordered()? {
        node.task.graphs().iter().try_for_each(|inner| references_of(inner, all))?;
    }
    Ok(())
}

/// The step of a node, however deep.
fn find(steps: &mut [Step], node: CUgraphNode) -> Option<&mut Step> {
    if let Some(at) = steps.iter().position(|step| step.node == node) {
        return steps.get_mut(at);
    }
    steps.iter_mut().flat_map(|step| &mut step.inner).find_map(|inner| find(inner, node))
}

/// Whether one graph's steps can take the place of another's.
fn check_shape(old: &[Step], new: &[Step]) -> Result<(), Mismatch> {
    if new.len() != old.len() {
        return Err(Mismatch { result: TOPOLOGY_CHANGED, node: CUgraphNode::NULL });
    }
    for (old, new) in old.iter().zip(new) {
        if old.task.number() != new.task.number() {
            return Err(Mismatch { result: TYPE_CHANGED, node: new.node });
        }
        if old.after != new.after || old.inner.len() != new.inner.len() {
            return Err(Mismatch { result: TOPOLOGY_CHANGED, node: new.node });
        }
        old.inner.iter().zip(&new.inner).try_for_each(|(old, new)| check_shape(old, new))?;
    }
    Ok(())
}

/// Takes the tasks of steps of the same shape. Steps keep the names of the nodes that they were made from: parameters
/// are set by those names.
fn adopt(old: &mut [Step], new: Vec<Step>) {
    for (old, new) in old.iter_mut().zip(new) {
        old.task = new.task;
        for (old, new) in old.inner.iter_mut().zip(new.inner) {
            adopt(old, new);
        }
    }
}

fn begin_conditions(steps: &[Step], stream: &Arc<Stream>) {
    for step in steps {
        if let Task::Condition(conditional) = &step.task {
            stream.submit(Work::Begin(conditional.condition.clone()));
        }
        step.inner.iter().for_each(|inner| begin_conditions(inner, stream));
    }
}

fn submit(steps: &[Step], stream: &Arc<Stream>) -> CudaResult {
    for step in steps.iter().filter(|step| step.is_enabled) {
        match &step.task {
            Task::Record(event) => event.record(stream),
            Task::Wait(event) => event.hold(stream)?,
            Task::Child(_) => step.inner.iter().try_for_each(|inner| submit(inner, stream))?,
            _ => works_of_step(step).into_iter().for_each(|work| {
                stream.submit(work);
            }),
        }
    }
    Ok(())
}

/// The work of steps none of which has to do with events.
fn works_of(steps: &[Step]) -> Vec<Work> {
    steps.iter().filter(|step| step.is_enabled).flat_map(works_of_step).collect()
}

fn works_of_step(step: &Step) -> Vec<Work> {
    match &step.task {
        Task::Launch(launch) => vec![Work::Launch(launch.clone())],
        Task::Copy(copy) => vec![Work::Copy(copy.clone())],
        Task::Fill(fill) => vec![Work::Fill(*fill)],
        Task::Host(call) => vec![Work::Host(*call)],
        Task::Batch(batch) => batch.works.clone(),
        Task::Child(_) => step.inner.iter().flat_map(|inner| works_of(inner)).collect(),
        Task::Condition(conditional) => vec![Work::Choose(Arc::new(Choice {
            condition: conditional.condition.clone(),
            choosing: conditional.choosing,
            bodies: step.inner.iter().map(|inner| works_of(inner)).collect(),
        }))],
        // Memory has been dealt with before anything was submitted.
        Task::Empty | Task::Record(_) | Task::Wait(_) | Task::Allocate(_) | Task::Free(_) => Vec::new(),
    }
}

fn steps_of(graph: &Graph) -> CudaResult<Vec<Step>> {
    steps_within(graph, &mut 0, 0, false)
}

/// A graph's steps; `count` is how many there are so far. A graph inside a conditional node has work of the device only.
fn steps_within(
    graph: &Graph,
    count: &mut usize,
    depth: usize,
    is_conditional: bool,
) -> CudaResult<Vec<Step>> {
    if depth > DEEPEST {
        return Err(CudaError::INVALID_VALUE);
    }
    let mut steps: Vec<Step> = Vec::new();
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for (handle, node) in graph.ordered()? {
        *count += 1;
        if *count > MOST_NODES {
            return Err(CudaError::OUT_OF_MEMORY);
        }
        let is_fit = matches!(
            node.task,
            Task::Empty
                | Task::Launch(_)
                | Task::Copy(_)
                | Task::Fill(_)
                | Task::Child(_)
                | Task::Condition(_)
        );
        // Memory of a graph inside would be nobody's: it is the outermost graph's launch that allocates.
        let is_memory = matches!(node.task, Task::Allocate(_) | Task::Free(_));
        if is_conditional && !is_fit || depth > 0 && is_memory {
            return Err(CudaError::NOT_SUPPORTED);
        }
        let is_inner_conditional = is_conditional || matches!(node.task, Task::Condition(_));
        let inner = node.task.graphs().iter();
        let inner = inner.map(|graph| steps_within(graph, count, depth + 1, is_inner_conditional));
        let inner = inner.collect::<CudaResult<_>>()?;
        let after = node.after.iter().filter_map(|node| places.get(&node.0).copied()).collect();
        places.insert(handle.0, steps.len());
        steps.push(Step { node: handle, task: node.task, is_enabled: true, after, inner });
    }
    Ok(steps)
}
