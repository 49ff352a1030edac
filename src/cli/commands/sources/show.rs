//! `isnad sources show`: the dossier of a source, to read or as JSON.

use std::fmt::Write as _;
use std::io;

use serde_json::{Value, json};

use super::{one, plain};
use crate::claims::{ClaimKind, SourceKind};
use crate::cli::args::SourceShow;
use crate::cli::fail::Failure;
use crate::cli::output::to_stdout;
use crate::config;
use crate::diff::{self, Kind};
use crate::store::{
    ClaimOf, Credibility, Dossier, DossierQuery, KnownSource, Likeness, Naming, OverTime, Rating, Reliability, Role,
    Status, Store, Tally,
};
use crate::words::Words;

/// How many claims are written where nothing else is said.
const CLAIMS: usize = 100;

/// Writes the dossier.
pub(super) fn run(show: &SourceShow, store: &Store, words: Words) -> Result<(), Failure> {
    let source = one(store, &show.name)?;
    let query = DossierQuery {
        since: show.since.clone(),
        order: if show.oldest_first { OverTime::OldestFirst } else { OverTime::NewestFirst },
        after: None,
        limit: show.claims.unwrap_or(CLAIMS),
    };
    let Some(mut dossier) = store.dossier(source.key, &query)? else {
        return Err(Failure::NotFound("the source is gone".to_owned()));
    };
    if !show.contact {
        dossier.source.facts.contact.clear();
    }
    if show.json {
        let object = object(&dossier);
        return to_stdout(|out| {
            serde_json::to_writer_pretty(&mut *out, &object).map_err(io::Error::from)?;
            writeln!(out)
        });
    }
    let text = text(&dossier, words);
    to_stdout(|out| out.write_all(text.as_bytes()))
}

/// The dossier as lines.
fn text(dossier: &Dossier, words: Words) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        let _ = writeln!(out, "{text}");
    };
    for text in who(&dossier.source, words) {
        line(text);
    }
    if !dossier.alike.is_empty() {
        line(words.say("file.alike").to_owned());
    }
    for (other, likeness) in &dossier.alike {
        line(format!(
            "  {}  {} · {} · {}",
            other.uid,
            plain(&other.name),
            likely(*likeness, words),
            plain(&other.role)
        ));
    }
    line(format!("── {} ──", words.say("file.over-time")));
    for claim in &dossier.claims {
        for text in said(claim, &dossier.source.name, words) {
            line(text);
        }
    }
    if dossier.more {
        line(words.say("file.more").to_owned());
    }
    line("──".to_owned());
    for text in sums(&dossier.tally, dossier.source.articles, words) {
        line(text);
    }
    out
}

