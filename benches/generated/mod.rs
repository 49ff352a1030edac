//! A library of any size, always the same: articles with ten claims each, in words made of Arabic letters that follow Zipf's law,
//! by sources with a long tail; one of them said ten thousand claims, or nine tenths of all where there are fewer.

use std::collections::HashMap;
use std::fmt::Write as _;

use isnad::article::{About, Article, Origin, from_text};
use isnad::claims::{Claim, ClaimKind, Corrected, Extraction, Source, SourceId, SourceKind};
use isnad::span::Span;
use isnad::store::Store;
use jiff::Timestamp;

/// Claims of an article.
pub const CLAIMS: usize = 10;
/// Claims of the source that said most.
pub const MOST: usize = 10_000;
/// Who said most.
pub const SPEAKER: &str = "ناطق أول الديوان";
/// A word that most articles hold, and one that few do.
pub const COMMON: &str = "أسعار";
pub const RARE: &str = "قسطنطينوبوليس";
/// In about so many articles the rare word stands, however many there are.
const RARE_IN: usize = 100;
/// How many words there are.
const WORDS: usize = 30_000;
/// So many articles are added in one transaction.
const CHUNK: usize = 1_000;

/// Numbers that look like chance and are always the same (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// A rank from 0, the first being the most frequent by Zipf's law.
    fn rank(&mut self, end: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (((end as f64 + 1.0).ln() * share).exp() as usize).saturating_sub(1).min(end - 1)
    }
}

/// What the words of all articles are taken from.
pub struct Generator {
    words: Vec<String>,
    articles: usize,
}

impl Generator {
    /// A library of so many articles.
    pub fn new(articles: usize) -> Generator {
        const LETTERS: &[char] = &[
            'ا', 'ل', 'ي', 'م', 'و', 'ن', 'ر', 'ت', 'ب', 'ع', 'د', 'س', 'ف', 'ه', 'ك', 'ق', 'أ', 'ح', 'ج', 'ة', 'ش',
            'ص', 'ى', 'خ', 'إ', 'ط', 'ز', 'ض', 'غ', 'ئ', 'ظ', 'ؤ', 'آ',
        ];
        let mut chance = Chance(7);
        let mut words: Vec<String> =
            ["في", "من", "على", "إلى", "أن", "قال", "الذي", COMMON].map(str::to_owned).to_vec();
        while words.len() < WORDS {
            let length = 3 + chance.below(5);
            let prefix = ["", "", "", "ال", "ال", "و", "وال", "ب", "لل"][chance.below(9)];
            let letters = (0..length).map(|_| LETTERS[chance.rank(LETTERS.len())]);
            words.push(prefix.chars().chain(letters).collect());
        }
        Generator { words, articles }
    }

    /// An article with what was found in it.
    pub fn article(&self, number: usize) -> (Article, Corrected) {
        let mut chance = Chance(number as u64 * 0x5851_f42d);
        let mut text = format!("خبر رقم {number} عن {}\n", self.stretch(&mut chance, 5));
        let mut contents = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for claim in 0..CLAIMS {
            let name = self.speaker(number * CLAIMS + claim, &mut chance);
            let _ = write!(text, "{}\nوقال {name} إن ", self.stretch(&mut chance, 12));
            let start = text.len();
            text += &self.stretch(&mut chance, 14);
            contents.push(Span::new(start, text.len()));
            text += ". ";
            names.push(name);
        }
        if number.is_multiple_of((self.articles * 997 / 1000 / RARE_IN).max(1)) {
            text += RARE;
        }
        text.push('\n');
        let mut article = from_text(text, Origin::File(format!("/generated/{number}.txt").into()));
        let (year, month, day) = (2015 + number % 10, 1 + number / 10 % 12, 1 + number / 120 % 28);
        article.about = About {
            outlet: Some(format!("صحيفة {}", number % 40)),
            published: Some(format!("{year}-{month:02}-{day:02}")),
            ..About::default()
        };
        let found = extraction(&contents, &names);
        let corrected = Corrected::as_found(&article, found);
        (article, corrected)
    }

    fn stretch(&self, chance: &mut Chance, words: usize) -> String {
        (0..words).map(|_| self.words[chance.rank(WORDS)].as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Who said a claim.
    fn speaker(&self, claim: usize, chance: &mut Chance) -> String {
        let all = self.articles * CLAIMS;
        let most = MOST.min(all * 9 / 10);
        if claim == 0 || claim * most / all > (claim - 1) * most / all {
            return SPEAKER.to_owned();
        }
        let rank = chance.rank(self.articles.max(10));
        let part = |by: usize| self.words[8 + rank * by % (WORDS - 8)].as_str();
        format!("{} {} {}", part(1), part(7), part(31))
    }
}

fn extraction(contents: &[Span], names: &[String]) -> Extraction {
    let mut sources: Vec<Source> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut claims = Vec::new();
    for (&content, name) in contents.iter().zip(names) {
        let number = *numbers.entry(name).or_insert_with(|| {
            sources.push(Source {
                name: name.clone(),
                role: String::new(),
                kind: SourceKind::Person,
                mentions: Vec::new(),
            });
            sources.len() - 1
        });
        claims.push(Claim {
            kind: ClaimKind::Indirect,
            content,
            quotes: Vec::new(),
            cue: None,
            speaker: None,
            source: Some(SourceId(number)),
            recipient: None,
            via: Vec::new(),
            via_inferred: Vec::new(),
            nested_in: None,
            runner_up: None,
            unmarked: false,
            confidence: 0.9,
            blocks: (0, 0),
            why: Vec::new(),
        });
    }
    Extraction { sources, claims, no_comment: Vec::new() }
}

/// Fills a library with so many articles.
pub fn fill(store: &mut Store, articles: usize) {
    let generator = Generator::new(articles);
    for start in (0..articles).step_by(CHUNK) {
        let chunk = (start..articles.min(start + CHUNK)).map(|number| generator.article(number));
        store.add_articles(chunk, Timestamp::UNIX_EPOCH).expect("added");
    }
}
