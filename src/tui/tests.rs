//! Scripted events, and what the screen and the effects then are.

mod controls;
mod correcting;
mod drawer;
mod drifting;
mod exporting;
mod headings;
mod legible;
mod lenses;
mod resuming;
mod selecting;
mod viewing;

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::corrections::Made;
use super::message::{Cell, Effect, Leaf, Message, Size};
use super::model::{Library, Model, Pane, Panel, Target, Work};
use super::outside::{Answer, Outside};
use super::{update, view};
use crate::article::{self, Article, Origin, WINDOW_FROM, Window};
use crate::claims::{self, ClaimId};
use crate::config::{Environment, Settings, Wishes};

const WIDE: Size = Size { width: 100, height: 30 };

/// A library that keeps everything, or one that refuses to; what it was asked for stays written down.
#[derive(Default)]
struct Script {
    refuses: bool,
    kept: Vec<Made>,
    asked: Vec<Effect>,
    left: bool,
}

impl Outside for Script {
    fn perform(&mut self, effect: Effect, model: &Model) -> Answer {
        self.asked.push(effect.clone());
        let saved = |target| match self.refuses {
            true => Message::NotSaved(target, "the disk is full".to_owned()).into(),
            false => Message::Saved(target).into(),
        };
        match effect {
            Effect::Extract => Message::Extracted(claims::extract(&model.article)).into(),
            Effect::ReadAnnotations => Message::Annotated(Box::default(), self.kept.clone()).into(),
            Effect::SaveClaim(claim, _) => saved(Work::Marks(Target::Claim(claim))),
            Effect::SaveSource(source, _) => saved(Work::Marks(Target::Source(source))),
            Effect::SaveCorrections(_) => saved(Work::Corrections),
            Effect::Turn(_) | Effect::Quit if model.may_lose() => Message::Unsaved.into(),
            Effect::Turn(leaf) => Message::Opened(Box::new(window(2)), leaf).into(),
            Effect::Quit => {
                self.left = true;
                Answer::Leave
            }
            _ => Answer::Done,
        }
    }
}

/// A reader, and the world as the script has it.
struct Desk {
    model: Model,
    world: Script,
}

impl Desk {
    fn of(article: Article) -> Desk {
        Desk::in_language("en", article)
    }

    /// A reader with the interface of a locale.
    fn in_language(locale: &str, article: Article) -> Desk {
        let environment: Environment = [("LANG", locale)].into_iter().collect();
        let model = Model::new(article, Settings::resolve(Wishes::default(), &environment, None), WIDE);
        let mut desk = Desk { model, world: Script::default() };
        let effects = update::start(&mut desk.model);
        desk.run(effects);
        desk
    }

    fn sample() -> Desk {
        Desk::of(article::sample())
    }

    fn tell(&mut self, message: Message) {
        let effects = update::update(&mut self.model, message);
        self.run(effects);
    }

    fn run(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match self.world.perform(effect, &self.model) {
                Answer::Tell(message) => waiting.extend(update::update(&mut self.model, *message)),
                Answer::Leave => return,
                _ => {}
            }
        }
    }

    fn press(&mut self, code: KeyCode) {
        self.tell(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    fn types(&mut self, keys: &str) {
        keys.chars().for_each(|c| self.press(if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) }));
    }

    /// The notes that were to be saved, in order, with what they are on.
    fn notes(&self) -> Vec<(Target, String)> {
        let note = |effect: &Effect| match effect {
            Effect::SaveClaim(claim, marks) => Some((Target::Claim(*claim), marks.note.clone())),
            Effect::SaveSource(source, marks) => Some((Target::Source(*source), marks.note.clone())),
            _ => None,
        };
        self.world.asked.iter().filter_map(note).collect()
    }

    fn drawn(&self) -> Buffer {
        let Size { width, height } = self.model.size;
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view::view(&self.model, view::Ground::Dark, &mut buf);
        buf
    }

    /// The screen, row by row.
    fn screen(&self) -> Vec<String> {
        let (Size { width, height }, buf) = (self.model.size, self.drawn());
        let row = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect();
        (0..height).map(row).collect()
    }

    fn row_of(&self, words: &str) -> usize {
        self.screen().iter().position(|row| row.contains(words)).expect("the words are shown")
    }

    fn shows(&self, words: &str) -> bool {
        self.screen().iter().any(|row| row.contains(words))
    }
}

