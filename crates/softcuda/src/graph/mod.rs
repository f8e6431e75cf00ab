//! Graphs: work described once and executed many times.
//!
//! A [`Graph`] is what the program builds or captures; an [`Exec`] is a graph put into an order that
//! keeps all dependencies, ready to be given to a stream.

mod condition;
mod exec;
pub mod memory;
mod object;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use parking_lot::Mutex;
use table::{CUgraph, CUgraphNode, CUgraphNodeType, CUstreamBatchMemOpParams, CudaError, CudaResult};

pub use self::{
    condition::{Choice, Choosing, Condition, set as set_condition},
    exec::Exec,
    memory::{Allocation, GraphMemory},
    object::{References, UserObject},
};
use crate::{
    driver::Driver,
    event::Event,
    launch::Prepared,
    stream::{HostCall, Work},
    transfer::{Fill, Transfer},
};

/// No graph has more nodes, and children are not nested deeper.
const MOST_NODES: usize = 1 << 20;
const DEEPEST: usize = 32;

/// What a node does.
#[derive(Clone)]
pub enum Task {
    /// Nothing.
    Empty,
    /// A kernel.
    Launch(Prepared),
    /// A copy.
    Copy(Transfer),
    /// A fill.
    Fill(Fill),
    /// A function of the program.
    Host(HostCall),
    /// Records an event.
    Record(Arc<Event>),
    /// Waits for an event.
    Wait(Arc<Event>),
    /// A graph in a graph.
    Child(Arc<Graph>),
    /// Allocates memory.
    Allocate(Arc<Allocation>),
    /// Frees memory.
    Free(Arc<GraphMemory>),
    /// Waits for values in memory, and writes them.
    Batch(Arc<Batch>),
    /// Does one of its graphs, or none, or one again and again.
    Condition(Conditional),
}

/// A node of operations on memory.
pub struct Batch {
    /// What the program asked for.
    pub operations: Vec<CUstreamBatchMemOpParams>,
    /// What that means.
    pub works: Vec<Work>,
}

/// A conditional node.
#[derive(Clone)]
pub struct Conditional {
    /// What it looks at.
    pub condition: Arc<Condition>,
    /// How.
    pub choosing: Choosing,
    bodies: Vec<Arc<Graph>>,
    /// Their handles, to which programs get a pointer.
    handles: Arc<[CUgraph]>,
}

impl Conditional {
    /// A node that chooses from these graphs.
    pub fn new(condition: Arc<Condition>, choosing: Choosing, bodies: Vec<Arc<Graph>>) -> Self {
        let handles = bodies.iter().map(|body| body.handle).collect();
        Self { condition, choosing, bodies, handles }
    }

    /// The graphs' handles; the array lives as long as the node.
    pub fn handles(&self) -> *mut CUgraph {
        self.handles.as_ptr().cast_mut()
    }
}

impl Task {
    /// The type's number.
    pub fn number(&self) -> CUgraphNodeType {
        match self {
            Self::Launch(_) => 0,
            Self::Copy(_) => 1,
            Self::Fill(_) => 2,
            Self::Host(_) => 3,
            Self::Child(_) => 4,
            Self::Empty => 5,
            Self::Wait(_) => 6,
            Self::Record(_) => 7,
            Self::Allocate(_) => 10,
            Self::Free(_) => 11,
            Self::Batch(_) => 12,
            Self::Condition(_) => 13,
        }
    }

    /// The task that does what a stream was asked to do; `None` for what graphs do not have.
    pub fn of(work: Work) -> Option<Self> {
        match work {
            Work::Empty => Some(Self::Empty),
            Work::Launch(launch) => Some(Self::Launch(launch)),
            Work::Copy(copy) => Some(Self::Copy(copy)),
            Work::Fill(fill) => Some(Self::Fill(fill)),
            Work::Host(call) => Some(Self::Host(call)),
            _ => None,
        }
    }

    /// The graphs inside.
    pub fn graphs(&self) -> &[Arc<Graph>] {
        match self {
            Self::Child(child) => std::slice::from_ref(child),
            Self::Condition(conditional) => &conditional.bodies,
            _ => &[],
        }
    }
}

/// A node.
#[derive(Clone)]
pub struct Node {
    /// What it does.
    pub task: Task,
    /// The nodes that come before it.
    pub after: Vec<CUgraphNode>,
    /// The node that it was cloned from.
    pub origin: Option<CUgraphNode>,
}

