//! The library's screens without a library: keys go in, a script answers, effects and screens are looked at.

mod alike;
mod exporting;
mod facts;
mod feeds;
mod script;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::ask::{DocumentAsk, DocumentSort, Judged, Order, Part, SourceAsk};
use super::message::Message;
use super::model::{From, Model, Panel, Tab};
use super::{Exit, turn, update, view};
use crate::claims::SourceKind;
use crate::config::{Environment, Settings, Wishes};
use crate::fold::{Level, folded};
use crate::store::Reliability;
use crate::tui::message::{Cell, Size};
use crate::tui::model::Goal;
use crate::tui::view::Ground;
use script::Script;

struct Desk {
    model: Model,
    world: Script,
    left: Option<Exit>,
}

impl Desk {
    fn new(locale: &str, (width, height): (u16, u16), count: i64) -> Desk {
        let environment: Environment = [("LANG", locale)].into_iter().collect();
        let settings = Settings::resolve(Wishes::default(), &environment, None);
        let model = Model::new(settings, Size { width, height }, Tab::Articles);
        let mut desk = Desk { model, world: Script { count, ..Script::default() }, left: None };
        let effects = update::start(&mut desk.model);
        desk.left = turn(&mut desk.world, &mut desk.model, effects);
        desk
    }

    fn arabic(count: i64) -> Desk {
        Desk::new("ar", (100, 30), count)
    }

    fn english(count: i64) -> Desk {
        Desk::new("en", (100, 30), count)
    }

    fn tell(&mut self, message: Message) {
        let effects = update::update(&mut self.model, message);
        self.left = turn(&mut self.world, &mut self.model, effects);
    }

    fn press(&mut self, code: KeyCode) {
        self.tell(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    fn types(&mut self, keys: &str) {
        for c in keys.chars() {
            self.press(if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) });
        }
    }

    /// The rows of the screen, folded: as they are read from the right, numbers and Latin words from the left.
    fn screen(&self) -> Vec<String> {
        self.rows().into_iter().map(|row| folded(&turned(&row), Level::Loose)).collect()
    }

    /// The rows of the screen, from the left.
    fn rows(&self) -> Vec<String> {
        let Size { width, height } = self.model.size;
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view::view(&self.model, Ground::Dark, &mut buf);
        let row = |y: u16| (0..width).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>();
        (0..height).map(row).collect()
    }

    /// The row of the screen that holds these words, in either direction.
    fn find(&self, words: &str) -> Option<usize> {
        let wanted = folded(words, Level::Loose);
        let holds =
            |row: &String| [row.clone(), turned(row)].iter().any(|row| folded(row, Level::Loose).contains(&wanted));
        self.rows().iter().position(holds)
    }

    #[track_caller]
    fn row(&self, words: &str) -> usize {
        self.find(words).unwrap_or_else(|| panic!("no {words}:\n{}", self.screen().join("\n")))
    }

    fn shows(&self, words: &str) -> bool {
        self.find(words).is_some()
    }

    fn chosen(&self) -> i64 {
        self.model.articles.list.selected().map_or(0, |row| row.place.id)
    }
}

/// A row as it is read from the right.
fn turned(row: &str) -> String {
    let is_left = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut turned = String::new();
    let mut rest: Vec<char> = row.chars().rev().collect();
    rest.push(' ');
    let mut left = Vec::new();
    for c in rest {
        if is_left(c) {
            left.push(c);
        } else {
            turned.extend(left.drain(..).rev());
            turned.push(c);
        }
    }
    turned
}

#[test]
fn articles_are_listed_with_what_is_known_of_them() {
    let desk = Desk::arabic(9);
    let row = desk.screen()[desk.row("خبر رقم 2 عن")].clone();
    for part in ["صحيفه المرفا", "✎"] {
        assert!(row.contains(part), "{part}: {row}");
    }
    assert!(desk.screen()[desk.row("خبر رقم 3 عن")].contains('●'));
    assert!(!row.contains('●'));
    assert!(desk.shows("9 مقالات") && desk.shows("3 غير مقروءة") && desk.shows("36 قولا"));
    let english = Desk::english(9);
    assert!(english.shows("9 articles") && english.shows("[Articles]") && english.shows("sorted by day"));
}

#[test]
fn lists_begin_where_reading_begins() {
    let (arabic, english) = (Desk::arabic(4), Desk::english(4));
    let mark = |desk: &Desk| {
        let row = desk.rows()[desk.row("خبر رقم 3 عن")].clone();
        row.chars().position(|c| c == '●')
    };
    assert_eq!((mark(&arabic), mark(&english)), (Some(97), Some(2)));
}

