//! What the library says of an article, for the reader to show.

use std::sync::OnceLock;

use isnad::article::{self, Article};
use isnad::claims::{self, Extraction, SourceId};

pub struct Facts {
    pub article: Article,
    pub found: Extraction,
    /// Sources in the order of their first claims: the first is number 1 on the screen.
    pub speakers: Vec<SourceId>,
}

impl Facts {
    pub fn of_sample() -> &'static Facts {
        static FACTS: OnceLock<Facts> = OnceLock::new();
        FACTS.get_or_init(|| Facts::of(article::sample()))
    }

    fn of(article: Article) -> Facts {
        let found = claims::extract(&article);
        let mut speakers = Vec::new();
        for source in found.claims.iter().filter_map(|claim| claim.source) {
            if !speakers.contains(&source) {
                speakers.push(source);
            }
        }
        assert!(speakers.len() > 3 && found.claims.len() > 9, "too little for these tests");
        Facts { article, found, speakers }
    }

    /// How many claims there are.
    pub fn count(&self) -> usize {
        self.found.claims.len()
    }

    /// The name of the speaker at `at`, from 0.
    pub fn name(&self, at: usize) -> &str {
        &self.found.sources[self.speakers[at].0].name
    }

    /// The claims of the speaker at `at`, by their places among all claims.
    pub fn claims_of(&self, at: usize) -> Vec<usize> {
        self.found.claims_of(self.speakers[at]).map(|claim| claim.0).collect()
    }

    /// The first `count` words of a claim.
    pub fn words(&self, claim: usize, count: usize) -> String {
        let content = self.found.claims[claim].content.of(&self.article.text);
        content.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
    }

    /// A word of a claim that stands once in the article, so that it is found nowhere else and never over two rows.
    pub fn rare_word(&self, claim: usize) -> &str {
        let content = self.found.claims[claim].content.of(&self.article.text);
        let is_rare =
            |word: &&str| word.chars().all(char::is_alphabetic) && self.article.text.matches(*word).count() == 1;
        content.split_whitespace().filter(is_rare).max_by_key(|word| word.chars().count()).expect("a rare word")
    }

    /// What the Arabic status line says while the claim at `at` of `of` is selected.
    pub fn place(at: usize, of: usize) -> String {
        format!("القول {} من {of}", at + 1)
    }
}
