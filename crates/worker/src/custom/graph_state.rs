//! Which nodes and graphs the guest knows, and what they are part of.
//!
//! A node's handle dies with its graph: the driver's handle behind it is a pointer that the driver frees. So
//! every node that the guest gets to know is noted under the graph that it was found in, and every graph inside
//! a node under that node, and forgotten with it.

use rustc_hash::{FxHashMap, FxHashSet};
use table::{CUgraph, CUgraphNode, CUresult, CudaError, CudaResult, check};
use wire::Handle;

use crate::session::Session;

/// The session's graphs, by the guest's handles.
#[derive(Debug, Default)]
pub struct GraphState {
    /// A node's graph.
    graph_of: FxHashMap<u64, u64>,
    /// A graph's nodes.
    nodes: FxHashMap<u64, FxHashSet<u64>>,
    /// The graphs inside a node.
    children: FxHashMap<u64, Vec<u64>>,
    /// The node that a graph is inside of.
    parent: FxHashMap<u64, u64>,
    /// The driver's conditions, which the guest names as it does, and the graph of each.
    conditions: FxHashMap<u64, u64>,
}

impl GraphState {
    /// Notes that `node` was found in `graph`.
    fn note(&mut self, graph: Handle, node: Handle) {
        if self.graph_of.insert(node.0, graph.0).is_none() {
            self.nodes.entry(graph.0).or_default().insert(node.0);
        }
    }

    /// Notes that `child` is a graph inside `node`.
    pub(super) fn note_child(&mut self, node: Handle, child: Handle) {
        let is_new = !self.parent.contains_key(&child.0);
        // No driver puts a graph inside itself; one that seemed to would have us go round in circles.
        if is_new && self.root_of(node) != child {
            self.parent.insert(child.0, node.0);
            self.children.entry(node.0).or_default().push(child.0);
        }
    }

    /// Notes a condition that was made for `graph`.
    pub(super) fn note_condition(&mut self, graph: Handle, condition: u64) {
        self.conditions.insert(condition, graph.0);
    }

    /// Checks that a condition is the session's.
    ///
    /// # Errors
    /// `INVALID_VALUE`.
    pub(super) fn check_condition(&self, condition: u64) -> CudaResult {
        if self.conditions.contains_key(&condition) { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
    }

    /// The graph that a node was found in; null if in none.
    pub(super) fn graph_of(&self, node: Handle) -> Handle {
        Handle(self.graph_of.get(&node.0).copied().unwrap_or(0))
    }

    /// The outermost graph that a node is part of; null if the node was found in none.
    pub(super) fn root_of(&self, node: Handle) -> Handle {
        let mut graph = self.graph_of(node);
        while let Some(&outer) = self.parent.get(&graph.0) {
            graph = self.graph_of(Handle(outer));
        }
        graph
    }

    /// Forgets a graph: gives the nodes and the graphs (itself included) that are gone with it.
    fn forget(&mut self, graph: Handle) -> (Vec<Handle>, Vec<Handle>) {
        let (mut nodes, mut graphs) = (Vec::new(), Vec::new());
        let mut todo = vec![graph.0];
        while let Some(graph) = todo.pop() {
            self.parent.remove(&graph);
            for node in self.nodes.remove(&graph).unwrap_or_default() {
                self.graph_of.remove(&node);
                todo.extend(self.children.remove(&node).unwrap_or_default());
                nodes.push(Handle(node));
            }
            graphs.push(Handle(graph));
        }
        self.conditions.retain(|_, graph| !graphs.contains(&Handle(*graph)));
        (nodes, graphs)
    }

    /// Forgets one node: gives the graphs that were inside it.
    fn forget_node(&mut self, node: Handle) -> Vec<Handle> {
        if let Some(graph) = self.graph_of.remove(&node.0)
            && let Some(nodes) = self.nodes.get_mut(&graph)
        {
            nodes.remove(&node.0);
        }
        self.children.remove(&node.0).unwrap_or_default().into_iter().map(Handle).collect()
    }
}

impl Session {
    /// The guest's name of a node that was found in `graph`.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` if the session holds too many objects.
    pub(super) fn name_node(&mut self, graph: Handle, node: CUgraphNode) -> CudaResult<Handle> {
        let name = self.handles.known(node)?;
        if !name.is_null() {
            self.graphs.note(graph, name);
        }
        Ok(name)
    }

