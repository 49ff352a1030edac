//! What is known of a source, above its claims and all of it in a panel; below them what they come to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::area::Areas;
use super::super::model::Model;
use super::super::rows::{Dossier, QuoteRow, Role};
use crate::config::verdicts;
use crate::diff;
use crate::export::changes::written;
use crate::fold::one_line;
use crate::text;
use crate::tui::row::{Ink, Piece, Row, kind_label, wrapped, wrapped_words};
use crate::tui::view::strip::{self, Look};

/// Names, tags and the like take so many rows at most above the claims.
const FEW: usize = 2;
/// In the panel they take all that they need.
const ALL: usize = 64;

/// Draws as much of it as there is room for.
pub fn draw(model: &Model, dossier: &Dossier, areas: &Areas, look: Look, buf: &mut Buffer) {
    let area = areas.about;
    let rows = rows(model, dossier, area.width.saturating_sub(2));
    let is_cut = rows.len() > usize::from(area.height);
    for (at, row) in rows.into_iter().take(usize::from(area.height)).enumerate() {
        let is_last = at + 1 == usize::from(area.height);
        let more = Piece::dim(format!("{} …", model.key_name("i")));
        let row = if is_cut && is_last { row.with_tail(vec![more]) } else { row };
        let place = Rect { x: area.x + 1, y: area.y + at as u16, width: area.width.saturating_sub(2), height: 1 };
        strip::draw(&row, place, look, buf);
    }
}

/// The rows above the claims, the most wanted first.
pub fn rows(model: &Model, dossier: &Dossier, width: u16) -> Vec<Row> {
    let words = model.words;
    let mut rows = vec![name_row(model, dossier)];
    if let Some(role) = dossier.roles.first() {
        rows.extend(role_rows(model, role, width, FEW));
    }
    if !dossier.alike.is_empty() {
        let names: Vec<String> = dossier.alike.iter().map(|name| text::isolate(name)).collect();
        let alike = words.fill("library.alike", &[&names.join(" · ")]);
        rows.push(Row::of(vec![Piece::new(format!("≈ {alike}"), Ink::Warning).in_interface()]));
    }
    rows.extend(rating_row(model, dossier));
    rows.extend(names(model, dossier, width, FEW));
    rows.extend(tags(model, dossier, width, FEW));
    if !dossier.note.is_empty() {
        rows.extend(labelled(model, "field.note", &dossier.note, width, FEW));
    }
    rows.extend(naming(model, dossier, width, FEW));
    rows.extend(links(model, dossier, width, FEW));
    rows
}

/// All that is known, for the panel.
pub fn all(model: &Model, dossier: &Dossier, width: u16) -> Vec<Row> {
    let words = model.words;
    let mut rows = vec![name_row(model, dossier)];
    rows.extend(names(model, dossier, width, ALL));
    rows.extend(naming(model, dossier, width, ALL));
    for (key, said) in [("field.country", &dossier.facts.country), ("field.contact", &dossier.facts.contact)] {
        if !said.is_empty() {
            rows.extend(labelled(model, key, said, width, ALL));
        }
    }
    for role in &dossier.roles {
        rows.extend(role_rows(model, role, width, ALL));
    }
    for name in &dossier.alike {
        let alike = words.fill("library.alike", &[&text::isolate(name)]);
        rows.push(Row::of(vec![Piece::new(format!("≈ {alike}"), Ink::Warning).in_interface()]));
    }
    if !dossier.ratings.is_empty() {
        rows.push(Row::of(vec![Piece::dim(words.say("library.ratings"))]));
    }
    for rating in &dossier.ratings {
        let grade = rating.reliability.map_or("—", |grade| grade.letter());
        let mut pieces = vec![Piece::plain(rating.day.as_str()), Piece::plain("  "), Piece::new(grade, Ink::Strong)];
        for said in [&rating.who, &rating.why].into_iter().filter(|said| !said.is_empty()) {
            pieces.extend([Piece::plain("  "), Piece::plain(said.as_str())]);
        }
        rows.push(Row::of(pieces).indented(2));
    }
    rows.extend(tags(model, dossier, width, ALL));
    if !dossier.note.is_empty() {
        rows.extend(labelled(model, "field.note", &dossier.note, width, ALL));
    }
    rows.extend(links(model, dossier, width, ALL));
    rows.push(Row::default());
    rows.extend(totals(model, dossier, width));
    rows
}

/// A claim, then each wording of it in other articles: when and where, and which words differ.
pub fn worded(row: &QuoteRow, width: u16) -> Vec<Row> {
    let own = one_line(&row.text);
    let mut rows = wrapped(&own, Ink::Strong, width, ALL);
    for other in &row.others {
        let who = if other.name == row.name { "" } else { other.name.as_str() };
        let about = [other.day.as_str(), &other.outlet, who].into_iter().filter(|said| !said.is_empty());
        let about: Vec<String> = about.map(text::isolate).collect();
        rows.push(Row::default());
        rows.push(Row::of(vec![Piece::dim(format!("≈ {}", about.join(" · "))).in_interface()]));
        let text = one_line(&other.text);
        rows.extend(wrapped(&written(&diff::words(&own, &text), &own, &text), Ink::Plain, width, ALL));
    }
    rows
}

