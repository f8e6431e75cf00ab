//! Properties of every frame of the table: what is encoded is decoded again, and nothing that a peer can
//! send makes decoding panic.

use proptest::prelude::*;
use wire::{Encoder, HEADER_LEN, Header, REQUEST_OPS, WireError, generate_request, recode_request};

/// A small, fast generator, seeded by proptest, which shrinks the seed.
fn xorshift(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

fn arena(seed: u64) -> Vec<u8> {
    let mut random = xorshift(seed);
    (0..300).map(|_| random() as u8).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn every_request_round_trips(seed: u64) {
        let mut random = xorshift(seed);
        let arena = arena(seed ^ 1);
        for &op in REQUEST_OPS {
            let mut encoder = Encoder::new();
            generate_request(op, &mut random, &arena, &mut encoder).expect("a row of the table");
            let again = recode_request(op, encoder.as_bytes()).expect("our own encoding");
            prop_assert_eq!(again.as_slice(), encoder.as_bytes(), "opcode {}", op);
        }
    }

    #[test]
    fn a_truncated_request_is_refused(seed: u64, cut in 1usize..64) {
        let mut random = xorshift(seed);
        let arena = arena(seed ^ 1);
        for &op in REQUEST_OPS {
            let mut encoder = Encoder::new();
            generate_request(op, &mut random, &arena, &mut encoder).expect("a row of the table");
            let bytes = encoder.as_bytes();
            if cut <= bytes.len() {
                prop_assert!(recode_request(op, &bytes[..bytes.len() - cut]).is_err(), "opcode {}", op);
            }
        }
    }

    #[test]
    fn mutated_requests_never_panic_and_keep_one_encoding(seed: u64, flips in 1usize..8) {
        let mut random = xorshift(seed);
        let arena = arena(seed ^ 1);
        for &op in REQUEST_OPS {
            let mut encoder = Encoder::new();
            generate_request(op, &mut random, &arena, &mut encoder).expect("a row of the table");
            let mut bytes = encoder.as_bytes().to_vec();
            for _ in 0..flips {
                let at = random() as usize;
                if let Some(len) = std::num::NonZeroUsize::new(bytes.len()) {
                    bytes[at % len] ^= random() as u8;
                }
            }
            if let Ok(again) = recode_request(op, &bytes) {
                prop_assert_eq!(again, bytes, "opcode {}", op);
            }
        }
    }

    #[test]
    fn random_records_are_refused_or_decoded(record in prop::collection::vec(any::<u8>(), 0..256)) {
        if let Ok((header, _)) = Header::decode(&record) {
            prop_assert_eq!(header.len as usize, record.len());
            recode_request(header.op, &record[HEADER_LEN..]).ok();
        }
    }
}

#[test]
fn a_header_whose_length_is_not_the_record_s_is_refused() {
    let mut encoder = Encoder::new();
    Header { len: 0, op: 7, flags: 1, thread: 3, seq: 9, context: 5 }.encode(&mut encoder);
    let record = encoder.finish().to_vec();
    let (header, _) = Header::decode(&record).expect("our own encoding");
    assert_eq!((header.op, header.thread, header.seq, header.context), (7, 3, 9, 5));
    let mut longer = record.clone();
    longer.extend_from_slice(&[0; 8]);
    assert_eq!(Header::decode(&longer).err(), Some(WireError::Length));
    let mut reserved = record;
    reserved[24] = 1;
    assert_eq!(Header::decode(&reserved).err(), Some(WireError::Reserved));
}

#[test]
fn an_unknown_opcode_is_refused() {
    assert_eq!(recode_request(65535, &[]), Err(WireError::UnknownOp(65535)));
}
