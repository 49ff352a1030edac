//! The view options: they act at once, are kept, and change nothing but the screen.

use ratatui::style::Modifier;

use super::*;
use crate::config::{DirectionWish, HarakatWish, SpacingWish, Switch, View};
use crate::span::{Column, Span};
use crate::tui::options::Choice;
use crate::words::{Language, Words};

const VOCALISED: &str = "عنوان قصير\n\n\
    كَتَبَ الطَّالِبُ رِسَالَةً إِلَى مُعَلِّمِهِ، وَشَكَرَهُ عَلَى مَا بَذَلَهُ مِنْ جُهْدٍ كَبِيرٍ فِي التَّعْلِيمِ. ثُمَّ عَادَ الطَّالِبُ إِلَى بَيْتِهِ مَسْرُورًا.\n\n\
    وقال مدير المكتبة سليم الهادي إن المبنى الجديد يُفتح غدًا أمام الزوار، مؤكدا أن «عدد الكتب بلغ 12500 كتاب». وأضاف أن المكتبة ستستقبل الطلاب والباحثين كل يوم.\n";

fn vocalised(locale: &str) -> Desk {
    Desk::in_language(locale, article_of(VOCALISED))
}

impl Desk {
    /// Opens the options and goes to `choice`.
    fn open_at(&mut self, choice: Choice) {
        self.types(",");
        let at = Choice::ALL.iter().position(|other| *other == choice).expect("a choice");
        (0..at).for_each(|_| self.press(KeyCode::Down));
    }

    /// Moves `choice` by one value and closes the options.
    fn choose(&mut self, choice: Choice) {
        self.open_at(choice);
        self.press(KeyCode::Enter);
        self.press(KeyCode::Esc);
    }

    fn view(&self) -> View {
        self.model.settings.view
    }

    /// The rows of the article pane.
    fn article_rows(&self) -> Vec<String> {
        let pane = crate::tui::area::areas(&self.model).article;
        let buf = self.drawn();
        let row = |y| (pane.left()..pane.right()).map(|x| buf[(x, y)].symbol()).collect::<String>();
        (pane.top()..pane.bottom()).map(|y| row(y).trim().to_owned()).collect()
    }
}

#[test]
fn every_option_acts_at_once_and_is_kept() {
    for choice in Choice::ALL {
        let mut desk = vocalised("en");
        desk.open_at(choice);
        let (before, screen) = (desk.view(), desk.screen());
        desk.press(KeyCode::Enter);
        let changed = choice.moved(&before, 1);
        assert_eq!(desk.view(), before.with(&changed));
        assert_ne!(desk.screen(), screen, "{choice:?}");
        assert_eq!(desk.world.asked.last(), Some(&Effect::KeepView(changed)));
        assert!(matches!(desk.model.panel, Some(Panel::View(_))), "{choice:?}");
    }
}

#[test]
fn arrows_move_values_to_where_they_point() {
    for (locale, forward, back) in [("en", KeyCode::Right, KeyCode::Left), ("ar", KeyCode::Left, KeyCode::Right)] {
        let mut desk = vocalised(locale);
        desk.open_at(Choice::Harakat);
        for (key, expected) in [(forward, HarakatWish::Keep), (forward, HarakatWish::Dim), (back, HarakatWish::Keep)] {
            desk.press(key);
            assert_eq!(desk.view().harakat, expected, "{locale} {key:?}");
        }
    }
}

#[test]
fn the_options_are_opened_and_closed_by_keys_of_both_keyboards() {
    for open in [KeyCode::Char(','), KeyCode::Char('و'), KeyCode::Char('،'), KeyCode::F(2)] {
        for close in [KeyCode::Esc, KeyCode::Char('q'), KeyCode::Char('ض'), open] {
            let mut desk = vocalised("ar");
            desk.press(open);
            assert!(matches!(desk.model.panel, Some(Panel::View(0))), "{open:?}");
            desk.types("ت");
            assert!(matches!(desk.model.panel, Some(Panel::View(1))));
            desk.press(close);
            assert!(desk.model.panel.is_none() && !desk.world.left, "{close:?}");
        }
    }
}

