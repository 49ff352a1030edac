//! The mouse: on words, on rows of the list, and its wheel.

use crate::facts::Facts;
use crate::keys::divider;
use crate::pty::{Desk, ESC};
use crate::screen::{Found, Screen};

/// Where `words` stand in the article, on an Arabic screen.
fn in_article(screen: &Screen, words: &str) -> Found {
    let divider = divider(screen);
    let place = screen.find_all(words).into_iter().find(|place| place.left > divider);
    place.unwrap_or_else(|| panic!("{words}:\n{}", screen.logical()))
}

#[test]
fn a_click_on_a_word_selects_its_claim() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sample();
    for claim in [4, 2, 5] {
        let place = in_article(&reader.screen(), facts.rare_word(claim));
        reader.click(place.left, place.y);
        reader.until_status(&Facts::place(claim, facts.count()));
        reader.click(place.right, place.y);
        reader.until_status(&Facts::place(claim, facts.count()));
    }
    reader.quit();
}

#[test]
fn a_double_click_says_why() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sample();
    let place = in_article(&reader.screen(), facts.rare_word(2));
    reader.click(place.left, place.y);
    reader.click(place.left, place.y);
    reader.until_shows("لماذا نُسب إلى هذا المصدر؟");
    reader.send(ESC);
    reader.until_gone("لماذا نُسب إلى هذا المصدر؟");
    reader.quit();
}

#[test]
fn clicks_in_the_list_choose_and_open() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sample();
    let divider = divider(&reader.screen());
    let in_list = |screen: &Screen, words: &str| {
        screen.find_all(words).into_iter().find(|place| place.right < divider).expect("a row of the list")
    };
    let place = in_list(&reader.screen(), &facts.words(3, 2));
    reader.click(place.left, place.y);
    reader.until_status(&Facts::place(3, facts.count()));
    let closed = format!("◂2 {}", facts.name(1));
    let place = in_list(&reader.until_shows(&closed), &closed);
    reader.click(place.left, place.y);
    reader.click(place.left, place.y);
    reader.until_shows(&format!("▾2 {}", facts.name(1)));
    reader.quit();
}

#[test]
fn the_wheel_moves_the_pane_under_it() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sized(80, 24).sample();
    let first = format!("1 {}", facts.name(0));
    for _ in 0..3 {
        reader.wheel_down(70, 10);
    }
    reader.until("the article moved", |screen| !screen.shows("نص توضيحي كُتب") && screen.shows(&first));
    // The list goes on past its cursor, to its end.
    for _ in 0..200 {
        reader.wheel_down(5, 10);
    }
    let last = format!("{} {}", facts.speakers.len(), facts.name(facts.speakers.len() - 1));
    let screen = reader.until_shows(&last);
    assert!(!screen.shows(&format!("▾{first}")) && !screen.shows("نص توضيحي كُتب"), "{}", screen.logical());
    reader.quit();
}
