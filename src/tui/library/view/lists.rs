//! The rows of the lists, and below them what the chosen row has no room for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::super::area::Areas;
use super::super::model::{Model, Panel, Tab};
use super::super::rows::{DocumentRow, QuoteRow, SourceRow};
use super::super::update::is_narrowed;
use super::about;
use super::table::{self, Column, Side, Width};
use crate::config::verdicts;
use crate::text;
use crate::tui::area::WIDE;
use crate::tui::row::{Ink, Piece, Row, kind_label, wrapped};
use crate::tui::view::strip::{self, Look};

/// From this width on columns are as wide as they like.
const BROAD: u16 = 100;

/// The cells of a row, then rows below it.
type Lines = (Vec<Vec<Piece>>, Vec<Row>);

/// Draws the list that is shown.
pub fn draw(model: &Model, areas: &Areas, look: Look, buf: &mut Buffer) {
    let drawn = match (&model.dossier, model.tab) {
        (Some(open), _) => {
            let columns = of_dossier(model.size.width);
            let rows = open.claims.list.shown().map(|(row, chosen)| (claim(model, row), chosen));
            rows_of(model, &columns, rows, areas, look, buf)
        }
        (None, Tab::Articles) => {
            let columns = of_articles(model.size.width);
            let rows = model.articles.list.shown().map(|(row, chosen)| ((article(model, row), Vec::new()), chosen));
            rows_of(model, &columns, rows, areas, look, buf)
        }
        (None, Tab::Sources) => {
            let columns = of_sources(model.size.width);
            let rows = model.sources.list.shown().map(|(row, chosen)| ((source(model, row), Vec::new()), chosen));
            rows_of(model, &columns, rows, areas, look, buf)
        }
        (None, Tab::Quotes) => {
            let columns = of_quotes(model.size.width);
            let rows = model.quotes.list.shown().map(|(row, chosen)| ((quote(model, row), Vec::new()), chosen));
            rows_of(model, &columns, rows, areas, look, buf)
        }
    };
    if drawn == 0 {
        let key = match model.tab {
            _ if is_narrowed(model) => "library.none-such",
            _ if model.dossier.is_some() => "claims.zero",
            Tab::Articles => "library.empty",
            Tab::Sources => "sources.zero",
            Tab::Quotes => "claims.zero",
        };
        let row = Row::of(vec![Piece::dim(model.words.say(key)).in_interface()]).indented(1);
        strip::draw(&row, Rect { height: areas.list.height.min(1), ..areas.list }, look, buf);
    }
    drawer(model, areas.drawer, look, buf);
}

/// Draws so many of the rows as there is room for, and says how many.
fn rows_of(
    model: &Model,
    columns: &[Column],
    rows: impl Iterator<Item = (Lines, bool)>,
    areas: &Areas,
    look: Look,
    buf: &mut Buffer,
) -> usize {
    let places = table::places(columns, areas.list, model.words);
    if !areas.head.is_empty() {
        let places = table::places(columns, areas.head, model.words);
        table::draw(columns, &places, table::heads(columns, model.words), (areas.head.y, look), buf);
    }
    let (mut y, mut drawn) = (areas.list.y, 0);
    for ((cells, below), chosen) in rows {
        if y >= areas.list.bottom() {
            break;
        }
        table::draw(columns, &places, cells, (y, look), buf);
        if chosen && matches!(model.panel, None | Some(Panel::Words(_))) {
            // One colour from end to end: what is faint or coloured would be a patch in it.
            let style = Style::new().fg(Color::Reset).remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED);
            buf.set_style(Rect { y, height: 1, ..areas.list }, style);
        }
        y += 1;
        for row in below {
            if y < areas.list.bottom() {
                strip::draw(&row.indented(4), Rect { y, height: 1, ..areas.list }, look, buf);
            }
            y += 1;
        }
        drawn += 1;
    }
    drawn
}

const fn column(key: &'static str, width: Width, side: Side) -> Column {
    Column { key, width, side }
}

const DAY: Column = column("library.day", Width::Fixed(10), Side::Start);
const MARK: Column = column("", Width::Fixed(1), Side::Start);