/// What the claims come to: how many, with which verdicts, and how many through whom.
pub fn totals(model: &Model, dossier: &Dossier, width: u16) -> Vec<Row> {
    let words = model.words;
    let counted = words.count("claims", dossier.claims);
    let articles = words.count("articles", dossier.articles);
    let mut sum = words.fill("library.claims-in", &[&counted, &articles]);
    for (verdict, count) in &dossier.verdicts {
        let name = verdicts().name(verdict.as_deref(), words.language());
        sum.push_str(&format!(" · {} {}", text::isolate(name), words.number(*count)));
    }
    let mut rows = wrapped_words(&sum, words, width, 1);
    if dossier.relayed > 0 {
        let share = words.fill("of", &[&words.number(dossier.relayed), &words.number(dossier.claims)]);
        let mut relayed = words.fill("library.relayed", &[&share]);
        let name = |(name, count): &(String, usize)| format!("{} {}", text::isolate(name), words.number(*count));
        let carriers: Vec<String> = dossier.carriers.iter().map(name).collect();
        if !carriers.is_empty() {
            relayed.push_str(&format!(" ({})", carriers.join(" · ")));
        }
        rows.extend(wrapped_words(&relayed, words, width, 1));
    } else if dossier.claims > 0 {
        rows.push(Row::of(vec![Piece::dim(words.say("library.none-relayed")).in_interface()]));
    }
    rows
}

fn name_row(model: &Model, dossier: &Dossier) -> Row {
    let kind = dossier.kind.map(|kind| Piece::dim(format!("  {}", kind_label(model.words, kind))).in_interface());
    Row::of([Some(Piece::new(dossier.name.as_str(), Ink::Strong)), kind].into_iter().flatten().collect())
}

/// An office with its house and its time.
fn said_of(model: &Model, role: &Role) -> String {
    let about = match role.affiliation.is_empty() {
        true => one_line(&role.role),
        false => format!("{} · {}", one_line(&role.role), one_line(&role.affiliation)),
    };
    // The days are the interface's words, and stand in its order.
    let mut said = text::isolate(&about);
    // After Arabic words the parts of a day would change places.
    let (since, until) = (text::isolate(&role.since), text::isolate(&role.until));
    let words = model.words;
    match (role.since.as_str(), role.until.as_str()) {
        ("", "") => {}
        (_, "") => said.push_str(&format!(" ({})", words.fill("library.since", &[&since]))),
        ("", _) => said.push_str(&format!(" ({})", words.fill("library.until", &[&until]))),
        (first, last) if first == last => said.push_str(&format!(" ({since})")),
        _ => said.push_str(&format!(" ({})", words.fill("library.from-to", &[&since, &until]))),
    }
    said
}

/// The grade that holds, then those before it.
fn rating_row(model: &Model, dossier: &Dossier) -> Option<Row> {
    let words = model.words;
    let (last, before) = dossier.ratings.split_first()?;
    let letter = |rating: &super::super::rows::Rating| rating.reliability.map_or("—", |grade| grade.letter());
    let label = last.reliability.map_or("", |grade| words.say(&format!("reliability.{}", grade.letter())));
    let mut pieces = vec![
        Piece::dim(format!("{}: ", words.say("field.reliability"))),
        Piece::new(letter(last), Ink::Strong),
        Piece::plain(format!(" {label}")).in_interface(),
        Piece::dim(format!("  {}", last.day)),
    ];
    if !before.is_empty() {
        pieces.push(Piece::dim(format!("  {} ", words.say("library.before"))).in_interface());
        // One behind the other, so that each stands where the row has come to.
        for (at, rating) in before.iter().take(6).enumerate() {
            pieces.extend((at > 0).then(|| Piece::dim(" · ")));
            pieces.push(Piece::dim(letter(rating)));
        }
    }
    Some(Row::of(pieces))
}

/// Whether it speaks under its name, and the reason that is given where it does not.
fn naming(model: &Model, dossier: &Dossier, width: u16, most: usize) -> Vec<Row> {
    let naming = dossier.facts.naming.map(|naming| model.words.say(&format!("file.{}", naming.name())));
    let said: Vec<&str> =
        naming.into_iter().chain([dossier.facts.reason.as_str()]).filter(|said| !said.is_empty()).collect();
    if said.is_empty() { Vec::new() } else { labelled(model, "field.naming", &said.join(" · "), width, most) }
}

fn names(model: &Model, dossier: &Dossier, width: u16, most: usize) -> Vec<Row> {
    let names: Vec<String> = dossier.aliases.iter().map(|name| text::isolate(name)).collect();
    joined(model, "field.names", &names, width, most)
}

fn tags(model: &Model, dossier: &Dossier, width: u16, most: usize) -> Vec<Row> {
    let tags: Vec<String> = dossier.tags.iter().map(|tag| format!("#{}", text::isolate(tag))).collect();
    joined(model, "field.tags", &tags, width, most)
}

fn links(model: &Model, dossier: &Dossier, width: u16, most: usize) -> Vec<Row> {
    let link = |(kind, url): &(String, String)| text::isolate(format!("{kind} {url}").trim());
    let links: Vec<String> = dossier.links.iter().map(link).collect();
    joined(model, "library.links", &links, width, most)
}

fn joined(model: &Model, key: &str, all: &[String], width: u16, most: usize) -> Vec<Row> {
    if all.is_empty() {
        return Vec::new();
    }
    let said = format!("{}: {}", model.words.say(key), all.join(" · "));
    wrapped_words(&said, model.words, width, most)
}

fn role_rows(model: &Model, role: &Role, width: u16, most: usize) -> Vec<Row> {
    let said = format!("{}: {}", model.words.say("field.role"), said_of(model, role));
    wrapped_words(&said, model.words, width, most)
}

fn labelled(model: &Model, key: &str, said: &str, width: u16, most: usize) -> Vec<Row> {
    let said: Vec<&str> = said.split_whitespace().collect();
    let said = format!("{}: {}", model.words.say(key), text::isolate(&said.join(" ")));
    wrapped_words(&said, model.words, width, most)
}