/// Who it is, and what is said of it.
fn who(source: &KnownSource, words: Words) -> Vec<String> {
    let facts = &source.facts;
    let naming = facts.naming.map(|naming| named(naming, words).to_owned());
    let kind = source.kind.map(|kind| kind_in_words(kind, words).to_owned());
    let mut lines = vec![words.fill("file.title", &[&plain(&source.name)])];
    let what = [Some(source.uid.clone()), naming.or(kind), Some(plain(&facts.country)), Some(plain(&facts.reason))];
    lines.push(what.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
    lines.extend(facts.roles.iter().map(|role| words.fill("file.role", &[&office(role)])));
    let stated = source.stated.iter();
    lines.extend(stated.map(|stated| {
        let days = if stated.first == stated.last {
            stated.last.clone()
        } else {
            format!("{} – {}", stated.first, stated.last)
        };
        words.fill("file.stated", &[&plain(&stated.role), &days, &words.count("file.articles", stated.articles)])
    }));
    if !source.aliases.is_empty() {
        let names: Vec<String> = source.aliases.iter().map(|alias| plain(&alias.name)).collect();
        lines.push(words.fill("file.names", &[&names.join(" · ")]));
    }
    for (uid, name) in &source.merged {
        lines.push(words.fill("file.merged", &[uid, &plain(name)]));
    }
    if let Some(reliability) = facts.reliability {
        lines.push(words.fill("file.reliability", &[reliability.letter()]));
    }
    lines.extend(source.ratings.iter().rev().map(|rating| format!("  {}", graded(rating))));
    if !facts.tags.is_empty() {
        lines.push(facts.tags.iter().map(|tag| format!("#{}", plain(tag))).collect::<Vec<_>>().join(" "));
    }
    lines.extend(facts.links.iter().map(|link| format!("{}: {}", plain(&link.kind), plain(&link.url))));
    if !facts.contact.is_empty() {
        lines.push(words.fill("file.contact", &[&plain(&facts.contact)]));
    }
    lines.extend(facts.note.lines().map(|note| format!("✎ {}", plain(note))));
    lines
}

fn office(role: &Role) -> String {
    let days = match (role.since.as_str(), role.until.as_str()) {
        ("", "") => String::new(),
        (since, until) => format!(" ({since} – {until})"),
    };
    let of = if role.affiliation.is_empty() { String::new() } else { format!("، {}", plain(&role.affiliation)) };
    format!("{}{of}{days}", plain(&role.role))
}

fn graded(rating: &Rating) -> String {
    let day = rating.at.to_string();
    let grade = rating.reliability.map_or("–", Reliability::letter);
    let parts =
        [grade.to_owned(), day.get(..10).unwrap_or_default().to_owned(), plain(&rating.who), plain(&rating.why)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A claim: when and where, the words, what is said of it, its chain, what is against it, and how others quote it.
fn said(claim: &ClaimOf, source: &str, words: Words) -> Vec<String> {
    let quoted =
        if claim.kind == ClaimKind::Direct { format!("\"{}\"", plain(&claim.text)) } else { plain(&claim.text) };
    let verdict = config::verdicts().name(claim.verdict.as_deref(), words.language());
    let outlet = Some(plain(&claim.outlet)).filter(|outlet| !outlet.is_empty()).unwrap_or_else(|| plain(&claim.title));
    let credibility = claim.credibility.map_or_else(String::new, |credibility| format!(" · {}", credibility.number()));
    let mut lines = vec![format!("{}  {outlet}  {quoted}  [{verdict}{credibility}]  {}", claim.day, claim.uid)];
    if !claim.via.is_empty() {
        lines.push(format!("  ↷ {}", claim.via.iter().map(|name| plain(name)).collect::<Vec<_>>().join(" ← ")));
    }
    if !claim.note.is_empty() {
        lines.push(format!("  ✎ {}", plain(&claim.note)));
    }
    for other in &claim.contradictions {
        let who = [&other.day, &other.outlet, &other.source].map(|part| plain(part));
        lines.push(
            format!("  ≠ {}: {} {}", who.join(" "), plain(&other.text), plain(&other.note)).trim_end().to_owned(),
        );
    }
    if claim.repeated > 0 {
        lines.push(format!("  ≈ {}", words.fill("file.repeated", &[&words.count("file.articles", claim.repeated)])));
    }
    for wording in &claim.wordings {
        let speaker = if wording.source == source { String::new() } else { format!("{} · ", plain(&wording.source)) };
        let differs = marked(&plain(&claim.text), &plain(&wording.text));
        lines.push(format!("    {}  {}  {speaker}{differs}", wording.day, plain(&wording.outlet)));
    }
    lines
}

/// Another wording, with the words that it lacks and has more: `[-…-]` and `{+…+}`.
fn marked(own: &str, other: &str) -> String {
    diff::words(own, other).iter().fold(String::new(), |mut out, change| {
        let (gone, new) = (change.old.of(own), change.new.of(other));
        if change.kind != Kind::Words {
            out.push_str(new);
            return out;
        }
        for (words, open, close) in [(gone, "[-", "-]"), (new, "{+", "+}")] {
            if !words.trim().is_empty() {
                let _ = write!(out, "{open}{}{close}", words.trim());
            }
        }
        let _ = write!(out, "{}", if new.ends_with(' ') || gone.ends_with(' ') { " " } else { "" });
        out
    })
}

/// What all claims come to.
fn sums(tally: &Tally, articles: usize, words: Words) -> Vec<String> {
    let verdicts = tally.verdicts.iter().map(|(verdict, n)| {
        format!("{} {}", config::verdicts().name(verdict.as_deref(), words.language()), words.number(*n))
    });
    let claims = words.count("claims", tally.claims);
    let all = words.fill("file.sum", &[&claims, &words.count("file.articles", articles)]);
    let mut lines = vec![std::iter::once(all).chain(verdicts).collect::<Vec<_>>().join(" · ")];
    let listed = |list: &[(String, usize)]| {
        let listed = list.iter().filter(|(name, _)| !name.is_empty());
        listed.map(|(name, n)| format!("{} {}", plain(name), words.number(*n))).collect::<Vec<_>>().join(" · ")
    };
    if tally.relayed > 0 {
        let relayed = words.number(tally.relayed);
        lines.push(words.fill("file.relayed", &[&relayed, &words.number(tally.claims), &listed(&tally.carriers)]));
    }
    let outlets = listed(&tally.outlets);
    if !outlets.is_empty() {
        lines.push(words.fill("file.outlets", &[&outlets]));
    }
    lines
}

fn likely(likeness: Likeness, words: Words) -> &'static str {
    match likeness {
        Likeness::Name => words.say("file.same-name"),
        Likeness::Sound => words.say("file.spelled-alike"),
        Likeness::Part => words.say("file.part-of-name"),
    }
}

fn named(naming: Naming, words: Words) -> &'static str {
    match naming {
        Naming::Named => words.say("file.named"),
        Naming::Anonymous => words.say("file.anonymous"),
        Naming::Pseudonymous => words.say("file.pseudonymous"),
        Naming::Collective => words.say("file.collective"),
    }
}

fn kind_in_words(kind: SourceKind, words: Words) -> &'static str {
    match kind {
        SourceKind::Person => words.say("source.person"),
        SourceKind::Organisation => words.say("source.organisation"),
        SourceKind::Anonymous => words.say("source.anonymous"),
        SourceKind::Group => words.say("source.group"),
        SourceKind::Document => words.say("source.document"),
    }
}