#[test]
fn nought_goes_back_to_what_is_configured() {
    let mut desk = vocalised("en");
    desk.model.settings.configured.harakat = HarakatWish::Hide;
    desk.choose(Choice::Kashida);
    desk.types(",0");
    assert_eq!(desk.view(), View { harakat: HarakatWish::Hide, ..View::default() });
    assert_eq!(desk.world.asked.last(), Some(&Effect::ForgetView));
}

#[test]
fn the_measure_has_keys_of_its_own_and_is_kept_too() {
    let mut desk = vocalised("en");
    desk.types("-");
    assert_eq!(desk.view().measure, Column(62));
    assert!(matches!(desk.world.asked.last(), Some(Effect::KeepView(kept)) if kept.measure == Some(Column(62))));
    desk.types("++,+");
    assert_eq!(desk.view().measure, Column(68));
    desk.model.settings.view.measure = Column(20);
    let asked = desk.world.asked.len();
    desk.types("-");
    assert_eq!(desk.world.asked.len(), asked, "nothing changed");
}

#[test]
fn what_is_copied_is_the_same_however_it_is_shown() {
    let copied = |desk: &mut Desk| {
        desk.types("y");
        desk.types("yy");
        let texts = desk.world.asked.iter().filter_map(|effect| match effect {
            Effect::Copy(text, _) => Some(text.clone()),
            _ => None,
        });
        let texts: Vec<String> = texts.collect();
        desk.world.asked.clear();
        texts
    };
    let mut desk = vocalised("en");
    let expected = copied(&mut desk);
    assert!(expected[0].contains("12500") || expected.len() == 3, "{expected:?}");
    for choice in Choice::ALL {
        for _ in 0..choice.values().len().max(2) {
            desk.choose(choice);
            desk.world.asked.clear();
            assert_eq!(copied(&mut desk), expected, "{choice:?} {:?}", desk.view());
        }
        // Further choices are laid over this one.
        desk.choose(choice);
    }
}

#[test]
fn double_spacing_leaves_a_row_free_and_the_place_where_it_was() {
    let mut desk = Desk::sample();
    desk.types("jjjjjjjj");
    let top = |desk: &Desk| desk.model.page.span_at(&desk.model.article, desk.model.top).map(|span| span.start);
    while top(&desk).is_none() {
        desk.types("j");
    }
    let (before, words) = (top(&desk), desk.article_rows()[0].clone());
    desk.choose(Choice::LineSpacing);
    assert_eq!(desk.view().line_spacing, SpacingWish::Double);
    assert_eq!((top(&desk), desk.article_rows()[0].clone()), (before, words));
    let rows = desk.article_rows();
    assert!(rows.windows(2).all(|pair| pair[0].is_empty() || pair[1].is_empty()), "{rows:#?}");
    // The last line is at the bottom of the last page.
    desk.press(KeyCode::End);
    assert!(!desk.article_rows().last().expect("rows").is_empty());
    desk.types("k");
    assert!(desk.article_rows().last().expect("rows").is_empty());
    desk.choose(Choice::LineSpacing);
    desk.press(KeyCode::End);
    assert!(!desk.article_rows().last().expect("rows").is_empty());
}

#[test]
fn marks_are_hidden_from_the_article_and_the_list_and_letters_keep_their_parts() {
    let text = "عنوان\n\nقَالَ سَامِرٌ النَّخْلِيُّ إِنَّ الا\u{653}ن وقت العمل، وقرأ سو\u{654}الا.\n";
    let mut desk = Desk::in_language("ar", article_of(text));
    let is_vowel = |c: char| matches!(c, '\u{64b}'..='\u{652}' | '\u{670}');
    assert!(desk.screen().concat().contains(is_vowel));
    desk.model.settings.view.harakat = HarakatWish::Hide;
    desk.choose(Choice::Focus);
    let screen = desk.screen().concat();
    assert!(!screen.contains(is_vowel), "{screen}");
    // Alef with madda in its lam-alef, waw with hamza.
    assert!(screen.contains('\u{fef5}') && screen.contains('\u{fe86}'), "{screen}");
}