fn of_articles(width: u16) -> Vec<Column> {
    let title = column("library.title", Width::Rest, Side::Start);
    let unchecked = column("library.unchecked", Width::Name(5), Side::Right);
    if width < WIDE {
        return vec![MARK, DAY, title, column("library.unchecked-short", Width::Name(4), Side::Right)];
    }
    let outlet = column("library.outlet", Width::Fixed(if width < BROAD { 10 } else { 18 }), Side::Start);
    let claims = column("field.claims", Width::Name(5), Side::Right);
    vec![MARK, DAY, outlet, title, claims, unchecked, column("library.annotated", Width::Fixed(4), Side::Right)]
}

fn article(model: &Model, row: &DocumentRow) -> Vec<Vec<Piece>> {
    let words = model.words;
    let mark = Piece::new(if row.unread { "●" } else { " " }, Ink::Strong);
    let title = Piece::new(row.title.as_str(), if row.unread { Ink::Strong } else { Ink::Plain });
    let number = |n: usize, ink| vec![Piece::new(if n == 0 { "·".to_owned() } else { words.number(n) }, ink)];
    let unchecked = number(row.unchecked, Ink::Plain);
    if model.size.width < WIDE {
        return vec![vec![mark], vec![Piece::plain(row.day.as_str())], vec![title], unchecked];
    }
    let notes = match row.annotated {
        0 => Vec::new(),
        n => vec![Piece::plain(format!("✎{}", words.number(n))).in_interface()],
    };
    let day = Piece::plain(row.day.as_str());
    let outlet = Piece::plain(row.outlet.as_str());
    vec![vec![mark], vec![day], vec![outlet], vec![title], number(row.claims, Ink::Plain), unchecked, notes]
}

fn of_sources(width: u16) -> Vec<Column> {
    let name = column("library.name", Width::Rest, Side::Start);
    let claims = column("field.claims", Width::Name(6), Side::Right);
    let alike = column("", Width::Fixed(1), Side::Start);
    if width < WIDE {
        return vec![alike, name, claims];
    }
    let kind = column("library.kind", Width::Fixed(12), Side::Start);
    let reliability = column("field.reliability", Width::Name(5), Side::Start);
    let articles = column("library.articles", Width::Name(6), Side::Right);
    vec![alike, name, kind, reliability, claims, articles, column("field.names", Width::Name(5), Side::Right)]
}

fn source(model: &Model, row: &SourceRow) -> Vec<Vec<Piece>> {
    let words = model.words;
    let number = |n: usize| vec![Piece::plain(words.number(n))];
    let alike = vec![Piece::new(if row.alike { "≈" } else { " " }, Ink::Warning)];
    let name = vec![Piece::plain(row.name.as_str())];
    if model.size.width < WIDE {
        return vec![alike, name, number(row.claims)];
    }
    let kind = row.kind.map(|kind| Piece::dim(kind_label(words, kind)).in_interface());
    let reliability = row.reliability.map(|grade| Piece::new(grade.letter(), Ink::Strong));
    let (kind, reliability) = (kind.into_iter().collect(), reliability.into_iter().collect());
    vec![alike, name, kind, reliability, number(row.claims), number(row.articles), number(row.aliases + 1)]
}

fn of_quotes(width: u16) -> Vec<Column> {
    let quote = column("library.claim", Width::Rest, Side::Start);
    let name = |width| column("field.source", Width::Fixed(width), Side::Start);
    if width < WIDE {
        return vec![name(12), quote];
    }
    let verdict = column("field.verdict", Width::Fixed(if width < BROAD { 9 } else { 16 }), Side::Start);
    if width < BROAD {
        return vec![DAY, name(14), quote, verdict];
    }
    vec![DAY, name(22), quote, column("library.outlet", Width::Fixed(14), Side::Start), verdict]
}

fn quote(model: &Model, row: &QuoteRow) -> Vec<Vec<Piece>> {
    let name =
        if row.name.is_empty() { Piece::dim(model.words.say("source.none")) } else { Piece::plain(row.name.as_str()) };
    let words = vec![Piece::plain(row.words())];
    if model.size.width < WIDE {
        return vec![vec![name], words];
    }
    let day = vec![Piece::plain(row.day.as_str())];
    if model.size.width < BROAD {
        return vec![day, vec![name], words, vec![verdict(model, row)]];
    }
    vec![day, vec![name], words, vec![Piece::plain(row.outlet.as_str())], vec![verdict(model, row)]]
}

