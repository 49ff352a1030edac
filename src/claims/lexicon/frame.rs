//! What a verb governs, as written in the column `frame`. `build.rs` reads its tables with this file too.

/// The bit of one part of a frame; none where it is not known.
pub(super) fn bit(part: &str) -> Option<u16> {
    Some(match part {
        "أن" | "إن" | "NPقول" | ":" | "قائلا" => 0,
        "ب" => 1,
        "إلى" => 2,
        "على" => 4,
        "من" => 8,
        "عن" => 16,
        "في" => 32,
        "ل" => 64,
        "NP" | "صحة" => 128,
        "NP+ب" => 256,
        "NP+إلى" => 512,
        "NP+NP" => 1024,
        "NP+أن" => 2048,
        "NP+على" => 4096,
        "من+" => 8192,
        _ => return None,
    })
}