#[test]
fn both_keyboards_move_and_leave() {
    for keys in ["jjk", "تتن"] {
        let mut desk = Desk::arabic(500);
        desk.types(keys);
        assert_eq!(desk.chosen(), 2, "{keys}");
        desk.press(KeyCode::End);
        assert_eq!(desk.chosen(), 500);
        desk.press(KeyCode::PageUp);
        assert!(desk.chosen() < 490);
        desk.types(if keys == "jjk" { "gg" } else { "لل" });
        assert_eq!(desk.chosen(), 1);
        desk.types(if keys == "jjk" { "q" } else { "ض" });
        assert!(matches!(desk.left, Some(Exit::Back)));
    }
}

#[test]
fn the_world_is_asked_for_parts_only() {
    let mut desk = Desk::arabic(5_000);
    for _ in 0..30 {
        desk.press(KeyCode::PageDown);
    }
    desk.press(KeyCode::End);
    desk.press(KeyCode::Home);
    let most = desk.world.parts.iter().map(|part| match part {
        Part::First(most) | Part::Last(most) => *most,
        Part::After(_, most) | Part::Before(_, most) | Part::Around(_, most) => *most,
    });
    assert!(most.max() <= Some(256) && desk.world.parts.len() < 20, "{:?}", desk.world.parts.len());
}

#[test]
fn what_is_typed_narrows_the_list_at_once() {
    let mut desk = Desk::arabic(30);
    desk.types("ب12");
    assert!(desk.shows("رقم 12") && !desk.shows("رقم 13"));
    assert!(matches!(desk.model.panel, Some(Panel::Words(_))));
    desk.types("\n");
    assert!(desk.model.panel.is_none() && !desk.shows("رقم 13"));
    // Letters are commands again; the first way back is to all rows.
    desk.types("ض");
    assert!(desk.left.is_none() && desk.shows("رقم 13"));
    assert_eq!(desk.chosen(), 12, "the row stays chosen");
    desk.types("f7");
    desk.press(KeyCode::Esc);
    assert!(desk.model.articles.ask.words.is_empty() && desk.shows("رقم 13"));
}

#[test]
fn filters_say_what_they_do_and_are_taken_back() {
    let mut desk = Desk::english(30);
    desk.types("u");
    assert!(!desk.shows("رقم 4 عن") && desk.shows("رقم 6 عن") && desk.shows("Only: unread"));
    desk.types("غ");
    assert!(desk.model.articles.ask.unchecked && desk.shows("unread · unchecked"));
    desk.types("yy0");
    assert_eq!(desk.model.articles.ask, DocumentAsk::default());
    desk.types("o");
    assert!(desk.shows("قناة الأفق"));
    desk.types("2");
    assert_eq!(desk.model.articles.ask.outlet.as_deref(), Some("قناة الأفق"));
    desk.types("o0t");
    assert_eq!(desk.model.articles.ask.outlet, None);
    assert!(desk.shows("No tags yet"));
}

#[test]
fn a_sort_chosen_again_turns_round() {
    let mut desk = Desk::arabic(30);
    desk.types("س");
    assert!(desk.shows("ما لم يدقق"));
    desk.types("5");
    assert_eq!((desk.model.articles.ask.sort, desk.model.articles.ask.order), (DocumentSort::Unchecked, Order::Usual));
    desk.types("س\n");
    assert_eq!(desk.model.articles.ask.order, Order::Reversed);
    desk.types("s٤");
    assert_eq!((desk.model.articles.ask.sort, desk.model.articles.ask.order), (DocumentSort::Title, Order::Usual));
}

#[test]
fn an_article_is_opened_and_come_back_to() {
    let mut desk = Desk::arabic(300);
    (0..40).for_each(|_| desk.press(KeyCode::Down));
    let row = desk.row("رقم 41 عن");
    desk.types("\n");
    assert!(matches!(&desk.left, Some(Exit::Article(_, None))));
    assert_eq!(desk.world.done, ["article 41"]);
    desk.world.gone = vec![3];
    desk.tell(Message::Back);
    assert_eq!((desk.chosen(), desk.row("رقم 41 عن")), (41, row));
    assert!(matches!(desk.world.parts.last(), Some(Part::Around(..))));
}

#[test]
fn what_fails_is_said_and_the_list_stays() {
    let mut desk = Desk::english(30);
    (0..6).for_each(|_| desk.press(KeyCode::Down));
    desk.types("\n");
    assert!(desk.left.is_none() && desk.shows("its text is not in the library"));
    desk.world.refuses = true;
    desk.press(KeyCode::End);
    desk.types("u");
    assert!(desk.shows("the library is locked") && desk.shows("رقم 30 عن"));
}

