//! Folded text cut into words. `build.rs` cuts its lists with this file too.

use crate::fold::is_of_word;

/// Adds the words of `folded` to `joined`, a blank after each, and the place of each blank to `ends`. Words are letters
/// and digits, cut also where Latin and Arabic letters touch.
pub(crate) fn cut(folded: impl Iterator<Item = char>, joined: &mut String, ends: &mut Vec<usize>) {
    let mut last = None;
    for c in folded {
        let kind = is_of_word(c).then(|| c.is_ascii_alphabetic());
        if kind != last && last.is_some() {
            end_word(joined, ends);
        }
        if kind.is_some() {
            joined.push(c);
        }
        last = kind;
    }
    if last.is_some() {
        end_word(joined, ends);
    }
}

fn end_word(joined: &mut String, ends: &mut Vec<usize>) {
    ends.push(joined.len());
    joined.push(' ');
}
