//! What the tenants' workers offer each other; `link::exchange` says what for.

use std::collections::BTreeMap;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use link::exchange::{Answer, Ask, DATA_MAX, Shared, Token};
use link::socket::{SocketError, recv_with_fds, send_with_fds};

use crate::crew::Tenant;

/// So much can be on offer by one session. Each may hold a descriptor.
const OFFERS_MAX: usize = 4096;

#[derive(Debug)]
struct Offer {
    tenant: Tenant,
    session: u64,
    what: Shared,
    data: Vec<u8>,
    fd: Option<OwnedFd>,
}

/// All offers of all tenants.
#[derive(Debug, Default)]
pub(crate) struct Offers(BTreeMap<Token, Offer>);

impl Offers {
    /// Reads one question of a session's worker and answers it. The worker waits, so nothing here blocks.
    pub(crate) fn serve(
        &mut self,
        socket: BorrowedFd<'_>,
        tenant: &Tenant,
        session: u64,
    ) -> Result<(), SocketError> {
        let (ask, fds) = recv_with_fds(socket, Duration::ZERO)?;
        let (answer, fd) = self.answer(ask, fds.into_iter().next(), tenant, session);
        send_with_fds(socket, &answer, fd.as_slice(), Duration::ZERO)
    }

    fn answer(
        &mut self,
        ask: Ask,
        fd: Option<OwnedFd>,
        tenant: &Tenant,
        session: u64,
    ) -> (Answer, Option<BorrowedFd<'_>>) {
        match ask {
            Ask::Offer(what, data) => {
                let of_session = self.0.values().filter(|offer| offer.session == session).count();
                let token = random().filter(|_| of_session < OFFERS_MAX && data.len() <= DATA_MAX);
                let Some(token) = token else { return (Answer::Full, None) };
                self.0.insert(token, Offer { tenant: tenant.clone(), session, what, data, fd });
                (Answer::Offered(token), None)
            }
            Ask::Take(what, token) => {
                let found = self.0.get(&token).filter(|offer| offer.what == what && offer.tenant == *tenant);
                match found {
                    Some(offer) => (Answer::Taken(offer.data.clone()), offer.fd.as_ref().map(AsFd::as_fd)),
                    None => (Answer::Unknown, None),
                }
            }
        }
    }

    /// Forgets what an ended session has offered. What others have taken they keep.
    pub(crate) fn end(&mut self, session: u64) {
        self.0.retain(|_, offer| offer.session != session);
    }
}

/// Nobody can guess it.
fn random() -> Option<Token> {
    let mut bytes = [0; 16];
    let read = rustix::rand::getrandom(&mut bytes[..], rustix::rand::GetRandomFlags::empty());
    (read == Ok(bytes.len())).then(|| Token::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenant(uid: u32) -> Tenant {
        Tenant::local(uid)
    }

    fn offer(offers: &mut Offers, uid: u32, session: u64) -> Token {
        let ask = Ask::Offer(Shared::Memory, vec![1, 2, 3]);
        let Answer::Offered(token) = offers.answer(ask, None, &tenant(uid), session).0 else {
            panic!("not offered")
        };
        token
    }

    #[test]
    fn only_the_tenant_takes_and_only_as_what_it_is() {
        let mut offers = Offers::default();
        let token = offer(&mut offers, 7, 1);
        let mut take = |what, uid| offers.answer(Ask::Take(what, token), None, &tenant(uid), 2).0;
        assert_eq!(take(Shared::Memory, 7), Answer::Taken(vec![1, 2, 3]));
        assert_eq!(take(Shared::Event, 7), Answer::Unknown);
        assert_eq!(take(Shared::Memory, 8), Answer::Unknown);
        offers.end(1);
        let gone = offers.answer(Ask::Take(Shared::Memory, token), None, &tenant(7), 2).0;
        assert_eq!(gone, Answer::Unknown);
    }

    #[test]
    fn a_session_cannot_offer_without_end() {
        let mut offers = Offers::default();
        for _ in 0..OFFERS_MAX {
            offer(&mut offers, 7, 1);
        }
        let more = Ask::Offer(Shared::Memory, vec![]);
        assert_eq!(offers.answer(more, None, &tenant(7), 1).0, Answer::Full);
        offer(&mut offers, 7, 2);
        let long = Ask::Offer(Shared::Memory, vec![0; DATA_MAX + 1]);
        assert_eq!(offers.answer(long, None, &tenant(7), 2).0, Answer::Full);
    }

    #[test]
    fn descriptors_and_data_travel() {
        let (theirs, ours) = link::socket::pair().expect("sockets");
        let exchange = link::exchange::Exchange::new(theirs);
        let mediator = std::thread::spawn(move || {
            let mut offers = Offers::default();
            for _ in 0..2 {
                let mut ready = [rustix::event::PollFd::new(&ours, rustix::event::PollFlags::IN)];
                rustix::event::poll(&mut ready, None).expect("poll");
                offers.serve(ours.as_fd(), &tenant(1), 1).expect("served");
            }
        });
        let fd = link::memfd::create("test", 4096).expect("memfd");
        let token = exchange.offer(Shared::Physical, b"data", Some(fd.as_fd())).expect("offered");
        let (data, taken) = exchange.take(Shared::Physical, token).expect("taken");
        assert_eq!((data.as_slice(), taken.is_some()), (&b"data"[..], true));
        mediator.join().expect("mediator");
    }
}
