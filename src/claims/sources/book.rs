//! The sources found so far, and the sieve that finds the one that a mention means (ARABIC §18).
//!
//! Steps, the surest first: the same words · full name · same institution · family name · given name · role and
//! complements · bare role · the same, the last · wider term. What fits none is new.

use super::super::lexicon as lex;
use super::super::model::{Mention, SourceId, SourceKind};
use super::names;
use super::profile::{Gender, Profile};
use crate::fold::{Level, folded};
use crate::span::Span;

/// A source while it is being put together.
#[derive(Debug, Clone)]
pub(in crate::claims) struct Entity {
    /// Words of the fullest name, folded.
    pub name: Vec<String>,
    /// Where the fullest name stands.
    pub name_span: Option<Span>,
    /// Where the role is stated.
    pub role_span: Option<Span>,
    /// The longest mention, which names a source that has no name.
    pub longest: Span,
    /// What it is.
    pub kind: SourceKind,
    /// Gender, as far as known.
    pub gender: Gender,
    /// Whether many.
    pub many: bool,
    /// Where it is mentioned.
    pub mentions: Vec<Mention>,
    alias: u8,
    roles: Vec<(String, Vec<String>)>,
    keys: Vec<String>,
    /// When it was last mentioned: a running count.
    last: usize,
    /// Whether it has spoken or carried, and was not only told of.
    pub used: bool,
}

/// Which source a mention means, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::claims) struct Choice {
    /// The source.
    pub id: SourceId,
    /// The step that decided.
    pub step: Step,
    /// The next best, where the choice was close.
    pub runner_up: Option<SourceId>,
}

/// A step of the sieve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the module's head lists them")]
pub(in crate::claims) enum Step {
    New,
    SameWords,
    FullName,
    Institution,
    FamilyName,
    GivenName,
    Role,
    BareRole,
    Same,
    Wider,
    Zero,
    ZeroFar,
    Participle,
    Headline,
}

/// All sources of an article.
#[derive(Debug, Clone, Default)]
pub(in crate::claims) struct Book {
    /// In order of introduction.
    pub entities: Vec<Entity>,
    clock: usize,
}

/// Heads that stand for anybody of a nation or a side (ARABIC §18.8).
const WIDER: [&str; 16] = [
    "مسؤول",
    "دبلوماسي",
    "قيادي",
    "سياسي",
    "مرشح",
    "زعيم",
    "خبير",
    "رجل",
    "سيناتور",
    "نائب",
    "مدرب",
    "لاعب",
    "نجم",
    "محلل",
    "باحث",
    "مسوول",
];

impl Book {
    /// The source that `profile` means, registered; a new one where none fits.
    pub fn resolve(&mut self, profile: &Profile, text: &str) -> Choice {
        let key = folded(profile.span.of(text), Level::Loose);
        self.clock += 1;
        let choice = self.find(profile, &key).unwrap_or_else(|| self.add(profile));
        self.register(choice.id, profile, key, text);
        self.entities[choice.id.0].used = true;
        self.entities[choice.id.0].mentions.push(Mention { span: profile.span });
        choice
    }

    /// The source `id`, which the rest of the text shows to be meant by `profile`.
    pub fn meant(&mut self, id: SourceId, profile: &Profile, step: Step) -> Choice {
        self.clock += 1;
        let entity = &mut self.entities[id.0];
        entity.last = self.clock;
        entity.mentions.push(Mention { span: profile.span });
        Choice { id, step, runner_up: None }
    }

    /// Whether any source is called by this head.
    pub fn knows_head(&self, head: &str) -> bool {
        self.entities.iter().any(|e| has_head(e, head))
    }

    /// Takes note of somebody named in the narration, whom a later mention may mean.
    pub fn introduce(&mut self, profile: &Profile, text: &str) {
        let key = folded(profile.span.of(text), Level::Loose);
        self.clock += 1;
        let known = self.by_name(profile).or_else(|| self.named_role(profile));
        let id = known.map_or_else(|| self.add(profile).id, |choice| choice.id);
        self.register(id, profile, key, text);
    }

