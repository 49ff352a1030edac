//! Articles and notes for the tests of the library.
#![allow(dead_code, reason = "each test uses its part")]

pub mod old;

use std::path::PathBuf;

use isnad::article::{About, Article, Block, BlockKind, Origin};
use isnad::claims::{Anchor, Claim, ClaimKind, Extraction, Source, SourceKind, SourceRef};
use isnad::span::Span;
use isnad::store::{
    ClaimMarks, ClaimNote, Credibility, EvidenceKind, EvidenceLink, Reliability, SourceMarks, SourceNote, Status,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// The second `second` of 1970.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("an instant")
}

/// An article whose blocks are its lines, the first being the headline.
pub fn article(origin: Origin, text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.is_empty() {
            let kind = if blocks.is_empty() { BlockKind::Headline } else { BlockKind::Paragraph };
            blocks.push(Block { kind, span: Span::new(start, start + line.len()) });
        }
        start += line.len() + 1;
    }
    let hash = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    Article { origin, text: text.to_owned(), blocks, hash, window: None, about: About::default(), warnings: Vec::new() }
}

/// An article from a file that need not be there.
pub fn from_file(name: &str, text: &str) -> Article {
    article(Origin::File(PathBuf::from("/articles").join(name)), text)
}

/// The first place of `words` in the article.
pub fn span(article: &Article, words: &str) -> Span {
    let start = article.text.find(words).unwrap_or_else(|| panic!("{words} is not in the text"));
    Span::new(start, start + words.len())
}

/// An extraction that holds just these contents and sources.
pub fn extraction(contents: &[Span], sources: &[&str]) -> Extraction {
    let claim = |&content: &Span| Claim {
        kind: ClaimKind::Indirect,
        content,
        quotes: Vec::new(),
        cue: None,
        speaker: None,
        source: None,
        recipient: None,
        via: Vec::new(),
        via_inferred: Vec::new(),
        nested_in: None,
        runner_up: None,
        unmarked: false,
        confidence: 1.0,
        blocks: (0, 0),
        why: Vec::new(),
    };
    let source = |name: &&str| Source {
        name: (*name).to_owned(),
        role: String::new(),
        kind: SourceKind::Person,
        mentions: Vec::new(),
    };
    Extraction {
        sources: sources.iter().map(source).collect(),
        claims: contents.iter().map(claim).collect(),
        no_comment: Vec::new(),
    }
}

/// A new note with these words.
pub fn claim_note(article: &Article, content: Span, uid: &str, words: &str) -> ClaimNote {
    let marks = ClaimMarks { note: words.to_owned(), ..ClaimMarks::default() };
    ClaimNote { key: None, anchor: Anchor::of(article, content, uid), marks }
}

/// Marks in which nothing is empty.
pub fn full_marks() -> ClaimMarks {
    ClaimMarks {
        verdict: Some("misleading".to_owned()),
        credibility: Credibility::new(3),
        status: Some(Status::InProgress),
        note: "قارن بالأرقام الرسمية\nثم اتصل".to_owned(),
        tags: vec!["مياه".to_owned(), "أسعار".to_owned()],
        evidence: vec![
            EvidenceLink {
                kind: EvidenceKind::Refutes,
                url: "https://stats.example/2031".to_owned(),
                archive: "https://archive.example/1".to_owned(),
                accessed: "2031-05-02".to_owned(),
                note: "الجدول الثالث".to_owned(),
            },
            EvidenceLink { url: "https://news.example/7".to_owned(), ..EvidenceLink::default() },
        ],
        said: "2031-04".to_owned(),
        pinned: true,
        contradicts: Vec::new(),
    }
}

/// A new note of a source with this reliability.
pub fn source_note(name: &str, uid: &str, reliability: Option<Reliability>) -> SourceNote {
    SourceNote {
        key: None,
        source: SourceRef { uid: uid.to_owned(), name: name.to_owned() },
        marks: SourceMarks { reliability, ..SourceMarks::default() },
        ratings: Vec::new(),
    }
}

/// A text of our own.
pub const TEXT: &str = "بلدية الميناء تعيد فتح السوق\n\
قال رئيس البلدية سامر الحلو إن السوق سيفتح أبوابه صباح الأحد.\n\
وأضاف أن أعمال الترميم كلفت مليوني دينار.\n\
من جهتها، حذرت جمعية التجار من ارتفاع الإيجارات.\n";
