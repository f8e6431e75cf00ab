//! Instantiated graphs.

use std::{collections::BTreeMap, sync::Arc};

use parking_lot::Mutex;
use table::{CUgraphExecUpdateResult, CUgraphNode, CudaError, CudaResult};

use super::{DEEPEST, Graph, MOST_NODES, Task};
use crate::stream::{Point, Stream, Work};

/// One step of an instantiated graph.
struct Step {
    /// The node that it comes from.
    node: CUgraphNode,
    task: Task,
    is_enabled: bool,
    /// Positions of the steps that it depends on.
    after: Vec<usize>,
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
}

impl Exec {
    /// Puts a graph into an order.
    pub fn new(graph: &Graph, flags: u64) -> CudaResult<Self> {
        let steps = Mutex::new(steps_of(graph)?);
        Ok(Self { flags, steps, latest: Mutex::default() })
    }

    /// Gives the steps to a stream.
    pub fn launch(&self, stream: &Arc<Stream>) -> CudaResult {
        let mut latest = self.latest.lock();
        if let Some(point) = latest.take().filter(|point| !point.is_reached()) {
            stream.submit(Work::Wait(point));
        }
        for step in self.steps.lock().iter().filter(|step| step.is_enabled) {
            match &step.task {
                Task::Empty | Task::Child(_) => {}
                Task::Launch(launch) => {
                    stream.submit(Work::Launch(launch.clone()));
                }
                Task::Copy(copy) => {
                    stream.submit(Work::Copy(copy.clone()));
                }
                Task::Fill(fill) => {
                    stream.submit(Work::Fill(*fill));
                }
                Task::Host(call) => {
                    stream.submit(Work::Host(*call));
                }
                Task::Record(event) => event.record(stream),
                Task::Wait(event) => {
                    if let Some(record) = event.recorded()? {
                        stream.submit(Work::Wait(record.point));
                    }
                }
            }
        }
        *latest = Some(stream.tail());
        Ok(())
    }

    /// Takes the parameters of another graph of the same shape.
    pub fn update(&self, graph: &Graph) -> CudaResult<Result<(), Mismatch>> {
        let new = steps_of(graph)?;
        let mut steps = self.steps.lock();
        if new.len() != steps.len() {
            return Ok(Err(Mismatch { result: TOPOLOGY_CHANGED, node: CUgraphNode::NULL }));
        }
        for (old, new) in steps.iter().zip(&new) {
            if old.task.number() != new.task.number() {
                return Ok(Err(Mismatch { result: TYPE_CHANGED, node: new.node }));
            }
            if old.after != new.after {
                return Ok(Err(Mismatch { result: TOPOLOGY_CHANGED, node: new.node }));
            }
        }
        // Steps keep the names of the nodes that they were made from: parameters are set by those names.
        for (old, new) in steps.iter_mut().zip(new) {
            old.task = new.task;
        }
        Ok(Ok(()))
    }

    /// Replaces the task of a node by another of the same type.
    pub fn replace(&self, node: CUgraphNode, task: Task) -> CudaResult {
        let mut steps = self.steps.lock();
        let step = steps.iter_mut().find(|step| step.node == node).ok_or(CudaError::INVALID_VALUE)?;
        if step.task.number() != task.number() {
            return Err(CudaError::INVALID_VALUE);
        }
        step.task = task;
        Ok(())
    }

    /// Switches a node on or off.
    pub fn enable(&self, node: CUgraphNode, is_enabled: bool) -> CudaResult {
        let mut steps = self.steps.lock();
        let step = steps.iter_mut().find(|step| step.node == node).ok_or(CudaError::INVALID_VALUE)?;
        // Only these can be switched off.
        if !matches!(step.task, Task::Launch(_) | Task::Copy(_) | Task::Fill(_)) {
            return Err(CudaError::INVALID_VALUE);
        }
        step.is_enabled = is_enabled;
        Ok(())
    }

    /// Whether a node is switched on.
    pub fn is_enabled(&self, node: CUgraphNode) -> CudaResult<bool> {
        let steps = self.steps.lock();
        let step = steps.iter().find(|step| step.node == node).ok_or(CudaError::INVALID_VALUE)?;
        Ok(step.is_enabled)
    }
}

fn steps_of(graph: &Graph) -> CudaResult<Vec<Step>> {
    let mut steps = Vec::new();
    flatten(graph, &[], &mut steps, 0)?;
    Ok(steps)
}

/// Appends a graph's steps; the first ones come after `before`.
fn flatten(graph: &Graph, before: &[usize], steps: &mut Vec<Step>, depth: usize) -> CudaResult {
    if depth > DEEPEST {
        return Err(CudaError::INVALID_VALUE);
    }
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for (handle, node) in graph.ordered()? {
        if steps.len() >= MOST_NODES {
            return Err(CudaError::OUT_OF_MEMORY);
        }
        let mut after: Vec<usize> =
            node.after.iter().filter_map(|node| places.get(&node.0).copied()).collect();
        if after.is_empty() {
            after = before.to_vec();
        }
        if let Task::Child(child) = &node.task {
            let child = child.clone();
            flatten(&child, &after, steps, depth + 1)?;
        }
        // A child's own step comes behind the steps in it, so that what follows the node follows them too.
        places.insert(handle.0, steps.len());
        steps.push(Step { node: handle, task: node.task, is_enabled: true, after });
    }
    Ok(())
}