#[test]
fn an_article_is_marked_and_removed() {
    let mut desk = Desk::arabic(30);
    desk.types("ق");
    assert_eq!(desk.world.done, ["1 is unread"]);
    desk.types("jjr");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("3 is read"));
    desk.types("ي");
    assert!(desk.shows("حذف المقال من المكتبة"));
    desk.press(KeyCode::Esc);
    assert!(desk.world.gone.is_empty());
    desk.types("d\n");
    assert_eq!((desk.world.gone.as_slice(), desk.chosen()), (&[3][..], 4));
}

#[test]
fn lists_are_gone_to_by_two_letters_and_by_tab() {
    for (keys, tab) in [("gs", Tab::Sources), ("لس", Tab::Sources), ("gq", Tab::Quotes), ("لض", Tab::Quotes)] {
        let mut desk = Desk::arabic(5);
        desk.types(keys);
        assert_eq!(desk.model.tab, tab, "{keys}");
        desk.types("لم");
        assert_eq!(desk.model.tab, Tab::Articles);
    }
    let mut desk = Desk::arabic(5);
    desk.press(KeyCode::Tab);
    assert!(desk.model.tab == Tab::Sources && desk.shows("سامي العنبري 5") && desk.shows("≈"));
    desk.press(KeyCode::BackTab);
    desk.press(KeyCode::Left);
    assert_eq!(desk.model.tab, Tab::Sources, "the next list is on the left");
    let mut desk = Desk::english(5);
    desk.press(KeyCode::Right);
    assert_eq!(desk.model.tab, Tab::Sources);
    desk.types("gf");
    assert!(matches!(desk.model.panel, Some(Panel::Find(_))), "over whatever list is shown");
}

#[test]
fn sources_are_narrowed_by_what_they_are() {
    let mut desk = Desk::english(5);
    desk.types("gst1");
    assert_eq!(desk.model.sources.ask.kind, Some(SourceKind::Person));
    desk.types("e2");
    assert_eq!(desk.model.sources.ask.reliability, Some(Reliability::B));
    desk.types("a");
    assert!(desk.shows("سامي العنبري 2") && !desk.shows("سامي العنبري 3"));
    desk.types("w");
    assert!(desk.shows("That means nothing in this list"));
    desk.types("q");
    assert!(desk.left.is_none() && desk.model.sources.ask == SourceAsk::default());
}

#[test]
fn claims_are_narrowed_and_open_their_article_there() {
    let mut desk = Desk::english(5);
    desk.types("gqy");
    assert_eq!(desk.model.quotes.ask.verdict, Some(Judged::Not));
    desk.types("w0t1");
    assert_eq!((desk.model.quotes.ask.verdict.clone(), desk.model.quotes.ask.direct), (None, Some(true)));
    desk.types("j\n");
    assert!(matches!(&desk.left, Some(Exit::Article(_, Some(Goal::Claim(uid)))) if uid == "uid-2"));
    desk.tell(Message::Back);
    desk.types("o");
    assert_eq!(desk.model.quotes.ask.source, Some((200, "سامي العنبري".to_owned())));
    desk.types("ocyjji");
    assert!(desk.shows("This row has no source"), "the third has none");
}

#[test]
fn a_dossier_says_all_that_is_known() {
    let mut desk = Desk::arabic(12);
    desk.types("لس\n");
    for words in [
        "وزير النقل",
        "منذ 2024-05-01",
        "العنبري · الوزير",
        "أسماء شبيهة: سامي عنبري",
        "#نقل",
        "12 قولا في 3 مقالات",
        "عبر وسيط: 5 من 12",
        "وكالة الساحل ← المرفأ",
        "ليلى حداد",
        "3 مقالات",
    ] {
        assert!(desk.shows(words), "{words}:\n{}", desk.screen().join("\n"));
    }
    assert_eq!(desk.world.quotes.last().and_then(|ask| ask.source.clone()), Some((1, "سامي العنبري".to_owned())));
    desk.types("ه");
    assert!(desk.shows("محافظ الساحل") && desk.shows("أخطأ مرة") && desk.shows("Q42"));
    desk.types("ض");
    assert!(desk.model.panel.is_none() && desk.model.dossier.is_some());
    desk.types("j\n");
    desk.tell(Message::Back);
    assert!(desk.model.dossier.is_some());
    desk.types("q");
    assert!(desk.model.dossier.is_none() && desk.left.is_none() && desk.shows("12 مصدرا"));
}

