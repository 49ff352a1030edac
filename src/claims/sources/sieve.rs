//! The sieve: which known source a mention means (ARABIC §18).
//!
//! Steps, the surest first: the same words · full name · same institution · family name · given name · role and
//! complements · bare role · the same, the last · wider term. What fits none is new.

use super::super::lexicon as lex;
use super::super::lexicon::Classes;
use super::super::model::{SourceId, SourceKind};
use super::super::phrases::PLACES;
use super::book::{Book, Choice, Entity, Step};
use super::compare::{clash_free, gender_fits, has_head, number_fits, related, same_role, within};
use super::names;
use super::profile::Profile;

/// How many sources back a mention can mean.
const FARTHEST: usize = 150;

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

/// Nouns that stand for any outlet.
const WIDER_OUTLETS: [&str; 7] = ["وكالة", "صحيفة", "قناة", "شبكة", "موقع", "مجلة", "جريدة"];

/// Nouns that stand for any body of their kind.
const WIDER_BODIES: [&str; 9] = ["منظمة", "شركة", "حركة", "جماعة", "تكتل", "ناد", "نادي", "تنظيم", "مؤسسة"];

/// Heads that say of what kind a body or person is.
const CLASS_HEADS: Classes =
    Classes(lex::ORG_HEAD.0 | lex::MEDIA_HEAD.0 | lex::PERSON_HEAD.0 | lex::DOC_HEAD.0 | PLACES.0);

impl Book {
    /// The source that `profile` means, if there is one already.
    pub(super) fn find(&self, profile: &Profile, key: &str) -> Option<Choice> {
        if profile.other && profile.name.is_empty() {
            return None;
        }
        if !profile.name.is_empty() {
            return self.by_words(profile, key).or_else(|| self.by_name(profile)).or_else(|| self.named_role(profile));
        }
        self.by_words(profile, key)
            .or_else(|| self.by_alias(profile))
            .or_else(|| self.same_again(profile))
            .or_else(|| self.by_family_title(profile))
            .or_else(|| self.by_role(profile))
            .or_else(|| self.by_wider(profile))
            .or_else(|| self.by_wider_body(profile))
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

    pub(super) fn by_name(&self, profile: &Profile) -> Option<Choice> {
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

    /// «الطبيب» for شوقي الطبيب: a calling that is a known family's name.
    fn by_family_title(&self, profile: &Profile) -> Option<Choice> {
        if !profile.definite || !profile.complements.is_empty() || profile.head.is_empty() {
            return None;
        }
        let called = |e: &Entity| {
            let family = e.name.last().filter(|_| e.name.len() > 1).and_then(|last| last.strip_prefix("ال"));
            family == Some(profile.head.as_str())
        };
        self.latest(called).map(|id| Choice { id, step: Step::FamilyName, runner_up: None })
    }

    /// A name for somebody who was a role without one so far.
    pub(super) fn named_role(&self, profile: &Profile) -> Option<Choice> {
        if profile.head.is_empty() || profile.complements.is_empty() {
            return None;
        }
        let id = self.latest(|e| {
            e.name.is_empty() && e.kind == SourceKind::Person && e.roles.iter().any(|r| same_role(r, profile))
        })?;
        Some(Choice { id, step: Step::Role, runner_up: None })
    }

    /// A body told of that is known already.
    pub(super) fn same_body(&self, profile: &Profile) -> Option<Choice> {
        let known = |e: &Entity| e.kind == SourceKind::Organisation && e.roles.iter().any(|r| same_role(r, profile));
        self.by_alias(profile).or_else(|| self.latest(known).map(|id| Choice { id, step: Step::Role, runner_up: None }))
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
        if profile.head == "اخير" {
            return self.last_told_of(profile).map(|id| Choice { id, step: Step::Same, runner_up: None });
        }
        let any = profile.head.is_empty();
        let id = self.latest(|e| any || has_head(e, &profile.head))?;
        Some(Choice { id, step: Step::Same, runner_up: None })
    }

    /// الأخير: whoever was told of last, whether or not he has spoken.
    fn last_told_of(&self, profile: &Profile) -> Option<SourceId> {
        let fits = |e: &Entity| {
            let single = matches!(e.kind, SourceKind::Person | SourceKind::Anonymous) && !e.many;
            single && gender_fits(e.gender, profile.gender)
        };
        let found = self.nearest().filter(|(_, e)| fits(e)).max_by_key(|(_, e)| e.last)?;
        Some(SourceId(found.0))
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
            let shared = |c: &String| {
                let same = |o: &String| related(o, c) || o.strip_suffix('ة') == Some(c.as_str());
                e.roles.iter().any(|(_, own)| own.iter().any(same))
            };
            matches!(e.kind, SourceKind::Person | SourceKind::Anonymous)
                && !e.many
                && gender_fits(e.gender, profile.gender)
                && (profile.complements.is_empty() || profile.complements.iter().any(shared))
        };
        let id = self.latest(fits)?;
        Some(Choice { id, step: Step::Wider, runner_up: self.latest_but(id, fits) })
    }

    /// «المنظمة» for «أطباء بلا حدود», «الوكالة» for «رويترز»: the last body that is known by a name alone.
    fn by_wider_body(&self, profile: &Profile) -> Option<Choice> {
        let bare = profile.definite && profile.complements.is_empty() && profile.kind == SourceKind::Organisation;
        let outlet = WIDER_OUTLETS.contains(&profile.head.as_str());
        if !bare || !outlet && !WIDER_BODIES.contains(&profile.head.as_str()) {
            return None;
        }
        let called = |head: &str, any: Classes| {
            let article = format!("ال{head}");
            [head, article.as_str()].into_iter().filter_map(lex::word).any(|w| w.classes.has(any))
        };
        let fits = |e: &Entity| {
            let classed = |(head, _): &(String, Vec<String>)| called(head, CLASS_HEADS);
            let agency = e.roles.iter().any(|(head, _)| called(head, lex::AGENCY));
            e.used
                && e.kind == SourceKind::Organisation
                && !e.roles.iter().any(classed)
                && agency == outlet
                && (e.name_span.is_some() || !e.roles.is_empty())
        };
        let id = self.latest(fits)?;
        Some(Choice { id, step: Step::Wider, runner_up: self.latest_but(id, fits) })
    }

    /// The sources that a mention can mean, with their numbers: not all of a text of many megabytes.
    fn nearest(&self) -> impl Iterator<Item = (usize, &Entity)> {
        let first = self.entities.len().saturating_sub(FARTHEST);
        self.entities.iter().enumerate().skip(first)
    }

    /// The most recently mentioned source that `fits`.
    fn latest(&self, fits: impl Fn(&Entity) -> bool) -> Option<SourceId> {
        let found = self.nearest().filter(|(_, e)| fits(e)).max_by_key(|(_, e)| (e.used, e.last))?;
        Some(SourceId(found.0))
    }

    fn latest_but(&self, not: SourceId, fits: impl Fn(&Entity) -> bool) -> Option<SourceId> {
        let found = self.nearest().filter(|(at, e)| *at != not.0 && fits(e)).max_by_key(|(_, e)| (e.used, e.last))?;
        Some(SourceId(found.0))
    }
}