    /// The same for a node that the driver only speaks of. One that lies in a graph within `graph` gets no name: it would outlive
    /// that graph.
    ///
    /// # Errors
    /// What the driver says of the graph; as for [`Session::name_node`].
    pub(super) fn name_own_node(&mut self, graph: Handle, node: CUgraphNode) -> CudaResult<Handle> {
        if node.is_null() {
            return Ok(Handle::NULL);
        }
        let nodes = self.nodes_of(graph, |session, real, nodes, count| {
            // SAFETY: a graph of this session; `nodes` is null or has room for `count`.
            unsafe { (session.driver.cuGraphGetNodes)(real, nodes, count) }
        })?;
        if nodes.contains(&node) { self.name_node(graph, node) } else { Ok(Handle::NULL) }
    }

    /// Forgets a graph that the driver has freed, with all that was part of it.
    pub(super) fn forget_graph(&mut self, graph: Handle) {
        let (nodes, graphs) = self.graphs.forget(graph);
        for node in nodes {
            self.handles.remove::<CUgraphNode>(node);
        }
        for graph in graphs {
            self.handles.remove::<CUgraph>(graph);
        }
    }

    /// Forgets a node that the driver has freed, with the graphs inside it.
    pub(super) fn forget_node(&mut self, node: Handle) {
        for graph in self.graphs.forget_node(node) {
            self.forget_graph(graph);
        }
        self.handles.remove::<CUgraphNode>(node);
    }

    /// Names of the nodes that the driver lists: `list` is called with room for none, then for all.
    pub(super) fn node_words(
        &mut self,
        graph: Handle,
        list: impl Fn(&Self, CUgraph, *mut CUgraphNode, &mut usize) -> CUresult,
    ) -> CudaResult<Vec<u64>> {
        let nodes = self.nodes_of(graph, list)?;
        nodes.into_iter().map(|node| Ok(self.name_node(graph, node)?.0)).collect()
    }

    fn nodes_of(
        &self,
        graph: Handle,
        list: impl Fn(&Self, CUgraph, *mut CUgraphNode, &mut usize) -> CUresult,
    ) -> CudaResult<Vec<CUgraphNode>> {
        let real = self.handles.get::<CUgraph>(graph)?;
        let mut count = 0;
        check(list(self, real, core::ptr::null_mut(), &mut count))?;
        let mut nodes = vec![CUgraphNode::NULL; count];
        if count > 0 {
            check(list(self, real, nodes.as_mut_ptr(), &mut count))?;
            nodes.truncate(count);
        }
        Ok(nodes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Graph 1 with node 11, in which graph 3 is, with node 13, in which graph 5 is, with node 15.
    fn nested() -> GraphState {
        let mut state = GraphState::default();
        for (graph, node, child) in [(1, 11, 3), (3, 13, 5)] {
            state.note(Handle(graph), Handle(node));
            state.note(Handle(graph), Handle(node));
            state.note_child(Handle(node), Handle(child));
        }
        state.note(Handle(5), Handle(15));
        state.note(Handle(7), Handle(17));
        state
    }

    #[test]
    fn nodes_and_child_graphs_go_with_their_graph() {
        let mut state = nested();
        assert_eq!(state.root_of(Handle(15)), Handle(1));
        let (mut nodes, mut graphs) = state.forget(Handle(1));
        nodes.sort();
        graphs.sort();
        assert_eq!(nodes, [Handle(11), Handle(13), Handle(15)]);
        assert_eq!(graphs, [Handle(1), Handle(3), Handle(5)]);
        assert_eq!(state.root_of(Handle(17)), Handle(7));
        assert_eq!(state.root_of(Handle(15)), Handle::NULL);
    }

    #[test]
    fn child_graphs_go_with_their_node() {
        let mut state = nested();
        state.note(Handle(1), Handle(19));
        assert_eq!(state.forget_node(Handle(11)), [Handle(3)]);
        assert_eq!(state.forget(Handle(1)), (vec![Handle(19)], vec![Handle(1)]));
    }

    #[test]
    fn no_graph_is_inside_itself() {
        let mut state = nested();
        state.note_child(Handle(15), Handle(1));
        assert_eq!(state.root_of(Handle(15)), Handle(1));
    }
}
