//! The doctor without a terminal: keys go in, a script stands for the world, pages are looked at.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::findings::Heard;
use super::message::{Effect, Look, Message};
use super::model::{Model, Outcome, Page, number_of};
use super::outside::{Answer, Outside};
use super::{Findings, Flow, report, turn, view};
use crate::config::{BidiWish, Environment, EyeTest, Terminals};
use crate::tui::terminal::detect::Answers;
use crate::tui::terminal::encode::{self, Encoding};
use crate::tui::terminal::grid::Slot;
use crate::tui::terminal::{Order, Whole, Wishes};
use crate::words::{Language, Words};

const ENTER: KeyCode = KeyCode::Enter;

/// A world that does nothing, and remembers what it was asked for.
#[derive(Default)]
struct Script {
    asked: Vec<Effect>,
    kept: Option<Result<(), String>>,
}

impl Outside for Script {
    fn perform(&mut self, effect: Effect) -> Answer {
        self.asked.push(effect.clone());
        let result = || self.kept.clone().unwrap_or(Ok(()));
        match effect {
            Effect::Quit => Answer::Leave,
            Effect::Keep(_) => Answer::Tell(Message::Kept(result().map(|()| "terminals.toml".into()))),
            Effect::Forget => Answer::Tell(Message::Forgotten(result())),
            _ => Answer::Done,
        }
    }
}

fn vte() -> Answers {
    let secondary = Some("65;7006;1".to_owned());
    Answers { secondary, bdsm: Some(1), mark_columns: Some(0), complete: true, ..Answers::default() }
}

fn mlterm() -> Answers {
    Answers { secondary: Some("24;279;0".to_owned()), mark_columns: Some(1), complete: true, ..Answers::default() }
}

fn findings(answers: Answers, wishes: &Wishes) -> Findings {
    let size = Some(Size { width: 80, height: 24 });
    let environment: Environment =
        [("TERM", "xterm-256color"), ("SSH_CONNECTION", "192.0.2.1 22"), ("HOME", "/home/x")].into_iter().collect();
    Findings::of(Heard { answers, size, is_settled: true }, &environment, wishes, None)
}

fn model(answers: Answers) -> Model {
    Model::new(Words::of(Language::English), findings(answers, &Wishes::default()))
}

/// Presses keys, one after the other.
fn press(model: &mut Model, script: &mut Script, keys: &[KeyCode]) -> Flow {
    let mut flow = Flow::GoOn;
    for code in keys {
        flow = turn(script, model, Message::Key(KeyEvent::new(*code, KeyModifiers::NONE)));
    }
    flow
}

fn of(letters: &str) -> Vec<KeyCode> {
    letters.chars().map(KeyCode::Char).collect()
}

/// What a page says, row by row, and how its rows are sent.
fn drawn(model: &Model, width: u16, height: u16) -> (Vec<String>, view::Sent) {
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    let sent = view::view(model, &mut buf);
    let row = |y: u16| (0..width).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>();
    ((0..height).map(row).collect(), sent)
}

/// What is kept after these letters on the page of lines.
fn check_kept(letters: &str, expected: (&str, Option<bool>, Option<bool>)) {
    let (mut model, mut script) = (model(vte()), Script::default());
    press(&mut model, &mut script, &[ENTER]);
    press(&mut model, &mut script, &of(letters));
    let (encoding, marks, borders) = expected;
    let seen = EyeTest { encoding: encoding.to_owned(), marks, borders };
    assert_eq!(script.asked.last(), Some(&Effect::Keep(seen)), "{letters}: {:?}", script.asked);
    assert_eq!(model.page, Page::End(Outcome::Kept("terminals.toml".into())), "{letters}");
}

#[test]
fn the_number_of_a_line_and_two_answers_are_kept() {
    check_kept("3yy", ("words-lrm", Some(true), Some(true)));
    check_kept("٤نل", ("words-blank", Some(true), Some(false)));
    check_kept("۱ىغ", ("visual", Some(false), Some(true)));
    // Marks are left out of it anyway, so nobody is asked for them.
    check_kept("6n", ("kitty-words", None, Some(false)));
}