#[test]
fn dim_draws_vocalised_words_faint_but_not_the_sentence_at_hand() {
    let mut desk = vocalised("ar");
    let pane = crate::tui::area::areas(&desk.model).article;
    let faint = |desk: &Desk| {
        let buf = desk.drawn();
        let rows = pane.top() + 1..pane.bottom();
        let cells = rows.flat_map(|y| (pane.left()..pane.right()).rev().map(move |x| (x, y)));
        let faint = cells
            .filter(|cell| buf[*cell].modifier.contains(Modifier::DIM) && !matches!(buf[*cell].symbol(), "»" | "«"));
        faint.map(|cell| buf[cell].symbol().to_owned()).collect::<String>()
    };
    assert_eq!(faint(&desk), "");
    desk.model.settings.view.harakat = HarakatWish::Dim;
    desk.press(KeyCode::Tab);
    let words = faint(&desk);
    // Whole words, with the letters between the marked ones; but no word with a mark or two.
    assert!(words.contains("\u{fe94}\u{64b}") && words.contains('\u{fe8e}'), "{words}");
    assert!(!words.contains("12500") && !words.contains('\u{fed4}'), "{words}");
    desk.model.selected = None;
    desk.model.at_hand = desk
        .model
        .article
        .text
        .find("كَتَبَ")
        .zip(desk.model.article.text.find("ثُمَّ"))
        .map(|(start, end)| Span::new(start, end));
    let other = faint(&desk);
    assert!(other.len() < words.len() && !other.is_empty(), "{other}");
}

#[test]
fn one_sentence_stands_out_and_is_marked_beside() {
    let mut desk = Desk::sample();
    let bars = |desk: &Desk| desk.article_rows().iter().filter(|row| row.contains('┃')).count();
    assert_eq!(bars(&desk), 0);
    desk.choose(Choice::Focus);
    for _ in 0..8 {
        let hand = desk.model.at_hand.expect("a sentence");
        let claim = desk.model.selected_claim().expect("a claim").content;
        assert!(hand.covers(claim), "{}", hand.of(&desk.model.article.text));
        assert!((1..12).contains(&bars(&desk)));
        let words = hand.of(&desk.model.article.text);
        assert_eq!(words.trim(), words);
        desk.press(KeyCode::Tab);
    }
    // Where the claim is scrolled away, the first sentence that begins in the pane.
    desk.press(KeyCode::Home);
    desk.model.selected = None;
    let mut starts = Vec::new();
    for _ in 0..30 {
        let hand = desk.model.at_hand.expect("a sentence");
        let top = desk.model.page.span_at(&desk.model.article, desk.model.places[0]);
        assert!(top.is_none_or(|top| hand.end > top.start));
        starts.push(hand.start);
        desk.types("j");
    }
    assert!(starts.is_sorted());
    starts.dedup();
    assert!(starts.len() > 5, "{starts:?}");
}

#[test]
fn a_forced_direction_holds_for_every_paragraph() {
    let mut desk = Desk::of(article_of("abc def.\n\nقال الوزير.\n"));
    let check = |desk: &Desk, expected: [bool; 2]| {
        let found = [0, 1].map(|block| desk.model.page.right_to_left(block).expect("laid out"));
        assert_eq!(found, expected);
    };
    check(&desk, [false, true]);
    desk.choose(Choice::Direction);
    assert_eq!(desk.view().direction, DirectionWish::RightToLeft);
    check(&desk, [true, true]);
    desk.choose(Choice::Direction);
    check(&desk, [false, false]);
}

#[test]
fn digits_of_the_interface_alone_are_changed() {
    let text = "عنوان\n\nقال سامر النخلي إن العدد 12500 وإن الرقم ٣٤ صحيح.\n";
    let mut desk = Desk::in_language("ar", article_of(text));
    let before = desk.article_rows();
    assert!(desk.shows("12500") && desk.shows("٣٤"));
    // From Latin over automatic, which in Arabic is Arabic, to Arabic.
    for _ in 0..2 {
        desk.choose(Choice::Digits);
        let gutter = |row: &String| row.replace('١', "1");
        assert_eq!(desk.article_rows().iter().map(gutter).collect::<Vec<_>>(), before);
        assert!(desk.screen().iter().any(|row| row.contains('١') && row.contains('▾')), "{:#?}", desk.screen());
    }
}

