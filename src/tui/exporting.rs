//! The sheet that exports: what, in which format, into which file. The reader's and the library's screens share it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::message::{Notice, Size};
use super::row::{Flow, Ink, Piece, Row, wrapped};
use super::sheet::{Sheet, field_rows};
use crate::export::Format;
use crate::shelf::{NotWritten, Refused, There, Written};
use crate::text::Direction;
use crate::widgets::{Pressed, TextField};
use crate::words::Words;

/// What is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The article on the screen.
    Open,
    /// What was kept for export in it.
    OpenPinned,
    /// The article with this number in the library.
    Document(i64),
    /// The articles of the list.
    Listed,
    /// What was kept for export in them.
    ListedPinned,
    /// The claims of the source with this number in the library.
    Source(i64),
}

/// Something that can be exported, and what its file may be called after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub scope: Scope,
    /// The beginning of the file's name.
    pub stem: String,
}

/// The sheet while it is open.
#[derive(Debug, Clone)]
pub struct Exporting {
    /// What may be exported; never empty.
    offers: Vec<Offer>,
    /// Which of that is.
    chosen: usize,
    /// Which format, by its place.
    format: usize,
    /// The file.
    field: TextField,
    /// Whether it is there already, and it is asked if it may go.
    asking: bool,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What.
    pub scope: Scope,
    /// How.
    pub format: Format,
    /// Where to, as it was written.
    pub path: String,
    /// What becomes of a file that is there.
    pub there: There,
}

/// What a key came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The sheet stays.
    Stay,
    /// It is closed.
    Close,
    /// It stays, and this was cut or copied.
    Copied(String),
    /// It stays until this is done.
    Write(Wish),
}

/// What came of a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was written; where to, and what of it is to be told.
    Written(Notice),
    /// A file is there: it is to be asked.
    IsThere,
    /// It was not; why.
    Not(Notice),
}

impl Exporting {
    /// The sheet for what is offered, on a screen of `size`.
    pub fn new(offers: Vec<Offer>, size: Size) -> Exporting {
        // A path runs from the left, whatever its names are.
        let mut field = TextField::single().direction(Direction::LeftToRight);
        field.set_area(field_rows(size));
        let mut exporting = Exporting { offers, chosen: 0, format: 0, field, asking: false };
        exporting.suggest();
        exporting
    }

    /// The format that is chosen.
    fn format(&self) -> Format {
        Format::ALL.get(self.format).copied().unwrap_or(Format::Html)
    }

    fn suggestion(&self) -> String {
        let stem = self.offers.get(self.chosen).map_or("article", |offer| &offer.stem);
        format!("{stem}.{}", self.format().ending())
    }

    fn suggest(&mut self) {
        let suggestion = self.suggestion();
        self.field.set_text(&suggestion);
    }

    /// Chooses another format; the file's name follows it.
    fn choose_format(&mut self, at: usize) {
        let before = format!(".{}", self.format().ending());
        self.format = at.min(Format::ALL.len() - 1);
        if let Some(stem) = self.field.text().strip_suffix(&before) {
            let renamed = format!("{stem}.{}", self.format().ending());
            self.field.set_text(&renamed);
        }
    }

    /// Chooses what is exported; the file's name follows, as long as it was not written by hand.
    fn choose_scope(&mut self, at: usize) {
        let is_own = self.field.text() != self.suggestion();
        self.chosen = at;
        if !is_own {
            self.suggest();
        }
    }

    /// A key.
    pub fn press(&mut self, key: KeyEvent) -> Step {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if key.code == KeyCode::Esc || (control && key.code == KeyCode::Char('c')) {
            return if std::mem::take(&mut self.asking) { Step::Stay } else { Step::Close };
        }
        if self.asking {
            return match key.code {
                KeyCode::Enter => Step::Write(self.wish(There::Goes)),
                _ => Step::Stay,
            };
        }
        let last = self.offers.len().saturating_sub(1);
        match key.code {
            KeyCode::Enter if !self.field.text().trim().is_empty() => return Step::Write(self.wish(There::Stays)),
            KeyCode::Enter => {}
            KeyCode::Down => self.choose_format(self.format + 1),
            KeyCode::Up => self.choose_format(self.format.saturating_sub(1)),
            KeyCode::PageDown => self.choose_format(Format::ALL.len()),
            KeyCode::PageUp => self.choose_format(0),
            KeyCode::Tab => self.choose_scope(if self.chosen == last { 0 } else { self.chosen + 1 }),
            KeyCode::BackTab => self.choose_scope(self.chosen.checked_sub(1).unwrap_or(last)),
            _ => {
                if let Pressed::Copied(text) = self.field.press(key) {
                    return Step::Copied(text);
                }
            }
        }
        Step::Stay
    }

