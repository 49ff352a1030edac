//! The panel of what the reader says of a source: which facts it has, and what is written, chosen and deleted there.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::message::Effect;
use super::super::model::{Choosing, Model, Panel};
use super::super::rows::{Dossier, Said};
use super::saying::{self, Writing, say};
use crate::store::{Link, Naming, Role, parse_day};
use crate::tui::command::Command;
use crate::tui::keymap::{Keyboard, latin};

/// What parts an office from its house and its days; an English keyboard's is taken too.
const PARTING: [char; 2] = ['؛', ';'];

/// What kind of link is one of which nothing was said, and one that is a number of Wikidata.
const KINDS: (&str, &str) = ("profile", "wikidata");

/// A row of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// How reliable the source is.
    Reliability,
    /// Whether it speaks under its name.
    Naming,
    /// The reason that is given for that.
    Reason,
    /// Its country.
    Country,
    /// How to reach it.
    Contact,
    /// An office by its place; `None` is one to be added.
    Role(Option<usize>),
    /// A link by its place; `None` is one to be added.
    Link(Option<usize>),
}

/// The rows of the panel, in order: those that every source has keep their numbers.
pub fn facts(dossier: &Dossier) -> Vec<Fact> {
    let fixed = [Fact::Reliability, Fact::Naming, Fact::Reason, Fact::Country, Fact::Contact];
    let new = [Fact::Role(None), Fact::Link(None)];
    let roles = (0..dossier.facts.roles.len()).map(|at| Fact::Role(Some(at)));
    let links = (0..dossier.facts.links.len()).map(|at| Fact::Link(Some(at)));
    fixed.into_iter().chain(new).chain(roles).chain(links).collect()
}

/// Opens the panel.
pub fn open(model: &mut Model) {
    if model.dossier.is_some() {
        model.panel = Some(Panel::Facts(0));
    } else {
        super::choosing::no_such_filter(model);
    }
}

/// Opens the panel again, on the row for which something was written; nothing where that was written elsewhere.
pub fn reopen(model: &mut Model, writing: Writing) {
    let fact = match writing {
        Writing::Note | Writing::Tags | Writing::Why(_) => return,
        Writing::Reason => Fact::Reason,
        Writing::Country => Fact::Country,
        Writing::Contact => Fact::Contact,
        Writing::Role(at) => Fact::Role(at),
        Writing::Link(at) => Fact::Link(at),
    };
    let rows = model.dossier.as_ref().map_or_else(Vec::new, |open| facts(&open.dossier));
    model.panel = Some(Panel::Facts(rows.iter().position(|known| *known == fact).unwrap_or(0)));
}

/// A key while the panel is open: a number or Enter edits a row, the key of deleting empties it.
pub fn key(model: &mut Model, at: usize, key: KeyEvent) -> Vec<Effect> {
    let last = last(model);
    let digit = if let KeyCode::Char(c) = key.code { latin(c).unwrap_or(c).to_digit(10) } else { None };
    let chosen = digit.and_then(|digit| (digit as usize).checked_sub(1));
    let at = match Keyboard::default().press(key) {
        _ if chosen.is_some_and(|chosen| chosen <= last) => return edit(model, chosen.unwrap_or(at)),
        Some(Command::Down) => at.saturating_add(1).min(last),
        Some(Command::Up) => at.saturating_sub(1),
        Some(Command::Top) => 0,
        Some(Command::Bottom) => last,
        Some(Command::Enter) => return edit(model, at),
        Some(Command::Back) => return Vec::new(),
        Some(Command::Delete) => {
            model.panel = Some(Panel::Facts(at));
            return delete(model, at);
        }
        _ => at,
    };
    model.panel = Some(Panel::Facts(at));
    Vec::new()
}

/// The last row of the panel.
pub fn last(model: &Model) -> usize {
    model.dossier.as_ref().map_or(0, |open| facts(&open.dossier).len().saturating_sub(1))
}

fn fact(model: &Model, at: usize) -> Option<Fact> {
    facts(&model.dossier.as_ref()?.dossier).get(at).copied()
}

