//! The hash of a folded key. `build.rs` lays the tables out with this file too.

/// Eight bytes at a step, each stirred in by a multiplication, as in FxHash; the upper half is the best stirred.
pub(super) fn hash(key: &[u8]) -> u32 {
    const K: u64 = 0x517c_c1b7_2722_0a95;
    let step = |h: u64, word: u64| (h.rotate_left(5) ^ word).wrapping_mul(K);
    let mut words = key.chunks_exact(8);
    let h = words.by_ref().fold(key.len() as u64, |h, word| {
        let word = word.try_into().map_or(0, u64::from_le_bytes);
        step(h, word)
    });
    let rest = words.remainder().iter().rev().fold(0, |rest: u64, byte| rest << 8 | u64::from(*byte));
    (step(h, rest) >> 32) as u32
}