    /// The source that `profile` means, if there is one already.
    fn find(&self, profile: &Profile, key: &str) -> Option<Choice> {
        if profile.other && profile.name.is_empty() {
            return None;
        }
        if !profile.name.is_empty() {
            return self.by_words(profile, key).or_else(|| self.by_name(profile)).or_else(|| self.named_role(profile));
        }
        self.by_words(profile, key)
            .or_else(|| self.by_alias(profile))
            .or_else(|| self.same_again(profile))
            .or_else(|| self.by_role(profile))
            .or_else(|| self.by_wider(profile))
    }

    fn by_words(&self, profile: &Profile, key: &str) -> Option<Choice> {
        let id = self.latest(|e| e.keys.iter().any(|k| k == key))?;
        let bare = profile.name.is_empty() && profile.complements.is_empty() && profile.definite;
        if bare {
            let holder = self.latest(|e| has_head(e, &profile.head))?;
            let runner_up = (holder != id).then_some(id);
            return Some(Choice { id: holder, step: Step::SameWords, runner_up });
        }
        Some(Choice { id, step: Step::SameWords, runner_up: None })
    }

    fn by_name(&self, profile: &Profile) -> Option<Choice> {
        let name = &profile.name;
        let fits = |e: &Entity| !e.name.is_empty() && clash_free(e, profile);
        if name.len() >= 2 {
            let Some(id) = self.latest(|e| fits(e) && within(name, &e.name)) else { return self.by_title(profile) };
            return Some(Choice { id, step: Step::FullName, runner_up: None });
        }
        let word = name.first()?;
        let family = self.latest(|e| fits(e) && e.name.last().is_some_and(|last| names::same(last, word)));
        let given =
            self.latest(|e| fits(e) && e.name.len() > 1 && e.name.iter().rev().skip(1).any(|n| names::same(n, word)));
        match (family, given) {
            (Some(id), runner_up) => {
                Some(Choice { id, step: Step::FamilyName, runner_up: runner_up.filter(|r| *r != id) })
            }
            (None, Some(id)) => Some(Choice { id, step: Step::GivenName, runner_up: None }),
            (None, None) => self.by_title(profile),
        }
    }

    /// A body's own name without its class noun: «سكاي تران» for شركة «سكاي تران».
    fn by_title(&self, profile: &Profile) -> Option<Choice> {
        let named = |own: &[String]| profile.name.iter().all(|n| own.iter().any(|o| names::same(o, n)));
        // «مكتب الوزير فلان» is not called by the name of whom it serves.
        let serves = |own: &[String]| own.iter().any(|o| lex::word(o).is_some_and(|w| w.classes.has(lex::PERSON_HEAD)));
        let fits = |e: &Entity| {
            e.kind == SourceKind::Organisation && e.roles.iter().any(|(_, own)| named(own) && !serves(own))
        };
        self.latest(fits).map(|id| Choice { id, step: Step::Institution, runner_up: None })
    }

    /// A name for somebody who was a role without one so far.
    fn named_role(&self, profile: &Profile) -> Option<Choice> {
        if profile.head.is_empty() || profile.complements.is_empty() {
            return None;
        }
        let id = self.latest(|e| {
            e.name.is_empty() && e.kind == SourceKind::Person && e.roles.iter().any(|r| same_role(r, profile))
        })?;
        Some(Choice { id, step: Step::Role, runner_up: None })
    }

    fn by_alias(&self, profile: &Profile) -> Option<Choice> {
        if profile.alias == 0 {
            return None;
        }
        let nations = |words: &[String]| words.iter().filter(|w| w.ends_with('ي')).cloned().collect::<Vec<_>>();
        let own = nations(&profile.complements);
        let fits = |e: &Entity| {
            e.alias == profile.alias
                && e.roles.iter().all(|(_, theirs)| {
                    let theirs = nations(theirs);
                    own.is_empty() || theirs.is_empty() || own.iter().any(|o| theirs.iter().any(|t| related(o, t)))
                })
        };
        self.latest(fits).map(|id| Choice { id, step: Step::Institution, runner_up: None })
    }

