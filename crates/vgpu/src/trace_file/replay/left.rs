//! What a replay does not repeat as it was.

use std::collections::BTreeMap;

use serde::Serialize;

/// What of a session is not repeated as it was.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// Allocations and frees, which the replay carried out by putting memory at the recorded addresses.
    pub memory: u64,
    /// Questions whether the device had come to an end, which it had not.
    pub polls: u64,
    /// Addresses of variables that were translated in frames, because the device put the variables elsewhere.
    pub translated: u64,
    /// Copies whose source the device itself was still to write, so that the trace does not have it.
    pub in_flight: u64,
    /// Launches whose parameters lead into the window: what the program wrote there without a copy is not in the trace.
    pub reach_host: u64,
    /// Copies to host memory in graphs: what they leave there is not compared.
    pub in_graphs: u64,
}

impl Left {
    /// What is not repeated as it was, for people: how often, and what.
    pub fn described(&self) -> BTreeMap<&'static str, u64> {
        let all = [
            ("allocations and frees, carried out by putting memory at the recorded addresses", self.memory),
            ("polls, which said that the device was not ready yet", self.polls),
            ("addresses of variables, which lie elsewhere now, translated in frames", self.translated),
            ("copies out of host memory that the device itself had written", self.in_flight),
            (
                "launches that reach host memory: what the program wrote there without a copy is not in the trace",
                self.reach_host,
            ),
            ("copies to host memory in graphs, whose results are not compared", self.in_graphs),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).collect()
    }
}