/// Where a node is.
pub struct NodeHome {
    /// Its graph.
    pub graph: Arc<Graph>,
}

/// Nodes by handle. Handles grow, so the order is that of creation.
type Nodes = BTreeMap<usize, Node>;

/// A graph.
pub struct Graph {
    /// Its handle.
    pub handle: CUgraph,
    /// Whether it is a node's child, which goes with the node.
    pub is_child: bool,
    nodes: Mutex<Nodes>,
    /// Conditions that were made for it; they live as long.
    pub conditions: Mutex<Vec<Arc<Condition>>>,
    /// User objects that it keeps alive.
    pub objects: Mutex<References>,
}

impl Graph {
    /// An empty graph.
    pub fn create(driver: &Driver, is_child: bool) -> Arc<Self> {
        Self::create_with(driver, is_child, References::default())
    }

    fn create_with(driver: &Driver, is_child: bool, objects: References) -> Arc<Self> {
        let (conditions, objects) = (Mutex::default(), Mutex::new(objects));
        let make = |handle| Self { handle, is_child, nodes: Mutex::default(), conditions, objects };
        driver.graphs.insert(make).1
    }

    /// Adds a node behind others of the graph.
    pub fn add(
        self: &Arc<Self>,
        driver: &Driver,
        task: Task,
        after: &[CUgraphNode],
    ) -> CudaResult<CUgraphNode> {
        let mut nodes = self.nodes.lock();
        let distinct: BTreeSet<usize> = after.iter().map(|node| node.0).collect();
        if distinct.len() != after.len() || !distinct.iter().all(|node| nodes.contains_key(node)) {
            return Err(CudaError::INVALID_VALUE);
        }
        if nodes.len() >= MOST_NODES {
            return Err(CudaError::OUT_OF_MEMORY);
        }
        let (handle, _) = driver.nodes.insert(|_| NodeHome { graph: self.clone() });
        nodes.insert(handle.0, Node { task, after: after.to_vec(), origin: None });
        Ok(handle)
    }

    /// Handles of all nodes, in order of creation.
    pub fn handles(&self) -> Vec<CUgraphNode> {
        self.nodes.lock().keys().map(|node| CUgraphNode(*node)).collect()
    }

    /// A copy of a node.
    pub fn node(&self, handle: CUgraphNode) -> CudaResult<Node> {
        self.nodes.lock().get(&handle.0).cloned().ok_or(CudaError::INVALID_VALUE)
    }

    /// Changes a node.
    pub fn change(&self, handle: CUgraphNode, change: impl FnOnce(&mut Node) -> CudaResult) -> CudaResult {
        change(self.nodes.lock().get_mut(&handle.0).ok_or(CudaError::INVALID_VALUE)?)
    }

    /// All edges: a node and one that comes after it.
    pub fn edges(&self) -> Vec<(CUgraphNode, CUgraphNode)> {
        let nodes = self.nodes.lock();
        let edges =
            nodes.iter().flat_map(|(to, node)| node.after.iter().map(|from| (*from, CUgraphNode(*to))));
        edges.collect()
    }

    /// Adds an edge; one that is there already, or joins a node to itself, is refused.
    pub fn join(&self, from: CUgraphNode, to: CUgraphNode) -> CudaResult {
        let mut nodes = self.nodes.lock();
        if from == to || !nodes.contains_key(&from.0) {
            return Err(CudaError::INVALID_VALUE);
        }
        let node = nodes.get_mut(&to.0).ok_or(CudaError::INVALID_VALUE)?;
        if node.after.contains(&from) {
            return Err(CudaError::INVALID_VALUE);
        }
        node.after.push(from);
        Ok(())
    }

    /// Takes an edge away.
    pub fn part(&self, from: CUgraphNode, to: CUgraphNode) -> CudaResult {
        let mut nodes = self.nodes.lock();
        let node = nodes.get_mut(&to.0).ok_or(CudaError::INVALID_VALUE)?;
        let at = node.after.iter().position(|node| *node == from).ok_or(CudaError::INVALID_VALUE)?;
        node.after.remove(at);
        Ok(())
    }

    /// Takes a node out, with its edges and its child graph.
    pub fn remove(&self, driver: &Driver, handle: CUgraphNode) -> CudaResult {
        let mut nodes = self.nodes.lock();
        let node = nodes.remove(&handle.0).ok_or(CudaError::INVALID_VALUE)?;
        for other in nodes.values_mut() {
            other.after.retain(|node| *node != handle);
        }
        drop(nodes);
        driver.nodes.remove(handle);
        node.task.graphs().iter().for_each(|graph| graph.destroy(driver));
        Ok(())
    }

