//! Whether words are given to the one who said them.

use super::draft::Speaker;
use super::known::Known;
use crate::claims::{SourceKind, is_title, same_institution, same_name};
use crate::fold::{Level, folded};
use crate::span::Span;

/// What is known of the speaker of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerIs {
    /// The draft and the text give the words to one source.
    Right,
    /// The draft does not say whose they are.
    Unstated,
    /// One of the two describes somebody without a name, so that it cannot be told.
    Unsure,
    /// The text does not give the words to anybody.
    Unattributed,
    /// The draft gives them to who carried them.
    Carrier,
    /// The draft gives them to another.
    Wrong,
}

impl SpeakerIs {
    /// All of them, in the schema's order.
    pub const ALL: [SpeakerIs; 6] = [
        SpeakerIs::Right,
        SpeakerIs::Unstated,
        SpeakerIs::Unsure,
        SpeakerIs::Unattributed,
        SpeakerIs::Carrier,
        SpeakerIs::Wrong,
    ];

    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            SpeakerIs::Right => "right",
            SpeakerIs::Unstated => "unstated",
            SpeakerIs::Unsure => "unsure",
            SpeakerIs::Unattributed => "unattributed",
            SpeakerIs::Carrier => "carrier",
            SpeakerIs::Wrong => "wrong",
        }
    }
}

/// Whose the words at `span` of `text` are: the numbers of the claims that hold half of them, the narrowest first.
pub(super) fn claims_at(text: &Known, span: Span) -> Vec<usize> {
    let holds = |at: &usize| text.claims[*at].span.shared(span).is_some_and(|shared| shared.len() * 2 >= span.len());
    let mut claims: Vec<usize> = (0..text.claims.len()).filter(holds).collect();
    claims.sort_by_key(|at| text.claims[*at].span.len());
    claims
}

/// Whether `named` is the one to whom `text` gives the words at `span`.
pub(super) fn compare(named: Option<&Speaker>, text: &Known, span: Span) -> SpeakerIs {
    let Some(named) = named else { return SpeakerIs::Unstated };
    let claims = claims_at(text, span);
    let source = |at: Option<usize>| at.and_then(|at| text.sources.get(at));
    let sources: Vec<&Speaker> = claims.iter().filter_map(|at| source(text.claims[*at].source)).collect();
    if sources.iter().any(|source| agree(named, source)) {
        return SpeakerIs::Right;
    }
    let mut carriers = claims.iter().flat_map(|at| &text.claims[*at].via).filter_map(|at| source(Some(*at)));
    if carriers.any(|carrier| agree(named, carrier)) {
        return SpeakerIs::Carrier;
    }
    match sources.first() {
        None => SpeakerIs::Unattributed,
        Some(_) if !matches!(named.kind, SourceKind::Person | SourceKind::Organisation) => SpeakerIs::Unsure,
        Some(source) if matches!(source.kind, SourceKind::Group | SourceKind::Document) => SpeakerIs::Unsure,
        Some(_) => SpeakerIs::Wrong,
    }
}

/// Whether two can be one: a name of one holds a name of the other.
pub(super) fn agree(one: &Speaker, other: &Speaker) -> bool {
    one.names.iter().any(|mine| other.names.iter().any(|name| same_institution(mine, name) || within(mine, name)))
}

/// Whether the words of one name are all in the other: all of them, or those that are no titles.
fn within(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let bare = |words: &[String]| -> Vec<String> { words.iter().filter(|word| !is_title(word)).cloned().collect() };
    subset(&one, &other) || subset(&other, &one) || {
        let (one, other) = (bare(&one), bare(&other));
        subset(&one, &other) || subset(&other, &one)
    }
}

fn subset(one: &[String], other: &[String]) -> bool {
    !one.is_empty() && one.iter().all(|word| other.iter().any(|same| same_name(word, same)))
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.map(|word| folded(word, Level::Normal));
    words
        .map(|word| word.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(&word).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker(name: &str) -> Speaker {
        Speaker { name: name.to_owned(), names: vec![name.to_owned()], kind: SourceKind::Person }
    }

    #[test]
    fn names_of_one_agree() {
        for (one, other) in [
            ("سامر النخلي", "النخلي"),
            ("مدير الميناء سامر النخلي", "سامر النخلي"),
            ("الوزير", "وزير النقل"),
            ("الرئيس ترامب", "دونالد ترمب"),
            ("الناتو", "حلف شمال الأطلسي"),
        ] {
            assert!(agree(&speaker(one), &speaker(other)), "{one} and {other}");
            assert!(agree(&speaker(other), &speaker(one)), "{other} and {one}");
        }
        for (one, other) in
            [("سامر النخلي", "ليلى حداد"), ("وزير النقل", "وزير الصحة"), ("سامر النخلي", "سامر حداد"), ("", "سامر")]
        {
            assert!(!agree(&speaker(one), &speaker(other)), "{one} and {other}");
        }
    }
}
