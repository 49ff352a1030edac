//! What differs between a part of a quotation and the words of a text, and what of that may turn its sense round.
//!
//! Numbers, negations and names are flagged whenever one side has another than the other. Numbers are compared by value
//! (ثلاثة ملايين is 3 ملايين), names over their spellings (ترامب is ترمب).

use std::collections::BTreeSet;

use super::align::Step;
use super::draft::Part;
use super::words::Word;
use crate::claims::{NameWords, is_title, same_name};
use crate::diff::{is_negation, peeled};
use crate::figures::{Figure, figures};
use crate::fold::{Level, folded};
use crate::span::{Offset, Span};

/// A difference between a quotation and the words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub kind: DifferenceKind,
    /// What in it may turn the sense round.
    pub flags: BTreeSet<Flag>,
    /// The words of the quotation, as bytes of the draft.
    pub draft: Option<Span>,
    /// The words of the text, as bytes of it.
    pub text: Option<Span>,
}

/// What a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// The same words, spelled another way.
    Spelling,
    /// Other words.
    Changed,
    /// Words that the text does not have.
    Added,
    /// Words of the text that were left out without a sign.
    Missing,
    /// Words that were left out with a sign.
    Ellipsis,
    /// Parts that stand in different texts.
    Joined,
}

impl DifferenceKind {
    /// All of them, in the schema's order.
    pub const ALL: [DifferenceKind; 6] = [
        DifferenceKind::Spelling,
        DifferenceKind::Changed,
        DifferenceKind::Added,
        DifferenceKind::Missing,
        DifferenceKind::Ellipsis,
        DifferenceKind::Joined,
    ];

    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            DifferenceKind::Spelling => "spelling",
            DifferenceKind::Changed => "changed",
            DifferenceKind::Added => "added",
            DifferenceKind::Missing => "missing",
            DifferenceKind::Ellipsis => "ellipsis",
            DifferenceKind::Joined => "joined",
        }
    }
}

/// What may turn a sense round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Another number.
    Number,
    /// A negation more or less.
    Negation,
    /// Another name.
    Name,
}

impl Flag {
    /// All of them, in the schema's order.
    pub const ALL: [Flag; 3] = [Flag::Number, Flag::Negation, Flag::Name];

    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            Flag::Number => "number",
            Flag::Negation => "negation",
            Flag::Name => "name",
        }
    }
}

/// The words of names, by which a changed word is known for one.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(NameWords);

impl Names {
    /// The words of `names`, beside those of the lexicon.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Names {
        Names(NameWords::of(names))
    }

    /// The name that `word` is, without its clitics, if it is one.
    fn name(&self, word: &str) -> Option<String> {
        let word = folded(word, Level::Normal);
        let is_name = self.0.holds(&word) || word.starts_with(|c: char| c.is_ascii_alphabetic());
        let stems = peeled(&word).filter(|stem| self.0.holds(stem));
        is_name.then(|| stems.min_by_key(|stem| stem.len()).unwrap_or(&word).to_owned())
    }
}

/// Both sides of a comparison.
pub(super) struct Sides<'a> {
    pub draft: &'a str,
    pub part: &'a Part,
    pub text: &'a str,
    /// The words of the text that the steps number.
    pub words: &'a [Word],
    pub names: &'a Names,
}

