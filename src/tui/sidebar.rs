//! The claims grouped by source, in order of the sources' first claims: rows, and which row is which.

use std::collections::{BTreeMap, BTreeSet};

use super::area;
use super::model::{Extracted, Model, Pane, Target};
use super::row::{Ink, Piece, Row, kind_label, wrapped};
use super::sheet::{correcting, evidence};
use crate::claims::{Claim, ClaimId, SourceId};
use crate::config::verdicts;
use crate::store::{ClaimMarks, SourceMarks};
use crate::text;
use crate::words::{Language, Words};

/// Rows above the list that do not scroll: its title.
pub const TITLE_ROWS: u16 = 1;

/// Columns from which a group shows more of its source and claims more of their words.
const ROOMY: u16 = 36;

/// All that the rows of the list are made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    width: u16,
    words: Words,
    arabic_keys: bool,
    extracted: Extracted,
    extraction: u64,
    filter: Option<SourceId>,
    selected: Option<ClaimId>,
    open: BTreeSet<SourceId>,
    claim_marks: BTreeMap<ClaimId, ClaimMarks>,
    source_marks: BTreeMap<SourceId, SourceMarks>,
}

impl Listed {
    fn of(model: &Model, width: u16) -> Listed {
        Listed {
            width,
            words: model.words,
            arabic_keys: model.keyboard.arabic,
            extracted: model.extracted,
            extraction: model.extractions,
            filter: model.filter,
            selected: model.selected,
            open: model.open.clone(),
            claim_marks: model.claim_marks.clone(),
            source_marks: model.source_marks.clone(),
        }
    }

    fn is_still(&self, model: &Model, width: u16) -> bool {
        (self.width, self.words, self.arabic_keys) == (width, model.words, model.keyboard.arabic)
            && (self.extracted, self.extraction) == (model.extracted, model.extractions)
            && (self.filter, self.selected) == (model.filter, model.selected)
            && self.open == model.open
            && self.claim_marks == model.claim_marks
            && self.source_marks == model.source_marks
    }
}

/// All rows of the list, at a width of `width` columns.
fn rows(model: &Model, width: u16) -> Vec<Row> {
    if model.extraction.claims.is_empty() {
        return empty(model, width);
    }
    let mut rows = Vec::new();
    for (at, source) in model.speakers.iter().copied().enumerate() {
        if model.filter.is_some_and(|only| only != source) {
            continue;
        }
        rows.extend(group(model, source, at + 1, width));
        if is_open(model, source) {
            for claim in model.extraction.claims_of(source) {
                rows.extend(claim_rows(model, claim, width));
            }
        }
    }
    let unknown = model.extraction.claims.iter().enumerate().filter(|(_, claim)| claim.source.is_none());
    if model.filter.is_none() && unknown.clone().next().is_some() {
        rows.push(Row::of(vec![Piece::new(model.words.say("source.none"), Ink::Dim)]));
        for (at, _) in unknown {
            rows.extend(claim_rows(model, ClaimId(at), width));
        }
    }
    rows
}

/// What the rows choose, in order, each once.
pub fn targets(model: &Model) -> Vec<Target> {
    let mut targets: Vec<Target> = model.list.iter().filter_map(|row| row.target).collect();
    targets.dedup();
    targets
}

/// What a click on the screen's row `y` chooses.
pub fn target_at(model: &Model, y: u16) -> Option<Target> {
    let area = area::areas(model).sidebar;
    let row = usize::from(y.checked_sub(area.y + TITLE_ROWS)?) + model.sidebar_top;
    model.list.get(row)?.target
}

/// Whether the claims of `source` are listed: the user opened it, it is the only one, or the selected claim is its.
pub fn is_open(model: &Model, source: SourceId) -> bool {
    let selected = model.selected_claim().and_then(|claim| claim.source);
    model.open.contains(&source) || model.filter == Some(source) || selected == Some(source)
}

