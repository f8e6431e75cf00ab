//! Who may have a worker. A pure decision over what is known when a `Hello` has arrived.

use link::control::{Hello, Refused, RefusedReason};
use link::peer::PeerCredentials;
use rustix::process::getuid;

use crate::config::Config;
use crate::overview::{self, Scope};

/// Decides about one guest while `running` sessions exist.
pub(crate) fn judge(
    hello: &Hello,
    peer: PeerCredentials,
    running: usize,
    config: &Config,
) -> Result<(), Refused> {
    // Whether the two understand each other comes first: anything else said to a stranger would be noise.
    hello.check(config.protocol_hash, &config.version)?;
    if hello.overview {
        overview::check(hello)?;
        // Who may see all need not be allowed to compute.
        if Scope::of(peer, getuid().as_raw()) == Scope::All {
            return Ok(());
        }
    }
    if !config.allow_uids.is_empty() && !config.allow_uids.contains(&peer.uid) {
        let why = format!("user {} may not use this device; the operator can add it to allow_uids", peer.uid);
        return Err(Refused::new(RefusedReason::Forbidden, why));
    }
    // A question is no session: it is answered and over.
    if !hello.is_question() && running >= config.max_sessions {
        let why = format!("{running} sessions are running, which is the limit; try again later");
        return Err(Refused::new(RefusedReason::Busy, why));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::WorkerCommand;

    fn verdict(change: impl FnOnce(&mut Config, &mut Hello), running: usize) -> Result<(), RefusedReason> {
        let worker = WorkerCommand { program: "/bin/false".into(), arguments: vec![], variables: vec![] };
        let mut config = Config::new("/tmp/x".into(), worker, 7);
        let mut hello = Hello::of_this_process(7, "1.0");
        change(&mut config, &mut hello);
        let peer = PeerCredentials { pid: 1, uid: 1000, gid: 1000 };
        judge(&hello, peer, running, &config).map_err(|refused| refused.reason)
    }

    #[test]
    fn everybody_who_speaks_the_protocol_is_let_in_by_default() {
        assert_eq!(verdict(|_, _| (), 63), Ok(()));
    }

    #[test]
    fn strangers_other_users_and_too_many_are_refused_each_for_its_reason() {
        assert_eq!(verdict(|_, hello| hello.magic = "http".into(), 0), Err(RefusedReason::NotAGuest));
        assert_eq!(verdict(|_, hello| hello.protocol_hash = 8, 0), Err(RefusedReason::Version));
        assert_eq!(verdict(|config, _| config.allow_uids = vec![0, 999], 0), Err(RefusedReason::Forbidden));
        assert_eq!(verdict(|config, _| config.allow_uids = vec![1000], 0), Ok(()));
        assert_eq!(verdict(|config, _| config.max_sessions = 5, 5), Err(RefusedReason::Busy));
    }

    #[test]
    fn questions_are_answered_while_all_sessions_are_taken_but_not_to_everybody() {
        let ask = |hello: &mut Hello| hello.management = Some(link::management::Question::default());
        let full = |config: &mut Config| config.max_sessions = 5;
        assert_eq!(verdict(|config, hello| (full(config), ask(hello)).0, 5), Ok(()));
        assert_eq!(
            verdict(|config, hello| (ask(hello), config.allow_uids = vec![7]).0, 0),
            Err(RefusedReason::Forbidden)
        );
        assert_eq!(
            verdict(|_, hello| (ask(hello), hello.protocol_hash = 8).0, 0),
            Err(RefusedReason::Version)
        );
    }
}