/// An article of a text.
fn article_of(text: &str) -> Article {
    article::from_text(text.to_owned(), Origin::StandardInput)
}

/// A window in the middle of a file that is read in windows.
fn window(part: u64) -> Article {
    let mut article = article::sample();
    let start = part * WINDOW_FROM;
    article.window = Some(Window { start, end: start + WINDOW_FROM, file: 8 * WINDOW_FROM });
    article
}

fn on_claim(at: usize, note: &str) -> (Target, String) {
    (Target::Claim(ClaimId(at)), note.to_owned())
}

#[test]
fn a_note_is_written_saved_and_taken_back() {
    let mut desk = Desk::sample();
    desk.press(KeyCode::Tab);
    desk.types("aas said\n");
    assert_eq!(desk.notes(), [on_claim(1, "as said")]);
    assert!(desk.model.unsaved.is_empty());
    desk.types("u");
    assert_eq!(desk.notes().last(), Some(&on_claim(1, "")));
}

#[test]
fn a_note_may_have_many_lines() {
    let mut desk = Desk::sample();
    desk.types("aone");
    desk.tell(Message::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::ALT)));
    desk.types("two");
    desk.tell(Message::Key(KeyEvent::new(KeyCode::Char('j'), KeyModifiers::CONTROL)));
    // Longer than the panel is wide, it goes on in the next row.
    desk.types(&"word ".repeat(30));
    let rows: Vec<usize> = ["one", "two", "word word"].iter().map(|words| desk.row_of(words)).collect();
    assert_eq!(rows, [rows[0], rows[0] + 1, rows[0] + 2]);
    assert!(desk.screen()[rows[2] + 1].contains("word word"));
    desk.types("\n");
    assert_eq!(desk.notes(), [on_claim(0, format!("one\ntwo\n{}", "word ".repeat(30)).trim_end())]);
}

#[test]
fn what_is_cut_goes_to_the_clipboard() {
    let mut desk = Desk::sample();
    desk.types("aone two");
    desk.tell(Message::Key(KeyEvent::new(KeyCode::Left, KeyModifiers::CONTROL | KeyModifiers::SHIFT)));
    desk.tell(Message::Key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::CONTROL)));
    let copied = |effect: &Effect| matches!(effect, Effect::Copy(text, _) if text == "two");
    assert!(desk.world.asked.iter().any(copied), "{:?}", desk.world.asked);
    desk.types("\n");
    assert_eq!(desk.notes(), [on_claim(0, "one")]);
}

#[test]
fn a_click_in_a_note_puts_the_caret_and_two_select_the_word() {
    let mut desk = Desk::sample();
    desk.types("aone two");
    let y = desk.row_of("one two");
    let x = desk.screen()[y].chars().position(|c| c == 'w').expect("the note is shown");
    let cell = Cell { x: x as u16, y: y as u16 };
    desk.tell(Message::Click(cell));
    desk.types("-");
    desk.tell(Message::DoubleClick(Cell { x: cell.x + 1, y: cell.y }));
    desk.types("2");
    desk.tell(Message::Click(Cell { x: 0, y: 0 }));
    desk.types("\n");
    assert_eq!(desk.notes(), [on_claim(0, "one t-2")]);
}

