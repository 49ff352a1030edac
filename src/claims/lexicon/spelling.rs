//! Spellings of one word that folding leaves apart. `build.rs` reads the lists with this file too.

/// A folded key as it is spelled elsewhere: in Egypt مسئول and شئون are what مسؤول and شؤون are farther east.
pub(super) fn variant(key: &str) -> Option<String> {
    key.contains("ؤو").then(|| key.replace("ؤو", "ئو"))
}
