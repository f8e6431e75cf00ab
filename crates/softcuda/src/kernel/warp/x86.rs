//! What processors with AVX2 and with AVX-512 do in instructions of their own.

#![allow(
    clippy::missing_transmute_annotations,
    reason = "the types stand beside each: arrays of the same size"
)]

use std::arch::x86_64::*;
use std::mem::transmute;
use std::ptr::null;

use super::lanes::{N, Plain, Processor, Wide, each};

/// One with AVX2, FMA and F16C.
#[derive(Debug)]
pub struct Avx2;

impl Processor for Avx2 {
    #[inline(always)]
    unsafe fn signs(words: Wide<u32>) -> u32 {
        // SAFETY: arrays of the same size; the processor has AVX2.
        unsafe {
            let parts: [__m256; 4] = transmute(words);
            let part = |at: usize| (_mm256_movemask_ps(parts[at]) as u32) << (8 * at);
            part(0) | part(1) | part(2) | part(3)
        }
    }

    #[inline(always)]
    unsafe fn from_half(halves: Wide<u32>) -> Wide<f32> {
        let halves: Wide<u16> = each(halves, |half| half as u16);
        // SAFETY: as above, and F16C.
        unsafe {
            let parts: [__m128i; 4] = transmute(halves);
            transmute(parts.map(|part| _mm256_cvtph_ps(part)))
        }
    }

    #[inline(always)]
    unsafe fn to_half(values: Wide<f32>) -> Wide<u32> {
        // SAFETY: as above.
        let halves: Wide<u16> = unsafe {
            let parts: [__m256; 4] = transmute(values);
            transmute(parts.map(|part| _mm256_cvtps_ph::<_MM_FROUND_TO_NEAREST_INT>(part)))
        };
        each(halves, u32::from)
    }

    #[inline(always)]
    unsafe fn permute(words: Wide<u32>, from: Wide<u32>) -> Wide<u32> {
        // SAFETY: plain code.
        unsafe { Plain::permute(words, from) }
    }

    #[inline(always)]
    unsafe fn gather(addresses: &Wide<u64>, mask: u32) -> Wide<u32> {
        // SAFETY: plain code.
        unsafe { Plain::gather(addresses, mask) }
    }

    #[inline(always)]
    unsafe fn gather_doubles(addresses: &Wide<u64>, mask: u32) -> Wide<u64> {
        // SAFETY: plain code.
        unsafe { Plain::gather_doubles(addresses, mask) }
    }

    #[inline(always)]
    unsafe fn gather_quads(addresses: &Wide<u64>) -> [Wide<u32>; 4] {
        // SAFETY: plain code.
        unsafe { Plain::gather_quads(addresses) }
    }

    #[inline(always)]
    unsafe fn put_words(to: *mut Wide<u32>, mask: u32, value: Wide<u32>) {
        // SAFETY: plain code.
        unsafe { Plain::put_words(to, mask, value) };
    }

    #[inline(always)]
    unsafe fn put_doubles(to: *mut Wide<u64>, mask: u32, value: Wide<u64>) {
        // SAFETY: plain code.
        unsafe { Plain::put_doubles(to, mask, value) };
    }

    #[inline(always)]
    unsafe fn dot_halves(a: Wide<u32>, b: Wide<u32>) -> Wide<i32> {
        // SAFETY: as above.
        unsafe {
            let (a, b): ([__m256i; 4], [__m256i; 4]) = (transmute(a), transmute(b));
            transmute::<[__m256i; 4], [i32; N]>(std::array::from_fn(|at| _mm256_madd_epi16(a[at], b[at])))
        }
    }
}

/// One with AVX-512 (F, BW, DQ, VL), and the above.
#[derive(Debug)]
pub struct Avx512;

impl Processor for Avx512 {
    #[inline(always)]
    unsafe fn signs(words: Wide<u32>) -> u32 {
        // SAFETY: arrays of the same size; the processor has AVX-512.
        unsafe {
            let parts: [__m512i; 2] = transmute(words);
            u32::from(_mm512_movepi32_mask(parts[0])) | u32::from(_mm512_movepi32_mask(parts[1])) << 16
        }
    }

    #[inline(always)]
    unsafe fn from_half(halves: Wide<u32>) -> Wide<f32> {
        // SAFETY: as above.
        unsafe {
            let parts: [__m512i; 2] = transmute(halves);
            transmute(parts.map(|part| _mm512_cvtph_ps(_mm512_cvtepi32_epi16(part))))
        }
    }