/// Opens what the row is edited by.
pub fn edit(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some((fact, open)) = fact(model, at).zip(model.dossier.as_ref()) else { return Vec::new() };
    let said = &open.dossier.facts;
    let (writing, text) = match fact {
        Fact::Reliability => {
            saying::open(model, Command::ByReliability);
            return Vec::new();
        }
        Fact::Naming => {
            let at = said.naming.and_then(|naming| Naming::ALL.iter().position(|known| *known == naming));
            model.panel = Some(Panel::Choose(Choosing::Naming, at.map_or(0, |at| at + 1)));
            return Vec::new();
        }
        Fact::Reason => (Writing::Reason, said.reason.clone()),
        Fact::Country => (Writing::Country, said.country.clone()),
        Fact::Contact => (Writing::Contact, said.contact.clone()),
        Fact::Role(at) => (Writing::Role(at), at.and_then(|at| said.roles.get(at)).map(role_line).unwrap_or_default()),
        Fact::Link(at) => (Writing::Link(at), at.and_then(|at| said.links.get(at)).map(link_line).unwrap_or_default()),
    };
    saying::write(model, writing, &text);
    Vec::new()
}

/// Takes back what the row says.
fn delete(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some((fact, open)) = fact(model, at).zip(model.dossier.as_ref()) else { return Vec::new() };
    let (mut roles, mut links) = (open.dossier.facts.roles.clone(), open.dossier.facts.links.clone());
    let said = match fact {
        Fact::Role(None) | Fact::Link(None) => return Vec::new(),
        Fact::Reliability => Said::Reliability(None, String::new()),
        Fact::Naming => Said::Naming(None),
        Fact::Reason => Said::Reason(String::new()),
        Fact::Country => Said::Country(String::new()),
        Fact::Contact => Said::Contact(String::new()),
        Fact::Role(Some(at)) => {
            roles.remove(at);
            Said::Roles(roles)
        }
        Fact::Link(Some(at)) => {
            links.remove(at);
            Said::Links(links)
        }
    };
    say(model, said)
}

/// Keeps the naming with this place among the offers: the first takes it back. A source that hides its name is asked for
/// the reason.
pub fn name(model: &mut Model, at: usize) -> Vec<Effect> {
    let naming = at.checked_sub(1).and_then(|at| Naming::ALL.get(at)).copied();
    model.panel = Some(Panel::Facts(1));
    if matches!(naming, Some(Naming::Anonymous | Naming::Pseudonymous)) {
        edit(model, 2);
    }
    say(model, Said::Naming(naming))
}

/// The offices with the one at `at`, or one more, as it was written: `office؛ house؛ since؛ until`. Nothing written
/// removes it. None where a day is none, or there are more parts.
pub fn roles(model: &Model, at: Option<usize>, typed: &str) -> Option<Said> {
    let mut roles = model.dossier.as_ref()?.dossier.facts.roles.clone();
    put(&mut roles, at, role(typed)?);
    Some(Said::Roles(roles))
}

/// The links with the one at `at`, or one more, as it was written: its kind, then its address. Nothing written removes it.
pub fn links(model: &Model, at: Option<usize>, typed: &str) -> Option<Said> {
    let mut links = model.dossier.as_ref()?.dossier.facts.links.clone();
    put(&mut links, at, link(typed));
    Some(Said::Links(links))
}

fn put<T: PartialEq>(all: &mut Vec<T>, at: Option<usize>, new: Option<T>) {
    match (at.filter(|at| *at < all.len()), new) {
        (Some(at), Some(new)) => all[at] = new,
        (Some(at), None) => drop(all.remove(at)),
        (None, Some(new)) if !all.contains(&new) => all.push(new),
        (None, _) => {}
    }
}

/// An office as it was written: nothing inside where nothing was; none where that is not to be understood.
fn role(typed: &str) -> Option<Option<Role>> {
    let parts: Vec<&str> = typed.split(PARTING).map(str::trim).collect();
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let day = |at: usize| if part(at).is_empty() { Some(String::new()) } else { parse_day(part(at)) };
    if parts.iter().all(|part| part.is_empty()) {
        return Some(None);
    }
    if parts.len() > 4 || part(0).is_empty() {
        return None;
    }
    Some(Some(Role { role: part(0).to_owned(), affiliation: part(1).to_owned(), since: day(2)?, until: day(3)? }))
}

fn link(typed: &str) -> Option<Link> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let (url, kind) = words.split_last()?;
    let of_wikidata = url.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|c| c.is_ascii_digit()));
    let kind = match (kind, of_wikidata) {
        ([], true) => KINDS.1.to_owned(),
        ([], false) => KINDS.0.to_owned(),
        (kind, _) => kind.join(" "),
    };
    Some(Link { kind, url: (*url).to_owned() })
}

/// An office as it is written.
pub fn role_line(role: &Role) -> String {
    let parts = [&role.role, &role.affiliation, &role.since, &role.until].map(String::as_str);
    let said = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |last| last + 1);
    parts.iter().take(said).copied().collect::<Vec<_>>().join("؛ ")
}

/// A link as it is written.
pub fn link_line(link: &Link) -> String {
    format!("{} {}", link.kind, link.url).trim().to_owned()
}