#[test]
fn what_cannot_be_saved_is_told_and_tried_again() {
    let mut desk = Desk::sample();
    desk.world.refuses = true;
    desk.types("ax\n");
    assert!(desk.shows("Not saved: the disk is full"));
    desk.types("q");
    assert!(!desk.world.left && desk.shows("Not everything is saved"));
    desk.world.refuses = false;
    desk.types("q");
    assert!(desk.world.left);
    assert_eq!(desk.notes(), vec![on_claim(0, "x"); 3]);
}

#[test]
fn a_terminal_that_goes_away_takes_no_note_with_it() {
    let mut desk = Desk::sample();
    desk.types("ahalf a no");
    desk.tell(Message::Closed);
    assert!(desk.notes().contains(&on_claim(0, "half a no")));
    assert!(desk.world.left && desk.world.asked.iter().any(|effect| matches!(effect, Effect::SaveReading(_))));
}

#[test]
fn a_closed_group_leaves_the_place_in_the_text() {
    let mut desk = Desk::sample();
    desk.press(KeyCode::End);
    desk.press(KeyCode::Tab);
    desk.model.focus = Pane::Sidebar;
    let (source, place) = (desk.model.selected_claim().and_then(|claim| claim.source), desk.model.top);
    desk.model.cursor = source.map(Target::Source);
    desk.press(KeyCode::Enter);
    assert_eq!(desk.model.selected, None);
    desk.press(KeyCode::Tab);
    assert_eq!(desk.model.top, place);
    assert!(desk.model.selected > Some(ClaimId(5)));
}

#[test]
fn the_group_of_a_filter_stays_open() {
    let mut desk = Desk::sample();
    desk.types("1");
    desk.model.focus = Pane::Sidebar;
    desk.model.cursor = Some(Target::Source(desk.model.speakers[0]));
    desk.press(KeyCode::Enter);
    assert_eq!(desk.model.selected, Some(ClaimId(0)));
}

#[test]
fn a_panel_marks_what_it_shows() {
    let mut desk = Desk::sample();
    desk.press(KeyCode::Tab);
    desk.model.focus = Pane::Sidebar;
    desk.model.cursor = Some(Target::Source(desk.model.speakers[0]));
    desk.types("ra");
    assert!(matches!(desk.model.panel, Some(Panel::Note(Target::Claim(ClaimId(1)), _))));
    desk.press(KeyCode::Esc);
    desk.types("ia");
    assert!(matches!(desk.model.panel, Some(Panel::Note(Target::Source(_), _))));
}

#[test]
fn the_evidence_shows_what_was_judged() {
    let mut desk = Desk::sample();
    desk.types("w2e22tport\nr");
    for words in ["Verdict: ", "Credibility: 2 probably true", "Tags: #port"] {
        assert!(desk.shows(words), "{words} in {:#?}", desk.screen());
    }
}

#[test]
fn a_panel_is_not_scrolled_past_its_end() {
    let mut desk = Desk::sample();
    desk.types("?");
    let first = desk.screen();
    (0..20).for_each(|_| desk.press(KeyCode::PageDown));
    let end = desk.screen();
    assert_ne!(end, first);
    desk.press(KeyCode::Up);
    assert_ne!(desk.screen(), end);
    (0..20).for_each(|_| desk.tell(Message::Wheel(Cell { x: 20, y: 10 }, 3)));
    assert_eq!(desk.screen(), end);
}

#[test]
fn another_window_is_not_opened_over_marks_that_are_not_saved() {
    let mut desk = Desk::of(window(1));
    desk.types("c");
    desk.world.refuses = true;
    desk.types("ax\n");
    desk.press(KeyCode::End);
    assert!(!desk.model.claim_marks.is_empty() && desk.shows("Not everything is saved"));
    desk.world.refuses = false;
    desk.press(KeyCode::End);
    assert_eq!(desk.model.article.window, window(2).window);
    assert_eq!(desk.notes().last(), Some(&on_claim(0, "x")));
}