#[test]
fn lengthened_lines_are_found_and_clicked_as_the_words_they_are() {
    let mut desk = vocalised("ar");
    desk.model.settings.view.measure = Column(30);
    desk.choose(Choice::Kashida);
    assert_eq!(desk.view().kashida, Switch::On);
    let rows = desk.article_rows().concat();
    assert!(rows.contains('ـ'), "{rows}");
    assert!(!desk.model.article.text.contains('ـ'));
    // Every cell of every line leads to the bytes that it is highlighted for.
    let pane = crate::tui::area::areas(&desk.model).article;
    let mut fillers = 0;
    for (row, place) in desk.model.places.iter().enumerate() {
        for x in pane.left()..pane.right() {
            let cell = Cell { x, y: pane.y + row as u16 };
            let Some(offset) = crate::tui::hit::offset_at(&desk.model, cell) else { continue };
            let line = desk.model.page.line(*place).expect("a line");
            let inner = offset.0 - desk.model.article.blocks[place.block].span.start.0;
            let own = line.cell_of(crate::span::Offset(inner)).expect("a cell");
            let columns = line.columns_of(own.span);
            assert_eq!(columns.len(), 1);
            fillers += usize::from(columns[0].1.0 - columns[0].0.0 > 1);
        }
    }
    assert!(fillers > 0);
    desk.types("/الطلاب\n");
    assert!(desk.shows("1 من نتيجة واحدة") || desk.model.search.as_ref().is_some_and(|search| search.hits.len() == 1));
}

#[test]
fn the_interface_changes_its_language_and_its_sides() {
    let mut desk = Desk::sample();
    let sidebar_is_left = |desk: &Desk| {
        let areas = crate::tui::area::areas(&desk.model);
        areas.sidebar.x < areas.article.x
    };
    assert!(!sidebar_is_left(&desk) && desk.shows("Claims by source"));
    desk.choose(Choice::Lang);
    assert!(sidebar_is_left(&desk) && !desk.shows("Claims by source"));
    assert!(desk.model.words.right_to_left());
}

#[test]
fn every_option_and_every_value_has_its_words() {
    for language in [Language::Arabic, Language::English] {
        let words = Words::of(language);
        for choice in Choice::ALL {
            assert_ne!(words.say(&format!("view.{}", choice.name())), "?", "{choice:?}");
            for value in choice.values() {
                assert_ne!(words.say(&format!("value.{value}")), "?", "{choice:?} {value}");
            }
        }
    }
}

#[test]
fn a_hit_is_painted_with_the_tatweels_in_it() {
    let mut desk = vocalised("ar");
    desk.model.settings.view.measure = Column(30);
    desk.choose(Choice::Kashida);
    let pane = crate::tui::area::areas(&desk.model).article;
    let buf = desk.drawn();
    let cells = (pane.top()..pane.bottom()).flat_map(|y| (pane.left()..pane.right()).map(move |x| (x, y)));
    let (x, y) = cells.rev().find(|cell| buf[*cell].symbol() == "ـ").expect("a tatweel");
    let letter = crate::tui::hit::offset_at(&desk.model, Cell { x, y }).expect("a letter").0;
    let text = &desk.model.article.text;
    let word =
        |at: &str| at.split(char::is_whitespace).next().unwrap_or("").trim_matches(['«', '»', '.', '،']).to_owned();
    let start = Span::new(0, letter).of(text).rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = word(Span::new(start, text.len()).of(text));
    desk.types(&format!("/{word}\n"));
    let (buf, row) = (desk.drawn(), pane.left()..pane.right());
    // A hit is bold and underlined, the one that was gone to bold and reversed.
    let is_hit = |modifier: Modifier| {
        modifier.contains(Modifier::BOLD) && modifier.intersects(Modifier::UNDERLINED | Modifier::REVERSED)
    };
    let painted: Vec<&str> =
        row.map(|x| &buf[(x, y)]).filter(|cell| is_hit(cell.modifier)).map(|cell| cell.symbol()).collect();
    assert!(painted.contains(&"ـ"), "{word}: {painted:?}");
    assert!(painted.len() > 3 && painted.iter().all(|symbol| *symbol != " "), "{word}: {painted:?}");
}
