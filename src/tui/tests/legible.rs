//! What pictures of real terminals have shown to be unreadable there.

use ratatui::style::Modifier;

use super::*;

fn is_arabic(symbol: &str) -> bool {
    symbol.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

#[test]
fn nothing_is_bold_and_reversed() {
    let mut desk = Desk::in_language("ar", article::sample());
    desk.types("/السكة\n");
    for claim in 0..3 {
        let buf = desk.drawn();
        let reversed = || buf.content.iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED));
        assert!(reversed().count() > 0);
        assert!(reversed().all(|cell| !cell.modifier.contains(Modifier::BOLD)), "{claim}");
        desk.press(KeyCode::Tab);
    }
}

#[test]
fn no_row_without_a_frame_begins_with_an_arabic_letter() {
    for (width, height) in [(40, 10), (41, 12), (50, 24), (71, 24), (80, 24)] {
        let mut desk = Desk::in_language("ar", article::sample());
        desk.tell(Message::Resize(Size { width, height }));
        for _ in 0..6 {
            let buf = desk.drawn();
            let first: Vec<&str> = (0..height).map(|y| buf[(0, y)].symbol()).collect();
            assert!(!first.iter().any(|symbol| is_arabic(symbol) || *symbol == "…"), "{width}: {first:?}");
            desk.press(KeyCode::Tab);
        }
    }
}

#[test]
fn brackets_on_keys_are_not_mirrored_in_the_help() {
    let mut desk = Desk::in_language("ar", article::sample());
    desk.types("?");
    let rows = desk.screen();
    let holds = |wanted: &str| rows.iter().any(|row| row.contains(wanted));
    // The row from left to right: the key of the Arabic letter dal is the closing bracket.
    assert!(holds("] \u{fea9}"), "{rows:#?}");
    assert!(holds("[ \u{fe9d}"), "{rows:#?}");
}

#[test]
fn words_of_the_article_turn_nothing_round_them_in_the_evidence() {
    let mut desk = Desk::of(article::sample());
    let found = desk.model.extraction.claims.iter().position(|claim| claim.why[0].rule == "participle");
    desk.model.selected = found.map(ClaimId);
    desk.types("r");
    let row = desk.screen().into_iter().find(|row| row.contains("goes on with")).expect("a participle");
    let signs: String = row.chars().filter(|c| matches!(c, '«' | '»' | '(' | ')')).collect();
    assert_eq!(signs, "«»()", "{row}");
}