impl Sides<'_> {
    /// The differences, in order.
    pub fn differences(&self, steps: &[Step]) -> Vec<Difference> {
        let (ours, theirs) = (figures_in(self.draft, self.part.span), self.figures(steps));
        let mut found = Vec::new();
        for run in steps.chunk_by(|one, other| is_same(one) == is_same(other)) {
            if is_same(&run[0]) {
                found.extend(run.iter().filter_map(|step| self.spelling(step)));
            } else {
                found.push(self.difference(run, &ours, &theirs));
            }
        }
        found
    }

    /// The word before `span` in the text, where it denies what follows and the draft does not have it: a quotation that
    /// begins right behind «لم» says the opposite.
    pub fn denied_by(&self, word: &Word, span: Span) -> Option<Difference> {
        let negation = negations(self.text, &[word]).pop()?;
        let between = Span { start: word.span.end, end: span.start }.of(self.text);
        let is_parted = between.contains(['.', '!', '؟', '?', '،', '؛', ',', ';', ':', '\n', '…']);
        let before = Span { start: Offset(0), end: self.part.span.start }.of(self.draft);
        let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let ours = folded(before.split_whitespace().next_back().unwrap_or_default(), Level::Normal);
        let is_kept = ours.strip_prefix(['و', 'ف']).unwrap_or(&ours) == negation || ours == negation;
        (!is_parted && !is_kept).then(|| Difference {
            kind: DifferenceKind::Missing,
            flags: BTreeSet::from([Flag::Negation]),
            draft: None,
            text: Some(word.span),
        })
    }

    fn figures(&self, steps: &[Step]) -> Vec<Figure> {
        let spans: Vec<Span> = steps.iter().filter_map(|step| self.text_word(step)).map(|word| word.span).collect();
        match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => figures_in(self.text, Span { start: first.start, end: last.end }),
            _ => Vec::new(),
        }
    }

    fn draft_word(&self, step: &Step) -> Option<&Word> {
        match *step {
            Step::Same(q, _) | Step::Changed(q, _) | Step::Added(q) => self.part.words.get(q),
            Step::Missing(_) => None,
        }
    }

    fn text_word(&self, step: &Step) -> Option<&Word> {
        match *step {
            Step::Same(_, t) | Step::Changed(_, t) | Step::Missing(t) => self.words.get(t),
            Step::Added(_) => None,
        }
    }

    /// The same word in other letters.
    fn spelling(&self, step: &Step) -> Option<Difference> {
        let (ours, theirs) = (self.draft_word(step)?.span, self.text_word(step)?.span);
        let exact = |text: &str| folded(text, Level::Exact).replace('\u{640}', "");
        (exact(ours.of(self.draft)) != exact(theirs.of(self.text))).then(|| Difference {
            kind: DifferenceKind::Spelling,
            flags: BTreeSet::new(),
            draft: Some(ours),
            text: Some(theirs),
        })
    }

    /// Words in a row that are not the same.
    fn difference(&self, run: &[Step], ours: &[Figure], theirs: &[Figure]) -> Difference {
        let mine: Vec<&Word> = run.iter().filter_map(|step| self.draft_word(step)).collect();
        let other: Vec<&Word> = run.iter().filter_map(|step| self.text_word(step)).collect();
        let (draft, text) = (covering(&mine), covering(&other));
        let (my_numbers, other_numbers) = (touched(ours, draft), touched(theirs, text));
        let same_numbers = values(&my_numbers, self.draft) == values(&other_numbers, self.text);
        let mut flags = BTreeSet::new();
        if !same_numbers {
            flags.insert(Flag::Number);
        }
        if negations(self.draft, &mine) != negations(self.text, &other) {
            flags.insert(Flag::Negation);
        }
        let are_one = mine.len() == 1 && other.len() == 1 && self.one_name(mine[0], other[0]);
        if !are_one && self.other_name(&mine, &other) {
            flags.insert(Flag::Name);
        }
        let only_numbers = !my_numbers.is_empty()
            && same_numbers
            && mine.iter().all(|word| my_numbers.iter().any(|figure| figure.number.meets(word.span)))
            && other.iter().all(|word| other_numbers.iter().any(|figure| figure.number.meets(word.span)));
        let is_and = matches!(run, [Step::Changed(0, _)]) && same_but_for_and(&mine[0].letters, &other[0].letters);
        let kind = match (mine.is_empty(), other.is_empty()) {
            _ if are_one || only_numbers || is_and => DifferenceKind::Spelling,
            (true, _) => DifferenceKind::Missing,
            (_, true) => DifferenceKind::Added,
            _ => DifferenceKind::Changed,
        };
        Difference { kind, flags, draft, text }
    }

    /// Whether two words are spellings of one name.
    fn one_name(&self, mine: &Word, other: &Word) -> bool {
        let name = |text: &str, word: &Word| self.names.name(word.span.of(text));
        let (mine, other) = (name(self.draft, mine), name(self.text, other));
        mine.zip(other).is_some_and(|(mine, other)| same_name(&mine, &other))
    }

    /// Whether one side names somebody whom the other does not.
    fn other_name(&self, mine: &[&Word], other: &[&Word]) -> bool {
        let names = |text: &str, words: &[&Word]| -> Vec<String> {
            words.iter().filter_map(|word| self.names.name(word.span.of(text))).collect()
        };
        let (ours, theirs) = (names(self.draft, mine), names(self.text, other));
        let lacks =
            |one: &[String], other: &[String]| one.iter().any(|name| !other.iter().any(|same| same_name(name, same)));
        lacks(&ours, &theirs) || lacks(&theirs, &ours) || self.follow_title(mine, other)
    }

    /// Whether changed words stand behind a title, where a name stands: الرئيس فلان.
    fn follow_title(&self, mine: &[&Word], other: &[&Word]) -> bool {
        let (Some(first), Some(theirs)) = (mine.first(), other.first()) else { return false };
        let at = self.part.words.iter().position(|word| word.span == first.span).and_then(|at| at.checked_sub(1));
        let title = at.and_then(|at| self.part.words.get(at));
        title.is_some_and(|word| is_title(&folded(word.span.of(self.draft), Level::Normal)))
            && !first.letters.starts_with("ال")
            && !theirs.letters.starts_with("ال")
    }
}

fn is_same(step: &Step) -> bool {
    matches!(step, Step::Same(..))
}

fn covering(words: &[&Word]) -> Option<Span> {
    Some(Span { start: words.first()?.span.start, end: words.last()?.span.end })
}

/// The figures of a part of a text, at their places in the text.
fn figures_in(text: &str, part: Span) -> Vec<Figure> {
    let by = part.start.0;
    let mut found = figures(part.of(text));
    for figure in &mut found {
        figure.number = figure.number.shifted(by);
        figure.span = figure.span.shifted(by);
    }
    found
}

fn touched(figures: &[Figure], words: Option<Span>) -> Vec<Figure> {
    let touches = |figure: &&Figure| words.is_some_and(|words| figure.number.meets(words));
    figures.iter().filter(touches).cloned().collect()
}

/// What figures say, to be compared.
fn values(figures: &[Figure], text: &str) -> Vec<String> {
    let one = |figure: &Figure| match (figure.value, &figure.date) {
        (Some(value), _) => format!("{value}"),
        (None, Some(date)) => date.clone(),
        (None, None) => folded(figure.number.of(text), Level::Loose),
    };
    figures.iter().map(one).collect()
}

/// The words that deny, without a clitic before them.
fn negations(text: &str, words: &[&Word]) -> Vec<String> {
    let keys = words.iter().map(|word| folded(word.span.of(text), Level::Normal)).filter(|key| is_negation(key));
    keys.map(|key| key.strip_prefix(['و', 'ف']).filter(|rest| is_negation(rest)).unwrap_or(&key).to_owned()).collect()
}

/// Whether two words differ by an "and" at most: a quotation may begin behind it.
fn same_but_for_and(one: &str, other: &str) -> bool {
    let bare = |word: &'_ str| -> usize { if word.starts_with(['و', 'ف']) { 2 } else { 0 } };
    one.get(bare(one)..) == Some(other) || other.get(bare(other)..) == Some(one)
}