/// Makes the list anew, and scrolls it so that its cursor is seen, with all of its rows where they fit.
pub fn follow(model: &mut Model) {
    let area = area::areas(model).sidebar;
    let height = usize::from(area.height.saturating_sub(TITLE_ROWS));
    if height == 0 {
        model.list.clear();
        model.listed = None;
        return;
    }
    // Most keys change nothing in a list that may have thousands of rows.
    let is_still = model.listed.as_ref().is_some_and(|listed| listed.is_still(model, area.width));
    if !is_still {
        model.list = rows(model, area.width);
        model.listed = Some(Listed::of(model, area.width));
    }
    let rows = &model.list;
    let wanted = match model.focus {
        Pane::Sidebar => model.cursor,
        Pane::Article => model.selected.map(Target::Claim),
    };
    let is_wanted = |row: &Row| row.target.is_some() && row.target == wanted;
    if let Some(first) = rows.iter().position(is_wanted) {
        // All rows of one target stand together.
        let last = first + rows.iter().skip(first + 1).take_while(|row| is_wanted(row)).count();
        model.sidebar_top = model.sidebar_top.max((last + 1).saturating_sub(height)).min(first);
    }
    model.sidebar_top = model.sidebar_top.min(rows.len().saturating_sub(height));
}

/// Moves the list by `rows`, whatever its cursor.
pub fn scroll(model: &mut Model, by: isize) {
    let area = area::areas(model).sidebar;
    let height = usize::from(area.height.saturating_sub(TITLE_ROWS));
    let most = model.list.len().saturating_sub(height);
    model.sidebar_top = model.sidebar_top.saturating_add_signed(by).min(most);
}

fn empty(model: &Model, width: u16) -> Vec<Row> {
    let words = match model.extracted {
        Extracted::Later => model.words.say("claims-later").to_owned(),
        Extracted::Off => {
            let letter = if model.keyboard.arabic { "ؤ" } else { "c" };
            model.words.fill("claims-off", &[letter])
        }
        Extracted::Done => no_claims(model),
    };
    wrapped(&words, Ink::Dim, width.saturating_sub(1), 6)
}

/// Why there are none: where the article is in another language, that.
fn no_claims(model: &Model) -> String {
    match model.article.foreign_language() {
        Some(tag) => model.words.not_arabic(tag),
        None => model.words.say("no-claims").to_owned(),
    }
}

/// The rows of a group's head: name, kind and ratings and count, carriers.
fn group(model: &Model, id: SourceId, number: usize, width: u16) -> Vec<Row> {
    let Some(source) = model.extraction.sources.get(id.0) else { return Vec::new() };
    let words = model.words;
    let closed = if words.language() == Language::Arabic { "◂" } else { "▸" };
    let sign = if is_open(model, id) { "▾" } else { closed };
    let target = Target::Source(id);
    let mut name = vec![
        Piece::plain(format!("{sign}{} ", words.number(number))),
        Piece::new(source.name.clone(), Ink::Source(number)),
    ];
    if width >= ROOMY && !source.role.is_empty() && !source.name.contains(source.role.as_str()) {
        name.push(Piece::dim(format!(" — {}", source.role)));
    }
    let claims = model.extraction.claims_of(id).count();
    let mut about = vec![Piece::dim(kind_label(words, source.kind))];
    if model.corrections.of_source(|| model.uids().source(id)).next().is_some() {
        // First: the rest may be cut off.
        about.splice(..0, [Piece::new(words.say("corrected"), Ink::Strong), Piece::dim(" · ")]);
    }
    let marks = model.marks_of_source(id);
    if let Some(reliability) = marks.reliability {
        about.push(Piece::plain(format!(" · {}", words.fill("reliability", &[reliability.letter()]))));
    }
    if !marks.note.is_empty() {
        about.push(Piece::plain(" ✎"));
    }
    about.extend(marks.tags.iter().map(|tag| Piece::dim(format!(" #{tag}"))));
    let mut rows =
        vec![Row::of(name), Row::of(about).indented(2).with_tail(vec![Piece::dim(words.count("claims", claims))])];
    let carriers = carriers_of(model, id);
    if !carriers.is_empty() {
        let carriers = words.fill("via", &[&carriers.join("، ")]);
        rows.push(Row::of(vec![Piece::dim(format!("↷ {carriers}"))]).indented(2));
    }
    rows.into_iter().map(|row| row.choosing(target)).collect()
}

/// The names of all who carried words of `source`, each once, in order.
fn carriers_of(model: &Model, source: SourceId) -> Vec<String> {
    let claims = model.extraction.claims.iter().filter(|claim| claim.source == Some(source));
    let ids: BTreeSet<SourceId> = claims.flat_map(|claim| claim.via.iter().copied()).collect();
    ids.into_iter()
        .filter_map(|id| model.extraction.sources.get(id.0))
        .map(|source| text::isolate(&source.name))
        .collect()
}