    /// The wheel.
    pub fn scroll(&mut self, rows: isize) {
        if !self.asking {
            self.choose_format(self.format.saturating_add_signed(rows.signum()));
        }
    }

    /// A click on a row of the list.
    pub fn click(&mut self, row: usize) {
        let above = self.above();
        if self.asking {
        } else if row < self.scope_rows() {
            self.choose_scope(row);
        } else if let Some(at) = row.checked_sub(above).filter(|at| *at < Format::ALL.len()) {
            self.choose_format(at);
        }
    }

    /// The field, as long as it is written in.
    pub fn open_field(&mut self) -> Option<&mut TextField> {
        (!self.asking).then_some(&mut self.field)
    }

    /// Takes in what came of a wish; whether the sheet stays, and what is to be told.
    pub fn take(&mut self, outcome: Outcome) -> (bool, Option<Notice>) {
        self.asking = outcome == Outcome::IsThere;
        match outcome {
            Outcome::Written(notice) => (false, Some(notice)),
            Outcome::IsThere => (true, None),
            Outcome::Not(notice) => (true, Some(notice)),
        }
    }

    fn wish(&self, there: There) -> Wish {
        let scope = self.offers.get(self.chosen).map_or(Scope::Open, |offer| offer.scope.clone());
        Wish { scope, format: self.format(), path: self.field.text().trim().to_owned(), there }
    }

    /// Rows that say what can be exported: none where there is no choice.
    fn scope_rows(&self) -> usize {
        if self.offers.len() > 1 { self.offers.len() } else { 0 }
    }

    /// Rows above the formats.
    fn above(&self) -> usize {
        self.scope_rows() + usize::from(self.scope_rows() > 0)
    }

    /// What the sheet says, in rows of `width` columns.
    pub fn sheet(&self, words: Words, width: u16) -> Sheet<'_> {
        let plain = |title: &str, keys: &'static str, rows| Sheet::of(words.say(title), words.say(keys), rows);
        if self.asking {
            let rows = wrapped(self.field.text(), Ink::Strong, width, 3);
            return plain("panel.overwrite", "keys.confirm", rows);
        }
        let mut rows: Vec<Row> = Vec::new();
        for (at, offer) in self.offers.iter().enumerate().take(self.scope_rows()) {
            let (sign, ink) = if at == self.chosen { ("• ", Ink::Strong) } else { ("  ", Ink::Plain) };
            rows.push(Row::of(vec![
                Piece::new(sign, ink),
                Piece::new(words.say(scope_key(&offer.scope)), ink).in_interface(),
            ]));
        }
        rows.extend((!rows.is_empty()).then(Row::default));
        for (at, format) in Format::ALL.iter().enumerate() {
            let ink = if at == self.format { Ink::Cursor } else { Ink::Plain };
            let says = Piece::new(words.say(&format!("export.as.{}", format.name())), ink).in_interface();
            // What names of files end in is not mirrored.
            let flow = Flow::Paragraph(Direction::LeftToRight);
            let ending = Piece { flow, ..Piece::dim(format!(".{}", format.ending())) };
            rows.push(Row::of(vec![says]).with_tail(vec![ending]));
        }
        let keys = if self.scope_rows() > 0 { "keys.export-what" } else { "keys.export" };
        Sheet { field: Some(&self.field), cursor: self.above() + self.format, ..plain("panel.export", keys, rows) }
    }
}

const fn scope_key(scope: &Scope) -> &'static str {
    match scope {
        Scope::Open | Scope::Document(_) => "export.article",
        Scope::OpenPinned => "export.article-pinned",
        Scope::Listed => "export.listed",
        Scope::ListedPinned => "export.listed-pinned",
        Scope::Source(_) => "export.source",
    }
}

/// What came of writing into the file at `path`.
pub fn outcome(done: Result<Written, NotWritten>, path: &std::path::Path, words: Words) -> Outcome {
    match done {
        Ok(written) => {
            let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            let (articles, claims) = (words.count("articles", written.articles), words.count("claims", written.claims));
            let values = vec![path.display().to_string(), articles, claims, words.number(written.left)];
            Outcome::Written(Notice { key: if written.left > 0 { "exported-some" } else { "exported" }, values })
        }
        Err(NotWritten::There(Refused::IsThere)) => Outcome::IsThere,
        Err(NotWritten::There(Refused::NoFile)) => Outcome::Not(Notice::plain("export-no-file")),
        Err(NotWritten::Nothing) => Outcome::Not(Notice::plain("export-nothing")),
        Err(cause) => Outcome::Not(Notice::with("export-failed", cause.to_string())),
    }
}

/// The place that was written: `~/` is the home folder.
pub fn place(written: &str) -> std::path::PathBuf {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    match (written.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => std::path::Path::new(&home).join(rest),
        _ => written.into(),
    }
}
