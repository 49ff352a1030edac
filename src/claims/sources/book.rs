//! The sources found so far, and what their mentions say of each.

use super::super::model::{Mention, SourceId, SourceKind};
use super::compare::has_head;
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
    /// The group of names of one institution that it is in, or 0.
    pub alias: u8,
    /// Heads by which it is called, each with its complements.
    pub roles: Vec<(String, Vec<String>)>,
    /// Mentions, loosely folded.
    pub keys: Vec<String>,
    /// When it was last mentioned: a running count.
    pub last: usize,
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
#[allow(missing_docs, reason = "the head of `sieve` lists them")]
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

    /// The first source to have spoken that is called by the head of `profile`, be it one or many as that is.
    pub fn first_called(&self, profile: &Profile) -> Option<SourceId> {
        let called = |e: &Entity| e.used && e.many == profile.many && has_head(e, &profile.head);
        let first = |e: &Entity| e.mentions.iter().map(|m| m.span.start).min();
        let found = self.entities.iter().enumerate().filter(|(_, e)| called(e) && !profile.head.is_empty());
        found.min_by_key(|(_, e)| first(e)).map(|(at, _)| SourceId(at))
    }

    /// Whether any source is called by this head.
    pub fn knows_head(&self, head: &str) -> bool {
        self.entities.iter().any(|e| has_head(e, head))
    }

    /// Takes note of somebody named in the narration, whom a later mention may mean.
    pub fn introduce(&mut self, profile: &Profile, text: &str) {
        let key = folded(profile.span.of(text), Level::Loose);
        self.clock += 1;
        let known = match profile.name.is_empty() {
            true => self.same_body(profile),
            false => self.by_name(profile).or_else(|| self.named_role(profile)),
        };
        let id = known.map_or_else(|| self.add(profile).id, |choice| choice.id);
        self.register(id, profile, key, text);
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