/// The dossier as JSON.
fn object(dossier: &Dossier) -> Value {
    let Dossier { source, alike, tally, claims, more } = dossier;
    let facts = &source.facts;
    let counts =
        |list: &[(String, usize)]| list.iter().map(|(name, n)| json!({"name": name, "claims": n})).collect::<Vec<_>>();
    json!({
        "uid": source.uid,
        "name": source.name,
        "kind": source.kind.map(SourceKind::name),
        "naming": facts.naming.map(Naming::name),
        "reason": facts.reason,
        "country": facts.country,
        "contact": Some(&facts.contact).filter(|contact| !contact.is_empty()),
        "note": facts.note,
        "tags": facts.tags,
        "roles": facts.roles.iter().map(|role| json!({
            "role": role.role, "affiliation": role.affiliation, "since": role.since, "until": role.until,
        })).collect::<Vec<_>>(),
        "stated_roles": source.stated.iter().map(|role| json!({
            "role": role.role, "first": role.first, "last": role.last, "articles": role.articles,
        })).collect::<Vec<_>>(),
        "links": facts.links.iter().map(|link| json!({"kind": link.kind, "url": link.url})).collect::<Vec<_>>(),
        "reliability": facts.reliability.map(Reliability::letter),
        "ratings": source.ratings.iter().map(|rating| json!({
            "reliability": rating.reliability.map(Reliability::letter), "at": rating.at.to_string(),
            "who": rating.who, "why": rating.why,
        })).collect::<Vec<_>>(),
        "aliases": source.aliases.iter().map(|alias| json!({
            "name": alias.name, "by": if alias.by_reader { "reader" } else { "text" }, "articles": alias.articles,
        })).collect::<Vec<_>>(),
        "merged": source.merged.iter().map(|(uid, name)| json!({"uid": uid, "name": name})).collect::<Vec<_>>(),
        "look_alikes": alike.iter().map(|(other, by)| json!({
            "uid": other.uid, "name": other.name, "role": other.role, "likeness": by.name(),
        })).collect::<Vec<_>>(),
        "claims": claims.iter().map(claim_object).collect::<Vec<_>>(),
        "more": more,
        "totals": {
            "claims": tally.claims, "articles": source.articles, "quoted": tally.quoted, "relayed": tally.relayed,
            "carriers": counts(&tally.carriers), "outlets": counts(&tally.outlets),
            "verdicts": tally.verdicts.iter().map(|(verdict, n)| json!({"verdict": verdict, "claims": n})).collect::<Vec<_>>(),
        },
    })
}

fn claim_object(claim: &ClaimOf) -> Value {
    json!({
        "uid": claim.uid, "day": claim.day, "said": claim.said, "outlet": claim.outlet, "title": claim.title,
        "article": claim.document.number(), "kind": claim.kind.name(), "text": claim.text, "cue": claim.cue,
        "lemma": claim.lemma, "stance": claim.stance, "negated": claim.negated, "speaker": claim.speaker, "via": claim.via,
        "verdict": claim.verdict, "credibility": claim.credibility.map(Credibility::number),
        "status": claim.status.map(Status::name), "note": claim.note,
        "contradictions": claim.contradictions.iter().map(|other| json!({
            "uid": other.uid, "source": other.source, "day": other.day, "outlet": other.outlet, "text": other.text,
            "note": other.note,
        })).collect::<Vec<_>>(),
        "repeated": claim.repeated,
        "wordings": claim.wordings.iter().map(|wording| json!({
            "uid": wording.uid, "article": wording.document.number(), "day": wording.day, "outlet": wording.outlet,
            "source": wording.source, "text": wording.text, "shared": wording.shared,
        })).collect::<Vec<_>>(),
    })
}
