//! Selecting words: arrows go where they point, in any mixture of directions, and on over lines and paragraphs.

use super::*;
use ratatui::style::Modifier;

fn selected(desk: &Desk) -> &str {
    desk.model.selection.map_or("", |selection| selection.span().of(&desk.model.article.text))
}

/// Presses each key, and what the end that moves then stands on.
#[track_caller]
fn check(desk: &mut Desk, keys: &[(KeyCode, &str)]) {
    for (at, (key, expected)) in keys.iter().enumerate() {
        desk.press(*key);
        let moving = desk.model.selection.map(|selection| selection.moving.of(&desk.model.article.text));
        assert_eq!(moving, Some(*expected), "key {at}");
    }
}

use KeyCode::{Down, Left, Right, Up};

#[test]
fn arrows_go_where_they_point_in_a_right_to_left_line() {
    let mut desk = Desk::of(article_of("عنوان\n\nقال سامر abc def 12 ثم مضى\n"));
    desk.types("v");
    assert_eq!(selected(&desk), "عنوان");
    // What is seen from right to left: قال سامر def abc ... the Latin words stand in their own order.
    check(&mut desk, &[(Left, "قال"), (Left, "سامر")]);
    desk.types("o");
    desk.types("o");
    let seen = |desk: &Desk| desk.model.selection.map(|s| s.moving.of(&desk.model.article.text).to_owned());
    let mut way = Vec::new();
    for _ in 0..5 {
        desk.press(Left);
        way.push(seen(&desk).unwrap());
    }
    // The run `abc def 12` is seen from left to right: its right end is met first.
    assert_eq!(way, ["12", "def", "abc", "ثم", "مضى"]);
    desk.press(Left);
    assert_eq!(seen(&desk).as_deref(), Some("مضى"), "nothing is beyond the end");
    check(&mut desk, &[(Right, "ثم"), (Right, "abc"), (Right, "def"), (Right, "12"), (Right, "سامر"), (Right, "قال")]);
    check(&mut desk, &[(Right, "عنوان")]);
}

#[test]
fn in_a_left_to_right_paragraph_right_goes_on() {
    let mut desk = Desk::of(article_of("Title\n\nOne two three\n\nfour five\n"));
    desk.types("v");
    check(&mut desk, &[(Right, "One"), (Right, "two"), (Right, "three"), (Right, "four"), (Left, "three")]);
    // Up and down keep to the column they began in, whatever is shorter on the way.
    check(&mut desk, &[(Down, "five"), (Up, "three"), (Up, "Title"), (Down, "three")]);
}

#[test]
fn lines_of_a_paragraph_are_gone_on_to_at_their_edges() {
    let words: Vec<String> = (0..40).map(|at| format!("كلمة{at}")).collect();
    let mut desk = Desk::of(article_of(&format!("عنوان\n\n{}\n", words.join(" "))));
    desk.types("v");
    let keys: Vec<(KeyCode, &str)> = words.iter().map(|word| (Left, word.as_str())).collect();
    check(&mut desk, &keys);
    let back: Vec<(KeyCode, &str)> = words.iter().rev().skip(1).map(|word| (Right, word.as_str())).collect();
    check(&mut desk, &back);
    desk.press(Down);
    assert!(selected(&desk).lines().count() >= 1 && selected(&desk).contains("كلمة5"));
    // Over two lines all of it is reversed, and nothing else.
    let buf = desk.drawn();
    let is_reversed = |y: u16| (0..WIDE.width).filter(|x| buf[(*x, y)].modifier.contains(Modifier::REVERSED)).count();
    let rows = (0..WIDE.height).filter(|y| is_reversed(*y) > 0).count();
    assert_eq!(rows, 3, "the headline, a line, and a word of the next");
}

#[test]
fn steps_of_letters_and_the_other_end() {
    let mut desk = Desk::of(article_of("عنوان\n\nقال سامر\n"));
    desk.types("v");
    desk.press(Down);
    check(&mut desk, &[(Left, "سامر")]);
    desk.types("س");
    assert!(desk.shows("Steps of a letter"));
    check(&mut desk, &[(Right, "م"), (Right, "ا"), (Left, "م")]);
    desk.types("sخ");
    assert_eq!(selected(&desk), "عنوان\n\nقال سام");
    check(&mut desk, &[(Left, "قال")]);
    assert_eq!(selected(&desk), "قال سام");
}

#[test]
fn what_is_selected_is_copied_in_the_order_of_the_text() {
    let mut desk = Desk::of(article_of("عنوان\n\nقال سامر abc 12\n"));
    desk.types("v");
    desk.press(Down);
    desk.types("خ");
    check(&mut desk, &[(Left, "قال"), (Left, "سامر")]);
    desk.types("oo");
    desk.types("غ");
    let copied = desk.world.asked.iter().any(|effect| matches!(effect, Effect::Copy(text, _) if text == "قال سامر"));
    assert!(copied, "{:?}", desk.world.asked);
    assert!(desk.model.selection.is_none());
}

#[test]
fn the_mouse_drags_over_words() {
    let mut desk = Desk::in_language("ar", article_of("عنوان\n\nقال سامر للصحف ثم مضى\n"));
    let y = desk.drawn_row();
    let right = (0..WIDE.width).rev().find(|x| desk.drawn()[(*x, y)].symbol() == "ﻗ").expect("the first letter");
    desk.tell(Message::Click(Cell { x: right, y }));
    desk.tell(Message::Drag(Cell { x: right - 1, y }));
    assert!(desk.model.selection.is_none(), "a trembling hand");
    desk.tell(Message::Drag(Cell { x: right - 6, y }));
    assert_eq!(selected(&desk), "قال سامر");
    desk.tell(Message::Drag(Cell { x: 60, y }));
    assert_eq!(selected(&desk), "قال سامر للصحف ثم مضى");
    desk.tell(Message::Click(Cell { x: right, y }));
    assert!(desk.model.selection.is_none());
    desk.press(Left);
    desk.types("v");
    desk.press(KeyCode::Esc);
    assert!(desk.model.selection.is_none() && !desk.world.left);
}

impl Desk {
    /// The row in which the paragraph begins that the tests of the mouse drag over.
    fn drawn_row(&self) -> u16 {
        let buf = self.drawn();
        let has = |y: &u16| (0..WIDE.width).any(|x| buf[(x, *y)].symbol() == "ﻗ");
        (0..WIDE.height - 2).rfind(has).expect("the paragraph")
    }
}