#[test]
fn the_source_of_a_dossier_is_judged_there() {
    let mut desk = Desk::arabic(12);
    desk.types("لس\nش جديد\n");
    desk.types("ف #ميناء\n");
    desk.types("ث1\n");
    desk.types("e0");
    let said: Vec<&str> = desk.world.done.iter().map(String::as_str).filter(|done| done.starts_with("1:")).collect();
    let expected = [
        "1: Note(\"يجيب عن الهاتف صباحا جديد\")",
        "1: Tags([\"نقل\", \"ميناء\"])",
        "1: Reliability(Some(A), \"\")",
        "1: Reliability(None, \"\")",
    ];
    assert_eq!(said, expected);
    assert!(desk.shows("محفوظ"));
}

#[test]
fn a_dossier_that_was_come_to_from_outside_is_left_to_there() {
    let mut desk = Desk::arabic(12);
    let mut model = Model::new(desk.model.settings.clone(), desk.model.size, Tab::Articles);
    let effects = update::start_with_dossier(&mut model, 7);
    desk.left = turn(&mut desk.world, &mut model, effects);
    desk.model = model;
    assert_eq!(desk.model.dossier.as_ref().map(|open| open.from), Some(From::Outside));
    desk.types("\n");
    assert!(matches!(&desk.left, Some(Exit::Article(_, Some(_)))));
    desk.tell(Message::Back);
    desk.types("ض");
    assert!(matches!(desk.left, Some(Exit::Back)));
}

#[test]
fn the_mouse_chooses_opens_and_turns() {
    let mut desk = Desk::english(90);
    let y = desk.row("رقم 5 عن") as u16;
    desk.tell(Message::Click(Cell { x: 20, y }));
    assert_eq!(desk.chosen(), 5);
    desk.tell(Message::Wheel(3));
    assert_eq!(desk.row("رقم 5 عن") as u16, y - 3);
    desk.tell(Message::DoubleClick(Cell { x: 20, y }));
    assert!(matches!(desk.left, Some(Exit::Article(..))));
    desk.tell(Message::Click(Cell { x: 22, y: 0 }));
    assert_eq!(desk.model.tab, Tab::Sources);
    desk.types("s");
    desk.tell(Message::Click(Cell { x: 90, y: 20 }));
    assert!(desk.model.panel.is_none());
}

#[test]
fn every_size_is_drawn() {
    for locale in ["ar", "en"] {
        for (width, height) in [(1, 1), (39, 30), (40, 10), (50, 24), (71, 11), (72, 10), (80, 24), (300, 60)] {
            let mut desk = Desk::new(locale, (width, height), 40);
            let small = if locale == "ar" { "كبّر" } else { "Enlarge" };
            assert_eq!(desk.shows("رقم 1 "), width >= 40, "{width}×{height}");
            assert!(width >= 40 || width == 1 || desk.shows(small));
            for keys in ["gs", "\n", "i", "q", "gq", "w", "q", "f", "\n", "?"] {
                desk.types(keys);
                desk.screen();
            }
            desk.tell(Message::Resize(Size { width: 200, height: 3 }));
            desk.screen();
            desk.tell(Message::Resize(Size { width: 80, height: 24 }));
            desk.screen();
        }
    }
}

#[test]
fn a_narrow_screen_has_fewer_columns() {
    let desk = Desk::new("ar", (50, 24), 9);
    let row = desk.screen()[desk.row("رقم 2 عن")].clone();
    assert!(!row.contains("المرفا") && row.contains("2026"), "{row}");
}

#[test]
fn the_help_names_both_letters_of_the_keys_that_count_here() {
    let mut desk = Desk::english(9);
    desk.types("؟");
    assert!(desk.shows("only unread") && desk.shows("u ع") && !desk.shows("verdict on the claim"));
    desk.types("reliab");
    assert!(desk.shows("by reliability") && !desk.shows("only unread"));
    desk.press(KeyCode::Esc);
    desk.types("C");
    assert!(desk.model.panel.is_none());
}

#[test]
fn the_search_follows_what_is_typed_and_opens_what_the_cursor_is_on() {
    let mut desk = Desk::arabic(5);
    desk.types("لبهد");
    assert_eq!(desk.world.done, ["find ه", "find هد"]);
    assert!(desk.shows("هدي العنبري 1") && desk.shows("هدي العنبري 2"));
    desk.press(KeyCode::Down);
    desk.types("\n");
    assert!(desk.model.dossier.is_some() && desk.model.panel.is_none());
    desk.types("لبل");
    assert!(matches!(&desk.model.panel, Some(Panel::Find(finding)) if finding.hits.hits.is_empty()));
    desk.types("\n");
    assert!(desk.left.is_none());
    desk.press(KeyCode::Esc);
    assert!(desk.model.panel.is_none());
}
