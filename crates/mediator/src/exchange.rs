//! What the tenants' workers offer each other; `link::exchange` says what for.

use std::collections::{BTreeMap, VecDeque};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use link::exchange::{Answer, Ask, DATA_MAX, Shared, Token};
use link::socket::{SocketError, recv_with_fds, send_with_fds};

use crate::crew::Tenant;

/// So many things can be on offer by one session; a further one takes the place of the oldest.
const OFFERS_MAX: usize = 4096;
/// The same for those that come with a descriptor, which the mediator holds, and the memory behind it.
const DESCRIPTORS_MAX: usize = 64;

#[derive(Debug)]
struct Offer {
    tenant: Tenant,
    session: u64,
    what: Shared,
    data: Vec<u8>,
    fd: Option<OwnedFd>,
}

/// The tokens of a session, the oldest first: of offers with a descriptor, and of others.
#[derive(Debug, Default)]
struct Shelf {
    descriptors: VecDeque<Token>,
    data: VecDeque<Token>,
}

/// All offers of all tenants.
#[derive(Debug, Default)]
pub(crate) struct Offers {
    all: BTreeMap<Token, Offer>,
    shelves: BTreeMap<u64, Shelf>,
}

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
                let offer = Offer { tenant: tenant.clone(), session, what, data, fd };
                (self.offer(offer).map_or(Answer::Full, Answer::Offered), None)
            }
            Ask::Take(what, token) => {
                let found =
                    self.all.get(&token).filter(|offer| offer.what == what && offer.tenant == *tenant);
                match found {
                    Some(offer) => (Answer::Taken(offer.data.clone()), offer.fd.as_ref().map(AsFd::as_fd)),
                    None => (Answer::Unknown, None),
                }
            }
        }
    }

    /// Puts something on offer; `None` if it is too long.
    fn offer(&mut self, offer: Offer) -> Option<Token> {
        if offer.data.len() > DATA_MAX {
            return None;
        }
        let shelf = self.shelves.entry(offer.session).or_default();
        let (shelf, most) = match offer.fd {
            Some(_) => (&mut shelf.descriptors, DESCRIPTORS_MAX),
            None => (&mut shelf.data, OFFERS_MAX),
        };
        // Programs ask for the handle of the same memory again and again.
        let is_same = |token: &&Token| {
            self.all.get(token).is_some_and(|known| known.what == offer.what && known.data == offer.data)
        };
        if offer.fd.is_none()
            && let Some(token) = shelf.iter().find(is_same)
        {
            return Some(*token);
        }
        if shelf.len() == most
            && let Some(oldest) = shelf.pop_front()
        {
            self.all.remove(&oldest);
        }
        let token = random()?;
        shelf.push_back(token);
        self.all.insert(token, offer);
        Some(token)
    }

    /// Forgets what an ended session has offered. What others have taken they keep.
    pub(crate) fn end(&mut self, session: u64) {
        let shelf = self.shelves.remove(&session).unwrap_or_default();
        for token in shelf.descriptors.iter().chain(&shelf.data) {
            self.all.remove(token);
        }
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

    fn offer(offers: &mut Offers, uid: u32, session: u64, data: &[u8]) -> Token {
        let ask = Ask::Offer(Shared::Memory, data.to_vec());
        let Answer::Offered(token) = offers.answer(ask, None, &tenant(uid), session).0 else {
            panic!("not offered")
        };
        token
    }

    #[test]
    fn only_the_tenant_takes_and_only_as_what_it_is() {
        let mut offers = Offers::default();
        let token = offer(&mut offers, 7, 1, &[1, 2, 3]);
        // The same again is the same.
        assert_eq!(offer(&mut offers, 7, 1, &[1, 2, 3]), token);
        let mut take = |what, uid| offers.answer(Ask::Take(what, token), None, &tenant(uid), 2).0;
        assert_eq!(take(Shared::Memory, 7), Answer::Taken(vec![1, 2, 3]));
        assert_eq!(take(Shared::Event, 7), Answer::Unknown);
        assert_eq!(take(Shared::Memory, 8), Answer::Unknown);
        offers.end(1);
        let gone = offers.answer(Ask::Take(Shared::Memory, token), None, &tenant(7), 2).0;
        assert_eq!(gone, Answer::Unknown);
    }

    #[test]
    fn the_oldest_offers_make_room() {
        let mut offers = Offers::default();
        let number = |number: usize| number.to_le_bytes();
        let first = offer(&mut offers, 7, 1, &number(0));
        for other in 1..=OFFERS_MAX {
            offer(&mut offers, 7, 1, &number(other));
        }
        assert_eq!((offers.all.len(), offers.all.contains_key(&first)), (OFFERS_MAX, false));
        // Another session has its own room, and no more than that.
        offer(&mut offers, 7, 2, &number(0));
        for _ in 0..=DESCRIPTORS_MAX {
            let fd = link::memfd::create("test", 4096).expect("memfd");
            let ask = Ask::Offer(Shared::Physical, vec![]);
            assert!(matches!(offers.answer(ask, Some(fd), &tenant(7), 2).0, Answer::Offered(_)));
        }
        assert_eq!(offers.all.len(), OFFERS_MAX + 1 + DESCRIPTORS_MAX);
        let long = Ask::Offer(Shared::Memory, vec![0; DATA_MAX + 1]);
        assert_eq!(offers.answer(long, None, &tenant(7), 2).0, Answer::Full);
        offers.end(1);
        offers.end(2);
        assert!(offers.all.is_empty());
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
