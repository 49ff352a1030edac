//! Claims to be read by a person: each with its source, the rule that found it, and how the source was told.

use std::fmt::Write as _;

use super::json;
use super::why;
use crate::article::Article;
use crate::claims::{Claim, ClaimId, Extraction, Source, SourceId};
use crate::words::Words;

/// The claims of an article in lines, a title before them and a blank line after each.
pub fn explain(article: &Article, found: &Extraction, words: Words) -> String {
    let mut out = format!("{}\n{}\n\n", article.title(), words.count("claims", found.claims.len()));
    if let Some(tag) = article.foreign_language() {
        let _ = writeln!(out, "{}\n", words.not_arabic(tag));
    }
    for (at, claim) in found.claims.iter().enumerate() {
        one(&mut out, found, (ClaimId(at), claim), article, words);
    }
    out
}

fn one(out: &mut String, found: &Extraction, (id, claim): (ClaimId, &Claim), article: &Article, words: Words) {
    let text = &article.text;
    let kind = words.say(&format!("kind.{}", claim.kind.name()));
    let content: Vec<&str> = claim.content.of(text).split_whitespace().collect();
    line(out, &format!("{} · {kind} · {}%", json::claim_id(id), percent(claim.confidence)));
    line(out, &format!("    {}", content.join(" ")));
    let sources = claim.source.into_iter().chain(claim.via.iter().copied()).chain(claim.via_inferred.iter().copied());
    let chain: Vec<String> = sources.filter_map(|id| source(found, id)).map(named).collect();
    if !chain.is_empty() {
        line(out, &format!("    — {}", chain.join(" ← ")));
    }
    for step in &claim.why {
        line(out, &format!("    [{}] {}", step.rule, why(step, words)));
    }
    if let Some(other) = claim.runner_up.and_then(|id| source(found, id)) {
        line(out, &format!("    {}", format_args!("{}: {}", words.say("field.runner-up"), other.name)));
    }
    out.push('\n');
}

fn line(out: &mut String, words: &str) {
    let _ = writeln!(out, "{words}");
}

fn source(found: &Extraction, id: SourceId) -> Option<&Source> {
    found.sources.get(id.0)
}

fn named(source: &Source) -> String {
    if source.role.is_empty() { source.name.clone() } else { format!("{} ({})", source.name, source.role) }
}

fn percent(share: f32) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, from_text};
    use crate::claims::extract;
    use crate::words::Language;

    #[test]
    fn a_claim_says_its_words_its_source_its_rule_and_its_step() {
        let text = "عنوان قصير\n\nقال مدير الميناء سامر النخلي إن العمل  بدأ.\n";
        let article = from_text(text.to_owned(), Origin::Sample);
        let lines = explain(&article, &extract(&article), Words::of(Language::English));
        let expected = ["العمل بدأ", "— سامر النخلي (مدير الميناء)", "[finite] The verb of saying «قال»", "[sources] "];
        for part in expected {
            assert!(lines.contains(part), "{part} in {lines}");
        }
    }
}
