//! The direction of a text by its first strong character (UAX #9 16.0, P2 and P3), for formats that must name it.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

/// `rtl` or `ltr`; right to left where nothing is strong, as the articles are Arabic. What stands in isolates is passed over.
///
/// ```
/// use isnad::export::direction;
/// assert_eq!((direction("(1) قال BBC"), direction("BBC قالت"), direction("12%")), ("rtl", "ltr", "rtl"));
/// ```
pub fn direction(text: &str) -> &'static str {
    let classes = CodePointMapData::<BidiClass>::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match classes.get(c) {
            BidiClass::LeftToRightIsolate | BidiClass::RightToLeftIsolate | BidiClass::FirstStrongIsolate => depth += 1,
            BidiClass::PopDirectionalIsolate => depth = depth.saturating_sub(1),
            BidiClass::LeftToRight if depth == 0 => return "ltr",
            BidiClass::RightToLeft | BidiClass::ArabicLetter if depth == 0 => return "rtl",
            _ => {}
        }
    }
    "rtl"
}
