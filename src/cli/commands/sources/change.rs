//! What is said of one source: reliability, note, tags, naming, country, contact, offices, links.

use jiff::Timestamp;

use super::{full, one, plain};
use crate::cli::args::{Grade, LinkTask, NamingWish, RoleTask, Sources};
use crate::cli::fail::Failure;
use crate::cli::output::tell;
use crate::store::{Assessment, Link, Naming, Reliability, Role, SourceFacts, Store, parse_tags};

/// What is done to all that is said of a source.
type Change<'a> = Box<dyn FnOnce(&mut SourceFacts) -> Result<(), Failure> + 'a>;

/// Changes what is said of the source that was named.
pub(super) fn run(task: &Sources, store: &mut Store, now: Timestamp) -> Result<(), Failure> {
    let mut assessment = Assessment::default();
    let (name, change): (&str, Change<'_>) = match task {
        Sources::Rate { name, grade, why, by } => {
            assessment = Assessment { who: by.trim(), why: why.trim() };
            (
                name,
                Box::new(move |facts| {
                    facts.reliability = reliability(*grade);
                    Ok(())
                }),
            )
        }
        Sources::Note { name, text } => (
            name,
            Box::new(move |facts| {
                facts.note = text.trim().to_owned();
                Ok(())
            }),
        ),
        Sources::Tag { name, tags, remove } => (name, Box::new(move |facts| retag(facts, &tags.join(" "), *remove))),
        Sources::Naming { name, naming, reason } => (
            name,
            Box::new(move |facts| {
                facts.naming = naming_of(*naming);
                if let Some(reason) = reason {
                    facts.reason = reason.trim().to_owned();
                }
                Ok(())
            }),
        ),
        Sources::Country { name, country } => (
            name,
            Box::new(move |facts| {
                facts.country = plain(country);
                Ok(())
            }),
        ),
        Sources::Contact { name, contact } => (
            name,
            Box::new(move |facts| {
                facts.contact = contact.trim().to_owned();
                Ok(())
            }),
        ),
        Sources::Role(RoleTask::Add { name, role, of, since, until }) => (
            name,
            Box::new(move |facts| {
                let (since, until) = (since.clone(), until.clone());
                facts.roles.push(Role { role: full(role)?, affiliation: plain(of), since, until });
                Ok(())
            }),
        ),
        Sources::Role(RoleTask::Remove { name, role }) => {
            (name, Box::new(move |facts| removed(&mut facts.roles, |known| known.role == role.trim(), "office")))
        }
        Sources::Link(LinkTask::Add { name, url, kind }) => (
            name,
            Box::new(move |facts| {
                facts.links.push(Link { kind: plain(kind), url: full(url)? });
                Ok(())
            }),
        ),
        Sources::Link(LinkTask::Remove { name, url }) => {
            (name, Box::new(move |facts| removed(&mut facts.links, |known| known.url == url.trim(), "link")))
        }
        _ => return Ok(()),
    };
    let source = one(store, name)?;
    let Some(known) = store.source(source.key)? else {
        return Err(Failure::NotFound("the source is gone".to_owned()));
    };
    let mut facts = known.facts;
    change(&mut facts)?;
    store.save_source_facts(source.key, &facts, assessment, now)?;
    tell(&format!("kept: {} {}", source.uid, plain(&source.name)));
    Ok(())
}

const fn reliability(grade: Grade) -> Option<Reliability> {
    match grade {
        Grade::A => Some(Reliability::A),
        Grade::B => Some(Reliability::B),
        Grade::C => Some(Reliability::C),
        Grade::D => Some(Reliability::D),
        Grade::E => Some(Reliability::E),
        Grade::F => Some(Reliability::F),
        Grade::None => None,
    }
}

const fn naming_of(wish: NamingWish) -> Option<Naming> {
    match wish {
        NamingWish::Named => Some(Naming::Named),
        NamingWish::Anonymous => Some(Naming::Anonymous),
        NamingWish::Pseudonymous => Some(Naming::Pseudonymous),
        NamingWish::Collective => Some(Naming::Collective),
        NamingWish::None => None,
    }
}

fn retag(facts: &mut SourceFacts, typed: &str, remove: bool) -> Result<(), Failure> {
    let tags = parse_tags(typed);
    if tags.is_empty() {
        return Err(Failure::Usage("a tag is needed".to_owned()));
    }
    if remove {
        return removed(&mut facts.tags, |known| tags.contains(known), "tag");
    }
    for tag in tags {
        if !facts.tags.contains(&tag) {
            facts.tags.push(tag);
        }
    }
    Ok(())
}

/// Takes away what fits.
fn removed<T>(list: &mut Vec<T>, fits: impl Fn(&T) -> bool, what: &str) -> Result<(), Failure> {
    let before = list.len();
    list.retain(|one| !fits(one));
    match list.len() < before {
        true => Ok(()),
        false => Err(Failure::NotFound(format!("the source has no such {what} by you"))),
    }
}