    /// Ends the graph's handle and those of its nodes.
    pub fn destroy(&self, driver: &Driver) {
        driver.graphs.remove(self.handle);
        let nodes = std::mem::take(&mut *self.nodes.lock());
        for (handle, node) in nodes {
            driver.nodes.remove(CUgraphNode(handle));
            node.task.graphs().iter().for_each(|graph| graph.destroy(driver));
        }
        drop(std::mem::take(&mut *self.objects.lock()));
    }

    /// A copy with nodes of its own.
    pub fn copy(&self, driver: &Driver, is_child: bool) -> CudaResult<Arc<Self>> {
        self.copy_nested(driver, is_child, 0)
    }

    fn copy_nested(&self, driver: &Driver, is_child: bool, depth: usize) -> CudaResult<Arc<Self>> {
        if depth > DEEPEST {
            return Err(CudaError::INVALID_VALUE);
        }
        let copy = Self::create_with(driver, is_child, self.objects.lock().copy());
        let filled = self.copy_nodes(driver, &copy, depth);
        if filled.is_err() {
            copy.destroy(driver);
        }
        filled.map(|()| copy)
    }

    fn copy_nodes(&self, driver: &Driver, copy: &Arc<Self>, depth: usize) -> CudaResult {
        let nodes = self.nodes.lock().clone();
        let mut names = BTreeMap::new();
        for (handle, node) in &nodes {
            let task = match &node.task {
                Task::Child(child) => Task::Child(child.copy_nested(driver, true, depth + 1)?),
                // A copy would allocate the same addresses.
                Task::Allocate(_) | Task::Free(_) => return Err(CudaError::NOT_SUPPORTED),
                Task::Condition(of) => {
                    let bodies = of.bodies.iter().map(|body| body.copy_nested(driver, true, depth + 1));
                    let bodies = bodies.collect::<CudaResult<_>>()?;
                    Task::Condition(Conditional::new(of.condition.clone(), of.choosing, bodies))
                }
                task => task.clone(),
            };
            let name = copy.add(driver, task, &[])?;
            names.insert(*handle, name);
        }
        let mut copied = copy.nodes.lock();
        for (handle, node) in &nodes {
            let Some(name) = names.get(handle) else { continue };
            if let Some(target) = copied.get_mut(&name.0) {
                target.after = node.after.iter().filter_map(|node| names.get(&node.0).copied()).collect();
                target.origin = Some(CUgraphNode(*handle));
            }
        }
        Ok(())
    }

    /// Nodes with their handles, each behind those that it depends on; an error if they depend on each other.
    fn ordered(&self) -> CudaResult<Vec<(CUgraphNode, Node)>> {
        let nodes = self.nodes.lock();
        let mut waiting: BTreeMap<usize, usize> =
            nodes.iter().map(|(handle, node)| (*handle, node.after.len())).collect();
        let mut followers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (handle, node) in nodes.iter() {
            for before in &node.after {
                followers.entry(before.0).or_default().push(*handle);
            }
        }
        let mut ready: BTreeSet<usize> =
            waiting.iter().filter(|(_, count)| **count == 0).map(|(handle, _)| *handle).collect();
        let mut ordered = Vec::with_capacity(nodes.len());
        while let Some(handle) = ready.pop_first() {
            if let Some(node) = nodes.get(&handle) {
                ordered.push((CUgraphNode(handle), node.clone()));
            }
            for follower in followers.remove(&handle).unwrap_or_default() {
                if let Some(count) = waiting.get_mut(&follower) {
                    *count -= 1;
                    if *count == 0 {
                        ready.insert(follower);
                    }
                }
            }
        }
        if ordered.len() == nodes.len() { Ok(ordered) } else { Err(CudaError::INVALID_VALUE) }
    }

    /// Whether every one of `early` is one of `late` or comes before one of them.
    pub fn precede(&self, early: &[CUgraphNode], late: &[CUgraphNode]) -> bool {
        let nodes = self.nodes.lock();
        let mut reached: BTreeSet<usize> = BTreeSet::new();
        let mut open: Vec<usize> = late.iter().map(|node| node.0).collect();
        while let Some(handle) = open.pop() {
            if reached.insert(handle)
                && let Some(node) = nodes.get(&handle)
            {
                open.extend(node.after.iter().map(|node| node.0));
            }
        }
        early.iter().all(|node| reached.contains(&node.0))
    }
}