    fn same_again(&self, profile: &Profile) -> Option<Choice> {
        if !profile.same {
            return None;
        }
        let any = profile.head.is_empty() || profile.head == "اخير";
        let id = self.latest(|e| any || has_head(e, &profile.head))?;
        Some(Choice { id, step: Step::Same, runner_up: None })
    }

    fn by_role(&self, profile: &Profile) -> Option<Choice> {
        if profile.head.is_empty() {
            return None;
        }
        if profile.complements.is_empty() {
            if !profile.definite && !profile.many {
                return None;
            }
            let id = self.latest(|e| has_head(e, &profile.head) && number_fits(e, profile))?;
            let other = self.latest_but(id, |e| has_head(e, &profile.head) && number_fits(e, profile));
            return Some(Choice { id, step: Step::BareRole, runner_up: other });
        }
        let fits = |e: &Entity| number_fits(e, profile) && e.roles.iter().any(|r| same_role(r, profile));
        let Some(id) = self.latest(fits) else { return self.by_head_and_nation(profile) };
        Some(Choice { id, step: Step::Role, runner_up: self.latest_but(id, fits) })
    }

    /// المتحدث الأميركي: the last one of that head whose nation is not another.
    fn by_head_and_nation(&self, profile: &Profile) -> Option<Choice> {
        let nation = |words: &[String]| words.iter().find(|w| w.ends_with('ي')).cloned();
        if !profile.definite || profile.complements.len() != 1 || nation(&profile.complements).is_none() {
            return None;
        }
        let fits = |e: &Entity| {
            e.used
                && number_fits(e, profile)
                && gender_fits(e.gender, profile.gender)
                && e.roles.iter().any(|(head, own)| head == &profile.head && nation(own).is_none())
        };
        let id = self.latest(fits)?;
        Some(Choice { id, step: Step::Wider, runner_up: self.latest_but(id, fits) })
    }

    fn by_wider(&self, profile: &Profile) -> Option<Choice> {
        if !profile.definite || !WIDER.contains(&profile.head.as_str()) || profile.many {
            return None;
        }
        let fits = |e: &Entity| {
            let shared =
                |c: &String| c.ends_with('ي') && e.roles.iter().any(|(_, own)| own.iter().any(|o| related(o, c)));
            matches!(e.kind, SourceKind::Person | SourceKind::Anonymous)
                && !e.many
                && gender_fits(e.gender, profile.gender)
                && (profile.complements.is_empty() || profile.complements.iter().any(shared))
        };
        let id = self.latest(fits)?;
        Some(Choice { id, step: Step::Wider, runner_up: self.latest_but(id, fits) })
    }

    /// The most recently mentioned source that `fits`.
    fn latest(&self, fits: impl Fn(&Entity) -> bool) -> Option<SourceId> {
        let found = self.entities.iter().enumerate().filter(|(_, e)| fits(e)).max_by_key(|(_, e)| (e.used, e.last))?;
        Some(SourceId(found.0))
    }

    fn latest_but(&self, not: SourceId, fits: impl Fn(&Entity) -> bool) -> Option<SourceId> {
        let found = self
            .entities
            .iter()
            .enumerate()
            .filter(|(at, e)| *at != not.0 && fits(e))
            .max_by_key(|(_, e)| (e.used, e.last))?;
        Some(SourceId(found.0))
    }

    fn add(&mut self, profile: &Profile) -> Choice {
        self.entities.push(Entity {
            name: Vec::new(),
            name_span: None,
            role_span: None,
            longest: profile.span,
            kind: profile.kind,
            gender: profile.gender,
            many: profile.many,
            mentions: Vec::new(),
            alias: profile.alias,
            roles: Vec::new(),
            keys: Vec::new(),
            last: 0,
            used: false,
        });
        Choice { id: SourceId(self.entities.len() - 1), step: Step::New, runner_up: None }
    }