    #[inline(always)]
    unsafe fn to_half(values: Wide<f32>) -> Wide<u32> {
        // SAFETY: as above.
        unsafe {
            let parts: [__m512; 2] = transmute(values);
            transmute(
                parts.map(|part| _mm512_cvtepu16_epi32(_mm512_cvtps_ph::<_MM_FROUND_TO_NEAREST_INT>(part))),
            )
        }
    }

    #[inline(always)]
    unsafe fn permute(words: Wide<u32>, from: Wide<u32>) -> Wide<u32> {
        // SAFETY: as above.
        unsafe {
            let (words, from): ([__m512i; 2], [__m512i; 2]) = (transmute(words), transmute(from));
            transmute(from.map(|from| _mm512_permutex2var_epi32(words[0], from, words[1])))
        }
    }

    #[inline(always)]
    unsafe fn gather(addresses: &Wide<u64>, mask: u32) -> Wide<u32> {
        // SAFETY: as above; what is not there faults, which the caller expects.
        unsafe {
            let parts: [__m512i; 4] = transmute(*addresses);
            let part = |at: usize| {
                let lanes = (mask >> (8 * at)) as __mmask8;
                _mm512_mask_i64gather_epi32::<1>(_mm256_setzero_si256(), lanes, parts[at], null())
            };
            transmute([part(0), part(1), part(2), part(3)])
        }
    }

    #[inline(always)]
    unsafe fn gather_doubles(addresses: &Wide<u64>, mask: u32) -> Wide<u64> {
        // SAFETY: as for words.
        unsafe {
            let parts: [__m512i; 4] = transmute(*addresses);
            let part = |at: usize| {
                let lanes = (mask >> (8 * at)) as __mmask8;
                _mm512_mask_i64gather_epi64::<1>(_mm512_setzero_si512(), lanes, parts[at], null())
            };
            transmute([part(0), part(1), part(2), part(3)])
        }
    }

    #[inline(always)]
    unsafe fn gather_quads(addresses: &Wide<u64>) -> [Wide<u32>; 4] {
        // SAFETY: as above.
        unsafe {
            let row = |lane: usize| _mm_loadu_si128(addresses[lane] as *const __m128i);
            // Sixteen lanes: every fourth row into one register, then the words of four rows together.
            let half = |first: usize| -> [__m512i; 4] {
                let rows = |k: usize| {
                    let z = _mm512_castsi128_si512(row(first + k));
                    let z = _mm512_inserti32x4::<1>(z, row(first + 4 + k));
                    let z = _mm512_inserti32x4::<2>(z, row(first + 8 + k));
                    _mm512_inserti32x4::<3>(z, row(first + 12 + k))
                };
                let [z0, z1, z2, z3] = [rows(0), rows(1), rows(2), rows(3)];
                let (a, b) = (_mm512_unpacklo_epi32(z0, z1), _mm512_unpackhi_epi32(z0, z1));
                let (c, d) = (_mm512_unpacklo_epi32(z2, z3), _mm512_unpackhi_epi32(z2, z3));
                [
                    _mm512_unpacklo_epi64(a, c),
                    _mm512_unpackhi_epi64(a, c),
                    _mm512_unpacklo_epi64(b, d),
                    _mm512_unpackhi_epi64(b, d),
                ]
            };
            let (low, high) = (half(0), half(16));
            std::array::from_fn(|at| transmute::<[__m512i; 2], Wide<u32>>([low[at], high[at]]))
        }
    }

    #[inline(always)]
    unsafe fn put_words(to: *mut Wide<u32>, mask: u32, value: Wide<u32>) {
        // SAFETY: as above; the caller has room for 32 words.
        unsafe {
            let parts: [__m512i; 2] = transmute(value);
            _mm512_mask_storeu_epi32(to.cast(), mask as __mmask16, parts[0]);
            _mm512_mask_storeu_epi32(to.cast::<i32>().add(16), (mask >> 16) as __mmask16, parts[1]);
        }
    }

    #[inline(always)]
    unsafe fn put_doubles(to: *mut Wide<u64>, mask: u32, value: Wide<u64>) {
        // SAFETY: as above.
        unsafe {
            let parts: [__m512i; 4] = transmute(value);
            for (at, part) in parts.into_iter().enumerate() {
                let to = to.cast::<i64>().add(8 * at);
                _mm512_mask_storeu_epi64(to, (mask >> (8 * at)) as __mmask8, part);
            }
        }
    }

    #[inline(always)]
    unsafe fn dot_halves(a: Wide<u32>, b: Wide<u32>) -> Wide<i32> {
        // SAFETY: as above.
        unsafe {
            let (a, b): ([__m512i; 2], [__m512i; 2]) = (transmute(a), transmute(b));
            transmute::<[__m512i; 2], [i32; N]>(std::array::from_fn(|at| _mm512_madd_epi16(a[at], b[at])))
        }
    }
}