#[test]
fn the_screen_is_sent_as_it_was_seen_from_then_on() {
    let (mut model, mut script) = (model(vte()), Script::default());
    press(&mut model, &mut script, &[ENTER, KeyCode::Char('3'), KeyCode::Char('n')]);
    let seen = |marks| EyeTest { encoding: "words-lrm".to_owned(), marks: Some(marks), borders: None };
    let looks = [Look::Found, Look::Seen(seen(true)), Look::Seen(seen(false))].map(Effect::Look);
    assert_eq!(script.asked, looks);
    press(&mut model, &mut script, &[KeyCode::Backspace, KeyCode::Backspace]);
    assert_eq!((script.asked.last(), &model.page), (Some(&Effect::Look(Look::OfReader)), &Page::Findings));
}

#[test]
fn nothing_is_kept_without_an_answer() {
    let (mut model, mut script) = (model(vte()), Script::default());
    press(&mut model, &mut script, &[ENTER, KeyCode::Char('0')]);
    assert_eq!(model.page, Page::End(Outcome::NoneReads));
    assert_eq!(press(&mut model, &mut script, &[KeyCode::Esc]), Flow::Leave);
    for keys in [&[ENTER][..], &[ENTER, KeyCode::Char('3')], &[ENTER, KeyCode::Char('3'), KeyCode::Char('y')]] {
        let mut model = super::tests::model(vte());
        press(&mut model, &mut script, keys);
        assert_eq!(press(&mut model, &mut script, &[KeyCode::Esc]), Flow::Leave);
    }
    assert!(!script.asked.iter().any(|effect| matches!(effect, Effect::Keep(_))), "{:?}", script.asked);
}

#[test]
fn what_cannot_be_written_is_said() {
    let mut model = model(vte());
    let mut script = Script { kept: Some(Err("no room".to_owned())), ..Script::default() };
    press(&mut model, &mut script, &[ENTER]);
    press(&mut model, &mut script, &of("1yy"));
    let (page, _) = drawn(&model, 80, 24);
    assert!(page.iter().any(|row| row.contains("Not kept: no room")), "{page:#?}");
}

#[test]
fn what_was_seen_before_is_forgotten_on_demand() {
    let mut terminals = Terminals::default();
    let id = findings(vte(), &Wishes::default()).id;
    terminals.put(&id, Some(EyeTest { encoding: "words-lrm".to_owned(), marks: None, borders: None }));
    let wishes = Wishes { terminals, ..Wishes::default() };
    let findings = findings(vte(), &wishes);
    assert_eq!((findings.found.encoding, findings.in_force.encoding), (Encoding::Visual, Encoding::WordsLrm));
    let mut model = Model::new(Words::of(Language::Arabic), findings);
    let mut script = Script::default();
    press(&mut model, &mut script, &of("ي"));
    assert_eq!((script.asked.as_slice(), &model.page), (&[Effect::Forget][..], &Page::End(Outcome::Forgotten)));
    // Nothing was seen: there is nothing to forget.
    let mut fresh = super::tests::model(vte());
    press(&mut fresh, &mut script, &of("d"));
    assert_eq!(fresh.page, Page::Findings);
}

#[test]
fn every_encoding_has_a_row_of_its_own() {
    for (width, height) in [(80, 24), (120, 40), (80, 16)] {
        let mut model = model(vte());
        model.page = Page::Lines(0);
        let (page, sent) = drawn(&model, width, height);
        let encodings: Vec<Encoding> = sent.rows.values().map(|row| row.recipe.encoding).collect();
        assert_eq!(encodings, Encoding::ALL.get(..encodings.len()).unwrap(), "{width}×{height}");
        assert!(encodings.len() == Encoding::ALL.len() || height < 24, "{width}×{height}");
        for (y, row) in &sent.rows {
            let number = number_of(row.recipe.encoding).to_string();
            let words: Vec<&str> = page[usize::from(*y)].split_whitespace().collect();
            assert_eq!((words.first(), words.last()), (Some(&number.as_str()), Some(&number.as_str())));
            let order = if row.recipe.encoding == Encoding::Visual { Order::Explicit } else { Order::Implicit };
            assert_eq!(row.order, order);
        }
    }
}