    /// Adds what the mention says to its source.
    fn register(&mut self, id: SourceId, profile: &Profile, key: String, text: &str) {
        let clock = self.clock;
        let entity = &mut self.entities[id.0];
        entity.last = clock;
        if !entity.keys.contains(&key) {
            entity.keys.push(key);
        }
        if profile.name.len() > entity.name.len() {
            entity.name.clone_from(&profile.name);
            entity.name_span = profile.name_span;
            if entity.kind == SourceKind::Anonymous {
                entity.kind = profile.kind;
            }
        }
        let longer =
            profile.role_span.is_some_and(|r| entity.role_span.is_none_or(|own| r.of(text).len() > own.of(text).len()));
        if longer && !profile.name.is_empty() || entity.role_span.is_none() {
            entity.role_span = profile.role_span.or(entity.role_span);
        }
        if let Some(nick) = profile.nick {
            entity.keys.push(folded(nick.of(text), Level::Loose));
        }
        let told = entity.roles.iter().map(|(_, c)| c.len()).max().unwrap_or(0);
        let richer = profile.complements.len() > told
            || entity.kind != SourceKind::Anonymous && profile.span.len() > entity.longest.len();
        if richer && !profile.same {
            entity.longest = profile.span;
        }
        if entity.gender == Gender::Unknown {
            entity.gender = profile.gender;
        }
        entity.alias = entity.alias.max(profile.alias);
        if !profile.head.is_empty() {
            let role = (profile.head.clone(), profile.complements.clone());
            if !entity.roles.contains(&role) {
                entity.roles.push(role);
            }
        }
    }

    /// Notes that a source is also spoken of by another noun: the ministry by its statement.
    pub fn also(&mut self, id: SourceId, head: &str) {
        let role = (head.to_owned(), Vec::new());
        if !self.entities[id.0].roles.contains(&role) {
            self.entities[id.0].roles.push(role);
        }
    }
}

fn has_head(e: &Entity, head: &str) -> bool {
    e.roles.iter().any(|(own, _)| own == head)
}

fn number_fits(e: &Entity, profile: &Profile) -> bool {
    e.many == profile.many
}

fn gender_fits(a: Gender, b: Gender) -> bool {
    a == Gender::Unknown || b == Gender::Unknown || a == b
}

/// Same head, and the complements of one among those of the other, none of them against it.
fn same_role(role: &(String, Vec<String>), profile: &Profile) -> bool {
    let (head, own) = role;
    if head != &profile.head || own.is_empty() {
        return false;
    }
    if own.iter().any(|o| o.starts_with('#') && profile.complements.contains(o)) {
        return true;
    }
    let (few, many) =
        if own.len() <= profile.complements.len() { (own, &profile.complements) } else { (&profile.complements, own) };
    let shared = few.iter().filter(|c| many.iter().any(|m| related(m, c))).count();
    shared == few.len() || shared >= 2 && shared + 1 >= few.len()
}

/// Whether two words of a role agree: equal, or one a spelling of the other.
fn related(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    // Spellings differ after the first letter.
    if a.chars().next() != b.chars().next() {
        return false;
    }
    let plain = |w: &str| folded(w, Level::Loose).replace("امريك", "اميرك");
    plain(a) == plain(b)
}

/// Whether the words of one name stand in the other, family name included.
fn within(a: &[String], b: &[String]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if few.len() == 1 {
        return many.last().is_some_and(|last| names::same(last, &few[0]));
    }
    let shared = few.iter().filter(|w| many.iter().any(|m| names::same(m, w))).count();
    shared == few.len()
}

/// No clash of gender or of named institution between a source and a mention.
fn clash_free(e: &Entity, profile: &Profile) -> bool {
    gender_fits(e.gender, profile.gender) || profile.head.is_empty()
}
