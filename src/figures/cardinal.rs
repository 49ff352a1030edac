//! Amounts in digits and in words: chunks below a thousand, their scales, and what "and" adds to them.
//!
//! `ثلاثة ملايين ومئتان وخمسون ألفا`: a chunk (3) with a scale (a million), and a chunk (250) with a smaller one. A part
//! goes on with "and" only where it is smaller than the last place of what stands before it, so that two numbers side by
//! side stay two. Duals are two of their scale (مليوني دينار), plurals without a number count nothing (عشرات الآلاف).

use super::lexicon::Role;
use super::tokens::Tokens;

/// An amount: its value, where there is one, and the token after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    /// How much; nothing for "tens of thousands".
    pub value: Option<f64>,
    /// The token after its last one.
    pub end: usize,
    /// Whether it is one small word, such as may be no number at all.
    pub is_bare: bool,
}

/// A part of an amount.
#[derive(Debug, Clone, Copy)]
struct Part {
    value: f64,
    /// The scale that its last place counts: 1, or a thousand.
    place: f64,
    end: usize,
}

/// The amount that begins at the token `at`.
pub(super) fn amount(tokens: Tokens<'_>, at: usize) -> Option<Amount> {
    if let Some(end) = vague(tokens, at) {
        return Some(Amount { value: None, end, is_bare: false });
    }
    let first = part(tokens, at)?;
    let mut whole = first;
    while tokens.goes_on(whole.end) {
        if let Some((more, end)) = and_a_fraction(tokens, whole) {
            whole = Part { value: whole.value + more, end, ..whole };
            continue;
        }
        let from = whole.end + usize::from(tokens.is(whole.end, "و"));
        let Some(next) = part(tokens, from).filter(|next| goes_under(*next, whole)) else { break };
        whole = Part { value: whole.value + next.value, ..next };
    }
    let is_bare = whole.end == at + 1 && tokens.digits(at).is_none() && is_small_word(tokens, at);
    Some(Amount { value: Some(whole.value), end: whole.end, is_bare })
}

/// Whether `next` has room below the last place of `whole`.
fn goes_under(next: Part, whole: Part) -> bool {
    whole.place > 1.0 && next.value < whole.place
}

fn is_small_word(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.role(at, |role| matches!(role, Role::Unit(1.0 | 2.0)).then_some(())).is_some()
}

/// A number that names no amount: tens of thousands, some hundreds, millions.
fn vague(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    let some = tokens.role(at, |role| (role == Role::Vague).then_some(()));
    let mut end = at + some.map_or(0, |(_, length)| length);
    while let Some((_, length)) = tokens.role(end, |role| matches!(role, Role::Scales(_)).then_some(())) {
        end += length;
    }
    (end > at).then_some(end)
}

/// A chunk with its scale, a dual, or a scale by itself.
fn part(tokens: Tokens<'_>, at: usize) -> Option<Part> {
    let scale = |at| {
        tokens.role(at, |role| if let Role::Scale(scale) | Role::Scales(scale) = role { Some(scale) } else { None })
    };
    if let Some((share, length)) = tokens.role(at, fraction) {
        let end = at + length;
        return Some(match scale(end) {
            Some((scale, length)) => Part { value: share * scale, place: 1.0, end: end + length },
            None => Part { value: share, place: 1.0, end },
        });
    }
    if let Some((value, end)) = chunk(tokens, at) {
        return Some(match scale(end) {
            Some((scale, length)) if value > 0.0 => Part { value: value * scale, place: scale, end: end + length },
            _ => Part { value, place: 1.0, end },
        });
    }
    if let Some((scale, length)) = tokens.role(at, |role| if let Role::Dual(scale) = role { Some(scale) } else { None })
    {
        return Some(Part { value: 2.0 * scale, place: scale, end: at + length });
    }
    let one = tokens.role(at, |role| if let Role::Scale(scale) = role { Some(scale) } else { None });
    one.map(|(scale, length)| Part { value: scale, place: scale, end: at + length })
}

fn fraction(role: Role) -> Option<f64> {
    if let Role::Fraction(share) = role { Some(share) } else { None }
}

/// "And a half", of the scale before it, which may be named again: مليون ونصف المليون.
fn and_a_fraction(tokens: Tokens<'_>, whole: Part) -> Option<(f64, usize)> {
    let from = whole.end + usize::from(tokens.is(whole.end, "و"));
    let (share, length) = tokens.role(from, fraction)?;
    let end = from + length;
    let again = tokens.role(end, |role| if let Role::Scale(scale) = role { Some(scale) } else { None });
    let (scale, length) = again.unwrap_or((whole.place, 0));
    (scale <= whole.place).then_some((share * scale, end + length))
}

/// A number in digits, or one below a thousand in words.
fn chunk(tokens: Tokens<'_>, at: usize) -> Option<(f64, usize)> {
    if let Some(value) = tokens.digits(at) {
        return Some((value, at + 1));
    }
    let Some((hundreds, end)) = hundreds(tokens, at) else { return below_hundred(tokens, at) };
    if tokens.goes_on(end) {
        let from = end + usize::from(tokens.is(end, "و"));
        if let Some((rest, end)) = below_hundred(tokens, from) {
            return Some((hundreds + rest, end));
        }
    }
    Some((hundreds, end))
}

/// 100, 200, 300 in one word, or three and a hundred.
fn hundreds(tokens: Tokens<'_>, at: usize) -> Option<(f64, usize)> {
    let hundred = |at| tokens.role(at, |role| if let Role::Hundred(value) = role { Some(value) } else { None });
    if let Some((value, length)) = hundred(at) {
        return Some((value, at + length));
    }
    let (unit, length) = tokens.role(at, unit)?;
    let (value, more) = hundred(at + length)?;
    ((3.0..10.0).contains(&unit) && value == 100.0 && !tokens.goes_on(at + length))
        .then_some((unit * 100.0, at + length + more))
}

/// 1 to 99 in words.
fn below_hundred(tokens: Tokens<'_>, at: usize) -> Option<(f64, usize)> {
    let tens = |at| tokens.role(at, |role| if let Role::Tens(value) = role { Some(value) } else { None });
    if let Some((value, length)) = tens(at) {
        return Some((value, at + length));
    }
    let (value, length) = tokens.role(at, unit)?;
    let end = at + length;
    if value < 10.0 {
        // Three ten is thirteen, three and twenty is twenty-three.
        if let Some((_, more)) = tokens.role_as_written(end, |role| (role == Role::Unit(10.0)).then_some(())) {
            return Some((value + 10.0, end + more));
        }
        if tokens.goes_on(end) {
            let from = end + usize::from(tokens.is(end, "و"));
            if let Some((ten, more)) = tens(from) {
                return Some((value + ten, from + more));
            }
        }
    }
    Some((value, end))
}

fn unit(role: Role) -> Option<f64> {
    if let Role::Unit(value) = role { Some(value) } else { None }
}