/// The rows of one claim: its words, then cue, kind and verdict, then note and tags.
fn claim_rows(model: &Model, id: ClaimId, width: u16) -> Vec<Row> {
    let Some(claim) = model.claim(id) else { return Vec::new() };
    let selected = model.selected == Some(id);
    let lines = if width >= ROOMY { 2 } else { 1 };
    let sign = if selected { "•" } else { "›" };
    let ink = if selected { Ink::Cursor } else { Ink::Plain };
    let mut rows = wrapped(&quoted(model, claim), ink, width.saturating_sub(6), lines);
    for (at, row) in rows.iter_mut().enumerate() {
        row.indent = if at == 0 { 1 } else { 3 };
        if at == 0 {
            row.head.insert(0, Piece::plain(format!("{sign} ")));
        }
    }
    rows.push(about_claim(model, id, claim, width));
    rows.extend(correcting::asked(model, claim).map(|row| row.indented(3)));
    let marks = model.marks_of_claim(id);
    rows.extend(marks_row(model, &marks));
    for other in &marks.contradicts {
        rows.extend(evidence::against(model, other, width.saturating_sub(4), 1).into_iter().map(|row| row.indented(3)));
    }
    rows.into_iter().map(|row| row.choosing(Target::Claim(id))).collect()
}

/// Cue, kind and verdict of a claim; in a narrow list the verdict comes first once there is one, for the rest may be
/// cut off.
fn about_claim(model: &Model, id: ClaimId, claim: &Claim, width: u16) -> Row {
    let words = model.words;
    let cue = claim.cue.as_ref().map_or(words.say("no-cue"), |cue| cue.span.of(&model.article.text));
    let kind = words.say(&format!("kind.{}", claim.kind.name())).to_owned();
    let marks = model.marks_of_claim(id);
    let ink = if marks.verdict.is_some() { Ink::Strong } else { Ink::Dim };
    let mut verdict = vec![Piece::new(verdicts().name(marks.verdict.as_deref(), words.language()), ink)];
    verdict.extend(marks.credibility.map(|grade| Piece::plain(format!(" {}", words.number(grade.number().into())))));
    let how = vec![Piece::dim(cue.to_owned()), Piece::dim(" · "), Piece::dim(kind)];
    let is_judged = marks.verdict.is_some() || marks.credibility.is_some();
    let (first, second) = if width < ROOMY && is_judged { (verdict, how) } else { (how, verdict) };
    let sign = correcting::sign(model, claim).map_or_else(Vec::new, |sign| vec![sign, Piece::dim(" · ")]);
    let mut pieces = [sign, first, vec![Piece::dim(" · ")], second].concat();
    if !claim.via.is_empty() {
        pieces.push(Piece::dim(" ↷"));
    }
    Row::of(pieces).indented(3)
}

/// That it is pinned, that there is a note, how much evidence; the tags; how far the check has come, and when it was said.
pub fn marks_row(model: &Model, marks: &ClaimMarks) -> Option<Row> {
    let words = model.words;
    let signs = [
        marks.pinned.then(|| "★ ".to_owned()),
        (!marks.note.is_empty()).then(|| format!("✎{} ", words.number(1))),
        (!marks.evidence.is_empty()).then(|| format!("↗{} ", words.number(marks.evidence.len()))),
    ];
    let signs = signs.into_iter().flatten().map(Piece::plain);
    let tags = marks.tags.iter().map(|tag| Piece::dim(format!("#{tag} ")));
    let status = marks.status.map(|status| words.say(&evidence::status_key(status)).to_owned());
    let said = (!marks.said.is_empty()).then(|| words.fill("said-on", &[&text::isolate(&marks.said)]));
    let rest = [status, said].into_iter().flatten().map(|word| Piece::dim(format!("{word} ")).in_interface());
    let pieces: Vec<Piece> = signs.chain(tags).chain(rest).collect();
    (!pieces.is_empty()).then(|| Row::of(pieces).indented(3))
}

/// The words of a claim as the list shows them: in quotation marks where they are quoted.
pub fn quoted(model: &Model, claim: &Claim) -> String {
    let words: String = claim.content.of(&model.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    match claim.kind {
        crate::claims::ClaimKind::Direct => format!("\"{words}\""),
        _ => words,
    }
}
