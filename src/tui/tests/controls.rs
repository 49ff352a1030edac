//! Explicit bidi controls in an article act in their paragraph alone, and strange directions turn nothing beside them.

use super::*;
use crate::config::Switch;

const RLO: &str = "\u{202e}";
const LRO: &str = "\u{202d}";
const RLI: &str = "\u{2067}";
const PDF: &str = "\u{202c}";
const PDI: &str = "\u{2069}";

/// An article whose headline, source, claim and last paragraph but one are given, so that controls can be put anywhere.
fn written(headline: &str, source: &str, claim: &str, paragraph: &str) -> Article {
    let text = format!(
        "{headline}\n\n{paragraph}\n\nوقال المتحدث باسم الميناء {source} إن «{claim}» في تقريره.\n\n\
         وهذه فقرة أخيرة فيها abc 123 وكلام عربي.\n"
    );
    article_of(&text)
}

const PLAIN: [&str; 4] = ["عنوان الخبر", "سامر النخلي", "العمل بدأ في 12 رصيفا", "فقرة أولى فيها abc 123 وكلام"];

fn screens(locale: &str, words: [&str; 4]) -> Vec<String> {
    let [headline, source, claim, paragraph] = words;
    let mut desk = Desk::in_language(locale, written(headline, source, claim, paragraph));
    let mut rows = desk.screen();
    for keys in ["r", "q", "i", "q", "aملاحظة abc 1\n", "/abc\n"] {
        match keys {
            "q" => desk.press(KeyCode::Esc),
            keys => desk.types(keys),
        }
        rows.extend(desk.screen());
    }
    rows
}

/// With `with` in the place `at`, whatever turns is turned in its own piece of its own row: frames, rules and signs of the
/// rows stand where they stand without the controls, on every screen.
fn check(at: usize, with: &str) {
    for locale in ["ar", "en"] {
        let mut words = PLAIN;
        let bare = with.replace(|c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "");
        words[at] = &bare;
        let plain = screens(locale, words);
        words[at] = with;
        let turned = screens(locale, words);
        assert_eq!(plain.len(), turned.len());
        // The status line counts the controls.
        let is_status = |at: &usize| at % usize::from(WIDE.height) == usize::from(WIDE.height) - 2;
        let rows = plain.iter().zip(&turned).enumerate().filter(|(at, _)| !is_status(at));
        let differing: Vec<_> = rows.map(|(_, pair)| pair).filter(|(plain, turned)| plain != turned).collect();
        for (plain, turned) in &differing {
            assert_eq!(signs(plain), signs(turned), "{locale}\n{plain}\n{turned}");
        }
        assert!(!differing.is_empty(), "{with:?} turned nothing at all");
    }
}

/// The signs of a row that are the interface's own, with their columns.
fn signs(row: &str) -> Vec<(usize, char)> {
    row.chars().enumerate().filter(|(_, c)| "│─┌┐└┘┬┴▾◂▸›•✓?·↷".contains(*c)).collect()
}

#[test]
fn an_override_in_the_headline_stays_there() {
    check(0, &format!("عنوان {RLO}abc 123"));
    check(0, &format!("{LRO}عنوان الخبر"));
}

#[test]
fn an_override_in_a_name_stays_there() {
    check(1, &format!("سامر {LRO}النخلي"));
}

#[test]
fn an_override_in_a_claim_stays_there() {
    check(2, &format!("العمل {RLO}abc 12 بدأ"));
    check(2, &format!("العمل {LRO}بدأ في رصيف"));
}

#[test]
fn the_next_paragraph_does_not_know_of_it() {
    for open in [RLO, LRO, RLI, "\u{202b}", "\u{2066}", "\u{2068}"] {
        let rows = |paragraph: &str| {
            let [headline, source, claim, _] = PLAIN;
            let desk = Desk::in_language("ar", written(headline, source, claim, paragraph));
            let blocks = desk.model.article.blocks.len();
            let of_block = |place: &crate::tui::page::Place| {
                let line = desk.model.page.line(*place);
                line.map(|line| line.cells.iter().map(|cell| cell.symbol.to_string()).collect::<String>())
            };
            assert_eq!(blocks, 4);
            let others = desk.model.places.iter().filter(|place| place.block != 1);
            (others.filter_map(of_block).collect::<Vec<_>>(), desk.model.bidi_controls)
        };
        let (expected, none) = rows("فقرة فيها abc 123");
        assert_eq!((rows(&format!("فقرة {open}فيها abc 123")), none), ((expected, 1), 0), "{open:?}");
    }
}

#[test]
fn a_number_stays_beside_the_name_that_it_counts() {
    // An English name beside an Arabic count, an Arabic one beside an English count.
    for (locale, name, count) in [("ar", "John Smith", "ﻗﻮﻝ ﻭﺍﺣﺪ"), ("en", "سامر النخلي", "1 claim")]
    {
        let text = format!("عنوان الخبر\n\nقال المتحدث {name} إن العمل بدأ في الميناء منذ يومين.\n");
        let desk = Desk::in_language(locale, article_of(&text));
        assert_eq!(desk.model.extraction.claims.len(), 1, "{locale}");
        let rows = desk.screen();
        let head = rows.iter().position(|row| row.contains('▾')).expect("the group");
        let reversed = |words: &str| words.chars().rev().collect::<String>();
        if locale == "ar" {
            assert!(rows[head].contains("John Smith 1▾"), "{}", rows[head]);
            assert!(rows[head + 1].contains(&reversed(count)), "{}", rows[head + 1]);
        } else {
            assert!(rows[head].contains("▾1 "), "{}", rows[head]);
            assert!(rows[head + 1].contains("✓named") && rows[head + 1].contains(count), "{}", rows[head + 1]);
        }
    }
}

#[test]
fn hidden_controls_are_counted_and_shown_on_demand() {
    let text = format!("عنوان\n\nقال النص {RLO}abc{PDF} ثم {RLI}def{PDI} وانتهى.\n");
    let mut desk = Desk::of(article_of(&text));
    assert!(desk.shows("4 hidden bidi controls") && desk.shows("cba"));
    assert!(!desk.shows("‹"));
    desk.model.settings.view.controls = Switch::On;
    desk.types("+");
    for shown in ["‹RLO›", "abc", "‹PDF›", "‹RLI›", "def", "‹PDI›"] {
        assert!(desk.shows(shown), "{shown}: {:#?}", desk.screen());
    }
    // The rest of the interface has no names in it.
    assert_eq!(desk.screen()[0].matches('‹').count(), 0);
}
