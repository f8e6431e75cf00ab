//! Graphs: work described once and executed many times.
//!
//! A [`Graph`] is what the program builds or captures; an [`Exec`] is a graph put into an order that
//! keeps all dependencies, ready to be given to a stream. Memory and conditional nodes do not
//! exist here yet.

mod exec;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use parking_lot::Mutex;
use table::{CUgraph, CUgraphNode, CUgraphNodeType, CudaError, CudaResult};

pub use self::exec::Exec;
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
}

impl Graph {
    /// An empty graph.
    pub fn create(driver: &Driver, is_child: bool) -> Arc<Self> {
        driver.graphs.insert(|handle| Self { handle, is_child, nodes: Mutex::default() }).1
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
        if let Task::Child(child) = node.task {
            child.destroy(driver);
        }
        Ok(())
    }

    /// Ends the graph's handle and those of its nodes.
    pub fn destroy(&self, driver: &Driver) {
        driver.graphs.remove(self.handle);
        let nodes = std::mem::take(&mut *self.nodes.lock());
        for (handle, node) in nodes {
            driver.nodes.remove(CUgraphNode(handle));
            if let Task::Child(child) = node.task {
                child.destroy(driver);
            }
        }
    }

    /// A copy with nodes of its own.
    pub fn copy(&self, driver: &Driver, is_child: bool) -> CudaResult<Arc<Self>> {
        self.copy_nested(driver, is_child, 0)
    }

    fn copy_nested(&self, driver: &Driver, is_child: bool, depth: usize) -> CudaResult<Arc<Self>> {
        if depth > DEEPEST {
            return Err(CudaError::INVALID_VALUE);
        }
        let nodes = self.nodes.lock().clone();
        let copy = Self::create(driver, is_child);
        let mut names = BTreeMap::new();
        for (handle, node) in &nodes {
            let task = match &node.task {
                Task::Child(child) => Task::Child(child.copy_nested(driver, true, depth + 1)?),
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
        drop(copied);
        Ok(copy)
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