fn verdict(model: &Model, row: &QuoteRow) -> Piece {
    let name = verdicts().name(row.verdict.as_deref(), model.words.language());
    Piece::new(name, if row.verdict.is_some() { Ink::Plain } else { Ink::Dim })
}

fn of_dossier(width: u16) -> Vec<Column> {
    let quote = column("library.claim", Width::Rest, Side::Start);
    if width < WIDE {
        return vec![DAY, quote];
    }
    let outlet = column("library.outlet", Width::Fixed(if width < BROAD { 10 } else { 18 }), Side::Start);
    vec![DAY, outlet, quote, column("field.verdict", Width::Fixed(if width < BROAD { 10 } else { 16 }), Side::Start)]
}

/// A claim of a dossier, with who carried it, what contradicts it and where it is worded otherwise.
fn claim(model: &Model, row: &QuoteRow) -> Lines {
    let words = model.words;
    let day = vec![Piece::plain(row.day.as_str())];
    let quote = vec![Piece::plain(row.words())];
    let cells = if model.size.width < WIDE {
        vec![day, quote]
    } else {
        let outlet =
            if row.outlet.is_empty() { Piece::dim(row.title.as_str()) } else { Piece::plain(row.outlet.as_str()) };
        vec![day, vec![outlet], quote, vec![verdict(model, row)]]
    };
    let mut below = Vec::new();
    if !row.via.is_empty() {
        let names: Vec<String> = row.via.iter().map(|name| text::isolate(name)).collect();
        let chain = words.fill("via", &[&names.join(" ← ")]);
        below.push(Row::of(vec![Piece::dim(format!("↷ {chain}")).in_interface()]));
    }
    for (who, what) in &row.against {
        let against = words.fill("library.against", &[&text::isolate(who)]);
        let sign = Piece::new(format!("≠ {against} "), Ink::Warning).in_interface();
        below.push(Row::of(vec![sign, Piece::plain(format!("\"{what}\""))]));
    }
    if row.wordings > 0 {
        let wordings = if row.reworded {
            words.count("wordings", row.wordings)
        } else {
            words.fill("file.repeated", &[&words.count("file.articles", row.wordings)])
        };
        below.push(Row::of(vec![Piece::dim(format!("≈ {wordings}")).in_interface()]));
    }
    (cells, below)
}

/// Those of the pieces that say anything, parted by dots.
fn dotted(pieces: impl Iterator<Item = Piece>) -> Vec<Piece> {
    let said = pieces.filter(|piece| !piece.text.is_empty()).enumerate();
    said.flat_map(|(at, piece)| (at > 0).then(|| Piece::dim(" · ")).into_iter().chain([piece])).collect()
}

/// What the chosen row has no room for, or what the claims of a source come to.
fn drawer(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let (height, width) = (usize::from(area.height), area.width.saturating_sub(2));
    let rows = match (&model.dossier, model.tab) {
        _ if height == 0 => return,
        (Some(open), _) => about::totals(model, &open.dossier, width),
        (None, Tab::Articles) => model.articles.list.selected().map_or_else(Vec::new, |row| {
            let counts = [model.words.count("claims", row.claims), model.words.count("unchecked", row.unchecked)];
            let about = [Piece::dim(row.outlet.as_str())].into_iter();
            let about = dotted(about.chain(counts.map(|count| Piece::dim(count).in_interface())));
            [wrapped(&row.title, Ink::Plain, width, height - 1), vec![Row::of(about)]].concat()
        }),
        (None, Tab::Sources) => return,
        (None, Tab::Quotes) => model.quotes.list.selected().map_or_else(Vec::new, |row| {
            let about = dotted([&row.name, &row.outlet, &row.title].into_iter().map(Piece::dim));
            [wrapped(&row.words(), Ink::Plain, width, height - 1), vec![Row::of(about)]].concat()
        }),
    };
    for (at, row) in rows.iter().take(height).enumerate() {
        strip::draw(row, Rect { x: area.x + 1, y: area.y + at as u16, width, height: 1 }, look, buf);
    }
}
