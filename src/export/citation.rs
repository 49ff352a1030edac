//! One claim as text for the clipboard: its words, who said them, through whom, and in which article.
//!
//! Logical order, the article's own characters: nothing is shaped and no invisible control is added. Guillemets are put
//! around words that the article itself quotes in full, and around no others: a paraphrase must not come out as a
//! quotation. A cue that denies its content is named, so that a denial is not read as an assertion.

use std::fmt::Write;

use crate::article::{Article, BlockKind};
use crate::claims::{Claim, ClaimId, ClaimKind, Cue, Extraction, Source, SourceId, Stance};
use crate::span::Span;

/// The claim with its attribution in one line; empty where there is no such claim.
///
/// `«content» — name، role (cue) (عبر carrier، carrier)، "title"، dateline، date`: what the article does not give is left
/// out.
pub fn citation(article: &Article, found: &Extraction, claim: ClaimId) -> String {
    let Some(claim) = found.claims.get(claim.0) else { return String::new() };
    let mut out = words(article, claim);
    let _ = write!(out, " — {}", speaker(article, found, claim));
    if let Some(denial) = denial_of(article, claim) {
        let _ = write!(out, " ({denial})");
    }
    if !claim.via.is_empty() {
        let carriers: Vec<String> =
            claim.via.iter().filter_map(|id| source(found, *id)).map(|source| plain(&source.name)).collect();
        let _ = write!(out, " (عبر {})", carriers.join("، "));
    }
    let first =
        |kind| article.blocks.iter().find(|block| block.kind == kind).map(|block| plain(block.span.of(&article.text)));
    if let Some(title) = first(BlockKind::Headline) {
        let _ = write!(out, "، {}", quoted(&title));
    }
    for place in [BlockKind::Dateline, BlockKind::Date].into_iter().filter_map(first) {
        let _ = write!(out, "، {place}");
    }
    out
}

/// The words of a claim alone, in one line and without control characters.
pub fn words_of(article: &Article, claim: &Claim) -> String {
    plain(claim.content.of(&article.text))
}

/// The words that deny a claim, with their particle; none where it is not denied. Whoever writes a claim must write them, so
/// that a denial is not read as an assertion.
pub fn denial_of(article: &Article, claim: &Claim) -> Option<String> {
    claim.cue.as_ref().filter(|cue| denies(cue)).map(|cue| plain(denial(article, cue)))
}

fn words(article: &Article, claim: &Claim) -> String {
    let said = words_of(article, claim);
    if claim.kind == ClaimKind::Direct { quoted(&said) } else { said }
}

fn speaker(article: &Article, found: &Extraction, claim: &Claim) -> String {
    match claim.source.and_then(|id| source(found, id)) {
        Some(Source { name, role, .. }) if role.is_empty() || name.contains(role.as_str()) => plain(name),
        Some(Source { name, role, .. }) => format!("{}، {}", plain(name), plain(role)),
        None => claim.speaker.map_or_else(|| "مصدر غير محدد".to_owned(), |span| plain(span.of(&article.text))),
    }
}

fn source(found: &Extraction, id: SourceId) -> Option<&Source> {
    found.sources.get(id.0)
}

fn denies(cue: &Cue) -> bool {
    cue.negated || matches!(cue.stance, Stance::Deny | Stance::Reject)
}

/// The cue's words, with the particle before them where that is what denies.
fn denial<'a>(article: &'a Article, cue: &Cue) -> &'a str {
    let said = cue.span.of(&article.text);
    if !cue.negated || said.contains(' ') {
        return said;
    }
    let before = Span::new(0, cue.span.start.0).of(&article.text).trim_end();
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    Span::new(start, cue.span.end.0).of(&article.text).trim_start()
}

/// Guillemets around `text`, or double ones where it holds guillemets itself.
fn quoted(text: &str) -> String {
    if text.contains(['«', '»']) { format!("\"{text}\"") } else { format!("«{text}»") }
}

/// The text in one line, without control characters, which a terminal that it is pasted into might obey.
fn plain(text: &str) -> String {
    let blank = |c: char| {
        if matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') { ' ' } else { c }
    };
    text.chars().map(blank).filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, from_text};
    use crate::claims::SourceKind;

    const TEXT: &str =
        "المخازن تفتح أبوابها\nبيروت – رويترز\nنفى مدير المخازن أن تكون \"الأبواب مغلقة\"، ولم يستبعد التأخير.\n";

    fn span_of(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn claim(words: &str, kind: ClaimKind, cue: (&str, Stance, bool)) -> Claim {
        Claim {
            kind,
            content: span_of(words),
            quotes: Vec::new(),
            cue: Some(Cue { span: span_of(cue.0), lemma: String::new(), stance: cue.1, negated: cue.2 }),
            speaker: None,
            source: Some(SourceId(0)),
            recipient: None,
            via: Vec::new(),
            via_inferred: Vec::new(),
            nested_in: None,
            runner_up: None,
            unmarked: false,
            confidence: 1.0,
            blocks: (2, 2),
            why: Vec::new(),
        }
    }

    #[track_caller]
    fn check(claim: Claim, expected: &str) {
        let article = from_text(TEXT.to_owned(), Origin::StandardInput);
        let source = |name: &str, role: &str| Source {
            name: name.to_owned(),
            role: role.to_owned(),
            kind: SourceKind::Person,
            mentions: Vec::new(),
        };
        let sources = vec![source("سلمى الزيتوني", "مديرة المخازن"), source("وكالة السهل", "")];
        let found = Extraction { sources, claims: vec![claim], no_comment: Vec::new() };
        assert_eq!(citation(&article, &found, ClaimId(0)), expected);
        assert_eq!(citation(&article, &found, ClaimId(1)), "");
    }

    #[test]
    fn a_quotation_has_marks_and_a_denial_is_named() {
        check(
            claim("الأبواب مغلقة", ClaimKind::Direct, ("نفى", Stance::Deny, false)),
            "«الأبواب مغلقة» — سلمى الزيتوني، مديرة المخازن (نفى)، «المخازن تفتح أبوابها»، بيروت – رويترز",
        );
    }

    #[test]
    fn a_paraphrase_has_none_and_carriers_are_told() {
        let relayed = Claim {
            via: vec![SourceId(1)],
            ..claim("تكون \"الأبواب مغلقة\"", ClaimKind::Mixed, ("مدير", Stance::Neutral, false))
        };
        check(
            relayed,
            "تكون \"الأبواب مغلقة\" — سلمى الزيتوني، مديرة المخازن (عبر وكالة السهل)، «المخازن تفتح أبوابها»، بيروت – رويترز",
        );
    }

    #[test]
    fn a_denied_cue_keeps_its_particle() {
        let unsourced = Claim {
            source: None,
            ..claim("التأخير", ClaimKind::Indirect, ("يستبعد", Stance::Estimate, true))
        };
        check(unsourced, "التأخير — مصدر غير محدد (ولم يستبعد)، «المخازن تفتح أبوابها»، بيروت – رويترز");
    }

    #[test]
    fn what_is_copied_cannot_drive_a_terminal() {
        assert_eq!(plain("قال\u{1b}[2J\r\nنعم"), "قال[2J  نعم");
    }
}