#[test]
fn another_window_begins_where_it_was_come_from_and_forgets_the_claims_of_the_last() {
    let mut desk = Desk::of(window(1));
    desk.types("c");
    assert!(!desk.model.extraction.claims.is_empty());
    desk.model.library = Library::Missing;
    desk.tell(Message::Opened(Box::new(window(2)), Leaf::Before));
    assert!(desk.model.extraction.claims.is_empty() && desk.model.selected.is_none());
    assert_eq!(desk.model.library, Library::Missing);
    let last = desk.model.article.blocks.len() - 1;
    assert_eq!(desk.model.places.last().map(|place| place.block), Some(last));
}

#[test]
fn a_filter_narrows_what_is_stepped_through() {
    let mut desk = Desk::sample();
    desk.types("2");
    let source = Some(desk.model.speakers[1]);
    let count = desk.model.listed_claims().len();
    assert!(count > 1 && count < desk.model.extraction.claims.len());
    for _ in 0..count + 1 {
        assert_eq!(desk.model.selected_claim().and_then(|claim| claim.source), source);
        desk.press(KeyCode::Tab);
    }
    desk.press(KeyCode::Esc);
    assert!(desk.model.filter.is_none() && !desk.world.left);
}

#[test]
fn going_back_ends_the_search_and_the_filter_before_the_reader() {
    let mut desk = Desk::sample();
    desk.types("1/قطار\n");
    assert!(desk.model.search.is_some() && desk.model.filter.is_some());
    desk.press(KeyCode::Esc);
    assert!(desk.model.search.is_none() && desk.model.filter.is_some());
    desk.press(KeyCode::Esc);
    assert!(desk.model.filter.is_none() && !desk.world.left);
}

#[test]
fn a_screen_that_shrank_out_of_sight_is_drawn_as_it_is_now() {
    let mut desk = Desk::sample();
    desk.types("a");
    super::fit(&mut desk.model, ratatui::layout::Size::new(50, 12));
    assert_eq!(desk.model.size, Size { width: 50, height: 12 });
    assert!(desk.shows("Note on the claim"));
}

#[test]
fn every_panel_fits_every_screen() {
    for open in ["", "w", "e", "a", "t", "r", "i", "?", "f", ",", "aa\nd"] {
        let mut desk = Desk::sample();
        desk.types(open);
        for width in [1, 2, 39, 40, 41, 71, 72, 73, 120, 300] {
            for height in [1, 2, 9, 10, 11, 13, 24, 80] {
                desk.tell(Message::Resize(Size { width, height }));
                assert_eq!(desk.screen().len(), usize::from(height), "{open} on {width}×{height}");
                for cell in [Cell { x: 0, y: 0 }, Cell { x: width - 1, y: height / 2 }] {
                    desk.tell(Message::Wheel(cell, 3));
                }
            }
        }
        for width in [30, 50, 100] {
            desk.tell(Message::Resize(Size { width, height: 12 }));
            desk.press(KeyCode::Esc);
            desk.types("ssGggjkhl]n0s+-=");
            for code in [KeyCode::PageDown, KeyCode::BackTab, KeyCode::End, KeyCode::Up] {
                desk.press(code);
            }
            desk.tell(Message::Click(Cell { x: width / 2, y: 5 }));
            desk.screen();
        }
    }
}

#[test]
fn the_same_words_stay_at_the_top_through_any_number_of_widths() {
    let mut desk = Desk::sample();
    desk.types("jjjjjjjjjjjjjjjjjjjj");
    let top = |desk: &Desk| desk.model.page.span_at(&desk.model.article, desk.model.top).map(|span| span.start);
    while top(&desk).is_none() {
        desk.types("j");
    }
    let before = top(&desk);
    for width in [76, 140, 52, 91, 64, 120, WIDE.width] {
        desk.tell(Message::Resize(Size { width, ..WIDE }));
    }
    assert_eq!(top(&desk), before);
}
