//! The sourcing label, the numbers to check and the lens of reporting verbs.

use super::*;
use crate::config::Switch;
use crate::tui::options::Choice;

const ARTICLE: &str = "ميناء المدينة\n\n\
    قال مدير الميناء سامر النخلي إن \"العمل سيبدأ بعد إصلاح 12 رافعة بكلفة ثلاثة ملايين دينار\".\n\n\
    وزعم النخلي أن الأسعار انخفضت 5%.\n\n\
    وأكدت وزيرة النقل ليلى حداد أن الطريق سيفتح في 22 يوليو 2021.\n";

fn desk() -> Desk {
    Desk::of(article_of(ARTICLE))
}

fn numbers_at(desk: &Desk) -> usize {
    match &desk.model.panel {
        Some(Panel::Numbers(_, at)) => *at,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_label_opens_by_two_letters_of_either_keyboard_and_closes() {
    for keys in ["gt", "لف"] {
        let mut desk = desk();
        desk.types(keys);
        assert!(matches!(desk.model.panel, Some(Panel::Label(..))), "{keys}");
        for words in ["Sourcing label", "2 sources: named 2 (100%)", "keeps distance 1", "4 numbers to check"] {
            assert!(desk.shows(words), "{words} in {:#?}", desk.screen());
        }
        desk.types("q");
        assert!(desk.model.panel.is_none());
    }
}

#[test]
fn numbers_are_gone_to_and_judged() {
    for keys in ["gn", "لى"] {
        let mut desk = desk();
        desk.types(keys);
        desk.press(KeyCode::Down);
        desk.press(KeyCode::Down);
        assert_eq!(numbers_at(&desk), 2, "{keys}");
        desk.press(KeyCode::Enter);
        assert_eq!((desk.model.panel.is_none(), desk.model.selected), (true, Some(ClaimId(1))));
        // It opens again at the figure of the selected claim.
        desk.types("gn");
        assert_eq!(numbers_at(&desk), 2);
        assert!(!desk.shows("✓ 5%"));
        desk.types("w2gn");
        assert!(desk.shows("partly true"), "{:#?}", desk.screen());
        (0..9).for_each(|_| desk.press(KeyCode::Down));
        assert_eq!(numbers_at(&desk), 3);
        desk.types("gt");
        assert!(matches!(desk.model.panel, Some(Panel::Label(..))));
        desk.types("gn");
        assert!(matches!(desk.model.panel, Some(Panel::Numbers(..))));
    }
}

#[test]
fn an_article_without_figures_has_an_empty_list() {
    let mut desk = Desk::of(article_of("عنوان\n\nلا شيء هنا.\n"));
    desk.types("gn");
    assert!(desk.shows("no numbers to check"));
    desk.types("\njw");
    desk.types("gt");
}

#[test]
fn the_lens_of_verbs_is_seen_without_colour() {
    let mut desk = desk();
    let marked = |desk: &Desk, mark: &str| desk.screen().iter().any(|row| row.contains(&format!("1{mark}")));
    assert!(!marked(&desk, "~"));
    desk.types(",");
    let at = Choice::ALL.iter().position(|other| *other == Choice::Verbs).expect("a choice");
    (0..at).for_each(|_| desk.press(KeyCode::Down));
    desk.types("\nq");
    assert_eq!(desk.model.settings.view.verbs, Switch::On);
    assert!(marked(&desk, "~"), "{:#?}", desk.screen());
    assert!(desk.shows("2+"), "{:#?}", desk.screen());
    assert!(desk.world.asked.iter().any(|effect| matches!(effect, Effect::KeepView(_))));
}
