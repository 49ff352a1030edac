//! Who said what: an article to its claims and their sources, after `ARABIC` practice in news prose.
//!
//! [`extract`] names the stages: folded blocks → passages (`passage`: tokens, words with their clitics, quotations,
//! sentences) → finds (`rules`, one a file, over `frames`, `phrases`, `subject`, `guards`) → settled contents
//! (`settle`) → sources (`resolve` over `sources`) → the result in order (`finish`). Words come from `lexicon`, which
//! is data. Everything is total and linear in the text: the sieve looks at the nearest sources only.

mod anchor;
mod correct;
mod evidence;
mod find;
mod finish;
mod frames;
mod guards;
mod lexicon;
mod mentions;
mod model;
mod name_words;
mod naming;
mod outlets;
mod passage;
mod phrases;
mod quotes;
mod resolve;
mod rules;
mod settle;
mod sources;
mod subject;
mod uid;
mod versions;
mod words;

pub use model::{
    Claim, ClaimId, ClaimKind, Cue, Evidence, Extraction, Mention, NoComment, Reason, Source, SourceId, SourceKind,
    Stance,
};

pub use anchor::{Anchor, CONTEXT, CodePoints, Fit, Found, LEAST, Near, Nearby, Placed, Text, place, source_of};
pub use correct::{Corrected, Correction, correct};
pub use lexicon::{Complaint, Overlay, Problem, categories};
pub use name_words::NameWords;
pub use naming::{anonymity, is_title, same_institution, same_name};
pub use sources::{NameKey, Office, Offices, Telling};
pub use uid::{SourceRef, Uids, name_key};
pub use versions::{BlockChange, ClaimChange, Comparison, compare};

use crate::article::{Article, BlockKind};
use crate::fold::{Level, folded};
use passage::Passage;
use resolve::Resolver;

/// Finds the claims of an article.
///
/// Never fails: what cannot be read gives no claims, nor does a text in another language than Arabic
/// ([`Article::is_in_arabic`]), whose words would be taken for others. Spans are bytes of the article's text, on character boundaries.
pub fn extract(article: &Article) -> Extraction {
    if !article.is_in_arabic() {
        return Extraction::default();
    }
    let folded = passage::fold_blocks(article);
    let passages = passages(article, &folded);
    let mut resolver = Resolver::new(outlet(article));
    // A headline repeats a source that the body introduces: it is resolved last.
    let (headlines, body): (Vec<_>, Vec<_>) = passages.iter().partition(|p| p.kind == BlockKind::Headline);
    for passage in body.into_iter().chain(headlines) {
        let settled = settle::settle(passage, rules::apply(passage));
        resolver.passage(passage, &settled);
    }
    resolver.finish(&article.text)
}

/// The same with a user's own words, where there are any, laid over the shipped lexicon.
pub fn extract_with(article: &Article, overlay: Option<Overlay>) -> Extraction {
    match overlay {
        Some(overlay) => lexicon::laid_over(overlay, || extract(article)),
        None => extract(article),
    }
}

fn passages<'t>(article: &'t Article, folded: &'t [Option<crate::fold::Folded>]) -> Vec<Passage<'t>> {
    let mut asked = false;
    let mut passages = Vec::with_capacity(folded.len());
    for (block, folded) in folded.iter().enumerate() {
        let Some(folded) = folded else { continue };
        let mut passage = Passage::read(article, block, folded);
        passage.answers = asked;
        asked = rules::asks(&passage);
        if article.blocks[block].kind.is_prose() {
            passages.push(passage);
        }
    }
    passages
}

/// Folded words of the blocks that name the outlet.
fn outlet(article: &Article) -> Vec<String> {
    let own = article.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Dateline | BlockKind::Byline));
    own.flat_map(|b| b.span.of(&article.text).split(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.chars().count() > 3)
        .map(|w| folded(w, Level::Normal))
        .collect()
}