#[test]
fn in_mlterm_visual_order_has_a_page_of_its_own() {
    let (mut model, mut script) = (model(mlterm()), Script::default());
    press(&mut model, &mut script, &[ENTER]);
    let offered = |model: &Model| {
        let (_, sent) = drawn(model, 80, 24);
        (sent.rows.values().map(|row| number_of(row.recipe.encoding)).collect::<Vec<_>>(), sent.whole)
    };
    assert_eq!(offered(&model), (vec![1], Whole::AsEver));
    // A line that is not on the page cannot be chosen.
    press(&mut model, &mut script, &of("4"));
    assert_eq!(model.page, Page::Lines(0));
    press(&mut model, &mut script, &[KeyCode::Tab]);
    assert_eq!(offered(&model), ((2..=9).collect(), Whole::TerminalOrders));
    press(&mut model, &mut script, &[KeyCode::Tab]);
    assert_eq!(model.page, Page::Lines(0));
}

#[test]
fn pages_fit_any_screen() {
    let mut all = model(mlterm());
    all.seen = Some(EyeTest { encoding: "visual".to_owned(), marks: Some(true), borders: Some(false) });
    let outcomes = [Outcome::Kept("a".into()), Outcome::NotKept("b".into()), Outcome::NoneReads, Outcome::Forgotten];
    let pages = [Page::Findings, Page::Lines(0), Page::Lines(1), Page::Marks, Page::Borders];
    for page in pages.into_iter().chain(outcomes.map(Page::End)) {
        all.page = page;
        for (width, height) in [(1, 1), (2, 3), (10, 40), (21, 9), (24, 12), (40, 10), (300, 5)] {
            drawn(&all, width, height);
        }
    }
}

#[test]
fn a_specimen_is_told_right_from_wrong_by_eye() {
    let mut model = model(vte());
    model.page = Page::Lines(0);
    let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
    let sent = view::view(&model, &mut buf);
    let (y, _) = sent.rows.first_key_value().unwrap();
    let row: Vec<Slot> = (0..80).map(|x| Slot::of(&buf[(x, *y)])).collect();
    let text = |encoding| -> String {
        let recipe = encode::Recipe { encoding, ..encode::Recipe::default() };
        encode::encode(&row, recipe).iter().map(|piece| piece.text.as_str()).collect()
    };
    // Any two encodings send it differently, but for those that differ in colour alone.
    for (at, one) in Encoding::ALL.into_iter().enumerate() {
        for other in Encoding::ALL.into_iter().skip(at + 1) {
            let alike = (one, other) == (Encoding::Visual, Encoding::SplitColour);
            assert_eq!(text(one) == text(other), alike, "{one} and {other}");
        }
    }
}

#[test]
fn the_report_has_no_secrets_and_says_what_was_decided() {
    let wishes = Wishes { bidi: BidiWish::Words, ..Wishes::default() };
    let report = report(&findings(vte(), &wishes), None);
    assert_eq!(report["found"]["encoding"], "visual");
    assert_eq!(report["in_force"]["encoding"], "words-lrm");
    assert_eq!(report["in_force"]["known_by"], "wish");
    assert_eq!(report["answers"]["mode_8"], 1);
    assert_eq!(report["environment"]["SSH_CONNECTION"], "…");
    let text = report.to_string();
    assert!(!text.contains("192.0.2.1") && !text.contains("/home/x"), "{text}");
}

#[test]
fn a_wish_that_is_stronger_is_told() {
    let mut model = model(vte());
    model.findings.bidi = BidiWish::Visual;
    let mut script = Script::default();
    press(&mut model, &mut script, &[ENTER]);
    press(&mut model, &mut script, &of("3yy"));
    let (page, _) = drawn(&model, 80, 24);
    assert!(page.iter().any(|row| row.contains("But bidi = visual")), "{page:#?}");
}
